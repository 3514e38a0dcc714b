/* help.c: --help and --version. */
#include <pcap/pcap.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>
#include <zlib.h>

#include "cli/face.h"
#include "cli/help.h"
#include "cli/settings.h"

static const char intro[] =
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
	"  peel fields WORD           fields whose name or label contains WORD\n";

static const char ending[] =
	"Exit status: 0 well, 1 a wrong option, interface or capture filter, 2 a wrong display filter, or a file that cannot be\n"
	"read or written or is cut short, 3 out of memory. See peel(1).\n";

static void print_topics(void)
{
	fputs("\nMore\n", stdout);
	for (const struct help_topic *t = help_topics; t->name; t++)
		printf("  peel help %-8s %s\n", t->name, t->says);
	puts("  peel help all      all of these pages            peel help options   the names of all options, for programs\n");
	fputs(ending, stdout);
}

/* "filters" and "filt" are "filter". */
static bool names_topic(const char *name, const char *topic)
{
	size_t n = strlen(topic), m = strlen(name);
	return m > 1 &&
	       (m < n ? !strncmp(name, topic, m) : !strncmp(name, topic, n) && (m == n || !strcmp(name + n, "s")));
}

static int print_topic(const char *name)
{
	bool all = !strcmp(name, "all"), any = false;
	if (!strcmp(name, "options")) {
		settings_list_options(stdout);
		return EXIT_OK;
	}
	for (const struct help_topic *t = help_topics; t->name; t++) {
		if (!all && !names_topic(name, t->name))
			continue;
		fputs(any ? "\n" : "", stdout);
		fputs(t->text, stdout);
		any = true;
	}
	if (any)
		return EXIT_OK;
	complain("there is no help on \"%s\"; peel help lists the topics", name);
	return EXIT_USAGE;
}

int help_print(const char *topic)
{
	if (face() == FACE_DUMPCAP) {
		dumpcap_help();
		return EXIT_OK;
	}
	if (topic && *topic)
		return print_topic(topic);
	fputs(intro, stdout);
	print_topics();
	return EXIT_OK;
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
