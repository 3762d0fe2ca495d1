/* SPDX-License-Identifier: MIT */
#include "app/set_source.h"

#include "app/entry_name.h"
#include "attribution/list_load.h"
#include "base/file.h"
#include "base/memory.h"
#include "base/text.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static bool has_source(const struct set_sources *sources, const struct data_set *set,
                       const char *path)
{
    for (size_t i = 0; i < sources->count; i++) {
        const struct set_source *source = &sources->items[i];
        bool is_other =
            data_set_is_dated(set) && path && source->path && strcmp(source->path, path) != 0;
        if (source->set == set && !is_other)
            return true;
    }
    return false;
}

void set_sources_add(struct set_sources *sources, const struct data_set *set, const char *path)
{
    if (has_source(sources, set, path))
        return;
    sources->items =
        memory_grow(sources->items, &sources->capacity, sources->count + 1, sizeof *sources->items);
    sources->items[sources->count++] = (struct set_source){
        .set = set, .url = set->url, .path = path ? memory_keep(slice_from(path)) : NULL};
}

struct set_source *set_sources_find(const struct set_sources *sources, const char *set)
{
    for (size_t i = 0; i < sources->count; i++)
        if (strcmp(sources->items[i].set->name, set) == 0)
            return &sources->items[i];
    return NULL;
}

void set_sources_done(struct set_sources *sources)
{
    for (size_t i = 0; i < sources->count; i++)
        free(sources->items[i].path);
    free(sources->items);
    *sources = (struct set_sources){0};
}

static bool is_border(uint8_t byte)
{
    return !byte_is_letter(byte) && !byte_is_digit(byte);
}

/* Whether the word stands in the name between borders; at its start alone where asked. */
static bool has_word(struct slice name, struct slice word, bool at_start)
{
    for (size_t i = 0; word.size > 0 && i + word.size <= name.size; i++) {
        bool begins = i == 0 || (!at_start && is_border(name.data[i - 1]));
        bool ends = i + word.size == name.size || is_border(name.data[i + word.size]);
        if (begins && ends && slice_equal_ignoring_case(slice_part(name, i, i + word.size), word))
            return true;
    }
    return false;
}

/* A repository's archive is named by the repository, "maltrail-master.zip"; other files as in
 * the URL, "delegated-apnic-extended-latest". */
static struct slice name_in_url(const struct data_set *set)
{
    if (set->file)
        return slice_from(set->file);
    static const char archives[] = "https://codeload.github.com/";
    struct slice rest = slice_from(set->url);
    if (slice_starts_with(rest, archives)) {
        rest = slice_after(rest, strlen(archives));
        slice_split(&rest, '/');
        return slice_split(&rest, '/');
    }
    rest = slice_from(entry_name_base(set->url));
    return slice_split(&rest, '.');
}

/* npm packs "@scope/name" as "scope-name-1.2.3.tgz". */
static bool is_package(const struct data_set *set, struct slice name)
{
    struct text packed = {0};
    for (const char *c = set->package; c && *c; c++)
        if (*c != '@')
            text_add_byte(&packed, *c == '/' ? '-' : (uint8_t)*c);
    text_put(&packed, "-");
    bool is = set->package && slice_starts_with(name, text_string(&packed)) &&
              name.size > packed.size && byte_is_digit(name.data[packed.size]);
    text_done(&packed);
    return is;
}

bool set_source_tells(const struct data_set *set, const char *name)
{
    struct slice written = slice_from(name);
    return has_word(written, slice_from(set->name), false) ||
           has_word(written, name_in_url(set), true) || is_package(set, written);
}

/* "2025-12-24", "2021-07-full" */
static int is_version(const struct dirent *entry)
{
    struct instant day;
    struct slice name = slice_from(entry->d_name);
    return byte_is_digit(slice_byte(name, 0)) && list_path_date(slice_part(name, 0, 10), &day);
}

/* The folders of a folder that are versions of one list, the oldest first. */
static bool add_versions(struct set_sources *sources, const struct data_set *set, const char *path)
{
    struct dirent **entries;
    bool added = false;
    int count = scandir(path, &entries, is_version, alphasort);
    for (int i = 0; i < count; i++) {
        struct text inner = {0};
        text_print(&inner, "%s/%s", path, entries[i]->d_name);
        if (file_is_folder(text_string(&inner))) {
            set_sources_add(sources, set, text_string(&inner));
            added = true;
        }
        text_done(&inner);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return added;
}

static void add_all(struct set_sources *sources, const struct data_set *set, const char *path)
{
    if (!data_set_is_dated(set) || !add_versions(sources, set, path))
        set_sources_add(sources, set, path);
}

/* Who is asked for; no names: all sets are. */
struct wish {
    const struct data_set *const *named;
    size_t count;
};

static bool is_wished(const struct wish *wish, const struct data_set *set)
{
    for (size_t i = 0; i < wish->count; i++)
        if (wish->named[i] == set)
            return true;
    return wish->count == 0;
}

/* Adds the sets that a name tells; false when it tells none. */
static bool add_told(struct set_sources *sources, const char *path, const struct wish *wish)
{
    bool told = false;
    struct slice whole = slice_from(path);
    while (slice_ends_with(whole, "/") && whole.size > 1)
        whole.size--;
    struct text bare = {0};
    text_add(&bare, whole);
    for (const struct data_set *set = data_sets; set->name; set++) {
        if (!set_source_tells(set, entry_name_base(text_string(&bare))) || !is_wished(wish, set))
            continue;
        add_all(sources, set, path);
        told = true;
    }
    text_done(&bare);
    return told;
}

static bool add_inner(struct set_sources *sources, const char *path, const struct wish *wish,
                      unsigned depth)
{
    struct dirent **entries;
    bool told = false;
    int count = scandir(path, &entries, NULL, alphasort);
    for (int i = 0; i < count; i++) {
        struct text inner = {0};
        text_print(&inner, "%s/%s", path, entries[i]->d_name);
        if (entries[i]->d_name[0] == '.')
            ; /* this folder, the one above, and what is hidden */
        else if (add_told(sources, text_string(&inner), wish))
            told = true;
        else if (depth > 1 && file_is_folder(text_string(&inner)))
            told = add_inner(sources, text_string(&inner), wish, depth - 1) || told;
        text_done(&inner);
        free(entries[i]);
    }
    if (count >= 0)
        free(entries);
    return told;
}

bool set_sources_add_path(struct set_sources *sources, const char *path,
                          const struct data_set *const *named, size_t named_count,
                          struct problem *problem)
{
    enum { DEPTH = 2 };
    const struct wish wish = {named, named_count};
    struct stat status;
    if (stat(path, &status) != 0)
        return problem_set(problem, "cannot open '%s': %s", path, strerror(errno));
    bool folder = S_ISDIR(status.st_mode);
    bool told = !folder && named_count > 0 ? false : add_told(sources, path, &wish);
    if (!told && folder)
        told = add_inner(sources, path, &wish, DEPTH);
    if (!told && (named_count == 1 || (!folder && named_count > 1))) {
        for (size_t i = 0; i < named_count; i++)
            add_all(sources, named[i], path);
        told = true;
    }
    return told || problem_set(problem, "no set is told by the names in '%s'; name the set", path);
}
