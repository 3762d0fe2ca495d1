/* pcap - the savefiles of libpcap, and their modified kin.
 *
 * draft-ietf-opsawg-pcap, and for the variants what libpcap and Wireshark are
 * known to read: nanoseconds, Alexey Kuznetsov's longer record headers (with
 * and without a magic of their own), Nokia's, IXIA's longer file header, AIX's
 * nanoseconds, and files before version 2.3, whose two lengths stand the other
 * way round.
 *
 * Records have no mark of their own, so damage shows as lengths that cannot be.
 * Then the next place is searched from which several records follow each other. */
/* SPDX-License-Identifier: MIT */
#include "base/memory.h"
#include "capture/format.h"
#include "model/limits.h"

#include <assert.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

enum {
    FILE_HEADER = 24,
    RECORD_HEADER = 16,
    /* Records that must follow each other to be believed in a search. Three
     * headers that fit are beyond chance in anything but a capture. */
    CHAIN = 3,
    /* A record up to this size is believed if its header makes sense; of a
     * larger one, which could hide many, the next header is asked as well. */
    SMALL_RECORD = 2048,
    /* Headers of packets without a byte that are believed in a row; more of them
     * are a hole, as a file system leaves it behind when the power fails. */
    EMPTY_RUN = 8,
    /* Seconds between neighbours that are believed in a search. */
    NEAR = 24 * 60 * 60,
    AIX_MINOR = 2,
    LENGTHS_CHANGED_MINOR = 3, /* the version in which the lengths changed places */
    DG_UX_MAJOR = 543,         /* wrote them as before, under this version */
};

/* How records may look behind one magic. */
struct layout {
    uint32_t units;      /* of time in a second; 0: none more */
    uint8_t header_more; /* bytes behind the ordinary header */
};

struct magic {
    uint32_t value;
    uint8_t file_header_more;
    /* Tried in this order on the first records; the first one is what the magic says. */
    struct layout layouts[3];
};

static const struct magic magics[] = {
    /* libpcap; SuSE 6.x (ss990417); Nokia */
    {0xa1b2c3d4, 0, {{1000000, 0}, {1000000, 8}, {1000000, 4}}},
    /* libpcap, nanoseconds */
    {0xa1b23c4d, 0, {{1000000000, 0}}},
    /* Kuznetzov (ss991029; ss990915) */
    {0xa1b2cd34, 0, {{1000000, 8}, {1000000, 12}}},
    /* IXIA lcap, hardware, of which nobody says for sure what clock it has; software */
    {0x1c0001ac, 4, {{1000000, 0}, {1000000000, 0}}},
    {0x1c0001ab, 4, {{1000000, 0}}},
};

enum lengths { CAPTURED_FIRST, ORIGINAL_FIRST, SMALLER_IS_CAPTURED };

struct pcap {
    bool begun;
    bool big; /* byte order */
    bool searching;
    bool is_aix;
    enum lengths lengths;
    uint32_t units;
    uint32_t ns_per_unit;
    uint32_t snap; /* no record is larger, for a search */
    size_t header; /* bytes of a record's header */
    uint16_t link;
    bool has_time; /* a record had one, so that another without is not believed */
    uint32_t last; /* seconds of the last record */
};

struct record {
    uint32_t seconds, fraction, captured, original;
};

static const struct magic *magic_of(struct slice first, bool *big)
{
    if (first.size < 4)
        return NULL;
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++)
        for (int order = 0; order < 2; order++)
            if (load_u32(first.data, order) == magics[i].value) {
                *big = order;
                return &magics[i];
            }
    return NULL;
}

static bool recognise(struct slice first)
{
    bool big;
    return magic_of(first, &big) != NULL;
}

static void *create(void)
{
    return memory_create(1, sizeof(struct pcap));
}

static inline struct record record_at(const struct pcap *pcap, const uint8_t *at)
{
    struct record record = {
        .seconds = load_u32(at, pcap->big),
        .fraction = load_u32(at + 4, pcap->big),
        .captured = load_u32(at + 8, pcap->big),
        .original = load_u32(at + 12, pcap->big),
    };
    if (pcap->lengths == ORIGINAL_FIRST ||
        (pcap->lengths == SMALLER_IS_CAPTURED && record.captured > record.original)) {
        uint32_t captured = record.original;
        record.original = record.captured;
        record.captured = captured;
    }
    return record;
}

/* The common case: believed without asking more. */
static inline bool is_ordinary(const struct pcap *pcap, const struct record *record)
{
    return record->captured <= SMALL_RECORD && record->captured <= record->original &&
           record->fraction < pcap->units && record->original > 0;
}

/* Strict, for a search among bytes that may be anything. */
static bool is_likely(const struct pcap *pcap, const struct record *record)
{
    return record->captured > 0 && record->captured <= record->original &&
           record->captured <= pcap->snap && record->original <= LIMIT_FRAME_SIZE &&
           record->fraction < pcap->units && (record->seconds != 0 || !pcap->has_time);
}

/* Lenient, for what follows a record that is odd. */
static bool is_possible(const struct pcap *pcap, const struct record *record)
{
    return record->captured <= LIMIT_FRAME_SIZE && record->fraction < pcap->units &&
           (record->original > 0 || record->captured > 0);
}

static bool is_near(uint32_t a, uint32_t b)
{
    return (a > b ? a - b : b - a) <= NEAR;
}

/* Whether records follow each other from `at` on, for CHAIN of them or to the
 * very end. At a cut-off end one whole record and the next one's header do. */
static enum verdict chain(const struct pcap *pcap, const struct reading *reading, size_t at)
{
    struct slice bytes = reading->bytes;
    uint32_t before = 0;
    for (int i = 0; i < CHAIN; i++) {
        size_t left = bytes.size - at;
        if (left == 0 && reading->at_end)
            return i > 0 ? YES : NO;
        if (left < pcap->header)
            return !reading->at_end ? NEEDS_MORE : i > 1 ? YES : NO;
        struct record record = record_at(pcap, bytes.data + at);
        if (!is_likely(pcap, &record) || (i > 0 && !is_near(record.seconds, before)))
            return NO;
        if (left - pcap->header < record.captured)
            return !reading->at_end ? NEEDS_MORE : i > 0 ? YES : NO;
        before = record.seconds;
        at += pcap->header + record.captured;
    }
    return YES;
}

/* Looks for records from *at on, before `end`; moves *at to what it found. */
static enum verdict search(const struct pcap *pcap, const struct reading *reading, size_t *at,
                           size_t end)
{
    for (; *at < end && reading->bytes.size - *at >= pcap->header; ++*at) {
        enum verdict found = chain(pcap, reading, *at);
        if (found != NO)
            return found;
    }
    return NO;
}

/* Whether records of no bytes at the front are packets (tcpdump counts them) or a hole. */
static enum verdict believe_empty(const struct pcap *pcap, const struct reading *reading)
{
    struct slice bytes = reading->bytes;
    for (int i = 0; i < EMPTY_RUN; i++) {
        if (bytes.size < pcap->header)
            return reading->at_end ? YES : NEEDS_MORE;
        struct record record = record_at(pcap, bytes.data);
        if (record.captured > 0 || record.original > 0)
            return is_possible(pcap, &record) ? YES : NO;
        bytes = slice_after(bytes, pcap->header);
    }
    return NO;
}

/* Whether the header, but for its lengths, belongs to a packet of this capture. */
static bool is_of_this_time(const struct pcap *pcap, const struct record *record)
{
    return record->fraction < pcap->units &&
           (!pcap->has_time || is_near(record->seconds, pcap->last));
}

/* A captured length that cannot be, beside an original length behind which the
 * records go on, is put right. */
static enum verdict repair(const struct pcap *pcap, const struct reading *reading,
                           struct record *record)
{
    size_t end = pcap->header + (size_t)record->original;
    if (!is_of_this_time(pcap, record) || record->original > pcap->snap)
        return NO;
    if (end > reading->bytes.size)
        return reading->at_end ? NO : NEEDS_MORE;
    return chain(pcap, reading, end);
}

/* Whether an odd record at the front is one. It is when another one follows it,
 * and also when nothing better is found in its place. When records begin inside
 * it, *cut is where. */
static enum verdict believe(const struct pcap *pcap, const struct reading *reading,
                            const struct record *record, size_t *cut)
{
    struct slice bytes = reading->bytes;
    if (record->captured == 0 && record->original == 0)
        return believe_empty(pcap, reading);
    size_t end = pcap->header + record->captured;
    if (!reading->at_end && (bytes.size < end || bytes.size - end < pcap->header))
        return NEEDS_MORE;
    if (end <= bytes.size) {
        if (bytes.size - end < pcap->header)
            return YES;
        struct record next = record_at(pcap, bytes.data + end);
        if (is_possible(pcap, &next))
            return YES;
    }
    size_t inside = 1;
    enum verdict hides = search(pcap, reading, &inside, end);
    if (hides != YES)
        return hides == NO ? YES : NEEDS_MORE;
    *cut = inside;
    return NO;
}

static enum verdict begin_search(struct pcap *pcap, struct reading *reading)
{
    pcap->searching = true;
    reading_skip(reading, 1);
    return NO;
}

/* Decides about a record that is not ordinary: YES, it can be taken, as it is or
 * after its captured length was put right; NO, the search for another has begun. */
static enum verdict examine(struct pcap *pcap, struct reading *reading, struct record *record)
{
    size_t cut = 0;
    bool too_large = record->captured > LIMIT_FRAME_SIZE;
    enum verdict sound =
        too_large ? repair(pcap, reading, record) : believe(pcap, reading, record, &cut);
    if (sound == NEEDS_MORE || (sound == YES && !too_large))
        return sound;
    if (too_large)
        reading_damaged(reading, "a packet of %" PRIu32 " bytes is impossible", record->captured);
    else if (cut > 0)
        reading_damaged(reading, "a packet of %" PRIu32 " bytes has others inside",
                        record->captured);
    else
        reading_damaged(reading, "no packet begins here");
    if (sound == YES)
        record->captured = record->original;
    else if (cut > pcap->header && is_of_this_time(pcap, record))
        record->captured = (uint32_t)(cut - pcap->header);
    else
        return begin_search(pcap, reading);
    return YES;
}

/* Takes bytes up to the next record. False when it is not in them. */
static bool find_record(struct pcap *pcap, struct reading *reading)
{
    size_t at = 0;
    pcap->searching = search(pcap, reading, &at, reading->bytes.size) != YES;
    reading_skip(reading, at);
    return !pcap->searching;
}

static uint32_t snap_of(uint32_t declared)
{
    enum { COMMON = 256 * 1024 };
    if (declared == 0 || declared > LIMIT_FRAME_SIZE)
        return LIMIT_FRAME_SIZE;
    return declared < COMMON ? COMMON : declared;
}

/* AIX writes the interface types of RFC 1573 where others write link types, and
 * nanoseconds; that is how it is known. */
static bool read_aix(struct pcap *pcap)
{
    static const uint16_t links[][2] = {{6, LINK_ETHERNET}, {9, 6}, {15, 10}, {24, LINK_NULL}};
    for (size_t i = 0; i < sizeof links / sizeof links[0]; i++)
        if (pcap->link == links[i][0]) {
            pcap->link = links[i][1];
            return true;
        }
    return false;
}

static void read_version(struct pcap *pcap, const uint8_t *header)
{
    uint16_t major = load_u16(header + 4, pcap->big), minor = load_u16(header + 6, pcap->big);
    if (major == DG_UX_MAJOR || (major == 2 && minor < LENGTHS_CHANGED_MINOR))
        pcap->lengths = ORIGINAL_FIRST;
    else if (major == 2 && minor == LENGTHS_CHANGED_MINOR)
        pcap->lengths = SMALLER_IS_CAPTURED;
    pcap->is_aix = major == 2 && minor == AIX_MINOR && read_aix(pcap);
}

static void use_layout(struct pcap *pcap, const struct layout *layout)
{
    pcap->units = pcap->is_aix ? NS_PER_SECOND : layout->units;
    assert(pcap->units > 0);
    pcap->ns_per_unit = (uint32_t)(NS_PER_SECOND / pcap->units);
    pcap->header = (size_t)RECORD_HEADER + layout->header_more;
}

/* What is behind the first record; less than 0 where it is not whole. */
static int64_t behind_first(const struct pcap *pcap, struct slice bytes)
{
    if (bytes.size < pcap->header)
        return -1;
    return (int64_t)(bytes.size - pcap->header) - record_at(pcap, bytes.data).captured;
}

/* Takes the layout that the first records have. What the magic says holds until a
 * second record tells otherwise, so that a live sender's first packet need not
 * wait; one record of another layout is more likely a file that was cut off. */
static enum verdict find_layout(struct pcap *pcap, const struct reading *reading,
                                const struct magic *magic)
{
    for (size_t i = 0; i < sizeof magic->layouts / sizeof magic->layouts[0]; i++) {
        if (magic->layouts[i].units == 0)
            break;
        use_layout(pcap, &magic->layouts[i]);
        enum verdict fits = chain(pcap, reading, 0);
        bool clock_differs = magic->layouts[i].units != magic->layouts[0].units;
        int64_t behind = behind_first(pcap, reading->bytes);
        if (fits == NEEDS_MORE)
            return i == 0 && behind >= 0 ? YES : NEEDS_MORE;
        if (fits == YES && (i == 0 || clock_differs || behind > 0))
            return YES;
    }
    use_layout(pcap, &magic->layouts[0]);
    return YES;
}

static enum verdict begin(struct pcap *pcap, struct reading *reading)
{
    const uint8_t *header = reading->bytes.data;
    const struct magic *magic = magic_of(reading->bytes, &pcap->big);
    size_t size = FILE_HEADER + (magic ? magic->file_header_more : 0u);
    if (!magic || reading->bytes.size < size)
        return reading->at_end ? NO : NEEDS_MORE;
    pcap->snap = snap_of(load_u32(header + 16, pcap->big));
    pcap->link = (uint16_t)load_u32(header + 20, pcap->big); /* above it: what the frame check is */
    read_version(pcap, header);
    struct reading behind = *reading;
    reading_take(&behind, size);
    if (find_layout(pcap, &behind, magic) == NEEDS_MORE)
        return NEEDS_MORE;
    pcap->begun = true;
    *reading = behind;
    return YES;
}

static void add_frame(struct pcap *pcap, struct reading *reading, const struct record *record)
{
    struct batch *batch = reading->batch;
    uint32_t wire = record->original < record->captured ? record->captured : record->original;
    batch->frames[batch->count++] = (struct frame){
        .bytes = {reading->bytes.data + pcap->header, record->captured},
        .wire_size = wire,
        .link = pcap->link,
        .input = reading->input,
        .when = {record->seconds * NS_PER_SECOND + (int64_t)record->fraction * pcap->ns_per_unit},
        .number = ++reading->report->packets,
    };
    reading->report->snapped += wire > record->captured;
    pcap->has_time |= record->seconds != 0;
    pcap->last = record->seconds;
}

/* What is left at the end is no whole record. */
static void finish(struct reading *reading)
{
    if (reading->bytes.size == 0)
        return;
    reading_damaged(reading, "the file ends in the middle of a packet");
    reading_skip(reading, reading->bytes.size);
}

/* Bound by the kernel's copy of the file: the loop itself touches one cache line
 * of each record and has no branch that ordinary captures do not predict. */
static void read_records(struct pcap *pcap, struct reading *reading)
{
    while (!batch_is_full(reading->batch)) {
        if (pcap->searching && !find_record(pcap, reading))
            break;
        if (reading->bytes.size < pcap->header)
            break;
        struct record record = record_at(pcap, reading->bytes.data);
        if (!is_ordinary(pcap, &record)) {
            enum verdict sound = examine(pcap, reading, &record);
            if (sound == NEEDS_MORE)
                break;
            if (sound == NO)
                continue;
        }
        size_t size = pcap->header + record.captured;
        if (reading->bytes.size < size)
            break;
        add_frame(pcap, reading, &record);
        reading->bytes.data += size;
        reading->bytes.size -= size;
        reading->offset += size;
    }
}

static bool pcap_read(void *state, struct reading *reading)
{
    struct pcap *pcap = state;
    if (!pcap->begun) {
        enum verdict begun = begin(pcap, reading);
        if (begun == NO)
            return problem_set(&reading->report->problem,
                               "cannot read '%s': the file ends in its header",
                               reading->report->path);
        if (begun == NEEDS_MORE)
            return true;
    }
    read_records(pcap, reading);
    if (reading->at_end && !batch_is_full(reading->batch)) {
        if (pcap->searching)
            reading_skip(reading, reading->bytes.size);
        finish(reading);
    }
    return true;
}

const struct capture_format pcap_format = {
    .name = "pcap",
    .recognise = recognise,
    .create = create,
    .free = free,
    .read = pcap_read,
};
