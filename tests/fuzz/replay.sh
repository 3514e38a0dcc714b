#!/bin/bash
# Runs every fuzz target once over all samples and over every input that a fuzzer once found. FUZZ_TARGETS: the programs.
set -u
src=${srcdir:-.}
if [ -z "${FUZZ_TARGETS:-}" ]; then
	echo "no fuzz targets"
	exit 77
fi
folders=()
for d in "$src/samples" "$src/tests/fuzz/finds"; do
	[ -d "$d" ] && folders+=("$d")
done
if [ ${#folders[@]} -eq 0 ]; then
	echo "nothing to replay"
	exit 77
fi
inputs=$(find "${folders[@]}" -type f | wc -l)
status=0
for target in $FUZZ_TARGETS; do
	# Files, never folders: libFuzzer takes a folder for a corpus to start from and would not end.
	if find "${folders[@]}" -type f -print0 | xargs -0 -n 500 "./$target"; then
		echo "PASS: $target over $inputs files"
	else
		echo "FAIL: $target, see the last file above"
		status=1
	fi
done
exit $status
