#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""write_han - the build's table of how Han characters are read, from Unicode's Unihan.

Usage: write_han.py FOLDER, where Unihan_Readings.txt.bz2 and Unihan_Variants.txt.bz2 are
(Debian: unicode-data). Prints the syllables of Mandarin without tones, and for every
character of two blocks the number of its Mandarin syllable and its Korean one (0: none).
"""
import bz2
import pathlib
import sys
import unicodedata

FIRST, LAST = 0x3400, 0x9FFF


def fields(path, wanted):
    for line in bz2.open(path, "rt", encoding="utf-8"):
        parts = line.rstrip("\n").split("\t")
        if len(parts) == 3 and parts[1] == wanted:
            yield int(parts[0][2:], 16), parts[2]


def without_tone(syllable):
    """lü becomes lv nowhere but in typing; names are written with lu, passports with lyu."""
    apart = unicodedata.normalize("NFD", syllable)
    return "".join(c for c in apart if c.isascii() and c.isalpha())


def korean(readings):
    """The commonest: taught at school, and the base form rather than that after a pause."""
    def rank(reading):
        sound, _, grade = reading.partition(":")
        return (0 if "E" in grade else 1 if "N" in grade else 2, sound)
    return ord(min(readings.split(), key=rank)[0])


def main():
    folder = pathlib.Path(sys.argv[1])
    readings = folder / "Unihan_Readings.txt.bz2"
    mandarin = {c: without_tone(value.split()[0]) for c, value in fields(readings, "kMandarin")}
    hangul = {c: korean(value) for c, value in fields(readings, "kHangul")}
    for c, value in fields(folder / "Unihan_Variants.txt.bz2", "kTraditionalVariant"):
        for variant in value.split():
            other = int(variant[2:], 16)
            if c not in hangul and other != c and other in hangul:
                hangul[c] = hangul[other]
    syllables = [""] + sorted({s for c, s in mandarin.items() if FIRST <= c <= LAST and s})
    number = {s: i for i, s in enumerate(syllables)}
    print(f"/* Written by the build from Unihan. */\nenum {{ HAN_FIRST = {FIRST:#x}, HAN_LAST = {LAST:#x} }};")
    print("static const char syllables[][8] = {" + ", ".join(f'"{s}"' for s in syllables) + "};")
    print("static const struct han readings[] = {")
    for c in range(FIRST, LAST + 1):
        print(f"{{{number[mandarin.get(c, '')]}, {hangul.get(c, 0):#x}}},")
    print("};")


if __name__ == "__main__":
    main()
