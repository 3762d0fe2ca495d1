/* SPDX-License-Identifier: MIT */
#include "report/json_values.h"

void json_write_address(struct json_writer *json, const char *key, const struct address *address)
{
    struct text text = {0};
    text_add_address(&text, address);
    json_write_slice(json, key, text_slice(&text));
    text_done(&text);
}

void json_write_instant(struct json_writer *json, const char *key, struct instant instant)
{
    if (!instant_is_known(instant)) {
        json_write_null(json, key);
        return;
    }
    struct text text = {0};
    text_add_instant(&text, instant, 9);
    json_write_slice(json, key, text_slice(&text));
    text_done(&text);
}

void json_write_optional(struct json_writer *json, const char *key, struct slice value)
{
    if (value.size > 0)
        json_write_slice(json, key, value);
    else
        json_write_null(json, key);
}
