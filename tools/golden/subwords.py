"""Buckets of n-grams as gensim computes them, which are fastText's, for SubwordsParityTest.

Made with Python 3.11.2, gensim 4.2.0 (Debian 12: python3-gensim). Run from the root:

    python3 tools/golden/subwords.py > core/src/test/resources/golden/subwords.tsv

A line: the fewest and the most characters, the number of buckets, the word, the buckets.
"""

import random

import gensim
from gensim.models.fasttext_inner import compute_ngrams_bytes, ft_hash_bytes

assert gensim.__version__ == "4.2.0", gensim.__version__

words = ["a", "é", "ab", "the", "naïve", "кот", "中文", "😀", "x😀y", "unbelievableness", "e\u0301te\u0301", "<", ">", "<>", ""]
random.seed(1)
alphabet = "abcxyz<>é\u0301шЖ中文ǅ€😀\u00a0"
words += ["".join(random.choice(alphabet) for _ in range(random.randint(1, 12))) for _ in range(40)]

for low, high, buckets in ((3, 6, 2_000_000), (1, 1, 100), (1, 4, 7), (2, 2, 1), (5, 12, 2**31 - 1)):
    for word in words:
        ngrams = compute_ngrams_bytes(word, low, high)
        print(low, high, buckets, word, " ".join(str(ft_hash_bytes(n) % buckets) for n in ngrams), sep="\t")
