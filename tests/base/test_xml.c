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
    assert_slice(xml_peek_root(slice_from("<!-- open")), "");
    assert_slice(xml_peek_root(slice_from("text <ioc>")), "");
    assert_slice(xml_peek_root(slice_from("")), "");
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
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
