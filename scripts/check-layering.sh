#!/bin/bash
# Holds the lines of the house (docs/ARCHITECTURE.md): who may include whom, what a protocol file may not do, functions
# that nobody may call, headers that include each other in a circle. Names files that have grown too long.
set -u
shopt -s lastpipe # so that complain() at the end of a pipe can set the status
export LC_ALL=C
cd "${srcdir:-$(dirname "$0")/..}" || exit 1

# Room, and the headers it may include. A protocol file sees the engine's headers, those of its own name (dns.c and
# dns_types.c may share dns.h), of its family (udplite reads udp.h) and what several protocols share (a header that
# bears no protocol's name), never another protocol. A protocol's header may say what it found (tcp.h: the segment as numbers); flow/ and output/ may read it.
# core: the engine's own rows, frame and data.
rooms='
base      base/[^/]*
capture   (base|capture)/[^/]*
dissect   (base|dissect|dissect/core)/[^/]*
core      (base|dissect|dissect/core)/[^/]*
protocol  (base|dissect)/[^/]*|dissect/[a-z]+/(SELF|SHARED)[a-z0-9_]*[.]h
flow      (base|dissect|flow)/[^/]*|dissect/[a-z]+/[a-z0-9_]+[.]h
filter    (base|dissect|filter)/[^/]*
output    (base|dissect|flow|filter)/[^/]*|dissect/[a-z]+/[a-z0-9_]+[.]h|output/.*
cli       .*
tests     .*
'
too_long=600 # lines; a file outside tests/ that is longer wants to be two

status=0
# complain TITLE: prints what comes in, if anything does, and remembers the failure.
complain() {
	local found
	found=$(cat)
	[ -z "$found" ] && return
	printf '%s:\n%s\n' "$1" "$found" | sed '2,$s/^/  /'
	status=1
}

mapfile -t files < <(bash scripts/sources.sh)
mapfile -t product < <(printf '%s\n' "${files[@]}" | grep -v '^tests/')
mapfile -t protocols < <(printf '%s\n' "${product[@]}" | grep '^dissect/.*/')
mapfile -t headers < <(printf '%s\n' "${files[@]}" | grep '\.h$')

# code FILE...: "FILE:LINE: text" without comments, strings and character constants.
code() {
	[ $# -gt 0 ] || return 0
	awk 'FNR == 1 { comment = 0 }
	{
		line = $0; out = ""
		while (line != "") {
			if (comment) {
				if (!(at = index(line, "*/"))) break
				line = substr(line, at + 2); comment = 0
			} else if (match(line, /^"([^"\\]|\\.)*"/) || match(line, /^\047([^\047\\]|\\.)*\047/)) {
				out = out "\"\""; line = substr(line, RLENGTH + 1)
			} else if (substr(line, 1, 2) == "//") {
				break
			} else if (substr(line, 1, 2) == "/*") {
				comment = 1; line = substr(line, 3)
			} else {
				if (!match(line, /^[^"\047\/]+/)) RLENGTH = 1
				out = out substr(line, 1, RLENGTH); line = substr(line, RLENGTH + 1)
			}
		}
		if (out ~ /[^ \t]/) print FILENAME ":" FNR ": " out
	}' "$@"
}

# calls PATTERN FILE...: lines that call one of the functions.
calls() {
	local pattern=$1
	shift
	code "$@" | grep -E "(^|[^A-Za-z0-9_.>])($pattern)[[:space:]]*\("
}

# ---- who may include whom ----
# The names of protocols, in spaces.
names=" $(grep -ohE '^const struct protocol protocol_[a-z0-9_]+' "${protocols[@]}" /dev/null | sed 's/.*protocol_//' | tr '\n' ' ')"
awk -v rooms="$rooms" -v names="$names" '
	BEGIN {
		n = split(rooms, line, "\n")
		for (i = 1; i <= n; i++)
			if (split(line[i], word, " ") == 2) allowed[word[1]] = word[2]
	}
	# What a file is part of: "dns" of dissect/application/dns_types.c
	function stem(path) { sub(/.*\//, "", path); sub(/[._].*/, "", path); return path }
	FNR == 1 {
		room = FILENAME; sub(/\/.*/, "", room)
		if (FILENAME ~ /^dissect\/.*\//) room = FILENAME ~ /^dissect\/core\// ? "core" : "protocol"
		self = stem(FILENAME)
	}
	/^[ \t]*#[ \t]*include[ \t]*"/ {
		split($0, part, "\"")
		may = allowed[room]
		gsub(/SELF/, self, may)
		gsub(/SHARED/, index(names, " " stem(part[2]) " ") && index(self, stem(part[2])) != 1 ? "-" : stem(part[2]), may)
		if (part[2] !~ /\// && room != "tests") print FILENAME ":" FNR ": \"" part[2] "\" without its room"
		else if (part[2] !~ "^(" may ")$") print FILENAME ":" FNR ": " room " may not include \"" part[2] "\""
	}' "${files[@]}" | complain 'Includes across the lines'

printf '%s\n' "${headers[@]}" | while read -r h; do
	printf '%s %s\n' "$h" "$h"
	sed -n "s,^[[:space:]]*#[[:space:]]*include[[:space:]]*\"\([^\"]*\)\".*,$h \1,p" "$h"
done | tsort 2>&1 >/dev/null | sed -n "s/^tsort: \([^-]\)/\1/p" | complain 'Headers that include each other in a circle'

# PEEL_ROOM_FILE_H, with or without the folders between.
for h in "${headers[@]}"; do
	read -r room file <<< "$(tr 'a-z/.-' 'A-Z ____' <<< "${h%%/*}/${h##*/}")"
	grep -qE "^#ifndef PEEL_${room}_([A-Z0-9_]+_)?$file$" "$h" || echo "$h: no #ifndef PEEL_${room}_$file"
done | complain 'Missing header guards'

for f in "${files[@]}"; do
	read -r first < "$f"
	[[ $first == '/*'* ]] || echo "$f"
done | complain 'Files that do not begin with a comment saying what they are'

# ---- dissecting is pure: no input or output, no memory of its own, no clock ----
if [ ${#protocols[@]} -gt 0 ]; then
	grep -nE '^[[:space:]]*#[[:space:]]*include[[:space:]]*<(stdio|time|unistd|fcntl|signal|sys/.*|netdb|pcap.*|pcap/.*|jansson)\.h>' \
		/dev/null "${protocols[@]}" | complain 'Protocol files that reach outside'
	calls 'printf|fprintf|snprintf|puts|malloc|calloc|realloc|free|strdup|time|clock_gettime|getenv' "${protocols[@]}" |
		complain 'Protocol files that do more than dissect'
	code "${protocols[@]}" | grep -E ':[[:space:]]+static [^(=;]*(\[[^]]*\])?[[:space:]]*(=|;)' | grep -vw const |
		complain 'Protocol files with a memory'
fi

# ---- functions that nobody calls ----
calls 'strcpy|strcat|stpcpy|sprintf|vsprintf|strtok|atoi|atol|atoll|atof|gets|alloca|scanf|sscanf|fscanf|tmpnam|mktemp' \
	"${product[@]}" | complain 'Banned functions'

[ $status -eq 0 ] && echo "${#files[@]} files keep the lines"
wc -l "${product[@]}" | awk -v max=$too_long '$2 != "total" && $1 > max { print "note: " $2 " has " $1 " lines" }'
exit $status
