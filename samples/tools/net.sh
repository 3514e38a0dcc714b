# net.sh: network namespaces, the veth pairs between them and captures in them, for make.sh to source
# shellcheck shell=bash
# shellcheck disable=SC2034,SC2154 # make.sh has $work, $here and $tools; the samples use $no_mld

ns_prefix=peel-$$-
ipv6=0 # 1: the namespaces that are made from here on have IPv6
captures=()
no_mld='not (ip6 and ip6[6] = 0)' # the kernel's own multicast reports, on an IPv6 link that shows something else
# A host name and a /run of one's own: start b "${guest[@]}" NAME COMMAND...
# shellcheck disable=SC2016 # the inner shell's
guest=(unshare -mu sh -c 'hostname "$0" && mount -t tmpfs none /run && exec "$@"')
declare -A package_of=(
	[arping]=iputils-arping [avahi-browse]=avahi-utils [avahi-daemon]=avahi-daemon [busybox]=busybox [cc]=gcc [curl]=curl
	[dbus-daemon]=dbus-daemon [dig]=bind9-dnsutils [dnsmasq]=dnsmasq-base [dovecot]=dovecot-core [ethtool]=ethtool
	[exim4]=exim4-daemon-light [gtlsclient]=ngtcp2-client [gtlsserver]=ngtcp2-server [hping3]=hping3
	[in.tftpd]=tftpd-hpa [ip]=iproute2 [lldpd]=lldpd [llmnr-query]=llmnrd [llmnrd]=llmnrd [logger]=bsdutils
	[miniupnpd]=miniupnpd-nftables [nginx]=nginx-light [nmbd]=samba [nmblookup]=samba-common-bin [ntpd]=ntpsec
	[ntpdig]=ntpsec-ntpdig [ntpq]=ntpsec [openssl]=openssl [ping]=iputils-ping [python3]=python3 [rpcbind]=rpcbind
	[rpcinfo]=rpcbind [rsyslogd]=rsyslog [script]=bsdutils [setpriv]=util-linux [snmpd]=snmpd [snmpget]=snmp [ss]=iproute2
	[ssh]=openssh-client [sshd]=openssh-server [sysctl]=procps [tcpdump]=tcpdump
	[telnet]=inetutils-telnet [telnetd]=inetutils-telnetd [tftp]=tftp-hpa [traceroute]=traceroute
	[udhcpc]=udhcpc [unshare]=util-linux [upnpc]=miniupnpc [vsftpd]=vsftpd [/usr/include/usrsctp.h]=libusrsctp-dev
	[/usr/lib/dovecot/imap]=dovecot-imapd [/usr/lib/dovecot/pop3]=dovecot-pop3d
	[/usr/lib/python3/dist-packages/websockets]=python3-websockets
)

# Ends the sample's subshell, not the script.
skip() # REASON
{
	echo "skipped $sample: $1" >&3
	exit 77
}

need() # PROGRAM...
{
	local program
	for program; do
		command -v "$program" >/dev/null || [[ -r $program ]] ||
			skip "no $program here (apt-get install ${package_of[$program]})"
	done
}

wait_for() # COMMAND...
{
	local i
	for ((i = 0; i < 100; i++)); do
		"$@" >/dev/null 2>&1 && return
		sleep 0.05
	done
	echo "$sample: waited in vain for: $*" >&2
	return 1
}

ns_add() # NAME
{
	local ns=$ns_prefix$1 key
	ip netns add "$ns"
	ip -n "$ns" link set lo up
	for key in disable_ipv6=$((!ipv6)) accept_dad=0 dad_transmits=0 accept_ra=0 router_solicitations=0; do
		on "$1" sysctl -qw "net.ipv6.conf.default.$key"
	done
}

on() # NAMESPACE COMMAND...
{
	local ns=$ns_prefix$1
	shift
	ip netns exec "$ns" "$@"
}

# As on(), in the background; the program ends with its namespace. Its output: $work/PROGRAM.log
start() # NAMESPACE COMMAND...
{
	ip netns exec "$ns_prefix$1" "${@:2}" >>"$work/${2##*/}.log" 2>&1 </dev/null &
}

# As start(), for the tools that say when they are at work.
start_tool() # NAMESPACE TOOL ARGUMENT...
{
	local ns=$1 tool=$2
	shift 2
	on "$ns" "$tools/$tool" "$@" >"$work/$tool.$ns.ready" &
	wait_for grep -q ready "$work/$tool.$ns.ready"
}

listens() # NAMESPACE -t|-u PORT
{
	on "$1" ss -Hln "$2" "sport = :$3" | grep -q .
}

# The last number of the MAC address tells who it is: 02:00:00:00:09:NN.
link_add() # NAMESPACE INTERFACE NN NAMESPACE INTERFACE NN
{
	ip link add "$2" netns "$ns_prefix$1" address "02:00:00:00:09:$3" type veth \
		peer name "$5" netns "$ns_prefix$4" address "02:00:00:00:09:$6"
	link_ready "$1" "$2"
	link_ready "$4" "$5"
	wait_for carrier "$1" "$2"
	wait_for carrier "$4" "$5"
}

# Without offloads the checksums in the captures are those that would be on a wire.
link_ready() # NAMESPACE INTERFACE
{
	on "$1" ethtool -K "$2" tx off rx off sg off tso off gso off gro off >/dev/null 2>&1
	ip -n "$ns_prefix$1" link set "$2" up
}

carrier() # NAMESPACE INTERFACE
{
	ip -n "$ns_prefix$1" link show "$2" | grep -q LOWER_UP
}

address() # NAMESPACE INTERFACE ADDRESS/LENGTH...
{
	local ns=$ns_prefix$1 dev=$2 one
	shift 2
	for one; do
		if [[ $one != *:* ]]; then
			ip -n "$ns" address add "$one" dev "$dev"
		elif ((ipv6)); then
			ip -n "$ns" address add "$one" dev "$dev" nodad
		fi
	done
}

# a and b, one link: 10.9.0.1 and 10.9.0.2, fd09::1 and fd09::2
net_pair()
{
	ns_add a
	ns_add b
	link_add a eth0 01 b eth0 02
	address a eth0 10.9.0.1/24 fd09::1/64
	address b eth0 10.9.0.2/24 fd09::2/64
}

# As net_pair, with wire.py in between.
net_wire() # RULE...
{
	ns_add a
	ns_add b
	ipv6=0 ns_add w
	link_add a eth0 01 w left 11
	link_add b eth0 02 w right 12
	start_tool w wire.py left right "$@"
	address a eth0 10.9.0.1/24 fd09::1/64
	address b eth0 10.9.0.2/24 fd09::2/64
}

# a - r - s - b: two routers; 10.9.0.0/24, 10.9.1.0/24, 10.9.2.0/24 and fd09:0:0:N::/64 likewise
net_routed()
{
	local ns
	for ns in a r s b; do
		ns_add $ns
		on $ns sysctl -qw net.ipv4.ip_forward=1 net.ipv4.icmp_ratelimit=0
		((!ipv6)) || on $ns sysctl -qw net.ipv6.conf.all.forwarding=1 net.ipv6.icmp.ratelimit=0
	done
	link_add a eth0 01 r left 0a
	link_add r right 0b s left 0c
	link_add s right 0d b eth0 02
	address a eth0 10.9.0.1/24 fd09::1/64
	address r left 10.9.0.254/24 fd09::fe/64
	address r right 10.9.1.1/24 fd09:0:0:1::1/64
	address s left 10.9.1.2/24 fd09:0:0:1::2/64
	address s right 10.9.2.254/24 fd09:0:0:2::fe/64
	address b eth0 10.9.2.2/24 fd09:0:0:2::2/64
	route a 10.9.0.254 fd09::fe
	route r 10.9.1.2 fd09:0:0:1::2
	route s 10.9.1.1 fd09:0:0:1::1
	route b 10.9.2.254 fd09:0:0:2::fe
}

route() # NAMESPACE GATEWAY GATEWAY6
{
	ip -n "$ns_prefix$1" route add default via "$2"
	((!ipv6)) || ip -n "$ns_prefix$1" -6 route add default via "$3"
}

capture() # FILE NAMESPACE INTERFACE [TCPDUMP-ARGUMENT...]
{
	local file=$1 ns=$2 interface=$3
	shift 3
	ip netns exec "$ns_prefix$ns" tcpdump -Z root -n -U --immediate-mode -i "$interface" -w "$work/$file" "$@" \
		2>"$work/$file.log" &
	captures+=($!)
	wait_for grep -q 'listening on' "$work/$file.log"
}

# Ends all captures that run and keeps those that are a sample as they are.
capture_end() # [FILE...]
{
	local file
	sleep 0.3
	kill -TERM "${captures[@]}"
	wait "${captures[@]}" || true
	captures=()
	for file; do
		keep "$file"
	done
}

# For captures of several interfaces, with comments: see to_pcapng.py.
keep_pcapng() # FILE NAME=FILE... [N#COMMENT...]
{
	local file=$1
	shift
	(cd "$work" && "$tools/to_pcapng.py" "$file" "$@")
	keep "$file"
}

keep() # FILE
{
	mv "$work/$1" "$here/$1"
	echo "made $1: $(tcpdump -r "$here/$1" --count 2>/dev/null)" >&3
}

# Ends what runs in this script's namespaces, and them.
net_down()
{
	local ns pids
	for ns in $(ip netns list | cut -d ' ' -f 1 | grep "^$ns_prefix"); do
		pids=$(ip netns pids "$ns")
		# shellcheck disable=SC2086 # a list of numbers
		[[ -z $pids ]] || kill $pids 2>/dev/null
	done
	wait
	for ns in $(ip netns list | cut -d ' ' -f 1 | grep "^$ns_prefix"); do
		ip netns del "$ns"
	done
}
