/* SPDX-License-Identifier: MIT */
#include "app/dossiers.h"

#include "app/notices.h"
#include "attribution/campaign.h"
#include "attribution/explanation.h"
#include "attribution/layers.h"
#include "attribution/owner.h"
#include "base/memory.h"
#include "facts/prefix_set.h"
#include "notice/assessment.h"
#include "notice/comparison.h"
#include "notice/scorecard.h"

#include <assert.h>
#include <stdlib.h>

/* A network that a notice lists. */
struct listed_network {
    uint32_t notice, indicator;
};

struct dossiers {
    struct instant at;
    struct dossier_sources sources;
    struct dossier *items;
    size_t count, capacity;
    uint32_t *slots; /* number of a dossier plus one, by subject; 0: free */
    size_t slot_count;
    size_t refused;
    bool is_finished;
    struct notice *asked; /* one for each, that names it alone */
    const struct notice **subjects;
    struct listed_network *networks;
    size_t network_count, network_capacity;
    struct prefix_set network_set;
    struct comparison *listing;                  /* the subjects with the notices */
    struct comparison *all;                      /* the same, and lists of families */
    uint32_t overlapping[LIMIT_OVERLAP_NOTICES]; /* notices that list a subject */
    const struct notice *overlap_subjects[LIMIT_OVERLAP_NOTICES];
    size_t overlapping_count;
    struct comparison *overlap; /* those with all the others */
    struct screen_session *session;
};

struct dossiers *dossiers_create(struct instant at)
{
    struct dossiers *dossiers = memory_create(1, sizeof *dossiers);
    dossiers->at = at;
    dossiers->slot_count = 4 * (size_t)LIMIT_DOSSIERS;
    dossiers->slots = memory_create(dossiers->slot_count, sizeof *dossiers->slots);
    return dossiers;
}

void dossiers_free(struct dossiers *dossiers)
{
    if (!dossiers)
        return;
    for (size_t i = 0; i < dossiers->count; i++) {
        dossier_done(&dossiers->items[i]);
        if (dossiers->asked)
            notice_done(&dossiers->asked[i]);
    }
    comparison_free(dossiers->listing);
    comparison_free(dossiers->all);
    comparison_free(dossiers->overlap);
    screen_session_free(dossiers->session);
    prefix_set_done(&dossiers->network_set);
    free(dossiers->networks);
    free(dossiers->asked);
    free(dossiers->subjects);
    free(dossiers->items);
    free(dossiers->slots);
    free(dossiers);
}

/* --- What is asked --------------------------------------------------------------------- */

static size_t find_slot(const struct dossiers *dossiers, struct slice subject)
{
    size_t slot = hash_bytes(subject, 0) & (dossiers->slot_count - 1);
    while (dossiers->slots[slot] != 0 &&
           !slice_equal(dossiers->items[dossiers->slots[slot] - 1].subject, subject))
        slot = (slot + 1) & (dossiers->slot_count - 1);
    return slot;
}

int32_t dossiers_add(struct dossiers *dossiers, struct slice subject, struct slice because)
{
    struct dossier dossier;
    if (!layers_begin(&dossier, subject, dossiers->at)) {
        dossier_done(&dossier);
        return DOSSIER_NONE;
    }
    size_t slot = find_slot(dossiers, dossier.subject);
    bool is_there = dossiers->slots[slot] != 0,
         is_full = dossiers->count == LIMIT_DOSSIERS || dossiers->is_finished;
    dossiers->refused += !is_there && is_full && !dossiers->is_finished;
    if (is_there || is_full) {
        dossier_done(&dossier);
        return is_there ? (int32_t)dossiers->slots[slot] - 1 : DOSSIER_NONE;
    }
    dossiers->items = memory_grow(dossiers->items, &dossiers->capacity, dossiers->count + 1,
                                  sizeof *dossiers->items);
    dossier.because = arena_keep(&dossier.arena, because);
    dossiers->items[dossiers->count++] = dossier;
    dossiers->slots[slot] = (uint32_t)dossiers->count;
    return (int32_t)dossiers->count - 1;
}

const struct dossier *dossiers_find(const struct dossiers *dossiers, struct slice subject)
{
    uint32_t number = dossiers->slots[find_slot(dossiers, subject)];
    return number > 0 ? &dossiers->items[number - 1] : NULL;
}

static bool is_name_asked(const struct finding *finding)
{
    for (size_t i = 0; i < finding->trace_count; i++)
        if (field_class(finding->traces[i].field) == CLASS_NAME ||
            field_class(finding->traces[i].field) == CLASS_URL)
            return true;
    return false;
}

void dossiers_meet(struct dossiers *dossiers, const struct finding *finding)
{
    uint32_t number = dossiers->slots[find_slot(dossiers, finding->matched.pattern)];
    if (number == 0)
        return;
    struct encounter *met = &dossiers->items[number - 1].encounter;
    int64_t duration_ns = finding->last.ns - finding->first.ns;
    met->count += finding->count;
    met->flows += finding->flows;
    met->duration_ns = duration_ns > met->duration_ns ? duration_ns : met->duration_ns;
    met->is_name_asked = met->is_name_asked || is_name_asked(finding);
}

/* --- Comparing ------------------------------------------------------------------------------ */

/* A notice for each, so that none of them is taken for a copy of another. */
static void make_subjects(struct dossiers *dossiers)
{
    size_t count = dossiers->count;
    dossiers->asked = memory_create(count + 1, sizeof *dossiers->asked);
    dossiers->subjects = memory_create(count + 1, sizeof *dossiers->subjects);
    for (size_t i = 0; i < count; i++) {
        notice_init(&dossiers->asked[i], "asked");
        notice_add(&dossiers->asked[i], &(struct indicator){.pattern = dossiers->items[i].subject,
                                                            .kind = dossiers->items[i].kind});
        dossiers->subjects[i] = &dossiers->asked[i];
    }
}

static void add_notices(const struct dossiers *dossiers, struct comparison *comparison)
{
    for (size_t i = 0; i < dossiers->sources.notice_count; i++)
        comparison_add(comparison, dossiers->sources.notices[i]);
}

/* Which notice a source of a comparison with the subjects in front is; NULL: none of them. */
static const struct notice *notice_of(const struct dossiers *dossiers, uint32_t source)
{
    size_t from = dossiers->count;
    bool is_notice = source >= from && source - from < dossiers->sources.notice_count;
    return is_notice ? dossiers->sources.notices[source - from] : NULL;
}

static void note_overlapping(struct dossiers *dossiers, uint32_t notice)
{
    for (size_t i = 0; i < dossiers->overlapping_count; i++)
        if (dossiers->overlapping[i] == notice)
            return;
    if (dossiers->overlapping_count == LIMIT_OVERLAP_NOTICES)
        return;
    dossiers->overlap_subjects[dossiers->overlapping_count] = dossiers->sources.notices[notice];
    dossiers->overlapping[dossiers->overlapping_count++] = notice;
}

static void find_overlapping(struct dossiers *dossiers)
{
    for (uint32_t i = 0; i < dossiers->count; i++) {
        size_t count;
        const struct hit *hits = comparison_hits(dossiers->listing, i, &count);
        for (size_t k = 0; k < count; k++)
            if (relation_names_it(hits[k].recurrence.relation) &&
                notice_of(dossiers, hits[k].recurrence.source))
                note_overlapping(dossiers, hits[k].recurrence.source - (uint32_t)dossiers->count);
    }
}

static void add_family(void *context, const struct notice *family)
{
    struct dossiers *dossiers = context;
    comparison_add(dossiers->all, family);
    comparison_add(dossiers->overlap, family);
}

static bool is_overlapping(const struct dossiers *dossiers, uint32_t notice)
{
    for (size_t i = 0; i < dossiers->overlapping_count; i++)
        if (dossiers->overlapping[i] == notice)
            return true;
    return false;
}

static void compare(struct dossiers *dossiers)
{
    const struct dossier_sources *sources = &dossiers->sources;
    make_subjects(dossiers);
    dossiers->listing = comparison_create(dossiers->subjects, dossiers->count, sources->world);
    add_notices(dossiers, dossiers->listing);
    comparison_finish(dossiers->listing);
    find_overlapping(dossiers);
    dossiers->all = comparison_create(dossiers->subjects, dossiers->count, sources->world);
    dossiers->overlap =
        comparison_create(dossiers->overlap_subjects, dossiers->overlapping_count, sources->world);
    add_notices(dossiers, dossiers->all);
    for (uint32_t i = 0; i < sources->notice_count; i++)
        if (!is_overlapping(dossiers, i))
            comparison_add(dossiers->overlap, sources->notices[i]);
    if (sources->data)
        notices_visit_families(sources->data, sources->progress, add_family, dossiers);
    comparison_finish(dossiers->all);
    comparison_finish(dossiers->overlap);
}

static void collect_networks(struct dossiers *dossiers)
{
    for (uint32_t i = 0; i < dossiers->sources.notice_count; i++) {
        const struct notice *notice = dossiers->sources.notices[i];
        for (uint32_t k = 0; k < notice->indicator_count; k++) {
            struct prefix prefix;
            if (notice->indicators[k].kind != INDICATOR_CIDR || notice->indicators[k].context ||
                dossiers->network_count == PREFIX_VALUE_MOST ||
                !prefix_parse(notice->indicators[k].pattern, &prefix))
                continue;
            dossiers->networks =
                memory_grow(dossiers->networks, &dossiers->network_capacity,
                            dossiers->network_count + 1, sizeof *dossiers->networks);
            prefix_set_add(&dossiers->network_set, &prefix, (uint32_t)dossiers->network_count);
            dossiers->networks[dossiers->network_count++] = (struct listed_network){i, k};
        }
    }
    prefix_set_finish(&dossiers->network_set);
}

/* --- Listings ----------------------------------------------------------------------------------
 */

struct taking {
    struct dossiers *dossiers;
    struct dossier *dossier;
    const struct compared_notice *sources; /* of the comparison with the notices */
    size_t source_count;
    struct listing_notice listings[LIMIT_LISTINGS];
    size_t count;
};

static enum agreement agreement_of_place(const struct dossier *dossier, struct slice place)
{
    struct country printed;
    enum agreement agreement = AGREEMENT_UNKNOWN;
    if (place.size == 0 || !country_read(place, &printed))
        return agreement;
    for (size_t i = 0; i < dossier->claim_count; i++) {
        const struct layer_claim *claim = &dossier->claims[i];
        if (claim->layer < LAYER_DELEGATION || claim->layer > LAYER_GEOLOCATION)
            continue;
        if (slice_equal_text(claim->what, printed.code))
            return AGREEMENT_YES;
        agreement = AGREEMENT_NO;
    }
    return agreement;
}

/* The names of its copies among the notices. */
static void take_copies(const struct taking *t, uint32_t source, struct listing_notice *listing)
{
    struct arena *arena = &t->dossier->arena;
    size_t count = 0;
    for (uint32_t i = 0; i < t->source_count; i++)
        count += i != source && t->sources[i].copy_of == source;
    struct slice *copies = arena_alloc(arena, count * sizeof *copies + 1);
    listing->copies = copies;
    for (uint32_t i = 0; i < t->source_count; i++)
        if (i != source && t->sources[i].copy_of == source)
            copies[listing->copy_count++] = t->sources[i].name;
}

static void take_listing(struct taking *t, uint32_t source, const struct indicator *indicator,
                         enum relation relation)
{
    const struct notice *notice = notice_of(t->dossiers, source);
    const struct statement *said = &notice->statements[indicator->statement];
    if (t->count == LIMIT_LISTINGS)
        return;
    struct listing_notice *listing = &t->listings[t->count++];
    *listing = (struct listing_notice){
        .notice = notice,
        .indicator = indicator,
        .relation = relation,
        .published = notice_published(notice),
        .place_agrees = agreement_of_place(t->dossier, said->place),
    };
    listing->weight = indicator_weight(indicator, listing->published, t->dossier->at);
    take_copies(t, source, listing);
}

static const struct indicator *find_indicator(const struct notice *notice, struct slice pattern)
{
    for (size_t i = 0; i < notice->indicator_count; i++)
        if (slice_equal(notice->indicators[i].pattern, pattern))
            return &notice->indicators[i];
    return NULL;
}

static void take_network(void *context, const struct prefix *prefix, uint32_t value)
{
    struct taking *t = context;
    const struct listed_network *network = &t->dossiers->networks[value];
    uint32_t source = (uint32_t)t->dossiers->count + network->notice;
    (void)prefix;
    if (t->sources[source].copy_of == source)
        take_listing(t, source, &notice_of(t->dossiers, source)->indicators[network->indicator],
                     RELATION_UNDER);
}

static int by_closeness(const void *a, const void *b)
{
    const struct listing_notice *x = a, *y = b;
    if (x->relation != y->relation)
        return x->relation < y->relation ? -1 : 1;
    if (x->weight != y->weight)
        return x->weight > y->weight ? -1 : 1;
    int order = slice_compare(x->notice->name, y->notice->name);
    return order != 0 ? order : (x->indicator > y->indicator) - (x->indicator < y->indicator);
}

static void take_listings(struct dossiers *dossiers, struct dossier *dossier, uint32_t subject)
{
    struct taking t = {.dossiers = dossiers, .dossier = dossier};
    size_t count;
    const struct hit *hits = comparison_hits(dossiers->listing, subject, &count);
    t.sources = comparison_sources(dossiers->listing, &t.source_count);
    for (size_t i = 0; i < count; i++) {
        const struct recurrence *found = &hits[i].recurrence;
        const struct notice *notice = notice_of(dossiers, found->source);
        const struct indicator *indicator = notice && relation_names_it(found->relation)
                                                ? find_indicator(notice, found->pattern)
                                                : NULL;
        if (indicator)
            take_listing(&t, found->source, indicator, found->relation);
    }
    if (dossier->kind == INDICATOR_ADDRESS)
        prefix_set_around(&dossiers->network_set, &(struct prefix){dossier->address, 128},
                          take_network, &t);
    if (t.count > 0)
        qsort(t.listings, t.count, sizeof *t.listings, by_closeness);
    size_t size = t.count * sizeof *t.listings;
    dossier->listings = memcpy(arena_alloc(&dossier->arena, size + 1), t.listings, size);
    dossier->listing_count = t.count;
    dossier->states[LAYER_NOTICES] = t.count > 0                           ? LAYER_SAYS
                                     : dossiers->sources.notice_count == 0 ? LAYER_NOT_ASKED
                                                                           : LAYER_IS_SILENT;
    dossier->not_asked[LAYER_NOTICES] = slice_from("no notice was given (-n)");
}

/* --- Relatives and overlaps --------------------------------------------------------- */

/* What else of other notices and of lists of families is near; what lists the thing is told as
 * that. */
static void take_relatives(struct dossiers *dossiers, struct dossier *dossier, uint32_t subject)
{
    size_t count, source_count;
    const struct hit *hits = comparison_hits(dossiers->all, subject, &count);
    struct recurrence *relatives =
        arena_alloc(&dossier->arena, LIMIT_RECURRENCES * sizeof *relatives);
    dossier->relatives = relatives;
    dossier->sources = comparison_sources(dossiers->all, &source_count);
    for (size_t i = 0; i < count && dossier->relative_count < LIMIT_RECURRENCES; i++) {
        const struct recurrence *found = &hits[i].recurrence;
        bool is_asked = found->source < dossiers->count;
        bool is_listing = notice_of(dossiers, found->source) && relation_names_it(found->relation);
        if (!is_asked && !is_listing)
            relatives[dossier->relative_count++] = *found;
    }
}

/* How the notices that list it overlap with others: with each what is in both, and the chance. */
static void take_overlaps(struct dossiers *dossiers, struct dossier *dossier)
{
    enum { OVERLAPS_MOST = 16, NEAR_LEAST = 3 };
    struct campaign_overlap *kept = arena_alloc(&dossier->arena, OVERLAPS_MOST * sizeof *kept);
    size_t source_count;
    const struct compared_notice *sources = comparison_sources(dossiers->overlap, &source_count);
    dossier->overlaps = kept;
    for (uint32_t i = 0; i < dossiers->overlapping_count; i++) {
        const struct notice *notice = dossiers->overlap_subjects[i];
        bool lists_it = false;
        for (size_t k = 0; k < dossier->listing_count; k++)
            lists_it = lists_it || dossier->listings[k].notice == notice;
        size_t count = 0;
        struct overlap *overlaps =
            lists_it ? comparison_overlaps(dossiers->overlap, i, &count) : NULL;
        for (size_t k = 0; k < count && dossier->overlap_count < OVERLAPS_MOST; k++)
            if (overlaps[k].same > 0 || overlaps[k].near >= NEAR_LEAST)
                kept[dossier->overlap_count++] = (struct campaign_overlap){
                    .notice = notice->name,
                    .other = sources[overlaps[k].source].name,
                    .notice_size = sources[i].indicators,
                    .same = overlaps[k].same,
                    .near = overlaps[k].near,
                    .log10_chance = overlaps[k].log10_chance,
                };
        free(overlaps);
    }
}

static void say_overlap(const struct dossiers *dossiers, struct dossier *dossier)
{
    size_t others;
    comparison_sources(dossiers->all, &others);
    bool says = dossier->overlap_count + dossier->relative_count > 0;
    dossier->states[LAYER_OVERLAP] = says                       ? LAYER_SAYS
                                     : others > dossiers->count ? LAYER_IS_SILENT
                                                                : LAYER_NOT_ASKED;
    dossier->not_asked[LAYER_OVERLAP] = slice_from("no notice and no list of families was there");
}

/* --- Traffic ------------------------------------------------------------------------ */

struct hearing {
    const struct dossiers *dossiers;
    struct dossier *dossier;
    struct seen_name *names;
    size_t count, capacity;
    bool is_name; /* the name was asked, the addresses are told */
};

static void hear(void *context, const struct name_pair *pair)
{
    struct hearing *h = context;
    const struct dossier_sources *sources = &h->dossiers->sources;
    struct text text = {0};
    if (h->is_name && !slice_equal(pair->name, h->dossier->subject)) {
        text_add(&text, pair->name);
        text_put(&text, " at ");
    }
    if (h->is_name)
        text_add_address(&text, &pair->address);
    else
        text_add(&text, pair->name);
    h->names = memory_grow(h->names, &h->capacity, h->count + 1, sizeof *h->names);
    struct seen_name *seen = &h->names[h->count++];
    *seen = (struct seen_name){
        .name = arena_keep(&h->dossier->arena, text_slice(&text)),
        .field = pair->field,
        .count = pair->count,
        .first = pair->first,
        .last = pair->last,
        .packet_count = pair->packet_count,
    };
    for (size_t i = 0; i < pair->packet_count; i++) {
        uint32_t input = pair->packets[i].input;
        seen->packets[i].input =
            slice_from(input < sources->input_count ? sources->inputs[input]->path : NULL);
        seen->packets[i].packet = pair->packets[i].place;
    }
    text_done(&text);
}

static int by_count(const void *a, const void *b)
{
    const struct seen_name *x = a, *y = b;
    if (x->count != y->count)
        return x->count > y->count ? -1 : 1;
    int order = slice_compare(x->name, y->name);
    return order != 0 ? order : (x->field > y->field) - (x->field < y->field);
}

static void take_seen(struct dossiers *dossiers, struct dossier *dossier)
{
    const struct name_book *book = dossiers->sources.names;
    struct hearing h = {
        .dossiers = dossiers, .dossier = dossier, .is_name = dossier->kind != INDICATOR_ADDRESS};
    dossier->states[LAYER_SEEN] = LAYER_NOT_ASKED;
    dossier->not_asked[LAYER_SEEN] = slice_from("no capture was given (-r)");
    if (!book)
        return;
    if (h.is_name)
        name_book_of_name(book, dossier->subject, hear, &h);
    else
        name_book_of_address(book, &dossier->address, hear, &h);
    if (h.count > 0)
        qsort(h.names, h.count, sizeof *h.names, by_count);
    dossier->seen_count = h.count < LIMIT_SEEN_NAMES ? h.count : LIMIT_SEEN_NAMES;
    dossier->seen_untold = h.count - dossier->seen_count;
    size_t size = dossier->seen_count * sizeof *h.names;
    struct seen_name *kept = arena_alloc(&dossier->arena, size + 1);
    dossier->seen = size > 0 ? memcpy(kept, h.names, size) : kept;
    dossier->states[LAYER_SEEN] = h.count > 0 ? LAYER_SAYS : LAYER_IS_SILENT;
    free(h.names);
}

/* --- The whole ---------------------------------------------------------------------- */

static void say_campaign(struct dossier *dossier)
{
    bool differ = false;
    for (size_t i = 0; i < dossier->quote_count; i++)
        differ = differ || dossier->quotes[i].grade.credibility == '5';
    dossier->states[LAYER_CAMPAIGN] = differ                     ? LAYER_DISAGREES
                                      : dossier->quote_count > 0 ? LAYER_SAYS
                                                                 : LAYER_IS_SILENT;
    if (dossier->states[LAYER_NOTICES] != LAYER_NOT_ASKED || dossier->quote_count > 0)
        return;
    dossier->states[LAYER_CAMPAIGN] = LAYER_NOT_ASKED;
    dossier->not_asked[LAYER_CAMPAIGN] = dossier->not_asked[LAYER_NOTICES];
}

static void fill(struct dossiers *dossiers, uint32_t number)
{
    struct dossier *dossier = &dossiers->items[number];
    layers_ask(dossier, dossiers->sources.world);
    take_seen(dossiers, dossier);
    take_listings(dossiers, dossier, number);
    take_relatives(dossiers, dossier, number);
    take_overlaps(dossiers, dossier);
    say_overlap(dossiers, dossier);
    campaigns_quote(dossier, dossiers->sources.world);
    say_campaign(dossier);
    dossier->not_asked[LAYER_SCREENING] = slice_from("no list of sanctions was there (-l)");
    if (dossiers->session)
        owners_screen(dossier, dossiers->session);
    explanations_weigh(dossier);
}

void dossiers_finish(struct dossiers *dossiers, const struct dossier_sources *sources)
{
    dossiers->is_finished = true;
    if (dossiers->count == 0)
        return;
    dossiers->sources = *sources;
    if (sources->screener)
        dossiers->session = screen_session_create(sources->screener);
    compare(dossiers);
    collect_networks(dossiers);
    for (uint32_t i = 0; i < dossiers->count; i++)
        fill(dossiers, i);
}

size_t dossiers_count(const struct dossiers *dossiers)
{
    return dossiers->count;
}

const struct dossier *dossiers_at(const struct dossiers *dossiers, size_t i)
{
    assert(i < dossiers->count);
    return &dossiers->items[i];
}

size_t dossiers_refused(const struct dossiers *dossiers)
{
    return dossiers->refused;
}
