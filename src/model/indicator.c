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
    [INDICATOR_URL] = {"url", true},
    [INDICATOR_PATH] = {"path", true},
    [INDICATOR_MD5] = {"md5", false},
    [INDICATOR_SHA1] = {"sha1", true},
    [INDICATOR_SHA256] = {"sha256", true},
    [INDICATOR_CERT_SHA1] = {"certificate-sha1", true},
    [INDICATOR_CERT_SHA256] = {"certificate-sha256", true},
    [INDICATOR_EMAIL] = {"email", false},
    [INDICATOR_CVE] = {"cve", false},
};

const char *indicator_kind_name(enum indicator_kind kind)
{
    return kinds[kind].name;
}

bool indicator_kind_is_hunted(enum indicator_kind kind)
{
    return kinds[kind].hunted;
}
