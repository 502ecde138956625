#!/usr/bin/env bash
# What WordNet does for vectors: scores of word pairs before and after, for both methods.
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
for method in retrofit counter-fit; do
  echo "$method"
  began=$(date +%s.%N)
  "$here/akin" retrofit "$vectors" -o "$folder/$method.safetensors" --lexicon wordnet --method "$method" "${tests[@]}" --quiet
  echo "$(date +%s.%N) $began" | awk '{printf "%.1f s\n", $1 - $2}'
done
