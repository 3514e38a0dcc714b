/* expect.c: announced conversations, by the end that was announced. */
#include "flow/expect.h"

static unsigned set_of(uint16_t port, uint8_t ip_proto)
{
	return (port ^ port >> 8 ^ ip_proto) % EXPECT_SETS;
}

static bool is_of(const struct expected *e, const struct address *a, uint8_t ip_proto)
{
	return e->order && e->ip_proto == ip_proto && e->type == a->type && !memcmp(e->addr, a->p, a->len);
}

static bool has_place(const struct address *a)
{
	return (a->type == ADDR_IPV4 || a->type == ADDR_IPV6) && a->len <= sizeof((struct expected *)0)->addr;
}

void expect_add(struct expect_table *t, const struct address *addr, uint16_t port, uint8_t ip_proto, uint16_t proto_id,
		uint32_t state)
{
	if (!has_place(addr))
		return;
	unsigned set = set_of(port, ip_proto), way = 0;
	struct expected *e = t->entry[set];
	for (unsigned i = 0; i < EXPECT_WAYS; i++) {
		if (t->port[set][i] == port && is_of(&e[i], addr, ip_proto)) {
			way = i;
			break;
		}
		if (e[i].order < e[way].order)
			way = i;
	}
	t->port[set][way] = port;
	e[way] = (struct expected){
		.order = ++t->order, .ip_proto = ip_proto, .type = addr->type, .proto_id = proto_id, .state = state,
	};
	memcpy(e[way].addr, addr->p, addr->len);
}

const struct expected *expect_find(const struct expect_table *t, const struct address *addr, uint16_t port,
				   uint8_t ip_proto)
{
	unsigned set = set_of(port, ip_proto);
	for (unsigned i = 0; t->order && i < EXPECT_WAYS; i++)
		if (t->port[set][i] == port && has_place(addr) && is_of(&t->entry[set][i], addr, ip_proto))
			return &t->entry[set][i];
	return NULL;
}
