/* SPDX-License-Identifier: MIT */
#include "attribution/identifier.h"

#include "facts/country.h"

#include <string.h>

enum {
    LEAST = 4,           /* letters and digits of an identifier; call signs have four */
    IMO_SIZE = 7,        /* digits */
    MMSI_SIZE = 9,       /* digits */
    DUNS_SIZE = 9,       /* digits */
    LEI_SIZE = 20,       /* ISO 17442 */
    TELEPHONE_LEAST = 6, /* digits */
    ETHEREUM_SIZE = 42,
    LONGEST = 256, /* beyond it a text is no identifier */
    WALLET_LEAST = 25,
    WALLET_MOST = 128, /* Monero's longest has 106 */
};

enum class { COMPACT, WALLET, SHIP, CONTACT, TELEPHONE };

static const enum identifier_kind of_class[IDENTIFIER_CLASSES] = {
    [COMPACT] = IDENTIFIER_OTHER, [WALLET] = IDENTIFIER_WALLET,       [SHIP] = IDENTIFIER_IMO,
    [CONTACT] = IDENTIFIER_EMAIL, [TELEPHONE] = IDENTIFIER_TELEPHONE,
};

unsigned identifier_class(enum identifier_kind kind)
{
    switch (kind) {
    case IDENTIFIER_WALLET:
        return WALLET;
    case IDENTIFIER_IMO:
    case IDENTIFIER_MMSI:
        return SHIP;
    case IDENTIFIER_EMAIL:
    case IDENTIFIER_WEBSITE:
        return CONTACT;
    case IDENTIFIER_TELEPHONE:
        return TELEPHONE;
    default:
        return COMPACT;
    }
}

enum identifier_kind identifier_of_class(unsigned class)
{
    return of_class[class];
}

/* How identifiers are announced, in small letters. What follows is one, where it looks like it. */
static const struct {
    const char *words; /* parted by "|", longer ones first */
    enum identifier_kind kind;
} labels[] = {
    {"imo number|imo no|imo", IDENTIFIER_IMO},
    {"mmsi number|mmsi", IDENTIFIER_MMSI},
    {"passport number|passport no|passport", IDENTIFIER_PASSPORT},
    {"national identification number|national id no|national id|identification number|id card no|"
     "id card|ssn|cedula no|cedula|nationality id|dni|curp|nit|bvn",
     IDENTIFIER_NATIONAL_ID},
    {"tax id no|tax id|tax number|tax no|vat number|vat no|vat|inn|rfc", IDENTIFIER_TAX},
    {"company registration number|registration number|registration no|registration id|company "
     "number|commercial registry number|business registration number|unified social credit code "
     "(uscc)|unified social credit code|uscc|ogrn|c.r. no|enterprise number",
     IDENTIFIER_REGISTRATION},
    {"legal entity number|legal entity identifier|lei", IDENTIFIER_LEI},
    {"swift/bic|bic/swift|swift code|swift|bic", IDENTIFIER_BIC},
    {"d-u-n-s number|d-u-n-s|duns number|duns", IDENTIFIER_DUNS},
    {"call sign|callsign", IDENTIFIER_CALL_SIGN},
    {"aircraft tail number|tail number|aircraft registration", IDENTIFIER_AIRCRAFT},
    {"iban|bank account|account no|account number|account", IDENTIFIER_BANK_ACCOUNT},
    {"digital currency address -|digital currency address|wallet address|wallet|xbt|btc|eth|xmr|"
     "ltc|zec|dash|btg|etc|bsv|bch|xvg|usdt|usdc|xrp|trx|arb|bsc|bitcoin|ethereum|bitcoincash",
     IDENTIFIER_WALLET},
    {"e-mail address|email address|e-mail|email", IDENTIFIER_EMAIL},
    {"website|web site", IDENTIFIER_WEBSITE},
    {"telephone number|telephone no|telephone|phone number|phone no|phone|mobile|tel|fax",
     IDENTIFIER_TELEPHONE},
};

struct shape {
    size_t digits, upper, lower, others; /* others: what is not ASCII */
    size_t spaces, marks;
};

static struct shape shape_of(struct slice text)
{
    struct shape shape = {0};
    for (size_t i = 0; i < text.size; i++) {
        uint8_t byte = text.data[i];
        if (byte_is_digit(byte))
            shape.digits++;
        else if (byte >= 'A' && byte <= 'Z')
            shape.upper++;
        else if (byte >= 'a' && byte <= 'z')
            shape.lower++;
        else if (byte >= 0x80)
            shape.others++;
        else if (byte_is_space(byte))
            shape.spaces++;
        else
            shape.marks++;
    }
    return shape;
}

static bool is_wallet_shape(struct slice text)
{
    struct shape s = shape_of(text);
    bool is_word = s.spaces + s.others == 0 && (s.marks == 0 || slice_find_byte(text, ':') > 0);
    if (text.size == ETHEREUM_SIZE && slice_starts_with_ignoring_case(text, "0x"))
        return slice_is_hex(slice_after(text, 2));
    return is_word && s.marks <= 1 && text.size >= WALLET_LEAST && text.size <= WALLET_MOST &&
           s.digits >= 2 && s.lower + s.upper >= 5;
}

static bool is_valid(enum identifier_kind kind, struct slice bare);

/* Whether what stands behind a label can be what the label says. */
static bool follows(enum identifier_kind kind, struct slice rest)
{
    struct shape s = shape_of(rest);
    switch (identifier_class(kind)) {
    case WALLET:
        return is_wallet_shape(rest);
    case CONTACT:
        return is_valid(kind, rest);
    case SHIP:
        return s.digits >= 6 && s.upper + s.lower + s.others == 0;
    default:
        return (kind == IDENTIFIER_BIC && is_valid(kind, rest)) ||
               (kind == IDENTIFIER_LEI && s.digits + s.upper + s.lower == LEI_SIZE) ||
               (s.digits >= 3 && s.digits >= s.upper + s.lower + s.others);
    }
}

static struct slice skip_marks(struct slice text)
{
    size_t at = 0;
    while (at < text.size && (byte_is_space(text.data[at]) ||
                              slice_find_byte(slice_from(".:#=-"), text.data[at]) != SLICE_NOWHERE))
        at++;
    return slice_after(text, at);
}

/* Names have neither a digit nor a mark of an address; a BIC alone may lack both. */
static bool may_be_labelled(struct slice text)
{
    if (slice_starts_with_ignoring_case(text, "swift") ||
        slice_starts_with_ignoring_case(text, "bic"))
        return true;
    for (size_t i = 0; i < text.size; i++)
        if (byte_is_digit(text.data[i]) || text.data[i] == '@' || text.data[i] == '.')
            return true;
    return false;
}

/* What stands behind a label at the front; false where there is none, or it is no identifier. */
static bool read_label(struct slice text, enum identifier_kind *kind, struct slice *rest)
{
    if (!may_be_labelled(text))
        return false;
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        for (struct slice words = slice_from(labels[i].words); words.size > 0;) {
            struct slice word = slice_split(&words, '|');
            struct slice front = slice_part(text, 0, word.size);
            uint8_t next = slice_byte(text, word.size);
            if (!slice_equal_ignoring_case(front, word) || next >= 0x80 || byte_is_letter(next) ||
                (byte_is_digit(next) && labels[i].kind != IDENTIFIER_IMO))
                continue;
            *rest = skip_marks(slice_after(text, word.size));
            *kind = labels[i].kind;
            if (follows(*kind, *rest))
                return true;
        }
    return false;
}

struct slice identifier_without_label(struct slice text)
{
    enum identifier_kind kind;
    struct slice trimmed = slice_trim(text), rest;
    return read_label(trimmed, &kind, &rest) ? rest : trimmed;
}

static void add_compact(struct text *text, struct slice value)
{
    size_t before = text->size;
    for (size_t i = 0; i < value.size; i++) {
        uint8_t byte = value.data[i];
        if (byte_is_letter(byte))
            text_add_byte(text, (uint8_t)(byte & ~0x20));
        else if (byte_is_digit(byte) || byte >= 0x80)
            text_add_byte(text, byte);
    }
    if (text->size - before < LEAST)
        text->size = before;
}

static void add_digits(struct text *text, struct slice value, size_t least)
{
    size_t before = text->size;
    for (size_t i = 0; i < value.size; i++)
        if (byte_is_digit(value.data[i]))
            text_add_byte(text, value.data[i]);
    if (text->size - before < least)
        text->size = before;
}

static void add_lowered(struct text *text, struct slice value)
{
    for (size_t i = 0; i < value.size; i++)
        text_add_byte(text, byte_lower(value.data[i]));
}

/* Hexadecimal and bech32, with the cash addresses that are like it, mean the same in any case. */
static bool is_caseless_wallet(struct slice value)
{
    static const char *const fronts[] = {"bc1", "ltc1", "bitcoincash:"};
    static const char digits[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    enum { CASH_SIZE = 42 };
    if (slice_is_hex(value) ||
        (slice_starts_with_ignoring_case(value, "0x") && slice_is_hex(slice_after(value, 2))))
        return true;
    for (size_t i = 0; i < sizeof fronts / sizeof *fronts; i++)
        if (slice_starts_with_ignoring_case(value, fronts[i]))
            return true;
    if (value.size != CASH_SIZE ||
        (byte_lower(value.data[0]) != 'q' && byte_lower(value.data[0]) != 'p'))
        return false;
    for (size_t i = 0; i < value.size; i++)
        if (!memchr(digits, byte_lower(value.data[i]), sizeof digits - 1))
            return false;
    return true;
}

static void add_wallet(struct text *text, struct slice value)
{
    bool is_cash = slice_starts_with_ignoring_case(value, "bitcoincash:");
    struct slice rest = is_cash ? slice_after(value, strlen("bitcoincash:")) : value;
    if (rest.size < LEAST)
        return;
    if (is_caseless_wallet(value))
        add_lowered(text, rest);
    else
        text_add(text, rest);
}

/* The host of a URL or of what is printed like one, without "www.". */
static struct slice host_of(struct slice value)
{
    size_t scheme = slice_find(value, slice_from("://"));
    struct slice host = scheme == SLICE_NOWHERE ? value : slice_after(value, scheme + 3);
    for (size_t i = 0; i < host.size; i++)
        if (slice_find_byte(slice_from("/?#: "), host.data[i]) != SLICE_NOWHERE)
            host.size = i;
    if (slice_starts_with_ignoring_case(host, "www."))
        host = slice_after(host, 4);
    while (host.size > 0 && host.data[host.size - 1] == '.')
        host.size--;
    return host;
}

static void add_contact(struct text *text, struct slice value)
{
    if (slice_find_byte(value, '@') != SLICE_NOWHERE)
        add_lowered(text, value);
    else if (slice_find_byte(host_of(value), '.') != SLICE_NOWHERE)
        add_lowered(text, host_of(value));
}

/* Four letters or digits of the party, a country, two or five more. */
static bool is_bic(struct slice compact)
{
    struct country country;
    struct slice code = slice_part(compact, 4, 6);
    if (compact.size != 8 && compact.size != 11)
        return false;
    struct shape party = shape_of(slice_part(compact, 0, 4));
    bool is_country = country_from_code(code, &country) || slice_equal_text(code, "XK");
    return party.upper == 4 && is_country;
}

/* A head office's BIC (ISO 9362) is also written with XXX behind it. */
static void add_number(struct text *text, struct slice value)
{
    size_t from = text->size;
    add_compact(text, value);
    struct slice compact = slice_after(text_slice(text), from);
    if (compact.size == 11 && slice_ends_with(compact, "XXX") && is_bic(compact))
        text->size -= 3;
}

/* Of a value without a label. */
static void add_canonical(struct text *text, enum identifier_kind kind, struct slice bare)
{
    switch (identifier_class(kind)) {
    case WALLET:
        add_wallet(text, bare);
        break;
    case SHIP:
        add_digits(text, bare, IMO_SIZE);
        break;
    case CONTACT:
        add_contact(text, bare);
        break;
    case TELEPHONE:
        add_digits(text, bare, TELEPHONE_LEAST);
        break;
    default:
        add_number(text, bare);
    }
}

void identifier_add_canonical(struct text *text, enum identifier_kind kind, struct slice value)
{
    add_canonical(text, kind, identifier_without_label(value));
}

static bool is_imo(struct slice digits)
{
    unsigned sum = 0;
    if (digits.size != IMO_SIZE)
        return false;
    for (size_t i = 0; i + 1 < IMO_SIZE; i++)
        sum += (unsigned)(digits.data[i] - '0') * (unsigned)(IMO_SIZE - i);
    return sum % 10 == (unsigned)(digits.data[IMO_SIZE - 1] - '0');
}

/* ISO 7064 mod 97-10 over digits, with letters as 10 to 35. */
static bool is_lei(struct slice compact)
{
    unsigned rest = 0;
    if (compact.size != LEI_SIZE)
        return false;
    for (size_t i = 0; i < compact.size; i++) {
        uint8_t byte = compact.data[i];
        if (byte >= 0x80)
            return false;
        unsigned value = byte_is_digit(byte) ? (unsigned)(byte - '0') : (unsigned)(byte - 'A' + 10);
        rest = (rest * (value < 10 ? 10 : 100) + value) % 97;
    }
    return rest == 1;
}

static bool is_email(struct slice value)
{
    size_t at = slice_find_byte(value, '@');
    struct slice host = slice_after(value, at == SLICE_NOWHERE ? value.size : at + 1);
    size_t dot = slice_find_byte(host, '.');
    struct shape shape = shape_of(value);
    return at != SLICE_NOWHERE && at > 0 && dot != SLICE_NOWHERE && dot > 0 &&
           dot + 1 < host.size && shape.spaces == 0 && slice_find_byte(host, '@') == SLICE_NOWHERE;
}

/* A dotted name of letters, digits and hyphens whose root has letters alone. */
static bool is_website(struct slice value)
{
    struct slice host = host_of(value);
    size_t dot = slice_find_last_byte(host, '.');
    struct shape all = shape_of(host), root = shape_of(slice_after(host, dot + 1));
    return dot != SLICE_NOWHERE && dot > 0 && all.spaces == 0 && shape_of(value).spaces == 0 &&
           root.digits + root.marks == 0 && root.upper + root.lower + root.others >= 2;
}

static bool is_canonical(enum identifier_kind kind, struct slice form)
{
    switch (kind) {
    case IDENTIFIER_IMO:
        return is_imo(form);
    case IDENTIFIER_MMSI:
        return form.size == MMSI_SIZE;
    case IDENTIFIER_DUNS:
        return form.size == DUNS_SIZE && shape_of(form).digits == DUNS_SIZE;
    case IDENTIFIER_LEI:
        return is_lei(form);
    case IDENTIFIER_BIC:
        return is_bic(form);
    default:
        return form.size > 0;
    }
}

static bool is_valid(enum identifier_kind kind, struct slice bare)
{
    if (kind == IDENTIFIER_EMAIL)
        return is_email(bare);
    if (kind == IDENTIFIER_WEBSITE)
        return is_website(bare);
    if (kind == IDENTIFIER_WALLET)
        return is_wallet_shape(bare);
    struct text canonical = {0};
    add_canonical(&canonical, kind, bare);
    bool valid = is_canonical(kind, text_slice(&canonical));
    text_done(&canonical);
    return valid;
}

bool identifier_is_valid(enum identifier_kind kind, struct slice value)
{
    return is_valid(kind, identifier_without_label(value));
}

struct guessing {
    struct identifier_guess *guesses;
    size_t count, capacity;
};

static void guess(struct guessing *g, enum identifier_kind kind, bool is_certain)
{
    if (g->count < g->capacity)
        g->guesses[g->count++] = (struct identifier_guess){kind, is_certain};
}

/* The letters that stand next to each other at most. */
static size_t longest_word(struct slice text)
{
    size_t longest = 0, run = 0;
    for (size_t i = 0; i < text.size; i++) {
        run = byte_is_letter(text.data[i]) || text.data[i] >= 0x80 ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

/* Numbers as states and registers give them; a name has more letters than digits. */
static void guess_number(struct guessing *g, struct slice text)
{
    struct shape s = shape_of(text);
    size_t letters = s.upper + s.lower + s.others;
    if (s.digits < 5 || s.digits < letters || longest_word(text) > 3)
        return;
    if (letters == 0 && slice_byte(text, 0) == '+')
        guess(g, IDENTIFIER_TELEPHONE, true);
    if (letters == 0 && is_valid(IDENTIFIER_IMO, text))
        guess(g, IDENTIFIER_IMO, true);
    if (letters == 0 && s.digits == MMSI_SIZE)
        guess(g, IDENTIFIER_MMSI, true);
    guess(g, IDENTIFIER_PASSPORT, true);
    guess(g, IDENTIFIER_TAX, true);
    guess(g, IDENTIFIER_REGISTRATION, true);
}

/* Words that could be names as well: "DEUTDEFF", "EP-MNF", "example.com". */
static void guess_word(struct guessing *g, struct slice text)
{
    struct shape s = shape_of(text);
    if (s.spaces > 0 || s.lower + s.others > 0)
        return;
    if (s.marks == 0 && is_valid(IDENTIFIER_BIC, text))
        guess(g, IDENTIFIER_BIC, false);
    size_t hyphen = slice_find_byte(text, '-');
    if (s.marks == 1 && (hyphen == 1 || hyphen == 2) && text.size >= 5 && text.size <= 8)
        guess(g, IDENTIFIER_AIRCRAFT, false);
}

size_t identifier_guess(struct slice text, struct identifier_guess *guesses, size_t capacity)
{
    struct guessing g = {guesses, 0, capacity};
    struct slice trimmed = slice_trim(text), rest;
    enum identifier_kind kind;
    if (trimmed.size > LONGEST)
        return 0;
    if (read_label(trimmed, &kind, &rest)) {
        guess(&g, kind, true);
    } else if (is_email(trimmed)) {
        guess(&g, IDENTIFIER_EMAIL, true);
    } else if (is_valid(IDENTIFIER_LEI, trimmed)) {
        guess(&g, IDENTIFIER_LEI, true);
    } else if (is_wallet_shape(trimmed)) {
        guess(&g, IDENTIFIER_WALLET, true);
    } else if (is_website(trimmed)) {
        bool is_certain = slice_find(trimmed, slice_from("://")) != SLICE_NOWHERE ||
                          slice_starts_with_ignoring_case(trimmed, "www.");
        guess(&g, IDENTIFIER_WEBSITE, is_certain);
    } else {
        guess_number(&g, trimmed);
        guess_word(&g, trimmed);
    }
    return g.count;
}
