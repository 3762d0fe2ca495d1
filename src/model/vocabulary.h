/* vocabulary - fields, events and blind spots by name; the .def files are the lists. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum field_class {
    CLASS_ENDPOINT,
    CLASS_ADDRESS,
    CLASS_NAME,
    CLASS_URL,
    CLASS_DIGEST,
    CLASS_SERIAL,
    CLASS_AGENT,
    CLASS_TEXT,
    CLASS_NUMBER,
};

enum field_kind {
#define FIELD(NAME, name, class) FIELD_##NAME,
#include "model/field.def"
#undef FIELD
    FIELD_KINDS
};

enum event {
#define EVENT(NAME, name, hunted, speaker) EVENT_##NAME,
#include "model/event.def"
#undef EVENT
    EVENTS
};

enum blind_spot {
#define BLIND_SPOT(NAME, text) BLIND_##NAME,
#include "model/blind_spot.def"
#undef BLIND_SPOT
    BLIND_SPOTS
};

const char *field_name(enum field_kind kind);
enum field_class field_class(enum field_kind kind);
/* Whether its class is compared with indicators. */
bool field_is_hunted(enum field_kind kind);
const char *event_name(enum event event);
bool event_is_hunted(enum event event);

/* Which side of a conversation says it: a question comes from the client, whatever
 * the ports look like. */
enum speaker { SPEAKER_ANYONE, SPEAKER_CLIENT, SPEAKER_SERVER };
enum speaker event_speaker(enum event event);

const char *blind_spot_text(enum blind_spot spot);
/* A short stable key for JSON: the name in blind_spot.def. */
const char *blind_spot_key(enum blind_spot spot);
