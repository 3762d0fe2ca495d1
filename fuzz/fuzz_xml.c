/* fuzz_xml - any bytes as XML; every element that is read hangs together with its parent. */
/* SPDX-License-Identifier: MIT */
#include "base/xml.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ENTRY_BYTES = 10000 };

static bool check_entry(void *context, const struct xml *entry)
{
    size_t *given = context, bytes = 0;
    assert(xml_parent(entry) && !xml_parent(xml_parent(entry)));
    for (const struct xml *at = entry; at; at = xml_next(at, entry))
        bytes += xml_name(at).size + xml_text(at).size;
    assert(bytes <= ENTRY_BYTES);
    return ++*given < 100;
}

static void read_entries(struct slice content, const struct xml_limits *limits)
{
    size_t given = 0;
    struct problem damage = {{0}}, problem = {{0}};
    struct xml_entries entries = {"a|b|indicator", ENTRY_BYTES, check_entry, &given};
    bool read = xml_each(content, limits, &entries, &damage, &problem);
    assert(read == (problem.sentence[0] == '\0') && (read || given == 0));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const struct xml_limits limits = {.size = 1 << 20, .parts = 10000, .depth = 50};
    struct xml_document document;
    struct problem problem = {{0}};
    struct slice content = slice_make(data, size);
    xml_peek_root(content);
    bool read = xml_read(content, &limits, &document, &problem);
    assert(read == (problem.sentence[0] == '\0') && read == (document.root != NULL));
    size_t count = 0;
    for (const struct xml *at = document.root; at; at = xml_next(at, document.root)) {
        assert(at == document.root || xml_parent(at));
        assert(xml_line(at) > 0 && ++count <= limits.parts);
    }
    xml_done(&document);
    read_entries(content, &limits);
    return 0;
}
