/* dhcpv6_values.c: what stands in DHCPv6's options that are more than one number, address or text. */
#include "dissect/application/dhcpv6_impl.h"
#include "dissect/application/domain_name.h"

enum { CABLE_LABS = 4491 }; /* its options have a format of their own */

void dhcpv6_put_bad(struct tree *t, const struct dhcpv6_value *v, const char *who, const char *what)
{
	MESSAGE(m);
	buf_str(&m, who);
	buf_lit(&m, ": ");
	buf_str(&m, what);
	put_expert(t, D6_MALFORMED_OPTION, v->option, 0, message_text(&m));
}

void dhcpv6_put_malformed(struct tree *t, const struct dhcpv6_value *v, const char *who)
{
	dhcpv6_put_bad(t, v, who, "malformed option");
}

void dhcpv6_put_title(struct tree *t, uint32_t off, uint32_t n, const char *title)
{
	put_label(t, D6_TEXT, off, n, title, (uint32_t)strlen(title));
}

/* Options in this one, behind `front` bytes. */
static void put_inner(struct tree *t, const struct dhcpv6_value *v, uint32_t front)
{
	if (front < v->n)
		dhcpv6_put_options(t, v->off + front, v->off + v->n, v->message, v->depth + 1u);
}

/* Bytes as a text of hexadecimal digits. */
static void put_hex(struct tree *t, unsigned row, uint32_t off, uint32_t n, char separator)
{
	enum { MOST = 256 };
	char room[3 * MOST];
	struct buf b = BUF_OVER(room, sizeof room);
	if (!tree_need(t, off, n))
		return;
	fmt_bytes(&b, t->l->data.p + off, n < MOST ? n : MOST, separator);
	put_copy(t, row, off, n, b.p, (uint32_t)b.len);
}

static void put_link_address(struct tree *t, unsigned row, unsigned hardware, uint32_t off, uint32_t n)
{
	enum { ETHERNET = 1, IEEE_802 = 6 };
	if (n)
		put_hex(t, row, off, n, n == 6 && (hardware == ETHERNET || hardware == IEEE_802) ? ':' : 0);
}

/* RFC 8415, 11, and RFC 6355. */
void dhcpv6_put_duid(struct tree *t, const struct dhcpv6_value *v)
{
	enum { LLT = 1, EN, LL, UUID };
	static const uint8_t least[] = { [LLT] = 8, [EN] = 6, [LL] = 4, [UUID] = 18 };
	unsigned type = slice_u16(t->l->data, v->off), hardware = slice_u16(t->l->data, v->off + 2);
	put(t, D6_DUID_BYTES, v->off, v->n);
	put(t, D6_DUID_TYPE, v->off, 2);
	if (type < LLT || type > UUID)
		return;
	if (v->n < least[type] || (type == UUID && v->n > least[type])) {
		dhcpv6_put_malformed(t, v, "DUID");
		return;
	}
	switch (type) {
	case LLT:
		put(t, D6_DUIDLLT_HWTYPE, v->off + 2, 2);
		if (tree_need(t, v->off + 4, 4)) /* seconds since 2000 */
			put_time(t, D6_DUIDLLT_TIME, v->off + 4, 4,
				 (int32_t)slice_u32(t->l->data, v->off + 4) + INT64_C(946684800), 0);
		put_link_address(t, D6_DUIDLLT_LINK_LAYER_ADDR, hardware, v->off + 8, v->n - 8);
		break;
	case EN:
		put(t, D6_DUIDEN_ENTERPRISE, v->off + 2, 4);
		if (v->n > 6)
			put(t, D6_DUIDEN_IDENTIFIER, v->off + 6, v->n - 6);
		break;
	case LL:
		put(t, D6_DUIDLL_HWTYPE, v->off + 2, 2);
		put_link_address(t, D6_DUIDLL_LINK_LAYER_ADDR, hardware, v->off + 4, v->n - 4);
		break;
	default: put(t, D6_DUIDUUID_BYTES, v->off + 2, 16);
	}
}

void dhcpv6_put_association(struct tree *t, const struct dhcpv6_value *v)
{
	put_hex(t, D6_IAID, v->off, 4, 0);
	put(t, D6_IAID_T1, v->off + 4, 4);
	put(t, D6_IAID_T2, v->off + 8, 4);
	put_inner(t, v, 12);
}

void dhcpv6_put_temporary(struct tree *t, const struct dhcpv6_value *v)
{
	put_hex(t, D6_IATA, v->off, 4, 0);
	put_inner(t, v, 4);
}

void dhcpv6_put_address(struct tree *t, const struct dhcpv6_value *v)
{
	put(t, D6_IAADDR_IP, v->off, 16);
	put(t, D6_IAADDR_PREF_LIFETIME, v->off + 16, 4);
	put(t, D6_IAADDR_VALID_LIFETIME, v->off + 20, 4);
	put_inner(t, v, 24);
}

void dhcpv6_put_prefix(struct tree *t, const struct dhcpv6_value *v)
{
	put(t, D6_IAPREFIX_PREF_LIFETIME, v->off, 4);
	put(t, D6_IAPREFIX_VALID_LIFETIME, v->off + 4, 4);
	put(t, D6_IAPREFIX_PREF_LEN, v->off + 8, 1);
	put(t, D6_IAPREFIX_PREF_ADDR, v->off + 9, 16);
	put_inner(t, v, 25);
}

void dhcpv6_put_exclude(struct tree *t, const struct dhcpv6_value *v)
{
	put(t, D6_PD_EXCLUDE_PREF_LEN, v->off, 1);
	put(t, D6_PD_EXCLUDE_SUBNET_ID, v->off + 1, v->n - 1);
}

/* Hundredths of a second. */
void dhcpv6_put_elapsed(struct tree *t, const struct dhcpv6_value *v)
{
	if (tree_need(t, v->off, 2))
		put_uint(t, D6_ELAPSED_TIME, v->off, 2, slice_u16(t->l->data, v->off) * 10u);
}

void dhcpv6_put_relayed(struct tree *t, const struct dhcpv6_value *v)
{
	if (v->depth >= D6_MAX_DEPTH)
		return;
	put_node(t, DHCPV6, v->off, v->n);
	tree_push(t);
	dhcpv6_put_message(t, v->off, v->off + v->n, v->depth + 1u);
	tree_pop(t);
}

void dhcpv6_put_authentication(struct tree *t, const struct dhcpv6_value *v)
{
	enum { FRONT = 11, DELAYED = 2, KEY_AND_HASH = 20 };
	uint32_t n = v->n - FRONT, off = v->off + FRONT;
	for (unsigned i = 0; i < 3; i++)
		put(t, D6_AUTH_PROTOCOL + i, v->off + i, 1);
	put(t, D6_AUTH_REPLAY_DETECTION, v->off + 3, 8);
	if (slice_u8(t->l->data, v->off) != DELAYED || n <= KEY_AND_HASH) {
		put(t, D6_AUTH_INFO, off, n);
		return;
	}
	put(t, D6_AUTH_REALM, off, n - KEY_AND_HASH);
	put(t, D6_AUTH_KEY_ID, off + n - KEY_AND_HASH, 4);
	put(t, D6_AUTH_MD5_DATA, off + n - KEY_AND_HASH + 4, 16);
}

void dhcpv6_put_status(struct tree *t, const struct dhcpv6_value *v)
{
	put(t, D6_STATUS_CODE, v->off, 2);
	if (v->n > 2)
		put(t, D6_STATUS_MSG, v->off + 2, v->n - 2);
}

void dhcpv6_put_user_class(struct tree *t, const struct dhcpv6_value *v)
{
	for (uint32_t at = 0; at < v->n && tree_need(t, v->off + at, 2);) {
		uint32_t n = slice_u16(t->l->data, v->off + at);
		if (n > v->n - at) {
			dhcpv6_put_bad(t, v, "User Class", "suboption too long");
			return;
		}
		dhcpv6_put_title(t, v->off + at, n, "User Class suboption");
		tree_push(t);
		put(t, D6_USERCLASS_LENGTH, v->off + at, 2);
		put(t, D6_USERCLASS_OPAQUE_DATA, v->off + at + 2, n);
		tree_pop(t);
		at += 2 + n;
	}
}

void dhcpv6_put_vendor_class(struct tree *t, const struct dhcpv6_value *v)
{
	put(t, D6_VENDORCLASS_ENTERPRISE, v->off, 4);
	if (v->n >= 6)
		put(t, D6_VENDORCLASS_DATA, v->off + 6, v->n - 6);
	else if (v->n > 4)
		tree_need(t, v->off + 4, 2);
}

void dhcpv6_put_vendor(struct tree *t, const struct dhcpv6_value *v)
{
	put(t, D6_VENDOROPTS_ENTERPRISE, v->off, 4);
	if (slice_u32(t->l->data, v->off) == CABLE_LABS)
		return; /* its options have a format of their own */
	for (uint32_t at = 4; at < v->n && !tree_ended(t);) {
		uint32_t off = v->off + at, n = slice_u16(t->l->data, off + 2);
		if (!tree_need(t, off, 4))
			return;
		dhcpv6_put_title(t, off, 4 + n, "option");
		tree_push(t);
		put(t, D6_VENDOROPTS_ENTERPRISE_OPTION_CODE, off, 2);
		put(t, D6_VENDOROPTS_ENTERPRISE_OPTION_LENGTH, off + 2, 2);
		put(t, D6_VENDOROPTS_ENTERPRISE_OPTION_DATA, off + 4, n);
		tree_pop(t);
		at += 4 + n;
	}
}

void dhcpv6_put_with_enterprise(struct tree *t, const struct dhcpv6_value *v)
{
	put(t, D6_REMOTEID_ENTERPRISE, v->off, 4);
	put(t, D6_REMOTEID_ENTERPRISE_ID, v->off + 4, v->n - 4);
}

/* RFC 4704: whose message it is decides what the bits mean. */
void dhcpv6_put_fqdn(struct tree *t, const struct dhcpv6_value *v)
{
	bool server = v->message == D6_ADVERTISE || v->message == D6_REPLY;
	unsigned flags = slice_u8(t->l->data, v->off);
	if (!server && v->message != D6_SOLICIT && v->message != D6_REQUEST && v->message != D6_RENEW &&
	    v->message != D6_REBIND) {
		put_uint(t, D6_CLIENTFQDN_BAD_MSGTYPE, v->option, 1, v->message);
		tree_push(t);
		dhcpv6_put_title(t, v->option, 1, dhcpv6_rows[D6_BAD_MSGTYPE].name);
		tree_push(t);
		put_expert(t, D6_BAD_MSGTYPE, v->option, 0, NULL);
		tree_pop(t);
		tree_pop(t);
		return;
	}
	put(t, D6_CLIENT_FQDN_FLAGS, v->off, 1)->aux = v->message;
	tree_push(t);
	put(t, server ? D6_CLIENTFQDN_SERVER_N : D6_CLIENTFQDN_CLIENT_N, v->off, 1);
	if (server)
		put(t, D6_CLIENTFQDN_SERVER_O, v->off, 1);
	put(t, server ? D6_CLIENTFQDN_SERVER_S : D6_CLIENTFQDN_CLIENT_S, v->off, 1);
	tree_pop(t);
	if ((flags & 5) == 5) {
		dhcpv6_put_title(t, v->off, 1, dhcpv6_rows[D6_S_BIT_SHOULD_BE_ZERO].name);
		tree_push(t);
		put_expert(t, D6_S_BIT_SHOULD_BE_ZERO, v->off, 0, NULL);
		tree_pop(t);
	}
	dhcpv6_put_names(t, D6_CLIENT_DOMAIN, v->off + 1, v->n - 1);
}

/* RFC 5007, 4.1.2.1; the query types from 3 to 5 are RFC 5460's, over TCP. */
void dhcpv6_put_query(struct tree *t, const struct dhcpv6_value *v)
{
	enum { FIRST_BULK = 3, LAST_BULK = 5 };
	unsigned type = slice_u8(t->l->data, v->off);
	put(t, D6_LQ_QUERY, v->off, 1);
	tree_push(t);
	if (type >= FIRST_BULK && type <= LAST_BULK)
		put_expert(t, D6_BAD_QUERY_TYPE, v->off, 0, NULL);
	tree_pop(t);
	put(t, D6_LQ_QUERY_LINK_ADDRESS, v->off + 1, 16);
	put_inner(t, v, 17);
}

void dhcpv6_put_relay_data(struct tree *t, const struct dhcpv6_value *v)
{
	put(t, D6_LQ_RELAY_DATA_PEER_ADDR, v->off, 16);
	put(t, D6_LQ_RELAY_DATA_MSG, v->off + 16, v->n - 16);
}

/* RFC 5908, 4. */
static void put_time_server(struct tree *t, uint32_t off, unsigned type, uint32_t n)
{
	enum { ADDRESS = 1, MULTICAST, NAME };
	static const char *const titles[] = { "", "NTP Server Address", "NTP Multicast Address", "NTP Server FQDN" };
	MESSAGE(m);
	buf_lit(&m, "NTP Server suboption ");
	fmt_uint(&m, type);
	dhcpv6_put_title(t, off, 4 + n, type && type < COUNT(titles) ? titles[type] : message_text(&m));
	tree_push(t);
	put(t, D6_NTPSERVER_OPTION_TYPE, off, 2);
	put(t, D6_NTPSERVER_OPTION_LENGTH, off + 2, 2);
	if (type == ADDRESS || type == MULTICAST) {
		put(t, type == ADDRESS ? D6_NTPSERVER_ADDR : D6_NTPSERVER_MC_ADDR, off + 4, 16);
	} else if (type == NAME) {
		dhcpv6_put_names(t, D6_NTPSERVER_FQDN, off + 4, n);
	}
	tree_pop(t);
}

void dhcpv6_put_time_servers(struct tree *t, const struct dhcpv6_value *v)
{
	for (uint32_t at = 0; at < v->n && tree_need(t, v->off + at, 4);) {
		unsigned type = slice_u16(t->l->data, v->off + at), n = slice_u16(t->l->data, v->off + at + 2);
		if (n > v->n - at) {
			dhcpv6_put_bad(t, v, "NTP Server", "suboption too long");
			return;
		}
		put_time_server(t, v->off + at, type, n);
		at += 4 + n;
	}
}

/* Where a prefix of so many bits ends that begins at `front`. */
static uint32_t prefix_end(uint32_t front, unsigned bits)
{
	return bits > 128 ? front : front + (bits + 7) / 8;
}

/* As many bytes of an IPv6 prefix as its length in bits needs; how many. 17: there is no such prefix. */
static uint32_t put_ipv6_prefix(struct tree *t, unsigned row, uint32_t off, unsigned bits)
{
	uint8_t prefix[16] = { 0 };
	uint32_t n = (bits + 7) / 8;
	if (n > sizeof prefix)
		return n;
	if (tree_need(t, off, n)) {
		memcpy(prefix, t->l->data.p + off, n);
		put_copy(t, row, off, n, prefix, sizeof prefix);
	}
	return n;
}

/* RFC 7598, 4.1. */
void dhcpv6_put_map_rule(struct tree *t, const struct dhcpv6_value *v)
{
	unsigned bits = slice_u8(t->l->data, v->off + 7);
	put(t, D6_S46_RULE_FLAGS, v->off, 1);
	tree_push(t);
	put(t, D6_S46_RULE_FLAGS_RESERVED, v->off, 1);
	put(t, D6_S46_RULE_FLAGS_FMR, v->off, 1);
	tree_pop(t);
	put(t, D6_S46_RULE_EA_LEN, v->off + 1, 1);
	put(t, D6_S46_RULE_IPV4_PREF_LEN, v->off + 2, 1);
	put(t, D6_S46_RULE_IPV4_PREFIX, v->off + 3, 4);
	put(t, D6_S46_RULE_IPV6_PREFIX_LEN, v->off + 7, 1);
	uint32_t n = put_ipv6_prefix(t, D6_S46_RULE_IPV6_PREFIX, v->off + 8, bits);
	if (n > 16)
		dhcpv6_put_malformed(t, v, "S46_RULE");
	else
		put_inner(t, v, 8 + n);
}

void dhcpv6_put_map_default(struct tree *t, const struct dhcpv6_value *v)
{
	unsigned bits = slice_u8(t->l->data, v->off);
	put(t, D6_S46_DMR_DMR_PREF_LEN, v->off, 1);
	if (put_ipv6_prefix(t, D6_S46_DMR_DMR_PREFIX, v->off + 1, bits) > 16)
		dhcpv6_put_malformed(t, v, "S46_DMR");
}

void dhcpv6_put_map_binding(struct tree *t, const struct dhcpv6_value *v)
{
	unsigned bits = slice_u8(t->l->data, v->off + 4);
	put(t, D6_S46_V4V6BIND_IPV4_ADDRESS, v->off, 4);
	put(t, D6_S46_V4V6BIND_IPV6_PREF_LEN, v->off + 4, 1);
	uint32_t n = put_ipv6_prefix(t, D6_S46_V4V6BIND_IPV6_PREFIX, v->off + 5, bits);
	if (n > 16)
		dhcpv6_put_malformed(t, v, "S46_V4V6BIND");
	else
		put_inner(t, v, 5 + n);
}

/* The port set's number is the upper bits of its field. */
void dhcpv6_put_map_ports(struct tree *t, const struct dhcpv6_value *v)
{
	unsigned bits = slice_u8(t->l->data, v->off + 1);
	put(t, D6_S46_PORTPARAM_OFFSET, v->off, 1);
	put(t, D6_S46_PORTPARAM_PSID_LEN, v->off + 1, 1);
	if (bits > 16)
		dhcpv6_put_malformed(t, v, "S46_PORTPARAMS");
	else if (tree_need(t, v->off + 2, 2))
		put_uint(t, D6_S46_PORTPARAM_PSID, v->off + 2, 2,
			 (uint32_t)slice_u16(t->l->data, v->off + 2) >> (16 - bits));
}

/* RFC 6610, 2.3. tshark leaves the last two bytes out. */
void dhcpv6_put_nai(struct tree *t, const struct dhcpv6_value *v)
{
	put(t, D6_NAI, v->off, v->n - 2);
}

void dhcpv6_put_key(struct tree *t, const struct dhcpv6_value *v)
{
	put(t, D6_FAILOVER_RECONFIGURE_TIME, v->off, 4);
	put(t, D6_FAILOVER_RECONFIGURE_KEY, v->off + 4, v->n - 4);
}

/* Nothing but other options. */
void dhcpv6_put_nothing(struct tree *t, const struct dhcpv6_value *v)
{
	put_inner(t, v, 0);
}

static bool dns_name_is_bad(struct slice s, uint32_t off, uint32_t n)
{
	struct domain_name name;
	return !domain_name_read(slice_sub(s, off, n), 0, 0, &name) && !name.len;
}

/* Parts with lengths of their own, from `at` on, each behind a header: where the last one ends. */
static uint32_t parts_end(struct slice s, uint32_t off, uint32_t n, uint32_t at, uint32_t header, bool checked)
{
	while (at < n) {
		uint32_t part = slice_u16(s, off + at + header - 2);
		if (!slice_has(s, off + at, header))
			return at + header;
		if (checked && part > n - at)
			return n;
		at += header + part;
	}
	return at;
}

uint32_t dhcpv6_taken(struct slice s, unsigned code, uint32_t off, uint32_t n)
{
	enum {
		CODES = 6,
		STATUS = 13,
		USER_CLASS = 15,
		VENDOR_CLASS,
		VENDOR,
		ECHO = 43,
		TIME_SERVERS = 56,
		RULE = 89,
		DEFAULT = 91,
		BINDING, HOST_NAME = 117, ZONE_NAME
	};
	switch (code) {
	case CODES:
	case ECHO: return n + (n & 1);
	case STATUS: return n < 2 ? 2 : n;
	case USER_CLASS: return parts_end(s, off, n, 0, 2, true);
	case VENDOR_CLASS: return n == 5 ? 6 : n;
	case VENDOR: return n < 4 || slice_u32(s, off) == CABLE_LABS ? n : parts_end(s, off, n, 4, 4, false);
	case TIME_SERVERS: return n < 4 ? n : parts_end(s, off, n, 0, 4, true);
	case RULE: return n < 8 ? n : prefix_end(8, slice_u8(s, off + 7));
	case DEFAULT: return n < 1 ? n : prefix_end(1, slice_u8(s, off));
	case BINDING: return n < 5 ? n : prefix_end(5, slice_u8(s, off + 4));
	case HOST_NAME:
	case ZONE_NAME: return dns_name_is_bad(s, off, n) ? UINT32_MAX : n;
	default: return n;
	}
}
