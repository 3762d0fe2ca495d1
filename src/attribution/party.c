/* SPDX-License-Identifier: MIT */
#include "attribution/party.h"

#include "attribution/list_authority.h"
#include "base/text.h"
#include "facts/country.h"

enum { CELL = 8192 }; /* bytes of a cell that are looked at: some 100 names */

/* ---- Words */

static bool is_word_byte(uint8_t byte)
{
    return byte_is_letter(byte) || byte_is_digit(byte) || byte >= 0x80;
}

static bool is_capital(uint8_t byte)
{
    return (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

/* Without what parts a text from its neighbours, and without quotes around all of it. */
static struct slice tidy(struct slice text)
{
    text = slice_trim(text);
    while (text.size > 0 && slice_find_byte(slice_from(" \t,;:"), text.data[0]) != SLICE_NOWHERE)
        text = slice_after(text, 1);
    for (; text.size > 0; text.size--) {
        uint8_t last = text.data[text.size - 1];
        bool initial = last == '.' && text.size > 1 && is_word_byte(text.data[text.size - 2]);
        if (initial || slice_find_byte(slice_from(" \t\r\n,;:."), last) == SLICE_NOWHERE)
            break;
    }
    bool quoted = text.size > 1 && text.data[0] == '"' && text.data[text.size - 1] == '"';
    return quoted ? slice_trim(slice_part(text, 1, text.size - 1)) : text;
}

static bool starts_with_phrase(struct slice text, struct slice phrase)
{
    bool open = phrase.size > 0 && is_word_byte(phrase.data[phrase.size - 1]);
    return slice_equal_ignoring_case(slice_part(text, 0, phrase.size), phrase) &&
           !(open && is_word_byte(slice_byte(text, phrase.size)));
}

/* The size of the longest of the phrases (parted by "|") in front of a text; 0: none. */
static size_t lead_size(struct slice text, const char *phrases)
{
    size_t longest = 0;
    for (struct slice rest = slice_from(phrases); rest.size > 0;) {
        struct slice phrase = slice_split(&rest, '|');
        if (phrase.size > longest && starts_with_phrase(text, phrase))
            longest = phrase.size;
    }
    return longest;
}

/* Where one of the phrases begins behind a blank or comma; SLICE_NOWHERE: nowhere. */
static size_t find_lead(struct slice text, const char *phrases)
{
    for (size_t at = 1; at < text.size; at++)
        if ((text.data[at - 1] == ' ' || text.data[at - 1] == ',') &&
            lead_size(slice_after(text, at), phrases) > 0)
            return at;
    return SLICE_NOWHERE;
}

/* ---- What notes begin with */

enum note {
    NOTE_ALIAS,
    NOTE_SCRIPT, /* "Chinese: ...": an alias in its script */
    NOTE_WEAK_ALIAS,
    NOTE_FORMER,
    NOTE_REFERENCE,
    NOTE_LINK,
    NOTE_BIRTH,
    NOTE_BIRTH_PLACE,
    NOTE_COUNTRY,
    NOTE_ADDRESS,
    NOTE_IDENTIFIER,
};

#define ALIASES                                                                                    \
    "a.k.a.|a.k.a|aka|a/k/a|also known as|alias|aliases|also called|known as|also|d.b.a.|dba|"     \
    "d/b/a|doing business as|trading as|t/a|real name|true name|n.k.a.|nka|n/k/a|now known as|"    \
    "now called|now|abbreviated|acronym|short name|full name"
#define SCRIPTS                                                                                    \
    "in chinese|chinese name|chinese|in russian|russian|in arabic|arabic|in persian|persian|in "   \
    "korean|korean"
#define FORMERS                                                                                    \
    "formerly known as|formerly called|formerly|former name|former names|f.k.a.|f.k.a|fka|f/k/a|"  \
    "previously known as|previously|née|nee"
#define WEAK_ALIASES                                                                               \
    "weak a.k.a.|weak aka|w.a.k.a.|nickname|nom de guerre|online handle|handle|moniker|hacker "    \
    "name|screen name|online alias"

static const struct {
    const char *words;
    enum note note;
    enum identifier_kind identifier;
} leads[] = {
    {WEAK_ALIASES, NOTE_WEAK_ALIAS, 0},
    {ALIASES, NOTE_ALIAS, 0},
    {SCRIPTS, NOTE_SCRIPT, 0},
    {FORMERS, NOTE_FORMER, 0},
    {"SDN ent_num|SDN entry|SDN number|SDN no.|SDN uid|SDN|ent_num|UID|OFAC id|OFAC uid|list id|"
     "list number|entry|unique id|group id|OFSI group id|reference|reference number|ref.|ref|"
     "EU reference number|EU ref|UN ref|UN reference|permanent reference number",
     NOTE_REFERENCE, 0},
    {"employer|employed by|employee of|owner|owned by|parent|parent company|subsidiary of|"
     "subsidiary|linked to|linked|member of|part of|head of|director of|founder of|founded by|"
     "works for|controlled by|affiliated with|associate of|front company for|on behalf of",
     NOTE_LINK, 0},
    {"born on|born|DOB|D.O.B.|date of birth", NOTE_BIRTH, 0},
    {"POB|P.O.B.|place of birth|born in", NOTE_BIRTH_PLACE, 0},
    {"nationality|citizen of|national of|citizenship|country|registered in|based in", NOTE_COUNTRY,
     0},
    {"address|located at|registered office|registered address|at", NOTE_ADDRESS, 0},
    {"passport no.|passport number|passport", NOTE_IDENTIFIER, IDENTIFIER_PASSPORT},
    {"national id no.|national id|identity card|identification number|id no.|id number",
     NOTE_IDENTIFIER, IDENTIFIER_NATIONAL_ID},
    {"tax id no.|tax id|tax number|tax no.|INN", NOTE_IDENTIFIER, IDENTIFIER_TAX},
    {"unified social credit code|registration number|registration no.|registration id|company "
     "number|company no.|OGRN",
     NOTE_IDENTIFIER, IDENTIFIER_REGISTRATION},
    {"IMO number|IMO no.|IMO", NOTE_IDENTIFIER, IDENTIFIER_IMO},
    {"MMSI", NOTE_IDENTIFIER, IDENTIFIER_MMSI},
    {"LEI", NOTE_IDENTIFIER, IDENTIFIER_LEI},
    {"SWIFT/BIC|SWIFT|BIC", NOTE_IDENTIFIER, IDENTIFIER_BIC},
    {"tail number|aircraft registration", NOTE_IDENTIFIER, IDENTIFIER_AIRCRAFT},
    {"digital currency address - XBT|digital currency address|bitcoin address|wallet|XBT|ETH",
     NOTE_IDENTIFIER, IDENTIFIER_WALLET},
    {"e-mail address|email address|e-mail|email", NOTE_IDENTIFIER, IDENTIFIER_EMAIL},
    {"website|web site", NOTE_IDENTIFIER, IDENTIFIER_WEBSITE},
    {"telephone|phone|tel.", NOTE_IDENTIFIER, IDENTIFIER_TELEPHONE},
};

/* People counted or described, not named. */
static const char crowd_tails[] =
    "and its|and his|and her|and their|and others|and other|and two|and three|and four|and five|"
    "and six|and seven|and eight|and nine|and ten|and several|and some|and associates|"
    "and affiliates|and co-conspirators|and unnamed|and more|as well as its|along with|together "
    "with|with its|with his|with her|among others|et al.|et al|etc.|etc";
static const char crowd_leads[] =
    "its|his|her|their|others|other|the two|two|three|four|five|six|seven|eight|nine|ten|eleven|"
    "twelve|several|some|unnamed|various|and its|and his|and her|and their|and others|and other|"
    "plus|members of|employees of|more than|at least|over";
/* Ends of what describes people: their names stand in brackets. */
static const char crowd_ends[] =
    "operators|members|founders|co-founders|leaders|owners|officers|employees|executives|"
    "individuals|persons|people|nationals|citizens|hackers|actors|affiliates|associates|companies|"
    "entities|firms|administrators|developers|directors|managers|conspirators|defendants|vessels";
static const char act_leads[] =
    "advisory|joint advisory|seizure|seizures|indictment|indictments|designation|designations|"
    "sanctions|charges|arrest|arrests|notice|alert|joint|takedown|disruption|action|court order|"
    "reward|warning|press release|publication|removal|delisting|domains|domain";
static const char list_leads[] = "names|naming|lists|listing|designates|designated|designating|"
                                 "against|on|targets|adds|sanctions on|sanctioned";
/* What follows a comma and still belongs to the name before it. */
static const char company_forms[] =
    "Co|Company|Ltd|Limited|Inc|Incorporated|LLC|L.L.C.|LLP|LP|Corp|Corporation|PLC|GmbH|AG|S.A.|"
    "SA|S.A.S.|S.L.|B.V.|BV|N.V.|Pte|Pty|Sdn|Bhd|JSC|OJSC|PJSC|OOO|ZAO|AO|FZE|FZCO|FZ-LLC|DMCC|"
    "Jr|Sr|II|III|S.p.A.|A.S.|K.K.|Oy|AB|S.R.L.|SRL|Est|Group";
static const char address_words[] =
    "room|building|no.|street|st.|road|rd.|avenue|ave.|floor|district|suite|apt|apartment|"
    "p.o. box|po box|lane|boulevard|blvd|square|block|unit|ul.|ulitsa|prospekt|str.|house|"
    "city|province|village|zone|tower|plaza|park|way|drive|postal code|zip";

/* ---- Building */

struct reading {
    struct party *parties;
    size_t count;
    size_t first; /* of the piece that is being read */
};

static struct party *last_party(struct reading *r)
{
    return r->count > 0 ? &r->parties[r->count - 1] : NULL;
}

static void add_name(struct party *party, enum name_kind kind, struct slice text)
{
    text = tidy(text);
    if (text.size == 0 || party->name_count >= PARTY_PARTS)
        return;
    party->names[party->name_count++] = (struct entity_name){.kind = kind, .text = text};
}

static void add_remark(struct party *party, struct slice text)
{
    text = tidy(text);
    if (party && text.size > 0 && party->remark_count < PARTY_PARTS)
        party->remarks[party->remark_count++] = text;
    if (party && list_measure_is_other(text))
        party->is_other_measure = true;
}

static void add_party(struct reading *r, struct slice name)
{
    name = tidy(name);
    if (name.size == 0 || r->count >= PARTIES)
        return;
    r->parties[r->count] = (struct party){0};
    add_name(&r->parties[r->count++], NAME_PRIMARY, name);
}

/* ---- Lists of names */

/* Whether what follows a comma begins another name. */
static bool begins_name(struct slice after)
{
    after = slice_trim(after);
    return after.size > 0 && lead_size(after, company_forms) == 0;
}

/* Takes the next name off a list of names: up to a comma or "and". */
static struct slice take_name(struct slice *rest)
{
    struct slice all = slice_trim(*rest);
    if (slice_starts_with_ignoring_case(all, "and "))
        all = slice_after(all, 4);
    for (size_t at = 0; at < all.size; at++) {
        struct slice here = slice_after(all, at);
        size_t size = 0;
        if (all.data[at] == ',' && begins_name(slice_after(all, at + 1)))
            size = 1;
        else if (slice_starts_with(here, " and ") || slice_starts_with(here, " & "))
            size = slice_starts_with(here, " & ") ? 3 : 5;
        if (size > 0) {
            *rest = slice_after(all, at + size);
            return slice_part(all, 0, at);
        }
    }
    *rest = (struct slice){0};
    return all;
}

static void add_list(struct reading *r, struct slice list)
{
    while (list.size > 0) {
        struct slice name = tidy(take_name(&list));
        if (lead_size(name, crowd_leads) == 0)
            add_party(r, name);
    }
}

static size_t count_words(struct slice text, size_t *capitals)
{
    size_t words = 0;
    *capitals = 0;
    for (size_t at = 0; at < text.size; at++)
        if (is_word_byte(text.data[at]) && (at == 0 || !is_word_byte(text.data[at - 1]))) {
            words++;
            *capitals += is_capital(text.data[at]);
        }
    return words;
}

/* Words of organisations, which have an "and" inside their names. */
static const char organisation_words[] =
    "company|bank|group|technology|technologies|trade|trading|ministry|institute|science|sciences|"
    "bureau|centre|center|department|university|industry|industries|economic|foreign|research|"
    "development|security|defence|defense|committee|council|agency|service|services|corporation|"
    "import|export|investment|finance|systems|network|information|engineering|academy|office|"
    "association|foundation|fund|party|movement|front|army|navy|force|forces|federation|union|"
    "communications|electronics|software|general|special|international|national|state|public";

static bool is_person(struct slice name)
{
    size_t capitals, words = count_words(name, &capitals);
    for (size_t at = 0; at < name.size; at++)
        if ((at == 0 || name.data[at - 1] == ' ') &&
            lead_size(slice_after(name, at), organisation_words) > 0)
            return false;
    return words >= 2 && words <= 3 && capitals == words;
}

/* "A B and C D", where nothing says that it is an organisation. */
static bool is_pair(struct slice text)
{
    size_t and = slice_find(text, slice_from(" and "));
    return and != SLICE_NOWHERE && slice_find_byte(text, ',') == SLICE_NOWHERE &&
           is_person(slice_part(text, 0, and)) && is_person(slice_after(text, and+5));
}

/* "A B, C D and E F": commas, "and" before the last, and each of them two words at least. */
static bool is_list(struct slice text)
{
    size_t names = 0, capitals;
    bool has_comma = slice_find_byte(text, ',') != SLICE_NOWHERE;
    if (is_pair(text))
        return true;
    for (struct slice rest = text; rest.size > 0; names++) {
        struct slice name = tidy(take_name(&rest));
        if (count_words(name, &capitals) < 2 || capitals < 2)
            return false;
    }
    return names > 2 && has_comma && slice_find(text, slice_from(" and ")) != SLICE_NOWHERE;
}

/* ---- Notes */

static bool has_digit(struct slice text)
{
    for (size_t i = 0; i < text.size; i++)
        if (byte_is_digit(text.data[i]))
            return true;
    return false;
}

/* Two commas, or two of its words: "GTsST, Unit 74455" is none. */
static bool is_address(struct slice text)
{
    size_t commas = 0, words = 0;
    for (size_t at = 0; at < text.size; at++) {
        commas += text.data[at] == ',';
        words += (at == 0 || text.data[at - 1] == ' ') &&
                 lead_size(slice_after(text, at), address_words) > 0;
    }
    return has_digit(text) && words > 0 && commas + words > 2;
}

/* A name has capitals, or another script, and is no sentence. */
static bool is_name(struct slice text)
{
    enum { WORDS = 10 };
    size_t capitals = 0, words = count_words(text, &capitals);
    for (size_t at = 1; at < text.size && capitals == 0; at++) /* "i-Soon", "eXploit" */
        capitals = is_capital(text.data[at]);
    return words > 0 && words <= WORDS && capitals * 2 >= words;
}

static void add_country(struct party *party, struct slice text)
{
    if (party->country.size == 0)
        party->country = tidy(text);
}

/* "Chinese national", "Russian citizen". */
static bool read_national(struct party *party, struct slice note)
{
    static const char *const ends[] = {" national", " citizen"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (slice_ends_with(note, ends[i])) {
            add_country(party, slice_part(note, 0, note.size - slice_from(ends[i]).size));
            return true;
        }
    return false;
}

static void add_address(struct party *party, struct slice text)
{
    if (party->address_count < PARTY_PARTS)
        party->addresses[party->address_count++] = text;
}

/* As the United Kingdom numbers its entries: "CYB0012". */
static bool is_entry_number(struct slice note)
{
    enum { LETTERS = 3, SIZE = 7 };
    for (size_t i = 0; i < note.size; i++)
        if (i < LETTERS ? note.data[i] < 'A' || note.data[i] > 'Z' : !byte_is_digit(note.data[i]))
            return false;
    return note.size == SIZE;
}

static void add_led(struct party *party, size_t lead, struct slice words, struct slice value)
{
    switch (leads[lead].note) {
    case NOTE_ALIAS:
    case NOTE_SCRIPT:
        add_name(party, NAME_ALIAS, value);
        break;
    case NOTE_WEAK_ALIAS:
        add_name(party, NAME_WEAK_ALIAS, value);
        break;
    case NOTE_FORMER:
        add_name(party, NAME_FORMER, value);
        break;
    case NOTE_LINK:
        if (party->link_count < PARTY_PARTS)
            party->links[party->link_count++] = (struct entity_link){.how = words, .name = value};
        break;
    case NOTE_BIRTH:
        party->birth = value;
        break;
    case NOTE_BIRTH_PLACE:
        party->birth_place = value;
        break;
    case NOTE_COUNTRY:
        add_country(party, value);
        break;
    case NOTE_ADDRESS:
        add_address(party, value);
        break;
    case NOTE_IDENTIFIER:
        if (party->identifier_count < PARTY_PARTS)
            party->identifiers[party->identifier_count++] = (struct entity_identifier){
                .kind = leads[lead].identifier, .value = value, .label = words};
        break;
    default:
        break;
    }
}

/* Whether what a lead promises can be what follows it. */
static bool fits(enum note note, struct slice value)
{
    if (value.size == 0)
        return false;
    if (note == NOTE_SCRIPT)
        return value.data[0] >= 0x80;
    if (note == NOTE_REFERENCE || note == NOTE_BIRTH || note == NOTE_ADDRESS)
        return has_digit(value);
    return true;
}

/* The row of leads that the note begins with, the longest; its size. */
static size_t find_leads(struct slice note, size_t *size)
{
    size_t found = sizeof leads / sizeof *leads;
    *size = 0;
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++) {
        size_t longest = lead_size(note, leads[i].words);
        if (longest > *size && fits(leads[i].note, tidy(slice_after(note, longest)))) {
            *size = longest;
            found = i;
        }
    }
    return found;
}

static bool read_led_note(struct party *party, struct slice note)
{
    size_t size, lead = find_leads(note, &size);
    if (size == 0)
        return false;
    struct slice value = tidy(slice_after(note, size));
    if (leads[lead].note == NOTE_REFERENCE) {
        party->reference = note;
        return true;
    }
    bool plural = slice_equal_ignoring_case(slice_part(note, 0, size), slice_from("aliases"));
    size_t again =
        leads[lead].note <= NOTE_FORMER ? find_lead(value, ALIASES "|" FORMERS) : SLICE_NOWHERE;
    if (again != SLICE_NOWHERE) { /* "a.k.a. X, a.k.a. Y" */
        add_led(party, lead, slice_part(note, 0, size), tidy(slice_part(value, 0, again)));
        return read_led_note(party, slice_after(value, again)) || true;
    }
    while (plural && value.size > 0)
        add_led(party, lead, slice_part(note, 0, size), tidy(take_name(&value)));
    add_led(party, lead, slice_part(note, 0, size), value);
    return true;
}

/* "X and others", "X and 4 others" without them. */
static struct slice without_crowd(struct slice text)
{
    size_t at = find_lead(text, crowd_tails), from = 0, and;
    while (at == SLICE_NOWHERE &&
           (and = slice_find(slice_after(text, from), slice_from(" and "))) != SLICE_NOWHERE) {
        from += and+5;
        size_t digits = from;
        while (byte_is_digit(slice_byte(text, digits)))
            digits++;
        if (digits > from && slice_byte(text, digits) == ' ')
            at = from - 5;
    }
    return at == SLICE_NOWHERE ? text : slice_part(text, 0, at);
}

/* "Main Centre (MC)" is no country. */
static bool is_initials(const struct party *party, struct slice note)
{
    struct slice name = party->names[0].text;
    size_t found = 0;
    for (size_t at = 0; at < name.size && found < note.size; at++)
        if ((at == 0 || name.data[at - 1] == ' ') &&
            byte_lower(name.data[at]) == byte_lower(note.data[found]))
            found++;
    return note.size == 2 && found == note.size;
}

/* "China", "MC, Unit 99999" */
static void add_names(struct party *party, struct slice names)
{
    struct country country;
    while (names.size > 0) {
        struct slice name = tidy(take_name(&names));
        if (!is_initials(party, name) && country_read(name, &country))
            add_country(party, name);
        else
            add_name(party, NAME_ALIAS, name);
    }
}

static void read_note(struct party *party, struct slice note)
{
    note = tidy(without_crowd(note));
    if (note.size == 0)
        return;
    if (list_measure_is_other(note))
        add_remark(party, note);
    else if (read_national(party, note) || read_led_note(party, note))
        return;
    else if (is_address(note))
        add_address(party, note);
    else if (is_entry_number(note))
        party->reference = note;
    else if (is_name(note))
        add_names(party, note);
    else
        add_remark(party, note);
}

/* Where the next note begins behind a comma: "a.k.a. X, born 16 May 1990". */
static size_t note_size(struct slice text)
{
    size_t lead;
    for (size_t at = 1; at < text.size; at++) {
        if (text.data[at] != ',')
            continue;
        find_leads(slice_trim(slice_after(text, at + 1)), &lead);
        if (lead > 0)
            return at;
    }
    return text.size;
}

static void read_notes(struct party *party, struct slice notes)
{
    while (notes.size > 0) {
        size_t size = note_size(notes);
        read_note(party, slice_part(notes, 0, size));
        notes = slice_after(notes, size + 1);
    }
}

/* ---- Pieces */

/* A piece of a cell: what it says, and what stands in its brackets. */
struct piece {
    struct slice head;
    struct slice notes[PARTY_PARTS];
    size_t note_count;
};

/* The size of a bracketed part at the front, with its brackets; 0 when it never ends. */
static size_t bracket_size(struct slice text)
{
    size_t depth = 0;
    for (size_t at = 0; at < text.size; at++) {
        depth += text.data[at] == '(';
        if (text.data[at] == ')' && --depth == 0)
            return at + 1;
    }
    return 0;
}

/* Behind a bracket a comma or "and" begins another name: "A Co. (Thailand), B Co. (China) and C".
 */
static bool begins_piece(struct slice rest)
{
    if (slice_byte(rest, 0) == ',')
        return begins_name(slice_after(rest, 1));
    rest = slice_trim(rest);
    return slice_starts_with(rest, "and ") && lead_size(rest, crowd_tails) == 0 &&
           is_capital(slice_byte(rest, 4));
}

/* Where a separator stands outside brackets; the size where none does. A bracket that never
 * ends is none, nor are those behind it: they are looked for once. */
static size_t find_outside(struct slice text, uint8_t separator, bool *unclosed)
{
    for (size_t at = 0; at < text.size; at++) {
        if (text.data[at] == separator)
            return at;
        if (text.data[at] == '(' && !*unclosed) {
            size_t size = bracket_size(slice_after(text, at));
            at += size > 0 ? size - 1 : 0;
            *unclosed = size == 0;
            if (size > 0 && begins_piece(slice_after(text, at + 1)))
                return at + 1;
        }
    }
    return text.size;
}

/* "Anxun (Shanghai) Co.": what goes on behind a bracket without being parted from it. */
static bool goes_on(struct slice after)
{
    after = slice_trim(after);
    bool counts = slice_starts_with(after, "and ") && byte_is_digit(slice_byte(after, 4));
    return after.size > 0 && is_word_byte(after.data[0]) && !counts &&
           lead_size(after, crowd_tails) == 0;
}

static void split_piece(struct slice text, struct arena *arena, struct piece *piece)
{
    struct text head = {0};
    *piece = (struct piece){0};
    while (text.size > 0) {
        size_t at = slice_find_byte(text, '(');
        struct slice bracket = slice_after(text, at);
        size_t size = bracket_size(bracket), lead;
        text_add(&head, slice_part(text, 0, at));
        text = slice_after(bracket, size > 0 ? size : 1);
        struct slice inside = size > 0 ? slice_part(bracket, 1, size - 1) : slice_after(bracket, 1);
        find_leads(slice_trim(inside), &lead);
        if (size > 0 && goes_on(text) && lead == 0)
            text_add(&head, slice_part(bracket, 0, size));
        else if (piece->note_count < PARTY_PARTS)
            piece->notes[piece->note_count++] = inside;
        if (size == 0)
            break;
    }
    piece->head = arena_keep(arena, slice_trim(text_slice(&head)));
    text_done(&head);
}

static struct slice last_word(struct slice text)
{
    size_t space = slice_find_last_byte(text, ' ');
    return space == SLICE_NOWHERE ? text : slice_after(text, space + 1);
}

static bool is_crowd(struct slice head)
{
    struct slice word = last_word(head);
    return word.size < head.size && lead_size(word, crowd_ends) == word.size &&
           !is_capital(word.data[0]);
}

/* Notes of a crowd are the names of its people. */
static void read_crowd(struct reading *r, const struct piece *piece)
{
    size_t before = r->count;
    for (size_t i = 0; i < piece->note_count; i++)
        add_list(r, without_crowd(piece->notes[i]));
    if (r->count == before && lead_size(piece->head, crowd_leads) == 0)
        add_party(r, piece->head);
    for (size_t i = before; i < r->count; i++)
        if (r->count > before && !slice_equal(r->parties[i].names[0].text, piece->head))
            add_remark(&r->parties[i], piece->head);
}

/* "Name: seizure of ..." gives the name, and says the rest of it. */
static struct slice take_head(struct slice *said, bool *is_list_of)
{
    size_t colon = slice_find(*said, slice_from(": "));
    struct slice head = *said;
    *said = (struct slice){0};
    *is_list_of = false;
    if (colon != SLICE_NOWHERE) {
        struct slice before = slice_part(head, 0, colon), after = slice_after(head, colon + 2);
        if (lead_size(last_word(before), crowd_ends) > 0 || lead_size(before, list_leads) > 0) {
            *is_list_of = true;
            return after;
        }
        *said = after;
        head = before;
    }
    size_t lead = lead_size(head, list_leads);
    *is_list_of =
        lead > 0 && lead < head.size && byte_is_letter(head.data[0]) && !is_capital(head.data[0]);
    return *is_list_of ? slice_after(head, lead) : head;
}

/* Names that stand in the running text: "X, also known as Y". */
static struct slice take_alias(struct slice head, struct slice *alias)
{
    static const char running[] =
        "a.k.a.|a.k.a|aka|a/k/a|also known as|formerly known as|formerly|f.k.a.|fka|f/k/a|n.k.a.|"
        "now known as|trading as|doing business as|d.b.a.";
    size_t at = find_lead(head, running);
    *alias = at == SLICE_NOWHERE ? (struct slice){0} : slice_after(head, at);
    return at == SLICE_NOWHERE ? head : slice_part(head, 0, at);
}

/* "Two Chinese nationals", "Seizure of domains", but not "Three Gorges Co.": capitals behind the
 * first words make a name. */
static bool is_no_name(struct slice head)
{
    static const char nobody[] = "none|unknown|n/a|tbd|nobody|various|-|?|not named|unnamed";
    size_t act = lead_size(head, act_leads), crowd = lead_size(head, crowd_leads), capitals;
    size_t size = act > crowd ? act : crowd;
    if (head.size == 0 || slice_is_one_of(head, nobody, '|') ||
        (size > 0 && !is_capital(head.data[0])))
        return true;
    size_t words = count_words(slice_after(head, size), &capitals);
    return size > 0 && capitals * 2 <= words;
}

static void read_piece(struct reading *r, struct slice text, struct arena *arena)
{
    struct piece piece;
    struct slice alias;
    bool is_list_of;
    split_piece(text, arena, &piece);
    struct slice said = piece.head, head = take_head(&said, &is_list_of);
    head = tidy(take_alias(without_crowd(head), &alias));
    if (!is_list_of && is_no_name(head)) {
        add_remark(last_party(r), piece.head);
        return;
    }
    piece.head = head;
    r->first = r->count;
    if (is_crowd(head) && !is_list_of) {
        read_crowd(r, &piece);
        return;
    }
    if (is_list_of || is_list(head))
        add_list(r, head);
    else
        add_party(r, head);
    for (size_t i = r->first; i < r->count; i++) {
        bool alone = r->count - r->first == 1;
        for (size_t k = 0; k < piece.note_count; k++)
            for (struct slice rest = piece.notes[k]; rest.size > 0;) {
                struct slice note = slice_split(&rest, ';');
                if (alone || i + 1 == r->count || list_measure_is_other(note))
                    read_notes(&r->parties[i], note);
            }
        if (alone && alias.size > 0)
            read_notes(&r->parties[i], alias);
        add_remark(&r->parties[i], said);
    }
}

/* Full-width brackets and semicolons are as the others. */
static struct slice plain_marks(struct slice cell, struct arena *arena)
{
    static const char *const marks[][2] = {{"（", "("},  {"）", ")"},  {"；", ";"},
                                           {"，", ", "}, {"、", ", "}, {"：", ": "}};
    struct text text = {0};
    while (cell.size > 0) {
        size_t i = 0, count = sizeof marks / sizeof *marks;
        while (i < count && !slice_starts_with(cell, marks[i][0]))
            i++;
        if (i < count)
            text_put(&text, marks[i][1]);
        else
            text_add_byte(&text, cell.data[0]);
        cell = slice_after(cell, i < count ? slice_from(marks[i][0]).size : 1);
    }
    struct slice kept = arena_keep(arena, text_slice(&text));
    text_done(&text);
    return kept;
}

size_t party_read(struct slice cell, struct arena *arena, struct party parties[PARTIES])
{
    struct reading r = {.parties = parties};
    bool unclosed = false;
    for (struct slice rest = plain_marks(slice_part(cell, 0, CELL), arena); rest.size > 0;) {
        size_t end = find_outside(rest, ';', &unclosed);
        read_piece(&r, slice_part(rest, 0, end), arena);
        rest = slice_after(rest, end + 1);
        if (slice_starts_with(slice_trim(rest), "and "))
            rest = slice_after(slice_trim(rest), 4);
    }
    return r.count;
}
