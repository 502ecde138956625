#!/usr/bin/env python3
"""Writes the small labelled data of examples/data, filled from patterns, always the same.

    python3 tools/examples/labelled.py examples/data
"""
import random
import sys
from pathlib import Path

GOOD = "excellent wonderful great lovely superb charming brilliant delightful".split()
BAD = "awful terrible boring dreadful poor clumsy dull disappointing".split()
THINGS = "film book play song story acting music ending dialogue picture".split()
REVIEWS = [
    "The {thing} was {first} .",
    "What a {first} {thing} , and a {second} {other} !",
    "I found the {thing} {first} and the {other} {second} .",
    "My sister says that the {other} is {first} ; I say the {thing} is {second} .",
    "A {first} {thing} . The {other} is {second} too .",
    "We saw it on Sunday : {first} {thing} , {second} {other} .",
    "They told me about the {thing} . It is {first} .",
]
PEOPLE = "Anna Boris Chen Daria Emil Fatima Georg Hana Ivan Julia".split()
PLACES = "Rome Paris Madrid Berlin Vienna Prague Warsaw Oslo Lisbon Dublin".split()
MENTIONS = [
    "# met # in * .",
    "# lives in * .",
    "Yesterday # and # left * for * .",
    "The streets of * are long .",
    "# saw the king of * .",
    "Nobody came to * but # .",
    "The train from * was late .",
    "I asked # , and # asked # .",
]


def reviews(chance, count):
    for _ in range(count):
        liked = chance.random() < 0.5
        first, second = chance.sample(GOOD if liked else BAD, 2)
        thing, other = chance.sample(THINGS, 2)
        text = chance.choice(REVIEWS).format(first=first, second=second, thing=thing, other=other)
        yield ("good" if liked else "bad") + "\t" + text


def sentences(chance, count):
    for _ in range(count):
        for word in chance.choice(MENTIONS).split():
            if word == "#":
                yield chance.choice(PEOPLE) + "\tB-person"
            elif word == "*":
                yield chance.choice(PLACES) + "\tB-place"
            else:
                yield word + "\tO"
        yield ""


def write(path, lines):
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


folder = Path(sys.argv[1])
write(folder / "reviews.tsv", reviews(random.Random(1), 600))
write(folder / "names.conll", sentences(random.Random(1), 300))
