/* help.c: --help and --version. */
#include <pcap/pcap.h>
#include <stdio.h>

#include <jansson.h>
#include <zlib.h>

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
	"  --color        colours, on a terminal\n"
	"Connections\n"
	"  --flow         what the connection's state says of each packet, in the tree (fields flow.*)\n"
	"  --flow-timeout KIND:SECONDS   embryonic handshake established patient closed udp dns icmp time-wait\n"
	"  --zeek-bare    peel flows: a SYN/ACK alone does not tell the server by its port\n"
	"Pictures of a connection (peel flows)\n"
	"  --ladder [udp,]N  --all (nothing is folded)     --window N  --sequence N  --svg FILE  -T jsonl (points)\n"
	"Other\n"
	"  -o NAME:VALUE  a preference, such as tcp.check_checksum:TRUE\n"
	"  -G REPORT      fields, values, protocols        --max-flows N     bound of the flow table (262144)\n"
	"  -v, --version  -h, --help\n"
	"\n"
	"Exit status: 0 well, 1 a wrong option, interface or capture filter, 2 a file that cannot be read or written or is\n"
	"cut short, 3 out of memory. See peel(1).\n";

void help_print(void)
{
	fputs(help, stdout);
}

void version_print(void)
{
	printf("peel %s\n%s, jansson %s, zlib %s\n", PACKAGE_VERSION, pcap_lib_version(), JANSSON_VERSION,
	       zlibVersion());
}
