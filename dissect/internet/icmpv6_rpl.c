/* icmpv6_rpl.c: routing for low-power networks (RFC 6550), its metrics (RFC 6551) and point-to-point routes (RFC 6997). */
#include "dissect/internet/icmpv6_impl.h"

enum { DIS, DIO, DAO, DAO_ACK, P2P_DRO, P2P_DRO_ACK, CONSISTENCY_CHECK = 10, SECURE = 0x80 };
enum { MAX_RPL_OPTIONS = 256 };

static void put_metric_object(struct tree *t, const struct layer *l, unsigned type, uint32_t off, uint32_t end)
{
	switch (type) {
	case 1:
		put_rows(t, RPL_OPT_METRIC_NSA_OBJECT, RPL_OPT_METRIC_NSA_OBJECT_FLAG_O, off);
		for (off += 2; off < end && !tree_ended(t);) {
			uint32_t n = slice_u8(l->data, off + 1), left = end - off;
			put_uint(t, RPL_OPT_METRIC_NSA_OBJECT_OPTTLV_OBJECT, off, n + 2 < left ? n + 2 : left,
				 slice_u8(l->data, off));
			tree_push(t);
			put(t, RPL_OPT_METRIC_NSA_OBJECT_OPTTLV_OBJECT_TYPE, off, 1);
			put(t, RPL_OPT_METRIC_NSA_OBJECT_OPTTLV_OBJECT_LENGTH, off + 1, 1);
			put(t, RPL_OPT_METRIC_NSA_OBJECT_OPTTLV_OBJECT_DATA, off + 2, n);
			tree_pop(t);
			off += 2 + n;
		}
		break;
	case 2:
		for (; off < end && !tree_ended(t); off += 2)
			put_rows(t, RPL_OPT_METRIC_NE_OBJECT, RPL_OPT_METRIC_NE_OBJECT_ENERGY, off);
		break;
	case 3: put_rows(t, RPL_OPT_METRIC_HP_OBJECT, RPL_OPT_METRIC_HP_OBJECT_HP, off); break;
	case 4:
		for (; off < end && !tree_ended(t); off += 4)
			put(t, RPL_OPT_METRIC_LT_OBJECT_LT, off, 4);
		break;
	case 5:
		for (; off < end && !tree_ended(t); off += 4)
			put(t, RPL_OPT_METRIC_LL_OBJECT_LL, off, 4);
		break;
	case 6:
		put(t, RPL_OPT_METRIC_LQL_OBJECT_RES, off, 1);
		for (off++; off < end && !tree_ended(t); off++)
			put_rows(t, RPL_OPT_METRIC_LQL_OBJECT, RPL_OPT_METRIC_LQL_OBJECT_COUNTER, off);
		break;
	case 7:
		for (; off < end && !tree_ended(t); off += 2)
			put(t, RPL_OPT_METRIC_ETX_OBJECT_ETX, off, 2);
		break;
	case 8:
		put(t, RPL_OPT_METRIC_LC_OBJECT_RES, off, 1);
		for (off++; off < end && !tree_ended(t); off += 2) {
			put(t, RPL_OPT_METRIC_LC_OBJECT, off, 2);
			tree_push(t);
			put(t, RPL_OPT_METRIC_LC_OBJECT_LC, off, 2);
			put(t, RPL_OPT_METRIC_LC_OBJECT_RESERVED, off, 2);
			put(t, RPL_OPT_METRIC_LC_OBJECT_FLAG_I, off, 2);
			tree_pop(t);
		}
		break;
	default: break;
	}
}

static void put_metrics(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	while (off < end && tree_need(t, off, 4)) {
		unsigned type = slice_u8(l->data, off);
		uint32_t n = slice_u8(l->data, off + 3), left = l->data.len - off;
		put_uint(t, RPL_OPT_METRIC_TYPE, off, 4 + n < left ? 4 + n : left, type);
		tree_push(t);
		if (type < 1 || type > 8)
			put_expert(t, RPL_UNKNOWN_METRIC, off, 0, NULL);
		put_rows(t, RPL_OPT_METRIC_FLAGS, RPL_OPT_METRIC_LENGTH, off);
		put_metric_object(t, l, type, off + 4, off + 4 + n);
		tree_pop(t);
		off += type >= 1 && type <= 8 ? 4 + n : 4;
	}
}

static void put_note(struct tree *t, unsigned row, uint32_t off)
{
	tree_push(t);
	put_expert(t, row, off, 0, NULL);
	tree_pop(t);
}

/* RFC 6997, 7: a route being found; addresses lack the bytes that they share with the DODAG's. */
static void put_route_discovery(struct tree *t, const struct layer *l, uint32_t off, uint32_t end)
{
	unsigned flags = slice_u8(l->data, off + 2), kind = slice_u8(l->data, 1) & 0x7f;
	uint32_t n = 16 - (flags & 15);
	bool hop_by_hop = flags & 0x40;
	put_node(t, RPL_OPT_ROUTEDISCOVERY_FLAG, off + 2, 1);
	tree_push(t);
	put(t, RPL_OPT_ROUTEDISCOVERY_FLAG_REPLY, off + 2, 1);
	put(t, RPL_OPT_ROUTEDISCOVERY_FLAG_HOPBYHOP, off + 2, 1);
	if (hop_by_hop && !(flags & 0x80))
		put_note(t, RPL_P2P_HOP_BY_HOP, off + 2);
	put(t, RPL_OPT_ROUTEDISCOVERY_FLAG_NUMOFROUTES, off + 2, 1);
	if (hop_by_hop && flags & 0x30)
		put_note(t, RPL_P2P_NUM_OF_ROUTES, off + 2);
	put(t, RPL_OPT_ROUTEDISCOVERY_FLAG_COMPR, off + 2, 1);
	tree_pop(t);
	put(t, RPL_OPT_ROUTEDISCOVERY_LIFETIME, off + 3, 1);
	put(t, kind == P2P_DRO ? RPL_OPT_ROUTEDISCOVERY_NH : RPL_OPT_ROUTEDISCOVERY_MAXRANK, off + 3, 1);
	icmpv6_put_prefix(t, l, RPL_OPT_ROUTEDISCOVERY_TARGETADDR, off + 4, n, 128);
	uint32_t at = off + 4 + n, left = end > at ? end - at : 0;
	put_node(t, RPL_OPT_ROUTEDISCOVERY_ADDR_VEC, at, left)->aux = left / n;
	tree_push(t);
	for (; at < end && !tree_ended(t); at += n)
		icmpv6_put_prefix(t, l, RPL_OPT_ROUTEDISCOVERY_ADDRVEC_ADDR, at, n, 128);
	tree_pop(t);
}

/* A prefix in n bytes behind a fixed part, when there are any. */
static void put_short_prefix(struct tree *t, const struct layer *l, unsigned row, uint32_t off, uint32_t end,
			     uint32_t bits)
{
	uint32_t n = end > off ? end - off : 0;
	if (n)
		icmpv6_put_prefix(t, l, row, off, n < 16 ? n : 16, bits);
}

/* Does an option have another number of bytes for its prefix than an address, or the prefix's length, allows? */
static bool bad_prefix(struct slice s, uint32_t off, unsigned type, uint32_t len)
{
	uint32_t fixed = type == 5 ? 4 : 8, bits = slice_u8(s, off + (type == 5 ? 3 : 2));
	return (type == 3 || type == 5) && (len < fixed || len - fixed > 16 || (len - fixed) * 8 < bits);
}

static uint32_t put_rpl_body(struct tree *t, const struct layer *l, unsigned type, uint32_t off, uint32_t end)
{
	switch (type) {
	case 1: put(t, RPL_OPT_PADN, off + 2, end - off - 2); return end;
	case 2: put_metrics(t, l, off + 2, end); return end;
	case 3:
		put_rows(t, RPL_OPT_ROUTE_PREFIX_LENGTH, RPL_OPT_ROUTE_LIFETIME, off);
		if (bad_prefix(l->data, off, type, end - off))
			return off + 8;
		put_short_prefix(t, l, RPL_OPT_ROUTE_PREFIX, off + 8, end, slice_u8(l->data, off + 2));
		return end;
	case 4: put_rows(t, RPL_OPT_CONFIG_FLAG, RPL_OPT_CONFIG_LIFETIME_UNIT, off); return off + 16;
	case 5:
		put_rows(t, RPL_OPT_TARGET_FLAG, RPL_OPT_TARGET_PREFIX_LENGTH, off);
		if (bad_prefix(l->data, off, type, end - off))
			return off + 4;
		put_short_prefix(t, l, RPL_OPT_TARGET_PREFIX, off + 4, end, slice_u8(l->data, off + 3));
		return end;
	case 6:
		put_rows(t, RPL_OPT_TRANSIT_FLAG, RPL_OPT_TRANSIT_PATHLIFETIME, off);
		if (end - off < 22)
			return off + 6;
		put(t, RPL_OPT_TRANSIT_PARENT, off + 6, 16);
		return off + 22;
	case 7: put_rows(t, RPL_OPT_SOLICITED_INSTANCE, RPL_OPT_SOLICITED_VERSION, off); return off + 21;
	case 8: put_rows(t, RPL_OPT_PREFIX_LENGTH, RPL_OPT_PREFIX, off); return off + 32;
	case 9: put(t, RPL_OPT_TARGETDESC_DESCRIPTOR, off + 2, 4); return off + 6;
	case 10: put_route_discovery(t, l, off, end); return end;
	default:
		icmpv6_put_undecoded(t, UNDECODED_RPL_OPTION, off, 0, "RPL Option", type);
		put(t, DATA, off + 2, end - off - 2);
		return end;
	}
}

static void put_rpl_options(struct tree *t, const struct layer *l, uint32_t off)
{
	for (unsigned n = 0; n < MAX_RPL_OPTIONS && off < l->data.wire && tree_need(t, off, 1); n++) {
		unsigned type = slice_u8(l->data, off);
		uint32_t len = type ? 2u + slice_u8(l->data, off + 1) : 1, left = l->data.len - off;
		struct record *r = put_node(t, OPT, off, len < left ? len : left);
		r->aux = type;
		tree_push(t);
		put(t, RPL_OPT_TYPE, off, 1);
		if (type) {
			put(t, RPL_OPT_LENGTH, off + 1, 1);
			if (bad_prefix(l->data, off, type, len))
				put_note(t, INVALID_OPTION_LENGTH, off + 1);
			uint32_t known = put_rpl_body(t, l, type, off, off + len);
			if (known < off + len && !tree_ended(t))
				icmpv6_put_unknown(t, known, off + len - known);
		}
		if (tree_ended(t))
			r->aux |= OPTION_OPEN;
		tree_pop(t);
		off += len;
	}
}

/* RFC 6550, 6.1: how the message is protected, before its own fields. What of a key is named hangs on its mode, which
 * tshark takes from the bits of the level. */
static uint32_t put_security(struct tree *t, const struct layer *l, uint32_t off)
{
	unsigned mode = slice_u8(l->data, off + 2) & 7;
	put_rows(t, RPL_SECURE_FLAG, RPL_SECURE_ALGORITHM, off);
	put(t, RPL_SECURE_FLAG, off + 2, 1)->aux = 1;
	put_rows(t, RPL_SECURE_KIM, RPL_SECURE_RSV, off);
	put(t, RPL_SECURE_FLAG, off + 3, 1)->aux = 1;
	put(t, RPL_SECURE_COUNTER, off + 4, 4);
	off += 8;
	if (mode == 2 || mode == 3) {
		put(t, RPL_SECURE_KEY_SOURCE, off, 8);
		off += 8;
	}
	if (mode == 0 || mode == 2 || mode == 3)
		put(t, RPL_SECURE_KEY_INDEX, off++, 1);
	return off;
}

static uint32_t put_information(struct tree *t, uint32_t off)
{
	put_rows(t, RPL_DIO_INSTANCE, RPL_DIO_DTSN, off);
	put(t, RPL_DIO_FLAG, off + 6, 1)->aux = 1;
	put(t, RESERVED, off + 7, 1);
	put_rows(t, RPL_DIO_DAGID, RPL_DIO_DAGID, off);
	return off + 24;
}

static uint32_t put_advertisement(struct tree *t, const struct layer *l, uint32_t off, bool acknowledged)
{
	unsigned flags = slice_u8(l->data, off + 1);
	if (acknowledged) {
		put_rows(t, RPL_DAOACK_INSTANCE, RPL_DAOACK_STATUS, off);
	} else {
		put_rows(t, RPL_DAO_INSTANCE, RPL_DAO_FLAG_RSV, off);
		put(t, RESERVED, off + 2, 1);
		put_rows(t, RPL_DAO_SEQUENCE, RPL_DAO_SEQUENCE, off);
	}
	if (!(flags & (acknowledged ? 0x80 : 0x40)))
		return off + 4;
	put(t, acknowledged ? RPL_DAOACK_DODAGID : RPL_DAO_DODAGID, off + 4, 16);
	return off + 20;
}

static uint32_t put_discovery_reply(struct tree *t, const struct layer *l, uint32_t off, bool acknowledged)
{
	put(t, RPL_P2P_DRO_INSTANCE, off, 1);
	put(t, RPL_P2P_DRO_VERSION, off + 1, 1);
	if (slice_u8(l->data, off + 1)) {
		tree_push(t);
		put_expert(t, RPL_P2P_DRO_ZERO, off + 1, 0, NULL);
		tree_pop(t);
	}
	put_rows(t, acknowledged ? RPL_P2P_DROACK_FLAG : RPL_P2P_DRO_FLAG,
		 acknowledged ? RPL_P2P_DROACK_FLAG_RESERVED : RPL_P2P_DRO_FLAG_RESERVED, off);
	put(t, RPL_P2P_DRO_DAGID, off + 4, 16);
	return off + 20;
}

static uint32_t put_consistency_check(struct tree *t, uint32_t off)
{
	put_rows(t, RPL_CC_INSTANCE, RPL_CC_DESTINATION_COUNTER, off);
	return off + 24;
}

void icmpv6_put_rpl(struct tree *t, const struct layer *l)
{
	unsigned code = slice_u8(l->data, 1), kind = code & 0x7f;
	uint32_t off = 4;
	if (code & SECURE)
		off = put_security(t, l, off);
	if (kind > P2P_DRO_ACK && code != (SECURE | CONSISTENCY_CHECK))
		return;
	switch (kind) {
	case DIS:
		put(t, RPL_DIS_FLAGS, off, 1);
		put(t, RESERVED, off + 1, 1);
		off += 2;
		break;
	case DIO: off = put_information(t, off); break;
	case DAO:
	case DAO_ACK: off = put_advertisement(t, l, off, kind == DAO_ACK); break;
	case P2P_DRO: off = put_discovery_reply(t, l, off, false); break;
	case P2P_DRO_ACK: put_discovery_reply(t, l, off, true); return;
	default: off = put_consistency_check(t, off); break;
	}
	if (!tree_ended(t))
		put_rpl_options(t, l, off);
}
