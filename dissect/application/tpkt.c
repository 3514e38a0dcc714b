/* tpkt.c: packets of ISO transport over TCP (RFC 2126 4.3, RFC 1006 6), which Remote Desktop has on its port as well. What is in
 * them is data here. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/tree.h"

/*  0  version, 3
 *  1  reserved, 0
 *  2  length, header and all
 * What looks otherwise goes on without packets, as Remote Desktop does once it speaks TLS. */
enum { TPKT, VERSION, RESERVED, LENGTH, CONTINUATION };
enum { HEADER = 4 };

static bool is_packet(struct slice s)
{
	return slice_has(s, 0, HEADER) && slice_u16(s, 0) == 0x0300 && slice_u16(s, 2) >= HEADER;
}

static bool tpkt_refuses(struct slice s)
{
	return !is_packet(s);
}

static uint32_t tpkt_pdu(struct slice s, uint32_t hint)
{
	(void)hint;
	if (s.wire < HEADER && slice_u8(s, 0) == 3)
		return PDU_ONE_MORE;
	return is_packet(s) ? slice_u16(s, 2) : PDU_REST;
}

static void tpkt_dissect(struct dissection *d, struct layer *l)
{
	if (!is_packet(l->data)) {
		layer_header(l, l->data.len);
		return;
	}
	layer_header(l, HEADER);
	next_data(d, l, l->payload);
}

static void title(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	if (!is_packet(l->data)) {
		buf_lit(b, "TPKT - ISO on TCP - RFC1006");
		return;
	}
	buf_lit(b, "TPKT, Version: 3, Length: ");
	fmt_uint(b, slice_u16(l->data, 2));
}

static const struct field tpkt_fields[] = {
	[TPKT] = F("tpkt", "TPKT - ISO on TCP - RFC1006", FT_PROTOCOL, BASE_NONE, .label = title),
	[VERSION] = F("tpkt.version", "Version", FT_UINT8, BASE_DEC, .off = 0, .size = 1),
	[RESERVED] = F("tpkt.reserved", "Reserved", FT_UINT8, BASE_DEC, .off = 1, .size = 1),
	[LENGTH] = F("tpkt.length", "Length", FT_UINT16, BASE_DEC, .off = 2, .size = 2),
	[CONTINUATION] = F("tpkt.continuation_data", "Continuation data", FT_BYTES, BASE_NONE),
};

static void tpkt_tree(struct tree *t, const struct layer *l)
{
	if (is_packet(l->data))
		put_rows(t, VERSION, LENGTH, 0);
	else
		put(t, CONTINUATION, 0, l->data.len);
}

static void tpkt_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	if (!is_packet(l->data))
		buf_lit(&c->info, "Continuation");
	else
		c->keep = true;
}

static const struct next_link tpkt_on[] = { { NEXT_TCP_PORT, 102 }, { NEXT_TCP_PORT, 3389 } };

const struct protocol protocol_tpkt = {
	.name = "tpkt",
	.column = "TPKT",
	FIELDS(tpkt_fields),
	ON(tpkt_on),
	.refuses = tpkt_refuses,
	.stays = true,
	.pdu = tpkt_pdu,
	.dissect = tpkt_dissect,
	.fields_of = tpkt_tree,
	.info = tpkt_info,
};
