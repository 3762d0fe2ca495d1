/* remarks - what is said of an indicator, written into one string: "trait list entry; ..." */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "../test.h"

#include "facts/world.h"

static inline void tell_remark(void *context, const struct remark *remark)
{
    struct text *text = context;
    text_print(text, "%s%s ", text->size > 0 ? "; " : "", trait_key(remark->trait));
    text_add(text, remark->list);
    text_put(text, " ");
    text_add(text, remark->entry);
}

static inline struct indicator indicator_of(enum indicator_kind kind, const char *pattern)
{
    return (struct indicator){.kind = kind, .pattern = slice_from(pattern)};
}
