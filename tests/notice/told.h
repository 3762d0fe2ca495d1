/* told - what a reader made of a text, one indicator a line: "line kind pattern", then
 * what is said of it in brackets where something is. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "notice/reader.h"

static inline void tell_part(struct text *text, const char *name, struct slice value)
{
    if (value.size == 0)
        return;
    text_put(text, " ");
    text_put(text, name);
    text_put(text, "=");
    text_add(text, value);
}

static inline void tell_moment(struct text *text, const char *name, struct instant instant)
{
    if (!instant_is_known(instant))
        return;
    text_print(text, " %s=", name);
    text_add_instant(text, instant, 0);
}

static inline void tell_notice(struct text *text, const struct notice *notice)
{
    for (size_t i = 0; i < notice->indicator_count; i++) {
        const struct indicator *indicator = &notice->indicators[i];
        const struct statement *said = &notice->statements[indicator->statement];
        text_print(text, "%u %s ", indicator->line, indicator_kind_name(indicator->kind));
        text_add(text, indicator->pattern);
        tell_part(text, "label", said->label);
        tell_part(text, "family", said->family);
        tell_part(text, "threat", said->threat);
        tell_part(text, "place", said->place);
        tell_part(text, "role", said->role);
        tell_part(text, "campaign", said->campaign);
        tell_part(text, "actor", said->actor);
        tell_part(text, "description", said->description);
        text_put(text, indicator->context ? " context" : "");
        if (indicator->confidence > 0)
            text_print(text, " confidence=%u", indicator->confidence);
        tell_moment(text, "from", indicator->valid_from);
        tell_moment(text, "until", indicator->valid_until);
        tell_moment(text, "first", indicator->first_seen);
        tell_moment(text, "last", indicator->last_seen);
        text_put(text, "\n");
    }
}

/* What a reader refused, one a line: "line reason text". */
static inline void tell_rejections(struct text *text, const struct notice *notice)
{
    for (size_t i = 0; i < notice->rejection_count; i++) {
        text_print(text, "%u %s ", notice->rejections[i].line,
                   rejection_key(notice->rejections[i].reason));
        text_add(text, notice->rejections[i].text);
        text_put(text, "\n");
    }
}

/* Holds what a reader reads against what it should. */
#define assert_read(reader, content, wanted)                                                       \
    do {                                                                                           \
        struct notice notice_;                                                                     \
        struct problem problem_ = {{0}};                                                           \
        struct text told_ = {0};                                                                   \
        notice_init(&notice_, "made-up");                                                          \
        assert_true((reader)->read(slice_from(content), &notice_, &problem_));                     \
        tell_notice(&told_, &notice_);                                                             \
        assert_text(&told_, wanted);                                                               \
        text_done(&told_);                                                                         \
        notice_done(&notice_);                                                                     \
    } while (0)

/* Holds a notice of that name, and what was refused of it, against what they should be. */
#define assert_read_whole(reader, name, content, wanted, refused)                                  \
    do {                                                                                           \
        struct notice notice_;                                                                     \
        struct problem problem_ = {{0}};                                                           \
        struct text told_ = {0}, refused_ = {0};                                                   \
        notice_init(&notice_, name);                                                               \
        assert_true((reader)->read(slice_from(content), &notice_, &problem_));                     \
        tell_notice(&told_, &notice_);                                                             \
        tell_rejections(&refused_, &notice_);                                                      \
        assert_text(&told_, wanted);                                                               \
        assert_text(&refused_, refused);                                                           \
        text_done(&told_);                                                                         \
        text_done(&refused_);                                                                      \
        notice_done(&notice_);                                                                     \
    } while (0)

#define assert_refused(reader, content, wanted)                                                    \
    do {                                                                                           \
        struct notice notice_;                                                                     \
        struct problem problem_ = {{0}};                                                           \
        notice_init(&notice_, "made-up");                                                          \
        assert_false((reader)->read(slice_from(content), &notice_, &problem_));                    \
        assert_string_equal(problem_.sentence, wanted);                                            \
        notice_done(&notice_);                                                                     \
    } while (0)
