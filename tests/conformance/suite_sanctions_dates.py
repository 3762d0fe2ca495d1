# SPDX-License-Identifier: MIT
"""What lists say of a company depends on the day: before its first sanction, between them, after
the last; by each of its names. And who shares its street is told, and never meant by it."""
import csv
import tempfile

import tool

ABOUT = "status at a date, by each name; neighbours at an address; numbers and wallets exactly"

# From the table of acts in the corpus: the days before and after each.
DAYS = {
    "2025-01-02": {"US": "none", "UK": "none", "EU": "none"},
    "2025-01-06": {"US": "listed", "UK": "none", "EU": "none"},
    "2025-12-10": {"US": "listed", "UK": "listed", "EU": "none"},
    "2026-03-17": {"US": "listed", "UK": "listed", "EU": "listed"},
}
NAMES = ["INTEGRITY TECHNOLOGY GROUP, INCORPORATED", "Integrity Technology Group",
         "BEIJING INTEGRITY TECHNOLOGY COMPANY, LIMITED", "Beijing Yongxin Zhicheng Technology Co., Ltd.",
         "Yongxin Zhicheng Technology Group", "永信至诚科技集团股份有限公司"]
OTHER = "Integrity Technologies LLC"


def screen(corpus, *arguments):
    done = tool.run(corpus, "screen", "--json", "--quiet", *arguments)
    return next((line for line in done.lines if line.get("type") == "screening"), {})


def lists(corpus):
    sdn = corpus.intel / "ofac-sdn"
    for path in [sdn / "2021-07-full", sdn / "2023-11-sdn-only", sdn / "2025-02", sdn / "2025-12",
                 corpus.intel / "timeline"]:
        yield from ("--list", path)


def date_cases(corpus):
    for day, wanted in DAYS.items():
        for name in NAMES:
            answer = screen(corpus, *lists(corpus), "--at", day, name)
            said = {status["authority"]: status["standing"] for status in answer.get("status", [])}
            yield tool.Result(f"{name} on {day}", said == wanted, f"said: {said}")


def other_cases(corpus):
    answer = screen(corpus, *lists(corpus), "--explain", OTHER)
    refused = [candidate["name"] for candidate in answer.get("refused", []) if candidate.get("reasons")]
    yield tool.Result(f"{OTHER} is refused", answer.get("candidates") == [], f"found: {answer.get('candidates')}")
    yield tool.Result(f"{OTHER} is refused with reasons",
                      any("INTEGRITY TECHNOLOGY" in name.upper() for name in refused), f"refused: {refused}")


def addresses(corpus, word):
    """Rows of the address tables that have the word."""
    with open(corpus.intel / "ofac-sdn" / "2025-12" / "add.csv", encoding="utf-8", errors="replace",
              newline="") as file:
        for row in csv.reader(file):
            if len(row) > 4 and word in row[2].lower():
                yield row


def neighbour_cases(corpus):
    """The corpus has addresses of the street without their names, so that names are made up."""
    rows = {row[0]: row for row in addresses(corpus, "fenghao")}
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/list.csv", "w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(["id", "name", "type", "address", "city", "country"])
            for number, row in rows.items():
                table.writerow([number, f"Zephyr Quarry {'ABCDEFGH'[len(number) % 8]}{number}", "organisation",
                                row[2], row[3], row[4]])
        for row in rows.values():
            answer = screen(corpus, "--list", f"{folder}/list.csv", "--explain", "--address", row[2],
                            "Marigold Pinnacle Holdings")
            said = {candidate["entry"]["id"]: [reason["what"] for reason in candidate.get("reasons", [])]
                    for candidate in answer.get("refused", [])}
            told = [number for number in rows if any("same street address" in what for what in said.get(number, []))]
            yield tool.Result(f"who shares '{row[2]}'", answer.get("candidates") == [] and len(told) == len(rows),
                              f"found: {answer.get('candidates')}, refused: {said}")


def wallets(corpus):
    for path in sorted((corpus.intel / "ofac-crypto-addresses").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").split():
            yield path.stem.rsplit("_", 1)[-1], line


def named_text(folder):
    """What a version says of the entries that it names; some of the corpus' lack the table of names."""
    rows = []
    for path in sorted(folder.glob("*.csv")):
        with open(path, encoding="utf-8", errors="replace", newline="") as file:
            rows += [(path.stem, row) for row in csv.reader(file) if len(row) > 1]
    named = {row[0] for table, row in rows if table.startswith(("sdn_with", "alt")) or table == "sdn"}
    return "\n".join(" ".join(row) for _, row in rows if row[0] in named)


def wallet_cases(corpus):
    """Every wallet that the lists' text calls one is found by itself."""
    sdn = corpus.intel / "ofac-sdn"
    paths = [sdn / "2021-07-full", sdn / "2023-11-sdn-only", sdn / "2025-02", sdn / "2025-12"]
    text = "".join(map(named_text, paths))
    asked = [(coin, wallet) for coin, wallet in wallets(corpus)
             if f"Digital Currency Address - {coin} {wallet}" in text]
    with tempfile.TemporaryDirectory() as folder:
        with open(f"{folder}/wallets.txt", "w", encoding="utf-8") as file:
            file.write("\n".join(wallet for _, wallet in asked) + "\n")
        done = tool.run(corpus, "screen", "--json", "--quiet", *(word for path in paths for word in ("--list", path)),
                        "--file", f"{folder}/wallets.txt")
    answers = [line for line in done.lines if line.get("type") == "screening"]
    for (coin, wallet), answer in zip(asked, answers):
        found = [candidate.get("found_by") for candidate in answer.get("candidates", [])]
        yield tool.Result(f"{coin} {wallet}", found[:1] == ["identifier"], f"found by: {found}")
    yield tool.Result("wallets asked", len(answers) == len(asked) > 0, f"{len(answers)} of {len(asked)} answered")


def cases(corpus):
    if not (corpus.intel / "timeline").exists() or not (corpus.intel / "ofac-sdn").exists():
        return
    yield from date_cases(corpus)
    yield from other_cases(corpus)
    yield from neighbour_cases(corpus)
    yield from wallet_cases(corpus)
