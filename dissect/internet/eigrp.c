/* eigrp.c: Cisco's Enhanced Interior Gateway Routing Protocol (RFC 7868): hellos, updates, queries and replies, with routes of
 * the classic and of the wide form. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/internet/checked_sum.h"
#include "dissect/internet/eigrp_rows.h"
#include "dissect/message.h"

/*   0         1        2          4       8          12                16                  18   20
 *  +---------+--------+----------+-------+----------+-----------------+-------------------+----+------
 *  | version | opcode | checksum | flags | sequence | acknowledgement | virtual router ID | AS | TLVs
 *  +---------+--------+----------+-------+----------+-----------------+-------------------+----+------ */
enum { HEADER = 20, READ_AT_ONCE = 16, TLV_HEADER = 4, MAX_TLVS = 4096, OP_HELLO = 5, LEAST_LEN = 4, K_VALUES = 5 };
enum tlv {
	TLV_PARAMETERS = 1, TLV_AUTH, TLV_SEQUENCE, TLV_VERSIONS, TLV_NEXT_MULTICAST, TLV_STUB, TLV_TERMINATION, TLV_TOPOLOGIES,
	TLV_TOPOLOGY_LIST = 0xf5, TLV_IPV4 = 0x102, TLV_IPV4_EXTERNAL, TLV_IPV6 = 0x402, TLV_IPV6_EXTERNAL, TLV_WIDE = 0x602,
	TLV_WIDE_EXTERNAL,
};
enum {
	AFI_IPV4 = 1,
	AFI_IPV6 = 2,
	LEGACY_BYTES = 16,
	EXTERNAL_BYTES = 20,
	WIDE_BYTES = 24,
	VRID_SERVICE = 0x8000,
	VRID_MULTICAST = 1
};

/* Rows of a fixed order, with the bytes that each has; they end with 0. */
struct run {
	uint8_t row, n;
};
static const struct run parameters[] = { { PAR_K1, 1 }, { PAR_K2, 1 }, { PAR_K3, 1 }, { PAR_K4, 1 }, { PAR_K5, 1 }, { PAR_K6, 1 },
	{ PAR_HOLDTIME, 2 }, { 0, 0 } };
static const struct run auth[] = { { AUTH_TYPE, 2 },   { AUTH_LENGTH, 2 }, { AUTH_KEYID, 4 },
				   { AUTH_KEYSEQ, 4 }, { NULLPAD, 8 },     { 0, 0 } };
static const struct run legacy[] = { { OLD_METRIC_DELAY, 4 }, { OLD_METRIC_BW, 4 }, { OLD_METRIC_MTU, 3 }, { OLD_METRIC_HOPCOUNT, 1 },
	{ OLD_METRIC_REL, 1 }, { OLD_METRIC_LOAD, 1 }, { OLD_METRIC_INTAG, 1 }, { 0, 0 } };
static const struct run external[] = { { EXTDATA_ORIGRID, 4 }, { EXTDATA_AS, 4 }, { EXTDATA_TAG, 4 }, { EXTDATA_METRIC, 4 },
	{ EXTDATA_RESERVED, 2 }, { EXTDATA_PROTO, 1 }, { 0, 0 } };
static const struct run wide[] = { { METRIC_OFFSET, 1 }, { METRIC_PRIORITY, 1 }, { METRIC_RELIABILITY, 1 }, { METRIC_LOAD, 1 },
	{ METRIC_MTU, 3 }, { METRIC_HOPCOUNT, 1 }, { METRIC_DELAY, 6 }, { METRIC_BANDWIDTH, 6 }, { METRIC_RESERVED, 2 }, { 0, 0 } };

/* "Flags: 0x00000009, Init, End Of Table": of the packet, or of a stub. */
void eigrp_label_flags(struct buf *b, const struct tree *t, const struct record *r)
{
	bool stub = r->f == &eigrp_fields[STUB_OPTIONS];
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": 0x");
	fmt_hex(b, r->val, stub ? 4 : 8);
	for (unsigned row = stub ? STUB_OPTIONS_CONNECTED : FLAGS_INIT;
	     row <= (stub ? STUB_OPTIONS_RECVONLY : FLAGS_EOT); row++)
		if (r->val & eigrp_fields[row].mask) {
			buf_lit(b, ", ");
			buf_str(b, eigrp_fields[row].name);
		}
}

void eigrp_label_vrid(struct buf *b, const struct tree *t, const struct record *r)
{
	bool service = r->val & VRID_SERVICE, multicast = r->val & VRID_MULTICAST;
	(void)t;
	buf_lit(b, "Virtual Router ID: ");
	fmt_uint(b, r->val);
	buf_str(b, multicast ? (service ? " " : " (Multi-Cast)") : service ? " (Service-Family)" : " (Address-Family)");
}

/* "EIGRP Release: 12.04" */
void eigrp_label_version(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_uint(b, r->val >> 8);
	buf_char(b, '.');
	fmt_uint_pad(b, r->val & 0xff, 2, '0');
}

/* Do n bytes at off stand within the TLV? If not, the packet contradicts itself. */
static bool fits(struct tree *t, uint32_t off, uint32_t n, uint32_t end)
{
	if (off + n > end)
		tree_malformed(t);
	return off + n <= end;
}

static uint32_t put_run(struct tree *t, const struct run *run, uint32_t off, uint32_t end)
{
	for (; run->n && fits(t, off, run->n, end); run++) {
		put(t, run->row, off, run->n);
		off += run->n;
	}
	return off;
}

static void put_metric_flags(struct tree *t, uint32_t off, uint32_t n)
{
	put_node(t, FLAG_NODE, off, n);
	tree_push(t);
	for (unsigned row = METRIC_FLAGS_SRCWD; row <= METRIC_FLAGS_REPL; row++)
		put(t, row, off + n - 1, 1);
	tree_pop(t);
}

static void put_legacy(struct tree *t, uint32_t off)
{
	put_node(t, LEGACY, off, LEGACY_BYTES);
	tree_push(t);
	put_metric_flags(t, put_run(t, legacy, off, off + LEGACY_BYTES), 1);
	tree_pop(t);
}

static void put_wide(struct tree *t, uint32_t off)
{
	put_node(t, WIDE, off, WIDE_BYTES);
	tree_push(t);
	off = put_run(t, wide, off, off + WIDE_BYTES);
	put_node(t, FLAG_NODE, off, 2);
	tree_push(t);
	for (unsigned row = METRIC_FLAGS_SRCWD; row <= METRIC_FLAGS_REPL; row++)
		put(t, row, off, 1);
	tree_pop(t);
	tree_pop(t);
}

static void put_external(struct tree *t, uint32_t off)
{
	put_node(t, EXTERNAL, off, EXTERNAL_BYTES);
	tree_push(t);
	off = put_run(t, external, off, off + EXTERNAL_BYTES);
	put_node(t, EXTERNAL_FLAGS, off, 1);
	tree_push(t);
	put(t, OPAQUE_FLAG_EXT, off, 1);
	put(t, OPAQUE_FLAG_CD, off, 1);
	tree_pop(t);
	tree_pop(t);
}

/* Bytes that a prefix takes, as tshark counts them. */
static uint32_t prefix_bytes(unsigned bits, bool v6)
{
	return !v6 ? (bits + 7) / 8 : bits < 128 ? bits / 8 + 1 : 16;
}

/* From one prefix to the next; tshark leaves a byte out between those of IPv4. */
static uint32_t prefix_step(uint32_t n, bool v6)
{
	return 1 + n + !v6;
}

/* The address whose first n bytes stand at off. */
static void address_at(uint8_t to[16], struct slice s, uint32_t off, uint32_t n)
{
	memset(to, 0, 16);
	for (uint32_t i = 0; i < n && i < 16; i++)
		to[i] = slice_u8(s, off + i);
}

/* "  =   192.168.1.0/24  ,   10.0.0.4/30", from the first prefix on. */
static void destinations_text(struct buf *b, struct slice s, uint32_t off, uint32_t end, bool v6)
{
	for (unsigned i = 0; off < end && b->len < MESSAGE_BYTES - 100; i++) {
		unsigned bits = slice_u8(s, off);
		uint32_t n = prefix_bytes(bits, v6);
		uint8_t address[16];
		if (bits > (v6 ? 128 : 32) || !slice_has(s, off, 1 + n))
			return;
		address_at(address, s, off + 1, n);
		buf_str(b, i ? "  ,   " : "  =   ");
		if (v6)
			fmt_ipv6(b, address);
		else
			fmt_ipv4(b, address);
		buf_char(b, '/');
		fmt_uint(b, bits);
		off += prefix_step(n, v6);
	}
}

static void put_bad_prefix(struct tree *t, uint32_t off, unsigned bits, unsigned most)
{
	MESSAGE(text);
	buf_lit(&text, "Invalid prefix length ");
	fmt_uint(&text, bits);
	buf_lit(&text, ", must be <= ");
	fmt_uint(&text, most);
	tree_push(t);
	put_expert(t, PREFIXLEN_INVALID, off, 0, message_text(&text));
	tree_pop(t);
}

static void put_destinations(struct tree *t, uint32_t off, uint32_t end, bool v6)
{
	const struct slice s = t->l->data;
	while (off < end && !tree_ended(t)) {
		unsigned bits = slice_u8(s, off), most = v6 ? 128 : 32;
		uint32_t n = prefix_bytes(bits, v6);
		uint8_t address[16];
		put(t, v6 ? IPV6_PREFIXLEN : IPV4_PREFIXLEN, off, 1);
		if (bits > most) {
			put_bad_prefix(t, off, bits, most);
			return;
		}
		if (!tree_need(t, off + 1, n))
			return;
		address_at(address, s, off + 1, n);
		if (v6)
			put_copy(t, IPV6_DESTINATION, off + 1, n, address, sizeof address);
		else
			put_uint(t, IPV4_DESTINATION, off + 1, n, (uint32_t)slice_uint_bytes(address, 4, false));
		off += prefix_step(n, v6);
	}
}

/* Where the parts of a route's TLV are; it has `end`. */
struct route {
	uint32_t next_hop, external, metric, prefixes; /* external: 0, none */
	bool v6, is_wide, known;
};

static struct route route_at(struct slice s, unsigned type, uint32_t off)
{
	struct route r = { .known = true, .is_wide = type >= TLV_WIDE };
	unsigned afi = slice_u16(s, off + 6);
	if (r.is_wide) {
		r.metric = off + TLV_HEADER + 8;
		r.next_hop = r.metric + WIDE_BYTES;
		r.v6 = afi == AFI_IPV6;
		r.known = afi == AFI_IPV4 || r.v6;
		r.prefixes = r.next_hop + (r.v6 ? 16 : 4);
		r.external = type == TLV_WIDE_EXTERNAL ? r.prefixes : 0;
		r.prefixes += r.external ? EXTERNAL_BYTES : 0;
		return r;
	}
	r.v6 = type >= TLV_IPV6;
	r.next_hop = off + TLV_HEADER;
	r.metric = r.next_hop + (r.v6 ? 16 : 4);
	r.external = type & 1 ? r.metric : 0;
	r.metric += r.external ? EXTERNAL_BYTES : 0;
	r.prefixes = r.metric + LEGACY_BYTES;
	return r;
}

static void put_route(struct tree *t, unsigned type, uint32_t off, uint32_t end)
{
	struct route r = route_at(t->l->data, type, off);
	if (!fits(t, r.known ? r.prefixes : r.next_hop, 0, end))
		return;
	if (r.is_wide) {
		put(t, TID, off + 4, 2);
		put(t, AFI, off + 6, 2);
		put(t, ROUTERID, off + 8, 4);
		put_wide(t, r.metric);
		if (!r.known) {
			put_node(t, UNKNOWN_AFI, r.next_hop, end > r.next_hop ? end - r.next_hop : 0);
			tree_push(t);
			put_expert(t, AFI_UNKNOWN, r.next_hop, 0, NULL);
			tree_pop(t);
			return;
		}
	}
	put(t, r.v6 ? IPV6_NEXTHOP : IPV4_NEXTHOP, r.next_hop, r.v6 ? 16 : 4);
	if (r.external)
		put_external(t, r.external);
	if (!r.is_wide)
		put_legacy(t, r.metric);
	put_destinations(t, r.prefixes, end, r.v6);
}

static void put_sequence(struct tree *t, uint32_t off, uint32_t end)
{
	while (off < end && !tree_ended(t)) {
		unsigned n = slice_u8(t->l->data, off);
		put(t, SEQ_ADDRLEN, off, 1);
		if (n != 4 && n != 16) {
			tree_push(t);
			put_expert(t, SEQ_ADDRLEN_INVALID, off, 0, NULL);
			tree_pop(t);
			return;
		}
		put(t, n == 4 ? SEQ_IPV4ADDR : SEQ_IPV6ADDR, off + 1, n);
		off += 1 + n;
	}
}

static bool says_goodbye(struct slice s, uint32_t off)
{
	for (unsigned i = 0; i < K_VALUES; i++)
		if (slice_u8(s, off + TLV_HEADER + i) != 0xff)
			return false;
	return true;
}

static void put_topologies(struct tree *t, uint32_t off, uint32_t end)
{
	uint32_t n = slice_u16(t->l->data, off + 2);
	MESSAGE(text);
	if (!fits(t, off, 4, end) || !fits(t, off + 4, n, end))
		n = 0;
	put(t, TIDLIST_FLAGS, off, 2);
	put(t, TIDLIST_LEN, off + 2, 2);
	if (!tree_need(t, off + 4, n))
		return;
	fmt_uint(&text, n / 2);
	buf_lit(&text, " TIDs");
	put_label(t, TLV, off + 4, n, text.p, (uint32_t)text.len);
	tree_push(t);
	for (uint32_t i = 0; i + 2 <= n && !tree_ended(t); i += 2)
		put(t, TIDLIST, off + 4 + i, 2);
	tree_pop(t);
}

static void put_unknown(struct tree *t, unsigned type, uint32_t off)
{
	MESSAGE(text);
	buf_lit(&text, "Unknown TLV Group (0x");
	fmt_hex(&text, type, 4);
	buf_char(&text, ')');
	put_expert(t, TLV_TYPE_UNKNOWN, off, 0, message_text(&text));
}

static void put_stub(struct tree *t, uint32_t off)
{
	put(t, STUB_OPTIONS, off, 2);
	tree_push(t);
	for (unsigned row = STUB_OPTIONS_CONNECTED; row <= STUB_OPTIONS_RECVONLY; row++)
		put(t, row, off, 2);
	tree_pop(t);
}

/* The TLV at off, of n bytes with its header. */
static void put_value(struct tree *t, unsigned type, uint32_t off, uint32_t n)
{
	uint32_t at = off + TLV_HEADER;
	switch (type) {
	case TLV_PARAMETERS:
		put_run(t, parameters, at, off + n);
		if (says_goodbye(t->l->data, off) && !tree_ended(t))
			put_expert(t, PEER_TERMINATION, off, 0, NULL);
		break;
	case TLV_AUTH:
		at = put_run(t, auth, at, off + n);
		if (fits(t, at, slice_u16(t->l->data, off + 6), off + n))
			put(t, AUTH_DIGEST, at, slice_u16(t->l->data, off + 6));
		break;
	case TLV_SEQUENCE: put_sequence(t, at, off + n); break;
	case TLV_VERSIONS:
		if (fits(t, at, 2, off + n))
			put(t, RELEASE_VERSION, at, 2);
		if (fits(t, at + 2, 2, off + n))
			put(t, TLV_VERSION, at + 2, 2);
		break;
	case TLV_NEXT_MULTICAST:
		if (fits(t, at, 4, off + n))
			put(t, NEXT_MCAST_SEQ, at, 4);
		break;
	case TLV_STUB:
		if (fits(t, at, 2, off + n))
			put_stub(t, at);
		break;
	case TLV_TERMINATION: put_expert(t, PEER_TERMINATION_GRACEFUL, off, 0, NULL); break;
	case TLV_TOPOLOGIES:
	case TLV_TOPOLOGY_LIST: put_topologies(t, at, off + n); break;
	case TLV_IPV4:
	case TLV_IPV4_EXTERNAL:
	case TLV_IPV6:
	case TLV_IPV6_EXTERNAL:
	case TLV_WIDE:
	case TLV_WIDE_EXTERNAL: put_route(t, type, off, off + n); break;
	default:
		if (!value_text(&eigrp_types, type))
			put_unknown(t, type, off);
	}
}

static bool is_route(unsigned type)
{
	return type == TLV_IPV4 || type == TLV_IPV4_EXTERNAL || type == TLV_IPV6 || type == TLV_IPV6_EXTERNAL ||
	       type == TLV_WIDE || type == TLV_WIDE_EXTERNAL;
}

static void versions_text(struct buf *b, struct slice s, uint32_t off, uint32_t n)
{
	for (unsigned i = 0; i < 2 && n >= TLV_HEADER + 2 + 2 * i; i++) {
		buf_str(b, i ? ", TLV=" : ": EIGRP=");
		fmt_uint(b, slice_u8(s, off + 4 + 2 * i));
		buf_char(b, '.');
		fmt_uint(b, slice_u8(s, off + 5 + 2 * i));
	}
}

/* What the line of a TLV says: its name, and the gist of it. */
static void tlv_text(struct buf *b, struct slice s, unsigned type, uint32_t off, uint32_t n)
{
	static const char *const auths[] = { "", " TEXT", " MD5", " SHA256" };
	const char *name = value_text(&eigrp_types, type);
	if (!name) {
		buf_lit(b, "Unknown TLV (0x");
		fmt_hex(b, type, 4);
		buf_char(b, ')');
		return;
	}
	buf_str(b, type == TLV_TOPOLOGY_LIST ? "Peer Topology ID List" : name);
	if (is_route(type)) {
		struct route r = route_at(s, type, off);
		if (r.known)
			destinations_text(b, s, r.prefixes, off + n, r.v6);
	} else if (type == TLV_PARAMETERS && says_goodbye(s, off)) {
		buf_lit(b, ": Peer Termination");
	} else if (type == TLV_AUTH && slice_u16(s, off + 4) < COUNT(auths)) {
		buf_str(b, auths[slice_u16(s, off + 4)]);
	} else if (type == TLV_VERSIONS) {
		versions_text(b, s, off, n);
	} else if (type == TLV_NEXT_MULTICAST) {
		buf_lit(b, ": ");
		fmt_uint(b, slice_u32(s, off + TLV_HEADER));
	}
}

static void put_tlvs(struct tree *t, const struct layer *l)
{
	uint32_t off = HEADER;
	for (unsigned i = 0; i < MAX_TLVS && off < l->data.wire && !tree_ended(t); i++) {
		unsigned type = slice_u16(l->data, off);
		uint32_t n = slice_u16(l->data, off + 2);
		MESSAGE(text);
		if (!tree_need(t, off, TLV_HEADER))
			return;
		if (n < LEAST_LEN) {
			static const char corrupt[] = "Corrupt TLV (Length field less than 4)";
			put_label(t, TLV, off, slice_sub(l->data, off, TLV_HEADER).len, corrupt, sizeof corrupt - 1);
			tree_push(t);
			put_expert(t, TLV_LEN_INVALID, off, 0, NULL);
			tree_pop(t);
			return;
		}
		if (!tree_need(t, off, n))
			return;
		tlv_text(&text, l->data, type, off, n);
		put_label(t, TLV, off, n, text.p, (uint32_t)text.len);
		tree_push(t);
		put(t, TLV_TYPE, off, 2);
		put(t, TLV_LEN, off + 2, 2);
		put_value(t, type, off, n);
		tree_pop(t);
		off += n;
	}
}

static void put_checksum(struct tree *t, const struct layer *l)
{
	/* Of what was captured. */
	struct checked_sum sum = sum_check(slice_first(l->data, l->data.len), 0, slice_u16(l->data, 2));
	if (!tree_need(t, 2, 2))
		return;
	put(t, CHECKSUM, 2, 2)->aux = (uint32_t)sum.status << 16 | sum.should;
	if (sum.status == CHECKSUM_BAD) {
		MESSAGE(text);
		buf_lit(&text, "Bad Checksum [should be 0x");
		fmt_hex(&text, sum.should, 4);
		buf_char(&text, ']');
		tree_push(t);
		put_expert(t, CHECKSUM_BAD_ROW, 2, 0, message_text(&text));
		tree_pop(t);
	}
	put_uint(t, CHECKSUM_STATUS, 2, 0, sum.status);
}

static void eigrp_dissect(struct dissection *d, struct layer *l)
{
	uint32_t off = HEADER;
	(void)d;
	l->tree_len = l->data.len;
	if (!layer_header(l, READ_AT_ONCE))
		return;
	if (!slice_has(l->data, 0, HEADER)) {
		layer_cut(l, HEADER);
		l->flags |= LAYER_TOLD;
	}
	l->header_len = l->data.len;
	l->payload = slice_first(l->payload, 0);
	for (unsigned i = 0; i < MAX_TLVS && off < l->data.wire; i++) {
		uint32_t n = slice_u16(l->data, off + 2);
		if (n < LEAST_LEN && slice_has(l->data, off, TLV_HEADER))
			return;
		if (!slice_has(l->data, off, n < TLV_HEADER ? TLV_HEADER : n)) {
			layer_cut(l, off + (n < TLV_HEADER ? TLV_HEADER : n));
			l->flags |= LAYER_TOLD;
			return;
		}
		off += n;
	}
}

static void eigrp_tree(struct tree *t, const struct layer *l)
{
	/* The opcode and the acknowledgement are looked at before anything is shown. */
	if (!slice_has(l->data, 0, READ_AT_ONCE))
		tree_drop(t);
	if (!tree_need(t, 0, READ_AT_ONCE))
		return;
	put_rows(t, VERSION, OPCODE, 0);
	put_checksum(t, l);
	put(t, FLAGS, 4, 4);
	tree_push(t);
	for (unsigned row = FLAGS_INIT; row <= FLAGS_EOT; row++)
		put(t, row, 4, 4);
	tree_pop(t);
	put(t, SEQ, 8, 4);
	put(t, ACK, 12, 4);
	put(t, VRID, 16, 2);
	put(t, AS, 18, 2);
	put_tlvs(t, l);
}

static void eigrp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned opcode = slice_u8(l->data, 1);
	const char *name = value_text(&eigrp_opcodes, opcode);
	(void)d;
	if (name) {
		buf_str(&c->info, name);
		if (opcode == OP_HELLO && slice_u32(l->data, 12))
			buf_lit(&c->info, " (Ack)");
		return;
	}
	buf_lit(&c->info, "Unknown OpCode (0x");
	fmt_hex(&c->info, opcode, 4);
	buf_char(&c->info, ')');
}

static const struct next_link eigrp_on[] = { { NEXT_IP_PROTO, 88 } };

const struct protocol protocol_eigrp = {
	.name = "eigrp",
	.column = "EIGRP",
	.fields = eigrp_fields,
	.n_fields = EIGRP_ROWS,
	ON(eigrp_on),
	.dissect = eigrp_dissect,
	.fields_of = eigrp_tree,
	.info = eigrp_info,
};
