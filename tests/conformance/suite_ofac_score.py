# SPDX-License-Identifier: MIT
"""Scores that OFAC's Sanctions List Search gave for pairs of names, held against `screen --score ofac`.

A pair is right within 5 points. A pair with -1 was not among the answers; it is right where our score is not
more than 5 points above the lowest that was among them. All names are one list; each query is asked of it."""
import collections
import csv
import json
import pathlib
import statistics
import tempfile

from tool import Result, run

ABOUT = "scores of OFAC's own search: share within 5 points, mean error"
POINTS, SHARE, MEAN = 5, 0.97, 1.5


def scores_of(corpus, folder, query, listed):
    """{name: score} of every listed name."""
    path = pathlib.Path(folder) / "names.csv"
    with open(path, "w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(["number", "name", "country"])
        rows.writerows([f"N{number}", name, ""] for number, name in enumerate(listed))
    done = run(corpus, "screen", "--list", path, "--score", "ofac", "--least", "1", "--top", len(listed),
               "--json", "--", query)
    answer = next((line for line in done.lines if line.get("type") == "screening"), {})
    return {listed[int(found["entry"]["id"][1:])]: found["ofac_score"] for found in answer.get("candidates", [])}


def differences(corpus, rows):
    lowest = min(score for _, _, score in rows if score >= 0)
    by_query = collections.defaultdict(list)
    for query, name, score in rows:
        by_query[query].append((name, score))
    with tempfile.TemporaryDirectory() as folder:
        for query, pairs in by_query.items():
            seen = scores_of(corpus, folder, query, [name for name, _ in pairs])
            for name, score in pairs:
                ours = seen.get(name, 0)
                off = abs(ours - score) if score >= 0 else max(0, ours - lowest)
                yield query, name, score, ours, off


def cases(corpus):
    path = corpus.intel / "name-matching-bench" / "nomenklatura" / "ofac_fixtures.csv"
    if not path.exists():
        return
    with open(path, encoding="utf-8", newline="") as file:
        rows = [(row["query_name"], row["result_name"], round(float(row["ofac_score"]))) for row in csv.DictReader(file)]
    told = list(differences(corpus, rows))
    near = sum(off <= POINTS for *_, off in told) / len(told)
    mean = statistics.mean(off for *_, off in told)
    worst = json.dumps([row for row in sorted(told, key=lambda row: -row[-1])[:8]])
    print(f"    within {POINTS} points: {near:.1%} of {len(told)}; mean error {mean:.2f}")
    yield Result("share within 5 points", near >= SHARE, f"{near:.1%}: {worst}")
    yield Result("mean error", mean <= MEAN, f"{mean:.2f}: {worst}")
