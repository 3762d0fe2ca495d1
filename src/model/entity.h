/* entity - a person, company, ship ... as one list of sanctions describes it.
 *
 * Made by the list readers of attribution/, then read-only. Everything points into the arena
 * of the entity's list. Texts are UTF-8, as the list prints them; what a list does not say is
 * empty or zeroed. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"
#include "base/instant.h"
#include "base/problem.h"
#include "model/notice.h"
#include "model/partial_date.h"

enum entity_kind {
    ENTITY_ANY, /* not said: compared as whatever it could be */
    ENTITY_PERSON,
    ENTITY_ORGANISATION,
    ENTITY_VESSEL,
    ENTITY_AIRCRAFT,
    ENTITY_KINDS
};
const char *entity_kind_key(enum entity_kind kind); /* "any", "person", "organisation" ... */
/* Reads a key, or what lists and other programs call it: "individual", "Company", "ship". */
bool entity_kind_read(struct slice text, enum entity_kind *kind);

enum name_kind { NAME_PRIMARY, NAME_ALIAS, NAME_WEAK_ALIAS, NAME_FORMER, NAME_KINDS };
const char *name_kind_key(enum name_kind kind); /* "primary", "alias", "weak alias", "former" */

struct entity_name {
    enum name_kind kind;
    struct slice text;   /* "LIFSHITS, Artem Mikhaylovich", "永信至诚" */
    struct slice family; /* the part that is the family name, where the list tells it apart */
};

struct entity_address {
    struct slice text;    /* all of it on one line, without the country */
    struct slice city;    /* part of it, where the list tells it apart */
    struct slice country; /* as printed */
};

enum identifier_kind {
#define IDENTIFIER(NAME, key, words) IDENTIFIER_##NAME,
#include "model/identifier.def"
#undef IDENTIFIER
    IDENTIFIER_KINDS
};
const char *identifier_key(enum identifier_kind kind);
const char *identifier_words(enum identifier_kind kind);

struct entity_identifier {
    enum identifier_kind kind;
    struct slice value;   /* as printed */
    struct slice label;   /* what the list calls it: "SSN", "Cedula No.", "XBT" of a wallet */
    struct slice country; /* as printed */
};

/* That it has to do with another: "Linked To", "owned by", "vessel owner". */
struct entity_link {
    struct slice how, name;
    struct slice id; /* of the other in the same list, where the list says it */
};

/* That an authority acted against it. */
struct designation {
    struct slice authority;     /* who, as a short code: "US", "UN", "EU", "UK", else a country's */
    struct slice body;          /* "OFAC", "FCDO", "Council" */
    struct slice programme;     /* "CYBER2", "EO 13694", "RUS" */
    struct slice reference;     /* of the act or the entry in it: "2026/589" */
    struct instant from, until; /* days */
    bool is_other_measure;      /* an advisory, an indictment, a seizure: told, and no sanction */
};

struct entity {
    enum entity_kind kind;
    struct slice id;                 /* as the list numbers it: "50543", "CDi.001"; never empty */
    const struct entity_name *names; /* the primary first; a list may lack it, not all of them */
    size_t name_count;
    const struct designation *designations;
    size_t designation_count;
    const struct partial_date *births; /* of an organisation: when it was founded */
    size_t birth_count;
    const struct slice *birth_places;
    size_t birth_place_count;
    const struct slice *countries; /* nationality, citizenship, flag, registration */
    size_t country_count;
    const struct entity_address *addresses;
    size_t address_count;
    const struct entity_identifier *identifiers;
    size_t identifier_count;
    const struct entity_link *links;
    size_t link_count;
    struct slice gender, title, remarks;
    uint32_t file, line; /* where it stands: which file of the list, which line */
};

/* A file that a list was read from. */
struct list_source {
    struct slice name; /* its path, for people */
    uint8_t digest[DIGEST_SHA256_SIZE];
};

/* One version of one list. */
struct entity_list {
    struct arena arena;
    const char *format;  /* the reader's name */
    struct slice name;   /* the same for all its versions: "OFAC SDN", "UN consolidated" */
    struct instant date; /* when it was published; unknown where nothing says it */
    struct list_source *sources;
    size_t source_count;
    uint8_t digest[DIGEST_SHA256_SIZE]; /* of one file its own; of several, of their digests */
    struct entity *entities;
    size_t entity_count, entity_capacity;
    size_t unread;         /* entries that could not be read */
    bool is_partial;       /* a part was not there (OFAC's SDN.CSV, so that names are missing):
                              what the list does not have may be listed all the same */
    struct problem damage; /* where a list broke off: what stood before it was read; else empty */
};

void entity_list_init(struct entity_list *list);
void entity_list_done(struct entity_list *list);
