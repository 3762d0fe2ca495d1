/* A certificate made of anything: all that is read lies within it or the arena. */
/* SPDX-License-Identifier: MIT */
#include "model/limits.h"
#include "proto/x509.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint64_t sum(struct slice bytes)
{
    uint64_t total = 0;
    for (size_t i = 0; i < bytes.size; i++)
        total += bytes.data[i];
    return total;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct x509 certificate;
    uint64_t total = 0;
    if (x509_read(slice_make(data, size), &arena, &certificate)) {
        assert(certificate.name_count <= LIMIT_CERTIFICATE_NAMES);
        total += sum(certificate.serial) + sum(certificate.subject) + sum(certificate.issuer);
        for (size_t i = 0; i < certificate.name_count; i++)
            total += sum(certificate.names[i].text) +
                     sum(slice_make(certificate.names[i].address.bytes, 16));
    }
    arena_done(&arena);
    return total == UINT64_MAX;
}
