/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "attribution/identifier.h"

static void canonical_forms_forget_how_it_was_printed(void **state)
{
    (void)state;
    static const struct {
        enum identifier_kind kind;
        const char *printed, *wanted;
    } cases[] = {
        {IDENTIFIER_IMO, "IMO 9074729", "9074729"},
        {IDENTIFIER_IMO, "IMO9074729", "9074729"},
        {IDENTIFIER_MMSI, "211-331-640", "211331640"},
        {IDENTIFIER_PASSPORT, "Passport No. c 01-234/5", "C012345"},
        {IDENTIFIER_PASSPORT, "A12", ""},
        {IDENTIFIER_TAX, "INN 77 44 001 497", "7744001497"},
        {IDENTIFIER_BIC, "SWIFT/BIC DEUTDEFF", "DEUTDEFF"},
        {IDENTIFIER_BIC, "deutdeff 500", "DEUTDEFF500"},
        {IDENTIFIER_BIC, "DEUTDEFFXXX", "DEUTDEFF"},
        {IDENTIFIER_WALLET, "XBT 1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
         "1BoatSLRHtKNngkdXEeobR76b53LETtpyT"},
        {IDENTIFIER_WALLET, "0xABCDEFabcdef00000000000000000000000000aA",
         "0xabcdefabcdef00000000000000000000000000aa"},
        {IDENTIFIER_WALLET, "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
         "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4"},
        {IDENTIFIER_WALLET, "bitcoincash:qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a",
         "qpm2qsznhks23z7629mms6s4cwef74vcwvy22gdx6a"},
        {IDENTIFIER_EMAIL, "E-mail: Info@Example.COM", "info@example.com"},
        {IDENTIFIER_WEBSITE, "https://www.Example.com:443/a?b", "example.com"},
        {IDENTIFIER_TELEPHONE, "+49 (30) 1234-567", "49301234567"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct text text = {0};
        identifier_add_canonical(&text, cases[i].kind, slice_from(cases[i].printed));
        assert_text(&text, cases[i].wanted);
        text_done(&text);
    }
}

static void check_digits_are_counted(void **state)
{
    (void)state;
    static const struct {
        enum identifier_kind kind;
        const char *value;
        bool is_valid;
    } cases[] = {
        {IDENTIFIER_IMO, "9074729", true},
        {IDENTIFIER_IMO, "9074728", false},
        {IDENTIFIER_IMO, "907472", false},
        {IDENTIFIER_LEI, "5493001KJTIIGC8Y1R12", true},
        {IDENTIFIER_LEI, "5493001KJTIIGC8Y1R13", false},
        {IDENTIFIER_BIC, "DEUTDEFF", true},
        {IDENTIFIER_BIC, "DEUTDEFF500", true},
        {IDENTIFIER_BIC, "DEUTZZFF", false},
        {IDENTIFIER_BIC, "DEUTDEFF5", false},
        {IDENTIFIER_MMSI, "211331640", true},
        {IDENTIFIER_MMSI, "21133164", false},
        {IDENTIFIER_EMAIL, "a@b.c", true},
        {IDENTIFIER_EMAIL, "a@b", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(identifier_is_valid(cases[i].kind, slice_from(cases[i].value)),
                         cases[i].is_valid);
}

static void what_is_given_without_a_word_is_recognised(void **state)
{
    (void)state;
    static const struct {
        const char *text, *wanted;
        bool is_certain;
    } cases[] = {
        {"IMO 9074729", "imo", true},
        {"9074729", "imo", true},
        {"0x8589427373D6D84E98730D7795D8f6f8731FDA16", "wallet", true},
        {"1BoatSLRHtKNngkdXEeobR76b53LETtpyT", "wallet", true},
        {"ETH 0x8589427373D6D84E98730D7795D8f6f8731FDA16", "wallet", true},
        {"5493001KJTIIGC8Y1R12", "lei", true},
        {"DEUTDEFF", "bic", false},
        {"info@example.com", "email", true},
        {"example.com", "website", false},
        {"https://example.com/", "website", true},
        {"Passport C01234567", "passport", true},
        {"211331640", "mmsi", true},
        {"CH-660.0.699.004-7", "passport", true},
        {"EP-MNF", "aircraft", false},
        {"+49 30 1234567", "telephone", true},
        {"Imo State Oil", "", false},
        {"Tel Aviv 1234 Trading", "", false},
        {"INTEGRITY TECHNOLOGY GROUP", "", false},
        {"3M Company 2024 Ltd", "", false},
        {"Unit 61398", "", false},
        {"Batalyon 12345678", "", false},
        {"", "", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct identifier_guess guesses[8];
        size_t count = identifier_guess(slice_from(cases[i].text), guesses, 8);
        assert_string_equal(count > 0 ? identifier_key(guesses[0].kind) : "", cases[i].wanted);
        assert_int_equal(count > 0 && guesses[0].is_certain, cases[i].is_certain);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(canonical_forms_forget_how_it_was_printed),
        cmocka_unit_test(check_digits_are_counted),
        cmocka_unit_test(what_is_given_without_a_word_is_recognised),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
