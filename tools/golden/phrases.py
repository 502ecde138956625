"""Makes core/src/test/resources/golden/phrases: a text, and the text with phrases joined in one and in two passes.

gensim's own default scorer multiplies by the size of its vocabulary, pairs among it; this one multiplies by the number
of words, as word2phrase.c does. All else is gensim's.

Run with: pip install gensim==4.2.0 numpy==1.24.2; python tools/golden/phrases.py
"""

import os

import gensim
import numpy as np
from gensim.models.phrases import Phrases

assert gensim.__version__ == "4.2.0", gensim.__version__
FOLDER = os.path.join(os.path.dirname(__file__), "../../core/src/test/resources/golden/phrases")
MIN_COUNT = 3
THRESHOLD = 8


def as_word2phrase(worda_count, wordb_count, bigram_count, len_vocab, min_count, corpus_word_count):
    return (bigram_count - min_count) / float(worda_count * wordb_count) * corpus_word_count


def joined(sentences):
    model = Phrases(sentences, min_count=MIN_COUNT, threshold=THRESHOLD, scoring=as_word2phrase)
    return [model[sentence] for sentence in sentences]


def write(name, sentences):
    with open(os.path.join(FOLDER, name), "w") as out:
        out.writelines(" ".join(sentence) + "\n" for sentence in sentences)


rng = np.random.default_rng(20260102)
fixed = [["p%d" % rng.integers(40) for _ in range(rng.integers(2, 6))] for _ in range(60)]
sentences = []
for _ in range(1500):
    sentence = []
    while len(sentence) < rng.integers(1, 12):
        if rng.random() < 0.15:
            sentence += fixed[rng.integers(len(fixed))]
        else:
            sentence.append("w%d" % (800 ** rng.random()))
    sentences.append(sentence)

write("text.txt", sentences)
once = joined(sentences)
write("once.txt", once)
write("twice.txt", joined(once))
print(sum(len(s) for s in sentences), sum(len(s) for s in once), sum(len(s) for s in joined(once)))
