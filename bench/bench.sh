#!/bin/bash
# Measures peel beside its peers on one capture, in one run on one core: tshark and tcpdump, nfpcapd, softflowd, argus and
# ndpiReader for flows, capinfos for reading alone.
#
#     bench/bench.sh [--packets N] [--runs N] [--make N] [--scaling] [FILE]
#
# FILE      a capture; without one, one is made of the samples: conversations of a few protocols again and again, each
#           time between other hosts, --make packets of them (default 1,000,000)
# --runs    each measurement is the median of so many (default 3); the programs take turns
# --scaling peel alone, on the capture once, twice, four and eight times in one file, and in one and two threads
# --packets tshark's tree, JSON and fields are of the first N packets alone (default 50,000): JSON of a million takes minutes
#
# CPU is user and system time. "us/packet" is CPU without start-up (a capture without packets, the first rows) for each
# packet read. All text goes to /dev/null. Programs that are not installed are left out. Only PEEL (default: ./peel) must be.
set -u
export TZ=UTC LC_ALL=C.UTF-8
root=$(cd "$(dirname "$0")/.." && pwd)
peel=${PEEL:-$root/peel}
limit=50000 runs=3 make=1000000 scaling='' file=''
while [ $# -gt 0 ]; do
	case $1 in
	--packets) limit=${2-}; shift ;;
	--runs) runs=${2-}; shift ;;
	--make) make=${2-}; shift ;;
	--scaling) scaling=1 ;;
	-*) sed -n '2,/^set/s/^# \{0,1\}//p' "$0" | grep -v '^set'; exit 1 ;;
	*) file=$1 ;;
	esac
	shift
done
for n in "$limit" "$runs" "$make"; do
	[[ $n =~ ^[1-9][0-9]*$ ]] || { echo "bench: '$n' is no number" >&2; exit 1; }
done
[ -x "$peel" ] || { echo "bench: no program at $peel (PEEL names it)" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# ---- the capture ----

make_capture() {
	python3 - "$root/samples" "$1" "$make" << 'END'
import random, struct, sys
folder, target, total = sys.argv[1], sys.argv[2], int(sys.argv[3])
names = "http dns tcp-echo6 ping tcp-loss telnet ftp http6 vlan dhcp tcp-zero-window ping6 arp tftp http dns http".split()
talks = []
for name in names:
    data, at, talk = open(f"{folder}/{name}.pcap", "rb").read(), 24, []
    assert data[:4] == b"\xd4\xc3\xb2\xa1" and data[20] == 1, name
    while at < len(data):
        sec, usec, caplen, length = struct.unpack_from("<4I", data, at)
        talk.append((sec * 1000000 + usec, length, data[at + 16:at + 16 + caplen]))
        at += 16 + caplen
    talks.append([(t - talk[0][0], n, b) for t, n, b in talk])
chance, now, count = random.Random(1), 1700000000000000, 0
with open(target, "wb") as out:
    out.write(struct.pack("<IHHiIII", 0xa1b2c3d4, 2, 4, 0, 0, 262144, 1))
    while count < total:
        # Some conversations at once, between hosts that have not talked before.
        packets = []
        for i in range(40):
            net = struct.pack(">H", (count + i * 251) % 65521)
            talk = talks[chance.randrange(len(talks))]
            for t, length, b in talk:
                if b[12:14] == b"\x08\x00":
                    b = b[:27] + net + b[29:31] + net + b[33:]
                elif b[12:14] == b"\x86\xdd" and b[22] == 0xfd:
                    b = b[:24] + net + b[26:40] + net + b[42:]
                packets.append((t + i * 977, length, b))
        packets.sort(key=lambda p: p[0])
        for t, length, b in packets[:total - count]:
            t += now
            out.write(struct.pack("<4I", t // 1000000, t % 1000000, len(b), length) + b)
        now += packets[-1][0] + 1000
        count += len(packets)
END
}

if [ -z "$file" ]; then
	file=$work/made.pcap
	echo "making a capture of $make packets out of the samples"
	make_capture "$file" || { echo 'bench: python3 is needed to make a capture; give one instead' >&2; exit 1; }
fi
[ -r "$file" ] || { echo "bench: $file cannot be read" >&2; exit 1; }
total=$("$peel" -n -r "$file" -T fields -e frame.number 2> /dev/null | wc -l)
[ "$total" -gt 0 ] || { echo "bench: no packets in $file" >&2; exit 1; }
[ "$limit" -gt "$total" ] && limit=$total
# The first bytes of a pcap file, and nothing: what starting costs.
printf '\xd4\xc3\xb2\xa1\x02\0\x04\0\0\0\0\0\0\0\0\0\0\0\x04\0\x01\0\0\0' > "$work/empty.pcap"

# ---- the programs ----

programs=(peel)
for p in tshark tcpdump nfpcapd softflowd argus ndpiReader capinfos; do
	if command -v $p > /dev/null; then
		programs+=("$p")
	else
		echo "$p is not installed: left out"
	fi
done
as_root=()
[ "$(id -u)" -eq 0 ] && as_root=(-Z root)    # tcpdump would write as another user
six=(-T fields -e frame.number -e frame.time_epoch -e ip.src -e ip.dst -e tcp.dstport -e udp.dstport)
some='tcp.port == 443 && tcp.flags.syn == 1'
reports=(-q -z 'conv,tcp' -z 'endpoints,ip' -z 'io,phs' -z 'io,stat,1' -z 'http,tree')
tasks=(start read lines verbose json jsonl ek fields filter write flows stats)

# packets_of PROGRAM TASK: how many it reads. Lines and copies of all of them do not take tshark long.
packets_of() {
	case $1.$2 in
	*.start) echo 0 ;;
	tshark.lines | tshark.write | tshark.filter | tshark.flows | tshark.stats) echo "$total" ;;
	tshark.*) echo "$limit" ;;
	*) echo "$total" ;;
	esac
}

# command PROGRAM TASK: sets the array words; false when the program has no such thing.
command_of() {
	local from=$file out=$work/out.$1
	[ "$2" = start ] && from=$work/empty.pcap
	case $1 in
	peel) words=("$peel" -n -r "$from") ;;
	tshark) words=(tshark -n -r "$from" -c "$limit") ;;
	capinfos)
		[ "$2" = read ] || return 1
		words=(capinfos -c "$from")
		return ;;
	nfpcapd | softflowd | argus | ndpiReader) # flows are all they do; softflowd sends them off, to where nobody listens
		[ "$2" = flows ] || return 1
		mkdir -p "$out"
		case $1 in
		nfpcapd) words=(nfpcapd -r "$from" -w "$out") ;;
		softflowd) words=(timeout 20 softflowd -d -r "$from" -n 127.0.0.1:9 -p "$out/pid" -c "$out/control") ;;
		argus) words=(argus -X -r "$from" -w "$out/argus") ;;
		ndpiReader) words=(ndpiReader -q -i "$from") ;;
		esac
		return ;;
	tcpdump) words=(tcpdump -nn -r "$from" "${as_root[@]}") ;;
	esac
	case $1.$2 in
	tshark.lines | tshark.write | tshark.filter) words=(tshark -n -r "$from") ;; # all of them
	esac
	case $1.$2 in
	*.start | *.lines) ;;
	peel.read) words=("$peel" -n -q -r "$from" -z 'plen,tree') ;;
	*.read) return 1 ;;
	peel.flows) words=("$peel" flows -r "$from") ;;
	tshark.flows) words=(tshark -n -q -r "$from" -z "conv,tcp") ;;
	peel.stats) words+=("${reports[@]}") ;;
	tshark.stats) words=(tshark -n -r "$from" "${reports[@]}") ;;
	tcpdump.verbose) words+=(-vvv) ;;
	tcpdump.filter) words=(tcpdump -nn -r "$from" "${as_root[@]}" -w "$out" 'tcp port 443 and tcp[tcpflags] & tcp-syn != 0') ;;
	tcpdump.flows | tcpdump.json | tcpdump.ek | tcpdump.fields | tcpdump.stats | *dump.jsonl | tshark.jsonl) return 1 ;;
	*.verbose) words+=(-V) ;;
	*.json | *.jsonl | *.ek) words+=(-T "$2") ;;
	*.filter) words+=(-Y "$some" -w "$out") ;;
	*.fields) words+=("${six[@]}") ;;
	*.write) words+=(-w "$out") ;;
	esac
}

pin=()
if command -v taskset > /dev/null; then
	cpu=$(taskset -cp $$ | sed 's/.*[-,: ]//')
	pin=(taskset -c "$cpu")
fi
rss=()
[ -x /usr/bin/time ] && rss=(/usr/bin/time -q -f %M -o "$work/rss")

# measure PROGRAM TASK: one run; a line "CPU WALL KILOBYTES" in a file of that name.
measure() {
	command_of "$1" "$2" || return 0
	measure_words "$1.$2"
	rm -rf "$work/out.$1"
}

# measure_words NAME: the same of what stands in words.
measure_words() {
	local TIMEFORMAT='%U %S %R' times status user system wall kilobytes=0
	times=$( { time { "${pin[@]}" "${rss[@]}" "${words[@]}" > /dev/null 2> "$work/said"; echo $? > "$work/status"; }; } 2>&1)
	status=$(cat "$work/status")
	if [ "$status" -ne 0 ]; then
		echo "bench: ${words[*]}: exit status $status: $(grep -v 'Running as user' "$work/said" | head -n 1)" >&2
		return 0
	fi
	read -r user system wall <<< "$times"
	[ ${#rss[@]} -gt 0 ] && kilobytes=$(tail -n 1 "$work/rss")
	echo "$user $system $wall $kilobytes" | awk '{ print $1 + $2, $3, $4 }' >> "$work/$1"
}

cat "$file" > /dev/null    # into the page cache, for all alike
for ((i = 1; i <= runs; i++)); do
	for task in "${tasks[@]}"; do
		for program in "${programs[@]}"; do
			measure "$program" "$task"
		done
	done
done

# ---- the table ----

# middle PROGRAM TASK COLUMN: the median, or nothing.
middle() {
	[ -s "$work/$1.$2" ] || return
	sort -g -k "$3,$3" "$work/$1.$2" | awk -v c="$3" '{ v[NR] = $c } END { print v[int((NR + 1) / 2)] }'
}

# spread PROGRAM TASK: half of what lies between the quickest and the slowest run, in percent of the median.
spread() {
	sort -g "$work/$1.$2" | awk '{ v[NR] = $1 } END { m = v[int((NR + 1) / 2)]; printf "%.0f %%", m ? (v[NR] - v[1]) / 2 / m * 100 : 0 }'
}

echo
sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1
"$peel" --version 2> /dev/null | head -n 1
for p in "${programs[@]:1}"; do
	case $p in
	nfpcapd) nfpcapd -V 2> /dev/null ;;
	softflowd) softflowd -h 2>&1 | grep -i version ;;
	*) $p --version 2> /dev/null ;;
	esac | head -n 1
done
echo "${file##*/}: $total packets, $(stat -c %s "$file") bytes; median of $runs runs${cpu:+ on core $cpu}"
echo
printf '%-8s %-10s %9s %9s %9s %9s %9s %10s  %s\n' task program packets 'CPU s' '+-' 'wall s' 'peak MB' us/packet 'CPU per packet, of peel'
for task in "${tasks[@]}"; do
	mine=
	for program in "${programs[@]}"; do
		cpu_s=$(middle "$program" "$task" 1)
		[ -n "$cpu_s" ] || continue
		packets=$(packets_of "$program" "$task")
		start=$(middle "$program" start 1)
		per=$(awk -v c="$cpu_s" -v s="${start:-0}" -v n="$packets" 'BEGIN {
			if (n) { v = (c - s) * 1e6 / n; printf "%.3f", (v > 0 ? v : 0) } }')
		[ "$program" = peel ] && mine=$per
		awk -v task="$task" -v program="$program" -v packets="$packets" -v cpu="$cpu_s" \
			-v spread="$(spread "$program" "$task")" -v wall="$(middle "$program" "$task" 2)" -v kilobytes="$(middle "$program" "$task" 3)" -v per="$per" -v mine="$mine" 'BEGIN {
			printf "%-8s %-10s %9d %9.2f %9s %9.2f %9s %10s", task, program, packets, cpu, spread, wall,
				kilobytes ? sprintf("%.1f", kilobytes / 1024) : "-", per
			if (program != "peel" && mine > 0 && per != "")
				printf "  %.1f times", per / mine
			print "" }'
	done
done

# ---- longer files, more threads ----

[ -n "$scaling" ] || exit 0
[ "$(head -c 4 "$file" | od -An -tx1 | tr -d ' ')" = d4c3b2a1 ] || { echo 'bench: --scaling wants a pcap file' >&2; exit 1; }
pin=()
echo
printf '%-8s %9s %8s %9s %9s %9s %10s\n' task packets threads 'CPU s' 'wall s' 'peak MB' us/packet
for times in 1 2 4 8; do
	cp "$file" "$work/long.pcap"
	for ((i = 1; i < times; i++)); do tail -c +25 "$file" >> "$work/long.pcap"; done
	for task in lines json flows; do
		for threads in 1 2; do
			[ "$task.$threads" = flows.2 ] && continue
			[ "$task" = json ] && [ "$times" -gt 2 ] && continue # the line is long enough
			rm -f "$work/peel.$task"
			for ((i = 1; i <= runs; i++)); do
				command_of peel "$task"
				words=("${words[@]/$file/$work/long.pcap}")
				[ "$task" = flows ] || words+=(--threads "$threads")
				measure_words "peel.$task"
			done
			awk -v task="$task" -v n=$((total * times)) -v threads="$threads" -v cpu="$(middle peel "$task" 1)" \
				-v wall="$(middle peel "$task" 2)" -v kilobytes="$(middle peel "$task" 3)" 'BEGIN {
				printf "%-8s %9d %8d %9.2f %9.2f %9.1f %10.3f\n", task, n, threads, cpu, wall, kilobytes / 1024, cpu * 1e6 / n }'
		done
	done
done
