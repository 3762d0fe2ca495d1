/* screen_manual - the sections of the manual that tell how screening works. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/command.h"

extern const struct manual_section screen_manual[];
