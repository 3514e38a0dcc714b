/* files.c: the files of FTP: a data connection is one when the control connection asked for a file after announcing it.
 * tshark asks the first command after the announcement alone, so it knows no file when that was another one. */
#include "dissect/application/ftp_impl.h"
#include "dissect/transport/tcp.h"
#include "output/follow/carried.h"
#include "output/objects/kinds.h"

/* The place that a data connection was announced for, when its turn comes. */
static struct announced *setup_of(struct transfers *t, uint64_t frame)
{
	for (unsigned i = 0; i < MAX_ANNOUNCED; i++)
		if (t->announced[i].frame == frame)
			return &t->announced[i];
	return NULL;
}

/* The latest announcement of a control connection. */
static struct announced *latest_of(struct transfers *t, uint32_t stream)
{
	struct announced *latest = NULL;
	for (unsigned i = 0; i < MAX_ANNOUNCED; i++) {
		struct announced *a = &t->announced[i];
		if (a->frame && a->control == stream && (!latest || a->frame > latest->frame))
			latest = a;
	}
	return latest;
}

/* A line of a control connection: it announces a data connection, or says which file the one announced is for. */
static void take_line(struct transfers *t, const struct dissection *d, const struct layer *l, uint32_t stream)
{
	struct ftp_line f;
	ftp_line_read(l->data, l->fact[0], &f);
	if (f.reply ? f.code == 227 || f.code == 229 : ftp_is(l->data, &f, "PORT") || ftp_is(l->data, &f, "EPRT")) {
		t->announced[t->n_announced++ % MAX_ANNOUNCED] =
			(struct announced){ .frame = d->frame->number, .control = stream };
		return;
	}
	struct announced *a = latest_of(t, stream);
	bool file =
		!f.reply && (ftp_is(l->data, &f, "RETR") || ftp_is(l->data, &f, "STOR") || ftp_is(l->data, &f, "APPE"));
	if (!a || !file || a->len || !slice_has(l->data, f.arg, f.arg_len))
		return;
	a->len = (uint16_t)(f.arg_len < sizeof a->name ? f.arg_len : sizeof a->name);
	memcpy(a->name, l->data.p + f.arg, a->len);
}

/* The first bytes of a data connection. NULL: they are of no file. */
static struct transfer *begin_file(struct transfers *t, const struct dissection *d, const struct layer *l,
				   const struct carried *c)
{
	const struct app_note *n = layer_app_note(d, l);
	struct announced *a = n ? setup_of(t, n->value[FTP_NOTE_SETUP]) : NULL;
	if (!a || !a->len || (a->used && a->stream == c->stream) ||
	    (!t->pool && !(t->pool = order_pool_new(ORDER_BYTES, ORDER_PIECES))))
		return NULL;
	a->used = true;
	a->stream = c->stream;
	struct transfer *x = transfer_begin(t, c->stream);
	x->sender = c->from;
	transfer_open(t, x, a->name, a->len);
	/* Segments before this one may have been overtaken. */
	x->order.side[0] =
		(struct order_side){ .known = true, .seq = c->segment.seq + 1 - layer_tcp_note(d, c->layer)->seq };
	return x;
}

struct file_bytes {
	struct transfers *t;
	struct transfer *x;
};

static void take_file_bytes(void *context, const struct order_piece *p)
{
	const struct file_bytes *f = context;
	if (f->x->over || p->side)
		return;
	transfer_write(f->t, f->x, p->bytes, p->len);
	if (p->missing || p->cut)
		transfer_skip(f->t, f->x, p->missing + p->cut);
}

/* A segment of a data connection. The sender's FIN ends it, when all in front of that has come. */
static void take_segment(struct transfers *t, struct transfer *x, struct carried *c)
{
	struct file_bytes f = { t, x };
	struct tcp_segment tcp;
	tcp_read(c->layer, &tcp);
	c->segment.side = !stream_end_is(&c->from, &x->sender);
	if (tcp.flags & TCP_FIN && !c->segment.side) {
		x->seq = c->segment.seq + c->segment.len;
		x->seq_known = true;
	}
	order_take(t->pool, &x->order, &c->segment, take_file_bytes, &f);
	if (!x->over && x->seq_known && x->order.side[0].seq == x->seq)
		transfer_complete(t, x);
	if (x->over)
		order_drop(t->pool, &x->order);
}

void packet_ftp_data(struct transfers *t, const struct dissection *d)
{
	struct carried c;
	unsigned layer = 0;
	while (carried_next(d, &layer, &c)) {
		struct transfer *x = c.tcp ? transfer_find(t, c.stream) : NULL;
		for (const struct layer *l = c.layer + 1; l < d->layer + d->n_layers && c.tcp; l++) {
			if (layer_parent(d, l) != c.layer)
				continue;
			if (!strcmp(l->proto->name, "ftp"))
				take_line(t, d, l, c.stream);
			else if (!x && !strcmp(l->proto->name, "ftp-data"))
				x = begin_file(t, d, l, &c);
		}
		if (x && !x->over)
			take_segment(t, x, &c);
	}
}
