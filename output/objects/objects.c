/* objects.c: which bytes of a packet belong to which file of TFTP; and the list of all kinds of objects. */
#include "output/objects/objects.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/fmt.h"
#include "dissect/application/tftp.h"
#include "output/follow/carried.h"
#include "output/objects/kinds.h"

struct objects {
	const struct objects_kind *kind;
	struct transfers transfers;
};

struct objects_kind {
	const char *name;
	void (*packet)(struct transfers *, const struct dissection *);
};

/* --- TFTP (RFC 1350): blocks are numbered, and a short one is the last --- */

static void take_block(struct transfers *t, const struct dissection *d, const struct layer *l, uint32_t stream)
{
	const struct app_note *n = layer_app_note(d, l);
	struct transfer *x = transfer_find(t, stream);
	struct slice data = slice_from(l->data, TFTP_HEADER);
	if (!n || slice_u16(l->data, 0) != TFTP_DATA)
		return;
	uint32_t block = (uint32_t)n->value[TFTP_NOTE_BLOCK];
	if (block == 1 && data.len && (!x || x->request != n->frame)) { /* as in tshark, an empty file is none */
		if (x)
			transfer_end(t, x);
		x = transfer_begin(t, stream);
		x->request = n->frame;
		transfer_open(t, x, d->note_text + n->text, n->text_len);
	}
	if (!x || x->over || block <= x->block) /* again */
		return;
	if (block > x->block + 1)
		transfer_skip(t, x, (block - x->block - 1) * n->value[TFTP_NOTE_BLOCK_SIZE]);
	x->block = block;
	x->broken |= data.len < data.wire;
	transfer_write(t, x, data.p, data.len);
	if (data.wire < n->value[TFTP_NOTE_BLOCK_SIZE])
		transfer_complete(t, x);
}

static void packet_tftp(struct transfers *t, const struct dissection *d)
{
	struct carried c;
	unsigned layer = 0;
	while (carried_next(d, &layer, &c))
		for (const struct layer *l = c.layer + 1; l < d->layer + d->n_layers; l++)
			if (layer_parent(d, l) == c.layer && !strcmp(l->proto->name, "tftp"))
				take_block(t, d, l, c.stream);
}

/* --- all of them --- */

static const struct objects_kind kinds[] = {
	{ "http", packet_http },
	{ "tftp", packet_tftp },
	{ "ftp-data", packet_ftp_data },
	{ "imf", packet_mail },
};

static const struct objects_kind *kind_of(const char *spec)
{
	size_t n = strcspn(spec, ",");
	for (unsigned i = 0; i < COUNT(kinds); i++)
		if (strlen(kinds[i].name) == n && !strncmp(kinds[i].name, spec, n) && spec[n] && spec[n + 1])
			return &kinds[i];
	return NULL;
}

const char *objects_check(const char *spec)
{
	return kind_of(spec) ? NULL : "it must be PROTOCOL,FOLDER, with one of: ftp-data http imf tftp";
}

struct objects *objects_new(const char *spec, struct buf *error)
{
	const char *path = spec + strcspn(spec, ",") + 1;
	struct objects *o = calloc(1, sizeof *o);
	if (!o) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	o->kind = kind_of(spec);
	o->transfers.folder = object_folder_open(path);
	if (o->transfers.folder)
		return o;
	buf_lit(error, "Failed to create export objects output directory \"");
	buf_str(error, path);
	buf_lit(error, "\": ");
	buf_str(error, strerror(errno));
	free(o);
	return NULL;
}

void objects_free(struct objects *o)
{
	if (!o)
		return;
	object_folder_free(o->transfers.folder);
	order_pool_free(o->transfers.pool);
	free(o);
}

void objects_packet(struct objects *o, const struct dissection *d)
{
	o->kind->packet(&o->transfers, d);
}

static void note(struct buf *b, const struct objects *o, uint64_t n, const char *what)
{
	if (!n)
		return;
	buf_str(b, o->kind->name);
	buf_lit(b, ": ");
	fmt_uint(b, n);
	buf_str(b, what);
	buf_char(b, '\n');
}

bool objects_end(struct objects *o, struct buf *notes)
{
	struct transfers *t = &o->transfers;
	for (unsigned i = 0; i < MAX_TRANSFERS; i++) {
		struct transfer *x = &t->transfer[i];
		t->unfinished += o->kind->packet != packet_ftp_data /* whose end is the connection's */
				 && transfer_is_begun(x);
		transfer_end(t, x);
	}
	note(notes, o, t->unfinished, " objects have no end in the capture");
	note(notes, o, t->broken, " objects are not whole: bytes are missing");
	note(notes, o, t->cut, " objects were longer than 4 GiB and are cut");
	note(notes, o, t->failed, " objects could not be written:");
	if (t->failed) {
		notes->len--;
		buf_char(notes, ' ');
		buf_str(notes, strerror(t->error));
		buf_char(notes, '\n');
	}
	return !t->failed;
}
