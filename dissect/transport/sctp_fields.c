/* sctp_fields.c: every field of SCTP and how it reads (RFC 9260, 3758, 4820, 4895, 5061, 6525, 8260). */
#include "base/fmt.h"
#include "dissect/transport/sctp_impl.h"

const struct value_table sctp_chunk_names = VALUES(
	{ 0, "DATA" },
	{ 1, "INIT" },
	{ 2, "INIT_ACK" },
	{ 3, "SACK" },
	{ 4, "HEARTBEAT" },
	{ 5, "HEARTBEAT_ACK" },
	{ 6, "ABORT" },
	{ 7, "SHUTDOWN" },
	{ 8, "SHUTDOWN_ACK" },
	{ 9, "ERROR" },
	{ 10, "COOKIE_ECHO" },
	{ 11, "COOKIE_ACK" },
	{ 12, "ECNE" },
	{ 13, "CWR" },
	{ 14, "SHUTDOWN_COMPLETE" },
	{ 15, "AUTH" },
	{ 16, "NR_SACK" },
	{ 64, "I_DATA" },
	{ 128, "ASCONF_ACK" },
	{ 129, "PKTDROP" },
	{ 130, "RE_CONFIG" },
	{ 132, "PAD" },
	{ 192, "FORWARD_TSN" },
	{ 193, "ASCONF" },
	{ 194, "I_FORWARD_TSN" },
	{ 255, "IETF_EXTENSION" }
);
static const struct value_table parameter_names = VALUES(
	{ 0x0001, "Heartbeat info" },
	{ 0x0005, "IPv4 address" },
	{ 0x0006, "IPv6 address" },
	{ 0x0007, "State cookie" },
	{ 0x0008, "Unrecognized parameter" },
	{ 0x0009, "Cookie preservative" },
	{ 0x000b, "Hostname address" },
	{ 0x000c, "Supported address types" },
	{ 0x000d, "Outgoing SSN reset request" },
	{ 0x000e, "Incoming SSN reset request" },
	{ 0x000f, "SSN/TSN reset request" },
	{ 0x0010, "Re-configuration response" },
	{ 0x0011, "Add outgoing streams request" },
	{ 0x0012, "Add incoming streams request" },
	{ 0x8000, "ECN" },
	{ 0x8002, "Random" },
	{ 0x8003, "Authenticated Chunk list" },
	{ 0x8004, "Requested HMAC Algorithm" },
	{ 0x8008, "Supported Extensions" },
	{ 0xc000, "Forward TSN supported" },
	{ 0xc001, "Add IP address" },
	{ 0xc002, "Delete IP address" },
	{ 0xc003, "Error cause indication" },
	{ 0xc004, "Set primary address" },
	{ 0xc005, "Success report" },
	{ 0xc006, "Adaptation Layer Indication" }
);
static const struct value_table cause_names = VALUES(
	{ 0x0001, "Invalid stream identifier" },
	{ 0x0002, "Missing mandatory parameter" },
	{ 0x0003, "Stale cookie error" },
	{ 0x0004, "Out of resource" },
	{ 0x0005, "Unresolvable address" },
	{ 0x0006, "Unrecognized chunk type" },
	{ 0x0007, "Invalid mandatory parameter" },
	{ 0x0008, "Unrecognized parameters" },
	{ 0x0009, "No user data" },
	{ 0x000a, "Cookie received while shutting down" },
	{ 0x000b, "Restart of an association with new addresses" },
	{ 0x000c, "User initiated ABORT" },
	{ 0x000d, "Protocol violation" },
	{ 0x00a0, "Request to delete last address" },
	{ 0x00a1, "Operation refused due to resource shortage" },
	{ 0x00a2, "Request to delete source address" },
	{ 0x00a3, "Association Aborted due to illegal ASCONF-ACK" },
	{ 0x00a4, "Request refused - no authorization" },
	{ 0x0105, "Unsupported HMAC identifier" }
);
static const struct value_table payload_names = VALUES(
	{ 0, "not specified" },
	{ 1, "IUA" },
	{ 2, "M2UA" },
	{ 3, "M3UA" },
	{ 4, "SUA" },
	{ 5, "M2PA" },
	{ 6, "V5UA" },
	{ 7, "H.248/MEGACO" },
	{ 8, "BICC/Q.2150.3" },
	{ 9, "TALI" },
	{ 10, "DUA" },
	{ 11, "ASAP" },
	{ 12, "ENRP" },
	{ 13, "H.323" },
	{ 14, "Q.IPC/Q.2150.3" },
	{ 15, "SIMCO" },
	{ 16, "DDP Segment Chunk" },
	{ 17, "DDP Stream Session Control" },
	{ 18, "S1 Application Protocol (S1AP)" },
	{ 19, "RUA" },
	{ 20, "HNBAP" },
	{ 21, "ForCES-HP" },
	{ 22, "ForCES-MP" },
	{ 23, "ForCES-LP" },
	{ 24, "SBc-AP" },
	{ 25, "NBAP" },
	{ 26, "Unassigned" },
	{ 27, "X2AP" },
	{ 28, "IRCP" },
	{ 29, "LCS-AP" },
	{ 30, "MPICH2" },
	{ 31, "SABP" },
	{ 32, "Fractal Generator Protocol" },
	{ 33, "Ping Pong Protocol" },
	{ 34, "CalcApp Protocol" },
	{ 35, "Scripting Service Protocol" },
	{ 36, "NetPerfMeter Control" },
	{ 37, "NetPerfMeter Data" },
	{ 38, "Echo" },
	{ 39, "Discard" },
	{ 40, "Daytime" },
	{ 41, "Character Generator" },
	{ 42, "3GPP RNA" },
	{ 43, "3GPP M2AP" },
	{ 44, "3GPP M3AP" },
	{ 45, "SSH" },
	{ 46, "DIAMETER" },
	{ 47, "DIAMETER over DTLS" },
	{ 48, "R14P" },
	{ 49, "Generic Data Transfer Protocol (GDT)" },
	{ 50, "WebRTC Control" },
	{ 51, "WebRTC String" },
	{ 52, "WebRTC Binary Partial (Deprecated)" },
	{ 53, "WebRTC Binary" },
	{ 54, "WebRTC String Partial (Deprecated)" },
	{ 55, "3GPP PUA" },
	{ 56, "WebRTC String Empty" },
	{ 57, "WebRTC Binary Empty" },
	{ 58, "XwAP" },
	{ 59, "Xw - Control Plane" },
	{ 60, "NGAP" },
	{ 61, "XnAP" },
	{ 62, "F1 AP" },
	{ 65, "ELE2 Lawful Interception" },
	{ 66, "NGAP over DTLS" },
	{ 67, "XnAP over DTLS" },
	{ 68, "F1AP over DTLS" },
	{ 69, "E1AP over DTLS" },
	{ 70, "E2-CP" },
	{ 71, "E2-UP" },
	{ 72, "E2-DU" },
	{ 73, "W1AP" }
);
static const struct value_table address_types = VALUES(
	{ 5, "IPv4 address" },
	{ 6, "IPv6 address" },
	{ 11, "Hostname address" }
);
static const struct value_table results = VALUES(
	{ 0, "Nothing to do" },
	{ 1, "Performed" },
	{ 2, "Denied" },
	{ 3, "Error - Wrong SSN" },
	{ 4, "Error - Request already in progress" },
	{ 5, "Error - Bad sequence number" },
	{ 6, "In progress" }
);
static const struct value_table hmacs = VALUES(
	{ 0, "Reserved" },
	{ 1, "SHA-1" },
	{ 2, "Reserved" },
	{ 3, "SHA-256" }
);
static const struct value_table skip_names = BOOL_NAMES("Skip chunk and continue processing of the packet",
							"Stop processing of the packet");
static const struct value_table skip_parameter_names = BOOL_NAMES("Skip parameter and continue processing of the chunk",
								  "Stop processing of chunk");
static const struct value_table report_names = BOOL_NAMES("Do report", "Do not report");
static const struct value_table last_names = BOOL_NAMES("Last segment", "Not the last segment");
static const struct value_table first_names = BOOL_NAMES("First segment", "Subsequent segment");
static const struct value_table order_names = BOOL_NAMES("Unordered delivery", "Ordered delivery");
static const struct value_table immediate_names = BOOL_NAMES("Send SACK immediately", "Possibly delay SACK");
static const struct value_table reflected_names = BOOL_NAMES("Tag reflected", "Tag not reflected");
static const struct value_table message_names = BOOL_NAMES("Unordered messages", "Ordered messages");
static const struct value_table source_names = BOOL_NAMES("Source is a middlebox", "Source is an endhost");
static const struct value_table checksum_names = BOOL_NAMES("SCTP checksum was incorrect", "SCTP checksum was correct");
static const struct value_table truncated_names = BOOL_NAMES("Packet is truncated", "Packet is not truncated");

static void sctp_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = t->d->layer[r->layer].data;
	buf_lit(b, "Stream Control Transmission Protocol");
	if (!t->d->layer[r->layer].fact[SCTP_FACT_FIRST] || !slice_has(s, 0, 4))
		return;
	buf_lit(b, ", Src Port: ");
	fmt_uint(b, slice_u16(s, 0));
	buf_lit(b, " (");
	fmt_uint(b, slice_u16(s, 0));
	buf_lit(b, "), Dst Port: ");
	fmt_uint(b, slice_u16(s, 2));
	buf_lit(b, " (");
	fmt_uint(b, slice_u16(s, 2));
	buf_char(b, ')');
}

static void assoc_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	(void)r;
	buf_lit(b, "Association index: disabled (enable in preferences)");
}

static void checksum_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Checksum: 0x");
	fmt_hex(b, r->val, 8);
	buf_lit(b, " [unverified]");
}

static void length_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Chunk length: ");
	fmt_uint(b, r->val);
	if (r->val < 4)
		buf_lit(b, " (invalid, should be >= 4)");
}

#define FIELD(abbrev, name, type, base, ...) F("sctp." abbrev, name, type, base, __VA_ARGS__)
#define U16(abbrev, name, ...) F("sctp." abbrev, name, FT_UINT16, BASE_DEC, __VA_ARGS__)
#define U32(abbrev, name, ...) F("sctp." abbrev, name, FT_UINT32, BASE_DEC, __VA_ARGS__)
#define BYTES(abbrev, name) F("sctp." abbrev, name, FT_BYTES, BASE_NONE)
#define BIT(abbrev, name, mask_, names) F("sctp." abbrev, name, FT_BOOLEAN, BASE_NONE, .mask = mask_, .vals = &names)
#define TSN_OF(abbrev, name) F("sctp." abbrev, name, FT_UINT32, BASE_DEC, .flags = F_GENERATED)
#define CREDIT "Advertised receiver window credit (a_rwnd)"

const struct field sctp_fields[SCTP_N_ROWS] = {
	[SCTP] = F("sctp", "Stream Control Transmission Protocol", FT_PROTOCOL, BASE_NONE, .label = sctp_label),
	[SRC_PORT] = FIELD("srcport", "Source port", FT_UINT16, BASE_PORT_SCTP, .off = 0, .size = 2),
	[DST_PORT] = FIELD("dstport", "Destination port", FT_UINT16, BASE_PORT_SCTP, .off = 2, .size = 2),
	[TAG] = FIELD("verification_tag", "Verification tag", FT_UINT32, BASE_HEX, .off = 4, .size = 4),
	[ASSOC_INDEX] = U16("assoc_index", "Association index", .flags = F_GENERATED, .label = assoc_label),
	[PORT] = FIELD("port", "Port", FT_UINT16, BASE_PORT_SCTP, .flags = F_HIDDEN),
	[CHECKSUM] = FIELD("checksum", "Checksum", FT_UINT32, BASE_HEX, .off = 8, .size = 4, .label = checksum_label),
	[CHECKSUM_STATUS] = FIELD("checksum.status", "Checksum Status", FT_UINT8, BASE_NONE, .flags = F_GENERATED,
				  .vals = &checksum_status_names),
	[TEXT] = F_TEXT("SCTP"),

	[CHUNK_TYPE] = FIELD("chunk_type", "Chunk type", FT_UINT8, BASE_DEC, .vals = &sctp_chunk_names),
	[CHUNK_BIT1] = BIT("chunk_bit_1", "Bit", 0x80, skip_names),
	[CHUNK_BIT2] = BIT("chunk_bit_2", "Bit", 0x40, report_names),
	[CHUNK_FLAGS] = FIELD("chunk_flags", "Chunk flags", FT_UINT8, BASE_HEX),
	[CHUNK_LENGTH] = U16("chunk_length", "Chunk length", .label = length_label),
	[CHUNK_PADDING] = BYTES("chunk_padding", "Chunk padding"),
	[CHUNK_VALUE] = BYTES("chunk_value", "Chunk value"),
	[COOKIE] = BYTES("cookie", "Cookie"),
	[INITIATE_TAG] = FIELD("initiate_tag", "Initiate tag", FT_UINT32, BASE_HEX, .flags = F_HIDDEN),
	[INIT_TAG] = FIELD("init_initiate_tag", "Initiate tag", FT_UINT32, BASE_HEX),
	[INIT_CREDIT] = U32("init_credit", CREDIT),
	[INIT_OUT] = U16("init_nr_out_streams", "Number of outbound streams"),
	[INIT_IN] = U16("init_nr_in_streams", "Number of inbound streams"),
	[INIT_TSN] = U32("init_initial_tsn", "Initial TSN"),
	[INITACK_TAG] = FIELD("initack_initiate_tag", "Initiate tag", FT_UINT32, BASE_HEX),
	[INITACK_CREDIT] = U32("initack_credit", CREDIT),
	[INITACK_OUT] = U16("initack_nr_out_streams", "Number of outbound streams"),
	[INITACK_IN] = U16("initack_nr_in_streams", "Number of inbound streams"),
	[INITACK_TSN] = U32("initack_initial_tsn", "Initial TSN"),
	[DATA_I] = BIT("data_i_bit", "I-Bit", 0x08, immediate_names),
	[DATA_U] = BIT("data_u_bit", "U-Bit", 0x04, order_names),
	[DATA_B] = BIT("data_b_bit", "B-Bit", 0x02, first_names),
	[DATA_E] = BIT("data_e_bit", "E-Bit", 0x01, last_names),
	[DATA_TSN_RAW] = U32("data_tsn_raw", "Transmission sequence number (absolute)"),
	[DATA_SID] = FIELD("data_sid", "Stream identifier", FT_UINT16, BASE_HEX),
	[DATA_SSN] = U16("data_ssn", "Stream sequence number"),
	[DATA_PPID] = U32("data_payload_proto_id", "Payload protocol identifier", .vals = &payload_names),
	[DATA_RESERVED] = U16("data_reserved", "Reserved"),
	[DATA_MID] = U32("data_mid", "Message identifier"),
	[DATA_FSN] = U32("data_fsn", "Fragment sequence number"),
	[SACK_NONCE] = FIELD("sack_nounce_sum", "Nounce sum", FT_UINT8, BASE_DEC, .mask = 1),
	[SACK_TSN_RAW] = U32("sack_cumulative_tsn_ack_raw", "Cumulative TSN ACK (absolute)"),
	[SACK_CREDIT] = U32("sack_a_rwnd", CREDIT),
	[SACK_GAPS] = U16("sack_number_of_gap_blocks", "Number of gap acknowledgement blocks"),
	[SACK_DUPLICATES] = U16("sack_number_of_duplicated_tsns", "Number of duplicated TSNs"),
	[SACK_START] = U16("sack_gap_block_start", "Start"),
	[SACK_START_TSN] = TSN_OF("sack_gap_block_start_tsn", "Start TSN"),
	[SACK_END] = U16("sack_gap_block_end", "End"),
	[SACK_END_TSN] = TSN_OF("sack_gap_block_end_tsn", "End TSN"),
	[SACK_ACKED] = TSN_OF("sack_number_of_tsns_gap_acked", "Number of TSNs in gap acknowledgement blocks"),
	[SACK_DUPLICATE] = U32("sack_duplicate_tsn", "Duplicate TSN"),
	[NR_NONCE] = FIELD("nr_sack_nounce_sum", "Nounce sum", FT_UINT8, BASE_DEC, .mask = 1),
	[NR_TSN] = U32("nr_sack_cumulative_tsn_ack", "Cumulative TSN ACK"),
	[NR_CREDIT] = U32("nr_sack_a_rwnd", CREDIT),
	[NR_GAPS] = U16("nr_sack_number_of_gap_blocks", "Number of gap acknowledgement blocks"),
	[NR_NR_GAPS] = U16("nr_sack_number_of_nr_gap_blocks", "Number of nr-gap acknowledgement blocks"),
	[NR_DUPLICATES] = U16("nr_sack_number_of_duplicated_tsns", "Number of duplicated TSNs"),
	[NR_RESERVED] = FIELD("nr_sack_reserved", "Reserved", FT_UINT16, BASE_HEX),
	[NR_START] = U16("nr_sack_gap_block_start", "Start"),
	[NR_START_TSN] = TSN_OF("nr_sack_gap_block_start_tsn", "Start TSN"),
	[NR_END] = U16("nr_sack_gap_block_end", "End"),
	[NR_END_TSN] = TSN_OF("nr_sack_gap_block_end_tsn", "End TSN"),
	[NR_ACKED] = TSN_OF("nr_sack_number_of_tsns_gap_acked", "Number of TSNs in gap acknowledgement blocks"),
	[NR_NR_START] = U16("nr_sack_nr_gap_block_start", "Start"),
	[NR_NR_START_TSN] = TSN_OF("nr_sack_nr_gap_block_start_tsn", "Start TSN"),
	[NR_NR_END] = U16("nr_sack_nr_gap_block_end", "End"),
	[NR_NR_END_TSN] = TSN_OF("nr_sack_nr_gap_block_end_tsn", "End TSN"),
	[NR_NR_ACKED] = TSN_OF("nr_sack_number_of_tsns_nr_gap_acked", "Number of TSNs in nr-gap acknowledgement blocks"),
	[NR_DUPLICATE] = U32("nr_sack_duplicate_tsn", "Duplicate TSN"),
	[SHUTDOWN_TSN] = U32("shutdown_cumulative_tsn_ack", "Cumulative TSN Ack"),
	[ECNE_TSN] = U32("ecne_lowest_tsn", "Lowest TSN"),
	[CWR_TSN] = U32("cwr_lowest_tsn", "Lowest TSN"),
	[COMPLETE_T] = BIT("shutdown_complete_t_bit", "T-Bit", 1, reflected_names),
	[ABORT_T] = BIT("abort_t_bit", "T-Bit", 1, reflected_names),
	[FORWARD_TSN] = U32("forward_tsn_tsn", "New cumulative TSN"),
	[FORWARD_SID] = U16("forward_tsn_sid", "Stream identifier"),
	[FORWARD_SSN] = U16("forward_tsn_ssn", "Stream sequence number"),
	[I_FORWARD_TSN] = U32("i_forward_tsn_tsn", "New cumulative TSN"),
	[I_FORWARD_SID] = U16("i_forward_tsn_sid", "Stream identifier"),
	[I_FORWARD_FLAGS] = FIELD("i_forward_tsn_flags", "Flags", FT_UINT16, BASE_HEX),
	[I_FORWARD_RES] = U16("i_forward_tsn_res", "Reserved", .mask = 0xfffe),
	[I_FORWARD_U] = BIT("i_forward_tsn_u_bit", "U-Bit", 1, message_names),
	[FORWARD_MID] = U32("forward_tsn_mid", "Message identifier"),
	[ASCONF_SEQ] = FIELD("asconf_seq_nr_number", "Sequence number", FT_UINT32, BASE_HEX),
	[ASCONF_ACK_SEQ] = FIELD("asconf_ack_seq_nr_number", "Sequence number", FT_UINT32, BASE_HEX),
	[HMAC] = BYTES("hmac", "HMAC"),
	[SHARED_KEY] = U16("shared_key_id", "Shared key identifier"),
	[DROP_M] = BIT("pckdrop_m_bit", "M-Bit", 1, source_names),
	[DROP_B] = BIT("pckdrop_b_bit", "B-Bit", 2, checksum_names),
	[DROP_T] = BIT("pckdrop_t_bit", "T-Bit", 4, truncated_names),
	[DROP_BANDWIDTH] = U32("pktdrop_bandwidth", "Bandwidth"),
	[DROP_QUEUE] = U32("pktdrop_queuesize", "Queuesize"),
	[DROP_LENGTH] = U16("pktdrop_truncated_length", "Truncated length"),
	[DROP_RESERVED] = U16("pktdrop_reserved", "Reserved"),
	[DROP_DATA] = BYTES("pktdrop_datafield", "Data field"),
	[PAD_DATA] = BYTES("padding_data", "Padding data"),

	[PAR_TYPE] = FIELD("parameter_type", "Parameter type", FT_UINT16, BASE_HEX, .vals = &parameter_names),
	[PAR_BIT1] = BIT("parameter_bit_1", "Bit", 0x8000, skip_parameter_names),
	[PAR_BIT2] = BIT("parameter_bit_2", "Bit", 0x4000, report_names),
	[PAR_LENGTH] = U16("parameter_length", "Parameter length"),
	[PAR_VALUE] = BYTES("parameter_value", "Parameter value"),
	[PAR_PADDING] = BYTES("parameter_padding", "Parameter padding"),
	[PAR_IPV4] = FIELD("parameter_ipv4_address", "IP Version 4 address", FT_IPv4, BASE_NONE),
	[PAR_IPV6] = FIELD("parameter_ipv6_address", "IP Version 6 address", FT_IPv6, BASE_NONE),
	[PAR_HEARTBEAT] = BYTES("parameter_heartbeat_information", "Heartbeat information"),
	[PAR_COOKIE] = BYTES("parameter_state_cookie", "State cookie"),
	[PAR_INCREMENT] = U32("parameter_cookie_preservative_incr", "Suggested Cookie life-span increment (msec)"),
	[PAR_HOSTNAME] = FIELD("parameter_hostname", "Hostname", FT_STRINGZ, BASE_NONE),
	[PAR_ADDRESS_TYPE] = U16("parameter_supported_address_type", "Supported address type", .vals = &address_types),
	[PAR_REQUEST] = U32("parameter_reconfig_request_sequence_number", "Re-configuration request sequence number"),
	[PAR_RESPONSE] = U32("parameter_reconfig_response_sequence_number", "Re-configuration response sequence number"),
	[PAR_LAST_TSN] = U32("parameter_senders_last_assigned_tsn", "Senders last assigned TSN"),
	[PAR_RESULT] = U32("parameter_reconfig_response_result", "Result", .vals = &results),
	[PAR_NEXT_TSN] = U32("parameter_senders_next_tsn", "Senders next TSN"),
	[PAR_RECEIVER_TSN] = U32("parameter_receivers_next_tsn", "Receivers next TSN"),
	[PAR_SID] = U16("parameter_reconfig_sid", "Stream Identifier"),
	[PAR_ADD_OUT] = U16("parameter_add_outgoing_streams_number", "Number of streams"),
	[PAR_ADD_OUT_RES] = U16("parameter_add_outgoing_streams_reserved", "Reserved"),
	[PAR_ADD_IN] = U16("parameter_add_incoming_streams_number", "Number of streams"),
	[PAR_ADD_IN_RES] = U16("parameter_add_incoming_streams_reserved", "Reserved"),
	[CORRELATION] = FIELD("correlation_id", "Correlation_id", FT_UINT32, BASE_HEX),
	[INDICATION] = FIELD("adaptation_layer_indication", "Indication", FT_UINT32, BASE_HEX),
	[RANDOM] = BYTES("random_number", "Random number"),
	[AUTH_CHUNK] = FIELD("chunk_type_to_auth", "Chunk type", FT_UINT8, BASE_DEC, .vals = &sctp_chunk_names),
	[HMAC_ID] = U16("hmac_id", "HMAC identifier", .vals = &hmacs),
	[SUPPORTED_CHUNK] = FIELD("supported_chunk_type", "Supported chunk type", FT_UINT8, BASE_DEC, .vals = &sctp_chunk_names),

	[CAUSE_CODE] = FIELD("cause_code", "Cause code", FT_UINT16, BASE_HEX, .vals = &cause_names),
	[CAUSE_LENGTH] = U16("cause_length", "Cause length"),
	[CAUSE_INFO] = BYTES("cause_information", "Cause information"),
	[CAUSE_PADDING] = BYTES("cause_padding", "Cause padding"),
	[CAUSE_SID] = U16("cause_stream_identifier", "Stream identifier"),
	[CAUSE_RESERVED] = U16("cause_reserved", "Reserved"),
	[CAUSE_MISSING] = U32("cause_nr_of_missing_parameters", "Number of missing parameters"),
	[CAUSE_MISSING_TYPE] = FIELD("cause_missing_parameter_type", "Missing parameter type", FT_UINT16, BASE_HEX,
				     .vals = &parameter_names),
	[CAUSE_STALENESS] = U32("cause_measure_of_staleness", "Measure of staleness in usec"),
	[CAUSE_TSN] = U32("cause_tsn", "TSN"),

	[BAD_PADDING] = F_EXPERT("sctp.parameter_padding.expert",
				 "The padding of this final parameter should be the padding of the chunk.", PI_NOTE, PI_MALFORMED),
	[BAD_PAR_LENGTH] = F_EXPERT("sctp.parameter_length.bad", "Parameter length bad", PI_ERROR, PI_MALFORMED),
	[ZERO_CREDIT] = F_EXPERT("sctp.sack_a_rwnd.expert", "Zero Advertised Receiver Window Credit", PI_NOTE, PI_SEQUENCE),
	[GAP_MALFORMED] = F_EXPERT("sctp.sack_gap_block_malformed", "Malformed gap block.", PI_ERROR, PI_PROTOCOL),
	[GAP_ORDER] = F_EXPERT("sctp.sack_gap_block_out_of_order", "Gap blocks not in strict order.", PI_WARN, PI_PROTOCOL),
	[ACKED_100] = F_EXPERT("sctp.sack_number_of_tsns_gap_acked.100", "More than 100 TSNs were gap-acknowledged in this SACK.",
			       PI_WARN, PI_SEQUENCE),
	[NR_ACKED_100] = F_EXPERT("sctp.nr_sack_number_of_tsns_gap_acked.100",
				  "More than 100 TSNs were gap-acknowledged in this NR-SACK.", PI_WARN, PI_SEQUENCE),
	[NR_NR_ACKED_100] = F_EXPERT("sctp.nr_sack_number_of_tsns_nr_gap_acked.100",
				     "More than 100 TSNs were nr-gap-acknowledged in this NR-SACK.", PI_WARN, PI_SEQUENCE),
	[BAD_CHUNK_LENGTH] = F_EXPERT("sctp.chunk_length.bad", "Chunk length bad", PI_ERROR, PI_MALFORMED),
};
