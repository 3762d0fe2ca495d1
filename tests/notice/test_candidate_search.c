/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "notice/candidate_search.h"

/* Writes what is found in a line as "kind pattern, kind pattern". */
static void assert_found(const char *line, const char *wanted)
{
    struct candidate_search search = {0};
    struct candidate candidate = {0};
    struct text found = {0};
    candidate_search_line(&search, slice_from(line));
    while (candidate_next(&search, &candidate)) {
        text_put(&found, found.size > 0 ? ", " : "");
        text_print(&found, "%s ", indicator_kind_name(candidate.kind));
        text_add(&found, text_slice(&candidate.pattern));
        text_put(&found, candidate.looks_like_version ? " (version)" : "");
        text_put(&found, candidate.looks_like_file ? " (file)" : "");
        text_put(&found, candidate.defanged ? " (defanged)" : "");
    }
    assert_text(&found, wanted);
    text_done(&found);
    candidate_done(&candidate);
    candidate_search_done(&search);
}

static void indicators_are_found_among_words(void **state)
{
    (void)state;
    assert_found("It calls bot.example.com, then 192.0.2.1.",
                 "domain bot.example.com, address 192.0.2.1");
    assert_found("(see hxxps://bot[.]example/a?b=c(d)), or mail to x@bot.example!",
                 "url bot.example/a?b=c(d) (defanged), email x@bot.example");
    assert_found("CVE-2024-12356/CVE-2024-12686", "cve CVE-2024-12356, cve CVE-2024-12686");
    assert_found("md5:d41d8cd98f00b204e9800998ecf8427e,", "md5 d41d8cd98f00b204e9800998ecf8427e");
    assert_found("md5-d41d8cd98f00b204e9800998ecf8427e.bin",
                 "md5 d41d8cd98f00b204e9800998ecf8427e");
    assert_found("C2=192.0.2.1:443; 198.51.100.0/24",
                 "address:port 192.0.2.1:443, cidr 198.51.100.0/24");
    assert_found("192.0.2.1-192.0.2.9", "address 192.0.2.1, address 192.0.2.9");
    assert_found("<http://a.example/x> \"b.example\"", "url a.example/x, domain b.example");
    assert_found("http://a.example/x,http://b.example/y", "url a.example/x, url b.example/y");
    assert_found("at 2001:db8:1::7 and [2001:db8::1]:80",
                 "address 2001:db8:1::7, address:port [2001:db8::1]:80");
}

static void scripts_without_spaces_may_stand_right_beside(void **state)
{
    (void)state;
    assert_found("\xe8\xae\xbf\xe9\x97\xae"
                 "bot.example.com\xe3\x80\x82\xe5\x92\x8c"
                 "192.0.2.1\xef\xbc\x8c",
                 "domain bot.example.com, address 192.0.2.1");
    assert_found("\xef\xbc\x9a"
                 "192.0.2.1\xef\xbc\x9a"
                 "8080",
                 "address:port 192.0.2.1:8080");
    assert_found("hxxp://a.example/x\xe3\x80\x82", "url a.example/x (defanged)");
}

static void ordinary_text_holds_nothing(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "At 12:30:59 the std::vector of U.S. firms, e.g. and/or i.e. 3.14 grew.",
        "The dot com bubble; see Fig.2 and 1.2.3.4.5.6",
        "aa:bb:cc:dd:ee:ff 550e8400-e29b-41d4-a716-446655440000",
        "deadbeef::",
        "...",
        "a::b",
        "[1] [2] [.] (.)",
        "x\xff\xfe.y",
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        assert_found(lines[i], "");
}

static void versions_and_files_are_told(void **state)
{
    (void)state;
    assert_found("fixed in version 17.1.1.4 of it", "address 17.1.1.4 (version)");
    assert_found("Chrome/120.0.6.4 Safari", "address 120.0.6.4 (version)");
    assert_found("16.1.5.2 and earlier", "address 16.1.5.2 (version)");
    assert_found("run install.sh or C:\\x\\a.com", "domain install.sh (file), domain a.com (file)");
    assert_found("a.b.exe", "domain a.b.exe (file)");
}

static void a_defanged_part_marks_its_candidate_only(void **state)
{
    (void)state;
    assert_found("a.example b[.]example c.example",
                 "domain a.example, domain b.example (defanged), domain c.example");
    assert_found("it is evil dot com now", "domain evil.com (defanged)");
    assert_found("x [.] example", "domain x.example (defanged)");
}

static void a_place_holder_does_not_name_the_whole_host(void **state)
{
    (void)state;
    assert_found("hxxps://host[.]example/<id>/x", "");
    assert_found("hxxps://host[.]example/a/<id>", "url host.example/a/ (defanged)");
}

static void shapes_longer_than_a_word_are_found(void **state)
{
    (void)state;
    assert_found("sets HKLM\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Run now.",
                 "registry-key HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows "
                 "NT\\CurrentVersion\\Run");
    assert_found("\"Mozilla/5.0 (X11; U) Chrome/120.0.6.4\" and 45.9.1.2",
                 "user-agent Mozilla/5.0 (X11; U) Chrome/120.0.6.4, address 45.9.1.2");
    assert_found("ssdeep 3:AXGBicFlgVNhBGcL6wCrFQEv:AXGHsNhxLsr2C",
                 "ssdeep 3:AXGBicFlgVNhBGcL6wCrFQEv:AXGHsNhxLsr2C");
    assert_found("serial number 4b:6a:a2:ad:4d:66:eb:27", "certificate-serial 4b6aa2ad4d66eb27");
    assert_found("serial 0x003fa90b2c118d77e5", "certificate-serial 3fa90b2c118d77e5");
    assert_found("00:0c:29:ab:cd:ef and 4b:6a:a2:ad:4d:66:eb:27", "");
}

static void words_before_a_digest_say_what_it_is_of(void **state)
{
    (void)state;
    assert_found("MD5 d41d8cd98f00b204e9800998ecf8427e imphash "
                 "0cc175b9c0f1b6a831c399e269772661",
                 "md5 d41d8cd98f00b204e9800998ecf8427e, imphash 0cc175b9c0f1b6a831c399e269772661");
    assert_found("JA3S hash: d41d8cd98f00b204e9800998ecf8427e",
                 "ja3s d41d8cd98f00b204e9800998ecf8427e");
    assert_found("certificate thumbprint da39a3ee5e6b4b0d3255bfef95601890afd80709",
                 "certificate-sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709");
}

static void hostile_lines_take_linear_time(void **state)
{
    (void)state;
    static const char *const pieces[] = {"a+",
                                         "a.",
                                         "a-",
                                         "::",
                                         "[",
                                         "(",
                                         "d41d8cd98f00b204e9800998ecf8427e-",
                                         "a://",
                                         "1.",
                                         "。a",
                                         " dot ",
                                         "http://",
                                         "[.",
                                         "a@",
                                         "http://a.b/",
                                         "1.2.3.4-",
                                         "aa:",
                                         "1:aaaaaa:",
                                         "HKLM\\a ",
                                         "Mozilla/5",
                                         "serial 0x1",
                                         "[a]",
                                         "<.>"};
    for (size_t i = 0; i < sizeof pieces / sizeof *pieces; i++) {
        struct text line = {0};
        while (line.size < 1000000)
            text_put(&line, pieces[i]);
        struct candidate_search search = {0};
        struct candidate candidate = {0};
        size_t count = 0;
        candidate_search_line(&search, text_slice(&line));
        while (candidate_next(&search, &candidate))
            count++;
        assert_in_range(count, 0, line.size / 7);
        text_done(&line);
        candidate_done(&candidate);
        candidate_search_done(&search);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(indicators_are_found_among_words),
        cmocka_unit_test(scripts_without_spaces_may_stand_right_beside),
        cmocka_unit_test(ordinary_text_holds_nothing),
        cmocka_unit_test(versions_and_files_are_told),
        cmocka_unit_test(a_defanged_part_marks_its_candidate_only),
        cmocka_unit_test(a_place_holder_does_not_name_the_whole_host),
        cmocka_unit_test(shapes_longer_than_a_word_are_found),
        cmocka_unit_test(words_before_a_digest_say_what_it_is_of),
        cmocka_unit_test(hostile_lines_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
