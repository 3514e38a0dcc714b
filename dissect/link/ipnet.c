/* ipnet.c: what Solaris puts in front of IP packets that it captures (LINKTYPE_IPNET). */
#include "dissect/numbers.h"
#include "dissect/tree.h"

/*  +---------+--------+-----------+--------+-----------------+-----------------------+-------------+------------+
 *  | version | family | hook type | length | interface index | group interface index | source zone | dest. zone |
 *  +---------+--------+-----------+--------+-----------------+-----------------------+-------------+------------+ */
enum { IPNET, VERSION, FAMILY, HOOK, LENGTH, INDEX, GROUP_INDEX, SOURCE_ZONE, DESTINATION_ZONE };
enum { HEADER = 24, SOLARIS_INET = 2, SOLARIS_INET6 = 26 };

static const struct value_table families =
	VALUES({ SOLARIS_INET, "Solaris AF_INET" }, { SOLARIS_INET6, "Solaris AF_INET6" });
static const struct value_table hooks = VALUES({ 0, "Inbound" }, { 1, "Outbound" }, { 2, "Local" });

static const struct field ipnet_fields[] = {
	[IPNET] = F("ipnet", "Solaris IPNET", FT_PROTOCOL, BASE_NONE),
	[VERSION] = F("ipnet.version", "Header version", FT_UINT8, BASE_DEC, .off = 0, .size = 1),
	[FAMILY] = F("ipnet.family", "Address family", FT_UINT8, BASE_DEC, .off = 1, .size = 1, .vals = &families),
	[HOOK] = F("ipnet.htype", "Hook type", FT_UINT16, BASE_DEC, .off = 2, .size = 2, .vals = &hooks),
	[LENGTH] = F("ipnet.pktlen", "Data length", FT_UINT32, BASE_DEC, .off = 4, .size = 4),
	[INDEX] = F("ipnet.ifindex", "Interface index", FT_UINT32, BASE_DEC, .off = 8, .size = 4),
	[GROUP_INDEX] = F("ipnet.grifindex", "Group interface index", FT_UINT32, BASE_DEC, .off = 12, .size = 4),
	[SOURCE_ZONE] = F("ipnet.zsrc", "Source Zone ID", FT_UINT32, BASE_DEC, .off = 16, .size = 4),
	[DESTINATION_ZONE] = F("ipnet.zdst", "Destination Zone ID", FT_UINT32, BASE_DEC, .off = 20, .size = 4),
};

static void ipnet_dissect(struct dissection *d, struct layer *l)
{
	l->tree_len = l->data.len < HEADER ? l->data.len : HEADER;
	if (!layer_header(l, HEADER))
		return;
	if (slice_u8(l->data, 1) == SOLARIS_INET)
		next_value(d, l, NEXT_ETHERTYPE, ETHERTYPE_IPV4, l->payload);
	else if (slice_u8(l->data, 1) == SOLARIS_INET6)
		next_value(d, l, NEXT_ETHERTYPE, ETHERTYPE_IPV6, l->payload);
	else
		next_data(d, l, l->payload);
}

static void ipnet_tree(struct tree *t, const struct layer *l)
{
	(void)l;
	put_rows(t, VERSION, DESTINATION_ZONE, 0);
}

static const struct next_link ipnet_on[] = { { NEXT_LINK_TYPE, 226 } };

const struct protocol protocol_ipnet = {
	.name = "ipnet",
	.column = "IPNET",
	FIELDS(ipnet_fields),
	ON(ipnet_on),
	.dissect = ipnet_dissect,
	.fields_of = ipnet_tree,
};
