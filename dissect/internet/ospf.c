/* ospf.c: Open Shortest Path First, version 2 (RFC 2328) over IPv4 and 3 (RFC 5340) over IPv6: the packets. */
#include "base/checksum.h"
#include "dissect/column.h"
#include "dissect/dry_tree.h"
#include "dissect/internet/ospf_impl.h"

/*   0         1      2        4           8         12         14
 *  +---------+------+--------+-----------+---------+----------+------------------+-----------------------+
 *  | version | type | length | router ID | area ID | checksum | 2: kind of       | 8 bytes, which the    |
 *  |         |      |        |           |         |          |    authentication| checksum does not see |
 *  |         |      |        |           |         |          +------------------+-----------------------+
 *  |         |      |        |           |         |          | 3: instance, 0   |
 *  +---------+------+--------+-----------+---------+----------+------------------+ */
enum { HELLO = 1, DESCRIPTION, REQUEST, UPDATE, ACKNOWLEDGE };
enum { AUTH_NONE, AUTH_SIMPLE, AUTH_CRYPT, AUTH_BYTES = 8, AUTH_AT = 16, OSPF_PROTOCOL = 89 };
enum { OPTION_LLS = 0x10, LLS_EXTENDED = 1, LLS_CRYPT = 2, REQUEST_BYTES = 12 };
enum { OSPF_COMMON = 14 }; /* bytes of the header that all versions share */

void ospf_area_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Area ID: ");
	fmt_ipv4_u32(b, (uint32_t)r->val);
	if (!r->val)
		buf_lit(b, " (Backbone)");
}

/* "Options: 0x12, (L) LLS Data block": the rows behind this one are its bits. */
void ospf_flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": 0x");
	fmt_hex(b, r->val, field_hex_digits(r->f));
	for (const struct field *f = r->f + 1; f->flags & F_CHILD; f++) {
		if (!(r->val & f->mask))
			continue;
		buf_lit(b, ", ");
		buf_str(b, f->name);
	}
}

void ospf_put_flags(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	put(t, row, off, n);
	tree_push(t);
	for (unsigned i = row + 1; t->rows[i].flags & F_CHILD; i++)
		put(t, i, off, n);
	tree_pop(t);
}

void ospf_note(struct tree *t, unsigned row, uint32_t off, const char *message)
{
	if (!tree_wants_expert(t, row))
		return;
	tree_push(t);
	put_expert(t, row, off, 0, message);
	tree_pop(t);
}

void ospf_put_reserved(struct tree *t, uint32_t off, uint32_t n)
{
	put(t, OSPF_RESERVED, off, n);
	if (slice_uint(t->l->data, off, n, false))
		ospf_note(t, OSPF_NOT_ZERO, off, NULL);
}

static bool is_known(unsigned version)
{
	return version == 2 || version == 3;
}

/* What the sum over the packet leaves: 0 when the checksum is right. */
static uint16_t sum_left(const struct layer *l, uint32_t len)
{
	uint64_t sum = 0;
	if (slice_u8(l->data, 0) == 2) {
		uint32_t behind = AUTH_AT + AUTH_BYTES;
		sum = checksum_add(0, l->data.p, AUTH_AT);
		return checksum_fold(len > behind ? checksum_add(sum, l->data.p + behind, len - behind) : sum);
	}
	sum = len + OSPF_PROTOCOL;
	if (l->src.type == ADDR_IPV6 && l->dst.type == ADDR_IPV6)
		sum = checksum_add(checksum_add(sum, l->src.p, 16), l->dst.p, 16);
	return checksum_fold(checksum_add(sum, l->data.p, len));
}

/* aux: what the sum leaves, and above it whether it was looked at */
enum { SUM_SEEN = 0x10000, SUM_NONE = 0x20000 };
void ospf_checksum_label(struct buf *b, const struct tree *t, const struct record *r)
{
	uint16_t left = (uint16_t)r->aux;
	(void)t;
	buf_lit(b, "Checksum: 0x");
	fmt_hex(b, r->val, 4);
	if (r->aux & SUM_NONE) {
		buf_lit(b, " (None)");
	} else if (r->aux & SUM_SEEN && !left) {
		buf_lit(b, " [correct]");
	} else if (r->aux & SUM_SEEN) {
		buf_lit(b, " [incorrect, should be 0x");
		fmt_hex(b, checksum_should_be((uint16_t)r->val, left), 4);
		buf_char(b, ']');
	}
}

static void put_authentication(struct tree *t, uint32_t len)
{
	unsigned kind = slice_u16(t->l->data, 14), n = slice_u8(t->l->data, 19);
	put(t, OSPF_AUTH_TYPE, 14, 2);
	switch (kind) {
	case AUTH_NONE: put(t, OSPF_AUTH_NONE, AUTH_AT, AUTH_BYTES); break;
	case AUTH_SIMPLE: put(t, OSPF_AUTH_SIMPLE, AUTH_AT, AUTH_BYTES); break;
	case AUTH_CRYPT:
		put(t, OSPF_AUTH_KEY, 18, 1);
		put(t, OSPF_AUTH_LEN, 19, 1);
		put(t, OSPF_AUTH_SEQ, 20, 4);
		if (n)
			put(t, OSPF_AUTH_DATA, len, n);
		break;
	default: put(t, OSPF_AUTH_UNKNOWN, AUTH_AT, AUTH_BYTES);
	}
}

static void put_header(struct tree *t, unsigned version, uint32_t len)
{
	const struct slice s = t->l->data;
	unsigned type = slice_u8(s, 1);
	put_node(t, OSPF_HEADER, 0,
		 ospf_clip(t, 0,
			   version == 2   ? OSPF_HEADER_V2
			   : version == 3 ? OSPF_HEADER_V3
					  : OSPF_COMMON));
	tree_push(t);
	put(t, OSPF_VERSION, 0, 1);
	put(t, OSPF_MSG, 1, 1);
	if (type >= HELLO && type <= ACKNOWLEDGE)
		put_uint(t, OSPF_MSG_HELLO + type - HELLO, 1, 1, 1);
	put(t, OSPF_PACKET_LEN, 2, 2);
	put(t, OSPF_SRCROUTER, 4, 4);
	put(t, OSPF_AREA, 8, 4);
	bool none = version == 2 && slice_u16(s, 14) == AUTH_CRYPT && !slice_u16(s, 12);
	uint32_t seen = none ? SUM_NONE : 0;
	if (!none && is_known(version) && slice_has(s, 0, len) && len >= OSPF_HEADER_V3 && tree_wants(t, OSPF_CHECKSUM))
		seen = SUM_SEEN | sum_left(t->l, len);
	put(t, OSPF_CHECKSUM, 12, 2)->aux = seen;
	if (version == 2) {
		put_authentication(t, len);
	} else if (version == 3) {
		put(t, OSPF_INSTANCE, 14, 1);
		ospf_put_reserved(t, 15, 1);
	}
	tree_pop(t);
}

static void put_hello(struct tree *t, unsigned version, uint32_t off, uint32_t end)
{
	static const struct {
		uint16_t row;
		uint8_t off, n;
	} rows[2][7] = {
		{ { OSPF_HELLO_MASK, 0, 4 }, { OSPF_HELLO_INTERVAL, 4, 2 }, { OSPF_OPTIONS, 6, 1 }, { OSPF_HELLO_PRIORITY, 7, 1 },
		  { OSPF_HELLO_DEAD, 8, 4 }, { OSPF_HELLO_DR, 12, 4 }, { OSPF_HELLO_BDR, 16, 4 } },
		{ { OSPF_HELLO_INTERFACE, 0, 4 }, { OSPF_HELLO_PRIORITY, 4, 1 }, { OSPF_OPTIONS3, 5, 3 }, { OSPF_HELLO_INTERVAL, 8, 2 },
		  { OSPF_HELLO_DEAD, 10, 2 }, { OSPF_HELLO_DR, 12, 4 }, { OSPF_HELLO_BDR, 16, 4 } },
	};
	put_node(t, OSPF_HELLO, off, ospf_clip(t, off, end > off ? end - off : 0));
	tree_push(t);
	for (unsigned i = 0; i < 7; i++) {
		unsigned row = rows[version - 2][i].row;
		uint32_t at = off + rows[version - 2][i].off, n = rows[version - 2][i].n;
		if (row == OSPF_OPTIONS || row == OSPF_OPTIONS3)
			ospf_put_flags(t, row, at, n);
		else
			put(t, row, at, n);
	}
	for (off += 20; off < end && !tree_ended(t); off += 4)
		put(t, OSPF_HELLO_NEIGHBOR, off, 4);
	tree_pop(t);
}

/* At most n of them, up to end. */
static void put_lsas(struct tree *t, unsigned version, uint32_t off, uint32_t end, uint32_t n, bool whole)
{
	for (uint32_t one = 1; n && one && off < end && !tree_ended(t); n--, off += one)
		one = ospf_put_lsa(t, version, off, whole);
}

static void put_description(struct tree *t, unsigned version, uint32_t off, uint32_t end)
{
	put_node(t, OSPF_DESCRIPTION, off, ospf_clip(t, off, end > off ? end - off : 0));
	tree_push(t);
	if (version == 2) {
		put(t, OSPF_DB_MTU, off, 2);
		ospf_put_flags(t, OSPF_OPTIONS, off + 2, 1);
		off += 3;
	} else {
		ospf_put_reserved(t, off, 1);
		ospf_put_flags(t, OSPF_OPTIONS3, off + 1, 3);
		put(t, OSPF_DB_MTU, off + 4, 2);
		ospf_put_reserved(t, off + 6, 1);
		off += 7;
	}
	ospf_put_flags(t, OSPF_DBD, off, 1);
	put(t, OSPF_DB_SEQ, off + 1, 4);
	tree_pop(t);
	put_lsas(t, version, off + 5, end, UINT32_MAX, false);
}

static void put_requests(struct tree *t, unsigned version, uint32_t off, uint32_t end)
{
	for (; off < end && !tree_ended(t); off += REQUEST_BYTES) {
		if (!tree_need(t, off, REQUEST_BYTES))
			return;
		put_node(t, OSPF_REQUEST, off, REQUEST_BYTES);
		tree_push(t);
		if (version == 2) {
			put(t, OSPF_LSA, off, 4);
		} else {
			ospf_put_reserved(t, off, 2);
			ospf_put_v3_type(t, off + 2);
		}
		put(t, OSPF_LSID, off + 4, 4);
		put(t, OSPF_ADVROUTER, off + 8, 4);
		tree_pop(t);
	}
}

static void put_update(struct tree *t, unsigned version, uint32_t off, uint32_t end)
{
	uint32_t n = slice_u32(t->l->data, off);
	put_node(t, OSPF_UPDATE, off, ospf_clip(t, off, end > off ? end - off : 0));
	tree_push(t);
	put(t, OSPF_LSAS, off, 4);
	put_lsas(t, version, off + 4, UINT32_MAX, n, true);
	tree_pop(t);
}

void ospf_lls_label(struct buf *b, const struct tree *t, const struct record *r)
{
	unsigned type = slice_u16(record_bytes(t->d, r), 0);
	buf_str(b, type == LLS_EXTENDED ? "Extended options TLV"
		   : type == LLS_CRYPT  ? "Crypto Authentication TLV"
					: "Unknown LLS TLV");
}

/* Link-local signalling (RFC 5613) behind the packet and its authentication. */
static void put_lls(struct tree *t, uint32_t off)
{
	const struct slice s = t->l->data;
	uint32_t len = 4u * slice_u16(s, off + 2), end = off + len;
	if (!tree_need(t, off, 4))
		return;
	put_node(t, OSPF_LLS, off, ospf_clip(t, off, len));
	tree_push(t);
	put(t, OSPF_LLS_CHECKSUM, off, 2);
	put_uint(t, OSPF_LLS_LEN, off + 2, 2, len);
	for (off += 4; off < end && !tree_ended(t);) {
		unsigned type = slice_u16(s, off);
		uint32_t n = slice_u16(s, off + 2);
		put_node(t, OSPF_LLS_TLV, off, ospf_clip(t, off, 4 + n));
		tree_push(t);
		put(t, OSPF_TLV_TYPE, off, 2);
		put(t, OSPF_TLV_LEN, off + 2, 2);
		if (type == LLS_EXTENDED) {
			ospf_put_flags(t, OSPF_LLS_OPTIONS, off + 4, 4);
		} else if (type == LLS_CRYPT && n > 4) {
			put(t, OSPF_LLS_SEQ, off + 4, 4);
			put(t, OSPF_LLS_AUTH, off + 8, n - 4);
		}
		tree_pop(t);
		off += 4 + (n + 3) / 4 * 4;
	}
	tree_pop(t);
}

static void put_no_lls(struct tree *t, uint32_t off)
{
	static const char words[] = "LLS option bit set but data block missing";
	put_node(t, OSPF_NO_LLS, off, 0);
	ospf_note(t, OSPF_LSA_BAD_LEN, off, words);
}

/* Does one of these packets say that a block of signalling follows? */
static bool has_lls(struct slice s, unsigned version, unsigned type)
{
	if (version != 2 || type > DESCRIPTION)
		return false;
	return slice_u8(s, OSPF_HEADER_V2 + (type == HELLO ? 6 : 2)) & OPTION_LLS;
}

static void ospf_tree(struct tree *t, const struct layer *l)
{
	unsigned version = slice_u8(l->data, 0), type = slice_u8(l->data, 1);
	uint32_t end = slice_u16(l->data, 2), off = version == 2 ? OSPF_HEADER_V2 : OSPF_HEADER_V3;
	if (!tree_need(t, 0, 4)) {
		tree_drop(t);
		return;
	}
	put_header(t, version, end);
	if (!is_known(version))
		return;
	switch (type) {
	case HELLO: put_hello(t, version, off, end); break;
	case DESCRIPTION: put_description(t, version, off, end); break;
	case REQUEST: put_requests(t, version, off, end); break;
	case UPDATE: put_update(t, version, off, end); break;
	case ACKNOWLEDGE: put_lsas(t, version, off, end, UINT32_MAX, false); break;
	default: return;
	}
	if (!has_lls(l->data, version, type))
		return;
	uint32_t behind = end + (slice_u16(l->data, 14) == AUTH_CRYPT ? slice_u8(l->data, 19) : 0);
	if (behind < l->data.wire)
		put_lls(t, behind);
	else
		put_no_lls(t, behind);
}

static void ospf_dissect(struct dissection *d, struct layer *l)
{
	layer_header(l, l->data.len);
	dry_tree(d, l);
}

static void ospf_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned type = slice_u8(l->data, 1);
	const char *name = value_text(&ospf_messages, type);
	(void)d;
	buf_str(&c->info, name ? name : "Unknown (");
	if (name)
		return;
	fmt_uint(&c->info, type);
	buf_char(&c->info, ')');
}

static const struct next_link ospf_on[] = { { NEXT_IP_PROTO, OSPF_PROTOCOL } };

const struct protocol protocol_ospf = {
	.name = "ospf",
	.column = "OSPF",
	.fields = ospf_fields,
	.n_fields = OSPF_ROWS,
	ON(ospf_on),
	.told_early = true,
	.dissect = ospf_dissect,
	.fields_of = ospf_tree,
	.info = ospf_info,
};
