# SPDX-License-Identifier: MIT
"""Every capture, and every file that broke another reader: no crash, no hang, no sanitizer report."""
from tool import Result, indicators, run

ABOUT = "captures, and files that broke other tools, end with a status of 0, 1 or 2 and are counted"


def cases(corpus):
    # Without what it names, nothing would be found and half the program not run.
    named = indicators(run(corpus, "check", "--json", corpus.broad_notice))
    wanted = len(corpus.broad_notice.read_text(encoding="utf-8").split())
    yield Result("the notice", len(named) == wanted, f"read as {sorted(named)}")
    seen = set()
    for item in corpus.manifest():
        # Files beside captures are fed as captures too where the item is nothing but a file.
        paths = item["captures"] or (item["other"] if "robustness" in item["kind"] else [])
        for path in paths:
            if path in seen:
                continue
            seen.add(path)
            done = run(corpus, "hunt", "--json", "--eve", "/dev/null", "-n",
                       corpus.broad_notice, corpus.captures / path)
            summary = [line for line in done.lines if line.get("type") == "summary"]
            good = done.status in (0, 1, 2) and len(summary) == 1
            yield Result(path, good, f"status {done.status} {done.said[-300:]}")
