/* options.c: the command line, in tshark's letters. */
#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/face.h"
#include "cli/option_values.h"
#include "cli/settings.h"
#include "cli/terminal.h"
#include "output/follow/request.h"
#include "output/layout.h"

enum {
	OPT_COLOR = 256, OPT_NO_DUPLICATES, OPT_NO_DROP, OPT_MAX_FLOWS, OPT_MAX_REASSEMBLY, OPT_IN_ORDER, OPT_THREADS, OPT_CLOCK, OPT_COMMENT, OPT_HEXDUMP,
	OPT_FLOW, OPT_FLOW_TIMEOUT,
	OPT_STAT_FORMAT, OPT_NO_PROGRESS, OPT_NO_EFFECT, OPT_DISABLE, OPT_EXPORT, OPT_ONLY_PROTOCOLS,
	OPT_ZEEK_BARE, OPT_LADDER, OPT_WINDOW, OPT_SEQUENCE, OPT_ALL, OPT_SVG, /* peel flows' own */
	OPT_FRAME, OPT_FROM,                                             /* peel follow's own */
};

static const char letters[] = ":a:b:B:c:C:d:De:E:f:F:gG:hH:i:Ij:J:K:lLM:nN:o:O:pPqQr:R:s:S:t:T:u:U:vVw:W:xX:y:Y:z:Z:2";

static const struct option long_options[] = {
	{ "autostop", 1, NULL, 'a' },
	{ "ring-buffer", 1, NULL, 'b' },
	{ "buffer-size", 1, NULL, 'B' },
	{ "list-interfaces", 0, NULL, 'D' },
	{ "interface", 1, NULL, 'i' },
	{ "monitor-mode", 0, NULL, 'I' },
	{ "list-data-link-types", 0, NULL, 'L' },
	{ "no-promiscuous-mode", 0, NULL, 'p' },
	{ "print", 0, NULL, 'P' },
	{ "read-file", 1, NULL, 'r' },
	{ "read-filter", 1, NULL, 'R' },
	{ "snapshot-length", 1, NULL, 's' },
	{ "linktype", 1, NULL, 'y' },
	{ "display-filter", 1, NULL, 'Y' },
	{ "help", 0, NULL, 'h' },
	{ "version", 0, NULL, 'v' },
	{ "color", 0, NULL, OPT_COLOR },
	{ "no-duplicate-keys", 0, NULL, OPT_NO_DUPLICATES },
	{ "no-drop", 0, NULL, OPT_NO_DROP },
	{ "max-flows", 1, NULL, OPT_MAX_FLOWS },
	{ "max-reassembly", 1, NULL, OPT_MAX_REASSEMBLY },
	{ "reassemble-out-of-order", 0, NULL, OPT_IN_ORDER },
	{ "threads", 1, NULL, OPT_THREADS },
	{ "time-stamp-type", 1, NULL, OPT_CLOCK },
	{ "capture-comment", 1, NULL, OPT_COMMENT },
	{ "hexdump", 1, NULL, OPT_HEXDUMP },
	{ "flow", 0, NULL, OPT_FLOW },
	{ "flow-timeout", 1, NULL, OPT_FLOW_TIMEOUT },
	{ "zeek-bare", 0, NULL, OPT_ZEEK_BARE },
	{ "ladder", 1, NULL, OPT_LADDER },
	{ "window", 1, NULL, OPT_WINDOW },
	{ "sequence", 1, NULL, OPT_SEQUENCE },
	{ "all", 0, NULL, OPT_ALL },
	{ "svg", 1, NULL, OPT_SVG },
	{ "frame", 1, NULL, OPT_FRAME },
	{ "from", 1, NULL, OPT_FROM },
	{ "stat-format", 1, NULL, OPT_STAT_FORMAT },
	{ "no-progress", 0, NULL, OPT_NO_PROGRESS },
	{ "disable-protocol", 1, NULL, OPT_DISABLE },
	{ "only-protocols", 1, NULL, OPT_ONLY_PROTOCOLS },
	{ "enable-protocol", 1, NULL, OPT_NO_EFFECT },
	{ "enable-heuristic", 1, NULL, OPT_NO_EFFECT },
	{ "disable-heuristic", 1, NULL, OPT_NO_EFFECT },
	{ "temp-dir", 1, NULL, OPT_NO_EFFECT },
	{ "log-level", 1, NULL, OPT_NO_EFFECT },
	{ "log-fatal", 1, NULL, OPT_NO_EFFECT },
	{ "log-domains", 1, NULL, OPT_NO_EFFECT },
	{ "log-debug", 1, NULL, OPT_NO_EFFECT },
	{ "log-noisy", 1, NULL, OPT_NO_EFFECT },
	{ "log-file", 1, NULL, OPT_NO_EFFECT },
	{ "export-objects", 1, NULL, OPT_EXPORT },
	{ NULL, 0, NULL, 0 },
};

/* Options behind an -i are that interface's; those before the first are every interface's. */
static struct live_device *device_of(struct settings *s)
{
	return s->n_devices ? &s->device[s->n_devices - 1] : &s->default_device;
}

static int device_option(struct settings *s, int c, char *arg)
{
	struct live_device *d = device_of(s);
	uint64_t n = 0;
	int bad;
	switch (c) {
	case 'f': d->filter = s->capture_filter = arg; return EXIT_OK;
	case 'y': d->link_type = arg; return EXIT_OK;
	case OPT_CLOCK: d->clock = arg; return EXIT_OK;
	case 'p': d->not_promiscuous = true; return EXIT_OK;
	case 'I': d->monitor = true; return EXIT_OK;
	case 's':
		bad = parse_number("snapshot length", arg, 0, INT32_MAX, &n);
		d->snaplen = (uint32_t)n;
		return bad;
	default:
		bad = parse_number("buffer size", arg, 1, 2047, &n);
		d->buffer_mib = (uint32_t)n;
		return bad;
	}
}

static int output_option(struct settings *s, int c, char *arg)
{
	struct print_options *p = &s->print;
	switch (c) {
	case 'T': return parse_sink(s, arg);
	case 'V': p->tree = true; return EXIT_OK;
	case 'x': p->hex = true; return EXIT_OK;
	case OPT_HEXDUMP:
		p->hex = true;
		return strcmp(arg, "all") && strcmp(arg, "ascii")
			       ? wrong("--hexdump \"%s\" is not offered; it must be one of: all ascii", arg)
			       : EXIT_OK;
	case 'P': s->summary_given = true; return EXIT_OK;
	case 'O':
		p->tree = true;
		p->only = s->only;
		return parse_list(s->only, arg, ", ");
	case 'j':
	case 'J':
		p->pick = s->pick;
		p->pick_whole = c == 'J';
		return parse_list(s->pick, arg, " ");
	case 'e':
		if (s->n_field_names == MAX_FIELDS)
			return wrong("Too many fields: \"%s\" is one more than -e can take", arg);
		s->field_name[s->n_field_names++] = arg;
		return EXIT_OK;
	case 'E':
		return parse_fields_option(p, arg) ? EXIT_OK
						   : wrong("\"%s\" is not a valid field output option=value pair", arg);
	case 't': return parse_time_format(s, arg);
	case 'u':
		p->time_hms = !strcmp(arg, "hms");
		return p->time_hms || !strcmp(arg, "s")
			       ? EXIT_OK
			       : wrong("Invalid seconds type \"%s\"; it must be s or hms", arg);
	case 'S': p->separator = arg; return EXIT_OK;
	case OPT_COLOR: p->color = true; return EXIT_OK;
	default: p->no_duplicate_keys = true; return EXIT_OK;
	}
}

static int other_option(struct settings *s, int c, char *arg)
{
	uint64_t n = 0;
	int bad;
	switch (c) {
	case 'a':
	case 'b': return parse_limit(s, (char)c, arg);
	case 'c':
		bad = parse_number("packet count", arg, 1, INT32_MAX, &n);
		s->max_packets = n;
		return bad;
	case OPT_MAX_FLOWS:
		bad = parse_number("number of flows", arg, 1, 100000000, &n);
		s->max_flows = (uint32_t)n;
		return bad;
	case OPT_IN_ORDER: s->dissect.tcp_in_order = true; return EXIT_OK;
	case OPT_FLOW: s->show_flow = true; return EXIT_OK;
	case OPT_FLOW_TIMEOUT: return parse_flow_timeout(s, arg);
	case OPT_THREADS:
		bad = parse_number("number of threads", arg, 0, 64, &n);
		s->threads = (unsigned)n;
		return bad;
	case OPT_MAX_REASSEMBLY:
		bad = parse_number("memory for reassembly in MiB", arg, 16, 65536, &n);
		s->dissect.reassembly_mib = (uint32_t)n;
		return bad;
	case 'D': s->task = TASK_LIST_DEVICES; return EXIT_OK;
	case 'L': s->task = TASK_LIST_LINK_TYPES; return EXIT_OK;
	case 'h': s->task = TASK_HELP; return EXIT_OK;
	case 'v': s->task = TASK_VERSION; return EXIT_OK;
	case 'G':
		s->task = TASK_GLOSSARY;
		s->report = arg;
		return EXIT_OK;
	case 'r': s->read_file = arg; return EXIT_OK;
	case 'w': s->write_file = arg; return EXIT_OK;
	case 'F':
		return writer_format_parse(arg, &s->write_format)
			       ? EXIT_OK
			       : wrong("\"%s\" isn't a valid capture file type; it must be one of: pcapng pcap nsecpcap",
				       arg);
	case OPT_COMMENT: s->capture_comment = arg; return EXIT_OK;
	case 'i': return add_device(s, arg);
	case 'Z': s->user = arg; return EXIT_OK;
	case OPT_NO_DROP: s->keep_root = true; return EXIT_OK;
	case 'n': s->name_letters = ""; return EXIT_OK;
	case 'N': return parse_names(s, arg);
	case 'o': return preference_set(s, arg);
	case 'l': s->line_buffered = true; return EXIT_OK;
	case 'q': s->quiet = true; return EXIT_OK;
	case 'Q': s->quiet = s->really_quiet = true; return EXIT_OK;
	case 'Y': s->display_filter = arg; return EXIT_OK;
	case 'R': s->read_filter = arg; return EXIT_OK;
	case 'z': return add_stat(s, arg);
	case OPT_STAT_FORMAT: return parse_stat_format(s, arg);
	case OPT_NO_PROGRESS: s->no_progress = true; return EXIT_OK;
	case OPT_EXPORT: return add_export(s, arg);
	case 'd': return add_name(s->decode_as, arg);
	case OPT_ONLY_PROTOCOLS: return parse_list(s->only_protocols, arg, ",");
	case OPT_DISABLE: return parse_list(s->disabled, arg, ",");
	case '2': s->two_passes = true; return EXIT_OK; /* one pass knows as much */
	default: return EXIT_OK; /* -g: our files are for their owner anyway; -M: memory is bounded anyway; ... */
	}
}

/* An option that only `peel WORD` takes. */
static int belongs_to(int c, const char *word)
{
	unsigned i = 0;
	while (long_options[i].val != c)
		i++;
	complain("--%s belongs to peel %s", long_options[i].name, word);
	return EXIT_USAGE;
}

/* What peel follow alone takes. */
static int follow_option(struct settings *s, int c, const char *arg)
{
	if (s->task != TASK_FOLLOW)
		return belongs_to(c, "follow");
	if (c == OPT_FRAME) {
		s->follow.frame = arg;
		return EXIT_OK;
	}
	uint64_t side = 0;
	int bad = parse_number("node", arg, 0, 1, &side);
	s->follow.side = (int)side;
	return bad;
}

/* What peel flows alone takes. */
static int flows_option(struct settings *s, int c, char *arg)
{
	if (s->task != TASK_FLOWS)
		return belongs_to(c, "flows");
	switch (c) {
	case OPT_LADDER: return parse_picture(s, PICTURE_LADDER, arg);
	case OPT_WINDOW: return parse_picture(s, PICTURE_WINDOW, arg);
	case OPT_SEQUENCE: return parse_picture(s, PICTURE_SEQUENCE, arg);
	case OPT_ALL: s->flows.picture.all = true; return EXIT_OK;
	case OPT_SVG: s->flows.picture.svg = arg; return EXIT_OK;
	case OPT_ZEEK_BARE: s->conns.zeek_bare = true; return EXIT_OK;
	default: return EXIT_USAGE;
	}
}

static bool is_one_of(int c, const char *set)
{
	return c > 0 && c < 256 && strchr(set, c);
}

static int one_option(struct settings *s, int c, char **argv)
{
	if (c == ':' && optopt == 'G') {
		s->task = TASK_GLOSSARY;
		s->report = "fields";
		return EXIT_OK;
	}
	if (c == ':') {
		complain("option requires an argument -- '%s'; try peel --help", argv[optind - 1]);
		return EXIT_USAGE;
	}
	if (c == '?') {
		complain("unknown option '%s'; try peel --help",
			 optopt && optopt < 256 ? (char[]){ '-', (char)optopt, 0 } : argv[optind - 1]);
		return EXIT_USAGE;
	}
	if (is_one_of(c, "fypIsB") || c == OPT_CLOCK)
		return device_option(s, c, optarg);
	if (is_one_of(c, "TVxPOjJeEtuS") || c == OPT_COLOR || c == OPT_NO_DUPLICATES || c == OPT_HEXDUMP)
		return output_option(s, c, optarg);
	if (c == OPT_FRAME || c == OPT_FROM)
		return follow_option(s, c, optarg);
	if (c >= OPT_ZEEK_BARE)
		return flows_option(s, c, optarg);
	return other_option(s, c, optarg);
}

/* What only makes sense together, or does not. */
static int check_together(struct settings *s)
{
	const char *bad = limits_complaint(&s->ring.ring, &s->ring.stop);
	if (bad)
		return wrong("%s", bad);
	if (limits_want_ring(&s->ring.ring) && !s->write_file)
		return wrong("A ring of files (-b) needs a file to write to: add -w %s", "FILE");
	if (s->n_field_names && (s->sink == &sink_text || s->sink == &sink_tabs || s->sink == &sink_psml ||
				 s->sink == &sink_pdml || s->sink == &sink_jsonraw))
		return wrong("Output fields were specified with \"-e\", but \"-T%s\" was not specified.",
			     " ek, fields, json or jsonl");
	if (s->sink == &sink_fields && !s->n_field_names)
		return wrong("\"-Tfields\" was specified, but no fields were specified with \"%s\".", "-e");
	if (s->words && (s->read_file ? s->display_filter : s->capture_filter))
		return wrong("A %s filter was given both with its option and as last arguments; choose one",
			     s->read_file ? "display" : "capture");
	return EXIT_OK;
}

/* Lines are printed unless another form, or only a file, was asked for. */
static void choose_output(struct settings *s)
{
	struct print_options *p = &s->print;
	bool text = s->sink == &sink_text || s->sink == &sink_tabs;
	/* XML says the colours in attributes: whoever reads them asked for them */
	p->color = p->color && (s->sink == &sink_psml || s->sink == &sink_pdml || terminal_colors() > 0);
	if (!text) {
		p->summary = s->summary_given;
		return;
	}
	p->summary = s->summary_given || (!p->tree && !p->hex && !s->write_file && !s->quiet);
	if (!p->summary && !p->tree && !p->hex)
		s->sink = NULL;
}

/* The arguments that are no options, as one text. */
static void join_words(struct settings *s, char **word, int n)
{
	struct buf b = { 0 };
	for (int i = 0; i < n; i++) {
		if (i)
			buf_char(&b, ' ');
		buf_str(&b, word[i]);
	}
	if (n)
		buf_char(&b, 0);
	s->words = b.p; /* as long as the program */
}

/* They are a display filter for a file, and a capture filter for devices. */
static void use_words(struct settings *s)
{
	if (!s->words)
		return;
	if (s->read_file) {
		s->display_filter = s->words;
		return;
	}
	s->capture_filter = s->default_device.filter = s->words;
	for (int i = 0; i < s->n_devices; i++)
		s->device[i].filter = s->words;
}

int settings_parse(struct settings *s, enum task task, int argc, char **argv)
{
	int c, bad;
	*s = (struct settings){
		.task = task,
		.sink = &sink_text,
		.write_format = WRITER_PCAPNG,
		.name_letters = "",
		.threads = THREADS_AUTO,
		.max_flows = 262144, /* 80 MB of TCP and 27 MB of UDP when all are used */
		.dissect = options_default,
		.conns = conn_options_default,
		.follow = { .side = -1 },
		.print = { .time_digits = -1, .field_separator = '\t', .aggregator = ',', .occurrence = 'a' },
	};
	opterr = 0;
	if (face() == FACE_TSHARK)
		tshark_begin(s);
	while ((c = getopt_long(argc, argv, letters, long_options, NULL)) != -1)
		if ((bad = one_option(s, c, argv)) != EXIT_OK)
			return bad;
	/* peel follow's first word is what to follow, unless messages of all streams are wanted. */
	if (task == TASK_FOLLOW && optind < argc && (!s->follow.frame || follow_request_is(argv[optind])))
		s->follow.spec = argv[optind++];
	join_words(s, argv + optind, argc - optind);
	s->print.capture_file = s->read_file;
	s->print.terminal = isatty(STDOUT_FILENO);
	if ((bad = check_together(s)) != EXIT_OK || (face() == FACE_TSHARK && (bad = tshark_check(s)) != EXIT_OK))
		return bad;
	use_words(s);
	if (s->task != TASK_FLOWS && s->task != TASK_FOLLOW)
		choose_output(s);
	return EXIT_OK;
}

int settings_resolve(struct settings *s, struct registry *registry)
{
	struct buf unknown = { 0 };
	for (unsigned i = 0; s->disabled[i]; i++)
		registry_disable(registry, registry_find(registry, s->disabled[i]));
	only_protocols_apply(registry, s->only_protocols);
	for (unsigned i = 0; s->decode_as[i]; i++)
		if (decode_as_apply(registry, s->decode_as[i]) != EXIT_OK)
			return EXIT_USAGE;
	unsigned missing = fields_resolve(s->field, s->field_name, s->n_field_names, registry, &unknown);
	s->print.fields = s->field;
	s->print.n_fields = s->n_field_names;
	if (missing) {
		if (face() == FACE_TSHARK)
			tshark_list_names(&unknown);
		buf_char(&unknown, 0);
		complain("Some fields aren't valid:%s", unknown.p);
	}
	buf_free(&unknown);
	if (missing)
		return EXIT_USAGE;
	if (!s->column_format)
		return EXIT_OK;
	char error[256];
	s->print.layout = layout_new(s->column_format, registry, error, sizeof error);
	return s->print.layout ? EXIT_OK : wrong("%s", error);
}

void settings_list_options(FILE *out)
{
	for (const char *c = letters + 1; *c; c++)
		if (*c != ':')
			fprintf(out, "-%c%s\n", *c, c[1] == ':' ? "\tvalue" : "");
	for (const struct option *o = long_options; o->name; o++)
		fprintf(out, "--%s%s\n", o->name, o->has_arg ? "\tvalue" : "");
}
