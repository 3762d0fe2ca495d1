/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "model/url.h"

static void assert_form(const char *url, const char *form)
{
    struct text text = {0};
    assert_true(text_add_url(&text, slice_from(url)));
    assert_text(&text, form);
    text_clear(&text);
    assert_true(text_add_url(&text, slice_from(form)));
    assert_text(&text, form);
    text_done(&text);
}

static void assert_none(const char *url)
{
    struct text text = {0};
    text_put(&text, "kept");
    assert_false(text_add_url(&text, slice_from(url)));
    assert_text(&text, "kept");
    text_done(&text);
}

static void assert_path(const char *path, const char *form)
{
    struct text text = {0};
    text_add_url_path(&text, slice_from(path));
    assert_text(&text, form);
    text_done(&text);
}

static void a_url_splits_into_its_parts(void **state)
{
    (void)state;
    struct url url;
    assert_true(url_split(slice_from("http://user:p@ss@Evil.com:8080/a/b?c=d#e"), &url));
    assert_slice(url.scheme, "http");
    assert_slice(url.host, "Evil.com");
    assert_int_equal(url.port, 8080);
    assert_slice(url.path, "/a/b?c=d");
    assert_true(url_split(slice_from("evil.com"), &url));
    assert_slice(url.scheme, "");
    assert_slice(url.host, "evil.com");
    assert_int_equal(url.port, 0);
    assert_slice(url.path, "");
    assert_true(url_split(slice_from("https://[2001:db8::1]:8443?x"), &url));
    assert_slice(url.host, "2001:db8::1");
    assert_int_equal(url.port, 8443);
    assert_slice(url.path, "?x");
    assert_true(url_split(slice_from("dead::beef/x"), &url));
    assert_slice(url.host, "dead::beef");
    assert_true(url_split(slice_from("http://evil.com:/"), &url));
    assert_int_equal(url.port, 0);
}

static void what_has_no_host_or_no_port_is_no_url(void **state)
{
    (void)state;
    assert_none("");
    assert_none("http://");
    assert_none("/only/a/path");
    assert_none("http:///path");
    assert_none("http://evil.com:99999/");
    assert_none("http://evil.com:80x/");
    assert_none("mailto:someone@");
    assert_none("http://[2001:db8::1/");
    assert_none("http://[evil.com]/");
    assert_none("http://[2001:db8::zz]/");
    assert_none("http://[2001:db8::1]8080/");
    assert_none("http://ev il.com/");
    assert_none("http://.../");
    assert_none("http://evil%2fcom/");
}

static void scheme_user_and_fragment_do_not_matter(void **state)
{
    (void)state;
    assert_form("https://evil.com/a", "evil.com/a");
    assert_form("evil.com/a", "evil.com/a");
    assert_form("http://me:secret@evil.com/a#top", "evil.com/a");
    assert_form("evil.com/go?to=http://other.example/", "evil.com/go?to=http://other.example/");
}

static void the_host_is_lower_case_without_a_trailing_dot(void **state)
{
    (void)state;
    assert_form("http://EVIL.Com./A", "evil.com/A");
    assert_form("http://ev%69l.com/", "evil.com/");
}

static void an_address_as_host_has_one_spelling(void **state)
{
    (void)state;
    assert_form("http://192.0.2.1/x", "192.0.2.1/x");
    assert_form("http://[2001:DB8:0:0::1]/x", "[2001:db8::1]/x");
    assert_form("http://[2001:db8:1111:2222:3333:4444:5555:6666]:8080/",
                "[2001:db8:1111:2222:3333:4444:5555:6666]:8080/");
    assert_form("http://[::ffff:192.0.2.1]/x", "192.0.2.1/x");
    assert_form("dead::beef/x", "[dead::beef]/x");
}

static void default_ports_are_dropped_and_others_kept(void **state)
{
    (void)state;
    assert_form("http://evil.com:80/", "evil.com/");
    assert_form("https://evil.com:443/", "evil.com/");
    assert_form("evil.com:80/", "evil.com/");
    assert_form("http://evil.com:8080/", "evil.com:8080/");
    assert_form("http://evil.com:00081/", "evil.com:81/");
    assert_form("http://evil.com:65535/", "evil.com:65535/");
}

static void an_empty_path_is_a_slash_and_an_empty_query_is_none(void **state)
{
    (void)state;
    assert_form("http://evil.com", "evil.com/");
    assert_form("http://evil.com?a=b", "evil.com/?a=b");
    assert_form("http://evil.com/a?", "evil.com/a");
    assert_path("", "/");
}

static void dot_segments_and_double_slashes_are_folded(void **state)
{
    (void)state;
    assert_path("/bad/x/../path", "/bad/path");
    assert_path("/bad/./path", "/bad/path");
    assert_path("//bad///path", "/bad/path");
    assert_path("/../../bad", "/bad");
    assert_path("/bad/..", "/");
    assert_path("/bad/path/..", "/bad/");
    assert_path("/bad/.", "/bad/");
    assert_path("/bad/", "/bad/");
    assert_path("\\bad\\x\\..\\path", "/bad/path");
    assert_path("/bad/...", "/bad/...");
    assert_path("bad", "/bad");
}

static void percent_encoding_is_decoded_however_deep(void **state)
{
    (void)state;
    assert_path("/%62ad/p%61th", "/bad/path");
    assert_path("/%2562ad", "/bad");
    assert_path("/%252525252562ad", "/bad");
    assert_path("/%25%36%32ad", "/bad");
    assert_path("/%2e%2E/bad%2fpath", "/bad/path");
    assert_path("/a%20b", "/a b");
    assert_path("/100%", "/100%");
    assert_path("/%zz%4", "/%zz%4");
}

static void an_encoded_delimiter_is_none(void **state)
{
    (void)state;
    assert_path("/a%3Fb", "/a%3fb");
    assert_path("/a%23b#c", "/a%23b");
    assert_path("/a?b=%3F%23", "/a?b=?%23");
    assert_path("/a?b=/../c", "/a?b=/../c");
}

static bool under(const char *url, const char *prefix)
{
    return url_is_under(slice_from(url), slice_from(prefix));
}

static void a_prefix_ends_only_where_a_part_ends(void **state)
{
    (void)state;
    assert_true(under("evil.com/bad/path", "evil.com/bad/path"));
    assert_true(under("evil.com/bad/path/more", "evil.com/bad/path"));
    assert_true(under("evil.com/bad/path?x=1", "evil.com/bad/path"));
    assert_true(under("evil.com/bad/path;x", "evil.com/bad/path"));
    assert_true(under("evil.com/bad?x=1&y=2", "evil.com/bad?x=1"));
    assert_true(under("evil.com/bad?x=1", "evil.com/bad?x="));
    assert_true(under("evil.com/anything", "evil.com/"));
    assert_false(under("evil.com/bad/pathology", "evil.com/bad/path"));
    assert_false(under("evil.com/bad?x=12", "evil.com/bad?x=1"));
    assert_false(under("evil.com/bad", "evil.com/bad/path"));
    assert_false(under("evil.com:8080/bad", "evil.com/bad"));
    assert_false(under("evil.com/bad", ""));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_url_splits_into_its_parts),
        cmocka_unit_test(what_has_no_host_or_no_port_is_no_url),
        cmocka_unit_test(scheme_user_and_fragment_do_not_matter),
        cmocka_unit_test(the_host_is_lower_case_without_a_trailing_dot),
        cmocka_unit_test(an_address_as_host_has_one_spelling),
        cmocka_unit_test(default_ports_are_dropped_and_others_kept),
        cmocka_unit_test(an_empty_path_is_a_slash_and_an_empty_query_is_none),
        cmocka_unit_test(dot_segments_and_double_slashes_are_folded),
        cmocka_unit_test(percent_encoding_is_decoded_however_deep),
        cmocka_unit_test(an_encoded_delimiter_is_none),
        cmocka_unit_test(a_prefix_ends_only_where_a_part_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
