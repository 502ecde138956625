#!/usr/bin/env bash
# Nine tenths of a corpus learned, then updated with the last tenth, against all of it learned anew: time and scores.
#
# usage: benchmarks/update.sh CORPUS EVALUATION-FOLDER OUTPUT-FOLDER
set -euo pipefail
corpus=$1 judges=$2 out=$3
here=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$out"
lines=$(wc -l < "$corpus")
head -n $((lines * 9 / 10)) "$corpus" > "$out/first.txt"
tail -n +$((lines * 9 / 10 + 1)) "$corpus" > "$out/more.txt"
TIMEFORMAT='  %R s, %U + %S s of CPU'
train() { # NAME ARGUMENTS…
  local name=$1
  shift
  echo "$name"
  time "$here/akin" train "$@" --tokens whitespace -o "$out/$name.safetensors" --quiet
}
train first "$out/first.txt"
train updated "$out/more.txt" --update "$out/first.safetensors"
train anew "$corpus"
for name in first updated anew; do
  "$here/akin" evaluate "$out/$name.safetensors" --similarity "$judges/EN-WS-353-ALL.txt" \
    --similarity "$judges/EN-SIMLEX-999.txt" --similarity "$judges/EN-MEN-TR-3k.txt" \
    --analogies "$judges/questions-words.txt" --restrict 30000 | grep -E '^(/|  (test|EN-|questions))'
done
