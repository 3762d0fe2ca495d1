/* set_intake - brings what a source gives into a draft, and looks whether it is the set at all.
 *
 * It comes from a URL, an archive or file, or a folder. Unpacking and looking are done by
 * a confined process (confined.h). Nothing here touches the data that is there. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/data_draft.h"
#include "app/data_version.h"
#include "app/set_update.h"

/* What comes back of a step that was done by a confined process. */
struct step_result {
    bool done;
    uint64_t files, bytes, entities;
    struct instant published, said;
    struct problem problem;
};

/* One set on its way. */
struct set_intake {
    struct data_store *store;
    const struct set_source *source;
    const struct set_options *options;
    struct data_record old, new;
    bool had_old;
    struct text old_place;         /* below the data folder */
    struct data_versions versions; /* of a set that is kept so */
    struct instant said;           /* the day that a list says it is of */
    struct data_draft draft;
    struct digest *digest; /* of what comes, while it comes */
    int scratch;           /* what was fetched */
    int file;              /* what is being unpacked, and its name */
    const char *name;
    struct step_result result;
    struct problem *problem;
};

enum intake_outcome {
    INTAKE_FRESH,     /* the draft holds it */
    INTAKE_SAME,      /* it came, and is to the byte what was there: `old`, in `old_place` */
    INTAKE_NOT_NEWER, /* the server has nothing newer */
    INTAKE_FAILED,    /* with a sentence */
};

/* Begins with the source, the options, the store and the problem filled in. */
enum intake_outcome set_intake_run(struct set_intake *intake);
void set_intake_done(struct set_intake *intake);
