/* data_set - the public sets of facts about the world: what they are, where they come from.
 *
 * One table names them all. `stormcone update` fetches them into folders of the data
 * folder, one a set, named as here; beside the files each folder has a "set.json" that
 * says what was fetched, when and from where:
 *
 *   {"name": "misp-warninglists", "url": "https://...", "retrieved": "2026-11-24T20:00:00Z",
 *    "published": "2026-08-20", "licence": "CC0-1.0", "etag": "...", "last_modified": "...",
 *    "sha256": "<of what was fetched, as it came>", "bytes": 12345, "files": 136,
 *    "stored": 67890, "checked": "2026-11-25T20:00:00Z"}
 *
 * "url" is a path where the set was taken from a file or folder; the digest of a folder is
 * that of its list of digests and names as sha256sum writes it, in the order of the names.
 * Lists of sanctions are kept in versions, since what they say is true of a day: their set's
 * folder holds a folder a day, each as above ("ofac-sdn/2025-12-24/set.json"), which says
 * besides how many "entities" the list has. The newest is what is there.
 *
 * "stored" are the bytes of the files in the folder, "checked" is when the source last said
 * that there is nothing newer. "published" and what HTTP alone tells may be missing.
 *
 * Facts are read from these folders by world.h; nothing else reads or writes them. A link that
 * leads out of the data folder is not followed by a program that gave up its rights. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

/* What the files of a set are, and so who reads them. */
enum data_format {
    DATA_WARNING_LISTS, /* MISP warninglists: JSON files with name, type, version, list */
    DATA_TRAILS,        /* Maltrail's static trails: a text file a family */
    DATA_GALAXY,        /* MISP galaxy clusters: JSON files with names and synonyms */
    DATA_ATTACK,        /* ATT&CK: STIX objects, one bundle, or one object a line */
    DATA_DELEGATION,    /* of the registries: delegated-*-extended files, or lists of CIDR in
                           folders named by country code */
    DATA_REGISTRATION,  /* lists of CIDR by country of registration, in folders likewise */
    DATA_GEOLOCATION,   /* an MMDB file with country codes */
    DATA_NETWORKS,      /* an MMDB file with autonomous systems, or CSV without headers: first
                           address, last address, number, name */
    DATA_SANCTIONS,     /* a list of sanctions, in any format that attribution/ reads */
};

struct data_set {
    const char *name; /* "misp-warninglists"; also the folder's name */
    const char *title;
    const char *source; /* who publishes it */
    const char *licence;
    const char *url;  /* of a file or an archive (.tar.gz, .tgz, .zip) */
    const char *file; /* how the file is called, without its ending, where the URL does not tell */
    const char *package; /* of the npm registry that carries it too; NULL: none does */
    const char *wanted;  /* which files of an archive, as a glob over paths without their first
                            folder, whose * takes / too; NULL: all */
    const char *list;    /* of sanctions: what its readers call it */
    enum data_format format;
    bool is_usual; /* fetched when no set is named */
};

/* Ends with a zeroed row. */
extern const struct data_set data_sets[];

/* Whether it is kept in versions, a folder each. */
bool data_set_is_dated(const struct data_set *set);

/* NULL when there is none of that name. */
const struct data_set *data_set_find(struct slice name);
