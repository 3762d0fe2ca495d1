#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""run - conformance: what the program says of a corpus, held against what the corpus expects.

Cases come from the corpus' own manifests; nothing here knows the name of a capture, so any
folder of the same layout can be tried. Each suite prints one line, 'suite: passed of total',
and names what failed; the last line is 'conformance: N passed, N failed'.
Usage: run.py PROGRAM CORPUS [SUITE...]"""
import collections
import importlib
import pathlib
import sys
import tempfile
import time

SUITES = ["notices", "mirrors", "maltrail", "eve", "schema", "sessions",
          "community", "names", "names_pairs", "names_alarms", "names_scripts", "sanctions_dates", "names_complete", "pcapng", "zeek", "robust", "extraction", "formats", "stix_invalid", "any_notice",
          "cross_check", "overlap", "geoip", "ofac_score", "lists", "who"]

# All of IPv4 and what is in use of IPv6, in the widest networks that a notice may name.
BROAD = [*(f"{first}.0.0.0/8" for first in range(256)),
         *(f"{first:x}::/12" for first in [0, *range(0x2000, 0x4000, 0x10), *range(0xfc00, 0x10000, 0x10)]),
         "example.com", "google.com", "in-addr.arpa",
         "http://example.com/index.html"]


class Corpus:
    """The corpus and the program under test, as suites see them."""

    def __init__(self, program, folder):
        self.program = str(pathlib.Path(program).resolve())
        self.folder = pathlib.Path(folder)
        self.captures = self.folder / "captures"
        self.intel = self.folder / "intel"
        # A notice for runs that are not about what it names, and one that names what nearly
        # every capture holds.
        notices = pathlib.Path(tempfile.mkdtemp())
        self.any_notice, self.broad_notice = notices / "notice.txt", notices / "broad.txt"
        self.any_notice.write_text("192.0.2.199\n", encoding="utf-8")
        self.broad_notice.write_text("\n".join(BROAD) + "\n", encoding="utf-8")

    def manifest(self):
        import json
        path = self.captures / "manifest.jsonl"
        if not path.exists():
            return []
        with open(path, encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]


Result = collections.namedtuple("Result", "case passed why")


def run_suite(name, corpus, shown):
    suite = importlib.import_module(f"suite_{name}")
    started = time.monotonic()
    results = list(suite.cases(corpus))
    passed = sum(result.passed for result in results)
    if not results:
        print(f"{name}: skipped, the corpus has no case for it", flush=True)
        return 0, 0
    print(f"{name}: {passed} of {len(results)} passed ({suite.ABOUT}; "
          f"{time.monotonic() - started:.0f} s)", flush=True)
    for result in [result for result in results if not result.passed][:shown]:
        print(f"    {result.case}: {result.why}")
    return passed, len(results) - passed


def main():
    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    corpus = Corpus(sys.argv[1], sys.argv[2])
    wanted = sys.argv[3:] or SUITES
    total = [0, 0]
    for name in wanted:
        passed, failed = run_suite(name, corpus, 1000 if sys.argv[3:] else 20)
        total[0] += passed
        total[1] += failed
    print(f"conformance: {total[0]} passed, {total[1]} failed")
    return 1 if total[1] else 0


if __name__ == "__main__":
    sys.exit(main())
