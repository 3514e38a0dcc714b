/* ipoib.c: IP over InfiniBand (RFC 4391) as it is captured: 40 bytes of addresses in front of the 4-byte header. */
#include "dissect/numbers.h"
#include "dissect/tree.h"

/*  0             20                40      42         44
 *  +-------------+-----------------+-------+----------+
 *  | not told    | 0, QPN, GID     | type  | reserved |  or, with a version in the first bits, a global route header
 *  +-------------+-----------------+-------+----------+ */
enum {
	IPOIB, DESTINATION, QPN, GID, ROUTE, ROUTE_VERSION, ROUTE_CLASS, ROUTE_FLOW, ROUTE_QPN, ROUTE_GID,
			ROUTE_TO, TYPE,
	RESERVED,
};
enum { HEADER = 44 };

static const struct field ipoib_fields[] = {
	[IPOIB] = F("ipoib", "IP over Infiniband", FT_PROTOCOL, BASE_NONE),
	[DESTINATION] = F("ipoib.daddr", "Destination address", FT_NONE, BASE_NONE),
	[QPN] = F("ipoib.daddr.qpn", "Destination QPN", FT_UINT24, BASE_HEX, .off = 21, .size = 3),
	[GID] = F("ipoib.dgid", "Destination GID", FT_IPv6, BASE_NONE, .off = 24, .size = 16),
	[ROUTE] = F("ipoib.grh", "Global Route Header", FT_NONE, BASE_NONE),
	[ROUTE_VERSION] = F("ipoib.grh.ipver", "IP Version", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = 0xf0),
	[ROUTE_CLASS] = F("ipoib.grh.tclass", "Traffic Class", FT_UINT16, BASE_DEC, .off = 0, .size = 2,
			.mask = 0x0ff0),
	[ROUTE_FLOW] = F("ipoib.grh.flowlabel", "Flow Label", FT_UINT32, BASE_DEC, .off = 0, .size = 4,
			.mask = 0x0fffff),
	[ROUTE_QPN] = F("ipoib.grh.sqpn", "Source QPN", FT_UINT24, BASE_HEX, .off = 5, .size = 3),
	[ROUTE_GID] = F("ipoib.grh.sgid", "Source GID", FT_IPv6, BASE_NONE, .off = 8, .size = 16),
	[ROUTE_TO] = F("ipoib.dgid", "Destination GID", FT_IPv6, BASE_NONE, .off = 24, .size = 16),
	[TYPE] = F("ipoib.type", "Type", FT_UINT16, BASE_HEX, .off = 40, .size = 2, .vals = &ethertype_names),
	[RESERVED] = F("ipoib.reserved", "Reserved", FT_UINT16, BASE_HEX, .off = 42, .size = 2),
};

static void ipoib_dissect(struct dissection *d, struct layer *l)
{
	l->tree_len = l->data.len < HEADER ? l->data.len : HEADER;
	if (layer_header(l, HEADER))
		next_value(d, l, NEXT_ETHERTYPE, slice_u16(l->data, 40), l->payload);
}

static void ipoib_tree(struct tree *t, const struct layer *l)
{
	bool routed = slice_u8(l->data, 0) >> 4;
	put_node(t, routed ? ROUTE : DESTINATION, routed ? 0 : 20, routed ? 40 : 20);
	tree_push(t);
	put_rows(t, routed ? ROUTE_VERSION : QPN, routed ? ROUTE_TO : GID, 0);
	tree_pop(t);
	put_rows(t, TYPE, RESERVED, 0);
}

static const struct next_link ipoib_on[] = { { NEXT_LINK_TYPE, 242 } };

const struct protocol protocol_ipoib = {
	.name = "ipoib",
	.column = "IPoIB",
	FIELDS(ipoib_fields),
	ON(ipoib_on),
	.dissect = ipoib_dissect,
	.fields_of = ipoib_tree,
};
