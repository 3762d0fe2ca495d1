/* SPDX-License-Identifier: MIT */
#include "../test.h"

#include "app/name_log.h"

static struct address address_of(const char *text)
{
    struct address address;
    assert_true(address_parse(slice_from(text), &address));
    return address;
}

struct scene {
    struct notice notice;
    struct index *index;
    struct name_log *logs[2];
    uint64_t packet;
};

static void begin(struct scene *scene)
{
    *scene = (struct scene){.packet = 0};
    notice_init(&scene->notice, "n");
    notice_add(&scene->notice, &(struct indicator){.kind = INDICATOR_ADDRESS,
                                                   .pattern = slice_from("203.0.113.7")});
    scene->index = index_create();
    index_add_notice(scene->index, &scene->notice);
    index_finish(scene->index);
    for (int i = 0; i < 2; i++)
        scene->logs[i] = name_log_create(scene->index);
}

static void end(struct scene *scene)
{
    for (int i = 0; i < 2; i++)
        name_log_free(scene->logs[i]);
    index_free(scene->index);
    notice_done(&scene->notice);
}

static void observe(struct scene *scene, int log, enum event event, const char *server,
                    const struct field *fields, size_t count)
{
    struct conversation who = {.server = {address_of(server), 443}};
    struct observation seen = {
        .when = {(int64_t)++scene->packet * NS_PER_SECOND},
        .origin = {0, scene->packet},
        .who = &who,
        .event = event,
        .fields = fields,
        .field_count = count,
    };
    name_log_take(scene->logs[log], &seen);
}

static void say_sni(struct scene *scene, int log, const char *server, const char *name)
{
    struct field field = {FIELD_TLS_SNI, slice_from(name), 0};
    observe(scene, log, EVENT_TLS_CLIENT_HELLO, server, &field, 1);
}

static void say_answer(struct scene *scene, const char *question, const char *owner,
                       const char *target)
{
    struct address address = address_of(target);
    struct field fields[] = {
        {FIELD_DNS_QUESTION, slice_from(question), 0},
        {FIELD_DNS_RECORD_NAME, slice_from(owner), 0},
        {FIELD_DNS_RECORD_SECTION, {0}, 1},
        {FIELD_DNS_RECORD_TYPE, {0}, 1},
        {FIELD_DNS_ADDRESS, slice_make(address.bytes, 16), 0},
    };
    observe(scene, 0, EVENT_DNS_RESPONSE, "192.0.2.53", fields, 5);
}

static void tell(void *context, const struct name_pair *pair)
{
    struct text *text = context;
    text_add_address(text, &pair->address);
    text_put(text, " ");
    text_add(text, pair->name);
    text_print(text, " %s %u at", field_name(pair->field), (unsigned)pair->count);
    for (size_t i = 0; i < pair->packet_count; i++)
        text_print(text, " %u", (unsigned)pair->packets[i].place);
    text_put(text, "; ");
}

static void assert_address(const struct name_book *book, const char *asked, const char *wanted)
{
    struct text text = {0};
    struct address address = address_of(asked);
    name_book_of_address(book, &address, tell, &text);
    assert_text(&text, wanted);
    text_done(&text);
}

static void assert_name(const struct name_book *book, const char *asked, const char *wanted)
{
    struct text text = {0};
    name_book_of_name(book, slice_from(asked), tell, &text);
    assert_text(&text, wanted);
    text_done(&text);
}

static void what_two_shards_saw_is_one_book(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene);
    say_sni(&scene, 1, "203.0.113.7", "WWW.Storm.example.");
    say_sni(&scene, 0, "203.0.113.7", "www.storm.example");
    say_sni(&scene, 0, "203.0.113.7", "www.storm.example");
    say_sni(&scene, 0, "198.51.100.9", "other.example");
    struct name_book *book = name_book_join(scene.logs, 2);
    assert_address(book, "203.0.113.7", "203.0.113.7 www.storm.example tls.sni 3 at 1 2 3; ");
    assert_address(book, "198.51.100.10", "");
    assert_name(book, "other.example", "198.51.100.9 other.example tls.sni 1 at 4; ");
    name_book_free(book);
    end(&scene);
}

static void a_name_is_asked_with_all_below_it(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene);
    say_sni(&scene, 0, "203.0.113.7", "a.storm.example");
    say_sni(&scene, 0, "203.0.113.8", "storm.example");
    say_sni(&scene, 0, "203.0.113.9", "badstorm.example");
    struct name_book *book = name_book_join(scene.logs, 2);
    assert_name(book, "storm.example",
                "203.0.113.8 storm.example tls.sni 1 at 2; "
                "203.0.113.7 a.storm.example tls.sni 1 at 1; ");
    assert_name(book, "storm.example.net", "");
    name_book_free(book);
    end(&scene);
}

static void an_alias_leads_where_its_target_leads(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene);
    say_answer(&scene, "www.storm.example", "edge.cdn.example", "203.0.113.7");
    say_answer(&scene, "edge.cdn.example", "edge.cdn.example", "203.0.113.7");
    struct name_book *book = name_book_join(scene.logs, 2);
    assert_address(book, "203.0.113.7",
                   "203.0.113.7 edge.cdn.example dns.answer.name 2 at 1 2; "
                   "203.0.113.7 www.storm.example dns.question 1 at 1; ");
    name_book_free(book);
    end(&scene);
}

static void a_reverse_answer_names_an_address(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene);
    struct field fields[] = {
        {FIELD_DNS_RECORD_NAME, slice_from("7.113.0.203.in-addr.arpa"), 0},
        {FIELD_DNS_RECORD_TYPE, {0}, 12},
        {FIELD_DNS_TARGET, slice_from("host.storm.example"), 0},
        {FIELD_DNS_RECORD_NAME, slice_from("x.113.0.203.in-addr.arpa"), 0},
        {FIELD_DNS_TARGET, slice_from("no.storm.example"), 0},
    };
    observe(&scene, 0, EVENT_DNS_RESPONSE, "192.0.2.53", fields, 5);
    struct name_book *book = name_book_join(scene.logs, 2);
    assert_name(book, "storm.example", "203.0.113.7 host.storm.example dns.answer.target 1 at 1; ");
    name_book_free(book);
    end(&scene);
}

static void of_a_chain_of_certificates_only_the_first_is_the_servers(void **state)
{
    (void)state;
    struct scene scene;
    begin(&scene);
    struct field fields[] = {
        {FIELD_CERT_PLACE, {0}, 0},
        {FIELD_CERT_NAME, slice_from("*.storm.example"), 0},
        {FIELD_CERT_NAME, slice_from("203.0.113.7"), 0},
        {FIELD_CERT_PLACE, {0}, 1},
        {FIELD_CERT_NAME, slice_from("authority.example"), 0},
    };
    observe(&scene, 0, EVENT_TLS_CERTIFICATES, "203.0.113.7", fields, 5);
    struct name_book *book = name_book_join(scene.logs, 2);
    assert_address(book, "203.0.113.7", "203.0.113.7 storm.example tls.certificate.name 1 at 1; ");
    name_book_free(book);
    end(&scene);
}

/* Others may fill their room; what is sought has its own. */
static void what_is_hunted_finds_room_when_the_rest_does_not(void **state)
{
    (void)state;
    struct scene scene;
    struct text name = {0};
    begin(&scene);
    for (unsigned i = 0; i < LIMIT_NAMES_PER_SHARD + 5; i++) {
        text_clear(&name);
        text_print(&name, "n%u.example", i);
        say_sni(&scene, 0, "198.51.100.9", text_string(&name));
    }
    say_sni(&scene, 0, "203.0.113.7", "storm.example");
    struct name_book *book = name_book_join(scene.logs, 2);
    assert_int_equal(name_book_refused(book), 5);
    assert_name(book, "n0.example", "198.51.100.9 n0.example tls.sni 1 at 1; ");
    assert_name(book, "storm.example", "203.0.113.7 storm.example tls.sni 1 at 8198; ");
    name_book_free(book);
    text_done(&name);
    end(&scene);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_two_shards_saw_is_one_book),
        cmocka_unit_test(a_name_is_asked_with_all_below_it),
        cmocka_unit_test(an_alias_leads_where_its_target_leads),
        cmocka_unit_test(a_reverse_answer_names_an_address),
        cmocka_unit_test(of_a_chain_of_certificates_only_the_first_is_the_servers),
        cmocka_unit_test(what_is_hunted_finds_room_when_the_rest_does_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
