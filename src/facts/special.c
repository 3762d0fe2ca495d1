/* SPDX-License-Identifier: MIT */
#include "facts/special.h"

#include "facts/domain.h"
#include "model/url.h"

/* Names that no root serves, by their last label or labels. */
static const struct {
    const char *suffix;
    enum trait trait;
    const char *list, *title;
} suffixes[] = {
    {"example", TRAIT_RESERVED, "special-names", "special-use names (RFC 6761)"},
    {"home.arpa", TRAIT_RESERVED, "special-names", "special-use names (RFC 8375)"},
    {"internal", TRAIT_RESERVED, "special-names", "names for private use (ICANN)"},
    {"invalid", TRAIT_RESERVED, "special-names", "special-use names (RFC 6761)"},
    {"lan", TRAIT_RESERVED, "special-names", "names that home routers give"},
    {"local", TRAIT_RESERVED, "special-names", "special-use names (RFC 6762)"},
    {"localhost", TRAIT_RESERVED, "special-names", "special-use names (RFC 6761)"},
    {"test", TRAIT_RESERVED, "special-names", "special-use names (RFC 6761)"},
    {"alt", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "names outside the DNS (RFC 9476)"},
    {"onion", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "the Tor network (RFC 7686)"},
    {"i2p", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "the I2P network"},
    {"bit", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "Namecoin"},
    {"bazar", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "Emercoin"},
    {"coin", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "Emercoin"},
    {"emc", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "Emercoin"},
    {"lib", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "Emercoin"},
    {"eth", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "the Ethereum Name Service"},
    {"888", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "Unstoppable Domains"},
    {"bitcoin", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "Unstoppable Domains"},
    {"blockchain", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "Unstoppable Domains"},
    {"crypto", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "Unstoppable Domains"},
    {"dao", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "Unstoppable Domains"},
    {"nft", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "Unstoppable Domains"},
    {"wallet", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "Unstoppable Domains"},
    {"x", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "Unstoppable Domains"},
    {"zil", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "Unstoppable Domains"},
    {"bbs", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"chan", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"cyb", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"dyn", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"epic", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"fur", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"geek", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"glue", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"gopher", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"indy", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"libre", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"neo", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"null", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"o", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"opennic.glue", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"oss", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"oz", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"parody", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"pirate", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "OpenNIC"},
    {"ku", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "New Nations"},
    {"te", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "New Nations"},
    {"ti", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "New Nations"},
    {"uu", TRAIT_ALTERNATIVE_ROOT, "alternative-roots", "New Nations"},
};

struct saying {
    world_remark_fn *say;
    void *context;
};

static void say(const struct saying *saying, enum trait trait, const char *list, const char *title,
                struct slice entry)
{
    struct remark remark = {
        .trait = trait,
        .list = slice_from(list),
        .title = slice_from(title),
        .entry = entry,
    };
    saying->say(saying->context, &remark);
}

static bool lies_under(struct slice name, const char *suffix)
{
    size_t size = strlen(suffix);
    return slice_ends_with(name, suffix) &&
           (name.size == size || name.data[name.size - size - 1] == '.');
}

static void remark_name(const struct saying *saying, struct slice name)
{
    /* The public suffix list has "onion", which no DNS server answers for. */
    bool has_root = domain_has_public_root(name) && !lies_under(name, "onion");
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++)
        /* The public root may come to serve a name of another. */
        if (!(has_root && suffixes[i].trait == TRAIT_ALTERNATIVE_ROOT) &&
            lies_under(name, suffixes[i].suffix)) {
            say(saying, suffixes[i].trait, suffixes[i].list, suffixes[i].title,
                slice_from(suffixes[i].suffix));
            return;
        }
    if (!has_root) {
        size_t dot = slice_find_last_byte(name, '.');
        say(saying, TRAIT_NO_ROOT, "public-suffixes", "top-level domains of the public root",
            dot == SLICE_NOWHERE ? name : slice_after(name, dot + 1));
        return;
    }
    struct slice suffix = domain_private_suffix(name);
    if (suffix.size == 0 && domain_is_public_suffix(name))
        suffix = name;
    if (suffix.size > 0)
        say(saying, TRAIT_PUBLIC_SUFFIX, "public-suffixes", "the public suffix list", suffix);
}

static void remark_address(const struct saying *saying, const struct address *address)
{
    struct text text = {0};
    text_add_address(&text, address);
    if (address_is_special(address))
        say(saying, TRAIT_RESERVED, "special-addresses",
            "addresses that are delegated to nobody (RFC 6890)", text_slice(&text));
    text_done(&text);
}

static void remark_host(const struct saying *saying, struct slice host)
{
    struct address address;
    if (address_parse(host, &address))
        remark_address(saying, &address);
    else if (host.size > 0)
        remark_name(saying, host);
}

static struct slice host_of(const struct indicator *indicator)
{
    struct url url;
    struct slice pattern = indicator->pattern;
    size_t at = slice_find_last_byte(pattern, '@');
    switch (indicator->kind) {
    case INDICATOR_ADDRESS:
    case INDICATOR_DOMAIN:
    case INDICATOR_ONION:
        return pattern;
    case INDICATOR_URL:
        return url_split(pattern, &url) ? url.host : (struct slice){0};
    case INDICATOR_EMAIL:
        return at == SLICE_NOWHERE ? (struct slice){0} : slice_after(pattern, at + 1);
    default:
        return (struct slice){0};
    }
}

void special_remark(const struct indicator *indicator, world_remark_fn *say_it, void *context)
{
    struct saying saying = {say_it, context};
    struct endpoint endpoint;
    struct prefix prefix;
    if (indicator->kind == INDICATOR_ENDPOINT && endpoint_parse(indicator->pattern, &endpoint))
        remark_address(&saying, &endpoint.address);
    else if (indicator->kind == INDICATOR_CIDR && prefix_parse(indicator->pattern, &prefix))
        remark_address(&saying, &prefix.address);
    else
        remark_host(&saying, host_of(indicator));
}
