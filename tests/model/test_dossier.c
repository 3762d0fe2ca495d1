/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "model/dossier.h"

static void likelihood_is_said_in_the_words_of_the_directive(void **state)
{
    (void)state;
    static const struct {
        double percent;
        const char *words;
    } rows[] = {
        {0, "almost no chance"}, {4.9, "almost no chance"}, {5, "very unlikely"},
        {20, "unlikely"},        {44.9, "unlikely"},        {45, "roughly even chance"},
        {55, "likely"},          {80, "very likely"},       {95, "almost certain"},
        {100, "almost certain"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(likelihood_words(likelihood_of(rows[i].percent)), rows[i].words);
}

/* What ends one word begins the next. */
static void the_ranges_of_likelihood_leave_no_gap(void **state)
{
    (void)state;
    unsigned from, to, end = 1;
    for (enum likelihood i = 0; i < LIKELIHOODS; i++) {
        likelihood_range(i, &from, &to);
        assert_int_equal(from, end);
        assert_true(to > from);
        end = to;
    }
    assert_int_equal(end, 99);
}

static void every_grade_has_words_and_a_rule(void **state)
{
    (void)state;
    assert_string_equal(reliability_words('A'), "completely reliable");
    assert_string_equal(reliability_words('F'), "cannot be judged");
    assert_string_equal(credibility_words('1'), "confirmed by others");
    assert_string_equal(credibility_words('6'), "cannot be judged");
    for (char letter = 'A'; letter <= 'F'; letter++)
        assert_true(reliability_rule(letter)[0] != '\0');
    for (char number = '1'; number <= '6'; number++)
        assert_true(credibility_rule(number)[0] != '\0');
}

static void the_claims_of_a_layer_stand_together(void **state)
{
    (void)state;
    const struct layer_claim claims[] = {
        {.layer = LAYER_ITSELF}, {.layer = LAYER_NETWORK}, {.layer = LAYER_NETWORK}};
    struct dossier dossier = {.claims = claims, .claim_count = 3};
    size_t count;
    assert_ptr_equal(dossier_layer(&dossier, LAYER_NETWORK, &count), &claims[1]);
    assert_int_equal(count, 2);
    dossier_layer(&dossier, LAYER_HOSTING, &count);
    assert_int_equal(count, 0);
}

static void who_holds_half_of_a_notice_took_it_over(void **state)
{
    (void)state;
    assert_true(overlap_is_taken_over(&(struct campaign_overlap){.notice_size = 4, .same = 2}));
    assert_false(overlap_is_taken_over(&(struct campaign_overlap){.notice_size = 5, .same = 2}));
    /* One of two is chance. */
    assert_false(overlap_is_taken_over(&(struct campaign_overlap){.notice_size = 2, .same = 1}));
}

static void who_was_taken_off_a_list_or_is_merely_like_a_listed_name_is_no_match(void **state)
{
    (void)state;
    struct authority_status status = {.standing = STANDING_LISTED};
    struct screening_candidate candidate = {
        .probability = 0.95, .statuses = &status, .status_count = 1};
    struct screened_name screened = {.screening = {.candidates = &candidate, .candidate_count = 1}};
    const struct dossier dossier = {.screened = &screened, .screened_count = 1};
    assert_true(dossier_has_match(&dossier));
    candidate.probability = 0.8;
    assert_false(dossier_has_match(&dossier));
    candidate.probability = 0.95;
    status.standing = STANDING_ENDED;
    assert_false(dossier_has_match(&dossier));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(likelihood_is_said_in_the_words_of_the_directive),
        cmocka_unit_test(the_ranges_of_likelihood_leave_no_gap),
        cmocka_unit_test(every_grade_has_words_and_a_rule),
        cmocka_unit_test(the_claims_of_a_layer_stand_together),
        cmocka_unit_test(who_was_taken_off_a_list_or_is_merely_like_a_listed_name_is_no_match),
        cmocka_unit_test(who_holds_half_of_a_notice_took_it_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
