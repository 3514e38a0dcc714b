/* rtcp.c: the RTP Control Protocol (RFC 3550, 6) and its feedback messages (RFC 4585, RFC 5104), found by content. */
#include "dissect/application/rtcp_impl.h"
#include "dissect/column.h"
#include "dissect/dry_tree.h"
#include "dissect/message.h"

/*   0            1      2        4
 *  +------------+------+--------+-----------------------------------------------
 *  | V P count  | type | length | source, and what the type says                 length: words of 4 bytes behind the first
 *  +------------+------+--------+-----------------------------------------------  One packet follows the other: a layer each. */
/* What a compound begins with, of this version, in whole words. */
static bool rtcp_guess(const struct layer *l, struct slice s)
{
	unsigned type = slice_u8(s, 1);
	(void)l;
	return s.len >= HEADER && slice_u8(s, 0) >> 6 == 2 && s.wire % 4 == 0 &&
	       (type == PT_SR || type == PT_RR || type == PT_BYE || type == PT_APP || type == PT_PSFB);
}

static void rtcp_dissect(struct dissection *d, struct layer *l)
{
	uint32_t n = rtcp_packet_length(l->data);
	if (!layer_header(l, HEADER))
		return;
	l->header_len = l->tree_len = n < l->data.wire ? n : l->data.wire;
	l->path = layer_parent(d, l)->proto == l->proto ? "" : NULL;
	dry_tree(d, l);
	l->payload = slice_from(l->data, n);
	unsigned type = slice_u8(l->payload, 1);
	bool more = l->payload.len >= HEADER && value_text(&rtcp_types, type) && !(l->flags & LAYER_TOLD);
	if (more) {
		next_named(d, l, "rtcp", l->payload);
		l->fact[0] = 1;
	}
}

static void put_title(struct tree *t, uint32_t off, uint32_t n, const char *what, uint32_t number)
{
	MESSAGE(m);
	buf_str(&m, what);
	fmt_uint(&m, number);
	put_label(t, TEXT, off, n, m.p, (uint32_t)m.len);
	tree_push(t);
}

static void put_reports(struct tree *t, uint32_t off, unsigned n)
{
	static const char contents[] = "SSRC contents";
	for (unsigned i = 0; i < n && !tree_ended(t); i++, off += REPORT) {
		if (!tree_need(t, off, REPORT))
			return;
		put_title(t, off, REPORT, "Source ", i + 1);
		put(t, IDENTIFIER, off, 4);
		put_label(t, TEXT, off + 4, 20, contents, sizeof contents - 1);
		tree_push(t);
		put(t, FRACTION, off + 4, 1);
		put(t, LOST, off + 5, 3);
		tree_pop(t);
		put(t, HIGHEST, off + 8, 4);
		tree_push(t);
		put(t, CYCLES, off + 8, 2);
		put(t, HIGH_SEQ, off + 10, 2);
		tree_pop(t);
		put(t, JITTER, off + 12, 4);
		put(t, LAST_SR, off + 16, 4);
		put(t, DELAY_SR, off + 20, 4);
		tree_pop(t);
	}
}

static void put_ntp(struct tree *t, struct slice s, uint32_t off)
{
	uint32_t seconds = slice_u32(s, off);
	put(t, NTP_MSW, off, 4);
	put(t, NTP_LSW, off + 4, 4);
	if (!tree_need(t, off, 8))
		return;
	/* The era after 2036 begins with 0 (RFC 4330, 3). */
	int64_t sec = (int64_t)seconds - 2208988800 + (seconds >> 31 ? 0 : INT64_C(1) << 32);
	put_time(t, NTP, off, 8, sec, (uint32_t)((uint64_t)slice_u32(s, off + 4) * 1000000000 >> 32));
}

/* What profiles put behind the reports: type, length with both, data. */
static void put_extensions(struct tree *t, struct slice s, uint32_t off, uint32_t end)
{
	for (unsigned i = 0; i < MAX_ITEMS && off < end && tree_need(t, off, HEADER); i++) {
		unsigned type = slice_u16(s, off);
		uint32_t n = slice_u16(s, off + 2);
		const char *name = value_text(&rtcp_extensions, type);
		MESSAGE(m);
		buf_lit(&m, "Payload Specific Extension (");
		buf_str(&m, name ? name : "Unknown");
		buf_char(&m, ')');
		put_label(t, TEXT, off, n < HEADER ? HEADER : n, m.p, (uint32_t)m.len);
		tree_push(t);
		put(t, EXTENSION_TYPE, off, 2);
		put(t, EXTENSION_LENGTH, off + 2, 2);
		put(t, EXTENSION, off + HEADER, n > HEADER ? n - HEADER : 0);
		if (n <= HEADER)
			tree_malformed(t);
		tree_pop(t);
		off += n < HEADER ? HEADER : n;
	}
}

static uint32_t put_report(struct tree *t, struct slice s, uint32_t end)
{
	bool sender = slice_u8(s, 1) == PT_SR;
	unsigned n = slice_u8(s, 0) & 31;
	uint32_t off = sender ? 28 : 8;
	put(t, SENDER, 4, 4);
	if (sender) {
		put_ntp(t, s, 8);
		put(t, RTP_TIME, 16, 4);
		put(t, PACKETS, 20, 4);
		put(t, OCTETS, 24, 4);
	}
	put_reports(t, off, n);
	put_extensions(t, s, off + n * REPORT, end);
	return end;
}

static uint32_t put_items(struct tree *t, struct slice s, uint32_t off)
{
	for (unsigned i = 0; i < MAX_ITEMS && tree_need(t, off, 1); i++) {
		unsigned type = slice_u8(s, off);
		put(t, ITEM_TYPE, off, 1);
		off++;
		if (type == ITEM_END)
			break;
		uint32_t n = slice_u8(s, off);
		put(t, ITEM_LENGTH, off, 1);
		put(t, ITEM_TEXT, off + 1, n);
		off += 1 + n;
	}
	return off;
}

/* Bytes of the items at off, with the one that ends them. */
static uint32_t items_length(struct slice s, uint32_t off)
{
	uint32_t start = off;
	while (slice_has(s, off, 2) && slice_u8(s, off))
		off += 2u + slice_u8(s, off + 1);
	return off + 1 - start;
}

static uint32_t put_descriptions(struct tree *t, struct slice s, uint32_t end)
{
	static const char inside[] = "SDES items";
	uint32_t off = HEADER;
	for (unsigned i = 0, n = slice_u8(s, 0) & 31; i < n && off < end && tree_need(t, off, 4); i++) {
		uint32_t len = items_length(s, off + 4), whole = 4 + ((len + 3) & ~3u);
		MESSAGE(m);
		buf_lit(&m, "Chunk ");
		fmt_uint(&m, i + 1);
		buf_lit(&m, ", SSRC/CSRC ");
		fmt_0x(&m, slice_u32(s, off), 8);
		put_label(t, TEXT, off, whole, m.p, (uint32_t)m.len);
		tree_push(t);
		put(t, IDENTIFIER, off, 4);
		put_label(t, TEXT, off + 4, len, inside, sizeof inside - 1);
		tree_push(t);
		put_items(t, s, off + 4);
		tree_pop(t);
		tree_pop(t);
		off += whole;
	}
	return end;
}

static uint32_t put_goodbye(struct tree *t, struct slice s, uint32_t end)
{
	uint32_t off = HEADER;
	for (unsigned i = 0, n = slice_u8(s, 0) & 31; i < n && !tree_ended(t); i++, off += 4)
		put(t, IDENTIFIER, off, 4);
	if (off >= end)
		return off;
	uint32_t n = slice_u8(s, off);
	put(t, ITEM_LENGTH, off, 1);
	put(t, ITEM_TEXT, off + 1, n);
	off += 1 + n;
	return (off + 3) & ~3u;
}

static bool is_text(struct slice s, uint32_t off, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		if (slice_u8(s, off + i) < ' ' || slice_u8(s, off + i) > '~')
			return false;
	return n > 0;
}

static uint32_t put_application(struct tree *t, struct slice s, uint32_t end)
{
	put(t, IDENTIFIER, 4, 4);
	if (!tree_need(t, 8, 4))
		return end;
	if (is_text(s, 8, 4)) {
		put(t, APP_NAME, 8, 4);
	} else {
		put_node(t, TEXT, 8, 4);
		tree_push(t);
		put_expert(t, NO_NAME, 8, 0, NULL);
		tree_pop(t);
	}
	if (slice_u8(s, 0) & 0x20)
		tree_need(t, end - 1, 1); /* where the padding's length stands */
	if (end > 12)
		put(t, is_text(s, 12, end - 12) ? APP_DATA_TEXT : APP_DATA, 12, end - 12);
	return end;
}

static void put_lost(struct tree *t, struct slice s, uint32_t off)
{
	unsigned pid = slice_u16(s, off), mask = slice_u16(s, off + 2);
	put(t, NACK_PID, off, 2);
	put(t, NACK_BLP, off + 2, 2);
	tree_push(t);
	for (unsigned i = 0; i < 16 && !tree_ended(t); i++)
		if (mask >> i & 1)
			put_uint(t, NACK_LOST, off + 2, 2, (pid + i + 1) & 0xffff);
	tree_pop(t);
}

static void put_intra_request(struct tree *t, uint32_t off, unsigned number)
{
	put_title(t, off, 8, "FIR ", number);
	put(t, FIR_SSRC, off, 4);
	put(t, FIR_SEQ, off + 4, 1);
	put(t, FIR_RESERVED, off + 5, 3);
	tree_pop(t);
}

static uint32_t put_feedback(struct tree *t, struct slice s, uint32_t end)
{
	unsigned format = slice_u8(s, 0) & 31, type = slice_u8(s, 1);
	put(t, SENDER, 4, 4);
	put(t, MEDIA, 8, 4);
	if (slice_u8(s, 0) & 0x20 && !tree_need(t, end, 1)) /* where tshark looks for the padding's length */
		return end;
	uint32_t each = type == PT_PSFB ? 8 : 4;
	for (uint32_t off = 12, i = 1; off + each <= end && !tree_ended(t); off += each, i++) {
		if (type == PT_RTPFB && format == FMT_NACK)
			put_lost(t, s, off);
		else if (type == PT_PSFB && format == FMT_FIR)
			put_intra_request(t, off, i);
		else
			break;
	}
	return end;
}

static uint32_t put_stream(struct tree *t, uint32_t end)
{
	put(t, IDENTIFIER, 4, 4);
	put(t, APP_NAME, 8, 4);
	put(t, TIMEBASE, 12, 2);
	tree_need(t, 14, 18);
	return end;
}

static uint32_t put_body(struct tree *t, struct slice s, uint32_t end)
{
	switch (slice_u8(s, 1)) {
	case PT_SR:
	case PT_RR: return put_report(t, s, end);
	case PT_SDES: return put_descriptions(t, s, end);
	case PT_BYE: return put_goodbye(t, s, end);
	case PT_APP: return put_application(t, s, end);
	case PT_RTPFB:
	case PT_PSFB: return put_feedback(t, s, end);
	case PT_XR: put(t, SENDER, 4, 4); return end;
	case PT_AVB: return put_stream(t, end);
	default: return end;
	}
}

/* Behind the last packet: are they as long together as they say? Its place is tshark's. */
static void put_check(struct tree *t, const struct layer *l, uint32_t found)
{
	const struct layer *first = l;
	uint32_t expected = rtcp_expected_length(t->d, l);
	while (layer_parent(t->d, first)->proto == l->proto && first != t->d->layer)
		first = layer_parent(t->d, first);
	found += l->off - first->off;
	struct record *r = put_uint(t, CHECK, 0, 0, expected == found);
	r->aux = found;
	if (first != l)
		r->off = first->off + l->off;
	if (expected == found)
		return;
	MESSAGE(m);
	buf_lit(&m, "Incorrect RTCP packet length information (");
	rtcp_check_text(&m, expected, found);
	tree_push(t);
	put_expert(t, BAD_CHECK, 0, 0, message_text(&m));
	tree_pop(t);
}

static void rtcp_tree(struct tree *t, const struct layer *l)
{
	static const uint8_t counts[] = { [PT_SR - PT_SR] = REPORT_COUNT,
					  [PT_RR - PT_SR] = REPORT_COUNT,
					  [PT_SDES - PT_SR] = SOURCE_COUNT,
					  [PT_BYE - PT_SR] = SOURCE_COUNT,
					  [PT_APP - PT_SR] = SUBTYPE,
					  [PT_RTPFB - PT_SR] = FEEDBACK,
					  [PT_PSFB - PT_SR] = PAYLOAD_FEEDBACK,
					  [PT_XR - PT_SR] = 0,
					  [PT_AVB - PT_SR] = SUBTYPE };
	unsigned type = slice_u8(l->data, 1), count = type >= PT_SR && type <= PT_AVB ? counts[type - PT_SR] : 0;
	put_rows(t, VERSION, PADDING, 0);
	if (count)
		put_rows(t, count, count, 0);
	put_rows(t, TYPE, LENGTH, 0);
	uint32_t found = put_body(t, l->data, rtcp_packet_length(l->data));
	if (!tree_ended(t) && !l->fact[0])
		put_check(t, l, found);
}

static void app_info(struct buf *b, struct slice s)
{
	if (!is_text(s, 8, 4))
		return;
	buf_lit(b, "( ");
	buf_put(b, s.p + 8, 4);
	buf_lit(b, " ) subtype=");
	fmt_uint(b, slice_u8(s, 0) & 31);
}

static void report_info(struct buf *b, struct slice s)
{
	uint32_t off = (slice_u8(s, 1) == PT_SR ? 28u : 8u) + (slice_u8(s, 0) & 31u) * REPORT,
		 end = rtcp_packet_length(s);
	for (unsigned i = 0; i < MAX_ITEMS && off < end && off <= s.len; i++) {
		const char *name = value_text(&rtcp_extensions, slice_u16(s, off));
		uint32_t n = slice_u16(s, off + 2);
		buf_char(b, '(');
		if (!slice_has(s, off, HEADER))
			return;
		buf_lit(b, "PSE:");
		buf_str(b, name ? name : "Unknown");
		buf_str(b, name && n <= HEADER ? "  " : "  )  ");
		if (n <= HEADER)
			return;
		off += n;
	}
}

/* The innermost packet speaks for all of the compound. */
static void rtcp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct buf *b = &c->info;
	while (layer_parent(d, l)->proto == l->proto && l != d->layer)
		l = layer_parent(d, l);
	struct slice s = l->data;
	for (unsigned i = 0; i < MAX_PACKETS && s.len >= HEADER && value_text(&rtcp_types, slice_u8(s, 1)); i++) {
		unsigned type = slice_u8(s, 1);
		buf_str(b, rtcp_type_name(type));
		buf_lit(b, "   ");
		if (type == PT_APP)
			app_info(b, s);
		if (type == PT_SR || type == PT_RR)
			report_info(b, s);
		if (type == PT_PSFB) {
			const char *word = value_text(&rtcp_feedback_words, slice_u8(s, 0) & 31);
			buf_str(b, word ? word : "Unknown");
			buf_lit(b, "  ");
		}
		s = slice_from(s, rtcp_packet_length(s));
	}
}

const struct protocol protocol_rtcp = {
	.name = "rtcp",
	.column = "RTCP",
	.fields = rtcp_fields,
	.n_fields = RTCP_N_ROWS,
	.guess = rtcp_guess,
	.guess_on = { NEXT_UDP_PORT },
	.guess_first = { 0x80, 0xbf }, /* version 2 */
	.told_early = true,
	.dissect = rtcp_dissect,
	.fields_of = rtcp_tree,
	.info = rtcp_info,
};
