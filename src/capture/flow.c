/* SPDX-License-Identifier: MIT */
#include "capture/flow.h"

#include "base/hash.h"
#include "base/memory.h"

#include <assert.h>
#include <stddef.h>
#include <stdlib.h>

/* How the table is built. All flows of a shard stand in one array whose untouched
 * pages the system never gives, so a small capture takes little memory. The
 * index beside it has four bytes for each place: 18 bits of the hash and the
 * flow's number. It is at most a quarter full, and deleting shifts entries back, so
 * a key that is not there is known after one cache line nearly always, without
 * a look at any flow. Two lists give the order in which flows are given up; a
 * flow that is established is not moved in its list, so no packet of it pays. */
enum {
    FLOWS = LIMIT_FLOWS_PER_SHARD,
    INDEX_LEAST = 64,
    INDEX_MOST = 4 * FLOWS,
    SLOT_BITS = 14,
    TAG_BITS = 32 - SLOT_BITS,
    /* A longer run of full places than chance makes once in 10^10 tables: somebody
     * chose the keys. New keys that fall there are refused. */
    LONGEST_RUN = 128,
    /* Flows of a single packet kept at once, where nobody reads them. More are a scan
     * or a flood: it then pushes out itself, and stays in the third-level cache. */
    SINGLES_KEPT = FLOWS / 8,
    TRIES = 8,
    SWEPT_AT_ONCE = 256,
    CACHE_LINE = 64,
};
static_assert(FLOWS < 1 << SLOT_BITS, "a slot fits an index entry");
static_assert(INDEX_MOST <= 1 << TAG_BITS, "a tag tells where an entry belongs");
static_assert(sizeof(struct flow) == 160, "a flow lies in three cache lines wherever it begins");

static const int64_t protected_for = 1 * NS_PER_SECOND;
static const int64_t silent_syn = 60 * NS_PER_SECOND;

enum list_name { LIST_NONE, LIST_SINGLES, LIST_SETTLED, LISTS };

struct list {
    uint16_t oldest, newest; /* places from 1; 0: empty */
    uint16_t count;
};

struct flow_table {
    struct flow *flows; /* aligned, within memory */
    void *memory;
    uint32_t *index; /* tag << SLOT_BITS | place from 1; 0: empty */
    uint32_t mask;
    uint32_t count;
    uint32_t used;  /* flows[used] and behind were never used */
    uint16_t spare; /* first of the freed places, linked by newer; from 1 */
    struct list lists[LISTS];
    uint32_t sweep_hand;
    struct instant swept;
    flow_end_fn *on_end;
    void *context;
};

struct flow_table *flow_table_create(flow_end_fn *on_end, void *context)
{
    struct flow_table *table = memory_create(1, sizeof *table);
    table->memory = memory_create(FLOWS * sizeof *table->flows + CACHE_LINE, 1);
    uintptr_t start = ((uintptr_t)table->memory + CACHE_LINE - 1) / CACHE_LINE * CACHE_LINE;
    table->flows = (struct flow *)start;
    table->index = memory_create(INDEX_LEAST, sizeof *table->index);
    table->mask = INDEX_LEAST - 1;
    table->on_end = on_end;
    table->context = context;
    return table;
}

size_t flow_count(const struct flow_table *table)
{
    return table->count;
}

/* The key. */

static uint64_t endpoint_hash(const struct address *address, uint16_t port)
{
    uint64_t high, low;
    memcpy(&high, address->bytes, 8);
    memcpy(&low, address->bytes + 8, 8);
    return hash_mix(high + port + 1, low);
}

uint64_t flow_hash(const struct packet *packet)
{
    uint64_t source = endpoint_hash(&packet->source, packet->source_port);
    uint64_t target = endpoint_hash(&packet->target, packet->target_port);
    return hash_mix(source + target, (uint64_t)packet->context << 8 | packet->protocol);
}

static bool endpoint_is(const struct endpoint *endpoint, const struct address *address,
                        uint16_t port)
{
    return endpoint->port == port && address_equal(&endpoint->address, address);
}

static bool has_key(const struct flow *flow, const struct packet *packet, bool *to_server)
{
    const struct conversation *who = &flow->who;
    if (who->protocol != packet->protocol || flow->context != packet->context)
        return false;
    *to_server = endpoint_is(&who->client, &packet->source, packet->source_port) &&
                 endpoint_is(&who->server, &packet->target, packet->target_port);
    return *to_server || (endpoint_is(&who->client, &packet->target, packet->target_port) &&
                          endpoint_is(&who->server, &packet->source, packet->source_port));
}

/* The index. Its bits of the hash are none of those that chose the shard. */

static uint32_t tag_of(uint64_t hash)
{
    return (uint32_t)(hash >> 24) & ((1U << TAG_BITS) - 1);
}

static uint32_t slot_of(const struct flow_table *table, const struct flow *flow)
{
    return (uint32_t)(flow - table->flows);
}

static struct flow *flow_of(const struct flow_table *table, uint32_t entry)
{
    return &table->flows[(entry & ((1U << SLOT_BITS) - 1)) - 1];
}

static uint32_t empty_place(const uint32_t *index, uint32_t mask, uint32_t tag)
{
    uint32_t place = tag & mask;
    while (index[place] != 0)
        place = (place + 1) & mask;
    return place;
}

static void grow_index(struct flow_table *table)
{
    uint32_t mask = table->mask * 2 + 1;
    uint32_t *larger = memory_create((size_t)mask + 1, sizeof *larger);
    for (uint32_t i = 0; i <= table->mask; i++)
        if (table->index[i] != 0)
            larger[empty_place(larger, mask, table->index[i] >> SLOT_BITS)] = table->index[i];
    free(table->index);
    table->index = larger;
    table->mask = mask;
}

/* False when the run of full places at this key is longer than chance makes it. */
static bool index_has_room(const struct flow_table *table, uint32_t tag)
{
    uint32_t home = tag & table->mask;
    return ((empty_place(table->index, table->mask, tag) - home) & table->mask) <= LONGEST_RUN;
}

/* Takes an entry out and moves those behind it back, as far as their own place. */
static void index_remove(struct flow_table *table, const struct flow *flow)
{
    uint32_t mask = table->mask, *index = table->index;
    uint32_t entry = flow->tag << SLOT_BITS | (slot_of(table, flow) + 1);
    uint32_t hole = flow->tag & mask;
    while (index[hole] != entry)
        hole = (hole + 1) & mask;
    for (uint32_t i = (hole + 1) & mask; index[i] != 0; i = (i + 1) & mask) {
        uint32_t home = (index[i] >> SLOT_BITS) & mask;
        if (((i - home) & mask) >= ((i - hole) & mask)) {
            index[hole] = index[i];
            hole = i;
        }
    }
    index[hole] = 0;
}

void flow_prefetch(const struct flow_table *table, uint64_t hash)
{
    __builtin_prefetch(&table->index[tag_of(hash) & table->mask]);
}

/* Inlined always: gcc takes a function that only prefetches for one without
 * effect and drops its calls. */
__attribute__((always_inline)) static inline void prefetch_flow(const struct flow *flow)
{
    __builtin_prefetch(flow, 1);
    __builtin_prefetch((const char *)flow + CACHE_LINE, 1);
    __builtin_prefetch((const char *)flow + sizeof *flow - 1, 1);
}

void flow_prefetch_found(const struct flow_table *table, uint64_t hash)
{
    uint32_t tag = tag_of(hash);
    for (uint32_t i = tag & table->mask; table->index[i] != 0; i = (i + 1) & table->mask)
        if (table->index[i] >> SLOT_BITS == tag) {
            prefetch_flow(flow_of(table, table->index[i]));
            return;
        }
}

/* The lists, oldest first. */

static void list_add(struct flow_table *table, enum list_name name, struct flow *flow)
{
    struct list *list = &table->lists[name];
    uint16_t place = (uint16_t)(slot_of(table, flow) + 1);
    flow->list = (uint8_t)name;
    flow->older = list->newest;
    flow->newer = 0;
    if (list->newest != 0)
        table->flows[list->newest - 1].newer = place;
    else
        list->oldest = place;
    list->newest = place;
    list->count++;
}

static void list_remove(struct flow_table *table, struct flow *flow)
{
    struct list *list = &table->lists[flow->list];
    if (flow->older != 0)
        table->flows[flow->older - 1].newer = flow->newer;
    else
        list->oldest = flow->newer;
    if (flow->newer != 0)
        table->flows[flow->newer - 1].older = flow->older;
    else
        list->newest = flow->older;
    list->count--;
    flow->list = LIST_NONE;
}

static void list_move(struct flow_table *table, enum list_name name, struct flow *flow)
{
    list_remove(table, flow);
    list_add(table, name, flow);
}

static struct flow *list_oldest(const struct flow_table *table, enum list_name name)
{
    uint16_t place = table->lists[name].oldest;
    return place != 0 ? &table->flows[place - 1] : NULL;
}

/* Ends. */

static void end_flow(struct flow_table *table, struct flow *flow, const char *reason)
{
    table->on_end(table->context, flow, reason);
    index_remove(table, flow);
    list_remove(table, flow);
    flow->newer = table->spare;
    table->spare = (uint16_t)(slot_of(table, flow) + 1);
    table->count--;
}

/* Nanoseconds from one moment to a later one; 0 where either is not known. */
static uint64_t time_between(struct instant from, struct instant to)
{
    if (!instant_is_known(from) || !instant_is_known(to) || to.ns <= from.ns)
        return 0;
    return (uint64_t)to.ns - (uint64_t)from.ns;
}

static uint64_t patience(const struct flow *flow)
{
    int64_t seconds = 60;
    if (flow->who.protocol == IP_TCP)
        seconds = flow->phase == FLOW_NEW ? 60 : flow->phase == FLOW_CLOSED ? 5 : 3600;
    else if (flow->who.protocol == IP_UDP || flow->who.protocol == IP_UDPLITE)
        seconds = flow->phase == FLOW_NEW ? 30 : 300;
    return (uint64_t)(seconds * NS_PER_SECOND);
}

/* Whether a packet of the same key does not belong to this flow any more. */
static bool is_over(const struct flow *flow, const struct packet *packet, struct instant when)
{
    uint64_t silence = time_between(flow->volume.last, when);
    if (silence > patience(flow) || time_between(when, flow->volume.first) > patience(flow))
        return true;
    if (packet->protocol != IP_TCP || (packet->tcp_flags & (TCP_SYN | TCP_ACK)) != TCP_SYN)
        return false;
    return flow->phase == FLOW_CLOSED || silence > (uint64_t)silent_syn;
}

void flow_sweep(struct flow_table *table, struct instant now)
{
    struct instant swept = table->swept;
    if (!instant_is_known(now) ||
        (time_between(swept, now) < NS_PER_SECOND && time_between(now, swept) < NS_PER_SECOND &&
         instant_is_known(swept)))
        return;
    table->swept = now;
    for (int i = 0; i < SWEPT_AT_ONCE && table->count > 0; i++) {
        table->sweep_hand = table->sweep_hand + 1 < table->used ? table->sweep_hand + 1 : 0;
        struct flow *flow = &table->flows[table->sweep_hand];
        if (flow->list != LIST_NONE && time_between(flow->volume.last, now) > patience(flow))
            end_flow(table, flow, "timeout");
    }
}

static bool is_protected(const struct flow *flow, struct instant now)
{
    return flow->who.protocol == IP_TCP && flow->phase == FLOW_ESTABLISHED && flow->wants_payload &&
           flow->reader && time_between(flow->volume.last, now) < (uint64_t)protected_for;
}

/* The oldest flow of a single packet that nobody reads; those that are read
 * wait their turn among the others. */
static struct flow *oldest_single(struct flow_table *table)
{
    for (int i = 0; i < TRIES; i++) {
        struct flow *flow = list_oldest(table, LIST_SINGLES);
        if (!flow || !flow->reader)
            return flow;
        list_move(table, LIST_SETTLED, flow);
    }
    return NULL;
}

/* The first flow that was not seen since it was last asked, or else the one
 * among a few that is silent for longest; NULL when that one is protected. */
static struct flow *least_wanted(struct flow_table *table, struct instant now)
{
    struct flow *silent = NULL;
    for (int i = 0; i < TRIES; i++) {
        struct flow *flow = list_oldest(table, LIST_SETTLED);
        if (!flow || !flow->was_seen)
            return flow ? flow : silent;
        flow->was_seen = false;
        list_move(table, LIST_SETTLED, flow);
        if (!silent || flow->volume.last.ns < silent->volume.last.ns)
            silent = flow;
    }
    return is_protected(silent, now) ? NULL : silent;
}

/* The next to go, so that it is in the cache when its turn comes. */
__attribute__((always_inline)) static inline void prefetch_oldest(const struct flow_table *table,
                                                                  enum list_name name)
{
    const struct flow *next = list_oldest(table, name);
    if (!next)
        return;
    __builtin_prefetch(&table->index[next->tag & table->mask], 1);
    if (next->newer != 0)
        prefetch_flow(&table->flows[next->newer - 1]);
}

static void give_up(struct flow_table *table, struct flow *flow)
{
    enum list_name list = flow->list;
    end_flow(table, flow, "forced");
    prefetch_oldest(table, list);
}

static void end_oldest_single(struct flow_table *table)
{
    struct flow *flow = oldest_single(table);
    if (flow)
        give_up(table, flow);
}

static bool make_room(struct flow_table *table, struct instant now)
{
    struct flow *flow = least_wanted(table, now);
    if (!flow)
        flow = oldest_single(table);
    if (!flow)
        return false;
    give_up(table, flow);
    return true;
}

/* Beginnings. */

/* How much a port looks like one at which servers wait: those below 1024 most,
 * then some of IANA's others. 68 and 546 are where DHCP clients wait. The highest
 * come first, as clients mostly have higher ones still. */
static int server_likeness(uint16_t port)
{
    static const uint16_t ports[] = {27017, 11211, 9200, 8883, 8443, 8080, 8000, 6667, 6379, 5985,
                                     5900,  5672,  5432, 5355, 5353, 5222, 5061, 5060, 4500, 3389,
                                     3306,  3128,  1883, 1812, 1521, 1433, 1194, 0};
    if (port < 1024)
        return port != 68 && port != 546 ? 2 : 0;
    size_t i = 0;
    while (ports[i] > port)
        i++;
    return ports[i] == port ? 1 : 0;
}

/* Whether the sender of a flow's first packet is its server. */
static bool begins_with_server(const struct packet *packet, bool *guessed)
{
    bool tcp = packet->protocol == IP_TCP;
    if (tcp && packet->tcp_flags & TCP_SYN) {
        *guessed = false;
        return packet->tcp_flags & TCP_ACK;
    }
    bool from_server = server_likeness(packet->source_port) > server_likeness(packet->target_port);
    *guessed = tcp || from_server;
    return from_server;
}

static void fill(struct flow *flow, const struct packet *packet, uint64_t hash,
                 const struct frame *frame)
{
    /* Not one zeroed struct: compilers clear so many bytes by a slow instruction. */
    struct conversation *who = &flow->who;
    memset(who, 0, sizeof *who);
    memset(&flow->volume, 0, sizeof *flow - offsetof(struct flow, volume));
    bool from_server = begins_with_server(packet, &who->guessed);
    struct endpoint *source = from_server ? &who->server : &who->client;
    struct endpoint *target = from_server ? &who->client : &who->server;
    source->address = packet->source;
    source->port = packet->source_port;
    target->address = packet->target;
    target->port = packet->target_port;
    who->protocol = packet->protocol;
    who->tunnelled = packet->depth > 0;
    who->vlan_count = packet->vlan_count;
    memcpy(who->vlans, packet->vlans, sizeof who->vlans);
    who->icmp_type = packet->icmp_type;
    who->icmp_code = packet->icmp_code;
    who->id = hash_mix(hash_mix(hash, frame->number), frame->input) >> 1;
    flow->context = packet->context;
    flow->tag = tag_of(hash);
    flow->first_input = frame->input;
    flow->first_packet = frame->number;
}

static struct flow *begin_flow(struct flow_table *table, const struct packet *packet, uint64_t hash,
                               const struct frame *frame)
{
    uint32_t tag = tag_of(hash);
    if (table->lists[LIST_SINGLES].count > SINGLES_KEPT)
        end_oldest_single(table);
    if (table->count == FLOWS && !make_room(table, frame->when))
        return NULL;
    if (!index_has_room(table, tag))
        return NULL;
    if ((table->count + 1) * 4 > table->mask + 1)
        grow_index(table);
    uint32_t slot = table->used;
    if (table->spare != 0) {
        slot = table->spare - 1U;
        table->spare = table->flows[slot].newer;
    } else {
        table->used++;
    }
    struct flow *flow = &table->flows[slot];
    fill(flow, packet, hash, frame);
    table->index[empty_place(table->index, table->mask, tag)] = tag << SLOT_BITS | (slot + 1);
    list_add(table, LIST_SINGLES, flow);
    table->count++;
    return flow;
}

/* A packet. */

static struct flow *look_up(const struct flow_table *table, const struct packet *packet,
                            uint32_t tag, bool *to_server)
{
    uint32_t entry;
    for (uint32_t i = tag & table->mask; (entry = table->index[i]) != 0; i = (i + 1) & table->mask)
        if (entry >> SLOT_BITS == tag && has_key(flow_of(table, entry), packet, to_server))
            return flow_of(table, entry);
    return NULL;
}

static void follow_tcp(struct flow *flow, uint8_t flags, bool to_server)
{
    size_t side = to_server ? 0 : 1;
    flow->tcp_flags[side] |= flags;
    if (flags & TCP_FIN)
        flow->fin[side] = true;
    if (flags & TCP_RST || (flow->fin[0] && flow->fin[1]))
        flow->phase = FLOW_CLOSED;
}

static void count_packet(struct flow *flow, const struct packet *packet, struct instant when,
                         bool to_server)
{
    struct volume *volume = &flow->volume;
    if (to_server) {
        volume->packets_to_server++;
        volume->bytes_to_server += packet->wire_bytes;
    } else {
        volume->packets_to_client++;
        volume->bytes_to_client += packet->wire_bytes;
    }
    if (!instant_is_known(volume->first))
        volume->first = when;
    if (when.ns > volume->last.ns || !instant_is_known(volume->last))
        volume->last = when;
    if (flow->phase == FLOW_NEW && volume->packets_to_server > 0 && volume->packets_to_client > 0)
        flow->phase = FLOW_ESTABLISHED;
    if (packet->protocol == IP_TCP)
        follow_tcp(flow, packet->tcp_flags, to_server);
}

struct flow *flow_find(struct flow_table *table, const struct packet *packet, uint64_t hash,
                       const struct frame *frame, bool *is_new, bool *to_server)
{
    struct flow *flow = look_up(table, packet, tag_of(hash), to_server);
    if (flow && is_over(flow, packet, frame->when)) {
        end_flow(table, flow, "timeout");
        flow = NULL;
    }
    *is_new = !flow;
    if (flow) {
        flow->was_seen = flow->list == LIST_SETTLED;
        if (flow->list == LIST_SINGLES)
            list_move(table, LIST_SETTLED, flow);
    } else {
        flow = begin_flow(table, packet, hash, frame);
        if (!flow)
            return NULL;
        *to_server = endpoint_is(&flow->who.client, &packet->source, packet->source_port) &&
                     endpoint_is(&flow->who.server, &packet->target, packet->target_port);
    }
    count_packet(flow, packet, frame->when, *to_server);
    return flow;
}

/* The end of the run. */

static int compare_beginnings(const void *left, const void *right)
{
    const struct flow *a = *(struct flow *const *)left, *b = *(struct flow *const *)right;
    if (a->first_input != b->first_input)
        return a->first_input < b->first_input ? -1 : 1;
    if (a->first_packet != b->first_packet)
        return a->first_packet < b->first_packet ? -1 : 1;
    /* Two of one packet: the tunnel before what it carries. */
    if (a->who.tunnelled != b->who.tunnelled)
        return a->who.tunnelled ? 1 : -1;
    return (a->who.id > b->who.id) - (a->who.id < b->who.id);
}

static void end_all(struct flow_table *table)
{
    struct flow **order = memory_create(table->count, sizeof(struct flow *));
    size_t count = 0;
    for (uint32_t i = 0; i < table->used; i++)
        if (table->flows[i].list != LIST_NONE)
            order[count++] = &table->flows[i];
    qsort(order, count, sizeof(struct flow *), compare_beginnings);
    for (size_t i = 0; i < count; i++)
        end_flow(table, order[i], "shutdown");
    free(order);
}

void flow_table_free(struct flow_table *table)
{
    if (!table)
        return;
    end_all(table);
    free(table->index);
    free(table->memory);
    free(table);
}
