/* output - what every way of telling is: one const descriptor and a few verbs.
 *
 * Outputs are listed in src/report/meson.build. They turn findings, records and
 * the summary into bytes; app/ decides where the bytes go. What came from
 * outside is made printable here. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/text.h"
#include "model/finding.h"
#include "model/input_report.h"
#include "model/observation.h"
#include "model/sighting.h"

/* How the receiver sees it. */
struct style {
    bool colour;
    size_t width; /* columns; 0: no limit */
};

/* All there is to tell at the end of a run. */
struct telling {
    const struct finding *findings;
    size_t finding_count;
    const struct run_summary *summary;
    const struct input_report *const *inputs;
    size_t input_count;
    const struct notice *const *notices;
    size_t notice_count;
    bool incomplete; /* something else went wrong: a notice not read, a record not written */
    struct style style;
};

/* What a run comes to, in the order in which it counts. */
enum verdict {
    VERDICT_FOUND,   /* something was found, whatever else happened */
    VERDICT_TROUBLE, /* nothing was found, and not everything could be read */
    VERDICT_CLEAN,   /* nothing was found, and everything was read */
};

enum verdict telling_verdict(const struct telling *telling);
/* How many different indicators the findings name. */
size_t telling_indicators_seen(const struct telling *telling);

struct output {
    const char *name;  /* "table", "json", "eve" */
    const char *title; /* for --help */
    /* Writes everything at the end. NULL for outputs that write records only. */
    void (*tell)(struct text *text, const struct telling *telling);
    /* Adds the records of one observation, one line each, or nothing. May be called
     * from several threads with texts of their own. NULL for outputs that write at
     * the end only. `input` is the observation's input. */
    void (*record)(struct text *text, const struct observation *observation,
                   const struct input_report *input);
    /* Adds the record of one sighting. NULL likewise. */
    void (*alert)(struct text *text, const struct sighting *sighting, const struct matched *matched,
                  const struct input_report *input);
};

/* All outputs; ends with NULL. */
extern const struct output *const outputs[];
