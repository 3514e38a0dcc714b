/* bgp_communities.c: communities of routes: RFC 1997, extended (RFC 4360, RFC 5668) and large ones (RFC 8092). */
#include "dissect/application/bgp_impl.h"

enum { COMMUNITIES = 8, LARGE_COMMUNITY = 32 };
enum { EXTENDED_BYTES = 8, LARGE_BYTES = 12 };

/* RFC 1997: the numbers of the first and last autonomous system are nobody's. */
static bool is_reserved(uint32_t v)
{
	return v >> 16 == 0 || v >> 16 == 0xffff;
}

static void community_text(struct buf *b, uint32_t v)
{
	if (is_reserved(v)) {
		const char *name = value_text(&bgp_wellknown, v);
		buf_str(b, name ? name : "Reserved");
	} else {
		fmt_uint(b, v >> 16);
		buf_char(b, ':');
		fmt_uint(b, v & 0xffff);
	}
	buf_char(b, ' ');
}

static void large_text(struct buf *b, struct slice s, uint32_t off)
{
	for (unsigned i = 0; i < 3; i++) {
		if (i)
			buf_char(b, ':');
		fmt_uint(b, slice_u32(s, off + 4 * i));
	}
}

void bgp_communities_text(struct buf *b, unsigned type, struct slice s)
{
	if (type == COMMUNITIES) {
		buf_lit(b, ": ");
		for (uint32_t i = 0; slice_has(s, i, 4); i += 4)
			community_text(b, slice_u32(s, i));
		return;
	}
	for (uint32_t i = 0; s.len % LARGE_BYTES == 0 && slice_has(s, i, LARGE_BYTES); i += LARGE_BYTES) {
		buf_str(b, i ? " " : ": ");
		large_text(b, s, i);
	}
}

void bgp_communities_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Communities");
	bgp_communities_text(b, COMMUNITIES, record_bytes(t->d, r));
}

void bgp_community_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Community: ");
	community_text(b, slice_u32(record_bytes(t->d, r), 0));
}

void bgp_large_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Large communities: ");
	large_text(b, record_bytes(t->d, r), 0);
}

static void put_communities(struct tree *t, uint32_t off, uint32_t n)
{
	put_node(t, BGP_COMMUNITIES, off, n);
	tree_push(t);
	for (uint32_t end = off + n; off < end && !tree_ended(t); off += 4) {
		if (is_reserved(slice_u32(t->l->data, off))) {
			put(t, BGP_WELLKNOWN, off, 4);
			continue;
		}
		put_node(t, BGP_COMMUNITY, off, 4);
		tree_push(t);
		put(t, BGP_COMMUNITY_AS, off, 2);
		put(t, BGP_COMMUNITY_VALUE, off + 2, 2);
		tree_pop(t);
	}
	tree_pop(t);
}

void bgp_communities(struct tree *t, unsigned type, uint32_t off, uint32_t n)
{
	if (type == COMMUNITIES) {
		put_communities(t, off, n);
		return;
	}
	for (uint32_t end = off + n; n % LARGE_BYTES == 0 && off < end && !tree_ended(t); off += LARGE_BYTES) {
		put_cstr(t, BGP_LARGE, off, LARGE_BYTES, "[ Null ]"); /* tshark gives the label alone */
		tree_push(t);
		put(t, BGP_LARGE_GA, off, 4);
		put(t, BGP_LARGE_LDP1, off + 4, 4);
		put(t, BGP_LARGE_LDP2, off + 8, 4);
		tree_pop(t);
	}
}

/* What the value of a type of extended community is made of. */
enum shape { RAW, AS2_NUMBER, IPV4_NUMBER, AS4_NUMBER };
static const struct extended_type {
	uint8_t type, shape;
	uint8_t row; /* of the subtype */
	const struct value_table *subtypes;
} extended_types[] = {
	{ 0x00, AS2_NUMBER, BGP_EXT_ST_AS2, &bgp_ext_as2 },   { 0x40, AS2_NUMBER, BGP_EXT_ST_AS2_N, &bgp_ext_as2_n },
	{ 0x01, IPV4_NUMBER, BGP_EXT_ST_IP4, &bgp_ext_ip4 },  { 0x41, IPV4_NUMBER, BGP_EXT_ST_IP4_N, &bgp_ext_ip4_n },
	{ 0x02, AS4_NUMBER, BGP_EXT_ST_AS4, &bgp_ext_as4 },   { 0x42, AS4_NUMBER, BGP_EXT_ST_AS4_N, &bgp_ext_as4_n },
	{ 0x03, RAW, BGP_EXT_ST_OPAQUE, &bgp_ext_opaque },    { 0x43, RAW, BGP_EXT_ST_OPAQUE_N, &bgp_ext_opaque_n },
};

static const struct extended_type *extended_type(unsigned type)
{
	for (unsigned i = 0; i < COUNT(extended_types); i++)
		if (extended_types[i].type == type)
			return &extended_types[i];
	return NULL;
}

static void raw_text(struct buf *b, struct slice s, uint32_t off)
{
	for (unsigned i = 0; i < 3; i++) {
		buf_str(b, i ? " 0x" : "0x");
		fmt_hex(b, slice_u16(s, off + 2 * i), 4);
	}
}

void bgp_ext_raw_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Raw Value: ");
	raw_text(b, record_bytes(t->d, r), 0);
}

void bgp_ext_list_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Carried extended communities: (");
	bgp_count(b, r->len / EXTENDED_BYTES, " community", " communities");
	buf_char(b, ')');
}

static void extended_value(struct buf *b, enum shape shape, struct slice s)
{
	switch (shape) {
	case RAW: raw_text(b, s, 2); break;
	case AS2_NUMBER:
		fmt_uint(b, slice_u16(s, 2));
		buf_char(b, ':');
		fmt_uint(b, slice_u32(s, 4));
		break;
	case IPV4_NUMBER:
		fmt_ipv4_u32(b, slice_u32(s, 2));
		buf_char(b, ':');
		fmt_uint(b, slice_u16(s, 6));
		break;
	case AS4_NUMBER:
		fmt_uint(b, slice_u16(s, 2));
		buf_char(b, '.');
		fmt_uint(b, slice_u16(s, 4));
		buf_char(b, '(');
		fmt_uint(b, slice_u32(s, 2));
		buf_lit(b, "):");
		fmt_uint(b, slice_u16(s, 6));
		break;
	}
}

void bgp_ext_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	unsigned type = slice_u8(s, 0), subtype = slice_u8(s, 1);
	const struct extended_type *e = extended_type(type);
	const char *name = e ? value_text(e->subtypes, subtype) : NULL, *kind = value_text(&bgp_ext_types, type);
	if (name) {
		buf_str(b, name);
	} else {
		buf_str(b, e ? "Unknown subtype 0x" : "Unknown type 0x");
		if (!e) {
			fmt_hex(b, type, 2);
			buf_lit(b, " subtype 0x");
		}
		fmt_hex(b, subtype, 2);
	}
	buf_lit(b, ": ");
	extended_value(b, e ? (enum shape)e->shape : RAW, s);
	buf_lit(b, " [");
	buf_str(b, kind ? kind : "Unknown community");
	buf_char(b, ']');
}

static void put_extended(struct tree *t, uint32_t off)
{
	const struct extended_type *e = extended_type(slice_u8(t->l->data, off));
	put_node(t, BGP_EXT, off, EXTENDED_BYTES);
	tree_push(t);
	put(t, BGP_EXT_TYPE, off, 1);
	tree_push(t);
	put(t, BGP_EXT_AUTH, off, 1);
	put(t, BGP_EXT_TRAN, off, 1);
	tree_pop(t);
	put(t, e ? e->row : BGP_EXT_ST, off + 1, 1);
	switch (e ? (enum shape)e->shape : RAW) {
	case RAW: put(t, BGP_EXT_RAW, off + 2, 6); break;
	case AS2_NUMBER:
		put(t, BGP_EXT_AS2, off + 2, 2);
		put(t, BGP_EXT_AN4, off + 4, 4);
		break;
	case IPV4_NUMBER:
	case AS4_NUMBER:
		put(t, e->shape == IPV4_NUMBER ? BGP_EXT_IP4 : BGP_EXT_AS4, off + 2, 4);
		put(t, BGP_EXT_AN2, off + 6, 2);
		break;
	}
	tree_pop(t);
}

void bgp_ext_communities(struct tree *t, uint32_t off, uint32_t n)
{
	if (n % EXTENDED_BYTES) {
		MESSAGE(m);
		buf_lit(&m, "Community length ");
		fmt_uint(&m, n);
		buf_lit(&m, " wrong, must be modulo 8");
		bgp_note(t, BGP_EXT_LENGTH_BAD, off - 1, message_text(&m));
		return;
	}
	put_node(t, BGP_EXT_COMMUNITIES, off, n);
	tree_push(t);
	for (uint32_t end = off + n; off < end && !tree_ended(t); off += EXTENDED_BYTES)
		put_extended(t, off);
	tree_pop(t);
}
