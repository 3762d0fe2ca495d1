/* Any bytes as two versions of a list in a folder of their own: parted at the first NUL, loaded,
 * joined, asked for their first name at a date. */
/* SPDX-License-Identifier: MIT */
#include "attribution/list_reader.h"
#include "attribution/screen.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void add(struct sanctions *sanctions, struct slice content, const char *date)
{
    const struct list_reader *reader = list_reader_find(content, "list.csv", NULL);
    struct list_file file = {"list.csv", content};
    struct entity_list list;
    struct problem problem = {{0}};
    if (!reader)
        return;
    entity_list_init(&list);
    if (reader->read(&file, 1, NULL, &list, &problem)) {
        instant_parse(slice_from(date), &list.date);
        sanctions_add(sanctions, &list);
    }
    entity_list_done(&list);
}

static void ask(const struct sanctions *sanctions)
{
    struct screener *screener = screener_create(sanctions);
    struct screen_session *session = screen_session_create(screener);
    const struct entity *first = sanctions_entry_at(sanctions, 0)->entity;
    struct screen_choice choice = {.threshold = 0.5, .refused = true};
    struct screening_query query = {.name = first->names[0].text};
    struct screening screening;
    instant_parse(slice_from("2024-06-01"), &choice.at);
    screen(session, &query, &choice, &screening);
    for (size_t i = 0; i < screening.candidate_count; i++)
        assert(screening.candidates[i].probability >= choice.threshold);
    screening_done(&screening);
    screen_session_free(session);
    screener_free(screener);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct slice rest = slice_make(data, size), older = slice_split(&rest, 0);
    struct sanctions *sanctions = sanctions_create();
    add(sanctions, older, "2024-01-01");
    add(sanctions, rest, "2025-01-01");
    sanctions_finish(sanctions);
    if (sanctions_entry_count(sanctions) > 0)
        ask(sanctions);
    sanctions_free(sanctions);
    return 0;
}
