# SPDX-License-Identifier: MIT
"""The scorecard of a series of notices against the corpus' own cross-check of their indicators.

The table was made from the same data sets: exact hosts in Maltrail's trails, networks in warning
lists, the longest prefix of two country sets. What the program says more, or otherwise, has one
of these reasons, each of which is asked of the data again:
- PARENT: the table looked for the host alone, the program for the names above it too.
- UNKNOWN: whoever made the table knew that two names mean one family, or two; a data set that
  the program has lacks one of them, and then it says "unknown".
- SEPARATE: whoever made the table knew that one is a variant of the other; the data sets have
  both, as two things, and then the program says that they contradict."""
import csv
import functools
import gzip
import json
import pathlib
import re

import data_folder
import suite_notices
from tool import Result, run

ABOUT = "lists, families and countries of every indicator as in the corpus' cross-check"
COUNTRIES = {"delegation": "rir_delegated_cc", "registration": "net_registration_cc"}
# A flag of the table, the trait that says it, and the lists that it was made from.
FLAGS = {"sinkhole": "sinkhole", "parking": "parking", "akamai": "cdn", "amazon-aws": "cloud", "google-gcp": "cloud"}
VERDICTS = {"agree": "agree", "DISAGREE": "contradict"}
SAME_HOST = ("same", "host", "under")


def tables(corpus):
    for path in sorted(corpus.intel.glob("*/cross_check.tsv")):
        with open(path, encoding="utf-8", newline="") as lines:
            yield path.parent, list(csv.DictReader(lines, delimiter="\t"))


def host(value):
    return value.strip().lower().partition(":")[0]


class Told:
    """What the program says of hosts, over all notices: the entries of a key of its objects."""

    def __init__(self, lines):
        self.by_host = {}
        for line in lines:
            if line.get("type") == "indicator" and line["kind"] in suite_notices.HUNTED:
                self.by_host.setdefault(host(line["value"]), []).append(line)

    def entries(self, name, key):
        return [entry for line in self.by_host.get(name, []) for entry in line.get(key, [])]

    def lists(self, name, data_set):
        return {entry["list"] for entry in self.entries(name, "remarks") if entry.get("set") == data_set}

    def recurrences(self, name):
        """{trail that holds this host: what it says of the printed family}"""
        return {pathlib.Path(entry["in"]).stem: entry.get("agrees", "unknown")
                for entry in self.entries(name, "elsewhere")
                if "maltrail" in pathlib.Path(entry["in"]).parts and entry["relation"] in SAME_HOST}

    def trails(self, name):
        """Families and lists of Maltrail that hold it: a list of sinkholes is a remark, no family."""
        return set(self.recurrences(name)) | self.lists(name, "maltrail")


@functools.cache
def trails(data):
    """{host: names of the trails that list it}"""
    found = {}
    for path in data.glob("maltrail/**/*.txt"):
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            entry = re.sub(r"^[a-z]+://", "", line.partition("#")[0].strip().lower())
            if entry:
                found.setdefault(re.split(r"[:/]", entry)[0], set()).add(path.stem)
    return found


@functools.cache
def families(data):
    """The names of every malware or group that a data set has, as sets of letters and digits alone."""
    found = []
    for path in data.glob("misp-galaxy/*.json"):
        for value in json.loads(path.read_text(encoding="utf-8")).get("values", []):
            found.append([value["value"], *value.get("meta", {}).get("synonyms", [])])
    for path in data.glob("mitre-attack/*.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for thing in map(json.loads, lines):
                found.append([thing.get("name", ""), *thing.get("aliases", []), *thing.get("x_mitre_aliases", [])])
    return [set(map(plain, names)) for names in found]


def plain(name):
    return re.sub(r"^(elf|osx|android|win|js|apt)_", "", name.lower()).translate({ord(c): None for c in " -_./"})


def is_from_parent(data, name, trail):
    """PARENT: a name above this one is what the trail lists."""
    return any(trail in trails(data).get(name.split(".", n)[n], ()) for n in range(1, name.count(".") + 1))


def explained(data, row, verdicts):
    """UNKNOWN and SEPARATE: what follows from the data sets, where the table says otherwise."""
    printed, listed = plain(row["family_in_notice"]), set(map(plain, row["maltrail_for_address"].split(";")))
    known = set().union(*families(data))
    if verdicts <= {"unknown"}:
        return printed not in known or not listed & known
    is_one = any(printed in names and listed & names for names in families(data))
    return row["family_verdict"] == "agree" and verdicts == {"contradict"} and printed in known and not is_one


def sides(row):
    """(column, host)"""
    address = host(row["address"])
    yield "maltrail_for_address", address
    yield "maltrail_for_ip", row["related_ip"] or address


def compare_row(data, row, told):
    address, ip = host(row["address"]), row["related_ip"] or host(row["address"])
    for column, name in sides(row):
        expected = set(filter(None, row[column].split(";")))
        found = {trail for trail in told.trails(name) - expected if not is_from_parent(data, name, trail)}
        yield column, expected <= told.trails(name) and not found, f"{sorted(expected)}, found {sorted(told.trails(name))}"
    expected = set(filter(None, row["misp_warninglists_for_ip"].split(";")))
    found = told.lists(ip, "misp-warninglists")
    yield "misp_warninglists_for_ip", expected == found, f"{sorted(expected)}, found {sorted(found)}"
    traits = {entry["trait"] for entry in told.entries(ip, "remarks")}
    expected = {FLAGS[flag] for flag in filter(None, row["flags"].split(";"))}
    yield "flags", expected == traits & set(FLAGS.values()), f"{sorted(expected)}, found {sorted(traits)}"
    for basis, column in COUNTRIES.items():
        found = {entry["country"] for entry in told.entries(ip, "places") if entry["basis"] == basis}
        yield column, found == set(filter(None, [row[column]])), f"{row[column]}, found {sorted(found)}"
    verdicts = {agrees for trail, agrees in told.recurrences(address).items()
                if trail in row["maltrail_for_address"].split(";")}
    expected = VERDICTS.get(row["family_verdict"])
    # Where several families are listed, one that agrees is enough.
    found = next((verdict for verdict in ("agree", "contradict", "unknown") if verdict in verdicts), None)
    is_right = found == expected if expected else found in (None, "unknown")
    yield "family_verdict", is_right or bool(expected) and explained(data, row, verdicts), \
        f"{row['family_verdict']}, found {sorted(verdicts)}"


def cases(corpus):
    data = data_folder.prepared(corpus)
    for folder, rows in tables(corpus) if data else ():
        done = run(corpus, "check", "--json", "--data", data, *suite_notices.mirrors(folder))
        told = Told(done.lines)
        for row in rows:
            name = f"{row['issue']} {row['n']} {row['address']}"
            yield Result(name, host(row["address"]) in told.by_host, f"not read; {done.said[-200:]}")
            for column, is_right, why in compare_row(data, row, told):
                yield Result(f"{name} {column}", is_right, f"expected {why}")
