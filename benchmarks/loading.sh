#!/usr/bin/env bash
# 400,000 × 300 text vectors read in turn with gensim, and a 1,000,000 × 300 native file opened; whole processes timed.
#
# usage: benchmarks/loading.sh FOLDER [REPEATS]     FOLDER takes 2.4 GB. Peer from Debian: apt-get install python3-gensim
set -euo pipefail
folder=$1 repeats=${2:-3}
here=$(cd "$(dirname "$0")/.." && pwd)
[ -d "$here/benchmarks/target/classes" ] || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
akin() {
  "$java" --add-modules jdk.incubator.vector -cp "$here/benchmarks/target/classes:$here/core/target/classes" \
    dev.akin.benchmarks.LoadBenchmark "$@" 2>/dev/null
}
TIMEFORMAT='  whole process %R s, %U + %S s of CPU'
mkdir -p "$folder"
[ -f "$folder/loading.vec" ] || akin make "$folder/loading.vec" 400000 300
[ -f "$folder/loading.safetensors" ] || akin make "$folder/loading.safetensors" 1000000 300
for _ in $(seq "$repeats"); do
  time akin load "$folder/loading.vec"
  time /usr/bin/python3 "$here/benchmarks/peers/load_gensim.py" "$folder/loading.vec"
  time akin open "$folder/loading.safetensors"
done
