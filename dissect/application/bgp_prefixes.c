/* bgp_prefixes.c: lists of prefixes in BGP: of an UPDATE itself, and of other address families (RFC 4760), with labels
 * (RFC 8277), in VPNs (RFC 4364, RFC 4659), with path identifiers (RFC 7911), and route targets (RFC 4684). */
#include "dissect/application/bgp_impl.h"

enum { UNICAST = 1, MULTICAST, BOTH, LABELED, VPN_UNICAST = 128, VPN_MULTICAST, ROUTE_TARGET = 132 };
enum { LABEL_BYTES = 3, PATH_ID_BYTES = 4 };

static const char *const list_names[] = { "NLRI", "Withdrawn route", "MP Reach NLRI", "MP Unreach NLRI" };
/* aux of a prefix length says how the row is called */
enum { LEN_OF_LIST, LEN_PLAIN = 4, LEN_LABELED, LEN_FILTER, LEN_UNREACH_LABELED };
static const char *const length_names[] = {
	"NLRI prefix length", "Withdrawn route prefix length", "MP Reach NLRI prefix length", "MP Unreach NLRI prefix length",
	"Prefix Length", "MP Reach NLRI Prefix length", "ORF prefix length", "MP Unreach NLRI Prefix length",
};

void bgp_prefix_len_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, length_names[r->aux % COUNT(length_names)]);
	buf_lit(b, ": ");
	fmt_uint(b, r->val);
}

/* The address of a prefix whose first bytes stand at off. */
static void masked(uint8_t *address, uint32_t size, struct slice s, uint32_t off, uint32_t bits)
{
	memset(address, 0, size);
	for (uint32_t i = 0; i < (bits + 7) / 8 && i < size; i++)
		address[i] = slice_u8(s, off + i);
	if (bits % 8 && bits / 8 < size)
		address[bits / 8] &= (uint8_t)(0xff00 >> bits % 8);
}

static void put4(struct tree *t, unsigned row, uint32_t off, uint32_t bits)
{
	uint8_t a[4];
	masked(a, sizeof a, t->l->data, off, bits);
	put_uint(t, row, off, (bits + 7) / 8, slice_uint_bytes(a, 4, false));
}

static void put6(struct tree *t, unsigned row, uint32_t off, uint32_t bits)
{
	uint8_t a[16];
	masked(a, sizeof a, t->l->data, off, bits);
	if (tree_need(t, off, (bits + 7) / 8) && tree_wants(t, row))
		put_copy(t, row, off, (bits + 7) / 8, a, sizeof a);
}

static void prefix_text(struct buf *b, struct slice s, uint32_t off, uint32_t bits, bool six)
{
	uint8_t a[16];
	masked(a, sizeof a, s, off, bits);
	if (six)
		fmt_ipv6(b, a);
	else
		fmt_ipv4(b, a);
	buf_char(b, '/');
	fmt_uint(b, bits);
}

/* aux: the prefix has a path identifier in front. */
static void prefix_label(struct buf *b, const struct tree *t, const struct record *r, bool six)
{
	struct slice s = record_bytes(t->d, r);
	uint32_t off = r->aux ? PATH_ID_BYTES : 0;
	prefix_text(b, s, off + 1, slice_u8(s, off), six);
	if (!r->aux)
		return;
	buf_lit(b, " PathId ");
	fmt_uint(b, slice_u32(s, 0));
	buf_char(b, ' ');
}

void bgp_prefix4_label(struct buf *b, const struct tree *t, const struct record *r)
{
	prefix_label(b, t, r, false);
}

void bgp_prefix6_label(struct buf *b, const struct tree *t, const struct record *r)
{
	prefix_label(b, t, r, true);
}

static bool host_bits(struct slice s, uint32_t off, uint32_t bits)
{
	return bits % 8 && slice_u8(s, off + bits / 8) & 0xff >> bits % 8;
}

/* Would these be sensible prefixes, with path identifiers or without? A list does not say which it has. */
static bool sensible(struct slice s, uint32_t most, bool with_id)
{
	uint32_t off = with_id ? PATH_ID_BYTES : 0;
	while (off < s.wire) {
		uint32_t bits = slice_u8(s, off), next = off + 1 + (bits + 7) / 8;
		if (bits > most || next > s.wire || host_bits(s, off + 1, bits))
			return false;
		if (!bits && !with_id && s.wire > 1)
			return false; /* a default route among others */
		off = next + (with_id ? PATH_ID_BYTES : 0);
	}
	return true;
}

static void wrong(struct tree *t, enum bgp_list list, const char *what, unsigned row, uint32_t off, uint32_t bits,
		  const char *behind)
{
	MESSAGE(m);
	buf_str(&m, list_names[list]);
	buf_str(&m, what);
	fmt_uint(&m, bits);
	buf_str(&m, behind);
	bgp_wrong(t, row, off, bgp_clip(t, off, 1), &m);
}

/* One prefix; its length, 0 when it is none. */
static uint32_t put_prefix(struct tree *t, enum bgp_list list, bool six, uint32_t off, bool with_id)
{
	static const uint8_t rows[][2] = { { BGP_NLRI_PREFIX, BGP_NLRI_PREFIX },
					   { BGP_WITHDRAWN_PREFIX, BGP_WITHDRAWN_PREFIX },
					   { BGP_REACH_PREFIX4, BGP_REACH_PREFIX6 },
					   { BGP_UNREACH_PREFIX4, BGP_UNREACH_PREFIX6 } };
	uint32_t id = with_id ? PATH_ID_BYTES : 0, bits = slice_u8(t->l->data, off + id), n = id + 1 + (bits + 7) / 8;
	if (!tree_need(t, off, id + 1))
		return 0;
	if (bits > (six ? 128 : 32)) {
		wrong(t, list, " length ", BGP_LENGTH_INVALID, off + id, bits,
		      six ? " invalid (> 128)" : " invalid (> 32)");
		return 0;
	}
	put(t, six ? BGP_PREFIX6 : BGP_PREFIX4, off, n)->aux = with_id;
	tree_push(t);
	if (with_id)
		put(t, BGP_PATH_ID, off, PATH_ID_BYTES);
	put(t, BGP_PREFIX_LEN, off + id, 1)->aux = with_id && !six ? LEN_PLAIN : LEN_OF_LIST + list;
	(six ? put6 : put4)(t, rows[list][six], off + id + 1, bits);
	tree_pop(t);
	return n;
}

/* Where the list ends, which may be behind where it should; 0: a prefix is not what it should be. */
static uint32_t put_list(struct tree *t, enum bgp_list list, bool six, uint32_t off, uint32_t n)
{
	const struct slice s = t->l->data;
	uint32_t most = six ? 128 : 32;
	bool plain = sensible(slice_sub(s, off, n), most, false),
	     with_id = !plain && sensible(slice_sub(s, off, n), most, true);
	for (uint32_t end = off + n; off < end && !tree_ended(t);) {
		struct slice rest = slice_sub(s, off, end - off);
		/* what is sensible as it stands is so up to the end */
		if (list >= BGP_REACH_LIST && !plain) {
			plain = sensible(rest, most, false);
			with_id = !plain && sensible(rest, most, true);
		}
		uint32_t one = put_prefix(t, list, six, off, with_id);
		if (!one)
			return 0;
		off += one;
	}
	return off;
}

uint32_t bgp_prefixes(struct tree *t, enum bgp_list list, uint32_t off, uint32_t n)
{
	return put_list(t, list, false, off, n);
}

/* Bytes of the labels at off: up to the one that says it is the last, or that routes are withdrawn (RFC 8277 2.4). */
static uint32_t labels(struct slice s, uint32_t off)
{
	for (uint32_t n = 0; slice_has(s, off + n, LABEL_BYTES); n += LABEL_BYTES) {
		uint32_t v = slice_u24(s, off + n);
		if (v & 1 || v == 0x800000 || v == 0)
			return n + LABEL_BYTES;
	}
	return LABEL_BYTES;
}

static void labels_text(struct buf *b, struct slice s, uint32_t off, uint32_t n)
{
	uint32_t v = 0;
	for (uint32_t i = 0; i < n; i += LABEL_BYTES) {
		v = slice_u24(s, off + i);
		if (i)
			buf_char(b, ',');
		fmt_uint(b, v == 0x800000 ? 0 : v >> 4);
	}
	if (v & 1)
		buf_lit(b, " (bottom)");
	else if (!v || v == 0x800000)
		buf_lit(b, " (withdrawn)");
}

void bgp_rd_text(struct buf *b, struct slice s, uint32_t off)
{
	switch (slice_u16(s, off)) {
	case 0:
		fmt_uint(b, slice_u16(s, off + 2));
		buf_char(b, ':');
		fmt_uint(b, slice_u32(s, off + 4));
		break;
	case 1:
		fmt_ipv4_u32(b, slice_u32(s, off + 2));
		buf_char(b, ':');
		fmt_uint(b, slice_u16(s, off + 6));
		break;
	case 2:
		fmt_uint(b, slice_u32(s, off + 2));
		buf_char(b, ':');
		fmt_uint(b, slice_u16(s, off + 6));
		break;
	default:
		buf_lit(b, "Unknown (0x");
		fmt_hex(b, slice_u16(s, off), 4);
		buf_lit(b, ") RD type");
	}
}

/* A row of FT_STRING with text about n bytes at off. */
static struct record *put_text(struct tree *t, unsigned row, uint32_t off, uint32_t n, const struct buf *text)
{
	return put_copy(t, row, off, n, text->p, (uint32_t)text->len);
}

void bgp_put_rd(struct tree *t, unsigned row, uint32_t off)
{
	MESSAGE(m);
	if (!tree_need(t, off, BGP_RD_BYTES) || !tree_wants(t, row))
		return;
	bgp_rd_text(&m, t->l->data, off);
	put_text(t, row, off, BGP_RD_BYTES, &m);
}

/* aux: which list, or that the row stands without its name */
enum { STACK_PLAIN = 1, STACK_REACH, STACK_UNREACH, STACK_BARE };
void bgp_stack_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char *const names[] = { "", "Label Stack: ", "MP Reach NLRI Label Stack: ",
					     "MP Unreach NLRI Label Stack: ", "" };
	struct slice s = record_string(t, r);
	buf_str(b, names[r->aux % COUNT(names)]);
	if (r->aux != STACK_BARE) {
		fmt_text(b, s.p, s.len);
		return;
	}
	struct slice whole = record_bytes(t->d, r);
	uint32_t n = labels(whole, 1);
	buf_lit(b, "Label Stack=");
	fmt_text(b, s.p, s.len);
	buf_lit(b, " RD=");
	bgp_rd_text(b, whole, 1 + n);
	buf_lit(b, ", IPv6=");
	prefix_text(b, whole, 1 + n + BGP_RD_BYTES, slice_u8(whole, 0) - 8 * (n + BGP_RD_BYTES), true);
}

static void put_stack(struct tree *t, uint32_t off, uint32_t n, uint32_t how)
{
	MESSAGE(m);
	enum { MOST = 20 * LABEL_BYTES };
	if (!tree_need(t, off, n) || !tree_wants(t, BGP_LABEL_STACK))
		return;
	labels_text(&m, t->l->data, off, n < MOST ? n : MOST);
	put_text(t, BGP_LABEL_STACK, off, n, &m)->aux = how;
}

/* aux: an IPv6 prefix. */
void bgp_labeled_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	uint32_t n = labels(s, 1);
	buf_lit(b, "Label Stack=");
	labels_text(b, s, 1, n);
	buf_str(b, r->aux ? ", IPv6=" : " IPv4=");
	prefix_text(b, s, 1 + n, slice_u8(s, 0) - 8 * n, r->aux);
}

static uint32_t put_labeled(struct tree *t, enum bgp_list list, bool six, uint32_t off)
{
	uint32_t all = slice_u8(t->l->data, off), n = labels(t->l->data, off + 1), bits = all - 8 * n;
	bool reach = list == BGP_REACH_LIST;
	if (all < 8 * n) {
		tree_malformed(t);
		return 0;
	}
	if (bits > (six ? 128 : 32)) {
		wrong(t, list, six ? " Labeled IPv6 prefix length " : " Labeled IPv4 prefix length ",
		      BGP_PREFIX_LEN_INVALID, off, all, " invalid");
		return 0;
	}
	put(t, BGP_LABELED, off, 1 + n + (bits + 7) / 8)->aux = six;
	tree_push(t);
	put(t, BGP_PREFIX_LEN, off, 1)->aux = reach ? LEN_LABELED : LEN_UNREACH_LABELED;
	put_stack(t, off + 1, n, reach ? STACK_REACH : STACK_UNREACH);
	if (six)
		put6(t, reach ? BGP_REACH_PREFIX6 : BGP_UNREACH_PREFIX6, off + 1 + n, bits);
	else
		put4(t, reach ? BGP_REACH_PREFIX4 : BGP_UNREACH_PREFIX4, off + 1 + n, bits);
	tree_pop(t);
	return 1 + n + (bits + 7) / 8;
}

/* An IPv6 prefix of a VPN is one row: "Label Stack=32 (bottom) RD=65000:1, IPv6=2001:db8::/32". */
static void put_vpn6(struct tree *t, uint32_t off, uint32_t n, uint32_t bits)
{
	MESSAGE(m);
	uint32_t len = 1 + n + BGP_RD_BYTES + (bits + 7) / 8;
	if (!tree_need(t, off, len) || !tree_wants(t, BGP_LABEL_STACK))
		return;
	labels_text(&m, t->l->data, off + 1, n < 20 * LABEL_BYTES ? n : 20 * LABEL_BYTES);
	put_text(t, BGP_LABEL_STACK, off, len, &m)->aux = STACK_BARE;
}

static uint32_t put_vpn(struct tree *t, enum bgp_list list, bool six, uint32_t off)
{
	uint32_t all = slice_u8(t->l->data, off), n = labels(t->l->data, off + 1), head = 8 * (n + BGP_RD_BYTES),
		 bits = all - head;
	if (all < head || bits > (six ? 128 : 32)) {
		wrong(t, list, six ? " Labeled VPN IPv6 prefix length " : " Labeled VPN IPv4 prefix length ",
		      BGP_PREFIX_LEN_INVALID, off, all, " invalid");
		return 0;
	}
	if (six) {
		put_vpn6(t, off, n, bits);
	} else {
		put_node(t, BGP_VPN, off, 1 + (all + 7) / 8);
		tree_push(t);
		put(t, BGP_PREFIX_LEN, off, 1)->aux = LEN_PLAIN;
		put_stack(t, off + 1, n, STACK_PLAIN);
		bgp_put_rd(t, BGP_RD, off + 1 + n);
		put4(t, list == BGP_REACH_LIST ? BGP_REACH_PREFIX4 : BGP_UNREACH_PREFIX4, off + 1 + n + BGP_RD_BYTES,
		     bits);
		tree_pop(t);
	}
	return 1 + (all + 7) / 8;
}

/* RFC 4684: the route targets that somebody imports. */
static uint32_t put_target(struct tree *t, enum bgp_list list, uint32_t off)
{
	enum { BITS = 96 };
	MESSAGE(line);
	MESSAGE(target);
	uint32_t bits = slice_u8(t->l->data, off);
	if (!tree_need(t, off, 1))
		return 0;
	if (!bits) {
		put_cstr(t, BGP_WILDCARD, off, 1, list_names[list]);
		return 1;
	}
	if (bits > BITS) {
		wrong(t, list, " Route target length ", BGP_LENGTH_INVALID, off, bits, " invalid");
		return 0;
	}
	if (bits < BITS)
		tree_malformed(t);
	if (!tree_need(t, off + 1, BITS / 8))
		return 0;
	/* the type of extended community says what the eight bytes are, as that of a distinguisher does */
	uint8_t bytes[BGP_RD_BYTES];
	memcpy(bytes, t->l->data.p + off + 5, sizeof bytes);
	bytes[1] = bytes[0];
	bytes[0] = 0;
	bgp_rd_text(&target, (struct slice){ bytes, sizeof bytes, sizeof bytes }, 0);
	buf_str(&line, list_names[list]);
	buf_char(&line, ' ');
	fmt_uint(&line, slice_u32(t->l->data, off + 1));
	buf_char(&line, ':');
	buf_put(&line, target.p, target.len);
	buf_lit(&line, "/96");
	if (tree_wants(t, BGP_TEXT))
		put_label(t, BGP_TEXT, off + 1, BITS / 8, line.p, (uint32_t)line.len);
	tree_push(t);
	put_uint(t, BGP_PREFIX_LEN, off, 1, bits)->aux = LEN_PLAIN;
	put(t, BGP_ORIGINATING_AS, off + 1, 4);
	if (tree_wants(t, BGP_COMMUNITY_PREFIX))
		put_text(t, BGP_COMMUNITY_PREFIX, off + 5, BGP_RD_BYTES, &target);
	tree_pop(t);
	return 1 + BITS / 8;
}

static bool is_unicast(unsigned safi)
{
	return safi == UNICAST || safi == MULTICAST || safi == BOTH;
}

bool bgp_is_vpn(unsigned safi)
{
	return safi == VPN_UNICAST || safi == VPN_MULTICAST;
}

bool bgp_safi_known(unsigned afi, unsigned safi)
{
	static const uint8_t others[] = { 5, 64, 66, 73, 133, 134 };
	if (is_unicast(safi) || bgp_is_vpn(safi) || safi == LABELED || (safi == ROUTE_TARGET && afi == AFI_IPV4))
		return true;
	return memchr(others, (int)safi, sizeof others) != NULL || afi > AFI_IPV6;
}

void bgp_unknown_safi(struct buf *m, unsigned afi, unsigned safi)
{
	buf_lit(m, "Unknown SAFI (");
	fmt_uint(m, safi);
	buf_lit(m, ") for AFI ");
	fmt_uint(m, afi);
}

bool bgp_afi_known(unsigned afi)
{
	return afi == AFI_IPV4 || afi == AFI_IPV6 || afi == AFI_L2VPN || afi == AFI_LS;
}

void bgp_routes(struct tree *t, enum bgp_list list, unsigned afi, unsigned safi, uint32_t off, uint32_t n)
{
	bool six = afi == AFI_IPV6;
	uint32_t one = 1;
	MESSAGE(m);
	if (!n)
		return;
	if (!bgp_afi_known(afi)) {
		bool reach = list == BGP_REACH_LIST;
		buf_str(&m, reach ? "Unknown Address Family" : "Unknown AFI (");
		if (!reach) {
			fmt_uint(&m, afi);
			buf_lit(&m, ") value");
		}
		bgp_wrong(t, BGP_UNKNOWN_AFI, off, reach ? bgp_clip(t, off, n) : 0, &m);
	} else if (!bgp_safi_known(afi, safi)) {
		bgp_unknown_safi(&m, afi, safi);
		bgp_wrong(t, BGP_UNKNOWN_SAFI, off, 0, &m);
	} else if (afi > AFI_IPV6) {
		return;
	} else if (is_unicast(safi)) {
		put_list(t, list, six, off, n);
	} else {
		for (uint32_t end = off + n; off < end && one && !tree_ended(t); off += one)
			one = safi == LABELED        ? put_labeled(t, list, six, off)
			      : bgp_is_vpn(safi)     ? put_vpn(t, list, six, off)
			      : safi == ROUTE_TARGET ? put_target(t, list, off)
						     : 0;
	}
}
