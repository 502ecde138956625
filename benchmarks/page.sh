#!/usr/bin/env bash
# How soon the explorer shows a map over loopback, frames a second while zooming, and script a frame, in Chromium without a graphics card.
#
# usage: benchmarks/page.sh FOLDER [ROWS…]
# FOLDER keeps the class path; 100000 and 1000000 rows unless told. The browser from Debian: apt-get install chromium. Build first: mvn -DskipTests package
set -euo pipefail
folder=$1
shift
here=$(cd "$(dirname "$0")/.." && pwd)
[ -d "$here/benchmarks/target/classes" ] || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
mkdir -p "$folder"
path=$folder/classpath-page
[ -s "$path" ] || (cd "$here" && mvn -q -pl benchmarks -am compile dependency:build-classpath \
  -Dmdep.outputFile="$path" -Dmdep.includeScope=runtime > /dev/null)
classes=$here/benchmarks/target/classes
for module in core encode search server wordnet; do classes=$classes:$here/$module/target/classes; done
[ $# -gt 0 ] || set -- 100000 1000000
for rows; do
  "$java" --enable-native-access=ALL-UNNAMED --add-modules jdk.incubator.vector \
    -cp "$classes:$(cat "$path")" dev.akin.benchmarks.PageBenchmark "$rows"
done
