/* tracker_impl.h: the tracker's inside, for the files of flow/ alone. */
#ifndef PEEL_FLOW_TRACKER_IMPL_H
#define PEEL_FLOW_TRACKER_IMPL_H

#include "dissect/options.h"
#include "flow/app_state.h"
#include "flow/conn.h"
#include "flow/defrag.h"
#include "flow/expect.h"
#include "flow/flow.h"
#include "flow/reassembly.h"
#include "flow/tracker.h"

enum { MAX_PROTOCOLS = 512 };

struct arp_users;

struct echo_table; /* icmp.c */
struct uri_ring;   /* http.c */
struct ftp_setups; /* ftp.c */
struct rpc_calls;  /* rpc.c */
struct stun_table; /* stun.c */
struct sip_table;  /* sip.c */

struct tracker {
	const struct options *options;
	struct flow_table *tcp_flows, *udp_flows;
	struct unacked_pool unacked;   /* of all TCP flows */
	struct unacked_pool *segments; /* the same; NULL: nobody asks for what is found with it */
	uint32_t sweep;                /* where the next flow is looked at that may forget its segments */
	struct reassembly *reassembly; /* made with the first PDU in several segments */
	struct conns *conns;           /* NULL: nobody asked for them */
	bool tell_flow;                /* notes for flow.* as well */
	struct arp_users *arp;         /* made by the first ARP packet */
	uint32_t tcp_streams, udp_streams, quic_connections;
	struct echo_table *echo;        /* made with the first ping */
	struct name_table *names_asked; /* made with the first DNS message */
	struct wg_table *wg;            /* made by the first WireGuard message */
	struct rpc_calls *rpc_calls;    /* made with the first call of ONC RPC */
	struct stun_table *stun;        /* made with the first STUN message */
	struct sip_table *sip;          /* made with the first SIP message */
	struct app_states *app_states;  /* made for the first protocol that asks */
	struct uri_ring *uris;          /* made by the first HTTP request */
	struct defrag *defrag;          /* made by the first fragment */
	struct ftp_setups *ftp;         /* made by the first announced data connection */
	struct expect_table expect;
	/* The flows of the frame at hand, in the order of the notes in dissection.tcp and .udp, and which way it goes. */
	struct flow *tcp_flow[MAX_NOTES], *udp_flow[MAX_NOTES];
	bool tcp_reverse[MAX_NOTES], udp_reverse[MAX_NOTES];
	/* Flows of UDP are made when somebody remembers something of them; udp_flow is NULL until then, and this is its key. */
	bool udp_on_demand;
	struct flow_key udp_key[MAX_NOTES];
	struct app_note no_note;             /* written to when a frame has no room for more */
	uint16_t tcp_id, udp_id, udplite_id; /* in the registry */
	uint16_t websocket_id, ftp_data_id, vlan_id, ieee8021ad_id;
	uint8_t app_seer[MAX_PROTOCOLS];      /* conn_app.h */
	track_fn *by_protocol[MAX_PROTOCOLS]; /* who looks at a layer; NULL: nobody */
	bool for_rows[MAX_PROTOCOLS];         /* he only finds out what rows tell */
	track_fn *hook[MAX_PROTOCOLS];        /* who is called for it: another one that asks the first, or nobody */
};

/* What is put together from several packets; made when it is needed. NULL: no memory. */
struct reassembly *tracker_reassembly(struct tracker *k);

/* The connection of layer l's stream, or NULL. */
struct conn *tracker_conn(struct tracker *, const struct flow *);

/* Makes room in the pool of unacknowledged segments: some flow that was silent for long, not the busy one, loses its own. */
void tracker_forget_segments(struct tracker *, const struct flow *busy);

void track_ip(struct tracker *, struct dissection *, struct layer *);
void track_ipv6(struct tracker *, struct dissection *, struct layer *);
void track_ipv6_ext(struct tracker *, struct dissection *, struct layer *);
void track_tcp(struct tracker *, struct dissection *, struct layer *);
void track_udp(struct tracker *, struct dissection *, struct layer *);
void track_icmp(struct tracker *, struct dissection *, struct layer *);
void track_icmpv6(struct tracker *, struct dissection *, struct layer *);
void track_ftp(struct tracker *, struct dissection *, struct layer *);
void track_ftp_data(struct tracker *, struct dissection *, struct layer *);
void track_http(struct tracker *, struct dissection *, struct layer *);
void track_arp(struct tracker *, struct dissection *, struct layer *);
void track_tftp(struct tracker *, struct dissection *, struct layer *);
void track_names(struct tracker *, struct dissection *, struct layer *);
void track_smtp(struct tracker *, struct dissection *, struct layer *);
void track_pop(struct tracker *, struct dissection *, struct layer *);
void track_imap(struct tracker *, struct dissection *, struct layer *);
void track_tls(struct tracker *, struct dissection *, struct layer *);
void track_ssh(struct tracker *, struct dissection *, struct layer *);
void track_rpc(struct tracker *, struct dissection *, struct layer *);
void track_quic(struct tracker *, struct dissection *, struct layer *);
void track_pgsql(struct tracker *, struct dissection *, struct layer *);
void track_mysql(struct tracker *, struct dissection *, struct layer *);
void track_socks(struct tracker *, struct dissection *, struct layer *);
void track_snmp(struct tracker *, struct dissection *, struct layer *);
void track_radius(struct tracker *, struct dissection *, struct layer *);
void track_wg(struct tracker *, struct dissection *, struct layer *);
void track_dtls(struct tracker *, struct dissection *, struct layer *);
void track_sip(struct tracker *, struct dissection *, struct layer *);
void track_stun(struct tracker *, struct dissection *, struct layer *);
void track_classic_stun(struct tracker *, struct dissection *, struct layer *);
void track_ldap(struct tracker *, struct dissection *, struct layer *);

/* A segment without bytes ends its direction of the stream: so does a PDU that lasts as long. */
void stream_end(struct tracker *, struct dissection *, struct layer *);

/* What was announced for either end of a conversation, or NULL; a new flow is whose it was announced to be. */
const struct expected *tracker_expects(const struct tracker *, const struct flow_key *);
void flow_expected(const struct tracker *, struct flow *);
/* The flow of the frame's note i, made if it has to be. */
struct flow *udp_flow_of(struct tracker *, const struct dissection *, unsigned i);

/* --- for the trackers of application protocols --- */

/* The flow that carries layer l, itself TCP or UDP or above them; *side: 0 when the frame goes from the key's a to b,
 * else 1. NULL: none. */
struct flow *tracker_flow(struct tracker *, const struct dissection *, const struct layer *l, unsigned *side);
/* The state of layer l's protocol in its conversation: n bytes, zeroed when new, at most APP_STATE_BYTES; NULL: there is no
 * flow. A flow has one. */
void *tracker_state(struct tracker *, const struct dissection *, const struct layer *l, uint32_t n, unsigned *side);
/* From the next PDU on, the stream that carries l is the protocol's. */
void tracker_become(struct tracker *, const struct dissection *, const struct layer *l, uint16_t proto_id);
/* The same where another protocol had it so far (WebSocket, STARTTLS), whose state is forgotten. */
void tracker_hand_over(struct tracker *, const struct dissection *, const struct layer *l, uint16_t proto_id);
/* From here on l's protocol carries another one's stream, which has a state of its own. */
void tracker_tunnel(struct tracker *k, const struct dissection *d, const struct layer *l);
/* What the pdu hook is told about this stream's bytes of a direction (side) from the next PDU on. */
void tracker_hint(struct tracker *, const struct dissection *, const struct layer *l, unsigned side, uint32_t hint);
/* A new note for the layer, all zero; one that nobody reads when there is no room. */
struct app_note *tracker_note(struct tracker *, struct dissection *, struct layer *);
/* Keeps text with the frame, for a note. Cut when there is no room. */
void tracker_note_text(struct dissection *, struct app_note *, const void *text, uint32_t len);

#endif
