/* tls.c: Transport Layer Security (RFC 8446, 5246) and SSL before it: records. Handshake messages are in tls_handshake.c. */
#include "dissect/application/proxy_tunnel.h"
#include "dissect/application/tls_impl.h"
#include "dissect/application/web_tree.h"

#include "base/fmt.h"
#include "dissect/application/certificate.h"
#include "dissect/column.h"
#include "dissect/message.h"

/*   0      1          3          5
 *  +------+----------+----------+-----------
 *  | type | version  |  length  |  content ...     SSL 2: length with the top bit set, type, ...
 *  +------+----------+----------+----------- */
/* layer.fact: the ports, low and high; only when no note says what the state is */
enum { FACT_PORTS };

/* What tshark takes the content for, by the server's port. */
static const struct {
	uint16_t port;
	const char *name;
} port_protocols[] = {
	{ 443, "Hypertext Transfer Protocol" }, { 465, "Simple Mail Transfer Protocol" },
	{ 636, "Lightweight Directory Access Protocol" }, { 853, "Domain Name System" },
	{ 993, "Internet Message Access Protocol" }, { 995, "Post Office Protocol" },
	{ 3389, "TPKT - ISO on TCP - RFC1006" }, { 5061, "Session Initiation Protocol" },
	{ 5671, "Advanced Message Queuing Protocol" }, { 8883, "MQ Telemetry Transport Protocol" },
	{ 27017, "Mongo Wire Protocol" }, { 5868, "Diameter Protocol" }, { 11207, "Couchbase Protocol" },
	{ 802, "Modbus/TCP" }, /* and after STARTTLS: */ { 21, "File Transfer Protocol (FTP)" },
	{ 25, "Simple Mail Transfer Protocol" }, { 110, "Post Office Protocol" },
	{ 143, "Internet Message Access Protocol" }, { 587, "Simple Mail Transfer Protocol" }, { 3306, "MySQL Protocol" }, { 324, "RPKI-Router Protocol" }, { 2443, "Skinny Client Control Protocol" },
	{ 5684, "Constrained Application Protocol" }, { 19999, "Distributed Network Protocol 3.0" },
};

static const char *name_of_port(unsigned port)
{
	for (unsigned i = 0; i < COUNT(port_protocols); i++)
		if (port_protocols[i].port == port)
			return port_protocols[i].name;
	return NULL;
}

/* The name of what is inside, by ALPN or by port; NULL: not known. */
static const char *app_protocol(const struct layer *l, const struct tls_state *state)
{
	unsigned a = (unsigned)(l->fact[FACT_PORTS] >> 16), b = l->fact[FACT_PORTS] & 0xffff;
	if (state->alpn == ALPN_HTTP2)
		return "HyperText Transfer Protocol 2";
	if (state->alpn == ALPN_SPDY)
		return "SPDY";
	if (state->alpn == ALPN_HTTP1)
		return "Hypertext Transfer Protocol";
	const char *name = name_of_port(a < b ? a : b);
	return name ? name : name_of_port(a < b ? b : a);
}

static const char *version_name(unsigned version)
{
	switch (version) {
	case 0: return "SSL";
	case SSL_2: return "SSLv2";
	case SSL_3: return "SSLv3";
	case TLS_1_0: return "TLSv1";
	case TLS_1_1: return "TLSv1.1";
	case TLS_1_2: return "TLSv1.2";
	case TLS_1_3: return "TLSv1.3";
	default: return "TLS";
	}
}

static uint32_t tls_pdu(struct slice s, uint32_t hint)
{
	(void)hint;
	if (s.wire < TLS_RECORD_HEADER)
		return PDU_ONE_MORE;
	if (tls_is_record(s))
		return TLS_RECORD_HEADER + slice_u16(s, 3);
	return tls_is_ssl2(s) ? TLS_SSL2_HEADER + (slice_u16(s, 0) & 0x7fffu) : PDU_REST;
}

/* Plain text: another protocol on TLS's port, as tshark has it by the first four bytes. */
static bool tls_refuses(struct slice s)
{
	for (uint32_t i = 0; i < 4; i++)
		if (slice_u8(s, i) < ' ' || slice_u8(s, i) > '~')
			return false;
	return true;
}

static bool tls_guess(const struct layer *l, struct slice s)
{
	(void)l;
	if (s.len < 6)
		return false;
	if (tls_is_record(s)) {
		unsigned n = slice_u16(s, 3);
		return n && n <= TLS_MAX_RECORD && slice_u8(s, 0) <= TLS_APPLICATION_DATA;
	}
	return tls_is_ssl2(s) && TLS_SSL2_HEADER + (slice_u16(s, 0) & 0x7fffu) <= s.wire;
}

/* Those of the segment, or the one that the tunnel around it leads to. */
static uint32_t ports_of(const struct dissection *d, const struct layer *carrier)
{
	if (carrier->proto == &protocol_http)
		return web_tunnel_port(d, carrier);
	if (carrier->proto == &protocol_socks)
		return socks_tunnel_port(carrier);
	return slice_u32(carrier->data, 0);
}

static void tls_dissect(struct dissection *d, struct layer *l)
{
	layer_header(l, l->data.len);
	l->tree_len = l->data.len;
	l->fact[FACT_PORTS] = ports_of(d, layer_parent(d, l));
}

static unsigned shown_version(const struct tls_walk *w, struct slice s)
{
	return w->state.version                     ? w->state.version
	       : w->type                            ? slice_u16(s, w->off + 1)
	       : tls_is_ssl2(slice_from(s, w->off)) ? SSL_2
						    : 0;
}

static const char *message_name(const struct tls_state *state, struct slice m)
{
	static const uint8_t retry[] = { 0xcf, 0x21, 0xad, 0x74, 0xe5, 0x9a, 0x61, 0x11 }; /* RFC 8446 4.1.3 */
	(void)state;
	if (slice_u8(m, 0) == HS_SERVER_HELLO && slice_has(m, 6, sizeof retry) && !memcmp(m.p + 6, retry, sizeof retry))
		return "Hello Retry Request";
	const char *name = value_text(&tls_handshake_types, slice_u8(m, 0));
	return name ? name : "Unknown";
}

static void alert_text(struct buf *b, struct slice content)
{
	const char *level = value_text(&tls_alert_levels, slice_u8(content, 0));
	const char *desc = value_text(&tls_alerts, slice_u8(content, 1));
	buf_lit(b, "Alert (Level: ");
	buf_str(b, level ? level : "Unknown");
	buf_lit(b, ", Description: ");
	buf_str(b, desc ? desc : "Unknown");
	buf_char(b, ')');
}

static bool alert_is_clear(struct slice content)
{
	return content.wire == 2 && value_text(&tls_alert_levels, slice_u8(content, 0)) &&
	       value_text(&tls_alerts, slice_u8(content, 1));
}

static const char *heartbeat_text(struct slice content)
{
	const char *name = value_text(&tls_heartbeat_types, slice_u8(content, 0));
	bool fits = content.wire >= 19 && slice_u16(content, 1) + 19u <= content.wire;
	return !name || !fits              ? "Encrypted Heartbeat"
	       : slice_u8(content, 0) == 1 ? "Heartbeat Request"
					   : "Heartbeat Response";
}

/* --- the tree --- */

static void put_title(struct tree *t, const struct layer *l, const struct tls_walk *w)
{
	struct slice content = tls_content(w, l->data);
	const char *app = app_protocol(l, &w->state);
	MESSAGE(m);
	buf_str(&m, version_name(shown_version(w, l->data)));
	buf_lit(&m, " Record Layer: ");
	switch (w->type) {
	case TLS_CHANGE_CIPHER_SPEC: buf_lit(&m, "Change Cipher Spec Protocol: Change Cipher Spec"); break;
	case TLS_ALERT:
		if (alert_is_clear(content))
			alert_text(&m, content);
		else
			buf_lit(&m, "Encrypted Alert");
		break;
	case TLS_HANDSHAKE:
		buf_lit(&m, "Handshake Protocol: ");
		if (!tls_is_clear_handshake(&w->state, w->side, content))
			buf_lit(&m, "Encrypted Handshake Message");
		else if (slice_u24(content, 1) + TLS_MESSAGE_HEADER < content.wire)
			buf_lit(&m, "Multiple Handshake Messages");
		else
			buf_str(&m, message_name(&w->state, content));
		break;
	case TLS_APPLICATION_DATA:
		buf_lit(&m, "Application Data");
		buf_lit(&m, " Protocol: ");
		buf_str(&m, app ? app : "Application Data");
		break;
	default: buf_str(&m, heartbeat_text(content));
	}
	put_copy(t, RECORD, w->off, w->end - w->off, m.p, (uint32_t)m.len);
}

static void put_alert(struct tree *t, struct slice content, uint32_t off, uint32_t n)
{
	bool clear = alert_is_clear(content);
	put_cstr(t, ALERT, off, n, clear ? "Alert Message" : "Alert Message: Encrypted Alert");
	if (!clear)
		return;
	tree_push(t);
	put(t, ALERT_LEVEL, off, 1);
	put(t, ALERT_DESC, off + 1, 1);
	tree_pop(t);
}

static void put_heartbeat(struct tree *t, struct slice content, uint32_t off, uint32_t n)
{
	if (*heartbeat_text(content) == 'E') {
		put_cstr(t, HEARTBEAT, off, n, "Encrypted Heartbeat Message");
		return;
	}
	uint32_t payload = slice_u16(content, 1);
	put_cstr(t, HEARTBEAT, off, n, "Heartbeat Message");
	tree_push(t);
	put(t, HEARTBEAT_TYPE, off, 1);
	put(t, HEARTBEAT_LENGTH, off + 1, 2);
	put(t, HEARTBEAT_PAYLOAD, off + 3, payload);
	put(t, HEARTBEAT_PADDING, off + 3 + payload, n - 3 - payload);
	tree_pop(t);
}

static void put_messages(struct tree *t, const struct layer *l, const struct tls_walk *w)
{
	uint32_t off = w->off + TLS_RECORD_HEADER;
	struct slice content = tls_content(w, l->data);
	struct tls_state state = w->state;
	if (!tls_is_clear_handshake(&state, w->side, content)) {
		put_cstr(t, HANDSHAKE, off, w->end - off, "Handshake Protocol: Encrypted Handshake Message");
		return;
	}
	bool server = state.server == w->side + 1;
	for (unsigned i = 0; i < TLS_MAX_MESSAGES && off < w->end && !tree_ended(t); i++) {
		uint32_t n = TLS_MESSAGE_HEADER + slice_u24(l->data, off + 1), left = w->end - off;
		MESSAGE(m);
		buf_lit(&m, "Handshake Protocol: ");
		buf_str(&m, message_name(&state, slice_from(l->data, off)));
		if (n > left)
			buf_lit(&m, " (fragment)");
		put_copy(t, HANDSHAKE, off, n < left ? n : left, m.p, (uint32_t)m.len);
		if (n > left)
			return;
		tree_push(t);
		tls_put_handshake(t, l, (struct span){ off, off + n }, &state, server);
		tree_pop(t);
		tls_learn_message(&state, w->side, slice_sub(l->data, off, n));
		off += n;
	}
}

static void put_record(struct tree *t, const struct layer *l, const struct tls_walk *w)
{
	uint32_t off = w->off + TLS_RECORD_HEADER, n = w->end > off ? w->end - off : 0;
	struct slice content = tls_content(w, l->data);
	bool opaque = w->type == TLS_APPLICATION_DATA && w->state.version == TLS_1_3;
	put_title(t, l, w);
	tree_push(t);
	put(t, opaque ? OPAQUE_TYPE : CONTENT_TYPE, w->off, 1);
	put(t, RECORD_VERSION, w->off + 1, 2);
	put(t, RECORD_LENGTH, w->off + 3, 2);
	if (w->type == TLS_CHANGE_CIPHER_SPEC) {
		put(t, CHANGE_CIPHER_SPEC, off, n);
		tree_push(t);
		if (w->state.resumed && w->state.server == w->side + 1 && w->state.version < TLS_1_3)
			put_expert(t, RESUMED, off, 0, NULL);
		tree_pop(t);
	} else if (w->type == TLS_ALERT) {
		put_alert(t, content, off, n);
	} else if (w->type == TLS_HANDSHAKE) {
		put_messages(t, l, w);
	} else if (w->type == TLS_HEARTBEAT) {
		put_heartbeat(t, content, off, n);
	} else {
		const char *app = app_protocol(l, &w->state);
		put(t, APP_DATA, off, n);
		if (app)
			put_cstr(t, APP_DATA_PROTO, w->off ? w->off + l->off : 0, 0, app); /* where tshark has it */
	}
	tree_pop(t);
}

/* Bytes that are no record. When nothing is known of the session, the capture may have begun in the middle of one. */
static void put_unknown(struct tree *t, const struct tls_walk *w)
{
	static const char title[] = "Ignored Unknown Record";
	if (!w->state.version)
		return;
	put_label(t, TEXT, w->off, w->end - w->off, title, sizeof title - 1);
	tree_push(t);
	put_expert(t, UNKNOWN_RECORD, w->off, 0, NULL);
	tree_pop(t);
}

static void tls_tree(struct tree *t, const struct layer *l)
{
	bool quoted = layer_parent(t->d, l)->flags & LAYER_QUOTED;
	struct tls_walk w;
	tls_walk_start(&w, t->d, l);
	for (unsigned i = 0; i < TLS_MAX_RECORDS && !tree_ended(t) && tls_walk_next(&w, l); i++) {
		if (w.type && quoted && slice_u16(l->data, w.off + 3) + (uint32_t)TLS_RECORD_HEADER > w.end - w.off)
			return; /* its rest would come with other segments */
		if (w.type) {
			put_record(t, l, &w);
		} else if (tls_is_ssl2(slice_from(l->data, w.off))) {
			put_cstr(t, RECORD, w.off, w.end - w.off, "SSLv2 Record Layer: Client Hello");
			tree_push(t);
			tls_put_ssl2(t, l, w.off, TLS_SSL2_HEADER);
			tree_pop(t);
		} else {
			put_unknown(t, &w);
		}
	}
}

/* --- the line --- */

static void info_messages(struct buf *b, const struct tls_walk *w, struct slice s)
{
	struct slice content = tls_content(w, s);
	if (!tls_is_clear_handshake(&w->state, w->side, content)) {
		buf_lit(b, "Encrypted Handshake Message");
		return;
	}
	for (unsigned i = 0; i < TLS_MAX_MESSAGES && content.wire; i++) {
		if (i)
			buf_lit(b, ", ");
		buf_str(b, message_name(&w->state, content));
		content = slice_from(content, TLS_MESSAGE_HEADER + slice_u24(content, 1));
	}
}

static void info_record(struct buf *b, const struct tls_walk *w, struct slice s)
{
	struct slice content = tls_content(w, s);
	switch (w->type) {
	case TLS_CHANGE_CIPHER_SPEC: buf_lit(b, "Change Cipher Spec"); break;
	case TLS_ALERT:
		if (alert_is_clear(content))
			alert_text(b, content);
		else
			buf_lit(b, "Encrypted Alert");
		break;
	case TLS_HANDSHAKE: info_messages(b, w, s); break;
	case TLS_APPLICATION_DATA: buf_lit(b, "Application Data"); break;
	case TLS_HEARTBEAT: buf_str(b, heartbeat_text(content)); break;
	default:
		buf_str(b, tls_is_ssl2(slice_from(s, w->off)) ? "Client Hello"
			   : w->state.version                 ? "Ignored Unknown Record"
							      : "Continuation Data");
	}
}

/* All TLS layers of the frame speak at once: the PDU that the segment completes, and those behind it. */
static void tls_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct tls_walk w;
	size_t start = c->info.len;
	tls_walk_start(&w, d, l);
	for (unsigned i = 0; i < TLS_MAX_RECORDS && tls_walk_next(&w, l); i++) {
		c->protocol = version_name(shown_version(&w, l->data));
		if (c->info.len > start)
			buf_lit(&c->info, ", ");
		info_record(&c->info, &w, l->data);
	}
	if (w.state.version)
		c->protocol = version_name(w.state.version);
}

static const struct next_link tls_on[] = {
	{ NEXT_TCP_PORT, 324 }, { NEXT_TCP_PORT, 443 }, { NEXT_TCP_PORT, 465 }, { NEXT_TCP_PORT, 636 },
	{ NEXT_TCP_PORT, 802 }, { NEXT_TCP_PORT, 853 }, { NEXT_TCP_PORT, 993 }, { NEXT_TCP_PORT, 995 },
	{ NEXT_TCP_PORT, 1300 }, { NEXT_TCP_PORT, 2221 }, { NEXT_TCP_PORT, 2443 }, { NEXT_TCP_PORT, 3249 },
	{ NEXT_TCP_PORT, 3250 }, { NEXT_TCP_PORT, 3251 }, { NEXT_TCP_PORT, 3252 }, { NEXT_TCP_PORT, 3496 },
	{ NEXT_TCP_PORT, 5061 }, { NEXT_TCP_PORT, 5671 }, { NEXT_TCP_PORT, 5684 }, { NEXT_TCP_PORT, 5868 },
	{ NEXT_TCP_PORT, 8883 }, { NEXT_TCP_PORT, 11207 }, { NEXT_TCP_PORT, 19999 }, { NEXT_TCP_PORT, 27017 },
};

/* While a record waits for more, the line is empty. */
static bool tls_begun(struct buf *b, const struct layer *tcp, struct slice s)
{
	(void)b;
	(void)tcp;
	(void)s;
	return true;
}

const struct protocol protocol_tls = {
	.name = "tls",
	.column = "TLS",
	FIELDS(tls_fields),
	ON(tls_on),
	.shows = certificate_protocols,
	.pdus_joined = true,
	.part_shown = true,
	.pdu = tls_pdu,
	.begun = tls_begun,
	.info_between = ", ",
	.refuses = tls_refuses,
	.guess = tls_guess,
	.guess_on = { NEXT_TCP_PORT },
	.told_early = true,
	.dissect = tls_dissect,
	.fields_of = tls_tree,
	.path_inside = tls_path,
	.info = tls_info,
};
