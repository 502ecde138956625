"""Makes core/src/test/resources/golden/tsne: 300 of scikit-learn's handwritten digits, and the divergences that its t-SNE comes to: with all
pairs, and with the nearest rows alone (Barnes and Hut).

Run with: apt-get install python3-sklearn (1.2.1); /usr/bin/python3 tools/golden/tsne.py
"""

import os

import numpy as np
import sklearn
from sklearn.datasets import load_digits
from sklearn.manifold import TSNE

assert sklearn.__version__.startswith("1.2"), sklearn.__version__
FOLDER = os.path.join(os.path.dirname(__file__), "../../core/src/test/resources/golden/tsne")

digits = load_digits()
rows, labels = digits.data[:300], digits.target[:300]


def divergence(method):
    tsne = TSNE(
        method=method, angle=0.2, init="pca", learning_rate="auto", perplexity=20, n_iter=750, random_state=1
    )
    tsne.fit_transform(rows)
    return tsne.kl_divergence_


os.makedirs(FOLDER, exist_ok=True)
with open(os.path.join(FOLDER, "digits.txt"), "w") as out:
    out.write(f"{divergence('exact'):.6f} {divergence('barnes_hut'):.6f}\n")
    for row, label in zip(rows, labels):
        out.write(f"{label} " + " ".join(str(int(x)) for x in row) + "\n")
