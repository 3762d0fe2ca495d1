/* SPDX-License-Identifier: MIT */
#include "made_list.h"

#include "attribution/sanctions.h"

static void add(struct sanctions *sanctions, const char *name, const char *date, bool is_partial,
                const char *lines)
{
    struct entity_list list;
    made_list(&list, name, date, lines);
    list.is_partial = is_partial;
    sanctions_add(sanctions, &list);
    assert_int_equal(list.entity_count, 0);
}

static size_t find(const struct sanctions *sanctions, const char *list, const char *id)
{
    for (size_t i = 0; i < sanctions_entry_count(sanctions); i++) {
        const struct sanctions_entry *entry = sanctions_entry_at(sanctions, i);
        if (slice_equal_text(entry->entity->id, id) && slice_equal_text(entry->list->name, list))
            return i;
    }
    fail_msg("there is no entry %s of %s", id, list);
    return 0;
}

/* "US listed since 2025-01-03 until ...; UK none" */
static void tell(const struct sanctions *sanctions, size_t entry, const char *at, struct text *text)
{
    struct arena arena = {0};
    struct instant when = {0};
    const struct authority_status *statuses;
    instant_parse(slice_from(at), &when);
    size_t count = sanctions_status(sanctions, entry, when, &arena, &statuses);
    for (size_t i = 0; i < count; i++) {
        const struct authority_status *status = &statuses[i];
        const struct {
            const char *word;
            struct instant day;
        } days[] = {{" since ", status->since},
                    {" until ", status->until},
                    {" not before ", status->not_before},
                    {" not after ", status->not_after}};
        text_put(text, i > 0 ? "; " : "");
        text_add(text, status->authority);
        text_print(text, " %s", standing_key(status->standing));
        for (size_t d = 0; d < sizeof days / sizeof *days; d++)
            if (instant_is_known(days[d].day)) {
                text_put(text, days[d].word);
                text_add_day(text, days[d].day);
            }
        assert_true(status->because.size > 0);
    }
    arena_done(&arena);
}

static void assert_status(const struct sanctions *sanctions, size_t entry, const char *at,
                          const char *wanted)
{
    struct text text = {0};
    tell(sanctions, entry, at, &text);
    assert_text(&text, wanted);
    text_done(&text);
}

/* Three lists without days; the third lacks its names. */
static struct sanctions *three_versions(void)
{
    struct sanctions *sanctions = sanctions_create();
    add(sanctions, "Old list", "2023-11-30", false,
        "1 organisation Stays Trading\nd: US SDGT\n"
        "2 organisation Leaves Trading\nd: US SDGT\n"
        "4 organisation Silent Trading\nd: US SDGT\np: 1234567\n");
    add(sanctions, "Old list", "2025-12-31", true,
        "1 organisation -\na: Stays Holding\nd: US\n3 organisation Comes Trading\nd: US\n");
    add(sanctions, "Old list", "2021-07-31", false,
        "1 organisation Stays Export\nd: US SDGT\n"
        "2 organisation Leaves Trading\nd: US SDGT\n");
    sanctions_finish(sanctions);
    return sanctions;
}

static void versions_of_one_list_are_one_entry_each(void **state)
{
    (void)state;
    struct sanctions *sanctions = three_versions();
    assert_int_equal(sanctions_list_count(sanctions), 3);
    assert_int_equal(sanctions_list_size(sanctions, 0), 2);
    assert_int_equal(sanctions_list_size(sanctions, 1), 3);
    assert_int_equal(sanctions_entry_count(sanctions), 4);
    const struct sanctions_entry *stays =
        sanctions_entry_at(sanctions, find(sanctions, "Old list", "1"));
    assert_int_equal(stays->version_count, 3);
    assert_int_equal(stays->first_version, 0);
    assert_int_equal(stays->last_version, 2);
    assert_int_equal(stays->entity->name_count, 3);
    assert_slice(stays->entity->names[0].text, "Stays Trading");
    assert_slice(stays->entity->names[1].text, "Stays Holding");
    assert_slice(stays->entity->names[2].text, "Stays Export");
    assert_int_equal(stays->entity->names[0].kind, NAME_PRIMARY);
    assert_int_equal(stays->entity->names[2].kind, NAME_FORMER);
    sanctions_free(sanctions);
}

static void lists_without_days_tell_between_which_of_them_something_changed(void **state)
{
    (void)state;
    struct sanctions *sanctions = three_versions();
    size_t stays = find(sanctions, "Old list", "1"), comes = find(sanctions, "Old list", "3");
    assert_status(sanctions, stays, "2021-07-30", "US unknown not after 2021-07-31");
    assert_status(sanctions, stays, "2021-07-31", "US listed not after 2021-07-31");
    assert_status(sanctions, stays, "2026-01-01", "US listed not after 2021-07-31");
    assert_status(sanctions, comes, "2023-11-30",
                  "US unknown not before 2023-11-30 not after 2025-12-31");
    assert_status(sanctions, comes, "2022-01-01", "US none");
    assert_status(sanctions, comes, "2025-12-31",
                  "US listed not before 2023-11-30 not after 2025-12-31");
    sanctions_free(sanctions);
}

static void a_list_that_lacks_a_part_takes_nothing_off(void **state)
{
    (void)state;
    struct sanctions *sanctions = three_versions();
    size_t leaves = find(sanctions, "Old list", "2");
    assert_status(sanctions, leaves, "2026-01-01", "US listed not after 2021-07-31");
    sanctions_free(sanctions);
}

static void a_whole_list_without_it_takes_it_off(void **state)
{
    (void)state;
    struct sanctions *sanctions = sanctions_create();
    add(sanctions, "L", "2021-07-31", false, "1 person A B\nd: US\n2 person C D\nd: US\n");
    add(sanctions, "L", "2023-11-30", false, "2 person C D\nd: US\n");
    add(sanctions, "L", "2025-11-30", false, "1 person A B\nd: US\n2 person C D\nd: US\n");
    sanctions_finish(sanctions);
    size_t a = find(sanctions, "L", "1");
    assert_status(sanctions, a, "2022-01-01", "US unknown not after 2021-07-31");
    assert_status(sanctions, a, "2023-11-30",
                  "US unknown not before 2023-11-30 not after 2025-11-30");
    assert_status(sanctions, a, "2025-11-30",
                  "US listed not before 2023-11-30 not after 2025-11-30");
    sanctions_free(sanctions);
}

static void days_that_a_list_says_itself_hold(void **state)
{
    (void)state;
    struct sanctions *sanctions = sanctions_create();
    add(sanctions, "World", "2026-04-01", false,
        "1 organisation Storm Cloud\nd: US CYBER2 2025-01-03\nd: UK Cyber 2025-12-09\n"
        "d: EU - 2026-03-16\nm: JP\n"
        "2 organisation Calm Sea\nd: US - 2001-01-01 2010-01-01\nd: US - 2015-01-01 2020-01-01\n");
    sanctions_finish(sanctions);
    size_t storm = find(sanctions, "World", "1"), calm = find(sanctions, "World", "2");
    assert_status(sanctions, storm, "2025-01-02",
                  "US none since 2025-01-03; UK none since 2025-12-09; EU none since 2026-03-16");
    assert_status(
        sanctions, storm, "2025-12-10",
        "US listed since 2025-01-03; UK listed since 2025-12-09; EU none since 2026-03-16");
    assert_status(sanctions, calm, "2000-01-01", "US none since 2001-01-01");
    assert_status(sanctions, calm, "2005-01-01", "US listed since 2001-01-01 until 2010-01-01");
    assert_status(sanctions, calm, "2010-01-01", "US ended until 2010-01-01");
    assert_status(sanctions, calm, "2016-01-01", "US listed since 2015-01-01 until 2020-01-01");
    assert_status(sanctions, calm, "", "US ended until 2020-01-01");
    sanctions_free(sanctions);
}

static void what_a_later_list_lacks_has_ended_whatever_the_days_said(void **state)
{
    (void)state;
    struct sanctions *sanctions = sanctions_create();
    add(sanctions, "W", "2024-01-01", false,
        "1 person A B\nd: UN - 2001-01-01\nd: EU - 2002-01-01\n");
    add(sanctions, "W", "2025-01-01", false, "1 person A B\nd: UN - 2001-01-01\n");
    sanctions_finish(sanctions);
    assert_status(sanctions, 0, "2024-01-01",
                  "UN listed since 2001-01-01; EU listed since 2002-01-01");
    assert_status(sanctions, 0, "2025-01-01",
                  "UN listed since 2001-01-01; EU ended until 2025-01-01");
    sanctions_free(sanctions);
}

static void a_list_without_a_date_counts_always(void **state)
{
    (void)state;
    struct sanctions *sanctions = sanctions_create();
    add(sanctions, "Own", "", false, "1 person A B\nd: US\n");
    sanctions_finish(sanctions);
    assert_status(sanctions, 0, "1999-01-01", "US listed");
    assert_status(sanctions, 0, "", "US listed");
    sanctions_free(sanctions);
}

static void a_list_without_a_date_takes_nothing_off(void **state)
{
    (void)state;
    struct sanctions *sanctions = sanctions_create();
    add(sanctions, "L", "2024-01-01", false, "1 person A B\nd: US\n2 person C D\nd: US\n");
    add(sanctions, "L", "", false, "2 person C D\nd: US\n3 person E F\nd: US\n");
    sanctions_finish(sanctions);
    assert_status(sanctions, 0, "2026-01-01", "US listed not after 2024-01-01");
    assert_status(sanctions, 1, "2026-01-01", "US listed not after 2024-01-01");
    assert_status(sanctions, 2, "2026-01-01", "US listed not before 2024-01-01");
    sanctions_free(sanctions);
}

static void a_status_names_its_list_with_date_and_digest(void **state)
{
    (void)state;
    struct sanctions *sanctions = sanctions_create();
    struct arena arena = {0};
    const struct authority_status *statuses;
    add(sanctions, "World", "2026-04-01", false, "1 person A B\nd: US E1 2025-01-03\n");
    sanctions_finish(sanctions);
    assert_int_equal(sanctions_status(sanctions, 0, (struct instant){0}, &arena, &statuses), 1);
    assert_slice(statuses[0].because,
                 "World of 2026-04-01, sha256 212121212121..., says since 2025-01-03");
    assert_slice(statuses[0].programme, "E1");
    arena_done(&arena);
    sanctions_free(sanctions);
}

static void count_entry(void *context, size_t entry, const struct entity_identifier *identifier)
{
    size_t *sum = context;
    *sum = *sum * 10 + entry + 1;
    assert_true(identifier->value.size > 0);
}

static void identifiers_are_found_in_any_writing(void **state)
{
    (void)state;
    struct sanctions *sanctions = sanctions_create();
    add(sanctions, "L", "2024-01-01", false,
        "1 vessel Sea Star\ni: IMO 9074729\n"
        "2 person A B\np: C 123-456\nx: 0x8589427373D6D84E98730D7795D8f6f8731FDA16\n"
        "3 person E F\np: c123456\nx: 1BoatSLRHtKNngkdXEeobR76b53LETtpyT\n");
    sanctions_finish(sanctions);
    static const struct {
        const char *value;
        size_t found;
    } cases[] = {
        {"9074729", 1},
        {"IMO: 9074729", 1},
        {"C123456", 23},
        {"passport c 123 456", 23},
        {"0x8589427373d6d84e98730d7795d8f6f8731fda16", 2},
        {"1BoatSLRHtKNngkdXEeobR76b53LETtpyT", 3},
        {"1boatslrhtknngkdxeeobr76b53lettpyt", 0},
        {"1234", 0},
        {"", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t found = 0;
        sanctions_find_identifier(sanctions, slice_from(cases[i].value), count_entry, &found);
        assert_int_equal(found, cases[i].found);
    }
    sanctions_free(sanctions);
}

static void add_linked(void *context, size_t entry, const struct entity_name *name)
{
    struct text *text = context;
    text_print(text, "%zu:%.*s ", entry, (int)name->text.size, (const char *)name->text.data);
}

static void entries_are_linked_by_equal_full_names(void **state)
{
    (void)state;
    static const char *const lines = "0 organisation Storm Cloud Group, Inc\na: Beijing Storm\n"
                                     "1 organisation STORM CLOUD GROUP\n"
                                     "2 organisation Storm Cloud Group LLC\n"
                                     "3 organisation Storm\n"
                                     "4 person Storm Cloud Group\n"
                                     "5 organisation Other\nw: Beijing Storm\n"
                                     "6 person Anna Karina Maria\nb: 1 Jan 1960\n"
                                     "7 person Maria, Anna Karina\nb: 1961\n"
                                     "8 person Karina Anna Maria\n"
                                     "9 vessel Storm Cloud Group\n";
    struct sanctions *sanctions = sanctions_create();
    struct text text = {0};
    add(sanctions, "L", "2024-01-01", false, lines);
    sanctions_finish(sanctions);
    sanctions_linked(sanctions, 0, add_linked, &text);
    assert_text(&text, "1:STORM CLOUD GROUP ");
    text_clear(&text);
    sanctions_linked(sanctions, 6, add_linked, &text);
    assert_text(&text, "8:Karina Anna Maria ");
    text_done(&text);
    sanctions_free(sanctions);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(versions_of_one_list_are_one_entry_each),
        cmocka_unit_test(lists_without_days_tell_between_which_of_them_something_changed),
        cmocka_unit_test(a_list_that_lacks_a_part_takes_nothing_off),
        cmocka_unit_test(a_whole_list_without_it_takes_it_off),
        cmocka_unit_test(days_that_a_list_says_itself_hold),
        cmocka_unit_test(what_a_later_list_lacks_has_ended_whatever_the_days_said),
        cmocka_unit_test(a_list_without_a_date_counts_always),
        cmocka_unit_test(a_list_without_a_date_takes_nothing_off),
        cmocka_unit_test(a_status_names_its_list_with_date_and_digest),
        cmocka_unit_test(identifiers_are_found_in_any_writing),
        cmocka_unit_test(entries_are_linked_by_equal_full_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
