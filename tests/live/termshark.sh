#!/bin/bash
# termshark, driven by keys in a terminal of tmux, with peel in tshark's, dumpcap's and capinfos' place: it opens a capture,
# shows tree and bytes of a packet, filters, lists conversations, follows a stream (where peel can), tells about the file,
# and captures live (as root). No real tshark is within its reach. Without tmux or termshark the test counts as skipped (77).
# PEEL: the program (default ./peel).
# shellcheck disable=SC2317 # functions that are called by name
set -u

peel=$(realpath "${PEEL:-./peel}")
samples=$(cd "$(dirname "$0")/../../samples" && pwd)
dir=''
failures=0
checks=0

cleanup() {
	[ -n "$dir" ] || return
	screen kill-server 2> /dev/null
	pkill -f "$dir/" 2> /dev/null # what captures goes on without the terminal
	rm -rf "$dir"
}

for tool in tmux termshark; do
	command -v $tool > /dev/null || { echo "SKIP: termshark: no $tool here"; exit 77; }
done
trap cleanup EXIT
trap 'exit 1' INT TERM
dir=$(mktemp -d) || exit 1
export TMUX_TMPDIR=$dir

# ---- peel under other names, and a note of every call ----

mkdir -p "$dir/bin" "$dir/faces" "$dir/tools" "$dir/home/.config/termshark"
for name in tshark dumpcap capinfos; do
	ln -s "$peel" "$dir/faces/$name"
	cat > "$dir/bin/$name" << END
#!/bin/sh
echo "$name \$*" >> "$dir/calls"
echo "$name \$*" >> "$dir/ever"
case "\$*" in *follow,*) sleep 0.5 ;; esac # it waits for ever for a stream that is there before its dialog is
exec "$dir/faces/$name" "\$@"
END
	chmod +x "$dir/bin/$name"
done
for tool in sh tail cat env sleep termshark; do
	ln -s "$(type -P $tool)" "$dir/tools/$tool"
done
cat > "$dir/home/.config/termshark/termshark.toml" << END
[main]
  tshark = "$dir/bin/tshark"
  dumpcap = "$dir/bin/dumpcap"
  capinfos = "$dir/bin/capinfos"
END

# ---- the terminal ----

screen() { tmux -L peel -f /dev/null "$@"; }
keys() { screen send-keys "$@"; }
typed() { screen send-keys -l "$1"; }
shown() { screen capture-pane -p 2> /dev/null; }
called() { grep -qE -- "$1" "$dir/calls"; }
# In any start so far: what termshark asks once it remembers.
ever_called() { grep -qE -- "$1" "$dir/ever"; }

# start ARGUMENT...: termshark in a fresh terminal.
start() {
	: > "$dir/calls"
	screen kill-server 2> /dev/null
	while screen has-session 2> /dev/null; do sleep 0.1; done
	sleep 0.3 # the server says that it is gone before it is
	screen new-session -d -x 160 -y 60 "exec env -i HOME=$dir/home TERM=screen-256color LC_ALL=C.UTF-8 TZ=UTC \
		PATH=$dir/bin:$dir/tools PEEL_MANUF=/dev/null termshark $(printf '%q ' "$@")2> $dir/err"
}

# check WHAT COMMAND...: the command becomes true within ten seconds. Nothing more is looked at in an attempt that failed.
check() {
	local what=$1 i

	shift
	[ "$failures" -eq 0 ] || return
	checks=$((checks + 1))
	for ((i = 0; i < 50; i++)); do
		if "$@"; then
			echo "ok   $what"
			return
		fi
		sleep 0.2
	done
	failures=$((failures + 1))
	echo "FAIL $what   [$*]"
	shown | sed 's/^/     | /; /^     | $/d'
	tail -n 5 "$dir/calls" | cut -c 1-200 | sed 's/^/     called: /'
	return 1
}
# attempt FUNCTION: termshark loses keys that come while it draws, and waits for ever now and then for an answer that came sooner
# than it had drawn its dialog: what does not go well is tried again, in a fresh one. All of it has to go well at once.
attempt() {
	local before=$checks i

	[ "$failed" -eq 0 ] || return
	for i in {1..15}; do
		failures=0 checks=$before
		"$1" > "$dir/said"
		[ "$failures" -eq 0 ] && break
		echo "# attempt $i: $(grep -am 1 '^FAIL' "$dir/said")"
	done
	cat "$dir/said"
	failed=$failures
}
shows() { shown | grep -qE -- "$1"; }
# A list that is complete before termshark has drawn itself leaves the other panes empty until the cursor moves.
moved_shows() {
	shows "$1" && return
	keys Down
	sleep 0.5
	shows "$1" && return
	keys Up
	sleep 0.5
	shows "$1"
}
shows_not() { ! shows "$1"; }

# command WORD: in the line that ':' opens.
command_line() {
	typed :
	sleep 1.5
	typed "$1"
	sleep 1
	keys Enter
}

# ---- the tests ----

test_file() {
	echo '# a file'
	start -r "$samples/http.pcap"
	check 'the packets are listed' shows '6 +0\.000170 +10\.9\.0\.1 +10\.9\.0\.2 +HTTP +138 +GET / HTTP/1\.1' || return
	check 'the tree of the first ones' moved_shows 'Address Resolution Protocol \(re(quest|ply)\)'
	check 'bytes' shows '0020 +0[02] 00 00 00 (00 00|09 01) 0a 09'
	check 'peel told its version' ever_called '^tshark --version'
	check 'peel made the list' called '^tshark -T psml'
	check 'peel made the tree' called '^tshark -T pdml'

}

test_filter() {
	echo '# a display filter'
	start -r "$samples/http.pcap"
	check 'the packets are listed' shows '6 +0\.000170 +10\.9\.0\.1 +10\.9\.0\.2 +HTTP +138 +GET / HTTP/1\.1' || return
	typed /
	sleep 0.5
	typed 'http.request'
	check 'the filter is tried as it is typed' called '^tshark -Y http\.request -r'
	sleep 0.5
	keys Enter
	check 'others are gone' shows_not 'ARP +42'
	check 'what passes is there' shows '10 +0\.000467 .*GET /absent HTTP/1\.1'
	check 'the tree of the first that passes' shows 'Hypertext Transfer Protocol'
	check 'its bytes' shows '0040 .*47 45 54 20 2f 20 +48 54 54 50'

	echo '# the tree opens'
	keys Tab # the list
	sleep 0.5
	keys Tab # the tree
	sleep 0.5
	keys Enter
	check 'fields of the layer' shows 'Protocols in frame: eth:ethertype:ip:tcp:http'

}

test_conversations() {
	echo '# conversations'
	start -r "$samples/http.pcap"
	check 'the packets are listed' shows 'GET / HTTP/1\.1' || return
	sleep 1
	command_line convs
	check 'kinds and numbers' shows 'Ethernet \(2\).*IPv4 \(1\).*TCP \(4\)'
	check 'a row' shows '02:00:00:00:09:02 +02:00:00:00:09:01 +26 +2408 +19 +3068'
}

test_capinfo() {
	echo '# what is known of the file'
	start -r "$samples/http.pcap"
	check 'the packets are listed' shows 'GET / HTTP/1\.1' || return
	sleep 1
	command_line capinfo
	check 'the report' shows 'Number of packets: +46'
	check 'capinfos was called' called '^capinfos /'
}

test_follow() {
	"$peel" -z help 2>&1 | grep -q 'follow,tcp' || { echo 'SKIP: peel does not follow streams yet'; return; }
	echo '# a stream is followed'
	start -r "$samples/http.pcap" -Y tcp.stream==0
	check 'its packets are listed' shows 'GET / HTTP/1\.1' || return
	sleep 1
	command_line streams
	check 'what was said' shows 'User-Agent: curl'
	check 'peel followed' called 'follow,tcp,raw,0'
}

test_live() {
	[ "$(id -u)" -eq 0 ] || { echo 'SKIP: capturing needs root'; return; }
	"$peel" -D 2> /dev/null | grep -qw lo || { echo 'SKIP: no loopback device'; return; }
	echo '# live'
	start -i lo 'udp port 7979'
	(
		for _ in {1..200}; do
			echo peel > /dev/udp/127.0.0.1/7979
			sleep 0.2
		done
	) 2> /dev/null &
	local sender=$!
	check 'dumpcap writes' called '^dumpcap .*-i lo.* -w '
	check 'packets show while they come' shows '127\.0\.0\.1 +127\.0\.0\.1 +UDP'
	check 'and more of them' shows '5 +[0-9.]+ +127\.0\.0\.1 +127\.0\.0\.1 +UDP'
	kill "$sender" 2> /dev/null
	wait "$sender" 2> /dev/null
}

[ -x "$peel" ] || { echo "SKIP: there is no program $peel"; exit 77; }
failed=0
for part in file filter conversations capinfo follow live; do
	attempt test_$part
done
echo "$checks checks, $failed failed"
[ "$failed" -eq 0 ]
