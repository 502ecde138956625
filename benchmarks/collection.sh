#!/usr/bin/env bash
# A collection of vectors against hnswlib on one file: time to build, durable, and queries/s on two threads by recall.
#
# usage: benchmarks/collection.sh FOLDER [ROWS [DIMENSION [QUANTIZATION]]]
# FOLDER keeps the file that is made. Peer from Debian: apt-get install python3-hnswlib.
set -euo pipefail
folder=$1 rows=${2:-100000} dimension=${3:-384} quantization=${4:-float32}
here=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$folder"
file=$folder/collection-$rows-$dimension.bin
libraries=$here/cli/target/lib
[ -d "$here/benchmarks/target/classes" ] && [ -d "$libraries" ] \
  || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
akin() {
  "$java" -Xmx4g --add-modules jdk.incubator.vector -XX:+UseTransparentHugePages --enable-native-access=ALL-UNNAMED \
    -cp "$here/benchmarks/target/classes:$here/core/target/classes:$here/search/target/classes:$libraries/*" \
    dev.akin.benchmarks.CollectionBenchmark "$@" 2>/dev/null
}
[ -e "$file" ] || akin make "$file" "$rows" "$dimension"
rm -rf "$folder/collection"
akin run "$file" "$folder/collection" "$quantization"
/usr/bin/python3 "$here/benchmarks/peers/search_hnswlib.py" "$file" "$folder/hnswlib.bin"
