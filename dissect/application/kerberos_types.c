/* kerberos_types.c: the messages of Kerberos as ASN.1 types (RFC 4120 5, 6113 and [MS-KILE]). */
#include "dissect/application/kerberos_rows.h"

#define ROW(row) ASN1_ROW(LEND_KERBEROS, row)
#define CONTEXT(n) (BER_CONTEXT | (n))
/* A member, and one that may be missing: [n] around an element of whatever type. */
#define MEMBER(n, row, type) { CONTEXT(n), row, ASN1_EXPLICIT, type }
#define OPTIONAL(n, row, type) { CONTEXT(n), row, ASN1_EXPLICIT | ASN1_OPTIONAL, type }

static const struct asn1_type value = { .kind = ASN1_VALUE };
static const struct asn1_type integers = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_INTEGER, ROW(ENCTYPE), 0, &value });

/* --- names, addresses, what is encrypted --- */

#define NAME_TYPE_OF(parts)                                                                                                 \
	ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(NAME_TYPE), &value), MEMBER(1, ROW(parts##_STRING), &parts##_strings))
static const struct asn1_type CNAME_strings = ASN1_PARTS(ASN1_SEQUENCE_OF, { 0, ROW(CNAME_PART), ASN1_ANY, &value });
static const struct asn1_type SNAME_strings = ASN1_PARTS(ASN1_SEQUENCE_OF, { 0, ROW(SNAME_PART), ASN1_ANY, &value });
static const struct asn1_type NAME_strings =
	ASN1_PARTS(ASN1_SEQUENCE_OF, { 0, ROW(KERBEROS_STRING), ASN1_ANY, &value });
static const struct asn1_type client_name = NAME_TYPE_OF(CNAME);
static const struct asn1_type server_name = NAME_TYPE_OF(SNAME);
static const struct asn1_type any_name = NAME_TYPE_OF(NAME);
static const struct asn1_type encrypted = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(ETYPE), &value),
	OPTIONAL(1, ROW(KVNO), &value), MEMBER(2, ROW(CIPHER), &value));
static const struct asn1_type checksum = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(CKSUM_TYPE), &value),
	MEMBER(1, ROW(CHECKSUM), &value));

static void put_netbios(struct asn1 *w, const struct ber *e)
{
	uint32_t n = KERBEROS_NETBIOS - 1;
	while (n && slice_u8(w->s, e->body + n - 1) == ' ')
		n--;
	put_copy(w->t, HOST_NETBIOS, e->body, ber_len(e), w->s.p + e->body, n);
}

/* The octets of an address, by the type in front of them. */
static void put_address(struct asn1 *w, uint16_t row, const struct ber *e)
{
	int64_t type = ber_integer(w->oid);
	uint32_t n = ber_len(e);
	if (!asn1_use(w, row))
		return;
	if (type == KERBEROS_IPV4 && n >= 4) {
		put(w->t, HOST_IP, e->body, 4);
	} else if (type == KERBEROS_IPV6 && n >= 16) {
		put(w->t, HOST_IPV6, e->body, 16);
	} else if (type == KERBEROS_NETBIOS_NAME && n >= KERBEROS_NETBIOS) {
		put_netbios(w, e);
	} else {
		put_node(w->t, UNKNOWN_ADDRESS_TEXT, e->body, n);
		tree_push(w->t);
		put_expert(w->t, UNKNOWN_ADDRESS, e->body, n, NULL);
		tree_pop(w->t);
	}
}

/* A number that says what follows: kept where the walk keeps the object identifiers that do. */
static void put_kind(struct asn1 *w, uint16_t row, const struct ber *e)
{
	w->oid = ber_content(w->s, e);
	asn1_put_value(w, row, e);
}

static const struct asn1_type kind = { .kind = ASN1_HOOK, .hook = put_kind };
static const struct asn1_type octets = { .kind = ASN1_HOOK, .hook = put_address };
static const struct asn1_type address =
	ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(ADDR_TYPE), &kind), MEMBER(1, ROW(HOST_IP), &octets));
static const struct asn1_type addresses =
	ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, ROW(HOST_ADDRESS), 0, &address });

static const struct asn1_type ticket_body = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(TKT_VNO), &value),
	MEMBER(1, ROW(REALM), &value), MEMBER(2, ROW(SNAME), &server_name), MEMBER(3, ROW(ENC_PART), &encrypted));

/* [APPLICATION n] around what a row shows. */
static void put_inside(struct asn1 *w, uint16_t row, const struct ber *e)
{
	struct ber inner;
	if (e->tag == (BER_APPLICATION | 1) && ber_read(w->s, e->body, e->stop, &inner))
		asn1_put_type(w, &ticket_body, row, &inner);
}

static const struct asn1_type ticket = { .kind = ASN1_HOOK, .hook = put_inside };
static const struct asn1_type tickets = ASN1_PARTS(ASN1_SEQUENCE_OF, { 0, ROW(TICKET_ITEM), ASN1_ANY, &ticket });

/* --- pre-authentication data --- */

static const struct asn1_type info_entry = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(ETYPE), &value),
	OPTIONAL(1, ROW(INFO_SALT), &value));
static const struct asn1_type info =
	ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, ROW(ETYPE_INFO_ENTRY), 0, &info_entry });
static const struct asn1_type info2_entry = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(ETYPE), &value),
	OPTIONAL(1, ROW(INFO2_SALT), &value), OPTIONAL(2, ROW(S2KPARAMS), &value));
static const struct asn1_type info2 =
	ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, ROW(ETYPE_INFO2_ENTRY), 0, &info2_entry });
static const struct asn1_type pac_request = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(INCLUDE_PAC), &value));
static const struct asn1_type for_user = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(NAME), &any_name), MEMBER(1, ROW(REALM), &value),
	MEMBER(2, ROW(CKSUM), &checksum), MEMBER(3, ROW(AUTH), &value));
static const struct asn1_type pac_flags = { .kind = ASN1_BITS, .n = 4, .bits = ROW(PAC_OPTION) };
static const struct asn1_type pac_options = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(FLAGS), &pac_flags));

static void put_supported(struct asn1 *w, uint32_t off, uint32_t end)
{
	enum { FLAG_BYTES = 4 };
	if (end - off < FLAG_BYTES || !asn1_use(w, ROW(SUPPORTED_ENCTYPES)))
		return;
	put(w->t, SUPPORTED_ENCTYPES, off, FLAG_BYTES);
	tree_push(w->t);
	for (unsigned i = SUPPORTED; i <= SUPPORTED_8; i++)
		put(w->t, i, off, FLAG_BYTES);
	tree_pop(w->t);
}

/* The armor's value is a message of its own (RFC 6113 5.4.1.1). */
static void put_armor_value(struct asn1 *w, uint16_t row, const struct ber *e)
{
	struct ber inner;
	asn1_put_value(w, row, e);
	asn1_push(w);
	if (ber_read(w->s, e->body, e->stop, &inner))
		asn1_put_type(w, &kerberos_message, ASN1_NO_ROW, &inner);
	asn1_pop(w);
}

static const struct asn1_type armor_value = { .kind = ASN1_HOOK, .hook = put_armor_value };
static const struct asn1_type armor = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(ARMOR_TYPE), &value),
	MEMBER(1, ROW(ARMOR_VALUE), &armor_value));
/* A request has all three, a reply what is encrypted alone. */
static const struct asn1_type armored_request = ASN1_PARTS(ASN1_SEQUENCE, OPTIONAL(0, ROW(ARMOR), &armor),
	MEMBER(1, ROW(REQ_CHECKSUM), &checksum), MEMBER(2, ROW(ENC_FAST_REQ), &encrypted));
static const struct asn1_type armored_reply = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(ENC_FAST_REP), &encrypted));

static void put_fast(struct asn1 *w, const struct ber *e)
{
	struct ber data, first;
	if (e->tag != CONTEXT(0) || !ber_read(w->s, e->body, e->stop, &data) ||
	    !ber_read(w->s, data.body, data.stop, &first))
		return;
	bool request = first.tag != CONTEXT(0) || first.end < data.stop;
	asn1_put_type(w, request ? &armored_request : &armored_reply, ROW(ARMORED_DATA), &data);
}

enum padata {
	PA_TGS_REQ = 1, PA_ENC_TIMESTAMP, PA_PW_SALT, PA_ETYPE_INFO = 11, PA_ETYPE_INFO2 = 19, PA_PAC_REQUEST = 128,
	PA_FOR_USER = 129, PA_FX_FAST = 136, PA_ENCRYPTED_CHALLENGE = 138, PA_KEY_LIST = 161, PA_SUPPORTED = 165,
	PA_PAC_OPTIONS = 167,
};

static const struct asn1_type *padata_type(int64_t type)
{
	switch (type) {
	case PA_TGS_REQ: return &kerberos_message;
	case PA_ENC_TIMESTAMP:
	case PA_ENCRYPTED_CHALLENGE: return &encrypted;
	case PA_ETYPE_INFO: return &info;
	case PA_ETYPE_INFO2: return &info2;
	case PA_PAC_REQUEST: return &pac_request;
	case PA_FOR_USER: return &for_user;
	case PA_KEY_LIST: return &integers;
	case PA_PAC_OPTIONS: return &pac_options;
	default: return NULL;
	}
}

static void put_padata_value(struct asn1 *w, int64_t type, const struct ber *e)
{
	enum { STATUS_BYTES = 12 }; /* of what Windows has there instead of a salt */
	const struct asn1_type *known = padata_type(type);
	struct ber inner;
	if (type == PA_SUPPORTED)
		put_supported(w, e->body, e->stop);
	else if (type == PA_PW_SALT && ber_len(e) != STATUS_BYTES)
		asn1_put_value(w, ROW(PW_SALT), e);
	else if (type == PA_FX_FAST && ber_read(w->s, e->body, e->stop, &inner))
		put_fast(w, &inner);
	else if (known && ber_read(w->s, e->body, e->stop, &inner))
		asn1_put_type(w, known, ASN1_NO_ROW, &inner);
}

/* PA-DATA: the value stands below its type. */
static void put_padata(struct asn1 *w, uint16_t row, const struct ber *e)
{
	struct ber type, data;
	uint32_t off = e->body;
	bool shown = asn1_use(w, row);
	if (shown)
		put_node(w->t, row & 0xff, e->at, e->end - e->at);
	asn1_push(w);
	if (ber_read(w->s, off, e->stop, &type) && type.tag == CONTEXT(1)) {
		off = type.end;
		if (ber_read(w->s, type.body, type.stop, &type))
			asn1_put_value(w, ROW(PADATA_TYPE), &type);
		asn1_push(w);
		if (ber_read(w->s, off, e->stop, &data) && data.tag == CONTEXT(2) &&
		    ber_read(w->s, data.body, data.stop, &data)) {
			asn1_put_value(w, ROW(PADATA_VALUE), &data);
			asn1_push(w);
			put_padata_value(w, ber_integer(ber_content(w->s, &type)), &data);
			asn1_pop(w);
		}
		asn1_pop(w);
	}
	asn1_pop(w);
}

static const struct asn1_type padata = { .kind = ASN1_HOOK, .hook = put_padata };
static const struct asn1_type padata_list = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, ROW(PA_DATA), 0, &padata });

/* --- messages --- */

static const struct asn1_type kdc_options = { .kind = ASN1_BITS, .n = 32, .bits = ROW(KDC_OPTION) };
static const struct asn1_type body = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(KDC_OPTIONS), &kdc_options),
	OPTIONAL(1, ROW(CNAME), &client_name), MEMBER(2, ROW(REALM), &value), OPTIONAL(3, ROW(SNAME), &server_name),
	OPTIONAL(4, ROW(FROM), &value), OPTIONAL(5, ROW(TILL), &value), OPTIONAL(6, ROW(RTIME), &value), MEMBER(7, ROW(NONCE), &value),
	MEMBER(8, ROW(BODY_ETYPE), &integers), OPTIONAL(9, ROW(ADDRESSES), &addresses),
	OPTIONAL(10, ROW(ENC_AUTHORIZATION), &encrypted), OPTIONAL(11, ROW(ADDITIONAL_TICKETS), &tickets));
static const struct asn1_type request = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(1, ROW(PVNO), &value), MEMBER(2, ROW(MSG_TYPE), &value),
	OPTIONAL(3, ROW(PADATA), &padata_list), MEMBER(4, ROW(REQ_BODY), &body));
static const struct asn1_type reply = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(PVNO), &value), MEMBER(1, ROW(MSG_TYPE), &value),
	OPTIONAL(2, ROW(PADATA), &padata_list), MEMBER(3, ROW(CREALM), &value), MEMBER(4, ROW(CNAME), &client_name),
	MEMBER(5, ROW(TICKET), &ticket), MEMBER(6, ROW(ENC_PART), &encrypted));
static const struct asn1_type ap_options = { .kind = ASN1_BITS, .n = 3, .bits = ROW(AP_OPTION) };
static const struct asn1_type ap_request = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(PVNO), &value), MEMBER(1, ROW(MSG_TYPE), &value),
	MEMBER(2, ROW(AP_OPTIONS), &ap_options), MEMBER(3, ROW(TICKET), &ticket), MEMBER(4, ROW(AUTHENTICATOR), &encrypted));
static const struct asn1_type ap_reply = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(PVNO), &value), MEMBER(1, ROW(MSG_TYPE), &value),
	MEMBER(2, ROW(ENC_PART), &encrypted));
static const struct asn1_type safe_body = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(USER_DATA), &value),
	OPTIONAL(1, ROW(TIMESTAMP), &value), OPTIONAL(2, ROW(USEC), &value), OPTIONAL(3, ROW(SEQ_NUMBER), &value),
	MEMBER(4, ROW(S_ADDRESS), &address), OPTIONAL(5, ROW(R_ADDRESS), &address));
static const struct asn1_type safe = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(PVNO), &value), MEMBER(1, ROW(MSG_TYPE), &value),
	MEMBER(2, ROW(SAFE_BODY), &safe_body), MEMBER(3, ROW(CKSUM), &checksum));
static const struct asn1_type private = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(PVNO), &value), MEMBER(1, ROW(MSG_TYPE), &value),
	MEMBER(3, ROW(ENC_PART), &encrypted));

/* What an error says of its reason is pre-authentication data where that is asked for (RFC 4120 5.9.1). */
static void put_error_data(struct asn1 *w, uint16_t row, const struct ber *e)
{
	enum { ETYPE_NOT_SUPPORTED = 14, PREAUTH_FAILED = 24, PREAUTH_REQUIRED = 25, MORE_PREAUTH_DATA = 91 };
	int64_t code = ber_integer(w->oid);
	struct ber inner;
	asn1_put_value(w, row, e);
	if ((code != ETYPE_NOT_SUPPORTED && code != PREAUTH_FAILED && code != PREAUTH_REQUIRED &&
	     code != MORE_PREAUTH_DATA) ||
	    !ber_read(w->s, e->body, e->stop, &inner) || inner.tag != BER_SEQUENCE)
		return;
	asn1_push(w);
	asn1_put_type(w, &padata_list, ASN1_NO_ROW, &inner);
	asn1_pop(w);
}

static const struct asn1_type error_data = { .kind = ASN1_HOOK, .hook = put_error_data };
static const struct asn1_type error = ASN1_PARTS(ASN1_SEQUENCE, MEMBER(0, ROW(PVNO), &value), MEMBER(1, ROW(MSG_TYPE), &value),
	OPTIONAL(2, ROW(CTIME), &value), OPTIONAL(3, ROW(CUSEC), &value), MEMBER(4, ROW(STIME), &value), MEMBER(5, ROW(SUSEC), &value),
	MEMBER(6, ROW(ERROR_CODE), &kind), OPTIONAL(7, ROW(CREALM), &value), OPTIONAL(8, ROW(CNAME), &client_name),
	MEMBER(9, ROW(REALM), &value), OPTIONAL(10, ROW(SNAME), &server_name), OPTIONAL(11, ROW(E_TEXT), &value),
	OPTIONAL(12, ROW(E_DATA), &error_data));

#define APPLICATION(n, row, type) { BER_APPLICATION | (n), ROW(row), ASN1_EXPLICIT, type }
static const struct asn1_part messages[] = {
	APPLICATION(1, TICKET, &ticket_body), APPLICATION(10, AS_REQ, &request), APPLICATION(11, AS_REP, &reply),
	APPLICATION(12, TGS_REQ, &request), APPLICATION(13, TGS_REP, &reply), APPLICATION(14, AP_REQ, &ap_request),
	APPLICATION(15, AP_REP, &ap_reply), APPLICATION(20, KRB_SAFE, &safe), APPLICATION(21, KRB_PRIV, &private),
	APPLICATION(30, KRB_ERROR, &error),
};

static void put_message(struct asn1 *w, uint16_t row, const struct ber *e)
{
	struct ber inner;
	(void)row;
	for (unsigned i = 0; i < COUNT(messages); i++)
		if (messages[i].tag == e->tag && ber_read(w->s, e->body, e->stop, &inner))
			asn1_put_type(w, messages[i].type, messages[i].row, &inner);
}

const struct asn1_type kerberos_message = { .kind = ASN1_HOOK, .hook = put_message };
