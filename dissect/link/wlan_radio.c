/* wlan_radio.c: what the radio's fields in front of a wireless frame come to: modulation, channel, strength, time on the air.
 * It has no bytes of its own. */
#include "base/fmt.h"
#include "dissect/link/radio_fields.h"
#include "dissect/tree.h"

enum {
	WLAN_RADIO, PHY, HOP_SET, HOP_PATTERN, TURBO, MODE, MCS, BANDWIDTH, SHORT_GI, GREENFIELD, FEC, STBC, NESS, SHORT_PREAMBLE,
	RATE, CHANNEL, FREQUENCY, SIGNAL_DB, SIGNAL_DBM, NOISE_DB, NOISE_DBM, SNR, TIMESTAMP, LAST_PART, CRC_ERROR, AGGREGATE,
	DURATION, PREAMBLE, START, END, ASSUMED_PREAMBLE, ASSUMED_FORMAT, ASSUMED_STBC, ASSUMED_NESS, ASSUMED_FEC,
};
enum phy {
	PHY_NONE, PHY_FHSS, PHY_IR, PHY_DSSS, PHY_B, PHY_A, PHY_G, PHY_N, PHY_AC, PHY_AD, PHY_AH, PHY_AX,
};
enum channel_bits {
	CH_TURBO = 0x10, CH_CCK = 0x20, CH_OFDM = 0x40, CH_2GHZ = 0x80, CH_5GHZ = 0x100, CH_PASSIVE = 0x200, CH_DYNAMIC = 0x400,
	CH_GFSK = 0x800, CH_GSM = 0x1000, CH_STATIC_TURBO = 0x2000, CH_HT = 0x07 /* of the third byte */,
};
enum { KNOWN_BW = 1, KNOWN_MCS = 2, KNOWN_GI = 4, KNOWN_FORMAT = 8, KNOWN_FEC = 16, KNOWN_STBC = 32, KNOWN_NESS = 64 };
/* What wlan asks its parent: is there a frame check sequence, is its header padded to 4 bytes? radiotap says it likewise. */
enum { FACT_FCS, FACT_DATAPAD };
enum { NO_MODE = 0xff };

static const struct value_table phys =
	VALUES({ 1, "802.11 FHSS" }, { 2, "802.11 IR" }, { 3, "802.11 DSSS" }, { 4, "802.11b (HR/DSSS)" }, { 5, "802.11a (OFDM)" },
	       { 6, "802.11g (ERP)" }, { 7, "802.11n (HT)" }, { 8, "802.11ac (VHT)" }, { 9, "802.11ad (DMG)" },
	       { 10, "802.11ah (S1G)" }, { 11, "802.11ax (HE)" });
static const struct value_table turbos =
	VALUES({ 0, "Non-turbo" }, { 1, "Turbo" }, { 2, "Dynamic turbo" }, { 3, "Static turbo" });
static const struct value_table modes = VALUES({ 0, "None" }, { 1, "Super G" });
static const struct value_table bandwidths =
	VALUES({ 0, "20 MHz" }, { 1, "40 MHz" }, { 2, "20 MHz + 20 MHz lower" }, { 3, "20 MHz + 20 MHz upper" });
static const struct value_table codings = VALUES({ 0, "BEC" }, { 1, "LDPC" });
static const struct value_table mhz = UNIT("MHz", "MHz"), db = UNIT(" dB", " dB"), dbm = UNIT(" dBm", " dBm");
static const struct value_table microseconds = UNIT("\xc2\xb5s", "\xc2\xb5s");

static void rate_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	uint32_t bits = (uint32_t)r->val;
	float rate;
	memcpy(&rate, &bits, sizeof rate);
	uint64_t tenths = (uint64_t)(rate * 10.0f + 0.5f);
	buf_lit(b, "Data rate: ");
	fmt_uint(b, tenths / 10);
	buf_char(b, '.');
	fmt_uint(b, tenths % 10);
	buf_lit(b, " Mb/s");
}

#define RADIO(abbrev, name, type, ...) F("wlan_radio." abbrev, name, type, BASE_DEC, __VA_ARGS__)
#define RADIO_BOOL(abbrev, name, ...) F("wlan_radio." abbrev, name, FT_BOOLEAN, BASE_NONE, .vals = &bool_true, __VA_ARGS__)
#define ASSUMED(abbrev, what) F_EXPERT("wlan_radio.assumed." abbrev, what, PI_WARN, PI_ASSUMPTION)

static const struct field wlan_radio_fields[] = {
	[WLAN_RADIO] = F("wlan_radio", "802.11 radio information", FT_PROTOCOL, BASE_NONE),
	[PHY] = RADIO("phy", "PHY type", FT_UINT32, .vals = &phys),
	[HOP_SET] = F("wlan_radio.fhss.hop_set", "Hop set", FT_UINT8, BASE_HEX),
	[HOP_PATTERN] = F("wlan_radio.fhss.hop_pattern", "Hop pattern", FT_UINT8, BASE_HEX),
	[TURBO] = RADIO("11a.turbo_type", "Turbo type", FT_UINT32, .vals = &turbos),
	[MODE] = RADIO("11g.mode", "Proprietary mode", FT_UINT32, .vals = &modes),
	[MCS] = RADIO("11n.mcs_index", "MCS index", FT_UINT32),
	[BANDWIDTH] = RADIO("11n.bandwidth", "Bandwidth", FT_UINT32, .vals = &bandwidths),
	[SHORT_GI] = RADIO_BOOL("11n.short_gi", "Short GI"),
	[GREENFIELD] = RADIO_BOOL("11n.greenfield", "Greenfield"),
	[FEC] = RADIO("11n.fec", "FEC", FT_UINT32, .vals = &codings),
	[STBC] = RADIO("11n.stbc_streams", "Number of STBC streams", FT_UINT32),
	[NESS] = RADIO("11n.ness", "Number of extension spatial streams", FT_UINT32),
	[SHORT_PREAMBLE] = RADIO_BOOL("short_preamble", "Short preamble"),
	[RATE] = F("wlan_radio.data_rate", "Data rate", FT_FLOAT, BASE_NONE, .label = rate_label),
	[CHANNEL] = RADIO("channel", "Channel", FT_UINT32),
	[FREQUENCY] = RADIO("frequency", "Frequency", FT_UINT16, .vals = &mhz),
	[SIGNAL_DB] = RADIO("signal_db", "Signal strength (dB)", FT_UINT8, .vals = &db),
	[SIGNAL_DBM] = RADIO("signal_dbm", "Signal strength (dBm)", FT_INT8, .vals = &dbm),
	[NOISE_DB] = RADIO("noise_db", "Noise level (dB)", FT_UINT8, .vals = &db),
	[NOISE_DBM] = RADIO("noise_dbm", "Noise level (dBm)", FT_INT8, .vals = &dbm),
	[SNR] = RADIO("snr", "Signal/noise ratio (dB)", FT_INT32, .vals = &db),
	[TIMESTAMP] = RADIO("timestamp", "TSF timestamp", FT_UINT64),
	[LAST_PART] = RADIO_BOOL("last_part_of_an_ampdu", "Last part of an A-MPDU", .mask = 1, .digits = 32),
	[CRC_ERROR] = RADIO_BOOL("a_mpdu_delim_crc_error", "A-MPDU delimiter CRC error", .mask = 2, .digits = 32),
	[AGGREGATE] = RADIO("a_mpdu_aggregate_id", "A-MPDU aggregate ID", FT_UINT32),
	[DURATION] = RADIO("duration", "Duration", FT_UINT32, .flags = F_GENERATED, .vals = &microseconds),
	[PREAMBLE] = RADIO("preamble", "Preamble", FT_UINT32, .flags = F_GENERATED, .vals = &microseconds),
	[START] = RADIO("start_tsf", "Start", FT_UINT64, .flags = F_GENERATED, .vals = &microseconds),
	[END] = RADIO("end_tsf", "End", FT_UINT64, .flags = F_GENERATED, .vals = &microseconds),
	[ASSUMED_PREAMBLE] = ASSUMED("short_preamble", "No preamble length information was available, assuming short preamble."),
	[ASSUMED_FORMAT] = ASSUMED("non_greenfield", "No plcp type information was available, assuming non greenfield."),
	[ASSUMED_STBC] = ASSUMED("no_stbc", "No stbc information was available, assuming no stbc."),
	[ASSUMED_NESS] =
		ASSUMED("no_extension_streams", "No extension stream information was available, assuming no extension streams."),
	[ASSUMED_FEC] = ASSUMED("bcc_fec", "No fec type information was available, assuming bcc fec."),
};

/* The radio's fields as numbers; of one that is there several times (an antenna each), the last. */
struct radio {
	uint32_t has; /* bits of enum radio_field */
	unsigned flags, rate, frequency, channel_flags, ht_channel, hops, quality, signal_db, noise_db, mcs_known,
		mcs_flags, mcs;
	unsigned aggregate, aggregate_flags;
	int signal_dbm, noise_dbm;
	uint64_t tsf;
	uint8_t phy, mode, turbo;
};

static bool has(const struct radio *r, unsigned field)
{
	return r->has >> field & 1;
}

static int signed_byte(unsigned byte)
{
	return byte < 128 ? (int)byte : (int)byte - 256;
}

static void read_field(struct radio *r, struct slice s, struct radio_place p)
{
	unsigned byte = slice_u8(s, p.off), word = (unsigned)slice_uint(s, p.off, 2, true);
	r->has |= 1u << p.field;
	switch (p.field) {
	case RADIO_TSFT: r->tsf = slice_uint(s, p.off, 8, true); break;
	case RADIO_FLAGS: r->flags = byte; break;
	case RADIO_RATE: r->rate = byte; break;
	case RADIO_FHSS: r->hops = word; break;
	case RADIO_DBM_SIGNAL: r->signal_dbm = signed_byte(byte); break;
	case RADIO_DBM_NOISE: r->noise_dbm = signed_byte(byte); break;
	case RADIO_DB_SIGNAL: r->signal_db = byte; break;
	case RADIO_DB_NOISE: r->noise_db = byte; break;
	case RADIO_CHANNEL:
		r->frequency = word;
		r->channel_flags = (unsigned)slice_uint(s, p.off + 2, 2, true);
		break;
	case RADIO_XCHANNEL:
		r->channel_flags = (unsigned)slice_uint(s, p.off, 2, true);
		r->ht_channel = slice_u8(s, p.off + 2) & CH_HT;
		r->frequency = (unsigned)slice_uint(s, p.off + 4, 2, true);
		break;
	case RADIO_MCS:
		r->mcs_known = byte;
		r->mcs_flags = slice_u8(s, p.off + 1);
		r->mcs = slice_u8(s, p.off + 2);
		break;
	case RADIO_AMPDU:
		r->aggregate = (unsigned)slice_uint(s, p.off, 4, true);
		r->aggregate_flags = (unsigned)slice_uint(s, p.off + 4, 2, true);
		break;
	default: break;
	}
}

static bool rate_is_cck(unsigned rate)
{
	return rate == 2 || rate == 4 || rate == 11 || rate == 22 || rate == 44 || rate == 66;
}

/* Rates are in units of 500 kb/s. */
static bool rate_is_ofdm(unsigned rate)
{
	static const uint8_t rates[] = { 12, 18, 24, 36, 48, 72, 96, 108 };
	return rate < 0xff && memchr(rates, (int)rate, sizeof rates);
}

/* What kind of radio the kind of channel says. */
static void phy_of_channel(struct radio *r)
{
	static const struct {
		uint16_t flags;
		uint8_t phy, mode, turbo;
	} kinds[] = {
		{ CH_2GHZ | CH_GFSK, PHY_FHSS, NO_MODE, NO_MODE },
		{ CH_2GHZ, PHY_DSSS, NO_MODE, NO_MODE },
		{ CH_2GHZ | CH_CCK, PHY_B, NO_MODE, NO_MODE },
		{ CH_5GHZ | CH_OFDM, PHY_A, NO_MODE, 0 },
		{ CH_5GHZ | CH_OFDM | CH_TURBO, PHY_A, NO_MODE, 2 },
		{ CH_5GHZ | CH_OFDM | CH_TURBO | CH_STATIC_TURBO, PHY_A, NO_MODE, 3 },
		{ CH_2GHZ | CH_OFDM, PHY_G, 0, NO_MODE },
		{ CH_2GHZ | CH_DYNAMIC, PHY_G, 0, NO_MODE },
		{ CH_2GHZ | CH_OFDM | CH_TURBO, PHY_G, 1, NO_MODE },
	};
	unsigned flags = r->channel_flags & ~(unsigned)(CH_PASSIVE | CH_GSM);
	for (unsigned i = 0; i < COUNT(kinds); i++)
		if (kinds[i].flags == flags) {
			r->phy = kinds[i].phy;
			r->mode = kinds[i].mode;
			r->turbo = kinds[i].turbo;
		}
}

/* The kind of radio: newer ones have a field of their own; else the channel says it, or the rate does. */
static void find_phy(struct radio *r)
{
	bool channel = has(r, RADIO_CHANNEL) || has(r, RADIO_XCHANNEL), rated = has(r, RADIO_RATE);
	if (has(r, RADIO_HE)) {
		r->phy = PHY_AX;
	} else if (has(r, RADIO_VHT)) {
		r->phy = PHY_AC;
	} else if ((has(r, RADIO_MCS) && r->mcs_known) || r->ht_channel) {
		r->phy = PHY_N;
	} else if (has(r, RADIO_FHSS)) {
		r->phy = PHY_FHSS;
	} else if (channel && r->frequency >= 57000) {
		r->phy = PHY_AD;
	} else {
		if (channel)
			phy_of_channel(r);
		if (rated && rate_is_cck(r->rate) && (!r->phy || r->phy == PHY_G)) {
			r->phy = PHY_B;
			r->mode = NO_MODE;
		} else if (channel && rated && !r->phy && rate_is_ofdm(r->rate)) {
			r->phy = r->frequency < 3000 ? PHY_G : PHY_A;
		}
	}
}

static struct radio read_radio(struct slice header)
{
	struct radio r = { .mode = NO_MODE, .turbo = NO_MODE };
	struct radio_walk w = radio_begin(header);
	struct radio_place p;
	if (slice_u8(header, 0)) /* another version, whose fields nobody knows */
		return r;
	while (radio_next(&w, &p))
		read_field(&r, header, p);
	find_phy(&r);
	return r;
}

static void wlan_radio_dissect(struct dissection *d, struct layer *l)
{
	const struct layer *above = layer_parent(d, l);
	l->fact[FACT_FCS] = above->fact[FACT_FCS];
	l->fact[FACT_DATAPAD] = above->fact[FACT_DATAPAD];
	layer_header(l, 0);
	next_named(d, l, "wlan", l->payload);
}

static unsigned over(unsigned a, unsigned b)
{
	return (a + b - 1) / b;
}

/* Time on the air, in microseconds; 0: not known. Signal and length of 20 MHz OFDM take 20, a symbol 4 (clause 17). */
static unsigned ofdm_time(struct radio *r, unsigned bytes, unsigned *preamble)
{
	*preamble = 20;
	return 20 + 4 * over(16 + 8 * bytes + 6, 2 * r->rate);
}

/* Clause 16: a long preamble of 192, or a short one of 96, and the bits at their rate. */
static unsigned cck_time(const struct radio *r, unsigned bytes, unsigned *preamble)
{
	*preamble = has(r, RADIO_FLAGS) && !(r->flags & 2) ? 192 : 96;
	return *preamble + over(16 * bytes, r->rate);
}

/* Clause 19. Training fields: one a stream, but four for three; as many for streams that only sound the channel. */
static unsigned ht_time(const struct radio *r, unsigned bytes, unsigned *preamble)
{
	static const uint8_t trainings[] = { 0, 1, 2, 4, 4 };
	unsigned known = r->mcs_known, flags = r->mcs_flags, bits = radio_ht_bits(r->mcs, (flags & 3) == 1);
	unsigned stbc = known & KNOWN_STBC ? flags >> 5 & 3 : 0, streams = (r->mcs == 32 ? 0 : r->mcs / 8) + 1 + stbc;
	unsigned ness = known & KNOWN_NESS ? (flags >> 7) | (known >> 6 & 2) : 0;
	bool ldpc = known & KNOWN_FEC && flags & 0x10, green = known & KNOWN_FORMAT && flags & 8;
	unsigned per = stbc ? 2 : 1;
	if ((known & 7) != 7 || !bits || streams > 4)
		return 0;
	*preamble = (green ? 24 - 4 : 32) + 4u * trainings[streams] + 4u * trainings[ness];
	unsigned symbols = per * over(16 + 8 * bytes + (ldpc ? 0 : 6), bits * per);
	return *preamble + (flags & 4 ? over(symbols * 36, 10) : symbols * 4);
}

static unsigned air_time(struct radio *r, unsigned bytes, unsigned *preamble)
{
	if (r->phy == PHY_N)
		return ht_time(r, bytes, preamble);
	if (!has(r, RADIO_RATE) || !r->rate || r->phy == PHY_AX || r->phy == PHY_AC || r->phy == PHY_AD)
		return 0;
	if (r->phy == PHY_B)
		return cck_time(r, bytes, preamble);
	return (!r->phy || r->phy == PHY_A || r->phy == PHY_G) && rate_is_ofdm(r->rate) ? ofdm_time(r, bytes, preamble)
											: 0;
}

static void put_ht(struct tree *t, const struct radio *r)
{
	unsigned known = r->mcs_known, flags = r->mcs_flags;
	if (known & KNOWN_MCS)
		put_uint(t, MCS, 0, 0, r->mcs);
	if (known & KNOWN_BW)
		put_uint(t, BANDWIDTH, 0, 0, flags & 3);
	if (known & KNOWN_GI)
		put_uint(t, SHORT_GI, 0, 0, flags >> 2 & 1);
	if (known & KNOWN_FORMAT)
		put_uint(t, GREENFIELD, 0, 0, flags >> 3 & 1);
	if (known & KNOWN_FEC)
		put_uint(t, FEC, 0, 0, flags >> 4 & 1);
	if (known & KNOWN_STBC)
		put_uint(t, STBC, 0, 0, flags >> 5 & 3);
	if (known & KNOWN_NESS)
		put_uint(t, NESS, 0, 0, (flags >> 7) | (known >> 6 & 2));
}

static void put_phy(struct tree *t, const struct radio *r)
{
	if (r->phy)
		put_uint(t, PHY, 0, 0, r->phy);
	if (r->phy == PHY_FHSS && has(r, RADIO_FHSS)) {
		put_uint(t, HOP_SET, 0, 0, r->hops & 0xff);
		put_uint(t, HOP_PATTERN, 0, 0, r->hops >> 8);
	}
	if (r->phy == PHY_N)
		put_ht(t, r);
	if (r->phy == PHY_B && has(r, RADIO_FLAGS))
		put_uint(t, SHORT_PREAMBLE, 0, 0, r->flags >> 1 & 1);
	if (r->turbo != NO_MODE)
		put_uint(t, TURBO, 0, 0, r->turbo);
	if (r->mode != NO_MODE)
		put_uint(t, MODE, 0, 0, r->mode);
}

static void put_rate(struct tree *t, const struct radio *r)
{
	bool wide = (r->mcs_flags & 3) == 1, short_interval = r->mcs_flags & 4;
	if (r->phy == PHY_N && r->mcs_known) {
		if ((r->mcs_known & 7) == 7 && radio_ht_bits(r->mcs, wide))
			put_uint(t, RATE, 0, 0, radio_real(radio_ht_rate(r->mcs, wide, short_interval)));
	} else if (has(r, RADIO_RATE)) {
		put_uint(t, RATE, 0, 0, radio_real((float)r->rate / 2));
	}
}

static void put_channel(struct tree *t, const struct radio *r)
{
	if (!has(r, RADIO_CHANNEL) && !has(r, RADIO_XCHANNEL))
		return;
	int channel = radio_channel(r->frequency);
	if (channel >= 0)
		put_uint(t, CHANNEL, 0, 0, (uint64_t)channel);
	put_uint(t, FREQUENCY, 0, 0, r->frequency);
}

static void put_strength(struct tree *t, const struct radio *r)
{
	bool dbms = has(r, RADIO_DBM_SIGNAL) && has(r, RADIO_DBM_NOISE);
	if (has(r, RADIO_DB_SIGNAL))
		put_uint(t, SIGNAL_DB, 0, 0, r->signal_db);
	if (has(r, RADIO_DBM_SIGNAL))
		put_uint(t, SIGNAL_DBM, 0, 0, (uint64_t)(int64_t)r->signal_dbm);
	if (has(r, RADIO_DB_NOISE))
		put_uint(t, NOISE_DB, 0, 0, r->noise_db);
	if (has(r, RADIO_DBM_NOISE))
		put_uint(t, NOISE_DBM, 0, 0, (uint64_t)(int64_t)r->noise_dbm);
	if (dbms)
		put_uint(t, SNR, 0, 0, (uint64_t)(int64_t)(r->signal_dbm - r->noise_dbm));
	else if (has(r, RADIO_DB_SIGNAL) && has(r, RADIO_DB_NOISE))
		put_uint(t, SNR, 0, 0, (uint64_t)((int64_t)r->signal_db - r->noise_db));
	if (has(r, RADIO_TSFT))
		put_uint(t, TIMESTAMP, 0, 0, r->tsf);
	if (has(r, RADIO_AMPDU)) {
		put_uint(t, LAST_PART, 0, 0, r->aggregate_flags >> 3 & 1);
		put_uint(t, CRC_ERROR, 0, 0, r->aggregate_flags >> 4 & 1);
		put_uint(t, AGGREGATE, 0, 0, r->aggregate);
	}
}

/* What was not said, and was taken for granted to work out the time on the air. */
static void put_assumed(struct tree *t, const struct radio *r)
{
	static const struct {
		uint8_t known, row;
	} ht[] = { { KNOWN_FORMAT, ASSUMED_FORMAT },
		   { KNOWN_STBC, ASSUMED_STBC },
		   { KNOWN_NESS, ASSUMED_NESS },
		   { KNOWN_FEC, ASSUMED_FEC } };
	if (r->phy == PHY_B && !has(r, RADIO_FLAGS))
		put_expert(t, ASSUMED_PREAMBLE, 0, 0, NULL);
	for (unsigned i = 0; r->phy == PHY_N && i < COUNT(ht); i++)
		if (!(r->mcs_known & ht[i].known))
			put_expert(t, ht[i].row, 0, 0, NULL);
}

static void wlan_radio_tree(struct tree *t, const struct layer *l)
{
	const struct layer *above = layer_parent(t->d, l);
	struct radio r = read_radio(slice_first(above->data, above->header_len));
	unsigned preamble = 0, time = air_time(&r, l->data.wire, &preamble);
	put_phy(t, &r);
	put_rate(t, &r);
	put_channel(t, &r);
	put_strength(t, &r);
	if (!time)
		return;
	put_uint(t, DURATION, 0, 0, time);
	tree_push(t);
	put_assumed(t, &r);
	put_uint(t, PREAMBLE, 0, 0, preamble);
	if (has(&r, RADIO_TSFT)) { /* it was taken when the frame ended */
		put_uint(t, START, 0, 0, r.tsf - time);
		put_uint(t, END, 0, 0, r.tsf);
	}
	tree_pop(t);
}

const struct protocol protocol_wlan_radio = {
	.name = "wlan_radio",
	.column = "802.11 Radio",
	.short_name = "802.11 Radio",
	FIELDS(wlan_radio_fields),
	.dissect = wlan_radio_dissect,
	.fields_of = wlan_radio_tree,
};
