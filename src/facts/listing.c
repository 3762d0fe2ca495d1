/* SPDX-License-Identifier: MIT */
#include "facts/listing.h"

#include "base/memory.h"
#include "facts/domain.h"
#include "facts/pattern.h"
#include "model/limits.h"
#include "model/url.h"

#include <stdlib.h>

enum { LABELS_MOST = 128, LIST_WORDS = LIMIT_WORLD_LISTS / 64 };
static const uint32_t nothing = UINT32_MAX;

/* Sixteen bytes, as there are half a million. */
struct listed_text {
    const uint8_t *data;
    uint16_t size;
    uint16_t list : 12;
    uint16_t is_name : 1;
    uint16_t holds_below : 1; /* names under it are meant too */
    uint32_t next;            /* of the same hash */
};

struct listed_part {
    struct slice text;       /* looked for in a value */
    struct pattern *pattern; /* or matched with it */
    uint32_t list;
};

static struct slice text_of(const struct listed_text *text)
{
    return slice_make(text->data, text->size);
}

bool listing_add_list(struct listing *listing, const struct list *about, uint32_t *list)
{
    if (listing->list_count == LIMIT_WORLD_LISTS)
        return false;
    listing->lists = memory_grow(listing->lists, &listing->list_capacity, listing->list_count + 1,
                                 sizeof *listing->lists);
    *list = (uint32_t)listing->list_count;
    listing->lists[listing->list_count++] = *about;
    return true;
}

static bool add_text(struct listing *listing, uint32_t list, struct slice text, bool is_name,
                     bool holds_below)
{
    if (text.size == 0 || text.size > UINT16_MAX || listing->text_count == nothing)
        return false;
    listing->texts = memory_grow(listing->texts, &listing->text_capacity, listing->text_count + 1,
                                 sizeof *listing->texts);
    listing->texts[listing->text_count++] = (struct listed_text){
        .data = text.data,
        .size = (uint16_t)text.size,
        .list = (uint16_t)(list & (LIMIT_WORLD_LISTS - 1)),
        .is_name = is_name,
        .holds_below = holds_below,
        .next = nothing,
    };
    return true;
}

/* The scratch text, or the entry where it is the same already. */
static struct slice kept(struct listing *listing, struct slice entry)
{
    struct slice form = text_slice(&listing->scratch);
    return slice_equal(form, entry) ? entry : arena_keep(&listing->arena, form);
}

static bool add_network(struct listing *listing, uint32_t list, struct slice entry)
{
    struct endpoint endpoint;
    struct prefix prefix = {.bits = 128};
    if (!prefix_parse(entry, &prefix)) {
        if (address_parse(entry, &prefix.address))
            prefix.bits = 128;
        else if (endpoint_parse(entry, &endpoint))
            prefix = (struct prefix){endpoint.address, 128};
        else
            return false;
    }
    prefix_set_add(&listing->networks, &prefix, list);
    return true;
}

static bool add_name(struct listing *listing, uint32_t list, struct slice entry, bool holds_below)
{
    if (slice_starts_with(entry, "*."))
        entry = slice_after(entry, 1);
    if (slice_starts_with(entry, ".")) {
        holds_below = true;
        entry = slice_after(entry, 1);
    }
    text_clear(&listing->scratch);
    return text_add_domain(&listing->scratch, entry) &&
           add_text(listing, list, kept(listing, entry), true, holds_below);
}

static bool add_url(struct listing *listing, uint32_t list, struct slice entry)
{
    text_clear(&listing->scratch);
    return text_add_url(&listing->scratch, entry) &&
           add_text(listing, list, kept(listing, entry), false, false);
}

/* Digests and mail addresses are compared in small letters. */
static bool add_exact(struct listing *listing, uint32_t list, struct slice entry)
{
    text_clear(&listing->scratch);
    for (size_t i = 0; i < entry.size; i++)
        text_add_byte(&listing->scratch, byte_lower(entry.data[i]));
    return add_text(listing, list, kept(listing, entry), false, false);
}

static bool add_part(struct listing *listing, uint32_t list, struct slice text,
                     struct pattern *pattern)
{
    listing->parts = memory_grow(listing->parts, &listing->part_capacity, listing->part_count + 1,
                                 sizeof *listing->parts);
    listing->parts[listing->part_count++] = (struct listed_part){text, pattern, list};
    return true;
}

static struct slice without_scheme(struct slice entry)
{
    static const char *const schemes[] = {"http://", "https://", "hxxp://", "hxxps://"};
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++)
        if (slice_starts_with_ignoring_case(entry, schemes[i]))
            return slice_after(entry, strlen(schemes[i]));
    return entry;
}

bool listing_add(struct listing *listing, uint32_t list, enum list_type type, struct slice entry)
{
    unsigned scope = listing->lists[list].scope;
    entry = slice_trim(entry);
    if (entry.size == 0)
        return false;
    if (type == LIST_PATTERN) {
        struct pattern *pattern = pattern_create(entry);
        return pattern && add_part(listing, list, entry, pattern);
    }
    entry = without_scheme(entry);
    bool has_dot = slice_find_byte(entry, '.') != SLICE_NOWHERE;
    bool has_colon = slice_find_byte(entry, ':') != SLICE_NOWHERE;
    bool has_slash = slice_find_byte(entry, '/') != SLICE_NOWHERE;
    if ((has_dot || has_colon) && add_network(listing, list, entry))
        return true;
    /* "example.com/" is a name. */
    if (has_slash && slice_find_byte(entry, '/') == entry.size - 1)
        entry.size--, has_slash = false;
    if (scope & (SCOPE_NAME | SCOPE_URL | SCOPE_EMAIL)) {
        if (!has_slash && add_name(listing, list, entry, type != LIST_EXACT))
            return true;
        if (has_slash && has_dot && add_url(listing, list, entry))
            return true;
    }
    if (entry.size == 0)
        return false;
    return type == LIST_SUBSTRING ? add_part(listing, list, entry, NULL)
                                  : add_exact(listing, list, entry);
}

static size_t slot_of(const struct listing *listing, struct slice text)
{
    return hash_bytes(text, HASH_SEED) & (listing->slot_count - 1);
}

void listing_finish(struct listing *listing)
{
    prefix_set_finish(&listing->networks);
    for (listing->slot_count = 1; listing->slot_count < 2 * listing->text_count;)
        listing->slot_count *= 2;
    listing->slots = memory_create(listing->slot_count, sizeof *listing->slots);
    for (size_t i = 0; i < listing->slot_count; i++)
        listing->slots[i] = nothing;
    /* Backwards, so that each chain is in the order of lists. */
    for (size_t i = listing->text_count; i-- > 0;) {
        uint32_t *slot = &listing->slots[slot_of(listing, text_of(&listing->texts[i]))];
        listing->texts[i].next = *slot;
        *slot = (uint32_t)i;
    }
}

void listing_done(struct listing *listing)
{
    for (size_t i = 0; i < listing->part_count; i++)
        pattern_free(listing->parts[i].pattern);
    prefix_set_done(&listing->networks);
    arena_done(&listing->arena);
    text_done(&listing->scratch);
    free(listing->lists);
    free(listing->texts);
    free(listing->slots);
    free(listing->parts);
    *listing = (struct listing){0};
}

/* One question. */
struct asking {
    const struct listing *listing;
    unsigned scope;
    world_remark_fn *say;
    void *context;
    uint64_t said[LIST_WORDS]; /* a bit for each list */
    struct text entry;         /* of a network, written out */
};

static bool is_said(struct asking *asking, uint32_t list)
{
    uint64_t bit = UINT64_C(1) << list % 64, *word = &asking->said[list / 64];
    bool was_said = *word & bit;
    *word |= bit;
    return was_said;
}

static bool is_meant(const struct asking *asking, uint32_t list)
{
    return asking->listing->lists[list].scope & asking->scope;
}

static void say(struct asking *asking, uint32_t list, struct slice entry)
{
    const struct list *about = &asking->listing->lists[list];
    if (is_said(asking, list))
        return;
    struct remark remark = {
        .trait = about->trait,
        .set = about->set,
        .list = about->name,
        .title = about->title,
        .date = about->date,
        .entry = entry,
    };
    asking->say(asking->context, &remark);
}

static void say_network(void *context, const struct prefix *prefix, uint32_t list)
{
    struct asking *asking = context;
    if (!is_meant(asking, list))
        return;
    text_clear(&asking->entry);
    if (prefix->bits == 128)
        text_add_address(&asking->entry, &prefix->address);
    else
        text_add_prefix(&asking->entry, prefix);
    say(asking, list, text_slice(&asking->entry));
}

static void ask_network(struct asking *asking, const struct prefix *prefix)
{
    asking->scope |= SCOPE_ADDRESS;
    prefix_set_around(&asking->listing->networks, prefix, say_network, asking);
    if (prefix->bits < 128)
        prefix_set_inside(&asking->listing->networks, prefix, LIMIT_REMARK_NETWORKS, say_network,
                          asking);
}

static void ask_address(struct asking *asking, const struct address *address)
{
    ask_network(asking, &(struct prefix){*address, 128});
}

/* The next text that is equal, from `at` on in its chain. */
static uint32_t find_equal(const struct listing *listing, uint32_t at, struct slice text)
{
    while (at != nothing && !slice_equal(text_of(&listing->texts[at]), text))
        at = listing->texts[at].next;
    return at;
}

static uint32_t find_first(const struct listing *listing, struct slice text)
{
    if (listing->slot_count == 0)
        return nothing;
    return find_equal(listing, listing->slots[slot_of(listing, text)], text);
}

static uint32_t find_next(const struct listing *listing, uint32_t at, struct slice text)
{
    return find_equal(listing, listing->texts[at].next, text);
}

static void ask_exact(struct asking *asking, struct slice text)
{
    const struct listing *listing = asking->listing;
    for (uint32_t at = find_first(listing, text); at != nothing; at = find_next(listing, at, text))
        if (!listing->texts[at].is_name && is_meant(asking, listing->texts[at].list))
            say(asking, listing->texts[at].list, text);
}

/* A name and those above it. */
struct name_parts {
    struct slice parts[LABELS_MOST]; /* the whole name first */
    uint32_t found[LABELS_MOST];     /* the first listed text of each */
    size_t count;
    size_t shared;      /* the first part under which anybody may take a name; count: none */
    size_t registrable; /* the part that somebody registered; 0: unknown */
};

static bool is_shared(const struct listing *listing, struct slice part, uint32_t at)
{
    for (; at != nothing; at = find_next(listing, at, part)) {
        enum trait trait = listing->lists[listing->texts[at].list].trait;
        if (trait == TRAIT_DYNAMIC_DNS || trait == TRAIT_SHARED_HOSTING)
            return true;
    }
    return false;
}

static void take_apart(const struct listing *listing, struct slice name, struct name_parts *parts)
{
    size_t registrable = domain_registrable(name).size;
    parts->shared = LABELS_MOST;
    for (size_t i = 0; i < LABELS_MOST && name.size > 0; i++) {
        parts->parts[i] = name;
        parts->found[i] = find_first(listing, name);
        parts->count = i + 1;
        if (name.size == registrable)
            parts->registrable = i;
        if (parts->shared == LABELS_MOST && is_shared(listing, name, parts->found[i]))
            parts->shared = i;
        size_t dot = slice_find_byte(name, '.');
        name = dot == SLICE_NOWHERE ? (struct slice){0} : slice_after(name, dot + 1);
    }
}

/* Whether an entry at a part of a name speaks of the name. The popularity of a parent where
 * anybody may take a name says nothing of the name, that of its registrable part does. */
static bool speaks_of(const struct listed_text *text, enum trait trait,
                      const struct name_parts *parts, size_t part)
{
    if (!text->is_name)
        return false;
    if (trait == TRAIT_POPULAR)
        return part == 0 ||
               (part < parts->shared && (text->holds_below || part == parts->registrable));
    return part == 0 || text->holds_below;
}

static void ask_name(struct asking *asking, struct slice name)
{
    const struct listing *listing = asking->listing;
    struct name_parts parts = {.count = 0};
    asking->scope |= SCOPE_NAME;
    take_apart(listing, name, &parts);
    for (size_t i = 0; i < parts.count; i++)
        for (uint32_t at = parts.found[i]; at != nothing;
             at = find_next(listing, at, parts.parts[i])) {
            const struct listed_text *text = &listing->texts[at];
            if (is_meant(asking, text->list) &&
                speaks_of(text, listing->lists[text->list].trait, &parts, i))
                say(asking, text->list, text_of(text));
        }
}

static void ask_parts(struct asking *asking, struct slice value)
{
    for (size_t i = 0; i < asking->listing->part_count; i++) {
        const struct listed_part *part = &asking->listing->parts[i];
        if (!is_meant(asking, part->list))
            continue;
        if (part->pattern ? pattern_matches(part->pattern, value)
                          : slice_find(value, part->text) != SLICE_NOWHERE)
            say(asking, part->list, part->text);
    }
}

static void ask_host(struct asking *asking, struct slice host)
{
    struct address address;
    if (address_parse(host, &address))
        ask_address(asking, &address);
    else
        ask_name(asking, host);
}

/* The URL and those above it, then its host. */
static void ask_url(struct asking *asking, struct slice url)
{
    struct url split;
    for (size_t size = url.size; size > 0; size--)
        if (url_may_end(url, size))
            ask_exact(asking, slice_part(url, 0, size));
    if (url_split(url, &split))
        ask_host(asking, split.host);
}

static void ask_email(struct asking *asking, struct slice email)
{
    size_t at = slice_find_last_byte(email, '@');
    ask_exact(asking, email);
    if (at != SLICE_NOWHERE)
        ask_host(asking, slice_after(email, at + 1));
}

static void ask_endpoint(struct asking *asking, struct slice pattern)
{
    struct endpoint endpoint;
    if (endpoint_parse(pattern, &endpoint))
        ask_address(asking, &endpoint.address);
}

static void ask_cidr(struct asking *asking, struct slice pattern)
{
    struct prefix prefix;
    if (prefix_parse(pattern, &prefix))
        ask_network(asking, &prefix);
}

/* What a list must speak of, and how the pattern is asked. */
static const struct {
    unsigned scope;
    void (*ask)(struct asking *asking, struct slice pattern);
} questions[INDICATOR_KINDS] = {
    [INDICATOR_ADDRESS] = {SCOPE_ADDRESS, ask_host},
    [INDICATOR_CIDR] = {SCOPE_ADDRESS, ask_cidr},
    [INDICATOR_ENDPOINT] = {SCOPE_ADDRESS, ask_endpoint},
    [INDICATOR_DOMAIN] = {SCOPE_NAME, ask_name},
    [INDICATOR_ONION] = {SCOPE_NAME, ask_name},
    [INDICATOR_URL] = {SCOPE_URL, ask_url},
    [INDICATOR_EMAIL] = {SCOPE_EMAIL, ask_email},
    [INDICATOR_MD5] = {SCOPE_DIGEST, ask_exact},
    [INDICATOR_SHA1] = {SCOPE_DIGEST, ask_exact},
    [INDICATOR_SHA256] = {SCOPE_DIGEST, ask_exact},
    [INDICATOR_SHA512] = {SCOPE_DIGEST, ask_exact},
    [INDICATOR_IMPHASH] = {SCOPE_DIGEST, ask_exact},
    [INDICATOR_SSDEEP] = {SCOPE_DIGEST, ask_exact},
    [INDICATOR_CERT_SHA1] = {SCOPE_DIGEST, ask_exact},
    [INDICATOR_CERT_SHA256] = {SCOPE_DIGEST, ask_exact},
};

void listing_remark(const struct listing *listing, const struct indicator *indicator,
                    world_remark_fn *say_it, void *context)
{
    if (!questions[indicator->kind].ask)
        return;
    struct asking asking = {
        .listing = listing,
        .scope = questions[indicator->kind].scope,
        .say = say_it,
        .context = context,
    };
    questions[indicator->kind].ask(&asking, indicator->pattern);
    if (listing->part_count > 0)
        ask_parts(&asking, indicator->pattern);
    text_done(&asking.entry);
}
