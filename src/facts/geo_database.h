/* geo_database - countries and networks of addresses from an MMDB file, through libmaxminddb.
 *
 * Any file of the format whose records say a country or an autonomous system in one of the
 * usual ways (GeoLite2, GeoIP2, DB-IP, IPinfo, ip-location-db). The file is mapped, and must
 * be replaced by renaming, never written over. Read-only; threads may share it. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/problem.h"
#include "facts/country.h"
#include "model/address.h"

struct geo_database;

/* NULL with a problem for what is no such file, or a broken one. Damage that an open file
 * does not show makes single answers fail, and nothing else. */
struct geo_database *geo_database_open(const char *path, struct problem *problem);
void geo_database_free(struct geo_database *database);

/* When it was made: "2026-08-20"; its size in nodes of its tree, for people. */
struct slice geo_database_date(const struct geo_database *database);
uint64_t geo_database_size(const struct geo_database *database);

/* False when it does not know, or does not speak of countries. */
bool geo_database_country(const struct geo_database *database, const struct address *address,
                          struct country *country, struct prefix *network);
/* Region and city, where the file goes so far; each may be empty. In English where there are
 * several languages. Borrowed from the file. */
void geo_database_city(const struct geo_database *database, const struct address *address,
                       struct slice *region, struct slice *city);
/* False when it knows neither number (0 then) nor organisation. The organisation's name is borrowed
 * from the file; it may be empty. */
bool geo_database_network(const struct geo_database *database, const struct address *address,
                          uint32_t *number, struct slice *organisation, struct prefix *network);
