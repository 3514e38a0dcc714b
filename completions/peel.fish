# fish completion of peel: options, fields, interfaces, reports; all of them are asked of the program itself.

function __peel_fields
    set -l word (string replace -r '.*[ (!&|=<>,{\'"]' '' -- (commandline -ct))
    set -l head (string sub -l (math (string length -- (commandline -ct)) - (string length -- $word)) -- (commandline -ct))
    test -n "$word"; and peel fields $word 2>/dev/null | string replace -r '^(\S+)\s+(.*)$' "$head\$1\t\$2"
end

function __peel_options
    peel help options 2>/dev/null | string replace -r '\t.*' ''
end

function __peel_after
    contains -- (commandline -cpo)[-1] $argv
end

complete -c peel -f
complete -c peel -n 'string match -q -- "-*" (commandline -ct)' -a '(__peel_options)'
complete -c peel -n __fish_use_subcommand -a 'flows follow interfaces fields help'
complete -c peel -n '__fish_seen_subcommand_from help' -a 'capture output filter flows streams stats other clients all options'
complete -c peel -n '__fish_seen_subcommand_from fields' -a '(__peel_fields)'
complete -c peel -n '__peel_after -r --read-file -w --svg -H -K --log-file --temp-dir' -F
complete -c peel -n '__peel_after -i --interface' -a '(peel -D 2>/dev/null | string replace -r "^\d+\. (\S+).*" "\$1")'
complete -c peel -n '__peel_after -e -Y --display-filter -R --read-filter' -a '(__peel_fields)'
complete -c peel -n '__peel_after -O -j -J --disable-protocol' -a '(peel -G protocols 2>/dev/null | string split -f 3 \t)'
complete -c peel -n '__peel_after -T' -a 'text tabs fields json jsonraw jsonl ek pdml psml csv'
complete -c peel -n '__peel_after -t' -a 'a ad adoy d dd e r u ud udoy'
complete -c peel -n '__peel_after -u' -a 's hms'
complete -c peel -n '__peel_after -F' -a 'pcapng pcap nsecpcap'
complete -c peel -n '__peel_after -G' -a '(peel -G help 2>/dev/null | string replace -rf "^ *-G (\S+).*" "\$1") help'
complete -c peel -n '__peel_after -z' -a '(peel -z help 2>&1 | string replace -rf "^ +(\S+).*" "\$1") help'
complete -c peel -n '__peel_after -E' -a 'header= separator= occurrence= aggregator= quote= bom='
complete -c peel -n '__peel_after -a --autostop' -a 'duration: filesize: files: packets:'
complete -c peel -n '__peel_after -b --ring-buffer' -a 'duration: filesize: files: packets: interval:'
complete -c peel -n '__peel_after --hexdump' -a 'all ascii'
complete -c peel -n '__peel_after --stat-format' -a 'text json'
complete -c peel -n '__peel_after --flow-timeout' -a 'embryonic: handshake: established: patient: closed: udp: dns: icmp: time-wait:'
