/* input_report - what became of one input. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/problem.h"

struct input_report {
    const char *path;    /* as found; "-" for standard input */
    const char *format;  /* "pcap", "pcapng"; NULL when it was not recognised */
    const char *packing; /* "gzip", "zstd", "xz", "bzip2", "lz4", or NULL */
    uint64_t packets;
    uint64_t bytes;          /* read from the file, packed */
    uint64_t snapped;        /* packets shorter than they were on the wire */
    uint64_t damaged_places; /* where reading had to skip to the next record */
    uint64_t skipped_bytes;  /* lost there */
    bool failed;             /* could not be opened, recognised, or read to its end */
    struct problem problem;  /* why, or the first damage; empty when all is well */
    uint8_t digest[32];      /* SHA-256 of the file as it is on disk */
    bool has_digest;
};
