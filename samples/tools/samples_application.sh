# samples_application.sh: HTTP, WebSocket, DNS, DHCP, TFTP, FTP, Telnet, RPC, NFS, IPMsg, NTP, syslog; for make.sh to source
# shellcheck shell=bash
# shellcheck disable=SC2154 # $work, $here and $tools are make.sh's

nginx_start() # what listens: both families, port 80
{
	mkdir -p "$work/www"
	printf '<!DOCTYPE html>\n<title>peel</title>\n<p>One packet after the other.</p>\n' >"$work/www/index.html"
	cat >"$work/nginx.conf" <<-EOF
		daemon off; pid $work/nginx.pid; error_log stderr;
		events { }
		http {
			access_log off; server_tokens off; gzip on; gzip_min_length 1;
			client_body_temp_path $work/body; proxy_temp_path $work/proxy; fastcgi_temp_path $work/fastcgi;
			uwsgi_temp_path $work/uwsgi; scgi_temp_path $work/scgi;
			server {
				listen 80; listen [::]:80; root $work/www;
				location /moved { return 301 /; }
				location /up { proxy_pass http://127.0.0.1/; proxy_method GET; } # takes a body
			}
		}
	EOF
	start b nginx -c "$work/nginx.conf" -g "user root;"
	wait_for listens b -t 80
}

sample_http()
{
	need nginx curl
	ipv6=1 net_pair # nginx listens on both
	nginx_start
	capture http.pcap a eth0 'ip or arp'
	on a curl -s http://10.9.0.2/ http://10.9.0.2/absent
	on a curl -s --compressed -L -b 'taste=sweet' http://10.9.0.2/moved
	on a curl -s -d 'name=peel&kind=onion' http://10.9.0.2/
	on a curl -s -I http://10.9.0.2/
	capture_end http.pcap
}

sample_http6()
{
	need nginx curl
	ipv6=1 net_pair
	nginx_start
	capture http6.pcap a eth0 "$no_mld"
	on a curl -s 'http://[fd09::2]/' 'http://[fd09::2]/'
	capture_end http6.pcap
}

sample_http_pipelined()
{
	need nginx curl
	ipv6=1 net_pair
	nginx_start
	capture http-pipelined.pcap a eth0 'ip'
	# three requests in one segment
	printf '%s\r\n' 'GET / HTTP/1.1' 'Host: peel.example' 'Accept-Encoding: gzip' '' \
		'HEAD / HTTP/1.1' 'Host: peel.example' '' \
		'OPTIONS * HTTP/1.1' 'Host: peel.example' 'Connection: close' '' >"$work/requests"
	# shellcheck disable=SC2016 # the inner shell's
	on a bash -c 'exec 3<>/dev/tcp/10.9.0.2/80; cat "$1" >&3; cat <&3' - "$work/requests"
	on a curl -s -r 0-9,20-29 http://10.9.0.2/ # two ranges: a multipart body
	on a curl -s -z "$work/www/index.html" http://10.9.0.2/ # not modified
	on a curl -s -H 'Expect: 100-continue' -H 'Transfer-Encoding: chunked' -T "$work/www/index.html" http://10.9.0.2/up
	capture_end http-pipelined.pcap
}

sample_websocket()
{
	need /usr/lib/python3/dist-packages/websockets
	net_pair
	start_tool b websocket_talk.py serve 10.9.0.2 80
	capture websocket.pcap a eth0 'ip'
	on a "$tools/websocket_talk.py" talk 10.9.0.2 80
	capture_end websocket.pcap
}

sample_dns()
{
	need dig dnsmasq
	net_pair
	start b dnsmasq --no-daemon --conf-file=/dev/null --no-resolv --no-hosts --user=root --pid-file= \
		--local=/peel.example/ --local=/9.10.in-addr.arpa/ --local=/9.0.d.f.ip6.arpa/ \
		--host-record=www.peel.example,10.9.0.2,fd09::2 --cname=web.peel.example,www.peel.example \
		--mx-host=peel.example,mail.peel.example,10 --txt-record='peel.example,v=spf1 -all,second string' \
		--srv-host=_http._tcp.peel.example,www.peel.example,80,5,10 --caa-record=peel.example,0,issue,ca.example \
		--naptr-record=peel.example,100,10,u,E2U+sip,'!^.*$!sip:info@peel.example!'
	wait_for listens b -u 53
	capture dns.pcap a eth0
	on a dig @10.9.0.2 +noedns www.peel.example A \
		+noedns www.peel.example AAAA +noedns web.peel.example A +noedns peel.example MX +noedns peel.example TXT \
		+noedns -x 10.9.0.2 +noedns -x fd09::2 +noedns absent.peel.example A \
		+noedns _http._tcp.peel.example SRV +noedns peel.example NAPTR +noedns peel.example CAA \
		+noedns elsewhere.example A
	on a dig @10.9.0.2 www.peel.example A # with EDNS and a cookie
	on a dig @10.9.0.2 +noedns +tcp peel.example TXT
	capture_end dns.pcap
}

sample_dhcp()
{
	need dnsmasq udhcpc busybox
	ns_add a
	ns_add b
	link_add a eth0 01 b eth0 02
	address b eth0 10.9.0.2/24
	cat >"$work/udhcpc.script" <<-'EOF'
		#!/bin/sh
		case $1 in bound|renew) ip address replace "$ip/$mask" dev "$interface" ;; esac
	EOF
	chmod +x "$work/udhcpc.script"
	start b dnsmasq --no-daemon --conf-file=/dev/null --no-resolv --no-hosts --user=root --pid-file= --port=0 \
		--dhcp-range=10.9.0.100,10.9.0.109,255.255.255.0,10m --dhcp-leasefile="$work/leases" --dhcp-authoritative \
		--dhcp-option=option:router,10.9.0.2 --dhcp-option=option:dns-server,10.9.0.2 \
		--dhcp-option=option:domain-name,peel.example --dhcp-option=option:ntp-server,10.9.0.3 \
		--dhcp-option=option:classless-static-route,10.10.0.0/16,10.9.0.4
	wait_for listens b -u 67
	capture dhcp.pcap a eth0
	# -R: releases in the end; SIGUSR1: renews
	start a busybox udhcpc -f -R -i eth0 -s "$work/udhcpc.script" -x hostname:onion -O staticroutes -O ntpsrv
	local client=$!
	wait_for grep -q 'lease of' "$work/busybox.log"
	sleep 0.3
	kill -USR1 $client
	sleep 0.7
	kill -TERM $client
	sleep 0.3
	start a busybox udhcpc -f -n -q -t 1 -i eth0 -s /bin/true -r 10.99.0.1 # asks for what it cannot have
	sleep 3
	capture_end dhcp.pcap
}

sample_tftp()
{
	need in.tftpd tftp curl
	mkdir -p "$work/tftp"
	seq 300 >"$work/tftp/numbers"
	: >"$work/tftp/empty"
	: >"$work/tftp/upload"
	chmod 666 "$work/tftp/upload"
	net_pair
	start b in.tftpd -L -4 -a 10.9.0.2:69 -u nobody -s "$work/tftp"
	wait_for listens b -u 69
	capture tftp.pcap a eth0
	on a curl -s -o "$work/got" tftp://10.9.0.2/numbers
	on a curl -s -o "$work/got" --tftp-no-options tftp://10.9.0.2/numbers
	(cd "$work" && printf 'ascii\nget empty\nbinary\nput got upload\nget absent\n' | on a tftp 10.9.0.2)
	capture_end tftp.pcap
}

ftp_start() # listen|listen_ipv6
{
	need vsftpd curl
	mkdir -p "$work/ftp/incoming" "$work/empty"
	echo 'One packet after the other.' >"$work/ftp/readme.txt"
	chown ftp "$work/ftp/incoming"
	cat >"$work/vsftpd.conf" <<-EOF
		$1=YES
		background=NO
		anonymous_enable=YES
		anon_root=$work/ftp
		secure_chroot_dir=$work/empty
		write_enable=YES
		anon_upload_enable=YES
		connect_from_port_20=YES
		seccomp_sandbox=NO
	EOF
	start b vsftpd "$work/vsftpd.conf"
	wait_for listens b -t 21
}

sample_ftp()
{
	net_pair
	ftp_start listen
	capture ftp.pcap a eth0
	on a curl -s --disable-epsv ftp://10.9.0.2/readme.txt ftp://10.9.0.2/absent.txt || true
	capture_end ftp.pcap
}

sample_ftp6()
{
	ipv6=1 net_pair
	ftp_start listen_ipv6
	capture ftp6.pcap a eth0 "$no_mld"
	on a curl -s 'ftp://[fd09::2]/readme.txt'
	capture_end ftp6.pcap
}

sample_ftp_active()
{
	net_pair
	ftp_start listen
	capture ftp-active.pcap a eth0
	on a curl -s --disable-eprt --ftp-port - -T "$work/ftp/readme.txt" ftp://10.9.0.2/incoming/copy.txt
	capture_end ftp-active.pcap
}

sample_telnet()
{
	need telnet telnetd script
	# In place of login(1): asks, shows the hidden password prompt, and answers one command.
	cat >"$work/login" <<-'EOF'
		#!/bin/sh
		printf 'onion login: '; read -r name
		stty -echo; printf 'Password: '; read -r secret; stty echo
		printf '\nWelcome, %s.\n$ ' "$name"; read -r line
		printf 'You said: %s\n' "$line"
	EOF
	chmod +x "$work/login"
	net_pair
	start b "$tools/inetd.py" 10.9.0.2 23 "$(command -v telnetd)" -h -E "$work/login"
	wait_for listens b -t 23
	capture telnet.pcap a eth0
	# script(1) gives the client the terminal that it negotiates about.
	(sleep 1; echo peel; sleep 0.5; echo secret; sleep 0.5; echo hello; sleep 0.5) |
		on a env -i PATH="$PATH" TERM=vt100 USER=peel script -qec 'stty cols 80 rows 24; telnet 10.9.0.2' /dev/null || true
	capture_end telnet.pcap
}

sample_rpcbind()
{
	need rpcbind rpcinfo unshare
	net_pair
	# its socket and lock file stay in a /run of its own
	start b unshare -m sh -c 'mount -t tmpfs none /run && exec rpcbind -f -i'
	wait_for listens b -t 111
	capture rpcbind.pcap a eth0
	on a rpcinfo -p 10.9.0.2
	on a rpcinfo 10.9.0.2
	on a rpcinfo -T udp 10.9.0.2 100000 4
	on a rpcinfo -T tcp 10.9.0.2 100000 2
	on a rpcinfo -T udp 10.9.0.2 100003 3 || true # nobody there
	capture_end rpcbind.pcap
}

rpc_talk() # FILE WHAT...
{
	local file=$1 what
	shift
	net_pair
	start_tool b rpc_talk.py serve 10.9.0.2
	capture "$file" a eth0
	for what; do
		on a "$tools/rpc_talk.py" call 10.9.0.2 "$what"
	done
	capture_end "$file"
}

sample_rpc()
{
	rpc_talk rpc.pcap rpc portmap mount
}

sample_nfs()
{
	rpc_talk nfs.pcap nfs2 nfs3
}

sample_ipmsg()
{
	net_pair
	start_tool b ipmsg_talk.py answer 10.9.0.2
	capture ipmsg.pcap a eth0
	on a "$tools/ipmsg_talk.py" talk 10.9.0.1 10.9.0.2 10.9.0.255
	capture_end ipmsg.pcap
}

# The server has no right to set the clock.
sample_ntp()
{
	need ntpd ntpdig ntpq setpriv
	net_pair
	printf '1 SHA1 onionskin\n2 AES onionskinonionsk\n' >"$work/keys"
	cat >"$work/ntp.conf" <<-EOF
		refclock local stratum 5 prefer
		restrict 10.9.0.1
		keys $work/keys
		trustedkey 1 2
		controlkey 1
	EOF
	start b setpriv --inh-caps -sys_time --bounding-set -sys_time ntpd -n -g -c "$work/ntp.conf"
	wait_for listens b -u 123
	wait_for on a ntpdig 10.9.0.2 # which waits until it believes its own clock
	capture ntp.pcap a eth0 'ip'
	on a ntpdig 10.9.0.2
	on a ntpdig -k "$work/keys" -a 1 10.9.0.2
	on a ntpdig -k "$work/keys" -a 2 10.9.0.2
	on a timeout 5 ntpq -c associations -c 'rv 0 leap,stratum,refid' -c 'rv &1 offset,jitter' -c 'rv 9' 10.9.0.2 || true
	capture_end ntp.pcap
}

syslog_send() # OPTION... MESSAGE
{
	on a "${guest[@]}" onion logger -n 10.9.0.2 -P 514 -d "$@"
}

sample_syslog()
{
	need rsyslogd logger unshare
	net_pair
	cat >"$work/rsyslog.conf" <<-EOF
		global(workDirectory="$work")
		module(load="imudp")
		input(type="imudp" port="514")
		*.* $work/messages
	EOF
	start b "${guest[@]}" garlic rsyslogd -n -i "$work/rsyslogd.pid" -f "$work/rsyslog.conf"
	wait_for listens b -u 514
	capture syslog.pcap a eth0 'ip'
	syslog_send --rfc3164 -p kern.emerg -t peel 'the old format'
	syslog_send --rfc3164 -p local7.debug -t peel --id=42 'with a process number'
	syslog_send --rfc5424 -p auth.notice -t peel --msgid LAYER --sd-id skin@99999 --sd-param 'colour="red"' \
		--sd-param 'number="3"' 'with structured data'
	syslog_send --rfc5424=notq,notime,nohost -p mail.info -t peel $'no time, no host: b\303\266rek'
	capture_end syslog.pcap
}
