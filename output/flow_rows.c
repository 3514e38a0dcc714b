/* flow_rows.c: the rows of peel flows: one table of columns for JSON lines and CSV, and a narrower one for people. */
#include "output/flow_rows.h"

#include "base/fmt.h"
#include "dissect/application/name_service.h"
#include "dissect/numbers.h"
#include "output/flow_text.h"

#define SECOND INT64_C(1000000000)

/* Sides are told as Zeek names them: the originator (who sent the first packet) and the responder. */
static unsigned orig(const struct row *r)
{
	return r->c->zeek.orig;
}

static unsigned side_of(const struct row *r, bool responder)
{
	return r->c->zeek.orig ^ (unsigned)responder;
}

static bool is_tcp(const struct row *r)
{
	return r->c->entry.key.proto == IP_PROTO_TCP;
}

void row_seconds(struct buf *b, int64_t ns, unsigned digits)
{
	uint64_t v = (uint64_t)(ns < 0 ? -ns : ns);
	fmt_secs(b, ns < 0, v / SECOND, v % SECOND, digits);
}

void row_address(struct buf *b, const struct row *r, bool responder)
{
	const struct flow_key *k = &r->c->entry.key;
	const uint8_t *p = side_of(r, responder) ? k->b : k->a;
	if (k->type == ADDR_IPV4)
		fmt_ipv4(b, p);
	else
		fmt_ipv6(b, p);
}

uint16_t row_port(const struct row *r, bool responder)
{
	const struct flow_key *k = &r->c->entry.key;
	return side_of(r, responder) ? k->port_b : k->port_a;
}

const char *row_proto(const struct row *r)
{
	switch (r->c->entry.key.proto) {
	case IP_PROTO_TCP: return "tcp";
	case IP_PROTO_UDP: return "udp";
	case IP_PROTO_ICMP:
	case IP_PROTO_ICMPV6: return "icmp";
	default: return "unknown_transport"; /* Zeek's word */
	}
}

bool row_has_ports(const struct row *r)
{
	return is_tcp(r) || r->c->entry.key.proto == IP_PROTO_UDP;
}

bool row_is_icmp(const struct row *r)
{
	return r->c->entry.key.proto == IP_PROTO_ICMP || r->c->entry.key.proto == IP_PROTO_ICMPV6;
}

int64_t row_duration(const struct row *r)
{
	return r->c->active - r->c->first;
}

static const char *common_port(uint16_t port)
{
	static const struct {
		uint16_t port;
		const char *name;
	} common[] = {
		{ 20, "ftp-data" }, { 21, "ftp" },    { 22, "ssh" },    { 23, "telnet" }, { 25, "smtp" },   { 53, "dns" },
		{ 67, "dhcp" },     { 68, "dhcp" },   { 69, "tftp" },   { 80, "http" },   { 88, "kerberos" }, { 110, "pop" },
		{ 111, "rpc" },     { 123, "ntp" },   { 137, "nbns" },  { 143, "imap" },  { 161, "snmp" },  { 389, "ldap" },
		{ 443, "tls" },     { 445, "smb" },   { 465, "smtps" }, { 514, "syslog" }, { 587, "smtp" },  { 636, "ldaps" },
		{ 853, "dot" },     { 993, "imaps" }, { 995, "pops" },  { 1883, "mqtt" }, { 2049, "nfs" },  { 3306, "mysql" },
		{ 3389, "rdp" },    { 5060, "sip" },  { 5222, "xmpp" }, { 5353, "mdns" }, { 5432, "pgsql" }, { 6379, "redis" },
		{ 8080, "http" },
	};
	for (unsigned i = 0; i < COUNT(common); i++)
		if (common[i].port == port)
			return common[i].name;
	return NULL;
}

/* As recognised, else by port: the responder's first. Of other datagrams, the protocol in them. */
const char *row_application(const struct row *r)
{
	if (r->c->app.protocol)
		return registry_protocol(r->c->app.protocol - 1u)->name;
	enum next_table table = is_tcp(r) ? NEXT_TCP_PORT : NEXT_UDP_PORT;
	if (!row_has_ports(r)) {
		uint16_t id =
			row_is_icmp(r) ? NO_PROTOCOL : registry_next(r->registry, NEXT_IP_PROTO, r->c->entry.key.proto);
		return id == NO_PROTOCOL ? NULL : registry_protocol(id)->name;
	}
	for (unsigned i = 0; i < 2; i++) {
		uint16_t port = row_port(r, !i), id = registry_next(r->registry, table, port);
		if (id != NO_PROTOCOL)
			return registry_protocol(id)->name;
		if (common_port(port))
			return common_port(port);
	}
	return NULL;
}

const char *row_state(const struct row *r, bool responder)
{
	const struct conn *c = r->c;
	unsigned side = side_of(r, responder);
	enum tcp_state s = c->end[side].state;
	if (!is_tcp(r))
		return NULL;
	return tcp_state_name(s == TCP_TIME_WAIT && !(conn_waiting(c, r->now) >> side & 1) ? TCP_CLOSED : s);
}

static const char *role(const struct row *r, unsigned side)
{
	return side == NOBODY ? NULL : side == orig(r) ? "originator" : "responder";
}

/* How it ended: the reset, else the close, else what befell it. */
const char *row_ending(const struct row *r)
{
	const struct conn *c = r->c;
	if (c->first_rst != NOBODY)
		return "reset";
	if (c->end[0].fin_sent && c->end[1].fin_sent)
		return "closed";
	switch (c->ending) {
	case CONN_TIMED_OUT: return "timeout";
	case CONN_REPLACED: return "ports used again";
	case CONN_EVICTED: return "table full";
	default: return "open";
	}
}

/* --- the columns --- */

enum kind { TEXT, NUMBER, FLAG };

/* put writes nothing for what there is not. */
struct row_column {
	const char *name;
	enum kind kind;
	bool responder;
	void (*put)(struct buf *, const struct row *, bool responder);
};

#define PUT(name) static void name(struct buf *b, const struct row *r, bool responder)
#define SIDE (&r->c->side[side_of(r, responder)])

static void put_text(struct buf *b, const char *text)
{
	if (text)
		buf_str(b, text);
}

/* A number of TCP's. */
static void put_tcp(struct buf *b, const struct row *r, uint64_t v)
{
	if (is_tcp(r))
		fmt_uint(b, v);
}

PUT(put_stream)
{
	(void)responder;
	if (row_has_ports(r))
		fmt_uint(b, r->c->stream);
}
PUT(put_proto)
{
	(void)responder;
	buf_str(b, row_proto(r));
}
PUT(put_port)
{
	fmt_uint(b, row_port(r, responder));
}
PUT(put_encapsulation)
{
	(void)responder;
	if (r->c->entry.key.encapsulation)
		fmt_0x(b, r->c->entry.key.encapsulation, 8);
}
PUT(put_start)
{
	(void)responder;
	row_seconds(b, r->c->first, 9);
}
PUT(put_duration)
{
	(void)responder;
	if (row_duration(r))
		row_seconds(b, row_duration(r), 9);
}
PUT(put_application)
{
	(void)responder;
	put_text(b, row_application(r));
}
static bool is_app(const struct row *r, enum conn_app_kind kind)
{
	return r->c->app.kind == kind;
}
static void app_name(struct buf *b, const struct row *r, enum conn_app_kind kind)
{
	if (is_app(r, kind))
		buf_put(b, r->c->app.name, r->c->app.name_len);
}
PUT(put_server_name)
{
	(void)responder;
	app_name(b, r, CONN_APP_TLS);
}
PUT(put_host)
{
	(void)responder;
	app_name(b, r, CONN_APP_WEB);
}
PUT(put_method)
{
	(void)responder;
	buf_put(b, r->c->app.method, r->c->app.method_len);
}
PUT(put_status)
{
	(void)responder;
	if (is_app(r, CONN_APP_WEB) && r->c->app.number)
		fmt_uint(b, r->c->app.number);
}
PUT(put_query)
{
	(void)responder;
	app_name(b, r, CONN_APP_NAMES);
}
PUT(put_query_type)
{
	(void)responder;
	if (is_app(r, CONN_APP_NAMES))
		name_type_put(b, r->c->app.number);
}
PUT(put_answer_time)
{
	(void)responder;
	if (r->c->app.answered)
		row_seconds(b, r->c->app.elapsed, 9);
}
PUT(put_state)
{
	put_text(b, row_state(r, responder));
}
PUT(put_ending)
{
	(void)responder;
	put_text(b, row_ending(r));
}
PUT(put_first_fin)
{
	(void)responder;
	put_text(b, role(r, r->c->first_fin));
}
PUT(put_first_rst)
{
	(void)responder;
	put_text(b, role(r, r->c->first_rst));
}
PUT(put_closer)
{
	static const char *const who[] = { NULL, "originator", "responder", "both" };
	unsigned a = conn_active_closers(r->c);
	(void)responder;
	put_text(b, who[orig(r) ? (a & 1) << 1 | a >> 1 : a]);
}
PUT(put_wait_until)
{
	(void)responder;
	if (r->c->wait_until)
		row_seconds(b, r->c->wait_until, 9);
}

int64_t row_handshake(const struct row *r)
{
	const struct conn *c = r->c;
	return c->syn_time && c->synack_time && c->ack_time ? c->ack_time - c->syn_time : -1;
}
PUT(put_rtt)
{
	(void)responder;
	if (row_handshake(r) >= 0)
		row_seconds(b, row_handshake(r), 9);
}
/* The half behind the tap on the responder's side: SYN to SYN/ACK; on the originator's: SYN/ACK to ACK. */
PUT(put_half_rtt)
{
	const struct conn *c = r->c;
	if (responder && c->syn_time && c->synack_time)
		row_seconds(b, c->synack_time - c->syn_time, 9);
	else if (!responder && c->synack_time && c->ack_time)
		row_seconds(b, c->ack_time - c->synack_time, 9);
}
PUT(put_packets)
{
	fmt_uint(b, SIDE->packets);
}
PUT(put_bytes)
{
	fmt_uint(b, SIDE->bytes);
}
PUT(put_ip_bytes)
{
	fmt_uint(b, SIDE->ip_bytes);
}
PUT(put_payload)
{
	fmt_uint(b, SIDE->payload);
}
/* As Zeek: by sequence numbers, and unset without a duration. */
PUT(put_size)
{
	if (row_duration(r))
		fmt_uint(b, is_tcp(r) ? zeek_size(&r->c->zeek, side_of(r, responder)) : SIDE->payload);
}
PUT(put_mss)
{
	if (SIDE->mss)
		fmt_uint(b, SIDE->mss);
}
PUT(put_wscale)
{
	if (SIDE->wscale >= 0)
		fmt_uint(b, (uint64_t)SIDE->wscale);
}
PUT(put_sack)
{
	if (SIDE->syn)
		put_text(b, SIDE->sack ? "true" : "false");
}
PUT(put_window_min)
{
	if (SIDE->any_window)
		fmt_uint(b, SIDE->window_min);
}
PUT(put_window_max)
{
	if (SIDE->any_window)
		fmt_uint(b, SIDE->window_max);
}
PUT(put_zero_time)
{
	if (is_tcp(r))
		row_seconds(b, SIDE->zero_time, 9);
}
PUT(put_retransmitted)
{
	put_tcp(b, r, SIDE->retransmitted.segments);
}
PUT(put_retransmitted_bytes)
{
	put_tcp(b, r, SIDE->retransmitted.bytes);
}
PUT(put_duplicate)
{
	put_tcp(b, r, SIDE->duplicate.segments);
}
PUT(put_duplicate_bytes)
{
	put_tcp(b, r, SIDE->duplicate.bytes);
}
PUT(put_duplicate_acks)
{
	put_tcp(b, r, SIDE->duplicate_acks);
}
PUT(put_out_of_order)
{
	put_tcp(b, r, SIDE->out_of_order.segments);
}
PUT(put_out_of_order_bytes)
{
	put_tcp(b, r, SIDE->out_of_order.bytes);
}
PUT(put_lost)
{
	put_tcp(b, r, SIDE->lost.segments);
}
PUT(put_lost_bytes)
{
	put_tcp(b, r, SIDE->lost.bytes);
}
PUT(put_conn_state)
{
	(void)responder;
	buf_str(b, conn_zeek_state(r->c));
}
PUT(put_history)
{
	(void)responder;
	buf_put(b, r->c->zeek.history, r->c->zeek.n_history);
}
PUT(put_missed)
{
	(void)responder;
	fmt_uint(b, r->c->zeek.end[0].missed + r->c->zeek.end[1].missed);
}

#define BOTH(name, kind, put) { "orig_" name, kind, false, put }, { "resp_" name, kind, true, put }

static const struct row_column columns[] = {
	{ "stream", NUMBER, false, put_stream },
	{ "proto", TEXT, false, put_proto },
	{ "id.orig_h", TEXT, false, row_address },
	{ "id.orig_p", NUMBER, false, put_port },
	{ "id.resp_h", TEXT, true, row_address },
	{ "id.resp_p", NUMBER, true, put_port },
	{ "encapsulation", TEXT, false, put_encapsulation },
	{ "start", NUMBER, false, put_start },
	{ "duration", NUMBER, false, put_duration },
	{ "application", TEXT, false, put_application },
	{ "server_name", TEXT, false, put_server_name },
	{ "http_host", TEXT, false, put_host },
	{ "http_method", TEXT, false, put_method },
	{ "http_status", NUMBER, false, put_status },
	{ "dns_query", TEXT, false, put_query },
	{ "dns_query_type", TEXT, false, put_query_type },
	{ "dns_answer_time", NUMBER, false, put_answer_time },
	BOTH("state", TEXT, put_state),
	{ "ending", TEXT, false, put_ending },
	{ "first_fin", TEXT, false, put_first_fin },
	{ "first_rst", TEXT, false, put_first_rst },
	{ "active_closer", TEXT, false, put_closer },
	{ "time_wait_until", NUMBER, false, put_wait_until },
	{ "conn_state", TEXT, false, put_conn_state },
	{ "history", TEXT, false, put_history },
	{ "missed_bytes", NUMBER, false, put_missed },
	{ "handshake_rtt", NUMBER, false, put_rtt },
	BOTH("handshake_rtt", NUMBER, put_half_rtt),
	BOTH("pkts", NUMBER, put_packets),
	BOTH("frame_bytes", NUMBER, put_bytes),
	BOTH("ip_bytes", NUMBER, put_ip_bytes),
	BOTH("payload_bytes", NUMBER, put_payload),
	BOTH("bytes", NUMBER, put_size),
	BOTH("mss", NUMBER, put_mss),
	BOTH("window_scale", NUMBER, put_wscale),
	BOTH("sack", FLAG, put_sack),
	BOTH("window_min", NUMBER, put_window_min),
	BOTH("window_max", NUMBER, put_window_max),
	BOTH("zero_window_time", NUMBER, put_zero_time),
	BOTH("retransmitted", NUMBER, put_retransmitted),
	BOTH("retransmitted_bytes", NUMBER, put_retransmitted_bytes),
	BOTH("duplicate", NUMBER, put_duplicate),
	BOTH("duplicate_bytes", NUMBER, put_duplicate_bytes),
	BOTH("duplicate_acks", NUMBER, put_duplicate_acks),
	BOTH("out_of_order", NUMBER, put_out_of_order),
	BOTH("out_of_order_bytes", NUMBER, put_out_of_order_bytes),
	BOTH("lost", NUMBER, put_lost),
	BOTH("lost_bytes", NUMBER, put_lost_bytes),
};

static void no_head(struct buf *b)
{
	(void)b;
}

/* Values are names, numbers and addresses of our own making: nothing in them needs escaping. */
static void jsonl_row(struct buf *b, const struct row *r)
{
	for (unsigned i = 0; i < COUNT(columns); i++) {
		buf_str(b, i ? ",\"" : "{\"");
		buf_str(b, columns[i].name);
		buf_lit(b, "\":");
		size_t start = b->len;
		if (columns[i].kind == TEXT)
			buf_char(b, '"');
		size_t before = b->len;
		columns[i].put(b, r, columns[i].responder);
		if (b->len == before) {
			b->len = start;
			buf_lit(b, "null");
		} else if (columns[i].kind == TEXT) {
			buf_char(b, '"');
		}
	}
	buf_lit(b, "}\n");
}

static void csv_head(struct buf *b)
{
	for (unsigned i = 0; i < COUNT(columns); i++) {
		buf_str(b, i ? "," : "");
		buf_str(b, columns[i].name);
	}
	buf_char(b, '\n');
}

static void csv_row(struct buf *b, const struct row *r)
{
	for (unsigned i = 0; i < COUNT(columns); i++) {
		buf_str(b, i ? "," : "");
		columns[i].put(b, r, columns[i].responder);
	}
	buf_char(b, '\n');
}

static const struct rows_format formats[] = {
	{ "text", flow_text_head, flow_text_row },
	{ "jsonl", no_head, jsonl_row },
	{ "csv", csv_head, csv_row },
};

const struct rows_format *rows_format_find(const char *name)
{
	for (unsigned i = 0; i < COUNT(formats); i++)
		if (!strcmp(formats[i].name, name))
			return &formats[i];
	return NULL;
}
