/* radiotap.c: what a radio says of a frame, in front of it (radiotap.org): the header and the two first fields. */
#include "dissect/tree.h"

/*  +---------+-----+--------+------------------------------+
 *  | version | pad | length | present flags, 4 bytes or more|  then the fields that the flags name, each on its own
 *  +---------+-----+--------+------------------------------+  boundary; all little-endian */
enum {
	RADIOTAP, VERSION, PAD, LENGTH, PRESENT, WORD, P_TSFT, P_FLAGS, P_RATE, P_CHANNEL, P_FHSS, P_SIGNAL,
	P_NOISE, P_QUALITY, P_ATTENUATION, P_DB_ATTENUATION, P_POWER, P_ANTENNA, P_DB_SIGNAL, P_DB_NOISE,
	P_RX_FLAGS, P_TX_FLAGS, P_RETRIES, P_XCHANNEL, P_MCS, P_AMPDU, P_VHT, P_TIMESTAMP, P_HE, P_HE_MU,
	P_ZERO_PSDU, P_L_SIG, P_TLV, P_RADIOTAP_NS, P_VENDOR_NS, P_EXT, MACTIME, FLAGS, F_CFP, F_PREAMBLE, F_WEP,
	F_FRAGMENTED, F_FCS, F_DATAPAD, F_BAD_FCS, F_SHORT_GI,
};
enum { BIT_TSFT = 1, BIT_FLAGS = 2, MORE_WORDS = 0x80 /* in the last byte of a word */ };
enum { FLAG_FCS = 0x10, FLAG_DATAPAD = 0x20 };
enum { FIXED = 8, MAX_WORDS = 16 };
/* What wlan asks its parent: is there a frame check sequence, is its header padded to 4 bytes? */
enum { FACT_FCS, FACT_DATAPAD, FACT_FIELDS };

static const struct value_table there = BOOL_NAMES("Present", "Absent");
static const struct value_table preambles = BOOL_NAMES("Short", "Long");

#define PRESENT_BIT(abbrev, name, bit, names)                                                                 \
	F("radiotap.present." abbrev, name, FT_BOOLEAN, BASE_NONE, .off = 4, .size = 4, .mask = 1u << (bit), \
	  .flags = F_LITTLE, .vals = &names)
#define FLAG(abbrev, name, bit, names)                                                                    \
	F("radiotap.flags." abbrev, name, FT_BOOLEAN, BASE_NONE, .off = 0, .size = 1, .mask = 1u << (bit), \
	  .flags = F_CHILD, .vals = &names)

static const struct field radiotap_fields[] = {
	[RADIOTAP] = F("radiotap", "IEEE 802.11 Radiotap Capture header", FT_PROTOCOL, BASE_NONE),
	[VERSION] = F("radiotap.version", "Header revision", FT_UINT8, BASE_DEC, .off = 0, .size = 1),
	[PAD] = F("radiotap.pad", "Header pad", FT_UINT8, BASE_DEC, .off = 1, .size = 1),
	[LENGTH] = F("radiotap.length", "Header length", FT_UINT16, BASE_DEC, .off = 2, .size = 2, .flags = F_LITTLE),
	[PRESENT] = F("radiotap.present", "Present flags", FT_NONE, BASE_NONE),
	[WORD] = F("radiotap.present.word", "Present flags word", FT_UINT32, BASE_HEX, .flags = F_LITTLE),
	[P_TSFT] = PRESENT_BIT("tsft", "TSFT", 0, there),
	[P_FLAGS] = PRESENT_BIT("flags", "Flags", 1, there),
	[P_RATE] = PRESENT_BIT("rate", "Rate", 2, there),
	[P_CHANNEL] = PRESENT_BIT("channel", "Channel", 3, there),
	[P_FHSS] = PRESENT_BIT("fhss", "FHSS", 4, there),
	[P_SIGNAL] = PRESENT_BIT("dbm_antsignal", "dBm Antenna Signal", 5, there),
	[P_NOISE] = PRESENT_BIT("dbm_antnoise", "dBm Antenna Noise", 6, there),
	[P_QUALITY] = PRESENT_BIT("lock_quality", "Lock Quality", 7, there),
	[P_ATTENUATION] = PRESENT_BIT("tx_attenuation", "TX Attenuation", 8, there),
	[P_DB_ATTENUATION] = PRESENT_BIT("db_tx_attenuation", "dB TX Attenuation", 9, there),
	[P_POWER] = PRESENT_BIT("dbm_tx_power", "dBm TX Power", 10, there),
	[P_ANTENNA] = PRESENT_BIT("antenna", "Antenna", 11, there),
	[P_DB_SIGNAL] = PRESENT_BIT("db_antsignal", "dB Antenna Signal", 12, there),
	[P_DB_NOISE] = PRESENT_BIT("db_antnoise", "dB Antenna Noise", 13, there),
	[P_RX_FLAGS] = PRESENT_BIT("rxflags", "RX flags", 14, there),
	[P_TX_FLAGS] = PRESENT_BIT("txflags", "TX flags", 15, there),
	[P_RETRIES] = PRESENT_BIT("data_retries", "data retries", 17, there),
	[P_XCHANNEL] = PRESENT_BIT("xchannel", "Channel+", 18, there),
	[P_MCS] = PRESENT_BIT("mcs", "MCS information", 19, there),
	[P_AMPDU] = PRESENT_BIT("ampdu", "A-MPDU Status", 20, there),
	[P_VHT] = PRESENT_BIT("vht", "VHT information", 21, there),
	[P_TIMESTAMP] = PRESENT_BIT("timestamp", "frame timestamp", 22, there),
	[P_HE] = PRESENT_BIT("he", "HE information", 23, there),
	[P_HE_MU] = PRESENT_BIT("he_mu", "HE-MU information", 24, there),
	[P_ZERO_PSDU] = PRESENT_BIT("0_length.psdu", "0 Length PSDU", 26, there),
	[P_L_SIG] = PRESENT_BIT("l_sig", "L-SIG", 27, there),
	[P_TLV] = PRESENT_BIT("tlv", "TLVs", 28, there),
	[P_RADIOTAP_NS] = PRESENT_BIT("rtap_ns", "Radiotap NS next", 29, bool_true),
	[P_VENDOR_NS] = PRESENT_BIT("vendor_ns", "Vendor NS next", 30, bool_true),
	[P_EXT] = PRESENT_BIT("ext", "Ext", 31, there),
	[MACTIME] = F("radiotap.mactime", "MAC timestamp", FT_UINT64, BASE_DEC, .flags = F_LITTLE),
	[FLAGS] = F("radiotap.flags", "Flags", FT_UINT8, BASE_HEX, .off = 0, .size = 1),
	[F_CFP] = FLAG("cfp", "CFP", 0, bool_true),
	[F_PREAMBLE] = FLAG("preamble", "Preamble", 1, preambles),
	[F_WEP] = FLAG("wep", "WEP", 2, bool_true),
	[F_FRAGMENTED] = FLAG("frag", "Fragmentation", 3, bool_true),
	[F_FCS] = FLAG("fcs", "FCS at end", 4, bool_true),
	[F_DATAPAD] = FLAG("datapad", "Data Pad", 5, bool_true),
	[F_BAD_FCS] = FLAG("badfcs", "Bad FCS", 6, bool_true),
	[F_SHORT_GI] = FLAG("shortgi", "Short GI", 7, bool_true),
};

/* Bytes up to the first field: the words of present flags go on while the highest bit is set. */
static uint32_t words_end(struct slice s)
{
	uint32_t off = FIXED;
	while (off < FIXED + 4 * MAX_WORDS && slice_u8(s, off - 1) & MORE_WORDS)
		off += 4;
	return off;
}

/* Where the flags are, 0: there are none. A timestamp before them is 8 bytes on a boundary of 8. */
static uint32_t flags_place(struct slice s, uint32_t off)
{
	unsigned present = slice_u8(s, 4);
	if (present & BIT_TSFT)
		off = ((off + 7) & ~7u) + 8;
	return present & BIT_FLAGS ? off : 0;
}

static void radiotap_dissect(struct dissection *d, struct layer *l)
{
	uint32_t n = (uint32_t)slice_uint(l->data, 2, 2, true), fields, at;
	if (!layer_header(l, FIXED))
		return;
	fields = words_end(l->data);
	l->fact[FACT_FIELDS] = fields;
	at = flags_place(l->data, fields);
	if (at && at < n) {
		l->fact[FACT_FCS] = slice_u8(l->data, at) & FLAG_FCS;
		l->fact[FACT_DATAPAD] = slice_u8(l->data, at) & FLAG_DATAPAD;
	}
	if (layer_header(l, n < FIXED ? FIXED : n))
		next_named(d, l, "wlan", l->payload);
	l->tree_len = l->header_len < l->data.len ? l->header_len : l->data.len;
}

static void put_present(struct tree *t, uint32_t end)
{
	put_node(t, PRESENT, 4, end - 4);
	tree_push(t);
	for (uint32_t off = 4; off < end && !tree_ended(t); off += 4) {
		put(t, WORD, off, 4);
		tree_push(t);
		/* what the other bits of later words mean depends on the words before */
		put_rows(t, off == 4 ? P_TSFT : P_RADIOTAP_NS, P_EXT, off - 4);
		tree_pop(t);
	}
	tree_pop(t);
}

static void radiotap_tree(struct tree *t, const struct layer *l)
{
	uint32_t fields = (uint32_t)l->fact[FACT_FIELDS], n = l->header_len, at;
	put_rows(t, VERSION, LENGTH, 0);
	if (slice_u8(l->data, 0) || !fields || !tree_need(t, 0, fields) || fields > n) /* other versions: unknown */
		return;
	put_present(t, fields);
	if (slice_u8(l->data, 4) & BIT_TSFT && ((fields + 7) & ~7u) + 8 <= n)
		put(t, MACTIME, (fields + 7) & ~7u, 8);
	at = flags_place(l->data, fields);
	if (at && at < n)
		put_rows(t, FLAGS, F_SHORT_GI, at);
}

static const struct next_link radiotap_on[] = { { NEXT_LINK_TYPE, 127 } };

const struct protocol protocol_radiotap = {
	.name = "radiotap",
	.column = "802.11",
	.short_name = "802.11 Radiotap",
	FIELDS(radiotap_fields),
	ON(radiotap_on),
	.dissect = radiotap_dissect,
	.fields_of = radiotap_tree,
};
