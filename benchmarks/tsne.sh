#!/usr/bin/env bash
# t-SNE with 750 iterations against scikit-learn's, on the same rows, one after the other, and one judge of both.
#
# usage: benchmarks/tsne.sh FILE ROWS [ROUNDS]
# FILE: images in MNIST's format (…ubyte) or vectors as safetensors. Peer from Debian: apt-get install python3-sklearn
set -euo pipefail
file=$1 rows=$2 rounds=${3:-1}
here=$(cd "$(dirname "$0")/.." && pwd)
[ -d "$here/benchmarks/target/classes" ] || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
points=$(mktemp)
trap 'rm -f "$points"' EXIT
for round in $(seq "$rounds"); do
  "$java" --add-modules jdk.incubator.vector -Xmx4g -cp "$here/benchmarks/target/classes:$here/core/target/classes" \
    dev.akin.benchmarks.TsneBenchmark "$file" "$rows" "$points"
  /usr/bin/python3 "$here/benchmarks/peers/tsne_sklearn.py" "$file" "$rows" "$points"
done
