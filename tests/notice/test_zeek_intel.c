/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "told.h"

extern const struct notice_reader zeek_intel_reader;

#define FIELDS "#fields\tindicator\tindicator_type\tmeta.source\tmeta.desc\tmeta.url\n"

static void every_type_is_read(void **state)
{
    (void)state;
    assert_read_whole(&zeek_intel_reader, "intel.dat",
                      "#separator \\x09\n" FIELDS "198.51.100.7\tIntel::ADDR\tteam\t-\t-\n"
                      "198.51.100.0/24\tIntel::SUBNET\tteam\t-\t-\n"
                      "Evil.example\tIntel::DOMAIN\tteam\t-\t-\n"
                      "evil.example/gate.php\tIntel::URL\tteam\t-\t-\n"
                      "Storm/1.0 (x)\tIntel::SOFTWARE\tteam\t-\t-\n"
                      "Boss@evil.example\tIntel::EMAIL\tteam\t-\t-\n"
                      "stormer\tIntel::USER_NAME\tteam\t-\t-\n"
                      "DA39A3EE5E6B4B0D3255BFEF95601890AFD80709\tIntel::CERT_HASH\tteam\t-\t-\n"
                      "d4:1d:8c\tIntel::PUBKEY_HASH\tteam\t-\t-\n"
                      "d41d8cd98f00b204e9800998ecf8427e\tIntel::FILE_HASH\tteam\t-\t-\n"
                      "set up.exe\tIntel::FILE_NAME\tteam\t-\t-\n"
                      "42\tIntel::OWN\tteam\t-\t-\n",
                      "3 address 198.51.100.7\n"
                      "4 cidr 198.51.100.0/24\n"
                      "5 domain evil.example\n"
                      "6 url evil.example/gate.php\n"
                      "7 user-agent Storm/1.0 (x)\n"
                      "8 email boss@evil.example\n"
                      "9 other user-name: stormer\n"
                      "10 certificate-sha1 da39a3ee5e6b4b0d3255bfef95601890afd80709\n"
                      "11 other ssh-key-md5: d4:1d:8c\n"
                      "12 md5 d41d8cd98f00b204e9800998ecf8427e\n"
                      "13 file-name set up.exe\n"
                      "14 other Intel::OWN: 42\n",
                      "");
}

static void what_is_said_of_an_indicator_is_kept(void **state)
{
    (void)state;
    assert_read(&zeek_intel_reader,
                "#fields\tmeta.desc\tmeta.url\tindicator_type\tindicator\tmeta.confidence\t"
                "meta.first_seen\tmeta.lastseen\tmeta.malware\tmeta.whitelist\tmeta.own\n"
                "a loader\thttps://one.example\tIntel::DOMAIN\tevil.example\t85\t2025-01-06\t"
                "1736121600.5\tStormbot\tF\tx\n"
                "-\thttps://one.example\tIntel::DOMAIN\tgood.example\t(empty)\t-\t-\t-\tT\tx\n",
                "2 domain evil.example family=Stormbot description=a loader https://one.example "
                "confidence=85 first=2025-01-06T00:00:00Z last=2025-01-06T00:00:00Z\n"
                "3 domain good.example description=https://one.example context\n");
}

static void escaped_bytes_are_what_they_stand_for(void **state)
{
    (void)state;
    assert_read(&zeek_intel_reader,
                FIELDS "a\\x09b\\x5cc\\xzz\tIntel::FILE_NAME\tteam\t\\xe5\\x9c\\xb0\t-\n",
                "2 file-name a\tb\\c\\xzz description=地\n");
}

static void rows_that_give_nothing_are_refused(void **state)
{
    (void)state;
    assert_read_whole(&zeek_intel_reader, "intel.dat",
                      FIELDS "127.0.0.1\tIntel::ADDR\tteam\t-\t-\n"
                             "-\tIntel::ADDR\tteam\n"
                             "evil.example\n"
                             "setup.exe\tIntel::DOMAIN\n"
                             "xyz\tIntel::FILE_HASH\n"
                             "good.example\tIntel::DOMAIN\n",
                      "7 domain good.example\n",
                      "2 private 127.0.0.1\n"
                      "3 malformed -\tIntel::ADDR\tteam\n"
                      "4 malformed evil.example\n"
                      "5 file-name setup.exe\n"
                      "6 malformed xyz\n");
    assert_refused(&zeek_intel_reader, "evil.example\tIntel::DOMAIN\n",
                   "line 1: no '#fields' names the columns above it");
}

static void its_files_are_recognised(void **state)
{
    (void)state;
    assert_int_equal(zeek_intel_reader.recognise(slice_from(FIELDS "a\tb\n"), "x.dat"), 100);
    assert_int_equal(zeek_intel_reader.recognise(slice_from("#fields\tts\tuid\n1\tx\n"), "x.log"),
                     0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_type_is_read),
        cmocka_unit_test(what_is_said_of_an_indicator_is_kept),
        cmocka_unit_test(escaped_bytes_are_what_they_stand_for),
        cmocka_unit_test(rows_that_give_nothing_are_refused),
        cmocka_unit_test(its_files_are_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
