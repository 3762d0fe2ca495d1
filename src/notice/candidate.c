/* SPDX-License-Identifier: MIT */
#include "notice/candidate.h"

#include "facts/domain.h"
#include "model/address.h"
#include "model/url.h"
#include "notice/refang.h"
#include "notice/wallet.h"

#include <string.h>

enum {
    TOKEN_MOST = 8192, /* servers refuse longer request lines */
};

/* Schemes that notices name, as they are written and as they are meant. */
static const struct {
    const char *written, *meant;
    bool defanged;
} schemes[] = {
    {"http", "http", false},   {"https", "https", false},     {"hxxp", "http", true},
    {"hxxps", "https", true},  {"hxtp", "http", true},        {"hxtps", "https", true},
    {"htxp", "http", true},    {"htxps", "https", true},      {"hxxx", "http", true},
    {"h**p", "http", true},    {"h**ps", "https", true},      {"hxxxp", "http", true},
    {"hxxxps", "https", true}, {"hppt", "http", true},        {"hppts", "https", true},
    {"hzzp", "http", true},    {"hzzps", "https", true},      {"ttp", "http", true},
    {"ttps", "https", true},   {"meow", "http", true},        {"meows", "https", true},
    {"ftp", "ftp", false},     {"fxp", "ftp", true},          {"fxps", "ftps", true},
    {"ftps", "ftps", false},   {"sftp", "sftp", false},       {"sxxp", "sftp", true},
    {"tftp", "tftp", false},   {"tcp", "tcp", false},         {"udp", "udp", false},
    {"ws", "ws", false},       {"wss", "wss", false},         {"wxs", "ws", true},
    {"wxss", "wss", true},     {"ssh", "ssh", false},         {"smb", "smb", false},
    {"ldap", "ldap", false},   {"ldaps", "ldaps", false},     {"socks5", "socks5", false},
    {"rtsp", "rtsp", false},   {"stratum+tcp", "tcp", false},
};

size_t candidate_scheme(struct slice s, const char **meant, bool *defanged)
{
    size_t size = 0;
    while (size < s.size && size < CANDIDATE_SCHEME_MOST &&
           (byte_is_letter(s.data[size]) || byte_is_digit(s.data[size]) || s.data[size] == '*' ||
            s.data[size] == '+'))
        size++;
    *meant = NULL;
    *defanged = false;
    /* "http:\\\\host" is a way to defang, or a slip of a Windows user. */
    bool backslashes = slice_starts_with(slice_after(s, size), ":\\\\");
    if (size == 0 || (!backslashes && !slice_starts_with(slice_after(s, size), "://")))
        return 0;
    struct slice name = slice_part(s, 0, size);
    for (size_t i = 0; i < sizeof schemes / sizeof *schemes; i++) {
        /* A list of a million URLs asks this a million times. */
        if ((uint8_t)schemes[i].written[0] != byte_lower(name.data[0]) ||
            !slice_equal_ignoring_case(name, slice_from(schemes[i].written)))
            continue;
        *meant = schemes[i].meant;
        *defanged = schemes[i].defanged || backslashes;
        break;
    }
    return backslashes && !*meant ? 0 : size + 3;
}

static void set(struct candidate *c, enum indicator_kind kind)
{
    c->kind = kind;
    c->rooted = true;
}

static bool set_address(struct candidate *c, const struct address *address)
{
    set(c, INDICATOR_ADDRESS);
    c->special = address_is_special(address);
    text_add_address(&c->pattern, address);
    return true;
}

static bool read_numbers(struct slice token, struct candidate *c)
{
    struct address address;
    struct prefix prefix;
    struct endpoint endpoint;
    if (address_parse(token, &address))
        return set_address(c, &address);
    if (prefix_parse(token, &prefix)) {
        if (prefix.bits == 128)
            return set_address(c, &prefix.address);
        set(c, INDICATOR_CIDR);
        c->special = address_is_special(&prefix.address);
        text_add_prefix(&c->pattern, &prefix);
        return true;
    }
    if (!endpoint_parse(token, &endpoint))
        return false;
    if (endpoint.port == 0)
        return set_address(c, &endpoint.address);
    set(c, INDICATOR_ENDPOINT);
    c->special = address_is_special(&endpoint.address);
    text_add_endpoint(&c->pattern, &endpoint);
    return true;
}

static void add_lower(struct text *text, struct slice s)
{
    for (size_t i = 0; i < s.size; i++)
        text_add_byte(text, byte_lower(s.data[i]));
}

/* Told by their length alone; a JARM is hexadecimal too. */
static const struct {
    size_t size;
    enum indicator_kind kind;
} digests[] = {
    {32, INDICATOR_MD5},    {40, INDICATOR_SHA1},    {62, INDICATOR_JARM},
    {64, INDICATOR_SHA256}, {128, INDICATOR_SHA512},
};

static bool read_digest(struct slice token, struct candidate *c)
{
    for (size_t i = 0; i < sizeof digests / sizeof *digests; i++) {
        if (token.size != digests[i].size)
            continue;
        if (!slice_is_hex(token))
            return false;
        set(c, digests[i].kind);
        add_lower(&c->pattern, token);
        return true;
    }
    return false;
}

static bool read_cve(struct slice token, struct candidate *c)
{
    uint64_t year, number;
    if (token.size < 13 || token.size > 4 + 5 + 10 ||
        !slice_starts_with_ignoring_case(token, "cve-") || token.data[8] != '-' ||
        !slice_to_number(slice_part(token, 4, 8), 9999, &year) ||
        !slice_to_number(slice_after(token, 9), UINT64_MAX, &number))
        return false;
    set(c, INDICATOR_CVE);
    text_put(&c->pattern, "CVE-");
    text_add(&c->pattern, slice_after(token, 4));
    return true;
}

/* "T1190", "T1059.001": ATT&CK has numbers from T1001 on, and they are written in
 * capitals; "t1000" is a film. */
static bool read_technique(struct slice token, struct candidate *c)
{
    uint64_t number, part;
    if ((token.size != 5 && token.size != 9) || token.data[0] != 'T' ||
        !slice_to_number(slice_part(token, 1, 5), 1999, &number) || number < 1001)
        return false;
    if (token.size == 9 &&
        (token.data[5] != '.' || !slice_to_number(slice_after(token, 6), 999, &part) || part == 0))
        return false;
    set(c, INDICATOR_TECHNIQUE);
    text_add(&c->pattern, token);
    return true;
}

/* "AS64496", "ASN64496"; an AS400 is a machine, and short ones are anything. */
static bool read_asn(struct slice token, struct candidate *c)
{
    uint64_t number;
    size_t front = slice_starts_with(token, "ASN") ? 3 : slice_starts_with(token, "AS") ? 2 : 0;
    if (front == 0 || token.size < front + 3 || slice_equal_text(token, "AS400") ||
        !slice_to_number(slice_after(token, front), UINT32_MAX, &number) || number == 0)
        return false;
    set(c, INDICATOR_ASN);
    text_print(&c->pattern, "AS%u", (unsigned)number);
    return true;
}

/* "t13d1516h2_8daaf6152771_e5627efa2ab1" (JA4's technical details, FoxIO). */
static bool read_ja4(struct slice token, struct candidate *c)
{
    static const char form[] = "t99d9999aa_hhhhhhhhhhhh_hhhhhhhhhhhh";
    if (token.size != sizeof form - 1)
        return false;
    for (size_t i = 0; i < token.size; i++) {
        uint8_t byte = token.data[i];
        bool fits = form[i] == 't'   ? byte == 't' || byte == 'q' || byte == 'd'
                    : form[i] == 'd' ? byte == 'd' || byte == 'i'
                    : form[i] == 'h' ? byte_hex_value(byte) >= 0
                    : form[i] == '_' ? byte == '_'
                    : form[i] == '9' ? byte_is_digit(byte) || (i < 3 && byte_is_letter(byte))
                                     : byte_is_letter(byte) || byte_is_digit(byte);
        if (!fits)
            return false;
    }
    set(c, INDICATOR_JA4);
    add_lower(&c->pattern, token);
    return true;
}

static bool read_wallet(struct slice token, struct candidate *c)
{
    if (!wallet_is_valid(token))
        return false;
    set(c, INDICATOR_WALLET);
    text_add(&c->pattern, token);
    return true;
}

/* A name with at least two labels. */
static bool add_name(struct text *text, struct slice name)
{
    size_t before = text->size;
    if (!text_add_domain(text, name))
        return false;
    if (slice_find_byte(slice_after(text_slice(text), before), '.') != SLICE_NOWHERE)
        return true;
    text->size = before;
    return false;
}

/* The label before ".onion" is base32 of 16 (version 2) or 56 (version 3) digits; publishers
 * shorten them or mistype one. */
static bool is_onion(struct slice name)
{
    if (!slice_ends_with(name, ".onion"))
        return false;
    name.size -= 6;
    size_t dot = slice_find_last_byte(name, '.');
    struct slice label = dot == SLICE_NOWHERE ? name : slice_after(name, dot + 1);
    for (size_t i = 0; i < label.size; i++)
        if (!byte_is_letter(label.data[i]) && !byte_is_digit(label.data[i]))
            return false;
    return label.size >= 16;
}

static bool has_root(struct slice name)
{
    return domain_has_public_root(name) || is_onion(name);
}

static bool set_domain(struct candidate *c, struct slice name)
{
    if (!add_name(&c->pattern, name))
        return false;
    struct slice pattern = text_slice(&c->pattern);
    c->kind = is_onion(pattern) ? INDICATOR_ONION : INDICATOR_DOMAIN;
    c->rooted = has_root(pattern);
    return true;
}

static bool read_email(struct slice token, struct candidate *c)
{
    size_t at = slice_find_last_byte(token, '@');
    if (at == SLICE_NOWHERE || at == 0 || at > 64)
        return false;
    for (size_t i = 0; i < at; i++)
        if (token.data[i] <= ' ' || strchr("\"(),:;<>@[\\]/?", token.data[i]))
            return false;
    add_lower(&c->pattern, slice_part(token, 0, at + 1));
    if (!add_name(&c->pattern, slice_after(token, at + 1)))
        return false;
    c->kind = INDICATOR_EMAIL;
    c->rooted = has_root(slice_after(text_slice(&c->pattern), at + 1));
    return true;
}

/* A URL that has no path names its host. */
static bool set_host(struct candidate *c, struct slice host, uint16_t port, const char *scheme)
{
    struct address address;
    bool usual = (port == 80 && strcmp(scheme, "http") == 0) ||
                 (port == 443 && strcmp(scheme, "https") == 0);
    if (!address_parse(host, &address)) {
        c->port = port;
        return set_domain(c, host);
    }
    if (port == 0 || usual)
        return set_address(c, &address);
    set(c, INDICATOR_ENDPOINT);
    c->special = address_is_special(&address);
    text_add_endpoint(&c->pattern, &(struct endpoint){address, port});
    return true;
}

/* url.h leaves A-labels to its callers, so the host is written first. */
static bool set_url(struct candidate *c, const struct url *url, const char *scheme)
{
    struct text whole = {0};
    struct address address;
    text_put(&whole, scheme);
    text_put(&whole, "://");
    size_t host_at = whole.size;
    bool numeric = address_parse(url->host, &address);
    if (numeric) {
        bool v6 = !address_is_v4(&address);
        text_put(&whole, v6 ? "[" : "");
        text_add_address(&whole, &address);
        text_put(&whole, v6 ? "]" : "");
        c->special = address_is_special(&address);
        c->rooted = true;
    } else if (add_name(&whole, url->host)) {
        c->rooted = has_root(slice_after(text_slice(&whole), host_at));
    } else {
        text_done(&whole);
        return false;
    }
    if (url->port != 0)
        text_print(&whole, ":%u", url->port);
    text_add(&whole, url->path);
    c->kind = INDICATOR_URL;
    bool added = text_add_url(&c->pattern, text_slice(&whole));
    text_done(&whole);
    return added;
}

static bool read_url(struct slice token, struct candidate *c)
{
    const char *scheme;
    bool defanged;
    struct url url;
    size_t size = candidate_scheme(token, &scheme, &defanged);
    token = slice_after(token, size);
    if (token.size > TOKEN_MOST || !url_split(token, &url))
        return false;
    c->has_scheme = size > 0;
    c->defanged = c->defanged || defanged;
    bool bare = url.path.size == 0 || slice_equal_text(url.path, "/");
    if (!scheme)
        scheme = "http";
    return bare ? set_host(c, url.host, url.port, scheme) : set_url(c, &url, scheme);
}

/* File name extensions that are no public root, so that a defanged file name is
 * not taken for a domain, and those that are one. */
static const char only_files[] =
    "exe dll bat cmd vbs vbe js jse ps1 psm1 psd1 jar doc docx docm xls xlsx xlsm xlsb ppt "
    "pptx pdf rtf txt log tmp dat bin elf apk dex ipa dmg iso img vhd vhdx rar tar gz bz2 xz "
    "tgz 7z cab msi msix msp lnk url scr sys ocx cpl hta wsf wsh chm inf ini cfg conf xml "
    "json yml yaml html htm php asp aspx jsp jspx cgi css png jpg jpeg gif bmp ico svg webp "
    "mp3 mp4 avi csv tsv sql db sqlite key pem crt cer pfx p12 eml msg one rpm deb ko plist "
    "class war dotm pcap yar yara h c cpp hpp cs go ts lua asm bak old swf pyc pyd xll nsi "
    "evtx dmp mui manifest config aspx ashx ascx asmx svc do action "
    "cfm phtml shtml xhtml mht mhtml hwp hwpx odt ods rtx sct wll ttf woff woff2 pub pkg appx "
    "application settings diagcab library-ms search-ms url vmdk ova qcow2 snap java kt swift "
    "lock tf toml properties plugin dylib framework node wasm map less scss vbproj csproj sln";
static const char files_and_roots[] = "sh py pl rs md so ps pm mk inc one";
static const char archives[] = "zip mov cab";

static bool is_archive(struct slice host)
{
    size_t dot = slice_find_last_byte(host, '.');
    return dot != SLICE_NOWHERE && slice_is_one_of(slice_after(host, dot + 1), archives, ' ');
}

static void judge_name(struct candidate *c)
{
    struct slice name = text_slice(&c->pattern);
    size_t dot = slice_find_last_byte(name, '.');
    if (c->kind == INDICATOR_URL && !c->has_scheme) /* "build.zip/build.msi" */
        c->looks_like_file = is_archive(candidate_host(c));
    if (c->kind != INDICATOR_DOMAIN || dot == SLICE_NOWHERE)
        return;
    struct slice last = slice_after(name, dot + 1);
    /* "x.example.py" has more labels than a script's name would. */
    bool short_name = slice_find_byte(name, '.') == dot;
    c->looks_like_file = (!c->rooted && slice_is_one_of(last, only_files, ' ')) ||
                         slice_is_one_of(last, archives, ' ') ||
                         (short_name && slice_is_one_of(last, files_and_roots, ' '));
}

bool candidate_classify(struct slice token, struct candidate *c)
{
    const char *scheme;
    bool defanged;
    text_clear(&c->pattern);
    c->port = 0;
    c->defanged = c->escaped = c->has_scheme = c->rooted = c->special = false;
    c->looks_like_file = c->looks_like_version = c->looks_like_key = false;
    if (token.size == 0)
        return false;
    if (candidate_scheme(token, &scheme, &defanged) > 0)
        return read_url(token, c);
    if (read_numbers(token, c) || read_digest(token, c) || read_cve(token, c) ||
        read_technique(token, c) || read_asn(token, c) || read_ja4(token, c) ||
        read_wallet(token, c))
        return true;
    bool has_path = slice_find_byte(token, '/') != SLICE_NOWHERE;
    if (!has_path && slice_find_byte(token, '@') != SLICE_NOWHERE)
        return read_email(token, c);
    bool read = has_path || slice_find_byte(token, ':') != SLICE_NOWHERE ? read_url(token, c)
                                                                         : set_domain(c, token);
    if (read)
        judge_name(c);
    return read;
}

static struct slice without_wrapping(struct slice token)
{
    for (;;) {
        struct slice before = token;
        token = slice_trim(token);
        if (token.size > 0 && strchr(",;\"'`", token.data[token.size - 1]))
            token.size--;
        if (token.size > 0 && strchr("\"'`", token.data[0]))
            token = slice_after(token, 1);
        if (token.size == before.size)
            return token;
    }
}

static bool read_path(struct slice token, struct candidate *c)
{
    if (token.size < 2 || token.size > TOKEN_MOST || token.data[1] == '/')
        return false;
    *c = (struct candidate){.kind = INDICATOR_PATH, .pattern = c->pattern};
    text_clear(&c->pattern);
    text_add_url_path(&c->pattern, token);
    return true;
}

/* No host will ever answer to "setup.exe", however it is written. */
static bool is_file_name(const struct candidate *c)
{
    return c->looks_like_file && !c->rooted;
}

bool candidate_read(struct slice token, struct candidate *c)
{
    token = without_wrapping(token);
    c->from = 0;
    c->to = token.size;
    if (token.size > 2 * TOKEN_MOST)
        return false;
    if (token.size > 1 && token.data[0] == '/')
        return read_path(token, c);
    if (!refang_is_needed(token)) {
        if (token.size > 1 && token.data[0] == '.')
            token = slice_after(token, 1);
        return candidate_classify(token, c) && !is_file_name(c);
    }
    struct refanged refanged = {0};
    refang_line(token, &refanged);
    bool read = candidate_classify(text_slice(&refanged.text), c);
    /* Brackets may also be those of an IPv6 address. */
    c->defanged = c->defanged || refanged_mark(&refanged, 0, refanged.text.size) != REFANG_NONE;
    c->to = refanged.text.size;
    refanged_done(&refanged);
    return read && !is_file_name(c);
}

void candidate_relabel(struct candidate *c, enum indicator_kind kind)
{
    bool md5_like = kind == INDICATOR_IMPHASH || kind == INDICATOR_JA3 || kind == INDICATOR_JA3S ||
                    kind == INDICATOR_HASSH;
    bool of_certificate = kind == INDICATOR_CERT_SHA1 || kind == INDICATOR_CERT_SHA256;
    if (c->kind == INDICATOR_MD5 && md5_like)
        c->kind = kind;
    else if (c->kind == INDICATOR_SHA1 && of_certificate)
        c->kind = INDICATOR_CERT_SHA1;
    else if (c->kind == INDICATOR_SHA256 && of_certificate)
        c->kind = INDICATOR_CERT_SHA256;
    else if ((c->kind == INDICATOR_MD5 || c->kind == INDICATOR_SHA1) &&
             kind == INDICATOR_CERT_SERIAL)
        c->kind = INDICATOR_CERT_SERIAL;
}

void candidate_done(struct candidate *candidate)
{
    text_done(&candidate->pattern);
}

struct slice candidate_host(const struct candidate *c)
{
    struct slice pattern = text_slice(&c->pattern);
    if (c->kind == INDICATOR_DOMAIN || c->kind == INDICATOR_ONION)
        return pattern;
    if (c->kind == INDICATOR_EMAIL)
        return slice_after(pattern, slice_find_last_byte(pattern, '@') + 1);
    if (c->kind != INDICATOR_URL)
        return (struct slice){0};
    struct slice host = slice_part(pattern, 0, slice_find_byte(pattern, '/'));
    if (host.size > 0 && host.data[0] == '[')
        return slice_part(host, 1, slice_find_byte(host, ']'));
    return slice_part(host, 0, slice_find_byte(host, ':'));
}

bool candidate_add(const struct candidate *c, struct notice *notice, uint32_t line,
                   uint32_t statement)
{
    struct indicator indicator = {
        .pattern = text_slice(&c->pattern), .kind = c->kind, .line = line, .statement = statement};
    return notice_add(notice, &indicator);
}
