#!/bin/bash
# The examples of docs/EXAMPLES.md: commands behind "$ " print what stands below them; the Python is run where pandas is.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

top=$(cd "$(dirname "$0")/../.." && pwd)
command -v jq > /dev/null || { echo 'SKIP: no jq'; exit 77; }
mkdir "$work/bin"
ln -s "$(realpath "$peel")" "$work/bin/peel"
PATH=$work/bin:$PATH
cd "$top" || exit 1

# try COMMAND EXPECTED-FILE
try() {
	command_line=${1//$'\n'/ }
	bash -o pipefail -c "$1" > "$work/out" 2> "$work/err" < /dev/null
	status=$?
	# 141: somebody behind peel has read enough
	[ $status -eq 0 ] || [ $status -eq 141 ] || fail "exit status $status"
	[ -s "$work/out" ] || fail 'nothing printed'
	expect_same "$2" "$work/out" 'not what the page says'
}

command='' block=no
: > "$work/expected"
tried() {
	[ -z "$command" ] || try "$command" "$work/expected"
	command=''
	: > "$work/expected"
}
while IFS= read -r line; do
	case $line in
	'```')
		if [ $block = yes ]; then
			tried
		fi
		[ $block = no ] && block=yes || block=no ;;
	'```'*) block=other ;;
	'$ '*) [ $block = yes ] && { tried; command=${line#??}; } ;;
	'> '*) [ $block = yes ] && command+=$'\n'${line#??} ;;
	*) [ $block = yes ] && printf '%s\n' "$line" >> "$work/expected" ;;
	esac
done < docs/EXAMPLES.md
[ "$checks" -ge 8 ] || fail "only $checks examples found"

# The bulk loader takes pairs of lines, the first of which names an index and nothing else.
checks=$((checks + 1))
command_line='peel -T ek for the bulk loader'
peel -r samples/http.pcap -T ek | sed 's/,"_type":"doc"}}$/}}/' > "$work/bulk"
jq -es 'length == 92 and (to_entries | all(if .key % 2 == 0 then .value | keys == ["index"] and (.index | keys == ["_index"])
	else .value | has("layers") end))' "$work/bulk" > "$work/out" 2> "$work/err" ||
	fail 'not pairs of an action and a packet'
checks=$((checks + 1))
command_line='peel -G elastic-mapping as a template'
peel -G elastic-mapping | jq -e '{ index_patterns: ["packets-*"], template: . } | .template.mappings.properties.layers' \
	> "$work/out" 2> "$work/err" || fail 'no mapping'

python=''
for one in python3 /usr/bin/python3; do
	[ -z "$python" ] && $one -c 'import pandas' 2> /dev/null && python=$one
done
if [ -n "$python" ]; then
	checks=$((checks + 1))
	command_line='the Python of docs/EXAMPLES.md'
	awk '/^```python/ { on = 1; next } /^```/ { on = 0 } on' docs/EXAMPLES.md > "$work/page.py"
	$python "$work/page.py" > "$work/out" 2> "$work/err" || fail 'does not run'
	grep -q '10\.9\.0\.1' "$work/out" || fail 'prints no table'
else
	skip 'no pandas here'
fi
finish
