# SPDX-License-Identifier: MIT
"""Lists of sanctions: what was read of each, held against counts of our own (csv, ElementTree).

OFAC's CSV files: every number of the primary file is an entity, and every number that has an alias. Names are those of the primary file, of the aliases, and the quoted ones of the remarks, each once;
remarks go on in the comments, and a part that is cut has no value. Addresses are rows that say
anything. Numbers (wallets, IMO numbers, passports) are found in the text by a pattern and asked for:
whoever has them must be found. The UN list likewise, by its elements.

A list that is cut anywhere gives one sentence and what stood before; one with changed bytes is no crash."""
import csv
import json
import pathlib
import random
import re
import tempfile
import xml.etree.ElementTree as ElementTree

from tool import Result, run

ABOUT = "entities, names, addresses and numbers of lists of sanctions are all read; damage is told"

MOST = 400  # of numbers that are asked of one list
CHANGED = 8  # copies with changed bytes of one file

QUOTED = re.compile(r"^(?:alt\. )?[afn]\.k\.a\. '(.*)'$")
ISSUER = re.compile(r"^(?:alt\. )?Issuer Name (.+)$")
NUMBERS = [re.compile(r"Digital Currency Address - \w+ (\w+)"),
           re.compile(r"Vessel Registration Identification (IMO \d{7})"),
           re.compile(r"(?:^|; )(?:alt\. )?Passport (\w*\d\w*)(?= \(|;|\.$)")]


def squash(text):
    return " ".join(text.split())


# ---- OFAC's CSV files

def value(cell):
    return "" if cell.strip() == "-0-" else cell


def table_of(row):
    """Which of the four files a row is of."""
    if len(row) == 12 and row[2].strip() in ("-0-", "individual", "vessel", "aircraft"):
        return "primary"
    if len(row) == 5 and row[2].strip() in ("aka", "fka", "nka"):
        return "alias"
    if len(row) == 6:
        return "address"
    return "comment" if len(row) == 2 else None


def read_csv(folder):
    """{table: {number: [rows]}}"""
    tables = {"primary": {}, "alias": {}, "address": {}, "comment": {}}
    for path in sorted(folder.glob("*.csv")):
        with open(path, encoding="utf-8", newline="") as lines:
            for row in csv.reader(lines):
                if row and row[0].isdigit() and table_of(row):
                    tables[table_of(row)].setdefault(int(row[0]), []).append(row)
    return tables


def remarks_of(tables, number):
    """Whole parts of an entity's remarks."""
    primary = tables["primary"].get(number)
    comments = [row[1] for row in tables["comment"].get(number, [])]
    text = (value(primary[0][11]) if primary else "") + "".join(comments)
    parts = [part.strip() for part in text.split(";")]
    if not primary:
        parts = parts[1:]
    if not comments and len(text) >= 1000 and not text.endswith("."):
        parts = parts[:-1]
    elif parts:
        parts[-1] = parts[-1].removesuffix(".")
    return parts


def count_csv(tables):
    wanted = {"entities": 0, "names": 0, "addresses": 0}
    for number in {*tables["primary"], *tables["alias"]}:
        names = {squash(row[1]) for row in tables["primary"].get(number, [])[:1]}
        names |= {squash(value(row[3])) for row in tables["alias"].get(number, [])}
        for part in remarks_of(tables, number):
            found = QUOTED.match(part) or ISSUER.match(part)
            if found:
                names.add(squash(found.group(1)))
        wanted["entities"] += 1
        wanted["names"] += len(names - {""})
        wanted["addresses"] += sum(any(value(cell).strip() for cell in row[2:5])
                                   for row in tables["address"].get(number, []))
    return wanted


def numbers_of(tables):
    """{number that is printed: who has it}"""
    numbers = {}
    for who in tables["primary"]:
        text = "; ".join(remarks_of(tables, who)) + "."
        for pattern in NUMBERS:
            for number in pattern.findall(text):
                numbers.setdefault(number, set()).add(str(who))
    return numbers


# ---- The UN's list

def un_names(entry):
    """Names of an entry; some fields hold several, or a name in another script."""
    main = " ".join(filter(None, ((entry.findtext(tag) or "").strip()
                                  for tag in ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME"))))
    names = main.split(";") + (entry.findtext("NAME_ORIGINAL_SCRIPT") or "").split(";")
    acronym = re.search(r"\(([A-Z-]{2,12})\)$", main)
    if entry.tag == "ENTITY" and acronym:
        names.append(acronym.group(1))
    for alias in [*entry.iter("INDIVIDUAL_ALIAS"), *entry.iter("ENTITY_ALIAS")]:
        names += [name.split(", born ")[0] for name in (alias.findtext("ALIAS_NAME") or "").split(";")]
        script = re.search(r"(?:script|in arabic):(.*[\u0370-\u06ff].*)", alias.findtext("NOTE") or "", re.I)
        if script:
            names.append(script.group(1))
    return {squash(name) for name in names} - {""}


def count_un(path):
    wanted = {"entities": 0, "names": 0, "addresses": 0}
    root = ElementTree.parse(path).getroot()
    for entry in [*root.iter("INDIVIDUAL"), *root.iter("ENTITY")]:
        wanted["entities"] += 1
        wanted["names"] += len(un_names(entry))
        for address in [*entry.iter("INDIVIDUAL_ADDRESS"), *entry.iter("ENTITY_ADDRESS")]:
            wanted["addresses"] += any((address.findtext(tag) or "").strip() for tag in
                                       ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY"))
    return wanted


# ---- What the program says

def lists_of(corpus, path):
    done = run(corpus, "screen", "--lists", "--json", "--list", path)
    return done, [line for line in done.lines if line["type"] == "list"]


def held(corpus, name, path, wanted):
    done, told = lists_of(corpus, path)
    seen = {key: told[0].get(key) for key in wanted} if len(told) == 1 else {}
    whole = done.status == 0 and not (told and told[0].get("damage"))
    return Result(f"{name}: counts", seen == wanted and whole, f"{seen}, not {wanted}; {done.said[:100]}")


def asked(corpus, name, path, numbers):
    """Everybody who has a number is found by it."""
    chosen = random.Random(1).sample(sorted(numbers), min(MOST, len(numbers)))
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as lines:
        for number in chosen:
            lines.write(json.dumps({"id": number, "name": "", "identifiers": [number]}) + "\n")
        lines.flush()
        done = run(corpus, "screen", "--json", "--list", path, "--file", lines.name)
    seen = {}
    for line in done.lines:
        if line["type"] == "screening":
            seen[line["query"]["id"]] = {candidate["entry"]["id"] for candidate in line["candidates"]}
    missing = [number for number in chosen if not numbers[number] <= seen.get(number, set())]
    return Result(f"{name}: {len(chosen)} numbers", not missing and done.status >= 0,
                  f"not found: {missing[:5]}; {done.said[:100]}")


def damaged(corpus, path, name, content, whole):
    """One sentence, and no more than what stood there; never a crash."""
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / path.name
        copy.write_bytes(content)
        done, told = lists_of(corpus, copy)
    sane = done.status in (0, 1, 2, 3) and len(told) <= 1 and len(done.said.splitlines()) <= 2
    fewer = not told or told[0]["entities"] <= whole
    return Result(f"{path.name}: {name}", sane and fewer, f"status {done.status}: {done.said[:200]}")


def damage_cases(corpus, path):
    content = path.read_bytes()
    _, told = lists_of(corpus, path)
    whole = told[0]["entities"] if told else 0
    for part in (0.001, 0.1, 0.5, 0.99):
        size = int(len(content) * part)
        yield damaged(corpus, path, f"cut at {size}", content[:size], whole)
    chance = random.Random(len(content))
    for number in range(CHANGED):
        changed = bytearray(content[:400_000])
        for _ in range(200):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        # Half an entry may become two: what is counted is that it ends well.
        yield damaged(corpus, path, f"changed, {number}", bytes(changed), whole + 400)


def cases(corpus):
    files = []
    for folder in sorted(path for path in (corpus.intel / "ofac-sdn").glob("*") if path.is_dir()):
        tables = read_csv(folder)
        name = f"ofac-sdn/{folder.name}"
        yield held(corpus, name, folder, count_csv(tables))
        numbers = numbers_of(tables)
        if numbers:
            yield asked(corpus, name, folder, numbers)
        files += folder.glob("*.csv")
    for path in sorted((corpus.intel / "un-sanctions").glob("*.xml")):
        yield held(corpus, f"un-sanctions/{path.name}", path, count_un(path))
        files.append(path)
    for path in sorted(files):
        yield from damage_cases(corpus, path)
