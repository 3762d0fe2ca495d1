/* show_example OUTPUT CASE [WIDTH [colour]] - prints what an output tells of an example.
 * show_example card FORM [WIDTH [colour [explain [hostile]]]] - prints a scorecard.
 * show_example screening FORM CASE [WIDTH [colour [explain]]] - prints a screening.
 * show_example dossier FORM [WIDTH [colour [explain [hostile]]]] - prints a dossier.
 * show_example eve records - prints the EVE records of example_eve.c. */
/* SPDX-License-Identifier: MIT */
#include "example.h"
#include "example_card.h"
#include "example_dossier.h"
#include "example_eve.h"
#include "example_screening.h"

#include <stdio.h>
#include <stdlib.h>

static const struct output *find_output(const char *name)
{
    for (size_t i = 0; outputs[i]; i++)
        if (slice_equal_text(slice_from(outputs[i]->name), name))
            return outputs[i];
    return NULL;
}

static int show_eve(void)
{
    struct text text = {0};
    example_eve(&text);
    fwrite(text.data, 1, text.size, stdout);
    text_done(&text);
    return 0;
}

static int show_card(int argc, char **argv)
{
    struct text text = {0};
    struct style style = {.width = argc > 3 ? strtoul(argv[3], NULL, 10) : 0,
                          .colour = argc > 4 && slice_equal_text(slice_from(argv[4]), "colour")};
    bool told = argc > 2 && example_card(&text, argv[2], style, argc > 5, argc > 6);
    fwrite(text.data, 1, text.size, stdout);
    text_done(&text);
    return told ? 0 : 2;
}

static int show_screening(int argc, char **argv)
{
    struct text text = {0};
    const struct screening_view view = {
        .style = {.width = argc > 4 ? strtoul(argv[4], NULL, 10) : 0,
                  .colour = argc > 5 && slice_equal_text(slice_from(argv[5]), "colour")},
        .explain = argc > 6};
    bool told = argc > 3 && example_screening(&text, argv[2], argv[3], &view);
    fwrite(text.data, 1, text.size, stdout);
    text_done(&text);
    return told ? 0 : 2;
}

static int show_dossier(int argc, char **argv)
{
    struct text text = {0};
    struct style style = {.width = argc > 3 ? strtoul(argv[3], NULL, 10) : 0,
                          .colour = argc > 4 && slice_equal_text(slice_from(argv[4]), "colour")};
    bool told = argc > 2 && example_dossier(&text, argv[2], style, argc > 5, argc > 6);
    fwrite(text.data, 1, text.size, stdout);
    text_done(&text);
    return told ? 0 : 2;
}

static bool make_example(struct example *example, struct slice name)
{
    if (slice_equal_text(name, "found"))
        example_found(example);
    else if (slice_equal_text(name, "clean"))
        example_clean(example);
    else if (slice_equal_text(name, "hostile"))
        example_hostile(example);
    else
        return false;
    return true;
}

int main(int argc, char **argv)
{
    struct example example;
    if (argc > 1 && slice_equal_text(slice_from(argv[1]), "eve"))
        return show_eve();
    if (argc > 1 && slice_equal_text(slice_from(argv[1]), "card"))
        return show_card(argc, argv);
    if (argc > 1 && slice_equal_text(slice_from(argv[1]), "screening"))
        return show_screening(argc, argv);
    if (argc > 1 && slice_equal_text(slice_from(argv[1]), "dossier"))
        return show_dossier(argc, argv);
    const struct output *output = argc > 2 ? find_output(argv[1]) : NULL;
    if (!output || !make_example(&example, slice_from(argv[2])))
        return 2;
    example.telling.style.width = argc > 3 ? strtoul(argv[3], NULL, 10) : 0;
    example.telling.style.colour = argc > 4;
    struct text text = {0};
    output->tell(&text, &example.telling);
    fwrite(text.data, 1, text.size, stdout);
    text_done(&text);
    example_done(&example);
    return 0;
}
