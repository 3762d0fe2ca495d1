/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/xml.h"

static const struct xml_limits limits = {.size = 4096, .parts = 20, .depth = 5};

static struct xml_document parse(const char *text)
{
    struct xml_document document;
    struct problem problem = {{0}};
    assert_true(xml_read(slice_from(text), &limits, &document, &problem));
    return document;
}

#define assert_damage(text, wanted)                                                                \
    do {                                                                                           \
        struct xml_document damaged_ = parse(text);                                                \
        assert_string_equal(damaged_.damage.sentence, wanted);                                     \
        xml_done(&damaged_);                                                                       \
    } while (0)

static void children_are_found_by_their_local_names(void **state)
{
    (void)state;
    struct xml_document document =
        parse("<?xml version=\"1.0\"?>\n<s:a xmlns:s=\"urn:s\">\n <s:b x:kind='one'> 1 </s:b>\n"
              " <s:b>2 &lt; 3<![CDATA[ &]]></s:b><c><b>4</b></c></s:a>");
    const struct xml *root = document.root, *b = xml_child(root, "b");
    assert_slice(xml_name(root), "a");
    assert_slice(xml_text(b), "1");
    assert_slice(xml_attribute(b, "kind"), "one");
    assert_int_equal(xml_line(b), 3);
    assert_slice(xml_text(xml_sibling(b, "b")), "2 < 3 &");
    assert_null(xml_sibling(xml_sibling(b, "b"), "b"));
    assert_slice(xml_text_at(root, "c/b"), "4");
    assert_true(xml_parent(b) == root);
    assert_string_equal(document.damage.sentence, "");
    xml_done(&document);
}

static void what_is_not_there_gives_nothing(void **state)
{
    (void)state;
    struct xml_document document = parse("<a/>");
    assert_null(xml_at(document.root, "b/c"));
    assert_slice(xml_text_at(document.root, "b/c"), "");
    assert_slice(xml_attribute(document.root, "id"), "");
    assert_slice(xml_name(NULL), "");
    assert_null(xml_next(NULL, NULL));
    assert_int_equal(xml_line(NULL), 0);
    xml_done(&document);
}

static void elements_are_walked_in_the_order_of_the_document(void **state)
{
    (void)state;
    struct xml_document document = parse("<a><b><c/><d/></b><e/></a>");
    struct text walked = {0};
    const struct xml *top = document.root, *b = xml_child(top, "b");
    for (const struct xml *at = xml_next(top, top); at; at = xml_next(at, top))
        text_add(&walked, xml_name(at));
    assert_text(&walked, "bcde");
    text_clear(&walked);
    for (const struct xml *at = xml_next(b, b); at; at = xml_next(at, b))
        text_add(&walked, xml_name(at));
    assert_text(&walked, "cd");
    assert_slice(xml_name(xml_after(b, top)), "e");
    text_done(&walked);
    xml_done(&document);
}

static void wrongly_bound_prefixes_do_not_matter(void **state)
{
    (void)state;
    struct xml_document document = parse("<a xmlns:=\"urn:x\" id=\":1\"><q:b :id='2'>v</q:b></a>");
    assert_string_equal(document.damage.sentence, "");
    assert_slice(xml_text_at(document.root, "b"), "v");
    assert_slice(xml_attribute(xml_child(document.root, "b"), "id"), "2");
    xml_done(&document);
}

static void what_stood_before_an_error_is_kept_and_half_a_value_is_not(void **state)
{
    (void)state;
    struct xml_document document = parse("\n<a>\n<b>whole</b>\n<b>half");
    const struct xml *b = xml_child(document.root, "b");
    assert_slice(xml_text(b), "whole");
    assert_int_equal(xml_line(b), 3);
    assert_slice(xml_text(xml_sibling(b, "b")), "");
    assert_string_equal(document.damage.sentence, "line 4: no element found");
    assert_int_equal(document.damage_line, 4);
    xml_done(&document);
    assert_damage("<a><b>1</a>", "line 1: mismatched tag");
    assert_damage("<a>\x01</a>", "line 1: not well-formed (invalid token)");
}

static void entities_of_its_own_end_a_document(void **state)
{
    (void)state;
    struct problem problem = {{0}};
    struct xml_document document;
    assert_false(xml_read(slice_from("<!DOCTYPE a [\n<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
                                     "<a>&x;</a>"),
                          &limits, &document, &problem));
    assert_string_equal(problem.sentence,
                        "line 2: it defines entities of its own, which are not read");
    xml_done(&document);
    assert_damage("<!DOCTYPE a SYSTEM 'http://evil.example/a.dtd'><a/>", "");
}

static void limits_end_a_document(void **state)
{
    (void)state;
    struct problem problem = {{0}};
    struct xml_document document;
    char large[5000] = {0};
    assert_damage("<a><a><a><a><a><a/></a></a></a></a></a>",
                  "line 1: elements stand too deep inside one another");
    assert_damage("<a><a b='' c='' d='' e='' f=''/><a b='' c='' d='' e='' f=''/>"
                  "<a b='' c='' d='' e='' f='' g=''/><a/><a/></a>",
                  "line 1: it has too many elements");
    for (size_t i = 0; i < sizeof large - 1; i++)
        large[i] = ' ';
    assert_false(xml_read(slice_from(large), &limits, &document, &problem));
    xml_done(&document);
}

static void what_has_no_root_is_refused(void **state)
{
    (void)state;
    struct problem problem = {{0}};
    struct xml_document document;
    assert_false(xml_read(slice_from("no xml"), &limits, &document, &problem));
    assert_string_equal(problem.sentence, "line 1: syntax error");
    xml_done(&document);
    assert_false(xml_read(slice_from(""), &limits, &document, &problem));
    xml_done(&document);
}

static void other_encodings_become_utf8(void **state)
{
    (void)state;
    struct xml_document document =
        parse("<?xml version='1.0' encoding='iso-8859-1'?><a>caf\xe9</a>");
    assert_slice(xml_text(document.root), "caf\xc3\xa9");
    xml_done(&document);
    document = parse("<?xml version='1.0' encoding='utf-16'?><a>caf\xc3\xa9</a>");
    assert_slice(xml_text(document.root), "caf\xc3\xa9");
    xml_done(&document);
}

static void the_root_is_told_without_reading(void **state)
{
    (void)state;
    assert_slice(
        xml_peek_root(slice_from("<?xml version='1.0'?>\n<!-- <b> -->\n<s:Package id=''>")),
        "Package");
    assert_slice(xml_peek_root(slice_from(" <ioc>")), "ioc");
    assert_slice(xml_peek_root(slice_from("<!DOCTYPE a SYSTEM 'x'><a>")), "a");
    assert_slice(xml_peek_root(slice_from("<!DOCTYPE a [<!ENTITY b '<c>'>]>\n<a>")), "a");
    assert_slice(xml_peek_root(slice_from("<!DOCTYPE a [<!ENTITY b '<c>'")), "");
    assert_slice(xml_peek_root(slice_from("<!-- open")), "");
    assert_slice(xml_peek_root(slice_from("text <ioc>")), "");
    assert_slice(xml_peek_root(slice_from("")), "");
}

struct given {
    struct text text; /* "line name=text of first child; ..." */
    size_t left;      /* how many are wanted */
};

static bool note_entry(void *context, const struct xml *entry)
{
    struct given *given = context;
    text_print(&given->text, "%u ", xml_line(entry));
    text_add(&given->text, xml_attribute(xml_parent(entry), "of"));
    text_put(&given->text, " ");
    text_add(&given->text, xml_name(entry));
    text_put(&given->text, "=");
    text_add(&given->text, xml_text_at(entry, "n"));
    text_put(&given->text, "; ");
    return --given->left > 0;
}

static void assert_entries(struct slice content, const struct xml_limits *most, size_t left,
                           const char *wanted, const char *damaged)
{
    struct given given = {.left = left};
    struct problem damage = {{0}}, problem = {{0}};
    struct xml_entries entries = {"e|f", 20, note_entry, &given};
    assert_true(xml_each(content, most, &entries, &damage, &problem));
    assert_text(&given.text, wanted);
    assert_string_equal(damage.sentence, damaged);
    text_done(&given.text);
}

static void entries_are_given_one_at_a_time_with_the_root(void **state)
{
    (void)state;
    assert_entries(slice_from("<l of='May'>\n<in><e><n>1</n></e></in>\n<x><n>no</n></x><s:f><n>2"
                              "</n><e><n>3</n></e></s:f><e/></l>"),
                   &limits, 9, "2 May e=1; 3 May f=2; 3 May e=; ", "");
}

static void a_root_is_no_entry(void **state)
{
    (void)state;
    assert_entries(slice_from("<e of='e'><e><n>1</n></e></e>"), &limits, 9, "1 e e=1; ", "");
}

static void reading_of_entries_can_be_ended(void **state)
{
    (void)state;
    assert_entries(slice_from("<l><e/><e/><e/></l> garbage"), &limits, 2, "1  e=; 1  e=; ", "");
}

static void half_an_entry_is_not_given(void **state)
{
    (void)state;
    assert_entries(slice_from("<l><e><n>1</n></e>\n<e><n>2</n>"), &limits, 9, "1  e=1; ",
                   "line 2: no element found");
    assert_entries(slice_from("<l><e><n>1</n></e><e><n>2</n></l>"), &limits, 9, "1  e=1; ",
                   "line 1: mismatched tag");
}

static void bombs_end_a_list(void **state)
{
    (void)state;
    struct given given = {.left = 9};
    struct problem damage = {{0}}, problem = {{0}};
    struct xml_entries entries = {"e", 20, note_entry, &given};
    struct slice bomb = slice_from("<!DOCTYPE l [<!ENTITY a 'aa'><!ENTITY b '&a;&a;'>]>"
                                   "<l><e><n>&b;</n></e></l>");
    assert_false(xml_each(bomb, &limits, &entries, &damage, &problem));
    assert_string_equal(problem.sentence,
                        "line 1: it defines entities of its own, which are not read");
    assert_int_equal(given.left, 9);
}

static void limits_hold_for_each_entry(void **state)
{
    (void)state;
    struct xml_limits most = {.size = 4096, .parts = 3, .depth = 5};
    assert_entries(slice_from("<l><e><n/><n/></e><e><n/><n/></e><e a='' b=''/></l>"), &most, 9,
                   "1  e=; 1  e=; 1  e=; ", "");
    assert_entries(slice_from("<l><e/><e><n/><n/><n/></e></l>"), &most, 9, "1  e=; ",
                   "line 1: it has too many elements");
    assert_entries(slice_from("<l><e/><e><n>12345678901234567890</n></e></l>"), &most, 9, "1  e=; ",
                   "line 1: an entry is too long");
    assert_entries(slice_from("<l><e/><e n='12345678901234567890'/></l>"), &most, 9, "1  e=; ",
                   "line 1: an entry is too long");
    assert_entries(slice_from("<l><e/><a><b><c><d><e/></d></c></b></a></l>"), &most, 9, "1  e=; ",
                   "line 1: elements stand too deep inside one another");
}

static void a_tag_without_end_is_not_kept(void **state)
{
    (void)state;
    enum { SIZE = 5 * 1024 * 1024 };
    struct xml_limits most = {.size = SIZE + 100, .parts = 3, .depth = 5};
    struct text content = {0};
    text_put(&content, "<l><e/><e a='");
    text_fill(&content, 'x', SIZE);
    assert_entries(text_slice(&content), &most, 9, "1  e=; ", "line 1: a tag is too long");
    text_clear(&content);
    text_put(&content, "<l><e/><a>");
    text_fill(&content, 'x', SIZE); /* text outside entries is passed over */
    text_put(&content, "</a><e/></l>");
    assert_entries(text_slice(&content), &most, 9, "1  e=; 1  e=; ", "");
    text_done(&content);
}

static void lists_without_a_root_are_refused(void **state)
{
    (void)state;
    struct given given = {.left = 9};
    struct problem damage = {{0}}, problem = {{0}};
    struct xml_limits most = {.size = 4, .parts = 3, .depth = 5};
    struct xml_entries entries = {"e", 20, note_entry, &given};
    assert_false(xml_each(slice_from("no"), &most, &entries, &damage, &problem));
    assert_string_equal(problem.sentence, "line 1: syntax error");
    assert_false(xml_each(slice_from(""), &most, &entries, &damage, &problem));
    assert_false(xml_each(slice_from("<l></l>"), &most, &entries, &damage, &problem));
    assert_string_equal(problem.sentence, "it is larger than 0 MiB");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(children_are_found_by_their_local_names),
        cmocka_unit_test(what_is_not_there_gives_nothing),
        cmocka_unit_test(elements_are_walked_in_the_order_of_the_document),
        cmocka_unit_test(wrongly_bound_prefixes_do_not_matter),
        cmocka_unit_test(what_stood_before_an_error_is_kept_and_half_a_value_is_not),
        cmocka_unit_test(entities_of_its_own_end_a_document),
        cmocka_unit_test(limits_end_a_document),
        cmocka_unit_test(what_has_no_root_is_refused),
        cmocka_unit_test(other_encodings_become_utf8),
        cmocka_unit_test(the_root_is_told_without_reading),
        cmocka_unit_test(entries_are_given_one_at_a_time_with_the_root),
        cmocka_unit_test(a_root_is_no_entry),
        cmocka_unit_test(reading_of_entries_can_be_ended),
        cmocka_unit_test(half_an_entry_is_not_given),
        cmocka_unit_test(bombs_end_a_list),
        cmocka_unit_test(limits_hold_for_each_entry),
        cmocka_unit_test(a_tag_without_end_is_not_kept),
        cmocka_unit_test(lists_without_a_root_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
