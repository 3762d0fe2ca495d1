/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "facts/family_name.h"
#include "facts/family_reader.h"
#include "model/limits.h"

static const struct data_set galaxy_set = {.name = "galaxy", .format = DATA_GALAXY};
static const struct data_set attack_set = {.name = "attack", .format = DATA_ATTACK};
static const struct world_set galaxy = {.set = &galaxy_set};
static const struct world_set attack = {.set = &attack_set};

static const char actors[] =
    "{\"values\": [{\"meta\": {\"country\": \"ZZ\", \"refs\": [\"x\"], \"synonyms\": [\"APT-99\", "
    "\"Blue Otter\"], \"cfr-suspected-state-sponsor\": \"Zedland\"},"
    " \"value\": \"Blue Bear\", \"description\": \"Bears that are blue.\"}]}";
static const char objects[] =
    "{\"type\":\"intrusion-set\",\"id\":\"intrusion-set--1\",\"name\":\"Blue Bear\","
    "\"external_references\":[{\"source_name\":\"press\",\"external_id\":\"no\"},"
    "{\"external_id\":\"G9999\",\"source_name\":\"mitre-attack\"}]}\n"
    "{\"type\":\"relationship\",\"relationship_type\":\"uses\",\"source_ref\":\"intrusion-set--1\","
    "\"target_ref\":\"attack-pattern--2\"}\n"
    "{\"type\":\"relationship\",\"relationship_type\":\"uses\",\"source_ref\":\"intrusion-set--1\","
    "\"target_ref\":\"attack-pattern--1\"}\n"
    "{\"type\":\"relationship\",\"relationship_type\":\"uses\",\"source_ref\":\"intrusion-set--1\","
    "\"target_ref\":\"malware--1\"}\n"
    "{\"type\":\"relationship\",\"relationship_type\":\"mitigates\",\"source_ref\":"
    "\"intrusion-set--1\",\"target_ref\":\"attack-pattern--3\"}\n"
    "{\"type\":\"attack-pattern\",\"id\":\"attack-pattern--1\",\"external_references\":"
    "[{\"source_name\":\"mitre-attack\",\"external_id\":\"T1001\"}]}\n"
    "{\"type\":\"attack-pattern\",\"id\":\"attack-pattern--2\",\"external_references\":"
    "[{\"source_name\":\"mitre-attack\",\"external_id\":\"T1000.002\"}]}\n"
    "{\"type\":\"attack-pattern\",\"id\":\"attack-pattern--3\",\"external_references\":"
    "[{\"source_name\":\"mitre-attack\",\"external_id\":\"T1003\"}]}\n"
    "{\"type\":\"malware\",\"id\":\"malware--1\",\"name\":\"Honeypot\"}\n";

static void add_list(struct text *text, const char *words, const struct slice *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        text_put(text, i == 0 ? words : ", ");
        text_add(text, list[i]);
    }
}

static void tell(void *context, const struct family_claim *claim)
{
    struct text *text = context;
    text_print(text, "%s%s/", claim->set->set->name, claim->is_group ? "" : " malware");
    text_add(text, claim->collection);
    text_put(text, ": ");
    text_add(text, claim->title);
    text_put(text, claim->is_first_name ? "" : " (by another name)");
    add_list(text, ", also ", claim->names, claim->name_count);
    for (size_t i = 0; i < claim->note_count; i++) {
        add_list(text, ", ", &claim->notes[i].field, 1);
        add_list(text, "=", &claim->notes[i].value, 1);
    }
    add_list(text, ", ", &claim->number, claim->number.size > 0);
    add_list(text, ", ", &claim->description, claim->description.size > 0);
    add_list(text, ", techniques ", claim->techniques, claim->technique_count);
    add_list(text, ", software ", claim->software, claim->software_count);
    text_put(text, "\n");
}

static void assert_told(const char *name, const char *wanted)
{
    struct family_names *names = family_names_create();
    struct text text = {0};
    assert_true(galaxy_read(names, &galaxy, slice_from("threat-actor"), slice_from(actors), NULL));
    assert_true(attack_read(names, &attack, slice_from(objects), NULL));
    family_names_finish(names);
    family_names_tell(names, slice_from(name), tell, &text);
    assert_text(&text, wanted);
    text_done(&text);
    family_names_free(names);
}

static void every_set_tells_what_it_says_itself(void **state)
{
    (void)state;
    assert_told("blue bear", "galaxy/threat-actor: Blue Bear, also APT-99, Blue Otter, country=ZZ, "
                             "cfr-suspected-state-sponsor=Zedland, Bears that are blue.\n"
                             "attack/intrusion-set: Blue Bear, G9999, techniques T1000.002, T1001, "
                             "software Honeypot\n");
}

static void a_name_that_one_set_alone_has_is_told_by_that_set(void **state)
{
    (void)state;
    assert_told("Blue Otter",
                "galaxy/threat-actor: Blue Bear (by another name), also APT-99, country=ZZ, "
                "cfr-suspected-state-sponsor=Zedland, Bears that are blue.\n");
    assert_told("HoneyPot", "attack malware/malware: Honeypot\n");
    assert_told("never heard", "");
    assert_told("trojan", "");
}

static void a_long_description_is_cut_between_two_characters(void **state)
{
    (void)state;
    struct family_profiles *profiles = family_profiles_create();
    struct text text = {0};
    struct arena arena = {0};
    struct family_claim claim = {.title = {0}};
    text_fill(&text, 'a', LIMIT_FAMILY_DESCRIPTION - 1);
    text_put(&text, "\u00e9");
    family_profiles_add(profiles, 3, slice_from("c"), (struct slice){0}, text_slice(&text));
    family_profiles_finish(profiles);
    family_profiles_tell(profiles, 3, (struct slice){0}, &arena, &claim);
    assert_int_equal(claim.description.size, LIMIT_FAMILY_DESCRIPTION - 1);
    arena_done(&arena);
    text_done(&text);
    family_profiles_free(profiles);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_set_tells_what_it_says_itself),
        cmocka_unit_test(a_name_that_one_set_alone_has_is_told_by_that_set),
        cmocka_unit_test(a_long_description_is_cut_between_two_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
