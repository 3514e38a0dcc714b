/* spnego.c: the negotiation of a mechanism (RFC 4178), and the tokens of Kerberos (RFC 1964, 4121), which tshark shows with it. */
#include "base/fmt.h"
#include "dissect/application/security_token.h"
#include "dissect/oid.h"
#include "dissect/text.h"

enum {
	SPNEGO, KRB_BLOB, KRB_OID, TOKEN_ID, SIGN_ALG, SEAL_ALG, SEND_SEQ, SIGN_CHECKSUM, CONFOUNDER, FILLER, CFX_FLAGS,
	ACCEPTOR_SUBKEY, SEALED, SENT_BY_ACCEPTOR, CFX_EC, CFX_RRC, CFX_SEQ, NEG_TOKEN_INIT, NEG_TOKEN_TARG, MECH_TYPE,
	MECH_TYPES, REQ_FLAGS, FLAG_DELEG, FLAG_MUTUAL, FLAG_REPLAY, FLAG_SEQUENCE, FLAG_ANON, FLAG_CONF, FLAG_INTEG,
	MECH_TOKEN, MECH_LIST_MIC, NEG_RESULT, SUPPORTED_MECH, RESPONSE_TOKEN,
};
/* What stands in front of a token (RFC 1964 1.1, RFC 4121 4.1), its two bytes read as tshark does. */
enum token_id {
	AP_REQ = 0x0001, AP_REP = 0x0002, KRB_ERROR = 0x0003, GET_MIC = 0x0101, WRAP = 0x0102, CFX_GET_MIC = 0x0404, CFX_WRAP = 0x0405,
};
/* First bytes: of a token with its mechanism, and of messages of Kerberos without (RFC 4120 5.10). */
enum { APPLICATION_TOKEN = 0x60, AP_REQ_TAG = 0x6e, AP_REP_TAG = 0x6f, KRB_ERROR_TAG = 0x7e, KERBEROS_PROTO = 0 };

#define ROW(row) ASN1_ROW(LEND_SPNEGO, row)
#define CONTEXT(n) (BER_CONTEXT | (n))

static const struct value_table token_ids = VALUES({ 0x0001, "KRB5_AP_REQ" }, { 0x0002, "KRB5_AP_REP" }, { 0x0003, "KRB5_ERROR" },
	{ 0x0004, "KERB_TGT_REQUEST" }, { 0x0101, "KRB5_GSS_GetMIC" }, { 0x0102, "KRB5_GSS_Wrap" }, { 0x0104, "KERB_TGT_REPLY" },
	{ 0x0201, "KRB5_GSS_Delete_sec_context" }, { 0x0404, "KRB_TOKEN_CFX_GetMic" }, { 0x0405, "KRB_TOKEN_CFX_WRAP" });
static const struct value_table sign_algs =
	VALUES({ 0x00, "DES MAC MD5" }, { 0x01, "MD2.5" }, { 0x02, "DES MAC" }, { 0x11, "HMAC" });
static const struct value_table seal_algs = VALUES({ 0x00, "DES CBC" }, { 0x10, "RC4" }, { 0xffff, "None" });
static const struct value_table neg_results =
	VALUES({ 0, "accept-completed" }, { 1, "accept-incomplete" }, { 2, "reject" });
static const struct value_table items = UNIT(" item", " items");

/* "KRB5 OID: 1.2.840.113554.1.2.2 (KRB5 - Kerberos 5)" */
static void label_oid(struct buf *b, const struct tree *t, const struct record *r)
{
	size_t start = b->len;
	char room[OID_CALLED];
	struct buf name = BUF_OVER(room, sizeof room);
	struct slice s = record_bytes(t->d, r);
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	oid_dotted(b, s);
	buf_lit(b, " (");
	oid_called(&name, s);
	text_closing(b, start, &name);
}

/* "krb5_cfx_flags: 0x06, AcceptorSubkey, Sealed" */
static void label_flags(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "krb5_cfx_flags: 0x");
	fmt_hex(b, r->val, 2);
	if (r->val & 4)
		buf_lit(b, ", AcceptorSubkey");
	if (r->val & 2)
		buf_lit(b, ", Sealed");
	if (r->val & 1)
		buf_lit(b, ", SendByAcceptor");
}

#define FLAG(row, abbrev, name, mask_) \
	[row] = F("spnego.ContextFlags." abbrev, name, FT_BOOLEAN, BASE_NONE, .size = 1, .mask = mask_, .vals = &bool_true)
static const struct field spnego_fields[] = {
	[SPNEGO] = F("spnego", "Simple Protected Negotiation", FT_PROTOCOL, BASE_NONE),
	[KRB_BLOB] = F("spnego.krb5.blob", "krb5_blob", FT_BYTES, BASE_NONE),
	[KRB_OID] = F("spnego.krb5_oid", "KRB5 OID", FT_STRING, BASE_NONE, .label = label_oid),
	[TOKEN_ID] = F("spnego.krb5.tok_id", "krb5_tok_id", FT_UINT16, BASE_HEX, .vals = &token_ids, .flags = F_LITTLE),
	[SIGN_ALG] = F("spnego.krb5.sgn_alg", "krb5_sgn_alg", FT_UINT16, BASE_HEX, .vals = &sign_algs, .flags = F_LITTLE),
	[SEAL_ALG] = F("spnego.krb5.seal_alg", "krb5_seal_alg", FT_UINT16, BASE_HEX, .vals = &seal_algs, .flags = F_LITTLE),
	[SEND_SEQ] = F("spnego.krb5.snd_seq", "krb5_snd_seq", FT_BYTES, BASE_NONE),
	[SIGN_CHECKSUM] = F("spnego.krb5.sgn_cksum", "krb5_sgn_cksum", FT_BYTES, BASE_NONE),
	[CONFOUNDER] = F("spnego.krb5.confounder", "krb5_confounder", FT_BYTES, BASE_NONE),
	[FILLER] = F("spnego.krb5.filler", "krb5_filler", FT_BYTES, BASE_NONE),
	[CFX_FLAGS] = F("spnego.krb5.cfx_flags", "krb5_cfx_flags", FT_UINT8, BASE_HEX, .label = label_flags),
	[ACCEPTOR_SUBKEY] = F("spnego.krb5.acceptor_subkey", "AcceptorSubkey", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x04, .vals = &bool_set),
	[SEALED] = F("spnego.krb5.sealed", "Sealed", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x02, .vals = &bool_set),
	[SENT_BY_ACCEPTOR] = F("spnego.krb5.send_by_acceptor", "SendByAcceptor", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x01, .vals = &bool_set),
	[CFX_EC] = F("spnego.krb5.cfx_ec", "krb5_cfx_ec", FT_UINT16, BASE_DEC),
	[CFX_RRC] = F("spnego.krb5.cfx_rrc", "krb5_cfx_rrc", FT_UINT16, BASE_DEC),
	[CFX_SEQ] = F("spnego.krb5.cfx_seq", "krb5_cfx_seq", FT_UINT64, BASE_DEC),
	[NEG_TOKEN_INIT] = F("spnego.negTokenInit_element", "negTokenInit", FT_NONE, BASE_NONE),
	[NEG_TOKEN_TARG] = F("spnego.negTokenTarg_element", "negTokenTarg", FT_NONE, BASE_NONE),
	[MECH_TYPE] = F("spnego.MechType", "MechType", FT_OID, BASE_NONE, .label = label_oid),
	[MECH_TYPES] = F("spnego.mechTypes", "mechTypes", FT_UINT32, BASE_DEC, .vals = &items),
	[REQ_FLAGS] = F("spnego.reqFlags", "reqFlags", FT_BYTES, BASE_NONE),
	FLAG(FLAG_DELEG, "delegFlag", "delegFlag", 0x80),
	FLAG(FLAG_MUTUAL, "mutualFlag", "mutualFlag", 0x40),
	FLAG(FLAG_REPLAY, "replayFlag", "replayFlag", 0x20),
	FLAG(FLAG_SEQUENCE, "sequenceFlag", "sequenceFlag", 0x10),
	FLAG(FLAG_ANON, "anonFlag", "anonFlag", 0x08),
	FLAG(FLAG_CONF, "confFlag", "confFlag", 0x04),
	FLAG(FLAG_INTEG, "integFlag", "integFlag", 0x02),
	[MECH_TOKEN] = F("spnego.mechToken", "mechToken", FT_BYTES, BASE_NONE),
	[MECH_LIST_MIC] = F("spnego.mechListMIC", "mechListMIC", FT_BYTES, BASE_NONE),
	[NEG_RESULT] = F("spnego.negResult", "negResult", FT_UINT32, BASE_DEC, .vals = &neg_results),
	[SUPPORTED_MECH] = F("spnego.supportedMech", "supportedMech", FT_OID, BASE_NONE, .label = label_oid),
	[RESPONSE_TOKEN] = F("spnego.responseToken", "responseToken", FT_BYTES, BASE_NONE),
};

/* --- Kerberos' tokens --- */

static unsigned token_id(struct slice s, uint32_t off)
{
	return (unsigned)slice_uint(s, off, 2, true);
}

/* RFC 4121 4.2.6.2: flags, filler, extra count, right rotation count, sequence number; then the checksum, in front of the payload
 * where it was rotated there. Of what is sealed, confounder, header and checksum are as long as AES makes them. */
static bool read_cfx(struct slice s, uint32_t off, uint32_t end, struct wrap_token *k)
{
	enum { HEADER = 16, ENCRYPTED_PARTS = 44, FLAG_SEALED = 2 };
	uint32_t ec = slice_u16(s, off + 4), rrc = slice_u16(s, off + 6), n = end - off;
	if (n < HEADER)
		return false;
	k->sealed = slice_u8(s, off + 2) & FLAG_SEALED;
	k->checksum = off + HEADER;
	k->checksum_len = k->sealed ? ENCRYPTED_PARTS + ec : rrc == ec || !rrc ? ec : 0;
	if (k->checksum_len > n - HEADER)
		return false;
	if (!k->sealed && !rrc)
		k->checksum = end - ec;
	k->header = HEADER + (k->sealed || rrc ? k->checksum_len : 0);
	return true;
}

bool wrap_token_read(struct slice s, uint32_t off, uint32_t end, struct wrap_token *k)
{
	enum { NTLM_SIGNATURE = 16, NTLM_VERSION = 0x01000000, OLD_TOKEN = 32, NOT_SEALED = 0xffff };
	struct ber e, oid;
	*k = (struct wrap_token){ .token = off };
	if (end > s.len || off > end)
		return false;
	if (slice_u8(s, off) == APPLICATION_TOKEN) {
		if (!ber_read(s, off, end, &e) || !ber_read(s, e.body, e.stop, &oid) || oid.tag != BER_OID)
			return false;
		k->mechanism = oid.body;
		k->mechanism_len = ber_len(&oid);
		k->token = oid.end;
	} else if (slice_u32(s, off) == NTLM_VERSION && end - off >= NTLM_SIGNATURE) {
		k->header = NTLM_SIGNATURE;
		k->sealed = true;
		return true;
	}
	k->is_kerberos = true;
	if (token_id(s, k->token) == CFX_WRAP && read_cfx(s, k->token, end, k)) {
		k->header += k->token - off;
		return true;
	}
	k->header = k->token - off + OLD_TOKEN;
	k->sealed = slice_uint(s, k->token + 4, 2, true) != NOT_SEALED;
	return token_id(s, k->token) == WRAP && end - k->token >= OLD_TOKEN;
}

static void put_cfx(struct asn1 *w, uint32_t off, const struct wrap_token *k)
{
	bool wraps = token_id(w->s, off) == CFX_WRAP;
	put(w->t, CFX_FLAGS, off + 2, 1);
	tree_push(w->t);
	for (unsigned i = ACCEPTOR_SUBKEY; i <= SENT_BY_ACCEPTOR; i++)
		put(w->t, i, off + 2, 1);
	tree_pop(w->t);
	put(w->t, FILLER, off + 3, wraps ? 1 : 5);
	if (wraps) {
		put(w->t, CFX_EC, off + 4, 2);
		put(w->t, CFX_RRC, off + 6, 2);
	}
	put(w->t, CFX_SEQ, off + 8, 8);
	if (k->checksum_len)
		put(w->t, SIGN_CHECKSUM, k->checksum, k->checksum_len);
}

/* RFC 1964 1.2, RFC 4757 7.3: algorithms, sequence number, checksum, confounder. */
static void put_old(struct asn1 *w, uint32_t off)
{
	put(w->t, SIGN_ALG, off + 2, 2);
	if (token_id(w->s, off) == WRAP)
		put(w->t, SEAL_ALG, off + 4, 2);
	put(w->t, SEND_SEQ, off + 8, 8);
	put(w->t, SIGN_CHECKSUM, off + 16, 8);
	put(w->t, CONFOUNDER, off + 24, 8);
}

static bool is_message(unsigned first)
{
	return first == AP_REQ_TAG || first == AP_REP_TAG || first == KRB_ERROR_TAG;
}

static void put_message(struct asn1 *w, uint32_t off, uint32_t end)
{
	struct ber e;
	if (asn1_use(w, ASN1_ROW(LEND_KERBEROS, KERBEROS_PROTO)))
		put_node(w->t, KERBEROS_PROTO, off, end - off);
	asn1_push(w);
	if (ber_read(w->s, off, end, &e))
		asn1_put_type(w, &kerberos_message, ASN1_NO_ROW, &e);
	asn1_pop(w);
}

/* What stands behind the token's two bytes. */
static void put_token(struct asn1 *w, uint32_t off, uint32_t end, const struct wrap_token *k)
{
	unsigned id = token_id(w->s, off);
	struct wrap_token mic = { .checksum = off + 16, .checksum_len = end - off > 16 ? end - off - 16 : 0 };
	bool shown = asn1_use(w, ROW(TOKEN_ID));
	if (shown)
		put(w->t, TOKEN_ID, off, 2);
	if (id == AP_REQ || id == AP_REP || id == KRB_ERROR) {
		put_message(w, off + 2, end);
	} else if (shown && (id == CFX_WRAP || id == CFX_GET_MIC)) {
		put_cfx(w, off, id == CFX_WRAP ? k : &mic);
	} else if (shown && (id == WRAP || id == GET_MIC)) {
		put_old(w, off);
	}
}

void token_put_kerberos(struct asn1 *w, uint32_t off, uint32_t end)
{
	struct wrap_token k = { 0 };
	char text[OID_TEXT];
	struct ber e, oid;
	asn1_tell_path(w, "spnego-krb5");
	if (asn1_use(w, ROW(KRB_BLOB)))
		put(w->t, KRB_BLOB, off, end - off);
	asn1_push(w);
	if (slice_u8(w->s, off) == APPLICATION_TOKEN && ber_read(w->s, off, end, &e) &&
	    ber_read(w->s, e.body, e.stop, &oid)) {
		if (asn1_use(w, ROW(KRB_OID)) && oid_key(text, ber_content(w->s, &oid)))
			put_copy(w->t, KRB_OID, oid.body, ber_len(&oid), text, (uint32_t)strlen(text));
		off = oid.end;
		end = e.stop;
	}
	if (is_message(slice_u8(w->s, off))) {
		put_message(w, off, end);
	} else if (end >= 2 && off <= end - 2) {
		if (token_id(w->s, off) == CFX_WRAP)
			read_cfx(w->s, off, end, &k);
		put_token(w, off, end, &k);
	}
	asn1_pop(w);
}

void token_put_wrap_kerberos(struct asn1 *w, uint32_t off, uint32_t end, const struct wrap_token *k)
{
	asn1_tell_path(w, "spnego-krb5");
	if (!asn1_use(w, ROW(KRB_BLOB)))
		return;
	put(w->t, KRB_BLOB, k->token, off + k->header - k->token);
	tree_push(w->t);
	put_token(w, k->token, end, k);
	tree_pop(w->t);
}

/* --- the negotiation --- */

static const struct asn1_type value = { .kind = ASN1_VALUE };
static const struct asn1_type mech_types = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_OID, ROW(MECH_TYPE), 0, &value });
static const struct asn1_type req_flags = { .kind = ASN1_BITS, .n = 7, .bits = ROW(FLAG_DELEG) };

/* An OCTET STRING with a token of the mechanism: Kerberos' begin with its object identifier; a checksum alone, with its number. */
static void put_mech_token(struct asn1 *w, uint16_t row, const struct ber *e)
{
	asn1_put_value(w, row, e);
	unsigned first = slice_u8(w->s, e->body);
	if (first == APPLICATION_TOKEN || is_message(first) ||
	    (ber_len(e) > 2 && token_id(w->s, e->body) == CFX_GET_MIC))
		token_put_kerberos(w, e->body, e->stop);
}

static const struct asn1_type mech_token = { .kind = ASN1_HOOK, .hook = put_mech_token };
#define MEMBER(n, row, type) { CONTEXT(n), ROW(row), ASN1_EXPLICIT | ASN1_OPTIONAL, type }
static const struct asn1_type neg_token_init = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, MECH_TYPES, &mech_types),
	MEMBER(1, REQ_FLAGS, &req_flags), MEMBER(2, MECH_TOKEN, &mech_token), MEMBER(3, MECH_LIST_MIC, &mech_token));
static const struct asn1_type neg_token_targ = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, NEG_RESULT, &value),
	MEMBER(1, SUPPORTED_MECH, &value), MEMBER(2, RESPONSE_TOKEN, &mech_token), MEMBER(3, MECH_LIST_MIC, &mech_token));

void token_put_spnego(struct asn1 *w, uint32_t off, uint32_t end)
{
	struct ber e, inner;
	asn1_tell_path(w, "spnego");
	if (asn1_use(w, ROW(SPNEGO)))
		put_node(w->t, SPNEGO, off, end - off);
	asn1_push(w);
	if (ber_read(w->s, off, end, &e) && ber_read(w->s, e.body, e.stop, &inner)) {
		if (e.tag == CONTEXT(0))
			asn1_put_type(w, &neg_token_init, ROW(NEG_TOKEN_INIT), &inner);
		else if (e.tag == CONTEXT(1))
			asn1_put_type(w, &neg_token_targ, ROW(NEG_TOKEN_TARG), &inner);
	}
	asn1_pop(w);
}

const struct protocol protocol_spnego = { .name = "spnego", .column = "SPNEGO", FIELDS(spnego_fields) };
