/* radio_fields.c: where the fields of a radiotap header are, and what channels and rates they stand for. */
#include "dissect/link/radio_fields.h"

/* Boundary and size of each field, in bytes; 0: not known. */
static const struct {
	uint8_t boundary, size;
} shapes[] = {
	[RADIO_TSFT] = { 8, 8 }, [RADIO_FLAGS] = { 1, 1 }, [RADIO_RATE] = { 1, 1 }, [RADIO_CHANNEL] = { 2, 4 },
	[RADIO_FHSS] = { 2, 2 }, [RADIO_DBM_SIGNAL] = { 1, 1 }, [RADIO_DBM_NOISE] = { 1, 1 }, [RADIO_QUALITY] = { 2, 2 },
	[RADIO_TX_ATTENUATION] = { 2, 2 }, [RADIO_DB_TX_ATTENUATION] = { 2, 2 }, [RADIO_TX_POWER] = { 1, 1 },
	[RADIO_ANTENNA] = { 1, 1 }, [RADIO_DB_SIGNAL] = { 1, 1 }, [RADIO_DB_NOISE] = { 1, 1 }, [RADIO_RX_FLAGS] = { 2, 2 },
	[RADIO_TX_FLAGS] = { 2, 2 }, [RADIO_DATA_RETRIES] = { 1, 1 }, [RADIO_XCHANNEL] = { 4, 8 }, [RADIO_MCS] = { 1, 3 },
	[RADIO_AMPDU] = { 4, 8 }, [RADIO_VHT] = { 2, 12 }, [RADIO_TIMESTAMP] = { 8, 12 }, [RADIO_HE] = { 2, 12 },
	[RADIO_HE_MU] = { 2, 12 }, [RADIO_HE_MU_USER] = { 2, 6 }, [RADIO_ZERO_PSDU] = { 1, 1 }, [RADIO_L_SIG] = { 2, 4 },
	[RADIO_VENDOR_SPACE] = { 2, 6 },
};
enum { N_SHAPES = sizeof shapes / sizeof *shapes, WORD_BITS = 32 };

static bool has_bit(struct slice s, uint32_t word, unsigned bit)
{
	return slice_uint(s, word, 4, true) >> bit & 1;
}

uint32_t radio_words_end(struct slice s)
{
	uint32_t off = RADIO_FIXED;
	while (off < RADIO_FIXED + 4 * RADIO_MAX_WORDS && has_bit(s, off - 4, RADIO_MORE_WORDS))
		off += 4;
	return off;
}

struct radio_walk radio_begin(struct slice header)
{
	uint32_t end = radio_words_end(header);
	return (struct radio_walk){ .s = header, .word = 4, .off = end, .end = end };
}

/* The next word of present bits. False: there is none, or its bits go on where the last one's ended, and are not known. */
static bool next_word(struct radio_walk *w)
{
	bool own = has_bit(w->s, w->word, RADIO_OWN_SPACE), vendor = has_bit(w->s, w->word, RADIO_VENDOR_SPACE);
	w->word += 4;
	w->bit = 0;
	w->vendor = vendor || (w->vendor && !own);
	return w->word < w->end && (own || w->vendor);
}

/* Somebody's own fields: a name of 3 bytes, one for his own use, how many bytes follow, and those. */
static uint32_t vendor_bytes(const struct radio_walk *w, uint32_t off)
{
	return 6 + (uint32_t)slice_uint(w->s, off + 4, 2, true);
}

bool radio_next(struct radio_walk *w, struct radio_place *p)
{
	for (;;) {
		if (w->bit >= WORD_BITS && !next_word(w))
			return false;
		unsigned bit = w->bit++;
		if (bit == RADIO_OWN_SPACE || bit == RADIO_MORE_WORDS || !has_bit(w->s, w->word, bit) ||
		    (w->vendor && bit < RADIO_OWN_SPACE))
			continue;
		if (bit >= N_SHAPES || !shapes[bit].size)
			return false;
		uint32_t mask = shapes[bit].boundary - 1u, off = (w->off + mask) & ~mask;
		uint32_t n = bit == RADIO_VENDOR_SPACE ? vendor_bytes(w, off) : shapes[bit].size;
		if (!slice_has(w->s, off, n))
			return false;
		*p = (struct radio_place){ bit, off, n };
		w->off = off + n;
		return true;
	}
}

int radio_channel(unsigned frequency)
{
	static const struct {
		unsigned low, high, zero;
	} bands[] = { { 2412, 2472, 2407 }, { 4910, 4980, 4000 }, { 5000, 5925, 5000 }, { 5955, 7115, 5950 } };
	if (frequency == 2484)
		return 14;
	for (unsigned i = 0; i < sizeof bands / sizeof *bands; i++)
		if (frequency >= bands[i].low && frequency <= bands[i].high)
			return (int)(frequency - bands[i].zero) / 5;
	return -1;
}

enum { MCS_STREAM = 8, MCS_EQUAL = 32, MCS_SLOWEST = 32 };

unsigned radio_ht_bits(unsigned mcs, bool wide)
{
	/* of one spatial stream in 20 MHz, IEEE 802.11-2020 table 19-27 */
	static const uint16_t bits[MCS_STREAM] = { 26, 52, 78, 104, 156, 208, 234, 260 };
	if (mcs == MCS_SLOWEST)
		return wide ? 24 : 12;
	if (mcs > MCS_EQUAL)
		return 0;
	unsigned n = bits[mcs % MCS_STREAM] * (mcs / MCS_STREAM + 1);
	return wide ? n * 108 / 52 : n;
}

float radio_ht_rate(unsigned mcs, bool wide, bool short_interval)
{
	float narrow = (float)radio_ht_bits(mcs, false), symbol = short_interval ? 3.6f : 4.0f;
	return narrow * (wide ? 108.0f / 52.0f : 1.0f) / symbol;
}

uint64_t radio_real(float v)
{
	uint32_t bits;
	memcpy(&bits, &v, sizeof bits);
	return bits;
}
