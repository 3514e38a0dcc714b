/* tree.c: the second pass. Records of the fields somebody wants, every byte of them checked. */
#include "dissect/tree.h"

#include <stdio.h>
#include <stdlib.h>

#include "dissect/core/expert.h"
#include "dissect/fixed_rows.h"
#include "dissect/registry.h"
#include "dissect/text.h"

struct tree *tree_new(const struct wanted *wanted)
{
	struct tree *t = calloc(1, sizeof *t);
	if (t) {
		t->record = malloc((MAX_RECORDS + 1) * sizeof *t->record);
		t->same = malloc(MAX_RECORDS * sizeof *t->same);
		t->arena = malloc(ARENA_BYTES);
	}
	if (!t || !t->record || !t->same || !t->arena) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	t->wanted = wanted;
	return t;
}

void tree_free(struct tree *t)
{
	if (!t)
		return;
	free(t->record);
	free(t->same);
	free(t->arena);
	free(t);
}

/* Ends this layer's tree at bytes that are not there. */
static void end_at(struct tree *t, uint32_t off, uint32_t n)
{
	t->ended = slice_has_wire(t->l->data, off, n) ? LAYER_SHORT : LAYER_MALFORMED;
}

bool tree_need(struct tree *t, uint32_t off, uint32_t n)
{
	if (t->ended)
		return false;
	if (slice_has(t->l->data, off, n))
		return true;
	end_at(t, off, n);
	return false;
}

void tree_malformed(struct tree *t)
{
	if (!t->ended)
		t->ended = LAYER_MALFORMED;
}

/* A record at an absolute place; the caller has checked it. */
static struct record *add(struct tree *t, const struct field *f, uint32_t off, uint32_t n)
{
	if (t->n == MAX_RECORDS) {
		t->full = true;
		return &t->unused;
	}
	struct record *r = &t->record[t->n++];
	r->f = f;
	r->val = 0;
	r->off = off;
	r->len = n;
	r->aux = 0;
	r->layer = t->layer_index;
	r->depth = t->depth;
	r->flags = (uint8_t)(f->flags & (R_GENERATED | R_HIDDEN));
	r->buffer = t->l->buffer;
	return r;
}

/* The record for a row, or the one nobody reads. Bytes must be there unless n is 0. */
static inline struct record *place(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	if (t->ended)
		return &t->unused;
	if (n && !slice_has(t->l->data, off, n)) {
		end_at(t, off, n);
		return &t->unused;
	}
	return tree_wants(t, row) ? add(t, &t->rows[row], t->l->off + off, n) : &t->unused;
}

uint64_t field_number(const struct field *f, struct slice s, uint32_t off, uint32_t n)
{
	uint64_t v = slice_uint(s, off, n > 8 ? 8 : n, f->flags & F_LITTLE);
	if (f->mask)
		v = (v & f->mask) >> __builtin_ctzll(f->mask);
	if (f->type == FT_BOOLEAN)
		return v != 0; /* several bits: any of them */
	if (!f->mask && field_is_signed(f) && n < 8 && n && v >> (8 * n - 1))
		v |= ~UINT64_C(0) << 8 * n;
	return v;
}

/* What is read of a field when it is put: a number, a time, or nothing, because its bytes are looked at where they lie. */
enum reading { READ_NOTHING, READ_NUMBER, READ_TIME };
static const uint8_t reading_of[FT_N_TYPES] = {
	[FT_BOOLEAN] = READ_NUMBER, [FT_CHAR ... FT_INT64] = READ_NUMBER, [FT_FRAMENUM] = READ_NUMBER,
	[FT_IPv4] = READ_NUMBER, [FT_FLOAT ... FT_DOUBLE] = READ_NUMBER, [FT_ABSOLUTE_TIME ... FT_RELATIVE_TIME] = READ_TIME,
};

static void read_time(struct record *r, const struct field *f, struct slice s, uint32_t off, uint32_t n)
{
	r->val = field_number(f, s, off, n > 4 ? n - 4 : n);
	r->aux = n > 4 ? (uint32_t)slice_uint(s, off + n - 4, 4, f->flags & F_LITTLE) : 0;
}

struct record *put(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	struct record *r = place(t, row, off, n);
	const struct field *f = &t->rows[row];
	if (r == &t->unused)
		return r;
	if (reading_of[f->type] == READ_NUMBER)
		r->val = field_number(f, t->l->data, off, n);
	else if (reading_of[f->type] == READ_TIME)
		read_time(r, f, t->l->data, off, n);
	return r;
}

struct record *put_uint(struct tree *t, unsigned row, uint32_t off, uint32_t n, uint64_t val)
{
	struct record *r = place(t, row, off, n);
	r->val = val;
	return r;
}

struct record *put_time(struct tree *t, unsigned row, uint32_t off, uint32_t n, int64_t sec, uint32_t nsec)
{
	struct record *r = place(t, row, off, n);
	r->val = (uint64_t)sec;
	r->aux = nsec;
	return r;
}

struct record *put_ns(struct tree *t, unsigned row, uint32_t off, uint32_t n, int64_t ns)
{
	/* Seconds round towards minus infinity, so that aux is never negative. */
	int64_t sec = ns / 1000000000 - (ns % 1000000000 < 0);
	return put_time(t, row, off, n, sec, (uint32_t)(ns - sec * 1000000000));
}

struct record *put_cstr(struct tree *t, unsigned row, uint32_t off, uint32_t n, const char *constant)
{
	struct record *r = place(t, row, off, n);
	r->val = (uintptr_t)constant;
	r->flags |= R_CSTR;
	return r;
}

/* Keeps text in the arena; what does not fit is left out and the tree is marked incomplete. */
static uint64_t keep(struct tree *t, const void *text, uint32_t len)
{
	if (len > ARENA_BYTES - t->arena_used) {
		t->full = true;
		len = ARENA_BYTES - t->arena_used;
	}
	memcpy(t->arena + t->arena_used, text, len);
	uint64_t ref = (uint64_t)t->arena_used << 32 | len;
	t->arena_used += len;
	return ref;
}

/* The second pass has the dissection for itself: what it adds to the buffers is for those who show records. */
static struct dissection *own(const struct dissection *d)
{
	return (struct dissection *)(uintptr_t)d;
}

uint8_t *tree_buffer(struct tree *t, uint32_t n, const char *name, uint8_t *buffer)
{
	struct dissection *d = own(t->d);
	if (!t->arena || n > ARENA_BYTES - t->arena_used || d->n_buffers == MAX_BUFFERS)
		return NULL;
	uint8_t *room = (uint8_t *)t->arena + t->arena_used;
	t->arena_used += n;
	*buffer = d->n_buffers++;
	d->buffer[*buffer] = (struct byte_buffer){ .p = room, .len = n, .name = name };
	return room;
}

void tree_enter(struct tree *t, struct layer *inner, uint8_t buffer)
{
	const struct byte_buffer *b = &t->d->buffer[buffer];
	*inner = *t->l;
	inner->data = inner->payload = (struct slice){ b->p, b->len, b->len };
	inner->off = 0;
	inner->buffer = buffer;
	t->l = inner;
}

void tree_leave(struct tree *t, const struct layer *l)
{
	t->l = l;
}

struct record *put_copy(struct tree *t, unsigned row, uint32_t off, uint32_t n, const void *text, uint32_t len)
{
	struct record *r = place(t, row, off, n);
	if (r != &t->unused) {
		r->val = keep(t, text, len);
		r->flags |= R_ARENA;
	}
	return r;
}

void put_more(struct tree *t, struct record *r, const void *text, uint32_t len)
{
	if (r != &t->unused)
		r->val += (uint32_t)keep(t, text, len);
}

struct record *put_ascii(struct tree *t, unsigned row, uint32_t off, uint32_t n, const uint8_t *text, uint32_t len)
{
	struct record *r = put_copy(t, row, off, n, "", 0);
	const uint8_t *nul = len ? memchr(text, 0, len) : NULL;
	len = nul ? (uint32_t)(nul - text) : len;
	for (uint32_t i = 0, run; r != &t->unused && i < len; i = run) {
		for (run = i; run < len && text[run] < 0x80; run++)
			continue;
		put_more(t, r, text + i, run - i);
		if (run < len) {
			put_more(t, r, "\xef\xbf\xbd", 3);
			run++;
		}
	}
	return r;
}

struct record *put_node(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	return place(t, row, off, n);
}

struct record *put_label(struct tree *t, unsigned row, uint32_t off, uint32_t n, const void *text, uint32_t len)
{
	return put_copy(t, row, off, n, text, len);
}

void put_rows(struct tree *t, unsigned first, unsigned last, uint32_t base)
{
	uint8_t depth = t->depth;
	for (unsigned i = first; i <= last; i++) {
		const struct field *f = &t->rows[i];
		t->depth = (uint8_t)(depth + (f->flags & F_CHILD ? 1 : f->flags & F_CHILD2 ? 2 : 0));
		put(t, i, base + f->off, f->size);
	}
	t->depth = depth;
}

void tree_push(struct tree *t)
{
	if (t->depth < MAX_TREE_DEPTH)
		t->depth++;
	else
		tree_malformed(t);
}

void tree_pop(struct tree *t)
{
	if (t->depth > t->base_depth)
		t->depth--;
}

/* A note of texts, in front of rows that are to be kept or for those that are known. Returns its number, 0: they are known. */
static uint32_t note_memo(struct tree *t, const char *text, uint32_t len)
{
	struct record *r = add(t, &memo_row, 0, len);
	r->val = (uintptr_t)text;
	r->aux = text ? MEMO_KNOWN : MEMO_BEGIN;
	return text ? 0 : t->n;
}

static void end_memo(struct tree *t, uint32_t begin)
{
	if (begin && !tree_ended(t))
		add(t, &memo_row, 0, t->record[begin - 1].len)->aux = MEMO_END;
}

static bool begin_memo(struct tree *t, struct memo *m, unsigned row, const struct memo_key *key)
{
	t->memo_begin = 0;
	if (!m || t->ended || t->memo_bytes)
		return true;
	uint32_t len;
	const char *text = memo_find(m, &t->rows[row], t->depth, key, &len);
	t->memo_begin = note_memo(t, text, len);
	return !text;
}

bool tree_memo(struct tree *t, unsigned row, struct memo_key key)
{
	return begin_memo(t, t->memo, row, &key);
}

bool tree_memo_part(struct tree *t, unsigned row, struct memo_key key)
{
	return begin_memo(t, t->part_memo, row, &key);
}

void tree_memo_end(struct tree *t)
{
	end_memo(t, t->memo_begin);
	t->memo_begin = 0;
}

bool tree_memo_bytes(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	t->memo_bytes = 0;
	if (!t->part_memo || t->ended || n < MEMO_BYTES_LEAST || n > MEMO_BYTES_MOST || !slice_has(t->l->data, off, n))
		return true;
	uint32_t len;
	const char *text = memo_find_bytes(t->part_memo, &t->rows[row], t->depth, slice_sub(t->l->data, off, n), &len);
	t->memo_bytes = note_memo(t, text, len);
	return !text;
}

void tree_memo_bytes_end(struct tree *t)
{
	end_memo(t, t->memo_bytes);
	t->memo_bytes = 0;
}

static const uint64_t no_rows[16]; /* of a protocol of which nobody wants any */

bool tree_is_dry(const struct tree *t)
{
	return t->bits == no_rows && !t->wanted->notes;
}

static struct tree_rows rows_of(const struct tree *t, uint16_t proto_id)
{
	const uint64_t *of = t->wanted->bits ? t->wanted->bits[proto_id] : NULL;
	const uint64_t *bits = t->wanted->all ? NULL : of ? of : no_rows;
	return (struct tree_rows){ registry_protocol(proto_id)->fields, bits };
}

struct tree_rows tree_rows_of(const struct tree *t, const struct protocol *p)
{
	return rows_of(t, registry_id(t->d->registry, p));
}

bool tree_borrow(struct tree *t)
{
	uint16_t lender = registry_lender(t->d->registry, t->l->proto_id);
	if (lender == NO_PROTOCOL)
		return false;
	tree_use(t, rows_of(t, lender));
	return true;
}

void tree_give_back(struct tree *t)
{
	tree_use(t, rows_of(t, t->l->proto_id));
}

void tree_drop(struct tree *t)
{
	if (t->proto_record < t->n)
		t->n = t->proto_record;
	t->dropped = true;
	t->proto_record = MAX_RECORDS;
}

/* A record of one of the engine's own protocols. */
static struct record *add_core(struct tree *t, enum registry_core which, unsigned row, uint32_t off, uint32_t n)
{
	uint16_t id = registry_core(t->d->registry, which);
	const uint64_t *bits = t->wanted->all ? NULL : t->wanted->bits[id];
	bool ending = t->wanted->endings && !row && (which == CORE_SHORT || which == CORE_MALFORMED);
	if (!t->wanted->all && !ending && (!bits || !(bits[row / 64] >> row % 64 & 1)))
		return &t->unused;
	return add(t, &registry_protocol(id)->fields[row], off, n);
}

void put_expert(struct tree *t, unsigned row, uint32_t off, uint32_t n, const char *message)
{
	const struct field *f = &t->rows[row];
	if (t->ended || !t->record) /* dry_tree.h: nobody looks */
		return;
	/* A malformed layer's note may be the last in front of a layer inside it, which then stands below it. */
	const bool known = !message && f->group != PI_MALFORMED;
	if (known && !tree_memo_part(t, row, (struct memo_key){ { 0 } }))
		return;
	uint64_t text = (uintptr_t)f->name;
	uint8_t how = R_CSTR;
	if (message) {
		text = keep(t, message, (uint32_t)text_within(message, strlen(message), LABEL_MOST));
		how = R_ARENA;
	}
	struct record *r = add_core(t, CORE_EXPERT, EXPERT_ROW, t->l->off + off, n);
	r->val = text;
	r->flags |= how;
	r->aux = f->severity | f->group;
	t->depth++;
	r = tree_wants(t, row) ? add(t, f, 0, 0) : &t->unused;
	r->val = text;
	r->flags |= how;
	r = add_core(t, CORE_EXPERT, EXPERT_MESSAGE, 0, 0);
	r->val = text;
	r->flags |= how;
	add_core(t, CORE_EXPERT, EXPERT_SEVERITY, 0, 0)->val = f->severity;
	add_core(t, CORE_EXPERT, EXPERT_GROUP, 0, 0)->val = f->group;
	t->depth--;
	if (f->group == PI_MALFORMED) /* so that the filter _ws.malformed finds it */
		add_core(t, CORE_MALFORMED, MALFORMED_PROTO, t->l->off + off, 0)->flags |= R_HIDDEN;
	if (known)
		tree_memo_end(t);
}

/* How the tree of a layer says that it ended early. */
static void put_ending(struct tree *t)
{
	bool cut = t->ended == LAYER_SHORT;
	/* A quote may stop anywhere (RFC 792: eight bytes beyond the header): that is no malformed packet. */
	if (!cut && t->l->flags & LAYER_QUOTED)
		return;
	t->depth = t->base_depth;
	struct record *r = add_core(t, cut ? CORE_SHORT : CORE_MALFORMED, 0, t->l->off, 0);
	r->len = 0;
	r->aux = t->dropped;
	if (cut)
		return;
	/* The expert note below it: [Malformed Packet (Exception occurred)]. */
	struct tree_rows own = tree_use(t, rows_of(t, registry_core(t->d->registry, CORE_MALFORMED)));
	t->ended = 0;
	t->depth++;
	put_expert(t, MALFORMED_EXPERT, 0, 0, NULL);
	t->depth--;
	tree_use(t, own);
}

/* What a few reads do for: all that is wanted of the layer are rows of its own, at fixed places. NULL: there is more to it. */
static const struct fixed_rows *fixed_of(const struct tree *t, const struct layer *l)
{
	const struct fixed_rows *fixed = t->wanted->fixed ? t->wanted->fixed[l->proto_id] : NULL;
	const uint16_t *shown = registry_shown(t->d->registry, l->proto_id);
	if (!fixed || !fixed_rows_stand(l))
		return NULL;
	for (; *shown != NO_PROTOCOL; shown++)
		if (*shown != l->proto_id && t->wanted->bits[*shown])
			return NULL;
	return fixed;
}

static void fill_layer(struct tree *t, const struct layer *l)
{
	const struct protocol *p = l->proto;
	t->l = l;
	t->rows = p->fields;
	t->base_depth = t->depth = l->depth;
	t->ended = 0;
	t->dropped = false;
	t->memo_bytes = 0;
	t->proto_record = t->n;
	if (!tree_wants(t, 0) || !p->fields[0].abbrev_len || l->flags & LAYER_CONTINUED) {
		t->proto_record = MAX_RECORDS;
	} else {
		add(t, &p->fields[0], l->off, l->tree_len ? l->tree_len : l->header_len);
	}
	t->depth++;
	const struct fixed_rows *fixed = fixed_of(t, l);
	if (l->flags & LAYER_PART)
		return;
	if (fixed)
		put_fixed_rows(t, fixed);
	else if (p->fields_of)
		p->fields_of(t, l);
	t->ended |= (uint8_t)(l->flags & (LAYER_SHORT | LAYER_MALFORMED));
	if (t->ended)
		put_ending(t);
}

static bool layer_wanted(const struct tree *t, const struct layer *l)
{
	if (t->wanted->all || t->wanted->notes || l->flags & (LAYER_SHORT | LAYER_MALFORMED))
		return true;
	if (t->wanted->endings && !l->proto->told_early)
		return true;
	const uint16_t *shown = registry_shown(t->d->registry, l->proto_id);
	while (*shown != NO_PROTOCOL && !t->wanted->bits[*shown])
		shown++;
	return *shown != NO_PROTOCOL;
}

/* What the connections of the packet say of it stands behind its layers. */
static void fill_flow(struct tree *t, unsigned i)
{
	uint16_t id = registry_core(t->d->registry, CORE_FLOW);
	struct layer l = { .proto = registry_protocol(id), .proto_id = id, .note = (uint16_t)(i + 1) };
	if (!layer_wanted(t, &l))
		return;
	t->layer_index = 0;
	tree_use(t, rows_of(t, id));
	fill_layer(t, &l);
}

void tree_fill(struct tree *t, const struct dissection *d)
{
	t->d = d;
	t->n = t->arena_used = 0;
	if (t->memo)
		memo_turn(t->memo);
	own(d)->n_buffers = d->n_own_buffers; /* those of an earlier tree lay in its arena */
	t->full = false;
	for (unsigned i = 0; i < d->n_layers; i++) {
		const struct layer *l = &d->layer[i];
		t->layer_index = (uint8_t)i;
		if (!layer_wanted(t, l))
			continue;
		t->l = l;
		tree_use(t, rows_of(t, l->proto_id));
		fill_layer(t, l);
	}
	for (unsigned i = 0; i < d->n_flow; i++)
		fill_flow(t, i);
	t->record[t->n].depth = 0;
}

struct slice record_bytes(const struct dissection *d, const struct record *r)
{
	const struct byte_buffer *b = &d->buffer[r->buffer < d->n_buffers ? r->buffer : 0];
	struct slice all = { b->p, b->len, b->len };
	return slice_sub(all, r->off, r->len);
}
