#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""pdf - notices that are PDF documents, as their user meets them."""
import pathlib
import subprocess
import sys
import tempfile
import zlib

from packets import *

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
EVIL = "45.66.77.66"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>"
WITHOUT = "built without poppler"


def stream(data):
    packed = zlib.compress(data)
    return b"<</Filter/FlateDecode/Length %d>>stream\n%b\nendstream" % (len(packed), packed)


def pdf(content):
    """One page that shows the content."""
    page = (b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources"
            b"<</Font<</F 3 0 R>>>>>>")
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[4 0 R]/Count 1>>", FONT, page,
               stream(content)]
    out, places = b"%PDF-1.5\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + (b"xref\n0 %d\n0000000000 65535 f \n%btrailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
                  % (len(objects) + 1, table, len(objects) + 1, len(out)))


def lines(*texts):
    shown = b"".join(b"(%b) Tj T* " % text.encode() for text in texts)
    return b"BT /F 10 Tf 50 700 Td 12 TL %bET" % shown


def run(*arguments):
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, check=False, timeout=600)


def refused(folder, content):
    notice = folder / "notice.pdf"
    notice.write_bytes(content)
    done = run("check", notice)
    assert done.returncode == 2, done
    said = done.stderr.decode()
    assert said.count("\n") == 1, said
    return said


def a_pdf_is_hunted_like_its_text(folder):
    notice, capture = folder / "notice.pdf", folder / "capture.pcap"
    notice.write_bytes(pdf(lines("The bots call 45.66.77[.]", "66 on many ports")))
    capture.write_bytes(pcap([ethernet(ipv4(tcp(source=40000, flags=SYN), TCP, target=EVIL))]))
    done = run("hunt", "-n", notice, capture)
    if WITHOUT.encode() in done.stderr:
        return
    assert done.returncode == 1 and EVIL.encode() in done.stdout, done


def what_is_no_pdf_behind_its_front_is_refused(folder):
    said = refused(folder, b"%PDF-1.7\n" + bytes(range(256)) * 20)
    assert "damaged" in said or WITHOUT in said, said


STORIES = [a_pdf_is_hunted_like_its_text, what_is_no_pdf_behind_its_front_is_refused]


def main():
    failed = 0
    print(f"1..{len(STORIES)}")
    for number, story in enumerate(STORIES, 1):
        why = None
        with tempfile.TemporaryDirectory() as folder:
            try:
                story(pathlib.Path(folder))
            except (AssertionError, subprocess.TimeoutExpired) as problem:
                why = f"{type(problem).__name__}: {problem}"
        failed += why is not None
        print(f"{'not ok' if why else 'ok'} {number} - {story.__name__.replace('_', ' ')}")
        if why:
            print("# " + why[:1500].replace("\n", "\n# "))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
