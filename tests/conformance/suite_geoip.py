# SPDX-License-Identifier: MIT
"""MMDB files: a file's country and network of an address are those of the source it was made from, and
a broken file is no crash and no answer.

Asked for are the first addresses of the networks that a source names, those in between of larger ones
too; what is reserved has no place."""
import ipaddress
import json
import pathlib
import shutil
import tempfile

from tool import Result, run

ABOUT = "MMDB files answer what their sources say, and broken ones nothing"

MOST = 2000  # of addresses asked of one file


def network_of(text):
    """IPv4 stands in sources as itself, or below ::/96."""
    network = ipaddress.ip_network(text, strict=False)
    if network.version == 6 and network.prefixlen >= 96 and int(network.network_address) >> 32 == 0:
        return ipaddress.ip_network((int(network.network_address), network.prefixlen - 96))
    return network


def told_of(record):
    """Country and number that a record says."""
    country = record.get("country", {}).get("iso_code") or record.get("registered_country", {}).get("iso_code")
    number = record.get("autonomous_system_number") or record.get("traits", {}).get("autonomous_system_number")
    return country, number


def wanted_of(source):
    """{address: (country, number)}: the longest prefix decides."""
    networks = {}
    for entry in json.loads(source.read_text(encoding="utf-8")):
        for network, record in entry.items():
            networks[network_of(network)] = told_of(record)
    wanted = {}
    for network in list(networks)[:MOST]:
        address = network.network_address
        if address.is_global and not address.is_multicast:
            around = [wide for wide in networks if wide.version == network.version and address in wide]
            wanted[address] = networks[max(around, key=lambda wide: wide.prefixlen)]
    return wanted


def ask(corpus, database, addresses):
    """What the program says of addresses with one database; and how its run went."""
    with tempfile.TemporaryDirectory() as folder:
        data, notice = pathlib.Path(folder) / "data", pathlib.Path(folder) / "notice.txt"
        (data / "own").mkdir(parents=True)
        shutil.copy(database, data / "own")  # a link would lead out of what may be read
        notice.write_text("".join(f"{address}\n" for address in addresses), encoding="utf-8")
        done = run(corpus, "check", "--json", "--data", data, notice)
    seen = {}
    for line in done.lines:
        if line["type"] == "indicator":
            countries = [place["country"] for place in line.get("places", [])]
            number = line.get("network", {}).get("asn")
            seen[ipaddress.ip_address(line["value"])] = (countries[0] if countries else None, number)
    return done, seen


def cases(corpus):
    for item in corpus.manifest():
        if item["kind"] != "geoip":
            continue
        paths = [corpus.captures / path for path in item["other"]]
        source = [path for path in paths if path.suffix == ".json"]
        is_bad = "refused" in item["meta"].get("note", "")
        if not source and not is_bad:
            continue
        wanted = wanted_of(source[0]) if source else {ipaddress.ip_address("1.1.1.1"): (None, None)}
        done, seen = ask(corpus, paths[0], wanted)
        wrong = [f"{address}: {seen.get(address)}, not {told}" for address, told in wanted.items()
                 if seen.get(address) != told]
        yield Result(item["id"], done.status == 0 and not wrong,
                     f"status {done.status}, {len(wrong)} of {len(wanted)} wrong: {'; '.join(wrong[:3])}")
