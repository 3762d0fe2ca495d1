/* SPDX-License-Identifier: MIT */
#include "notice/assessment.h"

#include "base/human.h"
#include "facts/domain.h"

#include <math.h>
#include <string.h>

enum {
    REMARKS_MOST = 64, /* lists that say something of one indicator; there are some 200 in all */
    PLACES_MOST = 16,  /* data sets of countries */
    WEIGHT_STALE = 10, /* three half-lives: whoever has an address now is likely another */
};

struct work {
    struct assessment *assessment;
    const struct world *world;
    const struct notice *notice;
    const struct indicator *indicator;
    struct arena *arena;
    struct remark_told remarks[REMARKS_MOST];
    enum trait traits[REMARKS_MOST];
    size_t remark_count;
    struct place_told places[PLACES_MOST];
    size_t place_count;
    struct country printed;
    bool place_printed;
};

/* --- Facts ------------------------------------------------------------------ */

static void keep_remark(void *context, const struct remark *remark)
{
    struct work *w = context;
    if (w->remark_count == REMARKS_MOST)
        return;
    w->traits[w->remark_count] = remark->trait;
    w->remarks[w->remark_count++] = (struct remark_told){
        .trait = trait_key(remark->trait),
        .meaning = trait_text(remark->trait),
        .set = slice_from(remark->set ? remark->set->set->name : NULL),
        .list = arena_keep(w->arena, remark->list),
        .title = arena_keep(w->arena, remark->title),
        .date = arena_keep(w->arena, remark->date),
        .entry = arena_keep(w->arena, remark->entry),
    };
}

static struct slice keep_text(struct arena *arena, struct text *text)
{
    struct slice kept = arena_keep(arena, text_slice(text));
    text_done(text);
    return kept;
}

static struct slice keep_prefix(struct arena *arena, const struct prefix *prefix)
{
    struct text text = {0};
    text_add_prefix(&text, prefix);
    return keep_text(arena, &text);
}

static void keep_place(void *context, const struct place_claim *claim)
{
    struct work *w = context;
    struct text name = {0};
    if (w->place_count == PLACES_MOST)
        return;
    text_add_country(&name, claim->country);
    w->places[w->place_count++] = (struct place_told){
        .basis = place_basis_name(claim->basis),
        .country = arena_keep(w->arena, slice_from(claim->country.code)),
        .name = keep_text(w->arena, &name),
        .network = keep_prefix(w->arena, &claim->network),
        .set = slice_from(claim->set->set->name),
        .date = arena_keep(w->arena, claim->set->date),
        .agrees = !w->place_printed                           ? AGREEMENT_UNKNOWN
                  : country_equal(w->printed, claim->country) ? AGREEMENT_YES
                                                              : AGREEMENT_NO,
    };
}

/* Where it is and whose network it is in, for those that are one address. */
static void ask_where(struct work *w)
{
    struct endpoint endpoint = {.port = 0};
    struct network_claim claim;
    bool is_address = (w->indicator->kind == INDICATOR_ADDRESS &&
                       address_parse(w->indicator->pattern, &endpoint.address)) ||
                      (w->indicator->kind == INDICATOR_ENDPOINT &&
                       endpoint_parse(w->indicator->pattern, &endpoint));
    if (!is_address || address_is_special(&endpoint.address))
        return;
    struct slice place = w->notice->statements[w->indicator->statement].place;
    w->place_printed = country_read(place, &w->printed);
    world_place(w->world, &endpoint.address, keep_place, w);
    if (world_network(w->world, &endpoint.address, &claim))
        w->assessment->network = (struct network_told){
            .number = claim.number,
            .organisation = arena_keep(w->arena, claim.organisation),
            .network = keep_prefix(w->arena, &claim.network),
            .set = slice_from(claim.set->set->name),
            .date = arena_keep(w->arena, claim.set->date),
        };
}

/* --- Advice ----------------------------------------------------------------- */

/* What a list means for those who hunt and block; the first that holds decides. */
static const struct rule {
    enum trait trait;
    enum advice advice;
    bool itself; /* only where the entry is the indicator itself, not a parent or a network */
    const char *why;
} rules[] = {
    {TRAIT_RESERVED, ADVICE_NONE, false, "nobody on the public internet has it"},
    {TRAIT_PUBLIC_SUFFIX, ADVICE_NONE, true, "anybody may take a name under it"},
    {TRAIT_DYNAMIC_DNS, ADVICE_NONE, true, "all customers of a dynamic DNS service are under it"},
    {TRAIT_SINKHOLE, ADVICE_SINKHOLE, false,
     "a sinkhole: traffic to it still shows an infected machine"},
    {TRAIT_KNOWN_GOOD, ADVICE_CARE, false, "listed as a common false positive"},
    {TRAIT_PARKING, ADVICE_CARE, false, "a parking page, where many unrelated names lead"},
    {TRAIT_CDN, ADVICE_CARE, false, "shared: a content delivery network"},
    {TRAIT_CLOUD, ADVICE_CARE, false, "shared: a cloud's address, which changes hands"},
    {TRAIT_SHARED_HOSTING, ADVICE_CARE, false, "shared: a host of many sites"},
    {TRAIT_TOR_EXIT, ADVICE_CARE, false, "shared: an exit of the Tor network"},
    {TRAIT_RESIDENTIAL, ADVICE_CARE, false, "a home's or a small office's, whose address changes"},
    {TRAIT_RESOLVER, ADVICE_CARE, false, "a public DNS resolver"},
    {TRAIT_SCANNER, ADVICE_CARE, false, "a scanner that visits everybody"},
    {TRAIT_SERVICE, ADVICE_CARE, false, "shared: a service that many use and some abuse"},
    {TRAIT_SECURITY, ADVICE_CARE, false, "a security firm's or a researcher's"},
    {TRAIT_POPULAR, ADVICE_CARE, true, "a popular name, which is no proof of innocence"},
};

static void decide(struct work *w, enum advice advice, struct text *why)
{
    w->assessment->advice = advice;
    w->assessment->why = keep_text(w->arena, why);
}

static void say_source(struct text *why, const struct remark_told *remark)
{
    if (remark->list.size == 0)
        return;
    text_put(why, " (");
    text_add(why, remark->list);
    bool is_entry = remark->entry.size > 0;
    text_put(why, is_entry ? ": " : "");
    text_add(why, remark->entry);
    text_put(why, ")");
}

/* Whether an entry is a parent under which anybody may take a name. What a list says of
 * such a parent it does not say of the names below. */
static bool is_suffix(const struct work *w, struct slice entry)
{
    for (size_t i = 0; i < w->remark_count; i++)
        if ((w->traits[i] == TRAIT_DYNAMIC_DNS || w->traits[i] == TRAIT_PUBLIC_SUFFIX) &&
            slice_equal(w->remarks[i].entry, entry))
            return !slice_equal(entry, w->indicator->pattern);
    return false;
}

static const struct remark_told *find_remark(const struct work *w, const struct rule *rule)
{
    for (size_t i = 0; i < w->remark_count; i++) {
        struct slice entry = w->remarks[i].entry;
        bool is_itself = slice_equal(entry, w->indicator->pattern);
        if (w->traits[i] == rule->trait && (is_itself || !(rule->itself || is_suffix(w, entry))))
            return &w->remarks[i];
    }
    return NULL;
}

static const struct remark_told *find_trait(const struct work *w, enum trait trait)
{
    for (size_t i = 0; i < w->remark_count; i++)
        if (w->traits[i] == trait)
            return &w->remarks[i];
    return NULL;
}

/* A digest of a file that everybody has, such as the empty one. */
static bool is_common_file(const struct work *w, const struct rule *rule)
{
    return rule->trait == TRAIT_KNOWN_GOOD && indicator_kind_is_digest(w->indicator->kind);
}

static bool decide_by_rules(struct work *w)
{
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        const struct remark_told *remark = find_remark(w, &rules[i]);
        struct text why = {0};
        if (!remark)
            continue;
        text_put(&why, rules[i].why);
        say_source(&why, remark);
        decide(w, is_common_file(w, &rules[i]) ? ADVICE_NONE : rules[i].advice, &why);
        return true;
    }
    return false;
}

static bool decide_by_age(struct work *w, struct instant at)
{
    const struct indicator *indicator = w->indicator;
    struct text why = {0};
    if (instant_is_known(indicator->valid_until) && indicator->valid_until.ns < at.ns) {
        text_put(&why, "its publisher let it expire on ");
        text_add_day(&why, indicator->valid_until);
    } else if (indicator->kind <= INDICATOR_ENDPOINT && w->assessment->weight < WEIGHT_STALE) {
        text_put(&why, instant_is_known(indicator->last_seen) ? "last seen " : "published ");
        text_add_duration(&why, at.ns - w->assessment->dated.ns);
        text_put(&why, " ago; addresses change hands");
    } else {
        return false;
    }
    decide(w, ADVICE_CARE, &why);
    return true;
}

static bool has_lists(const struct world *world)
{
    for (size_t i = 0; i < world_set_count(world); i++) {
        enum data_format format = world_set_peek(world, i)->set->format;
        if (format == DATA_WARNING_LISTS || format == DATA_TRAILS)
            return true;
    }
    return false;
}

/* What has to be minded when it is blocked. */
static void decide_to_block(struct work *w)
{
    struct text why = {0};
    const struct remark_told *shared = find_trait(w, TRAIT_DYNAMIC_DNS);
    if (!shared)
        shared = find_trait(w, TRAIT_PUBLIC_SUFFIX);
    if (shared) {
        text_put(&why, "this name alone, never ");
        text_add(&why, shared->entry.size > 0 ? shared->entry : slice_from("its parent"));
    } else if (find_trait(w, TRAIT_NO_ROOT) || find_trait(w, TRAIT_ALTERNATIVE_ROOT)) {
        text_put(&why, "no ordinary resolver knows its root; whoever asks for it is infected");
    } else if (!has_lists(w->world)) {
        text_put(&why, "no public list was there to ask; 'stormcone update' fetches them");
    } else if (w->remark_count == 0) {
        text_put(&why, "no public list speaks against it");
    } else {
        text_put(&why, "what lists say of it does not speak against it");
    }
    decide(w, ADVICE_BLOCK, &why);
}

/* What describes an attack and is no trace of one. */
static bool is_description(enum indicator_kind kind)
{
    return kind == INDICATOR_CVE || kind == INDICATOR_TECHNIQUE || kind == INDICATOR_ASN;
}

static void advise(struct work *w, struct instant at)
{
    struct text why = {0};
    if (w->indicator->context) {
        text_put(&why, "its publisher gives it as context, not for detection");
        decide(w, ADVICE_NONE, &why);
    } else if (decide_by_rules(w)) {
        /* A list of common files also speaks of those that are looked for on hosts. */
    } else if (is_description(w->indicator->kind)) {
        text_put(&why, "it describes, and is no trace");
        decide(w, ADVICE_NOTE, &why);
    } else if (!indicator_kind_is_hunted(w->indicator->kind) ||
               indicator_kind_is_digest(w->indicator->kind)) {
        text_put(&why, "traffic does not show it");
        decide(w, ADVICE_HOSTS, &why);
    } else if (!decide_by_age(w, at)) {
        decide_to_block(w);
    }
}

/* --- Weight ----------------------------------------------------------------- */

/* Days after which half of an indicator of a kind is gone; 0: it does not age. */
static unsigned half_life(enum indicator_kind kind)
{
    switch (kind) {
    case INDICATOR_ADDRESS:
    case INDICATOR_CIDR:
    case INDICATOR_ENDPOINT:
        return 75;
    case INDICATOR_DOMAIN:
    case INDICATOR_ONION:
    case INDICATOR_EMAIL:
        return 180;
    case INDICATOR_URL:
        return 45;
    case INDICATOR_CERT_SHA1:
    case INDICATOR_CERT_SHA256:
    case INDICATOR_CERT_SERIAL:
        return 365;
    default:
        return 0;
    }
}

static struct instant date_of(const struct indicator *indicator, struct instant published)
{
    if (instant_is_known(indicator->last_seen))
        return indicator->last_seen;
    if (instant_is_known(indicator->first_seen) && indicator->first_seen.ns > published.ns)
        return indicator->first_seen;
    return instant_is_known(published) ? published : indicator->valid_from;
}

uint8_t indicator_weight(const struct indicator *indicator, struct instant published,
                         struct instant at)
{
    const double day = 86400.0 * NS_PER_SECOND;
    double weight = indicator->confidence > 0 ? indicator->confidence : 100;
    unsigned days = half_life(indicator->kind);
    struct instant dated = date_of(indicator, published);
    if (instant_is_known(indicator->valid_until) && indicator->valid_until.ns < at.ns)
        return 0;
    if (days > 0 && instant_is_known(dated) && at.ns > dated.ns)
        weight *= exp2(-(double)(at.ns - dated.ns) / day / days);
    return (uint8_t)lround(weight);
}

void assess(struct assessment *assessment, const struct world *world, const struct notice *notice,
            const struct indicator *indicator, struct instant published, struct instant at,
            struct arena *arena)
{
    struct work w = {.assessment = assessment,
                     .world = world,
                     .notice = notice,
                     .indicator = indicator,
                     .arena = arena};
    assessment->indicator = indicator;
    assessment->dated = date_of(indicator, published);
    assessment->weight = indicator_weight(indicator, published, at);
    world_remark(world, indicator, keep_remark, &w);
    ask_where(&w);
    advise(&w, at);
    size_t size = w.remark_count * sizeof *w.remarks;
    assessment->remarks = memcpy(arena_alloc(arena, size + 1), w.remarks, size);
    assessment->remark_count = w.remark_count;
    size = w.place_count * sizeof *w.places;
    assessment->places = memcpy(arena_alloc(arena, size + 1), w.places, size);
    assessment->place_count = w.place_count;
}
