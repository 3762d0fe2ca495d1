/* SPDX-License-Identifier: MIT */
#include "app/attribution.h"

#include "app/screen_lists.h"
#include "base/memory.h"
#include "model/url.h"

#include <stdio.h>
#include <stdlib.h>

/* --- Lists ------------------------------------------------------------------------ */

static void complain(void *context, const char *sentence)
{
    struct attribution *attribution = context;
    if (attribution->progress)
        progress_clear(attribution->progress);
    fprintf(stderr, "stormcone: %s\n", sentence);
    attribution->failed++;
}

void attribution_load_lists(struct attribution *attribution, const struct settings *settings,
                            const char *data)
{
    const struct list_choice choice = {.format = NULL};
    struct arena arena = {0};
    const char **paths;
    size_t count = screen_lists_paths(settings, data, &arena, &paths);
    if (count > 0)
        attribution->sanctions = sanctions_create();
    for (size_t i = 0; i < count; i++)
        sanctions_load(attribution->sanctions, paths[i], &choice, complain, attribution);
    arena_done(&arena);
}

const struct screener *attribution_screener(struct attribution *attribution)
{
    if (!attribution->sanctions || attribution->screener)
        return attribution->screener;
    sanctions_finish(attribution->sanctions);
    if (sanctions_list_count(attribution->sanctions) > 0)
        attribution->screener = screener_create(attribution->sanctions);
    return attribution->screener;
}

/* --- Findings --------------------------------------------------------------------- */

/* The address or name of what a finding is about; empty for a digest, a user agent ... */
static struct slice host_of(const struct matched *matched, struct text *scratch)
{
    struct endpoint endpoint;
    struct url url;
    switch (matched->kind) {
    case INDICATOR_ADDRESS:
    case INDICATOR_DOMAIN:
    case INDICATOR_ONION:
        return matched->pattern;
    case INDICATOR_ENDPOINT:
        if (!endpoint_parse(matched->pattern, &endpoint))
            return (struct slice){0};
        text_add_address(scratch, &endpoint.address);
        return text_slice(scratch);
    case INDICATOR_URL:
        return url_split(matched->pattern, &url) ? url.host : (struct slice){0};
    default:
        return (struct slice){0};
    }
}

/* Who answered a question is a resolver, and no side of what was found. */
static bool has_peer(const struct trace *trace)
{
    enum field_kind field = trace->field;
    bool is_dns = field == FIELD_DNS_QUESTION || field == FIELD_DNS_RECORD_NAME ||
                  field == FIELD_DNS_ADDRESS || field == FIELD_DNS_TARGET;
    return !is_dns && !address_is_none(&trace->peer.address) &&
           !address_is_special(&trace->peer.address);
}

/* Numbers of the dossiers of one finding, the indicator's first. */
struct wanted {
    int32_t numbers[1 + LIMIT_TRACES];
    size_t count;
};

static void want(struct wanted *wanted, int32_t number)
{
    for (size_t i = 0; i < wanted->count; i++)
        if (wanted->numbers[i] == number)
            return;
    if (number != DOSSIER_NONE)
        wanted->numbers[wanted->count++] = number;
}

static void add_own(struct dossiers *dossiers, const struct finding *finding, struct wanted *wanted)
{
    struct text scratch = {0};
    struct slice host = host_of(&finding->matched, &scratch);
    if (host.size > 0)
        want(wanted, dossiers_add(dossiers, host, (struct slice){0}));
    text_done(&scratch);
}

static void add_peers(struct dossiers *dossiers, const struct finding *finding,
                      struct wanted *wanted)
{
    struct text scratch = {0}, because = {0};
    text_put(&because, "the other side of ");
    text_add(&because, finding->matched.pattern);
    for (size_t i = 0; i < finding->trace_count; i++) {
        if (!has_peer(&finding->traces[i]))
            continue;
        text_clear(&scratch);
        text_add_address(&scratch, &finding->traces[i].peer.address);
        want(wanted, dossiers_add(dossiers, text_slice(&scratch), text_slice(&because)));
    }
    text_done(&scratch);
    text_done(&because);
}

static void read_inputs(struct attribution *attribution, struct source *source)
{
    size_t count = source_input_count(source);
    attribution->inputs = memory_create(count + 1, sizeof *attribution->inputs);
    for (size_t i = 0; i < count; i++)
        attribution->inputs[i] = source_input(source, i);
}

void attribution_run(struct attribution *attribution, struct pipeline_result *result,
                     const struct dossier_sources *given, struct source *source, struct instant at,
                     struct arena *arena)
{
    struct dossier_sources sources = *given;
    attribution->dossiers = dossiers_create(at);
    /* What was found comes first, so that it is not told as the other side of something. */
    for (size_t i = 0; i < result->finding_count; i++)
        add_own(attribution->dossiers, &result->findings[i], &(struct wanted){.count = 0});
    for (size_t i = 0; i < result->finding_count; i++) {
        add_peers(attribution->dossiers, &result->findings[i], &(struct wanted){.count = 0});
        dossiers_meet(attribution->dossiers, &result->findings[i]);
    }
    read_inputs(attribution, source);
    sources.inputs = attribution->inputs;
    sources.input_count = source_input_count(source);
    sources.screener = attribution_screener(attribution);
    dossiers_finish(attribution->dossiers, &sources);
    attribution_say_limits(attribution->dossiers, sources.names);
    /* The same subjects again, which are all there now. */
    for (size_t i = 0; i < result->finding_count; i++) {
        struct wanted wanted = {.count = 0};
        add_own(attribution->dossiers, &result->findings[i], &wanted);
        add_peers(attribution->dossiers, &result->findings[i], &wanted);
        const struct dossier **told = arena_alloc(arena, wanted.count * sizeof *told + 1);
        for (size_t k = 0; k < wanted.count; k++)
            told[k] = dossiers_at(attribution->dossiers, (size_t)wanted.numbers[k]);
        result->findings[i].dossiers = told;
        result->findings[i].dossier_count = wanted.count;
    }
}

void attribution_say_limits(const struct dossiers *dossiers, const struct name_book *names)
{
    size_t refused = dossiers_refused(dossiers);
    uint64_t unnamed = names ? name_book_refused(names) : 0;
    if (refused > 0)
        fprintf(stderr, "stormcone: %zu things beyond %d were not asked about\n", refused,
                LIMIT_DOSSIERS);
    if (unnamed > 0)
        fprintf(stderr,
                "stormcone: names and addresses went together in %llu ways more than are kept\n",
                (unsigned long long)unnamed);
}

void attribution_done(struct attribution *attribution)
{
    dossiers_free(attribution->dossiers);
    screener_free(attribution->screener);
    sanctions_free(attribution->sanctions);
    free(attribution->inputs);
    *attribution = (struct attribution){.failed = 0};
}
