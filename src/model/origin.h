/* origin - where a thing was read: which input, and which packet or line in it. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdint.h>

struct origin {
    uint32_t input; /* place in the run's list of inputs, from 0, in the order they were opened */
    uint64_t place; /* packet or line, from 1 */
};
