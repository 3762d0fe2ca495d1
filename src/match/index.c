/* index - see index.h.
 *
 * One table for all kinds: open addressing, eight bytes a place (a 32-bit tag of
 * the hash and the entry), 1.5 places an indicator. An entry is a number; its
 * kind and pattern are those of its first source, in the notice. So a million
 * indicators take 12 MB of table, 12 MB of sources and 1.5 MB of filters, and a
 * question that the filter lets pass by mistake reads one more cache line. */
/* SPDX-License-Identifier: MIT */
#include "match/index.h"

#include "base/memory.h"
#include "facts/domain.h"
#include "match/filter.h"
#include "match/key.h"
#include "model/url.h"

#include <assert.h>
#include <stdlib.h>
#include <sys/random.h>

enum { SERIAL_MOST = 64 }; /* bytes; RFC 5280 allows 20, some issuers write more */

enum class { ADDRESSES, PREFIXES, NAMES, URLS, PATHS, DIGESTS, SERIALS, AGENTS, CLASSES };

static const enum class class_of[INDICATOR_KINDS] = {
    [INDICATOR_ADDRESS] = ADDRESSES,   [INDICATOR_ENDPOINT] = ADDRESSES,
    [INDICATOR_CIDR] = PREFIXES,       [INDICATOR_DOMAIN] = NAMES,
    [INDICATOR_ONION] = NAMES,         [INDICATOR_URL] = URLS,
    [INDICATOR_PATH] = PATHS,          [INDICATOR_SHA1] = DIGESTS,
    [INDICATOR_SHA256] = DIGESTS,      [INDICATOR_CERT_SHA1] = DIGESTS,
    [INDICATOR_CERT_SHA256] = DIGESTS, [INDICATOR_CERT_SERIAL] = SERIALS,
    [INDICATOR_USER_AGENT] = AGENTS,
};

struct place {
    uint32_t tag;
    uint32_t entry_after; /* the entry and 1; 0: free */
};

/* Prefix lengths in use, the longest first. */
struct lengths {
    uint8_t bits[129];
    uint8_t count;
};

struct index {
    const struct notice **notices;
    size_t notice_count, notice_capacity;

    struct source_of *sources; /* of entry e: from first[e] to first[e + 1] */
    uint32_t *first;
    uint32_t entry_count, source_count;

    struct place *places;
    uint64_t place_count;
    struct filter filters[CLASSES];
    uint64_t seeds[CLASSES];
    size_t counts[CLASSES]; /* indicators */

    struct lengths v4_lengths, v6_lengths;
    /* The /16 networks that some prefix, and that any address or prefix touches: 8 KiB
     * each, so that the inner side of most conversations (10/8, 192.168/16 ...) is
     * answered from the first-level cache. */
    uint64_t v4_roots[65536 / 64], v4_in_use[65536 / 64];
    size_t longest_url; /* bytes of a URL or path beyond this cannot match */
};

struct index *index_create(void)
{
    struct index *index = memory_create(1, sizeof *index);
    /* Where the system gives no random bytes, the seeds are fixed: that costs
     * a defence, not an answer. */
    if (getrandom(index->seeds, sizeof index->seeds, GRND_NONBLOCK) < 0)
        index->seeds[0] = HASH_SEED;
    for (size_t i = 0; i < CLASSES; i++) {
        index->seeds[i] = hash_mix(index->seeds[i], i);
        filter_init(&index->filters[i], 0);
    }
    return index;
}

void index_free(struct index *index)
{
    if (!index)
        return;
    for (size_t i = 0; i < CLASSES; i++)
        filter_done(&index->filters[i]);
    free(index->notices);
    free(index->sources);
    free(index->first);
    free(index->places);
    free(index);
}

void index_add_notice(struct index *index, const struct notice *notice)
{
    assert(!index->places);
    index->notices = memory_grow(index->notices, &index->notice_capacity, index->notice_count + 1,
                                 sizeof *index->notices);
    index->notices[index->notice_count++] = notice;
}

/* ---- What an entry is */

static const struct indicator *indicator_at(const struct index *index, struct source_of source)
{
    return &index->notices[source.notice]->indicators[source.indicator];
}

static const struct indicator *indicator_of(const struct index *index, uint32_t entry)
{
    return indicator_at(index, index->sources[index->first[entry]]);
}

struct entry index_entry(const struct index *index, uint32_t entry)
{
    assert(entry < index->entry_count);
    const struct indicator *indicator = indicator_of(index, entry);
    return (struct entry){
        .kind = indicator->kind,
        .pattern = indicator->pattern,
        .sources = index->sources + index->first[entry],
        .source_count = index->first[entry + 1] - index->first[entry],
    };
}

uint64_t index_seed(const struct index *index)
{
    return index->seeds[NAMES];
}

size_t index_entry_count(const struct index *index)
{
    return index->entry_count;
}

const struct notice *index_notice(const struct index *index, uint32_t notice)
{
    assert(notice < index->notice_count);
    return index->notices[notice];
}

size_t index_memory(const struct index *index)
{
    size_t memory = sizeof *index + index->notice_capacity * sizeof *index->notices +
                    index->source_count * sizeof *index->sources +
                    (index->entry_count + 1) * sizeof *index->first +
                    index->place_count * sizeof *index->places;
    for (size_t i = 0; i < CLASSES; i++)
        memory += filter_memory(&index->filters[i]);
    return memory;
}

/* ---- The table */

static uint64_t home_of(const struct index *index, uint64_t key)
{
    return (key >> 32) * index->place_count >> 32;
}

struct probe {
    uint64_t place;
    uint32_t tag;
};

static struct probe probe_begin(const struct index *index, uint64_t key)
{
    return (struct probe){.place = home_of(index, key), .tag = (uint32_t)key};
}

/* The next entry that may have the key; false at the first free place, which the
 * probe then stands at. */
static bool probe_next(const struct index *index, struct probe *probe, uint32_t *entry)
{
    for (;;) {
        struct place place = index->places[probe->place];
        if (place.entry_after == 0)
            return false;
        if (++probe->place == index->place_count)
            probe->place = 0;
        if (place.tag == probe->tag) {
            *entry = place.entry_after - 1;
            return true;
        }
    }
}

/* ---- Building */

static bool is_v4_prefix(const struct prefix *prefix)
{
    return prefix->bits >= 96 && address_is_v4(&prefix->address);
}

static size_t hex_to_bytes(struct slice hex, uint8_t bytes[32])
{
    if (hex.size % 2 != 0 || hex.size > 64)
        return 0;
    for (size_t i = 0; i < hex.size; i += 2) {
        int high = byte_hex_value(hex.data[i]), low = byte_hex_value(hex.data[i + 1]);
        if (high < 0 || low < 0)
            return 0;
        bytes[i / 2] = (uint8_t)(high << 4 | low);
    }
    return hex.size / 2;
}

static uint64_t key_address(const struct index *index, const struct address *address)
{
    return key_prefix(index->seeds[ADDRESSES], halves_of(address), 128);
}

/* The key of an indicator; false when its pattern is not what its kind says. */
static bool key_of(const struct index *index, const struct indicator *indicator, uint64_t *key)
{
    uint64_t seed = index->seeds[class_of[indicator->kind]];
    struct address address;
    struct prefix prefix;
    struct endpoint endpoint;
    uint8_t digest[32];
    size_t size;
    switch (indicator->kind) {
    case INDICATOR_ADDRESS:
        if (!address_parse(indicator->pattern, &address))
            return false;
        *key = key_address(index, &address);
        return true;
    case INDICATOR_ENDPOINT:
        if (!endpoint_parse(indicator->pattern, &endpoint))
            return false;
        *key = key_endpoint(key_address(index, &endpoint.address), endpoint.port);
        return true;
    case INDICATOR_CIDR:
        if (!prefix_parse(indicator->pattern, &prefix))
            return false;
        *key = key_prefix(seed, halves_of(&prefix.address), prefix.bits);
        return true;
    case INDICATOR_DOMAIN:
    case INDICATOR_ONION:
        *key = key_name(seed, indicator->pattern);
        return indicator->pattern.size > 0 && indicator->pattern.size <= NAME_MOST;
    case INDICATOR_URL:
    case INDICATOR_PATH:
        *key = key_url(seed, indicator->pattern);
        return indicator->pattern.size > 0;
    case INDICATOR_SHA1:
    case INDICATOR_SHA256:
    case INDICATOR_CERT_SHA1:
    case INDICATOR_CERT_SHA256:
        size = hex_to_bytes(indicator->pattern, digest);
        *key = hash_bytes(slice_make(digest, size), seed);
        return size > 0;
    case INDICATOR_CERT_SERIAL:
    case INDICATOR_USER_AGENT:
        *key = hash_bytes(indicator->pattern, seed);
        return indicator->pattern.size > 0;
    default:
        return false;
    }
}

static void note_length(struct lengths *lengths, uint8_t bits)
{
    size_t i = 0;
    while (i < lengths->count && lengths->bits[i] > bits)
        i++;
    if (i < lengths->count && lengths->bits[i] == bits)
        return;
    memmove(lengths->bits + i + 1, lengths->bits + i, lengths->count - i);
    lengths->bits[i] = bits;
    lengths->count++;
}

static void note_prefix(struct index *index, struct slice pattern)
{
    struct prefix prefix;
    if (!prefix_parse(pattern, &prefix))
        return;
    if (!is_v4_prefix(&prefix)) {
        note_length(&index->v6_lengths, prefix.bits);
        return;
    }
    note_length(&index->v4_lengths, prefix.bits);
    size_t root = (size_t)prefix.address.bytes[12] << 8 | prefix.address.bytes[13];
    size_t count = prefix.bits >= 112 ? 1 : (size_t)1 << (112 - prefix.bits);
    for (size_t i = root; i < root + count; i++) {
        index->v4_roots[i / 64] |= UINT64_C(1) << i % 64;
        index->v4_in_use[i / 64] |= UINT64_C(1) << i % 64;
    }
}

static void note_address(struct index *index, const struct address *address)
{
    size_t root = (size_t)address->bytes[12] << 8 | address->bytes[13];
    if (address_is_v4(address))
        index->v4_in_use[root / 64] |= UINT64_C(1) << root % 64;
}

/* What the filters and the small tables must know of a new entry. */
static void note_entry(struct index *index, const struct indicator *indicator, uint64_t key)
{
    struct endpoint endpoint;
    switch (indicator->kind) {
    case INDICATOR_ADDRESS:
        if (address_parse(indicator->pattern, &endpoint.address))
            note_address(index, &endpoint.address);
        break;
    case INDICATOR_ENDPOINT: /* the filter is asked for the address alone */
        if (endpoint_parse(indicator->pattern, &endpoint)) {
            key = key_address(index, &endpoint.address);
            note_address(index, &endpoint.address);
        }
        break;
    case INDICATOR_CIDR:
        note_prefix(index, indicator->pattern);
        break;
    case INDICATOR_URL:
    case INDICATOR_PATH:
        if (indicator->pattern.size > index->longest_url)
            index->longest_url = indicator->pattern.size;
        break;
    default:
        break;
    }
    filter_add(&index->filters[class_of[indicator->kind]], key);
}

struct new_source {
    struct source_of source;
    uint64_t key;
};

/* Puts a source under its entry, which is made when there is none; gives the entry.
 * While building, first[e] is the entry's first source, not yet sorted. */
static uint32_t put(struct index *index, const struct new_source *new)
{
    const struct indicator *indicator = indicator_at(index, new->source);
    struct probe probe = probe_begin(index, new->key);
    uint32_t entry;
    index->sources[index->source_count] = new->source;
    while (probe_next(index, &probe, &entry)) {
        const struct indicator *there = indicator_of(index, entry);
        if (there->kind == indicator->kind && slice_equal(there->pattern, indicator->pattern))
            return entry;
    }
    entry = index->entry_count++;
    index->places[probe.place] = (struct place){.tag = probe.tag, .entry_after = entry + 1};
    index->first[entry] = index->source_count;
    note_entry(index, indicator, new->key);
    return entry;
}

enum { BATCH = 64 };

/* Keys are made in batches, and their places called into the cache on the way:
 * building is bound by misses, and so has many of them at once. */
static void put_notice(struct index *index, uint32_t number, uint32_t *entry_of)
{
    const struct notice *notice = index->notices[number];
    struct new_source batch[BATCH];
    size_t i = 0;
    while (i < notice->indicator_count) {
        size_t count = 0;
        for (; i < notice->indicator_count && count < BATCH; i++) {
            struct new_source *new = &batch[count];
            const struct indicator *indicator = &notice->indicators[i];
            if (!indicator_is_hunted(indicator) || !key_of(index, indicator, &new->key))
                continue;
            new->source = (struct source_of){.notice = number, .indicator = (uint32_t)i};
            __builtin_prefetch(&index->places[home_of(index, new->key)], 1);
            count++;
        }
        for (size_t k = 0; k < count; k++, index->source_count++)
            entry_of[index->source_count] = put(index, &batch[k]);
    }
}

/* Brings the sources of each entry together, in the order in which they came. */
static void sort_sources(struct index *index, const uint32_t *entry_of)
{
    uint32_t *first = memory_create(index->entry_count + (size_t)1, sizeof *first);
    struct source_of *sorted = memory_create(index->source_count, sizeof *sorted);
    for (uint32_t s = 0; s < index->source_count; s++)
        first[entry_of[s] + 1]++;
    for (uint32_t e = 0; e < index->entry_count; e++)
        first[e + 1] += first[e];
    uint32_t *next = index->first; /* not needed any more */
    memcpy(next, first, index->entry_count * sizeof *next);
    for (uint32_t s = 0; s < index->source_count; s++)
        sorted[next[entry_of[s]]++] = index->sources[s];
    free(index->sources);
    free(index->first);
    index->sources = sorted;
    index->first = first;
}

static size_t count_indicators(struct index *index)
{
    size_t total = 0;
    for (size_t n = 0; n < index->notice_count; n++) {
        const struct notice *notice = index->notices[n];
        for (size_t i = 0; i < notice->indicator_count; i++) {
            const struct indicator *indicator = &notice->indicators[i];
            if (indicator_is_hunted(indicator)) {
                index->counts[class_of[indicator->kind]]++;
                total++;
            }
        }
    }
    return total;
}

void index_finish(struct index *index)
{
    assert(!index->places);
    size_t total = count_indicators(index);
    assert(total < UINT32_MAX / 2);
    for (size_t i = 0; i < CLASSES; i++) {
        filter_done(&index->filters[i]);
        filter_init(&index->filters[i], index->counts[i]);
    }
    index->place_count = total + total / 2 + 2;
    index->places = memory_create(index->place_count, sizeof *index->places);
    index->sources = memory_create(total, sizeof *index->sources);
    index->first = memory_create(total + 1, sizeof *index->first);
    uint32_t *entry_of = memory_create(total, sizeof *entry_of);
    for (uint32_t n = 0; n < index->notice_count; n++)
        put_notice(index, n, entry_of);
    sort_sources(index, entry_of);
    free(entry_of);
}

/* ---- Asking */

static bool is_address(const struct indicator *indicator, const struct address *address)
{
    struct address there;
    return indicator->kind == INDICATOR_ADDRESS && address_parse(indicator->pattern, &there) &&
           address_equal(&there, address);
}

static bool is_endpoint(const struct indicator *indicator, const struct address *address,
                        uint16_t port)
{
    struct endpoint there;
    return indicator->kind == INDICATOR_ENDPOINT && endpoint_parse(indicator->pattern, &there) &&
           there.port == port && address_equal(&there.address, address);
}

static bool is_prefix(const struct indicator *indicator, const struct address *address,
                      unsigned bits)
{
    struct prefix there;
    return indicator->kind == INDICATOR_CIDR && prefix_parse(indicator->pattern, &there) &&
           there.bits == bits && prefix_holds(&there, address);
}

/* Of all texts that are asked for, only names may still have upper-case letters. */
static bool is_text(const struct indicator *indicator, enum indicator_kind kind, struct slice text)
{
    bool is_onion = kind == INDICATOR_DOMAIN && indicator->kind == INDICATOR_ONION;
    if (indicator->kind != kind && !is_onion)
        return false;
    return kind == INDICATOR_DOMAIN ? slice_equal_ignoring_case(indicator->pattern, text)
                                    : slice_equal(indicator->pattern, text);
}

static void find_prefix(const struct index *index, const struct address *address, unsigned bits,
                        uint64_t key, index_found_fn *found, void *context)
{
    uint32_t entry;
    for (struct probe probe = probe_begin(index, key); probe_next(index, &probe, &entry);)
        if (is_prefix(indicator_of(index, entry), address, bits))
            found(context, entry);
}

/* The prefix lengths that could hold an address: none for most IPv4 addresses,
 * whose /16 has no prefix at all. */
static const struct lengths *lengths_around(const struct index *index, struct halves halves)
{
    static const struct lengths none;
    if (halves.high != 0 || halves.low >> 32 != 0xffff)
        return &index->v6_lengths;
    size_t root = halves.low >> 16 & 0xffff;
    return index->v4_roots[root / 64] >> root % 64 & 1 ? &index->v4_lengths : &none;
}

/* Whether nothing at all is listed in the address's /16. */
static inline bool is_far_off(const struct index *index, struct halves halves)
{
    size_t root = halves.low >> 16 & 0xffff;
    return halves.high == 0 && halves.low >> 32 == 0xffff &&
           !(index->v4_in_use[root / 64] >> root % 64 & 1);
}

bool index_may_hold_address(const struct index *index, const struct address *address)
{
    struct halves halves = halves_of(address);
    if (is_far_off(index, halves))
        return false;
    if (filter_may_hold(&index->filters[ADDRESSES],
                        key_prefix(index->seeds[ADDRESSES], halves, 128)))
        return true;
    const struct lengths *lengths = lengths_around(index, halves);
    for (size_t i = 0; i < lengths->count; i++) {
        unsigned bits = lengths->bits[i];
        if (filter_may_hold(&index->filters[PREFIXES],
                            key_prefix(index->seeds[PREFIXES], halves_cut(halves, bits), bits)))
            return true;
    }
    return false;
}

void index_find_address(const struct index *index, const struct address *address, uint16_t port,
                        index_found_fn *found, void *context)
{
    struct halves halves = halves_of(address);
    if (is_far_off(index, halves))
        return;
    uint64_t key = key_prefix(index->seeds[ADDRESSES], halves, 128);
    uint32_t entry;
    if (filter_may_hold(&index->filters[ADDRESSES], key)) {
        for (struct probe probe = probe_begin(index, key); probe_next(index, &probe, &entry);)
            if (is_address(indicator_of(index, entry), address))
                found(context, entry);
        struct probe probe = probe_begin(index, key_endpoint(key, port));
        while (port != 0 && probe_next(index, &probe, &entry))
            if (is_endpoint(indicator_of(index, entry), address, port))
                found(context, entry);
    }
    const struct lengths *lengths = lengths_around(index, halves);
    for (size_t i = 0; i < lengths->count; i++) {
        unsigned bits = lengths->bits[i];
        key = key_prefix(index->seeds[PREFIXES], halves_cut(halves, bits), bits);
        if (filter_may_hold(&index->filters[PREFIXES], key))
            find_prefix(index, address, bits, key, found, context);
    }
}

static void find_text(const struct index *index, enum indicator_kind kind, uint64_t key,
                      struct slice text, index_found_fn *found, void *context)
{
    uint32_t entry;
    for (struct probe probe = probe_begin(index, key); probe_next(index, &probe, &entry);)
        if (is_text(indicator_of(index, entry), kind, text))
            found(context, entry);
}

/* The answers of the filter seldom wait for each other: the processor predicts
 * "no" and asks for the next label's word while the last one is on its way. */
static void find_labels(const struct index *index, struct name_walk *walk, index_found_fn *found,
                        void *context)
{
    while (name_walk_next(walk))
        if (filter_may_hold(&index->filters[NAMES], walk->hash))
            find_text(index, INDICATOR_DOMAIN, walk->hash, slice_after(walk->name, walk->start),
                      found, context);
}

/* Takes "\DDD" or "\X" (RFC 1035, 5.1; RFC 4343, 2.1) off the front of a name. A dot
 * that is part of a label becomes a byte that no indicator has. */
static uint8_t take_escaped(struct slice *name)
{
    uint64_t number;
    uint8_t byte = name->size > 1 ? name->data[1] : '\\';
    size_t size = 2;
    if (name->size >= 4 && slice_to_number(slice_part(*name, 1, 4), 255, &number)) {
        byte = (uint8_t)number;
        size = 4;
    }
    *name = slice_after(*name, size);
    return byte == '.' ? 0 : byte;
}

enum { ODD_NAME_MOST = 4 * (NAME_MOST + 2) }; /* every byte of the longest name escaped */

static bool is_ascii(struct slice text)
{
    for (size_t i = 0; i < text.size; i++)
        if (text.data[i] >= 0x80)
            return false;
    return true;
}

/* Adds a name without escapes and with A-labels. A label that is no host name's
 * cannot be part of an indicator, but what stands right of it can: so the text
 * begins anew behind it. */
static void add_plain_name(struct text *plain, struct slice name)
{
    uint8_t bytes[ODD_NAME_MOST];
    size_t size = 0;
    while (name.size > 0 && size < sizeof bytes) {
        bool escaped = name.data[0] == '\\';
        bytes[size++] = escaped ? take_escaped(&name) : name.data[0];
        if (!escaped)
            name = slice_after(name, 1);
    }
    struct slice rest = slice_make(bytes, size);
    while (rest.size > 0) {
        struct slice label = slice_split(&rest, '.');
        if (plain->size > 0)
            text_add_byte(plain, '.');
        if (is_ascii(label))
            text_add(plain, label);
        else if (!text_add_domain(plain, label))
            text_clear(plain);
    }
}

static void find_odd_name(const struct index *index, struct slice name, index_found_fn *found,
                          void *context)
{
    struct address address;
    if (address_parse(name, &address)) {
        index_find_address(index, &address, 0, found, context);
        return;
    }
    if (name.size > ODD_NAME_MOST) /* not from DNS, and no server answers to it */
        return;
    struct text plain = {0};
    struct name_walk walk;
    add_plain_name(&plain, name);
    name_walk_begin(&walk, text_slice(&plain), index->seeds[NAMES]);
    find_labels(index, &walk, found, context);
    text_done(&plain);
}

void index_find_name(const struct index *index, struct slice name, index_found_fn *found,
                     void *context)
{
    struct address address;
    struct name_walk walk;
    struct slice whole = name;
    while (name.size > 0 && name.data[name.size - 1] == '.')
        name.size--;
    if (name.size > 0 && byte_is_digit(name.data[name.size - 1]) && address_parse(name, &address)) {
        index_find_address(index, &address, 0, found, context);
        return;
    }
    name_walk_begin(&walk, name, index->seeds[NAMES]);
    if (walk.is_odd)
        find_odd_name(index, whole, found, context);
    else
        find_labels(index, &walk, found, context);
}

static void find_prefixes(const struct index *index, enum indicator_kind kind, struct slice url,
                          index_found_fn *found, void *context)
{
    enum class class = class_of[kind];
    struct url_walk walk;
    if (index->counts[class] == 0)
        return;
    url_walk_begin(&walk, url, index->seeds[class]);
    while (url_walk_next(&walk) && walk.end <= index->longest_url)
        if (filter_may_hold(&index->filters[class], walk.hash))
            find_text(index, kind, walk.hash, slice_part(url, 0, walk.end), found, context);
}

void index_find_url(const struct index *index, struct slice text, index_found_fn *found,
                    void *context)
{
    enum { USUAL = 2048 };
    uint8_t room[USUAL + URL_EXTRA], *out = room;
    struct url url;
    struct text host = {0};
    size_t path_at;
    if (index->counts[URLS] + index->counts[PATHS] == 0 || !url_split(text, &url))
        return;
    if (!is_ascii(url.host) && text_add_domain(&host, url.host))
        url.host = text_slice(&host);
    if (url.host.size + url.path.size > USUAL)
        out = memory_create(url.host.size + url.path.size + URL_EXTRA, 1);
    size_t size = url_write(&url, out, &path_at);
    if (size > 0) {
        struct slice form = slice_make(out, size);
        find_prefixes(index, INDICATOR_URL, form, found, context);
        find_prefixes(index, INDICATOR_PATH, slice_after(form, path_at), found, context);
    }
    if (out != room)
        free(out);
    text_done(&host);
}

void index_find_digest(const struct index *index, struct slice digest, index_found_fn *found,
                       void *context)
{
    uint64_t key = hash_bytes(digest, index->seeds[DIGESTS]);
    uint32_t entry;
    if (!filter_may_hold(&index->filters[DIGESTS], key))
        return;
    for (struct probe probe = probe_begin(index, key); probe_next(index, &probe, &entry);) {
        const struct indicator *indicator = indicator_of(index, entry);
        uint8_t there[32];
        if (class_of[indicator->kind] == DIGESTS &&
            slice_equal(slice_make(there, hex_to_bytes(indicator->pattern, there)), digest))
            found(context, entry);
    }
}

static void find_exact(const struct index *index, enum indicator_kind kind, struct slice pattern,
                       index_found_fn *found, void *context)
{
    enum class class = class_of[kind];
    uint64_t key = hash_bytes(pattern, index->seeds[class]);
    if (index->counts[class] > 0 && filter_may_hold(&index->filters[class], key))
        find_text(index, kind, key, pattern, found, context);
}

void index_find_serial(const struct index *index, struct slice serial, index_found_fn *found,
                       void *context)
{
    struct text digits = {0};
    if (index->counts[SERIALS] == 0 || serial.size > SERIAL_MOST)
        return;
    text_add_hex(&digits, serial);
    struct slice rest = text_slice(&digits);
    while (rest.size > 1 && rest.data[0] == '0')
        rest = slice_after(rest, 1);
    find_exact(index, INDICATOR_CERT_SERIAL, rest, found, context);
    text_done(&digits);
}

void index_find_agent(const struct index *index, struct slice agent, index_found_fn *found,
                      void *context)
{
    find_exact(index, INDICATOR_USER_AGENT, slice_trim(agent), found, context);
}
