# SPDX-License-Identifier: MIT
"""tool - runs the program for a suite and reads what it says."""
import collections
import json
import os
import subprocess

Result = collections.namedtuple("Result", "case passed why")
Run = collections.namedtuple("Run", "status lines said")

# Far more than any capture of a corpus takes, sanitizers included; a hang is a failure.
PATIENCE = 120


def run(corpus, *arguments):
    """Runs the program; lines are its JSON output. A crash or a hang has a negative status. What
    facts the machine keeps is nothing to a suite: who wants some says so."""
    try:
        done = subprocess.run([corpus.program, *map(str, arguments)], capture_output=True, timeout=PATIENCE,
                              check=False, env={**os.environ, "STORMCONE_DATA": os.devnull})
    except subprocess.TimeoutExpired:
        return Run(-1, [], f"still running after {PATIENCE} seconds")
    lines = []
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        if line.startswith("{"):
            lines.append(json.loads(line))
    said = done.stderr.decode("utf-8", "replace")
    status = -1 if "Sanitizer" in said or "runtime error:" in said else done.returncode
    return Run(status, lines, said.strip())


def findings(done):
    return [line for line in done.lines if line.get("type") == "finding"]


def indicators(done, *kinds):
    return {line["value"] for line in done.lines
            if line.get("type") == "indicator" and (not kinds or line["kind"] in kinds)}


def records(corpus, capture):
    """The EVE records of a capture that is named in the manifest."""
    return run(corpus, "hunt", "--eve", "-", "-n", corpus.any_notice, corpus.captures / capture).lines


def blind_spots(corpus, capture):
    """What the program says it could not look into."""
    done = run(corpus, "hunt", "--json", "-n", corpus.any_notice, corpus.captures / capture)
    return {spot for line in done.lines for spot in line.get("blind_spots", {})}


# Notices of one process: enough that starting costs nothing, few enough that a crash names its place.
BATCH = 40


def check_all(corpus, paths, *options):
    """What the program reads in each notice: {path: its JSON objects}; an unreadable one has none."""
    read = {path: [] for path in paths}
    by_name = {str(path): path for path in paths}
    for start in range(0, len(paths), BATCH):
        current = None
        for line in run(corpus, "check", "--json", *options, *paths[start:start + BATCH]).lines:
            if line["type"] == "notice":
                current = by_name.get(line["name"])
            if current in read:
                read[current].append(line)
    return read


def canonical(name):
    return name.lower().rstrip(".")


def names_of(eve):
    """All host names that EVE records hold: questions, records of answers, hosts, server names."""
    names = set()
    for record in eve:
        told = record.get(record["event_type"], {}) if "event_type" in record else {}
        for key in ("queries", "answers", "authorities", "additionals"):
            names.update(canonical(entry["rrname"]) for entry in told.get(key, []))
        names.update(canonical(told[key]) for key in ("hostname", "sni") if key in told)
    return names
