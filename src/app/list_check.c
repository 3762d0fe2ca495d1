/* SPDX-License-Identifier: MIT */
#include "app/list_check.h"

#include "attribution/list_load.h"

/* Real lists have a few rows that are nobody's, and never one in a hundred. */
enum { UNREAD_SHARE = 100 };

/* The lists of one folder, while they are read. */
struct looking {
    const char *folder;
    const struct data_set *set;
    struct list_check *check;
    struct problem *problem;
    size_t lists;
};

/* Nobody needs to know where the draft lies: its folder is cut out of the sentence. */
static void tell(struct problem *problem, const char *sentence, const char *folder)
{
    struct slice rest = slice_from(sentence);
    struct text prefix = {0}, text = {0};
    text_print(&prefix, "%s/", folder);
    size_t place;
    while ((place = slice_find(rest, text_slice(&prefix))) != SLICE_NOWHERE) {
        text_add(&text, slice_part(rest, 0, place));
        rest = slice_after(rest, place + prefix.size);
    }
    text_add(&text, rest);
    problem_set(problem, "%s", text_string(&text));
    text_done(&prefix);
    text_done(&text);
}

/* The first is told. */
static void note_complaint(void *context, const char *sentence)
{
    struct looking *looking = context;
    if (looking->problem->sentence[0] == '\0')
        tell(looking->problem, sentence, looking->folder);
}

static bool is_right(const struct looking *looking, const struct entity_list *list)
{
    struct slice name = list->name;
    if (!slice_starts_with(name, looking->set->list))
        return problem_set(looking->problem, "it is another list: %.*s",
                           (int)(name.size < 80 ? name.size : 80), (const char *)name.data);
    if (list->unread > list->entity_count / UNREAD_SHARE)
        return problem_set(looking->problem, "%zu of its %zu entries cannot be read", list->unread,
                           list->unread + list->entity_count);
    if (list->entity_count == 0)
        return problem_set(looking->problem, "nobody stands on it");
    return true;
}

static void take_list(void *context, struct entity_list *list)
{
    struct looking *looking = context;
    looking->lists++;
    if (looking->problem->sentence[0] == '\0' && is_right(looking, list)) {
        looking->check->entities += list->entity_count;
        looking->check->published = list->date;
    }
    entity_list_done(list);
}

bool list_check(const char *folder, const struct data_set *set, struct list_check *check,
                struct problem *problem)
{
    struct problem first = {{0}};
    struct looking looking = {.folder = folder, .set = set, .check = check, .problem = &first};
    const struct list_load load = {
        .loaded = take_list, .complain = note_complaint, .context = &looking};
    *check = (struct list_check){0};
    list_load(folder, &load);
    if (first.sentence[0] == '\0' && looking.lists == 0)
        problem_set(&first, "no list of sanctions is in it");
    if (first.sentence[0] == '\0' && looking.lists > 1)
        problem_set(&first, "it holds %zu lists; take them one at a time", looking.lists);
    if (first.sentence[0] != '\0')
        *problem = first;
    return first.sentence[0] == '\0';
}
