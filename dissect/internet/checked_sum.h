/* checked_sum.h: the rows of a checksum that is always verified: ICMP, ICMPv6, IGMP. */
#ifndef PEEL_DISSECT_INTERNET_CHECKED_SUM_H
#define PEEL_DISSECT_INTERNET_CHECKED_SUM_H

#include "dissect/tree.h"

/* What a checksum turned out to be. */
struct checked_sum {
	enum checksum_status status;
	uint16_t should; /* what it should have been, when bad */
	const char *why; /* behind "[unverified]" when it was not verified; may be "" */
};

/* Verifies the checksum `found` over s on top of the running sum of a pseudo header. Unverified when s was cut. */
struct checked_sum sum_check(struct slice s, uint64_t pseudo, uint16_t found);

/* Puts three rows that stand next to each other in the table: the checksum at off, its status, the expert's note when it
 * is bad (message: "Bad checksum [should be 0x1234]"). The first must have sum_label as its label. */
void put_sum(struct tree *t, unsigned row, uint32_t off, const struct checked_sum *sum);
void sum_label(struct buf *b, const struct tree *t, const struct record *r);

#endif
