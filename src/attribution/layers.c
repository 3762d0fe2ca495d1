/* SPDX-License-Identifier: MIT */
#include "attribution/layers.h"

#include "base/memory.h"
#include "facts/domain.h"

#include <stdlib.h>

struct work {
    struct dossier *dossier;
    const struct world *world;
    struct layer_claim *claims;
    size_t count, capacity;
    struct text scratch;
};

static struct slice keep(struct work *w, struct slice text)
{
    return arena_keep(&w->dossier->arena, text);
}

/* What was written into the scratch, kept. */
static struct slice take_scratch(struct work *w)
{
    struct slice kept = keep(w, text_slice(&w->scratch));
    text_clear(&w->scratch);
    return kept;
}

static void add(struct work *w, const struct layer_claim *claim)
{
    w->claims = memory_grow(w->claims, &w->capacity, w->count + 1, sizeof *w->claims);
    w->claims[w->count++] = *claim;
}

static struct slice keep_prefix(struct work *w, const struct prefix *prefix)
{
    text_add_prefix(&w->scratch, prefix);
    return take_scratch(w);
}

/* --- The subject ---------------------------------------------------------------- */

static bool begin_name(struct dossier *dossier, struct slice subject)
{
    struct text name = {0};
    bool is_name =
        text_add_domain(&name, subject) && slice_find_byte(text_slice(&name), '.') != SLICE_NOWHERE;
    if (is_name)
        dossier->subject = arena_keep(&dossier->arena, text_slice(&name));
    dossier->kind = INDICATOR_DOMAIN;
    text_done(&name);
    return is_name;
}

bool layers_begin(struct dossier *dossier, struct slice subject, struct instant at)
{
    *dossier = (struct dossier){.at = at};
    if (!address_parse(subject, &dossier->address))
        return begin_name(dossier, subject);
    struct text text = {0};
    text_add_address(&text, &dossier->address);
    dossier->kind = INDICATOR_ADDRESS;
    dossier->subject = arena_keep(&dossier->arena, text_slice(&text));
    text_done(&text);
    return true;
}

/* --- Itself ----------------------------------------------------------------------- */

static void tell_address(struct work *w, struct layer_claim *claim)
{
    const struct address *address = &w->dossier->address;
    bool is_special = address_is_special(address);
    claim->what = slice_from(is_special ? "special" : "public");
    text_print(&w->scratch, "an IPv%c address %s", address_is_v4(address) ? '4' : '6',
               is_special ? "that is delegated to nobody (RFC 6890)" : "of the public internet");
}

static void tell_name(struct work *w, struct layer_claim *claim)
{
    struct slice name = w->dossier->subject, owner = domain_registrable(name);
    struct slice given = domain_private_suffix(name);
    if (domain_is_public_suffix(name)) {
        claim->what = slice_from("public suffix");
        text_put(&w->scratch, "a public suffix");
        return;
    }
    claim->what = owner;
    text_put(&w->scratch, given.size > 0             ? "a name that anybody may take, under "
                          : owner.size == 0          ? "a name"
                          : slice_equal(owner, name) ? "a registered name"
                                                     : "a name under ");
    if (given.size > 0 || !slice_equal(owner, name))
        text_add(&w->scratch, given.size > 0 ? given : owner);
}

static void ask_itself(struct work *w)
{
    struct layer_claim claim = {.layer = LAYER_ITSELF};
    if (w->dossier->kind == INDICATOR_ADDRESS)
        tell_address(w, &claim);
    else
        tell_name(w, &claim);
    claim.words = take_scratch(w);
    add(w, &claim);
}

/* --- Networks ------------------------------------------------------------------------ */

static void take_network(void *context, const struct network_claim *claim)
{
    struct work *w = context;
    struct layer_claim kept = {
        .set = slice_from(claim->set->set->name),
        .date = keep(w, claim->set->date),
        .network = keep_prefix(w, &claim->network),
    };
    kept.layer = LAYER_PREFIX;
    kept.what = kept.words = kept.network;
    add(w, &kept);
    if (claim->number > 0) {
        text_print(&w->scratch, "AS%u", claim->number);
        kept.layer = LAYER_NETWORK;
        kept.what = kept.words = take_scratch(w);
        add(w, &kept);
    }
    if (claim->organisation.size > 0) {
        kept.layer = LAYER_ORGANISATION;
        kept.what = kept.words = keep(w, slice_trim(claim->organisation));
        add(w, &kept);
    }
}

/* --- Places ----------------------------------------------------------------------------- */

static void add_part(struct text *text, struct slice part)
{
    text_put(text, part.size > 0 ? ", " : "");
    text_add(text, part);
}

static void take_place(void *context, const struct place_claim *claim)
{
    static const enum layer layers[] = {
        [PLACE_DELEGATION] = LAYER_DELEGATION,
        [PLACE_REGISTRATION] = LAYER_REGISTRATION,
        [PLACE_GEOLOCATION] = LAYER_GEOLOCATION,
    };
    struct work *w = context;
    text_add_country(&w->scratch, claim->country);
    add_part(&w->scratch, claim->region);
    add_part(&w->scratch, claim->city);
    struct layer_claim kept = {
        .layer = layers[claim->basis],
        .what = keep(w, slice_from(claim->country.code)),
        .words = take_scratch(w),
        .network = keep_prefix(w, &claim->network),
        .set = slice_from(claim->set->set->name),
        .date = keep(w, claim->set->date),
    };
    add(w, &kept);
}

/* --- Lists ------------------------------------------------------------------------------- */

static void take_remark(void *context, const struct remark *remark)
{
    struct work *w = context;
    if (!remark->set && remark->trait == TRAIT_RESERVED && w->dossier->kind == INDICATOR_ADDRESS)
        return; /* the first layer said so */
    struct layer_claim kept = {
        .layer = LAYER_HOSTING,
        .what = slice_from(trait_key(remark->trait)),
        .words = slice_from(trait_text(remark->trait)),
        .network = keep(w, remark->entry),
        .set = slice_from(remark->set ? remark->set->set->name : NULL),
        .list = keep(w, remark->list),
        .date = keep(w, remark->date),
    };
    add(w, &kept);
}

/* --- States ----------------------------------------------------------------------------------
 */

static bool has_format(const struct world *world, enum layer layer)
{
    static const bool answers[LAYERS][DATA_NETWORKS + 1] = {
        [LAYER_PREFIX] = {[DATA_NETWORKS] = true, [DATA_GEOLOCATION] = true},
        [LAYER_NETWORK] = {[DATA_NETWORKS] = true, [DATA_GEOLOCATION] = true},
        [LAYER_ORGANISATION] = {[DATA_NETWORKS] = true, [DATA_GEOLOCATION] = true},
        [LAYER_DELEGATION] = {[DATA_DELEGATION] = true},
        [LAYER_REGISTRATION] = {[DATA_REGISTRATION] = true},
        [LAYER_GEOLOCATION] = {[DATA_GEOLOCATION] = true},
        [LAYER_HOSTING] = {[DATA_WARNING_LISTS] = true, [DATA_TRAILS] = true},
    };
    for (size_t i = 0; i < world_set_count(world); i++) {
        enum data_format format = world_set_peek(world, i)->set->format;
        if (format <= DATA_NETWORKS && answers[layer][format])
            return true;
    }
    return false;
}

/* "EXAMPLE-AS Example Hosting B.V." and "Example Hosting": one holds the other, whatever stands
 * between their letters. */
static bool are_one_name(struct slice a, struct slice b)
{
    struct text folded[2] = {{0}};
    const struct slice names[2] = {a, b};
    for (size_t i = 0; i < 2; i++)
        for (size_t k = 0; k < names[i].size; k++) {
            uint8_t byte = byte_lower(names[i].data[k]);
            if (byte_is_letter(byte) || byte_is_digit(byte) || byte >= 0x80)
                text_add_byte(&folded[i], byte);
        }
    struct slice first = text_slice(&folded[0]), second = text_slice(&folded[1]);
    bool are_one =
        slice_find(first, second) != SLICE_NOWHERE || slice_find(second, first) != SLICE_NOWHERE;
    text_done(&folded[0]);
    text_done(&folded[1]);
    return are_one;
}

/* Networks of different width and different lists are all true at once. */
static bool disagree(const struct layer_claim *a, const struct layer_claim *b)
{
    switch (a->layer) {
    case LAYER_ORGANISATION:
        return !are_one_name(a->what, b->what);
    case LAYER_NETWORK:
    case LAYER_DELEGATION:
    case LAYER_REGISTRATION:
    case LAYER_GEOLOCATION:
        return !slice_equal(a->what, b->what);
    default:
        return false;
    }
}

static void say_states(struct work *w)
{
    struct dossier *dossier = w->dossier;
    bool is_name = dossier->kind != INDICATOR_ADDRESS;
    bool is_special = !is_name && address_is_special(&dossier->address);
    for (enum layer layer = LAYER_ITSELF; layer <= LAYER_HOSTING; layer++) {
        size_t count;
        const struct layer_claim *claims = dossier_layer(dossier, layer, &count);
        enum layer_state *state = &dossier->states[layer];
        *state = count > 0 ? LAYER_SAYS : LAYER_IS_SILENT;
        for (size_t i = 1; i < count; i++)
            if (disagree(&claims[0], &claims[i]))
                *state = LAYER_DISAGREES;
        if (count > 0)
            continue;
        const char *why = is_name && layer < LAYER_HOSTING ? "a name has none; its addresses do"
                          : is_special && layer < LAYER_HOSTING
                              ? "nobody on the public internet has it"
                          : !has_format(w->world, layer)
                              ? "no set was there to ask; 'stormcone update' fetches them"
                              : NULL;
        if (why)
            *state = LAYER_NOT_ASKED;
        dossier->not_asked[layer] = slice_from(why);
    }
}

/* --- Disagreements ------------------------------------------------------------------------- */

/* Adds the countries that a layer claims, each once. */
static void add_countries(struct text *text, const struct dossier *dossier, enum layer layer)
{
    size_t count, told = 0;
    const struct layer_claim *claims = dossier_layer(dossier, layer, &count);
    for (size_t i = 0; i < count; i++) {
        size_t first = 0;
        while (!slice_equal(claims[first].what, claims[i].what))
            first++;
        if (first < i)
            continue;
        text_put(text, told++ > 0 ? " or " : "");
        text_add(text, claims[i].what);
    }
}

static void find_disagreements(struct work *w)
{
    struct dossier *dossier = w->dossier;
    struct slice *sentences = arena_alloc(&dossier->arena, sizeof *sentences);
    const struct layer_claim *first = NULL;
    bool differ = false;
    dossier->disagreements = sentences;
    for (size_t i = 0; i < dossier->claim_count; i++) {
        const struct layer_claim *claim = &dossier->claims[i];
        if (claim->layer < LAYER_DELEGATION || claim->layer > LAYER_GEOLOCATION)
            continue;
        differ = differ || (first && !slice_equal(first->what, claim->what));
        first = first ? first : claim;
    }
    if (!differ)
        return;
    text_put(&w->scratch, "sets disagree on the country:");
    for (enum layer layer = LAYER_DELEGATION; layer <= LAYER_GEOLOCATION; layer++) {
        size_t count;
        dossier_layer(dossier, layer, &count);
        if (count == 0)
            continue;
        text_print(&w->scratch, " %s ", layer_title(layer));
        add_countries(&w->scratch, dossier, layer);
        text_put(&w->scratch, ";");
    }
    w->scratch.size--; /* the last mark */
    sentences[0] = take_scratch(w);
    dossier->disagreement_count = 1;
}

/* --- The whole ---------------------------------------------------------------------------------
 */

/* By layer; what one layer's sets say stays in the order in which they were asked. */
static void keep_claims(struct work *w)
{
    struct dossier *dossier = w->dossier;
    struct layer_claim *claims = arena_alloc(&dossier->arena, w->count * sizeof *claims + 1);
    dossier->claims = claims;
    for (enum layer layer = LAYER_ITSELF; layer < LAYERS; layer++)
        for (size_t i = 0; i < w->count; i++)
            if (w->claims[i].layer == layer)
                claims[dossier->claim_count++] = w->claims[i];
}

void layers_ask(struct dossier *dossier, const struct world *world)
{
    struct work w = {.dossier = dossier, .world = world};
    struct indicator indicator = {.pattern = dossier->subject, .kind = dossier->kind};
    ask_itself(&w);
    if (dossier->kind == INDICATOR_ADDRESS && !address_is_special(&dossier->address)) {
        world_networks(world, &dossier->address, take_network, &w);
        world_place(world, &dossier->address, take_place, &w);
    }
    world_remark(world, &indicator, take_remark, &w);
    keep_claims(&w);
    say_states(&w);
    find_disagreements(&w);
    free(w.claims);
    text_done(&w.scratch);
}
