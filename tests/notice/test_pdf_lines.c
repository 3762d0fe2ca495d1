/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "notice/pdf_lines.h"

/* Lays out lines in a typewriter face: letters are 6 points wide, lines 10 high and 12
 * apart. "|" begins a cell beside, at the next multiple of 120 points; an empty line leaves a
 * gap; a form feed alone on a line turns the page. */
enum { MOST = 200, LETTER = 6, HEIGHT = 10, LEADING = 12, COLUMN = 120 };

struct layout {
    struct pdf_piece pieces[MOST];
    size_t count;
    float top;
    uint32_t page;
};

static void lay_out_line(struct layout *layout, struct slice line)
{
    float left = 50;
    for (bool beside = false; line.size > 0; beside = true) {
        struct slice cell = slice_split(&line, '|');
        if (cell.size > 0)
            layout->pieces[layout->count++] = (struct pdf_piece){
                .text = cell,
                .left = left,
                .right = left + (float)cell.size * LETTER,
                .top = layout->top,
                .bottom = layout->top + HEIGHT,
                .page = layout->page,
                .beside = beside,
            };
        left += COLUMN;
    }
    layout->top += LEADING;
}

static struct layout lay_out(const char *text)
{
    struct layout layout = {.top = 50};
    struct slice rest = slice_from(text);
    while (rest.size > 0) {
        struct slice line = slice_split_line(&rest);
        if (slice_equal_text(line, "\f")) {
            layout.page++;
            layout.top = 50;
        } else {
            lay_out_line(&layout, line);
        }
    }
    return layout;
}

#define assert_tidied(pages, wanted)                                                               \
    do {                                                                                           \
        struct layout layout_ = lay_out(pages);                                                    \
        struct text text_ = {0};                                                                   \
        pdf_lines_tidy(layout_.pieces, layout_.count, &text_);                                     \
        assert_text(&text_, wanted);                                                               \
        text_done(&text_);                                                                         \
    } while (0)

static void pieces_side_by_side_are_one_line(void **state)
{
    (void)state;
    assert_tidied("first|second\nthird\n\n\nfourth", "first  second\nthird\n\nfourth\n");
    assert_tidied("", "");
}

static void letters_of_layout_become_plain(void **state)
{
    (void)state;
    assert_tidied("\xef\xac\x81le \xef\xac\x82ow\xc2\xa0now evil\xe2\x80\x8b.example "
                  "a\xe2\x80\x91"
                  "b",
                  "file flow now evil.example a-b\n");
    assert_tidied("\xef\xbc\xa1\xef\xbd\x8e\xef\xbc\x91\xef\xbc\x8e\xef\xbc\x9a",
                  "An1.\xef\xbc\x9a\n");
    assert_tidied("the bot\xc2\xad\nnet grows", "the botnet\ngrows\n");
}

static void a_name_broken_behind_a_dot_is_whole(void **state)
{
    (void)state;
    assert_tidied("connects to update.evil.\ncom and to others", "connects to update.evil.com\n"
                                                                 "and to others\n");
    assert_tidied("beacons go to 198.51.100.\n7 and to others", "beacons go to 198.51.100.7\n"
                                                                "and to others\n");
}

static void a_sentence_ends_at_its_full_stop(void **state)
{
    (void)state;
    assert_tidied("connects to evil.com.\nso it goes on", "connects to evil.com.\nso it goes on\n");
    assert_tidied("it was svchost.exe.\nit runs now", "it was svchost.exe.\nit runs now\n");
    assert_tidied("as on the server.\nso it goes on", "as on the server.\nso it goes on\n");
    assert_tidied("see e.g.\nit or others", "see e.g.\nit or others\n");
}

static void marks_are_never_broken(void **state)
{
    (void)state;
    assert_tidied("from evil[.]\nexample today and", "from evil[.]example\ntoday and\n");
    assert_tidied("from evil[\n.]example today", "from evil[.]example\ntoday\n");
    assert_tidied("from evil\n[.]example today", "from evil[.]example\ntoday\n");
    assert_tidied("from hxxp://\nevil[.]example/a", "from hxxp://evil[.]example/a\n");
}

static void a_url_goes_on_where_the_line_was_full(void **state)
{
    (void)state;
    assert_tidied("a line that is as long as lines get\nhxxp://evil.example/one/two/three/\n"
                  "four/five.php and so on",
                  "a line that is as long as lines get\n"
                  "hxxp://evil.example/one/two/three/four/five.php\nand so on\n");
    assert_tidied("hxxp://evil.example/one/two/thr\nee.php",
                  "hxxp://evil.example/one/two/three.php\n");
}

static void a_list_of_urls_stays_a_list(void **state)
{
    (void)state;
    static const char list[] = "hxxp://evil.example/a/\nhxxp://evil.example/b/\n-\n"
                               "hxxp://evil.example/longer/than/others/\nevil.com/c/\n";
    assert_tidied(list, list);
    assert_tidied("hxxp://evil.example/a/\nabc\nhxxp://evil.example/longer/than/others/\n",
                  "hxxp://evil.example/a/\nabc\nhxxp://evil.example/longer/than/others/\n");
}

static void a_path_goes_on_behind_its_backslash(void **state)
{
    (void)state;
    assert_tidied("it drops C:\\Users\\Public\\\nevil.exe and more",
                  "it drops C:\\Users\\Public\\evil.exe\n"
                  "and more\n");
}

static void a_hyphen_of_a_name_stays(void **state)
{
    (void)state;
    assert_tidied("the host is very-\nevil.com and", "the host is very-evil.com\nand\n");
    assert_tidied("a well-\nknown name", "a well-\nknown name\n");
}

static void digests_in_cells_are_whole(void **state)
{
    (void)state;
    assert_tidied("d41d8cd98f00b204|a.exe|first\ne9800998ecf8427e\n\n"
                  "0123456789abcdef|b.exe|second\n0123456789abcdef",
                  "d41d8cd98f00b204e9800998ecf8427e  a.exe  first\n\n"
                  "0123456789abcdef0123456789abcdef  b.exe  second\n");
}

static void a_list_of_digests_stays_a_list(void **state)
{
    (void)state;
    static const char list[] =
        "d41d8cd98f00b204e9800998ecf8427e\n0123456789abcdef0123456789abcdef\n"
        "da39a3ee5e6b4b0d3255bfef95601890afd80709\nadded\n";
    assert_tidied(list, list);
}

static void a_name_goes_on_in_its_own_column(void **state)
{
    (void)state;
    assert_tidied("text of left|see www.evil.\ncolumn here|com there",
                  "text of left  see www.evil.com\ncolumn here  there\n");
}

static void headers_are_told_once(void **state)
{
    (void)state;
    assert_tidied("TLP:CLEAR\n\n\n\n\none\n\n\n\n\nPage 1 of 3\n\f\n"
                  "TLP:CLEAR\n\n\n\n\ntwo 198.51.100.\n\n\n\n\nPage 2 of 3\n\f\n"
                  "TLP:CLEAR\n\n\n\n\n7 three\n\n\n\n\nPage 3 of 3\n",
                  "TLP:CLEAR\n\none\n\nPage 1 of 3\n"
                  "two 198.51.100.7\nthree\n");
}

static void addresses_at_the_edge_are_no_header(void **state)
{
    (void)state;
    assert_tidied("192.0.2.1\n\f\n192.0.2.2\n\f\n192.0.2.3\n", "192.0.2.1\n192.0.2.2\n192.0.2.3\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_side_by_side_are_one_line),
        cmocka_unit_test(letters_of_layout_become_plain),
        cmocka_unit_test(a_name_broken_behind_a_dot_is_whole),
        cmocka_unit_test(a_sentence_ends_at_its_full_stop),
        cmocka_unit_test(marks_are_never_broken),
        cmocka_unit_test(a_url_goes_on_where_the_line_was_full),
        cmocka_unit_test(a_list_of_urls_stays_a_list),
        cmocka_unit_test(a_path_goes_on_behind_its_backslash),
        cmocka_unit_test(a_hyphen_of_a_name_stays),
        cmocka_unit_test(digests_in_cells_are_whole),
        cmocka_unit_test(a_list_of_digests_stays_a_list),
        cmocka_unit_test(a_name_goes_on_in_its_own_column),
        cmocka_unit_test(headers_are_told_once),
        cmocka_unit_test(addresses_at_the_edge_are_no_header),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
