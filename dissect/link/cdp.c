/* cdp.c: Cisco Discovery Protocol, versions 1 and 2: what a device says of itself to its neighbours. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/internet/checked_sum.h"
#include "dissect/link/cdp_rows.h"
#include "dissect/tree.h"

/*   0         1      2          4      6        8
 *  +---------+------+----------+------+--------+-------
 *  | version | TTL  | checksum | type | length | value    one after the other; the length counts all of it
 *  +---------+------+----------+------+--------+------- */
enum {
	HEADER = 4,
	TLV_HEADER = 4,
	MAX_TLVS = 512,
	MAX_ADDRESSES = 256,
	MAX_POWERS = 8,
	PID_CDP = 0x2000,
	OUI_CISCO = 0x00000c
};
enum tlv {
	TLV_DEVICE = 1, TLV_ADDRESSES, TLV_PORT, TLV_CAPABILITIES, TLV_SOFTWARE, TLV_PLATFORM, TLV_PREFIXES, TLV_HELLO, TLV_VTP,
	TLV_NATIVE, TLV_DUPLEX, TLV_VOICE = 0x0e, TLV_VOICE_QUERY, TLV_POWER, TLV_MTU, TLV_TRUST, TLV_COS, TLV_NAME, TLV_OBJECT,
	TLV_MANAGEMENT, TLV_LOCATION, TLV_REQUESTED = 0x19, TLV_AVAILABLE, TLV_ENERGY = 0x1d, TLV_SPARE = 0x1f,
	TLV_FIRST_TEXT = 0x1000,
};
enum { TYPE_802_2 = 2, HELLO_CLUSTER = 0x0112, NLPID_IPV4 = 0xcc };

/* TLVs whose value is one row: the line is a name and the value as text, decimal or hexadecimal. */
enum form { FORM_NONE, FORM_TEXT, FORM_DECIMAL, FORM_BYTE, FORM_NAMED };
static const struct simple {
	uint16_t type;
	uint8_t row, form;
	const char *name;
} simple_tlvs[] = {
	{ TLV_DEVICE, DEVICEID, FORM_TEXT, "Device ID: " },
	{ TLV_PORT, PORTID, FORM_TEXT, "Port ID: " },
	{ TLV_PLATFORM, PLATFORM, FORM_TEXT, "Platform: " },
	{ TLV_VTP, VTP_MANAGEMENT_DOMAIN, FORM_TEXT, "VTP Management Domain: " },
	{ TLV_NATIVE, NATIVE_VLAN, FORM_DECIMAL, "Native VLAN: " },
	{ TLV_POWER, POWER_CONSUMPTION, FORM_DECIMAL, "Power Consumption: " },
	{ TLV_MTU, MTU, FORM_DECIMAL, "MTU: " },
	{ TLV_TRUST, TRUST_BITMAP, FORM_BYTE, "Trust Bitmap: 0x" },
	{ TLV_COS, UNTRUSTED_PORT_COS, FORM_BYTE, "Untrusted port CoS: 0x" },
	{ TLV_NAME, SYSTEM_NAME, FORM_TEXT, "System Name: " },
	{ TLV_OBJECT, SYSTEM_OBJECT_IDENTIFIER, FORM_NAMED, "System Object Identifier" },
	{ 0x1000, PLATFORM, FORM_TEXT, "BSSID: " },
	{ 0x1001, PLATFORM, FORM_TEXT, "Serial: " },
	{ 0x1002, PLATFORM, FORM_TEXT, "SSID: " },
	{ 0x1003, PLATFORM, FORM_TEXT, "Radio 1 channel: " },
	{ 0x1006, PLATFORM, FORM_TEXT, "SNMP port: " },
	{ 0x1007, PLATFORM, FORM_TEXT, "Web mgmt port: " },
	{ 0x1008, PLATFORM, FORM_TEXT, "Source MAC: " },
	{ 0x1009, PLATFORM, FORM_TEXT, "Radio 2 channel: " },
	{ 0x100a, PLATFORM, FORM_TEXT, "Radio 1 operating mode: " },
	{ 0x100b, PLATFORM, FORM_TEXT, "Radio 2 operating mode: " },
	{ 0x100c, PLATFORM, FORM_TEXT, "Radio 1 radio mode: " },
	{ 0x100d, PLATFORM, FORM_TEXT, "Radio 2 radio mode: " },
};

/* Bytes that such a value has; 0: what the length says. */
static unsigned simple_bytes(const struct simple *s)
{
	return s->form == FORM_BYTE ? 1 : s->form == FORM_DECIMAL ? (s->type == TLV_MTU ? 4 : 2) : 0;
}

static const struct simple *simple_of(unsigned type)
{
	for (unsigned i = 0; i < COUNT(simple_tlvs); i++)
		if (simple_tlvs[i].type == type)
			return &simple_tlvs[i];
	return NULL;
}

/* Bytes of the TLV at off by its length, 0 when that is too small. Some switches leave three bytes out in what they say of
 * a port's length: what follows then does not look like a type. */
static uint32_t tlv_bytes(struct slice s, uint32_t off)
{
	uint32_t n = slice_u16(s, off + 2);
	unsigned behind = slice_u8(s, off + n);
	if (n < TLV_HEADER)
		return 0;
	return slice_u16(s, off) == TLV_PORT && behind != 0x00 && behind != 0x10 ? n + 3 : n;
}

/* Prefixes are five bytes each; a single address is a gateway. */
static bool is_gateway(uint32_t n)
{
	return n == TLV_HEADER + 4;
}

static void text_of(struct buf *b, struct slice value)
{
	uint32_t n = slice_zlen(value, 0);
	fmt_text(b, value.p, n ? n - 1 : value.len);
}

static void simple_label(struct buf *b, const struct simple *simple, struct slice value)
{
	buf_str(b, simple->name);
	switch (simple->form) {
	case FORM_TEXT:
		/* What is not a device's or port's is shown as it is, NULs and all. */
		if (simple->type >= TLV_FIRST_TEXT)
			fmt_text(b, value.p, value.len);
		else
			text_of(b, value);
		break;
	case FORM_DECIMAL:
		fmt_uint(b, slice_uint(value, 0, simple_bytes(simple), false));
		if (simple->type == TLV_POWER)
			buf_lit(b, " mW");
		break;
	case FORM_BYTE: fmt_hex(b, slice_u8(value, 0), 2); break;
	default: break;
	}
}

static void powers_label(struct buf *b, struct slice value)
{
	for (uint32_t i = 0, off = 4; i < MAX_POWERS && slice_has(value, off, 4); i++, off += 4) {
		buf_str(b, i ? ", " : ": ");
		fmt_uint(b, slice_u32(value, off));
		buf_lit(b, " mW");
	}
}

static void other_label(struct buf *b, unsigned type, uint32_t n)
{
	const char *name = value_text(&cdp_tlv_types, type);
	buf_lit(b, "Type: ");
	if (name) {
		buf_str(b, name);
	} else {
		buf_lit(b, "Unknown (0x");
		fmt_hex(b, type, 4);
		buf_char(b, ')');
	}
	buf_lit(b, ", length: ");
	fmt_uint(b, n);
}

static void hello_label(struct buf *b, unsigned id)
{
	if (id == HELLO_CLUSTER) {
		buf_lit(b, "Protocol Hello: Cluster Management");
		return;
	}
	buf_lit(b, "Protocol Hello: Unknown (0x");
	fmt_hex(b, id, 4);
	buf_char(b, ')');
}

void cdp_label_tlv(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r), value = slice_from(s, TLV_HEADER);
	unsigned type = slice_u16(s, 0), n = slice_u16(s, 2);
	const struct simple *simple = simple_of(type);
	if (n < TLV_HEADER) {
		buf_lit(b, "TLV with invalid length ");
		fmt_uint(b, n);
		buf_lit(b, " (< 4)");
		return;
	}
	if (simple) {
		simple_label(b, simple, value);
		return;
	}
	switch (type) {
	case TLV_ADDRESSES: buf_lit(b, "Addresses"); break;
	case TLV_MANAGEMENT: buf_lit(b, "Management Addresses"); break;
	case TLV_CAPABILITIES: buf_lit(b, "Capabilities"); break;
	case TLV_SOFTWARE: buf_lit(b, "Software Version"); break;
	case TLV_HELLO: hello_label(b, slice_u16(value, 3)); break;
	case TLV_DUPLEX: buf_str(b, slice_u8(value, 0) ? "Duplex: Full" : "Duplex: Half"); break;
	case TLV_ENERGY: buf_lit(b, "EnergyWise"); break;
	case TLV_SPARE: buf_lit(b, "Spare Pair PoE"); break;
	case TLV_PREFIXES:
		buf_str(b, is_gateway(n) ? "ODR Default gateway: " : "IP Prefixes: ");
		if (is_gateway(n))
			fmt_ipv4_u32(b, slice_u32(value, 0));
		else
			fmt_uint(b, n / 5);
		break;
	case TLV_VOICE:
	case TLV_VOICE_QUERY:
		buf_str(b, type == TLV_VOICE ? "VoIP VLAN Reply" : "VoIP VLAN Query");
		if (n >= 7) {
			buf_lit(b, ": VLAN ");
			fmt_uint(b, slice_u16(value, 1));
		}
		break;
	case TLV_LOCATION:
		buf_lit(b, "Location: ");
		fmt_text(b, value.p + (value.len > 0), value.len - (value.len > 0));
		break;
	case TLV_REQUESTED:
	case TLV_AVAILABLE:
		buf_str(b, type == TLV_REQUESTED ? "Power Request" : "Power Available");
		powers_label(b, value);
		break;
	default: other_label(b, type, n);
	}
}

/* tshark reads the address backwards, but not for people. */
void cdp_label_prefix(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_lit(b, "IP Prefix: ");
	fmt_ipv4_u32(b, slice_u32(s, 0));
	buf_char(b, '/');
	fmt_uint(b, slice_u8(s, 4));
}

/* A network layer protocol identifier, or an 802.2 header: the Ethernet types in it have names. */
void cdp_label_protocol(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	const struct layer *l = &t->d->layer[r->layer];
	bool is_802_2 = slice_u8(l->data, r->off - l->off - 2) == TYPE_802_2;
	const char *name = NULL;
	if (!is_802_2 && s.len == 1)
		name = slice_u8(s, 0) == NLPID_IPV4 ? "IP" : slice_u8(s, 0) == 0x81 ? "CLNP" : NULL;
	else if (is_802_2 && s.len == 8 && slice_u24(s, 0) == 0xaaaa03)
		name = slice_u16(s, 6) == 0x86dd ? "IPv6" : slice_u16(s, 6) == 0x0800 ? "IPv4" : NULL;
	buf_lit(b, "Protocol: ");
	if (name)
		buf_str(b, name);
	else
		fmt_bytes(b, s.p, s.len, 0);
}

static void cdp_dissect(struct dissection *d, struct layer *l)
{
	uint32_t off = HEADER;
	l->tree_len = l->data.len;
	/* The checksum is of all of it. */
	if (!layer_header(l, l->data.wire < HEADER ? HEADER : l->data.wire))
		return;
	for (unsigned i = 0; i < MAX_TLVS && off < l->data.wire; i++) {
		uint32_t n = tlv_bytes(l->data, off);
		if (layer_lacks(l, off + TLV_HEADER))
			return;
		if (!n) {
			next_data(d, l, slice_from(l->data, off + TLV_HEADER));
			return;
		}
		if (layer_lacks(l, off + n))
			return;
		off += n;
	}
}

/* The last byte of an odd number counts as the low byte of a word, with its sign, and one too few when that is negative. */
static void put_checksum(struct tree *t, const struct layer *l)
{
	uint32_t n = l->data.wire, even = n & ~1u;
	unsigned last = slice_u8(l->data, even), odd = n == even ? 0 : last & 0x80 ? 0xff00 | (last - 1) : last;
	struct checked_sum sum = sum_check(slice_first(l->data, even), odd, slice_u16(l->data, 2));
	put_sum(t, CHECKSUM, 2, &sum);
}

/* An address: how its protocol is written, the protocol, the address, both with their lengths. Bytes it took, 0: it is not
 * all there. */
static uint32_t put_address(struct tree *t, uint32_t off, uint32_t end)
{
	const struct slice s = t->l->data;
	uint32_t n = slice_u8(s, off + 1), size = slice_u16(s, off + 2 + n), at = off + 4 + n;
	bool v4 = slice_u8(s, off) == 1 && n == 1 && slice_u8(s, off + 2) == NLPID_IPV4 && size == 4;
	bool v6 = slice_u8(s, off) == TYPE_802_2 && n == 8 && size == 16 && slice_u16(s, off + 8) == 0x86dd &&
		  slice_u24(s, off + 2) == 0xaaaa03;
	char room[64];
	struct buf text = BUF_OVER(room, sizeof room);
	if (at + size > end || !tree_need(t, off, 4 + n + size))
		return 0;
	buf_str(&text, v4 ? "IP address: " : v6 ? "IPv6 address: " : "Address: ");
	if (v4)
		fmt_ipv4(&text, s.p + at);
	else if (v6)
		fmt_ipv6(&text, s.p + at);
	else
		fmt_bytes(&text, s.p + at, size, 0);
	put_label(t, ADDRESS_NODE, off, end - off, text.p, (uint32_t)text.len);
	tree_push(t);
	put(t, PROTOCOL_TYPE, off, 1);
	put(t, PROTOCOL_LENGTH, off + 1, 1);
	put(t, PROTOCOL, off + 2, n);
	put(t, ADDRESS_LENGTH, off + 2 + n, 2);
	put(t, v4 ? NRGYZ_IP_ADDRESS : v6 ? NRGYZ_IPV6_ADDRESS : ADDRESS, at, size);
	tree_pop(t);
	return 4 + n + size;
}

static void put_addresses(struct tree *t, uint32_t off, uint32_t end)
{
	uint32_t many = slice_u32(t->l->data, off), n;
	if (end - off < 4)
		return;
	put(t, NUMBER_OF_ADDRESSES, off, 4);
	off += 4;
	for (uint32_t i = 0; i < many && i < MAX_ADDRESSES && end - off >= 2 && (n = put_address(t, off, end)); i++)
		off += n;
}

/* One row a line. */
static void put_software(struct tree *t, uint32_t off, uint32_t end)
{
	const struct slice s = t->l->data;
	if (!tree_need(t, off, end - off))
		return;
	while (off < end && !tree_ended(t)) {
		const uint8_t *stop = memchr(s.p + off, '\n', end - off);
		uint32_t text = stop ? (uint32_t)(stop - s.p) - off : end - off, n = text + (stop != NULL);
		put_ascii(t, SOFTWARE_VERSION, off, n, s.p + off, text);
		off += n;
	}
}

/* Rows first to last, n bytes each by the sizes given. */
static void put_row_list(struct tree *t, uint32_t off, const uint8_t (*list)[2], unsigned many)
{
	for (unsigned i = 0; i < many; i++) {
		put(t, list[i][0], off, list[i][1]);
		off += list[i][1];
	}
}

static void put_hello(struct tree *t, uint32_t off, uint32_t n)
{
	static const uint8_t cluster[][2] = { { CLUSTER_MASTER_IP, 4 },     { CLUSTER_IP, 4 },
					      { CLUSTER_VERSION, 1 },       { CLUSTER_SUB_VERSION, 1 },
					      { CLUSTER_STATUS, 1 },        { CLUSTER_UNKNOWN, 1 },
					      { CLUSTER_COMMANDER_MAC, 6 }, { CLUSTER_SWITCH_MAC, 6 },
					      { CLUSTER_UNKNOWN, 1 },       { CLUSTER_MANAGEMENT_VLAN, 2 } };
	put(t, OUI, off, 3);
	put(t, PROTOCOL_ID, off + 3, 2);
	if (slice_u16(t->l->data, off + 3) == HELLO_CLUSTER)
		put_row_list(t, off + 5, cluster, COUNT(cluster));
	else if (n > 5)
		put(t, HELLO_UNKNOWN, off + 5, n - 5);
}

static void put_energy(struct tree *t, uint32_t off)
{
	static const uint8_t energy[][2] = { { ENCRYPTED_DATA, 20 },       { SEEN_SEQUENCE, 4 },
					     { SEQUENCE_NUMBER, 4 },       { MODEL_NUMBER, 16 },
					     { UNKNOWN_PAD, 2 },           { HARDWARE_VERSION_ID, 3 },
					     { SYSTEM_SERIAL_NUMBER, 11 }, { NRGYZ_UNKNOWN_VALUES, 8 },
					     { LEN_TLV_TABLE, 2 },         { NUM_TLVS_TABLE, 2 } };
	put_row_list(t, off, energy, COUNT(energy));
}

static void put_powers(struct tree *t, unsigned row, uint32_t off, uint32_t end)
{
	put(t, REQUEST_ID, off, 2);
	put(t, MANAGEMENT_ID, off + 2, 2);
	for (off += 4; off + 4 <= end && !tree_ended(t); off += 4)
		put(t, row, off, 4);
}

static void put_bits(struct tree *t, unsigned row, unsigned last, uint32_t off, uint32_t n)
{
	put(t, row, off, n);
	tree_push(t);
	for (unsigned bit = row + 1; bit <= last; bit++)
		put(t, bit, off, n);
	tree_pop(t);
}

/* The value of n bytes at off. */
static void put_value(struct tree *t, unsigned type, uint32_t off, uint32_t n)
{
	const struct simple *simple = simple_of(type);
	const struct slice value = slice_sub(t->l->data, off, n);
	if (simple && simple->form == FORM_TEXT) {
		put_ascii(t, simple->row, off, n, value.p, value.len);
		return;
	}
	if (simple) {
		put(t, simple->row, off, simple->form == FORM_NAMED ? n : simple_bytes(simple));
		return;
	}
	switch (type) {
	case TLV_ADDRESSES:
	case TLV_MANAGEMENT: put_addresses(t, off, off + n); break;
	case TLV_CAPABILITIES:
		if (n >= 4)
			put_bits(t, CAPABILITIES, CAPABILITIES_MAC_RELAY, off, 4);
		break;
	case TLV_SOFTWARE: put_software(t, off, off + n); break;
	case TLV_PREFIXES:
		if (is_gateway(n + TLV_HEADER))
			put(t, ODR_DEFAULT_GATEWAY, off, 4);
		for (uint32_t at = off; !is_gateway(n + TLV_HEADER) && at < off + n && tree_need(t, at, 5); at += 5)
			put_uint(t, IP_PREFIX, at, 5, __builtin_bswap32(slice_u32(t->l->data, at)));
		break;
	case TLV_HELLO: put_hello(t, off, n); break;
	case TLV_DUPLEX: put(t, DUPLEX, off, 1); break;
	case TLV_VOICE:
	case TLV_VOICE_QUERY:
		if (n)
			put(t, DATA, off, n < 3 ? n : 1);
		if (n >= 3)
			put(t, VOICE_VLAN, off + 1, 2);
		break;
	case TLV_LOCATION:
		put(t, LOCATION_UNKNOWN, off, 1);
		put_ascii(t, LOCATION, off + 1, n ? n - 1 : 0, value.p + (value.len > 0), value.len - (value.len > 0));
		break;
	case TLV_REQUESTED: put_powers(t, POWER_REQUESTED, off, off + n); break;
	case TLV_AVAILABLE: put_powers(t, POWER_AVAILABLE, off, off + n); break;
	case TLV_ENERGY: put_energy(t, off); break;
	case TLV_SPARE: put_bits(t, SPARE_POE_TLV, SPARE_POE_TLV_PSE_SPARE_PAIR_POE, off, 1); break;
	default:
		if (n)
			put(t, DATA, off, n);
	}
}

static void cdp_tree(struct tree *t, const struct layer *l)
{
	uint32_t off = HEADER;
	put_rows(t, VERSION, TTL, 0);
	if (!tree_need(t, 2, l->data.wire < HEADER ? 2 : l->data.wire - 2))
		return;
	put_checksum(t, l);
	for (unsigned i = 0; i < MAX_TLVS && !tree_ended(t) && off < l->data.wire; i++) {
		uint32_t n = tlv_bytes(l->data, off);
		if (!tree_need(t, off, TLV_HEADER) || !tree_need(t, off, n))
			return;
		put_node(t, TLV, off, n ? n : TLV_HEADER);
		tree_push(t);
		put(t, TLV_TYPE, off, 2);
		put(t, TLV_LEN, off + 2, 2);
		if (n)
			put_value(t, slice_u16(l->data, off), off + TLV_HEADER, n - TLV_HEADER);
		tree_pop(t);
		if (!n)
			return;
		off += n;
	}
}

static void cdp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	uint32_t off = HEADER;
	(void)d;
	for (unsigned i = 0; i < MAX_TLVS; i++) {
		unsigned type = slice_u16(l->data, off);
		uint32_t n = tlv_bytes(l->data, off);
		if (!n || !slice_has(l->data, off, n))
			return;
		if (type == TLV_DEVICE || type == TLV_PORT) {
			buf_str(&c->info, type == TLV_DEVICE ? "Device ID: " : "Port ID: ");
			text_of(&c->info, slice_sub(l->data, off + TLV_HEADER, n - TLV_HEADER));
			buf_lit(&c->info, "  ");
		}
		off += n;
	}
}

static const struct next_link cdp_on[] = { { NEXT_SNAP, (uint32_t)OUI_CISCO << 16 | PID_CDP },
					   { NEXT_ETHERTYPE, PID_CDP } };

const struct protocol protocol_cdp = {
	.name = "cdp",
	.column = "CDP",
	.fields = cdp_fields,
	.n_fields = CDP_ROWS,
	ON(cdp_on),
	.dissect = cdp_dissect,
	.fields_of = cdp_tree,
	.info = cdp_info,
};
