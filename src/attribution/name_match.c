/* SPDX-License-Identifier: MIT */
#include "attribution/name_match.h"

#include <math.h>

#include "attribution/name_alignment.h"

bool name_kinds_meet(enum entity_kind asked, enum entity_kind listed, enum entity_kind *kind)
{
    *kind = asked == ENTITY_ANY ? listed : asked;
    return asked == ENTITY_ANY || listed == ENTITY_ANY || asked == listed;
}

/* What a word says by its class, before its rarity. */
struct class_weights {
    double form, descriptor, place, title, particle, number, ship, initial;
};

static const struct class_weights weights[ENTITY_KINDS] = {
    [ENTITY_ANY] = {0.1, 0.4, 0.5, 0.1, 0.1, 0.5, 0.1, 0.2},
    [ENTITY_PERSON] = {0.1, 1, 1, 0.05, 0.1, 0.2, 1, 0.2},
    [ENTITY_ORGANISATION] = {0.08, 0.25, 0.4, 0.5, 0.05, 0.5, 1, 0.4},
    [ENTITY_VESSEL] = {0.1, 0.8, 0.8, 0.5, 0.1, 0.8, 0.02, 0.4},
    [ENTITY_AIRCRAFT] = {0.1, 0.5, 0.5, 0.5, 0.1, 1, 0.1, 1},
};

static double class_weight(const struct class_weights *of, enum word_class class)
{
    switch (class) {
    case WORD_COMPANY_FORM:
        return of->form;
    case WORD_DESCRIPTOR:
        return of->descriptor;
    case WORD_PLACE:
        return of->place;
    case WORD_TITLE:
        return of->title;
    case WORD_PARTICLE:
        return of->particle;
    case WORD_NUMBER:
        return of->number;
    case WORD_SHIP:
        return of->ship;
    default:
        return 1;
    }
}

/* Short words are easily the same by chance. */
static double length_weight(size_t size)
{
    static const double by_size[] = {0.2, 0.4, 0.6, 0.75, 0.9};
    return size < sizeof by_size / sizeof *by_size ? by_size[size] : 1;
}

double name_weight(enum entity_kind kind, const struct name_token *token,
                   const struct rarity *rarity)
{
    if (token->is_initial)
        return weights[kind].initial;
    double weight = class_weight(&weights[kind], token->meaning.class);
    if (token->meaning.class == WORD_PLAIN)
        weight *= length_weight(token->text.size);
    double rare = rarity != NULL ? rarity_of(rarity, token->text) : token->group_count ? 0.6 : 1;
    return weight * (0.3 + 0.7 * rare);
}

/* What one name's words weigh, and what of it is alike. */
struct side {
    double all, aligned;
    double left_plain; /* not aligned, of words that say who is meant */
};

static double place_weight(enum entity_kind kind, const struct name_form *form,
                           const struct name_place *place, const struct rarity *rarity)
{
    double weight = 0;
    for (size_t i = place->first; i < (size_t)place->first + place->span; i++)
        weight += name_weight(kind, form->words[i].token, rarity);
    return weight;
}

static void weigh_left(enum entity_kind kind, const struct name_form *form, uint64_t left,
                       const struct rarity *rarity, struct side *side)
{
    for (size_t i = 0; i < form->word_count; i++) {
        double weight = name_weight(kind, form->words[i].token, rarity);
        side->all += weight;
        if (left >> i & 1)
            side->left_plain += weight;
    }
}

double name_bound(enum entity_kind kind, double share)
{
    (void)kind;
    return share >= 1 ? 1 : share <= 0 ? 0 : fmin(1, 1.5 * share);
}

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

static void tell(struct name_comparison *comparison, const struct aligned_words *words)
{
    if (comparison->aligned_count < sizeof comparison->aligned / sizeof *comparison->aligned)
        comparison->aligned[comparison->aligned_count++] = *words;
}

static void tell_left(enum entity_kind kind, const struct name_form *form, uint64_t left,
                      const struct rarity *rarity, double all, bool asked,
                      struct name_comparison *comparison)
{
    for (size_t i = 0; i < form->word_count; i++) {
        if (!(left >> i & 1))
            continue;
        const struct name_token *token = form->words[i].token;
        struct aligned_words words = {.how = LIKENESS_MISSING};
        *(asked ? &words.asked : &words.listed) = token->text;
        words.weight = name_weight(kind, token, rarity) / all;
        tell(comparison, &words);
    }
}

void name_compare(const struct name_form *asked, const struct name_form *listed,
                  const struct rarity *rarity, struct name_comparison *comparison)
{
    enum entity_kind kind;
    comparison->score = 0;
    comparison->aligned_count = 0;
    if (!name_kinds_meet(asked->kind, listed->kind, &kind))
        return;
    struct name_alignment alignment;
    name_align(asked, listed, &alignment);
    if (alignment.count == 0)
        return;
    struct side ours = {0}, theirs = {0};
    weigh_left(kind, asked, alignment.asked_left, rarity, &ours);
    weigh_left(kind, listed, alignment.listed_left, rarity, &theirs);
    double shared = 0;
    for (size_t i = 0; i < alignment.count; i++) {
        const struct aligned_pair *pair = &alignment.pairs[i];
        double a = place_weight(kind, asked, pair->asked, rarity);
        double b = place_weight(kind, listed, pair->listed, rarity);
        shared += a;
        ours.aligned += a * pair->likeness;
        theirs.aligned += b * pair->likeness;
        struct aligned_words words = {.asked = pair->asked->token->text,
                                      .listed = pair->listed->token->text,
                                      .how = pair->how,
                                      .likeness = pair->likeness,
                                      .weight = a / ours.all};
        tell(comparison, &words);
    }
    tell_left(kind, asked, alignment.asked_left, rarity, ours.all, true, comparison);
    tell_left(kind, listed, alignment.listed_left, rarity, theirs.all, false, comparison);
    double conflict = fmin(ours.left_plain, theirs.left_plain);
    double x = -8 + 7 * ours.aligned / ours.all + 5 * theirs.aligned / theirs.all - 3 * conflict;
    comparison->score = fmin(logistic(x), name_bound(kind, shared / ours.all));
}

double name_probability(enum entity_kind kind, double score)
{
    (void)kind;
    return score;
}
