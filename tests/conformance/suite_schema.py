# SPDX-License-Identifier: MIT
"""Every EVE record of every capture is valid under the corpus' EVE schema."""
import json
import pathlib
import tempfile

import jsonschema

from tool import Result, run

ABOUT = "all EVE records of a capture are valid under reference/eve-schema.json"
# Captures of protocols that give records; the others only give flows, of which these have plenty.
KINDS = ("eve", "sessions", "evasion", "classification", "indicators", "fingerprints", "benign", "zeek")
# The same shape is validated once: what a schema judges is keys, types and patterns, not every number.
RECORDS_MOST = 2000


def cases(corpus):
    path = corpus.captures / "reference" / "eve-schema.json"
    if not path.exists():
        return
    validator = jsonschema.Draft202012Validator(json.loads(path.read_text(encoding="utf-8")))
    seen = set()
    with tempfile.TemporaryDirectory() as folder:
        notice = pathlib.Path(folder) / "notice.txt"
        # Something that most captures hold, so that alerts are made as well.
        notice.write_text("0.0.0.0/1\n128.0.0.0/1\n::/1\n8000::/1\ncom\n", encoding="utf-8")
        for item in corpus.manifest():
            if not item["kind"].startswith(KINDS):
                continue
            for capture in item["captures"]:
                if capture in seen:
                    continue
                seen.add(capture)
                done = run(corpus, "hunt", "--eve", "-", "-n", notice,
                           corpus.captures / capture)
                wrong = ""
                for record in done.lines[:RECORDS_MOST]:
                    error = next(validator.iter_errors(record), None)
                    if error:
                        wrong = f"{record['event_type']}: {error.json_path}: {error.message[:200]}"
                        break
                yield Result(capture, done.status in (0, 1, 2) and not wrong, wrong or done.said[-200:])
