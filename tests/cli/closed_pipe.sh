#!/bin/bash
# A reader that goes away (| head) ends the program at once and without a word, whatever the format.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# Longer than any pipe's buffer: a few thousand packets.
python3 - "$samples/http.pcap" "$work/long.pcap" << 'END' || { echo 'python3 is needed'; exit 77; }
import sys
data = open(sys.argv[1], "rb").read()
open(sys.argv[2], "wb").write(data[:24] + data[24:] * 200)
END

for format in '' -V -x '-T json' '-T jsonl' '-T ek' '-T pdml' '-T psml' '-T fields -e frame.number -e frame.protocols -e frame.time' \
	'-w -'; do
	command_line="peel -r long.pcap $format | head -c 100"
	# shellcheck disable=SC2086 # words on purpose
	{ timeout 60 "$peel" -n -r "$work/long.pcap" $format 2> "$work/err"; echo $? > "$work/status"; } | head -c 100 > "$work/out"
	status=$(cat "$work/status")
	expect 2
	checks=$((checks + 1))
	[ "$(wc -c < "$work/out")" -eq 100 ] || fail 'nothing came before the pipe was closed'
done

# Nobody there from the start.
command_line='peel -r arp.pcap >&-'
"$peel" -n -r "$samples/arp.pcap" 2> "$work/err" >&-
status=$?
checks=$((checks + 1))
{ [ $status -le 2 ] && [ $status -gt 0 ]; } || fail "exit status $status with stdout closed"
finish
