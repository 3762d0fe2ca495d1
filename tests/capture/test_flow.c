/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "capture/flow.h"

#include <string.h>

enum { FULL = LIMIT_FLOWS_PER_SHARD };

/* What ended, in order. */
struct ends {
    size_t count;
    uint64_t ids[2 * FULL];
    uint64_t first_packets[2 * FULL];
    uint16_t client_ports[2 * FULL];
    const char *reason; /* of the last */
};

struct fixture {
    struct flow_table *table;
    struct ends ends;
    uint64_t number;
    int64_t now; /* milliseconds behind a second of January 2025 */
    bool is_new, to_server;
};

static void note_end(void *context, struct flow *flow, const char *reason)
{
    struct ends *ends = context;
    if (ends->count < 2 * FULL) {
        ends->ids[ends->count] = flow->who.id;
        ends->first_packets[ends->count] = flow->first_packet;
        ends->client_ports[ends->count] = flow->who.client.port;
    }
    ends->count++;
    ends->reason = reason;
}

static int set_up(void **state)
{
    struct fixture *f = test_calloc(1, sizeof *f);
    f->table = flow_table_create(note_end, &f->ends);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    flow_table_free(f->table);
    test_free(f);
    return 0;
}

static struct packet packet(const char *source, uint16_t source_port, const char *target,
                            uint16_t target_port, uint8_t protocol, uint8_t flags)
{
    struct packet p = {.source_port = source_port,
                       .target_port = target_port,
                       .protocol = protocol,
                       .tcp_flags = flags,
                       .has_ports = true,
                       .wire_bytes = 100};
    assert_true(address_parse(slice_from(source), &p.source));
    assert_true(address_parse(slice_from(target), &p.target));
    return p;
}

static struct flow *see(struct fixture *f, const struct packet *p)
{
    struct frame frame = {.number = ++f->number,
                          .when.ns = 1736150400 * NS_PER_SECOND + f->now * 1000000};
    return flow_find(f->table, p, flow_hash(p), &frame, &f->is_new, &f->to_server);
}

/* From 10.0.0.1:40000 to 192.0.2.1:443, or back. */
static struct flow *tcp_out(struct fixture *f, uint8_t flags)
{
    struct packet p = packet("10.0.0.1", 40000, "192.0.2.1", 443, IP_TCP, flags);
    return see(f, &p);
}

static struct flow *tcp_back(struct fixture *f, uint8_t flags)
{
    struct packet p = packet("192.0.2.1", 443, "10.0.0.1", 40000, IP_TCP, flags);
    return see(f, &p);
}

static struct flow *udp_out(struct fixture *f, uint16_t port)
{
    struct packet p = packet("10.0.0.1", port, "192.0.2.53", 53, IP_UDP, 0);
    return see(f, &p);
}

static struct flow *udp_back(struct fixture *f, uint16_t port)
{
    struct packet p = packet("192.0.2.53", 53, "10.0.0.1", port, IP_UDP, 0);
    return see(f, &p);
}

static void both_directions_are_one_flow(void **state)
{
    struct fixture *f = *state;
    struct flow *flow = tcp_out(f, TCP_SYN);
    assert_true(f->is_new && f->to_server);
    assert_int_equal(flow->phase, FLOW_NEW);
    assert_ptr_equal(tcp_back(f, TCP_SYN | TCP_ACK), flow);
    assert_false(f->is_new || f->to_server);
    assert_int_equal(flow->phase, FLOW_ESTABLISHED);
    assert_ptr_equal(tcp_out(f, TCP_ACK), flow);
    assert_true(f->to_server && !f->is_new);
    assert_int_equal(flow->volume.packets_to_server, 2);
    assert_int_equal(flow->volume.packets_to_client, 1);
    assert_int_equal(flow->volume.bytes_to_server, 200);
    assert_int_equal(flow->volume.bytes_to_client, 100);
    assert_int_equal(flow->tcp_flags[0], TCP_SYN | TCP_ACK);
    assert_int_equal(flow->tcp_flags[1], TCP_SYN | TCP_ACK);
    assert_int_equal(flow->first_packet, 1);
    assert_int_equal(flow_count(f->table), 1);
}

static void the_hash_is_the_same_for_both_directions(void **state)
{
    (void)state;
    struct packet out = packet("2001:db8::1", 1, "2001:db8::2", 2, IP_UDP, 0);
    struct packet back = packet("2001:db8::2", 2, "2001:db8::1", 1, IP_UDP, 0);
    struct packet crossed = packet("2001:db8::1", 2, "2001:db8::2", 1, IP_UDP, 0);
    assert_true(flow_hash(&out) == flow_hash(&back));
    assert_true(flow_hash(&out) != flow_hash(&crossed));
}

/* Addresses and ports that count up are what scans and resolvers make. 64 bins of
 * 16384 keys hold 256 each, and within 6 standard deviations (16) of it. */
static void the_hash_spreads_keys_that_count_up(void **state)
{
    (void)state;
    static const int shifts[] = {0, 24, 38, 58};
    for (size_t way = 0; way < 3; way++) {
        unsigned bins[4][64] = {{0}};
        struct packet p = packet("10.0.0.1", 40000, "192.0.2.1", 443, IP_TCP, 0);
        for (unsigned i = 0; i < 16384; i++) {
            p.target.bytes[15] = (uint8_t)(way == 0 ? i : 1);
            p.target.bytes[14] = (uint8_t)(way == 0 ? i >> 8 : 2);
            p.source_port = (uint16_t)(way == 1 ? 32768 + i : 40000);
            p.target_port = (uint16_t)(way == 2 ? i : 443);
            for (size_t k = 0; k < 4; k++)
                bins[k][flow_hash(&p) >> shifts[k] & 63]++;
        }
        for (size_t k = 0; k < 4; k++)
            for (size_t i = 0; i < 64; i++)
                assert_in_range(bins[k][i], 256 - 96, 256 + 96);
    }
}

static void protocol_and_context_tell_flows_apart(void **state)
{
    struct fixture *f = *state;
    struct packet p = packet("10.0.0.1", 5000, "10.0.0.2", 5001, IP_UDP, 0);
    struct flow *plain = see(f, &p);
    p.context = 7;
    p.vlan_count = 2;
    p.vlans[0] = 100;
    p.vlans[1] = 200;
    struct flow *tagged = see(f, &p);
    assert_true(f->is_new);
    assert_ptr_not_equal(plain, tagged);
    assert_int_equal(tagged->who.vlan_count, 2);
    assert_int_equal(tagged->who.vlans[1], 200);
    assert_false(tagged->who.tunnelled);
    p.context = 8;
    p.depth = 1;
    assert_true(see(f, &p)->who.tunnelled);
    p.protocol = IP_SCTP;
    assert_int_equal(see(f, &p)->who.protocol, IP_SCTP);
    assert_int_equal(flow_count(f->table), 4);
}

static void icmp_is_a_flow_of_its_addresses(void **state)
{
    struct fixture *f = *state;
    struct packet echo = packet("10.0.0.1", 0, "192.0.2.1", 0, IP_ICMP, 0);
    echo.icmp_type = 8;
    struct packet reply = packet("192.0.2.1", 0, "10.0.0.1", 0, IP_ICMP, 0);
    struct flow *flow = see(f, &echo);
    assert_ptr_equal(see(f, &reply), flow);
    assert_false(f->to_server);
    assert_int_equal(flow->who.icmp_type, 8);
    assert_int_equal(flow->who.client.port, 0);
    assert_false(flow->who.guessed);
}

static void a_machine_may_talk_to_itself(void **state)
{
    struct fixture *f = *state;
    struct packet p = packet("127.0.0.1", 5000, "127.0.0.1", 5000, IP_UDP, 0);
    see(f, &p);
    see(f, &p);
    assert_true(f->to_server && !f->is_new);
}

static void the_sender_of_the_syn_is_the_client(void **state)
{
    struct fixture *f = *state;
    struct packet p = packet("192.0.2.1", 443, "10.0.0.1", 40000, IP_TCP, TCP_SYN);
    struct flow *flow = see(f, &p);
    assert_int_equal(flow->who.client.port, 443);
    assert_false(flow->who.guessed);
}

static void the_sender_of_the_syn_ack_is_the_server(void **state)
{
    struct fixture *f = *state;
    struct packet p = packet("10.0.0.1", 40000, "192.0.2.1", 443, IP_TCP, TCP_SYN | TCP_ACK);
    struct flow *flow = see(f, &p);
    assert_false(f->to_server);
    assert_int_equal(flow->who.server.port, 40000);
    assert_false(flow->who.guessed);
    assert_int_equal(flow->volume.packets_to_client, 1);
}

static void an_ecn_syn_is_a_syn(void **state)
{
    struct fixture *f = *state;
    tcp_out(f, TCP_SYN | TCP_ECE | TCP_CWR);
    assert_true(f->is_new && f->to_server);
}

static void ports_decide_where_the_beginning_is_missing(void **state)
{
    static const struct {
        uint16_t source, target;
        uint8_t protocol;
        bool from_server, guessed;
    } cases[] = {
        {443, 40000, IP_TCP, true, true},    {40000, 443, IP_TCP, false, true},
        {8443, 40001, IP_TCP, true, true},   {40000, 40001, IP_TCP, false, true},
        {22, 80, IP_TCP, false, true},       {53, 40000, IP_UDP, true, true},
        {40000, 54, IP_UDP, false, false},   {5353, 5353, IP_UDP, false, false},
        {5355, 40000, IP_UDP, true, true},   {67, 68, IP_UDP, true, true},
        {68, 67, IP_UDP, false, false},      {27017, 27016, IP_TCP, true, true},
        {27018, 27019, IP_TCP, false, true}, {53, 1194, IP_UDP, true, true},
    };
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct packet p = packet("10.0.0.1", cases[i].source, "10.0.0.2", cases[i].target,
                                 cases[i].protocol, TCP_ACK);
        p.context = (uint32_t)i;
        struct flow *flow = see(f, &p);
        assert_int_equal(f->to_server, !cases[i].from_server);
        assert_int_equal(flow->who.guessed, cases[i].guessed);
        assert_int_equal(flow->who.server.port, f->to_server ? cases[i].target : cases[i].source);
    }
}

static void the_id_is_the_same_in_every_run(void **state)
{
    struct fixture *f = *state;
    uint64_t id = udp_out(f, 40000)->who.id;
    assert_int_equal(id >> 63, 0);
    struct flow_table *again = flow_table_create(note_end, &f->ends);
    struct packet back = packet("192.0.2.53", 53, "10.0.0.1", 40000, IP_UDP, 0);
    struct frame frame = {.number = 1};
    bool is_new, to_server;
    uint64_t hash = flow_hash(&back);
    assert_true(flow_find(again, &back, hash, &frame, &is_new, &to_server)->who.id == id);
    flow_table_free(again);
    again = flow_table_create(note_end, &f->ends);
    frame.input = 1;
    assert_true(flow_find(again, &back, hash, &frame, &is_new, &to_server)->who.id != id);
    flow_table_free(again);
}

static void two_fins_close_a_connection(void **state)
{
    struct fixture *f = *state;
    struct flow *flow = tcp_out(f, TCP_SYN);
    tcp_back(f, TCP_SYN | TCP_ACK);
    tcp_out(f, TCP_FIN | TCP_ACK);
    assert_int_equal(flow->phase, FLOW_ESTABLISHED);
    assert_true(flow->fin[0] && !flow->fin[1]);
    tcp_back(f, TCP_FIN | TCP_ACK);
    assert_int_equal(flow->phase, FLOW_CLOSED);
    tcp_out(f, TCP_ACK);
    assert_false(f->is_new);
    assert_int_equal(flow->phase, FLOW_CLOSED);
    tcp_out(f, TCP_SYN);
    assert_true(f->is_new);
    assert_int_equal(f->ends.count, 1);
    assert_string_equal(f->ends.reason, "timeout");
}

static void a_reset_closes_and_silence_ends_it_soon(void **state)
{
    struct fixture *f = *state;
    struct flow *flow = tcp_out(f, TCP_SYN);
    tcp_back(f, TCP_RST | TCP_ACK);
    assert_int_equal(flow->phase, FLOW_CLOSED);
    f->now += 5000;
    tcp_out(f, TCP_ACK);
    assert_false(f->is_new);
    f->now += 5001;
    tcp_out(f, TCP_ACK);
    assert_true(f->is_new);
}

static void a_syn_after_long_silence_begins_a_connection(void **state)
{
    struct fixture *f = *state;
    tcp_out(f, TCP_SYN);
    tcp_back(f, TCP_SYN | TCP_ACK);
    f->now += 60000;
    tcp_out(f, TCP_SYN);
    assert_false(f->is_new);
    f->now += 60001;
    tcp_out(f, TCP_ACK);
    assert_false(f->is_new);
    f->now += 60001;
    tcp_out(f, TCP_SYN);
    assert_true(f->is_new);
}

static void a_packet_from_long_before_belongs_to_another_flow(void **state)
{
    struct fixture *f = *state;
    f->now = 1000000;
    udp_out(f, 5000);
    f->now -= 30000;
    udp_out(f, 5000);
    assert_false(f->is_new);
    f->now -= 1;
    udp_out(f, 5000);
    assert_true(f->is_new);
}

static void every_protocol_has_its_patience(void **state)
{
    static const struct {
        uint8_t protocol;
        int64_t alone, answered; /* seconds */
    } cases[] = {{IP_TCP, 60, 3600}, {IP_UDP, 30, 300}, {IP_ICMP, 60, 60}, {IP_SCTP, 60, 60}};
    struct fixture *f = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct packet out = packet("10.0.0.1", 5000, "10.0.0.2", 443, cases[i].protocol, TCP_ACK);
        struct packet back = packet("10.0.0.2", 443, "10.0.0.1", 5000, cases[i].protocol, TCP_ACK);
        see(f, &out);
        f->now += cases[i].alone * 1000;
        see(f, &out);
        assert_false(f->is_new);
        f->now += cases[i].alone * 1000 + 1;
        see(f, &out);
        assert_true(f->is_new);
        see(f, &back);
        f->now += cases[i].answered * 1000;
        see(f, &out);
        assert_false(f->is_new);
        f->now += cases[i].answered * 1000 + 1;
        see(f, &back);
        assert_true(f->is_new);
    }
}

static void time_does_not_run_backwards(void **state)
{
    struct fixture *f = *state;
    f->now = 100000;
    struct flow *flow = udp_out(f, 40000);
    int64_t first = flow->volume.first.ns, last = flow->volume.last.ns;
    f->now = 80000;
    assert_ptr_equal(udp_back(f, 40000), flow);
    assert_true(flow->volume.first.ns == first && flow->volume.last.ns == last);
    f->now = 100000 + 299000;
    udp_out(f, 40000);
    assert_false(f->is_new);
}

static void an_unknown_time_ends_nothing(void **state)
{
    struct fixture *f = *state;
    f->now = -1736150400000; /* the zeroed instant */
    struct flow *flow = udp_out(f, 40000);
    flow_sweep(f->table, (struct instant){0});
    f->now = 5000;
    assert_ptr_equal(udp_out(f, 40000), flow);
    assert_true(flow->volume.first.ns == (1736150400 + 5) * NS_PER_SECOND);
    f->now = -1736150400000;
    assert_ptr_equal(udp_out(f, 40000), flow);
    assert_true(flow->volume.last.ns == (1736150400 + 5) * NS_PER_SECOND);
}

static void the_sweep_ends_what_is_over(void **state)
{
    struct fixture *f = *state;
    for (uint16_t i = 0; i < 500; i++)
        udp_out(f, (uint16_t)(40000 + i));
    f->now += 20000;
    udp_out(f, 40007);
    udp_back(f, 40008);
    struct instant now = {.ns = (1736150400 + 31) * NS_PER_SECOND};
    flow_sweep(f->table, now);
    size_t left = flow_count(f->table);
    assert_in_range(left, 3, 499);
    flow_sweep(f->table, now);
    assert_int_equal(flow_count(f->table), left);
    now.ns += NS_PER_SECOND;
    flow_sweep(f->table, now);
    assert_int_equal(flow_count(f->table), 2);
    assert_int_equal(f->ends.count, 498);
    assert_string_equal(f->ends.reason, "timeout");
    udp_out(f, 40007);
    assert_false(f->is_new);
}

static void the_end_of_the_run_ends_flows_in_their_order(void **state)
{
    struct fixture *f = *state;
    for (uint16_t i = 0; i < 200; i++) {
        udp_out(f, (uint16_t)(40000 + i));
        if (i % 3 == 0)
            udp_back(f, (uint16_t)(40000 + i));
        if (i == 100)
            f->now += 31000;
        if (i == 101)
            flow_sweep(f->table,
                       (struct instant){.ns = 1736150400 * NS_PER_SECOND + f->now * 1000000});
    }
    size_t before = f->ends.count, left = flow_count(f->table);
    assert_int_equal(before, 67); /* unanswered ones of 0 to 100 */
    flow_table_free(f->table);
    f->table = NULL;
    assert_int_equal(f->ends.count, before + left);
    assert_string_equal(f->ends.reason, "shutdown");
    for (size_t i = before + 1; i < f->ends.count; i++)
        assert_true(f->ends.first_packets[i - 1] < f->ends.first_packets[i]);
}

static void single_packets_take_an_eighth_of_the_table_and_the_oldest_goes(void **state)
{
    struct fixture *f = *state;
    enum { SINGLES = FULL / 8 + 1 };
    for (unsigned i = 0; i < SINGLES; i++)
        udp_out(f, (uint16_t)(10000 + i));
    assert_int_equal(flow_count(f->table), SINGLES);
    udp_back(f, 10000);
    udp_out(f, 9999);
    assert_int_equal(f->ends.count, 0);
    udp_out(f, 9998);
    assert_true(f->is_new);
    assert_int_equal(f->ends.count, 1);
    assert_int_equal(f->ends.client_ports[0], 10001);
    assert_string_equal(f->ends.reason, "forced");
    udp_out(f, 9997);
    assert_int_equal(f->ends.client_ports[1], 10002);
    assert_int_equal(flow_count(f->table), SINGLES + 1);
    udp_out(f, 10000);
    assert_false(f->is_new);
}

static void a_scan_does_not_push_out_conversations(void **state)
{
    struct fixture *f = *state;
    for (unsigned i = 0; i < 1000; i++) {
        udp_out(f, (uint16_t)(10000 + i));
        udp_back(f, (uint16_t)(10000 + i));
    }
    struct packet scan = packet("10.9.9.9", 50000, "10.0.0.0", 445, IP_TCP, TCP_SYN);
    for (unsigned i = 0; i < 4 * FULL; i++) {
        scan.target.bytes[14] = (uint8_t)(i >> 8);
        scan.target.bytes[15] = (uint8_t)i;
        see(f, &scan);
        assert_true(f->is_new);
    }
    for (unsigned i = 0; i < 1000; i++) {
        udp_out(f, (uint16_t)(10000 + i));
        assert_false(f->is_new);
    }
}

static void conversations_leave_room_for_new_ones(void **state)
{
    struct fixture *f = *state;
    for (unsigned i = 0; i < FULL; i++) {
        udp_out(f, (uint16_t)(10000 + i));
        udp_back(f, (uint16_t)(10000 + i));
    }
    /* Seen again, so they stay while others go. */
    for (unsigned i = 0; i < 4; i++)
        udp_out(f, (uint16_t)(10000 + i));
    for (unsigned i = 0; i < 100; i++)
        udp_out(f, (uint16_t)(20000 + i));
    assert_int_equal(f->ends.count, 100);
    assert_int_equal(f->ends.client_ports[0], 10004);
    assert_int_equal(f->ends.client_ports[99], 10103);
    for (unsigned i = 0; i < 100; i++) {
        udp_back(f, (uint16_t)(20000 + i));
        assert_false(f->is_new);
    }
}

static void connections_being_read_are_not_given_up(void **state)
{
    struct fixture *f = *state;
    int reader;
    for (unsigned i = 0; i < FULL; i++) {
        struct packet out =
            packet("10.0.0.1", (uint16_t)(10000 + i), "192.0.2.1", 443, IP_TCP, TCP_ACK);
        struct packet back =
            packet("192.0.2.1", 443, "10.0.0.1", (uint16_t)(10000 + i), IP_TCP, TCP_ACK);
        struct flow *flow = see(f, &out);
        flow->reader = &reader;
        flow->wants_payload = true;
        see(f, &back);
        see(f, &out);
    }
    assert_null(udp_out(f, 40000));
    assert_int_equal(flow_count(f->table), FULL);
    f->now += 1000;
    assert_non_null(udp_out(f, 40000));
    assert_int_equal(f->ends.count, 1);
}

static uint64_t random_next(uint64_t *seed)
{
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return *seed >> 33;
}

/* Every flow that is begun ends once, whatever the order of packets; and the
 * table is never wrong about whether it holds a key, which a plain array tells. */
static void a_random_crowd_is_kept_in_order(void **state)
{
    enum { KEYS = 30000 };
    struct fixture *f = *state;
    uint64_t seed = 20250106, begun = 0;
    for (unsigned i = 0; i < 200000; i++) {
        uint16_t port = (uint16_t)(1024 + random_next(&seed) % KEYS);
        bool back = random_next(&seed) % 3 == 0;
        f->now += (int64_t)(random_next(&seed) % 3);
        struct flow *flow = back ? udp_back(f, port) : udp_out(f, port);
        assert_non_null(flow);
        assert_int_equal(flow->who.client.port, port);
        assert_int_equal(f->to_server, !back);
        begun += f->is_new;
        assert_true(flow_count(f->table) == begun - f->ends.count);
        if (i % 1000 == 0)
            flow_sweep(f->table,
                       (struct instant){.ns = 1736150400 * NS_PER_SECOND + f->now * 1000000});
    }
    flow_table_free(f->table);
    f->table = NULL;
    assert_true(f->ends.count == begun);
}

static void keys_chosen_to_collide_do_not_make_the_table_slow(void **state)
{
    struct fixture *f = *state;
    struct packet p = packet("10.0.0.1", 1, "10.0.0.2", 2, IP_UDP, 0);
    struct frame frame = {.number = 1, .when.ns = NS_PER_SECOND};
    unsigned taken = 0;
    for (unsigned i = 0; i < 1000; i++) {
        p.context = i;
        /* As if all hashes were one. */
        if (flow_find(f->table, &p, 42, &frame, &f->is_new, &f->to_server))
            taken++;
    }
    assert_in_range(taken, 128, 130);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(both_directions_are_one_flow),
        TEST(the_hash_is_the_same_for_both_directions),
        TEST(the_hash_spreads_keys_that_count_up),
        TEST(protocol_and_context_tell_flows_apart),
        TEST(icmp_is_a_flow_of_its_addresses),
        TEST(a_machine_may_talk_to_itself),
        TEST(the_sender_of_the_syn_is_the_client),
        TEST(the_sender_of_the_syn_ack_is_the_server),
        TEST(an_ecn_syn_is_a_syn),
        TEST(ports_decide_where_the_beginning_is_missing),
        TEST(the_id_is_the_same_in_every_run),
        TEST(two_fins_close_a_connection),
        TEST(a_reset_closes_and_silence_ends_it_soon),
        TEST(a_syn_after_long_silence_begins_a_connection),
        TEST(a_packet_from_long_before_belongs_to_another_flow),
        TEST(every_protocol_has_its_patience),
        TEST(time_does_not_run_backwards),
        TEST(an_unknown_time_ends_nothing),
        TEST(the_sweep_ends_what_is_over),
        TEST(the_end_of_the_run_ends_flows_in_their_order),
        TEST(single_packets_take_an_eighth_of_the_table_and_the_oldest_goes),
        TEST(a_scan_does_not_push_out_conversations),
        TEST(conversations_leave_room_for_new_ones),
        TEST(connections_being_read_are_not_given_up),
        TEST(a_random_crowd_is_kept_in_order),
        TEST(keys_chosen_to_collide_do_not_make_the_table_slow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
