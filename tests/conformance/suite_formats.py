# SPDX-License-Identifier: MIT
"""Notices that were published in several formats name the same things in each.

The table (CSV) of a folder is the measure; addresses, names, URLs, digests and mailboxes are
compared. What the exporters really left out, by what they wrote:
- OpenIOC holds what is for detection (to_ids) alone, where anything is; so do tables in which
  every row has to_ids 1.
- STIX 1 has no to_ids, and no object for registrants' mailboxes.
- A MISP event that shares no attribute's id with the table is another record, to which others
  have added: it holds the table's indicators and more, and may mark them differently.
- Links, and what stands under "External analysis", are references; readers may leave them out."""
import csv
import json

import reference
from tool import Result, check_all

ABOUT = "equal indicators in every format of a notice"


def formats(folder):
    """The files of one notice by format, when there is a table and at least two others."""
    found = {}
    for path in sorted(folder.iterdir()):
        if path.suffix == ".csv" and {"type", "value", "to_ids", "uuid"} <= set(table(path)[0]):
            found["csv"] = path
        elif path.suffix == ".json" and "Attribute" in path.read_text(encoding="utf-8"):
            found["misp"] = path
        elif path.suffix in (".ioc", ".xml"):
            found[{".ioc": "openioc", ".xml": "stix"}[path.suffix]] = path
    return found if len(found) > 2 and "csv" in found else {}


def table(path):
    with open(path, encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines)) or [{}]


def attributes(path):
    """Rows of a MISP event, likewise."""
    def walk(node):
        if isinstance(node, dict):
            if "to_ids" in node and "value" in node:
                yield node
            for child in node.values():
                yield from walk(child)
        elif isinstance(node, list):
            for child in node:
                yield from walk(child)
    return list(walk(json.loads(path.read_text(encoding="utf-8-sig"))))


def told(objects, left_out):
    """(for detection, all)"""
    named = [line for line in objects if line["type"] == "indicator" and line["kind"] in reference.CLASS_OF_KIND
             and line["kind"] != "cve" and line["value"] not in left_out]
    def values(lines):
        return {(line["kind"], line["value"]) for line in lines}
    return values(line for line in named if not line.get("context")), values(named)


def compare(case, expected, found, part=False):
    missing, extra = expected - found, set() if part else found - expected
    def few(things):
        return sorted(value for _, value in things)[:5]
    return Result(case, not missing and not extra, f"missing {len(missing)} {few(missing)} extra {len(extra)} {few(extra)}")


def collections_of_events(corpus):
    """Events as MISP's JSON, and converted: NAME_1.json, NAME_2.json ... and NAME_stixVERSION."""
    for first in sorted((corpus.captures / "intel").glob("*/*_1.json")):
        name = first.name.removesuffix("_1.json")
        paths = sorted(first.parent.glob(f"{name}_*"))
        said = check_all(corpus, paths)
        events = [path for path in paths if "_stix" not in path.name]
        expected = set().union(*(told(said[path], set())[1] for path in events))
        yield Result(first.name, bool(expected), "nothing was read")
        for path in sorted(set(paths) - set(events)):
            yield compare(path.name, expected, told(said[path], set())[1])


def cases(corpus):
    yield from collections_of_events(corpus)
    folders = {folder: found for folder in sorted(corpus.intel.glob("*/*"))
               if folder.is_dir() for found in [formats(folder)] if found}
    said = check_all(corpus, [path for found in folders.values() for path in found.values()])
    for folder, found in folders.items():
        rows = table(found["csv"])
        events = attributes(found["misp"]) if "misp" in found else []
        links = {value for row in rows + events if row["type"] == "link" or row["category"] == "External analysis"
                 for _, value in filter(None, [reference.classified(row["value"])])}
        registrants = {("email", row["value"].lower()) for row in rows + events
                       if row["type"] == "whois-registrant-email"}
        sets = {name: told(said[path], links) for name, path in found.items()}
        detect, everything = sets["csv"]
        is_whole = any(row["to_ids"] == "0" for row in rows)
        same_record = {row["uuid"] for row in rows} & {row.get("uuid") for row in events}
        name = str(folder.relative_to(corpus.intel))
        yield Result(f"{name} csv", bool(everything), "nothing was read")
        if "openioc" in found:
            yield compare(f"{name} openioc", detect or everything, sets["openioc"][1])
        if "misp" in found:
            yield compare(f"{name} misp", everything, sets["misp"][1], not is_whole or not same_record)
            if same_record:
                yield compare(f"{name} misp, for detection", detect, sets["misp"][0])
        if "stix" in found:
            if same_record:
                everything, is_whole = sets["misp"][1], True
            yield compare(f"{name} stix", everything - registrants, sets["stix"][1] - registrants, not is_whole)
