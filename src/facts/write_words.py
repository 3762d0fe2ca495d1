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


# Systems in which Russian is written, beside that of script.h: libraries', newspapers', the
# Slavic one, passports'. Longer letters first, as they are replaced in this order.
SYSTEMS = [
    {"oye": "oe", "aya": "aia", "iya": "iia", "iye": "ie", "yy": "yi", "iy": "ii", "yu": "iu"},
    {"oye": "oe", "iya": "ia", "iye": "ie", "yy": "y", "iy": "y"},
    {"oye": "oe", "iye": "ie", "yy": "yy", "iy": "iy"},
    {"oye": "oje", "aya": "aja", "iya": "ija", "iye": "ije", "yy": "yj", "iy": "ij", "yu": "ju"},
    {"oye": "oie", "aya": "aia", "iya": "iia", "iye": "iie", "yy": "yi", "iy": "ii", "yu": "iu"},
]
RUSSIAN = re.compile("(oye|aya|iya|iye|[bdgklmnprstv]yy|niy|kiy|tyu|obshchestv)")


def in_other_systems(word):
    if RUSSIAN.search(word):
        for system in SYSTEMS:
            other = re.sub("|".join(system), lambda m: system[m[0]], word)
            yield other
            yield other.replace("shch", "sch")


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
    bytes_of_all = ",".join(str(byte) for key in pool for byte in key.encode())
    print(f"static const uint8_t {name}_pool[] = {{{bytes_of_all}}};")
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
                    for spelling in (word, *in_other_systems(word)):
                        words.setdefault(canonical(spelling), (f"WORD_{kind}", symbol, number))
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


# Wade and Giles' spelling of Mandarin, as it stands in names: without apostrophes and marks.
INITIALS = {"b": "p", "c": "ts", "d": "t", "g": "k", "j": "ch", "q": "ch", "r": "j", "x": "hs",
            "z": "ts", "zh": "ch"}
FINALS = {"ong": "ung", "ian": "ien", "ie": "ieh", "ue": "ueh", "e": "o", "you": "yu", "yong": "yung",
          "yan": "yen", "ye": "yeh", "zhi": "chih", "chi": "chih", "shi": "shih", "ri": "jih",
          "zi": "tzu", "ci": "tzu", "si": "ssu", "er": "erh", "luo": "lo", "duo": "to", "tuo": "to",
          "guo": "kuo", "nuo": "no", "zuo": "tso", "cuo": "tso", "suo": "so", "zhuo": "cho",
          "chuo": "cho", "ruo": "jo", "gui": "kuei", "kui": "kuei", "ge": "ko", "ke": "ko",
          "he": "ho", "e": "o", "jie": "chieh", "qie": "chieh", "xie": "hsieh"}
# What is a name or a word elsewhere would make too much alike.
ELSEWHERE = set("jan jen juan ken kay jo jay kai pan tan pen ten tin ting pat ho so no to".split())


def wade_giles(syllable):
    if syllable in FINALS:
        return FINALS[syllable]
    initial = syllable[:2] if syllable[:2] in ("zh", "ch", "sh") else syllable[:1]
    rest = syllable[len(initial):]
    for final in ("ong", "ian", "ie", "ue"):
        if rest.endswith(final):
            rest = rest[:-len(final)] + FINALS[final]
    return INITIALS.get(initial, initial) + rest


def mandarin_groups(syllables):
    for syllable in syllables.split():
        other = wade_giles(syllable)
        if other != syllable and len(other) > 2 and len(syllable) > 1 and \
                not ELSEWHERE & {syllable, other}:
            yield f"{syllable}, {other}"


def print_given_names(folder):
    groups = {}
    table = list(lines(folder / "given_name.txt"))
    table += mandarin_groups(" ".join(lines(folder / "pinyin.txt")))
    for number, line in enumerate(table, 1):
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


# As alphabet.c does before it looks.
SAME = str.maketrans("أإآٱىةیکەہھ", "اااايهيكههه")


def print_spelled(folder):
    spelled = {}
    for line in lines(folder / "spelled.txt"):
        sounds, *written = line.split()
        for word in written:
            spelled.setdefault(word.translate(SAME), sounds.replace("_", " "))
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
