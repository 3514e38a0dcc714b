# lib.sh: sourced by the scripts beside it: running the program, and saying what was wrong with how it went.
# shellcheck shell=bash disable=SC2034

peel=${PEEL:-$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)/peel}
samples=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../samples" && pwd)
work=$(mktemp -d)
trap 'chmod -R u+rwx "$work"; rm -rf "$work"' EXIT
chmod 755 "$work"
export TZ=UTC LC_ALL=C.UTF-8
failures=0 skips=0 checks=0

if [ ! -x "$peel" ]; then
	echo "no program at $peel (PEEL names it)"
	exit 1
fi

# run ARGUMENT...: runs peel; its output is in $work/out and $work/err, its exit status in $status.
run() {
	command_line="peel $*"
	"$peel" "$@" > "$work/out" 2> "$work/err" < "${input:-/dev/null}"
	status=$?
}

fail() {
	failures=$((failures + 1))
	printf 'FAIL: %s\n      %s\n' "$command_line" "$*"
	sed 's/^/      stderr: /' "$work/err" 2> /dev/null | head -n 6
	return 1
}

# expect STATUS [PATTERN]: the exit status, and what stderr says (a regular expression); without PATTERN: nothing.
expect() {
	checks=$((checks + 1))
	[ "$status" -eq "$1" ] || { fail "exit status $status, not $1"; return; }
	if [ $# -eq 1 ]; then
		[ ! -s "$work/err" ] || fail 'stderr is not empty'
	else
		grep -qE -- "$2" "$work/err" || fail "stderr does not say: $2"
	fi
}

# expect_lines N: how many lines were printed.
expect_lines() {
	checks=$((checks + 1))
	[ "$(wc -l < "$work/out")" -eq "$1" ] || fail "$(wc -l < "$work/out") lines, not $1"
}

# expect_same FILE FILE WHAT
expect_same() {
	checks=$((checks + 1))
	cmp -s "$1" "$2" && return
	fail "$3"
	diff "$1" "$2" | cut -c 1-200 | head -n 6
}

# same EXPECTED SAMPLE PATTERN: the fields whose names match, of every packet that has one, are those of the file EXPECTED.
# PEEL_BLESS=1 writes it anew.
same() {
	local -a columns=(-e frame.number)
	local field
	while read -r field; do
		columns+=(-e "$field")
	done < <("$peel" -G fields | cut -f 3 | grep -E -- "$3" | LC_ALL=C sort -u)
	run -n -r "$samples/$2" -T fields -E header=y "-Eseparator=|" "${columns[@]}"
	expect 0
	# fields that a packet has not would be hundreds of bars
	tr -s '|' < "$work/out" | grep -v '^[0-9]*|$' > "$work/fields"
	[ -n "${PEEL_BLESS:-}" ] && cp "$work/fields" "$1"
	expect_same "$1" "$work/fields" "the fields are not those of ${1##*/}"
}

skip() {
	skips=$((skips + 1))
	echo "SKIP: $*"
}

# without_root COMMAND...: as nobody, when we are root; false when that cannot be done.
without_root() {
	if [ "$(id -u)" -ne 0 ]; then
		"$@"
	elif command -v setpriv > /dev/null; then
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	else
		return 125
	fi
}

finish() {
	echo "$checks checks, $failures failed, $skips skipped"
	[ $failures -eq 0 ] || exit 1
	[ $checks -gt 0 ] || exit 77
	exit 0
}
