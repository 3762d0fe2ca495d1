/* set_check - whether what came is a data set at all, before it takes the old one's place.
 *
 * A page that says "please log in", or an archive of something else, has no file that fits
 * the set's format. One usable file is enough: how the rest is read is the readers' part. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/instant.h"
#include "base/problem.h"
#include "facts/data_set.h"

/* Whether the content of one file fits a format. published is set where it tells when that
 * was; else it stays as it is. */
bool set_check_fits(enum data_format format, struct slice content, struct instant *published);

/* Whether one file of a folder does. published is set where the files themselves tell; else it
 * stays as it is. Lists of sanctions are for list_check.h. */
bool set_check(const char *folder, enum data_format format, struct instant *published,
               struct problem *problem);
