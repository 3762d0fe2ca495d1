#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""who - what stands behind an address or a name, as its user meets it: layers with their sets and
dates, names of traffic, notices, campaigns, lists of sanctions, and the same beside a hunt's findings."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

from packets import *

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
STORIES = []
ADDRESS, OTHER, NAME = "203.0.114.7", "203.0.114.99", "www.storm-cone.com"


def story(function):
    STORIES.append(function)
    return function


def run(command, *arguments):
    return subprocess.run([PROGRAM, command, *map(str, arguments)], capture_output=True, check=False,
                          timeout=600, env={**os.environ, "STORMCONE_DATA": os.devnull})


def dossiers(done):
    assert "runtime error" not in done.stderr.decode() and "Sanitizer" not in done.stderr.decode(), done.stderr
    return {line["subject"]: line for line in map(json.loads, done.stdout.decode().splitlines())
            if line["type"] == "dossier"}


def layers(dossier):
    return {layer["layer"]: layer for layer in dossier["layers"]}


def whats(dossier, layer):
    return [(claim["what"], claim.get("set"), claim.get("date")) for claim in layers(dossier)[layer]["claims"]]


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def facts_in(folder):
    """A data folder in which two sets disagree on a country, and groups have other names."""
    data = folder / "data"
    write(data, "asn-ipv4/asn-ipv4.csv", "203.0.114.0,203.0.115.255,64496,Harbour Tidal Hosting\n")
    write(data, "asn-ipv4/set.json", json.dumps({"published": "2025-01-01"}))
    write(data, "rir-country/country/sc/ipv4-aggregated.txt", "203.0.114.0/23\n")
    write(data, "registration-country/country/nl/ipv4-aggregated.txt", "203.0.114.0/24\n")
    write(data, "misp-warninglists/lists/amazon-aws/list.json", json.dumps(
        {"name": "AWS", "type": "cidr", "version": 20250102, "list": ["203.0.114.0/25"]}))
    write(data, "misp-galaxy/clusters/threat-actor.json", json.dumps({"values": [
        {"value": "Blue Bear", "description": "Bears.", "meta": {
            "country": "ZZ", "cfr-suspected-state-sponsor": "Zedland", "synonyms": ["Grey Heron", "Storm-0099"]}}]}))
    write(data, "misp-galaxy/set.json", json.dumps({"published": "2024-12-20"}))
    write(data, "mitre-attack/enterprise-attack.json", json.dumps({"type": "bundle", "objects": [
        {"type": "intrusion-set", "id": "intrusion-set--1", "name": "Grey Heron",
         "external_references": [{"source_name": "mitre-attack", "external_id": "G9999"}]},
        {"type": "attack-pattern", "id": "attack-pattern--1",
         "external_references": [{"source_name": "mitre-attack", "external_id": "T1071"}]},
        {"type": "relationship", "relationship_type": "uses", "source_ref": "intrusion-set--1",
         "target_ref": "attack-pattern--1"}]}))
    return data


def stix(folder, name, published, *pairs, identity="Example Coast Guard", actor="Grey Heron", confidence=80):
    """A report that attributes addresses to a group."""
    def number(kind, n):
        return f"{kind}--00000000-0000-4000-8000-{n:012d}"
    when = {"spec_version": "2.1", "created": published + "T00:00:00.000Z", "modified": published + "T00:00:00.000Z"}
    author = {"type": "identity", "id": number("identity", 1), "name": identity, "identity_class": "organization", **when}
    group = {"type": "threat-actor", "id": number("threat-actor", 2), "name": actor, **when}
    objects, refs = [author, group], [group["id"]]
    for n, pattern in enumerate(pairs):
        indicator = {"type": "indicator", "id": number("indicator", 10 + n), "pattern": pattern,
                     "pattern_type": "stix", "valid_from": when["created"], "confidence": confidence,
                     "created_by_ref": author["id"], **when}
        relation = {"type": "relationship", "id": number("relationship", 100 + n), "relationship_type": "indicates",
                    "source_ref": indicator["id"], "target_ref": group["id"], **when}
        objects += [indicator, relation]
        refs += [indicator["id"]]
    objects.append({"type": "report", "id": number("report", 3), "name": "A report", "published": when["created"],
                    "created_by_ref": author["id"], "object_refs": refs, **when})
    return write(folder, name, json.dumps({"type": "bundle", "id": number("bundle", 4), "objects": objects}))


def capture(folder):
    """A machine asks for a name, goes to its address by TLS, and to another by HTTP."""
    def flow(pieces, target, port, source):
        frames = [ipv4(tcp(b"", source, port, SYN, 999, 0), TCP, target=target),
                  ipv4(tcp(b"", port, source, SYN | ACK, 4999, 1000), TCP, target, CLIENT),
                  ipv4(tcp(b"", source, port, ACK, 1000, 5000), TCP, target=target)]
        return frames + [ipv4(tcp(piece, source, port, ACK | PSH, 1000, 5000), TCP, target=target) for piece in pieces]
    answer = response(NAME, record(NAME, 5, name("edge.tide-cdn.com")), record("edge.tide-cdn.com", 1, address(ADDRESS)))
    frames = [ipv4(udp(question(NAME)), UDP, target="10.0.0.53"),
              ipv4(udp(answer, 53, 40000), UDP, "10.0.0.53", CLIENT)]
    frames += flow([tls_records(client_hello(NAME))], ADDRESS, 443, 40001)
    frames += flow([tls_records(client_hello(NAME))], ADDRESS, 443, 40002)
    frames += flow([get("other.storm-cone.com")], OTHER, 80, 40003)
    path = folder / "c.pcap"
    path.write_bytes(pcap([ethernet(frame) for frame in frames]))
    return path


@story
def each_layer_names_its_set_and_its_date(folder):
    done = run("who", "--json", "--data", facts_in(folder), "--at", "2025-01-10", ADDRESS)
    dossier = dossiers(done)[ADDRESS]
    assert done.returncode == 0, done.stderr
    assert whats(dossier, "network") == [("AS64496", "asn-ipv4", "2025-01-01")]
    assert whats(dossier, "organisation") == [("Harbour Tidal Hosting", "asn-ipv4", "2025-01-01")]
    assert whats(dossier, "delegation") == [("SC", "rir-country", None)]
    assert whats(dossier, "registration") == [("NL", "registration-country", None)]
    assert whats(dossier, "hosting") == [("cloud", "misp-warninglists", "2025-01-02")]
    assert dossier["disagreements"] == ["sets disagree on the country: delegation SC; registration NL"]
    states = {name: layer["state"] for name, layer in layers(dossier).items()}
    assert states["geolocation"] == states["seen"] == states["notices"] == states["screening"] == "not asked", states
    assert layers(dossier)["notices"]["why"] == "no notice was given (-n)"


@story
def attribution_is_quoted_with_other_names_and_graded(folder):
    notice = stix(folder, "n.json", "2025-01-06", f"[ipv4-addr:value = '{ADDRESS}']")
    done = run("who", "--json", "--data", facts_in(folder), "--at", "2025-01-10", "-n", notice, ADDRESS)
    dossier = dossiers(done)[ADDRESS]
    assert done.returncode == 1, done.stderr
    quote = next(quote for quote in dossier["quotes"] if quote["kind"] == "actor")
    assert (quote["said"], quote["by"], quote["by_publisher"]) == ("Grey Heron", "Example Coast Guard", True), quote
    assert quote["date"].startswith("2025-01-06")
    known = {thing["set"]: thing for thing in quote["known_as"]}
    assert known["misp-galaxy"]["title"] == "Blue Bear" and known["misp-galaxy"]["names"] == ["Storm-0099"]
    assert {"field": "cfr-suspected-state-sponsor", "value": "Zedland"} in known["misp-galaxy"]["claims"]
    assert known["misp-galaxy"]["date"] == "2024-12-20"
    assert (known["mitre-attack"]["number"], known["mitre-attack"]["techniques"]) == ("G9999", ["T1071"])
    assert quote["grade"]["code"] == "C6", quote["grade"]
    likelihood = dossier["judgement"]["likelihood"]
    assert (likelihood["words"], likelihood["at_most"]) == ("likely", False), likelihood
    assert dossier["judgement"]["confidence"]["words"] == "low"
    first = dossier["explanations"][0]
    assert first["explanation"] == "cluster" and first["would_tell"], first
    text = run("who", "--data", facts_in(folder), "--at", "2025-01-10", "-n", notice, ADDRESS).stdout.decode()
    assert "attributed by Example Coast Guard on 2025-01-06" in text
    assert text.index("NAMED: 1 notice lists it, as Grey Heron") < text.index("AS64496")


@story
def a_republished_copy_counts_once_and_an_independent_voice_confirms(folder):
    pattern = [f"[ipv4-addr:value = '203.0.114.{n}']" for n in (7, 8, 9, 10, 11)]
    one = stix(folder, "one.json", "2025-01-06", *pattern)
    copy = stix(folder, "two.json", "2025-01-07", *pattern, identity="Another Press")
    arguments = ["--json", "--data", facts_in(folder), "--at", "2025-01-10", "-n", one, "-n", copy]
    dossier = dossiers(run("who", *arguments, ADDRESS))[ADDRESS]
    assert [listing["notice"] for listing in dossier["notices"]] == [str(one)]
    assert dossier["notices"][0]["copies"] == [str(copy)]
    assert [quote["grade"]["code"] for quote in dossier["quotes"]] == ["C6"]
    assert [quote["copies"] for quote in dossier["quotes"]] == [1]
    own = stix(folder, "own.json", "2025-01-08", pattern[0], "[domain-name:value = 'b.storm-cone.com']",
               identity="Example Observatory", actor="Storm-0099")
    dossier = dossiers(run("who", *arguments, "-n", own, ADDRESS))[ADDRESS]
    assert {quote["grade"]["code"] for quote in dossier["quotes"]} == {"C2"}, dossier["quotes"]
    assert dossier["judgement"]["confidence"]["words"] == "moderate"


@story
def names_that_go_with_an_address_come_from_its_traffic(folder):
    done = run("who", "--json", "--data", facts_in(folder), "-r", capture(folder), ADDRESS, OTHER, "203.0.115.1")
    told = dossiers(done)
    seen = {(name["name"], name["field"]): name for name in told[ADDRESS]["seen"]}
    assert set(seen) == {(NAME, "tls.sni"), (NAME, "dns.question"), ("edge.tide-cdn.com", "dns.answer.name")}, seen
    assert seen[NAME, "tls.sni"]["count"] == 2
    assert [packet["packet"] for packet in seen[NAME, "tls.sni"]["packets"]] == [6, 10]
    assert seen[NAME, "dns.question"]["first"].startswith("2025-01-06T08:00:01")
    assert [name["name"] for name in told[OTHER]["seen"]] == ["other.storm-cone.com"]
    assert layers(told["203.0.115.1"])["seen"]["state"] == "silent"


@story
def a_name_leads_to_its_addresses_and_their_networks(folder):
    told = dossiers(run("who", "--json", "--data", facts_in(folder), "-r", capture(folder), "Storm-Cone.com."))
    assert list(told) == ["storm-cone.com", OTHER, ADDRESS], list(told)
    assert told[ADDRESS]["because"] == "which went with storm-cone.com in this traffic"
    assert whats(told[ADDRESS], "network")[0][0] == "AS64496"
    assert {name["name"] for name in told["storm-cone.com"]["seen"]} == {
        f"{NAME} at {ADDRESS}", f"other.storm-cone.com at {OTHER}"}


@story
def a_network_and_a_host_that_notices_list_hold_the_address(folder):
    notice = write(folder, "n.csv", f"indicator,family\n203.0.114.0/24,Gale\n{ADDRESS}:8443,Gale\n")
    dossier = dossiers(run("who", "--json", "--data", facts_in(folder), "-n", notice, ADDRESS))[ADDRESS]
    listed = [(one["relation"], one["value"]) for one in dossier["notices"]]
    assert listed == [("host", f"{ADDRESS}:8443"), ("under", "203.0.114.0/24")], listed
    assert dossier["quotes"][0]["said"] == "Gale" and len(dossier["quotes"]) == 1
    text = run("who", "--data", facts_in(folder), "-n", notice, ADDRESS).stdout.decode()
    assert "it lies in 203.0.114.0/24" in " ".join(text.split())


@story
def an_organisation_is_held_against_lists(folder):
    blank = ["-0- "] * 8
    rows = [["4711", '"HARBOUR TIDAL HOSTING"', "-0- ", '"CYBER2"', *blank], ["4712", '"GALE TRADING LLC"', "-0- ", '"CYBER2"', *blank],
            ["4713", '"DOE, Jane"', '"individual"', '"CYBER2"', *blank]]
    write(folder, "list/sdn.csv", "".join(",".join(row) + "\r\n" for row in rows))
    done = run("who", "--json", "--data", facts_in(folder), "-l", folder / "list", ADDRESS)
    screened = dossiers(done)[ADDRESS]["screened"]
    assert done.returncode == 1, done.stderr
    assert [one["organisation"] for one in screened] == ["Harbour Tidal Hosting"]
    assert [one["id"] for one in screened[0]["candidates"]] == ["4711"], screened
    assert screened[0]["candidates"][0]["words"] == "match"
    text = " ".join(run("who", "--data", facts_in(folder), "-l", folder / "list", ADDRESS).stdout.decode().split())
    assert "Its organisation's name is on a list of sanctions." in text and "HARBOUR TIDAL HOSTING" in text


@story
def a_hunt_tells_the_same_of_what_it_found_and_of_the_other_side(folder):
    notice = stix(folder, "n.json", "2025-01-06", "[domain-name:value = 'storm-cone.com']")
    arguments = ["--data", facts_in(folder), "-n", notice, capture(folder)]
    plain = run("hunt", "--json", *arguments)
    done = run("hunt", "--json", "--attribute", *arguments)
    assert done.returncode == 1, done.stderr
    findings = [json.loads(line) for line in done.stdout.decode().splitlines()]
    before = [json.loads(line) for line in plain.stdout.decode().splitlines()]
    assert all("dossiers" not in line for line in before)
    told = findings[0].pop("dossiers")
    assert findings == before
    assert [dossier["subject"] for dossier in told] == ["storm-cone.com", ADDRESS, OTHER], told
    assert told[1]["because"] == "the other side of storm-cone.com"
    assert {name["name"] for name in told[1]["seen"]} == {NAME, "edge.tide-cdn.com"}
    assert told[0]["quotes"][0]["said"] == "Grey Heron"
    cluster = next(one for one in told[0]["explanations"] if one["explanation"] == "cluster")
    assert "the listed name itself was asked for" in cluster["for"]
    text = run("hunt", "--attribute", *arguments).stdout.decode()
    assert text.count("Harbour Tidal Hosting") == 2  # of two addresses
    assert "attributed by Example Coast Guard" in text
    several = run("hunt", "--json", "--attribute", "--workers", 4, *arguments)
    assert several.stdout == done.stdout


@story
def what_is_asked_wrongly_or_cannot_be_read_is_one_sentence(folder):
    notice = write(folder, "n.txt", f"{ADDRESS}\n")
    for arguments in ([], ["--at", "yesterday", ADDRESS], ["--nonsense", ADDRESS], ["192.0.2.0/24"],
                      ["-n", folder / "none", ADDRESS], ["-l", folder / "none", ADDRESS], ["-r", folder / "none", ADDRESS]):
        done = run("who", *arguments)
        assert done.returncode == 2, (arguments, done.returncode)
        assert len(done.stderr.decode().strip().splitlines()) == 1, done.stderr
    done = run("who", "-n", notice, "storm", ADDRESS)
    assert done.returncode == 1 and b"neither an address nor a name" in done.stderr


@story
def text_of_strangers_does_nothing_to_a_terminal(folder):
    notice = write(folder, "n.csv", f"indicator,family,description\n{ADDRESS},\"\x1b[31mGale\",x\n")
    done = run("who", "--data", facts_in(folder), "-n", notice, ADDRESS)
    assert b"\x1b" not in done.stdout and b"Gale" in done.stdout


def main():
    failed = 0
    print(f"1..{len(STORIES)}")
    for number, told in enumerate(STORIES, 1):
        title = told.__name__.replace("_", " ")
        with tempfile.TemporaryDirectory() as folder:
            try:
                told(pathlib.Path(folder))
                print(f"ok {number} - {title}", flush=True)
            except (AssertionError, LookupError, StopIteration, subprocess.TimeoutExpired, ValueError) as wrong:
                failed += 1
                print(f"not ok {number} - {title}\n# {type(wrong).__name__} {wrong}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
