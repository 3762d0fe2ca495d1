/* set_folder - the folder of a data set: what "set.json" says of it, and its files. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/arena.h"
#include "base/text.h"
#include "facts/world.h"

/* Fills date and digest from "set.json", where it is there; slices live as long as the arena. */
void set_folder_describe(const char *folder, struct arena *arena, struct world_set *set);

/* A file of the set: path below the folder ("lists/vpn-ipv4/list.json"), content unpacked.
 * Whoever wants to keep the content takes it and leaves a zeroed text. False with a
 * problem when it is not what it should be. */
typedef bool set_file_fn(void *context, struct slice path, struct text *content,
                         struct problem *problem);
/* Whether a file is wanted at all. */
typedef bool set_wanted_fn(struct slice path);

/* For files that are not read whole: each that ends so, by its path on disk. */
typedef void set_path_fn(void *context, const char *path);
void set_folder_find(const char *folder, const char *ending, set_path_fn *found, void *context);

/* How a set is read: which files, how much of each from its front (0: all), and by whom. */
struct set_reader {
    set_wanted_fn *wanted;
    set_file_fn *read;
    size_t head;
};
/* Reads every wanted file in the order of names. set->problem tells of the first that could
 * not be read, and how many. */
void set_folder_read(const char *folder, struct world_set *set, const struct set_reader *reader,
                     void *context);

/* A file's name without folders, and without ".gz" and the given ending: "vpn-ipv4" of
 * "lists/vpn-ipv4.json.gz". Empty when it ends otherwise. */
struct slice set_file_name(struct slice path, const char *ending);
