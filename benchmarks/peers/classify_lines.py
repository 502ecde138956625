"""Writes lines in many languages, for classify.sh: the same lines from the same sources.

usage: classify_lines.py COUNT SOURCE... > LINES
A source is a folder of manual pages (such as /usr/share/man, its folders of translations), a CoNLL-U file, or a text.
"""
import gzip
import pathlib
import random
import re
import sys

random.seed(1)


def manual(folder):
    for path in sorted(folder.glob("*/man*/*.gz")):
        text = gzip.open(path, "rt", encoding="utf-8", errors="ignore").read()
        for line in text.split("\n"):
            line = re.sub(r"\\f.|\\[&|]", "", line)
            if not line.startswith((".", "'")) and "\\" not in line and len(line) >= 30:
                yield line


def treebank(path):
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# text = "):
            yield line[9:]


def text(path):
    with open(path, encoding="utf-8", errors="ignore") as opened:
        words = opened.read(4_000_000).split()
    at = 0
    while at < len(words):
        count = random.randint(3, 25)
        yield " ".join(words[at : at + count])
        at += count


def lines(source):
    path = pathlib.Path(source)
    if path.is_dir():
        return list(manual(path))
    return list(treebank(path) if source.endswith(".conllu") else text(path))


count = int(sys.argv[1])
sources = [lines(source) for source in sys.argv[2:]]
chosen = []
while len(chosen) < count:
    line = random.choice(random.choice(sources)).replace("\r", " ").strip()
    if line:
        chosen.append(line)
sys.stdout.reconfigure(encoding="utf-8")
print("\n".join(chosen))
