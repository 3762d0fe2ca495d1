/* SPDX-License-Identifier: MIT */
#include "app/name_log.h"

#include "base/memory.h"
#include "facts/domain.h"

#include <assert.h>
#include <stdlib.h>

struct name_log {
    const struct index *index;
    struct name_pair *pairs;
    size_t count, capacity;
    size_t sought;   /* of them, those that the index seeks */
    uint32_t *slots; /* number of a pair plus one; 0: free */
    size_t slot_count;
    uint64_t refused;
    struct arena arena;
    struct text scratch;
};

struct name_log *name_log_create(const struct index *index)
{
    struct name_log *log = memory_create(1, sizeof *log);
    log->index = index;
    return log;
}

void name_log_free(struct name_log *log)
{
    if (!log)
        return;
    free(log->pairs);
    free(log->slots);
    arena_done(&log->arena);
    text_done(&log->scratch);
    free(log);
}

/* --- Finding a pair --------------------------------------------------------------- */

static uint64_t hash_of(const struct address *address, struct slice name, enum field_kind field)
{
    return hash_mix(address_hash(address), hash_bytes(name, (uint64_t)field));
}

static bool is_pair(const struct name_pair *pair, const struct address *address, struct slice name,
                    enum field_kind field)
{
    return pair->field == field && address_equal(&pair->address, address) &&
           slice_equal(pair->name, name);
}

static size_t find_slot(const struct name_log *log, const struct address *address,
                        struct slice name, enum field_kind field)
{
    size_t slot = hash_of(address, name, field) & (log->slot_count - 1);
    while (log->slots[slot] != 0 &&
           !is_pair(&log->pairs[log->slots[slot] - 1], address, name, field))
        slot = (slot + 1) & (log->slot_count - 1);
    return slot;
}

static void grow_slots(struct name_log *log)
{
    free(log->slots);
    log->slot_count = log->slot_count > 0 ? log->slot_count * 2 : 64;
    log->slots = memory_create(log->slot_count, sizeof *log->slots);
    for (size_t i = 0; i < log->count; i++) {
        const struct name_pair *pair = &log->pairs[i];
        log->slots[find_slot(log, &pair->address, pair->name, pair->field)] = (uint32_t)i + 1;
    }
}

static void note_found(void *context, uint32_t entry)
{
    bool *found = context;
    (void)entry;
    *found = true;
}

static bool is_sought(const struct name_log *log, const struct address *address, struct slice name)
{
    bool found = false;
    if (!index_may_hold_address(log->index, address))
        index_find_name(log->index, name, note_found, &found);
    else
        found = true;
    return found;
}

/* Finds or makes the pair; NULL where there is no room. */
static struct name_pair *find_pair(struct name_log *log, const struct address *address,
                                   struct slice name, enum field_kind field)
{
    if (log->count * 2 >= log->slot_count)
        grow_slots(log);
    size_t slot = find_slot(log, address, name, field);
    if (log->slots[slot] != 0)
        return &log->pairs[log->slots[slot] - 1];
    bool sought = is_sought(log, address, name);
    if ((sought ? log->sought : log->count - log->sought) >= LIMIT_NAMES_PER_SHARD) {
        log->refused++;
        return NULL;
    }
    log->pairs = memory_grow(log->pairs, &log->capacity, log->count + 1, sizeof *log->pairs);
    struct name_pair *pair = &log->pairs[log->count++];
    *pair = (struct name_pair){
        .address = *address, .name = arena_keep(&log->arena, name), .field = field};
    log->sought += sought;
    log->slots[slot] = (uint32_t)log->count;
    return pair;
}

/* --- Taking an observation ------------------------------------------------------------ */

static void widen(struct name_pair *pair, struct instant first, struct instant last)
{
    if (!instant_is_known(pair->first) || (instant_is_known(first) && first.ns < pair->first.ns))
        pair->first = first;
    if (last.ns > pair->last.ns)
        pair->last = last;
}

static void add(struct name_log *log, const struct observation *seen, const struct address *address,
                struct slice name, enum field_kind field)
{
    enum { NAME_MOST = 253 };
    struct address literal;
    if (name.size == 0 || name.size > NAME_MOST || address_parse(name, &literal) ||
        address_is_none(address))
        return;
    text_clear(&log->scratch);
    if (!text_add_domain(&log->scratch, name))
        for (size_t i = 0; i < name.size; i++)
            text_add_byte(&log->scratch, byte_lower(name.data[i]));
    struct name_pair *pair = find_pair(log, address, text_slice(&log->scratch), field);
    if (!pair)
        return;
    pair->count++;
    widen(pair, seen->when, seen->when);
    const struct origin *last =
        pair->packet_count > 0 ? &pair->packets[pair->packet_count - 1] : NULL;
    bool noted = last && last->input == seen->origin.input && last->place == seen->origin.place;
    if (!noted && pair->packet_count < LIMIT_SEEN_PACKETS)
        pair->packets[pair->packet_count++] = seen->origin;
}

/* "7.2.0.192.in-addr.arpa" (RFC 1035, 3.5). Of IPv6 too many are generic to be worth a name. */
static bool read_reverse(struct slice name, struct address *address)
{
    static const char suffix[] = ".in-addr.arpa";
    uint8_t bytes[4];
    while (name.size > 0 && name.data[name.size - 1] == '.')
        name.size--;
    size_t front = name.size - (sizeof suffix - 1);
    if (name.size < sizeof suffix ||
        !slice_equal_ignoring_case(slice_after(name, front), slice_from(suffix)))
        return false;
    struct slice rest = slice_part(name, 0, front);
    for (size_t i = 4; i-- > 0;) {
        uint64_t number;
        if (!slice_to_number(slice_split(&rest, '.'), 255, &number))
            return false;
        bytes[i] = (uint8_t)number;
    }
    *address = address_from_v4(bytes);
    return rest.size == 0;
}

static void take_answer(struct name_log *log, const struct observation *seen)
{
    enum { TYPE_PTR = 12, SECTION_ANSWER = 1 };
    struct slice question = {0}, owner = {0};
    uint64_t type = 0, section = 0;
    struct address address;
    for (size_t i = 0; i < seen->field_count; i++) {
        const struct field *field = &seen->fields[i];
        if (field->kind == FIELD_DNS_QUESTION && question.size == 0)
            question = field->value;
        else if (field->kind == FIELD_DNS_RECORD_NAME)
            owner = field->value;
        else if (field->kind == FIELD_DNS_RECORD_TYPE)
            type = field->number;
        else if (field->kind == FIELD_DNS_RECORD_SECTION)
            section = field->number;
        else if (field->kind == FIELD_DNS_ADDRESS && field->value.size == 16) {
            address = address_from_v6(field->value.data);
            add(log, seen, &address, owner, FIELD_DNS_RECORD_NAME);
            /* Through a CNAME the name that was asked for leads there too. */
            if (section == SECTION_ANSWER && !slice_equal_ignoring_case(question, owner))
                add(log, seen, &address, question, FIELD_DNS_QUESTION);
        } else if (field->kind == FIELD_DNS_TARGET && type == TYPE_PTR &&
                   read_reverse(owner, &address))
            add(log, seen, &address, field->value, FIELD_DNS_TARGET);
    }
}

/* Names that a server is called by, or calls itself; of a chain of certificates only the first
 * is its own. */
static void take_server(struct name_log *log, const struct observation *seen)
{
    bool is_own = true;
    for (size_t i = 0; i < seen->field_count; i++) {
        const struct field *field = &seen->fields[i];
        if (field->kind == FIELD_CERT_PLACE)
            is_own = field->number == 0;
        if (field->kind == FIELD_TLS_SNI || field->kind == FIELD_HTTP_HOST ||
            (field->kind == FIELD_CERT_NAME && is_own))
            add(log, seen, &seen->who->server.address, field->value, field->kind);
    }
}

void name_log_take(struct name_log *log, const struct observation *seen)
{
    switch (seen->event) {
    case EVENT_DNS_RESPONSE:
        take_answer(log, seen);
        break;
    case EVENT_HTTP_REQUEST:
    case EVENT_TLS_CLIENT_HELLO:
    case EVENT_TLS_CERTIFICATES:
        take_server(log, seen);
        break;
    default:
        break;
    }
}

/* --- The book --------------------------------------------------------------------------- */

struct name_book {
    struct name_pair *pairs; /* by address, name and field */
    size_t count;
    const struct name_pair **by_name; /* by name from its end, then by address */
    uint64_t refused;
    struct arena arena;
};

static int compare_pairs(const void *a, const void *b)
{
    const struct name_pair *x = a, *y = b;
    int order = address_compare(&x->address, &y->address);
    if (order == 0)
        order = slice_compare(x->name, y->name);
    return order != 0 ? order : (x->field > y->field) - (x->field < y->field);
}

/* From the last byte on, so that the names under one stand together. */
static int compare_from_end(struct slice a, struct slice b)
{
    size_t i = a.size, k = b.size;
    while (i > 0 && k > 0)
        if (a.data[--i] != b.data[--k])
            return a.data[i] < b.data[k] ? -1 : 1;
    return (i > 0) - (k > 0);
}

static int compare_names(const void *a, const void *b)
{
    const struct name_pair *x = *(const struct name_pair *const *)a;
    const struct name_pair *y = *(const struct name_pair *const *)b;
    int order = compare_from_end(x->name, y->name);
    return order != 0 ? order : (x > y) - (x < y);
}

static bool origin_before(struct origin a, struct origin b)
{
    return a.input != b.input ? a.input < b.input : a.place < b.place;
}

static void join_packets(struct name_pair *into, const struct name_pair *from)
{
    struct origin both[2 * LIMIT_SEEN_PACKETS] = {{0, 0}};
    size_t count = 0, i = 0, k = 0;
    while (i < into->packet_count || k < from->packet_count) {
        bool left = k >= from->packet_count ||
                    (i < into->packet_count && !origin_before(from->packets[k], into->packets[i]));
        struct origin next = left ? into->packets[i++] : from->packets[k++];
        bool is_new = count == 0 || origin_before(both[count - 1], next);
        if (is_new)
            both[count++] = next;
    }
    into->packet_count = count < LIMIT_SEEN_PACKETS ? count : LIMIT_SEEN_PACKETS;
    memcpy(into->packets, both, into->packet_count * sizeof *both);
}

/* Shards may have seen the same pair. */
static void fold(struct name_book *book)
{
    size_t kept = 0;
    for (size_t i = 0; i < book->count; i++) {
        struct name_pair *last = kept > 0 ? &book->pairs[kept - 1] : NULL;
        const struct name_pair *next = &book->pairs[i];
        if (!last || compare_pairs(last, next) != 0) {
            book->pairs[kept++] = *next;
            continue;
        }
        last->count += next->count;
        widen(last, next->first, next->last);
        join_packets(last, next);
    }
    book->count = kept;
}

struct name_book *name_book_join(struct name_log *const *logs, size_t count)
{
    struct name_book *book = memory_create(1, sizeof *book);
    size_t capacity = 0;
    for (size_t i = 0; i < count; i++) {
        book->refused += logs[i]->refused;
        book->pairs = memory_grow(book->pairs, &capacity, book->count + logs[i]->count + 1,
                                  sizeof *book->pairs);
        for (size_t k = 0; k < logs[i]->count; k++) {
            struct name_pair *pair = &book->pairs[book->count++];
            *pair = logs[i]->pairs[k];
            pair->name = arena_keep(&book->arena, pair->name);
        }
    }
    if (book->count > 0)
        qsort(book->pairs, book->count, sizeof *book->pairs, compare_pairs);
    fold(book);
    book->by_name = memory_create(book->count + 1, sizeof *book->by_name);
    for (size_t i = 0; i < book->count; i++)
        book->by_name[i] = &book->pairs[i];
    if (book->count > 0)
        qsort(book->by_name, book->count, sizeof *book->by_name, compare_names);
    return book;
}

void name_book_free(struct name_book *book)
{
    if (!book)
        return;
    free(book->pairs);
    free(book->by_name);
    arena_done(&book->arena);
    free(book);
}

uint64_t name_book_refused(const struct name_book *book)
{
    return book->refused;
}

void name_book_of_address(const struct name_book *book, const struct address *address,
                          name_pair_fn *say, void *context)
{
    size_t from = 0, to = book->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (address_compare(&book->pairs[middle].address, address) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    for (; from < book->count && address_equal(&book->pairs[from].address, address); from++)
        say(context, &book->pairs[from]);
}

static bool is_or_under(struct slice name, struct slice above)
{
    return name.size == above.size ||
           (name.size > above.size && name.data[name.size - above.size - 1] == '.');
}

static bool ends_with(struct slice name, struct slice end)
{
    return name.size >= end.size && slice_equal(slice_after(name, name.size - end.size), end);
}

void name_book_of_name(const struct name_book *book, struct slice name, name_pair_fn *say,
                       void *context)
{
    size_t from = 0, to = book->count;
    while (from < to) {
        size_t middle = from + (to - from) / 2;
        if (compare_from_end(book->by_name[middle]->name, name) < 0)
            from = middle + 1;
        else
            to = middle;
    }
    for (; from < book->count && ends_with(book->by_name[from]->name, name); from++)
        if (is_or_under(book->by_name[from]->name, name))
            say(context, book->by_name[from]);
}
