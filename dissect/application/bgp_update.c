/* bgp_update.c: UPDATE messages of BGP and their path attributes (RFC 4271 4.3, 5). */
#include "dissect/application/bgp_impl.h"

/*   0       1      2 (3)      3 (4)
 *  +-------+------+----------+-------
 *  | flags | type | length   | value      the length has two bytes with the flag of extended length
 *  +-------+------+----------+------- */
enum {
	ORIGIN = 1, AS_PATH, NEXT_HOP, MULTI_EXIT_DISC, LOCAL_PREF, ATOMIC_AGGREGATE, AGGREGATOR, COMMUNITIES, ORIGINATOR_ID,
	CLUSTER_LIST, MP_REACH_NLRI = 14, MP_UNREACH_NLRI, EXTENDED_COMMUNITIES, AS4_PATH, AS4_AGGREGATOR,
	SAFI_SPECIFIC, PMSI_TUNNEL = 22, TUNNEL_ENCAPSULATION, AIGP = 26, BGP_LS = 29, LARGE_COMMUNITY = 32, BGPSEC_PATH,
	D_PATH = 36, PREFIX_SID = 40, LINK_STATE = 99, ATTR_SET = 128,
};
enum { OPTIONAL = 0x80, TRANSITIVE = 0x40, PARTIAL = 0x20, EXTENDED = 0x10 };
enum { AS_TRANS = 23456, MAX_NESTED = 8 };
enum { NO_WIDTH = 0xff }; /* of the numbers in a path: they fit neither two bytes nor four */

/* The attribute's own row says nothing of the value (aux). */
enum { VALUE_HIDDEN = 1 };

void bgp_flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const struct {
		uint8_t bit;
		const char *set, *clear;
	} names[] = {
		{ OPTIONAL, ", Optional", ", Well-known" },
		{ TRANSITIVE, ", Transitive", ", Non-transitive" },
		{ PARTIAL, ", Partial", ", Complete" },
		{ EXTENDED, ", Extended-Length", "" },
	};
	(void)t;
	buf_lit(b, "Flags: 0x");
	fmt_hex(b, r->val, 2);
	for (unsigned i = 0; i < COUNT(names); i++)
		if (r->val & names[i].bit)
			buf_str(b, names[i].set);
	for (unsigned i = 0; i < COUNT(names); i++)
		if (!(r->val & names[i].bit))
			buf_str(b, names[i].clear);
}

void bgp_as2_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_uint(b, r->val);
	if (r->val == AS_TRANS)
		buf_lit(b, " (AS_TRANS)");
}

void bgp_spaced_label(struct buf *b, const struct tree *t, const struct record *r)
{
	enum { MOST = 24 };
	struct slice s = record_bytes(t->d, r);
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_bytes(b, s.p, s.len < MOST ? s.len : MOST, ' ');
	if (s.len > MOST)
		buf_lit(b, " \xe2\x80\xa6");
}

/* Do the segments fill the path, with numbers of so many bytes? */
static bool path_fits(struct slice s, uint32_t width)
{
	uint32_t off = 0;
	while (slice_has_wire(s, off, 2) && slice_u8(s, off))
		off += 2 + width * slice_u8(s, off + 1);
	return off == s.wire;
}

/* Two bytes or four (RFC 6793): the path does not say, and the OPEN messages may not have been seen. */
static uint32_t path_width(unsigned type, struct slice s)
{
	return type == AS4_PATH ? 4 : path_fits(s, 2) ? 2 : path_fits(s, 4) ? 4 : NO_WIDTH;
}

static void segment_text(struct buf *b, struct slice s, uint32_t off, uint32_t width)
{
	static const char *const brackets[] = { "", "{}", "", "()", "[]" };
	unsigned type = slice_u8(s, off), n = slice_u8(s, off + 1);
	const char *around = type < COUNT(brackets) ? brackets[type] : "";
	if (*around)
		buf_char(b, around[0]);
	off += 2;
	for (unsigned i = 0; i < n && slice_has(s, off, width); i++, off += width) {
		if (i)
			buf_str(b, type == 1 || type == 4 ? ", " : " ");
		fmt_uint(b, slice_uint(s, off, width, false));
	}
	if (*around)
		buf_char(b, around[1]);
}

void bgp_segment_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	uint32_t n = slice_u8(s, 1);
	buf_lit(b, "AS Path segment: ");
	segment_text(b, s, 0, n ? (r->len - 2) / n : 2);
}

static void path_text(struct buf *b, unsigned type, struct slice s)
{
	uint32_t width = path_width(type, s);
	if (!s.wire)
		buf_lit(b, ": empty");
	if (!s.wire || width == NO_WIDTH)
		return;
	buf_lit(b, ": ");
	for (uint32_t off = 0; slice_has(s, off, 2); off += 2 + width * slice_u8(s, off + 1)) {
		segment_text(b, s, off, width);
		buf_char(b, ' ');
	}
}

void bgp_clusters_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_str(b, r->f->type == FT_NONE ? "Cluster List:" : "");
	for (uint32_t off = 0; slice_has(s, off, 4); off += 4) {
		buf_char(b, ' ');
		fmt_ipv4_u32(b, slice_u32(s, off));
	}
}

void bgp_aigp_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_lit(b, "AIGP Attribute");
	if (slice_u8(s, 0) != 1)
		return;
	buf_lit(b, ": ");
	fmt_uint(b, slice_u64(s, 3));
}

static void value_text_of(struct buf *b, unsigned type, struct slice s)
{
	const char *name;
	switch (type) {
	case ORIGIN:
		name = value_text(&bgp_origins, slice_u8(s, 0));
		buf_lit(b, ": ");
		buf_str(b, name ? name : "Unknown");
		break;
	case AS_PATH:
	case AS4_PATH: path_text(b, type, s); break;
	case NEXT_HOP:
	case ORIGINATOR_ID:
		buf_lit(b, ": ");
		fmt_ipv4_u32(b, slice_u32(s, 0));
		buf_char(b, ' ');
		break;
	case MULTI_EXIT_DISC:
	case LOCAL_PREF:
		buf_lit(b, ": ");
		fmt_uint(b, slice_u32(s, 0));
		break;
	case AGGREGATOR:
	case AS4_AGGREGATOR:
		buf_lit(b, ": AS: ");
		fmt_uint(b, slice_uint(s, 0, s.len - 4, false));
		buf_lit(b, " origin: ");
		fmt_ipv4_u32(b, slice_u32(s, s.len - 4));
		break;
	case COMMUNITIES:
	case LARGE_COMMUNITY: bgp_communities_text(b, type, s); break;
	case CLUSTER_LIST:
		buf_char(b, ':');
		for (uint32_t off = 0; slice_has(s, off, 4); off += 4) {
			buf_char(b, ' ');
			fmt_ipv4_u32(b, slice_u32(s, off));
		}
		break;
	case AIGP:
		if (slice_u8(s, 0) != 1)
			break;
		buf_lit(b, ": ");
		fmt_uint(b, slice_u64(s, 3));
		break;
	default: break;
	}
}

void bgp_attr_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	unsigned type = slice_u8(s, 1);
	const char *name = value_text(&bgp_attr_types, type);
	buf_lit(b, "Path Attribute - ");
	if (name) {
		buf_str(b, name);
	} else {
		buf_lit(b, "Unknown (");
		fmt_uint(b, type);
		buf_char(b, ')');
	}
	if (!(r->aux & VALUE_HIDDEN))
		value_text_of(b, type, slice_from(s, slice_u8(s, 0) & EXTENDED ? 4 : 3));
}

/* How tshark calls a value of a length that its type cannot have; NULL: the length is right. */
static const char *wrong_value(unsigned type, uint32_t n)
{
	switch (type) {
	case ORIGIN: return n == 1 ? NULL : "Origin";
	case NEXT_HOP: return n == 4 ? NULL : "Next hop";
	case MULTI_EXIT_DISC: return n == 4 ? NULL : "Multiple exit discriminator";
	case LOCAL_PREF: return n == 4 ? NULL : "Local preference";
	case ATOMIC_AGGREGATE: return n == 0 ? NULL : "Atomic aggregate";
	case AGGREGATOR: return n == 6 || n == 8 ? NULL : "Aggregator";
	case AS4_AGGREGATOR: return n == 8 ? NULL : "Aggregator";
	case COMMUNITIES: return n % 4 == 0 ? NULL : "Communities";
	case ORIGINATOR_ID: return n == 4 ? NULL : "Originator identifier";
	case CLUSTER_LIST: return n % 4 == 0 ? NULL : "Cluster list";
	case ATTR_SET: return n >= 4 ? NULL : "Attribute set";
	default: return NULL;
	}
}

static void put_path(struct tree *t, unsigned type, uint32_t attr, uint32_t off, uint32_t n)
{
	const struct slice s = slice_sub(t->l->data, off, n);
	uint32_t width = path_width(type, s);
	if (width == NO_WIDTH) {
		if (!tree_wants_expert(t, BGP_AS_LEN))
			return;
		put_expert(t, BGP_AS_LEN, attr, 0, "ASN length uncalculated by heuristic : 255");
		return;
	}
	for (uint32_t i = 0; i < n && !tree_ended(t);) {
		unsigned numbers = slice_u8(s, i + 1);
		put_node(t, BGP_SEGMENT, off + i, 2 + numbers * width);
		tree_push(t);
		put(t, BGP_SEGMENT_TYPE, off + i, 1);
		put(t, BGP_SEGMENT_LEN, off + i + 1, 1);
		for (i += 2; numbers && !tree_ended(t); numbers--, i += width)
			put(t, width == 2 ? BGP_AS2 : BGP_AS4, off + i, width);
		tree_pop(t);
	}
}

/* RFC 7311 */
static void put_aigp(struct tree *t, uint32_t off, uint32_t n)
{
	unsigned type = slice_u8(t->l->data, off);
	put_node(t, BGP_AIGP, off, n);
	tree_push(t);
	put(t, BGP_AIGP_TYPE, off, 1);
	if (type == 1) {
		put(t, BGP_AIGP_LEN, off + 1, 2);
		put(t, BGP_AIGP_METRIC, off + 3, 8);
	} else {
		MESSAGE(m);
		buf_lit(&m, "AIGP type ");
		fmt_uint(&m, type);
		buf_lit(&m, " unknown");
		bgp_note(t, BGP_AIGP_TYPE_UNKNOWN, off, message_text(&m));
	}
	tree_pop(t);
}

/* A line "NAME (n bytes)" over n bytes. */
static void put_named(struct tree *t, const char *name, uint32_t off, uint32_t n)
{
	MESSAGE(m);
	if (!tree_need(t, off, n) || !tree_wants(t, BGP_TEXT))
		return;
	buf_str(&m, name);
	buf_lit(&m, " (");
	bgp_count(&m, n, " byte)", " bytes)");
	put_label(t, BGP_TEXT, off, n, m.p, (uint32_t)m.len);
}

static void put_signature_block(struct tree *t, uint32_t off, uint32_t n)
{
	put_named(t, "Signature Block", off, n);
	tree_push(t);
	put(t, BGP_SEC_BLOCK_LEN, off, 2);
	put(t, BGP_SEC_ALGO, off + 2, 1);
	for (uint32_t end = off + n, at = off + 3; at < end && !tree_ended(t);) {
		uint32_t signature = slice_u16(t->l->data, at + 20);
		put_named(t, "Signature Segment", at, 22 + signature);
		tree_push(t);
		put(t, BGP_SEC_SKI, at, 20);
		put(t, BGP_SEC_SIG_LEN, at + 20, 2);
		put(t, BGP_SEC_SIG, at + 22, signature);
		tree_pop(t);
		at += 22 + signature;
	}
	tree_pop(t);
}

/* RFC 8205 3: the path in signed form, and the signatures of one algorithm or two. */
static void put_secure_path(struct tree *t, uint32_t off, uint32_t n)
{
	uint32_t end = off + n, path = slice_u16(t->l->data, off);
	put_named(t, "Secure Path", off, path);
	tree_push(t);
	put(t, BGP_SEC_PATH_LEN, off, 2);
	for (uint32_t i = 2; i < path && !tree_ended(t); i += 6) {
		put_named(t, "Secure Path Segment", off + i, 6);
		tree_push(t);
		put(t, BGP_SEC_PCOUNT, off + i, 1);
		put(t, BGP_SEC_SEG_FLAGS, off + i + 1, 1);
		put(t, BGP_SEC_AS, off + i + 2, 4);
		tree_pop(t);
	}
	tree_pop(t);
	for (off += path; path && off < end && !tree_ended(t);) {
		uint32_t block = slice_u16(t->l->data, off);
		if (!block)
			tree_malformed(t);
		put_signature_block(t, off, block);
		off += block;
	}
}

static void put_value(struct tree *t, unsigned type, uint32_t attr, uint32_t off, uint32_t n)
{
	switch (type) {
	case ORIGIN: put(t, BGP_ORIGIN, off, 1); break;
	case AS_PATH:
	case AS4_PATH: put_path(t, type, attr, off, n); break;
	case NEXT_HOP: put(t, BGP_NEXT_HOP, off, 4); break;
	case MULTI_EXIT_DISC: put(t, BGP_MED, off, 4); break;
	case LOCAL_PREF: put(t, BGP_LOCAL_PREF, off, 4); break;
	case AGGREGATOR:
	case AS4_AGGREGATOR:
		put(t, BGP_AGGREGATOR_AS, off, n - 4);
		put(t, BGP_AGGREGATOR, off + n - 4, 4);
		break;
	case COMMUNITIES:
	case LARGE_COMMUNITY: bgp_communities(t, type, off, n); break;
	case ORIGINATOR_ID: put(t, BGP_ORIGINATOR, off, 4); break;
	case CLUSTER_LIST:
		put_node(t, BGP_CLUSTERS, off, n);
		tree_push(t);
		for (uint32_t i = 0; i < n && !tree_ended(t); i += 4)
			put(t, BGP_CLUSTER, off + i, 4);
		tree_pop(t);
		break;
	case MP_REACH_NLRI: bgp_reach(t, off, n); break;
	case MP_UNREACH_NLRI: bgp_unreach(t, off, n); break;
	case EXTENDED_COMMUNITIES: bgp_ext_communities(t, off, n); break;
	case AIGP: put_aigp(t, off, n); break;
	case BGPSEC_PATH: put_secure_path(t, off, n); break;
	case ATOMIC_AGGREGATE:
	case SAFI_SPECIFIC: /* these are shown without what is in them */
	case PMSI_TUNNEL:
	case TUNNEL_ENCAPSULATION:
	case BGP_LS:
	case D_PATH:
	case PREFIX_SID:
	case LINK_STATE: break;
	default: put_node(t, BGP_ATTR_UNKNOWN, off, n);
	}
}

static void wrong_length(struct tree *t, const char *what, const char *words, uint32_t off, uint32_t n)
{
	MESSAGE(m);
	buf_str(&m, what);
	buf_str(&m, words);
	bgp_count(&m, n, " byte", " bytes");
	bgp_wrong(t, BGP_LENGTH_INVALID, off, bgp_clip(t, off, n), &m);
}

static void put_attributes(struct tree *t, uint32_t off, uint32_t n, uint32_t end, unsigned depth);

/* RFC 6368: a customer's attributes, carried through. */
static void put_set(struct tree *t, uint32_t off, uint32_t n, uint32_t end, unsigned depth)
{
	put(t, BGP_ORIGIN_AS, off, 4);
	if (n <= 4)
		return;
	put_node(t, BGP_ATTRS, off + 4, bgp_clip(t, off + 4, n - 4));
	tree_push(t);
	if (depth < MAX_NESTED)
		put_attributes(t, off + 4, n - 4, end, depth + 1);
	tree_pop(t);
}

/* One attribute of a list that has n bytes left; returns its length. */
static uint32_t put_attribute(struct tree *t, uint32_t off, uint32_t left, uint32_t end, unsigned depth)
{
	const struct slice s = t->l->data;
	unsigned type = slice_u8(s, off + 1);
	bool extended = slice_u8(s, off) & EXTENDED;
	uint32_t head = extended ? 4 : 3, n = extended ? slice_u16(s, off + 2) : slice_u8(s, off + 2);
	const char *wrong = wrong_value(type, n);
	bool too_long = head + n > left;
	if (!tree_need(t, off, head))
		return head;
	put_node(t, BGP_ATTR, off, bgp_clip(t, off, head + n))->aux = wrong || too_long ? VALUE_HIDDEN : 0;
	tree_push(t);
	put(t, BGP_ATTR_FLAGS, off, 1);
	tree_push(t);
	for (unsigned i = BGP_ATTR_OPTIONAL; i <= BGP_ATTR_UNUSED; i++)
		put(t, i, off, 1);
	tree_pop(t);
	put(t, BGP_ATTR_TYPE, off + 1, 1);
	put(t, BGP_ATTR_LEN, off + 2, head - 2);
	if (too_long) {
		wrong_length(t, "Path attribute length", " is invalid: ", off + head, n);
		tree_need(t, off + head, n);
	} else if (wrong) {
		wrong_length(t, wrong, " (invalid): ", off + head, n);
	} else if (type == ATTR_SET) {
		put_set(t, off + head, n, end, depth);
	} else {
		put_value(t, type, off, off + head, n);
	}
	tree_pop(t);
	return head + n;
}

static void put_attributes(struct tree *t, uint32_t off, uint32_t n, uint32_t end, unsigned depth)
{
	for (uint32_t stop = off + n; off < stop && !tree_ended(t);)
		off += put_attribute(t, off, stop - off, end, depth);
}

void bgp_update(struct tree *t, uint32_t off, uint32_t end)
{
	const struct slice s = t->l->data;
	uint32_t n = slice_u16(s, off);
	put(t, BGP_WITHDRAWN_LEN, off, 2);
	off += 2;
	if (n) {
		put_node(t, BGP_WITHDRAWN, off, bgp_clip(t, off, n));
		tree_push(t);
		off = bgp_prefixes(t, BGP_OWN_WITHDRAWN, off, n);
		tree_pop(t);
		if (!off)
			return;
	}
	n = slice_u16(s, off);
	put(t, BGP_ATTRS_LEN, off, 2);
	off += 2;
	if (!n) /* prefixes without attributes are not looked at */
		return;
	put_node(t, BGP_ATTRS, off, bgp_clip(t, off, n));
	tree_push(t);
	put_attributes(t, off, n, end, 0);
	tree_pop(t);
	off += n;
	if (off >= end)
		return;
	put_node(t, BGP_NLRI, off, bgp_clip(t, off, end - off));
	tree_push(t);
	bgp_prefixes(t, BGP_OWN, off, end - off);
	tree_pop(t);
}
