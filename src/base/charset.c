/* SPDX-License-Identifier: MIT */
#include "base/charset.h"

#include "base/utf8.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

enum {
    LOOK_AT = 512,       /* bytes whose zeros tell UTF-16 */
    NAMED_WITHIN = 4096, /* HTML 5 asks for the first 1024 */
    NAME_MOST = 32,
    CHUNK = 4096,
};

/* UTF-16 tells itself by its mark, or by every other byte being zero, as it is
 * wherever ASCII is written in it. */
static bool is_utf16(struct slice content, bool *big)
{
    if (slice_starts_with(content, "\xff\xfe") || slice_starts_with(content, "\xfe\xff")) {
        *big = content.data[0] == 0xfe;
        return true;
    }
    size_t zeros[2] = {0}, size = content.size < LOOK_AT ? content.size : LOOK_AT;
    for (size_t i = 0; i < size; i++)
        zeros[i % 2] += content.data[i] == 0;
    *big = zeros[0] > zeros[1];
    return size >= 4 && zeros[!*big] * 4 > size && zeros[*big] == 0;
}

static uint32_t unit_at(struct slice content, size_t at, bool big)
{
    if (at + 1 >= content.size)
        return 0xfffd; /* half a unit */
    uint32_t first = content.data[at], second = content.data[at + 1];
    return big ? first << 8 | second : second << 8 | first;
}

/* Without the library, since every Windows tool writes it and it needs no table. */
static void add_utf16(struct text *text, struct slice content, bool big)
{
    for (size_t at = 0; at < content.size; at += 2) {
        uint8_t bytes[4];
        uint32_t unit = unit_at(content, at, big);
        if (unit >= 0xd800 && unit < 0xdc00) {
            uint32_t low = unit_at(content, at + 2, big);
            bool pair = low >= 0xdc00 && low < 0xe000;
            at += pair ? 2 : 0;
            unit = pair ? 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00) : 0xfffd;
        } else if (unit >= 0xdc00 && unit < 0xe000) {
            unit = 0xfffd;
        }
        if (unit != 0xfeff || at > 0)
            text_add(text, slice_make(bytes, utf8_write(unit, bytes)));
    }
}

static bool is_utf8(struct slice content, size_t *high)
{
    bool valid = true;
    *high = 0;
    while (content.size > 0) {
        uint32_t character;
        size_t size = content.data[0] < 0x80 ? 1 : utf8_read(content, &character);
        *high += content.data[0] >= 0x80 ? (size > 0 ? size : 1) : 0;
        valid = valid && size > 0;
        content = slice_after(content, size > 0 ? size : 1);
    }
    return valid;
}

/* "charset=gbk" in the head of a page, encoding="gbk" in that of an XML document. */
static bool find_name(struct slice content, char name[NAME_MOST])
{
    struct slice head = slice_part(content, 0, NAMED_WITHIN);
    size_t html = slice_find(head, slice_from("charset="));
    size_t xml = slice_find(head, slice_from(" encoding="));
    if (html == SLICE_NOWHERE && xml == SLICE_NOWHERE)
        return false;
    head = html != SLICE_NOWHERE ? slice_after(head, html + 8) : slice_after(head, xml + 10);
    if (head.size > 0 && (head.data[0] == '"' || head.data[0] == '\''))
        head = slice_after(head, 1);
    size_t size = 0;
    for (; size < head.size && size < NAME_MOST - 1; size++) {
        uint8_t byte = head.data[size];
        if (!byte_is_letter(byte) && !byte_is_digit(byte) && byte != '-' && byte != '_')
            break;
        name[size] = (char)byte_lower(byte);
    }
    name[size] = '\0';
    return size > 0;
}

/* Only encodings that a document may be in: names go to the library, which may
 * know more than encodings of texts. GB18030 holds the older Chinese ones. */
static const char *known_name(const char *name)
{
    static const char *const known[][2] = {
        {"gb2312", "GB18030"},         {"gbk", "GB18030"},
        {"gb18030", "GB18030"},        {"big5", "BIG5"},
        {"windows-1251", "CP1251"},    {"koi8-r", "KOI8-R"},
        {"koi8-u", "KOI8-U"},          {"shift_jis", "CP932"},
        {"euc-jp", "EUC-JP"},          {"euc-kr", "UHC"},
        {"windows-1252", "CP1252"},    {"iso-8859-1", "CP1252"},
        {"iso-8859-2", "ISO-8859-2"},  {"windows-1250", "CP1250"},
        {"iso-8859-15", "ISO-8859-15"}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i][0], name) == 0)
            return known[i][1];
    return NULL;
}

static bool convert(struct slice content, const char *encoding, struct text *out)
{
    iconv_t conversion = iconv_open("UTF-8", encoding);
    if (conversion == (iconv_t)-1)
        return false;
    char *from = (char *)content.data, chunk[CHUNK];
    size_t left = content.size, result = 0;
    do {
        char *to = chunk;
        size_t room = sizeof chunk;
        result = iconv(conversion, &from, &left, &to, &room);
        text_add(out, slice_make(chunk, sizeof chunk - room));
    } while (result == (size_t)-1 && errno == E2BIG);
    iconv_close(conversion);
    return result != (size_t)-1 && left == 0;
}

struct slice charset_to_utf8(struct slice content, struct text *converted)
{
    bool big;
    size_t high;
    char name[NAME_MOST];
    if (is_utf16(content, &big)) {
        add_utf16(converted, content, big);
        return text_slice(converted);
    }
    if (slice_starts_with(content, "\xef\xbb\xbf"))
        return slice_after(content, 3);
    if (is_utf8(content, &high))
        return content;
    const char *encoding = NULL;
    if (find_name(content, name))
        encoding = known_name(name);
    else if (high * 3 > content.size)
        encoding = "GB18030";
    if (encoding && convert(content, encoding, converted))
        return text_slice(converted);
    return content;
}

/* What windows-1252 has at 0x80 to 0x9f; 0: nothing. */
static const uint16_t windows_1252[32] = {
    0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178};

static void add_windows_1252(struct text *text, uint8_t byte)
{
    uint8_t bytes[4];
    uint32_t character = byte < 0xa0 ? windows_1252[byte - 0x80] : byte;
    if (character == 0)
        character = 0xfffd;
    text_add(text, slice_make(bytes, utf8_write(character, bytes)));
}

struct slice charset_to_valid_utf8(struct slice content, struct text *converted)
{
    size_t high;
    struct slice rest = charset_to_utf8(content, converted);
    if (is_utf8(rest, &high))
        return rest;
    text_clear(converted);
    while (rest.size > 0) {
        uint32_t character;
        size_t size = rest.data[0] < 0x80 ? 1 : utf8_read(rest, &character);
        if (size > 0)
            text_add(converted, slice_part(rest, 0, size));
        else
            add_windows_1252(converted, rest.data[0]);
        rest = slice_after(rest, size > 0 ? size : 1);
    }
    return text_slice(converted);
}
