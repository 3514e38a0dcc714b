/* flow.c: what the state of a packet's connection says of it, in RFC 9293's terms. No protocol of the wire: the tree shows
 * it behind the packet's layers, when it was asked for. */
#include "base/fmt.h"
#include "dissect/tree.h"

enum {
	FLOW, STATE, ORIG_STATE, RESP_STATE, FROM, PHASE, ACK_FOLLOWS, ACK_FRAME, ACTIVE, WAITING, WAIT_UNTIL, WINDOW, IN_FLIGHT, FULL,
};

/* By the bits of who it is. */
static const char *const who[] = { "nobody", "originator", "responder", "both" };

static void full_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Receiver's window filled: ");
	fmt_uint(b, r->val);
	buf_lit(b, "%");
}

static void plain_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	(void)r;
	buf_lit(b, "Flow");
}

#define GENERATED .flags = F_GENERATED

static const struct field flow_fields[] = {
	[FLOW] = F("flow", "Flow", FT_PROTOCOL, BASE_NONE, GENERATED, .label = plain_label),
	[STATE] = F("flow.state", "State of originator and responder", FT_STRING, BASE_NONE, GENERATED),
	[ORIG_STATE] = F("flow.orig.state", "State of the originator", FT_STRING, BASE_NONE, GENERATED),
	[RESP_STATE] = F("flow.resp.state", "State of the responder", FT_STRING, BASE_NONE, GENERATED),
	[FROM] = F("flow.from", "Sent by the", FT_STRING, BASE_NONE, GENERATED),
	[PHASE] = F("flow.phase", "Phase", FT_STRING, BASE_NONE, GENERATED),
	[ACK_FOLLOWS] = F("flow.ack.follows", "Acknowledges seq + SYN + length + FIN of a segment", FT_BOOLEAN, BASE_NONE, GENERATED, .vals = &bool_yes),
	[ACK_FRAME] = F("flow.ack.frame", "The segment that it answers", FT_FRAMENUM, BASE_NONE, GENERATED),
	[ACTIVE] = F("flow.active_closer", "Closes actively", FT_STRING, BASE_NONE, GENERATED),
	[WAITING] = F("flow.time_wait", "Waits for 2MSL", FT_STRING, BASE_NONE, GENERATED),
	[WAIT_UNTIL] = F("flow.time_wait.until", "Waits until", FT_ABSOLUTE_TIME, BASE_LOCAL, GENERATED),
	[WINDOW] = F("flow.window", "Receiver's window", FT_UINT32, BASE_DEC, GENERATED),
	[IN_FLIGHT] = F("flow.in_flight", "Bytes on the way to it", FT_UINT32, BASE_DEC, GENERATED),
	[FULL] = F("flow.window.full", "Receiver's window filled, in percent", FT_UINT32, BASE_DEC, GENERATED, .label = full_label),
};

static void put_closing(struct tree *t, const struct flow_note *n)
{
	const int64_t second = 1000000000;
	if (n->active_closer)
		put_cstr(t, ACTIVE, 0, 0, who[n->active_closer & 3]);
	if (!n->waiting)
		return;
	put_cstr(t, WAITING, 0, 0, who[n->waiting & 3]);
	put_time(t, WAIT_UNTIL, 0, 0, n->wait_until / second, (uint32_t)(n->wait_until % second));
}

static void put_window(struct tree *t, const struct flow_note *n)
{
	put_uint(t, WINDOW, 0, 0, n->window);
	put_uint(t, IN_FLIGHT, 0, 0, n->in_flight);
	if (n->window)
		put_uint(t, FULL, 0, 0, (uint64_t)n->in_flight * 100 / n->window);
}

static void flow_tree(struct tree *t, const struct layer *l)
{
	const struct flow_note *n = &t->d->flow[l->note - 1];
	char bytes[64];
	struct buf b = BUF_OVER(bytes, sizeof bytes);
	if (!n->state[0]) {
		tree_drop(t);
		return;
	}
	buf_str(&b, n->state[0]);
	buf_lit(&b, " / ");
	buf_str(&b, n->state[1]);
	put_copy(t, STATE, 0, 0, b.p, (uint32_t)b.len);
	put_cstr(t, ORIG_STATE, 0, 0, n->state[0]);
	put_cstr(t, RESP_STATE, 0, 0, n->state[1]);
	put_cstr(t, FROM, 0, 0, who[n->from_responder ? 2 : 1]);
	put_cstr(t, PHASE, 0, 0, n->phase);
	if (n->has_ack)
		put_uint(t, ACK_FOLLOWS, 0, 0, n->ack_follows);
	if (n->ack_frame)
		put_uint(t, ACK_FRAME, 0, 0, n->ack_frame);
	put_closing(t, n);
	if (n->has_window)
		put_window(t, n);
}

const struct protocol protocol_flow = { .name = "flow", .column = "Flow", FIELDS(flow_fields), .fields_of = flow_tree };
