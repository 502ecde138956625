"""One pass of phrases by gensim, with the score of word2phrase: prints seconds, words and how many were joined.

usage: phrases_gensim.py CORPUS   (Debian: python3-gensim)
"""
import json
import sys
import time

from gensim.models.phrases import Phrases


def as_word2phrase(worda_count, wordb_count, bigram_count, len_vocab, min_count, corpus_word_count):
    return (bigram_count - min_count) / float(worda_count * wordb_count) * corpus_word_count


def lines():
    with open(sys.argv[1], encoding="utf-8") as corpus:
        for line in corpus:
            yield line.split()


start = time.perf_counter()
phrases = Phrases(lines(), min_count=5, threshold=100, scoring=as_word2phrase).freeze()
seen = joined = 0
for line in lines():
    seen += len(line)
    joined += len(line) - len(phrases[line])
print(json.dumps({"seconds": time.perf_counter() - start, "seen": seen, "joined": joined}))
