/* ofsi_csv - the consolidated list of the Office of Financial Sanctions Implementation
 * (ConList.csv, as of 2022 and before): "Last Updated,10/12/2030", then one row for each name,
 * address ... of a group. */
/* SPDX-License-Identifier: MIT */
#include "attribution/list_table.h"
#include "attribution/uk_table.h"

static const struct uk_table_format format = {
    .wanted = "Group ID|Name 6|Group Type",
    .id = "Group ID",
    .kind = "Group Type",
    .name_type = "Alias Type",
    .strength = "Alias Quality",
    .programme = "Regime",
    .from = "Listed On/UK Sanctions List Date Designated",
    .body = "OFSI",
    .list_name = "OFSI consolidated",
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

const struct list_reader ofsi_csv_list = {
    .name = "ofsi_csv",
    .title = "OFSI's consolidated list (ConList.csv)",
    .recognise = recognise,
    .read = read_list,
};
