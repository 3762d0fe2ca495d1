/* world - what public data sets say of an address, a name, a digest or a family.
 *
 * A world is opened from the data folder (see data_set.h) once; threads may share it. Sets
 * are read when they are first asked, behind a lock, so that nobody waits for what they do
 * not need: opening looks only for folders, and a sandbox must go on to let the data folder
 * be read. A set that is not there is missing, not an error; one that cannot be read says
 * why. Every answer names its data set, its list and its date. Beside the sets of the table,
 * any MMDB file below the data folder is a set, by the name of its folder.
 *
 * Remarks change what a reader should think of an indicator, they never delete it: the
 * meaning of a list (trait.def) says how. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"
#include "base/problem.h"
#include "facts/country.h"
#include "facts/data_set.h"
#include "model/address.h"
#include "model/indicator.h"

/* What a list says of what it holds; see trait.def. */
enum trait {
#define TRAIT(NAME, key, text) TRAIT_##NAME,
#include "facts/trait.def"
#undef TRAIT
    TRAITS
};
const char *trait_key(enum trait trait);
const char *trait_text(enum trait trait);

struct world;

/* Never NULL: a folder without any set gives a world that knows only what is built in
 * (public suffixes, special addresses, special names). */
struct world *world_open(const char *folder);
void world_free(struct world *world);

/* The sets that were found. */
struct world_set {
    const struct data_set *set;
    struct slice date;      /* published, else retrieved; "2026-08-20"; empty: not known */
    struct slice digest;    /* SHA-256 of what was fetched, hexadecimal; may be empty */
    uint64_t entries;       /* things that it says something of */
    struct problem problem; /* why it could not be read; empty: it was */
};
size_t world_set_count(const struct world *world);
/* Reads the set, if nobody did before; world_set_peek() does not: it has name, date and
 * digest, and entries and problem only where the set was asked already. */
const struct world_set *world_set_at(const struct world *world, size_t i);
const struct world_set *world_set_peek(const struct world *world, size_t i);

/* A list has something to say of an indicator. Slices live as long as the world. */
struct remark {
    enum trait trait;
    const struct world_set *set; /* NULL: built in */
    struct slice list;           /* "vpn-ipv4", "sinkhole_cncert" */
    struct slice title;          /* of the list, for people */
    struct slice date;           /* of the list where it has one, else of the set */
    struct slice entry;          /* what in the list matched: "104.16.0.0/13", "duckdns.org" */
};
typedef void world_remark_fn(void *context, const struct remark *remark);

/* Everything that is said of an indicator, each list once, its most specific entry; entry
 * lives until the function returns. Names are asked for themselves and their parents: a
 * parent that is a dynamic-DNS or public suffix says so (TRAIT_DYNAMIC_DNS: never block the
 * parent); popularity lists count the registrable name. Of an address:port the address is
 * asked, of a URL and an e-mail address the host (and lists of URLs the URL), of a CIDR
 * whether it lies in, or holds, an entry. */
void world_remark(const struct world *world, const struct indicator *indicator,
                  world_remark_fn *say, void *context);

/* Where an address is, as somebody says. */
enum place_basis { PLACE_DELEGATION, PLACE_REGISTRATION, PLACE_GEOLOCATION };
const char *place_basis_name(enum place_basis basis); /* "delegation" ... */
struct place_claim {
    enum place_basis basis;
    struct country country;
    const struct world_set *set;
    struct prefix network;     /* the most specific one that says so */
    struct slice region, city; /* as the set writes them; empty where it does not go so far */
};
typedef void world_place_fn(void *context, const struct place_claim *claim);
/* One claim of each set that knows the address. */
void world_place(const struct world *world, const struct address *address, world_place_fn *say,
                 void *context);

/* In whose network an address is. */
struct network_claim {
    uint32_t number; /* of the autonomous system */
    struct slice organisation;
    const struct world_set *set;
    struct prefix network;
};
/* The first set that knows it; false when none does. */
bool world_network(const struct world *world, const struct address *address,
                   struct network_claim *claim);
typedef void world_network_fn(void *context, const struct network_claim *claim);
/* One claim of each set that knows the address. A set that names an organisation without a
 * number gives 0. */
void world_networks(const struct world *world, const struct address *address, world_network_fn *say,
                    void *context);

/* Names of malware and of groups. */
enum family_relation {
    FAMILY_SAME,      /* equal but for spelling, or aliases of one thing */
    FAMILY_RELATED,   /* one is a variant or a part of the other, as a set says */
    FAMILY_DIFFERENT, /* both are known, and are two things */
    FAMILY_UNKNOWN,   /* one of them is known to no set */
};
/* Compares two names as notices print them ("AsyncRAT", "elf_mirai", "DarkKomet",
 * "Win32/Farfli.BT trojan"). `because` gets a printable sentence with the set named; may be NULL.
 */
enum family_relation world_compare_families(const struct world *world, struct slice a,
                                            struct slice b, struct text *because);

/* A field of a set, quoted with its value: "cfr-suspected-state-sponsor", "China". */
struct family_note {
    struct slice field, value;
};
/* What one set says of a group or of malware that has a name. */
struct family_claim {
    const struct world_set *set;
    bool is_group;      /* else malware or a tool */
    bool is_first_name; /* what was asked is its title; else it is another of its names */
    struct slice title;
    struct slice collection;   /* the part of the set: "threat-actor", "intrusion-set" */
    struct slice number;       /* in ATT&CK: "G0096", "S0154"; empty: none */
    struct slice description;  /* its beginning */
    const struct slice *names; /* others beside the title and what was asked */
    size_t name_count;
    const struct family_note *notes; /* the set's claims, never ours */
    size_t note_count;
    const struct slice *techniques, *software; /* that it is said to use: "T1190"; names */
    size_t technique_count, software_count;
};
typedef void world_family_fn(void *context, const struct family_claim *claim);
/* Every thing that has the name, whatever its spelling, in the order of the sets. Lists that a
 * claim points to live until `say` returns, its texts as long as the world. */
void world_family(const struct world *world, struct slice name, world_family_fn *say,
                  void *context);
