# SPDX-License-Identifier: MIT
"""Pairs of names that people labelled: the second of each stands on a list, the first is asked.

A pair matches when the program says so at its own threshold. Labels are not free of noise, so a
suite cannot ask for every pair; it asks for the whole, and prints what it is made of."""
import collections
import csv
import json
import tempfile
import unicodedata

import tool

ABOUT = "labelled pairs of names, one threshold"

# Likelier than not.
THRESHOLD = 0.5
LEAST_F1, LEAST_PRECISION = 0.85, 0.80
KINDS = {"Person": "person", "Company": "organisation", "Organization": "organisation",
         "LegalEntity": "organisation", "Vessel": "vessel"}
Pair = collections.namedtuple("Pair", "kind asked listed match quality")


def read_pairs(path):
    with open(path, encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            yield Pair(KINDS.get(row["schema"], "any"), row["name1"], row["name2"],
                       row["is_match"] == "true", row["quality"])


def write_list(pairs, path):
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "name", "type"])
        table.writerows((number, pair.listed, pair.kind) for number, pair in enumerate(pairs))


def write_questions(pairs, path):
    with open(path, "w", encoding="utf-8") as file:
        for number, pair in enumerate(pairs):
            file.write(json.dumps({"id": str(number), "name": pair.asked, "kind": pair.kind}) + "\n")


def ask(corpus, pairs):
    """The probability of each pair; 0 where the program does not even tell of it."""
    with tempfile.TemporaryDirectory() as folder:
        write_list(pairs, f"{folder}/list.csv")
        write_questions(pairs, f"{folder}/names.jsonl")
        done = tool.run(corpus, "screen", "--list", f"{folder}/list.csv", "--file", f"{folder}/names.jsonl",
                        "--json", "--quiet", "--threshold", "0.01", "--top", "1000")
    said = [0.0] * len(pairs)
    for line in done.lines:
        number = line.get("query", {}).get("id")
        for candidate in line.get("candidates", []):
            if candidate["entry"]["id"] == number and candidate["found_by"] == "name":
                said[int(number)] = candidate["probability"]
    return said, done


def script_of(text):
    """The script of a name, by its letters that are not Latin."""
    for letter in text:
        name = unicodedata.name(letter, "")
        if letter.isalpha() and not name.startswith("LATIN"):
            return name.split()[0].lower().split("-")[0]
    return "latin"


class Measure:
    """How many of what was found is right, how many of what is right was found."""

    def __init__(self, judged):
        self.count = len(judged)
        self.right = sum(match and found for match, found in judged)
        self.found = sum(found for _, found in judged)
        self.wanted = sum(match for match, _ in judged)

    precision = property(lambda self: self.right / self.found if self.found else 1.0)
    recall = property(lambda self: self.right / self.wanted if self.wanted else 1.0)
    f1 = property(lambda self: 2 * self.right / (self.found + self.wanted) if self.found + self.wanted else 1.0)

    def __str__(self):
        return (f"{self.count:4} pairs  precision {self.precision:.3f}  recall {self.recall:.3f}  "
                f"F1 {self.f1:.3f}")


def print_groups(title, pairs, said, key):
    groups = collections.defaultdict(list)
    for pair, probability in zip(pairs, said):
        groups[key(pair)].append((pair.match, probability >= THRESHOLD))
    for name in sorted(groups, key=lambda name: -len(groups[name])):
        print(f"    {title} {name:14} {Measure(groups[name])}")


def print_reliability(pairs, said):
    """Whether the probability means what it says."""
    for tenth in range(0, 10, 2):
        inside = [(pair.match, probability) for pair, probability in zip(pairs, said)
                  if tenth / 10 <= probability < tenth / 10 + 0.2 or tenth == 8 and probability == 1]
        if inside:
            mean = sum(probability for _, probability in inside) / len(inside)
            share = sum(match for match, _ in inside) / len(inside)
            print(f"    said {tenth / 10:.1f} to {tenth / 10 + 0.2:.1f}: {len(inside):4} pairs, "
                  f"{mean:.2f} on average, {share:.2f} of them match")


def cases(corpus):
    path = corpus.intel / "name-matching-bench" / "nomenklatura" / "cases.csv"
    if not path.exists():
        return
    pairs = list(read_pairs(path))
    said, done = ask(corpus, pairs)
    yield tool.Result("asking", done.status in (0, 1), done.said)
    whole = Measure([(pair.match, probability >= THRESHOLD) for pair, probability in zip(pairs, said)])
    print(f"    all                 {whole}")
    print_groups("kind   ", pairs, said, lambda pair: pair.kind)
    print_groups("script ", pairs, said, lambda pair: script_of(pair.asked + pair.listed))
    print_groups("quality", pairs, said, lambda pair: pair.quality)
    print_reliability(pairs, said)
    yield tool.Result("F1", whole.f1 >= LEAST_F1, f"{whole.f1:.3f}, not {LEAST_F1}")
    yield tool.Result("precision", whole.precision >= LEAST_PRECISION,
                      f"{whole.precision:.3f}, not {LEAST_PRECISION}")
