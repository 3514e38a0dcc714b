/* ipv6_options.c: the options of hop-by-hop and destination options headers (RFC 8200 section 4.2 and many others).
 *
 * Options are read as far as the packet goes, not only as far as their own length: one that is too short is noted, and what
 * it should have held is shown all the same. */
#include "dissect/internet/ipv6_impl.h"
#include "dissect/message.h"

enum { ENDPOINT_ID = 0x8a };

/* One option: where its data begins, and how long it says that is. */
struct option {
	uint32_t off, len;
	uint8_t type;
};

/* Puts the data of an option; returns where it stopped reading. */
typedef uint32_t put_fn(struct tree *, const struct layer *, const struct option *);

static const struct layer *ip_of(const struct tree *t, const struct layer *l)
{
	uint64_t i = l->fact[IPV6_FACT_LAYER];
	return i ? &t->d->layer[i - 1] : NULL;
}

/* The record of an option's length is the last one put: say below it what is wrong. */
static void bad_length(struct tree *t, const struct option *o, const char *who)
{
	MESSAGE(m);
	buf_str(&m, who);
	fmt_uint(&m, o->len);
	buf_lit(&m, " bytes)");
	tree_push(t);
	put_expert(t, OPT_BAD_LEN, o->off - 1, 0, message_text(&m));
	tree_pop(t);
}

static uint32_t put_alert(struct tree *t, const struct layer *l, const struct option *o)
{
	(void)l;
	put(t, ALERT, o->off, 2);
	return o->off + 2;
}

static uint32_t put_limit(struct tree *t, const struct layer *l, const struct option *o)
{
	(void)l;
	put(t, TEL, o->off, 1);
	return o->off + 1;
}

static uint32_t put_jumbo(struct tree *t, const struct layer *l, const struct option *o)
{
	const struct layer *ip = ip_of(t, l);
	put(t, JUMBO, o->off, 4);
	if (slice_u32(l->data, o->off) < 65536) {
		tree_push(t);
		put_expert(t, JUMBO_TRUNCATED, o->off, 0, NULL);
		tree_pop(t);
	}
	if (ip && slice_u16(ip->data, 4))
		put_expert(t, JUMBO_PROHIBITED, o->off - 2, 0, NULL);
	return o->off + 4;
}

static uint32_t put_calipso(struct tree *t, const struct layer *l, const struct option *o)
{
	uint32_t words = slice_u8(l->data, o->off + 4);
	put(t, CALIPSO_DOI, o->off, 4);
	put(t, CALIPSO_LEN, o->off + 4, 1);
	put(t, CALIPSO_LEVEL, o->off + 5, 1);
	put(t, CALIPSO_SUM, o->off + 6, 2);
	put(t, CALIPSO_BITMAP, o->off + 8, words * 4);
	return o->off + 8 + words * 4;
}

/* Simplified multicast forwarding (RFC 6621). */
static uint32_t put_smf(struct tree *t, const struct layer *l, const struct option *o)
{
	unsigned first = slice_u8(l->data, o->off);
	uint32_t off = o->off + 1, end = o->off + o->len;
	put(t, SMF_HASH, o->off, 1);
	if (first & 0x80) {
		put(t, SMF_HAV, o->off, o->len);
		return end;
	}
	put(t, SMF_TYPE, o->off, 1);
	put(t, SMF_LEN, o->off, 1);
	if (first >> 4 & 7) {
		put(t, SMF_TAGGER, off, (first & 15) + 1);
		off += (first & 15) + 1;
	}
	if (off < end) {
		put(t, SMF_IDENT, off, end - off);
		off = end;
	}
	return off;
}

static uint32_t put_pdm(struct tree *t, const struct layer *l, const struct option *o)
{
	(void)l;
	put(t, PDM_DTLR, o->off, 1);
	put(t, PDM_DTLS, o->off + 1, 1);
	for (unsigned i = 0; i < 4; i++)
		put(t, PDM_THIS + i, o->off + 2 + 2 * i, 2);
	return o->off + 10;
}

static uint32_t put_quick(struct tree *t, const struct layer *l, const struct option *o)
{
	unsigned function = slice_u8(l->data, o->off) >> 4;
	const struct layer *ip = ip_of(t, l);
	put(t, QS_FUNC, o->off, 1);
	if (function != 0 && function != 8)
		return o->off;
	put(t, QS_RATE, o->off, 1);
	if (function == 0) {
		put(t, QS_TTL, o->off + 1, 1);
		put_uint(t, QS_DIFF, o->off + 1, 1,
			 ((ip ? slice_u8(ip->data, 7) : 0) - slice_u8(l->data, o->off + 1)) & 0xff);
	} else {
		put(t, QS_UNUSED, o->off + 1, 1);
	}
	put(t, QS_NONCE, o->off + 2, 4);
	put(t, QS_RESERVED, o->off + 2, 4);
	return o->off + 6;
}

static uint32_t put_pmtu(struct tree *t, const struct layer *l, const struct option *o)
{
	put(t, PMTU_MIN, o->off, 2);
	put_uint(t, PMTU_RTN, o->off + 2, 2, slice_u16(l->data, o->off + 2) & 0xfffe);
	put_uint(t, PMTU_FLAG, o->off + 3, 1, slice_u8(l->data, o->off + 3) & 1);
	return o->off + 4;
}

static uint32_t put_experimental(struct tree *t, const struct layer *l, const struct option *o)
{
	(void)l;
	put(t, EXPERIMENTAL, o->off, o->len);
	return o->off + o->len;
}

static uint32_t put_tpf(struct tree *t, const struct layer *l, const struct option *o)
{
	(void)l;
	put(t, TPF, o->off, 4);
	return o->off + 4;
}

static uint32_t put_home(struct tree *t, const struct layer *l, const struct option *o)
{
	(void)l;
	put(t, HOME_ADDRESS, o->off, 16);
	return o->off + 16;
}

static void put_bits(struct tree *t, unsigned first, unsigned last, uint32_t off)
{
	tree_push(t);
	for (unsigned row = first; row <= last; row++)
		put(t, row, off, 1);
	tree_pop(t);
}

static uint32_t put_rpl(struct tree *t, const struct layer *l, const struct option *o)
{
	(void)l;
	put(t, RPL_FLAG, o->off, 1);
	put_bits(t, RPL_FLAG_O, RPL_FLAG_RSV, o->off);
	put(t, RPL_INSTANCE, o->off + 1, 1);
	put(t, RPL_RANK, o->off + 2, 2);
	return o->off + 4;
}

static uint32_t put_ilnp(struct tree *t, const struct layer *l, const struct option *o)
{
	(void)l;
	put(t, ILNP, o->off, o->len);
	return o->off + o->len;
}

static uint32_t put_line(struct tree *t, const struct layer *l, const struct option *o)
{
	(void)l;
	put(t, LIO_LEN, o->off, 1);
	put(t, LIO_ID, o->off + 1, o->len ? o->len - 1 : 0);
	return o->off + o->len;
}

/* Multicast protocol for low-power networks (RFC 7731). */
static uint32_t put_mpl(struct tree *t, const struct layer *l, const struct option *o)
{
	static const uint8_t sizes[] = { 0, 2, 8, 16 };
	unsigned s = slice_u8(l->data, o->off) >> 6;
	put(t, MPL_FLAG, o->off, 1);
	put_bits(t, MPL_FLAG_S, MPL_FLAG_S, o->off);
	if (!s) {
		tree_push(t);
		tree_push(t);
		put_expert(t, MPL_SRC_SEED, o->off, 0, NULL);
		tree_pop(t);
		tree_pop(t);
	}
	put_bits(t, MPL_FLAG_M, MPL_FLAG_RSV, o->off);
	put(t, MPL_SEQUENCE, o->off + 1, 1);
	if (s)
		put(t, MPL_SEED, o->off + 2, sizes[s]);
	return o->off + 2 + sizes[s];
}

static uint32_t put_dff(struct tree *t, const struct layer *l, const struct option *o)
{
	(void)l;
	put(t, DFF_FLAGS, o->off, 1);
	put_bits(t, DFF_VER, DFF_RSV, o->off);
	put(t, DFF_SEQUENCE, o->off + 1, 2);
	return o->off + 3;
}

static uint32_t put_ioam(struct tree *t, const struct layer *l, const struct option *o)
{
	return ipv6_put_ioam(t, l, o->off, o->off + o->len);
}

enum { EITHER, HOP_ONLY, DST_ONLY };

/* len: the one right length; wrong: how its absence is put. */
static const struct kind {
	uint8_t type, len, where;
	put_fn *put;
	const char *wrong;
} kinds[] = {
	{ 0x04, 1, DST_ONLY, put_limit, "Tunnel Encapsulation Limit: Invalid length (" },
	{ 0x05, 2, HOP_ONLY, put_alert, "Router alert: Invalid Length (" },
	{ 0x07, 0, HOP_ONLY, put_calipso, NULL },
	{ 0x08, 0, HOP_ONLY, put_smf, NULL },
	{ 0x0f, 10, DST_ONLY, put_pdm, "PDM: Invalid length (" },
	{ 0x1e, 0, EITHER, put_experimental, NULL },
	{ 0x26, 6, HOP_ONLY, put_quick, "Quick-Start: Invalid Length (" },
	{ 0x30, 4, HOP_ONLY, put_pmtu, "PMTU Option: Invalid Length (" },
	{ 0x31, 0, HOP_ONLY, put_ioam, NULL },
	{ 0x3e, 0, EITHER, put_experimental, NULL },
	{ 0x41, 4, DST_ONLY, put_tpf, "TPF Information: Invalid length (" },
	{ 0x5e, 0, EITHER, put_experimental, NULL },
	{ 0x63, 0, HOP_ONLY, put_rpl, NULL },
	{ 0x6d, 0, HOP_ONLY, put_mpl, NULL },
	{ 0x7e, 0, EITHER, put_experimental, NULL },
	{ 0x8b, 0, DST_ONLY, put_ilnp, NULL },
	{ 0x8c, 0, DST_ONLY, put_line, NULL },
	{ 0x9e, 0, EITHER, put_experimental, NULL },
	{ 0xbe, 0, EITHER, put_experimental, NULL },
	{ OPTION_JUMBO, 4, HOP_ONLY, put_jumbo, "Jumbo Payload: Invalid length (" },
	{ OPTION_HOME_ADDRESS, 16, DST_ONLY, put_home, "Home Address: Invalid length (" },
	{ 0xde, 0, EITHER, put_experimental, NULL },
	{ 0xee, 3, HOP_ONLY, put_dff, "IPv6 DFF: Invalid length (" },
	{ 0xfe, 0, EITHER, put_experimental, NULL },
};

static const struct kind *kind_of(unsigned type)
{
	for (unsigned i = 0; i < COUNT(kinds); i++)
		if (kinds[i].type == type)
			return &kinds[i];
	return NULL;
}

/* A trace has a header, what is free and room for a node. */
static uint32_t ioam_least(struct slice s, const struct option *o)
{
	if (slice_u8(s, o->off + 1) > 1)
		return 2;
	uint32_t words = (slice_u8(s, o->off + 4) >> 3) + (slice_u8(s, o->off + 5) & 0x7fu);
	return o->len <= 10 || (slice_u8(s, o->off + 5) & 0x7fu) * 4 > o->len - 10u ? 10 : 10 + words * 4;
}

static void check_length(struct tree *t, const struct layer *l, const struct option *o, const struct kind *k)
{
	if (!k)
		return;
	if (k->wrong && o->len != k->len)
		bad_length(t, o, k->wrong);
	else if (o->type == 0x07 && o->len < 8)
		bad_length(t, o, "CALIPSO: Invalid Length (");
	else if (o->type == 0x08 && o->len < 2)
		bad_length(t, o, "SMF_DPD: Invalid Length (");
	else if (o->type == 0x63 && o->len < 4)
		bad_length(t, o, "RPL Option: Invalid length (");
	else if (o->type == 0x6d && o->len < 2)
		bad_length(t, o, "MPL Option: Invalid length (");
	else if (o->type == 0x31 && o->len < ioam_least(l->data, o))
		bad_length(t, o, "IOAM Option: Invalid length (");
}

static void put_unread(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	put(t, row, off, n);
	tree_push(t);
	put_expert(t, OPT_UNKNOWN_EXPERT, off, 0, NULL);
	tree_pop(t);
}

static void put_type(struct tree *t, const struct layer *l, uint32_t off, const struct kind *k)
{
	put(t, OPT_TYPE, off, 1);
	tree_push(t);
	if (k && k->where != EITHER && (k->where == HOP_ONLY) != (l->fact[IPV6_FACT_KIND] == NXT_HOPOPTS)) {
		MESSAGE(m);
		buf_str(&m, value_text(t->rows[OPT_TYPE].vals, k->type));
		buf_str(&m, k->where == HOP_ONLY ? " must use a hop-by-hop options header"
						 : " must use a destination options header");
		put_expert(t, OPT_MISMATCH, off, 0, message_text(&m));
	}
	put(t, OPT_ACTION, off, 1);
	put(t, OPT_CHANGE, off, 1);
	put(t, OPT_REST, off, 1);
	if (slice_u8(l->data, off) == ENDPOINT_ID)
		put_expert(t, OPT_DEPRECATED, off, 0, NULL);
	tree_pop(t);
}

/* What the title of a Quick-Start option needs of its place, packed for option_label. */
static uint32_t quick_facts(const struct tree *t, const struct layer *l, const struct option *o)
{
	unsigned byte = slice_u8(l->data, o->off), function = byte >> 4;
	const struct layer *ip = ip_of(t, l);
	if (function != 0 && function != 8)
		return 0;
	return 16u | (byte & 15) | (function ? 0 : 32u) | slice_u8(l->data, o->off + 1) * 256u |
	       (ip ? slice_u8(ip->data, 7) : 0u) << 16;
}

/* Returns where the next option begins: behind all that was read, even when the length said less. */
static uint32_t put_option(struct tree *t, const struct layer *l, const struct option *o)
{
	const struct kind *k = kind_of(o->type);
	uint32_t start = o->off - 2, end = o->off + o->len, stop;
	struct record *r = put(t, OPTION, start, o->len + 2 < l->data.len - start ? o->len + 2 : l->data.len - start);
	if (o->type == 0x26)
		r->aux = quick_facts(t, l, o);
	tree_push(t);
	put_type(t, l, start, k);
	put(t, OPT_LENGTH, o->off - 1, 1);
	check_length(t, l, o, k);
	if (o->type == 1) {
		put(t, PADN, o->off, o->len);
		stop = end;
	} else if (!k) {
		put_unread(t, UNKNOWN_OPTION, o->off, o->len);
		stop = end;
	} else {
		stop = k->put(t, l, o);
	}
	if (stop < end)
		put_unread(t, UNKNOWN_DATA, stop, end - stop);
	tree_pop(t);
	return stop > end ? stop : end;
}

void ipv6_put_options(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	while (off < end && !tree_ended(t)) {
		struct option o = { .off = off + 2, .type = slice_u8(l->data, off) };
		if (!tree_need(t, off, 1))
			return;
		if (o.type == 0) {
			/* One byte, but its node is as wide as if a length followed. */
			uint32_t wide = 2u + slice_u8(l->data, off + 1), left = l->data.len - off;
			put(t, OPTION, off, slice_has(l->data, off, 2) && wide < left ? wide : left);
			tree_push(t);
			put(t, OPT_TYPE, off, 1);
			put_node(t, PAD1, off, 1);
			tree_pop(t);
			off++;
			continue;
		}
		if (!tree_need(t, off, 2))
			return;
		o.len = slice_u8(l->data, off + 1);
		off = put_option(t, l, &o);
	}
}

/* The first option of a type: where its data begins; 0 when there is none. */
uint32_t ipv6_find_option(struct slice s, uint32_t off, uint32_t end, unsigned type)
{
	while (off < end && slice_has(s, off, 2)) {
		if (slice_u8(s, off) == type)
			return off + 2;
		off += slice_u8(s, off) ? 2u + slice_u8(s, off + 1) : 1;
	}
	return 0;
}

/* Bytes of data that an option has to have, by what its put function reads. */
static uint32_t needs(struct slice s, const struct option *o)
{
	const struct kind *k = kind_of(o->type);
	static const uint8_t seeds[] = { 2, 4, 10, 18 };
	unsigned first = slice_u8(s, o->off);
	switch (o->type) {
	case 0x07: return 8 + slice_u8(s, o->off + 4) * 4u;
	case 0x08: return first & 0x80 ? 1 : first >> 4 & 7 ? 2 + (first & 15) : 1;
	case 0x26: return first >> 4 == 0 || first >> 4 == 8 ? 6 : 1;
	case 0x63: return 4;
	case 0x6d: return seeds[first >> 6];
	case 0x8c: return 1;
	default: return k ? k->len : 0;
	}
}

uint32_t ipv6_options_miss(struct slice s, uint32_t off, uint32_t end)
{
	while (off < end) {
		struct option o = { .off = off + 2, .type = slice_u8(s, off) };
		if (!slice_has(s, off, o.type ? 2 : 1))
			return off + (o.type ? 2 : 1);
		o.len = o.type ? slice_u8(s, off + 1) : 0;
		uint32_t n = o.type ? needs(s, &o) : 0;
		off += o.type ? 2 + (n > o.len ? n : o.len) : 1;
		if (!slice_has(s, 0, off))
			return off;
	}
	return 0;
}
