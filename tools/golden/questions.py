"""Makes core/src/test/resources/golden/evaluate/questions.tsv: what gensim 4.2.0 says of sets of words, of ranks, and of the
word mover's distance, over the vectors of tools/golden/evaluate.py.

gensim leaves the transport to pyemd. Here scipy's linear programming does it: the definition itself.

Run with: pip install gensim==4.2.0 numpy==1.24.2 scipy==1.10.1; python tools/golden/questions.py
"""

import os
import sys
import types

import gensim
import numpy as np
from gensim.models import KeyedVectors
from scipy.optimize import linprog

assert gensim.__version__ == "4.2.0", gensim.__version__
FOLDER = os.path.join(os.path.dirname(__file__), "../../core/src/test/resources/golden/evaluate")


def emd(first, second, distances):
    """Minimise sum(flow * distances) with rows of flow that sum to `first` and columns that sum to `second`."""
    rows, columns = np.flatnonzero(first), np.flatnonzero(second)
    n, m = len(rows), len(columns)
    sums = np.zeros((n + m, n * m))
    for i in range(n):
        sums[i, i * m : (i + 1) * m] = 1
    for j in range(m):
        sums[n + j, j::m] = 1
    solved = linprog(
        distances[np.ix_(rows, columns)].ravel(),
        A_eq=sums,
        b_eq=np.concatenate([first[rows], second[columns]]),
        method="highs",
    )
    assert solved.success, solved.message
    return solved.fun


sys.modules["pyemd"] = types.ModuleType("pyemd")
sys.modules["pyemd"].emd = emd

vectors = KeyedVectors.load_word2vec_format(os.path.join(FOLDER, "vectors.txt"), no_header=True)
words = list(vectors.index_to_key)
rng = np.random.default_rng(20260103)
texts = [(["king", "queen"], ["man", "woman"]), (["king"], ["king"]), (["king", "unheard-of"], ["king", "queen"])]
for size in (1, 2, 3, 5, 8, 13, 20, 34):
    for _ in range(4):
        first, second = rng.choice(words, rng.integers(1, size + 1)), rng.choice(words, size)
        texts.append(([str(w) for w in first], [str(w) for w in second]))

with open(os.path.join(FOLDER, "questions.tsv"), "w") as out:
    def put(name, *values):
        out.write("\t".join([name] + [str(v) for v in values]) + "\n")

    for first, second in texts:
        put("wmd", " ".join(first), " ".join(second), vectors.wmdistance(first, second))
        put("sets", " ".join(first), " ".join(second), float(vectors.n_similarity(first, second)))
    put("far", "king queen", "unheard-of", vectors.wmdistance(["king", "queen"], ["unheard-of"]))
    for first, second in [("king", "queen"), ("queen", "king"), ("man", "filler3"), ("aunt", "uncle"), ("king", "king")]:
        put("closer", first, second, vectors.rank(first, second), " ".join(sorted(vectors.closer_than(first, second))))
