/* stix - STIX 2.1 bundles (OASIS, 10 June 2021); 2.0 is read where it is the same.
 *
 * Indicators come from patterns of type "stix": every value that a pattern asks for
 * with =, IN, LIKE or ISSUBSET and does not negate, of objects that a hunt or a reader
 * of the notice can use. An address and a port that an AND joins are an address:port.
 * Revoked objects and older versions of an object are not used. What a relationship
 * "indicates" gives the family. A bundle without any pattern gives its observables.
 * A pattern that is none refuses the notice: half a notice would be believed whole. */
/* SPDX-License-Identifier: MIT */
#include "base/json.h"
#include "base/memory.h"
#include "model/address.h"
#include "model/limits.h"
#include "notice/listed.h"
#include "notice/reader.h"
#include "notice/stix_pattern.h"

#include <stdlib.h>

struct object {
    const struct json *json;
    struct slice id, modified;
    size_t place; /* in the bundle, from 0 */
};

struct reading {
    struct slice content;
    struct notice *notice;
    struct problem *problem;
    const struct json *items;
    uint32_t *lines;         /* of items */
    struct object *by_id;    /* sorted, newest version last */
    struct object *families; /* sorted by the id of an indicator: what it indicates */
    size_t item_count, family_count;
    struct arena arena; /* of one pattern */
    struct stix_pattern pattern;
    struct candidate candidate;
    struct recent_statements statements;
    struct indicator said;      /* of the object at hand, without kind and pattern */
    struct statement statement; /* of it; kept when its first indicator is */
    bool full;
};

/* ---- Objects by id */

static int compare_objects(const void *a, const void *b)
{
    const struct object *x = a, *y = b;
    int order = slice_compare(x->id, y->id);
    if (order == 0)
        order = slice_compare(x->modified, y->modified);
    return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

/* The last object with an id, or NULL. */
static const struct object *find_object(const struct object *objects, size_t count, struct slice id)
{
    size_t low = 0, high = count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (slice_compare(objects[middle].id, id) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 && slice_equal(objects[low - 1].id, id) ? &objects[low - 1] : NULL;
}

static bool is_of_type(const struct json *object, const char *type)
{
    return slice_equal_text(json_member_text(object, "type"), type);
}

static bool is_revoked(const struct json *object)
{
    return json_member_is_true(object, "revoked");
}

static void sort_objects(struct reading *r)
{
    r->by_id = memory_create(r->item_count, sizeof *r->by_id);
    for (size_t i = 0; i < r->item_count; i++) {
        const struct json *item = json_item(r->items, i);
        r->by_id[i] = (struct object){.json = item,
                                      .id = json_member_text(item, "id"),
                                      .modified = json_member_text(item, "modified"),
                                      .place = i};
    }
    qsort(r->by_id, r->item_count, sizeof *r->by_id, compare_objects);
}

static const struct json *by_id(const struct reading *r, struct slice id)
{
    const struct object *found = find_object(r->by_id, r->item_count, id);
    return found ? found->json : NULL;
}

static bool is_family(const struct json *object)
{
    return is_of_type(object, "malware") || is_of_type(object, "tool");
}

/* Remembers for each indicator which malware or tool it indicates. */
static void find_families(struct reading *r)
{
    r->families = memory_create(r->item_count, sizeof *r->families);
    for (size_t i = 0; i < r->item_count; i++) {
        const struct json *item = json_item(r->items, i);
        const struct json *target = by_id(r, json_member_text(item, "target_ref"));
        if (is_of_type(item, "relationship") && !is_revoked(item) && is_family(target) &&
            slice_equal_text(json_member_text(item, "relationship_type"), "indicates"))
            r->families[r->family_count++] = (struct object){
                .json = target, .id = json_member_text(item, "source_ref"), .place = i};
    }
    qsort(r->families, r->family_count, sizeof *r->families, compare_objects);
}

/* ---- What is said of an indicator */

static struct slice join(struct reading *r, const struct json *words)
{
    struct text joined = {0};
    for (size_t i = 0; i < json_item_count(words); i++) {
        text_put(&joined, i > 0 ? ", " : "");
        text_add(&joined, json_text(json_item(words, i)));
    }
    struct slice kept = arena_keep(&r->arena, text_slice(&joined));
    text_done(&joined);
    return kept;
}

static void read_what_is_said(struct reading *r, const struct json *object, size_t place)
{
    int64_t confidence = 0;
    struct slice id = json_member_text(object, "id");
    const struct object *family = find_object(r->families, r->family_count, id);
    const struct json *types = json_member(object, "indicator_types");
    r->statement = (struct statement){
        .family = json_member_text(family ? family->json : NULL, "name"),
        .threat = join(r, types ? types : json_member(object, "labels")),
        .description = json_member_text(object, "description"),
        .label = json_member_text(object, "name"),
    };
    r->said = (struct indicator){.line = r->lines[place]};
    instant_parse(json_member_text(object, "valid_from"), &r->said.valid_from);
    instant_parse(json_member_text(object, "valid_until"), &r->said.valid_until);
    if (json_member_number(object, "confidence", &confidence) && confidence > 0 &&
        confidence <= 100)
        r->said.confidence = (uint8_t)confidence;
}

/* ---- Values */

enum meaning {
    MEANS_NOTHING,
    MEANS_HOST,
    MEANS_DIGEST,
    MEANS_CERTIFICATE,
    MEANS_EMAIL,
    MEANS_PORT
};

static enum meaning meaning_of(struct slice path)
{
    static const struct {
        const char *begins, *ends;
        enum meaning meaning;
    } paths[] = {
        {"ipv4-addr:value", "", MEANS_HOST},
        {"ipv6-addr:value", "", MEANS_HOST},
        {"domain-name:value", "", MEANS_HOST},
        {"domain-name:resolves_to_refs", "value", MEANS_HOST},
        {"url:value", "", MEANS_HOST},
        {"network-traffic:", "_ref.value", MEANS_HOST},
        {"network-traffic:", "_port", MEANS_PORT},
        {"network-traffic:", "request_value", MEANS_HOST},
        {"network-traffic:", "request_header.Host", MEANS_HOST},
        {"file:hashes.", "", MEANS_DIGEST},
        {"artifact:hashes.", "", MEANS_DIGEST},
        {"x509-certificate:hashes.", "", MEANS_CERTIFICATE},
        {"email-addr:value", "", MEANS_EMAIL},
        {"email-message:", "_ref.value", MEANS_EMAIL},
        {"email-message:", "_refs.value", MEANS_EMAIL},
    };
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
        if (slice_starts_with(path, paths[i].begins) && slice_ends_with(path, paths[i].ends))
            return paths[i].meaning;
    return MEANS_NOTHING;
}

static bool is_digest(enum indicator_kind kind)
{
    return kind == INDICATOR_MD5 || kind == INDICATOR_SHA1 || kind == INDICATOR_SHA256;
}

static bool suits(enum meaning meaning, enum indicator_kind kind)
{
    switch (meaning) {
    case MEANS_HOST:
        return !is_digest(kind) && kind != INDICATOR_EMAIL && kind != INDICATOR_CVE;
    case MEANS_DIGEST:
    case MEANS_CERTIFICATE:
        return is_digest(kind);
    case MEANS_EMAIL:
        return kind == INDICATOR_EMAIL;
    default:
        return false;
    }
}

static void add_candidate(struct reading *r)
{
    if (r->said.statement == 0)
        r->said.statement = listed_statement(&r->statements, r->notice, &r->statement);
    struct indicator indicator = r->said;
    indicator.kind = r->candidate.kind;
    indicator.pattern = text_slice(&r->candidate.pattern);
    r->full = r->full || !notice_add(r->notice, &indicator);
}

/* Reads a value into the candidate; counts what is none. */
static bool read_value(struct reading *r, enum meaning meaning, struct slice value)
{
    struct candidate *candidate = &r->candidate;
    bool read = (listed_read(value, candidate) ||
                 (meaning == MEANS_HOST && listed_read_label(value, candidate))) &&
                suits(meaning, candidate->kind);
    /* Digests that nobody hunts (SHA-512, SSDEEP) are no mistakes. */
    if (!read && meaning != MEANS_DIGEST && meaning != MEANS_CERTIFICATE)
        notice_reject(r->notice, REJECTED_MALFORMED, value, r->said.line);
    if (read && meaning == MEANS_CERTIFICATE && candidate->kind == INDICATOR_SHA1)
        candidate->kind = INDICATOR_CERT_SHA1;
    if (read && meaning == MEANS_CERTIFICATE && candidate->kind == INDICATOR_SHA256)
        candidate->kind = INDICATOR_CERT_SHA256;
    return read;
}

/* LIKE has "%" for any text. "%.evil.example" is the domain, "http://evil.example/a%"
 * the prefix; another "%" cannot be hunted. */
static struct slice without_wildcards(struct slice value)
{
    if (slice_starts_with(value, "%."))
        value = slice_after(value, 2);
    else if (slice_starts_with(value, "%"))
        value = slice_after(value, 1);
    if (slice_ends_with(value, "%"))
        value.size--;
    return slice_find_byte(value, '%') == SLICE_NOWHERE ? value : (struct slice){0};
}

/* ---- Patterns */

/* "dst" of "network-traffic:dst_port" and of "network-traffic:dst_ref.value"; empty
 * for paths that name no side. */
static struct slice side_of(struct slice path)
{
    struct slice property = slice_after(path, slice_find_byte(path, ':') + 1);
    bool has_side = slice_starts_with(property, "dst_") || slice_starts_with(property, "src_");
    return slice_part(property, 0, has_side ? 3 : 0);
}

static bool is_wanted(const struct stix_term *term, enum meaning meaning)
{
    return !term->negated && meaning_of(term->path) == meaning && term->test == STIX_EQUAL;
}

enum { PORTS_TOGETHER = 64 }; /* ports that one address is joined with */

/* Adds the address that the candidate holds with each port that an AND joins to it;
 * false when there is none. */
static bool add_with_ports(struct reading *r, const struct stix_term *term)
{
    struct slice side = side_of(term->path);
    struct endpoint endpoint;
    size_t added = 0;
    if (r->candidate.kind != INDICATOR_ADDRESS ||
        !address_parse(text_slice(&r->candidate.pattern), &endpoint.address))
        return false;
    for (size_t i = 0; i < r->pattern.count && added < PORTS_TOGETHER; i++) {
        const struct stix_term *other = &r->pattern.terms[i];
        uint64_t port;
        if (other->together != term->together || !is_wanted(other, MEANS_PORT) ||
            (side.size > 0 && !slice_equal(side, side_of(other->path))) ||
            !slice_to_number(other->value, 65535, &port) || port == 0)
            continue;
        endpoint.port = (uint16_t)port;
        text_clear(&r->candidate.pattern);
        text_add_endpoint(&r->candidate.pattern, &endpoint);
        r->candidate.kind = INDICATOR_ENDPOINT;
        add_candidate(r);
        added++;
    }
    return added > 0;
}

static bool has_ports(const struct stix_pattern *pattern)
{
    for (size_t i = 0; i < pattern->count; i++)
        if (is_wanted(&pattern->terms[i], MEANS_PORT))
            return true;
    return false;
}

static void use_terms(struct reading *r)
{
    bool ports = has_ports(&r->pattern);
    for (size_t i = 0; i < r->pattern.count; i++) {
        const struct stix_term *term = &r->pattern.terms[i];
        enum meaning meaning = meaning_of(term->path);
        struct slice value = term->value;
        if (term->negated || meaning == MEANS_NOTHING || meaning == MEANS_PORT ||
            term->test == STIX_OTHER_TEST)
            continue;
        if (term->test == STIX_LIKE)
            value = without_wildcards(value);
        if (term->test == STIX_MATCHES)
            value = (struct slice){0}; /* an expression, which is counted as unread */
        if (!read_value(r, meaning, value))
            continue;
        if (!ports || !add_with_ports(r, term))
            add_candidate(r);
    }
}

static bool refuse(struct reading *r, const struct object *object, const char *why)
{
    struct text id = {0};
    text_add_printable(&id, slice_part(object->id, 0, 64));
    problem_set(r->problem, "line %u: object %zu (\"%s\"): %s", r->lines[object->place],
                object->place + 1, text_string(&id), why);
    text_done(&id);
    return false;
}

static bool is_newest(const struct reading *r, const struct object *object)
{
    return object->id.size == 0 ||
           find_object(r->by_id, r->item_count, object->id)->place == object->place;
}

static bool read_indicator(struct reading *r, const struct object *object)
{
    const struct json *pattern = json_member(object->json, "pattern");
    const struct json *type = json_member(object->json, "pattern_type"); /* 2.0 has none */
    if (is_revoked(object->json) || !is_newest(r, object))
        return true;
    if (!json_is_text(pattern))
        return refuse(r, object, "it has no \"pattern\"");
    if (type && !slice_equal_text(json_text(type), "stix")) {
        notice_reject(r->notice, REJECTED_OTHER_LANGUAGE, json_text(type), r->lines[object->place]);
        return true;
    }
    arena_reset(&r->arena);
    if (!stix_pattern_read(json_text(pattern), &r->arena, &r->pattern))
        return refuse(r, object, "\"pattern\" is not a STIX pattern");
    read_what_is_said(r, object->json, object->place);
    use_terms(r);
    return true;
}

/* ---- Observables, where no pattern says anything */

static void read_observable(struct reading *r, const struct object *object)
{
    static const char *const types[] = {"ipv4-addr", "ipv6-addr", "domain-name", "url"};
    static const char *const algorithms[] = {"MD5", "SHA-1", "SHA-256"};
    bool is_file = is_of_type(object->json, "file");
    bool is_certificate = is_of_type(object->json, "x509-certificate");
    struct slice value = json_member_text(object->json, "value");
    arena_reset(&r->arena);
    read_what_is_said(r, object->json, object->place);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (is_of_type(object->json, types[i]) && read_value(r, MEANS_HOST, value))
            add_candidate(r);
    if (is_of_type(object->json, "email-addr") && read_value(r, MEANS_EMAIL, value))
        add_candidate(r);
    const struct json *hashes = json_member(object->json, "hashes");
    for (size_t i = 0; (is_file || is_certificate) && i < 3; i++) {
        value = json_member_text(hashes, algorithms[i]);
        if (value.size > 0 &&
            read_value(r, is_certificate ? MEANS_CERTIFICATE : MEANS_DIGEST, value))
            add_candidate(r);
    }
}

/* ---- The bundle */

static void read_title(struct reading *r)
{
    for (size_t i = 0; i < r->item_count; i++) {
        const struct json *item = json_item(r->items, i);
        if (!is_of_type(item, "report") && !is_of_type(item, "grouping"))
            continue;
        struct slice published = json_member_text(item, "published");
        const struct json *author = by_id(r, json_member_text(item, "created_by_ref"));
        const struct json *reference = json_item(json_member(item, "external_references"), 0);
        struct notice *notice = r->notice;
        notice->title = notice_keep(notice, json_member_text(item, "name"));
        notice->publisher = notice_keep(notice, json_member_text(author, "name"));
        notice->date =
            notice_keep(notice, published.size > 0 ? published : json_member_text(item, "created"));
        notice->reference = notice_keep(notice, json_member_text(reference, "url"));
        return;
    }
}

static struct object object_at(const struct reading *r, size_t i)
{
    const struct json *item = json_item(r->items, i);
    return (struct object){.json = item, .id = json_member_text(item, "id"), .place = i};
}

static bool read_objects(struct reading *r)
{
    bool has_indicators = false;
    for (size_t i = 0; i < r->item_count && !r->full; i++) {
        struct object object = object_at(r, i);
        if (!json_has_members(object.json))
            return refuse(r, &object, "it is no object");
        if (is_of_type(object.json, "indicator")) {
            has_indicators = true;
            if (!read_indicator(r, &object))
                return false;
        }
    }
    for (size_t i = 0; i < r->item_count && !r->full && !has_indicators; i++) {
        struct object object = object_at(r, i);
        read_observable(r, &object);
    }
    if (r->full)
        return problem_set(r->problem, "it has more than %d indicators", LIMIT_INDICATORS);
    return true;
}

static bool read_bundle(struct reading *r, const struct json *root)
{
    if (!json_has_members(root))
        return problem_set(r->problem, "line 1: it is no STIX bundle");
    r->items = json_member(root, "objects");
    if (!json_has_items(r->items))
        return problem_set(r->problem, "line 1: it has no list of \"objects\"");
    r->item_count = json_item_count(r->items);
    r->lines = memory_create(r->item_count, sizeof *r->lines);
    json_item_lines(r->content, "objects", r->lines, r->item_count);
    sort_objects(r);
    find_families(r);
    read_title(r);
    return read_objects(r);
}

static bool stix_read(struct slice content, struct notice *notice, struct problem *problem)
{
    struct json *root = json_parse(content, LIMIT_JSON_SIZE, problem);
    if (!root)
        return false;
    struct reading *r = memory_create(1, sizeof *r);
    r->content = content;
    r->notice = notice;
    r->problem = problem;
    bool read = read_bundle(r, root);
    candidate_done(&r->candidate);
    stix_pattern_done(&r->pattern);
    arena_done(&r->arena);
    free(r->families);
    free(r->by_id);
    free(r->lines);
    free(r);
    json_free(root);
    return read;
}

static int stix_recognise(struct slice content, const char *file_name)
{
    enum { LOOKED_AT = 65536 };
    (void)file_name;
    struct slice start = slice_part(slice_trim(content), 0, LOOKED_AT);
    if (!slice_starts_with(start, "{"))
        return 0;
    /* What is meant to be a bundle is read as one, so that its defects are told. */
    bool bundle = slice_find(start, slice_from("\"bundle--")) != SLICE_NOWHERE;
    bool objects = slice_find(start, slice_from("\"objects\"")) != SLICE_NOWHERE &&
                   (slice_find(start, slice_from("\"spec_version\"")) != SLICE_NOWHERE ||
                    slice_find(start, slice_from("\"bundle\"")) != SLICE_NOWHERE);
    return bundle || objects ? 95 : 0;
}

const struct notice_reader stix_reader = {
    .name = "stix",
    .title = "STIX 2.1 bundles",
    .recognise = stix_recognise,
    .read = stix_read,
};
