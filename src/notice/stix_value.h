/* stix_value - a value of a pattern or an observable becomes an indicator.
 *
 * In what LIKE compares with, "%" stands for any text. Each kind has ends at which any text
 * does no harm: "%.evil.example" is the domain and all below it, "http://evil.example/a%" the
 * prefix of a URL, "198.51.100.%" a CIDR, "%\\evil.exe" the file's name. Elsewhere a "%"
 * cannot be hunted. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "notice/candidate.h"
#include "notice/stix_path.h"

/* Reads a plain value of a path that means one. */
bool stix_value_read(const struct stix_path *path, struct slice value, struct candidate *candidate);
/* The same for a value with wildcards. */
bool stix_value_read_like(const struct stix_path *path, struct slice value,
                          struct candidate *candidate);
/* The same for a regular expression that is anchored nowhere, with "%" at both ends: mostly
 * a value whose writer left the anchors out, so it counts where it is whole by itself. */
bool stix_value_read_unanchored(const struct stix_path *path, struct slice value,
                                struct candidate *candidate);
