/* expect.c: announced conversations, by the end that was announced. */
#include "flow/expect.h"

static struct expected make_key(const struct address *a, uint16_t port, uint8_t ip_proto)
{
	struct expected e = { .port = port, .ip_proto = ip_proto, .type = a->type };
	memcpy(e.addr, a->p, a->len < sizeof e.addr ? a->len : sizeof e.addr);
	return e;
}

static bool same(const struct expected *a, const struct expected *b)
{
	return a->order && a->port == b->port && a->ip_proto == b->ip_proto && a->type == b->type &&
	       !memcmp(a->addr, b->addr, sizeof a->addr);
}

static unsigned set_of(const struct expected *e)
{
	return (e->port ^ e->port >> 8 ^ e->ip_proto) % EXPECT_SETS;
}

void expect_add(struct expect_table *t, const struct address *addr, uint16_t port, uint8_t ip_proto, uint16_t proto_id,
		uint32_t state)
{
	if (addr->type != ADDR_IPV4 && addr->type != ADDR_IPV6)
		return;
	struct expected e = make_key(addr, port, ip_proto), *set = t->entry[set_of(&e)], *slot = set;
	e.order = ++t->order;
	e.proto_id = proto_id;
	e.state = state;
	for (unsigned i = 0; i < EXPECT_WAYS; i++) {
		if (same(&set[i], &e)) {
			slot = &set[i];
			break;
		}
		if (set[i].order < slot->order)
			slot = &set[i];
	}
	*slot = e;
}

const struct expected *expect_find(const struct expect_table *t, const struct address *addr, uint16_t port,
				   uint8_t ip_proto)
{
	if (!t->order || (addr->type != ADDR_IPV4 && addr->type != ADDR_IPV6))
		return NULL;
	struct expected e = make_key(addr, port, ip_proto);
	const struct expected *set = t->entry[set_of(&e)];
	for (unsigned i = 0; i < EXPECT_WAYS; i++)
		if (same(&set[i], &e))
			return &set[i];
	return NULL;
}
