/* text - a string that grows; all formatting is done here.
 *
 * A zeroed text is empty. text_done() frees it; text_clear() keeps its room.
 * The bytes need not be NUL-terminated: use text_string() where C wants that. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

#include <stdarg.h>

struct text {
    char *data;
    size_t size, capacity;
};

void text_add(struct text *text, struct slice bytes);
void text_put(struct text *text, const char *string);
void text_add_byte(struct text *text, uint8_t byte);
/* Adds bytes to a list: behind a separator where something stands there; nothing for none. */
void text_join(struct text *text, const char *separator, struct slice bytes);
/* The same byte `count` times: padding, rules. */
void text_fill(struct text *text, uint8_t byte, size_t count);
void text_print(struct text *text, const char *format, ...) __attribute__((format(printf, 2, 3)));
void text_print_list(struct text *text, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));
/* Decimal, without the cost of a format. */
void text_add_number(struct text *text, uint64_t number);
/* Lower-case hexadecimal, two digits a byte. */
void text_add_hex(struct text *text, struct slice bytes);

/* Adds bytes from outside so that a terminal shows them and does nothing else:
 * valid UTF-8 stays; control characters (C0, DEL, C1), bytes that are not
 * UTF-8, and characters that change the direction of writing or hide (bidi
 * controls, zero-width characters, line and paragraph separators, tags) are
 * written as \xNN or \u{NNNN}. A backslash stays itself. */
void text_add_printable(struct text *text, struct slice bytes);
/* The same behind a front; neither where there is nothing to add. */
void text_add_part(struct text *text, const char *front, struct slice bytes);
/* Adds a JSON string with its quotes (RFC 8259). Bytes that are not UTF-8 are
 * written as U+FFFD, as JSON has no place for them. */
void text_add_json(struct text *text, struct slice bytes);

struct slice text_slice(const struct text *text);
/* NUL-terminated; lives until the text changes. */
const char *text_string(struct text *text);
void text_clear(struct text *text);
void text_done(struct text *text);
