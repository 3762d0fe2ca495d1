# SPDX-License-Identifier: MIT
"""Notices of one publisher that name what another publisher's list names: found unaided.

Every issue of a series is held against every list of the other publishers' folders that the
reference reads. What they share, host by host, must be what the program says of the two; two
lists that share nothing must not overlap. Mirrors of an issue are told as copies of it."""
import reference
import suite_notices
from tool import Result, check_all, run

ABOUT = "what notices of different publishers have in common"
LISTS = ("lumen-*/*.txt",)


def host(value):
    return value.partition("/")[0] if value.count(":") > 1 else value.partition(":")[0]


def hosts(reading):
    return {host(value) for kind, value in reading.truth if kind in ("address", "domain")}


def overlaps(done, name):
    return [line for line in done.lines if line.get("type") == "overlap" and name in (line["with"], line.get("notice"))]


def cases(corpus):
    lists = [path for pattern in LISTS for path in sorted(corpus.intel.glob(pattern))]
    read = {path: hosts(reference.prose(path.read_text(encoding="utf-8", errors="replace"))) for path in lists}
    for folder, rows in suite_notices.tables(corpus) if lists else ():
        issues = suite_notices.issues_of(rows)
        said = check_all(corpus, suite_notices.mirrors(folder))
        for path, objects in said.items():
            found = {line["value"] for line in objects if line["type"] == "indicator"}
            issue = {host(value) for value in max(issues.values(), key=lambda wanted: len(wanted & found))}
            done = run(corpus, "check", "--json", path, *lists)
            for other in lists:
                shared = issue & read[other]
                told = [line for line in overlaps(done, str(other)) if line.get("notice", str(path)) == str(path)]
                same = sum(line["same"] for line in told)
                named = {host(value) for line in told for value in line["indicators"]}
                yield Result(f"{path.name} and {other.name}", same == len(shared) and shared <= named,
                             f"{same} the same, {sorted(shared)} expected, found {sorted(named)}")
        copies = sum("copy_of" in line for line in run(corpus, "check", "--json", *said).lines)
        expected = len(said) - len(issues)
        yield Result(f"{folder.name}: copies", copies == expected, f"{copies} told, {expected} there are")
