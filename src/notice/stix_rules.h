/* stix_rules - which breaches of the rules make a STIX object something that cannot be used.
 *
 * Refused is what changes or hides the meaning: an id of another type, a time that is none or
 * runs backwards, an indicator without a pattern, a relationship without its ends, a
 * version that is not read here. What is only missing or untidy, as real bundles are, is
 * noted as a defect of the notice. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/json.h"
#include "base/text.h"
#include "model/notice.h"

/* False with the reason ("it has no \"pattern\"") when the object cannot be used; the text
 * is empty before. Otherwise notes what it lacks. */
bool stix_rules_hold(const struct json *object, struct notice *notice, uint32_t line,
                     struct text *reason);
