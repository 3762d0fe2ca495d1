/* SPDX-License-Identifier: MIT */
#include "notice/stix_rules.h"

/* What each type must have (STIX 2.1, parts 4 to 7); essential is that without which it says
 * nothing. */
static const struct {
    const char *type, *property;
    bool essential;
} required[] = {
    {"indicator", "pattern", true},
    {"indicator", "valid_from", false},
    {"relationship", "relationship_type", true},
    {"relationship", "source_ref", true},
    {"relationship", "target_ref", true},
    {"sighting", "sighting_of_ref", true},
    {"ipv4-addr", "value", true},
    {"ipv6-addr", "value", true},
    {"domain-name", "value", true},
    {"url", "value", true},
    {"email-addr", "value", true},
    {"mac-addr", "value", true},
    {"mutex", "name", true},
    {"directory", "path", true},
    {"autonomous-system", "number", true},
    {"network-traffic", "protocols", false},
    {"software", "name", false},
    {"attack-pattern", "name", false},
    {"campaign", "name", false},
    {"course-of-action", "name", false},
    {"identity", "name", false},
    {"infrastructure", "name", false},
    {"intrusion-set", "name", false},
    {"threat-actor", "name", false},
    {"tool", "name", false},
    {"vulnerability", "name", false},
    {"report", "name", false},
    {"report", "published", false},
    {"report", "object_refs", false},
    {"grouping", "context", false},
    {"grouping", "object_refs", false},
    {"note", "content", false},
    {"note", "object_refs", false},
    {"observed-data", "first_observed", false},
    {"observed-data", "last_observed", false},
    {"observed-data", "number_observed", false},
};

/* Times that an object may have; the second is not before the first. */
static const struct {
    const char *from, *until;
} periods[] = {
    {"created", "modified"},     {"valid_from", "valid_until"}, {"first_observed", "last_observed"},
    {"first_seen", "last_seen"}, {"start_time", "stop_time"},
};

static bool refuse(struct text *reason, const char *before, const char *name, const char *behind)
{
    text_print(reason, "%s \"%s\"%s", before, name, behind);
    return false;
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

/* type--UUID. Without the right type, what refers to it cannot be believed. */
static bool check_id(const struct json *object, struct notice *notice, uint32_t line,
                     struct text *reason)
{
    struct slice type = json_member_text(object, "type");
    struct slice id = json_member_text(object, "id");
    if (type.size == 0)
        return refuse(reason, "it has no", "type", "");
    if (id.size == 0)
        return refuse(reason, "it has no", "id", "");
    struct slice rest = slice_after(id, type.size);
    if (!slice_equal(slice_part(id, 0, type.size), type) || !slice_starts_with(rest, "--"))
        return refuse(reason, "its", "id", " is not one of its type");
    if (!is_uuid(slice_after(rest, 2)))
        notice_note_defect(notice, DEFECT_DAMAGED, id, line);
    return true;
}

static bool check_version(const struct json *object, struct text *reason)
{
    const struct json *version = json_member(object, "spec_version");
    struct slice text = json_text(version);
    if (!version || slice_equal_text(text, "2.0") || slice_equal_text(text, "2.1"))
        return true;
    return refuse(reason, "its", "spec_version", " is not 2.0 or 2.1");
}

/* Reads a time that may be missing. Times that no instant can hold ("9999-12-31T23:59:59Z"
 * for never) are well-formed and stay unknown. */
static bool read_time(const struct json *object, const char *name, struct instant *instant)
{
    const struct json *value = json_member(object, name);
    struct slice text = json_text(value);
    static const char shape[] = "dddd-dd-dd";
    *instant = (struct instant){0};
    if (!value || instant_parse(text, instant))
        return true;
    for (size_t i = 0; i < sizeof shape - 1; i++)
        if (i >= text.size ||
            (shape[i] == 'd' ? !byte_is_digit(text.data[i]) : text.data[i] != '-'))
            return false;
    /* A year that an instant could hold was refused for another reason. */
    struct slice year = slice_part(text, 0, 4);
    return slice_compare(year, slice_from("1678")) < 0 ||
           slice_compare(year, slice_from("2261")) > 0;
}

static bool check_times(const struct json *object, struct text *reason)
{
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        struct instant from, until;
        if (!read_time(object, periods[i].from, &from))
            return refuse(reason, "its", periods[i].from, " is no time");
        if (!read_time(object, periods[i].until, &until))
            return refuse(reason, "its", periods[i].until, " is no time");
        if (instant_is_known(from) && instant_is_known(until) && until.ns < from.ns) {
            text_print(reason, "its \"%s\" is before its \"%s\"", periods[i].until,
                       periods[i].from);
            return false;
        }
    }
    return true;
}

static bool check_switches(const struct json *object, struct text *reason)
{
    const struct json *revoked = json_member(object, "revoked");
    return !revoked || json_is_truth(revoked) ||
           refuse(reason, "its", "revoked", " is neither true nor false");
}

static void note_missing(const struct json *object, struct notice *notice, uint32_t line,
                         const char *property)
{
    struct text what = {0};
    text_add(&what, json_member_text(object, "id"));
    text_put(&what, ": ");
    text_put(&what, property);
    notice_note_defect(notice, DEFECT_MISSING_FIELD, text_slice(&what), line);
    text_done(&what);
}

static bool check_required(const struct json *object, struct notice *notice, uint32_t line,
                           struct text *reason)
{
    struct slice type = json_member_text(object, "type");
    for (size_t i = 0; i < sizeof required / sizeof *required; i++) {
        if (!slice_equal_text(type, required[i].type) || json_member(object, required[i].property))
            continue;
        if (required[i].essential)
            return refuse(reason, "it has no", required[i].property, "");
        note_missing(object, notice, line, required[i].property);
    }
    return true;
}

static void note_confidence(const struct json *object, struct notice *notice, uint32_t line)
{
    const struct json *confidence = json_member(object, "confidence");
    int64_t number = -1;
    if (confidence && (!json_number(confidence, &number) || number < 0 || number > 100))
        notice_note_defect(notice, DEFECT_UNREADABLE_VALUE, slice_from("confidence"), line);
}

bool stix_rules_hold(const struct json *object, struct notice *notice, uint32_t line,
                     struct text *reason)
{
    if (!check_id(object, notice, line, reason) || !check_version(object, reason) ||
        !check_times(object, reason) || !check_switches(object, reason) ||
        !check_required(object, notice, line, reason))
        return false;
    note_confidence(object, notice, line);
    return true;
}
