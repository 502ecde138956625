#!/usr/bin/env bash
# Pictures found by words: a bridge from MiniLM to the pixels of emoji, learned from names, and how often the picture of a name
# that it never saw is among the first of 300.
#
# usage: benchmarks/emoji.sh FOLDER
# FOLDER: pairs.tsv with lines of a picture's path from there, its name, a short name and more, with tabs between.
# Build first: mvn -DskipTests package
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
[ $# = 1 ] || { sed -n 2,8p "$0" >&2; exit 2; }
data=$(cd "$1" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# The same 300 each time: those whose paths have the least digests.
cut -f1,2,3 "$data/pairs.tsv" | while IFS=$'\t' read -r path name short; do
  printf '%s\t%s\t%s\t%s\n' "$(printf %s "$path" | md5sum | cut -c1-12)" "$data/$path" "$name" "$short"
done | LC_ALL=C sort > "$folder/all"
head -300 "$folder/all" | awk -F'\t' '{print $3 "\t" $2}' > "$folder/test.tsv"
tail -n +301 "$folder/all" | awk -F'\t' '{print $3 "\t" $2} $4 != $3 && $4 != "" {print $4 "\t" $2}' > "$folder/train.tsv"
for options in "" "--units 256" "--temperature 0"; do
  echo "bridge $options"
  # shellcheck disable=SC2086
  "$here/akin" train "$folder/train.tsv" -o "$folder/bridge.akin" --model bridge --from minilm --to pixels \
    --test "$folder/test.tsv" $options --quiet --json > "$folder/run.json"
  python3 - "$folder/run.json" << 'PYTHON'
import json, sys

run = json.load(open(sys.argv[1]))
test = run["test"]
print("  " + ", ".join("%s %.3f" % (name, test[name]["value"]) for name in ("recall@1", "recall@5", "recall@10")), "in %.0f s" % run["seconds"])
PYTHON
done
