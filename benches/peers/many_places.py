#!/usr/bin/env python3
"""Writes a dump of made-up places in the form of GeoNames, to measure an import at full size.

    python3 benches/peers/many_places.py 13000000 > allCountries.txt
    /usr/bin/time -v marz gazetteer import allCountries.txt -o big.gaz

The same number of rows gives the same bytes. Classes, and how many rows have alternate names, are about as
common as in the dump of the world; one row in a hundred thousand is broken, in one of three ways.
"""

import random
import sys

LATIN = "ba be bi bo da de di do ga ka ki ko la le li lo ma mi mo na ne ni no pa pe po ra re ri ro sa se si so ta te ti to va vi za".split()
CYRILLIC = "ба бе би бо да де ди до га ка ки ко ла ле ли ло ма ми мо на не ни но па пе по ра ре ри ро са се си со та те ти то ва ви за".split()
ARABIC = "با بی بو دا دی دو گا کا کی کو لا لی لو ما می مو نا نی نو پا پی پو را ری رو سا سی سو تا تی تو وا وی زا زی زو شا شی شو".split()
ENDINGS = ["", "", "", "bad", "pur", " Hill", " Creek", " Kalan", "ville", "stan"]
CLASSES = [
    ("P", "PPL", 40), ("H", "STM", 12), ("H", "LK", 5), ("S", "HTL", 10), ("S", "SCH", 8), ("S", "BDG", 2),
    ("T", "MT", 8), ("T", "VAL", 3), ("T", "PASS", 1), ("L", "RGN", 2), ("A", "ADM2", 1), ("V", "FRST", 3), ("L", "LCTY", 5),
]
COUNTRIES = "US CN IN RU MX BR ID IR PK AF TJ UZ KG TR UA DE FR NO FI NG SD CD TH MM NP VN".split()


def word(pick, parts, syllables):
    return "".join(pick(parts) for _ in range(syllables))


def main(rows):
    pick = random.Random(1).choice
    number = random.Random(2).random
    classes = [(first, code) for first, code, share in CLASSES for _ in range(share)]
    lines = []
    for row in range(rows):
        syllables = 2 + int(number() * 3)
        name = (word(pick, LATIN, syllables) + pick(ENDINGS)).capitalize()
        others = []
        chance = number()
        if chance < 0.45:
            others.append(word(pick, LATIN, syllables).capitalize())
        if chance < 0.15:
            others.append(word(pick, CYRILLIC, syllables).capitalize())
        if chance < 0.12:
            others.append(word(pick, ARABIC, syllables))
        first, code = pick(classes)
        country = pick(COUNTRIES)
        lat, lng = number() * 140 - 60, number() * 360 - 180
        people = int(10 ** (number() * 4)) if first == "P" and number() < 0.1 else 0
        fields = [str(20_000_000 + row), name, name, ",".join(others), f"{lat:.5f}", f"{lng:.5f}", first, code, country,
                  "", f"{int(number() * 30):02}", "", "", "", str(people), "", "100", "Asia/Dushanbe", "2024-01-01"]
        if row % 100_000 == 99_999:
            fields = [fields[:5], fields[:4] + ["north"] + fields[5:], ["x"] + fields[1:]][row // 100_000 % 3]
        lines.append("\t".join(fields))
        if len(lines) == 10_000:
            sys.stdout.write("\n".join(lines) + "\n")
            lines.clear()
    sys.stdout.write("".join(line + "\n" for line in lines))


if __name__ == "__main__":
    main(int(sys.argv[1]))
