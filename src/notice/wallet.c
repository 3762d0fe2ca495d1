/* SPDX-License-Identifier: MIT */
#include "notice/wallet.h"

#include "base/digest.h"
#include "base/keccak.h"

#include <string.h>

enum {
    BASE58_PAYLOAD = 25, /* version, 20 bytes of digest, 4 of checksum */
    BASE58_LEAST = 26,
    BASE58_MOST = 35,
    BECH32_LEAST = 40,
    BECH32_MOST = 90,
    MONERO_SIZE = 95,
    MONERO_BYTES = 69,
    ETHEREUM_SIZE = 42,
};

static int base58_value(uint8_t byte)
{
    static const char digits[] = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    const char *found = byte == 0 ? NULL : strchr(digits, byte);
    return found ? (int)(found - digits) : -1;
}

/* Reads base58 digits into exactly `size` bytes, big-endian. False when they do not fit. */
static bool read_base58(struct slice word, uint8_t *out, size_t size)
{
    memset(out, 0, size);
    for (size_t i = 0; i < word.size; i++) {
        int digit = base58_value(word.data[i]);
        if (digit < 0)
            return false;
        unsigned carry = (unsigned)digit;
        for (size_t k = size; k-- > 0;) {
            carry += out[k] * 58U;
            out[k] = (uint8_t)carry;
            carry >>= 8;
        }
        if (carry != 0)
            return false;
    }
    return true;
}

/* The versions of currencies that are paid to criminals: Bitcoin (two), Litecoin (two), Dash,
 * Dogecoin, Tron, Zcash has two bytes and is left. */
static bool is_known_version(uint8_t version)
{
    static const uint8_t versions[] = {0x00, 0x05, 0x30, 0x32, 0x4c, 0x1e, 0x41};
    return memchr(versions, version, sizeof versions) != NULL;
}

static bool is_base58check(struct slice word)
{
    uint8_t bytes[BASE58_PAYLOAD], once[SHA256_SIZE], twice[SHA256_SIZE];
    if (word.size < BASE58_LEAST || word.size > BASE58_MOST ||
        !read_base58(word, bytes, sizeof bytes) || !is_known_version(bytes[0]))
        return false;
    digest_sha256(slice_make(bytes, BASE58_PAYLOAD - 4), once);
    digest_sha256(slice_make(once, sizeof once), twice);
    return memcmp(twice, bytes + BASE58_PAYLOAD - 4, 4) == 0;
}

static uint32_t bech32_step(uint32_t sum, uint8_t value)
{
    static const uint32_t generators[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                          0x2a1462b3};
    uint8_t top = (uint8_t)(sum >> 25);
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (unsigned i = 0; i < 5; i++)
        sum ^= (top >> i & 1) ? generators[i] : 0;
    return sum;
}

/* Bitcoin and Litecoin; one case throughout. */
static bool is_bech32(struct slice word)
{
    static const char digits[] = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    if (word.size < BECH32_LEAST || word.size > BECH32_MOST ||
        (!slice_starts_with_ignoring_case(word, "bc1") &&
         !slice_starts_with_ignoring_case(word, "ltc1")))
        return false;
    size_t front = byte_lower(word.data[0]) == 'b' ? 2 : 3, upper = 0, lower = 0;
    uint32_t sum = 1;
    for (size_t i = 0; i < front; i++)
        sum = bech32_step(sum, byte_lower(word.data[i]) >> 5);
    sum = bech32_step(sum, 0);
    for (size_t i = 0; i < front; i++)
        sum = bech32_step(sum, byte_lower(word.data[i]) & 31);
    for (size_t i = 0; i < word.size; i++) {
        upper += word.data[i] >= 'A' && word.data[i] <= 'Z';
        lower += word.data[i] >= 'a' && word.data[i] <= 'z';
        if (i <= front)
            continue;
        const char *digit = strchr(digits, byte_lower(word.data[i]));
        if (!digit || *digit == 0)
            return false;
        sum = bech32_step(sum, (uint8_t)(digit - digits));
    }
    return (upper == 0 || lower == 0) && (sum == 1 || sum == 0x2bc830a3);
}

/* EIP-55: a letter is a capital where the digest of the lower-case address says so. */
static bool is_ethereum(struct slice word)
{
    uint8_t lowered[ETHEREUM_SIZE - 2], digest[KECCAK256_SIZE];
    size_t upper = 0, lower = 0, wrong = 0;
    if (word.size != ETHEREUM_SIZE || !slice_starts_with(word, "0x"))
        return false;
    struct slice digits = slice_after(word, 2);
    for (size_t i = 0; i < digits.size; i++) {
        if (byte_hex_value(digits.data[i]) < 0)
            return false;
        lowered[i] = byte_lower(digits.data[i]);
    }
    keccak256(slice_make(lowered, sizeof lowered), digest);
    for (size_t i = 0; i < digits.size; i++) {
        uint8_t nibble = i % 2 == 0 ? digest[i / 2] >> 4 : digest[i / 2] & 15;
        bool letter = byte_is_letter(digits.data[i]), capital = digits.data[i] != lowered[i];
        upper += capital;
        lower += letter && !capital;
        wrong += letter && capital != (nibble >= 8);
    }
    return upper == 0 || lower == 0 || wrong == 0;
}

/* Eleven digits stand for eight bytes; the last seven for five. */
static bool is_monero(struct slice word)
{
    enum { BLOCK = 11, LAST = 7 };
    uint8_t bytes[MONERO_BYTES], digest[KECCAK256_SIZE];
    if (word.size != MONERO_SIZE || (word.data[0] != '4' && word.data[0] != '8'))
        return false;
    for (size_t i = 0; i < 8; i++)
        if (!read_base58(slice_part(word, i * BLOCK, (i + 1) * BLOCK), bytes + i * 8, 8))
            return false;
    if (!read_base58(slice_part(word, 8 * BLOCK, 8 * BLOCK + LAST), bytes + 64, 5))
        return false;
    keccak256(slice_make(bytes, MONERO_BYTES - 4), digest);
    return memcmp(digest, bytes + MONERO_BYTES - 4, 4) == 0;
}

bool wallet_is_valid(struct slice word)
{
    if (word.size < BASE58_LEAST || word.size > MONERO_SIZE)
        return false;
    return is_base58check(word) || is_bech32(word) || is_ethereum(word) || is_monero(word);
}
