/* SPDX-License-Identifier: MIT */
#include "notice/reader.h"

#define PLUGIN(name) extern const struct notice_reader name##_reader;
#include "notice/notice_readers.def"
#undef PLUGIN

const struct notice_reader *const notice_readers[] = {
#define PLUGIN(name) &name##_reader,
#include "notice/notice_readers.def"
#undef PLUGIN
    NULL,
};
