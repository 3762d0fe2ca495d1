# SPDX-License-Identifier: MIT
"""reference - what a notice names, read a second time and by rules of its own.

A reading sorts what looks like an indicator into two sets: `truth`, which the notice marks so
that no two readers would differ, and `open`, where it gives no mark and either answer is right.
Everything else is no indicator. The rules for prose:

- A digest is a run of exactly 32, 40, 64 or 128 hexadecimal digits that stands alone; as a part
  of a URL, a name or a path it may be one, or a commit, or chance: open, as are serial numbers,
  fingerprints of keys, and what has decimal digits only.
- A name, address, URL or mailbox that is written so that nobody clicks on it ("[.]", "hxxp")
  is one, whatever the sentence. A notice that does so means by a plain one something else,
  or forgot: those are open where they fill a line, a list item or a cell, else none.
- In a notice that marks nothing, what fills a line, a list item or a cell is one, unless the
  heading speaks of references; in running text addresses are open, names and URLs are none.
- A name needs a public root, or one of the alternative ones where it is marked; a plain one
  has no root that is better known as the end of a file. Names in the headers of a quoted e-mail,
  of a DNS query or of a certificate are open.
- A URL in running text whose host is listed elsewhere is open, and so is one in a formula.
- A plain URL behind a sentence, or in a list of links, is what the notice refers to, or open.
- A URL without a path says its host. A public suffix alone is open, and private space is none,
  as are the names that are reserved for examples (RFC 2606)."""
import collections
import csv
import functools
import ipaddress
import io
import json
import re
import urllib.parse
import xml.etree.ElementTree

Reading = collections.namedtuple("Reading", "truth open")

CLASSES = {
    "address": ("address", "address:port", "cidr"), "domain": ("domain", "onion"), "url": ("url",),
    "digest": ("md5", "sha1", "sha256", "sha512", "imphash", "certificate-sha1", "certificate-sha256"), "email": ("email",), "cve": ("cve",),
}
CLASS_OF_KIND = {kind: name for name, kinds in CLASSES.items() for kind in kinds}

SUFFIX_LIST = "/usr/share/publicsuffix/public_suffix_list.dat"
# Roots that are ends of file names too; the names of some are names of programs as well (.com).
FILES = set("""ai app bat bin bz cab cfg cgi com.exe conf config css csv dat dll dmg doc docx elf exe gif gz hta htm
html ico img ini iso jar java jpg jpeg jpg js json jsp key lnk log md mdb mov msi mst odt one out pdb pdf php pl plist
png pm ppt ps ps1 py rar rb rs rtf sh so sql sqlite ss svg swf sys tar tmp txt vbe vbs wasm wav wsf xls xlsx xml yar yara yml
zip zst""".split()) - {"ai", "app"}
MARK = "\u2024"  # stands for a dot that was written so that nobody clicks on it
DEFANGED = [
    (re.compile(r"\\([\[\](){}._*~-])"), r"\1"),  # Markdown's escapes
    (re.compile(r"\s?[\[({]\s?(?:\.|dot|punto|ponto|,)\s?[\])}]|\[\.(?=\w)|(?<=\w)\.\]|[\[({]\.[\])}]|\s\[?dot\]?\s(?=\w)", re.I), MARK),
    (re.compile(r"[\[({][\])}](?=://)"), ""), (re.compile(r"[\[({]:?[\])}](?=//)|[\[({]:[\])}]"), ":"), (re.compile(r"[\[({]:?//[\])}]"), "://"),
    (re.compile(r"\s?[\[({](?:@|at)[\])}]\s?", re.I), "@" + MARK),
]
URL = re.compile(r"(?:\b(?P<scheme>h[tx]{2}ps?|h\*\*ps?|fxp|s?ftp|wss?|tcp)(?:" + MARK + r"|\[?:\]?)?:?//)(?P<rest>[^\s|`\"<>\\^\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]+)", re.I)
WORD = re.compile(r"[^\s|`\"'<>,;()\[\]{}\\\u2018-\u201f\u00ab\u00bb\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]+")
HEX = r"(?:[0-9a-fA-F]{128}|[0-9a-fA-F]{64}|[0-9a-fA-F]{40}|[0-9a-fA-F]{32})"
DIGEST = re.compile(rf"(?<![0-9A-Za-z_./\\=&%-]){HEX}(?![0-9A-Za-z_/\\=&%-]|[.{MARK}][0-9A-Za-z])")
SOME_DIGEST = re.compile(rf"(?<![0-9a-fA-F]){HEX}(?![0-9a-fA-F])")
OTHER_ROOTS = set("onion bit geek dyn libre oss parody pirate chan bbs fur null o oz indy gopher neo coin emc lib bazar eth crypto".split())
TOLD_HOST = re.compile(r"(?:Received|Message-Id|EHLO|HELO|quer(?:y|ies) (?:for|to)|commonName ?=|CN ?=|Received-From-MTA)[^|`]*", re.I)
CVE = re.compile(r"(?<![\w./-])CVE[-\u2010-\u2015 ](\d{4})[-\u2010-\u2015](\d{4,7})\b", re.I)
PORT_AND_PATH = re.compile(r"(:\d+):/")  # "host:80:/path": where the colon belongs is open
FORMULA = re.compile(r"\s*=.*\(")  # of a spreadsheet
NAME = re.compile(r"(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]+)", re.I)
ADDRESS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
CITED = re.compile(r"evidence|additional info|possibly related|referenc|referência|source|read more|see also|blog|author|links?:?$|参考|来源", re.I)
BULLET = re.compile(r"^\s*(?:[-*•>|]+|\d{1,3}[.)])\s+|^\s*[|*•>]+")


@functools.cache
def suffixes():
    with open(SUFFIX_LIST, encoding="utf-8") as lines:
        rules = {line.strip().lstrip("*.!") for line in lines if line.strip() and not line.startswith("//")}
    return {ascii_name(rule) for rule in rules}


def ascii_name(name):
    try:
        return name.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return name.lower()


def public(address):
    """Whether the address is somebody's on the public internet."""
    return address.is_global and not address.is_multicast


def url_key(host, port, path):
    """A URL in a form to compare: spellings that mean the same are equal."""
    path = path.partition("#")[0]
    while path != urllib.parse.unquote(path):
        path = urllib.parse.unquote(path)
    path = re.sub(r"[/\\]+", "/", path)
    port = f":{port}" if port and port not in ("80", "443") else ""
    return f"{host.lower()}{port}{path}"


def told_key(kind, value):
    """What the program said, in the same form."""
    if kind != "url":
        return value
    host, slash, path = value.partition("/")
    return url_key(host, "", slash + path).rstrip("?")


def classified(word):
    """(class, value) of a word that was written out, or None: what it is by its form alone."""
    word = word.replace(MARK, ".")
    found = re.match(r"[a-z]{2,5}p?s?://", word, re.I)
    rest = word[found.end():] if found else word
    rest = rest.rpartition("@")[2] if found and "@" in rest.partition("/")[0] else rest
    if "@" in rest and "/" not in rest.partition("@")[0]:
        local, _, host = rest.rpartition("@")
        local = local.rpartition(":")[2]
        if re.fullmatch(r"[\w.+%-]+", local) and NAME.fullmatch(host):
            return "email", f"{local}@{ascii_name(host)}".lower()
        return None
    authority, slash, path = PORT_AND_PATH.sub(r"\1/", rest.partition("#")[0]).partition("/")
    if re.fullmatch(r"/\d{1,2}", slash + path) and ADDRESS.fullmatch(authority) and not found:
        try:
            return "address", str(ipaddress.ip_network(rest, strict=False)).removesuffix("/32")
        except ValueError:
            return None
    if not slash and "?" in authority:
        authority, _, query = authority.partition("?")
        slash, path = "/", "?" + query
    host, colon, port = authority.partition(":")
    if authority.count(":") > 1:
        try:
            return "address", str(ipaddress.IPv6Address(rest.strip("[]")))
        except ValueError:
            return None
    if colon and not (port.isdigit() and 0 < int(port) < 65536):
        return None
    host = host.rstrip(".")
    if ADDRESS.fullmatch(host):
        if any(int(part) > 255 for part in host.split(".")):
            return None
        host = ".".join(str(int(part)) for part in host.split("."))
        default = found and found[0] + port in ("http://80", "https://443")
        value = "address", f"{host}:{int(port)}" if colon and not default else host
    elif NAME.fullmatch(ascii_name(host)):
        host = ascii_name(host)
        value = "domain", host
    else:
        return None
    return ("url", url_key(host, port, slash + path)) if path.strip("/") else value


def host_of(kind, value):
    host = re.split(r"[/?]", value.rpartition("@")[2] if kind == "email" else value)[0]
    return host if host.count(":") > 1 else host.partition(":")[0]


def worth(kind, value, marked):
    """"truth", "open" or None for a thing of the right form, by where its host stands in the world."""
    host = host_of(kind, value)
    if kind == "address" or ADDRESS.fullmatch(host):
        network = ipaddress.ip_network(value.partition("/")[0].partition(":")[0] if ":" not in value or "." in value else value)
        return "truth" if public(network.network_address) else None
    root = host.rpartition(".")[2]
    if re.search(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|test|invalid|localhost)$", host):
        return None
    if host in suffixes() and kind == "domain":
        return "open"
    if marked:
        return "truth" if root in suffixes() | OTHER_ROOTS else "open"
    if kind == "domain" and root in FILES:
        return None if root not in suffixes() else "open"
    return "truth" if root in suffixes() or root == "onion" else "open"


class Notes:
    """The two sets while a notice is read."""

    def __init__(self):
        self.truth, self.open, self.running = set(), set(), set()

    def add(self, found, how="truth", marked=True):
        if found is None:
            return
        known = worth(*found, marked) if found[0] in ("address", "domain", "url", "email") else "truth"
        if known and how:
            (self.truth if known == how == "truth" else self.open).add(found)
        host = host_of(*found)
        if found[0] in ("url", "email") and how:  # to say its host too is neither asked nor wrong
            self.open.add(("address" if ADDRESS.fullmatch(host) else "domain", host))

    def mention(self, text):
        """Vulnerabilities that a format has no field for, in what else it says: open."""
        self.open.update(("cve", found.upper()) for found in re.findall(r"CVE-\d{4}-\d{4,7}", text, re.I))

    def reading(self):
        listed = {host_of(*found) for found in self.truth if found[0] in ("address", "domain", "url")}
        self.open |= {found for found in self.running if host_of(*found) in listed}
        return Reading(self.truth, self.open - self.truth)


def marked_line(line):
    for pattern, plain in DEFANGED:
        line = pattern.sub(plain, line)
    return line


def trimmed(word):
    word = word.rstrip(".:*!?,;'’”)]}" + MARK)
    return word.strip("*+").removesuffix("_").lstrip("-." + MARK)


Word = collections.namedtuple("Word", "text marked cut")


def words_of(line):
    """The words of a line whose marks are signs; `cut` ones end where a placeholder begins."""
    rest, last = [], 0
    for found in URL.finditer(line):
        rest.append(line[last:found.start()])
        last = found.end()
        scheme, word = found["scheme"].lower(), found["rest"]
        while word.endswith(")") and word.count(")") > word.count("("):
            word = word[:-1]
        marked = MARK in found[0] or "x" in scheme or "*" in scheme
        text = word if marked else word.partition("[")[0]  # AsciiDoc: URL[text]
        text = re.split(r"\[(?!\d)|{", text)[0]
        cut = text != word and (marked or "{" in word) or line[last:last + 1] == "<"
        yield Word(f"{scheme.replace('x', 't').replace('*', 't')}://{trimmed(text)}", marked, cut)
    rest.append(line[last:])
    for piece in rest:
        for found in WORD.finditer(piece):
            word, behind = found[0], piece[found.end():found.end() + 1]
            key, _, value = word.partition("=")
            word = value if value and "/" not in key and "?" not in key else word
            if MARK in word or behind != "(" and ("." in word or word.count(":") > 2):
                yield Word(trimmed(word).replace("@" + MARK, "@"), MARK in word, "/" in word and behind and behind in "[<{")


def prose(text):
    lines = [marked_line(line) for line in text.splitlines()]
    marks = any(word.marked and classified(word.text) for line in lines for word in words_of(line))
    notes, cited, sentence, header = Notes(), False, False, False
    for line in lines:
        notes.mention(line)
        notes.truth.update(("cve", f"CVE-{found[1]}-{found[2]}") for found in CVE.finditer(URL.sub(" ", line))
                           if not re.match(r"[.\w-]\w", line[found.end():] or " "))
        if re.match(r"\s*(=+|#+)\s|[^-*\s].*[:：]\s*$|[A-Z][A-Z /&-]{3,}[^a-z]*$", line) and not URL.search(line):
            cited = bool(CITED.search(line))
        alone = {found.lower() for found in DIGEST.findall(URL.sub(" ", line))}
        if not re.search(r"serial|fingerprint", line, re.I):
            notes.truth.update(("digest", digest) for digest in alone if not digest.isdigit())
        notes.open.update(("digest", digest.lower()) for digest in SOME_DIGEST.findall(line))
        listed = BULLET.search(line)
        cells = re.split(r"[|,\t]|\s{2,}|\s(?:--?|<--|\u2013)\s", BULLET.sub("", line)) + re.findall(r"`([^`]+)`", line)
        cells.append(line)  # a URL may have what parts cells
        cells = {re.sub(r"^\W*(?:[a-z]{2,5}s?://)?", "", trimmed(cell.strip(" `'\""))) for cell in cells} - {""}
        header = bool(re.match(r"\W*(Received|Message-ID):", line, re.I)) or header and line[:1].isspace()
        told = " ".join(TOLD_HOST.findall(line)) + (line if header else "")
        for word, marked, cut in words_of(line):
            found = classified(word)
            if cut or PORT_AND_PATH.search(word):
                notes.add(found, "open")
                continue
            filled = (word.partition("://")[2] or word) in cells
            link = "://" in word and (cited or sentence and not listed or bool(listed) and "`" not in line)
            if marked:
                notes.add(found)
            elif found and filled and found[0] == "address" and re.search("version", line, re.I):
                continue
            elif found and filled and not cited and not (link and sentence):
                notes.add(found, "open" if marks or link else "truth", marked=False)
            elif found and found[0] == "url" and FORMULA.match(line):
                notes.add(found, "open", marked=False)
            elif found and (found[0] in ("address", "email") or word in told or f"={word}" in line):
                notes.add(found, "open", marked=False)
            elif found:
                notes.running.add(found)
        sentence = len(re.findall(r"[a-z]{2,}", line)) > 3 and not listed and not URL.match(line)
    return notes.reading()


def table(text, delimiter):
    """CSV and TSV: the column that a header calls the value, or whose cells are such most often."""
    rows = [row for row in csv.reader(io.StringIO(text.lstrip("\ufeff")), delimiter=delimiter) if row]
    header = [cell.strip().lower() for cell in rows[0]]
    named = [at for at, cell in enumerate(header) if cell in ("value", "ioc", "indicator", "indicators")]
    width = max(map(len, rows))
    column = named[0] if named else max(range(width), key=lambda at: sum(
        any(pieces(row[at])) for row in rows if at < len(row)))
    notes = Notes()
    for row in rows[1 if named else 0:]:
        for at, cell in enumerate(row):
            for found in pieces(cell) if at == column else prose(cell).truth | prose(cell).open:
                notes.add(found, "truth" if at == column else "open")
    notes.mention(text)
    return notes.reading()


def pieces(cell):
    """What a cell holds: one thing, or digests of one file with commas between."""
    digests = DIGEST.findall(cell)
    if digests and not re.sub(r"[0-9a-fA-F,;\s]", "", cell):
        return [("digest", digest.lower()) for digest in digests]
    word = marked_line(cell.strip())
    scheme = URL.match(word)
    found = classified(next(words_of(word)).text if scheme else trimmed(word))
    return [found] if found else []


MISP = {
    "ip-src": "word", "ip-dst": "word", "domain": "word", "hostname": "word", "url": "word", "uri": None,
    "email-src": "word", "email-dst": "word", "email": "word", "whois-registrant-email": "word",
    "md5": "digest", "sha1": "digest", "sha256": "digest", "sha512": "digest", "imphash": "digest", "vulnerability": "cve",
}


def misp(text):
    """Attributes of MISP events: a type names what it is, "a|b" two things, "ip-dst|port" one.
    None where there are none."""
    if '"Attribute"' not in text:
        return None
    notes = Notes()

    def attribute(kind, value):
        if kind in ("ip-dst|port", "ip-src|port", "hostname|port"):
            notes.add(classified(value.replace("|", ":")))
            return
        for part, piece in zip(kind.split("|"), value.split("|")):
            if part == "ip":
                part = "ip-dst"
            if MISP.get(part) == "word":
                notes.add(classified(trimmed(marked_line(piece.strip()))))
            elif MISP.get(part) == "digest":
                notes.add(("digest", piece.strip().lower()))
            elif MISP.get(part) == "cve":
                notes.add(("cve", piece.strip().upper()))
            elif part in ("link", "text", "comment", "other", "uri"):
                notes.open.update(prose(piece).truth | prose(piece).open)

    def walk(node):
        if isinstance(node, dict):
            if isinstance(node.get("value"), str) and isinstance(node.get("type"), str) and not node.get("deleted"):
                attribute(node["type"], node["value"])
            for child in node.values():
                walk(child)
        elif isinstance(node, list):
            for child in node:
                walk(child)
    walk(json.loads(text.lstrip("\ufeff")))
    notes.mention(text)
    return notes.reading()


OPENIOC = re.compile(r"(DnsEntryItem|Network|PortItem|UrlHistoryItem|FileDownloadHistoryItem|Email|FileItem/(Md5|Sha))", re.I)


def openioc(text):
    """Items of an OpenIOC file: the context's search term says what the content is."""
    notes = Notes()
    for item in xml.etree.ElementTree.fromstring(text.lstrip("\ufeff")).iter():
        parts = {child.tag.rpartition("}")[2]: child for child in item}
        if not item.tag.endswith("IndicatorItem") or "Content" not in parts or "Context" not in parts:
            continue
        search, content = parts["Context"].get("search", ""), (parts["Content"].text or "").strip()
        whole = item.get("condition", "is").lower() == "is" and item.get("negate", "false") != "true"
        if re.search(r"(md5|sha\d+)(sum)?$", search, re.I) and DIGEST.fullmatch(content):
            notes.add(("digest", content.lower()), "truth" if whole else "open")
        elif OPENIOC.search(search):
            found = classified(content)
            notes.add(found, "truth" if whole or found and found[0] in ("domain", "address") else "open")
    notes.mention(text)
    return notes.reading()


def trails(text):
    """A thing a line, and comments: names, addresses, URLs."""
    notes = Notes()
    for line in text.splitlines():
        word = re.split(r"\s#|^#|\s//", line)[0].strip()
        notes.add(classified(word) if word else None, marked=False)
    return notes.reading()


def digests(text):
    return Reading({("digest", found.lower()) for found in DIGEST.findall(text)}, set())
