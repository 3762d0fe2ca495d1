/* party - whom a cell of a hand-kept table names: "A Co., Ltd. (a.k.a. B; formerly C); D".
 *
 * Names stand apart from what is said of them in brackets: other names, numbers of lists,
 * addresses, employers, notes. Words that count people ("and its two co-founders", "and others")
 * and acts ("seizure of ...") are no names. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/entity.h"

enum {
    PARTY_PARTS = 16, /* of one kind; further ones are not kept */
    PARTIES = 64,     /* of one cell */
};

struct party {
    struct entity_name names[PARTY_PARTS]; /* the first is the primary */
    size_t name_count;
    struct slice addresses[PARTY_PARTS];
    size_t address_count;
    struct entity_link links[PARTY_PARTS];
    size_t link_count;
    struct entity_identifier identifiers[PARTY_PARTS];
    size_t identifier_count;
    struct slice remarks[PARTY_PARTS];
    size_t remark_count;
    struct slice birth, birth_place, country;
    struct slice reference; /* what a list numbers it: "SDN ent_num 50543" */
    bool is_other_measure;  /* a note says that the act is no sanction */
};

/* Reads the cell; texts are kept in the arena. Gives how many there are; none has no name. */
size_t party_read(struct slice cell, struct arena *arena, struct party parties[PARTIES]);
