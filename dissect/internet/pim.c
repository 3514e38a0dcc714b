/* pim.c: Protocol Independent Multicast: version 2 (RFC 7761 and others), and version 1, which came in IGMP. */
#include "base/checksum.h"
#include "dissect/internet/checked_sum.h"
#include "dissect/internet/pim_impl.h"
#include "dissect/numbers.h"

/*   0                1          2          4
 *  +---------+------+----------+----------+------
 *  | version | type | reserved | checksum | as the type says          version 2
 *  +---------+------+----------+----------+------
 *   0      1      2          4                    8
 *  +------+------+----------+---------+----------+------
 *  | 0x14 | code | checksum | version | reserved | as the code says   version 1
 *  +------+------+----------+---------+----------+------ */
enum { HEADER = 4, HEADER_1 = 8, REGISTER_HEADER = 8, IP_PROTO_PIM = 103, IGMP_PIM = 0x14 };

static bool is_old(const struct layer *l)
{
	return slice_u8(l->data, 0) == IGMP_PIM;
}

static unsigned type_of(const struct layer *l)
{
	return is_old(l) ? slice_u8(l->data, 1) : slice_u8(l->data, 0) & 15;
}

static unsigned version_of(const struct layer *l)
{
	return is_old(l) ? 1 : slice_u8(l->data, 0) >> 4;
}

static void pim_dissect(struct dissection *d, struct layer *l)
{
	bool old = is_old(l);
	uint32_t at = old ? HEADER_1 : REGISTER_HEADER;
	unsigned type = type_of(l);
	if (!layer_header(l, 1))
		return;
	layer_header(l, l->data.len);
	l->payload = slice_first(l->payload, 0);
	uint32_t needs = version_of(l) == 2 ? pim_needs(l->data, type) : 2;
	if (needs > l->data.len) {
		layer_cut(l, needs);
		l->flags |= LAYER_TOLD;
	}
	if (!(old ? type == PIM1_REGISTER : version_of(l) == 2 && type == PIM_REGISTER))
		return;
	unsigned inner = slice_u8(l->data, at) >> 4;
	l->flags |= LAYER_LAST_WORD;
	d->last_word = true;
	if (inner == 4)
		next_value(d, l, NEXT_ETHERTYPE, ETHERTYPE_IPV4, slice_from(l->data, at));
	else if (inner == 6)
		next_value(d, l, NEXT_ETHERTYPE, ETHERTYPE_IPV6, slice_from(l->data, at));
}

/* RFC 7761, 4.9: of a register message only the first 8 bytes count, also as the length in the pseudo header. */
static void put_checksum(struct tree *t, const struct layer *l)
{
	struct checked_sum sum = { CHECKSUM_UNVERIFIED, 0, "" };
	bool first = type_of(l) == PIM_REGISTER, fragment = layer_parent(t->d, l)->flags & LAYER_FRAGMENT;
	struct slice s = first ? slice_first(l->data, REGISTER_HEADER) : l->data;
	uint64_t pseudo = 0;
	if (l->src.type == ADDR_IPV6) {
		pseudo = (uint64_t)(s.wire >> 16) + (s.wire & 0xffff) + IP_PROTO_PIM;
		pseudo = checksum_add(pseudo, l->src.p, l->src.len);
		pseudo = checksum_add(pseudo, l->dst.p, l->dst.len);
	}
	if ((version_of(l) == 1 || version_of(l) == 2) && !fragment &&
	    slice_has(l->data, 0, first ? REGISTER_HEADER : HEADER))
		sum = sum_check(s, pseudo, slice_u16(l->data, 2));
	put_sum(t, PIM_CKSUM, 2, &sum);
}

/* The bytes behind the header that were captured; 1 when there should be some. */
static uint32_t rest_of(const struct layer *l, uint32_t header)
{
	return l->data.len > header ? l->data.len - header : 1;
}

static void put_old(struct tree *t, const struct layer *l)
{
	put_cstr(t, PIM_IGMP_TYPE, 0, 0, "PIM (0x14)");
	put(t, PIM_CODE, 1, 1);
	put_checksum(t, l);
	put(t, PIM_VERSION, 4, 1);
	put(t, PIM_RES_BYTES, 5, 3);
	if (l->data.wire <= HEADER_1)
		return;
	put_node(t, PIM_OPTION, HEADER_1, rest_of(l, HEADER_1));
	pim1_put_body(t, type_of(l));
}

static void pim_tree(struct tree *t, const struct layer *l)
{
	unsigned type = type_of(l);
	if (is_old(l)) {
		put_old(t, l);
		return;
	}
	put(t, PIM_VERSION, 0, 1);
	put(t, PIM_TYPE, 0, 1);
	if (type == PIM_DF_ELECTION) {
		put(t, PIM_DF_ELECT_SUBTYPE, 1, 1);
		put(t, PIM_DF_ELECT_RSVD, 1, 1);
	} else {
		if (type == PIM_FLOODING)
			put(t, PIM_PFMNOFORWARDBIT, 1, 1);
		put(t, PIM_RES_BYTES, 1, 1);
	}
	put_checksum(t, l);
	if (version_of(l) != 2) {
		put_node(t, PIM_OPTION, 0, l->data.len);
	} else if (l->data.wire > HEADER) {
		put_node(t, PIM_OPTION, HEADER, rest_of(l, HEADER));
		pim_put_body(t, type);
	}
}

static void pim_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned version = version_of(l), type = type_of(l);
	const char *name = value_text(is_old(l) ? &pim_codes : &pim_types, type);
	(void)d;
	memcpy(c->number, version > 9 ? "PIMv10" : "PIMv0", 7 - (version < 10));
	c->number[version > 9 ? 5 : 4] = (char)('0' + version % 10);
	c->protocol = c->number;
	if (version > 2 || (version != 2 && !is_old(l))) {
		buf_lit(&c->info, "Unknown");
		return;
	}
	buf_str(&c->info, name ? name : "Unknown (");
	if (!name) {
		fmt_uint(&c->info, type);
		buf_char(&c->info, ')');
	}
}

static const struct next_link pim_on[] = { { NEXT_IP_PROTO, IP_PROTO_PIM } };

const struct protocol protocol_pim = {
	.name = "pim",
	.column = "PIM",
	.fields = pim_rows,
	.n_fields = PIM_N_ROWS,
	ON(pim_on),
	.dissect = pim_dissect,
	.fields_of = pim_tree,
	.info = pim_info,
};
