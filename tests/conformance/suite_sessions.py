# SPDX-License-Identifier: MIT
"""Arkime's sessions: the same endpoints, counters, VLANs, names, hosts and certificates here.

A session may be several flows and the other way round, as time-outs differ, so counters are
summed over everything between two endpoints, in either direction. Not asked, as Arkime counts by
other definitions:
- bytes of what a tunnel carries: Arkime counts outer frames, this program what they carry;
- bytes where the capture has fragments: Arkime counts the last one alone;
- sessions without a transport (ARP in a tunnel), and those of DHCP, which Arkime joins by the
  number of their transaction and not by endpoints;
- names and certificates of other protocols than DNS, LLMNR, mDNS, HTTP and TLS over TCP."""
import collections
import ipaddress
import json

from tool import Result, canonical, names_of, records

ABOUT = "Arkime's sessions: endpoints, counters, VLANs, Community IDs, names, certificates"
PROTOCOLS = {1: "ICMP", 6: "TCP", 17: "UDP", 58: "IPv6-ICMP", 132: "SCTP"}


def side(address, port):
    return (ipaddress.ip_address(address).compressed, port or 0)


def pair(protocol, one, other):
    return (protocol, *sorted((one, other)))


def is_asked(body):
    spoken = set(body.get("protocol", []))
    return body["ipProtocol"] in PROTOCOLS and not spoken & {"arp", "dhcp", "dhcpv6"}


def expected_pairs(sessions):
    """What Arkime counts between two endpoints: {pair: {side: [packets, bytes]}}, VLANs, tunnels."""
    sums = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0]))
    vlans, tunnelled = collections.defaultdict(set), set()
    for body in sessions:
        if not is_asked(body):
            continue
        # Arkime writes type and code of ICMP where ports would stand.
        ports = body["ipProtocol"] not in (1, 58)
        ends = [side(body[end]["ip"], ports and body[end]["port"]) for end in ("source", "destination")]
        key = pair(PROTOCOLS[body["ipProtocol"]], *ends)
        for end, name in zip(ends, ("source", "destination")):
            sums[key][end][0] += body[name]["packets"]
            sums[key][end][1] += body[name]["bytes"]
        vlans[key].update(body["network"].get("vlan", {}).get("id", []))
        if "srcOuterIp" in body:
            tunnelled.add(key)
    return sums, vlans, tunnelled


def seen_pairs(eve):
    sums = collections.defaultdict(lambda: collections.defaultdict(lambda: [0, 0]))
    vlans = collections.defaultdict(set)
    for record in eve:
        if record.get("event_type") != "flow":
            continue
        ends = [side(record[end + "_ip"], record.get(end + "_port")) for end in ("src", "dest")]
        key = pair(record["proto"], *ends)
        for end, name in zip(ends, ("toserver", "toclient")):
            sums[key][end][0] += record["flow"]["pkts_" + name]
            sums[key][end][1] += record["flow"]["bytes_" + name]
        vlans[key].update(record.get("vlan", []))
    return sums, vlans


def counters(sessions, eve, has_fragments):
    wanted, wanted_vlans, tunnelled = expected_pairs(sessions)
    seen, seen_vlans = seen_pairs(eve)
    for key, sides in wanted.items():
        kept = slice(0, 1) if key in tunnelled or has_fragments else slice(0, 2)
        here = {end: count[kept] for end, count in seen[key].items()}
        there = {end: count[kept] for end, count in sides.items()}
        yield f"{key}", here == there, f"{here}, expected {there}"
        if wanted_vlans[key]:
            yield f"{key} VLANs", wanted_vlans[key] <= seen_vlans[key], f"{seen_vlans[key]}"


def community_ids(sessions, eve):
    """ICMP is left to the suite of the specification: Arkime turns messages without an answer."""
    here = {record.get("community_id") for record in eve}
    wanted = {body["network"]["community_id"] for body in sessions
              if is_asked(body) and body["ipProtocol"] not in (1, 58)
              and "community_id" in body["network"]}
    if wanted:
        yield "Community IDs", wanted <= here, f"missing {sorted(wanted - here)}"


def spoken(body, *protocols):
    return set(protocols) & set(body.get("protocol", []))


def names(sessions, eve):
    here = names_of(eve)
    for body in sessions:
        wanted = set()
        if spoken(body, "dns", "llmnr", "mdns"):
            wanted |= {canonical(query["queryHost"]) for query in body.get("dns", [])}
        if spoken(body, "http"):
            wanted |= {canonical(host.split(":")[0]) for host in body.get("http", {}).get("host", [])}
        wanted -= {"", "<root>"}
        if wanted:
            yield "names", wanted <= here, f"missing {sorted(wanted - here)}"


def certificates(sessions, eve):
    """Arkime lists all certificates of a session in no order; the server's own is the one we tell."""
    here = {(record["tls"].get("fingerprint"), record["tls"].get("serial", "").replace(":", "").lower())
            for record in eve if record.get("event_type") == "tls"}
    for body in sessions:
        wanted = {(certificate["hash"], certificate["serial"].lower())
                  for certificate in body.get("cert", [])}
        if wanted and spoken(body, "tls") and body["ipProtocol"] == 6:
            yield "certificate", bool(wanted & here), f"none of {wanted} in {here}"


def cases(corpus):
    for item in corpus.manifest():
        documents = [path for path in item["other"] if path.endswith(".expected.json")]
        if item["kind"] != "sessions" or not documents:
            continue
        document = json.loads((corpus.captures / documents[0]).read_text(encoding="utf-8"))
        sessions = [session["body"] for session in document["sessions3"]]
        eve = records(corpus, item["captures"][0])
        has_fragments = bool({"ip4-frag", "ip6-frag"} & set(item.get("encapsulation", [])))
        told = [*counters(sessions, eve, has_fragments), *community_ids(sessions, eve),
                *names(sessions, eve), *certificates(sessions, eve)]
        for case, passed, why in told:
            yield Result(f"{item['captures'][0]} {case}", passed, why)
