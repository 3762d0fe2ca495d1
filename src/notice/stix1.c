/* stix1 - STIX 1.0 to 1.2, XML packages with CybOX observables (MITRE, 2013 to 2015).
 *
 * Indicators hold observables, or point to them by idref; what they say (title, types,
 * validity, confidence, the malware of the TTP that they indicate, campaign) goes with every
 * value. Observables that no indicator holds are context beside indicators, and where a
 * package has no indicators they are what it has to tell. A table says which elements of
 * which objects are indicators; the rest of an object describes it. An address and a port
 * that one socket or an AND holds are an address:port.
 *
 * MISP exports write its flag "for detection" as a confidence of High or None; that is read
 * as the flag that it is. */
/* SPDX-License-Identifier: MIT */
#include "base/memory.h"
#include "base/xml.h"
#include "model/address.h"
#include "model/limits.h"
#include "notice/listed.h"
#include "notice/misp_type.h"
#include "notice/reader.h"
#include "notice/typed.h"

#include <stdlib.h>

struct named {
    struct slice id;
    const struct xml *element;
    size_t place; /* in the document */
    bool read;    /* an observable that was read already */
};

struct reading {
    struct notice *notice;
    const struct xml *root;
    struct named *by_id; /* sorted by id */
    size_t id_count, id_capacity;
    struct candidate candidate;
    struct recent_statements statements;
    struct indicator said;      /* of the indicator at hand, without kind and pattern */
    struct statement statement; /* of it */
    struct text families, types;
    bool has_indicators, full;
};

/* ---- Elements by id */

static int compare_named(const void *a, const void *b)
{
    const struct named *x = a, *y = b;
    int order = slice_compare(x->id, y->id);
    return order != 0 ? order : (x->place > y->place) - (x->place < y->place);
}

static void collect_ids(struct reading *r)
{
    for (const struct xml *at = r->root; at; at = xml_next(at, r->root)) {
        struct slice id = xml_attribute(at, "id");
        if (id.size == 0)
            continue;
        r->by_id = memory_grow(r->by_id, &r->id_capacity, r->id_count + 1, sizeof *r->by_id);
        r->by_id[r->id_count] = (struct named){.id = id, .element = at, .place = r->id_count};
        r->id_count++;
    }
    if (r->id_count > 0)
        qsort(r->by_id, r->id_count, sizeof *r->by_id, compare_named);
}

/* The first element with an id, or NULL. */
static struct named *find(const struct reading *r, struct slice id)
{
    size_t low = 0, high = r->id_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (slice_compare(r->by_id[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return id.size > 0 && low < r->id_count && slice_equal(r->by_id[low].id, id) ? &r->by_id[low]
                                                                                 : NULL;
}

/* The element itself, or the one that its idref names. */
static const struct xml *resolve(const struct reading *r, const struct xml *element)
{
    const struct named *found = find(r, xml_attribute(element, "idref"));
    return found ? found->element : element;
}

/* ---- Values */

enum treatment { AS_KIND, AS_ADDRESS, AS_HASH, AS_KEY, AS_SIGNATURE };

struct property {
    const char *object; /* how the type of its object ends; "" for any */
    const char *path;   /* how its path ends */
    enum treatment treatment;
    enum indicator_kind kind;
    const char *name; /* of INDICATOR_OTHER: as MISP calls it */
};

static const struct property properties[] = {
    {"", "Address_Value", AS_ADDRESS, INDICATOR_ADDRESS, NULL},
    {"", "Hash/Simple_Hash_Value", AS_HASH, INDICATOR_MD5, NULL},
    {"", "Hash/Fuzzy_Hash_Value", AS_HASH, INDICATOR_SSDEEP, NULL},
    {"DomainNameObjectType", "Properties/Value", AS_KIND, INDICATOR_DOMAIN, NULL},
    {"URIObjectType", "Properties/Value", AS_KIND, INDICATOR_URL, "uri"},
    {"LinkObjectType", "Properties/Value", AS_KIND, INDICATOR_URL, "uri"},
    {"", "Hostname_Value", AS_KIND, INDICATOR_DOMAIN, NULL},
    {"", "Domain_Name/Value", AS_KIND, INDICATOR_DOMAIN, NULL},
    {"", "QName/Value", AS_KIND, INDICATOR_DOMAIN, NULL},
    {"", "HTTP_Request_Line/Value", AS_KIND, INDICATOR_URL, "uri"},
    {"", "Referer/Value", AS_KIND, INDICATOR_URL, "uri"},
    {"", "Parsed_Header/User_Agent", AS_KIND, INDICATOR_USER_AGENT, NULL},
    {"", "Header/Subject", AS_KIND, INDICATOR_OTHER, "email-subject"},
    {"", "Header/X_Mailer", AS_KIND, INDICATOR_OTHER, "email-x-mailer"},
    {"", "Header/Message_ID", AS_KIND, INDICATOR_OTHER, "email-message-id"},
    {"", "Header/Boundary", AS_KIND, INDICATOR_OTHER, "email-mime-boundary"},
    {"FileObjectType", "Properties/File_Name", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"FileObjectType", "Properties/File_Path", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"FileObjectType", "Properties/Full_Path", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"ProcessObjectType", "Properties/Name", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"", "Image_Info/File_Name", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"", "Image_Info/Path", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"MutexObjectType", "Properties/Name", AS_KIND, INDICATOR_MUTEX, NULL},
    {"PipeObjectType", "Properties/Name", AS_KIND, INDICATOR_OTHER, "named pipe"},
    {"ServiceObjectType", "Service_Name", AS_KIND, INDICATOR_OTHER, "windows-service-name"},
    {"ServiceObjectType", "Display_Name", AS_KIND, INDICATOR_OTHER, "windows-service-displayname"},
    {"TaskObjectType", "Properties/Name", AS_KIND, INDICATOR_OTHER, "windows-scheduled-task"},
    {"RegistryKeyObjectType", "Properties/Key", AS_KEY, INDICATOR_REGISTRY_KEY, NULL},
    {"", "Certificate/Serial_Number", AS_KIND, INDICATOR_CERT_SERIAL, NULL},
    {"", "Certificate_Signature/Signature", AS_SIGNATURE, INDICATOR_CERT_SHA1, NULL},
    {"ASObjectType", "Properties/Handle", AS_KIND, INDICATOR_ASN, NULL},
    {"ASObjectType", "Properties/Number", AS_KIND, INDICATOR_ASN, NULL},
};

/* Whether the names of an element and those around it end like "Header/Subject". */
static bool path_ends(const struct xml *element, const char *path)
{
    struct slice rest = slice_from(path);
    while (rest.size > 0) {
        size_t slash = slice_find_last_byte(rest, '/');
        size_t from = slash == SLICE_NOWHERE ? 0 : slash + 1;
        if (!slice_equal(xml_name(element), slice_after(rest, from)))
            return false;
        rest = slice_part(rest, 0, from > 0 ? slash : 0);
        element = xml_parent(element);
    }
    return true;
}

static const struct property *property_of(const struct xml *element, struct slice object)
{
    for (size_t i = 0; i < sizeof properties / sizeof *properties; i++)
        if (path_ends(element, properties[i].path) && slice_ends_with(object, properties[i].object))
            return &properties[i];
    return NULL;
}

/* The category of an address stands at the element that has the type of an address. */
static enum indicator_kind kind_of_address(const struct xml *element, struct slice value)
{
    struct slice category = xml_attribute(xml_parent(element), "category");
    if (slice_equal_text(category, "e-mail") ||
        (category.size == 0 && slice_find_byte(value, '@') != SLICE_NOWHERE))
        return INDICATOR_EMAIL;
    if (slice_equal_text(category, "asn"))
        return INDICATOR_ASN;
    return slice_equal_text(category, "mac") ? INDICATOR_OTHER : INDICATOR_ADDRESS;
}

static bool read_hash(struct reading *r, const struct xml *element, struct slice value)
{
    static const struct {
        const char *type;
        enum indicator_kind kind;
    } types[] = {
        {"SSDEEP", INDICATOR_SSDEEP}, {"IMPHASH", INDICATOR_IMPHASH}, {"JA3", INDICATOR_JA3},
        {"JA3S", INDICATOR_JA3S},     {"MD6", INDICATOR_OTHER},       {"SHA224", INDICATOR_OTHER},
        {"SHA384", INDICATOR_OTHER},
    };
    struct slice type = xml_text_at(xml_parent(element), "Type");
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (slice_equal_ignoring_case(type, slice_from(types[i].type)))
            return types[i].kind == INDICATOR_OTHER
                       ? typed_read_other(type, value, &r->candidate)
                       : typed_read(types[i].kind, value, &r->candidate);
    return typed_read(INDICATOR_MD5, value, &r->candidate) ||
           typed_read(INDICATOR_SSDEEP, value, &r->candidate);
}

static bool read_key(struct reading *r, const struct xml *element, struct slice value)
{
    struct text whole = {0};
    struct slice hive = xml_text_at(xml_parent(element), "Hive");
    text_add(&whole, hive);
    if (hive.size > 0 && !slice_starts_with(value, "\\"))
        text_put(&whole, "\\");
    text_add(&whole, value);
    bool read = typed_read(INDICATOR_REGISTRY_KEY, text_slice(&whole), &r->candidate);
    text_done(&whole);
    return read;
}

static bool has_mark(struct slice text)
{
    return slice_find_byte(text, '.') != SLICE_NOWHERE ||
           slice_find_byte(text, '/') != SLICE_NOWHERE;
}

/* A URL without a dot or a slash is part of one, and kept as that. */
static bool read_kind(struct reading *r, const struct property *property, struct slice value)
{
    bool named = property->kind == INDICATOR_OTHER;
    bool piece = property->kind == INDICATOR_URL && !has_mark(value);
    if (!named && !piece && typed_read(property->kind, value, &r->candidate))
        return true;
    return (named || piece) && typed_read_other(slice_from(property->name), value, &r->candidate);
}

static bool read_value(struct reading *r, const struct property *property,
                       const struct xml *element, struct slice value)
{
    enum indicator_kind kind;
    switch (property->treatment) {
    case AS_ADDRESS:
        kind = kind_of_address(element, value);
        return kind == INDICATOR_OTHER
                   ? typed_read_other(slice_from("mac-address"), value, &r->candidate)
                   : typed_read(kind, value, &r->candidate);
    case AS_HASH:
        return read_hash(r, element, value);
    case AS_KEY:
        return read_key(r, element, value);
    case AS_SIGNATURE: /* a digest where MISP writes a fingerprint; else a signature, no indicator
                        */
        return typed_read(INDICATOR_CERT_SHA1, value, &r->candidate);
    default:
        return read_kind(r, property, value);
    }
}

/* ---- Adding them */

enum { PORTS_TOGETHER = 64 }; /* that one address is joined with */

/* What holds for the values of one observable. */
struct scope {
    uint16_t ports[PORTS_TOGETHER]; /* that an AND joins with addresses */
    size_t port_count;
    unsigned references; /* followed to come here */
    bool negated;
};

static bool read_port(struct slice text, uint16_t *port)
{
    uint64_t number;
    bool read = slice_to_number(slice_trim(text), 65535, &number) && number > 0;
    if (read)
        *port = (uint16_t)number;
    return read;
}

static void add(struct reading *r)
{
    if (r->said.statement == 0)
        r->said.statement = listed_statement(&r->statements, r->notice, &r->statement);
    struct indicator indicator = r->said;
    indicator.kind = r->candidate.kind;
    indicator.pattern = text_slice(&r->candidate.pattern);
    r->full = r->full || !notice_add(r->notice, &indicator);
}

static void add_with_port(struct reading *r, const struct address *address, uint16_t port)
{
    r->candidate.kind = INDICATOR_ENDPOINT;
    text_clear(&r->candidate.pattern);
    text_add_endpoint(&r->candidate.pattern, &(struct endpoint){*address, port});
    add(r);
}

/* Adds an address with the port of its socket, or those that an AND joins with it. */
static bool add_with_ports(struct reading *r, const struct xml *element, const struct scope *scope)
{
    struct address address;
    uint16_t port;
    if (r->candidate.kind != INDICATOR_ADDRESS ||
        !address_parse(text_slice(&r->candidate.pattern), &address))
        return false;
    const struct xml *socket = xml_parent(xml_parent(element));
    if (read_port(xml_text_at(socket, "Port/Port_Value"), &port)) {
        add_with_port(r, &address, port);
        return true;
    }
    for (size_t i = 0; i < scope->port_count; i++)
        add_with_port(r, &address, scope->ports[i]);
    return scope->port_count > 0;
}

enum condition { IS, LIKE, EXPRESSION };

static enum condition condition_of(const struct xml *element, bool *negated)
{
    static const struct {
        const char *name;
        enum condition condition;
        bool negated;
    } conditions[] = {
        {"", IS, false},           {"Equals", IS, false},          {"DoesNotEqual", IS, true},
        {"Contains", LIKE, false}, {"DoesNotContain", LIKE, true}, {"StartsWith", LIKE, false},
        {"EndsWith", LIKE, false},
    };
    struct slice name = xml_attribute(element, "condition");
    bool none = slice_equal_text(xml_attribute(element, "apply_condition"), "NONE");
    *negated = none;
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++)
        if (slice_equal_ignoring_case(name, slice_from(conditions[i].name))) {
            *negated = none != conditions[i].negated;
            return conditions[i].condition;
        }
    return EXPRESSION;
}

static void use_value(struct reading *r, const struct property *property, const struct xml *element,
                      struct slice value, const struct scope *scope)
{
    bool negated;
    enum condition condition = condition_of(element, &negated);
    uint32_t line = xml_line(element);
    r->said.line = line;
    if (negated != scope->negated)
        notice_reject(r->notice, REJECTED_NEGATED, value, line);
    else if (condition == EXPRESSION ||
             (condition == LIKE && property->kind == INDICATOR_DOMAIN && !has_mark(value)))
        notice_reject(r->notice, REJECTED_EXPRESSION, value, line);
    else if (!read_value(r, property, element, value))
        notice_reject(r->notice, REJECTED_MALFORMED, value, line);
    else if (!add_with_ports(r, element, scope))
        add(r);
}

/* CybOX writes lists as "a##comma##b", or with a delimiter of the author's choice. */
static struct slice delimiter_of(const struct xml *element, struct slice text)
{
    struct slice own = xml_attribute(element, "delimiter"), old = slice_from("&comma;");
    if (own.size > 0)
        return own;
    return slice_find(text, old) != SLICE_NOWHERE ? old : slice_from("##comma##");
}

static void use_list(struct reading *r, const struct property *property, const struct xml *element,
                     const struct scope *scope)
{
    struct slice rest = xml_text(element), delimiter = delimiter_of(element, rest);
    while (rest.size > 0 && !r->full) {
        size_t at = slice_find(rest, delimiter);
        struct slice value = slice_trim(slice_part(rest, 0, at));
        rest = slice_after(rest, at == SLICE_NOWHERE ? at : at + delimiter.size);
        if (value.size > 0)
            use_value(r, property, element, value, scope);
    }
}

/* ---- Observables */

enum { REFERENCES_DEEP = 8 }; /* idrefs that lead to idrefs; real ones stay below 3 */

static void read_within(struct reading *r, const struct xml *top, struct scope scope);

/* Each is read once, by whoever asks first, so circles end. */
static void read_named(struct reading *r, struct slice id, struct scope scope)
{
    struct named *named = find(r, id);
    if (!named || named->read || scope.references++ >= REFERENCES_DEEP)
        return;
    named->read = true;
    read_within(r, named->element, scope);
}

static struct slice type_of(const struct xml *element)
{
    struct slice type = xml_attribute(element, "type");
    size_t colon = slice_find_byte(type, ':');
    return colon == SLICE_NOWHERE ? type : slice_after(type, colon + 1);
}

static void read_object(struct reading *r, const struct xml *object, const struct scope *scope)
{
    struct slice type = type_of(object);
    for (const struct xml *at = xml_next(object, object); at && !r->full;
         at = xml_next(at, object)) {
        struct slice reference = xml_attribute(at, "object_reference");
        const struct property *property = xml_text(at).size > 0 ? property_of(at, type) : NULL;
        if (property)
            use_list(r, property, at, scope);
        if (reference.size > 0)
            read_named(r, reference, *scope);
    }
}

static bool is_true(struct slice text)
{
    return slice_equal_text(text, "true") || slice_equal_text(text, "1");
}

static void find_ports(const struct reading *r, const struct xml *composition, struct scope *scope)
{
    scope->port_count = 0;
    if (!slice_equal_text(xml_attribute(composition, "operator"), "AND"))
        return;
    const struct xml *at = xml_child(composition, "Observable");
    for (; at && scope->port_count < PORTS_TOGETHER; at = xml_sibling(at, "Observable")) {
        struct slice port = xml_text_at(resolve(r, at), "Object/Properties/Port_Value");
        scope->port_count += read_port(port, &scope->ports[scope->port_count]);
    }
}

static struct scope scope_within(const struct reading *r, const struct xml *element,
                                 struct scope scope)
{
    if (xml_is(element, "Observable") && is_true(xml_attribute(element, "negate")))
        scope.negated = !scope.negated;
    if (xml_is(element, "Observable_Composition"))
        find_ports(r, element, &scope);
    return scope;
}

/* Reads what an element holds: objects, compositions, references to either. */
static void read_within(struct reading *r, const struct xml *top, struct scope scope)
{
    scope = scope_within(r, top, scope);
    struct named *named = find(r, xml_attribute(top, "id"));
    if (named && named->element == top)
        named->read = true;
    read_named(r, xml_attribute(top, "idref"), scope);
    for (const struct xml *at = xml_child(top, NULL); at && !r->full; at = xml_sibling(at, NULL)) {
        if (xml_is(at, "Properties"))
            read_object(r, at, &scope);
        else
            read_within(r, at, scope);
    }
}

/* ---- What is said of an indicator */

/* Adds a word to a list with ", " between them, unless it is there. */
static void add_word(struct text *list, struct slice word)
{
    struct slice rest = text_slice(list);
    while (rest.size > 0)
        if (slice_equal(slice_trim(slice_split(&rest, ',')), word))
            return;
    if (word.size == 0)
        return;
    text_put(list, list->size > 0 ? ", " : "");
    text_add(list, word);
}

static void add_families(struct reading *r, const struct xml *ttp)
{
    const struct xml *malware = xml_at(ttp, "Behavior/Malware/Malware_Instance");
    for (; malware; malware = xml_sibling(malware, "Malware_Instance")) {
        struct slice name = xml_text_at(malware, "Name");
        add_word(&r->families, name.size > 0 ? name : xml_text_at(malware, "Title"));
    }
    const struct xml *tool = xml_at(ttp, "Resources/Tools/Tool");
    for (; tool; tool = xml_sibling(tool, "Tool"))
        add_word(&r->families, xml_text_at(tool, "Name"));
}

static void read_campaign(struct reading *r, const struct xml *indicator)
{
    const struct xml *campaign =
        resolve(r, xml_at(indicator, "Related_Campaigns/Related_Campaign/Campaign"));
    struct slice name = xml_text_at(campaign, "Names/Name");
    r->statement.campaign = name.size > 0 ? name : xml_text_at(campaign, "Title");
    const struct xml *actor =
        resolve(r, xml_at(campaign, "Attribution/Attributed_Threat_Actor/Threat_Actor"));
    struct slice title = xml_text_at(actor, "Title");
    r->statement.actor = title.size > 0 ? title : xml_text_at(actor, "Identity/Name");
}

static void read_confidence(struct reading *r, const struct xml *confidence)
{
    /* STIX 2.1, appendix A */
    static const struct {
        const char *word;
        uint8_t confidence;
    } words[] = {{"High", 85}, {"Medium", 50}, {"Low", 15}};
    struct slice value = xml_text_at(confidence, "Value");
    struct slice why = xml_text_at(confidence, "Description");
    uint64_t number;
    if (slice_find(why, slice_from("IDS flag")) != SLICE_NOWHERE) {
        r->said.context = slice_equal_ignoring_case(value, slice_from("None"));
        return;
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_equal_ignoring_case(value, slice_from(words[i].word)))
            r->said.confidence = words[i].confidence;
    if (slice_to_number(value, 100, &number))
        r->said.confidence = (uint8_t)number;
}

/* "Network activity: evil.example (MISP Attribute #580)" says nothing new. */
static struct slice unless_made_by_misp(struct slice text)
{
    return slice_find(text, slice_from("(MISP Attribute")) == SLICE_NOWHERE ? text
                                                                            : (struct slice){0};
}

static void read_what_is_said(struct reading *r, const struct xml *indicator)
{
    text_clear(&r->families);
    text_clear(&r->types);
    const struct xml *ttp = xml_child(indicator, "Indicated_TTP");
    for (; ttp; ttp = xml_sibling(ttp, "Indicated_TTP"))
        add_families(r, resolve(r, xml_child(ttp, "TTP")));
    const struct xml *type = xml_child(indicator, "Type");
    for (; type; type = xml_sibling(type, "Type"))
        add_word(&r->types, xml_text(type));
    struct slice description = xml_text_at(indicator, "Description");
    r->statement = (struct statement){
        .family = text_slice(&r->families),
        .threat = text_slice(&r->types),
        .label = unless_made_by_misp(xml_text_at(indicator, "Title")),
        .description = unless_made_by_misp(description),
    };
    if (slice_equal(r->statement.label, description))
        r->statement.description = (struct slice){0};
    read_campaign(r, indicator);
    r->said = (struct indicator){0};
    const struct xml *valid = xml_child(indicator, "Valid_Time_Position");
    instant_parse(xml_text_at(valid, "Start_Time"), &r->said.valid_from);
    instant_parse(xml_text_at(valid, "End_Time"), &r->said.valid_until);
    read_confidence(r, xml_child(indicator, "Confidence"));
}

/* What an older exporter of MISP had no object for stands in the title alone:
 * "Attribution: bad@evil.example (MISP Attribute #7)". The form of it has to tell its kind. */
static void read_title_of_misp(struct reading *r, const struct xml *indicator)
{
    struct slice value = xml_text_at(indicator, "Title");
    size_t from = slice_find(value, slice_from(": "));
    size_t to = slice_find(value, slice_from(" (MISP Attribute #"));
    if (from == SLICE_NOWHERE || to == SLICE_NOWHERE)
        return;
    value = slice_part(value, from + 2, to);
    r->said.line = xml_line(indicator);
    if (listed_read(value, &r->candidate))
        add(r);
    else if (r->candidate.looks_like_file && typed_read(INDICATOR_FILE_NAME, value, &r->candidate))
        add(r);
    else
        notice_reject(r->notice, REJECTED_MALFORMED, value, r->said.line);
}

static void read_indicator(struct reading *r, const struct xml *indicator)
{
    struct scope scope = {.negated = is_true(xml_attribute(indicator, "negate"))};
    read_what_is_said(r, indicator);
    const struct xml *at = xml_child(indicator, "Observable");
    if (!at && !xml_child(indicator, "Composite_Indicator_Expression"))
        read_title_of_misp(r, indicator);
    for (; at && !r->full; at = xml_sibling(at, "Observable"))
        read_within(r, at, scope);
    at = xml_at(indicator, "Test_Mechanisms/Test_Mechanism");
    for (; at; at = xml_sibling(at, "Test_Mechanism"))
        notice_reject(r->notice, REJECTED_OTHER_LANGUAGE, type_of(at), xml_line(at));
}

/* ---- The package */

static void read_indicators(struct reading *r)
{
    for (const struct xml *at = r->root; at && !r->full; at = xml_next(at, r->root)) {
        /* OpenIOC test mechanisms have elements of the same name, with a condition. */
        bool own = xml_is(at, "Indicator") && xml_attribute(at, "idref").size == 0 &&
                   !xml_is(xml_parent(at), "definition") && !xml_is(xml_parent(at), "criteria");
        if (!own)
            continue;
        r->has_indicators = true;
        read_indicator(r, at);
    }
}

static bool was_read(const struct reading *r, const struct xml *observable)
{
    const struct named *named = find(r, xml_attribute(observable, "id"));
    return named && named->read;
}

/* Observables that stand alone. What an incident saw is not what to look for. */
static void read_observables(struct reading *r)
{
    r->statement = (struct statement){0};
    const struct xml *at = r->root;
    while (at && !r->full) {
        bool alone = xml_is(at, "Observable") && xml_attribute(at, "idref").size == 0;
        r->said = (struct indicator){.context = r->has_indicators ||
                                                xml_is(xml_parent(at), "Related_Observable")};
        if (alone && !was_read(r, at))
            read_within(r, at, (struct scope){0});
        at = alone || xml_is(at, "Indicator") ? xml_after(at, r->root) : xml_next(at, r->root);
    }
}

/* What malware uses, which is nothing to look for. */
static void read_vulnerabilities(struct reading *r)
{
    r->said = (struct indicator){.context = true};
    r->statement = (struct statement){0};
    for (const struct xml *at = r->root; at && !r->full; at = xml_next(at, r->root)) {
        r->said.line = xml_line(at);
        if (xml_is(at, "CVE_ID") && typed_read(INDICATOR_CVE, xml_text(at), &r->candidate))
            add(r);
    }
}

/* "!Not implemented ...! attribute[Artifacts dropped][yara]: rule ..." */
static void read_journal_entry(struct reading *r, const struct xml *entry)
{
    static const char front[] = "!Not implemented attribute";
    struct slice rest = xml_text(entry);
    if (!slice_starts_with(rest, front))
        return;
    rest = slice_after(rest, slice_find(rest, slice_from("][")) + 2);
    struct slice name = slice_split(&rest, ']');
    const struct misp_type *type = misp_type_find(name);
    r->said.line = xml_line(entry);
    if (type && type->meaning == MISP_RULE)
        notice_reject(r->notice, REJECTED_OTHER_LANGUAGE, name, r->said.line);
    if (!type || type->meaning != MISP_INDICATOR || !slice_starts_with(rest, ": "))
        return;
    for (size_t i = 0; i < 2 && type->parts[i] != INDICATOR_KINDS; i++) {
        struct slice value = misp_type_part(type, slice_after(rest, 2), i);
        if (type->parts[i] == INDICATOR_OTHER ? typed_read_other(name, value, &r->candidate)
                                              : typed_read(type->parts[i], value, &r->candidate))
            add(r);
    }
}

/* What exporters of MISP could not put elsewhere. */
static void read_journal(struct reading *r)
{
    r->said = (struct indicator){.context = true};
    r->statement = (struct statement){0};
    for (const struct xml *at = r->root; at && !r->full; at = xml_next(at, r->root))
        if (xml_is(at, "Journal_Entry"))
            read_journal_entry(r, at);
}

/* ---- What the package says of itself */

static struct slice without_event_number(struct slice title)
{
    return slice_part(title, 0, slice_find(title, slice_from(" (MISP Event #")));
}

static bool is_made_by_exporter(struct slice title)
{
    return title.size == 0 || slice_starts_with(title, "Export from");
}

/* The innermost package of an export has the event's title; else its incident has. */
static void read_title(struct reading *r)
{
    static const char *const heads[][2] = {
        {"STIX_Header", "Title"}, {"Report", "Header/Title"}, {"Incident", "Title"}};
    struct slice *title = &r->notice->title;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        for (const struct xml *at = r->root; at && title->size == 0; at = xml_next(at, r->root)) {
            struct slice found = xml_text_at(at, heads[i][1]);
            if (xml_is(at, heads[i][0]) && !is_made_by_exporter(found))
                notice_keep_first(r->notice, title, without_event_number(found));
        }
    notice_keep_first(r->notice, title, xml_text_at(r->root, "STIX_Header/Title"));
}

/* The first that stands anywhere in the package, by the order of the table. */
static void read_source(struct reading *r)
{
    const struct {
        const char *element, *path;
        struct slice *part;
    } sources[] = {
        {"STIX_Header", "Information_Source/Identity/Name", &r->notice->publisher},
        {"Report", "Header/Information_Source/Identity/Name", &r->notice->publisher},
        {"Incident", "Information_Source/Identity/Name", &r->notice->publisher},
        {"Incident", "Reporter/Identity/Name", &r->notice->publisher},
        {"Indicator", "Producer/Identity/Name", &r->notice->publisher},
        {"STIX_Header", "Information_Source/Time/Produced_Time", &r->notice->date},
        {"Report", "Header/Information_Source/Time/Produced_Time", &r->notice->date},
        {"Incident", "Time/Incident_Reported", &r->notice->date},
        {"STIX_Header", "Information_Source/References/Reference", &r->notice->reference},
        {"Incident", "Information_Source/References/Reference", &r->notice->reference},
    };
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++)
        for (const struct xml *at = r->root; at && sources[i].part->size == 0;
             at = xml_next(at, r->root))
            if (xml_is(at, sources[i].element))
                notice_keep_first(r->notice, sources[i].part, xml_text_at(at, sources[i].path));
    notice_keep_first(r->notice, &r->notice->date, xml_attribute(r->root, "timestamp"));
}

/* The strictest marking of the package; single indicators may be marked otherwise. */
static void read_marking(struct reading *r)
{
    for (const struct xml *at = r->root; at; at = xml_next(at, r->root)) {
        enum tlp marking;
        bool whole = !xml_is(at, "Indicator") && !xml_is(at, "Observable");
        const struct xml *marked = whole ? xml_at(at, "Handling/Marking") : NULL;
        for (; marked; marked = xml_sibling(marked, "Marking")) {
            const struct xml *structure = xml_child(marked, "Marking_Structure");
            if (tlp_parse(xml_attribute(structure, "color"), &marking) &&
                marking > r->notice->marking)
                r->notice->marking = marking;
        }
    }
}

static void read_package(struct reading *r)
{
    collect_ids(r);
    read_title(r);
    read_source(r);
    read_marking(r);
    read_indicators(r);
    read_observables(r);
    read_vulnerabilities(r);
    read_journal(r);
}

static bool is_root(struct slice name)
{
    return slice_equal_text(name, "STIX_Package") || slice_equal_text(name, "Observables");
}

static bool stix1_read(struct slice content, struct notice *notice, struct problem *problem)
{
    static const struct xml_limits limits = {LIMIT_XML_SIZE, LIMIT_XML_PARTS, LIMIT_XML_DEPTH};
    struct xml_document document;
    struct reading *r = memory_create(1, sizeof *r);
    r->notice = notice;
    bool read = xml_read(content, &limits, &document, problem);
    r->root = document.root;
    if (read && !is_root(xml_name(document.root)))
        read = problem_set(problem, "line %u: it is no STIX package", xml_line(document.root));
    if (read)
        read_package(r);
    if (read && document.damage_line > 0)
        notice_note_defect(notice, DEFECT_DAMAGED, slice_from(document.damage.sentence),
                           document.damage_line);
    if (r->full)
        read = problem_set(problem, "it has more than %d indicators", LIMIT_INDICATORS);
    candidate_done(&r->candidate);
    text_done(&r->families);
    text_done(&r->types);
    free(r->by_id);
    free(r);
    xml_done(&document);
    return read;
}

static int stix1_recognise(struct slice content, const char *file_name)
{
    (void)file_name;
    return is_root(xml_peek_root(content)) ? 95 : 0;
}

const struct notice_reader stix1_reader = {
    .name = "stix1",
    .title = "STIX 1.0 to 1.2 in XML, CybOX observables",
    .recognise = stix1_recognise,
    .read = stix1_read,
};
