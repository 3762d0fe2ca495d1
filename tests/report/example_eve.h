/* example_eve - observations of every kind that EVE tells, as the dissectors make them. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/text.h"

/* Adds the records of all of them, ordinary ones and ones that attack the reader. */
void example_eve(struct text *text);
