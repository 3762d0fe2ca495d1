# SPDX-License-Identifier: MIT
"""Zeek's logs of its own traces: every name, host and path in them stands in our records.

Not asked: server names in flows that the program names as QUIC, which it does not read; addresses
in mDNS, for which EVE has no place. Zeek writes targets with their escapes undone, so both are
compared without escapes."""
import ipaddress
import urllib.parse

from tool import Result, canonical, names_of, records

ABOUT = "names and addresses in Zeek's dns.log, http.log and ssl.log stand in EVE records"
UNSET = {"-", "(empty)", ""}


def rows(path):
    fields = []
    for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
        if line.startswith("#fields"):
            fields = line.split("\t")[1:]
        elif not line.startswith("#") and fields:
            yield dict(zip(fields, line.split("\t")))


def address(text):
    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        return None


def questions_and_addresses(path, eve):
    wanted, seen = set(), names_of(eve)
    for row in rows(path):
        if row.get("query", "-") not in UNSET:
            wanted.add(canonical(row["query"]))
        if row["id.resp_p"] != "5353":
            wanted.update(map(address, row.get("answers", "-").split(",")))
    for record in eve:
        for answer in record.get("dns", {}).get("answers", []):
            seen.add(address(answer.get("rdata")))
    return wanted - seen - {None}


def server_names(path, eve):
    quic = {(ipaddress.ip_address(record["src_ip"]), str(record["src_port"])) for record in eve
            if record.get("event_type") == "flow" and record.get("app_proto") == "quic"}
    wanted = {canonical(row["server_name"]) for row in rows(path)
              if row.get("server_name", "-") not in UNSET
              and (ipaddress.ip_address(row["id.orig_h"]), row["id.orig_p"]) not in quic}
    return wanted - names_of(eve)


def plain(host, target):
    return canonical(host), urllib.parse.unquote(target)


def hosts_and_paths(path, eve):
    wanted = {plain(row["host"], row["uri"]) for row in rows(path)
              if not {row.get("host", "-"), row.get("uri", "-")} & UNSET}
    seen = set()
    for record in eve:
        if record.get("event_type") == "http":
            http = record["http"]
            host, port = http.get("hostname", ""), http.get("http_port")
            # Zeek has the host with its port, as it stood.
            for written in {host, f"{host}:{port}"}:
                seen.add(plain(written, http.get("url", "")))
    return wanted - seen


JUDGES = {"dns.log": questions_and_addresses, "http.log": hosts_and_paths, "ssl.log": server_names}


def cases(corpus):
    for item in corpus.manifest():
        logs = [path for path in item["other"] if path.rsplit("/", 1)[-1] in JUDGES]
        if item["kind"] != "zeek" or not logs:
            continue
        eve = records(corpus, item["meta"]["trace"])
        for log in logs:
            missing = JUDGES[log.rsplit("/", 1)[-1]](corpus.captures / log, eve)
            yield Result(f"{item['id']} {log.rsplit('/', 1)[-1]}", not missing, f"missing {sorted(missing)}")
