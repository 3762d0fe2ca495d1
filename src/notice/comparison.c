/* SPDX-License-Identifier: MIT */
#include "notice/comparison.h"

#include "base/hash.h"
#include "base/memory.h"
#include "facts/domain.h"
#include "model/limits.h"

#include <math.h>
#include <stdlib.h>

/* What a key stands for. */
enum key_kind {
    KEY_EXACT, /* kind and pattern */
    KEY_HOST,  /* the name or address that it is, or is on */
    KEY_ABOVE, /* a name above it, down to the registered one */
    KEY_OWNER, /* the registered name */
    KEY_BLOCK, /* the /24 of an address */
};

struct entry {
    uint64_t key;
    uint32_t subject, indicator;
    uint32_t next; /* of the same chain, and 1; 0: the last */
    enum key_kind kind;
};

enum {
    SKETCH_SIZE = 64,  /* smallest hashes kept of a notice; exact where it has fewer */
    COPY_LEAST = 3,    /* indicators that a copy has at least */
    COPY_PERCENT = 75, /* of two sketches that are equal in copies */
};

struct sketch {
    uint64_t smallest[SKETCH_SIZE]; /* sorted */
    size_t count;
};

struct comparison {
    const struct notice *const *subjects;
    size_t subject_count;
    const struct world *world;
    struct arena arena;
    struct entry *entries;
    size_t entry_count, entry_capacity;
    uint32_t *chains; /* entry and 1, by key */
    size_t chain_count;
    struct compared_notice *sources;
    struct sketch *sketches;
    size_t source_count, source_capacity, sketch_capacity;
    struct hit *hits;
    size_t hit_count, hit_capacity;
};

/* --- Keys ---------------------------------------------------------------- */

/* Whether two that have it in common have anything in common: a vulnerability, a technique
 * or the name of a file is everybody's. */
static bool is_comparable(const struct indicator *indicator)
{
    static const bool common[INDICATOR_KINDS] = {
        [INDICATOR_CVE] = true,   [INDICATOR_TECHNIQUE] = true,  [INDICATOR_FILE_NAME] = true,
        [INDICATOR_ASN] = true,   [INDICATOR_USER_AGENT] = true, [INDICATOR_REGISTRY_KEY] = true,
        [INDICATOR_PATH] = true,  [INDICATOR_JA3] = true,        [INDICATOR_JA3S] = true,
        [INDICATOR_JA4] = true,   [INDICATOR_JARM] = true,       [INDICATOR_HASSH] = true,
        [INDICATOR_OTHER] = true,
    };
    return !common[indicator->kind] && !indicator->context;
}

static bool is_host_kind(enum indicator_kind kind)
{
    return kind == INDICATOR_ADDRESS || kind == INDICATOR_ENDPOINT || kind == INDICATOR_DOMAIN ||
           kind == INDICATOR_ONION || kind == INDICATOR_URL;
}

static struct slice without_port(struct slice host)
{
    if (host.size > 0 && host.data[0] == '[')
        return slice_part(host, 1, slice_find_byte(host, ']'));
    return slice_part(host, 0, slice_find_byte(host, ':'));
}

/* The name or the address of an indicator; empty for those that have none. */
static struct slice host_of(const struct indicator *indicator)
{
    struct slice pattern = indicator->pattern;
    switch (indicator->kind) {
    case INDICATOR_ADDRESS:
    case INDICATOR_DOMAIN:
    case INDICATOR_ONION:
        return pattern;
    case INDICATOR_ENDPOINT:
        return without_port(pattern);
    case INDICATOR_URL:
        return without_port(slice_part(pattern, 0, slice_find_byte(pattern, '/')));
    default:
        return (struct slice){0};
    }
}

static uint64_t key_of(enum key_kind kind, struct slice text)
{
    return hash_bytes(text, (uint64_t)kind + 1);
}

static uint64_t exact_key(const struct indicator *indicator)
{
    return hash_bytes(indicator->pattern, 16 + (uint64_t)indicator->kind);
}

/* The first three bytes of an IPv4 address. */
static bool block_of(struct slice host, uint8_t block[3])
{
    struct address address;
    if (host.size == 0 || !byte_is_digit(host.data[0]) || !address_parse(host, &address) ||
        !address_is_v4(&address))
        return false;
    memcpy(block, address.bytes + 12, 3);
    return true;
}

static bool is_name(struct slice host)
{
    return host.size > 0 && slice_find_byte(host, ':') == SLICE_NOWHERE &&
           byte_is_letter(host.data[host.size - 1]);
}

/* The name above; empty where there is none of two labels. */
static struct slice parent_of(struct slice name)
{
    size_t dot = slice_find_byte(name, '.');
    struct slice parent = dot == SLICE_NOWHERE ? (struct slice){0} : slice_after(name, dot + 1);
    return slice_find_byte(parent, '.') == SLICE_NOWHERE ? (struct slice){0} : parent;
}

/* --- What is looked for --------------------------------------------------- */

static void add_entry(struct comparison *c, enum key_kind kind, uint64_t key, uint32_t subject,
                      uint32_t indicator)
{
    c->entries =
        memory_grow(c->entries, &c->entry_capacity, c->entry_count + 1, sizeof *c->entries);
    c->entries[c->entry_count++] =
        (struct entry){.key = key, .subject = subject, .indicator = indicator, .kind = kind};
}

static void note_shared(void *context, const struct remark *remark)
{
    static const bool shared[TRAITS] = {
        [TRAIT_DYNAMIC_DNS] = true, [TRAIT_PUBLIC_SUFFIX] = true,  [TRAIT_SERVICE] = true,
        [TRAIT_CDN] = true,         [TRAIT_SHARED_HOSTING] = true, [TRAIT_POPULAR] = true,
        [TRAIT_CLOUD] = true,       [TRAIT_KNOWN_GOOD] = true,
    };
    bool *is_shared = context;
    *is_shared = *is_shared || shared[remark->trait];
}

/* Whether so many use a registered name that to be under it says nothing. */
static bool is_shared_name(const struct comparison *c, struct slice name)
{
    bool is_shared = false;
    world_remark(c->world, &(struct indicator){.pattern = name, .kind = INDICATOR_DOMAIN},
                 note_shared, &is_shared);
    return is_shared;
}

static void add_name(struct comparison *c, struct slice name, uint32_t subject, uint32_t indicator)
{
    struct slice owner = domain_registrable(name);
    if (owner.size == 0 || is_shared_name(c, owner))
        return;
    add_entry(c, KEY_OWNER, key_of(KEY_OWNER, owner), subject, indicator);
    while (name.size > owner.size) {
        name = parent_of(name);
        if (name.size >= owner.size)
            add_entry(c, KEY_ABOVE, key_of(KEY_ABOVE, name), subject, indicator);
    }
}

static void add_subject(struct comparison *c, uint32_t subject)
{
    const struct notice *notice = c->subjects[subject];
    for (uint32_t i = 0; i < notice->indicator_count; i++) {
        const struct indicator *indicator = &notice->indicators[i];
        struct slice host = host_of(indicator);
        uint8_t block[3];
        if (!is_comparable(indicator))
            continue;
        add_entry(c, KEY_EXACT, exact_key(indicator), subject, i);
        if (host.size == 0)
            continue;
        add_entry(c, KEY_HOST, key_of(KEY_HOST, host), subject, i);
        if (block_of(host, block))
            add_entry(c, KEY_BLOCK, key_of(KEY_BLOCK, slice_make(block, 3)), subject, i);
        else if (is_name(host))
            add_name(c, host, subject, i);
    }
}

static void link_entries(struct comparison *c)
{
    c->chain_count = 64;
    while (c->chain_count < 2 * c->entry_count)
        c->chain_count *= 2;
    c->chains = memory_create(c->chain_count, sizeof *c->chains);
    for (uint32_t i = (uint32_t)c->entry_count; i > 0; i--) {
        uint32_t *chain = &c->chains[c->entries[i - 1].key & (c->chain_count - 1)];
        c->entries[i - 1].next = *chain;
        *chain = i;
    }
}

/* --- Looking --------------------------------------------------------------- */

/* One indicator of another notice, against all subjects. */
struct look {
    struct comparison *comparison;
    const struct notice *other;
    const struct indicator *indicator;
    struct slice host;
    uint32_t source;
    uint32_t subject_of_other; /* which subject it is itself; UINT32_MAX: none */
    size_t found;
};

static bool lies_under(struct slice name, struct slice above)
{
    return name.size > above.size && name.data[name.size - above.size - 1] == '.' &&
           slice_equal(slice_after(name, name.size - above.size), above);
}

/* How two hosts that share a key are related. */
static enum relation relation_of(struct slice this, struct slice other)
{
    if (slice_equal(this, other))
        return RELATION_HOST;
    if (lies_under(this, other))
        return RELATION_UNDER;
    return lies_under(other, this) ? RELATION_OVER : RELATION_SIBLING;
}

static void add_hit(struct look *look, const struct entry *entry, enum relation relation)
{
    struct comparison *c = look->comparison;
    const struct statement *said = &look->other->statements[look->indicator->statement];
    if (look->found++ >= LIMIT_RECURRENCES * 4 || c->hit_count >= LIMIT_HITS)
        return;
    c->hits = memory_grow(c->hits, &c->hit_capacity, c->hit_count + 1, sizeof *c->hits);
    c->hits[c->hit_count++] =
        (struct hit){.subject = entry->subject,
                     .indicator = entry->indicator,
                     .recurrence = {.source = look->source,
                                    .relation = relation,
                                    .pattern = arena_keep(&c->arena, look->indicator->pattern),
                                    .family = arena_keep(&c->arena, said->family)}};
}

/* Whether the relation of the two is the one that this key is for; each pair is told
 * once, by its closest relation. */
static bool is_told_by(enum key_kind kind, enum relation relation, bool whole)
{
    switch (kind) {
    case KEY_HOST:
        return whole ? relation == RELATION_HOST : relation == RELATION_OVER;
    case KEY_ABOVE:
        return whole && relation == RELATION_UNDER;
    default:
        return relation == RELATION_SIBLING;
    }
}

/* An indicator under a key of this one, if that key is what their relation is told by. */
static void visit_entry(struct look *look, const struct entry *entry, bool whole)
{
    const struct notice *subject = look->comparison->subjects[entry->subject];
    const struct indicator *this = &subject->indicators[entry->indicator];
    bool equal =
        this->kind == look->indicator->kind && slice_equal(this->pattern, look->indicator->pattern);
    if (entry->kind == KEY_EXACT && equal)
        add_hit(look, entry, RELATION_SAME);
    if (entry->kind == KEY_EXACT || equal)
        return;
    struct slice host = host_of(this);
    if (entry->kind == KEY_BLOCK) {
        if (!slice_equal(host, look->host))
            add_hit(look, entry, RELATION_NEIGHBOUR);
        return;
    }
    enum relation relation = relation_of(host, look->host);
    if (is_told_by(entry->kind, relation, whole))
        add_hit(look, entry, relation);
}

/* whole: the key is of the host itself, not of a name above it. */
static void visit_chain(struct look *look, enum key_kind kind, uint64_t key, bool whole)
{
    const struct comparison *c = look->comparison;
    size_t steps = 0;
    for (uint32_t at = c->chains[key & (c->chain_count - 1)]; at != 0 && steps < LIMIT_CHAIN;
         at = c->entries[at - 1].next, steps++) {
        const struct entry *entry = &c->entries[at - 1];
        if (entry->key == key && entry->kind == kind && entry->subject != look->subject_of_other)
            visit_entry(look, entry, whole);
    }
}

static void look_for(struct look *look)
{
    uint8_t block[3];
    look->found = 0;
    look->host = host_of(look->indicator);
    visit_chain(look, KEY_EXACT, exact_key(look->indicator), true);
    if (look->host.size == 0 || !is_host_kind(look->indicator->kind))
        return;
    visit_chain(look, KEY_HOST, key_of(KEY_HOST, look->host), true);
    if (block_of(look->host, block)) {
        visit_chain(look, KEY_BLOCK, key_of(KEY_BLOCK, slice_make(block, 3)), true);
        return;
    }
    if (!is_name(look->host))
        return;
    visit_chain(look, KEY_ABOVE, key_of(KEY_ABOVE, look->host), true);
    visit_chain(look, KEY_OWNER, key_of(KEY_OWNER, look->host), true);
    for (struct slice name = parent_of(look->host); name.size > 0; name = parent_of(name)) {
        visit_chain(look, KEY_HOST, key_of(KEY_HOST, name), false);
        visit_chain(look, KEY_OWNER, key_of(KEY_OWNER, name), false);
    }
}

/* --- Copies ---------------------------------------------------------------- */

/* The heap of the smallest hashes; its root is the largest of them. */
static void sift_down(uint64_t *heap, size_t count, size_t at)
{
    for (;;) {
        size_t largest = at;
        for (size_t child = 2 * at + 1; child <= 2 * at + 2; child++)
            if (child < count && heap[child] > heap[largest])
                largest = child;
        if (largest == at)
            return;
        uint64_t kept = heap[at];
        heap[at] = heap[largest];
        heap[largest] = kept;
        at = largest;
    }
}

static int compare_hashes(const void *a, const void *b)
{
    const uint64_t *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void make_sketch(struct sketch *sketch, const struct notice *notice)
{
    for (size_t i = 0; i < notice->indicator_count; i++) {
        uint64_t hash = exact_key(&notice->indicators[i]);
        if (!is_comparable(&notice->indicators[i]))
            continue;
        if (sketch->count < SKETCH_SIZE) {
            sketch->smallest[sketch->count++] = hash;
            for (size_t k = sketch->count == SKETCH_SIZE ? SKETCH_SIZE / 2 : 0; k > 0; k--)
                sift_down(sketch->smallest, SKETCH_SIZE, k - 1);
        } else if (hash < sketch->smallest[0]) {
            sketch->smallest[0] = hash;
            sift_down(sketch->smallest, SKETCH_SIZE, 0);
        }
    }
    qsort(sketch->smallest, sketch->count, sizeof *sketch->smallest, compare_hashes);
}

/* Of the smallest hashes of both together, how many are in both, in per cent: an
 * estimate of the share of equal members (Broder 1997, "On the resemblance and
 * containment of documents"). */
static unsigned resemblance(const struct sketch *a, const struct sketch *b)
{
    size_t i = 0, k = 0, both = 0, all = 0;
    while (all < SKETCH_SIZE && (i < a->count || k < b->count)) {
        bool from_a = k >= b->count || (i < a->count && a->smallest[i] <= b->smallest[k]);
        bool from_b = i >= a->count || (k < b->count && b->smallest[k] <= a->smallest[i]);
        both += from_a && from_b;
        i += from_a;
        k += from_b;
        all++;
    }
    return all > 0 ? (unsigned)(both * 100 / all) : 0;
}

static void mark_copies(struct comparison *c)
{
    for (uint32_t i = 0; i < c->source_count; i++) {
        size_t size = c->sources[i].indicators;
        for (uint32_t k = 0; k < i && size >= COPY_LEAST; k++) {
            size_t other = c->sources[k].indicators;
            if (c->sources[k].copy_of != k || other * COPY_PERCENT > size * 100 ||
                size * COPY_PERCENT > other * 100 ||
                resemblance(&c->sketches[i], &c->sketches[k]) < COPY_PERCENT)
                continue;
            c->sources[i].copy_of = k;
            break;
        }
    }
}

/* --- Comparing -------------------------------------------------------------- */

static size_t count_comparable(const struct notice *notice)
{
    size_t count = 0;
    for (size_t i = 0; i < notice->indicator_count; i++)
        count += is_comparable(&notice->indicators[i]);
    return count;
}

static uint32_t add_source(struct comparison *c, const struct notice *notice, bool is_checked)
{
    c->sources =
        memory_grow(c->sources, &c->source_capacity, c->source_count + 1, sizeof *c->sources);
    c->sketches =
        memory_grow(c->sketches, &c->sketch_capacity, c->source_count + 1, sizeof *c->sketches);
    c->sources[c->source_count] = (struct compared_notice){
        .name = arena_keep(&c->arena, notice->name),
        .title = arena_keep(&c->arena, notice->title),
        .publisher = arena_keep(&c->arena, notice->publisher),
        .date = arena_keep(&c->arena, notice->date),
        .aliases = arena_keep(&c->arena, notice->aliases),
        .indicators = count_comparable(notice),
        .copy_of = (uint32_t)c->source_count,
        .is_checked = is_checked,
    };
    c->sketches[c->source_count] = (struct sketch){.count = 0};
    make_sketch(&c->sketches[c->source_count], notice);
    return (uint32_t)c->source_count++;
}

static void compare(struct comparison *c, const struct notice *other, uint32_t source,
                    uint32_t subject_of_other)
{
    struct look look = {
        .comparison = c, .other = other, .source = source, .subject_of_other = subject_of_other};
    for (size_t i = 0; i < other->indicator_count; i++) {
        look.indicator = &other->indicators[i];
        if (is_comparable(look.indicator))
            look_for(&look);
    }
}

struct comparison *comparison_create(const struct notice *const *subjects, size_t count,
                                     const struct world *world)
{
    struct comparison *c = memory_create(1, sizeof *c);
    c->subjects = subjects;
    c->subject_count = count;
    c->world = world;
    for (uint32_t i = 0; i < count; i++)
        add_subject(c, i);
    link_entries(c);
    for (uint32_t i = 0; i < count; i++)
        add_source(c, subjects[i], true);
    for (uint32_t i = 0; i < count && count > 1; i++)
        compare(c, subjects[i], i, i);
    return c;
}

void comparison_add(struct comparison *c, const struct notice *reference)
{
    compare(c, reference, add_source(c, reference, false), UINT32_MAX);
}

static int compare_hits(const void *a, const void *b)
{
    const struct hit *x = a, *y = b;
    if (x->subject != y->subject)
        return x->subject < y->subject ? -1 : 1;
    if (x->indicator != y->indicator)
        return x->indicator < y->indicator ? -1 : 1;
    if (x->recurrence.relation != y->recurrence.relation)
        return x->recurrence.relation < y->recurrence.relation ? -1 : 1;
    if (x->recurrence.source != y->recurrence.source)
        return x->recurrence.source < y->recurrence.source ? -1 : 1;
    int order = slice_compare(x->recurrence.family, y->recurrence.family);
    return order != 0 ? order : slice_compare(x->recurrence.pattern, y->recurrence.pattern);
}

/* A copy says nothing that its original does not say; and the copies of a subject
 * say what it says itself. */
static void drop_copies(struct comparison *c)
{
    size_t kept = 0;
    for (size_t i = 0; i < c->hit_count; i++) {
        uint32_t source = c->hits[i].recurrence.source;
        uint32_t original = c->sources[source].copy_of;
        bool is_copy = original != source;
        bool is_own = original == c->sources[c->hits[i].subject].copy_of;
        if (!is_copy && !is_own)
            c->hits[kept++] = c->hits[i];
    }
    c->hit_count = kept;
}

static bool say_the_same(const struct hit *a, const struct hit *b)
{
    return a->subject == b->subject && a->indicator == b->indicator &&
           a->recurrence.relation == b->recurrence.relation &&
           a->recurrence.source == b->recurrence.source &&
           slice_equal(a->recurrence.family, b->recurrence.family);
}

/* Of those that say the same the first stands for all: a controller with a hundred ports
 * is one thing. */
static void fold_hits(struct comparison *c)
{
    size_t kept = 0;
    for (size_t i = 0; i < c->hit_count; i++) {
        if (kept > 0 && say_the_same(&c->hits[kept - 1], &c->hits[i]))
            c->hits[kept - 1].recurrence.more++;
        else
            c->hits[kept++] = c->hits[i];
    }
    c->hit_count = kept;
}

void comparison_finish(struct comparison *c)
{
    mark_copies(c);
    drop_copies(c);
    if (c->hit_count > 0)
        qsort(c->hits, c->hit_count, sizeof *c->hits, compare_hits);
    fold_hits(c);
}

const struct compared_notice *comparison_sources(const struct comparison *c, size_t *count)
{
    *count = c->source_count;
    return c->sources;
}

const struct hit *comparison_hits(const struct comparison *c, uint32_t subject, size_t *count)
{
    size_t low = 0, high = c->hit_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c->hits[middle].subject < subject)
            low = middle + 1;
        else
            high = middle;
    }
    *count = 0;
    while (low + *count < c->hit_count && c->hits[low + *count].subject == subject)
        ++*count;
    return c->hits + low;
}

void comparison_free(struct comparison *c)
{
    if (!c)
        return;
    arena_done(&c->arena);
    free(c->entries);
    free(c->chains);
    free(c->sources);
    free(c->sketches);
    free(c->hits);
    free(c);
}

/* log of n over k */
static double log_choose(double n, double k)
{
    return lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1);
}

double chance_of_overlap(double population, size_t a, size_t b, size_t same)
{
    size_t most = a < b ? a : b;
    double sum = 0, first = 0;
    if (same == 0 || same > most || population < (double)a || population < (double)b)
        return 0;
    for (size_t k = same; k <= most; k++) {
        double term = log_choose((double)a, (double)k) +
                      log_choose(population - (double)a, (double)(b - k)) -
                      log_choose(population, (double)b);
        if (k == same)
            first = term;
        double share = exp(term - first);
        sum += share;
        if (share < sum * 1e-9)
            break;
    }
    double chance = (first + log(sum)) / log(10);
    return chance < 0 ? chance : 0;
}

/* --- Overlaps --------------------------------------------------------------- */

/* Sets as large as what malicious names and addresses are known at all; were it all names
 * and addresses that there are, every overlap would look like a wonder. */
static double population_of(const struct comparison *c)
{
    double known = 1e6;
    for (size_t i = 0; i < c->source_count; i++)
        known += (double)c->sources[i].indicators;
    return known;
}

static int compare_overlaps(const void *a, const void *b)
{
    const struct overlap *x = a, *y = b;
    if (x->log10_chance != y->log10_chance)
        return x->log10_chance < y->log10_chance ? -1 : 1;
    if (x->near != y->near)
        return x->near > y->near ? -1 : 1;
    return x->source < y->source ? -1 : x->source > y->source;
}

static void count_hits(const struct comparison *c, uint32_t subject, struct overlap *all)
{
    size_t hit_count;
    const struct hit *hits = comparison_hits(c, subject, &hit_count);
    uint32_t *counted = memory_create(c->source_count, sizeof *counted);
    for (size_t i = 0; i < hit_count; i++) {
        uint32_t source = hits[i].recurrence.source;
        if (counted[source] == hits[i].indicator + 1)
            continue;
        counted[source] = hits[i].indicator + 1;
        bool same = relation_names_it(hits[i].recurrence.relation);
        all[source].same += same;
        all[source].near += !same;
    }
    free(counted);
}

struct overlap *comparison_overlaps(const struct comparison *c, uint32_t subject, size_t *count)
{
    struct overlap *all = memory_create(c->source_count, sizeof *all);
    double population = population_of(c);
    count_hits(c, subject, all);
    *count = 0;
    for (uint32_t i = 0; i < c->source_count; i++) {
        struct overlap overlap = all[i];
        if (overlap.same + overlap.near == 0)
            continue;
        overlap.source = i;
        overlap.population = population;
        overlap.log10_chance = chance_of_overlap(population, c->sources[subject].indicators,
                                                 c->sources[i].indicators, overlap.same);
        all[(*count)++] = overlap;
    }
    if (*count > 0)
        qsort(all, *count, sizeof *all, compare_overlaps);
    return all;
}
