/* SPDX-License-Identifier: MIT */
#include "base/digest.h"

#include <assert.h>
#include <openssl/evp.h>

static void whole(const EVP_MD *kind, struct slice bytes, uint8_t *out)
{
    int done = EVP_Digest(bytes.size > 0 ? bytes.data : (const uint8_t *)"", bytes.size, out, NULL,
                          kind, NULL);
    assert(done == 1);
    (void)done;
}

void digest_sha1(struct slice bytes, uint8_t out[SHA1_SIZE])
{
    whole(EVP_sha1(), bytes, out);
}

void digest_sha256(struct slice bytes, uint8_t out[SHA256_SIZE])
{
    whole(EVP_sha256(), bytes, out);
}

void digest_md5(struct slice bytes, uint8_t out[MD5_SIZE])
{
    whole(EVP_md5(), bytes, out);
}

/* struct digest is libcrypto's context under our name. */
static EVP_MD_CTX *context(struct digest *digest)
{
    return (EVP_MD_CTX *)digest;
}

struct digest *digest_create(void)
{
    EVP_MD_CTX *made = EVP_MD_CTX_new();
    int done = made ? EVP_DigestInit_ex(made, EVP_sha256(), NULL) : 0;
    assert(done == 1);
    (void)done;
    return (struct digest *)made;
}

void digest_add(struct digest *digest, struct slice bytes)
{
    EVP_DigestUpdate(context(digest), bytes.data, bytes.size);
}

void digest_finish(struct digest *digest, uint8_t out[SHA256_SIZE])
{
    EVP_DigestFinal_ex(context(digest), out, NULL);
    digest_free(digest);
}

void digest_free(struct digest *digest)
{
    EVP_MD_CTX_free(context(digest));
}
