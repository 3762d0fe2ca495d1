/* SPDX-License-Identifier: MIT */
#include "attribution/explanation.h"

#include "facts/domain.h"
#include "facts/world.h"

#include <stdlib.h>

/* What can be known of a thing. */
enum fact {
    POPULAR,
    KNOWN_GOOD,
    SERVICE,
    SCANNER,
    NO_SCANNER,
    SHARED,
    DYNAMIC,
    PARKING,
    RESIDENTIAL,
    SINKHOLE,
    NO_SINKHOLE,
    UNLISTED,
    LISTED,
    LISTED_EXACTLY,
    NEAR_ONLY,
    INDEPENDENT,
    OLD,
    FRESH,
    ACTOR,
    COMMON_MALWARE,
    NO_FAMILY,
    FAMILIES_DIFFER,
    OVERLAP,
    MANY_NAMES,
    NAME_ASKED,
    ADDRESS_ONLY,
    REPEATED,
    ONCE,
    FACTS
};

enum side { FOR, AGAINST };

static const struct point {
    enum explanation explanation;
    enum side side;
    enum fact fact;
    const char *words;
} points[] = {
    {EXPLANATION_ORDINARY, FOR, POPULAR, "a list of popular names has it"},
    {EXPLANATION_ORDINARY, FOR, KNOWN_GOOD, "it is listed as a common false positive"},
    {EXPLANATION_ORDINARY, FOR, SERVICE, "many use the service"},
    {EXPLANATION_ORDINARY, FOR, UNLISTED, "no notice that was given lists it"},
    {EXPLANATION_ORDINARY, AGAINST, LISTED_EXACTLY, "a notice lists exactly this"},
    {EXPLANATION_ORDINARY, AGAINST, INDEPENDENT, "independent sources list it"},

    {EXPLANATION_TEST, FOR, SCANNER, "it is a scanner's, a security firm's or a researcher's"},
    {EXPLANATION_TEST, FOR, ONCE, "it was met once"},
    {EXPLANATION_TEST, AGAINST, NO_SCANNER, "no list of scanners or security firms has it"},
    {EXPLANATION_TEST, AGAINST, NAME_ASKED, "a machine inside asked for it by name"},
    {EXPLANATION_TEST, AGAINST, REPEATED, "it was met again and again"},

    {EXPLANATION_COMMODITY, FOR, COMMON_MALWARE,
     "sets know the named family as malware or a tool, and no group by that name"},
    {EXPLANATION_COMMODITY, FOR, FAMILIES_DIFFER, "sources call it different families"},
    {EXPLANATION_COMMODITY, AGAINST, ACTOR, "a notice ties it to a group or campaign"},
    {EXPLANATION_COMMODITY, AGAINST, NO_FAMILY, "nobody names a family"},

    {EXPLANATION_CLUSTER, FOR, LISTED_EXACTLY, "a notice lists exactly this"},
    {EXPLANATION_CLUSTER, FOR, INDEPENDENT, "independent sources list it"},
    {EXPLANATION_CLUSTER, FOR, FRESH, "it is fresh: more than half of its weight is left"},
    {EXPLANATION_CLUSTER, FOR, ACTOR, "a notice ties it to a group or campaign"},
    {EXPLANATION_CLUSTER, FOR, OVERLAP, "the notice has more in common with another than chance"},
    {EXPLANATION_CLUSTER, FOR, NAME_ASKED, "the listed name itself was asked for"},
    {EXPLANATION_CLUSTER, FOR, REPEATED, "it was met again and again"},
    {EXPLANATION_CLUSTER, AGAINST, UNLISTED, "no notice that was given lists it"},
    {EXPLANATION_CLUSTER, AGAINST, NEAR_ONLY, "only neighbours of it are listed"},
    {EXPLANATION_CLUSTER, AGAINST, OLD,
     "it is old or expired: less than a tenth of its weight is left"},
    {EXPLANATION_CLUSTER, AGAINST, SHARED, "others share it"},
    {EXPLANATION_CLUSTER, AGAINST, SINKHOLE, "it is a sinkhole now"},
    {EXPLANATION_CLUSTER, AGAINST, FAMILIES_DIFFER, "sources call it different families"},

    {EXPLANATION_SHARED, FOR, SHARED, "others share it"},
    {EXPLANATION_SHARED, FOR, DYNAMIC, "anybody may take a name under its parent"},
    {EXPLANATION_SHARED, FOR, RESIDENTIAL, "such addresses change hands"},
    {EXPLANATION_SHARED, FOR, PARKING, "it is a parking page"},
    {EXPLANATION_SHARED, FOR, OLD, "it is old or expired: whoever has it now is likely another"},
    {EXPLANATION_SHARED, FOR, MANY_NAMES, "many registered names go with it in this traffic"},
    {EXPLANATION_SHARED, FOR, ADDRESS_ONLY, "it was met by its address alone"},
    {EXPLANATION_SHARED, FOR, NEAR_ONLY, "only neighbours of it are listed"},
    {EXPLANATION_SHARED, AGAINST, FRESH, "it is fresh: more than half of its weight is left"},
    {EXPLANATION_SHARED, AGAINST, NAME_ASKED, "the listed name itself was asked for"},

    {EXPLANATION_SINKHOLE, FOR, SINKHOLE, "a list of sinkholes has it"},
    {EXPLANATION_SINKHOLE, AGAINST, NO_SINKHOLE, "no list of sinkholes has it"},
    {EXPLANATION_SINKHOLE, AGAINST, UNLISTED, "no notice that was given lists it"},
};

struct known {
    bool is[FACTS];
    struct slice who[FACTS]; /* the set or list that says it; may be empty */
};

/* --- What is known ----------------------------------------------------------------- */

/* Which traits say which fact. */
static const struct {
    enum trait trait;
    enum fact fact;
} said_by[] = {
    {TRAIT_POPULAR, POPULAR},
    {TRAIT_KNOWN_GOOD, KNOWN_GOOD},
    {TRAIT_SERVICE, SERVICE},
    {TRAIT_RESOLVER, SERVICE},
    {TRAIT_SCANNER, SCANNER},
    {TRAIT_SECURITY, SCANNER},
    {TRAIT_CDN, SHARED},
    {TRAIT_CLOUD, SHARED},
    {TRAIT_SHARED_HOSTING, SHARED},
    {TRAIT_VPN_EXIT, SHARED},
    {TRAIT_TOR_EXIT, SHARED},
    {TRAIT_DYNAMIC_DNS, DYNAMIC},
    {TRAIT_PUBLIC_SUFFIX, DYNAMIC},
    {TRAIT_PARKING, PARKING},
    {TRAIT_RESIDENTIAL, RESIDENTIAL},
    {TRAIT_SINKHOLE, SINKHOLE},
};

static void learn(struct known *known, enum fact fact, struct slice who)
{
    if (!known->is[fact])
        known->who[fact] = who;
    known->is[fact] = true;
}

static void learn_lists(struct known *known, const struct dossier *dossier)
{
    size_t count;
    const struct layer_claim *claims = dossier_layer(dossier, LAYER_HOSTING, &count);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < sizeof said_by / sizeof *said_by; k++)
            if (slice_equal_text(claims[i].what, trait_key(said_by[k].trait)))
                learn(known, said_by[k].fact, claims[i].list);
    bool was_asked = dossier->states[LAYER_HOSTING] != LAYER_NOT_ASKED;
    known->is[NO_SCANNER] = was_asked && !known->is[SCANNER];
    known->is[NO_SINKHOLE] = was_asked && !known->is[SINKHOLE];
}

static bool is_near(enum relation relation)
{
    return relation == RELATION_OVER || relation == RELATION_SIBLING ||
           relation == RELATION_NEIGHBOUR;
}

static void learn_notices(struct known *known, const struct dossier *dossier)
{
    enum { OLD_BELOW = 10, FRESH_FROM = 50 };
    uint8_t most = 0;
    size_t near = 0;
    for (size_t i = 0; i < dossier->listing_count; i++) {
        const struct listing_notice *listing = &dossier->listings[i];
        learn(known, LISTED, slice_base_name(listing->notice->name));
        if (listing->relation == RELATION_SAME)
            learn(known, LISTED_EXACTLY, slice_base_name(listing->notice->name));
        if (listing->grade.credibility < '4')
            learn(known, INDEPENDENT, (struct slice){0});
        most = listing->weight > most ? listing->weight : most;
    }
    for (size_t i = 0; i < dossier->relative_count; i++)
        near += is_near(dossier->relatives[i].relation);
    bool has_close = near < dossier->relative_count;
    known->is[NEAR_ONLY] = !known->is[LISTED] && near > 0 && !has_close;
    known->is[UNLISTED] = !known->is[LISTED] && dossier->relative_count == 0;
    known->is[OLD] = known->is[LISTED] && most < OLD_BELOW;
    known->is[FRESH] = known->is[LISTED] && most >= FRESH_FROM;
}

static void learn_campaigns(struct known *known, const struct dossier *dossier)
{
    enum { CHANCE = -3 }; /* one in a thousand, as a power of ten */
    bool has_family = false;
    for (size_t i = 0; i < dossier->quote_count; i++) {
        const struct attribution_quote *quote = &dossier->quotes[i];
        bool is_malware = false, is_group = false;
        has_family = has_family || quote->kind == QUOTE_FAMILY;
        if (quote->kind != QUOTE_FAMILY)
            learn(known, ACTOR, quote->said);
        for (size_t k = 0; k < quote->thing_count; k++) {
            is_malware = is_malware || !quote->things[k].is_group;
            is_group = is_group || quote->things[k].is_group;
        }
        if (quote->kind == QUOTE_FAMILY && is_malware && !is_group)
            learn(known, COMMON_MALWARE, quote->said);
        if (quote->grade.credibility == '5')
            learn(known, FAMILIES_DIFFER, (struct slice){0});
    }
    known->is[NO_FAMILY] = !has_family;
    for (size_t i = 0; i < dossier->overlap_count; i++)
        if (dossier->overlaps[i].log10_chance < CHANCE &&
            !overlap_is_taken_over(&dossier->overlaps[i]))
            learn(known, OVERLAP, slice_base_name(dossier->overlaps[i].other));
}

static void learn_traffic(struct known *known, const struct dossier *dossier)
{
    enum { MANY = 10, OFTEN = 8 };
    const int64_t while_ns = 600 * NS_PER_SECOND;
    const struct encounter *met = &dossier->encounter;
    struct slice owners[LIMIT_SEEN_NAMES];
    size_t count = 0;
    for (size_t i = 0; i < dossier->seen_count && count < LIMIT_SEEN_NAMES; i++) {
        struct slice owner = domain_registrable(dossier->seen[i].name);
        size_t k = 0;
        while (k < count && !slice_equal(owners[k], owner))
            k++;
        if (k == count && owner.size > 0)
            owners[count++] = owner;
    }
    known->is[MANY_NAMES] = dossier->kind == INDICATOR_ADDRESS && count >= MANY;
    known->is[NAME_ASKED] = met->count > 0 && met->is_name_asked;
    known->is[ADDRESS_ONLY] = met->count > 0 && !met->is_name_asked;
    known->is[REPEATED] = met->flows >= OFTEN && met->duration_ns >= while_ns;
    known->is[ONCE] = met->count == 1;
}

/* --- Weighing --------------------------------------------------------------------------- */

static struct slice point_told(struct dossier *dossier, const struct point *point,
                               const struct known *known)
{
    struct slice who = known->who[point->fact];
    if (who.size == 0)
        return slice_from(point->words);
    struct text text = {0};
    text_print(&text, "%s (", point->words);
    text_add_printable(&text, who);
    text_put(&text, ")");
    struct slice told = arena_keep(&dossier->arena, text_slice(&text));
    text_done(&text);
    return told;
}

static void add_point(struct dossier *dossier, const struct point *point, const struct known *known)
{
    struct weighed_explanation *weighed = &dossier->explanations[point->explanation];
    bool is_for = point->side == FOR;
    size_t *count = is_for ? &weighed->for_count : &weighed->against_count;
    if (*count < EXPLANATION_POINTS)
        (is_for ? weighed->speaks_for : weighed->speaks_against)[(*count)++] =
            point_told(dossier, point, known);
}

static long support_of(const struct weighed_explanation *weighed)
{
    return (long)weighed->for_count - (long)weighed->against_count;
}

static int by_support(const void *a, const void *b)
{
    const struct weighed_explanation *x = a, *y = b;
    if (support_of(x) != support_of(y))
        return support_of(x) > support_of(y) ? -1 : 1;
    return x->explanation < y->explanation ? -1 : 1;
}

void explanations_weigh(struct dossier *dossier)
{
    struct known known = {.is = {false}};
    learn_lists(&known, dossier);
    learn_notices(&known, dossier);
    learn_campaigns(&known, dossier);
    learn_traffic(&known, dossier);
    for (enum explanation i = 0; i < EXPLANATIONS; i++)
        dossier->explanations[i] = (struct weighed_explanation){.explanation = i};
    for (size_t i = 0; i < sizeof points / sizeof *points; i++)
        if (known.is[points[i].fact])
            add_point(dossier, &points[i], &known);
    dossier->explanation_count = EXPLANATIONS;
    qsort(dossier->explanations, EXPLANATIONS, sizeof *dossier->explanations, by_support);
}
