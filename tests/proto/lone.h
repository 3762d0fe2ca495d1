/* lone - for tests of dissectors that say one blind spot and nothing else. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "../test.h"

#include "proto/dissector.h"

#include <string.h>

static inline void lone_refuse(void *context, enum event event, bool from_server,
                               const struct field *fields, size_t field_count)
{
    (void)context, (void)event, (void)from_server, (void)fields, (void)field_count;
    fail();
}

/* context is an array of BLIND_SPOTS counters. */
static inline void lone_count(void *context, enum blind_spot spot)
{
    ((unsigned *)context)[spot]++;
}
