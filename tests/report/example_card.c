/* SPDX-License-Identifier: MIT */
#include "example_card.h"

#include <string.h>

enum { INDICATORS = 5, SOURCES = 3 };

struct card {
    struct notice notice;
    struct scorecard card;
    struct assessment assessments[INDICATORS];
    struct remark_told remarks[2];
    struct place_told places[2];
    struct recurrence recurrences[3];
    struct compared_notice sources[SOURCES];
    struct overlap overlaps[2];
    struct asked_set asked[2];
};

/* 2025-01-06 08:30:00 UTC */
static const struct instant morning = {INT64_C(1736152200) * NS_PER_SECOND};

static void fill_notice(struct notice *notice)
{
    static const struct {
        enum indicator_kind kind;
        const char *pattern;
        bool context;
    } rows[INDICATORS] = {
        {INDICATOR_DOMAIN, "storm.dyn.example", false},
        {INDICATOR_ADDRESS, "203.0.113.9", false},
        {INDICATOR_ADDRESS, "203.0.113.10", false},
        {INDICATOR_SHA256, "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
         false},
        {INDICATOR_DOMAIN, "harbour.example", true},
    };
    notice_init(notice, "notices/harbour-2025-01.md");
    notice->title = notice_keep(notice, slice_from("Remote control of harbour offices"));
    notice->publisher = notice_keep(notice, slice_from("Example Coast Guard"));
    notice->date = notice_keep(notice, slice_from("2025-01-06"));
    notice->number = notice_keep(notice, slice_from("7"));
    notice->marking = TLP_GREEN;
    notice->format = "prose";
    memset(notice->digest, 0xa1, sizeof notice->digest);
    uint32_t said = notice_add_statement(
        notice, &(struct statement){.family = slice_from("ExampleRAT"),
                                    .threat = slice_from("remote control"),
                                    .role = slice_from("C2"),
                                    .place = slice_from("Netherlands/\xe9\x98\xbf\xe5\xa7\x86")});
    for (uint32_t i = 0; i < INDICATORS; i++)
        notice_add(notice,
                   &(struct indicator){.kind = rows[i].kind,
                                       .pattern = slice_from(rows[i].pattern),
                                       .line = 10 + i,
                                       .statement = i < 3 ? said : 0,
                                       .context = rows[i].context,
                                       .last_seen = i == 1 ? morning : (struct instant){0}});
    notice_reject(notice, REJECTED_VERSION, slice_from("2.3.20.2"), 31);
    notice_reject(notice, REJECTED_PUBLISHER, slice_from("coastguard.example"), 40);
    notice_note_defect(notice, DEFECT_SPLIT_NAME, slice_from("storm.dyn.\nexample"), 10);
}

static void fill_facts(struct card *c)
{
    c->remarks[0] = (struct remark_told){.trait = "dynamic-dns",
                                         .meaning = "under a dynamic DNS service",
                                         .set = slice_from("example-lists"),
                                         .list = slice_from("dynamic"),
                                         .title = slice_from("Dynamic DNS"),
                                         .date = slice_from("2025-01-01"),
                                         .entry = slice_from("dyn.example")};
    c->remarks[1] = (struct remark_told){.trait = "sinkhole",
                                         .meaning = "a sinkhole",
                                         .set = slice_from("example-lists"),
                                         .list = slice_from("sinkholes"),
                                         .entry = slice_from("203.0.113.0/28")};
    c->places[0] = (struct place_told){.basis = "delegation",
                                       .country = slice_from("NL"),
                                       .name = slice_from("Netherlands"),
                                       .network = slice_from("203.0.113.0/24"),
                                       .set = slice_from("example-registry"),
                                       .date = slice_from("2025-01-02"),
                                       .agrees = AGREEMENT_YES};
    c->places[1] = c->places[0];
    c->places[1].basis = "geolocation";
    c->places[1].country = slice_from("SC");
    c->places[1].name = slice_from("Seychelles");
    c->places[1].agrees = AGREEMENT_NO;
    c->asked[0] = (struct asked_set){.name = slice_from("example-lists"),
                                     .date = slice_from("2025-01-01"),
                                     .digest = slice_from("00ff")};
    c->asked[1] =
        (struct asked_set){.name = slice_from("example-registry"), .problem = "it is empty"};
}

static void fill_others(struct card *c)
{
    static const char *const names[] = {"notices/harbour-2025-01.md", "lists/storm.txt",
                                        "mirror/harbour.html"};
    for (uint32_t i = 0; i < SOURCES; i++)
        c->sources[i] = (struct compared_notice){
            .name = slice_from(names[i]), .indicators = 5, .copy_of = i, .is_checked = i == 0};
    c->sources[1].indicators = 1200;
    c->sources[2].copy_of = 0;
    c->recurrences[0] = (struct recurrence){.source = 1,
                                            .relation = RELATION_HOST,
                                            .pattern = slice_from("203.0.113.9:6606"),
                                            .family = slice_from("OtherRAT"),
                                            .family_agrees = AGREEMENT_NO};
    c->recurrences[1] = (struct recurrence){.source = 1,
                                            .relation = RELATION_NEIGHBOUR,
                                            .pattern = slice_from("203.0.113.77"),
                                            .family = slice_from("ExampleRAT")};
    c->recurrences[1].more = 2;
    c->recurrences[2] = c->recurrences[1];
    c->recurrences[2].relation = RELATION_SAME;
    c->recurrences[2].more = 0;
    c->overlaps[0] = (struct overlap){
        .source = 1, .same = 1, .near = 1, .log10_chance = -2.3, .population = 1001205};
}

static void fill_assessments(struct card *c)
{
    static const struct {
        enum advice advice;
        const char *why;
    } rows[INDICATORS] = {
        {ADVICE_BLOCK, "this name alone, never dyn.example"},
        {ADVICE_CARE, "last seen 300 days ago; addresses change hands"},
        {ADVICE_SINKHOLE, "a sinkhole: traffic to it still shows an infected machine (sinkholes: "
                          "203.0.113.0/28)"},
        {ADVICE_HOSTS, "traffic does not show it"},
        {ADVICE_NONE, "its publisher gives it as context, not for detection"},
    };
    for (size_t i = 0; i < INDICATORS; i++) {
        struct assessment *assessment = &c->assessments[i];
        *assessment = (struct assessment){.indicator = &c->notice.indicators[i],
                                          .advice = rows[i].advice,
                                          .why = slice_from(rows[i].why),
                                          .dated = morning,
                                          .weight = (uint8_t)(90 - 10 * i)};
        c->card.advised[rows[i].advice]++;
        c->card.kinds[c->notice.indicators[i].kind]++;
    }
    c->assessments[0].remarks = &c->remarks[0];
    c->assessments[0].remark_count = 1;
    c->assessments[1].places = c->places;
    c->assessments[1].place_count = 2;
    c->assessments[1].network = (struct network_told){.number = 64496,
                                                      .organisation = slice_from("Example Net"),
                                                      .network = slice_from("203.0.113.0/24"),
                                                      .set = slice_from("example-registry")};
    c->assessments[1].recurrences = c->recurrences;
    c->assessments[1].recurrence_count = 3;
    c->assessments[1].recurrences_untold = 9;
    c->assessments[2].remarks = &c->remarks[1];
    c->assessments[2].remark_count = 1;
}

static void make_hostile(struct card *c)
{
    static const char evil[] = "\x1b[2J</td><script>\"&amp;'\r\n\xe2\x80\xae"
                               "exe\xff";
    struct slice bad = slice_make(evil, sizeof evil - 1);
    struct notice *notice = &c->notice;
    notice->name = notice->title = notice->publisher = notice->date = notice->number = bad;
    for (size_t i = 0; i < notice->statement_count; i++)
        notice->statements[i] = (struct statement){bad, bad, bad, bad, bad, bad, bad, bad};
    for (size_t i = 0; i < INDICATORS; i++) {
        notice->indicators[i].pattern = bad;
        c->assessments[i].why = bad;
    }
    for (size_t i = 0; i < 2; i++) {
        c->remarks[i] = (struct remark_told){"sinkhole", "a sinkhole", bad, bad, bad, bad, bad};
        c->places[i].name = c->places[i].set = c->places[i].date = c->places[i].network = bad;
        c->asked[i] = (struct asked_set){bad, bad, bad, evil};
        notice->rejections[i].text = bad;
    }
    notice->defects[0].text = bad;
    c->assessments[1].network.organisation = c->assessments[1].network.set = bad;
    for (size_t i = 0; i < SOURCES; i++) {
        c->sources[i].name = c->sources[i].title = bad;
        c->recurrences[i].pattern = c->recurrences[i].family = bad;
    }
}

bool example_card(struct text *text, const char *form, struct style style, bool explain,
                  bool hostile)
{
    struct card c = {0};
    fill_notice(&c.notice);
    c.card = (struct scorecard){.notice = &c.notice,
                                .at = morning,
                                .published = morning,
                                .places = {4, 0, 1},
                                .families = {4, 0, 1},
                                .assessments = c.assessments,
                                .overlaps = c.overlaps,
                                .overlap_count = 1,
                                .sources = c.sources,
                                .source_count = SOURCES,
                                .asked = c.asked,
                                .asked_count = 2};
    c.card.lacks[LACK_CONFIDENCE] = c.card.lacks[LACK_SIGNATURE] = true;
    fill_facts(&c);
    fill_others(&c);
    fill_assessments(&c);
    if (hostile)
        make_hostile(&c);
    bool told = true;
    if (strcmp(form, "table") == 0) {
        scorecard_add_table(text, &c.card, style, explain);
    } else if (strcmp(form, "json") == 0) {
        scorecard_add_json(text, &c.card, explain);
    } else if (strcmp(form, "html") == 0) {
        scorecard_begin_html(text);
        scorecard_add_html(text, &c.card, explain);
        scorecard_end_html(text);
    } else {
        told = false;
    }
    notice_done(&c.notice);
    return told;
}
