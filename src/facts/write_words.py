#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""write_words - the build's tables of words of names, from the lists in words/.

Usage: write_words.py FOLDER. Prints tables that name_word.c and alphabet.c read.

A line of a list is a group of words that mean the same, parted by commas; "#" begins a remark.
A word of several words is a phrase; "you~xian" stands for "you xian" and "youxian". Words are
as script.h reads them, so Cyrillic and Arabic stand as they sound; Han, Kana and Hangul stand
as they are, and are looked for in running text. Where lists share a word the earlier list has
it, and in one list the earlier line.
"""
import pathlib
import re
import sys

CLASSES = ["COMPANY_FORM", "NUMBER", "SHIP", "TITLE", "PARTICLE", "PLACE", "DESCRIPTOR"]


def lines(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line:
            yield line


def spellings(line):
    for word in (part.strip() for part in line.split(",")):
        if word:
            yield word.replace("~", " ")
            if "~" in word:
                yield word.replace("~", "")


def canonical(phrase):
    """Letters that stand alone are one word: "s p a" is "spa", "s a de c v" "sa de cv"."""
    return re.sub(r"(?<![^ ])([a-z])(?: ([a-z])(?![^ ]))+", lambda m: m[0].replace(" ", ""), phrase)


def fnv(key):
    value = 2166136261
    for byte in key.encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value


def print_table(name, keys):
    """A pool of the keys' bytes, where each stands, and slots that lead to a key's number."""
    size = 1
    while size < 2 * len(keys):
        size *= 2
    slots, pool, rows = [0] * size, [], []
    offset = 0
    for number, key in enumerate(keys, 1):
        at = fnv(key) % size
        while slots[at]:
            at = (at + 1) % size
        slots[at] = number
        pool.append(key)
        rows.append(f"{{{offset}, {len(key.encode())}}}")
        offset += len(key.encode())
    print(f"static const char {name}_pool[] =")
    for key in pool:
        print(f'    "{key}"')
    print("    ;")
    print(f"static const struct word_key {name}_keys[] = {{{', '.join(rows)}}};")
    print(f"static const uint16_t {name}_slots[] = {{{', '.join(map(str, slots))}}};")
    print(f"static const struct word_table {name}_table = {{{name}_pool, {name}_keys, {name}_slots, "
          f"sizeof {name}_slots / sizeof *{name}_slots}};")


def print_words(folder):
    words, running, symbol = {}, {}, 0
    for kind in CLASSES:
        for line in lines(folder / f"{kind.lower()}.txt"):
            symbol += 1
            number = 0
            if kind == "NUMBER":
                value, line = line.split(":")
                number = int(value)
            for word in spellings(line):
                if word.isascii():
                    words.setdefault(canonical(word), (f"WORD_{kind}", symbol, number))
                else:
                    running.setdefault(word, (f"WORD_{kind}", symbol, number))
    for phrase in list(words):
        parts = phrase.split(" ")
        for count in range(1, len(parts)):
            words.setdefault(" ".join(parts[:count]), ("WORD_PLAIN", 0, 0))
    for name, table in ("words", words), ("running", running):
        print_table(name, list(table))
        rows = ", ".join(f"{{{c}, {s}, {n}}}" for c, s, n in table.values())
        print(f"static const struct word_meaning {name}_meanings[] = {{{rows}}};")
    print(f"enum {{ RUNNING_MOST = {max(len(word.encode()) for word in running)} }};")


def print_given_names(folder):
    groups = {}
    for number, line in enumerate(lines(folder / "given_name.txt"), 1):
        for name in spellings(line):
            groups.setdefault(name, [])
            if number not in groups[name]:
                groups[name].append(number)
    print_table("given", list(groups))
    flat, rows = [], []
    for numbers in groups.values():
        rows.append(f"{{{len(flat)}, {len(numbers)}}}")
        flat += numbers
    print(f"static const struct word_key given_groups[] = {{{', '.join(rows)}}};")
    print(f"static const uint16_t group_numbers[] = {{{', '.join(map(str, flat))}}};")


def print_spelled(folder):
    spelled = {}
    for line in lines(folder / "spelled.txt"):
        sounds, *written = line.split()
        for word in written:
            spelled.setdefault(word, sounds)
    print_table("spelled", list(spelled))
    rows = ", ".join(f'"{sounds}"' for sounds in spelled.values())
    print(f"static const char *const spelled_sounds[] = {{{rows}}};")


def main():
    print("/* Written by the build from words/. */")
    parts = {"words": print_words, "given": print_given_names, "spelled": print_spelled}
    for part in sys.argv[2:]:
        parts[part](pathlib.Path(sys.argv[1]))


if __name__ == "__main__":
    main()
