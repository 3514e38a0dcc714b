/* reassembly.c: the buffers of PDUs that wait for more segments. A slot keeps its memory for the next PDU, so that nothing is
 * allocated once the capture has shown how large its PDUs are. */
#include "flow/reassembly.h"

#include <stdlib.h>
#include <string.h>

enum { FIRST_BYTES = 4096, FIRST_PARTS = 16, MAX_RESTING = 64, NO_SLOT = 0xffffffff };

struct reassembly {
	uint64_t pool, lost; /* bytes of all buffers; PDUs given up */
	uint64_t frame;      /* of the latest call */
	uint32_t turn;       /* slot that makes room next */
	uint32_t used;       /* slots that were ever used */
	uint32_t n_idle, n_resting;
	uint32_t idle[MAX_OPEN_PDUS];  /* closed slots, the latest last: their memory is warm */
	uint32_t resting[MAX_RESTING]; /* closed in this frame: their bytes are still looked at */
	struct open_pdu slot[MAX_OPEN_PDUS];
};

struct reassembly *reassembly_new(void)
{
	return calloc(1, sizeof(struct reassembly));
}

void reassembly_free(struct reassembly *r)
{
	if (!r)
		return;
	for (uint32_t i = 0; i < r->used; i++) {
		free(r->slot[i].bytes);
		free(r->slot[i].part);
	}
	free(r);
}

uint64_t reassembly_lost(const struct reassembly *r)
{
	return r ? r->lost : 0;
}

struct open_pdu *reassembly_find(struct reassembly *r, uint32_t handle)
{
	struct open_pdu *p = &r->slot[handle % MAX_OPEN_PDUS];
	return handle && p->handle == handle && p->open ? p : NULL;
}

/* What was closed in earlier frames may be used again. */
static void begin_frame(struct reassembly *r, uint64_t frame)
{
	if (frame == r->frame)
		return;
	r->frame = frame;
	while (r->n_resting)
		r->idle[r->n_idle++] = r->resting[--r->n_resting];
}

void reassembly_close(struct reassembly *r, struct open_pdu *p)
{
	p->open = false;
	if (r->n_resting == MAX_RESTING) /* more in one frame than it has layers: forgotten until the end */
		return;
	r->resting[r->n_resting++] = (uint32_t)(p - r->slot);
}

static uint32_t take_slot(struct reassembly *r)
{
	if (r->n_idle)
		return r->idle[--r->n_idle];
	if (r->used < MAX_OPEN_PDUS)
		return r->used++;
	for (uint32_t i = 0; i < MAX_OPEN_PDUS; i++) {
		uint32_t slot = r->turn++ % MAX_OPEN_PDUS;
		if (r->slot[slot].open) {
			r->lost++;
			return slot;
		}
	}
	return NO_SLOT;
}

struct open_pdu *reassembly_open(struct reassembly *r, uint32_t *handle, uint32_t start, uint32_t need, uint64_t frame)
{
	begin_frame(r, frame);
	uint32_t slot = take_slot(r);
	if (slot == NO_SLOT)
		return NULL;
	struct open_pdu *p = &r->slot[slot];
	/* Every use of a slot has a handle of its own; 0 is none. */
	p->handle = p->handle ? p->handle + MAX_OPEN_PDUS : slot + MAX_OPEN_PDUS;
	if (!p->handle)
		p->handle = MAX_OPEN_PDUS;
	p->start = start;
	p->need = need;
	p->reach = p->n_parts = 0;
	p->open = true;
	*handle = p->handle;
	return p;
}

/* Memory of PDUs that are closed goes back when there is too much of it. */
static void release_idle(struct reassembly *r)
{
	for (uint32_t i = 0; i < r->n_idle; i++) {
		struct open_pdu *p = &r->slot[r->idle[i]];
		free(p->bytes);
		p->bytes = NULL;
		r->pool -= p->cap;
		p->cap = 0;
	}
}

static bool make_room(struct reassembly *r, struct open_pdu *p, uint64_t bytes)
{
	uint64_t cap = p->cap ? p->cap : FIRST_BYTES;
	if (bytes > MAX_PDU_BYTES)
		return false;
	while (cap < bytes)
		cap *= 2;
	if (cap > p->cap) {
		if (r->pool + cap - p->cap > MAX_POOL_BYTES)
			release_idle(r);
		uint8_t *larger = r->pool + cap - p->cap > MAX_POOL_BYTES ? NULL : realloc(p->bytes, cap);
		if (!larger)
			return false;
		r->pool += cap - p->cap;
		p->bytes = larger;
		p->cap = (uint32_t)cap;
	}
	if (p->n_parts < p->cap_parts)
		return true;
	uint32_t parts = p->cap_parts ? 2 * p->cap_parts : FIRST_PARTS;
	struct assembled_part *more = parts > MAX_ASSEMBLED_PARTS ? NULL : realloc(p->part, parts * sizeof *more);
	if (!more)
		return false;
	p->part = more;
	p->cap_parts = parts;
	return true;
}

/* Parts stand by offset, and in order of arrival where offsets are equal. */
static void insert_part(struct open_pdu *p, struct assembled_part new)
{
	uint32_t i = p->n_parts++;
	for (; i && p->part[i - 1].off > new.off; i--)
		p->part[i] = p->part[i - 1];
	p->part[i] = new;
	for (; i < p->n_parts && p->part[i].off <= p->reach; i++)
		if (p->part[i].off + p->part[i].len > p->reach)
			p->reach = p->part[i].off + p->part[i].len;
}

bool reassembly_add(struct reassembly *r, struct open_pdu *p, uint32_t off, struct slice bytes, uint64_t frame)
{
	begin_frame(r, frame);
	if (!make_room(r, p, (uint64_t)off + bytes.len)) {
		r->lost++;
		reassembly_close(r, p);
		return false;
	}
	memcpy(p->bytes + off, bytes.p, bytes.len);
	insert_part(p, (struct assembled_part){ .frame = frame, .off = off, .len = bytes.len });
	return true;
}
