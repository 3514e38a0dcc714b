/* capinfos.c: peel called as capinfos: what capture files say as a whole. */
#include "cli/capinfos.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/crypto.h"
#include "cli/face.h"
#include "cli/settings.h"

static const char letters[] = ":abcdehiklmnoqrstuvxyzABCDEFHIKLMNQRST";

static const struct option long_options[] = { { "help", 0, NULL, 'h' },
					      { "version", 0, NULL, 'v' },
					      { NULL, 0, NULL, 0 } };

/* Letters that ask for something. */
static const struct {
	char letter;
	uint32_t info;
} infos[] = {
	{ 't', INFO_TYPE },	 { 'E', INFO_ENCAP },	     { 'I', INFO_INTERFACES }, { 'F', INFO_MORE },
	{ 'H', INFO_HASHES },	 { 'k', INFO_COMMENT },	     { 'c', INFO_PACKETS },    { 's', INFO_SIZE },
	{ 'd', INFO_DATA },	 { 'l', INFO_LIMIT },	     { 'u', INFO_DURATION },   { 'a', INFO_START },
	{ 'e', INFO_END },	 { 'o', INFO_ORDER },	     { 'y', INFO_BYTE_RATE },  { 'i', INFO_BIT_RATE },
	{ 'z', INFO_MEAN_SIZE }, { 'x', INFO_PACKET_RATE },  { 'n', INFO_NAMES },      { 'D', INFO_SECRETS },
	{ 'A', INFO_ALL },
};

static const char usage[] =
	"\n"
	"Usage: capinfos [options] <infile> ...\n"
	"\n"
	"What is told; without any of these, or with -A, all of it:\n"
	"  -t type   -E encapsulation   -I interfaces   -F precision, hardware, system, application   -k comment\n"
	"  -H SHA256, RIPEMD160 and SHA1   -c packets   -s size of the file   -d bytes of data   -l packet size limit\n"
	"  -u duration   -a first and -e last time (-S as seconds)   -o whether times are in order\n"
	"  -y bytes/s   -i bits/s   -x packets/s   -z mean packet size   -n resolved addresses   -D secrets\n"
	"  -K no comment\n"
	"How:\n"
	"  -L a report (the default)   -M its numbers in full\n"
	"  -T a table   -R with (the default) or -r without a head; between cells -B tabs (the default), -m commas,\n"
	"     -b spaces; around them -N nothing (the default), -q ', -Q \"\n"
	"Other:\n"
	"  -C stop at a file that cannot be opened   -h, --help   -v, --version\n";

struct options_of_capinfos {
	struct capinfos_style style;
	uint32_t asked;  /* what letters asked for; 0: all */
	uint32_t hidden; /* -K */
	bool strict;     /* -C */
};

static bool take_letter(struct options_of_capinfos *o, int c)
{
	struct capinfos_style *s = &o->style;
	for (unsigned i = 0; i < COUNT(infos); i++)
		if (infos[i].letter == c) {
			o->asked |= infos[i].info;
			return true;
		}
	switch (c) {
	case 'L':
	case 'T': s->table = c == 'T'; return true;
	case 'R':
	case 'r': s->header = c == 'R'; return true;
	case 'M': s->machine = true; return true;
	case 'S': s->epoch = true; return true;
	case 'C': o->strict = true; return true;
	case 'K': o->hidden = INFO_COMMENT; return true;
	case 'B': s->between = '\t'; return true;
	case 'm': s->between = ','; return true;
	case 'b': s->between = ' '; return true;
	case 'N': s->quote = 0; return true;
	case 'q': s->quote = '\''; return true;
	case 'Q': s->quote = '"'; return true;
	default: return false;
	}
}

/* ---- reading a file through ---- */

static bool is_before(const struct moment *a, int64_t sec, uint32_t nsec)
{
	return a->sec < sec || (a->sec == sec && a->nsec < nsec);
}

static void take_time(struct capinfos *c, const struct frame *f, struct moment *previous)
{
	struct moment m = { .sec = f->sec, .nsec = f->nsec, .digits = f->iface->ts_digits, .known = true };
	c->timeless |= f->no_time;
	if (f->no_time)
		return;
	if (previous->known && !is_before(previous, m.sec, m.nsec) &&
	    (previous->sec != m.sec || previous->nsec != m.nsec))
		c->in_order = false;
	*previous = m;
	if (!c->first.known || m.sec < c->first.sec || (m.sec == c->first.sec && m.nsec < c->first.nsec))
		c->first = m;
	if (!c->last.known || is_before(&c->last, m.sec, m.nsec))
		c->last = m;
}

static bool count_interface(struct capinfos *c, uint32_t index)
{
	if (index >= c->n_interfaces) {
		uint32_t n = index + 1 + c->n_interfaces;
		uint64_t *grown = realloc(c->by_interface, n * sizeof *grown);
		if (!grown)
			return false;
		memset(grown + c->n_interfaces, 0, (n - c->n_interfaces) * sizeof *grown);
		c->by_interface = grown;
		c->n_interfaces = n;
	}
	c->by_interface[index]++;
	return true;
}

static bool take_frame(struct capinfos *c, const struct frame *f, struct moment *previous)
{
	c->packets++;
	c->data += f->len;
	take_time(c, f, previous);
	if (f->caplen < f->len) {
		c->shortest = !c->cut || f->caplen < c->shortest ? f->caplen : c->shortest;
		c->longest = f->caplen > c->longest ? f->caplen : c->longest;
		c->cut = true;
	}
	return count_interface(c, f->iface->index);
}

/* All frames. EXIT_OK; EXIT_USAGE: the file was cut, and what it has is told; EXIT_FILE: it is damaged. */
static int read_through(struct capinfos *c, struct source *source)
{
	static struct frame batch[64];
	struct moment previous = { 0 };
	int n;
	while ((n = source_read(source, batch, (int)COUNT(batch))) > 0)
		for (int i = 0; i < n; i++)
			if (!take_frame(c, &batch[i], &previous)) {
				complain("out of memory");
				exit(EXIT_MEMORY);
			}
	if (n == 0)
		return EXIT_OK;
	complain("An error occurred after reading %llu packets from \"%s\".", (unsigned long long)c->packets, c->name);
	bool cut = source_error(source)->code == SOURCE_CUT_SHORT;
	complain("%s%s", source_error(source)->text,
		 cut ? "\n  (will continue anyway, checksums might be incorrect)" : "");
	return cut ? EXIT_USAGE : EXIT_FILE;
}

static void look_at_file(struct capinfos *c, bool hashes)
{
	struct stat st;
	int fd = !strcmp(c->name, "-") ? -1 : open(c->name, O_RDONLY | O_CLOEXEC);
	for (unsigned i = 0; i < CAPINFOS_HASHES; i++)
		snprintf(c->hash[i], sizeof c->hash[i], "<unknown>");
	if (fd < 0)
		return;
	if (fstat(fd, &st) == 0 && S_ISREG(st.st_mode)) {
		c->size = (uint64_t)st.st_size;
		if (hashes)
			crypto_hash_fd(fd, capinfos_hash_names, CAPINFOS_HASHES, c->hash);
	}
	close(fd);
}

/* One file. any: another was told before. */
static int tell(const struct options_of_capinfos *o, const char *name, bool *any)
{
	struct source_error error = { 0 };
	struct capinfos c = { .name = name, .in_order = true };
	struct source *source = source_open_file(name, &error);
	struct buf b = { 0 };
	if (!source) {
		complain("%s", error.text);
		return EXIT_FILE;
	}
	c.source = source;
	look_at_file(&c, o->style.want & INFO_HASHES);
	int status = read_through(&c, source);
	if (status != EXIT_FILE) {
		if (*any && !o->style.table)
			buf_char(&b, '\n');
		*any = true;
		capinfos_put(&b, &o->style, &c);
		fwrite(b.p, 1, b.len, stdout);
		buf_free(&b);
	}
	free(c.by_interface);
	source_close(source);
	return status;
}

static int tell_all(const struct options_of_capinfos *o, char **names)
{
	int status = EXIT_OK;
	bool any = false;
	if (o->style.table && o->style.header) {
		struct buf b = { 0 };
		capinfos_put_header(&b, &o->style);
		fwrite(b.p, 1, b.len, stdout);
		buf_free(&b);
	}
	for (; *names; names++) {
		int one = tell(o, *names, &any);
		status = one > status ? one : status;
		if (one == EXIT_FILE && o->strict)
			break;
	}
	return status;
}

int capinfos_main(int argc, char **argv)
{
	struct options_of_capinfos o = { .style = { .header = true, .between = '\t' } };
	int c;
	opterr = 0;
	while ((c = getopt_long(argc, argv, letters, long_options, NULL)) != -1) {
		if (c == 'v') {
			version_print();
			return EXIT_OK;
		}
		if (c == 'h') {
			fputs(usage + 1, stdout);
			return EXIT_OK;
		}
		if (take_letter(&o, c))
			continue;
		complain("unrecognized option: %s", optopt ? (char[]){ (char)optopt, 0 } : argv[optind - 1]);
		fputs(usage, stderr);
		return EXIT_USAGE;
	}
	if (optind == argc) {
		fputs(usage, stderr);
		return EXIT_USAGE;
	}
	o.style.want = (o.asked ? o.asked : INFO_ALL) & ~o.hidden;
	return tell_all(&o, argv + optind);
}
