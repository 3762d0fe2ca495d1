/* SPDX-License-Identifier: MIT */
#include "app/set_check.h"

#include "attribution/list_reader.h"
#include "base/cursor.h"
#include "base/file.h"
#include "base/file_list.h"
#include "base/json.h"
#include "model/limits.h"

#include <string.h>

/* A document whose root has an array of this name. */
static bool has_array(struct slice content, const char *name)
{
    struct json *root = json_parse(content, LIMIT_JSON_SIZE, NULL);
    bool has = json_item_count(json_member(root, name)) > 0;
    json_free(root);
    return has;
}

static bool is_warning_list(struct slice content, struct instant *published)
{
    (void)published;
    return has_array(content, "list");
}

static bool is_galaxy(struct slice content, struct instant *published)
{
    (void)published;
    return has_array(content, "values");
}

/* A bundle, or an object a line. */
static bool is_attack(struct slice content, struct instant *published)
{
    (void)published;
    if (has_array(content, "objects"))
        return true;
    struct json *first = json_parse(slice_split_line(&content), LIMIT_JSON_SIZE, NULL);
    bool is_object = json_member_text(first, "type").size > 0 && json_member(first, "id");
    json_free(first);
    return is_object;
}

/* The first line that is no comment. */
static struct slice first_line(struct slice content)
{
    while (content.size > 0) {
        struct slice line = slice_trim(slice_split_line(&content));
        if (line.size > 0 && line.data[0] != '#')
            return line;
    }
    return (struct slice){0};
}

/* Maltrail's files have nothing in common but being plain text. */
static bool is_trails(struct slice content, struct instant *published)
{
    (void)published;
    struct slice line = first_line(content);
    return line.size > 0 && line.data[0] != '<' && slice_find_byte(content, 0) == SLICE_NOWHERE;
}

static bool is_network(struct slice line)
{
    for (size_t i = 0; i < line.size; i++)
        if (byte_hex_value(line.data[i]) < 0 &&
            slice_find_byte(slice_from(".:/"), line.data[i]) == SLICE_NOWHERE)
            return false;
    return slice_find_byte(line, '/') != SLICE_NOWHERE;
}

/* "20260823" */
static void read_serial(struct slice serial, struct instant *published)
{
    uint64_t day;
    struct text date = {0};
    if (serial.size == 8 && slice_to_number(serial, UINT64_MAX, &day)) {
        text_print(&date, "%04u-%02u-%02u", (unsigned)(day / 10000), (unsigned)(day / 100 % 100),
                   (unsigned)(day % 100));
        instant_parse(text_slice(&date), published);
    }
    text_done(&date);
}

/* "2|apnic|20260823|139851|19830613|20260822|+1000", or a list of CIDR. */
static bool is_delegation(struct slice content, struct instant *published)
{
    struct slice line = first_line(content), rest = line, fields[8] = {{0}};
    size_t count = 0;
    while (rest.size > 0 && count < sizeof fields / sizeof *fields)
        fields[count++] = slice_split(&rest, '|');
    if (count >= 6 && fields[0].size > 0 && byte_is_digit(fields[0].data[0])) {
        read_serial(fields[2], published);
        return true;
    }
    return is_network(line);
}

/* MaxMind DB file format 2.0: the metadata stand behind the last such mark. */
static bool is_mmdb(struct slice content, struct instant *published)
{
    static const char mark[] = "\xab\xcd\xefMaxMind.com", key[] = "build_epoch";
    enum { METADATA_MOST = 128 * 1024, UINT64_TYPE = 9 - 7 };
    struct slice tail =
        slice_after(content, content.size > METADATA_MOST ? content.size - METADATA_MOST : 0);
    size_t place = slice_find(tail, slice_from(mark));
    if (place == SLICE_NOWHERE)
        return false;
    tail = slice_after(tail, place);
    place = slice_find(tail, slice_from(key));
    struct cursor value = cursor_over(slice_after(tail, place + strlen(key)));
    uint8_t size = place == SLICE_NOWHERE ? 0 : cursor_u8(&value);
    if (size > 0 && size <= 8 && cursor_u8(&value) == UINT64_TYPE) {
        uint64_t seconds = cursor_big(&value, size);
        if (!value.failed && seconds < INT64_MAX / NS_PER_SECOND)
            published->ns = (int64_t)seconds * NS_PER_SECOND;
    }
    return true;
}

/* "1.0.0.0,1.0.0.255,13335,..." */
static bool is_networks(struct slice content, struct instant *published)
{
    if (is_mmdb(content, published))
        return true;
    struct slice rest = first_line(content), first = slice_split(&rest, ',');
    struct slice last = slice_split(&rest, ','), number = slice_split(&rest, ',');
    uint64_t value;
    return first.size > 0 && byte_hex_value(first.data[0]) >= 0 && last.size > 0 &&
           byte_hex_value(last.data[0]) >= 0 && slice_to_number(number, UINT32_MAX, &value);
}

static bool is_sanctions(struct slice content, struct instant *published)
{
    (void)published;
    return list_reader_find(content, "", NULL) != NULL;
}

static const struct {
    enum data_format format;
    bool (*fits)(struct slice content, struct instant *published);
    const char *what;
} checks[] = {
    {DATA_WARNING_LISTS, is_warning_list, "a warning list"},
    {DATA_TRAILS, is_trails, "a list of trails"},
    {DATA_GALAXY, is_galaxy, "a galaxy cluster"},
    {DATA_ATTACK, is_attack, "a collection of STIX objects"},
    {DATA_DELEGATION, is_delegation, "a list of delegations"},
    {DATA_REGISTRATION, is_delegation, "a list of networks"},
    {DATA_GEOLOCATION, is_mmdb, "an MMDB file"},
    {DATA_NETWORKS, is_networks, "an MMDB or CSV file of networks"},
    {DATA_SANCTIONS, is_sanctions, "a list of sanctions"},
};

static size_t find_check(enum data_format format)
{
    size_t check = 0;
    while (checks[check].format != format)
        check++;
    return check;
}

bool set_check_fits(enum data_format format, struct slice content, struct instant *published)
{
    return checks[find_check(format)].fits(content, published);
}

static bool file_fits(const char *path, enum data_format format, struct instant *published)
{
    static const struct unpack_limits limits = {
        .bytes = LIMIT_NOTICE_SIZE,
        .ratio = LIMIT_UNPACKED_RATIO,
        .allowance = LIMIT_UNPACKED_ALLOWANCE,
        .memory = LIMIT_UNPACK_MEMORY,
    };
    struct text content = {0};
    bool fits = file_read(path, &limits, &content, NULL) &&
                set_check_fits(format, text_slice(&content), published);
    text_done(&content);
    return fits;
}

bool set_check(const char *folder, enum data_format format, struct instant *published,
               struct problem *problem)
{
    static const struct file_list_limits limits = {LIMIT_DATA_FILES, LIMIT_DIRECTORY_DEPTH};
    struct file_list list = {0};
    file_list_add(&list, folder, &limits);
    bool fits = false;
    for (size_t i = 0; i < list.count && !fits; i++)
        fits = list.items[i].is_regular && file_fits(list.items[i].path, format, published);
    file_list_done(&list);
    return fits || problem_set(problem, "no file in it is %s", checks[find_check(format)].what);
}
