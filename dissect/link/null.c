/* null.c: BSD loopback: an address family of the capturing machine in front (LINKTYPE_NULL, LINKTYPE_LOOP). */
#include "dissect/column.h"
#include "dissect/numbers.h"
#include "dissect/tree.h"

enum { NULL_PROTO, TYPE, FAMILY };
enum { LINKTYPE_LOOP = 108, MAX_FAMILY = 1500, PPP_HDLC = 0xff03 };
enum what { IS_FAMILY, IS_TYPE, IS_PPP };

static const struct value_table families = VALUES({ 2, "IP" }, { 7, "OSI" }, { 16, "Appletalk" }, { 23, "Netware IPX/SPX" },
						  { 24, "IPv6" }, { 28, "IPv6" }, { 30, "IPv6" });

static const struct field null_fields[] = {
	[NULL_PROTO] = F("null", "Null/Loopback", FT_PROTOCOL, BASE_NONE),
	[TYPE] = F("null.type", "Type", FT_UINT16, BASE_HEX, .vals = &ethertype_names),
	[FAMILY] = F("null.family", "Family", FT_UINT32, BASE_DEC, .vals = &families),
};

/* The four bytes are in the byte order of whoever captured: small numbers tell which. Some put an Ethernet type there
 * instead, in the last two bytes, and some a PPP header. */
static enum what read_word(const struct dissection *d, const struct layer *l, uint32_t *word)
{
	*word = slice_u32(l->data, 0);
	if (d->frame->iface->link_type == LINKTYPE_LOOP)
		return IS_FAMILY;
	if (*word >> 16 == PPP_HDLC)
		return IS_PPP;
	if (*word >> 16 && *word & 0xffff) {
		uint32_t swapped = __builtin_bswap32(*word);
		bool small = !(swapped >> 16);
		*word = small ? swapped : *word & 0xffff;
		return IS_TYPE;
	}
	if (*word >> 16)
		*word = __builtin_bswap32(*word);
	return *word > MAX_FAMILY ? IS_TYPE : IS_FAMILY;
}

static void null_dissect(struct dissection *d, struct layer *l)
{
	static const struct address nobody = { ADDR_TEXT, 3, (const uint8_t *)"N/A" };
	uint32_t word;
	l->src = l->dst = nobody;
	if (!layer_header(l, 4))
		return;
	enum what what = read_word(d, l, &word);
	l->fact[0] = what;
	l->fact[1] = word;
	if (what == IS_PPP)
		next_named(d, l, "ppp", l->data);
	else
		next_value(d, l, what == IS_TYPE ? NEXT_ETHERTYPE : NEXT_NULL_FAMILY, word, l->payload);
}

static void null_tree(struct tree *t, const struct layer *l)
{
	if (l->flags & (LAYER_SHORT | LAYER_MALFORMED) || l->fact[0] == IS_PPP)
		tree_drop(t);
	else
		put_uint(t, l->fact[0] == IS_TYPE ? TYPE : FAMILY, 0, 4, l->fact[1]);
}

static void null_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	(void)l;
	c->protocol = "N/A";
	buf_lit(&c->info, "Null/Loopback");
}

static const struct next_link null_on[] = { { NEXT_LINK_TYPE, 0 }, { NEXT_LINK_TYPE, LINKTYPE_LOOP } };

const struct protocol protocol_null = {
	.name = "null",
	.column = "Null",
	FIELDS(null_fields),
	ON(null_on),
	.dissect = null_dissect,
	.fields_of = null_tree,
	.info = null_info,
};
