/* SPDX-License-Identifier: MIT */
#include "base/text.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *make_room(struct text *text, size_t size)
{
    if (text->capacity - text->size <= size) /* one more than asked for, for text_string() */
        text->data = memory_grow(text->data, &text->capacity, text->size + size + 1, 1);
    return text->data + text->size;
}

void text_add(struct text *text, struct slice bytes)
{
    if (bytes.size == 0)
        return;
    assert(bytes.size <= PTRDIFF_MAX);
    memcpy(make_room(text, bytes.size), bytes.data, bytes.size);
    text->size += bytes.size;
}

void text_put(struct text *text, const char *string)
{
    text_add(text, slice_from(string));
}

void text_add_byte(struct text *text, uint8_t byte)
{
    *make_room(text, 1) = (char)byte;
    text->size++;
}

void text_fill(struct text *text, uint8_t byte, size_t count)
{
    memset(make_room(text, count), byte, count);
    text->size += count;
}

void text_print(struct text *text, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    text_print_list(text, format, arguments);
    va_end(arguments);
}

void text_print_list(struct text *text, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int size = vsnprintf(NULL, 0, format, arguments);
    if (size > 0) {
        vsnprintf(make_room(text, (size_t)size), (size_t)size + 1, format, again);
        text->size += (size_t)size;
    }
    va_end(again);
}

void text_add_number(struct text *text, uint64_t number)
{
    char digits[20];
    size_t first = sizeof digits;
    do
        digits[--first] = (char)('0' + number % 10);
    while ((number /= 10) > 0);
    text_add(text, slice_make(digits + first, sizeof digits - first));
}

void text_add_hex(struct text *text, struct slice bytes)
{
    static const char digit[] = "0123456789abcdef";
    char *out = make_room(text, bytes.size * 2);
    for (size_t i = 0; i < bytes.size; i++) {
        *out++ = digit[bytes.data[i] >> 4];
        *out++ = digit[bytes.data[i] & 15];
    }
    text->size += bytes.size * 2;
}

/* Characters that a reader does not see: bidi controls (UAX 9), zero-width and
 * invisible operators, separators, fillers, tags; in Unicode's words the control
 * characters and the default ignorable ones, but for the variation selectors that
 * choose how an emoji looks. */
static bool moves_or_hides(uint32_t character)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x00, 0x1f},       {0x7f, 0x9f},       {0xad, 0xad},     {0x34f, 0x34f},
        {0x61c, 0x61c},     {0x115f, 0x1160},   {0x17b4, 0x17b5}, {0x180b, 0x180f},
        {0x200b, 0x200f},   {0x2028, 0x202e},   {0x2060, 0x206f}, {0x3164, 0x3164},
        {0xfeff, 0xfeff},   {0xffa0, 0xffa0},   {0xfff0, 0xfffb}, {0x1bca0, 0x1bca3},
        {0x1d173, 0x1d17a}, {0xe0000, 0xe0fff},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (character >= ranges[i].first && character <= ranges[i].last)
            return true;
    return false;
}

void text_add_printable(struct text *text, struct slice bytes)
{
    while (bytes.size > 0) {
        size_t plain = 0;
        while (plain < bytes.size && bytes.data[plain] >= 0x20 && bytes.data[plain] < 0x7f)
            plain++;
        text_add(text, slice_part(bytes, 0, plain));
        bytes = slice_after(bytes, plain);
        if (bytes.size == 0)
            break;
        uint32_t character;
        size_t size = utf8_read(bytes, &character);
        if (size == 0) {
            text_print(text, "\\x%02x", bytes.data[0]);
            size = 1;
        } else if (!moves_or_hides(character)) {
            text_add(text, slice_part(bytes, 0, size));
        } else if (character < 0x80) {
            text_print(text, "\\x%02x", character);
        } else {
            text_print(text, "\\u{%x}", character);
        }
        bytes = slice_after(bytes, size);
    }
}

static void add_json_escape(struct text *text, uint32_t character)
{
    if (character > 0xffff) {
        text_print(text, "\\u%04x", 0xd800 + ((character - 0x10000) >> 10));
        character = 0xdc00 + (character & 0x3ff);
    }
    text_print(text, "\\u%04x", character);
}

void text_join(struct text *text, const char *separator, struct slice bytes)
{
    if (bytes.size == 0)
        return;
    text_put(text, text->size > 0 ? separator : "");
    text_add(text, bytes);
}

void text_add_part(struct text *text, const char *front, struct slice bytes)
{
    if (bytes.size == 0)
        return;
    text_put(text, front);
    text_add_printable(text, bytes);
}

void text_add_json(struct text *text, struct slice bytes)
{
    text_add_byte(text, '"');
    while (bytes.size > 0) {
        size_t plain = 0;
        while (plain < bytes.size && bytes.data[plain] >= 0x20 && bytes.data[plain] < 0x7f &&
               bytes.data[plain] != '"' && bytes.data[plain] != '\\')
            plain++;
        text_add(text, slice_part(bytes, 0, plain));
        bytes = slice_after(bytes, plain);
        if (bytes.size == 0)
            break;
        uint32_t character;
        size_t size = utf8_read(bytes, &character);
        if (size == 0) {
            text_put(text, "\\ufffd");
            size = 1;
        } else if (character == '"' || character == '\\') {
            text_add_byte(text, '\\');
            text_add_byte(text, (uint8_t)character);
        } else if (moves_or_hides(character)) {
            /* Legal as they are, but JSON is read on terminals too. */
            add_json_escape(text, character);
        } else {
            text_add(text, slice_part(bytes, 0, size));
        }
        bytes = slice_after(bytes, size);
    }
    text_add_byte(text, '"');
}

struct slice text_slice(const struct text *text)
{
    return slice_make(text->data, text->size);
}

const char *text_string(struct text *text)
{
    *make_room(text, 0) = '\0';
    return text->data;
}

void text_clear(struct text *text)
{
    text->size = 0;
}

void text_done(struct text *text)
{
    if (!text)
        return;
    free(text->data);
    *text = (struct text){0};
}
