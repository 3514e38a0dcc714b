/* pop.c: which of a POP server's bytes are the mail that was asked for; and the change to TLS. */
#include "dissect/application/pop_impl.h"
#include "dissect/registry.h"
#include "flow/tracker_impl.h"

struct pop_state {
	bool mail_asked;  /* RETR or TOP waits for its reply */
	bool tls_asked;   /* STLS (RFC 2595) */
	bool mail;        /* what the server sends is mail */
	uint8_t end_seen; /* bytes of CR LF . CR LF at the end of what came so far */
};

static const char end_of_mail[] = "\r\n.\r\n";

/* Looks for the line with a dot, across segments. */
static bool ends(struct pop_state *s, struct slice bytes)
{
	for (uint32_t i = 0; i < bytes.len; i++) {
		uint8_t c = bytes.p[i];
		if (c == (uint8_t)end_of_mail[s->end_seen])
			s->end_seen++;
		else
			s->end_seen = c == '\r';
		if (s->end_seen == sizeof end_of_mail - 1)
			return true;
	}
	return false;
}

static void client(struct pop_state *s, struct slice data)
{
	struct text_line line;
	text_line(data, 0, &line);
	uint32_t word = text_word(data, 0, line.len);
	s->mail_asked = text_is(data, 0, word, "retr") || text_is(data, 0, word, "top");
	s->tls_asked = text_is(data, 0, word, "stls");
	s->mail = false; /* whoever asks for more has all */
}

/* Lines that are no reply are taken for mail, as in tshark: the rest of a reply that came in pieces looks the same. */
static void mail(struct tracker *k, struct dissection *d, struct layer *l)
{
	tracker_note(k, d, l)->value[POP_NOTE_MAIL] = 1;
	next_protocol(d, l, registry_find(d->registry, "imf"), l->data, l->buffer);
}

static void server(struct tracker *k, struct dissection *d, struct layer *l, struct pop_state *s)
{
	bool ok = l->data.len >= 3 && !memcmp(l->data.p, "+OK", 3);
	bool error = l->data.len >= 4 && !memcmp(l->data.p, "-ERR", 4);
	if (s->mail || (!ok && !error)) {
		mail(k, d, l);
		s->mail = s->mail && !ends(s, l->data);
	} else if (ok && s->tls_asked) {
		tracker_hand_over(k, d, l, registry_find(d->registry, "tls"));
	} else if (ok && s->mail_asked) {
		s->end_seen = 0;
		s->mail = !ends(s, l->data);
		s->mail_asked = false;
	}
}

void track_pop(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side;
	struct pop_state *s = l->flags & LAYER_QUOTED ? NULL : tracker_state(k, d, l, sizeof *s, &side);
	_Static_assert(sizeof *s <= APP_STATE_BYTES, "the state has room");
	if (!s)
		return;
	if (l->fact[0])
		server(k, d, l, s);
	else
		client(s, l->data);
}
