/* quic.c: QUIC connections, by their UDP flow: a number, the connection id that keys come from, who is the client. */
#include "dissect/application/quic.h"
#include "flow/tracker_impl.h"

enum { CID_MAX = 20 };

struct quic_state {
	uint32_t number; /* + 1; 0: nothing known */
	uint32_t version;
	uint8_t client;     /* side */
	uint8_t cid_len[2]; /* of the ids that each side chose for itself */
	uint8_t initials;   /* bit 0, 1: side that has sent one */
	uint8_t short_seen;
	uint8_t dcid_len;
	uint8_t dcid[CID_MAX]; /* of the client's first packet */
	bool greeted;          /* all of the client's first message was seen */
	uint32_t hello;        /* handle of what of it is put together (reassembly.h); 0: nothing */
};

/* Is the whole message in these frames alone? */
static bool is_whole(struct slice frames)
{
	uint8_t hello[QUIC_OPENED_MAX];
	uint32_t parts, n = quic_crypto_size(frames, &parts);
	return n <= sizeof hello && quic_crypto_join(frames, hello, n) && quic_message_size(hello, n) <= n;
}

/* A client's first message may be longer than a packet (keys of post-quantum exchanges are), and its pieces come in any order
 * (RFC 9000 19.6). */
static void gather_hello(struct tracker *k, struct dissection *d, struct layer *l, struct quic_state *q,
			 struct app_note *note)
{
	uint8_t room[QUIC_OPENED_MAX];
	struct quic_crypto_walk w = { quic_open_hello(d, l, room), 0, 0 };
	uint64_t place;
	struct slice bytes;
	if (!w.frames.len || !tracker_reassembly(k))
		return;
	struct assembly *a = q->hello ? assembly_find(k->reassembly, q->hello) : NULL;
	if (!a && is_whole(w.frames)) {
		q->greeted = true;
		return;
	}
	while (quic_crypto_next(&w, &place, &bytes)) {
		if (!a)
			a = assembly_begin(k->reassembly, &q->hello, d->now);
		if (place > QUIC_HELLO_MAX || bytes.len > QUIC_HELLO_MAX - place)
			continue;
		if (!assembly_add(k->reassembly, a, (uint32_t)place, bytes, (uint32_t)d->frame->number, d->now))
			return;
	}
	struct slice whole = a ? assembly_bytes(a) : (struct slice){ 0 };
	if (quic_message_size(whole.p, whole.len) > whole.len)
		return;
	q->greeted = true;
	note->value[QUIC_NOTE_BUFFER] = assembly_show(k->reassembly, a, d, l, "Reassembled QUIC CRYPTO");
	assembly_drop(k->reassembly, &q->hello);
}

void track_quic(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side = 0;
	struct quic_state *q = l->flags & LAYER_QUOTED ? NULL : tracker_state(k, d, l, sizeof *q, &side);
	if (!q)
		return;
	struct quic_header h = quic_read(l->data, q->cid_len[!side]);
	if (!h.good || quic_is_padding(d, l))
		return;
	bool begins = !q->number;
	if (begins) {
		q->number = ++k->quic_connections;
		q->client = (uint8_t)side;
		tracker_become(k, d, l, l->proto_id);
	}
	/* A server that asked for a retry has the client begin again, with the server's id. */
	if (h.is_long && h.type == QUIC_INITIAL && side == q->client && (begins || h.token_len) &&
	    h.dcid_len <= CID_MAX) {
		q->version = h.version;
		q->dcid_len = h.dcid_len;
		memcpy(q->dcid, l->data.p + h.dcid, h.dcid_len);
	}
	if (h.is_long)
		q->cid_len[side] = h.scid_len;
	struct app_note *note = tracker_note(k, d, l);
	note->value[0] = quic_note(q->number - 1, side != q->client,
				   (h.is_long ? q->initials >> side : q->short_seen) & 1, q->cid_len[!side]);
	note->value[QUIC_NOTE_VERSION] = q->version;
	if (h.is_long && h.type == QUIC_INITIAL)
		q->initials |= (uint8_t)(1u << side);
	if (!h.is_long)
		q->short_seen = 1;
	tracker_note_text(d, note, q->dcid, q->dcid_len);
	if (h.is_long && h.type == QUIC_INITIAL && side == q->client && !q->greeted)
		gather_hello(k, d, l, q, note);
}
