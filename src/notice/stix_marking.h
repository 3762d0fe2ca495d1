/* stix_marking - the Traffic Light Protocol in the marking definitions of STIX.
 *
 * Version 1 has fixed objects that bundles need not hold (STIX 2.1, 7.2.1.4), version 2 an
 * extension whose objects are fixed too (OASIS, tlp-2.0, October 2022); a definition in the
 * bundle says its colour, or has it for its name. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/marking.h"
#include "notice/stix_bundle.h"

/* The strictest marking that an object refers to. */
enum tlp stix_marking_read(const struct stix_bundle *bundle, const struct json *object);
