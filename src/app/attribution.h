/* attribution - the dossiers of a hunt: of what was found, and of the other side of its
 * conversations. Also the lists of sanctions that `who` and `hunt` share. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/command.h"
#include "app/dossiers.h"
#include "app/pipeline.h"

/* Zeroed is empty. */
struct attribution {
    struct sanctions *sanctions;
    struct screener *screener;
    struct dossiers *dossiers;
    const struct input_report **inputs;
    struct progress *progress; /* may be NULL */
    size_t failed;             /* files that could not be read */
};

/* Reads the lists that --list names, else those in the data folder; what could not be read is
 * said on standard error and counted. */
void attribution_load_lists(struct attribution *attribution, const struct settings *settings,
                            const char *data);
/* When all lists are loaded; NULL where none could be read. */
const struct screener *attribution_screener(struct attribution *attribution);

/* Gives findings their dossiers, which live as long as the attribution. */
void attribution_run(struct attribution *attribution, struct pipeline_result *result,
                     const struct dossier_sources *sources, struct source *source,
                     struct instant at, struct arena *arena);
/* Says on standard error what found no room. */
void attribution_say_limits(const struct dossiers *dossiers, const struct name_book *names);
void attribution_done(struct attribution *attribution);
