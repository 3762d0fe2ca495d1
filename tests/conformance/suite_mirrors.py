# SPDX-License-Identifier: MIT
"""Mirrors of one issue must say the same of every indicator: kind, family, threat, place."""
import collections

import suite_notices
from tool import Result, run

ABOUT = "mirrors of one issue agree in every indicator and in what is said of it"


def told(done):
    return {(line["kind"], line["value"], line.get("family"), line.get("threat"), line.get("place"))
            for line in done.lines if line.get("type") == "indicator"
            and line["kind"] in suite_notices.HUNTED}


def cases(corpus):
    for folder, rows in suite_notices.tables(corpus):
        issues = suite_notices.issues_of(rows)
        groups = collections.defaultdict(list)
        for path in suite_notices.mirrors(folder):
            said = told(run(corpus, "check", "--json", path))
            values = {value for _, value, *_ in said}
            groups[max(issues, key=lambda name: len(issues[name] & values))].append((path.name, said))
        for issue, group in groups.items():
            first = group[0]
            for name, said in group[1:]:
                differs = sorted(map(str, first[1] ^ said))
                yield Result(f"{issue}: {name} and {first[0]}", not differs, "; ".join(differs[:6]))
