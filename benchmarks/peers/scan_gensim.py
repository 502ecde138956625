"""How long gensim takes to scan a corpus file into a vocabulary.

    python3 benchmarks/peers/scan_gensim.py CORPUS

The peer of dev.akin.benchmarks.CorpusBenchmark; gensim 4.2. Prints one line of JSON: the seconds of `build_vocab`
alone, how many words it saw, and how many different ones it kept with min-count 5.
"""

import json
import sys
import time

from gensim.models import Word2Vec

model = Word2Vec(min_count=5, workers=2)
start = time.perf_counter()
model.build_vocab(corpus_file=sys.argv[1])
seconds = time.perf_counter() - start
print(json.dumps({"seconds": seconds, "seen": model.corpus_total_words, "vocabulary": len(model.wv)}))
