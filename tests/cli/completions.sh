#!/bin/bash
# Completion: the function for bash is run with words as a shell would give them; zsh and fish read their files where they
# are installed.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

folder=$(cd "$(dirname "$0")/../.." && pwd)/completions
[ -f "$folder/peel" ] || { echo 'SKIP: no completions here'; exit 77; }

# completes TYPED... : EXPECTED: the last of the words typed is completed; EXPECTED, a pattern, fits one of the proposals.
# With "none" there is none.
completes() {
	local typed=() found
	while [ "$1" != : ]; do
		typed+=("$1")
		shift
	done
	command_line="completion of peel ${typed[*]}"
	: > "$work/err"
	checks=$((checks + 1))
	found=$(
		# shellcheck source=completions/peel
		. "$folder/peel" && compopt() { :; } && COMP_WORDS=("$peel" "${typed[@]}") && COMP_CWORD=${#typed[@]} && _peel &&
			printf '%s\n' "${COMPREPLY[@]}"
	)
	if [ "$2" = none ]; then
		[ -z "$found" ] || fail "proposes: $found"
	else
		grep -qxE -- "$2" <<< "$found" || fail "does not propose $2 but: $(head -c 200 <<< "$found")"
	fi
}

completes fl : flows
completes --no-dup : --no-duplicate-keys
completes -r x --read : --read-file
completes -T js : jsonl
completes flows -T c : csv
completes -i l : lo
completes -r x -e tcp.srcp : 'tcp\.srcport'
completes -r x -e srcport : none
completes -r x -Y tcp.dstp : 'tcp\.dstport'
completes -r x -Y "'ip.src == 10.0.0.1 and !(udp.dstp" : 'ip\.src == 10\.0\.0\.1 and !\(udp\.dstport'
completes -r x icmp.ty : 'icmp\.type'
completes -O tcp,udp : 'tcp,udp'
completes --disable-protocol ht : http
completes -z conv,t : conv,tcp
completes -G 'fi' : fields
completes -t ado : adoy
completes -a dur : duration:
completes help st : stats
completes fields dns.qry.na : 'dns\.qry\.name'
completes -c 1 : none
(cd "$work" && : > a-capture.pcap)
completes -r "$work/a-cap" : "$work/a-capture\.pcap"

for shell in bash zsh fish; do
	file=$folder/peel
	[ $shell = zsh ] && file=$folder/_peel
	[ $shell = fish ] && file=$folder/peel.fish
	command -v $shell > /dev/null || { skip "no $shell here"; continue; }
	checks=$((checks + 1))
	command_line="$shell -n $file"
	$shell -n "$file" 2> "$work/err" || fail 'the shell does not read it'
done
finish
