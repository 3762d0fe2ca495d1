/* SPDX-License-Identifier: MIT */
#include "notice/stix_value.h"

#include "notice/typed.h"

bool stix_value_read(const struct stix_path *path, struct slice value, struct candidate *candidate)
{
    return path->kind == INDICATOR_OTHER
               ? typed_read_other(slice_from(path->name), value, candidate)
               : typed_read(path->kind, value, candidate);
}

static bool has_wildcard(struct slice value)
{
    return slice_find_byte(value, '%') != SLICE_NOWHERE;
}

static struct slice without_front(struct slice value)
{
    static const char *const fronts[] = {"%://", "%.", "%"};
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
        if (slice_starts_with(value, fronts[i]))
            return slice_after(value, slice_from(fronts[i]).size);
    return value;
}

static struct slice without_end(struct slice value)
{
    if (slice_ends_with(value, "%"))
        value.size--;
    return value;
}

/* "198.51.%" and "198.51.100.%" */
static bool read_octets(struct slice value, struct candidate *candidate)
{
    struct text prefix = {0};
    size_t octets = 0;
    bool read = slice_ends_with(value, ".%");
    for (struct slice rest = slice_part(value, 0, value.size - 2); read && rest.size > 0;) {
        uint64_t octet;
        read = slice_to_number(slice_split(&rest, '.'), 255, &octet) && octets++ < 3;
        if (read)
            text_print(&prefix, "%s%u", octets > 1 ? "." : "", (unsigned)octet);
    }
    for (size_t i = octets; i < 4; i++)
        text_put(&prefix, ".0");
    text_print(&prefix, "/%zu", octets * 8);
    read = read && octets > 0 && typed_read(INDICATOR_CIDR, text_slice(&prefix), candidate);
    text_done(&prefix);
    return read;
}

/* The name of "%\\evil.exe". */
static struct slice after_folder(struct slice value)
{
    bool folder = slice_starts_with(value, "%\\") || slice_starts_with(value, "%/");
    return folder ? slice_after(value, 2) : value;
}

/* A word of one label is no domain because some text may stand around it. */
static bool read_host(const struct stix_path *path, struct slice value, struct candidate *candidate)
{
    bool dotted = slice_find_byte(value, '.') != SLICE_NOWHERE || slice_starts_with(value, "/");
    return dotted && !has_wildcard(value) && stix_value_read(path, value, candidate);
}

bool stix_value_read_like(const struct stix_path *path, struct slice value,
                          struct candidate *candidate)
{
    if (!has_wildcard(value))
        return stix_value_read(path, value, candidate);
    switch (path->kind) {
    case INDICATOR_ADDRESS:
        return read_octets(value, candidate);
    case INDICATOR_DOMAIN:
        return read_host(path, without_front(value), candidate);
    case INDICATOR_URL:
        return read_host(path, without_front(without_end(value)), candidate);
    case INDICATOR_FILE_NAME:
        value = after_folder(value);
        return !has_wildcard(value) && stix_value_read(path, value, candidate);
    default:
        return false;
    }
}

bool stix_value_read_unanchored(const struct stix_path *path, struct slice value,
                                struct candidate *candidate)
{
    value = without_front(without_end(value));
    return (path->kind == INDICATOR_DOMAIN || path->kind == INDICATOR_ADDRESS) &&
           read_host(path, value, candidate) && candidate->rooted;
}
