/* SPDX-License-Identifier: MIT */
#include "attribution/owner.h"

#include "base/memory.h"

/* From "likely match" on: hardly any network is a listed company's, and there are a hundred
 * thousand of them. */
static const double threshold = 0.7;

static bool is_screened(const struct dossier *dossier, struct slice name)
{
    for (size_t i = 0; i < dossier->screened_count; i++)
        if (slice_equal_ignoring_case(dossier->screened[i].name, name))
            return true;
    return false;
}

void owners_screen(struct dossier *dossier, struct screen_session *session)
{
    size_t count, found = 0;
    const struct layer_claim *claims = dossier_layer(dossier, LAYER_ORGANISATION, &count);
    dossier->screened = memory_create(count + 1, sizeof *dossier->screened);
    for (size_t i = 0; i < count; i++) {
        if (is_screened(dossier, claims[i].what))
            continue;
        struct screened_name *screened = &dossier->screened[dossier->screened_count++];
        /* Not with the country of its network: a listed company rents in any. */
        const struct screening_query query = {.name = claims[i].what, .kind = ENTITY_ORGANISATION};
        const struct screen_choice choice = {
            .at = dossier->at, .threshold = threshold, .refused = true};
        screened->name = claims[i].what;
        screen(session, &query, &choice, &screened->screening);
        found += screened->screening.candidate_count;
    }
    dossier->states[LAYER_SCREENING] = dossier->screened_count == 0 ? LAYER_NOT_ASKED
                                       : found > 0                  ? LAYER_SAYS
                                                                    : LAYER_IS_SILENT;
    if (dossier->screened_count == 0)
        dossier->not_asked[LAYER_SCREENING] = slice_from("no set names an organisation");
}
