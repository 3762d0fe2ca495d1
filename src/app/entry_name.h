/* entry_name - the name of a file in an archive or a folder: made safe, and whether a set wants it.
 */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/text.h"

/* Adds the name without leading slashes, empty parts and ".". False when it would leave
 * its folder (".."), when nothing is left of it, when it is longer or deeper than the limits
 * allow, or holds what no file needs (NUL, control characters). */
bool entry_name_clean(struct slice written, struct text *clean);

/* How a clean name fits a set's `wanted` (facts/data_set.h). */
enum entry_fit {
    ENTRY_OTHER,
    ENTRY_SIMILAR, /* of the same kind, in another place: repacked by somebody */
    ENTRY_EXACT,
};

/* `kept` is the part of the name under which it is to be stored. Nothing wants a "set.json",
 * which is the store's own. */
enum entry_fit entry_name_fit(const char *clean, const char *wanted, const char **kept);

/* What stands behind the last slash. */
const char *entry_name_base(const char *name);
/* Whether it is called as an archive is: .tar, .tar.gz, .tgz, .zip ... */
bool entry_name_is_archive(const char *name);
