/* charset - documents in other encodings become UTF-8.
 *
 * UTF-16 is told by its mark or its zeros. Where a document is not UTF-8, the
 * encoding that its HTML or XML names is believed; a document that names none and is
 * mostly bytes above ASCII is tried as GB18030, in which Chinese systems save
 * text. The conversion is the C library's; where that lacks an encoding, or the
 * document breaks its rules, it is left as it is. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"
#include "base/text.h"

/* Gives the content as UTF-8 without its mark: a part of content, or of
 * *converted, which the caller frees. */
struct slice charset_to_utf8(struct slice content, struct text *converted);
/* The same, and what is no UTF-8 then is read as windows-1252, byte by byte, so that the
 * result is UTF-8 in any case. */
struct slice charset_to_valid_utf8(struct slice content, struct text *converted);
