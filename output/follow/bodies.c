/* bodies.c: heads and bodies of the HTTP messages that a segment completes. */
#include "output/follow/bodies.h"

#include "dissect/application/web_tree.h"

void bodies_begin(struct bodies *b, const struct dissection *d, const struct layer *tcp)
{
	*b = (struct bodies){ .d = d, .tcp = tcp, .next = tcp->self + 1u };
}

/* The layer that has the body in its own form: the first below the message. */
static const struct layer *body_of(const struct dissection *d, const struct layer *message)
{
	for (const struct layer *l = message + 1; l < d->layer + d->n_layers; l++)
		if (l->parent == message->self)
			return l;
	return NULL;
}

static bool take_body(struct bodies *b)
{
	b->body_next = false;
	const struct layer *l = body_of(b->d, b->message);
	if (!l || b->message->fact[0] & (WEB_FACT_UNPACK_FAILED | WEB_FACT_NO_BODY))
		return false;
	b->bytes = l->data;
	b->is_body = true;
	return l->data.len > 0;
}

bool bodies_next(struct bodies *b)
{
	if (b->body_next && take_body(b))
		return true;
	while (b->next < b->d->n_layers) {
		const struct layer *l = &b->d->layer[b->next++];
		if (&b->d->layer[l->parent] != b->tcp || l->flags & LAYER_PART || strcmp(l->proto->name, "http"))
			continue;
		web_head_read(l->data, &b->head);
		b->message = l;
		b->body_next = true;
		b->is_body = false;
		b->bytes = slice_first(l->data, b->head.kind == WEB_NEITHER ? 0 : b->head.len);
		return true;
	}
	return false;
}
