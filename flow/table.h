/* table.h: a bounded table of what is remembered by two endpoints: flows of the tracker, connections of `peel flows`. */
#ifndef PEEL_FLOW_TABLE_H
#define PEEL_FLOW_TABLE_H

#include <stdbool.h>
#include <stdint.h>

#include "dissect/dissection.h"

/* Endpoints in canonical order: a <= b, by address and then port. Padding must be zero: keys are compared as bytes. */
struct flow_key {
	uint8_t a[16], b[16];
	uint16_t port_a, port_b;
	uint8_t type;  /* enum address_type */
	uint8_t proto; /* IP protocol number */
	uint16_t zero;
	uint32_t encapsulation; /* of which VLAN or tunnel; 0: none, or not told apart */
};

/* In which order entries have to go when the table is full: those of the first classes before all others, of those the
 * least recently used. */
enum flow_class {
	FLOW_EMBRYONIC, /* a SYN that nobody answered */
	FLOW_HANDSHAKE, /* answered, and not established */
	FLOW_CLOSED,
	FLOW_ESTABLISHED,
	FLOW_PATIENT, /* established, of a kind that may be silent for long */
	FLOW_UDP,
	FLOW_DNS,
	FLOW_ICMP,
	FLOW_CLASSES,
	FLOW_GO_FIRST = FLOW_ESTABLISHED, /* classes below this one */
};

/* What every entry of a table begins with. */
struct flow_entry {
	struct flow_key key;
	uint32_t hash_next, newer, older; /* index + 1; 0 ends */
	uint32_t linked;  /* how many entries the table had seen when this one went to the front of its list */
	uint8_t class;    /* enum flow_class */
	bool used, alive; /* used: since it went to the front */
};

struct flow_table;

/* Entries of `size` bytes, which begin with a struct flow_entry. huge: in huge pages, where the system has them: for what every
 * packet looks up, not for what is large and mostly left alone. */
struct flow_table *flow_table_new(uint32_t max, uint32_t size, bool huge);
void flow_table_free(struct flow_table *);

/* The key of a packet between two addresses; *reverse: it goes from b to a. False: no flow (addresses of no kind), and *k is
 * as it was. */
bool flow_key_make(struct flow_key *k, bool *reverse, const struct address *src, const struct address *dst,
		   uint16_t src_port, uint16_t dst_port, uint8_t proto);
bool flow_key_same(const struct flow_key *, const struct flow_key *);
/* Asks memory for what will be looked at soon: where a key leads to; all of an entry; where an entry is to be removed from,
 * and the entry that went to the front after it. */
void flow_table_fetch(const struct flow_table *, const struct flow_key *);
void flow_table_fetch_entry(const struct flow_table *, const void *entry);
void flow_table_fetch_around(const struct flow_table *, const void *entry);
/* The newest entry of that key, or NULL. */
void *flow_table_find(struct flow_table *, const struct flow_key *);
/* A new entry, zeroed but for what the table keeps. */
void *flow_table_add(struct flow_table *, const struct flow_key *, enum flow_class);
/* The entry was used. Its place in the list is looked at when somebody has to go: most packets write to no other entry. */
static inline void flow_table_touch(void *entry)
{
	((struct flow_entry *)entry)->used = true;
}
void flow_table_move(struct flow_table *, void *entry, enum flow_class);
/* To the front of its list. */
void flow_table_refresh(struct flow_table *, void *entry);
/* The entry's place may be used again. */
void flow_table_remove(struct flow_table *, void *entry);
/* The entry that went to the front of its list before all others of its class, or NULL. */
void *flow_table_oldest(const struct flow_table *, enum flow_class);
/* Entries by their place in the pool, for walking over all and for short references; NULL when nobody is there. */
void *flow_table_at(const struct flow_table *, uint32_t index);
uint32_t flow_table_index(const struct flow_table *, const void *entry);
/* Indices in use are below this. */
uint32_t flow_table_span(const struct flow_table *);

/* Called with an entry that has to go, before its place is used again. */
void flow_table_on_evict(struct flow_table *, void (*evict)(void *context, void *entry), void *context);
uint64_t flow_table_evicted(const struct flow_table *);
uint32_t flow_table_bucket(const struct flow_table *, const struct flow_key *); /* for tests */

#endif
