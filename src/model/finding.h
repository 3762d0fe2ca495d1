/* finding - what a run says of one machine and one indicator.
 *
 * Built from sightings by app/, told by report/. Adding sightings in any order
 * gives the same finding. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/text.h"
#include "model/address.h"
#include "model/dossier.h"
#include "model/indicator.h"
#include "model/limits.h"
#include "model/notice.h"
#include "model/origin.h"
#include "model/scorecard.h"
#include "model/vocabulary.h"

/* How it was seen: one field, one value. */
struct trace {
    enum field_kind field;
    const char *application; /* "dns", "http", "tls", or the IP protocol's name */
    struct slice value; /* printable as text: names and URLs as they stood, addresses written out */
    struct endpoint peer; /* of the first sighting */
    uint64_t count;
    struct instant first, last;
    struct origin packets[LIMIT_EVIDENCE_PACKETS]; /* the earliest, in order */
    size_t packet_count;
};

/* Who names the indicator. */
struct source_line {
    const struct notice *notice;
    const struct indicator *indicator;
};

/* An indicator and all who name it, in the order in which notices were given. */
struct matched {
    enum indicator_kind kind;
    struct slice pattern;
    const struct source_line *sources;
    size_t source_count;
};

struct finding {
    struct address machine;
    struct matched matched;
    const struct trace *traces; /* in order of their first packet */
    size_t trace_count;
    uint64_t count;               /* sightings */
    uint64_t untraced;            /* of them, with values beyond the traces kept (LIMIT_TRACES) */
    uint64_t flows;               /* conversations in which it was seen */
    uint64_t bytes_out, bytes_in; /* of those conversations, as the machine sent and received */
    uint64_t packets_out, packets_in;
    struct instant first, last;            /* first and last sighting */
    const struct assessment *assessment;   /* of the indicator; NULL: nobody was asked */
    const struct dossier *const *dossiers; /* of the indicator, then of its peers; --attribute */
    size_t dossier_count;
};

/* What the run as a whole says. */
struct run_summary {
    uint64_t packets, bytes, flows;
    struct instant first, last; /* of all packets */
    uint64_t blind[BLIND_SPOTS];
    size_t indicators, hunted; /* entries loaded; of them, ones that a hunt can see */
    size_t machines;           /* with findings */
    uint64_t untold;           /* sightings beyond LIMIT_FINDINGS */
    bool interrupted;
};
