/* domain_name.c: domain names (RFC 1035, 3.1 and 4.1.4): labels, and pointers to where the rest stood before. */
#include "dissect/application/domain_name.h"

#include "base/buf.h"

enum {
	POINTER = 0xc0, /* the two upper bits of a length byte: 00 a label, 11 a pointer, others are nothing now */
	MAX_POINTERS = 127, /* a name has no more labels than that; whoever follows more goes round in circles */
	MAX_TEXT = 254,
};

static void say(struct domain_name *n, const char *text)
{
	n->len = (uint32_t)strlen(text);
	memcpy(n->text, text, n->len);
}

/* One more label, with a dot before it unless it is the first. False: there is no more room. */
static bool add_label(struct domain_name *n, const uint8_t *p, uint32_t len)
{
	uint32_t dot = n->len > 0;
	if (n->len + dot + len > MAX_TEXT)
		return false;
	if (dot)
		n->text[n->len++] = '.';
	copy_short(n->text + n->len, (const char *)p, len);
	n->len += len;
	return true;
}

bool domain_name_read(struct slice layer, uint32_t base, uint32_t off, struct domain_name *n)
{
	uint32_t start = off, pointers = 0;
	bool too_long = false;
	n->len = n->size = 0;
	for (;;) {
		n->stop = off;
		if (!slice_has(layer, off, 1))
			return false;
		uint32_t c = layer.p[off];
		if (c >= POINTER) {
			if (!slice_has(layer, off, 2))
				return false;
			if (!pointers++)
				n->size = off + 2 - start;
			if (pointers > MAX_POINTERS) {
				say(n, "<Name contains a pointer that loops>");
				return true;
			}
			off = base + (slice_u16(layer, off) & 0x3fff);
			continue;
		}
		if (!c)
			break;
		if (c > 63 || !slice_has(layer, off + 1, c))
			return false;
		too_long = too_long || !add_label(n, layer.p + off + 1, c);
		off += 1 + c;
	}
	if (!pointers)
		n->size = off + 1 - start;
	if (too_long)
		say(n, "<Name too long>");
	else if (!n->len)
		say(n, "<Root>");
	return true;
}

uint32_t domain_name_put(struct tree *t, unsigned row, uint32_t base, uint32_t off)
{
	struct domain_name n;
	if (!domain_name_read(t->l->data, base, off, &n)) {
		if (tree_need(t, n.stop, 1) && tree_need(t, n.stop, 1u + (slice_u8(t->l->data, n.stop) & 0x3f)))
			tree_malformed(t);
		return 0;
	}
	put_copy(t, row, off, n.size, n.text, n.len);
	return n.size;
}
