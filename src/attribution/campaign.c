/* SPDX-License-Identifier: MIT */
#include "attribution/campaign.h"

#include "base/memory.h"

#include <stdlib.h>

enum {
    STALE = 10, /* weight after three half-lives and more */
    SOURCES_MOST = LIMIT_LISTINGS + LIMIT_RECURRENCES,
};

/* Somebody who lists the thing itself. */
struct voice {
    struct slice publisher, name;
    struct slice said[3]; /* by quote_kind; empty: not said */
};

struct work {
    struct dossier *dossier;
    const struct world *world;
    struct voice voices[SOURCES_MOST];
    size_t voice_count;
    struct attribution_quote *quotes;
    size_t count, capacity;
    struct text scratch;
};

static struct slice take_scratch(struct work *w)
{
    struct slice kept = arena_keep(&w->dossier->arena, text_slice(&w->scratch));
    text_clear(&w->scratch);
    return kept;
}

/* --- Who speaks ---------------------------------------------------------------------- */

static const struct statement *statement_of(const struct listing_notice *listing)
{
    return &listing->notice->statements[listing->indicator->statement];
}

static void hear(struct work *w, const struct voice *voice)
{
    if (w->voice_count < SOURCES_MOST)
        w->voices[w->voice_count++] = *voice;
}

static void hear_all(struct work *w)
{
    const struct dossier *dossier = w->dossier;
    for (size_t i = 0; i < dossier->listing_count; i++) {
        const struct listing_notice *listing = &dossier->listings[i];
        const struct statement *said = statement_of(listing);
        hear(w, &(struct voice){listing->notice->publisher,
                                listing->notice->name,
                                {said->actor, said->campaign, said->family}});
    }
    for (size_t i = 0; i < dossier->relative_count; i++) {
        const struct recurrence *relative = &dossier->relatives[i];
        const struct compared_notice *source = &dossier->sources[relative->source];
        if (relation_names_it(relative->relation))
            hear(w, &(struct voice){source->publisher, source->name, {[2] = relative->family}});
    }
}

/* One voice may speak in several notices. */
static bool are_one_voice(const struct voice *a, const struct voice *b)
{
    bool same_publisher =
        a->publisher.size > 0 && slice_equal_ignoring_case(a->publisher, b->publisher);
    return same_publisher || slice_equal(a->name, b->name);
}

static bool was_heard(const struct work *w, size_t voice)
{
    for (size_t i = 0; i < voice; i++)
        if (are_one_voice(&w->voices[i], &w->voices[voice]))
            return true;
    return false;
}

/* --- Grades ---------------------------------------------------------------------------- */

static char reliability_of(const struct listing_notice *listing)
{
    const struct notice *notice = listing->notice;
    bool is_published = notice->publisher.size > 0, is_dated = instant_is_known(listing->published);
    if (listing->place_agrees == AGREEMENT_NO)
        return 'E';
    if (!is_published && !is_dated)
        return 'F';
    if (!is_published || !is_dated)
        return 'D';
    return notice->has_evidence || notice->has_signature ? 'B' : 'C';
}

/* What the others say of the thing, held against what one says. */
struct echo {
    size_t others, confirm, contradict;
};

/* What one voice says in all that it says; once the same is enough. */
static enum agreement agreement_of(const struct work *w, const struct voice *voice,
                                   enum quote_kind kind, struct slice said)
{
    enum agreement agreement = AGREEMENT_UNKNOWN;
    for (size_t i = 0; i < w->voice_count && said.size > 0; i++) {
        struct slice other = w->voices[i].said[kind];
        if (!are_one_voice(&w->voices[i], voice) || other.size == 0)
            continue;
        enum family_relation relation = world_compare_families(w->world, said, other, NULL);
        if (relation == FAMILY_SAME || relation == FAMILY_RELATED)
            return AGREEMENT_YES;
        agreement = relation == FAMILY_DIFFERENT ? AGREEMENT_NO : agreement;
    }
    return agreement;
}

/* Whether one of two took over what the other lists. */
static bool is_taken_over(const struct work *w, const struct voice *a, const struct voice *b)
{
    for (size_t i = 0; i < w->dossier->overlap_count; i++) {
        const struct campaign_overlap *overlap = &w->dossier->overlaps[i];
        bool are_they =
            (slice_equal(overlap->notice, a->name) && slice_equal(overlap->other, b->name)) ||
            (slice_equal(overlap->notice, b->name) && slice_equal(overlap->other, a->name));
        if (are_they && overlap_is_taken_over(overlap))
            return true;
    }
    return false;
}

static struct echo listen(const struct work *w, const struct voice *speaker, enum quote_kind kind,
                          struct slice said)
{
    struct echo echo = {.others = 0};
    for (size_t i = 0; i < w->voice_count; i++) {
        const struct voice *other = &w->voices[i];
        if (are_one_voice(other, speaker) || was_heard(w, i) || is_taken_over(w, speaker, other))
            continue;
        enum agreement agreement = agreement_of(w, other, kind, said);
        echo.others++;
        echo.confirm += agreement == AGREEMENT_YES;
        echo.contradict += agreement == AGREEMENT_NO;
    }
    return echo;
}

static char credibility_of(const struct echo *echo, bool is_stale)
{
    if (echo->confirm > 0)
        return echo->confirm > 1 ? '1' : '2';
    if (echo->contradict > 0)
        return '5';
    if (echo->others > 0)
        return '3';
    return is_stale ? '4' : '6';
}

static struct grade grade_of(struct work *w, char reliability, const struct voice *speaker,
                             enum quote_kind kind, struct slice said, bool is_stale)
{
    struct echo echo = listen(w, speaker, kind, said);
    char credibility = credibility_of(&echo, is_stale);
    text_print(&w->scratch, "%c: %s; %c: %s", reliability, reliability_rule(reliability),
               credibility, credibility_rule(credibility));
    return (struct grade){reliability, credibility, take_scratch(w)};
}

/* --- What sets know ------------------------------------------------------------------------ */

struct asking {
    struct work *w;
    struct quoted_thing things[LIMIT_QUOTED_THINGS];
    size_t count;
};

static const struct slice *keep_list(struct arena *arena, const struct slice *list, size_t count)
{
    struct slice *kept = arena_alloc(arena, count * sizeof *kept + 1);
    for (size_t i = 0; i < count; i++)
        kept[i] = list[i];
    return kept;
}

static void keep_thing(void *context, const struct family_claim *claim)
{
    struct asking *asking = context;
    struct arena *arena = &asking->w->dossier->arena;
    if (asking->count == LIMIT_QUOTED_THINGS)
        return;
    struct quoted_note *notes = arena_alloc(arena, claim->note_count * sizeof *notes + 1);
    for (size_t i = 0; i < claim->note_count; i++)
        notes[i] = (struct quoted_note){claim->notes[i].field, claim->notes[i].value};
    asking->things[asking->count++] = (struct quoted_thing){
        .set = slice_from(claim->set->set->name),
        .date = arena_keep(arena, claim->set->date),
        .collection = claim->collection,
        .title = claim->title,
        .number = claim->number,
        .is_group = claim->is_group,
        .is_title = claim->is_first_name,
        .names = keep_list(arena, claim->names, claim->name_count),
        .name_count = claim->name_count,
        .notes = notes,
        .note_count = claim->note_count,
        .techniques = keep_list(arena, claim->techniques, claim->technique_count),
        .technique_count = claim->technique_count,
        .software = keep_list(arena, claim->software, claim->software_count),
        .software_count = claim->software_count,
        .description = claim->description,
    };
}

static void ask_sets(struct work *w, struct attribution_quote *quote)
{
    struct asking asking = {.w = w};
    world_family(w->world, quote->said, keep_thing, &asking);
    size_t size = asking.count * sizeof *asking.things;
    quote->things = memcpy(arena_alloc(&w->dossier->arena, size + 1), asking.things, size);
    quote->thing_count = asking.count;
}

/* --- Quotes --------------------------------------------------------------------------------- */

/* One notice may say one thing of several of its entries. */
static bool is_quoted(const struct work *w, const struct attribution_quote *quote)
{
    for (size_t i = 0; i < w->count; i++)
        if (w->quotes[i].kind == quote->kind && slice_equal(w->quotes[i].by, quote->by) &&
            slice_equal(w->quotes[i].said, quote->said))
            return true;
    return false;
}

static void add_quote(struct work *w, struct attribution_quote *quote)
{
    if (is_quoted(w, quote))
        return;
    ask_sets(w, quote);
    w->quotes = memory_grow(w->quotes, &w->capacity, w->count + 1, sizeof *w->quotes);
    w->quotes[w->count++] = *quote;
}

static void quote_listing(struct work *w, struct listing_notice *listing, const struct voice *voice)
{
    const struct notice *notice = listing->notice;
    bool is_stale = listing->weight < STALE;
    char reliability = reliability_of(listing);
    listing->grade =
        grade_of(w, reliability, voice, QUOTE_FAMILY, voice->said[QUOTE_FAMILY], is_stale);
    for (enum quote_kind kind = QUOTE_ACTOR; kind <= QUOTE_FAMILY; kind++) {
        if (voice->said[kind].size == 0)
            continue;
        add_quote(w,
                  &(struct attribution_quote){
                      .kind = kind,
                      .said = voice->said[kind],
                      .by = notice->publisher.size > 0 ? notice->publisher : notice->name,
                      .date = notice->date,
                      .is_publisher_named = notice->publisher.size > 0,
                      .copies = listing->copy_count,
                      .grade = grade_of(w, reliability, voice, kind, voice->said[kind], is_stale),
                  });
    }
}

/* Of a list that was compared only name, publisher and date are known. */
static void quote_relative(struct work *w, const struct recurrence *relative)
{
    const struct compared_notice *source = &w->dossier->sources[relative->source];
    const struct voice voice = {source->publisher, source->name, {[2] = relative->family}};
    bool is_published = source->publisher.size > 0, is_dated = source->date.size > 0;
    char reliability = is_published && is_dated ? 'C' : is_published || is_dated ? 'D' : 'F';
    if (relative->family.size == 0 || !relation_names_it(relative->relation))
        return;
    add_quote(w,
              &(struct attribution_quote){
                  .kind = QUOTE_FAMILY,
                  .said = relative->family,
                  .by = is_published ? source->publisher : source->name,
                  .date = source->date,
                  .is_publisher_named = is_published,
                  .grade = grade_of(w, reliability, &voice, QUOTE_FAMILY, relative->family, false),
              });
}

/* --- Judgement ---------------------------------------------------------------------------------
 */

static bool has_claim(const struct dossier *dossier, enum layer layer, const char *what)
{
    size_t count;
    const struct layer_claim *claims = dossier_layer(dossier, layer, &count);
    for (size_t i = 0; i < count; i++)
        if (slice_equal_text(claims[i].what, what))
            return true;
    return false;
}

static enum confidence confidence_from(const struct grade *grade)
{
    if (grade->credibility == '1' && grade->reliability <= 'B')
        return CONFIDENCE_HIGH;
    if (grade->credibility <= '2' || (grade->reliability <= 'B' && grade->credibility == '3'))
        return CONFIDENCE_MODERATE;
    return CONFIDENCE_LOW;
}

/* The listing that speaks for most: the one of which most is left. */
static const struct listing_notice *strongest(const struct dossier *dossier)
{
    const struct listing_notice *best = &dossier->listings[0];
    for (size_t i = 1; i < dossier->listing_count; i++)
        if (dossier->listings[i].weight > best->weight)
            best = &dossier->listings[i];
    return best;
}

static void judge_likelihood(struct work *w, const struct listing_notice *best,
                             struct judgement *judgement)
{
    enum { FRESH = 95 };
    struct text *why = &w->scratch;
    bool is_sinkhole = has_claim(w->dossier, LAYER_HOSTING, "sinkhole");
    judgement->percent = best->weight;
    judgement->is_bound = best->indicator->confidence == 0;
    if (is_sinkhole && judgement->percent > 4) {
        judgement->percent = 4;
        text_put(why, "a list says that it is a sinkhole now");
    } else {
        text_put(why, judgement->is_bound ? "age alone, as no publisher gives a confidence"
                                          : "its publisher's confidence, less by age");
    }
    judgement->is_said = !judgement->is_bound || judgement->percent < FRESH;
    if (!judgement->is_said) {
        text_clear(why);
        text_put(why, "no publisher gives a confidence, and its age does not speak against it");
    }
    judgement->percent = judgement->percent < 1    ? 1
                         : judgement->percent > 99 ? 99
                                                   : judgement->percent;
    judgement->likelihood = likelihood_of(judgement->percent);
    judgement->likelihood_rests_on = take_scratch(w);
}

static void judge_confidence(struct work *w, struct judgement *judgement)
{
    size_t voices = 0;
    const struct grade *best = &w->dossier->listings[0].grade;
    for (size_t i = 0; i < w->dossier->listing_count; i++) {
        const struct grade *grade = &w->dossier->listings[i].grade;
        if (confidence_from(grade) > confidence_from(best))
            best = grade;
    }
    for (size_t i = 0; i < w->count; i++)
        if (confidence_from(&w->quotes[i].grade) > confidence_from(best))
            best = &w->quotes[i].grade;
    for (size_t i = 0; i < w->voice_count; i++)
        voices += !was_heard(w, i);
    judgement->confidence = confidence_from(best);
    text_print(&w->scratch, "%zu publisher%s, the best graded %c%c (%s, %s)", voices,
               voices == 1 ? "" : "s", best->reliability, best->credibility,
               reliability_words(best->reliability), credibility_words(best->credibility));
    judgement->confidence_rests_on = take_scratch(w);
}

/* --- The whole ---------------------------------------------------------------------- */

void campaigns_quote(struct dossier *dossier, const struct world *world)
{
    struct work *w = memory_create(1, sizeof *w);
    w->dossier = dossier;
    w->world = world;
    hear_all(w);

    for (size_t i = 0; i < dossier->listing_count; i++)
        quote_listing(w, &dossier->listings[i], &w->voices[i]);
    for (size_t i = 0; i < dossier->relative_count; i++)
        quote_relative(w, &dossier->relatives[i]);
    size_t size = w->count * sizeof *w->quotes;
    struct attribution_quote *quotes = arena_alloc(&dossier->arena, size + 1);
    if (size > 0)
        memcpy(quotes, w->quotes, size);
    dossier->quotes = quotes;
    dossier->quote_count = w->count;
    dossier->judgement.is_made = dossier->listing_count > 0;
    if (dossier->judgement.is_made) {
        judge_likelihood(w, strongest(dossier), &dossier->judgement);
        judge_confidence(w, &dossier->judgement);
    }
    free(w->quotes);
    text_done(&w->scratch);
    free(w);
}
