#!/usr/bin/env bash
# Texts a second, in turn with LangChain4j in the same process: the built-in model, whose graph quantises dynamically, and the same
# as float32. Every vector is first held against LangChain4j's of that text alone.
#
# usage: benchmarks/encode.sh FOLDER [STS-B] [TEXTS] [ROUNDS]
# FOLDER keeps the float model, made from the built-in one (see peers/float_model.py; apt-get install python3-onnx) if it is not
# there. STS-B: sts-train.csv as it comes. Build first: mvn -DskipTests package
set -euo pipefail
folder=$1 sts=${2:--} texts=${3:-10000} rounds=${4:-3}
here=$(cd "$(dirname "$0")/.." && pwd)
[ -d "$here/benchmarks/target/classes" ] || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
mkdir -p "$folder/float"
path=$folder/classpath
[ -s "$path" ] || (cd "$here" && mvn -q -pl benchmarks -am compile dependency:build-classpath \
  -Dmdep.outputFile="$path" -Dmdep.includeScope=runtime > /dev/null)
classes=$here/benchmarks/target/classes:$here/core/target/classes:$here/encode/target/classes:$here/wordnet/target/classes
run() {
  OPT_OUT_TRACKING=true "$java" --enable-native-access=ALL-UNNAMED -cp "$classes:$(cat "$path")" \
    dev.akin.benchmarks.EncodeBenchmark "$texts" "$sts" "$rounds" "$@"
}
if [ ! -s "$folder/float/model.onnx" ]; then
  jar=$(tr ':' '\n' < "$path" | grep 'all-minilm-l6-v2-q' | head -1)
  (cd "$folder" && "${java%java}jar" xf "$jar" all-minilm-l6-v2-q.onnx all-minilm-l6-v2-q-tokenizer.json)
  /usr/bin/python3 "$here/benchmarks/peers/float_model.py" "$folder/all-minilm-l6-v2-q.onnx" "$folder/float/model.onnx"
  mv "$folder/all-minilm-l6-v2-q-tokenizer.json" "$folder/float/tokenizer.json"
  printf '{"max_position_embeddings": 512}' > "$folder/float/config.json"
fi
echo "built in, dynamic int8:"
run
echo "the same as float32:"
run "$folder/float"
