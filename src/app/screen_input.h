/* screen_input - the names that are asked, one after the other: of a command line, or of a file of
 * lines, CSV or JSON objects.
 *
 * What a line does not say is taken from the options. A line that cannot be read is told, and the
 * next one is read. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"
#include "model/screening.h"

struct screen_input;

/* What the options say of all that is asked; borrowed. */
struct screen_input *screen_input_over(const char *const *names, size_t count,
                                       const struct screening_query *given);
/* Reads a file, "-" for standard input. The column of names is given by its heading, or is called
 * "name". NULL, with a sentence, when it cannot be read. */
struct screen_input *screen_input_open(const char *path, const char *column,
                                       const struct screening_query *given,
                                       struct problem *problem);
/* The same of bytes that were read already: they are taken over. */
struct screen_input *screen_input_take(struct text *content, const char *path, const char *column,
                                       const struct screening_query *given,
                                       struct problem *problem);
void screen_input_free(struct screen_input *input);

enum screen_line { SCREEN_LINE_END, SCREEN_LINE_QUERY, SCREEN_LINE_UNREAD };
/* The next; its texts live in the arena or in the input. What is wrong with it stands in the
 * defect: all of a line that could not be read, or a part of one that is asked all the same. */
enum screen_line screen_input_next(struct screen_input *input, struct arena *arena,
                                   struct screening_query *query, struct problem *defect);
/* For progress: bytes (or operands) taken, and all. */
uint64_t screen_input_taken(const struct screen_input *input);
uint64_t screen_input_total(const struct screen_input *input);

/* Adds the words for columns and keys to a text, for help. */
void screen_input_add_keys(struct text *text);
