#!/bin/bash
# Every field of protocols whose samples go on behind the packets that tests/golden has as JSON, a line a packet.
# PEEL_BLESS=1 writes the expected lines anew.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

for protocol in imap pop smtp ssh quic websocket; do
	same "$(dirname "$0")/conversations/$protocol.txt" "$protocol.pcap" "^$protocol\\."
done
same "$(dirname "$0")/conversations/http.txt" http-pipelined.pcap '^http\.'
finish
