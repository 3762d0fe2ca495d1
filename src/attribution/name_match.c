/* SPDX-License-Identifier: MIT */
#include "attribution/name_match.h"

#include <math.h>

#include "attribution/name_evidence.h"

bool name_kinds_meet(enum entity_kind asked, enum entity_kind listed, enum entity_kind *kind)
{
    *kind = asked == ENTITY_ANY ? listed : asked;
    return asked == ENTITY_ANY || listed == ENTITY_ANY || asked == listed;
}

/* A curve: the log-odds that two names mean the same are a constant and so much for each evidence.
 */
struct curve {
    double constant, of[EVIDENCES];
};

static const struct curve of_persons = {3.91,
                                        {[EVIDENCE_CONFLICT] = -6.86,
                                         [EVIDENCE_SURPLUS] = -1.81,
                                         [EVIDENCE_DOUBT] = -10.44,
                                         [EVIDENCE_INITIALS] = -7.19,
                                         [EVIDENCE_LITTLE] = -1.00}};
static const struct curve of_others = {-2.87,
                                       {[EVIDENCE_LEAST_SHARE] = 6.83,
                                        [EVIDENCE_MINOR_CONFLICT] = -5.85,
                                        [EVIDENCE_WORST] = -1.11,
                                        [EVIDENCE_FORMS] = -6.13,
                                        [EVIDENCE_LITTLE] = -1.33}};
/* Ships and aircraft have the curve of organisations, and numbers that tell sisters apart. */
static const double craft_numbers = -4;

static const struct curve *curve_of(enum entity_kind kind)
{
    return kind == ENTITY_PERSON ? &of_persons : &of_others;
}

/* Less than the least share in common is no match, whatever else; from the other on it does not
 * limit the score. */
static const double LEAST_SHARE = 0.2, ENOUGH_SHARE = 0.5;

double name_bound(enum entity_kind kind, double share)
{
    (void)kind;
    return fmax(0, fmin(1, (share - LEAST_SHARE) / (ENOUGH_SHARE - LEAST_SHARE)));
}

static double logistic(double x)
{
    return 1 / (1 + exp(-x));
}

static void tell(struct name_comparison *comparison, struct aligned_words words)
{
    if (comparison->aligned_count < sizeof comparison->aligned / sizeof *comparison->aligned)
        comparison->aligned[comparison->aligned_count++] = words;
}

static void tell_alignment(enum entity_kind kind, const struct name_form *asked,
                           const struct name_form *listed, const struct rarity *rarity,
                           const struct name_alignment *alignment,
                           struct name_comparison *comparison)
{
    for (size_t i = 0; i < alignment->count; i++) {
        const struct aligned_pair *pair = &alignment->pairs[i];
        tell(comparison, (struct aligned_words){.asked = pair->asked->token->text,
                                                .listed = pair->listed->token->text,
                                                .place = pair->asked->first,
                                                .how = pair->how,
                                                .likeness = pair->likeness,
                                                .weight = pair->weight});
    }
    for (size_t i = 0; i < asked->word_count; i++) {
        const struct name_token *token = asked->words[i].token;
        if (alignment->asked_left >> i & 1)
            tell(comparison, (struct aligned_words){.asked = token->text,
                                                    .place = (uint8_t)i,
                                                    .how = LIKENESS_MISSING,
                                                    .weight = name_weight(kind, token, rarity)});
    }
    for (size_t i = 0; i < listed->word_count; i++) {
        const struct name_token *token = listed->words[i].token;
        if (alignment->listed_left >> i & 1)
            tell(comparison, (struct aligned_words){.listed = token->text,
                                                    .place = (uint8_t)i,
                                                    .how = LIKENESS_MISSING,
                                                    .weight = name_weight(kind, token, rarity)});
    }
    double all = 0;
    for (size_t i = 0; i < comparison->aligned_count; i++)
        all += comparison->aligned[i].weight;
    for (size_t i = 0; i < comparison->aligned_count && all > 0; i++)
        comparison->aligned[i].weight /= all;
}

/* Whether the list says what the family name is, and none of it is alike to anything. */
static bool family_is_left(const struct name_form *listed, uint64_t left)
{
    bool is_said = false;
    for (size_t i = 0; i < listed->word_count; i++) {
        if (!listed->words[i].is_family ||
            !name_is_distinctive(ENTITY_PERSON, listed->words[i].token))
            continue;
        is_said = true;
        if (!(left >> i & 1))
            return false;
    }
    return is_said;
}

static size_t count_distinctive(const struct name_form *form, uint64_t among)
{
    size_t count = 0;
    for (size_t i = 0; i < form->word_count; i++)
        count += (among >> i & 1) && name_is_distinctive(ENTITY_PERSON, form->words[i].token);
    return count;
}

void name_compare(const struct name_form *asked, const struct name_form *listed,
                  const struct rarity *rarity, struct name_comparison *comparison)
{
    enum entity_kind kind;
    comparison->score = 0;
    comparison->aligned_count = 0;
    comparison->family_left = comparison->one_of_several = false;
    if (!name_kinds_meet(asked->kind, listed->kind, &kind))
        return;
    struct name_alignment alignment;
    name_align(kind, asked, listed, &alignment);
    if (alignment.count == 0)
        return;
    struct name_evidence evidence;
    name_evidence_weigh(kind, asked, listed, &alignment, rarity, &evidence);
    const struct curve *curve = curve_of(kind);
    double x = curve->constant;
    for (size_t i = 0; i < EVIDENCES; i++)
        x += curve->of[i] * evidence.of[i];
    if (kind == ENTITY_VESSEL || kind == ENTITY_AIRCRAFT)
        x += craft_numbers * evidence.of[EVIDENCE_NUMBERS];
    double share = evidence.asked_weight > 0 ? evidence.asked_aligned / evidence.asked_weight : 0;
    comparison->score = fmin(logistic(x), name_bound(kind, share));
    tell_alignment(kind, asked, listed, rarity, &alignment, comparison);
    if (kind != ENTITY_PERSON)
        return;
    comparison->family_left = family_is_left(listed, alignment.listed_left);
    comparison->one_of_several = count_distinctive(listed, UINT64_MAX) == 1 &&
                                 count_distinctive(asked, alignment.asked_left) > 0;
}

/* What doubts can do for two names at most. A curve that was fitted may count many small ones for
 * them; none is larger than the worst, and words that are less alike are not aligned. */
static double doubts_most(const struct curve *curve, const struct name_outlook *outlook)
{
    static const double worst_most = 0.5;
    double of_doubt = curve->of[EVIDENCE_DOUBT];
    double of_worst = curve->of[EVIDENCE_WORST] + fmax(0, of_doubt) * outlook->amount;
    double worst = of_worst > 0 ? worst_most : outlook->worst;
    return of_worst * worst + fmin(0, of_doubt) * outlook->doubt;
}

/* What is left over on both sides is a conflict, what more is left on one a surplus, of which at
 * least half counts. Where a conflict costs more than a surplus, more left is never better. */
static double lefts_most(const struct curve *curve, const struct name_outlook *outlook)
{
    double conflict = curve->of[EVIDENCE_CONFLICT], surplus = curve->of[EVIDENCE_SURPLUS] / 2;
    double apart = fabs(outlook->our_left - outlook->their_left);
    double both = fmin(outlook->our_left, outlook->their_left);
    return conflict * both + (conflict <= surplus && surplus < 0 ? surplus * apart : 0);
}

/* The evidence is taken at its best: what counts against two names is at its least. */
double name_score_most(enum entity_kind kind, const struct name_outlook *outlook)
{
    const struct curve *curve = curve_of(kind);
    double x = curve->constant + doubts_most(curve, outlook);
    x += curve->of[EVIDENCE_LEAST_SHARE] * fmin(outlook->our_share, outlook->their_share);
    x += lefts_most(curve, outlook);
    x += curve->of[EVIDENCE_LITTLE] * name_evidence_little(outlook->amount);
    return fmin(logistic(x), name_bound(kind, outlook->our_aligned));
}

double name_probability(enum entity_kind kind, double score)
{
    (void)kind;
    return score;
}
