/* SPDX-License-Identifier: MIT */
#include "model/marking.h"

/* Longer ones first where one begins another. */
static const struct {
    const char *word;
    enum tlp marking;
} colours[] = {
    {"AMBER+STRICT", TLP_AMBER_STRICT},
    {"AMBER-STRICT", TLP_AMBER_STRICT},
    {"AMBER STRICT", TLP_AMBER_STRICT},
    {"CLEAR", TLP_CLEAR},
    {"WHITE", TLP_CLEAR},
    {"GREEN", TLP_GREEN},
    {"AMBER", TLP_AMBER},
    {"RED", TLP_RED},
};

const char *tlp_name(enum tlp marking)
{
    static const char *const names[] = {
        [TLP_UNSAID] = "",
        [TLP_CLEAR] = "TLP:CLEAR",
        [TLP_GREEN] = "TLP:GREEN",
        [TLP_AMBER] = "TLP:AMBER",
        [TLP_AMBER_STRICT] = "TLP:AMBER+STRICT",
        [TLP_RED] = "TLP:RED",
    };
    return names[marking];
}

static struct slice skip_blanks(struct slice text)
{
    while (text.size > 0 && (text.data[0] == ' ' || text.data[0] == '*' || text.data[0] == '_'))
        text = slice_after(text, 1);
    return text;
}

/* "TLP", perhaps blanks, a colon or a dash, perhaps blanks. Gives what follows, or nothing. */
static struct slice after_front(struct slice text)
{
    if (!slice_starts_with_ignoring_case(text, "tlp"))
        return (struct slice){0};
    text = skip_blanks(slice_after(text, 3));
    if (text.size == 0 || (text.data[0] != ':' && text.data[0] != '-' && text.data[0] != '='))
        return (struct slice){0};
    return skip_blanks(slice_after(text, 1));
}

/* The size of a colour at the front, or 0. */
static size_t read_colour(struct slice text, enum tlp *marking)
{
    for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
        struct slice word = slice_from(colours[i].word);
        bool ends = text.size <= word.size ||
                    (!byte_is_letter(text.data[word.size]) && !byte_is_digit(text.data[word.size]));
        if (ends && slice_starts_with_ignoring_case(text, colours[i].word)) {
            *marking = colours[i].marking;
            return word.size;
        }
    }
    return 0;
}

bool tlp_parse(struct slice text, enum tlp *marking)
{
    enum tlp found;
    text = slice_trim(text);
    struct slice colour = after_front(text);
    if (colour.size == 0)
        colour = text;
    size_t size = read_colour(colour, &found);
    if (size == 0 || size != colour.size)
        return false;
    *marking = found;
    return true;
}

enum tlp tlp_find(struct slice text)
{
    enum tlp strictest = TLP_UNSAID, found;
    for (size_t at = 0; at < text.size; at++) {
        bool begins = byte_lower(text.data[at]) == 't' &&
                      (at == 0 || (!byte_is_letter(text.data[at - 1]) && text.data[at - 1] < 0x80));
        if (begins && read_colour(after_front(slice_after(text, at)), &found) > 0 &&
            found > strictest)
            strictest = found;
    }
    return strictest;
}
