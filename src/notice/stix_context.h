/* stix_context - which family, campaign and actor a bundle relates an object to.
 *
 * An indicator "indicates" malware, a tool, a campaign, an intrusion set or an actor; those
 * lead on: to whom a campaign is "attributed-to", by whom malware was "authored-by". Who
 * "uses" a malware, and which malware somebody "uses", is followed only where there is one
 * answer, as a tool of many says nothing of this indicator. All of it is quoted. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/text.h"
#include "notice/stix_bundle.h"

struct stix_context {
    struct text family, campaign, actor; /* several are joined by ", "; empty: not said */
};

/* Reads into a context that may be used again and again. */
void stix_context_read(struct stix_context *context, const struct stix_bundle *bundle,
                       const struct json *object);
void stix_context_done(struct stix_context *context);
