/* json_walk - walks over a JSON text from front to back, without building a tree.
 *
 * For large files of which little is wanted: nothing is allocated but strings that hold
 * escapes. Like a cursor, a walk that meets what is no JSON fails, stays failed and is
 * empty: loops over it end, and the reader asks once. It reads any well-formed text
 * (RFC 8259) and does not complain of every malformed one; json.h does.
 *
 *   if (json_walk_object(&walk))
 *       while (json_walk_member(&walk, &name))
 *           if (slice_equal_text(name, "list") && json_walk_array(&walk))
 *               while (json_walk_item(&walk))
 *                   add(json_walk_text(&walk));
 *           else
 *               json_walk_skip(&walk);
 *
 * Every function that takes a value takes it whole when it is of another kind, so that a
 * reader takes each value exactly once. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"

struct json_walk {
    struct slice rest;
    struct arena *arena; /* keeps strings that hold escapes */
    bool failed;
};

/* A byte order mark in front is passed over. Arrays and objects one in another are counted
 * by whoever walks; json_walk_skip() does not recurse. */
struct json_walk json_walk_over(struct slice text, struct arena *arena);

/* Goes into an object or array; false when the value is none (it was taken then). What was
 * gone into must be walked to its end, or the walk given up. */
bool json_walk_object(struct json_walk *walk);
bool json_walk_array(struct json_walk *walk);
/* The next member, whose value must be taken then; false at the end of the object. */
bool json_walk_member(struct json_walk *walk, struct slice *name);
/* Whether there is another item, which must be taken then. */
bool json_walk_item(struct json_walk *walk);

/* A string: borrowed from the text, or from the arena; empty for what is none. Bytes are
 * as they stand: who needs UTF-8 looks. */
struct slice json_walk_text(struct json_walk *walk);
/* A whole number of at most 18 digits, also one that stands in a string; else 0. */
int64_t json_walk_number(struct json_walk *walk);
void json_walk_skip(struct json_walk *walk);

/* Whether nothing but white space is left. */
bool json_walk_is_done(const struct json_walk *walk);
