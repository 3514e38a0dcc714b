/* sctp.c: Stream Control Transmission Protocol (RFC 9260): the common header, and who gets the user data. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/registry.h"
#include "dissect/transport/sctp_impl.h"

enum { IP_PROTO_SCTP = 132, DATA_WHOLE = 3 /* both the beginning and the end of a message */ };

bool sctp_chunk_at(struct slice s, uint32_t off, struct chunk *c)
{
	if (!slice_has(s, off, 4))
		return false;
	uint32_t left = s.wire - off;
	*c = (struct chunk){ .off = off, .len = slice_u16(s, off + 2), .type = slice_u8(s, off), .flags = slice_u8(s, off + 1) };
	c->padding = -c->len & 3;
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
	uint32_t ppid = slice_u32(l->data, c->off + 12);
	struct slice user = slice_sub(l->data, c->off + header, c->len - header);
	if ((c->flags & DATA_WHOLE) != DATA_WHOLE)
		return;
	if (registry_next(d->registry, NEXT_SCTP_PPID, ppid) != NO_PROTOCOL)
		next_value(d, l, NEXT_SCTP_PPID, ppid, user);
	else
		next_ports(d, l, NEXT_SCTP_PORT, slice_u16(l->data, 0), slice_u16(l->data, 2), user);
}

static void sctp_dissect(struct dissection *d, struct layer *l)
{
	uint32_t off = SCTP_HEADER, own = SCTP_HEADER;
	struct chunk c;
	if (!layer_header(l, SCTP_HEADER)) {
		l->tree_len = l->data.len;
		return;
	}
	for (unsigned i = 0; i < MAX_CHUNKS && sctp_chunk_at(l->data, off, &c); i++) {
		uint32_t header = sctp_chunk_header(&c);
		if ((c.type == CHUNK_DATA || c.type == CHUNK_I_DATA) && c.len >= header && !(l->flags & LAYER_QUOTED))
			data_next(d, l, &c, header);
		own = off + header;
		off += c.len + c.padding;
		if (off >= l->data.len)
			break;
	}
	l->tree_len = own < l->data.len ? own : l->data.len;
}

static void sctp_tree(struct tree *t, const struct layer *l)
{
	struct chunk c;
	put_rows(t, SRC_PORT, TAG, 0);
	put_uint(t, ASSOC_INDEX, 0, 0, 65535);
	put(t, PORT, 0, 2);
	put(t, PORT, 2, 2);
	put_rows(t, CHECKSUM, CHECKSUM, 0);
	put_uint(t, CHECKSUM_STATUS, 8, 0, CHECKSUM_UNVERIFIED);
	for (uint32_t off = SCTP_HEADER, i = 0; off < l->data.wire && !tree_ended(t) && i < MAX_CHUNKS; i++) {
		if (!tree_need(t, off, 4))
			return;
		bool possible = sctp_chunk_at(l->data, off, &c);
		sctp_put_chunk(t, l, &c);
		if (!possible) {
			tree_malformed(t);
			return;
		}
		off += c.len + c.padding;
	}
}

static void chunk_info(struct buf *b, const struct layer *l, const struct chunk *c)
{
	const char *name = value_text(&sctp_chunk_names, c->type);
	buf_str(b, name ? name : "RESERVED");
	buf_char(b, ' ');
	if (c->type == CHUNK_DATA || c->type == CHUNK_I_DATA) {
		buf_lit(b, "(TSN=");
		fmt_uint(b, slice_u32(l->data, c->off + 4));
		buf_lit(b, ") ");
	} else if (c->type == CHUNK_SACK) {
		unsigned gaps = slice_u16(l->data, c->off + 12);
		buf_lit(b, "(Ack=");
		fmt_uint(b, slice_u32(l->data, c->off + 4));
		if (gaps) {
			buf_char(b, '+');
			fmt_uint(b, slice_u16(l->data, c->off + 16 + (gaps - 1) * 4 + 2));
		}
		buf_lit(b, ", Arwnd=");
		fmt_uint(b, slice_u32(l->data, c->off + 8));
		buf_lit(b, ") ");
	}
}

static void sctp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct chunk k;
	(void)d;
	for (uint32_t off = SCTP_HEADER, i = 0; i < MAX_CHUNKS && sctp_chunk_at(l->data, off, &k); i++) {
		chunk_info(&c->info, l, &k);
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
	.dissect = sctp_dissect,
	.fields_of = sctp_tree,
	.info = sctp_info,
};
