/* ldap_types.c: the messages of LDAP as ASN.1 types (RFC 4511, and the RFCs of its controls and extended operations). */
#include "dissect/application/ldap_rows.h"

#define ROW(row) LDAP_ROW(row)
#define CONTEXT(n) (BER_CONTEXT | (n))
#define OPTIONAL_IMPLICIT (ASN1_OPTIONAL | ASN1_IMPLICIT)

static const struct asn1_type value = { .kind = ASN1_VALUE };

/* --- the values of controls and extended operations, by the object identifier in front of them --- */

static const struct asn1_type search_control = ASN1_PARTS(ASN1_SEQUENCE, /* RFC 2696 */
	{ BER_INTEGER, ROW(SIZE), 0, &value }, { BER_OCTET_STRING, ROW(COOKIE), 0, &value });
static const struct asn1_type sort_key = ASN1_PARTS(ASN1_SEQUENCE, /* RFC 2891 */
	{ BER_OCTET_STRING, ROW(ATTRIBUTE_TYPE), 0, &value }, { CONTEXT(0), ROW(ORDERING_RULE), OPTIONAL_IMPLICIT, &value },
	{ CONTEXT(1), ROW(REVERSE_ORDER), OPTIONAL_IMPLICIT, &value });
static const struct asn1_type sort_keys = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, ROW(SORT_KEY), 0, &sort_key });
static const struct asn1_type sort_result = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_ENUMERATED, ROW(SORT_RESULT), 0, &value }, { CONTEXT(0), ROW(ATTRIBUTE_TYPE), OPTIONAL_IMPLICIT, &value });

static void put_dir_sync_flags(struct asn1 *w, uint16_t row, const struct ber *e)
{
	enum { SHOWN = 4 }; /* bytes, however many the number has */
	uint64_t flags = ber_unsigned(ber_content(w->s, e));
	uint32_t n = slice_has(w->s, e->body, SHOWN) ? SHOWN : ber_len(e);
	if (!asn1_use(w, row))
		return;
	put_uint(w->t, DIR_SYNC_FLAGS, e->body, n, flags);
	tree_push(w->t);
	for (unsigned i = OBJECT_SECURITY; i <= INCREMENTAL_VALUE; i++)
		put_uint(w->t, i, e->body, n, (flags & ldap_fields[i].mask) != 0);
	tree_pop(w->t);
}

static const struct asn1_type dir_sync_flags = { .kind = ASN1_HOOK, .hook = put_dir_sync_flags };
static const struct asn1_type dir_sync = ASN1_PARTS(ASN1_SEQUENCE, { BER_INTEGER, ROW(DIR_SYNC_FLAGS), 0, &dir_sync_flags },
	{ BER_INTEGER, ROW(MAX_BYTES), 0, &value }, { BER_OCTET_STRING, ROW(COOKIE), 0, &value });
static const struct asn1_type password_modify = ASN1_PARTS(ASN1_SEQUENCE, /* RFC 3062 */
	{ CONTEXT(0), ROW(USER_IDENTITY), OPTIONAL_IMPLICIT, &value }, { CONTEXT(1), ROW(OLD_PASSWORD), OPTIONAL_IMPLICIT, &value },
	{ CONTEXT(2), ROW(NEW_PASSWORD), OPTIONAL_IMPLICIT, &value });
static const struct asn1_type cancel =
	ASN1_PARTS(ASN1_SEQUENCE, { BER_INTEGER, ROW(CANCEL_ID), 0, &value }); /* RFC 3909 */
static const struct asn1_type sync_request = ASN1_PARTS(ASN1_SEQUENCE, /* RFC 4533 */
	{ BER_ENUMERATED, ROW(MODE), 0, &value }, { BER_OCTET_STRING, ROW(COOKIE), ASN1_OPTIONAL, &value },
	{ BER_BOOLEAN, ROW(RELOAD_HINT), ASN1_OPTIONAL, &value });
static const struct asn1_type sync_state = ASN1_PARTS(ASN1_SEQUENCE, { BER_ENUMERATED, ROW(STATE), 0, &value },
	{ BER_OCTET_STRING, ROW(ENTRY_UUID), 0, &value }, { BER_OCTET_STRING, ROW(COOKIE), ASN1_OPTIONAL, &value });
static const struct asn1_type sync_done = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_OCTET_STRING, ROW(COOKIE), ASN1_OPTIONAL, &value }, { BER_BOOLEAN, ROW(REFRESH_DELETES), ASN1_OPTIONAL, &value });
static const struct asn1_type refresh = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_OCTET_STRING, ROW(COOKIE), ASN1_OPTIONAL, &value }, { BER_BOOLEAN, ROW(REFRESH_DONE), ASN1_OPTIONAL, &value });
static const struct asn1_type sync_uuids =
	ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_OCTET_STRING, ROW(SYNC_UUID), 0, &value });
static const struct asn1_type sync_id_set = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_OCTET_STRING, ROW(COOKIE), ASN1_OPTIONAL, &value }, { BER_BOOLEAN, ROW(REFRESH_DELETES), ASN1_OPTIONAL, &value },
	{ BER_SET, ROW(SYNC_UUIDS), 0, &sync_uuids });
static const struct asn1_type sync_info = ASN1_PARTS(ASN1_CHOICE, { CONTEXT(0), ROW(NEW_COOKIE), ASN1_IMPLICIT, &value },
	{ CONTEXT(1), ROW(REFRESH_DELETE), ASN1_IMPLICIT, &refresh }, { CONTEXT(2), ROW(REFRESH_PRESENT), ASN1_IMPLICIT, &refresh },
	{ CONTEXT(3), ROW(SYNC_ID_SET), ASN1_IMPLICIT, &sync_id_set });
static const struct asn1_type warning = ASN1_PARTS(ASN1_CHOICE,
	{ CONTEXT(0), ROW(TIME_BEFORE_EXPIRATION), ASN1_IMPLICIT, &value }, { CONTEXT(1), ROW(GRACE_LOGINS), ASN1_IMPLICIT, &value });
static const struct asn1_type password_policy = ASN1_PARTS(ASN1_SEQUENCE, /* draft-behera-ldap-password-policy */
	{ CONTEXT(0), ROW(WARNING), ASN1_OPTIONAL | ASN1_EXPLICIT, &warning }, { CONTEXT(1), ROW(ERROR), OPTIONAL_IMPLICIT, &value });

static const struct asn1_open opens[] = {
	{ "1.2.840.113556.1.4.319", "ldap", ROW(SEARCH_CONTROL), &search_control },
	{ "1.2.840.113556.1.4.473", "ldap", ROW(SORT_KEYS), &sort_keys },
	{ "1.2.840.113556.1.4.474", "ldap", ROW(SORT_RESULT_NODE), &sort_result },
	{ "1.2.840.113556.1.4.841", "ldap", ROW(DIR_SYNC), &dir_sync },
	{ "1.3.6.1.1.8", "ldap", ROW(CANCEL_REQUEST), &cancel },
	{ "1.3.6.1.4.1.42.2.27.8.5.1", "ldap", ROW(PASSWORD_POLICY), &password_policy },
	{ "1.3.6.1.4.1.4203.1.11.1", "ldap", ROW(PASSWORD_MODIFY), &password_modify },
	{ "1.3.6.1.4.1.4203.1.9.1.1", "ldap", ROW(SYNC_REQUEST), &sync_request },
	{ "1.3.6.1.4.1.4203.1.9.1.2", "ldap", ROW(SYNC_STATE), &sync_state },
	{ "1.3.6.1.4.1.4203.1.9.1.3", "ldap", ROW(SYNC_DONE), &sync_done },
	{ "1.3.6.1.4.1.4203.1.9.1.4", "ldap", ROW(SYNC_INFO), &sync_info },
};

/* LDAPOID: the object identifier as text, which says what the value behind it is. */
static void put_oid(struct asn1 *w, uint16_t row, const struct ber *e)
{
	w->oid = ber_content(w->s, e);
	asn1_put_value(w, row, e);
}

static void put_open_value(struct asn1 *w, uint16_t row, const struct ber *e)
{
	struct ber inner;
	for (unsigned i = 0; i < COUNT(opens); i++) {
		if (strlen(opens[i].dotted) != w->oid.len || memcmp(opens[i].dotted, w->oid.p, w->oid.len))
			continue;
		asn1_tell_path(w, opens[i].path);
		if (ber_read(w->s, e->body, e->stop, &inner))
			asn1_put_type(w, opens[i].type, opens[i].row, &inner);
		return;
	}
	asn1_put_value(w, row, e);
}

static const struct asn1_type oid = { .kind = ASN1_HOOK, .hook = put_oid };
static const struct asn1_type open_value = { .kind = ASN1_HOOK, .hook = put_open_value };
static const struct asn1_type control = ASN1_PARTS(ASN1_SEQUENCE, { BER_OCTET_STRING, ROW(CONTROL_TYPE), 0, &oid },
	{ BER_BOOLEAN, ROW(CRITICALITY), ASN1_OPTIONAL, &value }, { BER_OCTET_STRING, ROW(CONTROL_VALUE), ASN1_OPTIONAL, &open_value });
static const struct asn1_type controls = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, ROW(CONTROL), 0, &control });

/* --- operations --- */

static const struct asn1_type urls = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_OCTET_STRING, ROW(URL), 0, &value });
#define RESULT                                                                                                     \
	{ BER_ENUMERATED, ROW(RESULT_CODE), 0, &value }, { BER_OCTET_STRING, ROW(MATCHED_DN), 0, &value },                  \
		{ BER_OCTET_STRING, ROW(ERROR_MESSAGE), 0, &value },                                                  \
	{                                                                                                          \
		CONTEXT(3), ROW(REFERRAL), OPTIONAL_IMPLICIT, &urls                                                   \
	}

/* Credentials look like a token of GSS-API or of SPNEGO, or are no more than bytes. */
static void put_credentials(struct asn1 *w, uint16_t row, const struct ber *e)
{
	enum { CLASS = 0xc0, CLASS_APPLICATION = 0x40, CLASS_CONTEXT = 0x80 };
	unsigned class = slice_u8(w->s, e->body) & CLASS;
	asn1_put_value(w, row, e);
	if (ber_len(e) && class == CLASS_APPLICATION)
		token_put_gss_api(w, e->body, e->stop);
	else if (ber_len(e) && class == CLASS_CONTEXT)
		token_put_spnego(w, e->body, e->stop);
}

/* What the server answers is of the mechanism that was asked for. */
static void put_server_credentials(struct asn1 *w, uint16_t row, const struct ber *e)
{
	enum { APPLICATION_TOKEN = 0x60 };
	enum ldap_mechanism mechanism = ((const struct ldap_walk *)w)->mechanism;
	asn1_put_value(w, row, e);
	if (!ber_len(e))
		return;
	if (mechanism == LDAP_MECHANISM_GSS_SPNEGO && slice_u8(w->s, e->body) != APPLICATION_TOKEN)
		token_put_spnego(w, e->body, e->stop);
	else if (mechanism == LDAP_MECHANISM_GSSAPI && slice_u8(w->s, e->body) != APPLICATION_TOKEN)
		token_put_wrap(w, e->body, e->stop);
	else if (mechanism >= LDAP_MECHANISM_GSSAPI)
		token_put_gss_api(w, e->body, e->stop);
}

static const struct asn1_type credentials = { .kind = ASN1_HOOK, .hook = put_credentials };
static const struct asn1_type server_credentials = { .kind = ASN1_HOOK, .hook = put_server_credentials };
static const struct asn1_type sasl = ASN1_PARTS(ASN1_SEQUENCE, { BER_OCTET_STRING, ROW(MECHANISM), 0, &value },
	{ BER_OCTET_STRING, ROW(CREDENTIALS), ASN1_OPTIONAL, &credentials });

/* AuthenticationChoice, which is shown by its tag. */
static void put_authentication(struct asn1 *w, uint16_t row, const struct ber *e)
{
	struct ber content = *e;
	unsigned number = e->tag & BER_NUMBER;
	if ((e->tag & ~BER_NUMBER) != BER_CONTEXT ||
	    (number != LDAP_SIMPLE && number != LDAP_SASL && number != LDAP_NTLM_NEGOTIATE && number != LDAP_NTLM_AUTH))
		return;
	if (asn1_use(w, row))
		put_uint(w->t, row & 0xff, e->body, ber_len(e), number);
	content.at = e->body;
	content.end = e->stop;
	asn1_push(w);
	if (number == LDAP_SIMPLE)
		asn1_put_value(w, ROW(SIMPLE), &content);
	else if (number == LDAP_SASL)
		asn1_put_type(w, &sasl, ROW(SASL), &content);
	asn1_pop(w);
}

static const struct asn1_type authentication = { .kind = ASN1_HOOK, .hook = put_authentication };
static const struct asn1_type bind_request = ASN1_PARTS(ASN1_SEQUENCE, { BER_INTEGER, ROW(VERSION), 0, &value },
	{ BER_OCTET_STRING, ROW(NAME), 0, &value }, { 0, ROW(AUTHENTICATION), ASN1_ANY, &authentication });
static const struct asn1_type bind_response = ASN1_PARTS(ASN1_SEQUENCE, RESULT,
	{ CONTEXT(7), ROW(SERVER_CREDENTIALS), OPTIONAL_IMPLICIT, &server_credentials });
static const struct asn1_type result = ASN1_PARTS(ASN1_SEQUENCE, RESULT);
static const struct asn1_type descriptions = ASN1_PARTS(ASN1_SEQUENCE_OF,
	{ BER_OCTET_STRING, ROW(ATTRIBUTE_DESCRIPTION), 0, &value });
static const struct asn1_type filter = { .kind = ASN1_HOOK, .hook = ldap_put_filter };
static const struct asn1_type search_request = ASN1_PARTS(ASN1_SEQUENCE, { BER_OCTET_STRING, ROW(BASE_OBJECT), 0, &value },
	{ BER_ENUMERATED, ROW(SCOPE), 0, &value }, { BER_ENUMERATED, ROW(DEREF_ALIASES), 0, &value },
	{ BER_INTEGER, ROW(SIZE_LIMIT), 0, &value }, { BER_INTEGER, ROW(TIME_LIMIT), 0, &value },
	{ BER_BOOLEAN, ROW(TYPES_ONLY), 0, &value }, { 0, ROW(FILTER), ASN1_ANY, &filter },
	{ BER_SEQUENCE, ROW(ATTRIBUTES), 0, &descriptions });

/* The attribute's type, which says what its values are. */
static void put_attribute_type(struct asn1 *w, uint16_t row, const struct ber *e)
{
	w->oid = ber_content(w->s, e);
	asn1_put_value(w, row, e);
}

static bool is_called(struct slice s, const char *name)
{
	return s.len == strlen(name) && !memcmp(s.p, name, s.len);
}

/* Values of some attributes are shown as what they are; structures of Windows' own are left out. */
static void put_attribute_value(struct asn1 *w, uint16_t row, const struct ber *e)
{
	enum { GUID_BYTES = 16 };
	if (is_called(w->oid, "objectSid") || is_called(w->oid, "nTSecurityDescriptor"))
		return;
	if (is_called(w->oid, "netlogon") && ldap_put_netlogon(w, e))
		return;
	if (is_called(w->oid, "objectGUID") && ber_len(e) == GUID_BYTES)
		row = ROW(GUID);
	else if (is_called(w->oid, "supportedControl") || is_called(w->oid, "supportedCapabilities"))
		row = ROW(OID);
	asn1_put_value(w, row, e);
}

static const struct asn1_type attribute_type = { .kind = ASN1_HOOK, .hook = put_attribute_type };
static const struct asn1_type attribute_value = { .kind = ASN1_HOOK, .hook = put_attribute_value };
static const struct asn1_type values =
	ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_OCTET_STRING, ROW(ATTRIBUTE_VALUE), 0, &attribute_value });
static const struct asn1_type attribute = ASN1_PARTS(ASN1_SEQUENCE, { BER_OCTET_STRING, ROW(TYPE), 0, &attribute_type },
	{ BER_SET, ROW(VALS), 0, &values });
static const struct asn1_type partial_list =
	ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, ROW(PARTIAL_ITEM), 0, &attribute });
static const struct asn1_type attribute_list =
	ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, ROW(LIST_ITEM), 0, &attribute });
static const struct asn1_type search_entry = ASN1_PARTS(ASN1_SEQUENCE, { BER_OCTET_STRING, ROW(OBJECT_NAME), 0, &value },
	{ BER_SEQUENCE, ROW(ATTRIBUTES), 0, &partial_list });
static const struct asn1_type modification = ASN1_PARTS(ASN1_SEQUENCE, { BER_ENUMERATED, ROW(OPERATION), 0, &value },
	{ BER_SEQUENCE, ROW(MODIFICATION), 0, &attribute });
static const struct asn1_type modifications =
	ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, ROW(MODIFICATION_ITEM), 0, &modification });
static const struct asn1_type modify_request = ASN1_PARTS(ASN1_SEQUENCE, { BER_OCTET_STRING, ROW(OBJECT), 0, &value },
	{ BER_SEQUENCE, ROW(MODIFICATIONS), 0, &modifications });
static const struct asn1_type add_request = ASN1_PARTS(ASN1_SEQUENCE, { BER_OCTET_STRING, ROW(ENTRY), 0, &value },
	{ BER_SEQUENCE, ROW(ATTRIBUTES), 0, &attribute_list });
static const struct asn1_type modify_dn = ASN1_PARTS(ASN1_SEQUENCE, { BER_OCTET_STRING, ROW(ENTRY), 0, &value },
	{ BER_OCTET_STRING, ROW(NEW_RDN), 0, &value }, { BER_BOOLEAN, ROW(DELETE_OLD_RDN), 0, &value },
	{ CONTEXT(0), ROW(NEW_SUPERIOR), OPTIONAL_IMPLICIT, &value });
static const struct asn1_type compare = ASN1_PARTS(ASN1_SEQUENCE, { BER_OCTET_STRING, ROW(ENTRY), 0, &value },
	{ BER_SEQUENCE, ROW(AVA), 0, &ldap_assertion });
static const struct asn1_type extended_request = ASN1_PARTS(ASN1_SEQUENCE, { CONTEXT(0), ROW(REQUEST_NAME), ASN1_IMPLICIT, &oid },
	{ CONTEXT(1), ROW(REQUEST_VALUE), OPTIONAL_IMPLICIT, &open_value });
static const struct asn1_type extended_response = ASN1_PARTS(ASN1_SEQUENCE, RESULT,
	{ CONTEXT(10), ROW(RESPONSE_NAME), OPTIONAL_IMPLICIT, &oid }, { CONTEXT(11), ROW(RESPONSE), OPTIONAL_IMPLICIT, &value });
static const struct asn1_type intermediate = ASN1_PARTS(ASN1_SEQUENCE, { CONTEXT(0), ROW(RESPONSE_NAME), OPTIONAL_IMPLICIT, &oid },
	{ CONTEXT(1), ROW(RESPONSE_VALUE), OPTIONAL_IMPLICIT, &open_value });

/* A NULL, which is shown in front of its tag. */
static void put_unbind(struct asn1 *w, uint16_t row, const struct ber *e)
{
	if (asn1_use(w, row))
		put_node(w->t, row & 0xff, e->at, 0);
}

static const struct asn1_type unbind = { .kind = ASN1_HOOK, .hook = put_unbind };

#define OP(number, row, type) { BER_APPLICATION | (number), ROW(row), ASN1_IMPLICIT, type }
static const struct asn1_part ops[] = {
	OP(LDAP_BIND_REQUEST, BIND_REQUEST, &bind_request), OP(LDAP_BIND_RESPONSE, BIND_RESPONSE, &bind_response),
	OP(LDAP_UNBIND_REQUEST, UNBIND_REQUEST, &unbind), OP(LDAP_SEARCH_REQUEST, SEARCH_REQUEST, &search_request),
	OP(LDAP_SEARCH_ENTRY, SEARCH_ENTRY, &search_entry), OP(LDAP_SEARCH_DONE, SEARCH_DONE, &result),
	OP(LDAP_MODIFY_REQUEST, MODIFY_REQUEST, &modify_request), OP(LDAP_MODIFY_RESPONSE, MODIFY_RESPONSE, &result),
	OP(LDAP_ADD_REQUEST, ADD_REQUEST, &add_request), OP(LDAP_ADD_RESPONSE, ADD_RESPONSE, &result),
	OP(LDAP_DELETE_REQUEST, DELETE_REQUEST, &value), OP(LDAP_DELETE_RESPONSE, DELETE_RESPONSE, &result),
	OP(LDAP_MODIFY_DN_REQUEST, MODIFY_DN_REQUEST, &modify_dn), OP(LDAP_MODIFY_DN_RESPONSE, MODIFY_DN_RESPONSE, &result),
	OP(LDAP_COMPARE_REQUEST, COMPARE_REQUEST, &compare), OP(LDAP_COMPARE_RESPONSE, COMPARE_RESPONSE, &result),
	OP(LDAP_ABANDON_REQUEST, ABANDON_REQUEST, &value), OP(LDAP_SEARCH_REFERENCE, SEARCH_REFERENCE, &urls),
	OP(LDAP_EXTENDED_REQUEST, EXTENDED_REQUEST, &extended_request),
	OP(LDAP_EXTENDED_RESPONSE, EXTENDED_RESPONSE, &extended_response),
	OP(LDAP_INTERMEDIATE_RESPONSE, INTERMEDIATE_RESPONSE, &intermediate),
};

/* protocolOp, which is shown by its tag. */
static void put_op(struct asn1 *w, uint16_t row, const struct ber *e)
{
	struct ber content = *e;
	for (unsigned i = 0; i < COUNT(ops); i++) {
		if (ops[i].tag != e->tag)
			continue;
		if (asn1_use(w, row))
			put_uint(w->t, row & 0xff, e->at, e->end - e->at, e->tag & BER_NUMBER);
		if (ops[i].type != &unbind)
			content.at = e->body;
		content.end = e->stop;
		asn1_push(w);
		asn1_put_type(w, ops[i].type, ops[i].row, &content);
		asn1_pop(w);
		return;
	}
}

/* Behind a response: what it answers. */
static void put_answered(struct asn1 *w, const struct ber *e)
{
	const struct app_note *note = w->t ? layer_app_note(w->t->d, w->t->l) : NULL;
	struct ldap_message m;
	if (!note || !note->frame || tree_ended(w->t) || !asn1_use(w, ROW(RESPONSE_TO)))
		return;
	for (uint32_t off = 0; ldap_read(w->s, off, &m); off = m.all.end)
		if (m.body.at == e->at && m.id == note->value[LDAP_NOTE_ID]) {
			put_uint(w->t, RESPONSE_TO, e->at, 0, note->frame);
			put_ns(w->t, TIME, e->at, 0, note->elapsed);
		}
}

static void put_op_and_answer(struct asn1 *w, uint16_t row, const struct ber *e)
{
	put_op(w, row, e);
	put_answered(w, e);
}

static const struct asn1_type op = { .kind = ASN1_HOOK, .hook = put_op_and_answer };
const struct asn1_type ldap_message_type = ASN1_PARTS(ASN1_SEQUENCE, { BER_INTEGER, ROW(MESSAGE_ID), 0, &value },
	{ 0, ROW(PROTOCOL_OP), ASN1_ANY, &op }, { CONTEXT(0), ROW(CONTROLS), OPTIONAL_IMPLICIT, &controls });

static const struct protocol *const lenders[] = {
	[LEND_HOST] = &protocol_ldap, [LEND_KERBEROS] = &protocol_kerberos, [LEND_ENCODING] = &protocol_ber,
	[LEND_GSS_API] = &protocol_gss_api, [LEND_SPNEGO] = &protocol_spnego, NULL,
};
const struct asn1_module ldap_module = { .protocols = lenders, .padding = TOKEN_PADDING, .unknown = ASN1_NO_ROW };
