/* imap.c: which IMAP command a tagged response answers, and the change to TLS. */
#include "dissect/application/imap_impl.h"
#include "dissect/registry.h"
#include "flow/tracker_impl.h"

enum { MAX_OPEN = 12, MAX_TAG = 16 };

/* A command that waits for its response. */
struct imap_open {
	uint32_t frame; /* 0: free */
	uint8_t tag_len;
	bool starts_tls;
	uint8_t tag[MAX_TAG];
	int64_t time; /* ns */
};

struct imap_state {
	struct imap_open open[MAX_OPEN]; /* the oldest makes room */
	uint32_t next;
};

static void client(struct imap_state *s, const struct dissection *d, struct slice data)
{
	struct text_line line;
	for (uint32_t off = 0; off < data.len; off = line.next + imap_literal(data, &line)) {
		text_line(data, off, &line);
		struct text_line tag = imap_word(data, &line, off), command = imap_word(data, &line, tag.next);
		if (!tag.len || tag.len > MAX_TAG || !command.len)
			continue;
		struct imap_open *o = &s->open[s->next++ % MAX_OPEN];
		o->frame = (uint32_t)d->frame->number;
		o->time = d->now;
		o->tag_len = (uint8_t)tag.len;
		o->starts_tls = text_is(data, command.off, command.len, "starttls");
		memcpy(o->tag, data.p + tag.off, tag.len);
	}
}

static struct imap_open *find(struct imap_state *s, struct slice data, const struct text_line *tag)
{
	for (uint32_t i = 1; i <= MAX_OPEN; i++) {
		struct imap_open *o = &s->open[(s->next - i) % MAX_OPEN];
		if (o->frame && o->tag_len == tag->len && !memcmp(o->tag, data.p + tag->off, tag->len))
			return o;
	}
	return NULL;
}

static void server(struct tracker *k, struct dissection *d, struct layer *l, struct imap_state *s)
{
	struct text_line line;
	struct app_note *n = NULL;
	for (uint32_t off = 0; off < l->data.len; off = line.next + imap_literal(l->data, &line)) {
		text_line(l->data, off, &line);
		struct text_line tag = imap_word(l->data, &line, off), status = imap_word(l->data, &line, tag.next);
		struct imap_open *o = tag.len ? find(s, l->data, &tag) : NULL;
		if (!o)
			continue;
		if (!n) {
			n = tracker_note(k, d, l);
			n->frame = o->frame;
			n->elapsed = d->now - o->time;
			n->value[IMAP_NOTE_LINE] = off;
		}
		o->frame = 0;
		if (o->starts_tls && text_is(l->data, status.off, status.len, "ok")) {
			tracker_hand_over(k, d, l, registry_find(d->registry, "tls"));
			return;
		}
	}
}

void track_imap(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side;
	struct imap_state *s = l->flags & LAYER_QUOTED ? NULL : tracker_state(k, d, l, sizeof *s, &side);
	_Static_assert(sizeof *s <= APP_STATE_BYTES, "the state has room");
	if (!s)
		return;
	if (l->fact[0])
		server(k, d, l, s);
	else
		client(s, d, l->data);
}
