# SPDX-License-Identifier: MIT
"""Precision and recall, per file and class, against a second reading of the same notice, or against
the corpus' own table of a series of issues.

Precision is the share of what the program says that the reference (reference.py) knows as an
indicator, recall the share of the reference's that the program says; what the reference leaves
open counts for neither. Judged are totals of each collection and class: GOAL for addresses,
names and digests, FLOOR for the others; and each file: FILE_FLOOR, where it has enough of a
class for a share to mean something. A file in which one of these differs is printed; a table of
all files and classes is written beside the program."""
import collections
import pathlib

import reference
import suite_notices
from tool import Result, check_all

ABOUT = "precision and recall of what is extracted, by collection and class"
GOAL, FLOOR, FILE_FLOOR, FEW = 0.99, 0.95, 0.80, 10
HELD = ("address", "domain", "digest")


def text_files(folder, *patterns):
    """Not those that every repository has, whatever it collects."""
    found = dict.fromkeys(path for pattern in patterns for path in sorted(folder.rglob(pattern)))
    return [path for path in found if path.is_file() and path.name != "README.md"
            and path.stem.lower() not in ("license", "support", "readme-corpus")]


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
    ("beyondtrust", "intel/beyondtrust-2024", ("*.csv",), lambda text: reference.table(text, ",")),
    ("controllers", "intel/c2-tracker", ("*.txt",), reference.prose),
    ("generated names", "captures/intel/dga", ("*.txt",), reference.prose),
    ("trails", "intel/maltrail", ("*.txt",), reference.trails),
    ("openioc", "captures/intel/openioc", ("*.ioc",), reference.openioc),
]


class Score(collections.namedtuple("Score", "right said wanted")):
    """Of one class: what was said right, what was said but for what is open, and what was wanted."""

    precision = property(lambda self: self.right / self.said if self.said else 1.0)
    recall = property(lambda self: self.right / self.wanted if self.wanted else 1.0)

    def __add__(self, other):
        return Score(*(a + b for a, b in zip(self, other)))

    def __str__(self):
        return f"precision {self.precision:.4f} recall {self.recall:.4f}"

    def reaches(self, share):
        return min(self.precision, self.recall) >= share


def told(objects):
    """What the program says, as the reference would."""
    return {(reference.CLASS_OF_KIND[line["kind"]], reference.told_key(line["kind"], line["value"]))
            for line in objects if line["type"] == "indicator" and line["kind"] in reference.CLASS_OF_KIND}


def scores(said, reading):
    """{class: (score, wrong, missing)} of a file, for the classes that it holds or was said to hold."""
    found = {}
    for name in reference.CLASSES:
        said_of, truth, is_open = ({thing for thing in things if thing[0] == name}
                                   for things in (said, reading.truth, reading.open))
        said_of -= is_open
        if said_of or truth:
            found[name] = Score(len(said_of & truth), len(said_of), len(truth)), said_of - truth, truth - said_of
    return found


def few(things):
    return sorted(value for _, value in things)[:4]


def of_series(corpus):
    """Mirrors of a series' issues, and what the corpus' table says of each. A digest of the table that
    stands in no mirror but as a part of a link was taken along from the page around the notice."""
    for folder, rows in suite_notices.tables(corpus):
        readings = {}
        for row in rows:
            things = readings.setdefault(row["issue"], set())
            things.update(filter(None, map(reference.classified, (row["address"], row["related_ip"]))))
            things.update(("digest", digest.lower()) for digest in reference.DIGEST.findall(row["md5"]))
            things.update(("cve", cve) for cve in row["cve"].split(";") if cve)
        said = check_all(corpus, suite_notices.mirrors(folder))
        for path, objects in said.items():
            issue = max(readings, key=lambda name: len(readings[name] & told(objects)))
            alone = reference.prose(path.read_text(encoding="utf-8")).truth
            is_open = {thing for thing in readings[issue] if thing[0] == "digest"} - alone
            yield path, reference.Reading(readings[issue] - is_open, is_open)


def cases(corpus):
    table = pathlib.Path(corpus.program).with_name("conformance-extraction.tsv")
    with open(table, "w", encoding="utf-8") as out:
        print("file", "class", *Score._fields, "precision", "recall", sep="\t", file=out)
        yield from collection(corpus, out, "series of issues", dict(of_series(corpus)))
        for title, place, patterns, read in COLLECTIONS:
            readings = {path: read(path.read_text(encoding="utf-8", errors="replace"))
                        for path in text_files(corpus.folder / place, *patterns)}
            yield from collection(corpus, out, title, readings)
    print(f"    every file and class: {table}")


def collection(corpus, out, title, readings):
    readings = {path: reading for path, reading in readings.items() if reading}
    said, totals = check_all(corpus, list(readings)), collections.defaultdict(lambda: Score(0, 0, 0))
    for path, reading in readings.items():
        name = path.relative_to(corpus.folder)
        for kind, (score, wrong, missing) in scores(told(said[path]), reading).items():
            totals[kind] += score
            print(name, kind, *score, f"{score.precision:.4f}", f"{score.recall:.4f}", sep="\t", file=out)
            differs = f"{score}; wrong {few(wrong)} missing {few(missing)}"
            if max(score) >= FEW:
                yield Result(f"{name} {kind}", score.reaches(FILE_FLOOR), differs)
            if kind in HELD and not score.reaches(1.0):
                print(f"      {name} {kind}: {differs}"[:300])
    for kind, score in totals.items():
        print(f"    {title:<20}{kind:<9}{score} ({score.right} right of {score.said} said, {score.wanted} there)", flush=True)
        yield Result(f"{title}, {kind}", score.reaches(GOAL if kind in HELD else FLOOR), str(score))
