#!/usr/bin/env bash
# Seconds of an epoch of a text classifier with an LSTM, ours and the same model in DJL alone, in turn.
#
# usage: benchmarks/networks.sh [ROUNDS] [THREADS]
# Build first: mvn -DskipTests package
set -euo pipefail
rounds=${1:-3} threads=${2:-1}
here=$(cd "$(dirname "$0")/.." && pwd)
[ -d "$here/benchmarks/target/classes" ] || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
paths=$(mktemp)
trap 'rm -f "$paths"' EXIT
(cd "$here" && mvn -q -pl benchmarks -am compile dependency:build-classpath -Dmdep.includeScope=runtime "-Dmdep.outputFile=$paths")
# Of the large table fewer texts: DJL moves all of its rows in every step.
for size in "10000 2048" "500000 256"; do
  read -r rows texts <<< "$size"
  "$java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -XX:+UseTransparentHugePages -Xmx4g \
    -DOPT_OUT_TRACKING=true -Dai.djl.offline=true -Dai.djl.pytorch.num_threads="$threads" -cp "$here/benchmarks/target/classes:$(cat "$paths")" \
    dev.akin.benchmarks.ClassifierEpochBenchmark "$rows" "$rounds" "$texts"
done
