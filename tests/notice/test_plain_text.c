/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "notice/plain_text.h"

/* Writes a document as "number[flags] text" lines. */
static void assert_lines(enum plain_kind kind, const char *content, const char *wanted)
{
    struct plain_text plain;
    struct plain_line line;
    struct text out = {0};
    plain_text_init(&plain, slice_from(content), kind);
    while (plain_text_next(&plain, &line)) {
        text_print(&out, "%u%s%s%s%s%s ", line.number, line.front ? "f" : "",
                   line.heading ? "h" : "", line.item ? "i" : "", line.table ? "t" : "",
                   line.code ? "c" : "");
        text_add(&out, line.text);
        text_add_byte(&out, '\n');
    }
    assert_text(&out, wanted);
    plain_text_done(&plain);
    text_done(&out);
}

static void markdown_loses_its_marks(void **state)
{
    (void)state;
    assert_lines(PLAIN_MARKDOWN, "# Title\n\n**bold**text *and* `code` ~~old~~\n",
                 "1h Title\n3 boldtext and code old\n");
    assert_lines(PLAIN_MARKDOWN, "* one\n- two\n> quoted\n| a | b |\n",
                 "1i one\n2i two\n3 quoted\n4t | a | b |\n");
    assert_lines(PLAIN_MARKDOWN, "a\\_b 1\\. x \\*y\\*\n", "1 a_b 1. x *y*\n");
    assert_lines(PLAIN_MARKDOWN, "a &amp; b&#46;c&#x2e;d &period;\n", "1 a & b.c.d .\n");
    assert_lines(PLAIN_MARKDOWN, "a<br>b <b>c</b> <id> <http://x.example/>\n",
                 "1 a b c <id> <http://x.example/>\n");
}

static void links_are_their_text(void **state)
{
    (void)state;
    assert_lines(PLAIN_MARKDOWN, "see [this](https://a.example/x) ![pic](https://b.example/y)!\n",
                 "1 see this !\n");
    assert_lines(PLAIN_MARKDOWN, "[![pic](https://a.example/)text](https://b.example/)\n",
                 "1 [text](https://b.example/)\n");
    assert_lines(PLAIN_MARKDOWN, "[x](hxxp://a[.]example/p)\n", "1 x hxxp://a[.]example/p\n");
    assert_lines(PLAIN_MARKDOWN, "[1]: https://a.example/\nx\n", "2 x\n");
}

static void a_wild_card_and_a_hidden_scheme_are_no_marks(void **state)
{
    (void)state;
    assert_lines(PLAIN_MARKDOWN, "*.a.example h**ps://b.example c\\.example\n",
                 "1 *.a.example h**ps://b.example c\\.example\n");
}

static void front_matter_and_code_are_told(void **state)
{
    (void)state;
    assert_lines(PLAIN_MARKDOWN, "---\ntitle: x\n---\n```\na **b**\n```\nc\n",
                 "2f title: x\n5c a **b**\n7 c\n");
    assert_lines(PLAIN_MARKDOWN, "---\nno end\n", "2 no end\n");
}

static void html_becomes_lines_by_its_blocks(void **state)
{
    (void)state;
    assert_lines(PLAIN_HTML,
                 "<html><head><title>T</title><script>var a='<p>x</p>';</script></head>\n"
                 "<body><h1>H</h1>\n<p>one\n  <b>tw</b>o</p><!-- <p>no</p> -->\n"
                 "<ul><li>i</li></ul><table><tr><td>a</td><td>b</td></tr></table>x<br/>y",
                 "1h T\n2h H\n3 one two\n5i i\n5t a | b\n5 x\n5 y\n");
}

static void html_keeps_defanged_targets_and_entities(void **state)
{
    (void)state;
    assert_lines(PLAIN_HTML,
                 "<p><a href=\"hxxp://a[.]example/\">A</a> <a href='https://b.example'>B</a>"
                 "&lt;c&gt;&#x2e;&nbsp;&nbsp;d&bogus;&#xd800;</p>",
                 "1 hxxp://a[.]example/ A B<c>. d&bogus;&#xd800;\n");
}

static void unfinished_html_ends_with_the_file(void **state)
{
    (void)state;
    assert_lines(PLAIN_HTML, "a<b href=\"", "1 a\n");
    assert_lines(PLAIN_HTML, "a<!-- b", "1 a\n");
    assert_lines(PLAIN_HTML, "a<script>b", "1 a\n");
    assert_lines(PLAIN_HTML, "a < b <3 &", "1 a < b <3 &\n");
}

static void what_cannot_be_seen_goes(void **state)
{
    (void)state;
    assert_lines(PLAIN_TEXT, "a\xe2\x80\x8b.b\xef\xbb\xbf\xc2\xad.c\r\n\xe2\x80\x8d\n",
                 "1 a.b.c\n");
}

static void controls_go(void **state)
{
    (void)state;
    static const char content[] = "a: b\0c\0\n\0d\x1b\x7f";
    struct plain_text plain;
    struct plain_line line;
    plain_text_init(&plain, slice_make(content, sizeof content - 1), PLAIN_TEXT);
    assert_true(plain_text_next(&plain, &line));
    assert_slice(line.text, "a: bc");
    assert_true(plain_text_next(&plain, &line));
    assert_slice(line.text, "d");
    assert_false(plain_text_next(&plain, &line));
    plain_text_done(&plain);
}

static void plain_text_is_left_alone(void **state)
{
    (void)state;
    assert_lines(PLAIN_TEXT, "a **b** <p> [c](d)\n- item\n", "1 a **b** <p> [c](d)\n2i item\n");
    assert_lines(PLAIN_TEXT, "", "");
}

static void the_kind_is_known_by_the_content(void **state)
{
    (void)state;
    assert_int_equal(plain_text_recognise(slice_from("<!doctype HTML><p>x"), NULL), PLAIN_HTML);
    assert_int_equal(plain_text_recognise(slice_from(" <div>x</div>"), NULL), PLAIN_HTML);
    assert_int_equal(plain_text_recognise(slice_from("---\ntitle: x\n---\n"), NULL),
                     PLAIN_MARKDOWN);
    assert_int_equal(plain_text_recognise(slice_from("**a** and **b**"), NULL), PLAIN_MARKDOWN);
    assert_int_equal(plain_text_recognise(slice_from("a"), "x.md"), PLAIN_MARKDOWN);
    assert_int_equal(plain_text_recognise(slice_from("<id> a"), NULL), PLAIN_TEXT);
    assert_int_equal(plain_text_recognise(slice_from("a.example\n"), "x.txt"), PLAIN_TEXT);
}

static void hostile_documents_take_linear_time(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "[",      "](",  "[x](",    "<a ", "<a href=\"", "&amp", "<b", "<!--", "<script>",
        "&nbsp;", "<b>", "![a](b)", "**",  "\\",         "</",   "`",  "<pre>"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++)
        for (int kind = PLAIN_TEXT; kind <= PLAIN_HTML; kind++) {
            struct text content = {0};
            struct plain_text plain;
            struct plain_line line;
            while (content.size < 300000)
                text_put(&content, pieces[i]);
            plain_text_init(&plain, text_slice(&content), (enum plain_kind)kind);
            while (plain_text_next(&plain, &line))
                assert_in_range(line.text.size, 1, content.size);
            plain_text_done(&plain);
            text_done(&content);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markdown_loses_its_marks),
        cmocka_unit_test(links_are_their_text),
        cmocka_unit_test(a_wild_card_and_a_hidden_scheme_are_no_marks),
        cmocka_unit_test(front_matter_and_code_are_told),
        cmocka_unit_test(html_becomes_lines_by_its_blocks),
        cmocka_unit_test(html_keeps_defanged_targets_and_entities),
        cmocka_unit_test(unfinished_html_ends_with_the_file),
        cmocka_unit_test(what_cannot_be_seen_goes),
        cmocka_unit_test(controls_go),
        cmocka_unit_test(plain_text_is_left_alone),
        cmocka_unit_test(the_kind_is_known_by_the_content),
        cmocka_unit_test(hostile_documents_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
