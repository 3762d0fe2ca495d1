/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "app/screen_input.h"

static const struct screening_query nothing;

/* What an input gave, and of which lines it complained. */
struct told {
    struct arena arena;
    struct screening_query queries[8];
    size_t count, unread;
    struct problem defect; /* the last */
};

static bool read(struct told *told, const char *text, const char *path, const char *column,
                 const struct screening_query *given)
{
    struct text content = {0};
    struct problem problem = {0}, defect;
    text_put(&content, text);
    struct screen_input *input = screen_input_take(&content, path, column, given, &problem);
    *told = (struct told){.defect = problem};
    if (!input)
        return false;
    for (;;) {
        enum screen_line line =
            screen_input_next(input, &told->arena, &told->queries[told->count], &defect);
        if (line == SCREEN_LINE_END)
            break;
        told->count += line == SCREEN_LINE_QUERY;
        told->unread += line == SCREEN_LINE_UNREAD;
        if (defect.sentence[0])
            told->defect = defect;
    }
    screen_input_free(input);
    return true;
}

static void a_line_is_a_name_and_blank_ones_are_none(void **state)
{
    (void)state;
    struct told told;
    assert_true(
        read(&told, "Gale Breeze\r\n\n  \xe6\xb8\xaf\xe6\xb9\xbe \n", "names.txt", NULL, &nothing));
    assert_int_equal(told.count, 2);
    assert_slice(told.queries[0].name, "Gale Breeze");
    assert_slice(told.queries[1].name, "\xe6\xb8\xaf\xe6\xb9\xbe");
    arena_done(&told.arena);
}

static void columns_are_known_by_their_headings(void **state)
{
    (void)state;
    struct told told;
    assert_true(read(&told,
                     "Customer ID;Nationality;Name;DOB\n"
                     "7;Utopia;\"Gale; Breeze\";17/04/1961\n"
                     "8;;Storm;\n",
                     "customers.csv", NULL, &nothing));
    assert_int_equal(told.count, 2);
    assert_slice(told.queries[0].name, "Gale; Breeze");
    assert_slice(told.queries[0].id, "7");
    assert_slice(told.queries[0].countries[0], "Utopia");
    assert_int_equal(told.queries[0].birth.year, 1961);
    assert_int_equal(told.queries[1].country_count, 0);
    arena_done(&told.arena);
}

static void a_column_that_is_named_is_the_name(void **state)
{
    (void)state;
    struct told told;
    assert_true(read(&told, "name\tbeneficiary\nour own\tGale\n", "x", "Beneficiary", &nothing));
    assert_int_equal(told.count, 1);
    assert_slice(told.queries[0].name, "Gale");
    arena_done(&told.arena);
    assert_false(read(&told, "a,b\n1,2\n", "x.csv", NULL, &nothing));
    assert_string_equal(told.defect.sentence, "'x.csv': has no column 'name'");
}

static void json_lines_tell_all_that_is_known(void **state)
{
    (void)state;
    struct told told;
    assert_true(read(&told,
                     "{\"name\": \"Gale\", \"names\": [\"Breeze\", \"Storm\"], \"kind\": \"ship\", "
                     "\"identifiers\": \"9999993\", \"id\": \"a1\", \"more\": {}}\n",
                     "-", NULL, &nothing));
    assert_int_equal(told.count, 1);
    assert_int_equal(told.queries[0].kind, ENTITY_VESSEL);
    assert_int_equal(told.queries[0].name_count, 2);
    assert_slice(told.queries[0].names[1], "Storm");
    assert_slice(told.queries[0].identifiers[0], "9999993");
    arena_done(&told.arena);
}

static void what_cannot_be_read_is_told_and_the_next_line_is_read(void **state)
{
    (void)state;
    struct told told;
    assert_true(read(&told,
                     "{\"name\": \"Gale\"}\n{\"name\": \n{\"kind\": \"person\"}\n[1]\n"
                     "{\"name\": \"Storm\"}\n",
                     "-", NULL, &nothing));
    assert_int_equal(told.count, 2);
    assert_int_equal(told.unread, 3);
    assert_string_equal(told.defect.sentence, "line 4: it is no JSON object");
    arena_done(&told.arena);
}

static void a_part_that_is_wrong_does_not_hide_the_name(void **state)
{
    (void)state;
    struct told told;
    assert_true(read(&told, "{\"name\": \"Gale\", \"born\": \"soon\"}\n", "-", NULL, &nothing));
    assert_int_equal(told.count, 1);
    assert_int_equal(told.unread, 0);
    assert_string_equal(told.defect.sentence, "line 1: 'soon' is no date; it is not compared");
    arena_done(&told.arena);
}

static void what_a_line_does_not_say_the_options_do(void **state)
{
    (void)state;
    const struct slice country = slice_from("Utopia");
    const struct screening_query given = {
        .kind = ENTITY_PERSON, .countries = &country, .country_count = 1};
    struct told told;
    assert_true(read(&told, "name,country\nGale,\nStorm,Arcadia\n", "x.csv", NULL, &given));
    assert_slice(told.queries[0].countries[0], "Utopia");
    assert_slice(told.queries[1].countries[0], "Arcadia");
    assert_int_equal(told.queries[1].kind, ENTITY_PERSON);
    arena_done(&told.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_is_a_name_and_blank_ones_are_none),
        cmocka_unit_test(columns_are_known_by_their_headings),
        cmocka_unit_test(a_column_that_is_named_is_the_name),
        cmocka_unit_test(json_lines_tell_all_that_is_known),
        cmocka_unit_test(what_cannot_be_read_is_told_and_the_next_line_is_read),
        cmocka_unit_test(a_part_that_is_wrong_does_not_hide_the_name),
        cmocka_unit_test(what_a_line_does_not_say_the_options_do),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
