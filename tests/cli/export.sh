#!/bin/bash
# --export-objects: what is written of the samples, and where; names that want out of the folder; files that are there.
# shellcheck source=tests/cli/lib.sh
. "$(dirname "$0")/lib.sh"

# files FOLDER: names and sizes.
files() {
	find "$1" -mindepth 1 -maxdepth 1 -printf '%f %s\n' | LC_ALL=C sort
}

# holds FOLDER < LIST
holds() {
	cat > "$work/want"
	files "$1" > "$work/have"
	expect_same "$work/want" "$work/have" "other files in $1"
}

run -q -r "$samples/http.pcap" --export-objects "http,$work/web/deep"
expect 0
expect_lines 0
holds "$work/web/deep" << 'END'
%2f 71
%2f(1) 71
%2f(2) 20
%2f(3) 150
absent 146
moved 162
END
checks=$((checks + 1))
grep -q '^<p>One packet after the other.</p>$' "$work/web/deep/%2f" || fail 'not the page'

# Twice: nothing is written over. Packets are printed beside it.
run -q -r "$samples/http6.pcap" --export-objects "http,$work/web6" --export-objects "tftp,$work/none"
expect 0
before=$(cat "$work"/web6/* | cksum)
run -r "$samples/http6.pcap" --export-objects "http,$work/web6"
expect 0
expect_lines "$("$peel" -r "$samples/http6.pcap" | wc -l)"
holds "$work/web6" << 'END'
%2f 71
%2f(1) 71
%2f(2) 71
%2f(3) 71
END
checks=$((checks + 1))
[ "$(cat "$work/web6/%2f" "$work/web6/%2f(1)" | cksum)" = "$before" ] || fail 'a file was changed'

run -q -r "$samples/tftp.pcap" --export-objects "tftp,$work/tftp"
holds "$work/tftp" << 'END'
numbers 1092
numbers(1) 1092
upload 1092
END
expect_same "$work/tftp/numbers" "$work/tftp/upload" 'what was read is what was written'

run -q -r "$samples/ftp.pcap" --export-objects "ftp-data,$work/ftp"
expect 0
run -q -r "$samples/ftp-active.pcap" --export-objects "ftp-data,$work/ftp"
expect 0
holds "$work/ftp" << 'END'
copy.txt 28
readme.txt 28
END
expect_same "$work/ftp/copy.txt" "$work/ftp/readme.txt" 'what was read is what was written'

# ---- names and mails of a made capture ----

if command -v python3 > "$work/null"; then
	make() { python3 "$(dirname "$0")/streams.py" "$work/made.pcap" "$1"; }
	# exchange PATH BODY: a request and its response
	at=0 back=0
	exchange() {
		local request="GET $1 HTTP/1.1\r\nHost: x\r\n\r\n" response="HTTP/1.1 200 OK\r\nContent-Length: ${#2}\r\n\r\n$2" n
		echo "c $at $back $request"
		n=$(printf '%b' "$request" | wc -c)
		at=$((at + n))
		echo "s $back $at $response"
		n=$(printf '%b' "$response" | wc -c)
		back=$((back + n))
	}
	{
		exchange /../../../etc/passwd one
		exchange /a/.. two2
		exchange '/..' three
		exchange /x%2f..%2fy four
		exchange '/tail\x1b[31m' fiver
		exchange /new.html a
		exchange /new.html bb
		exchange //abs/ ccc
	} | make 80
	run -q -r "$work/made.pcap" --export-objects "http,$work/in/names"
	expect 0
	holds "$work/in/names" << 'END'
%2e%2e 4
%2e%2e(1) 5
abs 3
new(1).html 2
new.html 1
passwd 3
tail%1b[31m 5
x%2f..%2fy 4
END
	checks=$((checks + 1))
	[ "$(ls -A "$work/in")" = names ] || fail 'something outside the folder'

	make 25 << 'END'
s 0 0 220 here\r\n
c 0 10 HELO me\r\n
s 10 9 250 hello\r\n
c 9 21 DATA\r\n
s 21 15 354 go on\r\n
c 15 32 From: me\r\nSubject: a/b: two\r\n\r\nText\r\n..dot\r\n
c 59 32 end\r\n.\r\nQUIT\r\n
END
	run -q -r "$work/made.pcap" --export-objects "imf,$work/mail"
	expect 0
	printf 'From: me\r\nSubject: a/b: two\r\n\r\nText\r\n.dot\r\nend\r\n' > "$work/mail.want"
	expect_same "$work/mail.want" "$work/mail/a%2fb%3a two.eml" 'not the mail'

	# A gap is a gap when the receiver says so, whatever the sender acknowledges; what comes again begins no second file.
	ftp() {
		printf '%s\n' 's 0 0 227 Entering Passive Mode (10,0,0,2,78,32)\r\n'
		printf '%s\n' 'c 0 43 RETR part\r\n'
		echo 'p 20000'
		cat
	}
	ftp << 'END' | make 21
s 0 0 one
c 0 3 x
s 6 500 three
s 11 9000 
s 3 500 two
s 14 500 END
c 1 17 
END
	run -q -r "$work/made.pcap" --export-objects "ftp-data,$work/parts"
	expect 0 '1 objects are not whole: bytes are missing'
	printf 'onetwothree\0\0\0END' > "$work/part.want"
	expect_same "$work/part.want" "$work/parts/part" 'not the file'
	holds "$work/parts" << 'END'
part 17
END

	# More at once than there is room for: the one that had to go is told, and does not begin again.
	# many SEGMENTS: 129 connections, announced and begun, and these segments.
	many() {
		python3 -c 'import sys
back = at = 0
for i in range(129):
    reply = "227 Entering Passive Mode (10,0,0,2,78,%d)\\r\\n" % (32 + i)
    print("s", back, at, reply)
    back += len(reply) - 2
    print("c", at, back, "RETR f\\r\\n")
    at += 8
for i in range(129): print("p", 20000 + i, "\n" + sys.argv[1])
print("p 20000\ns 3 0 two\np 20128\ns 3 0 two")' "$1" | make 21
	}
	many 's 0 0 one'
	run -q -r "$work/made.pcap" --export-objects "ftp-data,$work/many"
	expect 0 '1 objects have no end in the capture'
	checks=$((checks + 1))
	[ "$(files "$work/many" | awk '{ n[$2]++ } END { print n[3], n[6] }')" = '128 1' ] || fail 'other files'
	many $'S 1 0 ne\ns 0 0 o' # what has ended makes room, and nothing is said
	run -q -r "$work/made.pcap" --export-objects "ftp-data,$work/ended"
	expect 0
	checks=$((checks + 1))
	[ "$(files "$work/ended" | grep -c ' 3$')" = 129 ] || fail 'other files'

	bdat() {
		printf '%s\n' 's 0 0 220 here\r\n'
		printf '%s\n' 'c 0 10 EHLO me\r\nBDAT 28\r\n'
		cat
	}
	bdat << 'END' | make 25
s 10 18 250 go on\r\n
c 18 19 From: me\r\nSubject: one\r\n\r\n..
c 46 19 BDAT 3 LAST\r\nab
c 61 19 cBDAT 14\r\nSubject: two\r\nBDAT 0 LAST\r\nQUIT\r\n
END
	run -q -r "$work/made.pcap" --export-objects "imf,$work/chunks"
	expect 0
	holds "$work/chunks" << 'END'
one.eml 31
two.eml 14
END
	# a mail's parts are its own
	bdat << 'END' | make 25
s 10 18 250 go on\r\n
c 18 19 From: me\r\nSubject: one\r\n\r\n..
c 46 19 BDAT 0 LAST\r\nDATA\r\n
c 65 19 Text\r\n.\r\n
END
	run -r "$work/made.pcap" -T fields -e smtp.data.fragment.count -Y smtp.data.fragment.count
	expect 0
	checks=$((checks + 1))
	[ "$(cat "$work/out")" = 1 ] || fail 'parts of another mail'
	bdat << 'END' | make 25
s 10 18 250 go on\r\n
c 18 19 From: me\r\nSubject: one\r\n\r\n..
c 46 19 BDAT 9 LAST\r\n
c 59 19 ab
c 63 19 efghi
END
	run -q -r "$work/made.pcap" --export-objects "imf,$work/chunks"
	expect 0 '1 objects are not whole: bytes are missing'
else
	skip 'no python3: no made capture'
fi

# ---- what is wrong ----

for bad in http "http," "smb,$work/x" ",$work/x"; do
	run -q -r "$samples/http.pcap" --export-objects "$bad"
	expect 1 'PROTOCOL,FOLDER'
done
echo > "$work/plain"
run -q -r "$samples/http.pcap" --export-objects "http,$work/plain"
expect 2 'Failed to create export objects output directory'
mkdir "$work/closed"
chmod 555 "$work/closed"
command_line='peel --export-objects http,closed (mode 555)'
cp "$samples/http.pcap" "$work/http.pcap" # the checkout may be closed to others
chmod 644 "$work/http.pcap"
without_root "$peel" -q -r "$work/http.pcap" --export-objects "http,$work/closed" > "$work/out" 2> "$work/err"
status=$?
case $status in
125 | 126 | 127) skip "a folder that cannot be written to: no way to run $peel without root here" ;;
*)
	expect 2 '6 objects could not be written: Permission denied'
	holds "$work/closed" < /dev/null
	;;
esac
chmod 755 "$work/closed"

finish
