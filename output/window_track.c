/* window_track.c: the sliding window, followed from outside. */
#include "output/window_track.h"

#include "dissect/transport/tcp.h"

/* The number next to `near` whose low 32 bits are these. */
static int64_t unwrap(int64_t near, uint32_t number)
{
	return near + (int32_t)(number - (uint32_t)near);
}

static int64_t unwrap_sent(const struct window_side *w, uint32_t number)
{
	if (w->sent)
		return unwrap(w->nxt, number);
	return w->acked ? unwrap(w->una, number) : (int64_t)number;
}

static void send(struct window_side *w, const struct segment *s, struct window_step *step)
{
	enum { AGAIN = TA_RETRANSMISSION | TA_FAST_RETRANSMISSION | TA_SPURIOUS_RETRANSMISSION };
	step->from = unwrap_sent(w, s->seq);
	step->to = step->from + (int64_t)(uint32_t)(s->nxt - s->seq);
	step->sends = step->to > step->from;
	step->resent = s->note->found.flags & AGAIN;
	if (!w->sent || step->to > w->nxt)
		w->nxt = step->to;
	if (w->acked && w->nxt < w->una)
		w->nxt = w->una;
	w->sent = true;
	if (s->len > w->biggest)
		w->biggest = s->len;
}

/* An ACK that is older than another says nothing new of the window. */
static void acknowledge(struct window_side *w, const struct segment *s, struct window_step *step)
{
	int64_t ack = unwrap_sent(w, s->ack);
	if (w->acked && ack < w->una)
		return;
	step->acks = true;
	w->acked = true;
	w->una = ack;
	w->window = s->window;
	w->edge = ack + s->window;
	/* What it acknowledges was sent, even if the capture lacks it. */
	if (!w->sent || w->nxt < ack)
		w->nxt = ack;
	w->sent = true;
}

void window_track(struct window_track *t, const struct segment *s, struct window_step *step)
{
	*step = (struct window_step){ 0 };
	if (s->flags & TCP_RST || s->quoted || !s->len_known)
		return;
	send(&t->side[s->right], s, step);
	if (s->flags & TCP_ACK)
		acknowledge(&t->side[!s->right], s, step);
}
