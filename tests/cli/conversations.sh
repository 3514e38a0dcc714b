#!/bin/bash
# Every field of protocols whose samples go on behind the packets that tests/golden has as JSON, a line a packet.
# PEEL_BLESS=1 writes the expected lines anew.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

for protocol in imap pop smtp ssh quic websocket; do
	same "$(dirname "$0")/conversations/$protocol.txt" "$protocol.pcap" "^$protocol\\."
done
same "$(dirname "$0")/conversations/http.txt" http-pipelined.pcap '^http\.'

# What is worked out stands in brackets.
for sample in imap quic smtp ssh tcp-loss tls13 websocket; do
	run -n -r "$samples/$sample.pcap" -V
	expect 0
	sed -nE 's/^ +\[([^]:=0-9]*).*\]$/\1/p' "$work/out" | sort -u | sed "s/^/$sample: /" >> "$work/brackets"
done
[ -n "${PEEL_BLESS:-}" ] && cp "$work/brackets" "$(dirname "$0")/conversations/brackets.txt"
expect_same "$(dirname "$0")/conversations/brackets.txt" "$work/brackets" 'what stands in brackets is not what should'

# Chunks are called a response's on either side.
run -n -r "$samples/http-pipelined.pcap" -V
expect 0
[ "$(grep -c '^    HTTP chunked response$' "$work/out")" -eq 2 ] || fail 'the chunks of a request and a response have another title'
finish
