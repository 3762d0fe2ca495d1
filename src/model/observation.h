/* observation - one thing heard: a conversation began, a name was asked for ...
 *
 * Everything in it is borrowed and lives until the batch ends; who keeps
 * something copies it. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/instant.h"
#include "base/slice.h"
#include "model/conversation.h"
#include "model/origin.h"
#include "model/vocabulary.h"

struct field {
    enum field_kind kind;
    struct slice value; /* see field.def for how each class is held */
    uint64_t number;
};

struct observation {
    struct instant when;
    struct origin origin;
    const struct conversation *who;
    enum event event;
    bool from_server; /* said by the server's side */
    const struct field *fields;
    size_t field_count;
    const struct volume *volume; /* with FLOW_END, else NULL */
    const char *flow_state;      /* with FLOW_END: "new", "established", "closed" */
    const char *flow_reason;     /* with FLOW_END: "timeout", "forced", "shutdown" */
    bool flow_sighted;           /* with FLOW_END: something in it was sighted */
    uint8_t tcp_flags[2];        /* with FLOW_END: all that were seen, to server and to client */
};

/* The first field of a kind, or NULL. */
const struct field *observation_find(const struct observation *observation, enum field_kind kind);
