# SPDX-License-Identifier: MIT
"""packets - builds packets and captures from their parts, for tests of the whole program.

Written apart from the program under test, from the RFCs, so that both would have to be wrong
in the same way to agree. Every function gives bytes."""
import ipaddress
import struct

CLIENT, SERVER = "10.0.0.5", "192.0.2.80"
CLIENT6, SERVER6 = "2001:db8:1::5", "2001:db8:2::80"
TCP, UDP, ICMP, SCTP = 6, 17, 1, 132
FIN, SYN, RST, PSH, ACK, ECE, CWR = 1, 2, 4, 8, 16, 64, 128


def checksum(data):
    data += b"\0" * (len(data) % 2)
    total = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xffff) + (total >> 16)
    return ~total & 0xffff


def ethernet(payload, kind=None):
    if kind is None:
        kind = 0x86dd if payload[0] >> 4 == 6 else 0x0800
    return b"\x02\0\0\0\0\x02" + b"\x02\0\0\0\0\x01" + struct.pack("!H", kind) + payload


def vlan(payload, *tags, inner=0x0800, outer=0x8100):
    """An Ethernet frame with VLAN tags, the outermost first."""
    head = b""
    for number, tag in enumerate(tags):
        head += struct.pack("!HH", outer if number == 0 else 0x8100, tag)
    return b"\x02\0\0\0\0\x02\x02\0\0\0\0\x01" + head + struct.pack("!H", inner) + payload


def mpls(payload, *labels):
    stack = b""
    for number, label in enumerate(labels):
        stack += struct.pack("!I", label << 12 | (number == len(labels) - 1) << 8 | 64)
    return ethernet(stack + payload, 0x8847)


def pppoe(payload):
    return ethernet(struct.pack("!BBHHH", 0x11, 0, 1, len(payload) + 2, 0x0021) + payload, 0x8864)


def ipv4(payload, protocol, source=CLIENT, target=SERVER, options=b"", ident=1, more=False, offset=0):
    size = 20 + len(options)
    head = struct.pack("!BBHHHBBH4s4s", 0x40 | size // 4, 0, size + len(payload), ident,
                       more << 13 | offset // 8, 64, protocol, 0,
                       ipaddress.IPv4Address(source).packed, ipaddress.IPv4Address(target).packed)
    head += options
    return head[:10] + struct.pack("!H", checksum(head)) + head[12:] + payload


def ipv6(payload, protocol, source=CLIENT6, target=SERVER6):
    return struct.pack("!IHBB16s16s", 6 << 28, len(payload), protocol, 64,
                       ipaddress.IPv6Address(source).packed,
                       ipaddress.IPv6Address(target).packed) + payload


def extension(payload, following, size=8):
    """A hop-by-hop or destination options header, padded."""
    return bytes([following, size // 8 - 1, 1, size - 4]) + b"\0" * (size - 4) + payload


def fragment6(payload, following, offset, more, ident=7):
    return struct.pack("!BBHI", following, 0, offset | more, ident) + payload


def udp(payload, source=40000, target=53):
    return struct.pack("!HHHH", source, target, 8 + len(payload), 0) + payload


def tcp(payload=b"", source=40000, target=80, flags=ACK, seq=1000, ack=5000):
    return struct.pack("!HHIIBBHHH", source, target, seq & 0xffffffff, ack & 0xffffffff, 5 << 4,
                       flags, 65535, 0, 0) + payload


def name(text):
    return b"".join(bytes([len(label)]) + label.encode() for label in text.split(".") if label) + b"\0"


def question(text, kind=1, ident=0x1234):
    return struct.pack("!6H", ident, 0x0100, 1, 0, 0, 0) + name(text) + struct.pack("!HH", kind, 1)


def record(text, kind, data, ttl=60):
    return name(text) + struct.pack("!HHIH", kind, 1, ttl, len(data)) + data


def response(text, *records, kind=1, ident=0x1234, with_question=True):
    head = struct.pack("!6H", ident, 0x8180, int(with_question), len(records), 0, 0)
    asked = name(text) + struct.pack("!HH", kind, 1) if with_question else b""
    return head + asked + b"".join(records)


def address(text):
    return ipaddress.ip_address(text).packed


def tls_extension(kind, data):
    return struct.pack("!HH", kind, len(data)) + data


def client_hello(server_name, before=b"", after=b""):
    """A ClientHello handshake message with extensions before and after the server name."""
    host = server_name.encode()
    sni = tls_extension(0, struct.pack("!HBH", len(host) + 3, 0, len(host)) + host)
    extensions = before + sni + after
    body = (b"\x03\x03" + b"R" * 32 + b"\0" + struct.pack("!HHH", 4, 0x1301, 0xc02f) + b"\x01\0" +
            struct.pack("!H", len(extensions)) + extensions)
    return b"\x01" + struct.pack("!I", len(body))[1:] + body


def tls_records(message, size=16384, kind=22):
    return b"".join(struct.pack("!BHH", kind, 0x0301, len(message[i:i + size])) + message[i:i + size]
                    for i in range(0, len(message), size))


def key_share(size):
    """A key share as large as the post-quantum ones (X25519MLKEM768: 1216 bytes)."""
    return tls_extension(51, struct.pack("!HHH", size + 4, 0x11ec, size) + b"K" * size)


# A certificate made for these tests: CN=evil-cert.test, alternative name www.evil-cert.test.
CERTIFICATE = bytes.fromhex(
    "308201a63082014ca00302010202142242eb8eecfd907a578979b6b564b13371962467300a06082a8648ce3d0403"
    "0230193117301506035504030c0e6576696c2d636572742e74657374301e170d3236313132333038333830375a17"
    "0d3336313132303038333830375a30193117301506035504030c0e6576696c2d636572742e746573743059301306"
    "072a8648ce3d020106082a8648ce3d030107034200040dd0a8ef547c6bc9e3848443f4a8626b4fefe595aa72f560"
    "df4f08e383bbb7323f96b34e9e25c33c000c69c899d0494b79d3005561f8689f7c74ea2dfd19379da3723070301d"
    "0603551d0e041604141b42819e31a2831bc197b8bee30aa3d7e7ca7165301f0603551d230418301680141b42819e"
    "31a2831bc197b8bee30aa3d7e7ca7165300f0603551d130101ff040530030101ff301d0603551d11041630148212"
    "7777772e6576696c2d636572742e74657374300a06082a8648ce3d04030203480030450220612a06e9d8fc3ec3ae"
    "f1cf94cf72d6dc0dbb7e7c33781ac88aa45753cc80488d022100d0ac201ef66e4b8a940bac98e0ebbe66e6300b54"
    "57893936367b25c483c7304d")


def handshake(kind, body):
    return bytes([kind]) + struct.pack("!I", len(body))[1:] + body


def server_flight(certificate=CERTIFICATE):
    """ServerHello and Certificate of TLS 1.2."""
    def sized(data):
        return struct.pack("!I", len(data))[1:] + data
    hello = b"\x03\x03" + b"S" * 32 + b"\0" + struct.pack("!H", 0xc02f) + b"\0"
    return tls_records(handshake(2, hello) + handshake(11, sized(sized(certificate))))


def get(host, path="/", header="Host"):
    return f"GET {path} HTTP/1.1\r\n{header}: {host}\r\nUser-Agent: test\r\n\r\n".encode()


def connection(pieces, target=80, source=40000, ip=ipv4, handshake=True, start=1000):
    """A connection whose client sends these pieces, one a segment; gives network packets."""
    def side(segment, reply=False):
        there, back = (SERVER, CLIENT) if ip is ipv4 else (SERVER6, CLIENT6)
        return ip(segment, TCP, there, back) if reply else ip(segment, TCP)
    packets = []
    if handshake:
        packets = [side(tcp(b"", source, target, SYN, start - 1, 0)),
                   side(tcp(b"", target, source, SYN | ACK, 4999, start), True),
                   side(tcp(b"", source, target, ACK, start, 5000))]
    for piece in pieces:
        packets.append(side(tcp(piece, source, target, ACK | PSH, start, 5000)))
        start += len(piece)
    return packets


def pcap(frames, link=1, first=1736150400, step=1.0):
    """A capture; 1736150400 is 2025-01-06 08:00:00 UTC. Frames are `step` seconds apart."""
    out = struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 262144, link)
    for number, frame in enumerate(frames):
        when = first + number * step
        out += struct.pack("<IIII", int(when), int(when % 1 * 1e6), len(frame), len(frame)) + frame
    return out
