/* sctp_chunks.c: the chunks of an SCTP packet (RFC 9260 and extensions). */
#include "dissect/message.h"
#include "dissect/transport/sctp_impl.h"

enum { MANY_ACKED = 100 };

static const char *segment_name(unsigned flags)
{
	static const char *const names[] = { "middle", "last", "first", "complete" };
	return names[flags & 3];
}

static void number_title(struct buf *b, const char *text, uint64_t v, const char *end)
{
	buf_str(b, text);
	fmt_uint(b, v);
	buf_str(b, end);
}

static void data_title(struct buf *b, struct slice s, const struct chunk *c)
{
	bool interleaved = c->type == CHUNK_I_DATA;
	uint32_t header = sctp_chunk_header(c), n = c->len > header ? c->len - header : 0;
	buf_str(b, c->flags & 4 ? " (unordered, " : " (ordered, ");
	buf_str(b, segment_name(c->flags));
	number_title(b, " segment, TSN: ", slice_u32(s, c->off + 4), "");
	number_title(b, ", SID: ", slice_u16(s, c->off + 8), "");
	if (interleaved) {
		number_title(b, ", MID: ", slice_u32(s, c->off + 12), "");
		if (!(c->flags & 2))
			number_title(b, ", FSN: ", slice_u32(s, c->off + 16), "");
	} else {
		number_title(b, ", SSN: ", slice_u16(s, c->off + 10), "");
		number_title(b, ", PPID: ", slice_u32(s, c->off + 12), "");
	}
	number_title(b, ", payload length: ", n, n == 1 ? " byte)" : " bytes)");
}

/* What follows "NAME chunk" in the title of a chunk. */
static void title_tail(struct buf *b, struct slice s, const struct chunk *c)
{
	uint32_t o = c->off, n = c->len - 4;
	switch (c->type) {
	case CHUNK_DATA:
	case CHUNK_I_DATA: data_title(b, s, c); break;
	case CHUNK_INIT:
	case CHUNK_INIT_ACK:
		number_title(b, " (Outbound streams: ", slice_u16(s, o + 12), "");
		number_title(b, ", inbound streams: ", slice_u16(s, o + 14), ")");
		break;
	case CHUNK_SACK:
	case CHUNK_NR_SACK:
		number_title(b, " (Cumulative TSN: ", slice_u32(s, o + 4), "");
		number_title(b, ", a_rwnd: ", slice_u32(s, o + 8), "");
		number_title(b, ", gaps: ", slice_u16(s, o + 12), "");
		if (c->type == CHUNK_NR_SACK)
			number_title(b, ", nr-gaps: ", slice_u16(s, o + 14), "");
		number_title(b, ", duplicate TSNs: ", slice_u16(s, o + (c->type == CHUNK_SACK ? 14 : 16)), ")");
		break;
	case CHUNK_HEARTBEAT:
	case CHUNK_HEARTBEAT_ACK: number_title(b, " (Information: ", n, n == 1 ? " byte)" : " bytes)"); break;
	case CHUNK_SHUTDOWN: number_title(b, " (Cumulative TSN ack: ", slice_u32(s, o + 4), ")"); break;
	case CHUNK_COOKIE_ECHO: number_title(b, " (Cookie length: ", n, n == 1 ? " byte)" : " bytes)"); break;
	case CHUNK_ECNE:
	case CHUNK_CWR: number_title(b, " (Lowest TSN: ", slice_u32(s, o + 4), ")"); break;
	case CHUNK_PAD: number_title(b, " (Padding data length: ", n, n == 1 ? " byte)" : " bytes)"); break;
	case CHUNK_FORWARD_TSN:
	case CHUNK_I_FORWARD_TSN: number_title(b, "(Cumulative TSN: ", slice_u32(s, o + 4), ")"); break;
	default: break;
	}
}

static bool is_known(unsigned type)
{
	return type <= CHUNK_NR_SACK || type == CHUNK_I_DATA || (type >= CHUNK_ASCONF_ACK && type <= CHUNK_RE_CONFIG) ||
	       type == CHUNK_PAD || (type >= CHUNK_FORWARD_TSN && type <= CHUNK_I_FORWARD_TSN);
}

/* What a chunk must have to be read at all. */
static uint32_t least_length(unsigned type)
{
	switch (type) {
	case CHUNK_DATA: return DATA_HEADER;
	case CHUNK_I_DATA: return I_DATA_HEADER;
	case CHUNK_INIT:
	case CHUNK_INIT_ACK:
	case CHUNK_NR_SACK: return 20;
	case CHUNK_SACK: return 16;
	case CHUNK_SHUTDOWN:
	case CHUNK_ECNE:
	case CHUNK_CWR:
	case CHUNK_AUTH:
	case CHUNK_FORWARD_TSN:
	case CHUNK_I_FORWARD_TSN:
	case CHUNK_ASCONF:
	case CHUNK_ASCONF_ACK: return 8;
	case CHUNK_PKTDROP: return 16;
	default: return 4;
	}
}

static void put_title(struct tree *t, const struct layer *l, const struct chunk *c)
{
	MESSAGE(m);
	uint32_t n = c->len < 4 ? 4 : sctp_chunk_header(c), left = l->data.len - c->off;
	const char *name = value_text(&sctp_chunk_names, c->type);
	buf_str(&m, name ? name : "RESERVED");
	buf_lit(&m, " chunk");
	if (c->len < least_length(c->type)) {
		number_title(&m, ", bogus chunk length ", c->len, "");
		number_title(&m, " < ", c->len < 4 ? 4 : least_length(c->type), ")");
	} else if (is_known(c->type)) {
		title_tail(&m, l->data, c);
	} else {
		number_title(&m, " (Type: ", c->type, "");
		number_title(&m, ", value length: ", c->len - 4, c->len == 5 ? " byte)" : " bytes)");
	}
	if (c->len >= 4 && c->len < n)
		n = c->len;
	put_label(t, TEXT, c->off, n < left ? n : left, m.p, (uint32_t)m.len);
}

/* Flag bits that have names, as a range of rows. */
static void put_flag_bits(struct tree *t, const struct chunk *c)
{
	static const struct {
		uint8_t type, first, last;
	} flags[] = {
		{ CHUNK_DATA, DATA_I, DATA_E },	     { CHUNK_I_DATA, DATA_I, DATA_E },
		{ CHUNK_SACK, SACK_NONCE, SACK_NONCE }, { CHUNK_NR_SACK, NR_NONCE, NR_NONCE },
		{ CHUNK_ABORT, ABORT_T, ABORT_T },   { CHUNK_SHUTDOWN_COMPLETE, COMPLETE_T, COMPLETE_T },
		{ CHUNK_PKTDROP, DROP_M, DROP_T },
	};
	tree_push(t);
	for (unsigned i = 0; i < COUNT(flags); i++)
		for (unsigned row = flags[i].first; flags[i].type == c->type && row <= flags[i].last; row++)
			put(t, row, c->off + 1, 1);
	tree_pop(t);
}

static void put_init(struct tree *t, const struct layer *l, const struct chunk *c, unsigned row)
{
	uint32_t o = c->off;
	put(t, row, o + 4, 4);
	put(t, INITIATE_TAG, o + 4, 4);
	put(t, row + 1, o + 8, 4);
	put(t, row + 2, o + 12, 2);
	put(t, row + 3, o + 14, 2);
	put(t, row + 4, o + 16, 4);
	sctp_put_parameters(t, l, o + 20, o + c->len);
}

static void put_data(struct tree *t, const struct chunk *c)
{
	uint32_t o = c->off;
	put(t, DATA_TSN_RAW, o + 4, 4);
	put(t, DATA_SID, o + 8, 2);
	if (c->type == CHUNK_DATA) {
		put(t, DATA_SSN, o + 10, 2);
		put(t, DATA_PPID, o + 12, 4);
		return;
	}
	put(t, DATA_RESERVED, o + 10, 2);
	put(t, DATA_MID, o + 12, 4);
	put(t, c->flags & 2 ? DATA_PPID : DATA_FSN, o + 16, 4);
}

/* Blocks of acknowledged numbers. Rows: start, its TSN, end, its TSN, how many (and the expert for too many). */
static uint32_t put_gaps(struct tree *t, const struct layer *l, const struct chunk *c, uint32_t off, uint32_t count,
			 unsigned row, unsigned many, const char *title)
{
	uint32_t base = slice_u32(l->data, c->off + 4), acked = 0, previous = 0;
	for (uint32_t i = 0; i < count && !tree_ended(t); i++, off += 4) {
		MESSAGE(m);
		uint32_t start = slice_u16(l->data, off), end = slice_u16(l->data, off + 2);
		buf_str(&m, title);
		fmt_uint(&m, base + start);
		buf_lit(&m, " to ");
		fmt_uint(&m, base + end);
		put_label(t, TEXT, off, 4, m.p, (uint32_t)m.len);
		tree_push(t);
		put(t, row, off, 2);
		tree_push(t);
		put_uint(t, row + 1, off, 2, base + start);
		tree_pop(t);
		put(t, row + 2, off + 2, 2);
		tree_push(t);
		put_uint(t, row + 3, off + 2, 2, base + end);
		tree_push(t);
		if (start > end)
			put_expert(t, GAP_MALFORMED, off + 2, 0, NULL);
		else if (previous > start)
			put_expert(t, GAP_ORDER, off + 2, 0, NULL);
		tree_pop(t);
		tree_pop(t);
		tree_pop(t);
		acked += end + 1 - start;
		previous = end;
	}
	if (count) {
		put_uint(t, row + 4, c->off, 0, acked);
		tree_push(t);
		if (acked > MANY_ACKED)
			put_expert(t, many, c->off, 0, NULL);
		tree_pop(t);
	}
	return off;
}

static void put_credit(struct tree *t, const struct layer *l, unsigned row, uint32_t off)
{
	put(t, row, off, 4);
	if (slice_u32(l->data, off) || !slice_has(l->data, off, 4))
		return;
	tree_push(t);
	put_expert(t, ZERO_CREDIT, off, 0, NULL);
	tree_pop(t);
}

static void put_sack(struct tree *t, const struct layer *l, const struct chunk *c)
{
	uint32_t o = c->off, gaps = slice_u16(l->data, o + 12), duplicates = slice_u16(l->data, o + 14);
	put(t, SACK_TSN_RAW, o + 4, 4);
	put_credit(t, l, SACK_CREDIT, o + 8);
	put(t, SACK_GAPS, o + 12, 2);
	put(t, SACK_DUPLICATES, o + 14, 2);
	o = put_gaps(t, l, c, o + 16, gaps, SACK_START, ACKED_100, "Gap Acknowledgement for TSN ");
	for (; duplicates && !tree_ended(t); duplicates--, o += 4)
		put(t, SACK_DUPLICATE, o, 4);
}

static void put_nr_sack(struct tree *t, const struct layer *l, const struct chunk *c)
{
	uint32_t o = c->off, gaps = slice_u16(l->data, o + 12), nr_gaps = slice_u16(l->data, o + 14);
	uint32_t duplicates = slice_u16(l->data, o + 16);
	put(t, NR_TSN, o + 4, 4);
	put(t, NR_CREDIT, o + 8, 4);
	put(t, NR_GAPS, o + 12, 2);
	put(t, NR_NR_GAPS, o + 14, 2);
	put(t, NR_DUPLICATES, o + 16, 2);
	put(t, NR_RESERVED, o + 18, 2);
	o = put_gaps(t, l, c, o + 20, gaps, NR_START, NR_ACKED_100, "Gap Acknowledgement for TSN ");
	o = put_gaps(t, l, c, o, nr_gaps, NR_NR_START, NR_NR_ACKED_100, "NR-Gap Acknowledgement for TSN ");
	for (; duplicates && !tree_ended(t); duplicates--, o += 4)
		put(t, NR_DUPLICATE, o, 4);
}

static void put_auth(struct tree *t, const struct chunk *c)
{
	put(t, SHARED_KEY, c->off + 4, 2);
	put(t, HMAC_ID, c->off + 6, 2);
	if (c->len > 8)
		put(t, HMAC, c->off + 8, c->len - 8);
}

static void put_drop(struct tree *t, const struct chunk *c)
{
	put(t, DROP_BANDWIDTH, c->off + 4, 4);
	put(t, DROP_QUEUE, c->off + 8, 4);
	put(t, DROP_LENGTH, c->off + 12, 2);
	put(t, DROP_RESERVED, c->off + 14, 2);
	if (c->len > 16)
		put(t, DROP_DATA, c->off + 16, c->len - 16);
}

static void put_forward(struct tree *t, const struct chunk *c)
{
	uint32_t end = c->off + c->len;
	put(t, FORWARD_TSN, c->off + 4, 4);
	for (uint32_t off = c->off + 8; off + 4 <= end && !tree_ended(t); off += 4) {
		put(t, FORWARD_SID, off, 2);
		put(t, FORWARD_SSN, off + 2, 2);
	}
}

static void put_i_forward(struct tree *t, const struct chunk *c)
{
	uint32_t end = c->off + c->len;
	put(t, I_FORWARD_TSN, c->off + 4, 4);
	for (uint32_t off = c->off + 8; off + 8 <= end && !tree_ended(t); off += 8) {
		put(t, I_FORWARD_SID, off, 2);
		put(t, I_FORWARD_FLAGS, off + 2, 2);
		tree_push(t);
		put(t, I_FORWARD_RES, off + 2, 2);
		put(t, I_FORWARD_U, off + 2, 2);
		tree_pop(t);
		put(t, FORWARD_MID, off + 4, 4);
	}
}

static void put_body(struct tree *t, const struct layer *l, const struct chunk *c)
{
	uint32_t o = c->off, end = c->off + c->len;
	switch (c->type) {
	case CHUNK_DATA:
	case CHUNK_I_DATA: put_data(t, c); break;
	case CHUNK_INIT: put_init(t, l, c, INIT_TAG); break;
	case CHUNK_INIT_ACK: put_init(t, l, c, INITACK_TAG); break;
	case CHUNK_SACK: put_sack(t, l, c); break;
	case CHUNK_NR_SACK: put_nr_sack(t, l, c); break;
	case CHUNK_HEARTBEAT:
	case CHUNK_HEARTBEAT_ACK:
		if (c->len == 4)
			tree_malformed(t); /* the information is mandatory */
		sctp_put_parameters(t, l, o + 4, end);
		break;
	case CHUNK_RE_CONFIG: sctp_put_parameters(t, l, o + 4, end); break;
	case CHUNK_ABORT:
	case CHUNK_ERROR: sctp_put_causes(t, l, o + 4, end); break;
	case CHUNK_SHUTDOWN: put(t, SHUTDOWN_TSN, o + 4, 4); break;
	case CHUNK_SHUTDOWN_ACK:
	case CHUNK_COOKIE_ACK:
	case CHUNK_SHUTDOWN_COMPLETE: break;
	case CHUNK_COOKIE_ECHO: put(t, COOKIE, o + 4, c->len - 4); break;
	case CHUNK_ECNE: put(t, ECNE_TSN, o + 4, 4); break;
	case CHUNK_CWR: put(t, CWR_TSN, o + 4, 4); break;
	case CHUNK_AUTH: put_auth(t, c); break;
	case CHUNK_ASCONF:
	case CHUNK_ASCONF_ACK:
		put(t, c->type == CHUNK_ASCONF ? ASCONF_SEQ : ASCONF_ACK_SEQ, o + 4, 4);
		sctp_put_parameters(t, l, o + 8, end);
		break;
	case CHUNK_PKTDROP: put_drop(t, c); break;
	case CHUNK_PAD: put(t, PAD_DATA, o + 4, c->len - 4); break;
	case CHUNK_FORWARD_TSN: put_forward(t, c); break;
	case CHUNK_I_FORWARD_TSN: put_i_forward(t, c); break;
	default:
		if (c->len > 4)
			put(t, CHUNK_VALUE, o + 4, c->len - 4);
	}
}

void sctp_put_chunk(struct tree *t, const struct layer *l, const struct chunk *c)
{
	put_title(t, l, c);
	tree_push(t);
	put(t, CHUNK_TYPE, c->off, 1);
	tree_push(t);
	put(t, CHUNK_BIT1, c->off, 1);
	put(t, CHUNK_BIT2, c->off, 1);
	tree_pop(t);
	put(t, CHUNK_FLAGS, c->off + 1, 1);
	bool possible = c->len >= least_length(c->type);
	if (possible)
		put_flag_bits(t, c);
	put(t, CHUNK_LENGTH, c->off + 2, 2);
	if (c->len > l->data.wire - c->off) {
		MESSAGE(m);
		number_title(&m, "Chunk length (", c->len, ") is longer than remaining data (");
		number_title(&m, "", l->data.wire - c->off, ") in the packet.");
		tree_push(t);
		put_expert(t, BAD_CHUNK_LENGTH, c->off + 2, 0, message_text(&m));
		tree_pop(t);
	}
	if (possible)
		put_body(t, l, c);
	if (c->padding)
		put(t, CHUNK_PADDING, c->off + c->len, c->padding);
	tree_pop(t);
}
