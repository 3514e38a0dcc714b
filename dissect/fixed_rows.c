/* fixed_rows.c: rows at fixed places. */
#include "dissect/fixed_rows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dissect/registry.h"

struct fixed_rows {
	uint16_t n;
	uint16_t row[];
};

static void *must(void *p)
{
	if (!p) {
		fputs("peel: out of memory\n", stderr);
		exit(3);
	}
	return p;
}

static bool row_is_wanted(const uint64_t *bits, unsigned row)
{
	return bits[row / 64] >> row % 64 & 1;
}

/* The wanted rows of a protocol, or NULL when one of them has no fixed place. */
static struct fixed_rows *fixed_rows_of(const struct protocol *p, const uint64_t *bits)
{
	struct fixed_rows *f = must(malloc(sizeof *f + p->n_fields * sizeof f->row[0]));
	f->n = 0;
	for (unsigned row = 1; row < p->n_fields; row++) {
		if (!row_is_wanted(bits, row))
			continue;
		if (!(p->fields[row].flags & F_FIXED)) {
			free(f);
			return NULL;
		}
		f->row[f->n++] = (uint16_t)row;
	}
	return f;
}

void wanted_settle(struct wanted *w)
{
	w->fixed = must(calloc(registry_count(), sizeof *w->fixed));
	/* What the engine notes itself (experts, malformed) may come of any layer: all of them are read whole. */
	for (unsigned id = 0; id < registry_count() && w->bits; id++)
		w->notes |= w->bits[id] && registry_protocol(id)->name[0] == '_';
	for (unsigned id = 0; id < registry_count() && !w->notes; id++)
		if (!w->all && w->bits[id])
			w->fixed[id] = fixed_rows_of(registry_protocol(id), w->bits[id]);
}

/* Does the protocol stand below the transport layer, or is it one, so that no stream has to be read to find it? */
static bool is_header(const struct protocol *p)
{
	static const char *const others[] = { "frame", "tcp", "udp" };
	bool header = false;
	for (unsigned i = 0; i < COUNT(others); i++)
		if (!strcmp(p->name, others[i]))
			return true;
	for (unsigned i = 0; i < p->n_on; i++) {
		if (p->on[i].table > NEXT_IP_PROTO && p->on[i].table < NEXT_LLC_SAP)
			return false; /* behind a port */
		header |= p->on[i].table <= NEXT_IP_PROTO;
	}
	return header && !p->guess && !p->pdu;
}

static bool all_own(const struct protocol *p, const uint64_t *bits)
{
	for (unsigned row = 0; row < p->n_fields; row++)
		if (row_is_wanted(bits, row) && !(p->fields[row].flags & F_OWN))
			return false;
	return true;
}

bool wanted_is_fixed(const struct wanted *w)
{
	for (unsigned id = 0; id < registry_count() && !w->all; id++) {
		const struct protocol *p = registry_protocol(id);
		if (w->bits[id] && !all_own(p, w->bits[id]) && (!w->fixed[id] || !is_header(p)))
			return false;
	}
	return !w->all;
}

bool wanted_is_headers(const struct wanted *w)
{
	if (w->all || w->notes)
		return false;
	for (unsigned id = 0; id < registry_count(); id++) {
		const struct protocol *p = registry_protocol(id);
		if (w->bits[id] && !is_header(p))
			return false;
		for (unsigned row = 0; w->bits[id] && row < p->n_fields; row++)
			if (row_is_wanted(w->bits[id], row) && p->fields[row].flags & F_STREAM)
				return false;
	}
	return true;
}

void wanted_release(struct wanted *w)
{
	for (unsigned id = 0; id < registry_count(); id++) {
		if (w->bits)
			free(w->bits[id]);
		if (w->fixed)
			free(w->fixed[id]);
	}
	free(w->bits);
	free(w->fixed);
	*w = (struct wanted){ 0 };
}

bool fixed_rows_stand(const struct layer *l)
{
	if (l->flags & (LAYER_SHORT | LAYER_MALFORMED | LAYER_CONTINUED))
		return false;
	return !l->proto->regular || l->proto->regular(l);
}

uint64_t fixed_row_value(const struct layer *l, const struct field *f, unsigned which)
{
	return field_number(f, l->data, f->off + which * f->size, f->size);
}

void put_fixed_rows(struct tree *t, const struct fixed_rows *rows)
{
	for (unsigned i = 0; i < rows->n; i++) {
		const struct field *f = &t->rows[rows->row[i]];
		put(t, rows->row[i], f->off, f->size);
		if (f->flags & F_PAIR)
			put(t, rows->row[i], f->off + f->size, f->size);
	}
}
