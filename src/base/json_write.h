/* json_write - writes JSON (RFC 8259) piece by piece, on one line.
 *
 * Commas are placed here; the caller opens and closes. Keys are this program's
 * own and stand as they are; values are escaped. Inside arrays the key is NULL.
 * The writer borrows its text and needs no clean-up:
 *
 *     struct json_writer json = json_write_into(&text);
 *     json_write_open(&json, NULL, '{');
 *     json_write_number(&json, "packets", 12);
 *     json_write_close(&json, '}'); */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/text.h"

struct json_writer {
    struct text *text;
    bool comma; /* something stands before at this level */
};

struct json_writer json_write_into(struct text *text);

void json_write_open(struct json_writer *json, const char *key, char bracket);
void json_write_close(struct json_writer *json, char bracket);

void json_write_slice(struct json_writer *json, const char *key, struct slice value);
void json_write_string(struct json_writer *json, const char *key, const char *value);
void json_write_number(struct json_writer *json, const char *key, uint64_t value);
/* With so many digits behind the point; of what is no number, null. */
void json_write_decimal(struct json_writer *json, const char *key, double value, int decimals);
void json_write_bool(struct json_writer *json, const char *key, bool value);
void json_write_null(struct json_writer *json, const char *key);
/* A string of lower-case hexadecimal digits. */
void json_write_hex(struct json_writer *json, const char *key, struct slice value);
