#!/bin/bash
# Compares the lists of files in Makefile.am with the folders; with --write brings the lists up to date.
set -u
export LC_ALL=C
cd "${srcdir:-$(dirname "$0")/..}" || exit 1

# protocol_files WANTED: files in the folders of dissect/ that define the protocol of their name (yes), or are parts of one (no).
protocol_files() {
	local f name found
	for f in dissect/{core,link,internet,transport,application}/*.[ch]; do
		[ -f "$f" ] || continue
		name=${f##*/}
		found=no
		grep -qw "struct protocol protocol_${name%.c}" "$f" && found=yes
		[ $found = "$1" ] && echo "$f"
	done
}

# list NAME: the files that belong into the list NAME, in order.
list() {
	case $1 in
	base_sources | capture_sources | flow_sources | filter_sources | output_sources)
		find "${1%_sources}" -name '[!.]*.[ch]' | sort ;;
	dissect_sources)  find dissect -maxdepth 1 -name '[!.]*.[ch]' | sort ;;
	cli_sources)      find cli -name '[!.]*.[ch]' ! -path cli/main.c | sort ;;
	protocol_sources) protocol_files yes ;;
	protocol_parts)   protocol_files no ;;
	unit_tests)       find tests/unit -name 'test_*.c' | sed 's/\.c$//' | sort ;;
	unit_helpers)     find tests/unit -name '[!.]*.[ch]' ! -name 'test_*.c' | sort ;;
	fuzz_targets)     find tests/fuzz -name 'fuzz_*.c' | sed 's/\.c$//' | sort ;;
	script_tests)     find tests/cli tests/golden tests/live -name '*.sh' -perm -u+x ! -name bless.sh | sort ;;
	esac 2>/dev/null
}

lists='base_sources capture_sources dissect_sources protocol_sources protocol_parts flow_sources filter_sources output_sources
	cli_sources unit_tests unit_helpers fuzz_targets script_tests'

# update: Makefile.am with every list as it should be.
update() {
	for name in $lists; do
		list "$name" | sed "s/^/$name /"
	done | awk -v names="$lists" '
		BEGIN { n = split(names, a); for (i = 1; i <= n; i++) known[a[i]] = 1 }
		FILENAME == "-" { items[$1] = items[$1] " \\\n\t" $2; next }
		skipping && /^\t/ { next } # the old list, and what a merge left behind it
		{ skipping = 0 }
		$2 == "=" && $1 in known { print $1 " =" items[$1]; skipping = 1; next }
		{ print }' - Makefile.am
}

new=$(update)
[ "$new" = "$(cat Makefile.am)" ] && exit 0
if [ "${1-}" = --write ]; then
	printf '%s\n' "$new" > Makefile.am
	exit
fi
echo "Makefile.am does not list the files that are there (scripts/lists.sh --write puts it right):"
diff <(cat Makefile.am) <(printf '%s\n' "$new") | grep '^[<>]'
exit 1
