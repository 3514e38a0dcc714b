/* half_open.c: -z half-open: handshakes that wait, per listening address and port. */
#include "output/stats/half_open.h"

#include <stdlib.h>

#include "base/fmt.h"
#include "dissect/transport/tcp.h"
#include "flow/table.h"

enum { MAX_WAITING = 65536, MAX_LISTENERS = 4096, SOURCE_BITS = 4096, MIN_RATIO = 3 };
#define SECOND INT64_C(1000000000)
#define PATIENCE (63 * SECOND) /* a server sends its SYN/ACK again after 1, 2, 4, 8 and 16 s, and gives up 32 s later */

/* A listening address and port: the key's b. */
struct listener {
	struct flow_entry entry;
	uint64_t syns, answers, answers_again, completed, refused, gave_up;
	uint32_t waiting, peak;
	int64_t peak_time, first_syn, last_syn; /* ns */
	uint64_t source[SOURCE_BITS / 64];      /* a bit for each hash of an address: enough to estimate how many */
};

/* A handshake that waits; the list of its class is in the order of the SYNs. */
struct waiting {
	struct flow_entry entry;
	uint32_t listener; /* index */
	int64_t since;     /* ns; of the first SYN */
	uint8_t client;    /* side of the key */
	bool answered;
};

struct half_open {
	struct flow_table *waiting, *listeners;
	uint32_t threshold;
	int64_t now;
};

static void leave(struct half_open *h, struct waiting *w)
{
	struct listener *l = flow_table_at(h->listeners, w->listener);
	if (l && l->waiting)
		l->waiting--;
	flow_table_remove(h->waiting, w);
}

static void forget_oldest(void *context, void *entry)
{
	struct half_open *h = context;
	struct waiting *w = entry;
	struct listener *l = flow_table_at(h->listeners, w->listener);
	if (l && l->waiting)
		l->waiting--;
}

struct half_open *half_open_new(uint32_t threshold)
{
	struct half_open *h = calloc(1, sizeof *h);
	if (!h)
		return NULL;
	h->threshold = threshold;
	h->now = INT64_MIN;
	h->waiting = flow_table_new(MAX_WAITING, sizeof(struct waiting), false);
	h->listeners = flow_table_new(MAX_LISTENERS, sizeof(struct listener), false);
	flow_table_on_evict(h->waiting, forget_oldest, h);
	return h;
}

void half_open_free(struct half_open *h)
{
	if (!h)
		return;
	flow_table_free(h->waiting);
	flow_table_free(h->listeners);
	free(h);
}

uint64_t half_open_refused(const struct half_open *h)
{
	return flow_table_evicted(h->waiting) + flow_table_evicted(h->listeners);
}

/* Handshakes that nobody will finish any more. */
static void give_up(struct half_open *h)
{
	struct waiting *w;
	while ((w = flow_table_oldest(h->waiting, FLOW_EMBRYONIC)) && h->now - w->since > PATIENCE) {
		struct listener *l = flow_table_at(h->listeners, w->listener);
		if (l)
			l->gave_up++;
		leave(h, w);
	}
}

static struct listener *listener_of(struct half_open *h, const struct address *addr, uint16_t port)
{
	struct flow_key k = { .type = addr->type, .proto = 6, .port_b = port };
	memcpy(k.b, addr->p, addr->len);
	struct listener *l = flow_table_find(h->listeners, &k);
	if (!l && flow_table_span(h->listeners) < MAX_LISTENERS)
		l = flow_table_add(h->listeners, &k, FLOW_ESTABLISHED);
	return l;
}

static void note_source(struct listener *l, const struct address *a)
{
	uint64_t h = 0x9e3779b97f4a7c15;
	for (unsigned i = 0; i < a->len; i++)
		h = (h ^ a->p[i]) * UINT64_C(0x100000001b3);
	h = (h ^ h >> 29) * UINT64_C(0xbf58476d1ce4e5b9) >> 32;
	l->source[h % SOURCE_BITS / 64] |= UINT64_C(1) << h % 64;
}

/* How many addresses set as many bits: linear counting, a bit for each, is -m ln(zeros / m). */
static uint32_t sources(const struct listener *l)
{
	uint32_t zeros = SOURCE_BITS;
	for (unsigned i = 0; i < SOURCE_BITS / 64; i++)
		zeros -= (uint32_t)__builtin_popcountll(l->source[i]);
	if (!zeros)
		zeros = 1;
	/* ln as a sum of 1/k: precise enough for a count of thousands, and needs no library. */
	double ln = 0;
	for (uint32_t k = zeros + 1; k <= SOURCE_BITS; k++)
		ln += 1.0 / k;
	return (uint32_t)(ln * SOURCE_BITS + 0.5);
}

static void see_syn(struct half_open *h, struct waiting *w, const struct layer *l, const struct flow_key *k,
		    bool reverse, uint16_t port)
{
	struct listener *to = listener_of(h, &l->dst, port);
	if (!to)
		return;
	to->syns++;
	to->last_syn = h->now;
	if (!to->first_syn)
		to->first_syn = h->now;
	note_source(to, &l->src);
	if (w)
		return;
	w = flow_table_add(h->waiting, k, FLOW_EMBRYONIC);
	w->listener = flow_table_index(h->listeners, to);
	w->since = h->now;
	w->client = reverse;
	if (++to->waiting > to->peak) {
		to->peak = to->waiting;
		to->peak_time = h->now;
	}
}

static void see_later(struct half_open *h, struct waiting *w, const struct tcp_segment *s, bool from_client)
{
	struct listener *l = flow_table_at(h->listeners, w->listener);
	if (!l)
		return;
	if (s->flags & TCP_RST) {
		l->refused += !from_client;
		leave(h, w);
	} else if (s->flags & TCP_SYN && !from_client) {
		l->answers += !w->answered;
		l->answers_again += w->answered;
		w->answered = true;
	} else if (from_client && s->flags & TCP_ACK) {
		l->completed++;
		leave(h, w);
	}
}

static void see_segment(struct half_open *h, const struct layer *l)
{
	struct tcp_segment s;
	struct flow_key k;
	bool reverse;
	tcp_read(l, &s);
	if (!flow_key_make(&k, &reverse, &l->src, &l->dst, s.src_port, s.dst_port, 6))
		return;
	bool syn = (s.flags & (TCP_SYN | TCP_ACK)) == TCP_SYN;
	struct waiting *w = flow_table_find(h->waiting, &k);
	if (syn && (!w || w->client == reverse))
		see_syn(h, w, l, &k, reverse, s.dst_port);
	else if (w)
		see_later(h, w, &s, w->client == reverse);
}

void half_open_packet(struct half_open *h, const struct dissection *d)
{
	int64_t now = d->now;
	if (now > h->now)
		h->now = now;
	if (!d->n_tcp)
		return;
	give_up(h);
	for (unsigned i = 0; i < d->n_layers; i++) {
		const struct layer *l = &d->layer[i];
		if (!strcmp(l->proto->name, "tcp") && l->fact[0] & TCP_FACT_READ && !(l->flags & LAYER_QUOTED))
			see_segment(h, l);
	}
}

/* --- what is told --- */

static bool is_flood(const struct half_open *h, const struct listener *l)
{
	return l->peak >= h->threshold && l->syns >= MIN_RATIO * (l->completed + 1);
}

/* The ages of those that wait: the oldest, and the sum. */
static void ages(struct half_open *h, const struct listener *l, int64_t *oldest, int64_t *sum)
{
	uint32_t index = flow_table_index(h->listeners, l);
	*oldest = *sum = 0;
	for (uint32_t i = 0; i < flow_table_span(h->waiting); i++) {
		const struct waiting *w = flow_table_at(h->waiting, i);
		if (!w || w->listener != index)
			continue;
		int64_t age = h->now - w->since;
		*sum += age;
		*oldest = age > *oldest ? age : *oldest;
	}
}

static void put_seconds(struct buf *b, int64_t ns)
{
	fmt_secs(b, false, (uint64_t)(ns / SECOND), (uint64_t)(ns % SECOND), 3);
}

static void put_name(struct buf *b, const struct listener *l)
{
	bool v6 = l->entry.key.type == ADDR_IPV6;
	if (v6)
		buf_char(b, '[');
	if (v6)
		fmt_ipv6(b, l->entry.key.b);
	else
		fmt_ipv4(b, l->entry.key.b);
	buf_str(b, v6 ? "]:" : ":");
	fmt_uint(b, l->entry.key.port_b);
}

static void put_number(struct buf *b, uint64_t v)
{
	fmt_uint_pad(b, v, 9, ' ');
}

static void put_warning(const struct half_open *h, struct buf *b, const struct listener *l)
{
	if (!is_flood(h, l))
		return;
	buf_lit(b, "  SYN flood on ");
	put_name(b, l);
	buf_lit(b, ": ");
	fmt_uint(b, l->syns);
	buf_lit(b, " SYNs against ");
	fmt_uint(b, l->completed);
	buf_lit(b, " completed handshakes, from about ");
	fmt_uint(b, sources(l));
	buf_lit(b, " sources; ");
	fmt_uint(b, l->peak);
	buf_lit(b, " waited at once, ");
	put_seconds(b, l->peak_time - l->first_syn);
	buf_lit(b, " s after the first\n");
}

static void put_listener(struct half_open *h, struct buf *b, const struct listener *l)
{
	int64_t oldest, sum;
	ages(h, l, &oldest, &sum);
	size_t start = b->len;
	put_name(b, l);
	if (b->len - start < 24)
		buf_fill(b, ' ', 24 - (b->len - start));
	put_number(b, l->waiting);
	put_number(b, l->peak);
	put_number(b, l->syns);
	put_number(b, l->answers);
	put_number(b, l->completed);
	put_number(b, l->refused);
	put_number(b, l->gave_up);
	put_number(b, sources(l));
	buf_lit(b, "  ");
	put_seconds(b, oldest);
	buf_char(b, '/');
	put_seconds(b, l->waiting ? sum / l->waiting : 0);
	buf_char(b, '\n');
}

void half_open_text(struct half_open *h, struct buf *b)
{
	give_up(h);
	buf_lit(b,
		"Handshakes that wait, per listening port\n"
		"Port                      waiting     peak     SYNs answered complete  refused gave up   sources  oldest/mean age, s\n");
	for (uint32_t i = 0; i < flow_table_span(h->listeners); i++)
		if (flow_table_at(h->listeners, i))
			put_listener(h, b, flow_table_at(h->listeners, i));
	for (uint32_t i = 0; i < flow_table_span(h->listeners); i++)
		if (flow_table_at(h->listeners, i))
			put_warning(h, b, flow_table_at(h->listeners, i));
}

static json_t *listener_json(struct half_open *h, const struct listener *l)
{
	char bytes[64];
	struct buf b = BUF_OVER(bytes, sizeof bytes);
	int64_t oldest, sum;
	ages(h, l, &oldest, &sum);
	if (l->entry.key.type == ADDR_IPV6)
		fmt_ipv6(&b, l->entry.key.b);
	else
		fmt_ipv4(&b, l->entry.key.b);
	return json_pack("{s:s%, s:i, s:I, s:I, s:f, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:f, s:f, s:b}", "address", b.p,
			 b.len, "port", (int)l->entry.key.port_b, "waiting", (json_int_t)l->waiting, "peak",
			 (json_int_t)l->peak, "peak_time", (double)l->peak_time / 1e9, "syns", (json_int_t)l->syns,
			 "answered", (json_int_t)l->answers, "answered_again", (json_int_t)l->answers_again,
			 "completed", (json_int_t)l->completed, "refused", (json_int_t)l->refused, "gave_up",
			 (json_int_t)l->gave_up, "sources", (json_int_t)sources(l), "oldest_age", (double)oldest / 1e9,
			 "mean_age", l->waiting ? (double)sum / 1e9 / l->waiting : 0.0, "syn_flood", is_flood(h, l));
}

json_t *half_open_json(struct half_open *h)
{
	json_t *all = json_array();
	give_up(h);
	for (uint32_t i = 0; i < flow_table_span(h->listeners); i++)
		if (flow_table_at(h->listeners, i))
			json_array_append_new(all, listener_json(h, flow_table_at(h->listeners, i)));
	return all;
}
