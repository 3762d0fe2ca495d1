/* SPDX-License-Identifier: MIT */
#include "capture/defrag.h"

#include "base/memory.h"
#include "model/limits.h"

#include <stdlib.h>

enum { BUCKETS = 1024, DATAGRAM_MOST = 65535 };

#define PATIENCE (60 * NS_PER_SECOND)

/* Bytes that are there. Pieces of a datagram are in order and never overlap. */
struct piece {
    struct piece *next;
    uint32_t from, to;
    uint8_t bytes[];
};

/* What the pieces of one datagram share. For IPv6 protocol is 0: its fragments
 * may differ in it (RFC 8200, 4.5). */
struct key {
    struct address source, target;
    uint32_t id, context;
    uint8_t protocol;
    bool ip6;
};

struct datagram {
    struct key key;
    struct datagram *in_bucket;     /* the next of its bucket */
    struct datagram *newer, *older; /* in the order of their first pieces */
    struct piece *pieces, *last_piece;
    size_t piece_count;
    uint32_t held;       /* bytes in pieces */
    uint32_t total;      /* known once the last fragment came, else 0 */
    uint32_t reach;      /* end of the furthest piece */
    uint32_t wire_bytes; /* of all frames that brought pieces */
    struct instant first;
    uint8_t protocol; /* that the piece at offset 0 told */
};

struct defrag {
    struct datagram *buckets[BUCKETS];
    struct datagram *oldest, *newest;
    size_t used; /* bytes of datagrams and pieces */
    uint8_t *whole;
    struct defrag_counts counts;
};

struct defrag *defrag_create(void)
{
    return memory_create(1, sizeof(struct defrag));
}

static struct key key_of(const struct packet *packet)
{
    return (struct key){
        .source = packet->source,
        .target = packet->target,
        .id = packet->fragment_id,
        .context = packet->context,
        .protocol = packet->ip6 ? 0 : packet->protocol,
        .ip6 = packet->ip6,
    };
}

static bool key_equal(const struct key *a, const struct key *b)
{
    return a->id == b->id && a->context == b->context && a->protocol == b->protocol &&
           a->ip6 == b->ip6 && address_equal(&a->source, &b->source) &&
           address_equal(&a->target, &b->target);
}

static struct datagram **bucket_of(struct defrag *defrag, const struct key *key)
{
    uint64_t hash = hash_mix(address_hash(&key->source), address_hash(&key->target));
    hash = hash_mix(hash, (uint64_t)key->id << 32 | key->context);
    return &defrag->buckets[hash_mix(hash, key->protocol) % BUCKETS];
}

static void forget(struct defrag *defrag, struct datagram *datagram)
{
    struct datagram **link = bucket_of(defrag, &datagram->key);
    while (*link != datagram)
        link = &(*link)->in_bucket;
    *link = datagram->in_bucket;
    *(datagram->older ? &datagram->older->newer : &defrag->oldest) = datagram->newer;
    *(datagram->newer ? &datagram->newer->older : &defrag->newest) = datagram->older;
    for (struct piece *piece = datagram->pieces, *next; piece; piece = next) {
        next = piece->next;
        free(piece);
    }
    defrag->used -=
        sizeof *datagram + datagram->piece_count * sizeof(struct piece) + datagram->held;
    defrag->counts.waiting--;
    free(datagram);
}

void defrag_free(struct defrag *defrag)
{
    if (!defrag)
        return;
    while (defrag->oldest)
        forget(defrag, defrag->oldest);
    free(defrag->whole);
    free(defrag);
}

/* Captures that were merged may go back in time; then nothing is too old. */
static void give_up_old(struct defrag *defrag, struct instant now)
{
    /* NOLINTBEGIN(clang-analyzer-unix.Malloc): forget() moves oldest on before it frees */
    while (defrag->oldest && instant_is_known(now) &&
           defrag->oldest->first.ns < now.ns - PATIENCE) {
        forget(defrag, defrag->oldest);
        defrag->counts.timed_out++;
    }
    /* NOLINTEND(clang-analyzer-unix.Malloc) */
}

static bool fits(const struct defrag *defrag, size_t size)
{
    return size <= LIMIT_DEFRAG_BYTES - defrag->used;
}

/* The datagram of a piece, a new one where none waits; NULL at the budget. */
static struct datagram *find(struct defrag *defrag, const struct packet *packet, struct instant now)
{
    struct key key = key_of(packet);
    struct datagram **bucket = bucket_of(defrag, &key), *datagram = *bucket;
    while (datagram && !key_equal(&datagram->key, &key))
        datagram = datagram->in_bucket;
    if (datagram)
        return datagram;
    if (defrag->counts.waiting >= LIMIT_DEFRAG_DATAGRAMS ||
        !fits(defrag, sizeof *datagram + sizeof(struct piece) + packet->payload.size))
        return NULL;
    datagram = memory_create(1, sizeof *datagram);
    datagram->key = key;
    datagram->first = now;
    datagram->in_bucket = *bucket;
    *bucket = datagram;
    datagram->older = defrag->newest;
    *(defrag->newest ? &defrag->newest->newer : &defrag->oldest) = datagram;
    defrag->newest = datagram;
    defrag->used += sizeof *datagram;
    defrag->counts.waiting++;
    return datagram;
}

/* Puts a copy of bytes, which begin at `from`, behind the piece `before`. */
static struct piece *insert(struct defrag *defrag, struct datagram *datagram, struct piece *before,
                            uint32_t from, struct slice bytes)
{
    struct piece *piece = memory_create(1, sizeof *piece + bytes.size);
    piece->from = from;
    piece->to = from + (uint32_t)bytes.size;
    memcpy(piece->bytes, bytes.data, bytes.size);
    struct piece **link = before ? &before->next : &datagram->pieces;
    piece->next = *link;
    *link = piece;
    if (!piece->next)
        datagram->last_piece = piece;
    datagram->piece_count++;
    datagram->held += (uint32_t)bytes.size;
    defrag->used += sizeof *piece + bytes.size;
    return piece;
}

/* Keeps those of the bytes that no earlier piece has told: the parts between
 * the pieces that are there. False when the budget was too small for one. */
static bool keep(struct defrag *defrag, struct datagram *datagram, uint32_t from,
                 struct slice bytes, bool *overlaps)
{
    uint32_t to = from + (uint32_t)bytes.size, at = from;
    struct piece *before = NULL, *after = datagram->pieces;
    if (datagram->last_piece && datagram->last_piece->to <= from) { /* in order, as nearly always */
        before = datagram->last_piece;
        after = NULL;
    }
    for (;;) {
        while (after && after->to <= at) {
            before = after;
            after = after->next;
        }
        if (after && after->from <= at) { /* `at` is told already */
            bool is_copy = after->from == from && after->to == to &&
                           memcmp(after->bytes, bytes.data, bytes.size) == 0;
            *overlaps = *overlaps || !is_copy;
            at = after->to;
        }
        if (at >= to)
            return true;
        if (after && after->from <= at)
            continue;
        uint32_t end = after && after->from < to ? after->from : to;
        if (datagram->piece_count >= LIMIT_DEFRAG_PIECES ||
            !fits(defrag, sizeof(struct piece) + (end - at)))
            return false;
        before = insert(defrag, datagram, before, at, slice_part(bytes, at - from, end - from));
        at = end;
    }
}

/* Holds a piece against what is known of the datagram's end. False where they
 * contradict each other; the first that told it is believed. */
static bool agree_on_end(struct datagram *datagram, const struct packet *packet, uint32_t end)
{
    if (!packet->more_fragments && datagram->total == 0 && end >= datagram->reach)
        datagram->total = end;
    else if (!packet->more_fragments)
        return end == datagram->total;
    return datagram->total == 0 || end <= datagram->total;
}

static void put_together(struct defrag *defrag, struct datagram *datagram, struct packet *packet,
                         struct slice *whole)
{
    if (!defrag->whole)
        defrag->whole = memory_create(DATAGRAM_MOST, 1);
    for (const struct piece *piece = datagram->pieces; piece; piece = piece->next)
        memcpy(defrag->whole + piece->from, piece->bytes, piece->to - piece->from);
    *whole = slice_make(defrag->whole, datagram->total);
    packet->protocol = datagram->protocol;
    packet->wire_bytes = datagram->wire_bytes;
    forget(defrag, datagram);
    defrag->counts.whole++;
}

bool defrag_add(struct defrag *defrag, struct packet *packet, struct instant now,
                struct slice *whole)
{
    defrag->counts.pieces++;
    if (packet->fragment_offset == 0 && !packet->more_fragments) {
        defrag->counts.whole++;
        *whole = packet->payload;
        return true;
    }
    give_up_old(defrag, now);
    uint64_t from = packet->fragment_offset;
    uint64_t end = from + packet->payload.size + packet->payload_missing;
    if (packet->more_fragments) /* pieces before the last are multiples of eight */
        end -= (end - from) % 8;
    if (end == from || end > DATAGRAM_MOST)
        return false; /* tells nothing, or what no datagram has */
    struct datagram *datagram = find(defrag, packet, now);
    if (!datagram) {
        defrag->counts.refused++;
        return false;
    }
    bool overlaps = !agree_on_end(datagram, packet, (uint32_t)end);
    if (!overlaps) {
        bool is_first = from == 0 && (!datagram->pieces || datagram->pieces->from > 0);
        struct slice bytes = slice_part(packet->payload, 0, (size_t)(end - from));
        if (!keep(defrag, datagram, (uint32_t)from, bytes, &overlaps))
            defrag->counts.refused++;
        if (is_first)
            datagram->protocol = packet->protocol;
        if (end > datagram->reach)
            datagram->reach = (uint32_t)end;
        datagram->wire_bytes += packet->wire_bytes;
    }
    defrag->counts.overlapping += overlaps;
    if (datagram->total == 0 || datagram->held < datagram->total)
        return false;
    put_together(defrag, datagram, packet, whole);
    return true;
}

struct defrag_counts defrag_count(const struct defrag *defrag)
{
    return defrag->counts;
}
