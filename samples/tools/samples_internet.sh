# samples_internet.sh: IP, ICMP, IGMP, routers and tunnels; for make.sh to source
# shellcheck shell=bash
# shellcheck disable=SC2154 # $work, $here and $tools are make.sh's

sample_ping()
{
	need ping
	net_pair
	capture ping.pcap a eth0
	on a ping -q -c 4 -i 0.2 10.9.0.2
	on a ping -q -c 1 -s 0 10.9.0.2
	on a ping -q -c 1 -s 1000 -p c0ffee -Q 0xb8 -t 5 10.9.0.2
	capture_end ping.pcap
}

sample_ping6()
{
	need ping
	ipv6=1 net_pair
	capture ping6.pcap a eth0 "$no_mld"
	on a ping -q -c 4 -i 0.2 fd09::2
	on a ping -q -c 2 -i 0.2 ff02::1%eth0
	on a ping -q -c 1 -W 4 fd09::9 || true # nobody: solicitations without an answer
	capture_end ping6.pcap
}

sample_fragments()
{
	need ping
	net_pair
	capture fragments.pcap a eth0
	on a ping -q -c 2 -i 0.2 -s 4000 10.9.0.2
	udp_send a 10.9.0.2 9 3000 # nobody listens: the error quotes the whole datagram's start
	on a ping -q -c 1 -s 1000 -M 'do' 10.9.0.2
	capture_end fragments.pcap
}

sample_fragments6()
{
	need ping
	ipv6=1 net_pair
	capture fragments6.pcap a eth0 "$no_mld"
	on a ping -q -c 2 -i 0.2 -s 4000 fd09::2
	udp_send a fd09::2 9 3000
	capture_end fragments6.pcap
}

sample_fragments_lost()
{
	need ping
	net_wire 1:fragment:drop:1 1:fragment:late:3
	on b sysctl -qw net.ipv4.ipfrag_time=1
	capture fragments-lost.pcap b eth0
	on a ping -q -c 1 -W 2 -s 4000 10.9.0.2 || true # the second of three is lost: time exceeded
	on a ping -q -c 1 -s 4000 10.9.0.2              # the second comes last
	capture_end fragments-lost.pcap
}

# b is the querier: a bridge with multicast snooping, one port.
net_querier() # BRIDGE-ARGUMENT...
{
	ns_add a
	ns_add b
	ip -n "${ns_prefix}b" link add br0 address 02:00:00:00:09:0b type bridge mcast_snooping 1 \
		mcast_startup_query_interval 100 mcast_query_response_interval 100 "$@" 2>/dev/null || skip 'no bridge in this kernel'
	link_add a eth0 01 b port1 02
	ip -n "${ns_prefix}b" link set port1 master br0
	address a eth0 10.9.0.1/24 fd09::1/64
	ip -n "${ns_prefix}a" route add 224.0.0.0/4 dev eth0
	ip -n "${ns_prefix}b" link set br0 up
	address b br0 10.9.0.2/24 fd09::2/64
	wait_for carrier b br0
	ip -n "${ns_prefix}b" link set br0 type bridge mcast_querier 1
}

sample_igmp2()
{
	net_querier
	on a sysctl -qw net.ipv4.conf.all.force_igmp_version=2
	capture igmp2.pcap a eth0
	on a "$tools/multicast.py" eth0 2.5 239.9.9.9
	sleep 2
	on a sysctl -qw net.ipv4.conf.all.force_igmp_version=1
	on a "$tools/multicast.py" eth0 0.3 239.9.9.8
	capture_end igmp2.pcap
}

sample_igmp3()
{
	net_querier mcast_igmp_version 3
	capture igmp3.pcap a eth0
	on a "$tools/multicast.py" eth0 2.5 239.9.9.9 &
	on a "$tools/multicast.py" eth0 2.5 232.9.9.9 10.9.0.2
	sleep 2
	capture_end igmp3.pcap
}

sample_mld()
{
	ipv6=1 net_querier mcast_mld_version 2
	capture mld.pcap a eth0
	on a "$tools/multicast.py" eth0 2.5 ff15::9
	sleep 1
	on a sysctl -qw net.ipv6.conf.all.force_mld_version=1
	on a "$tools/multicast.py" eth0 1.5 ff15::8
	capture_end mld.pcap
}

sample_icmp_errors()
{
	need ping hping3
	net_routed
	ip -n "${ns_prefix}r" route add prohibit 10.9.7.0/24
	ip -n "${ns_prefix}r" route add unreachable 10.9.8.0/24
	ip -n "${ns_prefix}r" link set right mtu 1280
	on s sysctl -qw net.ipv4.neigh.right.retrans_time_ms=100
	capture icmp-errors.pcap a eth0
	udp_send a 10.9.2.2 9 10                   # port unreachable
	on a hping3 -q -c 1 -0 -H 200 10.9.2.2 || true # protocol unreachable
	on a ping -q -c 1 -t 1 10.9.2.2 || true    # time to live exceeded, at each router
	on a ping -q -c 1 -t 2 10.9.2.2 || true
	on a ping -q -c 2 -W 1 10.9.7.1 || true    # administratively prohibited
	on a ping -q -c 1 -W 1 10.9.8.1 || true    # host unreachable: no route
	on a ping -q -c 1 -W 2 10.9.2.77 || true   # host unreachable: no answer to ARP
	on a ping -q -c 1 -s 1400 -M 'do' 10.9.2.2 || true # fragmentation needed
	capture_end icmp-errors.pcap
}

sample_icmp6_errors()
{
	need ping
	ipv6=1 net_routed
	ip -n "${ns_prefix}r" -6 route add prohibit fd09:0:0:7::/64
	ip -n "${ns_prefix}r" -6 route add unreachable fd09:0:0:8::/64
	ip -n "${ns_prefix}r" link set right mtu 1280
	ip -n "${ns_prefix}s" link set left mtu 1280
	on s sysctl -qw net.ipv6.neigh.right.retrans_time_ms=100
	capture icmp6-errors.pcap a eth0 "$no_mld"
	udp_send a fd09:0:0:2::2 9 10                        # port unreachable
	on a ping -q -c 1 -t 1 fd09:0:0:2::2 || true         # hop limit exceeded, at each router
	on a ping -q -c 1 -t 2 fd09:0:0:2::2 || true
	on a ping -q -c 1 -W 1 fd09:0:0:7::1 || true         # administratively prohibited
	on a ping -q -c 1 -W 1 fd09:0:0:8::1 || true         # no route
	on a ping -q -c 1 -W 2 fd09:0:0:2::77 || true        # address unreachable
	on a ping -q -c 4 -i 0.2 -W 1 -s 1400 fd09:0:0:2::2 || true # packet too big, then in fragments
	capture_end icmp6-errors.pcap
}

# The gateway knows a better one on the same link, where nobody is.
sample_icmp_redirect()
{
	need ping
	net_pair
	on b sysctl -qw net.ipv4.ip_forward=1
	ip -n "${ns_prefix}a" route add 10.9.5.0/24 via 10.9.0.2
	ip -n "${ns_prefix}b" route add 10.9.5.0/24 via 10.9.0.3
	ip -n "${ns_prefix}b" neighbour add 10.9.0.3 lladdr 02:00:00:00:09:03 dev eth0
	capture icmp-redirect.pcap a eth0
	on a ping -q -c 3 -i 0.3 -W 1 10.9.5.5 || true
	capture_end icmp-redirect.pcap
}

sample_icmp_timestamp()
{
	need hping3
	net_pair
	capture icmp-timestamp.pcap a eth0
	on a hping3 -q -c 2 -i u200000 --icmp-ts 10.9.0.2
	on a hping3 -q -c 1 --icmp-addr 10.9.0.2 || true # address mask request: nobody answers these any more
	capture_end icmp-timestamp.pcap
}

sample_ip_options()
{
	need ping hping3
	net_routed
	on r sysctl -qw net.ipv4.conf.{all,left}.accept_source_route=1
	on s sysctl -qw net.ipv4.conf.{all,left}.accept_source_route=1
	on b sysctl -qw net.ipv4.conf.{all,eth0}.accept_source_route=1
	capture ip-options.pcap a eth0
	on a ping -q -c 1 -R 10.9.2.2           # record route
	on a ping -q -c 1 -T tsonly 10.9.2.2    # timestamps
	on a ping -q -c 1 -T tsandaddr 10.9.2.2 # timestamps and addresses
	on a hping3 -q -c 1 --icmp --lsrr 10.9.0.254 10.9.2.2 || true
	capture_end ip-options.pcap
}

sample_traceroute()
{
	need traceroute
	net_routed
	capture traceroute.pcap a eth0
	on a traceroute -n -q 1 -N 1 10.9.2.2
	on a traceroute -n -q 1 -N 1 -I 10.9.2.2
	on a traceroute -n -q 1 -N 1 -T -p 80 10.9.2.2
	capture_end traceroute.pcap
}

sample_traceroute6()
{
	need traceroute
	ipv6=1 net_routed
	capture traceroute6.pcap a eth0 "$no_mld"
	on a traceroute -6 -n -q 1 -N 1 fd09:0:0:2::2
	on a traceroute -6 -n -q 1 -N 1 -I fd09:0:0:2::2
	capture_end traceroute6.pcap
}

# The same packets on both sides of a router.
sample_forwarded()
{
	need ping
	net_routed
	echo_start b 10.9.2.2
	capture left.pcap r left --time-stamp-precision=nano
	capture right.pcap r right --time-stamp-precision=nano
	on a ping -q -c 2 -i 0.2 10.9.2.2
	echo_say a 10.9.2.2 'through two routers'
	capture_end
	keep_pcapng forwarded.pcapng left=left.pcap right=right.pcap \
		'3#Packets come in on one interface ...' '6#... and leave on the other, with new MAC addresses and a lower TTL.'
}

tunnel_pair() # KIND [MORE]
{
	local ns n=0
	need ping
	net_pair
	start_tool a tunnel.py tun0 "$1" 10.9.0.1 10.9.0.2 "${@:2}"
	start_tool b tunnel.py tun0 "$1" 10.9.0.2 10.9.0.1 "${@:2}"
	for ns in a b; do
		ip -n "$ns_prefix$ns" link set tun0 mtu 1400 up
		address $ns tun0 10.9.20.$((++n))/24 fd09:0:0:20::$n/64
	done
	on a ping -q -c 1 10.9.20.2 # a tun's own solicitations, and ARP, are over with this
}

sample_gre()
{
	ipv6=1 tunnel_pair gre 9
	capture gre.pcap a eth0 "ip or arp"
	on a ping -q -c 2 -i 0.2 10.9.20.2
	on a ping -q -c 2 -i 0.2 fd09:0:0:20::2
	capture_end gre.pcap
}

sample_ipip()
{
	ipv6=1 tunnel_pair ipip
	echo_start b 10.9.20.2
	capture ipip.pcap a eth0 "ip or arp"
	on a ping -q -c 2 -i 0.2 10.9.20.2
	echo_say a 10.9.20.2 'in a tunnel'
	on a ping -q -c 2 -i 0.2 fd09:0:0:20::2 # IPv6 inside: 6in4
	capture_end ipip.pcap
}

# How a host gets an address by itself: duplicate address detection, router solicitation and advertisement.
sample_slaac()
{
	need dnsmasq ping
	ipv6=1 ns_add a
	ipv6=1 ns_add b
	on a sysctl -qw net.ipv6.conf.default.accept_dad=1 net.ipv6.conf.default.dad_transmits=1 \
		net.ipv6.conf.default.accept_ra=1 net.ipv6.conf.default.router_solicitations=3
	link_add a eth0 01 b eth0 02
	ip -n "${ns_prefix}a" link set eth0 down
	ipv6=1 address b eth0 fd09::2/64
	start b dnsmasq --no-daemon --conf-file=/dev/null --no-resolv --no-hosts --user=root --pid-file= --port=0 \
		--enable-ra --dhcp-range=fd09::,ra-stateless,64,10m '--dhcp-option=option6:dns-server,[fd09::2]' \
		--dhcp-option=option6:domain-search,peel.example --ra-param=eth0,mtu:1400,60,600
	wait_for listens b -u 547
	capture slaac.pcap b eth0
	ip -n "${ns_prefix}a" link set eth0 up
	sleep 3.5
	on a ping -q -c 1 fd09::2
	capture_end slaac.pcap
}
