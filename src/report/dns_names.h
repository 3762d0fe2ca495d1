/* dns_names - DNS numbers by the names that IANA gives them. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/text.h"

/* "AAAA"; a number without a name is written as a number. */
void text_add_dns_type(struct text *text, uint64_t type);
/* "NXDOMAIN"; likewise. */
void text_add_dns_rcode(struct text *text, uint64_t rcode);
