#!/usr/bin/env bash
# Knowledge from WordNet's relations: facts learned in a second, and how well facts that were held back are predicted.
#
# usage: benchmarks/knowledge.sh FOLDER [EPOCHS [DIMENSION]]    transe, distmult, complex and rotate, one in twenty facts held back
# Build first: mvn -DskipTests package
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
[ $# -ge 1 ] || { sed -n '2,5s/^# \{0,1\}//p' "$0"; exit 2; }
folder=$1 epochs=${2:-30} dimension=${3:-200}
mkdir -p "$folder"
for model in transe distmult complex rotate; do
  "$here/akin" train wordnet -o "$folder/$model.akin" --model "$model" --epochs "$epochs" --dim "$dimension" --hold-out 0.05 --json --quiet |
    /usr/bin/python3 -c '
import json, sys
run = json.load(sys.stdin)
held = run["heldOut"]
print("%-9s %d facts x %s epochs in %.0f s with the scoring of %d: MRR %.3f (%.3f to %.3f), hits@1 %.3f, @3 %.3f, @10 %.3f; by frequency MRR %.3f" % (
    sys.argv[1], run["facts"], sys.argv[2], run["seconds"], held["facts"], held["mrr"], held["low"], held["high"],
    held["hits1"], held["hits3"], held["hits10"], held["mrrByFrequency"]))' "$model" "$epochs"
done
