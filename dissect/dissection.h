/* dissection.h: one packet taken apart: its layers, and what later stages noted on them. Reused from packet to packet.
 *
 * The first pass (dissect_frame) finds the layers; the tracker in flow/ notes on them what depends on earlier packets; the
 * second pass (tree.h) makes records of the fields somebody wants. The second pass needs nothing but this struct. */
#ifndef PEEL_DISSECT_DISSECTION_H
#define PEEL_DISSECT_DISSECTION_H

#include "base/frame.h"
#include "base/slice.h"
#include "dissect/field.h"
#include "dissect/protocol.h"

enum {
	MAX_LAYERS = 48,   /* the last one shows what is left as data, and the tree says so */
	MAX_PENDING = 32,  /* children that one layer may queue */
	MAX_BUFFERS = 8,   /* the frame and what was reassembled from several */
	LAYER_FACTS = 4,
};

enum address_type { ADDR_NONE, ADDR_ETHER, ADDR_IPV4, ADDR_IPV6, ADDR_BYTES, ADDR_TEXT };

/* An address as the bytes that hold it, in the packet. ADDR_TEXT: p is a NUL-terminated string. */
struct address {
	uint8_t type, len;
	const uint8_t *p;
};

enum layer_flags {
	LAYER_QUOTED = 1,    /* inside an ICMP error: no column, no flow of its own */
	LAYER_FRAGMENT = 2,  /* payload is a fragment: not handed on, unless flow/ completes it */
	LAYER_SHORT = 4,     /* the header ran out of captured bytes */
	LAYER_MALFORMED = 8, /* the header ran out of the packet */
	LAYER_SILENT = 16,   /* speaks no column: not the last word of the line */
	LAYER_ELASTIC = 32,  /* no length field of its own: as long as its child says it is (MPLS) */
	LAYER_PART = 256,    /* bytes of a PDU that is not complete: a row, and nothing else */
	LAYER_TOLD = 128,    /* short or malformed, but info has something to say of it first */
	LAYER_MAY_BE_EMPTY = 512, /* has something to say also when no bytes are left for it */
	LAYER_LAST_WORD = 1024,   /* the line is its own, whatever it carries; dissection.last_word is set */
	LAYER_CONTINUED = 64, /* the rest of its parent, behind the parent's children: no row, column or hook of its own */
};

struct layer {
	const struct protocol *proto;
	const char *path;  /* what frame.protocols says of this layer; NULL: proto->name */
	uint16_t proto_id; /* index in the registry */
	uint8_t self;      /* index in dissection.layer */
	uint8_t parent;    /* index of the layer that handed over */
	uint8_t depth;     /* nesting in the tree: 0 at the top, deeper inside a quote */
	uint16_t flags;
	uint8_t buffer;          /* whose bytes: index in dissection.buffer */
	uint16_t note;           /* 1-based index in dissection.tcp / .udp / ... of the tracker's note; 0: none */
	uint32_t off;            /* where data begins in its buffer */
	uint32_t header_len;     /* bytes of header, captured or not */
	uint32_t tree_len;       /* bytes the protocol's own row covers; set to header_len when 0 */
	struct slice data;       /* header and all behind it, as far as the parent's length reaches */
	struct slice payload;    /* what is left for children; may be narrower than data says */
	struct address src, dst; /* of this layer or the nearest above that has any */
	union {                  /* what dissect found out and fields/info need again: the protocol's business */
		uint64_t fact[LAYER_FACTS];
		const void *fact_ptr[LAYER_FACTS];
	};
};

/* A buffer that records point into: 0 is the frame itself. */
struct byte_buffer {
	const uint8_t *p;
	uint32_t len;
	const char *name; /* "Frame", "Reassembled TCP" */
};

enum piece_flags {
	PIECE_OVERLAP = 1,
	PIECE_CONFLICT = 2, /* overlaps, with other bytes */
	PIECE_TAILS = 4,    /* not the first end of the whole, and at another place */
	PIECE_TOO_LONG = 8, /* reaches past the end of the whole */
};

/* A piece of what was put together from several frames. */
struct piece {
	uint32_t off, len, frame;
	uint32_t flags; /* enum piece_flags */
};

/* Where the bytes of a buffer come from. */
struct joined {
	const struct piece *piece; /* in the order of their places; until the next frame */
	uint32_t n_pieces;
	uint32_t len; /* of the whole; the buffer holds fewer when it is too long to be kept */
	uint8_t buffer, layer;
};

/* What became of a segment's bytes, in the order in which it did. */
enum stream_event {
	STREAM_SEGMENT,       /* they belong to a PDU that other segments complete, or completed here */
	STREAM_RETRANSMITTED, /* nobody looks at them */
	STREAM_PDU,           /* a PDU of that size (protocol.pdu_shown) */
};
struct stream_note {
	uint32_t off, len; /* place in the buffer */
	uint8_t layer, buffer;
	uint8_t event; /* enum stream_event */
};

/* A child that a layer asks for; and on the stack, when it has to wait. */
struct pending_layer {
	struct slice data;
	uint32_t off;
	uint16_t proto_id;
	uint16_t flags;
	uint8_t parent, buffer, depth;
};

enum tcp_note_flags {
	TN_SEQ_KNOWN = 1,      /* seq is relative */
	TN_ACK_KNOWN = 2,
	TN_LEN_KNOWN = 4,
	TN_SCALE_SHOWN = 8,
	TN_REUSED_PORTS = 16,
	TN_FIN_ACTIVE = 32,
	TN_FIN_PASSIVE = 64,
	TN_STREAM = 128,
	TN_ACE = 256,        /* AE, CWR and ECE are AccECN's counter */
	TN_TFO_ACK = 512,    /* SYN/ACK that takes the data of the SYN before it (fast open) */
	TN_TFO_IGNORED = 1024, /* SYN/ACK that does not */
	TN_SEGMENT = 2048,     /* its last bytes are part of a PDU that it does not complete */
};

/* What a segment means in its connection, in the order of the tree's experts. */
enum tcp_analysis_flags {
	TA_RETRANSMISSION = 1,
	TA_FAST_RETRANSMISSION = 2,
	TA_SPURIOUS_RETRANSMISSION = 4,
	TA_OUT_OF_ORDER = 8,
	TA_REUSED_PORTS = 16,
	TA_LOST_SEGMENT = 32,
	TA_ACK_LOST_SEGMENT = 64,
	TA_WINDOW_UPDATE = 128,
	TA_WINDOW_FULL = 256,
	TA_KEEP_ALIVE = 512,
	TA_KEEP_ALIVE_ACK = 1024,
	TA_DUPLICATE_ACK = 2048,
	TA_ZERO_WINDOW_PROBE = 4096,
	TA_ZERO_WINDOW = 8192,
	TA_ZERO_WINDOW_PROBE_ACK = 16384,
};

/* The analysis of one segment: what its connection's state says of it. */
struct tcp_finding {
	uint16_t flags; /* enum tcp_analysis_flags */
	bool any;       /* there is something to show, be it without flags */
	uint32_t dupack_number, dupack_frame;
	uint32_t acks_frame, rto_frame; /* 0: none */
	uint32_t flight, push_bytes;    /* bytes; flight 0: none */
	int64_t ack_rtt, rto;           /* ns */
	int64_t initial_rtt;            /* ns; negative: not known yet */
	uint32_t gap;                   /* bytes missing in front of it (TA_LOST_SEGMENT) */
};

/* What flow/ knows about a TCP segment that its bytes do not say. Sequence numbers are relative if asked for. */
struct tcp_note {
	uint32_t stream;
	uint32_t flags; /* enum tcp_note_flags */
	uint32_t seq, ack, nxtseq, len;
	uint32_t
		ack_base; /* what to take off SACK edges: sequence number that the other side began with, 0 when unknown */
	uint32_t window; /* bytes, scaled */
	int32_t scale;   /* tcp.window_size_scalefactor: 1 << shift, -1 unknown, -2 no scaling */
	uint8_t completeness;
	int64_t since_first, since_previous; /* ns */
	const struct protocol *begun;        /* whose PDU waits for more; NULL: nobody's */
	struct slice begun_bytes;            /* as many of it as there are */
	struct tcp_finding found;            /* last: what is in front is cleared without it */
};

/* What the connection's state says of a TCP segment, in RFC 9293's terms; only when asked for (flow.*). Of both ends,
 * [0] and bit 0 are the originator. */
struct flow_note {
	const char *state[2]; /* after this packet */
	const char *phase;
	bool from_responder, has_ack, ack_follows, has_window;
	uint8_t active_closer, waiting; /* bits */
	uint32_t ack_frame;             /* that the acknowledgement answers; 0: not seen */
	uint32_t in_flight, window;     /* bytes */
	int64_t wait_until;             /* ns since the epoch */
};

struct udp_note {
	uint32_t stream;
	bool has_times;
	int64_t since_first, since_previous; /* ns */
};

/* A request found for this response (ICMP echo), or the earlier user of an address (ARP). */
struct match_note {
	uint64_t frame;  /* 0: none */
	int64_t elapsed; /* ns */
	uint8_t mac[6];  /* ARP: who used it */
	bool checked;    /* ARP: the address was one to check */
};

/* What flow/ knows about an application's PDU that its bytes do not say: the request that it answers, what the request
 * was. The protocol and its tracker agree on what value[] and text mean. */
struct app_note {
	uint64_t frame;  /* 0: none */
	int64_t elapsed; /* ns */
	uint64_t value[4];
	uint16_t text, text_len; /* place in dissection.note_text */
};

enum { MAX_NOTES = 8, MAX_APP_NOTES = 32, MAX_STREAM_NOTES = 64, NOTE_TEXT_BYTES = 8192 };

struct options; /* dissect/options.h */
struct tracker; /* what remembers earlier packets: flow/ */
struct dissection;

typedef void track_fn(struct tracker *, struct dissection *, struct layer *);

struct frame_time {
	int64_t sec;
	uint32_t nsec;
};

struct dissection {
	const struct frame *frame;
	int64_t now; /* the frame's time, ns since the epoch */
	const struct registry *registry;
	const struct options *options;
	const struct names *names; /* resolved names, or NULL: none */
	bool skip_data;            /* bytes that nobody claims need no layer: nobody will look at the tree */
	/* Times that need the frame before: seconds and nanoseconds of the previous captured, previous displayed and first
	 * frame; equal to the frame's own when there is none. Filled by the caller. */
	struct frame_time previous, displayed, first;

	bool fronts;    /* some layer may have a word in front of the Info column, or around the Protocol column */
	bool branches;  /* some layer may have several children */
	bool last_word; /* some layer leaves the line to none of its children */
	bool served;    /* bytes of a stream were handed on */
	uint8_t n_own_buffers; /* of the buffers, those that the first pass made: the second pass adds its own behind them */
	uint8_t n_layers, n_buffers, n_pending, n_tcp, n_udp, n_match, n_app, n_flow, n_joined, n_stream;
	uint8_t cut;        /* layers that did not fit: the frame is nested too deep */
	struct layer *next; /* layer[n_layers], during the first pass */
	bool prepared;      /* layer[n_layers] is set up: the child to be entered before those that are pending */
	struct layer layer[MAX_LAYERS];
	struct byte_buffer buffer[MAX_BUFFERS];
	struct tcp_note tcp[MAX_NOTES];
	struct udp_note udp[MAX_NOTES];
	struct match_note match[MAX_NOTES];
	struct app_note app[MAX_APP_NOTES];
	uint8_t *room; /* room.h; NULL: not needed so far */
	uint32_t room_used;
	uint32_t note_text_len;
	char note_text[NOTE_TEXT_BYTES];
	struct flow_note flow[MAX_NOTES];
	struct joined joined[MAX_BUFFERS];
	struct stream_note streamed[MAX_STREAM_NOTES];

	struct pending_layer pending[MAX_PENDING]; /* children that layers asked for; a stack */

	/* By number of protocol: called after the layer's dissect hook, before its children are entered. NULL: nobody looks. */
	track_fn *const *track;
	/* Called with bytes of a stream that layer l carries (buffer: whose they are): says who gets how many of them, and
	 * leaves the rest to another call (next_rest). NULL: they go by the ports, segment by segment. */
	void (*stream)(struct tracker *, struct dissection *, struct layer *l, struct slice bytes, uint8_t buffer);
	struct tracker *tracker;
};

/* What the second pass needs of a dissection, as far as it is used: some hundred bytes of it all. Buffers stay where they
 * are. */
void dissection_copy(struct dissection *to, const struct dissection *from);

/* Takes the frame apart into d->layer[]. d->registry, options, track and the times are the caller's to set. */
void dissect_frame(struct dissection *d, const struct frame *frame);

/* --- for the dissect hooks --- */

/* The layer's header of n bytes is not all there: marks it. False. */
bool layer_cut(struct layer *l, uint32_t n);
/* Are the first n bytes, which the line needs as well, not all there? Then the layer is marked, and has had its word. */
static inline bool layer_lacks(struct layer *l, uint32_t n)
{
	if (slice_has(l->data, 0, n))
		return false;
	layer_cut(l, n);
	l->flags |= LAYER_TOLD;
	return true;
}
/* The layer's header is n bytes: payload is what follows, within what the parent gave. False, and the layer is marked
 * short or malformed, when the header is not all there. */
static inline bool layer_header(struct layer *l, uint32_t n)
{
	l->header_len = n;
	if (n && n <= l->data.len) {
		l->payload = slice_behind(l->data, n);
		return true;
	}
	l->payload = slice_from(l->data, n);
	return !n || layer_cut(l, n);
}
/* Narrows the payload to n bytes, as a length field says. */
static inline void layer_limit(struct layer *l, uint32_t n)
{
	l->payload = slice_first(l->payload, n);
}

/* Hands `bytes` (a part of the layer's data) to whoever is registered for value; to "data" when nobody is. Returns
 * whether somebody was. An empty slice is handed to nobody. */
bool next_value(struct dissection *d, struct layer *l, enum next_table table, uint32_t value, struct slice bytes);
/* The lower port first, so that both directions agree. What a transport protocol carries stands at the top of the tree,
 * as in tshark, also when the segment itself is quoted. */
bool next_ports(struct dissection *d, struct layer *l, enum next_table table, uint32_t a, uint32_t b,
		struct slice bytes);
/* Who is registered for either port, the lower one first, or recognises the bytes; NO_PROTOCOL: nobody. */
uint16_t find_by_ports(const struct dissection *d, const struct layer *l, enum next_table table, uint32_t a, uint32_t b,
		       struct slice bytes);
/* Hands bytes of d->buffer[buffer] to a protocol as what a transport protocol carries; NO_PROTOCOL: to "data". */
void next_protocol(struct dissection *d, struct layer *l, uint16_t proto_id, struct slice bytes, uint8_t buffer);
/* The same for a child that has something to say also when there are no bytes: a call without arguments. */
void next_called(struct dissection *d, struct layer *l, uint16_t proto_id, struct slice bytes);
/* What l was taken for it is not: it becomes data. */
void layer_is_data(struct dissection *d, struct layer *l);
/* What l was taken for leaves all of its bytes to another protocol, without a row of its own. */
void layer_becomes(struct dissection *d, struct layer *l, const char *name);
/* The same when they are part of a PDU that is not complete: a layer without fields. */
void next_part(struct dissection *d, struct layer *l, uint16_t proto_id, struct slice bytes, uint8_t buffer);
/* Bytes of the stream that l carries: d->stream is asked about them when the children queued before are done. */
void next_rest(struct dissection *d, const struct layer *l, struct slice bytes, uint8_t buffer);
/* The payload of l, which queued it for a child or for nobody, is this protocol's after all. */
void next_instead(struct dissection *d, struct layer *l, uint16_t proto_id);
/* The payload of l, which queued it as data, completes the bytes of d->buffer[buffer]: they go to whoever is registered for
 * value. */
void next_joined(struct dissection *d, struct layer *l, enum next_table table, uint32_t value, uint8_t buffer);
bool next_named(struct dissection *d, struct layer *l, const char *name, struct slice bytes);
void next_data(struct dissection *d, struct layer *l, struct slice bytes);
/* Bytes of d->buffer[buffer] that are of a media type ("text/html; charset=utf-8"), which stands at off, n bytes long, in
 * the layer's own data (n 0: it says none). Whoever shows such bodies gets them, or recognises them, as at the top of the tree;
 * `or_else` when nobody is known, NULL: data. */
enum media_found {
	MEDIA_UNKNOWN,
	MEDIA_SHOWN,
	MEDIA_REFUSED, /* who is known to show the type would not have these bytes */
};
enum media_found next_media(struct dissection *d, struct layer *l, uint32_t off, uint32_t n, const char *or_else,
		struct slice bytes, uint8_t buffer);
/* For the child of next_media: the type, with its parameters. */
struct slice layer_media(const struct dissection *d, const struct layer *l);
/* The children queued since are inside a quote: nested one deeper, and silent. */
void next_quoted(struct dissection *d, struct layer *l, enum next_table table, uint32_t value, struct slice bytes);
/* The child queued last is shown inside this layer's tree, below `levels` rows of it. */
void next_inside(struct dissection *d, const struct layer *l, unsigned levels);
/* The rest of this layer, when its fields go on behind a child (what follows a quoted datagram). fields_of is called
 * for it with LAYER_CONTINUED set and the facts and note of the layer; offsets count from the first byte of the rest. */
void next_continued(struct dissection *d, struct layer *l, struct slice bytes);

static inline const struct layer *layer_parent(const struct dissection *d, const struct layer *l)
{
	return &d->layer[l->parent];
}
/* The nearest layer above l of the named protocol, or NULL. */
const struct layer *layer_above(const struct dissection *d, const struct layer *l, const char *name);

/* How many bytes of l->payload the first child took for its own: less than all when its length field (IPv4 total length,
 * 802.3 length) says so; the rest is padding or a trailer. All of them when there is no child. Known after the first pass. */
uint32_t layer_used(const struct dissection *d, const struct layer *l);

static inline const struct tcp_note *layer_tcp_note(const struct dissection *d, const struct layer *l)
{
	return l->note ? &d->tcp[l->note - 1] : NULL;
}
static inline const struct udp_note *layer_udp_note(const struct dissection *d, const struct layer *l)
{
	return l->note ? &d->udp[l->note - 1] : NULL;
}
/* Asked for each packet, so by the protocol and not by its name. */
extern const struct protocol protocol_ethernet, protocol_ipv4, protocol_ipv6, protocol_tcp;
/* Does the layer carry a stream of bytes? */
static inline bool layer_is_tcp(const struct layer *l)
{
	return l->proto == &protocol_tcp;
}
static inline bool layer_is_ip(const struct layer *l)
{
	return l->proto == &protocol_ipv4 || l->proto == &protocol_ipv6;
}

static inline const struct app_note *layer_app_note(const struct dissection *d, const struct layer *l)
{
	return l->note ? &d->app[l->note - 1] : NULL;
}
static inline const struct match_note *layer_match_note(const struct dissection *d, const struct layer *l)
{
	return l->note ? &d->match[l->note - 1] : NULL;
}

#endif
