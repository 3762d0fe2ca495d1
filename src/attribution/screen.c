/* SPDX-License-Identifier: MIT */
#include "attribution/screen.h"

#include "attribution/circumstance.h"
#include "attribution/identifier.h"
#include "attribution/joint_status.h"
#include "attribution/listed_name.h"
#include "attribution/name_index.h"
#include "attribution/ofac_score.h"
#include "attribution/same_name.h"
#include "attribution/street.h"
#include "base/memory.h"

#include <math.h>
#include <stdlib.h>

enum {
    REFUSED_MOST = 10,
    OFAC_MOST = 100,
    NAMES_MOST = 256, /* of one query */
};

/* What a weak alias costs (log-odds): lists warn of false matches by them themselves. */
static const double weak_alias = 1.0;
/* What it costs that the listed family name has nothing beside it, or that of several words that
 * were asked the listed name is one alone: how much rarer that is between two names of one person
 * on OFAC's list of 2021 than between names of people on no list and those listed (log-odds). */
static const double family_left = 2.2, one_of_several = 2.2;
/* Who has the same identifier under a name that is not alike (log-odds less than that): a name
 * not yet listed, or a mistake. */
static const double unlike_names = -2, other_name = 1.5;
/* A name that is the same as a match's is as sure as that, but for mistakes of lists. */
static const double link_doubt = 0.05;
/* Names below this score are not even told as refused. */
static const double refused_least = 0.001;

struct screener {
    const struct sanctions *sanctions;
    struct name_index *index;
    struct streets *streets;
};

struct screener *screener_create(const struct sanctions *sanctions)
{
    struct screener *s = memory_create(1, sizeof *s);
    const struct listed_names *names = sanctions_names(sanctions);
    size_t entries = sanctions_entry_count(sanctions);
    s->sanctions = sanctions;
    s->index = name_index_create();
    for (size_t i = 0; i < listed_names_count(names); i++) {
        const struct listed_name *name = listed_name_at(names, i);
        for (size_t f = 0; f < name->form_count; f++)
            name_index_add(s->index, &name->forms[f], (uint32_t)i);
    }
    name_index_finish(s->index);
    s->streets = streets_create(entries > 0 ? sanctions_entry_at(sanctions, 0) : NULL, entries);
    return s;
}

void screener_free(struct screener *s)
{
    if (!s)
        return;
    name_index_free(s->index);
    streets_free(s->streets);
    free(s);
}

/* An entry that may be meant, while it is looked at. */
struct found {
    size_t entry;
    uint32_t name; /* of the entity's names; of FOUND_BY_NAME and where one was compared */
    bool has_name;
    enum found_by found_by;
    const struct entity_identifier *identifier;
    const struct entity_address *address; /* nothing but it was the same */
    const struct name_form *asked, *listed;
    double score;
    double name_odds; /* log-odds by the name */
    double odds;      /* by that, or by what else it was found by */
    struct slice via;
    struct slice in_full; /* the same name with its legal form, which is not the one asked */
    int ofac_score;
    double probability;
    double nearness; /* the probability before the name was compared in full */
};

struct screen_session {
    const struct screener *screener;
    struct script *script;
    struct token_pool pool;
    struct arena arena; /* forms of what is asked */
    struct name_search *search;
    struct found *found;
    size_t found_count, found_capacity;
    uint32_t *place_of; /* of each entry in found; + 1 */

    /* Of the query at hand. */
    struct screening_query query; /* with what was given as a name and is an identifier */
    const struct screen_choice *choice;
    struct screening *screening;
    const struct name_form *asked; /* that is being searched */
    struct slice asked_text;
    size_t linking;  /* whose equal names are being looked for */
    bool asks_names; /* not identifiers alone */
};

struct screen_session *screen_session_create(const struct screener *screener)
{
    struct screen_session *session = memory_create(1, sizeof *session);
    session->screener = screener;
    session->script = script_create();
    session->search = name_search_create(screener->index);
    session->place_of =
        memory_create(sanctions_entry_count(screener->sanctions), sizeof *session->place_of);
    return session;
}

void screen_session_free(struct screen_session *session)
{
    if (!session)
        return;
    script_free(session->script);
    token_pool_done(&session->pool);
    arena_done(&session->arena);
    name_search_free(session->search);
    free(session->found);
    free(session->place_of);
    free(session);
}

static const struct sanctions_entry *entry_of(const struct screen_session *session, size_t entry)
{
    return sanctions_entry_at(session->screener->sanctions, entry);
}

static const struct entity *entity_of(const struct screen_session *session,
                                      const struct found *found)
{
    return entry_of(session, found->entry)->entity;
}

/* The place of an entry among what was found; new ones are empty. */
static struct found *find(struct screen_session *session, size_t entry)
{
    uint32_t *place = &session->place_of[entry];
    if (*place == 0) {
        session->found = memory_grow(session->found, &session->found_capacity,
                                     session->found_count + 1, sizeof *session->found);
        session->found[session->found_count] =
            (struct found){.entry = entry, .odds = -INFINITY, .ofac_score = -1};
        *place = (uint32_t)++session->found_count;
    }
    return &session->found[*place - 1];
}

static void forget(struct screen_session *session)
{
    for (size_t i = 0; i < session->found_count; i++)
        session->place_of[session->found[i].entry] = 0;
    session->found_count = 0;
    token_pool_reset(&session->pool);
    arena_reset(&session->arena);
}

static double log_odds(double probability)
{
    static const double least = 1e-4;
    double p = fmin(1 - least, fmax(least, probability));
    return log(p / (1 - p));
}

static double probability_of(double odds)
{
    return 1 / (1 + exp(-odds));
}

/* What speaks against a listed name beside its words; each has a sentence in tell_doubts(). */
static double doubt_of(const struct entity_name *name, const struct name_comparison *comparison)
{
    return (name->kind == NAME_WEAK_ALIAS ? weak_alias : 0) +
           (comparison->family_left ? family_left : 0) +
           (comparison->one_of_several ? one_of_several : 0);
}

static double name_odds(const struct screen_session *session, const struct name_form *listed,
                        const struct entity_name *name, const struct name_comparison *comparison)
{
    enum entity_kind kind;
    name_kinds_meet(session->query.kind, listed->kind, &kind);
    return log_odds(name_probability(kind, comparison->score)) - doubt_of(name, comparison);
}

/* A name that was compared: the entry's best is kept. */
static void take_name(struct screen_session *session, struct listed_place place,
                      const struct name_form *listed, const struct name_comparison *comparison)
{
    const struct entity_name *name = &entry_of(session, place.entry)->entity->names[place.name];
    struct found *found = find(session, place.entry);
    double odds = name_odds(session, listed, name, comparison);
    bool is_better =
        !found->has_name || odds > found->odds || (odds == found->odds && place.name < found->name);
    if (!is_better)
        return;
    found->has_name = true;
    found->name = place.name;
    found->asked = session->asked;
    found->listed = listed;
    found->score = comparison->score;
    found->name_odds = odds;
    found->odds = found->found_by == FOUND_BY_IDENTIFIER ? fmax(0, odds) : odds;
}

static void take_hit(void *context, uint32_t number, const struct name_form *listed,
                     const struct name_comparison *comparison)
{
    struct screen_session *session = context;
    const struct listed_name *name =
        listed_name_at(sanctions_names(session->screener->sanctions), number);
    for (size_t i = 0; i < name->place_count; i++)
        take_name(session, name->places[i], listed, comparison);
}

/* The least score of a name that can come to the threshold with all that else is known. */
static double least_score(const struct screen_session *session)
{
    double odds = log_odds(session->choice->threshold) - circumstances_most(&session->query);
    double least = 1;
    for (size_t kind = ENTITY_PERSON; kind < ENTITY_KINDS; kind++) {
        double from = 0, to = 1;
        for (size_t step = 0; step < 24; step++) {
            double middle = (from + to) / 2;
            if (log_odds(name_probability((enum entity_kind)kind, middle)) < odds)
                from = middle;
            else
                to = middle;
        }
        least = fmin(least, from);
    }
    return session->choice->refused ? fmin(least, refused_least) : least;
}

static void search_name(struct screen_session *session, struct slice text, double least)
{
    struct name_form *forms;
    size_t count = name_forms_make(session->script, &session->arena, &session->pool,
                                   session->query.kind, text, (struct slice){0}, &forms);
    for (size_t i = 0; i < count; i++) {
        session->asked = &forms[i];
        name_search_run(session->search, &forms[i], least, take_hit, session);
    }
}

static void take_identifier(void *context, size_t entry, const struct entity_identifier *identifier)
{
    struct screen_session *session = context;
    struct found *found = find(session, entry);
    if (found->found_by == FOUND_BY_IDENTIFIER)
        return;
    found->found_by = FOUND_BY_IDENTIFIER;
    found->identifier = identifier;
    found->odds = 0;
}

/* Names that are identifiers by their looks are asked as such; gives whether it can be nothing
 * else. */
static bool ask_as_identifier(struct screen_session *session, struct slice text,
                              struct slice *identifiers, size_t *count)
{
    struct identifier_guess guess = {0};
    if (identifier_guess(text, &guess, 1) == 0)
        return false;
    identifiers[(*count)++] = text;
    sanctions_find_identifier(session->screener->sanctions, text, take_identifier, session);
    return guess.is_certain;
}

static void ask(struct screen_session *session, const struct screening_query *query)
{
    size_t names = 1 + (query->name_count < NAMES_MOST ? query->name_count : NAMES_MOST);
    size_t count = query->identifier_count;
    struct slice *identifiers =
        arena_create(&session->screening->arena, (count + names) * sizeof *identifiers);
    bool *is_name = arena_create(&session->arena, names);
    for (size_t i = 0; i < count; i++) {
        identifiers[i] = query->identifiers[i];
        sanctions_find_identifier(session->screener->sanctions, identifiers[i], take_identifier,
                                  session);
    }
    for (size_t i = 0; i < names; i++)
        is_name[i] = !ask_as_identifier(session, i == 0 ? query->name : query->names[i - 1],
                                        identifiers, &count);
    session->query.identifiers = identifiers;
    session->query.identifier_count = count;
    double least = least_score(session);
    for (size_t i = 0; i < names; i++) {
        struct slice name = i == 0 ? query->name : query->names[i - 1];
        if (!is_name[i] || slice_trim(name).size == 0)
            continue;
        session->asks_names = true;
        search_name(session, name, least);
    }
}

/* Names by OFAC's score, of all: its search compares with everything. */
static void ask_ofac(struct screen_session *session)
{
    const struct listed_names *names = sanctions_names(session->screener->sanctions);
    for (size_t i = 0; i < listed_names_count(names); i++) {
        const struct listed_name *name = listed_name_at(names, i);
        int score = ofac_score(session->query.name, name->forms[0].original);
        for (size_t p = 0; score >= session->choice->ofac_least && p < name->place_count; p++) {
            struct found *found = find(session, name->places[p].entry);
            if (score > found->ofac_score && !found->has_name &&
                found->found_by != FOUND_BY_IDENTIFIER) {
                found->name = name->places[p].name;
                found->has_name = true;
                found->odds = log_odds(0);
            }
            found->ofac_score = score > found->ofac_score ? score : found->ofac_score;
        }
    }
}

static void take_address(void *context, size_t entry, const struct entity_address *address)
{
    struct screen_session *session = context;
    struct found *found = find(session, entry);
    if (found->has_name || found->found_by == FOUND_BY_IDENTIFIER || found->address)
        return;
    found->address = address;
    found->odds = log_odds(0);
}

static void ask_addresses(struct screen_session *session)
{
    for (size_t i = 0; i < session->query.address_count; i++)
        streets_find(session->screener->streets, session->query.addresses[i], take_address,
                     session);
}

/* Reasons beside the name, of which the probability comes. */
static void weigh(struct screen_session *session, struct found *found, struct reasons *reasons)
{
    const struct entity *entity = entity_of(session, found);
    struct text sentence = {0};
    if (found->address) {
        text_put(&sentence, "same street address, nothing alike in the name: ");
        text_add(&sentence, found->address->text);
        reasons_add(reasons, 0, true, &sentence);
        found->probability = probability_of(found->odds);
        return;
    }
    if (found->found_by == FOUND_BY_IDENTIFIER && session->asks_names &&
        !(found->has_name && found->name_odds > unlike_names)) {
        text_put(&sentence, "the names are not alike");
        reasons_add(reasons, -other_name, true, &sentence);
    }
    circumstances_weigh(&session->query, entity, reasons);
    found->probability = probability_of(found->odds + reasons->change);
}

/* The probability alone. */
static void settle(struct screen_session *session, struct found *found)
{
    struct reasons reasons = {.arena = &session->arena};
    weigh(session, found, &reasons);
}

/* A name as it stands in full elsewhere: the same words, with a legal form. */
struct full_search {
    struct screen_session *session;
    const struct found *found;
    uint64_t key;                /* of the words */
    struct name_comparison best; /* of the names in full; score below 0: there is none */
    struct slice text;
};

static void look_at_full(struct full_search *search, enum entity_kind kind,
                         const struct entity_name *name)
{
    struct screen_session *session = search->session;
    struct name_form *forms;
    bool has_form;
    if (name->kind == NAME_WEAK_ALIAS)
        return;
    size_t count = name_forms_make(session->script, &session->arena, &session->pool, kind,
                                   name->text, name->family, &forms);
    for (size_t i = 0; i < count; i++) {
        struct name_comparison comparison;
        if (same_name_key(&forms[i], &has_form) != search->key || !has_form)
            continue;
        name_compare(search->found->asked, &forms[i], name_index_rarity(session->screener->index),
                     &comparison);
        if (comparison.score > search->best.score) {
            search->best = comparison;
            search->text = name->text;
        }
    }
}

static void look_at_linked(void *context, size_t entry, const struct entity_name *name)
{
    struct full_search *search = context;
    look_at_full(search, entry_of(search->session, entry)->entity->kind, name);
}

/* Who asks with a legal form asks for that form. A listed name without one can be anybody's, but
 * where the same name stands with its form elsewhere, that is compared. */
static void compare_in_full(struct screen_session *session, struct found *found)
{
    struct full_search search = {.session = session, .found = found, .best = {.score = -1}};
    bool asked_has_form, listed_has_form;
    if (!found->asked || found->probability < session->choice->threshold)
        return;
    same_name_key(found->asked, &asked_has_form);
    search.key = same_name_key(found->listed, &listed_has_form);
    if (!asked_has_form || listed_has_form)
        return;
    const struct entity *entity = entity_of(session, found);
    for (size_t i = 0; i < entity->name_count; i++)
        look_at_full(&search, entity->kind, &entity->names[i]);
    sanctions_linked(session->screener->sanctions, found->entry, look_at_linked, &search);
    if (search.best.score < 0 || search.best.score >= found->score)
        return;
    found->in_full = search.text;
    found->score = search.best.score;
    found->name_odds = name_odds(session, found->listed, &entity->names[found->name], &search.best);
    if (found->found_by == FOUND_BY_NAME)
        found->odds = found->name_odds;
    found->nearness = found->probability;
    settle(session, found);
}

static void take_linked(void *context, size_t entry, const struct entity_name *name)
{
    struct screen_session *session = context;
    const struct found from = session->found[session->linking];
    const struct entity *other = entry_of(session, entry)->entity;
    struct found linked = *find(session, entry);
    if (linked.found_by == FOUND_BY_IDENTIFIER)
        return;
    linked.found_by = FOUND_BY_LINK;
    linked.address = NULL;
    linked.via = entity_of(session, &from)->names[0].text;
    linked.odds = from.odds - link_doubt;
    if (from.found_by == FOUND_BY_IDENTIFIER)
        linked.odds = circumstance_of_identifier(from.identifier->kind) - link_doubt;
    if (!linked.has_name)
        linked.name = (uint32_t)(name - other->names);
    linked.has_name = true;
    settle(session, &linked);
    if (linked.probability > find(session, entry)->probability)
        *find(session, entry) = linked;
}

/* What matches brings in what has the same full name, and that what has another of its names. */
static void follow_links(struct screen_session *session)
{
    for (size_t i = 0; i < session->found_count; i++) {
        session->linking = i;
        if (session->found[i].probability >= session->choice->threshold)
            sanctions_linked(session->screener->sanctions, session->found[i].entry, take_linked,
                             session);
    }
}

/* By how near they come: what is refused for its legal form alone is told first. */
static int compare_refused(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
    double x_near = fmax(x->nearness, x->probability), y_near = fmax(y->nearness, y->probability);
    if (x_near != y_near)
        return x_near > y_near ? -1 : 1;
    return (x->entry > y->entry) - (x->entry < y->entry);
}

static int compare_found(const void *a, const void *b)
{
    const struct found *x = a, *y = b;
    if (x->probability != y->probability)
        return x->probability > y->probability ? -1 : 1;
    if (x->ofac_score != y->ofac_score)
        return x->ofac_score > y->ofac_score ? -1 : 1;
    return (x->entry > y->entry) - (x->entry < y->entry);
}

static void tell_word(struct reasons *reasons, const struct aligned_words *words)
{
    static const double least_weight = 0.05, unlike = 0.8;
    struct text sentence = {0};
    if (words->weight < least_weight ||
        (words->how != LIKENESS_MISSING && words->likeness > unlike))
        return;
    text_add_byte(&sentence, '\'');
    text_add(&sentence, words->asked.size > 0 ? words->asked : words->listed);
    text_put(&sentence, words->asked.size == 0    ? "' of the listed name is not in the one asked"
                        : words->listed.size == 0 ? "' is not in the listed name"
                                                  : "' is only like '");
    if (words->asked.size > 0 && words->listed.size > 0) {
        text_add(&sentence, words->listed);
        text_add_byte(&sentence, '\'');
    }
    reasons_add(reasons, 0, true, &sentence);
}

/* In the order of what was asked; what has nothing there stands behind. */
static int by_place(const void *a, const void *b)
{
    const struct aligned_words *x = a, *y = b;
    if ((x->asked.size > 0) != (y->asked.size > 0))
        return x->asked.size > 0 ? -1 : 1;
    return x->place - y->place;
}

/* What doubt_of() counted. */
static void tell_doubts(const struct entity_name *name, const struct name_comparison *comparison,
                        struct reasons *reasons)
{
    const struct {
        bool holds;
        double cost;
        const char *sentence;
    } doubts[] = {
        {name->kind == NAME_WEAK_ALIAS, weak_alias,
         "a weak alias: the list itself warns of false matches by it"},
        {comparison->family_left, family_left, "the listed family name is not in the one asked"},
        {comparison->one_of_several, one_of_several, "the listed name is one word alone"},
    };
    for (size_t i = 0; i < sizeof doubts / sizeof *doubts; i++) {
        struct text sentence = {0};
        if (!doubts[i].holds)
            continue;
        text_put(&sentence, doubts[i].sentence);
        reasons_add(reasons, -doubts[i].cost, true, &sentence);
    }
}

static void tell_full_name(const struct found *found, struct reasons *reasons)
{
    struct text sentence = {0};
    if (found->in_full.size == 0)
        return;
    text_put(&sentence, "its legal form is another: '");
    text_add(&sentence, found->in_full);
    text_put(&sentence, "'");
    reasons_add(reasons, 0, true, &sentence);
}

/* The words that were compared, and which of them speak against it. What was found by a link has
 * a name that need not be like the one asked. */
static void tell_words(struct screen_session *session, const struct found *found,
                       struct reasons *reasons, struct screening_candidate *candidate)
{
    struct arena *arena = &session->screening->arena;
    struct name_comparison comparison;
    if (!found->asked || found->found_by == FOUND_BY_LINK)
        return;
    name_compare(found->asked, found->listed, name_index_rarity(session->screener->index),
                 &comparison);
    if (found->found_by == FOUND_BY_NAME)
        tell_doubts(&entity_of(session, found)->names[found->name], &comparison, reasons);
    struct aligned_words *aligned =
        arena_create(arena, comparison.aligned_count * sizeof *aligned + 1);
    qsort(comparison.aligned, comparison.aligned_count, sizeof *aligned, by_place);
    for (size_t i = 0; i < comparison.aligned_count; i++) {
        aligned[i] = comparison.aligned[i];
        aligned[i].asked = arena_keep(arena, aligned[i].asked);
        aligned[i].listed = arena_keep(arena, aligned[i].listed);
        tell_word(reasons, &aligned[i]);
    }
    candidate->aligned = aligned;
    candidate->aligned_count = comparison.aligned_count;
}

static int ofac_of(const struct screen_session *session, const struct found *found)
{
    const struct entity *entity = entity_of(session, found);
    int best = found->ofac_score;
    for (size_t i = 0; i < entity->name_count && session->choice->ofac; i++) {
        int score = ofac_score(session->query.name, entity->names[i].text);
        best = score > best ? score : best;
    }
    return best;
}

static void tell(struct screen_session *session, struct found *found,
                 struct screening_candidate *candidate)
{
    struct arena *arena = &session->screening->arena;
    const struct sanctions_entry *entry = entry_of(session, found->entry);
    *candidate = (struct screening_candidate){
        .entity = entry->entity,
        .list = entry->list,
        .name = found->has_name ? &entry->entity->names[found->name] : NULL,
        .found_by = found->found_by,
        .identifier = found->identifier,
        .via = found->via,
        .score = found->score,
        .probability = found->probability,
        .ofac_score = ofac_of(session, found),
    };
    struct reasons reasons = {.arena = arena};
    weigh(session, found, &reasons);
    tell_full_name(found, &reasons);
    tell_words(session, found, &reasons, candidate);
    struct slice kept =
        arena_keep(arena, slice_make(reasons.items, reasons.count * sizeof reasons.items[0]));
    candidate->reasons = (const struct screening_reason *)(const void *)kept.data;
    candidate->reason_count = reasons.count;
    candidate->status_count = sanctions_status(session->screener->sanctions, found->entry,
                                               session->choice->at, arena, &candidate->statuses);
}

static bool is_candidate(const struct screen_session *session, const struct found *found)
{
    if (session->choice->ofac && found->ofac_score >= session->choice->ofac_least)
        return true;
    return !found->address && found->probability >= session->choice->threshold;
}

/* The likeliest first; behind those that are refused by their names those that share an address. */
static void tell_refused(struct screen_session *session, bool by_address)
{
    struct screening *screening = session->screening;
    struct screening_candidate *others =
        (struct screening_candidate *)(uintptr_t)screening->refused;
    size_t told = 0;
    for (size_t i = 0; i < session->found_count && told < REFUSED_MOST; i++) {
        struct found *found = &session->found[i];
        if (is_candidate(session, found) || (found->address != NULL) != by_address)
            continue;
        tell(session, found, &others[screening->refused_count++]);
        told++;
    }
}

static void tell_all(struct screen_session *session)
{
    struct screening *screening = session->screening;
    size_t count = session->found_count, accepted = 0;
    struct screening_candidate *told = arena_create(&screening->arena, (count + 1) * sizeof *told);
    if (count > 0)
        qsort(session->found, count, sizeof *session->found, compare_found);
    for (size_t i = 0; i < count; i++)
        if (is_candidate(session, &session->found[i]))
            tell(session, &session->found[i], &told[accepted++]);
    screening->candidates = told;
    screening->candidate_count = accepted;
    screening->refused = arena_create(&screening->arena, 2 * REFUSED_MOST * sizeof *told);
    if (session->choice->refused && count > 0) {
        qsort(session->found, count, sizeof *session->found, compare_refused);
        tell_refused(session, false);
        tell_refused(session, true);
    }
    screening->status_count =
        joint_statuses(told, accepted, &screening->arena, &screening->statuses);
}

void screen(struct screen_session *session, const struct screening_query *query,
            const struct screen_choice *choice, struct screening *screening)
{
    *screening =
        (struct screening){.query = *query, .at = choice->at, .threshold = choice->threshold};
    session->query = *query;
    session->choice = choice;
    session->asks_names = false;
    session->screening = screening;
    ask(session, query);
    if (choice->ofac && choice->ofac_least <= OFAC_MOST)
        ask_ofac(session);
    if (choice->refused)
        ask_addresses(session);
    for (size_t i = 0; i < session->found_count; i++)
        settle(session, &session->found[i]);
    for (size_t i = 0; i < session->found_count; i++)
        compare_in_full(session, &session->found[i]);
    follow_links(session);
    tell_all(session);
    forget(session);
}
