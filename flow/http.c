/* http.c: which request an HTTP response answers, and what comes after an upgrade.
 *
 * As tshark 4.0 has it in one pass: a response goes with the latest request that has none; pipelined requests before that
 * one stay unanswered. */
#include <stdio.h>
#include <stdlib.h>

#include "dissect/application/web_tree.h"
#include "dissect/registry.h"
#include "flow/tracker_impl.h"

enum { URI_RING = 1 << 20, MAX_URI = 4096 };

/* URIs of the latest requests of all conversations. What was overwritten is not known any more. */
struct uri_ring {
	uint64_t written;
	uint8_t text[URI_RING];
};

/* A request and its response, or one of them; and the pair before it. */
struct http_state {
	uint32_t number;                                         /* of the pair; 0: none yet */
	uint32_t request, response, prev_request, prev_response; /* frames; 0: none */
	int64_t request_time;                                    /* ns */
	uint64_t uri;                                            /* place in the ring */
	uint32_t uri_len;
	uint8_t method;
	bool seen;     /* a message */
	bool tunnel;   /* CONNECT was agreed to */
	uint16_t port; /* that the tunnel leads to */
};

static void keep_uri(struct tracker *k, struct http_state *s, struct slice data, const struct web_head *h)
{
	char text[MAX_URI];
	if (!k->uris && !(k->uris = calloc(1, sizeof *k->uris))) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	uint32_t n = web_full_uri(data, h, text, sizeof text);
	if (!n)
		return;
	if (k->uris->written % URI_RING + n > URI_RING) /* in one piece */
		k->uris->written += URI_RING - k->uris->written % URI_RING;
	memcpy(k->uris->text + k->uris->written % URI_RING, text, n);
	s->uri = k->uris->written;
	s->uri_len = n;
	k->uris->written += n;
}

/* The URI of the request, as long as nobody has written over it. */
static struct slice uri_of(const struct tracker *k, const struct http_state *s)
{
	if (!s->uri_len || k->uris->written - s->uri > URI_RING)
		return (struct slice){ 0 };
	return (struct slice){ k->uris->text + s->uri % URI_RING, s->uri_len, s->uri_len };
}

static void note_uri(const struct tracker *k, const struct http_state *s, struct dissection *d, struct app_note *n)
{
	struct slice uri = uri_of(k, s);
	if (uri.len)
		tracker_note_text(d, n, uri.p, uri.len);
}

/* The next pair. */
static void advance(struct http_state *s)
{
	s->prev_request = s->request;
	s->prev_response = s->response;
	s->request = s->response = 0;
	s->number++;
}

static void request(struct tracker *k, struct dissection *d, struct layer *l, struct http_state *s,
		    const struct web_head *h, unsigned side)
{
	advance(s);
	s->request = (uint32_t)d->frame->number;
	s->request_time = d->now;
	s->method = h->method;
	keep_uri(k, s, l->data, h);
	tracker_hint(k, d, l, !side,
		     WEB_HINT_SEEN | (h->method == WEB_HEAD      ? WEB_HINT_NO_BODY
				      : h->method == WEB_CONNECT ? WEB_HINT_CONNECT
								 : 0));
	struct app_note *n = tracker_note(k, d, l);
	n->value[WEB_NOTE_NUMBER] = s->number;
	n->value[WEB_NOTE_PREV_REQUEST] = s->prev_request;
}

/* RFC 9110, 7.8: what the server says that it switches to. */
static void switch_protocol(struct tracker *k, struct dissection *d, struct layer *l)
{
	struct web_head h;
	web_head_read(l->data, &h);
	if (web_is(l->data, h.upgrade, "websocket"))
		tracker_hand_over(k, d, l, k->websocket_id);
}

/* Who is at home on the port that a tunnel leads to, but for HTTP, which would have itself for a child. */
static uint16_t carried_by(const struct dissection *d, const struct layer *l, uint16_t port)
{
	uint16_t id = registry_next(d->registry, NEXT_TCP_PORT, port);
	return id == l->proto_id ? NO_PROTOCOL : id;
}

/* The port that "host:port" ends in, and where its colon is; 0: there is none. */
static uint16_t port_of(struct slice uri, uint32_t *colon)
{
	uint32_t at = uri.len, scale = 1, port = 0;
	for (; at && uri.p[at - 1] >= '0' && uri.p[at - 1] <= '9' && port <= UINT16_MAX && scale <= 10000; scale *= 10)
		port += (uri.p[--at] - '0') * scale;
	*colon = at ? at - 1 : 0;
	return at && uri.p[at - 1] == ':' && port <= UINT16_MAX ? (uint16_t)port : 0;
}

/* RFC 9110, 9.3.6: all that follows is the tunnel's, both ways. */
static void open_tunnel(struct tracker *k, struct dissection *d, struct layer *l, struct http_state *s)
{
	enum { DEFAULT_PORT = 80 };
	uint32_t colon;
	s->tunnel = true;
	s->port = port_of(uri_of(k, s), &colon);
	if (s->port)
		s->uri_len = colon;
	else
		s->port = DEFAULT_PORT;
	tracker_tunnel(k, d, l);
	uint16_t id = carried_by(d, l, s->port);
	uint32_t carried = id == NO_PROTOCOL ? 0 : id + 1u;
	for (unsigned side = 0; side < 2; side++)
		tracker_hint(k, d, l, side, WEB_HINT_TUNNEL | carried << WEB_HINT_CARRIED_SHIFT);
}

/* Bytes in a tunnel: nothing of them is HTTP's. */
static void pass_on(struct tracker *k, struct dissection *d, struct layer *l, const struct http_state *s)
{
	struct app_note *n = tracker_note(k, d, l);
	n->value[WEB_NOTE_TUNNEL] = s->port + UINT64_C(1);
	note_uri(k, s, d, n);
	l->flags &= (uint16_t) ~(LAYER_SHORT | LAYER_MALFORMED | LAYER_TOLD);
	l->header_len = 0;
	l->payload = l->data;
	uint16_t id = carried_by(d, l, s->port);
	if (id == NO_PROTOCOL)
		id = registry_guess(d->registry, NEXT_TCP_PORT, layer_parent(d, l), l->data);
	next_instead(d, l, id == l->proto_id ? NO_PROTOCOL : id);
}

static void response(struct tracker *k, struct dissection *d, struct layer *l, struct http_state *s,
		     const struct web_head *h)
{
	bool answers = s->request && !s->response;
	if (!answers)
		advance(s);
	s->response = (uint32_t)d->frame->number;
	struct app_note *n = tracker_note(k, d, l);
	n->value[WEB_NOTE_NUMBER] = s->number;
	n->value[WEB_NOTE_PREV_REQUEST] = s->prev_request;
	n->value[WEB_NOTE_PREV_RESPONSE] = s->prev_response;
	if (answers) {
		n->frame = s->request;
		n->elapsed = d->now - s->request_time;
	}
	note_uri(k, s, d, n);
	if (h->status == 101)
		switch_protocol(k, d, l);
	else if (h->status / 100 == 2 && answers && s->method == WEB_CONNECT)
		open_tunnel(k, d, l, s);
}

void track_http(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side;
	struct web_head h;
	struct http_state *s = l->flags & LAYER_QUOTED ? NULL : tracker_state(k, d, l, sizeof *s, &side);
	_Static_assert(sizeof *s <= APP_STATE_BYTES, "the state has room");
	if (!s)
		return;
	if (s->tunnel) {
		pass_on(k, d, l, s);
		return;
	}
	web_layer_start(l, &h);
	if (!s->seen && h.kind == WEB_NEITHER) {
		l->flags |= LAYER_SILENT; /* what may be header fields does not say that the connection is HTTP's */
		return;
	}
	if (!s->seen) {
		tracker_hint(k, d, l, side, WEB_HINT_SEEN);
		if (h.kind == WEB_RESPONSE || h.method == WEB_NOTIFICATION)
			tracker_hint(k, d, l, !side, WEB_HINT_SEEN);
		s->seen = true;
	}
	if (h.kind == WEB_REQUEST && h.method != WEB_NOTIFICATION)
		request(k, d, l, s, &h, side);
	else if (h.kind == WEB_RESPONSE)
		response(k, d, l, s, &h);
}
