# SPDX-License-Identifier: MIT
"""Every EVE record of every capture is valid under the schema that the corpus brings."""
import json
import pathlib
import tempfile

from tool import Result, run

try:
    import jsonschema
except ImportError:
    jsonschema = None

ABOUT = "captures whose EVE records are all valid under Suricata's schema"
KINDS = ("eve", "evasion", "sessions", "tunnels", "zeek")


def first_wrong(validator, records):
    """What is wrong with the first record that is not valid, or None."""
    with open(records, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                error = next(validator.iter_errors(json.loads(line)), None)
            except ValueError as broken:
                return f"record {number} is no JSON: {broken}"
            if error is not None:
                return f"record {number}: {error.message[:200]}"
    return None


def cases(corpus):
    path = corpus.captures / "reference" / "eve-schema.json"
    if jsonschema is None or not path.exists():
        return
    schema = json.loads(path.read_text(encoding="utf-8"))
    validator = jsonschema.validators.validator_for(schema)(schema)
    captures = {path for item in corpus.manifest() if item["kind"].startswith(KINDS)
                for path in item["captures"]}
    with tempfile.TemporaryDirectory() as folder:
        records = pathlib.Path(folder) / "eve.json"
        for capture in sorted(captures):
            records.write_text("", encoding="utf-8")
            # Alerts are records too.
            done = run(corpus, "hunt", "-q", "-n", corpus.broad_notice, "--eve", records,
                       corpus.captures / capture)
            wrong = first_wrong(validator, records)
            if done.status not in (0, 1, 2):
                wrong = f"status {done.status} {done.said[-300:]}"
            yield Result(capture, wrong is None, wrong)
