/* Reads any bytes as delegations; the first line is their path. Every network that is found
 * for its own address holds it. */
/* SPDX-License-Identifier: MIT */
#include "facts/delegation.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask(void *context, const struct prefix *prefix, uint32_t value)
{
    const struct delegation *delegation = context;
    struct country country;
    struct prefix network;
    (void)value;
    assert(delegation_find(delegation, &prefix->address, &country, &network));
    assert(prefix_holds(&network, &prefix->address));
    assert(network.bits >= prefix->bits);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice rest = slice_make(data, size), path = slice_split_line(&rest);
    struct delegation delegation = {.date = {0}};
    struct country country = {{0}};
    if (country_read(path, &country))
        assert(country_from_code(slice_from(country.code), &country));
    delegation_read(&delegation, path, rest);
    delegation_finish(&delegation);
    prefix_set_inside(&delegation.networks, &(struct prefix){.bits = 0}, 1000, ask, &delegation);
    delegation_done(&delegation);
    return 0;
}
