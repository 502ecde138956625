#!/usr/bin/env bash
# GloVe against the authors' program at equal settings: seconds of each step, the loss of each epoch, and scores by one judge
# (akin evaluate). Both count the same pairs; the authors' program shuffles them in a step of its own.
#
# usage: benchmarks/glove.sh CORPUS EVALUATION-FOLDER OUTPUT-FOLDER PEER-FOLDER [EPOCHS] [DIMENSION]
# CORPUS: words separated by spaces. PEER-FOLDER: a checkout of https://github.com/stanfordnlp/GloVe after `make`. The
# evaluation folder is that of training.sh.
set -euo pipefail
mkdir -p "$3"
corpus=$(realpath "$1") judges=$(realpath "$2") out=$(realpath "$3") peer=$(realpath "$4")/build epochs=${5:-25} dimension=${6:-100}
here=$(cd "$(dirname "$0")/.." && pwd)
threads=$(nproc)
[ -x "$peer/glove" ] || { echo "build first: make -C $4" >&2; exit 1; }
step() { # NAME COMMAND…: seconds on the clock and of all processors
  local name=$1
  shift
  local TIMEFORMAT="$name %R s, %U s of processors"
  time "$@"
}
count() { "$peer/vocab_count" -min-count 5 -verbose 0 < "$corpus" > "$out/vocabulary"; }
pairs() { "$peer/cooccur" -memory 4 -vocab-file "$out/vocabulary" -verbose 0 -window-size 15 < "$corpus" > "$out/pairs"; }
shuffled() { "$peer/shuffle" -memory 4 -verbose 0 -seed 1 < "$out/pairs" > "$out/shuffled"; }
learn() {
  "$peer/glove" -save-file "$out/peer" -threads "$threads" -input-file "$out/shuffled" -x-max 100 -iter "$epochs" \
    -vector-size "$dimension" -binary 0 -vocab-file "$out/vocabulary" -verbose 2 -seed 1 2>&1 | grep cost
}
step "GloVe, vocabulary" count
(cd "$out" && step "GloVe, pairs" pairs)
(cd "$out" && step "GloVe, shuffling" shuffled)
step "GloVe, learning" learn
step "akin, all" "$here/akin" train "$corpus" -o "$out/akin.safetensors" --model glove --dim "$dimension" --epochs "$epochs" \
  --tokens whitespace --threads "$threads"
"$here/akin" info "$out/akin.safetensors" --json | grep -o '"losses":\[[^]]*'
"$here/akin" convert "$out/peer.txt" "$out/peer.safetensors" --from glove
for file in "$out/akin.safetensors" "$out/peer.safetensors"; do
  basename "$file"
  "$here/akin" evaluate "$file" --similarity "$judges/EN-WS-353-ALL.txt" --similarity "$judges/EN-SIMLEX-999.txt" \
    --similarity "$judges/EN-MEN-TR-3k.txt" --analogies "$judges/questions-words.txt" --restrict 30000 |
    grep -E '^  (test|EN-|questions)'
done
