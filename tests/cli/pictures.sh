#!/bin/bash
# peel flows --ladder, --window and --sequence: what they draw of the samples, letter by letter; the SVG as XML; the points
# as JSON; and captures that contradict themselves. PEEL_BLESS=1 writes the expected pictures anew.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

expected=$(dirname "$0")/pictures
unset COLUMNS LINES

# same NAME ARGUMENT...: the picture is the one in the file NAME.
same() {
	local name=$1
	shift
	run flows "$@"
	expect 0
	[ -n "${PEEL_BLESS:-}" ] && cp "$work/out" "$expected/$name"
	expect_same "$expected/$name" "$work/out" "the picture is not $name"
}

same echo.txt --ladder 0 -r "$samples/tcp-echo.pcapng"
same echo-all.txt --ladder tcp,0 --all -r "$samples/tcp-echo.pcapng"
same zero-window.txt --ladder 0 -r "$samples/tcp-zero-window.pcap"
same loss.txt --ladder 0 -r "$samples/tcp-loss.pcap"
same refused.txt --ladder 1 -r "$samples/tcp-refused.pcap"
same reset.txt --ladder 0 -r "$samples/tcp-reset.pcap"
same icmp-errors.txt --ladder udp,0 -r "$samples/icmp-errors.pcap"
same dns.txt --ladder udp,3 -r "$samples/dns.pcap"
same window.txt --window 0 -r "$samples/tcp-zero-window.pcap"
same sequence.txt --sequence 0 -r "$samples/tcp-loss.pcap"
COLUMNS=120 same wide.txt --ladder 1 -r "$samples/tcp-echo6.pcap"
LC_ALL=C same zero-window-ascii.txt --ladder 0 -r "$samples/tcp-zero-window.pcap"
LC_ALL=C same window-ascii.txt --window 0 -r "$samples/tcp-zero-window.pcap"
LC_ALL=C same sequence-ascii.txt --sequence 0 -r "$samples/tcp-loss.pcap"
checks=$((checks + 1))
LC_ALL=C grep -q '[^ -~]' "$expected"/*-ascii.txt && fail 'not ASCII'

# Folded or not, each segment is shown or counted.
for file in "$samples"/tcp-*.pcap*; do
	total=$("$peel" -r "$file" -T fields -e tcp.stream | grep -cx 0)
	run flows --ladder 0 --all -r "$file"
	checks=$((checks + 1))
	[ "$(grep -cE '^ *[0-9]+\.[0-9]{6} +[0-9]+ ' "$work/out")" -eq "$total" ] || fail "not $total segments"
	run flows --ladder 0 -r "$file"
	folded=$(sed -n 's/.* \.\.\. \([0-9]*\) segment.*/\1/p' "$work/out" | paste -sd+ | sed 's/^$/0/')
	checks=$((checks + 1))
	[ $(($(grep -cE '^ *[0-9]+\.[0-9]{6} +[0-9]+ ' "$work/out") + folded)) -eq "$total" ] || fail "not $total segments"
done

# ---- SVG ----

if command -v xmllint > "$work/null"; then
	parse() { xmllint --noout "$1"; }
elif command -v python3 > "$work/null"; then
	parse() { python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' "$1"; }
else
	parse() { skip "neither xmllint nor python3: $1 is not parsed"; }
fi
for kind in window sequence; do
	run flows --$kind 0 --svg "$work/picture.svg" -r "$samples/tcp-zero-window.pcap"
	expect 0
	expect_lines 0
	checks=$((checks + 1))
	parse "$work/picture.svg" || fail "no XML"
	for word in '<title>TCP stream 0' '10.9.0.1:52348 &gt; 10.9.0.2:7' 'time since the first packet, s' 'zero window'; do
		checks=$((checks + 1))
		grep -qF -- "$word" "$work/picture.svg" || fail "the SVG does not say $word"
	done
	run flows --$kind 0 --svg - -r "$samples/tcp-zero-window.pcap"
	expect_same "$work/picture.svg" "$work/out" 'standard output is not the file'
done
run flows --window 0 --svg "$work/no/such/folder.svg" -r "$samples/tcp-zero-window.pcap"
expect 2 'folder\.svg'

# ---- points ----

run flows --window 0 -T jsonl -r "$samples/tcp-zero-window.pcap"
expect 0
expect_same "$expected/points.jsonl" <(head -n 12 "$work/out") 'the points are not points.jsonl'
cp "$work/out" "$work/points"
run flows --sequence 0 -T jsonl -r "$samples/tcp-zero-window.pcap"
expect_same "$work/points" "$work/out" 'both plots have the same points'
if command -v python3 > "$work/null"; then
	checks=$((checks + 1))
	python3 - "$work/points" << 'END' || fail 'the points do not add up'
import json, sys
for line in open(sys.argv[1]):
    p = json.loads(line)
    if p["una"] is not None:
        assert p["edge"] == p["una"] + p["window"], line
        assert p["in_flight"] == p["nxt"] - p["una"], line
END
else
	skip 'no python3: the points are not added up'
fi

# ---- what cannot be drawn ----

run flows --ladder 99 -r "$samples/tcp-echo.pcapng"
expect 1 'no TCP stream 99'
run flows --ladder udp,7 -r "$samples/tcp-echo.pcapng"
expect 1 'no UDP stream 7'
run flows --ladder x -r "$samples/tcp-echo.pcapng"
expect 1 '"x"'
run flows --ladder udp,-1 -r "$samples/tcp-echo.pcapng"
expect 1 '"-1"'
run flows --window udp,0 -r "$samples/dns.pcap"
expect 1 'UDP'
run flows --window 0 --ladder 0 -r "$samples/dns.pcap"
expect 1 'only one'
run flows --ladder 0 --svg "$work/x.svg" -r "$samples/tcp-echo.pcapng"
expect 1 'svg'
run flows --ladder 0 -T jsonl -r "$samples/tcp-echo.pcapng"
expect 1 'jsonl'
run --ladder 0 -r "$samples/tcp-echo.pcapng"
expect 1 '--ladder belongs to peel flows'

# ---- captures that lie: each stream of each is drawn, and no control character gets through ----

for file in "$samples"/bad/*.pcap* "$samples"/icmp*errors.pcap "$samples"/gre.pcap; do
	for which in '--ladder 0' '--ladder 1 --all' '--ladder udp,0' '--window 0' '--sequence 0' '--sequence 1' \
		'--window 0 --svg -' '--window 0 -T jsonl'; do
		# shellcheck disable=SC2086
		run flows $which -r "$file"
		checks=$((checks + 1))
		[ "$status" -le 2 ] || fail "exit status $status"
		LC_ALL=C grep -q $'[\001-\010\013-\037\177]' "$work/out" && fail 'a control character'
	done
done

finish
