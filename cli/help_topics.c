/* help_topics.c: the pages of peel help. Each option that the parser knows is on one of them (tests/cli/documented.sh). */
#include "cli/help.h"

static const char capture[] =
	"Where packets come from\n"
	"  -r FILE        read a file                      -i NAME|N|-   capture on an interface (may be repeated)\n"
	"  -D             list interfaces                  -L            list an interface's link types\n"
	"  -f FILTER      capture filter (BPF), live and for files\n"
	"  -s N           keep N bytes of each packet      -p            not promiscuous     -I  monitor mode\n"
	"  -B N           kernel buffer, MiB               -y TYPE       link type\n"
	"  -Z USER        user to become once the devices are open (default: who called sudo, else \"nobody\")\n"
	"  --no-drop      stay root                        --time-stamp-type TYPE\n"
	"  -Y FILTER      only packets that match this display filter, printed and written (-w); also as last arguments\n"
	"  -R FILTER      likewise, but others are as if not there and not counted        peel help filter: the language\n"
	"When to stop\n"
	"  -c N           after N packets\n"
	"  -a COND        duration:SECONDS  packets:N  filesize:KB  files:N\n"
	"Where packets go\n"
	"  -w FILE|-      write packets to a file          -F TYPE       pcapng (default), pcap, nsecpcap\n"
	"  -b COND        next file of a ring: duration: filesize: packets: interval: files: (how many to keep)\n"
	"  --capture-comment TEXT\n"
	"Longer names\n"
	"  --read-file -r   --interface -i   --list-interfaces -D   --list-data-link-types -L   --snapshot-length -s\n"
	"  --no-promiscuous-mode -p   --monitor-mode -I   --buffer-size -B   --linktype -y   --autostop -a\n"
	"  --ring-buffer -b   --display-filter -Y   --read-filter -R   --print -P\n";

static const char output[] =
	"What is shown\n"
	"  -T FORMAT      text fields json jsonl jsonraw ek pdml psml tabs\n"
	"  -P             lines, also with -w, -V or -x    -V  the tree      -O NAMES  the tree, details of these\n"
	"  -x             bytes in hex and ASCII           -e FIELD          a field for -T fields, json, ek, jsonl\n"
	"  -E OPT=VALUE   header=y separator=, quote=d occurrence=f aggregator=/s bom=y, for -T fields\n"
	"  --hexdump all|ascii  as -x\n"
	"  -j NAMES, -J NAMES   show only these subtrees in JSON and ek (-J: whole)\n"
	"  --no-duplicate-keys  arrays instead of repeated keys in -T json\n"
	"  -t FORMAT      time: r (since the first), a ad adoy u ud udoy (clock), d dd (delta), e (epoch)\n"
	"  -u s|hms       seconds as they are, or as h m s -S TEXT           a line between packets\n"
	"  -n             no names (the default)           -N LETTERS        names: m vendors, n hosts, t ports\n"
	"  -l             write out after each packet      -q, -Q            quiet, quieter\n"
	"  --color        colours, on a terminal; in psml as attributes\n"
	"  -o 'gui.column.format:\"No.\",\"%m\",\"Port\",\"%Cus:tcp.port\"'  columns of the line (peel -G column-formats)\n";

static const char filters[] =
	"Display filters (-Y, -R, or what stands last on the command line)\n"
	"\n"
	"  tcp                        the packet has TCP             tcp.flags.syn       it has the field, whatever its value\n"
	"  tcp.port == 443            == != > < >= <=  or  eq ne gt lt ge le;  a field may have several values:\n"
	"                             == is true when one fits, != when all differ; any and all before a comparison say which\n"
	"  ip.addr == 10.0.0.0/8      eth.src == 00:21:6a:5b:7d:4a   ip.proto == TCP     frame.time > \"2026-01-31 12:00\"\n"
	"  tcp.port in {80, 443, 8000..8100}                         tcp.port not in {22}\n"
	"  http.host contains \"example\"                             http.host matches \"^www\\\\.\" (PCRE2, any case)\n"
	"  tcp.flags & 0x12 == 0x12   + - * / % with {} for grouping  tcp.srcport > tcp.dstport\n"
	"  eth.src[0:3] == 00:21:6a   [from:length] [from-to] [from:] [-1]; ip[8] == 40: bytes of a header, in hexadecimal\n"
	"  ip.addr#1 == 10.0.0.1      only in the first (second, ...) layer of that protocol; #[1-2], #[-1]\n"
	"  len(x) count(x) upper(x) lower(x) string(x) max(x, y) min(x, y) abs(x)\n"
	"  not before and before or; also ! && ||; ( )\n"
	"\n"
	"peel fields WORD finds names. Wrong filters end with status 2 and say where they are wrong. Examples:\n"
	"  peel -r FILE 'tcp.analysis.retransmission and ip.addr == 10.0.0.1'\n"
	"  peel -r FILE -Y 'dns.qry.type == AAAA' -w aaaa.pcapng\n"
	"  peel -i eth0 -Y 'tcp.flags.syn == 1 and tcp.flags.ack == 0'\n";

static const char flows[] =
	"Connections\n"
	"  --flow         what the connection's state says of each packet, in the tree (fields flow.*)\n"
	"  --flow-timeout KIND:SECONDS   embryonic handshake established patient closed udp dns icmp time-wait\n"
	"  --zeek-bare    peel flows: a SYN/ACK alone does not tell the server by its port\n"
	"Pictures of a connection (peel flows)\n"
	"  --ladder [udp,]N  --all (nothing is folded)     --window N  --sequence N  --svg FILE  -T jsonl (points)\n";

static const char streams[] =
	"What a stream carries (peel follow, -z follow)\n"
	"  peel follow tcp,ascii,N -r FILE   what both ends of stream N sent, in order; udp http tls; hex raw yaml utf-8 bytes\n"
	"  --from 0|1     what this node sent, alone       -T jsonl          with --frame\n"
	"  --frame fixed:SIZE | delim:'\\r\\n' | len:OFFSET,SIZE,big|little,ADJUST   messages; without a stream, of all\n"
	"  --export-objects http,DIR   the files that a capture carries: http tftp ftp-data imf (also without follow)\n";

static const char stats[] =
	"Reports over the whole capture\n"
	"  -q -z REPORT   conv,tcp endpoints,ip io,phs expert follow,tcp,hex,N ...; -z help lists all; may be repeated;\n"
	"                 ,FILTER behind it counts only packets that pass\n"
	"  --stat-format json   an object a line          --no-progress     no line that says how far a file is read\n";

static const char other[] =
	"Other\n"
	"  -o NAME:VALUE  a preference, such as tcp.check_checksum:TRUE\n"
	"  -G REPORT      fields, values, protocols        --max-flows N     bound of the flow table (262144)\n"
	"  --max-reassembly N   MiB for what comes in several packets (16)\n"
	"  --reassemble-out-of-order   PDUs also where segments were lost, late or swapped\n"
	"  --threads N    threads that print a file (0: one a core; else as pays); the output is the same\n"
	"  -d tcp.port==8000-8010,http   who gets what a port or type carries (-d . lists tables)\n"
	"  --disable-protocol NAME,...   --only-protocols NAME,...   what is not taken apart; what alone is\n"
	"  -v, --version  -h, --help\n"
	"Taken for tshark's sake, and without effect\n"
	"  -2 (one pass knows as much)      -g                -M N (memory is bounded anyway)\n"
	"  -C PROFILE    -H FILE    -K FILE    -U NAME    -W n    -X KEY:VALUE    --temp-dir DIR\n"
	"  --enable-protocol NAME   --enable-heuristic NAME   --disable-heuristic NAME\n"
	"  --log-level X   --log-fatal X   --log-domains X   --log-debug X   --log-noisy X   --log-file FILE\n";

static const char clients[] =
	"Programs that drive tshark\n"
	"\n"
	"  Called by the names tshark, dumpcap and capinfos, peel answers as these do: options, defaults, exit statuses, what\n"
	"  goes to standard error, and the version line. make install puts links of these names into libexec/peel:\n"
	"\n"
	"  PATH=/usr/local/libexec/peel:$PATH termshark -r FILE\n"
	"  termshark for good: in termshark.toml below [main], tshark = \"/usr/local/libexec/peel/tshark\"\n"
	"  pyshark.FileCapture(FILE, tshark_path=\"/usr/local/libexec/peel/tshark\")\n"
	"\n"
	"  As tshark, names of MAC addresses are resolved unless -n, -R needs -2, and -f is not for files.\n";

const struct help_topic help_topics[] = {
	{ "capture", "where packets come from, when to stop, where they go", capture },
	{ "output", "what is shown, and how", output },
	{ "filter", "display filters", filters },
	{ "flows", "connections, and pictures of them", flows },
	{ "streams", "what streams carry: bytes, messages, files", streams },
	{ "stats", "reports over the whole capture", stats },
	{ "other", "preferences, lists, limits", other },
	{ "clients", "in place of tshark, dumpcap and capinfos", clients },
	{ 0 },
};
