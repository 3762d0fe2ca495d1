/* family_form - the form in which names of malware and of groups are compared.
 *
 * "AsyncRAT", "Async RAT", "elf_mirai", "Mirai (ELF)", "Win32/Farfli.BT trojan" and
 * "Backdoor.Linux.Mirai.b" become "asyncrat", "mirai", "farfli": what vendors write around
 * a family's name goes, then case and everything that is no letter or digit. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"
#include "base/text.h"

/* Adds the form; may add nothing. */
void text_add_family_form(struct text *text, struct slice name);

/* A word that names no family ("trojan", "botnet", "agent"), as a form. */
bool family_form_is_generic(struct slice form);

/* Adds a form without the words at its end that some write and some do not: "quasarrat",
 * "atomicmacosstealer" become "quasar", "atomic". False (and nothing added) when there are
 * none, or too little would be left. */
bool text_add_short_family_form(struct text *text, struct slice form);

/* "njrat" of "njrat-1": a list that was too long for one file goes on in the next. */
struct slice family_without_part(struct slice name);
