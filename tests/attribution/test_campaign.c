/* SPDX-License-Identifier: MIT */
#include "worlds.h"

#include "attribution/campaign.h"

enum { MOST = 4 };

/* Some notices that list one address, and others that do. */
struct scene {
    struct dossier dossier;
    struct notice notices[MOST];
    struct listing_notice listings[MOST];
    struct compared_notice sources[MOST];
    struct recurrence relatives[MOST];
    struct campaign_overlap overlaps[1];
    struct world *world;
};

static const struct instant day = {INT64_C(1736152200) * NS_PER_SECOND};

static void begin(struct scene *scene, const char *folder)
{
    *scene = (struct scene){.dossier = {.subject = slice_from("203.0.115.7")}};
    scene->dossier.listings = scene->listings;
    scene->dossier.relatives = scene->relatives;
    scene->dossier.sources = scene->sources;
    scene->dossier.overlaps = scene->overlaps;
    world_file(folder, "misp-galaxy/clusters/threat-actor.json",
               "{\"values\": [{\"value\": \"Blue Bear\", \"meta\": {\"country\": \"ZZ\", "
               "\"synonyms\": [\"Grey Heron\"]}}, {\"value\": \"Red Fox\"}]}");
    world_file(folder, "misp-galaxy/clusters/rat.json",
               "{\"values\": [{\"value\": \"GaleRAT\"}, {\"value\": \"SleetRAT\"}]}");
    scene->world = world_open(folder);
}

static void end(struct scene *scene)
{
    for (size_t i = 0; i < MOST; i++)
        notice_done(&scene->notices[i]);
    dossier_done(&scene->dossier);
    world_free(scene->world);
}

static struct listing_notice *list(struct scene *scene, const char *name, const char *publisher,
                                   struct instant published, const struct statement *said)
{
    size_t i = scene->dossier.listing_count++;
    struct notice *notice = &scene->notices[i];
    notice_init(notice, name);
    notice->publisher = notice_keep(notice, slice_from(publisher));
    notice->date = notice_keep(notice, slice_from(instant_is_known(published) ? "2025-01-06" : ""));
    uint32_t number = notice_add_statement(notice, said);
    notice_add(notice, &(struct indicator){.kind = INDICATOR_ADDRESS,
                                           .pattern = scene->dossier.subject,
                                           .statement = number});
    scene->listings[i] = (struct listing_notice){
        .notice = notice, .indicator = notice->indicators, .published = published, .weight = 80};
    return &scene->listings[i];
}

static void relate(struct scene *scene, const char *name, const char *publisher, const char *family)
{
    size_t i = scene->dossier.relative_count++;
    scene->sources[i] = (struct compared_notice){
        .name = slice_from(name), .publisher = slice_from(publisher), .copy_of = (uint32_t)i};
    scene->relatives[i] = (struct recurrence){
        .source = (uint32_t)i, .relation = RELATION_SAME, .family = slice_from(family)};
}

static void assert_grade(const struct grade *grade, const char *wanted)
{
    char code[] = {grade->reliability, grade->credibility, '\0'};
    assert_string_equal(code, wanted);
}

static void a_quote_says_who_said_it_and_what_a_set_knows(void **state)
{
    struct scene scene;
    begin(&scene, *state);
    list(&scene, "n.md", "Example Coast Guard", day,
         &(struct statement){.actor = slice_from("grey heron"), .family = slice_from("GaleRAT")});
    campaigns_quote(&scene.dossier, scene.world);
    assert_int_equal(scene.dossier.quote_count, 2);
    const struct attribution_quote *quote = &scene.dossier.quotes[0];
    assert_int_equal(quote->kind, QUOTE_ACTOR);
    assert_slice(quote->said, "grey heron");
    assert_slice(quote->by, "Example Coast Guard");
    assert_slice(quote->date, "2025-01-06");
    assert_grade(&quote->grade, "C6");
    assert_int_equal(quote->thing_count, 1);
    assert_slice(quote->things[0].title, "Blue Bear");
    assert_slice(quote->things[0].notes[0].value, "ZZ");
    assert_true(quote->things[0].is_group);
    assert_false(scene.dossier.quotes[1].things[0].is_group);
    end(&scene);
}

static void a_source_is_graded_by_what_comes_with_it(void **state)
{
    static const struct statement nothing = {.family = {0}};
    struct scene scene;
    begin(&scene, *state);
    list(&scene, "a.md", "Example A", day, &nothing)->place_agrees = AGREEMENT_NO;
    list(&scene, "b.md", "Example B", day, &nothing);
    scene.notices[1].has_evidence = true;
    list(&scene, "c.md", "", day, &nothing);
    list(&scene, "d.md", "", (struct instant){0}, &nothing);
    campaigns_quote(&scene.dossier, scene.world);
    assert_grade(&scene.listings[0].grade, "E3");
    assert_grade(&scene.listings[1].grade, "B3");
    assert_grade(&scene.listings[2].grade, "D3");
    assert_grade(&scene.listings[3].grade, "F3");
    end(&scene);
}

static void others_confirm_by_saying_the_same_and_contradict_by_another_family(void **state)
{
    struct scene scene;
    begin(&scene, *state);
    list(&scene, "a.md", "Example A", day, &(struct statement){.family = slice_from("GaleRAT")});
    relate(&scene, "gale.txt", "Example B", "gale");
    campaigns_quote(&scene.dossier, scene.world);
    assert_grade(&scene.listings[0].grade, "C2");
    relate(&scene, "gale2.txt", "Example C", "GALE-RAT");
    campaigns_quote(&scene.dossier, scene.world);
    assert_grade(&scene.listings[0].grade, "C1");
    scene.relatives[0].family = scene.relatives[1].family = slice_from("SleetRAT");
    campaigns_quote(&scene.dossier, scene.world);
    assert_grade(&scene.listings[0].grade, "C5");
    end(&scene);
}

/* Three notices of one publisher are one voice, and a list that took the notice over is none. */
static void one_voice_counts_once(void **state)
{
    struct scene scene;
    begin(&scene, *state);
    struct statement said = {.family = slice_from("GaleRAT")};
    list(&scene, "a.md", "Example A", day, &said);
    list(&scene, "b.md", "example a", day, &said);
    list(&scene, "c.md", "Example A", day, &said);
    campaigns_quote(&scene.dossier, scene.world);
    assert_grade(&scene.listings[0].grade, "C6");
    relate(&scene, "gale.txt", "Example B", "GaleRAT");
    scene.overlaps[0] = (struct campaign_overlap){.notice = scene.notices[0].name,
                                                  .other = slice_from("gale.txt"),
                                                  .notice_size = 10,
                                                  .same = 9};
    scene.dossier.overlap_count = 1;
    campaigns_quote(&scene.dossier, scene.world);
    assert_grade(&scene.listings[0].grade, "C6");
    scene.overlaps[0].same = 2;
    campaigns_quote(&scene.dossier, scene.world);
    assert_grade(&scene.listings[0].grade, "C2");
    end(&scene);
}

static void likelihood_is_said_only_where_something_speaks(void **state)
{
    struct scene scene;
    begin(&scene, *state);
    struct listing_notice *listing =
        list(&scene, "a.md", "Example A", day, &(struct statement){.family = {0}});
    listing->weight = 100;
    campaigns_quote(&scene.dossier, scene.world);
    assert_true(scene.dossier.judgement.is_made);
    assert_false(scene.dossier.judgement.is_said);
    listing->weight = 30;
    campaigns_quote(&scene.dossier, scene.world);
    assert_true(scene.dossier.judgement.is_said && scene.dossier.judgement.is_bound);
    assert_int_equal(scene.dossier.judgement.likelihood, LIKELIHOOD_UNLIKELY);
    assert_int_equal(scene.dossier.judgement.confidence, CONFIDENCE_LOW);
    scene.notices[0].indicators[0].confidence = 30;
    campaigns_quote(&scene.dossier, scene.world);
    assert_false(scene.dossier.judgement.is_bound);
    end(&scene);
}

static void a_sinkhole_is_no_controller_any_more(void **state)
{
    const struct layer_claim sinkhole = {.layer = LAYER_HOSTING, .what = slice_from("sinkhole")};
    struct scene scene;
    begin(&scene, *state);
    list(&scene, "a.md", "Example A", day, &(struct statement){.family = {0}});
    scene.dossier.claims = &sinkhole;
    scene.dossier.claim_count = 1;
    campaigns_quote(&scene.dossier, scene.world);
    assert_int_equal(scene.dossier.judgement.likelihood, LIKELIHOOD_ALMOST_NONE);
    assert_slice(scene.dossier.judgement.likelihood_rests_on,
                 "a list says that it is a sinkhole now");
    end(&scene);
}

static void where_nobody_lists_it_nothing_is_judged(void **state)
{
    struct scene scene;
    begin(&scene, *state);
    campaigns_quote(&scene.dossier, scene.world);
    assert_int_equal(scene.dossier.quote_count, 0);
    assert_false(scene.dossier.judgement.is_made);
    end(&scene);
}

int main(void)
{
#define STORY(name) cmocka_unit_test_setup_teardown(name, folder_setup, folder_teardown)
    const struct CMUnitTest tests[] = {
        STORY(a_quote_says_who_said_it_and_what_a_set_knows),
        STORY(a_source_is_graded_by_what_comes_with_it),
        STORY(others_confirm_by_saying_the_same_and_contradict_by_another_family),
        STORY(one_voice_counts_once),
        STORY(likelihood_is_said_only_where_something_speaks),
        STORY(a_sinkhole_is_no_controller_any_more),
        STORY(where_nobody_lists_it_nothing_is_judged),
    };
#undef STORY
    return cmocka_run_group_tests(tests, NULL, NULL);
}
