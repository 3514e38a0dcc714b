#!/bin/bash
# What the program says, and with which exit status, when the command line or the file is not what it should be: 1 for
# what the user typed, 2 for what is in files and filters, as tshark has it.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

good=$samples/arp.pcap

# ---- the command line: 1 ----

run --no-such-option
expect 1 .
expect_lines 0
run -r "$good" -T foo
expect 1 '"foo".*-T|-T.*"foo"'
expect_lines 0
run -r "$good" -t q
expect 1 .
run -r "$good" -c 0
expect 1 .
run -r "$good" -c x
expect 1 .
run -r "$good" -E foo=1 -T fields -e frame.number
expect 1 .
run -r "$good" -T fields
expect 1 '-e'
run -r "$good" -T fields -e no.such.field -e frame.number -e neither.this
expect 1 "Some fields aren't valid:"
expect 1 'no\.such\.field'
expect 1 'neither\.this'
checks=$((checks + 1))
sed "s/Some fields aren't valid://" "$work/err" | grep -q frame.number && fail 'a good field is named'
expect_lines 0
run -r "$good" -e frame.number
expect 1 .
run -r "$good" -F foo -w "$work/x"
expect 1 'foo'
[ -e "$work/x" ] && fail 'a file was made all the same'
run -r "$good" -o no.such.preference:1
expect 1 'no\.such\.preference'
run -r "$good" -d nonsense
expect 1 .
run -r "$good" -N q
expect 1 .
run -r
expect 1 .
run -i no-such-interface -c 1
expect 1 'no-such-interface'
run -i lo -f 'this is no filter' -c 1 -a duration:5
expect 1 'this is no filter|[Ii]nvalid.*filter|syntax error|parse error'

# ---- files: 2 ----

run -r "$work/missing.pcap"
expect 2 "The file \".*/missing\.pcap\" doesn't exist\."
run -r "$work"
expect 2 'is a directory'
run -r "$samples/README.md"
expect 2 "isn't a capture file"
run -r "$samples/bad/no-capture.pcap"
expect 2 "isn't a capture file"
run -r "$samples/bad/cut-section-header.pcapng"
expect 2 .
expect_lines 0
run -r "$samples/bad/nothing.pcap"
expect 0
expect_lines 0
run -r "$samples/formats/empty.pcap"
expect 0
run -r "$samples/formats/empty.pcapng"
expect 0
run -r "$good" -w "$work/no/such/folder/x.pcap"
expect 2 'no/such/folder'

# An unreadable file, as somebody who is not root.
cp "$good" "$work/secret.pcap" && chmod 000 "$work/secret.pcap"
command_line='peel -r secret.pcap (mode 000)'
without_root "$peel" -r "$work/secret.pcap" > "$work/out" 2> "$work/err"
status=$?
case $status in
125 | 126 | 127) skip "unreadable file: no way to run $peel without root here" ;;
*) expect 2 "don't have permission|[Pp]ermission denied" ;;
esac
chmod 600 "$work/secret.pcap"

# ---- cut short: the packets before the cut, then one line, 2 ----

run -n -r "$samples/bad/cut-packet.pcap"
expect 2 'appears to have been cut short in the middle of a packet'
[ -s "$work/out" ] || fail 'no packets before the cut'
[ "$(grep -c . "$work/err")" -eq 1 ] || [ "${PEEL##*/}" = tshark ] || fail 'more than one line on stderr'
packets=$(wc -l < "$work/out")
run -n -r "$samples/bad/cut-packet.pcap" -T json
expect 2 'cut short'
[ "$(tail -n 1 "$work/out")" = ']' ] || fail 'the JSON document is not closed'
[ "$(grep -c '"_source"' "$work/out")" -eq "$packets" ] || fail "not the $packets packets"
run -n -r "$samples/bad/cut-packet.pcap" -T pdml
expect 2 'cut short'
tail -n 2 "$work/out" | grep -q '</pdml>' || fail 'the PDML document is not closed'
for f in cut-packet.pcapng cut-block-header.pcapng cut-record-header.pcap cut.pcap.gz; do
	run -n -r "$samples/bad/$f"
	expect 2 .
	[ -s "$work/out" ] || fail 'no packets before the cut'
done

# No file may make it crash or wait.
for f in "$samples"/bad/*; do
	command_line="peel -r $f -V"
	timeout 20 "$peel" -n -r "$f" -V > "$work/out" 2> "$work/err" < /dev/null
	status=$?
	checks=$((checks + 1))
	[ $status -le 2 ] || fail "exit status $status"
done
finish
