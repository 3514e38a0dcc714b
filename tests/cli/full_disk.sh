#!/bin/bash
# A disk that is full: the program says so and exits with 2, and what was written before can be read.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

command -v unshare > /dev/null || { echo 'SKIP: no unshare'; exit 77; }
mkdir "$work/disk"
python3 - "$samples/http.pcap" "$work/long.pcap" << 'END' || { echo 'SKIP: no python3'; exit 77; }
import sys
data = open(sys.argv[1], "rb").read()
open(sys.argv[2], "wb").write(data[:24] + data[24:] * 100)
END

# The disk is 128 KiB of memory that only this script's mount namespace sees.
if [ -z "${IN_NAMESPACE-}" ]; then
	export IN_NAMESPACE=1
	for way in 'unshare -m' 'unshare -rm'; do
		# shellcheck disable=SC2086 # words on purpose
		if $way mount -t tmpfs -o size=128k none "$work/disk" 2> /dev/null; then
			$way bash "$0"
			exit
		fi
	done
	echo 'SKIP: a small disk cannot be mounted here (neither root nor user namespaces)'
	exit 77
fi
mount -t tmpfs -o size=128k none "$work/disk" || exit 77

for format in pcapng pcap; do
	rm -f "$work/disk/"*
	run -n -r "$work/long.pcap" -F $format -w "$work/disk/out.$format"
	expect 2 '[Nn]ot all the packets|[Nn]o space left|disk is full|file system is full'
	checks=$((checks + 1))
	grep -q out "$work/err" || fail 'the message does not name the file'
	run -n -r "$work/disk/out.$format"
	checks=$((checks + 1))
	[ "$(wc -l < "$work/out")" -gt 10 ] || fail 'what was written cannot be read'
done

# The text of packets has nowhere to go either.
command_line='peel -r long.pcap -V > a full disk'
"$peel" -n -r "$work/long.pcap" -V > "$work/disk/text" 2> "$work/err"
status=$?
expect 2 'space'
if [ -c /dev/full ]; then
	command_line='peel -r arp.pcap > /dev/full'
	"$peel" -n -r "$samples/arp.pcap" > /dev/full 2> "$work/err"
	status=$?
	expect 2 'space'
fi
umount "$work/disk"
finish
