/* SPDX-License-Identifier: MIT */
#include "example_dossier.h"

#include <string.h>

#define TEXT(string) slice_from(string)

/* 2025-01-06 08:30:00 UTC */
static const struct instant morning = {INT64_C(1736152200) * NS_PER_SECOND};

static const struct slice aliases[] = {{(const uint8_t *)"Grey Heron", 10},
                                       {(const uint8_t *)"Storm-0099", 10}};
static const struct slice techniques[] = {{(const uint8_t *)"T1071.001", 9},
                                          {(const uint8_t *)"T1190", 5}};

struct parts {
    struct dossier dossier;
    struct notice notice;
    struct layer_claim claims[9];
    struct slice disagreements[1], copies[1];
    struct seen_name seen[1];
    struct listing_notice listings[1];
    struct compared_notice sources[1];
    struct recurrence relatives[1];
    struct campaign_overlap overlaps[1];
    struct attribution_quote quotes[1];
    struct quoted_thing things[2];
    struct quoted_note notes[1];
    struct screened_name screened[1];
    struct screening_candidate candidates[1];
    struct screening_reason reasons[1];
    struct authority_status statuses[1];
    struct entity entity;
    struct entity_name name;
    struct entity_list list;
};

static struct layer_claim claim(enum layer layer, const char *what, const char *words,
                                const char *network, const char *set, const char *list,
                                const char *date)
{
    return (struct layer_claim){
        .layer = layer,
        .what = TEXT(what),
        .words = TEXT(words),
        .network = TEXT(network),
        .set = TEXT(set),
        .list = TEXT(list),
        .date = TEXT(date),
    };
}

static void fill_layers(struct parts *p)
{
    const struct layer_claim claims[] = {
        claim(LAYER_ITSELF, "public", "an IPv4 address of the public internet", NULL, NULL, NULL,
              NULL),
        claim(LAYER_PREFIX, "203.0.113.0/24", "203.0.113.0/24", "203.0.113.0/24", "asn-ipv4", NULL,
              "2025-01-01"),
        claim(LAYER_NETWORK, "AS64496", "AS64496", "203.0.113.0/24", "asn-ipv4", NULL,
              "2025-01-01"),
        claim(LAYER_ORGANISATION, "Harbour Hosting B.V.", "Harbour Hosting B.V.", "203.0.113.0/24",
              "asn-ipv4", NULL, "2025-01-01"),
        claim(LAYER_DELEGATION, "NL", "Netherlands", "203.0.113.0/24", "rir-country", NULL,
              "2025-01-02"),
        claim(LAYER_GEOLOCATION, "NL", "Netherlands, Zeeland, Middelburg", "203.0.113.0/25",
              "cities", NULL, "2025-01-03"),
        claim(LAYER_GEOLOCATION, "US", "United States", "203.0.113.0/24", "routes", NULL,
              "2024-12-01"),
        claim(LAYER_HOSTING, "cloud", "in a cloud provider's range, where addresses change hands",
              "203.0.113.0/24", "misp-warninglists", "harbour-cloud", "2024-12-24"),
        claim(LAYER_HOSTING, "sinkhole",
              "a sinkhole: a defender's machine in the place of a controller", "203.0.113.7",
              "maltrail", "sinkhole_harbour", "2024-12-30"),
    };
    memcpy(p->claims, claims, sizeof claims);
    p->disagreements[0] = TEXT("sets disagree on the country: delegation NL; geolocation NL or US");
    p->dossier.claims = p->claims;
    p->dossier.claim_count = sizeof claims / sizeof *claims;
    p->dossier.disagreements = p->disagreements;
    p->dossier.disagreement_count = 1;
    for (size_t i = 0; i < p->dossier.claim_count; i++)
        p->dossier.states[p->claims[i].layer] = LAYER_SAYS;
    p->dossier.states[LAYER_REGISTRATION] = LAYER_IS_SILENT;
    p->dossier.states[LAYER_GEOLOCATION] = LAYER_DISAGREES;
}

static void fill_traffic(struct parts *p)
{
    p->seen[0] =
        (struct seen_name){.name = TEXT("www.storm.example"),
                           .field = FIELD_TLS_SNI,
                           .count = 3,
                           .first = morning,
                           .last = morning,
                           .packets = {{TEXT("monday.pcap"), 12}, {TEXT("monday.pcap"), 40}},
                           .packet_count = 2};
    p->dossier.seen = p->seen;
    p->dossier.seen_count = 1;
    p->dossier.seen_untold = 2;
    p->dossier.states[LAYER_SEEN] = LAYER_SAYS;
}

static void fill_notice(struct notice *notice)
{
    notice_init(notice, "notices/harbour-2025-01.md");
    notice->publisher = notice_keep(notice, TEXT("Example Coast Guard"));
    notice->date = notice_keep(notice, TEXT("2025-01-06"));
    memset(notice->digest, 0xa1, sizeof notice->digest);
    uint32_t said = notice_add_statement(notice, &(struct statement){.family = TEXT("ExampleRAT"),
                                                                     .role = TEXT("C2"),
                                                                     .place = TEXT("Japan"),
                                                                     .actor = TEXT("Grey Heron")});
    notice_add(notice, &(struct indicator){.kind = INDICATOR_ENDPOINT,
                                           .pattern = TEXT("203.0.113.7:443"),
                                           .line = 12,
                                           .statement = said,
                                           .last_seen = morning});
}

static const struct grade grade = {'C', '2', {(const uint8_t *)"C: a rule; 2: a rule", 20}};

static void fill_notices(struct parts *p)
{
    fill_notice(&p->notice);
    p->copies[0] = TEXT("mirror.md");
    p->listings[0] = (struct listing_notice){.notice = &p->notice,
                                             .indicator = &p->notice.indicators[0],
                                             .relation = RELATION_HOST,
                                             .published = morning,
                                             .weight = 60,
                                             .copies = p->copies,
                                             .copy_count = 1,
                                             .place_agrees = AGREEMENT_NO,
                                             .grade = grade};
    p->sources[0] = (struct compared_notice){.name = TEXT("trails/storm_rat.txt"),
                                             .publisher = TEXT("Example Trails")};
    p->relatives[0] = (struct recurrence){.relation = RELATION_NEIGHBOUR,
                                          .pattern = TEXT("203.0.113.8"),
                                          .family = TEXT("storm_rat"),
                                          .more = 1};
    p->overlaps[0] = (struct campaign_overlap){.notice = p->notice.name,
                                               .other = TEXT("trails/storm_rat.txt"),
                                               .notice_size = 30,
                                               .same = 4,
                                               .near = 1,
                                               .log10_chance = -7.25};
    p->dossier.listings = p->listings;
    p->dossier.listing_count = 1;
    p->dossier.sources = p->sources;
    p->dossier.relatives = p->relatives;
    p->dossier.relative_count = 1;
    p->dossier.overlaps = p->overlaps;
    p->dossier.overlap_count = 1;
    p->dossier.states[LAYER_NOTICES] = p->dossier.states[LAYER_OVERLAP] = LAYER_SAYS;
}

static void fill_campaigns(struct parts *p)
{
    p->notes[0] = (struct quoted_note){TEXT("cfr-suspected-state-sponsor"), TEXT("Zedland")};
    p->things[0] = (struct quoted_thing){.set = TEXT("misp-galaxy"),
                                         .date = TEXT("2024-12-20"),
                                         .collection = TEXT("threat-actor"),
                                         .title = TEXT("Blue Bear"),
                                         .is_group = true,
                                         .names = aliases,
                                         .name_count = 2,
                                         .notes = p->notes,
                                         .note_count = 1,
                                         .description = TEXT("Bears that are blue.")};
    p->things[1] = (struct quoted_thing){.set = TEXT("mitre-attack"),
                                         .collection = TEXT("intrusion-set"),
                                         .title = TEXT("Blue Bear"),
                                         .number = TEXT("G9999"),
                                         .is_group = true,
                                         .techniques = techniques,
                                         .technique_count = 2};
    p->quotes[0] = (struct attribution_quote){.kind = QUOTE_ACTOR,
                                              .said = TEXT("Grey Heron"),
                                              .by = TEXT("Example Coast Guard"),
                                              .date = TEXT("2025-01-06"),
                                              .is_publisher_named = true,
                                              .copies = 1,
                                              .grade = grade,
                                              .things = p->things,
                                              .thing_count = 2};
    p->dossier.quotes = p->quotes;
    p->dossier.quote_count = 1;
    p->dossier.states[LAYER_CAMPAIGN] = LAYER_SAYS;
    p->dossier.judgement = (struct judgement){
        .is_made = true,
        .is_said = true,
        .is_bound = true,
        .percent = 60,
        .likelihood = LIKELIHOOD_LIKELY,
        .confidence = CONFIDENCE_MODERATE,
        .likelihood_rests_on = TEXT("age alone, as no publisher gives a confidence"),
        .confidence_rests_on = TEXT("2 publishers, the best graded C2"),
    };
    for (enum explanation i = 0; i < EXPLANATIONS; i++)
        p->dossier.explanations[i].explanation = i;
    struct weighed_explanation *first = &p->dossier.explanations[0];
    first->speaks_for[0] = TEXT("a list of popular names has it (top-harbours)");
    first->speaks_against[0] = TEXT("a notice lists exactly this (harbour-2025-01.md)");
    first->for_count = first->against_count = 1;
    p->dossier.explanation_count = 2;
}

static void fill_screening(struct parts *p)
{
    p->name = (struct entity_name){NAME_PRIMARY, TEXT("HARBOR HOSTING BV"), {0}};
    p->entity = (struct entity){.id = TEXT("4711"), .names = &p->name, .name_count = 1};
    p->list = (struct entity_list){.name = TEXT("Example list"), .date = morning};
    p->reasons[0] = (struct screening_reason){.against = true, .what = TEXT("another country")};
    p->statuses[0] = (struct authority_status){.authority = TEXT("US"),
                                               .standing = STANDING_LISTED,
                                               .since = morning,
                                               .because = TEXT("the list says so")};
    p->candidates[0] = (struct screening_candidate){.entity = &p->entity,
                                                    .list = &p->list,
                                                    .name = &p->name,
                                                    .probability = 0.93,
                                                    .reasons = p->reasons,
                                                    .reason_count = 1,
                                                    .statuses = p->statuses,
                                                    .status_count = 1};
    p->screened[0].name = TEXT("Harbour Hosting B.V.");
    p->screened[0].screening.candidates = p->candidates;
    p->screened[0].screening.candidate_count = 1;
    p->dossier.screened = p->screened;
    p->dossier.screened_count = 1;
    p->dossier.states[LAYER_SCREENING] = LAYER_SAYS;
}

/* Every text that comes from outside. */
static void make_hostile(struct parts *p)
{
    const struct slice bad = TEXT("\x1b[31m</script>\xff\u202e\"x\n\tA");
    for (size_t i = 0; i < p->dossier.claim_count; i++) {
        struct layer_claim *c = &p->claims[i];
        c->what = c->words = c->network = c->list = c->date = bad;
    }
    p->dossier.subject = p->dossier.because = p->disagreements[0] = p->copies[0] = bad;
    p->seen[0].name = p->seen[0].packets[0].input = bad;
    p->notice.name = p->notice.publisher = p->notice.date = p->notice.title = bad;
    p->notice.statements[1] = (struct statement){bad, bad, bad, bad, bad, bad, bad, bad};
    p->notice.indicators[0].pattern = bad;
    p->sources[0].name = p->sources[0].publisher = p->sources[0].date = bad;
    p->relatives[0].pattern = p->relatives[0].family = bad;
    p->overlaps[0].notice = p->overlaps[0].other = bad;
    p->quotes[0].said = p->quotes[0].by = p->quotes[0].date = bad;
    p->things[0].title = p->things[0].collection = p->things[0].description = bad;
    p->notes[0] = (struct quoted_note){bad, bad};
    p->dossier.explanations[0].speaks_for[0] = bad;
    p->name.text = p->entity.id = p->list.name = p->screened[0].name = bad;
    p->statuses[0].authority = p->statuses[0].because = p->reasons[0].what = bad;
}

bool example_dossier(struct text *text, const char *form, struct style style, bool explain,
                     bool hostile)
{
    struct parts parts = {.dossier = {.subject = TEXT("203.0.113.7"), .at = morning}};
    fill_layers(&parts);
    fill_traffic(&parts);
    fill_notices(&parts);
    fill_campaigns(&parts);
    fill_screening(&parts);
    parts.dossier.because = TEXT("the other side of storm.example");
    if (hostile)
        make_hostile(&parts);
    bool is_known = true;
    if (slice_equal_text(TEXT(form), "table"))
        dossier_add_table(text, &parts.dossier, style, explain);
    else if (slice_equal_text(TEXT(form), "details"))
        dossier_add_details(text, &parts.dossier, style, 4, 10);
    else if (slice_equal_text(TEXT(form), "json"))
        dossier_add_json(text, &parts.dossier);
    else
        is_known = false;
    notice_done(&parts.notice);
    return is_known;
}
