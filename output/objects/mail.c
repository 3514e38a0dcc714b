/* mail.c: the mails of SMTP, in the pieces in which flow/smtp.c reads a client's bytes. */
#include "dissect/application/smtp_impl.h"
#include "output/follow/carried.h"
#include "output/objects/kinds.h"

/* The value of "Subject:" in the header so far; *whole: all of the header is there. Folded lines are left out. */
static bool subject_of(const struct buf *head, struct slice *subject, bool *whole)
{
	const struct slice s = { (const uint8_t *)head->p, (uint32_t)head->len, (uint32_t)head->len };
	struct text_line line;
	bool found = false;
	*whole = false;
	*subject = (struct slice){ 0 };
	for (uint32_t off = 0; off < s.len && !*whole; off = line.next) {
		text_line(s, off, &line);
		if (line.next == line.off + line.len) /* its end has not come yet */
			break;
		*whole = !line.len;
		if (found || line.len < 8 || strncasecmp((const char *)s.p + line.off, "subject:", 8))
			continue;
		uint32_t skip = 8;
		while (skip < line.len && s.p[line.off + skip] == ' ')
			skip++;
		*subject = slice_sub(s, line.off + skip, line.len - skip);
		found = true;
	}
	return found;
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
	if (transfer_open(t, x, name.p, name.len))
		transfer_write(t, x, head.p, head.len);
	buf_free(&head);
	buf_free(&name);
}

/* The mail waits for its name: for its subject, or the end of its header. */
static void add(struct transfers *t, struct transfer *x, const void *bytes, uint32_t n)
{
	struct slice subject;
	bool whole;
	if (x->fd >= 0) {
		transfer_write(t, x, bytes, n);
		return;
	}
	buf_put(&x->head, bytes, n);
	if (subject_of(&x->head, &subject, &whole) || whole || x->head.len > MAX_HEAD)
		open_mail(t, x, subject);
}

static void end(struct transfers *t, struct transfer *x)
{
	struct slice subject;
	bool whole;
	if (x->fd < 0) {
		subject_of(&x->head, &subject, &whole);
		open_mail(t, x, subject);
	}
	transfer_end(t, x);
}

/* A piece of a body. A line that begins with a dot has one more of them on its way (RFC 5321, 4.5.2). */
static void take_piece(struct transfers *t, struct transfer *x, struct slice s, const struct smtp_piece *p,
		       bool line_begins)
{
	uint32_t off = p->line.off, n = p->line.next - off, from = off;
	for (uint32_t i = off; i < off + n && p->mode == SMTP_BODY && x->alive; i++) {
		bool begins = i == off ? line_begins : s.p[i - 1] == '\n';
		if (!begins || s.p[i] != '.')
			continue;
		add(t, x, s.p + from, i - from);
		from = i + 1;
	}
	if (x->alive)
		add(t, x, s.p + from, off + n - from);
}

static void take_client(struct transfers *t, const struct dissection *d, const struct layer *l, uint32_t stream)
{
	const struct app_note *n = layer_app_note(d, l);
	struct smtp_piece p;
	if (!n || l->fact[0])
		return;
	struct smtp_reading r = smtp_reading_unpack(n->value[SMTP_NOTE_READING], n->value[SMTP_NOTE_LEFT]);
	struct transfer *x = transfer_find(t, stream);
	for (uint32_t off = 0; off < l->data.len; off = p.line.next) {
		bool begins = !r.inside;
		smtp_piece(l->data, off, &r, &p);
		if (p.line.next <= off)
			return;
		if (p.ends) {
			if (x)
				end(t, x);
			x = NULL;
		} else if (p.mode == SMTP_BODY || p.mode == SMTP_CHUNK) {
			if (!x || !x->alive)
				x = transfer_begin(t, stream);
			take_piece(t, x, slice_first(l->data, p.line.next), &p, begins);
		}
	}
	if (x && x->alive)
		x->broken |= l->data.len < l->data.wire;
}

void packet_mail(struct transfers *t, const struct dissection *d)
{
	struct carried c;
	unsigned layer = 0;
	while (carried_next(d, &layer, &c))
		for (const struct layer *l = c.layer + 1; l < d->layer + d->n_layers; l++)
			if (layer_parent(d, l) == c.layer && !strcmp(l->proto->name, "smtp"))
				take_client(t, d, l, c.stream);
}
