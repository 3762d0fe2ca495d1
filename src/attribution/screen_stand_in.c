/* screen_stand_in - until attribution/screen.c is there: no list can be read, nothing is found. */
/* SPDX-License-Identifier: MIT */
#include "attribution/screen.h"

#include "base/memory.h"

#include <stdlib.h>

struct sanctions {
    int nothing;
};
struct screener {
    int nothing;
};
struct screen_session {
    int nothing;
};

struct sanctions *sanctions_create(void)
{
    return memory_create(1, sizeof(struct sanctions));
}

void sanctions_free(struct sanctions *sanctions)
{
    free(sanctions);
}

bool sanctions_load(struct sanctions *sanctions, const char *path, const struct list_choice *choice,
                    list_complaint_fn *complain, void *context)
{
    (void)sanctions;
    (void)path;
    (void)choice;
    complain(context, "lists cannot be read yet");
    return false;
}

void sanctions_finish(struct sanctions *sanctions)
{
    (void)sanctions;
}

struct screener *screener_create(const struct sanctions *sanctions)
{
    (void)sanctions;
    return memory_create(1, sizeof(struct screener));
}

void screener_free(struct screener *screener)
{
    free(screener);
}

struct screen_session *screen_session_create(const struct screener *screener)
{
    (void)screener;
    return memory_create(1, sizeof(struct screen_session));
}

void screen_session_free(struct screen_session *session)
{
    free(session);
}

void screen(struct screen_session *session, const struct screening_query *query,
            const struct screen_choice *choice, struct screening *screening)
{
    (void)session;
    *screening =
        (struct screening){.query = *query, .at = choice->at, .threshold = choice->threshold};
}

size_t sanctions_list_count(const struct sanctions *sanctions)
{
    (void)sanctions;
    return 0;
}
