"""Small fastText models, and what fastText says of them, for FastTextParityTest and TextClassifierParityTest.

Made with Debian 12's fasttext 0.9.2+ds-1+b1 (amd64), one thread, fixed seed. Run from the root:

    python3 tools/golden/fasttext.py core/src/test/resources/golden/fasttext

NAME.bin and NAME.ftz are models; NAME.vectors is what print-word-vectors says of `words`, NAME.nn what nn says of the first
of them, NAME.predict what predict-prob says of `lines`.
"""

import pathlib
import random
import subprocess
import sys
import tempfile

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
random.seed(20260101)

SENTENCES = {
    "en": "the cat sat on the mat and the dog ran after the other cat through the old garden of the house",
    "de": "die katze saß auf der matte und der hund lief hinter der anderen katze durch den alten garten",
    "ru": "кошка сидела на коврике и собака бежала за другой кошкой через старый сад у дома",
    "zh": "猫 坐 在 垫子 上 狗 跟着 另 一 只 猫 跑 过 老 花园",
}


def sentence(language):
    words = SENTENCES[language].split()
    return " ".join(random.choice(words) for _ in range(random.randint(3, 12)))


labelled = []
for i in range(400):
    language = random.choice(["en", "en", "en", "de", "de", "ru", "zh"])
    extra = " __label__cat" if language == "en" and i % 2 else ""
    labelled.append("__label__%s%s %s" % (language, extra, sentence(language)))
plain = [" ".join(w for w in line.split() if not w.startswith("__label__")) for line in labelled]
words = ["cat", "Katze", "katzen", "кошками", "花园", "x", "</s>", "unbelievableness", "<a>", "😀", "catdog", "the", "é"]
lines = [sentence(language) for language in SENTENCES for _ in range(5)]
lines += ["", "   ", "unheard of things", "__label__en cat", "__label__new cat", "a\tb\vc\fd\re", "кот\u00a0кошка the", "x", "\u3000猫"]


def run(*arguments, text=None):
    return subprocess.run(["fasttext", *arguments], input=text, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          encoding="utf-8", cwd=work).stdout


def say(name, model, supervised):
    (folder / (name + ".vectors")).write_text(run("print-word-vectors", model, text="\n".join(words) + "\n"), encoding="utf-8")
    nearest = run("nn", model, "5", text=words[0] + "\n").replace("Query word? ", "")
    (folder / (name + ".nn")).write_text(nearest, encoding="utf-8")
    if supervised:
        (folder / (name + ".predict")).write_text(run("predict-prob", model, "lines", "3"), encoding="utf-8")


with tempfile.TemporaryDirectory() as work:
    for name, text in (("labelled", labelled), ("plain", plain), ("lines", lines)):
        pathlib.Path(work, name).write_text("".join(line + "\n" for line in text), encoding="utf-8")
    (folder / "words").write_text("".join(word + "\n" for word in words), encoding="utf-8")
    (folder / "lines").write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    common = ["-dim", "6", "-epoch", "3", "-minCount", "1", "-thread", "1", "-seed", "1", "-verbose", "0"]
    ngrams = ["-minn", "2", "-maxn", "4", "-bucket", "90"]
    models = {
        "skipgram": ["skipgram", "-input", "plain", *ngrams],
        "cbow-hs": ["cbow", "-input", "plain", "-loss", "hs", *ngrams],
        "words-only": ["skipgram", "-input", "plain", "-minn", "0", "-maxn", "0"],
        "softmax": ["supervised", "-input", "labelled", "-lr", "1", "-wordNgrams", "3", *ngrams],
        "hs": ["supervised", "-input", "labelled", "-lr", "1", "-loss", "hs", *ngrams],
        "ova": ["supervised", "-input", "labelled", "-lr", "1", "-loss", "one-vs-all", "-wordNgrams", "2", "-bucket", "70"],
        "ns": ["supervised", "-input", "labelled", "-lr", "1", "-loss", "ns"],
    }
    for name, arguments in models.items():
        run(*arguments, *common, "-output", name)
        (folder / (name + ".bin")).write_bytes(pathlib.Path(work, name + ".bin").read_bytes())
        say(name, name + ".bin", arguments[0] == "supervised")
    for name, loss, options in (
        ("pruned-hs", "hs", ["-cutoff", "280", "-qnorm", "-retrain", "-epoch", "1"]),
        ("quantized-softmax", "softmax", ["-dsub", "4"]),
        ("pruned-norms", "softmax", ["-cutoff", "300", "-qnorm", "-dsub", "3"]),
    ):
        run("supervised", "-input", "labelled", "-lr", "1", "-loss", loss, "-minn", "2", "-maxn", "4", "-bucket", "400",
            "-wordNgrams", "2", *common, "-output", name)
        run("quantize", "-input", "labelled", "-output", name, "-thread", "1", "-verbose", "0", *options)
        (folder / (name + ".ftz")).write_bytes(pathlib.Path(work, name + ".ftz").read_bytes())
        say(name, name + ".ftz", True)
