/* sighting - an indicator was seen in an observation.
 *
 * Borrowed like its observation. The machine is the one whose behaviour it
 * shows: the client, or, where the field is an address of the conversation
 * itself, the other side of it. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "model/observation.h"

struct sighting {
    const struct observation *observation;
    uint32_t entry; /* in the index */
    enum field_kind field;
    struct slice value; /* what matched, as it stood (addresses: 16 bytes) */
    const struct address *machine;
    const struct endpoint *peer; /* whom it talked to */
};
