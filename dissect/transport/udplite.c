/* udplite.c: Lightweight User Datagram Protocol (RFC 3828): UDP whose length field says what the checksum covers. */
#include "base/fmt.h"
#include "dissect/transport/udp.h"
#include "dissect/tree.h"

enum { UDPLITE, COVERAGE, COVERAGE_BAD };

static void coverage_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	buf_lit(b, "Checksum coverage: ");
	fmt_uint(b, r->val);
	if (!(l->fact[0] & UDP_FACT_BAD_COVERAGE))
		return;
	buf_lit(b, " (bogus, must be >= 8 and <= ");
	fmt_uint(b, l->data.wire);
	buf_char(b, ')');
}

static const struct field udplite_fields[] = {
	[UDPLITE] = F("udplite", "Lightweight User Datagram Protocol", FT_PROTOCOL, BASE_NONE, .label = udp_label),
	[COVERAGE] = F("udp.checksum_coverage", "Checksum coverage", FT_UINT16, BASE_DEC, .off = 4, .size = 2,
		       .label = coverage_label),
	[COVERAGE_BAD] = F_EXPERT("udplite.checksum_coverage.bad", "Bad checksum coverage length value", PI_ERROR, PI_MALFORMED),
};

static void udplite_dissect(struct dissection *d, struct layer *l)
{
	uint32_t coverage = slice_u16(l->data, 4);
	l->fact[0] = UDP_FACT_LITE;
	if (slice_has(l->data, 4, 2) && coverage && (coverage < UDP_HEADER_BYTES || coverage > l->data.wire))
		l->fact[0] |= UDP_FACT_BAD_COVERAGE;
	if (udp_whole_header(l))
		udp_hand_on(d, l);
}

static void put_coverage(struct tree *t, const struct layer *l)
{
	put_rows(t, COVERAGE, COVERAGE, 0);
	if (!(l->fact[0] & UDP_FACT_BAD_COVERAGE))
		return;
	char bytes[96];
	struct buf b = BUF_OVER(bytes, sizeof bytes);
	buf_lit(&b, "Bad checksum coverage length value ");
	fmt_uint(&b, slice_u16(l->data, 4));
	buf_lit(&b, " < 8 or > ");
	fmt_uint(&b, l->data.wire);
	buf_char(&b, 0);
	tree_push(t);
	put_expert(t, COVERAGE_BAD, 4, 0, b.p);
	tree_pop(t);
}

static void udplite_tree(struct tree *t, const struct layer *l)
{
	bool borrowed = tree_borrow(t);
	if (borrowed)
		udp_put_ports(t);
	tree_give_back(t);
	put_coverage(t, l);
	if (borrowed && tree_borrow(t))
		udp_put_rest(t, l);
	tree_give_back(t);
}

static const struct next_link udplite_on[] = { { NEXT_IP_PROTO, IP_PROTO_UDPLITE } };

const struct protocol protocol_udplite = {
	.name = "udplite",
	.column = "UDP-Lite",
	FIELDS(udplite_fields),
	ON(udplite_on),
	.borrows = "udp",
	.reads_first = 4,
	.dissect = udplite_dissect,
	.fields_of = udplite_tree,
	.info = udp_info,
};
