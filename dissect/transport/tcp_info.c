/* tcp_info.c: a segment in one line: the Info column. */
#include "base/digits.h"
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/options.h"
#include "dissect/protocol.h"
#include "dissect/text.h"
#include "dissect/transport/tcp_impl.h"

/* A word that the compiler knows the length of, and a number. */
#define number(b, name, v)           \
	do {                          \
		buf_lit((b), name);   \
		fmt_uint((b), (v));   \
	} while (0)

/* The same where there is room for what every segment has to say. */
enum { SEGMENT_ROOM = 256 };
#define word(to, name) ((char *)memcpy((to), (name), sizeof(name) - 1) + sizeof(name) - 1)
#define quick(to, name, v) digits_put(word((to), name), (v))

static void sack_info(struct buf *b, struct slice s, uint32_t base)
{
	for (uint32_t at = 2; slice_has(s, at, 8); at += 8) {
		number(b, " SLE=", slice_u32(s, at) - base);
		number(b, " SRE=", slice_u32(s, at + 4) - base);
	}
}

static void scps_info(struct buf *b, struct slice s)
{
	unsigned vector = slice_u8(s, 2), binding = slice_u8(s, 3);
	if (s.wire != 4)
		return;
	if (vector) {
		buf_lit(b, " SCPS[");
		tcp_scps_names(b, vector);
		buf_char(b, ']');
	}
	if (binding)
		number(b, " Connection ID=", binding);
}

static void ecn_info(struct buf *b, struct slice s, uint32_t at, bool order_1)
{
	static const char *const names[2][3] = { { " EE0B=", " ECEB=", " EE1B=" }, { " EE1B=", " ECEB=", " EE0B=" } };
	if ((s.wire - at) % 3 || s.wire > at + 9)
		return;
	if (s.wire == at)
		buf_lit(b, " AccECN");
	for (unsigned i = 0; i < 3 && slice_has(s, at, 3); i++, at += 3) {
		buf_str(b, names[order_1][i]);
		fmt_uint(b, slice_u24(s, at));
	}
}

static void experimental_info(struct buf *b, struct slice s)
{
	unsigned id = slice_u16(s, 2), digits = 1;
	if (s.wire < 4)
		return;
	switch (id) {
	case EXID_FAST_OPEN: buf_str(b, s.wire == 4 ? " TFO=R" : " TFO=C"); break;
	case EXID_ACC_ECN_0:
	case EXID_ACC_ECN_1: ecn_info(b, s, 4, id == EXID_ACC_ECN_1); break;
	case EXID_TARR:
		if (s.wire == 4)
			buf_lit(b, " TARR");
		else if (s.wire == 5)
			number(b, " TARR=", slice_u8(s, 4) >> 1);
		break;
	default:
		buf_lit(b, " ExID=");
		while (digits < 4 && id >> 4 * digits)
			digits++;
		while (digits--)
			buf_char(b, "0123456789ABCDEF"[id >> 4 * digits & 15]);
	}
}

static void option_info(struct buf *b, uint8_t kind, struct slice s, const struct tcp_note *n)
{
	const char *rate;
	switch (kind) {
	case TCPOPT_MSS:
		if (s.wire == 4)
			number(b, " MSS=", slice_u16(s, 2));
		break;
	case TCPOPT_WSCALE:
		if (s.wire == 3)
			number(b, " WS=", UINT64_C(1) << (slice_u8(s, 2) > 14 ? 14 : slice_u8(s, 2)));
		break;
	case TCPOPT_SACK_PERM: buf_lit(b, " SACK_PERM"); break;
	case TCPOPT_SACK: sack_info(b, s, n ? n->ack_base : 0); break;
	case TCPOPT_ECHO:
	case TCPOPT_ECHO_REPLY:
		if (s.wire == 6)
			number(b, " ECHO=", slice_u32(s, 2));
		break;
	case TCPOPT_TIMESTAMP:
		if (s.wire == 10) {
			number(b, " TSval=", slice_u32(s, 2));
			number(b, " TSecr=", slice_u32(s, 6));
		}
		break;
	case TCPOPT_CC:
	case TCPOPT_CC_NEW:
	case TCPOPT_CC_ECHO:
		if (s.wire == 6)
			number(b, " CC=", slice_u32(s, 2));
		break;
	case TCPOPT_MD5: buf_lit(b, " MD5"); break;
	case TCPOPT_SCPS: scps_info(b, s); break;
	case TCPOPT_QS:
		if (s.wire == 8 && (rate = value_text(tcp_fields[QS_RATE].vals, slice_u8(s, 2) & 15))) {
			buf_lit(b, " QSresp=");
			buf_str(b, rate);
		}
		break;
	case TCPOPT_USER_TO:
		if (s.wire == 4)
			number(b, " USER_TO=", slice_u16(s, 2) & 0x7fffu);
		break;
	case TCPOPT_AO: buf_lit(b, "TCP AO"); break;
	case TCPOPT_TFO: buf_str(b, s.wire == 2 ? " TFO=R" : " TFO=C"); break;
	case TCPOPT_ACC_ECN_0:
	case TCPOPT_ACC_ECN_1: ecn_info(b, s, 2, kind == TCPOPT_ACC_ECN_1); break;
	case TCPOPT_EXP_1:
	case TCPOPT_EXP_2: experimental_info(b, s); break;
	default: break;
	}
}

void tcp_options_info(struct buf *b, const struct dissection *d, const struct layer *l, const struct tcp_note *n)
{
	struct tcp_option_walk w;
	uint32_t header = (slice_u8(l->data, 12) >> 4) * 4u;
	(void)d;
	if (tcp_only_timestamps(l->data, header)) {
		char *o = quick(buf_room(b, SEGMENT_ROOM), " TSval=", slice_u32(l->data, 24));
		buf_done(b, quick(o, " TSecr=", slice_u32(l->data, 28)));
		return;
	}
	tcp_option_walk_start(&w, l->data, header);
	while (tcp_option_walk_next(&w) == STEP_OPTION && !tcp_option_broken(&w) && tcp_option_bytes(&w).len == w.len)
		option_info(b, w.kind, tcp_option_bytes(&w), n);
}

/* What stands in front of the ports: proxies' marks. */
static void prefix_info(struct buf *b, const struct layer *l, uint32_t header_len)
{
	struct tcp_option_walk w;
	tcp_option_walk_start(&w, l->data, header_len);
	while (tcp_option_walk_next(&w) == STEP_OPTION && !tcp_option_broken(&w))
		if (w.kind == TCPOPT_RVBD_PROBE)
			buf_str(b, tcp_riverbed_prefix(tcp_option_bytes(&w)));
		else if (w.kind == TCPOPT_RVBD_TRPY)
			buf_lit(b, "TRPY, ");
}

static void checksum_info(struct buf *b, struct tcp_checksum sum)
{
	if (sum.status == CHECKSUM_BAD)
		buf_str(b, sum.ffff ? " [TCP CHECKSUM 0xFFFF]" : " [TCP CHECKSUM INCORRECT]");
}

void tcp_front(struct column *c, const struct dissection *d, const struct layer *l)
{
	const struct tcp_note *n = layer_tcp_note(d, l);
	if (!(l->fact[0] & TCP_FACT_READ))
		return;
	if (l->fact[0] & TCP_FACT_RIVERBED)
		prefix_info(&c->info, l, (slice_u8(l->data, 12) >> 4) * 4u);
	if (n && n->found.flags && !(l->fact[0] & (TCP_FACT_BOGUS | TCP_FACT_BROKEN)) &&
	    l->data.len >= TCP_HEADER_BYTES)
		tcp_analysis_info(&c->info, n);
}

/* The combinations that nearly all segments have; NULL: others. */
static char *usual_flags(char *o, unsigned flags)
{
	switch (flags) {
	case TCP_ACK: return word(o, "ACK");
	case TCP_ACK | TCP_PSH: return word(o, "PSH, ACK");
	case TCP_SYN: return word(o, "SYN");
	case TCP_SYN | TCP_ACK: return word(o, "SYN, ACK");
	case TCP_FIN | TCP_ACK: return word(o, "FIN, ACK");
	default: return NULL;
	}
}

static char *put_flags(struct buf *b, const struct tcp_segment *s, bool ace)
{
	char *o = word(buf_room(b, SEGMENT_ROOM), " ["), *end = ace ? NULL : usual_flags(o, s->flags);
	if (end)
		return end;
	buf_done(b, o);
	tcp_flag_names(b, s->flags, ace);
	return buf_room(b, SEGMENT_ROOM);
}

static void segment_info(struct column *c, const struct dissection *d, const struct layer *l, const struct tcp_note *n)
{
	struct buf *b = &c->info;
	struct tcp_segment s;
	tcp_read(l, &s);
	if (l->fact[0] & TCP_FACT_MPTCP)
		c->protocol = "MPTCP";
	text_ports_short(b, d, BASE_PORT_TCP, s.src_port, s.dst_port);
	if (!(l->fact[0] & TCP_FACT_READ))
		return;
	char *o = put_flags(b, &s, n && n->flags & TN_ACE);
	o = quick(o, "] Seq=", n ? n->seq : s.seq);
	if (s.flags & TCP_ACK)
		o = quick(o, " Ack=", n ? n->ack : s.ack);
	o = quick(o, " Win=", n ? n->window : s.window);
	bool whole = !s.bogus && l->data.len >= TCP_HEADER_BYTES;
	if (whole && (d->options->tcp_check_checksum || s.flags & TCP_URG)) {
		buf_done(b, o);
		if (d->options->tcp_check_checksum)
			checksum_info(b, tcp_verify(d, l));
		if (s.flags & TCP_URG)
			number(b, " Urg=", slice_u16(l->data, 18));
		o = buf_room(b, SEGMENT_ROOM);
	}
	if (whole && s.len_known)
		o = quick(o, " Len=", s.len);
	buf_done(b, o);
	if (s.bogus) {
		number(b, ", bogus TCP header length (", s.header_len);
		buf_lit(b, ", must be at least 20)");
	} else if (whole && s.header_len > TCP_HEADER_BYTES) {
		tcp_options_info(b, d, l, n);
	}
}

void tcp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	const struct tcp_note *n = layer_tcp_note(d, l);
	struct buf *b = &c->info;
	size_t front = b->len;
	bool begun = n && n->begun && n->begun->begun && n->begun->begun(b, l, n->begun_bytes);
	if (!begun)
		segment_info(c, d, l, n);
	if (n && n->flags & TN_SEGMENT)
		buf_str(b,
			b->len == front ? "[TCP segment of a reassembled PDU]" : " [TCP segment of a reassembled PDU]");
}
