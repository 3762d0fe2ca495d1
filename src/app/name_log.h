/* name_log - which names go with which addresses in the traffic that is read.
 *
 * Names of DNS answers, TLS server names, names of servers' certificates, HTTP hosts, each with
 * the address that it went with: how often, first and last, in which packets. Each shard keeps a
 * log of its own, without a lock; at the end all are joined into a book, which does not depend on
 * who saw what. Only made where somebody asks: a hunt without it pays one comparison. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "match/index.h"
#include "model/limits.h"
#include "model/observation.h"

struct name_log;

/* What the index seeks has room of its own, so that all the rest cannot take it. */
struct name_log *name_log_create(const struct index *index);
void name_log_free(struct name_log *log);
void name_log_take(struct name_log *log, const struct observation *observation);

struct name_pair {
    struct address address;
    struct slice name; /* canonical, see text_add_domain(); else as it stood, in small letters */
    enum field_kind field;
    uint64_t count;
    struct instant first, last;
    struct origin packets[LIMIT_SEEN_PACKETS]; /* the earliest, in order */
    size_t packet_count;
};

struct name_book;

/* Takes over what the logs hold. */
struct name_book *name_book_join(struct name_log *const *logs, size_t count);
void name_book_free(struct name_book *book);
/* Pairs that found no room. */
uint64_t name_book_refused(const struct name_book *book);

typedef void name_pair_fn(void *context, const struct name_pair *pair);
/* All pairs with an address, in the order of names. */
void name_book_of_address(const struct name_book *book, const struct address *address,
                          name_pair_fn *say, void *context);
/* All pairs with a canonical name or one below it, in the order of addresses. */
void name_book_of_name(const struct name_book *book, struct slice name, name_pair_fn *say,
                       void *context);
