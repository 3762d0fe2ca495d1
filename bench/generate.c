/* generate - writes the captures and the notice that `make bench` measures with.
 *
 * Usage: generate mixed|dns|tls|scan BYTES FILE, or: generate notice COUNT FILE
 * The same arguments give the same bytes. Nothing in the captures is named by
 * the notice: what is measured is the reading, not the telling. */
/* SPDX-License-Identifier: MIT */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FRAME_MOST = 1514, HEADERS = 14 + 20 + 20 };

/* xorshift64*: small, fast, the same everywhere. */
static uint64_t draw(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * UINT64_C(0x2545f4914f6cdd1d);
}

struct generator {
    FILE *file;
    uint64_t random, written, microseconds, step;
};

struct flow {
    uint32_t client, server, client_sequence, server_sequence;
    uint16_t client_port, server_port;
    uint32_t packets; /* sent so far */
};

static void put16(uint8_t *at, uint32_t value)
{
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
}

static void put32(uint8_t *at, uint32_t value)
{
    put16(at, value >> 16);
    put16(at + 2, value);
}

static void write_frame(struct generator *g, const uint8_t *frame, uint32_t size)
{
    uint32_t record[4] = {(uint32_t)(1736150400 + g->microseconds / 1000000),
                          (uint32_t)(g->microseconds % 1000000), size, size};
    fwrite(record, sizeof record, 1, g->file);
    fwrite(frame, size, 1, g->file);
    g->written += sizeof record + size;
    g->microseconds += g->step;
}

static uint8_t *begin_ip(uint8_t *frame, uint8_t protocol, uint32_t from, uint32_t to, size_t size)
{
    static const uint8_t ethernet[14] = {2, 0, 0, 0, 0, 2, 2, 0, 0, 0, 0, 1, 8, 0};
    memcpy(frame, ethernet, 14);
    memset(frame + 14, 0, 20);
    frame[14] = 0x45;
    put16(frame + 16, (uint32_t)(20 + size));
    frame[22] = 64;
    frame[23] = protocol;
    put32(frame + 26, from);
    put32(frame + 30, to);
    return frame + 34;
}

static void send_tcp(struct generator *g, struct flow *f, bool to_server, uint8_t flags,
                     const void *payload, size_t size)
{
    uint8_t frame[FRAME_MOST];
    uint8_t *tcp = begin_ip(frame, 6, to_server ? f->client : f->server,
                            to_server ? f->server : f->client, 20 + size);
    uint32_t *mine = to_server ? &f->client_sequence : &f->server_sequence;
    memset(tcp, 0, 20);
    put16(tcp, to_server ? f->client_port : f->server_port);
    put16(tcp + 2, to_server ? f->server_port : f->client_port);
    put32(tcp + 4, *mine);
    put32(tcp + 8, to_server ? f->server_sequence : f->client_sequence);
    tcp[12] = 5 << 4;
    tcp[13] = flags;
    put16(tcp + 14, 65535);
    memcpy(tcp + 20, payload, size);
    *mine += (uint32_t)size + ((flags & 3) != 0);
    size_t total = HEADERS + size;
    if (total < 60) {
        memset(frame + total, 0, 60 - total);
        total = 60;
    }
    write_frame(g, frame, (uint32_t)total);
}

static void send_udp(struct generator *g, uint32_t from, uint16_t from_port, uint32_t to,
                     uint16_t to_port, const void *payload, size_t size)
{
    uint8_t frame[FRAME_MOST];
    uint8_t *udp = begin_ip(frame, 17, from, to, 8 + size);
    put16(udp, from_port);
    put16(udp + 2, to_port);
    put16(udp + 4, (uint32_t)(8 + size));
    put16(udp + 6, 0);
    memcpy(udp + 8, payload, size);
    write_frame(g, frame, (uint32_t)(14 + 20 + 8 + size));
}

/* Writes "word-1234" style labels as a DNS name; gives its size. */
static size_t put_name(uint8_t *at, uint64_t number, uint64_t depth)
{
    static const char *const words[] = {"mail", "static", "cdn",   "images", "api",   "login",
                                        "news", "shop",   "video", "update", "cloud", "edge"};
    uint8_t *start = at;
    for (uint64_t i = 0; i < depth; i++) {
        char label[32];
        int size = snprintf(label, sizeof label, "%s-%llx", words[(number >> (4 * i)) % 12],
                            (unsigned long long)(number >> (7 * i)) & 0xffffff);
        *at++ = (uint8_t)size;
        memcpy(at, label, (size_t)size);
        at += size;
    }
    memcpy(at, "\7example\3com", 13);
    return (size_t)(at + 13 - start);
}

/* A question and its answer; half of the names come again and again. */
static void send_dns(struct generator *g)
{
    uint64_t r = draw(&g->random);
    uint64_t number = r & 1 ? r >> 8 & 0xfff : r >> 8;
    uint8_t message[512] = {0};
    uint32_t client = 0x0a000000 | (r >> 20 & 0xffff), server = 0x0a0a0a0a;
    uint16_t port = (uint16_t)(1024 + (r >> 36) % 60000);
    put16(message, (uint32_t)r & 0xffff);
    put16(message + 2, 0x0100);
    put16(message + 4, 1);
    size_t size = 12 + put_name(message + 12, number, 1 + (r >> 52) % 3);
    put16(message + size, r >> 60 & 1 ? 28 : 1);
    put16(message + size + 2, 1);
    size += 4;
    send_udp(g, client, port, server, 53, message, size);
    put16(message + 2, 0x8180);
    put16(message + 6, 2);
    for (int i = 0; i < 2; i++) {
        uint8_t *answer = message + size;
        put16(answer, 0xc00c);
        put16(answer + 2, 1);
        put16(answer + 4, 1);
        put32(answer + 6, 300);
        put16(answer + 10, 4);
        put32(answer + 12, (uint32_t)(0x17000000 | (r >> (8 * i) & 0xffffff)));
        size += 16;
    }
    send_udp(g, server, 53, client, port, message, size);
}

static struct flow new_flow(struct generator *g, uint16_t port)
{
    uint64_t r = draw(&g->random), s = draw(&g->random);
    return (struct flow){
        .client = 0x0a000000 | (r & 0xffffff),
        .server = 0x17000000 | (r >> 24 & 0xffffff),
        .client_port = (uint16_t)(1024 + (r >> 48) % 64000),
        .server_port = port,
        .client_sequence = (uint32_t)s,
        .server_sequence = (uint32_t)(s >> 32),
    };
}

static size_t put_client_hello(struct generator *g, uint8_t *out)
{
    char host[64];
    int host_size = snprintf(host, sizeof host, "www.site-%llx.example.net",
                             (unsigned long long)draw(&g->random) & 0xffffff);
    uint8_t *at = out + 5 + 4;
    put16(at, 0x0303);
    memset(at + 2, 0x5a, 32);
    at[34] = 0;
    put16(at + 35, 4);
    put32(at + 37, 0x1301c02f);
    put16(at + 41, 0x0100);
    uint8_t *extensions = at + 45;
    put16(extensions, 0);
    put16(extensions + 2, (uint32_t)host_size + 5);
    put16(extensions + 4, (uint32_t)host_size + 3);
    extensions[6] = 0;
    put16(extensions + 7, (uint32_t)host_size);
    memcpy(extensions + 9, host, (size_t)host_size);
    uint8_t *end = extensions + 9 + host_size;
    static const uint8_t versions[] = {0, 43, 0, 3, 2, 3, 4};
    memcpy(end, versions, sizeof versions);
    end += sizeof versions;
    put16(at + 43, (uint32_t)(end - extensions));
    size_t body = (size_t)(end - at);
    out[5] = 1;
    out[6] = 0;
    put16(out + 7, (uint32_t)body);
    out[0] = 22;
    put16(out + 1, 0x0301);
    put16(out + 3, (uint32_t)body + 4);
    return body + 9;
}

static size_t put_server_hello(uint8_t *out)
{
    static const uint8_t head[] = {22, 3, 3, 0, 50, 2, 0, 0, 46, 3, 3};
    static const uint8_t tail[] = {0, 0x13, 0x01, 0, 0, 6, 0, 43, 0, 2, 3, 4};
    memcpy(out, head, sizeof head);
    memset(out + sizeof head, 0xa5, 32);
    memcpy(out + sizeof head + 32, tail, sizeof tail);
    return sizeof head + 32 + sizeof tail;
}

/* One step of a conversation: handshake, then its own protocol, then bulk. */
static void step_tls(struct generator *g, struct flow *f)
{
    uint8_t data[1460];
    memset(data, 0x17, sizeof data);
    switch (f->packets++) {
    case 0:
        send_tcp(g, f, true, 2, data, 0);
        return;
    case 1:
        send_tcp(g, f, false, 18, data, 0);
        return;
    case 2:
        send_tcp(g, f, true, 16, data, 0);
        return;
    case 3:
        send_tcp(g, f, true, 24, data, put_client_hello(g, data));
        return;
    case 4:
        send_tcp(g, f, false, 24, data, put_server_hello(data));
        return;
    case 5:
    case 6:
        memcpy(data, "\x17\x03\x03\x00\x30", 5);
        send_tcp(g, f, f->packets == 6, 24, data, 53);
        return;
    default:
        if (f->packets % 3 == 0) {
            send_tcp(g, f, true, 16, data, 0);
        } else {
            memcpy(data, "\x17\x03\x03\x05\xaf", 5);
            send_tcp(g, f, false, 16, data, sizeof data);
        }
    }
}

static void step_http(struct generator *g, struct flow *f)
{
    char data[1460] = {0};
    uint32_t place = f->packets++;
    if (place < 3) {
        send_tcp(g, f, place != 1, place == 0 ? 2 : place == 1 ? 18 : 16, data, 0);
        return;
    }
    if (place % 12 == 3) {
        int size =
            snprintf(data, sizeof data,
                     "GET /pages/%u/index.html?id=%u HTTP/1.1\r\nHost: www.shop-%u.example.net\r\n"
                     "User-Agent: Mozilla/5.0 (X11; Linux x86_64)\r\nAccept: */*\r\n\r\n",
                     place, place, f->server & 0xffff);
        send_tcp(g, f, true, 24, data, (size_t)size);
    } else if (place % 12 == 4) {
        int size = snprintf(
            data, sizeof data,
            "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n", 6 * 1400);
        send_tcp(g, f, false, 24, data, (size_t)size);
    } else if (place % 12 < 11) {
        memset(data, 'x', sizeof data);
        send_tcp(g, f, false, 16, data, 1400);
    } else {
        send_tcp(g, f, true, 16, data, 0);
    }
}

static void write_mixed(struct generator *g, uint64_t bytes)
{
    enum { FLOWS = 4096, LONGEST = 400 };
    struct flow *flows = calloc(FLOWS, sizeof *flows);
    bool *is_web = calloc(FLOWS, sizeof *is_web);
    g->step = 4;
    while (flows && is_web && g->written < bytes) {
        uint64_t r = draw(&g->random);
        size_t i = r % FLOWS;
        if (r >> 32 & 7) {
            if (flows[i].server_port == 0 || flows[i].packets > (r >> 40) % LONGEST + 20) {
                is_web[i] = r >> 60 & 1;
                flows[i] = new_flow(g, is_web[i] ? 80 : 443);
            }
            if (is_web[i])
                step_http(g, &flows[i]);
            else
                step_tls(g, &flows[i]);
        } else {
            send_dns(g);
        }
    }
    free(flows);
    free(is_web);
}

static void write_tls(struct generator *g, uint64_t bytes)
{
    enum { FLOWS = 1000 };
    struct flow *flows = calloc(FLOWS, sizeof *flows);
    g->step = 10;
    for (size_t i = 0; flows && i < FLOWS; i++)
        flows[i] = new_flow(g, 443);
    while (flows && g->written < bytes)
        step_tls(g, &flows[draw(&g->random) % FLOWS]);
    free(flows);
}

static void write_scan(struct generator *g, uint64_t bytes)
{
    g->step = 1;
    while (g->written < bytes) {
        struct flow f = new_flow(g, (uint16_t)draw(&g->random));
        send_tcp(g, &f, true, 2, "", 0);
    }
}

static void write_dns(struct generator *g, uint64_t bytes)
{
    g->step = 10;
    while (g->written < bytes)
        send_dns(g);
}

/* Addresses, names, ranges, address:port and URLs as feeds mix them. */
static void write_notice(struct generator *g, uint64_t count)
{
    for (uint64_t i = 0; i < count; i++) {
        uint64_t r = draw(&g->random);
        unsigned a = 64 + (r & 63), b = r >> 8 & 255, c = r >> 16 & 255, d = r >> 24 & 255;
        switch (i % 20) {
        case 0:
            fprintf(g->file, "%u.%u.%u.0/24\n", a, b, c);
            break;
        case 1:
            fprintf(g->file, "%u.%u.%u.%u:%u\n", a, b, c, d, (unsigned)(r >> 40) % 65535 + 1);
            break;
        case 2:
            fprintf(g->file, "http://host-%llx.evil-%llx.test/gate-%u.php\n",
                    (unsigned long long)r & 0xffff, (unsigned long long)r >> 20 & 0xffffff, d);
            break;
        default:
            if (i % 2)
                fprintf(g->file, "%u.%u.%u.%u\n", a, b, c, d);
            else
                fprintf(g->file, "c2-%llx.evil-%llx.test\n", (unsigned long long)r & 0xfff,
                        (unsigned long long)r >> 12 & 0xffffffff);
        }
    }
}

int main(int count, char **arguments)
{
    static const uint32_t header[6] = {0xa1b2c3d4, 4 << 16 | 2, 0, 0, 262144, 1};
    static const struct {
        const char *name;
        void (*write)(struct generator *g, uint64_t amount);
        bool capture;
    } kinds[] = {{"mixed", write_mixed, true},
                 {"dns", write_dns, true},
                 {"tls", write_tls, true},
                 {"scan", write_scan, true},
                 {"notice", write_notice, false}};
    struct generator g = {.random = 88172645463325252u};
    g.file = count == 4 ? fopen(arguments[3], "wb") : NULL;
    if (!g.file) {
        fputs("usage: generate mixed|dns|tls|scan|notice AMOUNT FILE\n", stderr);
        return 2;
    }
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(arguments[1], kinds[i].name) == 0) {
            if (kinds[i].capture)
                fwrite(header, sizeof header, 1, g.file);
            kinds[i].write(&g, strtoull(arguments[2], NULL, 10));
        }
    return fclose(g.file) != 0;
}
