/* radiotap.c: what a radio says of a frame, in front of it (radiotap.org), without the fields of 802.11ac and later. */
#include "base/fmt.h"
#include "dissect/link/radio_fields.h"
#include "dissect/tree.h"

/*  +---------+-----+--------+------------------------------+
 *  | version | pad | length | present flags, 4 bytes or more|  then the fields that the flags name, each on its own
 *  +---------+-----+--------+------------------------------+  boundary; all little-endian */
enum {
	RADIOTAP, VERSION, PAD, LENGTH, PRESENT, WORD, P_TSFT, P_FLAGS, P_RATE, P_CHANNEL, P_FHSS, P_SIGNAL,
	P_NOISE, P_QUALITY, P_ATTENUATION, P_DB_ATTENUATION, P_POWER, P_ANTENNA, P_DB_SIGNAL, P_DB_NOISE,
	P_RX_FLAGS, P_TX_FLAGS, P_RETRIES, P_XCHANNEL, P_MCS, P_AMPDU, P_VHT, P_TIMESTAMP, P_HE, P_HE_MU,
	P_ZERO_PSDU, P_L_SIG, P_TLV, P_RADIOTAP_NS, P_VENDOR_NS, P_EXT, MACTIME, FLAGS, F_CFP, F_PREAMBLE, F_WEP,
	F_FRAGMENTED, F_FCS, F_DATAPAD, F_BAD_FCS, F_SHORT_GI, RATE, FREQUENCY, CH_FLAGS, CH_700, CH_800, CH_900, CH_TURBO,
	CH_CCK, CH_OFDM, CH_2GHZ, CH_5GHZ, CH_PASSIVE, CH_DYNAMIC, CH_GFSK, CH_GSM, CH_STURBO, CH_HALF, CH_QUARTER, HOP_SET,
	HOP_PATTERN, SIGNAL, NOISE, QUALITY, ATTENUATION, DB_ATTENUATION, POWER, ANTENNA, DB_SIGNAL, DB_NOISE, RX_FLAGS,
	RX_BAD_PLCP, TX_FLAGS, TX_FAIL, TX_CTS, TX_RTS, TX_NO_ACK, TX_NO_SEQ, TX_ORDER, RETRIES, X_CHANNEL, X_FREQUENCY, X_FLAGS,
	X_TURBO, X_CCK, X_OFDM, X_2GHZ, X_5GHZ, X_PASSIVE, X_DYNAMIC, X_GFSK, X_GSM, X_STURBO, X_HALF, X_QUARTER, X_HT20, X_HT40U,
	X_HT40D, MCS_INFO, MCS_KNOWN, M_BW, M_INDEX, M_GI, M_FORMAT, M_FEC, M_STBC, M_NESS, M_NESS1, MCS_BW, MCS_GI, MCS_FORMAT,
	MCS_FEC, MCS_STBC, MCS_NESS0, MCS_INDEX, AMPDU, AMPDU_REFERENCE, AMPDU_FLAGS, A_REPORT, A_ZERO, A_LAST_KNOWN, A_LAST,
	A_CRC_ERROR, A_EOF, A_EOF_KNOWN, AMPDU_CRC, VENDOR, VENDOR_OUI, VENDOR_SPACE, VENDOR_LEN, VENDOR_DATA,
};
enum {
	FLAG_FCS = 0x10,
	FLAG_DATAPAD = 0x20,
	AMPDU_CRC_KNOWN = 0x20,
	OWN_SPACE = 0x20 /* in the last byte of a word */
};
enum { KNOWN_BW = 1, KNOWN_MCS = 2, KNOWN_GI = 4, KNOWN_FORMAT = 8, KNOWN_FEC = 16, KNOWN_STBC = 32, KNOWN_NESS = 64 };
enum { FIXED = RADIO_FIXED };
/* What wlan asks its parent: is there a frame check sequence, is its header padded to 4 bytes? */
enum { FACT_FCS, FACT_DATAPAD, FACT_FIELDS };

static const struct value_table there = BOOL_NAMES("Present", "Absent");
static const struct value_table preambles = BOOL_NAMES("Short", "Long");

static const struct value_table bandwidths =
	VALUES({ 0, "20 MHz" }, { 1, "40 MHz" }, { 2, "20 MHz lower" }, { 3, "20 MHz upper" });
static const struct value_table intervals = VALUES({ 0, "long" }, { 1, "short" });
static const struct value_table formats = VALUES({ 0, "mixed" }, { 1, "greenfield" });
static const struct value_table codings = VALUES({ 0, "BCC" }, { 1, "LDPC" });
static const struct value_table db = UNIT(" dB", " dB"), dbm = UNIT(" dBm", " dBm");

static void radiotap_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = t->d->layer[r->layer].data;
	buf_lit(b, "Radiotap Header v");
	fmt_uint(b, slice_u8(s, 0));
	buf_lit(b, ", Length ");
	fmt_uint(b, slice_uint(s, 2, 2, true));
	if (slice_u8(s, 0) || slice_uint(s, 2, 2, true) < FIXED)
		buf_lit(b, " (invalid)");
}

static void rate_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	uint32_t bits = (uint32_t)r->val;
	float rate;
	memcpy(&rate, &bits, sizeof rate);
	uint64_t tenths = (uint64_t)(rate * 10.0f + 0.5f);
	buf_lit(b, "Data Rate: ");
	fmt_uint(b, tenths / 10);
	buf_char(b, '.');
	fmt_uint(b, tenths % 10);
	buf_lit(b, " Mb/s");
}

static void frequency_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	int channel = radio_channel((unsigned)r->val);
	buf_lit(b, "Channel frequency: ");
	fmt_uint(b, r->val);
	if (channel < 0)
		return;
	buf_str(b, r->val < 3000 ? " [BG " : " [A ");
	fmt_uint(b, (unsigned)channel);
	buf_char(b, ']');
}

/* The number, and the names of the rows below whose bits are set. */
static void flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": 0x");
	fmt_hex(b, r->val, field_hex_digits(r->f));
	for (const struct field *f = r->f + 1; f->flags & F_CHILD; f++)
		if (r->val & f->mask && f->type == FT_BOOLEAN) {
			buf_lit(b, ", ");
			buf_str(b, f->name);
		}
}

static void vendor_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_lit(b, "Vendor namespace: ");
	fmt_bytes(b, s.p, s.len < 3 ? s.len : 3, ':');
	buf_char(b, '-');
	fmt_uint(b, slice_u8(s, 3));
}

#define PRESENT_BIT(abbrev, name, bit, names)                                                                 \
	F("radiotap.present." abbrev, name, FT_BOOLEAN, BASE_NONE, .off = 4, .size = 4, .mask = 1u << (bit), \
	  .flags = F_LITTLE, .vals = &names)
#define FLAG(abbrev, name, bit, names)                                                                    \
	F("radiotap.flags." abbrev, name, FT_BOOLEAN, BASE_NONE, .off = 0, .size = 1, .mask = 1u << (bit), \
	  .flags = F_CHILD, .vals = &names)

#define BIT(abbrev, name, bits, bytes, shown, names)                                                          \
	F("radiotap." abbrev, name, FT_BOOLEAN, BASE_NONE, .off = 0, .size = bytes, .mask = bits, .digits = shown, \
	  .flags = F_LITTLE | F_CHILD, .vals = &names)
#define CHANNEL_BIT(abbrev, name, bits) BIT("channel.flags." abbrev, name, bits, 2, 16, bool_true)
#define XCHANNEL_BIT(abbrev, name, bits) BIT(abbrev, name, bits, 4, 24, bool_true)
#define TX_BIT(abbrev, name, bits) BIT("rxflags." abbrev, name, bits, 2, 24, bool_true)
#define KNOWN_BIT(abbrev, name, bits) BIT("mcs." abbrev, name, bits, 1, 8, there)
#define MCS_BITS(abbrev, name, bits, ...) F("radiotap.mcs." abbrev, name, FT_UINT8, BASE_DEC, .mask = bits, __VA_ARGS__)
#define AMPDU_BIT(abbrev, name, bits) BIT("ampdu.flags." abbrev, name, bits, 2, 16, bool_true)
#define LITTLE(abbrev, name, type, base, ...) F("radiotap." abbrev, name, type, base, .flags = F_LITTLE, __VA_ARGS__)

static const struct field radiotap_fields[] = {
	[RADIOTAP] = F("radiotap", "IEEE 802.11 Radiotap Capture header", FT_PROTOCOL, BASE_NONE, .label = radiotap_label),
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
	[RATE] = F("radiotap.datarate", "Data rate (Mb/s)", FT_FLOAT, BASE_NONE, .label = rate_label),
	[FREQUENCY] = LITTLE("channel.freq", "Channel frequency", FT_UINT32, BASE_DEC, .label = frequency_label),
	[CH_FLAGS] = LITTLE("channel.flags", "Channel flags", FT_UINT16, BASE_HEX, .off = 0, .size = 2, .label = flags_label),
	[CH_700] = CHANNEL_BIT("700mhz", "700 MHz spectrum", 0x0001),
	[CH_800] = CHANNEL_BIT("800mhz", "800 MHz spectrum", 0x0002),
	[CH_900] = CHANNEL_BIT("900mhz", "900 MHz spectrum", 0x0004),
	[CH_TURBO] = CHANNEL_BIT("turbo", "Turbo", 0x0010),
	[CH_CCK] = CHANNEL_BIT("cck", "Complementary Code Keying (CCK)", 0x0020),
	[CH_OFDM] = CHANNEL_BIT("ofdm", "Orthogonal Frequency-Division Multiplexing (OFDM)", 0x0040),
	[CH_2GHZ] = CHANNEL_BIT("2ghz", "2 GHz spectrum", 0x0080),
	[CH_5GHZ] = CHANNEL_BIT("5ghz", "5 GHz spectrum", 0x0100),
	[CH_PASSIVE] = CHANNEL_BIT("passive", "Passive", 0x0200),
	[CH_DYNAMIC] = CHANNEL_BIT("dynamic", "Dynamic CCK-OFDM", 0x0400),
	[CH_GFSK] = CHANNEL_BIT("gfsk", "Gaussian Frequency Shift Keying (GFSK)", 0x0800),
	[CH_GSM] = CHANNEL_BIT("gsm", "GSM (900MHz)", 0x1000),
	[CH_STURBO] = CHANNEL_BIT("sturbo", "Static Turbo", 0x2000),
	[CH_HALF] = CHANNEL_BIT("half", "Half Rate Channel (10MHz Channel Width)", 0x4000),
	[CH_QUARTER] = CHANNEL_BIT("quarter", "Quarter Rate Channel (5MHz Channel Width)", 0x8000),
	[HOP_SET] = F("radiotap.fhss.hopset", "FHSS Hop Set", FT_UINT8, BASE_DEC),
	[HOP_PATTERN] = F("radiotap.fhss.pattern", "FHSS Pattern", FT_UINT8, BASE_DEC),
	[SIGNAL] = F("radiotap.dbm_antsignal", "Antenna signal", FT_INT8, BASE_DEC, .vals = &dbm),
	[NOISE] = F("radiotap.dbm_antnoise", "Antenna noise", FT_INT8, BASE_DEC, .vals = &dbm),
	[QUALITY] = LITTLE("quality", "Signal Quality", FT_UINT16, BASE_DEC),
	[ATTENUATION] = LITTLE("txattenuation", "TX attenuation", FT_UINT16, BASE_DEC),
	[DB_ATTENUATION] = LITTLE("db_txattenuation", "dB TX attenuation", FT_UINT16, BASE_DEC, .vals = &db),
	[POWER] = F("radiotap.txpower", "Transmit power", FT_INT8, BASE_DEC, .vals = &dbm),
	[ANTENNA] = F("radiotap.antenna", "Antenna", FT_UINT32, BASE_DEC),
	[DB_SIGNAL] = F("radiotap.db_antsignal", "dB antenna signal", FT_UINT8, BASE_DEC, .vals = &db),
	[DB_NOISE] = F("radiotap.db_antnoise", "dB antenna noise", FT_UINT8, BASE_DEC, .vals = &db),
	[RX_FLAGS] = LITTLE("rxflags", "RX flags", FT_UINT16, BASE_HEX, .off = 0, .size = 2, .label = flags_label),
	[RX_BAD_PLCP] = TX_BIT("badplcp", "Bad PLCP", 0x02),
	[TX_FLAGS] = LITTLE("txflags", "TX flags", FT_UINT16, BASE_HEX, .off = 0, .size = 2, .label = flags_label),
	[TX_FAIL] = TX_BIT("fail", "Fail", 0x01),
	[TX_CTS] = TX_BIT("cts", "CTS", 0x02),
	[TX_RTS] = TX_BIT("rts", "RTS/CTS", 0x04),
	[TX_NO_ACK] = TX_BIT("noack", "No ACK", 0x08),
	[TX_NO_SEQ] = TX_BIT("noseqno", "Has Seqnum", 0x10),
	[TX_ORDER] = TX_BIT("order", "Order", 0x20),
	[RETRIES] = F("radiotap.data_retries", "data retries", FT_UINT8, BASE_DEC),
	[X_CHANNEL] = F("radiotap.xchannel.channel", "Channel number", FT_UINT32, BASE_DEC),
	[X_FREQUENCY] = LITTLE("xchannel.freq", "Channel frequency", FT_UINT32, BASE_DEC),
	[X_FLAGS] = LITTLE("xchannel.flags", "Channel flags", FT_UINT32, BASE_HEX, .off = 0, .size = 4, .label = flags_label),
	[X_TURBO] = XCHANNEL_BIT("xchannel.flags.turbo", "Turbo", 0x000010),
	[X_CCK] = XCHANNEL_BIT("xchannel.flags.cck", "Complementary Code Keying (CCK)", 0x000020),
	[X_OFDM] = XCHANNEL_BIT("xchannel.flags.ofdm", "Orthogonal Frequency-Division Multiplexing (OFDM)", 0x000040),
	[X_2GHZ] = XCHANNEL_BIT("xchannel.flags.2ghz", "2 GHz spectrum", 0x000080),
	[X_5GHZ] = XCHANNEL_BIT("xchannel.flags.5ghz", "5 GHz spectrum", 0x000100),
	[X_PASSIVE] = XCHANNEL_BIT("channel.xtype.passive", "Passive", 0x000200),
	[X_DYNAMIC] = XCHANNEL_BIT("xchannel.flags.dynamic", "Dynamic CCK-OFDM", 0x000400),
	[X_GFSK] = XCHANNEL_BIT("xchannel.flags.gfsk", "Gaussian Frequency Shift Keying (GFSK)", 0x000800),
	[X_GSM] = XCHANNEL_BIT("xchannel.flags.gsm", "GSM (900MHz)", 0x001000),
	[X_STURBO] = XCHANNEL_BIT("xchannel.flags.sturbo", "Static Turbo", 0x002000),
	[X_HALF] = XCHANNEL_BIT("xchannel.flags.half", "Half Rate Channel (10MHz Channel Width)", 0x004000),
	[X_QUARTER] = XCHANNEL_BIT("xchannel.flags.quarter", "Quarter Rate Channel (5MHz Channel Width)", 0x008000),
	[X_HT20] = XCHANNEL_BIT("xchannel.flags.ht20", "HT Channel (20MHz Channel Width)", 0x010000),
	[X_HT40U] = XCHANNEL_BIT("xchannel.flags.ht40u", "HT Channel (40MHz Channel Width with Extension channel above)", 0x020000),
	[X_HT40D] = XCHANNEL_BIT("xchannel.flags.ht40d", "HT Channel (40MHz Channel Width with Extension channel below)", 0x040000),
	[MCS_INFO] = F("radiotap.mcs", "MCS information", FT_NONE, BASE_NONE),
	[MCS_KNOWN] = F("radiotap.mcs.known", "Known MCS information", FT_UINT8, BASE_HEX, .off = 0, .size = 1, .label = flags_label),
	[M_BW] = KNOWN_BIT("have_bw", "Bandwidth", KNOWN_BW),
	[M_INDEX] = KNOWN_BIT("have_index", "MCS index", KNOWN_MCS),
	[M_GI] = KNOWN_BIT("have_gi", "Guard interval", KNOWN_GI),
	[M_FORMAT] = KNOWN_BIT("have_format", "Format", KNOWN_FORMAT),
	[M_FEC] = KNOWN_BIT("have_fec", "FEC type", KNOWN_FEC),
	[M_STBC] = KNOWN_BIT("have_stbc", "STBC streams", KNOWN_STBC),
	[M_NESS] = KNOWN_BIT("have_ness", "Number of extension spatial streams", KNOWN_NESS),
	[M_NESS1] = MCS_BITS("ness_bit1", "Number of extension spatial streams bit 1", 0x80, .off = 0, .size = 1, .flags = F_CHILD),
	[MCS_BW] = MCS_BITS("bw", "Bandwidth", 0x03, .vals = &bandwidths),
	[MCS_GI] = MCS_BITS("gi", "Guard interval", 0x04, .vals = &intervals),
	[MCS_FORMAT] = MCS_BITS("format", "Format", 0x08, .vals = &formats),
	[MCS_FEC] = MCS_BITS("fec", "FEC type", 0x10, .vals = &codings),
	[MCS_STBC] = MCS_BITS("stbc", "STBC streams", 0x60),
	[MCS_NESS0] = MCS_BITS("ness_bit0", "Number of extension spatial streams bit 0", 0x80),
	[MCS_INDEX] = F("radiotap.mcs.index", "MCS index", FT_UINT8, BASE_DEC),
	[AMPDU] = F("radiotap.ampdu", "A-MPDU status", FT_NONE, BASE_NONE),
	[AMPDU_REFERENCE] = LITTLE("ampdu.reference", "A-MPDU reference number", FT_UINT32, BASE_DEC),
	[AMPDU_FLAGS] = LITTLE("ampdu.flags", "A-MPDU flags", FT_UINT16, BASE_HEX, .off = 0, .size = 2),
	[A_REPORT] = AMPDU_BIT("report_zerolen", "Driver reports 0-length subframes in this A-MPDU", 0x01),
	[A_ZERO] = AMPDU_BIT("is_zerolen", "This is a 0-length subframe", 0x02),
	[A_LAST_KNOWN] = AMPDU_BIT("lastknown", "Last subframe of this A-MPDU is known", 0x04),
	[A_LAST] = AMPDU_BIT("last", "This is the last subframe of this A-MPDU", 0x08),
	[A_CRC_ERROR] = AMPDU_BIT("delim_crc_error", "Delimiter CRC error on this subframe", 0x10),
	[A_EOF] = AMPDU_BIT("eof", "EOF on this subframe", 0x40),
	[A_EOF_KNOWN] = AMPDU_BIT("eof_known", "EOF of this A-MPDU is known", 0x80),
	[AMPDU_CRC] = F("radiotap.ampdu.delim_crc", "A-MPDU subframe delimiter CRC", FT_UINT8, BASE_HEX),
	[VENDOR] = F("radiotap.vendor_namespace", "Vendor namespace", FT_BYTES, BASE_NONE, .label = vendor_label),
	[VENDOR_OUI] = F("radiotap.vendor_oui", "Vendor OUI", FT_UINT24, BASE_OUI),
	[VENDOR_SPACE] = F("radiotap.vendor_subns", "Vendor sub namespace", FT_UINT8, BASE_DEC),
	[VENDOR_LEN] = LITTLE("vendor_data_len", "Vendor data length", FT_UINT16, BASE_DEC),
	[VENDOR_DATA] = F("radiotap.vendor_data", "Vendor data", FT_NONE, BASE_NONE),
};

static void radiotap_dissect(struct dissection *d, struct layer *l)
{
	uint32_t n = (uint32_t)slice_uint(l->data, 2, 2, true);
	if (!layer_header(l, FIXED))
		return;
	struct radio_walk w = radio_begin(slice_first(l->data, n));
	struct radio_place p;
	l->fact[FACT_FIELDS] = w.end;
	while (radio_next(&w, &p) && p.field <= RADIO_FLAGS)
		if (p.field == RADIO_FLAGS) {
			l->fact[FACT_FCS] = slice_u8(l->data, p.off) & FLAG_FCS;
			l->fact[FACT_DATAPAD] = slice_u8(l->data, p.off) & FLAG_DATAPAD;
			break;
		}
	if (layer_header(l, n < FIXED ? FIXED : n))
		next_named(d, l, "wlan_radio", l->payload);
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
		bool own = off == 4 || slice_u8(t->l->data, off - 1) & OWN_SPACE;
		put_rows(t, own ? P_TSFT : P_RADIOTAP_NS, P_EXT, off - 4);
		tree_pop(t);
	}
	tree_pop(t);
}

static void put_mcs(struct tree *t, uint32_t off)
{
	static const struct {
		uint8_t known, row;
	} parts[] = { { KNOWN_BW, MCS_BW },   { KNOWN_GI, MCS_GI },     { KNOWN_FORMAT, MCS_FORMAT },
		      { KNOWN_FEC, MCS_FEC }, { KNOWN_STBC, MCS_STBC }, { KNOWN_NESS, MCS_NESS0 } };
	unsigned known = slice_u8(t->l->data, off), flags = slice_u8(t->l->data, off + 1),
		 mcs = slice_u8(t->l->data, off + 2);
	bool wide = (flags & 3) == 1;
	put_node(t, MCS_INFO, off, 3);
	tree_push(t);
	put_rows(t, MCS_KNOWN, known & KNOWN_NESS ? M_NESS1 : M_NESS, off);
	for (unsigned i = 0; i < COUNT(parts); i++)
		if (known & parts[i].known)
			put(t, parts[i].row, off + 1, 1);
	if (known & KNOWN_MCS)
		put(t, MCS_INDEX, off + 2, 1);
	tree_pop(t);
	if ((known & 7) == 7 && radio_ht_bits(mcs, wide))
		put_uint(t, RATE, off, 3, radio_real(radio_ht_rate(mcs, wide, flags & 4)))->flags |= R_GENERATED;
}

static void put_ampdu(struct tree *t, uint32_t off)
{
	put_node(t, AMPDU, off, 8);
	tree_push(t);
	put(t, AMPDU_REFERENCE, off, 4);
	put_rows(t, AMPDU_FLAGS, A_EOF_KNOWN, off + 4);
	if (slice_u8(t->l->data, off + 4) & AMPDU_CRC_KNOWN)
		put(t, AMPDU_CRC, off + 6, 1);
	tree_pop(t);
}

static void put_vendor(struct tree *t, struct radio_place p)
{
	put(t, VENDOR, p.off, p.n);
	tree_push(t);
	put(t, VENDOR_OUI, p.off, 3);
	put(t, VENDOR_SPACE, p.off + 3, 1);
	put(t, VENDOR_LEN, p.off + 4, 2);
	if (p.n > 6)
		put_node(t, VENDOR_DATA, p.off + 6, p.n - 6);
	tree_pop(t);
}

/* Fields of one row, by their numbers. */
static const uint8_t single[] = {
	[RADIO_TSFT] = MACTIME, [RADIO_DBM_SIGNAL] = SIGNAL, [RADIO_DBM_NOISE] = NOISE, [RADIO_QUALITY] = QUALITY,
	[RADIO_TX_ATTENUATION] = ATTENUATION, [RADIO_DB_TX_ATTENUATION] = DB_ATTENUATION, [RADIO_TX_POWER] = POWER,
	[RADIO_ANTENNA] = ANTENNA, [RADIO_DB_SIGNAL] = DB_SIGNAL, [RADIO_DB_NOISE] = DB_NOISE, [RADIO_DATA_RETRIES] = RETRIES,
};

static void put_field(struct tree *t, struct radio_place p)
{
	switch (p.field) {
	case RADIO_FLAGS: put_rows(t, FLAGS, F_SHORT_GI, p.off); break;
	case RADIO_RATE: put_uint(t, RATE, p.off, 1, radio_real((float)slice_u8(t->l->data, p.off) / 2)); break;
	case RADIO_CHANNEL:
		put(t, FREQUENCY, p.off, 2);
		put_rows(t, CH_FLAGS, CH_QUARTER, p.off + 2);
		break;
	case RADIO_FHSS:
		put(t, HOP_SET, p.off, 1);
		put(t, HOP_PATTERN, p.off + 1, 1);
		break;
	case RADIO_RX_FLAGS: put_rows(t, RX_FLAGS, RX_BAD_PLCP, p.off); break;
	case RADIO_TX_FLAGS: put_rows(t, TX_FLAGS, TX_ORDER, p.off); break;
	case RADIO_XCHANNEL:
		put(t, X_CHANNEL, p.off + 6, 1);
		put(t, X_FREQUENCY, p.off + 4, 2);
		put_rows(t, X_FLAGS, X_HT40D, p.off);
		break;
	case RADIO_MCS: put_mcs(t, p.off); break;
	case RADIO_AMPDU: put_ampdu(t, p.off); break;
	case RADIO_VENDOR_SPACE: put_vendor(t, p); break;
	default:
		if (p.field < COUNT(single) && single[p.field])
			put(t, single[p.field], p.off, p.n);
	}
}

static void radiotap_tree(struct tree *t, const struct layer *l)
{
	uint32_t fields = (uint32_t)l->fact[FACT_FIELDS], n = l->header_len;
	put_rows(t, VERSION, LENGTH, 0);
	if (slice_u8(l->data, 0) || !fields || !tree_need(t, 0, fields) || fields > n) /* other versions: unknown */
		return;
	put_present(t, fields);
	struct radio_walk w = radio_begin(slice_first(l->data, n));
	struct radio_place p;
	while (!tree_ended(t) && radio_next(&w, &p))
		put_field(t, p);
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
