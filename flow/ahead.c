/* ahead.c: the queue is an assembly whose first byte is the next one that the stream needs. */
#include "flow/ahead.h"

#include "flow/tcp_seq.h"

enum { FIN_SEEN = 1 }; /* assembly.state: the stream ends behind the last piece */

static struct assembly *begin(struct reassembly *r, uint32_t *queue, uint32_t start, int64_t now)
{
	struct assembly *q = assembly_begin(r, queue, now);
	q->start = start;
	return q;
}

static bool is_at_end(const struct assembly *q)
{
	return q->state & FIN_SEEN && !q->n_pieces;
}

/* The stream goes on behind a gap with the segment. */
static unsigned give_up(struct reassembly *r, uint32_t *queue, const struct ahead_segment *s)
{
	begin(r, queue, s->seq + s->bytes.len, s->now);
	return AHEAD_NEXT | AHEAD_GAP;
}

/* What was there already is taken off the front. */
static void trim(struct ahead_segment *s, uint32_t start)
{
	if (seq_lt(s->seq, start)) {
		s->bytes = slice_from(s->bytes, start - s->seq);
		s->seq = start;
	}
}

/* Farther ahead than anything waits: the stream is believed to go on there when the receiver acknowledged all in between, or
 * when a second segment follows the first. One alone may be a number that was made up, and takes nobody's place. */
static unsigned take_far(struct reassembly *r, uint32_t *queue, struct assembly *q, const struct ahead_segment *s)
{
	if ((s->acked && seq_le(s->seq, s->acked)) || (q->end && s->seq == q->end))
		return give_up(r, queue, s);
	q->end = s->seq + s->bytes.len;
	return AHEAD_OLD;
}

unsigned ahead_take(struct reassembly *r, uint32_t *queue, struct ahead_segment *s)
{
	struct assembly *q = assembly_find(r, *queue);
	if (!q)
		q = begin(r, queue, *queue ? s->seq : s->begin, s->now);
	if (seq_le(s->seq + s->bytes.len, q->start))
		return AHEAD_OLD;
	trim(s, q->start);
	if (s->seq == q->start && !q->n_pieces) {
		q->start += s->bytes.len;
		return AHEAD_NEXT;
	}
	uint32_t off = s->seq - q->start;
	bool beyond = off + s->bytes.len > MAX_AHEAD;
	if (beyond && off > q->reach)
		return take_far(r, queue, q, s);
	bool lost = beyond || (off && s->acked && seq_gt(s->acked, q->start));
	if ((lost && !q->n_pieces) || !assembly_add(r, q, off, s->bytes, s->frame, s->now))
		return give_up(r, queue, s);
	if (s->fin)
		q->state |= FIN_SEEN;
	if (lost) {
		uint32_t gap = q->piece[0].off;
		assembly_skip(q, gap);
		q->start += gap;
		return AHEAD_FILLED | AHEAD_GAP;
	}
	return q->have ? AHEAD_FILLED : AHEAD_WAITS;
}

struct assembly *ahead_run(struct reassembly *r, uint32_t queue)
{
	struct assembly *q = assembly_find(r, queue);
	if (q)
		q->pinned = true;
	return q;
}

bool ahead_advance(struct assembly *q)
{
	uint32_t n = q->have;
	q->pinned = false;
	assembly_skip(q, n);
	q->start += n;
	return is_at_end(q);
}

bool ahead_at_end(struct reassembly *r, uint32_t queue)
{
	const struct assembly *q = assembly_find(r, queue);
	return q && is_at_end(q);
}

bool ahead_fin(struct reassembly *r, uint32_t queue, uint32_t seq)
{
	struct assembly *q = assembly_find(r, queue);
	if (!q || q->start == seq)
		return true;
	if (seq_gt(seq, q->start))
		q->state |= FIN_SEEN;
	return false;
}
