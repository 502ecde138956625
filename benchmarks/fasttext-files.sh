#!/usr/bin/env bash
# A fastText .bin of a gigabyte, read in turn with fastText itself: whole processes that print the vector of one word, known
# or not, from the page cache. Then all words' vectors composed, which a search needs first, beside fastText's nn.
#
# usage: benchmarks/fasttext-files.sh FOLDER [CORPUS]     FOLDER takes 1.1 GB. Peer from Debian: apt-get install fasttext
# CORPUS, words separated by spaces, makes the model (2,000,000 buckets, dimension 100) if FOLDER does not have it.
set -euo pipefail
folder=$1 corpus=${2:-}
here=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$folder"
model=$folder/model.bin
[ -s "$model" ] || fasttext skipgram -input "$corpus" -output "$folder/model" -dim 100 -bucket 2000000 -minn 3 -maxn 6 \
  -minCount 2 -epoch 1 -neg 1 -ws 1 -t 1e-6 -thread "$(nproc)" -verbose 0
ls -l "$model"
cat "$model" > /dev/null
TIMEFORMAT='  %R s, %U + %S s of CPU'
for word in king unbelievableness; do
  echo "$word" > "$folder/word"
  for round in 1 2 3; do
    echo "fasttext print-word-vectors $word"
    time fasttext print-word-vectors "$model" < "$folder/word" > "$folder/fasttext.vector"
    echo "akin vector $word"
    time "$here/akin" vector "$model" "$word" > "$folder/akin.vector"
  done
  python3 - "$folder/fasttext.vector" "$folder/akin.vector" << 'END'
import sys
a, b = ([float(x) for x in open(f).read().split()[1:]] for f in sys.argv[1:])
assert len(a) == len(b) and all(abs(x - y) <= 1.1e-4 * abs(x) + 1e-7 for x, y in zip(a, b)), "vectors differ"
print("the vectors are equal to the five digits that fastText prints")
END
done
for round in 1 2 3; do
  echo "fasttext nn king"
  time (echo king | fasttext nn "$model" 10 > "$folder/fasttext.nn")
  echo "akin neighbors king"
  time "$here/akin" neighbors "$model" king > "$folder/akin.nn"
done
