/* defrag.c: fragments wait, sorted by their offsets, until there is no hole (RFC 791, 3.2; RFC 8200, 4.5). Where fragments
 * overlap, the bytes of the one that begins first stay, and it is told that they overlap, and whether they differ. */
#include "flow/defrag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_WHOLE = 4 }; /* datagrams that one frame may complete: those of tunnels within each other */

struct held {
	struct piece piece;
	uint32_t at; /* where its bytes are kept */
};

/* A datagram that waits for fragments. */
struct waiting {
	struct flow_entry entry;
	int64_t last; /* ns since the epoch */
	uint32_t n;
	uint32_t used;  /* bytes kept */
	uint32_t total; /* bytes of the datagram, as the first last fragment said */
	bool total_known, full;
};

/* What completed datagrams are made of, until the next frame. */
struct whole {
	uint8_t bytes[DATAGRAM_BYTES];
	struct piece piece[MAX_FRAGMENTS];
};

struct defrag {
	struct flow_table *table; /* of struct waiting */
	struct held (*held)[MAX_FRAGMENTS];
	uint8_t (*bytes)[DATAGRAM_BYTES];
	struct whole *whole; /* MAX_WHOLE of them */
	uint32_t n_whole, frame;
	uint64_t lost;
};

struct defrag *defrag_new(void)
{
	struct defrag *f = calloc(1, sizeof *f);
	if (f) {
		f->held = malloc(MAX_DATAGRAMS * sizeof *f->held);
		f->bytes = malloc(MAX_DATAGRAMS * sizeof *f->bytes);
		f->whole = malloc(MAX_WHOLE * sizeof *f->whole);
	}
	if (!f || !f->held || !f->bytes || !f->whole) {
		fputs("peel: out of memory for fragments\n", stderr);
		exit(3);
	}
	f->table = flow_table_new(MAX_DATAGRAMS, sizeof(struct waiting), false);
	return f;
}

void defrag_free(struct defrag *f)
{
	if (!f)
		return;
	flow_table_free(f->table);
	free(f->held);
	free(f->bytes);
	free(f->whole);
	free(f);
}

uint64_t defrag_lost(const struct defrag *f)
{
	return f->lost + flow_table_evicted(f->table);
}

/* The datagram that a fragment belongs to. One that waits for too long is given up: its identification is used again. */
static struct waiting *waiting_for(struct defrag *f, const struct flow_key *key, int64_t now)
{
	struct waiting *w = flow_table_find(f->table, key);
	if (w && now - w->last > DEFRAG_SECONDS * INT64_C(1000000000)) {
		f->lost += !w->full;
		flow_table_remove(f->table, w);
		w = NULL;
	}
	if (!w)
		w = flow_table_add(f->table, key, FLOW_UDP);
	else
		flow_table_refresh(f->table, w);
	w->last = now;
	return w;
}

/* Where the fragment's bytes are kept; a copy of what is there already takes no room. */
static bool keep(struct waiting *w, struct held *held, uint8_t *bytes, const struct fragment *g, uint32_t before,
		 uint32_t *at)
{
	for (uint32_t i = before; i && held[i - 1].piece.off == g->off; i--)
		if (held[i - 1].piece.len == g->len && !memcmp(bytes + held[i - 1].at, g->p, g->len)) {
			*at = held[i - 1].at;
			return true;
		}
	if (g->len > DATAGRAM_BYTES - w->used)
		return false;
	memcpy(bytes + w->used, g->p, g->len);
	*at = w->used;
	w->used += g->len;
	return true;
}

/* Puts the fragment behind those that do not begin after it. False: there is no room. */
static bool insert(struct waiting *w, struct held *held, uint8_t *bytes, const struct fragment *g, uint32_t flags)
{
	uint32_t i = w->n, at;
	while (i && held[i - 1].piece.off > g->off)
		i--;
	if (w->n == MAX_FRAGMENTS || g->off > DATAGRAM_BYTES - 1 - g->len || !keep(w, held, bytes, g, i, &at))
		return false;
	memmove(held + i + 1, held + i, (w->n - i) * sizeof *held);
	held[i] = (struct held){ { .off = g->off, .len = g->len, .frame = g->frame, .flags = flags }, at };
	w->n++;
	return true;
}

static bool is_complete(const struct waiting *w, const struct held *held)
{
	uint32_t end = 0;
	for (uint32_t i = 0; i < w->n && held[i].piece.off <= end; i++)
		if (held[i].piece.off + held[i].piece.len > end)
			end = held[i].piece.off + held[i].piece.len;
	return w->total_known && end >= w->total;
}

/* Lays the fragments over each other, and notes where they disagree. */
static void join(struct whole *out, const struct waiting *w, const struct held *held, const uint8_t *bytes)
{
	uint32_t done = 0;
	for (uint32_t i = 0; i < w->n; i++) {
		struct piece *p = &out->piece[i];
		*p = held[i].piece;
		uint32_t end = p->off + p->len, common = p->off < done ? done - p->off : 0;
		const uint8_t *from = bytes + held[i].at;
		common = common < p->len ? common : p->len;
		if (common)
			p->flags |= PIECE_OVERLAP;
		if (memcmp(out->bytes + p->off, from, common) != 0)
			p->flags |= PIECE_CONFLICT;
		if (end > w->total) {
			p->flags |= PIECE_TOO_LONG;
			end = w->total;
		}
		if (end > done && p->off + common < end) {
			memcpy(out->bytes + p->off + common, from + common, end - p->off - common);
			done = end;
		}
	}
}

bool defrag_add(struct defrag *f, const struct flow_key *key, const struct fragment *g, struct datagram *whole)
{
	struct waiting *w = waiting_for(f, key, g->time);
	uint32_t index = flow_table_index(f->table, w), end = g->off + g->len, flags = 0;
	struct held *held = f->held[index];
	if (w->full)
		return false;
	if (!g->more && !w->total_known) {
		w->total = end;
		w->total_known = true;
	} else if (!g->more && end != w->total) {
		flags = PIECE_TAILS;
	}
	if (f->frame != g->frame)
		f->n_whole = 0;
	f->frame = g->frame;
	if (!insert(w, held, f->bytes[index], g, flags)) {
		w->full = true;
		f->lost++;
		return false;
	}
	if (!is_complete(w, held))
		return false;
	bool room = f->n_whole < MAX_WHOLE;
	if (room) {
		struct whole *out = &f->whole[f->n_whole++];
		join(out, w, held, f->bytes[index]);
		*whole = (struct datagram){ out->bytes, w->total, w->n, out->piece };
	}
	f->lost += !room;
	flow_table_remove(f->table, w);
	return room;
}
