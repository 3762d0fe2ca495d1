/* wallet - whether a word is an address of a crypto currency.
 *
 * The ones that carry a checksum are believed only when it is right, so that neither a
 * digest nor an identifier is taken for one: Bitcoin and its kin (base58check; bech32 of
 * BIP 173 and bech32m of BIP 350), Tron (base58check), Monero (base58 by blocks with four
 * bytes of Keccak), Ethereum (EIP-55 where its letters are of both cases; "0x" and forty
 * digits of one case have no checksum). */
/* SPDX-License-Identifier: MIT */
#pragma once

#include "base/slice.h"

bool wallet_is_valid(struct slice word);
