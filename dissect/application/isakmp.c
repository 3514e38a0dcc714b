/* isakmp.c: how keys are agreed on for IPsec: ISAKMP and IKE (RFC 2408, 2409), and IKE version 2 (RFC 7296). */
#include "base/fmt.h"
#include "dissect/application/certificate.h"
#include "dissect/application/isakmp_impl.h"
#include "dissect/ber.h"
#include "dissect/column.h"
#include "dissect/dry_tree.h"

/*   0               8               16             17        18              19      20           24
 *  +---------------+---------------+--------------+---------+---------------+-------+------------+--------+----------
 *  | initiator SPI | responder SPI | next payload | version | exchange type | flags | message id | length | payloads
 *  +---------------+---------------+--------------+---------+---------------+-------+------------+--------+----------
 *  A payload begins with the type of the next one, a byte of flags (version 2) and its length, these four bytes included. */
enum { TOO_LARGE = 0x7fffffff };
enum { FLAG_ENCRYPTION = 0x01, FLAG_INITIATOR = 0x08, FLAG_RESPONSE = 0x20 };

static unsigned major_version(const struct layer *l)
{
	return slice_u8(l->data, 17) >> 4;
}

/* A length below that of the header is none of it. */
static bool isakmp_refuses(struct slice s)
{
	return !slice_has_wire(s, 0, IKE_HEADER) || (slice_has(s, 0, IKE_HEADER) && slice_u32(s, 24) < IKE_HEADER);
}

static void isakmp_dissect(struct dissection *d, struct layer *l)
{
	uint32_t length = slice_u32(l->data, 24);
	if (isakmp_refuses(l->data)) {
		layer_is_data(d, l);
		return;
	}
	layer_header(l, l->data.len);
	l->payload = slice_from(l->data, l->data.wire);
	l->tree_len = length <= l->data.len ? length : l->data.len;
	dry_tree(d, l);
}

static void put_flags(struct tree *t, unsigned version)
{
	put(t, IK_FLAGS, 19, 1);
	tree_push(t);
	if (version == 1) {
		put(t, IK_FLAG_E, 19, 1);
		put(t, IK_FLAG_C, 19, 1);
		put(t, IK_FLAG_A, 19, 1);
	} else if (version == 2) {
		put(t, IK_FLAG_I, 19, 1);
		put(t, IK_FLAG_V, 19, 1);
		put(t, IK_FLAG_R, 19, 1);
	}
	tree_pop(t);
}

static void isakmp_tree(struct tree *t, const struct layer *l)
{
	unsigned version = major_version(l);
	put(t, IK_ISPI, 0, 8);
	put(t, IK_RSPI, 8, 8);
	put(t, IK_NEXTPAYLOAD, 16, 1);
	put(t, IK_VERSION, 17, 1);
	tree_push(t);
	put(t, IK_MJVER, 17, 1);
	put(t, IK_MNVER, 17, 1);
	tree_pop(t);
	if (version == 1 || version == 2)
		put(t, IK_EXCHANGETYPE, 18, 1);
	put_flags(t, version);
	put(t, IK_MESSAGEID, 20, 4);
	uint32_t length = slice_u32(l->data, 24);
	if (length <= TOO_LARGE && !tree_need(t, 0, length))
		return;
	put(t, IK_LENGTH, 24, 4);
	if (length > TOO_LARGE || length <= IKE_HEADER)
		return;
	if (version == 1 && slice_u8(l->data, 19) & FLAG_ENCRYPTION) {
		put_node(t, IK_ENC_DATA_1, IKE_HEADER, length - IKE_HEADER);
		return;
	}
	ike_put_payloads(t, (struct ike_part){ IKE_HEADER, length, version, slice_u8(l->data, 16), 0, NULL });
}

/* What certificates and names have inside. */
static void isakmp_path(struct buf *b, const struct dissection *d, const struct layer *l)
{
	enum { CERTREQ_SIGNATURE = 4, HASH_AND_URL = 12, ID_FRONT = 4 };
	unsigned version = major_version(l), type = slice_u8(l->data, 16);
	uint32_t n;
	(void)d;
	if (version == 1 && slice_u8(l->data, 19) & FLAG_ENCRYPTION)
		return;
	for (uint32_t off = IKE_HEADER; type && slice_has(l->data, off, IKE_PAYLOAD_HEADER); off += n) {
		n = slice_u16(l->data, off + 2);
		if (n <= IKE_PAYLOAD_HEADER || !slice_has(l->data, off, n))
			return;
		struct slice s = slice_sub(l->data, off + IKE_PAYLOAD_HEADER, n - IKE_PAYLOAD_HEADER);
		bool is_id = type == PL_ID || type == PL2_ID_INITIATOR || type == PL2_ID_RESPONDER;
		bool is_request = type == PL_CERT_REQUEST && version == 1 && slice_u8(s, 0) == CERTREQ_SIGNATURE;
		struct ber e;
		if ((type == PL_CERT || type == PL2_CERT) && !(version == 2 && slice_u8(s, 0) == HASH_AND_URL))
			certificate_path(b, slice_from(s, 1));
		else if (((is_id && slice_u8(s, 0) == IKE_ID_NAME) || is_request) &&
			 ber_read(s, is_id ? ID_FRONT : 1, s.len, &e))
			certificate_name_path(b, slice_sub(s, e.at, e.end - e.at));
		type = slice_u8(l->data, off);
	}
}

/* A message in pieces (RFC 7383, 2.5; Cisco's), which stand alone in theirs. */
static void fragment_info(struct buf *b, const struct layer *l)
{
	unsigned first = slice_u8(l->data, 16);
	if (first == PL2_FRAGMENT && slice_has(l->data, IKE_HEADER, 8)) {
		buf_lit(b, " (fragment ");
		fmt_uint(b, slice_u16(l->data, IKE_HEADER + 4));
		buf_char(b, '/');
		fmt_uint(b, slice_u16(l->data, IKE_HEADER + 6));
		buf_char(b, ')');
	} else if (first == PL_CISCO_FRAGMENT && slice_has(l->data, IKE_HEADER, 8)) {
		buf_lit(b, " (Message fragment ");
		fmt_uint(b, slice_u8(l->data, IKE_HEADER + 6));
		buf_char(b, ')');
	}
}

static void isakmp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct buf *b = &c->info;
	unsigned version = major_version(l), exchange = slice_u8(l->data, 18), flags = slice_u8(l->data, 19);
	const char *name = value_text(isakmp_fields[IK_EXCHANGETYPE].vals, exchange);
	(void)d;
	if (version != 1 && version != 2)
		return;
	if (name) {
		buf_str(b, name);
	} else {
		buf_lit(b, "Unknown ");
		fmt_uint(b, exchange);
	}
	if (version == 1) {
		fragment_info(b, l);
		return;
	}
	buf_lit(b, " MID=");
	fmt_uint_pad(b, slice_u32(l->data, 20), 2, '0');
	buf_str(b, flags & FLAG_INITIATOR ? " Initiator" : " Responder");
	buf_str(b, flags & FLAG_RESPONSE ? " Response" : " Request");
	fragment_info(b, l);
}

static const struct next_link isakmp_on[] = { { NEXT_UDP_PORT, 500 }, { NEXT_BY_NAME, 0 } };

const struct protocol protocol_isakmp = {
	.name = "isakmp",
	.column = "ISAKMP",
	.fields = isakmp_fields,
	.n_fields = IK_N_ROWS,
	ON(isakmp_on),
	.shows = certificate_protocols,
	.dissect = isakmp_dissect,
	.fields_of = isakmp_tree,
	.path_inside = isakmp_path,
	.info = isakmp_info,
};
