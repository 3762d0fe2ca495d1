/* stix - STIX 2.0 and 2.1 (OASIS, 2017 and 2021): bundles, lists of objects, single objects.
 *
 * Indicators come from patterns of type "stix": every value that a pattern asks for and does
 * not negate. An address and a port that an AND joins are an address:port. LIKE and MATCHES
 * give the plain values that they stand for. What a pattern asks for and no hunt can compare
 * is rejected with its text. Observables that no pattern asks for are context where patterns
 * are, and the indicators where none is. Revoked objects and older versions of an object are
 * not used. A bundle that breaks the rules in a way that matters is refused: half a notice
 * would be believed whole (stix_rules.h). */
/* SPDX-License-Identifier: MIT */
#include "base/json.h"
#include "base/memory.h"
#include "model/address.h"
#include "model/limits.h"
#include "notice/listed.h"
#include "notice/plain_expression.h"
#include "notice/reader.h"
#include "notice/stix_bundle.h"
#include "notice/stix_context.h"
#include "notice/stix_marking.h"
#include "notice/stix_path.h"
#include "notice/stix_pattern.h"
#include "notice/stix_rules.h"
#include "notice/stix_value.h"
#include "notice/typed.h"

#include <stdlib.h>

/* How the paths of an HTTP request end. */
#define REQUEST_HOST ".request_header.Host"
#define REQUEST_TARGET ".request_value"

enum { SIGHTINGS_MOST = 1024 }; /* of one object, whose first and last are told */

struct reading {
    struct notice *notice;
    struct problem *problem;
    const struct json_lines *lines;
    struct stix_bundle bundle;
    struct arena arena;      /* of one pattern */
    struct arena expression; /* of one comparison in it */
    struct stix_pattern pattern;
    struct candidate candidate;
    struct recent_statements statements;
    struct stix_context context;
    struct text threat, role;
    struct statement statement; /* of the object at hand; kept when its first indicator is */
    struct indicator said;      /* of it, without kind and pattern */
    bool full;
};

static uint32_t line_of(const struct reading *r, const struct json *object)
{
    uint32_t line = json_line(r->lines, object);
    return line > 0 ? line : 1;
}

/* ---- What is said of an object */

/* Joins words, but not those with which MISP labels what it exports. */
static void join(struct text *joined, const struct json *words)
{
    for (size_t i = 0; i < json_item_count(words); i++) {
        struct slice word = json_text(json_item(words, i));
        if (word.size == 0 || slice_starts_with(word, "misp:") || slice_starts_with(word, "tlp:"))
            continue;
        text_put(joined, joined->size > 0 ? ", " : "");
        text_add(joined, word);
    }
}

static bool names(const struct json *words, const char *word)
{
    for (size_t i = 0; i < json_item_count(words); i++)
        if (slice_equal_text(json_text(json_item(words, i)), word))
            return true;
    return false;
}

/* Phases of kill chains say what something is used for. */
static void join_phases(struct text *role, const struct json *phases)
{
    for (size_t i = 0; i < json_item_count(phases); i++) {
        struct slice name = json_member_text(json_item(phases, i), "phase_name");
        if (name.size == 0 || slice_equal_text(name, "Other"))
            continue;
        text_put(role, role->size > 0 ? ", " : "");
        text_add(role, name);
    }
}

static void raise_marking(struct reading *r, const struct json *object)
{
    enum tlp marking = stix_marking_read(&r->bundle, object);
    r->notice->marking = marking > r->notice->marking ? marking : r->notice->marking;
}

static struct instant member_time(const struct json *object, const char *name)
{
    struct instant instant = {0};
    instant_parse(json_member_text(object, name), &instant);
    return instant;
}

/* From the first to the last of the sightings of an object. */
static void read_sightings(struct reading *r, const struct json *object)
{
    const struct stix_object *sightings;
    size_t count = stix_relations_towards(&r->bundle, json_member_text(object, "id"),
                                          slice_from("sighting"), &sightings);
    struct indicator *said = &r->said;
    r->notice->has_evidence = r->notice->has_evidence || count > 0;
    for (size_t i = 0; i < count && i < SIGHTINGS_MOST; i++) {
        struct instant first = member_time(sightings[i].json, "first_seen");
        struct instant last = member_time(sightings[i].json, "last_seen");
        if (instant_is_known(first) &&
            (!instant_is_known(said->first_seen) || first.ns < said->first_seen.ns))
            said->first_seen = first;
        if (instant_is_known(last) && last.ns > said->last_seen.ns)
            said->last_seen = last;
    }
}

static void read_what_is_said(struct reading *r, const struct json *object)
{
    int64_t confidence = 0;
    const struct json *types = json_member(object, "indicator_types");
    const struct json *words = types ? types : json_member(object, "labels");
    text_clear(&r->threat);
    text_clear(&r->role);
    join(&r->threat, words);
    join_phases(&r->role, json_member(object, "kill_chain_phases"));
    stix_context_read(&r->context, &r->bundle, object);
    raise_marking(r, object);
    r->statement = (struct statement){
        .family = text_slice(&r->context.family),
        .threat = text_slice(&r->threat),
        .role = text_slice(&r->role),
        .campaign = text_slice(&r->context.campaign),
        .actor = text_slice(&r->context.actor),
        .description = json_member_text(object, "description"),
        .label = json_member_text(object, "name"),
    };
    r->said = (struct indicator){.line = line_of(r, object), .context = names(words, "benign")};
    instant_parse(json_member_text(object, "valid_from"), &r->said.valid_from);
    instant_parse(json_member_text(object, "valid_until"), &r->said.valid_until);
    if (json_member_number(object, "confidence", &confidence) && confidence > 0 &&
        confidence <= 100)
        r->said.confidence = (uint8_t)confidence;
    read_sightings(r, object);
}

/* ---- Values */

static void add_candidate(struct reading *r)
{
    if (r->said.statement == 0)
        r->said.statement = listed_statement(&r->statements, r->notice, &r->statement);
    struct indicator indicator = r->said;
    indicator.kind = r->candidate.kind;
    indicator.pattern = text_slice(&r->candidate.pattern);
    r->full = r->full || !notice_add(r->notice, &indicator);
}

static void reject(struct reading *r, enum rejection_reason reason, struct slice text)
{
    notice_reject(r->notice, reason, text, r->said.line);
}

static void use_expression(struct reading *r, const struct stix_path *path,
                           const struct stix_term *term)
{
    struct plain_texts texts;
    arena_reset(&r->expression);
    bool all = plain_expression_read(term->value, &r->expression, &texts);
    for (size_t i = 0; i < texts.count && all; i++) {
        bool read = stix_value_read_like(path, texts.items[i], &r->candidate) ||
                    stix_value_read_unanchored(path, texts.items[i], &r->candidate);
        if (read)
            add_candidate(r);
        all = read;
    }
    if (!all)
        reject(r, REJECTED_EXPRESSION, term->text);
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

enum {
    PORTS_TOGETHER = 64, /* ports that one address is joined with */
    HOST_MOST = 255,     /* RFC 1035 */
};

/* Terms that an AND joins stand in a row; what they say of each other. */
struct group {
    size_t from, to;           /* in the pattern's terms */
    bool has_value;            /* so that its details are used with it */
    struct slice host, target; /* of an HTTP request; empty: not there */
    const struct stix_term *ports[PORTS_TOGETHER];
    size_t port_count;
};

static bool is_plain_term(const struct stix_term *term)
{
    return !term->negated && term->test == STIX_EQUAL;
}

static void note_in_group(struct group *group, const struct stix_term *term)
{
    struct stix_path path = stix_path_read(term->path);
    group->has_value = group->has_value || (path.meaning == STIX_MEANS_VALUE && !term->negated);
    if (!is_plain_term(term))
        return;
    if (path.meaning == STIX_MEANS_PORT && group->port_count < PORTS_TOGETHER)
        group->ports[group->port_count++] = term;
    if (slice_ends_with(term->path, REQUEST_HOST) && term->value.size <= HOST_MOST)
        group->host = term->value;
    if (slice_ends_with(term->path, REQUEST_TARGET) && slice_starts_with(term->value, "/"))
        group->target = term->value;
}

static struct group read_group(const struct stix_pattern *pattern, size_t from)
{
    struct group group = {.from = from, .to = from};
    uint32_t together = pattern->terms[from].together;
    for (; group.to < pattern->count && pattern->terms[group.to].together == together; group.to++)
        note_in_group(&group, &pattern->terms[group.to]);
    return group;
}

/* Adds the address that the candidate holds with each port that an AND joins to it;
 * false when there is none. */
static bool add_with_ports(struct reading *r, const struct stix_term *term,
                           const struct group *group)
{
    struct slice side = side_of(term->path);
    struct endpoint endpoint;
    bool added = false;
    if (group->port_count == 0 || r->candidate.kind != INDICATOR_ADDRESS ||
        !address_parse(text_slice(&r->candidate.pattern), &endpoint.address))
        return false;
    for (size_t i = 0; i < group->port_count; i++) {
        const struct stix_term *other = group->ports[i];
        uint64_t port;
        if ((side.size > 0 && !slice_equal(side, side_of(other->path))) ||
            !slice_to_number(other->value, 65535, &port) || port == 0)
            continue;
        endpoint.port = (uint16_t)port;
        text_clear(&r->candidate.pattern);
        text_add_endpoint(&r->candidate.pattern, &endpoint);
        r->candidate.kind = INDICATOR_ENDPOINT;
        add_candidate(r);
        added = true;
    }
    return added;
}

/* What a test means for a hunt. A superset of one address is that address. */
static bool test_is_plain(const struct stix_term *term)
{
    bool network = slice_find_byte(term->value, '/') != SLICE_NOWHERE;
    return term->test == STIX_EQUAL || term->test == STIX_IS_SUBSET ||
           (term->test == STIX_IS_SUPERSET && !network);
}

/* A request's target and its Host are one URL, told where the target stands. Gives the value
 * to read for a term: empty for a Host that is told there. */
static struct slice join_request(struct reading *r, const struct stix_term *term,
                                 const struct group *group)
{
    if (group->host.size == 0 || group->target.size == 0 || !is_plain_term(term))
        return term->value;
    if (slice_ends_with(term->path, REQUEST_HOST))
        return (struct slice){0};
    if (!slice_ends_with(term->path, REQUEST_TARGET) || !slice_starts_with(term->value, "/"))
        return term->value;
    struct text url = {0};
    text_add(&url, group->host);
    text_add(&url, term->value);
    struct slice kept = arena_keep(&r->arena, text_slice(&url));
    text_done(&url);
    return kept;
}

static void use_value(struct reading *r, const struct stix_path *path, const struct stix_term *term,
                      const struct group *group)
{
    bool plain = test_is_plain(term);
    struct slice value = join_request(r, term, group);
    if (term->value.size > 0 && value.size == 0)
        return;
    if (term->test == STIX_MATCHES) {
        use_expression(r, path, term);
        return;
    }
    bool read = plain ? stix_value_read(path, value, &r->candidate)
                      : term->test == STIX_LIKE && stix_value_read_like(path, value, &r->candidate);
    if (!read)
        reject(r, plain ? REJECTED_MALFORMED : REJECTED_EXPRESSION,
               plain ? term->value : term->text);
    else if (!add_with_ports(r, term, group))
        add_candidate(r);
}

/* The times of the object, narrowed to those that the term names. */
static void narrow_validity(struct indicator *said, const struct stix_term *term)
{
    if (instant_is_known(term->from) &&
        (!instant_is_known(said->valid_from) || said->valid_from.ns < term->from.ns))
        said->valid_from = term->from;
    if (instant_is_known(term->until) &&
        (!instant_is_known(said->valid_until) || said->valid_until.ns > term->until.ns))
        said->valid_until = term->until;
}

static void use_term(struct reading *r, const struct stix_term *term, const struct group *group)
{
    struct stix_path path = stix_path_read(term->path);
    bool detail = path.meaning == STIX_MEANS_DETAIL || path.meaning == STIX_MEANS_PORT;
    struct indicator object = r->said;
    if (detail && group->has_value)
        return;
    if (term->test == STIX_QUALIFIER || path.meaning != STIX_MEANS_VALUE) {
        reject(r, REJECTED_EXPRESSION, term->text);
        return;
    }
    if (term->negated) {
        reject(r, REJECTED_NEGATED, term->text);
        return;
    }
    narrow_validity(&r->said, term);
    use_value(r, &path, term, group);
    object.statement = r->said.statement;
    r->said = object;
}

static void use_pattern(struct reading *r)
{
    for (size_t at = 0; at < r->pattern.count;) {
        struct group group = read_group(&r->pattern, at);
        for (; at < group.to && !r->full; at++)
            use_term(r, &r->pattern.terms[at], &group);
        at = group.to;
    }
}

static bool refuse(struct reading *r, const struct stix_object *object, const char *why)
{
    struct text id = {0};
    text_add_printable(&id, slice_part(object->id, 0, 64));
    problem_set(r->problem, "line %u: object %zu (\"%s\"): %s", line_of(r, object->json),
                object->place + 1, text_string(&id), why);
    text_done(&id);
    return false;
}

/* "snort: the rule's name", as rules are long. */
static void reject_rule(struct reading *r, const struct json *object, struct slice language)
{
    struct text what = {0};
    struct slice name = json_member_text(object, "name");
    text_add(&what, language);
    text_put(&what, ": ");
    text_add(&what, name.size > 0 ? name : json_member_text(object, "pattern"));
    notice_reject(r->notice, REJECTED_OTHER_LANGUAGE, text_slice(&what), line_of(r, object));
    text_done(&what);
}

static bool read_indicator(struct reading *r, const struct stix_object *object)
{
    const struct json *json = object->json;
    const struct json *pattern = json_member(json, "pattern");
    const struct json *type = json_member(json, "pattern_type"); /* 2.0 has none */
    if (!json_is_text(pattern))
        return refuse(r, object, "its \"pattern\" is no text");
    if (type && !slice_equal_text(json_text(type), "stix")) {
        reject_rule(r, json, json_text(type));
        return true;
    }
    arena_reset(&r->arena);
    if (!stix_pattern_read(json_text(pattern), &r->arena, &r->pattern))
        return refuse(r, object, "\"pattern\" is not a STIX pattern");
    read_what_is_said(r, json);
    use_pattern(r);
    return true;
}

/* ---- Observables */

static void use_observed(struct reading *r, struct slice path_text, const struct json *value)
{
    struct stix_path path = stix_path_read(path_text);
    struct text number = {0};
    int64_t n;
    if (path.meaning == STIX_MEANS_VALUE) {
        bool numeric = json_number(value, &n) && n >= 0;
        if (numeric)
            text_add_number(&number, (uint64_t)n);
        struct slice text = numeric ? text_slice(&number) : json_text(value);
        if (stix_value_read(&path, text, &r->candidate))
            add_candidate(r);
        else if (text.size > 0)
            reject(r, REJECTED_MALFORMED, text);
    }
    text_done(&number);
}

/* The values in an observable, by the paths that a pattern would name them with. */
static void walk_observable(struct reading *r, struct text *path, const struct json *value,
                            unsigned depth)
{
    enum { DEEPEST = 8 };
    size_t size = path->size;
    struct json_walk members = {.object = value};
    if (depth > DEEPEST)
        return;
    if (!json_has_members(value) && !json_has_items(value))
        use_observed(r, text_slice(path), value);
    for (size_t i = 0; i < json_item_count(value); i++)
        walk_observable(r, path, json_item(value, i), depth + 1);
    while (json_has_members(value) && json_next(&members)) {
        text_put(path, depth == 0 ? "" : ".");
        text_add(path, members.name);
        walk_observable(r, path, members.value, depth + 1);
        path->size = size;
    }
}

/* The address that a conversation went to, with its port. `siblings`: the objects beside it
 * in observed data of 2.0, which are referred to by their names. */
static void read_endpoint(struct reading *r, const struct json *traffic,
                          const struct json *siblings)
{
    struct text reference = {0};
    struct endpoint endpoint;
    int64_t port = 0;
    text_add(&reference, json_member_text(traffic, "dst_ref"));
    const struct json *target = siblings ? json_member(siblings, text_string(&reference))
                                         : stix_find(&r->bundle, text_slice(&reference));
    text_done(&reference);
    if (!json_member_number(traffic, "dst_port", &port) || port <= 0 || port > 65535 ||
        !address_parse(json_member_text(target, "value"), &endpoint.address))
        return;
    endpoint.port = (uint16_t)port;
    text_clear(&r->candidate.pattern);
    text_add_endpoint(&r->candidate.pattern, &endpoint);
    r->candidate.kind = INDICATOR_ENDPOINT;
    add_candidate(r);
}

static void read_observable(struct reading *r, const struct json *object,
                            const struct json *siblings)
{
    struct text path = {0};
    text_add(&path, json_member_text(object, "type"));
    text_put(&path, ":");
    if (stix_is_of_type(object, "network-traffic"))
        read_endpoint(r, object, siblings);
    walk_observable(r, &path, object, 0);
    text_done(&path);
}

/* What was observed, and when: held inside it (2.0), or referred to (2.1). */
static void read_observed_data(struct reading *r, const struct json *observed)
{
    const struct json *inside = json_member(observed, "objects");
    const struct json *references = json_member(observed, "object_refs");
    struct json_walk walk = {.object = inside};
    r->said.first_seen = member_time(observed, "first_observed");
    r->said.last_seen = member_time(observed, "last_observed");
    while (json_has_members(inside) && json_next(&walk))
        read_observable(r, walk.value, inside);
    for (size_t i = 0; i < json_item_count(references) && !r->full; i++) {
        const struct json *object = stix_find(&r->bundle, json_text(json_item(references, i)));
        if (object)
            read_observable(r, object, NULL);
    }
}

/* ATT&CK's number of a technique stands among the references to it. */
static void read_technique(struct reading *r, const struct json *object)
{
    const struct json *references = json_member(object, "external_references");
    for (size_t i = 0; i < json_item_count(references); i++) {
        const struct json *reference = json_item(references, i);
        struct slice source = json_member_text(reference, "source_name");
        if (slice_starts_with(source, "mitre") &&
            typed_read(INDICATOR_TECHNIQUE, json_member_text(reference, "external_id"),
                       &r->candidate))
            add_candidate(r);
    }
}

/* Objects that hold nothing observed, and are not walked through. */
static bool is_told_elsewhere(const struct json *object)
{
    static const char *const types[] = {"indicator", "relationship", "sighting", "identity"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (stix_is_of_type(object, types[i]))
            return true;
    return false;
}

/* First those that say when they were observed, then all. */
static void read_observables(struct reading *r, bool observed_data, bool context)
{
    for (size_t i = 0; i < r->bundle.count && !r->full; i++) {
        const struct stix_object *object = &r->bundle.objects[i];
        bool holds = stix_is_of_type(object->json, "observed-data");
        if (holds != observed_data || is_told_elsewhere(object->json) ||
            stix_is_revoked(object->json) || !stix_is_newest(&r->bundle, object))
            continue;
        read_what_is_said(r, object->json);
        r->said.context = r->said.context || context;
        r->notice->has_evidence = r->notice->has_evidence || holds;
        if (holds)
            read_observed_data(r, object->json);
        else if (stix_is_of_type(object->json, "attack-pattern"))
            read_technique(r, object->json);
        else
            read_observable(r, object->json, NULL);
    }
}

/* ---- The bundle */

/* Who speaks, of the first object of a type that stands for the whole notice. */
static bool read_head(struct reading *r, const char *type)
{
    for (size_t i = 0; i < r->bundle.count; i++) {
        const struct json *object = r->bundle.objects[i].json;
        if (!stix_is_of_type(object, type) || stix_is_revoked(object) ||
            !stix_is_newest(&r->bundle, &r->bundle.objects[i]))
            continue;
        struct notice *notice = r->notice;
        const struct json *references = json_member(object, "external_references");
        const struct json *author =
            stix_find(&r->bundle, json_member_text(object, "created_by_ref"));
        notice_keep_first(notice, &notice->title, json_member_text(object, "name"));
        notice_keep_first(notice, &notice->title, json_member_text(object, "abstract"));
        notice_keep_first(notice, &notice->publisher, json_member_text(author, "name"));
        notice_keep_first(notice, &notice->date, json_member_text(object, "published"));
        notice_keep_first(notice, &notice->date, json_member_text(object, "created"));
        for (size_t k = 0; k < json_item_count(references); k++) {
            const struct json *reference = json_item(references, k);
            notice_keep_first(notice, &notice->reference, json_member_text(reference, "url"));
            notice_keep_first(notice, &notice->number, json_member_text(reference, "external_id"));
        }
        raise_marking(r, object);
        return true;
    }
    return false;
}

static void read_heads(struct reading *r)
{
    static const char *const types[] = {"report", "grouping", "note"};
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (read_head(r, types[i]))
            return;
    /* Without any of them, who made the indicators is the publisher. */
    for (size_t i = 0; i < r->bundle.count; i++) {
        const struct json *object = r->bundle.objects[i].json;
        const struct json *author =
            stix_find(&r->bundle, json_member_text(object, "created_by_ref"));
        if (stix_is_of_type(object, "indicator"))
            notice_keep_first(r->notice, &r->notice->publisher, json_member_text(author, "name"));
    }
}

static bool check_object(struct reading *r, const struct stix_object *object)
{
    struct text reason = {0};
    if (!json_has_members(object->json))
        return refuse(r, object, "it is no object");
    bool holds = stix_rules_hold(object->json, r->notice, line_of(r, object->json), &reason);
    if (!holds)
        refuse(r, object, text_string(&reason));
    text_done(&reason);
    return holds;
}

/* Says of an object that is not used why; true when it is. */
static bool is_in_force(struct reading *r, const struct stix_object *object)
{
    bool revoked = stix_is_revoked(object->json);
    bool superseded = !stix_is_newest(&r->bundle, object);
    struct slice pattern = json_member_text(object->json, "pattern");
    if (revoked || superseded)
        notice_reject(r->notice, revoked ? REJECTED_REVOKED : REJECTED_SUPERSEDED, pattern,
                      line_of(r, object->json));
    return !revoked && !superseded;
}

static bool read_objects(struct reading *r)
{
    for (size_t i = 0; i < r->bundle.count && !r->full; i++) {
        const struct stix_object *object = &r->bundle.objects[i];
        if (!check_object(r, object))
            return false;
        if (stix_is_of_type(object->json, "indicator") && is_in_force(r, object) &&
            !read_indicator(r, object))
            return false;
    }
    bool patterns_said_something = r->notice->indicator_count > 0;
    read_observables(r, true, patterns_said_something);
    read_observables(r, false, patterns_said_something);
    if (r->full)
        return problem_set(r->problem, "it has more than %d indicators", LIMIT_INDICATORS);
    return true;
}

static bool read_root(struct reading *r, const struct json *root)
{
    const struct json *id = json_member(root, "id");
    bool bundle = stix_is_of_type(root, "bundle");
    if (bundle && !json_has_items(json_member(root, "objects")))
        return problem_set(r->problem, "line 1: it has no list of \"objects\"");
    if (bundle && id && !slice_starts_with(json_text(id), "bundle--"))
        return problem_set(r->problem, "line 1: the bundle's \"id\" is not one of a bundle");
    if (!stix_bundle_read(&r->bundle, root) || r->bundle.count == 0)
        return problem_set(r->problem, "line 1: it is no STIX bundle");
    read_heads(r);
    return read_objects(r);
}

static void done(struct reading *r)
{
    stix_bundle_done(&r->bundle);
    stix_context_done(&r->context);
    stix_pattern_done(&r->pattern);
    candidate_done(&r->candidate);
    text_done(&r->threat);
    text_done(&r->role);
    arena_done(&r->arena);
    arena_done(&r->expression);
    free(r);
}

static bool stix_read(struct slice content, struct notice *notice, struct problem *problem)
{
    struct json *root = json_parse(content, LIMIT_JSON_SIZE, problem);
    if (!root)
        return false;
    struct json_lines *lines = json_lines_create(root, content);
    struct reading *r = memory_create(1, sizeof *r);
    r->notice = notice;
    r->problem = problem;
    r->lines = lines;
    bool read = read_root(r, root);
    done(r);
    json_lines_free(lines);
    json_free(root);
    return read;
}

/* ---- Recognising */

/* Whether an object with an id of STIX's form stands there: "id": "malware--0f0e...". */
static bool has_stix_id(struct slice content)
{
    static const char *const types[] = {"attack-pattern",
                                        "campaign",
                                        "course-of-action",
                                        "extension-definition",
                                        "grouping",
                                        "identity",
                                        "incident",
                                        "indicator",
                                        "infrastructure",
                                        "intrusion-set",
                                        "language-content",
                                        "location",
                                        "malware",
                                        "malware-analysis",
                                        "marking-definition",
                                        "note",
                                        "observed-data",
                                        "opinion",
                                        "relationship",
                                        "report",
                                        "sighting",
                                        "threat-actor",
                                        "tool",
                                        "vulnerability"};
    struct slice rest = content;
    size_t at;
    while ((at = slice_find(rest, slice_from("\"id\""))) != SLICE_NOWHERE) {
        rest = slice_trim(slice_after(rest, at + slice_from("\"id\"").size));
        struct slice value = slice_trim(slice_after(rest, 1));
        for (size_t i = 0; i < sizeof types / sizeof *types; i++)
            if (slice_starts_with(value, "\"") &&
                slice_starts_with(slice_after(value, 1), types[i]) &&
                slice_starts_with(slice_after(value, 1 + slice_from(types[i]).size), "--"))
                return true;
    }
    return false;
}

static int stix_recognise(struct slice content, const char *file_name)
{
    enum { LOOKED_AT = 65536, NOT_LATER = 8, SURE = 95 };
    (void)file_name;
    struct slice start = slice_part(slice_trim(content), 0, LOOKED_AT);
    /* What is meant to be a bundle is read as one, so that its defects are told: also with
     * some bytes too many before it. */
    if (!slice_contains(slice_part(start, 0, NOT_LATER), "{"))
        return 0;
    bool bundle = slice_contains(start, "\"bundle--");
    bool objects =
        slice_contains(start, "\"objects\"") &&
        (slice_contains(start, "\"spec_version\"") || slice_contains(start, "\"bundle\""));
    return bundle || objects || (slice_contains(start, "\"type\"") && has_stix_id(start)) ? SURE
                                                                                          : 0;
}

const struct notice_reader stix_reader = {
    .name = "stix",
    .title = "STIX 2.0 and 2.1 bundles and objects",
    .recognise = stix_recognise,
    .read = stix_read,
};
