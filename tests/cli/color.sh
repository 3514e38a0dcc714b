#!/bin/bash
# Colours of lines: tshark's in XML, the same on a terminal where they can be read; none where there is no terminal, or
# NO_COLOR says so.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# has TEXT, lacks TEXT: in what was printed, which is something.
has() {
	checks=$((checks + 1))
	grep -qF -- "$1" "$work/out" || fail "not printed: $(cat -v <<< "$1")"
}
lacks() {
	checks=$((checks + 1))
	[ -s "$work/out" ] || fail 'nothing printed'
	! grep -qF -- "$1" "$work/out" || fail "printed: $(cat -v <<< "$1")"
}
escape=$'\033'

run -n -r "$samples/http.pcap" --color
expect 0
lacks "$escape"
for format in psml pdml; do
	NO_COLOR=1 run -n -r "$samples/http.pcap" -T $format --color -c 6
	expect 0
	has "<packet foreground='#12272e' background='#faf0d7'>" # ARP
	has "<packet foreground='#12272e' background='#e4ffc7'>" # HTTP
	run -n -r "$samples/http.pcap" -T $format -c 6
	lacks foreground
done

# on_terminal VARIABLE=VALUE... FILE: the lines of the file, as a terminal gets them.
on_terminal() {
	command_line="$* on a terminal"
	script -qec "env ${*:1:$#-1} '$peel' -n -r '${*: -1}' --color" /dev/null < /dev/null > "$work/out" 2> "$work/err"
	status=$?
}
if command -v script > /dev/null; then
	unset NO_COLOR COLORTERM
	on_terminal TERM=xterm-256color COLORTERM=truecolor "$samples/http.pcap"
	expect 0
	has "${escape}[38;2;18;39;46m${escape}[48;2;250;240;215m    1 "
	has "${escape}[K${escape}[0m"
	on_terminal TERM=xterm-256color "$samples/http.pcap"
	has "${escape}[38;5;235m${escape}[48;5;230m    1 "
	lacks '38;2;'
	on_terminal TERM=dumb COLORTERM=truecolor "$samples/http.pcap"
	lacks "$escape"
	on_terminal TERM=xterm NO_COLOR=1 COLORTERM=truecolor "$samples/http.pcap"
	lacks "$escape"
	on_terminal TERM=xterm NO_COLOR= COLORTERM=truecolor "$samples/http.pcap"
	has "${escape}[38;2;"
	on_terminal TERM=xterm COLORTERM=truecolor "$samples/stp.pcapng" # grey on white in Wireshark
	lacks '38;2;186;189;182m'
	has "${escape}[38;2;18;39;46m${escape}[48;2;255;255;255m"
else
	skip 'no script(1) to make a terminal'
fi
finish
