# SPDX-License-Identifier: MIT
"""STIX files: those that are named as invalid are refused with one sentence, all others are read.

A file's own name says that it is invalid, as its publisher, a validator, names its cases."""
from tool import Result, run

ABOUT = "invalid STIX is refused with one sentence, valid STIX is read as STIX"


def cases(corpus):
    paths = [corpus.captures / path for item in corpus.manifest() if item["kind"] == "intel/stix"
             for path in item["other"] if path.endswith(".json")]
    for path in sorted(paths):
        done = run(corpus, "check", "--json", path)
        notices = [line for line in done.lines if line["type"] == "notice"]
        case = str(path.relative_to(corpus.captures))
        if path.name.startswith("invalid"):
            is_sentence = len(done.said.splitlines()) == 1 and path.name in done.said
            yield Result(case, done.status == 2 and not notices and is_sentence,
                         f"status {done.status}, {len(notices)} notices, said '{done.said}'")
        else:
            formats = [notice["format"] for notice in notices]
            yield Result(case, done.status == 0 and formats == ["stix"] and not done.said,
                         f"status {done.status}, read as {formats}, said '{done.said}'")
