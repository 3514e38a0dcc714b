/* mail.c: the mails of SMTP, in the pieces in which flow/smtp.c reads a client's bytes. */
#include "dissect/application/smtp_impl.h"
#include "output/follow/carried.h"
#include "output/objects/kinds.h"

/* Looks at the lines of the header that have come since the last time. True: the name can be told, for there is a
 * "Subject:", whose value it is, or no more of the header to come. Folded lines are left out. */
static bool find_subject(struct transfer *x, struct slice *subject)
{
	const struct slice s = { (const uint8_t *)x->head.p, (uint32_t)x->head.len, (uint32_t)x->head.len };
	struct text_line line;
	*subject = (struct slice){ 0 };
	for (; x->looked_at < s.len; x->looked_at = line.next) {
		text_line(s, x->looked_at, &line);
		if (line.next == line.off + line.len) /* its end has not come yet */
			return false;
		if (!line.len)
			return true;
		if (line.len < 8 || strncasecmp((const char *)s.p + line.off, "subject:", 8))
			continue;
		uint32_t skip = 8;
		while (skip < line.len && s.p[line.off + skip] == ' ')
			skip++;
		*subject = slice_sub(s, line.off + skip, line.len - skip);
		return true;
	}
	return false;
}

static void open_mail(struct transfers *t, struct transfer *x, struct slice subject)
{
	struct buf name = { 0 };
	for (uint32_t i = 0; i < subject.len; i++) /* a subject is no path */
		if (subject.p[i] == '/')
			buf_lit(&name, "%2f");
		else
			buf_char(&name, (char)subject.p[i]);
	buf_lit(&name, ".eml");
	struct buf head = x->head;
	x->head = (struct buf){ 0 };
	transfer_open(t, x, name.p, name.len);
	transfer_write(t, x, head.p, head.len);
	buf_free(&head);
	buf_free(&name);
}

/* The mail waits for its name: for its subject, or the end of its header. A line is looked at when its end has come. */
static void add(struct transfers *t, struct transfer *x, const void *bytes, uint32_t n)
{
	struct slice subject = { 0 };
	if (x->over)
		return;
	if (x->fd >= 0) {
		transfer_write(t, x, bytes, n);
		return;
	}
	buf_put(&x->head, bytes, n);
	if ((memchr(bytes, '\n', n) && find_subject(x, &subject)) || x->head.len > MAX_HEAD)
		open_mail(t, x, subject);
}

static void end(struct transfers *t, struct transfer *x)
{
	if (x->fd < 0 && !x->over)
		open_mail(t, x, (struct slice){ 0 });
	transfer_end(t, x);
}

/* A piece of a body. A line that begins with a dot has one more of them on its way (RFC 5321, 4.5.2). */
static void take_piece(struct transfers *t, struct transfer *x, struct slice s, const struct smtp_piece *p,
		       bool line_begins)
{
	uint32_t off = p->line.off, n = p->line.next - off, from = off;
	for (uint32_t i = off; i < off + n && p->mode == SMTP_BODY; i++) {
		bool begins = i == off ? line_begins : s.p[i - 1] == '\n';
		if (!begins || s.p[i] != '.')
			continue;
		add(t, x, s.p + from, i - from);
		from = i + 1;
	}
	add(t, x, s.p + from, off + n - from);
}

static bool is_mail(uint8_t mode)
{
	return mode == SMTP_BODY || mode == SMTP_CHUNK;
}

static void take_client(struct transfers *t, const struct dissection *d, const struct layer *l, const struct carried *c)
{
	const struct app_note *n = layer_app_note(d, l);
	struct smtp_piece p;
	if (!n || l->fact[0])
		return;
	struct smtp_reading r = smtp_reading_unpack(n->value[SMTP_NOTE_READING], n->value[SMTP_NOTE_LEFT]);
	struct transfer *x = transfer_find(t, c->stream);
	/* What was put together came in more segments than this one, of which nothing is known here. */
	bool alone = l->buffer == c->layer->buffer;
	uint32_t seq = c->segment.seq + (alone ? (uint32_t)(l->data.p - c->layer->payload.p) : 0);
	if (x && alone && x->seq_known) /* else a segment was lost, or comes late */
		x->broken |= seq != x->seq;
	for (uint32_t off = 0; off < l->data.len; off = p.line.next) {
		bool begins = !r.inside;
		smtp_piece(l->data, off, &r, &p);
		if (p.line.next <= off)
			return;
		if (!x && p.mode == SMTP_COMMANDS && (is_mail(r.mode) || p.closes))
			x = transfer_begin(t, c->stream);
		else if (x && is_mail(p.mode) && !p.ends)
			take_piece(t, x, slice_first(l->data, p.line.next), &p, begins);
		if (x && (p.ends || p.closes)) {
			end(t, x);
			x = NULL;
		}
	}
	if (!x)
		return;
	x->broken |= l->data.len < l->data.wire;
	x->seq = seq + l->data.wire;
	x->seq_known = alone;
}

void packet_mail(struct transfers *t, const struct dissection *d)
{
	struct carried c;
	unsigned layer = 0;
	while (carried_next(d, &layer, &c))
		for (const struct layer *l = c.layer + 1; l < d->layer + d->n_layers; l++)
			if (layer_parent(d, l) == c.layer && !strcmp(l->proto->name, "smtp"))
				take_client(t, d, l, &c);
}
