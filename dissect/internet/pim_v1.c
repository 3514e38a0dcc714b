/* pim_v1.c: messages of PIM's version 1, as routers sent them before there was an RFC. */
#include "dissect/internet/pim_impl.h"

enum { BODY = 8 };

/* A group's sources: 6 bytes each. Returns where they end. */
static uint32_t put_sources(struct tree *t, unsigned row, unsigned n, uint32_t off)
{
	for (; n && !tree_ended(t); n--, off += 6) {
		for (unsigned i = PIM_SRC_FLAGS_A; i <= PIM_SRC_FLAGS_RSV; i++)
			put(t, i, off, 1);
		put(t, PIM_MASK_LEN, off + 1, 1);
		put(t, row, off + 2, 4);
	}
	return off;
}

static void put_join(struct tree *t)
{
	unsigned groups = slice_u8(t->l->data, BODY + 11);
	uint32_t off = BODY + 12;
	put(t, PIM_UPSTREAM_NEIGHBOR, BODY, 4);
	put(t, PIM_HOLDTIME, BODY + 6, 2);
	put(t, PIM_MASK_LEN, BODY + 9, 1);
	put(t, PIM_ADDR_LEN, BODY + 10, 1);
	put(t, PIM_NUMGROUPS, BODY + 11, 1);
	for (unsigned i = 0; i < groups && !tree_ended(t); i++) {
		unsigned joins = slice_u16(t->l->data, off + 8), prunes = slice_u16(t->l->data, off + 10);
		put(t, PIM_GROUP, off, 4)->aux = PIM_AUX_NUMBER * (i + 1);
		tree_push(t);
		put(t, PIM_GROUP_MASK, off + 4, 4)->aux = PIM_AUX_NUMBER * (i + 1);
		put(t, PIM_NUMJOINS, off + 8, 2);
		tree_push(t);
		uint32_t end = put_sources(t, PIM_JOIN_IP, joins, off + 12);
		tree_pop(t);
		put(t, PIM_NUMPRUNES, off + 10, 2);
		tree_push(t);
		off = put_sources(t, PIM_PRUNE_IP, prunes, end);
		tree_pop(t);
		tree_pop(t);
	}
}

static void put_group_and_mask(struct tree *t)
{
	put(t, PIM_GROUP_ADDRESS, BODY, 4);
	put(t, PIM_GROUP_MASK, BODY + 4, 4);
}

static void put_message(struct tree *t, unsigned code)
{
	switch (code) {
	case PIM1_QUERY:
		put(t, PIM_MODE, BODY, 1);
		put(t, PIM_HOLDTIME, BODY + 2, 2);
		break;
	case PIM1_REGISTER: pim_put_registered(t, BODY, true); break;
	case PIM1_REGISTER_STOP:
		put(t, PIM_GROUP, BODY, 4);
		put(t, PIM_SOURCE, BODY + 4, 4);
		break;
	case PIM1_JOIN_PRUNE:
	case PIM1_GRAFT:
	case PIM1_GRAFT_ACK: put_join(t); break;
	case PIM1_REACHABLE:
		put_group_and_mask(t);
		put(t, PIM_RP, BODY + 8, 4);
		put(t, PIM_HOLDTIME, BODY + 14, 2);
		break;
	case PIM1_ASSERT:
		put_group_and_mask(t);
		put(t, PIM_RPT, BODY + 8, 1);
		put(t, PIM_METRIC_PREF, BODY + 8, 4);
		put(t, PIM_METRIC, BODY + 12, 4);
		break;
	default: break;
	}
}

/* tshark has the reserved bytes of a message at the end of the whole tree. */
void pim1_put_body(struct tree *t, unsigned code)
{
	tree_push(t);
	put_message(t, code);
	tree_pop(t);
	if (code == PIM1_REACHABLE) {
		put(t, PIM_RES_BYTES, BODY + 12, 2);
	} else if (code == PIM1_JOIN_PRUNE || code == PIM1_GRAFT || code == PIM1_GRAFT_ACK) {
		put(t, PIM_RES_BYTES, BODY + 4, 2);
		put(t, PIM_RES_BYTES, BODY + 8, 1);
	}
}
