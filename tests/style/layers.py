#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""layers - reads #include lines and holds them against the layers of ARCHITECTURE.md.

A folder may include itself and any row below it; never a neighbour, never above.
Two more laws: one library, one file; no mutable file-scope variable outside base/log.c. Tools
that the build runs (write_*.c) are no part of the program, and may use its libraries too.
"""
import pathlib
import re
import sys

ROWS = [
    ["app"],
    ["web"],
    ["capture", "logs", "proto", "notice", "match", "detect", "attribution", "history", "report"],
    ["facts"],
    ["model"],
    ["base"],
]
ROW = {folder: row for row, folders in enumerate(ROWS) for folder in folders}
# Headers that belong to C and POSIX, not to a library that could be replaced.
SYSTEM = re.compile(
    r"^(assert|ctype|errno|fcntl|glob|inttypes|limits|locale|math|pthread|sched|setjmp|signal|stdalign|"
    r"stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|string|strings|threads|time|unistd|dirent|"
    r"fts|getopt|immintrin|poll|termios|arpa/.*|net/.*|netinet/.*|sys/.*|linux/.*)\.h$")
INCLUDE = re.compile(r'^\s*#\s*include\s+([<"])([^>"]+)[>"]')
# A definition at file scope: static or not, with an initialiser or not, that is no function, no
# const and no type.
MUTABLE = re.compile(r"^(?:static\s+)?(?!typedef|return|extern|struct \w+ \{|enum|union|_Static)"
                     r"(?:struct\s+)?\w[\w\s\*]*?\w+(?:\[[^\]]*\])*\s*(?:=.*|;)$")


def includes(path):
    for number, line in enumerate(path.read_text().splitlines(), 1):
        found = INCLUDE.match(line)
        if found:
            yield number, found.group(1) == '"', found.group(2)


def broken_layers(source):
    for path in sorted(source.rglob("*.[ch]")):
        folder = path.relative_to(source).parts[0]
        for number, own, name in includes(path):
            target = name.split("/")[0]
            if not own or target == folder or "/" not in name:  # a list that the build wrote
                continue
            if target not in ROW:
                yield f"{path}:{number}: {name} is in no folder of the layers"
            elif ROW[target] <= ROW[folder]:
                yield f"{path}:{number}: {folder}/ may not include {name}"


def shared_libraries(source):
    users = {}
    for path in sorted(source.rglob("*.[ch]")):
        if path.name.startswith("write_"):
            continue
        for _, own, name in includes(path):
            if not own and not SYSTEM.match(name):
                users.setdefault(name.split("/")[0], set()).add(str(path))
    for library, paths in sorted(users.items()):
        if len(paths) > 1:
            yield f"<{library}> is included by {len(paths)} files: {', '.join(sorted(paths))}"


def mutable_variables(source):
    for path in sorted(source.rglob("*.c")):
        if path.parts[-2:] == ("base", "log.c"):
            continue
        depth = 0
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if depth == 0 and MUTABLE.match(line) and "const" not in line:
                yield f"{path}:{number}: mutable variable at file scope: {line.strip()}"
            depth += line.count("{") - line.count("}")
            static = re.match(r"^\s+static\s+(?!const|inline)", line)
            if static and "const" not in line:
                yield f"{path}:{number}: hidden static: {line.strip()}"


def main():
    source = pathlib.Path(sys.argv[1]) / "src"
    laws = [("no folder includes a neighbour or a row above", broken_layers),
            ("one library, one file", shared_libraries),
            ("no mutable variable at file scope", mutable_variables)]
    failed = 0
    print(f"1..{len(laws)}")
    for number, (name, law) in enumerate(laws, 1):
        complaints = list(law(source))
        failed += bool(complaints)
        print(f"{'not ok' if complaints else 'ok'} {number} - {name}")
        for complaint in complaints:
            print(f"# {complaint}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
