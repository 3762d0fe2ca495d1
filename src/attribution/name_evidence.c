/* SPDX-License-Identifier: MIT */
#include "attribution/name_evidence.h"

#include <math.h>

#include "attribution/name_match.h"

/* What a word says by its class, before its rarity. */
struct class_weights {
    double plain, form, descriptor, place, title, particle, number, ship, initial;
};

static const struct class_weights weights[ENTITY_KINDS] = {
    [ENTITY_ANY] = {1, 0.1, 0.4, 0.5, 0.1, 0.1, 0.5, 0.1, 0.2},
    [ENTITY_PERSON] = {1, 0.1, 1, 1, 0.05, 0.1, 0.2, 1, 0.2},
    [ENTITY_ORGANISATION] = {1, 0.08, 0.25, 0.4, 0.5, 0.05, 0.5, 1, 0.4},
    [ENTITY_VESSEL] = {1, 0.1, 0.8, 0.8, 0.5, 0.1, 0.8, 0.02, 0.4},
    [ENTITY_AIRCRAFT] = {1, 0.1, 0.5, 0.5, 0.5, 0.1, 1, 0.1, 1},
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
        return of->plain;
    }
}

/* Legal forms that differ say less where one was translated: no law has the other's forms. */
static const double TRANSLATED_FORM = 0.3;

/* What two names have in common is enough where it is as much as this. */
static const double ENOUGH = 2;

double name_evidence_little(double amount)
{
    return fmax(0, ENOUGH - amount);
}

/* Short words are easily the same by chance. */
static double length_weight(size_t size)
{
    static const double by_size[] = {0.2, 0.3, 0.45, 0.6, 0.75, 0.9};
    return size < sizeof by_size / sizeof *by_size ? by_size[size] : 1;
}

double name_weight(enum entity_kind kind, const struct name_token *token,
                   const struct rarity *rarity)
{
    if (token->is_initial)
        return weights[kind].initial;
    double weight = class_weight(&weights[kind], token->meaning.class);
    if (token->meaning.class == WORD_PLAIN)
        weight *= length_weight(token->sound.size);
    double rare = rarity != NULL ? rarity_of(rarity, token) : token->group_count ? 0.6 : 1;
    return weight * (0.3 + 0.7 * rare);
}

/* Words that say who is meant, not what it does or where it is. */
bool name_is_distinctive(enum entity_kind kind, const struct name_token *token)
{
    return !token->is_initial && weights[kind].plain > 0 &&
           class_weight(&weights[kind], token->meaning.class) >= 0.8;
}

/* What one name's words weigh, and what of them is alike or left over. */
struct side {
    double all, aligned;
    double left_distinctive; /* without what is repeated */
    double left_repeated, left_patronymic;
    double left_descriptor, left_place;
    bool number_left, form_left, initial_left;
    bool has_initial, has_distinctive;
    double weights[LIMIT_NAME_WORDS];
};

/* A word that is there twice ("Sergey Sergey Shoigu") may be a slip. */
static bool is_repeated(const struct name_form *form, uint64_t left, size_t word)
{
    for (size_t i = 0; i < form->word_count; i++)
        if (i != word && !(left >> i & 1) &&
            form->words[i].token->digest == form->words[word].token->digest)
            return true;
    return false;
}

/* Often left out: "Vladimirovich", "Ivanovna". */
static bool is_patronymic(const struct name_token *token)
{
    static const char *const ends[] = {"ovich", "evich", "ovna", "evna", "ovych", "ivna"};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        if (token->text.size > 6 && slice_ends_with(token->text, ends[i]))
            return true;
    return false;
}

static void weigh_side(enum entity_kind kind, const struct name_form *form, uint64_t left,
                       const struct rarity *rarity, struct side *side)
{
    *side = (struct side){.all = 0};
    for (size_t i = 0; i < form->word_count; i++) {
        const struct name_token *token = form->words[i].token;
        bool is_left = left >> i & 1;
        double weight = side->weights[i] = name_weight(kind, token, rarity);
        side->all += weight;
        if (is_left && is_repeated(form, left, i)) {
            side->left_repeated += name_is_distinctive(kind, token) ? weight : 0;
            continue;
        }
        side->has_initial |= token->is_initial;
        side->has_distinctive |= name_is_distinctive(kind, token);
        if (!is_left)
            continue;
        if (name_is_distinctive(kind, token)) {
            side->left_distinctive += weight;
            side->left_patronymic += kind == ENTITY_PERSON && is_patronymic(token) ? weight : 0;
        } else if (token->meaning.class == WORD_DESCRIPTOR)
            side->left_descriptor += weight;
        else if (token->meaning.class == WORD_PLACE)
            side->left_place += weight;
        side->initial_left |= token->is_initial;
        side->number_left |= token->meaning.class == WORD_NUMBER;
        side->form_left |= token->meaning.class == WORD_COMPANY_FORM;
    }
}

static double weight_of(const struct side *side, const struct name_place *place)
{
    double weight = 0;
    for (size_t i = place->first; i < (size_t)place->first + place->span; i++)
        weight += side->weights[i];
    return weight;
}

static void weigh_pairs(enum entity_kind kind, struct name_alignment *alignment, struct side *asked,
                        struct side *listed, struct name_evidence *evidence)
{
    double *of = evidence->of, amount = 0;
    for (size_t i = 0; i < alignment->count; i++) {
        struct aligned_pair *pair = &alignment->pairs[i];
        double ours = weight_of(asked, pair->asked), theirs = weight_of(listed, pair->listed);
        double both = (ours + theirs) / 2;
        pair->weight = both;
        evidence->asked_aligned += ours;
        asked->aligned += ours * pair->likeness;
        listed->aligned += theirs * pair->likeness;
        amount += both * pair->likeness;
        if (!name_is_distinctive(kind, pair->asked->token) &&
            !name_is_distinctive(kind, pair->listed->token))
            continue;
        of[EVIDENCE_DOUBT] += both * (1 - pair->likeness);
        of[EVIDENCE_WORST] = fmax(of[EVIDENCE_WORST], 1 - pair->likeness);
    }
    of[EVIDENCE_LITTLE] = name_evidence_little(amount);
}

/* What one side alone has left over; patronymics say half of it. */
static double surplus(const struct side *ours, const struct side *theirs)
{
    const struct side *more = ours->left_distinctive > theirs->left_distinctive ? ours : theirs;
    const struct side *less = more == ours ? theirs : ours;
    double extra = more->left_distinctive - less->left_distinctive;
    return extra - fmin(extra, more->left_patronymic) / 2;
}

static bool has_only_initials(const struct side *side)
{
    return side->has_initial && !side->has_distinctive;
}

/* An initial that is none of what the other name has left; or nothing but initials ("N. N."). */
static bool initials_speak_against(const struct side *ours, const struct side *theirs)
{
    return has_only_initials(ours) != has_only_initials(theirs) ||
           (ours->initial_left && (theirs->initial_left || theirs->left_distinctive > 0)) ||
           (theirs->initial_left && ours->left_distinctive > 0);
}

void name_evidence_weigh(enum entity_kind kind, const struct name_form *asked,
                         const struct name_form *listed, struct name_alignment *alignment,
                         const struct rarity *rarity, struct name_evidence *evidence)
{
    struct side ours, theirs;
    weigh_side(kind, asked, alignment->asked_left, rarity, &ours);
    weigh_side(kind, listed, alignment->listed_left, rarity, &theirs);
    *evidence = (struct name_evidence){.asked_weight = ours.all};
    weigh_pairs(kind, alignment, &ours, &theirs, evidence);

    double our_share = ours.all > 0 ? ours.aligned / ours.all : 0;
    double their_share = theirs.all > 0 ? theirs.aligned / theirs.all : 0;
    double *of = evidence->of;
    of[EVIDENCE_LEAST_SHARE] = fmin(our_share, their_share);
    of[EVIDENCE_CONFLICT] = fmin(ours.left_distinctive + ours.left_repeated,
                                 theirs.left_distinctive + theirs.left_repeated);
    of[EVIDENCE_SURPLUS] = surplus(&ours, &theirs);
    of[EVIDENCE_MINOR_CONFLICT] = fmin(ours.left_descriptor, theirs.left_descriptor) +
                                  fmin(ours.left_place, theirs.left_place);
    of[EVIDENCE_INITIALS] = initials_speak_against(&ours, &theirs);
    of[EVIDENCE_NUMBERS] = ours.number_left && theirs.number_left;
    of[EVIDENCE_FORMS] = !ours.form_left || !theirs.form_left ? 0
                         : asked->reading == listed->reading  ? 1
                                                              : TRANSLATED_FORM;
}
