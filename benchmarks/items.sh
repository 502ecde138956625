#!/usr/bin/env bash
# How well recommenders foretell the last choice of each user, ranked among all items, beside popular items.
#
# usage: benchmarks/items.sh CLICKS [MODEL…]
# CLICKS: lines of user, tab, item, in the order of time. MODEL: names of train --model; item2vec, als, bpr and warp unless told.
# Build first: mvn -DskipTests package
set -euo pipefail
[ $# -ge 1 ] || { sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2; }
clicks=$1
models=("${@:2}")
[ ${#models[@]} -gt 0 ] || models=(item2vec als bpr warp)
akin=${AKIN:-$(cd "$(dirname "$0")/.." && pwd)/akin}
folder=$(mktemp -d)
trap 'rm -r "$folder"' EXIT
printf '%-10s  %-26s  %8s  %8s  %8s\n' model 'hit rate@10' 'nDCG@10' coverage seconds
popular=
for model in "${models[@]}"; do
  "$akin" train "$clicks" -o "$folder/$model.safetensors" --model "$model" --leave-last-out --json --quiet > "$folder/$model.json"
  python3 - "$folder/$model.json" "$model" "${popular:-popular}" <<'PYTHON'
import json, sys

def row(name, figures, seconds):
    interval = figures["intervals"]["hitRate"]
    rate = "%.4f (%.4f … %.4f)" % (figures["hitRate"], interval["low"], interval["high"])
    print("%-10s  %-26s  %8.4f  %8.4f  %8s" % (name, rate, figures["ndcg"], figures["coverage"], seconds))

learned = json.load(open(sys.argv[1]))
if sys.argv[3] == "popular":
    row("popular", learned["heldOut"]["popular"], "")
row(sys.argv[2], learned["heldOut"], "%.1f" % learned["seconds"])
PYTHON
  popular=said
done
