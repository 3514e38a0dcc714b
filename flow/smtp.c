/* smtp.c: what an SMTP client's bytes are: commands, mail, or what the server asked for; and the change to TLS. */
#include "dissect/application/smtp_impl.h"
#include "dissect/registry.h"
#include "flow/tracker_impl.h"

enum { MAX_PARTS = 48 };
enum mechanism { NO_MECHANISM, LOGIN, PLAIN, CRAM_MD5 };

struct smtp_state {
	struct smtp_reading reading;
	uint8_t mechanism;      /* that the client chose; 0: none */
	bool tls_asked;         /* STARTTLS (RFC 3207) waits for its reply */
	uint32_t parts, length; /* of the mail so far: its pieces, bytes */
	uint32_t mail;          /* handle of its assembly */
	struct smtp_part part[MAX_PARTS];
};

static void choose(struct smtp_state *s, struct slice data, const struct text_line *line)
{
	struct text_line how, initial;
	s->tls_asked = smtp_is(data, line, "starttls");
	if (!smtp_auth(data, line, &how, &initial))
		return;
	s->mechanism = text_is(data, how.off, how.len, "login")      ? LOGIN
		       : text_is(data, how.off, how.len, "plain")    ? PLAIN
		       : text_is(data, how.off, how.len, "cram-md5") ? CRAM_MD5
								     : NO_MECHANISM;
}

/* A piece of the mail. */
static void body(struct tracker *k, struct dissection *d, const struct layer *l, struct smtp_state *s,
		 const struct smtp_piece *p)
{
	uint32_t n = p->line.next - p->line.off;
	struct reassembly *r = tracker_reassembly(k);
	struct assembly *a = !r ? NULL : s->parts ? assembly_find(r, s->mail) : assembly_begin(r, &s->mail, d->now);
	if (a)
		assembly_add(r, a, s->length, slice_sub(l->data, p->line.off, n), (uint32_t)d->frame->number, d->now);
	if (s->parts < MAX_PARTS)
		s->part[s->parts] = (struct smtp_part){ (uint32_t)d->frame->number, n };
	s->parts++;
	s->length += n;
}

/* A mail that does not end here is shown as lines of text. */
static void show_piece(struct dissection *d, struct layer *l, struct slice bytes)
{
	if (d->skip_data || !bytes.len)
		return;
	next_protocol(d, l, registry_find(d->registry, "data-text-lines"), bytes, l->buffer);
	next_inside(d, l, 1);
}

static void forget_mail(struct tracker *k, struct smtp_state *s)
{
	struct reassembly *r = s->parts ? tracker_reassembly(k) : NULL;
	if (r)
		assembly_drop(r, &s->mail);
	s->parts = s->length = 0;
}

/* All of the mail, whose last line was seen. */
static void show_mail(struct tracker *k, struct dissection *d, struct layer *l, struct smtp_state *s)
{
	struct reassembly *r = s->parts ? tracker_reassembly(k) : NULL;
	struct assembly *a = r ? assembly_find(r, s->mail) : NULL;
	uint8_t buffer = 0;
	if (a && a->have == s->length)
		buffer = assembly_show(r, a, d, l, "Reassembled DATA");
	if (buffer) {
		const struct byte_buffer *b = &d->buffer[buffer];
		next_protocol(d, l, registry_find(d->registry, "imf"), (struct slice){ b->p, b->len, b->len }, buffer);
	}
	forget_mail(k, s);
}

static void client(struct tracker *k, struct dissection *d, struct layer *l, struct smtp_state *s, unsigned side)
{
	struct app_note *n = tracker_note(k, d, l);
	struct smtp_piece p;
	struct slice piece = slice_sub(l->data, 0, 0);
	n->value[SMTP_NOTE_READING] = smtp_reading_pack(&s->reading);
	n->value[SMTP_NOTE_LEFT] = s->reading.left;
	for (uint32_t off = 0; off < l->data.len; off = p.line.next) {
		smtp_piece(l->data, off, &s->reading, &p);
		if (p.ends) {
			uint32_t kept = s->parts < MAX_PARTS ? s->parts : MAX_PARTS;
			n->value[SMTP_NOTE_PARTS] = s->parts;
			n->value[SMTP_NOTE_LENGTH] = s->length;
			tracker_note_text(d, n, s->part, kept * (uint32_t)sizeof s->part[0]);
			show_mail(k, d, l, s);
			piece.len = 0;
		} else if (p.mode == SMTP_BODY || p.mode == SMTP_CHUNK) {
			show_piece(d, l, piece);
			body(k, d, l, s, &p);
			piece = slice_sub(l->data, p.line.off, p.line.next - p.line.off);
		} else if (p.mode == SMTP_COMMANDS) {
			choose(s, l->data, &p.line);
		}
		if (p.closes) /* RFC 3030: the next mail has parts of its own */
			forget_mail(k, s);
	}
	show_piece(d, l, piece);
	if (s->reading.mode >= SMTP_USERNAME) /* one answer to one question */
		s->reading.mode = SMTP_COMMANDS;
	bool mail = s->reading.mode == SMTP_BODY || s->reading.mode == SMTP_CHUNK;
	tracker_hint(k, d, l, side, mail ? SMTP_HINT_BODY : 0);
}

static bool spells(struct slice s, const char *text)
{
	return s.len == strlen(text) && !memcmp(s.p, text, s.len);
}

/* RFC 4954: 334 asks for more. Of LOGIN, which has no RFC, the base64 of "Username:" and "Password:". */
static uint8_t asked_for(const struct smtp_state *s, struct slice data, const struct text_line *line)
{
	struct slice prompt = slice_sub(data, line->off + 4, line->len > 4 ? line->len - 4 : 0);
	if (s->mechanism == PLAIN)
		return SMTP_BOTH;
	if (s->mechanism == CRAM_MD5)
		return SMTP_PASSWORD;
	if (s->mechanism == LOGIN && spells(prompt, "VXNlcm5hbWU6"))
		return SMTP_USERNAME;
	if (s->mechanism == LOGIN && spells(prompt, "UGFzc3dvcmQ6"))
		return SMTP_PASSWORD;
	return SMTP_COMMANDS;
}

static void server(struct tracker *k, struct dissection *d, struct layer *l, struct smtp_state *s)
{
	struct text_line line;
	for (uint32_t off = 0; off < l->data.len; off = line.next) {
		text_line(l->data, off, &line);
		int code = text_reply_code(l->data, &line);
		if (code == 334 && s->reading.mode == SMTP_COMMANDS)
			s->reading.mode = asked_for(s, l->data, &line);
		if (code == 220 && s->tls_asked) {
			tracker_hand_over(k, d, l, registry_find(d->registry, "tls"));
			return;
		}
	}
}

void track_smtp(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side;
	struct smtp_state *s = l->flags & LAYER_QUOTED ? NULL : tracker_state(k, d, l, sizeof *s, &side);
	_Static_assert(sizeof *s <= APP_STATE_BYTES, "the state has room");
	if (!s)
		return;
	if (l->fact[0])
		server(k, d, l, s);
	else
		client(k, d, l, s, side);
}
