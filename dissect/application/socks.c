/* socks.c: SOCKS, versions 4, 4A and 5 (RFC 1928, 1929, 1961): how a client asks for a connection, and what goes through it. */
#include "dissect/application/proxy_tunnel.h"

#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/message.h"
#include "dissect/registry.h"
#include "dissect/tree.h"

enum {
	SOCKS, VERSION, DST, DST6, GSS_DATA, GSS_COMMAND, GSS_LENGTH, NAME_4A, DST_PORT, COMMAND, RESULTS4, RESULTS5,
	METHOD_COUNT, METHOD, RESERVED, PORT, ACCEPTED, STATUS, HOST_PORT, SUBNEGOTIATION, USER, PASSWORD, REMOTE_NAME, ADDRESS_TYPE,
	METHODS,
};

static const struct value_table commands = VALUES(
	{ 1, "Connect" }, { 2, "Bind" }, { 3, "UdpAssociate" }, { 0x80, "Ping" }, { 0x81, "Traceroute" });
static const struct value_table results = VALUES(
	{ 0, "Succeeded" }, { 1, "General SOCKS server failure" }, { 2, "Connection not allowed by ruleset" },
	{ 3, "Network unreachable" }, { 4, "Host unreachable" }, { 5, "Connection refused" }, { 6, "TTL expired" },
	{ 7, "Command not supported" }, { 8, "Address type not supported" }, { 90, "Granted" }, { 91, "Rejected or Failed" },
	{ 92, "Rejected because SOCKS server cannot connect to identd on the client" },
	{ 93, "Rejected because the client program and identd report different user-ids" });
static const struct value_table address_types = VALUES({ 1, "IPv4" }, { 3, "Domain Name" }, { 4, "IPv6" });
static const struct value_table gss_commands = VALUES({ 1, "Authentication" }, { 255, "Failure" });
static const struct value_table methods = RANGES(
	{ 0, 0, "No authentication" }, { 1, 1, "GSSAPI" }, { 2, 2, "Username/Password" }, { 3, 3, "Chap" },
	{ 4, 0x7f, "IANA assigned" }, { 0x80, 0xfe, "private method" }, { 0xff, 0xff, "no acceptable method" });

/* "Method[1]: 2 (Username/Password)" */
static void method_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Method[");
	fmt_uint(b, r->aux);
	buf_lit(b, "]: ");
	fmt_uint(b, r->val);
	buf_lit(b, " (");
	buf_str(b, value_text(&methods, r->val));
	buf_char(b, ')');
}

static void accepted_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Accepted Auth Method: ");
	fmt_0x(b, r->val, 1);
	buf_lit(b, " (");
	buf_str(b, value_text(&methods, r->val));
	buf_char(b, ')');
}

static void status_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Status: ");
	fmt_uint(b, r->val);
	buf_str(b, r->val ? " (failure)" : " (success)");
}

#define U8(abbrev, name, ...) F("socks." abbrev, name, FT_UINT8, BASE_DEC, __VA_ARGS__)
#define U16(abbrev, name) F("socks." abbrev, name, FT_UINT16, BASE_DEC)
#define TEXT(abbrev, name, type) F("socks." abbrev, name, type, BASE_NONE)

static const struct field socks_fields[] = {
	[SOCKS] = F("socks", "Socks Protocol", FT_PROTOCOL, BASE_NONE),
	[VERSION] = U8("version", "Version", .flags = 0),
	[DST] = F("socks.dst", "Remote Address", FT_IPv4, BASE_NONE),
	[DST6] = F("socks.dstV6", "Remote Address(ipv6)", FT_IPv6, BASE_NONE),
	[GSS_DATA] = F("socks.gssapi.data", "GSSAPI data", FT_BYTES, BASE_NONE),
	[GSS_COMMAND] = U8("gssapi.command", "SOCKS/GSSAPI command", .vals = &gss_commands),
	[GSS_LENGTH] = U16("gssapi.length", "SOCKS/GSSAPI data length"),
	[NAME_4A] = TEXT("v4a_dns_name", "SOCKS v4a Remote Domain Name", FT_STRINGZ),
	[DST_PORT] = U16("dstport", "Remote Port"),
	[COMMAND] = U8("command", "Command", .vals = &commands),
	[RESULTS4] = U8("results", "Results(V4)", .vals = &results),
	[RESULTS5] = U8("results", "Results(V5)", .vals = &results),
	[METHOD_COUNT] = U8("auth_method_count", "Authentication Method Count", .flags = 0),
	[METHOD] = U8("auth_method", "Method", .label = method_label),
	[RESERVED] = U8("reserved", "Reserved", .flags = 0),
	[PORT] = U16("port", "Port"),
	[ACCEPTED] = U8("auth_accepted_method", "Accepted Auth Method", .label = accepted_label),
	[STATUS] = U8("auth_status", "Status", .label = status_label),
	[HOST_PORT] = U16("remote_host_port", "Remote Host Port"),
	[SUBNEGOTIATION] = U8("subnegotiation_version", "Subnegotiation Version", .flags = 0),
	[USER] = TEXT("username", "User name", FT_STRING),
	[PASSWORD] = TEXT("password", "Password", FT_STRING),
	[REMOTE_NAME] = TEXT("remote_name", "Remote name", FT_STRING),
	[ADDRESS_TYPE] = U8("address_type", "Address Type", .vals = &address_types),
	[METHODS] = F_TEXT("Client Authentication Methods"),
};

/* What a client and a server say first comes as it comes; in a tunnel, whole PDUs of what it carries, as many as it takes at once. */
static uint32_t socks_pdu(struct slice s, uint32_t hint)
{
	uint32_t id = hint >> SOCKS_HINT_CARRIED_SHIFT, all = 0;
	const struct protocol *p = id ? registry_protocol((uint16_t)(id - 1)) : NULL;
	if (!p || !p->pdu || (p->refuses && p->refuses(s)))
		return PDU_REST;
	do {
		uint32_t n = p->pdu(slice_from(s, all), 0);
		if (!n || n > s.wire - all) /* more than there is, or one of enum pdu_size */
			return all ? all : n;
		all += n;
	} while (p->pdus_joined && all < s.wire);
	return all;
}

/* The line of a segment in a tunnel that completes nothing: an answer of HTTP speaks for itself. */
static bool socks_begun(struct buf *b, const struct layer *tcp, struct slice s)
{
	const uint8_t *end = s.len > 7 && !memcmp(s.p, "HTTP/1.", 7) ? memchr(s.p, '\r', s.len) : NULL;
	(void)tcp;
	if (end) {
		fmt_text(b, s.p, (size_t)(end - s.p));
		buf_char(b, ' ');
	} else {
		buf_lit(b, "Version: 5");
	}
	return true;
}

static void socks_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	l->tree_len = l->data.len;
	l->payload = slice_from(l->data, l->data.wire);
	l->fact[SOCKS_FACT_KIND] = SOCKS_UNKNOWN;
}

/* --- the tree --- */

static uint32_t put_z(struct tree *t, unsigned row, uint32_t off)
{
	uint32_t n = slice_zlen(t->l->data, off);
	if (n)
		put(t, row, off, n);
	else
		tree_need(t, t->l->data.len, 1);
	return off + n;
}

/* A string behind its length, of one byte. */
static uint32_t put_counted(struct tree *t, unsigned row, uint32_t off)
{
	uint32_t n = slice_u8(t->l->data, off);
	if (tree_need(t, off, 1 + n))
		put_copy(t, row, off, 1 + n, t->l->data.p + off + 1, n);
	return off + 1 + n;
}

/* What is known from earlier, and stands in no byte. */
static void put_known(struct tree *t, unsigned row, uint64_t value)
{
	put_uint(t, row, 0, 0, value)->flags |= R_GENERATED;
}

static void put_v4(struct tree *t, bool request)
{
	const struct slice s = t->l->data;
	put(t, VERSION, 0, 1);
	put(t, request ? COMMAND : RESULTS4, 1, 1);
	if (!request && s.wire <= 2)
		return;
	put(t, DST_PORT, 2, 2);
	put(t, DST, 4, 4);
	if (!request || tree_ended(t))
		return;
	uint32_t off = put_z(t, USER, 8);
	if (slice_u32(s, 4) - 1 < 0xff && !tree_ended(t)) /* 0.0.0.x: the server is to look the name up */
		put_z(t, NAME_4A, off);
}

static void put_methods(struct tree *t)
{
	unsigned n = slice_u8(t->l->data, 1);
	put(t, VERSION, 0, 1);
	if (!tree_need(t, 1, 1))
		return;
	put_node(t, METHODS, 1, slice_has(t->l->data, 1, 1 + n) ? 1 + n : t->l->data.len - 1);
	tree_push(t);
	put(t, METHOD_COUNT, 1, 1);
	for (unsigned i = 0; i < n && !tree_ended(t); i++)
		put(t, METHOD, 2 + i, 1)->aux = i;
	tree_pop(t);
}

static void put_gssapi(struct tree *t)
{
	enum { FAILURE = 255 };
	put(t, SUBNEGOTIATION, 0, 1);
	put(t, GSS_COMMAND, 1, 1);
	if (slice_u8(t->l->data, 1) == FAILURE || tree_ended(t))
		return;
	put(t, GSS_LENGTH, 2, 2);
	if (slice_u16(t->l->data, 2))
		put(t, GSS_DATA, 4, slice_u16(t->l->data, 2));
}

static void put_v5(struct tree *t, unsigned row, unsigned port_row)
{
	uint32_t off = 4;
	put(t, VERSION, 0, 1);
	put(t, row, 1, 1);
	put(t, RESERVED, 2, 1);
	put(t, ADDRESS_TYPE, 3, 1);
	switch (slice_u8(t->l->data, 3)) {
	case SOCKS_IPV4:
		put(t, DST, off, 4);
		off += 4;
		break;
	case SOCKS_NAME: off = put_counted(t, REMOTE_NAME, off); break;
	case SOCKS_IPV6:
		put(t, DST6, off, 16);
		off += 16;
		break;
	default: break;
	}
	put(t, port_row, off, 2);
}

/* A request that is not all there has no row at all. */
static void put_request(struct tree *t)
{
	const struct slice s = t->l->data;
	unsigned kind = slice_u8(s, 3);
	uint32_t n = kind == SOCKS_IPV4 ? 4 : kind == SOCKS_IPV6 ? 16 : kind == SOCKS_NAME ? 1u + slice_u8(s, 4) : 0;
	if (slice_has(s, 0, 6 + n)) {
		put_v5(t, COMMAND, PORT);
		return;
	}
	tree_drop(t);
	tree_need(t, 0, 6 + n);
}

/* Shown at the segment, also when it completes something that began before. */
static void put_tunnel(struct tree *t, const struct layer *l)
{
	const uint64_t target = l->fact[SOCKS_FACT_TARGET];
	uint32_t first = t->n;
	put_known(t, VERSION, target & 0xff);
	put_known(t, COMMAND, target >> SOCKS_COMMAND_SHIFT & 0xff);
	unsigned kind = target >> SOCKS_ADDRESS_SHIFT & 0xff;
	if (kind == SOCKS_IPV4)
		put_known(t, DST, (uint32_t)l->fact[SOCKS_FACT_ADDRESS]);
	else if (kind == SOCKS_IPV6)
		put_copy(t, DST6, 0, 0, &l->fact[SOCKS_FACT_ADDRESS], 16)->flags |= R_GENERATED;
	put_known(t, DST_PORT, target >> SOCKS_PORT_SHIFT & 0xffff);
	const struct layer *tcp = layer_parent(t->d, l);
	struct record *own = tree_proto(t);
	uint32_t at = (uint32_t)(tcp->payload.p - t->d->buffer[tcp->buffer].p);
	for (struct record *r = t->record + first; r < t->record + t->n; r++) {
		r->buffer = tcp->buffer;
		r->off = at;
	}
	own->buffer = tcp->buffer;
	own->off = at;
	own->len = tcp->payload.len;
}

static void socks_tree(struct tree *t, const struct layer *l)
{
	if (l->flags & LAYER_CONTINUED)
		return;
	enum socks_kind kind = (enum socks_kind)l->fact[SOCKS_FACT_KIND];
	if (kind == SOCKS_PASSWORD || kind == SOCKS_PASSWORD_STATUS || kind == SOCKS_GSSAPI)
		put_known(t, VERSION, 5);
	switch (kind) {
	case SOCKS_V4_REQUEST:
	case SOCKS_V4_REPLY: put_v4(t, kind == SOCKS_V4_REQUEST); break;
	case SOCKS_METHODS: put_methods(t); break;
	case SOCKS_METHOD:
		put(t, VERSION, 0, 1);
		put(t, ACCEPTED, 1, 1);
		break;
	case SOCKS_PASSWORD:
		put(t, SUBNEGOTIATION, 0, 1);
		put_counted(t, PASSWORD, put_counted(t, USER, 1));
		break;
	case SOCKS_PASSWORD_STATUS:
		put(t, SUBNEGOTIATION, 0, 1);
		put(t, STATUS, 1, 1);
		break;
	case SOCKS_GSSAPI: put_gssapi(t); break;
	case SOCKS_REQUEST: put_request(t); break;
	case SOCKS_REPLY: put_v5(t, RESULTS5, PORT); break;
	case SOCKS_SECOND_REPLY: put_v5(t, RESULTS5, HOST_PORT); break;
	case SOCKS_TUNNEL: put_tunnel(t, l); break;
	default: break;
	}
}

static void socks_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned kind = (unsigned)l->fact[SOCKS_FACT_KIND];
	(void)d;
	if (l->flags & LAYER_CONTINUED)
		return;
	if (kind == SOCKS_UNKNOWN) {
		buf_lit(&c->info, "Unknown");
		return;
	}
	buf_lit(&c->info, "Version: ");
	fmt_uint(&c->info, l->fact[SOCKS_FACT_TARGET] & 0xff);
	if (kind == SOCKS_V4_REQUEST)
		buf_lit(&c->info, " Connect to server request");
	else if (kind == SOCKS_V4_REPLY)
		buf_lit(&c->info, " Connect Response");
}

static const struct next_link socks_on[] = { { NEXT_TCP_PORT, SOCKS_PORT } };

const struct protocol protocol_socks = {
	.name = "socks",
	.column = "Socks",
	FIELDS(socks_fields),
	ON(socks_on),
	.pdu = socks_pdu,
	.begun = socks_begun,
	.part_shown = true,
	.told_early = true,
	.dissect = socks_dissect,
	.fields_of = socks_tree,
	.info = socks_info,
};
