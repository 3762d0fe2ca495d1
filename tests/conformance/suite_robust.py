# SPDX-License-Identifier: MIT
"""Every capture, and every file that broke another reader: no crash, no hang, no sanitizer report."""
import pathlib
import tempfile

from tool import Result, run

ABOUT = "captures, and files that broke other tools, end with a status of 0, 1 or 2 and are counted"
# It names what captures hold, so that findings are made, too.
NOTICE = "0.0.0.0/1\n::/1\ncom\nnet\nhttp://stormcone-conformance.example/x\n"


def cases(corpus):
    seen = set()
    with tempfile.TemporaryDirectory() as folder:
        notice = pathlib.Path(folder) / "notice.txt"
        notice.write_text(NOTICE, encoding="utf-8")
        for item in corpus.manifest():
            # Files beside captures are fed as captures too where the item is nothing but a file.
            paths = item["captures"] or (item["other"] if "robustness" in item["kind"] else [])
            for path in paths:
                if path in seen:
                    continue
                seen.add(path)
                done = run(corpus, "hunt", "--json", "--eve", "/dev/null", "-n", notice,
                           corpus.captures / path)
                summary = [line for line in done.lines if line.get("type") == "summary"]
                good = done.status in (0, 1, 2) and len(summary) == 1
                yield Result(path, good, f"status {done.status} {done.said[-300:]}")
