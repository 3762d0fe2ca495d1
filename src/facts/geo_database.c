/* SPDX-License-Identifier: MIT */
#include "facts/geo_database.h"

#include "base/instant.h"
#include "base/memory.h"

#include <arpa/inet.h>
#include <maxminddb.h>
#include <stdlib.h>

struct geo_database {
    MMDB_s file;
    char date[11];
};

enum { PATH_STEPS = 5 };

/* Where records say it, the first that is there counts. A network that is registered in one
 * country and used in another is where it is used. */
static const char *const country_paths[][PATH_STEPS] = {
    {"country", "iso_code", NULL},
    {"country_code", NULL},
    {"country", NULL},
    {"countryCode", NULL},
    {"registered_country", "iso_code", NULL},
};
static const char *const region_paths[][PATH_STEPS] = {
    {"subdivisions", "0", "names", "en", NULL},
    {"region", "names", "en", NULL},
    {"state1", NULL},
    {"stateprov", NULL},
    {"state", NULL},
    {"region", NULL},
};
static const char *const city_paths[][PATH_STEPS] = {
    {"city", "names", "en", NULL},
    {"city", NULL},
};
static const char *const number_paths[][PATH_STEPS] = {
    {"autonomous_system_number", NULL},
    {"traits", "autonomous_system_number", NULL},
    {"asn", NULL},
    {"as_number", NULL},
};
static const char *const organisation_paths[][PATH_STEPS] = {
    {"autonomous_system_organization", NULL},
    {"traits", "autonomous_system_organization", NULL},
    {"as_name", NULL},
    {"as_organization", NULL},
    {"organization", NULL},
    {"traits", "organization", NULL},
    {"isp", NULL},
    {"name", NULL},
};

static bool find(const struct geo_database *database, const struct address *address,
                 MMDB_entry_s *entry, struct prefix *network, int *error)
{
    struct sockaddr_in v4 = {.sin_family = AF_INET};
    struct sockaddr_in6 v6 = {.sin6_family = AF_INET6};
    const struct sockaddr *asked = (const struct sockaddr *)&v6;
    bool is_v4 = address_is_v4(address);
    memcpy(&v4.sin_addr, address->bytes + 12, 4);
    memcpy(&v6.sin6_addr, address->bytes, 16);
    if (is_v4)
        asked = (const struct sockaddr *)&v4;
    MMDB_lookup_result_s result = MMDB_lookup_sockaddr(&database->file, asked, error);
    if (*error != MMDB_SUCCESS || !result.found_entry)
        return false;
    unsigned bits = result.netmask;
    if (is_v4 && database->file.metadata.ip_version == 4)
        bits += 96;
    *network = (struct prefix){*address, (uint8_t)(bits > 128 ? 128 : bits)};
    /* All of IPv4 hangs under one node, and may hang there in one piece. */
    if (is_v4 && network->bits < 96)
        network->bits = 96;
    for (unsigned bit = network->bits; bit < 128; bit++)
        network->address.bytes[bit / 8] &= (uint8_t) ~(0x80U >> bit % 8);
    *entry = result.entry;
    return true;
}

/* A value of a record; false when none of the paths leads to a string or a number. */
static bool get(MMDB_entry_s *entry, const char *const (*paths)[PATH_STEPS], size_t count,
                MMDB_entry_data_s *data)
{
    for (size_t i = 0; i < count; i++)
        if (MMDB_aget_value(entry, data, paths[i]) == MMDB_SUCCESS && data->has_data &&
            (data->type == MMDB_DATA_TYPE_UTF8_STRING || data->type == MMDB_DATA_TYPE_UINT32 ||
             data->type == MMDB_DATA_TYPE_UINT16))
            return true;
    return false;
}

static struct slice string_of(const MMDB_entry_data_s *data)
{
    if (data->type != MMDB_DATA_TYPE_UTF8_STRING)
        return (struct slice){0};
    return slice_make(data->utf8_string, data->data_size);
}

/* A number, or a string such as "AS64496". */
static bool number_of(const MMDB_entry_data_s *data, uint32_t *number)
{
    uint64_t value = 0;
    struct slice string = string_of(data);
    if (data->type == MMDB_DATA_TYPE_UINT32)
        value = data->uint32;
    else if (data->type == MMDB_DATA_TYPE_UINT16)
        value = data->uint16;
    else if (!slice_to_number(slice_after(string, slice_starts_with(string, "AS") ? 2 : 0),
                              UINT32_MAX, &value))
        return false;
    *number = (uint32_t)value;
    return value != 0;
}

/* Whether a record of the tree leads to a node, to nothing, or to what can be decoded. */
static bool record_is_sound(uint8_t type, MMDB_entry_s *entry, int *error)
{
    MMDB_entry_data_list_s *list = NULL;
    if (type == MMDB_RECORD_TYPE_INVALID)
        *error = MMDB_CORRUPT_SEARCH_TREE_ERROR;
    else if (type == MMDB_RECORD_TYPE_DATA)
        *error = MMDB_get_entry_data_list(entry, &list);
    MMDB_free_entry_data_list(list);
    return *error == MMDB_SUCCESS;
}

/* A file may look whole and have a broken tree or broken records. All of a small tree is
 * looked at, and as many nodes from all over a large one. */
static bool is_sound(const struct geo_database *database, int *error)
{
    enum { NODES_MOST = 4096 };
    uint32_t count = database->file.metadata.node_count;
    uint32_t step = count / NODES_MOST + 1;
    *error = MMDB_SUCCESS;
    for (uint32_t i = 0; i < count; i += step) {
        MMDB_search_node_s node;
        *error = MMDB_read_node(&database->file, i, &node);
        if (*error != MMDB_SUCCESS ||
            !record_is_sound(node.left_record_type, &node.left_record_entry, error) ||
            !record_is_sound(node.right_record_type, &node.right_record_entry, error))
            return false;
        if (i > UINT32_MAX - step)
            break;
    }
    return true;
}

static void keep_date(struct geo_database *database)
{
    struct text text = {0};
    uint64_t seconds = database->file.metadata.build_epoch;
    if (seconds > 0 && seconds < INT64_MAX / NS_PER_SECOND)
        text_add_instant(&text, (struct instant){(int64_t)seconds * NS_PER_SECOND}, 0);
    if (text.size >= 10)
        memcpy(database->date, text.data, 10);
    text_done(&text);
}

struct geo_database *geo_database_open(const char *path, struct problem *problem)
{
    struct geo_database *database = memory_create(1, sizeof *database);
    int error = MMDB_open(path, MMDB_MODE_MMAP, &database->file);
    if (error != MMDB_SUCCESS) {
        free(database);
        problem_set(problem, "cannot read '%s': %s", path, MMDB_strerror(error));
        return NULL;
    }
    if (!is_sound(database, &error)) {
        geo_database_free(database);
        problem_set(problem, "cannot read '%s': %s", path, MMDB_strerror(error));
        return NULL;
    }
    keep_date(database);
    return database;
}

void geo_database_free(struct geo_database *database)
{
    if (!database)
        return;
    MMDB_close(&database->file);
    free(database);
}

struct slice geo_database_date(const struct geo_database *database)
{
    return slice_from(database->date);
}

uint64_t geo_database_size(const struct geo_database *database)
{
    return database->file.metadata.node_count;
}

bool geo_database_country(const struct geo_database *database, const struct address *address,
                          struct country *country, struct prefix *network)
{
    MMDB_entry_s entry;
    MMDB_entry_data_s data;
    int error;
    return find(database, address, &entry, network, &error) &&
           get(&entry, country_paths, sizeof country_paths / sizeof *country_paths, &data) &&
           country_from_code(string_of(&data), country);
}

void geo_database_city(const struct geo_database *database, const struct address *address,
                       struct slice *region, struct slice *city)
{
    MMDB_entry_s entry;
    MMDB_entry_data_s data;
    struct prefix network;
    int error;
    *region = *city = (struct slice){0};
    if (!find(database, address, &entry, &network, &error))
        return;
    if (get(&entry, region_paths, sizeof region_paths / sizeof *region_paths, &data))
        *region = string_of(&data);
    if (get(&entry, city_paths, sizeof city_paths / sizeof *city_paths, &data))
        *city = string_of(&data);
}

bool geo_database_network(const struct geo_database *database, const struct address *address,
                          uint32_t *number, struct slice *organisation, struct prefix *network)
{
    MMDB_entry_s entry;
    MMDB_entry_data_s data;
    int error;
    *number = 0;
    *organisation = (struct slice){0};
    if (!find(database, address, &entry, network, &error))
        return false;
    if (get(&entry, number_paths, sizeof number_paths / sizeof *number_paths, &data))
        number_of(&data, number);
    /* The last path, a mere "name", is an organisation's only beside a number. */
    size_t paths = sizeof organisation_paths / sizeof *organisation_paths - (*number == 0);
    if (get(&entry, organisation_paths, paths, &data))
        *organisation = string_of(&data);
    return *number > 0 || organisation->size > 0;
}
