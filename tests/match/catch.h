/* catch - a small index of made-up indicators, and what it answers, as one text. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "match/index.h"

struct named {
    enum indicator_kind kind;
    const char *pattern;
};

static inline void fill_notice(struct notice *notice, const char *name, const struct named *named,
                               size_t count)
{
    notice_init(notice, name);
    for (size_t i = 0; i < count; i++)
        notice_add(notice, &(struct indicator){.kind = named[i].kind,
                                               .pattern = slice_from(named[i].pattern),
                                               .line = (uint32_t)i + 1});
}

/* Patterns that were found, in order, with ", " between them. */
struct catch
{
    const struct index *index;
    struct text text;
};

static inline void catch_entry(void *context, uint32_t entry)
{
    struct catch *catch = context;
    if (catch->text.size > 0)
        text_put(&catch->text, ", ");
    text_add(&catch->text, index_entry(catch->index, entry).pattern);
}
