/* hunt_manual - what the manual says of a hunt beyond its options. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "app/command.h"

extern const struct manual_section hunt_manual[];
