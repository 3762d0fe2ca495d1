/* marking - to whom a notice may be passed on: the Traffic Light Protocol (TLP 2.0, FIRST,
 * August 2022). "WHITE" of version 1 is CLEAR. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

enum tlp { TLP_UNSAID, TLP_CLEAR, TLP_GREEN, TLP_AMBER, TLP_AMBER_STRICT, TLP_RED };

/* "TLP:AMBER+STRICT"; "" where nothing is said. */
const char *tlp_name(enum tlp marking);
/* Reads "TLP:AMBER", "tlp:white", "TLP: AMBER+STRICT", or the colour alone, as a whole. */
bool tlp_parse(struct slice text, enum tlp *marking);
/* The strictest marking that stands as "TLP:colour" anywhere in a text. */
enum tlp tlp_find(struct slice text);
