/* reassembly.c: pieces in the order of their places, and their bytes in one block each. */
#include "flow/reassembly.h"

#include <string.h>

#include "base/pages.h"
#include "flow/blocks.h"

enum {
	MAX_HELD = 2 * MAX_BUFFERS,
	FREELY = 2 << 20, /* bytes, up to which nobody is asked whether it still needs its own */
	LOOKS = 2,        /* assemblies that are looked at for each that begins */
};
#define IDLE_AFTER (INT64_C(60) * 1000000000) /* ns */

struct reassembly {
	struct blocks *blocks;
	uint32_t given, hand; /* cells given out; the next to be looked at for room */
	uint32_t sweep;       /* the next to be looked at whether it is idle */
	uint64_t lost, cut;
	void *held[MAX_HELD]; /* blocks that the frame at hand shows */
	unsigned n_held;
	struct assembly cell[MAX_ASSEMBLIES];
};

struct reassembly *reassembly_new(uint64_t bytes)
{
	struct reassembly *r = pages_new(sizeof *r);
	if (r && !(r->blocks = blocks_new(bytes))) {
		pages_free(r, sizeof *r);
		return NULL;
	}
	return r;
}

void reassembly_free(struct reassembly *r)
{
	if (!r)
		return;
	blocks_free(r->blocks);
	pages_free(r, sizeof *r);
}

static void give_back(struct reassembly *r, struct assembly *a)
{
	blocks_put(r->blocks, a->bytes);
	blocks_put(r->blocks, a->piece);
	a->bytes = NULL;
	a->piece = NULL;
}

static void lose(struct reassembly *r, struct assembly *a)
{
	give_back(r, a);
	a->owner = 0;
	r->lost++;
}

struct assembly *assembly_find(struct reassembly *r, uint32_t handle)
{
	struct assembly *a = &r->cell[handle % MAX_ASSEMBLIES];
	if (!handle || a->owner != handle)
		return NULL;
	if (!a->idle)
		return a;
	a->owner = 0;
	r->lost++;
	return NULL;
}

/* Nobody waits for ever: before memory is touched that was not used so far, some of those that wait are looked at. */
static void retire_idle(struct reassembly *r, int64_t now)
{
	uint32_t n = r->given < MAX_ASSEMBLIES ? r->given + 1 : MAX_ASSEMBLIES;
	if (blocks_used(r->blocks) < FREELY)
		return;
	for (unsigned i = 0; i < LOOKS; i++) {
		struct assembly *a = &r->cell[r->sweep++ % n];
		if (!a->bytes || a->pinned || now - a->touched <= IDLE_AFTER)
			continue;
		give_back(r, a);
		a->idle = true;
	}
}

struct assembly *assembly_begin(struct reassembly *r, uint32_t *handle, int64_t now)
{
	struct assembly *a = assembly_find(r, *handle);
	if (!a) {
		retire_idle(r, now);
		if (++r->given == 0) /* 0 is no handle */
			r->given = MAX_ASSEMBLIES;
		a = &r->cell[r->given % MAX_ASSEMBLIES];
		r->lost += a->bytes != NULL;
		*handle = r->given;
	}
	give_back(r, a);
	*a = (struct assembly){ .owner = *handle, .used = true, .touched = now };
	return a;
}

void assembly_drop(struct reassembly *r, uint32_t *handle)
{
	struct assembly *a = &r->cell[*handle % MAX_ASSEMBLIES];
	if (*handle && a->owner == *handle) {
		give_back(r, a);
		a->owner = 0;
	}
	*handle = 0;
}

/* Takes the bytes of another assembly that was not touched for a while: of the next one round that was not since the
 * last round. */
static bool make_room(struct reassembly *r, const struct assembly *keep)
{
	uint32_t n = r->given < MAX_ASSEMBLIES ? r->given + 1 : MAX_ASSEMBLIES;
	for (uint32_t i = 0; i < 2 * n; i++) {
		struct assembly *a = &r->cell[r->hand++ % n];
		if (!a->bytes || a == keep || a->pinned)
			continue;
		if (!a->used) {
			lose(r, a);
			return true;
		}
		a->used = false;
	}
	return false;
}

static void *get_block(struct reassembly *r, const struct assembly *a, uint32_t n)
{
	void *block;
	while (!(block = blocks_get(r->blocks, n)))
		if (!make_room(r, a))
			return NULL;
	return block;
}

/* Makes *block hold n bytes; `used` of those that it has are kept. */
static bool grow(struct reassembly *r, const struct assembly *a, void **block, uint32_t used, uint32_t n)
{
	if (*block && n <= blocks_size(r->blocks, *block))
		return true;
	void *larger = get_block(r, a, n);
	if (!larger)
		return false;
	if (*block)
		memcpy(larger, *block, used);
	blocks_put(r->blocks, *block);
	*block = larger;
	return true;
}

static uint32_t kept(uint32_t end)
{
	return end < MAX_ASSEMBLED ? end : MAX_ASSEMBLED;
}

/* How much room to ask for so that bytes up to `reach` have some: at once more of what is wanted, for what grows by little is
 * copied often; but not all of what a PDU says of itself. */
static uint32_t room_for(const struct assembly *a, uint32_t reach)
{
	enum { AT_ONCE = 64 * 1024, TIMES = 4 };
	uint32_t most = reach < AT_ONCE / TIMES ? AT_ONCE : TIMES * reach;
	return reach >= a->end ? reach : kept(a->end < most ? a->end : most);
}

/* Do the bytes from..end of the whole differ from those of a piece that begins at off? */
static bool differ(const struct assembly *a, struct slice bytes, uint32_t off, uint32_t from, uint32_t end)
{
	end = kept(end);
	return from < end && memcmp(a->bytes + from, bytes.p + (from - off), end - from);
}

/* Marks what overlaps with the new piece, which is to stand at index i; returns from where on its bytes hold. */
static uint32_t note_overlaps(struct assembly *a, struct piece *new, uint32_t i, struct slice bytes)
{
	uint32_t end = new->off + new->len, covered = 0;
	if (new->off >= a->reach)
		return new->off;
	for (uint32_t k = 0; k < i; k++)
		if (a->piece[k].off + a->piece[k].len > covered)
			covered = a->piece[k].off + a->piece[k].len;
	if (covered > new->off) {
		new->flags |= PIECE_OVERLAP;
		if (differ(a, bytes, new->off, new->off, covered < end ? covered : end))
			new->flags |= PIECE_CONFLICT;
	}
	for (uint32_t k = i; k < a->n_pieces && a->piece[k].off < end; k++) {
		struct piece *p = &a->piece[k];
		uint32_t p_end = p->off + p->len;
		p->flags |= PIECE_OVERLAP;
		if (differ(a, bytes, new->off, p->off, p_end < end ? p_end : end))
			p->flags |= PIECE_CONFLICT;
	}
	return covered > new->off ? covered : new->off;
}

static void insert(struct assembly *a, const struct piece *new, uint32_t i)
{
	if (a->n_pieces == MAX_PIECES)
		return;
	memmove(&a->piece[i + 1], &a->piece[i], (a->n_pieces - i) * sizeof *a->piece);
	a->piece[i] = *new;
	a->n_pieces++;
	a->counted += i < a->counted;
}

/* How far is it without a gap? */
static void count_on(struct assembly *a)
{
	while (a->counted < a->n_pieces && a->piece[a->counted].off <= a->have) {
		uint32_t end = a->piece[a->counted].off + a->piece[a->counted].len;
		a->have = end > a->have ? end : a->have;
		a->counted++;
	}
}

bool assembly_add(struct reassembly *r, struct assembly *a, uint32_t off, struct slice bytes, uint32_t frame,
		  int64_t now)
{
	uint32_t end = off + bytes.len, i = a->n_pieces, had = kept(a->reach);
	struct piece new = { .off = off, .len = bytes.len, .frame = frame };
	a->touched = now;
	a->used = true;
	if (a->n_pieces == MAX_PIECES && off > a->have)
		return true; /* a hole that is not filled in time stays one */
	void *block = a->bytes, *pieces = a->piece;
	bool room = end >= off && grow(r, a, &block, had, room_for(a, kept(end > a->reach ? end : a->reach)));
	a->bytes = block;
	room = room && (a->n_pieces == MAX_PIECES || grow(r, a, &pieces, a->n_pieces * (uint32_t)sizeof *a->piece,
							  (a->n_pieces + 1) * (uint32_t)sizeof *a->piece));
	a->piece = pieces;
	if (!room) {
		lose(r, a);
		return false;
	}
	while (i && a->piece[i - 1].off > off)
		i--;
	uint32_t from = note_overlaps(a, &new, i, bytes);
	if (from < kept(end) && bytes.len)
		memcpy(a->bytes + from, bytes.p + (from - off), kept(end) - from);
	r->cut += a->reach <= MAX_ASSEMBLED && end > MAX_ASSEMBLED;
	a->reach = end > a->reach ? end : a->reach;
	insert(a, &new, i);
	if (off <= a->have && end > a->have)
		a->have = end; /* of a piece that found no place in the list as well */
	count_on(a);
	return true;
}

void assembly_skip(struct assembly *a, uint32_t n)
{
	uint32_t left = 0;
	for (uint32_t i = 0; i < a->n_pieces; i++) {
		struct piece p = a->piece[i];
		if (p.off + p.len <= n)
			continue;
		uint32_t before = p.off < n ? n - p.off : 0;
		p.off += before;
		p.len -= before;
		p.off -= n;
		a->piece[left++] = p;
	}
	if (a->bytes && n < kept(a->reach))
		memmove(a->bytes, a->bytes + n, kept(a->reach) - n);
	a->reach -= n < a->reach ? n : a->reach;
	a->n_pieces = left;
	a->have = a->counted = 0;
	count_on(a);
}

struct slice assembly_bytes(const struct assembly *a)
{
	return (struct slice){ a->bytes, kept(a->have), a->have };
}

/* What earlier frames showed is not looked at any more; what this one shows stays. */
static void release_held(struct reassembly *r, const struct dissection *d)
{
	for (unsigned i = 0; i < d->n_joined; i++)
		for (unsigned k = 0; k < r->n_held; k++)
			if (d->joined[i].piece == r->held[k])
				return;
	while (r->n_held)
		blocks_put(r->blocks, r->held[--r->n_held]);
}

uint8_t assembly_show(struct reassembly *r, struct assembly *a, struct dissection *d, const struct layer *l,
		      const char *name)
{
	release_held(r, d);
	uint8_t shown = 0;
	if (d->n_buffers < MAX_BUFFERS && d->n_joined < MAX_BUFFERS && r->n_held + 2 <= MAX_HELD) {
		shown = d->n_buffers++;
		d->buffer[shown] = (struct byte_buffer){ a->bytes, kept(a->have), name };
		d->joined[d->n_joined++] = (struct joined){
			.piece = a->piece, .n_pieces = a->n_pieces, .len = a->have, .buffer = shown, .layer = l->self
		};
		r->held[r->n_held++] = a->bytes;
		r->held[r->n_held++] = a->piece;
		a->bytes = NULL;
		a->piece = NULL;
	} else {
		d->cut++;
		r->lost++;
	}
	give_back(r, a);
	return shown;
}

uint64_t reassembly_lost(const struct reassembly *r)
{
	return r->lost;
}

uint64_t reassembly_cut(const struct reassembly *r)
{
	return r->cut;
}
