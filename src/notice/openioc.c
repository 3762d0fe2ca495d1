/* openioc - OpenIOC 1.0 ("ioc") and 1.1 ("OpenIOC"), as Mandiant defined them.
 *
 * A tree of terms that OR and AND join; each asks for a value ("Content") in a field of an
 * endpoint's inventory ("search"). A table says which fields are indicators; other fields
 * are kept under their names. A term that an AND joins with others is only part of what is
 * asked for, so file names and the like are context there; an address and a port are an
 * address:port.
 *
 * One exporter leaves Content empty and writes the value as the term's id; it is read there
 * where the id is no GUID. */
/* SPDX-License-Identifier: MIT */
#include "base/memory.h"
#include "base/xml.h"
#include "model/address.h"
#include "model/limits.h"
#include "notice/listed.h"
#include "notice/reader.h"
#include "notice/typed.h"

#include <stdlib.h>

struct reading {
    struct notice *notice;
    struct candidate candidate;
    struct recent_statements statements;
    struct statement said; /* of the whole notice */
    bool full;
};

/* ---- What terms ask for */

enum treatment { AS_KIND, AS_PORT, AS_ADDRESS_LINE, AS_NOTHING };

struct field {
    const char *search; /* or its end, where it begins with "/" */
    enum treatment treatment;
    enum indicator_kind kind;
    const char *name; /* of INDICATOR_OTHER */
};

/* Letter case varies between versions of the vocabulary and is ignored. */
static const struct field fields[] = {
    {"Network/DNS", AS_KIND, INDICATOR_DOMAIN, NULL},
    {"Network/URI", AS_KIND, INDICATOR_URL, "uri"},
    {"Network/UserAgent", AS_KIND, INDICATOR_USER_AGENT, NULL},
    {"Network/HTTP_Referr", AS_KIND, INDICATOR_URL, "http-referer"},
    {"DnsEntryItem/Host", AS_KIND, INDICATOR_DOMAIN, NULL},
    {"DnsEntryItem/RecordName", AS_KIND, INDICATOR_DOMAIN, NULL},
    {"DnsEntryItem/RecordData/Host", AS_KIND, INDICATOR_DOMAIN, NULL},
    {"DnsEntryItem/RecordData/IPv4Address", AS_KIND, INDICATOR_ADDRESS, NULL},
    {"DnsEntryItem/RecordData/IPv6Address", AS_KIND, INDICATOR_ADDRESS, NULL},
    {"/remoteIP", AS_KIND, INDICATOR_ADDRESS, NULL},
    {"/RemoteIpAddress", AS_KIND, INDICATOR_ADDRESS, NULL},
    {"RouteEntryItem/Destination", AS_KIND, INDICATOR_ADDRESS, NULL},
    {"ArpEntryItem/IPv4Address", AS_KIND, INDICATOR_ADDRESS, NULL},
    {"ArpEntryItem/IPv6Address", AS_KIND, INDICATOR_ADDRESS, NULL},
    {"/remotePort", AS_PORT, INDICATOR_KINDS, NULL},
    {"UrlHistoryItem/URL", AS_KIND, INDICATOR_URL, "uri"},
    {"UrlHistoryItem/HostName", AS_KIND, INDICATOR_DOMAIN, NULL},
    {"FileDownloadHistoryItem/SourceURL", AS_KIND, INDICATOR_URL, "uri"},
    {"CookieHistoryItem/HostName", AS_KIND, INDICATOR_DOMAIN, NULL},
    {"FormHistoryItem/HostName", AS_KIND, INDICATOR_DOMAIN, NULL},
    {"Email/From", AS_ADDRESS_LINE, INDICATOR_EMAIL, "email-src-display-name"},
    {"Email/To", AS_ADDRESS_LINE, INDICATOR_EMAIL, "email-dst-display-name"},
    {"Email/CC", AS_ADDRESS_LINE, INDICATOR_EMAIL, "email-dst-display-name"},
    {"Email/BCC", AS_ADDRESS_LINE, INDICATOR_EMAIL, "email-dst-display-name"},
    {"Email/Subject", AS_KIND, INDICATOR_OTHER, "email-subject"},
    {"Email/ReceivedFromIP", AS_KIND, INDICATOR_ADDRESS, NULL},
    {"Email/ReceivedFromHost", AS_KIND, INDICATOR_DOMAIN, NULL},
    {"Email/Attachment/Name", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"/Md5sum", AS_KIND, INDICATOR_MD5, NULL},
    {"/Sha1sum", AS_KIND, INDICATOR_SHA1, NULL},
    {"/Sha256sum", AS_KIND, INDICATOR_SHA256, NULL},
    {"/Sha512sum", AS_KIND, INDICATOR_SHA512, NULL},
    {"/Md5", AS_KIND, INDICATOR_MD5, NULL},
    {"/ImportTableHash", AS_KIND, INDICATOR_IMPHASH, NULL},
    {"/Imphash", AS_KIND, INDICATOR_IMPHASH, NULL},
    {"/Ssdeep", AS_KIND, INDICATOR_SSDEEP, NULL},
    {"FileItem/FileName", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"FileItem/FullPath", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"FileItem/FilePath", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"/OriginalFilename", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"/ExecProgramPath", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"FileDownloadHistoryItem/FileName", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"DriverItem/DriverName", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"ModuleItem/ModuleName", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"PrefetchItem/ApplicationFileName", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"ProcessItem/name", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"ProcessItem/path", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"ProcessItem/SectionList/MemorySection/Name", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"ServiceItem/path", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"ServiceItem/serviceDLL", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"ServiceItem/name", AS_KIND, INDICATOR_OTHER, "windows-service-name"},
    {"ServiceItem/descriptiveName", AS_KIND, INDICATOR_OTHER, "windows-service-displayname"},
    {"TaskItem/Name", AS_KIND, INDICATOR_OTHER, "windows-scheduled-task"},
    {"ProcessItem/HandleList/Handle/Name", AS_KIND, INDICATOR_MUTEX, NULL},
    {"RegistryItem/KeyPath", AS_KIND, INDICATOR_REGISTRY_KEY, NULL},
    {"RegistryItem/Path", AS_KIND, INDICATOR_REGISTRY_KEY, NULL},
    {"RegistryItem/ValueName", AS_KIND, INDICATOR_OTHER, "registry-value"},
    {"HookItem/HookedModule", AS_KIND, INDICATOR_FILE_NAME, NULL},
    {"CertificateItem/SerialNumber", AS_KIND, INDICATOR_CERT_SERIAL, NULL},
    /* Sizes, times and counts say nothing alone. */
    {"FileItem/SizeInBytes", AS_NOTHING, INDICATOR_KINDS, NULL},
    {"/PETimeStamp", AS_NOTHING, INDICATOR_KINDS, NULL},
    {"/NumberOfFunctions", AS_NOTHING, INDICATOR_KINDS, NULL},
};

static bool ends_ignoring_case(struct slice text, struct slice end)
{
    return text.size >= end.size &&
           slice_equal_ignoring_case(slice_after(text, text.size - end.size), end);
}

static struct field field_of(const struct xml *term)
{
    struct slice search = xml_attribute(xml_child(term, "Context"), "search");
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        struct slice wanted = slice_from(fields[i].search);
        if (slice_equal_ignoring_case(search, wanted) ||
            (wanted.data[0] == '/' && ends_ignoring_case(search, wanted)))
            return fields[i];
    }
    return (struct field){NULL, AS_KIND, INDICATOR_OTHER, NULL};
}

/* "8041a130-1ead-43b7-9e3d-a8e19057292d" */
static bool is_guid(struct slice text)
{
    static const uint8_t sizes[] = {8, 4, 4, 4, 12};
    for (size_t i = 0; i < sizeof sizes; i++) {
        struct slice part = slice_split(&text, '-');
        if (part.size != sizes[i] || !slice_is_hex(part))
            return false;
    }
    return text.size == 0;
}

static struct slice value_of(const struct xml *term)
{
    struct slice content = xml_text_at(term, "Content"), id = xml_attribute(term, "id");
    return content.size > 0 || is_guid(id) ? content : id;
}

enum condition { IS, LIKE, EXPRESSION };

static enum condition condition_of(const struct xml *term, bool *negated)
{
    static const struct {
        const char *name;
        enum condition condition;
        bool negated;
    } conditions[] = {
        {"is", IS, false},           {"isnot", IS, true},          {"contains", LIKE, false},
        {"containsnot", LIKE, true}, {"starts-with", LIKE, false}, {"ends-with", LIKE, false},
    };
    struct slice name = xml_attribute(term, "condition");
    bool turned = slice_equal_ignoring_case(xml_attribute(term, "negate"), slice_from("true"));
    *negated = turned;
    if (name.size == 0)
        return IS;
    for (size_t i = 0; i < sizeof conditions / sizeof *conditions; i++)
        if (slice_equal_ignoring_case(name, slice_from(conditions[i].name))) {
            *negated = turned != conditions[i].negated;
            return conditions[i].condition;
        }
    return EXPRESSION;
}

/* ---- Terms that an AND joins */

static bool is_and(const struct xml *group)
{
    return xml_is(group, "Indicator") &&
           slice_equal_ignoring_case(xml_attribute(group, "operator"), slice_from("AND"));
}

static bool read_port(const struct xml *term, uint16_t *port)
{
    bool negated;
    uint64_t number;
    if (!xml_is(term, "IndicatorItem") || field_of(term).treatment != AS_PORT ||
        condition_of(term, &negated) != IS || negated ||
        !slice_to_number(value_of(term), 65535, &number) || number == 0)
        return false;
    *port = (uint16_t)number;
    return true;
}

enum { PORTS_TOGETHER = 64 }; /* that one address is joined with */

/* What the groups around a term say of it. */
struct scope {
    uint16_t ports[PORTS_TOGETHER];
    size_t port_count;
    bool joined; /* with other terms, by an AND */
};

static void add_ports(const struct xml *group, struct scope *scope)
{
    const struct xml *at = xml_child(group, "IndicatorItem");
    for (; at && scope->port_count < PORTS_TOGETHER; at = xml_sibling(at, "IndicatorItem"))
        scope->port_count += read_port(at, &scope->ports[scope->port_count]);
}

/* An AND's ports stand directly in it, or in an OR that stands in it. They go with all
 * addresses below, but where a group below has ports of its own. */
static struct scope scope_within(const struct xml *group, const struct scope *around)
{
    struct scope own = {.joined = true};
    if (!is_and(group))
        return *around;
    add_ports(group, &own);
    const struct xml *inner = xml_child(group, "Indicator");
    for (; inner; inner = xml_sibling(inner, "Indicator"))
        if (!is_and(inner))
            add_ports(inner, &own);
    if (own.port_count == 0)
        own = *around;
    own.joined = around->joined || xml_sibling(xml_child(group, NULL), NULL);
    return own;
}

/* ---- Indicators */

static void add(struct reading *r, const struct xml *term, bool context)
{
    struct statement said = r->said;
    said.description = xml_text_at(term, "Comment");
    struct indicator indicator = {
        .kind = r->candidate.kind,
        .pattern = text_slice(&r->candidate.pattern),
        .line = xml_line(term),
        .statement = listed_statement(&r->statements, r->notice, &said),
        .context = context,
    };
    r->full = r->full || !notice_add(r->notice, &indicator);
}

static void add_with_ports(struct reading *r, const struct xml *term, const struct scope *scope)
{
    struct endpoint endpoint;
    address_parse(text_slice(&r->candidate.pattern), &endpoint.address);
    for (size_t i = 0; i < scope->port_count; i++) {
        endpoint.port = scope->ports[i];
        text_clear(&r->candidate.pattern);
        text_add_endpoint(&r->candidate.pattern, &endpoint);
        r->candidate.kind = INDICATOR_ENDPOINT;
        add(r, term, false);
    }
}

/* "Name <name@example.com>" */
static struct slice address_in(struct slice line)
{
    size_t open = slice_find_last_byte(line, '<'), close = slice_find_last_byte(line, '>');
    return open != SLICE_NOWHERE && close != SLICE_NOWHERE && open < close
               ? slice_part(line, open + 1, close)
               : line;
}

static bool has_mark(struct slice text)
{
    return slice_find_byte(text, '.') != SLICE_NOWHERE ||
           slice_find_byte(text, '/') != SLICE_NOWHERE;
}

static struct slice other_name(const struct field *field, const struct xml *term)
{
    return field->name ? slice_from(field->name)
                       : xml_attribute(xml_child(term, "Context"), "search");
}

/* Reads a value into the candidate. What is no URL may be part of one, and what is no
 * address may be a sender's name: they are kept under the field's name. */
static bool read_value(struct reading *r, const struct field *field, const struct xml *term,
                       struct slice value)
{
    bool url_piece = field->kind == INDICATOR_URL && !has_mark(value);
    struct slice wanted = field->treatment == AS_ADDRESS_LINE ? address_in(value) : value;
    if (field->kind != INDICATOR_OTHER && !url_piece &&
        typed_read(field->kind, wanted, &r->candidate))
        return true;
    return (field->kind == INDICATOR_OTHER || field->name) &&
           typed_read_other(other_name(field, term), value, &r->candidate);
}

static bool is_host_or_digest(enum indicator_kind kind)
{
    return kind <= INDICATOR_PATH || indicator_kind_is_digest(kind);
}

static void read_term(struct reading *r, const struct xml *term, const struct scope *scope)
{
    bool negated;
    struct field field = field_of(term);
    struct slice value = value_of(term);
    enum condition condition = condition_of(term, &negated);
    if (value.size == 0 || field.treatment == AS_NOTHING || field.treatment == AS_PORT)
        return;
    if (negated || condition == EXPRESSION) {
        notice_reject(r->notice, negated ? REJECTED_NEGATED : REJECTED_EXPRESSION, value,
                      xml_line(term));
        return;
    }
    if (!read_value(r, &field, term, value)) {
        notice_reject(r->notice, REJECTED_MALFORMED, value, xml_line(term));
        return;
    }
    /* A name that contains a word is no name. */
    if (condition == LIKE && r->candidate.kind == INDICATOR_DOMAIN && !has_mark(value)) {
        notice_reject(r->notice, REJECTED_EXPRESSION, value, xml_line(term));
        return;
    }
    if (r->candidate.kind == INDICATOR_ADDRESS && scope->port_count > 0)
        add_with_ports(r, term, scope);
    else
        add(r, term, scope->joined && !is_host_or_digest(r->candidate.kind));
}

/* As deep as the document, which LIMIT_XML_DEPTH bounds. */
static void read_group(struct reading *r, const struct xml *group, const struct scope *around)
{
    struct scope scope = scope_within(group, around);
    for (const struct xml *at = xml_child(group, NULL); at && !r->full;
         at = xml_sibling(at, NULL)) {
        if (xml_is(at, "IndicatorItem"))
            read_term(r, at, &scope);
        else
            read_group(r, at, &scope);
    }
}

/* ---- What is said of all of them */

static void read_link(struct reading *r, const struct xml *link)
{
    const struct {
        const char *relation;
        struct slice *part;
    } relations[] = {
        {"threatgroup", &r->said.actor},     {"actor", &r->said.actor},
        {"threatcategory", &r->said.threat}, {"category", &r->said.threat},
        {"family", &r->said.family},         {"malware", &r->said.family},
        {"malwarefamily", &r->said.family},  {"campaign", &r->said.campaign},
        {"report", &r->notice->reference},   {"reference", &r->notice->reference},
        {"source", &r->notice->reference},   {"url", &r->notice->reference},
        {"info", &r->notice->reference},
    };
    struct slice relation = xml_attribute(link, "rel"), text = xml_text(link);
    if (text.size == 0)
        text = xml_attribute(link, "href");
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++)
        if (slice_equal_ignoring_case(relation, slice_from(relations[i].relation)))
            notice_keep_first(r->notice, relations[i].part, text);
}

/* The exporter of MISP writes "Event #104" for a title and the title as description. */
static struct slice title_of(const struct xml *head)
{
    struct slice title = xml_text_at(head, "short_description");
    struct slice description = xml_text_at(head, "description");
    return title.size == 0 || (slice_starts_with(title, "Event #") && description.size > 0)
               ? description
               : title;
}

static void read_head(struct reading *r, const struct xml *root)
{
    /* 1.1 has the same elements one level deeper. */
    const struct xml *head = xml_child(root, "metadata");
    if (!head)
        head = root;
    struct slice date = xml_text_at(head, "authored_date");
    if (date.size == 0)
        date = xml_attribute(root, "last-modified");
    notice_keep_first(r->notice, &r->notice->title, title_of(head));
    notice_keep_first(r->notice, &r->notice->publisher, xml_text_at(head, "authored_by"));
    notice_keep_first(r->notice, &r->notice->date, date);
    const struct xml *link = xml_at(head, "links/link");
    for (; link; link = xml_sibling(link, "link"))
        read_link(r, link);
    if (r->said.threat.size == 0)
        r->said.threat = xml_text_at(head, "keywords");
}

static bool is_root(struct slice name)
{
    return slice_equal_text(name, "ioc") || slice_equal_text(name, "OpenIOC");
}

static bool openioc_read(struct slice content, struct notice *notice, struct problem *problem)
{
    static const struct xml_limits limits = {LIMIT_XML_SIZE, LIMIT_XML_PARTS, LIMIT_XML_DEPTH};
    struct xml_document document;
    struct reading *r = memory_create(1, sizeof *r);
    r->notice = notice;
    bool read = xml_read(content, &limits, &document, problem);
    if (read && !is_root(xml_name(document.root)))
        read = problem_set(problem, "line %u: it is no OpenIOC document", xml_line(document.root));
    if (read) {
        read_head(r, document.root);
        read_group(r, document.root, &(struct scope){0});
    }
    if (read && document.damage_line > 0)
        notice_note_defect(notice, DEFECT_DAMAGED, slice_from(document.damage.sentence),
                           document.damage_line);
    if (r->full)
        read = problem_set(problem, "it has more than %d indicators", LIMIT_INDICATORS);
    candidate_done(&r->candidate);
    free(r);
    xml_done(&document);
    return read;
}

static int openioc_recognise(struct slice content, const char *file_name)
{
    (void)file_name;
    return is_root(xml_peek_root(content)) ? 95 : 0;
}

const struct notice_reader openioc_reader = {
    .name = "openioc",
    .title = "OpenIOC 1.0 and 1.1",
    .recognise = openioc_recognise,
    .read = openioc_read,
};
