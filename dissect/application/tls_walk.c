/* tls_walk.c: the records of a layer, one after the other, and what frame.protocols says of the certificates in them. */
#include "dissect/application/certificate.h"
#include "dissect/application/certificate_status.h"
#include "dissect/application/tls_impl.h"

enum { MAX_CERTIFICATES = 256 };

bool tls_is_ssl2(struct slice s)
{
	unsigned version = slice_u16(s, 3);
	return slice_u8(s, 0) & 0x80 && slice_u8(s, 2) == HS_CLIENT_HELLO &&
	       (version == SSL_2 || (version >= SSL_3 && version <= TLS_1_2));
}

void tls_walk_start(struct tls_walk *w, const struct dissection *d, const struct layer *l)
{
	const struct app_note *note = layer_app_note(d, l);
	memset(w, 0, sizeof *w);
	if (note) {
		w->state = tls_unpack(note->value[0]);
		w->side = (unsigned)note->value[1];
	}
}

bool tls_walk_next(struct tls_walk *w, const struct layer *l)
{
	if (w->end && w->type)
		tls_learn(&w->state, w->side, slice_sub(l->data, w->off, w->end - w->off));
	w->off = w->end;
	if (w->off >= l->data.wire)
		return false;
	struct slice s = slice_from(l->data, w->off);
	uint32_t left = s.wire;
	w->type = tls_is_record(s) ? slice_u8(s, 0) : 0;
	uint32_t n = w->type          ? (uint32_t)TLS_RECORD_HEADER + slice_u16(s, 3)
		     : tls_is_ssl2(s) ? TLS_SSL2_HEADER + (slice_u16(s, 0) & 0x7fffu)
				      : left;
	w->end = w->off + (n < left ? n : left);
	return true;
}

struct slice tls_content(const struct tls_walk *w, struct slice s)
{
	return slice_sub(s, w->off + TLS_RECORD_HEADER, w->end - w->off - TLS_RECORD_HEADER);
}

/* --- the path --- */

/* Calls tell for each element of a vector, behind their lengths of n bytes. */
static void each(struct buf *b, struct slice s, uint32_t n, void (*tell)(struct buf *, struct slice))
{
	for (unsigned i = 0; i < MAX_CERTIFICATES && slice_has(s, 0, n); i++) {
		uint32_t len = (uint32_t)slice_uint(s, 0, n, false);
		tell(b, slice_sub(s, n, len));
		s = slice_from(slice_from(s, n), len);
	}
}

static void request_path(struct buf *b, struct slice m, const struct tls_state *state)
{
	uint32_t off = 1u + slice_u8(m, 0);
	if (state->version == TLS_1_2)
		off += 2u + slice_u16(m, off);
	each(b, slice_sub(m, off + 2, slice_u16(m, off)), 2, certificate_name_path);
}

static void message_path(struct buf *b, struct slice m, const struct tls_state *state)
{
	struct slice body = slice_from(m, TLS_MESSAGE_HEADER);
	if (slice_u8(m, 0) == HS_CERTIFICATE)
		each(b, slice_sub(body, 3, slice_u24(body, 0)), 3, certificate_path);
	else if (slice_u8(m, 0) == HS_CERTIFICATE_REQUEST)
		request_path(b, body, state);
	else if (slice_u8(m, 0) == HS_CERTIFICATE_STATUS)
		certificate_status_path(b, slice_sub(body, 4, slice_u24(body, 1)));
}

void tls_path(struct buf *b, const struct dissection *d, const struct layer *l)
{
	struct tls_walk w;
	tls_walk_start(&w, d, l);
	for (unsigned i = 0; i < TLS_MAX_RECORDS && tls_walk_next(&w, l); i++) {
		struct slice m = tls_content(&w, l->data);
		struct tls_state state = w.state;
		if (w.type != TLS_HANDSHAKE || !tls_is_clear_handshake(&w.state, w.side, m))
			continue;
		for (unsigned k = 0; k < TLS_MAX_MESSAGES && slice_has(m, 0, TLS_MESSAGE_HEADER); k++) {
			uint32_t n = TLS_MESSAGE_HEADER + slice_u24(m, 1);
			message_path(b, slice_first(m, n), &state);
			tls_learn_message(&state, w.side, slice_first(m, n));
			m = slice_from(m, n);
		}
	}
}
