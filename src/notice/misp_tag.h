/* misp_tag - what the tags and galaxies of a MISP event or attribute say.
 *
 * A tag is a word of a taxonomy (namespace:predicate="value"); a galaxy cluster stands
 * beside the tag that names it ("misp-galaxy:malpedia=\"Mirai\""), or alone. Tags in free
 * words say nothing here. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/json.h"
#include "base/text.h"
#include "model/marking.h"

struct misp_tags {
    struct text family, actor, campaign, threat, role; /* several are joined by ", " */
    struct text techniques;                            /* ATT&CK ids, a blank between them */
    enum tlp marking;                                  /* the strictest */
    uint8_t confidence;                                /* 0: not said */
};

/* Reads the "Tag" and "Galaxy" of an event or attribute into zeroed tags. */
void misp_tags_read(struct misp_tags *tags, const struct json *tagged);
void misp_tags_done(struct misp_tags *tags);
