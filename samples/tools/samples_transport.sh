# samples_transport.sh: TCP, UDP and SCTP, well and badly treated; for make.sh to source
# shellcheck shell=bash
# shellcheck disable=SC2154 # $work, $here and $tools are make.sh's

echo_start() # NAMESPACE ADDRESS [SERVER-ARGUMENT...]
{
	local ns=$1 to=$2
	shift 2
	need cc
	[[ -x $work/echo_client ]] || for end in server client; do
		cc -std=gnu11 -O2 -Wall -Wextra -o "$work/echo_$end" "$here/echo/echo_$end.c"
	done
	start "$ns" "$work/echo_server" "$@" "$to" 7
	wait_for listens "$ns" -t 7
}

echo_say() # NAMESPACE ADDRESS LINE...
{
	local ns=$1 to=$2 line
	shift 2
	for line; do
		echo "$line"
		sleep 0.1
	done | on "$ns" "$work/echo_client" "$to" 7
}

sample_tcp_echo()
{
	net_pair
	echo_start b 10.9.0.2
	capture eth0.pcap a eth0 --time-stamp-precision=nano
	echo_say a 10.9.0.2 'one' 'packet after' 'the other'
	capture_end
	keep_pcapng tcp-echo.pcapng eth0=eth0.pcap '3#The handshake opens: see the options MSS, SACK, timestamps, scale.'
}

sample_tcp_echo6()
{
	ipv6=1 net_pair
	echo_start b fd09::2
	capture tcp-echo6.pcap a eth0 "$no_mld"
	echo_say a fd09::2 'one' 'packet after' 'the other' &
	echo_say a fd09::2 'a second' 'connection'
	wait $!
	capture_end tcp-echo6.pcap
}

# Bash sends what one write(2) has as one datagram.
udp_send() # NAMESPACE ADDRESS PORT BYTES
{
	# shellcheck disable=SC2016 # the inner shell's
	on "$1" bash -c 'head -c "$3" /dev/zero >"/dev/udp/$1/$2"' - "$2" "$3" "$4"
}

sample_tcp_loss()
{
	net_wire 1:data:drop:3,9 1:data:late:5 1:data:dup:12 2:data:drop:2
	echo_start b 10.9.0.2
	capture tcp-loss.pcap a eth0
	head -c 14000 /dev/zero | tr '\0' x | on a "$work/echo_client" 10.9.0.2 7 | wc -c
	capture_end tcp-loss.pcap
}

sample_tcp_zero_window()
{
	net_pair
	echo_start b 10.9.0.2 -r 4096 -s 2
	capture tcp-zero-window.pcap a eth0
	head -c 9000 /dev/zero | tr '\0' x | on a "$work/echo_client" 10.9.0.2 7 | wc -c
	capture_end tcp-zero-window.pcap
}

sample_tcp_refused()
{
	net_pair
	echo_start b 10.9.0.2
	capture tcp-refused.pcap a eth0
	on a "$work/echo_client" 10.9.0.2 8 </dev/null || true
	on a "$work/echo_client" 10.9.0.2 9 </dev/null || true
	capture_end tcp-refused.pcap
}

sample_tcp_half_open()
{
	net_wire 2:synack:drop:all
	echo_start b 10.9.0.2
	capture tcp-half-open.pcap b eth0
	on a timeout 4 "$work/echo_client" 10.9.0.2 7 </dev/null || true
	capture_end tcp-half-open.pcap
}

sample_tcp_no_answer()
{
	net_pair
	echo_start b 10.9.0.2
	ip -n "${ns_prefix}a" neighbour add 10.9.0.9 lladdr 02:00:00:00:09:09 dev eth0
	capture tcp-no-answer.pcap a eth0
	on a timeout 8 "$work/echo_client" 10.9.0.9 7 </dev/null || true
	capture_end tcp-no-answer.pcap
}

sample_tcp_keep_alive()
{
	net_pair
	echo_start b 10.9.0.2
	capture tcp-keep-alive.pcap a eth0
	echo hello | on a "$work/echo_client" -k 4 10.9.0.2 7
	capture_end tcp-keep-alive.pcap
}

# The client ends with bytes unread in its buffer: its kernel resets the connection.
sample_tcp_reset()
{
	net_pair
	echo_start b 10.9.0.2
	capture tcp-reset.pcap a eth0
	on a bash -c 'exec 3<>/dev/tcp/10.9.0.2/7; echo hello >&3; sleep 0.3'
	capture_end tcp-reset.pcap
}

# SCTP in user space over raw IP sockets: many kernels have none of their own.
sample_sctp()
{
	need cc /usr/include/usrsctp.h
	cc -std=gnu11 -O2 -Wall -Wextra -o "$work/sctp_talk" "$tools/sctp_talk.c" -lusrsctp
	net_pair
	capture sctp.pcap a eth0 'arp or ip proto 132'
	start b "$work/sctp_talk" 10.9.0.2
	sleep 0.5
	on a "$work/sctp_talk" 10.9.0.1 10.9.0.2
	capture_end sctp.pcap
}
