#!/bin/bash
# Formats the C files with clang-format, all but tables, enums and macros, which stay laid out by hand: one row a line, related
# names side by side. With --check changes nothing and fails when a file is not formatted.
# Files may be named, below the root; else it is all of them.
set -u
cd "${srcdir:-$(dirname "$0")/..}" || exit 1

# An initializer or enum that begins on one line and ends on a later one goes through between two marks, and so does a
# macro.
format() {
	awk '
		/^#define/ && !table { print off; macro = 1 }
		macro { print; if (!/\\$/) { print on; macro = 0 }; next }
		{ code = $0; sub(/[ \t]*(\/\*.*\*\/)?[ \t]*$/, "", code) }
		!table && (code ~ /=( \(.*\))? ?\{$/ || code ~ /^[^(;]*enum[^(;]*\{$/ ||
				code ~ /^[a-z][^;]*=$/ || code ~ /^[a-z][^;]*=.*[,({]$/) { table = 1; print off }
		{ print }
		table && code ~ /;$/ { table = 0; print on }
		' off='/* clang-format off */' on='/* clang-format on */' "$1" |
		clang-format --assume-filename="$1" | grep -vxE '[[:space:]]*/\* clang-format (on|off) \*/'
}

check=no
[ "${1-}" = --check ] && check=yes && shift
status=0
files=("$@")
[ $# -gt 0 ] || mapfile -t files < <(bash scripts/sources.sh)
for file in "${files[@]}"; do
	new=$(format "$file") || exit 1
	printf '%s\n' "$new" | cmp -s - "$file" && continue
	if [ $check = yes ]; then
		diff -u "$file" <(printf '%s\n' "$new")
		status=1
	else
		printf '%s\n' "$new" > "$file"
	fi
done
exit $status
