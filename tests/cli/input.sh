#!/bin/bash
# Where packets may come from and how many are taken: files, compressed files, standard input, pipes that grow; -c.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

plain=$samples/http.pcap
run -n -r "$plain"
expect 0
cp "$work/out" "$work/lines"

gzip -c "$plain" > "$work/http.pcap.gz"
run -n -r "$work/http.pcap.gz"
expect 0
expect_same "$work/lines" "$work/out" 'gzip makes a difference'

# The name says nothing, the content does.
cp "$work/http.pcap.gz" "$work/http.txt"
run -n -r "$work/http.txt"
expect 0
expect_same "$work/lines" "$work/out" 'the name makes a difference'

for f in "$plain" "$work/http.pcap.gz"; do
	input=$f run -n -r -
	expect 0
	expect_same "$work/lines" "$work/out" 'standard input makes a difference'
done

command_line='cat http.pcap | peel -r -, in two pieces'
{ head -c 1000 "$plain"; sleep 0.3; tail -c +1001 "$plain"; } | "$peel" -n -r - > "$work/out" 2> "$work/err"
status=$?
expect 0
expect_same "$work/lines" "$work/out" 'a pipe that is slow makes a difference'

# -i - reads packets from a pipe as from an interface.
command_line='cat http.pcap | peel -i -'
"$peel" -n -i - < "$plain" > "$work/out" 2> "$work/err"
status=$?
checks=$((checks + 1))
[ $status -eq 0 ] || fail "exit status $status"
expect_same "$work/lines" "$work/out" '-i - makes a difference'

# -c counts packets that are read.
for n in 1 3 46 100; do
	run -n -r "$plain" -c $n
	expect 0
	head -n $n "$work/lines" > "$work/first"
	expect_same "$work/first" "$work/out" "not the first $n"
done
run -n -r "$plain" -c 2 -T jsonl
expect_lines 2

# Both byte orders, both resolutions, both formats: the same packets.
run -n -t e -r "$samples/formats/little-endian.pcap"
cp "$work/out" "$work/eight"
for f in big-endian.pcap little-endian.pcapng big-endian.pcapng gzip.pcap.gz gzip.pcapng.gz unknown-blocks.pcapng; do
	run -n -t e -r "$samples/formats/$f"
	expect 0
	# Times may have more digits.
	sed -E 's/([0-9]\.[0-9]{6})000 /\1 /; s/ +/ /g' "$work/out" > "$work/same"
	sed -E 's/ +/ /g' "$work/eight" > "$work/first"
	expect_same "$work/first" "$work/same" 'other packets than little-endian.pcap'
done

# Several formats ask the same of the capture: the number of packets agrees.
for f in "$samples"/*.pcap*; do
	run -n -r "$f"
	n=$(wc -l < "$work/out")
	run -n -r "$f" -T jsonl
	expect_lines "$n"
	run -n -r "$f" -T fields -e frame.number
	expect_lines "$n"
done
finish
