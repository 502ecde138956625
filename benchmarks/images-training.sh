#!/usr/bin/env bash
# How well encoders of pictures learn, and in what time: letters of Omniglot told by one example, digits of MNIST by their nearest neighbour.
#
# usage: benchmarks/images-training.sh OMNIGLOT MNIST [THREADS]
# OMNIGLOT: a folder with images_background_small1.zip and all_runs.zip (github.com/brendenlake/omniglot). MNIST: a folder with
# images-idx3-ubyte and labels-idx1-ubyte, of which the last fifth is tested on. Either may be - for none.
# Build first: mvn -DskipTests package
set -euo pipefail
[ $# -ge 2 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 2; }
omniglot=$1 mnist=$2 threads=${3:-2}
here=$(cd "$(dirname "$0")/.." && pwd)
[ -d "$here/benchmarks/target/classes" ] || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
paths=$(mktemp)
trap 'rm -f "$paths"' EXIT
(cd "$here" && mvn -q -pl benchmarks -am compile dependency:build-classpath -Dmdep.includeScope=runtime "-Dmdep.outputFile=$paths")
run() {
  "$java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -Xmx2g -DOPT_OUT_TRACKING=true -Dai.djl.offline=true \
    -cp "$here/benchmarks/target/classes:$(cat "$paths")" dev.akin.benchmarks.ImageTrainingBenchmark "$@"
}
[ "$omniglot" = - ] || run omniglot "$omniglot" "$threads"
[ "$mnist" = - ] || run mnist "$mnist" "$threads"
