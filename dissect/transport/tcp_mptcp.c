/* tcp_mptcp.c: the Multipath TCP option (RFC 6824 version 0, RFC 8684 version 1), as one segment shows it. */
#include "base/fmt.h"
#include "dissect/transport/tcp_impl.h"

enum { MP_CAPABLE, MP_JOIN, DSS, ADD_ADDR, REMOVE_ADDR, MP_PRIO, MP_FAIL, MP_FASTCLOSE, MP_TCPRST };
enum { DSS_ACK = 1, DSS_ACK8 = 2, DSS_SEQ = 4, DSS_SEQ8 = 8 };

static unsigned subtype_of(struct slice s)
{
	return slice_u8(s, 2) >> 4;
}

/* A data sequence signal's length by its flags, the checksum left out (it is there when the peers agreed on one). */
static uint32_t dss_needs(unsigned flags)
{
	uint32_t n = 4;
	if (flags & DSS_ACK)
		n += flags & DSS_ACK8 ? 8 : 4;
	if (flags & DSS_SEQ)
		n += flags & DSS_SEQ8 ? 14 : 10;
	return n;
}

/* Bytes of the address of an ADD_ADDR of that length: alone, with a port, with an authenticator, with both. Version 0
 * says which kind of address it is, too. */
static uint32_t address_bytes(unsigned version, uint32_t len)
{
	uint32_t n = 0;
	if (len == 8 || len == 10 || len == 16 || len == 18)
		n = 4;
	else if (len == 20 || len == 22 || len == 28 || len == 30)
		n = 16;
	return (version == 4 && n == 16) || (version == 6 && n == 4) ? 0 : n;
}

bool tcp_mptcp_broken(struct slice s)
{
	if (s.wire < 3)
		return true;
	switch (subtype_of(s)) {
	case MP_CAPABLE:
	case MP_TCPRST: return s.wire < 4;
	case DSS: return s.wire < dss_needs(slice_u8(s, 3));
	case ADD_ADDR: return s.wire < 4;
	case MP_FAIL:
	case MP_FASTCLOSE: return s.wire < 12;
	default: return false;
	}
}

void tcp_mptcp_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_str(b, r->f->name);
	if (r->len < 3)
		return;
	unsigned subtype = subtype_of(record_bytes(t->d, r));
	const char *name = value_text(tcp_fields[MP_SUBTYPE].vals, subtype);
	buf_lit(b, ": ");
	if (name) {
		buf_str(b, name);
		return;
	}
	buf_lit(b, "Unknown (");
	fmt_uint(b, subtype);
	buf_char(b, ')');
}

void tcp_mptcp_flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char *const names[] = { ", Flag U", ", Flag V", ", Flag W", ", Transient" };
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": 0x");
	fmt_hex(b, r->val, 2);
	if (r->aux != MP_TCPRST)
		return;
	for (unsigned i = 0; i < 4; i++)
		if (r->val << i & 8)
			buf_str(b, names[i]);
}

void tcp_raw_ack_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_uint(b, r->val);
	if (r->len == 8)
		buf_lit(b, " (64bits)");
}

void tcp_raw_seq_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_uint(b, r->val);
	if (r->aux == DSS)
		buf_str(b, r->len == 8 ? "  (64bits version)" : "  (32bits version)");
}

static void put_capable(const struct tcp_option *o)
{
	bool v1 = (slice_u8(o->bytes, 2) & 15) == 1;
	unsigned flags = slice_u8(o->bytes, 3);
	uint32_t len = o->len;
	tcp_option_put(o, MP_VERSION, 2, 1);
	tcp_option_put(o, MP_FLAGS, 3, 1);
	tree_push(o->t);
	tcp_option_put(o, MP_CHECKSUM_REQ, 3, 1);
	tcp_option_put(o, MP_EXTENSIBILITY, 3, 1);
	if (v1)
		tcp_option_put(o, MP_NO_MORE, 3, 1);
	tcp_option_put(o, v1 ? MP_SHA256 : MP_SHA1, 3, 1);
	tcp_option_put(o, v1 ? MP_RESERVED_V1 : MP_RESERVED_V0, 3, 1);
	if (!(flags & 0x3f))
		put_expert(o->t, MP_NO_ALGORITHM, o->off + 3, 0, NULL);
	if ((flags & 0x3f) != 1)
		put_expert(o->t, MP_BAD_ALGORITHM, o->off + 3, 0, NULL);
	tree_pop(o->t);
	if (len != 12 && len != 20 && len != 22 && len != 24)
		return;
	tcp_option_put(o, MP_SEND_KEY, 4, 8);
	if (len >= 20)
		tcp_option_put(o, MP_RECV_KEY, 12, 8);
	if (len >= 22)
		tcp_option_put(o, MP_LEVEL_LEN, 20, 2);
	if (len >= 24)
		tcp_option_put(o, MP_CHECKSUM, 22, 2);
}

static void put_backup(const struct tcp_option *o)
{
	tcp_option_put(o, MP_FLAGS, 2, 1);
	tree_push(o->t);
	tcp_option_put(o, MP_BACKUP, 2, 1);
	tree_pop(o->t);
}

/* SYN, SYN/ACK and ACK of a join differ in length. */
static void put_join(const struct tcp_option *o)
{
	switch (o->len) {
	case 12:
		put_backup(o);
		tcp_option_put(o, MP_ADDRESS_ID, 3, 1);
		tcp_option_put(o, MP_RECV_TOKEN, 4, 4);
		tcp_option_put(o, MP_SEND_RAND, 8, 4);
		break;
	case 16:
		put_backup(o);
		tcp_option_put(o, MP_ADDRESS_ID, 3, 1);
		tcp_option_put(o, MP_SEND_TRUNC_HMAC, 4, 8);
		tcp_option_put(o, MP_SEND_RAND, 12, 4);
		break;
	case 24:
		tcp_option_put(o, MP_RESERVED, 2, 2);
		tcp_option_put(o, MP_SEND_HMAC, 4, 20);
		break;
	default: break;
	}
}

static void put_signal(const struct tcp_option *o)
{
	unsigned flags = slice_u8(o->bytes, 3);
	uint32_t at = 4, n;
	tcp_option_put(o, MP_FLAGS, 3, 1);
	tree_push(o->t);
	for (unsigned row = MP_DATA_FIN; row <= MP_ACK_PRESENT; row++)
		tcp_option_put(o, row, 3, 1);
	tree_pop(o->t);
	if (flags & DSS_ACK) {
		n = flags & DSS_ACK8 ? 8 : 4;
		tcp_option_put(o, MP_RAW_ACK, at, n);
		at += n;
	}
	if (!(flags & DSS_SEQ))
		return;
	n = flags & DSS_SEQ8 ? 8 : 4;
	tcp_option_put(o, MP_RAW_SEQ, at, n)->aux = DSS;
	tcp_option_put(o, MP_SUBFLOW_SEQ, at + n, 4);
	tcp_option_put(o, MP_LEVEL_LEN, at + n + 4, 2);
	if (!slice_u16(o->bytes, at + n + 4))
		put_expert(o->t, MP_INFINITE, o->off, 0, NULL);
}

static void put_add_address(const struct tcp_option *o)
{
	unsigned version = slice_u8(o->bytes, 2) & 15;
	uint32_t n = address_bytes(version, o->len), at = 4 + n, left = n ? o->len - at : 0;
	tcp_option_put(o, version == 4 || version == 6 ? MP_IP_VERSION : MP_ECHO, 2, 1);
	tcp_option_put(o, MP_ADDRESS_ID, 3, 1);
	if (n)
		tcp_option_put(o, n == 4 ? MP_IPV4 : MP_IPV6, 4, n);
	if (left == 2 || left == 10) {
		tcp_option_put(o, MP_PORT, at, 2);
		at += 2;
		left -= 2;
	}
	if (left == 8)
		tcp_option_put(o, MP_ADD_HMAC, at, 8);
}

static void put_reset(const struct tcp_option *o)
{
	tcp_option_put(o, MP_FLAGS, 2, 1)->aux = MP_TCPRST;
	tree_push(o->t);
	for (unsigned row = MP_RST_U; row <= MP_RST_T; row++)
		tcp_option_put(o, row, 2, 1);
	tree_pop(o->t);
	tcp_option_put(o, MP_RST_REASON, 3, 1);
}

void tcp_put_mptcp(const struct tcp_option *o)
{
	uint32_t len = o->len;
	tcp_option_put(o, MP_SUBTYPE, 2, 1);
	switch (subtype_of(o->bytes)) {
	case MP_CAPABLE: put_capable(o); break;
	case MP_JOIN: put_join(o); break;
	case DSS: put_signal(o); break;
	case ADD_ADDR: put_add_address(o); break;
	case REMOVE_ADDR:
		tcp_option_put_uint(o, MP_REMOVED, 2, 1, len - 3);
		for (uint32_t at = 3; at < len; at++)
			tcp_option_put(o, MP_ADDRESS_ID, at, 1);
		break;
	case MP_PRIO:
		put_backup(o);
		if (len == 4)
			tcp_option_put(o, MP_ADDRESS_ID, 3, 1);
		break;
	case MP_FAIL:
	case MP_FASTCLOSE:
		tcp_option_put(o, MP_RESERVED, 2, 2);
		tcp_option_put(o, subtype_of(o->bytes) == MP_FAIL ? MP_RAW_SEQ : MP_RECV_KEY, 4, 8);
		break;
	case MP_TCPRST: put_reset(o); break;
	default: break;
	}
}
