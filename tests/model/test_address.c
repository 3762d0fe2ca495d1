/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "model/address.h"

static struct address address(const char *text)
{
    struct address parsed;
    assert_true(address_parse(slice_from(text), &parsed));
    return parsed;
}

static void the_hash_tells_addresses_apart(void **state)
{
    (void)state;
    static const char *const texts[] = {"192.0.2.1", "192.0.2.2", "192.0.3.1",   "0.0.0.0",
                                        "::",        "::1",       "2001:db8::1", "2001:db8:0:1::1"};
    uint64_t hashes[8];
    for (size_t i = 0; i < 8; i++) {
        struct address one = address(texts[i]);
        hashes[i] = address_hash(&one);
        for (size_t j = 0; j < i; j++)
            assert_true(hashes[i] != hashes[j]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_hash_tells_addresses_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
