# SPDX-License-Identifier: MIT
"""Expectations of suricata-verify: exact counts of EVE records that match a filter.

Judged are the filters of tests that run without rules and with default settings, whose event type
this program writes, and which ask for nothing in NOT_READ: protocols and fields that are work of
their own, and forms that older versions of Suricata wrote. Where the program says itself that a
capture holds HTTP/2, which it does not read, its HTTP records and what they carry are not asked."""
import json
import re

from tool import Result, blind_spots, records

ABOUT = "suricata-verify's expectations of dns, http, tls and flow records"
TYPES = ("dns", "http", "tls", "flow", "mdns", "llmnr")
VERSION = 8

# Part of a filter, as text, and why it is not asked.
NOT_READ = {
    r'"app_proto\w*": "(?!dns|http"|tls|quic|mdns|llmnr|failed)': "a protocol that is not read yet",
    r"http2|stream_id": "HTTP/2 is not read yet",
    r"ja3|ja4|_handshake": "fingerprints and lists of a handshake are not made yet",
    r"_headers": "headers are not listed",
    r"response_icmp": "an ICMP flow is told by its first message",
    r'"tcp.state": "(last_ack|time_wait|fin_wait2|closing)"':
        "states of closing that depend on who acknowledged which FIN",
    r'"dns\.(rrname|rrtype)|"dns\.type": "(query|answer)"': "the form of DNS records before version 3",
}
# Keys that are left out of a filter. What is read from a stream is said with the packet that
# brought it, which is the evidence; Suricata says it with a later one, which acknowledges it.
# The number of a DNS exchange in its flow is not counted.
LEFT_OUT = {"http": {"pcap_cnt"}, "tls": {"pcap_cnt"}, "dns": {"dns.tx_id"}}
IP_IN_IP = re.compile(r"ipip|6in4|6in6")


def asked(match, encapsulation):
    """False for what NOT_READ says, and for counts of flows without addresses where IP carries IP:
    packets of one conversation are one flow here, whether a tunnel carries them or not."""
    text = json.dumps(match)
    if any(re.search(part, text) for part in NOT_READ):
        return False
    anonymous = match["event_type"] == "flow" and not {"src_ip", "dest_ip"} & set(match)
    return not (anonymous and any(map(IP_IN_IP.search, encapsulation)))


def reduced(match, seed):
    """The filter without keys that are not asked: seed says that Community IDs had a seed of their own."""
    left_out = LEFT_OUT.get(match["event_type"], set()) | ({"community_id"} if seed else set())
    return {key: value for key, value in match.items() if key not in left_out}


def has_seed(corpus, item):
    settings = [path for path in item["other"] if path.endswith("suricata.yaml")]
    return any(re.search(r"community-id-seed:\s*[1-9]", (corpus.captures / path).read_text("utf-8"))
               for path in settings)


def value_at(record, path):
    """Values at a dotted path with [n] indexes; a list is looked into where no index is given."""
    values = [record]
    for part in re.findall(r"[^.\[\]]+|\[\d+\]", path):
        found = []
        for value in values:
            if part.startswith("["):
                place = int(part[1:-1])
                if isinstance(value, list) and place < len(value):
                    found.append(value[place])
            elif isinstance(value, dict) and part in value:
                found.append(value[part])
        values = found
    return values


TESTS = {
    "find": lambda seen, wanted: str(wanted) in str(seen),
    "contains": lambda seen, wanted: wanted in seen,
    "startswith": lambda seen, wanted: str(seen).startswith(str(wanted)),
    "endswith": lambda seen, wanted: str(seen).endswith(str(wanted)),
    "len": lambda seen, wanted: len(seen) == wanted,
    "gt": lambda seen, wanted: seen > wanted,
    "gte": lambda seen, wanted: seen >= wanted,
    "lt": lambda seen, wanted: seen < wanted,
    "lte": lambda seen, wanted: seen <= wanted,
}


def matches(record, match):
    for key, wanted in match.items():
        if key in ("has-key", "not-has-key"):
            if bool(value_at(record, wanted)) != (key == "has-key"):
                return False
            continue
        path, _, test = key.partition("__")
        values = value_at(record, path)
        judge = TESTS.get(test, lambda seen, expected: seen == expected)
        if not values or not any(judge(value, wanted) for value in values):
            return False
    return True


def applies(requires):
    def version(text):
        return int(re.match(r"\d+", str(text)).group())
    requires = requires or {}
    if "lt-version" in requires and version(requires["lt-version"]) <= VERSION:
        return False
    return not set(requires) - {"lt-version", "min-version"} and \
        version(requires.get("min-version", 0)) <= VERSION


def cases(corpus):
    path = corpus.captures / "eve" / "filters.jsonl"
    if not path.exists():
        return
    items = {item["id"].partition(":")[2]: item for item in corpus.manifest()}
    for line in path.read_text(encoding="utf-8").splitlines():
        test = json.loads(line)
        item = items.get(test["test"], {"other": [], "encapsulation": []})
        filters = [f for f in test["filters"] if f["match"].get("event_type") in TYPES
                   and applies(f.get("requires")) and not f.get("filename")
                   and asked(f["match"], item.get("encapsulation", []))]
        bounds = {"lt-version": test["lt_version"]} if test["lt_version"] else {}
        if test["run_class"] != "direct" or not filters or not applies(bounds):
            continue
        eve, http2 = [], False
        for capture in test["capture"][:1]:
            eve, http2 = records(corpus, capture), "http2" in blind_spots(corpus, capture)
        seed = has_seed(corpus, item)
        for wanted in filters:
            match = reduced(wanted["match"], seed)
            if http2 and match["event_type"] in ("http", "dns"):
                continue
            count = sum(matches(record, match) for record in eve)
            yield Result(f"{test['test']} {json.dumps(match)[:300]}",
                         count == wanted["count"], f"{count} records, {wanted['count']} expected")
