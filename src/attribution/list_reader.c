/* SPDX-License-Identifier: MIT */
#include "attribution/list_reader.h"

#define PLUGIN(name) extern const struct list_reader name##_list;
#include "list_readers.def"
#undef PLUGIN

const struct list_reader *const list_readers[] = {
#define PLUGIN(name) &name##_list,
#include "list_readers.def"
#undef PLUGIN
    NULL,
};

const struct list_reader *list_reader_find(struct slice content, const char *file_name,
                                           const char *format)
{
    const struct list_reader *surest = NULL;
    int most = 0;
    for (size_t i = 0; list_readers[i]; i++) {
        const struct list_reader *reader = list_readers[i];
        if (format && slice_equal_text(slice_from(format), reader->name))
            return reader;
        int sure = format ? 0 : reader->recognise(content, file_name);
        if (sure > most) {
            most = sure;
            surest = reader;
        }
    }
    return surest;
}
