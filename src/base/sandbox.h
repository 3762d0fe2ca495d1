/* sandbox - gives up all rights that reading does not need.
 *
 * From here on the program can open files below the given paths for reading and
 * nothing else: no network, no new programs, no writing but to what is open
 * already. Uses Landlock (Linux 5.13) and a seccomp filter; where the kernel
 * has neither, the program runs as it is. Threads created later inherit it. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include <stdbool.h>
#include <stddef.h>

/* True when at least the system call filter is in force. */
bool sandbox_enter(const char *const *readable, size_t count);
/* The same, with one open folder in which files and folders may be made, and no other. */
bool sandbox_enter_folder(int folder);
