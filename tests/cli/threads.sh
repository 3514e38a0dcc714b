#!/bin/bash
# What is printed is the same with any number of threads: in every format, with -c, with filters, from a file that is cut short,
# and with a reader that goes away.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# A capture of many batches: all samples of one link type, behind each other, again and again.
many=$work/many.pcap
head -c 24 "$samples/http.pcap" > "$many"
for _ in 1 2 3 4; do
	for name in http dns tcp-loss ftp dhcp fragments telnet tftp ping http6; do
		[ -r "$samples/$name.pcap" ] && tail -c +25 "$samples/$name.pcap" >> "$many"
	done
done

clock="1,5s/ time=\"[^\"]*\"//" # that the head of PDML tells

# same ARGUMENT...: as many bytes, and the same, with two and with five threads as with one.
same() {
	local n
	run -n --threads 1 "$@"
	local wanted=$status
	sed "$clock" "$work/out" > "$work/one"
	[ -s "$work/one" ] || fail "nothing was printed"
	for n in 2 5; do
		run -n --threads $n "$@"
		checks=$((checks + 2))
		[ "$status" -eq "$wanted" ] || fail "exit status $status, not $wanted"
		sed "$clock" "$work/out" | cmp -s - "$work/one" || fail "--threads $n prints something else than --threads 1"
	done
}

for format in text tabs psml pdml json jsonraw ek jsonl; do
	same -r "$many" -T $format
done
same -r "$many" -V -x
same -r "$many" -T fields -e frame.number -e tcp.stream -e tcp.analysis.retransmission
same -r "$many" -c 45 -T json
same -r "$many" -Y 'tcp.len > 0' -T json
same -r "$many" -Y dns -t dd
head -c $(($(wc -c < "$many") - 5)) "$many" > "$work/cut.pcap"
same -r "$work/cut.pcap" -T json

same -r "$many" -Y 'ip.id % 40 == 1' -V

# Nobody said how many: all cores print the trees of a long file.
long=$work/long.pcap
cp "$many" "$long"
while [ "$(wc -c < "$long")" -lt $((9 << 20)) ]; do
	tail -c +25 "$many" >> "$long"
done
command_line='peel -T json of a long file'
"$peel" -n -r "$long" -T json 2> "$work/err" | cksum > "$work/out" &
"$peel" -n -r "$long" -T json --threads 1 2> /dev/null | cksum > "$work/one"
wait
checks=$((checks + 1))
cmp -s "$work/out" "$work/one" || fail 'other bytes than --threads 1'
rm -f "$long"

# Large frames, each with a comment of its own: they outlast the buffer that they were read into.
if command -v python3 > /dev/null; then
	python3 - "$work/comments.pcapng" << 'END'
import struct, sys
def block(kind, body):
    n = len(body) + 12
    return struct.pack("<II", kind, n) + body + struct.pack("<I", n)
with open(sys.argv[1], "wb") as f:
    f.write(block(0x0A0D0D0A, struct.pack("<IHHq", 0x1A2B3C4D, 1, 0, -1)))
    f.write(block(1, struct.pack("<HHI", 1, 0, 0)))
    for i in range(400):
        frame = bytes(12) + b"\x88\xb5" + bytes([i & 255]) * (20000 + 97 * i)
        text = ("comment %d " % i).encode() * 5
        pad = lambda b: b + bytes(-len(b) % 4)
        f.write(block(6, struct.pack("<IIIII", 0, 0, i, len(frame), len(frame)) + pad(frame) +
                      struct.pack("<HH", 1, len(text)) + pad(text) + bytes(4)))
END
	same -r "$work/comments.pcapng" -T fields -e frame.number -e frame.comment -e data.len -e data.data
	checks=$((checks + 1))
	grep -q 'comment 399' "$work/out" || fail 'no comments'
else
	skip 'comments: no python3'
fi

# There are as many threads as were asked for, while the text waits for a reader.
mkfifo "$work/fifo"
for n in 1 4; do
	"$peel" -n --threads $n -r "$many" -T json > "$work/fifo" 2> "$work/err" &
	exec 3< "$work/fifo"
	command_line="peel --threads $n"
	checks=$((checks + 1))
	found=0
	for _ in {1..50}; do
		found=$(find "/proc/$!/task" -mindepth 1 -maxdepth 1 2> /dev/null | wc -l)
		[ "$found" -ne $n ] || break
		sleep 0.1
	done
	[ "$found" -eq $n ] || fail "$found threads, not $n"
	exec 3<&-
	wait $!
done

# Somebody who has seen enough.
for n in 1 3; do
	checks=$((checks + 1))
	"$peel" -n --threads $n -r "$many" -T json 2> "$work/err" | head -c 1000 > "$work/out"
	[ "$(wc -c < "$work/out")" -eq 1000 ] || fail 'a closed pipe: not all that was asked for'
	[ ! -s "$work/err" ] || fail 'a closed pipe is told'

done

run --threads 65 -r "$many"
expect 1 'number of threads'
finish
