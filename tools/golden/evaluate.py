"""Makes core/src/test/resources/golden/evaluate: a small table and what gensim 4.2.0 says about it.

Run with: pip install gensim==4.2.0 numpy==1.24.2 scipy==1.10.1; python tools/golden/evaluate.py
"""

import itertools
import os
import sys

import gensim
import numpy as np
from gensim.models import KeyedVectors

assert gensim.__version__ == "4.2.0", gensim.__version__
FOLDER = os.path.join(os.path.dirname(__file__), "../../core/src/test/resources/golden/evaluate")
PAIRS = [("king", "queen"), ("man", "woman"), ("prince", "princess"), ("uncle", "aunt"), ("actor", "actress")]
FILLERS = ["Filler%d" % i if i % 10 == 0 else "filler%d" % i for i in range(50)]

rng = np.random.default_rng(20260101)
dimension = 8
shift = rng.standard_normal(dimension)
words, rows = [], []
for male, female in PAIRS:
    base = rng.standard_normal(dimension) * 1.5
    words += [male, female]
    rows += [base + 0.7 * rng.standard_normal(dimension), base + shift + 0.7 * rng.standard_normal(dimension)]
words += FILLERS
rows += list(rng.standard_normal((len(FILLERS), dimension)) * rng.uniform(0.2, 3, (len(FILLERS), 1)))

vectors = KeyedVectors(dimension)
vectors.add_vectors(words, np.round(np.array(rows), 3).astype(np.float32))


def path(name):
    return os.path.join(FOLDER, name)


with open(path("vectors.txt"), "w") as out:
    for word in words:
        out.write(" ".join([word] + ["%.3f" % x for x in vectors[word]]) + "\n")

known = words[:20]
with open(path("pairs.tsv"), "w") as out:
    out.write("# judgements with ties, an unknown word and one in capitals\n")
    for i, (a, b) in enumerate(itertools.combinations(known, 2)):
        if i % 3 == 0:
            out.write("%s\t%s\t%.1f\n" % (a.upper() if i % 30 == 0 and a.islower() else a, b, rng.integers(0, 20) / 2))
    out.write("king\tunheard-of\t3.0\n")

with open(path("analogies.txt"), "w") as out:
    out.write(": royal\n")
    for (a, b), (c, d) in itertools.permutations(PAIRS[:3], 2):
        out.write("%s %s %s %s\n" % (a, b, c.capitalize(), d))
    out.write(": other\n")
    for (a, b), (c, d) in itertools.permutations(PAIRS, 2):
        out.write("%s %s %s %s\n" % (a, b, c, d))
    out.write("king queen emperor empress\nman woman Filler40 filler41\n")

with open(path("expected.tsv"), "w") as out:
    def put(name, *values):
        out.write("\t".join([name] + [str(v) for v in values]) + "\n")

    pearson, spearman, oov = vectors.evaluate_word_pairs(path("pairs.tsv"))
    put("spearman", spearman[0])
    for restrict in (60, 12):
        score, sections = vectors.evaluate_word_analogies(path("analogies.txt"), restrict_vocab=restrict)
        for s in sections:
            put("analogies%d" % restrict, s["section"], len(s["correct"]), len(s["correct"]) + len(s["incorrect"]))
    for key, score in vectors.most_similar("king", topn=8):
        put("king", key, score)
    for key, score in vectors.most_similar(positive=["woman", "king"], negative=["man"], topn=8):
        put("add", key, score)
    for key, score in vectors.most_similar_cosmul(positive=["woman", "king"], negative=["man"], topn=8):
        put("mul", key, score)
    for key, score in vectors.most_similar("aunt", topn=5, restrict_vocab=20):
        put("frequent", key, score)
    put("odd", vectors.doesnt_match(["king", "prince", "queen", "filler3"]))
    put("odd", vectors.doesnt_match(["filler1", "filler2", "filler4", "filler5", "man"]))
