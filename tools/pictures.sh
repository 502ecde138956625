#!/usr/bin/env bash
# Draws the pictures of the documentation from the words that `./akin demo` learned of WordNet.
#
#   tools/pictures.sh ~/.akin/demo/wordnet.safetensors docs/pictures
#
# AKIN   the command to draw with; otherwise ./akin

set -eu
words=${1:?the vectors of the demo} folder=${2:?where pictures go}
akin=${AKIN:-$(dirname -- "$0")/../akin}
mkdir -p "$folder"

run() {
    "$akin" "$@" --quiet
}

for dark in '' --dark; do
    # shellcheck disable=SC2086 # nothing, or one option
    run map "$words" -o "$folder/map${dark#-}.svg" --limit 3000 --color count --size 1200x900 \
        --title 'Words of WordNet, by t-SNE' $dark
done
run plot heatmap "$words" cat dog horse bird tree flower river lake car train bread wine \
    -o "$folder/heatmap.svg" --size 900x700 --title ''
run plot scree "$words" -o "$folder/scree.svg" --size 900x560 --title ''
run plot training "$words" -o "$folder/training.svg" --size 900x420 --title ''
