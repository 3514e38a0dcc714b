#!/bin/bash
# Every field of NFS, mount, portmap and RPC in the samples, a line a packet. PEEL_BLESS=1 writes the expected lines anew.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

expected=$(dirname "$0")/remote_calls

# same NAME SAMPLE PATTERN: the fields whose names match, of every packet that has one.
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
	[ -n "${PEEL_BLESS:-}" ] && cp "$work/fields" "$expected/$1"
	expect_same "$expected/$1" "$work/fields" "the fields are not those of $1"
}

same nfs.txt nfs.pcap '^nfs\.'
same rpc.txt rpc.pcap '^(rpc|mount|portmap|nfs\.fh)'
same fragments.txt nfs.pcap '^rpc\.(frag|reassembled|lastfrag|xid)'

# Names within arguments can be filtered by.
run -n -r "$samples/nfs.pcap" -Y 'nfs.name == "readme.txt"' -T fields -e frame.number
expect 0
expect_lines 5
finish
