/* who_manual - the parts of the manual that stand in no table of `who` itself. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/command.h"

extern const struct manual_section who_manual[];
