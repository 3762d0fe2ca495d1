/* SPDX-License-Identifier: MIT */
#include "notice/reader.h"

#include "base/digest.h"
#include "base/text.h"
#include "base/utf8.h"
#include "model/limits.h"

#define PLUGIN(name) extern const struct notice_reader name##_reader;
#include "notice/notice_readers.def"
#undef PLUGIN

const struct notice_reader *const notice_readers[] = {
#define PLUGIN(name) &name##_reader,
#include "notice/notice_readers.def"
#undef PLUGIN
    NULL,
};

enum { CERTAIN = 100, LOOK_AT = 512 };

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

static const struct notice_reader *find_reader(struct slice content, const char *file_name,
                                               const char *format)
{
    const struct notice_reader *surest = NULL;
    int most = 0;
    for (size_t i = 0; notice_readers[i]; i++) {
        const struct notice_reader *reader = notice_readers[i];
        if (format && slice_equal_text(slice_from(format), reader->name))
            return reader;
        int sure = format || most >= CERTAIN ? 0 : reader->recognise(content, file_name);
        if (sure > most) {
            most = sure;
            surest = reader;
        }
    }
    return surest;
}

bool notice_read(struct slice content, const char *file_name, const char *format,
                 struct notice *notice, struct problem *problem)
{
    bool big, read = false;
    struct text converted = {0};
    notice_init(notice, file_name ? file_name : "");
    if (content.size > LIMIT_NOTICE_SIZE)
        return problem_set(problem, "it is larger than %d MiB", LIMIT_NOTICE_SIZE >> 20);
    digest_sha256(content, notice->digest);
    if (is_utf16(content, &big)) {
        add_utf16(&converted, content, big);
        content = text_slice(&converted);
    } else if (slice_starts_with(content, "\xef\xbb\xbf")) {
        content = slice_after(content, 3);
    }
    const struct notice_reader *reader = find_reader(content, file_name, format);
    if (reader) {
        notice->format = reader->name;
        read = reader->read(content, notice, problem);
    } else if (format) {
        problem_set(problem, "there is no notice format '%s'", format);
    } else {
        problem_set(problem, "it is no notice in a format that is known");
    }
    text_done(&converted);
    return read;
}
