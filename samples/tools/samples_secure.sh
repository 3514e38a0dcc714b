# samples_secure.sh: TLS with a chain of certificates, OCSP, SNMP, SSH, QUIC; for make.sh to source
# shellcheck shell=bash
# shellcheck disable=SC2154 # $work, $here and $tools are make.sh's

# A root, an authority below it that shows most extensions, a server with a key on a curve, a client with one of RSA.
certificates_make()
{
	cat >"$work/ca.conf" <<-'EOF'
		[req]
		distinguished_name = name
		prompt = no
		[name]
		countryName = NL
		stateOrProvinceName = Noord-Holland
		organizationName = Peel Onions B.V.
		organizationalUnitName = Skins
		commonName = Peel Root
		emailAddress = root@peel.example
		[root]
		basicConstraints = critical, CA:true
		keyUsage = critical, keyCertSign, cRLSign
		subjectKeyIdentifier = hash
		authorityKeyIdentifier = keyid:always, issuer:always
		nsCertType = sslCA, emailCA
		nsComment = "made by samples/make.sh"
		[authority]
		basicConstraints = critical, CA:true, pathlen:0
		keyUsage = critical, keyCertSign, cRLSign, digitalSignature
		subjectKeyIdentifier = hash
		authorityKeyIdentifier = keyid:always
		nameConstraints = permitted;DNS:peel.example, permitted;IP:10.9.0.0/255.255.0.0, excluded;email:spam.example
		policyConstraints = requireExplicitPolicy:3, inhibitPolicyMapping:1
		inhibitAnyPolicy = 2
		certificatePolicies = 2.5.29.32.0, @policy
		[policy]
		policyIdentifier = 1.3.6.1.4.1.99999.1
		CPS.1 = http://peel.example/cps
		userNotice.1 = @notice
		[notice]
		explicitText = "One skin after the other"
		organization = "Peel"
		noticeNumbers = 1, 2
		[server]
		basicConstraints = CA:false
		keyUsage = critical, digitalSignature, keyAgreement, decipherOnly
		extendedKeyUsage = serverAuth, clientAuth, 1.3.6.1.4.1.99999.2
		subjectAltName = DNS:www.peel.example, DNS:*.peel.example, IP:10.9.0.2, IP:fd09::2, URI:https://www.peel.example/, email:www@peel.example, RID:1.2.3.4, dirName:other, otherName:1.3.6.1.4.1.311.20.2.3;UTF8:peel@peel.example
		authorityInfoAccess = OCSP;URI:http://10.9.0.2/, caIssuers;URI:http://peel.example/ca.der
		crlDistributionPoints = point
		tlsfeature = status_request
		1.3.6.1.4.1.99999.3 = ASN1:UTF8String:unknown to all
		[point]
		fullname = URI:http://peel.example/crl.der
		CRLissuer = dirName:other
		reasons = keyCompromise, CACompromise
		[other]
		organizationName = Elsewhere
		[client]
		keyUsage = digitalSignature
		extendedKeyUsage = clientAuth
	EOF
	(
		cd "$work" || exit
		openssl req -config ca.conf -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -days 3650 -extensions root
		sign authority root rsa:2048 '/C=NL/O=Peel Onions B.V./CN=Peel Authority' -sha384
		openssl ecparam -name prime256v1 -genkey -noout -out server.key
		sign server authority server.key '/C=NL/O=Peel+OU=Second attribute/serialNumber=42/CN=www.peel.example' -sha256
		sign client authority rsa:2048 $'/O=Peel/CN=b\xc3\xb6rre/UID=peel/DC=peel/DC=example' -utf8 -sha512
		cat authority.pem root.pem >chain.pem
	)
}

sign() # NAME ISSUER KIND-OR-KEY SUBJECT OPTION...
{
	local name=$1 issuer=$2 key=$3 subject=$4
	shift 4
	if [[ -r $key ]]; then
		set -- -key "$key" "$@"
	else
		set -- -newkey "$key" -nodes -keyout "$name.key" "$@"
	fi
	openssl req -config ca.conf -new -subj "$subject" -out "$name.csr" "$@"
	openssl x509 -req -in "$name.csr" -CA "$issuer.pem" -CAkey "$issuer.key" -CAcreateserial -out "$name.pem" -days 3650 \
		-extfile ca.conf -extensions "$name"
}

# A server's key and a certificate that it signed itself, where not more is needed.
server_key_make()
{
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout "$work/server.key" \
		-out "$work/server.pem" -subj /CN=b.peel.example -days 3650
}

# What the authority says of the server's certificate, good for a day.
status_make() # RESPONSE
{
	(
		cd "$work" || exit
		serial=$(openssl x509 -in server.pem -noout -serial)
		printf 'V\t350101000000Z\t\t%s\tunknown\t/CN=www.peel.example\n' "${serial#*=}" >index
		printf 'R\t350101000000Z\t240101000000Z,keyCompromise\t0102030405\tunknown\t/CN=gone\n' >>index
		openssl ocsp -issuer authority.pem -cert server.pem -reqout status.req
		openssl ocsp -index index -CA authority.pem -rsigner authority.pem -rkey authority.key -reqin status.req \
			-respout "$1" -ndays 1
	)
}

tls_start() # OPTION...
{
	(cd "$work" && start b openssl s_server -accept 443 -cert server.pem -key server.key -cert_chain chain.pem -www "$@")
	wait_for listens b -t 443
}

tls_ask() # OPTION...
{
	printf 'GET / HTTP/1.0\r\n\r\n' | on a openssl s_client -connect 10.9.0.2:443 -servername www.peel.example -quiet \
		-CAfile "$work/root.pem" "$@" || true
}

sample_tls12()
{
	need openssl
	net_pair
	certificates_make
	status_make status.der
	tls_start -tls1_2 -Verify 2 -CAfile root.pem -status_file status.der -alpn http/1.1
	capture tls12.pcap a eth0 'ip'
	tls_ask -tls1_2 -status -cert "$work/client.pem" -key "$work/client.key" -alpn h2,http/1.1 -sess_out "$work/session"
	tls_ask -tls1_2 -sess_in "$work/session"
	tls_ask -tls1_2 -no_ticket # without a certificate: an alert
	capture_end tls12.pcap
}

sample_tls13()
{
	need openssl
	net_pair
	certificates_make
	tls_start -alpn http/1.1 -groups P-384:X25519
	capture tls13.pcap a eth0 'ip'
	tls_ask -tls1_3 -alpn http/1.1 -groups X25519:P-384 -sess_out "$work/session"
	tls_ask -tls1_3 -groups P-384 -sess_in "$work/session"
	tls_ask -tls1_1 -cipher 'ALL:@SECLEVEL=0'
	capture_end tls13.pcap
}

sample_ocsp()
{
	need openssl
	net_pair
	certificates_make
	status_make /dev/null
	(cd "$work" && start b openssl ocsp -port 80 -index index -CA authority.pem -rsigner authority.pem -rkey authority.key)
	wait_for listens b -t 80
	capture ocsp.pcap a eth0 'ip'
	on a openssl ocsp -url http://10.9.0.2/ -issuer "$work/authority.pem" -cert "$work/server.pem" -noverify
	on a openssl ocsp -url http://10.9.0.2/ -issuer "$work/authority.pem" -serial 0x0102030405 -serial 77 -no_nonce \
		-noverify
	capture_end ocsp.pcap
}

snmp_start()
{
	cat >"$work/snmpd.conf" <<-EOF
		agentaddress udp:161,tcp:161
		rwcommunity public
		sysdescr one skin after the other
		syslocation the pantry
		syscontact peel@peel.example
		createUser peel SHA onionskin AES onionskin
		rwuser peel noauth
		engineID peel
	EOF
	SNMP_PERSISTENT_DIR=$work start b snmpd -f -Lo -C -c "$work/snmpd.conf" -I system_mib,sysORTable,usmStats,snmp_mib
	wait_for listens b -u 161
}

snmp() # PROGRAM ARGUMENT...
{
	local program=$1
	shift
	MIBS='' SNMP_PERSISTENT_DIR=$work on a "$program" -t 1 -r 0 -On "$@" || true
}

sample_snmp()
{
	need snmpd snmpget
	local system=1.3.6.1.2.1.1 user=(-u peel 10.9.0.2) secret=(-a SHA -A onionskin -x AES -X onionskin)
	net_pair
	snmp_start
	capture snmp.pcap a eth0 'ip'
	snmp snmpget -v1 -c public 10.9.0.2 $system.1.0 $system.2.0 $system.3.0
	snmp snmpget -v1 -c public 10.9.0.2 $system.99.0
	snmp snmpget -v2c -c public 10.9.0.2 $system.5.0 $system.99.0 $system.1
	snmp snmpgetnext -v2c -c public 10.9.0.2 $system.5.0
	snmp snmpbulkget -v2c -c public -Cn1 -Cr4 10.9.0.2 $system.3 $system.9
	snmp snmpset -v2c -c public 10.9.0.2 $system.6.0 s 'the cellar' $system.7.0 i 5
	snmp snmpget -v2c -c public tcp:10.9.0.2 $system.4.0
	snmp snmpget -v2c -c wrong 10.9.0.2 $system.4.0
	snmp snmpget -v3 -l noAuthNoPriv "${user[@]}" $system.6.0
	snmp snmpget -v3 -l authNoPriv "${secret[@]}" "${user[@]}" $system.6.0
	snmp snmpget -v3 -l authPriv "${secret[@]}" "${user[@]}" $system.6.0
	snmp snmptrap -v1 -c public 10.9.0.2 1.3.6.1.4.1.99999 10.9.0.1 6 17 '' 1.3.6.1.4.1.99999.1 a 10.9.0.2 \
		1.3.6.1.4.1.99999.2 x '00 ff 10' 1.3.6.1.4.1.99999.3 c 4294967295 1.3.6.1.4.1.99999.4 u 3000000000
	snmp snmptrap -v2c -c public 10.9.0.2 '' 1.3.6.1.6.3.1.1.5.3 1.3.6.1.2.1.2.2.1.1.2 i 2 1.3.6.1.4.1.99999.5 o 2.5.4.3 \
		1.3.6.1.4.1.99999.6 C 18446744073709551615
	snmp snmpinform -v2c -c public 10.9.0.2 '' 1.3.6.1.6.3.1.1.5.4
	capture_end snmp.pcap
}

ssh_ask() # OPTION...
{
	on a ssh -F none -o StrictHostKeyChecking=no -o UserKnownHostsFile="$work/known_hosts" -o BatchMode=yes "$@" \
		root@10.9.0.2 true || true
}

sample_ssh()
{
	need ssh sshd unshare
	net_pair
	ssh-keygen -q -t ed25519 -N '' -C '' -f "$work/host_key"
	ssh-keygen -q -t ed25519 -N '' -C '' -f "$work/user_key"
	cat >"$work/sshd_config" <<-EOF
		ListenAddress 10.9.0.2
		HostKey $work/host_key
		AuthorizedKeysFile $work/user_key.pub
		PermitRootLogin yes
		StrictModes no
		DebianBanner no
	EOF
	start b "${guest[@]}" garlic sh -c "mkdir /run/sshd && exec $(command -v sshd) -De -f $work/sshd_config"
	wait_for listens b -t 22
	capture ssh.pcap a eth0 'ip'
	export HOME=$work # no keys of whoever runs this
	ssh_ask -i "$work/user_key"
	# without a key to show: denied
	ssh_ask -o KexAlgorithms=diffie-hellman-group-exchange-sha256 -o Ciphers=aes128-ctr -o MACs=hmac-sha2-256
	ssh_ask -o KexAlgorithms=ecdh-sha2-nistp256 -o Ciphers=aes256-gcm@openssh.com
	ssh_ask -o Ciphers=aes128-cbc # which the server does not offer
	capture_end ssh.pcap
}

quic_ask() # PORT OPTION...
{
	local port=$1
	shift
	(cd "$work" || exit; on a gtlsclient -q --exit-on-all-streams-close --no-pmtud "$@" 10.9.0.2 "$port" \
		https://www.peel.example/index.html || true)
}

sample_quic()
{
	need gtlsserver gtlsclient openssl
	net_pair
	server_key_make
	mkdir "$work/www"
	printf '<!DOCTYPE html>\n<title>peel</title>\n' >"$work/www/index.html"
	start b gtlsserver -q -d "$work/www" 10.9.0.2 443 "$work/server.key" "$work/server.pem"
	start b gtlsserver -q -V -d "$work/www" 10.9.0.2 444 "$work/server.key" "$work/server.pem" # asks where one is from
	wait_for listens b -u 443
	wait_for listens b -u 444
	capture quic.pcap a eth0 'udp'
	quic_ask 443 --session-file=quic.session --tp-file=quic.parameters
	quic_ask 443 --session-file=quic.session --tp-file=quic.parameters # 0-RTT
	quic_ask 444
	quic_ask 443 --version=0x1a2a3a4a --preferred-versions=v1 # a version that nobody has
	capture_end quic.pcap
}
