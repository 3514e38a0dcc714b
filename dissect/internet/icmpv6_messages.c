/* icmpv6_messages.c: multicast listeners (RFC 2710, 3810), router renumbering (RFC 2894), node information (RFC 4620),
 * MPL control (RFC 7731). */
#include "base/fmt.h"
#include "dissect/internet/icmpv6_impl.h"
#include "dissect/message.h"

/* RFC 3810, 5.1.3 and 5.1.9: above half of its range a code is a floating point number. */
static uint32_t float_code(uint32_t code, unsigned mantissa_bits)
{
	uint32_t half = 1u << (mantissa_bits + 3);
	if (code < half)
		return code;
	uint32_t mantissa = code & ((1u << mantissa_bits) - 1), exponent = code >> mantissa_bits & 7;
	return (mantissa | 1u << mantissa_bits) << (exponent + 3);
}

static void put_query2(struct tree *t, const struct layer *l)
{
	uint32_t n = slice_u16(l->data, 26);
	put_rows(t, MLD_FLAG, MLD_FLAG_RESERVED, 0);
	put_uint(t, MLD_QQI, 25, 1, float_code(slice_u8(l->data, 25), 4));
	put(t, MLD_NB_SOURCES, 26, 2);
	for (uint32_t off = 28; n && !tree_ended(t); n--, off += 16)
		put(t, MLD_SOURCE_ADDRESS, off, 16);
}

static void put_listener_report(struct tree *t, const struct layer *l)
{
	put(t, RESERVED, 4, 2);
	put(t, MLDR_NB_MCAST_RECORDS, 6, 2);
	for (uint32_t off = 8; off < l->data.wire && !tree_ended(t);) {
		uint32_t aux = slice_u8(l->data, off + 1) * 4u, n = slice_u16(l->data, off + 2),
			 left = l->data.len - off;
		uint32_t len = 20 + 16 * n + aux;
		if (off >= l->data.len) {
			tree_need(t, off, 1);
			break;
		}
		put_node(t, MLDR_MAR, off, len < left ? len : left);
		tree_push(t);
		put_rows(t, MLDR_MAR_RECORD_TYPE, MLDR_MAR_MULTICAST_ADDRESS, off);
		for (uint32_t i = 0; i < n && !tree_ended(t); i++)
			put(t, MLDR_MAR_SOURCE_ADDRESS, off + 20 + 16 * i, 16);
		if (aux)
			put(t, MLDR_MAR_AUXILIARY_DATA, off + 20 + 16 * n, aux);
		tree_pop(t);
		off += len;
	}
}

void icmpv6_put_mld(struct tree *t, const struct layer *l, unsigned type)
{
	if (type == MSG_MLD2_REPORT) {
		put_listener_report(t, l);
		return;
	}
	/* RFC 3810, 8.1: a version 2 query is longer. */
	bool query2 = type == MSG_MLD_QUERY && l->data.wire >= 28;
	if (query2)
		put_uint(t, MLD_MAXIMUM_RESPONSE_CODE, 4, 2, float_code(slice_u16(l->data, 4), 12));
	else
		put(t, MLD_MAXIMUM_RESPONSE_DELAY, 4, 2);
	put(t, RESERVED, 6, 2);
	put(t, MLD_MULTICAST_ADDRESS, 8, 16);
	if (query2)
		put_query2(t, l);
}

static void put_command(struct tree *t, const struct layer *l)
{
	uint32_t off = 16, left = l->data.len - off;
	put_node(t, RR_PCO_MP, off, left < 24 ? left : 24);
	tree_push(t);
	put_rows(t, RR_PCO_MP_OPCODE, RR_PCO_MP_MATCHLEN, off);
	if (slice_u8(l->data, off + 3) > 128) {
		tree_push(t);
		put_expert(t, RR_PCO_MP_MATCHLEN_GT128, off + 3, 0, NULL);
		tree_pop(t);
	}
	put_rows(t, RR_PCO_MP_MINLEN, RR_PCO_MP_MAXLEN, off);
	put(t, RESERVED, off + 6, 2);
	put(t, RR_PCO_MP_MATCHPREFIX, off + 8, 16);
	tree_pop(t);
	for (off += 24; off < l->data.wire && !tree_ended(t); off += 32) {
		left = l->data.len > off ? l->data.len - off : 0;
		put_node(t, RR_PCO_UP, off, left < 32 ? left : 32);
		tree_push(t);
		put_rows(t, RR_PCO_UP_USELEN, RR_PCO_UP_FLAGMASK_RESERVED, off);
		put_rows(t, RR_PCO_UP_RAFLAGS, RR_PCO_UP_RAFLAGS, off);
		tree_push(t);
		/* the RA flags have the same bits as their mask, one byte on */
		for (unsigned row = RR_PCO_UP_FLAGMASK_L; row <= RR_PCO_UP_FLAGMASK_RESERVED; row++)
			put(t, row, off + 3, 1);
		tree_pop(t);
		put_rows(t, RR_PCO_UP_VALIDLIFETIME, RR_PCO_UP_USEPREFIX, off);
		tree_pop(t);
	}
}

static void put_results(struct tree *t, const struct layer *l)
{
	for (uint32_t off = 16; off < l->data.wire && !tree_ended(t); off += 24) {
		uint32_t left = l->data.len > off ? l->data.len - off : 0;
		put_node(t, RR_RM, off, left < 24 ? left : 24);
		tree_push(t);
		put_rows(t, RR_RM_FLAG, RR_RM_MATCHEDLEN, off);
		if (slice_u8(l->data, off + 3) > 128) {
			tree_push(t);
			put_expert(t, RR_PCO_MP_MATCHEDLEN_GT128, off + 3, 0, NULL);
			tree_pop(t);
		}
		put_rows(t, RR_RM_INTERFACEINDEX, RR_RM_MATCHEDPREFIX, off);
		tree_pop(t);
	}
}

void icmpv6_put_renumbering(struct tree *t, const struct layer *l)
{
	unsigned code = slice_u8(l->data, 1);
	put_rows(t, RR_SEQUENCE_NUMBER, RR_MAXDELAY, 0);
	put(t, RESERVED, 12, 4);
	if (tree_ended(t))
		return;
	if (code == 0)
		put_command(t, l);
	else if (code == 1)
		put_results(t, l);
}

/* A name as in RFC 1035, 3.1; compression does not reach into a message that has one name. */
static uint32_t put_name(struct tree *t, const struct layer *l, unsigned row, uint32_t off)
{
	char name[256];
	uint32_t at = off, n = 0, label;
	while (tree_need(t, at, 1) && (label = slice_u8(l->data, at++)) != 0) {
		if (label > 63 || n + label + 1 > sizeof name || !tree_need(t, at, label)) {
			tree_malformed(t);
			break;
		}
		if (n)
			name[n++] = '.';
		memcpy(name + n, l->data.p + at, label);
		n += label;
		at += label;
	}
	if (n)
		put_copy(t, row, off, at - off, name, n);
	else
		put_cstr(t, row, off, at - off, "<Root>");
	return at;
}

static void put_query_subject(struct tree *t, const struct layer *l)
{
	switch (slice_u8(l->data, 1)) {
	case 0: put(t, NI_QUERY_SUBJECT_IPV6, 16, 16); break;
	case 1:
		if (l->data.wire > 16)
			put_name(t, l, NI_QUERY_SUBJECT_FQDN, 16);
		break;
	case 2: put(t, NI_QUERY_SUBJECT_IPV4, 16, 4); break;
	default: break;
	}
}

static void put_reply(struct tree *t, const struct layer *l)
{
	unsigned qtype = slice_u16(l->data, 4);
	uint32_t off = 16;
	if (qtype < 2 || qtype > 4)
		return;
	if (qtype == 2 && l->data.wire > off) {
		put(t, NI_REPLY_NODE_TTL, off, 4);
		for (off += 4; off < l->data.wire && !tree_ended(t);)
			off = put_name(t, l, NI_REPLY_NODE_NAME, off);
		return;
	}
	for (uint32_t n = qtype == 3 ? 16 : 4; off < l->data.wire && !tree_ended(t); off += 4 + n) {
		put(t, NI_REPLY_NODE_TTL, off, 4);
		put(t, qtype == 3 ? NI_REPLY_NODE_ADDRESS : NI_REPLY_IPV4_ADDRESS, off + 4, n);
	}
}

void icmpv6_put_node_information(struct tree *t, const struct layer *l, unsigned type)
{
	put_rows(t, NI_QTYPE, NI_NONCE, 0);
	if (tree_ended(t))
		return;
	if (type == MSG_NI_QUERY)
		put_query_subject(t, l);
	else
		put_reply(t, l);
}

static void put_too_short(struct tree *t, uint32_t off, uint32_t left, const char *what, uint32_t wanted)
{
	MESSAGE(m);
	buf_lit(&m, "Remaining data, ");
	fmt_uint(&m, left);
	buf_lit(&m, " bytes, is too short for ");
	buf_str(&m, what);
	buf_lit(&m, " of ");
	fmt_uint(&m, wanted);
	buf_lit(&m, " bytes");
	put(t, UNKNOWN_DATA, off, left);
	tree_push(t);
	put_expert(t, UNKNOWN_DATA_EXPERT, off, 0, message_text(&m));
	tree_pop(t);
}

static void put_seed_id(struct tree *t, const struct layer *l, uint32_t off, uint32_t n)
{
	char text[64];
	struct buf b = BUF_OVER(text, sizeof text);
	const uint8_t *p = n ? l->data.p + off : l->src.p;
	if (n == 2)
		fmt_bytes(&b, p, 2, 0);
	else if (n == 8)
		fmt_bytes(&b, p, 8, ':');
	else if (n || l->src.len == 16)
		fmt_ipv6(&b, p);
	put_copy(t, MPL_SEED_INFO_SEED_ID, off, n, b.p, (uint32_t)b.len);
}

/* A bit for every message from the lowest sequence number on. */
static void put_buffered(struct tree *t, const struct layer *l, uint32_t off, uint32_t n, unsigned first)
{
	put_label(t, MPL_BUFFERED, off, n, "Buffered Messages", 17);
	tree_push(t);
	for (uint32_t i = 0; i < 8 * n; i++)
		if (slice_u8(l->data, off + i / 8) >> (7 - i % 8) & 1)
			put_uint(t, MPL_SEED_INFO_SEQUENCE, off + i / 8, 1, (first + i) & 0xff);
	tree_pop(t);
}

void icmpv6_put_mpl(struct tree *t, const struct layer *l)
{
	static const uint8_t id_bytes[] = { 0, 2, 8, 16 };
	uint32_t off = 4;
	for (unsigned n = 1; off < l->data.wire && tree_need(t, off, 2); n++) {
		unsigned first = slice_u8(l->data, off), second = slice_u8(l->data, off + 1);
		uint32_t id = id_bytes[second & 3], bytes = second >> 2, left;
		MESSAGE(m);
		buf_lit(&m, "MPL Seed Info: [");
		fmt_uint(&m, n);
		buf_char(&m, ']');
		put_label(t, MPL_SEED, off, 2, m.p, (uint32_t)m.len);
		tree_push(t);
		put(t, MPL_SEED_INFO_MIN_SEQUENCE, off, 1);
		put(t, MPL_SEED_INFO_BM_LEN, off + 1, 1);
		put(t, MPL_SEED_INFO_S, off + 1, 1);
		off += 2;
		left = l->data.len - off;
		if (left < id) {
			put_too_short(t, off, left, "Seed ID", id);
			tree_pop(t);
			return;
		}
		put_seed_id(t, l, off, id);
		off += id;
		left -= id;
		if (left < bytes) {
			put_too_short(t, off, left, "Buffered Messages", bytes);
			tree_pop(t);
			return;
		}
		if (bytes)
			put_buffered(t, l, off, bytes, first);
		off += bytes;
		tree_pop(t);
	}
}
