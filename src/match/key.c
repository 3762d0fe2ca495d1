/* SPDX-License-Identifier: MIT */
#include "match/key.h"

#include "model/url.h"

_Static_assert(__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__, "words are cut as on amd64 and arm64");

#define EACH_BYTE(byte) (UINT64_C(0x0101010101010101) * (byte))

/* The `size` (1 to 8) bytes before `end`, in the low bytes of a word. Reads eight
 * bytes where the text has them, which spares a loop and its branch misses. */
static inline uint64_t load_before(struct slice text, size_t end, size_t size)
{
    uint64_t word = 0;
    if (end >= 8) {
        memcpy(&word, text.data + end - 8, 8);
        return word >> (64 - 8 * size);
    }
    if (text.size >= 8) {
        memcpy(&word, text.data, 8);
        return word >> 8 * (end - size) & UINT64_MAX >> (64 - 8 * size);
    }
    for (size_t i = end; i > end - size; i--)
        word = word << 8 | text.data[i - 1];
    return word;
}

/* Eight bytes at once: 'A' to 'Z' get the bit that makes them lower case. Bytes
 * above 0x7f are left alone. */
static inline uint64_t lower(uint64_t word)
{
    uint64_t low = word & EACH_BYTE(0x7f);
    uint64_t from_a = low + EACH_BYTE(0x80 - 'A'), above_z = low + EACH_BYTE(0x7f - 'Z');
    return word | ((from_a & ~above_z & ~word & EACH_BYTE(0x80)) >> 2);
}

/* Sixteen bytes a step; nearly every label is one step. `fold` is known where this
 * is inlined. */
__attribute__((always_inline)) static inline uint64_t add(uint64_t hash, struct slice text,
                                                          size_t from, size_t to, bool fold)
{
    uint64_t size = to - from;
    for (;;) {
        uint64_t last = 0, first = 0;
        size_t left = to - from;
        if (left > 0)
            last = load_before(text, to, left < 8 ? left : 8);
        if (left > 8)
            first = load_before(text, to - 8, left < 16 ? left - 8 : 8);
        if (fold) {
            last = lower(last);
            first = lower(first);
        }
        hash = hash_mix(hash ^ last, (hash << 32 | hash >> 32) ^ first ^ size * HASH_SEED);
        if (left <= 16)
            return hash;
        to -= 16;
    }
}

uint64_t key_add_part(uint64_t hash, struct slice text, size_t from, size_t to)
{
    return add(hash, text, from, to, false);
}

uint64_t key_add_label(uint64_t hash, struct slice text, size_t from, size_t to)
{
    return add(hash, text, from, to, true);
}

/* The high bit of each byte that equals `byte`; exact, no bit runs over into the next. */
static inline uint64_t bytes_equal(uint64_t word, uint8_t byte)
{
    uint64_t difference = word ^ EACH_BYTE(byte), low = EACH_BYTE(0x7f);
    return ~(((difference & low) + low) | difference | low);
}

/* Gathers the high bits of eight bytes into eight bits, the first byte lowest. */
static inline uint64_t gather(uint64_t high_bits)
{
    return (high_bits >> 7) * UINT64_C(0x0102040810204080) >> 56;
}

static void look_at(struct name_walk *walk, size_t at, uint64_t word)
{
    uint64_t dots = gather(bytes_equal(word, '.'));
    uint64_t odd = (word & EACH_BYTE(0x80)) | bytes_equal(word, '\\') | bytes_equal(word, ':');
    walk->is_odd |= odd != 0;
    walk->dots[at / 64] |= dots << at % 64; /* at is a multiple of eight */
}

void name_walk_begin(struct name_walk *walk, struct slice name, uint64_t seed)
{
    *walk = (struct name_walk){.hash = seed};
    if (name.size > NAME_MOST) {
        name = slice_after(name, name.size - NAME_MOST - 1);
        size_t dot = slice_find_byte(name, '.');
        name = dot == SLICE_NOWHERE ? (struct slice){0} : slice_after(name, dot + 1);
    }
    walk->name = name;
    walk->is_done = name.size == 0;
    walk->start = name.size + 1;
    for (size_t at = 0; at + 8 <= name.size; at += 8)
        look_at(walk, at, load_before(name, at + 8, 8));
    if (name.size % 8 > 0)
        look_at(walk, name.size - name.size % 8, load_before(name, name.size, name.size % 8));
}

/* Takes the last dot that is ahead; the place behind it, or 0 at the front. */
static size_t take_last_dot(struct name_walk *walk)
{
    size_t i = (walk->start - 1) / 64;
    while (i > 0 && walk->dots[i] == 0)
        i--;
    if (walk->dots[i] == 0) {
        walk->is_done = true;
        return 0;
    }
    size_t bit = 63 - (size_t)__builtin_clzll(walk->dots[i]);
    walk->dots[i] &= ~(UINT64_C(1) << bit);
    return i * 64 + bit + 1;
}

bool name_walk_next(struct name_walk *walk)
{
    if (walk->is_done)
        return false;
    size_t end = walk->start - 1;
    walk->start = take_last_dot(walk);
    walk->hash = key_add_label(walk->hash, walk->name, walk->start, end);
    return true;
}

uint64_t key_name(uint64_t seed, struct slice name)
{
    struct name_walk walk;
    name_walk_begin(&walk, name, seed);
    while (name_walk_next(&walk))
        ;
    return walk.hash;
}

void url_walk_begin(struct url_walk *walk, struct slice url, uint64_t seed)
{
    *walk = (struct url_walk){.url = url, .hash = seed};
}

bool url_walk_next(struct url_walk *walk)
{
    size_t from = walk->end;
    if (from >= walk->url.size)
        return false;
    do
        walk->end++;
    while (!url_may_end(walk->url, walk->end));
    walk->hash = key_add_part(walk->hash, walk->url, from, walk->end);
    return true;
}

uint64_t key_url(uint64_t seed, struct slice url)
{
    struct url_walk walk;
    url_walk_begin(&walk, url, seed);
    while (url_walk_next(&walk))
        ;
    return walk.hash;
}
