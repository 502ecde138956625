#!/usr/bin/env bash
# Two halves of a text, learned apart and brought together: how many words find themselves again, fitted to 5,000 of them.
#
# usage: benchmarks/align.sh TEXT
# Build first: mvn -DskipTests package
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
[ $# = 1 ] || { sed -n 2,6p "$0" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for half in 0 1; do
  awk -v half=$half 'NR % 2 == half' "$1" > "$folder/$half.txt"
  "$here/akin" train "$folder/$half.txt" -o "$folder/$half.safetensors" --model skipgram --dim 100 --tokens whitespace --quiet
done
# The 6,250 most frequent words: 5,000 to fit to, a fifth held out.
tr -s ' \n' '\n' < "$1" | LC_ALL=C sort | LC_ALL=C uniq -c | LC_ALL=C sort -k1,1nr -k2,2 |
  awk 'NR <= 6250 {print $2 "\t" $2}' > "$folder/words.tsv"
for options in "" "--refine 2" "--linear"; do
  echo "align $options"
  # shellcheck disable=SC2086
  "$here/akin" align "$folder/0.safetensors" "$folder/1.safetensors" -o "$folder/moved.safetensors" --dictionary "$folder/words.tsv" $options --quiet
done
