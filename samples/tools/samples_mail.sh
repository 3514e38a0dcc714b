# samples_mail.sh: SMTP, POP, IMAP; for make.sh to source
# shellcheck shell=bash
# shellcheck disable=SC2154 # $work, $here and $tools are make.sh's

mail_make() # FILE SUBJECT
{
	printf '%s\r\n' 'From: Onion <onion@peel.example>' 'To: Garlic <garlic@peel.example>' "Subject: $2" \
		'Date: Fri, 01 Mar 2024 12:00:00 +0000' "Message-ID: <$2@peel.example>" '' 'One packet after the other.' \
		'.. two dots.' 'So long.' >"$work/$1"
}

# One is the server, the other sends what it is given; a message stays where it was received.
exim_configure() # FILE NAME
{
	cat >"$work/$1" <<-EOF
		primary_hostname = $2.peel.example
		spool_directory = $work/$2
		log_file_path = $work/$2-%slog
		pid_file_path =
		local_interfaces = 10.9.0.2
		keep_environment =
		acl_smtp_rcpt = recipient
		acl_smtp_vrfy = accept
		acl_smtp_expn = deny
		chunking_advertise_hosts = *
		dsn_advertise_hosts = *
		tls_advertise_hosts = *
		tls_certificate = $work/server.pem
		tls_privatekey = $work/server.key
		received_header_text = Received: from \$sender_address
		begin acl
		recipient:
			accept domains = peel.example
			deny message = not one of ours
		begin routers
		one:
			driver = manualroute
			route_list = * 10.9.0.2
			transport = out
			self = send
		begin transports
		out:
			driver = smtp
			hosts_avoid_tls = *
		begin authenticators
		plain:
			driver = plaintext
			public_name = PLAIN
			server_prompts = :
			server_condition = \${if and{{eq{\$auth2}{onion}}{eq{\$auth3}{secret}}}}
			server_set_id = \$auth2
		login:
			driver = plaintext
			public_name = LOGIN
			server_prompts = Username:: : Password::
			server_condition = \${if and{{eq{\$auth1}{onion}}{eq{\$auth2}{secret}}}}
			server_set_id = \$auth1
	EOF
}

curl_mail() # FILE OPTION...
{
	local file=$1
	shift
	on a curl -s -k --mail-from onion@peel.example -T "$work/$file" "$@" smtp://10.9.0.2/a.peel.example || true
}

sample_smtp()
{
	need exim4 curl openssl
	net_pair
	server_key_make
	mkdir "$work/a" "$work/b"
	chown -R Debian-exim "$work/a" "$work/b" "$work/server.key" "$work"
	exim_configure a.conf a
	exim_configure b.conf b
	mail_make short first
	mail_make second second
	start b exim4 -bdf -odq -C "$work/b.conf"
	wait_for listens b -t 25
	capture smtp.pcap a eth0 'ip'
	curl_mail short --mail-rcpt garlic@peel.example --mail-rcpt shallot@elsewhere.example -u onion:secret \
		--login-options AUTH=PLAIN --mail-rcpt-allowfails
	curl_mail short --mail-rcpt garlic@elsewhere.example -u onion:wrong --login-options AUTH=LOGIN
	on a curl -s smtp://10.9.0.2/a.peel.example --mail-rcpt garlic@peel.example || true # VRFY
	on a exim4 -C "$work/a.conf" -odi -f onion@peel.example garlic@peel.example leek@peel.example <"$work/second" # BDAT
	curl_mail short --mail-rcpt garlic@peel.example --ssl-reqd
	capture_end smtp.pcap
}

dovecot_start() # PROTOCOL PORT
{
	need dovecot "/usr/lib/dovecot/$1" curl
	mkdir -p "$work/mail/new" "$work/mail/cur" "$work/mail/tmp"
	mail_make mail/new/1 first
	mail_make mail/new/2 second
	chown -R dovecot "$work/mail"
	server_key_make
	cat >"$work/dovecot.conf" <<-EOF
		protocols = $1
		listen = 10.9.0.2
		base_dir = $work/run
		state_dir = $work/run
		log_path = /dev/stderr
		auth_mechanisms = plain login cram-md5
		disable_plaintext_auth = no
		ssl = yes
		ssl_cert = <$work/server.pem
		ssl_key = <$work/server.key
		first_valid_uid = 1
		mail_location = maildir:$work/mail
		maildir_stat_dirs = no
		passdb {
			driver = static
			args = user=onion password={PLAIN}secret
		}
		userdb {
			driver = static
			args = uid=dovecot gid=dovecot home=$work
		}
	EOF
	start b "${guest[@]}" b.peel.example dovecot -F -c "$work/dovecot.conf"
	wait_for listens b -t "$2"
}

sample_pop()
{
	net_pair
	dovecot_start pop3 110
	capture pop.pcap a eth0 'ip'
	on a "$tools/mail_talk.py" pop 10.9.0.2 onion secret
	on a curl -s -u onion:secret pop3://10.9.0.2/1 # CRAM-MD5
	on a curl -s -k -u onion:secret --ssl-reqd -X DELE -I pop3://10.9.0.2/1
	capture_end pop.pcap
}

sample_imap()
{
	net_pair
	dovecot_start imap 143
	capture imap.pcap a eth0 'ip'
	on a "$tools/mail_talk.py" imap 10.9.0.2 onion secret
	on a curl -s -u onion:secret 'imap://10.9.0.2/INBOX;UID=2;SECTION=TEXT' # CRAM-MD5
	on a curl -s -k -u onion:secret --ssl-reqd imap://10.9.0.2/ -X NOOP
	capture_end imap.pcap
}
