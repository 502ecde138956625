#!/usr/bin/env bash
# Implicit factors of 64 numbers by Akin and by Spark MLlib (local[2]): seconds an iteration, and the last choices foretold.
#
# usage: benchmarks/als.sh CLICKS [TURNS [PENALTY,CONFIDENCE [PENALTY,CONFIDENCE]]]    settings of Akin, then of Spark
# CLICKS: lines of user, tab, item, in the order of time. Maven fetches Spark's jars at the first run.
# Build first: mvn -DskipTests package
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
[ $# -ge 1 ] || { sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2; }
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
peer=$here/benchmarks/peers/spark
work=$here/benchmarks/target/spark
mkdir -p "$work"
[ -s "$work/classpath" ] || mvn -B -q -ntp -f "$peer/pom.xml" dependency:build-classpath -Dmdep.outputFile="$work/classpath"
opens=()
for package in java.lang java.lang.invoke java.nio java.util java.util.concurrent sun.nio.ch; do
  opens+=(--add-opens "java.base/$package=ALL-UNNAMED")
done
"$java" -Xmx6g --add-modules jdk.incubator.vector --enable-native-access=ALL-UNNAMED "${opens[@]}" \
  -cp "$here/core/target/classes:$(cat "$work/classpath")" "$peer/SparkAls.java" "$1" "${2:-3}" "${3:-1,10}" "${4:-0.1,10}" 2>"$work/log" ||
  { tail -20 "$work/log" >&2; exit 1; }
