/* dumpcap.c: peel called as dumpcap: packets from devices, or from a stream, into files. Nothing is taken apart. */
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "cli/face.h"
#include "cli/settings.h"

enum { OPT_CLOCK = 256, OPT_COMMENT, OPT_TEMP, OPT_NO_EFFECT };

static const char letters[] = ":a:b:B:c:C:dDf:ghi:Ik:LMnN:pPqs:Stvw:y:Z:";

static const struct option long_options[] = {
	{ "autostop", 1, NULL, 'a' },
	{ "ring-buffer", 1, NULL, 'b' },
	{ "buffer-size", 1, NULL, 'B' },
	{ "capture-comment", 1, NULL, OPT_COMMENT },
	{ "help", 0, NULL, 'h' },
	{ "interface", 1, NULL, 'i' },
	{ "ifdescr", 1, NULL, OPT_NO_EFFECT },
	{ "ifname", 1, NULL, OPT_NO_EFFECT },
	{ "linktype", 1, NULL, 'y' },
	{ "list-data-link-types", 0, NULL, 'L' },
	{ "list-interfaces", 0, NULL, 'D' },
	{ "log-debug", 1, NULL, OPT_NO_EFFECT },
	{ "log-domains", 1, NULL, OPT_NO_EFFECT },
	{ "log-fatal", 1, NULL, OPT_NO_EFFECT },
	{ "log-file", 1, NULL, OPT_NO_EFFECT },
	{ "log-level", 1, NULL, OPT_NO_EFFECT },
	{ "log-noisy", 1, NULL, OPT_NO_EFFECT },
	{ "monitor-mode", 0, NULL, 'I' },
	{ "no-promiscuous-mode", 0, NULL, 'p' },
	{ "snapshot-length", 1, NULL, 's' },
	{ "temp-dir", 1, NULL, OPT_TEMP },
	{ "time-stamp-type", 1, NULL, OPT_CLOCK },
	{ "version", 0, NULL, 'v' },
	{ NULL, 0, NULL, 0 },
};

static const char help[] =
	"peel, called as dumpcap: writes packets to files and takes nothing apart.\n"
	"\n"
	"  dumpcap -i eth0 -f 'tcp port 443' -w FILE      \"-\" is standard output; without -w a file in $TMPDIR\n"
	"\n"
	"  -i NAME|N|-    a device (may be repeated), or a stream of packets from standard input\n"
	"  -f FILTER  -s BYTES  -p  -I  -B MiB  -y TYPE   of the -i before it, or of all\n"
	"  -w FILE|-      where to   -n pcapng (default)  -P pcap      --capture-comment TEXT\n"
	"  -c N           stop after N packets            -a COND      duration: filesize: packets: files:\n"
	"  -b COND        next file: duration: filesize: packets: interval: files: printname:\n"
	"  -D             list devices                    -L           list link types      -M  for programs\n"
	"  -q             no running count                -v, -h\n"
	"\n"
	"-C, -N, -t, -g, -k, --ifname, --ifdescr and --log-... are taken and change nothing. See peel(1).\n";

/* What peel calls the same; with an argument where the letter has one. NULL: it has no use for it. */
static const char *option_of_peel(int c)
{
	static const char same[] = "aBbcDfhiILpqsvwy";
	static const char *const names[] = { "-a", "-B", "-b", "-c", "-D", "-f", "-h", "-i",
					     "-I", "-L", "-p", "-q", "-s", "-v", "-w", "-y" };
	const char *at = c < 256 ? strchr(same, c) : NULL;
	switch (c) {
	case OPT_CLOCK: return "--time-stamp-type";
	case OPT_COMMENT: return "--capture-comment";
	case 'P': return "-Fpcap";
	case 'n': return "-Fpcapng";
	default: return at ? names[at - same] : NULL;
	}
}

static int refuse(int c, char **argv)
{
	if (c == ':')
		complain("option requires an argument: %s", argv[optind - 1]);
	else if (c == '?' && optopt)
		complain("invalid option: -%c", optopt);
	else if (c == '?')
		complain("unrecognized option: %s", argv[optind - 1]);
	else
		complain("-%c is not offered", c);
	return EXIT_USAGE;
}

int dumpcap_translate(struct dumpcap *d, int argc, char **argv)
{
	int c;
	char **to = calloc(2u * (unsigned)argc + 2, sizeof *to); /* as long as the program */
	if (!to) {
		complain("out of memory");
		return EXIT_MEMORY;
	}
	d->argv = to;
	*to++ = argv[0];
	opterr = 0;
	while ((c = getopt_long(argc, argv, letters, long_options, NULL)) != -1) {
		const char *option = option_of_peel(c);
		if (c < 256 && strchr(":?dS", c))
			return refuse(c, argv);
		d->machine |= c == 'M' || c == 'Z'; /* -Z: a parent that reads */
		d->temp_dir = c == OPT_TEMP ? optarg : d->temp_dir;
		if (!option)
			continue;
		*to++ = (char *)option;
		if (optarg)
			*to++ = optarg;
	}
	while (optind < argc)
		*to++ = argv[optind++];
	d->argc = (int)(to - d->argv);
	optind = 0; /* getopt begins anew */
	return EXIT_OK;
}

/* Without -w the packets go to a file whose name is told. */
static int choose_file(struct dumpcap *d, struct settings *s)
{
	const char *dir = d->temp_dir ? d->temp_dir : getenv("TMPDIR");
	const char *device = s->n_devices ? s->device[0].name : "capture";
	char clean[64];
	size_t n = 0;
	for (; n < sizeof clean - 1 && device[n]; n++)
		clean[n] = device[n] == '/' ? '_' : device[n];
	clean[n] = 0;
	if (snprintf(d->name, sizeof d->name, "%s/peel_%sXXXXXX.%s", dir && *dir ? dir : "/tmp", clean,
		     s->write_format == WRITER_PCAPNG ? "pcapng" : "pcap") >= (int)sizeof d->name) {
		complain("the name of the folder for temporary files is too long");
		return EXIT_USAGE;
	}
	int fd = mkstemps(d->name, s->write_format == WRITER_PCAPNG ? 7 : 5);
	if (fd < 0) {
		complain("The file to which the capture would be saved (\"%s\") could not be opened: %s.", d->name,
			 strerror(errno));
		return EXIT_USAGE;
	}
	close(fd);
	s->write_file = d->name;
	return EXIT_OK;
}

int dumpcap_settle(struct dumpcap *d, struct settings *s)
{
	s->sink = NULL;
	s->line_buffered = true; /* whoever started us reads the file meanwhile */
	s->keep_root = true;     /* nothing is taken apart; files of a ring are begun later */
	if (s->task == TASK_PACKETS && !s->write_file)
		return choose_file(d, s);
	return EXIT_OK;
}

void dumpcap_give_up(const struct dumpcap *d)
{
	struct stat st;
	if (d->name[0] && !stat(d->name, &st) && !st.st_size)
		unlink(d->name);
}

void dumpcap_help(void)
{
	fputs(help, stdout);
}
