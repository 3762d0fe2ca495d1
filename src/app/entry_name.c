/* SPDX-License-Identifier: MIT */
#include "app/entry_name.h"

#include "model/limits.h"

#include <fnmatch.h>
#include <string.h>

static bool has_control(struct slice part)
{
    for (size_t i = 0; i < part.size; i++)
        if (part.data[i] < ' ' || part.data[i] == 0x7f)
            return true;
    return false;
}

bool entry_name_clean(struct slice written, struct text *clean)
{
    enum { LONGEST_PART = 255 }; /* NAME_MAX of Linux */
    size_t depth = 0;
    text_clear(clean);
    while (written.size > 0) {
        struct slice part = slice_split(&written, '/');
        if (part.size == 0 || slice_equal_text(part, "."))
            continue;
        if (slice_equal_text(part, "..") || part.size > LONGEST_PART || has_control(part) ||
            clean->size + 1 + part.size > LIMIT_DATA_NAME || depth++ == LIMIT_DIRECTORY_DEPTH - 2)
            return false;
        text_put(clean, clean->size > 0 ? "/" : "");
        text_add(clean, part);
    }
    return clean->size > 0;
}

const char *entry_name_base(const char *name)
{
    const char *slash = strrchr(name, '/');
    return slash ? slash + 1 : name;
}

static bool same_kind(const char *name, const char *wanted)
{
    const char *ending = strrchr(entry_name_base(wanted), '.');
    return !ending || slice_ends_with(slice_from(name), ending);
}

static enum entry_fit find_fit(const char *clean, const char *wanted, const char **kept)
{
    const char *slash = strchr(clean, '/');
    *kept = clean;
    /* Without the first folder first: "*.json" fits both ways. */
    if (wanted && slash && fnmatch(wanted, slash + 1, 0) == 0) {
        *kept = slash + 1;
        return ENTRY_EXACT;
    }
    if (!wanted || fnmatch(wanted, clean, 0) == 0)
        return ENTRY_EXACT;
    return same_kind(clean, wanted) ? ENTRY_SIMILAR : ENTRY_OTHER;
}

enum entry_fit entry_name_fit(const char *clean, const char *wanted, const char **kept)
{
    enum entry_fit fit = find_fit(clean, wanted, kept);
    return strcmp(*kept, "set.json") == 0 ? ENTRY_OTHER : fit;
}

bool entry_name_is_archive(const char *name)
{
    static const char *const endings[] = {".tar",    ".tar.gz", ".tgz",     ".tar.bz2", ".tbz2",
                                          ".tar.xz", ".txz",    ".tar.zst", ".tar.lz4", ".zip"};
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (slice_ends_with(slice_from(name), endings[i]))
            return true;
    return false;
}
