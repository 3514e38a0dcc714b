/* mipv6_options.c: mobility options: each a type, a length and a value (RFC 6275, 6.2; IANA's registry names the others' RFCs). */
#include "base/fmt.h"
#include "dissect/internet/mipv6_impl.h"
#include "dissect/message.h"
#include "dissect/text.h"

enum { PAD1 = 0, HEADER = 2, TO_THE_END = 0x7f, MOST_TEXT = 255 };

/* A part of an option: so many bytes at that place, counted from the type. TO_THE_END: what is left; negative: so many less than
 * the length says, as tshark has it, which is not always what is left. */
struct part {
	uint16_t row;
	uint8_t off;
	int8_t size;
};

/* What a label says behind the option's name. */
enum told {
	NOTHING,
	TOLD_TEXT,
	TOLD_LABELS,
	TOLD_NAME,
	TOLD_PREFIX,
	TOLD_NUMBER,
	TOLD_VENDOR,
	TOLD_ADDRESS,
	TOLD_IPV4,
	TOLD_STATUS
};

struct option {
	uint8_t type, length; /* as it should be; or, at_least */
	bool at_least, any;   /* any: it may be whatever it is */
	uint8_t told;
	uint8_t n;
	uint16_t node;
	const struct part *part;
};
#define PARTS(...)                                                             \
	.n = sizeof((const struct part[]){ __VA_ARGS__ }) / sizeof(struct part), \
	.part = (const struct part[]){ __VA_ARGS__ }
#define PREFIX PARTS({ M6_NEMO_MNP_PFL, 3, 1 }, { M6_NEMO_MNP_MNP, 4, 16 })

static const struct option options[] = {
	{ 1, 0, .node = M6_OPTIONS_PADN, .any = true },
	{ 2, 2, .node = M6_OPTIONS_BRA, PARTS({ M6_BRA_INTERVAL, 2, 2 }) },
	{ 3, 16, .node = M6_OPTIONS_ACOA, PARTS({ M6_ACOA_ACOA, 2, 16 }) },
	{ 4, 4, .node = M6_OPTIONS_NI, PARTS({ M6_NI_HNI, 2, 2 }, { M6_NI_CNI, 4, 2 }) },
	{ 5, 0, .node = M6_OPTIONS_BAD_AUTH, .any = true, PARTS({ M6_BAD_AUTH, 2, TO_THE_END }) },
	{ 6, 18, .node = M6_OPTIONS_MNP, .told = TOLD_PREFIX, PREFIX },
	{ 7, 1, .at_least = true, .node = M6_OPTIONS_MHLLA, PARTS({ M6_LLA_OPTCODE, 2, 1 }, { M6_LLA, 3, TO_THE_END }) },
	{ 8, 2, .at_least = true, .node = M6_OPTIONS_MNID, .told = TOLD_TEXT,
	  PARTS({ M6_MNID_SUBTYPE, 2, 1 }, { M6_MNID_IDENTIFIER, 3, TO_THE_END }) },
	{ 9, 6, .at_least = true, .node = M6_OPTIONS_AUTH,
	  PARTS({ M6_AUTH_SUBTYPE, 2, 1 }, { M6_AUTH_MOBILITY_SPI, 3, 4 }, { M6_AUTH_AUTH_DATA, 7, -7 }) },
	{ 10, 8, .node = M6_OPTIONS_MSEG_ID, PARTS({ M6_MSEG_ID_TIMESTAMP, 2, 8 }) },
	{ 11, 0, .node = M6_OPTIONS_CGAPR },
	{ 12, 1, .at_least = true, .node = M6_OPTIONS_CGAR, PARTS({ M6_CGAR_CGA_PAR, 2, -2 }) },
	{ 13, 1, .at_least = true, .node = M6_OPTIONS_SIGN, PARTS({ M6_SIGN_SIGN, 2, -2 }) },
	{ 14, 1, .at_least = true, .node = M6_OPTIONS_PHKT, PARTS({ M6_PHKT_PHKT, 2, -2 }) },
	{ 15, 0, .node = M6_OPTIONS_COTI },
	{ 16, 8, .node = M6_OPTIONS_COT, PARTS({ M6_MOCOT_CO_KEYGEN_TOK, 2, -2 }) },
	{ 17, 5, .at_least = true, .node = M6_OPTIONS_DNSU,
	  PARTS({ M6_DNSU_STATUS, 2, 1 }, { M6_DNSU_FLAG_R, 3, 1 }, { M6_DNSU_MN_ID, 4, -4 }) },
	{ 18, 1, .at_least = true, .node = M6_OPTIONS_EM, PARTS({ M6_EM_DATA, 2, -2 }) },
	{ 19, 2, .at_least = true, .node = M6_OPTIONS_VSM, .told = TOLD_VENDOR,
	  PARTS({ M6_VSM_VENDORID, 2, 4 }, { M6_VSM_SUBTYPE, 6, 1 }, { M6_VSM_DATA, 7, -7 }) },
	{ 20, 1, .at_least = true, .node = M6_OPTIONS_SSM, .told = TOLD_LABELS, PARTS({ M6_SS_IDENTIFIER, 2, TO_THE_END }) },
	{ 21, 4, .at_least = true, .node = M6_OPTIONS_BADFF, PARTS({ M6_BADFF_SPI, 2, 4 }, { M6_BADFF_AUTH, 6, -6 }) },
	{ 22, 18, .node = M6_OPTIONS_HNP, .told = TOLD_PREFIX, PREFIX },
	{ 23, 2, .node = M6_OPTIONS_HI, .told = TOLD_NAME, PARTS({ M6_HI_RESERVED, 2, 1 }, { M6_HI, 3, 1 }) },
	{ 24, 2, .node = M6_OPTIONS_ATT, .told = TOLD_NAME, PARTS({ M6_ATT_RESERVED, 2, 1 }, { M6_ATT, 3, 1 }) },
	{ 25, 1, .at_least = true, .node = M6_OPTIONS_MNLLI, PARTS({ M6_MNLLI_RESERVED, 2, 2 }, { M6_MNLLI_LLI, 4, -2 }) },
	{ 26, 16, .node = M6_OPTIONS_LLA, PARTS({ M6_LILA_LLA, 2, 16 }) },
	{ 27, 8, .node = M6_OPTIONS_TS, PARTS({ M6_TIMESTAMP_TMP, 2, 8 }) },
	{ 28, 4, .node = M6_OPTIONS_RC, PARTS({ M6_RC, 2, 4 }) },
	{ 29, 6, .node = M6_OPTIONS_IPV4HA,
	  PARTS({ M6_IPV4HA_PREFLEN, 2, 1 }, { M6_IPV4HA_P_FLAG, 2, 2 }, { M6_IPV4HA_HA, 4, 4 }) },
	{ 30, 6, .node = M6_OPTIONS_IPV4AA,
	  PARTS({ M6_IPV4AA_STS, 2, 1 }, { M6_IPV4HA_PREFLEN, 3, 1 }, { M6_IPV4HA_HA, 4, 4 }) },
	{ 31, 6, .node = M6_OPTIONS_NATD, PARTS({ M6_NATD_F_FLAG, 2, 2 }, { M6_NATD_RESERVED, 2, 2 }, { M6_NATD_REFRESH_T, 4, 4 }) },
	{ 32, 6, .node = M6_OPTIONS_IPV4COA, PARTS({ M6_IPV4COA_RESERVED, 2, 2 }, { M6_IPV4COA_ADDR, 4, 4 }) },
	{ 33, 2, .at_least = true, .node = M6_OPTIONS_GREK, .told = TOLD_NUMBER,
	  PARTS({ M6_IPV4DRA_RESERVED, 2, 2 }, { M6_GRE_KEY, 4, 4 }) },
	{ 34, 18, .node = M6_OPTIONS_MHIPV6AP,
	  PARTS({ M6_MHIPV6AP_OPT_CODE, 2, 1 }, { M6_MHIPV6AP_LEN, 3, 1 }, { M6_MHIPV6AP_IPV6_ADDRESS, 4, 16 },
		{ M6_MHIPV6AP_IPV6_ADDRESS_PREFIX, 3, 17 }) },
	{ 35, 4, .at_least = true, .node = M6_OPTIONS_BI,
	  PARTS({ M6_BI_BID, 2, 2 }, { M6_BI_STATUS, 4, 1 }, { M6_BI_H_FLAG, 5, 1 }, { M6_BI_COA_IPV4, 6, 4 },
		{ M6_BI_COA_IPV6, 6, 16 }) },
	{ 36, 6, .node = M6_OPTIONS_IPV4HAREQ, .told = TOLD_IPV4,
	  PARTS({ M6_IPV4HA_PREFLEN, 2, 1 }, { M6_IPV4HA_RESERVED, 3, 1 }, { M6_IPV4HA_HA, 4, 4 }) },
	{ 37, 6, .node = M6_OPTIONS_IPV4HAREP, .told = TOLD_STATUS,
	  PARTS({ M6_IPV4AA_STS, 2, 1 }, { M6_IPV4HA_PREFLEN, 3, 1 }, { M6_IPV4HA_HA, 4, 4 }) },
	{ 38, 6, .node = M6_OPTIONS_IPV4DRA, .told = TOLD_IPV4, PARTS({ M6_IPV4DRA_RESERVED, 2, 2 }, { M6_IPV4DRA_DRA, 4, 4 }) },
	{ 39, 2, .node = M6_OPTIONS_IPV4DSM, PARTS({ M6_IPV4DSM_RESERVED, 2, 2 }, { M6_IPV4DSM_S_FLAG, 2, 2 }) },
	{ 40, 4, .at_least = true, .node = M6_OPTIONS_CR,
	  PARTS({ M6_CR_RESERVED, 2, 2 }) },
	{ 41, 6, .at_least = true, .node = M6_OPTIONS_LMAA, .told = TOLD_ADDRESS,
	  PARTS({ M6_LMAA_OPT_CODE, 2, 1 }, { M6_LMAA_RESERVED, 3, 1 }, { M6_LMAA_IPV6, 4, 16 },
		{ M6_LMAA_IPV4, 4, 4 }) },
	{ 46, 2, .node = M6_OPTIONS_RECAP, PARTS({ M6_RECAP_RESERVED, 2, 2 }) },
	{ 47, 6, .at_least = true, .node = M6_OPTIONS_REDIR,
	  PARTS({ M6_REDIR_K, 2, 2 }, { M6_REDIR_N, 2, 2 }, { M6_REDIR_RESERVED, 2, 2 }) },
	{ 48, 18, .node = M6_OPTIONS_LOAD_INF,
	  PARTS({ M6_LOAD_INF_PRIORITY, 2, 2 }, { M6_LOAD_INF_SESSIONS_IN_USE, 4, 4 }, { M6_LOAD_INF_MAXIMUM_SESSIONS, 8, 4 },
		{ M6_LOAD_INF_USED_CAPACITY, 12, 4 }, { M6_LOAD_INF_MAXIMUM_CAPACITY, 16, 4 }) },
	{ 49, 4, .node = M6_OPTIONS_ALT_IP4, PARTS({ M6_ALT_IP4, 2, 4 }) },
	{ 50, 6, .node = M6_OPTIONS_MNG, PARTS({ M6_MNG_SUB_TYPE, 2, 1 }, { M6_MNG_RESERVED, 3, 1 }, { M6_MNG_MNG_ID, 4, 4 }) },
	{ 51, 16, .node = M6_OPTIONS_MAG_IPV6,
	  PARTS({ M6_MAG_IPV6_RESERVED, 2, 1 }, { M6_MAG_IPV6_ADDRESS_LENGTH, 3, 1 }, { M6_MAG_IPV6_ADDRESS, 4, 16 }) },
	{ 52, 3, .at_least = true, .node = M6_OPTIONS_ACC_NET_ID },
	{ 55, 6, .at_least = true, .node = M6_OPTIONS_DMNP, .told = TOLD_PREFIX,
	  PARTS({ M6_DMNP_V_FLAG, 2, 1 }, { M6_DMNP_RESERVED, 2, 1 }, { M6_DMNP_PREFIX_LEN, 3, 1 }, { M6_DMNP_DMNP_IPV4, 4, 4 },
		{ M6_DMNP_DMNP_IPV6, 4, 16 }) },
};

static const struct option *option_of(unsigned type)
{
	for (unsigned i = 0; i < COUNT(options); i++)
		if (options[i].type == type)
			return &options[i];
	return NULL;
}

/* "Binding Refresh Advice": the row's name behind "MIPv6 Option - ". */
static void put_name(struct buf *b, unsigned type)
{
	enum { FRONT = sizeof "MIPv6 Option - " - 1 };
	const struct option *o = option_of(type);
	if (type == PAD1) {
		buf_lit(b, "Pad1");
	} else if (o) {
		buf_put(b, mipv6_fields[o->node].name + FRONT, mipv6_fields[o->node].name_len - FRONT);
	} else {
		buf_lit(b, "Unknown (0x");
		fmt_hex(b, type, 2);
		buf_char(b, ')');
	}
}

static void bytes_text(struct buf *b, uint32_t n)
{
	fmt_uint(b, n);
	buf_str(b, n == 1 ? " byte" : " bytes");
}

/* Below the length: that it is another one than it should be. */
static void put_wrong_length(struct tree *t, const struct option *o, uint32_t off, uint32_t n)
{
	MESSAGE(m);
	put_name(&m, o->type);
	buf_lit(&m, " (with option length = ");
	bytes_text(&m, n);
	buf_str(&m, o->at_least ? "; should be >= " : "; should be ");
	fmt_uint(&m, o->length);
	buf_char(&m, ')');
	tree_push(t);
	put_expert(t, M6_OPT_LEN_INVALID, off + 1, 1, message_text(&m));
	tree_pop(t);
}

/* A name in labels of the DNS (RFC 5149, 3): the lengths become dots, and the first one goes. Returns how many bytes. */
static uint32_t labels(uint8_t *text, struct slice s)
{
	uint32_t n = s.len < MOST_TEXT ? s.len : MOST_TEXT;
	if (n)
		memcpy(text, s.p, n);
	for (uint32_t i = 0; i < n; i += s.p[i] + 1u)
		text[i] = '.';
	return n;
}

/* Some parts are there for one length alone. */
static bool is_absent(unsigned row, uint32_t n, unsigned first)
{
	switch (row) {
	case M6_GRE_KEY: return n != 6;
	case M6_BI_COA_IPV4: return n != 8;
	case M6_BI_COA_IPV6: return n != 20;
	case M6_LMAA_IPV6: return first != 1;
	case M6_LMAA_IPV4: return first != 2;
	case M6_DMNP_DMNP_IPV6: return n != 18;
	case M6_DMNP_DMNP_IPV4: return n != 6;
	case M6_MNID_IDENTIFIER: return n < 4;
	case M6_LLA: return n < 2;
	case M6_VSM_DATA: return n < 8;
	default: return false;
	}
}

static void put_part(struct tree *t, const struct part *p, uint32_t off, uint32_t n)
{
	uint32_t rest = n + HEADER > p->off ? n + HEADER - p->off : 0, at = off + p->off;
	int32_t size = p->size == TO_THE_END ? -1 : p->size < 0 ? (int32_t)n + p->size : p->size;
	if (size == -1)
		size = (int32_t)rest;
	if (size < 0 || (uint32_t)size > rest || p->off > n + HEADER) {
		tree_malformed(t);
	} else if (p->row == M6_SS_IDENTIFIER) {
		uint8_t text[MOST_TEXT];
		uint32_t len = labels(text, slice_sub(t->l->data, at, (uint32_t)size));
		put_copy(t, p->row, at, (uint32_t)size, text + 1, len ? len - 1 : 0);
	} else if (p->row == M6_MHIPV6AP_IPV6_ADDRESS_PREFIX) {
		MESSAGE(m);
		fmt_ipv6(&m, t->l->data.p + at + 1);
		put_copy(t, p->row, at, (uint32_t)size, m.p, (uint32_t)m.len);
	} else if (p->row == M6_MSEG_ID_TIMESTAMP) {
		put_time(t, p->row, at, 8, slice_u32(t->l->data, at), slice_u32(t->l->data, at + 4));
	} else if (p->row == M6_TIMESTAMP_TMP) { /* 48 bits of seconds, 16 of a fraction (RFC 5213, 8.8) */
		uint64_t fraction = slice_u16(t->l->data, at + 6);
		put_time(t, p->row, at, 8, (int64_t)slice_uint(t->l->data, at, 6, false),
			 (uint32_t)(fraction * 1000000000 >> 16));
	} else {
		put(t, p->row, at, (uint32_t)size);
	}
}

/* What is asked for: options without their values, or with a part of them (RFC 5949, 6.2.1). */
static void put_requests(struct tree *t, uint32_t off, uint32_t end)
{
	for (uint32_t n; off < end && !tree_ended(t); off += HEADER + n) {
		n = slice_u8(t->l->data, off + 1);
		put(t, M6_CR_REQ_TYPE, off, 1);
		if (off + 1 < end)
			put(t, M6_CR_REQ_LENGTH, off + 1, 1);
		if (end - off < HEADER || end - off - HEADER < n)
			tree_malformed(t);
		else if (n)
			put(t, M6_VSM_REQ_DATA, off + HEADER, n);
	}
}

static void put_unknown(struct tree *t, uint32_t off, uint32_t n)
{
	MESSAGE(m);
	put_name(&m, slice_u8(t->l->data, off));
	put_label(t, M6_TEXT, off, n + HEADER, m.p, (uint32_t)m.len);
	tree_push(t);
	put(t, M6_MOBILITY_OPT, off, 1);
	put_uint(t, M6_MOBILITY_OPT_LEN, off + 1, 1, slice_u8(t->l->data, off + 1));
	put_expert(t, M6_IE_NOT_DISSECTED, off, 0, NULL);
	tree_pop(t);
}

static void put_option(struct tree *t, const struct option *o, uint32_t off, uint32_t n)
{
	put(t, o->node, off, n + HEADER);
	tree_push(t);
	put(t, M6_MOBILITY_OPT_LEN, off + 1, 1);
	if (!o->any && (o->at_least ? n < o->length : n != o->length))
		put_wrong_length(t, o, off, n);
	if (o->node == M6_OPTIONS_PADN && n)
		put(t, M6_PADN, off + HEADER, n);
	for (unsigned i = 0; i < o->n && !tree_ended(t); i++)
		if (!is_absent(o->part[i].row, n, slice_u8(t->l->data, off + HEADER)))
			put_part(t, &o->part[i], off, n);
	if (o->node == M6_OPTIONS_CR)
		put_requests(t, off + 4, off + HEADER + n);
	if (o->at_least && n < o->length && !o->n)
		tree_malformed(t);
	tree_pop(t);
}

void mipv6_put_options(struct tree *t, uint32_t off, uint32_t end)
{
	static const char title[] = "Mobility Options";
	MESSAGE(m);
	uint32_t n, step;
	if (!tree_need(t, off, end - off))
		return;
	put_label(t, M6_TEXT, off, end - off, title, sizeof title - 1);
	tree_push(t);
	for (; off < end && !tree_ended(t); off += step) {
		unsigned type = slice_u8(t->l->data, off);
		const struct option *o = option_of(type);
		step = 1;
		if (type == PAD1) {
			put(t, M6_OPTIONS_PAD1, off, 1);
			continue;
		}
		n = slice_u8(t->l->data, off + 1);
		step = n + HEADER;
		if (end - off >= HEADER && n <= end - off - HEADER) {
			if (o)
				put_option(t, o, off, n);
			else
				put_unknown(t, off, n);
			continue;
		}
		put_name(&m, type);
		if (end - off < HEADER) {
			buf_lit(&m, " (length byte past end of options)");
		} else {
			buf_lit(&m, " (option length = ");
			bytes_text(&m, n);
			buf_lit(&m, " says option goes past end of options)");
		}
		put_label(t, M6_TEXT, off, 0, m.p, (uint32_t)m.len);
		tree_push(t);
		put_expert(t, M6_OPT_LEN_INVALID, off, 0, message_text(&m));
		tree_pop(t);
		break;
	}
	tree_pop(t);
}

static void told_text(struct buf *b, const struct option *o, struct slice s)
{
	uint32_t n = slice_u8(s, 1);
	const char *name;
	uint8_t text[MOST_TEXT];
	switch ((enum told)o->told) {
	case NOTHING: break;
	case TOLD_TEXT:
		if (n < 4)
			return;
		buf_lit(b, ": ");
		fmt_text(b, s.p + 3, s.len - 3);
		break;
	case TOLD_LABELS:
		if (!n)
			return;
		buf_lit(b, ": ");
		fmt_text(b, text + 1, labels(text, slice_from(s, HEADER)) - 1);
		break;
	case TOLD_NAME:
		if (n < 2)
			return;
		name = value_text(mipv6_fields[o->part[1].row].vals, slice_u8(s, 3));
		buf_lit(b, ": ");
		buf_str(b, name ? name : "<unknown>");
		break;
	case TOLD_PREFIX:
		if (n < 18 && !(o->node == M6_OPTIONS_DMNP && n == 6))
			return;
		buf_lit(b, ": ");
		if (n >= 18)
			fmt_ipv6(b, s.p + 4);
		else
			fmt_ipv4(b, s.p + 4);
		buf_char(b, '/');
		fmt_uint(b, slice_u8(s, 3));
		break;
	case TOLD_NUMBER:
		if (n != 6)
			return;
		buf_lit(b, ": ");
		fmt_uint(b, slice_u32(s, 4));
		break;
	case TOLD_VENDOR:
		if (n >= 4)
			buf_lit(b, ": <unknown>");
		break;
	case TOLD_ADDRESS:
		if (n < 18)
			return;
		buf_lit(b, ": ");
		fmt_ipv6(b, s.p + 4);
		break;
	case TOLD_STATUS:
		name = value_text(mipv6_fields[o->part[0].row].vals, slice_u8(s, 2));
		buf_lit(b, ": ");
		buf_str(b, n && name ? name : "<unknown>");
		buf_char(b, ' '); /* fall through */
	case TOLD_IPV4:
		if (n < 6)
			return;
		buf_lit(b, ": ");
		fmt_ipv4(b, s.p + 4);
		break;
	}
}

/* "MIPv6 Option - Handoff Indicator: Attachment over a new interface" */
void mipv6_label_option(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	const struct option *o = option_of(slice_u8(s, 0));
	buf_put(b, r->f->name, r->f->name_len);
	if (o && slice_has(s, 0, HEADER + slice_u8(s, 1)))
		told_text(b, o, s);
}

void mipv6_label_prefix(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_put(b, r->f->name, r->f->name_len);
	buf_lit(b, ": ");
	if (!slice_has(s, 0, 17))
		return;
	fmt_ipv6(b, s.p + 1);
	buf_char(b, '/');
	fmt_uint(b, slice_u8(s, 0));
}

void mipv6_label_length(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Header length: ");
	fmt_uint(b, r->val);
	buf_lit(b, " (");
	fmt_uint(b, (r->val + 1) * 8);
	buf_lit(b, " bytes)");
}

/* In units of four seconds. */
void mipv6_label_lifetime(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_put(b, r->f->name, r->f->name_len);
	buf_lit(b, ": ");
	fmt_uint(b, r->val);
	buf_lit(b, " (");
	fmt_uint(b, r->val * 4);
	buf_lit(b, " seconds)");
}

void mipv6_label_seconds(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_put(b, r->f->name, r->f->name_len);
	buf_lit(b, ": ");
	fmt_uint(b, r->val);
	buf_char(b, 's');
}
