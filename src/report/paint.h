/* paint - colour for those who see it; it never carries meaning alone. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/text.h"

/* Select Graphic Rendition (ECMA-48, 8.3.117). */
#define PAINT_STRONG "1"
#define PAINT_DIM "2"
#define PAINT_ALARM "1;31"
#define PAINT_CALM "1;32"
#define PAINT_CARE "1;33"

/* Adds text that is printable already, painted when `colour` is set. */
static inline void text_add_painted(struct text *text, bool colour, const char *paint,
                                    struct slice printable)
{
    if (colour && paint) {
        text_put(text, "\x1b[");
        text_put(text, paint);
        text_put(text, "m");
    }
    text_add(text, printable);
    if (colour && paint)
        text_put(text, "\x1b[0m");
}
