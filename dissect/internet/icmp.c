/* icmp.c: Internet Control Message Protocol (RFC 792, 950, 1256, 4884, 5944, 8335). */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/internet/icmp_impl.h"
#include "dissect/numbers.h"

/*   0        1        2               4                               8
 *  +--------+--------+---------------+-------------------------------+--------------------------------
 *  |  type  |  code  |  checksum     |  of the type                  |  data, or the datagram at fault
 *  +--------+--------+---------------+-------------------------------+-------------------------------- */
enum { HEADER = 8, LEAST = 6 /* what tshark reads before it shows anything */, QUOTE_MIN = 128 /* RFC 4884, 5.4 */ };

static bool quotes(unsigned type)
{
	return type == UNREACHABLE || type == SOURCE_QUENCH || type == REDIRECTED || type == TIME_EXCEEDED ||
	       type == PARAMETER_PROBLEM;
}

/* Seconds and microseconds that ping puts at the head of its data, in either byte order; taken for that when they lie
 * within a day of the time of capture. */
static bool ping_time(const struct layer *l, const struct frame *f, int64_t *sec, uint32_t *nsec)
{
	for (unsigned little = 0; little < 2; little++) {
		int64_t s = (int64_t)slice_uint(l->data, HEADER, 4, little);
		uint32_t us = (uint32_t)slice_uint(l->data, HEADER + 4, 4, little);
		if (us < 1000000 && sec_between(s, f->sec) < 86400 && sec_between(f->sec, s) < 86400) {
			*sec = s;
			*nsec = us * 1000;
			return true;
		}
	}
	return false;
}

static bool has_ping_time(const struct layer *l, const struct frame *f)
{
	int64_t sec;
	uint32_t nsec;
	return slice_has(l->data, HEADER, 8) && ping_time(l, f, &sec, &nsec);
}

static void next_inner_data(struct dissection *d, struct layer *l, uint32_t off)
{
	struct slice rest = slice_from(l->data, off);
	if (!rest.len)
		return;
	next_data(d, l, rest);
	next_inside(d, l, 1);
}

/* The datagram at fault, and what may follow it: extensions are looked for behind quotes that were padded, when the
 * message is longer than a quote without them would make it. */
static void dissect_quote(struct dissection *d, struct layer *l)
{
	struct slice quote = slice_from(l->data, HEADER);
	uint32_t ip_len = slice_u16(quote, 2), length = slice_u8(l->data, 5) * 4u;
	unsigned version = slice_u8(quote, 0) >> 4;
	next_quoted(d, l, NEXT_ETHERTYPE, version == 6 ? ETHERTYPE_IPV6 : ETHERTYPE_IPV4, quote);
	if (quote.wire <= QUOTE_MIN || ip_len > QUOTE_MIN)
		return;
	l->fact[ICMP_FACT_EXT] = HEADER + (length ? length : (uint32_t)QUOTE_MIN);
	next_continued(d, l, slice_from(l->data, (uint32_t)l->fact[ICMP_FACT_EXT]));
}

static void icmp_dissect(struct dissection *d, struct layer *l)
{
	if (!layer_header(l, LEAST))
		return;
	unsigned type = slice_u8(l->data, 0);
	layer_header(l, l->data.len < HEADER ? l->data.len : HEADER);
	l->tree_len = l->data.len;
	if (l->data.len <= HEADER)
		return;
	if (quotes(type))
		dissect_quote(d, l);
	else if (type == ECHO_REQUEST || type == ECHO_REPLY)
		next_inner_data(d, l, HEADER + (has_ping_time(l, d->frame) ? 8u : 0));
	else if (type == ROUTER_ADVERTISEMENT && slice_u8(l->data, 5) != 2)
		next_inner_data(d, l, HEADER);
}

static void put_id(struct tree *t)
{
	put(t, IDENT, 4, 2);
	put(t, IDENT_LE, 4, 2);
	put(t, SEQ, 6, 2);
	put(t, SEQ_LE, 6, 2);
}

static void put_echo(struct tree *t, const struct layer *l)
{
	const struct match_note *n = layer_match_note(t->d, l);
	int64_t sec;
	uint32_t nsec;
	put_id(t);
	if (n) {
		double ms = (double)n->elapsed / 1e6;
		uint64_t bits;
		memcpy(&bits, &ms, sizeof bits);
		put_uint(t, RESP_TO, 0, 0, n->frame);
		put_uint(t, RESP_TIME, 0, 0, bits);
	}
	if (!slice_has(l->data, HEADER, 8) || !ping_time(l, t->d->frame, &sec, &nsec))
		return;
	const struct frame *f = t->d->frame;
	put_time(t, DATA_TIME, HEADER, 8, sec, nsec);
	put_ns(t, DATA_TIME_RELATIVE, HEADER, 8, (f->sec - sec) * 1000000000 + f->nsec - nsec);
}

/* Bytes 4 to 7 of an error, as its type has them; byte 5 is the quote's length in words (RFC 4884, 4). */
static void put_error(struct tree *t, const struct layer *l, unsigned type)
{
	bool lengthy = slice_u8(l->data, 5), mtu = type == UNREACHABLE && slice_u8(l->data, 1) == 4;
	if (type == REDIRECTED) {
		put(t, REDIRECT, 4, 4);
	} else if (type != SOURCE_QUENCH) {
		if (type == PARAMETER_PROBLEM)
			put(t, POINTER, 4, 1);
		else if (lengthy)
			put(t, UNUSED, 4, 1);
		if (lengthy) {
			put(t, LENGTH, 5, 1);
			put_uint(t, LENGTH_QUOTED, 5, 1, slice_u8(l->data, 5) * 4u);
		}
		uint32_t from = lengthy ? 6 : type == PARAMETER_PROBLEM ? 5 : 4, to = mtu ? 6 : HEADER;
		if (to > from)
			put(t, UNUSED, from, to - from);
		if (mtu)
			put(t, MTU, 6, 2);
	}
	if (l->data.wire < HEADER + (type == REDIRECTED ? 1u : 0))
		tree_need(t, HEADER, 1);
	uint32_t ext = (uint32_t)l->fact[ICMP_FACT_EXT];
	if (ext > l->data.wire)
		tree_malformed(t);
	else if (ext && ext == l->data.wire)
		put_node(t, EXT, ext, 0);
}

static void put_advertisement(struct tree *t, const struct layer *l)
{
	unsigned n = slice_u8(l->data, 4), code = slice_u8(l->data, 1);
	put_rows(t, NUM_ADDRS, LIFETIME, 0);
	if (slice_u8(l->data, 5) != 2)
		return;
	uint32_t off = HEADER;
	for (; n && !tree_ended(t); n--, off += 8) {
		put(t, ROUTER, off, 4);
		put(t, PREFERENCE, off + 4, 4);
	}
	if (code == 0 || code == 16)
		icmp_put_agent(t, l, off);
}

static void put_extended_echo(struct tree *t, const struct layer *l, bool request)
{
	put(t, IDENT, 4, 2);
	put(t, IDENT_LE, 4, 2);
	put(t, PROBE_SEQ, 6, 1);
	put_rows(t, request ? REQ_RESERVED : RSP_STATE, request ? REQ_LOCAL : RSP_IPV6, 0);
	if (request && l->data.wire > HEADER)
		icmp_put_extensions(t, l, HEADER);
}

static void put_body(struct tree *t, const struct layer *l, unsigned type)
{
	switch (type) {
	case ECHO_REQUEST:
	case ECHO_REPLY: put_echo(t, l); break;
	case UNREACHABLE:
	case SOURCE_QUENCH:
	case REDIRECTED:
	case TIME_EXCEEDED:
	case PARAMETER_PROBLEM: put_error(t, l, type); break;
	case ROUTER_ADVERTISEMENT: put_advertisement(t, l); break;
	case TIMESTAMP:
	case TIMESTAMP_REPLY:
		put_id(t);
		put_rows(t, ORIGINATE, TRANSMIT, 0);
		break;
	case INFORMATION:
	case INFORMATION_REPLY: put_id(t); break;
	case ADDRESS_MASK:
	case ADDRESS_MASK_REPLY:
		put_id(t);
		put(t, MASK, 8, 4);
		break;
	case EXTENDED_ECHO:
	case EXTENDED_ECHO_REPLY: put_extended_echo(t, l, type == EXTENDED_ECHO); break;
	default: break;
	}
}

static void icmp_tree(struct tree *t, const struct layer *l)
{
	if (l->flags & LAYER_CONTINUED) {
		icmp_put_extensions(t, l, 0);
		return;
	}
	if (l->flags & (LAYER_SHORT | LAYER_MALFORMED)) {
		tree_drop(t);
		return;
	}
	struct checked_sum sum = { CHECKSUM_UNVERIFIED, 0, " [in ICMP error packet]" };
	if (!(l->flags & LAYER_QUOTED))
		sum = sum_check(l->data, 0, slice_u16(l->data, 2));
	if (l->data.len < l->data.wire && !(l->flags & LAYER_QUOTED))
		sum.why = " [fragmented datagram]";
	put(t, TYPE, 0, 1);
	put(t, CODE, 1, 1);
	put_sum(t, CHECKSUM, 2, &sum);
	put_body(t, l, slice_u8(l->data, 0));
}

/* Bytes without which a message of this type is cut off. */
static uint32_t icmp_needs(unsigned type)
{
	switch (type) {
	case TIMESTAMP:
	case TIMESTAMP_REPLY: return 20;
	case ADDRESS_MASK:
	case ADDRESS_MASK_REPLY: return 12;
	case REDIRECTED: return HEADER + 1;
	case ECHO_REQUEST:
	case ECHO_REPLY:
	case INFORMATION:
	case INFORMATION_REPLY:
	case UNREACHABLE:
	case SOURCE_QUENCH:
	case TIME_EXCEEDED:
	case PARAMETER_PROBLEM:
	case ROUTER_ADVERTISEMENT:
	case EXTENDED_ECHO:
	case EXTENDED_ECHO_REPLY: return HEADER;
	default: return LEAST;
	}
}

static bool has_id(unsigned type)
{
	return type == ECHO_REQUEST || type == ECHO_REPLY || (type >= TIMESTAMP && type <= ADDRESS_MASK_REPLY);
}

static void info_id(struct buf *b, const struct dissection *d, const struct layer *l)
{
	const struct layer *ip = layer_parent(d, l);
	const struct match_note *n = layer_match_note(d, l);
	buf_lit(b, " id=0x");
	fmt_hex(b, slice_u16(l->data, 4), 4);
	buf_lit(b, ", seq=");
	fmt_uint(b, slice_u16(l->data, 6));
	buf_char(b, '/');
	fmt_uint(b, slice_uint(l->data, 6, 2, true));
	buf_lit(b, ", ttl=");
	fmt_uint(b, slice_u8(ip->data, strcmp(ip->proto->name, "ipv6") ? 8 : 7));
	if (n) {
		buf_lit(b, " (request in ");
		fmt_uint(b, n->frame);
		buf_char(b, ')');
	}
}

/* What is wrong further in, as the end of the line. */
static const char *info_ending(const struct dissection *d, const struct layer *l, unsigned type)
{
	uint32_t needs = icmp_needs(type), ext = (uint32_t)l->fact[ICMP_FACT_EXT];
	if (!slice_has(l->data, 0, needs))
		return slice_has_wire(l->data, 0, needs) ? "[Packet size limited during capture]"
							 : "[Malformed Packet]";
	if (quotes(type) && l->data.len < l->data.wire) {
		/* Headers in the quote that were cut, and a checksum of extensions that needs all of them. */
		for (const struct layer *q = l + 1; q < d->layer + d->n_layers; q++)
			if (q->flags & LAYER_QUOTED && q->flags & LAYER_SHORT)
				return "[Packet size limited during capture]";
		if (ext || l->data.len <= HEADER)
			return "[Packet size limited during capture]";
	}
	return ext > l->data.wire ? "[Malformed Packet]" : "";
}

static void icmp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned type = slice_u8(l->data, 0), code = slice_u8(l->data, 1);
	size_t start = c->info.len;
	const char *name = icmp_code_name(type, code);
	buf_str(&c->info, icmp_type_name(type, code));
	if (c->info.len - start < 20)
		buf_fill(&c->info, ' ', 20 - (c->info.len - start));
	if (name) {
		buf_lit(&c->info, " (");
		if (!*name) {
			buf_lit(&c->info, "Unknown code: ");
			fmt_uint(&c->info, code);
		}
		buf_str(&c->info, name);
		buf_char(&c->info, ')');
	}
	if (has_id(type) && slice_has(l->data, 0, HEADER))
		info_id(&c->info, d, l);
	buf_str(&c->info, info_ending(d, l, type));
}

static const struct next_link icmp_on[] = { { NEXT_IP_PROTO, IP_PROTO_ICMP } };

const struct protocol protocol_icmp = {
	.name = "icmp",
	.column = "ICMP",
	.fields = icmp_fields,
	.n_fields = ICMP_N_ROWS,
	ON(icmp_on),
	.dissect = icmp_dissect,
	.fields_of = icmp_tree,
	.info = icmp_info,
};
