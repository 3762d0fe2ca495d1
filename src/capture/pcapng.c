/* pcapng - blocks with a type and their length at both ends (draft-ietf-opsawg-pcapng).
 *
 * Packets come from enhanced, simple and obsolete packet blocks; all other
 * blocks but sections and interfaces are passed over. Every section has its
 * own byte order and its own interfaces, and each interface its own clock. The
 * length that a section header may declare is not needed and not believed.
 *
 * A block whose two lengths differ is read where another block follows it and
 * none stands inside it; else it is damaged. Behind damage the next place is
 * searched where a known type stands before a length that stands at its other
 * end as well. */
/* SPDX-License-Identifier: MIT */
#include "base/cursor.h"
#include "base/memory.h"
#include "capture/format.h"
#include "model/limits.h"

#include <inttypes.h>
#include <stdlib.h>

enum block_type {
    BLOCK_INTERFACE = 1,
    BLOCK_PACKET = 2, /* obsolete */
    BLOCK_SIMPLE_PACKET = 3,
    BLOCK_NAMES = 4,
    BLOCK_STATISTICS = 5,
    BLOCK_ENHANCED_PACKET = 6,
    BLOCK_SECRETS = 10,
    BLOCK_SECTION = 0x0a0d0d0a, /* the same in both byte orders */
    BLOCK_CUSTOM = 0xbad,
    BLOCK_CUSTOM_NO_COPY = 0x40000bad,
};

enum option { OPTION_END = 0, OPTION_RESOLUTION = 9, OPTION_OFFSET = 14 };

enum {
    BLOCK_HEADER = 8,
    BLOCK_SMALLEST = 12,
    BYTE_ORDER_MAGIC = 0x1a2b3c4d,
    MAJOR = 1,
};

/* How time stamps become nanoseconds: count * multiply / divide >> shift + offset. */
struct ticks {
    uint64_t multiply, divide;
    uint8_t shift;
    int64_t offset; /* seconds */
};

struct interface {
    uint16_t link;
    uint32_t snap; /* 0: none */
    struct ticks ticks;
};

struct pcapng {
    bool big; /* byte order of this section */
    bool searching;
    bool is_unknown; /* the section is of a version that nobody knows */
    struct interface *interfaces;
    size_t interface_count, interface_capacity;
};

/* Numbers in the section's byte order. */
static uint16_t read_u16(const struct pcapng *pcapng, struct cursor *c)
{
    return pcapng->big ? cursor_u16(c) : cursor_u16_little(c);
}

static uint32_t read_u32(const struct pcapng *pcapng, struct cursor *c)
{
    return pcapng->big ? cursor_u32(c) : cursor_u32_little(c);
}

static uint64_t read_u64(const struct pcapng *pcapng, struct cursor *c)
{
    return pcapng->big ? cursor_u64(c) : cursor_u64_little(c);
}

static bool recognise(struct slice first)
{
    return first.size >= 12 && load_u32(first.data, true) == BLOCK_SECTION &&
           (load_u32(first.data + 8, true) == BYTE_ORDER_MAGIC ||
            load_u32(first.data + 8, false) == BYTE_ORDER_MAGIC);
}

static void *create(void)
{
    return memory_create(1, sizeof(struct pcapng));
}

static void pcapng_free(void *state)
{
    struct pcapng *pcapng = state;
    free(pcapng->interfaces);
    free(pcapng);
}

/* if_tsresol: a negative power of ten, or of two with the highest bit set. */
static struct ticks ticks_of(uint8_t resolution)
{
    enum { NANO = 9, MOST_DECIMALS = 19 }; /* 10 to the 19th is the last below 2 to the 64th */
    struct ticks ticks = {.multiply = 1, .divide = 1};
    if (resolution & 0x80) {
        ticks.multiply = NS_PER_SECOND;
        ticks.shift = resolution & 0x7f;
        return ticks;
    }
    for (int i = resolution; i < NANO; i++)
        ticks.multiply *= 10;
    for (int i = NANO; i < resolution && i < NANO + MOST_DECIMALS; i++)
        ticks.divide *= 10;
    if (resolution > NANO + MOST_DECIMALS)
        ticks.multiply = 0;
    return ticks;
}

/* What does not fit an instant is not known. */
static struct instant instant_of(const struct ticks *ticks, uint64_t count)
{
    __extension__ typedef __int128 wide;
    wide ns = (wide)count * (wide)ticks->multiply;
    if (ticks->divide > 1)
        ns /= (wide)ticks->divide;
    ns = (ns >> ticks->shift) + (wide)ticks->offset * NS_PER_SECOND;
    return (struct instant){ns > INT64_MAX || ns < INT64_MIN ? 0 : (int64_t)ns};
}

static void read_interface_options(const struct pcapng *pcapng, struct cursor *c,
                                   struct interface *interface)
{
    while (c->rest.size > 0) {
        uint16_t code = read_u16(pcapng, c), size = read_u16(pcapng, c);
        if (code == OPTION_END)
            break;
        struct cursor value = cursor_sub(c, size);
        cursor_skip(c, c->rest.size < 3 ? c->rest.size : (size_t)(-size & 3));
        if (code == OPTION_RESOLUTION && size == 1) {
            int64_t offset = interface->ticks.offset;
            interface->ticks = ticks_of(cursor_u8(&value));
            interface->ticks.offset = offset;
        } else if (code == OPTION_OFFSET && size == 8) {
            interface->ticks.offset = (int64_t)read_u64(pcapng, &value);
        }
    }
}

static void read_interface(struct pcapng *pcapng, struct reading *reading, struct cursor body)
{
    enum { MICROSECONDS = 6 };
    struct interface interface = {.ticks = ticks_of(MICROSECONDS)};
    interface.link = read_u16(pcapng, &body);
    cursor_skip(&body, 2);
    interface.snap = read_u32(pcapng, &body);
    if (body.failed)
        reading_damaged(reading, "the description of interface %zu is cut off",
                        pcapng->interface_count);
    else
        read_interface_options(pcapng, &body, &interface);
    if (pcapng->interface_count == LIMIT_PCAPNG_INTERFACES) {
        reading_damaged(reading, "more than %d interfaces", LIMIT_PCAPNG_INTERFACES);
        return;
    }
    pcapng->interfaces = memory_grow(pcapng->interfaces, &pcapng->interface_capacity,
                                     pcapng->interface_count + 1, sizeof *pcapng->interfaces);
    pcapng->interfaces[pcapng->interface_count++] = interface;
}

static void read_section(struct pcapng *pcapng, struct reading *reading, struct cursor body)
{
    cursor_skip(&body, 4); /* the byte order is known */
    uint16_t major = read_u16(pcapng, &body);
    pcapng->interface_count = 0;
    pcapng->is_unknown = major != MAJOR;
    if (body.failed)
        reading_damaged(reading, "the header of this section is cut off");
    else if (pcapng->is_unknown)
        reading_damaged(reading, "a section of version %u is not known", major);
}

struct packet_fields {
    uint32_t interface, captured, original;
    uint64_t count; /* of the clock */
    bool has_time;
    struct slice bytes;
};

static void read_fields(const struct pcapng *pcapng, uint32_t type, struct cursor *body,
                        struct packet_fields *fields)
{
    if (type == BLOCK_SIMPLE_PACKET) {
        fields->original = read_u32(pcapng, body);
        uint32_t snap = pcapng->interface_count > 0 ? pcapng->interfaces[0].snap : 0;
        fields->captured = snap > 0 && snap < fields->original ? snap : fields->original;
        /* Writers that snap without saying so at the interface leave fewer. */
        if (fields->captured > body->rest.size)
            fields->captured = (uint32_t)body->rest.size;
    } else {
        if (type == BLOCK_PACKET) {
            fields->interface = read_u16(pcapng, body);
            cursor_skip(body, 2); /* how many were dropped */
        } else {
            fields->interface = read_u32(pcapng, body);
        }
        fields->count = (uint64_t)read_u32(pcapng, body) << 32;
        fields->count |= read_u32(pcapng, body);
        fields->captured = read_u32(pcapng, body);
        fields->original = read_u32(pcapng, body);
        fields->has_time = true;
    }
    fields->bytes = cursor_take(body, fields->captured);
}

/* Adds the packet of a block; false when there is none that could be read. */
static bool read_packet(struct pcapng *pcapng, struct reading *reading, uint32_t type,
                        struct cursor body)
{
    struct packet_fields fields = {0};
    struct batch *batch = reading->batch;
    read_fields(pcapng, type, &body, &fields);
    if (body.failed || fields.captured > LIMIT_FRAME_SIZE) {
        reading_damaged(reading, "a packet of %" PRIu32 " bytes is impossible", fields.captured);
        return false;
    }
    if (fields.interface >= pcapng->interface_count) {
        reading_damaged(reading, "interface %" PRIu32 " is described nowhere", fields.interface);
        return false;
    }
    const struct interface *interface = &pcapng->interfaces[fields.interface];
    uint32_t wire = fields.original < fields.captured ? fields.captured : fields.original;
    batch->frames[batch->count++] = (struct frame){
        .bytes = fields.bytes,
        .wire_size = wire,
        .link = interface->link,
        .input = reading->input,
        .when = fields.has_time ? instant_of(&interface->ticks, fields.count) : (struct instant){0},
        .number = ++reading->report->packets,
    };
    reading->report->snapped += wire > fields.captured;
    return true;
}

struct block {
    uint32_t type;
    size_t size;        /* with both lengths and padding */
    struct cursor body; /* between the lengths */
    bool lengths_differ;
};

/* Sees the byte order of a section that begins here. */
static bool read_order(const uint8_t *block, bool *big)
{
    *big = load_u32(block + 8, true) == BYTE_ORDER_MAGIC;
    return *big || load_u32(block + 8, false) == BYTE_ORDER_MAGIC;
}

static bool is_known(uint32_t type)
{
    switch (type) {
    case BLOCK_INTERFACE:
    case BLOCK_PACKET:
    case BLOCK_SIMPLE_PACKET:
    case BLOCK_NAMES:
    case BLOCK_STATISTICS:
    case BLOCK_ENHANCED_PACKET:
    case BLOCK_SECRETS:
    case BLOCK_SECTION:
    case BLOCK_CUSTOM:
    case BLOCK_CUSTOM_NO_COPY:
        return true;
    default:
        return false;
    }
}

/* Whether a block of a known type begins at `at`, as far as its head tells. */
static bool is_head(const struct pcapng *pcapng, struct slice bytes, size_t at, size_t most,
                    uint32_t *size)
{
    const uint8_t *head = bytes.data + at;
    bool big = pcapng->big;
    uint32_t type = load_u32(head, big);
    if (!is_known(type) || (type == BLOCK_SECTION && !read_order(head, &big)))
        return false;
    *size = load_u32(head + 4, big);
    return *size >= BLOCK_SMALLEST && *size <= most && *size % 4 == 0;
}

/* Whether a whole block stands at `at`, strictly, for a search. */
static enum verdict is_block(const struct pcapng *pcapng, const struct reading *reading, size_t at)
{
    uint32_t size;
    struct slice bytes = reading->bytes;
    if (!is_head(pcapng, bytes, at, LIMIT_FRAME_SIZE, &size))
        return NO;
    if (bytes.size - at < size)
        return reading->at_end ? NO : NEEDS_MORE;
    /* Both lengths are in the same order, so they may be compared as they stand. */
    return load_u32(bytes.data + at + 4, true) == load_u32(bytes.data + at + size - 4, true) ? YES
                                                                                             : NO;
}

/* Whether, behind a block whose lengths differ, another block begins. */
static enum verdict is_followed(const struct pcapng *pcapng, const struct reading *reading,
                                size_t at)
{
    uint32_t size;
    size_t left = reading->bytes.size - at;
    if (left < BLOCK_SMALLEST)
        return !reading->at_end ? NEEDS_MORE : left == 0 ? YES : NO;
    return is_head(pcapng, reading->bytes, at, LIMIT_PCAPNG_BLOCK, &size) ? YES : NO;
}

/* Whether a block whose lengths differ is one: another begins where it ends, and
 * none stands inside it. */
static enum verdict believe(const struct pcapng *pcapng, const struct reading *reading, size_t size)
{
    enum verdict verdict = is_followed(pcapng, reading, size);
    for (size_t at = 1; verdict == YES && at + BLOCK_SMALLEST <= size; at++) {
        enum verdict inside = is_block(pcapng, reading, at);
        if (inside != NO)
            verdict = inside == YES ? NO : NEEDS_MORE;
    }
    return verdict;
}

/* Splits the block at the front. */
static enum verdict read_block(struct pcapng *pcapng, const struct reading *reading,
                               struct block *block)
{
    struct slice bytes = reading->bytes;
    bool big = pcapng->big;
    if (bytes.size < BLOCK_SMALLEST)
        return reading->at_end ? NO : NEEDS_MORE;
    block->type = load_u32(bytes.data, big);
    if (block->type == BLOCK_SECTION && !read_order(bytes.data, &big))
        return NO;
    uint32_t length = load_u32(bytes.data + 4, big);
    if (length < BLOCK_SMALLEST || length > LIMIT_PCAPNG_BLOCK)
        return NO;
    /* Some writers leave the padding out of the length, though not out of the file. */
    block->size = (length + 3u) & ~3u;
    if (bytes.size < block->size)
        return reading->at_end ? NO : NEEDS_MORE;
    if (load_u32(bytes.data + block->size - 4, big) != length &&
        load_u32(bytes.data + length - 4, big) == length)
        block->size = length;
    block->body = cursor_over(slice_part(bytes, BLOCK_HEADER, block->size - 4));
    block->lengths_differ = load_u32(bytes.data + block->size - 4, big) != length;
    enum verdict sound = block->lengths_differ ? believe(pcapng, reading, block->size) : YES;
    if (sound == YES)
        pcapng->big = big;
    return sound;
}

static void begin_search(struct pcapng *pcapng, struct reading *reading)
{
    struct slice bytes = reading->bytes;
    uint32_t length = bytes.size < BLOCK_SMALLEST ? 0 : load_u32(bytes.data + 4, pcapng->big);
    if (reading->at_end &&
        (bytes.size < BLOCK_SMALLEST || (length <= LIMIT_PCAPNG_BLOCK && length > bytes.size)))
        reading_damaged(reading, "the file ends in the middle of a block");
    else if (length < BLOCK_SMALLEST || length > LIMIT_PCAPNG_BLOCK)
        reading_damaged(reading, "a block of %" PRIu32 " bytes is impossible", length);
    else
        reading_damaged(reading, "no block begins here");
    pcapng->searching = true;
    reading_skip(reading, 1);
}

/* Takes bytes up to the next block. False when it is not in them. */
static bool find_block(struct pcapng *pcapng, struct reading *reading)
{
    size_t at = 0;
    enum verdict found = NO;
    while (reading->bytes.size - at >= BLOCK_SMALLEST &&
           (found = is_block(pcapng, reading, at)) == NO)
        at++;
    reading_skip(reading, at);
    pcapng->searching = found != YES;
    return found == YES;
}

/* Acts on a block and takes it. */
static void use_block(struct pcapng *pcapng, struct reading *reading, const struct block *block)
{
    bool lost = false;
    if (block->lengths_differ)
        reading_damaged(reading, "the two lengths of a block differ");
    if (block->type == BLOCK_SECTION)
        read_section(pcapng, reading, block->body);
    else if (pcapng->is_unknown)
        lost = true;
    else if (block->type == BLOCK_INTERFACE)
        read_interface(pcapng, reading, block->body);
    else if (block->type == BLOCK_ENHANCED_PACKET || block->type == BLOCK_SIMPLE_PACKET ||
             block->type == BLOCK_PACKET)
        lost = !read_packet(pcapng, reading, block->type, block->body);
    if (lost)
        reading_skip(reading, block->size);
    else
        reading_take(reading, block->size);
}

static bool pcapng_read(void *state, struct reading *reading)
{
    struct pcapng *pcapng = state;
    while (!batch_is_full(reading->batch)) {
        struct block block;
        if (pcapng->searching && !find_block(pcapng, reading))
            break;
        if (reading->bytes.size == 0)
            break;
        enum verdict sound = read_block(pcapng, reading, &block);
        if (sound == NEEDS_MORE)
            break;
        if (sound == YES)
            use_block(pcapng, reading, &block);
        else
            begin_search(pcapng, reading);
    }
    if (reading->at_end && !batch_is_full(reading->batch))
        reading_skip(reading, reading->bytes.size);
    return true;
}

const struct capture_format pcapng_format = {
    .name = "pcapng",
    .recognise = recognise,
    .create = create,
    .free = pcapng_free,
    .read = pcapng_read,
};
