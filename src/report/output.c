/* SPDX-License-Identifier: MIT */
#include "report/output.h"

#define PLUGIN(name) extern const struct output name##_output;
#include "outputs.def"
#undef PLUGIN

const struct output *const outputs[] = {
#define PLUGIN(name) &name##_output,
#include "outputs.def"
#undef PLUGIN
    NULL,
};
