#!/bin/bash
# Display filters on the command line: -Y, last arguments, -R; with -w, -c, -f and the formats; errors and their status.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

http=$samples/http.pcap
all=$("$peel" -n -r "$http" -T fields -e frame.number | wc -l)

run -n -r "$http" -Y 'tcp.flags.syn == 1'
expect 0
expect_lines "$("$peel" -n -r "$http" | grep -c '\[SYN')"
cp "$work/out" "$work/syn"

run -n -r "$http" tcp.flags.syn == 1
expect 0
expect_same "$work/syn" "$work/out" 'last arguments make a difference'

run -n -2 -r "$http" -Y 'tcp.flags.syn == 1'
expect 0
expect_same "$work/syn" "$work/out" '-2 makes a difference'

# What matches goes to the file, and is found again in it.
run -n -r "$http" -Y 'tcp.flags.syn == 1' -w "$work/syn.pcapng"
expect 0
expect_lines 0
run -n -r "$work/syn.pcapng" -T fields -e tcp.flags.syn
expect 0
expect_lines "$(wc -l < "$work/syn")"
grep -qv 1 "$work/out" && fail 'something else was written'

run -n -r "$http" -Y 'tcp.flags.syn == 1' -w "$work/syn.pcapng" -P
expect 0
expect_same "$work/syn" "$work/out" '-P prints what -w writes'

# Nothing is printed, and still it has to be read to know what passes: what a filter names decides how deep that is.
for filter in http dns tls arp icmp data tcp 'tcp.port == 53' '!tls' 'dns.flags.response == 1' 'ip.ttl < 65' x509sat ssh frame; do
	for file in http dns tls12 arp icmp-errors; do
		run -n -r "$samples/$file.pcap" -Y "$filter" -T fields -e frame.len -e frame.time_epoch
		expect 0
		cp "$work/out" "$work/passed"
		run -n -r "$samples/$file.pcap" -Y "$filter" -w "$work/passed.pcapng"
		expect 0
		run -n -r "$work/passed.pcapng" -T fields -e frame.len -e frame.time_epoch
		expect 0
		expect_same "$work/passed" "$work/out" "-w of $filter in $file.pcap"
	done
done

# Fields of headers are read without what streams carry; that makes no difference to them.
fields=()
for name in frame.len eth.src ip.src ip.id ipv6.dst udp.port udp.stream udp.length tcp.stream tcp.seq tcp.ack tcp.len tcp.port \
	tcp.flags tcp.payload tcp.completeness tcp.analysis.flags tcp.options.mss_val tcp.window_size icmp.type arp.opcode; do
	fields+=(-e "$name")
done
for file in ftp http tls13 dns tftp tcp-loss fragments fragments6 vxlan icmp-errors snmp quic websocket; do
	run -n -r "$samples/$file.pcap" -T fields "${fields[@]}"
	expect 0
	cp "$work/out" "$work/headers"
	run -n -r "$samples/$file.pcap" -T fields "${fields[@]}" -e frame.protocols
	expect 0
	awk 'BEGIN { FS = OFS = "\t" } { NF--; print }' "$work/out" > "$work/all"
	expect_same "$work/all" "$work/headers" "fields of headers alone, of $file.pcap"
	for name in "${fields[@]}"; do # one alone is read in the shortest way
		[ "$name" = -e ] && continue
		run -n -r "$samples/$file.pcap" -T fields -e "$name"
		run_all=$("$peel" -n -r "$samples/$file.pcap" -T fields -e "$name" -e frame.protocols | cut -f 1)
		checks=$((checks + 1))
		[ "$(cat "$work/out")" = "$run_all" ] || fail "$name alone, of $file.pcap"
	done
done

# Flows of which a packet passes, all of it counted.
run flows -r "$http" -Y 'http.request.method == "POST"' -T jsonl
expect 0
expect_lines 1
run flows -r "$http" -T jsonl
grep '"http_method":"POST"' "$work/out" > "$work/expected"
run flows -r "$http" -Y 'http.request.method == "POST"' -T jsonl
expect_same "$work/expected" "$work/out" 'the row is not the one of all'
run flows -r "$samples/dhcp.pcap" -Y 'icmp.type == 8' -T jsonl
expect 0
expect_lines 1

# -c counts packets that are read, not those that match.
run -n -r "$http" -c 2 -Y 'frame.number > 1'
expect 0
expect_lines 1

# Numbers stay, the time since the packet displayed before is of those displayed.
run -n -r "$http" -f tcp -Y 'tcp.flags.syn == 1' -c 2
expect 0
expect_lines 2

run -n -r "$http" -Y 'frame.number == 3 or frame.number == 5' -T fields -e frame.number -e frame.time_delta_displayed
expect 0
"$peel" -n -r "$http" -T fields -e frame.time_relative | awk 'NR == 3 { a = $1 } NR == 5 { printf "3\t0.000000000\n5\t%.9f\n", $1 - a }' > "$work/expected"
expect_same "$work/expected" "$work/out" 'numbers and times'

# -R: what does not pass is as if it were not in the file.
run -n -2 -r "$http" -R 'frame.number > 2' -T fields -e frame.number
expect 0
run -n -r "$http" -Y tcp -T json
expect 0
run -n -r "$http" -Y 'frame.number == 0' -T json
expect 0
[ "$(tr -d ' \n' < "$work/out")" = '[]' ] || fail 'an empty result is an empty list'
run -n -r "$http" -Y ''
expect 0
expect_lines "$all"

# Rows that another protocol's layer shows: of certificates inside TLS, of handles inside mount. Object identifiers as text; the
# bytes of what RPC calls begin with RPC's; IGMP's fields stand in the second of its layers; malformed packets have an expert.
while IFS='|' read -r sample e frames; do
	run -n -r "$samples/$sample" -Y "$e" -T fields -e frame.number
	expect 0
	[ "$(tr '\n' ' ' < "$work/out")" = "$frames${frames:+ }" ] || fail "$e chooses $(tr '\n' ' ' < "$work/out"), not $frames"
done << 'END'
tls12.pcap|x509sat.DirectoryString|10 12 14 16 65
tls12.pcap|ber.bitstring.padding|10 12 16 65
tls12.pcap|ocsp.responseStatus|12
tls12.pcap|tls && x509sat.DirectoryString|10 12 14 16 65
tls12.pcap|string(x509ce.id) contains "1.3.6"|10 12 65
tls12.pcap|x509if.oid contains 2.5.4 && x509if.oid > 2.5.4.9|10 12 14 16 65
ocsp.pcap|x509ce.dNSName|8 22
rpc.pcap|mount && rpc.value_follows|100 106 114 120 122
rpc.pcap|mount contains 00:00:00:02:00:01:86:a5:00:00:00:03 && udp|91 93 95 97 99 101 103 105
nfs.pcap|nfs contains 5e:ed:02:01|5 6 7 8
igmp2.pcap|igmp.version#2 == 1|8
igmp2.pcap|igmp.version#1 == 1|
http.pcap|frame.encap_type == "Ethernet" && http.request.method == "POST" && _ws.expert.group == Sequence|30
bad/arp.pcap|_ws.expert.severity == error|1 3 4
END

for e in 'tcp.port = 80' 'tcp port 80' 'tcp.prt == 80' 'tcp.port == 99999' '(tcp' 'ip.addr == 1.2.3' 'frame matches "("'; do
	run -n -r "$http" -Y "$e"
	expect 2 '^peel: '
	expect_lines 0
done
run -n -r "$http" -Y 'tcp.prt == 80'
expect 2 'Did you mean tcp.port'
expect 2 '^    \^~~~~~~$'
run -n -r "$http" -Y 'host 1.2.3.4'
expect 2 'ip.addr == 1.2.3.4'
run -n -r "$http" -Y tcp udp
expect 1 'choose one'

finish
