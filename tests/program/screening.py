#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""screening - the command as its user meets it, on lists that are made up here: who is found, in which
script, at which date, by which number, with which exit status; and what becomes of bad input."""
import csv
import io
import json
import pathlib
import signal
import subprocess
import sys
import tempfile

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
STORIES = []

REGISTER = """id,name,alias,kind,born,country,address,authority,body,programme,from,until,imo,passport,wallet,bic
1,HARBOUR BREEZE TECHNOLOGY GROUP INCORPORATED,港湾微风科技集团股份有限公司,company,,China,"Room 7, Quay Road 1, Harbour",US,OFAC,CYBER2,2025-01-03,,,,,
2,"Морозильников, Аркадий Северьянович",,person,1961-04-17,Russia,,UK,FCDO,RUS,2022-02-24,2024-05-01,,760123456,,
3,فيصل المرفئي,,person,1970,Syria,,EU,Council,SYR,2019-06-01,,,,,
4,STORMY PETREL,,vessel,,Panama,,US,OFAC,IRAN,2020-01-01,,9999993,,,
5,QUAYSIDE MIXER,,company,,,,US,OFAC,CYBER2,2022-08-08,,,,0x0123456789abcdef0123456789abcdef01234567,
6,UTOPIAN SEAFARERS BANK,,company,,Utopia,,UN,Security Council,DPRK,2017-12-22,,,,,USFBDEA1XXX
"""


def story(function):
    STORIES.append(function)
    return function


def run(*arguments, **more):
    return subprocess.run([PROGRAM, "screen", *map(str, arguments)], capture_output=True, check=False,
                          timeout=600, **more)  # sanitizers are slow


def write(folder, name, text):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def register(folder):
    return write(folder, "lists/register.csv", REGISTER)


def objects(done, kind="screening"):
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return [line for line in lines if line["type"] == kind]


def ask(*arguments, **more):
    """One name: its object, and the exit status."""
    done = run("--json", *arguments, **more)
    answers = objects(done)
    assert len(answers) == 1, (done.stdout, done.stderr)
    return answers[0], done.returncode


def entries(answer):
    return [candidate["entry"]["id"] for candidate in answer["candidates"]]


def complaints(done):
    return done.stderr.decode().strip().splitlines()


@story
def a_name_is_found_in_its_own_script_and_in_others(folder):
    path = register(folder)
    for name, entry in (("Harbour Breeze Technology Group, Inc.", "1"), ("港湾微风科技集团股份有限公司", "1"),
                        ("Gangwan Weifeng", "1"), ("Arkady Severyanovich MOROZILNIKOV", "2"),
                        ("Аркадий Морозильников", "2"), ("Faisal al-Marfai", "3"), ("فيصل المرفئي", "3")):
        answer, status = ask("-l", path, "--at", "2023-01-01" if entry == "2" else "2026-01-01", name)
        assert entries(answer)[:1] == [entry], (name, entries(answer))
        assert status == 1 and answer["answer"] == "listed", (name, answer["answer"])


@story
def words_that_everybody_has_find_nobody(folder):
    path = register(folder)
    for name in ("Technology Group Incorporated", "Blue Lagoon Technology Group Incorporated", "Seafarers Inn"):
        answer, status = ask("-l", path, name)
        assert status == 0 and entries(answer) == [], (name, entries(answer))
        assert answer["answer"] == "nobody" and not answer["found"]


@story
def the_answer_comes_first_and_names_its_date_and_its_list(folder):
    done = run("-l", register(folder), "--at", "2026-03-17", "Harbour Breeze Technology Group Incorporated")
    text = done.stdout.decode()
    head = text.splitlines()[0]
    assert head.startswith("Harbour Breeze Technology Group Incorporated: match ("), head
    assert "listed by US (OFAC, since 2025-01-03) as of 2026-03-17" in head, head
    assert text.index("asked") < text.index("listed  ") < text.index("entry") < text.index("Lists asked")
    assert "Quay Road 1" in text and "\x1b" not in text


@story
def status_depends_on_the_date_that_is_asked(folder):
    path = register(folder)
    company, person = "Harbour Breeze Technology Group Incorporated", "Arkadi Severyanovich Morozilnikov"
    for name, date, answer, status in (
            (company, "2025-01-02", "not_listed", 0), (company, "2025-01-03", "listed", 1),
            (person, "2022-02-23", "not_listed", 0), (person, "2022-02-24", "listed", 1),
            (person, "2024-04-30", "listed", 1), (person, "2024-05-01", "not_listed", 0)):
        told, exit_status = ask("-l", path, "--at", date, name)
        assert (told["answer"], exit_status) == (answer, status), (name, date, told["answer"], exit_status)
        assert len(told["candidates"]) >= 1
    before = run("-l", path, "--at", "2025-01-02", company).stdout.decode()
    assert "not yet listed by US (OFAC, since 2025-01-03) as of 2025-01-02" in before.replace("\n", " ")


def ofac(folder, date, *rows):
    lines = "".join(f'{number},"{name}","individual","SDGT",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n'
                    for number, name in rows)
    write(folder, f"ofac/{date}/sdn.csv", lines + "\x1a\r\n")


@story
def versions_without_dates_tell_between_which_days(folder):
    ofac(folder, "2024-01-01", (10, "FLOODTIDE, Ebba"))
    ofac(folder, "2024-03-01", (10, "FLOODTIDE, Ebba"))
    ofac(folder, "2024-09-01", (10, "FLOODTIDE, Ebba"), (11, "LANDFALL, Storm Gunnar"))
    ofac(folder, "2025-02-01", (11, "LANDFALL, Storm Gunnar"))
    for name, date, standing in (("Ebba Floodtide", "2024-06-01", "listed"), ("Ebba Floodtide", "2025-03-01", "ended"),
                                 ("Storm Gunnar Landfall", "2024-02-01", "none"),
                                 ("Storm Gunnar Landfall", "2024-06-01", "unknown"),
                                 ("Storm Gunnar Landfall", "2025-03-01", "listed"),
                                 ("Ebba Floodtide", "2023-01-01", "unknown")):
        told, status = ask("-l", folder / "ofac", "--at", date, name)
        standings = [one["standing"] for one in told["candidates"][0]["status"]]
        assert standings == [standing], (name, date, standings)
        assert status == (1 if standing in ("listed", "unknown") else 0)
    told, _ = ask("-l", folder / "ofac", "--at", "2025-03-01", "Storm Gunnar Landfall")
    status = told["candidates"][0]["status"][0]
    assert (status.get("not_before"), status.get("not_after")) == ("2024-03-01", "2024-09-01"), status


@story
def numbers_are_found_exactly(folder):
    path = register(folder)
    for number, entry in (("IMO 9999993", "4"), ("9999993", "4"), ("USFBDEA1", "6"), ("USFBDEA1XXX", "6"),
                          ("0x0123456789ABCDEF0123456789ABCDEF01234567", "5"), ("Passport 760123456", "2")):
        answer, _ = ask("-l", path, "--at", "2023-01-01", number)
        assert entries(answer) == [entry], (number, entries(answer))
        assert answer["candidates"][0]["found_by"] == "identifier"
    for number in ("IMO 9999981", "0x0123456789abcdef0123456789abcdef01234568", "Passport 760123457"):
        answer, status = ask("-l", path, number)
        assert status == 0 and entries(answer) == [], number


@story
def what_else_is_known_raises_and_lowers(folder):
    path = register(folder)
    name = "Arkady Morozilnikov"
    seen = [ask("-l", path, "--at", "2023-01-01", "-t", "0.01", *more, name)[0]["candidates"][0]["probability"]
            for more in ((), ("--born", "1961-04-17"), ("--born", "1990-01-01"), ("--id", "760123456"))]
    assert seen[2] < seen[0] < seen[1], seen
    assert seen[3] > seen[0], seen


@story
def an_address_alone_makes_no_candidate(folder):
    answer, status = ask("-l", register(folder), "--address", "Room 7, Quay Road 1, Harbour", "--explain",
                         "Lagoon Pottery")
    assert status == 0 and answer["candidates"] == []


@story
def batches_tell_the_same_as_single_questions_for_any_number_of_workers(folder):
    path = register(folder)
    names = [f"{first} {last}" for first in ("Arkady", "Harbour Breeze", "Ebba", "Stormy", "Faisal")
             for last in ("Morozilnikov", "Technology Group", "Petrel", "Marfai", "Lagoon")] * 8
    single = [line for name in names[:25] for line in
              run("-l", path, "--at", "2023-01-01", "--csv", name).stdout.decode().splitlines()[1:]]
    write(folder, "names.txt", "\n".join(names))
    answers = [run("-l", path, "--at", "2023-01-01", "--csv", "-w", workers, "--file", folder / "names.txt")
               for workers in (1, 2, 7)]
    assert len({done.stdout for done in answers}) == 1
    assert {done.returncode for done in answers} == {1}
    lines = answers[0].stdout.decode().splitlines()[1:]
    assert lines[:len(single)] == single
    assert len(lines) == 8 * len(single)


@story
def standard_input_is_read(folder):
    path = register(folder)
    for arguments in (["-"], ["--file", "-"]):
        done = run("-l", path, "--at", "2026-01-01", *arguments, input="Stormy Petrel\nNobody Atall\n".encode())
        lines = done.stdout.decode().splitlines()
        assert done.returncode == 1 and "match" in lines[0] and "STORMY PETREL" in lines[0], lines
        assert lines[1].split() == ["-", "Nobody", "Atall"], lines
        assert "2 names: 1 listed, 1 not on any list" in lines, lines
    assert run("-l", path, "-", input=b"").returncode == 0


@story
def a_table_of_customers_is_read_by_its_headings(folder):
    table = write(folder, "customers.csv", "id;beneficiary;date of birth\n7;Arkady Morozilnikov;17/04/1961\n"
                  "8;;\n9;\"Petrel; Stormy\";soon\n")
    done = run("-l", register(folder), "--at", "2023-01-01", "--json", "--column", "beneficiary", "--file", table)
    answers = objects(done)
    assert [answer["query"]["id"] for answer in answers] == ["7", "9"]
    assert answers[0]["query"]["born"] == "1961-04-17" and entries(answers[0]) == ["2"]
    assert entries(answers[1]) == ["4"], entries(answers[1])
    assert done.returncode == 1 and len(complaints(done)) == 2, done.stderr
    assert objects(done, "summary")[0]["unread"] == 1


@story
def defects_of_the_input_are_told_by_line_and_the_rest_is_asked(folder):
    lines = ['{"name": "Stormy Petrel", "kind": "ship", "id": "a"}', '{"name": ', '["list"]', '{"name": 7}',
             '{"name": "' + "x" * 5000 + '"}', '{"identifiers": ["9999993"], "id": "b"}', '{"name": "Nobody", "id": "c"}']
    done = run("-l", register(folder), "--json", "--file", write(folder, "names.jsonl", "\n".join(lines)))
    assert [answer["query"]["id"] for answer in objects(done)] == ["a", "b", "c"]
    assert [entries(answer) for answer in objects(done)] == [["4"], ["4"], []]
    told = complaints(done)
    assert [number for number in range(1, 8) if any(f"line {number}:" in line for line in told)] == [2, 3, 4, 5], told
    done = run("-l", register(folder), "--file", write(folder, "one.jsonl", lines[1] + "\n" + lines[6]))
    assert done.returncode == 2, done.stdout


@story
def csv_is_a_table_that_no_spreadsheet_runs(folder):
    evil = '=HYPERLINK("http://evil.example")'
    table = write(folder, "n.csv", 'id,name\n"=1+1","=cmd|calc"\n2,Stormy Petrel\n')
    path = write(folder, "list.csv", f'id,name,authority\n1,"{evil.replace(chr(34), chr(34) * 2)}",US\n2,STORMY PETREL,@US\n')
    done = run("-l", path, "--csv", "--file", table)
    rows = list(csv.reader(io.StringIO(done.stdout.decode(), newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1 and len(rows) == 3
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+-@\t\r")], rows
    assert done.stdout.count(b"\r\n") == 3


BOMB = ('<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
    f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(12)) +
    ']><CONSOLIDATED_LIST dateGenerated="2026-01-01T00:00:00Z"><INDIVIDUALS><INDIVIDUAL><DATAID>1</DATAID>'
    "<FIRST_NAME>&m;</FIRST_NAME></INDIVIDUAL></INDIVIDUALS></CONSOLIDATED_LIST>")
HOSTILE = {
    "bomb.xml": BOMB,
    "cut.xml": '<?xml version="1.0"?><CONSOLIDATED_LIST dateGenerated="2026-01-01"><INDIVIDUALS><INDIV',
    "noise.bin": bytes(range(256)) * 300,
    "empty.csv": b"",
    "zeros.xml": b"\0" * 100000,
    "deep.xml": "<CONSOLIDATED_LIST>" + "<a>" * 200000,
}


@story
def a_hostile_list_gets_one_sentence_and_the_others_are_asked(folder):
    path = register(folder)
    for name, content in HOSTILE.items():
        hostile = write(folder, f"hostile/{name}", content)
        done = run("-l", path, "-l", hostile, "--json", "Nobody Atall")
        assert done.returncode == 2, (name, done.returncode)
        assert len(complaints(done)) == 1 and name in complaints(done)[0], (name, done.stderr)
        assert len(complaints(done)[0]) < 700 and complaints(done)[0].isprintable()
        done = run("-l", path, "-l", hostile, "--json", "Stormy Petrel")
        assert done.returncode == 1 and entries(objects(done)[0]) == ["4"], name
        assert run("-l", hostile, "Stormy Petrel").returncode == 2, name


@story
def lists_are_told_with_date_digest_and_what_stands_in_them(folder):
    path = register(folder)
    ofac(folder, "2024-03-01", (10, "FLOODTIDE, Ebba"))
    ofac(folder, "2024-09-01", (10, "FLOODTIDE, Ebba"), (11, "LANDFALL, Storm Gunnar"))
    done = run("--lists", "--json", "-l", path, "-l", folder / "ofac")
    told = {(one["name"], one.get("date")): one for one in objects(done, "list")}
    assert done.returncode == 0 and len(told) == 3, told
    assert [told["OFAC SDN", date]["entities"] for date in ("2024-03-01", "2024-09-01")] == [1, 2]
    table = next(one for (name, _), one in told.items() if name != "OFAC SDN")
    assert (table["entities"], table["names"], table["identifiers"]) == (6, 7, 4), table
    digest = subprocess.run(["sha256sum", path], capture_output=True, check=True).stdout.decode().split()[0]
    assert table["sha256"] == digest == table["files"][0]["sha256"]
    answer, _ = ask("-l", path, "Stormy Petrel")
    assert answer["candidates"][0]["entry"]["list_sha256"] == digest
    assert "OFAC SDN" in run("--lists", "-l", folder / "ofac").stdout.decode()


@story
def what_update_keeps_is_asked_where_no_list_is_named(folder):
    for date, rows in (("2024-03-01", [(10, "FLOODTIDE, Ebba")]), ("2024-09-01", [(11, "LANDFALL, Storm Gunnar")])):
        ofac(folder, date, *rows)
        done = subprocess.run([PROGRAM, "update", "-d", folder / "data", "--from", folder / "ofac" / date, "--date",
                               date, "ofac-sdn"], capture_output=True, check=False, timeout=600)
        assert done.returncode == 0, done.stderr
    told = {name: run("-d", folder / "data", *at, "--json", name) for name, at in (
        ("Storm Gunnar Landfall", ()), ("Ebba Floodtide", ("--at", "2024-03-01")))}
    assert [done.returncode for done in told.values()] == [1, 1], [done.stderr for done in told.values()]
    today = objects(told["Storm Gunnar Landfall"])[0]
    assert today["answer"] == "listed" and today["candidates"][0]["entry"]["list_date"] == "2024-09-01"


@story
def the_digest_of_all_lists_changes_with_any_of_them(folder):
    path = register(folder)
    seen = [ask("-l", path, "Nobody")[0]["lists_sha256"] for _ in range(2)]
    write(folder, "lists/register.csv", REGISTER + "9,LAST ONE,,person,,,,,,,,,,,,\n")
    seen.append(ask("-l", path, "Nobody")[0]["lists_sha256"])
    assert seen[0] == seen[1] != seen[2]


@story
def any_table_is_read_with_a_mapping(folder):
    path = write(folder, "own.csv", "Vorname;Zuname;Auch\nStorm Gunnar;Landfall;Sturm G.|Gunnar Storm\n")
    done = run("-l", path, "--map", "name=Vorname+Zuname,alias=Auch[|],authority='CH'", "--json",
               "Storm Gunnar Landfall")
    answer = objects(done)[0]
    assert done.returncode == 1, (done.stdout, done.stderr)
    assert len(answer["candidates"][0]["entry"]["names"]) == 3
    assert answer["candidates"][0]["status"][0]["authority"] == "CH"
    done = run("-l", path, "--map", "nonsense", "Anybody")
    assert done.returncode == 2 and len(complaints(done)) == 1


@story
def ofacs_score_stands_beside_and_decides_nothing(folder):
    path = register(folder)
    answer, _ = ask("-l", path, "--score", "ofac", "Stormy Petrel")
    assert answer["candidates"][0]["ofac_score"] == 100, answer["candidates"]
    assert "ofac_score" not in ask("-l", path, "Stormy Petrel")[0]["candidates"][0]


@story
def what_is_asked_wrongly_is_refused_in_one_sentence(folder):
    path = register(folder)
    for arguments in (["-l", path], ["-l", path, "--at", "yesterday", "x"], ["-l", path, "-t", "2", "x"],
                      ["-l", path, "--json", "--csv", "x"], ["-l", path, "--kind", "dragon", "x"],
                      ["-l", path, "--least", "80", "x"], ["-l", path, "--file", path, "x"],
                      ["-l", path, "--format", "none", "x"], ["-l", path, "--format", "un_xml", "x"],
                      ["-l", path, "--born", "1961", "x", "y"], ["-l", path, "-w", "0", "x"],
                      ["-l", path, "--file", folder / "missing"], ["-l", folder / "missing", "x"],
                      ["-d", folder / "none", "x"]):
        done = run(*arguments)
        assert done.returncode == 2 and done.stdout == b"", arguments
        assert 1 <= len(complaints(done)) <= 2, (arguments, done.stderr)


@story
def the_nearest_is_told_with_the_reason_why_it_is_refused(folder):
    path = register(folder)
    text = run("-l", path, "Lagoon Technology Group").stdout.decode()
    lines = text.splitlines()
    assert lines[0].startswith("Lagoon Technology Group: not on any list as of "), text
    assert lines[1].split()[0] == "nearest" and "HARBOUR BREEZE TECHNOLOGY GROUP" in lines[1], text
    assert any(line.split()[:1] == ["refused"] and "lagoon" in line.lower() for line in lines), text
    explained = run("-l", path, "--explain", "Lagoon Technology Group").stdout.decode()
    assert "Refused:" in explained and "weighed" in explained, explained


@story
def an_interrupt_ends_a_batch_cleanly_and_says_so(folder):
    names = "\n".join(f"Arkady Number{i} Morozilnikov" for i in range(300000))
    write(folder, "names.txt", names)
    child = subprocess.Popen([PROGRAM, "screen", "-l", register(folder), "-w", "2", "--json", "--file",
                              folder / "names.txt"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, bufsize=0)
    first = child.stdout.readline()
    child.send_signal(signal.SIGINT)
    rest, _ = child.communicate(timeout=600)
    lines = [json.loads(line) for line in (first + rest).decode().splitlines()]
    assert lines[-1]["type"] == "summary" and lines[-1]["interrupted"], lines[-1]
    assert lines[-1]["asked"] == len(lines) - 1 < 300000


@story
def hostile_bytes_reach_no_terminal(folder):
    path = write(folder, "list.csv", "id,name,authority\n1,\"STORMY\x1b[2J PETREL\u202e\",U\x1bS\n")
    for form in ((), ("--explain",), ("--json",), ("--csv",), ("--batch",)):
        done = run("-l", path, *form, "Stormy Petrel\x1b[31m")
        assert b"\x1b" not in done.stdout and "\u202e".encode() not in done.stdout, (form, done.stdout)


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


sys.exit(main())
