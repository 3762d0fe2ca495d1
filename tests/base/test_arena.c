/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/arena.h"

#include <stdalign.h>
#include <string.h>

static void memory_is_aligned_and_apart(void **state)
{
    (void)state;
    struct arena arena = {0};
    uint8_t *blocks[500];
    for (size_t i = 0; i < 500; i++) {
        blocks[i] = arena_alloc(&arena, i);
        assert_int_equal((uintptr_t)blocks[i] % alignof(max_align_t), 0);
        memset(blocks[i], (int)i, i);
    }
    for (size_t i = 0; i < 500; i++)
        for (size_t k = 0; k < i; k++)
            assert_int_equal(blocks[i][k], (uint8_t)i);
    arena_done(&arena);
}

static void a_block_may_be_larger_than_a_chunk(void **state)
{
    (void)state;
    struct arena arena = {0};
    uint8_t *small = arena_create(&arena, 10);
    uint8_t *large = arena_create(&arena, 1000000);
    assert_int_equal(small[9] | large[0] | large[999999], 0);
    assert_true(arena.used >= 1000010);
    arena_done(&arena);
}

static void created_memory_is_zero_also_when_it_is_used_again(void **state)
{
    (void)state;
    struct arena arena = {0};
    for (int round = 0; round < 3; round++) {
        uint8_t *block = arena_create(&arena, 1000);
        for (size_t i = 0; i < 1000; i++)
            assert_int_equal(block[i], 0);
        memset(block, 0xff, 1000);
        arena_reset(&arena);
        assert_int_equal(arena.used, 0);
    }
    arena_done(&arena);
}

static void a_kept_copy_is_its_own(void **state)
{
    (void)state;
    struct arena arena = {0};
    char text[] = "notice";
    struct slice kept = arena_keep(&arena, slice_from(text));
    text[0] = 'X';
    assert_slice(kept, "notice");
    assert_int_equal(arena_keep(&arena, (struct slice){0}).size, 0);
    arena_done(&arena);
}

#if !defined(__SANITIZE_ADDRESS__)
static void a_reset_keeps_the_largest_chunk(void **state)
{
    (void)state;
    struct arena arena = {0};
    void *large = arena_alloc(&arena, 1000000);
    arena_alloc(&arena, 10);
    arena_alloc(&arena, 60000);
    arena_reset(&arena);
    assert_ptr_equal(arena_alloc(&arena, 1000000), large);
    arena_done(&arena);
}
#else
static void a_reset_keeps_the_largest_chunk(void **state)
{
    (void)state;
    /* Under the address sanitizer every block is alone, and none is kept. */
    struct arena arena = {0};
    arena_alloc(&arena, 1000000);
    arena_reset(&arena);
    assert_null(arena.chunk);
    arena_done(&arena);
}
#endif

static void an_empty_arena_may_be_reset_and_done(void **state)
{
    (void)state;
    struct arena arena = {0};
    arena_reset(&arena);
    arena_done(&arena);
    arena_done(&arena);
    arena_done(NULL);
    assert_null(arena.chunk);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_aligned_and_apart),
        cmocka_unit_test(a_block_may_be_larger_than_a_chunk),
        cmocka_unit_test(created_memory_is_zero_also_when_it_is_used_again),
        cmocka_unit_test(a_kept_copy_is_its_own),
        cmocka_unit_test(a_reset_keeps_the_largest_chunk),
        cmocka_unit_test(an_empty_arena_may_be_reset_and_done),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
