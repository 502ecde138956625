#!/usr/bin/env bash
# Nodes of a graph with labels: how well a logistic regression tells the labels of half of the nodes from their vectors, by 10 walks of 80
# nodes from each. And how long a graph of many edges takes to be read and walked, with its peak of memory.
#
# usage: benchmarks/node2vec.sh EDGES LABELS [ADJACENCY] [MILLIONS]
# EDGES: a node and all that it has edges to on a line if ADJACENCY is yes, which it is unless told, else two nodes. LABELS: lines of a node, a tab and its labels with
# commas between. MILLIONS of edges between a twentieth as many nodes are drawn by chance; none unless told.
# Build first: mvn -DskipTests package
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
[ $# -ge 2 ] || { sed -n 2,9p "$0" >&2; exit 2; }
edges=$1 labels=$2 adjacency=${3:-yes} millions=${4:-0}
akin=${AKIN:-$here/akin}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
form=()
[ "$adjacency" = yes ] && form=(--adjacency)
for settings in "deepwalk" "node2vec" "node2vec --p 0.25 --q 0.25" "node2vec --p 0.25 --q 0.25 --epochs 5"; do
  echo "$settings"
  # shellcheck disable=SC2086
  "$akin" train "$edges" "${form[@]}" -o "$folder/nodes.safetensors" --model $settings --dim 128 --walks 10 --walk-length 80 --window 10
  "$akin" evaluate "$folder/nodes.safetensors" --key-labels "$labels" --share 0.5 --quiet
done
if [ "$millions" -gt 0 ]; then
  awk -v edges="$millions" 'BEGIN {
    srand(1); nodes = edges * 50000
    for (i = 0; i < edges * 1000000; i++) print int(rand() * nodes) "\t" int(rand() * nodes) }' > "$folder/many.tsv"
  command time -f "%e s, %M kB at most" "$akin" train "$folder/many.tsv" -o "$folder/many.safetensors" --model deepwalk --dim 16 --walks 1 \
    --walk-length 5 --window 2 --epochs 1 --lean
fi
