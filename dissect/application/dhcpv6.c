/* dhcpv6.c: DHCP for IPv6 (RFC 8415): messages, those inside of relayed ones, the line, and labels that say more than a number. */
#include "dissect/application/dhcpv6_impl.h"

/*   0      1                4              0      1        2             18            34
 *  +------+----------------+----          +------+--------+-------------+-------------+----
 *  | type | transaction id | options      | type | hops   | link address| peer address| options    of relays
 *  +------+----------------+----          +------+--------+-------------+-------------+---- */
enum { HOP_COUNT_LIMIT = 32, MAX_OPTIONS = 4096 };

void dhcpv6_option_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_string(t, r);
	fmt_text(b, s.p, s.len);
}

void dhcpv6_lifetime_label(struct buf *b, const struct tree *t, const struct record *r)
{
	bool infinite = r->val == UINT32_MAX;
	(void)t;
	/* tshark calls a valid lifetime without end by the other's name. */
	buf_str(b, infinite && r->f == &dhcpv6_rows[D6_IAADDR_VALID_LIFETIME] ? "Preferred lifetime" : r->f->name);
	buf_lit(b, ": ");
	if (infinite)
		buf_lit(b, "infinity");
	else
		fmt_uint(b, r->val);
}

/* " 1 DNS server address: 2001:db8::1" */
void dhcpv6_server_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_char(b, ' ');
	fmt_uint(b, r->aux);
	buf_char(b, ' ');
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	if (slice_has(s, 0, 16))
		fmt_ipv6(b, s.p);
}

void dhcpv6_bad_type_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	(void)r;
	buf_lit(b, "Only the following message types are permitted to use OPTION_CLIENT_FQDN: "
		   "SOLICIT, REQUEST, RENEW, REBIND, ADVERTISE, and REPLY");
}

/* What S and N say together (RFC 4704, 4.1), of clients and of servers. */
void dhcpv6_fqdn_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char *const client[] = {
		"  [CLIENT wants to update its AAAA RRs and SERVER to update its PTR RRs]",
		"  [CLIENT wants SERVER to update both its AAAA and PTR RRs]",
		"  [CLIENT prefers that the server not perform *any* DNS updates]",
		("  [ERROR: CLIENT prefers that the server not perform *any* DNS updates\n"
		 "        In which case the 'S' bit MUST be 0]"),
	};
	static const char *const server[] = {
		"  [CLIENT SHALL update AAAA RRs; SERVER SHALL update PTR RRs]",
		"  [SERVER SHALL update both AAAA and PTR RRs]",
		"  [CLIENT SHALL update AAAA RRs; SERVER SHALL NOT perform any DNS updates]",
		"  [ERROR: SERVER SHALL NOT perform *any* DNS updates in which case\n        the 'S' bit MUST be 0]",
	};
	unsigned says = (r->val & 1) | (r->val >> 1 & 2);
	bool of_server = r->aux == D6_ADVERTISE || r->aux == D6_REPLY;
	(void)t;
	buf_lit(b, "Flags: ");
	fmt_0x(b, r->val, 2);
	buf_str(b, of_server ? server[says] : client[says]);
	if (of_server && r->val & 2 && says != 3)
		buf_lit(b, "\n[Server has overridden the client's S bit]");
}

/* "Flags: 0x0001, Fixed PD Length (F)": the rows behind this one are its bits. */
void dhcpv6_flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Flags: ");
	fmt_0x(b, r->val, field_hex_digits(r->f));
	for (const struct field *f = r->f + 1; f->type == FT_BOOLEAN; f++)
		if (r->val & f->mask) {
			buf_lit(b, ", ");
			buf_str(b, f->name);
		}
}

/* --- messages --- */

static void put_hops_expert(struct tree *t, uint32_t off, const char *text, unsigned a, const char *between, unsigned b,
			    const char *end)
{
	MESSAGE(m);
	buf_str(&m, text);
	fmt_uint(&m, a);
	buf_str(&m, between);
	fmt_uint(&m, b);
	buf_str(&m, end);
	put_expert(t, D6_ERROR_HOPCOUNT, off, 0, message_text(&m));
}

/* RFC 8415, 19.1: a relay counts one more than the message that it relays, and none for a client's. */
static void put_hops_of_relayed(struct tree *t, uint32_t off, uint32_t inner, uint32_t n)
{
	unsigned hops = slice_u8(t->l->data, off + 1), inside = slice_u8(t->l->data, inner + 1);
	if (dhcpv6_is_relay(slice_u8(t->l->data, inner))) {
		if (slice_has(t->l->data, inner, D6_RELAY_HEADER) && n >= 2 && hops != inside + 1)
			put_hops_expert(t, off + 1,
					"hopcount is not correctly incremented by 1 (expected : ", inside + 1,
					", actual : ", hops, ")");
	} else if (hops && slice_has(t->l->data, inner, D6_HEADER)) {
		MESSAGE(m);
		buf_lit(&m, "Hopcount of most inner message has to equal 0 instead of ");
		fmt_uint(&m, hops);
		put_expert(t, D6_ERROR_HOPCOUNT, off + 1, 0, message_text(&m));
	}
}

static void put_hops(struct tree *t, uint32_t off, uint32_t end)
{
	const struct slice s = t->l->data;
	unsigned hops = slice_u8(s, off + 1);
	put(t, D6_HOPCOUNT, off + 1, 1);
	tree_push(t);
	if (hops > HOP_COUNT_LIMIT)
		put_hops_expert(t, off + 1, "Hopcount (", hops, ") exceeds the maximum limit HOP_COUNT_LIMIT (",
				HOP_COUNT_LIMIT, ")");
	for (uint32_t at = off + D6_RELAY_HEADER;
	     at < end && end - at >= D6_OPTION_HEADER && slice_has(s, at, D6_OPTION_HEADER);) {
		uint32_t n = slice_u16(s, at + 2);
		if (n > end - at - D6_OPTION_HEADER)
			break;
		if (slice_u16(s, at) == D6_O_RELAY && n)
			put_hops_of_relayed(t, off, at + D6_OPTION_HEADER, n);
		at += D6_OPTION_HEADER + n;
	}
	tree_pop(t);
}

void dhcpv6_put_message(struct tree *t, uint32_t off, uint32_t end, unsigned depth)
{
	unsigned type = slice_u8(t->l->data, off);
	bool relay = dhcpv6_is_relay(type);
	put(t, D6_MSGTYPE, off, 1);
	if (relay) {
		put_hops(t, off, end);
		put(t, D6_LINKADDR, off + 2, 16);
		put(t, D6_PEERADDR, off + 18, 16);
	} else {
		put(t, D6_XID, off + 1, 3);
	}
	dhcpv6_put_options(t, off + (relay ? D6_RELAY_HEADER : D6_HEADER), end, type, depth);
}

static void dhcpv6_tree(struct tree *t, const struct layer *l)
{
	dhcpv6_put_message(t, 0, l->data.wire, 0);
}

/* --- the line, and whether the message can be read to its end --- */

struct walk {
	struct buf *b; /* what the line says; NULL: nobody asks */
	struct slice s;
	bool cut;      /* the capture or the packet ended inside of what is read */
	unsigned left; /* options that may still be looked at */
};

static void walk_message(struct walk *m, uint32_t off, uint32_t end, unsigned depth);

/* "0001000124…": as many bytes as tshark shows of an identifier. */
static void say_client(struct walk *m, uint32_t off, uint32_t n)
{
	enum { MOST = 36 };
	buf_lit(m->b, "CID: ");
	fmt_bytes(m->b, m->s.p + off, n < MOST ? n : MOST, 0);
	buf_str(m->b, n > MOST ? "… " : " ");
}

/* How many bytes stand before the names that an option's value is; more than it has: it is something else. */
static uint32_t names_at(unsigned code, uint32_t n)
{
	enum { SIP_NAMES = 21, SEARCH_LIST = 24, NIS_NAME = 29, NISP_NAME = 30, BCMCS_NAMES = 33, AFTR_NAME = 64 };
	switch (code) {
	case SIP_NAMES:
	case SEARCH_LIST:
	case NIS_NAME:
	case NISP_NAME:
	case BCMCS_NAMES:
	case AFTR_NAME: return 0;
	case D6_O_FQDN: return 1;
	default: return n + 1;
	}
}

static void say_option(struct walk *m, unsigned code, uint32_t off, uint32_t n)
{
	uint32_t skip = names_at(code, n);
	const char *remark = skip <= n ? dhcpv6_names_remark(m->s, off + skip, n - skip) : NULL;
	if (remark)
		buf_str(m->b, remark);
	if (code == D6_O_CLIENT && n)
		say_client(m, off, n);
	if (code == D6_O_ADDRESS && n >= 24) {
		buf_lit(m->b, "IAA: ");
		fmt_ipv6(m->b, m->s.p + off);
		buf_char(m->b, ' ');
	}
}

static void walk_options(struct walk *m, uint32_t off, uint32_t end, unsigned depth)
{
	while (!m->cut && depth < D6_MAX_DEPTH && m->left && off < end && end - off >= D6_OPTION_HEADER) {
		unsigned code = slice_u16(m->s, off);
		uint32_t n = slice_u16(m->s, off + 2), at = off + D6_OPTION_HEADER, front;
		m->left--;
		m->cut = !slice_has(m->s, off, D6_OPTION_HEADER);
		if (m->cut || n > end - at)
			return;
		off = at + n;
		m->cut = !slice_has(m->s, at, n);
		if (m->cut)
			return;
		if (m->b)
			say_option(m, code, at, n);
		m->cut = !slice_has(m->s, at, dhcpv6_taken(m->s, code, at, n));
		if (code == D6_O_RELAY && n)
			walk_message(m, at, off, depth + 1);
		else if (dhcpv6_container(code, n, &front))
			walk_options(m, at + front, off, depth + 1);
	}
}

static void say_message(struct walk *m, uint32_t off, bool relay)
{
	unsigned type = slice_u8(m->s, off);
	const char *name = value_text(&dhcpv6_messages, type);
	if (name) {
		buf_str(m->b, name);
	} else {
		buf_lit(m->b, "Message Type ");
		fmt_uint(m->b, type);
	}
	buf_char(m->b, ' ');
	if (!slice_has(m->s, off, relay ? 18 : D6_HEADER))
		return;
	buf_str(m->b, relay ? "L: " : "XID: 0x");
	if (relay)
		fmt_ipv6(m->b, m->s.p + off + 2);
	else
		fmt_hex(m->b, slice_u24(m->s, off + 1), 6);
	buf_char(m->b, ' ');
}

static void walk_message(struct walk *m, uint32_t off, uint32_t end, unsigned depth)
{
	bool relay = dhcpv6_is_relay(slice_u8(m->s, off));
	uint32_t header = relay ? D6_RELAY_HEADER : D6_HEADER;
	if (m->b)
		say_message(m, off, relay);
	/* tshark reads a peer's address only to show it, so that the line says nothing of one that is missing. */
	m->cut = m->cut || !slice_has(m->s, off, relay ? 18 : D6_HEADER);
	walk_options(m, off + header, end, depth);
}

static void dhcpv6_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct walk m = { .b = &c->info, .s = l->data, .left = MAX_OPTIONS };
	(void)d;
	walk_message(&m, 0, l->data.wire, 0);
}

static void dhcpv6_dissect(struct dissection *d, struct layer *l)
{
	struct walk m = { .s = l->data, .left = MAX_OPTIONS };
	(void)d;
	layer_header(l, l->data.len);
	l->payload = slice_first(l->payload, 0);
	walk_message(&m, 0, l->data.wire, 0);
	if (m.cut)
		l->flags |= LAYER_TOLD | (l->data.len < l->data.wire ? LAYER_SHORT : LAYER_MALFORMED);
}

static const struct next_link dhcpv6_on[] = { { NEXT_UDP_PORT, 546 }, { NEXT_UDP_PORT, 547 } };

const struct protocol protocol_dhcpv6 = {
	.name = "dhcpv6",
	.column = "DHCPv6",
	.fields = dhcpv6_rows,
	.n_fields = D6_N_ROWS,
	ON(dhcpv6_on),
	.dissect = dhcpv6_dissect,
	.fields_of = dhcpv6_tree,
	.info = dhcpv6_info,
};
