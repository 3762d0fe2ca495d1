/* json_values - the model's values as JSON. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/instant.h"
#include "base/json_write.h"
#include "model/address.h"

/* "2001:db8::1" */
void json_write_address(struct json_writer *json, const char *key, const struct address *address);
/* With all nine decimals, so that nothing is lost; null when it is not known. */
void json_write_instant(struct json_writer *json, const char *key, struct instant instant);
/* null when there is nothing, so that every object has all its keys. */
void json_write_optional(struct json_writer *json, const char *key, struct slice value);
