/* dossiers - makes the dossiers of addresses and names from everything that a run has.
 *
 * Add what is asked, finish, then take the answers. Notices, the world, the book of names and the
 * lists are borrowed and must outlive the answers. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/name_log.h"
#include "app/progress.h"
#include "attribution/screen.h"
#include "facts/world.h"
#include "model/dossier.h"
#include "model/finding.h"
#include "model/input_report.h"

/* What they are made from. */
struct dossier_sources {
    const struct world *world;
    const char *data; /* its folder, where the lists of families are; NULL: none is compared */
    const struct notice *const *notices;
    size_t notice_count;
    const struct name_book *names;            /* NULL: no traffic was read */
    const struct input_report *const *inputs; /* whose places the book's packets name */
    size_t input_count;
    const struct screener *screener; /* NULL: there is no list */
    struct progress *progress;       /* may be NULL */
};

struct dossiers;
enum { DOSSIER_NONE = -1 };

/* at: the date for which they hold. */
struct dossiers *dossiers_create(struct instant at);
void dossiers_free(struct dossiers *dossiers);

/* Gives its number, the same for the same subject; DOSSIER_NONE for what is neither address nor
 * name, beyond LIMIT_DOSSIERS, and for new ones when all is finished. */
int32_t dossiers_add(struct dossiers *dossiers, struct slice subject, struct slice because);
/* That what a finding names was met in traffic, where it is a subject; several findings are one
 * encounter. */
void dossiers_meet(struct dossiers *dossiers, const struct finding *finding);
/* Asks everybody. Once, when all subjects are there. */
void dossiers_finish(struct dossiers *dossiers, const struct dossier_sources *sources);
/* The dossier of a canonical subject, or NULL. */
const struct dossier *dossiers_find(const struct dossiers *dossiers, struct slice subject);

size_t dossiers_count(const struct dossiers *dossiers);
const struct dossier *dossiers_at(const struct dossiers *dossiers, size_t i);
/* Subjects that found no room. */
size_t dossiers_refused(const struct dossiers *dossiers);
