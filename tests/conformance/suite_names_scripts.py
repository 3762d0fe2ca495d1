# SPDX-License-Identifier: MIT
"""Names in one script, listed in another; and the company that the sanctions of 3 January 2025 are
about: found by each of its names, told apart from companies whose names have its common words."""
import csv
import json
import tempfile

import suite_names_pairs as pairs
import tool

ABOUT = "names in other scripts; a company by all its names"

# Each of these alone on a list, and what is asked: whether it is meant.
LISTED = {
    "group": "Integrity Technology Group Incorporated",
    "beijing": "BEIJING INTEGRITY TECHNOLOGY COMPANY, LIMITED",
    "yongxin": "Beijing Yongxin Zhicheng Technology Co., Ltd.",
}
ASKED = [
    ("INTEGRITY TECHNOLOGY GROUP, INCORPORATED", "group", True),
    ("Beijing Integrity Technology Company, Limited", "beijing", True),
    ("Yongxin Zhicheng Technology Group", "yongxin", True),
    ("Yongxin Zhicheng", "yongxin", True),
    ("永信至诚科技集团股份有限公司", "yongxin", True),
    ("永信至诚", "yongxin", True),
    ("Integrity Technologies LLC", "group", False),
    ("Integrity Technologies LLC", "beijing", False),
    ("Technology Group", "group", False),
    ("Beijing Technology Company, Limited", "beijing", False),
]


def read_scripts(path):
    with open(path, encoding="utf-8", newline="") as lines:
        for row in csv.reader(line for line in lines if not line.startswith("#")):
            if len(row) >= 2:
                yield pairs.Pair("person", row[0], row[1], True, "")


def candidates_of(done):
    return {line["query"]["id"]: line for line in done.lines if line.get("type") == "screening"}


def ask_company(corpus):
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/list.csv", "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("id", "name", "type"),
                                        *((key, name, "organisation") for key, name in LISTED.items())])
        with open(f"{folder}/names.jsonl", "w", encoding="utf-8") as file:
            for number, (name, _, _) in enumerate(ASKED):
                file.write(json.dumps({"id": str(number), "name": name}) + "\n")
        return tool.run(corpus, "screen", "--list", f"{folder}/list.csv", "--file", f"{folder}/names.jsonl",
                        "--json", "--quiet", "--explain")


def reasons_of(answer, entry):
    """The words of a refused candidate that have nothing beside them."""
    for candidate in answer.get("refused", []):
        if candidate["entry"]["id"] == entry:
            return [words for words in candidate["words"] if words["how"] == "missing"]
    return []


def company_cases(corpus):
    answers = candidates_of(ask_company(corpus))
    for number, (name, entry, meant) in enumerate(ASKED):
        answer = answers.get(str(number), {})
        found = {candidate["entry"]["id"]: candidate["probability"] for candidate in answer.get("candidates", [])}
        right = (entry in found) == meant
        if not meant and right:
            right = bool(reasons_of(answer, entry)) or not answer.get("refused")
        yield tool.Result(f"{name} as {LISTED[entry]}", right, f"found: {found}")


def cases(corpus):
    path = corpus.intel / "name-matching-bench" / "watchman" / "cross_script_pairs.csv"
    if not path.exists():
        return
    asked = list(read_scripts(path))
    said, _ = pairs.ask(corpus, asked)
    for pair, probability in zip(asked, said):
        yield tool.Result(f"{pair.asked}, {pair.listed}", probability >= pairs.THRESHOLD, f"{probability:.2f}")
    yield from company_cases(corpus)
