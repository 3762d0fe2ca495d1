/* digest - SHA-1, SHA-256 and MD5 (FIPS 180-4, RFC 1321), whole or piece by piece. */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

enum { SHA1_SIZE = 20, SHA256_SIZE = 32, MD5_SIZE = 16 };

void digest_sha1(struct slice bytes, uint8_t out[SHA1_SIZE]);
void digest_sha256(struct slice bytes, uint8_t out[SHA256_SIZE]);
void digest_md5(struct slice bytes, uint8_t out[MD5_SIZE]);

/* SHA-256 piece by piece. digest_finish() frees; digest_free() does without an answer. */
struct digest;
struct digest *digest_create(void);
void digest_add(struct digest *digest, struct slice bytes);
void digest_finish(struct digest *digest, uint8_t out[SHA256_SIZE]);
void digest_free(struct digest *digest);
