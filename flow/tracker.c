/* tracker.c: which part of flow/ looks at which layer. */
#include "flow/tracker.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/inline.h"
#include "dissect/numbers.h"
#include "dissect/registry.h"
#include "flow/tracker_impl.h"

static const struct {
	const char *protocol;
	track_fn *track;
	bool for_rows; /* all that it finds out is told in rows, and remembered for them (tracker_skip_rows) */
} trackers[] = {
	{ "ip", track_ip, false },
	{ "ipv6", track_ipv6, false },
	{ "ipv6.ext", track_ipv6_ext, false },
	{ "tcp", track_tcp, false },
	{ "udp", track_udp, false },
	{ "udplite", track_udp, false },
	{ "icmp", track_icmp, false },
	{ "icmpv6", track_icmpv6, false },
	{ "arp", track_arp, false },
	{ "tftp", track_tftp, false },
	{ "dns", track_names, true },
	{ "mdns", track_names, true },
	{ "llmnr", track_names, true },
	{ "http", track_http, false },
	{ "ssdp", track_http, false },
	{ "ftp", track_ftp, false },
	{ "ftp-data", track_ftp_data, false },
	{ "smtp", track_smtp, false },
	{ "pop", track_pop, false },
	{ "imap", track_imap, false },
	{ "tls", track_tls, false },
	{ "dtls", track_dtls, false },
	{ "ssh", track_ssh, false },
	{ "quic", track_quic, false },
	{ "rpc", track_rpc, false },
	{ "snmp", track_snmp, false },
	{ "radius", track_radius, false },
	{ "wg", track_wg, false },
	{ "stun", track_stun, true },
	{ "sip", track_sip, true },
	{ "classicstun", track_classic_stun, true },
	{ "pgsql", track_pgsql, false },
	{ "mysql", track_mysql, false },
	{ "socks", track_socks, false },
	{ "ldap", track_ldap, false },
	{ "cldap", track_ldap, false },
};

enum {
	MAX_UNACKED_SEGMENTS = 1 << 18, /* 8 MiB of them at most, touched as they are used */
	SILENT_FLOWS = 16,              /* of so many flows the one that was silent for longest forgets its segments ... */
	LOOKS = 256,                    /* ... looked for in so many places */
	STRIDE = 7919,                  /* from one place to the next: a prime, so that neighbours are not all of one age */
};

static void forget(void *context, void *entry)
{
	struct tracker *k = context;
	struct flow *f = entry;
	tcp_sender_release(&f->half[0].sender, &k->unacked);
	tcp_sender_release(&f->half[1].sender, &k->unacked);
	for (unsigned i = 0; i < 2; i++) {
		if (f->pdu[i])
			assembly_drop(k->reassembly, &f->pdu[i]);
		if (f->ahead[i])
			assembly_drop(k->reassembly, &f->ahead[i]);
	}
}

static bool waits_for_ack(const struct flow *f)
{
	return f && (f->half[0].sender.newest || f->half[1].sender.newest);
}

void tracker_forget_segments(struct tracker *k, const struct flow *busy)
{
	uint32_t span = flow_table_span(k->tcp_flows);
	struct flow *silent = NULL;
	for (unsigned i = 0, seen = 0; i < LOOKS && seen < SILENT_FLOWS && span; i++) {
		struct flow *f = flow_table_at(k->tcp_flows, k->sweep % span);
		k->sweep += STRIDE;
		if (f == busy || !waits_for_ack(f))
			continue;
		seen++;
		if (!silent || f->last < silent->last)
			silent = f;
	}
	if (!silent)
		return;
	for (unsigned i = 0; i < 2; i++) {
		k->unacked.forgotten += silent->half[i].sender.n_unacked;
		tcp_sender_release(&silent->half[i].sender, &k->unacked);
	}
}

struct tracker *tracker_new(const struct registry *registry, const struct options *options, uint32_t max_flows)
{
	struct tracker *k = calloc(1, sizeof *k);
	if (!k) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	k->options = options;
	k->tcp_flows = flow_table_new(max_flows, sizeof(struct flow), true);
	k->udp_flows = flow_table_new(max_flows, UDP_FLOW_BYTES, true);
	flow_table_on_evict(k->tcp_flows, forget, k);
	if (!unacked_pool_init(&k->unacked, MAX_UNACKED_SEGMENTS)) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	k->segments = &k->unacked;
	k->tcp_id = registry_find(registry, "tcp");
	k->udp_id = registry_find(registry, "udp");
	k->udplite_id = registry_find(registry, "udplite");
	k->websocket_id = registry_find(registry, "websocket");
	k->vlan_id = registry_find(registry, "vlan");
	k->ieee8021ad_id = registry_find(registry, "ieee8021ad");
	k->ftp_data_id = registry_find(registry, "ftp-data");
	for (unsigned i = 0; i < COUNT(trackers); i++) {
		uint16_t id = registry_find(registry, trackers[i].protocol);
		if (id >= MAX_PROTOCOLS)
			continue;
		k->by_protocol[id] = k->hook[id] = trackers[i].track;
		k->for_rows[id] = trackers[i].for_rows;
	}
	return k;
}

void tracker_free(struct tracker *k)
{
	if (!k)
		return;
	flow_table_free(k->tcp_flows);
	flow_table_free(k->udp_flows);
	conns_free(k->conns);
	unacked_pool_release(&k->unacked);
	reassembly_free(k->reassembly);
	app_states_free(k->app_states);
	defrag_free(k->defrag);
	free(k->ftp);
	free(k->uris);
	free(k->echo);
	free(k->arp);
	free(k->names_asked);
	free(k->wg);
	free(k->rpc_calls);
	free(k->stun);
	free(k->sip);
	free(k);
}

struct reassembly *tracker_reassembly(struct tracker *k)
{
	if (!k->reassembly)
		k->reassembly = reassembly_new((uint64_t)k->options->reassembly_mib << 20);
	return k->reassembly;
}

struct conn *tracker_conn(struct tracker *k, const struct flow *f)
{
	struct conn *c = f && f->conn ? flow_table_at(k->conns->table, f->conn - 1) : NULL;
	return c && c->stream == f->stream && c->entry.key.proto == f->entry.key.proto ? c : NULL;
}

/* Of a layer that TCP or UDP carries. */
OUT_OF_LINE void tell_app(struct tracker *k, const struct dissection *d, const struct layer *l)
{
	unsigned side;
	struct conn *c = tracker_conn(k, tracker_flow(k, d, layer_parent(d, l), &side));
	if (c && !(l->flags & LAYER_QUOTED))
		conn_app_see(&c->app, k->app_seer[l->proto_id], d, l);
}

static void track_and_tell(struct tracker *k, struct dissection *d, struct layer *l)
{
	k->by_protocol[l->proto_id](k, d, l);
	uint16_t carrier = layer_parent(d, l)->proto_id;
	if (carrier == k->tcp_id || carrier == k->udp_id)
		tell_app(k, d, l);
}

static bool is_transport(track_fn *track)
{
	return track == track_tcp || track == track_udp;
}

void tracker_attach(struct tracker *k, struct dissection *d)
{
	d->tracker = k;
	d->track = k->hook;
}

void tracker_skip_streams(struct tracker *k)
{
	for (unsigned id = 0; id < MAX_PROTOCOLS; id++)
		if (is_transport(k->by_protocol[id]))
			k->hook[id] = NULL;
}

void tracker_skip_rows(struct tracker *k)
{
	k->segments = NULL;
	if (k->conns)
		return;
	for (unsigned id = 0; id < MAX_PROTOCOLS; id++)
		if (k->for_rows[id])
			k->hook[id] = NULL;
	k->udp_on_demand = true;
}

const struct expected *tracker_expects(const struct tracker *k, const struct flow_key *key)
{
	uint8_t len = key->type == ADDR_IPV4 ? 4 : 16;
	struct address a = { key->type, len, key->a }, b = { key->type, len, key->b };
	const struct expected *e = expect_find(&k->expect, &a, key->port_a, key->proto);
	return e ? e : expect_find(&k->expect, &b, key->port_b, key->proto);
}

void flow_expected(const struct tracker *k, struct flow *f)
{
	const struct expected *e = tracker_expects(k, &f->entry.key);
	if (!e)
		return;
	f->app = (uint16_t)(e->proto_id + 1);
	f->app_state = e->state;
}

struct flow *tracker_flow(struct tracker *k, const struct dissection *d, const struct layer *l, unsigned *side)
{
	for (;; l = layer_parent(d, l)) {
		bool tcp = l->proto_id == k->tcp_id;
		if (tcp || l->proto_id == k->udp_id || l->proto_id == k->udplite_id) {
			if (!l->note) /* one that was not followed: the tunnel around it is another flow, and smaller (flow.h) */
				return NULL;
			unsigned i = l->note - 1u;
			*side = tcp ? k->tcp_reverse[i] : k->udp_reverse[i];
			return tcp ? k->tcp_flow[i] : udp_flow_of(k, d, i);
		}
		if (l == d->layer)
			return NULL;
	}
}

/* Is the layer's stream inside that of another protocol, which stays whose the flow is? (Flows of UDP end before the mark.) */
static bool is_inner(const struct flow *f, const struct layer *l)
{
	return f->entry.key.proto == IP_PROTO_TCP && f->tunnel && l->proto_id + 1u != f->app;
}

void *tracker_state(struct tracker *k, const struct dissection *d, const struct layer *l, uint32_t n, unsigned *side)
{
	struct flow *f = tracker_flow(k, d, l, side);
	if (!f || (!k->app_states && !(k->app_states = app_states_new())))
		return NULL;
	return app_states_get(k->app_states, is_inner(f, l) ? &f->inner_state : &f->app_state, n);
}

void tracker_tunnel(struct tracker *k, const struct dissection *d, const struct layer *l)
{
	unsigned side;
	struct flow *f = tracker_flow(k, d, l, &side);
	if (!f || f->entry.key.proto != IP_PROTO_TCP)
		return;
	f->app = (uint16_t)(l->proto_id + 1);
	f->tunnel = true;
	f->inner_state = 0;
}

void tracker_become(struct tracker *k, const struct dissection *d, const struct layer *l, uint16_t proto_id)
{
	unsigned side;
	struct flow *f = tracker_flow(k, d, l, &side);
	if (f && proto_id != NO_PROTOCOL && !is_inner(f, l))
		f->app = (uint16_t)(proto_id + 1);
}

void tracker_hand_over(struct tracker *k, const struct dissection *d, const struct layer *l, uint16_t proto_id)
{
	unsigned side;
	struct flow *f = tracker_flow(k, d, l, &side);
	if (f && proto_id != NO_PROTOCOL && !is_inner(f, l))
		f->app_state = 0;
	tracker_become(k, d, l, proto_id);
}

void tracker_hint(struct tracker *k, const struct dissection *d, const struct layer *l, unsigned side, uint32_t hint)
{
	unsigned own;
	struct flow *f = tracker_flow(k, d, l, &own);
	if (f && !is_inner(f, l))
		f->hint[side] = hint;
}

struct app_note *tracker_note(struct tracker *k, struct dissection *d, struct layer *l)
{
	if (d->n_app == MAX_APP_NOTES) {
		memset(&k->no_note, 0, sizeof k->no_note);
		return &k->no_note;
	}
	struct app_note *n = &d->app[d->n_app++];
	memset(n, 0, sizeof *n);
	l->note = d->n_app;
	return n;
}

void tracker_note_text(struct dissection *d, struct app_note *n, const void *text, uint32_t len)
{
	uint32_t room = NOTE_TEXT_BYTES - d->note_text_len;
	len = len < room ? len : room;
	memcpy(d->note_text + d->note_text_len, text, len);
	n->text = (uint16_t)d->note_text_len;
	n->text_len = (uint16_t)len;
	d->note_text_len += len;
}

struct conns *tracker_keep_conns(struct tracker *k, uint32_t max, const struct conn_options *options)
{
	if (!k->conns)
		k->conns = conns_new(max, options);
	return k->conns;
}

void tracker_tell_apps(struct tracker *k)
{
	for (unsigned id = 0; id < registry_count() && id < MAX_PROTOCOLS; id++) {
		k->app_seer[id] = conn_app_seer(registry_protocol(id)->name);
		if (k->by_protocol[id] && !is_transport(k->by_protocol[id]))
			k->hook[id] = track_and_tell;
	}
}

void tracker_tell_flow(struct tracker *k)
{
	k->tell_flow = true;
}

struct tracker_losses tracker_losses(const struct tracker *k)
{
	return (struct tracker_losses){
		.flows = flow_table_evicted(k->tcp_flows) + flow_table_evicted(k->udp_flows),
		.segments = k->unacked.forgotten,
		.app_states = k->app_states ? app_states_lost(k->app_states) : 0,
		.pdus = k->reassembly ? reassembly_lost(k->reassembly) : 0,
		.pdus_cut = k->reassembly ? reassembly_cut(k->reassembly) : 0,
		.datagrams = k->defrag ? defrag_lost(k->defrag) : 0,
	};
}
