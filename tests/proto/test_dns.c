/* SPDX-License-Identifier: MIT */
#include "recorder.h"

#include "model/limits.h"

/* A message as bytes, written like a string; the NUL that C adds is not part of it. */
#define MESSAGE(bytes) slice_make(bytes, sizeof(bytes) - 1)

#define EXAMPLE_COM "\7example\3com\0"
#define QUERY_OF(type) "\x12\x34\x01\x00\0\1\0\0\0\0\0\0" EXAMPLE_COM type "\0\1"
/* A response header with counts; all others follow at offset 12. */
#define RESPONSE(questions, answers, authority, additional)                                        \
    "\x12\x34\x81\x80\0" questions "\0" answers "\0" authority "\0" additional
#define TTL_60 "\0\0\0\x3c"

/* What a message says on a port, as a first datagram. */
static void say_on(struct recorder *recorder, uint16_t port, struct slice message)
{
    recorder_init(recorder, port, true);
    record_datagram(recorder, false, message);
}

#define assert_message_says(port, message, wanted)                                                 \
    do {                                                                                           \
        struct recorder recorder_;                                                                 \
        say_on(&recorder_, port, MESSAGE(message));                                                \
        assert_said(&recorder_, wanted);                                                           \
        recorder_done(&recorder_);                                                                 \
    } while (0)

static void questions_of_every_type_are_said(void **state)
{
    (void)state;
    assert_message_says(53, QUERY_OF("\0\1"),
                        "dns.query dns.id=4660 dns.flags=256 dns.question=example.com "
                        "dns.question.type=1 dns.question.class=1\n");
    assert_message_says(53, QUERY_OF("\0\x1c"),
                        "dns.query dns.id=4660 dns.flags=256 dns.question=example.com "
                        "dns.question.type=28 dns.question.class=1\n");
    assert_message_says(53, QUERY_OF("\0\x41"),
                        "dns.query dns.id=4660 dns.flags=256 dns.question=example.com "
                        "dns.question.type=65 dns.question.class=1\n");
    assert_message_says(53, QUERY_OF("\xff\x01"),
                        "dns.query dns.id=4660 dns.flags=256 dns.question=example.com "
                        "dns.question.type=65281 dns.question.class=1\n");
}

static void each_question_of_a_message_is_said(void **state)
{
    (void)state;
    assert_message_says(53,
                        "\0\1\1\0\0\2\0\0\0\0\0\0" EXAMPLE_COM "\0\1\0\1\3www\xc0\x0c\0\x1c\0\1",
                        "dns.query dns.id=1 dns.flags=256 "
                        "dns.question=example.com dns.question.type=1 dns.question.class=1 "
                        "dns.question=www.example.com dns.question.type=28 "
                        "dns.question.class=1\n");
}

static void a_query_is_found_on_any_port(void **state)
{
    (void)state;
    assert_message_says(9999, QUERY_OF("\0\1"),
                        "dns.query dns.id=4660 dns.flags=256 dns.question=example.com "
                        "dns.question.type=1 dns.question.class=1\n");
}

static void case_and_letters_stay_as_they_stood(void **state)
{
    (void)state;
    assert_message_says(53, "\0\1\1\0\0\1\0\0\0\0\0\0\7ExAmPlE\3cOm\0\0\1\0\1",
                        "dns.query dns.id=1 dns.flags=256 dns.question=ExAmPlE.cOm "
                        "dns.question.type=1 dns.question.class=1\n");
}

static void the_root_is_a_dot(void **state)
{
    (void)state;
    assert_message_says(53, "\0\1\1\0\0\1\0\0\0\0\0\0\0\0\2\0\1",
                        "dns.query dns.id=1 dns.flags=256 dns.question=. dns.question.type=2 "
                        "dns.question.class=1\n");
}

static void bytes_that_would_be_ambiguous_are_written_as_numbers(void **state)
{
    (void)state;
    assert_message_says(53, "\0\1\1\0\0\1\0\0\0\0\0\0\5a.b\\c\4\0\x1b\xff \3com\0\0\1\0\1",
                        "dns.query dns.id=1 dns.flags=256 "
                        "dns.question=a\\046b\\092c.\\000\\027\\255 .com dns.question.type=1 "
                        "dns.question.class=1\n");
}

static void characters_of_every_script_stay(void **state)
{
    (void)state;
    assert_message_says(53,
                        "\0\1\1\0\0\1\0\0\0\0\0\0\7b\xc3\xbc"
                        "cher\7\xe4\xb8\xad\xc2\x85"
                        "ab\0\0\1\0\1",
                        "dns.query dns.id=1 dns.flags=256 dns.question=b\xc3\xbc"
                        "cher.\xe4\xb8\xad\\194\\133ab dns.question.type=1 "
                        "dns.question.class=1\n");
}

static void addresses_in_answers_are_said(void **state)
{
    (void)state;
    assert_message_says(
        53,
        RESPONSE("\1", "\2", "\0", "\0") EXAMPLE_COM
        "\0\1\0\1\xc0\x0c\0\1\0\1" TTL_60 "\0\4\xc0\0\2\1"
        "\xc0\x0c\0\x1c\0\1" TTL_60 "\0\x10\x20\1\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\1",
        "dns.response dns.id=4660 dns.flags=33152 "
        "dns.question=example.com dns.question.type=1 dns.question.class=1 "
        "dns.answer.name=example.com dns.answer.section=1 dns.answer.type=1 dns.answer.class=1 "
        "dns.answer.ttl=60 dns.answer.address=192.0.2.1 "
        "dns.answer.name=example.com dns.answer.section=1 dns.answer.type=28 dns.answer.class=1 "
        "dns.answer.ttl=60 dns.answer.address=2001:db8::1\n");
}

static void a_response_without_its_question_is_read(void **state)
{
    (void)state;
    assert_message_says(
        53, RESPONSE("\0", "\1", "\0", "\0") EXAMPLE_COM "\0\1\0\1" TTL_60 "\0\4\xc0\0\2\1",
        "dns.response dns.id=4660 dns.flags=33152 "
        "dns.answer.name=example.com dns.answer.section=1 dns.answer.type=1 dns.answer.class=1 "
        "dns.answer.ttl=60 dns.answer.address=192.0.2.1\n");
}

static void a_chain_of_aliases_is_followed_to_its_address(void **state)
{
    (void)state;
    assert_message_says(
        53,
        RESPONSE("\1", "\3", "\0", "\0") EXAMPLE_COM
        "\0\1\0\1"                                         /* at 29: */
        "\xc0\x0c\0\5\0\1" TTL_60 "\0\6\3cdn\xc0\x0c"      /* its target at 41 */
        "\xc0\x29\0\5\0\1" TTL_60 "\0\x0c\4edge\4test\0\0" /* at 59, and a byte too many */
        "\xc0\x3b\0\1\0\1" TTL_60 "\0\4\xc0\0\2\7",
        "dns.response dns.id=4660 dns.flags=33152 "
        "dns.question=example.com dns.question.type=1 dns.question.class=1 "
        "dns.answer.name=example.com dns.answer.section=1 dns.answer.type=5 dns.answer.class=1 "
        "dns.answer.ttl=60 dns.answer.target=cdn.example.com "
        "dns.answer.name=cdn.example.com dns.answer.section=1 dns.answer.type=5 "
        "dns.answer.class=1 dns.answer.ttl=60 dns.answer.target=edge.test "
        "dns.answer.name=edge.test dns.answer.section=1 dns.answer.type=1 dns.answer.class=1 "
        "dns.answer.ttl=60 dns.answer.address=192.0.2.7\n");
}

static void records_of_authority_and_addition_tell_their_section(void **state)
{
    (void)state;
    assert_message_says(
        53,
        RESPONSE("\0", "\0", "\1", "\1") EXAMPLE_COM "\0\2\0\1" TTL_60 "\0\5\2ns\xc0\x0c"
                                                     "\xc0\x23\0\1\0\1" TTL_60 "\0\4\xc0\0\2\x35",
        "dns.response dns.id=4660 dns.flags=33152 "
        "dns.answer.name=example.com dns.answer.section=2 dns.answer.type=2 dns.answer.class=1 "
        "dns.answer.ttl=60 dns.answer.target=ns.example.com "
        "dns.answer.name=ns.example.com dns.answer.section=3 dns.answer.type=1 "
        "dns.answer.class=1 dns.answer.ttl=60 dns.answer.address=192.0.2.53\n");
}

/* What one record of a type with this data says behind its name, type and time. */
#define assert_record_says(type, size, data, wanted)                                               \
    assert_message_says(                                                                           \
        53, RESPONSE("\0", "\1", "\0", "\0") EXAMPLE_COM type "\0\1" TTL_60 "\0" size data,        \
        wanted)
#define RECORD_START                                                                               \
    "dns.response dns.id=4660 dns.flags=33152 dns.answer.name=example.com dns.answer.section=1 "

static void data_of_each_type_is_taken_apart(void **state)
{
    (void)state;
    assert_record_says("\0\x0f", "\7", "\0\x0a\2mx\xc0\x0c",
                       RECORD_START "dns.answer.type=15 dns.answer.class=1 dns.answer.ttl=60 "
                                    "dns.answer.preference=10 dns.answer.target=mx.example.com\n");
    assert_record_says("\0\x21", "\xb", "\0\1\0\2\x13\xc4\2sv\xc0\x0c",
                       RECORD_START "dns.answer.type=33 dns.answer.class=1 dns.answer.ttl=60 "
                                    "dns.answer.preference=1 dns.answer.weight=2 "
                                    "dns.answer.port=5060 dns.answer.target=sv.example.com\n");
    assert_record_says("\0\x10", "\7", "\3one\0\1x",
                       RECORD_START "dns.answer.type=16 dns.answer.class=1 dns.answer.ttl=60 "
                                    "dns.answer.text=one dns.answer.text= dns.answer.text=x\n");
    assert_record_says(
        "\0\6", "\x1e", "\2ns\xc0\x0c\2me\xc0\x0c\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0\4\0\0\0\5",
        RECORD_START "dns.answer.type=6 dns.answer.class=1 dns.answer.ttl=60 "
                     "dns.answer.target=ns.example.com dns.answer.mailbox=me.example.com "
                     "dns.answer.soa=1 dns.answer.soa=2 dns.answer.soa=3 dns.answer.soa=4 "
                     "dns.answer.soa=5\n");
    assert_record_says("\0\x63", "\4", "\3spf",
                       RECORD_START "dns.answer.type=99 dns.answer.class=1 dns.answer.ttl=60 "
                                    "dns.answer.text=spf\n");
    assert_record_says("\0\x2c", "\5", "\1\1key",
                       RECORD_START "dns.answer.type=44 dns.answer.class=1 dns.answer.ttl=60 "
                                    "dns.answer.data=\1\1key\n");
}

static void service_bindings_tell_alias_port_and_addresses(void **state)
{
    (void)state;
    assert_record_says("\0\x41", "\7", "\0\0\2al\xc0\x0c",
                       RECORD_START "dns.answer.type=65 dns.answer.class=1 dns.answer.ttl=60 "
                                    "dns.answer.preference=0 dns.answer.target=al.example.com\n");
    assert_record_says("\0\x41", "\x30",
                       "\0\1\0"
                       "\0\1\0\3\2h2"
                       "\0\3\0\2\x20\xfb"
                       "\0\4\0\x08\xc0\0\2\1\xc0\0\2\2"
                       "\0\6\0\x10\x20\1\x0d\xb8\0\0\0\0\0\0\0\0\0\0\0\1",
                       RECORD_START
                       "dns.answer.type=65 dns.answer.class=1 dns.answer.ttl=60 "
                       "dns.answer.preference=1 dns.answer.target=. dns.answer.port=8443 "
                       "dns.answer.address=192.0.2.1 dns.answer.address=192.0.2.2 "
                       "dns.answer.address=2001:db8::1\n");
}

static void an_option_record_is_told_raw(void **state)
{
    (void)state;
    assert_message_says(53, RESPONSE("\0", "\0", "\0", "\1") "\0\0\x29\x04\xd0\0\0\x80\0\0\0",
                        "dns.response dns.id=4660 dns.flags=33152 dns.answer.name=. "
                        "dns.answer.section=3 dns.answer.type=41 dns.answer.class=1232 "
                        "dns.answer.ttl=32768\n");
}

/* Damage. */

static void a_name_that_points_to_itself_is_damage(void **state)
{
    (void)state;
    assert_message_says(53, "\0\1\1\0\0\1\0\0\0\0\0\0\xc0\x0c\0\1\0\1",
                        "dns.query dns.id=1 dns.flags=256\n!MESSAGE_DAMAGED\n");
}

static void names_that_point_at_each_other_end(void **state)
{
    (void)state;
    assert_message_says(53, "\0\1\1\0\0\1\0\0\0\0\0\0\xc0\x0e\xc0\x0c\0\1\0\1",
                        "dns.query dns.id=1 dns.flags=256\n!MESSAGE_DAMAGED\n");
}

static void a_name_that_runs_into_its_own_pointer_ends_at_the_limit_of_names(void **state)
{
    (void)state;
    struct recorder recorder;
    say_on(&recorder, 53, MESSAGE("\0\1\1\0\0\1\0\0\0\0\0\0\1a\xc0\x0c\0\1\0\1"));
    assert_said(&recorder, "dns.query dns.id=1 dns.flags=256\n!MESSAGE_DAMAGED\n");
    recorder_done(&recorder);
}

static void a_pointer_forwards_is_damage_but_is_followed(void **state)
{
    (void)state;
    assert_message_says(53, "\0\1\1\0\0\2\0\0\0\0\0\0\xc0\x12\0\1\0\1" EXAMPLE_COM "\0\1\0\1",
                        "dns.query dns.id=1 dns.flags=256 "
                        "dns.question=example.com dns.question.type=1 dns.question.class=1 "
                        "dns.question=example.com dns.question.type=1 dns.question.class=1\n"
                        "!MESSAGE_DAMAGED\n");
}

static void a_message_cut_short_is_read_up_to_there(void **state)
{
    (void)state;
    assert_message_says(53, "\0\1\1\0\0\1\0\0\0\0\0\0\7example\3co",
                        "dns.query dns.id=1 dns.flags=256\n"
                        "!MESSAGE_DAMAGED\n");
    assert_message_says(
        53,
        RESPONSE("\1", "\2", "\0", "\0") EXAMPLE_COM "\0\1\0\1\xc0\x0c\0\1\0\1" TTL_60
                                                     "\0\4\xc0\0\2\1\xc0\x0c\0\x05\0\1" TTL_60
                                                     "\0\x20\4evil\4te",
        "dns.response dns.id=4660 dns.flags=33152 "
        "dns.question=example.com dns.question.type=1 dns.question.class=1 "
        "dns.answer.name=example.com dns.answer.section=1 dns.answer.type=1 dns.answer.class=1 "
        "dns.answer.ttl=60 dns.answer.address=192.0.2.1 "
        "dns.answer.name=example.com dns.answer.section=1 dns.answer.type=5 dns.answer.class=1 "
        "dns.answer.ttl=60 dns.answer.data=\4evil\4te\n"
        "!MESSAGE_DAMAGED\n");
}

static void a_question_is_read_however_many_records_are_promised(void **state)
{
    (void)state;
    assert_message_says(53, "\0\1\1\0\0\1\x47\0\0\0\0\0" EXAMPLE_COM "\0\1\0\1",
                        "dns.query dns.id=1 dns.flags=256 dns.question=example.com "
                        "dns.question.type=1 dns.question.class=1\n!MESSAGE_DAMAGED\n");
}

static void an_address_of_a_wrong_size_is_damage_and_told_raw(void **state)
{
    (void)state;
    assert_record_says("\0\1", "\3", "abc",
                       RECORD_START "dns.answer.type=1 dns.answer.class=1 dns.answer.ttl=60 "
                                    "dns.answer.data=abc\n!MESSAGE_DAMAGED\n");
}

/* A name of 255 bytes, and records that point into it: at 60 places, so that no
 * name was spelled a moment ago, or at one. */
static struct text grown_message(uint8_t places)
{
    struct text message = {0};
    text_add(&message, MESSAGE("\0\1\x81\x80\0\1\0\xf0\0\0\0\0"));
    for (int i = 0; i < 126; i++)
        text_add(&message, MESSAGE("\1\0"));
    text_add(&message, MESSAGE("\0\0\1\0\1"));
    for (uint8_t i = 0; i < 0xf0; i++) {
        text_add_byte(&message, 0xc0);
        text_add_byte(&message, (uint8_t)(12 + i % places * 2));
        text_add(&message, MESSAGE("\0\x63\0\1\0\0\0\0\0\2\1x"));
    }
    return message;
}

static void names_do_not_grow_a_message_without_end(void **state)
{
    (void)state;
    struct text message = grown_message(60);
    struct recorder recorder;
    say_on(&recorder, 53, text_slice(&message));
    const char *said = text_string(&recorder.text);
    assert_non_null(strstr(said, "dns.answer.text=x"));
    assert_string_equal(said + recorder.text.size - 18, "!MESSAGE_TOO_LONG\n");
    recorder_done(&recorder);
    text_done(&message);
}

static void a_name_that_is_told_again_and_again_takes_its_room_once(void **state)
{
    (void)state;
    struct text message = grown_message(1);
    struct recorder recorder;
    say_on(&recorder, 53, text_slice(&message));
    assert_null(strstr(text_string(&recorder.text), "MESSAGE_TOO_LONG"));
    recorder_done(&recorder);
    text_done(&message);
}

/* What is no DNS. */

static void other_protocols_on_other_ports_are_left_alone(void **state)
{
    (void)state;
    static const struct slice others[] = {
        {(const uint8_t *)"M-SEARCH * HTTP/1.1\r\nHOST: 239.255.255.250:1900\r\n\r\n", 51},
        /* a NetBIOS name query */
        {(const uint8_t *)"\x80\x01\x01\x10\0\1\0\0\0\0\0\0\x20"
                          "FHEPFCELEHFCEPFFFACACACACACACABN\0\0\x20\0\1",
         50},
        /* NTP */
        {(const uint8_t *)"\xe3\0\4\xfa\0\1\0\0\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"
                          "\0\0\0\0\0\0\0\xc5\x02\x04\xec\xec\x42\xee\x92",
         48},
    };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct recorder recorder;
        say_on(&recorder, 9999, others[i]);
        assert_null(recorder.feed.dissector);
        recorder_done(&recorder);
    }
}

static void a_sound_message_with_a_byte_too_many_is_no_dns_elsewhere(void **state)
{
    (void)state;
    assert_message_says(9999, QUERY_OF("\0\1") "x", "");
    assert_message_says(53, QUERY_OF("\0\1") "x",
                        "dns.query dns.id=4660 dns.flags=256 dns.question=example.com "
                        "dns.question.type=1 dns.question.class=1\n");
}

static void random_bytes_are_no_dns(void **state)
{
    (void)state;
    uint64_t seed = 1;
    size_t taken = 0;
    for (int i = 0; i < 100000; i++) {
        uint8_t bytes[64];
        for (size_t j = 0; j < sizeof bytes; j += 8) {
            seed = hash_mix(seed, j + 1);
            memcpy(bytes + j, &seed, 8);
        }
        struct recorder recorder;
        recorder_init(&recorder, 9999, true);
        feed_datagram(&recorder.feed, &recorder.hint, slice_make(bytes, 64), &recorder.say);
        taken += recorder.feed.dissector != NULL;
        recorder_done(&recorder);
    }
    assert_int_equal(taken, 0);
}

/* Its kin. */

static void multicast_dns_keeps_its_flags_out_of_the_class(void **state)
{
    (void)state;
    struct recorder recorder;
    say_on(&recorder, 5353,
           MESSAGE("\0\0\x84\0\0\1\0\1\0\0\0\0\4host\5local\0\0\1\x80\1"
                   "\xc0\x0c\0\1\x80\1" TTL_60 "\0\4\xc0\0\2\1"));
    assert_said(&recorder, "dns.response dns.id=0 dns.flags=33792 "
                           "dns.question=host.local dns.question.type=1 dns.question.class=1 "
                           "dns.answer.name=host.local dns.answer.section=1 dns.answer.type=1 "
                           "dns.answer.class=1 dns.answer.ttl=60 dns.answer.address=192.0.2.1\n");
    assert_string_equal(recorder.feed.dissector->name, "mdns");
    recorder_done(&recorder);
}

static void link_local_names_have_a_name_of_their_own(void **state)
{
    (void)state;
    struct recorder recorder;
    say_on(&recorder, 5355, MESSAGE("\0\1\0\0\0\1\0\0\0\0\0\0\4host\0\0\1\0\1"));
    assert_said(&recorder, "dns.query dns.id=1 dns.flags=0 dns.question=host "
                           "dns.question.type=1 dns.question.class=1\n");
    assert_string_equal(recorder.feed.dissector->name, "llmnr");
    recorder_done(&recorder);
}

/* Over TCP. */

#define LENGTH_29 "\0\x1d"
#define SAYS_EXAMPLE(type)                                                                         \
    "dns.query dns.id=4660 dns.flags=256 dns.question=example.com dns.question.type=" type         \
    " dns.question.class=1\n"
static const char two_queries[] = LENGTH_29 QUERY_OF("\0\1") LENGTH_29 QUERY_OF("\0\x1c");

static void several_messages_in_one_segment_are_read(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 53, true);
    record_stream(&recorder, false, MESSAGE(two_queries));
    assert_said(&recorder, SAYS_EXAMPLE("1") SAYS_EXAMPLE("28"));
    recorder_done(&recorder);
}

static void messages_split_anywhere_are_read_on_any_port(void **state)
{
    (void)state;
    struct slice all = MESSAGE(two_queries);
    for (uint16_t port = 53; port <= 54; port++)
        for (size_t split = 1; split < all.size; split++) {
            struct recorder recorder;
            recorder_init(&recorder, port, true);
            record_stream(&recorder, false, slice_part(all, 0, split));
            record_stream(&recorder, false, slice_after(all, split));
            assert_said(&recorder, SAYS_EXAMPLE("1") SAYS_EXAMPLE("28"));
            recorder_done(&recorder);
        }
}

static void messages_that_come_byte_by_byte_are_read(void **state)
{
    (void)state;
    struct slice all = MESSAGE(two_queries);
    struct recorder recorder;
    recorder_init(&recorder, 53, true);
    for (size_t i = 0; i < all.size; i++)
        record_stream(&recorder, false, slice_part(all, i, i + 1));
    assert_said(&recorder, SAYS_EXAMPLE("1") SAYS_EXAMPLE("28"));
    recorder_done(&recorder);
}

static void a_message_with_a_gap_is_read_up_to_it_and_the_next_one_whole(void **state)
{
    (void)state;
    struct slice all = MESSAGE(two_queries);
    struct recorder recorder;
    recorder_init(&recorder, 53, true);
    record_stream(&recorder, false, slice_part(all, 0, 29));
    record_gap(&recorder, false, 2);
    record_stream(&recorder, false, slice_after(all, 31));
    assert_said(&recorder, "dns.query dns.id=4660 dns.flags=256 dns.question=example.com\n"
                           "!MESSAGE_DAMAGED\n" SAYS_EXAMPLE("28"));
    recorder_done(&recorder);
}

static void after_a_gap_of_unknown_size_the_next_message_is_found(void **state)
{
    (void)state;
    struct slice all = MESSAGE(two_queries);
    struct recorder recorder;
    recorder_init(&recorder, 53, true);
    record_stream(&recorder, false, slice_part(all, 0, 31));
    record_gap(&recorder, false, 0);
    record_stream(&recorder, false, MESSAGE("middle of a message"));
    record_stream(&recorder, false, slice_after(all, 31));
    assert_said(&recorder, SAYS_EXAMPLE("1") SAYS_EXAMPLE("28"));
    recorder_done(&recorder);
}

static void a_stream_that_ends_in_a_message_is_read_up_to_there(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 53, true);
    record_stream(&recorder, false, slice_part(MESSAGE(two_queries), 0, 29));
    record_end(&recorder);
    assert_said(&recorder, "dns.query dns.id=4660 dns.flags=256 dns.question=example.com\n"
                           "!MESSAGE_DAMAGED\n");
    recorder_done(&recorder);
}

static void other_protocols_on_the_port_of_dns_are_left_alone(void **state)
{
    (void)state;
    struct recorder recorder;
    recorder_init(&recorder, 53, true);
    record_stream(&recorder, false, MESSAGE("SSH-2.0-OpenSSH_9.2\r\n"));
    assert_null(recorder.feed.dissector);
    record_stream(&recorder, false, MESSAGE("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\1\2"));
    assert_true(!recorder.feed.dissector || recorder.feed.dissector->name[0] != 'd');
    recorder_done(&recorder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(questions_of_every_type_are_said),
        cmocka_unit_test(each_question_of_a_message_is_said),
        cmocka_unit_test(a_query_is_found_on_any_port),
        cmocka_unit_test(case_and_letters_stay_as_they_stood),
        cmocka_unit_test(the_root_is_a_dot),
        cmocka_unit_test(bytes_that_would_be_ambiguous_are_written_as_numbers),
        cmocka_unit_test(characters_of_every_script_stay),
        cmocka_unit_test(addresses_in_answers_are_said),
        cmocka_unit_test(a_response_without_its_question_is_read),
        cmocka_unit_test(a_chain_of_aliases_is_followed_to_its_address),
        cmocka_unit_test(records_of_authority_and_addition_tell_their_section),
        cmocka_unit_test(data_of_each_type_is_taken_apart),
        cmocka_unit_test(service_bindings_tell_alias_port_and_addresses),
        cmocka_unit_test(an_option_record_is_told_raw),
        cmocka_unit_test(a_name_that_points_to_itself_is_damage),
        cmocka_unit_test(names_that_point_at_each_other_end),
        cmocka_unit_test(a_name_that_runs_into_its_own_pointer_ends_at_the_limit_of_names),
        cmocka_unit_test(a_pointer_forwards_is_damage_but_is_followed),
        cmocka_unit_test(a_message_cut_short_is_read_up_to_there),
        cmocka_unit_test(a_question_is_read_however_many_records_are_promised),
        cmocka_unit_test(an_address_of_a_wrong_size_is_damage_and_told_raw),
        cmocka_unit_test(names_do_not_grow_a_message_without_end),
        cmocka_unit_test(a_name_that_is_told_again_and_again_takes_its_room_once),
        cmocka_unit_test(other_protocols_on_other_ports_are_left_alone),
        cmocka_unit_test(a_sound_message_with_a_byte_too_many_is_no_dns_elsewhere),
        cmocka_unit_test(random_bytes_are_no_dns),
        cmocka_unit_test(multicast_dns_keeps_its_flags_out_of_the_class),
        cmocka_unit_test(link_local_names_have_a_name_of_their_own),
        cmocka_unit_test(several_messages_in_one_segment_are_read),
        cmocka_unit_test(messages_split_anywhere_are_read_on_any_port),
        cmocka_unit_test(messages_that_come_byte_by_byte_are_read),
        cmocka_unit_test(a_message_with_a_gap_is_read_up_to_it_and_the_next_one_whole),
        cmocka_unit_test(after_a_gap_of_unknown_size_the_next_message_is_found),
        cmocka_unit_test(a_stream_that_ends_in_a_message_is_read_up_to_there),
        cmocka_unit_test(other_protocols_on_the_port_of_dns_are_left_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
