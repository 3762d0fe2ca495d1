/* SPDX-License-Identifier: MIT */
#include "facts/warning_list.h"

#include "base/json_walk.h"
#include "facts/list_meaning.h"

/* What stands beside the entries; members come in any order. */
struct head {
    struct slice title, type;
    int64_t version;
    unsigned scope;
    struct json_walk entries; /* where they begin */
    bool has_entries;
};

/* MISP's attribute types, by what is in their names. */
static const struct {
    const char *part;
    unsigned scope;
} attributes[] = {
    {"ip-", SCOPE_ADDRESS},   {"domain|ip", SCOPE_ADDRESS | SCOPE_NAME},
    {"hostname", SCOPE_NAME}, {"domain", SCOPE_NAME},
    {"url", SCOPE_URL},       {"uri", SCOPE_URL},
    {"link", SCOPE_URL},      {"email", SCOPE_EMAIL},
    {"md5", SCOPE_DIGEST},    {"sha", SCOPE_DIGEST},
    {"hash", SCOPE_DIGEST},   {"ssdeep", SCOPE_DIGEST},
    {"x509", SCOPE_DIGEST},
};

static unsigned scope_of(struct slice attribute)
{
    unsigned scope = SCOPE_OTHER;
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (slice_find(attribute, slice_from(attributes[i].part)) != SLICE_NOWHERE)
            scope |= attributes[i].scope;
    return scope;
}

static void read_scope(struct json_walk *walk, unsigned *scope)
{
    if (json_walk_array(walk))
        while (json_walk_item(walk))
            *scope |= scope_of(json_walk_text(walk));
}

static bool read_head(struct json_walk *walk, struct head *head)
{
    struct slice name;
    if (!json_walk_object(walk))
        return false;
    while (json_walk_member(walk, &name)) {
        if (slice_equal_text(name, "name")) {
            head->title = json_walk_text(walk);
        } else if (slice_equal_text(name, "type")) {
            head->type = json_walk_text(walk);
        } else if (slice_equal_text(name, "version")) {
            head->version = json_walk_number(walk);
        } else if (slice_equal_text(name, "matching_attributes")) {
            read_scope(walk, &head->scope);
        } else if (slice_equal_text(name, "list")) {
            head->entries = *walk;
            head->has_entries = true;
            json_walk_skip(walk);
        } else {
            json_walk_skip(walk);
        }
    }
    return json_walk_is_done(walk) && head->has_entries;
}

static bool is_date(int64_t year, int64_t month, int64_t day)
{
    return year >= 2000 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* Versions are dates, 20260811, or dates with an hour, 26081010, or only numbers. */
static struct slice read_date(struct listing *listing, int64_t version)
{
    int64_t year = version / 10000, month = version / 100 % 100, day = version % 100;
    if (version > 0 && !is_date(year, month, day) && version < 100000000) {
        year = 2000 + version / 1000000;
        month = version / 10000 % 100;
        day = version / 100 % 100;
    }
    if (!is_date(year, month, day))
        return (struct slice){0};
    text_clear(&listing->scratch);
    text_print(&listing->scratch, "%04d-%02d-%02d", (int)year, (int)month, (int)day);
    return arena_keep(&listing->arena, text_slice(&listing->scratch));
}

static const struct {
    const char *name;
    enum list_type type;
} types[] = {
    {"cidr", LIST_EXACT},          {"string", LIST_EXACT},  {"hostname", LIST_HOSTNAME},
    {"substring", LIST_SUBSTRING}, {"regex", LIST_PATTERN},
};

static enum list_type type_of(struct slice name)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (slice_equal_text(name, types[i].name))
            return types[i].type;
    return LIST_EXACT;
}

bool warning_list_read(struct listing *listing, const struct world_set *set, struct slice name,
                       struct slice text, uint64_t *entries, struct problem *problem)
{
    struct head head = {.has_entries = false};
    struct json_walk walk = json_walk_over(text, &listing->arena);
    if (!read_head(&walk, &head))
        return problem_set(problem, "it is no warning list");
    enum list_type type = type_of(head.type);
    struct slice date = read_date(listing, head.version);
    struct list about = {
        .trait = warning_list_trait(name, type, slice_equal_text(head.type, "cidr")),
        .scope = head.scope ? head.scope : SCOPE_ALL,
        .set = set,
        .name = arena_keep(&listing->arena, name),
        .title = head.title,
        .date = date.size > 0 ? date : set->date,
    };
    uint32_t list;
    if (!listing_add_list(listing, &about, &list))
        return problem_set(problem, "there are too many lists");
    if (json_walk_array(&head.entries))
        while (json_walk_item(&head.entries))
            *entries += listing_add(listing, list, type, json_walk_text(&head.entries));
    return true;
}
