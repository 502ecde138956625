#!/usr/bin/env bash
# Tests the launcher ./akin as a stranger meets it, on an installed copy in a folder with a space in its name.
#
#   launcher-test.sh ROOT    the root of the project, where cli/target/akin-cli.jar and cli/target/lib are built

set -u
root=$(cd -- "$1" && pwd)
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
install="$here/some where/akin"
akin="$install/akin"
failures=0
out= err= code=0

mkdir -p "$install/cli/target"
cp "$root/akin" "$install/"
cp "$root/cli/target/akin-cli.jar" "$install/cli/target/"
cp -R "$root/cli/target/lib" "$install/cli/target/"

# Runs a command; sets out, err and code.
run() {
    "$@" > "$here/out" 2> "$here/err" < /dev/null
    code=$?
    out=$(cat "$here/out")
    err=$(cat "$here/err")
}

check() {
    local what=$1 expected=$2 actual=$3
    if [ "$expected" = "$actual" ]; then
        printf '  ok   %s\n' "$what"
    else
        printf '  FAIL %s\n       expected: %s\n       actual:   %s\n' "$what" "$expected" "$actual"
        failures=$((failures + 1))
    fi
}

check_like() {
    local what=$1 pattern=$2 actual=$3
    # shellcheck disable=SC2053 # a pattern
    if [[ $actual == $pattern ]]; then
        printf '  ok   %s\n' "$what"
    else
        printf '  FAIL %s\n       expected like: %s\n       actual:        %s\n' "$what" "$pattern" "$actual"
        failures=$((failures + 1))
    fi
}

without_jdk() {
    run env JAVA_HOME= AKIN_JDKS="$here/nothing" "$akin" --version
    check_like 'without a JDK it says what is missing' 'akin: needs a JDK 25 or newer; found none. Install one*' "$err"
    check 'and fails' 1 "$code"

    mkdir -p "$here/old/bin"
    printf 'JAVA_VERSION="17.0.1"\n' > "$here/old/release"
    printf '#!/bin/sh\n' > "$here/old/bin/java"
    chmod +x "$here/old/bin/java"
    run env JAVA_HOME="$here/old" AKIN_JDKS="$here/old" "$akin" --version
    check_like 'an old JDK is named' 'akin: needs a JDK 25 or newer; found 17.0.1. *' "$err"
}

two_at_once() {
    "$akin" --version > "$here/first" 2>&1 &
    local first=$!
    "$akin" --version > "$here/second" 2>&1
    check 'the second of two first starts' 0 $?
    wait "$first"
    check 'the first of two first starts' 0 $?
    check_like 'all caches are there' '*plain.aot*train.aot*vector.aot*' "$(echo "$install"/cli/target/akin/caches/*.aot)"
    [ ! -e "$install/cli/target/akin/lock" ]
    check 'the lock is gone' 0 $?
    run "$akin" --version
    check_like 'it starts' 'akin *, Java *' "$out"
    check 'and says nothing else' '' "$err"
}

from_anywhere() {
    mkdir -p "$here/links"
    ln -s "../some where/akin/akin" "$here/links/relative"
    ln -s "$here/links/relative" "$here/links/twice"
    run "$here/links/twice" --version
    check_like 'through links' 'akin *' "$out"
    out=$(cd "$install" && PATH="$PATH:." && ./akin --version)
    check_like 'from its own folder' 'akin *' "$out"
    out=$(cd / && PATH="$install:$PATH" && akin --version)
    check_like 'from the PATH' 'akin *' "$out"
}

train() {
    local i
    for ((i = 0; i < 300; i++)); do
        echo "король 国王 queen number$((i % 20)) number$((i % 7)) and more words in a line"
    done > "$here/text.txt"
    run "$akin" train "$here/text.txt" -o "$here/words.safetensors" --epochs 1 --tokens whitespace
    check 'train ends well' 0 "$code"
    check_like 'and says so' "*wrote $here/words.safetensors*" "$err"
    check 'without a warning of the JVM' 0 "$(grep -c WARNING "$here/err")"
}

streams() {
    run "$akin" neighbors "$here/words.safetensors" nobody
    check 'an error is one line, the only one' 'akin: unknown key "nobody"; nothing is spelt like it' "$err"
    check 'and fails' 1 "$code"
    run env LC_ALL=C "$akin" neighbors "$here/words.safetensors" король 国王 -k 1
    check_like 'arguments beyond ASCII in the C locale' 'Nearest to король + 国王 *' "$out"
    run env -u LANG LC_ALL=POSIX "$akin" vector "$here/words.safetensors" 国王
    check_like 'and in POSIX' '国王 *' "$out"
    { "$akin" neighbors "$here/words.safetensors" queen -k 1; "$akin" neighbors "$here/words.safetensors" nobody; } \
        > "$here/both" 2>&1
    check 'both streams in one file keep their lines' 3 "$(grep -c . "$here/both")"
    run bash -c '"$1" neighbors "$2" queen -k 1 2>&-' - "$akin" "$here/words.safetensors"
    check 'standard error may be closed' 0 "$code"
}

pipe_closed_early() {
    local i codes
    for ((i = 0; i < 20000; i++)); do echo queen; done > "$here/many"
    "$akin" vector "$here/words.safetensors" - < "$here/many" 2> "$here/err" | head -n 1 > "$here/out"
    codes="${PIPESTATUS[*]}"
    check 'a reader that leaves early is no failure' '0 0' "$codes"
    check 'and makes no noise' '' "$(cat "$here/err")"
    check_like 'its line is whole' 'queen *' "$(cat "$here/out")"
}

# In a process group of its own, as a terminal's: without one, a job in the background does not hear of Ctrl-C.
interrupted() {
    local group waited=0
    mkdir -p "$here/stopped"
    set -m
    # A build that runs in the background may have had Ctrl-C taken from it, and hands that down.
    yes 'words without an end' | env --default-signal=INT "$akin" train - -o "$here/stopped/words.safetensors" 2> "$here/err" &
    group=$(jobs -p %%)
    until [ -n "$(ls -A "$here/stopped")" ] || [ "$waited" -ge 600 ]; do
        sleep 0.1
        waited=$((waited + 1))
    done
    sleep 0.5
    kill -INT -- "-$group"
    wait %%
    check 'Ctrl-C ends with 130' 130 $?
    set +m
    check 'and says what was written' 'akin: interrupted; nothing was written' "$(grep '^akin:' "$here/err")"
    check 'and leaves nothing' '' "$(ls -A "$here/stopped")"
}

on_a_terminal() {
    script --version 2> /dev/null | grep -q util-linux || return
    script -qec "'$akin' train '$here/text.txt' -o '$here/words.safetensors'" /dev/null > "$here/out" 2>&1 < /dev/null
    check_like 'on a terminal progress is drawn' $'*\r\e\\[K*' "$(cat "$here/out")"
    check 'and the JVM keeps quiet' 0 "$(grep -c WARNING "$here/out")"
}

reproducible() {
    local threads loss
    for loss in ns hs; do
        for threads in 1 2; do
            "$akin" train "$here/text.txt" -o "$here/same$threads.safetensors" --loss "$loss" --reproducible \
                --threads "$threads" --epochs 30 -q
        done
        cmp "$here/same1.safetensors" "$here/same2.safetensors"
        check "one thread and two, in two processes, write the same bytes ($loss)" 0 $?
    done
}

# Asks a server by the shell's own means.
ask() { # PORT PATH
    exec 3<> "/dev/tcp/127.0.0.1/$1" || return 1
    printf 'GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n' "$2" >&3
    local line length=0
    while IFS= read -r line <&3 && [ "$line" != $'\r' ]; do
        [[ $line != [Cc]ontent-[Ll]ength:* ]] || length=${line//[!0-9]/}
    done
    head -c "$length" <&3
    exec 3>&-
}

served() {
    local server port waited=0
    cp "$here/words.safetensors" "$here/served.safetensors"
    "$akin" serve "$here/served.safetensors" --port 0 > "$here/out" 2> "$here/err" &
    server=$!
    until grep -q listening "$here/out" || [ "$waited" -ge 600 ]; do
        sleep 0.1
        waited=$((waited + 1))
    done
    port=$(sed -n 's/^listening on http:\/\/localhost:\([0-9]*\);.*/\1/p' "$here/out")
    check_like 'a server answers' '{"measure":"cosine","neighbors":*' "$(ask "$port" '/v1/models/served/neighbors?key=queen&k=1')"
    "$akin" train "$here/text.txt" -o "$here/served.safetensors" --update "$here/words.safetensors" -q
    waited=0
    until ask "$port" /v1/models/served | grep -q '"version":2' || [ "$waited" -ge 100 ]; do
        sleep 0.1
        waited=$((waited + 1))
    done
    check_like 'and takes up a new version' '*"version":2*' "$(ask "$port" /v1/models/served)"
    kill "$server"
    wait "$server"
    check_like 'and stops in peace' '*stopping: what was accepted is answered first*' "$(cat "$here/err")"
    check 'and logs nothing else' '' "$(grep -v '^ask\|^look at it\|^all\|^stopping\|^served: version 2' "$here/err")"
}

lost_caches() {
    rm "$install/cli/target/akin/caches/plain.aot"
    run "$akin" similarity "$here/words.safetensors" queen король
    check 'without its cache it works' 0 "$code"
    check 'and says nothing' '' "$err"
}

without_jdk
two_at_once
from_anywhere
train
streams
pipe_closed_early
interrupted
on_a_terminal
reproducible
served
lost_caches
if [ "$failures" -gt 0 ]; then
    printf '%s of the launcher'\''s checks failed\n' "$failures"
    exit 1
fi
