#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""matching - the table of what is seen where, a case a row, through the whole program.

Each case is an indicator, frames, and the fields in which it must be seen (none: it must not
be). Among them are all cases in which other tools are known to go blind."""
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

from packets import *

EVIL, EVIL6 = "203.0.113.66", "2001:db8:bad::66"


def eth(packets):
    return [ethernet(packet) for packet in packets]


def ask(text, kind=1, **more):
    return [ethernet(ipv4(udp(question(text, kind), **more), UDP))]


def answer(*records, text="www.example.org", **more):
    return [ethernet(ipv4(udp(response(text, *records, **more), 53, 40000), UDP, SERVER, CLIENT))]


def web(piece, *more, **how):
    return eth(connection([piece, *more], **how))


def tls(message, pieces=None, ip=ipv4, size=16384, target=443):
    stream = tls_records(message, size)
    parts = [stream[i:i + pieces] for i in range(0, len(stream), pieces)] if pieces else [stream]
    return eth(connection(parts, target=target, ip=ip))


def served(stream):
    """A connection whose server sends this."""
    packets = connection([tls_records(client_hello("good.test"))], target=443)
    return eth(packets + [ipv4(tcp(stream, 443, 40000, ACK | PSH, 5000, 1400), TCP, SERVER, CLIENT)])


def in_two(data, place):
    return data[:place], data[place:]


def fragments4(payload, protocol, first):
    return eth([ipv4(payload[:first], protocol, more=True, ident=9),
                ipv4(payload[first:], protocol, offset=first, ident=9)])


def fragments6(payload, protocol, first):
    return eth([ipv6(fragment6(payload[:first], protocol, 0, True), 44),
                ipv6(fragment6(payload[first:], protocol, first, False), 44)])


DNS_Q, DNS_NAME, DNS_TARGET, DNS_ADDRESS = ("dns.question", "dns.answer.name", "dns.answer.target",
                                            "dns.answer.address")
HOST, URL, SNI, SERVED, ASKED = "http.host", "http.url", "tls.sni", "flow.server", "flow.client"
TO_EVIL = {"target": EVIL}

CASES = [
    # address: either side of any flow, whatever the protocol or TCP flags
    ("an address in a plain SYN", EVIL, eth([ipv4(tcp(flags=SYN), TCP, **TO_EVIL)]), {SERVED}),
    ("an address in an ECN SYN", EVIL, eth([ipv4(tcp(flags=SYN | ECE | CWR), TCP, **TO_EVIL)]), {SERVED}),
    ("an address in a SYN-ACK alone", EVIL,
     eth([ipv4(tcp(source=443, target=40000, flags=SYN | ACK), TCP, EVIL, CLIENT)]), {SERVED}),
    ("an address in the middle of a connection", EVIL, eth([ipv4(tcp(b"x", flags=ACK), TCP, **TO_EVIL)]),
     {SERVED}),
    ("an address that resets", EVIL, eth([ipv4(tcp(flags=RST), TCP, EVIL, CLIENT)]), {ASKED}),
    ("an address that calls", EVIL, eth([ipv4(tcp(source=50000, target=22, flags=SYN), TCP, EVIL, CLIENT)]),
     {ASKED}),
    ("an address in UDP", EVIL, eth([ipv4(udp(b"hello", target=9999), UDP, **TO_EVIL)]), {SERVED}),
    ("an address in ICMP", EVIL, eth([ipv4(b"\x08\0\0\0\0\x01\0\x01", ICMP, **TO_EVIL)]), {SERVED}),
    ("an address in an ICMP reply alone", EVIL, eth([ipv4(b"\0\0\0\0\0\x01\0\x01", ICMP, EVIL, CLIENT)]),
     {ASKED}),
    ("an address in SCTP", EVIL, eth([ipv4(struct.pack("!HHII", 4000, 38412, 0, 0), SCTP, **TO_EVIL)]),
     {SERVED}),
    ("an address in a protocol without ports", EVIL, eth([ipv4(b"\0" * 16, 89, **TO_EVIL)]), {SERVED}),
    ("an address behind IPv4 options", EVIL,
     eth([ipv4(tcp(flags=SYN), TCP, target=EVIL, options=b"\x01" * 8)]), {SERVED}),
    ("an address in IPv6", EVIL6, eth([ipv6(tcp(flags=SYN), TCP, target=EVIL6)]), {SERVED}),
    ("an address in IPv6 spelt at length", "2001:0DB8:0bad:0000:0:0:0:66",
     eth([ipv6(tcp(flags=SYN), TCP, target=EVIL6)]), {SERVED}),
    ("an address behind hop-by-hop and destination options", EVIL6,
     eth([ipv6(extension(extension(tcp(flags=SYN), TCP), 60), 0, target=EVIL6)]), {SERVED}),
    ("an address in a first fragment alone", EVIL,
     eth([ipv4(udp(b"x" * 24), UDP, target=EVIL, more=True)]), {SERVED}),
    ("an address under one VLAN tag", EVIL, [vlan(ipv4(tcp(flags=SYN), TCP, **TO_EVIL), 10)], {SERVED}),
    ("an address under QinQ", EVIL,
     [vlan(ipv4(tcp(flags=SYN), TCP, **TO_EVIL), 10, 20, outer=0x88a8)], {SERVED}),
    ("an address under five VLAN tags", EVIL,
     [vlan(ipv4(tcp(flags=SYN), TCP, **TO_EVIL), 1, 2, 3, 4, 5)], {SERVED}),
    ("an address under MPLS", EVIL, [mpls(ipv4(tcp(flags=SYN), TCP, **TO_EVIL), 100, 200)], {SERVED}),
    ("an address in PPPoE", EVIL, [pppoe(ipv4(tcp(flags=SYN), TCP, **TO_EVIL))], {SERVED}),
    ("an address inside a GRE tunnel", EVIL,
     eth([ipv4(struct.pack("!HH", 0, 0x0800) + ipv4(tcp(flags=SYN), TCP, **TO_EVIL), 47,
               "10.9.9.1", "10.9.9.2")]), {SERVED}),
    ("an address inside IP in IP", EVIL,
     eth([ipv4(ipv4(tcp(flags=SYN), TCP, **TO_EVIL), 4, "10.9.9.1", "10.9.9.2")]), {SERVED}),
    ("an address inside VXLAN", EVIL,
     eth([ipv4(udp(b"\x08\0\0\0\0\0\x2a\0" + ethernet(ipv4(tcp(flags=SYN), TCP, **TO_EVIL)), 50000, 4789),
               UDP, "10.9.9.1", "10.9.9.2")]), {SERVED}),
    ("an address in a DNS answer", EVIL, answer(record("www.example.org", 1, address(EVIL))), {DNS_ADDRESS}),
    ("an IPv6 address in a DNS answer", EVIL6,
     answer(record("www.example.org", 28, address(EVIL6)), kind=28), {DNS_ADDRESS}),
    ("an address as the Host of a request", EVIL, web(get(EVIL)), {HOST}),
    ("another address", EVIL, eth([ipv4(tcp(flags=SYN), TCP, target="203.0.113.67")]), set()),
    # CIDR
    ("a range that holds the address", "203.0.113.64/30", eth([ipv4(tcp(flags=SYN), TCP, **TO_EVIL)]), {SERVED}),
    ("a range beside the address", "203.0.113.68/30", eth([ipv4(tcp(flags=SYN), TCP, **TO_EVIL)]), set()),
    ("an IPv6 range", "2001:db8:bad::/48", eth([ipv6(tcp(flags=SYN), TCP, target=EVIL6)]), {SERVED}),
    ("a range in a DNS answer", "203.0.113.0/24", answer(record("www.example.org", 1, address(EVIL))),
     {DNS_ADDRESS}),
    # address:port
    ("address and port of a TCP server", f"{EVIL}:8443", eth([ipv4(tcp(target=8443, flags=SYN), TCP, **TO_EVIL)]),
     {SERVED}),
    ("address and port in UDP", f"{EVIL}:8443", eth([ipv4(udp(b"x", target=8443), UDP, **TO_EVIL)]), {SERVED}),
    ("address and port in a SYN-ACK alone", f"{EVIL}:8443",
     eth([ipv4(tcp(source=8443, target=40000, flags=SYN | ACK), TCP, EVIL, CLIENT)]), {SERVED}),
    ("the address at another port", f"{EVIL}:8443", eth([ipv4(tcp(target=443, flags=SYN), TCP, **TO_EVIL)]), set()),
    ("an IPv6 address and port", f"[{EVIL6}]:443", eth([ipv6(tcp(target=443, flags=SYN), TCP, target=EVIL6)]),
     {SERVED}),
    # domain
    ("a name in an A question", "evil.test", ask("evil.test"), {DNS_Q}),
    ("a name in an AAAA question", "evil.test", ask("evil.test", 28), {DNS_Q}),
    ("a name in a TXT question", "evil.test", ask("evil.test", 16), {DNS_Q}),
    ("a name in an HTTPS question", "evil.test", ask("evil.test", 65), {DNS_Q}),
    ("a name below it", "evil.test", ask("a.b.evil.test"), {DNS_Q}),
    ("its parent", "www.evil.test", ask("evil.test"), set()),
    ("a name that only ends alike", "evil.test", ask("notevil.test"), set()),
    ("a name in mixed case", "evil.test", ask("EvIl.TeSt"), {DNS_Q}),
    ("an indicator in upper case with a dot at its end", "EVIL.TEST.", ask("evil.test"), {DNS_Q}),
    ("an international name in both forms", "bücher.test", ask("xn--bcher-kva.test"), {DNS_Q}),
    ("a name in DNS at another port", "evil.test", ask("evil.test", target=5300), {DNS_Q}),
    ("a name in mDNS", "evil.local", ask("evil.local", source=5353, target=5353), {DNS_Q}),
    ("a name in LLMNR", "evil.test", ask("evil.test", target=5355), {DNS_Q}),
    ("a name in DNS over TCP", "evil.test",
     web(struct.pack("!H", len(question("evil.test"))) + question("evil.test"), target=53), {DNS_Q}),
    ("a name in DNS over TCP in two segments", "evil.test",
     web(*in_two(struct.pack("!H", len(question("evil.test"))) + question("evil.test"), 20), target=53), {DNS_Q}),
    ("a name in a response without its question packet", "evil.test",
     answer(record("evil.test", 1, address("192.0.2.1")), text="evil.test"), {DNS_Q, DNS_NAME}),
    ("a name that only the answer holds", "evil.test",
     answer(record("evil.test", 1, address("192.0.2.1")), with_question=False), {DNS_NAME}),
    ("the target of a CNAME", "evil.test", answer(record("www.example.org", 5, name("cdn.evil.test"))), {DNS_TARGET}),
    ("the last of a CNAME chain", "evil.test",
     answer(record("www.example.org", 5, name("a.example.net")),
            record("a.example.net", 5, name("b.evil.test")),
            record("b.evil.test", 1, address("192.0.2.7"))), {DNS_TARGET, DNS_NAME}),
    ("a mail exchanger", "evil.test", answer(record("example.org", 15, b"\0\x0a" + name("mx.evil.test")), kind=15),
     {DNS_TARGET}),
    ("a question in IPv4 fragments", "evil.test", fragments4(udp(question("long.label.evil.test")), UDP, 24), {DNS_Q}),
    ("a question in IPv6 fragments", "evil.test", fragments6(udp(question("long.label.evil.test")), UDP, 24), {DNS_Q}),
    ("a Host header", "evil.test", web(get("www.evil.test")), {HOST}),
    ("a Host header in lower case", "evil.test", web(get("evil.test", header="host")), {HOST}),
    ("a Host header with a port", "evil.test", web(get("evil.test:8080"), target=8080), {HOST}),
    ("a Host header in two segments", "evil.test", web(*in_two(get("evil.test"), 27)), {HOST}),
    ("a Host header a byte a segment", "evil.test", web(*[bytes([b]) for b in get("evil.test")]), {HOST}),
    ("the second of two requests in a segment", "evil.test", web(get("good.test") + get("evil.test")), {HOST}),
    ("a request on an odd port", "evil.test", web(get("evil.test"), target=31337), {HOST}),
    ("a request of which the handshake is missing", "evil.test", web(get("evil.test"), handshake=False), {HOST}),
    ("an absolute target", "evil.test", web(get("proxy.test", "http://evil.test/x")), {"http.authority"}),
    ("CONNECT", "evil.test", web(b"CONNECT evil.test:443 HTTP/1.1\r\n\r\n", target=3128), {"http.authority"}),
    ("a TLS server name", "evil.test", tls(client_hello("www.evil.test")), {SNI}),
    ("a TLS server name on an odd port", "evil.test", tls(client_hello("evil.test"), target=4433), {SNI}),
    ("a TLS server name over IPv6", "evil.test", tls(client_hello("evil.test"), ip=ipv6), {SNI}),
    ("a TLS server name in many segments", "evil.test", tls(client_hello("evil.test"), pieces=10), {SNI}),
    ("a TLS server name in many records", "evil.test", tls(client_hello("evil.test"), size=30), {SNI}),
    ("a TLS server name behind a post-quantum key share", "evil.test",
     tls(client_hello("evil.test", before=key_share(1216)), pieces=1400), {SNI}),
    ("segments out of order", "evil.test",
     (lambda p: p[:3] + p[:2:-1])(tls(client_hello("evil.test"), pieces=25)), {SNI}),
    ("a name in a certificate", "evil-cert.test", served(server_flight()), {"tls.certificate.name"}),
    # certificate digest
    ("the SHA-1 of a certificate", hashlib.sha1(CERTIFICATE).hexdigest(), served(server_flight()),
     {"tls.certificate.sha1"}),
    ("the SHA-256 of a certificate", hashlib.sha256(CERTIFICATE).hexdigest().upper(), served(server_flight()),
     {"tls.certificate.sha256"}),
    ("the SHA-1 of another certificate", hashlib.sha1(b"another").hexdigest(), served(server_flight()), set()),
    # URL
    ("a URL", "http://evil.test/bad/path", web(get("evil.test", "/bad/path")), {URL}),
    ("a URL below it", "http://evil.test/bad", web(get("evil.test", "/bad/path")), {URL}),
    ("a URL with a query", "http://evil.test/bad", web(get("evil.test", "/bad?x=1")), {URL}),
    ("a URL at another path", "http://evil.test/bad", web(get("evil.test", "/good")), set()),
    ("a URL that only begins alike", "http://evil.test/bad", web(get("evil.test", "/badminton")), set()),
    ("a URL written with %", "http://evil.test/bad/path", web(get("evil.test", "/b%61d/p%61th")), {URL}),
    ("a URL with dot segments", "http://evil.test/bad/path", web(get("evil.test", "/x/../bad/./path")), {URL}),
    ("a URL whose Host has the port", "http://evil.test:8080/bad", web(get("evil.test:8080", "/bad"), target=8080),
     {URL}),
    ("a URL with the standard port", "http://evil.test:80/bad", web(get("evil.test", "/bad")), {URL}),
    ("a URL in an absolute target", "http://evil.test/bad", web(get("evil.test", "http://evil.test/bad")), {URL}),
    ("a path alone", "/malicious-login.php", web(get("good.test", "/malicious-login.php?id=1")), {URL}),
]


def seen_fields(program, folder, indicator, frames):
    notice, capture = folder / "notice.txt", folder / "capture.pcap"
    notice.write_text(indicator + "\n", encoding="utf-8")
    capture.write_bytes(pcap(frames))
    run = subprocess.run([program, "hunt", "--json", "-f", "list", "-n", notice, capture],
                         capture_output=True, text=True, check=False)
    findings = [json.loads(line) for line in run.stdout.splitlines()]
    fields = {seen["field"] for finding in findings if finding["type"] == "finding"
              for seen in finding["seen"]}
    return fields, run.returncode, run.stderr


def main():
    program, failed = sys.argv[1], 0
    print(f"1..{len(CASES)}")
    with tempfile.TemporaryDirectory() as folder:
        for number, (story, indicator, frames, wanted) in enumerate(CASES, 1):
            fields, status, said = seen_fields(program, pathlib.Path(folder), indicator, frames)
            good = fields == wanted and status == (1 if wanted else 0)
            failed += not good
            print(f"{'ok' if good else 'not ok'} {number} - {story}")
            if not good:
                print(f"# wanted {sorted(wanted)}, saw {sorted(fields)}, status {status} {said.strip()}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
