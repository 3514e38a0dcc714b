# produce.sh: sourced by run.sh and bless.sh: which outputs there are, and how each is made.
# Expected outputs stand in expected/SAMPLE.FORMAT.txt, a file each, so that a change is read as a diff.
# shellcheck shell=bash disable=SC2034

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
samples=$(cd "$here/../../samples" && pwd)
expected=${EXPECTED:-$here/expected}
peel=${PEEL:-$here/../../peel}
[[ $peel = */* ]] && peel=$(cd "$(dirname "$peel")" && pwd)/${peel##*/}
export TZ=UTC LC_ALL=C.UTF-8 PEEL_MANUF=/dev/null

# All formats would be 60 MB. Every sample has the lines (with what was said on stderr, and the exit status), the JSON lines of
# its first twenty packets and the table of its flows; those of full.list have the rest as well, the two longest formats of two
# packets only.
brief_formats='lines jsonl flows'
full_formats='verbose hex json jsonraw ek pdml psml fields flows-jsonl'
declare -A arguments=(
	[lines]=''
	[flows]=''
	[flows-jsonl]='-T jsonl'
	[jsonl]='-T jsonl -c 20'
	[verbose]='-V'
	[hex]='-x'
	[json]='-T json'
	[jsonraw]='-T jsonraw -c 2'
	[ek]='-T ek'
	[pdml]='-T pdml -c 2'
	[psml]='-T psml'
	[fields]='-T fields -E header=y -E separator=| -E quote=d -e frame.number -e frame.time_epoch -e frame.protocols
		-e eth.src -e arp.opcode -e ip.addr -e ip.ttl -e ipv6.src -e icmp.type -e icmpv6.type -e udp.port -e tcp.stream
		-e tcp.flags -e tcp.len -e _ws.expert.message -e _ws.col.Protocol -e _ws.col.Info'
)

# wanted NAME...: lines "SAMPLE FORMAT"; of all samples, or of those whose name has one of the NAMEs in it.
wanted() {
	local sample format name
	(cd "$samples" && find . -maxdepth 2 \( -name '*.pcap*' -o -name '*.gz' \) -type f | sed 's,^\./,,' | LC_ALL=C sort) |
		while read -r sample; do
			if [ $# -gt 0 ]; then
				for name in "$@"; do
					[[ $sample = *"$name"* ]] && break
				done
				[[ $sample = *"$name"* ]] || continue
			fi
			for format in $brief_formats; do echo "$sample $format"; done
			grep -qxF "$sample" "$here/full.list" || continue
			for format in $full_formats; do echo "$sample $format"; done
		done
}

# produce SAMPLE FORMAT: one output, without what changes from run to run.
produce() {
	local status said command=
	[[ $2 = flows* ]] && command=flows
	said=$(mktemp)
	# shellcheck disable=SC2086 # words on purpose
	(cd "$samples" && "$peel" $command -n -r "$1" ${arguments[$2]}) 2> "$said"
	status=$?
	if [ "$2" = lines ]; then
		sed 's,^[^ :]*peel: ,peel: ,; s,^,stderr: ,' "$said"
		echo "exit status $status"
	elif [ $status -gt 2 ]; then
		echo "exit status $status"
	fi
	rm -f "$said"
}

# masked FORMAT: the version and the time of day in the heads of the XML formats.
masked() {
	case $1 in
	pdml | psml) sed -E '1,6s/ (creator|time)="[^"]*"/ \1="-"/g' ;;
	*) cat ;;
	esac
}

output() {
	produce "$1" "$2" | masked "$2"
}
