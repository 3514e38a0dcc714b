/* tls_fields.c: the rows of TLS, and the labels that are more than "name: value". */
#include "dissect/application/tls_rows.h"

#include "base/fmt.h"
#include "dissect/application/certificate.h"
#include "dissect/text.h"

/* Nodes whose text was put together when they were put. */
void tls_label_text(struct buf *b, const struct tree *t, const struct record *r)
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
void tls_label_size(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, " (");
	unit(b, r->len, " byte");
	buf_char(b, ')');
}

/* "Certificate: 3082... (id-at-commonName=www.example.org)" */
void tls_label_certificate(struct buf *b, const struct tree *t, const struct record *r)
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

void tls_label_name(struct buf *b, const struct tree *t, const struct record *r)
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
void tls_label_lifetime(struct buf *b, const struct tree *t, const struct record *r)
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
void tls_label_scheme(struct buf *b, const struct tree *t, const struct record *r)
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
	[OPAQUE_TYPE] = F("tls.record.opaque_type", "Opaque Type", FT_UINT8, BASE_DEC, .vals = &tls_content_types),
	[SSL2_TYPE] = F("tls.handshake.type", "Handshake Message Type", FT_UINT8, BASE_DEC, .vals = &ssl2_handshake_types),
	[MD5_HASH] = F("tls.handshake.md5_hash", "MD5 Hash", FT_NONE, BASE_NONE),
	[SHA_HASH] = F("tls.handshake.sha_hash", "SHA-1 Hash", FT_NONE, BASE_NONE),
	[NPN_SELECTED_LEN] = F("tls.handshake.npn_selected_protocol_len", "Selected Protocol Length", FT_UINT8, BASE_DEC),
	[NPN_SELECTED] = F("tls.handshake.npn_selected_protocol", "Selected Protocol", FT_STRING, BASE_NONE),
	[NPN_PADDING_LEN] = F("tls.handshake.npn_padding_len", "Padding Length", FT_UINT8, BASE_DEC),
	[NPN_PADDING] = F("tls.handshake.npn_padding", "Padding", FT_BYTES, BASE_NONE),
	[SSL2_LENGTH] = F("tls.record.length", "Length", FT_UINT16, BASE_DEC),
	[SPEC_LENGTH] = F("tls.handshake.cipher_spec_len", "Cipher Spec Length", FT_UINT16, BASE_DEC),
	[SESSION_ID_LENGTH16] = F("tls.handshake.session_id_length", "Session ID Length", FT_UINT16, BASE_DEC),
	[CHALLENGE_LENGTH] = F("tls.handshake.challenge_length", "Challenge Length", FT_UINT16, BASE_DEC),
	[SPEC] = F("tls.handshake.cipherspec", "Cipher Spec", FT_UINT24, BASE_HEX, .vals = &ssl2_cipher_specs),
	[SSL2_SESSION_ID] = F("tls.handshake.session_id", "Session ID", FT_BYTES, BASE_NONE),
	[CHALLENGE] = F("tls.handshake.challenge", "Challenge", FT_NONE, BASE_NONE),
	[BAD_SESSION_ID] = F_EXPERT("tls.handshake.session_id_length.error", "Session ID length error", PI_WARN, PI_MALFORMED),
	[UNKNOWN_RECORD] = F_EXPERT("tls.ignored_unknown_record", "Ignored Unknown Record", PI_WARN, PI_PROTOCOL),
	TLS_ROWS("tls"),
};
