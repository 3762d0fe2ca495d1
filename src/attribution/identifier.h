/* identifier - one form for identifiers that are printed in many ways, and what a text could be.
 *
 * "IMO 9339301" and "9339301", "DE 136 695 976" and "DE136695976", an Ethereum address in
 * any case: what is the same is equal in its canonical form. Wallets keep their case where their
 * encoding has one (base58), and fold it where it has none (hexadecimal; bech32 of BIP 173).
 * Check digits: IMO (resolution A.1117(30)), ISO 17442 (LEI, ISO 7064 mod 97-10); shapes of ISO
 * 9362 (BIC), ITU-R M.585 (MMSI). */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/text.h"
#include "model/entity.h"

/* Whether a value can be of that kind: its check digit, its shape. Lists print wrong ones too, so
 * what is not valid is still compared. */
bool identifier_is_valid(enum identifier_kind kind, struct slice value);

/* Adds the canonical form; nothing where too little is left to be an identifier. Kinds that are
 * not told apart reliably have one canonical form: a passport and a national number. */
void identifier_add_canonical(struct text *text, enum identifier_kind kind, struct slice value);

/* Kinds with one canonical form are one class; numbered from 0. */
enum { IDENTIFIER_CLASSES = 5 };
unsigned identifier_class(enum identifier_kind kind);
/* A kind of the class, to make a canonical form with. */
enum identifier_kind identifier_of_class(unsigned class);

struct identifier_guess {
    enum identifier_kind kind;
    bool is_certain; /* it is nothing else, and no name: its label or its check digit says so */
};

/* What a text could be, the likeliest first: "0x901b...", "IMO 9339301", "Passport 123456789",
 * "DEUTDEFF". Gives how many, at most `capacity`; 0: it is no identifier. */
size_t identifier_guess(struct slice text, struct identifier_guess *guesses, size_t capacity);
/* The text without what it calls itself: "9339301" of "IMO 9339301". */
struct slice identifier_without_label(struct slice text);
