# SPDX-License-Identifier: MIT
"""Notices of one publisher that name what another publisher's list names: found unaided.

Every issue of a series is held against every list of the other publishers' folders that the
reference reads. What they share, host by host, must be what the program says of the two, and
addresses of one /24 must be told as near; two that share nothing must not be the same in
anything. Mirrors of an issue are told as copies of it."""
import re

import reference
import suite_notices
from tool import Result, check_all

ABOUT = "what notices of different publishers have in common"
LISTS = ("lumen-*/*.txt",)


def host(value):
    return value.partition("/")[0] if value.count(":") > 1 else value.partition(":")[0]


def hosts(reading):
    return {host(value) for kind, value in reading.truth if kind in ("address", "domain")}


def network(address):
    return address.rpartition(".")[0] if re.fullmatch(r"[\d.]+", address) else None


def cases(corpus):
    lists = [path for pattern in LISTS for path in sorted(corpus.intel.glob(pattern))]
    read = {path: hosts(reference.prose(path.read_text(encoding="utf-8", errors="replace"))) for path in lists}
    for folder, rows in suite_notices.tables(corpus) if lists else ():
        issues = suite_notices.issues_of(rows)
        mirrors = suite_notices.mirrors(folder)
        against = [argument for path in lists for argument in ("--against", path)]
        said = check_all(corpus, mirrors, *against)
        lines, seen = [line for objects in said.values() for line in objects], set()
        for path, objects in said.items():
            values = {line["value"] for line in objects if line["type"] == "indicator"}
            issue = max(issues, key=lambda name: len(issues[name] & values))
            seen.add(issue)
            for other in lists:
                yield compare(lines, path, other, {host(value) for value in issues[issue]}, read[other])
        copies = sum(line["type"] == "copy" for line in lines)
        yield Result(f"{folder.name}: copies", copies == len(mirrors) - len(seen),
                     f"{copies} told, {len(mirrors) - len(seen)} there are")


def compare(lines, path, other, issue, listed):
    shared = issue & listed
    neighbours = {address for address in issue - shared if network(address) in set(map(network, listed)) - {None}}
    told = [line for line in lines if line["type"] == "overlap" and line["notice"] == str(path) and line["with"] == str(other)]
    same, near = (sum(line[key] for line in told) for key in ("same", "near"))
    return Result(f"{path.name} and {other.name}", same == len(shared) and near >= len(neighbours),
                  f"{same} the same, {near} near; expected {sorted(shared)}, and near ones to {sorted(neighbours)}")
