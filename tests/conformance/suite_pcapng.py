# SPDX-License-Identifier: MIT
"""Listings of the blocks of pcapng files: every packet block is a packet here."""
import re

from tool import Result, run

ABOUT = "packets of pcapng files as their listings count them"
# Enhanced, simple and (obsolete) packet blocks.
PACKETS = re.compile(r"^\s*(?:EPB|SPB|PB):\s*(\d+)", re.M)


def cases(corpus):
    for item in corpus.manifest():
        for path in item["captures"] if item["kind"] == "formats/pcapng" else []:
            listing = (corpus.captures / path).with_suffix(".txt")
            if not listing.exists():
                continue
            wanted = sum(map(int, PACKETS.findall(listing.read_text(encoding="utf-8"))))
            done = run(corpus, "hunt", "--json", "-n", corpus.any_notice, corpus.captures / path)
            packets = [line["packets"] for line in done.lines if line.get("type") == "summary"]
            yield Result(path, packets == [wanted], f"{packets}, expected {wanted} {done.said}")
