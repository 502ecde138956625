#!/usr/bin/env bash
# Networks on real data, each beside the simplest model of its kind: programs of module examples, one after the other.
#
# usage: benchmarks/network-tasks.sh MESSAGES TAGGING-FOLDER GRAPH CLICKS [VECTORS] [TEXT]
# MESSAGES: lines of label, tab, text; the label looked for is spam. TAGGING-FOLDER: wnut17train.conll, emerging.test.annotated, and
# ru_gsd-ud-dev.conllu and so on. GRAPH: as PaperTopics says, such as planetoid/cora. CLICKS: lines of user and item, in order of time.
# VECTORS: of words, which names begin with. TEXT: words separated by spaces, some of which are to begin by their letters. Build first: mvn -DskipTests package
set -euo pipefail
messages=$1 tagging=$2 graph=$3 clicks=$4 vectors=${5:-} text=${6:-}
here=$(cd "$(dirname "$0")/.." && pwd)
[ -d "$here/examples/target/classes" ] || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
paths=$(mktemp)
trap 'rm -f "$paths"' EXIT
(cd "$here" && mvn -q -pl examples -am compile dependency:build-classpath -Dmdep.includeScope=runtime "-Dmdep.outputFile=$paths")
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
run() { # PROGRAM ARGUMENTS
  echo "$*"
  "$java" --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED -Xmx2g \
    -cp "$here/examples/target/classes:$(cat "$paths")" "dev.akin.examples.$1" "${@:2}"
}
run SpamFilter "$messages" spam mean Label
run SpamFilter "$messages" spam lstm Label
run FindTags "$tagging/wnut17train.conll" "$tagging/emerging.test.annotated" ${vectors:+"$vectors"}
run FindTags "$tagging/ru_gsd-ud-dev.conllu" "$tagging/ru_gsd-ud-test.conllu"
run FindTags "$tagging/zh_gsdsimp-ud-dev.conllu" "$tagging/zh_gsdsimp-ud-test.conllu"
run PredictWords 30000 5
run RecommendItems "$clicks" 6
run FindItems "$clicks" 5
run PaperTopics "$graph"
if [ -n "$text" ]; then run BeginWords "$text" 100 20; fi
