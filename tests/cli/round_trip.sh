#!/bin/bash
# -r and -w: what is written is what was read: bytes, lengths, nanoseconds, interfaces, comments. Judged by tshark where it
# is installed, else by peel itself.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# told FILE packets|names|all JUDGE: what the file says of its packets, of their interfaces, and of the interfaces' numbers.
told() {
	local fields=(-e frame.number -e frame.time_epoch -e frame.len -e frame.cap_len -e frame.encap_type -e frame.protocols)
	[ "$2" != packets ] && fields+=(-e frame.interface_name -e frame.interface_description -e pkt_comment)
	[ "$2" = all ] && fields+=(-e frame.interface_id)
	"$3" -n -r "$1" -T fields "${fields[@]}" 2> "$work/judge.err"
	"$3" -n -r "$1" -x 2> /dev/null | grep -E '^[0-9a-f]{4} ' # the bytes
}

# round FILE FORMAT packets|names|all JUDGE
round() {
	run -n -r "$1" -F "$2" -w "$work/copy.$2"
	expect 0
	expect_lines 0
	told "$1" "$3" "$4" > "$work/want"
	told "$work/copy.$2" "$3" "$4" > "$work/got"
	expect_same "$work/want" "$work/got" "$1 is not the same as $2, says $4"
}

for f in "$samples"/*.pcap* "$samples"/formats/*.pcap*; do
	case $f in
	*/simple-packets.pcapng) continue ;; # no time: the copy has one
	*/sections.pcapng) round "$f" pcapng names "$peel" ;; # the copy has one section, and numbers through
	*.pcapng*) round "$f" pcapng all "$peel" ;;
	*) round "$f" pcapng packets "$peel" ;; # pcap knows no interfaces
	esac
done
for f in "$samples"/*.pcap; do
	round "$f" nsecpcap packets "$peel"
	round "$f" pcap packets "$peel"
done
if command -v tshark > /dev/null; then
	for f in forwarded.pcapng stp.pcapng formats/comments.pcapng formats/interfaces.pcapng; do
		round "$samples/$f" pcapng all tshark
	done
	for f in cooked.pcap formats/raw-ip.pcap formats/null.pcap formats/snaplen.pcap formats/big-endian-nanosecond.pcap; do
		round "$samples/$f" pcapng packets tshark
	done
	round "$samples/tcp-echo.pcapng" nsecpcap packets tshark
	round "$samples/tcp-loss.pcap" pcap packets tshark
else
	skip 'no tshark to judge: peel alone says that the copies are right'
fi

# pcap has microseconds and one link type.
run -n -r "$samples/tcp-echo.pcapng" -F nsecpcap -w "$work/copy.nsecpcap"
expect 0
told "$samples/tcp-echo.pcapng" packets "$peel" > "$work/want"
told "$work/copy.nsecpcap" packets "$peel" > "$work/got"
expect_same "$work/want" "$work/got" 'nanoseconds were lost'
run -n -r "$samples/formats/interfaces.pcapng" -F pcap -w "$work/copy.pcap"
checks=$((checks + 1))
[ "$status" -ne 0 ] || fail 'several link types in one pcap file, without a word'

# What was said of packets by what wrote them survives: comments, directions, drops.
run -n -r "$samples/formats/comments.pcapng" -w "$work/copy.pcapng"
run -n -r "$samples/formats/comments.pcapng" -T jsonl
cp "$work/out" "$work/want"
run -n -r "$work/copy.pcapng" -T jsonl
expect_same "$work/want" "$work/out" 'comments, flags or drops were lost'

# Twice is the same as once, byte for byte.
for f in forwarded.pcapng formats/comments.pcapng stp.pcapng; do
	run -n -r "$samples/$f" -w "$work/once.pcapng"
	run -n -r "$work/once.pcapng" -w "$work/twice.pcapng"
	expect 0
	expect_same "$work/once.pcapng" "$work/twice.pcapng" 'a copy of the copy differs'
done

# Standard output, and both ends of a pipe.
run -n -r "$samples/http.pcap" -F pcap -w -
expect_same "$samples/http.pcap" "$work/out" 'pcap to standard output is not the file'
run -n -r "$samples/http.pcap" -c 5 -F pcap -w "$work/five.pcap"
run -n -r "$work/five.pcap"
expect_lines 5
# A capture is nobody else's business.
run -n -r "$samples/http.pcap" -w "$work/mode.pcapng"
checks=$((checks + 1))
[ "$(stat -c %a "$work/mode.pcapng")" = 600 ] || fail "mode $(stat -c %a "$work/mode.pcapng"), not 600"
finish
