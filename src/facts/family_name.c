/* SPDX-License-Identifier: MIT */
#include "facts/family_name.h"

#include "base/arena.h"
#include "base/memory.h"
#include "facts/family_form.h"

#include <stdlib.h>

struct thing {
    struct slice title; /* its first name as the set writes it */
    struct slice id;
    const struct world_set *set;
    enum family_kind kind;
    uint32_t same; /* the thing that it was found to be, or itself */
};

struct name {
    struct slice form;
    struct slice written;
    uint32_t thing;
    enum family_rank rank;
    bool is_short; /* the form is short of an ending, see text_add_short_family_form() */
};

struct link {
    uint32_t from, to;
    struct slice type, id; /* the id of `to`, until links are resolved */
};

struct family_names {
    struct thing *things;
    size_t thing_count, thing_capacity;
    struct name *names; /* in the order of forms, when finished */
    size_t name_count, name_capacity;
    struct link *links;
    size_t link_count, link_capacity;
    struct family_profiles *profiles;
    struct arena arena;
    struct text scratch;
};

struct family_names *family_names_create(void)
{
    struct family_names *names = memory_create(1, sizeof *names);
    names->profiles = family_profiles_create();
    return names;
}

void family_names_free(struct family_names *names)
{
    if (!names)
        return;
    free(names->things);
    free(names->names);
    free(names->links);
    family_profiles_free(names->profiles);
    arena_done(&names->arena);
    text_done(&names->scratch);
    free(names);
}

struct family_profiles *family_names_profiles(struct family_names *names)
{
    return names->profiles;
}

size_t family_names_count(const struct family_names *names)
{
    return names->name_count;
}

/* Filling */

uint32_t family_names_add(struct family_names *names, const struct world_set *set,
                          enum family_kind kind, struct slice first_name, struct slice id)
{
    names->things = memory_grow(names->things, &names->thing_capacity, names->thing_count + 1,
                                sizeof *names->things);
    uint32_t thing = (uint32_t)names->thing_count++;
    names->things[thing] = (struct thing){
        .title = arena_keep(&names->arena, first_name),
        .id = arena_keep(&names->arena, id),
        .set = set,
        .kind = kind,
        .same = thing,
    };
    family_names_add_name(names, thing, FAMILY_FIRST_NAME, first_name);
    return thing;
}

static void add_form(struct family_names *names, const struct name *name)
{
    if (family_form_is_generic(name->form))
        return;
    names->names = memory_grow(names->names, &names->name_capacity, names->name_count + 1,
                               sizeof *names->names);
    names->names[names->name_count++] = *name;
}

void family_names_add_name(struct family_names *names, uint32_t thing, enum family_rank rank,
                           struct slice name)
{
    struct name added = {.written = arena_keep(&names->arena, name), .thing = thing, .rank = rank};
    text_clear(&names->scratch);
    text_add_family_form(&names->scratch, name);
    added.form = arena_keep(&names->arena, text_slice(&names->scratch));
    add_form(names, &added);
    text_clear(&names->scratch);
    if (!text_add_short_family_form(&names->scratch, added.form))
        return;
    added.form = arena_keep(&names->arena, text_slice(&names->scratch));
    added.is_short = true;
    add_form(names, &added);
}

void family_names_add_link(struct family_names *names, uint32_t thing, struct slice type,
                           struct slice id)
{
    names->links = memory_grow(names->links, &names->link_capacity, names->link_count + 1,
                               sizeof *names->links);
    names->links[names->link_count++] = (struct link){
        .from = thing,
        .type = arena_keep(&names->arena, type),
        .id = arena_keep(&names->arena, id),
    };
}

/* Finishing */

static int by_form(const void *a, const void *b)
{
    const struct name *first = a, *second = b;
    int order = slice_compare(first->form, second->form);
    if (order != 0)
        return order;
    if (first->is_short != second->is_short)
        return first->is_short ? 1 : -1;
    if (first->rank != second->rank)
        return first->rank < second->rank ? -1 : 1;
    return first->thing < second->thing ? -1 : first->thing > second->thing;
}

static int by_id(const void *a, const void *b)
{
    const struct thing *first = *(struct thing *const *)a, *second = *(struct thing *const *)b;
    int order = slice_compare(first->id, second->id);
    return order ? order : (first > second) - (first < second);
}

/* Links know ids; things of sets that are not there stay unknown, and their links go. */
static void resolve_links(struct family_names *names)
{
    size_t kept = 0;
    const struct thing **ids = memory_create(names->thing_count + 1, sizeof *ids);
    for (size_t i = 0; i < names->thing_count; i++)
        ids[i] = &names->things[i];
    if (names->thing_count > 0)
        qsort(ids, names->thing_count, sizeof *ids, by_id);
    for (size_t i = 0; i < names->link_count && names->thing_count > 0; i++) {
        struct thing wanted = {.id = names->links[i].id}, *key = &wanted;
        size_t from = 0, to = names->thing_count;
        while (from < to) {
            size_t middle = from + (to - from) / 2;
            if (slice_compare(ids[middle]->id, key->id) < 0)
                from = middle + 1;
            else
                to = middle;
        }
        if (from == names->thing_count || !slice_equal(ids[from]->id, key->id))
            continue;
        names->links[kept] = names->links[i];
        names->links[kept++].to = (uint32_t)(ids[from] - names->things);
    }
    names->link_count = kept;
    free(ids);
}

static uint32_t same_as(const struct family_names *names, uint32_t thing)
{
    while (names->things[thing].same != thing)
        thing = names->things[thing].same;
    return thing;
}

static void unite(struct family_names *names, uint32_t a, uint32_t b)
{
    a = same_as(names, a);
    b = same_as(names, b);
    if (names->things[a].kind == names->things[b].kind)
        names->things[a < b ? b : a].same = a < b ? a : b;
}

/* Where the names of a form begin, and where those end that have it whole. */
static size_t first_of(const struct family_names *names, struct slice form)
{
    size_t from = 0, to = names->name_count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (slice_compare(names->names[middle].form, form) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

static size_t end_of(const struct family_names *names, size_t from)
{
    size_t end = from;
    while (end < names->name_count && !names->names[end].is_short &&
           slice_equal(names->names[end].form, names->names[from].form))
        end++;
    return end > from ? end : from + 1;
}

static bool is_called(const struct family_names *names, uint32_t thing, struct slice form)
{
    for (size_t i = first_of(names, form);
         i < names->name_count && slice_equal(names->names[i].form, form); i++)
        if (names->names[i].thing == thing && names->names[i].rank != FAMILY_FILED &&
            !names->names[i].is_short)
            return true;
    return false;
}

/* Calls for every two names of one form, neither of which is only filed. Forms that more
 * things share than any real name would are left alone. */
static void each_pair(struct family_names *names,
                      void (*pair)(struct family_names *names, const struct name *a,
                                   const struct name *b))
{
    enum { SHARED_MOST = 64 };
    for (size_t from = 0, end; from < names->name_count; from = end) {
        end = end_of(names, from);
        for (size_t i = from; i < end && end - from <= SHARED_MOST; i++)
            for (size_t k = i + 1; k < end && names->names[k].rank != FAMILY_FILED; k++)
                pair(names, &names->names[i], &names->names[k]);
    }
}

static void unite_first_names(struct family_names *names, const struct name *a,
                              const struct name *b)
{
    if (a->rank == FAMILY_FIRST_NAME && b->rank == FAMILY_FIRST_NAME)
        unite(names, a->thing, b->thing);
}

/* Whether the first name of one thing is among those of the other. */
static bool knows(const struct family_names *names, uint32_t thing, uint32_t other)
{
    struct text form = {0};
    text_add_family_form(&form, names->things[other].title);
    bool is_known = is_called(names, thing, text_slice(&form));
    text_done(&form);
    return is_known;
}

static void unite_mutual(struct family_names *names, const struct name *a, const struct name *b)
{
    if (a->rank == FAMILY_FIRST_NAME && b->rank == FAMILY_SYNONYM &&
        knows(names, a->thing, b->thing))
        unite(names, a->thing, b->thing);
}

static void unite_linked(struct family_names *names)
{
    for (size_t i = 0; i < names->link_count; i++) {
        const struct link *link = &names->links[i];
        if (slice_equal_text(link->type, "similar") &&
            (knows(names, link->from, link->to) || knows(names, link->to, link->from)))
            unite(names, link->from, link->to);
    }
}

/* A set that only files names (no synonyms of its own) calls a thing as somebody else does:
 * where that means one thing, it is that. */
static void unite_filing(struct family_names *names)
{
    for (size_t from = 0, end; from < names->name_count; from = end) {
        uint32_t meant = UINT32_MAX;
        bool is_one = true;
        end = end_of(names, from);
        for (size_t i = from; i < end; i++) {
            const struct name *name = &names->names[i];
            uint32_t same = same_as(names, name->thing);
            if (name->rank == FAMILY_FILED ||
                names->things[name->thing].set->set->format == DATA_TRAILS)
                continue;
            is_one = is_one && (meant == UINT32_MAX || meant == same);
            meant = same;
        }
        for (size_t i = from; i < end && is_one && meant != UINT32_MAX; i++)
            if (names->names[i].rank == FAMILY_FIRST_NAME)
                unite(names, names->names[i].thing, meant);
    }
}

void family_names_finish(struct family_names *names)
{
    if (names->name_count > 0)
        qsort(names->names, names->name_count, sizeof *names->names, by_form);
    family_profiles_finish(names->profiles);
    resolve_links(names);
    each_pair(names, unite_first_names);
    each_pair(names, unite_mutual);
    unite_linked(names);
    unite_filing(names);
}

/* Asking */

enum { MEANINGS_MOST = 16 };

struct meaning {
    uint32_t thing; /* united */
    const struct name *name;
};

/* What a name may mean: first what is called so, then what is called so but for an ending. */
struct meanings {
    struct slice asked;
    struct text form, short_form; /* the second is empty where nothing can be cut */
    struct meaning known[MEANINGS_MOST], filed[MEANINGS_MOST];
    size_t known_count, filed_count;
    size_t own_count; /* of those known, how many are called so */
};

static void add_meaning(struct meaning *meanings, size_t *count, uint32_t thing,
                        const struct name *name)
{
    for (size_t i = 0; i < *count; i++)
        if (meanings[i].thing == thing)
            return;
    if (*count < MEANINGS_MOST)
        meanings[(*count)++] = (struct meaning){thing, name};
}

static void look_up(const struct family_names *names, struct slice form, bool is_short,
                    struct meanings *meanings)
{
    if (family_form_is_generic(form))
        return;
    for (size_t i = first_of(names, form);
         i < names->name_count && slice_equal(names->names[i].form, form); i++) {
        const struct name *name = &names->names[i];
        uint32_t thing = same_as(names, name->thing);
        if (name->is_short != is_short)
            continue;
        if (name->rank == FAMILY_FILED)
            add_meaning(meanings->filed, &meanings->filed_count, thing, name);
        else
            add_meaning(meanings->known, &meanings->known_count, thing, name);
    }
}

/* Two that differ in their endings ("XBot", "XStealer") never meet. */
static void look_up_name(const struct family_names *names, struct slice name,
                         struct meanings *meanings)
{
    text_clear(&meanings->form);
    text_clear(&meanings->short_form);
    text_add_family_form(&meanings->form, name);
    text_add_short_family_form(&meanings->short_form, text_slice(&meanings->form));
    look_up(names, text_slice(&meanings->form), false, meanings);
    meanings->own_count = meanings->known_count;
    look_up(names, text_slice(&meanings->form), true, meanings);
    look_up(names, text_slice(&meanings->short_form), false, meanings);
}

static void find_meanings(const struct family_names *names, struct slice name,
                          struct meanings *meanings)
{
    meanings->asked = name;
    look_up_name(names, name, meanings);
    if (meanings->known_count + meanings->filed_count == 0 &&
        family_without_part(name).size < name.size)
        look_up_name(names, family_without_part(name), meanings);
}

static void meanings_done(struct meanings *meanings)
{
    text_done(&meanings->form);
    text_done(&meanings->short_form);
}

static void add_quoted(struct text *text, struct slice name)
{
    text_put(text, "'");
    text_add_printable(text, name);
    text_put(text, "'");
}

static void tell_set(struct text *text, const struct family_names *names, uint32_t thing)
{
    text_put(text, names->things[thing].set->set->name);
    if (names->things[thing].set->date.size > 0)
        text_print(text, " of %.*s", (int)names->things[thing].set->date.size,
                   (const char *)names->things[thing].set->date.data);
}

/* "DarkComet (mitre-attack)" */
static void tell_thing(struct text *text, const struct family_names *names, uint32_t thing)
{
    add_quoted(text, names->things[thing].title);
    text_put(text, " (");
    tell_set(text, names, thing);
    text_put(text, ")");
}

/* A thing of one set that has both names, if there is one. */
static const struct thing *has_both(const struct family_names *names, const struct meanings *a,
                                    const struct meanings *b)
{
    struct slice form = text_slice(&a->form);
    for (size_t i = first_of(names, form);
         i < names->name_count && slice_equal(names->names[i].form, form); i++) {
        const struct name *name = &names->names[i];
        if (!name->is_short && name->rank != FAMILY_FILED &&
            is_called(names, name->thing, text_slice(&b->form)))
            return &names->things[name->thing];
    }
    return NULL;
}

static bool is_same(const struct family_names *names, const struct meanings *a,
                    const struct meanings *b, struct text *because)
{
    for (size_t i = 0; i < a->known_count; i++)
        for (size_t k = 0; k < b->known_count; k++) {
            if (a->known[i].thing != b->known[k].thing)
                continue;
            const struct thing *both = has_both(names, a, b);
            uint32_t first = both ? (uint32_t)(both - names->things) : a->known[i].name->thing;
            uint32_t second = both ? first : b->known[k].name->thing;
            text_put(because, first == second ? "both are names of " : "");
            tell_thing(because, names, first);
            if (first != second) {
                text_put(because, " and ");
                tell_thing(because, names, second);
                text_put(because, " are one");
            }
            return true;
        }
    return false;
}

static bool is_filed(const struct family_names *names, const struct meanings *a,
                     const struct meanings *b, struct text *because)
{
    for (size_t i = 0; i < a->filed_count; i++)
        for (size_t k = 0; k < b->known_count; k++) {
            if (a->filed[i].thing != b->known[k].thing)
                continue;
            const struct name *name = a->filed[i].name;
            tell_set(because, names, name->thing);
            text_put(because, ": ");
            add_quoted(because, name->written);
            text_put(because, " is filed under ");
            add_quoted(because, names->things[name->thing].title);
            return true;
        }
    return false;
}

/* Links that say what belongs together; others tell who uses what. */
static bool is_kinship(struct slice type)
{
    static const char *const kinships[] = {"variant-of",   "derived-from", "parent-of",
                                           "successor-of", "preceded-by",  "followed-by",
                                           "similar",      "part-of",      "overlaps"};
    for (size_t i = 0; i < sizeof kinships / sizeof *kinships; i++)
        if (slice_equal_text(slice_trim(type), kinships[i]))
            return true;
    return false;
}

static bool means(const struct meanings *meanings, uint32_t thing)
{
    for (size_t i = 0; i < meanings->known_count; i++)
        if (meanings->known[i].thing == thing)
            return true;
    return false;
}

static bool is_linked(const struct family_names *names, const struct meanings *a,
                      const struct meanings *b, struct text *because)
{
    for (size_t i = 0; i < names->link_count; i++) {
        const struct link *link = &names->links[i];
        uint32_t from = same_as(names, link->from), to = same_as(names, link->to);
        if (!((means(a, from) && means(b, to)) || (means(a, to) && means(b, from))) ||
            !is_kinship(link->type))
            continue;
        tell_set(because, names, link->from);
        text_put(because, ": ");
        add_quoted(because, names->things[link->from].title);
        text_put(because, " is ");
        text_add_printable(because, link->type);
        text_put(because, " ");
        add_quoted(because, names->things[link->to].title);
        return true;
    }
    return false;
}

static bool tell_unknown(const struct meanings *meanings, struct text *because)
{
    const char *why = NULL;
    if (family_form_is_generic(text_slice(&meanings->form)))
        why = " names no family";
    else if (meanings->known_count + meanings->filed_count == 0)
        why = " is known to no set";
    else if (meanings->own_count > 1 || (meanings->own_count == 0 && meanings->known_count > 1))
        why = " means several things";
    if (!why)
        return false;
    add_quoted(because, meanings->asked);
    text_put(because, why);
    return true;
}

/* As a set has it: the thing's own, not what it was found to be. */
static const struct name *name_of(const struct meanings *meanings)
{
    return meanings->known_count > 0 ? meanings->known[0].name : meanings->filed[0].name;
}

static enum family_relation tell_difference(const struct family_names *names,
                                            const struct meanings *a, const struct meanings *b,
                                            struct text *because)
{
    uint32_t first = name_of(a)->thing, second = name_of(b)->thing;
    bool is_comparable = names->things[first].kind == names->things[second].kind;
    tell_thing(because, names, first);
    text_put(because, " and ");
    tell_thing(because, names, second);
    text_put(because, is_comparable ? " are two things"
                                    : " are malware and a group, which may belong together");
    return is_comparable ? FAMILY_DIFFERENT : FAMILY_UNKNOWN;
}

/* Equal, or equal but for an ending that one of them has. */
static bool is_spelling(const struct meanings *a, const struct meanings *b)
{
    struct slice first = text_slice(&a->form), second = text_slice(&b->form);
    if (family_form_is_generic(first) || family_form_is_generic(second))
        return false;
    return slice_equal(first, second) || slice_equal(text_slice(&a->short_form), second) ||
           slice_equal(first, text_slice(&b->short_form));
}

static enum family_relation compare(const struct family_names *names, const struct meanings *a,
                                    const struct meanings *b, struct text *because)
{
    if (is_spelling(a, b)) {
        text_put(because, "the names are equal but for spelling");
        return FAMILY_SAME;
    }
    if (is_same(names, a, b, because))
        return FAMILY_SAME;
    if (is_filed(names, a, b, because) || is_filed(names, b, a, because) ||
        is_linked(names, a, b, because))
        return FAMILY_RELATED;
    if (tell_unknown(a, because) || tell_unknown(b, because))
        return FAMILY_UNKNOWN;
    return tell_difference(names, a, b, because);
}

enum family_relation family_names_compare(const struct family_names *names, struct slice a,
                                          struct slice b, struct text *because)
{
    struct meanings first = {.known_count = 0}, second = {.known_count = 0};
    struct text ignored = {0};
    find_meanings(names, a, &first);
    find_meanings(names, b, &second);
    enum family_relation relation = compare(names, &first, &second, because ? because : &ignored);
    meanings_done(&first);
    meanings_done(&second);
    text_done(&ignored);
    return relation;
}

/* Telling */

/* The other names of a thing, each once. */
static const struct slice *list_names(const struct family_names *names, uint32_t thing,
                                      struct slice asked, struct arena *arena, size_t *count)
{
    enum { NAMES_MOST = 64 };
    struct slice *list = arena_alloc(arena, NAMES_MOST * sizeof *list);
    *count = 0;
    for (size_t i = 0; i < names->name_count && *count < NAMES_MOST; i++) {
        const struct name *name = &names->names[i];
        bool is_other = name->thing == thing && !name->is_short &&
                        !slice_equal(name->written, names->things[thing].title) &&
                        !slice_equal_ignoring_case(name->written, slice_trim(asked));
        bool is_new = *count == 0 || !slice_equal(list[*count - 1], name->written);
        if (is_other && is_new)
            list[(*count)++] = name->written;
    }
    return list;
}

static void tell_claim(const struct family_names *names, const struct name *found,
                       struct slice asked, world_family_fn *say, void *context)
{
    struct arena arena = {0};
    const struct thing *thing = &names->things[found->thing];
    struct family_claim claim = {
        .set = thing->set,
        .is_group = thing->kind == FAMILY_GROUP,
        .is_first_name = found->rank == FAMILY_FIRST_NAME,
        .title = thing->title,
    };
    claim.names = list_names(names, found->thing, asked, &arena, &claim.name_count);
    family_profiles_tell(names->profiles, found->thing, thing->id, &arena, &claim);
    say(context, &claim);
    arena_done(&arena);
}

static int by_thing(const void *a, const void *b)
{
    const struct name *first = *(const struct name *const *)a;
    const struct name *second = *(const struct name *const *)b;
    if (first->thing != second->thing)
        return first->thing < second->thing ? -1 : 1;
    return (first->rank > second->rank) - (first->rank < second->rank);
}

/* Tells the things that have a form for their own, in the order of the sets; names that are
 * only filed, as those of Maltrail's files, say nothing that a claim could hold. */
static size_t tell_form(const struct family_names *names, struct slice form, struct slice asked,
                        bool is_short, world_family_fn *say, void *context)
{
    enum { FOUND_MOST = 64 };
    const struct name *found[FOUND_MOST];
    size_t count = 0, told = 0;
    if (family_form_is_generic(form))
        return 0;
    for (size_t i = first_of(names, form);
         i < names->name_count && slice_equal(names->names[i].form, form) && count < FOUND_MOST;
         i++) {
        const struct name *name = &names->names[i];
        if (name->rank != FAMILY_FILED && name->is_short == is_short &&
            names->things[name->thing].set->set->format != DATA_TRAILS)
            found[count++] = name;
    }
    if (count > 0)
        qsort(found, count, sizeof *found, by_thing);
    for (size_t i = 0; i < count; i++)
        if (i == 0 || found[i]->thing != found[i - 1]->thing) {
            tell_claim(names, found[i], asked, say, context);
            told++;
        }
    return told;
}

void family_names_tell(const struct family_names *names, struct slice name, world_family_fn *say,
                       void *context)
{
    struct meanings form = {.known_count = 0};
    look_up_name(names, name, &form);
    struct slice whole = text_slice(&form.form);
    if (tell_form(names, whole, name, false, say, context) == 0 &&
        tell_form(names, whole, name, true, say, context) == 0)
        tell_form(names, text_slice(&form.short_form), name, false, say, context);
    meanings_done(&form);
}
