/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "facts/family_name.h"
#include "facts/family_reader.h"

static const struct data_set galaxy_set = {.name = "galaxy", .format = DATA_GALAXY};
static const struct data_set attack_set = {.name = "attack", .format = DATA_ATTACK};
static const struct data_set trail_set = {.name = "trails", .format = DATA_TRAILS};
static const struct world_set galaxy = {.set = &galaxy_set};
static const struct world_set attack = {.set = &attack_set};
static const struct world_set trails = {.set = &trail_set};

static const char rats[] =
    "{\"type\": \"rat\", \"values\": [\n"
    "{\"value\": \"DarkThing\", \"uuid\": \"u1\", \"meta\": {\"synonyms\": [\"Fyn\", \"Breut\"]}},"
    "{\"related\": [{\"dest-uuid\": \"u1\", \"type\": \"variant-of\"},"
    " {\"dest-uuid\": \"u9\", \"type\": \"variant-of\"}], \"value\": \"LightThing\"},"
    "{\"value\": \"Poison\"}, {\"value\": \"Venom\", \"meta\": {\"synonyms\": [\"Shared\"]}},"
    "{\"value\": \"Snake\", \"meta\": {\"synonyms\": [\"Shared\", \"Trojan\"]}}]}";
static const char actors[] =
    "{\"values\": [{\"value\": \"Blue Bear\", \"meta\": {\"synonyms\": [\"APT-99\"]}}]}";
static const char objects[] =
    "{\"type\":\"malware\",\"id\":\"m1\",\"name\":\"Dark Thing\","
    "\"x_mitre_aliases\":[\"Dark Thing\",\"Krademok\"]}\n"
    "{\"type\":\"intrusion-set\",\"id\":\"i1\",\"name\":\"Blue Bear\",\"aliases\":[\"Sofa\"]}\n"
    "{\"type\":\"attack-pattern\",\"id\":\"p1\",\"name\":\"Phishing\"}\n";
static const char bundle[] = "{\"type\":\"bundle\",\"objects\":[{\"aliases\":[\"Nested\"],"
                             "\"name\":\"Blue Bear\",\"type\":\"intrusion-set\",\"id\":\"i2\"}]}";

static struct family_names *all_names(void)
{
    struct family_names *names = family_names_create();
    assert_true(galaxy_read(names, &galaxy, slice_from("rat"), slice_from(rats), NULL));
    assert_true(galaxy_read(names, &galaxy, slice_from("threat-actor"), slice_from(actors), NULL));
    assert_true(attack_read(names, &attack, slice_from(objects), NULL));
    assert_true(attack_read(names, &attack, slice_from(bundle), NULL));
    trail_family_read(names, &trails, slice_from("elf_mirai"),
                      slice_from("# Copyright\n\n# Aliases: moobot, katana bot\n\n192.0.2.1\n"));
    trail_family_read(names, &trails, slice_from("elf_gafgyt"), (struct slice){0});
    trail_family_read(names, &trails, slice_from("fyn"), slice_from("# Aliases: klov\n"));
    trail_family_read(names, &trails, slice_from("moobot-2"), (struct slice){0});
    family_names_finish(names);
    return names;
}

static void assert_relation(const char *a, const char *b, enum family_relation relation,
                            const char *because)
{
    struct family_names *names = all_names();
    struct text text = {0};
    enum family_relation seen = family_names_compare(names, slice_from(a), slice_from(b), &text);
    if (seen != relation)
        fail_msg("'%s' and '%s' are %d: %s", a, b, seen, text_string(&text));
    assert_int_equal(family_names_compare(names, slice_from(b), slice_from(a), NULL), relation);
    if (because)
        assert_text(&text, because);
    text_done(&text);
    family_names_free(names);
}

static void spellings_of_one_name_are_the_same_known_or_not(void **state)
{
    (void)state;
    assert_relation("Mirai", "elf_mirai", FAMILY_SAME, "the names are equal but for spelling");
    assert_relation("Nobody Knows", "nobody-knows", FAMILY_SAME, NULL);
    assert_relation("Gafgyt", "Backdoor.Linux.Gafgyt.a", FAMILY_SAME, NULL);
    assert_relation("Poison", "Poison RAT", FAMILY_SAME, NULL);
}

static void names_of_one_thing_are_the_same(void **state)
{
    (void)state;
    assert_relation("Fyn", "breut", FAMILY_SAME, "both are names of 'DarkThing' (galaxy)");
    /* One set knows the one, the other the other; both call it alike. */
    assert_relation("Breut", "Krademok", FAMILY_SAME,
                    "'DarkThing' (galaxy) and 'Dark Thing' (attack) are one");
    assert_relation("APT 99", "Sofa", FAMILY_SAME, NULL);
    assert_relation("Nested", "Sofa", FAMILY_SAME, NULL);
}

static void what_is_filed_or_linked_is_related(void **state)
{
    (void)state;
    assert_relation("MooBot", "mirai", FAMILY_RELATED,
                    "trails: 'moobot' is filed under 'elf_mirai'");
    assert_relation("katana", "mirai", FAMILY_RELATED, NULL);
    assert_relation("katana bot", "mirai", FAMILY_RELATED, NULL);
    assert_relation("LightThing", "Krademok", FAMILY_RELATED,
                    "galaxy: 'LightThing' is variant-of 'DarkThing'");
    /* The file is called by a synonym of one thing, so it is that thing's. */
    assert_relation("klov", "DarkThing", FAMILY_RELATED, NULL);
    /* Two that are filed under one are not thereby related. */
    assert_relation("moobot", "katana bot", FAMILY_DIFFERENT, NULL);
}

static void two_that_are_known_are_different_and_the_rest_is_unknown(void **state)
{
    (void)state;
    assert_relation("mirai", "gafgyt", FAMILY_DIFFERENT,
                    "'elf_mirai' (trails) and 'elf_gafgyt' (trails) are two things");
    assert_relation("mirai", "never heard", FAMILY_UNKNOWN, "'never heard' is known to no set");
    assert_relation("Shared", "mirai", FAMILY_UNKNOWN, "'Shared' means several things");
    assert_relation("Shared", "Snake", FAMILY_SAME, NULL);
    assert_relation("trojan", "mirai", FAMILY_UNKNOWN, "'trojan' names no family");
    assert_relation("trojan", "Trojan", FAMILY_UNKNOWN, NULL);
    assert_relation("Snake", "Trojan", FAMILY_UNKNOWN, NULL);
    assert_relation("Blue Bear", "mirai", FAMILY_UNKNOWN, NULL);
    assert_relation("", "", FAMILY_UNKNOWN, NULL);
}

static void names_that_are_no_text_stay_printable(void **state)
{
    (void)state;
    assert_relation("a\x1b[31m", "mirai", FAMILY_UNKNOWN, "'a\\x1b[31m' is known to no set");
}

static void without_sets_only_spelling_counts(void **state)
{
    (void)state;
    struct family_names *names = family_names_create();
    family_names_finish(names);
    assert_int_equal(family_names_compare(names, slice_from("Mirai"), slice_from("mirai"), NULL),
                     FAMILY_SAME);
    assert_int_equal(family_names_compare(names, slice_from("Mirai"), slice_from("gafgyt"), NULL),
                     FAMILY_UNKNOWN);
    family_names_free(names);
}

static void what_is_no_set_of_names_is_refused(void **state)
{
    (void)state;
    struct family_names *names = family_names_create();
    struct problem problem = {{0}};
    assert_false(
        galaxy_read(names, &galaxy, slice_from("rat"), slice_from("{\"values\": [{"), &problem));
    assert_string_equal(problem.sentence, "it is no galaxy of clusters");
    assert_false(attack_read(names, &attack, slice_from("{\"type\": "), &problem));
    assert_string_equal(problem.sentence, "it is no STIX");
    assert_false(attack_read(names, &attack, (struct slice){0}, &problem));
    assert_false(galaxy_is_wanted(slice_from("country")));
    assert_false(trail_family_is_wanted(slice_from("trails/static/suspicious/domain.txt")));
    assert_false(trail_family_is_wanted(slice_from("trails/static/malware/sinkhole_x.txt")));
    assert_true(trail_family_is_wanted(slice_from("trails/static/malware/elf_mirai.txt")));
    family_names_finish(names);
    family_names_free(names);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spellings_of_one_name_are_the_same_known_or_not),
        cmocka_unit_test(names_of_one_thing_are_the_same),
        cmocka_unit_test(what_is_filed_or_linked_is_related),
        cmocka_unit_test(two_that_are_known_are_different_and_the_rest_is_unknown),
        cmocka_unit_test(names_that_are_no_text_stay_printable),
        cmocka_unit_test(without_sets_only_spelling_counts),
        cmocka_unit_test(what_is_no_set_of_names_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
