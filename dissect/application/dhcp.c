/* dhcp.c: BOOTP (RFC 951) and DHCP (RFC 2131): the fixed fields, the line, and the labels that say more than a number. */
#include "base/timefmt.h"
#include "dissect/application/dhcp_impl.h"

/*   0    1        2        3      4     8      10      12       16     20       24      28               44      108
 *  +----+--------+--------+------+-----+------+-------+--------+------+--------+-------+----------------+-------+------+
 *  | op | hwtype | hwlen  | hops | xid | secs | flags | client | your | server | relay | hardware (16)  | sname | file |
 *  +----+--------+--------+------+-----+------+-------+--------+------+--------+-------+----------------+-------+------+
 *  then, at 236, a cookie and options. */
enum { REQUEST = 1, REPLY = 2, HW_LEN_AT = 2, HW_AT = 28, HW_ROOM = 16, ETHERNET = 1, COOKIE = 0x63825363 };
enum { FLAG_BROADCAST = 0x8000 };

/* Options begin with a cookie. */
static bool has_options(const struct layer *l)
{
	return slice_u32(l->data, DHCP_COOKIE_AT) == COOKIE;
}

/* Without the cookie there are 64 bytes of a vendor, as before DHCP (RFC 951, 3); what tshark finds behind them it reads as
 * options all the same. Where those begin. */
static uint32_t options_at(const struct layer *l)
{
	return has_options(l) ? DHCP_OPTIONS : DHCP_COOKIE_AT + DHCP_VENDOR_AREA_BYTES;
}

/* The message type of option 53; 0: the packet is BOOTP. */
static unsigned message_type(const struct layer *l, bool *dhcp)
{
	uint32_t off = has_options(l) ? dhcp_find_option(l->data, DHCP_OPTIONS, l->data.wire, CODE_MESSAGE) : 0;
	*dhcp = off != 0;
	return off ? slice_u8(l->data, off + 2) : 0;
}

void dhcp_message_name(struct buf *b, unsigned type)
{
	const char *name = value_text(&dhcp_messages, type);
	if (name) {
		buf_str(b, name);
		return;
	}
	buf_lit(b, "Unknown Message Type (");
	fmt_0x(b, type, 2);
	buf_char(b, ')');
}

void dhcp_code_name(struct buf *b, unsigned code)
{
	buf_char(b, '(');
	fmt_uint(b, code);
	buf_lit(b, ") ");
	buf_str(b, dhcp_options[code & 255].name);
}

void dhcp_proto_label(struct buf *b, const struct tree *t, const struct record *r)
{
	bool dhcp;
	unsigned type = message_type(&t->d->layer[r->layer], &dhcp);
	buf_lit(b, "Dynamic Host Configuration Protocol");
	if (!dhcp)
		return;
	buf_lit(b, " (");
	dhcp_message_name(b, type);
	buf_char(b, ')');
}

/* "Bootp flags: 0x8000, Broadcast flag (Broadcast)" */
void dhcp_flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Bootp flags: ");
	fmt_0x(b, r->val, 4);
	buf_str(b, r->val & FLAG_BROADCAST ? ", Broadcast flag (Broadcast)" : " (Unicast)");
}

/* "Server host name: srv", "Server host name not given" */
void dhcp_text_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_string(t, r);
	buf_str(b, r->f->name);
	if (!s.len) {
		buf_lit(b, " not given");
		return;
	}
	buf_lit(b, ": ");
	fmt_text(b, s.p, s.len);
}

void dhcp_cookie_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Magic cookie: ");
	if (r->val == COOKIE)
		buf_lit(b, "DHCP");
	else
		fmt_ipv4_u32(b, (uint32_t)r->val);
}

static void address_in_brackets(struct buf *b, struct slice s)
{
	if (s.len != 4)
		return;
	buf_lit(b, " (");
	fmt_ipv4(b, s.p);
	buf_char(b, ')');
}

/* "Option: (1) Subnet Mask (255.255.255.0)" */
void dhcp_option_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = slice_from(record_bytes(t->d, r), 2);
	unsigned code = r->aux ? r->aux : (unsigned)r->val;
	buf_lit(b, "Option: ");
	dhcp_code_name(b, code);
	if (dhcp_options[code & 255].form == FORM_ADDRESS)
		address_in_brackets(b, s);
	if (code == CODE_VENDOR && dhcp_vendor_is(t->d->layer[r->layer].data, "PXEClient"))
		buf_lit(b, " (PXEClient)");
	if (code != CODE_MESSAGE || !s.len)
		return;
	buf_lit(b, " (");
	dhcp_message_name(b, s.p[0]);
	buf_char(b, ')');
}

void dhcp_item_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Parameter Request List Item: ");
	dhcp_code_name(b, (unsigned)r->val);
}

/* "Renewal Time Value: (1800s) 30 minutes" */
void dhcp_seconds_label(struct buf *b, const struct tree *t, const struct record *r)
{
	int64_t v = (int64_t)r->val;
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": (");
	fmt_int(b, v);
	buf_lit(b, "s) ");
	if (!field_is_signed(r->f) && v == UINT32_MAX) {
		buf_lit(b, "infinity");
		return;
	}
	if (v < 0)
		buf_char(b, '-');
	time_span(b, (uint64_t)(v < 0 ? -v : v) * 1000);
}

/* " 10.1.2.0/24-10.0.0.1" */
void dhcp_route_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	unsigned prefix = slice_u8(s, 0);
	uint32_t n = (prefix + 7) / 8;
	uint8_t net[4] = { 0 };
	if (n > 4 || !slice_has(s, 1, n + 4))
		return;
	if (n)
		memcpy(net, s.p + 1, n);
	buf_char(b, ' ');
	if (prefix) {
		fmt_ipv4(b, net);
		buf_char(b, '/');
		fmt_uint(b, prefix);
	} else {
		buf_lit(b, "default");
	}
	buf_char(b, '-');
	fmt_ipv4(b, s.p + 1 + n);
}

struct bit_name {
	unsigned bit;
	const char *name;
};

static void bits_label(struct buf *b, const struct record *r, const struct bit_name *names, unsigned n)
{
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_0x(b, r->val, 2);
	for (unsigned i = 0; i < n; i++)
		if (r->val & names[i].bit) {
			buf_lit(b, ", ");
			buf_str(b, names[i].name);
		}
}

void dhcp_fqdn_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const struct bit_name names[] = {
		{ 8, "Server DDNS" }, { 4, "Encoding" }, { 2, "Server overrides" }, { 1, "Server" } };
	(void)t;
	bits_label(b, r, names, COUNT(names));
}

void dhcp_pxe_control_label(struct buf *b, const struct tree *t, const struct record *r)
{
	static const struct bit_name names[] = { { 1, "Disable Broadcast" },
						 { 2, "Disable Multicast" },
						 { 4, "Serverlist only" },
						 { 8, "Bootstrap override" } };
	(void)t;
	bits_label(b, r, names, COUNT(names));
}

static void suboption_label(struct buf *b, const struct record *r, const char *option, const struct value_table *names)
{
	const char *name = value_text(names, r->val);
	buf_lit(b, "Option ");
	buf_str(b, option);
	buf_lit(b, " Suboption: (");
	fmt_uint(b, r->val);
	buf_lit(b, ") ");
	buf_str(b, name ? name : "Unknown");
}

static const struct value_table agent_names = VALUES(
	{ 0, "Padding" }, { 1, "Agent Circuit ID" }, { 2, "Agent Remote ID" }, { 3, "Reserved" },
	{ 4, "DOCSIS Device Class" }, { 5, "Link selection" }, { 6, "Subscriber ID" }, { 7, "RADIUS Attributes" },
	{ 8, "Authentication" }, { 9, "Vendor-Specific Information" }, { 10, "Flags" }, { 11, "Server ID Override" },
	{ 12, "Relay Agent Identifier" }, { 13, "Access Technology Type" }, { 14, "Access Network Name" },
	{ 15, "Access Point Name" }, { 16, "Access Point BSSID" }, { 17, "Access Network Operator ID" },
	{ 18, "Access Network Operator Realm" }, { 19, "Source Port" }, { 150, "Link selection (Cisco proprietary)" },
	{ 151, "VRF name/VPN ID" }, { 152, "Server ID Override (Cisco proprietary)" });

void dhcp_agent_label(struct buf *b, const struct tree *t, const struct record *r)
{
	suboption_label(b, r, "82", &agent_names);
	if (r->val == 5 || r->val == 11 || r->val == 150 || r->val == 152)
		address_in_brackets(b, slice_from(record_bytes(t->d, r), 2));
}

static const struct value_table tr111_names = VALUES(
	{ 1, "DeviceManufacturerOUI" }, { 2, "DeviceSerialNumber" }, { 3, "DeviceProductClass" },
	{ 4, "GatewayManufacturerOUI" }, { 5, "GatewaySerialNumber" }, { 6, "GatewayProductClass" });

void dhcp_tr111_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	suboption_label(b, r, "125", &tr111_names);
}

static const struct value_table pxe_names = VALUES(
	{ 0, "Padding" }, { 1, "PXE mtftp IP" }, { 2, "PXE mtftp client port" }, { 3, "PXE mtftp server port" },
	{ 4, "PXE mtftp timeout" }, { 5, "PXE mtftp delay" }, { 6, "PXE discovery control" },
	{ 7, "PXE multicast address" }, { 8, "PXE boot servers" }, { 9, "PXE boot menu" }, { 10, "PXE menu prompt" },
	{ 11, "PXE multicast address alloc" }, { 12, "PXE credential types" }, { 71, "PXE boot item" },
	{ 255, "PXE End" });

void dhcp_pxe_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	suboption_label(b, r, "43", &pxe_names);
}

void dhcp_instance_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Instance of User Class: [");
	fmt_uint(b, r->val);
	buf_char(b, ']');
}

/* Some clients send the seconds in the wrong byte order. */
static void put_seconds(struct tree *t, const struct layer *l)
{
	unsigned secs = slice_u16(l->data, 8);
	bool swapped = secs > 0xff && !(secs & 0xff);
	if (!swapped) {
		put(t, DHCP_SECS, 8, 2);
		return;
	}
	put_uint(t, DHCP_SECS, 8, 2, secs >> 8);
	tree_push(t);
	put_expert(t, DHCP_SECS_LE, 8, 0, NULL);
	tree_pop(t);
}

static void put_fixed_fields(struct tree *t, const struct layer *l)
{
	put(t, DHCP_TYPE, 0, 1);
	put(t, DHCP_HW_TYPE, 1, 1);
	put(t, DHCP_HW_LEN, 2, 1);
	put(t, DHCP_HOPS, 3, 1);
	put(t, DHCP_ID, 4, 4);
	put_seconds(t, l);
	put(t, DHCP_FLAGS, 10, 2);
	tree_push(t);
	put(t, DHCP_FLAGS_BC, 10, 2);
	put(t, DHCP_FLAGS_RESERVED, 10, 2);
	tree_pop(t);
	for (unsigned i = 0; i < 4; i++)
		put(t, DHCP_IP_CLIENT + i, 12 + 4 * i, 4);
}

static void put_hardware(struct tree *t, const struct layer *l)
{
	uint32_t n = slice_u8(l->data, HW_LEN_AT);
	bool mac = slice_u8(l->data, 1) == ETHERNET && n == 6;
	if (!n) {
		static const char title[] = "Client address not given";
		put_label(t, DHCP_TEXT, HW_AT, HW_ROOM, title, sizeof title - 1);
		tree_push(t);
		put_expert(t, DHCP_CLIENT_ADDRESS_NOT_GIVEN, HW_AT, 0, NULL);
		tree_pop(t);
		return;
	}
	if (n > HW_ROOM)
		n = HW_ROOM;
	put(t, mac ? DHCP_HW_MAC_ADDR : DHCP_HW_ADDR, HW_AT, n);
	if (n < HW_ROOM)
		put(t, DHCP_HW_ADDR_PADDING, HW_AT + n, HW_ROOM - n);
}

/* Text up to its NUL; or that options took its place. */
static void put_place(struct tree *t, unsigned row, unsigned overloaded_row, bool overloaded, uint32_t off, uint32_t n)
{
	if (!tree_need(t, off, n))
		return;
	const uint8_t *p = t->l->data.p + off, *nul = memchr(p, 0, n);
	if (!overloaded) {
		put_copy(t, row, off, n, p, nul ? (uint32_t)(nul - p) : n);
		return;
	}
	const char *title = dhcp_rows[overloaded_row].name;
	put_label(t, DHCP_TEXT, off, n, title, (uint32_t)strlen(title));
	tree_push(t);
	put_expert(t, overloaded_row, off, 0, NULL);
	tree_pop(t);
}

static void dhcp_tree(struct tree *t, const struct layer *l)
{
	bool dhcp;
	uint32_t off = dhcp_find_option(l->data, DHCP_OPTIONS, l->data.wire, CODE_OVERLOAD);
	unsigned overload = off ? slice_u8(l->data, off + 2) : 0;
	message_type(l, &dhcp);
	put_fixed_fields(t, l);
	put_hardware(t, l);
	/* What these two hold, and whether it is DHCP at all, an option says that may not have been captured. */
	bool known = off || l->data.len == l->data.wire || dhcp_options_captured(l->data, DHCP_OPTIONS);
	if (known) {
		put_place(t, DHCP_SERVER, DHCP_SERVER_NAME_OVERLOADED_BY_DHCP, overload & DHCP_OVERLOAD_SNAME,
			  DHCP_SNAME, DHCP_SNAME_BYTES);
		put_place(t, DHCP_FILE_NAME, DHCP_BOOT_FILENAME_OVERLOADED_BY_DHCP, overload & DHCP_OVERLOAD_FILE,
			  DHCP_FILE, DHCP_FILE_BYTES);
	}
	if (!dhcp && known)
		put_uint(t, DHCP_BOOTP, 0, 0, 1);
	if (!tree_need(t, DHCP_COOKIE_AT, 4))
		return;
	if (has_options(l))
		put(t, DHCP_COOKIE, DHCP_COOKIE_AT, 4);
	else
		put(t, DHCP_VENDOR_AREA, DHCP_COOKIE_AT, DHCP_VENDOR_AREA_BYTES);
	dhcp_put_options(t, options_at(l), l->data.wire, 0);
}

static void dhcp_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	if (!layer_header(l, DHCP_OPTIONS))
		l->flags |= LAYER_TOLD; /* BOOTP, until an option says otherwise */
	l->tree_len = l->data.len;
	l->payload = slice_first(l->payload, 0);
}

static void bootp_info(struct buf *b, const struct layer *l)
{
	unsigned op = slice_u8(l->data, 0), n = slice_u8(l->data, HW_LEN_AT);
	if (op == REPLY) {
		buf_lit(b, "Boot Reply");
		return;
	}
	if (op != REQUEST) {
		buf_lit(b, "Unknown BOOTP message type (");
		fmt_uint(b, op);
		buf_char(b, ')');
		return;
	}
	buf_lit(b, "Boot Request from ");
	if (n != 6 || !slice_has(l->data, HW_AT, n))
		return;
	fmt_mac(b, l->data.p + HW_AT);
	buf_lit(b, " (");
	fmt_mac(b, l->data.p + HW_AT);
	buf_char(b, ')');
}

static void say_if_cut(struct buf *b, const struct layer *l)
{
	if (l->flags & (LAYER_SHORT | LAYER_MALFORMED) ||
	    (slice_has(l->data, 0, options_at(l)) && dhcp_options_whole(l->data, options_at(l))))
		return;
	buf_str(b, l->data.len < l->data.wire ? "[Packet size limited during capture]" : "[Malformed Packet]");
}

static void dhcp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	enum { NAME_WIDTH = 8 };
	bool dhcp;
	unsigned type = message_type(l, &dhcp);
	size_t start;
	(void)d;
	if (!dhcp) {
		c->protocol = "BOOTP";
		if (l->flags & LAYER_TOLD && !slice_has(l->data, 0, HW_AT + 6))
			return;
		bootp_info(&c->info, l);
		say_if_cut(&c->info, l);
		return;
	}
	buf_lit(&c->info, "DHCP ");
	start = c->info.len;
	dhcp_message_name(&c->info, type);
	if (c->info.len - start < NAME_WIDTH)
		buf_fill(&c->info, ' ', NAME_WIDTH - (c->info.len - start));
	buf_lit(&c->info, " - Transaction ID ");
	fmt_0x(&c->info, slice_u32(l->data, 4), 1);
	say_if_cut(&c->info, l);
}

static const struct next_link dhcp_on[] = { { NEXT_UDP_PORT, 67 }, { NEXT_UDP_PORT, 68 }, { NEXT_UDP_PORT, 4011 } };

const struct protocol protocol_dhcp = {
	.name = "dhcp",
	.column = "DHCP",
	.short_name = "DHCP/BOOTP",
	.fields = dhcp_rows,
	.n_fields = DHCP_N_ROWS,
	ON(dhcp_on),
	.dissect = dhcp_dissect,
	.fields_of = dhcp_tree,
	.info = dhcp_info,
};
