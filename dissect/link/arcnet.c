/* arcnet.c: ARCNET with the headers of RFC 1201 and RFC 1051. Two forms of capture: Linux adds an offset. */
#include "base/frame.h"
#include "dissect/numbers.h"
#include "dissect/tree.h"

/*  +-----+-----+------------+----------+------------+--------------+
 *  | src | dst | (offset 2) | protocol | split flag | sequence (2) |  the last two: not with RFC 1051
 *  +-----+-----+------------+----------+------------+--------------+
 *  A split flag of 255 means that padding (2), protocol, split flag and sequence follow; only without offset. */
enum { ARCNET, SOURCE, DESTINATION, OFFSET, PROTOCOL_ID, EXCEPTION, PADDING, SPLIT, SEQUENCE };
enum { LINK_BSD = 7, LINK_LINUX = 129, IS_EXCEPTION = 255 };
enum {
	IP_1201 = 0xd4, ARP_1201 = 0xd5, RARP_1201 = 0xd6, IPV6 = 0xc4, IP_1051 = 0xf0, ARP_1051 = 0xf1,
	DIAGNOSE = 0x80,
};
enum { FACT_PROTOCOL }; /* where its identifier is */

static const struct value_table protocols =
	VALUES({ 0x00, "Datapoint boot" }, { 0x01, "Datapoint mount" }, { 0x08, "PowerLAN beacon" },
	       { 0x80, "Diagnose" },
	       { 0xc4, "IPv6" }, { 0xcd, "BACnet" }, { 0xd4, "RFC 1201 IP" }, { 0xd5, "RFC 1201 ARP" },
	       { 0xd6, "RFC 1201 RARP" }, { 0xdd, "Appletalk" }, { 0xe8, "Encapsulated Ethernet" },
	       { 0xec, "Novell of some sort" }, { 0xf0, "RFC 1051 IP" }, { 0xf1, "RFC 1051 ARP" },
	       { 0xf3, "PowerLAN beacon2" }, { 0xf7, "Banyan VINES" }, { 0xfa, "IPX" });

static const struct field arcnet_fields[] = {
	[ARCNET] = F("arcnet", "ARCNET", FT_PROTOCOL, BASE_NONE),
	[SOURCE] = F("arcnet.src", "Source", FT_UINT8, BASE_HEX, .off = 0, .size = 1),
	[DESTINATION] = F("arcnet.dst", "Dest", FT_UINT8, BASE_HEX, .off = 1, .size = 1),
	[OFFSET] = F("arcnet.offset", "Offset", FT_BYTES, BASE_NONE),
	[PROTOCOL_ID] = F("arcnet.protID", "Protocol ID", FT_UINT8, BASE_HEX, .vals = &protocols),
	[EXCEPTION] = F("arcnet.exception_flag", "Exception Flag", FT_UINT8, BASE_HEX),
	[PADDING] = F("arcnet.padding", "Padding", FT_UINT16, BASE_HEX),
	[SPLIT] = F("arcnet.split_flag", "Split Flag", FT_UINT8, BASE_DEC),
	[SEQUENCE] = F("arcnet.sequence", "Sequence", FT_UINT16, BASE_DEC),
};

/* Protocols whose identifier is all there is of a header. */
static bool is_bare(unsigned id)
{
	return id == IP_1051 || id == ARP_1051 || id == DIAGNOSE;
}

static bool has_exception(const struct layer *l, uint32_t at)
{
	return at == 2 && slice_u8(l->data, at + 1) == IS_EXCEPTION;
}

static uint32_t header_length(const struct layer *l, uint32_t at)
{
	return at + (is_bare(slice_u8(l->data, at)) ? 1 : has_exception(l, at) ? 8 : 4);
}

static void arcnet_dissect(struct dissection *d, struct layer *l)
{
	uint32_t at = d->frame->iface->link_type == LINK_LINUX ? 4 : 2, n = header_length(l, at);
	l->fact[FACT_PROTOCOL] = at;
	l->tree_len = n < l->data.len ? n : l->data.len;
	if (!layer_header(l, n))
		return;
	switch (slice_u8(l->data, at)) {
	case IP_1201:
	case IP_1051: next_value(d, l, NEXT_ETHERTYPE, ETHERTYPE_IPV4, l->payload); break;
	case IPV6: next_value(d, l, NEXT_ETHERTYPE, ETHERTYPE_IPV6, l->payload); break;
	case ARP_1201:
	case RARP_1201:
	case ARP_1051: next_value(d, l, NEXT_ETHERTYPE, ETHERTYPE_ARP, l->payload); break;
	default: next_data(d, l, l->payload);
	}
}

static void arcnet_tree(struct tree *t, const struct layer *l)
{
	uint32_t at = (uint32_t)l->fact[FACT_PROTOCOL];
	put_rows(t, SOURCE, DESTINATION, 0);
	if (at == 4)
		put(t, OFFSET, 2, 2);
	put(t, PROTOCOL_ID, at, 1);
	if (is_bare(slice_u8(l->data, at)))
		return;
	if (has_exception(l, at)) {
		put(t, EXCEPTION, at + 1, 1);
		put(t, PADDING, at + 2, 2);
		put(t, PROTOCOL_ID, at + 4, 1);
		at += 4;
	}
	put(t, SPLIT, at + 1, 1);
	put(t, SEQUENCE, at + 2, 2);
}

static const struct next_link arcnet_on[] = { { NEXT_LINK_TYPE, LINK_BSD }, { NEXT_LINK_TYPE, LINK_LINUX } };

const struct protocol protocol_arcnet = {
	.name = "arcnet",
	.column = "ARCNET",
	FIELDS(arcnet_fields),
	ON(arcnet_on),
	.dissect = arcnet_dissect,
	.fields_of = arcnet_tree,
};
