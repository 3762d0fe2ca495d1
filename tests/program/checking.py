#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""checking - the scorecard as its user meets it: verdicts, comparisons, forms, bad input, and what a
hunt says beside a sighting."""
import json
import pathlib
import subprocess
import sys
import tempfile

from packets import *

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
STORIES = []


def story(function):
    STORIES.append(function)
    return function


def run(command, *arguments, **more):
    return subprocess.run([PROGRAM, command, *map(str, arguments)], capture_output=True, check=False,
                          timeout=600, **more)  # sanitizers are slow


def objects(done, kind):
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return [line for line in lines if line["type"] == kind]


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def warning_list(folder, name, kind, *entries):
    write(folder, f"misp-warninglists/lists/{name}/list.json", json.dumps(
        {"name": name, "type": kind, "version": 20250101, "description": name,
         "matching_attributes": ["ip-dst", "domain", "hostname"], "list": entries}))


def facts_in(folder):
    """A data folder with a sinkhole, a content network, a dynamic DNS service and a country."""
    data = folder / "data"
    warning_list(data, "sinkholes", "cidr", "203.0.114.0/24")
    warning_list(data, "cloudflare", "cidr", "203.0.115.0/24")
    warning_list(data, "dynamic-dns", "hostname", "storm-dyn.net")
    write(data, "rir-country/country/sc/ipv4-aggregated.txt", "203.0.114.0/23\n")
    write(data, "maltrail/trails/static/malware/storm_rat.txt",
          "# Copyright (c) Maltrail developers\n\n# Aliases: gale\n\nbad.storm-dyn.net\n")
    return data


NOTICE = """address,family,country
203.0.114.7,Storm_RAT,Netherlands
203.0.115.7,,
bad.storm-dyn.net,Gale,
"""


@story
def lists_change_verdicts_and_never_delete(folder):
    done = run("check", "--json", "--data", facts_in(folder), "--at", "2025-02-01", write(folder, "n.csv", NOTICE))
    found = {line["value"]: line for line in objects(done, "indicator")}
    assert done.returncode == 0, done.stderr
    assert {value: line["verdict"] for value, line in found.items()} == {
        "203.0.114.7": "sinkhole", "203.0.115.7": "care", "bad.storm-dyn.net": "block"}
    assert "never storm-dyn.net" in found["bad.storm-dyn.net"]["why"]
    place = found["203.0.114.7"]["places"][0]
    assert (place["country"], place["basis"], place["agrees"]) == ("SC", "delegation", "contradict")
    elsewhere = found["bad.storm-dyn.net"]["elsewhere"]
    assert [(one["relation"], one["family"], one["agrees"]) for one in elsewhere] == [
        ("same", "storm_rat", "agree")], elsewhere


@story
def a_person_reads_the_answer_first(folder):
    done = run("check", "--data", facts_in(folder), "--at", "2025-02-01", write(folder, "n.csv", NOTICE))
    text = done.stdout.decode()
    assert text.index("1 hunt, do not block") < text.index("SHA-256") < text.index("203.0.114.7")
    assert "a sinkhole: traffic to it still shows an infected machine" in text
    assert "\x1b" not in text


@story
def a_page_holds_all_notices_and_loads_nothing(folder):
    one = write(folder, "one.txt", "a.storm-cone.com\n203.0.116.1\n")
    two = write(folder, "two.txt", "b.storm-cone.com\n203.0.116.9\n")
    done = run("check", "--html", "--data", facts_in(folder), one, two)
    text = done.stdout.decode()
    assert text.startswith("<!DOCTYPE html>") and text.rstrip().endswith("</html>")
    assert text.count("<article>") == 2
    assert "src=" not in text and "href=" not in text and "<script" not in text


@story
def notices_are_compared_and_copies_count_once(folder):
    rows = "a.storm-cone.com\n203.0.116.1\n203.0.116.2\nc.storm-cone.org\n"
    one, copy = write(folder, "one.txt", rows), write(folder, "copy.txt", rows)
    other = write(folder, "list/other.txt", "a.storm-cone.com\n203.0.116.77\n203.0.117.1\n")
    done = run("check", "--json", "--data", folder, "--against", other.parent, one, copy)
    overlaps = objects(done, "overlap")
    assert [(o["notice"], o["with"], o["same"], o["near"]) for o in overlaps] == [
        (str(one), str(other), 1, 2), (str(copy), str(other), 1, 2)], overlaps
    assert [(c["notice"], c["copy_of"]) for c in objects(done, "copy")] == [(str(copy), str(one))]


@story
def families_are_held_together_by_aliases_and_by_the_notices_own_words(folder):
    write(folder, "lists/elf_breeze.txt", "# Copyright (c) Maltrail developers\n# Aliases: zephyr\n\n"
          "a.storm-cone.com\nb.storm-cone.com\nc.storm-cone.com\nd.storm-cone.org\ne.storm-cone.org\n")
    write(folder, "n.csv", "domain,family,description\na.storm-cone.com,Zephyr,\n"
          "b.storm-cone.com,Gale,a variant of Breeze\nc.storm-cone.com,Gale,a breezeless day\n")
    done = run("check", "--json", "--data", folder / "none", "--against", folder / "lists", folder / "n.csv")
    said = {line["value"][0]: [one["agrees"] for one in line["elsewhere"] if one["relation"] == "same"]
            for line in objects(done, "indicator")}
    assert said == {"a": ["agree"], "b": ["agree"], "c": ["unknown"]}, said


@story
def age_takes_weight_and_asks_for_care(folder):
    path = write(folder, "n.csv", "indicator,last_seen\n203.0.116.1,2025-01-01\n")
    weights = {}
    for at in ("2025-01-01", "2025-03-17", "2026-03-17"):
        line = objects(run("check", "--json", "--data", folder, "--at", at, path), "indicator")[0]
        weights[at] = (line["weight"], line["verdict"])
    assert weights == {"2025-01-01": (100, "block"), "2025-03-17": (50, "block"),
                       "2026-03-17": (2, "care")}, weights


@story
def what_is_asked_wrongly_is_refused_in_one_sentence(folder):
    path = write(folder, "n.txt", "203.0.116.1\n")
    for arguments in (["--at", "yesterday", path], ["--json", "--html", path], [], ["--nonsense", path]):
        done = run("check", *arguments)
        assert done.returncode == 2 and done.stdout == b"", arguments
        assert len(done.stderr.decode().strip().splitlines()) == 1, done.stderr


@story
def what_cannot_be_read_is_said_and_the_rest_is_judged(folder):
    good = write(folder, "good.txt", "203.0.116.1\n")
    bad = folder / "bad.json"
    bad.write_text('{"type": "bundle", "id": "bundle--1", "objects": [', encoding="utf-8")
    done = run("check", "--json", "--data", folder, good, bad, folder / "missing")
    assert done.returncode == 2
    assert len(objects(done, "indicator")) == 1
    assert len(done.stderr.decode().strip().splitlines()) == 2, done.stderr


@story
def a_pattern_names_notices_and_no_other_file_can_be_read(folder):
    write(folder, "in/a.txt", "203.0.116.1\n")
    write(folder, "in/b.txt", "203.0.116.2\n")
    write(folder, "in/c.csv", "203.0.116.3\n")
    done = run("check", "--json", "--data", folder / "none", folder / "in" / "*.txt")
    assert done.returncode == 0 and len(objects(done, "notice")) == 2, done.stderr
    done = run("check", "--json", "--data", folder / "none", "-", input=b"203.0.116.1\n")
    assert len(objects(done, "indicator")) == 1, done.stderr


@story
def explain_tells_why_things_are_not_used(folder):
    path = write(folder, "n.txt", "# list\n203.0.116.1\n127.0.0.1\nnot an indicator\n")
    done = run("check", "--json", "--explain", "--data", folder, "-f", "list", path)
    assert objects(done, "notice")[0]["rejected"] == len(objects(done, "rejection")) > 0


@story
def a_hunt_says_the_same_beside_a_sighting(folder):
    notice = write(folder, "n.csv", NOTICE)
    capture = folder / "c.pcap"
    capture.write_bytes(pcap([ethernet(ipv4(tcp(source=40000, flags=SYN), TCP, target="203.0.114.7"))]))
    done = run("hunt", "--json", "--data", facts_in(folder), "-n", notice, capture)
    finding = objects(done, "finding")[0]
    assert done.returncode == 1
    assert finding["verdict"] == "sinkhole" and finding["remarks"][0]["list"] == "sinkholes"
    assert finding["places"][0]["agrees"] == "contradict"
    text = run("hunt", "--data", facts_in(folder), "-n", notice, capture).stdout.decode()
    assert "hunt, do not block: a sinkhole" in text and "Seychelles" in text


def main():
    failed = 0
    print(f"1..{len(STORIES)}")
    for number, told in enumerate(STORIES, 1):
        name = told.__name__.replace("_", " ")
        with tempfile.TemporaryDirectory() as folder:
            try:
                told(pathlib.Path(folder))
                print(f"ok {number} - {name}", flush=True)
            except (AssertionError, LookupError, subprocess.TimeoutExpired, ValueError) as wrong:
                failed += 1
                print(f"not ok {number} - {name}\n# {type(wrong).__name__} {wrong}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
