#!/bin/bash
# Reports over a capture (-z): several in one pass, filters, JSON, and what is said of names and filters that are wrong.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

echo_capture=$samples/tcp-echo.pcapng

# expect_out PATTERN: a line that is printed, blanks squeezed.
expect_out() {
	checks=$((checks + 1))
	tr -s ' ' < "$work/out" | grep -qE -- "$1" || fail "no line says: $1"
}

run -n -q -r "$echo_capture" -z conv,tcp
expect 0
expect_out '^10\.9\.0\.1:41062 <-> 10\.9\.0\.2:7 6 431 bytes 10 695 bytes 16 1126 bytes 0\.000045288 0\.3005$'

run -n -q -r "$echo_capture" -z endpoints,ip
expect 0
expect_out '^10\.9\.0\.1 16 1126 10 695 6 431 $'

run -n -q -r "$echo_capture" -z plen,tree
expect 0
expect_out '^ 40-79 18 67\.22 42 79 0\.0599 100\.00% 0\.1200 0\.000 $'

run -n -q -r "$echo_capture" -z expert,chat
expect 0
expect_out '^Chats \(4\)$'

# The last one named is printed first, and -q hides packets alone.
run -n -q -r "$echo_capture" -z conv,ip -z conv,tcp
expect 0
grep Conversations "$work/out" > "$work/titles"
printf 'TCP Conversations\nIPv4 Conversations\n' > "$work/first"
expect_same "$work/first" "$work/titles" 'not the last first'
run -n -r "$echo_capture" -z conv,ip
expect 0
expect_out '^ 18 .* ARP|^ 1 0\.000000'

# Filters count packets; -Y only hides them.
run -n -q -r "$echo_capture" -z 'conv,ip,tcp.flags.syn == 1'
expect 0
expect_out ' 2 [0-9]+ bytes [0-9.]+ [0-9.]+$'
run -n -q -r "$echo_capture" -Y arp -z conv,tcp
expect 0
expect_out ' 16 1126 bytes '

for report in $("$peel" -z help 2>&1 | grep '^  '); do
	arguments=
	case $report in
	follow,*) continue ;; # asks for a stream, and has tests of its own
	rpc,srt) arguments=,100003,3 ;;
	esac
	run -n -q -r "$echo_capture" -z "$report$arguments" --stat-format json
	expect 0
	expect_lines 1
	expect_out "^\{\"report\":\"$report\",\"filter\":null,"
done

# Calls over TCP, in fragments too; times are those of the capture.
run -n -q -r "$samples/nfs.pcap" -z rpc,srt,100003,3
expect 0
expect_out '^Filter: nfs\.procedure_v3$'
expect_out '^ 3 LOOKUP 2( 0\.[0-9]{6}){4}$'
expect_out '^ 6 READ 3( 0\.[0-9]{6}){4}$'
run -n -q -r "$samples/nfs.pcap" -z 'rpc,srt,100003,3,rpc.procedure == 3' --stat-format json
expect 0
expect_out '"name":"LOOKUP","procedure":3,"calls":2,'
run -n -q -r "$samples/nfs.pcap" -z rpc,programs
expect 0
expect_out '^NFS\(100003\) 2 22( 0\.[0-9]{6}){3}$'
expect_out '^NFS\(100003\) 3 42( 0\.[0-9]{6}){3}$'
for wrong in '' ,100003 ,x,3 ,100003,3x; do
	run -n -q -r "$samples/nfs.pcap" -z "rpc,srt$wrong"
	expect 1 'invalid "-z rpc,srt,<program>,<version>\[,<filter>\]" argument'
done
run -n -q -r "$samples/nfs.pcap" -z rpc,srt,100003,7
expect 1 "Program:100003 version:7 isn't supported"

# Tables are bounded, and say so.
run -n -q -r "$samples/http.pcap" -z conv,tcp --max-flows 2
expect 0 'found no room beside 2 others'

run -n -q -r "$echo_capture" -z nonsense
expect 1 'Invalid -z argument "nonsense"; it must be one of:'
run -n -q -r "$echo_capture" -z conv,tcp,tcp.prt==7
expect 1 'tcp\.prt'
run -n -q -r "$echo_capture" -z half-open,x
expect 1 'invalid "-z half-open\[,THRESHOLD\]" argument'
run -n -q -r "$echo_capture" --stat-format xml -z conv,ip
expect 1 'must be one of: text json'
finish
