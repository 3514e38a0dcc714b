#!/bin/bash
# Runs peel in the ways that people use it most, so that a build with profiles (--enable-pgo) learns what to make fast. The
# capture is all samples of one kind (pcap, microseconds, Ethernet), one behind the other. PEEL: the program, built to take a
# profile.
set -u
peel=${PEEL:-./peel}
samples=$(cd "$(dirname "$0")/../samples" && pwd)
header_bytes=24 rounds=20
capture=$(mktemp)
trap 'rm -f "$capture"' EXIT

header() { head -c $header_bytes "$1" | od -An -v -t x1 | tr -d ' \n'; }

kind=$(header "$samples/http.pcap")
for file in "$samples"/*.pcap; do
	[ "$(header "$file")" = "$kind" ] || continue
	[ -s "$capture" ] || head -c $header_bytes "$file" >> "$capture"
	tail -c +$((header_bytes + 1)) "$file" >> "$capture"
done

use() { "$peel" -n -r "$capture" --threads 1 "$@" > /dev/null; }

for ((i = 0; i < rounds; i++)); do
	use
	use -q -z conv,tcp -z endpoints,ip -z io,phs -z io,stat,0
	use -Y 'tcp.port == 443 && tcp.flags.syn == 1' -w /dev/null
	use -T fields -e frame.number -e ip.src -e ip.dst -e tcp.srcport -e tcp.len -e tcp.flags
	use -T text -V
	use -T json
	"$peel" flows -n -r "$capture" > /dev/null
done
for format in jsonl ek pdml psml; do
	use -T $format
done
