#!/bin/bash
# A TCP transfer over a wire that loses, delays and reorders: what peel says live of each segment (retransmission, out of
# order, duplicate ACK, ...) must be what tshark says of the saved capture, and peel flows -i must count the same.
# The wire is spoilt by `tc netem` where the kernel has it, else by samples/tools/wire.py, a forwarder of the project.
# Needs root, tshark and python3; without one of them the test says so and counts as skipped (77).
# PEEL: the program (default ./peel).
set -u

needs=(tshark) netem=(loss 3% reorder 5%)
# shellcheck disable=SC2054 # the commas are parts of the rules
spoils=(1:data:drop:20,40,41,90,200,333 1:data:late:11,60,120,250 1:data:dup:150 2:any:drop:30,55 2:data:drop:5)
# shellcheck source=tests/live/bad_wire.sh
. "$(dirname "$0")/bad_wire.sh"

# capture OPTIONS...: peel beside the client; comes back when it captures.
capture() {
	local i

	ip netns exec "$client" "$peel" -i c0 -f tcp --no-drop "$@" &
	for ((i = 0; i < 100; i++)); do
		grep -q '^Capturing on' "$dir/err" 2>/dev/null && break
		sleep 0.05
	done
	sleep 0.2
}

fields=(tcp.stream tcp.seq tcp.ack tcp.len tcp.analysis.retransmission tcp.analysis.fast_retransmission
	tcp.analysis.spurious_retransmission tcp.analysis.out_of_order tcp.analysis.lost_segment
	tcp.analysis.duplicate_ack_num tcp.analysis.ack_lost_segment tcp.analysis.bytes_in_flight)
e=()
for f in "${fields[@]}"; do
	e+=(-e "$f")
done
capture -w "$dir/saved.pcapng" -T fields "${e[@]}" > "$dir/live" 2> "$dir/err"
lines=$!
: > "$dir/err2"
ip netns exec "$client" "$peel" flows -i c0 -f tcp --no-drop -T jsonl > "$dir/rows" 2> "$dir/err2" &
rows=$!
for ((i = 0; i < 100; i++)); do
	grep -q '^Capturing on' "$dir/err2" && break
	sleep 0.05
done
sleep 0.3

# 600 kB there, answered by as many; the server takes its time at first.
ip netns exec "$server" python3 -c '
import socket, time
s = socket.create_server(("10.98.0.2", 7000))
c, _ = s.accept()
c.settimeout(30)
time.sleep(0.2)
left = 600000
while left:
    left -= len(c.recv(min(left, 50000)))
c.sendall(b"a" * 100000)
c.close()
' &
sleep 0.5
ip netns exec "$client" python3 -c '
import socket
c = socket.create_connection(("10.98.0.2", 7000), 30)
c.settimeout(60)
c.sendall(b"q" * 600000)
c.shutdown(socket.SHUT_WR)
left = 100000
while left:
    left -= len(c.recv(left))
' || fail 'the transfer did not end'
sleep 0.7
kill -INT "$lines" "$rows"
wait "$lines" "$rows"

tshark -n -r "$dir/saved.pcapng" -T fields "${e[@]}" > "$dir/judge" 2>/dev/null
if ! cmp -s "$dir/live" "$dir/judge"; then
	fail 'peel live and tshark on the saved capture do not say the same'
	diff "$dir/live" "$dir/judge" | head
fi
told=$(cut -f 5 "$dir/judge" | grep -c .)
[ "$told" -gt 0 ] || fail 'nothing was retransmitted: the wire is too good to show anything'
counted=$(python3 -c '
import json, sys
rows = [json.loads(line) for line in open(sys.argv[1])]
print(sum(r["orig_retransmitted"] + r["resp_retransmitted"] for r in rows))' "$dir/rows")
[ "$counted" = "$told" ] || fail "peel flows counted $counted retransmissions, tshark $told"
echo "$how: $(wc -l < "$dir/judge") segments, $told retransmissions, $(cut -f 8 "$dir/judge" | grep -c .) out of order, $failures failed"
[ $failures -eq 0 ]
