/* SPDX-License-Identifier: MIT */
#include "proto/der.h"

#include "base/utf8.h"

enum { TAG_NUMBER = 0x1f, LENGTH_LONG = 0x80, LENGTH_BYTES_MOST = 4 };

static uint8_t read_tag(struct cursor *c)
{
    uint8_t tag = cursor_u8(c);
    if ((tag & TAG_NUMBER) != TAG_NUMBER)
        return tag;
    /* A number in base 128; no certificate needs its value. */
    while (cursor_u8(c) & 0x80)
        ;
    return tag;
}

static size_t read_length(struct cursor *c)
{
    uint8_t first = cursor_u8(c);
    if (!(first & LENGTH_LONG))
        return first;
    size_t bytes = first & 0x7fU;
    if (bytes == 0 || bytes > LENGTH_BYTES_MOST)
        return cursor_fail(c);
    return (size_t)cursor_big(c, bytes);
}

static bool next(struct cursor *c, struct der_item *item, bool may_be_cut)
{
    const uint8_t *start = c->rest.data;
    *item = (struct der_item){0};
    if (c->rest.size == 0)
        return false;
    item->tag = read_tag(c);
    size_t length = read_length(c);
    if (may_be_cut && length > c->rest.size) {
        item->cut = true;
        length = c->rest.size;
    }
    item->value = cursor_take(c, length);
    if (c->failed)
        return false;
    item->whole = slice_make(start, (size_t)(c->rest.data - start));
    return true;
}

bool der_next(struct cursor *c, struct der_item *item)
{
    return next(c, item, false);
}

bool der_next_cut(struct cursor *c, struct der_item *item)
{
    return next(c, item, true);
}

struct cursor der_open(struct cursor *c, uint8_t tag)
{
    struct der_item item;
    if (!der_next(c, &item) || item.tag != tag)
        cursor_fail(c);
    return (struct cursor){.rest = c->failed ? (struct slice){0} : item.value, .failed = c->failed};
}

bool der_next_is(const struct cursor *c, uint8_t tag)
{
    return c->rest.size > 0 && c->rest.data[0] == tag;
}

/* One arc: base 128, most significant first. */
static uint64_t read_arc(struct cursor *c)
{
    uint64_t value = 0;
    uint8_t byte;
    do {
        byte = cursor_u8(c);
        if (value > UINT64_MAX >> 7)
            return cursor_fail(c);
        value = value << 7 | (byte & 0x7f);
    } while (byte & 0x80);
    return value;
}

bool text_add_oid(struct text *text, struct slice oid)
{
    struct cursor c = cursor_over(oid);
    size_t before = text->size;
    /* The first number holds two arcs: 40 times the first, of 0 to 2, and the second. */
    uint64_t both = read_arc(&c);
    uint64_t first = both < 80 ? both / 40 : 2;
    text_add_number(text, first);
    text_add_byte(text, '.');
    text_add_number(text, both - first * 40);
    while (c.rest.size > 0) {
        text_add_byte(text, '.');
        text_add_number(text, read_arc(&c));
    }
    if (c.failed)
        text->size = before;
    return !c.failed;
}

static void add_character(struct text *text, uint32_t character)
{
    uint8_t utf8[4];
    bool exists = character <= 0x10ffff && !(character >= 0xd800 && character <= 0xdfff);
    size_t size = utf8_write(exists ? character : 0xfffd, utf8);
    text_add(text, slice_make(utf8, size));
}

static void add_eight_bit(struct text *text, struct slice value)
{
    if (utf8_is_valid(value)) {
        text_add(text, value);
        return;
    }
    for (size_t i = 0; i < value.size; i++)
        add_character(text, value.data[i]);
}

/* BMPString is UCS-2 by the book and UTF-16 in practice. A last odd byte is dropped. */
static void add_utf16(struct text *text, struct slice value)
{
    struct cursor c = cursor_over(value);
    while (c.rest.size >= 2) {
        uint32_t unit = cursor_u16(&c);
        bool paired =
            unit >= 0xd800 && unit < 0xdc00 && c.rest.size >= 2 && (c.rest.data[0] & 0xfc) == 0xdc;
        if (paired)
            unit = 0x10000 + ((unit & 0x3ff) << 10 | (cursor_u16(&c) & 0x3ff));
        add_character(text, unit);
    }
}

static void add_utf32(struct text *text, struct slice value)
{
    struct cursor c = cursor_over(value);
    while (c.rest.size >= 4)
        add_character(text, cursor_u32(&c));
}

bool text_add_der_string(struct text *text, uint8_t tag, struct slice value)
{
    switch (tag) {
    case DER_UTF8_STRING:
    case DER_NUMERIC_STRING:
    case DER_PRINTABLE_STRING:
    case DER_T61_STRING:
    case DER_IA5_STRING:
    case DER_VISIBLE_STRING:
        add_eight_bit(text, value);
        return true;
    case DER_BMP_STRING:
        add_utf16(text, value);
        return true;
    case DER_UNIVERSAL_STRING:
        add_utf32(text, value);
        return true;
    default:
        return false;
    }
}
