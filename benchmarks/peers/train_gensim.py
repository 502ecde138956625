"""Words by gensim from a corpus file, the settings of TrainingBenchmark.

usage: train_gensim.py CORPUS OUT.bin DIMENSION THREADS SEED [MODEL [EPOCHS]]   (Debian: python3-gensim)
MODEL is skipgram, cbow, skipgram-hs or cbow-hs.
"""
import sys
import time

from gensim.models import Word2Vec

corpus, output, dimension, threads, seed = sys.argv[1:6]
kind = sys.argv[6] if len(sys.argv) > 6 else "skipgram"
epochs = int(sys.argv[7]) if len(sys.argv) > 7 else 5
hierarchical = kind.endswith("-hs")
model = Word2Vec(vector_size=int(dimension), window=5, sample=1e-3, min_count=5,
                 negative=0 if hierarchical else 5, hs=int(hierarchical), sg=int(kind.startswith("skipgram")),
                 workers=int(threads), seed=int(seed), epochs=epochs, alpha=0.025, min_alpha=0.0001)
start = time.perf_counter()
model.build_vocab(corpus_file=corpus)
scanned = time.perf_counter()
model.train(corpus_file=corpus, total_words=model.corpus_total_words, total_examples=model.corpus_count, epochs=epochs)
trained = time.perf_counter()
words = sum(model.wv.get_vecattr(key, "count") for key in model.wv.index_to_key) * epochs
print(f"gensim {kind} dim {dimension} seed {seed} scan {scanned - start:.3f} s train {trained - scanned:.3f} s "
      f"{words / (trained - scanned):.0f} words/s", flush=True)
model.wv.save_word2vec_format(output, binary=True)
