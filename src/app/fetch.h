/* fetch - one file over HTTP or HTTPS (libcurl).
 *
 * Certificates are verified; a few redirects are followed, from https never to http. The
 * file is asked for only if it is newer than what is there. A proxy is taken from the
 * environment (http_proxy, https_proxy, no_proxy). Time runs out only where nothing comes:
 * a slow line may take as long as it likes. A body shorter than the server announced is
 * an error. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"
#include "base/instant.h"
#include "base/problem.h"

struct fetch_request {
    const char *url;
    struct slice etag, last_modified; /* of what is there; both empty: fetch anyway */
    const char *authorities;          /* PEM file of certificates to trust; NULL: the system's */
    unsigned patience;                /* seconds in which something must come */
    uint64_t most;                    /* bytes */
    /* Takes the bytes of the body; false with a sentence ends it. */
    bool (*take)(void *context, struct slice bytes, struct problem *problem);
    /* How far it is (total 0: not known), several times a second; false ends it. */
    bool (*progress)(void *context, uint64_t done, uint64_t total);
    void *context;
};

struct fetch_answer {
    struct slice etag, last_modified; /* in the arena */
    struct instant modified;          /* the same as a time, where it can be read */
    struct arena arena;
};

enum fetch_outcome {
    FETCH_DONE,
    FETCH_UNCHANGED, /* there is nothing newer */
    FETCH_FAILED,    /* with a sentence, which does not name the URL */
};

enum fetch_outcome fetch(const struct fetch_request *request, struct fetch_answer *answer,
                         struct problem *problem);
void fetch_answer_done(struct fetch_answer *answer);
