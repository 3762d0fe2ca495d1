/* pdf_text - a PDF document as lines of text.
 *
 * PDFs come from anywhere and their libraries have a history, so one is read in a child
 * process that has given up its rights (base/sandbox.h) and has little memory and time; only
 * text comes back. Its crash costs the notice, never the program. Forking needs a process
 * that has no sandbox yet, and is asked for before threads begin.
 *
 * The text is in reading order, a line a line, and as pdf_pages.h reads it. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/problem.h"
#include "base/text.h"

/* Whether it begins like one, or within its first KiB and also ends like one. */
bool pdf_text_recognise(struct slice content);

/* Adds the text, in UTF-8. False with one sentence: it is encrypted, damaged, has no text, is
 * over a limit, or reading it failed. *lost_pages: how many could not be read. */
bool pdf_text_read(struct slice content, struct text *text, unsigned *lost_pages,
                   struct problem *problem);
