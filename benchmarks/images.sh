#!/usr/bin/env bash
# Pictures a second from files, in turn with ONNX Runtime alone in the same process, which gets numbers made of the same pictures
# before. Every vector is first held against ONNX Runtime's.
#
# usage: benchmarks/images.sh MODEL PICTURES [COUNT] [THREADS] [ROUNDS]
# MODEL: a folder with model.onnx and preprocessor_config.json. Build first: mvn -DskipTests package
set -euo pipefail
model=$1 pictures=$2 count=${3:-1000} threads=${4:-2} rounds=${5:-3}
here=$(cd "$(dirname "$0")/.." && pwd)
[ -d "$here/benchmarks/target/classes" ] || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
path=$here/benchmarks/target/images.classpath
[ -s "$path" ] || (cd "$here" && mvn -q -pl benchmarks -am compile dependency:build-classpath \
  -Dmdep.outputFile="$path" -Dmdep.includeScope=runtime > /dev/null)
classes=$here/benchmarks/target/classes
for module in core media encode; do classes=$classes:$here/$module/target/classes; done
"$java" --enable-native-access=ALL-UNNAMED -cp "$classes:$(cat "$path")" \
  dev.akin.benchmarks.ImageBenchmark "$model" "$pictures" "$count" "$threads" "$rounds"
