#!/usr/bin/env bash
# CBOW and hierarchical softmax in turn with gensim, sub-words in turn with fastText, on one corpus: words a second, and
# scores by one judge (akin evaluate). Then learning that does not depend on threads, with one and with two.
#
# usage: benchmarks/words.sh CORPUS EVALUATION-FOLDER OUTPUT-FOLDER [ROUNDS]
# As training.sh, whose peers it needs.
set -euo pipefail
corpus=$1 judges=$2 out=$3 rounds=${4:-3}
here=$(cd "$(dirname "$0")/.." && pwd)
threads=$(nproc)
mkdir -p "$out"
[ -d "$here/benchmarks/target/classes" ] || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
akin() { # MODEL EPOCHS THREADS
  "$java" --add-modules jdk.incubator.vector -XX:+UseTransparentHugePages -XX:+UseSerialGC \
    -XX:ObjectAlignmentInBytes=64 -Xms32m -Xmn16m -cp "$here/benchmarks/target/classes:$here/core/target/classes" \
    dev.akin.benchmarks.TrainingBenchmark "$corpus" "$out/akin-$1.bin" 100 "$3" 1 "$1" "$2" 2>/dev/null
}
gensim() { # MODEL EPOCHS
  /usr/bin/python3 "$here/benchmarks/peers/train_gensim.py" "$corpus" "$out/gensim-$1.bin" 100 "$threads" 1 "$1" "$2"
}
for _ in $(seq "$rounds"); do
  akin cbow 5 "$threads"
  gensim cbow 5
done
for _ in $(seq "$rounds"); do
  akin skipgram-hs 2 "$threads"
  gensim skipgram-hs 2
done
akin fasttext 1 "$threads"
start=$(date +%s.%N)
fasttext skipgram -input "$corpus" -output "$out/fasttext" -dim 100 -ws 5 -neg 5 -epoch 1 -minCount 5 -thread "$threads" -verbose 0
echo "fasttext fasttext dim 100 one epoch, all $(echo "$(date +%s.%N) - $start" | bc) s"
akin fasttext 1 "$threads"
akin skipgram-reproducible 2 1
akin skipgram-reproducible 2 2
akin skipgram 2 2
for file in "$out"/akin-*.bin "$out"/gensim-*.bin "$out/fasttext.vec"; do
  basename "$file"
  "$here/akin" evaluate "$file" --similarity "$judges/EN-WS-353-ALL.txt" \
    --similarity "$judges/EN-SIMLEX-999.txt" --similarity "$judges/EN-MEN-TR-3k.txt" \
    --analogies "$judges/questions-words.txt" --restrict 30000 | grep -E '^  (test|EN-|questions)'
done
