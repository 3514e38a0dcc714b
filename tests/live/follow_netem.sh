#!/bin/bash
# A download over a wire that loses, repeats and reorders: what peel follow gives of the capture, live and from the file,
# is the file that was sent, byte by byte; and cut into lines, it has all of them.
# The wire is spoilt by `tc netem` where the kernel has it, else by samples/tools/wire.py. Needs root and python3; without
# one of them the test says so and counts as skipped (77).
# PEEL: the program (default ./peel). MEGABYTES: how many (default 1).
set -u

needs=() netem=(loss 2% duplicate 1% reorder 5%)
# shellcheck disable=SC2054 # the commas are parts of the rules
spoils=(2:data:drop:20,40,41,90,200,333 2:data:late:11,60,120,250 2:data:dup:150)
# shellcheck source=tests/live/bad_wire.sh
. "$(dirname "$0")/bad_wire.sh"

# Random lines.
python3 -c '
import base64, os, sys
sys.stdout.buffer.write(base64.encodebytes(os.urandom(int(float(sys.argv[1]) * 740000))))' "${MEGABYTES:-1}" > "$dir/file"

# listen NAME ARGUMENT...: peel beside the client; comes back when it captures. The pid is in $pid.
listen() {
	local i name=$1

	shift
	ip netns exec "$client" "$peel" "$@" -i c0 -f tcp --no-drop > "$dir/$name" 2> "$dir/$name.err" &
	pid=$!
	for ((i = 0; i < 100; i++)); do
		grep -q '^Capturing on' "$dir/$name.err" && break
		sleep 0.05
	done
	sleep 0.2
}

listen saved -w "$dir/saved.pcapng"
saving=$pid
listen live follow tcp,bytes,0 --from 1
live=$pid
ip netns exec "$server" python3 -c '
import socket, sys
s = socket.create_server(("10.98.0.2", 7000))
c, _ = s.accept()
c.sendall(open(sys.argv[1], "rb").read())
c.close()
' "$dir/file" &
sleep 0.5
ip netns exec "$client" python3 -c '
import socket
c = socket.create_connection(("10.98.0.2", 7000), 30)
c.settimeout(60)
while c.recv(65536):
    pass
' || fail 'the transfer did not end'
sleep 0.7
kill -INT "$saving" "$live"
wait "$saving" "$live"

cmp "$dir/file" "$dir/live" || fail 'live, the bytes are not those of the file'
"$peel" follow tcp,bytes,0 --from 1 -r "$dir/saved.pcapng" > "$dir/again"
cmp "$dir/file" "$dir/again" || fail 'from the capture, the bytes are not those of the file'
lines=$("$peel" follow tcp,0 --from 1 --frame 'delim:\n' -T jsonl -r "$dir/saved.pcapng" | grep -c '"state":"whole"')
[ "$lines" -eq "$(wc -l < "$dir/file")" ] || fail "$lines whole lines, not $(wc -l < "$dir/file")"
again=$("$peel" -r "$dir/saved.pcapng" -Y 'tcp.analysis.retransmission || tcp.analysis.out_of_order' | wc -l)
[ "$again" -gt 0 ] || fail 'nothing was sent again: the wire is too good to show anything'
if command -v tshark >/dev/null; then
	tshark -n -q -r "$dir/saved.pcapng" -z follow,tcp,raw,0 > "$dir/judge" 2>/dev/null
	"$peel" -q -r "$dir/saved.pcapng" -z follow,tcp,raw,0 | cmp - "$dir/judge" || fail 'tshark follows otherwise'
fi
echo "$how: $(stat -c %s "$dir/file") bytes, $lines lines, $again segments again or out of order, $failures failed"
[ $failures -eq 0 ]
