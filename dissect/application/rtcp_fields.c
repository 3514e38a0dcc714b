/* rtcp_fields.c: the rows of RTCP, and the names of its numbers (the IANA registries of RFC 3550, 15). */
#include "dissect/application/rtcp_impl.h"

static const struct value_table versions =
	VALUES({ 0, "Old VAT Version" }, { 1, "First Draft Version" }, { 2, "RFC 1889 Version" });
const struct value_table rtcp_types =
	VALUES({ 192, "Full Intra-frame Request (H.261)" }, { 193, "Negative Acknowledgement (H.261)" },
	       { 194, "SMPTE time-code mapping" }, { 195, "Extended inter-arrival jitter report" }, { 200, "Sender Report" },
	       { 201, "Receiver Report" }, { 202, "Source description" }, { 203, "Goodbye" }, { 204, "Application specific" },
	       { 205, "Generic RTP Feedback" }, { 206, "Payload-specific Feedback" }, { 207, "Extended report (RFC 3611)" },
	       { 208, "AVB RTCP packet (IEEE1733)" }, { 209, "Receiver Summary Information" }, { 210, "Port Mapping" });
static const struct value_table items =
	VALUES({ 0, "END" }, { 1, "CNAME (user and domain)" }, { 2, "NAME (common name)" }, { 3, "EMAIL (e-mail address)" },
	       { 4, "PHONE (phone number)" }, { 5, "LOC (geographic location)" }, { 6, "TOOL (name/version of source app)" },
	       { 7, "NOTE (note about source)" }, { 8, "PRIV (private extensions)" }, { 9, "H323-CADDR (H.323 callable address)" },
	       { 10, "Application Specific Identifier" });
static const struct value_table feedbacks =
	VALUES({ 1, "Generic negative acknowledgement (NACK)" }, { 3, "Temporary Maximum Media Stream Bit Rate Request (TMMBR)" },
	       { 4, "Temporary Maximum Media Stream Bit Rate Notification (TMMBN)" },
	       { 15, "Transport-wide Congestion Control (Transport-cc)" }, { 31, "Reserved for future extensions" });
static const struct value_table payload_feedbacks =
	VALUES({ 1, "Picture Loss Indication" }, { 2, "Slice Loss Indication" }, { 3, "Reference Picture Selection Indication" },
	       { 4, "Full Intra Request (FIR) Command" }, { 5, "Temporal-Spatial Trade-off Request (TSTR)" },
	       { 6, "Temporal-Spatial Trade-off Notification (TSTN)" }, { 7, "Video Back Channel Message (VBCM)" },
	       { 15, "Application Layer Feedback" }, { 31, "Reserved for future extensions" });
const struct value_table rtcp_feedback_words =
	VALUES({ 1, "PLI" }, { 2, "SLI" }, { 3, "RPSI" }, { 4, "FIR" }, { 5, "TSTR" }, { 6, "TSTN" }, { 7, "VBCM" }, { 15, "ALFB" });
const struct value_table rtcp_extensions =
	VALUES({ 1, "MS - Estimated Bandwidth" }, { 4, "MS - Packet Loss Notification" }, { 5, "MS - Video Preference" },
	       { 6, "MS - Padding" }, { 7, "MS - Policy Server Bandwidth" }, { 8, "MS - TURN Server Bandwidth" },
	       { 9, "MS - Audio Healer Metrics" }, { 10, "MS - Receiver-side Bandwidth Limit" }, { 11, "MS - Packet Train Packet" },
	       { 12, "MS - Peer Info Exchange" }, { 13, "MS - Network Congestion Notification" },
	       { 14, "MS - Modality Send Bandwidth Limit" });

const char *rtcp_type_name(unsigned type)
{
	const char *name = value_text(&rtcp_types, type);
	return name ? name : "Unknown";
}

uint32_t rtcp_packet_length(struct slice s)
{
	return HEADER + 4u * slice_u16(s, 2);
}

static void rtcp_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = t->d->layer[r->layer].data;
	buf_str(b, r->f->name);
	buf_lit(b, " (");
	buf_str(b, rtcp_type_name(slice_u8(s, 1)));
	buf_char(b, ')');
	if (slice_u8(s, 1) != PT_RTPFB || (slice_u8(s, 0) & 31) != FMT_NACK)
		return;
	uint32_t lost = 0, end = rtcp_packet_length(s);
	for (uint32_t off = 12; off + 4 <= end && slice_has(s, off, 4); off += 4)
		lost += 1 + (uint32_t)__builtin_popcount(slice_u16(s, off + 2));
	if (!lost)
		return;
	buf_lit(b, ": NACK: ");
	fmt_uint(b, lost);
	buf_str(b, lost == 1 ? " frame lost" : " frames lost");
}

static void length_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Length: ");
	fmt_uint(b, r->val);
	buf_lit(b, " (");
	fmt_uint(b, (r->val + 1) * 4);
	buf_lit(b, " bytes)");
}

static void fraction_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Fraction lost: ");
	fmt_uint(b, r->val);
	buf_lit(b, " / 256");
}

/* Units of 1/65536 seconds. */
static void delay_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Delay since last SR timestamp: ");
	fmt_uint(b, r->val);
	buf_lit(b, " (");
	fmt_uint(b, r->val * 1000 >> 16);
	buf_lit(b, " milliseconds)");
}

/* A blank ends it in some messages, as in tshark. */
static void media_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Media source SSRC: ");
	fmt_0x(b, r->val, 8);
	buf_lit(b, " (");
	fmt_uint(b, r->val);
	buf_str(b, slice_u8(t->d->layer[r->layer].data, 1) == PT_PSFB ? ") " : ")");
}

static void mask_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	unsigned pid = slice_u16(l->data, r->off - l->off - 2);
	buf_lit(b, "RTCP Transport Feedback NACK BLP: ");
	fmt_0x(b, r->val, 4);
	buf_str(b, r->val ? " (Frames" : " (No additional frames lost");
	for (unsigned i = 0; i < 16; i++)
		if (r->val >> i & 1) {
			buf_char(b, ' ');
			fmt_uint(b, pid + i + 1);
		}
	buf_str(b, r->val ? " lost)" : ")");
}

static void lost_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Frame ");
	fmt_uint(b, r->val);
	buf_lit(b, " also lost");
}

/* aux: bytes that were found; the value says whether they are as many as there should be. */
void rtcp_check_text(struct buf *b, uint32_t expected, uint32_t found)
{
	buf_str(b, "expected ");
	fmt_uint(b, expected);
	buf_lit(b, " bytes, found ");
	fmt_uint(b, found);
	buf_char(b, ')');
}

uint32_t rtcp_expected_length(const struct dissection *d, const struct layer *l)
{
	uint32_t n = rtcp_packet_length(l->data);
	while (layer_parent(d, l)->proto == l->proto && l != d->layer) {
		l = layer_parent(d, l);
		n += rtcp_packet_length(l->data);
	}
	return n;
}

static void check_label(struct buf *b, const struct tree *t, const struct record *r)
{
	uint32_t expected = rtcp_expected_length(t->d, &t->d->layer[r->layer]);
	buf_lit(b, "RTCP frame length check: ");
	if (r->val) {
		buf_lit(b, "OK - ");
		fmt_uint(b, expected);
		buf_lit(b, " bytes");
	} else {
		buf_lit(b, "Wrong (");
		rtcp_check_text(b, expected, r->aux);
	}
}

#define BITS(abbrev, name, bits, names) F("rtcp." abbrev, name, FT_UINT8, BASE_DEC, .off = 0, .size = 1, .mask = (bits), .vals = (names))
#define NUMBER(abbrev, name, type) F("rtcp." abbrev, name, type, BASE_DEC)
#define SOURCE(abbrev, name) F("rtcp." abbrev, name, FT_UINT32, BASE_HEX_DEC)

const struct field rtcp_fields[RTCP_N_ROWS] = {
	[RTCP] = F("rtcp", "Real-time Transport Control Protocol", FT_PROTOCOL, BASE_NONE, .label = rtcp_label),
	[VERSION] = BITS("version", "Version", 0xc0, &versions),
	[PADDING] = F("rtcp.padding", "Padding", FT_BOOLEAN, BASE_NONE, .off = 0, .size = 1, .mask = 0x20, .vals = &bool_true),
	[REPORT_COUNT] = BITS("rc", "Reception report count", 0x1f, NULL),
	[SOURCE_COUNT] = BITS("sc", "Source count", 0x1f, NULL),
	[SUBTYPE] = BITS("app.subtype", "Subtype", 0x1f, NULL),
	[FEEDBACK] = BITS("rtpfb.fmt", "RTCP Feedback message type (FMT)", 0x1f, &feedbacks),
	[PAYLOAD_FEEDBACK] = BITS("psfb.fmt", "RTCP Feedback message type (FMT)", 0x1f, &payload_feedbacks),
	[TYPE] = F("rtcp.pt", "Packet type", FT_UINT8, BASE_DEC, .off = 1, .size = 1, .vals = &rtcp_types),
	[LENGTH] = F("rtcp.length", "Length", FT_UINT16, BASE_DEC, .off = 2, .size = 2, .label = length_label),
	[SENDER] = SOURCE("senderssrc", "Sender SSRC"),
	[MEDIA] = F("rtcp.mediassrc", "Media source SSRC", FT_UINT32, BASE_HEX_DEC, .label = media_label),
	[NTP_MSW] = F("rtcp.timestamp.ntp.msw", "Timestamp, MSW", FT_UINT32, BASE_DEC_HEX),
	[NTP_LSW] = F("rtcp.timestamp.ntp.lsw", "Timestamp, LSW", FT_UINT32, BASE_DEC_HEX),
	[NTP] = F("rtcp.timestamp.ntp", "MSW and LSW as NTP timestamp", FT_ABSOLUTE_TIME, BASE_UTC, .flags = F_GENERATED),
	[RTP_TIME] = NUMBER("timestamp.rtp", "RTP timestamp", FT_UINT32),
	[PACKETS] = NUMBER("sender.packetcount", "Sender's packet count", FT_UINT32),
	[OCTETS] = NUMBER("sender.octetcount", "Sender's octet count", FT_UINT32),
	[IDENTIFIER] = SOURCE("ssrc.identifier", "Identifier"),
	[FRACTION] = F("rtcp.ssrc.fraction", "Fraction lost", FT_UINT8, BASE_DEC, .label = fraction_label),
	[LOST] = NUMBER("ssrc.cum_nr", "Cumulative number of packets lost", FT_INT24),
	[HIGHEST] = NUMBER("ssrc.ext_high", "Extended highest sequence number received", FT_UINT32),
	[CYCLES] = NUMBER("ssrc.high_cycles", "Sequence number cycles count", FT_UINT16),
	[HIGH_SEQ] = NUMBER("ssrc.high_seq", "Highest sequence number received", FT_UINT16),
	[JITTER] = NUMBER("ssrc.jitter", "Interarrival jitter", FT_UINT32),
	[LAST_SR] = F("rtcp.ssrc.lsr", "Last SR timestamp", FT_UINT32, BASE_DEC_HEX),
	[DELAY_SR] = F("rtcp.ssrc.dlsr", "Delay since last SR timestamp", FT_UINT32, BASE_DEC, .label = delay_label),
	[ITEM_TYPE] = F("rtcp.sdes.type", "Type", FT_UINT8, BASE_DEC, .vals = &items),
	[ITEM_LENGTH] = NUMBER("sdes.length", "Length", FT_UINT32),
	[ITEM_TEXT] = F("rtcp.sdes.text", "Text", FT_STRING, BASE_NONE),
	[APP_NAME] = F("rtcp.app.name", "Name (ASCII)", FT_STRING, BASE_NONE),
	[APP_DATA] = F("rtcp.app.data", "Application specific data", FT_BYTES, BASE_NONE),
	[APP_DATA_TEXT] = F("rtcp.app.data_str", "Application specific data", FT_STRING, BASE_NONE),
	[NACK_PID] = NUMBER("rtpfb.nack_pid", "RTCP Transport Feedback NACK PID", FT_UINT16),
	[NACK_BLP] = F("rtcp.rtpfb.nack_blp", "RTCP Transport Feedback NACK BLP", FT_UINT16, BASE_HEX, .label = mask_label),
	[NACK_LOST] = F("rtcp.rtpfb.nack_pid", "RTCP Transport Feedback NACK PID", FT_UINT16, BASE_DEC, .label = lost_label),
	[FIR_SSRC] = SOURCE("psfb.fir.fci.ssrc", "SSRC"),
	[FIR_SEQ] = NUMBER("psfb.fir.fci.csn", "Command Sequence Number", FT_UINT8),
	[FIR_RESERVED] = NUMBER("psfb.fir.fci.reserved", "Reserved", FT_UINT32),
	[EXTENSION_TYPE] = F("rtcp.profile-specific-extension.type", "Extension Type", FT_UINT16, BASE_DEC, .vals = &rtcp_extensions),
	[EXTENSION_LENGTH] = NUMBER("profile-specific-extension.length", "Extension Length", FT_UINT16),
	[EXTENSION] = F("rtcp.profile-specific-extension", "Profile-specific extension", FT_BYTES, BASE_NONE),
	[TIMEBASE] = F("rtcp.timebase_indicator", "Timebase Indicator", FT_UINT16, BASE_DEC_HEX),
	[CHECK] = F("rtcp.length_check", "RTCP frame length check", FT_BOOLEAN, BASE_NONE, .flags = F_GENERATED, .label = check_label),
	[BAD_CHECK] = F_EXPERT("rtcp.length_check.bad", "Incorrect RTCP packet length information", PI_WARN, PI_MALFORMED),
	[NO_NAME] = F_EXPERT("rtcp.appl.not_ascii", "Application name is not a string", PI_ERROR, PI_PROTOCOL),
	[TEXT] = F_TEXT("Application name is not a string"),
};
