#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check_outputs SHOW_EXAMPLE SCHEMAS GOLDEN [--write] - holds the outputs against golden files and the schemas.

Prints TAP. With --write it writes the golden files instead, for a person to look at before they are
committed.
"""
import collections
import csv
import io
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

try:
    import jsonschema
except ImportError:
    jsonschema = None

# name: arguments of show_example
CASES = {
    "found.jsonl": ["json", "found"],
    "clean.jsonl": ["json", "clean"],
    "hostile.jsonl": ["json", "hostile"],
    "eve.jsonl": ["eve", "records"],
    "found-pipe.txt": ["table", "found", "0"],
    "found-80.txt": ["table", "found", "80"],
    "found-100-colour.txt": ["table", "found", "100", "colour"],
    "found-120.txt": ["table", "found", "120"],
    "found-200.txt": ["table", "found", "200"],
    "clean-80.txt": ["table", "clean", "80"],
    "hostile-80.txt": ["table", "hostile", "80"],
    "hostile-200-colour.txt": ["table", "hostile", "200", "colour"],
    "card-50.txt": ["card", "table", "50"],
    "card-80.txt": ["card", "table", "80"],
    "card-120-colour.txt": ["card", "table", "120", "colour", "explain"],
    "card-hostile-80.txt": ["card", "table", "80", "plain", "explain", "hostile"],
    "card.jsonl": ["card", "json", "0", "plain", "explain"],
    "card-hostile.jsonl": ["card", "json", "0", "plain", "explain", "hostile"],
    "dossier-80.txt": ["dossier", "table", "80"],
    "dossier-120-colour.txt": ["dossier", "table", "120", "colour", "explain"],
    "dossier-details-80.txt": ["dossier", "details", "80"],
    "dossier-hostile-80.txt": ["dossier", "table", "80", "plain", "explain", "hostile"],
    "dossier.jsonl": ["dossier", "json", "0"],
    "dossier-hostile.jsonl": ["dossier", "json", "0", "plain", "explain", "hostile"],
    "card.html": ["card", "html", "0", "plain", "explain"],
    "card-hostile.html": ["card", "html", "0", "plain", "explain", "hostile"],
    "screening-50.txt": ["screening", "table", "found", "50"],
    "screening-80.txt": ["screening", "table", "found", "80"],
    "screening-120-colour.txt": ["screening", "table", "found", "120", "colour", "explain"],
    "screening-nobody-80.txt": ["screening", "table", "nobody", "80"],
    "screening-before-80.txt": ["screening", "table", "before", "80"],
    "screening-hostile-80.txt": ["screening", "table", "hostile", "80", "plain", "explain"],
    "screening-row-80.txt": ["screening", "row", "found", "80"],
    "screening-row-pipe.txt": ["screening", "row", "found", "0"],
    "screening-row-before-120-colour.txt": ["screening", "row", "before", "120", "colour"],
    "screening-row-nobody-50.txt": ["screening", "row", "nobody", "50"],
    "screening-row-hostile-80.txt": ["screening", "row", "hostile", "80"],
    "screening-lists-50.txt": ["screening", "lists", "found", "50"],
    "screening-lists-120.txt": ["screening", "lists", "found", "120"],
    "screening-lists-hostile-80.txt": ["screening", "lists", "hostile", "80"],
    "screening.jsonl": ["screening", "json", "found", "0", "plain", "explain"],
    "screening-nobody.jsonl": ["screening", "json", "nobody"],
    "screening-hostile.jsonl": ["screening", "json", "hostile", "0", "plain", "explain"],
    "screening.csv": ["screening", "csv", "found"],
    "screening-nobody.csv": ["screening", "csv", "nobody"],
    "screening-hostile.csv": ["screening", "csv", "hostile"],
}
OWN_PAINT = re.compile(r"\x1b\[(?:1|2|1;31|1;32|1;33|0)m")


def width(line):
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line)


def complaints_of_page(text):
    """A page must be well formed, and what came from outside must not have become markup."""
    tags = re.findall(r"<(/?)([a-z0-9]+)[^>]*>", text)
    closed = collections.Counter(name for slash, name in tags if slash)
    opened = collections.Counter(name for slash, name in tags if not slash)
    for name in set(opened) | set(closed):
        if name != "meta" and opened[name] != closed[name]:
            yield f"has {opened[name]} <{name}> and {closed[name]} </{name}>"
    if "script" in opened:
        yield "lets a script in"


def complaints_of_csv(text):
    """A table of RFC 4180: rows of one length, and no cell that a spreadsheet would run."""
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if {len(row) for row in rows} != {len(rows[0])}:
        yield "has rows of different lengths"
    if text.count("\r\n") != len(rows) or text.count("\n") != len(rows):
        yield "has a line that does not end in CR LF"
    for cell in (cell for row in rows for cell in row):
        if cell[:1] in ("=", "+", "-", "@", "\t", "\r"):
            yield f"has a formula: {cell}"


def complaints_in_a_finding(dossier, findings, schema):
    """A finding of --attribute holds the same object without its type."""
    finding = json.loads(findings.read_text(encoding="utf-8").splitlines()[0])
    finding["dossiers"] = [{key: value for key, value in dossier.items() if key != "type"}]
    for error in schema["finding"].iter_errors(finding):
        yield f"breaks the schema of findings: {error.message}"


def complaints(name, arguments, shown, golden, schema):
    """What is wrong with one output, in sentences."""
    if shown != golden.read_bytes():
        yield f"differs from {golden}"
    text = OWN_PAINT.sub("", shown.decode())
    if name.endswith(".csv"):
        yield from complaints_of_csv(text)
        text = text.replace("\r\n", "\n")
    for character in text:
        if character != "\n" and unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp"):
            yield f"has the character U+{ord(character):04X}"
    if name.endswith(".txt"):
        limit = int(arguments[3 if arguments[0] == "screening" else 2])
        for line in text.splitlines():
            if limit and width(line) > limit:
                yield f"is wider than {limit} columns: {line}"
            if line != line.rstrip():
                yield f"has spaces at the end of a line: {line}"
    elif name.endswith(".html"):
        yield from complaints_of_page(text)
    elif arguments[1] == "json":
        kind = {"card": "scorecard"}.get(arguments[0], arguments[0])
        for line in text.splitlines():
            for error in schema[kind].iter_errors(json.loads(line)) if schema else ():
                yield f"breaks the schema: {error.message}"
            if kind == "dossier" and schema:
                yield from complaints_in_a_finding(json.loads(line), golden.with_name("found.jsonl"), schema)
    elif arguments[0] == "json" and schema is not None:
        lines = [json.loads(line) for line in text.splitlines()]
        for line in lines:
            for error in schema["finding"].iter_errors(line):
                yield f"breaks the schema: {error.message}"
        if [line["type"] for line in lines].count("summary") != 1 or lines[-1]["type"] != "summary":
            yield "does not end with the one summary"


def read_schemas(folder):
    """Validators by name. The one of findings refers to the one of scorecards by its file name."""
    documents = {name: json.loads((folder / f"{name}.schema.json").read_text())
                 for name in ("finding", "scorecard", "screening", "dossier")}
    checker = jsonschema.validators.validator_for(documents["finding"])
    resolver = jsonschema.RefResolver("", None, store={f"{name}.schema.json": document
                                                       for name, document in documents.items()})
    for document in documents.values():
        checker.check_schema(document)
    return {name: checker(document, resolver=resolver) for name, document in documents.items()}


def main():
    program, golden = sys.argv[1], pathlib.Path(sys.argv[3])
    schema = read_schemas(pathlib.Path(sys.argv[2])) if jsonschema is not None else None
    print(f"1..{len(CASES)}")
    failed = False
    for number, (name, arguments) in enumerate(CASES.items(), 1):
        shown = subprocess.run([program, *arguments], stdout=subprocess.PIPE, check=True).stdout
        if "--write" in sys.argv:
            (golden / name).write_bytes(shown)
        wrong = sorted(set(complaints(name, arguments, shown, golden / name, schema)))
        failed = failed or bool(wrong)
        skipped = " (schema not checked: no jsonschema)" if schema is None else ""
        print(f"{'not ok' if wrong else 'ok'} {number} - {name} is as it should be{skipped}")
        for sentence in wrong:
            print(f"# {name} {sentence}")
    sys.exit(1 if failed else 0)


main()
