/* SPDX-License-Identifier: MIT */
#include "model/indicator.h"

static const struct {
    const char *name;
    bool hunted;
} kinds[INDICATOR_KINDS] = {
    [INDICATOR_ADDRESS] = {"address", true},
    [INDICATOR_CIDR] = {"cidr", true},
    [INDICATOR_ENDPOINT] = {"address:port", true},
    [INDICATOR_DOMAIN] = {"domain", true},
    [INDICATOR_ONION] = {"onion", true},
    [INDICATOR_URL] = {"url", true},
    [INDICATOR_PATH] = {"path", true},
    [INDICATOR_MD5] = {"md5", false},
    [INDICATOR_SHA1] = {"sha1", true},
    [INDICATOR_SHA256] = {"sha256", true},
    [INDICATOR_SHA512] = {"sha512", false},
    [INDICATOR_IMPHASH] = {"imphash", false},
    [INDICATOR_SSDEEP] = {"ssdeep", false},
    [INDICATOR_CERT_SHA1] = {"certificate-sha1", true},
    [INDICATOR_CERT_SHA256] = {"certificate-sha256", true},
    [INDICATOR_CERT_SERIAL] = {"certificate-serial", true},
    [INDICATOR_JA3] = {"ja3", false},
    [INDICATOR_JA3S] = {"ja3s", false},
    [INDICATOR_JA4] = {"ja4", false},
    [INDICATOR_JARM] = {"jarm", false},
    [INDICATOR_HASSH] = {"hassh", false},
    [INDICATOR_EMAIL] = {"email", false},
    [INDICATOR_USER_AGENT] = {"user-agent", true},
    [INDICATOR_FILE_NAME] = {"file-name", false},
    [INDICATOR_MUTEX] = {"mutex", false},
    [INDICATOR_REGISTRY_KEY] = {"registry-key", false},
    [INDICATOR_CVE] = {"cve", false},
    [INDICATOR_TECHNIQUE] = {"technique", false},
    [INDICATOR_ASN] = {"asn", false},
    [INDICATOR_WALLET] = {"wallet", false},
    [INDICATOR_OTHER] = {"other", false},
};

const char *indicator_kind_name(enum indicator_kind kind)
{
    return kinds[kind].name;
}

bool indicator_kind_is_hunted(enum indicator_kind kind)
{
    return kinds[kind].hunted;
}

bool indicator_kind_is_digest(enum indicator_kind kind)
{
    return kind >= INDICATOR_MD5 && kind <= INDICATOR_SHA512;
}

bool indicator_is_hunted(const struct indicator *indicator)
{
    bool is_browser = indicator->kind == INDICATOR_USER_AGENT &&
                      slice_starts_with(indicator->pattern, "Mozilla/");
    return !indicator->context && !is_browser && indicator_kind_is_hunted(indicator->kind);
}
