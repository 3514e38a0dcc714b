/* asn1.c: shows encoded bytes by tables of ASN.1 types. */
#include "dissect/asn1.h"

#include <stdlib.h>

#include "dissect/oid.h"
#include "dissect/registry.h"

enum { TEXT_ROOM = 4096, MAX_ELEMENTS = 8192 };

void asn1_begin_path(struct asn1 *w, const struct asn1_module *m, struct slice s, struct buf *path)
{
	*w = (struct asn1){ .module = m, .s = s, .path = path };
}

void asn1_begin(struct asn1 *w, const struct asn1_module *m, struct tree *t)
{
	*w = (struct asn1){ .module = m, .t = t, .s = t->l->data, .host = { t->rows, t->bits } };
	for (unsigned i = 0; i < ASN1_MAX_LENDERS && m->protocols[i]; i++)
		w->rows[i] = tree_rows_of(t, m->protocols[i]);
}

void asn1_end(struct asn1 *w)
{
	tree_use(w->t, w->host);
}

bool asn1_use(struct asn1 *w, uint16_t row)
{
	if (!w->t || row == ASN1_NO_ROW)
		return false;
	tree_use(w->t, w->rows[row >> 8]);
	return true;
}

void asn1_push(struct asn1 *w)
{
	if (w->t)
		tree_push(w->t);
}

void asn1_pop(struct asn1 *w)
{
	if (w->t)
		tree_pop(w->t);
}

static void put_text(struct asn1 *w, unsigned row, const struct ber *e)
{
	char room[TEXT_ROOM];
	struct buf b = BUF_OVER(room, sizeof room);
	uint32_t n = ber_len(e);
	if (e->tag != BER_BMP_STRING && e->tag != BER_UNIVERSAL_STRING) {
		put(w->t, row, e->body, n);
		return;
	}
	ber_text(&b, ber_content(w->s, e), e->tag, TEXT_ROOM);
	put_copy(w->t, row, e->body, n, b.p, (uint32_t)b.len);
}

void asn1_put_value(struct asn1 *w, uint16_t row, const struct ber *e)
{
	struct slice s = ber_content(w->s, e);
	uint32_t n = ber_len(e);
	int64_t sec;
	uint32_t nsec;
	if (!asn1_use(w, row))
		return;
	row &= 0xff;
	const struct field *f = &w->t->rows[row];
	if (f->type == FT_NONE && e->tag == BER_NULL) {
		put_node(w->t, row, e->body, 0);
	} else if (f->type == FT_NONE) {
		put_node(w->t, row, e->at, e->end - e->at);
	} else if (f->type == FT_BOOLEAN) {
		put_uint(w->t, row, e->body, n, ber_integer(s) != 0);
	} else if (field_is_integer(f)) {
		put_uint(w->t, row, e->body, n, field_is_signed(f) ? (uint64_t)ber_integer(s) : ber_unsigned(s));
	} else if (f->type == FT_ABSOLUTE_TIME) {
		ber_time(s, false, &sec, &nsec);
		put_time(w->t, row, e->body, n, sec, nsec);
	} else if (f->type == FT_STRING) {
		put_text(w, row, e);
	} else {
		put(w->t, row, e->body, n);
	}
}

/* X.690 8.6: the first byte says how many bits of the last are none. */
static void put_bits(struct asn1 *w, const struct asn1_type *type, uint16_t row, const struct ber *e)
{
	uint32_t n = ber_len(e), first = e->body + 1;
	if (!n || !asn1_use(w, w->module->padding))
		return;
	put(w->t, w->module->padding & 0xff, e->body, 1);
	if (!asn1_use(w, row))
		return;
	put(w->t, row & 0xff, first, n - 1);
	tree_push(w->t);
	for (unsigned i = 0; i < type->n && n > 1; i++) {
		const struct field *f = &w->t->rows[(type->bits & 0xff) + i];
		uint32_t at = i / 8 < n - 1 ? i / 8 : n - 2; /* what is not there is 0, and shown in the last byte */
		bool set = at == i / 8 && slice_u8(w->s, first + at) & f->mask;
		put_uint(w->t, (type->bits & 0xff) + i, first + at, 1, set);
	}
	tree_pop(w->t);
}

static bool fits(const struct asn1_part *p, const struct ber *e)
{
	return p->flags & ASN1_ANY || p->tag == e->tag;
}

/* A part in the element that is its own, or that its tag is around. */
static void put_part(struct asn1 *w, const struct asn1_part *p, struct ber e)
{
	if (p->flags & ASN1_EXPLICIT) {
		if (!ber_read(w->s, e.body, e.stop, &e))
			return;
	} else if (p->flags & ASN1_IMPLICIT) {
		e.at = e.body;
		e.end = e.stop;
	}
	asn1_put_type(w, p->type, p->row, &e);
}

static void put_members(struct asn1 *w, const struct asn1_type *type, const struct ber *e)
{
	struct ber member;
	uint32_t off = e->body;
	for (unsigned i = 0; i < type->n; i++) {
		const struct asn1_part *p = &type->parts[i];
		if (!ber_read(w->s, off, e->stop, &member))
			return;
		if (fits(p, &member)) {
			put_part(w, p, member);
			off = member.end;
		} else if (!(p->flags & ASN1_OPTIONAL)) {
			return;
		}
	}
}

static void put_sequence(struct asn1 *w, const struct asn1_type *type, uint16_t row, const struct ber *e)
{
	static const char none[] = " [0 length]";
	char room[128];
	struct buf b = BUF_OVER(room, sizeof room);
	bool shown = asn1_use(w, row);
	if (shown && !ber_len(e)) {
		buf_str(&b, w->t->rows[row & 0xff].name);
		buf_put(&b, none, sizeof none - 1);
		put_copy(w->t, row & 0xff, e->at, e->end - e->at, b.p, (uint32_t)b.len);
		return;
	}
	if (shown) {
		put_node(w->t, row & 0xff, e->at, e->end - e->at);
		tree_push(w->t);
	}
	put_members(w, type, e);
	if (shown)
		tree_pop(w->t);
}

static unsigned count(struct slice s, const struct ber *e)
{
	struct ber element;
	unsigned n = 0;
	for (uint32_t off = e->body; n < MAX_ELEMENTS && ber_read(s, off, e->stop, &element); off = element.end)
		n++;
	return n;
}

static void put_sequence_of(struct asn1 *w, const struct asn1_type *type, uint16_t row, const struct ber *e)
{
	struct ber element;
	uint32_t off = e->body;
	bool shown = asn1_use(w, row);
	if (shown) {
		put_uint(w->t, row & 0xff, e->body, ber_len(e), count(w->s, e));
		tree_push(w->t);
	}
	for (unsigned i = 0; i < MAX_ELEMENTS && ber_read(w->s, off, e->stop, &element); i++, off = element.end)
		if (fits(type->parts, &element))
			put_part(w, type->parts, element);
	if (shown)
		tree_pop(w->t);
}

/* What is chosen by a tag of its own has its content shown, else all of it. */
static void put_choice(struct asn1 *w, const struct asn1_type *type, uint16_t row, const struct ber *e)
{
	unsigned i = 0;
	while (i < type->n && !fits(&type->parts[i], e))
		i++;
	if (i == type->n)
		return;
	bool tagged = type->kind == ASN1_CHOICE && type->parts[i].flags & (ASN1_IMPLICIT | ASN1_EXPLICIT);
	bool shown = asn1_use(w, row);
	if (shown) {
		put_uint(w->t, row & 0xff, tagged ? e->body : e->at, tagged ? ber_len(e) : e->end - e->at, i);
		tree_push(w->t);
	}
	put_part(w, &type->parts[i], *e);
	if (shown)
		tree_pop(w->t);
}

void asn1_tell_path(struct asn1 *w, const char *name)
{
	if (!w->path || w->path->cap - w->path->len <= strlen(name))
		return;
	buf_char(w->path, ':');
	buf_str(w->path, name);
}

static int compare_open(const void *key, const void *row)
{
	return strcmp(key, ((const struct asn1_open *)row)->dotted);
}

static void put_unknown(struct asn1 *w, const struct ber *e)
{
	if (e->tag == BER_NULL || !asn1_use(w, w->module->unknown))
		return;
	put_node(w->t, w->module->unknown & 0xff, e->at, e->end - e->at);
	tree_push(w->t);
	put_expert(w->t, w->module->unknown_expert & 0xff, e->at, 0, NULL);
	tree_pop(w->t);
}

static void put_open(struct asn1 *w, const struct ber *e)
{
	char key[OID_TEXT];
	const struct asn1_open *open = NULL;
	if (oid_key(key, w->oid))
		open = bsearch(key, w->module->opens, w->module->n_opens, sizeof *open, compare_open);
	if (!open) {
		put_unknown(w, e);
		return;
	}
	asn1_tell_path(w, open->path);
	asn1_put_type(w, open->type, open->row, e);
}

static void put_open_octets(struct asn1 *w, const struct ber *e)
{
	struct ber inner;
	if (ber_read(w->s, e->body, e->stop, &inner))
		put_open(w, &inner);
}

/* An element that is longer than there is room for. Where the capture is what is too short, its parts are shown as far as
 * they go; else the tree ends there. */
static bool bears_cut(struct asn1 *w, const struct ber *e)
{
	if (e->stop < w->s.len || !slice_has_wire(w->s, e->body, e->len)) {
		tree_malformed(w->t);
		return false;
	}
	return e->constructed || tree_need(w->t, e->body, e->len);
}

void asn1_put_type(struct asn1 *w, const struct asn1_type *type, uint16_t row, const struct ber *e)
{
	if (w->depth == ASN1_MAX_DEPTH || (w->t && tree_ended(w->t)))
		return;
	if (w->t && e->cut && !bears_cut(w, e))
		return;
	w->depth++;
	switch (type->kind) {
	case ASN1_VALUE: asn1_put_value(w, row, e); break;
	case ASN1_OID:
		w->oid = ber_content(w->s, e);
		asn1_put_value(w, row, e);
		break;
	case ASN1_SEQUENCE: put_sequence(w, type, row, e); break;
	case ASN1_SEQUENCE_OF: put_sequence_of(w, type, row, e); break;
	case ASN1_CHOICE:
	case ASN1_CHOICE_WHOLE: put_choice(w, type, row, e); break;
	case ASN1_BITS: put_bits(w, type, row, e); break;
	case ASN1_OPEN: put_open(w, e); break;
	case ASN1_OPEN_OCTETS: put_open_octets(w, e); break;
	case ASN1_HOOK: type->hook(w, row, e); break;
	default: break;
	}
	w->depth--;
}

void asn1_put(struct asn1 *w, const struct asn1_part *what, uint32_t off, uint32_t end)
{
	struct ber e;
	if (ber_read(w->s, off, end, &e) && fits(what, &e))
		put_part(w, what, e);
}
