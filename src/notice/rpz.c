/* rpz - response policy zones, by which resolvers refuse names (draft-vixie-dnsop-dns-rpz).
 *
 * A zone file (RFC 1035, part 5) whose owners are triggers: a name, and with "*." what is
 * below it; "24.0.2.0.192.rpz-ip" an address that is answered, "name.rpz-nsdname" and
 * "32.1.2.0.192.rpz-nsip" name servers, "rpz-client-ip" who asks. What is let through
 * (rpz-passthru) is no indicator. Owners are relative to the zone, whose name is that of
 * $ORIGIN or of its SOA; an absolute owner outside of it is taken as the name itself. A
 * comment behind a record is its description. */
/* SPDX-License-Identifier: MIT */
#include "model/limits.h"
#include "notice/listed.h"
#include "notice/reader.h"

#include <string.h>

enum { FIELDS_MOST = 8 };

/* A line as words: owner (empty where it is that of the line above), then the rest. */
struct record {
    struct slice owner, type, data;
    struct slice remark;
};

struct reading {
    struct notice *notice;
    struct candidate candidate;
    struct recent_statements statements;
    struct text origin; /* lower case, no trailing dot */
    struct text owner;  /* of the record */
    bool in_brackets;   /* an SOA goes on over lines */
    uint32_t line;
    bool fits;
};

/* Takes what stands behind a ";" that is not inside quotes. */
static struct slice take_remark(struct slice *line)
{
    bool quoted = false;
    for (size_t i = 0; i < line->size; i++) {
        quoted = quoted != (line->data[i] == '"');
        if (quoted || line->data[i] != ';')
            continue;
        struct slice remark = slice_trim(slice_after(*line, i + 1));
        *line = slice_part(*line, 0, i);
        return remark;
    }
    return (struct slice){0};
}

static struct slice take_word(struct slice *line)
{
    *line = slice_trim(*line);
    size_t size = 0;
    while (size < line->size && !byte_is_space(line->data[size]))
        size++;
    struct slice word = slice_part(*line, 0, size);
    *line = slice_after(*line, size);
    return word;
}

static bool is_class(struct slice word)
{
    return slice_equal_ignoring_case(word, slice_from("in"));
}

/* "3600", "1h30m" */
static bool is_ttl(struct slice word)
{
    for (size_t i = 0; i < word.size; i++)
        if (!byte_is_digit(word.data[i]) && !strchr("smhdwSMHDW", word.data[i]))
            return false;
    return word.size > 0 && byte_is_digit(word.data[0]);
}

static bool is_type(struct slice word)
{
    static const char *const types[] = {"CNAME", "A",   "AAAA", "TXT",   "SOA",    "NS",
                                        "MX",    "SRV", "PTR",  "DNAME", "RRSIG",  "NSEC",
                                        "NSEC3", "DS",  "CAA",  "HTTPS", "DNSKEY", "NSEC3PARAM"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (slice_equal_ignoring_case(word, slice_from(types[i])))
            return true;
    return false;
}

/* False where the line is no record. */
static bool split_record(struct slice line, struct record *record)
{
    *record = (struct record){.remark = take_remark(&line)};
    if (line.size > 0 && !byte_is_space(line.data[0]))
        record->owner = take_word(&line);
    for (int i = 0; i < 3; i++) {
        struct slice word = take_word(&line);
        if (is_type(word)) {
            record->type = word;
            record->data = slice_trim(line);
            return record->data.size > 0;
        }
        if (!is_class(word) && !is_ttl(word))
            return false;
    }
    return false;
}

static bool has_type(const struct record *record, const char *type)
{
    return slice_equal_ignoring_case(record->type, slice_from(type));
}

static void set_lower(struct text *text, struct slice name)
{
    text_clear(text);
    for (size_t i = 0; i < name.size; i++)
        text_add_byte(text, byte_lower(name.data[i]));
}

static bool ends_with_dot(struct slice name)
{
    return name.size > 0 && name.data[name.size - 1] == '.';
}

static struct slice without_dot(struct slice name)
{
    return ends_with_dot(name) ? slice_part(name, 0, name.size - 1) : name;
}

/* The owner without the zone's name: the trigger. Empty for the zone itself. */
static struct slice trigger_of(struct reading *reading)
{
    struct slice owner = text_slice(&reading->owner), origin = text_slice(&reading->origin);
    if (slice_equal_text(owner, "@"))
        return (struct slice){0};
    if (!ends_with_dot(owner))
        return owner;
    owner = without_dot(owner);
    if (origin.size == 0 || owner.size < origin.size ||
        !slice_equal(slice_after(owner, owner.size - origin.size), origin))
        return owner;
    owner.size -= origin.size;
    return without_dot(owner);
}

/* ---- Triggers */

static const struct {
    const char *suffix, *role;
    bool is_address, is_client;
} triggers[] = {
    {".rpz-ip", "", true, false},
    {".rpz-nsip", "name server", true, false},
    {".rpz-client-ip", "client", true, true},
    {".rpz-nsdname", "name server", false, false},
};

/* "24.0.2.0.192": the length, then the parts of the address from the last to the first;
 * "zz" is the "::" of IPv6. */
static bool read_reversed(struct slice text, struct candidate *candidate)
{
    struct slice parts[FIELDS_MOST + 1];
    size_t count = 0;
    uint64_t bits;
    struct slice length = slice_split(&text, '.');
    while (text.size > 0 && count < FIELDS_MOST + 1)
        parts[count++] = slice_split(&text, '.');
    if (text.size > 0 || count == 0 || !slice_to_number(length, 128, &bits))
        return false;
    bool is_v4 = count == 4 && bits <= 32;
    for (size_t i = 0; i < count; i++)
        is_v4 = is_v4 && !slice_equal_text(parts[i], "zz");
    struct text written = {0};
    for (size_t i = count; i > 0; i--) {
        bool zeros = slice_equal_text(parts[i - 1], "zz");
        if (i < count)
            text_put(&written, is_v4 ? "." : ":");
        else if (zeros)
            text_put(&written, ":");
        text_add(&written, zeros ? (struct slice){0} : parts[i - 1]);
        if (zeros && i == 1)
            text_put(&written, ":");
    }
    text_print(&written, "/%u", (unsigned)bits);
    bool read = listed_read(text_slice(&written), candidate);
    text_done(&written);
    return read;
}

/* What a trigger names, in reading->candidate. */
static bool read_trigger(struct reading *reading, struct slice trigger, struct indicator *said,
                         struct slice *role)
{
    struct candidate *candidate = &reading->candidate;
    for (size_t i = 0; i < sizeof triggers / sizeof *triggers; i++) {
        if (!slice_ends_with(trigger, triggers[i].suffix))
            continue;
        *role = slice_from(triggers[i].role);
        said->context = triggers[i].is_client;
        trigger.size -= strlen(triggers[i].suffix);
        return triggers[i].is_address ? read_reversed(trigger, candidate)
                                      : listed_read(trigger, candidate);
    }
    return listed_read(trigger, candidate) || listed_read_label(trigger, candidate);
}

/* ---- Records */

/* Whether what it answers lets the question through: "rpz-passthru.", or, in old zones,
 * the name itself. */
static bool is_let_through(const struct record *record, struct slice trigger)
{
    struct slice target = without_dot(record->data);
    return has_type(record, "CNAME") &&
           (slice_equal_ignoring_case(target, slice_from("rpz-passthru")) ||
            (target.size > 0 && slice_equal_ignoring_case(target, trigger)));
}

static void add_trigger(struct reading *reading, struct slice trigger, struct slice remark)
{
    struct indicator said = {.line = reading->line};
    struct slice role = {0};
    if (!read_trigger(reading, trigger, &said, &role)) {
        listed_reject(reading->notice, trigger, reading->line);
        return;
    }
    said.kind = reading->candidate.kind;
    said.pattern = text_slice(&reading->candidate.pattern);
    said.statement = listed_statement(&reading->statements, reading->notice,
                                      &(struct statement){.role = role, .description = remark});
    reading->fits = notice_add(reading->notice, &said);
}

/* The zone's own records say nothing of anybody. */
static bool is_of_zone(const struct record *record, struct slice trigger)
{
    static const char *const types[] = {"SOA",   "NS",     "RRSIG",     "NSEC",
                                        "NSEC3", "DNSKEY", "NSEC3PARAM"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (has_type(record, types[i]))
            return true;
    return trigger.size == 0;
}

static void read_record(struct reading *reading, const struct record *record)
{
    if (record->owner.size > 0)
        set_lower(&reading->owner, record->owner);
    if (has_type(record, "SOA")) {
        if (reading->origin.size == 0 && ends_with_dot(record->owner))
            set_lower(&reading->origin, without_dot(record->owner));
        reading->in_brackets = slice_find_byte(record->data, '(') != SLICE_NOWHERE &&
                               slice_find_byte(record->data, ')') == SLICE_NOWHERE;
    }
    struct slice trigger = trigger_of(reading);
    if (is_of_zone(record, trigger))
        return;
    if (is_let_through(record, trigger))
        notice_reject(reading->notice, REJECTED_ALLOWED, trigger, reading->line);
    else
        add_trigger(reading, trigger, record->remark);
}

static void read_directive(struct reading *reading, struct slice line)
{
    take_remark(&line);
    struct slice name = take_word(&line), value = take_word(&line);
    if (slice_equal_ignoring_case(name, slice_from("$origin")))
        set_lower(&reading->origin, without_dot(value));
}

static void read_line(struct reading *reading, struct slice line)
{
    struct record record;
    struct slice plain = line;
    take_remark(&plain);
    if (reading->in_brackets) {
        reading->in_brackets = slice_find_byte(plain, ')') == SLICE_NOWHERE;
        return;
    }
    if (slice_trim(plain).size == 0)
        return;
    if (line.data[0] == '$')
        read_directive(reading, line);
    else if (split_record(line, &record))
        read_record(reading, &record);
    else
        notice_reject(reading->notice, REJECTED_MALFORMED, slice_trim(line), reading->line);
}

static bool rpz_read(struct slice content, struct notice *notice, struct problem *problem)
{
    struct reading reading = {.notice = notice, .fits = true};
    while (reading.fits && content.size > 0) {
        reading.line++;
        read_line(&reading, slice_split_line(&content));
    }
    notice_keep_first(notice, &notice->title, text_slice(&reading.origin));
    candidate_done(&reading.candidate);
    text_done(&reading.origin);
    text_done(&reading.owner);
    return reading.fits ||
           problem_set(problem, "line %u: more than %d indicators", reading.line, LIMIT_INDICATORS);
}

/* An answer that only a policy gives. */
static bool is_policy(const struct record *record)
{
    static const char *const answers[] = {
        ".",       "*.", "rpz-passthru.", "rpz-drop.",  "127.0.0.1",
        "0.0.0.0", "::", "::1",           "localhost.", "rpz-tcp-only."};
    for (size_t i = 0; i < sizeof answers / sizeof *answers; i++)
        if (slice_equal_ignoring_case(record->data, slice_from(answers[i])))
            return true;
    return slice_find(record->owner, slice_from(".rpz-")) != SLICE_NOWHERE;
}

static int rpz_recognise(struct slice content, const char *file_name)
{
    (void)file_name;
    enum { LINES_LOOKED_AT = 200 };
    int lines = 0, records = 0, policies = 0;
    bool has_soa = false;
    while (content.size > 0 && lines < LINES_LOOKED_AT) {
        struct record record;
        struct slice line = slice_split_line(&content), plain = line;
        take_remark(&plain);
        if (slice_trim(plain).size == 0 || line.data[0] == '$')
            continue;
        lines++;
        if (!split_record(line, &record))
            continue;
        bool of_zone = has_type(&record, "SOA") || has_type(&record, "NS");
        has_soa = has_soa || has_type(&record, "SOA");
        records += !of_zone;
        policies += !of_zone && is_policy(&record);
    }
    if (policies == 0 || policies * 2 < records)
        return 0;
    return has_soa ? 97 : records * 10 >= lines * 9 ? 92 : 0;
}

const struct notice_reader rpz_reader = {
    .name = "rpz",
    .title = "response policy zones of name servers",
    .recognise = rpz_recognise,
    .read = rpz_read,
};
