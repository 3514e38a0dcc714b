/* ssdp.c: discovery of UPnP devices: messages of HTTP's form in datagrams (UPnP Device Architecture, 1). */
#include "dissect/application/web_tree.h"

enum { SSDP };

static const struct field ssdp_fields[] = {
	[SSDP] = F("ssdp", "Simple Service Discovery Protocol", FT_PROTOCOL, BASE_NONE),
};

static void ssdp_tree(struct tree *t, const struct layer *l)
{
	if (!tree_borrow(t))
		return;
	web_fields_of(t, l);
	tree_give_back(t);
}

static const struct next_link ssdp_on[] = { { NEXT_UDP_PORT, 1900 } };

const struct protocol protocol_ssdp = {
	.name = "ssdp",
	.column = "SSDP",
	FIELDS(ssdp_fields),
	ON(ssdp_on),
	.borrows = "http",
	.dissect = web_dissect,
	.fields_of = ssdp_tree,
	.info = web_info,
};
