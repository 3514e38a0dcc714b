/* checked_sum.c: the rows of a checksum that is always verified. */
#include "dissect/internet/checked_sum.h"

#include "base/checksum.h"
#include "dissect/message.h"

static const char *const whys[] = { "", " [fragmented datagram]", " [in ICMP error packet]" };

struct checked_sum sum_check(struct slice s, uint64_t pseudo, uint16_t found)
{
	if (s.len < s.wire)
		return (struct checked_sum){ CHECKSUM_UNVERIFIED, 0, "" };
	uint16_t left = checksum_fold(checksum_add(pseudo, s.p, s.len));
	return (struct checked_sum){ left ? CHECKSUM_BAD : CHECKSUM_GOOD,
				     left ? checksum_should_be(found, left) : found, "" };
}

/* A record carries what its label needs in aux: why << 24 | status << 16 | should. */
void sum_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Checksum: ");
	unsigned status = r->aux >> 16 & 0xff;
	if (status == CHECKSUM_NOT_PRESENT) {
		buf_lit(b, "[missing]");
		return;
	}
	buf_lit(b, "0x");
	fmt_hex(b, r->val, 4);
	if (status == CHECKSUM_GOOD) {
		buf_lit(b, " [correct]");
	} else if (status == CHECKSUM_BAD) {
		buf_lit(b, " incorrect, should be 0x");
		fmt_hex(b, r->aux & 0xffff, 4);
	} else {
		buf_lit(b, " [unverified]");
		buf_str(b, whys[r->aux >> 24]);
	}
}

void put_sum(struct tree *t, unsigned row, uint32_t off, const struct checked_sum *sum)
{
	uint32_t why = 0;
	while (why + 1 < COUNT(whys) && strcmp(whys[why], sum->why))
		why++;
	struct record *r = put(t, row, off, 2);
	r->aux = why << 24 | (uint32_t)sum->status << 16 | sum->should;
	if (sum->status == CHECKSUM_NOT_PRESENT)
		r->flags |= R_GENERATED; /* "[missing]" is not what the bytes say */
	if (sum->status == CHECKSUM_BAD && !tree_ended(t)) {
		MESSAGE(m);
		buf_lit(&m, "Bad checksum [should be 0x");
		fmt_hex(&m, sum->should, 4);
		buf_char(&m, ']');
		tree_push(t);
		put_expert(t, row + 2, off, 0, message_text(&m));
		tree_pop(t);
	}
	put_uint(t, row + 1, off, sum->status == CHECKSUM_NOT_PRESENT ? 2 : 0, sum->status);
}
