#!/usr/bin/env bash
# What WordNet does for vectors, by both methods: scores of word pairs, and the mean cosines of antonyms and of random pairs, before and after.
#
# usage: benchmarks/lexicon.sh VECTORS PAIRS…        for example words.safetensors SimLex-999.txt EN-WS-353-ALL.txt
# Build first: mvn -DskipTests package
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
[ $# -ge 2 ] || { sed -n 2,6p "$0" >&2; exit 2; }
vectors=$1
shift
tests=()
for file in "$@"; do tests+=(--evaluate "$file"); done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
timed() {
  local began
  began=$(date +%s.%N)
  "$@"
  echo "$(date +%s.%N) $began" | awk '{printf "%.1f s\n", $1 - $2}'
}
# An edit: two pairs beside WordNet's.
printf 'hot\tcold\tantonym\nking\tmonarch\n' > "$folder/more.tsv"
for method in retrofit counter-fit; do
  echo "$method"
  timed "$here/akin" retrofit "$vectors" -o "$folder/$method.safetensors" --lexicon wordnet --method "$method" "${tests[@]}" --quiet
  echo "$method, after an edit"
  timed "$here/akin" retrofit "$folder/$method.safetensors" --original "$vectors" -o "$folder/again.safetensors" \
    --lexicon wordnet --lexicon "$folder/more.tsv" "${tests[@]}" --quiet
done
