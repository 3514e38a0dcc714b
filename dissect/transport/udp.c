/* udp.c: User Datagram Protocol (RFC 768), and what UDP-Lite has in common with it. */
#include "dissect/transport/udp.h"
#include "dissect/text.h"

#include "base/checksum.h"
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/numbers.h"
#include "dissect/options.h"
#include "dissect/tree.h"

enum {
	UDP, SRC_PORT, DST_PORT, PORT, TRACEROUTE, LENGTH, LENGTH_BAD, LENGTH_ZERO, CHECKSUM,
	CHECKSUM_CALCULATED, CHECKSUM_STATUS, CHECKSUM_ZERO, CHECKSUM_WRONG, STREAM, TIMESTAMPS, TIME_RELATIVE, TIME_DELTA,
	PAYLOAD,
};

struct verified {
	uint8_t status; /* enum checksum_status */
	uint16_t right;
};

/* The bytes that the checksum covers, in both protocols from the first on; the pseudo-header has the whole length. */
static uint32_t covered(const struct layer *l)
{
	uint32_t n = slice_u16(l->data, 4);
	if (l->fact[0] & UDP_FACT_JUMBO || (l->fact[0] & UDP_FACT_LITE && !n))
		return l->data.wire;
	return n;
}

static struct verified verify(const struct dissection *d, const struct layer *l)
{
	struct verified v = { .status = CHECKSUM_UNVERIFIED };
	uint16_t found = slice_u16(l->data, 6);
	bool lite = l->fact[0] & UDP_FACT_LITE;
	uint32_t n = covered(l), total = lite ? l->data.wire : n;
	if (!found) {
		/* Without a checksum: allowed over IPv4 only (RFC 8200, 8.1), never in UDP-Lite. */
		v.status = l->src.type == ADDR_IPV4 && !lite ? CHECKSUM_NOT_PRESENT : CHECKSUM_ILLEGAL;
		return v;
	}
	if (!d->options->udp_check_checksum || n < UDP_HEADER_BYTES || !slice_has(l->data, 0, n) ||
	    l->data.len < l->data.wire || l->fact[0] & UDP_FACT_FRAGMENT ||
	    (l->src.type != ADDR_IPV4 && l->src.type != ADDR_IPV6) || l->src.type != l->dst.type)
		return v;
	uint64_t sum = checksum_add(checksum_add(0, l->src.p, l->src.len), l->dst.p, l->dst.len);
	sum += (lite ? IP_PROTO_UDPLITE : IP_PROTO_UDP) + (total >> 16) + (total & 0xffff);
	uint16_t left = checksum_fold(checksum_add(sum, l->data.p, n));
	v.status = left ? CHECKSUM_BAD : CHECKSUM_GOOD;
	v.right = left ? checksum_should_be(found, left) : found;
	return v;
}

void udp_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	buf_str(b, r->f->name);
	buf_lit(b, ", Src Port: ");
	text_port(b, t->d, BASE_PORT_UDP, slice_u16(l->data, 0));
	buf_lit(b, ", Dst Port: ");
	text_port(b, t->d, BASE_PORT_UDP, slice_u16(l->data, 2));
}

static void length_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	buf_lit(b, "Length: ");
	fmt_uint(b, r->val);
	if (l->fact[0] & UDP_FACT_SHORT) {
		buf_lit(b, " (bogus, must be >= 8)");
	} else if (l->fact[0] & UDP_FACT_LONG && !(l->flags & LAYER_QUOTED)) {
		buf_lit(b, " (bogus, payload length ");
		fmt_uint(b, l->data.wire);
		buf_char(b, ')');
	}
}

bool udp_checksum_is_bad(const struct dissection *d, const struct layer *l)
{
	return verify(d, l).status == CHECKSUM_BAD;
}

static void checksum_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct verified v = verify(t->d, &t->d->layer[r->layer]);
	buf_lit(b, "Checksum: 0x");
	fmt_hex(b, r->val, 4);
	switch (v.status) {
	case CHECKSUM_NOT_PRESENT: buf_lit(b, " [zero-value ignored]"); break;
	case CHECKSUM_ILLEGAL: buf_lit(b, " [zero-value illegal]"); break;
	case CHECKSUM_GOOD: buf_lit(b, " [correct]"); break;
	case CHECKSUM_BAD:
		buf_lit(b, " incorrect, should be 0x");
		fmt_hex(b, v.right, 4);
		buf_lit(b, " (maybe caused by \"UDP checksum offload\"?)");
		break;
	default: buf_lit(b, " [unverified]");
	}
}

static void payload_label(struct buf *b, const struct tree *t, const struct record *r)
{
	uint32_t len = t->d->layer[r->layer].payload.len;
	buf_lit(b, "UDP payload (");
	fmt_uint(b, len);
	buf_str(b, len == 1 ? " byte)" : " bytes)");
}

static const struct field udp_fields[] = {
	[UDP] = F("udp", "User Datagram Protocol", FT_PROTOCOL, BASE_NONE, .label = udp_label),
	[SRC_PORT] = F("udp.srcport", "Source Port", FT_UINT16, BASE_PORT_UDP, .off = 0, .size = 2, .flags = F_FIXED),
	[DST_PORT] = F("udp.dstport", "Destination Port", FT_UINT16, BASE_PORT_UDP, .off = 2, .size = 2, .flags = F_FIXED),
	[PORT] = F("udp.port", "Source or Destination Port", FT_UINT16, BASE_PORT_UDP, .off = 0, .size = 2,
		   .flags = F_HIDDEN | F_FIXED | F_PAIR),
	[TRACEROUTE] = F_EXPERT("udp.possible_traceroute", "Possible traceroute", PI_CHAT, PI_SEQUENCE),
	[LENGTH] = F("udp.length", "Length", FT_UINT16, BASE_DEC, .off = 4, .size = 2, .label = length_label),
	[LENGTH_BAD] = F_EXPERT("udp.length.bad", "Bad length value", PI_ERROR, PI_MALFORMED),
	[LENGTH_ZERO] = F_EXPERT("udp.length.bad_zero", "Length is zero but payload < 65536", PI_WARN, PI_PROTOCOL),
	[CHECKSUM] = F("udp.checksum", "Checksum", FT_UINT16, BASE_HEX, .off = 6, .size = 2, .label = checksum_label),
	[CHECKSUM_CALCULATED] = F("udp.checksum_calculated", "Calculated Checksum", FT_UINT16, BASE_HEX, .flags = F_GENERATED),
	[CHECKSUM_STATUS] = F("udp.checksum.status", "Checksum Status", FT_UINT8, BASE_NONE, .flags = F_GENERATED,
			      .vals = &checksum_status_names),
	[CHECKSUM_ZERO] = F_EXPERT("udp.checksum.zero", "Illegal checksum value (0)", PI_ERROR, PI_CHECKSUM),
	[CHECKSUM_WRONG] = F_EXPERT("udp.checksum.bad", "Bad checksum", PI_ERROR, PI_CHECKSUM),
	[STREAM] = F("udp.stream", "Stream index", FT_UINT32, BASE_DEC, .flags = F_GENERATED),
	[TIMESTAMPS] = F_TEXT("Timestamps", .flags = F_GENERATED),
	[TIME_RELATIVE] = F("udp.time_relative", "Time since first frame", FT_RELATIVE_TIME, BASE_NONE, .flags = F_GENERATED),
	[TIME_DELTA] = F("udp.time_delta", "Time since previous frame", FT_RELATIVE_TIME, BASE_NONE, .flags = F_GENERATED),
	[PAYLOAD] = F("udp.payload", "Payload", FT_BYTES, BASE_NONE, .label = payload_label),
};

/* The header's 8 bytes; false, and what there is to say is said, when they are not there. */
bool udp_whole_header(struct layer *l)
{
	if (layer_header(l, UDP_HEADER_BYTES))
		return true;
	l->tree_len = l->data.len;
	if (slice_has(l->data, 0, 4))
		l->flags |= LAYER_TOLD;
	return false;
}

void udp_hand_on(struct dissection *d, struct layer *l)
{
	l->fact[0] |= UDP_FACT_STREAM | (l->payload.wire ? 0 : UDP_FACT_EMPTY);
	if (l->payload.wire &&
	    !l->payload.len) /* as in tshark: of what was not captured at all it is not said whose it is */
		l->flags |= LAYER_SHORT | LAYER_TOLD;
	else
		next_ports(d, l, NEXT_UDP_PORT, slice_u16(l->data, 0), slice_u16(l->data, 2), l->payload);
}

static void udp_dissect(struct dissection *d, struct layer *l)
{
	if (!udp_whole_header(l))
		return;
	uint32_t length = slice_u16(l->data, 4);
	if (layer_parent(d, l)->flags & LAYER_FRAGMENT)
		l->fact[0] = UDP_FACT_FRAGMENT;
	if (!length && l->src.type == ADDR_IPV6) {
		l->fact[0] |= UDP_FACT_JUMBO;
	} else if (length < UDP_HEADER_BYTES) {
		l->fact[0] |= UDP_FACT_SHORT;
		l->payload = slice_first(l->payload, 0);
		return;
	} else if (length <= l->data.wire) {
		layer_limit(l, length - UDP_HEADER_BYTES);
	} else if (!(l->fact[0] & UDP_FACT_FRAGMENT)) {
		l->fact[0] |= UDP_FACT_LONG;
	}
	udp_hand_on(d, l);
}

/* traceroute counts its probes up from port 33434 + 1, three to each of ten hops. */
enum { PROBE_FIRST = 33435, PROBE_END = 33465 };

static bool is_probe(const struct tree *t, uint32_t off)
{
	unsigned port = slice_u16(t->l->data, off);
	return port >= PROBE_FIRST && port < PROBE_END;
}

static void put_traceroute(struct tree *t, uint32_t off)
{
	unsigned port = slice_u16(t->l->data, off);
	if (!is_probe(t, off) || tree_ended(t))
		return;
	char bytes[96];
	struct buf b = BUF_OVER(bytes, sizeof bytes);
	buf_lit(&b, "Possible traceroute: hop #");
	fmt_uint(&b, (port - PROBE_FIRST) / 3 + 1);
	buf_lit(&b, ", attempt #");
	fmt_uint(&b, (port - PROBE_FIRST) % 3 + 1);
	buf_char(&b, 0);
	tree_push(t);
	put_expert(t, TRACEROUTE, off, 0, b.p);
	tree_pop(t);
}

static void put_length(struct tree *t, const struct layer *l)
{
	uint32_t length = slice_u16(l->data, 4);
	char bytes[96];
	struct buf b = BUF_OVER(bytes, sizeof bytes);
	put_rows(t, LENGTH, LENGTH, 0);
	tree_push(t);
	if (l->fact[0] & UDP_FACT_JUMBO) {
		if (l->data.wire < 65536)
			put_expert(t, LENGTH_ZERO, 4, 0, NULL);
	} else if (l->fact[0] & UDP_FACT_SHORT || (l->fact[0] & UDP_FACT_LONG && !(l->flags & LAYER_QUOTED))) {
		buf_lit(&b, "Bad length value ");
		fmt_uint(&b, length);
		buf_str(&b, l->fact[0] & UDP_FACT_SHORT ? " < 8" : " > IP payload length");
		buf_char(&b, 0);
		put_expert(t, LENGTH_BAD, 4, 0, b.p);
	}
	tree_pop(t);
}

static void put_checksum(struct tree *t, const struct layer *l)
{
	struct verified v = verify(t->d, l);
	put_rows(t, CHECKSUM, CHECKSUM, 0);
	tree_push(t);
	if (v.status == CHECKSUM_BAD) {
		char bytes[64];
		struct buf b = BUF_OVER(bytes, sizeof bytes);
		buf_lit(&b, "Bad checksum [should be 0x");
		fmt_hex(&b, v.right, 4);
		buf_lit(&b, "]");
		buf_char(&b, 0);
		put_expert(t, CHECKSUM_WRONG, 6, 0, b.p);
	}
	if (v.status == CHECKSUM_ILLEGAL)
		put_expert(t, CHECKSUM_ZERO, 6, 0, NULL);
	if (v.status == CHECKSUM_BAD || v.status == CHECKSUM_GOOD)
		put_uint(t, CHECKSUM_CALCULATED, 6, 2, v.right);
	if (v.status == CHECKSUM_NOT_PRESENT || v.status == CHECKSUM_ILLEGAL)
		put_uint(t, CHECKSUM_STATUS, 6, 2, v.status);
	tree_pop(t);
	if (v.status <= CHECKSUM_UNVERIFIED)
		put_uint(t, CHECKSUM_STATUS, 6, 0, v.status);
}

void udp_put_ports(struct tree *t)
{
	if (!slice_has(t->l->data, 0, 4))
		tree_drop(t);
	else if (!is_probe(t, 0) && !is_probe(t, 2) &&
		 !tree_memo(t, SRC_PORT, (struct memo_key){ { slice_u32(t->l->data, 0) } }))
		return;
	put_rows(t, SRC_PORT, SRC_PORT, 0);
	put_traceroute(t, 0);
	put_rows(t, DST_PORT, DST_PORT, 0);
	put_traceroute(t, 2);
	put(t, PORT, 0, 2);
	put(t, PORT, 2, 2);
	tree_memo_end(t);
}

void udp_put_rest(struct tree *t, const struct layer *l)
{
	const struct udp_note *n = layer_udp_note(t->d, l);
	if (l->fact[0] & UDP_FACT_LITE)
		put_uint(t, LENGTH, 4, 0, l->data.wire);
	put_checksum(t, l);
	if (n) {
		put_uint(t, STREAM, UDP_HEADER_BYTES, 0, n->stream);
		if (n->has_times) {
			put_node(t, TIMESTAMPS, 0, 0);
			tree_push(t);
			put_ns(t, TIME_RELATIVE, 0, 0, n->since_first);
			put_ns(t, TIME_DELTA, 0, 0, n->since_previous);
			tree_pop(t);
		}
	}
	/* Bytes behind the length's end belong to the row, though not to its label. */
	if (l->payload.len)
		put(t, PAYLOAD, UDP_HEADER_BYTES, l->data.len - UDP_HEADER_BYTES);
}

static void udp_tree(struct tree *t, const struct layer *l)
{
	udp_put_ports(t);
	put_length(t, l);
	if (!(l->fact[0] & UDP_FACT_SHORT))
		udp_put_rest(t, l);
}

void udp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct buf *b = &c->info;
	uint32_t length = slice_u16(l->data, 4), payload = length - UDP_HEADER_BYTES;
	text_ports_short(b, d, BASE_PORT_UDP, slice_u16(l->data, 0), slice_u16(l->data, 2));
	if (l->fact[0] & (UDP_FACT_SHORT | UDP_FACT_LONG)) {
		buf_lit(b, " [BAD UDP LENGTH ");
		fmt_uint(b, length);
		buf_str(b, l->fact[0] & UDP_FACT_SHORT ? " < 8]" : " > IP PAYLOAD LENGTH]");
	}
	if (l->fact[0] & UDP_FACT_BAD_COVERAGE) {
		buf_lit(b, " [BAD LIGHTWEIGHT UDP CHECKSUM COVERAGE LENGTH ");
		fmt_uint(b, length);
		buf_lit(b, " < 8 or > ");
		fmt_uint(b, l->data.wire);
		buf_char(b, ']');
	}
	bool cut = l->flags & LAYER_SHORT && slice_has(l->data, 0, 6);
	if (!(l->fact[0] & UDP_FACT_STREAM) && !cut)
		return;
	if (l->fact[0] & (UDP_FACT_LITE | UDP_FACT_JUMBO))
		payload = l->data.wire - UDP_HEADER_BYTES;
	buf_lit(b, " Len=");
	fmt_uint(b, payload);
	if (l->fact[0] & UDP_FACT_JUMBO)
		buf_lit(b, " [Jumbogram]");
	if (cut)
		return;
	unsigned status = verify(d, l).status;
	if (status == CHECKSUM_ILLEGAL)
		buf_lit(b, " [ILLEGAL CHECKSUM (0)]");
	else if (status == CHECKSUM_BAD)
		buf_lit(b, " [UDP CHECKSUM INCORRECT]");
}

static const struct next_link udp_on[] = { { NEXT_IP_PROTO, IP_PROTO_UDP } };

const struct protocol protocol_udp = {
	.name = "udp",
	.column = "UDP",
	FIELDS(udp_fields),
	ON(udp_on),
	.told_early = true,
	.reads_first = 4,
	.dissect = udp_dissect,
	.fields_of = udp_tree,
	.info = udp_info,
};
