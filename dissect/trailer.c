/* trailer.c: what follows the payload of a link layer: padding to the shortest frame, a trailer, a frame check sequence. */
#include "dissect/trailer.h"

#include "dissect/message.h"
#include "dissect/options.h"

enum { SHORTEST_FRAME = 60, SHORTEST_WITH_FCS = 64 }; /* bytes (IEEE 802.3, 4A.4.2) */

/* CRC-32 of IEEE 802.3, 3.2.9, least significant bit first; as the four bytes appear on the wire. */
static uint32_t frame_check(struct slice s)
{
	uint32_t crc = 0xffffffff;
	for (uint32_t i = 0; i < s.len; i++) {
		crc ^= s.p[i];
		for (unsigned bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
	}
	return __builtin_bswap32(~crc);
}

void fcs_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Frame check sequence: 0x");
	fmt_hex(b, r->val, 8);
	if (!t->d->options->eth_check_fcs) {
		buf_lit(b, " [unverified]");
	} else if (r->aux == r->val) {
		buf_lit(b, " [correct]");
	} else {
		buf_lit(b, " incorrect, should be 0x");
		fmt_hex(b, r->aux, 8);
	}
}

static void put_fcs_bad(struct tree *t, uint32_t off, uint32_t right)
{
	MESSAGE(text);
	buf_lit(&text, "Bad checksum [should be 0x");
	fmt_hex(&text, right, 8);
	buf_char(&text, ']');
	tree_push(t);
	put_expert(t, TRAILER_FCS_BAD, off, 0, message_text(&text));
	tree_pop(t);
}

static void put_fcs(struct tree *t, const struct layer *l, uint32_t off)
{
	bool check = t->d->options->eth_check_fcs;
	uint32_t right = check ? frame_check(slice_first(l->data, off)) : 0;
	bool good = right == slice_u32(l->data, off);
	put(t, TRAILER_FCS, off, 4)->aux = right;
	if (check && !good)
		put_fcs_bad(t, off, right);
	put_uint(t, TRAILER_FCS_STATUS, off, 0, !check ? CHECKSUM_UNVERIFIED : good ? CHECKSUM_GOOD : CHECKSUM_BAD);
}

static bool all_zero(struct slice s)
{
	for (uint32_t i = 0; i < s.len; i++)
		if (s.p[i])
			return false;
	return true;
}

void put_trailer(struct tree *t, const struct layer *l, uint32_t start, unsigned row, enum fcs fcs)
{
	uint32_t rest = start < l->data.wire ? l->data.wire - start : 0, padding = 0, place = l->off + start;
	bool not_zero = false;
	if (!rest)
		return;
	/* Zeros up to the length of the shortest frame are padding; if any is not zero, nobody knows what they are. */
	if (t->d->frame->len >= SHORTEST_FRAME && place < SHORTEST_FRAME) {
		padding = SHORTEST_FRAME - place < rest ? SHORTEST_FRAME - place : rest;
		not_zero = !all_zero(slice_sub(l->data, start, padding));
		if (not_zero)
			padding = 0;
	}
	bool borrowed = tree_borrow(t);
	if (padding)
		put(t, TRAILER_PADDING, start, padding);
	start += padding;
	rest -= padding;
	/* A frame this long needs no padding: four bytes or more behind its payload end in a check sequence. */
	bool has_fcs = fcs == FCS_BYTES || (fcs == FCS_GUESS && l->data.wire >= SHORTEST_WITH_FCS && rest >= 4);
	if (has_fcs && rest < 4) {
		tree_malformed(t);
		has_fcs = false;
	} else if (has_fcs) {
		rest -= 4;
	}
	struct slice trailer = slice_sub(l->data, start, rest);
	if (trailer.len) {
		if (borrowed)
			tree_give_back(t);
		put(t, row, start, trailer.len);
		if (borrowed)
			tree_borrow(t);
		tree_push(t);
		if (not_zero)
			put_expert(t, TRAILER_PADDING_BAD, start, 0, NULL);
		tree_pop(t);
	}
	if (has_fcs && slice_has(l->data, start + rest, 4))
		put_fcs(t, l, start + rest);
	if (borrowed)
		tree_give_back(t);
}
