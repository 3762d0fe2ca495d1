/* notice - a published document and the indicators that were read from it.
 *
 * A notice owns everything its indicators point to (one arena); it is built by
 * a reader, then read-only. Memory is about 90 bytes an indicator beside its text. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"
#include "base/problem.h"
#include "model/indicator.h"
#include "model/marking.h"

enum { DIGEST_SHA256_SIZE = 32 };

enum rejection_reason {
#define REJECTION(NAME, key, reason) REJECTED_##NAME,
#include "model/rejection.def"
#undef REJECTION
    REJECTION_REASONS
};
/* Something that looked like an indicator and is none. */
struct rejection {
    enum rejection_reason reason;
    uint32_t line;
    struct slice text; /* as it stood, cut to LIMIT_REJECTION_TEXT */
};
const char *rejection_key(enum rejection_reason reason);
const char *rejection_text(enum rejection_reason reason);

enum defect_kind {
#define DEFECT(NAME, key, text) DEFECT_##NAME,
#include "model/defect.def"
#undef DEFECT
    DEFECT_KINDS
};
/* An error of printing that was read over. */
struct defect {
    enum defect_kind kind;
    uint32_t line;
    struct slice text; /* what it is about; cut likewise */
};
const char *defect_key(enum defect_kind kind);
const char *defect_text(enum defect_kind kind);

struct notice {
    struct arena arena;
    struct slice name;                              /* the file's name, for people */
    uint8_t digest[DIGEST_SHA256_SIZE];             /* SHA-256 of the bytes as they were read */
    const char *format;                             /* the reader's name */
    struct slice title, publisher, date, reference; /* as printed; empty: not said */
    struct slice aliases;                           /* of the one family it is about: "a, b" */
    struct slice number;                            /* of the issue or advisory, likewise */
    enum tlp marking;
    bool has_evidence;            /* it carries what was observed, not claims alone */
    bool has_signature;           /* its bytes carry one, which was not checked */
    struct indicator *indicators; /* in the order they stood; no two alike */
    size_t indicator_count, indicator_capacity;
    struct statement *statements; /* [0] is empty */
    size_t statement_count, statement_capacity;
    uint64_t *seen; /* hashes of what is there already */
    size_t seen_capacity;
    struct rejection *rejections; /* the first LIMIT_REJECTIONS of them */
    size_t rejection_count, rejection_capacity;
    size_t rejected;        /* all of them */
    struct defect *defects; /* the first LIMIT_DEFECTS of them */
    size_t defect_count, defect_capacity;
    size_t defective; /* all of them */
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

/* How many of its indicators a hunt looks for. */
size_t notice_hunted_count(const struct notice *notice);

/* Notes something that looked like an indicator and is none; the text is copied. */
void notice_reject(struct notice *notice, enum rejection_reason reason, struct slice text,
                   uint32_t line);
/* Notes an error of printing; the text is copied. */
void notice_note_defect(struct notice *notice, enum defect_kind kind, struct slice text,
                        uint32_t line);
