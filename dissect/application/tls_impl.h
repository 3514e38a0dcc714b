/* tls_impl.h: what the parts of TLS share: the rows of its fields, the names of its numbers, and a walk over vectors. */
#ifndef PEEL_DISSECT_APPLICATION_TLS_IMPL_H
#define PEEL_DISSECT_APPLICATION_TLS_IMPL_H

#include "dissect/application/tls.h"
#include "dissect/tree.h"

enum {
	TLS, TEXT, RECORD, CONTENT_TYPE, OPAQUE_TYPE, RECORD_VERSION, RECORD_LENGTH, SSL2_TYPE, CHANGE_CIPHER_SPEC,
	APP_DATA, APP_DATA_PROTO, ALERT, ALERT_LEVEL, ALERT_DESC, HEARTBEAT, HEARTBEAT_TYPE, HEARTBEAT_LENGTH,
	HEARTBEAT_PAYLOAD, HEARTBEAT_PADDING, HANDSHAKE, TYPE, LENGTH, VERSION, RANDOM_ROW, RANDOM_TIME, RANDOM_BYTES,
	SESSION_ID_LENGTH8, SESSION_ID, SUITES_LENGTH, SUITES, SUITE, METHODS_LENGTH, METHODS, METHOD,
	EXTENSIONS_LENGTH, EXT_TYPE, EXT_LEN, EXT_DATA, EXT_TICKET_DATA, SNI_LIST_LEN, SNI_TYPE, SNI_LEN, SNI, MAX_FRAGMENT, GROUPS_LENGTH, GROUPS,
	GROUP, POINTS_LENGTH, POINTS, POINT, SRP_LEN, SRP_NAME, ALPN_LEN, ALPN_LIST, ALPN_STR_LEN, ALPN_STR, NPN_LEN,
	NPN, RENEG_LEN, RENEG, SHARE_LENGTH, SHARE_GROUP, SHARE_KEY_LENGTH, SHARE_KEY, SHARE_SELECTED, PSK_IDS_LENGTH,
	PSK_ID_LENGTH, PSK_ID, PSK_AGE, PSK_BINDERS_LEN, PSK_BINDERS, PSK_SELECTED, PSK_MODES_LENGTH, PSK_MODE,
	VERSIONS_LEN, VERSION_SUPPORTED, COOKIE_LEN, COOKIE, PADDING_DATA, STATUS_TYPE, STATUS_LEN, STATUS_IDS_LEN,
	STATUS_EXTS_LEN, STATUS_LIST_LEN, OCSP_LEN, SIG_LIST_LEN, SIG_LIST, SIG_ALG, SIG_HASH, SIG_SIG, HEARTBEAT_MODE,
	CERT_TYPE, CERT_TYPE_LIST, CERT_TYPE_LEN, COMPRESS_LENGTH, COMPRESS_ALGORITHM, RECORD_LIMIT, ALPS_LEN,
	ALPS_LIST, ALPS_STR_LEN, ALPS_STR, ESNI_SUITE, ESNI_DIGEST_LEN, ESNI_DIGEST, ESNI_LEN, ESNI, SCTS_LENGTH,
	SCT_LENGTH, SCT_VERSION, SCT_LOG, SCT_TIME, SCT_EXT_LENGTH, SCT_SIG_LENGTH, SCT_SIG, EARLY_MAX, JA3_FULL, JA3,
	JA3S_FULL, JA3S, CERTS_LENGTH, CERTS, CERT_LENGTH, CERT, REQUEST_TYPES_COUNT, REQUEST_TYPES, REQUEST_TYPE,
	DNAMES_LEN, DNAMES, DNAME_LEN, DNAME, P_LEN, P, G_LEN, G, YS_LEN, YS, YC_LEN, YC, MODULUS_LEN, MODULUS,
	EXPONENT_LEN, EXPONENT, CURVE_TYPE, NAMED_CURVE, SERVER_POINT_LEN, SERVER_POINT, CLIENT_POINT_LEN,
	CLIENT_POINT, SIG_LEN, SIG, EPMS_LEN, EPMS, HINT_LEN, HINT, IDENTITY_LEN, IDENTITY, VERIFY_DATA, MD5_HASH,
	SHA_HASH, TICKET_LIFETIME, TICKET_AGE_ADD, TICKET_NONCE_LEN, TICKET_NONCE, TICKET_LENGTH, TICKET,
	NPN_SELECTED_LEN, NPN_SELECTED, NPN_PADDING_LEN, NPN_PADDING, KEY_UPDATE, SSL2_LENGTH, SPEC_LENGTH,
	SESSION_ID_LENGTH16, CHALLENGE_LENGTH, SPEC, SSL2_SESSION_ID, CHALLENGE, QUIC_TYPE, QUIC_LENGTH, QUIC_VALUE,
	QUIC_ORIGINAL_DESTINATION_CID, QUIC_MAX_IDLE_TIMEOUT, QUIC_STATELESS_RESET_TOKEN, QUIC_MAX_UDP_PAYLOAD_SIZE,
	QUIC_INITIAL_MAX_DATA, QUIC_MAX_DATA_BIDI_LOCAL, QUIC_MAX_DATA_BIDI_REMOTE, QUIC_MAX_DATA_UNI,
	QUIC_INITIAL_MAX_STREAMS_BIDI, QUIC_INITIAL_MAX_STREAMS_UNI, QUIC_ACK_DELAY_EXPONENT, QUIC_MAX_ACK_DELAY,
	QUIC_ACTIVE_CID_LIMIT, QUIC_INITIAL_SOURCE_CID, QUIC_RETRY_SOURCE_CID, QUIC_MAX_DATAGRAM_FRAME_SIZE,
	QUIC_LOSS_BITS, QUIC_CHOSEN_VERSION, QUIC_OTHER_VERSION, QUIC_GOOGLE_VERSION, QUIC_GOOGLE_RTT, QUIC_GOOGLE_AGENT,
	QUIC_GOOGLE_DONE, QUIC_GOOGLE_NO_UPDATE, BAD_SESSION_ID, UNKNOWN_RECORD, BAD_VECTOR, TOO_SMALL, RESUMED, VERIFY_SIG_LEN, VERIFY_SIG,
	TLS_N_ROWS,
	/* and of DTLS: */
	DTLS_EPOCH = TLS_N_ROWS, DTLS_SEQUENCE, DTLS_MESSAGE_SEQ, DTLS_FRAGMENT_OFFSET, DTLS_FRAGMENT_LENGTH, DTLS_COOKIE_LENGTH,
	DTLS_COOKIE, DTLS_SRTP_LENGTH, DTLS_SRTP_PROFILE, DTLS_MKI_LENGTH, DTLS_MKI, DTLS_CID_LENGTH, DTLS_CID, DTLS_FRAGMENT_ZERO,
	DTLS_FRAGMENT_TOO_LONG, DTLS_FRAGMENT_PAST_END, DTLS_FRAGMENTS, /* JOINED_ROWS of them */
};

extern const struct field tls_fields[TLS_N_ROWS];
extern const struct protocol protocol_tls, protocol_tls_datagram;
extern const struct value_table tls_versions, tls_content_types, tls_handshake_types, ssl2_handshake_types,
	tls_alert_levels, tls_alerts, tls_extension_types, tls_groups, tls_signature_schemes, tls_hashes,
	tls_signatures, tls_compression_methods, tls_point_formats, tls_curve_types, tls_client_certificate_types,
	tls_certificate_types, tls_psk_modes, tls_name_types, tls_status_types, tls_fragment_lengths,
	tls_compression_algorithms, tls_heartbeat_types, tls_heartbeat_modes, tls_key_updates, tls_cipher_suites,
	ssl2_cipher_specs;

enum { TLS_MAX_RECORDS = 4096, TLS_SSL2_HEADER = 2 };

/* A walk over the records of a layer. */
struct tls_walk {
	uint32_t off, end; /* of the record at hand; its content ends at end */
	unsigned type;     /* 0: bytes that are no record */
	unsigned side;
	struct tls_state state; /* before it */
};

void tls_walk_start(struct tls_walk *w, const struct dissection *d, const struct layer *l);
/* The record behind the last; false at the end. */
bool tls_walk_next(struct tls_walk *w, const struct layer *l);
/* What is in the record at hand, within s, the layer's bytes. */
struct slice tls_content(const struct tls_walk *w, struct slice s);
/* Is s the hello of SSL 2? */
bool tls_is_ssl2(struct slice s);
void tls_path(struct buf *b, const struct dissection *d, const struct layer *l);

/* Bytes of the layer from off up to end. */
struct span {
	uint32_t off, end;
};

/* The vector behind its length of n bytes, at v->off: puts the length (row), says where the content is, and moves v behind
 * it. False, with an expert where it is due, when the content does not fit. */
bool tls_vector(struct tree *t, struct span *v, struct span *content, unsigned row, uint32_t n);
/* The same for content that is shown whole, as `content_row`, when it is not empty. */
bool tls_opaque(struct tree *t, struct span *v, unsigned row, uint32_t n, unsigned content_row);
/* "Cipher Suites (17 suites)" over a span. */
void tls_put_list(struct tree *t, unsigned row, struct span s, const char *title, uint64_t n, const char *one,
		  const char *many);

/* What a handshake message teaches. */
void tls_learn_message(struct tls_state *state, unsigned side, struct slice message);
/* A handshake message, type, length and all, in *s. version: the session's, 0 when not known; server: who sends it. */
void tls_put_handshake(struct tree *t, const struct layer *l, struct span s, const struct tls_state *state,
		       bool server);
/* The same without its header: what stands in v. */
void tls_put_message(struct tree *t, const struct layer *l, unsigned type, struct span v, const struct tls_state *state);
void tls_put_extensions(struct tree *t, const struct layer *l, struct span *v, unsigned message);
void tls_put_certificate(struct tree *t, const struct layer *l, struct span s);
void tls_put_signature(struct tree *t, struct span *v);
void tls_put_ssl2(struct tree *t, const struct layer *l, uint32_t off, uint32_t header);
void tls_label_text(struct buf *, const struct tree *, const struct record *);
void tls_label_size(struct buf *, const struct tree *, const struct record *);
void tls_label_certificate(struct buf *, const struct tree *, const struct record *);
void tls_label_name(struct buf *, const struct tree *, const struct record *);
void tls_label_lifetime(struct buf *, const struct tree *, const struct record *);
void tls_label_scheme(struct buf *, const struct tree *, const struct record *);
void tls_label_parameter_type(struct buf *, const struct tree *, const struct record *);
void tls_put_quic_parameters(struct tree *t, const struct layer *l, struct span v);

/* Where the parts of a hello begin: its version, its cipher suites, its extensions. */
struct tls_hello {
	uint32_t version, suites, extensions, end;
};
/* JA3 of a client's hello, JA3S of a server's. */
void tls_put_ja3(struct tree *t, const struct layer *l, struct tls_hello hello, bool server);

#endif
