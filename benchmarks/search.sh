#!/usr/bin/env bash
# Exact search in turn with FAISS on one file: one query, one thread, five rounds, and the ratio of the medians. Then the
# time of a whole process that opens the file, which lies in the page cache, and answers one question.
#
# usage: benchmarks/search.sh FOLDER [ROWS [DIMENSION]]
# FOLDER keeps the file that is made (4 bytes a number). Peer from Debian: apt-get install python3-faiss.
set -euo pipefail
folder=$1 rows=${2:-1000000} dimension=${3:-300}
here=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$folder"
file=$folder/search-$rows-$dimension.safetensors
[ -d "$here/benchmarks/target/classes" ] || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
akin() {
  "$java" --add-modules jdk.incubator.vector -XX:+UseTransparentHugePages \
    -cp "$here/benchmarks/target/classes:$here/core/target/classes" dev.akin.benchmarks.SearchBenchmark "$@" 2>/dev/null
}
[ -e "$file" ] || akin make "$file" "$rows" "$dimension"
for round in 1 2 3 4 5; do
  akin run "$file" "$folder/answers.tsv"
  /usr/bin/python3 "$here/benchmarks/peers/search_faiss.py" "$file" "$folder/answers.tsv"
done | tee "$folder/search.log"
median() { grep "^$1.* one query" "$folder/search.log" | sed 's/.*one query \([0-9.]*\) ms.*/\1/' | sort -n | sed -n 3p; }
echo "faiss / akin: $(median faiss) ms / $(median akin) ms = $(echo "scale=2; $(median faiss) / $(median akin)" | bc)"
"$here/akin" neighbors "$file" word7 -k 10 > "$folder/first.txt"
for run in 1 2 3 4 5 6 7 8 9; do
  start=$(date +%s%N)
  "$here/akin" neighbors "$file" word7 -k 10 | cmp -s - "$folder/first.txt"
  echo $((($(date +%s%N) - start) / 1000000))
done | sort -n | sed -n '1s/$/ ms: open and one neighbors, whole process, best of nine/p;5s/$/ ms: median/p'
