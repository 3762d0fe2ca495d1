/* SPDX-License-Identifier: MIT */
#include "app/data_record.h"

#include "base/file.h"
#include "base/json.h"
#include "model/limits.h"

#include <string.h>

static struct slice keep_text(struct data_record *record, const struct json *root, const char *name)
{
    return arena_keep(&record->arena, json_member_text(root, name));
}

static uint64_t number(const struct json *root, const char *name)
{
    int64_t value = 0;
    json_member_number(root, name, &value);
    return value > 0 ? (uint64_t)value : 0;
}

static struct instant instant(const struct json *root, const char *name)
{
    struct instant instant = {0};
    instant_parse(json_member_text(root, name), &instant);
    return instant;
}

bool data_record_read_digest(struct slice text, uint8_t digest[SHA256_SIZE])
{
    if (text.size != 2 * (size_t)SHA256_SIZE)
        return false;
    for (size_t i = 0; i < SHA256_SIZE; i++) {
        int high = byte_hex_value(text.data[2 * i]), low = byte_hex_value(text.data[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        digest[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

bool data_record_read(const char *folder, struct data_record *record)
{
    static const struct unpack_limits limits = {
        .bytes = LIMIT_DATA_RECORD, .ratio = 1, .allowance = LIMIT_DATA_RECORD};
    struct text path = {0}, content = {0};
    text_print(&path, "%s/set.json", folder);
    struct json *root = NULL;
    if (file_read(text_string(&path), &limits, &content, NULL))
        root = json_parse(text_slice(&content), LIMIT_DATA_RECORD, NULL);
    *record = (struct data_record){
        .retrieved = instant(root, "retrieved"),
        .checked = instant(root, "checked"),
        .published = instant(root, "published"),
        .bytes = number(root, "bytes"),
        .files = number(root, "files"),
        .stored = number(root, "stored"),
        .entities = number(root, "entities"),
    };
    record->url = keep_text(record, root, "url");
    record->etag = keep_text(record, root, "etag");
    record->last_modified = keep_text(record, root, "last_modified");
    bool read = data_record_read_digest(json_member_text(root, "sha256"), record->sha256);
    json_free(root);
    text_done(&content);
    text_done(&path);
    if (!read)
        data_record_done(record);
    return read;
}

void data_record_done(struct data_record *record)
{
    arena_done(&record->arena);
    *record = (struct data_record){0};
}

static void tell_instant(struct json_writer *json, const char *key, struct instant when,
                         bool only_day)
{
    if (!instant_is_known(when))
        return;
    struct text text = {0};
    text_add_instant(&text, when, 0);
    struct slice written = text_slice(&text);
    json_write_slice(json, key, only_day ? slice_part(written, 0, strlen("2026-11-24")) : written);
    text_done(&text);
}

static void tell_text(struct json_writer *json, const char *key, struct slice value)
{
    if (value.size > 0)
        json_write_slice(json, key, value);
}

void data_record_tell(const struct data_record *record, struct json_writer *json)
{
    tell_text(json, "url", record->url);
    tell_instant(json, "retrieved", record->retrieved, false);
    tell_instant(json, "checked", record->checked, false);
    tell_instant(json, "published", record->published, true);
    tell_text(json, "etag", record->etag);
    tell_text(json, "last_modified", record->last_modified);
    json_write_hex(json, "sha256", slice_make(record->sha256, SHA256_SIZE));
    json_write_number(json, "bytes", record->bytes);
    json_write_number(json, "files", record->files);
    json_write_number(json, "stored", record->stored);
    if (record->entities > 0)
        json_write_number(json, "entities", record->entities);
}
