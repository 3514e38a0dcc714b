/* sctp.c: Stream Control Transmission Protocol (RFC 9260): the common header, and who gets the user data. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/dry_tree.h"
#include "dissect/registry.h"
#include "dissect/transport/sctp_impl.h"

enum { IP_PROTO_SCTP = 132, DATA_WHOLE = 3 /* both the beginning and the end of a message */ };

bool sctp_chunk_at(struct slice s, uint32_t off, struct chunk *c)
{
	if (!slice_has(s, off, 4))
		return false;
	uint32_t left = s.wire - off;
	*c = (struct chunk){
		.off = off, .len = slice_u16(s, off + 2), .type = slice_u8(s, off), .flags = slice_u8(s, off + 1)
	};
	c->padding = c->len < 4 ? 0 : -c->len & 3;
	if (c->len < 4)
		return false;
	if (c->len > left || c->padding > left - c->len)
		c->padding = 0;
	return true;
}

uint32_t sctp_chunk_header(const struct chunk *c)
{
	if (c->type == CHUNK_DATA)
		return DATA_HEADER;
	return c->type == CHUNK_I_DATA ? I_DATA_HEADER : c->len + c->padding;
}

/* User data: by its payload protocol identifier, then by port. Parts of messages are nobody's until they are whole. */
static void data_next(struct dissection *d, struct layer *l, const struct chunk *c, uint32_t header)
{
	uint32_t ppid = slice_u32(l->data, c->off + 12), ports = (uint32_t)l->fact[SCTP_FACT_PORTS];
	struct slice user = slice_sub(l->data, c->off + header, c->len - header);
	if ((c->flags & DATA_WHOLE) != DATA_WHOLE)
		return;
	if (registry_next(d->registry, NEXT_SCTP_PPID, ppid) != NO_PROTOCOL)
		next_value(d, l, NEXT_SCTP_PPID, ppid, user);
	else
		next_ports(d, l, NEXT_SCTP_PORT, ports >> 16, ports & 0xffff, user);
}

/* Chunks up to the first with user data; what comes behind that is a layer of its own, shown behind the user's. */
static void chunks(struct dissection *d, struct layer *l, uint32_t off)
{
	uint32_t own = off;
	struct chunk c;
	for (unsigned i = 0; i < MAX_CHUNKS && sctp_chunk_at(l->data, off, &c); i++) {
		uint32_t header = sctp_chunk_header(&c);
		bool user = c.type == CHUNK_DATA || c.type == CHUNK_I_DATA;
		own = off + header;
		off += c.len + c.padding;
		if (user && c.len >= header) {
			struct slice rest = slice_from(l->data, off);
			data_next(d, l, &c, header);
			l->data = slice_first(l->data, off);
			next_value(d, l, NEXT_IP_PROTO, IP_PROTO_SCTP, rest);
			break;
		}
	}
	l->tree_len = own < l->data.len ? own : l->data.len;
}

static void sctp_dissect(struct dissection *d, struct layer *l)
{
	const struct layer *above = layer_parent(d, l);
	if (above->proto == &protocol_sctp) {
		l->fact[SCTP_FACT_PORTS] = above->fact[SCTP_FACT_PORTS];
		l->path = "";
		layer_header(l, 0);
		chunks(d, l, 0);
		return;
	}
	l->fact[SCTP_FACT_PORTS] = slice_u32(l->data, 0);
	l->fact[SCTP_FACT_FIRST] = SCTP_HEADER;
	if (layer_header(l, SCTP_HEADER)) {
		chunks(d, l, SCTP_HEADER);
		if (l->data.len < l->data.wire)
			dry_tree(d, l);
	} else {
		l->tree_len = l->data.len;
	}
}

/* tshark finds an association only when it got through all chunks. */
static bool is_whole(const struct layer *l)
{
	struct chunk c;
	uint32_t off = SCTP_HEADER;
	for (unsigned i = 0; i < MAX_CHUNKS && off < l->data.wire; i++) {
		if (!sctp_chunk_at(l->data, off, &c) || !slice_has(l->data, off, c.len))
			return false;
		off += c.len + c.padding;
	}
	return true;
}

static void put_header(struct tree *t, const struct layer *l)
{
	put_rows(t, SRC_PORT, TAG, 0);
	if (is_whole(l))
		put_uint(t, ASSOC_INDEX, 0, 0, 65535);
	put(t, PORT, 0, 2);
	put(t, PORT, 2, 2);
	put_rows(t, CHECKSUM, CHECKSUM, 0);
	put_uint(t, CHECKSUM_STATUS, 8, 0, CHECKSUM_UNVERIFIED);
}

static void sctp_tree(struct tree *t, const struct layer *l)
{
	struct chunk c;
	uint32_t first = (uint32_t)l->fact[SCTP_FACT_FIRST];
	if (!slice_has(l->data, 0, first)) {
		tree_drop(t);
		return;
	}
	if (first)
		put_header(t, l);
	for (uint32_t off = first, i = 0; off < l->data.wire && !tree_ended(t) && i < MAX_CHUNKS; i++) {
		if (!tree_need(t, off, 4))
			return;
		bool possible = sctp_chunk_at(l->data, off, &c);
		/* A chunk that was cut is not shown at all, one that claims more than there is, is. */
		uint32_t left = l->data.wire - off;
		if (possible && c.len <= left && !tree_need(t, off, c.len + c.padding))
			return;
		sctp_put_chunk(t, l, &c);
		off += possible ? c.len + c.padding : 4;
	}
}

static void chunk_info(struct buf *b, struct slice s, const struct chunk *c)
{
	const char *name = value_text(&sctp_chunk_names, c->type);
	buf_str(b, name ? name : "RESERVED");
	buf_char(b, ' ');
	if (c->type == CHUNK_DATA || c->type == CHUNK_I_DATA) {
		buf_lit(b, "(TSN=");
		fmt_uint(b, slice_u32(s, c->off + 4));
		buf_lit(b, ") ");
	} else if (c->type == CHUNK_SACK) {
		unsigned gaps = slice_u16(s, c->off + 12);
		buf_lit(b, "(Ack=");
		fmt_uint(b, slice_u32(s, c->off + 4));
		if (gaps) {
			buf_char(b, '+');
			fmt_uint(b, slice_u16(s, c->off + 16 + (gaps - 1) * 4 + 2));
		}
		buf_lit(b, ", Arwnd=");
		fmt_uint(b, slice_u32(s, c->off + 8));
		buf_lit(b, ") ");
	}
}

static void sctp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct chunk k;
	struct slice all =
		slice_sub((struct slice){ d->buffer[l->buffer].p, d->buffer[l->buffer].len, d->buffer[l->buffer].len },
			  l->off, layer_parent(d, l)->payload.len);
	if (!l->fact[SCTP_FACT_FIRST]) {
		c->keep = true; /* the layer with the ports speaks for all */
		return;
	}
	for (uint32_t off = SCTP_HEADER, i = 0; i < MAX_CHUNKS && sctp_chunk_at(all, off, &k); i++) {
		chunk_info(&c->info, all, &k);
		off += k.len + k.padding;
	}
}

static const struct next_link sctp_on[] = { { NEXT_IP_PROTO, IP_PROTO_SCTP } };

const struct protocol protocol_sctp = {
	.name = "sctp",
	.column = "SCTP",
	.fields = sctp_fields,
	.n_fields = SCTP_N_ROWS,
	ON(sctp_on),
	.reads_first = 4,
	.dissect = sctp_dissect,
	.fields_of = sctp_tree,
	.info = sctp_info,
};
