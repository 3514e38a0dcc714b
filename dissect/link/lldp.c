/* lldp.c: Link Layer Discovery Protocol (IEEE 802.1AB): mandatory and optional TLVs, those of 802.1, 802.3 and others. */
#include "dissect/column.h"
#include "dissect/link/lldp_rows.h"
#include "dissect/message.h"
#include "dissect/tree.h"

/*   0       7        16
 *  +-------+--------+-----
 *  | type  | length | value     one after the other, up to type 0
 *  +-------+--------+----- */
enum { TLV_END, TLV_CHASSIS, TLV_PORT, TLV_TTL, TLV_PORT_DESC, TLV_NAME, TLV_DESC, TLV_CAPS, TLV_MGMT, TLV_ORG = 127 };
enum { OUI_IEEE_802_1 = 0x0080c2, OUI_IEEE_802_3 = 0x00120f, OUI_MEDIA = 0x0012bb, OUI_IANA = 0x00005e };
enum {
	MAX_TLVS = 512,
	FAMILY_IPV4 = 1,
	FAMILY_IPV6 = 2,
	CHASSIS_BY_MAC = 4,
	PORT_BY_MAC = 3,
	CHASSIS_BY_NET = 5,
	PORT_BY_NET = 4
};

static void named(struct buf *b, const char *name)
{
	buf_str(b, name ? name : "Unknown");
}

static void id_text(struct buf *b, struct slice s, bool chassis)
{
	unsigned subtype = slice_u8(s, 0);
	struct slice id = slice_from(s, 1);
	if (subtype == (chassis ? CHASSIS_BY_MAC : PORT_BY_MAC) && id.len == 6)
		fmt_mac(b, id.p);
	else if (subtype == (chassis ? CHASSIS_BY_NET : PORT_BY_NET) && slice_u8(id, 0) == FAMILY_IPV4 && id.len == 5)
		fmt_ipv4(b, id.p + 1);
	else if (subtype == (chassis ? CHASSIS_BY_NET : PORT_BY_NET) && slice_u8(id, 0) == FAMILY_IPV6 && id.len == 17)
		fmt_ipv6(b, id.p + 1);
	else
		fmt_text(b, id.p, id.len);
}

static void org_label(struct buf *b, struct slice s)
{
	unsigned subtype = slice_u8(s, 3);
	switch (slice_u24(s, 0)) {
	case OUI_IEEE_802_1:
		buf_lit(b, "IEEE - ");
		named(b, value_text(&lldp_dot1_subtypes, subtype));
		break;
	case OUI_IEEE_802_3:
		buf_lit(b, "Ieee 802.3 - ");
		named(b, value_text(&lldp_dot3_subtypes, subtype));
		break;
	default: buf_lit(b, "Organization Specific");
	}
}

void lldp_tlv_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice all = record_bytes(t->d, r), s = slice_from(all, 2);
	unsigned type = slice_u16(all, 0) >> 9;
	switch (type) {
	case TLV_CHASSIS:
	case TLV_PORT:
		buf_str(b, type == TLV_CHASSIS ? "Chassis Subtype = " : "Port Subtype = ");
		named(b,
		      value_text(type == TLV_CHASSIS ? &lldp_chassis_subtypes : &lldp_port_subtypes, slice_u8(s, 0)));
		buf_lit(b, ", Id: ");
		id_text(b, s, type == TLV_CHASSIS);
		break;
	case TLV_TTL:
		buf_lit(b, "Time To Live = ");
		fmt_uint(b, slice_u16(s, 0));
		buf_lit(b, " sec");
		break;
	case TLV_PORT_DESC:
	case TLV_NAME:
	case TLV_DESC:
		named(b, value_text(&lldp_tlv_types, type));
		buf_lit(b, " = ");
		fmt_text(b, s.p, s.len);
		break;
	case TLV_CAPS: buf_lit(b, "Capabilities"); break;
	case TLV_ORG: org_label(b, s); break;
	default: named(b, value_text(&lldp_tlv_types, type));
	}
}

static void lldp_dissect(struct dissection *d, struct layer *l)
{
	uint32_t off = 0;
	bool ended = false;
	(void)d;
	if (!slice_has(l->data, 0, 2)) {
		l->header_len = l->tree_len = l->data.len;
		layer_cut(l, 2);
		return;
	}
	for (unsigned i = 0; i < MAX_TLVS && slice_has(l->data, off, 2); i++) {
		unsigned word = slice_u16(l->data, off), type = word >> 9;
		if (i < 3 && type != i + 1) {
			/* Neither chassis, port nor time: the rest is not looked at. */
			l->fact[0] = i + 1;
			off += 2 + (word & 0x1ff);
			break;
		}
		off += 2 + (word & 0x1ff);
		ended = type == TLV_END;
		if (ended)
			break;
	}
	l->fact[1] = off;
	l->header_len = l->tree_len = l->data.len;
	if (l->fact[0])
		l->tree_len = off < l->data.len ? off : l->data.len;
	l->payload = slice_from(l->data, l->data.wire);
	/* What stands behind the last TLV is Ethernet's trailer. */
	if (!l->fact[0] && ended)
		l->data = slice_first(l->data, off);
}

/* A number of bits below a row: rows first..last of the same bytes. */
static void put_bits(struct tree *t, unsigned row, unsigned first, unsigned last, uint32_t off, uint32_t n)
{
	put(t, row, off, n);
	tree_push(t);
	for (unsigned i = first; i <= last; i++)
		put(t, i, off, n);
	tree_pop(t);
}

/* Chassis and port identifiers: subtype, then an address or text. `row` is the subtype's; id, MAC, IPv4, IPv6 follow. */
static void put_id(struct tree *t, unsigned row, uint32_t off, uint32_t n, unsigned by_mac, unsigned by_net)
{
	unsigned subtype = slice_u8(t->l->data, off);
	put(t, row, off++, 1);
	if (--n == 0)
		return;
	if (subtype == by_mac && n == 6) {
		put(t, row + 2, off, 6);
	} else if (subtype == by_net) {
		unsigned family = slice_u8(t->l->data, off);
		put(t, FAMILY, off++, 1);
		n--;
		if (n)
			put(t,
			    family == FAMILY_IPV4 && n == 4    ? row + 3
			    : family == FAMILY_IPV6 && n == 16 ? row + 4
							       : row + 1,
			    off, n);
	} else {
		put(t, row + 1, off, n);
	}
}

static void put_management(struct tree *t, uint32_t off, uint32_t n)
{
	const struct slice s = t->l->data;
	uint32_t len = slice_u8(s, off), end = off + n;
	unsigned family = slice_u8(s, off + 1);
	put(t, MGMT_LEN, off, 1);
	put(t, MGMT_FAMILY, off + 1, 1);
	if (len < 2 || off + 1 + len > end) {
		tree_malformed(t);
		return;
	}
	put(t,
	    family == FAMILY_IPV4 && len == 5    ? MGMT_IP4
	    : family == FAMILY_IPV6 && len == 17 ? MGMT_IP6
						 : MGMT_HEX,
	    off + 2, len - 1);
	off += 1 + len;
	put(t, MGMT_IF_SUBTYPE, off, 1);
	put(t, MGMT_IF, off + 1, 4);
	put(t, MGMT_OID_LEN, off + 5, 1);
	len = slice_u8(s, off + 5);
	if (len && off + 6 + len <= end)
		put(t, MGMT_OID, off + 6, len);
}

/* Eight rows of a byte each, or of four bits each. */
static void put_eight(struct tree *t, unsigned row, uint32_t off)
{
	for (unsigned i = 0; i < 8; i++)
		put(t, row + i, off + i, 1);
}

static void put_ets(struct tree *t, uint32_t off)
{
	for (unsigned i = 0; i < 8; i++)
		put(t, PGID_0 + i, off + 2 * (i / 4), 2);
	put_eight(t, PER_0, off + 4);
	put_eight(t, TSA_0, off + 12);
}

static void put_802_1(struct tree *t, uint32_t off, uint32_t n)
{
	unsigned subtype = slice_u8(t->l->data, off);
	uint32_t len = slice_u8(t->l->data, off + 1);
	put(t, DOT1_SUBTYPE, off++, 1);
	switch (subtype) {
	case 1: put(t, PVID, off, 2); break;
	case 2:
		put_bits(t, PPVID_FLAGS, PPVID_SUPPORTED, PPVID_ENABLED, off, 1);
		put(t, PPVID, off + 1, 2);
		break;
	case 3:
		len = slice_u8(t->l->data, off + 2);
		put(t, VLAN_ID, off, 2);
		put(t, VLAN_NAME_LEN, off + 2, 1);
		if (len)
			put(t, VLAN_NAME, off + 3, len);
		break;
	case 4:
		put(t, PROTO_LEN, off, 1);
		if (len)
			put(t, PROTO_ID, off + 1, len);
		break;
	case 7:
		put_bits(t, AGG1, AGG1_CAP, AGG1_ENABLED, off, 1);
		put(t, AGG1_PORT, off + 1, 4);
		break;
	case 8:
		for (unsigned i = CNPV_0; i <= READY_7; i++)
			put(t, i, off + (i >= READY_0), 1);
		break;
	case 9:
		for (unsigned i = WILLING; i <= ETS_MAXTCS; i++)
			put(t, i, off, 1);
		put_ets(t, off + 1);
		break;
	case 10:
		put(t, PG_RESERVED, off, 1);
		put_ets(t, off + 1);
		break;
	case 11:
		put(t, WILLING, off, 1);
		put(t, PFC_MBC, off, 1);
		put(t, PFC_NUMTCS, off, 1);
		for (unsigned i = PFC_0; i <= PFC_7; i++)
			put(t, i, off + 1, 1);
		break;
	default: break;
	}
	(void)n;
}

static void put_802_3(struct tree *t, uint32_t off, uint32_t n)
{
	unsigned subtype = slice_u8(t->l->data, off);
	put(t, DOT3_SUBTYPE, off++, 1);
	switch (subtype) {
	case 1:
		put_bits(t, AUTONEG, AUTONEG_SUPPORTED, AUTONEG_ENABLED, off, 1);
		put_bits(t, PMD, PMD_1000BASE_TFD, PMD_OTHER, off + 1, 2);
		put_node(t, PMD_INVERSE, off + 1, 2);
		tree_push(t);
		for (unsigned i = INV_1000BASE_TFD; i <= INV_OTHER; i++)
			put(t, i, off + 1, 2);
		tree_pop(t);
		put(t, MAU_TYPE, off + 3, 2);
		break;
	case 2:
		put_bits(t, MDI, MDI_CLASS, MDI_PAIRS, off, 1);
		put(t, PSE_PAIR, off + 1, 1);
		put(t, POWER_CLASS, off + 2, 1);
		if (n < 9)
			break;
		for (unsigned i = POWER_TYPE; i <= POWER_PRIORITY; i++)
			put(t, i, off + 3, 1);
		put(t, PD_REQUESTED, off + 4, 2);
		put(t, PSE_ALLOCATED, off + 6, 2);
		break;
	case 3:
		put_bits(t, AGG3, AGG3_CAP, AGG3_ENABLED, off, 1);
		put(t, AGG3_PORT, off + 1, 4);
		break;
	case 4: put(t, MAX_FRAME, off, 2); break;
	default: break;
	}
}

static void put_org(struct tree *t, uint32_t off, uint32_t n)
{
	uint32_t oui = slice_u24(t->l->data, off);
	put(t, ORG_OUI, off, 3);
	off += 3;
	n -= 3;
	switch (oui) {
	case OUI_IEEE_802_1: put_802_1(t, off, n); break;
	case OUI_IEEE_802_3: put_802_3(t, off, n); break;
	case OUI_IANA:
		put(t, IANA_SUBTYPE, off, 1);
		if (slice_u8(t->l->data, off) == 1 && n > 1)
			put(t, MUD_URL, off + 1, n - 1);
		break;
	case OUI_MEDIA:
		put(t, MEDIA_SUBTYPE, off, 1);
		if (slice_u8(t->l->data, off) == 1 && n >= 4) {
			put_bits(t, MEDIA_CAPS, MEDIA_LLPD, MEDIA_INVENTORY, off + 1, 2);
			put(t, MEDIA_CLASS, off + 3, 1);
		}
		break;
	default: break;
	}
}

static void put_value(struct tree *t, unsigned type, uint32_t off, uint32_t n)
{
	static const uint8_t text_rows[] = {
		[TLV_PORT_DESC] = PORT_DESC, [TLV_NAME] = SYSTEM_NAME, [TLV_DESC] = SYSTEM_DESC
	};
	switch (type) {
	case TLV_CHASSIS: put_id(t, CHASSIS_SUBTYPE, off, n, CHASSIS_BY_MAC, CHASSIS_BY_NET); break;
	case TLV_PORT: put_id(t, PORT_SUBTYPE, off, n, PORT_BY_MAC, PORT_BY_NET); break;
	case TLV_TTL: put(t, TTL, off, 2); break;
	case TLV_PORT_DESC:
	case TLV_NAME:
	case TLV_DESC: put(t, text_rows[type], off, n); break;
	case TLV_CAPS:
		put_bits(t, CAPS, CAPS_OTHER, CAPS_STATION_ONLY, off, 2);
		put_bits(t, ENABLED, ENABLED_OTHER, ENABLED_STATION_ONLY, off + 2, 2);
		break;
	case TLV_MGMT: put_management(t, off, n); break;
	case TLV_ORG:
		if (n >= 4)
			put_org(t, off, n);
		break;
	default: break;
	}
}

static void put_bad_type(struct tree *t, uint32_t off, unsigned nth, unsigned type)
{
	static const char *const names[] = { "", "Invalid Chassis ID (0x", "Invalid Port ID (0x",
					     "Invalid Time-to-Live (0x" };
	MESSAGE(text);
	buf_str(&text, names[nth]);
	buf_char(&text, "0123456789ABCDEF"[type >> 4 & 15]);
	buf_char(&text, "0123456789ABCDEF"[type & 15]);
	buf_lit(&text, "), expected (0x0");
	fmt_uint(&text, nth);
	buf_char(&text, ')');
	tree_push(t);
	put_expert(t, BAD_TYPE, off, 0, message_text(&text));
	tree_pop(t);
}

static void lldp_tree(struct tree *t, const struct layer *l)
{
	uint32_t off = 0;
	for (unsigned i = 1; i <= MAX_TLVS && !tree_ended(t); i++) {
		unsigned word = slice_u16(l->data, off), type = word >> 9;
		uint32_t n = word & 0x1ff;
		if (off >= l->data.len || !tree_need(t, off, 2))
			return;
		put_node(t, TLV, off, slice_has(l->data, off, 2 + n) ? 2 + n : 2);
		if (i == l->fact[0]) {
			put_bad_type(t, off, i, type);
			return;
		}
		tree_push(t);
		put(t, TLV_TYPE, off, 2);
		put(t, TLV_LEN, off, 2);
		if (n)
			put_value(t, type, off + 2, n);
		tree_pop(t);
		off += 2 + n;
		if (type == TLV_END)
			return;
	}
}

static void info_id(struct column *c, struct slice s, bool chassis)
{
	static const char chassis_names[] = "??CCIAPCMANAINLA", port_names[] = "??IAPCMANAINACLA";
	unsigned subtype = slice_u8(s, 0) & 7;
	buf_put(&c->info, (chassis ? chassis_names : port_names) + 2 * subtype, 2);
	buf_char(&c->info, '/');
	id_text(&c->info, s, chassis);
	buf_char(&c->info, ' ');
}

static void lldp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	static const char *const invalid[] = { "", "Invalid Chassis ID TLV", "Invalid Port ID TLV",
					       "Invalid Time-to-Live TLV" };
	uint32_t off = 0;
	(void)d;
	for (unsigned i = 1; i <= MAX_TLVS && slice_has(l->data, off, 2); i++) {
		unsigned word = slice_u16(l->data, off), type = word >> 9;
		struct slice s = slice_sub(l->data, off + 2, word & 0x1ff);
		if (i == l->fact[0]) {
			c->info.len = 0;
			buf_str(&c->info, invalid[i]);
			return;
		}
		if (type == TLV_CHASSIS || type == TLV_PORT)
			info_id(c, s, type == TLV_CHASSIS);
		else if (type == TLV_TTL)
			fmt_uint(&c->info, slice_u16(s, 0)), buf_char(&c->info, ' ');
		else if (type == TLV_NAME || type == TLV_DESC) {
			buf_str(&c->info, type == TLV_NAME ? "SysN=" : "SysD=");
			fmt_text(&c->info, s.p, s.len);
			buf_char(&c->info, ' ');
		}
		off += 2 + (word & 0x1ff);
		if (type == TLV_END)
			return;
	}
}

static const struct next_link lldp_on[] = { { NEXT_ETHERTYPE, 0x88cc } };

const struct protocol protocol_lldp = {
	.name = "lldp",
	.column = "LLDP",
	.fields = lldp_fields,
	.n_fields = LLDP_ROWS,
	ON(lldp_on),
	.dissect = lldp_dissect,
	.fields_of = lldp_tree,
	.info = lldp_info,
};
