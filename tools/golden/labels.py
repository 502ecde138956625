"""Makes core/src/test/resources/golden/labels/expected.json: precision, recall and F1 as scikit-learn has them.

Made with Python 3.11.2 and scikit-learn 1.2.1 (Debian 12: python3-sklearn). Run from the root:

    python3 tools/golden/labels.py > core/src/test/resources/golden/labels/expected.json
"""

import json
import random

import sklearn
from sklearn.metrics import accuracy_score, ndcg_score, precision_recall_fscore_support
from sklearn.preprocessing import MultiLabelBinarizer

assert sklearn.__version__ == "1.2.1", sklearn.__version__

LABELS = ["ham", "spam", "новости", "体育", "never held"]


def scores(labels, right, given):
    rows = zip(*precision_recall_fscore_support(right, given, labels=labels, average=None, zero_division=0))
    averages = {
        average: precision_recall_fscore_support(right, given, labels=labels, average=average, zero_division=0)[:3]
        for average in ("micro", "macro")
    }
    return {
        "accuracy": accuracy_score(right, given),
        "labels": [[float(x) for x in row] for row in rows],
        **{name: list(map(float, values)) for name, values in averages.items()},
    }


def single(draw):
    right = [draw.choice(LABELS[:3]) for _ in range(60)]
    given = [r if draw.random() < 0.6 else draw.choice(LABELS) for r in right]
    labels = sorted(set(right) | set(given))
    return {"right": right, "given": given, "names": labels, **scores(labels, right, given)}


def several(draw):
    right = [draw.sample(LABELS[:4], draw.randrange(4)) for _ in range(40)]
    given = [[label for label in LABELS if (label in r) != (draw.random() < 0.2)] for r in right]
    binarizer = MultiLabelBinarizer()
    binarizer.fit(right + given)
    names = list(map(str, binarizer.classes_))
    found = scores(range(len(names)), binarizer.transform(right), binarizer.transform(given))
    return {"right": right, "given": given, "names": names, **found}


def ranked(draw):
    items = [f"i{i}" for i in range(12)]
    users = []
    for _ in range(20):
        recommended = draw.sample(items, 12)
        chosen = draw.sample(items, draw.randrange(1, 4))
        truth = [[1.0 if item in chosen else 0.0 for item in recommended]]
        order = [[float(-i) for i in range(12)]]
        users.append({"recommended": recommended, "chosen": chosen, "ndcg": float(ndcg_score(truth, order, k=5))})
    return users


if __name__ == "__main__":
    draw = random.Random(5)
    print(json.dumps({"single": single(draw), "several": several(draw), "ranked": ranked(draw)}, ensure_ascii=False))
