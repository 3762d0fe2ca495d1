/* list_check - whether what came is the list of sanctions that was asked for, and whole.
 *
 * Stricter than set_check.h: a list that breaks off, or lacks what could not be read, would
 * let somebody through. So every file is read to its end by the reader that screening uses,
 * and there must be one list, of the right name. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/instant.h"
#include "base/problem.h"
#include "facts/data_set.h"

struct list_check {
    struct instant published; /* as the list or the names of its files say; else unknown */
    uint64_t entities;
};

/* Dates are looked for in `folder` as well, so name it as "." from inside. */
bool list_check(const char *folder, const struct data_set *set, struct list_check *check,
                struct problem *problem);
