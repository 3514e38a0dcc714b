#!/bin/bash
# Compares what peel prints of every sample with what was blessed (tests/golden/expected). run.sh [NAME...]: those samples.
# After a change that is meant: tests/golden/bless.sh [NAME...], and read the diff before committing it.
set -u
# shellcheck source=tests/golden/produce.sh
. "$(dirname "$0")/produce.sh"

shown=4      # differences that are shown
lines=40     # lines of each
new=$(mktemp)
trap 'rm -f "$new"' EXIT
compared=0
different=()

[ -x "$peel" ] || { echo "no program at $peel (PEEL names it)"; exit 1; }
if [ ! -d "$expected" ]; then
	echo "nothing is blessed yet: $expected is not there"
	exit 77
fi
while read -r sample format; do
	compared=$((compared + 1))
	file=$expected/$sample.$format.txt
	output "$sample" "$format" > "$new" < /dev/null
	[ -f "$file" ] && cmp -s "$file" "$new" && continue
	different+=("$sample as $format")
	[ ${#different[@]} -gt $shown ] && continue
	printf '==== %s as %s: - expected, + now\n' "$sample" "$format"
	if [ -f "$file" ]; then
		diff -U 2 "$file" "$new" | sed -n '3,$p' | cut -c 1-300 | head -n $lines
	else
		echo "never blessed; it begins with:"
		head -n 10 "$new" | cut -c 1-300
	fi
done < <(wanted "$@")

# Expected outputs of samples that are gone, or of formats that they no longer have.
if [ $# -eq 0 ]; then
	while read -r file; do
		different+=("$file has no sample")
	done < <(comm -13 <(wanted | sed 's/ /./; s/$/.txt/' | sort) <(cd "$expected" && find . -name '*.txt' | sed 's,^\./,,' | sort))
fi

if [ ${#different[@]} -gt 0 ]; then
	echo "==== ${#different[@]} of $compared outputs differ:"
	printf '%s\n' "${different[@]}" | head -n 60
	echo 'If that is meant: tests/golden/bless.sh [NAME...]'
	exit 1
fi
echo "$compared outputs are as expected"
