/* ospf_lsa.c: link state advertisements of OSPF, version 2 (RFC 2328 A.4) and 3 (RFC 5340 A.4). */
#include "dissect/internet/ospf_impl.h"

/*   0     2         3      4               8                    12        16         18
 *  +-----+---------+------+---------------+--------------------+---------+----------+--------+
 *  | age | options | type | link state ID | advertising router | number  | checksum | length |
 *  +-----+---------+------+---------------+--------------------+---------+----------+--------+
 *  Version 3 has no options here, and a type of two bytes. */
enum { ROUTER = 1, NETWORK, SUMMARY, SUMMARY_ASBR, AS_EXTERNAL, NSSA = 7, OPAQUE_LINK = 9, OPAQUE_AS = 11 };
enum {
	V3_ROUTER = 1,
	V3_NETWORK,
	V3_PREFIX,
	V3_ASBR,
	V3_EXTERNAL,
	V3_NSSA = 7,
	V3_LINK,
	V3_INTRA_PREFIX,
	V3_INFORMATION = 12
};
enum { TE_LSA = 1, LINK_BYTES = 12, TOS_BYTES = 4, V3_LINK_BYTES = 16 };

static bool is_v3(const struct tree *t, const struct record *r)
{
	return slice_u8(t->d->layer[r->layer].data, 0) == 3;
}

/* aux: the whole length, which the row does not cover where the header stands alone */
void ospf_lsa_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = { t->d->buffer[r->buffer].p + r->off, OSPF_LSA_HEADER, OSPF_LSA_HEADER };
	bool v3 = is_v3(t, r);
	unsigned type = v3 ? slice_u16(s, 2) & 0x1fff : slice_u8(s, 3);
	const char *name = value_text(v3 ? &ospf_v3_lsas : &ospf_lsas, type);
	buf_lit(b, "LSA-type ");
	fmt_uint(b, type);
	buf_lit(b, " (");
	buf_str(b, name ? name : "Unknown");
	buf_lit(b, "), len ");
	fmt_uint(b, r->aux);
}

static void padded(struct buf *b, const char *text, size_t n, size_t width)
{
	buf_put(b, text, n);
	for (; n < width; n++)
		buf_char(b, ' ');
}

static void padded_ipv4(struct buf *b, uint32_t address)
{
	size_t start = b->len;
	fmt_ipv4_u32(b, address);
	for (size_t n = b->len - start; n < 15; n++)
		buf_char(b, ' ');
}

static const struct {
	const char *name, *id, *words;
} links[] = {
	{ "Unknown", "Unknown link ID", "Unknown link type" },
	{ "PTP", "Neighboring router's Router ID", "Point-to-point connection to another router" },
	{ "Transit", "IP address of Designated Router", "Connection to a transit network" },
	{ "Stub", "IP network/subnet number", "Connection to a stub network" },
	{ "Virtual", "Neighboring router's Router ID", "Virtual link" },
};

static unsigned link_kind(unsigned type)
{
	return type < COUNT(links) ? type : 0;
}

void ospf_link_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	const char *name = links[link_kind(slice_u8(s, 8))].name;
	buf_lit(b, "Type: ");
	padded(b, name, strlen(name), 8);
	buf_lit(b, " ID: ");
	padded_ipv4(b, slice_u32(s, 0));
	buf_lit(b, " Data: ");
	padded_ipv4(b, slice_u32(s, 4));
	buf_lit(b, " Metric: ");
	fmt_uint(b, slice_u16(s, 10));
}

/* aux: the type of the link */
void ospf_link_id_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Link ID: ");
	fmt_ipv4_u32(b, (uint32_t)r->val);
	buf_lit(b, " - ");
	buf_str(b, links[link_kind(r->aux)].id);
}

void ospf_link_type_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Link Type: ");
	fmt_uint(b, r->val);
	buf_lit(b, " - ");
	buf_str(b, links[link_kind((unsigned)r->val)].words);
}

void ospf_metrics_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Number of Metrics: ");
	fmt_uint(b, r->val);
	buf_lit(b, " - TOS");
}

void ospf_tos_metric_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_lit(b, "TOS: ");
	fmt_uint(b, slice_u8(s, 0));
	buf_lit(b, ", Metric: ");
	fmt_uint(b, slice_u16(s, 2));
}

static void put_router(struct tree *t, uint32_t off)
{
	const struct slice s = t->l->data;
	unsigned n = slice_u16(s, off + 2);
	ospf_put_flags(t, OSPF_ROUTER_FLAGS, off, 1);
	put(t, OSPF_LINKS, off + 2, 2);
	for (off += 4; n && !tree_ended(t); n--) {
		unsigned type = slice_u8(s, off + 8), metrics = slice_u8(s, off + 9);
		if (!tree_need(t, off, LINK_BYTES))
			return;
		put_node(t, OSPF_LINK, off, ospf_clip(t, off, LINK_BYTES + TOS_BYTES * metrics));
		tree_push(t);
		put(t, OSPF_LINK_ID, off, 4)->aux = type;
		put(t, OSPF_LINK_DATA, off + 4, 4);
		put(t, OSPF_LINK_TYPE, off + 8, 1);
		put(t, OSPF_LINK_METRICS, off + 9, 1);
		put(t, OSPF_LINK_METRIC0, off + 10, 2);
		for (off += LINK_BYTES; metrics && !tree_ended(t); metrics--, off += TOS_BYTES) {
			struct record *r = put(t, OSPF_LINK_METRIC, off, TOS_BYTES);
			r->val = slice_u16(s, off + 2);
		}
		tree_pop(t);
	}
}

static void put_external(struct tree *t, uint32_t off, uint32_t end)
{
	put(t, OSPF_EXT_MASK, off, 4);
	for (off += 4; off < end && !tree_ended(t); off += 12) {
		put(t, OSPF_EXT_TYPE, off, 1);
		put(t, OSPF_EXT_TOS, off, 1);
		put(t, OSPF_METRIC, off + 1, 3);
		put(t, OSPF_EXT_FORWARD, off + 4, 4);
		put(t, OSPF_EXT_TAG, off + 8, 4);
	}
}

static void put_v2_body(struct tree *t, unsigned type, uint32_t off, uint32_t end)
{
	switch (type) {
	case ROUTER: put_router(t, off); break;
	case NETWORK:
		put(t, OSPF_NETWORK_MASK, off, 4);
		for (off += 4; off < end && !tree_ended(t); off += 4)
			put(t, OSPF_NETWORK_ROUTER, off, 4);
		break;
	case SUMMARY:
	case SUMMARY_ASBR:
		put(t, OSPF_SUMMARY_MASK, off, 4);
		for (off += 4; off < end && !tree_ended(t); off += 4) {
			put(t, OSPF_TOS, off, 1);
			put(t, OSPF_METRIC, off + 1, 3);
		}
		break;
	case AS_EXTERNAL:
	case NSSA: put_external(t, off, end); break;
	default: break;
	}
}

static void put_id(struct tree *t, unsigned type, uint32_t off)
{
	if (type < OPAQUE_LINK || type > OPAQUE_AS) {
		put(t, OSPF_LSA_ID, off, 4);
		return;
	}
	put(t, OSPF_OPAQUE_TYPE, off, 1);
	if (slice_u8(t->l->data, off) == TE_LSA) {
		put(t, OSPF_TE_RESERVED, off + 1, 1);
		put(t, OSPF_TE_INSTANCE, off + 2, 2);
	} else {
		put(t, OSPF_OPAQUE_ID, off + 1, 3);
	}
}

/* Bytes that an LSA of version 2 has at least. */
static uint32_t least(unsigned type)
{
	static const uint8_t bytes[] = {
		[ROUTER] = 24, [NETWORK] = 28, [SUMMARY] = 28, [SUMMARY_ASBR] = 28, [AS_EXTERNAL] = 36, [NSSA] = 36
	};
	return type < COUNT(bytes) && bytes[type] ? bytes[type] : OSPF_LSA_HEADER;
}

static bool too_short(unsigned type, uint32_t len)
{
	return len < least(type);
}

static void bad_length(struct tree *t, unsigned type, uint32_t off, uint32_t len)
{
	MESSAGE(m);
	const char *name = value_text(&ospf_lsas, type);
	buf_lit(&m, "Invalid LSA length (");
	fmt_uint(&m, len);
	buf_lit(&m, ") for type ");
	buf_str(&m, name ? name : "Unknown");
	buf_lit(&m, ", expected >= (");
	fmt_uint(&m, least(type));
	buf_char(&m, ')');
	ospf_note(t, OSPF_LSA_BAD_LEN, off, message_text(&m));
}

/* False: it is too short for its type, and what follows it is not looked at. */
static bool put_v2(struct tree *t, uint32_t off, uint32_t len, bool whole)
{
	unsigned type = slice_u8(t->l->data, off + 3);
	put(t, OSPF_LSA_AGE, off, 2);
	put(t, OSPF_LSA_DONOTAGE, off, 2);
	ospf_put_flags(t, type == NSSA ? OSPF_OPTIONS_NSSA : OSPF_OPTIONS, off + 2, 1);
	put(t, OSPF_LSA, off + 3, 1);
	bool known = (type >= ROUTER && type <= OPAQUE_AS);
	if (known)
		put_uint(t, type < OPAQUE_LINK ? OSPF_IS_ROUTER + type - ROUTER : OSPF_IS_OPAQUE, off + 3, 1, 1);
	put_id(t, type, off + 4);
	put(t, OSPF_ADVROUTER, off + 8, 4);
	put(t, OSPF_LSA_SEQ, off + 12, 4);
	put(t, OSPF_LSA_CHECKSUM, off + 16, 2);
	put(t, OSPF_LSA_LEN, off + 18, 2);
	if (too_short(type, len)) {
		bad_length(t, type, off + 18, len);
		return false;
	}
	if (!whole)
		return true;
	if (!known || type == 6 || type == 8)
		ospf_note(t, OSPF_LSA_UNKNOWN, off + 18, NULL);
	put_v2_body(t, type, off + OSPF_LSA_HEADER, off + len);
	return true;
}

/* The address of a prefix, in as many words as it needs (RFC 5340 A.4.1.1). Returns where it ends. */
static uint32_t put_address(struct tree *t, uint32_t bits, uint32_t at)
{
	uint32_t n = (bits + 31) / 32 * 4;
	uint8_t address[16] = { 0 };
	if (bits > 128)
		tree_malformed(t);
	if (!tree_need(t, at, n) || n > sizeof address)
		return at;
	for (uint32_t i = 0; i < (bits + 7) / 8; i++)
		address[i] = slice_u8(t->l->data, at + i);
	if (tree_wants(t, OSPF_PREFIX))
		put_copy(t, OSPF_PREFIX, at, n, address, sizeof address);
	return at + n;
}

/* row: what the two bytes behind the prefix's options are */
static uint32_t put_prefix(struct tree *t, unsigned row, uint32_t off)
{
	uint32_t bits = slice_u8(t->l->data, off);
	put(t, OSPF_PREFIX_LEN, off, 1);
	ospf_put_flags(t, OSPF_PREFIX_OPTIONS, off + 1, 1);
	if (row == OSPF_RESERVED)
		ospf_put_reserved(t, off + 2, 2);
	else
		put(t, row, off + 2, 2);
	return put_address(t, bits, off + 4);
}

void ospf_entry_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Entry #");
	fmt_uint(b, r->aux);
}

static void put_v3_router(struct tree *t, uint32_t off, uint32_t end)
{
	ospf_put_flags(t, OSPF_V3_ROUTER_FLAGS, off, 1);
	ospf_put_flags(t, OSPF_OPTIONS3, off + 1, 3);
	off += 4;
	if (off >= end)
		return;
	put_node(t, OSPF_INTERFACES, off, ospf_clip(t, off, end - off));
	tree_push(t);
	for (unsigned i = 1; off < end && !tree_ended(t); i++, off += V3_LINK_BYTES) {
		put_node(t, OSPF_ENTRY, off, ospf_clip(t, off, V3_LINK_BYTES))->aux = i;
		tree_push(t);
		put(t, OSPF_V3_LINK_TYPE, off, 1);
		ospf_put_reserved(t, off + 1, 1);
		put(t, OSPF_METRIC, off + 2, 2);
		put(t, OSPF_V3_INTERFACE, off + 4, 4);
		put(t, OSPF_V3_NEIGHBOR_INTERFACE, off + 8, 4);
		put(t, OSPF_V3_NEIGHBOR, off + 12, 4);
		tree_pop(t);
	}
	tree_pop(t);
}

static void put_v3_external(struct tree *t, uint32_t off)
{
	const struct slice s = t->l->data;
	unsigned flags = slice_u8(s, off), referenced = slice_u16(s, off + 6);
	ospf_put_flags(t, OSPF_V3_EXT_FLAGS, off, 1);
	put(t, OSPF_METRIC, off + 1, 3);
	off = put_prefix(t, OSPF_V3_REF_TYPE, off + 4);
	if (flags & 2) {
		put(t, OSPF_V3_FORWARD, off, 16);
		off += 16;
	}
	if (flags & 1) {
		put(t, OSPF_V3_TAG, off, 4);
		off += 4;
	}
	if (referenced)
		put(t, OSPF_V3_REF_ID, off, 4);
}

static void put_v3_prefixes(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	for (; n && !tree_ended(t); n--)
		off = put_prefix(t, row, off);
}

static void put_v3_body(struct tree *t, unsigned type, uint32_t off, uint32_t end)
{
	const struct slice s = t->l->data;
	switch (type) {
	case V3_ROUTER: put_v3_router(t, off, end); break;
	case V3_NETWORK:
		ospf_put_reserved(t, off, 1);
		ospf_put_flags(t, OSPF_OPTIONS3, off + 1, 3);
		for (off += 4; off < end && !tree_ended(t); off += 4)
			put(t, OSPF_V3_ATTACHED, off, 4);
		break;
	case V3_PREFIX:
		ospf_put_reserved(t, off, 1);
		put(t, OSPF_METRIC, off + 1, 3);
		put_prefix(t, OSPF_RESERVED, off + 4);
		break;
	case V3_ASBR:
		ospf_put_reserved(t, off, 1);
		ospf_put_flags(t, OSPF_OPTIONS3, off + 1, 3);
		ospf_put_reserved(t, off + 4, 1);
		put(t, OSPF_METRIC, off + 5, 3);
		put(t, OSPF_V3_DESTINATION, off + 8, 4);
		break;
	case V3_EXTERNAL:
	case V3_NSSA: put_v3_external(t, off); break;
	case V3_LINK:
		put(t, OSPF_V3_PRIORITY, off, 1);
		ospf_put_flags(t, OSPF_OPTIONS3, off + 1, 3);
		put(t, OSPF_V3_LOCAL, off + 4, 16);
		put(t, OSPF_V3_PREFIXES, off + 20, 4);
		put_v3_prefixes(t, OSPF_RESERVED, off + 24, slice_u32(s, off + 20));
		break;
	case V3_INTRA_PREFIX:
		put(t, OSPF_V3_PREFIXES, off, 2);
		put(t, OSPF_V3_REF_TYPE, off + 2, 2);
		put(t, OSPF_V3_REF_ID, off + 4, 4);
		put(t, OSPF_V3_REF_ROUTER, off + 8, 4);
		put_v3_prefixes(t, OSPF_METRIC, off + 12, slice_u16(s, off));
		break;
	default: break;
	}
}

void ospf_put_v3_type(struct tree *t, uint32_t off)
{
	put(t, OSPF_V3_LSA, off, 2);
	tree_push(t);
	for (unsigned i = OSPF_V3_LSA_U; i <= OSPF_V3_LSA_FC; i++)
		put(t, i, off, 2);
	tree_pop(t);
}

static bool put_v3(struct tree *t, uint32_t off, uint32_t len, bool whole)
{
	unsigned type = slice_u16(t->l->data, off + 2) & 0x1fff;
	bool known = type >= V3_ROUTER && type <= V3_INTRA_PREFIX;
	put(t, OSPF_LSA_AGE, off, 2);
	put(t, OSPF_V3_DONOTAGE, off, 2);
	ospf_put_v3_type(t, off + 2);
	if (known || type == V3_INFORMATION)
		put_uint(t, known ? OSPF_V3_IS_ROUTER + type - V3_ROUTER : OSPF_V3_IS_OPAQUE, off + 2, 2, 1);
	put(t, OSPF_LSID, off + 4, 4);
	put(t, OSPF_ADVROUTER, off + 8, 4);
	put(t, OSPF_LSA_SEQ, off + 12, 4);
	put(t, OSPF_LSA_CHECKSUM, off + 16, 2);
	put(t, OSPF_LSA_LEN, off + 18, 2);
	if (!whole)
		return true;
	if ((!known && type != V3_INFORMATION) || type == 6) {
		MESSAGE(m);
		buf_lit(&m, "Unknown LSA Type ");
		fmt_uint(&m, type);
		if (tree_wants_expert(t, OSPF_LSA_UNKNOWN))
			put_expert(t, OSPF_LSA_UNKNOWN, off, 0, message_text(&m));
	}
	put_v3_body(t, type, off + OSPF_LSA_HEADER, off + len);
	if (len < OSPF_LSA_HEADER)
		tree_malformed(t);
	return true;
}

uint32_t ospf_put_lsa(struct tree *t, unsigned version, uint32_t off, bool whole)
{
	uint32_t len = slice_u16(t->l->data, off + 18);
	if (!tree_need(t, off, OSPF_LSA_HEADER))
		return OSPF_LSA_HEADER;
	put_node(t, OSPF_LSA_TEXT, off, ospf_clip(t, off, whole ? len : OSPF_LSA_HEADER))->aux = len;
	tree_push(t);
	bool good = (version == 2 ? put_v2 : put_v3)(t, off, len, whole);
	tree_pop(t);
	if (!good)
		return 0;
	return len < OSPF_LSA_HEADER || !whole ? OSPF_LSA_HEADER : len;
}
