/* ofac_score - a score as OFAC's Sanctions List Search gives it, 0 to 100.
 *
 * After what OFAC says of it (FAQ 249): the greater of a comparison of the whole name
 * (Jaro-Winkler) and one of its parts with parts that sound alike (Soundex) or are spelled
 * alike. For people who must hold a result beside the official search; never used to decide. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

int ofac_score(struct slice asked, struct slice listed);
