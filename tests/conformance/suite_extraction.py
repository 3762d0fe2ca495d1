# SPDX-License-Identifier: MIT
"""Precision and recall, per file and class, against a second reading of the same notice.

Precision is the share of what the program says that the reference (reference.py) knows as an
indicator, recall the share of the reference's that the program says; what the reference leaves
open counts for neither. Judged are totals of each collection and class: GOAL for addresses,
names and digests, FLOOR for the others; and each file: FILE_FLOOR, where it has enough of a
class for a share to mean something."""
import collections

import reference
from tool import Result, check_all

ABOUT = "precision and recall of what is extracted, by collection and class"
GOAL, FLOOR, FILE_FLOOR, FEW = 0.99, 0.95, 0.80, 10
HELD = ("address", "domain", "digest")


def text_files(*patterns):
    """Not those that every repository has, whatever it collects."""
    def beside(path):
        return path.stem.lower() in ("license", "support", "readme-corpus") or path.name == "README.md"
    return lambda folder: [path for path in dict.fromkeys(path for pattern in patterns for path in sorted(folder.rglob(pattern)))
                           if path.is_file() and not beside(path)]


# Collection, where it lies, which files, how the reference reads them.
COLLECTIONS = [
    ("eset reports", "intel/eset", ("*.adoc",), reference.prose),
    ("eset digests", "intel/eset", ("samples.*",), reference.digests),
    ("eset events", "intel/eset", ("*.json",), reference.misp),
    ("eset lists", "captures/intel/eset-lists", ("*.adoc",), reference.prose),
    ("eset digest lists", "captures/intel/eset-lists", ("samples.*",), reference.digests),
    ("eset MISP events", "captures/intel/eset-misp", ("*.json",), reference.misp),
    ("unit 42", "intel/unit42-timely", ("*.txt", "*.md", "*-IOCs-*"), reference.prose),
    ("volexity", "intel/volexity", ("*.csv",), lambda text: reference.table(text, ",")),
    ("citizen lab tables", "intel/citizenlab", ("iocs.csv", "indicators.csv"), lambda text: reference.table(text, ",")),
    ("citizen lab events", "intel/citizenlab", ("*.json",), reference.misp),
    ("lumen", "intel/lumen-blacklotuslabs", ("*.txt", "*_txt"), reference.prose),
    ("raptor train", "intel/lumen-blacklotuslabs", ("*.tsv",), lambda text: reference.table(text, "\t")),
    ("execute malware", "intel/executemalware", ("*",), reference.prose),
    ("openioc", "captures/intel/openioc", ("*.ioc",), reference.openioc),
]


def score(said, reading):
    """(right, said without what is open, wanted)"""
    said = said - reading.open
    return len(said & reading.truth), len(said), len(reading.truth)


def shares(right, said, wanted):
    return right / said if said else 1.0, right / wanted if wanted else 1.0


def of_class(things, name):
    return {thing for thing in things if thing[0] == name}


def told(objects):
    return {(reference.CLASS_OF_KIND[line["kind"]], reference.told_key(line["kind"], line["value"]))
            for line in objects if line["type"] == "indicator" and line["kind"] in reference.CLASS_OF_KIND}


def cases(corpus):
    for title, place, patterns, read in COLLECTIONS:
        paths = text_files(*patterns)(corpus.folder / place)
        said = check_all(corpus, paths)
        totals = collections.defaultdict(lambda: [0, 0, 0])
        for path in paths:
            reading = read(path.read_text(encoding="utf-8", errors="replace"))
            if reading is None:
                continue
            found = told(said[path])
            for name in reference.CLASSES:
                part = reference.Reading(of_class(reading.truth, name), of_class(reading.open, name))
                numbers = score(of_class(found, name), part)
                totals[name] = [a + b for a, b in zip(totals[name], numbers)]
                precision, recall = shares(*numbers)
                if max(numbers) < FEW:
                    continue
                wrong = of_class(found, name) - part.open - part.truth
                missing = part.truth - of_class(found, name)
                yield Result(f"{path.relative_to(corpus.folder)} {name}", min(precision, recall) >= FILE_FLOOR,
                             f"precision {precision:.3f} recall {recall:.3f}; wrong {few(wrong)} missing {few(missing)}")
        for name, numbers in totals.items():
            if not max(numbers):
                continue
            precision, recall = shares(*numbers)
            print(f"    {title:<20}{name:<9}precision {precision:.4f} recall {recall:.4f} "
                  f"({numbers[0]} right of {numbers[1]} said, {numbers[2]} there)", flush=True)
            yield Result(f"{title}, {name}", min(precision, recall) >= (GOAL if name in HELD else FLOOR),
                         f"precision {precision:.4f} recall {recall:.4f}")


def few(things):
    return sorted(value for _, value in things)[:4]
