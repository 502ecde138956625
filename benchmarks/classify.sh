#!/usr/bin/env bash
# Lines classified a second on one thread, in turn with fastText on the same lines, and whether all labels are equal. First
# within a process (fastText's start and loading are timed on one line and taken off), then whole processes.
#
# usage: benchmarks/classify.sh MODEL FOLDER [SOURCE…]
# MODEL: a classifier such as lid.176.ftz. FOLDER keeps the lines, made from the sources (see peers/classify_lines.py) if
# they are not there. Peer from Debian: apt-get install fasttext.
set -euo pipefail
model=$1 folder=$2
shift 2
here=$(cd "$(dirname "$0")/.." && pwd)
[ -d "$here/benchmarks/target/classes" ] || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
mkdir -p "$folder"
[ -s "$folder/lines" ] || python3 "$here/benchmarks/peers/classify_lines.py" 10000 "$@" > "$folder/lines"
for _ in 1 2 3 4 5 6 7 8 9 10; do cat "$folder/lines"; done > "$folder/lines10"
head -1 "$folder/lines" > "$folder/line"
lines=$(wc -l < "$folder/lines")
seconds() {
  local start
  start=$(date +%s.%N)
  "$@" > "$folder/said"
  echo "$(date +%s.%N) - $start" | bc
}
for round in 1 2 3; do
  once=$(seconds fasttext predict "$model" "$folder/line")
  all=$(seconds fasttext predict "$model" "$folder/lines10")
  echo "fasttext $(echo "10 * $lines / ($all - $once)" | bc) lines/s, round $round"
  "$java" -cp "$here/benchmarks/target/classes:$here/core/target/classes" dev.akin.benchmarks.ClassifyBenchmark \
    "$model" "$folder/lines" "$folder/akin.labels" 20 | tail -1
done
fasttext predict "$model" "$folder/lines" > "$folder/fasttext.labels"
echo "$(diff "$folder/akin.labels" "$folder/fasttext.labels" | grep -c '^<' || true) of $lines labels differ"
for round in 1 2 3; do
  echo "whole processes on ${lines}0 lines: fasttext $(seconds fasttext predict-prob "$model" "$folder/lines10") s," \
    "akin $(seconds "$here/akin" classify "$model" "$folder/lines10") s"
done
