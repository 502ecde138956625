#!/usr/bin/env bash
# Texts learned with their labels, in turn with Debian's fastText: whole processes, the same settings, two threads; seconds of each, and
# how often the likeliest label of the texts held back is right. Both models are tested by fastText's own `test`.
#
# usage: benchmarks/supervised.sh FOLDER [SMSSpamCollection] [ROUNDS]
# SMSSpamCollection is the UCI file, a label, a tab and a message on each line, with or without a header: every fifth message is held back.
# WordNet's definitions, each to be told which of the 45 lexicographers' files it stands in, come from the class path: a tenth is held back.
# Runs of two words take 2,000,000 buckets, whose file has 800 MB: FOLDER needs 2 GB. Peer from Debian: apt-get install fasttext
# Fails where akin is right less often than fastText by more than 0.005, or less than four times as fast.
set -euo pipefail
folder=$1 sms=${2:-} rounds=${3:-3}
here=$(cd "$(dirname "$0")/.." && pwd)
akin=${AKIN:-$here/akin}
mkdir -p "$folder"
failed=0

split_messages() {
  tr 'A-Z' 'a-z' < "$sms" | awk -F '\t' -v train="$folder/sms.train" -v test="$folder/sms.test" '
    NR == 1 && $1 == "label" { next }
    NF >= 2 { label = $1; sub(/^[^\t]*\t/, ""); gsub(/[^a-z0-9]+/, " ")
              print "__label__" label " " $0 > (++n % 5 == 0 ? test : train) }'
}

write_definitions() {
  local java=${JAVA_HOME:+$JAVA_HOME/bin/}java
  [ -d "$here/benchmarks/target/classes" ] || { echo "build first: mvn -DskipTests package" >&2; exit 1; }
  "$java" -cp "$here/benchmarks/target/classes:$here/core/target/classes:$here/wordnet/target/classes:$(printf '%s:' "$here"/cli/target/lib/*.jar)" \
    dev.akin.benchmarks.LabelledDefinitions "$folder/definitions.train" "$folder/definitions.test"
}

seconds() { # COMMAND…: prints how long it took
  local begin end
  begin=$(date +%s%N)
  "$@" > "$folder/log" 2>&1 || { cat "$folder/log" >&2; return 1; }
  end=$(date +%s%N)
  awk -v n=$((end - begin)) 'BEGIN { printf "%.3f\n", n / 1e9 }'
}

precision() { fasttext test "$1" "$2" | awk '$1 == "P@1" { print $2 }'; }

median() { sort -n "$1" | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

compare() { # NAME RATE EPOCHS WORD-NGRAMS
  local name=$1 rate=$2 epochs=$3 ngrams=$4 round who
  echo "$name: dimension 100, learning rate $rate, $epochs epochs, runs of $ngrams"
  rm -f "$folder"/{akin,fasttext}.{seconds,precision}
  for round in $(seq "$rounds"); do
    seconds "$akin" train "$folder/$name.train" -o "$folder/akin.bin" --model supervised --dim 100 --learning-rate "$rate" \
      --epochs "$epochs" --word-ngrams "$ngrams" --threads 2 >> "$folder/akin.seconds"
    seconds fasttext supervised -input "$folder/$name.train" -output "$folder/fasttext" -dim 100 -lr "$rate" \
      -epoch "$epochs" -wordNgrams "$ngrams" -thread 2 -verbose 0 >> "$folder/fasttext.seconds"
    for who in akin fasttext; do
      precision "$folder/$who.bin" "$folder/$name.test" >> "$folder/$who.precision"
      echo "  $who: $(tail -1 "$folder/$who.seconds") s, precision at 1 $(tail -1 "$folder/$who.precision")"
    done
  done
  awk -v ours="$(median "$folder/akin.seconds")" -v theirs="$(median "$folder/fasttext.seconds")" \
    -v right="$(median "$folder/akin.precision")" -v peer="$(median "$folder/fasttext.precision")" 'BEGIN {
      printf "  medians: akin %.3f s, %.4f; fasttext %.3f s, %.4f; %.1f times as fast\n", ours, right, theirs, peer, theirs / ours
      if (right < peer - 0.005) { print "  akin is right less often"; bad = 1 }
      if (theirs < 4 * ours) { print "  akin is less than four times as fast"; bad = 1 }
      exit bad }' || failed=1
}

[ -s "$folder/definitions.test" ] || write_definitions
compare definitions 0.2 25 1
compare definitions 0.5 5 2
if [ -n "$sms" ]; then
  split_messages
  compare sms 0.5 25 1
  compare sms 0.5 5 2
fi
rm -f "$folder"/{akin,fasttext}.bin "$folder/fasttext.vec"
exit "$failed"
