/* SPDX-License-Identifier: MIT */
#include "base/base64.h"

static int value_of(uint8_t byte)
{
    if (byte_is_letter(byte))
        return byte >= 'a' ? byte - 'a' + 26 : byte - 'A';
    if (byte_is_digit(byte))
        return byte - '0' + 52;
    return byte == '+' ? 62 : byte == '/' ? 63 : -1;
}

static struct slice without_padding(struct slice encoded)
{
    if (encoded.size % 4 != 0)
        return encoded;
    for (int i = 0; i < 2 && encoded.size > 0 && encoded.data[encoded.size - 1] == '='; i++)
        encoded.size--;
    return encoded;
}

bool base64_decode(struct slice encoded, struct text *out)
{
    size_t before = out->size;
    uint32_t bits = 0;
    unsigned held = 0;
    encoded = without_padding(encoded);
    for (size_t i = 0; i < encoded.size; i++) {
        int value = value_of(encoded.data[i]);
        if (value < 0) {
            out->size = before;
            return false;
        }
        bits = bits << 6 | (uint32_t)value;
        held += 6;
        if (held >= 8) {
            held -= 8;
            text_add_byte(out, (uint8_t)(bits >> held));
            bits &= (1U << held) - 1;
        }
    }
    if (held < 6 && bits == 0)
        return true;
    out->size = before;
    return false;
}
