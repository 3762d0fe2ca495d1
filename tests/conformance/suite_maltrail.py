# SPDX-License-Identifier: MIT
"""Maltrail's synthetic captures and its own expectations of them.

An expected string is asked of the program where the trails name it; the others are names of
Maltrail's heuristics, or what its log prints beside a trail. A capture of which nothing at all
is expected must stay silent."""
import csv

from tool import Result, findings, run

ABOUT = "expected indicators are found, silent captures stay silent"


def trails_of(path):
    with open(path, encoding="utf-8", newline="") as lines:
        return [row[0] for row in csv.reader(lines) if row]


def cases(corpus):
    for item in corpus.manifest():
        expected = item["meta"].get("expect")
        if not item["kind"].startswith("indicators/") or expected is None:
            continue
        for path in item["captures"]:
            capture = corpus.captures / path
            notice = capture.parent / "trails.csv"
            trails = trails_of(notice)
            done = run(corpus, "hunt", "--json", "-n", notice, capture)
            found = findings(done)
            values = [finding["indicator"]["value"] for finding in found]
            if not expected:
                yield Result(path, done.status == 0 and not found, f"found {values}")
            for text in expected:
                if any(text in trail for trail in trails):
                    yield Result(f"{path} {text}", done.status == 1 and any(text in v for v in values),
                                 f"found {values} {done.said}")
