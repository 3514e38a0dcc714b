/* pim_walk.c: where PIM's messages end by their counts and addresses, without looking at anything else. */
#include "dissect/internet/pim_impl.h"

enum { HEADER = 4, FAMILY_IPV4 = 1, FAMILY_IPV6 = 2 };

struct walk {
	struct slice s;
	uint32_t off;
	uint32_t need; /* where what is not there would end; 0: all was there */
	bool unknown;  /* an address that nobody knows, behind which nothing is read */
};

static bool goes_on(const struct walk *w)
{
	return !w->need && !w->unknown;
}

static void need(struct walk *w, uint32_t end)
{
	if (!w->need && end > w->s.len)
		w->need = end;
}

static void skip(struct walk *w, uint32_t n)
{
	w->off += n;
	need(w, w->off);
}

/* An address and `front` bytes before it: 2, or 4 with flags and a mask. */
static void skip_address(struct walk *w, uint32_t front)
{
	unsigned family = slice_u8(w->s, w->off);
	if (!goes_on(w))
		return;
	need(w, w->off + 2);
	w->unknown = (family != FAMILY_IPV4 && family != FAMILY_IPV6) || slice_u8(w->s, w->off + 1) > 1;
	if (goes_on(w))
		skip(w, front + (family == FAMILY_IPV6 ? 16 : 4));
}

static void skip_source(struct walk *w)
{
	bool attributes = slice_u8(w->s, w->off + 1) == 1;
	skip_address(w, 4);
	for (bool last = !attributes; !last && goes_on(w);) {
		last = slice_u8(w->s, w->off) & 0x40;
		skip(w, 2u + slice_u8(w->s, w->off + 1));
	}
}

static void skip_join(struct walk *w)
{
	skip_address(w, 2);
	unsigned groups = slice_u8(w->s, w->off + 1);
	for (skip(w, 4); groups && goes_on(w); groups--) {
		skip_address(w, 4);
		unsigned sources = (unsigned)slice_u16(w->s, w->off) + slice_u16(w->s, w->off + 2);
		for (skip(w, 4); sources && goes_on(w); sources--)
			skip_source(w);
	}
}

static void skip_bootstrap(struct walk *w)
{
	skip(w, 4);
	skip_address(w, 2);
	while (goes_on(w) && w->off < w->s.wire) {
		skip_address(w, 4);
		unsigned routers = slice_u8(w->s, w->off + 1);
		for (skip(w, 4); routers && goes_on(w); routers--) {
			skip_address(w, 2);
			skip(w, 4);
		}
	}
}

static void skip_hello(struct walk *w)
{
	static const uint8_t needs[] = { [1] = 2, [2] = 4, [19] = 4, [20] = 4, [21] = 4 };
	while (!w->need && w->off + 1 < w->s.wire) {
		unsigned type = slice_u16(w->s, w->off);
		uint32_t end = w->off + 4 + slice_u16(w->s, w->off + 2);
		skip(w, 4);
		need(w, w->off + (type < COUNT(needs) ? needs[type] : 0));
		while ((type == 24 || type == 65001) && goes_on(w) && w->off < end)
			skip_address(w, 2);
		need(w, end);
		w->unknown = false;
		w->off = end;
	}
}

static void skip_flooding(struct walk *w)
{
	enum { GROUP_SOURCE_HOLDTIME = 1 };
	skip_address(w, 2);
	while (goes_on(w) && w->off + 1 < w->s.wire) {
		unsigned type = slice_u16(w->s, w->off) & 0x7fff;
		uint32_t end = w->off + 4 + slice_u16(w->s, w->off + 2);
		skip(w, 4);
		if (type == GROUP_SOURCE_HOLDTIME) {
			skip_address(w, 4);
			unsigned sources = slice_u16(w->s, w->off);
			for (skip(w, 4); sources && goes_on(w) && w->off < end; sources--)
				skip_address(w, 2);
		}
		need(w, end);
		w->off = end;
	}
}

/* A group, so many addresses, and n bytes. */
static void skip_group(struct walk *w, unsigned addresses, uint32_t n)
{
	for (skip_address(w, 4); addresses; addresses--)
		skip_address(w, 2);
	if (goes_on(w))
		skip(w, n);
}

uint32_t pim_needs(struct slice s, unsigned type)
{
	struct walk w = { .s = s, .off = HEADER };
	if (s.wire <= HEADER || type == PIM_REGISTER)
		return s.len < 2 ? 2 : 0;
	switch (type) {
	case PIM_HELLO: skip_hello(&w); break;
	case PIM_REGISTER_STOP: skip_group(&w, 1, 0); break;
	case PIM_ASSERT: skip_group(&w, 1, 8); break;
	case PIM_JOIN_PRUNE:
	case PIM_GRAFT:
	case PIM_GRAFT_ACK: skip_join(&w); break;
	case PIM_BOOTSTRAP: skip_bootstrap(&w); break;
	case PIM_CANDIDATE_RP: {
		unsigned groups = slice_u8(s, w.off);
		skip(&w, 4);
		for (skip_address(&w, 2); groups && goes_on(&w); groups--)
			skip_address(&w, 4);
		break;
	}
	case PIM_STATE_REFRESH: skip_group(&w, 2, 12); break;
	case PIM_DF_ELECTION:
		skip_address(&w, 2);
		if (goes_on(&w))
			skip(&w, 8);
		break;
	case PIM_FLOODING: skip_flooding(&w); break;
	default: break;
	}
	return w.need;
}
