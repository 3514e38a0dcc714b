/* ipv4_options.c: the options of an IPv4 header (RFC 791, 1063, 1108, 1393, 2113, 4782; FIPS 188 for CIPSO).
 *
 * An option is at most 38 bytes long, and all reading stays within the option's own length: what runs past it makes the
 * header malformed, as if the packet ended there. */
#include "dissect/internet/ipv4_impl.h"
#include "dissect/message.h"

enum { CIPSO_BITMAP = 1, CIPSO_ENUMERATED = 2, CIPSO_RANGES = 5, CIPSO_PERMISSIVE = 6, CIPSO_FREE = 7 };

/* One option, in place. off counts from the start of the header. */
struct option {
	uint32_t off, len;
	uint8_t type;
};

typedef bool put_fn(struct tree *, const struct layer *, const struct option *);
static put_fn put_security, put_route, put_record, put_stamps, put_ext_security, put_cipso, put_u16, put_traceroute,
	put_broadcast, put_quick;

/* len: the one length that is right (0: any of at least min, what the body needs before it can be said to be there). */
static const struct kind {
	uint8_t type, row, len, min;
	put_fn *put;
	const char *name;
} kinds[] = {
	{ 130, OPT_SECURITY, 0, 3, put_security, "Security" },
	{ 131, OPT_LSRR, 0, 3, put_route, "Loose Source Route" },
	{ 68, OPT_TIMESTAMP, 0, 4, put_stamps, "Time Stamp" },
	{ 133, OPT_EXT_SECURITY, 0, 3, put_ext_security, "Extended Security" },
	{ 134, OPT_CIPSO, 0, 6, put_cipso, "Commercial Security" },
	{ 7, OPT_RECORD, 0, 3, put_record, "Record Route" },
	{ 136, OPT_STREAM, 4, 4, put_u16, "Stream ID" },
	{ 137, OPT_SSRR, 0, 3, put_route, "Strict Source Route" },
	{ 11, OPT_MTU_PROBE, 4, 4, put_u16, "MTU Probe" },
	{ 12, OPT_MTU_REPLY, 4, 4, put_u16, "MTU Reply" },
	{ 82, OPT_TRACEROUTE, 12, 12, put_traceroute, "Traceroute" },
	{ 148, OPT_ALERT, 4, 4, put_u16, "Router Alert" },
	{ 149, OPT_SDB, 0, 2, put_broadcast, "Selective Directed Broadcast" },
	{ 25, OPT_QUICK, 8, 3, put_quick, "Quick-Start" },
};

/* The shortest possible tag of a type, 0 for types without a known form. */
static uint32_t cipso_least(unsigned tag)
{
	switch (tag) {
	case CIPSO_BITMAP:
	case CIPSO_ENUMERATED:
	case CIPSO_RANGES:
	case CIPSO_PERMISSIVE: return 4;
	case CIPSO_FREE: return 2;
	default: return 0;
	}
}

static const struct kind *kind_of(unsigned type)
{
	for (unsigned i = 0; i < COUNT(kinds); i++)
		if (kinds[i].type == type)
			return &kinds[i];
	return NULL;
}

static void name_of(struct buf *b, unsigned type, const struct kind *k)
{
	if (k) {
		buf_str(b, k->name);
		return;
	}
	buf_lit(b, "Unknown (0x");
	fmt_hex(b, type, 2);
	buf_char(b, ')');
}

/* A source route still under way: its pointer names an address of the list, and the last bytes of the list are where
 * the packet goes in the end. */
static uint32_t route_end(struct slice s, const struct option *o)
{
	uint32_t pointer = slice_u8(s, o->off + 2);
	if (pointer < 4 || pointer & 3 || pointer > o->len || o->len < 4)
		return 0;
	return o->off + o->len - 4;
}

/* Has every tag of a CIPSO option its length octet? */
static bool cipso_fits(struct slice s, const struct option *o)
{
	uint32_t end = o->off + o->len;
	for (uint32_t off = o->off + 6; off < end;) {
		unsigned tag = slice_u8(s, off);
		uint32_t n = slice_u8(s, off + 1), least = cipso_least(tag);
		if (!tag) {
			off++;
			continue;
		}
		if (off + 1 == end)
			return false;
		if (!least || n < least || n > end - off)
			break;
		off += n;
	}
	return true;
}

/* Does what the option must have lie within its length? */
static bool option_fits(struct slice s, const struct kind *k, const struct option *o)
{
	if (o->len < k->min)
		return false;
	if (k->row == OPT_CIPSO)
		return cipso_fits(s, o);
	if (k->row != OPT_QUICK)
		return true;
	unsigned function = slice_u8(s, o->off + 2) >> 4;
	return (function != 0 && function != 8) || o->len >= 8;
}

/* The next option's type and length; false at the end of the list or where it breaks. */
static bool option_at(struct slice s, uint32_t n, struct option *o)
{
	if (o->off >= n)
		return false;
	o->type = slice_u8(s, o->off);
	o->len = o->type == 1 ? 1 : o->type && o->off + 1 < n ? slice_u8(s, o->off + 1) : 0;
	return o->len && (o->len > 1 || o->type == 1) && o->len <= n - o->off;
}

bool ipv4_options_fit(struct slice s, uint32_t n)
{
	for (struct option o = { .off = 20 }; option_at(s, n, &o); o.off += o.len) {
		const struct kind *k = kind_of(o.type);
		if (k && !option_fits(s, k, &o))
			return false;
	}
	return true;
}

uint32_t ipv4_route_end(struct slice s, uint32_t n)
{
	for (struct option o = { .off = 20 }; o.off < n; o.off += o.len) {
		if (!slice_has(s, o.off, slice_u8(s, o.off) < 2 ? 1 : 2))
			return ROUTE_CUT;
		if (!option_at(s, n, &o))
			break;
		const struct kind *k = kind_of(o.type);
		if (!k || k->put != put_route)
			continue;
		/* only the first of several counts */
		return slice_has(s, o.off, o.len) ? route_end(s, &o) : ROUTE_CUT;
	}
	return 0;
}

static bool put_u16(struct tree *t, const struct layer *l, const struct option *o)
{
	static const uint8_t rows[] = { [136 & 31] = SID, [11] = MTU, [12] = MTU, [148 & 31] = ALERT };
	(void)l;
	if (o->len < 4)
		return false;
	put(t, rows[o->type & 31], o->off + 2, 2);
	return true;
}

static bool put_traceroute(struct tree *t, const struct layer *l, const struct option *o)
{
	(void)l;
	for (unsigned i = 0; i < 4; i++) {
		uint32_t n = i == 3 ? 4 : 2;
		if (2 + 2 * i + n > o->len)
			return false;
		put(t, ID_NUMBER + i, o->off + 2 + 2 * i, n);
	}
	return true;
}

static bool put_broadcast(struct tree *t, const struct layer *l, const struct option *o)
{
	uint32_t i = 2;
	(void)l;
	for (; i + 4 <= o->len; i += 4)
		put(t, SDB_ADDR, o->off + i, 4);
	if (i < o->len)
		put(t, PADDING, o->off + i, o->len - i);
	return true;
}

static bool put_quick(struct tree *t, const struct layer *l, const struct option *o)
{
	unsigned function = slice_u8(l->data, o->off + 2) >> 4, ttl = slice_u8(l->data, o->off + 3);
	put(t, QS_FUNC, o->off + 2, 1);
	if (function != 0 && function != 8)
		return true;
	put(t, QS_RATE, o->off + 2, 1);
	if (o->len < 4)
		return false;
	if (function == 0) {
		put(t, QS_TTL, o->off + 3, 1);
		put_uint(t, QS_TTL_DIFF, o->off + 3, 1, (slice_u8(l->data, 8) - ttl) & 0xff);
	} else {
		put(t, QS_UNUSED, o->off + 3, 1);
	}
	if (o->len < 8)
		return false;
	put(t, QS_NONCE, o->off + 4, 4);
	put(t, QS_RESERVED, o->off + 4, 4);
	return true;
}

static void put_protection(struct tree *t, uint32_t off, bool first)
{
	put(t, SEC_FLAGS, off, 1)->aux = first;
	tree_push(t);
	for (unsigned row = SEC_GENSER; first && row <= SEC_DOE; row++)
		put(t, row, off, 1);
	put(t, first ? SEC_UNASSIGNED : SEC_UNASSIGNED7, off, 1);
	put(t, SEC_FTI, off, 1);
	tree_pop(t);
}

/* RFC 791 has one form, 11 bytes long; RFC 1108 has levels and any number of flag octets. */
static bool put_security(struct tree *t, const struct layer *l, const struct option *o)
{
	unsigned word = slice_u16(l->data, o->off + 2);
	if (o->len == 11 && (!word || value_text(t->rows[SEC_791].vals, word))) {
		put(t, SEC_791, o->off + 2, 2);
		put(t, SEC_COMP, o->off + 4, 2);
		put(t, SEC_HR, o->off + 6, 2);
		put(t, SEC_TCC, o->off + 8, 3);
		return true;
	}
	put(t, SEC_CL, o->off + 2, 1);
	bool more = o->len > 3;
	uint32_t i = 3;
	for (; more && i < o->len; i++) {
		put_protection(t, o->off + i, i == 3);
		more = slice_u8(l->data, o->off + i) & 1;
	}
	if (i < o->len)
		put_expert(t, OPT_BAD_LEN, o->off, 0, "Extraneous data in option");
	else if (more)
		put_expert(t, OPT_BAD_LEN, o->off, 0, "Field Termination Indicator set to 1 for last byte of option");
	return true;
}

static bool put_ext_security(struct tree *t, const struct layer *l, const struct option *o)
{
	(void)l;
	put(t, EXT_CODE, o->off + 2, 1);
	if (o->len > 3)
		put(t, EXT_INFO, o->off + 3, o->len - 3);
	return true;
}

static void category(struct buf *b, unsigned v)
{
	if (b->len)
		buf_char(b, ',');
	fmt_uint(b, v);
}

/* The categories of a tag of n bytes at off as text: "0,15,16" or "32-16,8-4". */
static void put_categories(struct tree *t, const struct layer *l, unsigned tag, uint32_t off, uint32_t n)
{
	char room[MESSAGE_BYTES * 4]; /* 30 bytes are 240 categories of at most 4 characters */
	struct buf b = BUF_OVER(room, sizeof room);
	for (uint32_t i = 4; tag == CIPSO_BITMAP && i < n; i++)
		for (unsigned bit = 0; bit < 8; bit++)
			if (slice_u8(l->data, off + i) & 0x80 >> bit)
				category(&b, (i - 4) * 8 + bit);
	for (uint32_t i = 4; tag == CIPSO_ENUMERATED && i + 2 <= n; i += 2)
		category(&b, slice_u16(l->data, off + i));
	for (uint32_t i = 4; tag == CIPSO_RANGES && i + 2 <= n; i += 4) {
		category(&b, slice_u16(l->data, off + i));
		buf_char(&b, '-');
		/* the low end of the last range may be left out when it is 0 */
		fmt_uint(&b, i + 4 <= n ? slice_u16(l->data, off + i + 2) : 0);
	}
	put_copy(t, CIPSO_CATEGORIES, off + 4, n - 4, b.p, (uint32_t)b.len);
}

static bool put_cipso(struct tree *t, const struct layer *l, const struct option *o)
{
	uint32_t end = o->off + o->len;
	if (o->len < 6)
		return false;
	put(t, CIPSO_DOI, o->off + 2, 4);
	for (uint32_t off = o->off + 6; off < end;) {
		unsigned tag = slice_u8(l->data, off);
		uint32_t n = off + 1 < end ? slice_u8(l->data, off + 1) : 0, least = cipso_least(tag);
		put(t, CIPSO_TAG, off, 1)->aux = off + 1 < end ? n + 1 : 0;
		if (!tag) {
			off++;
			continue;
		}
		if (off + 1 == end)
			return false;
		if (!least)
			break;
		if (n < least || n > end - off) {
			tree_push(t);
			put_expert(t, CIPSO_MALFORMED, off, 0, NULL);
			tree_pop(t);
			break;
		}
		if (tag == CIPSO_FREE || tag == CIPSO_PERMISSIVE) {
			put(t, CIPSO_DATA, off + 2, n - 2);
		} else {
			put(t, CIPSO_LEVEL, off + 3, 1);
			if (n > 4)
				put_categories(t, l, tag, off, n);
		}
		off += n;
	}
	return true;
}

/* The pointer of a route counts from 1 and must name the start of an address. False: it does not. */
static bool put_pointer(struct tree *t, const struct layer *l, const struct option *o)
{
	uint32_t pointer = slice_u8(l->data, o->off + 2);
	put(t, PTR, o->off + 2, 1);
	tree_push(t);
	if (pointer < 4)
		put_expert(t, PTR_BEFORE, o->off + 2, 0, NULL);
	else if (pointer & 3)
		put_expert(t, PTR_MIDDLE, o->off + 2, 0, NULL);
	else if ((o->len - 3) % 4)
		put_expert(t, SUBOPT_TOO_LONG, o->off + 2, 0, NULL);
	tree_pop(t);
	return pointer >= 4 && !(pointer & 3);
}

static void put_hop(struct tree *t, unsigned row, uint32_t off, bool next)
{
	put(t, row, off, 4)->aux = next;
	put(t, row + 1, off, 4);
}

/* Addresses before the pointer are behind the packet, those from it on are ahead (`ahead` is the row for them). */
static bool put_hops(struct tree *t, const struct layer *l, const struct option *o, unsigned ahead)
{
	uint32_t pointer = slice_u8(l->data, o->off + 2), last = 0;
	if (!put_pointer(t, l, o))
		return true;
	if (ahead == SRC_RT)
		last = route_end(l->data, o);
	for (uint32_t i = 3; i + 4 <= o->len; i += 4) {
		if (last && o->off + i == last) {
			put(t, DST, last, 4);
			put(t, ADDR, last, 4);
			put(t, DST_HOST, last, 4);
			put(t, HOST, last, 4);
		} else {
			put_hop(t, i + 1 < pointer ? REC_RT : ahead, o->off + i, i + 1 == pointer);
		}
	}
	return true;
}

static bool put_route(struct tree *t, const struct layer *l, const struct option *o)
{
	return put_hops(t, l, o, SRC_RT);
}

static bool put_record(struct tree *t, const struct layer *l, const struct option *o)
{
	return put_hops(t, l, o, EMPTY_RT);
}

static bool put_stamps(struct tree *t, const struct layer *l, const struct option *o)
{
	unsigned pointer = slice_u8(l->data, o->off + 2), flag = slice_u8(l->data, o->off + 3) & 15;
	uint32_t step = flag == 1 || flag == 3 ? 8 : 4, i = 4;
	put(t, PTR, o->off + 2, 1)->aux = pointer == 1 ? 1 : pointer < 5 ? 2 : pointer % 4 != 1 ? 3 : 0;
	if (o->len < 4)
		return false;
	put(t, OVERFLOW_COUNT, o->off + 3, 1);
	put(t, TS_FLAG, o->off + 3, 1);
	for (; i + step <= o->len; i += step) {
		if (step == 8)
			put(t, TIME_STAMP_ADDR, o->off + i, 4);
		put(t, TIME_STAMP, o->off + i + step - 4, 4);
	}
	if (i == o->len)
		return true;
	put_node(t, SUBOPTION, o->off + i, o->len - i);
	tree_push(t);
	put_expert(t, SUBOPT_TOO_LONG, o->off + i, 0, NULL);
	tree_pop(t);
	return true;
}

static void put_type(struct tree *t, const struct option *o)
{
	put_rows(t, TYPE, TYPE_NUMBER, o->off);
}

/* A node of its own that says why the option is not read, and an expert below that says the same. */
static void put_wrong(struct tree *t, const struct option *o, uint32_t n, struct buf *m)
{
	uint32_t len = (uint32_t)m->len;
	put_label(t, OPT_UNKNOWN, o->off, n, m->p, len);
	tree_push(t);
	put_expert(t, OPT_BAD_LEN, o->off, 0, message_text(m));
	tree_pop(t);
}

/* False: the length cannot be true, and nothing behind it is read. */
static bool check_length(struct tree *t, const struct option *o, const struct kind *k, uint32_t left)
{
	MESSAGE(m);
	name_of(&m, o->type, k);
	if (left < 2) {
		buf_lit(&m, " (length byte past end of options)");
		put_wrong(t, o, 1, &m);
	} else if (o->len < 2) {
		buf_lit(&m, " (with too-short option length = ");
		fmt_uint(&m, o->len);
		buf_str(&m, o->len == 1 ? " byte)" : " bytes)");
		put_wrong(t, o, 2, &m);
	} else if (o->len > left) {
		buf_lit(&m, " (option length = ");
		fmt_uint(&m, o->len);
		buf_lit(&m, " bytes says option goes past end of options)");
		put_wrong(t, o, left - 2, &m);
	} else {
		return true;
	}
	return false;
}

/* One option whose length is possible. False when its body ran past it. */
static bool put_option(struct tree *t, const struct layer *l, const struct option *o, const struct kind *k)
{
	MESSAGE(m);
	if (!k) {
		name_of(&m, o->type, k);
		buf_lit(&m, " (");
		fmt_uint(&m, o->len);
		buf_lit(&m, " bytes)");
		put_label(t, OPT_UNKNOWN, o->off, o->len, m.p, (uint32_t)m.len);
		return true;
	}
	if (k->put == put_quick && o->len < 3) {
		tree_malformed(t);
		return false;
	}
	put(t, k->row, o->off, o->len);
	tree_push(t);
	put_type(t, o);
	put(t, OPT_LEN, o->off + 1, 1);
	if (k->len && o->len != k->len) {
		buf_str(&m, k->name);
		buf_lit(&m, " (with option length = ");
		fmt_uint(&m, o->len);
		buf_lit(&m, " bytes; should be ");
		fmt_uint(&m, k->len);
		buf_char(&m, ')');
		tree_push(t);
		put_expert(t, OPT_BAD_LEN, o->off + 1, 0, message_text(&m));
		tree_pop(t);
	}
	/* A body may say itself that it is cut, having shown what there is. */
	bool whole = (o->len >= 3 || k->min < 3) && k->put(t, l, o) && o->len >= k->min;
	tree_pop(t);
	if (!whole)
		tree_malformed(t);
	return whole;
}

/* "Options: (8 bytes), Router Alert": those whose bodies were whole. */
static void options_title(struct buf *b, const struct layer *l, uint32_t off, uint32_t len)
{
	buf_lit(b, "Options: (");
	fmt_uint(b, len);
	buf_lit(b, " bytes)");
	for (struct option o = { .off = off }; option_at(l->data, off + len, &o); o.off += o.len) {
		const struct kind *k = kind_of(o.type);
		if (k && !option_fits(l->data, k, &o))
			return;
		if (k) {
			buf_lit(b, ", ");
			buf_str(b, k->name);
		}
	}
}

void ipv4_put_options(struct tree *t, const struct layer *l, uint32_t off, uint32_t len)
{
	uint32_t end = off + len;
	unsigned nops = 0;
	MESSAGE(title);
	options_title(&title, l, off, len);
	put_label(t, OPTIONS, off, len, title.p, (uint32_t)title.len);
	tree_push(t);
	for (struct option o = { .off = off }; o.off < end && !tree_ended(t); o.off += o.len) {
		o.type = slice_u8(l->data, o.off);
		o.len = 1;
		nops = o.type == 1 ? nops + 1 : 0;
		if (nops == 4)
			put_expert(t, FOUR_NOPS, off, 0, NULL);
		if (o.type < 2) {
			put(t, o.type ? OPT_NOP : OPT_EOL, o.off, 1);
			tree_push(t);
			put_type(t, &o);
			tree_pop(t);
			if (!o.type)
				break;
			continue;
		}
		const struct kind *k = kind_of(o.type);
		o.len = o.off + 1 < end ? slice_u8(l->data, o.off + 1) : 0;
		if (!check_length(t, &o, k, end - o.off) || !put_option(t, l, &o, k))
			break;
	}
	tree_pop(t);
}
