/* web.c: the bodies of HTTP messages, each a file that is called as its URI ends. */
#include "base/fmt.h"
#include "output/follow/bodies.h"
#include "output/follow/carried.h"
#include "output/objects/kinds.h"

/* The path of a URI with a host in it; of any other, all of it. */
static void path_of(const char **uri, size_t *n)
{
	const char *end = *uri + *n, *p = memmem(*uri, *n, "://", 3);
	if (!p || memchr(*uri, '/', *n) != p + 1)
		return;
	p = memchr(p + 3, '/', (size_t)(end - p - 3));
	if (!p)
		return;
	*n = (size_t)(end - p);
	*uri = p;
}

/* "object4.text%2fhtml": a response to nothing that was seen. */
static void name_by_type(struct buf *b, const struct dissection *d, const struct layer *l, const struct web_head *h)
{
	buf_lit(b, "object");
	fmt_uint(b, d->frame->number);
	for (uint32_t i = 0; i < h->type.len; i++) {
		char c = (char)slice_u8(l->data, h->type.off + i);
		if (c == ';' || c == ' ')
			break;
		if (!i)
			buf_char(b, '.');
		if (c == '/')
			buf_lit(b, "%2f");
		else
			buf_char(b, c);
	}
}

/* A request as it was asked: its response gets its name. */
static void remember(struct transfers *t, const struct dissection *d, const struct bodies *found, uint32_t stream)
{
	const struct layer *l = found->message;
	const struct web_head *h = &found->head;
	struct asked *a = &t->asked[stream % MAX_ASKED];
	*a = (struct asked){ 0 };
	if (h->uri.len > sizeof a->uri || !slice_has(l->data, h->uri.off, h->uri.len))
		return;
	a->frame = d->frame->number;
	a->len = (uint16_t)h->uri.len;
	memcpy(a->uri, l->data.p + h->uri.off, h->uri.len);
}

/* What the body is called, as a path; 0: nobody knows. */
static size_t uri_of(const struct transfers *t, const struct dissection *d, const struct layer *l,
		     const struct web_head *h, uint32_t stream, const char **uri)
{
	const struct app_note *n = layer_app_note(d, l);
	const struct asked *a = &t->asked[stream % MAX_ASKED];
	if (h->kind == WEB_REQUEST) {
		*uri = (const char *)l->data.p + h->uri.off;
		return slice_has(l->data, h->uri.off, h->uri.len) ? h->uri.len : 0;
	}
	if (n && n->frame && n->frame == a->frame) {
		*uri = a->uri;
		return a->len;
	}
	if (!n || !n->text_len)
		return 0;
	size_t len = n->text_len;
	*uri = d->note_text + n->text;
	path_of(uri, &len);
	return len;
}

static void write_body(struct transfers *t, const struct dissection *d, const struct bodies *found, uint32_t stream)
{
	const struct layer *l = found->message;
	const struct web_head *h = &found->head;
	struct buf name = { 0 };
	const char *uri = NULL;
	size_t len = uri_of(t, d, l, h, stream, &uri);
	if (len)
		buf_put(&name, uri, len);
	else
		name_by_type(&name, d, l, h);
	transfer_whole(t, name.p, name.len, found->bytes.p, found->bytes.len, found->bytes.len < found->bytes.wire);
	buf_free(&name);
}

void packet_http(struct transfers *t, const struct dissection *d)
{
	struct carried c;
	unsigned layer = 0;
	while (carried_next(d, &layer, &c)) {
		struct bodies found;
		bodies_begin(&found, d, c.layer);
		while (bodies_next(&found)) {
			if (found.is_body)
				write_body(t, d, &found, c.stream);
			else if (found.head.kind == WEB_REQUEST)
				remember(t, d, &found, c.stream);
		}
	}
}
