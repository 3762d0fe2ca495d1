# SPDX-License-Identifier: MIT
"""Names that nDPI saw in DNS, HTTP and TLS, which our records of the same capture must have.

nDPI writes "?" and "_" for bytes that are unusual in names, so these stand for any byte."""
import re

from tool import Result, names_of, records

ABOUT = "host names of nDPI's DNS, HTTP and TLS flows stand in EVE records"
FLOW = re.compile(r"^\t\d+\t.*?\[proto: [\d.]+/(?:\w+\.)*(DNS|HTTP|TLS)\b.*?\[Hostname/SNI: ([^\]]+)\]", re.M)


def stands_in(name, names):
    if name in names:
        return True
    pattern = re.compile("".join(r"(?:.|\\\d{3})" if c in "?_" else re.escape(c) for c in name), re.S)
    return any(map(pattern.fullmatch, names))


def cases(corpus):
    for item in corpus.manifest():
        results = [path for path in item["other"] if path.endswith(".out")]
        if item["kind"] != "classification" or not results or not item["captures"]:
            continue
        expected = (corpus.captures / results[0]).read_text(encoding="utf-8", errors="replace")
        wanted = {name.lower().rstrip(".") for _, name in FLOW.findall(expected)}
        if not wanted:
            continue
        capture = item["captures"][0]
        names = names_of(records(corpus, capture))
        missing = {name for name in wanted if not stands_in(name, names)}
        yield Result(capture, not missing, f"{len(missing)} of {len(wanted)} missing: {sorted(missing)[:8]}")
