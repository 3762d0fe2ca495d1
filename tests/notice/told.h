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
        tell_part(text, "description", said->description);
        if (indicator->confidence > 0)
            text_print(text, " confidence=%u", indicator->confidence);
        if (instant_is_known(indicator->valid_from)) {
            text_put(text, " from=");
            text_add_instant(text, indicator->valid_from, 0);
        }
        if (instant_is_known(indicator->valid_until)) {
            text_put(text, " until=");
            text_add_instant(text, indicator->valid_until, 0);
        }
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

#define assert_refused(reader, content, wanted)                                                    \
    do {                                                                                           \
        struct notice notice_;                                                                     \
        struct problem problem_ = {{0}};                                                           \
        notice_init(&notice_, "made-up");                                                          \
        assert_false((reader)->read(slice_from(content), &notice_, &problem_));                    \
        assert_string_equal(problem_.sentence, wanted);                                            \
        notice_done(&notice_);                                                                     \
    } while (0)
