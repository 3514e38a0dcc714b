#!/bin/bash
# make.sh: makes the captures in this folder anew, from programs that talk between network namespaces of their own
#
# usage: make.sh [NAME...]      as root; NAME: a sample's file name without its ending; none: all of them
#
# Debian 12 packages for all of them (a sample whose program is missing says so and is skipped):
#   apt-get install avahi-daemon avahi-utils bind9-dnsutils busybox curl dbus-daemon dnsmasq-base dovecot-imapd
#     dovecot-pop3d ethtool exim4-daemon-light gcc hping3 inetutils-telnet inetutils-telnetd iproute2 iputils-arping
#     iputils-ping libc6-dev libusrsctp-dev lldpd llmnrd miniupnpc miniupnpd-nftables nginx-light ngtcp2-client
#     ngtcp2-server ntpsec ntpsec-ntpdig openssh-client openssh-server openssl procps python3 python3-websockets rpcbind
#     rsyslog samba snmp snmpd tcpdump tftp-hpa tftpd-hpa traceroute udhcpc vsftpd
# Nothing leaves the namespaces, and no service of the host is asked or changed.
set -u
export PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin LC_ALL=C PYTHONDONTWRITEBYTECODE=1
here=$(cd "$(dirname "$0")" && pwd)
tools=$here/tools
work=$(mktemp -d /tmp/peel-samples.XXXXXX)
chmod 755 "$work" # some servers read in it as nobody
sample=make.sh
# shellcheck source=tools/net.sh
. "$tools/net.sh"
for file in link internet transport application secure mail discovery; do
	# shellcheck source=/dev/null
	. "$tools/samples_$file.sh"
done

samples=(
	ping ping6 arp rarp http http6 dns dhcp tftp ftp ftp6 ftp-active telnet tls12 tls13 ocsp snmp
	tcp-echo tcp-echo6
	fragments fragments6 fragments-lost tcp-loss tcp-zero-window tcp-refused tcp-half-open tcp-no-answer
	tcp-keep-alive tcp-reset vlan qinq igmp2 igmp3 mld icmp-errors icmp6-errors icmp-redirect icmp-timestamp
	ip-options traceroute traceroute6 forwarded gre ipip vxlan sctp stp lldp slaac
	cooked cooked-v2 loopback rpc rpcbind nfs ipmsg
	ssh smtp pop imap ntp mdns llmnr nbns ssdp syslog quic websocket http-pipelined
)

# Each sample runs in a subshell of its own: its first error ends it, and it alone.
make() # NAME
{
	local function=sample_${1//-/_}
	if ! declare -F "$function" >/dev/null; then
		echo "make.sh: no sample named $1" >&2
		return 2
	fi
	(
		set -e
		sample=$1
		rm -rf "${work:?}"/*
		exec 3>&1 >"$work/output" 2>&1 # what is made or skipped is said on 3
		trap net_down EXIT
		need ip ss ethtool tcpdump sysctl python3
		"$function"
	)
}

# shellcheck disable=SC2317 # called by the trap
finish()
{
	net_down
	rm -rf "$work"
}

if ((EUID != 0)); then
	echo 'make.sh: needs root, to make network namespaces' >&2
	exit 2
fi
trap finish EXIT
trap 'exit 130' INT TERM
failed=0
(($#)) || set -- "${samples[@]}"
for name; do
	make "$name"
	case $? in
	0 | 77) ;;
	*)
		echo "failed: $name" >&2
		tail -n 5 "$work"/output "$work"/*.log >&2 2>/dev/null
		failed=1
		;;
	esac
done
exit $failed
