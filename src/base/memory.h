/* memory - heap memory that is there, or the program ends.
 *
 * What input can drive is bounded by model/limits.h before it is asked for, so
 * a failing allocation means a machine without memory; no caller could go on.
 * Everything given here is freed with free(). */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

/* Zeroed memory for `count` items. Never NULL. */
void *memory_create(size_t count, size_t item_size);

/* Makes room for at least `needed` items in an array that may move; *capacity
 * is kept by the callee and at least doubles, so that adding is linear. New
 * room is not zeroed. Use: a->items = memory_grow(a->items, &a->capacity, n + 1, sizeof *a->items)
 */
void *memory_grow(void *items, size_t *capacity, size_t needed, size_t item_size);

/* A copy of the bytes, with a NUL behind them. */
char *memory_keep(struct slice bytes);
