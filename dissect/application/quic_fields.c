/* quic_fields.c: the rows of QUIC, and what its numbers are called. */
#include "base/fmt.h"
#include "dissect/application/crypto_frame.h"
#include "dissect/application/quic_impl.h"
#include "dissect/text.h"

const struct value_table quic_versions = RANGES(
	{ 0x0, 0x0, "Version Negotiation" },
	{ 0x1, 0x1, "1" },
	{ 0x45474700, 0x454747ff, "Quant" },
	{ 0x50435130, 0x50435131, "Picoquic internal" },
	{ 0x50524f58, 0x50524f58, "Proxied QUIC (PROX)" },
	{ 0x51303433, 0x51303433, "Google Q043" },
	{ 0x51303434, 0x51303434, "Google Q044" },
	{ 0x51303436, 0x51303436, "Google Q046" },
	{ 0x51303530, 0x51303530, "Google Q050" },
	{ 0x51474f00, 0x51474fff, "QGO (QUIC GO)" },
	{ 0x54303530, 0x54303530, "Google T050" },
	{ 0x54303531, 0x54303531, "Google T051" },
	{ 0x91c17000, 0x91c170ff, "Quicly" },
	{ 0xabcd0000, 0xabcd000f, "MsQuic" },
	{ 0xf0f0f0f0, 0xf0f0f0ff, "ETH Zürich (Measurability experiments)" },
	{ 0xf0f0f1f0, 0xf0f0f1ff, "Telecom Italia (Measurability experiments)" },
	{ 0xf123f0c0, 0xf123f0cf, "MozQuic" },
	{ 0xfaceb001, 0xfaceb001, "Facebook mvfst (draft-22)" },
	{ 0xfaceb002, 0xfaceb002, "Facebook mvfst (draft-27)" },
	{ 0xfaceb003, 0xfaceb00d, "Facebook mvfst" },
	{ 0xfaceb00e, 0xfaceb00e, "Facebook mvfst (Experimental)" },
	{ 0xfaceb00f, 0xfaceb00f, "Facebook mvfst" },
	{ 0xff000004, 0xff000004, "draft-04" },
	{ 0xff000005, 0xff000005, "draft-05" },
	{ 0xff000006, 0xff000006, "draft-06" },
	{ 0xff000007, 0xff000007, "draft-07" },
	{ 0xff000008, 0xff000008, "draft-08" },
	{ 0xff000009, 0xff000009, "draft-09" },
	{ 0xff00000a, 0xff00000a, "draft-10" },
	{ 0xff00000b, 0xff00000b, "draft-11" },
	{ 0xff00000c, 0xff00000c, "draft-12" },
	{ 0xff00000d, 0xff00000d, "draft-13" },
	{ 0xff00000e, 0xff00000e, "draft-14" },
	{ 0xff00000f, 0xff00000f, "draft-15" },
	{ 0xff000010, 0xff000010, "draft-16" },
	{ 0xff000011, 0xff000011, "draft-17" },
	{ 0xff000012, 0xff000012, "draft-18" },
	{ 0xff000013, 0xff000013, "draft-19" },
	{ 0xff000014, 0xff000014, "draft-20" },
	{ 0xff000015, 0xff000015, "draft-21" },
	{ 0xff000016, 0xff000016, "draft-22" },
	{ 0xff000017, 0xff000017, "draft-23" },
	{ 0xff000018, 0xff000018, "draft-24" },
	{ 0xff000019, 0xff000019, "draft-25" },
	{ 0xff00001a, 0xff00001a, "draft-26" },
	{ 0xff00001b, 0xff00001b, "draft-27" },
	{ 0xff00001c, 0xff00001c, "draft-28" },
	{ 0xff00001d, 0xff00001d, "draft-29" },
	{ 0xff00001e, 0xff00001e, "draft-30" },
	{ 0xff00001f, 0xff00001f, "draft-31" },
	{ 0xff000020, 0xff000020, "draft-32" },
	{ 0xff000021, 0xff000021, "draft-33" },
	{ 0xff000022, 0xff000022, "draft-34" },
	{ 0xff020000, 0xff020000, "v2-draft-00" },
	{ 0x709a50c4, 0x709a50c4, "v2-draft-01" },
	{ 0x6b3343cf, 0x6b3343cf, "2" });
const struct value_table quic_frame_types = RANGES(
	{ 0x0, 0x0, "PADDING" },
	{ 0x1, 0x1, "PING" },
	{ 0x2, 0x3, "ACK" },
	{ 0x4, 0x4, "RESET_STREAM" },
	{ 0x5, 0x5, "STOP_SENDING" },
	{ 0x6, 0x6, "CRYPTO" },
	{ 0x7, 0x7, "NEW_TOKEN" },
	{ 0x8, 0xf, "STREAM" },
	{ 0x10, 0x10, "MAX_DATA" },
	{ 0x11, 0x11, "MAX_STREAM_DATA" },
	{ 0x12, 0x12, "MAX_STREAMS (BIDI)" },
	{ 0x13, 0x13, "MAX_STREAMS (UNI)" },
	{ 0x14, 0x14, "DATA_BLOCKED" },
	{ 0x15, 0x15, "STREAM_DATA_BLOCKED" },
	{ 0x16, 0x16, "STREAMS_BLOCKED (BIDI)" },
	{ 0x16, 0x17, "STREAMS_BLOCKED (UNI)" },
	{ 0x18, 0x18, "NEW_CONNECTION_ID" },
	{ 0x19, 0x19, "RETIRE_CONNECTION_ID" },
	{ 0x1a, 0x1a, "PATH_CHALLENGE" },
	{ 0x1b, 0x1b, "PATH_RESPONSE" },
	{ 0x1c, 0x1c, "CONNECTION_CLOSE (Transport)" },
	{ 0x1d, 0x1d, "CONNECTION_CLOSE (Application)" },
	{ 0x1e, 0x1e, "HANDSHAKE_DONE" },
	{ 0x30, 0x31, "DATAGRAM" },
	{ 0x40, 0x40, "MP_NEW_CONNECTION_ID" },
	{ 0x41, 0x41, "MP_RETIRE_CONNECTION_ID" },
	{ 0x42, 0x43, "MP_ACK" },
	{ 0x44, 0x44, "ADD_ADDRESS" },
	{ 0x45, 0x45, "REMOVE_ADDRESS" },
	{ 0x46, 0x46, "UNIFLOWS" },
	{ 0xac, 0xac, "IMMEDIATE_ACK" },
	{ 0xaf, 0xaf, "ACK_FREQUENCY" },
	{ 0x2f5, 0x2f5, "TIME_STAMP" });
static const struct value_table quic_errors = RANGES(
	{ 0, 0, "NO_ERROR" },
	{ 1, 1, "INTERNAL_ERROR" },
	{ 2, 2, "CONNECTION_REFUSED" },
	{ 3, 3, "FLOW_CONTROL_ERROR" },
	{ 4, 4, "STREAM_ID_ERROR" },
	{ 5, 5, "STREAM_STATE_ERROR" },
	{ 6, 6, "FINAL_SIZE_ERROR" },
	{ 7, 7, "FRAME_ENCODING_ERROR" },
	{ 8, 8, "TRANSPORT_PARAMETER_ERROR" },
	{ 9, 9, "CONNECTION_ID_LIMIT_ERROR" },
	{ 10, 10, "PROTOCOL_VIOLATION" },
	{ 11, 11, "INVALID_TOKEN" },
	{ 12, 12, "APPLICATION_ERROR" },
	{ 13, 13, "CRYPTO_BUFFER_EXCEEDED" },
	{ 14, 14, "KEY_UPDATE_ERROR" },
	{ 15, 15, "AEAD_LIMIT_REACHED" },
	{ 16, 16, "NO_VIABLE_PATH" },
	{ 17, 17, "VERSION_NEGOTIATION_ERROR" },
	{ 256, 511, "CRYPTO_ERROR" });
static const struct value_table quic_tls_alerts = VALUES(
	{ 0, "Close Notify" },
	{ 1, "End of Early Data" },
	{ 10, "Unexpected Message" },
	{ 20, "Bad Record MAC" },
	{ 21, "Decryption Failed" },
	{ 22, "Record Overflow" },
	{ 30, "Decompression Failure" },
	{ 40, "Handshake Failure" },
	{ 41, "No Certificate" },
	{ 42, "Bad Certificate" },
	{ 43, "Unsupported Certificate" },
	{ 44, "Certificate Revoked" },
	{ 45, "Certificate Expired" },
	{ 46, "Certificate Unknown" },
	{ 47, "Illegal Parameter" },
	{ 48, "Unknown CA" },
	{ 49, "Access Denied" },
	{ 50, "Decode Error" },
	{ 51, "Decrypt Error" },
	{ 60, "Export Restriction" },
	{ 70, "Protocol Version" },
	{ 71, "Insufficient Security" },
	{ 80, "Internal Error" },
	{ 86, "Inappropriate Fallback" },
	{ 90, "User Canceled" },
	{ 100, "No Renegotiation" },
	{ 109, "Missing Extension" },
	{ 110, "Unsupported Extension" },
	{ 111, "Certificate Unobtainable" },
	{ 112, "Unrecognized Name" },
	{ 113, "Bad Certificate Status Response" },
	{ 114, "Bad Certificate Hash Value" },
	{ 115, "Unknown PSK Identity" },
	{ 116, "Certificate Required" },
	{ 120, "No application Protocol" },
	{ 121, "ECH Required" });
static const struct value_table header_forms = VALUES({ 0, "Short Header" }, { 1, "Long Header" });
static const struct value_table packet_types = VALUES(
	{ 0, "Initial" }, { 1, "0-RTT" }, { 2, "Handshake" }, { 3, "Retry" });
static const struct value_table packet_types_v2 = VALUES(
	{ 0, "Retry" }, { 1, "Initial" }, { 2, "0-RTT" }, { 3, "Handshake" });
static const struct value_table number_lengths = VALUES(
	{ 0, "1 bytes" }, { 1, "2 bytes" }, { 2, "3 bytes" }, { 3, "4 bytes" });

static void text_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_string(t, r);
	fmt_text(b, s.p, s.len);
}

void quic_version_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = value_text(&quic_versions, r->val);
	bool greased = (r->val & 0x0f0f0f0f) == 0x0a0a0a0a;
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	buf_str(b, name ? name : "Unknown");
	buf_lit(b, " (");
	fmt_0x(b, r->val, 8);
	buf_char(b, ')');
	if (greased && r->f == &quic_fields[VERSION])
		buf_lit(b, " (Forcing Version Negotiation)");
	else if (greased)
		buf_lit(b, " (GREASE)");
}

static void quic_frame_type_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = value_text(&quic_frame_types, r->val);
	(void)t;
	buf_lit(b, "Frame Type: ");
	buf_str(b, name ? name : "Unknown");
	buf_lit(b, " (");
	fmt_0x(b, r->val, 16);
	buf_char(b, ')');
}

/* ".... ..01 = Packet Number Length: 2 bytes (1)": as the bits were before they were protected. */
static void opened_bits_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = r->f->vals ? value_text(r->f->vals, r->val) : NULL;
	uint64_t bits = r->val << __builtin_ctzll(r->f->mask);
	(void)t;
	for (unsigned i = 8; i-- > 0;) {
		buf_char(b, r->f->mask >> i & 1 ? "01"[bits >> i & 1] : '.');
		buf_str(b, i == 4 ? " " : "");
	}
	buf_lit(b, " = ");
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	buf_str(b, name ? name : "");
	buf_str(b, name ? " (" : "");
	fmt_uint(b, r->val);
	buf_str(b, name ? ")" : "");
}

/* The tag is made with the connection id that the retry answers, which the flow knows. */
static void retry_tag_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	struct slice tag = record_bytes(t->d, r);
	buf_lit(b, "Retry Integrity Tag: ");
	fmt_bytes(b, tag.p, tag.len, 0);
	buf_str(b, quic_retry_fits(t->d, l) ? " [verified]" : "");
}

const struct field quic_fields[QUIC_N_ROWS] = {
	[QUIC] = F("quic", "QUIC IETF", FT_PROTOCOL, BASE_NONE),
	[TEXT] = F_TEXT(""),
	[CONNECTION_NUMBER] = F("quic.connection.number", "Connection Number", FT_UINT32, BASE_DEC, .flags = F_GENERATED),
	[PACKET_LENGTH] = F("quic.packet_length", "Packet Length", FT_UINT32, BASE_DEC, .flags = F_GENERATED),
	[HEADER_FORM] = F("quic.header_form", "Header Form", FT_UINT8, BASE_DEC, .mask = 0x80, .vals = &header_forms),
	[FIXED_BIT] = F("quic.fixed_bit", "Fixed Bit", FT_BOOLEAN, BASE_NONE, .mask = 0x40),
	[LONG_PACKET_TYPE] = F("quic.long.packet_type", "Packet Type", FT_UINT8, BASE_DEC, .mask = 0x30, .vals = &packet_types),
	[LONG_PACKET_TYPE_V2] = F("quic.long.packet_type_v2", "Packet Type", FT_UINT8, BASE_DEC, .mask = 0x30, .vals = &packet_types_v2),
	[LONG_RESERVED] = F("quic.long.reserved", "Reserved", FT_UINT8, BASE_DEC, .mask = 0x0c, .digits = NO_DIAGRAM, .label = opened_bits_label),
	[PACKET_NUMBER_LENGTH] = F("quic.packet_number_length", "Packet Number Length", FT_UINT8, BASE_DEC, .mask = 0x03, .digits = NO_DIAGRAM, .vals = &number_lengths, .label = opened_bits_label),
	[VERSION] = F("quic.version", "Version", FT_UINT32, BASE_HEX, .label = quic_version_label),
	[DCIL] = F("quic.dcil", "Destination Connection ID Length", FT_UINT8, BASE_DEC),
	[DCID] = F("quic.dcid", "Destination Connection ID", FT_BYTES, BASE_NONE),
	[SCIL] = F("quic.scil", "Source Connection ID Length", FT_UINT8, BASE_DEC),
	[SCID] = F("quic.scid", "Source Connection ID", FT_BYTES, BASE_NONE),
	[TOKEN_LENGTH] = F("quic.token_length", "Token Length", FT_UINT64, BASE_DEC),
	[TOKEN] = F("quic.token", "Token", FT_BYTES, BASE_NONE),
	[LENGTH] = F("quic.length", "Length", FT_UINT64, BASE_DEC),
	[PACKET_NUMBER] = F("quic.packet_number", "Packet Number", FT_UINT64, BASE_DEC),
	[PAYLOAD] = F("quic.payload", "Payload", FT_BYTES, BASE_NONE),
	[REMAINING_PAYLOAD] = F("quic.remaining_payload", "Remaining Payload", FT_BYTES, BASE_NONE),
	[SUPPORTED_VERSION] = F("quic.supported_version", "Supported Version", FT_UINT32, BASE_HEX, .label = quic_version_label),
	[VN_UNUSED] = F("quic.vn.unused", "Unused", FT_UINT8, BASE_HEX, .mask = 0x7f),
	[SHORT] = F("quic.short", "QUIC Short Header", FT_NONE, BASE_NONE, .label = text_label),
	[SPIN_BIT] = F("quic.spin_bit", "Spin Bit", FT_BOOLEAN, BASE_NONE, .mask = 0x20),
	[RETRY_TOKEN] = F("quic.retry_token", "Retry Token", FT_BYTES, BASE_NONE),
	[RETRY_INTEGRITY_TAG] = F("quic.retry_integrity_tag", "Retry Integrity Tag", FT_BYTES, BASE_NONE, .label = retry_tag_label),
	[FRAME] = F("quic.frame", "Frame", FT_NONE, BASE_NONE, .label = text_label),
	[FRAME_TYPE] = F("quic.frame_type", "Frame Type", FT_UINT64, BASE_DEC, .label = quic_frame_type_label),
	[PADDING_LENGTH] = F("quic.padding_length", "Padding Length", FT_UINT32, BASE_DEC, .flags = F_GENERATED),
	[ACK_LARGEST_ACKNOWLEDGED] = F("quic.ack.largest_acknowledged", "Largest Acknowledged", FT_UINT64, BASE_DEC),
	[ACK_ACK_DELAY] = F("quic.ack.ack_delay", "ACK Delay", FT_UINT64, BASE_DEC),
	[ACK_ACK_RANGE_COUNT] = F("quic.ack.ack_range_count", "ACK Range Count", FT_UINT64, BASE_DEC),
	[ACK_FIRST_ACK_RANGE] = F("quic.ack.first_ack_range", "First ACK Range", FT_UINT64, BASE_DEC),
	[ACK_GAP] = F("quic.ack.gap", "Gap", FT_UINT64, BASE_DEC),
	[ACK_ACK_RANGE] = F("quic.ack.ack_range", "ACK Range", FT_UINT64, BASE_DEC),
	[ACK_ECT0_COUNT] = F("quic.ack.ect0_count", "ECT(0) Count", FT_UINT64, BASE_DEC),
	[ACK_ECT1_COUNT] = F("quic.ack.ect1_count", "ECT(1) Count", FT_UINT64, BASE_DEC),
	[ACK_ECN_CE_COUNT] = F("quic.ack.ecn_ce_count", "ECN-CE Count", FT_UINT64, BASE_DEC),
	[CRYPTO_OFFSET] = F("quic.crypto.offset", "Offset", FT_UINT64, BASE_DEC),
	[CRYPTO_LENGTH] = F("quic.crypto.length", "Length", FT_UINT64, BASE_DEC),
	[CRYPTO_CRYPTO_DATA] = F("quic.crypto.crypto_data", "Crypto Data", FT_NONE, BASE_NONE),
	[CC_ERROR_CODE] = F("quic.cc.error_code", "Error code", FT_UINT64, BASE_DEC, .vals = &quic_errors),
	[CC_ERROR_CODE_APP] = F("quic.cc.error_code.app", "Application Error code", FT_UINT64, BASE_DEC),
	[CC_ERROR_CODE_TLS_ALERT] = F("quic.cc.error_code.tls_alert", "TLS Alert Description", FT_UINT8, BASE_DEC, .vals = &quic_tls_alerts),
	[CC_FRAME_TYPE] = F("quic.cc.frame_type", "Frame Type", FT_UINT64, BASE_DEC),
	[CC_REASON_PHRASE_LENGTH] = F("quic.cc.reason_phrase.length", "Reason phrase Length", FT_UINT64, BASE_DEC),
	[CC_REASON_PHRASE] = F("quic.cc.reason_phrase", "Reason phrase", FT_STRING, BASE_NONE),
	[DECRYPTION_FAILED] = F_EXPERT("quic.decryption_failed", "Failed to decrypt handshake", PI_WARN, PI_DECRYPTION),
	[PADDING_DATA] = F_EXPERT("quic.coalesced_padding_data", "(Random) padding data appended to the datagram", PI_NOTE, PI_PROTOCOL),
	[RETRANSMISSION] = F_EXPERT("quic.retransmission", "This QUIC frame has a reused stream offset (retransmission?)", PI_NOTE, PI_SEQUENCE),
	[UNKNOWN_FRAME] = F_EXPERT("quic.ft.unknown", "Unknown Frame Type", PI_NOTE, PI_UNDECODED),
};
