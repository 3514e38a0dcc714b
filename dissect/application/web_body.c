/* web_body.c: what stands behind the header of an HTTP/1 message: chunks, a coding, the file. */
#include "base/fmt.h"
#include "dissect/application/web_tree.h"
#include "dissect/message.h"

static void put_trailers(struct tree *t, const struct layer *l, uint32_t off)
{
	struct text_line line;
	while (!tree_ended(t) && off < l->data.len) {
		text_line(l->data, off, &line);
		uint32_t n = line.next - off;
		if (line.len)
			web_put_text(t, WEB_TRAILER, off, n, slice_sub(l->data, off, n));
		else
			put_node(t, WEB_TEXT, off, n);
		off = line.next;
	}
}

static uint32_t put_chunk(struct tree *t, uint32_t off, const struct web_chunk *c)
{
	uint32_t all = c->size_len + c->len + c->end;
	if (c->len)
		put_node(t, WEB_CHUNK, off, all)->val = c->len;
	else
		put_node(t, WEB_CHUNK_END, off, c->size_len + 2);
	tree_push(t);
	put_uint(t, WEB_CHUNK_SIZE, off, c->size_len, c->len);
	if (c->len) {
		put(t, WEB_CHUNK_DATA, off + c->size_len, c->len);
		put(t, WEB_CHUNK_BOUNDARY, off + c->size_len + c->len, c->end);
	}
	tree_pop(t);
	return all;
}

static void put_chunks(struct tree *t, const struct layer *l, const struct web_head *h)
{
	struct web_chunk c;
	uint32_t off = h->len;
	put_node(t, WEB_CHUNKS, off, l->data.len - off);
	tree_push(t);
	while (!tree_ended(t) && off < l->data.len && web_chunk(l->data, off, &c)) {
		uint32_t n = put_chunk(t, off, &c);
		if (!c.len) {
			put_trailers(t, l, off + c.size_len);
			break;
		}
		off += n;
	}
	tree_pop(t);
}

/* The layer that shows the body: its bytes are the body in its own form. */
static const struct layer *body_layer(const struct dissection *d, const struct layer *l)
{
	for (const struct layer *c = l + 1; c < d->layer + d->n_layers; c++)
		if (layer_parent(d, c) == l)
			return c;
	return NULL;
}

static void put_coding(struct tree *t, const struct layer *l, const struct web_head *h, const struct layer *body)
{
	bool failed = l->fact[WEB_FACTS] & WEB_FACT_UNPACK_FAILED;
	MESSAGE(m);
	buf_lit(&m, "Content-encoded entity body (");
	for (uint32_t i = 0; i < h->coding.len && i < 40; i++) {
		uint8_t c = slice_u8(l->data, h->coding.off + i);
		buf_char(&m, c > ' ' && c <= '~' ? (char)c : '.');
	}
	buf_lit(&m, "): ");
	fmt_uint(&m, l->fact[WEB_PACKED_BYTES]);
	buf_lit(&m, " bytes");
	if (!failed) {
		buf_lit(&m, " -> ");
		fmt_uint(&m, body ? body->data.wire : 0);
		buf_lit(&m, " bytes");
	}
	put_label(t, WEB_ENCODED, h->len, l->data.len - h->len, m.p, (uint32_t)m.len);
	if (!failed)
		return;
	tree_push(t);
	put_expert(t, WEB_UNPACK_FAILED, h->len, l->data.len - h->len, NULL);
	tree_pop(t);
}

static void put_file(struct tree *t, const struct layer *l, const struct layer *body)
{
	struct slice s = body->data;
	if (!s.len || !s.p[0])
		return;
	struct record *r = web_put_text(t, WEB_FILE_DATA, 0, 0, s);
	r->off = body->off;
	r->len = s.len;
	r->buffer = body->buffer;
	(void)l;
}

void web_put_body(struct tree *t, const struct layer *l, const struct web_head *h)
{
	const struct layer *body = body_layer(t->d, l);
	if (l->fact[WEB_FACTS] & WEB_FACT_CHUNKED)
		put_chunks(t, l, h);
	bool empty = !body && l->fact[WEB_FACTS] & WEB_FACT_PACKED; /* nothing, packed */
	if ((!body && !empty) || tree_ended(t))
		return;
	if (l->fact[WEB_FACTS] & (WEB_FACT_PACKED | WEB_FACT_UNPACK_FAILED))
		put_coding(t, l, h, body);
	if (empty)
		put_copy(t, WEB_FILE_DATA, h->len, 0, "", 0);
	else if (!(l->fact[WEB_FACTS] & WEB_FACT_UNPACK_FAILED))
		put_file(t, l, body);
	if (l->fact[WEB_FACTS] & WEB_FACT_REFUSED)
		put_expert(t, WEB_SUBDISSECTOR_FAILED, 0, 0, NULL);
}
