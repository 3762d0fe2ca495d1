# SPDX-License-Identifier: MIT
"""Issues of the Chinese series, in every mirror, against the corpus' table of their indicators."""
import csv
import pathlib
import re

from tool import Result, indicators, run

ABOUT = "every mirror of an issue gives the issue's addresses and names, and nothing else"
HUNTED = ("address", "address:port", "domain", "url", "cidr")


def tables(corpus):
    """Folders that hold notices of one series: those with an indicators.csv that names sources."""
    for table in sorted(corpus.intel.glob("*/indicators.csv")):
        with open(table, encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        if rows and {"issue", "address", "related_ip", "source_file"} <= set(rows[0]):
            yield table.parent, rows


def canonical(value):
    return value.strip().lower()


def issues_of(rows):
    issues = {}
    for row in rows:
        wanted = issues.setdefault(row["issue"], set())
        wanted.update(canonical(row[key]) for key in ("address", "related_ip") if row[key].strip())
    return issues


def mirrors(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file()
                  and path.suffix in (".md", ".html", ".txt") and path.name != "README.md")


def cases(corpus):
    for folder, rows in tables(corpus):
        issues = issues_of(rows)
        for path in mirrors(folder):
            done = run(corpus, "check", "--json", path)
            found = indicators(done, *HUNTED)
            # A mirror is of the issue that it shares most with.
            issue = max(issues, key=lambda name: len(issues[name] & found))
            missing, extra = issues[issue] - found, found - issues[issue]
            yield Result(f"{path.name} ({issue})", not missing and not extra,
                         f"missing {sorted(missing)} extra {sorted(extra)} {done.said}")
