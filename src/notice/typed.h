/* typed - reads a value whose kind a format names, into its canonical form.
 *
 * Publishers mistake neighbours: a CIDR where an address was announced, a URL for a host, a
 * SHA-1 in the column of MD5. So a value of another kind of the same sort (hosts; digests of
 * files; digests of certificates) is taken for what it is. Defanging is undone for hosts. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "notice/candidate.h"

/* False when the value cannot be of that sort. INDICATOR_ENDPOINT also reads "address|port";
 * digests may have colons or blanks between their bytes, serials a "0x". */
bool typed_read(enum indicator_kind kind, struct slice value, struct candidate *candidate);

/* The same for a kind that Stormcone has no name for: "name: value". */
bool typed_read_other(struct slice name, struct slice value, struct candidate *candidate);
