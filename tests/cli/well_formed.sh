#!/bin/bash
# PDML and PSML of every sample are XML that a strict parser takes, with as many packets as there are lines.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

command -v python3 > /dev/null || { echo 'SKIP: no python3'; exit 77; }
cat > "$work/count.py" << 'END'
import sys
from xml.parsers import expat
count = 0
def start(tag, attributes):
    global count
    count += tag == "packet"
parser = expat.ParserCreate()
parser.StartElementHandler = start
try:
    parser.ParseFile(sys.stdin.buffer)
except expat.ExpatError as e:
    sys.exit(str(e))
print(count)
END

for f in "$samples"/*.pcap* "$samples"/formats/* "$samples"/bad/*; do
	run -n -r "$f"
	[ "$status" -le 2 ] || fail "exit status $status"
	n=$(wc -l < "$work/out")
	for format in pdml psml; do
		run -n -r "$f" -T $format
		checks=$((checks + 1))
		# A file that is no capture has no document either.
		[ "$status" -eq 2 ] && [ ! -s "$work/out" ] && continue
		found=$(python3 "$work/count.py" < "$work/out" 2>&1)
		[ "$found" = "$n" ] || fail "$n packets, but: $found"
	done
done
finish
