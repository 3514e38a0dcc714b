/* lisp.c: LISP control messages (RFC 9301): who maps which prefix to which locators. */
#include "base/fmt.h"
#include "dissect/application/lisp_rows.h"
#include "dissect/column.h"
#include "dissect/message.h"
#include "dissect/numbers.h"
#include "dissect/tree.h"

/*   0                4       12
 *  +------+---------+-------+----------------------------------------------------------------------------------------
 *  | type | flags,  | nonce | request: source, routers, prefixes, perhaps a mapping; reply: mappings;
 *  |      | numbers |       | register and notify: key, digest, mappings, perhaps xTR-ID and site-ID
 *  +------+---------+-------+---------------------------------------------------------------------------------------- */
enum type { MAP_REQUEST = 1, MAP_REPLY, MAP_REGISTER, MAP_NOTIFY, INFO = 7, ENCAPSULATED };
enum {
	HEADER = 12,
	AFI_IPV4 = 1,
	AFI_IPV6 = 2,
	AFI_LCAF = 16387,
	AFI_MAC = 16389,
	MAPPING_BYTES = 12,
	LOC_BYTES = 8,
	ECM_BYTES = 4
};
enum { XTRID_BYTES = 16, SITEID_BYTES = 8 };
/* Bits of the first three bytes; of an encapsulated message, of four. */
enum { REQUEST_MAPPING = 0x040000, REQUEST_PROBE = 0x020000, REQUEST_SMR = 0x010000, REQUEST_INVOKED = 0x004000,
	INFO_REPLY = 0x080000, REPLY_PROBE = 0x080000,
	REGISTER_XTRID = 0x020000, NOTIFY_XTRID = 0x080000, ECM_DDT = 0x04000000 };
enum { LOC_LOCAL = 4, LOC_PROBE = 2, LOC_REACHABLE = 1, AUTHORITATIVE = 0x1000 };

static unsigned type_of(const struct layer *l)
{
	return slice_u8(l->data, 0) >> 4;
}

/* Bytes of an address; false: the family is not one of those. */
static bool address_bytes(unsigned afi, uint32_t *n)
{
	*n = afi == AFI_IPV4 ? 4 : afi == AFI_IPV6 ? 16 : afi == AFI_MAC ? 6 : 0;
	return *n || !afi;
}

static void address_text(struct buf *b, struct slice s, unsigned afi, uint32_t off)
{
	uint32_t n;
	if (!address_bytes(afi, &n) || !n || !slice_has(s, off, n)) {
		buf_lit(b, "not set");
		return;
	}
	if (afi == AFI_IPV4)
		fmt_ipv4(b, s.p + off);
	else if (afi == AFI_IPV6)
		fmt_ipv6(b, s.p + off);
	else
		fmt_mac(b, s.p + off);
}

/* "153.16.31.80/28" */
static void prefix_text(struct buf *b, struct slice s, unsigned afi, uint32_t off, unsigned bits)
{
	address_text(b, s, afi, off);
	buf_char(b, '/');
	fmt_uint(b, bits);
}

void lisp_label_flags(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Flags: 0x");
	fmt_hex(b, r->val, 2);
}

static void label_mapping(struct buf *b, struct slice s)
{
	unsigned bits = slice_u16(s, 6);
	const char *action = value_text(&lisp_actions, bits >> 13);
	buf_lit(b, ", EID Prefix: ");
	prefix_text(b, s, slice_u16(s, 10), MAPPING_BYTES, slice_u8(s, 5));
	buf_lit(b, ", TTL: ");
	fmt_uint(b, slice_u32(s, 0));
	buf_lit(b, ", Action: ");
	buf_str(b, action ? action : "Unknown");
	buf_str(b, bits & AUTHORITATIVE ? ", Authoritative" : ", Not Authoritative");
}

static void label_locator(struct buf *b, struct slice s)
{
	unsigned flags = slice_u16(s, 4);
	buf_str(b, flags & LOC_LOCAL ? ", Local RLOC: " : ", RLOC: ");
	address_text(b, s, slice_u16(s, 6), LOC_BYTES);
	if (flags & LOC_PROBE)
		buf_lit(b, " (probed)");
	buf_str(b, flags & LOC_REACHABLE ? ", Reachable, Priority/Weight: " : ", Unreachable, Priority/Weight: ");
	for (unsigned i = 0; i < 4; i++) {
		fmt_uint(b, slice_u8(s, i));
		if (i < 3)
			buf_str(b, i == 1 ? ", Multicast Priority/Weight: " : "/");
	}
}

void lisp_label_node(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_str(b, r->f->name);
	buf_char(b, ' ');
	fmt_uint(b, r->aux);
	if (r->f == &lisp_fields[MAPPING]) {
		label_mapping(b, s);
	} else if (r->f == &lisp_fields[LOC]) {
		label_locator(b, s);
	} else if (r->f == &lisp_fields[MREQ_ITR_RLOC]) {
		buf_lit(b, ": ");
		address_text(b, s, slice_u16(s, 0), 2);
	} else {
		buf_lit(b, ": ");
		prefix_text(b, s, slice_u16(s, 2), 4, slice_u8(s, 1));
	}
}

/* Where mappings begin, in messages that end with them. */
static uint32_t mappings_begin(const struct layer *l)
{
	return type_of(l) == MAP_REPLY ? HEADER : HEADER + 4u + slice_u16(l->data, HEADER + 2);
}

/* The mapping at off, with its locators: moves off behind it. False: an address is of a family that is not known. */
static bool skip_mapping(struct slice s, uint32_t *off)
{
	unsigned locators = slice_u8(s, *off + 4);
	uint32_t n;
	if (!address_bytes(slice_u16(s, *off + 10), &n))
		return false;
	*off += MAPPING_BYTES + n;
	for (; locators; locators--) {
		if (!address_bytes(slice_u16(s, *off + 6), &n))
			return false;
		*off += LOC_BYTES + n;
	}
	return true;
}

static bool has_xtrid(const struct layer *l)
{
	uint32_t flags = slice_u24(l->data, 0);
	return type_of(l) == MAP_REGISTER ? flags & REGISTER_XTRID : type_of(l) == MAP_NOTIFY && flags & NOTIFY_XTRID;
}

static void mappings_dissect(struct dissection *d, struct layer *l)
{
	uint32_t off = mappings_begin(l);
	if (layer_lacks(l, HEADER) || layer_lacks(l, type_of(l) == MAP_REPLY ? HEADER : HEADER + 4) || layer_lacks(l, off))
		return;
	for (unsigned n = slice_u8(l->data, 3); n; n--) {
		uint32_t at = off;
		if (layer_lacks(l, off + MAPPING_BYTES))
			return;
		if (!skip_mapping(l->data, &off)) {
			next_data(d, l, slice_from(l->data, at));
			return;
		}
		if (layer_lacks(l, off))
			return;
	}
	if (has_xtrid(l))
		layer_lacks(l, off + XTRID_BYTES + SITEID_BYTES);
}

static void lisp_dissect(struct dissection *d, struct layer *l)
{
	l->tree_len = l->data.len;
	if (!layer_header(l, type_of(l) == ENCAPSULATED ? ECM_BYTES : 1))
		return;
	switch (type_of(l)) {
	case ENCAPSULATED: {
		bool v6 = slice_u8(l->payload, 0) >> 4 == 6;
		l->tree_len = ECM_BYTES;
		next_value(d, l, NEXT_ETHERTYPE, v6 ? ETHERTYPE_IPV6 : ETHERTYPE_IPV4, l->payload);
		return;
	}
	case MAP_REPLY:
	case MAP_REGISTER:
	case MAP_NOTIFY: mappings_dissect(d, l); break;
	default: layer_lacks(l, HEADER);
	}
	l->header_len = l->data.len;
	l->payload = slice_first(l->payload, 0);
}

/* An address whose rows for IPv4, IPv6 and MAC follow each other. */
static uint32_t put_address(struct tree *t, unsigned row, unsigned afi, uint32_t off)
{
	uint32_t n;
	if (!address_bytes(afi, &n) || !n)
		return off;
	put(t, afi == AFI_IPV4 ? row : afi == AFI_IPV6 ? row + 1 : row + 2, off, n);
	return off + n;
}

static void put_bits(struct tree *t, unsigned first, unsigned last, uint32_t off, uint32_t n)
{
	for (unsigned row = first; row <= last; row++)
		put(t, row, off, n);
}

static uint32_t put_locator(struct tree *t, unsigned number, uint32_t off)
{
	unsigned afi = slice_u16(t->l->data, off + 6);
	uint32_t n;
	MESSAGE(text);
	if (!address_bytes(afi, &n) || !tree_need(t, off, LOC_BYTES + n))
		return 0;
	put_node(t, LOC, off, LOC_BYTES + n)->aux = number;
	tree_push(t);
	put_bits(t, LOC_PRIORITY, LOC_PRIORITY, off, 1);
	put(t, LOC_WEIGHT, off + 1, 1);
	put(t, LOC_MULTICAST_PRIORITY, off + 2, 1);
	put(t, LOC_MULTICAST_WEIGHT, off + 3, 1);
	put(t, LOC_FLAGS, off + 4, 2);
	tree_push(t);
	put(t, LOC_FLAGS_RES, off + 4, 2);
	put_bits(t, LOC_FLAGS_LOCAL, LOC_FLAGS_REACH, off + 4, 2);
	tree_pop(t);
	put(t, LOC_AFI, off + 6, 2);
	address_text(&text, t->l->data, afi, off + LOC_BYTES);
	put_copy(t, LOC_LOCATOR, off + LOC_BYTES, n, text.p, (uint32_t)text.len);
	tree_pop(t);
	return LOC_BYTES + n;
}

static void put_unexpected(struct tree *t, unsigned afi)
{
	MESSAGE(text);
	if (afi == AFI_LCAF)
		return;
	buf_lit(&text, "Unexpected EID prefix AFI (");
	fmt_uint(&text, afi);
	buf_lit(&text, "), cannot decode");
	put_expert(t, UNEXPECTED_FIELD, 0, 0, message_text(&text));
}

/* A mapping and its locators; returns its bytes, 0 when it cannot be read. */
static uint32_t put_mapping(struct tree *t, unsigned number, uint32_t off)
{
	const struct slice s = t->l->data;
	unsigned afi = slice_u16(s, off + 10), locators = slice_u8(s, off + 4);
	uint32_t n, at = off;
	if (!tree_need(t, off, MAPPING_BYTES))
		return 0;
	if (!address_bytes(afi, &n)) {
		put_unexpected(t, afi);
		return 0;
	}
	if (!tree_need(t, off, MAPPING_BYTES + n))
		return 0;
	put_node(t, MAPPING, off, MAPPING_BYTES + n)->aux = number;
	tree_push(t);
	put(t, MAPPING_TTL, off, 4);
	put(t, MAPPING_LOCCNT, off + 4, 1);
	put(t, MAPPING_EID_MASKLEN, off + 5, 1);
	put_bits(t, MAPPING_ACT, MAPPING_RES1, off + 6, 2);
	put_bits(t, MAPPING_RES2, MAPPING_VER, off + 8, 2);
	put(t, MAPPING_EID_AFI, off + 10, 2);
	at = put_address(t, MAPPING_EID_IPV4, afi, off + MAPPING_BYTES);
	for (unsigned i = 1; i <= locators && !tree_ended(t) && (n = put_locator(t, i, at)); i++)
		at += n;
	tree_pop(t);
	return at - off;
}

static uint32_t put_mappings(struct tree *t, uint32_t off, unsigned many)
{
	/* One that cannot be read is said to be so as often as there should be others behind it. */
	for (unsigned i = 1; i <= many && !tree_ended(t); i++)
		off += put_mapping(t, i, off);
	return off;
}

static void put_request(struct tree *t, const struct layer *l)
{
	uint32_t off = HEADER + 2, n, flags = slice_u24(l->data, 0);
	put(t, MREQ_FLAGS, 0, 3);
	tree_push(t);
	put_bits(t, MREQ_FLAGS_AUTH, MREQ_FLAGS_SMRI, 0, 3);
	tree_pop(t);
	put(t, MREQ_RES, 0, 3);
	put(t, IRC, 0, 3);
	put(t, RECORDS, 3, 1);
	put(t, NONCE, 4, 8);
	put(t, MREQ_SRCEID_AFI, HEADER, 2);
	if (!slice_u16(l->data, HEADER))
		put_cstr(t, MREQ_SRCEID_STRING, off, 0, "not set");
	off = put_address(t, MREQ_SRCEID_IPV4, slice_u16(l->data, HEADER), off);
	for (unsigned i = 1, many = (flags & 0x1f) + 1; i <= many && !tree_ended(t); i++) {
		unsigned afi = slice_u16(l->data, off);
		if (!address_bytes(afi, &n) || !tree_need(t, off, 2 + n))
			return;
		put_node(t, MREQ_ITR_RLOC, off, 2 + n)->aux = i;
		tree_push(t);
		put(t, MREQ_ITR_RLOC_AFI, off, 2);
		if (n == 4 || n == 16)
			put(t, n == 4 ? MREQ_ITR_RLOC_IPV4 : MREQ_ITR_RLOC_IPV6, off + 2, n);
		tree_pop(t);
		off += 2 + n;
	}
	for (unsigned i = 1, many = slice_u8(l->data, 3); i <= many && !tree_ended(t); i++) {
		unsigned afi = slice_u16(l->data, off + 2);
		if (!address_bytes(afi, &n) || !tree_need(t, off, 4 + n))
			return;
		put_node(t, MREQ_RECORD, off, 4 + n)->aux = i;
		tree_push(t);
		put(t, MREQ_RECORD_RES, off, 1);
		put(t, MREQ_RECORD_PREFIX_LENGTH, off + 1, 1);
		put(t, MREQ_RECORD_PREFIX_AFI, off + 2, 2);
		off = put_address(t, MREQ_RECORD_PREFIX_IPV4, afi, off + 4);
		tree_pop(t);
	}
	if (!(flags & REQUEST_MAPPING) || off >= l->data.len)
		return;
	put_node(t, MREP_RECORD, off, l->data.len - off);
	tree_push(t);
	put_mapping(t, 1, off);
	tree_pop(t);
}

/* Registers and notifications: a key and a digest come first. */
static void put_keyed(struct tree *t, const struct layer *l)
{
	uint32_t n = slice_u16(l->data, HEADER + 2), off;
	put(t, RECORDS, 3, 1);
	put(t, NONCE, 4, 8);
	put(t, KEYID, HEADER, 2);
	put(t, AUTHLEN, HEADER + 2, 2);
	if (n)
		put(t, AUTH, HEADER + 4, n);
	off = put_mappings(t, HEADER + 4 + n, slice_u8(l->data, 3));
	if (!has_xtrid(l) || tree_ended(t))
		return;
	put(t, XTRID, off, XTRID_BYTES);
	put(t, SITEID, off + XTRID_BYTES, SITEID_BYTES);
}

static void lisp_tree(struct tree *t, const struct layer *l)
{
	put(t, TYPE, 0, 3);
	switch (type_of(l)) {
	case MAP_REQUEST: put_request(t, l); break;
	case MAP_REPLY:
		put_bits(t, MREP_FLAGS_PROBE, MREP_RES, 0, 3);
		put(t, RECORDS, 3, 1);
		put(t, NONCE, 4, 8);
		put_mappings(t, HEADER, slice_u8(l->data, 3));
		break;
	case MAP_REGISTER:
		put_bits(t, MREG_FLAGS_PMR, MREG_FLAGS_RTR, 0, 3);
		put(t, MREG_RES, 0, 3);
		put(t, MREG_FLAGS_WMN, 0, 3);
		put_keyed(t, l);
		break;
	case MAP_NOTIFY:
		put_bits(t, MNOT_FLAGS_XTRID, MNOT_RES, 0, 3);
		put_keyed(t, l);
		break;
	case ENCAPSULATED: put_bits(t, ECM_FLAGS_SEC, ECM_RES, 0, 4); break;
	default: break;
	}
}

/* Where the message's only prefix stands: its length, family, and the address; 0: there are several, or none. */
static uint32_t only_prefix(const struct layer *l, bool *is_mapping)
{
	uint32_t off = HEADER + 2, n;
	*is_mapping = type_of(l) != MAP_REQUEST;
	if (slice_u8(l->data, 3) != 1)
		return 0;
	if (*is_mapping)
		return mappings_begin(l);
	if (!address_bytes(slice_u16(l->data, HEADER), &n))
		return 0;
	off += n;
	for (unsigned i = (slice_u8(l->data, 2) & 0x1f) + 1u; i; i--) {
		if (!address_bytes(slice_u16(l->data, off), &n))
			return 0;
		off += 2 + n;
	}
	return off;
}

static void lisp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	const struct layer *outer = layer_above(d, l, "lisp");
	const char *name = value_text(&lisp_types, type_of(l));
	uint32_t flags = slice_u24(l->data, 0), off, n;
	bool mapping;
	if (outer && type_of(outer) == ENCAPSULATED)
		buf_lit(&c->info, "Encapsulated ");
	buf_str(&c->info, name ? name : "Unknown LISP Control Packet (");
	if (!name) {
		fmt_uint(&c->info, type_of(l));
		buf_char(&c->info, ')');
	} else if (type_of(l) == INFO) {
		buf_str(&c->info, flags & INFO_REPLY ? "-Reply" : "-Request");
	}
	if (outer && type_of(outer) == ENCAPSULATED && slice_u32(outer->data, 0) & ECM_DDT)
		buf_lit(&c->info, " (DDT-originated)");
	if (type_of(l) == MAP_REQUEST) {
		buf_str(&c->info, flags & REQUEST_SMR ? " (SMR)" : "");
		buf_str(&c->info, flags & REQUEST_PROBE ? " (RLOC-probe)" : "");
		buf_str(&c->info, flags & REQUEST_INVOKED ? " (SMR-invoked)" : "");
	}
	if (type_of(l) == MAP_REPLY && flags & REPLY_PROBE)
		buf_lit(&c->info, " (RLOC-probe reply)");
	if (type_of(l) > MAP_NOTIFY || !name || !(off = only_prefix(l, &mapping)))
		return;
	uint32_t afi_at = off + (mapping ? 10 : 2);
	if (!address_bytes(slice_u16(l->data, afi_at), &n) || !n || !slice_has(l->data, afi_at + 2, n))
		return;
	buf_lit(&c->info, " for ");
	prefix_text(&c->info, l->data, slice_u16(l->data, afi_at), afi_at + 2,
		    slice_u8(l->data, off + (mapping ? 5 : 1)));
}

static const struct next_link lisp_on[] = { { NEXT_UDP_PORT, 4342 } };

const struct protocol protocol_lisp = {
	.name = "lisp",
	.column = "LISP",
	.fields = lisp_fields,
	.n_fields = LISP_ROWS,
	ON(lisp_on),
	.dissect = lisp_dissect,
	.fields_of = lisp_tree,
	.info = lisp_info,
};
