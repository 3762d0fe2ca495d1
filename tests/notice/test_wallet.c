/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "notice/wallet.h"

/* Addresses that the specifications of the currencies print as examples, or that belong to
 * their first blocks. */
static void addresses_with_a_right_checksum_are_wallets(void **state)
{
    (void)state;
    static const char *const words[] = {
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa",
        "3P14159f73E4gFr7JterCCQh9QjiTjiZrG",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4",
        "BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4",
        "bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed",
        "0x5aaeb6053f3e94c9b9a09f33669435e7ef1beaed",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_true(wallet_is_valid(slice_from(words[i])));
}

static void one_wrong_character_is_seen(void **state)
{
    (void)state;
    static const char *const words[] = {
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb",
        "1A1zP1eP5QGefi2DMPTfTL5SLmv7Divf0a",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5",
        "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kV8f3t4",
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD",
        "d41d8cd98f00b204e9800998ecf8427e",
        "da39a3ee5e6b4b0d3255bfef95601890afd80709",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "",
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        assert_false(wallet_is_valid(slice_from(words[i])));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(addresses_with_a_right_checksum_are_wallets),
        cmocka_unit_test(one_wrong_character_is_seen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
