/* ntp.c: Network Time Protocol (RFC 5905), and SNTP. */
#include "base/fmt.h"
#include "dissect/application/ntp_impl.h"
#include "dissect/column.h"

/*   0        1         2        3          4            8                 12
 *  +--------+---------+--------+-----------+------------+-----------------+--------------+
 *  |LI VN Md| stratum |  poll  | precision | root delay | root dispersion | reference ID |
 *  +--------+---------+--------+-----------+------------+-----------------+--------------+
 *  16: reference, origin, receive and transmit timestamp; 48: extensions, key identifier, digest */
enum { TIMESTAMPS_OFF = 16, HEADER_BYTES = 48, MIN_EXTENSION = 16 /* RFC 7822, 3 */ };
#define SECONDS_1900_TO_1970 INT64_C(2208988800)

static void ntp_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	l->header_len = l->tree_len = l->data.len;
	l->payload = slice_from(l->data, l->data.wire);
}

/* 32 bits of seconds since 1900, or since 2036 when the first bit is clear (RFC 4330, 3), 32 of fraction. */
static void put_timestamp(struct tree *t, const struct layer *l, unsigned row, uint32_t off)
{
	uint64_t seconds = slice_u32(l->data, off), fraction = slice_u32(l->data, off + 4);
	int64_t since_1970 = (int64_t)(seconds | (seconds >> 31 ? 0 : UINT64_C(1) << 32)) - SECONDS_1900_TO_1970;
	bool none = !seconds && !fraction;
	put_time(t, row, off, 8, none ? 0 : since_1970, none ? 0 : (uint32_t)(fraction * 1000000000 >> 32));
}

static uint32_t put_extensions(struct tree *t, const struct layer *l, uint32_t off)
{
	while (!tree_ended(t)) {
		uint32_t n = slice_u16(l->data, off + 2);
		if (n < MIN_EXTENSION || !slice_has(l->data, off, n))
			break;
		put_node(t, EXT, off, n);
		tree_push(t);
		put(t, EXT_TYPE, off, 2);
		put(t, EXT_LENGTH, off + 2, 2);
		put(t, EXT_VALUE, off + 4, n - 4);
		tree_pop(t);
		off += n;
	}
	return off;
}

static void put_clock(struct tree *t, const struct layer *l)
{
	put_rows(t, LI, MODE, 0);
	put_rows(t, STRATUM, REF_ID, 0);
	for (unsigned i = 0; i < 4; i++)
		put_timestamp(t, l, REF_TIME + i, TIMESTAMPS_OFF + 8 * i);
	uint32_t off = HEADER_BYTES;
	if ((slice_u8(l->data, 0) >> 3 & 7) == 4)
		off = put_extensions(t, l, off);
	if (off < l->data.len)
		put(t, KEY_ID, off, 4);
	if (off + 4 < l->data.len)
		put(t, MAC, off + 4, l->data.len - off - 4);
}

static void ntp_tree(struct tree *t, const struct layer *l)
{
	unsigned mode = slice_u8(l->data, 0) & 7;
	put(t, FLAGS, 0, 1);
	if (mode == NTP_CONTROL)
		ntp_put_control(t, l);
	else if (mode == NTP_PRIVATE)
		ntp_put_private(t, l);
	else
		put_clock(t, l);
}

static void ntp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned flags = slice_u8(l->data, 0), mode = flags & 7;
	struct buf *b = &c->info;
	(void)d;
	buf_str(b, value_text(&ntp_versions, flags >> 3 & 7));
	buf_lit(b, ", ");
	if (mode == NTP_CONTROL) {
		buf_lit(b, "control");
	} else if (mode == NTP_PRIVATE) {
		const char *request = value_text(&ntp_requests, slice_u8(l->data, 3));
		buf_lit(b, "private, ");
		buf_str(b, value_text(&ntp_responses, flags >> 7));
		buf_lit(b, ", ");
		buf_str(b, request ? request : "Unknown");
	} else {
		buf_str(b, value_text(&ntp_modes, mode));
	}
}

static const struct next_link ntp_on[] = { { NEXT_UDP_PORT, 123 } };

const struct protocol protocol_ntp = {
	.name = "ntp",
	.column = "NTP",
	FIELDS(ntp_fields),
	ON(ntp_on),
	.dissect = ntp_dissect,
	.fields_of = ntp_tree,
	.info = ntp_info,
};
