/* sll.c: Linux cooked captures, version 1 (LINKTYPE_LINUX_SLL) and 2 (LINKTYPE_LINUX_SLL2). */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/numbers.h"
#include "dissect/trailer.h"

/*  version 1, 16 bytes: 0 packet type, 2 hardware type, 4 address length, 6 address (8), 14 protocol
 *  version 2, 20 bytes: 0 protocol, 2 reserved, 4 interface, 8 hardware type, 10 packet type (1), 11 address length (1),
 *  12 address (8) */
enum {
	SLL, PKTTYPE, HATYPE, HALEN, SRC_ETH, SRC_IPV4, SRC_OTHER, UNUSED, LTYPE, GRETYPE, ETYPE, TRAILER, IFINDEX,
};

enum { LINKTYPE_SLL2 = 276, MAX_LTYPE = 1536, HATYPE_GRE = 778, HATYPE_NETLINK = 824 };
enum { LTYPE_RAW_802_3 = 1, LTYPE_ETHERNET = 3, LTYPE_LLC = 4, LTYPE_PPP = 7 };

static const struct value_table packet_types =
	VALUES({ 0, "Unicast to us" }, { 1, "Broadcast" }, { 2, "Multicast" }, { 3, "Unicast to another host" },
	       { 4, "Sent by us" });
static const struct value_table ltypes =
	VALUES({ 0x0001, "Raw 802.3" }, { 0x0003, "Ethernet" }, { 0x0004, "802.2 LLC" }, { 0x0007, "PPP (HDLC)" },
	       { 0x000c, "CAN" }, { 0x000d, "CAN FD" }, { 0x0017, "IrDA LAP" }, { 0x00f5, "ISI" }, { 0x00f6, "IEEE 802.15.4" });

/* Where the parts stand. */
struct places {
	uint8_t type, type_len, hatype, halen, halen_len, address, protocol, end;
};
static const struct places versions[] = { { 0, 2, 2, 4, 2, 6, 14, 16 }, { 10, 1, 8, 11, 1, 12, 0, 20 } };

static const struct places *sll_places(const struct dissection *d)
{
	return &versions[d->frame->iface->link_type == LINKTYPE_SLL2];
}

static void sll_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)r;
	buf_str(b, sll_places(t->d) == versions ? "Linux cooked capture v1" : "Linux cooked capture v2");
}

static const struct field sll_fields[] = {
	[SLL] = F("sll", "Linux cooked-mode capture", FT_PROTOCOL, BASE_NONE, .label = sll_label),
	[PKTTYPE] = F("sll.pkttype", "Packet type", FT_UINT16, BASE_DEC, .vals = &packet_types),
	[HATYPE] = F("sll.hatype", "Link-layer address type", FT_UINT16, BASE_DEC, .vals = &hardware_names),
	[HALEN] = F("sll.halen", "Link-layer address length", FT_UINT16, BASE_DEC),
	[SRC_ETH] = F("sll.src.eth", "Source", FT_ETHER, BASE_NONE),
	[SRC_IPV4] = F("sll.src.ipv4", "Source", FT_IPv4, BASE_NONE),
	[SRC_OTHER] = F("sll.src.other", "Source", FT_BYTES, BASE_NONE),
	[UNUSED] = F("sll.unused", "Unused", FT_BYTES, BASE_NONE),
	[LTYPE] = F("sll.ltype", "Protocol", FT_UINT16, BASE_HEX, .vals = &ltypes),
	[GRETYPE] = F("sll.gretype", "Protocol", FT_UINT16, BASE_HEX, .vals = &ethertype_names),
	[ETYPE] = F("sll.etype", "Protocol", FT_UINT16, BASE_HEX, .vals = &ethertype_names),
	[TRAILER] = F("sll.trailer", "Trailer", FT_BYTES, BASE_NONE),
	[IFINDEX] = F("sll.ifindex", "Interface index", FT_UINT32, BASE_DEC),
};

static uint32_t address_length(const struct layer *l, const struct places *p)
{
	return (uint32_t)slice_uint(l->data, p->halen, p->halen_len, false);
}

/* The row that the protocol number is shown as. */
static unsigned protocol_row(const struct layer *l, const struct places *p)
{
	if (slice_u16(l->data, p->protocol) <= MAX_LTYPE)
		return LTYPE;
	return slice_u16(l->data, p->hatype) == HATYPE_GRE ? GRETYPE : ETYPE;
}

static void link_next(struct dissection *d, struct layer *l, unsigned ltype)
{
	switch (ltype) {
	case LTYPE_RAW_802_3: next_named(d, l, "ipx", l->payload); break;
	case LTYPE_ETHERNET: next_named(d, l, "eth", l->payload); break;
	case LTYPE_LLC: next_named(d, l, "llc", l->payload); break;
	case LTYPE_PPP: next_named(d, l, "ppp", l->payload); break;
	default: next_data(d, l, l->payload);
	}
}

static void sll_dissect(struct dissection *d, struct layer *l)
{
	const struct places *p = sll_places(d);
	uint32_t n = address_length(l, p);
	l->tree_len = l->data.len < p->end ? l->data.len : p->end;
	if (slice_has(l->data, p->address, 8) && (n == 4 || n == 6))
		l->src = (struct address){ n == 6 ? ADDR_ETHER : ADDR_IPV4, (uint8_t)n, l->data.p + p->address };
	if (!layer_header(l, p->end))
		return;
	unsigned row = protocol_row(l, p), protocol = slice_u16(l->data, p->protocol);
	if (slice_u16(l->data, p->hatype) == HATYPE_NETLINK)
		next_named(d, l, "netlink", l->payload);
	else if (row == LTYPE)
		link_next(d, l, protocol);
	else
		next_value(d, l, NEXT_ETHERTYPE, protocol, l->payload);
	if (row == ETYPE)
		l->path = "sll:ethertype";
}

static void put_address(struct tree *t, const struct places *p, uint32_t n)
{
	uint32_t used = n < 8 ? n : 8;
	if (used)
		put(t, n == 6 ? SRC_ETH : n == 4 ? SRC_IPV4 : SRC_OTHER, p->address, used);
	if (used < 8)
		put(t, UNUSED, p->address + used, 8 - used);
}

static void sll_tree(struct tree *t, const struct layer *l)
{
	const struct places *p = sll_places(t->d);
	uint32_t n = address_length(l, p);
	unsigned row = protocol_row(l, p);
	bool first = p != versions;
	if (slice_u16(l->data, p->hatype) == HATYPE_NETLINK) {
		tree_drop(t); /* netlink's own header shows these bytes */
		return;
	}
	if (first) {
		put(t, row, p->protocol, 2);
		put(t, IFINDEX, 4, 4);
		put(t, HATYPE, p->hatype, 2);
	}
	put(t, PKTTYPE, p->type, p->type_len);
	if (!first)
		put(t, HATYPE, p->hatype, 2);
	put(t, HALEN, p->halen, p->halen_len);
	put_address(t, p, n);
	if (!first)
		put(t, row, p->protocol, 2);
	if (row == ETYPE && !tree_ended(t))
		put_trailer(t, l, p->end + layer_used(t->d, l), TRAILER, FCS_NONE);
}

static void sll_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	const struct places *p = sll_places(d);
	unsigned type = (unsigned)slice_uint(l->data, p->type, p->type_len, false);
	const char *name = value_text(&packet_types, type);
	if (protocol_row(l, p) != LTYPE)
		column_number(c, slice_u16(l->data, p->protocol));
	if (name) {
		buf_str(&c->info, name);
	} else {
		buf_lit(&c->info, "Unknown (");
		fmt_uint(&c->info, type);
		buf_char(&c->info, ')');
	}
}

static const struct next_link sll_on[] = { { NEXT_LINK_TYPE, 113 }, { NEXT_LINK_TYPE, LINKTYPE_SLL2 } };

const struct protocol protocol_sll = {
	.name = "sll",
	.column = "SLL",
	FIELDS(sll_fields),
	ON(sll_on),
	.borrows = "eth",
	.dissect = sll_dissect,
	.fields_of = sll_tree,
	.info = sll_info,
};
