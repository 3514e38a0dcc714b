#!/bin/bash
# -d, --disable-protocol and --only-protocols: who gets what a port or type carries, and what is said of specifications that
# are wrong.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# protocols SAMPLE ARGUMENT...: how many packets the protocols of the last layers have, "HTTP 3, TCP 10".
protocols() {
	local sample=$1
	shift
	run -n -r "$samples/$sample" -T fields -e _ws.col.Protocol "$@"
	expect 0
	found=$(sort "$work/out" | uniq -c | awk '{ printf "%s%s %s", sep, $2, $1; sep = ", " }')
}

is() {
	checks=$((checks + 1))
	[ "$found" = "$1" ] || fail "protocols are $found, not $1"
}

protocols nfs.pcap -Y udp
is 'NFS 44'
protocols nfs.pcap -Y udp -d udp.port==2049,tftp
is 'TFTP 44'
protocols nfs.pcap -Y udp -d udp.port==2040-2050,tftp
is 'TFTP 44'
protocols nfs.pcap -Y udp -d udp.port==0x7f8:10,tftp # 2040 to 2049
is 'TFTP 44'
protocols nfs.pcap -Y udp -d udp.port==2040:9,tftp
is 'NFS 44'
protocols nfs.pcap -Y udp -d udp.port==2049,tftp -d udp.port==2049,data # the last one holds
is 'UDP 44'
protocols dns.pcap -Y udp -d udp.port==1024-65535,data # goes before the lower port
is 'UDP 26'
protocols dns.pcap -Y udp -d udp.port==0-4294967295,data
is 'UDP 26'
protocols ping.pcap -d ethertype==0x800,arp -c 4
is 'ARP 4'
protocols nfs.pcap -Y udp -d rpc.program==100003,mount
is 'MOUNT 44'

protocols nfs.pcap -Y udp --disable-protocol rpc
is 'UDP 44'
protocols nfs.pcap -Y udp --disable-protocol foo,nfs
is 'NFS 44' # by its number, without arguments
protocols http.pcap --only-protocols eth,ip -Y ip -c 6
is 'IPv4 4'

# wrong SPECIFICATION MESSAGE
wrong() {
	run -n -r "$samples/ping.pcap" -d "$1"
	expect 1 "$2"
}
wrong tcp.port==80,foo 'Unknown protocol -- "foo"'
wrong tcp.port==80,foo 'Valid protocols for layer type "tcp.port" are:'
wrong tcp.port==80,arp 'Protocol "arp" isn.t valid for layer type "tcp.port"'
wrong tcp.port==80, 'No protocol name specified'
wrong tcp.prt==80,http 'Unknown layer type -- tcp.prt'
wrong . 'Valid layer types are:'
wrong '==80,http' 'No layer type specified'
wrong tcp.port==80 "doesn't follow the template"
wrong tcp.port==x,http 'Invalid selector number "x"'
wrong tcp.port==,http 'Invalid selector number ""'
for range in 90-80 80- 80-81-82 80:0 80:; do
	wrong "tcp.port==$range,http" "Invalid selector numeric range \"$range\""
done
wrong rpc.program==0-4294967295,nfs 'Too many numbers'
finish
