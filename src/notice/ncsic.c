/* ncsic - notices of China's National Cyber and Information Security Information
 * Notification Center, as mirrors publish them.
 *
 * An issue is a numbered list of items with labelled fields: malicious address,
 * related address, place, kind of threat, family, description. A digest form has
 * the numbered address and, in brackets, the related one. Mirrors wrap lines,
 * split names over bold runs, exchange fields, lose brackets and put their own
 * page around it all, or the issue among other news; see the tests for each. */
/* SPDX-License-Identifier: MIT */
#include "base/memory.h"
#include "base/utf8.h"
#include "base/written_date.h"
#include "notice/candidate_search.h"
#include "notice/plain_text.h"
#include "notice/reader.h"

#include <stdlib.h>
#include <string.h>

enum part {
    PART_NONE,
    PART_ADDRESS,
    PART_RELATED,
    PART_PLACE,
    PART_THREAT,
    PART_FAMILY,
    PART_DESCRIPTION,
    PARTS
};

/* Longer ones first where one begins another. Traditional characters and English render the
 * same form; blanks in them do not count. */
static const struct {
    enum part part;
    const char *text;
} labels[] = {
    {PART_ADDRESS, "恶意IP地址"},
    {PART_ADDRESS, "恶意地址"},
    {PART_ADDRESS, "恶意网址"},
    {PART_ADDRESS, "恶意域名"},
    {PART_ADDRESS, "恶意IP"},
    {PART_RELATED, "关联的IP地址"},
    {PART_RELATED, "关联IP地址"},
    {PART_RELATED, "关联地址"},
    {PART_RELATED, "关联IP"},
    {PART_PLACE, "归属地"},
    {PART_THREAT, "威胁类型"},
    {PART_FAMILY, "病毒家族"},
    {PART_DESCRIPTION, "描述"},
    {PART_ADDRESS, "惡意IP地址"},
    {PART_ADDRESS, "惡意地址"},
    {PART_ADDRESS, "惡意網址"},
    {PART_ADDRESS, "惡意域名"},
    {PART_ADDRESS, "惡意IP"},
    {PART_RELATED, "關聯的IP地址"},
    {PART_RELATED, "關聯IP地址"},
    {PART_RELATED, "關聯地址"},
    {PART_RELATED, "關聯IP"},
    {PART_PLACE, "歸屬地"},
    {PART_THREAT, "威脅類型"},
    {PART_FAMILY, "病毒家族"},
    {PART_FAMILY, "恶意家族"},
    {PART_ADDRESS, "malicious address"},
    {PART_ADDRESS, "malicious domain name"},
    {PART_ADDRESS, "malicious domain"},
    {PART_ADDRESS, "malicious url"},
    {PART_ADDRESS, "malicious website"},
    {PART_ADDRESS, "malicious ip address"},
    {PART_ADDRESS, "malicious ip"},
    {PART_RELATED, "associated ip address"},
    {PART_RELATED, "associated ip"},
    {PART_RELATED, "related ip address"},
    {PART_RELATED, "related ip"},
    {PART_RELATED, "linked ip address"},
    {PART_PLACE, "attributed location"},
    {PART_PLACE, "ip location"},
    {PART_PLACE, "geolocation"},
    {PART_PLACE, "location"},
    {PART_THREAT, "threat type"},
    {PART_THREAT, "type of threat"},
    {PART_FAMILY, "virus family"},
    {PART_FAMILY, "malware family"},
    {PART_DESCRIPTION, "description"},
};

/* Fields that every item of the labelled form has. */
static const struct {
    enum part part;
    const char *name;
} required[] = {{PART_PLACE, "归属地"}, {PART_THREAT, "威胁类型"}, {PART_FAMILY, "病毒家族"}};

struct piece {
    size_t from, to; /* in the field's text */
    uint32_t line;
};

struct field {
    struct text text;
    struct piece *pieces;
    size_t count, capacity;
};

struct reading {
    struct notice *notice;
    struct field fields[PARTS]; /* of the item being read */
    enum part part;             /* which field the text belongs to */
    bool in_item, in_list;      /* the list of addresses has begun and not ended */
    bool labelled;              /* the item has labels, as the digest form has not */
    uint32_t line;              /* where the item begins */
    uint64_t number, last_number;
    struct candidate candidate;
    struct candidate_search search;
    bool full;
};

/* --- Labels and numbers -------------------------------------------------- */

static size_t blank_size(struct slice s, size_t at)
{
    size_t from = at;
    while (byte_is_space(slice_byte(s, at)) || slice_byte(s, at) == '*')
        at++;
    return at - from;
}

static size_t colon_size(struct slice s)
{
    static const char *const colons[] = {":", "：", "∶", "﹕", "︰"};
    for (size_t i = 0; i < sizeof colons / sizeof *colons; i++)
        if (slice_starts_with(s, colons[i]))
            return slice_from(colons[i]).size;
    return 0;
}

/* A label and its colon at the front; blanks between their characters do not
 * count. Gives their size, or 0. */
static size_t read_label(struct slice s, enum part *part)
{
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        struct slice label = slice_from(labels[i].text);
        size_t at = 0, matched = 0;
        while (matched < label.size) {
            if (label.data[matched] == ' ') {
                matched++;
                continue;
            }
            if (byte_lower(slice_byte(s, at)) != byte_lower(label.data[matched]))
                break;
            at++;
            matched++;
            at += blank_size(s, at);
        }
        size_t colon = matched == label.size ? colon_size(slice_after(s, at)) : 0;
        if (colon > 0) {
            *part = labels[i].part;
            return at + colon;
        }
    }
    return 0;
}

/* 一 to 九十九 */
static size_t read_chinese_number(struct slice s, uint64_t *number)
{
    static const char digits[] = "一二三四五六七八九十";
    size_t at = 0;
    uint64_t value = 0;
    for (; at < s.size; at += 3) {
        size_t found = slice_find(slice_from(digits), slice_part(s, at, at + 3));
        if (s.size - at < 3 || found == SLICE_NOWHERE || found % 3 != 0)
            break;
        uint64_t digit = found / 3 + 1;
        value = digit == 10 ? (value == 0 ? 10 : value * 10) : value + digit;
        if (value > 99)
            return 0;
    }
    *number = value;
    return at;
}

static size_t read_digits(struct slice s, uint64_t *number)
{
    size_t size = 0;
    while (size < 4 && byte_is_digit(slice_byte(s, size)))
        size++;
    return slice_to_number(slice_part(s, 0, size), 9999, number) ? size : 0;
}

static size_t skip_any(struct slice s, const char *const *marks)
{
    for (; *marks; marks++)
        if (slice_starts_with(s, *marks))
            return slice_from(*marks).size;
    return 0;
}

/* "（十）", "(10)", "10.", "10．", "10、", "10\." at the front; gives its size with
 * the blanks behind it, or 0. A bare Chinese number heads a section, no item. */
static size_t read_ordinal(struct slice s, uint64_t *number)
{
    static const char *const open[] = {"（", "(", "【", "[", NULL};
    static const char *const close[] = {"）", ")", "】", "]", NULL};
    static const char *const stop[] = {"\\.", ".", "．", "、", ")", "）", NULL};
    size_t at = skip_any(s, open);
    bool bracketed = at > 0;
    at += blank_size(s, at);
    size_t size = read_digits(slice_after(s, at), number);
    if (size == 0 && bracketed)
        size = read_chinese_number(slice_after(s, at), number);
    if (size == 0)
        return 0;
    at += size;
    at += blank_size(s, at);
    size_t end = skip_any(slice_after(s, at), bracketed ? close : stop);
    return end == 0 ? 0 : at + end + blank_size(s, at + end);
}

/* The ordinal that ends at `end`; gives where it begins, or `end`. */
static size_t ordinal_before(struct slice s, size_t end, uint64_t *number)
{
    enum { MOST = 24 };
    size_t found = end;
    for (size_t at = end; at > 0 && end - at < MOST; at--) {
        uint64_t value;
        bool inside = at > 1 && byte_is_digit(s.data[at - 2]);
        if (!inside && read_ordinal(slice_part(s, at - 1, end), &value) == end - (at - 1)) {
            found = at - 1;
            *number = value;
        }
    }
    return found;
}

/* --- Fields -------------------------------------------------------------- */

static struct slice trim_marks(struct slice s, bool both)
{
    static const char *const marks[] = {"*", "（", "）", "(", ")",  "。", "，", ",",  "；",
                                        ";", "、", "/",  "|", "：", ":",  "　", "．", "\\"};
    for (struct slice before = {0}; before.size != s.size;) {
        s = slice_trim(s);
        before = s;
        for (size_t i = 0; both && i < sizeof marks / sizeof *marks; i++) {
            size_t size = slice_from(marks[i]).size;
            if (slice_ends_with(s, marks[i]))
                s.size -= size;
            if (slice_starts_with(s, marks[i]))
                s = slice_after(s, size);
        }
    }
    return s;
}

static bool is_name_text(struct slice s)
{
    for (size_t i = 0; i < s.size; i++)
        if (s.data[i] <= ' ' || s.data[i] >= 0x7f)
            return false;
    return s.size > 0;
}

static void add_piece(struct field *field, struct slice text, uint32_t line)
{
    field->pieces =
        memory_grow(field->pieces, &field->capacity, field->count + 1, sizeof *field->pieces);
    size_t from = field->text.size;
    text_add(&field->text, text);
    field->pieces[field->count++] = (struct piece){from, field->text.size, line};
}

static struct slice piece_text(const struct field *field, size_t i)
{
    return slice_part(text_slice(&field->text), field->pieces[i].from, field->pieces[i].to);
}

/* Gives a text to the field that is being read. What cannot go on an earlier
 * line is page furniture, and the field is over. */
static void add_value(struct reading *r, struct slice text, uint32_t line)
{
    struct field *field = &r->fields[r->part];
    text = trim_marks(text, r->part != PART_DESCRIPTION && r->part != PART_PLACE);
    if (text.size == 0 || r->part == PART_NONE)
        return;
    bool goes_on = field->count == 0 || r->part == PART_DESCRIPTION;
    if (field->count > 0 && (r->part == PART_ADDRESS || r->part == PART_RELATED))
        goes_on = is_name_text(text);
    if (field->count > 0 && r->part == PART_PLACE)
        goes_on = slice_ends_with(piece_text(field, field->count - 1), "/");
    if (goes_on)
        add_piece(field, text, line);
    else
        r->part = PART_NONE;
}

/* --- Items --------------------------------------------------------------- */

static bool is_address_kind(enum indicator_kind kind)
{
    return kind == INDICATOR_ADDRESS || kind == INDICATOR_CIDR || kind == INDICATOR_ENDPOINT ||
           kind == INDICATOR_DOMAIN || kind == INDICATOR_URL;
}

static bool read_address(struct reading *r, struct slice token)
{
    return candidate_read(token, &r->candidate) && is_address_kind(r->candidate.kind);
}

static void keep(struct reading *r, uint32_t line, uint32_t statement)
{
    if (!candidate_add(&r->candidate, r->notice, line, statement))
        r->full = true;
}

/* Addresses among other words: several in a field, or remarks beside one. */
static bool keep_found(struct reading *r, struct slice text, bool wants_address, uint32_t line,
                       uint32_t statement)
{
    bool found = false;
    candidate_search_line(&r->search, text);
    while (candidate_next(&r->search, &r->candidate)) {
        bool is_digest =
            r->candidate.kind == INDICATOR_CVE || indicator_kind_is_digest(r->candidate.kind);
        if (wants_address ? !is_address_kind(r->candidate.kind) : !is_digest)
            continue;
        keep(r, line, statement);
        found = true;
    }
    return found;
}

static void note_case(struct reading *r, struct slice name, uint32_t line)
{
    for (size_t i = 0; i < name.size; i++)
        if (name.data[i] >= 'A' && name.data[i] <= 'Z') {
            notice_note_defect(r->notice, DEFECT_MIXED_CASE, name, line);
            return;
        }
}

/* A name may stand in pieces, over lines or bold runs; but pieces that are
 * addresses each are several. */
static void keep_addresses(struct reading *r, const struct field *field, uint32_t statement)
{
    struct text joined = {0};
    size_t pieces = 0;
    bool each = field->count > 0;
    for (size_t i = 0; i < field->count; i++) {
        struct slice rest = piece_text(field, i);
        while (rest.size > 0) {
            struct slice token = slice_split(&rest, ' ');
            text_add(&joined, token);
            pieces += token.size > 0;
            each = each && (token.size == 0 || read_address(r, token));
        }
    }
    if (!each && read_address(r, text_slice(&joined))) {
        if (pieces > 1)
            notice_note_defect(r->notice, DEFECT_SPLIT_NAME, text_slice(&joined),
                               field->pieces[0].line);
        note_case(r, text_slice(&joined), field->pieces[0].line);
        keep(r, field->pieces[0].line, statement);
    } else {
        bool found = false;
        for (size_t i = 0; i < field->count; i++)
            found |= keep_found(r, piece_text(field, i), true, field->pieces[i].line, statement);
        for (size_t i = 0; i < field->count; i++)
            note_case(r, piece_text(field, i), field->pieces[i].line);
        /* A name that stands alone is kept whatever it looks like. */
        if (!found && each && field->count == 1 && read_address(r, text_slice(&joined)))
            keep(r, field->pieces[0].line, statement);
        else if (!found && field->count > 0)
            notice_reject(r->notice, REJECTED_MALFORMED, text_slice(&joined),
                          field->pieces[0].line);
    }
    text_done(&joined);
}

static bool is_threat(struct slice text)
{
    static const char *const words[] = {
        "木马",  "后门",      "僵尸",     "窃密",           "加载器",      "远控",
        "挖矿",  "勒索",      "蠕虫",     "钓鱼",           "病毒",        "下载器",
        "间谍",  "扫描",      "远程控制", "木馬",           "後門",        "殭屍",
        "竊密",  "勒索軟體",  "rojan",    "ackdoor",        "otnet",       "tealer",
        "oader", "ansomware", "crypto",   "Remote control", "emote access"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (slice_contains(text, words[i]))
            return true;
    return false;
}

/* A description over several lines becomes one text; a space where Latin words meet. */
static void join_pieces(struct text *out, const struct field *field)
{
    for (size_t i = 0; i < field->count; i++) {
        struct slice piece = piece_text(field, i);
        bool latin = out->size > 0 && (uint8_t)out->data[out->size - 1] < 0x80 &&
                     slice_byte(piece, 0) < 0x80;
        text_put(out, latin ? " " : "");
        text_add(out, piece);
    }
}

static void swap(struct slice *a, struct slice *b)
{
    struct slice kept = *a;
    *a = *b;
    *b = kept;
}

static void note_defect(struct reading *r, enum defect_kind kind, struct slice text)
{
    notice_note_defect(r->notice, kind, text, r->line);
}

static bool ends_in_separator(struct slice place)
{
    static const char *const separators[] = {"/", "／", "、", "-", "\\"};
    for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
        if (slice_ends_with(place, separators[i]))
            return true;
    return false;
}

static uint32_t add_statement(struct reading *r)
{
    struct text parts[PARTS] = {0}, label = {0};
    for (int i = PART_PLACE; i < PARTS; i++)
        join_pieces(&parts[i], &r->fields[i]);
    struct statement statement = {
        .place = trim_marks(text_slice(&parts[PART_PLACE]), true),
        .threat = text_slice(&parts[PART_THREAT]),
        .family = text_slice(&parts[PART_FAMILY]),
        .description = text_slice(&parts[PART_DESCRIPTION]),
    };
    /* Some issues print the two under each other's label. */
    if (is_threat(statement.place) && !is_threat(statement.threat)) {
        note_defect(r, DEFECT_SWAPPED_FIELDS, statement.place);
        swap(&statement.place, &statement.threat);
    }
    if (is_threat(statement.family) && !is_threat(statement.threat) && statement.threat.size > 0) {
        note_defect(r, DEFECT_SWAPPED_FIELDS, statement.family);
        swap(&statement.family, &statement.threat);
    }
    if (ends_in_separator(text_slice(&parts[PART_PLACE])))
        note_defect(r, DEFECT_STRAY_SEPARATOR, text_slice(&parts[PART_PLACE]));
    text_add_number(&label, r->number);
    statement.label = text_slice(&label);
    uint32_t number = notice_add_statement(r->notice, &statement);
    for (int i = 0; i < PARTS; i++)
        text_done(&parts[i]);
    text_done(&label);
    return number;
}

/* What the form asks for and the item lacks. */
static void note_gaps(struct reading *r)
{
    const struct field *fields = r->fields;
    if (!r->labelled)
        return;
    if (fields[PART_ADDRESS].count == 0)
        note_defect(r, DEFECT_EMPTY_ADDRESS,
                    fields[PART_RELATED].count > 0 ? piece_text(&fields[PART_RELATED], 0)
                                                   : slice_from("恶意地址"));
    for (size_t i = 0; i < sizeof required / sizeof *required; i++)
        if (fields[required[i].part].count == 0)
            note_defect(r, DEFECT_MISSING_FIELD, slice_from(required[i].name));
}

static void finish_item(struct reading *r)
{
    const struct field *description = &r->fields[PART_DESCRIPTION];
    if (r->in_item && r->fields[PART_ADDRESS].count + r->fields[PART_RELATED].count > 0) {
        uint32_t statement = add_statement(r);
        note_gaps(r);
        if (r->fields[PART_ADDRESS].count > 0 && r->fields[PART_ADDRESS].pieces[0].line != r->line)
            note_defect(r, DEFECT_SPLIT_NAME, piece_text(&r->fields[PART_ADDRESS], 0));
        keep_addresses(r, &r->fields[PART_ADDRESS], statement);
        keep_addresses(r, &r->fields[PART_RELATED], statement);
        for (size_t i = 0; i < description->count; i++)
            keep_found(r, piece_text(description, i), false, description->pieces[i].line,
                       statement);
        r->last_number = r->number;
    }
    for (int i = 0; i < PARTS; i++) {
        text_clear(&r->fields[i].text);
        r->fields[i].count = 0;
    }
    r->in_item = false;
    r->part = PART_NONE;
}

static void begin_item(struct reading *r, uint64_t number, bool labelled, uint32_t line)
{
    finish_item(r);
    r->line = line;
    r->labelled = labelled;
    if (number > 0 && number == r->last_number) {
        struct text text = {0};
        text_add_number(&text, number);
        note_defect(r, DEFECT_REPEATED_NUMBER, text_slice(&text));
        text_done(&text);
    }
    r->in_item = r->in_list = true;
    r->number = number > 0 ? number : r->last_number + 1;
}

/* --- Lines --------------------------------------------------------------- */

/* A three-byte character, or the first letter of an English word that is one. */
static bool may_begin_label(struct slice text, size_t at)
{
    uint8_t byte = byte_lower(text.data[at]);
    if (byte >= 0x80)
        return byte >= 0xe5;
    bool first = at == 0 || !byte_is_letter(text.data[at - 1]);
    return first && byte != 0 && strchr("marlgtvdi", byte) != NULL;
}

/* Where the next label that counts begins, or SLICE_NOWHERE. In a description a
 * label counts at the beginning of a line or behind a number only: the words of
 * labels are also ordinary words. */
static size_t find_label(const struct reading *r, struct slice text, size_t from, enum part *part,
                         size_t *size)
{
    for (size_t at = from; at < text.size; at++) {
        /* Labels begin with one of few bytes; this is cheaper than asking. */
        if (!may_begin_label(text, at) || (*size = read_label(slice_after(text, at), part)) == 0)
            continue;
        uint64_t number;
        size_t ordinal = ordinal_before(text, at, &number);
        bool begins = trim_marks(slice_part(text, 0, ordinal), true).size == 0;
        if (begins || ordinal < at || (r->in_item && r->part != PART_DESCRIPTION))
            return at;
    }
    return SLICE_NOWHERE;
}

static void begin_field(struct reading *r, enum part part, uint64_t number, uint32_t line)
{
    bool again = (part == PART_ADDRESS) || (part == PART_RELATED && r->fields[part].count > 0);
    if (!r->in_item || again)
        begin_item(r, number, true, line);
    r->labelled = r->labelled || part >= PART_PLACE;
    r->part = part;
}

/* "3. bot.example", "3.bot.example（...": an item of the digest form. Gives the
 * size of what was taken, or 0. */
static size_t read_digest_item(struct reading *r, struct slice text, size_t label, uint32_t line)
{
    uint64_t number = 0;
    size_t at = read_ordinal(text, &number);
    uint64_t expected = (r->in_item ? r->number : r->last_number) + 1;
    if (!r->in_list || at == 0 || (number != expected && number != 1))
        return 0;
    struct slice head = slice_part(text, at, label);
    size_t bracket = slice_find(head, slice_from("（"));
    if (bracket == SLICE_NOWHERE)
        bracket = slice_find_byte(head, '(');
    head = trim_marks(slice_part(head, 0, bracket), true);
    if (!read_address(r, head))
        return 0;
    begin_item(r, number, false, line);
    r->part = PART_ADDRESS;
    add_value(r, head, line);
    if (bracket != SLICE_NOWHERE && !slice_contains(text, "）") && !slice_contains(text, ")"))
        note_defect(r, DEFECT_UNCLOSED_BRACKET, text);
    return bracket == SLICE_NOWHERE && label == SLICE_NOWHERE ? text.size
           : bracket == SLICE_NOWHERE                         ? label
                                                              : at + bracket;
}

static void read_fields(struct reading *r, struct slice text, uint32_t line)
{
    enum part part = PART_NONE;
    size_t size = 0, at = 0;
    bool two = false;
    size_t label = find_label(r, text, 0, &part, &size);
    if (part != PART_ADDRESS || label == SLICE_NOWHERE)
        at = read_digest_item(r, text, label, line);
    for (;;) {
        uint64_t number = 0;
        size_t end = label == SLICE_NOWHERE ? text.size : ordinal_before(text, label, &number);
        if (r->in_item && end > at)
            add_value(r, slice_part(text, at, end), line);
        if (label == SLICE_NOWHERE)
            return;
        /* In brackets behind the address, the label is part of the digest form. */
        if (at > 0 && r->labelled && !two)
            notice_note_defect(r->notice, DEFECT_TWO_LABELS, text, line);
        two = two || at > 0;
        begin_field(r, part, number, line);
        at = label + size;
        label = find_label(r, text, at, &part, &size);
    }
}

/* What follows the list: how to look for traces, what to do, where it came from. */
static bool ends_list(struct slice text)
{
    static const char *const fronts[] = {
        "二、",     "三、",       "四、",     "原文链接", "来源",
        "文章来源", "参考及来源", "如若转载", "（来源",   "国家网络安全通报中心建议",
        "來源",     "原文連結",   "II. ",     "Ⅱ"};
    static const char *const headings[] = {"排查方法",
                                           "处置建议",
                                           "防范建议",
                                           "工作建议",
                                           "處置建議",
                                           "nvestigation methods",
                                           "nvestigation Methods",
                                           "roubleshooting methods",
                                           "etection methods",
                                           "ecommendations",
                                           "uggestions"};
    enum { HEADING_MOST = 60 };
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
        if (slice_starts_with(text, fronts[i]))
            return true;
    for (size_t i = 0; text.size < HEADING_MOST && i < sizeof headings / sizeof *headings; i++)
        if (slice_ends_with(text, headings[i]))
            return true;
    return false;
}

static bool begins_list(struct slice text)
{
    return slice_contains(text, "恶意地址信息") || slice_contains(text, "主要情况如下") ||
           slice_contains(text, "恶意网址和恶意IP") || slice_contains(text, "惡意地址") ||
           slice_contains(text, "alicious address") || slice_contains(text, "alicious Address") ||
           slice_contains(text, "alicious IP");
}

static void read_front(struct reading *r, struct slice text)
{
    size_t colon = slice_find_byte(text, ':');
    struct slice key = slice_part(text, 0, colon);
    struct slice value = colon == SLICE_NOWHERE ? key : slice_trim(slice_after(text, colon + 1));
    if (slice_equal_text(key, "title"))
        notice_keep_first(r->notice, &r->notice->title, value);
    else if (slice_equal_text(key, "date"))
        notice_keep_first(r->notice, &r->notice->date, value);
    else if (slice_equal_text(key, "url"))
        notice_keep_first(r->notice, &r->notice->reference, value);
}

/* The first 2025-01-06 or 2025年1月6日 before the list; its size, or 0. */
static size_t read_date(struct slice s)
{
    uint64_t year, month, day;
    size_t at = read_digits(s, &year);
    size_t dash = slice_byte(s, at) == '-'                      ? 1
                  : slice_starts_with(slice_after(s, at), "年") ? 3
                                                                : 0;
    if (at != 4 || year < 2000 || year > 2100 || dash == 0)
        return 0;
    at += dash;
    size_t size = read_digits(slice_after(s, at), &month);
    at += size;
    size_t second = slice_byte(s, at) == '-'                      ? 1
                    : slice_starts_with(slice_after(s, at), "月") ? 3
                                                                  : 0;
    if (size == 0 || size > 2 || second != dash || month < 1 || month > 12)
        return 0;
    at += second;
    size = read_digits(slice_after(s, at), &day);
    if (size == 0 || size > 2 || day < 1 || day > 31)
        return 0;
    at += size;
    return slice_starts_with(slice_after(s, at), "日") ? at + 3 : at;
}

static void find_date(struct reading *r, struct slice text)
{
    for (size_t at = 0; r->notice->date.size == 0 && at < text.size; at++) {
        bool begins =
            byte_is_digit(text.data[at]) && (at == 0 || !byte_is_digit(text.data[at - 1]));
        if (begins)
            notice_keep_first(r->notice, &r->notice->date,
                              slice_part(text, at, at + read_date(slice_after(text, at))));
    }
    struct instant instant;
    notice_keep_first(r->notice, &r->notice->date, written_date_find(text, &instant));
}

/* "（续三）", "(续12)": the number of an issue that goes on an earlier one. */
static void find_number(struct reading *r, struct slice text)
{
    static const char *const marks[] = {"续", "續", "continued ", "Continued "};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        size_t at = slice_find(text, slice_from(marks[i]));
        uint64_t number = 0;
        if (at == SLICE_NOWHERE)
            continue;
        struct slice rest = slice_after(text, at + slice_from(marks[i]).size);
        size_t size = read_digits(rest, &number);
        if (size == 0)
            size = read_chinese_number(rest, &number);
        if (size > 0)
            notice_keep_first(r->notice, &r->notice->number,
                              slice_part(text, at, at + slice_from(marks[i]).size + size));
    }
}

/* Whether a line is, or may have, the title of an issue. */
static bool is_title(const struct plain_line *line)
{
    return slice_contains(line->text, "恶意网址和恶意IP") ||
           slice_contains(line->text, "惡意網址和惡意IP") ||
           slice_contains(line->text, "alicious IP");
}

static void find_publisher(struct reading *r, struct slice text)
{
    static const struct {
        const char *words, *name;
    } centers[] = {
        {"国家网络与信息安全信息通报中心", "国家网络与信息安全信息通报中心"},
        {"國家網絡與信息安全信息通報中心", "國家網絡與信息安全信息通報中心"},
        {"国家网络安全通报中心", "国家网络安全通报中心"},
        {"National Cyber and Information Security Information Notification Center",
         "National Cyber and Information Security Information Notification Center"},
        {"National Cyber and Information Security Information",
         "National Cyber and Information Security Information Center"},
        {"National Cyber Security Information", "National Cyber Security Information Center"},
        {"National Network and Information Security Information",
         "National Network and Information Security Information Center"},
    };
    for (size_t i = 0; i < sizeof centers / sizeof *centers; i++)
        if (slice_contains(text, centers[i].words) && (i == 0 || r->notice->publisher.size == 0))
            r->notice->publisher = notice_keep(r->notice, slice_from(centers[i].name));
}

static void find_names(struct reading *r, const struct plain_line *line)
{
    if (line->heading || is_title(line)) {
        notice_keep_first(r->notice, &r->notice->title, line->text);
        find_number(r, line->text);
    }
    find_date(r, line->text);
    find_publisher(r, line->text);
}

static void read_line(struct reading *r, const struct plain_line *line)
{
    struct slice text = trim_marks(line->text, false);
    if (line->front) {
        read_front(r, text);
        return;
    }
    if (r->notice->indicator_count == 0 && !r->in_item)
        find_names(r, line);
    enum part part;
    size_t size;
    bool labelled = find_label(r, text, 0, &part, &size) != SLICE_NOWHERE;
    if (!labelled && ends_list(text)) {
        finish_item(r);
        r->in_list = false;
        return;
    }
    if (begins_list(text))
        r->in_list = true;
    if (line->heading && !labelled)
        finish_item(r);
    else
        read_fields(r, text, line->number);
}

/* How many of the words stand in the text. */
static size_t count_words(struct slice content, const char *const *words)
{
    size_t found = 0;
    for (; *words; words++)
        found += slice_contains(content, *words);
    return found;
}

static int recognise(struct slice content, const char *file_name)
{
    static const char *const simplified[] = {"恶意地址", "关联IP",           "归属地",   "威胁类型",
                                             "病毒家族", "恶意网址和恶意IP", "通报中心", NULL};
    static const char *const traditional[] = {"惡意地址", "關聯IP",   "歸屬地",
                                              "威脅類型", "病毒家族", "惡意網址和惡意IP",
                                              "通報中心", NULL};
    static const char *const english[] = {"alicious address", "ssociated IP", "hreat type",
                                          "irus family", NULL};
    static const char *const titled[] = {"alicious Address", "ssociated IP", "hreat Type",
                                         "irus Family", NULL};
    (void)file_name;
    return count_words(content, simplified) >= 3 || count_words(content, traditional) >= 3 ||
                   count_words(content, english) >= 3 || count_words(content, titled) >= 3
               ? 95
               : 0;
}

static bool read_notice(struct slice content, struct notice *notice, struct problem *problem)
{
    struct reading r = {.notice = notice};
    struct plain_text plain;
    struct plain_line line;
    plain_text_init(&plain, content, plain_text_recognise(content, (const char *)NULL));
    while (!r.full && plain_text_next(&plain, &line))
        read_line(&r, &line);
    finish_item(&r);
    plain_text_done(&plain);
    for (int i = 0; i < PARTS; i++) {
        text_done(&r.fields[i].text);
        free(r.fields[i].pieces);
    }
    candidate_done(&r.candidate);
    candidate_search_done(&r.search);
    if (r.full)
        return problem_set(problem, "it names too many indicators");
    return notice->indicator_count > 0 || problem_set(problem, "no item names a malicious address");
}

const struct notice_reader ncsic_reader = {
    .name = "ncsic",
    .title = "notices of China's National Cyber Security Information Center",
    .recognise = recognise,
    .read = read_notice,
};
