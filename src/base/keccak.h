/* keccak - the hash that Ethereum and Monero took before NIST made it SHA-3: Keccak-256
 * with the padding of the original submission (Keccak team, 2011). */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

enum { KECCAK256_SIZE = 32 };

void keccak256(struct slice bytes, uint8_t out[KECCAK256_SIZE]);
