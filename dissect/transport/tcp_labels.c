/* tcp_labels.c: what people read of a TCP field where name and value alone would not do. */
#include "base/fmt.h"
#include "dissect/options.h"
#include "dissect/text.h"
#include "dissect/transport/tcp_impl.h"

static const struct layer *layer_of(const struct tree *t, const struct record *r)
{
	return &t->d->layer[r->layer];
}

static bool relative(const struct tree *t)
{
	return t->d->options->tcp_relative && t->d->options->tcp_analyze;
}

void tcp_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = layer_of(t, r);
	const struct tcp_note *n = layer_tcp_note(t->d, l);
	struct tcp_segment s;
	tcp_read(l, &s);
	buf_lit(b, "Transmission Control Protocol, Src Port: ");
	text_port(b, t->d, BASE_PORT_TCP, s.src_port);
	buf_lit(b, ", Dst Port: ");
	text_port(b, t->d, BASE_PORT_TCP, s.dst_port);
	if (!(l->fact[0] & TCP_FACT_READ))
		return;
	buf_lit(b, ", Seq: ");
	fmt_uint(b, n ? n->seq : s.seq);
	if (s.bogus)
		return;
	if (s.flags & TCP_ACK) {
		buf_lit(b, ", Ack: ");
		fmt_uint(b, n ? n->ack : s.ack);
	}
	if (s.len_known) {
		buf_lit(b, ", Len: ");
		fmt_uint(b, s.len);
	}
}

void tcp_seq_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = layer_of(t, r);
	unsigned row = (unsigned)(r->f - tcp_fields);
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_uint(b, r->val);
	if (!relative(t))
		return;
	if (row == ACK && slice_u8(l->data, 13) & TCP_ACK)
		buf_lit(b, "    (relative ack number)");
	else if (row != ACK && !tcp_seq_first(l))
		buf_lit(b, "    (relative sequence number)");
}

void tcp_hdr_len_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Header Length: ");
	fmt_uint(b, r->val);
	buf_lit(b, " bytes (");
	fmt_uint(b, r->val / 4);
	buf_char(b, ')');
}

/* ace: AE, CWR and ECE are a counter (draft-ietf-tcpm-accurate-ecn), not flags. */
void tcp_flag_names(struct buf *b, unsigned flags, bool ace)
{
	static const char *const names[] = { "FIN", "SYN", "RST", "PSH", "ACK", "URG", "ECE", "CWR", "AE" };
	const char *sep = "";
	for (unsigned i = 0; i < (ace ? 6 : COUNT(names)); i++) {
		if (!(flags >> i & 1))
			continue;
		buf_str(b, sep);
		buf_str(b, names[i]);
		sep = ", ";
	}
	if (ace) {
		buf_str(b, sep);
		buf_lit(b, "ACE=");
		fmt_uint(b, flags >> 6 & 7);
		sep = ", ";
	}
	if (flags & 0xe00) {
		buf_str(b, sep);
		buf_lit(b, "Reserved");
	} else if (!*sep) {
		buf_lit(b, "<None>");
	}
}

void tcp_flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct tcp_note *n = layer_tcp_note(t->d, layer_of(t, r));
	buf_lit(b, "Flags: 0x");
	fmt_hex(b, r->val, 3);
	buf_lit(b, " (");
	tcp_flag_names(b, (unsigned)r->val, n && n->flags & TN_ACE);
	buf_char(b, ')');
}

void tcp_ace_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "...");
	buf_char(b, r->val & 4 ? '1' : '0');
	buf_char(b, ' ');
	buf_char(b, r->val & 2 ? '1' : '0');
	buf_char(b, r->val & 1 ? '1' : '0');
	buf_lit(b, ".. .... = ACE: ");
	fmt_uint(b, r->val);
}

void tcp_completeness_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const struct value names[] = { { 1, "Incomplete, SYN_SENT" },    { 3, "Incomplete, CLIENT_ESTABLISHED" },
					      { 7, "Incomplete, ESTABLISHED" }, { 15, "Incomplete, DATA" },
					      { 23, "Complete, NO_DATA" },      { 31, "Complete, WITH_DATA" },
					      { 39, "Complete, NO_DATA" },      { 47, "Complete, WITH_DATA" },
					      { 55, "Complete, NO_DATA" },      { 63, "Complete, WITH_DATA" } };
	static const struct value_table table = { .kind = VK_VALUES, .n = COUNT(names), .values = names };
	const char *name = value_text(&table, r->val);
	(void)t;
	buf_lit(b, "Conversation completeness: ");
	buf_str(b, name ? name : "Incomplete");
	buf_lit(b, " (");
	fmt_uint(b, r->val);
	buf_char(b, ')');
}

void tcp_checksum_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct tcp_checksum c = tcp_verify(t->d, layer_of(t, r));
	buf_lit(b, "Checksum: 0x");
	fmt_hex(b, r->val, 4);
	if (c.ffff) {
		buf_lit(b, " [should be 0x0000 (see RFC 1624)]");
	} else if (c.status == CHECKSUM_BAD) {
		buf_lit(b, " incorrect, should be 0x");
		fmt_hex(b, c.right, 4);
		buf_lit(b, "(maybe caused by \"TCP checksum offload\"?)");
	} else {
		buf_str(b, c.status == CHECKSUM_GOOD ? " [correct]" : " [unverified]");
	}
}

void tcp_scale_label(struct buf *b, const struct tree *t, const struct record *r)
{
	int64_t v = (int32_t)r->val;
	(void)t;
	buf_lit(b, "Window size scaling factor: ");
	fmt_int(b, v);
	if (v < 0)
		buf_str(b, v == -1 ? " (unknown)" : " (no window scaling used)");
}

static void bytes_label(struct buf *b, const char *what, uint32_t len)
{
	buf_str(b, what);
	buf_lit(b, " (");
	fmt_uint(b, len);
	buf_str(b, len == 1 ? " byte)" : " bytes)");
}

void tcp_payload_label(struct buf *b, const struct tree *t, const struct record *r)
{
	bytes_label(b, "TCP payload", layer_of(t, r)->payload.wire);
}

void tcp_segment_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	bytes_label(b, r->aux == STREAM_RETRANSMITTED ? "Retransmitted TCP segment data" : "TCP segment data", r->len);
}

void tcp_options_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = layer_of(t, r);
	uint32_t header = (slice_u8(l->data, 12) >> 4) * 4u;
	size_t start = b->len;
	(void)r;
	buf_lit(b, "Options: (");
	fmt_uint(b, header - TCP_HEADER_BYTES);
	buf_lit(b, " bytes)");
	tcp_option_names(b, l->data, header);
	text_end_label(b, start);
}

void tcp_option_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
}

/* The option's length as it says; its record may have been cut. */
static uint32_t said_len(const struct tree *t, const struct record *r)
{
	return slice_u8(record_bytes(t->d, r), 1);
}

void tcp_mss_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_str(b, r->f->name);
	if (r->len != 4)
		return;
	buf_lit(b, ": ");
	fmt_uint(b, slice_u16(record_bytes(t->d, r), 2));
	buf_lit(b, " bytes");
}

void tcp_wscale_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_str(b, r->f->name);
	if (r->len != 3)
		return;
	unsigned shift = slice_u8(record_bytes(t->d, r), 2);
	buf_lit(b, ": ");
	fmt_uint(b, shift);
	buf_lit(b, " (multiply by ");
	fmt_uint(b, UINT64_C(1) << (shift > 14 ? 14 : shift));
	buf_char(b, ')');
}

void tcp_sack_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct tcp_note *n = layer_tcp_note(t->d, layer_of(t, r));
	struct slice s = record_bytes(t->d, r);
	uint32_t base = n ? n->ack_base : 0;
	buf_str(b, r->f->name);
	for (uint32_t at = 2; slice_has(s, at, 8); at += 8) {
		buf_char(b, ' ');
		fmt_uint(b, slice_u32(s, at) - base);
		buf_char(b, '-');
		fmt_uint(b, slice_u32(s, at + 4) - base);
	}
}

void tcp_edge_label(struct buf *b, const struct tree *t, const struct record *r)
{
	unsigned row = (unsigned)(r->f - tcp_fields);
	buf_str(b, row == SACK_LEFT    ? "left edge = "
		   : row == SACK_RIGHT ? "right edge = "
		   : row == DSACK_LEFT ? "D-SACK Left Edge = "
				       : "D-SACK Right Edge = ");
	fmt_uint(b, r->val);
	if (relative(t))
		buf_lit(b, " (relative)");
}

static void one_number(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_str(b, r->f->name);
	if (r->len != 6)
		return;
	buf_lit(b, ": ");
	fmt_uint(b, slice_u32(record_bytes(t->d, r), 2));
}

void tcp_echo_label(struct buf *b, const struct tree *t, const struct record *r)
{
	one_number(b, t, r);
}

void tcp_timestamp_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_str(b, r->f->name);
	if (r->len != 10)
		return;
	buf_lit(b, ": TSval ");
	fmt_uint(b, slice_u32(s, 2));
	buf_lit(b, ", TSecr ");
	fmt_uint(b, slice_u32(s, 6));
}

void tcp_scps_label(struct buf *b, const struct tree *t, const struct record *r)
{
	uint32_t len = said_len(t, r);
	if (len == 4) {
		buf_str(b, r->f->name);
		return;
	}
	buf_lit(b, "Illegal SCPS Extended Capabilities (");
	fmt_uint(b, len);
	buf_lit(b, " bytes)");
}

void tcp_scps_names(struct buf *b, unsigned vector)
{
	static const char *const names[] = { "BETS", "SNACK1", "SNACK2", "COMP", "NLTS" };
	const char *sep = "";
	for (unsigned i = 0; i < COUNT(names); i++) {
		if (!(vector << i & 0x80))
			continue;
		buf_str(b, sep);
		buf_str(b, names[i]);
		sep = ", ";
	}
	if (vector & 7) {
		buf_str(b, sep);
		buf_lit(b, "RESERVED");
	}
}

void tcp_scps_vector_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": 0x");
	fmt_hex(b, r->val, 2);
	if (!r->val)
		return;
	buf_lit(b, " (");
	tcp_scps_names(b, (unsigned)r->val);
	buf_char(b, ')');
}

/* The values of an AccECN option from `at` on: order 0 names ECT(0) first, order 1 ECT(1). */
static void ecn_values(struct buf *b, struct slice s, uint32_t at, bool order_1)
{
	static const char *const names[2][3] = { { "EE0B", "ECEB", "EE1B" }, { "EE1B", "ECEB", "EE0B" } };
	if (s.len < at + 3)
		return;
	buf_str(b, order_1 ? " (Order 1): " : " (Order 0): ");
	for (unsigned i = 0; i < 3 && slice_has(s, at, 3); i++, at += 3) {
		if (i)
			buf_lit(b, ", ");
		buf_str(b, names[order_1][i]);
		buf_char(b, ' ');
		fmt_uint(b, slice_u24(s, at));
	}
}

void tcp_acc_ecn_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_str(b, r->f->name);
	if (said_len(t, r) == r->len && (r->len == 5 || r->len == 8 || r->len == 11))
		ecn_values(b, s, 2, slice_u8(s, 0) == TCPOPT_ACC_ECN_1);
}

void tcp_experimental_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	unsigned id = slice_u16(s, 2);
	buf_str(b, r->f->name);
	if (r->len < 4)
		return;
	const char *name = value_text(tcp_fields[EXP_ID].vals, id);
	buf_lit(b, ": ");
	buf_str(b, name ? name : "Unknown");
	if (id == EXID_TARR && r->len == 5) {
		buf_char(b, ' ');
		fmt_uint(b, slice_u8(s, 4) >> 1);
	} else if ((id == EXID_ACC_ECN_0 || id == EXID_ACC_ECN_1) &&
		   (r->len == 4 || r->len == 7 || r->len == 10 || r->len == 13)) {
		buf_lit(b, ": Accurate ECN");
		ecn_values(b, s, 4, id == EXID_ACC_ECN_1);
	}
}
