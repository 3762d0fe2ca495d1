/* test - what every cmocka program includes, in the order in which cmocka wants it. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/slice.h"
#include "base/text.h"

/* Holds a slice or text against a string, byte for byte. */
#define assert_slice(seen, wanted)                                                                 \
    do {                                                                                           \
        struct slice seen_ = (seen), wanted_ = slice_from(wanted);                                 \
        assert_int_equal(seen_.size, wanted_.size);                                                \
        if (wanted_.size > 0)                                                                      \
            assert_memory_equal(seen_.data, wanted_.data, wanted_.size);                           \
    } while (0)
#define assert_text(text, string) assert_string_equal(text_string(text), string)
