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

# What stands at the top of a packet's tree is a level of the hierarchy, protocol or not.
run -n -q -r "$samples/ftp.pcap" -z io,phs
expect 0
expect_out '^ ftp\.current-working-directory frames:22 bytes:1948$'
expect_out '^ ftp-data\.command-frame frames:1 bytes:94$'
run -n -q -r "$samples/tls12.pcap" -z io,phs
expect 0
expect_out '^ tcp\.segments frames:[1-9]'
run -n -q -r "$samples/bad/tcp-header-length.pcap" -z io,phs
expect 0
expect_out '^ _ws\.malformed frames:2 bytes:116$'

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
	case $report in
	rpc,srt) arguments=,100003,3 ;;
	follow,*) arguments=,raw,0 ;;
	flow,*) arguments=,network ;;
	io,stat) arguments=,1 ;;
	*) arguments= ;;
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
# Intervals of time: the frame around the numbers counts, so the text is compared whole.
run -n -q -r "$samples/http.pcap" -z 'io,stat,0.01,,COUNT(tcp.len)tcp.len,AVG(tcp.len)tcp,MAX(tcp.time_delta)tcp,LOAD(http.time)http'
expect 0
cat > "$work/intervals" << 'END'

=====================================================================
| IO Statistics                                                     |
|                                                                   |
| Duration: 0.02 secs                                               |
| Interval: 0.01 secs                                               |
|                                                                   |
| Col 1: Frames and bytes                                           |
|     2: COUNT(tcp.len)tcp.len                                      |
|     3: AVG(tcp.len)tcp                                            |
|     4: MAX(tcp.time_delta)tcp                                     |
|     5: LOAD(http.time)http                                        |
|-------------------------------------------------------------------|
|              |1               |2      |3    |4         |5         |
| Interval     | Frames | Bytes | COUNT | AVG |    MAX   |   LOAD   |
|-------------------------------------------------------------------|
| 0.00 <> 0.01 |     26 |  3402 |    24 |  70 | 0.000794 | 0.035000 |
| 0.01 <> 0.02 |     10 |  1138 |    10 |  46 | 0.000082 | 0.006200 |
| 0.02 <> 0.02 |     10 |   978 |    10 |  30 | 0.000086 | 0.000000 |
=====================================================================
END
expect_same "$work/intervals" "$work/out" 'other intervals'
run -n -q -r "$samples/http.pcap" -z io,stat,1,tcp,arp --stat-format json
expect 0
expect_out '"columns":\["tcp","arp"\],"rows":\[\{"start":0\.0,"end":0\.023026,"values":\[\{"frames":44,"bytes":5434\},\{"frames":2,"bytes":84\}\]\}\]'
run -n -q -r "$samples/http.pcap" -t e -z io,stat,1
expect 1 'io,stat only supports -t <r\|a\|ad\|adoy\|u\|ud\|udoy>'
for wrong in x:'invalid "-z io,stat,<interval>' 1x:'invalid "-z io,stat' 1e-9:'must be >=0\.000001 seconds' \
	'1,SUM(tcp.len:Closing parenthesis missing' "1,SUM()tcp:You didn't specify a field name" \
	"1,SUM(ip.src)ip:ip\.src doesn't have integral values" "1,COUNT(no)tcp:There is no field named 'no'" \
	'1,LOAD(tcp.len)tcp:LOAD\(\) is only supported' '1,no:Filter "no" is invalid'; do
	run -n -q -r "$samples/http.pcap" -z "io,stat,${wrong%%:*}"
	expect 1 "${wrong#*:}"
done

run -n -q -r "$samples/http.pcap" -z http,tree -z http_req,tree -z http_srv,tree
expect 0
expect_out '^ 404 Not Found 1 0\.0440 50\.00% '
expect_out '^ /moved 1 0\.0440 16\.67% '
expect_out '^ KO 2 0\.0881 33\.33% '
run -n -q -r "$samples/dns.pcap" -z dns,tree
expect 0
expect_out '^ no\. of answers 28 0\.93 0 2 '
expect_out '^ request-response time \(msec\) 14 0\.05 0\.021000 0\.157000 '
run -n -q -r "$samples/http.pcap" -z http,tree,no
expect 1 'stats_tree for: HTTP/Packet Counter failed to attach to the tap: Filter "no" is invalid'

# Arrows between addresses.
run -n -q -r "$samples/tcp-refused.pcap" -z flow,tcp,standard
expect 0
cat > "$work/arrows" << 'END'
Conv.| Time    | 10.9.0.1                              |
     |         |                   | 10.9.0.2          |                   
0    |0.000032 |         SYN       |                   |Seq = 0
     |         |(58104)  ------------------>  (8)      |
0    |0.000047 |         RST, ACK  |                   |Seq = 1 Ack = 1
     |         |(58104)  <------------------  (8)      |
---------------------------------------------------------
1    |0.002910 |         SYN       |                   |Seq = 0
     |         |(42048)  ------------------>  (9)      |
1    |0.002935 |         RST, ACK  |                   |Seq = 1 Ack = 1
     |         |(42048)  <------------------  (9)      |
END
expect_same "$work/arrows" "$work/out" 'other arrows'
run -n -q -r "$samples/tcp-refused.pcap" -z flow,tcp
expect 1 'flow - Invalid address type'
run -n -q -r "$samples/tcp-refused.pcap" -z flow,tcp,standard,no
expect 1 'flow - Error registering tap listener'

# A packet may say from whom it is, and not to whom.
run -n -q -r "$samples/cooked.pcap" -z conv,sll
expect 0
expect_out '^02:00:00:00:09:01 <-> NONE 0 0 bytes 9 677 bytes '

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
