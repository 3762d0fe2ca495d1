# SPDX-License-Identifier: MIT
"""Every file that stands beside notices, whatever it is, is checked: notices of every format, but
also rules, schemas, licences, sanctions lists and packed archives.

Several go into one process; where one fails, each of them is tried alone, to name it. What is
LARGE is loaded for a hunt in a capture that holds nothing: a scorecard of a million indicators is
gigabytes. A file is read or refused with a sentence that names it, in less than SLOW seconds,
with sanitizers and on a busy machine too."""
import struct
import time

from tool import BATCH, Result, run

ABOUT = "any file of the corpus' intelligence is read or refused, without crash, hang or report"
SLOW, LARGE = 30, 1 << 20
EMPTY_CAPTURE = struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 262144, 1)


def problem(corpus, *arguments, paths=()):
    """What is wrong with a run over these files; empty when nothing is."""
    started = time.monotonic()
    done = run(corpus, *arguments, *paths)
    took = time.monotonic() - started
    if done.status not in (0, 1, 2):
        return f"status {done.status} {done.said[-300:]}"
    read = {line["name"] for line in done.lines if line["type"] == "notice"}
    silent = [path for path in paths if str(path) not in read and str(path) not in done.said]
    if silent:
        return f"neither read nor refused: {silent[0]}"
    return f"{took:.0f} seconds" if took > SLOW else ""


def cases(corpus):
    paths = [path for place in (corpus.intel, corpus.captures / "intel")
             for path in sorted(place.rglob("*")) if path.is_file()]
    large = [path for path in paths if path.stat().st_size > LARGE]
    small = [path for path in paths if path.stat().st_size <= LARGE]
    empty = corpus.any_notice.with_name("empty.pcap")
    empty.write_bytes(EMPTY_CAPTURE)
    for path in large:
        wrong = problem(corpus, "hunt", "--json", "-n", path, empty)
        yield Result(str(path.relative_to(corpus.folder)), not wrong, wrong)
    for start in range(0, len(small), BATCH):
        part = small[start:start + BATCH]
        together = problem(corpus, "check", "--json", paths=part)
        for path in part:
            wrong = problem(corpus, "check", "--json", paths=[path]) if together else ""
            yield Result(str(path.relative_to(corpus.folder)), not wrong, wrong)
