/* ipv6_ioam.c: in situ operations, administration and maintenance: trace data in an IPv6 option (RFC 9197, 9486). */
#include "dissect/internet/ipv6_impl.h"
#include "dissect/message.h"

enum { PREALLOCATED = 0, INCREMENTAL = 1 };
enum { TRACE_HEADER = 8 };

/* What a node writes for each bit of the trace type: one field, or two below a title. */
static const struct {
	uint8_t size, first, first_size, second, second_size;
} parts[] = {
	{ 4, NODE_HLIM, 1, NODE_ID, 3 },
	{ 4, NODE_IIF, 2, NODE_EIF, 2 },
	{ 4, NODE_TSS, 4, 0, 0 },
	{ 4, NODE_TSF, 4, 0, 0 },
	{ 4, NODE_DELAY, 4, 0, 0 },
	{ 4, NODE_DATA, 4, 0, 0 },
	{ 4, NODE_QUEUE, 4, 0, 0 },
	{ 4, NODE_SUM, 4, 0, 0 },
	{ 8, NODE_HLIM, 1, NODE_ID_WIDE, 7 },
	{ 8, NODE_IIF_WIDE, 4, NODE_EIF_WIDE, 4 },
	{ 8, NODE_DATA_WIDE, 8, 0, 0 },
	{ 4, NODE_BUFFER, 4, 0, 0 },
};

static void title(struct tree *t, uint32_t off, uint32_t n, const char *text)
{
	put_label(t, IOAM_TEXT, off, n, text, (uint32_t)strlen(text));
}

/* Bytes of one node's data without its opaque state snapshot. */
static uint32_t node_size(uint32_t type)
{
	uint32_t n = 0;
	for (unsigned bit = 0; bit < 22; bit++)
		if (type >> (23 - bit) & 1)
			n += bit < COUNT(parts) ? parts[bit].size : 4;
	return n;
}

static uint32_t put_part(struct tree *t, unsigned bit, uint32_t off)
{
	if (bit >= COUNT(parts)) {
		put(t, NODE_UNDEFINED, off, 4);
		return off + 4;
	}
	if (parts[bit].second) {
		const char *name = t->rows[IOAM_BIT0 + bit].name;
		title(t, off, parts[bit].size, name);
		tree_push(t);
	}
	put(t, parts[bit].first, off, parts[bit].first_size);
	if (parts[bit].second) {
		put(t, parts[bit].second, off + parts[bit].first_size, parts[bit].second_size);
		tree_pop(t);
	}
	return off + parts[bit].size;
}

/* Opaque state snapshot: as long as it says itself. */
static uint32_t put_snapshot(struct tree *t, const struct layer *l, uint32_t off)
{
	uint32_t n = slice_u8(l->data, off) * 4u;
	title(t, off, 4 + n, "Opaque State Snapshot");
	tree_push(t);
	put(t, OSS_LEN, off, 1);
	put(t, OSS_SCHEMA, off + 1, 3);
	if (n)
		put(t, OSS_DATA, off + 4, n);
	tree_pop(t);
	return off + 4 + n;
}

/* Nodes, newest first, as long as a whole one is left. */
static void put_nodes(struct tree *t, const struct layer *l, uint32_t off, uint32_t end, uint32_t type, uint32_t words)
{
	for (unsigned i = 1; off < end && !tree_ended(t); i++) {
		MESSAGE(m);
		uint32_t n = words * 4, at = off;
		if (!n || n > end - off)
			return;
		buf_lit(&m, "Node ");
		fmt_uint(&m, i);
		put_label(t, IOAM_TEXT, off, n, m.p, (uint32_t)m.len);
		tree_push(t);
		for (unsigned bit = 0; bit < 22; bit++)
			if (type >> (23 - bit) & 1)
				at = put_part(t, bit, at);
		if (type & 2 && at < end)
			n = put_snapshot(t, l, at) - off;
		tree_pop(t);
		off += n;
	}
}

static void put_flags(struct tree *t, uint32_t off)
{
	put(t, IOAM_FLAGS, off, 2);
	tree_push(t);
	for (unsigned row = IOAM_FLAG_O; row <= IOAM_FLAG_RSV; row++)
		put(t, row, off, 2);
	tree_pop(t);
}

/* Returns where it stopped reading: node data counts as unread. */
static uint32_t put_trace(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	uint32_t type = slice_u24(l->data, off + 4), words = slice_u8(l->data, off + 2) >> 3;
	uint32_t left = (slice_u8(l->data, off + 3) & 0x7f) * 4u, data = end - off - TRACE_HEADER;
	put(t, IOAM_NS, off, 2);
	put(t, IOAM_NODELEN, off + 2, 1);
	if (!words) {
		tree_push(t);
		put_expert(t, IOAM_BAD_NODELEN, off + 2, 0, NULL);
		tree_pop(t);
	}
	put_flags(t, off + 2);
	put(t, IOAM_REMLEN, off + 3, 1);
	if (left > data) {
		MESSAGE(m);
		buf_lit(&m, "IOAM RemLen: Invalid length (");
		fmt_uint(&m, left);
		buf_lit(&m, " bytes)");
		tree_push(t);
		put_expert(t, IOAM_BAD_REMLEN, off + 3, 0, message_text(&m));
		tree_pop(t);
	}
	put(t, IOAM_TRACE, off + 4, 3);
	tree_push(t);
	for (unsigned row = IOAM_BIT0; row <= IOAM_BIT23; row++)
		put(t, row, off + 4, 3);
	if (left + words * 4 <= data && words && node_size(type) != words * 4)
		put_expert(t, IOAM_BAD_TYPE, off + 4, 0, NULL);
	tree_pop(t);
	put(t, IOAM_TRACE_RSV, off + 7, 1);
	off += TRACE_HEADER;
	if (left > data)
		return off;
	title(t, off, data, "Trace Data");
	tree_push(t);
	if (left)
		put(t, IOAM_FREE, off, left);
	off += left;
	put_nodes(t, l, off, end, type, words);
	tree_pop(t);
	return off;
}

uint32_t ipv6_put_ioam(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	static const char *const names[] = { "Pre-allocated Trace", "Incremental Trace", "Proof of Transit",
					     "Edge to Edge" };
	unsigned type = slice_u8(l->data, off + 1);
	put(t, IOAM_RSV, off, 1);
	put(t, IOAM_TYPE, off + 1, 1);
	off += 2;
	if (type >= COUNT(names))
		return off;
	title(t, off, end - off, names[type]);
	if (type > INCREMENTAL || end - off < TRACE_HEADER)
		return off;
	tree_push(t);
	off = put_trace(t, l, off, end);
	tree_pop(t);
	return off;
}
