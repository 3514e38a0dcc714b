#!/bin/bash
# -z follow and peel follow: their shape letter by letter, under loss and disorder, in every mode; what is wrong with a
# request; and that no control character gets to a terminal.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

expected=$(dirname "$0")/follow

# same NAME ARGUMENT...: the output is the one in the file NAME. PEEL_BLESS=1 writes it anew.
same() {
	local name=$1
	shift
	run "$@"
	checks=$((checks + 1))
	[ "$status" -eq 0 ] || fail "exit status $status"
	[ -n "${PEEL_BLESS:-}" ] && cp "$work/out" "$expected/$name"
	expect_same "$expected/$name" "$work/out" "the output is not $name"
}

# ---- tshark's shapes: the expected files are what tshark prints (PEEL_BLESS=tshark makes them) ----

shapes='
echo-ascii.txt   tcp-echo.pcapng   follow,tcp,ascii,0
echo-hex.txt     tcp-echo.pcapng   follow,tcp,hex,0
echo-raw.txt     tcp-echo.pcapng   follow,tcp,raw,0
echo-yaml.txt    tcp-echo.pcapng   follow,tcp,yaml,0
echo-range.txt   tcp-echo.pcapng   follow,tcp,hex,0,2-3
echo-ends.txt    tcp-echo.pcapng   follow,tcp,ascii,10.9.0.2:7,10.9.0.1:41062
echo6.txt        tcp-echo6.pcap    follow,tcp,ascii,1
echo6-none.txt   tcp-echo6.pcap    follow,tcp,raw,[fd09::1]:1,[fd09::2]:7
loss.txt         tcp-loss.pcap     follow,tcp,hex,0
dns.txt          dns.pcap          follow,udp,ascii,0
dns-hex.txt      dns.pcap          follow,udp,hex,3
none.txt         dns.pcap          follow,udp,ascii,99
none-yaml.txt    dns.pcap          follow,udp,yaml,99
http.txt         http.pcap         follow,http,ascii,0
tls.txt          http.pcap         follow,tls,ascii,0
quoted.txt       icmp-errors.pcap  follow,udp,ascii,0
'
while read -r name file what; do
	[ -n "$name" ] || continue
	if [ "${PEEL_BLESS:-}" = tshark ]; then
		tshark -n -q -r "$samples/$file" -z "$what" > "$expected/$name" 2> "$work/err"
	fi
	PEEL_BLESS='' same "$name" -q -r "$samples/$file" -z "$what"
	PEEL_BLESS='' same "$name" follow "${what#follow,}" -r "$samples/$file"
done <<< "$shapes"

# ---- more than one, and what peel adds ----

run -q -r "$samples/tcp-echo.pcapng" -z follow,tcp,raw,0 -z follow,tcp,ascii,0
expect 0
cat "$expected/echo-ascii.txt" "$expected/echo-raw.txt" > "$work/both"
expect_same "$work/both" "$work/out" 'the last report is first'
run -r "$samples/tcp-echo.pcapng" -z follow,tcp,ascii,0
cp "$work/out" "$work/with"
run -r "$samples/tcp-echo.pcapng"
cat "$expected/echo-ascii.txt" >> "$work/out"
expect_same "$work/with" "$work/out" 'the report is behind the packets'
run follow tcp,0 -r "$samples/tcp-echo.pcapng"
expect_same "$expected/echo-ascii.txt" "$work/out" 'ascii is the usual mode'
printf 'one\npacket after\nthe other\n' > "$work/sent"
for side in 0 1; do
	run follow tcp,bytes,0 --from $side -r "$samples/tcp-echo.pcapng"
	expect 0
	expect_same "$work/sent" "$work/out" "not what node $side sent"
done
run -q -r "$samples/tcp-echo.pcapng" -z follow,tcp,ascii,0 --stat-format json
expect 0
checks=$((checks + 1))
grep -q '"node1":{"name":"10.9.0.2:7","bytes":27}' "$work/out" || fail 'no JSON'

# ---- what cannot be followed ----

while read -r what message; do
	run -q -r "$samples/dns.pcap" -z "follow,$what"
	expect 1 "follow - $message"
	run follow "$what" -r "$samples/dns.pcap"
	expect 1 "follow - $message"
done << 'END'
tcp,foo,0 Invalid display mode
tcp Invalid display mode
tcp,ascii Invalid address
tcp,ascii,x Invalid address
tcp,ascii,0,0-1 Invalid range value
tcp,ascii,0,3-2 Invalid range value
tcp,ascii,0,1x Invalid parameter
tcp,ascii,1.2.3.4:99999,1.2.3.4:1 Invalid port
tcp,ascii,a:1,b:2 Can't get IPv4 address
tcp,ascii,[fd09::1]:1 Invalid address
END
run follow -r "$samples/dns.pcap"
expect 1 'needs to know'
run follow tcp,ascii,0 --from 2 -r "$samples/dns.pcap"
expect 1 'node'
run --from 1 -r "$samples/dns.pcap"
expect 1 '--from belongs to peel follow'

# ---- messages: by size, delimiter and length; behind a gap ----

if command -v python3 > "$work/null"; then
	make() { python3 "$(dirname "$0")/streams.py" "$work/made.pcap" 9999; }
	messages() {
		local name=$1
		shift
		same "$name" follow "$@" -r "$work/made.pcap"
	}
	# two lines are lost, and a segment comes late
	make << 'END'
c 0 0 first line\r\nsecond
s 0 18 ok\r\n
c 27 4 third\r\nfourth line\r\n
c 18 4  goes on\r
c 60 4 lost before\r\nlast line\r\n
s 4 84 end
END
	messages delimiter.txt --frame 'delim:\r\n'
	messages delimiter.jsonl tcp,0 --frame 'delim:\r\n' -T jsonl
	messages fixed.txt --frame fixed:8 --from 0
	make << 'END'
c 0 0 \x00\x05abcde\x00
c 8 0 \x03fgh\x00\x08ij
c 18 0 mnop
s 0 22 k
c 22 1 \x00\x02qr
c 30 1 lost
s 1 34 k
c 34 2 \x00\x01x
END
	messages length.txt tcp,0 --frame len:0,2,big,2 2> "$work/said"
	make << 'END'
c 0 0 aaa
c 6 0 never acknowledged
END
	run follow tcp,0 -r "$work/made.pcap"
	expect 0 '18 bytes behind a gap that nobody acknowledged'

	# More streams than there is room for: told is which of them went on after that.
	{
		for port in {20001..21030}; do
			printf 'p %d\nc 0 0 abcd\n' "$port"
		done
		printf 'p 20001\nc 4 0 efgh\np 21030\nc 4 0 ijkl\n'
	} | make
	run follow --frame fixed:4 -r "$work/made.pcap"
	expect 0 '^peel: 1 times a stream went on that had to be let go'
	expect_lines 1033

	# Text of several memories waits for the end in a file, which may have no room; JSON has no use for it.
	python3 -c 'for i in range(300): print("c", i * 60000, 0, "x" * 60000)' | make
	limited() {
		command_line="peel $* (no file of more than 1 MiB)"
		(
			ulimit -f 1024
			trap '' XFSZ
			"$peel" "$@" -r "$work/made.pcap" 2> "$work/err" | wc -c > "$work/out"
			exit "${PIPESTATUS[0]}"
		)
		status=$?
	}
	limited -z follow,tcp,ascii,0
	expect 2 'no room for what has to wait'
	checks=$((checks + 1))
	[ "$(wc -l < "$work/err")" -eq 1 ] || fail 'it is said more than once'
	limited -q -z follow,tcp,ascii,0
	expect 0
	limited -z follow,tcp,ascii,0 --stat-format json
	expect 0
else
	skip 'no python3: no messages with gaps'
fi
run follow udp,0 --frame fixed:20 -T jsonl -r "$samples/dns.pcap"
expect 0
expect_lines 5
checks=$((checks + 1))
[ "$(grep -c '"state":"incomplete"' "$work/out")" -eq 2 ] || fail 'a datagram ends its last message'
for rule in fixed:0 lines 'delim:\q' len:0,9 len:0,2,big,x; do
	run follow tcp,0 --frame "$rule" -r "$samples/dns.pcap"
	expect 1 '--frame'
done
run follow http,0 --frame fixed:8 -r "$samples/http.pcap"
expect 1 'tcp and udp'
run follow tcp,0 -T jsonl -r "$samples/http.pcap"
expect 1 'needs --frame'
run --frame fixed:8 -r "$samples/http.pcap"
expect 1 'belongs to peel follow'

# ---- a terminal ----

if command -v script > "$work/null"; then
	# typed MODE: what a terminal gets; what script itself writes stands in lines of its own.
	typed() {
		command_line="peel follow udp,$1,0 on a terminal"
		script -qec "'$peel' follow udp,$1,0 -r '$samples/dns.pcap'" "$work/typed" > "$work/null" 2>&1
		grep -av '^Script ' "$work/typed" | tr -d '\r\n\t' > "$work/out"
		checks=$((checks + 1))
	}
	has_control() { LC_ALL=C grep -qa $'[\001-\037\177]' "$work/out"; }
	for mode in ascii utf-8 hex raw yaml; do
		typed $mode
		[ "$(wc -c < "$work/out")" -ge 100 ] || fail 'hardly anything printed'
		! has_control || fail 'a control character'
	done
	typed bytes # asked for as they are
	has_control || fail 'no control character'
else
	skip 'no script: no terminal to look at'
fi

finish
