/* SPDX-License-Identifier: MIT */
#include "base/cursor.h"

struct cursor cursor_over(struct slice bytes)
{
    return (struct cursor){.rest = bytes};
}

bool cursor_fail(struct cursor *c)
{
    c->rest = slice_make(c->rest.data, 0);
    c->failed = true;
    return false;
}

void cursor_skip(struct cursor *c, size_t size)
{
    cursor_take(c, size);
}

static uint64_t little(struct cursor *c, size_t size)
{
    struct slice bytes = cursor_take(c, size);
    uint64_t value = 0;
    for (size_t i = bytes.size; i > 0; i--)
        value = value << 8 | bytes.data[i - 1];
    return value;
}

uint16_t cursor_u16_little(struct cursor *c)
{
    return (uint16_t)little(c, 2);
}

uint32_t cursor_u32_little(struct cursor *c)
{
    return (uint32_t)little(c, 4);
}

uint64_t cursor_u64_little(struct cursor *c)
{
    return little(c, 8);
}
