/* remote_xdr.c: XDR (RFC 4506) as records of the tree and as a line of text. */
#include "base/fmt.h"
#include "dissect/application/remote_call.h"

enum { LONGEST_LABEL = 240 }; /* bytes of a node's text: a label is cut there anyway */

bool xdr_need(struct xdr *x, uint32_t n)
{
	if (x->bad || slice_has(x->s, x->off, n))
		return !x->bad;
	x->bad = true;
	if (x->t)
		tree_need(x->t, x->off, n);
	return false;
}

uint32_t xdr_u32(struct xdr *x, unsigned row)
{
	if (!xdr_need(x, 4))
		return 0;
	if (x->t)
		put(x->t, row, x->off, 4);
	x->off += 4;
	return slice_u32(x->s, x->off - 4);
}

uint64_t xdr_u64(struct xdr *x, unsigned row)
{
	if (!xdr_need(x, 8))
		return 0;
	if (x->t)
		put(x->t, row, x->off, 8);
	x->off += 8;
	return slice_u64(x->s, x->off - 8);
}

void xdr_numbers(struct xdr *x, unsigned first, unsigned last)
{
	for (unsigned row = first; row <= last; row++)
		xdr_u32(x, row);
}

void xdr_fixed(struct xdr *x, unsigned row, uint32_t n)
{
	if (!xdr_need(x, xdr_filled(n)))
		return;
	if (x->t)
		put(x->t, row, x->off, n);
	x->off += xdr_filled(n);
}

bool xdr_follows(struct xdr *x)
{
	if (!x->t)
		return xdr_u32(x, 0);
	struct tree_rows rows = tree_use(x->t, x->rpc);
	bool follows = xdr_u32(x, RPC_VALUE_FOLLOWS);
	tree_use(x->t, rows);
	return follows;
}

struct xdr_node xdr_open_row(struct xdr *x, struct record *r)
{
	tree_push(x->t);
	return (struct xdr_node){ r, x->off };
}

struct xdr_node xdr_open_text(struct xdr *x, const void *label, size_t n)
{
	if (!x->t)
		return (struct xdr_node){ NULL, 0 };
	struct tree_rows rows = tree_use(x->t, x->rpc);
	struct record *r = put_label(x->t, RPC_TEXT, x->off, 0, label, (uint32_t)n);
	tree_use(x->t, rows);
	return xdr_open_row(x, r);
}

struct xdr_node xdr_open(struct xdr *x, const char *label)
{
	return xdr_open_text(x, label, strlen(label));
}

void xdr_close(struct xdr *x, struct xdr_node node)
{
	if (!x->t)
		return;
	tree_pop(x->t);
	node.r->len = x->off - node.off;
}

/* The text of the node above a string: "Name: readme.txt". */
static struct xdr_node open_named(struct xdr *x, const char *name, struct slice bytes, bool text)
{
	char room[LONGEST_LABEL * 5];
	struct buf b = BUF_OVER(room, sizeof room);
	buf_str(&b, name);
	buf_lit(&b, ": ");
	if (!bytes.wire)
		buf_lit(&b, "<EMPTY>");
	else if (text)
		fmt_text(&b, bytes.p, bytes.len < LONGEST_LABEL ? bytes.len : LONGEST_LABEL);
	else
		buf_lit(&b, "<DATA>");
	if (bytes.len < bytes.wire)
		buf_lit(&b, "<TRUNCATED>");
	return xdr_open_text(x, b.p, b.len);
}

struct slice xdr_opaque(struct xdr *x, unsigned row, const char *name, bool text)
{
	uint32_t n = xdr_need(x, 4) ? slice_u32(x->s, x->off) : 0, all = xdr_filled(n);
	struct slice bytes = x->bad ? (struct slice){ NULL, 0, 0 } : slice_sub(x->s, x->off + 4, n);
	if (!x->bad && !slice_has_wire(x->s, x->off + 4, all))
		xdr_need(x, UINT32_MAX);
	if (x->bad)
		return bytes;
	if (!x->t) {
		x->off += 4;
		x->off += xdr_need(x, all) ? all : 0;
		return bytes;
	}
	struct xdr_node node = open_named(x, name, bytes, text);
	struct tree_rows rows = tree_use(x->t, x->rpc);
	put(x->t, RPC_OPAQUE_LENGTH, x->off, 4);
	x->off += 4;
	tree_use(x->t, rows);
	put(x->t, row, x->off, bytes.len);
	if (xdr_need(x, all)) {
		tree_use(x->t, x->rpc);
		if (all > n)
			put(x->t, RPC_FILL_BYTES, x->off + n, all - n);
		tree_use(x->t, rows);
		x->off += all;
	} else {
		x->off += bytes.len;
	}
	xdr_close(x, node);
	return bytes;
}

void xdr_say(struct xdr *x, const char *text)
{
	if (x->gist && !x->bad)
		buf_str(x->gist, text);
}

void xdr_say_uint(struct xdr *x, const char *before, uint64_t v)
{
	xdr_say(x, before);
	if (x->gist && !x->bad)
		fmt_uint(x->gist, v);
}

void xdr_say_text(struct xdr *x, const char *before, struct slice text)
{
	xdr_say(x, before);
	if (x->gist && !x->bad)
		fmt_text(x->gist, text.p, text.len);
}

void xdr_say_name(struct xdr *x, const char *before, const struct value_table *names, uint32_t v)
{
	const char *name = value_text(names, v);
	if (name) {
		xdr_say(x, before);
		xdr_say(x, name);
	} else {
		xdr_say_uint(x, before, v);
	}
}

void xdr_contents_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct slice s = record_bytes(t->d, r);
	buf_lit(b, "contents: ");
	if (!r->len)
		buf_lit(b, "<EMPTY>");
	else if (r->f->type == FT_STRING)
		fmt_text(b, s.p, s.len < LONGEST_LABEL ? s.len : LONGEST_LABEL);
	else
		buf_lit(b, "<DATA>");
}

void xdr_name_only_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": Opaque Data");
}
