/* joined.c: the pieces that a datagram or a PDU was put together from, as a tree. */
#include "dissect/joined.h"

#include "base/fmt.h"
#include "dissect/text.h"

enum { ILLEGAL = PIECE_CONFLICT | PIECE_TAILS | PIECE_TOO_LONG };

static void length(struct buf *b, uint32_t n)
{
	fmt_uint(b, n);
	buf_str(b, n == 1 ? " byte)" : " bytes)");
}

/* "4 Reassembled TCP Segments (366 bytes): #5(100), #6(100), #7(100), #8(66)" */
void joined_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct joined *j = t->d->joined;
	size_t start = b->len;
	const char *sep = ": #";
	while (j->buffer != r->buffer)
		j++;
	fmt_uint(b, j->n_pieces);
	buf_char(b, ' ');
	buf_str(b, r->f->name);
	buf_lit(b, " (");
	length(b, j->len);
	for (uint32_t i = 0; i < j->n_pieces && b->len - start < LABEL_MOST; i++, sep = ", #") {
		buf_str(b, sep);
		fmt_uint(b, j->piece[i].frame);
		buf_char(b, '(');
		fmt_uint(b, j->piece[i].len);
		buf_char(b, ')');
	}
	text_end_label(b, start);
}

/* "Frame: 5, payload: 0-99 (100 bytes)" */
void piece_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Frame: ");
	fmt_uint(b, r->val);
	if (!r->len) {
		buf_lit(b, " (no data)");
		return;
	}
	buf_lit(b, ", payload: ");
	fmt_uint(b, r->off);
	buf_char(b, '-');
	fmt_uint(b, r->off + r->len - 1);
	buf_lit(b, " (");
	length(b, r->len);
}

const struct joined *joined_of(const struct dissection *d, const struct layer *l)
{
	for (unsigned i = 0; i < d->n_joined; i++)
		if (d->joined[i].layer == l->self)
			return &d->joined[i];
	return NULL;
}

static void put_at(struct tree *t, const struct joined *j, unsigned row, uint64_t val, uint32_t off, uint32_t n)
{
	struct record *r = put_uint(t, row, 0, 0, val);
	r->buffer = j->buffer;
	r->off = off;
	r->len = n;
}

static void put_piece(struct tree *t, unsigned first, const struct joined *j, const struct piece *p)
{
	static const struct {
		uint32_t flag;
		enum joined_row row;
	} flags[] = { { PIECE_OVERLAP, JOINED_OVERLAP },
		      { PIECE_CONFLICT, JOINED_CONFLICT },
		      { PIECE_TAILS, JOINED_TAILS },
		      { PIECE_TOO_LONG, JOINED_TOO_LONG } };
	put_at(t, j, first + (p->flags & ILLEGAL ? JOINED_ERROR : JOINED_PIECE), p->frame, p->off, p->len);
	tree_push(t);
	for (unsigned i = 0; i < COUNT(flags); i++)
		if (p->flags & flags[i].flag)
			put_at(t, j, first + flags[i].row, 1, p->off, 0);
	tree_pop(t);
}

void put_joined(struct tree *t, unsigned first, const struct joined *j)
{
	put_at(t, j, first + JOINED_PIECES, 0, 0, j->len);
	tree_push(t);
	for (uint32_t i = 0; i < j->n_pieces && !tree_ended(t); i++)
		put_piece(t, first, j, &j->piece[i]);
	put_at(t, j, first + JOINED_COUNT, j->n_pieces, 0, 0);
	put_at(t, j, first + JOINED_LENGTH, j->len, 0, 0);
	if (t->rows[first + JOINED_DATA].abbrev_len)
		put_at(t, j, first + JOINED_DATA, 0, 0, j->len);
	tree_pop(t);
}
