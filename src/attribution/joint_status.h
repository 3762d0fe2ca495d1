/* joint_status - what all lists together say of the candidates, one status an authority.
 *
 * The worst holds: listed, then unknown, ended, none. But where one list only tells between
 * which days something was put on, and another tells the day, the day holds. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"
#include "model/screening.h"

/* In the order in which the candidates name the authorities; borrows from them. Gives how many. */
size_t joint_statuses(const struct screening_candidate *candidates, size_t count,
                      struct arena *arena, const struct authority_status **statuses);
