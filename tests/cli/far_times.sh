#!/bin/bash
# Times that no clock has: whatever is made of them, the arithmetic stays within its types. What leaves them is found by
# the sanitizers (configure --enable-sanitizers), which end the program.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

if ! command -v python3 > "$work/null"; then
	skip 'no python3: no made capture'
	finish
fi

# ends_well ARGUMENT...: with the capture.
ends_well() {
	run "$@" -r "$work/far.pcapng"
	checks=$((checks + 1))
	[ "$status" -eq 0 ] || fail "exit status $status"
}

for sample in tcp-loss dns ping rpc icmp6-errors; do
	for first in 0 1 7; do
		python3 "$(dirname "$0")/far_times.py" "$samples/$sample.pcap" "$work/far.pcapng" $first || fail 'no capture'
		while read -r -a arguments; do
			ends_well "${arguments[@]}"
		done << 'END'
-t r
-t d -Y frame.time_relative>1
-t e
-t ad
-V
-T ek
-q -z io,stat,1,SUM(frame.time_delta)frame.time_delta,LOAD(frame.time_delta)frame.time_delta
-q -z conv,ip -z conv,tcp -z conv,udp -z ip_hosts,tree -z dns,tree -z rpc,programs -z half-open
flows
flows -T jsonl
follow tcp,0 --frame fixed:8
follow udp,0 --frame fixed:8
END
		[ $sample = tcp-loss ] || continue
		for picture in --ladder --window --sequence; do
			ends_well flows $picture 0
		done
	done
done

finish
