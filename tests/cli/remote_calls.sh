#!/bin/bash
# Every field of NFS, mount, portmap and RPC in the samples, a line a packet. PEEL_BLESS=1 writes the expected lines anew.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

expected=$(dirname "$0")/remote_calls

same "$expected/nfs.txt" nfs.pcap '^nfs\.'
same "$expected/rpc.txt" rpc.pcap '^(rpc|mount|portmap|nfs\.fh)'
same "$expected/fragments.txt" nfs.pcap '^rpc\.(frag|reassembled|lastfrag|xid)'

# Names within arguments can be filtered by.
run -n -r "$samples/nfs.pcap" -Y 'nfs.name == "readme.txt"' -T fields -e frame.number
expect 0
expect_lines 5
finish
