/* special - what is true of an indicator without any list: addresses that are never routed,
 * names that no ordinary resolver finds, suffixes under which anybody may take a name. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "facts/world.h"

/* Says the built-in remarks; see world_remark(). */
void special_remark(const struct indicator *indicator, world_remark_fn *say, void *context);
