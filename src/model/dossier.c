/* SPDX-License-Identifier: MIT */
#include "model/dossier.h"

#include <assert.h>
#include <stdlib.h>

static const struct {
    const char *key, *title, *silent;
} layers[] = {
#define LAYER(NAME, key, title, silent) {key, title, silent},
#include "model/layer.def"
#undef LAYER
};

const char *layer_key(enum layer layer)
{
    return layers[layer].key;
}

const char *layer_title(enum layer layer)
{
    return layers[layer].title;
}

const char *layer_silent(enum layer layer)
{
    return layers[layer].silent;
}

const char *layer_state_key(enum layer_state state)
{
    static const char *const keys[] = {"not asked", "silent", "said", "disputed"};
    return keys[state];
}

bool overlap_is_taken_over(const struct campaign_overlap *overlap)
{
    enum { LEAST = 3 };
    return overlap->notice_size >= LEAST && 2 * overlap->same >= overlap->notice_size;
}

const char *quote_kind_key(enum quote_kind kind)
{
    static const char *const keys[] = {"actor", "campaign", "family"};
    return keys[kind];
}

/* Grades */

static const struct {
    const char *words, *rule;
} reliabilities[] =
    {
#define RELIABILITY(LETTER, words, rule) {words, rule},
#include "model/grade.def"
#undef RELIABILITY
},
  credibilities[] = {
#define CREDIBILITY(NUMBER, words, rule) {words, rule},
#include "model/grade.def"
#undef CREDIBILITY
};

const char *reliability_words(char letter)
{
    assert(letter >= 'A' && letter <= 'F');
    return reliabilities[letter - 'A'].words;
}

const char *reliability_rule(char letter)
{
    assert(letter >= 'A' && letter <= 'F');
    return reliabilities[letter - 'A'].rule;
}

const char *credibility_words(char number)
{
    assert(number >= '1' && number <= '6');
    return credibilities[number - '1'].words;
}

const char *credibility_rule(char number)
{
    assert(number >= '1' && number <= '6');
    return credibilities[number - '1'].rule;
}

/* Likelihood */

static const struct {
    const char *key, *words;
    unsigned from, to;
} likelihoods[] = {
#define LIKELIHOOD(NAME, key, words, from, to) {key, words, from, to},
#include "model/likelihood.def"
#undef LIKELIHOOD
};

enum likelihood likelihood_of(double percent)
{
    enum likelihood likelihood = LIKELIHOOD_ALMOST_NONE;
    while (likelihood + 1 < LIKELIHOODS && percent >= likelihoods[likelihood + 1].from)
        likelihood++;
    return likelihood;
}

const char *likelihood_key(enum likelihood likelihood)
{
    return likelihoods[likelihood].key;
}

const char *likelihood_words(enum likelihood likelihood)
{
    return likelihoods[likelihood].words;
}

void likelihood_range(enum likelihood likelihood, unsigned *from, unsigned *to)
{
    *from = likelihoods[likelihood].from;
    *to = likelihoods[likelihood].to;
}

const char *confidence_word(enum confidence confidence)
{
    static const char *const words[] = {"low", "moderate", "high"};
    return words[confidence];
}

/* Explanations */

static const struct {
    const char *key, *words, *next;
} explanations[] = {
#define EXPLANATION(NAME, key, words, next) {key, words, next},
#include "model/explanation.def"
#undef EXPLANATION
};

const char *explanation_key(enum explanation explanation)
{
    return explanations[explanation].key;
}

const char *explanation_words(enum explanation explanation)
{
    return explanations[explanation].words;
}

const char *explanation_next(enum explanation explanation)
{
    return explanations[explanation].next;
}

/* The dossier */

const struct layer_claim *dossier_layer(const struct dossier *dossier, enum layer layer,
                                        size_t *count)
{
    size_t from = 0;
    while (from < dossier->claim_count && dossier->claims[from].layer != layer)
        from++;
    size_t end = from;
    while (end < dossier->claim_count && dossier->claims[end].layer == layer)
        end++;
    *count = end - from;
    return dossier->claims + from;
}

static bool is_listed_match(const struct screening_candidate *candidate)
{
    const double match = 0.9;
    for (size_t i = 0; i < candidate->status_count; i++)
        if (candidate->statuses[i].standing == STANDING_LISTED)
            return candidate->probability >= match;
    return false;
}

bool dossier_has_match(const struct dossier *dossier)
{
    for (size_t i = 0; i < dossier->screened_count; i++) {
        const struct screening *screening = &dossier->screened[i].screening;
        for (size_t k = 0; k < screening->candidate_count; k++)
            if (is_listed_match(&screening->candidates[k]))
                return true;
    }
    return false;
}

void dossier_done(struct dossier *dossier)
{
    if (!dossier)
        return;
    for (size_t i = 0; i < dossier->screened_count; i++)
        screening_done(&dossier->screened[i].screening);
    free(dossier->screened);
    arena_done(&dossier->arena);
    *dossier = (struct dossier){.subject = {0}};
}
