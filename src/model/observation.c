/* SPDX-License-Identifier: MIT */
#include "model/observation.h"

const struct field *observation_find(const struct observation *observation, enum field_kind kind)
{
    for (size_t i = 0; i < observation->field_count; i++)
        if (observation->fields[i].kind == kind)
            return &observation->fields[i];
    return NULL;
}
