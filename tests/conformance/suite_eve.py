# SPDX-License-Identifier: MIT
"""Expectations of suricata-verify: exact counts of EVE records that match a filter.

Judged are the filters of tests that run without rules and with default settings, whose event type
this program writes, and which ask for nothing in NOT_READ: protocols and fields that are work of
their own, and forms that older versions of Suricata wrote."""
import json
import re

from tool import Result, run

ABOUT = "suricata-verify's expectations of dns, http, tls and flow records"
TYPES = ("dns", "http", "tls", "flow", "mdns", "llmnr")
VERSION = 8

# Part of a filter, as text, and why it is not asked.
NOT_READ = {
    r'"app_proto\w*": "(?!dns|http"|tls|quic|mdns|llmnr|failed)': "a protocol that is not read yet",
    r'"proto": "(TCP|UDP)".*"dest_port": (20000|67)\b|"dest_port": (20000|67)\b.*"proto": "(TCP|UDP)"':
        "a protocol that is not read yet",
    r"http2|stream_id": "HTTP/2 is not read yet",
    r"ja3|ja4|_handshake": "fingerprints and lists of a handshake are not made yet",
    r"_headers": "headers are not listed",
    r"tx_id": "the number of an exchange in its flow is not counted",
    r'"dns\.(rrname|rrtype)|"dns\.type": "(query|answer)"': "the form of DNS records before version 3",
}


def asked(match):
    text = json.dumps(match)
    return not any(re.search(part, text) for part in NOT_READ)


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
    for line in path.read_text(encoding="utf-8").splitlines():
        test = json.loads(line)
        filters = [f for f in test["filters"] if f["match"].get("event_type") in TYPES
                   and applies(f.get("requires")) and not f.get("filename") and asked(f["match"])]
        bounds = {"lt-version": test["lt_version"]} if test["lt_version"] else {}
        if test["run_class"] != "direct" or not filters or not applies(bounds):
            continue
        records = []
        for capture in test["capture"][:1]:
            records = run(corpus, "hunt", "--eve", "-", "-n",
                          corpus.any_notice, corpus.captures / capture).lines
        for wanted in filters:
            count = sum(matches(record, wanted["match"]) for record in records)
            yield Result(f"{test['test']} {json.dumps(wanted['match'])[:300]}",
                         count == wanted["count"], f"{count} records, {wanted['count']} expected")
