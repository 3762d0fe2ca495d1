/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "told.h"

extern const struct notice_reader openioc_reader;

#define IOC(terms)                                                                                 \
    "<?xml version=\"1.0\"?>\n<ioc id=\"1\" xmlns=\"http://schemas.mandiant.com/2010/ioc\">"       \
    "<definition><Indicator operator=\"OR\">\n" terms "</Indicator></definition></ioc>"
#define TERM_WITH(attributes, search, content)                                                     \
    "<IndicatorItem id=\"8041a130-1ead-43b7-9e3d-a8e19057292d\" " attributes ">"                   \
    "<Context search=\"" search "\"/><Content>" content "</Content></IndicatorItem>\n"
#define TERM(search, content) TERM_WITH("condition=\"is\"", search, content)
#define AND(terms) "<Indicator operator=\"AND\">" terms "</Indicator>"

static void fields_of_the_inventory_are_kinds_of_indicators(void **state)
{
    (void)state;
    assert_read(&openioc_reader,
                IOC(TERM("Network/DNS", "evil.example")                         //
                    TERM("PortItem/remoteIP", "198.51.100.7")                   //
                    TERM("FileItem/Md5sum", "D41D8CD98F00B204E9800998ECF8427E") //
                    TERM("UrlHistoryItem/URL", "http://evil.example/a")         //
                    TERM("ProcessItem/HandleList/Handle/Name", "Global\\m1")    //
                    TERM("RegistryItem/KeyPath", "HKLM\\Software\\Evil")        //
                    TERM("Email/From", "Bad Man &lt;bad@evil.example&gt;")      //
                    TERM("Email/From", "Bad Man")                               //
                    TERM("FileItem/FileName", "evil.exe")                       //
                    TERM("Network/UserAgent", "Mozilla/1.0 (evil)")             //
                    TERM("FileItem/PEInfo/PETimeStamp", "2014-08-23T08:22:49Z") //
                    TERM("FileItem/StringList/string", "hello")),
                "3 domain evil.example\n"
                "4 address 198.51.100.7\n"
                "5 md5 d41d8cd98f00b204e9800998ecf8427e\n"
                "6 url evil.example/a\n"
                "7 mutex Global\\m1\n"
                "8 registry-key HKEY_LOCAL_MACHINE\\Software\\Evil\n"
                "9 email bad@evil.example\n"
                "10 other email-src-display-name: Bad Man\n"
                "11 file-name evil.exe\n"
                "12 user-agent Mozilla/1.0 (evil)\n"
                "14 other FileItem/StringList/string: hello\n");
}

static void part_of_a_url_is_no_host(void **state)
{
    (void)state;
    assert_read(&openioc_reader,
                IOC(TERM_WITH("condition=\"contains\"", "Network/URI", "user6290")
                        TERM_WITH("condition=\"contains\"", "Network/DNS", "evilword")),
                "3 other uri: user6290\n");
}

static void what_is_denied_is_no_indicator(void **state)
{
    (void)state;
    assert_read(&openioc_reader,
                IOC(TERM_WITH("condition=\"isnot\"", "Network/DNS", "a.example")              //
                    TERM_WITH("condition=\"is\" negate=\"true\"", "Network/DNS", "b.example") //
                    TERM_WITH("condition=\"matches\"", "Network/DNS", "c.*\\.example")        //
                    TERM_WITH("condition=\"isnot\" negate=\"true\"", "Network/DNS", "d.example")),
                "6 domain d.example\n");
}

static void an_address_and_a_port_that_and_joins_are_one(void **state)
{
    (void)state;
    assert_read(
        &openioc_reader,
        IOC(AND(TERM("PortItem/remoteIP", "198.51.100.7") TERM("PortItem/remotePort", "8080")) AND(
            "<Indicator operator=\"OR\">" TERM("PortItem/remoteIP", "198.51.100.8")
                TERM("PortItem/remoteIP", "198.51.100.9") "</Indicator>" TERM(
                    "PortItem/remotePort", "443")) TERM("PortItem/remoteIP", "198.51.100.10")),
        "3 address:port 198.51.100.7:8080\n"
        "5 address:port 198.51.100.8:443\n"
        "6 address:port 198.51.100.9:443\n"
        "8 address 198.51.100.10\n");
}

static void part_of_what_is_asked_for_is_context(void **state)
{
    (void)state;
    struct notice notice;
    struct problem problem;
    notice_init(&notice, "made-up");
    assert_true(openioc_reader.read(slice_from(IOC(AND(TERM("ProcessItem/name", "svchost.exe")
                                                           TERM("Network/DNS", "evil.example")))),
                                    &notice, &problem));
    assert_int_equal(notice.indicator_count, 2);
    assert_true(notice.indicators[0].context);
    assert_false(notice.indicators[1].context);
    notice_done(&notice);
}

static void a_value_may_stand_in_the_id(void **state)
{
    (void)state;
    assert_read(&openioc_reader,
                IOC("<IndicatorItem id=\"evil.example\" condition=\"is\">"
                    "<Context search=\"Network/DNS\"/><Content></Content></IndicatorItem>\n" TERM(
                        "Network/DNS", "")),
                "3 domain evil.example\n");
}

static void version_1_1_has_its_head_in_metadata(void **state)
{
    (void)state;
    struct notice notice;
    struct problem problem;
    struct text told = {0};
    notice_init(&notice, "made-up");
    assert_true(openioc_reader.read(
        slice_from("<OpenIOC id=\"1\" last-modified=\"2020-01-02\">\n<metadata>"
                   "<short_description>Storm</short_description><keywords>rat</keywords>"
                   "<authored_by>Observatory</authored_by>"
                   "<links><link rel=\"family\">StormRAT</link><link rel=\"report\" "
                   "href=\"https://observatory.example/1\"/></links></metadata>\n"
                   "<criteria><Indicator operator=\"OR\">\n" TERM(
                       "Network/DNS", "evil.example") "</Indicator></criteria></OpenIOC>"),
        &notice, &problem));
    tell_notice(&told, &notice);
    assert_text(&told, "4 domain evil.example family=StormRAT threat=rat\n");
    assert_slice(notice.title, "Storm");
    assert_slice(notice.publisher, "Observatory");
    assert_slice(notice.date, "2020-01-02");
    assert_slice(notice.reference, "https://observatory.example/1");
    text_done(&told);
    notice_done(&notice);
}

static void an_event_number_is_no_title(void **state)
{
    (void)state;
    struct notice notice;
    struct problem problem;
    notice_init(&notice, "made-up");
    assert_true(openioc_reader.read(slice_from("<ioc><short_description>Event #7"
                                               "</short_description><description>Storm"
                                               "</description></ioc>"),
                                    &notice, &problem));
    assert_slice(notice.title, "Storm");
    notice_done(&notice);
}

static void a_damaged_file_is_read_up_to_the_damage(void **state)
{
    (void)state;
    struct notice notice;
    struct problem problem;
    notice_init(&notice, "made-up");
    assert_true(openioc_reader.read(
        slice_from("<ioc>\n" TERM("Network/DNS", "evil.example") "<IndicatorItem><Content>half"),
        &notice, &problem));
    assert_int_equal(notice.indicator_count, 1);
    assert_int_equal(notice.defect_count, 1);
    assert_int_equal(notice.defects[0].kind, DEFECT_DAMAGED);
    assert_slice(notice.defects[0].text, "line 3: no element found");
    notice_done(&notice);
}

static void other_documents_are_refused(void **state)
{
    (void)state;
    assert_refused(&openioc_reader, "<other/>", "line 1: it is no OpenIOC document");
    assert_refused(&openioc_reader, "x", "line 1: syntax error");
}

static void the_roots_of_both_versions_are_recognised(void **state)
{
    (void)state;
    assert_int_equal(openioc_reader.recognise(slice_from(IOC("")), NULL), 95);
    assert_int_equal(openioc_reader.recognise(slice_from("<!-- x -->\n<OpenIOC id='1'>"), NULL),
                     95);
    assert_int_equal(openioc_reader.recognise(slice_from("<html><ioc>"), NULL), 0);
    assert_int_equal(openioc_reader.recognise(slice_from("ioc"), NULL), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_of_the_inventory_are_kinds_of_indicators),
        cmocka_unit_test(part_of_a_url_is_no_host),
        cmocka_unit_test(what_is_denied_is_no_indicator),
        cmocka_unit_test(an_address_and_a_port_that_and_joins_are_one),
        cmocka_unit_test(part_of_what_is_asked_for_is_context),
        cmocka_unit_test(a_value_may_stand_in_the_id),
        cmocka_unit_test(version_1_1_has_its_head_in_metadata),
        cmocka_unit_test(an_event_number_is_no_title),
        cmocka_unit_test(a_damaged_file_is_read_up_to_the_damage),
        cmocka_unit_test(other_documents_are_refused),
        cmocka_unit_test(the_roots_of_both_versions_are_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
