/* expect.h: conversations that others announced: FTP's data connection, the port that a TFTP server answers from. */
#ifndef PEEL_FLOW_EXPECT_H
#define PEEL_FLOW_EXPECT_H

#include "dissect/dissection.h"

/* A table of fixed size; of what falls into one set, the oldest is forgotten. */
enum { EXPECT_SETS = 256, EXPECT_WAYS = 4 };

struct expected {
	uint8_t addr[16];
	uint64_t order; /* 0: free */
	uint32_t state; /* flow.app_state of the conversation that announced it, which the new one shares; 0: none */
	uint16_t proto_id;
	uint8_t ip_proto; /* 6 or 17 */
	uint8_t type;     /* enum address_type */
};

struct expect_table {
	uint64_t order;
	/* Of the entries; by themselves, for most that is asked for is not there. */
	uint16_t port[EXPECT_SETS][EXPECT_WAYS];
	struct expected entry[EXPECT_SETS][EXPECT_WAYS];
};

/* The next conversation with this end carries the protocol. */
void expect_add(struct expect_table *, const struct address *, uint16_t port, uint8_t ip_proto, uint16_t proto_id,
		uint32_t state);
/* What was announced for that end; NULL when nothing. */
const struct expected *expect_find(const struct expect_table *, const struct address *, uint16_t port,
				   uint8_t ip_proto);

#endif
