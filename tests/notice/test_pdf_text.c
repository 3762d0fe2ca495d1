/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "notice/pdf_text.h"
#include "notice/reader.h"

static void a_pdf_is_told_by_its_first_kibibyte(void **state)
{
    (void)state;
    char late[2048] = {0};
    for (size_t i = 0; i < sizeof late - 1; i++)
        late[i] = i < 1100 ? ' ' : '%';
    assert_true(pdf_text_recognise(slice_from("%PDF-1.7\n")));
    assert_true(pdf_text_recognise(slice_from("\r\n%PDF-1.4")));
    assert_true(pdf_text_recognise(slice_from("HTTP/1.1 200 OK\r\n\r\n%PDF-1.4\n%%EOF\n")));
    assert_false(pdf_text_recognise(slice_from("The lure begins with %PDF-1.4 and a page")));
    assert_false(pdf_text_recognise(slice_from("%PDF-")));
    assert_false(pdf_text_recognise(slice_from(late)));
    assert_false(pdf_text_recognise(slice_from("PDF")));
    assert_false(pdf_text_recognise((struct slice){0}));
}

/* ---- A PDF by hand: objects, their places, a trailer */

enum { OBJECTS = 32 };

struct pdf {
    struct text text;
    size_t places[OBJECTS], objects;
};

static void add_object(struct pdf *pdf, const char *body)
{
    pdf->places[pdf->objects++] = pdf->text.size;
    text_print(&pdf->text, "%zu 0 obj\n%s\nendobj\n", pdf->objects, body);
}

static void add_page(struct pdf *pdf, const char *content)
{
    struct text body = {0};
    text_print(&body,
               "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %zu 0 R"
               "/Resources<</Font<</F 3 0 R>>>>>>",
               pdf->objects + 2);
    add_object(pdf, text_string(&body));
    text_clear(&body);
    text_print(&body, "<</Length %zu>>stream\n%s\nendstream", slice_from(content).size, content);
    add_object(pdf, text_string(&body));
    text_done(&body);
}

/* Pages are objects 4, 6, 8 ... */
static struct pdf make_pdf(const char *const *contents, size_t pages, const char *trailer)
{
    struct pdf pdf = {0};
    struct text tree = {0};
    text_put(&tree, "<</Type/Pages/Kids[");
    for (size_t i = 0; i < pages; i++)
        text_print(&tree, "%zu 0 R ", 4 + 2 * i);
    text_print(&tree, "]/Count %zu>>", pages);
    text_put(&pdf.text, "%PDF-1.4\n");
    add_object(&pdf, "<</Type/Catalog/Pages 2 0 R>>");
    add_object(&pdf, text_string(&tree));
    add_object(&pdf, "<</Type/Font/Subtype/Type1/BaseFont/Courier>>");
    for (size_t i = 0; i < pages; i++)
        add_page(&pdf, contents[i]);
    size_t start = pdf.text.size;
    text_print(&pdf.text, "xref\n0 %zu\n0000000000 65535 f \n", pdf.objects + 1);
    for (size_t i = 0; i < pdf.objects; i++)
        text_print(&pdf.text, "%010zu 00000 n \n", pdf.places[i]);
    text_print(&pdf.text, "trailer<</Size %zu/Root 1 0 R%s>>\nstartxref\n%zu\n%%%%EOF\n",
               pdf.objects + 1, trailer, start);
    text_done(&tree);
    return pdf;
}

#ifdef WITH_POPPLER

static const char *const two_pages[] = {
    "BT /F 10 Tf 50 700 Td 12 TL (Bots call update[.]evil.) Tj T* (com and 45.66.77[.]7) Tj ET",
    "BT /F 10 Tf 50 700 Td (The end) Tj ET",
};

static void pages_become_lines(void **state)
{
    (void)state;
    struct problem problem = {{0}};
    struct text text = {0};
    unsigned lost = 7;
    struct pdf pdf = make_pdf(two_pages, 2, "");
    assert_true(pdf_text_read(text_slice(&pdf.text), &text, &lost, &problem));
    assert_text(&text, "Bots call update[.]evil.com\nand 45.66.77[.]7\nThe end\n");
    assert_int_equal(lost, 0);
    text_done(&text);
    text_done(&pdf.text);
}

static void a_notice_may_be_a_pdf(void **state)
{
    (void)state;
    struct problem problem = {{0}};
    struct notice notice;
    struct pdf pdf = make_pdf(two_pages, 2, "");
    assert_true(notice_read(text_slice(&pdf.text), "notice.pdf", NULL, &notice, &problem));
    assert_string_equal(notice.format, "prose");
    assert_int_equal(notice.indicator_count, 2);
    assert_slice(notice.indicators[0].pattern, "update.evil.com");
    assert_slice(notice.indicators[1].pattern, "45.66.77.7");
    notice_done(&notice);
    text_done(&pdf.text);
}

static void assert_not_read(struct slice content, const char *wanted)
{
    struct problem problem = {{0}};
    struct text text = {0};
    unsigned lost;
    assert_false(pdf_text_read(content, &text, &lost, &problem));
    assert_string_equal(problem.sentence, wanted);
    text_done(&text);
}

static void what_cannot_be_read_is_said_in_a_sentence(void **state)
{
    (void)state;
    static const char *const picture[] = {"0 0 100 100 re f"};
    assert_not_read(slice_from("%PDF-1.4\nno pdf at all"), "it is a damaged PDF document");
    struct pdf pdf = make_pdf(picture, 1, "");
    assert_not_read(text_slice(&pdf.text),
                    "it is a PDF document without text: perhaps scanned, or in an "
                    "encoding that only poppler-data knows");
    text_done(&pdf.text);
    pdf = make_pdf(NULL, 0, "");
    assert_not_read(text_slice(&pdf.text), "it is a PDF document without pages");
    text_done(&pdf.text);
    pdf = make_pdf(two_pages, 2,
                   "/ID[(0123456789abcdef)(0123456789abcdef)]/Encrypt<</Filter/Standard/V 1/R 2"
                   "/O(0123456789abcdef0123456789abcdef)/U(0123456789abcdef0123456789abcdef)"
                   "/P -4>>");
    assert_not_read(text_slice(&pdf.text), "it is an encrypted PDF document");
    text_done(&pdf.text);
}

#else

static void this_build_says_that_it_reads_none(void **state)
{
    (void)state;
    struct problem problem = {{0}};
    struct notice notice;
    struct pdf pdf = make_pdf(NULL, 0, "");
    assert_false(notice_read(text_slice(&pdf.text), "notice.pdf", NULL, &notice, &problem));
    assert_string_equal(problem.sentence, "it is a PDF document, which this build does not read: "
                                          "it was built without poppler");
    notice_done(&notice);
    text_done(&pdf.text);
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pdf_is_told_by_its_first_kibibyte),
#ifdef WITH_POPPLER
        cmocka_unit_test(pages_become_lines),
        cmocka_unit_test(a_notice_may_be_a_pdf),
        cmocka_unit_test(what_cannot_be_read_is_said_in_a_sentence),
#else
        cmocka_unit_test(this_build_says_that_it_reads_none),
#endif
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
