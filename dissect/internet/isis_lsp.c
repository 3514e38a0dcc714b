/* isis_lsp.c: IS-IS link state PDUs (ISO 10589, RFC 1195 and 5305): what a system says of its neighbours and networks. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/internet/checked_sum.h"
#include "dissect/internet/isis_lsp_rows.h"
#include "dissect/message.h"

/*   0            2          4        12         16         18
 *  +------------+----------+--------+----------+----------+----------------------------------------+--------
 *  | PDU length | lifetime | LSP ID | sequence | checksum | partition, attached, overload, IS type | values
 *  |            |          | of 8   | number   |          |                                        |
 *  +------------+----------+--------+----------+----------+----------------------------------------+-------- */
enum { HEADER = 19, ID_AT = 4, ID = 8, SEQUENCE_AT = 12, SUM_AT = 16, BITS_AT = 18, METRICS = 4, MOST_NEIGHBORS = 64 };

void isis_label_prefix(struct buf *b, const struct tree *t, const struct record *r)
{
	uint32_t mask = slice_u32(record_bytes(t->d, r), 8);
	buf_lit(b, "IPv4 prefix: ");
	fmt_ipv4_u32(b, (uint32_t)r->val);
	buf_char(b, '/');
	fmt_uint(b, (unsigned)__builtin_popcount(mask));
}

static void put_areas(struct tree *t, uint32_t off, uint32_t n)
{
	isis_put_areas(t, AREA_ADDRESS, off, n);
}

static void put_instance(struct tree *t, uint32_t off, uint32_t n)
{
	isis_put_instance(t, IID, off, n);
}

static void put_nlpids(struct tree *t, uint32_t off, uint32_t n)
{
	isis_put_nlpids(t, NLPID, off, n);
}

static void put_ipv4(struct tree *t, uint32_t off, uint32_t n)
{
	isis_put_each(t, CLV_IPV4_INT_ADDR, off, n, 4);
}

static void put_ipv6(struct tree *t, uint32_t off, uint32_t n)
{
	isis_put_each(t, CLV_IPV6_INT_ADDR, off, n, 16);
}

static void put_router(struct tree *t, uint32_t off, uint32_t n)
{
	(void)n;
	put(t, CLV_TE_ROUTER_ID, off, 4);
}

static void put_hostname(struct tree *t, uint32_t off, uint32_t n)
{
	struct slice s = slice_sub(t->l->data, off, n);
	put_ascii(t, HOSTNAME, off, n, s.p, s.len);
}

static void put_buffer_size(struct tree *t, uint32_t off, uint32_t n)
{
	(void)n;
	put(t, ORIGINATING_LSP_BUFFER_SIZE, off, 2);
}

static void put_designated(struct tree *t, uint32_t off, uint32_t n)
{
	for (uint32_t i = 0; i + ISIS_SYSTEM_ID <= n && !tree_ended(t); i += ISIS_SYSTEM_ID)
		isis_put_id(t, PARTITION_DESIGNATED_L2_IS, off + i, ISIS_SYSTEM_ID);
}

/* RFC 6232. */
static void put_purge(struct tree *t, uint32_t off, uint32_t n)
{
	put(t, PURGE_NUM, off, 1);
	for (uint32_t i = 1; i + ISIS_SYSTEM_ID <= n && !tree_ended(t); i += ISIS_SYSTEM_ID)
		isis_put_id(t, PURGE_SYSTEM_ID, off + i, ISIS_SYSTEM_ID);
}

/* Neighbours with four metrics; tshark reads the last three from the first one's byte, but for whether they are external. */
static void put_neighbors(struct tree *t, uint32_t off, uint32_t n)
{
	uint32_t end = off + n;
	if (isis_type(t->d, t->l) == ISIS_L1_LSP)
		put(t, IS_VIRTUAL, off, 1);
	else
		put(t, NEIGHBOR_RESERVED, off, 1);
	for (off++; off + METRICS + ISIS_SYSTEM_ID + 1 <= end && !tree_ended(t); off += METRICS + ISIS_SYSTEM_ID + 1) {
		MESSAGE(text);
		buf_lit(&text, "IS Neighbor: ");
		isis_id_text(&text, t->l->data, off + METRICS, ISIS_SYSTEM_ID + 1);
		put_label(t, CLV_NOTE, off, METRICS + ISIS_SYSTEM_ID + 1, text.p, (uint32_t)text.len);
		tree_push(t);
		put(t, NEIGHBOR_DEFAULT_METRIC, off, 1);
		put(t, NEIGHBOR_DEFAULT_METRIC_IE, off, 1);
		for (unsigned i = 1, row = NEIGHBOR_DELAY_METRIC; i < METRICS; i++, row += 3) {
			put(t, row, off, 1);
			put(t, row + 1, off, 1);
			put(t, row + 2, off + i, 1);
		}
		isis_put_id(t, NEIGHBOR_IS_NEIGHBOR, off + METRICS, ISIS_SYSTEM_ID + 1);
		tree_pop(t);
	}
}

/* RFC 1195, 5.3.4: four metrics, address and mask. */
static void put_networks(struct tree *t, uint32_t off, uint32_t n)
{
	enum { NETWORK = METRICS + 8 };
	for (uint32_t end = off + n; off + NETWORK <= end && tree_need(t, off, NETWORK); off += NETWORK) {
		put_uint(t, IP_IPV4_PREFIX, off, NETWORK, slice_u32(t->l->data, off + METRICS));
		tree_push(t);
		put(t, IP_DEFAULT_METRIC, off, 1);
		put(t, IP_DEFAULT_METRIC_IE, off, 1);
		put(t, IP_DISTRIBUTION, off, 1);
		for (unsigned i = 1, row = IP_DELAY_METRIC; i < METRICS; i++, row += 3)
			for (unsigned k = 0; k < 3; k++)
				put(t, row + k, off + i, 1);
		tree_pop(t);
	}
}

/* Those without a function are named, and no more. */
static const struct isis_clv clvs[] = {
	{ 1, "Area address(es)", put_areas }, { 2, "IS Reachability", put_neighbors },
	{ 4, "Partition Designated Level 2 IS", put_designated }, { 7, "Instance Identifier", put_instance },
	{ 10, "Authentication", NULL }, { 13, "Purge Originator ID", put_purge },
	{ 14, "Originating neighbor buffer size", put_buffer_size }, { 22, "Extended IS reachability", isis_put_is_reach },
	{ 128, "IP Internal reachability", put_networks }, { 129, "Protocols supported", put_nlpids },
	{ 130, "IP External reachability", put_networks }, { 132, "IP Interface address(es)", put_ipv4 },
	{ 133, "IP Authentication", NULL }, { 134, "Traffic Engineering Router ID", put_router },
	{ 135, "Extended IP Reachability", isis_put_ip_reach }, { 137, "Hostname", put_hostname },
	{ 138, "Shared Risk Link Group", NULL }, { 222, "Multi Topology IS Reachability", NULL }, { 229, "Multi Topology", NULL },
	{ 232, "IPv6 Interface address(es)", put_ipv6 }, { 235, "Multi Topology Reachable IPv4 Prefixes", NULL },
	{ 236, "IPv6 reachability", NULL }, { 237, "Multi Topology Reachable IPv6 Prefixes", NULL },
	{ 242, "Router Capability", isis_put_capability },
};

/* ISO 8473's checksum over what follows the lifetime: both sums must come out as zero. What it should have been is worked
 * out as RFC 1008, 7.2.1 does: k counts bytes from the checksum's first to the end. */
static struct checked_sum lsp_sum(const struct layer *l)
{
	uint32_t n = slice_u16(l->data, 0), c0 = 0, c1 = 0, found = slice_u16(l->data, SUM_AT), b0 = 0, b1 = 0;
	struct checked_sum sum = { CHECKSUM_UNVERIFIED, 0, "" };
	if (!found) {
		sum.status = CHECKSUM_NOT_PRESENT;
		return sum;
	}
	if (n < ISIS_HEADER + HEADER || !slice_has(l->data, 0, n - ISIS_HEADER))
		return sum;
	for (uint32_t i = ID_AT; i < n - ISIS_HEADER; i++) {
		uint32_t byte = slice_u8(l->data, i);
		c0 = (c0 + byte) % 255;
		c1 = (c1 + c0) % 255;
		b0 = (b0 + (i == SUM_AT || i == SUM_AT + 1 ? 0 : byte)) % 255;
		b1 = (b1 + b0) % 255;
	}
	uint32_t k = (n - ISIS_HEADER - SUM_AT - 1) % 255, x = (k * b0 + 255 - b1) % 255,
		 y = (b1 + 255 * 255 - (k + 1) * b0) % 255;
	sum.status = c0 || c1 ? CHECKSUM_BAD : CHECKSUM_GOOD;
	sum.should = (uint16_t)((x ? x : 255) << 8 | (y ? y : 255));
	return sum;
}

/* A checksum of zero is none: what stands there is then not the packet's word. */
static void put_checksum(struct tree *t, const struct layer *l)
{
	struct checked_sum sum = lsp_sum(l);
	if (sum.status != CHECKSUM_NOT_PRESENT) {
		put_sum(t, CHECKSUM, SUM_AT, &sum);
		return;
	}
	struct record *r = put(t, CHECKSUM, SUM_AT, 2);
	r->aux = CHECKSUM_NOT_PRESENT << 16;
	r->flags |= R_GENERATED;
	put_uint(t, CHECKSUM_STATUS, SUM_AT, 2, CHECKSUM_NOT_PRESENT);
}

static void put_bits(struct tree *t, const struct layer *l)
{
	unsigned bits = slice_u8(l->data, BITS_AT);
	MESSAGE(text);
	if (!tree_need(t, BITS_AT, 1))
		return;
	buf_lit(&text, "Type block(0x");
	fmt_hex(&text, bits, 2);
	buf_lit(&text, "): Partition Repair:");
	fmt_uint(&text, bits >> 7);
	buf_lit(&text, ", Attached bits:");
	fmt_uint(&text, bits >> 3 & 15);
	buf_lit(&text, ", Overload bit:");
	fmt_uint(&text, bits >> 2 & 1);
	buf_lit(&text, ", IS type:");
	fmt_uint(&text, bits & 3);
	put_label(t, CLV_NOTE, BITS_AT, 1, text.p, (uint32_t)text.len);
	tree_push(t);
	put(t, PARTITION_REPAIR, BITS_AT, 1);
	put(t, ATT, BITS_AT, 1);
	tree_push(t);
	for (unsigned row = ERROR_METRIC; row <= DEFAULT_METRIC; row++)
		put(t, row, BITS_AT, 1);
	tree_pop(t);
	put(t, OVERLOAD, BITS_AT, 1);
	put(t, IS_TYPE, BITS_AT, 1);
	tree_pop(t);
}

static void lsp_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	l->tree_len = l->data.len;
	if (layer_header(l, HEADER))
		l->header_len = l->data.len;
	l->payload = slice_first(l->payload, 0);
}

static void lsp_tree(struct tree *t, const struct layer *l)
{
	uint32_t length = slice_u16(l->data, 0);
	put(t, PDU_LENGTH, 0, 2);
	put(t, REMAINING_LIFE, 2, 2);
	isis_put_id(t, LSP_ID, ID_AT, ID);
	put(t, SEQUENCE_NUMBER, SEQUENCE_AT, 4);
	if (!tree_need(t, SUM_AT, 2))
		return;
	put_checksum(t, l);
	put_bits(t, l);
	if (length > ISIS_HEADER)
		isis_put_clvs(t, clvs, COUNT(clvs), HEADER, length - ISIS_HEADER);
}

static void lsp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	buf_str(&c->info, isis_type_name(d, l));
	buf_lit(&c->info, ", LSP-ID: ");
	isis_id_text(&c->info, l->data, ID_AT, ID);
	buf_lit(&c->info, ", Sequence: 0x");
	fmt_hex(&c->info, slice_u32(l->data, SEQUENCE_AT), 8);
	buf_lit(&c->info, ", Lifetime: ");
	fmt_uint_pad(&c->info, slice_u16(l->data, 2), 5, ' ');
	buf_char(&c->info, 's');
	if (lsp_sum(l).status == CHECKSUM_BAD)
		buf_lit(&c->info, " [ISIS CHECKSUM INCORRECT]");
}

const struct protocol protocol_isis_lsp = {
	.name = "isis.lsp",
	.column = "ISIS LSP",
	.fields = isis_lsp_fields,
	.n_fields = ISIS_LSP_ROWS,
	.dissect = lsp_dissect,
	.fields_of = lsp_tree,
	.info = lsp_info,
};
