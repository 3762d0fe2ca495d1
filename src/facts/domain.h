/* domain - what is true of host names: their form, their root, their owner's suffix.
 *
 * Uses the public suffix list and IDNA tables of libpsl and libidn2, which are
 * part of the system; no network. Safe to use from several threads. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"
#include "base/text.h"

/* Adds the name in its canonical form: lower case, A-labels (UTS 46, not
 * transitional), no trailing dot, no leading "*.". False (and nothing added)
 * when it is no host name: empty, a label over 63 bytes, all over 253, a byte
 * that no host name has (letters, digits, "-" and "_" are allowed), an address. */
bool text_add_domain(struct text *text, struct slice name);

/* For canonical names: */
/* Whether its last label is a top-level domain of the public suffix list's ICANN part. */
bool domain_has_public_root(struct slice name);
/* Whether the whole name is a public suffix ("com", "co.uk", "duckdns.org"). */
bool domain_is_public_suffix(struct slice name);
/* The registrable part ("example.co.uk" of "www.example.co.uk"); empty when there is none. */
struct slice domain_registrable(struct slice name);
/* The suffix that a name lies under, or is, where some company and no registry gives names
 * to anybody ("duckdns.org", "github.io"); empty when there is none. */
struct slice domain_private_suffix(struct slice name);
