/* reader - what every notice format is: one const descriptor with two verbs.
 *
 * Readers are listed in src/notice/meson.build, which compiles, registers and
 * fuzzes them. The format is found by content: the reader that is surest wins,
 * the earlier one where two are equally sure. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/problem.h"
#include "model/notice.h"

struct notice_reader {
    const char *name; /* for --format: "ncsic", "stix", "csv", "list", "prose" */
    const char
        *title; /* for --help: "notices of China's National Cyber Security Information Center" */
    /* 0 (is none of mine) to 100 (certain). `content` is the whole file. */
    int (*recognise)(struct slice content, const char *file_name);
    /* Reads everything into the notice. False with "line N: ..." when it cannot. */
    bool (*read)(struct slice content, struct notice *notice, struct problem *problem);
};

/* All readers; ends with NULL. */
extern const struct notice_reader *const notice_readers[];

/* Reads a notice from bytes (digest and format are set here). format: a reader's
 * name, or NULL to find it. The notice must be done with notice_done() either way. */
bool notice_read(struct slice content, const char *file_name, const char *format,
                 struct notice *notice, struct problem *problem);
