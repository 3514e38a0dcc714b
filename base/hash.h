/* hash.h: a keyed hash over short keys, so that nobody outside can choose keys that all fall into one bucket. */
#ifndef PEEL_BASE_HASH_H
#define PEEL_BASE_HASH_H

#include <stdint.h>
#include <string.h>
#include <sys/random.h>

struct hash_seed {
	uint64_t start, factor;
};

static inline void hash_seed(struct hash_seed *s)
{
	if (getrandom(s, sizeof *s, GRND_NONBLOCK) != sizeof *s) {
		s->start = (uintptr_t)s ^ UINT64_C(0x9e3779b97f4a7c15);
		s->factor = (uintptr_t)&s ^ UINT64_C(0xc2b2ae3d27d4eb4f);
	}
	s->factor |= 1;
}

static inline uint64_t hash_word(uint64_t h, uint64_t word, uint64_t factor)
{
	unsigned __int128 m = (unsigned __int128)(word ^ h) * factor;
	return (uint64_t)m ^ (uint64_t)(m >> 64) ^ (h << 1 | h >> 63);
}

static inline uint32_t hash_bytes(const struct hash_seed *s, const void *key, uint32_t n)
{
	const char *p = key;
	uint64_t w, h = s->start ^ n;
	for (; n >= sizeof w; n -= (uint32_t)sizeof w, p += sizeof w) {
		memcpy(&w, p, sizeof w);
		h = hash_word(h, w, s->factor);
	}
	if (n) {
		w = 0;
		memcpy(&w, p, n);
		h = hash_word(h, w, s->factor);
	}
	return (uint32_t)(h ^ h >> 32);
}

#endif
