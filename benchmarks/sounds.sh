#!/usr/bin/env bash
# How well classes are told from vectors of sounds, by five folds (SoundFolds); and how many seconds of sound a second become log-mel
# features, in turn with torchaudio (apt-get install python3-torchaudio), on one thread and on two.
#
# usage: benchmarks/sounds.sh MODEL SOUNDS FOLDER
# MODEL: a folder with a model of sounds. SOUNDS: CLASS/FOLD-NAME.wav, such as ESC-10. FOLDER keeps what is made.
# Build first: mvn -DskipTests package
set -euo pipefail
model=$1 sounds=$2 folder=$3
here=$(cd "$(dirname "$0")/.." && pwd)
[ -d "$here/benchmarks/target/classes" ] || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
java="${JAVA_HOME:+$JAVA_HOME/bin/}java --add-modules jdk.incubator.vector"
mkdir -p "$folder"
for pooling in mean mean,std mean,std,max; do
  "$here/akin" encode "$sounds" -o "$folder/$pooling.safetensors" --encoder "$model" --pooling "$pooling"
done
classes=$here/benchmarks/target/classes:$here/core/target/classes:$here/media/target/classes
$java -cp "$classes" dev.akin.benchmarks.SoundFolds "$folder"/mean*.safetensors
for threads in 1 2; do
  for _ in 1 2 3; do
    $java -cp "$classes" dev.akin.benchmarks.MelBenchmark "$folder" "$threads"
    /usr/bin/python3 "$here/benchmarks/peers/mel_torchaudio.py" "$folder" "$threads"
  done
done
