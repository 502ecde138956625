"""Skip-gram by gensim from a corpus file, the settings of TrainingBenchmark.

usage: train_gensim.py CORPUS OUT.bin DIMENSION THREADS SEED   (Debian: python3-gensim)
"""
import sys
import time

from gensim.models import Word2Vec

corpus, output, dimension, threads, seed = sys.argv[1:6]
model = Word2Vec(vector_size=int(dimension), window=5, negative=5, sample=1e-3, min_count=5, sg=1,
                 workers=int(threads), seed=int(seed), epochs=5, alpha=0.025, min_alpha=0.0001)
start = time.perf_counter()
model.build_vocab(corpus_file=corpus)
scanned = time.perf_counter()
model.train(corpus_file=corpus, total_words=model.corpus_total_words, total_examples=model.corpus_count, epochs=5)
trained = time.perf_counter()
words = sum(model.wv.get_vecattr(key, "count") for key in model.wv.index_to_key) * 5
print(f"gensim dim {dimension} seed {seed} scan {scanned - start:.3f} s train {trained - scanned:.3f} s "
      f"{words / (trained - scanned):.0f} words/s", flush=True)
model.wv.save_word2vec_format(output, binary=True)
