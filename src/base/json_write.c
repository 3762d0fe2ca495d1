/* SPDX-License-Identifier: MIT */
#include "base/json_write.h"

#include <math.h>

struct json_writer json_write_into(struct text *text)
{
    return (struct json_writer){.text = text};
}

/* Comma and key: what stands before every value. */
static void begin(struct json_writer *json, const char *key)
{
    if (json->comma)
        text_add_byte(json->text, ',');
    json->comma = true;
    if (!key)
        return;
    text_add_byte(json->text, '"');
    text_put(json->text, key);
    text_put(json->text, "\":");
}

void json_write_open(struct json_writer *json, const char *key, char bracket)
{
    begin(json, key);
    text_add_byte(json->text, (uint8_t)bracket);
    json->comma = false;
}

void json_write_close(struct json_writer *json, char bracket)
{
    text_add_byte(json->text, (uint8_t)bracket);
    json->comma = true;
}

void json_write_slice(struct json_writer *json, const char *key, struct slice value)
{
    begin(json, key);
    text_add_json(json->text, value);
}

void json_write_string(struct json_writer *json, const char *key, const char *value)
{
    json_write_slice(json, key, slice_from(value));
}

void json_write_number(struct json_writer *json, const char *key, uint64_t value)
{
    begin(json, key);
    text_add_number(json->text, value);
}

void json_write_decimal(struct json_writer *json, const char *key, double value, int decimals)
{
    if (!isfinite(value)) {
        json_write_null(json, key);
        return;
    }
    begin(json, key);
    text_print(json->text, "%.*f", decimals, value);
}

void json_write_bool(struct json_writer *json, const char *key, bool value)
{
    begin(json, key);
    text_put(json->text, value ? "true" : "false");
}

void json_write_null(struct json_writer *json, const char *key)
{
    begin(json, key);
    text_put(json->text, "null");
}

void json_write_hex(struct json_writer *json, const char *key, struct slice value)
{
    begin(json, key);
    text_add_byte(json->text, '"');
    text_add_hex(json->text, value);
    text_add_byte(json->text, '"');
}
