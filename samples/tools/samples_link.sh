# samples_link.sh: ARP, VLANs, bridges, cooked captures; for make.sh to source
# shellcheck shell=bash
# shellcheck disable=SC2154 # $work, $here and $tools are make.sh's

sample_arp()
{
	need arping
	net_pair
	capture arp.pcap a eth0
	on a arping -c 2 -I eth0 10.9.0.2
	on a arping -c 1 -w 1 -I eth0 10.9.0.9 || true # nobody
	on a arping -D -c 1 -I eth0 10.9.0.2 || true   # probes (RFC 5227): taken, free
	on a arping -D -c 1 -I eth0 10.9.0.7
	on a arping -U -c 1 -I eth0 10.9.0.1 || true # announcements: as a request, as a reply
	on a arping -A -c 1 -I eth0 10.9.0.1 || true
	capture_end arp.pcap
}

sample_rarp()
{
	net_pair
	start_tool b rarp.py answer eth0 02:00:00:00:09:01=10.9.0.1 02:00:00:00:09:02=10.9.0.2
	capture rarp.pcap a eth0
	on a "$tools/rarp.py" ask eth0
	capture_end rarp.pcap
}

vlan_pair() # TAG... as tunnel.py has them
{
	local ns n=0
	need ping
	net_pair
	for ns in a b; do
		start_tool $ns tunnel.py vlan0 vlan eth0 "$@"
		ip -n "$ns_prefix$ns" link set vlan0 address 02:00:00:00:09:0$((++n)) mtu 1492 up
		address $ns vlan0 10.9.10.$n/24
	done
}

sample_vlan()
{
	vlan_pair 0x8100:0x600a # priority 3, VLAN 10
	capture vlan.pcap a eth0
	on a ping -q -c 1 10.9.0.2 # beside it, without a tag
	on a ping -q -c 3 -i 0.2 10.9.10.2
	udp_send a 10.9.10.2 9 100
	capture_end vlan.pcap
}

sample_qinq()
{
	vlan_pair 0x88a8:0x0014 0x8100:0x000a # S-VLAN 20, C-VLAN 10
	capture qinq.pcap a eth0
	on a ping -q -c 3 -i 0.2 10.9.10.2
	capture_end qinq.pcap
}

sample_vxlan()
{
	local ns n=0
	need ping
	net_pair
	for ns in a b; do
		ip -n "$ns_prefix$ns" link add vxlan9 address 02:00:00:00:19:0$((++n)) type vxlan id 9 dev eth0 dstport 4789 \
			local 10.9.0.$n remote 10.9.0.$((3 - n)) udpcsum 2>/dev/null || skip 'no VXLAN in this kernel'
		ip -n "$ns_prefix$ns" link set vxlan9 up
		address $ns vxlan9 10.9.30.$n/24
	done
	capture vxlan.pcap a eth0
	on a ping -q -c 3 -i 0.2 10.9.30.2
	capture_end vxlan.pcap
}

# Two bridges with two links between them: one port of the second has to block. Without a port to a host (c) of its own
# that one would have no need to tell the root of a change.
sample_stp()
{
	local ns
	ns_add a
	ns_add b
	ns_add c
	for ns in a b; do
		ip -n "$ns_prefix$ns" link add br0 address 02:00:00:00:0$ns:00 type bridge stp_state 1 \
			hello_time 100 forward_delay 200 mcast_snooping 0 2>/dev/null || skip 'no bridge with STP in this kernel'
	done
	link_add a port1 01 b port1 11
	link_add a port2 02 b port2 12
	link_add b port3 13 c eth0 03
	capture port1.pcap b port1
	capture port2.pcap b port2
	for ns in a b; do
		ip -n "$ns_prefix$ns" link set port1 master br0
		ip -n "$ns_prefix$ns" link set port2 master br0
		ip -n "$ns_prefix$ns" link set br0 up
	done
	ip -n "${ns_prefix}b" link set port3 master br0
	sleep 5
	ip -n "${ns_prefix}a" link set port1 down # the blocked port takes over: a topology change
	sleep 6
	capture_end
	keep_pcapng stp.pcapng port1=port1.pcap port2=port2.pcap
}

sample_lldp()
{
	need lldpd unshare
	mkdir -p /run/lldpd # where lldpd locks itself in
	net_pair
	ip -n "${ns_prefix}a" link set eth0 alias 'uplink'
	capture lldp.pcap a eth0
	# A host name of its own; -cc -ee -ff -ss: CDP, EDP, FDP and SONMP too, without having heard of a neighbour
	# shellcheck disable=SC2016 # the inner shell's
	start a unshare --uts sh -c 'hostname onion; exec "$0" "$@"' "$(command -v lldpd)" -d -k -l -cc -ee -ff -ss -M 4 \
		-I eth0 -C eth0 -m 10.9.0.1 -S 'peel sample host' -P 'peel' -u "$work/lldpd.socket" -O /dev/null -L ''
	sleep 4
	capture_end lldp.pcap
}

cooked() # FILE LINK-TYPE
{
	need ping
	net_pair
	echo_start b 10.9.0.2
	capture "$1" a any -y "$2"
	on a ping -q -c 2 -i 0.2 10.9.0.2
	on a ping -q -c 1 10.9.0.1 # to itself: by the loopback
	echo_say a 10.9.0.2 'on any interface'
	capture_end "$1"
}

sample_cooked()
{
	cooked cooked.pcap LINUX_SLL
}

sample_cooked_v2()
{
	cooked cooked-v2.pcap LINUX_SLL2
}

sample_loopback()
{
	need ping
	ipv6=1 net_pair
	echo_start a 127.0.0.1
	capture loopback.pcap a lo
	on a ping -q -c 2 -i 0.2 127.0.0.1
	on a ping -q -c 2 -i 0.2 ::1
	echo_say a 127.0.0.1 'to myself'
	capture_end loopback.pcap
}
