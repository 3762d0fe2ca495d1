/* SPDX-License-Identifier: MIT */
#include "app/screen_manual.h"

#include "app/screen_input.h"
#include "attribution/list_reader.h"
#include "model/screening.h"

static void list_formats(struct text *text)
{
    for (const struct list_reader *const *reader = list_readers; *reader; reader++)
        text_print(text, " %-16s %s\n", (*reader)->name, (*reader)->title);
}

static void list_likeness(struct text *text)
{
    for (int likeness = LIKENESS_SAME; likeness < LIKENESSES; likeness++)
        text_print(text, " %-13s %s\n", likeness_key((enum likeness)likeness),
                   likeness_words((enum likeness)likeness));
}

const struct manual_section screen_manual[] = {
    {.heading = "WHAT THE PROBABILITY MEANS",
     .text =
         "Of a hundred pairs of names that look like this one, so many mean the same person, "
         "company, ship or aircraft. It was fitted to labelled pairs of names; dates of birth, "
         "countries and identifiers raise or lower it. Words for it:\n"
         "\n"
         " match            90 % and more\n"
         " likely match     70 % and more\n"
         " possible match   50 % and more\n"
         " weak             25 % and more\n"
         " no match         less\n"
         "\n"
         "The pairs it was fitted to are half and half. Among many people of whom hardly one is "
         "listed, doubtful candidates pile up: of 1,000 people on no list, 18 had somebody "
         "above 50 % on the UN's list, 8 above 70 % and 1 above 90 %, while of those who are "
         "on it, with typing errors in their names, 99, 99 and 98 in 100 were found. For many "
         "names --threshold 0.9 is the better choice.\n"
         "\n"
         "Nobody's list is complete and no comparison of names is certain: \"not on any list\" "
         "means that no name of the lists that were asked reaches the threshold. Which lists "
         "those were, of which date and with which digest stands below each answer, so that it "
         "can be audited."},
    {.heading = "WHAT A MATCH IS NOT",
     .text = "A name on a list is a lead, never a verdict on a person. Many people share a name "
             "with somebody who is listed, and companies share words, addresses and directors. "
             "Before anybody is refused a service, hold date and place of birth, nationality and "
             "numbers against the entry, and ask the person. --born, --country and --id let the "
             "comparison do a part of it. An address alone never makes a candidate: it is told "
             "beside one, or as a reason why a neighbour was refused."},
    {.heading = "WHY WORDS ARE ALIKE",
     .text =
         "Below a candidate stand the words that were asked above the words of the listed name, "
         "and why they are alike. How much a word counts depends on how rare it is on the "
         "lists: \"Technology Group\" proves nothing.",
     .list = list_likeness},
    {.heading = "STATUS AT A DATE",
     .text =
         "Whether somebody is listed depends on the authority and the date (--at). Lists that "
         "date their entries say it themselves; of the others several versions may be given, "
         "whose dates are taken from their content, from what 'stormcone update' noted, or from "
         "their path (\"2025-12\", \"sdn-2025-12-09.csv\"), and between which something was put on "
         "or taken off. Four answers are possible: listed, since when; not (yet) listed; no longer "
         "listed; not known, where no list is old enough to say. Who was not listed at that date "
         "is shown, and does not count as found (exit status 0); of whom it is not known counts as "
         "found (1)."},
    {.heading = "NUMBERS AND WALLETS",
     .text = "A passport, national or tax number, registration number, LEI, BIC, IMO number, MMSI, "
             "call sign, aircraft registration or digital currency address is found exactly when "
             "it is asked for instead of a name, or with --id beside one. Spaces, dashes and what "
             "it is called (\"IMO 9339301\") do not matter."},
    {.heading = "FORMATS OF LISTS",
     .text = "The format is found by content, packed files are unpacked. The files of a folder may "
             "be one list, several lists, or versions of one. Other tables are read by the names "
             "of their columns, or with --map, such as \"name=First+Last,alias=AKA[;],"
             "authority='CH'\".",
     .list = list_formats},
    {.heading = "FILES OF NAMES",
     .text =
         "--file reads JSON lines (when the first character is {), CSV (when --column names the "
         "column, or the file is called .csv or .tsv), or a name a line. Columns and members "
         "are known by these names; what else stands in a line is not used. Several values "
         "stand in a JSON array, or in a cell, parted by semicolons:",
     .list = screen_input_add_keys},
    {.heading = "OFAC'S SCORE",
     .text =
         "With --score ofac the score stands beside each candidate that OFAC's own search would "
         "give, after what the office says of it in its FAQ 249, for people who must hold a "
         "result beside the official search; and everything that reaches --least by it is "
         "shown, however unlikely it is. It is never used to decide."},
    {0},
};
