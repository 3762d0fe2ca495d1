/* uk_csv - the UK Sanctions List as CSV: "Report Date: ...", then one row for each name, address
 * ... of a designation. */
/* SPDX-License-Identifier: MIT */
#include "attribution/list_table.h"
#include "attribution/uk_table.h"

static const struct uk_table_format format = {
    .wanted = "Unique ID|Name 6|Regime Name",
    .id = "Unique ID",
    .kind = "Designation Type/Individual, Entity, Ship/Individual Entity Ship",
    .name_type = "Name type",
    .strength = "Alias strength",
    .programme = "Regime Name",
    .from = "Date Designated",
    .reference = "Unique ID",
    .body = "FCDO",
    .list_name = "UK Sanctions List",
};

static bool read_list(const struct list_file *files, size_t count, const struct list_map *map,
                      struct entity_list *list, struct problem *problem)
{
    (void)count, (void)map;
    return uk_table_read(&format, files, list, problem);
}

static int recognise(struct slice content, const char *file_name)
{
    (void)file_name;
    return list_table_has(content, format.wanted) ? 95 : 0;
}

const struct list_reader uk_csv_list = {
    .name = "uk_csv",
    .title = "the UK Sanctions List, CSV",
    .recognise = recognise,
    .read = read_list,
};
