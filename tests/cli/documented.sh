#!/bin/bash
# Every option that the parser knows is in the man page and on a page of peel help, and these name no other.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

man=$(cd "$(dirname "$0")/../.." && pwd)/docs/peel.1
run help options
expect 0
cut -f 1 "$work/out" | sort -u > "$work/known"
run help all
expect 0
cp "$work/out" "$work/help"

# compare WHERE FILE: the options in the file against those of the parser.
compare() {
	checks=$((checks + 1))
	command_line="options: parser and $1"
	: > "$work/err"
	local lacks extra
	lacks=$(comm -23 "$work/known" "$2" | tr '\n' ' ')
	extra=$(comm -13 "$work/known" "$2" | tr '\n' ' ')
	[ -z "$lacks" ] || fail "not in $1: $lacks"
	[ -z "$extra" ] || fail "only in $1: $extra"
}

# "Fl r , Fl -read-file Ar file", "Fl f , c , a , -max-flows", "Pq Fl d": words behind Fl up to one that is a macro.
awk '/^\./ {
	on = 0
	for (i = 1; i <= NF; i++) {
		word = $i
		sub(/^\./, "", word)
		if (word ~ /^(Ar|Cm|Nm|Ns|Op|Oc|Oo|No|Pq|Ev|Pa|Va|Li|Ic|Xr|Po|Pc|It|Brq|\|)$/) on = 0
		else if (word == "Fl") on = 1
		else if (on && word ~ /^-?[A-Za-z0-9][A-Za-z0-9-]*$/) print "-" word
	}
}' "$man" | sort -u > "$work/in_man"
compare 'docs/peel.1' "$work/in_man"

# What begins with a hyphen behind a space, a parenthesis or the start of a line; -1 and the like are numbers.
grep -oE '(^|[ (,])--?[A-Za-z0-9][A-Za-z0-9-]*' "$work/help" | sed 's/^[ (,]*//' | grep -vxE -- '-[0-9]*[013-9]' | sort -u > "$work/in_help"
compare 'peel help' "$work/in_help"

# Preferences with an effect are in the man page, and those named there have one.
sed -n 's/.*{ "\([a-z0-9_.]*\)", offsetof.*/\1/p; s/.*"\(eth\.assume_fcs\|gui\.column\.format\)".*/\1/p' \
	"${man%docs/peel.1}cli/prefs.c" | sort -u > "$work/known"
sed -n '/^\.It Fl o Ar name/,/^Some others of/p' "$man" | sed -n 's/^\.Cm \([a-z0-9_.]*\).*/\1/p' | sort -u > "$work/prefs_in_man"
compare 'the preferences of docs/peel.1' "$work/prefs_in_man"

# Pages exist, and are short enough for a terminal's window.
for topic in capture output filter flows streams stats other clients; do
	run help $topic
	expect 0
	checks=$((checks + 1))
	[ "$(wc -l < "$work/out")" -ge 4 ] || fail 'a page of nothing'
	longest=$(awk '{ if (length($0) > n) n = length($0) } END { print n }' "$work/out")
	[ "$longest" -le 120 ] || fail "a line of $longest characters"
done
run --help
expect 0
checks=$((checks + 1))
[ "$(wc -l < "$work/out")" -le 40 ] || fail 'the first page is long'
run help no-such-topic
expect 1 'no-such-topic'

# The page is sound, where somebody can tell.
if command -v mandoc > /dev/null; then
	checks=$((checks + 1))
	command_line="mandoc -T lint"
	mandoc -T lint -W error "$man" > "$work/err" 2>&1 || fail 'the man page has errors'
else
	skip 'no mandoc: nobody to tell whether the man page is sound'
fi
finish
