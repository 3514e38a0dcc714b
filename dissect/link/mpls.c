/* mpls.c: MPLS labels (RFC 3032), one layer each; what follows the last is told by its first four bits (RFC 4928). */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/tree.h"

/*  0                    20    23  24        32 bits
 *  +--------------------+-----+---+----------+
 *  | label              | exp | S | TTL      |
 *  +--------------------+-----+---+----------+ */
enum { MPLS, LABEL, EXP, BOTTOM, TTL, INVALID };

enum { RESERVED_LABELS = 16, LABEL_GAL = 13, LABEL_OAM = 14, BOTTOM_BIT = 0x100 };

static const struct value_table reserved =
	VALUES({ 0, "IPv4 Explicit-Null" }, { 1, "Router Alert" }, { 2, "IPv6 Explicit-Null" }, { 3, "Implicit-Null" },
	       { 7, "Entropy Label Indicator (ELI)" }, { 13, "Generic Associated Channel Label (GAL)" }, { 14, "OAM Alert" });

static void mpls_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	uint32_t word = slice_u32(l->data, 0);
	const char *name = value_text(&reserved, word >> 12);
	buf_lit(b, "MultiProtocol Label Switching Header");
	if (!slice_has(l->data, 0, 4))
		return;
	buf_lit(b, ", Label: ");
	fmt_uint(b, word >> 12);
	if (word >> 12 < RESERVED_LABELS) {
		buf_lit(b, " (");
		buf_str(b, name ? name : "Reserved - Unknown");
		buf_char(b, ')');
	}
	buf_lit(b, ", Exp: ");
	fmt_uint(b, word >> 9 & 7);
	buf_lit(b, ", S: ");
	fmt_uint(b, word >> 8 & 1);
	buf_lit(b, ", TTL: ");
	fmt_uint(b, word & 0xff);
}

static void label_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = value_text(&reserved, r->val);
	(void)t;
	buf_lit(b, "MPLS Label: ");
	if (r->val < RESERVED_LABELS) {
		buf_str(b, name ? name : "Unknown");
		buf_lit(b, " (");
		fmt_uint(b, r->val);
	} else {
		fmt_uint(b, r->val);
		buf_lit(b, " (");
		fmt_0x(b, r->val, 5);
	}
	buf_char(b, ')');
}

#define BITS(abbrev, name, base, mask_, ...) F("mpls." abbrev, name, FT_UINT32, base, .off = 0, .size = 4, .mask = mask_, __VA_ARGS__)

static const struct field mpls_fields[] = {
	[MPLS] = F("mpls", "MultiProtocol Label Switching Header", FT_PROTOCOL, BASE_NONE, .label = mpls_label),
	[LABEL] = BITS("label", "MPLS Label", BASE_DEC_HEX, 0xfffff000, .label = label_label),
	[EXP] = BITS("exp", "MPLS Experimental Bits", BASE_DEC, 0xe00, .flags = 0),
	[BOTTOM] = BITS("bottom", "MPLS Bottom Of Label Stack", BASE_DEC, 0x100, .flags = 0),
	[TTL] = BITS("ttl", "MPLS TTL", BASE_DEC, 0xff, .flags = 0),
	[INVALID] = F_EXPERT("mpls.invalid_label", "Invalid Label", PI_WARN, PI_PROTOCOL),
};

static void mpls_dissect(struct dissection *d, struct layer *l)
{
	if (layer_parent(d, l)->proto_id == l->proto_id)
		l->path = "";
	l->tree_len = l->data.len < 4 ? l->data.len : 4;
	l->flags |= LAYER_ELASTIC | LAYER_TOLD;
	if (!layer_header(l, 4))
		return;
	uint32_t word = slice_u32(l->data, 0), label = word >> 12;
	unsigned first = slice_u8(l->payload, 0) >> 4;
	if (!(word & BOTTOM_BIT)) {
		if (l->payload.wire)
			next_named(d, l, "mpls", l->payload);
		else
			l->flags |= LAYER_MALFORMED;
	} else if (!l->payload.wire) {
		l->flags |= LAYER_MALFORMED;
	} else if (label == LABEL_OAM) {
		next_data(d, l, l->payload);
	} else if (label == LABEL_GAL || first == 1) {
		next_named(d, l, "pwach", l->payload);
	} else if (first == 4) {
		next_named(d, l, "ip", l->payload);
	} else if (first == 6) {
		next_named(d, l, "ipv6", l->payload);
	} else if (first == 0) {
		/* A control word (RFC 4448, 4.6), taken for one whatever the MAC address behind it looks like. */
		l->path = l->path ? "pwethheuristic:pwethcw" : "mpls:pwethheuristic:pwethcw";
		next_named(d, l, "eth", slice_from(l->payload, 4));
	} else {
		next_data(d, l, l->payload);
	}
}

static void mpls_tree(struct tree *t, const struct layer *l)
{
	if (!slice_has(l->data, 0, 4))
		tree_drop(t);
	put_rows(t, LABEL, TTL, 0);
}

static void mpls_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	buf_lit(&c->info, "MPLS Label Switched Packet");
	if (slice_u32(l->data, 0) >> 12 == LABEL_OAM)
		buf_lit(&c->info, " (Y.1711: reserved/unknown)");
}

static const struct next_link mpls_on[] = {
	{ NEXT_ETHERTYPE, 0x8847 }, { NEXT_ETHERTYPE, 0x8848 }, { NEXT_PPP, 0x0281 }, { NEXT_PPP, 0x0283 },
	{ NEXT_IP_PROTO, 137 }, { NEXT_UDP_PORT, 6635 /* RFC 7510 */ },
};

const struct protocol protocol_mpls = {
	.name = "mpls",
	.column = "MPLS",
	FIELDS(mpls_fields),
	ON(mpls_on),
	.dissect = mpls_dissect,
	.fields_of = mpls_tree,
	.info = mpls_info,
};
