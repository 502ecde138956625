#!/usr/bin/env bash
# Skip-gram in turn with gensim and fastText on one corpus: words a second, and scores by one judge (akin evaluate).
#
# usage: benchmarks/training.sh CORPUS EVALUATION-FOLDER OUTPUT-FOLDER [DIMENSION [SEEDS]]
# CORPUS: words separated by spaces; EVALUATION-FOLDER: EN-WS-353-ALL.txt, EN-SIMLEX-999.txt, EN-MEN-TR-3k.txt,
# questions-words.txt. Peers from Debian: apt-get install python3-gensim fasttext. FASTTEXT=no leaves fastText out.
set -euo pipefail
corpus=$1 judges=$2 out=$3 dimension=${4:-100} seeds=${5:-1 2 3}
here=$(cd "$(dirname "$0")/.." && pwd)
threads=$(nproc)
mkdir -p "$out"
[ -d "$here/benchmarks/target/classes" ] || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
akin() {
  "$java" --add-modules jdk.incubator.vector -XX:+UseTransparentHugePages \
    -XX:+UseSerialGC -XX:ObjectAlignmentInBytes=64 -Xms32m -Xmn16m -cp "$here/benchmarks/target/classes:$here/core/target/classes" dev.akin.benchmarks.TrainingBenchmark "$@" 2>/dev/null
}
for seed in $seeds; do
  akin "$corpus" "$out/akin-$dimension-$seed.bin" "$dimension" "$threads" "$seed"
  /usr/bin/python3 "$here/benchmarks/peers/train_gensim.py" "$corpus" "$out/gensim-$dimension-$seed.bin" "$dimension" "$threads" "$seed"
  if [ "${FASTTEXT:-yes}" = yes ]; then
    start=$(date +%s.%N)
    fasttext skipgram -input "$corpus" -output "$out/fasttext-$dimension-$seed" -dim "$dimension" -ws 5 -neg 5 -epoch 5 \
      -minCount 5 -minn 0 -maxn 0 -t 1e-3 -lr 0.025 -thread "$threads" -seed "$seed" -verbose 0
    echo "fasttext dim $dimension seed $seed all $(echo "$(date +%s.%N) - $start" | bc) s"
  fi
done
for file in "$out"/*-"$dimension"-*.bin; do
  case $file in *fasttext*) file=${file%.bin}.vec ;; esac
  echo "$(basename "$file")"
  "$here/akin" evaluate "$file" --similarity "$judges/EN-WS-353-ALL.txt" \
    --similarity "$judges/EN-SIMLEX-999.txt" --similarity "$judges/EN-MEN-TR-3k.txt" --analogies "$judges/questions-words.txt" --restrict 30000
done
