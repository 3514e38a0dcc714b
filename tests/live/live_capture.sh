#!/bin/bash
# Captures live traffic between two network namespaces of its own: nothing may be lost, privileges must be gone, every
# way to end must leave a whole file. Needs root; without it the test says so and counts as skipped (77).
# PEEL: the program (default ./peel). LIVE_PACKETS: how many packets the burst has.
# `check "what" command...` is how tests read: commands are run by name.
# shellcheck disable=SC2317
set -u

peel=$(realpath "${PEEL:-./peel}")
packets=${LIVE_PACKETS:-20000}
here=peelA$$ there=peelB$$
dir=''
failures=0
checks=0

skip() {
	echo "SKIP: live capture: $*"
	exit 77
}

cleanup() {
	local job

	for job in $(jobs -p); do
		kill "$job" 2>/dev/null
	done
	ip netns del "$here" 2>/dev/null
	ip netns del "$there" 2>/dev/null
	[ -z "$dir" ] || rm -rf "$dir"
}

# check WHAT COMMAND...: the command says whether it is so.
check() {
	local what=$1

	shift
	checks=$((checks + 1))
	if "$@"; then
		echo "ok   $what"
		return
	fi
	failures=$((failures + 1))
	echo "FAIL $what   [$*]"
	if [ -s "$dir/err" ]; then
		sed 's/^/     stderr: /' "$dir/err"
	fi
}

# ---- the two namespaces: $here captures, $there sends; a wire (v0) and a second one (w0) between them ----

namespaces_make() {
	local v

	ip netns add "$here" 2>/dev/null && ip netns add "$there" 2>/dev/null || return 1
	for v in v w; do
		ip -n "$here" link add ${v}0 type veth peer name ${v}1 netns "$there" || return 1
		# No IPv6 of the system's own: its solicitations would be packets nobody counted.
		ip netns exec "$here" sysctl -qw net.ipv6.conf.${v}0.disable_ipv6=1 2>/dev/null
		ip netns exec "$there" sysctl -qw net.ipv6.conf.${v}1.disable_ipv6=1 2>/dev/null
	done
	ip -n "$here" addr add 10.99.1.1/24 dev v0 && ip -n "$there" addr add 10.99.1.2/24 dev v1 || return 1
	ip -n "$here" addr add 10.99.2.1/24 dev w0 && ip -n "$there" addr add 10.99.2.2/24 dev w1 || return 1
	for v in lo v0 w0; do
		ip -n "$here" link set "$v" up || return 1
	done
	for v in lo v1 w1; do
		ip -n "$there" link set "$v" up || return 1
	done
}

wire_remake() {
	ip -n "$here" link add v0 type veth peer name v1 netns "$there" &&
		ip -n "$here" addr add 10.99.1.1/24 dev v0 && ip -n "$there" addr add 10.99.1.2/24 dev v1 &&
		ip -n "$here" link set v0 up && ip -n "$there" link set v1 up
}

# send COUNT ADDRESS [PAUSE]: numbered UDP datagrams to port 7777, the number in the first four bytes.
send() {
	ip netns exec "$there" python3 -c '
import socket, struct, sys, time
count, address, pause = int(sys.argv[1]), sys.argv[2], float(sys.argv[3])
sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
for i in range(count):
    while True:
        try:
            sock.sendto(struct.pack(">I", i) + b"p" * 60, (address, 7777))
            break
        except OSError:
            time.sleep(0.001)
    if pause:
        time.sleep(pause)
' "$1" "$2" "${3:-0}"
}

# ---- the capture under test ----

# start OPTIONS...: peel in the background, its output in $dir/out and $dir/err; comes back when it captures.
start() {
	local i

	: >"$dir/out"
	: >"$dir/err"
	ip netns exec "$here" "$peel" "$@" >"$dir/out" 2>"$dir/err" &
	pid=$!
	for ((i = 0; i < 100; i++)); do
		grep -q '^Capturing on' "$dir/err" && break
		kill -0 "$pid" 2>/dev/null || break
		sleep 0.05
	done
	sleep 0.2
}

# finish [SIGNAL]: sends it, waits at most 10 seconds for the end; status holds how it ended.
finish() {
	local i

	[ $# -eq 0 ] || kill -s "$1" "$pid"
	for ((i = 0; i < 200; i++)); do
		kill -0 "$pid" 2>/dev/null || break
		sleep 0.05
	done
	if kill -9 "$pid" 2>/dev/null; then
		wait "$pid" 2>/dev/null
		status=hung
		return
	fi
	wait "$pid"
	status=$?
}

# What a pcap or pcapng file says by itself: "total T ids I:N,... missing M disorder D", from the numbers in the datagrams
# (missing and disorder within each interface). Not read by peel: the judge must be another.
file_facts() {
	python3 - "$1" <<'PY'
import struct, sys

data = open(sys.argv[1], "rb").read()
packets = []  # interface, timestamp, bytes
if data[:4] == b"\n\r\r\n":
    order = "<" if data[8:12] == b"\x4d\x3c\x2b\x1a" else ">"
    at = 0
    while at < len(data):
        kind, size = struct.unpack_from(order + "II", data, at)
        if size < 12 or at + size > len(data) or struct.unpack_from(order + "I", data, at + size - 4)[0] != size:
            sys.exit("broken block at %d" % at)
        if kind == 6:
            who, high, low, caplen, wire = struct.unpack_from(order + "IIIII", data, at + 8)
            packets.append((who, high << 32 | low, data[at + 28:at + 28 + caplen]))
        at += size
else:
    order = "<" if data[:1] in b"\xd4\x4d" else ">"
    at = 24
    while at < len(data):
        sec, frac, caplen, wire = struct.unpack_from(order + "IIII", data, at)
        if at + 16 + caplen > len(data):
            sys.exit("broken record at %d" % at)
        packets.append((0, sec << 32 | frac, data[at + 16:at + 16 + caplen]))
        at += 16 + caplen
ids, seen, missing, disorder = {}, {}, 0, 0
for who, when, raw in packets:
    ids[who] = ids.get(who, 0) + 1
    if len(raw) == 106 and raw[12:14] == b"\x08\x00" and raw[36:38] == b"\x1e\x61":
        seen.setdefault(who, []).append(struct.unpack(">I", raw[42:46])[0])
for numbers in seen.values():
    missing += len(set(range(max(numbers) + 1)) - set(numbers))
    disorder += sum(1 for a, b in zip(numbers, numbers[1:]) if b != a + 1)
times = [p[1] for p in packets]
back = sum(1 for a, b in zip(times, times[1:]) if b < a)
print("total %d ids %s missing %d disorder %d back %d" % (
    len(packets), ",".join("%d:%d" % i for i in sorted(ids.items())), missing, disorder, back))
PY
}

facts_are() {
	local facts

	facts=$(file_facts "$dir/$1" 2>&1)
	# shellcheck disable=SC2053 # the second argument is a pattern
	[[ $facts == $2 ]] && return
	echo "     $1: $facts"
	return 1
}

said() { grep -Eq -- "$1" "$dir/err"; }
not_said() { ! grep -Eiq -- "$1" "$dir/err"; }
ended() { [ "$status" = "$1" ]; }
ended_not() { [ "$status" != "$1" ]; }
lines_are() { [ "$(wc -l <"$dir/out")" -eq "$1" ]; }
# The line that tells what was received and what was dropped.
counted() { said "(^|[^0-9])$1([^0-9]|\$).*[Dd]ropped|[Dd]ropped.*(^|[^0-9])$1([^0-9]|\$)"; }

# ---- the tests ----

test_nothing_lost() {
	echo "# a burst of $packets packets to a file, then SIGINT"
	start -n -q -i v0 -f 'udp port 7777' -w "$dir/burst"
	send "$packets" 10.99.1.1
	finish INT # at once: the last packets are still in the kernel
	check "SIGINT ends with status 0" ended 0
	check "no packet is missing, all are in order" facts_are burst "total $packets ids 0:$packets missing 0 disorder 0 back 0"
	check "the counts are told" counted "$packets"
	check "no complaint" not_said 'error|cannot|could not|sanitizer'
}

test_sigterm() {
	echo "# SIGTERM"
	start -n -q -i v0 -f 'udp port 7777' -w "$dir/term"
	send 10 10.99.1.1
	finish TERM
	check "SIGTERM ends with status 0" ended 0
	check "everything is written" facts_are term "total 10 *missing 0*"
}

test_lines() {
	echo "# a line a packet, as it comes (-l)"
	start -n -l -i v0 -f 'udp port 7777'
	send 5 10.99.1.1
	sleep 0.5
	check "five lines are there while it captures" lines_are 5
	finish INT
	check "and no more afterwards" lines_are 5
	check "the counts are told" counted 5
	check "SIGINT ends with status 0" ended 0
}

test_stop_by_count() {
	echo "# -c"
	start -n -i v0 -f 'udp port 7777' -c 7
	send 20 10.99.1.1
	finish
	check "-c ends by itself" ended 0
	check "-c 7 gives seven lines" lines_are 7
}

test_stop_by_time() {
	local began=$SECONDS

	echo "# -a duration"
	start -n -i v0 -f 'udp port 7777' -a duration:2 -w "$dir/timed"
	send 3 10.99.1.1
	finish
	check "-a duration ends by itself, without traffic" ended 0
	check "after about two seconds" test $((SECONDS - began)) -ge 2 -a $((SECONDS - began)) -le 5
	check "what came is written" facts_are timed "total 3 *"
}

test_two_devices() {
	echo "# -i a -i b"
	start -n -q -f 'udp port 7777' -i v0 -i w0 -w "$dir/two"
	send 3000 10.99.1.1 0.0001 &
	local first=$!
	send 2000 10.99.2.1 0.0001
	wait "$first"
	finish INT
	check "both devices deliver, each under its own id" facts_are two "total 5000 ids 0:3000,1:2000 missing 0 disorder 0*"
	check "counts of the first" counted 3000
	check "counts of the second" counted 2000
	check "ends with status 0" ended 0
}

test_any() {
	echo "# -i any"
	start -n -i any -f 'udp port 7777' -c 2
	send 1 10.99.1.1
	send 1 10.99.2.1
	finish
	check "\"any\" sees both wires" lines_are 2
}

test_head() {
	echo "# | head"
	: >"$dir/err"
	(
		sleep 1.5
		send 2000 10.99.1.1 0.002
	) &
	timeout 15 ip netns exec "$here" "$peel" -n -l -i v0 -f 'udp port 7777' 2>"$dir/err" | head -n 3 >"$dir/out"
	status=${PIPESTATUS[0]}
	wait
	check "head gets its three lines" lines_are 3
	check "the program ends by itself" ended_not 124
	check "and says nothing of it" not_said 'pipe|error|cannot|could not|sanitizer'
}

ids_of() { awk -v key="$1:" '$1 == key { $1 = ""; sub(/^ /, ""); print }' "/proc/$pid/status"; }

# The numbers of a user or group line are all $2.
ids_are() { [ "$(ids_of "$1")" = "$2 $2 $2 $2" ]; }
no_capability() { [ -z "$(ids_of "$1" | tr -d 0)" ]; }
no_root_group() { ! ids_of Groups | tr ' ' '\n' | grep -qx 0; }

check_dropped() {
	check "user $1 in all four places" ids_are Uid "$1"
	check "group $2 in all four places" ids_are Gid "$2"
	check "no supplementary group of root" no_root_group
	for set in CapInh CapPrm CapEff CapBnd CapAmb; do
		check "$set is empty" no_capability $set
	done
	check "no new privileges" test "$(ids_of NoNewPrivs)" = 1
}

test_privileges() {
	local uid gid

	echo "# privileges"
	uid=$(id -u nobody 2>/dev/null) && gid=$(id -g nobody) || return
	# The folder is closed for that user: the file was opened before.
	start -n -q -i v0 -f 'udp port 7777' -w "$dir/nobody" -Z nobody
	check_dropped "$uid" "$gid"
	send 4 10.99.1.1
	finish INT
	check "captures after the drop" facts_are nobody "total 4 *"
	check "ends with status 0" ended 0

	SUDO_UID=54321 SUDO_GID=54322 start -n -q -i v0 -f 'udp port 7777' -w "$dir/caller"
	check_dropped 54321 54322
	finish INT

	start -n -q -i v0 -f 'udp port 7777' -w "$dir/kept" --no-drop
	check "--no-drop stays root" ids_are Uid 0
	finish INT

	start -n -q -i v0 -w "$dir/never" -Z no-such-user-here
	finish INT 2>/dev/null
	check "an unknown user is refused" ended 1
	check "and named" said 'no-such-user-here'
}

test_messages() {
	echo "# mistakes"
	start -n -i no-such-device -c 1
	finish
	check "unknown device: status 1" ended 1
	check "unknown device: said" said 'There is no device named "no-such-device"\.'
	start -n -i v0 -f 'foo bar' -c 1
	finish
	check "bad filter: status 1" ended 1
	check "bad filter: said" said "Invalid capture filter \"foo bar\" for interface 'v0'"
	: >"$dir/err"
	ip netns exec "$here" setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all --bounding-set=-all \
		"$peel" -n -i v0 -c 1 >"$dir/out" 2>"$dir/err"
	status=$?
	if said 'Permission denied'; then # the program itself is where that user cannot go
		return
	fi
	check "no privilege: status 1" ended 1
	check "no privilege: what to do" said 'sudo|setcap'
}

test_device_ends() {
	echo "# a device goes down, a device is taken away"
	start -n -q -f 'udp port 7777' -i v0 -i w0 -w "$dir/down"
	send 6 10.99.1.1
	send 5 10.99.2.1
	ip -n "$here" link set v0 down
	finish
	check "down: ends by itself" ended_not hung
	check "down: said" said '"v0" is no longer running'
	check "down: everything before is written" facts_are down "total 11 ids 0:6,1:5 *"
	ip -n "$here" link set v0 up

	start -n -q -i v0 -f 'udp port 7777' -w "$dir/gone"
	send 6 10.99.1.1
	ip -n "$here" link del v0
	finish
	check "gone: ends by itself" ended_not hung
	check "gone: said" said '"v0" is no longer attached'
	check "gone: everything before is written" facts_are gone "total 6 *"
	check "gone: the counts are told" counted 6
	wire_remake
}

[ -x "$peel" ] || skip "there is no program $peel"
for tool in ip python3 setpriv; do
	command -v "$tool" >/dev/null || skip "needs $tool (iproute2, python3, util-linux)"
done
[ "$(id -u)" -eq 0 ] || skip "needs root, for network namespaces and for capturing"
trap cleanup EXIT
trap 'exit 1' INT TERM
dir=$(mktemp -d) || exit 1
namespaces_make || skip "cannot make network namespaces here"
sleep 1 # carrier, address
send 1 10.99.1.1
send 1 10.99.2.1 # neighbours are known from here on

test_nothing_lost
test_sigterm
test_lines
test_stop_by_count
test_stop_by_time
test_two_devices
test_any
test_head
test_privileges
test_messages
test_device_ends

echo "$checks checks, $failures failed"
[ "$failures" -eq 0 ]
