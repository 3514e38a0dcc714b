#!/bin/bash
# Runs peel in the ways that people use it most, so that a build with profiles (--enable-pgo) learns what to make fast. The
# capture is all samples of one kind (pcap, microseconds, Ethernet), one behind the other; those of what most traffic is come
# again and again, so that what every protocol shares is not taken for as rare as the protocols are that only samples have.
# PEEL: the program, built to take a profile.
set -u
peel=${PEEL:-./peel}
samples=$(cd "$(dirname "$0")/../samples" && pwd)
header_bytes=24 rounds=20 tree_rounds=10 usual_times=12
usual=(http http-pipelined http6 tls12 tls13 dns quic ssh tcp-loss tcp-echo6 tcp-keep-alive)
capture=$(mktemp)
trap 'rm -f "$capture"' EXIT

header() { head -c $header_bytes "$1" | od -An -v -t x1 | tr -d ' \n'; }

kind=$(header "$samples/http.pcap")
head -c $header_bytes "$samples/http.pcap" > "$capture"
add() { [ "$(header "$1")" != "$kind" ] || tail -c +$((header_bytes + 1)) "$1" >> "$capture"; }
for file in "$samples"/*.pcap; do
	add "$file"
done
for ((i = 0; i < usual_times; i++)); do
	for name in "${usual[@]}"; do
		add "$samples/$name.pcap"
	done
done

use() { "$peel" -n -r "$capture" --threads 1 "$@" > /dev/null; }

for ((i = 0; i < rounds; i++)); do
	use
	use -q -z conv,tcp -z endpoints,ip -z io,phs -z io,stat,0
	use -Y 'tcp.port == 443 && tcp.flags.syn == 1' -w /dev/null
	use -T fields -e frame.number -e ip.src -e ip.dst -e tcp.srcport -e tcp.len -e tcp.flags
	"$peel" flows -n -r "$capture" > /dev/null
done
# A tree is ten times the work of a line: lines would count for little.
for ((i = 0; i < rounds; i += tree_rounds)); do
	use -T text -V
	use -T json
done
for format in jsonl ek pdml psml; do
	use -T $format
done
