# SPDX-License-Identifier: MIT
"""Nothing that reaches a threshold is passed over: what is found at a high threshold, where most
names are given up unread, is what is found at a low one, where most are compared."""
import csv
import random
import tempfile

import tool

ABOUT = "names of the lists and of nobody, asked with two thresholds"

SAMPLE, HIGH, LOW = 150, 0.5, 0.01


def listed_names(corpus):
    for path in [corpus.intel / "ofac-sdn" / "2021-07-full" / "alt.csv",
                 corpus.intel / "ofac-sdn" / "2025-12" / "alt.csv"]:
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            yield from (row[3] for row in csv.reader(file) if len(row) > 3)


def other_names(corpus):
    for path in sorted((corpus.intel / "name-matching-bench" / "yente").glob("negatives_*.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            yield from (row["full_name"] for row in csv.DictReader(file))


def mistyped(name, chance):
    at = chance.randrange(max(1, len(name) - 1))
    return name[:at] + name[at + 1:at + 2] + name[at:at + 1] + name[at + 2:]


def found(corpus, path, threshold):
    """The candidates of each name that were found by it: {(name, entry): probability}."""
    folders = [corpus.intel / "ofac-sdn" / "2021-07-full", corpus.intel / "ofac-sdn" / "2025-12",
               corpus.intel / "un-sanctions"]
    done = tool.run(corpus, "screen", "--json", "--quiet", "--threshold", threshold, "--top", 1000000,
                    *(word for folder in folders for word in ("--list", folder)), "--file", path)
    return {(line["query"]["name"], candidate["entry"]["list"], candidate["entry"]["id"]): candidate["probability"]
            for line in done.lines if line.get("type") == "screening" for candidate in line.get("candidates", [])
            if candidate["found_by"] == "name"}


def cases(corpus):
    if not (corpus.intel / "name-matching-bench").exists():
        return
    chance = random.Random(20250103)
    names = chance.sample(sorted(set(listed_names(corpus))), SAMPLE)
    names += [mistyped(name, chance) for name in names]
    names += chance.sample(sorted(set(other_names(corpus))), SAMPLE)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as file:
        file.write("\n".join(names) + "\n")
        file.flush()
        high, low = found(corpus, file.name, HIGH), found(corpus, file.name, LOW)
    missed = {key for key, probability in low.items() if probability >= HIGH and key not in high}
    yield tool.Result("many are found", len(high) > SAMPLE and len(low) > len(high), f"{len(high)} and {len(low)}")
    for name in names:
        lacking = [key for key in missed if key[0] == name]
        yield tool.Result(name, not lacking, f"missed: {lacking}")
