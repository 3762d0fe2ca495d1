# SPDX-License-Identifier: MIT
"""Every file that stands beside notices, whatever it is, is checked: notices of every format, but
also rules, schemas, licences, sanctions lists and packed archives.

Several go into one process; where one fails, each of them is tried alone, to name it. A file
is read or refused with a sentence that names it; a file takes less than SLOW seconds, with
sanitizers and on a busy machine too."""
import time

from tool import BATCH, Result, run

ABOUT = "any file of the corpus' intelligence is read or refused, without crash, hang or report"
SLOW = 20


def problem(corpus, paths):
    """What is wrong with a run over these files; empty when nothing is."""
    started = time.monotonic()
    done = run(corpus, "check", "--json", "--explain", *paths)
    took = time.monotonic() - started
    if done.status not in (0, 1, 2):
        return f"status {done.status} {done.said[-300:]}"
    read = {line["name"] for line in done.lines if line["type"] == "notice"}
    silent = [path for path in paths if str(path) not in read and str(path) not in done.said]
    if silent:
        return f"neither read nor refused: {silent[0]}"
    return f"{took:.0f} seconds" if took > SLOW else ""


def cases(corpus):
    for place in (corpus.intel, corpus.captures / "intel"):
        paths = sorted(path for path in place.rglob("*") if path.is_file())
        for start in range(0, len(paths), BATCH):
            part = paths[start:start + BATCH]
            together = problem(corpus, part)
            for path in part:
                wrong = problem(corpus, [path]) if together else ""
                yield Result(str(path.relative_to(corpus.folder)), not wrong, wrong)
