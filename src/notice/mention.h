/* mention - whether something that a report names in its text is meant as an indicator.
 *
 * What is defanged was meant, unless nobody could have it (private and documentation
 * addresses), or it is a file's name or a pattern. What stands plain counts where its
 * document defangs nothing of its sort, or where it stands alone in a cell, an item or a
 * line; but neither the publisher's nor cited sites, version numbers, words of program
 * text, nor names under no public root. Digests, weaknesses and the like count. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/notice.h"
#include "notice/candidate.h"
#include "notice/label.h"

enum { MANNER_SITES = 8 };

/* How a document writes. */
struct manner {
    bool defangs_names, defangs_addresses; /* somewhere */
    struct slice sites[MANNER_SITES];      /* registrable names of the publisher, kept */
    size_t site_count;
    struct slice first_line; /* its title, where nothing is called so; kept */
};

struct mention {
    const struct candidate *candidate;
    struct slice text;         /* in which from and to of the candidate stand */
    bool alone;                /* beside others of its sort, only marks stand in it */
    bool begins;               /* nothing but marks stands before it, and it is short behind */
    bool item;                 /* of a list or a table */
    bool front, code, program; /* front matter; preformatted; reads as program text */
    struct label label;        /* of its column, its row or its line */
    bool labelled;             /* not only by its section */
    struct label section;      /* in which it stands */
};

/* Otherwise *reason says why not. */
bool mention_counts(const struct manner *manner, const struct mention *mention,
                    enum rejection_reason *reason);
/* Whether the publisher says that it is harmless: such things are kept and not hunted. */
bool mention_is_harmless(const struct mention *mention);

bool indicator_kind_is_numeric(enum indicator_kind kind);
bool indicator_kind_is_named(enum indicator_kind kind);
