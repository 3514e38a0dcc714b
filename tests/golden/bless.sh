#!/bin/bash
# Makes what peel prints now the expected output of all samples; bless.sh NAME...: of those whose name has NAME in it.
set -u
# shellcheck source=tests/golden/produce.sh
. "$(dirname "$0")/produce.sh"

[ -x "$peel" ] || { echo "no program at $peel (PEEL names it)"; exit 1; }
[ $# -eq 0 ] && rm -rf "$expected"
new=$(mktemp)
trap 'rm -f "$new"' EXIT
changed=0
while read -r sample format; do
	file=$expected/$sample.$format.txt
	mkdir -p "${file%/*}"
	output "$sample" "$format" > "$new" < /dev/null
	cmp -s "$file" "$new" && continue
	cat "$new" > "$file"
	changed=$((changed + 1))
done < <(wanted "$@")
echo "$changed outputs written, $(du -sh "$expected" | cut -f 1) in all"
