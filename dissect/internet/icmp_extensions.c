/* icmp_extensions.c: what follows the quoted datagram of an ICMP error (RFC 4884, 4950, 5837), the interface that an
 * extended echo asks about (RFC 8335), and the extensions of Mobile IP agent advertisements (RFC 5944). */
#include "dissect/internet/icmp_impl.h"

enum { CLASS_MPLS = 1, CLASS_INFO = 2, CLASS_IDENT = 3 };
enum { AFI_IPV4 = 1, AFI_IPV6 = 2 };
enum { MIP_PADDING = 0, MIP_AGENT = 16, MIP_PREFIX_LENGTHS = 19, MIP_CHALLENGES = 24 };

/* A stack of labels: 20 bits of label, 3 for experiments, the bottom bit, the time to live. */
static void put_mpls(struct tree *t, uint32_t off, uint32_t end)
{
	for (; end - off >= 4 && !tree_ended(t); off += 4) {
		put_node(t, MPLS, off, 4);
		tree_push(t);
		put_rows(t, MPLS_LABEL, MPLS_TTL, off);
		tree_pop(t);
	}
	if (end > off)
		put(t, MPLS_DATA, off, end - off);
}

static uint32_t put_info_address(struct tree *t, const struct layer *l, uint32_t off)
{
	uint32_t afi = slice_u16(l->data, off), n = afi == AFI_IPV4 ? 4 : afi == AFI_IPV6 ? 16 : 0;
	put_node(t, INFO_ADDRESS, off, n ? 4 + n : 20);
	tree_push(t);
	put(t, INFO_AFI, off, 2);
	put(t, RESERVED, off + 2, 2);
	if (n)
		put(t, n == 4 ? INFO_IPV4 : INFO_IPV6, off + 4, n);
	else
		tree_malformed(t);
	tree_pop(t);
	return off + 4 + n;
}

/* RFC 5837, 4.2: the low bits of the C-Type say which parts are there, in this order. */
static void put_info(struct tree *t, const struct layer *l, uint32_t object, uint32_t end)
{
	unsigned ctype = slice_u8(l->data, object + 3);
	uint32_t off = object + 4;
	tree_push(t);
	put_rows(t, INFO_ROLE, INFO_MTU_PRESENT, object);
	tree_pop(t);
	if (ctype & 8) {
		put(t, INFO_INDEX, off, 4);
		off += 4;
	}
	if (ctype & 4 && off < end)
		off = put_info_address(t, l, off);
	if (ctype & 2 && off < end) {
		uint32_t n = slice_u8(l->data, off);
		if (!tree_need(t, off, n ? n : 1))
			return;
		put_node(t, INFO_NAME_NODE, off, n);
		tree_push(t);
		put(t, INFO_NAME_LENGTH, off, 1);
		if (n < 64) /* RFC 5837, 4.3: a longer name is no name */
			put(t, INFO_NAME, off + 1, n ? n - 1 : 0);
		tree_pop(t);
		off += n;
	}
	if (ctype & 1)
		put(t, INFO_MTU, off, 4);
}

/* RFC 8335, 2.1 */
static void put_ident(struct tree *t, const struct layer *l, uint32_t off, uint32_t end, unsigned ctype)
{
	struct slice s = slice_sub(l->data, off, end - off);
	switch (ctype) {
	case 1: {
		const void *nul = s.len ? memchr(s.p, 0, s.len) : NULL;
		put_copy(t, IDENT_NAME, off, s.len, s.p ? (const char *)s.p : "",
			 nul ? (uint32_t)((const uint8_t *)nul - s.p) : s.len);
		break;
	}
	case 2: put(t, IDENT_INDEX, off, 4); break;
	case 3: {
		uint32_t afi = slice_u16(s, 0);
		put(t, IDENT_AFI, off, 2);
		put(t, IDENT_ADDR_LENGTH, off + 2, 1);
		put(t, IDENT_RESERVED, off + 3, 1);
		if (end <= off + 4)
			break;
		if (afi == AFI_IPV4)
			put(t, IDENT_IPV4, off + 4, 4);
		else if (afi == AFI_IPV6)
			put(t, IDENT_IPV6, off + 4, 16);
		else
			put(t, IDENT_ADDRESS, off + 4, end - off - 4);
		break;
	}
	default: break;
	}
}

/* One object; returns its length, 0 when it cannot be gone past. */
static uint32_t put_object(struct tree *t, const struct layer *l, uint32_t off)
{
	uint32_t length = slice_u16(l->data, off), left = l->data.wire - off, size = length < left ? length : left;
	unsigned class = slice_u8(l->data, off + 2), ctype = slice_u8(l->data, off + 3);
	put_node(t, OBJECT, off, length < 4 ? 4 : size);
	tree_push(t);
	put(t, EXT_LENGTH, off, 2);
	put(t, EXT_CLASS, off + 2, 1);
	if (length < 4) {
		tree_pop(t);
		return 0;
	}
	put(t, EXT_CTYPE, off + 3, 1)->aux = class;
	if (class == CLASS_MPLS && ctype == 1) {
		put_mpls(t, off + 4, off + size);
	} else if (class == CLASS_INFO) {
		put_info(t, l, off, off + size);
	} else if (class == CLASS_IDENT) {
		put_ident(t, l, off + 4, off + size, ctype);
	} else {
		/* tshark names the C-Type of a known class twice */
		if (class == CLASS_MPLS)
			put(t, EXT_CTYPE, off + 3, 1)->aux = class;
		if (size > 4)
			put(t, EXT_DATA, off + 4, size - 4);
	}
	tree_pop(t);
	return size;
}

/*   0               1               2               4
 *  +-------+-----------------------+---------------+-- objects: length, class, C-Type, data
 *  |version|  reserved             |  checksum     |
 *  +-------+-----------------------+---------------+ */
void icmp_put_extensions(struct tree *t, const struct layer *l, uint32_t off)
{
	struct slice s = slice_from(l->data, off);
	if (!s.len && s.wire) {
		tree_need(t, off, 1);
		return;
	}
	put_node(t, EXT, off, s.len);
	if (s.wire < 4)
		return;
	uint16_t found = slice_u16(s, 2);
	unsigned version = slice_u8(s, 0) >> 4;
	tree_push(t);
	put_uint(t, EXT_VERSION, off, 1, version);
	put(t, EXT_RESERVED, off, 2);
	if (!tree_need(t, off, s.wire)) /* the checksum wants them all */
		return;
	struct checked_sum sum = sum_check(s, 0, found);
	if (!found)
		sum.status = CHECKSUM_NOT_PRESENT;
	put_sum(t, EXT_CHECKSUM, off + 2, &sum);
	if (version == 1 || version == 2)
		for (uint32_t at = off + 4, n = 1; n && l->data.wire - at >= 4 && !tree_ended(t); at += n)
			n = put_object(t, l, at);
	tree_pop(t);
}

static void put_agent_body(struct tree *t, uint32_t off, uint32_t length)
{
	put(t, MIP_SEQ, off + 2, 2);
	put(t, MIP_LIFE, off + 4, 2);
	put(t, MIP_FLAGS, off + 6, 2);
	tree_push(t);
	put_rows(t, MIP_R, MIP_RESERVED, off);
	tree_pop(t);
	for (uint32_t i = 8; i + 4 <= 2 + length && !tree_ended(t); i += 4)
		put(t, MIP_COA, off + i, 4);
}

void icmp_put_agent(struct tree *t, const struct layer *l, uint32_t off)
{
	while (off < l->data.wire && !tree_ended(t)) {
		unsigned type = slice_u8(l->data, off);
		uint32_t length = slice_u8(l->data, off + 1), left = l->data.wire - off;
		if (type != MIP_PADDING && !tree_need(t, off, 2))
			return;
		uint32_t size = type == MIP_PADDING ? 1 : 2 + length < left ? 2 + length : left;
		put_node(t, MIP, off, size);
		tree_push(t);
		put(t, MIP_TYPE, off, 1);
		if (type != MIP_PADDING)
			put(t, MIP_LENGTH, off + 1, 1);
		if (type == MIP_AGENT)
			put_agent_body(t, off, length);
		else if (type == MIP_PREFIX_LENGTHS)
			for (uint32_t i = 0; i < length && !tree_ended(t); i++)
				put(t, MIP_PREFIX, off + 2 + i, 1);
		else if (type == MIP_CHALLENGES)
			put(t, MIP_CHALLENGE, off + 2, length);
		else if (type != MIP_PADDING && length)
			put(t, MIP_CONTENT, off + 2, length);
		tree_pop(t);
		off += size;
	}
}
