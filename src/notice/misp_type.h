/* misp_type - what the types of MISP attributes mean.
 *
 * The list is that of the MISP core format (draft-dulaunoy-misp-core-format, "type");
 * other formats borrow its words. A composite type ("filename|md5") has two parts, which
 * stand in one value with "|" between them. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/indicator.h"

enum misp_meaning {
    MISP_INDICATOR, /* each part is an indicator of its kind */
    MISP_RULE,      /* a rule for another program */
    MISP_REMARK,    /* says something about the event, and is no indicator */
};

struct misp_type {
    const char *name;
    enum misp_meaning meaning;
    /* INDICATOR_OTHER: kept under the type's name. INDICATOR_KINDS: there is no such part, or
     * it is no indicator. */
    enum indicator_kind parts[2];
};

/* NULL where there is no such type. Letter case does not matter. */
const struct misp_type *misp_type_find(struct slice name);
/* The text of a part (0 or 1) of a value of that type; empty where it has none. */
struct slice misp_type_part(const struct misp_type *type, struct slice value, size_t part);
