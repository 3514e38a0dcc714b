/* tls_rows.h: the rows that TLS and DTLS have alike, under the prefix that TLS_ROWS is given. */
#ifndef PEEL_DISSECT_APPLICATION_TLS_ROWS_H
#define PEEL_DISSECT_APPLICATION_TLS_ROWS_H

#include "dissect/application/crypto_frame.h"
#include "dissect/application/tls_impl.h"

#define TLS_ROWS(PREFIX) \
	[RECORD] = F(PREFIX ".record", "Record Layer", FT_NONE, BASE_NONE, .label = tls_label_text), \
	[CONTENT_TYPE] = F(PREFIX ".record.content_type", "Content Type", FT_UINT8, BASE_DEC, .vals = &tls_content_types), \
	[RECORD_VERSION] = F(PREFIX ".record.version", "Version", FT_UINT16, BASE_HEX, .vals = &tls_versions), \
	[RECORD_LENGTH] = F(PREFIX ".record.length", "Length", FT_UINT16, BASE_DEC), \
	[CHANGE_CIPHER_SPEC] = F(PREFIX ".change_cipher_spec", "Change Cipher Spec Message", FT_NONE, BASE_NONE), \
	[APP_DATA] = F(PREFIX ".app_data", "Encrypted Application Data", FT_BYTES, BASE_NONE), \
	[APP_DATA_PROTO] = F(PREFIX ".app_data_proto", "Application Data Protocol", FT_STRING, BASE_NONE, .flags = F_GENERATED), \
	[ALERT] = F(PREFIX ".alert_message", "Alert Message", FT_NONE, BASE_NONE, .label = tls_label_text), \
	[ALERT_LEVEL] = F(PREFIX ".alert_message.level", "Level", FT_UINT8, BASE_DEC, .vals = &tls_alert_levels), \
	[ALERT_DESC] = F(PREFIX ".alert_message.desc", "Description", FT_UINT8, BASE_DEC, .vals = &tls_alerts), \
	[HEARTBEAT] = F(PREFIX ".heartbeat_message", "Heartbeat Message", FT_NONE, BASE_NONE, .label = tls_label_text), \
	[HEARTBEAT_TYPE] = F(PREFIX ".heartbeat_message.type", "Type", FT_UINT8, BASE_DEC, .vals = &tls_heartbeat_types), \
	[HEARTBEAT_LENGTH] = F(PREFIX ".heartbeat_message.payload_length", "Payload Length", FT_UINT16, BASE_DEC), \
	[HEARTBEAT_PAYLOAD] = F(PREFIX ".heartbeat_message.payload", "Payload Length", FT_BYTES, BASE_NONE), \
	[HEARTBEAT_PADDING] = F(PREFIX ".heartbeat_message.padding", "Payload Length", FT_BYTES, BASE_NONE), \
	[HANDSHAKE] = F(PREFIX ".handshake", "Handshake Protocol", FT_NONE, BASE_NONE, .label = tls_label_text), \
	[TYPE] = F(PREFIX ".handshake.type", "Handshake Type", FT_UINT8, BASE_DEC, .vals = &tls_handshake_types), \
	[LENGTH] = F(PREFIX ".handshake.length", "Length", FT_UINT24, BASE_DEC), \
	[VERSION] = F(PREFIX ".handshake.version", "Version", FT_UINT16, BASE_HEX, .vals = &tls_versions), \
	[RANDOM_ROW] = F(PREFIX ".handshake.random", "Random", FT_BYTES, BASE_NONE), \
	[RANDOM_TIME] = F(PREFIX ".handshake.random_time", "GMT Unix Time", FT_ABSOLUTE_TIME, BASE_LOCAL), \
	[RANDOM_BYTES] = F(PREFIX ".handshake.random_bytes", "Random Bytes", FT_BYTES, BASE_NONE), \
	[SESSION_ID_LENGTH8] = F(PREFIX ".handshake.session_id_length", "Session ID Length", FT_UINT8, BASE_DEC), \
	[SESSION_ID] = F(PREFIX ".handshake.session_id", "Session ID", FT_BYTES, BASE_NONE), \
	[SUITES_LENGTH] = F(PREFIX ".handshake.cipher_suites_length", "Cipher Suites Length", FT_UINT16, BASE_DEC), \
	[SUITES] = F(PREFIX ".handshake.ciphersuites", "Cipher Suites", FT_NONE, BASE_NONE, .label = tls_label_text), \
	[SUITE] = F(PREFIX ".handshake.ciphersuite", "Cipher Suite", FT_UINT16, BASE_HEX, .vals = &tls_cipher_suites), \
	[METHODS_LENGTH] = F(PREFIX ".handshake.comp_methods_length", "Compression Methods Length", FT_UINT8, BASE_DEC), \
	[METHODS] = F(PREFIX ".handshake.comp_methods", "Compression Methods", FT_NONE, BASE_NONE, .label = tls_label_text), \
	[METHOD] = F(PREFIX ".handshake.comp_method", "Compression Method", FT_UINT8, BASE_DEC, .vals = &tls_compression_methods), \
	[EXTENSIONS_LENGTH] = F(PREFIX ".handshake.extensions_length", "Extensions Length", FT_UINT16, BASE_DEC), \
	[EXT_TYPE] = F(PREFIX ".handshake.extension.type", "Type", FT_UINT16, BASE_DEC, .vals = &tls_extension_types), \
	[EXT_LEN] = F(PREFIX ".handshake.extension.len", "Length", FT_UINT16, BASE_DEC), \
	[EXT_DATA] = F(PREFIX ".handshake.extension.data", "Data", FT_BYTES, BASE_NONE), \
	[EXT_TICKET_DATA] = F(PREFIX ".handshake.extension.data", "Data", FT_BYTES, BASE_NONE, .label = tls_label_size), \
	[SNI_LIST_LEN] = F(PREFIX ".handshake.extensions_server_name_list_len", "Server Name list length", FT_UINT16, BASE_DEC), \
	[SNI_TYPE] = F(PREFIX ".handshake.extensions_server_name_type", "Server Name Type", FT_UINT8, BASE_DEC, .vals = &tls_name_types), \
	[SNI_LEN] = F(PREFIX ".handshake.extensions_server_name_len", "Server Name length", FT_UINT16, BASE_DEC), \
	[SNI] = F(PREFIX ".handshake.extensions_server_name", "Server Name", FT_STRING, BASE_NONE), \
	[MAX_FRAGMENT] = F(PREFIX ".handshake.max_fragment_length", "Maximum Fragment Length", FT_UINT8, BASE_DEC, .vals = &tls_fragment_lengths), \
	[GROUPS_LENGTH] = F(PREFIX ".handshake.extensions_supported_groups_length", "Supported Groups List Length", FT_UINT16, BASE_DEC), \
	[GROUPS] = F(PREFIX ".handshake.extensions_supported_groups", "Supported Groups List", FT_NONE, BASE_NONE, .label = tls_label_text), \
	[GROUP] = F(PREFIX ".handshake.extensions_supported_group", "Supported Group", FT_UINT16, BASE_HEX, .vals = &tls_groups), \
	[POINTS_LENGTH] = F(PREFIX ".handshake.extensions_ec_point_formats_length", "EC point formats Length", FT_UINT8, BASE_DEC), \
	[POINTS] = F(PREFIX ".handshake.extensions_ec_point_formats", "EC point formats", FT_NONE, BASE_NONE, .label = tls_label_text), \
	[POINT] = F(PREFIX ".handshake.extensions_ec_point_format", "EC point format", FT_UINT8, BASE_DEC, .vals = &tls_point_formats), \
	[SRP_LEN] = F(PREFIX ".handshake.extensions_srp_len", "SRP username length", FT_UINT8, BASE_DEC), \
	[SRP_NAME] = F(PREFIX ".handshake.extensions_srp_username", "SRP username", FT_STRING, BASE_NONE), \
	[ALPN_LEN] = F(PREFIX ".handshake.extensions_alpn_len", "ALPN Extension Length", FT_UINT16, BASE_DEC), \
	[ALPN_LIST] = F(PREFIX ".handshake.extensions_alpn_list", "ALPN Protocol", FT_NONE, BASE_NONE), \
	[ALPN_STR_LEN] = F(PREFIX ".handshake.extensions_alpn_str_len", "ALPN string length", FT_UINT8, BASE_DEC), \
	[ALPN_STR] = F(PREFIX ".handshake.extensions_alpn_str", "ALPN Next Protocol", FT_STRING, BASE_NONE), \
	[NPN_LEN] = F(PREFIX ".handshake.extensions_npn_str_len", "Protocol string length", FT_UINT8, BASE_DEC), \
	[NPN] = F(PREFIX ".handshake.extensions_npn", "Next Protocol", FT_STRING, BASE_NONE), \
	[RENEG_LEN] = F(PREFIX ".handshake.extensions_reneg_info_len", "Renegotiation info extension length", FT_UINT8, BASE_DEC), \
	[RENEG] = F(PREFIX ".handshake.extensions_reneg_info", "Renegotiation info", FT_BYTES, BASE_NONE), \
	[SHARE_LENGTH] = F(PREFIX ".handshake.extensions_key_share_client_length", "Client Key Share Length", FT_UINT16, BASE_DEC), \
	[SHARE_GROUP] = F(PREFIX ".handshake.extensions_key_share_group", "Group", FT_UINT16, BASE_DEC, .vals = &tls_groups), \
	[SHARE_KEY_LENGTH] = F(PREFIX ".handshake.extensions_key_share_key_exchange_length", "Key Exchange Length", FT_UINT16, BASE_DEC), \
	[SHARE_KEY] = F(PREFIX ".handshake.extensions_key_share_key_exchange", "Key Exchange", FT_BYTES, BASE_NONE), \
	[SHARE_SELECTED] = F(PREFIX ".handshake.extensions_key_share_selected_group", "Selected Group", FT_UINT16, BASE_DEC, .vals = &tls_groups), \
	[PSK_IDS_LENGTH] = F(PREFIX ".handshake.extensions.psk.identities.length", "Identities Length", FT_UINT16, BASE_DEC), \
	[PSK_ID_LENGTH] = F(PREFIX ".handshake.extensions.psk.identity.identity_length", "Identity Length", FT_UINT16, BASE_DEC), \
	[PSK_ID] = F(PREFIX ".handshake.extensions.psk.identity.identity", "Identity", FT_BYTES, BASE_NONE), \
	[PSK_AGE] = F(PREFIX ".handshake.extensions.psk.identity.obfuscated_ticket_age", "Obfuscated Ticket Age", FT_UINT32, BASE_DEC), \
	[PSK_BINDERS_LEN] = F(PREFIX ".handshake.extensions.psk.binders_len", "PSK Binders length", FT_UINT16, BASE_DEC), \
	[PSK_BINDERS] = F(PREFIX ".handshake.extensions.psk.binders", "PSK Binders", FT_NONE, BASE_NONE), \
	[PSK_SELECTED] = F(PREFIX ".handshake.extensions.psk.identity.selected", "Selected Identity", FT_UINT16, BASE_DEC), \
	[PSK_MODES_LENGTH] = F(PREFIX ".extension.psk_ke_modes_length", "PSK Key Exchange Modes Length", FT_UINT8, BASE_DEC), \
	[PSK_MODE] = F(PREFIX ".extension.psk_ke_mode", "PSK Key Exchange Mode", FT_UINT8, BASE_DEC, .vals = &tls_psk_modes), \
	[VERSIONS_LEN] = F(PREFIX ".handshake.extensions.supported_versions_len", "Supported Versions length", FT_UINT8, BASE_DEC), \
	[VERSION_SUPPORTED] = F(PREFIX ".handshake.extensions.supported_version", "Supported Version", FT_UINT16, BASE_HEX, .vals = &tls_versions), \
	[COOKIE_LEN] = F(PREFIX ".handshake.extensions.cookie_len", "Cookie length", FT_UINT16, BASE_DEC), \
	[COOKIE] = F(PREFIX ".handshake.extensions.cookie", "Cookie", FT_BYTES, BASE_NONE), \
	[PADDING_DATA] = F(PREFIX ".handshake.extensions_padding_data", "Padding Data", FT_BYTES, BASE_NONE), \
	[STATUS_TYPE] = F(PREFIX ".handshake.extensions_status_request_type", "Certificate Status Type", FT_UINT8, BASE_DEC, .vals = &tls_status_types), \
	[STATUS_LEN] = F(PREFIX ".handshake.extensions_status_request_len", "Certificate Status Length", FT_UINT16, BASE_DEC), \
	[STATUS_IDS_LEN] = F(PREFIX ".handshake.extensions_status_request_responder_ids_len", "Responder ID list Length", FT_UINT16, BASE_DEC), \
	[STATUS_EXTS_LEN] = F(PREFIX ".handshake.extensions_status_request_exts_len", "Request Extensions Length", FT_UINT16, BASE_DEC), \
	[STATUS_LIST_LEN] = F(PREFIX ".handshake.extensions_status_request_list_len", "Certificate Status List Length", FT_UINT16, BASE_DEC), \
	[OCSP_LEN] = F(PREFIX ".handshake.ocsp_response_len", "OCSP Response Length", FT_UINT24, BASE_DEC), \
	[SIG_LIST_LEN] = F(PREFIX ".handshake.sig_hash_alg_len", "Signature Hash Algorithms Length", FT_UINT16, BASE_DEC), \
	[SIG_LIST] = F(PREFIX ".handshake.sig_hash_algs", "Signature Algorithms", FT_NONE, BASE_NONE, .label = tls_label_text), \
	[SIG_ALG] = F(PREFIX ".handshake.sig_hash_alg", "Signature Algorithm", FT_UINT16, BASE_HEX, .label = tls_label_scheme), \
	[SIG_HASH] = F(PREFIX ".handshake.sig_hash_hash", "Signature Hash Algorithm Hash", FT_UINT8, BASE_DEC, .vals = &tls_hashes), \
	[SIG_SIG] = F(PREFIX ".handshake.sig_hash_sig", "Signature Hash Algorithm Signature", FT_UINT8, BASE_DEC, .vals = &tls_signatures), \
	[HEARTBEAT_MODE] = F(PREFIX ".handshake.extension.heartbeat.mode", "Mode", FT_UINT8, BASE_DEC, .vals = &tls_heartbeat_modes), \
	[CERT_TYPE] = F(PREFIX ".handshake.cert_type.type", "Certificate Type", FT_UINT8, BASE_HEX, .vals = &tls_certificate_types), \
	[CERT_TYPE_LIST] = F(PREFIX ".handshake.cert_type.types", "Certificate Type List", FT_NONE, BASE_NONE, .label = tls_label_text), \
	[CERT_TYPE_LEN] = F(PREFIX ".handshake.cert_type.types_len", "Certificate Type List Length", FT_UINT8, BASE_DEC), \
	[COMPRESS_LENGTH] = F(PREFIX ".compress_certificate.algorithms_length", "Algorithms Length", FT_UINT8, BASE_DEC), \
	[COMPRESS_ALGORITHM] = F(PREFIX ".compress_certificate.algorithm", "Algorithm", FT_UINT16, BASE_DEC, .vals = &tls_compression_algorithms), \
	[RECORD_LIMIT] = F(PREFIX ".record_size_limit", "Record Size Limit", FT_UINT16, BASE_DEC), \
	[ALPS_LEN] = F(PREFIX ".handshake.extensions_alps_len", "ALPS Extension Length", FT_UINT16, BASE_DEC), \
	[ALPS_LIST] = F(PREFIX ".handshake.extensions_alps_alpn_list", "Supported ALPN List", FT_NONE, BASE_NONE), \
	[ALPS_STR_LEN] = F(PREFIX ".handshake.extensions_alps_alpn_str_len", "Supported ALPN Length", FT_UINT8, BASE_DEC), \
	[ALPS_STR] = F(PREFIX ".handshake.extensions_alps_alpn_str", "Supported ALPN", FT_STRING, BASE_NONE), \
	[ESNI_SUITE] = F(PREFIX ".esni.suite", "Cipher Suite", FT_UINT16, BASE_HEX, .vals = &tls_cipher_suites), \
	[ESNI_DIGEST_LEN] = F(PREFIX ".esni.record_digest_length", "Record Digest Length", FT_UINT16, BASE_DEC), \
	[ESNI_DIGEST] = F(PREFIX ".esni.record_digest", "Record Digest", FT_BYTES, BASE_NONE), \
	[ESNI_LEN] = F(PREFIX ".esni.encrypted_sni_length", "Encrypted SNI Length", FT_UINT16, BASE_DEC), \
	[ESNI] = F(PREFIX ".esni.encrypted_sni", "Encrypted SNI", FT_BYTES, BASE_NONE), \
	[SCTS_LENGTH] = F(PREFIX ".sct.scts_length", "Serialized SCT List Length", FT_UINT16, BASE_DEC), \
	[SCT_LENGTH] = F(PREFIX ".sct.sct_length", "Serialized SCT Length", FT_UINT16, BASE_DEC), \
	[SCT_VERSION] = F(PREFIX ".sct.sct_version", "SCT Version", FT_UINT8, BASE_DEC), \
	[SCT_LOG] = F(PREFIX ".sct.sct_logid", "Log ID", FT_BYTES, BASE_NONE), \
	[SCT_TIME] = F(PREFIX ".sct.sct_timestamp", "Timestamp", FT_ABSOLUTE_TIME, BASE_UTC), \
	[SCT_EXT_LENGTH] = F(PREFIX ".sct.sct_extensions_length", "Extensions length", FT_UINT16, BASE_DEC), \
	[SCT_SIG_LENGTH] = F(PREFIX ".sct.sct_signature_length", "Signature Length", FT_UINT16, BASE_DEC), \
	[SCT_SIG] = F(PREFIX ".sct.sct_signature", "Signature", FT_BYTES, BASE_NONE), \
	[EARLY_MAX] = F(PREFIX ".early_data.max_early_data_size", "Maximum Early Data Size", FT_UINT32, BASE_DEC), \
	[JA3_FULL] = F(PREFIX ".handshake.ja3_full", "JA3 Fullstring", FT_STRING, BASE_NONE, .flags = F_GENERATED), \
	[JA3] = F(PREFIX ".handshake.ja3", "JA3", FT_STRING, BASE_NONE, .flags = F_GENERATED), \
	[JA3S_FULL] = F(PREFIX ".handshake.ja3s_full", "JA3S Fullstring", FT_STRING, BASE_NONE, .flags = F_GENERATED), \
	[JA3S] = F(PREFIX ".handshake.ja3s", "JA3S", FT_STRING, BASE_NONE, .flags = F_GENERATED), \
	[CERTS_LENGTH] = F(PREFIX ".handshake.certificates_length", "Certificates Length", FT_UINT24, BASE_DEC), \
	[CERTS] = F(PREFIX ".handshake.certificates", "Certificates", FT_NONE, BASE_NONE, .label = tls_label_text), \
	[CERT_LENGTH] = F(PREFIX ".handshake.certificate_length", "Certificate Length", FT_UINT24, BASE_DEC), \
	[CERT] = F(PREFIX ".handshake.certificate", "Certificate", FT_BYTES, BASE_NONE, .label = tls_label_certificate), \
	[REQUEST_TYPES_COUNT] = F(PREFIX ".handshake.cert_types_count", "Certificate types count", FT_UINT8, BASE_DEC), \
	[REQUEST_TYPES] = F(PREFIX ".handshake.cert_types", "Certificate types", FT_NONE, BASE_NONE, .label = tls_label_text), \
	[REQUEST_TYPE] = F(PREFIX ".handshake.cert_type", "Certificate type", FT_UINT8, BASE_DEC, .vals = &tls_client_certificate_types), \
	[DNAMES_LEN] = F(PREFIX ".handshake.dnames_len", "Distinguished Names Length", FT_UINT16, BASE_DEC), \
	[DNAMES] = F(PREFIX ".handshake.dnames", "Distinguished Names", FT_NONE, BASE_NONE, .label = tls_label_text), \
	[DNAME_LEN] = F(PREFIX ".handshake.dname_len", "Distinguished Name Length", FT_UINT16, BASE_DEC), \
	[DNAME] = F(PREFIX ".handshake.dname", "Distinguished Name", FT_NONE, BASE_NONE, .label = tls_label_name), \
	[P_LEN] = F(PREFIX ".handshake.p_len", "p Length", FT_UINT16, BASE_DEC), \
	[P] = F(PREFIX ".handshake.p", "p", FT_BYTES, BASE_NONE), \
	[G_LEN] = F(PREFIX ".handshake.g_len", "g Length", FT_UINT16, BASE_DEC), \
	[G] = F(PREFIX ".handshake.g", "g", FT_BYTES, BASE_NONE), \
	[YS_LEN] = F(PREFIX ".handshake.ys_len", "Pubkey Length", FT_UINT16, BASE_DEC), \
	[YS] = F(PREFIX ".handshake.ys", "Pubkey", FT_BYTES, BASE_NONE), \
	[YC_LEN] = F(PREFIX ".handshake.yc_len", "Pubkey Length", FT_UINT16, BASE_DEC), \
	[YC] = F(PREFIX ".handshake.yc", "Pubkey", FT_BYTES, BASE_NONE), \
	[MODULUS_LEN] = F(PREFIX ".handshake.modulus_len", "Modulus Length", FT_UINT16, BASE_DEC), \
	[MODULUS] = F(PREFIX ".handshake.modulus", "Modulus", FT_BYTES, BASE_NONE), \
	[EXPONENT_LEN] = F(PREFIX ".handshake.exponent_len", "Exponent Length", FT_UINT16, BASE_DEC), \
	[EXPONENT] = F(PREFIX ".handshake.exponent", "Exponent", FT_BYTES, BASE_NONE), \
	[CURVE_TYPE] = F(PREFIX ".handshake.server_curve_type", "Curve Type", FT_UINT8, BASE_HEX, .vals = &tls_curve_types), \
	[NAMED_CURVE] = F(PREFIX ".handshake.server_named_curve", "Named Curve", FT_UINT16, BASE_HEX, .vals = &tls_groups), \
	[SERVER_POINT_LEN] = F(PREFIX ".handshake.server_point_len", "Pubkey Length", FT_UINT8, BASE_DEC), \
	[SERVER_POINT] = F(PREFIX ".handshake.server_point", "Pubkey", FT_BYTES, BASE_NONE), \
	[CLIENT_POINT_LEN] = F(PREFIX ".handshake.client_point_len", "Pubkey Length", FT_UINT8, BASE_DEC), \
	[CLIENT_POINT] = F(PREFIX ".handshake.client_point", "Pubkey", FT_BYTES, BASE_NONE), \
	[SIG_LEN] = F(PREFIX ".handshake.sig_len", "Signature Length", FT_UINT16, BASE_DEC), \
	[SIG] = F(PREFIX ".handshake.sig", "Signature", FT_BYTES, BASE_NONE), \
	[VERIFY_SIG_LEN] = F(PREFIX ".handshake.client_cert_vrfy.sig_len", "Signature length", FT_UINT16, BASE_DEC), \
	[VERIFY_SIG] = F(PREFIX ".handshake.client_cert_vrfy.sig", "Signature", FT_BYTES, BASE_NONE), \
	[EPMS_LEN] = F(PREFIX ".handshake.epms_len", "Encrypted PreMaster length", FT_UINT16, BASE_DEC), \
	[EPMS] = F(PREFIX ".handshake.epms", "Encrypted PreMaster", FT_BYTES, BASE_NONE), \
	[HINT_LEN] = F(PREFIX ".handshake.hint_len", "Hint Length", FT_UINT16, BASE_DEC), \
	[HINT] = F(PREFIX ".handshake.hint", "Hint", FT_BYTES, BASE_NONE), \
	[IDENTITY_LEN] = F(PREFIX ".handshake.identity_len", "Identity Length", FT_UINT16, BASE_DEC), \
	[IDENTITY] = F(PREFIX ".handshake.identity", "Identity", FT_BYTES, BASE_NONE), \
	[VERIFY_DATA] = F(PREFIX ".handshake.verify_data", "Verify Data", FT_NONE, BASE_NONE), \
	[TICKET_LIFETIME] = F(PREFIX ".handshake.session_ticket_lifetime_hint", "Session Ticket Lifetime Hint", FT_UINT32, BASE_DEC, .label = tls_label_lifetime), \
	[TICKET_AGE_ADD] = F(PREFIX ".handshake.session_ticket_age_add", "Session Ticket Age Add", FT_UINT32, BASE_DEC), \
	[TICKET_NONCE_LEN] = F(PREFIX ".handshake.session_ticket_nonce_length", "Session Ticket Nonce Length", FT_UINT8, BASE_DEC), \
	[TICKET_NONCE] = F(PREFIX ".handshake.session_ticket_nonce", "Session Ticket Nonce", FT_BYTES, BASE_NONE), \
	[TICKET_LENGTH] = F(PREFIX ".handshake.session_ticket_length", "Session Ticket Length", FT_UINT16, BASE_DEC), \
	[TICKET] = F(PREFIX ".handshake.session_ticket", "Session Ticket", FT_BYTES, BASE_NONE), \
	[KEY_UPDATE] = F(PREFIX ".handshake.key_update.request_update", "Key Update Request", FT_UINT8, BASE_DEC, .vals = &tls_key_updates), \
	[QUIC_TYPE] = F(PREFIX ".quic.parameter.type", "Type", FT_UINT64, BASE_DEC, .label = tls_label_parameter_type), \
	[QUIC_LENGTH] = F(PREFIX ".quic.parameter.length", "Length", FT_UINT64, BASE_DEC), \
	[QUIC_VALUE] = F(PREFIX ".quic.parameter.value", "Value", FT_BYTES, BASE_NONE), \
	[QUIC_ORIGINAL_DESTINATION_CID] = F(PREFIX ".quic.parameter.original_destination_connection_id", "original_destination_connection_id", FT_BYTES, BASE_NONE), \
	[QUIC_MAX_IDLE_TIMEOUT] = F(PREFIX ".quic.parameter.max_idle_timeout", "max_idle_timeout", FT_UINT64, BASE_DEC), \
	[QUIC_STATELESS_RESET_TOKEN] = F(PREFIX ".quic.parameter.stateless_reset_token", "stateless_reset_token", FT_BYTES, BASE_NONE), \
	[QUIC_MAX_UDP_PAYLOAD_SIZE] = F(PREFIX ".quic.parameter.max_udp_payload_size", "max_udp_payload_size", FT_UINT64, BASE_DEC), \
	[QUIC_INITIAL_MAX_DATA] = F(PREFIX ".quic.parameter.initial_max_data", "initial_max_data", FT_UINT64, BASE_DEC), \
	[QUIC_MAX_DATA_BIDI_LOCAL] = F(PREFIX ".quic.parameter.initial_max_stream_data_bidi_local", "initial_max_stream_data_bidi_local", FT_UINT64, BASE_DEC), \
	[QUIC_MAX_DATA_BIDI_REMOTE] = F(PREFIX ".quic.parameter.initial_max_stream_data_bidi_remote", "initial_max_stream_data_bidi_remote", FT_UINT64, BASE_DEC), \
	[QUIC_MAX_DATA_UNI] = F(PREFIX ".quic.parameter.initial_max_stream_data_uni", "initial_max_stream_data_uni", FT_UINT64, BASE_DEC), \
	[QUIC_INITIAL_MAX_STREAMS_BIDI] = F(PREFIX ".quic.parameter.initial_max_streams_bidi", "initial_max_streams_bidi", FT_UINT64, BASE_DEC), \
	[QUIC_INITIAL_MAX_STREAMS_UNI] = F(PREFIX ".quic.parameter.initial_max_streams_uni", "initial_max_streams_uni", FT_UINT64, BASE_DEC), \
	[QUIC_ACK_DELAY_EXPONENT] = F(PREFIX ".quic.parameter.ack_delay_exponent", "ack_delay_exponent", FT_UINT64, BASE_DEC), \
	[QUIC_MAX_ACK_DELAY] = F(PREFIX ".quic.parameter.max_ack_delay", "max_ack_delay", FT_UINT64, BASE_DEC), \
	[QUIC_ACTIVE_CID_LIMIT] = F(PREFIX ".quic.parameter.active_connection_id_limit", "Active Connection ID Limit", FT_UINT64, BASE_DEC), \
	[QUIC_INITIAL_SOURCE_CID] = F(PREFIX ".quic.parameter.initial_source_connection_id", "Initial Source Connection ID", FT_BYTES, BASE_NONE), \
	[QUIC_RETRY_SOURCE_CID] = F(PREFIX ".quic.parameter.retry_source_connection_id", "Retry Source Connection ID", FT_BYTES, BASE_NONE), \
	[QUIC_MAX_DATAGRAM_FRAME_SIZE] = F(PREFIX ".quic.parameter.max_datagram_frame_size", "max_datagram_frame_size", FT_UINT64, BASE_DEC), \
	[QUIC_CHOSEN_VERSION] = F(PREFIX ".quic.parameter.vi.chosen_version", "Chosen Version", FT_UINT32, BASE_HEX, .label = quic_version_label), \
	[QUIC_OTHER_VERSION] = F(PREFIX ".quic.parameter.vi.other_version", "Other Version", FT_UINT32, BASE_HEX, .label = quic_version_label), \
	[QUIC_GOOGLE_VERSION] = F(PREFIX ".quic.parameter.google.quic_version", "Google QUIC version", FT_UINT32, BASE_HEX, .label = quic_version_label), \
	[QUIC_GOOGLE_RTT] = F(PREFIX ".quic.parameter.google.initial_rtt", "Google Initial RTT", FT_UINT64, BASE_DEC), \
	[QUIC_GOOGLE_AGENT] = F(PREFIX ".quic.parameter.google.user_agent", "Google UserAgent", FT_STRING, BASE_NONE), \
	[QUIC_GOOGLE_DONE] = F(PREFIX ".quic.parameter.google.support_handshake_done", "Google Support Handshake Done", FT_NONE, BASE_NONE), \
	[QUIC_GOOGLE_NO_UPDATE] = F(PREFIX ".quic.parameter.google.key_update_not_yet_supported", "Google Key Update not yet supported", FT_NONE, BASE_NONE), \
	[QUIC_LOSS_BITS] = F(PREFIX ".quic.parameter.loss_bits", "loss_bits", FT_UINT64, BASE_DEC), \
	[BAD_VECTOR] = F_EXPERT(PREFIX ".malformed.vector_length", "Variable vector length is outside the permitted range", PI_WARN, PI_PROTOCOL), \
	[RESUMED] = F_EXPERT(PREFIX ".resumed", "This session reuses previously negotiated keys (Session resumption)", PI_NOTE, PI_SEQUENCE), \
	[TOO_SMALL] = F_EXPERT(PREFIX ".malformed.buffer_too_small", "Malformed message, not enough data is available", PI_ERROR, PI_MALFORMED)

#endif
