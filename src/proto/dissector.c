/* SPDX-License-Identifier: MIT */
#include "proto/dissector.h"

#define PLUGIN(name) extern const struct dissector name##_dissector;
#include "dissectors.def"
#undef PLUGIN

const struct dissector *const dissectors[] = {
#define PLUGIN(name) &name##_dissector,
#include "dissectors.def"
#undef PLUGIN
    NULL,
};
