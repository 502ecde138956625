#!/usr/bin/env bash
# Two halves of a text, learned apart and brought together by the 5,000 most frequent words: how many other words find themselves again,
# among 20,000: the 1,500 that come next, and every fourth of the 15,000 that come next.
#
# usage: benchmarks/align.sh TEXT [DIMENSIONS]        100 unless told
# Build first: mvn -DskipTests package
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
[ $# -ge 1 ] && [ $# -le 2 ] || { sed -n 2,7p "$0" >&2; exit 2; }
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
for half in 0 1; do
  awk -v half=$half 'NR % 2 == half' "$1" > "$folder/$half.txt"
  "$here/akin" train "$folder/$half.txt" -o "$folder/$half.safetensors" --model skipgram --dim "${2:-100}" --tokens whitespace --lean --quiet
done
tr -s ' \n' '\n' < "$1" | LC_ALL=C sort | LC_ALL=C uniq -c | LC_ALL=C sort -k1,1nr -k2,2 |
  awk -v folder="$folder" '
    $2 == "" { next }
    { place++; pair = $2 "\t" $2 }
    place <= 5000 { print pair > (folder "/fitted.tsv") }
    place > 5000 && place <= 6500 { print pair > (folder "/next.tsv") }
    place > 5000 && place <= 20000 && place % 4 == 0 { print pair > (folder "/wider.tsv") }'
for options in "" "--refine 2" "--linear"; do
  for test in next wider; do
    echo "align $options, $test words"
    # shellcheck disable=SC2086
    "$here/akin" align "$folder/0.safetensors" "$folder/1.safetensors" -o "$folder/moved.safetensors" \
      --dictionary "$folder/fitted.tsv" --test "$folder/$test.tsv" $options --quiet
  done
done
