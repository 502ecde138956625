#!/usr/bin/env bash
# Photographs the explorer for the documentation, with the words that `./akin demo` learned of WordNet.
#
#   tools/explorer-pictures.sh ~/.akin/demo/wordnet.safetensors docs/pictures

set -eu
words=$(realpath "${1:?the vectors of the demo}") folder=$(realpath -m "${2:?where pictures go}")
root=$(realpath "$(dirname -- "$0")/..")
mkdir -p "$folder"
mvn -q -f "$root/pom.xml" -pl server -am test -Dtest=ExplorerPictures -Dsurefire.failIfNoSpecifiedTests=false \
    -Dakin.words="$words" -Dakin.pictures="$folder"
