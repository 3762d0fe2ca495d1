/* SPDX-License-Identifier: MIT */
#include "base/utf8.h"

size_t utf8_read(struct slice bytes, uint32_t *character)
{
    if (bytes.size == 0)
        return 0;
    uint8_t first = bytes.data[0];
    if (first < 0x80) {
        *character = first;
        return 1;
    }
    size_t size = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (first < 0xc2 || first > 0xf4 || bytes.size < size)
        return 0;
    uint32_t value = first & (0x7fU >> size);
    for (size_t i = 1; i < size; i++) {
        if ((bytes.data[i] & 0xc0) != 0x80)
            return 0;
        value = value << 6 | (bytes.data[i] & 0x3fU);
    }
    if (value < least[size] || value > 0x10ffff || (value >= 0xd800 && value <= 0xdfff))
        return 0;
    *character = value;
    return size;
}

bool utf8_is_valid(struct slice bytes)
{
    while (bytes.size > 0) {
        uint32_t character;
        size_t size = bytes.data[0] < 0x80 ? 1 : utf8_read(bytes, &character);
        if (size == 0)
            return false;
        bytes = slice_after(bytes, size);
    }
    return true;
}

size_t utf8_write(uint32_t character, uint8_t out[4])
{
    size_t size = character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    static const uint8_t mark[] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = size; i > 1; i--) {
        out[i - 1] = (uint8_t)(0x80 | (character & 0x3f));
        character >>= 6;
    }
    out[0] = (uint8_t)(mark[size] | character);
    return size;
}

/* From East Asian Width W and F (UAX 11), merged where the gaps are unassigned
 * or rare; a terminal's own table differs in no more than those. */
static bool is_wide(uint32_t character)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x1100, 0x115f}, {0x2e80, 0x303e},   {0x3041, 0xa4cf},   {0xa960, 0xa97c},
        {0xac00, 0xd7a3}, {0xf900, 0xfaff},   {0xfe30, 0xfe6f},   {0xff00, 0xff60},
        {0xffe0, 0xffe6}, {0x1f300, 0x1f64f}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (character >= ranges[i].first && character <= ranges[i].last)
            return true;
    return false;
}

/* Marks that stand on the character before them: the blocks of combining marks,
 * variation selectors and the joiner. */
static bool is_mark(uint32_t character)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        {0x300, 0x36f},   {0x483, 0x489},   {0x591, 0x5bd},   {0x610, 0x61a},
        {0x64b, 0x65f},   {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x200d, 0x200d},
        {0x20d0, 0x20ff}, {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f},
    };
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (character >= ranges[i].first && character <= ranges[i].last)
            return true;
    return false;
}

size_t utf8_width(struct slice bytes)
{
    size_t width = 0;
    while (bytes.size > 0) {
        if (bytes.data[0] < 0x80) {
            width++;
            bytes = slice_make(bytes.data + 1, bytes.size - 1);
            continue;
        }
        uint32_t character = 0;
        size_t size = utf8_read(bytes, &character);
        if (size == 0)
            size = 1;
        width += is_mark(character) ? 0 : is_wide(character) ? 2 : 1;
        bytes = slice_after(bytes, size);
    }
    return width;
}
