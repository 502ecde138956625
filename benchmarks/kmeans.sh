#!/usr/bin/env bash
# k-means with 100 centres and 25 passes against FAISS's, on the same rows with two threads, one after the other.
#
# usage: benchmarks/kmeans.sh FILE ROWS [ROUNDS]
# FILE: vectors as safetensors; rows beyond those it has are others of it with a little noise. Peer from Debian: apt-get install python3-faiss
set -euo pipefail
file=$1 rows=$2 rounds=${3:-3}
here=$(cd "$(dirname "$0")/.." && pwd)
[ -d "$here/benchmarks/target/classes" ] || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
points=$(mktemp)
trap 'rm -f "$points"' EXIT
"$java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -Xmx4g -cp "$here/benchmarks/target/classes:$here/core/target/classes" \
  dev.akin.benchmarks.KMeansBenchmark "$file" "$rows" "$points" "$rounds"
/usr/bin/python3 "$here/benchmarks/peers/kmeans_faiss.py" "$points" "$rows" "$rounds"
