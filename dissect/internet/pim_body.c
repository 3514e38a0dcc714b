/* pim_body.c: what PIM's messages hold (RFC 7761, 4.9; RFC 5059; RFC 3973; RFC 5015; RFC 8364). */
#include "dissect/internet/pim_impl.h"

enum { HEADER = 4, FAMILY_IPV4 = 1, FAMILY_IPV6 = 2, WITH_ATTRIBUTES = 1 };

/* --- encoded addresses (RFC 7761, 4.9.1): each returns the bytes that it has, 0 when nothing more can be read --- */

/* A row of an address at `at`, as the label of off, n. */
static void put_address(struct tree *t, unsigned row, uint32_t off, uint32_t n, uint32_t at, bool ipv6, uint32_t aux)
{
	if (!tree_need(t, at, ipv6 ? 16 : 4))
		return;
	struct record *r = ipv6 ? put_copy(t, row + 1, off, n, t->l->data.p + at, 16)
				: put_uint(t, row, off, n, slice_u32(t->l->data, at));
	r->aux = aux;
}

/* False: another family than those of IP, or another encoding. */
static bool known_address(const struct tree *t, uint32_t off, bool *ipv6)
{
	unsigned family = slice_u8(t->l->data, off);
	*ipv6 = family == FAMILY_IPV6;
	return (family == FAMILY_IPV4 || family == FAMILY_IPV6) && slice_u8(t->l->data, off + 1) <= WITH_ATTRIBUTES;
}

static void put_family(struct tree *t, uint32_t off)
{
	put(t, PIM_ADDR_ADDRESS_FAMILY, off, 1);
	put(t, PIM_ADDR_ENCODING_TYPE, off + 1, 1);
}

static uint32_t put_unicast(struct tree *t, unsigned row, uint32_t off, uint32_t aux)
{
	bool ipv6;
	if (!tree_need(t, off, 2) || !known_address(t, off, &ipv6))
		return 0;
	uint32_t n = ipv6 ? 18 : 6;
	put_address(t, row, off, n, off + 2, ipv6, aux);
	tree_push(t);
	put_family(t, off);
	put(t, ipv6 ? PIM_UNICAST_IP6 : PIM_UNICAST, off + 2, n - 2);
	tree_pop(t);
	return tree_ended(t) ? 0 : n;
}

static uint32_t put_group(struct tree *t, uint32_t off, uint32_t aux)
{
	bool ipv6;
	if (!tree_need(t, off, 2) || !known_address(t, off, &ipv6))
		return 0;
	uint32_t n = ipv6 ? 20 : 8;
	put_address(t, PIM_GROUP, off, n, off + 4, ipv6, aux | PIM_AUX_MASK | slice_u8(t->l->data, off + 3));
	tree_push(t);
	put_family(t, off);
	put(t, PIM_GROUP_ADDR_FLAGS, off + 2, 1);
	tree_push(t);
	for (unsigned i = PIM_GROUP_ADDR_FLAGS_B; i <= PIM_GROUP_ADDR_FLAGS_Z; i++)
		put(t, i, off + 2, 1);
	tree_pop(t);
	put(t, PIM_MASK_LEN, off + 3, 1);
	put(t, ipv6 ? PIM_GROUP_IP6 : PIM_GROUP, off + 4, n - 4);
	tree_pop(t);
	return tree_ended(t) ? 0 : n;
}

/* RFC 5384, 3.3.1: attributes up to one that says it is the last. */
static uint32_t put_attributes(struct tree *t, uint32_t off)
{
	enum { IS_LAST = 0x40, RLOC = 6 };
	uint32_t at = off;
	for (bool last = false; !last && tree_need(t, at, 2);) {
		unsigned flags = slice_u8(t->l->data, at), n = slice_u8(t->l->data, at + 1);
		last = flags & IS_LAST;
		put_node(t, PIM_SOURCE_JA, at, 2 + n);
		tree_push(t);
		put(t, PIM_SOURCE_JA_FLAGS, at, 1);
		tree_push(t);
		for (unsigned i = PIM_SOURCE_JA_FLAGS_F; i <= PIM_SOURCE_JA_FLAGS_ATTR_TYPE; i++)
			put(t, i, at, 1);
		tree_pop(t);
		put(t, PIM_SOURCE_JA_LENGTH, at + 1, 1);
		if (n && (flags & 0x3f) != RLOC)
			put(t, PIM_SOURCE_JA_VALUE, at + 2, n);
		tree_pop(t);
		at += 2 + n;
	}
	return at - off;
}

static uint32_t put_source(struct tree *t, unsigned row, uint32_t off)
{
	bool ipv6;
	unsigned flags = slice_u8(t->l->data, off + 2);
	uint32_t aux = PIM_AUX_MASK | slice_u8(t->l->data, off + 3);
	if (!tree_need(t, off, 2) || !known_address(t, off, &ipv6))
		return 0;
	uint32_t n = ipv6 ? 20 : 8;
	aux |= (flags & 4 ? PIM_AUX_S : 0) | (flags & 2 ? PIM_AUX_W : 0) | (flags & 1 ? PIM_AUX_R : 0);
	put_address(t, row, off, n, off + 4, ipv6, aux);
	tree_push(t);
	put_family(t, off);
	put(t, PIM_SOURCE_ADDR_FLAGS, off + 2, 1);
	tree_push(t);
	for (unsigned i = PIM_SOURCE_ADDR_FLAGS_RESERVED; i <= PIM_SOURCE_ADDR_FLAGS_R; i++)
		put(t, i, off + 2, 1);
	tree_pop(t);
	put(t, PIM_MASK_LEN, off + 3, 1);
	put(t, ipv6 ? PIM_SOURCE_IP6 : PIM_SOURCE, off + 4, n - 4);
	if (slice_u8(t->l->data, off + 1) == WITH_ATTRIBUTES)
		n += put_attributes(t, off + n);
	tree_pop(t);
	return tree_ended(t) ? 0 : n;
}

/* --- messages --- */

static void put_title(struct tree *t, uint32_t off, uint32_t n, struct buf *m)
{
	put_label(t, PIM_TEXT, off, n, m->p, (uint32_t)m->len);
}

/* "Option 21: State-Refresh: Version = 1, Interval = 60s"; only the name when the value is not there. */
static void option_title(struct buf *m, struct slice s, unsigned type, uint32_t off)
{
	const char *name = value_text(&pim_options, type);
	unsigned first = slice_u16(s, off), second = slice_u16(s, off + 2);
	buf_lit(m, "Option ");
	fmt_uint(m, type);
	buf_lit(m, ": ");
	buf_str(m, name ? name : "Unknown: ");
	if (!name)
		fmt_uint(m, type);
	if (type == 1 && slice_has(s, off, 2)) {
		buf_lit(m, ": ");
		fmt_uint(m, first);
		buf_str(m, first == 0xffff ? " (Infinity)" : first ? "" : " (goodbye)");
	}
	if (!slice_has(s, off, 4))
		return;
	if (type == 2) {
		buf_str(m, first >> 15 ? ": T = 1, Propagation Delay = " : ": T = 0, Propagation Delay = ");
		fmt_uint(m, first & 0x7fff);
		buf_lit(m, "ms, Override Interval = ");
		fmt_uint(m, second);
		buf_lit(m, "ms");
	} else if (type == 19 || type == 20) {
		buf_lit(m, ": ");
		fmt_uint(m, slice_u32(s, off));
	} else if (type == 21) {
		buf_lit(m, ": Version = ");
		fmt_uint(m, first >> 8);
		buf_lit(m, ", Interval = ");
		fmt_uint(m, first & 0xff);
		buf_char(m, 's');
	}
}

/* RFC 7761, 4.9.2: secondary addresses. */
static void put_address_list(struct tree *t, unsigned type, uint32_t off, uint32_t n)
{
	MESSAGE(m);
	buf_str(&m, type == 24 ? "Address List (24)" : "old Address List (65001)");
	put_title(t, off, 4 + n, &m);
	tree_push(t);
	for (uint32_t at = off + 4, size; at < off + 4 + n; at += size) {
		size = put_unicast(t, PIM_ADDRESS_LIST, at, 0);
		if (!size)
			break;
	}
	tree_pop(t);
}

/* Values of most options are read by the size that they should have. */
static void put_option_value(struct tree *t, unsigned type, uint32_t off, uint32_t n)
{
	switch (type) {
	case 1: put(t, PIM_HOLDTIME, off + 4, 2)->aux = 1; break;
	case 2:
		put(t, PIM_T, off + 4, 1);
		put(t, PIM_PROPAGATION_DELAY, off + 4, 2);
		put(t, PIM_OVERRIDE_INTERVAL, off + 6, 2);
		break;
	case 19: put(t, PIM_DR_PRIORITY, off + 4, 4); break;
	case 20: put(t, PIM_GENERATION_ID, off + 4, 4); break;
	case 21:
		put(t, PIM_STATE_REFRESH_VERSION, off + 4, 1);
		put(t, PIM_STATE_REFRESH_INTERVAL, off + 5, 1);
		put(t, PIM_STATE_REFRESH_RESERVED, off + 6, 2);
		break;
	case 24:
	case 65001: put_address_list(t, type, off, n); break;
	default:
		if (n)
			put(t, PIM_OPTIONVALUE, off + 4, n);
	}
}

/* A single byte that is left over is nothing. */
static unsigned put_hello(struct tree *t, uint32_t off, uint32_t end)
{
	unsigned options = 0;
	for (; off + 1 < end && tree_need(t, off, 4); options++) {
		unsigned type = slice_u16(t->l->data, off);
		uint32_t n = slice_u16(t->l->data, off + 2);
		MESSAGE(m);
		option_title(&m, t->l->data, type, off + 4);
		put_title(t, off, 4 + n, &m);
		tree_push(t);
		put(t, PIM_OPTIONTYPE, off, 2);
		put(t, PIM_OPTIONLENGTH, off + 2, 2);
		put_option_value(t, type, off, n);
		tree_pop(t);
		off += 4 + n;
	}
	return options;
}

/* What stands for a datagram is a header of 0s with its addresses (RFC 7761, 4.9.3); which, tshark tells by the outer one. */
void pim_put_registered(struct tree *t, uint32_t off, bool old)
{
	bool ipv6 = t->l->src.type == ADDR_IPV6;
	put(t, PIM_IP_VERSION, off, 1);
	if (tree_ended(t) || slice_u8(t->l->data, off) >> 4)
		return;
	put_node(t, PIM_DUMMY_HEADER, off, t->l->data.len - off)->aux = (ipv6 ? 6u : 4u) + (old ? 10u : 0u);
	put(t, ipv6 ? PIM_SOURCE_IP6 : PIM_SOURCE, off + (ipv6 ? 8 : 12), ipv6 ? 16 : 4);
	put(t, ipv6 ? PIM_GROUP_IP6 : PIM_GROUP, off + (ipv6 ? 24 : 16), ipv6 ? 16 : 4);
}

static void put_register(struct tree *t, uint32_t off)
{
	put(t, PIM_REGISTER_FLAG, off, 4);
	tree_push(t);
	put(t, PIM_REGISTER_FLAG_BORDER, off, 4);
	put(t, PIM_REGISTER_FLAG_NULL_REGISTER, off, 4);
	tree_pop(t);
	pim_put_registered(t, off + 4, false);
}

/* Both numbers stand in front, and the addresses of each below it. False: nothing more can be read. */
static bool put_sources(struct tree *t, uint32_t at, uint32_t *off)
{
	for (unsigned i = 0; i < 2; i++) {
		unsigned n = slice_u16(t->l->data, at + 2 * i);
		put(t, PIM_NUMJOINS + i, at + 2 * i, 2);
		tree_push(t);
		for (; n; n--) {
			uint32_t size = put_source(t, i ? PIM_PRUNE_IP : PIM_JOIN_IP, *off);
			if (!size)
				break;
			*off += size;
		}
		tree_pop(t);
		if (n)
			return false;
	}
	return true;
}

static void put_join(struct tree *t, uint32_t off)
{
	uint32_t size = put_unicast(t, PIM_UPSTREAM_NEIGHBOR, off, 0);
	if (!size)
		return;
	off += size;
	unsigned groups = slice_u8(t->l->data, off + 1);
	put(t, PIM_RES_BYTES, off, 1);
	put(t, PIM_NUMGROUPS, off + 1, 1);
	put(t, PIM_HOLDTIME, off + 2, 2);
	off += 4;
	for (unsigned i = 0; i < groups && !tree_ended(t); i++) {
		if (!tree_need(t, off, 1))
			return;
		/* tshark has each set reach to the end of what was captured. */
		put_copy(t, PIM_GROUP_SET, off, t->l->data.len - off, "", 0)->aux = i;
		tree_push(t);
		size = put_group(t, off, PIM_AUX_NUMBER * (i + 1));
		off += size + 4;
		bool whole = size && put_sources(t, off - 4, &off);
		tree_pop(t);
		if (!whole)
			return;
	}
}

/* RFC 5059, 4.1. tshark has the reserved bytes of it at the end of the whole tree. */
static void put_bootstrap(struct tree *t, uint32_t off, uint32_t end)
{
	put(t, PIM_FRAGMENT_TAG, off, 2);
	put(t, PIM_HASH_MASK_LEN, off + 2, 1);
	put(t, PIM_BSR_PRIORITY, off + 3, 1);
	uint32_t size = put_unicast(t, PIM_BSR, off + 4, 0);
	off += 4 + size;
	for (unsigned i = 0; size && off < end; i++) {
		size = put_group(t, off, PIM_AUX_NUMBER * (i + 1));
		if (!size)
			return;
		off += size;
		unsigned routers = slice_u8(t->l->data, off + 1);
		uint32_t each = slice_u8(t->l->data, off + 4) == FAMILY_IPV6 ? 22 : 10, at = off + 4;
		tree_push(t);
		put(t, PIM_RP_COUNT, off, 1);
		put(t, PIM_FRP_COUNT, off + 1, 1);
		for (unsigned k = 0; k < routers && slice_has(t->l->data, at + k * each + each - 2, 1); k++)
			put(t, PIM_PRIORITY, at + k * each + each - 2, 1);
		tree_pop(t);
		off = at;
		for (unsigned k = 0; k < routers && size; k++) {
			size = put_unicast(t, PIM_RP, off, PIM_AUX_NUMBER * (k + 1));
			if (!size)
				return;
			put(t, PIM_HOLDTIME, off + size, 2);
			off += size + 4;
		}
	}
}

static void put_bootstrap_reserved(struct tree *t, uint32_t off, uint32_t end)
{
	const struct slice s = t->l->data;
	off += slice_u8(s, off + 4) == FAMILY_IPV6 ? 22 : 10;
	while (off < end && !tree_ended(t)) {
		off += slice_u8(s, off) == FAMILY_IPV6 ? 20 : 8;
		unsigned routers = slice_u8(s, off + 1);
		off += 4;
		for (; routers && slice_has(s, off, 1); routers--) {
			off += slice_u8(s, off) == FAMILY_IPV6 ? 22 : 10;
			put(t, PIM_RES_BYTES, off - 1, 1);
		}
	}
}

static void put_metrics(struct tree *t, uint32_t off)
{
	put(t, PIM_RPT, off, 1);
	put(t, PIM_METRIC_PREF, off, 4);
	put(t, PIM_METRIC, off + 4, 4);
}

static void put_assert(struct tree *t, uint32_t off)
{
	uint32_t group = put_group(t, off, 0), source = group ? put_unicast(t, PIM_SOURCE, off + group, 0) : 0;
	if (source)
		put_metrics(t, off + group + source);
}

static void put_candidate(struct tree *t, uint32_t off)
{
	unsigned groups = slice_u8(t->l->data, off);
	put(t, PIM_PREFIX_COUNT, off, 1);
	put(t, PIM_PRIORITY, off + 1, 1);
	put(t, PIM_HOLDTIME, off + 2, 2);
	uint32_t size = put_unicast(t, PIM_RP, off + 4, 0);
	off += 4;
	for (unsigned i = 0; i < groups && size; i++) {
		off += size;
		size = put_group(t, off, PIM_AUX_NUMBER * (i + 1));
	}
}

/* RFC 3973, 4.7.10. */
static void put_state_refresh(struct tree *t, uint32_t off)
{
	uint32_t size = put_group(t, off, 0);
	for (unsigned i = 0; i < 2 && size; i++) {
		off += size;
		size = put_unicast(t, i ? PIM_ORIGINATOR : PIM_SOURCE, off, 0);
	}
	if (!size)
		return;
	off += size;
	put_metrics(t, off);
	put(t, PIM_MASK_LEN, off + 8, 1);
	put(t, PIM_TTL, off + 9, 1);
	for (unsigned i = PIM_PRUNE_INDICATOR; i <= PIM_ASSERT_OVERRIDE; i++)
		put(t, i, off + 10, 1);
	put(t, PIM_INTERVAL, off + 11, 1);
}

static void put_election(struct tree *t, uint32_t off)
{
	uint32_t size = put_unicast(t, PIM_RP, off, 0);
	if (!size)
		return;
	put(t, PIM_DF_METRIC_PREF, off + size, 4);
	put(t, PIM_METRIC, off + size + 4, 4);
}

/* RFC 8364, 5.1: sources of a group, as many as there is room for in the option. */
static void put_flooded_sources(struct tree *t, uint32_t off, uint32_t end)
{
	uint32_t size = put_group(t, off, 0);
	if (!size)
		return;
	off += size;
	unsigned n = slice_u16(t->l->data, off);
	put(t, PIM_SRCCOUNT, off, 2);
	put(t, PIM_SRCHOLDTIME, off + 2, 2)->aux = 1;
	for (off += 4; n && size && off < end; n--, off += size)
		size = put_unicast(t, PIM_SOURCE, off, 0);
}

static unsigned put_flooding(struct tree *t, uint32_t off, uint32_t end)
{
	enum { GROUP_SOURCE_HOLDTIME = 1 };
	unsigned options = 0;
	uint32_t size = put_unicast(t, PIM_ORIGINATOR, off, 0);
	for (off += size; size && off + 1 < end && tree_need(t, off, 4); options++) {
		unsigned type = slice_u16(t->l->data, off) & 0x7fff;
		uint32_t n = slice_u16(t->l->data, off + 2);
		MESSAGE(m);
		buf_lit(&m, "Option ");
		fmt_uint(&m, type);
		buf_str(&m, type == GROUP_SOURCE_HOLDTIME ? ": Group Source Holdtime TLV" : ": Unknown: ");
		if (type != GROUP_SOURCE_HOLDTIME)
			fmt_uint(&m, type);
		put_title(t, off, 4 + n, &m);
		tree_push(t);
		put(t, PIM_TRANSITIVETYPE, off, 1);
		put(t, PIM_TLV_TYPE, off, 2);
		put(t, PIM_OPTIONLENGTH, off + 2, 2);
		if (type != GROUP_SOURCE_HOLDTIME && n)
			put(t, PIM_OPTIONVALUE, off + 4, n);
		tree_pop(t);
		if (type == GROUP_SOURCE_HOLDTIME)
			put_flooded_sources(t, off + 4, off + 4 + n);
		off += 4 + n;
	}
	return options;
}

void pim_put_body(struct tree *t, unsigned type)
{
	const uint32_t off = HEADER, end = t->l->data.wire;
	uint32_t options = tree_ended(t) || !t->n ? MAX_RECORDS : t->n - 1, size;
	unsigned n = 0;
	tree_push(t);
	switch (type) {
	case PIM_HELLO: n = 1 + put_hello(t, off, end); break;
	case PIM_REGISTER: put_register(t, off); break;
	case PIM_REGISTER_STOP:
		size = put_group(t, off, 0);
		if (size)
			put_unicast(t, PIM_SOURCE, off + size, 0);
		break;
	case PIM_JOIN_PRUNE:
	case PIM_GRAFT:
	case PIM_GRAFT_ACK: put_join(t, off); break;
	case PIM_BOOTSTRAP: put_bootstrap(t, off, end); break;
	case PIM_ASSERT: put_assert(t, off); break;
	case PIM_CANDIDATE_RP: put_candidate(t, off); break;
	case PIM_STATE_REFRESH: put_state_refresh(t, off); break;
	case PIM_DF_ELECTION: put_election(t, off); break;
	case PIM_FLOODING: n = 1 + put_flooding(t, off, end); break;
	default: break;
	}
	tree_pop(t);
	if (type == PIM_BOOTSTRAP)
		put_bootstrap_reserved(t, off, end);
	if (n && !tree_ended(t) && options < MAX_RECORDS && t->record[options].f == &pim_rows[PIM_OPTION])
		t->record[options].aux = n;
}
