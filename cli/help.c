/* help.c: --help and --version. */
#include <pcap/pcap.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>
#include <zlib.h>

#include "cli/face.h"
#include "cli/settings.h"

static const char help[] =
	"peel takes network packets apart, layer by layer.\n"
	"\n"
	"  peel -r FILE               a line a packet, from a pcap or pcapng file (\"-\": standard input; .gz too)\n"
	"  peel -i eth0               the same, live (needs root, or CAP_NET_RAW on the program)\n"
	"  peel -r FILE -V            every field, as a tree            -O tcp,ip   details of these layers only\n"
	"  peel -r FILE -T json       for programs: json jsonl jsonraw ek pdml psml fields\n"
	"  peel -r FILE -T fields -e ip.src -e tcp.dstport\n"
	"  peel -r FILE -T jsonl | jq 'select(.number < 10)'\n"
	"  peel flows -r FILE         a row a connection: state, times, bytes, windows, losses; -T text, jsonl or csv\n"
	"  peel flows --ladder N -r FILE   TCP stream N as a ladder diagram (udp,N: a UDP stream)\n"
	"  peel flows --window N | --sequence N   its sliding windows or sequence numbers over time, as a plot\n"
	"  peel follow tcp,ascii,N -r FILE   what both ends of stream N sent, in order; udp http; hex raw yaml utf-8 bytes\n"
	"  peel interfaces            what can be captured on, with addresses, MTU and state\n"
	"  peel fields WORD           fields whose name or label contains WORD\n"
	"\n"
	"Where packets come from\n"
	"  -r FILE        read a file                      -i NAME|N|-   capture on an interface (may be repeated)\n"
	"  -D             list interfaces                  -L            list an interface's link types\n"
	"  -f FILTER      capture filter (BPF), live and for files\n"
	"  -s N           keep N bytes of each packet      -p            not promiscuous     -I  monitor mode\n"
	"  -B N           kernel buffer, MiB               -y TYPE       link type\n"
	"  -Z USER        user to become once the devices are open (default: who called sudo, else \"nobody\")\n"
	"  --no-drop      stay root                        --time-stamp-type TYPE\n"
	"  -Y FILTER      only packets that match this display filter, printed and written (-w); also as last arguments\n"
	"  -R FILTER      likewise, but others are as if not there and not counted        peel --help filters: the language\n"
	"When to stop\n"
	"  -c N           after N packets\n"
	"  -a COND        duration:SECONDS  packets:N  filesize:KB  files:N\n"
	"Where packets go\n"
	"  -w FILE|-      write packets to a file          -F TYPE       pcapng (default), pcap, nsecpcap\n"
	"  -b COND        next file of a ring: duration: filesize: packets: interval: files: (how many to keep)\n"
	"  --capture-comment TEXT\n"
	"What is shown\n"
	"  -T FORMAT      text fields json jsonl jsonraw ek pdml psml tabs\n"
	"  -P             lines, also with -w, -V or -x    -V  the tree      -O NAMES  the tree, details of these\n"
	"  -x             bytes in hex and ASCII           -e FIELD          a field for -T fields, json, ek, jsonl\n"
	"  -E OPT=VALUE   header=y separator=, quote=d occurrence=f aggregator=/s bom=y, for -T fields\n"
	"  -j NAMES, -J NAMES   show only these subtrees in JSON and ek (-J: whole)\n"
	"  --no-duplicate-keys  arrays instead of repeated keys in -T json\n"
	"  -t FORMAT      time: r (since the first), a ad adoy u ud udoy (clock), d dd (delta), e (epoch)\n"
	"  -u s|hms       seconds as they are, or as h m s -S TEXT           a line between packets\n"
	"  -n             no names (the default)           -N LETTERS        names: m vendors, n hosts, t ports\n"
	"  -l             write out after each packet      -q, -Q            quiet, quieter\n"
	"  --color        colours, on a terminal; in psml as attributes\n"
	"  -o 'gui.column.format:\"No.\",\"%m\",\"Port\",\"%Cus:tcp.port\"'  columns of the line (peel -G column-formats)\n"
	"Connections\n"
	"  --flow         what the connection's state says of each packet, in the tree (fields flow.*)\n"
	"  --flow-timeout KIND:SECONDS   embryonic handshake established patient closed udp dns icmp time-wait\n"
	"  --zeek-bare    peel flows: a SYN/ACK alone does not tell the server by its port\n"
	"Pictures of a connection (peel flows)\n"
	"  --ladder [udp,]N  --all (nothing is folded)     --window N  --sequence N  --svg FILE  -T jsonl (points)\n"
	"What a stream carries (peel follow)\n"
	"  --from 0|1     what this node sent, alone       -T jsonl          with --frame\n"
	"  --frame fixed:SIZE | delim:'\\r\\n' | len:OFFSET,SIZE,big|little,ADJUST   messages; without a stream, of all\n"
	"  --export-objects http,DIR   the files that a capture carries: http tftp ftp-data imf (also without follow)\n"
	"Reports over the whole capture\n"
	"  -q -z REPORT   conv,tcp endpoints,ip io,phs expert follow,tcp,hex,N ...; -z help lists all; may be repeated;\n"
	"                 ,FILTER behind it counts only packets that pass\n"
	"  --stat-format json   an object a line          --no-progress     no line that says how far a file is read\n"
	"Other\n"
	"  -o NAME:VALUE  a preference, such as tcp.check_checksum:TRUE\n"
	"  -d tcp.port==8000-8010,http   who gets what a port or type carries (-d . lists tables)\n"
	"  --disable-protocol NAME,...   --only-protocols NAME,...   what is not taken apart; what alone is\n"
	"  -G REPORT      fields, values, protocols        --max-flows N     bound of the flow table (262144)\n"
	"  --max-reassembly N   MiB for what comes in several packets (32)\n"
	"  --threads N    threads that print a file (as many as there are cores); the output is the same\n"
	"  -v, --version  -h, --help\n"
	"\n"
	"Exit status: 0 well, 1 a wrong option, interface or capture filter, 2 a wrong display filter, or a file that cannot be\n"
	"read or written or is cut short, 3 out of memory. See peel(1).\n";

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

void help_print(const char *topic)
{
	if (face() == FACE_DUMPCAP) {
		dumpcap_help();
		return;
	}
	if (topic && !strcmp(topic, "filters")) {
		fputs(filters, stdout);
		return;
	}
	fputs(help, stdout);
}

/* Programs look for the name, and for the first and last number of three parts in the first line. */
void version_print(void)
{
	static const char *const titles[] = {
		[FACE_TSHARK] = "TShark", [FACE_DUMPCAP] = "Dumpcap", [FACE_CAPINFOS] = "Capinfos"
	};
	if (face() != FACE_PEEL)
		printf("%s (peel, compatible with Wireshark) " FACE_VERSION "\n\nThis is peel, called by another name. "
		       "Output, options and exit statuses are those of version " FACE_LIKE ".\n\n",
		       titles[face()]);
	printf("peel %s\n%s, jansson %s, zlib %s\n", PACKAGE_VERSION, pcap_lib_version(), JANSSON_VERSION,
	       zlibVersion());
}
