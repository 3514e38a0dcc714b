/* pair_texts.h: what the columns of two addresses said of late. Most packets are of a few conversations, so that two addresses are
 * seldom written anew. A memo, and no more: lines are the same without it. */
#ifndef PEEL_OUTPUT_PAIR_TEXTS_H
#define PEEL_OUTPUT_PAIR_TEXTS_H

#include "dissect/dissection.h"

enum {
	PAIR_BITS = 6,
	PAIR_TEXT = 88,                 /* bytes: two IPv6 addresses with what stands between them are 83 */
	PAIR_SHORT = PAIR_TEXT / 2 + 4, /* copied of most: two IPv4 addresses are 37 */
};

/* Zeroed at first. */
struct pair_texts {
	struct pair_text {
		uint64_t word[4]; /* both addresses; of IPv4, the first word alone */
		uint16_t kind;    /* address type and what stands between them; 0: empty */
		uint8_t len;
		char text[PAIR_TEXT];
	} slot[1 << PAIR_BITS];
};

/* The two addresses of a layer as words, and their kind; false: not of a kind that is kept. */
static inline bool pair_key(struct pair_text *k, const struct layer *l, char sep)
{
	bool ipv4 = l->src.type == ADDR_IPV4 && l->dst.type == ADDR_IPV4;
	if (ipv4) {
		uint32_t src, dst;
		memcpy(&src, l->src.p, sizeof src);
		memcpy(&dst, l->dst.p, sizeof dst);
		k->word[0] = src | (uint64_t)dst << 32;
		k->word[1] = k->word[2] = k->word[3] = 0;
	} else if (l->src.type == ADDR_IPV6 && l->dst.type == ADDR_IPV6) {
		memcpy(k->word, l->src.p, 16);
		memcpy(k->word + 2, l->dst.p, 16);
	} else {
		return false;
	}
	k->kind = (uint16_t)(l->src.type | sep << 8);
	return true;
}

/* Where the pair is, or belongs. */
static inline struct pair_text *pair_slot(struct pair_texts *t, const struct pair_text *k)
{
	uint64_t w = (k->word[0] ^ k->word[1]) * 3 + (k->word[2] ^ k->word[3]);
	return &t->slot[w * UINT64_C(0x9e3779b97f4a7c15) >> (64 - PAIR_BITS)];
}

static inline bool pair_same(const struct pair_text *a, const struct pair_text *b)
{
	return a->kind == b->kind && !((a->word[0] ^ b->word[0]) | (a->word[1] ^ b->word[1]) |
				       (a->word[2] ^ b->word[2]) | (a->word[3] ^ b->word[3]));
}

/* The text at its place in a line, where there is room for PAIR_TEXT bytes. Returns its end. */
static inline char *pair_put(char *to, const struct pair_text *slot)
{
	memcpy(to, slot->text, PAIR_SHORT);
	if (slot->len > PAIR_SHORT)
		memcpy(to + PAIR_SHORT, slot->text + PAIR_SHORT, PAIR_TEXT - PAIR_SHORT);
	return to + slot->len;
}

static inline void pair_keep(struct pair_text *slot, const struct pair_text *k, const char *text, size_t n)
{
	if (n > PAIR_TEXT)
		return;
	memcpy(slot->word, k->word, sizeof slot->word);
	memcpy(slot->text, text, n);
	slot->len = (uint8_t)n;
	slot->kind = k->kind;
}

#endif
