/* SPDX-License-Identifier: MIT */
#include "notice/misp_type.h"

#define ONE(name, KIND)                                                                            \
    {                                                                                              \
        name, MISP_INDICATOR,                                                                      \
        {                                                                                          \
            INDICATOR_##KIND, INDICATOR_KINDS                                                      \
        }                                                                                          \
    }
#define TWO(name, KIND, OTHER_KIND)                                                                \
    {                                                                                              \
        name, MISP_INDICATOR,                                                                      \
        {                                                                                          \
            INDICATOR_##KIND, INDICATOR_##OTHER_KIND                                               \
        }                                                                                          \
    }
#define RULE(name)                                                                                 \
    {                                                                                              \
        name, MISP_RULE,                                                                           \
        {                                                                                          \
            INDICATOR_KINDS, INDICATOR_KINDS                                                       \
        }                                                                                          \
    }
#define REMARK(name)                                                                               \
    {                                                                                              \
        name, MISP_REMARK,                                                                         \
        {                                                                                          \
            INDICATOR_KINDS, INDICATOR_KINDS                                                       \
        }                                                                                          \
    }

static const struct misp_type types[] = {
    ONE("ip-dst", ADDRESS),
    ONE("ip-src", ADDRESS),
    ONE("ip", ADDRESS),
    ONE("ip-dst|port", ENDPOINT),
    ONE("ip-src|port", ENDPOINT),
    ONE("domain", DOMAIN),
    ONE("hostname", DOMAIN),
    ONE("hostname|port", ENDPOINT),
    TWO("domain|ip", DOMAIN, ADDRESS),
    ONE("url", URL),
    ONE("uri", URL),
    ONE("onion-address", ONION),
    ONE("md5", MD5),
    ONE("sha1", SHA1),
    ONE("sha256", SHA256),
    ONE("sha512", SHA512),
    ONE("imphash", IMPHASH),
    ONE("ssdeep", SSDEEP),
    TWO("filename|md5", FILE_NAME, MD5),
    TWO("filename|sha1", FILE_NAME, SHA1),
    TWO("filename|sha256", FILE_NAME, SHA256),
    TWO("filename|sha512", FILE_NAME, SHA512),
    TWO("filename|imphash", FILE_NAME, IMPHASH),
    TWO("filename|ssdeep", FILE_NAME, SSDEEP),
    TWO("malware-sample", FILE_NAME, MD5),
    ONE("sha224", OTHER),
    ONE("sha384", OTHER),
    ONE("sha512/224", OTHER),
    ONE("sha512/256", OTHER),
    ONE("sha3-224", OTHER),
    ONE("sha3-256", OTHER),
    ONE("sha3-384", OTHER),
    ONE("sha3-512", OTHER),
    ONE("authentihash", OTHER),
    ONE("vhash", OTHER),
    ONE("pehash", OTHER),
    ONE("impfuzzy", OTHER),
    ONE("telfhash", OTHER),
    ONE("cdhash", OTHER),
    ONE("tlsh", OTHER),
    TWO("filename|sha224", FILE_NAME, OTHER),
    TWO("filename|sha384", FILE_NAME, OTHER),
    TWO("filename|sha512/224", FILE_NAME, OTHER),
    TWO("filename|sha512/256", FILE_NAME, OTHER),
    TWO("filename|sha3-224", FILE_NAME, OTHER),
    TWO("filename|sha3-256", FILE_NAME, OTHER),
    TWO("filename|sha3-384", FILE_NAME, OTHER),
    TWO("filename|sha3-512", FILE_NAME, OTHER),
    TWO("filename|authentihash", FILE_NAME, OTHER),
    TWO("filename|vhash", FILE_NAME, OTHER),
    TWO("filename|pehash", FILE_NAME, OTHER),
    TWO("filename|impfuzzy", FILE_NAME, OTHER),
    TWO("filename|tlsh", FILE_NAME, OTHER),
    ONE("filename", FILE_NAME),
    ONE("filename-pattern", OTHER),
    ONE("email-attachment", FILE_NAME),
    ONE("regkey", REGISTRY_KEY),
    ONE("regkey|value", REGISTRY_KEY),
    ONE("mutex", MUTEX),
    ONE("named pipe", OTHER),
    ONE("pdb", OTHER),
    ONE("windows-scheduled-task", OTHER),
    ONE("windows-service-name", OTHER),
    ONE("windows-service-displayname", OTHER),
    ONE("mobile-application-id", OTHER),
    ONE("chrome-extension-id", OTHER),
    ONE("process-state", OTHER),
    ONE("pattern-in-file", OTHER),
    ONE("pattern-in-traffic", OTHER),
    ONE("pattern-in-memory", OTHER),
    ONE("cookie", OTHER),
    ONE("http-method", OTHER),
    ONE("user-agent", USER_AGENT),
    ONE("ja3-fingerprint-md5", JA3),
    ONE("ja3s-fingerprint-md5", JA3S),
    ONE("ja4-fingerprint", JA4),
    ONE("jarm-fingerprint", JARM),
    ONE("hassh-md5", HASSH),
    ONE("hasshserver-md5", HASSH),
    ONE("ssh-fingerprint", OTHER),
    ONE("community-id", OTHER),
    ONE("favicon-mmh3", OTHER),
    ONE("dkim", OTHER),
    ONE("dkim-signature", OTHER),
    ONE("x509-fingerprint-md5", OTHER),
    ONE("x509-fingerprint-sha1", CERT_SHA1),
    ONE("x509-fingerprint-sha256", CERT_SHA256),
    ONE("email", EMAIL),
    ONE("email-src", EMAIL),
    ONE("email-dst", EMAIL),
    ONE("email-reply-to", EMAIL),
    ONE("eppn", EMAIL),
    ONE("jabber-id", EMAIL),
    ONE("whois-registrant-email", EMAIL),
    ONE("dns-soa-email", EMAIL),
    ONE("target-email", EMAIL),
    ONE("email-subject", OTHER),
    ONE("email-src-display-name", OTHER),
    ONE("email-dst-display-name", OTHER),
    ONE("email-x-mailer", OTHER),
    ONE("email-message-id", OTHER),
    ONE("email-mime-boundary", OTHER),
    ONE("email-thread-index", OTHER),
    ONE("AS", ASN),
    ONE("mac-address", OTHER),
    ONE("mac-eui-64", OTHER),
    ONE("vulnerability", CVE),
    ONE("weakness", OTHER),
    ONE("cpe", OTHER),
    ONE("btc", WALLET),
    ONE("dash", WALLET),
    ONE("xmr", WALLET),
    ONE("iban", OTHER),
    ONE("bic", OTHER),
    ONE("phone-number", OTHER),
    ONE("whois-registrant-phone", OTHER),
    ONE("whois-registrant-name", OTHER),
    ONE("whois-registrant-org", OTHER),
    ONE("github-username", OTHER),
    ONE("github-repository", OTHER),
    ONE("twitter-id", OTHER),
    ONE("azure-application-id", OTHER),
    RULE("snort"),
    RULE("bro"),
    RULE("zeek"),
    RULE("yara"),
    RULE("sigma"),
    RULE("kusto-query"),
    RULE("stix2-pattern"),
    REMARK("link"),
    REMARK("comment"),
    REMARK("text"),
    REMARK("other"),
    REMARK("hex"),
    REMARK("attachment"),
    REMARK("email-body"),
    REMARK("email-header"),
    REMARK("datetime"),
    REMARK("date"),
    REMARK("size-in-bytes"),
    REMARK("counter"),
    REMARK("integer"),
    REMARK("float"),
    REMARK("boolean"),
    REMARK("port"),
    REMARK("mime-type"),
    REMARK("anonymised"),
    REMARK("threat-actor"),
    REMARK("campaign-name"),
    REMARK("campaign-id"),
    REMARK("malware-type"),
    REMARK("target-org"),
    REMARK("target-user"),
    REMARK("target-machine"),
    REMARK("target-location"),
    REMARK("target-external"),
    REMARK("whois-registrar"),
    REMARK("whois-creation-date"),
};

const struct misp_type *misp_type_find(struct slice name)
{
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (slice_equal_ignoring_case(name, slice_from(types[i].name)))
            return &types[i];
    return NULL;
}

struct slice misp_type_part(const struct misp_type *type, struct slice value, size_t part)
{
    struct slice name = slice_from(type->name);
    bool composite =
        slice_find_byte(name, '|') != SLICE_NOWHERE || slice_equal_text(name, "malware-sample");
    bool one = type->parts[0] == INDICATOR_ENDPOINT;
    size_t pipe = composite && !one ? slice_find_last_byte(value, '|') : SLICE_NOWHERE;
    if (part == 0)
        return slice_part(value, 0, pipe);
    return pipe == SLICE_NOWHERE ? (struct slice){0} : slice_after(value, pipe + 1);
}
