/* SPDX-License-Identifier: MIT */
#include "notice/column.h"

#include <string.h>

enum { NAME_MOST = 48 };

#define NOTHING INDICATOR_KINDS

/* Parted by spaces; ASCII letters in lower case. */
static const struct {
    const char *names;
    enum column_role role;
    uint64_t kinds;
    enum indicator_kind typed;
} columns[] = {
    {"indicator indicators indicatorvalue value ioc iocs iocvalue observable observables "
     "artifact artefact trail indicador indicateur indikator valeur valor wert "
     "\xe6\x8c\x87\xe6\xa0\x87 "                                                 /* zh: indicator */
     "\xd0\x98\xd0\xbd\xd0\xb4\xd0\xb8\xd0\xba\xd0\xb0\xd1\x82\xd0\xbe\xd1\x80 " /* ru */
     "\xd0\xb8\xd0\xbd\xd0\xb4\xd0\xb8\xd0\xba\xd0\xb0\xd1\x82\xd0\xbe\xd1\x80",
     COLUMN_INDICATOR, KINDS_ANY, NOTHING},
    {"address addresses host hosts hostname hostnames c2 c2s c2address c2server cnc server "
     "servers adresse direccion endereco \xe5\x9c\xb0\xe5\x9d\x80 " /* zh: address */
     "\xe6\x81\xb6\xe6\x84\x8f\xe5\x9c\xb0\xe5\x9d\x80 "            /* zh: malicious address */
     "\xe6\x81\xb6\xe6\x84\x8f\xe7\xbd\x91\xe5\x9d\x80 "            /* zh: malicious site */
     "\xd0\x90\xd0\xb4\xd1\x80\xd0\xb5\xd1\x81 \xd0\xb0\xd0\xb4\xd1\x80\xd0\xb5\xd1\x81", /* ru */
     COLUMN_INDICATOR, KINDS_HOST, NOTHING},
    {"ip ips ipv4 ipv6 ipaddress ipaddresses ipaddr ipv4address ipv6address dstip destip "
     "destinationip srcip sourceip remoteip ipport relatedip relevantresolution resolution "
     "resolvedip cidr network netblock prefix subnet iprange "
     "ip\xe5\x9c\xb0\xe5\x9d\x80 \xe5\x85\xb3\xe8\x81\x94ip\xe5\x9c\xb0\xe5\x9d\x80 " /* zh */
     "ip\xd0\xb0\xd0\xb4\xd1\x80\xd0\xb5\xd1\x81",                                    /* ru */
     COLUMN_INDICATOR, KINDS_ADDRESS, NOTHING},
    {"domain domains domainname domainnames fqdn dns dominio domaine domane "
     "\xe5\x9f\x9f\xe5\x90\x8d " /* zh: domain name */
     "\xd0\x94\xd0\xbe\xd0\xbc\xd0\xb5\xd0\xbd \xd0\xb4\xd0\xbe\xd0\xbc\xd0\xb5\xd0\xbd", /* ru */
     COLUMN_INDICATOR, KINDS_HOST, NOTHING},
    {"url urls uri uris", COLUMN_INDICATOR, KINDS_HOST, NOTHING},
    {"md5 sha1 sha256 sha512 hash hashes md5hash sha1hash sha256hash filehash filehashes digest "
     "checksum fingerprint sha1fingerprint md5s sha1s sha256s",
     COLUMN_INDICATOR, KINDS_DIGEST, NOTHING},
    {"email emails emailaddress emailaddresses mail sender emailsender", COLUMN_INDICATOR,
     KIND(EMAIL), NOTHING},
    {"cve cves cveid", COLUMN_INDICATOR, KIND(CVE), NOTHING},
    {"filename filenames filepath filepaths", COLUMN_INDICATOR, 0, INDICATOR_FILE_NAME},
    {"useragent useragents useragentstring", COLUMN_INDICATOR, 0, INDICATOR_USER_AGENT},
    {"mutex mutexes mutexname mutant", COLUMN_INDICATOR, 0, INDICATOR_MUTEX},
    {"registrykey registrykeys registry regkey regkeys registrypath", COLUMN_INDICATOR, 0,
     INDICATOR_REGISTRY_KEY},
    {"imphash", COLUMN_INDICATOR, 0, INDICATOR_IMPHASH},
    {"ssdeep", COLUMN_INDICATOR, 0, INDICATOR_SSDEEP},
    {"ja3 ja3hash ja3md5 ja3fingerprint", COLUMN_INDICATOR, 0, INDICATOR_JA3},
    {"ja3s ja3shash", COLUMN_INDICATOR, 0, INDICATOR_JA3S},
    {"ja4 ja4fingerprint", COLUMN_INDICATOR, 0, INDICATOR_JA4},
    {"jarm jarmhash jarmfingerprint", COLUMN_INDICATOR, 0, INDICATOR_JARM},
    {"hassh hasshmd5 hasshfingerprint", COLUMN_INDICATOR, 0, INDICATOR_HASSH},
    {"asn asns autonomoussystem", COLUMN_INDICATOR, 0, INDICATOR_ASN},
    {"technique techniqueid attackid mitreattackid ttp ttps", COLUMN_INDICATOR, 0,
     INDICATOR_TECHNIQUE},
    {"wallet wallets walletaddress bitcoinaddress btcaddress btc cryptoaddress", COLUMN_INDICATOR,
     0, INDICATOR_WALLET},
    {"serialnumber certificateserial certserial certificateserialnumber", COLUMN_INDICATOR, 0,
     INDICATOR_CERT_SERIAL},
    {"type kind ioctype indicatortype valuetype entitytype attributetype observabletype datatype "
     "tipo typ \xe7\xb1\xbb\xe5\x9e\x8b "                 /* zh: type */
     "\xd0\xa2\xd0\xb8\xd0\xbf \xd1\x82\xd0\xb8\xd0\xbf", /* ru */
     COLUMN_TYPE, 0, NOTHING},
    {"port ports dstport destport destinationport puerto porta "
     "\xe7\xab\xaf\xe5\x8f\xa3", /* zh: port */
     COLUMN_PORT, 0, NOTHING},
    {"family malware malwarefamily malwareprintable malwarename familia famille familie signature "
     "\xe5\xae\xb6\xe6\x97\x8f \xe7\x97\x85\xe6\xaf\x92\xe5\xae\xb6\xe6\x97\x8f " /* zh */
     "\xd0\xa1\xd0\xb5\xd0\xbc\xd0\xb5\xd0\xb9\xd1\x81\xd1\x82\xd0\xb2\xd0\xbe",  /* ru */
     COLUMN_FAMILY, 0, NOTHING},
    {"threat threattype amenaza menace bedrohung "
     "\xe5\xa8\x81\xe8\x83\x81\xe7\xb1\xbb\xe5\x9e\x8b", /* zh: kind of threat */
     COLUMN_THREAT, 0, NOTHING},
    {"category categories", COLUMN_CATEGORY, 0, NOTHING},
    {"role roles tier characterization characterisation function purpose usage use "
     "\xe8\xa7\x92\xe8\x89\xb2", /* zh: role */
     COLUMN_ROLE, 0, NOTHING},
    {"campaign campaigns operation", COLUMN_CAMPAIGN, 0, NOTHING},
    {"actor actors threatactor threatactors apt group threatgroup intrusionset adversary "
     "attribution association",
     COLUMN_ACTOR, 0, NOTHING},
    {"country location place geo locationasprinted pais pays land "
     "\xe5\xbd\x92\xe5\xb1\x9e\xe5\x9c\xb0 \xe6\x89\x80\xe5\x9c\xa8\xe5\x9c\xb0 " /* zh */
     "\xd0\xa1\xd1\x82\xd1\x80\xd0\xb0\xd0\xbd\xd0\xb0",                          /* ru */
     COLUMN_PLACE, 0, NOTHING},
    {"description comment comments note notes details detail info context file descripcion "
     "beschreibung commentaire remarks remark listingreason reason "
     "\xe6\x8f\x8f\xe8\xbf\xb0 \xe5\xa4\x87\xe6\xb3\xa8 "                /* zh */
     "\xd0\x9e\xd0\xbf\xd0\xb8\xd1\x81\xd0\xb0\xd0\xbd\xd0\xb8\xd0\xb5", /* ru */
     COLUMN_DESCRIPTION, 0, NOTHING},
    {"n no nr number label \xe5\xba\x8f\xe5\x8f\xb7 \xe2\x84\x96", COLUMN_LABEL, 0, NOTHING},
    {"validfrom", COLUMN_FROM, 0, NOTHING},
    {"validuntil validto expires expiration expiry expirationdate", COLUMN_UNTIL, 0, NOTHING},
    {"firstseen firstseenutc firstseenonvt firstsubonvt firstobserved firstsubmission "
     "datefirstseen dateadded listingdate "
     "\xe9\xa6\x96\xe6\xac\xa1\xe5\x8f\x91\xe7\x8e\xb0", /* zh */
     COLUMN_FIRST_SEEN, 0, NOTHING},
    {"lastseen lastseenutc lastobserved lastonline datelastseen", COLUMN_LAST_SEEN, 0, NOTHING},
    {"timeframe activetimeframe active period dateseen relevantdate seen observed", COLUMN_SEEN, 0,
     NOTHING},
    {"confidence confidencelevel confidencescore", COLUMN_CONFIDENCE, 0, NOTHING},
    {"toids", COLUMN_DETECTION, 0, NOTHING},
};

/* Words of longer names. */
static const struct {
    const char *words;
    uint64_t kinds;
} words_of_columns[] = {
    {"ip ips ipv4 ipv6 cidr subnet", KINDS_ADDRESS},
    {"address addresses host hosts hostname hostnames server servers c2 c2s domain domains url "
     "urls uri",
     KINDS_HOST},
    {"md5 sha1 sha256 sha512 hash hashes", KINDS_DIGEST},
    {"email emails", KIND(EMAIL)},
};
/* They make a name be about something else. */
static const char other_words[] =
    "target targets targeted victim victims count counts number num total size type kind name "
    "names country city asn org owner isp status score rank tag tags link links reference "
    "references ref report source id date time seen first last version mac";

/* The name as it is compared; empty when it is longer than any that is known. */
static struct slice compact(struct slice name, uint8_t out[NAME_MOST])
{
    size_t size = 0;
    for (size_t i = 0; i < name.size; i++) {
        uint8_t byte = name.data[i];
        if (byte == '(' && i > 0)
            break;
        if (byte == '\0' || strchr(" _-.#:\"'/\t()", byte))
            continue;
        if (size == NAME_MOST)
            return (struct slice){0};
        out[size++] = byte_lower(byte);
    }
    return slice_make(out, size);
}

/* The next word of ASCII letters and digits in lower case; empty at the end. Of a longer
 * word its front, which is none that is known. */
static struct slice next_word(struct slice *name, uint8_t out[NAME_MOST])
{
    size_t at = 0, size = 0;
    while (at < name->size && !byte_is_letter(name->data[at]) && !byte_is_digit(name->data[at]))
        at++;
    for (; at < name->size && (byte_is_letter(name->data[at]) || byte_is_digit(name->data[at]));
         at++)
        if (size < NAME_MOST)
            out[size++] = byte_lower(name->data[at]);
    *name = slice_after(*name, at);
    return slice_make(out, size);
}

static struct column by_words(struct slice name)
{
    uint8_t lower[NAME_MOST];
    struct column column = {.typed = NOTHING};
    for (;;) {
        struct slice word = next_word(&name, lower);
        if (word.size == 0)
            return column;
        if (slice_is_one_of(word, other_words, ' '))
            return (struct column){.typed = NOTHING};
        for (size_t i = 0; i < sizeof words_of_columns / sizeof *words_of_columns; i++)
            if (slice_is_one_of(word, words_of_columns[i].words, ' '))
                column = (struct column){COLUMN_INDICATOR, words_of_columns[i].kinds, NOTHING};
    }
}

struct column column_named(struct slice name)
{
    uint8_t lower[NAME_MOST];
    struct slice wanted = compact(name, lower);
    for (size_t i = 0; wanted.size > 0 && i < sizeof columns / sizeof *columns; i++)
        if (slice_is_one_of(wanted, columns[i].names, ' '))
            return (struct column){columns[i].role, columns[i].kinds, columns[i].typed};
    return wanted.size > 0 ? by_words(name) : (struct column){.typed = NOTHING};
}

/* Words of types that neither MISP nor the names of columns know: "ip:port",
 * "TLS Cert Domain", "sha256_hash", "file" (a digest of one). */
static const struct {
    const char *words;
    uint64_t kinds;
    bool is_certificate;
} words_of_types[] = {
    {"ip ips ipv4 ipv6 ip4 ip6 addr address ipaddress cidr netblock subnet network c2 c2s ipport",
     KINDS_HOST, false},
    {"domain domains host hostname fqdn dns site website", KINDS_HOST, false},
    {"url urls uri uris path", KINDS_HOST, false},
    {"md5 sha1 sha256 sha512 sha2 sha hash hashes filehash digest", KINDS_DIGEST, false},
    {"file files sample samples", KINDS_DIGEST, false},
    {"cert certificate ssl tls x509 fingerprint", KINDS_DIGEST, true},
    {"email mail sender emailsender emailwhois", KIND(EMAIL), false},
    {"cve vulnerability", KIND(CVE), false},
};

static void add_words(struct slice name, struct value_type *type)
{
    uint8_t lower[NAME_MOST];
    for (;;) {
        struct slice word = next_word(&name, lower);
        if (word.size == 0)
            return;
        for (size_t i = 0; i < sizeof words_of_types / sizeof *words_of_types; i++) {
            if (!slice_is_one_of(word, words_of_types[i].words, ' '))
                continue;
            type->kinds = (type->known ? type->kinds : 0) | words_of_types[i].kinds;
            type->known = true;
            type->is_certificate = type->is_certificate || words_of_types[i].is_certificate;
        }
    }
}

struct value_type value_type_named(struct slice name)
{
    struct value_type type = {.kinds = KINDS_ANY, .typed = NOTHING};
    name = slice_trim(name);
    type.parts = misp_type_find(name);
    type.is_cited = slice_equal_ignoring_case(name, slice_from("link"));
    if (type.parts) {
        type.known = true;
        return type;
    }
    struct column column = column_named(name);
    if (column.role == COLUMN_INDICATOR && column.typed != NOTHING) {
        type.known = true;
        type.typed = column.typed;
        return type;
    }
    add_words(name, &type);
    return type;
}
