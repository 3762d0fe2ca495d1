/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "base/memory.h"
#include "model/limits.h"
#include "proto/feed.h"

#include <stdlib.h>
#include <string.h>

/* A protocol made for this test: lines. "=N" skips N bytes behind the line, "#N"
 * asks for N bytes, "!" is the last line of its direction, "^" hands over to
 * whatever comes next. What it is told, it writes down. */
struct diary {
    struct text text;
    size_t calls;
    unsigned blind[BLIND_SPOTS];
};

static size_t number_behind(struct slice line)
{
    uint64_t number = 0;
    slice_to_number(slice_after(line, 1), UINT32_MAX, &number);
    return (size_t)number;
}

static struct taken lines_stream(void *state, bool from_server, struct slice bytes, struct say *say)
{
    (void)state;
    struct diary *diary = say->context;
    diary->calls++;
    size_t end = slice_find_byte(bytes, '\n');
    if (bytes.data[0] == '#' && bytes.size < number_behind(slice_make(bytes.data, 3)))
        return (struct taken){.need = number_behind(slice_make(bytes.data, 3))};
    if (end == SLICE_NOWHERE)
        return (struct taken){0};
    struct slice line = slice_part(bytes, 0, end);
    text_print(&diary->text, "%c:", from_server ? 's' : 'c');
    text_add(&diary->text, line);
    text_put(&diary->text, "|");
    size_t size = end + 1;
    if (slice_starts_with(line, "="))
        size += number_behind(line);
    return (struct taken){
        .size = size, .done = slice_equal_text(line, "!"), .restart = slice_equal_text(line, "^")};
}

static bool lines_gap(void *state, bool from_server, struct slice unread, uint64_t missing,
                      struct say *say)
{
    (void)state;
    struct diary *diary = say->context;
    text_print(&diary->text, "%cgap%u(", from_server ? 's' : 'c', (unsigned)missing);
    text_add(&diary->text, slice_part(unread, 0, 8));
    text_put(&diary->text, ")|");
    return true;
}

static void lines_end(void *state, bool from_server, struct slice unread, struct say *say)
{
    (void)state;
    struct diary *diary = say->context;
    text_print(&diary->text, "%cend(", from_server ? 's' : 'c');
    text_add(&diary->text, unread);
    text_put(&diary->text, ")|");
}

static const struct dissector lines = {
    .name = "lines",
    .state_size = 8,
    .stream = lines_stream,
    .gap = lines_gap,
    .stream_end = lines_end,
};

static void see_blind(void *context, enum blind_spot spot)
{
    ((struct diary *)context)->blind[spot]++;
}

struct scene {
    struct feed feed;
    struct feed_budget budget;
    struct diary diary;
    struct arena arena;
    struct say say;
};

static void set_up(struct scene *scene)
{
    *scene = (struct scene){.feed = {.dissector = &lines}};
    scene->feed.state = memory_create(1, lines.state_size);
    scene->say =
        (struct say){.blind = see_blind, .context = &scene->diary, .scratch = &scene->arena};
}

static void tear_down(struct scene *scene)
{
    feed_done(&scene->feed, &scene->budget);
    assert_int_equal(scene->budget.used, 0);
    text_done(&scene->diary.text);
    arena_done(&scene->arena);
}

static void feed_text(struct scene *scene, bool from_server, const char *text)
{
    struct hint hint = {.client_port = 40000, .server_port = 4000, .from_server = from_server};
    /* A block of its own, so that the address sanitizer sees its ends, and sees
     * whoever holds on to it. */
    struct slice bytes = slice_from(text);
    uint8_t *copy = memory_create(bytes.size, 1);
    memcpy(copy, bytes.data, bytes.size);
    feed_stream(&scene->feed, &scene->budget, &hint, slice_make(copy, bytes.size), &scene->say);
    free(copy);
}

static void whole_messages_are_shown_without_being_kept(void **state)
{
    (void)state;
    struct scene scene;
    set_up(&scene);
    feed_text(&scene, false, "one\ntwo\n");
    feed_text(&scene, true, "three\n");
    assert_text(&scene.diary.text, "c:one|c:two|s:three|");
    assert_int_equal(scene.budget.used, 0);
    assert_null(scene.feed.side[0].kept);
    tear_down(&scene);
}

static void a_message_split_anywhere_is_put_together(void **state)
{
    (void)state;
    struct scene scene;
    set_up(&scene);
    for (const char *c = "one\ntwo\nthr"; *c; c++)
        feed_text(&scene, false, (char[]){*c, '\0'});
    assert_text(&scene.diary.text, "c:one|c:two|");
    assert_int_equal(scene.budget.used, 3);
    feed_text(&scene, false, "ee\nfo");
    assert_text(&scene.diary.text, "c:one|c:two|c:three|");
    assert_int_equal(scene.budget.used, 2);
    tear_down(&scene);
}

static void directions_do_not_mix(void **state)
{
    (void)state;
    struct scene scene;
    set_up(&scene);
    feed_text(&scene, false, "on");
    feed_text(&scene, true, "tw");
    feed_text(&scene, false, "e\n");
    feed_text(&scene, true, "o\n");
    assert_text(&scene.diary.text, "c:one|s:two|");
    tear_down(&scene);
}

static void a_dissector_that_needs_more_is_left_alone_until_it_is_there(void **state)
{
    (void)state;
    struct scene scene;
    set_up(&scene);
    feed_text(&scene, false, "#09");
    assert_int_equal(scene.diary.calls, 1);
    feed_text(&scene, false, "abc");
    feed_text(&scene, false, "de");
    assert_int_equal(scene.diary.calls, 1);
    feed_text(&scene, false, "\n");
    assert_text(&scene.diary.text, "c:#09abcde|");
    tear_down(&scene);
}

static void skipped_bytes_are_never_shown(void **state)
{
    (void)state;
    struct scene scene;
    set_up(&scene);
    feed_text(&scene, false, "=10\n0123");
    feed_text(&scene, false, "456");
    feed_text(&scene, false, "789next\n");
    assert_text(&scene.diary.text, "c:=10|c:next|");
    tear_down(&scene);
}

static void a_gap_inside_skipped_bytes_is_not_told(void **state)
{
    (void)state;
    struct scene scene;
    set_up(&scene);
    feed_text(&scene, false, "=10\n0123");
    feed_gap(&scene.feed, &scene.budget, false, 5, &scene.say);
    feed_text(&scene, false, "9next\n");
    assert_text(&scene.diary.text, "c:=10|c:next|");
    tear_down(&scene);
}

static void a_gap_longer_than_what_is_skipped_is_told_with_what_is_left_of_it(void **state)
{
    (void)state;
    struct scene scene;
    set_up(&scene);
    feed_text(&scene, false, "=10\n0123");
    feed_gap(&scene.feed, &scene.budget, false, 9, &scene.say);
    feed_text(&scene, false, "next\n");
    assert_text(&scene.diary.text, "c:=10|cgap3()|c:next|");
    tear_down(&scene);
}

static void a_gap_hands_over_what_was_not_read(void **state)
{
    (void)state;
    struct scene scene;
    set_up(&scene);
    feed_text(&scene, false, "begun");
    feed_gap(&scene.feed, &scene.budget, false, 0, &scene.say);
    assert_int_equal(scene.budget.used, 0);
    feed_text(&scene, false, "next\n");
    assert_text(&scene.diary.text, "cgap0(begun)|c:next|");
    tear_down(&scene);
}

static void the_end_hands_over_what_was_not_read_and_is_told_once(void **state)
{
    (void)state;
    struct scene scene;
    set_up(&scene);
    feed_text(&scene, true, "begun");
    feed_stream_end(&scene.feed, &scene.budget, true, &scene.say);
    feed_stream_end(&scene.feed, &scene.budget, true, &scene.say);
    feed_text(&scene, true, "late\n");
    assert_text(&scene.diary.text, "send(begun)|");
    assert_false(feed_wants(&scene.feed, true));
    assert_true(feed_wants(&scene.feed, false));
    tear_down(&scene);
}

static void a_direction_that_is_done_is_not_wanted_any_more(void **state)
{
    (void)state;
    struct scene scene;
    set_up(&scene);
    feed_text(&scene, false, "!\nmore\n");
    assert_text(&scene.diary.text, "c:!|");
    assert_false(feed_wants(&scene.feed, false));
    assert_true(feed_wants(&scene.feed, true));
    tear_down(&scene);
}

static void a_message_over_the_limit_is_a_blind_spot_and_reading_goes_on(void **state)
{
    (void)state;
    struct scene scene;
    set_up(&scene);
    char part[1025];
    memset(part, 'x', sizeof part - 1);
    part[sizeof part - 1] = '\0';
    for (size_t i = 0; i < LIMIT_MESSAGE / 1024; i++)
        feed_text(&scene, false, part);
    assert_int_equal(scene.diary.blind[BLIND_MESSAGE_TOO_LONG], 0);
    assert_int_equal(scene.budget.used, LIMIT_MESSAGE);
    feed_text(&scene, false, "next\n");
    assert_int_equal(scene.diary.blind[BLIND_MESSAGE_TOO_LONG], 1);
    assert_text(&scene.diary.text, "cgap0(xxxxxxxx)|c:next|");
    tear_down(&scene);
}

static void the_budget_of_the_shard_is_kept(void **state)
{
    (void)state;
    struct scene scene;
    set_up(&scene);
    scene.budget.used = LIMIT_MESSAGES_SHARD - 4;
    feed_text(&scene, false, "four");
    assert_int_equal(scene.diary.blind[BLIND_MESSAGE_TOO_LONG], 0);
    feed_text(&scene, true, "more");
    assert_int_equal(scene.diary.blind[BLIND_MESSAGE_TOO_LONG], 1);
    assert_text(&scene.diary.text, "sgap0(more)|");
    feed_text(&scene, true, "whole\n");
    assert_text(&scene.diary.text, "sgap0(more)|s:whole|");
    scene.budget.used -= LIMIT_MESSAGES_SHARD - 4;
    tear_down(&scene);
}

static void a_conversation_that_changes_its_protocol_is_recognised_anew(void **state)
{
    (void)state;
    struct scene scene;
    set_up(&scene);
    feed_text(&scene, false, "!\n");
    assert_false(feed_wants(&scene.feed, false));
    feed_text(&scene, true, "^\n\x01\x02\x03");
    assert_null(scene.feed.dissector);
    assert_true(feed_wants(&scene.feed, false));
    assert_true(feed_wants(&scene.feed, true));
    assert_text(&scene.diary.text, "c:!|s:^|");
    tear_down(&scene);
}

static void a_stream_that_nobody_knows_is_soon_left_alone(void **state)
{
    (void)state;
    struct scene scene;
    set_up(&scene);
    feed_done(&scene.feed, &scene.budget);
    char noise[1025];
    memset(noise, 0x01, sizeof noise - 1);
    noise[sizeof noise - 1] = '\0';
    for (size_t i = 0; i < LIMIT_RECOGNISE / 1024; i++) {
        assert_true(feed_wants(&scene.feed, false));
        feed_text(&scene, false, noise);
    }
    assert_false(feed_wants(&scene.feed, false));
    assert_true(feed_wants(&scene.feed, true));
    tear_down(&scene);
}

static void datagrams_that_nobody_knows_are_soon_left_alone(void **state)
{
    (void)state;
    struct scene scene;
    set_up(&scene);
    feed_done(&scene.feed, &scene.budget);
    uint8_t noise[1024];
    memset(noise, 0xfe, sizeof noise);
    struct hint hint = {.client_port = 40000, .server_port = 4000, .from_server = true};
    for (size_t i = 0; i < LIMIT_RECOGNISE / 1024; i++) {
        assert_true(feed_wants(&scene.feed, true));
        feed_datagram(&scene.feed, &hint, slice_make(noise, sizeof noise), &scene.say);
    }
    assert_false(feed_wants(&scene.feed, true));
    tear_down(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_messages_are_shown_without_being_kept),
        cmocka_unit_test(a_message_split_anywhere_is_put_together),
        cmocka_unit_test(directions_do_not_mix),
        cmocka_unit_test(a_dissector_that_needs_more_is_left_alone_until_it_is_there),
        cmocka_unit_test(skipped_bytes_are_never_shown),
        cmocka_unit_test(a_gap_inside_skipped_bytes_is_not_told),
        cmocka_unit_test(a_gap_longer_than_what_is_skipped_is_told_with_what_is_left_of_it),
        cmocka_unit_test(a_gap_hands_over_what_was_not_read),
        cmocka_unit_test(the_end_hands_over_what_was_not_read_and_is_told_once),
        cmocka_unit_test(a_direction_that_is_done_is_not_wanted_any_more),
        cmocka_unit_test(a_message_over_the_limit_is_a_blind_spot_and_reading_goes_on),
        cmocka_unit_test(the_budget_of_the_shard_is_kept),
        cmocka_unit_test(a_conversation_that_changes_its_protocol_is_recognised_anew),
        cmocka_unit_test(a_stream_that_nobody_knows_is_soon_left_alone),
        cmocka_unit_test(datagrams_that_nobody_knows_are_soon_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
