#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""behaviour - the program as its user meets it: statuses, inputs, workers, interrupts, bad input."""
import bz2
import gzip
import json
import lzma
import os
import pathlib
import random
import signal
import struct
import subprocess
import sys
import tempfile

from packets import *

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
EVIL = "203.0.113.66"
STORIES = []


def story(function):
    STORIES.append(function)
    return function


def hunt(*arguments, **more):
    return subprocess.run([PROGRAM, "hunt", *map(str, arguments)], capture_output=True, check=False,
                          timeout=600, **more)  # sanitizers are slow


def notice_in(folder, text=f"{EVIL}\nevil.test\n"):
    path = folder / "notice.txt"
    path.write_text(text, encoding="utf-8")
    return path


def call(target=EVIL, port=40000):
    return ethernet(ipv4(tcp(source=port, flags=SYN), TCP, target=target))


def capture_in(folder, frames, name="capture.pcap"):
    path = folder / name
    path.write_bytes(pcap(frames))
    return path


def objects(done, kind):
    lines = [json.loads(line) for line in done.stdout.decode().splitlines()]
    return [line for line in lines if line["type"] == kind]


def busy_frames():
    """A lot of everything, from one seed: the same in every run."""
    chance, frames = random.Random(20250106), []
    for number in range(3000):
        host = f"10.0.{number % 7}.{number % 50 + 1}"
        port = 1024 + number
        kind = chance.randrange(6)
        if kind == 0:
            frames.append(ethernet(ipv4(udp(question(chance.choice(["good.test", "a.evil.test", "evil.test"])), port),
                                        UDP, host, "10.0.0.53")))
        elif kind == 1:
            frames.append(ethernet(ipv4(tcp(source=port, flags=SYN), TCP, host, chance.choice([EVIL, SERVER]))))
        elif kind == 2:
            frames += [ethernet(packet) for packet in
                       connection([get(chance.choice(["good.test", "www.evil.test"]))], source=port)]
        elif kind == 3:
            whole = udp(question("deep.label.evil.test"), port)
            frames += [ethernet(ipv4(whole[:24], UDP, host, more=True, ident=number)),
                       ethernet(ipv4(whole[24:], UDP, host, offset=24, ident=number))]
        elif kind == 4:
            frames.append(ethernet(ipv4(struct.pack("!HH", 0, 0x0800) +
                                        ipv4(tcp(source=port, flags=SYN), TCP, host, EVIL), 47, "10.9.9.1", "10.9.9.2")))
        else:
            frames += [ethernet(packet) for packet in
                       connection([tls_records(client_hello(chance.choice(["good.test", "evil.test"])))],
                                  source=port, target=443)]
    return frames


@story
def any_number_of_workers_gives_the_same_findings_and_records_in_the_same_order(folder):
    notice, capture = notice_in(folder), capture_in(folder, busy_frames())
    answers = set()
    for workers in (1, 2, 3, 7):
        records = folder / f"eve-{workers}.json"
        done = hunt("--json", "-n", notice, "--workers", workers, "--eve", records, capture)
        assert done.returncode == 1, done.stderr
        answers.add((done.stdout, records.read_bytes()))
    assert len(answers) == 1
    assert len(objects(done, "finding")) > 100


@story
def nothing_found_is_status_0(folder):
    done = hunt("-n", notice_in(folder), capture_in(folder, [call(SERVER)]))
    assert done.returncode == 0 and done.stdout.startswith(b"NOT FOUND"), done


@story
def something_found_is_status_1_even_when_an_input_is_missing(folder):
    done = hunt("-n", notice_in(folder), folder / "absent.pcap", capture_in(folder, [call()]))
    assert done.returncode == 1 and b"absent.pcap" in done.stdout, done


@story
def a_missing_input_among_good_ones_is_status_2_and_the_rest_is_read(folder):
    done = hunt("--json", "-n", notice_in(folder), folder / "absent.pcap", capture_in(folder, [call(SERVER)]))
    summary = objects(done, "summary")[0]
    assert done.returncode == 2 and summary["packets"] == 1, done


@story
def standard_input_is_read(folder):
    done = hunt("--json", "-n", notice_in(folder), "-", input=pcap([call()]))
    assert done.returncode == 1 and len(objects(done, "finding")) == 1, done


@story
def packed_captures_are_read(folder):
    plain = pcap([call()])
    for name, data in (("a.gz", gzip.compress(plain)), ("a.bz2", bz2.compress(plain)), ("a.xz", lzma.compress(plain))):
        (folder / name).write_bytes(data)
        done = hunt("-n", notice_in(folder), folder / name)
        assert done.returncode == 1, (name, done)


@story
def folders_are_read_with_all_that_is_below_them(folder):
    below = folder / "captures" / "2025" / "january"
    below.mkdir(parents=True)
    capture_in(below, [call()])
    capture_in(folder / "captures", [call("192.0.2.1")], "other.pcap")
    (folder / "captures" / "README").write_text("no capture")
    done = hunt("--json", "-n", notice_in(folder), folder / "captures")
    assert done.returncode == 1 and objects(done, "summary")[0]["packets"] == 2, done


@story
def a_pattern_names_captures(folder):
    capture_in(folder, [call()], "one.pcap")
    done = hunt("-n", notice_in(folder), str(folder / "*.pcap"))
    assert done.returncode == 1, done


@story
def what_two_notices_name_is_one_finding_that_names_both(folder):
    (folder / "a.txt").write_text("EVIL.test.\n")
    (folder / "b.txt").write_text("# list\nevil.test\n")
    frames = [ethernet(ipv4(udp(question("evil.test")), UDP))]
    done = hunt("--json", "-n", folder / "a.txt", "-n", folder / "b.txt", capture_in(folder, frames))
    found = objects(done, "finding")
    assert len(found) == 1 and [n["line"] for n in found[0]["notices"]] == [1, 2], found


@story
def a_finding_tells_packets_bytes_and_times(folder):
    frames = [ethernet(packet) for packet in connection([get("evil.test")])]
    capture = capture_in(folder, frames)
    found = objects(hunt("--json", "-n", notice_in(folder), capture), "finding")[0]
    assert found["machine"] == CLIENT and found["indicator"]["value"] == "evil.test"
    seen = found["seen"][0]
    assert seen["field"] == "http.host" and seen["packets"] == [{"input": str(capture), "packet": 4}], seen
    assert found["first"] == "2025-01-06T08:00:03.000000000Z", found["first"]
    sizes = [len(frame) for frame in frames]
    assert found["bytes"] == {"out": sum(sizes) - sizes[1], "in": sizes[1]}, found


@story
def the_json_summary_names_the_capture_by_its_digest(folder):
    import hashlib
    capture = capture_in(folder, [call()])
    summary = objects(hunt("--json", "-n", notice_in(folder), capture), "summary")[0]
    assert summary["inputs"][0]["sha256"] == hashlib.sha256(capture.read_bytes()).hexdigest(), summary


@story
def who_asks_is_the_client_even_when_the_ports_say_otherwise(folder):
    # Seen from the middle: the request goes from a low port to a high one.
    frames = [ethernet(ipv4(tcp(get("evil.test"), 80, 40000, ACK | PSH), TCP, CLIENT, SERVER)),
              ethernet(ipv4(tcp(b"", 40000, 80, ACK, 5000, 1000 + len(get("evil.test"))), TCP, SERVER, CLIENT))]
    found = objects(hunt("--json", "-n", notice_in(folder), capture_in(folder, frames)), "finding")
    assert [finding["machine"] for finding in found] == [CLIENT], found


@story
def a_notice_that_is_none_is_one_sentence(folder):
    (folder / "bad.json").write_text('{"type": "bundle", "objects": [')
    done = hunt("-f", "stix", "-n", folder / "bad.json", capture_in(folder, [call()]))
    said = done.stderr.decode()
    assert done.returncode == 2 and "bad.json" in said and len(said.splitlines()) <= 2, said


@story
def a_capture_that_is_none_is_one_sentence(folder):
    (folder / "noise.pcap").write_bytes(b"this is no capture at all, whatever its name says")
    done = hunt("-n", notice_in(folder), folder / "noise.pcap")
    assert done.returncode == 2 and b"noise.pcap" in done.stdout + done.stderr, done


@story
def a_truncated_capture_is_read_to_its_end_and_the_summary_says_so(folder):
    path = capture_in(folder, [call(), call("192.0.2.9")])
    path.write_bytes(path.read_bytes()[:-10])
    done = hunt("-n", notice_in(folder), path)
    assert done.returncode == 1 and b"capture.pcap" in done.stdout, done


@story
def a_decompression_bomb_ends_with_an_error(folder):
    layer = gzip.compress(bytes(64 << 20))
    with open(folder / "bomb.pcap.gz", "wb") as bomb:
        bomb.write(gzip.compress(pcap([call("192.0.2.1")])[:24] + struct.pack("<IIII", 0, 0, 1 << 19, 1 << 19)))
        for _ in range(24):
            bomb.write(layer)
    done = hunt("-n", notice_in(folder), folder / "bomb.pcap.gz")
    assert done.returncode == 2 and b"bomb.pcap.gz" in done.stdout + done.stderr, done


@story
def what_came_from_outside_cannot_move_the_cursor(folder):
    frames = [ethernet(packet) for packet in connection([get("evil.test\x1b[2J", "/\x1b]0;x\x07")])]
    frames.append(ethernet(ipv4(udp(b"\x12\x34\x01\0\0\1\0\0\0\0\0\0\x05\x1b[2Jx\4evil\4test\0\0\1\0\1"), UDP)))
    notice = folder / "\x1b[31mnotice.txt"
    notice.write_text("evil.test\n")
    for colour in ("never", "always"):
        done = hunt("--colour", colour, "-n", notice, capture_in(folder, frames))
        text = done.stdout.decode().replace("\x1b[0m", "")
        if colour == "always":
            import re
            text = re.sub(r"\x1b\[[0-9;]+m", "", text)
        assert all(c == "\n" or c.isprintable() for c in text), text


@story
def the_table_is_plain_when_piped_and_fits_a_narrow_terminal(folder):
    capture, notice = capture_in(folder, busy_frames()[:200]), notice_in(folder)
    done = hunt("-n", notice, capture)
    assert b"\x1b" not in done.stdout
    for columns in (60, 80, 120):
        size = subprocess.run(["script", "-qec", f"stty cols {columns} rows 40; {PROGRAM} hunt -q -n {notice} {capture}",
                               "/dev/null"], capture_output=True, check=False, env={**os.environ, "TERM": "xterm"})
        import re
        lines = re.sub(r"\x1b\[[0-9;]*m", "", size.stdout.decode()).splitlines()
        assert max(map(len, lines)) <= columns, (columns, max(lines, key=len))


@story
def eve_to_a_full_disk_is_said_and_is_trouble(folder):
    done = hunt("-n", notice_in(folder), "--eve", "/dev/full", capture_in(folder, [call(SERVER)]))
    assert done.returncode == 2 and b"/dev/full" in done.stderr, done


@story
def an_interrupt_reports_what_was_found_so_far(folder):
    child = subprocess.Popen([PROGRAM, "hunt", "--json", "-n", str(notice_in(folder)), "-"],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    child.stdin.write(pcap([call(EVIL, 1024 + n) for n in range(4000)]))
    child.stdin.flush()
    # The pipe is empty again when the program has taken everything and waits for more.
    import fcntl
    import termios
    while struct.unpack("i", fcntl.ioctl(child.stdin, termios.FIONREAD, b"\0\0\0\0"))[0] > 0:
        pass
    child.send_signal(signal.SIGINT)
    out, said = child.stdout.read(), child.stderr.read()  # the input stays open: the signal ends the run
    child.wait(timeout=30)
    child.stdin.close()
    lines = [json.loads(line) for line in out.decode().splitlines()]
    assert child.returncode == 1, (child.returncode, said)
    assert [line["type"] for line in lines] == ["finding", "summary"] and lines[1]["interrupted"], lines


@story
def while_it_reads_it_has_no_rights_to_lose(folder):
    binary = pathlib.Path(PROGRAM).read_bytes()
    sanitized = b"__asan_init" in binary or b"__tsan_init" in binary  # these need /proc at their end
    child = subprocess.Popen([PROGRAM, "hunt", "-n", str(notice_in(folder)), "-"],
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    child.stdin.write(pcap([call(EVIL, 1024 + n) for n in range(4000)]))  # more than a pipe holds: it reads
    child.stdin.flush()
    status = dict(line.split(":\t") for line in
                  pathlib.Path(f"/proc/{child.pid}/status").read_text().splitlines() if ":\t" in line)
    child.communicate(timeout=60)
    assert sanitized or (status["NoNewPrivs"], status["Seccomp"]) == ("1", "2"), status


@story
def wrong_usage_is_one_sentence_and_status_2(folder):
    for arguments in (["hunt"], ["hunt", "--nosuch"], ["hunt", "-n"], ["hunt", "-n", "x"], ["nosuch"],
                      ["hunt", "-w", "0", "-n", "x", "y"], ["check"], ["hunt", "--colour", "pink", "-n", "x", "y"]):
        done = subprocess.run([PROGRAM, *arguments], capture_output=True, check=False)
        assert done.returncode == 2 and len(done.stderr.decode().splitlines()) == 1, (arguments, done)


@story
def help_and_manual_name_every_option_of_the_table(folder):
    text = subprocess.run([PROGRAM, "hunt", "--help"], capture_output=True, check=True).stdout.decode()
    manual = subprocess.run([PROGRAM, "--manual"], capture_output=True, check=True).stdout.decode()
    for option in ("notice", "format", "json", "eve", "workers", "quiet", "colour", "help"):
        assert f"--{option}" in text and f"\\-\\-{option}" in manual, option
    assert max(map(len, text.splitlines())) <= 100


@story
def serials_of_certificates_and_user_agents_are_hunted(folder):
    serial = ":".join(["22", "42", "eb", "8e", "ec", "fd", "90", "7a", "57", "89", "79", "b6", "b5", "64", "b1", "33",
                       "71", "96", "24", "67"])
    patterns = [f"[x509-certificate:serial_number = '{serial}']",
                "[network-traffic:extensions.'http-request-ext'.request_header.'User-Agent' = 'test']"]
    objects_ = [{"type": "indicator", "spec_version": "2.1", "pattern_type": "stix", "pattern": pattern,
                 "id": f"indicator--00000000-0000-4000-8000-00000000000{number}", "created": "2025-01-06T00:00:00Z",
                 "modified": "2025-01-06T00:00:00Z", "valid_from": "2025-01-06T00:00:00Z"}
                for number, pattern in enumerate(patterns)]
    notice = folder / "bundle.json"
    notice.write_text(json.dumps({"type": "bundle", "id": "bundle--00000000-0000-4000-8000-000000000009",
                                  "objects": objects_}), encoding="utf-8")
    frames = [ethernet(packet) for packet in connection([get("good.test")])]
    frames += [ethernet(ipv4(segment, TCP, SERVER, CLIENT)) for segment in
               [tcp(server_flight(), 443, 40001, ACK | PSH, 5000, 1000)]]
    done = hunt("--json", "-n", notice, capture_in(folder, frames))
    seen = {trace["field"] for finding in objects(done, "finding") for trace in finding["seen"]}
    assert seen == {"http.user_agent", "tls.certificate.serial"}, (seen, done)


@story
def a_program_without_rights_hunts_all_the_same(folder):
    notice, capture = notice_in(folder), capture_in(folder, [call()])
    os.chmod(folder, 0o755)
    run = [PROGRAM, "hunt", "-n", str(notice), str(capture)]
    if os.geteuid() == 0:
        run = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--no-new-privs"] + run
    done = subprocess.run(run, capture_output=True, check=False)
    assert done.returncode == 1, done


def main():
    failed = 0
    print(f"1..{len(STORIES)}")
    for number, function in enumerate(STORIES, 1):
        why = None
        with tempfile.TemporaryDirectory() as folder:
            try:
                function(pathlib.Path(folder))
            except (AssertionError, subprocess.TimeoutExpired, IndexError, KeyError, ValueError) as problem:
                why = f"{type(problem).__name__}: {problem}"
        failed += why is not None
        print(f"{'not ok' if why else 'ok'} {number} - {function.__name__.replace('_', ' ')}")
        if why:
            print("# " + why[:1500].replace("\n", "\n# "))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
