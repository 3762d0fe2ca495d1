/* misp - events of MISP (draft-dulaunoy-misp-core-format), as files, feeds and search results.
 *
 * An attribute that its publisher does not mean for detection ("to_ids": false) is kept as
 * context; where two attributes name one value, the one for detection is used, so those are
 * read first. What an event's tags and galaxies say (family, actor, campaign) is said of
 * each attribute that has no tags of its own for it. Proposals of others
 * ("ShadowAttribute") are not the publisher's word and are not read. */
/* SPDX-License-Identifier: MIT */
#include "base/json.h"
#include "base/memory.h"
#include "model/address.h"
#include "model/limits.h"
#include "notice/listed.h"
#include "notice/misp_tag.h"
#include "notice/misp_type.h"
#include "notice/reader.h"
#include "notice/typed.h"

#include <stdlib.h>

/* What an event says of all its attributes, and an object of its own. */
struct scope {
    struct misp_tags tags;
    const struct json *object;    /* NULL: outside of objects */
    struct slice actor, campaign; /* said by attributes of the event */
};

struct reading {
    struct notice *notice;
    struct problem *problem;
    const struct json_lines *lines;
    struct candidate candidate;
    struct recent_statements statements;
    struct text number; /* of a value that is no string */
    bool context;       /* which of the two rounds: attributes that are not for detection */
    bool full;
};

/* ---- Values as exporters write them */

/* MISP's switches are true and false, 1 and 0, or those as strings. */
static bool is_switched(const struct json *object, const char *name, bool on)
{
    int64_t number;
    struct slice text = json_member_text(object, name);
    if (json_member_number(object, name, &number))
        return (number != 0) == on;
    if (text.size > 0)
        return on ? slice_equal_text(text, "1") || slice_equal_text(text, "true")
                  : slice_equal_text(text, "0") || slice_equal_text(text, "false");
    const struct json *value = json_member(object, name);
    return json_is_truth(value) && json_member_is_true(object, name) == on;
}

/* A string, or a number as text, which lives until the next is asked for. */
static struct slice member_value(struct reading *r, const struct json *object, const char *name)
{
    int64_t number;
    if (!json_member_number(object, name, &number) || number < 0)
        return json_member_text(object, name);
    text_clear(&r->number);
    text_add_number(&r->number, (uint64_t)number);
    return text_slice(&r->number);
}

static struct instant member_time(const struct json *object, const char *name)
{
    struct instant instant = {0};
    instant_parse(json_member_text(object, name), &instant);
    return instant;
}

static struct slice first_said(struct slice a, struct slice b)
{
    return a.size > 0 ? a : b;
}

static struct instant first_known(struct instant a, struct instant b)
{
    return instant_is_known(a) ? a : b;
}

static bool is_deleted(const struct json *object)
{
    return is_switched(object, "deleted", true);
}

static uint32_t line_of(const struct reading *r, const struct json *value)
{
    return json_line(r->lines, value);
}

/* ---- What is said of an attribute */

/* Categories say what an attribute was used for; some say what kind of threat it is, and
 * some nothing. */
static void tell_category(struct slice category, struct statement *statement)
{
    static const struct {
        const char *name;
        bool threat;
    } others[] = {{"Financial fraud", true}, {"Payload type", true}, {"Other", false}};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (slice_equal_text(category, others[i].name)) {
            if (others[i].threat)
                statement->threat = first_said(statement->threat, category);
            return;
        }
    statement->role = first_said(statement->role, category);
}

/* Reads all that stands beside a value; gives the indicator without kind and pattern. */
static struct indicator read_what_is_said(struct reading *r, const struct json *attribute,
                                          const struct scope *scope)
{
    struct misp_tags own = {0};
    misp_tags_read(&own, attribute);
    r->notice->marking = own.marking > r->notice->marking ? own.marking : r->notice->marking;
    const struct misp_tags *event = &scope->tags;
    struct statement statement = {
        .family = first_said(text_slice(&own.family), text_slice(&event->family)),
        .threat = first_said(text_slice(&own.threat), text_slice(&event->threat)),
        .role = first_said(text_slice(&own.role), text_slice(&event->role)),
        .campaign = first_said(first_said(text_slice(&own.campaign), text_slice(&event->campaign)),
                               scope->campaign),
        .actor =
            first_said(first_said(text_slice(&own.actor), text_slice(&event->actor)), scope->actor),
        .description = first_said(json_member_text(attribute, "comment"),
                                  json_member_text(scope->object, "comment")),
        .label = json_member_text(scope->object, "name"),
    };
    tell_category(json_member_text(attribute, "category"), &statement);
    struct indicator said = {
        .line = line_of(r, attribute),
        .statement = listed_statement(&r->statements, r->notice, &statement),
        .confidence = own.confidence > 0 ? own.confidence : event->confidence,
        .context = r->context,
        .first_seen = first_known(member_time(attribute, "first_seen"),
                                  member_time(scope->object, "first_seen")),
        .last_seen = first_known(member_time(attribute, "last_seen"),
                                 member_time(scope->object, "last_seen")),
    };
    misp_tags_done(&own);
    return said;
}

/* ---- Attributes */

static void add_candidate(struct reading *r, struct indicator said)
{
    said.kind = r->candidate.kind;
    said.pattern = text_slice(&r->candidate.pattern);
    r->full = r->full || !notice_add(r->notice, &said);
}

/* Addresses and the ports that a "network-connection" or the like joins them with. */
static bool joins_ports(const struct json *object)
{
    static const char *const names[] = {"ip-port", "network-connection", "network-socket"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (slice_equal_text(json_member_text(object, "name"), names[i]))
            return true;
    return false;
}

/* Adds the address that the candidate holds with each port of its object; false when there
 * is none. */
static bool add_with_ports(struct reading *r, struct indicator said, const struct json *object)
{
    const struct json *attributes = json_member(object, "Attribute");
    struct endpoint endpoint;
    bool added = false;
    if (!joins_ports(object) || r->candidate.kind != INDICATOR_ADDRESS ||
        !address_parse(text_slice(&r->candidate.pattern), &endpoint.address))
        return false;
    for (size_t i = 0; i < json_item_count(attributes); i++) {
        const struct json *attribute = json_item(attributes, i);
        uint64_t port;
        if (!slice_equal_text(json_member_text(attribute, "object_relation"), "dst-port") ||
            is_deleted(attribute) ||
            !slice_to_number(member_value(r, attribute, "value"), 65535, &port) || port == 0)
            continue;
        endpoint.port = (uint16_t)port;
        text_clear(&r->candidate.pattern);
        text_add_endpoint(&r->candidate.pattern, &endpoint);
        r->candidate.kind = INDICATOR_ENDPOINT;
        add_candidate(r, said);
        added = true;
    }
    return added;
}

static bool is_destination(const struct json *attribute)
{
    return !slice_starts_with(json_member_text(attribute, "type"), "ip-src") &&
           !slice_equal_text(json_member_text(attribute, "object_relation"), "ip-src");
}

static void read_part(struct reading *r, const struct json *attribute, const struct scope *scope,
                      enum indicator_kind kind, struct slice value)
{
    struct slice type = json_member_text(attribute, "type");
    bool read = kind == INDICATOR_OTHER ? typed_read_other(type, value, &r->candidate)
                                        : typed_read(kind, value, &r->candidate);
    if (!read) {
        notice_reject(r->notice, REJECTED_MALFORMED, value, line_of(r, attribute));
        return;
    }
    struct indicator said = read_what_is_said(r, attribute, scope);
    if (!is_destination(attribute) || !add_with_ports(r, said, scope->object))
        add_candidate(r, said);
}

/* A "link" is for reading on; some publishers use it for what is to be detected all the same. */
static bool is_cited(const struct json *attribute)
{
    return slice_equal_text(json_member_text(attribute, "type"), "link") &&
           !is_switched(attribute, "to_ids", true);
}

static void read_value(struct reading *r, const struct json *attribute, const struct scope *scope)
{
    struct slice name = json_member_text(attribute, "type");
    struct slice value = member_value(r, attribute, "value");
    const struct misp_type *type = misp_type_find(name);
    uint32_t line = line_of(r, attribute);
    if (name.size == 0 || value.size == 0) {
        notice_note_defect(r->notice, DEFECT_MISSING_FIELD,
                           slice_from(name.size == 0 ? "type" : "value"), line);
        return;
    }
    if (is_cited(attribute) || (type && type->meaning == MISP_RULE)) {
        notice_reject(r->notice, is_cited(attribute) ? REJECTED_CITED : REJECTED_OTHER_LANGUAGE,
                      value, line);
        return;
    }
    if (slice_equal_text(name, "link")) {
        read_part(r, attribute, scope, INDICATOR_URL, value);
        return;
    }
    if (type && type->meaning == MISP_REMARK)
        return;
    for (size_t i = 0; type && i < 2; i++)
        if (type->parts[i] != INDICATOR_KINDS)
            read_part(r, attribute, scope, type->parts[i], misp_type_part(type, value, i));
    if (!type) /* newer than our list of types */
        read_part(r, attribute, scope, INDICATOR_OTHER, value);
}

static void read_attribute(struct reading *r, const struct json *attribute,
                           const struct scope *scope)
{
    if (is_switched(attribute, "to_ids", false) != r->context)
        return;
    if (is_deleted(attribute) || is_deleted(scope->object))
        notice_reject(r->notice, REJECTED_REVOKED, member_value(r, attribute, "value"),
                      line_of(r, attribute));
    else
        read_value(r, attribute, scope);
}

/* A list of attributes, or one that stands alone. */
static bool read_attributes(struct reading *r, const struct json *attributes,
                            const struct scope *scope)
{
    if (json_has_members(attributes))
        read_attribute(r, attributes, scope);
    else if (attributes && !json_has_items(attributes))
        return problem_set(r->problem, "\"Attribute\" is no list");
    for (size_t i = 0; i < json_item_count(attributes) && !r->full; i++) {
        const struct json *attribute = json_item(attributes, i);
        if (!json_has_members(attribute))
            return problem_set(r->problem, "line %u: attribute %zu is no object",
                               line_of(r, attributes), i + 1);
        read_attribute(r, attribute, scope);
    }
    return true;
}

static bool read_objects(struct reading *r, const struct json *objects, struct scope *scope)
{
    for (size_t i = 0; i < json_item_count(objects) && !r->full; i++) {
        scope->object = json_item(objects, i);
        if (!read_attributes(r, json_member(scope->object, "Attribute"), scope))
            return false;
    }
    scope->object = NULL;
    return true;
}

/* ---- Events */

/* Attributes that name whom the whole event is about. */
static void read_names(struct scope *scope, const struct json *attributes)
{
    for (size_t i = 0; i < json_item_count(attributes); i++) {
        const struct json *attribute = json_item(attributes, i);
        struct slice type = json_member_text(attribute, "type");
        struct slice value = json_member_text(attribute, "value");
        if (slice_equal_text(type, "threat-actor") && !is_deleted(attribute))
            scope->actor = first_said(scope->actor, value);
        if (slice_equal_text(type, "campaign-name") && !is_deleted(attribute))
            scope->campaign = first_said(scope->campaign, value);
    }
}

static void read_head(struct reading *r, const struct json *event)
{
    struct notice *notice = r->notice;
    const struct json *creator = json_member(event, "Orgc");
    const struct json *owner = json_member(event, "Org");
    notice_keep_first(notice, &notice->title, json_member_text(event, "info"));
    notice_keep_first(notice, &notice->publisher, json_member_text(creator, "name"));
    notice_keep_first(notice, &notice->publisher, json_member_text(owner, "name"));
    notice_keep_first(notice, &notice->date, json_member_text(event, "date"));
    notice_keep_first(notice, &notice->reference, json_member_text(event, "uuid"));
}

/* ATT&CK techniques stand in the tags of an event alone. */
static void add_techniques(struct reading *r, const struct json *event,
                           const struct misp_tags *tags)
{
    struct slice rest = text_slice(&tags->techniques);
    while (rest.size > 0 && !r->context) {
        struct slice technique = slice_split(&rest, ' ');
        struct indicator said = {.line = line_of(r, event)};
        if (typed_read(INDICATOR_TECHNIQUE, technique, &r->candidate))
            add_candidate(r, said);
    }
}

static bool read_event(struct reading *r, const struct json *event)
{
    struct scope scope = {.object = NULL};
    const struct json *attributes = json_member(event, "Attribute");
    if (!json_has_members(event))
        return problem_set(r->problem, "line %u: an event is no object", line_of(r, event));
    if (is_deleted(event))
        return true;
    read_head(r, event);
    misp_tags_read(&scope.tags, event);
    read_names(&scope, attributes);
    if (scope.tags.marking > r->notice->marking)
        r->notice->marking = scope.tags.marking;
    add_techniques(r, event, &scope.tags);
    bool read = read_attributes(r, attributes, &scope) &&
                read_objects(r, json_member(event, "Object"), &scope);
    misp_tags_done(&scope.tags);
    return read;
}

/* ---- The file */

static bool is_event(const struct json *value)
{
    return json_member(value, "info") &&
           (json_member(value, "Attribute") || json_member(value, "Object") ||
            json_member(value, "Orgc"));
}

/* The events and attributes of a file, in whatever they are wrapped; *found when there is
 * any. Search results wrap them in "response", and lists in each other. */
static bool read_item(struct reading *r, const struct json *item, unsigned depth, bool *found)
{
    enum { WRAPPINGS = 4 };
    const struct json *wrapped = json_member(item, "response");
    const struct json *event = json_member(item, "Event");
    const struct json *attributes = json_member(item, "Attribute");
    const struct scope nothing = {.object = NULL};
    if (depth > WRAPPINGS)
        return true;
    if (wrapped)
        return read_item(r, wrapped, depth + 1, found);
    bool attribute = json_member(item, "type") && json_member(item, "value");
    *found = *found || event || attributes || attribute || is_event(item);
    if (event)
        return json_has_items(event) ? read_item(r, event, depth + 1, found) : read_event(r, event);
    if (is_event(item))
        return read_event(r, item);
    if (attributes || attribute)
        return read_attributes(r, attributes ? attributes : item, &nothing);
    for (size_t i = 0; i < json_item_count(item) && !r->full; i++)
        if (!read_item(r, json_item(item, i), depth + 1, found))
            return false;
    return true;
}

static bool is_uuid(struct slice text)
{
    enum { UUID_SIZE = 36 };
    for (size_t i = 0; i < text.size; i++)
        if (i == 8 || i == 13 || i == 18 || i == 23 ? text.data[i] != '-'
                                                    : byte_hex_value(text.data[i]) < 0)
            return false;
    return text.size == UUID_SIZE;
}

/* The manifest of a feed: {"uuid of an event": {"info": ..., "Orgc": ...}, ...}. */
static bool is_manifest(const struct json *root)
{
    struct json_walk walk = {.object = root};
    return json_has_members(root) && json_next(&walk) && is_uuid(walk.name) &&
           json_member(walk.value, "info");
}

/* Files of MISP that are full of names and are no notices: they would be hunted if another
 * reader took them for lists. */
static const struct other_file {
    const char *members[3]; /* that tell it */
    const char *why;
} other_files[] = {
    {{"list", "matching_attributes", "version"},
     "it is a warning list of MISP, which names what is known and not what to look for"},
    {{"values", "authors", "source"},
     "it is a galaxy of MISP, which names families and groups and no indicators"},
};

static const char *why_no_notice(const struct json *root)
{
    if (is_manifest(root))
        return "it is the manifest of a MISP feed, which names no indicators; the events stand in "
               "the files beside it";
    for (size_t i = 0; i < sizeof other_files / sizeof *other_files; i++) {
        const char *const *members = other_files[i].members;
        if (json_member(root, members[0]) && json_member(root, members[1]) &&
            json_member(root, members[2]))
            return other_files[i].why;
    }
    return NULL;
}

static bool read_root(struct reading *r, const struct json *root)
{
    bool found = false;
    const char *why = why_no_notice(root);
    if (why)
        return problem_set(r->problem, "%s", why);
    r->context = false;
    bool read = read_item(r, root, 0, &found);
    r->context = true;
    read = read && read_item(r, root, 0, &found);
    if (read && !found)
        return problem_set(r->problem, "line 1: it holds no MISP event and no attributes");
    if (read && r->full)
        return problem_set(r->problem, "it has more than %d indicators", LIMIT_INDICATORS);
    return read;
}

static bool misp_read(struct slice content, struct notice *notice, struct problem *problem)
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
    candidate_done(&r->candidate);
    text_done(&r->number);
    free(r);
    json_lines_free(lines);
    json_free(root);
    return read;
}

/* Members stand in the order of their names in these files, and so at both ends. */
static bool is_other_file(struct slice content)
{
    enum { ENDS = 16384 };
    struct slice head = slice_part(content, 0, ENDS);
    struct slice tail = slice_after(content, content.size > ENDS ? content.size - ENDS : 0);
    for (size_t i = 0; i < sizeof other_files / sizeof *other_files; i++) {
        size_t found = 0;
        for (size_t k = 0; k < 3; k++) {
            struct text quoted = {0};
            text_print(&quoted, "\"%s\"", other_files[i].members[k]);
            found += slice_contains(head, text_string(&quoted)) ||
                     slice_contains(tail, text_string(&quoted));
            text_done(&quoted);
        }
        if (found == 3)
            return true;
    }
    return false;
}

/* Galaxies have types, categories and values too, but never in a list at the top, and no
 * events. */
static bool is_event_file(struct slice start)
{
    bool list = slice_starts_with(start, "[");
    bool attributes = slice_contains(start, "\"category\"") && slice_contains(start, "\"type\"") &&
                      slice_contains(start, "\"value\"");
    bool described = slice_contains(start, "\"info\"") || slice_contains(start, "\"Orgc\"");
    if (slice_contains(start, "\"Event\"") && (described || slice_contains(start, "\"Attribute\"")))
        return true;
    return (slice_contains(start, "\"Attribute\"") && (described || attributes)) ||
           (list && attributes);
}

static bool begins_with_uuid(struct slice start)
{
    struct slice name = slice_trim(slice_after(start, 1));
    return slice_starts_with(name, "\"") && is_uuid(slice_part(name, 1, 37));
}

static int misp_recognise(struct slice content, const char *file_name)
{
    enum { LOOKED_AT = 65536, SURE = 95, SURER_THAN_LISTS = 99 };
    (void)file_name;
    content = slice_trim(content);
    struct slice start = slice_part(content, 0, LOOKED_AT);
    bool object = slice_starts_with(start, "{");
    if (!object && !slice_starts_with(start, "["))
        return 0;
    if (is_event_file(start) ||
        (object && begins_with_uuid(start) && slice_contains(start, "\"info\"")))
        return SURE;
    return object && is_other_file(content) ? SURER_THAN_LISTS : 0;
}

const struct notice_reader misp_reader = {
    .name = "misp",
    .title = "events and feeds of MISP",
    .recognise = misp_recognise,
    .read = misp_read,
};
