"""A word2vec text file read by gensim, as LoadBenchmark reads it.

usage: load_gensim.py FILE   (Debian: python3-gensim)
"""
import sys
import time

from gensim.models import KeyedVectors

start = time.perf_counter()
vectors = KeyedVectors.load_word2vec_format(sys.argv[1], binary=False)
seconds = time.perf_counter() - start
total = vectors.vectors.sum(dtype="float64")
print(f"gensim load {seconds:.3f} s rows {len(vectors)} last {vectors.index_to_key[-1]} sum {total:.2f}")
