/* SPDX-License-Identifier: MIT */
#include "match/matcher.h"

#include "base/memory.h"

#include <assert.h>
#include <stdlib.h>

/* What was said of this observation already. Few observations show more than one
 * entry; a response with a thousand listed names takes the heap. */
enum { SAID_AT_ONCE = 32 };

struct said {
    uint32_t entry;
    enum field_kind field;
};

struct look {
    const struct observation *observation;
    const struct field *field;
    const struct address *machine;
    const struct endpoint *peer;
    sighting_fn *seen;
    void *context;
    struct said few[SAID_AT_ONCE], *many;
    size_t said_count, many_capacity;
    bool found;          /* something, for the field that is looked at */
    struct slice absent; /* the last name that lies under nothing */
};

static bool is_said(const struct look *look, uint32_t entry)
{
    const struct said *said = look->many ? look->many : look->few;
    for (size_t i = 0; i < look->said_count; i++)
        if (said[i].entry == entry && said[i].field == look->field->kind)
            return true;
    return false;
}

static void note_said(struct look *look, uint32_t entry)
{
    struct said said = {.entry = entry, .field = look->field->kind};
    if (look->said_count < SAID_AT_ONCE) {
        look->few[look->said_count++] = said;
        return;
    }
    bool first = !look->many;
    look->many = memory_grow(look->many, &look->many_capacity, look->said_count + 1, sizeof said);
    if (first)
        memcpy(look->many, look->few, sizeof look->few);
    look->many[look->said_count++] = said;
}

static void say(void *context, uint32_t entry)
{
    struct look *look = context;
    look->found = true;
    if (is_said(look, entry))
        return;
    note_said(look, entry);
    look->seen(look->context, &(struct sighting){.observation = look->observation,
                                                 .entry = entry,
                                                 .field = look->field->kind,
                                                 .value = look->field->value,
                                                 .machine = look->machine,
                                                 .peer = look->peer});
}

/* An address of the conversation itself shows what the other side does; all else
 * shows what the client does. */
static void choose_sides(struct look *look)
{
    const struct conversation *who = look->observation->who;
    bool is_client = look->field->kind == FIELD_FLOW_CLIENT;
    look->machine = is_client ? &who->server.address : &who->client.address;
    look->peer = is_client ? &who->client : &who->server;
}

static bool read_address(const struct field *field, struct address *address)
{
    if (field->value.size != sizeof address->bytes)
        return false;
    *address = address_from_v6(field->value.data);
    return true;
}

/* Asks for a name, unless it is known to lie under nothing. */
static void look_at_name(const struct index *index, struct matcher_memory *memory,
                         struct look *look)
{
    struct slice name = look->field->value;
    /* Answers mostly share the bytes of their question's name. */
    if (name.data == look->absent.data && name.size == look->absent.size)
        return;
    uint64_t hash = memory ? hash_bytes(name, index_seed(index)) | 1 : 0;
    uint64_t *place = memory ? &memory->absent[hash >> 32 & (MATCHER_MEMORY - 1)] : NULL;
    look->found = false;
    if (!place || *place != hash)
        index_find_name(index, name, say, look);
    if (look->found)
        return;
    look->absent = name;
    if (place)
        *place = hash;
}

static void look_at_field(const struct index *index, struct matcher_memory *memory,
                          struct look *look)
{
    const struct field *field = look->field;
    struct address address;
    switch (field_class(field->kind)) {
    case CLASS_ENDPOINT:
        if (read_address(field, &address))
            index_find_address(index, &address, (uint16_t)field->number, say, look);
        break;
    case CLASS_ADDRESS:
        if (read_address(field, &address))
            index_find_address(index, &address, 0, say, look);
        break;
    case CLASS_NAME:
        look_at_name(index, memory, look);
        break;
    case CLASS_URL:
        index_find_url(index, field->value, say, look);
        break;
    case CLASS_DIGEST:
        index_find_digest(index, field->value, say, look);
        break;
    case CLASS_SERIAL:
        index_find_serial(index, field->value, say, look);
        break;
    case CLASS_AGENT:
        index_find_agent(index, field->value, say, look);
        break;
    case CLASS_TEXT:
    case CLASS_NUMBER:
        break;
    }
}

void matcher_look(const struct index *index, struct matcher_memory *memory,
                  const struct observation *observation, sighting_fn *seen, void *context)
{
    if (!event_is_hunted(observation->event))
        return;
    assert(observation->who);
    /* Not one zeroed struct: what was said is long, and empty nearly always. */
    struct look look;
    look.observation = observation;
    look.seen = seen;
    look.context = context;
    look.many = NULL;
    look.absent = (struct slice){0};
    look.said_count = look.many_capacity = 0;
    for (size_t i = 0; i < observation->field_count; i++) {
        look.field = &observation->fields[i];
        if (!field_is_hunted(look.field->kind))
            continue;
        choose_sides(&look);
        look_at_field(index, memory, &look);
    }
    free(look.many);
}
