/* radio_fields.h: the fields in front of a wireless frame (radiotap.org), one after the other. radiotap shows them, wlan_radio
 * says what they come to. */
#ifndef PEEL_DISSECT_LINK_RADIO_FIELDS_H
#define PEEL_DISSECT_LINK_RADIO_FIELDS_H

#include "base/slice.h"

/* Numbers of the bits that say which fields there are. */
enum radio_field {
	RADIO_TSFT, RADIO_FLAGS, RADIO_RATE, RADIO_CHANNEL, RADIO_FHSS, RADIO_DBM_SIGNAL, RADIO_DBM_NOISE, RADIO_QUALITY,
	RADIO_TX_ATTENUATION, RADIO_DB_TX_ATTENUATION, RADIO_TX_POWER, RADIO_ANTENNA, RADIO_DB_SIGNAL, RADIO_DB_NOISE,
	RADIO_RX_FLAGS, RADIO_TX_FLAGS, RADIO_DATA_RETRIES = 17, RADIO_XCHANNEL, RADIO_MCS, RADIO_AMPDU, RADIO_VHT,
	RADIO_TIMESTAMP, RADIO_HE, RADIO_HE_MU, RADIO_HE_MU_USER, RADIO_ZERO_PSDU, RADIO_L_SIG,
	RADIO_OWN_SPACE = 29, RADIO_VENDOR_SPACE, RADIO_MORE_WORDS,
};

enum { RADIO_FIXED = 8, RADIO_MAX_WORDS = 16 };

/* A field: which one, and its place in the header. */
struct radio_place {
	unsigned field; /* enum radio_field */
	uint32_t off, n;
};

/* Where the next field is looked for; begins as radio_begin says. */
struct radio_walk {
	struct slice s;     /* the header, as long as it says it is */
	uint32_t word, off; /* places of the word of present bits at hand, and of the next field */
	uint32_t end;       /* of the words */
	unsigned bit;
	bool vendor; /* the bits of the word are somebody's own */
};

/* Bytes up to the first field: the words of present bits go on while the highest bit is set. */
uint32_t radio_words_end(struct slice s);
struct radio_walk radio_begin(struct slice header);
/* False: there are no more, or none whose size is known. */
bool radio_next(struct radio_walk *w, struct radio_place *p);

/* The number of a channel by its frequency in MHz; -1: none. */
int radio_channel(unsigned frequency);
/* Bits of data in an OFDM symbol of 802.11n, by the index of modulation and coding; 0: not known. */
unsigned radio_ht_bits(unsigned mcs, bool wide);
/* Megabits a second that come of it. */
float radio_ht_rate(unsigned mcs, bool wide, bool short_interval);
/* The bytes of a number as a record of FT_FLOAT holds them. */
uint64_t radio_real(float v);

#endif
