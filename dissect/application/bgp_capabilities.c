/* bgp_capabilities.c: capabilities of a BGP speaker (RFC 5492), in OPEN and in messages of their own. */
#include "dissect/application/bgp_impl.h"

/*   0      1        2
 *  +------+--------+-------       Dynamic capabilities have an action behind the length,
 *  | code | length | value        which does not count it.
 *  +------+--------+------- */
enum {
	MULTIPROTOCOL = 1, ROUTE_REFRESH, ROUTE_FILTERS, EXTENDED_NEXT_HOP = 5, BGPSEC = 7, GRACEFUL_RESTART = 64, FOUR_OCTETS,
	DYNAMIC = 67, ADDITIONAL_PATHS = 69, FQDN = 73, CISCO_REFRESH = 128, CISCO_FILTERS = 130, CISCO_MULTISESSION = 131,
};

/* How long the value must be, and how tshark says that it is not. */
enum length_rule { ANY, EXACTLY, NONE, MULTIPLE, RESTART };
static const struct {
	uint8_t code, rule, n;
	const char *words;
} rules[] = {
	{ 0, NONE, 0, " wrong, must be = 0" },
	{ MULTIPROTOCOL, EXACTLY, 4, " is wrong, must be = 4" },
	{ ROUTE_REFRESH, NONE, 0, " wrong, must be = 0" },
	{ EXTENDED_NEXT_HOP, MULTIPLE, 6, " is wrong, must be multiple of 6" },
	{ BGPSEC, EXACTLY, 3, " is wrong, must be = 3" },
	{ GRACEFUL_RESTART, RESTART, 6, " too short, must be greater than 6" },
	{ FOUR_OCTETS, EXACTLY, 4, " is wrong, must be = 4" },
	{ ADDITIONAL_PATHS, MULTIPLE, 4, " is wrong, must be multiple of  4" },
	{ CISCO_REFRESH, NONE, 0, " wrong, must be = 0" },
};

/* NULL: the length is as it should be. */
static const char *wrong_length(unsigned code, uint32_t n)
{
	for (unsigned i = 0; i < COUNT(rules); i++) {
		if (rules[i].code != code)
			continue;
		bool right = rules[i].rule == MULTIPLE  ? n % rules[i].n == 0
			     : rules[i].rule == RESTART ? n == 2 || n >= rules[i].n
							: n == rules[i].n;
		return right ? NULL : rules[i].words;
	}
	return NULL;
}

void bgp_cap_label(struct buf *b, const struct tree *t, const struct record *r)
{
	unsigned code = slice_u8(record_bytes(t->d, r), 0);
	const char *name = value_text(&bgp_caps, code);
	buf_lit(b, "Capability: ");
	buf_str(b, name ? name : "Unknown capability ");
	if (!name)
		fmt_uint(b, code);
}

void bgp_timers_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Restart Timers: 0x");
	fmt_hex(b, r->val, 4);
	if (r->val & 0x8000)
		buf_lit(b, ", Restart state");
	if (r->val & 0x4000)
		buf_lit(b, ", Graceful notification");
}

void bgp_gr_flag_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Flag: 0x");
	fmt_hex(b, r->val, 2);
	if (r->val & 0x80)
		buf_lit(b, ", Preserve forwarding state");
}

void bgp_sec_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Flag: 0x");
	fmt_hex(b, r->val, 2);
	buf_lit(b, ", Send/Receive: ");
	buf_str(b, value_text(&bgp_sec_directions, r->val >> 3 & 1));
}

/* Rows first..last below `row`, all of the same n bytes. */
static void put_bits(struct tree *t, unsigned row, unsigned first, unsigned last, uint32_t off, uint32_t n)
{
	put(t, row, off, n);
	tree_push(t);
	for (unsigned i = first; i <= last; i++)
		put(t, i, off, n);
	tree_pop(t);
}

/* RFC 4724, RFC 8538 */
static void put_restart(struct tree *t, uint32_t off, uint32_t end)
{
	put_bits(t, BGP_CAP_GR_TIMERS, BGP_CAP_GR_RESTART, BGP_CAP_GR_TIME, off, 2);
	for (off += 2; off < end && !tree_ended(t); off += 4) {
		put(t, BGP_CAP_GR_AFI, off, 2);
		put(t, BGP_CAP_GR_SAFI, off + 2, 1);
		put_bits(t, BGP_CAP_GR_FLAG, BGP_CAP_GR_PFS, BGP_CAP_GR_PFS, off + 3, 1);
	}
}

/* RFC 5291 */
static void put_filters(struct tree *t, uint32_t off, uint32_t end)
{
	while (off < end && !tree_ended(t)) {
		unsigned number = slice_u8(t->l->data, off + 4);
		put(t, BGP_CAP_ORF_AFI, off, 2);
		put(t, BGP_CAP_RESERVED, off + 2, 1);
		put(t, BGP_CAP_ORF_SAFI, off + 3, 1);
		put(t, BGP_CAP_ORF_NUMBER, off + 4, 1);
		for (off += 5; number && !tree_ended(t); number--, off += 2) {
			put(t, BGP_CAP_ORF_TYPE, off, 1);
			put(t, BGP_CAP_ORF_SENDRECEIVE, off + 1, 1);
		}
	}
}

static void put_names(struct tree *t, uint32_t off)
{
	uint32_t host = slice_u8(t->l->data, off), domain = slice_u8(t->l->data, off + 1 + host);
	put(t, BGP_CAP_HOSTNAME_LEN, off, 1);
	put(t, BGP_CAP_HOSTNAME, off + 1, host);
	put(t, BGP_CAP_DOMAIN_LEN, off + 1 + host, 1);
	put(t, BGP_CAP_DOMAIN, off + 2 + host, domain);
}

static void put_value(struct tree *t, unsigned code, uint32_t off, uint32_t end)
{
	switch (code) {
	case MULTIPROTOCOL: /* RFC 4760 8 */
		put(t, BGP_CAP_MP_AFI, off, 2);
		put(t, BGP_CAP_RESERVED, off + 2, 1);
		put(t, BGP_CAP_MP_SAFI, off + 3, 1);
		break;
	case EXTENDED_NEXT_HOP: /* RFC 8950 */
		for (; off < end && !tree_ended(t); off += 6)
			for (unsigned i = 0; i < 3; i++)
				put(t, BGP_CAP_ENH_AFI + i, off + 2 * i, 2);
		break;
	case BGPSEC: /* RFC 8205 2.1 */
		put_bits(t, BGP_CAP_SEC_FLAGS, BGP_CAP_SEC_VERSION, BGP_CAP_SEC_RESERVED, off, 1);
		put(t, BGP_CAP_SEC_AFI, off + 1, 2);
		break;
	case GRACEFUL_RESTART: put_restart(t, off, end); break;
	case FOUR_OCTETS: put(t, BGP_CAP_4AS, off, 4); break;
	case DYNAMIC:
		for (; off < end && !tree_ended(t); off++)
			put(t, BGP_CAP_DC, off, 1);
		break;
	case ADDITIONAL_PATHS: /* RFC 7911 4 */
		for (; off < end && !tree_ended(t); off += 4) {
			put(t, BGP_CAP_AP_AFI, off, 2);
			put(t, BGP_CAP_AP_SAFI, off + 2, 1);
			put(t, BGP_CAP_AP_SENDRECEIVE, off + 3, 1);
		}
		break;
	case ROUTE_FILTERS:
	case CISCO_FILTERS: put_filters(t, off, end); break;
	case FQDN: put_names(t, off); break;
	case CISCO_MULTISESSION: put(t, BGP_CAP_MULTISESSION, off, 1); break;
	default:
		if (off < end)
			put(t, BGP_CAP_UNKNOWN, off, end - off);
	}
}

static void bad_length(struct tree *t, uint32_t off, uint32_t n, const char *words)
{
	MESSAGE(m);
	buf_lit(&m, "Capability length ");
	fmt_uint(&m, n);
	buf_str(&m, words);
	bgp_note(t, BGP_CAP_LEN_BAD, off, message_text(&m));
}

uint32_t bgp_capabilities(struct tree *t, uint32_t off, uint32_t end, bool with_action)
{
	while (off < end && !tree_ended(t)) {
		unsigned code = slice_u8(t->l->data, off);
		uint32_t n = slice_u8(t->l->data, off + 1), head = with_action ? 3 : 2;
		const char *words = wrong_length(code, n);
		put_node(t, BGP_CAP, off, bgp_clip(t, off, head + n));
		tree_push(t);
		put(t, BGP_CAP_TYPE, off, 1);
		put(t, BGP_CAP_LEN, off + 1, 1);
		if (words)
			bad_length(t, off + 1, n, words);
		else if (code == GRACEFUL_RESTART && n == 2)
			bgp_note(t, BGP_CAP_GR_HELPER, off + 1, NULL);
		if (with_action)
			put(t, BGP_CAP_ACTION, off + 2, 1);
		if (words)
			put(t, BGP_CAP_UNKNOWN, off + head, n);
		else
			put_value(t, code, off + head, off + head + n);
		tree_pop(t);
		off += head + n;
	}
	return off;
}
