"""Documents by gensim from a corpus file, the settings of DocumentsBenchmark.

usage: doc2vec_gensim.py CORPUS THREADS [MODE [EPOCHS [ASKED [short]]]]   (Debian: python3-gensim)
MODE is dbow, dbow-words, dm or dm-concat. ASKED is for how many documents a vector is inferred; 0 for none.
With short, every word counts and the learning rate is four times as high: for documents of few words.
"""
import random
import sys
import time

import numpy as np
from gensim.models.doc2vec import Doc2Vec

corpus, threads = sys.argv[1:3]
mode = sys.argv[3] if len(sys.argv) > 3 else "dbow"
epochs = int(sys.argv[4]) if len(sys.argv) > 4 else 10
asked = int(sys.argv[5]) if len(sys.argv) > 5 else 300
short = len(sys.argv) > 6
model = Doc2Vec(vector_size=100, window=5, sample=0 if short else 1e-3, min_count=1 if short else 5, alpha=0.1 if short else 0.025, negative=5, workers=int(threads), seed=1,
                epochs=epochs, dm=int(mode.startswith("dm")), dm_concat=int(mode == "dm-concat"),
                dbow_words=int(mode == "dbow-words"))
start = time.perf_counter()
model.build_vocab(corpus_file=corpus)
scanned = time.perf_counter()
model.train(corpus_file=corpus, total_examples=model.corpus_count, total_words=model.corpus_total_words, epochs=epochs)
trained = time.perf_counter()
words = sum(model.wv.get_vecattr(key, "count") for key in model.wv.index_to_key) * epochs
print(f"gensim {mode} epochs {epochs} scan {scanned - start:.3f} s train {trained - scanned:.3f} s "
      f"{words / (trained - scanned):.0f} words/s", flush=True)
if asked:
    lines = [line.split() for line in open(corpus, encoding="utf-8")]
    rows = model.dv.vectors / np.maximum(1e-30, np.linalg.norm(model.dv.vectors, axis=1, keepdims=True))
    chosen = random.Random(1).sample(range(len(lines)), asked)
    start = time.perf_counter()
    inferred = [model.infer_vector(lines[i]) for i in chosen]
    took = time.perf_counter() - start
    found = sum(int(np.argmax(rows @ vector)) == i for i, vector in zip(chosen, inferred))
    print(f"gensim inferred {asked / took:.0f} documents/s, found again {found / asked:.3f}", flush=True)
