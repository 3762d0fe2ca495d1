/* notice - a published document and the indicators that were read from it.
 *
 * A notice owns everything its indicators point to (one arena); it is built by
 * a reader, then read-only. Memory is about 90 bytes an indicator beside its text. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"
#include "base/problem.h"
#include "model/indicator.h"

enum { DIGEST_SHA256_SIZE = 32 };

struct notice {
    struct arena arena;
    struct slice name;                              /* the file's name, for people */
    uint8_t digest[DIGEST_SHA256_SIZE];             /* SHA-256 of the bytes as they were read */
    const char *format;                             /* the reader's name */
    struct slice title, publisher, date, reference; /* as printed; empty: not said */
    struct indicator *indicators;                   /* in the order they stood; no two alike */
    size_t indicator_count, indicator_capacity;
    struct statement *statements; /* [0] is empty */
    size_t statement_count, statement_capacity;
    uint64_t *seen; /* hashes of what is there already */
    size_t seen_capacity;
    size_t rejected; /* things that looked like indicators and are none */
};

void notice_init(struct notice *notice, const char *name);
void notice_done(struct notice *notice);

/* Adds what a notice says of the indicators that follow; gives its number. */
uint32_t notice_add_statement(struct notice *notice, const struct statement *statement);

/* Adds an indicator whose pattern is canonical already; the pattern is copied.
 * One that is there already is not added again. False at the limit. */
bool notice_add(struct notice *notice, const struct indicator *indicator);

/* Keeps a text in the notice's arena. */
struct slice notice_keep(struct notice *notice, struct slice text);
/* The same, where nothing is kept in *what yet and the text is not empty: the first
 * title, date or publisher that stands in a notice is its own. */
void notice_keep_first(struct notice *notice, struct slice *what, struct slice text);
