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
};

void track_quic(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side = 0;
	struct quic_state *q = l->flags & LAYER_QUOTED ? NULL : tracker_state(k, d, l, sizeof *q, &side);
	if (!q)
		return;
	struct quic_header h = quic_read(l->data, q->cid_len[!side]);
	if (!h.good)
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
}
