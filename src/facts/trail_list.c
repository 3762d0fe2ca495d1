/* SPDX-License-Identifier: MIT */
#include "facts/trail_list.h"

#include "facts/list_meaning.h"

/* What stands before white space or a comment. */
static struct slice entry_of(struct slice line)
{
    size_t size = 0;
    while (size < line.size && !byte_is_space(line.data[size]) && line.data[size] != '#')
        size++;
    return slice_part(line, 0, size);
}

uint64_t trail_list_read(struct listing *listing, const struct world_set *set, struct slice name,
                         struct slice text)
{
    const char *title;
    uint64_t entries = 0;
    uint32_t list;
    struct list about = {
        .scope = SCOPE_ALL,
        .set = set,
        .name = arena_keep(&listing->arena, name),
        .date = set->date,
    };
    if (!trail_list_trait(name, &about.trait, &title))
        return 0;
    about.title = slice_from(title);
    if (!listing_add_list(listing, &about, &list))
        return 0;
    while (text.size > 0) {
        struct slice entry = entry_of(slice_trim(slice_split_line(&text)));
        /* "/path" is looked for on any host, and says nothing of one. */
        if (entry.size > 0 && entry.data[0] != '/')
            entries += listing_add(listing, list, LIST_HOSTNAME, entry);
    }
    return entries;
}
