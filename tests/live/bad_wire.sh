# bad_wire.sh: sourced by the tests beside it: a client and a server, each in a network namespace, on a wire that loses,
# delays and reorders.
# shellcheck shell=bash disable=SC2034

# needs: programs beside ip and python3; netem: what `tc netem` is to do beside a delay; spoils: what wire.py does where the
# kernel has no netem.
peel=$(realpath "${PEEL:-./peel}")
tools=$(realpath "${srcdir:-.}/samples/tools")
client=peelC$$ server=peelS$$ middle=peelM$$
dir='' failures=0

skip() {
	echo "SKIP: over a bad wire: $*"
	exit 77
}

cleanup() {
	local job ns

	for job in $(jobs -p); do
		kill "$job" 2>/dev/null
	done
	for ns in "$client" "$server" "$middle"; do
		ip netns del "$ns" 2>/dev/null
	done
	[ -z "$dir" ] || rm -rf "$dir"
}

fail() {
	echo "FAIL $*"
	failures=$((failures + 1))
}

[ "$(id -u)" -eq 0 ] || skip 'needs root'
for tool in ip python3 "${needs[@]}"; do
	command -v $tool >/dev/null || skip "$tool is not installed"
done
trap cleanup EXIT
dir=$(mktemp -d)
chmod 755 "$dir"
for name in "$client" "$server" "$middle"; do
	ip netns add "$name" 2>/dev/null || skip 'no network namespaces here'
done

# Client and server, each on a wire of its own to the middle, which carries frames from one to the other.
ip -n "$client" link add c0 type veth peer name c1 netns "$middle" || skip 'no veth here'
ip -n "$server" link add s0 type veth peer name s1 netns "$middle" || skip 'no veth here'
ip -n "$client" addr add 10.98.0.1/24 dev c0
ip -n "$server" addr add 10.98.0.2/24 dev s0
for link in "$client c0" "$server s0" "$middle c1" "$middle s1"; do
	read -r ns name <<< "$link"
	ip netns exec "$ns" sysctl -qw "net.ipv6.conf.$name.disable_ipv6=1" 2>/dev/null
	# Segments as they are on a wire: no larger than its MTU, with checksums.
	ip -n "$ns" link set "$name" gso_max_segs 1 2>/dev/null
	ip netns exec "$ns" python3 - "$name" <<'PY'
import ctypes, fcntl, socket, struct, sys
# ETHTOOL_SRXCSUM, STXCSUM, SSG, STSO, SGSO, SGRO: off
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for command in (0x15, 0x17, 0x19, 0x1f, 0x24, 0x2c):
    data = ctypes.create_string_buffer(struct.pack("II", command, 0))
    try:
        fcntl.ioctl(sock, 0x8946, struct.pack("16sP", sys.argv[1].encode(), ctypes.addressof(data)))
    except OSError:
        pass
PY
	ip -n "$ns" link set "$name" up
done
how=netem rules=()
for link in c1 s1; do
	ip netns exec "$middle" tc qdisc add dev $link root netem delay 2ms 1ms "${netem[@]}" 2>/dev/null || how=wire.py
done
if [ $how = wire.py ]; then
	ip netns exec "$middle" tc qdisc del dev c1 root 2>/dev/null
	rules=("${spoils[@]}")
fi
ip netns exec "$middle" python3 "$tools/wire.py" c1 s1 "${rules[@]}" > "$dir/wire" 2>&1 &
sleep 0.5
