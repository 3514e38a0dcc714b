/* bgp_reach.c: the attributes that carry routes of other address families than IPv4 (RFC 4760), and their next hops. */
#include "dissect/application/bgp_impl.h"

/* What a next hop consists of. */
enum hop { HOP_BAD, HOP_NONE, HOP_IPV4, HOP_IPV6, HOP_IPV6_LOCAL, HOP_RD_IPV4, HOP_RD_IPV6, HOP_RD_IPV6_LOCAL };

static enum hop hop_of(unsigned afi, unsigned safi, uint32_t n)
{
	bool four = afi == AFI_IPV4 || afi > AFI_IPV6;
	if (!bgp_afi_known(afi) || !bgp_safi_known(afi, safi))
		return HOP_BAD;
	if (!n && (safi == 133 || safi == 134))
		return HOP_NONE;
	if (bgp_is_vpn(safi) && afi <= AFI_IPV6)
		return n == 12 && four ? HOP_RD_IPV4 : n == 24 ? HOP_RD_IPV6 : n == 48 ? HOP_RD_IPV6_LOCAL : HOP_BAD;
	return n == 4 && four ? HOP_IPV4 : n == 16 ? HOP_IPV6 : n == 32 ? HOP_IPV6_LOCAL : HOP_BAD;
}

static void fmt_hop6(struct buf *b, struct slice s, uint32_t off)
{
	uint8_t a[16];
	for (uint32_t i = 0; i < sizeof a; i++)
		a[i] = slice_u8(s, off + i);
	fmt_ipv6(b, a);
}

void bgp_hop_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	bool with_rd = r->aux >= HOP_RD_IPV4;
	buf_lit(b, "Next hop");
	if (r->aux == HOP_BAD && s.len < 2)
		return;
	buf_lit(b, ": ");
	if (with_rd) {
		buf_lit(b, " RD=");
		bgp_rd_text(b, s, 1);
		buf_str(b, r->aux == HOP_RD_IPV4 ? " IPv4=" : " IPv6=");
	}
	switch ((enum hop)r->aux) {
	case HOP_BAD: text_octets(b, slice_from(s, 1), 0); break;
	case HOP_NONE: break;
	case HOP_IPV4: fmt_ipv4_u32(b, slice_u32(s, 1)); break;
	case HOP_RD_IPV4: fmt_ipv4_u32(b, slice_u32(s, 9)); break;
	case HOP_IPV6: fmt_hop6(b, s, 1); break;
	case HOP_RD_IPV6: fmt_hop6(b, s, 9); break;
	case HOP_IPV6_LOCAL:
		buf_lit(b, "IPv6=");
		fmt_hop6(b, s, 1);
		buf_lit(b, " Link-local=");
		fmt_hop6(b, s, 17);
		break;
	case HOP_RD_IPV6_LOCAL:
		fmt_hop6(b, s, 9);
		buf_lit(b, " RD=");
		bgp_rd_text(b, s, 25);
		buf_lit(b, " Link-local=");
		fmt_hop6(b, s, 33);
		break;
	}
}

static uint32_t put_hop_rd(struct tree *t, uint32_t off)
{
	bgp_put_rd(t, BGP_REACH_HOP_RD, off);
	if (slice_u64(t->l->data, off))
		bgp_note(t, BGP_HOP_RD_NONZERO, off, NULL);
	return off + BGP_RD_BYTES;
}

static void put_hop_parts(struct tree *t, enum hop hop, uint32_t off)
{
	bool with_rd = hop >= HOP_RD_IPV4;
	if (hop <= HOP_NONE)
		return;
	if (with_rd)
		off = put_hop_rd(t, off);
	if (hop == HOP_IPV4 || hop == HOP_RD_IPV4) {
		put(t, BGP_REACH_HOP4, off, 4);
		return;
	}
	put(t, BGP_REACH_HOP6, off, 16);
	off += 16;
	if (hop != HOP_IPV6_LOCAL && hop != HOP_RD_IPV6_LOCAL)
		return;
	if (with_rd)
		off = put_hop_rd(t, off);
	put(t, BGP_REACH_HOP_LOCAL, off, 16);
	if ((slice_u16(t->l->data, off) & 0xffc0) != 0xfe80)
		bgp_note(t, BGP_HOP_SCOPE, off, "Invalid IPv6 address scope; should be link-local");
}

static void bad_hop(struct tree *t, unsigned afi, unsigned safi, uint32_t off, uint32_t n)
{
	MESSAGE(safis);
	MESSAGE(length);
	if (!bgp_afi_known(afi)) {
		bgp_note(t, BGP_UNKNOWN_AFI, off, NULL);
	} else if (!bgp_safi_known(afi, safi)) {
		bgp_unknown_safi(&safis, afi, safi);
		bgp_note(t, BGP_UNKNOWN_SAFI, off, message_text(&safis));
	}
	buf_lit(&length, "Unknown Next Hop length (");
	bgp_count(&length, n, " byte)", " bytes)");
	bgp_note(t, BGP_LENGTH_INVALID, off, message_text(&length));
}

void bgp_reach(struct tree *t, uint32_t off, uint32_t n)
{
	const struct slice s = t->l->data;
	uint32_t end = off + n, len = slice_u8(s, off + 3);
	unsigned afi = slice_u16(s, off), safi = slice_u8(s, off + 2);
	enum hop hop = hop_of(afi, safi, len);
	put(t, BGP_REACH_AFI, off, 2);
	put(t, BGP_REACH_SAFI, off + 2, 1);
	put(t, BGP_REACH_HOP, off + 3, 1 + len)->aux = hop;
	if (hop == HOP_BAD)
		bad_hop(t, afi, safi, off + 3, len);
	tree_push(t);
	put_hop_parts(t, hop, off + 4);
	tree_pop(t);
	off += 4 + len;
	unsigned points = slice_u8(s, off);
	put(t, BGP_REACH_SNPAS, off++, 1);
	tree_push(t);
	for (; points && !tree_ended(t); points--) {
		len = slice_u8(s, off);
		put(t, BGP_REACH_SNPA_LEN, off, 1);
		put(t, BGP_REACH_SNPA, off + 1, len);
		off += 1 + len;
	}
	tree_pop(t);
	n = off < end ? end - off : 0;
	put_node(t, BGP_REACH, off, n);
	tree_push(t);
	bgp_routes(t, BGP_REACH_LIST, afi, safi, off, n);
	tree_pop(t);
}

void bgp_unreach(struct tree *t, uint32_t off, uint32_t n)
{
	unsigned afi = slice_u16(t->l->data, off), safi = slice_u8(t->l->data, off + 2);
	put(t, BGP_UNREACH_AFI, off, 2);
	put(t, BGP_UNREACH_SAFI, off + 2, 1);
	n = n > 3 ? n - 3 : 0;
	put_node(t, BGP_UNREACH, off + 3, n);
	tree_push(t);
	bgp_routes(t, BGP_UNREACH_LIST, afi, safi, off + 3, n);
	tree_pop(t);
}
