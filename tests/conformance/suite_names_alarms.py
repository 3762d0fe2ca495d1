# SPDX-License-Identifier: MIT
"""People who are on no list, held against the UN's list and against members of Congress: how many
alarms are false at the threshold that finds 95 in 100 of the listed, with slips in their names.

Names alone are asked; what else the tables say of the people would make it easier."""
import csv
import io
import json
import os
import subprocess
import tempfile

import tool

ABOUT = "false alarms among people on no list"

FOUND = 0.95
FALSE_ALARMS = 2 / 1000
# Below this nothing is asked for; far below any threshold that is wanted.
LEAST = 0.3


def names_of(path):
    with open(path, encoding="utf-8", newline="") as lines:
        return [row["full_name"] for row in csv.DictReader(lines) if row["full_name"].strip()]


def best_of_each(corpus, lists, names):
    """The probability of the likeliest candidate of each name that has one, and the listed name."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as questions:
        for number, name in enumerate(names):
            questions.write(json.dumps({"id": str(number), "name": name, "kind": "person"}) + "\n")
        questions.flush()
        done = subprocess.run([corpus.program, "screen", *lists, "--file", questions.name, "--csv", "--quiet",
                               "--threshold", str(LEAST), "--top", "1"], capture_output=True, timeout=1200,
                              check=False, env={**os.environ, "STORMCONE_DATA": os.devnull})
    best = {}
    for row in csv.DictReader(io.StringIO(done.stdout.decode("utf-8"))):
        if row["probability"]:
            best[int(row["id"])] = (float(row["probability"]), row["listed_name"])
    return best, done


def list_of(names, folder):
    path = os.path.join(folder, "list.csv")
    with open(path, "w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "name", "type"])
        table.writerows((number, name, "person") for number, name in enumerate(names))
    return path


def judge(corpus, title, lists, listed, unlisted):
    found, done = best_of_each(corpus, lists, listed)
    yield tool.Result(f"{title}: asking", done.returncode in (0, 1), done.stderr.decode("utf-8", "replace"))
    said = sorted((found.get(number, (0.0, ""))[0] for number in range(len(listed))), reverse=True)
    threshold = said[int(FOUND * len(said) + 0.999) - 1]
    alarms, _ = best_of_each(corpus, lists, unlisted)
    print(f"    {title}: 95 % of {len(listed)} are found at {threshold:.3f}")
    for at in sorted({threshold, 0.5, 0.7, 0.9}):
        count = sum(probability >= at for probability, _ in alarms.values())
        recall = sum(probability >= at for probability in said) / len(said)
        print(f"    {title}: at {at:.3f} {100 * recall:.1f} % are found, {count} of {len(unlisted)} are false "
              f"alarms, {1000 * count / len(unlisted):.2f} in 1,000")
    false = sorted((probability, unlisted[number], name) for number, (probability, name) in alarms.items()
                   if probability >= threshold)
    worst = "; ".join(f"{asked} as {name}" for _, asked, name in false[-5:])
    yield tool.Result(f"{title}: false alarms",
                      threshold > LEAST and len(false) <= FALSE_ALARMS * len(unlisted),
                      f"{len(false)} of {len(unlisted)} at {threshold:.3f}: {worst}")


def cases(corpus):
    bench = corpus.intel / "name-matching-bench" / "yente"
    un_list = corpus.intel / "un-sanctions" / "UN_consolidated.xml"
    if not bench.exists() or not un_list.exists():
        return
    yield from judge(corpus, "UN, with slips", ["--list", str(un_list)],
                     names_of(bench / "positives_un_treated.csv"), names_of(bench / "negatives_global.csv"))
    members = names_of(bench / "positives_us_congress_untreated.csv")
    with tempfile.TemporaryDirectory() as folder:
        yield from judge(corpus, "Congress", ["--list", list_of(members, folder)], members,
                         names_of(bench / "negatives_us.csv"))
