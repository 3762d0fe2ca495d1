/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "notice/reader.h"

/* Reads a notice and writes it as "kind pattern number family threat place"
 * lines, so that a test is a comparison of two texts. */
static void describe(const char *content, struct text *out)
{
    struct notice notice;
    struct problem problem = {0};
    text_clear(out);
    if (!notice_read(slice_from(content), "notice", "ncsic", &notice, &problem))
        text_print(out, "problem: %s\n", problem.sentence);
    for (size_t i = 0; i < notice.indicator_count; i++) {
        const struct indicator *indicator = &notice.indicators[i];
        const struct statement *said = &notice.statements[indicator->statement];
        text_print(out, "%s ", indicator_kind_name(indicator->kind));
        text_add(out, indicator->pattern);
        const struct slice words[] = {said->label, said->family, said->threat, said->place};
        for (size_t w = 0; w < 4; w++) {
            text_add_byte(out, ' ');
            text_add(out, words[w]);
        }
        text_add_byte(out, '\n');
    }
    notice_done(&notice);
}

static void assert_described(const char *content, const char *wanted)
{
    struct text out = {0};
    describe(content, &out);
    assert_text(&out, wanted);
    text_done(&out);
}

static const char markdown[] =
    "---\n"
    "title: 测试通报\n"
    "url: https://mirror.example/1\n"
    "date: 2025-01-09\n"
    "---\n"
    "# 测试通报\n"
    "![](https://mirror.example/p.png)\n\n"
    "这里列出若干恶意网址和恶意IP。主要情况如下：\n\n"
    "**一、恶意地址信息**\n\n"
    "**（一）恶意地址：**BOT.example.com\n\n"
    "**关联IP地址：**192.0.2.1\n\n"
    "**归属地：**甲国/乙州/丙市\n\n"
    "**威胁类型：**后门\n\n"
    "**病毒家族：**Alpha\n\n"
    "**描述：**样本的MD5值为d41d8cd98f00b204e9800998ecf8427e，利用CVE-2024-0001。\n\n"
    "**（二）恶意地址：**192.0.2.2:7021\n\n"
    "**归属地：**丁国\n\n"
    "**威胁类型：**僵尸网络\n\n"
    "**病毒家族：**Beta\n\n"
    "**描述：**无。\n\n"
    "**二、排查方法**\n\n"
    "（一）查看与 https://mirror.example/ 和 9.9.9.9 的连接，CVE-2024-9999。\n";

static const char wanted[] = "domain bot.example.com 1 Alpha 后门 甲国/乙州/丙市\n"
                             "address 192.0.2.1 1 Alpha 后门 甲国/乙州/丙市\n"
                             "md5 d41d8cd98f00b204e9800998ecf8427e 1 Alpha 后门 甲国/乙州/丙市\n"
                             "cve CVE-2024-0001 1 Alpha 后门 甲国/乙州/丙市\n"
                             "address:port 192.0.2.2:7021 2 Beta 僵尸网络 丁国\n";

static void markdown_html_and_text_say_the_same(void **state)
{
    (void)state;
    static const char html[] =
        "<!DOCTYPE html><html><head><title>测试通报</title><style>.a{b:c}</style></head><body>"
        "<p>这里列出若干恶意网址和恶意IP。主要情况如下：</p>"
        "<p><strong>一、恶意地址信息</strong></p>"
        "<p><strong>（一）恶意地址：</strong><span>BOT.</span><span>example.com</span></p>"
        "<p>关联IP地址：192.0.2.1</p><p>归属地：甲国&#x2f;乙州/丙市</p>"
        "<p>威胁类型：后门</p><p>病毒家族：Alpha</p>"
        "<p>描述：样本的MD5值为d41d8cd98f00b204e9800998ecf8427e，利用CVE-2024-0001。</p>"
        "<p>（二）恶意地址：192.0.2.2:7021<br>归属地：丁国<br/>威胁类型：僵尸网络"
        "<br>病毒家族：Beta<br>描述：无。</p>"
        "<p>二、排查方法</p><p>（一）查看与9.9.9.9的连接</p></body></html>";
    static const char text[] = "测试通报\n这里列出若干恶意网址和恶意IP。主要情况如下：\n"
                               "一、恶意地址信息\n"
                               "(一) 恶意地址: BOT.example.com\n关联IP地址: 192.0.2.1\n"
                               "归属地: 甲国/乙州/丙市\n威胁类型: 后门\n病毒家族: Alpha\n"
                               "描述: 样本的MD5值为d41d8cd98f00b204e9800998ecf8427e，\n"
                               "利用CVE-2024-0001。\n"
                               "（二）恶意地址：192.0.2.2:7021\n归属地：丁国\n威胁类型：僵尸网络\n"
                               "病毒家族：Beta\n描述：无。\n二、排查方法\n查看9.9.9.9\n";
    assert_described(markdown, wanted);
    assert_described(html, wanted);
    assert_described(text, wanted);
}

static void title_date_reference_and_lines_are_kept(void **state)
{
    (void)state;
    struct notice notice;
    struct problem problem = {0};
    assert_true(notice_read(slice_from(markdown), "a.md", NULL, &notice, &problem));
    assert_string_equal(notice.format, "ncsic");
    assert_slice(notice.title, "测试通报");
    assert_slice(notice.date, "2025-01-09");
    assert_slice(notice.reference, "https://mirror.example/1");
    assert_int_equal(notice.indicator_count, 5);
    assert_int_equal(notice.indicators[0].line, 13);
    assert_int_equal(notice.indicators[1].line, 15);
    assert_int_equal(notice.indicators[2].line, 23);
    assert_slice(notice.statements[1].description,
                 "样本的MD5值为d41d8cd98f00b204e9800998ecf8427e，利用CVE-2024-0001。");
    notice_done(&notice);
}

static void a_digest_has_numbers_and_related_addresses_alone(void **state)
{
    (void)state;
    assert_described("通报中心发现一批恶意网址和恶意IP。主要情况如下：\n"
                     "1.mo.example.com\n（关联IP地址：192.0.2.1）\n"
                     "2．pool.example.net\n（关联IP地址：192.0.2.2\n"
                     "3. 12345.example.org（关联IP地址：192.0.2.3）\n"
                     "4\\. 192.0.2.4\n"
                     "国家网络安全通报中心建议：保持警惕。\n"
                     "5. other.example.com\n1. www.example.org\n",
                     "domain mo.example.com 1   \naddress 192.0.2.1 1   \n"
                     "domain pool.example.net 2   \naddress 192.0.2.2 2   \n"
                     "domain 12345.example.org 3   \naddress 192.0.2.3 3   \n"
                     "address 192.0.2.4 4   \n");
}

static void exchanged_place_and_threat_are_put_right(void **state)
{
    (void)state;
    assert_described("恶意地址：a.example\n归属地：远控木马\n威胁类型：甲国/乙市\n病毒家族：C\n",
                     "domain a.example 1 C 远控木马 甲国/乙市\n");
}

static void a_name_may_be_wrapped_or_split(void **state)
{
    (void)state;
    assert_described("（一）恶意地址：\n\nwrapped-\nname.example.com\n\n归属地：甲国\n",
                     "domain wrapped-name.example.com 1   甲国\n");
    assert_described("**（****一）恶意地址：split.**\n**example.com**\n归属地：甲国/乙州/\n丙市\n",
                     "domain split.example.com 1   甲国/乙州/丙市\n");
    assert_described("# x\n**（一）恶意地址：ab** **cd.example.com**\n",
                     "domain abcd.example.com 1   \n");
}

static void several_addresses_in_one_field_are_several(void **state)
{
    (void)state;
    assert_described("恶意地址：a.example\n关联IP地址：192.0.2.1、192.0.2.2\n192.0.2.3\n",
                     "domain a.example 1   \naddress 192.0.2.1 1   \n"
                     "address 192.0.2.2 1   \naddress 192.0.2.3 1   \n");
}

static void an_item_may_have_a_related_address_only(void **state)
{
    (void)state;
    assert_described(
        "（一）恶意地址：\n关联IP地址：192.0.2.1\n归属地：甲国/乙州/\n威胁类型：后门\n",
        "address 192.0.2.1 1  后门 甲国/乙州\n");
}

static void two_labels_may_share_a_line(void **state)
{
    (void)state;
    assert_described(
        "（一）恶意地址：a.example 关联IP地址：192.0.2.1\n"
        "归属地：甲国 威胁类型：后门 病毒家族：D\n描述：词。（二）恶意地址：b.example\n",
        "domain a.example 1 D 后门 甲国\naddress 192.0.2.1 1 D 后门 甲国\n"
        "domain b.example 2   \n");
}

static void a_name_under_no_public_root_is_kept(void **state)
{
    (void)state;
    assert_described("恶意地址：Bot.Geek\n病毒家族：E\n", "domain bot.geek 1 E  \n");
}

static void what_is_no_address_is_counted(void **state)
{
    (void)state;
    struct notice notice;
    struct problem problem = {0};
    assert_true(notice_read(slice_from("恶意地址：不详\n（二）恶意地址：a.example\n"), "a", "ncsic",
                            &notice, &problem));
    assert_int_equal(notice.rejected, 1);
    assert_int_equal(notice.indicator_count, 1);
    notice_done(&notice);
    assert_described("恶意地址信息\n", "problem: no item names a malicious address\n");
}

static void assert_defects(const char *content, const char *expected)
{
    struct notice notice;
    struct problem problem = {0};
    struct text out = {0};
    assert_true(notice_read(slice_from(content), "a", "ncsic", &notice, &problem));
    for (size_t i = 0; i < notice.defect_count; i++) {
        text_print(&out, "%s %u ", defect_key(notice.defects[i].kind), notice.defects[i].line);
        text_add(&out, notice.defects[i].text);
        text_put(&out, "\n");
    }
    assert_text(&out, expected);
    text_done(&out);
    notice_done(&notice);
}

static void errors_of_printing_are_noted(void **state)
{
    (void)state;
    assert_defects(
        "（一）恶意地址：A.example\n归属地：远控木马\n威胁类型：甲国/乙市\n病毒家族：C\n",
        "swapped-fields 1 远控木马\nmixed-case 1 A.example\n");
    assert_defects("（一）恶意地址：\n关联IP地址：45.9.1.2\n归属地：甲国/\n威胁类型：后门\n",
                   "stray-separator 1 甲国/\nempty-address 1 45.9.1.2\nmissing-field 1 病毒家族\n");
    assert_defects("（一）恶意地址：a.example 关联IP地址：45.9.1.2\n归属地：甲国\n"
                   "威胁类型：后门\n病毒家族：C\n",
                   "two-labels 1 （一）恶意地址：a.example 关联IP地址：45.9.1.2\n");
    assert_defects("（一）恶意地址：wrapped-\nname.example.com\n归属地：甲国\n威胁类型：后门\n"
                   "病毒家族：C\n（一）恶意地址：b.example\n归属地：甲国\n威胁类型：后门\n"
                   "病毒家族：C\n",
                   "split-name 1 wrapped-name.example.com\nrepeated-number 6 1\n");
    assert_defects("恶意网址和恶意IP。主要情况如下：\n1. a.example.com（关联IP地址：45.9.1.2\n"
                   "2. b.example.com（关联IP地址：45.9.1.3）\n",
                   "unclosed-bracket 2 1. a.example.com（关联IP地址：45.9.1.2\n");
}

static void traditional_characters_and_english_have_the_same_form(void **state)
{
    (void)state;
    assert_described("惡意網址和惡意IP\n（一）惡意地址：ａ.example．com\n關聯IP地址：45.9.1.2\n"
                     "歸屬地：甲國\n威脅類型：後門\n病毒家族：C\n",
                     "domain a.example.com 1 C 後門 甲國\naddress 45.9.1.2 1 C 後門 甲國\n");
    assert_described("(1) Malicious address: a.example.com\nAssociated IP address: 45.9.1.2\n"
                     "Location: Country/City\nThreat type: Botnet\nVirus family: mirai\n"
                     "Description: none, see b.example.com\nII. Investigation methods\n9.9.9.9\n",
                     "domain a.example.com 1 mirai Botnet Country/City\n"
                     "address 45.9.1.2 1 mirai Botnet Country/City\n");
}

static void the_number_of_an_issue_is_kept(void **state)
{
    (void)state;
    struct notice notice;
    struct problem problem = {0};
    assert_true(notice_read(slice_from("# 恶意网址和恶意IP（续三）\n恶意地址：a.example\n"), "a",
                            "ncsic", &notice, &problem));
    assert_slice(notice.number, "续三");
    notice_done(&notice);
}

static void other_texts_are_left_to_others(void **state)
{
    (void)state;
    struct notice notice;
    struct problem problem = {0};
    notice_read(slice_from("evil.example\n"), "a", NULL, &notice, &problem);
    assert_true(notice.format == NULL || !slice_equal_text(slice_from(notice.format), "ncsic"));
    notice_done(&notice);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(markdown_html_and_text_say_the_same),
        cmocka_unit_test(title_date_reference_and_lines_are_kept),
        cmocka_unit_test(a_digest_has_numbers_and_related_addresses_alone),
        cmocka_unit_test(exchanged_place_and_threat_are_put_right),
        cmocka_unit_test(a_name_may_be_wrapped_or_split),
        cmocka_unit_test(several_addresses_in_one_field_are_several),
        cmocka_unit_test(an_item_may_have_a_related_address_only),
        cmocka_unit_test(two_labels_may_share_a_line),
        cmocka_unit_test(a_name_under_no_public_root_is_kept),
        cmocka_unit_test(what_is_no_address_is_counted),
        cmocka_unit_test(errors_of_printing_are_noted),
        cmocka_unit_test(traditional_characters_and_english_have_the_same_form),
        cmocka_unit_test(the_number_of_an_issue_is_kept),
        cmocka_unit_test(other_texts_are_left_to_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
