/* fuzz_xml - any bytes as XML; every element that is read hangs together with its parent. */
/* SPDX-License-Identifier: MIT */
#include "base/xml.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

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
    return 0;
}
