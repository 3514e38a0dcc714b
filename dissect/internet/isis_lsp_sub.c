/* isis_lsp_sub.c: values inside values of IS-IS link state PDUs: links and prefixes (RFC 5305), capabilities (RFC 7981), and
 * segment routing in them (RFC 8667). */
#include "base/fmt.h"
#include "dissect/internet/isis_lsp_rows.h"
#include "dissect/message.h"

enum { SUB_HEADER = 2, MAX_SUBS = 256, NEIGHBOR = 11, BITS_OF_BYTE = 8 };
enum link { LINK_GROUP = 3, LINK_IDS = 4, LINK_INTERFACE = 6, LINK_REMOTE = 8, LINK_MAXIMUM, LINK_RESERVABLE, LINK_UNRESERVED,
	LINK_ADJ_SID = 31, LINK_LAN_ADJ_SID };
enum { PREFIX_SID = 3, CAP_SR = 2, CAP_ALGORITHMS = 19, SID_LABEL_BYTES = 3 };
enum { PREFIX_HAS_SUBS = 0x40, ADJ_VALUE = 0x20, ADJ_LOCAL = 0x10, SID_VALUE = 0x08, SID_LOCAL = 0x04 };

/* No sub-TLVs are said of a link with their length, of a prefix, which has no such byte then, without. */
void isis_label_subs(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	if (!r->len) {
		buf_lit(b, "no sub-TLVs present");
		return;
	}
	buf_lit(b, "SubCLV Length: ");
	fmt_uint(b, r->val);
	if (!r->val)
		buf_lit(b, " (no sub-TLVs present)");
}

/* "Flags: 0x30, Value, Local Significance": the flags are the rows behind. */
void isis_label_flags(struct buf *b, const struct tree *t, const struct record *r)
{
	bool adjacency = r->f == &isis_lsp_fields[ADJ_SID_FLAGS];
	unsigned row = adjacency ? ADJ_SID_FLAGS_F : XIP_PREFIX_SID_FLAGS_R;
	(void)t;
	buf_lit(b, "Flags: 0x");
	fmt_hex(b, r->val, 2);
	for (; row <= (adjacency ? ADJ_SID_FLAGS_S : XIP_PREFIX_SID_FLAGS_L); row++)
		if (r->val & isis_lsp_fields[row].mask) {
			buf_lit(b, ", ");
			buf_str(b, isis_lsp_fields[row].name);
		}
}

/* A rate of bytes a second (IEEE 754, single precision) as one of megabits. */
static uint32_t rate_bits(struct slice s, uint32_t off)
{
	uint32_t bits = slice_u32(s, off);
	float rate;
	memcpy(&rate, &bits, sizeof rate);
	rate = rate * BITS_OF_BYTE / 1000000;
	memcpy(&bits, &rate, sizeof bits);
	return bits;
}

/* "priority level 3: 1000.00 Mbps"; aux is the level. */
void isis_label_rate(struct buf *b, const struct tree *t, const struct record *r)
{
	uint32_t bits = (uint32_t)r->val;
	float rate;
	(void)t;
	memcpy(&rate, &bits, sizeof rate);
	buf_str(b, r->f->name);
	if (r->f == &isis_lsp_fields[UNRSV_BW_PRIORITY_LEVEL]) {
		buf_char(b, ' ');
		fmt_uint(b, r->aux);
	}
	buf_lit(b, ": ");
	/* Hundredths, as far as they can be counted. */
	if (rate >= 0 && rate < 1e16f) {
		uint64_t hundredths = (uint64_t)((double)rate * 100 + 0.5);
		fmt_uint(b, hundredths / 100);
		buf_char(b, '.');
		fmt_uint_pad(b, hundredths % 100, 2, '0');
	} else {
		fmt_double(b, (double)rate, 2);
	}
	buf_lit(b, " Mbps");
}

static void put_flags(struct tree *t, unsigned row, unsigned last, uint32_t off)
{
	put(t, row, off, 1);
	tree_push(t);
	for (unsigned i = row + 1; i <= last; i++)
		put(t, i, off, 1);
	tree_pop(t);
}

/* A label of three bytes or an index of four. */
static void put_sid(struct tree *t, uint32_t off, bool label)
{
	put(t, label ? SID_SLI_LABEL : SID_SLI_INDEX, off, label ? SID_LABEL_BYTES : 4);
}

static void put_unreserved(struct tree *t, uint32_t off)
{
	static const char text[] = "Unreserved bandwidth:";
	put_label(t, CLV_NOTE, off - SUB_HEADER, 34, text, sizeof text - 1);
	tree_push(t);
	for (unsigned i = 0; i < 8 && tree_need(t, off + 4 * i, 4); i++)
		put_uint(t, UNRSV_BW_PRIORITY_LEVEL, off + 4 * i, 4, rate_bits(t->l->data, off + 4 * i))->aux = i;
	tree_pop(t);
}

static void put_groups(struct tree *t, uint32_t off)
{
	uint32_t groups = slice_u32(t->l->data, off);
	MESSAGE(text);
	buf_lit(&text, "Administrative group(s):");
	for (unsigned i = 0; i < 32; i++)
		if (groups >> i & 1) {
			buf_char(&text, ' ');
			fmt_uint(&text, i);
		}
	put_label(t, CLV_NOTE, off - SUB_HEADER, 6, text.p, (uint32_t)text.len);
}

static void put_adj_sid(struct tree *t, uint32_t off, bool lan)
{
	unsigned flags = slice_u8(t->l->data, off);
	put_flags(t, ADJ_SID_FLAGS, ADJ_SID_FLAGS_S, off);
	put(t, ADJ_SID_WEIGHT, off + 1, 1);
	off += 2;
	if (lan) {
		isis_put_id(t, ADJ_SID_SYSTEM_ID, off, ISIS_SYSTEM_ID);
		off += ISIS_SYSTEM_ID;
	}
	put_sid(t, off, flags & ADJ_VALUE && flags & ADJ_LOCAL);
}

static void put_link(struct tree *t, unsigned code, uint32_t off, uint32_t n)
{
	switch (code) {
	case LINK_GROUP: put_groups(t, off); break;
	case LINK_IDS:
		put(t, XIS_LINK_LOCAL_ID, off, 4);
		put(t, XIS_LINK_REMOTE_ID, off + 4, 4);
		break;
	case LINK_INTERFACE: put(t, XIS_INTERFACE, off, 4); break;
	case LINK_REMOTE: put(t, XIS_REMOTE, off, 4); break;
	case LINK_MAXIMUM:
	case LINK_RESERVABLE:
		if (tree_need(t, off, 4))
			put_uint(t, code == LINK_MAXIMUM ? MAXIMUM_LINK_BANDWIDTH : RESERVABLE_LINK_BANDWIDTH,
				 off - SUB_HEADER, 6, rate_bits(t->l->data, off));
		break;
	case LINK_UNRESERVED: put_unreserved(t, off); break;
	case LINK_ADJ_SID:
	case LINK_LAN_ADJ_SID: put_adj_sid(t, off, code == LINK_LAN_ADJ_SID); break;
	default:
		if (n && !value_text(&isis_is_codes, code))
			put(t, XIS_VALUE, off, n);
	}
}

static void put_prefix(struct tree *t, unsigned code, uint32_t off, uint32_t n)
{
	unsigned flags = slice_u8(t->l->data, off);
	(void)n;
	if (code != PREFIX_SID)
		return;
	put_flags(t, XIP_PREFIX_SID_FLAGS, XIP_PREFIX_SID_FLAGS_L, off);
	put(t, SR_ALG, off + 1, 1);
	put_sid(t, off + 2, flags & SID_VALUE && flags & SID_LOCAL);
}

/* "subTLV: Prefix-SID (c=3, l=6)", code and length, and what `value` shows. */
static void put_subs(struct tree *t, unsigned row, uint32_t off, uint32_t end,

		     void (*value)(struct tree *, unsigned, uint32_t, uint32_t))
{
	for (unsigned i = 0; i < MAX_SUBS && off + SUB_HEADER <= end && !tree_ended(t); i++) {
		unsigned code = slice_u8(t->l->data, off), n = slice_u8(t->l->data, off + 1);
		const char *name = value_text(row == XIS_CODE ? &isis_is_codes : &isis_ip_codes, code);
		MESSAGE(text);
		if (!tree_need(t, off, SUB_HEADER + n))
			return;
		buf_lit(&text, "subTLV: ");
		buf_str(&text, name ? name : "Unknown");
		buf_lit(&text, " (c=");
		fmt_uint(&text, code);
		buf_lit(&text, ", l=");
		fmt_uint(&text, n);
		buf_char(&text, ')');
		put_label(t, CLV_NOTE, off, SUB_HEADER + n, text.p, (uint32_t)text.len);
		tree_push(t);
		put(t, row, off, 1);
		put(t, row + 1, off + 1, 1);
		value(t, code, off + SUB_HEADER, n);
		tree_pop(t);
		off += SUB_HEADER + n;
	}
}

void isis_put_is_reach(struct tree *t, uint32_t off, uint32_t n)
{
	for (uint32_t end = off + n; off + NEIGHBOR <= end && tree_need(t, off, NEIGHBOR);) {
		uint32_t subs = slice_u8(t->l->data, off + NEIGHBOR - 1);
		MESSAGE(text);
		buf_lit(&text, "IS Neighbor: ");
		isis_id_text(&text, t->l->data, off, ISIS_SYSTEM_ID + 1);
		put_label(t, CLV_NOTE, off, slice_sub(t->l->data, off, NEIGHBOR + subs).len, text.p,
			  (uint32_t)text.len);
		tree_push(t);
		isis_put_id(t, XIS_IS_NEIGHBOR_ID, off, ISIS_SYSTEM_ID + 1);
		put(t, XIS_METRIC, off + 7, 3);
		put(t, XIS_SUBCLVS_LENGTH, off + 10, 1);
		put_subs(t, XIS_CODE, off + NEIGHBOR, off + NEIGHBOR + subs, put_link);
		tree_pop(t);
		off += NEIGHBOR + subs;
	}
}

/* RFC 5305, 4: as many bytes of the prefix as its length needs, and a length of sub-TLVs when a bit says so. */
void isis_put_ip_reach(struct tree *t, uint32_t off, uint32_t n)
{
	for (uint32_t end = off + n; off + 5 <= end && tree_need(t, off, 5);) {
		unsigned control = slice_u8(t->l->data, off + 4), bits = control & 0x3f, bytes = (bits + 7) / 8,
			 subs = 0;
		uint32_t at = off + 5 + bytes, prefix = 0;
		MESSAGE(text);
		if (bytes > 4 || !tree_need(t, off, 5 + bytes)) {
			tree_malformed(t);
			return;
		}
		for (unsigned i = 0; i < bytes; i++)
			prefix |= (uint32_t)slice_u8(t->l->data, off + 5 + i) << (24 - 8 * i);
		if (control & PREFIX_HAS_SUBS)
			subs = 1u + slice_u8(t->l->data, at);
		buf_lit(&text, "Ext. IP Reachability: ");
		fmt_ipv4_u32(&text, prefix);
		buf_char(&text, '/');
		fmt_uint(&text, bits);
		put_label(t, CLV_NOTE, off, slice_sub(t->l->data, off, 5 + bytes + subs).len, text.p,
			  (uint32_t)text.len);
		tree_push(t);
		put(t, XIP_METRIC, off, 4);
		put(t, XIP_DISTRIBUTION, off + 4, 1);
		put(t, XIP_SUBTLV, off + 4, 1);
		put(t, XIP_PREFIX_LENGTH, off + 4, 1);
		put_uint(t, XIP_IPV4_PREFIX, off + 5, bytes, prefix);
		if (subs)
			put(t, XIP_SUBCLVS_LENGTH, at, 1);
		else
			put_uint(t, XIP_SUBCLVS_LENGTH, at, 0, 0);
		if (subs)
			put_subs(t, XIP_CODE, at + 1, at + subs, put_prefix);
		tree_pop(t);
		off = at + subs;
	}
}

static void put_note(struct tree *t, const char *name, unsigned type, uint32_t off, uint32_t n)
{
	MESSAGE(text);
	buf_str(&text, name);
	buf_lit(&text, " (t=");
	fmt_uint(&text, type);
	buf_lit(&text, ", l=");
	fmt_uint(&text, n);
	buf_char(&text, ')');
	put_label(t, CLV_NOTE, off, SUB_HEADER + n, text.p, (uint32_t)text.len);
}

/* Flags, the size of the range, and the first label or index of it, which is a sub-TLV itself (RFC 8667, 3.1). */
static void put_segment_routing(struct tree *t, uint32_t off, uint32_t n)
{
	put_note(t, "Segment Routing - Capability", CAP_SR, off, n);
	tree_push(t);
	off += SUB_HEADER;
	put(t, SR_CAP_I_FLAG, off, 1);
	put(t, SR_CAP_V_FLAG, off, 1);
	put(t, SR_CAP_RANGE, off + 1, 3);
	uint32_t label = slice_u8(t->l->data, off + 5);
	if (tree_need(t, off + 4, SUB_HEADER + label)) {
		put_note(t, "SID/Label", slice_u8(t->l->data, off + 4), off + 4, label);
		tree_push(t);
		if (label == SID_LABEL_BYTES)
			put(t, SR_CAP_LABEL, off + 6, SID_LABEL_BYTES);
		tree_pop(t);
	}
	tree_pop(t);
}

static void put_unknown(struct tree *t, unsigned type, uint32_t off, uint32_t n)
{
	MESSAGE(text);
	buf_lit(&text, "Unknown SubTlv: Type: ");
	fmt_uint(&text, type);
	buf_lit(&text, ", Length: ");
	fmt_uint(&text, n);
	put_label(t, CLV_NOTE, off, SUB_HEADER + n, text.p, (uint32_t)text.len);
	tree_push(t);
	put_expert(t, SUBTLV_UNKNOWN, off, 0, message_text(&text));
	tree_pop(t);
}

void isis_put_capability(struct tree *t, uint32_t off, uint32_t n)
{
	uint32_t end = off + n;
	put(t, RT_CAPABLE_ROUTER_ID, off, 4);
	put(t, RT_CAPABLE_FLAG_S, off + 4, 1);
	put(t, RT_CAPABLE_FLAG_D, off + 4, 1);
	off += 5;
	for (unsigned i = 0; i < MAX_SUBS && off + SUB_HEADER <= end && !tree_ended(t); i++) {
		unsigned type = slice_u8(t->l->data, off);
		uint32_t size = slice_u8(t->l->data, off + 1);
		if (!tree_need(t, off, SUB_HEADER + size))
			return;
		if (type == CAP_SR) {
			put_segment_routing(t, off, size);
		} else if (type == CAP_ALGORITHMS) {
			put_note(t, "Segment Routing - Algorithms", type, off, size);
			tree_push(t);
			isis_put_each(t, SR_ALG, off + SUB_HEADER, size, 1);
			tree_pop(t);
		} else {
			put_unknown(t, type, off, size);
		}
		off += SUB_HEADER + size;
	}
}
