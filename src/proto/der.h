/* der - reads the distinguished encoding of ASN.1 (X.690), item by item.
 *
 * Works on a cursor and fails with it. Lengths are definite, as DER demands;
 * one in more bytes than needed is read all the same, because certificates
 * with such lengths exist and clients take them. Nothing here recurses. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/cursor.h"
#include "base/text.h"

/* Identifier bytes of the types that are read; [n] is a context tag. */
enum der_tag {
    DER_BOOLEAN = 0x01,
    DER_INTEGER = 0x02,
    DER_BIT_STRING = 0x03,
    DER_OCTET_STRING = 0x04,
    DER_OID = 0x06,
    DER_UTF8_STRING = 0x0c,
    DER_NUMERIC_STRING = 0x12,
    DER_PRINTABLE_STRING = 0x13,
    DER_T61_STRING = 0x14,
    DER_IA5_STRING = 0x16,
    DER_UTC_TIME = 0x17,
    DER_GENERALIZED_TIME = 0x18,
    DER_VISIBLE_STRING = 0x1a,
    DER_UNIVERSAL_STRING = 0x1c,
    DER_BMP_STRING = 0x1e,
    DER_SEQUENCE = 0x30,
    DER_SET = 0x31,
    DER_CONTEXT = 0x80,             /* | n: [n], primitive */
    DER_CONTEXT_CONSTRUCTED = 0xa0, /* | n: [n], constructed */
};

struct der_item {
    uint8_t tag; /* the identifier byte; tags above 30 are not told apart (0x1f in the low bits) */
    bool cut;    /* fewer bytes were there than the length says */
    struct slice value; /* what is inside */
    struct slice whole; /* with its identifier and length */
};

/* Takes the next item, whatever it is. False at the end and where it does not
 * fit; c->failed tells these two apart. */
bool der_next(struct cursor *c, struct der_item *item);
/* The same, but an item that is longer than what is left is given as far as it
 * goes, marked `cut`: for outer wrappings of something that was cut short. */
bool der_next_cut(struct cursor *c, struct der_item *item);
/* Takes the next item and fails the cursor unless it has this tag; gives a
 * cursor over what is inside, failed likewise. */
struct cursor der_open(struct cursor *c, uint8_t tag);
/* Whether the next item has this tag. Takes nothing. */
bool der_next_is(const struct cursor *c, uint8_t tag);

/* Adds an object identifier's contents as dotted decimal. False, and nothing
 * added, when it is none, or an arc is beyond 64 bits. */
bool text_add_oid(struct text *text, struct slice oid);
/* Adds a character string as UTF-8, by its tag. Eight-bit strings that are no
 * valid UTF-8 are read as Latin-1, as programs do that write T61 or worse.
 * False, and nothing added, when the tag is no string's. */
bool text_add_der_string(struct text *text, uint8_t tag, struct slice value);
