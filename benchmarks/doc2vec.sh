#!/usr/bin/env bash
# Vectors of documents in turn with gensim, on the first 20,000 of WordNet's definitions and on a text, a document a line: words a second, how often a document is
# the nearest to what is inferred from its words, and how many are inferred in a second.
#
# usage: benchmarks/doc2vec.sh TEXT OUTPUT-FOLDER [ROUNDS]
# Needs Debian's python3-gensim.
set -euo pipefail
text=$1 out=$2 rounds=${3:-3}
here=$(cd "$(dirname "$0")/.." && pwd)
threads=$(nproc)
mkdir -p "$out"
[ -d "$here/benchmarks/target/classes" ] || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
classes="$here/benchmarks/target/classes:$here/core/target/classes:$here/wordnet/target/classes"
definitions=$out/definitions.txt
if [ ! -s "$definitions" ]; then
  "$java" -cp "$classes:$(printf '%s:' "$here"/cli/target/lib/*.jar)" \
    dev.akin.benchmarks.WordNetDefinitions "$out/all-definitions.txt"
  tr 'A-Z' 'a-z' <"$out/all-definitions.txt" | tr -d '(),;:`"' | awk 'NF && n++ < 20000' >"$definitions"
fi
akin() { # CORPUS MODE EPOCHS JVM-ROUNDS [short]
  "$java" --add-modules jdk.incubator.vector -XX:+UseTransparentHugePages -XX:+UseSerialGC -Xmn64m \
    -cp "$classes" dev.akin.benchmarks.DocumentsBenchmark "$1" "$threads" "${@:2}" 2>/dev/null
}
gensim() { # CORPUS MODE EPOCHS [ASKED short]
  /usr/bin/python3 "$here/benchmarks/peers/doc2vec_gensim.py" "$1" "$threads" "${@:2}"
}
for _ in $(seq "$rounds"); do
  for mode in dbow dm; do
    echo "definitions $mode"
    akin "$definitions" "$mode" 10 3
    gensim "$definitions" "$mode" 10
  done
done
echo "definitions dbow, as documents of few words want it"
akin "$definitions" dbow 20 3 short
gensim "$definitions" dbow 20 300 short
echo "definitions dbow, whole processes"
seconds() { # COMMAND…
  local begin end
  begin=$(date +%s%N)
  "$@" >"$out/log" 2>&1 || { cat "$out/log" >&2; return 1; }
  end=$(date +%s%N)
  awk -v n=$((end - begin)) 'BEGIN { printf "%.2f s\n", n / 1e9 }'
}
for _ in $(seq "$rounds"); do
  echo "akin $(seconds "$here/akin" train "$definitions" -o "$out/definitions.safetensors" --model doc2vec --epochs 20 --learning-rate 0.1 \
    --min-count 1 --subsample 0 --threads "$threads")"
  echo "gensim, which writes no file, $(seconds gensim "$definitions" dbow 20 0 short)"
done
echo "definitions dbow, 100 epochs"
akin "$definitions" dbow 100 1
gensim "$definitions" dbow 100
for _ in $(seq "$rounds"); do
  for mode in dbow dbow-words dm; do
    echo "text $mode"
    akin "$text" "$mode" 10 1
    gensim "$text" "$mode" 10
  done
done
