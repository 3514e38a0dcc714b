/* tls_fields.c: the rows of TLS, and the labels that are more than "name: value". */
#include "dissect/application/crypto_frame.h"
#include "dissect/application/tls_impl.h"

#include "base/fmt.h"
#include "dissect/application/certificate.h"
#include "dissect/text.h"

/* Nodes whose text was put together when they were put. */
static void tls_label_text(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_string(t, r);
	if (r->flags & (R_CSTR | R_ARENA))
		fmt_text(b, s.p, s.len);
	else
		buf_str(b, r->f->name);
}

static void unit(struct buf *b, uint64_t n, const char *name)
{
	fmt_uint(b, n);
	buf_str(b, name);
	if (n != 1)
		buf_char(b, 's');
}

/* "Data (192 bytes)" */
static void tls_label_size(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, " (");
	unit(b, r->len, " byte");
	buf_char(b, ')');
}

/* "Certificate: 3082... (id-at-commonName=www.example.org)" */
static void tls_label_certificate(struct buf *b, const struct tree *t, const struct record *r)
{
	enum { SUBJECT_ROOM = 1024 };
	char room[SUBJECT_ROOM + 1];
	struct buf subject = BUF_OVER(room, sizeof room);
	struct slice s = record_bytes(t->d, r);
	size_t start = b->len;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	text_octets(b, s, 0);
	certificate_subject(&subject, s, SUBJECT_ROOM);
	if (!subject.len)
		return;
	buf_lit(b, " (");
	text_closing(b, start, &subject);
}

static void tls_label_name(struct buf *b, const struct tree *t, const struct record *r)
{
	enum { NAME_ROOM = 1024 };
	char room[NAME_ROOM + 1];
	struct buf name = BUF_OVER(room, sizeof room);
	size_t start = b->len;
	certificate_name_text(&name, record_bytes(t->d, r), NAME_ROOM);
	buf_str(b, r->f->name);
	buf_lit(b, ": (");
	text_closing(b, start, &name);
}

/* "7200 seconds (2 hours)" */
static void tls_label_lifetime(struct buf *b, const struct tree *t, const struct record *r)
{
	static const struct {
		uint32_t seconds;
		const char *name;
	} parts[] = { { 86400, " day" }, { 3600, " hour" }, { 60, " minute" }, { 1, " second" } };
	uint64_t left = r->val;
	const char *between = " (";
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	unit(b, left, " second");
	if (left < 60)
		return;
	for (unsigned i = 0; i < COUNT(parts); i++) {
		uint64_t n = left / parts[i].seconds;
		left %= parts[i].seconds;
		if (!n)
			continue;
		buf_str(b, between);
		unit(b, n, parts[i].name);
		between = ", ";
	}
	buf_char(b, ')');
}

/* A scheme by its name, else by those of its hash and its signature, as in TLS 1.2: "SHA256 DSA" */
static void tls_label_scheme(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = value_text(&tls_signature_schemes, r->val);
	const char *hash = value_text(&tls_hashes, r->val >> 8),
		   *signature = value_text(&tls_signatures, r->val & 0xff);
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	if (!name) {
		buf_str(b, hash ? hash : "Unknown");
		buf_char(b, ' ');
		name = signature;
	}
	buf_str(b, name ? name : "Unknown");
	buf_lit(b, " (");
	fmt_0x(b, r->val, 4);
	buf_char(b, ')');
}

const struct field tls_fields[TLS_N_ROWS] = {
	[TLS] = F("tls", "Transport Layer Security", FT_PROTOCOL, BASE_NONE, .label = tls_label_text),
	[TEXT] = F_TEXT(""),
	[RECORD] = F("tls.record", "Record Layer", FT_NONE, BASE_NONE, .label = tls_label_text),
	[CONTENT_TYPE] = F("tls.record.content_type", "Content Type", FT_UINT8, BASE_DEC, .vals = &tls_content_types),
	[OPAQUE_TYPE] = F("tls.record.opaque_type", "Opaque Type", FT_UINT8, BASE_DEC, .vals = &tls_content_types),
	[RECORD_VERSION] = F("tls.record.version", "Version", FT_UINT16, BASE_HEX, .vals = &tls_versions),
	[RECORD_LENGTH] = F("tls.record.length", "Length", FT_UINT16, BASE_DEC),
	[SSL2_TYPE] = F("tls.handshake.type", "Handshake Message Type", FT_UINT8, BASE_DEC, .vals = &ssl2_handshake_types),
	[CHANGE_CIPHER_SPEC] = F("tls.change_cipher_spec", "Change Cipher Spec Message", FT_NONE, BASE_NONE),
	[APP_DATA] = F("tls.app_data", "Encrypted Application Data", FT_BYTES, BASE_NONE),
	[APP_DATA_PROTO] = F("tls.app_data_proto", "Application Data Protocol", FT_STRING, BASE_NONE, .flags = F_GENERATED),
	[ALERT] = F("tls.alert_message", "Alert Message", FT_NONE, BASE_NONE, .label = tls_label_text),
	[ALERT_LEVEL] = F("tls.alert_message.level", "Level", FT_UINT8, BASE_DEC, .vals = &tls_alert_levels),
	[ALERT_DESC] = F("tls.alert_message.desc", "Description", FT_UINT8, BASE_DEC, .vals = &tls_alerts),
	[HEARTBEAT] = F("tls.heartbeat_message", "Heartbeat Message", FT_NONE, BASE_NONE, .label = tls_label_text),
	[HEARTBEAT_TYPE] = F("tls.heartbeat_message.type", "Type", FT_UINT8, BASE_DEC, .vals = &tls_heartbeat_types),
	[HEARTBEAT_LENGTH] = F("tls.heartbeat_message.payload_length", "Payload Length", FT_UINT16, BASE_DEC),
	[HEARTBEAT_PAYLOAD] = F("tls.heartbeat_message.payload", "Payload Length", FT_BYTES, BASE_NONE),
	[HEARTBEAT_PADDING] = F("tls.heartbeat_message.padding", "Payload Length", FT_BYTES, BASE_NONE),
	[HANDSHAKE] = F("tls.handshake", "Handshake Protocol", FT_NONE, BASE_NONE, .label = tls_label_text),
	[TYPE] = F("tls.handshake.type", "Handshake Type", FT_UINT8, BASE_DEC, .vals = &tls_handshake_types),
	[LENGTH] = F("tls.handshake.length", "Length", FT_UINT24, BASE_DEC),
	[VERSION] = F("tls.handshake.version", "Version", FT_UINT16, BASE_HEX, .vals = &tls_versions),
	[RANDOM_ROW] = F("tls.handshake.random", "Random", FT_BYTES, BASE_NONE),
	[RANDOM_TIME] = F("tls.handshake.random_time", "GMT Unix Time", FT_ABSOLUTE_TIME, BASE_LOCAL),
	[RANDOM_BYTES] = F("tls.handshake.random_bytes", "Random Bytes", FT_BYTES, BASE_NONE),
	[SESSION_ID_LENGTH8] = F("tls.handshake.session_id_length", "Session ID Length", FT_UINT8, BASE_DEC),
	[SESSION_ID] = F("tls.handshake.session_id", "Session ID", FT_BYTES, BASE_NONE),
	[SUITES_LENGTH] = F("tls.handshake.cipher_suites_length", "Cipher Suites Length", FT_UINT16, BASE_DEC),
	[SUITES] = F("tls.handshake.ciphersuites", "Cipher Suites", FT_NONE, BASE_NONE, .label = tls_label_text),
	[SUITE] = F("tls.handshake.ciphersuite", "Cipher Suite", FT_UINT16, BASE_HEX, .vals = &tls_cipher_suites),
	[METHODS_LENGTH] = F("tls.handshake.comp_methods_length", "Compression Methods Length", FT_UINT8, BASE_DEC),
	[METHODS] = F("tls.handshake.comp_methods", "Compression Methods", FT_NONE, BASE_NONE, .label = tls_label_text),
	[METHOD] = F("tls.handshake.comp_method", "Compression Method", FT_UINT8, BASE_DEC, .vals = &tls_compression_methods),
	[EXTENSIONS_LENGTH] = F("tls.handshake.extensions_length", "Extensions Length", FT_UINT16, BASE_DEC),
	[EXT_TYPE] = F("tls.handshake.extension.type", "Type", FT_UINT16, BASE_DEC, .vals = &tls_extension_types),
	[EXT_LEN] = F("tls.handshake.extension.len", "Length", FT_UINT16, BASE_DEC),
	[EXT_DATA] = F("tls.handshake.extension.data", "Data", FT_BYTES, BASE_NONE),
	[EXT_TICKET_DATA] = F("tls.handshake.extension.data", "Data", FT_BYTES, BASE_NONE, .label = tls_label_size),
	[SNI_LIST_LEN] = F("tls.handshake.extensions_server_name_list_len", "Server Name list length", FT_UINT16, BASE_DEC),
	[SNI_TYPE] = F("tls.handshake.extensions_server_name_type", "Server Name Type", FT_UINT8, BASE_DEC, .vals = &tls_name_types),
	[SNI_LEN] = F("tls.handshake.extensions_server_name_len", "Server Name length", FT_UINT16, BASE_DEC),
	[SNI] = F("tls.handshake.extensions_server_name", "Server Name", FT_STRING, BASE_NONE),
	[MAX_FRAGMENT] = F("tls.handshake.max_fragment_length", "Maximum Fragment Length", FT_UINT8, BASE_DEC, .vals = &tls_fragment_lengths),
	[GROUPS_LENGTH] = F("tls.handshake.extensions_supported_groups_length", "Supported Groups List Length", FT_UINT16, BASE_DEC),
	[GROUPS] = F("tls.handshake.extensions_supported_groups", "Supported Groups List", FT_NONE, BASE_NONE, .label = tls_label_text),
	[GROUP] = F("tls.handshake.extensions_supported_group", "Supported Group", FT_UINT16, BASE_HEX, .vals = &tls_groups),
	[POINTS_LENGTH] = F("tls.handshake.extensions_ec_point_formats_length", "EC point formats Length", FT_UINT8, BASE_DEC),
	[POINTS] = F("tls.handshake.extensions_ec_point_formats", "EC point formats", FT_NONE, BASE_NONE, .label = tls_label_text),
	[POINT] = F("tls.handshake.extensions_ec_point_format", "EC point format", FT_UINT8, BASE_DEC, .vals = &tls_point_formats),
	[SRP_LEN] = F("tls.handshake.extensions_srp_len", "SRP username length", FT_UINT8, BASE_DEC),
	[SRP_NAME] = F("tls.handshake.extensions_srp_username", "SRP username", FT_STRING, BASE_NONE),
	[ALPN_LEN] = F("tls.handshake.extensions_alpn_len", "ALPN Extension Length", FT_UINT16, BASE_DEC),
	[ALPN_LIST] = F("tls.handshake.extensions_alpn_list", "ALPN Protocol", FT_NONE, BASE_NONE),
	[ALPN_STR_LEN] = F("tls.handshake.extensions_alpn_str_len", "ALPN string length", FT_UINT8, BASE_DEC),
	[ALPN_STR] = F("tls.handshake.extensions_alpn_str", "ALPN Next Protocol", FT_STRING, BASE_NONE),
	[NPN_LEN] = F("tls.handshake.extensions_npn_str_len", "Protocol string length", FT_UINT8, BASE_DEC),
	[NPN] = F("tls.handshake.extensions_npn", "Next Protocol", FT_STRING, BASE_NONE),
	[RENEG_LEN] = F("tls.handshake.extensions_reneg_info_len", "Renegotiation info extension length", FT_UINT8, BASE_DEC),
	[RENEG] = F("tls.handshake.extensions_reneg_info", "Renegotiation info", FT_BYTES, BASE_NONE),
	[SHARE_LENGTH] = F("tls.handshake.extensions_key_share_client_length", "Client Key Share Length", FT_UINT16, BASE_DEC),
	[SHARE_GROUP] = F("tls.handshake.extensions_key_share_group", "Group", FT_UINT16, BASE_DEC, .vals = &tls_groups),
	[SHARE_KEY_LENGTH] = F("tls.handshake.extensions_key_share_key_exchange_length", "Key Exchange Length", FT_UINT16, BASE_DEC),
	[SHARE_KEY] = F("tls.handshake.extensions_key_share_key_exchange", "Key Exchange", FT_BYTES, BASE_NONE),
	[SHARE_SELECTED] = F("tls.handshake.extensions_key_share_selected_group", "Selected Group", FT_UINT16, BASE_DEC, .vals = &tls_groups),
	[PSK_IDS_LENGTH] = F("tls.handshake.extensions.psk.identities.length", "Identities Length", FT_UINT16, BASE_DEC),
	[PSK_ID_LENGTH] = F("tls.handshake.extensions.psk.identity.identity_length", "Identity Length", FT_UINT16, BASE_DEC),
	[PSK_ID] = F("tls.handshake.extensions.psk.identity.identity", "Identity", FT_BYTES, BASE_NONE),
	[PSK_AGE] = F("tls.handshake.extensions.psk.identity.obfuscated_ticket_age", "Obfuscated Ticket Age", FT_UINT32, BASE_DEC),
	[PSK_BINDERS_LEN] = F("tls.handshake.extensions.psk.binders_len", "PSK Binders length", FT_UINT16, BASE_DEC),
	[PSK_BINDERS] = F("tls.handshake.extensions.psk.binders", "PSK Binders", FT_NONE, BASE_NONE),
	[PSK_SELECTED] = F("tls.handshake.extensions.psk.identity.selected", "Selected Identity", FT_UINT16, BASE_DEC),
	[PSK_MODES_LENGTH] = F("tls.extension.psk_ke_modes_length", "PSK Key Exchange Modes Length", FT_UINT8, BASE_DEC),
	[PSK_MODE] = F("tls.extension.psk_ke_mode", "PSK Key Exchange Mode", FT_UINT8, BASE_DEC, .vals = &tls_psk_modes),
	[VERSIONS_LEN] = F("tls.handshake.extensions.supported_versions_len", "Supported Versions length", FT_UINT8, BASE_DEC),
	[VERSION_SUPPORTED] = F("tls.handshake.extensions.supported_version", "Supported Version", FT_UINT16, BASE_HEX, .vals = &tls_versions),
	[COOKIE_LEN] = F("tls.handshake.extensions.cookie_len", "Cookie length", FT_UINT16, BASE_DEC),
	[COOKIE] = F("tls.handshake.extensions.cookie", "Cookie", FT_BYTES, BASE_NONE),
	[PADDING_DATA] = F("tls.handshake.extensions_padding_data", "Padding Data", FT_BYTES, BASE_NONE),
	[STATUS_TYPE] = F("tls.handshake.extensions_status_request_type", "Certificate Status Type", FT_UINT8, BASE_DEC, .vals = &tls_status_types),
	[STATUS_LEN] = F("tls.handshake.extensions_status_request_len", "Certificate Status Length", FT_UINT16, BASE_DEC),
	[STATUS_IDS_LEN] = F("tls.handshake.extensions_status_request_responder_ids_len", "Responder ID list Length", FT_UINT16, BASE_DEC),
	[STATUS_EXTS_LEN] = F("tls.handshake.extensions_status_request_exts_len", "Request Extensions Length", FT_UINT16, BASE_DEC),
	[STATUS_LIST_LEN] = F("tls.handshake.extensions_status_request_list_len", "Certificate Status List Length", FT_UINT16, BASE_DEC),
	[OCSP_LEN] = F("tls.handshake.ocsp_response_len", "OCSP Response Length", FT_UINT24, BASE_DEC),
	[SIG_LIST_LEN] = F("tls.handshake.sig_hash_alg_len", "Signature Hash Algorithms Length", FT_UINT16, BASE_DEC),
	[SIG_LIST] = F("tls.handshake.sig_hash_algs", "Signature Algorithms", FT_NONE, BASE_NONE, .label = tls_label_text),
	[SIG_ALG] = F("tls.handshake.sig_hash_alg", "Signature Algorithm", FT_UINT16, BASE_HEX, .label = tls_label_scheme),
	[SIG_HASH] = F("tls.handshake.sig_hash_hash", "Signature Hash Algorithm Hash", FT_UINT8, BASE_DEC, .vals = &tls_hashes),
	[SIG_SIG] = F("tls.handshake.sig_hash_sig", "Signature Hash Algorithm Signature", FT_UINT8, BASE_DEC, .vals = &tls_signatures),
	[HEARTBEAT_MODE] = F("tls.handshake.extension.heartbeat.mode", "Mode", FT_UINT8, BASE_DEC, .vals = &tls_heartbeat_modes),
	[CERT_TYPE] = F("tls.handshake.cert_type.type", "Certificate Type", FT_UINT8, BASE_HEX, .vals = &tls_certificate_types),
	[CERT_TYPE_LIST] = F("tls.handshake.cert_type.types", "Certificate Type List", FT_NONE, BASE_NONE, .label = tls_label_text),
	[CERT_TYPE_LEN] = F("tls.handshake.cert_type.types_len", "Certificate Type List Length", FT_UINT8, BASE_DEC),
	[COMPRESS_LENGTH] = F("tls.compress_certificate.algorithms_length", "Algorithms Length", FT_UINT8, BASE_DEC),
	[COMPRESS_ALGORITHM] = F("tls.compress_certificate.algorithm", "Algorithm", FT_UINT16, BASE_DEC, .vals = &tls_compression_algorithms),
	[RECORD_LIMIT] = F("tls.record_size_limit", "Record Size Limit", FT_UINT16, BASE_DEC),
	[ALPS_LEN] = F("tls.handshake.extensions_alps_len", "ALPS Extension Length", FT_UINT16, BASE_DEC),
	[ALPS_LIST] = F("tls.handshake.extensions_alps_alpn_list", "Supported ALPN List", FT_NONE, BASE_NONE),
	[ALPS_STR_LEN] = F("tls.handshake.extensions_alps_alpn_str_len", "Supported ALPN Length", FT_UINT8, BASE_DEC),
	[ALPS_STR] = F("tls.handshake.extensions_alps_alpn_str", "Supported ALPN", FT_STRING, BASE_NONE),
	[ESNI_SUITE] = F("tls.esni.suite", "Cipher Suite", FT_UINT16, BASE_HEX, .vals = &tls_cipher_suites),
	[ESNI_DIGEST_LEN] = F("tls.esni.record_digest_length", "Record Digest Length", FT_UINT16, BASE_DEC),
	[ESNI_DIGEST] = F("tls.esni.record_digest", "Record Digest", FT_BYTES, BASE_NONE),
	[ESNI_LEN] = F("tls.esni.encrypted_sni_length", "Encrypted SNI Length", FT_UINT16, BASE_DEC),
	[ESNI] = F("tls.esni.encrypted_sni", "Encrypted SNI", FT_BYTES, BASE_NONE),
	[SCTS_LENGTH] = F("tls.sct.scts_length", "Serialized SCT List Length", FT_UINT16, BASE_DEC),
	[SCT_LENGTH] = F("tls.sct.sct_length", "Serialized SCT Length", FT_UINT16, BASE_DEC),
	[SCT_VERSION] = F("tls.sct.sct_version", "SCT Version", FT_UINT8, BASE_DEC),
	[SCT_LOG] = F("tls.sct.sct_logid", "Log ID", FT_BYTES, BASE_NONE),
	[SCT_TIME] = F("tls.sct.sct_timestamp", "Timestamp", FT_ABSOLUTE_TIME, BASE_UTC),
	[SCT_EXT_LENGTH] = F("tls.sct.sct_extensions_length", "Extensions length", FT_UINT16, BASE_DEC),
	[SCT_SIG_LENGTH] = F("tls.sct.sct_signature_length", "Signature Length", FT_UINT16, BASE_DEC),
	[SCT_SIG] = F("tls.sct.sct_signature", "Signature", FT_BYTES, BASE_NONE),
	[EARLY_MAX] = F("tls.early_data.max_early_data_size", "Maximum Early Data Size", FT_UINT32, BASE_DEC),
	[JA3_FULL] = F("tls.handshake.ja3_full", "JA3 Fullstring", FT_STRING, BASE_NONE, .flags = F_GENERATED),
	[JA3] = F("tls.handshake.ja3", "JA3", FT_STRING, BASE_NONE, .flags = F_GENERATED),
	[JA3S_FULL] = F("tls.handshake.ja3s_full", "JA3S Fullstring", FT_STRING, BASE_NONE, .flags = F_GENERATED),
	[JA3S] = F("tls.handshake.ja3s", "JA3S", FT_STRING, BASE_NONE, .flags = F_GENERATED),
	[CERTS_LENGTH] = F("tls.handshake.certificates_length", "Certificates Length", FT_UINT24, BASE_DEC),
	[CERTS] = F("tls.handshake.certificates", "Certificates", FT_NONE, BASE_NONE, .label = tls_label_text),
	[CERT_LENGTH] = F("tls.handshake.certificate_length", "Certificate Length", FT_UINT24, BASE_DEC),
	[CERT] = F("tls.handshake.certificate", "Certificate", FT_BYTES, BASE_NONE, .label = tls_label_certificate),
	[REQUEST_TYPES_COUNT] = F("tls.handshake.cert_types_count", "Certificate types count", FT_UINT8, BASE_DEC),
	[REQUEST_TYPES] = F("tls.handshake.cert_types", "Certificate types", FT_NONE, BASE_NONE, .label = tls_label_text),
	[REQUEST_TYPE] = F("tls.handshake.cert_type", "Certificate type", FT_UINT8, BASE_DEC, .vals = &tls_client_certificate_types),
	[DNAMES_LEN] = F("tls.handshake.dnames_len", "Distinguished Names Length", FT_UINT16, BASE_DEC),
	[DNAMES] = F("tls.handshake.dnames", "Distinguished Names", FT_NONE, BASE_NONE, .label = tls_label_text),
	[DNAME_LEN] = F("tls.handshake.dname_len", "Distinguished Name Length", FT_UINT16, BASE_DEC),
	[DNAME] = F("tls.handshake.dname", "Distinguished Name", FT_NONE, BASE_NONE, .label = tls_label_name),
	[P_LEN] = F("tls.handshake.p_len", "p Length", FT_UINT16, BASE_DEC),
	[P] = F("tls.handshake.p", "p", FT_BYTES, BASE_NONE),
	[G_LEN] = F("tls.handshake.g_len", "g Length", FT_UINT16, BASE_DEC),
	[G] = F("tls.handshake.g", "g", FT_BYTES, BASE_NONE),
	[YS_LEN] = F("tls.handshake.ys_len", "Pubkey Length", FT_UINT16, BASE_DEC),
	[YS] = F("tls.handshake.ys", "Pubkey", FT_BYTES, BASE_NONE),
	[YC_LEN] = F("tls.handshake.yc_len", "Pubkey Length", FT_UINT16, BASE_DEC),
	[YC] = F("tls.handshake.yc", "Pubkey", FT_BYTES, BASE_NONE),
	[MODULUS_LEN] = F("tls.handshake.modulus_len", "Modulus Length", FT_UINT16, BASE_DEC),
	[MODULUS] = F("tls.handshake.modulus", "Modulus", FT_BYTES, BASE_NONE),
	[EXPONENT_LEN] = F("tls.handshake.exponent_len", "Exponent Length", FT_UINT16, BASE_DEC),
	[EXPONENT] = F("tls.handshake.exponent", "Exponent", FT_BYTES, BASE_NONE),
	[CURVE_TYPE] = F("tls.handshake.server_curve_type", "Curve Type", FT_UINT8, BASE_HEX, .vals = &tls_curve_types),
	[NAMED_CURVE] = F("tls.handshake.server_named_curve", "Named Curve", FT_UINT16, BASE_HEX, .vals = &tls_groups),
	[SERVER_POINT_LEN] = F("tls.handshake.server_point_len", "Pubkey Length", FT_UINT8, BASE_DEC),
	[SERVER_POINT] = F("tls.handshake.server_point", "Pubkey", FT_BYTES, BASE_NONE),
	[CLIENT_POINT_LEN] = F("tls.handshake.client_point_len", "Pubkey Length", FT_UINT8, BASE_DEC),
	[CLIENT_POINT] = F("tls.handshake.client_point", "Pubkey", FT_BYTES, BASE_NONE),
	[SIG_LEN] = F("tls.handshake.sig_len", "Signature Length", FT_UINT16, BASE_DEC),
	[SIG] = F("tls.handshake.sig", "Signature", FT_BYTES, BASE_NONE),
	[VERIFY_SIG_LEN] = F("tls.handshake.client_cert_vrfy.sig_len", "Signature length", FT_UINT16, BASE_DEC),
	[VERIFY_SIG] = F("tls.handshake.client_cert_vrfy.sig", "Signature", FT_BYTES, BASE_NONE),
	[EPMS_LEN] = F("tls.handshake.epms_len", "Encrypted PreMaster length", FT_UINT16, BASE_DEC),
	[EPMS] = F("tls.handshake.epms", "Encrypted PreMaster", FT_BYTES, BASE_NONE),
	[HINT_LEN] = F("tls.handshake.hint_len", "Hint Length", FT_UINT16, BASE_DEC),
	[HINT] = F("tls.handshake.hint", "Hint", FT_BYTES, BASE_NONE),
	[IDENTITY_LEN] = F("tls.handshake.identity_len", "Identity Length", FT_UINT16, BASE_DEC),
	[IDENTITY] = F("tls.handshake.identity", "Identity", FT_BYTES, BASE_NONE),
	[VERIFY_DATA] = F("tls.handshake.verify_data", "Verify Data", FT_NONE, BASE_NONE),
	[MD5_HASH] = F("tls.handshake.md5_hash", "MD5 Hash", FT_NONE, BASE_NONE),
	[SHA_HASH] = F("tls.handshake.sha_hash", "SHA-1 Hash", FT_NONE, BASE_NONE),
	[TICKET_LIFETIME] = F("tls.handshake.session_ticket_lifetime_hint", "Session Ticket Lifetime Hint", FT_UINT32, BASE_DEC, .label = tls_label_lifetime),
	[TICKET_AGE_ADD] = F("tls.handshake.session_ticket_age_add", "Session Ticket Age Add", FT_UINT32, BASE_DEC),
	[TICKET_NONCE_LEN] = F("tls.handshake.session_ticket_nonce_length", "Session Ticket Nonce Length", FT_UINT8, BASE_DEC),
	[TICKET_NONCE] = F("tls.handshake.session_ticket_nonce", "Session Ticket Nonce", FT_BYTES, BASE_NONE),
	[TICKET_LENGTH] = F("tls.handshake.session_ticket_length", "Session Ticket Length", FT_UINT16, BASE_DEC),
	[TICKET] = F("tls.handshake.session_ticket", "Session Ticket", FT_BYTES, BASE_NONE),
	[NPN_SELECTED_LEN] = F("tls.handshake.npn_selected_protocol_len", "Selected Protocol Length", FT_UINT8, BASE_DEC),
	[NPN_SELECTED] = F("tls.handshake.npn_selected_protocol", "Selected Protocol", FT_STRING, BASE_NONE),
	[NPN_PADDING_LEN] = F("tls.handshake.npn_padding_len", "Padding Length", FT_UINT8, BASE_DEC),
	[NPN_PADDING] = F("tls.handshake.npn_padding", "Padding", FT_BYTES, BASE_NONE),
	[KEY_UPDATE] = F("tls.handshake.key_update.request_update", "Key Update Request", FT_UINT8, BASE_DEC, .vals = &tls_key_updates),
	[SSL2_LENGTH] = F("tls.record.length", "Length", FT_UINT16, BASE_DEC),
	[SPEC_LENGTH] = F("tls.handshake.cipher_spec_len", "Cipher Spec Length", FT_UINT16, BASE_DEC),
	[SESSION_ID_LENGTH16] = F("tls.handshake.session_id_length", "Session ID Length", FT_UINT16, BASE_DEC),
	[CHALLENGE_LENGTH] = F("tls.handshake.challenge_length", "Challenge Length", FT_UINT16, BASE_DEC),
	[SPEC] = F("tls.handshake.cipherspec", "Cipher Spec", FT_UINT24, BASE_HEX, .vals = &ssl2_cipher_specs),
	[SSL2_SESSION_ID] = F("tls.handshake.session_id", "Session ID", FT_BYTES, BASE_NONE),
	[CHALLENGE] = F("tls.handshake.challenge", "Challenge", FT_NONE, BASE_NONE),
	[QUIC_TYPE] = F("tls.quic.parameter.type", "Type", FT_UINT64, BASE_DEC, .label = tls_label_parameter_type),
	[QUIC_LENGTH] = F("tls.quic.parameter.length", "Length", FT_UINT64, BASE_DEC),
	[QUIC_VALUE] = F("tls.quic.parameter.value", "Value", FT_BYTES, BASE_NONE),
	[QUIC_ORIGINAL_DESTINATION_CID] = F("tls.quic.parameter.original_destination_connection_id", "original_destination_connection_id", FT_BYTES, BASE_NONE),
	[QUIC_MAX_IDLE_TIMEOUT] = F("tls.quic.parameter.max_idle_timeout", "max_idle_timeout", FT_UINT64, BASE_DEC),
	[QUIC_STATELESS_RESET_TOKEN] = F("tls.quic.parameter.stateless_reset_token", "stateless_reset_token", FT_BYTES, BASE_NONE),
	[QUIC_MAX_UDP_PAYLOAD_SIZE] = F("tls.quic.parameter.max_udp_payload_size", "max_udp_payload_size", FT_UINT64, BASE_DEC),
	[QUIC_INITIAL_MAX_DATA] = F("tls.quic.parameter.initial_max_data", "initial_max_data", FT_UINT64, BASE_DEC),
	[QUIC_MAX_DATA_BIDI_LOCAL] = F("tls.quic.parameter.initial_max_stream_data_bidi_local", "initial_max_stream_data_bidi_local", FT_UINT64, BASE_DEC),
	[QUIC_MAX_DATA_BIDI_REMOTE] = F("tls.quic.parameter.initial_max_stream_data_bidi_remote", "initial_max_stream_data_bidi_remote", FT_UINT64, BASE_DEC),
	[QUIC_MAX_DATA_UNI] = F("tls.quic.parameter.initial_max_stream_data_uni", "initial_max_stream_data_uni", FT_UINT64, BASE_DEC),
	[QUIC_INITIAL_MAX_STREAMS_BIDI] = F("tls.quic.parameter.initial_max_streams_bidi", "initial_max_streams_bidi", FT_UINT64, BASE_DEC),
	[QUIC_INITIAL_MAX_STREAMS_UNI] = F("tls.quic.parameter.initial_max_streams_uni", "initial_max_streams_uni", FT_UINT64, BASE_DEC),
	[QUIC_ACK_DELAY_EXPONENT] = F("tls.quic.parameter.ack_delay_exponent", "ack_delay_exponent", FT_UINT64, BASE_DEC),
	[QUIC_MAX_ACK_DELAY] = F("tls.quic.parameter.max_ack_delay", "max_ack_delay", FT_UINT64, BASE_DEC),
	[QUIC_ACTIVE_CID_LIMIT] = F("tls.quic.parameter.active_connection_id_limit", "Active Connection ID Limit", FT_UINT64, BASE_DEC),
	[QUIC_INITIAL_SOURCE_CID] = F("tls.quic.parameter.initial_source_connection_id", "Initial Source Connection ID", FT_BYTES, BASE_NONE),
	[QUIC_RETRY_SOURCE_CID] = F("tls.quic.parameter.retry_source_connection_id", "Retry Source Connection ID", FT_BYTES, BASE_NONE),
	[QUIC_MAX_DATAGRAM_FRAME_SIZE] = F("tls.quic.parameter.max_datagram_frame_size", "max_datagram_frame_size", FT_UINT64, BASE_DEC),
	[QUIC_CHOSEN_VERSION] = F("tls.quic.parameter.vi.chosen_version", "Chosen Version", FT_UINT32, BASE_HEX, .label = quic_version_label),
	[QUIC_OTHER_VERSION] = F("tls.quic.parameter.vi.other_version", "Other Version", FT_UINT32, BASE_HEX, .label = quic_version_label),
	[QUIC_GOOGLE_VERSION] = F("tls.quic.parameter.google.quic_version", "Google QUIC version", FT_UINT32, BASE_HEX, .label = quic_version_label),
	[QUIC_GOOGLE_RTT] = F("tls.quic.parameter.google.initial_rtt", "Google Initial RTT", FT_UINT64, BASE_DEC),
	[QUIC_GOOGLE_AGENT] = F("tls.quic.parameter.google.user_agent", "Google UserAgent", FT_STRING, BASE_NONE),
	[QUIC_GOOGLE_DONE] = F("tls.quic.parameter.google.support_handshake_done", "Google Support Handshake Done", FT_NONE, BASE_NONE),
	[QUIC_GOOGLE_NO_UPDATE] = F("tls.quic.parameter.google.key_update_not_yet_supported", "Google Key Update not yet supported", FT_NONE, BASE_NONE),
	[QUIC_LOSS_BITS] = F("tls.quic.parameter.loss_bits", "loss_bits", FT_UINT64, BASE_DEC),
	[BAD_SESSION_ID] = F_EXPERT("tls.handshake.session_id_length.error", "Session ID length error", PI_WARN, PI_MALFORMED),
	[UNKNOWN_RECORD] = F_EXPERT("tls.ignored_unknown_record", "Ignored Unknown Record", PI_WARN, PI_PROTOCOL),
	[BAD_VECTOR] = F_EXPERT("tls.malformed.vector_length", "Variable vector length is outside the permitted range", PI_WARN, PI_PROTOCOL),
	[RESUMED] = F_EXPERT("tls.resumed", "This session reuses previously negotiated keys (Session resumption)", PI_NOTE, PI_SEQUENCE),
	[TOO_SMALL] = F_EXPERT("tls.malformed.buffer_too_small", "Malformed message, not enough data is available", PI_ERROR, PI_MALFORMED),
};
