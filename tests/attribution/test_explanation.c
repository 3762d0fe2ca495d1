/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "attribution/explanation.h"

#include <string.h>

struct scene {
    struct dossier dossier;
    struct notice notice;
    struct indicator indicator;
    struct layer_claim claims[2];
    struct listing_notice listings[1];
    struct attribution_quote quotes[1];
};

static void begin(struct scene *scene)
{
    memset(scene, 0, sizeof *scene);
    scene->notice.name = slice_from("notices/n.md");
    scene->dossier.kind = INDICATOR_ADDRESS;
    scene->dossier.claims = scene->claims;
    scene->dossier.listings = scene->listings;
    scene->dossier.quotes = scene->quotes;
    scene->dossier.states[LAYER_HOSTING] = LAYER_IS_SILENT;
    scene->listings[0] = (struct listing_notice){
        .notice = &scene->notice,
        .indicator = &scene->indicator,
        .relation = RELATION_SAME,
        .weight = 80,
        .grade = {'C', '6', {0}},
    };
}

static void stand_on(struct scene *scene, const char *trait, const char *list)
{
    scene->claims[scene->dossier.claim_count++] = (struct layer_claim){
        .layer = LAYER_HOSTING, .what = slice_from(trait), .list = slice_from(list)};
    scene->dossier.states[LAYER_HOSTING] = LAYER_SAYS;
}

static const struct weighed_explanation *first(struct scene *scene)
{
    explanations_weigh(&scene->dossier);
    assert_int_equal(scene->dossier.explanation_count, EXPLANATIONS);
    return &scene->dossier.explanations[0];
}

static const struct weighed_explanation *find(const struct scene *scene, enum explanation wanted)
{
    const struct weighed_explanation *weighed = scene->dossier.explanations;
    while (weighed->explanation != wanted)
        weighed++;
    return weighed;
}

static void what_is_listed_and_fresh_is_first_of_all_the_cluster(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene);
    scene.dossier.listing_count = 1;
    const struct weighed_explanation *weighed = first(&scene);
    assert_int_equal(weighed->explanation, EXPLANATION_CLUSTER);
    assert_slice(weighed->speaks_for[0], "a notice lists exactly this (n.md)");
    /* Against all the others something speaks, or nothing for them. */
    assert_int_equal(find(&scene, EXPLANATION_ORDINARY)->against_count, 1);
    dossier_done(&scene.dossier);
}

static void what_nobody_lists_and_many_know_is_ordinary(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene);
    stand_on(&scene, "popular", "top-10");
    const struct weighed_explanation *weighed = first(&scene);
    assert_int_equal(weighed->explanation, EXPLANATION_ORDINARY);
    assert_int_equal(weighed->for_count, 2);
    dossier_done(&scene.dossier);
}

static void a_sinkhole_comes_before_an_old_cluster(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene);
    scene.dossier.listing_count = 1;
    scene.listings[0].weight = 3;
    stand_on(&scene, "sinkhole", "sinkholes");
    stand_on(&scene, "cloud", "clouds");
    first(&scene);
    const struct weighed_explanation *sinkhole = find(&scene, EXPLANATION_SINKHOLE);
    assert_true(sinkhole < find(&scene, EXPLANATION_CLUSTER));
    assert_slice(sinkhole->speaks_for[0], "a list of sinkholes has it (sinkholes)");
    dossier_done(&scene.dossier);
}

static void malware_of_no_group_is_anybodys(void **state)
{
    (void)state;
    struct scene scene;
    static const struct quoted_thing tool = {.is_group = false};
    begin(&scene);
    scene.dossier.listing_count = 1;
    scene.listings[0].weight = 20;
    scene.listings[0].relation = RELATION_HOST;
    scene.quotes[0] = (struct attribution_quote){.kind = QUOTE_FAMILY,
                                                 .said = slice_from("GaleRAT"),
                                                 .grade = {'C', '6', {0}},
                                                 .things = &tool,
                                                 .thing_count = 1};
    scene.dossier.quote_count = 1;
    assert_int_equal(first(&scene)->explanation, EXPLANATION_COMMODITY);
    dossier_done(&scene.dossier);
}

static void a_scanner_that_was_asked_for_by_name_is_less_of_a_test(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene);
    stand_on(&scene, "scanner", "scanners");
    first(&scene);
    assert_int_equal(find(&scene, EXPLANATION_TEST)->against_count, 0);
    scene.dossier.encounter = (struct encounter){
        .count = 9, .flows = 9, .duration_ns = 3600 * NS_PER_SECOND, .is_name_asked = true};
    first(&scene);
    assert_int_equal(find(&scene, EXPLANATION_TEST)->against_count, 2);
    dossier_done(&scene.dossier);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_listed_and_fresh_is_first_of_all_the_cluster),
        cmocka_unit_test(what_nobody_lists_and_many_know_is_ordinary),
        cmocka_unit_test(a_sinkhole_comes_before_an_old_cluster),
        cmocka_unit_test(malware_of_no_group_is_anybodys),
        cmocka_unit_test(a_scanner_that_was_asked_for_by_name_is_less_of_a_test),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
