# SPDX-License-Identifier: MIT
"""Who stands behind what notices name, held against the corpus' own tables and a second reading of its sets.

A series: each address and name of its table is listed once for each issue that names it, whatever the
number of mirrors, and quoted with a family that the table has. A table of a vendor: role and days are
told as printed. Names of groups: a made-up notice attributes an address to each of many groups by one of
its names; what MISP galaxy and ATT&CK know under the name (title, other names, country, number, techniques)
must be told as they have it. Places: what the sets' own files say of an address is told, with their dates."""
import collections
import csv
import gzip
import ipaddress
import json
import pathlib
import re
import tempfile

import data_folder
import suite_notices
from tool import Result, canonical, run

ABOUT = "layers, quotes and names of groups as the sets have them"
BATCH, EVERY = 60, 12


def ask(corpus, subjects, *arguments):
    """The dossiers of many subjects, by subject."""
    told = {}
    for start in range(0, len(subjects), BATCH):
        done = run(corpus, "who", "--json", *arguments, *subjects[start:start + BATCH])
        told.update((line["subject"], line) for line in done.lines if line.get("type") == "dossier")
    return told


def host(value):
    """Without its port; the table writes names as they were printed."""
    return re.sub(r":\d+$", "", canonical(value.strip()))


def folded(family):
    """Mirrors write "Purple Fox" and "PurpleFox"."""
    return re.sub(r"[\s_-]", "", family.lower())


def series(corpus, data):
    for folder, rows in suite_notices.tables(corpus):
        issues, families = collections.defaultdict(set), collections.defaultdict(set)
        for row in rows:
            for key in ("address", "related_ip"):
                if row[key].strip():
                    issues[host(row[key])].add(row["issue"])
                    families[host(row[key])].add(folded(row["family"]))
        notices = [argument for path in suite_notices.mirrors(folder) for argument in ("-n", path)]
        told = ask(corpus, sorted(issues), "-d", data, *notices)
        for subject, named in sorted(issues.items()):
            dossier = told.get(subject, {"notices": [], "quotes": []})
            direct = [one for one in dossier["notices"] if one["relation"] in ("same", "host")]
            published = {one["published"] for one in direct}
            yield Result(f"{folder.name}: {subject} once an issue", len(direct) == len(published) == len(named),
                         f"{len(direct)} told of {len(published)} days, {len(named)} issues name it")
            said = {folded(quote["said"]) for quote in dossier["quotes"] if quote["by_publisher"]
                    and quote["by"] in {one.get("publisher") for one in direct}}
            strange = {one for one in said - families[subject] if not any(one in two or two in one for two in families[subject])}
            yield Result(f"{folder.name}: {subject} is called as printed", not strange, f"{strange} is not in the table")


def table_of_vendor(corpus, data):
    for table in sorted(corpus.intel.glob("*/*_table.tsv")):
        listed = table.with_name(table.name.replace("_table.tsv", "_iocs.txt"))
        listed = next((path for path in table.parent.iterdir() if path.name.lower() == listed.name.lower()), None)
        rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()]
        rows = [row for row in rows if len(row) >= 5 and re.fullmatch(r"[\d.]+", row[0])]
        if listed is None or not rows:
            continue
        truth = collections.defaultdict(set)
        for row in rows:
            truth[row[0]].add((row[2], row[3], row[4]))
        told = ask(corpus, sorted(truth), "-d", data, "-n", listed)
        for subject, facts in sorted(truth.items()):
            said = {(one["first_seen"], one["last_seen"], one.get("role")) for one in told[subject]["notices"]
                    if one["relation"] == "same"} if subject in told else set()
            yield Result(f"{listed.name}: {subject}", bool(said) and said <= facts, f"{said} is not in {facts}")


def notice_of(names):
    """A STIX bundle that attributes one address to each name; {name: address}."""
    def number(kind, n):
        return f"{kind}--00000000-0000-4000-8000-{n:012d}"
    when = {"spec_version": "2.1", "created": "2025-01-06T00:00:00.000Z", "modified": "2025-01-06T00:00:00.000Z"}
    objects, addresses = [], {}
    for n, name in enumerate(names):
        addresses[name] = str(ipaddress.ip_address("11.0.0.1") + 256 * n)
        objects += [{"type": "threat-actor", "id": number("threat-actor", n), "name": name, **when},
                    {"type": "indicator", "id": number("indicator", n), "pattern_type": "stix",
                     "pattern": f"[ipv4-addr:value = '{addresses[name]}']", "valid_from": when["created"], **when},
                    {"type": "relationship", "id": number("relationship", n), "relationship_type": "indicates",
                     "source_ref": number("indicator", n), "target_ref": number("threat-actor", n), **when}]
    path = pathlib.Path(tempfile.mkdtemp(prefix="stormcone-who-")) / "groups.json"
    path.write_text(json.dumps({"type": "bundle", "id": number("bundle", 0), "objects": objects}), encoding="utf-8")
    return path, addresses


def known_as(dossier, name, of_set):
    return [thing for quote in dossier["quotes"] if quote["said"] == name
            for thing in quote["known_as"] if thing["set"] == of_set]


def galaxies(corpus, data):
    for path in sorted((data / "misp-galaxy").glob("threat-actor.json")):
        clusters = json.loads(path.read_text(encoding="utf-8"))["values"]
        asked = {}
        for place, cluster in enumerate(clusters):
            names = [cluster["value"], *cluster.get("meta", {}).get("synonyms", [])]
            if place % EVERY == 0 or any("Typhoon" in name for name in names):
                asked.setdefault(names[-1], cluster)
        notice, addresses = notice_of(asked)
        told = ask(corpus, list(addresses.values()), "-d", data, "-n", notice)
        for name, cluster in asked.items():
            things = {thing["title"]: thing for thing in known_as(told[addresses[name]], name, "misp-galaxy")
                      if thing["collection"] == path.stem}
            thing = things.get(cluster["value"])
            if thing is None:
                yield Result(f"{name} is {cluster['value']}", False, f"told are {sorted(things)}")
                continue
            meta = cluster.get("meta", {})
            wanted = {one for one in meta.get("synonyms", []) if one.lower() not in (name.lower(), cluster["value"].lower())}
            yield Result(f"{name} is {cluster['value']}", set(thing["names"]) == wanted,
                         f"{sorted(set(thing['names']) ^ wanted)} differ")
            claims = {(claim["field"], claim["value"]) for claim in thing["claims"]}
            printed = {(field, meta[field]) for field in ("country", "cfr-suspected-state-sponsor", "attribution-confidence")
                       if meta.get(field)}
            yield Result(f"{name}: the set's claims", claims == printed, f"{claims} and {printed}")
            yield Result(f"{name}: of what date", thing.get("date", "") == data_folder.date_of(corpus.intel / "misp-galaxy"),
                         thing.get("date"))


def objects_of(folder):
    for path in sorted(folder.glob("*.ndjson.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                yield json.loads(line)


def number_of(thing):
    return next((reference["external_id"] for reference in thing.get("external_references", [])
                 if reference.get("source_name", "").startswith("mitre-")), None)


def groups_of_attack(corpus, data):
    groups, techniques, uses = {}, {}, collections.defaultdict(set)
    for thing in objects_of(data / "mitre-attack"):
        if thing["type"] == "intrusion-set":
            groups[thing["id"]] = thing
        elif thing["type"] == "attack-pattern":
            techniques[thing["id"]] = number_of(thing)
        elif thing["type"] == "relationship" and thing["relationship_type"] == "uses":
            uses[thing["source_ref"]].add(thing["target_ref"])
    asked = {thing["name"]: thing for place, thing in enumerate(groups.values())
             if place % (EVERY // 2) == 0 or "Typhoon" in thing["name"]}
    notice, addresses = notice_of(asked) if asked else (None, {})
    told = ask(corpus, list(addresses.values()), "-d", data, "-n", notice) if asked else {}
    for name, thing in asked.items():
        known = {one.get("number"): one for one in known_as(told[addresses[name]], name, "mitre-attack")}
        number = number_of(thing)
        wanted = sorted({techniques[means] for means in uses[thing["id"]] if means in techniques})
        yield Result(f"{name} is {number}", number in known, f"told are {sorted(map(str, known))}")
        if number in known:
            yield Result(f"{number}: its techniques", known[number]["techniques"] == wanted,
                         f"{sorted(set(known[number]['techniques']) ^ set(wanted))} differ")


def countries_in(folder, addresses):
    """The country of each address by the files of a set, the narrowest network counts."""
    found = {}
    for path in sorted(folder.glob("**/*.txt")):
        code = re.fullmatch(r"([a-z]{2})(?:-.*)?", path.parent.name if len(path.parent.name) == 2 else path.stem)
        if not code:
            continue
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines():
            if not re.fullmatch(r"[\d.]+/\d+", line.strip()):
                continue
            network = ipaddress.ip_network(line.strip(), strict=False)
            first, last = int(network.network_address), int(network.broadcast_address)
            for address in addresses:
                if first <= int(address) <= last and network.prefixlen > found.get(address, (-1,))[0]:
                    found[address] = (network.prefixlen, code[1].upper())
    return {str(address): code for address, (_, code) in found.items()}


def places(corpus, data):
    rows = [row for _, rows in suite_notices.tables(corpus) for row in rows]
    asked = sorted({host(row[key]) for row in rows for key in ("address", "related_ip")
                    if re.fullmatch(r"\d+(\.\d+){3}", host(row[key]))})[:40]
    told = ask(corpus, asked, "-d", data)
    for layer, name in (("delegation", "rir-country"), ("registration", "registration-country")):
        truth = countries_in(data / name, [ipaddress.ip_address(address) for address in asked])
        for address in asked:
            claims = next(one["claims"] for one in told[address]["layers"] if one["layer"] == layer)
            said = {(claim["what"], claim["set"], bool(claim.get("date"))) for claim in claims}
            wanted = {(truth[address], name, True)} if address in truth else set()
            yield Result(f"{address}: {layer}", said == wanted, f"{said} and {wanted}")


def cases(corpus):
    data = data_folder.prepared(corpus)
    if data is None:
        return
    for part in (series, table_of_vendor, galaxies, groups_of_attack, places):
        yield from part(corpus, data)
