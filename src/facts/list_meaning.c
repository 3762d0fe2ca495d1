/* SPDX-License-Identifier: MIT */
#include "facts/list_meaning.h"

struct meaning {
    const char *name; /* with "*" for anything, at its ends */
    enum trait trait;
    const char *title; /* of trails, which have none */
};

/* The first row that fits counts. The last rows are for lists that do not exist yet. */
static const struct meaning warning_lists[] = {
    {"sinkholes", TRAIT_SINKHOLE, NULL},
    {"umbrella-blockpage-*", TRAIT_SINKHOLE, NULL},
    {"parking-domain*", TRAIT_PARKING, NULL},

    {"akamai", TRAIT_CDN, NULL},
    {"bunny-net", TRAIT_CDN, NULL},
    {"cloudflare", TRAIT_CDN, NULL},
    {"fastly", TRAIT_CDN, NULL},
    {"stackpath", TRAIT_CDN, NULL},

    {"microsoft-azure-appid", TRAIT_KNOWN_GOOD, NULL},
    {"amazon-aws", TRAIT_CLOUD, NULL},
    {"google-gcp", TRAIT_CLOUD, NULL},
    {"microsoft-azure*", TRAIT_CLOUD, NULL},
    {"oracle-oci", TRAIT_CLOUD, NULL},

    {"ovh-cluster", TRAIT_SHARED_HOSTING, NULL},
    {"dynamic-dns", TRAIT_DYNAMIC_DNS, NULL},
    {"second-level-tlds", TRAIT_PUBLIC_SUFFIX, NULL},
    {"tlds", TRAIT_PUBLIC_SUFFIX, NULL},

    {"vpn-*", TRAIT_VPN_EXIT, NULL},
    {"icloud-private-relay", TRAIT_VPN_EXIT, NULL},

    {"public-dns-*", TRAIT_RESOLVER, NULL},

    {"check-host-net", TRAIT_SCANNER, NULL},
    {"googlebot", TRAIT_SCANNER, NULL},
    {"openai-gptbot", TRAIT_SCANNER, NULL},
    {"palo-alto-networks-cortex-xpanse", TRAIT_SCANNER, NULL},
    {"shadowserver", TRAIT_SCANNER, NULL},
    {"tenable-cloud-*", TRAIT_SCANNER, NULL},
    {"umich-cse-connection-attempts", TRAIT_SCANNER, NULL},
    {"*scanning", TRAIT_SCANNER, NULL},
    {"*scanner", TRAIT_SCANNER, NULL},

    {"alexa", TRAIT_POPULAR, NULL},
    {"cisco_top*", TRAIT_POPULAR, NULL},
    {"cloudflare-top*", TRAIT_POPULAR, NULL},
    {"crux-*", TRAIT_POPULAR, NULL},
    {"majestic_million", TRAIT_POPULAR, NULL},
    {"moz-top*", TRAIT_POPULAR, NULL},
    {"tranco*", TRAIT_POPULAR, NULL},

    {"disposable-email", TRAIT_SERVICE, NULL},
    {"findip-host", TRAIT_SERVICE, NULL},
    {"github", TRAIT_SERVICE, NULL},
    {"google-gmail-sending-ips", TRAIT_SERVICE, NULL},
    {"link-in-bio", TRAIT_SERVICE, NULL},
    {"lots-project", TRAIT_SERVICE, NULL},
    {"microsoft-office365-*", TRAIT_SERVICE, NULL},
    {"public-ipfs-gateways", TRAIT_SERVICE, NULL},
    {"smtp-receiving-ips", TRAIT_SERVICE, NULL},
    {"smtp-sending-ips", TRAIT_SERVICE, NULL},
    {"telegram-ips", TRAIT_SERVICE, NULL},
    {"url-shortener", TRAIT_SERVICE, NULL},
    {"whats-my-ip", TRAIT_SERVICE, NULL},

    {"automated-malware-analysis", TRAIT_SECURITY, NULL},
    {"microsoft-attack-simulator", TRAIT_SECURITY, NULL},
    {"microsoft-mdca-proxy", TRAIT_SECURITY, NULL},
    {"palo-alto-networks-cortex-cloud", TRAIT_SECURITY, NULL},
    {"security-provider-blogpost", TRAIT_SECURITY, NULL},
    {"zscaler", TRAIT_SECURITY, NULL},

    {"ipv6-linklocal", TRAIT_RESERVED, NULL},
    {"multicast", TRAIT_RESERVED, NULL},
    {"rfc1918", TRAIT_RESERVED, NULL},
    {"rfc3849", TRAIT_RESERVED, NULL},
    {"rfc5735", TRAIT_RESERVED, NULL},
    {"rfc6598", TRAIT_RESERVED, NULL},
    {"rfc6761", TRAIT_RESERVED, NULL},

    /* Houses that are known by name, and things that come with every system. */
    {"apple", TRAIT_KNOWN_GOOD, NULL},
    {"bank-website", TRAIT_KNOWN_GOOD, NULL},
    {"captive-portals", TRAIT_KNOWN_GOOD, NULL},
    {"common-contact-emails", TRAIT_KNOWN_GOOD, NULL},
    {"common-ioc-false-positive", TRAIT_KNOWN_GOOD, NULL},
    {"covid*", TRAIT_KNOWN_GOOD, NULL},
    {"crl-hostname", TRAIT_KNOWN_GOOD, NULL},
    {"crl-ip", TRAIT_KNOWN_GOOD, NULL},
    {"dax30", TRAIT_KNOWN_GOOD, NULL},
    {"digitalside", TRAIT_KNOWN_GOOD, NULL},
    {"eicar.com", TRAIT_KNOWN_GOOD, NULL},
    {"empty-hashes", TRAIT_KNOWN_GOOD, NULL},
    {"google", TRAIT_KNOWN_GOOD, NULL},
    {"microsoft", TRAIT_KNOWN_GOOD, NULL},
    {"microsoft-office365", TRAIT_KNOWN_GOOD, NULL},
    {"microsoft-win10-connection-endpoints", TRAIT_KNOWN_GOOD, NULL},
    {"mozilla-CA", TRAIT_KNOWN_GOOD, NULL},
    {"mozilla-IntermediateCA", TRAIT_KNOWN_GOOD, NULL},
    {"nioc-filehash", TRAIT_KNOWN_GOOD, NULL},
    {"phone_numbers", TRAIT_KNOWN_GOOD, NULL},
    {"ti-falsepositives", TRAIT_KNOWN_GOOD, NULL},
    {"university_domains", TRAIT_KNOWN_GOOD, NULL},
    {"wikimedia", TRAIT_KNOWN_GOOD, NULL},
    {"windows-binary-hashes", TRAIT_KNOWN_GOOD, NULL},

    {"*sinkhole*", TRAIT_SINKHOLE, NULL},
    {"*parking*", TRAIT_PARKING, NULL},
    {"*tor-exit*", TRAIT_TOR_EXIT, NULL},
    {"*tor_exit*", TRAIT_TOR_EXIT, NULL},
    {"*residential*", TRAIT_RESIDENTIAL, NULL},
    {"*broadband*", TRAIT_RESIDENTIAL, NULL},
    {"*vpn*", TRAIT_VPN_EXIT, NULL},
    {"*proxy*", TRAIT_VPN_EXIT, NULL},
    {"*scan*", TRAIT_SCANNER, NULL},
    {"*crawler*", TRAIT_SCANNER, NULL},
    {"*cdn*", TRAIT_CDN, NULL},
    {"*cloud*", TRAIT_CLOUD, NULL},
    {"*hosting*", TRAIT_SHARED_HOSTING, NULL},
    {"*dyn*dns*", TRAIT_DYNAMIC_DNS, NULL},
    {"*dns*", TRAIT_RESOLVER, NULL},
    {"*top1*", TRAIT_POPULAR, NULL},
    {"*million*", TRAIT_POPULAR, NULL},
    {"rfc*", TRAIT_RESERVED, NULL},
};

static const struct meaning trail_lists[] = {
    {"sinkhole_*", TRAIT_SINKHOLE, "sinkholes"},
    {"parking_site*", TRAIT_PARKING, "parking sites"},
    {"suspended_domain*", TRAIT_PARKING, "pages of suspended domains"},
    {"dynamic_domain*", TRAIT_DYNAMIC_DNS, "domains of dynamic DNS services"},
    {"free_web_hosting*", TRAIT_SHARED_HOSTING, "free web hosting"},
    /* Not mass_scanner_cidr: it holds whole networks around each scanner. */
    {"mass_scanner", TRAIT_SCANNER, "mass scanners"},
    {"tor_exit*", TRAIT_TOR_EXIT, "exits of the Tor network"},
    {"anonymous_web_proxy*", TRAIT_SERVICE, "anonymous web proxies"},
    {"blockchain_dns*", TRAIT_RESOLVER, "resolvers of alternative roots"},
    {"dns_tunneling_service*", TRAIT_SERVICE, "services for tunnels through DNS"},
    {"gosimpletunnel*", TRAIT_SERVICE, "services for tunnels"},
    {"i2p*", TRAIT_SERVICE, "servers of the I2P network"},
    {"ipinfo*", TRAIT_SERVICE, "services that tell a visitor's address"},
    {"onion*", TRAIT_SERVICE, "gateways to the Tor network"},
    {"port_proxy*", TRAIT_SERVICE, "services that forward ports"},
};

/* "a*b*" against a name: pieces between stars follow one another. */
static bool fits(const char *pattern, struct slice name)
{
    struct slice rest = slice_from(pattern);
    bool is_first = true;
    while (true) {
        bool is_last = slice_find_byte(rest, '*') == SLICE_NOWHERE;
        struct slice piece = slice_split(&rest, '*');
        size_t at = slice_find(name, piece);
        if (is_last && is_first)
            return slice_equal(name, piece);
        if (is_last)
            return piece.size <= name.size &&
                   slice_equal(slice_after(name, name.size - piece.size), piece);
        if (at == SLICE_NOWHERE || (is_first && at != 0))
            return false;
        name = slice_after(name, at + piece.size);
        is_first = false;
    }
}

static const struct meaning *find(const struct meaning *rows, size_t count, struct slice name)
{
    for (size_t i = 0; i < count; i++)
        if (fits(rows[i].name, name))
            return &rows[i];
    return NULL;
}

enum trait warning_list_trait(struct slice name, enum list_type type, bool holds_networks)
{
    const struct meaning *row = find(warning_lists, sizeof warning_lists / sizeof *row, name);
    if (row)
        return row->trait;
    return type == LIST_EXACT && holds_networks ? TRAIT_SERVICE : TRAIT_KNOWN_GOOD;
}

bool trail_list_trait(struct slice name, enum trait *trait, const char **title)
{
    const struct meaning *row = find(trail_lists, sizeof trail_lists / sizeof *row, name);
    if (!row)
        return false;
    *trait = row->trait;
    *title = row->title;
    return true;
}
