/* ipv6_routing.c: the types of IPv6 routing headers (RFC 5095, 6275, 6554, 8754; compact routing: RFC 9631). */
#include "dissect/internet/ipv6_impl.h"
#include "dissect/message.h"

enum { RH_SOURCE = 0, RH_MOBILE = 2, RH_RPL = 3, RH_SEGMENT = 4, RH_COMPACT16 = 5, RH_COMPACT32 = 6 };

static bool is_multicast(const uint8_t *p)
{
	return p[0] == 0xff;
}

/* An expert below the item just put. */
static void note_below(struct tree *t, unsigned row, uint32_t off, const char *message)
{
	tree_push(t);
	put_expert(t, row, off, 0, message);
	tree_pop(t);
}

static void note_number(struct tree *t, unsigned row, uint32_t off, const char *text, int64_t n, const char *end)
{
	MESSAGE(m);
	buf_str(&m, text);
	fmt_int(&m, n);
	buf_str(&m, end);
	note_below(t, row, off, message_text(&m));
}

static void put_source_route(struct tree *t, const struct layer *l, uint32_t n)
{
	uint32_t count = 1;
	put(t, RT_SRC_RESERVED, 4, 4);
	for (uint32_t off = 8; off + 16 <= n && !tree_ended(t); off += 16) {
		put(t, RT_SRC_ADDR, off, 16)->aux = count++;
		if (slice_has(l->data, off, 16) && is_multicast(l->data.p + off))
			note_below(t, RT_MULTICAST, off, NULL);
	}
}

static void put_mobile(struct tree *t, const struct layer *l)
{
	put(t, RT_MIP_RESERVED, 4, 4);
	put(t, RT_MIP_HOME, 8, 16)->aux = 1;
	if (slice_has(l->data, 8, 16) && is_multicast(l->data.p + 8))
		note_below(t, RT_MULTICAST, 8, NULL);
}

/* The octets of an RPL address come behind those that it shares with the destination (RFC 6554 section 3). */
static void put_rpl_address(struct tree *t, const struct layer *l, uint32_t off, uint32_t n, uint32_t index)
{
	uint8_t full[16] = { 0 };
	put(t, RPL_ADDRESS, off, n);
	if (!slice_has(l->data, off, n) || l->src.type != ADDR_IPV6 || n > 16)
		return;
	const struct layer *ip = &t->d->layer[l->fact[IPV6_FACT_LAYER] - 1];
	memcpy(full, ip->data.p + 24, 16);
	memcpy(full + 16 - n, l->data.p + off, n);
	put_copy(t, RPL_FULL, off, n, full, 16)->aux = index;
	if (is_multicast(full))
		note_below(t, RT_MULTICAST, off, NULL);
}

static int64_t rpl_count(const struct layer *l, uint32_t n)
{
	uint32_t word = slice_u32(l->data, 4);
	int64_t cmpri = word >> 28, cmpre = word >> 24 & 15, pad = word >> 20 & 15;
	return ((int64_t)n - 8 - pad - (16 - cmpre)) / (16 - cmpri) + 1;
}

static void put_rpl(struct tree *t, const struct layer *l, uint32_t n)
{
	uint32_t word = slice_u32(l->data, 4), reserved = word & 0xfffff, pad = word >> 20 & 15, off = 8;
	int64_t count = rpl_count(l, n);
	put(t, RPL_CMPRI, 4, 4);
	put(t, RPL_CMPRE, 4, 4);
	put(t, RPL_PAD, 4, 4);
	if (!(word >> 24) && pad)
		note_number(t, RPL_BAD_PAD, 4,
			    "When cmprI equals 0 and cmprE equals 0, pad MUST equal 0 but instead was ", pad, "");
	put(t, RPL_RESERVED, 4, 4);
	if (reserved)
		note_number(t, RPL_BAD_RESERVED, 4, "Reserved field must equal 0 but instead was ", reserved, "");
	put_uint(t, RPL_COUNT, 4, 2, (uint64_t)count);
	if (count < 0) {
		note_number(t, RPL_BAD_COUNT, 4,
			    "Calculated total address count must be greater than or equal to 0, instead was ", count,
			    "");
		return;
	}
	for (uint32_t i = 1; i <= count && !tree_ended(t); i++) {
		uint32_t size = 16 - (i < count ? word >> 28 : word >> 24 & 15);
		put_rpl_address(t, l, off, size, i);
		off += size;
	}
}

static void put_segments(struct tree *t, const struct layer *l)
{
	uint32_t last = slice_u8(l->data, 4);
	put(t, SRH_LAST, 4, 1);
	put(t, SRH_FLAGS, 5, 1);
	put(t, SRH_TAG, 6, 2);
	for (uint32_t i = 0; i <= last && !tree_ended(t); i++)
		put(t, SRH_ADDR, 8 + 16 * i, 16)->aux = i;
}

static void put_compact(struct tree *t, const struct layer *l, uint32_t n, uint32_t size)
{
	static const char title[] = "Segment Identifiers";
	uint32_t left = slice_u8(l->data, 3);
	put(t, size == 2 ? CRH16_CURRENT : CRH32_CURRENT, 4 + left * size, size);
	put_label(t, IOAM_TEXT, 4, n - 4, title, sizeof title - 1);
	tree_push(t);
	for (uint32_t off = 4, i = 0; off + size <= n && slice_uint(l->data, off, size, false); off += size, i++)
		put(t, size == 2 ? CRH16_SID : CRH32_SID, off, size)->aux = i;
	tree_pop(t);
}

/* What is wrong with the length or the number of segments left, by type. */
static void check_length(struct tree *t, const struct layer *l, unsigned type, uint32_t n)
{
	(void)l;
	if (type == RH_MOBILE && n != 24)
		note_below(t, RT_BAD_LENGTH, 1, "IPv6 Type 2 Routing Header extension header length must equal 2");
	else if (type == RH_SOURCE && (n - 8) % 16)
		note_below(t, RT_BAD_LENGTH, 1, "IPv6 Type 0 Routing Header extension header length must not be odd");
}

static void check_left(struct tree *t, const struct layer *l, unsigned type, uint32_t n)
{
	uint32_t left = slice_u8(l->data, 3);
	if (type == RH_MOBILE && left != 1)
		note_below(t, RT_BAD_SEGLEFT, 3, "IPv6 Type 2 Routing Header segments left field must equal 1");
	else if (type == RH_SOURCE && left > (n - 8) / 16)
		note_number(t, RT_BAD_SEGLEFT, 3,
			    "IPv6 Type 0 Routing Header segments left field must not exceed address count (",
			    (n - 8) / 16, ")");
	else if (type == RH_RPL && rpl_count(l, n) >= 0 && left > rpl_count(l, n))
		note_number(t, RT_BAD_SEGLEFT, 3,
			    "IPv6 RPL Routing Header segments left field must not exceed address count (",
			    rpl_count(l, n), ")");
}

void ipv6_put_routing(struct tree *t, const struct layer *l, uint32_t n)
{
	unsigned type = slice_u8(l->data, 2);
	check_length(t, l, type, n);
	put_uint(t, RT_LEN_OCT, 1, 1, n);
	if (!tree_need(t, 0, 4))
		return;
	put(t, RT_TYPE, 2, 1);
	if (type == RH_SOURCE && slice_has(l->data, 0, n))
		note_below(t, RT_DEPRECATED, 2, NULL);
	put(t, RT_SEGLEFT, 3, 1);
	if (slice_has(l->data, 0, n))
		check_left(t, l, type, n);
	switch (type) {
	case RH_SOURCE: put_source_route(t, l, n); break;
	case RH_MOBILE: put_mobile(t, l); break;
	case RH_RPL: put_rpl(t, l, n); break;
	case RH_SEGMENT: put_segments(t, l); break;
	case RH_COMPACT16: put_compact(t, l, n, 2); break;
	case RH_COMPACT32: put_compact(t, l, n, 4); break;
	default: put(t, RT_UNKNOWN, 4, n - 4); note_below(t, RT_UNDECODED, 4, NULL);
	}
}

/* A list of compact identifiers ends with a zero, which must be inside the header. */
static bool compact_fits(struct slice s, uint32_t n, uint32_t size)
{
	for (uint32_t off = 4; off + size <= n; off += size)
		if (!slice_uint(s, off, size, false))
			return true;
	return false;
}

bool ipv6_routing_fits(struct slice s, uint32_t n)
{
	switch (slice_u8(s, 2)) {
	case RH_SEGMENT: return 8 + 16u * (slice_u8(s, 4) + 1u) <= n;
	case RH_COMPACT16: return compact_fits(s, n, 2);
	case RH_COMPACT32: return compact_fits(s, n, 4);
	default: return true;
	}
}

/* Where the last address of a list stands that is still ahead of the packet: its final destination. 0: there is none.
 * An RPL address has parts elsewhere, so it cannot be pointed to: the destination stays that of the header. */
uint32_t ipv6_route_end(struct slice s, uint32_t n)
{
	if (!slice_u8(s, 3))
		return 0;
	switch (slice_u8(s, 2)) {
	case RH_SOURCE: return n >= 24 ? 8 + (n - 24) / 16 * 16 : 0;
	case RH_MOBILE: return 8;
	case RH_SEGMENT: return 8;
	case RH_RPL:
		return n >= 24 && !(slice_u32(s, 4) >> 24)
			       ? 8 + (uint32_t)(rpl_count(&(struct layer){ .data = s }, n) - 1) * 16
			       : 0;
	default: return 0;
	}
}
