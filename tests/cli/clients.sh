#!/bin/bash
# The command lines with which pyshark and termshark call tshark, dumpcap and capinfos, run through peel under these names;
# what comes is read as strictly as they read it (clients.py). Where the real programs are installed, documents that both
# make of the same packets must be the same.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

command -v python3 > /dev/null || { echo 'SKIP: no python3'; exit 77; }
judge=$(cd "$(dirname "$0")" && pwd)/clients.py
mkdir "$work/bin"
for name in tshark dumpcap capinfos; do
	ln -s "$(realpath "$peel")" "$work/bin/$name"
done
as() { # as NAME ARGUMENT...: like run, by another name
	command_line=$*
	"$work/bin/$1" "${@:2}" > "$work/out" 2> "$work/err" < "${input:-/dev/null}"
	status=$?
}

# judged N KIND [ARGUMENT...]: what was printed is a good document of N packets ("any": of some). Found out at the end.
judged() {
	checks=$((checks + 1))
	cp "$work/out" "$work/document.$checks"
	printf '%s\t%s\t%s\t%s\n' "$work/document.$checks" "$1" "${*:2}" "$command_line" >> "$work/documents"
}

# find_sample NAME: its file is in $f. A sample that is not there is a failure, also where nothing would be compared.
find_sample() {
	checks=$((checks + 1))
	f=$(find "$samples" -path "$samples/$1.pcap*" | head -n 1)
	command_line="samples/$1"
	[ -n "$f" ] || fail 'no such sample'
}

# without_makers FILE: XML that does not say who made it and when.
without_makers() {
	sed -E '1,5 { s/(creator|time)="[^"]*"//g; s/<!--.*-->// }' "$1"
}

# stdout_is TEXT
stdout_is() {
	checks=$((checks + 1))
	[ "$(cat "$work/out")" = "$1" ] || fail "stdout is: $(head -c 300 "$work/out")"
}

# ---- before anything else ----

as tshark --version
expect 0
judged 1 version
as tshark -v
judged 1 version
as tshark -D
expect 0
judged any interfaces
for name in fields column-formats folders elastic-mapping; do
	as tshark -G $name
	expect 0
	checks=$((checks + 1))
	[ -s "$work/out" ] || fail "-G $name is empty"
done
cp "$work/out" "$work/mapping"
as tshark -G
expect 0
judged any fields
as tshark -G column-formats
checks=$((checks + 1))
for token in %m %t %s %d %p %L %i %Cus; do
	grep -q "^${token}[[:space:]]" "$work/out" || fail "no column $token"
done

# ---- what pyshark does with a file, in each of its modes ----

for f in http dns icmp-errors formats/nanosecond bad/cut-packet; do
	find_sample $f || continue
	run -n -r "$f"
	n=$(wc -l < "$work/out")
	whole=$status # 2: cut short, which pyshark tells after the packets
	as tshark -l -n -T pdml -r "$f"
	[ "$status" = "$whole" ] || fail "exit status $status"
	judged "$n" pdml
	as tshark -l -n -T psml -r "$f"
	judged "$n" psml
	as tshark -l -n -T json -r "$f" --no-duplicate-keys
	judged "$n" json
	as tshark -l -n -T json -x -r "$f" --no-duplicate-keys
	judged "$n" json yes yes # tcp.ack_raw is a field, and the bytes of tcp.ack
	as tshark -l -n -T json -r "$f"
	judged "$n" json yes
	as tshark -l -n -T ek -r "$f"
	judged "$n" ek "$work/mapping"
	as tshark -l -n -T ek -x -r "$f"
	judged "$n" ek "$work/mapping" yes
done

f=$samples/http.pcap
as tshark -r "$f" -Y http
n=$(wc -l < "$work/out")
as tshark -l -n -T pdml -Y http -r "$f"
expect 0
judged "$n" pdml
as tshark -l -n -T pdml -c 3 -r "$f"
judged 3 pdml
as tshark -l -n -T pdml -o tcp.check_checksum:TRUE -r "$f"
expect 0
judged 46 pdml
as tshark -l -n -T pdml --disable-protocol http -r "$f"
expect 0
judged 46 pdml
checks=$((checks + 1))
grep -q 'proto name="http"' "$work/out" && fail 'HTTP is taken apart though it is disabled'
as tshark -l -n -T psml -w "$work/copy" -r "$f"
expect 0
judged 46 psml
as tshark -l -n -T json -w "$work/copy" -r "$f" --no-duplicate-keys
expect 0
judged 46 json
run -n -r "$work/copy"
expect_lines 46

# From a pipe, as PipeCapture and InMemCapture feed it; a capture filter is taken and changes nothing.
input=$f
as tshark -l -n -T pdml -r -
expect 0
judged 46 pdml
as tshark -l -n -T pdml -i -
expect 0 "^Capturing on '-'$"
expect 0 '^46 packets captured$'
judged 46 pdml
as tshark -l -n -T pdml -f 'tcp port 1' -i -
judged 46 pdml
as tshark -l -n -T json -c 2 -i - --no-duplicate-keys
judged 2 json
as dumpcap -q -i - -w -
expect 0 '^Packets captured: 46|Packets captured: 46$'
cp "$work/out" "$work/copy"
input=/dev/null
as tshark -l -n -T pdml -r "$work/copy"
judged 46 pdml
for option in -n -P; do # pcapng, pcap
	input=$f
	as dumpcap --time-stamp-type host -i - $option -w "$work/copy"
	expect 0 "^File: "
	input=/dev/null
	as capinfos -M -tc "$work/copy"
	expect 0
	stdout_is "File name:           $work/copy
File type:           $([ $option = -n ] && echo pcapng || echo pcap)
Number of packets:   46"
done

# With -l a packet is there before the next one comes.
mkfifo "$work/pipe"
"$work/bin/tshark" -l -n -T ek -r - < "$work/pipe" > "$work/out" 2> "$work/err" &
pid=$!
exec 5> "$work/pipe"
head -c 98 "$samples/arp.pcap" >&5 # the file's header and its first packet
for _ in {1..100}; do
	[ "$(wc -l < "$work/out")" -ge 2 ] && break
	sleep 0.05
done
command_line='tshark -l -T ek -r - while the pipe is open'
judged 1 ek
exec 5>&-
wait $pid

# Nothing to print: the skeleton all the same.
head -c 24 "$f" > "$work/empty.pcap"
as tshark -T json -r "$work/empty.pcap"
expect 0
stdout_is "[]"
for format in pdml psml; do
	as tshark -T $format --color -r "$work/empty.pcap"
	expect 0
	judged 0 $format
done
as tshark -l -n -T psml -Y 'frame.number > 1000' -r "$f"
judged 0 psml

# ---- termshark ----

as tshark -Y 'tcp.port == 80' -r "$work/empty.pcap"
expect 0
as tshark -Y 'tcp.port == ' -r "$work/empty.pcap"
expect 2 '^tshark: '
as tshark -T psml -o 'gui.column.format:"No.","%m","No.","%m","Time","%t","Source","%s","Dest","%d","Proto","%p","Length","%L","Info","%i"' \
	-r "$f" --color
expect 0
judged 46 psml 8
checks=$((checks + 1))
grep -q "^<packet foreground='#[0-9a-f]*' background='#[0-9a-f]*'>" "$work/out" || fail 'no colours'
as tshark -r "$f" -x -Y '(frame.number >= 1) and (frame.number < 21)'
expect 0
judged 20 hexdump
as tshark -T pdml -r "$f" -Y '(http) and (frame.number >= 1) and (frame.number < 1002)'
judged "$n" pdml
as tshark -q -r "$f" -n -z conv,eth -z conv,ip -z conv,ipv6 -z conv,tcp -z conv,udp
expect 0
judged any conversations
as tshark -q -r "$f" -t a -n -z conv,tcp,http
expect 0
judged any conversations
as capinfos "$f"
expect 0
as dumpcap -D
expect 0
judged any interfaces

# ---- exit statuses and messages ----

as tshark -r "$work/none"
expect 2 "^tshark: The file \"$work/none\" doesn't exist\.$"
as tshark -r "$f" -R tcp
expect 1 '^tshark: -R without -2 is deprecated\. For single-pass filtering use -Y\.$'
as tshark -r "$f" -2 -R tcp
expect 0
as tshark -r "$f" -f tcp
expect 1 '^tshark: Only read filters, not capture filters'
as tshark -r "$f" -T fields -e no.such
expect 1 '^	no\.such$'
as tshark -r "$f" -z no,such
expect 1 '^tshark: Invalid -z argument "no,such"'
as dumpcap -i no-such-device -w "$work/copy"
expect 1 'There is no device named "no-such-device"'
mkdir "$work/tmp"
TMPDIR=$work/tmp as dumpcap -i no-such-device
expect 1 'There is no device named "no-such-device"'
checks=$((checks + 1))
[ -z "$(ls "$work/tmp")" ] || fail 'a capture that never began left a file behind'
as capinfos "$work/none"
expect 2 "^capinfos: The file \"$work/none\" doesn't exist\.$"
as capinfos "$samples/bad/cut-packet.pcap"
expect 1 'cut short in the middle of a packet'
as capinfos
expect 1 '^Usage: '

# ---- the same as the real ones ----

# the_real NAME: its path, when it is not peel by another name.
the_real() {
	local path
	path=$(type -P "$1") && [ "$(realpath "$path")" != "$(realpath "$peel")" ] &&
		"$path" --version 2> "$work/err" | head -n 1 | grep -q '4\.0\.[0-9][0-9]*' && echo "$path"
}

# same REAL NAME ARGUMENT...
same() {
	local real=$1
	shift
	"$real" "${@:2}" < /dev/null > "$work/out" 2> "$work/err"
	without_makers "$work/out" > "$work/theirs"
	as "$@"
	without_makers "$work/out" > "$work/ours"
	expect_same "$work/theirs" "$work/ours" 'not what the real one prints'
}

if real=$(the_real tshark); then
	for f in arp dhcp; do
		find_sample $f || continue
		for options in '-T pdml' '-T psml --color' '-T json --no-duplicate-keys' '-x'; do
			# shellcheck disable=SC2086 # several options
			same "$real" tshark -n $options -r "$f"
		done
	done
else
	skip 'comparison with tshark: no tshark 4.0 here'
fi
if real=$(the_real capinfos); then
	for f in "$samples/tcp-loss.pcap" "$samples/tcp-echo.pcapng"; do
		for options in '' -M -TmQ -aeS; do
			# shellcheck disable=SC2086 # none, or one
			same "$real" capinfos $options "$f"
		done
	done
else
	skip 'comparison with capinfos: no capinfos 4.0 here'
fi
python3 "$judge" < "$work/documents" || failures=$((failures + $?))
finish
