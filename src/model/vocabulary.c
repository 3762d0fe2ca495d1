/* SPDX-License-Identifier: MIT */
#include "model/vocabulary.h"

static const struct {
    const char *name;
    enum field_class class;
} fields[] = {
#define FIELD(NAME, name, class) [FIELD_##NAME] = {name, CLASS_##class},
#include "model/field.def"
#undef FIELD
};

static const struct {
    const char *name;
    bool hunted;
    enum speaker speaker;
} events[] = {
#define EVENT(NAME, name, hunted, speaker) [EVENT_##NAME] = {name, hunted, SPEAKER_##speaker},
#include "model/event.def"
#undef EVENT
};

static const struct {
    const char *key, *text;
} blind_spots[] = {
#define BLIND_SPOT(NAME, text) [BLIND_##NAME] = {#NAME, text},
#include "model/blind_spot.def"
#undef BLIND_SPOT
};

const char *field_name(enum field_kind kind)
{
    return fields[kind].name;
}

enum field_class field_class(enum field_kind kind)
{
    return fields[kind].class;
}

bool field_is_hunted(enum field_kind kind)
{
    return fields[kind].class != CLASS_TEXT && fields[kind].class != CLASS_NUMBER;
}

const char *event_name(enum event event)
{
    return events[event].name;
}

bool event_is_hunted(enum event event)
{
    return events[event].hunted;
}

enum speaker event_speaker(enum event event)
{
    return events[event].speaker;
}

const char *blind_spot_text(enum blind_spot spot)
{
    return blind_spots[spot].text;
}

const char *blind_spot_key(enum blind_spot spot)
{
    return blind_spots[spot].key;
}
