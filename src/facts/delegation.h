/* delegation - which country's networks are where, as registries say.
 *
 * Reads the registries' exchange format ("delegated-*-extended": registry, country, type,
 * start, size, date and status between bars), and plain lists of networks in CIDR notation
 * of one country, as ipverse aggregates them. Lines that are neither are passed over: a
 * file that holds nothing else gives nothing. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "facts/country.h"
#include "facts/prefix_set.h"

struct delegation {
    struct prefix_set networks; /* values by delegation_country() */
    char date[9];               /* up to when, "20260823", as the newest file says; may be empty */
};

/* Adds what a text says. path: where it stood, with the country of a plain list:
 * "country/nl/ipv4-aggregated.txt", "nl-ipv4.txt"; failing that a comment in its head names
 * it, "# Country: Netherlands (NL)". */
void delegation_read(struct delegation *delegation, struct slice path, struct slice text);
/* When all is read. */
void delegation_finish(struct delegation *delegation);
void delegation_done(struct delegation *delegation);

/* The most specific network that holds the address; of one with two countries the first by
 * code. */
bool delegation_find(const struct delegation *delegation, const struct address *address,
                     struct country *country, struct prefix *network);
