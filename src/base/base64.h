/* base64 - reads the encoding of bytes as letters (RFC 4648, part 4). */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"
#include "base/text.h"

/* Adds what is encoded; false, and nothing added, when it is no base64. "=" may be left
 * out at the end; nothing else may stand in it, white space neither. Bits that belong to
 * no byte must be zero, so that one text alone stands for the bytes. */
bool base64_decode(struct slice encoded, struct text *out);
