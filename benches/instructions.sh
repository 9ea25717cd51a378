#!/bin/sh
# Counts the instructions of each step of the typed path with valgrind. Two runs are compared, so that the start of the
# program does not count.
set -eu
cd "$(dirname "$0")/.."
program=$(cargo bench --bench instructions --no-run --message-format=json |
    sed -n 's/.*"name":"instructions".*"executable":"\([^"]*\)".*/\1/p')
count() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$program" "$1" "$2" 2>&1 |
        sed -n 's/.*Collected : *//p'
}
for step in $("$program"); do
    echo "$step $((($(count "$step" 11000) - $(count "$step" 1000)) / 10000))"
done
