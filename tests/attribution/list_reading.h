/* list_reading - what the tests of list readers share: read a text, look at what came out. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "../test.h"

#include "attribution/list_reader.h"

struct list_reading {
    struct entity_list list;
    struct problem problem;
    bool ok;
};

static inline void read_content(struct list_reading *r, const struct list_reader *reader,
                                const char *file, struct slice content)
{
    struct list_file given = {file, content};
    entity_list_done(&r->list);
    r->problem = (struct problem){0};
    r->ok = reader->read(&given, 1, NULL, &r->list, &r->problem);
}

static inline void read_list(struct list_reading *r, const struct list_reader *reader,
                             const char *file, const char *text)
{
    read_content(r, reader, file, slice_from(text));
}

static inline const struct entity *entity_at(const struct list_reading *r, size_t i)
{
    assert_true(i < r->list.entity_count);
    return &r->list.entities[i];
}

#define assert_day(instant, day)                                                                   \
    do {                                                                                           \
        struct text day_ = {0};                                                                    \
        text_add_day(&day_, instant);                                                              \
        assert_text(&day_, day);                                                                   \
        text_done(&day_);                                                                          \
    } while (0)

static inline int list_reading_create(void **state)
{
    static struct list_reading reading;
    *state = &reading;
    return 0;
}

static inline int list_reading_destroy(void **state)
{
    entity_list_done(&((struct list_reading *)*state)->list);
    return 0;
}
