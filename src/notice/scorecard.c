/* SPDX-License-Identifier: MIT */
#include "notice/scorecard.h"

#include "base/memory.h"
#include "base/written_date.h"
#include "model/limits.h"
#include "notice/assessment.h"

#include <stdlib.h>

struct making {
    struct scorecard *card;
    const struct world *world;
    const struct notice *notice;
};

struct instant notice_published(const struct notice *notice)
{
    struct instant instant = {0};
    if (!instant_parse(notice->date, &instant) && !written_date_parse(notice->date, &instant))
        written_date_find(notice->date, &instant);
    return instant;
}

/* --- What is missing ---------------------------------------------------------- */

static void find_lacks(struct scorecard *card)
{
    const struct notice *notice = card->notice;
    bool times = false, confidence = false, expiry = false;
    for (size_t i = 0; i < notice->indicator_count; i++) {
        const struct indicator *indicator = &notice->indicators[i];
        times = times || instant_is_known(indicator->first_seen) ||
                instant_is_known(indicator->last_seen);
        confidence = confidence || indicator->confidence > 0;
        expiry = expiry || instant_is_known(indicator->valid_until);
    }
    card->lacks[LACK_PUBLISHER] = notice->publisher.size == 0;
    card->lacks[LACK_DATE] = !instant_is_known(card->published);
    card->lacks[LACK_MARKING] = notice->marking == TLP_UNSAID;
    card->lacks[LACK_TIMES] = !times;
    card->lacks[LACK_CONFIDENCE] = !confidence;
    card->lacks[LACK_EXPIRY] = !expiry;
    card->lacks[LACK_EVIDENCE] = !notice->has_evidence;
    card->lacks[LACK_SIGNATURE] = !notice->has_signature;
}

/* --- Families ----------------------------------------------------------------- */

static bool are_one(enum family_relation relation)
{
    return relation == FAMILY_SAME || relation == FAMILY_RELATED;
}

/* Whether a list calls its family by the printed name too. */
static bool is_alias(const struct making *m, struct slice printed, struct slice aliases,
                     struct text *because)
{
    while (aliases.size > 0) {
        struct slice alias = slice_trim(slice_split(&aliases, ','));
        text_clear(because);
        text_put(because, "that list has the alias '");
        text_add(because, alias);
        text_put(because, "': ");
        if (are_one(world_compare_families(m->world, printed, alias, because)))
            return true;
    }
    return false;
}

/* Whether the notice's own words name the other family: "a variant of Mirai". */
static bool is_named_in(struct slice description, struct slice family)
{
    enum { SHORTEST = 4 };
    size_t platform = slice_find_last_byte(family, '_'); /* "elf_mirai" */
    struct slice name = platform == SLICE_NOWHERE ? family : slice_after(family, platform + 1);
    for (size_t at = 0; name.size >= SHORTEST && at + name.size <= description.size; at++) {
        bool begins = at == 0 || !byte_is_letter(description.data[at - 1]);
        bool ends =
            at + name.size == description.size || !byte_is_letter(description.data[at + name.size]);
        if (begins && ends &&
            slice_equal_ignoring_case(slice_part(description, at, at + name.size), name))
            return true;
    }
    return false;
}

/* Public sets are asked first, then the list's own aliases, then the notice's own words. */
static enum agreement relate(const struct making *m, const struct statement *said,
                             const struct recurrence *other, struct text *because)
{
    enum family_relation relation =
        world_compare_families(m->world, said->family, other->family, because);
    if (are_one(relation))
        return AGREEMENT_YES;
    struct text found = {0};
    bool aliased = is_alias(m, said->family, m->card->sources[other->source].aliases, &found);
    bool named = !aliased && is_named_in(said->description, other->family);
    if (aliased || named)
        text_clear(because);
    if (aliased)
        text_add(because, text_slice(&found));
    if (named)
        text_put(because, "the notice's own description names it");
    text_done(&found);
    if (aliased || named)
        return AGREEMENT_YES;
    return relation == FAMILY_DIFFERENT ? AGREEMENT_NO : AGREEMENT_UNKNOWN;
}

static void compare_family(const struct making *m, const struct statement *said,
                           struct recurrence *recurrence)
{
    struct text because = {0};
    if (said->family.size == 0 || recurrence->family.size == 0)
        return;
    recurrence->family_agrees = relate(m, said, recurrence, &because);
    recurrence->because = arena_keep(&m->card->arena, text_slice(&because));
    text_done(&because);
}

static void take_recurrences(const struct making *m, struct assessment *assessment,
                             const struct hit *hits, size_t count)
{
    size_t kept = count < LIMIT_RECURRENCES ? count : LIMIT_RECURRENCES;
    struct recurrence *own = arena_alloc(&m->card->arena, kept * sizeof *own + 1);
    const struct statement *said = &m->notice->statements[assessment->indicator->statement];
    for (size_t i = 0; i < kept; i++) {
        own[i] = hits[i].recurrence;
        if (relation_names_it(own[i].relation))
            compare_family(m, said, &own[i]);
    }
    assessment->recurrences = own;
    assessment->recurrence_count = kept;
    assessment->recurrences_untold = count - kept;
}

/* Those that were read for this notice or an earlier one; what nobody asked is not said. */
static void name_asked(struct scorecard *card, const struct world *world)
{
    size_t count = 0, all = world_set_count(world);
    struct asked_set *asked = arena_alloc(&card->arena, all * sizeof *asked + 1);
    for (size_t i = 0; i < all; i++) {
        const struct world_set *set = world_set_peek(world, i);
        bool failed = set->problem.sentence[0] != '\0';
        if (set->entries > 0 || failed)
            asked[count++] = (struct asked_set){slice_from(set->set->name), set->date, set->digest,
                                                failed ? set->problem.sentence : NULL};
    }
    card->asked = asked;
    card->asked_count = count;
}

/* --- The whole ------------------------------------------------------------------ */

static enum agreement worse(enum agreement a, enum agreement b)
{
    return a > b ? a : b;
}

static void count(struct scorecard *card, const struct assessment *assessment)
{
    enum agreement place = AGREEMENT_UNKNOWN, family = AGREEMENT_UNKNOWN;
    for (size_t i = 0; i < assessment->place_count; i++)
        place = worse(place, assessment->places[i].agrees);
    /* One source that agrees is enough: a list may hold several families at one address. */
    for (size_t i = 0; i < assessment->recurrence_count; i++) {
        enum agreement agrees = assessment->recurrences[i].family_agrees;
        if (agrees == AGREEMENT_YES || family == AGREEMENT_UNKNOWN)
            family = agrees;
    }
    card->places[place]++;
    card->families[family]++;
    card->kinds[assessment->indicator->kind]++;
    card->advised[assessment->advice]++;
}

void scorecard_make(struct scorecard *card, const struct notice *notice, const struct world *world,
                    const struct comparison *comparison, uint32_t subject, struct instant at)
{
    size_t hit_count, at_hit = 0;
    const struct hit *hits = comparison_hits(comparison, subject, &hit_count);
    *card = (struct scorecard){.notice = notice, .at = at, .published = notice_published(notice)};
    card->sources = comparison_sources(comparison, &card->source_count);
    card->assessments = memory_create(notice->indicator_count, sizeof *card->assessments);
    struct making making = {.card = card, .world = world, .notice = notice};
    find_lacks(card);
    for (uint32_t i = 0; i < notice->indicator_count; i++) {
        struct assessment *assessment = &card->assessments[i];
        size_t first = at_hit;
        while (at_hit < hit_count && hits[at_hit].indicator == i)
            at_hit++;
        assess(assessment, world, notice, &notice->indicators[i], card->published, at,
               &card->arena);
        take_recurrences(&making, assessment, hits + first, at_hit - first);
        count(card, assessment);
    }
    card->overlaps = comparison_overlaps(comparison, subject, &card->overlap_count);
    name_asked(card, world);
}
