/* vrrp.c: Virtual Router Redundancy Protocol, versions 2 (RFC 3768) and 3 (RFC 5798), over IPv4 and IPv6. */
#include "base/checksum.h"
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/internet/checked_sum.h"

/*   0                1       2          3       4                     6          8
 *  +---------+------+-------+----------+-------+---------------------+----------+-----------
 *  | version | type | group | priority | count | as the version says | checksum | addresses, and before version 3 a
 *  +---------+------+-------+----------+-------+---------------------+----------+-----------  password of 8 bytes */
enum {
	VRRP,
	TYPE_VERSION,
	VERSION,
	TYPE,
	GROUP,
	PRIORITY,
	ADDRESSES,
	AUTH_TYPE,
	INTERVAL,
	RESERVED,
	SHORT_INTERVAL,
	SUM,
	SUM_STATUS,
	SUM_BAD,
	ADDRESS,
	ADDRESS_6,
	AUTH_TEXT,
	AUTH_MD5
};
enum { HEADER = 8, READ_AT_ONCE = 4, PASSWORD_BYTES = 8, MD5_BYTES = 16, IP_PROTO_VRRP = 112 };
enum auth { AUTH_PASSWORD = 1, AUTH_CISCO_MD5 = 254 };

static const struct value_table types = VALUES({ 1, "Advertisement" });
static const struct value_table priorities = RANGES({ 0, 0, "Current Master has stopped participating in VRRP" },
	{ 1, 99, "Non-default backup priority" }, { 100, 100, "Default priority for a backup VRRP router" },
	{ 101, 254, "Non-default backup priority" }, { 255, 255, "This VRRP router owns the virtual router's IP address(es)" });
static const struct value_table auths = VALUES({ 0, "No Authentication" },
	{ 1, "Simple Text Authentication [RFC 2338] / Reserved [RFC 3768]" },
	{ 2, "IP Authentication Header [RFC 2338] / Reserved [RFC 3768]" }, { 254, "Cisco VRRP MD5 authentication" });

/* "Version 2, Packet type 1 (Advertisement)" */
static void label_type_version(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = value_text(&types, r->val & 15);
	(void)t;
	buf_lit(b, "Version ");
	fmt_uint(b, r->val >> 4);
	buf_lit(b, ", Packet type ");
	fmt_uint(b, r->val & 15);
	buf_lit(b, " (");
	buf_str(b, name ? name : "Unknown");
	buf_char(b, ')');
}

/* "Priority: 100 (Default priority for a backup VRRP router)" */
static void label_priority(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Priority: ");
	fmt_uint(b, r->val);
	buf_lit(b, " (");
	buf_str(b, value_text(&priorities, r->val));
	buf_char(b, ')');
}

static const struct field vrrp_fields[] = {
	[VRRP] = F("vrrp", "Virtual Router Redundancy Protocol", FT_PROTOCOL, BASE_NONE),
	[TYPE_VERSION] = F("vrrp.typever", "VRRP message version and type", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .label = label_type_version),
	[VERSION] = F("vrrp.version", "VRRP protocol version", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = 0xf0, .flags = F_CHILD),
	[TYPE] = F("vrrp.type", "VRRP packet type", FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = 0x0f, .vals = &types, .flags = F_CHILD),
	[GROUP] = F("vrrp.virt_rtr_id", "Virtual Rtr ID", FT_UINT8, BASE_DEC, .off = 1, .size = 1),
	[PRIORITY] = F("vrrp.prio", "Priority", FT_UINT8, BASE_DEC, .off = 2, .size = 1, .label = label_priority),
	[ADDRESSES] = F("vrrp.addr_count", "Addr Count", FT_UINT8, BASE_DEC, .off = 3, .size = 1),
	[AUTH_TYPE] = F("vrrp.auth_type", "Auth Type", FT_UINT8, BASE_DEC, .off = 4, .size = 1, .vals = &auths),
	[INTERVAL] = F("vrrp.adver_int", "Adver Int", FT_UINT8, BASE_DEC, .off = 5, .size = 1),
	[RESERVED] = F("vrrp.reserved_mbz", "Reserved", FT_UINT8, BASE_DEC, .off = 4, .size = 1, .mask = 0xf0),
	[SHORT_INTERVAL] = F("vrrp.short_adver_int", "Adver Int", FT_UINT16, BASE_DEC, .off = 4, .size = 2, .mask = 0x0fff),
	[SUM] = F("vrrp.checksum", "Checksum", FT_UINT16, BASE_HEX, .label = sum_label),
	[SUM_STATUS] = F("vrrp.checksum.status", "Checksum Status", FT_UINT8, BASE_NONE, .vals = &checksum_status_names, .flags = F_GENERATED),
	[SUM_BAD] = F_EXPERT("vrrp.checksum_bad.expert", "Bad checksum", PI_WARN, PI_CHECKSUM),
	[ADDRESS] = F("vrrp.ip_addr", "IP Address", FT_IPv4, BASE_NONE),
	[ADDRESS_6] = F("vrrp.ipv6_addr", "IPv6 Address", FT_IPv6, BASE_NONE),
	[AUTH_TEXT] = F("vrrp.auth_string", "Authentication String", FT_STRING, BASE_NONE),
	[AUTH_MD5] = F("vrrp.md5_auth_data", "MD5 Authentication Data", FT_BYTES, BASE_NONE),
};

static bool is_version_3(const struct layer *l)
{
	return slice_u8(l->data, 0) >> 4 == 3;
}

static uint32_t address_bytes(const struct layer *l)
{
	return l->src.type == ADDR_IPV6 ? 16 : 4;
}

static uint32_t addresses_end(const struct layer *l)
{
	return HEADER + slice_u8(l->data, 3) * address_bytes(l);
}

/* What tshark reads for the line: a password that is missing only shows in the tree. */
static uint32_t bytes_needed(const struct layer *l)
{
	return slice_has(l->data, 0, HEADER) ? addresses_end(l) : HEADER;
}

static void vrrp_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	layer_header(l, l->data.len);
	l->payload = slice_first(l->payload, 0);
	if (!slice_has(l->data, 0, bytes_needed(l))) {
		layer_cut(l, bytes_needed(l));
		l->flags |= LAYER_TOLD;
	}
}

/* Since version 3 the pseudo header counts as well (RFC 5798, 5.2.8). */
static void put_checksum(struct tree *t, const struct layer *l)
{
	uint64_t pseudo = 0;
	if (is_version_3(l)) {
		pseudo = (uint64_t)(l->data.wire >> 16) + (l->data.wire & 0xffff) + IP_PROTO_VRRP;
		if (l->src.len)
			pseudo = checksum_add(pseudo, l->src.p, l->src.len);
		if (l->dst.len)
			pseudo = checksum_add(pseudo, l->dst.p, l->dst.len);
	}
	struct checked_sum sum = sum_check(l->data, pseudo, slice_u16(l->data, 6));
	put_sum(t, SUM, 6, &sum);
}

static void vrrp_tree(struct tree *t, const struct layer *l)
{
	const uint32_t end = addresses_end(l), size = address_bytes(l);
	if (!tree_need(t, 0, READ_AT_ONCE))
		return;
	put_rows(t, TYPE_VERSION, ADDRESSES, 0);
	if (is_version_3(l))
		put_rows(t, RESERVED, SHORT_INTERVAL, 0);
	else
		put_rows(t, AUTH_TYPE, INTERVAL, 0);
	put_checksum(t, l);
	for (uint32_t off = HEADER; off < end && !tree_ended(t); off += size)
		put(t, size == 16 ? ADDRESS_6 : ADDRESS, off, size);
	if (is_version_3(l))
		return;
	unsigned auth = slice_u8(l->data, 4);
	if (auth == AUTH_PASSWORD)
		put(t, AUTH_TEXT, end, PASSWORD_BYTES);
	else if (auth == AUTH_CISCO_MD5 && slice_has_wire(l->data, end, MD5_BYTES))
		put(t, AUTH_MD5, l->data.wire - MD5_BYTES, MD5_BYTES);
}

static void vrrp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	buf_lit(&c->info, "Announcement (v");
	fmt_uint(&c->info, slice_u8(l->data, 0) >> 4);
	buf_char(&c->info, ')');
}

static const struct next_link vrrp_on[] = { { NEXT_IP_PROTO, IP_PROTO_VRRP } };

const struct protocol protocol_vrrp = {
	.name = "vrrp",
	.column = "VRRP",
	FIELDS(vrrp_fields),
	ON(vrrp_on),
	.dissect = vrrp_dissect,
	.fields_of = vrrp_tree,
	.info = vrrp_info,
};
