/* SPDX-License-Identifier: MIT */
#include "proto/dns_message.h"

#include "base/cursor.h"
#include "base/utf8.h"
#include "model/limits.h"

#include <string.h>

enum {
    NAME_WIRE = 255,               /* RFC 1035, 2.3.4 */
    NAME_TEXT = 4 * NAME_WIRE,     /* every byte as \DDD */
    NAME_ROOM = NAME_TEXT + 1 + 8, /* and what a step of copying writes behind */
    KNOWN_NAMES = 8,               /* most messages repeat one or two */
    FIELDS_AT_ONCE = 128,          /* room before the arena is asked */
    POINTER = 0xc0,                /* RFC 1035, 4.1.4 */
    MULTICAST_BIT = 0x8000,        /* RFC 6762, 5.4 and 10.2 */
    NETBIOS_LABEL = 32,            /* RFC 1001, 14.1: a NetBIOS name looks like DNS */
    TYPE_OPT = 41,                 /* its class is a size (RFC 6891) */
    LIKELY_QUESTIONS = 2048,       /* what is text has at least 0x2020 here */
    LIKELY_RECORDS = 8192,
    SOUND_QUESTIONS = 16,
};

/* The header. */

struct header {
    uint16_t id, flags;
    uint16_t counts[4]; /* questions, answers, authority, additional */
};

enum { FLAG_RESPONSE = 0x8000, FLAG_ZERO = 0x0040, RCODE = 0x000f };

static struct header read_header(struct cursor *c)
{
    struct header header = {0};
    const uint8_t *bytes = cursor_bytes(c, DNS_HEADER_SIZE);
    if (!bytes)
        return header;
    header.id = (uint16_t)(bytes[0] << 8 | bytes[1]);
    header.flags = (uint16_t)(bytes[2] << 8 | bytes[3]);
    for (int i = 0; i < 4; i++)
        header.counts[i] = (uint16_t)(bytes[4 + 2 * i] << 8 | bytes[5 + 2 * i]);
    return header;
}

static unsigned opcode(const struct header *header)
{
    return header->flags >> 11 & 15;
}

static size_t record_count(const struct header *header)
{
    return (size_t)header->counts[1] + header->counts[2] + header->counts[3];
}

/* Names. */

/* Walks the labels of a name, through its pointers. */
struct label_walk {
    struct slice message;
    size_t at;
    size_t after; /* where reading goes on behind the name; 0: not known yet */
    size_t wire;  /* bytes of the name without compression */
    size_t pointers;
    bool forwards; /* a pointer pointed forwards, or at itself */
};

enum step { STEP_LABEL, STEP_END, STEP_DAMAGED };

static enum step next_label(struct label_walk *walk, struct slice *label)
{
    struct slice message = walk->message;
    while (walk->at < message.size && message.data[walk->at] >= POINTER) {
        if (walk->at + 1 >= message.size || ++walk->pointers > LIMIT_DNS_POINTERS)
            return STEP_DAMAGED;
        size_t target = (size_t)(message.data[walk->at] & 0x3f) << 8 | message.data[walk->at + 1];
        if (walk->after == 0)
            walk->after = walk->at + 2;
        walk->forwards |= target >= walk->at;
        walk->at = target;
    }
    if (walk->at >= message.size)
        return STEP_DAMAGED;
    size_t size = message.data[walk->at++];
    walk->wire += 1 + size;
    /* 0x40 and 0x80 are label types that never came into use. */
    if (size >= 0x40 || size > message.size - walk->at || walk->wire > NAME_WIRE)
        return STEP_DAMAGED;
    *label = slice_make(message.data + walk->at, size);
    walk->at += size;
    if (size > 0)
        return STEP_LABEL;
    if (walk->after == 0)
        walk->after = walk->at;
    return STEP_END;
}

static uint8_t *spell_byte(uint8_t *out, uint8_t byte)
{
    *out++ = '\\';
    *out++ = (uint8_t)('0' + byte / 100);
    *out++ = (uint8_t)('0' + byte / 10 % 10);
    *out++ = (uint8_t)('0' + byte % 10);
    return out;
}

/* Nearly all bytes of nearly all labels. */
static bool is_plain(uint8_t byte)
{
    return (uint8_t)(byte - ' ') < 0x7f - ' ' && byte != '.' && byte != '\\';
}

#define EACH_BYTE(byte) (UINT64_C(0x0101010101010101) * (byte))

/* Has a high bit where a byte is not zero. */
static inline uint64_t nonzero(uint64_t word)
{
    return (((word & EACH_BYTE(0x7f)) + EACH_BYTE(0x7f)) | word) & EACH_BYTE(0x80);
}

/* is_plain() of eight bytes at once. */
static inline bool are_plain(uint64_t word)
{
    uint64_t from_space = (word & EACH_BYTE(0x7f)) + EACH_BYTE(0x80 - ' ');
    return (from_space & ~word & nonzero(word ^ EACH_BYTE('.')) & nonzero(word ^ EACH_BYTE('\\')) &
            nonzero(word ^ EACH_BYTE(0x7f)) & EACH_BYTE(0x80)) == EACH_BYTE(0x80);
}

static uint8_t *spell_odd_label(uint8_t *out, struct slice label)
{
    const uint8_t *at = label.data, *end = label.data + label.size;
    while (at < end) {
        uint32_t character;
        size_t size;
        if (is_plain(*at)) {
            *out++ = *at++;
        } else if ((size = utf8_read(slice_make(at, (size_t)(end - at)), &character)) > 1 &&
                   character >= 0xa0) {
            memcpy(out, at, size);
            out += size;
            at += size;
        } else {
            out = spell_byte(out, *at++);
        }
    }
    return out;
}

/* Nearly every label is plain: it is looked at and copied eight bytes a step. The
 * last step may read up to seven bytes behind the label, where the message has
 * them, and writes as many that the next label overwrites. */
static uint8_t *spell_label(uint8_t *out, struct slice label, const uint8_t *message_end)
{
    enum { STEP = 8 };
    uint8_t *start = out;
    for (size_t i = 0; i < label.size; i += STEP) {
        const uint8_t *at = label.data + i;
        size_t left = label.size - i;
        uint64_t word;
        if (message_end - at < STEP)
            return spell_odd_label(start, label);
        memcpy(&word, at, STEP);
        uint64_t rest = left < STEP ? UINT64_MAX << 8 * left : 0;
        if (!are_plain((word & ~rest) | (EACH_BYTE('a') & rest)))
            return spell_odd_label(start, label);
        memcpy(out, &word, STEP);
        out += left < STEP ? left : STEP;
    }
    return out;
}

/* Spells the name at walk->at; gives the size of its text, 0 when it is damaged. */
static size_t spell_name(struct label_walk *walk, uint8_t text[NAME_ROOM])
{
    const uint8_t *end = walk->message.data + walk->message.size;
    uint8_t *out = text;
    struct slice label;
    enum step step;
    while ((step = next_label(walk, &label)) == STEP_LABEL) {
        if (out > text)
            *out++ = '.';
        out = spell_label(out, label, end);
    }
    if (step == STEP_DAMAGED)
        return 0;
    if (out == text)
        *out++ = '.';
    return (size_t)(out - text);
}

/* Reading a message. */

struct known_name {
    size_t at;
    struct slice text;
};

struct reading {
    struct slice message;
    struct say *say;
    bool multicast;
    bool damaged, too_long;
    bool wants_all;   /* also fields that are not compared */
    size_t text_left; /* of what names may take; pointers could make it grow without end */
    struct known_name known[KNOWN_NAMES];
    size_t known_count;
    struct field *fields;
    size_t count, capacity;
    struct field first_fields[FIELDS_AT_ONCE];
};

static void put_field(struct reading *reading, struct field field)
{
    if (reading->count == reading->capacity) {
        size_t capacity = reading->capacity * 4;
        struct field *more = arena_alloc(reading->say->scratch, capacity * sizeof *more);
        memcpy(more, reading->fields, reading->count * sizeof *more);
        reading->fields = more;
        reading->capacity = capacity;
    }
    reading->fields[reading->count++] = field;
}

/* Numbers and texts are for records: without them most fields are not made. */
static inline void add_field(struct reading *reading, enum field_kind kind, struct slice value,
                             uint64_t number)
{
    if (reading->wants_all || field_is_hunted(kind))
        put_field(reading, (struct field){kind, value, number});
}

static inline void add_number(struct reading *reading, enum field_kind kind, uint64_t number)
{
    if (reading->wants_all)
        put_field(reading, (struct field){kind, {0}, number});
}

/* Addresses are told as 16 bytes (see model/address.h). */
static void add_address(struct reading *reading, struct slice bytes)
{
    struct address address =
        bytes.size == 4 ? address_from_v4(bytes.data) : address_from_v6(bytes.data);
    add_field(reading, FIELD_DNS_ADDRESS,
              arena_keep(reading->say->scratch, slice_make(address.bytes, 16)), 0);
}

static const struct known_name *find_known(const struct reading *reading, size_t at)
{
    size_t count = reading->known_count < KNOWN_NAMES ? reading->known_count : KNOWN_NAMES;
    for (size_t i = 0; i < count; i++)
        if (reading->known[i].at == at)
            return &reading->known[i];
    return NULL;
}

static struct slice remember_name(struct reading *reading, size_t at, struct slice text)
{
    text = arena_keep(reading->say->scratch, text);
    reading->text_left -= text.size;
    reading->known[reading->known_count++ % KNOWN_NAMES] = (struct known_name){at, text};
    return text;
}

/* A pointer and nothing else, to a name that was spelled before. */
static bool take_known_name(struct reading *reading, struct cursor *c, struct slice *name)
{
    if (c->rest.size < 2 || c->rest.data[0] < POINTER)
        return false;
    size_t target = (size_t)(c->rest.data[0] & 0x3f) << 8 | c->rest.data[1];
    const struct known_name *known = find_known(reading, target);
    if (!known)
        return false;
    *name = known->text;
    cursor_skip(c, 2);
    return true;
}

/* Takes the name at the cursor, which reads a part of the message. A name that
 * breaks off is not told, as what is there of it may be another name; it fails the
 * cursor. */
static struct slice take_name(struct reading *reading, struct cursor *c)
{
    struct slice name = {0};
    if (c->failed || take_known_name(reading, c, &name))
        return name;
    if (c->rest.size == 0) {
        cursor_fail(c);
        return name;
    }
    size_t at = (size_t)(c->rest.data - reading->message.data);
    struct label_walk walk = {.message = reading->message, .at = at};
    uint8_t text[NAME_ROOM];
    size_t size = spell_name(&walk, text);
    reading->damaged |= walk.forwards;
    reading->too_long |= size > reading->text_left;
    if (size == 0 || size > reading->text_left) {
        cursor_fail(c);
        return name;
    }
    cursor_skip(c, walk.after - at);
    return remember_name(reading, at, slice_make(text, size));
}

static void add_name(struct reading *reading, enum field_kind kind, struct cursor *c)
{
    struct slice name = take_name(reading, c);
    if (name.size > 0)
        add_field(reading, kind, name, 0);
}

/* Data of records. Each takes its own cursor and fails it where the data breaks off. */

static void read_target(struct reading *reading, struct cursor *data)
{
    add_name(reading, FIELD_DNS_TARGET, data);
}

static void read_address(struct reading *reading, struct cursor *data, size_t size)
{
    if (data->rest.size == size)
        add_address(reading, cursor_take(data, size));
    else
        cursor_fail(data);
}

static void read_ipv4(struct reading *reading, struct cursor *data)
{
    read_address(reading, data, 4);
}

static void read_ipv6(struct reading *reading, struct cursor *data)
{
    read_address(reading, data, 16);
}

/* MX and all that are made like it. */
static void read_preference(struct reading *reading, struct cursor *data)
{
    uint16_t preference = cursor_u16(data);
    if (data->failed)
        return;
    add_number(reading, FIELD_DNS_PREFERENCE, preference);
    add_name(reading, FIELD_DNS_TARGET, data);
}

static void read_service(struct reading *reading, struct cursor *data)
{
    uint16_t priority = cursor_u16(data), weight = cursor_u16(data), port = cursor_u16(data);
    if (data->failed)
        return;
    add_number(reading, FIELD_DNS_PREFERENCE, priority);
    add_number(reading, FIELD_DNS_WEIGHT, weight);
    add_number(reading, FIELD_DNS_PORT, port);
    add_name(reading, FIELD_DNS_TARGET, data);
}

static void read_authority(struct reading *reading, struct cursor *data)
{
    add_name(reading, FIELD_DNS_TARGET, data);
    add_name(reading, FIELD_DNS_MAILBOX, data);
    for (int i = 0; i < 5 && !data->failed; i++) {
        uint32_t number = cursor_u32(data);
        if (!data->failed)
            add_number(reading, FIELD_DNS_SOA_NUMBER, number);
    }
}

static void read_responsible(struct reading *reading, struct cursor *data)
{
    add_name(reading, FIELD_DNS_MAILBOX, data);
    add_name(reading, FIELD_DNS_TARGET, data);
}

static void read_text(struct reading *reading, struct cursor *data)
{
    while (data->rest.size > 0) {
        struct slice text = cursor_take(data, cursor_u8(data));
        if (!data->failed)
            add_field(reading, FIELD_DNS_TEXT, text, 0);
    }
}

/* Service binding (RFC 9460): an alias, or where and how the service is reached. */
static void read_binding(struct reading *reading, struct cursor *data)
{
    enum { KEY_PORT = 3, KEY_IPV4_HINT = 4, KEY_IPV6_HINT = 6 };
    uint16_t priority = cursor_u16(data);
    if (data->failed)
        return;
    add_number(reading, FIELD_DNS_PREFERENCE, priority);
    add_name(reading, FIELD_DNS_TARGET, data);
    while (data->rest.size > 0) {
        uint16_t key = cursor_u16(data);
        struct cursor value = cursor_sub(data, cursor_u16(data));
        size_t size = key == KEY_IPV4_HINT ? 4 : 16;
        if (key == KEY_PORT && value.rest.size == 2)
            add_number(reading, FIELD_DNS_PORT, cursor_u16(&value));
        if (key != KEY_IPV4_HINT && key != KEY_IPV6_HINT)
            continue;
        while (value.rest.size >= size)
            add_address(reading, cursor_take(&value, size));
    }
}

static void read_raw(struct reading *reading, struct cursor *data)
{
    if (data->rest.size > 0)
        add_field(reading, FIELD_DNS_DATA, cursor_take(data, data->rest.size), 0);
}

/* Naming authority pointer (RFC 3403): the name stands behind three texts. */
static void read_naming(struct reading *reading, struct cursor *data)
{
    struct cursor all = *data;
    read_raw(reading, &all);
    cursor_skip(data, 4);
    for (int i = 0; i < 3; i++)
        cursor_skip(data, cursor_u8(data));
    add_name(reading, FIELD_DNS_TARGET, data);
}

typedef void read_data_fn(struct reading *reading, struct cursor *data);

/* IANA's DNS resource record types; every other type is told raw. */
static read_data_fn *const read_data_of[] = {
    [1] = read_ipv4,         /* A */
    [2] = read_target,       /* NS */
    [3] = read_target,       /* MD */
    [4] = read_target,       /* MF */
    [5] = read_target,       /* CNAME */
    [6] = read_authority,    /* SOA */
    [7] = read_target,       /* MB */
    [8] = read_target,       /* MG */
    [9] = read_target,       /* MR */
    [12] = read_target,      /* PTR */
    [15] = read_preference,  /* MX */
    [16] = read_text,        /* TXT */
    [17] = read_responsible, /* RP */
    [18] = read_preference,  /* AFSDB */
    [21] = read_preference,  /* RT */
    [28] = read_ipv6,        /* AAAA */
    [33] = read_service,     /* SRV */
    [35] = read_naming,      /* NAPTR */
    [36] = read_preference,  /* KX */
    [39] = read_target,      /* DNAME */
    [64] = read_binding,     /* SVCB */
    [65] = read_binding,     /* HTTPS */
    [99] = read_text,        /* SPF */
};

static void read_data(struct reading *reading, uint16_t type, struct cursor *data)
{
    /* Updates name records to be deleted without their data (RFC 2136). */
    if (data->rest.size == 0)
        return;
    struct slice raw = data->rest;
    size_t before = reading->count;
    read_data_fn *read = NULL;
    if (type < sizeof read_data_of / sizeof *read_data_of)
        read = read_data_of[type];
    if (!read)
        read = read_raw;
    read(reading, data);
    reading->damaged |= data->failed;
    if (data->failed && reading->count == before)
        add_field(reading, FIELD_DNS_DATA, raw, 0);
}

/* Questions and records. */

static uint16_t class_of(const struct reading *reading, uint16_t class, uint16_t type)
{
    if (reading->multicast && type != TYPE_OPT)
        return class & (uint16_t)~MULTICAST_BIT;
    return class;
}

static void read_question(struct reading *reading, struct cursor *c)
{
    add_name(reading, FIELD_DNS_QUESTION, c);
    uint16_t type = cursor_u16(c), class = cursor_u16(c);
    if (c->failed)
        return;
    add_number(reading, FIELD_DNS_QUESTION_TYPE, type);
    add_number(reading, FIELD_DNS_QUESTION_CLASS, class_of(reading, class, type));
}

static void read_record(struct reading *reading, struct cursor *c, unsigned section)
{
    struct slice name = take_name(reading, c);
    if (name.size == 0)
        return;
    add_field(reading, FIELD_DNS_RECORD_NAME, name, 0);
    add_number(reading, FIELD_DNS_RECORD_SECTION, section);
    uint16_t type = cursor_u16(c), class = cursor_u16(c);
    uint32_t ttl = cursor_u32(c);
    uint16_t size = cursor_u16(c);
    if (c->failed)
        return;
    add_number(reading, FIELD_DNS_RECORD_TYPE, type);
    add_number(reading, FIELD_DNS_RECORD_CLASS, class_of(reading, class, type));
    add_number(reading, FIELD_DNS_RECORD_TTL, ttl);
    /* What there is of the last record's data may still hold a name or address. */
    struct cursor data = cursor_over(slice_part(c->rest, 0, size));
    cursor_skip(c, size);
    read_data(reading, type, &data);
}

static void read_sections(struct reading *reading, struct cursor *c, const struct header *header)
{
    size_t read = 0;
    for (unsigned section = 0; section < 4; section++)
        for (size_t i = 0; i < header->counts[section] && !c->failed; i++) {
            if (++read > LIMIT_DNS_RECORDS) {
                reading->too_long = true;
                return;
            }
            if (section == 0)
                read_question(reading, c);
            else
                read_record(reading, c, section);
        }
}

void dns_message_say(struct slice message, bool multicast, bool from_server, struct say *say)
{
    struct reading reading;
    reading.message = message;
    reading.say = say;
    reading.multicast = multicast;
    reading.wants_all = say->wants_records;
    reading.damaged = reading.too_long = false;
    reading.text_left = LIMIT_DNS_TEXT_RATIO * message.size + NAME_TEXT;
    reading.known_count = 0;
    reading.fields = reading.first_fields;
    reading.count = 0;
    reading.capacity = FIELDS_AT_ONCE;

    struct cursor c = cursor_over(message);
    struct header header = read_header(&c);
    if (!c.failed) {
        add_number(&reading, FIELD_DNS_ID, header.id);
        add_number(&reading, FIELD_DNS_FLAGS, header.flags);
        read_sections(&reading, &c, &header);
        say->observe(say->context,
                     header.flags & FLAG_RESPONSE ? EVENT_DNS_RESPONSE : EVENT_DNS_QUERY,
                     from_server, reading.fields, reading.count);
    }
    if (reading.too_long)
        say->blind(say->context, BLIND_MESSAGE_TOO_LONG);
    else if (reading.damaged || c.failed)
        say->blind(say->context, BLIND_MESSAGE_DAMAGED);
}

/* Recognition. */

enum dns_port dns_port_of(const struct hint *hint)
{
    static const enum dns_port ports[] = {DNS_PORT_DNS, DNS_PORT_MDNS, DNS_PORT_LLMNR};
    for (size_t i = 0; i < sizeof ports / sizeof *ports; i++)
        if (hint->server_port == ports[i] || hint->client_port == ports[i])
            return ports[i];
    return DNS_PORT_OTHER;
}

static bool header_is_sound(const struct header *header)
{
    static const uint16_t known_opcodes = 1 << 0 | 1 << 1 | 1 << 2 | 1 << 4 | 1 << 5 | 1 << 6;
    if (!(known_opcodes >> opcode(header) & 1) || header->flags & FLAG_ZERO)
        return false;
    if (header->counts[0] > SOUND_QUESTIONS)
        return false;
    if (header->flags & FLAG_RESPONSE)
        return header->counts[0] + record_count(header) > 0;
    return header->counts[0] > 0 && (header->flags & RCODE) == 0;
}

/* NetBIOS (RFC 1002) has the form of DNS, but its names are of another space. */
static bool is_netbios_label(struct slice label)
{
    if (label.size != NETBIOS_LABEL)
        return false;
    for (size_t i = 0; i < label.size; i++)
        if (label.data[i] < 'A' || label.data[i] > 'P')
            return false;
    return true;
}

static bool name_is_sound(struct slice message, struct cursor *c)
{
    if (c->rest.size == 0)
        return cursor_fail(c);
    size_t at = (size_t)(c->rest.data - message.data);
    struct label_walk walk = {.message = message, .at = at};
    struct slice label;
    enum step step;
    while ((step = next_label(&walk, &label)) == STEP_LABEL)
        if (is_netbios_label(label))
            return cursor_fail(c);
    if (step != STEP_END || walk.forwards)
        return cursor_fail(c);
    cursor_skip(c, walk.after - at);
    return true;
}

static bool question_is_sound(struct slice message, struct cursor *c)
{
    if (!name_is_sound(message, c))
        return false;
    uint16_t type = cursor_u16(c), class = cursor_u16(c);
    bool usual = (class >= 1 && class <= 4) || class == 254 || class == 255;
    return !c->failed && type != 0 && usual;
}

static bool record_is_sound(struct slice message, struct cursor *c)
{
    if (!name_is_sound(message, c))
        return false;
    cursor_skip(c, 8);
    cursor_skip(c, cursor_u16(c));
    return !c->failed;
}

bool dns_message_is_sound(struct slice message)
{
    struct cursor c = cursor_over(message);
    struct header header = read_header(&c);
    if (c.failed || !header_is_sound(&header) || record_count(&header) * 11 > message.size)
        return false;
    for (size_t i = 0; i < header.counts[0]; i++)
        if (!question_is_sound(message, &c))
            return false;
    for (size_t i = 0; i < record_count(&header); i++)
        if (!record_is_sound(message, &c))
            return false;
    return c.rest.size == 0;
}

bool dns_message_is_likely(struct slice message)
{
    struct cursor c = cursor_over(message);
    struct header header = read_header(&c);
    struct cursor question = c;
    if (c.failed || header.counts[0] > LIKELY_QUESTIONS)
        return false;
    /* A name that is asked for is read, however wrong the numbers of records are. */
    if (header.counts[0] == 1 && question_is_sound(message, &question))
        return true;
    for (int i = 1; i < 4; i++)
        if (header.counts[i] > LIKELY_RECORDS)
            return false;
    if (header.counts[0] + record_count(&header) == 0)
        return header.flags & FLAG_RESPONSE;
    return c.rest.size == 0 || c.rest.data[0] < 0x40 || c.rest.data[0] >= POINTER;
}

/* Over TCP. */

enum { LENGTH_SIZE = 2 };

static size_t length_of(struct slice bytes)
{
    return (size_t)bytes.data[0] << 8 | bytes.data[1];
}

/* A long message is judged before all of it is there. */
static enum recognition judge_beginning(struct slice beginning)
{
    struct cursor c = cursor_over(beginning);
    struct header header = read_header(&c);
    if (!header_is_sound(&header))
        return RECOGNISED_NOT;
    if (header.counts[0] == 0)
        return RECOGNISED_MAYBE;
    if (question_is_sound(beginning, &c))
        return RECOGNISED;
    /* No question is longer than this. */
    return beginning.size < DNS_HEADER_SIZE + NAME_WIRE + 4 ? RECOGNISED_MAYBE : RECOGNISED_NOT;
}

enum recognition dns_stream_recognise(struct slice start, bool expected)
{
    if (start.size < LENGTH_SIZE)
        return RECOGNISED_MAYBE;
    size_t length = length_of(start);
    if (length < DNS_HEADER_SIZE)
        return RECOGNISED_NOT;
    struct slice message = slice_part(start, LENGTH_SIZE, LENGTH_SIZE + length);
    if (message.size < DNS_HEADER_SIZE)
        return RECOGNISED_MAYBE;
    if (expected && dns_message_is_likely(message))
        return RECOGNISED;
    if (message.size < length)
        return judge_beginning(message);
    return dns_message_is_sound(message) ? RECOGNISED : RECOGNISED_NOT;
}

struct taken dns_stream_read(void *state, bool from_server, struct slice bytes, struct say *say)
{
    struct dns_stream *stream = state;
    if (stream->beyond[from_server] > 0) {
        size_t size = stream->beyond[from_server];
        stream->beyond[from_server] = 0;
        return (struct taken){.size = size};
    }
    if (stream->lost[from_server]) {
        enum recognition answer = dns_stream_recognise(bytes, false);
        if (answer == RECOGNISED_NOT)
            return (struct taken){.size = bytes.size};
        if (answer == RECOGNISED_MAYBE)
            return (struct taken){0};
        stream->lost[from_server] = false;
    }
    if (bytes.size < LENGTH_SIZE)
        return (struct taken){.need = LENGTH_SIZE};
    size_t size = LENGTH_SIZE + length_of(bytes);
    if (size < LENGTH_SIZE + DNS_HEADER_SIZE) {
        say->blind(say->context, BLIND_MESSAGE_DAMAGED);
        stream->lost[from_server] = true;
        return (struct taken){.size = bytes.size};
    }
    if (bytes.size < size)
        return (struct taken){.need = size};
    dns_message_say(slice_part(bytes, LENGTH_SIZE, size), false, from_server, say);
    return (struct taken){.size = size};
}

bool dns_stream_gap(void *state, bool from_server, struct slice unread, uint64_t missing,
                    struct say *say)
{
    struct dns_stream *stream = state;
    size_t size = unread.size >= LENGTH_SIZE ? LENGTH_SIZE + length_of(unread) : 0;
    if (!stream->lost[from_server] && unread.size >= LENGTH_SIZE + DNS_HEADER_SIZE)
        dns_message_say(slice_after(unread, LENGTH_SIZE), false, from_server, say);
    if (missing > 0 && missing <= stream->beyond[from_server]) {
        stream->beyond[from_server] -= (uint32_t)missing;
    } else if (missing > 0 && size > unread.size && missing <= size - unread.size &&
               !stream->lost[from_server]) {
        stream->beyond[from_server] = (uint32_t)(size - unread.size - missing);
    } else {
        stream->beyond[from_server] = 0;
        stream->lost[from_server] = true;
    }
    return true;
}

void dns_stream_end(void *state, bool from_server, struct slice unread, struct say *say)
{
    struct dns_stream *stream = state;
    if (!stream->lost[from_server] && unread.size >= LENGTH_SIZE + DNS_HEADER_SIZE)
        dns_message_say(slice_after(unread, LENGTH_SIZE), false, from_server, say);
}
