# samples_discovery.sh: who is there and what they offer: mDNS, LLMNR, NBNS, SSDP; for make.sh to source
# shellcheck shell=bash
# shellcheck disable=SC2154 # $work, $here and $tools are make.sh's

# What it offers, its socket and a message bus of its own; what it is asked on that bus.
avahi_start() # NAMESPACE NAME SHELL-COMMAND
{
	mkdir -p "$work/$2"
	cat >"$work/$2.conf" <<-EOF
		[server]
		host-name=$2
		use-ipv6=no
		[publish]
		publish-hinfo=no
		publish-workstation=no
	EOF
	start "$1" "${guest[@]}" "$2" sh -c "
		mkdir /run/dbus && mount --bind $work/$2 /etc/avahi/services
		dbus-daemon --system --nofork --nopidfile &
		while [ ! -S /run/dbus/system_bus_socket ]; do sleep 0.1; done
		avahi-daemon -f $work/$2.conf --no-drop-root --no-chroot --no-rlimits &
		$3
		wait"
}

sample_mdns()
{
	need avahi-daemon avahi-browse dbus-daemon dig unshare
	net_pair
	ip -n "${ns_prefix}a" route add 224.0.0.0/4 dev eth0
	mkdir "$work/garlic"
	cat >"$work/garlic/web.service" <<-'EOF'
		<?xml version="1.0"?><!DOCTYPE service-group SYSTEM "avahi-service.dtd">
		<service-group><name>Skins</name><service><type>_http._tcp</type><subtype>_layer._sub._http._tcp</subtype>
		<port>80</port><txt-record>path=/skins</txt-record><txt-record>empty</txt-record></service></service-group>
	EOF
	capture mdns.pcap a eth0 'udp'
	avahi_start b garlic :
	sleep 3 # probes and announcements
	avahi_start a onion "
		while ! avahi-resolve -n garlic.local; do sleep 0.2; done
		sleep 1; avahi-browse -rt _http._tcp; avahi-resolve -a 10.9.0.2; touch $work/done"
	wait_for test -e "$work/done"
	on a dig +tries=1 +timeout=1 @224.0.0.251 -p 5353 garlic.local A || true # one shot: answered to its port
	rm "$work/garlic/web.service" # a farewell
	sleep 1
	capture_end mdns.pcap
}

sample_llmnr()
{
	need llmnrd llmnr-query
	ipv6=1 net_pair
	start b llmnrd -6 -H garlic -i eth0
	wait_for listens b -u 5355
	capture llmnr.pcap a eth0 'udp'
	on a llmnr-query -I eth0 -T A -d 1 garlic || true
	on a llmnr-query -I eth0 -d 2 GARLIC || true
	on a llmnr-query -6 -I eth0 -T AAAA -d 3 garlic || true
	on a llmnr-query -I eth0 -t 300 -c 2 -d 4 absent || true
	capture_end llmnr.pcap
}

sample_nbns()
{
	need nmbd nmblookup unshare
	net_pair
	mkdir "$work/samba"
	cat >"$work/smb.conf" <<-EOF
		[global]
		netbios name = GARLIC
		workgroup = PEEL
		server string = one skin after the other
		interfaces = 10.9.0.2/24
		bind interfaces only = yes
		wins support = yes
		private dir = $work/samba
		lock directory = $work/samba
		state directory = $work/samba
		cache directory = $work/samba
		pid directory = $work/samba
		ncalrpc dir = $work/samba
		log file = $work/samba/log
	EOF
	capture nbns.pcap a eth0 'udp port 137'
	start b "${guest[@]}" garlic sh -c "mkdir /run/samba && exec nmbd -F --no-process-group -s $work/smb.conf"
	wait_for listens b -u 137
	sleep 6 # its names, each four times
	printf '[global]\nworkgroup = PEEL\ninterfaces = 10.9.0.1/24\nlock directory = %s\n' "$work" >"$work/client.conf"
	local look=(on a "${guest[@]}" onion nmblookup -s "$work/client.conf")
	"${look[@]}" -B 10.9.0.255 GARLIC || true
	"${look[@]}" -B 10.9.0.255 'PEEL#1b' || true
	"${look[@]}" --unicast=10.9.0.2 --recursion GARLIC || true
	"${look[@]}" --unicast=10.9.0.2 --recursion ABSENT || true
	"${look[@]}" -A 10.9.0.2 || true
	capture_end nbns.pcap
}

sample_ssdp()
{
	need miniupnpd upnpc cc unshare
	net_pair
	ip -n "${ns_prefix}b" link add wan0 type veth peer name wan1
	ip -n "${ns_prefix}b" address add 203.0.113.1/24 dev wan0
	ip -n "${ns_prefix}b" link set wan0 up
	ip -n "${ns_prefix}b" link set wan1 up
	ip -n "${ns_prefix}a" route add default dev eth0
	cat >"$work/upnp.conf" <<-EOF
		ext_ifname=wan0
		listening_ip=eth0
		port=5000
		friendly_name=one skin after the other
		uuid=00000000-0000-4000-8000-000000000009
		serial=9
		model_number=1
	EOF
	# It tells everybody the kernel's release, and no sample should tell that of the host.
	cc -shared -fPIC -x c -o "$work/uname.so" - <<-'EOF'
		#include <sys/utsname.h>
		int uname(struct utsname *u)
		{
			*u = (struct utsname){ .sysname = "Linux", .nodename = "garlic", .release = "6.1.0", .machine = "x86_64" };
			return 0;
		}
	EOF
	capture ssdp.pcap a eth0 'udp'
	start b "${guest[@]}" garlic env LD_PRELOAD="$work/uname.so" miniupnpd -d -f "$work/upnp.conf" -P "$work/upnpd.pid"
	wait_for listens b -t 5000
	sleep 1
	on a upnpc -m 10.9.0.1 -s || true
	kill "$(cat "$work/upnpd.pid")" # it says farewell
	capture_end ssdp.pcap
}
