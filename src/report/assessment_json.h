/* assessment_json - what public facts say of an indicator, as members of a JSON object:
 * "verdict", "why", "weight", "remarks", "places" and, where it is known, "network". */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/json_write.h"
#include "model/scorecard.h"

/* Adds the members to the object that is open. */
void json_write_assessment(struct json_writer *json, const struct assessment *assessment);

/* A member, where there is something to say. */
void json_write_said(struct json_writer *json, const char *key, struct slice value);
