/* SPDX-License-Identifier: MIT */
#include "notice/report_head.h"

#include "base/written_date.h"
#include "facts/domain.h"

enum {
    HEAD_BYTES = 64 * 1024, /* in which a page speaks of itself */
    HEAD_LINES = 40,        /* in which a report does */
    BYLINES = 12,           /* in which it says whose it is */
    BYLINE_MOST = 60,
    TITLE_MOST = 300,
    NUMBER_MOST = 40,
};

void report_head_add_site(struct slice host, struct notice *notice, struct manner *manner)
{
    struct slice owner = domain_registrable(host);
    for (size_t i = 0; i < manner->site_count; i++)
        if (slice_equal(owner, manner->sites[i]))
            return;
    if (owner.size > 0 && manner->site_count < MANNER_SITES)
        manner->sites[manner->site_count++] = notice_keep(notice, owner);
}

static void add_site_of(struct slice address, struct notice *notice, struct manner *manner)
{
    struct candidate candidate = {0};
    if (candidate_read(address, &candidate))
        report_head_add_site(candidate_host(&candidate), notice, manner);
    candidate_done(&candidate);
}

/* --- Fields with names --------------------------------------------------- */

enum field { FIELD_NONE, FIELD_TITLE, FIELD_DATE, FIELD_PUBLISHER, FIELD_REFERENCE, FIELD_NUMBER };

static enum field find_field(struct slice key)
{
    static const struct {
        const char *key;
        enum field field;
    } keys[] = {
        {"title", FIELD_TITLE},
        {"og:title", FIELD_TITLE},
        {"subject", FIELD_TITLE},
        {"objet", FIELD_TITLE},
        {"betreff", FIELD_TITLE},
        {"asunto", FIELD_TITLE},
        {"тема", FIELD_TITLE},
        {"date", FIELD_DATE},
        {"published", FIELD_DATE},
        {"publish date", FIELD_DATE},
        {"publication date", FIELD_DATE},
        {"release date", FIELD_DATE},
        {"date of publication", FIELD_DATE},
        {"article:published_time", FIELD_DATE},
        {"datepublished", FIELD_DATE},
        {"veröffentlicht", FIELD_DATE},
        {"datum", FIELD_DATE},
        {"date de publication", FIELD_DATE},
        {"дата", FIELD_DATE},
        {"дата публикации", FIELD_DATE},
        {"发布日期", FIELD_DATE},
        {"发布时间", FIELD_DATE},
        {"公開日", FIELD_DATE},
        {"source", FIELD_PUBLISHER},
        {"author", FIELD_PUBLISHER},
        {"authors", FIELD_PUBLISHER},
        {"publisher", FIELD_PUBLISHER},
        {"published by", FIELD_PUBLISHER},
        {"by", FIELD_PUBLISHER},
        {"og:site_name", FIELD_PUBLISHER},
        {"herausgeber", FIELD_PUBLISHER},
        {"url", FIELD_REFERENCE},
        {"og:url", FIELD_REFERENCE},
        {"number", FIELD_NUMBER},
        {"alert code", FIELD_NUMBER},
        {"alert id", FIELD_NUMBER},
        {"advisory id", FIELD_NUMBER},
        {"report id", FIELD_NUMBER},
        {"report number", FIELD_NUMBER},
        {"reference number", FIELD_NUMBER},
        {"document id", FIELD_NUMBER},
        {"référence", FIELD_NUMBER},
        {"bsi-nr", FIELD_NUMBER},
    };
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (slice_equal_ignoring_case(key, slice_from(keys[i].key)))
            return keys[i].field;
    return FIELD_NONE;
}

static struct slice without_quotes(struct slice value)
{
    value = slice_trim(value);
    bool quoted = value.size > 1 && (value.data[0] == '"' || value.data[0] == '\'') &&
                  value.data[value.size - 1] == value.data[0];
    return quoted ? slice_part(value, 1, value.size - 1) : value;
}

static void keep_field(enum field field, struct slice value, struct notice *notice,
                       struct manner *manner)
{
    struct slice *const places[] = {
        NULL,           &notice->title, &notice->date, &notice->publisher, &notice->reference,
        &notice->number};
    value = slice_part(without_quotes(value), 0, TITLE_MOST);
    if (field != FIELD_NONE)
        notice_keep_first(notice, places[field], value);
    if (field == FIELD_REFERENCE)
        add_site_of(value, notice, manner);
}

static void read_pair(const struct plain_line *line, struct notice *notice, struct manner *manner)
{
    size_t colon = slice_find_byte(line->text, ':'), size = 1;
    if (colon == SLICE_NOWHERE) {
        colon = slice_find(line->text, slice_from("："));
        size = 3;
    }
    if (colon == SLICE_NOWHERE)
        return;
    enum field field = find_field(slice_trim(slice_part(line->text, 0, colon)));
    struct slice value = slice_trim(slice_after(line->text, colon + size));
    struct instant instant;
    /* In text, "Source: ..." may be anything; what is behind "Date:" is read. */
    bool sure = line->front || field == FIELD_NUMBER || field == FIELD_TITLE ||
                (field == FIELD_DATE && written_date_find(value, &instant).size > 0) ||
                (field == FIELD_PUBLISHER && value.size < 80);
    if (sure)
        keep_field(field, value, notice, manner);
    /* "Source: https://..." at the top is where it was published; "URL:" may be anything. */
    if (field == FIELD_PUBLISHER && slice_starts_with_ignoring_case(value, "http"))
        add_site_of(value, notice, manner);
}

/* --- HTML's own fields --------------------------------------------------- */

static struct slice attribute(struct slice tag, const char *name)
{
    size_t at = slice_find(tag, slice_from(name));
    if (at == SLICE_NOWHERE)
        return (struct slice){0};
    struct slice value = slice_after(tag, at + slice_from(name).size);
    return value.size > 1
               ? slice_part(value, 1, 1 + slice_find_byte(slice_after(value, 1), value.data[0]))
               : (struct slice){0};
}

static void read_meta(struct slice tag, struct notice *notice, struct manner *manner)
{
    struct slice key = attribute(tag, "property=");
    if (key.size == 0)
        key = attribute(tag, "name=");
    keep_field(find_field(key), attribute(tag, "content="), notice, manner);
}

void report_head_read(struct slice content, struct notice *notice, struct manner *manner)
{
    struct slice rest = slice_part(content, 0, HEAD_BYTES);
    notice->marking = tlp_find(rest);
    for (size_t at; (at = slice_find_byte(rest, '<')) != SLICE_NOWHERE;) {
        rest = slice_after(rest, at);
        struct slice tag = slice_part(rest, 0, slice_find_byte(slice_part(rest, 0, 2048), '>'));
        if (slice_starts_with_ignoring_case(tag, "<meta "))
            read_meta(tag, notice, manner);
        else if (slice_starts_with_ignoring_case(tag, "<link ") &&
                 slice_find(tag, slice_from("canonical")) != SLICE_NOWHERE)
            keep_field(FIELD_REFERENCE, attribute(tag, "href="), notice, manner);
        rest = slice_after(rest, 1);
    }
}

/* --- The first lines ----------------------------------------------------- */

/* Numbers of series: "9" stands for a digit, "@" for a capital, "*" for what is left of the
 * word. */
static bool fits(struct slice word, const char *form)
{
    size_t at = 0;
    for (; *form; form++, at++) {
        uint8_t byte = at < word.size ? word.data[at] : 0;
        if (*form == '*')
            return byte != 0;
        bool fits = *form == '9'   ? byte_is_digit(byte)
                    : *form == '@' ? byte >= 'A' && byte <= 'Z'
                                   : byte == (uint8_t)*form;
        if (!fits)
            return false;
    }
    return at == word.size;
}

static bool is_number(struct slice word)
{
    static const char *const forms[] = {
        "AA99-999@", "AR99-999@",  "TA99-999@",   "MAR-9*",        "CERTFR-9999-*", "CERT-UA#9*",
        "UAC-99*",   "ICSA-99-*",  "JPCERT-AT-*", "CSA-9999-*",    "CSA_*",         "PIN-9999*",
        "FLASH-9*",  "CTA-9*",     "CERT-EU-*",   "U/OO/999999-*", "PP-99-9999",    "VU#99*",
        "MU-9*",     "NCSC-MAR-*", "CU-9*",       "NCSC-9999-*",
    };
    /* "CVE" numbers are of weaknesses; an activity cluster such as UAC-0050 is no number. */
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (word.size <= NUMBER_MOST && fits(word, forms[i]))
            return !slice_starts_with(word, "UAC-");
    return false;
}

static bool is_number_byte(uint8_t byte)
{
    return byte_is_letter(byte) || byte_is_digit(byte) || byte == '-' || byte == '#' ||
           byte == '_' || byte == '/';
}

static void find_number(struct slice text, struct notice *notice)
{
    for (size_t at = 0; at < text.size && notice->number.size == 0;) {
        size_t end = at;
        while (end < text.size && is_number_byte(text.data[end]))
            end++;
        struct slice word = slice_part(text, at, end);
        if (is_number(word))
            notice_keep_first(notice, &notice->number, word);
        at = end + 1;
    }
}

static void find_authority(struct slice text, struct notice *notice)
{
    static const struct {
        const char *words, *name;
    } authorities[] = {
        {"Cybersecurity and Infrastructure Security Agency",
         "Cybersecurity and Infrastructure Security Agency"},
        {"CERT-FR", "CERT-FR"},
        {"ANSSI", "ANSSI"},
        {"CERT-UA", "CERT-UA"},
        {"JPCERT/CC", "JPCERT/CC"},
        {"JPCERT", "JPCERT/CC"},
        {"Bundesamt für Sicherheit in der Informationstechnik",
         "Bundesamt für Sicherheit in der Informationstechnik"},
        {"Bundesamt für Verfassungsschutz", "Bundesamt für Verfassungsschutz"},
        {"한국인터넷진흥원", "한국인터넷진흥원"},
        {"KISA", "KISA"},
        {"National Cyber Security Centre", "National Cyber Security Centre"},
        {"National Security Agency", "National Security Agency"},
        {"Federal Bureau of Investigation", "Federal Bureau of Investigation"},
        {"国家互联网应急中心", "国家互联网应急中心"},
        {"CNCERT", "CNCERT/CC"},
    };
    /* Firms are also mentioned; a byline is short. */
    static const struct {
        const char *words, *name;
    } firms[] = {
        {"Microsoft Threat Intelligence", "Microsoft Threat Intelligence"},
        {"Mandiant", "Mandiant"},
        {"Kaspersky", "Kaspersky"},
        {"Volexity", "Volexity"},
        {"Unit 42", "Unit 42"},
        {"Black Lotus Labs", "Black Lotus Labs"},
        {"Citizen Lab", "Citizen Lab"},
        {"WeLiveSecurity", "ESET"},
    };
    for (size_t i = 0; notice->publisher.size == 0 && i < sizeof authorities / sizeof *authorities;
         i++)
        if (slice_find(text, slice_from(authorities[i].words)) != SLICE_NOWHERE)
            notice_keep_first(notice, &notice->publisher, slice_from(authorities[i].name));
    for (size_t i = 0; text.size <= BYLINE_MOST && i < sizeof firms / sizeof *firms; i++)
        if (slice_find(text, slice_from(firms[i].words)) != SLICE_NOWHERE)
            notice_keep_first(notice, &notice->publisher, slice_from(firms[i].name));
}

static bool is_furniture(struct slice text)
{
    return text.size < 3 || text.size > TITLE_MOST || slice_starts_with(text, "TLP") ||
           slice_starts_with(text, "http") || slice_starts_with(text, ":") ||
           slice_starts_with(text, "---") || slice_starts_with(text, "===");
}

void report_head_add_line(const struct plain_line *line, size_t count, struct notice *notice,
                          struct manner *manner)
{
    struct instant instant;
    if (line->front || (count < HEAD_LINES && !line->table))
        read_pair(line, notice, manner);
    if (line->front || count >= HEAD_LINES)
        return;
    struct slice text = line->text;
    while (text.size > 0 && text.data[0] == '=')
        text = slice_after(text, 1);
    text = slice_trim(text);
    if (!is_furniture(text)) {
        notice_keep_first(notice, &manner->first_line, text);
        if (line->heading)
            notice_keep_first(notice, &notice->title, text);
    }
    if (!line->table && !line->code) {
        notice_keep_first(notice, &notice->date, written_date_find(text, &instant));
        find_number(text, notice);
        if (count < BYLINES)
            find_authority(text, notice);
    }
}

void report_head_finish(struct notice *notice, const struct manner *manner)
{
    notice_keep_first(notice, &notice->title, manner->first_line);
    /* "Inside a campaign | Name of a firm" */
    size_t bar = slice_find(notice->title, slice_from(" | "));
    if (bar != SLICE_NOWHERE)
        notice_keep_first(notice, &notice->publisher,
                          slice_trim(slice_after(notice->title, bar + 3)));
}
