#!/usr/bin/env bash
# Smaller rows against float32 rows and against FAISS, and what is lost.
#
# usage: benchmarks/compress.sh speed [ROWS [DIMENSION]]       making int8, exact search and look-ups against float32
#        benchmarks/compress.sh pq VECTORS [ROWS [PARTS]]      product quantisation in turn with FAISS's; apt-get install python3-faiss
#        benchmarks/compress.sh loss VECTORS FOLDER [TESTS…]   every method on one file: bytes, nearest kept, scores, look-ups
#        benchmarks/compress.sh definitions FILE               WordNet's definitions as vectors of the built-in model, for `loss`
# Build first: mvn -DskipTests package
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
[ -d "$here/benchmarks/target/classes" ] || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
run() {
  "$java" --add-modules jdk.incubator.vector -Xmx8g -XX:+UseTransparentHugePages \
    -cp "$here/benchmarks/target/classes:$here/core/target/classes:$here/wordnet/target/classes:$here/cli/target/lib/*" "$@" 2>/dev/null
}
small() {
  [ -e "$folder/$1.safetensors" ] || "$here/akin" compress "$vectors" -o "$folder/$1.safetensors" --method "$@" --sample 0 --quiet
  files+=("$folder/$1.safetensors")
}
case $1 in
  speed) run dev.akin.benchmarks.CompressBenchmark "${2:-1000000}" "${3:-300}" ;;
  pq)
    points=$(mktemp)
    trap 'rm -f "$points"' EXIT
    run dev.akin.benchmarks.ProductQuantizerBenchmark "$2" "${3:-100000}" "${4:-38}" "$points" \
      /usr/bin/python3 "$here/benchmarks/peers/pq_faiss.py"
    ;;
  definitions)
    texts=$(mktemp)
    trap 'rm -f "$texts"' EXIT
    run dev.akin.benchmarks.WordNetDefinitions "$texts"
    "$here/akin" encode "$texts" -o "$2"
    ;;
  loss)
    vectors=$2 folder=$3
    mkdir -p "$folder"
    files=() tests=()
    for test in "${@:4}"; do tests+=(--evaluate "$test"); done
    small float16
    small int8
    small int4
    small binary
    small binary+int8
    small pq
    small opq
    small codes
    # A sixteenth of the bytes, as numbers and as bytes.
    small svd --rank 18
    small svd+int8 --rank 74
    small cp+int8
    small tucker+int8
    small tensor-train
    "$here/akin" diff "$vectors" "${files[@]}" "${tests[@]}"
    ;;
  *) sed -n '2,9s/^# \{0,1\}//p' "$0"; exit 2 ;;
esac
