#!/bin/bash
# What is installed: the program, links by the names of the programs it stands in for (in a folder of their own), and what
# uninstall leaves: nothing.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

build=$(dirname "$(realpath "$peel")")
[ -f "$build/Makefile" ] || { echo "SKIP: no Makefile beside $peel"; exit 77; }
root=$work/root
# make_quietly TARGET: by a make of its own, not the one that runs the tests.
make_quietly() {
	command_line="make $1"
	env -u MAKEFLAGS -u MAKELEVEL -u MFLAGS make -C "$build" "$1" DESTDIR="$root" > "$work/out" 2> "$work/err"
	status=$?
	checks=$((checks + 1))
	[ "$status" -eq 0 ] || fail "exit status $status"
}
# found PATTERN: the one installed file whose path matches.
found() { find "$root" -path "*$1"; }

make_quietly install
for name in tshark dumpcap capinfos; do
	checks=$((checks + 1))
	link=$(found "/libexec/peel/$name")
	[ -L "$link" ] || { fail "no link $name"; continue; }
	[ "$(realpath "$link")" = "$(realpath "$(found '/bin/peel')")" ] || fail "$name leads to $(readlink "$link")"
	"$link" --version < /dev/null > "$work/out" 2> "$work/err"
	grep -qi "^$name (peel" "$work/out" || fail "$name does not say who it is"
done
checks=$((checks + 1))
[ -n "$(found '/man/man1/peel.1')" ] || fail 'no man page'

# What is not ours stays as it is.
link=$(found '/libexec/peel/dumpcap')
rm "$link"
echo theirs > "$link"
make_quietly install
checks=$((checks + 1))
[ "$(cat "$link")" = theirs ] || fail 'a file that was no link was replaced'
make_quietly uninstall
checks=$((checks + 1))
[ "$(cat "$link")" = theirs ] || fail 'a file that was no link was removed'
rm "$link"
make_quietly install
make_quietly uninstall
checks=$((checks + 1))
left=$(find "$root" ! -type d)
[ -z "$left" ] || fail "left behind: $left"
checks=$((checks + 1))
[ -z "$(found '/libexec/peel')" ] || fail 'the folder of links is still there'
finish
