/* ldap_fields.c: the rows of LDAP, and the labels that are more than "name: value". */
#include "base/fmt.h"
#include "dissect/application/ldap_rows.h"
#include "dissect/oid.h"
#include "dissect/text.h"

const struct value_table ldap_ops = VALUES({ 0, "bindRequest" }, { 1, "bindResponse" }, { 2, "unbindRequest" }, { 3, "searchRequest" },
	{ 4, "searchResEntry" }, { 5, "searchResDone" }, { 6, "modifyRequest" }, { 7, "modifyResponse" }, { 8, "addRequest" },
	{ 9, "addResponse" }, { 10, "delRequest" }, { 11, "delResponse" }, { 12, "modDNRequest" }, { 13, "modDNResponse" },
	{ 14, "compareRequest" }, { 15, "compareResponse" }, { 16, "abandonRequest" }, { 19, "searchResRef" },
	{ 23, "extendedReq" }, { 24, "extendedResp" }, { 25, "intermediateResponse" });
const struct value_table ldap_results = VALUES({ 0, "success" }, { 1, "operationsError" }, { 2, "protocolError" },
	{ 3, "timeLimitExceeded" }, { 4, "sizeLimitExceeded" }, { 5, "compareFalse" }, { 6, "compareTrue" },
	{ 7, "authMethodNotSupported" }, { 8, "strongAuthRequired" }, { 10, "referral" }, { 11, "adminLimitExceeded" },
	{ 12, "unavailableCriticalExtension" }, { 13, "confidentialityRequired" }, { 14, "saslBindInProgress" },
	{ 16, "noSuchAttribute" }, { 17, "undefinedAttributeType" }, { 18, "inappropriateMatching" },
	{ 19, "constraintViolation" }, { 20, "attributeOrValueExists" }, { 21, "invalidAttributeSyntax" },
	{ 32, "noSuchObject" }, { 33, "aliasProblem" }, { 34, "invalidDNSyntax" }, { 36, "aliasDereferencingProblem" },
	{ 48, "inappropriateAuthentication" }, { 49, "invalidCredentials" }, { 50, "insufficientAccessRights" }, { 51, "busy" },
	{ 52, "unavailable" }, { 53, "unwillingToPerform" }, { 54, "loopDetect" }, { 64, "namingViolation" },
	{ 65, "objectClassViolation" }, { 66, "notAllowedOnNonLeaf" }, { 67, "notAllowedOnRDN" }, { 68, "entryAlreadyExists" },
	{ 69, "objectClassModsProhibited" }, { 71, "affectsMultipleDSAs" }, { 80, "other" }, { 118, "canceled" },
	{ 119, "noSuchOperation" }, { 120, "tooLate" }, { 121, "cannotCancel" });
const struct value_table ldap_scopes = VALUES({ 0, "baseObject" }, { 1, "singleLevel" }, { 2, "wholeSubtree" });
static const struct value_table authentications = VALUES({ 0, "simple" }, { 3, "sasl" }, { 10, "ntlmsspNegotiate" },
	{ 11, "ntlmsspAuth" });
static const struct value_table derefs = VALUES({ 0, "neverDerefAliases" }, { 1, "derefInSearching" },
	{ 2, "derefFindingBaseObj" }, { 3, "derefAlways" });
static const struct value_table filters = VALUES({ 0, "and" }, { 1, "or" }, { 2, "not" }, { 3, "equalityMatch" },
	{ 4, "substrings" }, { 5, "greaterOrEqual" }, { 6, "lessOrEqual" }, { 7, "present" }, { 8, "approxMatch" },
	{ 9, "extensibleMatch" });
static const struct value_table substrings = VALUES({ 0, "initial" }, { 1, "any" }, { 2, "final" });
static const struct value_table operations =
	VALUES({ 0, "add" }, { 1, "delete" }, { 2, "replace" }, { 3, "increment" });
static const struct value_table sort_results = VALUES({ 0, "success" }, { 1, "operationsError" }, { 3, "timeLimitExceeded" },
	{ 8, "strongAuthRequired" }, { 11, "adminLimitExceeded" }, { 16, "noSuchAttribute" }, { 18, "inappropriateMatching" },
	{ 50, "insufficientAccessRights" }, { 51, "busy" }, { 53, "unwillingToPerform" }, { 80, "other" });
static const struct value_table modes = VALUES({ 1, "refreshOnly" }, { 3, "refreshAndPersist" });
static const struct value_table states = VALUES({ 0, "present" }, { 1, "add" }, { 2, "modify" }, { 3, "delete" });
static const struct value_table sync_infos = VALUES({ 0, "newcookie" }, { 1, "refreshDelete" }, { 2, "refreshPresent" },
	{ 3, "syncIdSet" });
static const struct value_table warnings = VALUES({ 0, "timeBeforeExpiration" }, { 1, "graceAuthNsRemaining" });
static const struct value_table policy_errors = VALUES({ 0, "passwordExpired" }, { 1, "accountLocked" }, { 2, "changeAfterReset" },
	{ 3, "passwordModNotAllowed" }, { 4, "mustSupplyOldPassword" }, { 5, "insufficientPasswordQuality" },
	{ 6, "passwordTooShort" }, { 7, "passwordTooYoung" }, { 8, "passwordInHistory" });
static const struct value_table netlogon_opcodes = VALUES({ 7, "LOGON_PRIMARY_QUERY" }, { 12, "LOGON_PRIMARY_RESPONSE" },
	{ 18, "LOGON_SAM_LOGON_REQUEST" }, { 19, "LOGON_SAM_LOGON_RESPONSE" }, { 20, "LOGON_SAM_PAUSE_RESPONSE" },
	{ 23, "LOGON_SAM_LOGON_RESPONSE_EX" }, { 24, "LOGON_SAM_PAUSE_RESPONSE_EX" }, { 25, "LOGON_SAM_USER_UNKNOWN_EX" });
static const struct value_table items = UNIT(" item", " items");

/* "controlType: 1.2.840.113556.1.4.319 (pagedResultsControl)" */
static void label_oid(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_string(t, r);
	size_t start = b->len;
	char room[OID_CALLED];
	struct buf name = BUF_OVER(room, sizeof room);
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_text(b, s.p, s.len);
	buf_lit(b, " (");
	oid_dotted_called(&name, s);
	text_closing(b, start, &name);
}

/* A value that is printable, else its bytes. */
static void label_value(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	uint32_t i = 0;
	while (i < s.len && s.p[i] >= ' ' && s.p[i] <= '~')
		i++;
	buf_lit(b, "AttributeValue: ");
	if (i == s.len)
		buf_put(b, s.p, s.len);
	else
		text_octets(b, s, 0);
}

static void append_type(struct buf *b, struct slice s, uint32_t off, uint32_t end, uint16_t tag)
{
	enum { MEMBERS = 8 };
	struct ber e;
	for (unsigned i = 0; i < MEMBERS && ber_read(s, off, end, &e); i++, off = e.end)
		if (e.tag == tag) {
			buf_char(b, ' ');
			fmt_text(b, s.p + e.body, ber_len(&e));
			return;
		}
}

/* "modification sn", "PartialAttributeList item cn": which attribute. */
static void label_item(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	struct ber item;
	buf_str(b, r->f->name);
	if (ber_read(s, 0, s.len, &item))
		append_type(b, s, item.body, item.stop, BER_OCTET_STRING);
}

/* The same where the record has no tag and length. */
static void label_substrings(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_str(b, r->f->name);
	append_type(b, s, 0, s.len, BER_OCTET_STRING);
}

static void label_extensible(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_str(b, r->f->name);
	append_type(b, s, 0, s.len, BER_CONTEXT | 2);
}

/* "protocolOp: abandonRequest (16) abandonRequest(3)" */
static void label_op(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	const char *name = value_text(&ldap_ops, r->val);
	struct ber e;
	buf_lit(b, "protocolOp: ");
	buf_str(b, name ? name : "Unknown");
	buf_lit(b, " (");
	fmt_uint(b, r->val);
	buf_char(b, ')');
	if (r->val != LDAP_ABANDON_REQUEST || !ber_read(s, 0, s.len, &e))
		return;
	buf_lit(b, " abandonRequest(");
	fmt_uint(b, (uint32_t)ber_unsigned(ber_content(s, &e)));
	buf_char(b, ')');
}

static void cut_spaces(struct buf *b, size_t start)
{
	while (b->len > start && b->p[b->len - 1] == ' ')
		b->len--;
}

/* "IntermediateResponse 1.3.6.1.4.1.4203.1.9.1.4 (syncInfoOID)" */
static void label_intermediate(struct buf *b, struct slice s, const struct ldap_message *m)
{
	struct ber e;
	buf_lit(b, "IntermediateResponse ");
	if (!ldap_tagged(s, m, 0, BER_CONTEXT, &e))
		return;
	fmt_text(b, s.p + e.body, ber_len(&e));
	buf_lit(b, " (");
	oid_dotted_called(b, ber_content(s, &e));
	buf_char(b, ')');
}

static void append_results(struct buf *b, uint64_t n)
{
	buf_lit(b, " [");
	fmt_uint(b, n);
	buf_str(b, n == 1 ? " result]" : " results]");
}

/* "GSS-API payload (33 bytes)" */
static void label_payload(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "GSS-API payload (");
	fmt_uint(b, r->len);
	buf_str(b, r->len == 1 ? " byte)" : " bytes)");
}

/* "Version Flags: 0x00000006, V5: Client requested version 5 netlogon response": the flags that are set stand in the rows behind. */
static void label_bits(struct buf *b, const struct tree *t, const struct record *r)
{
	size_t start = b->len;
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": 0x");
	fmt_hex(b, r->val, 8);
	for (const struct field *f = r->f + 1; f->type == FT_BOOLEAN; f++)
		if (r->val & f->mask) {
			buf_lit(b, ", ");
			buf_str(b, f->name);
			buf_lit(b, ": ");
			buf_str(b, value_text(f->vals, 1));
		}
	text_end_label(b, start);
}

/* Entries in the conversation up to the message, it included. */
static uint64_t results_until(const struct dissection *d, const struct layer *l, uint32_t off)
{
	const struct app_note *note = layer_app_note(d, l);
	uint64_t n = note ? note->value[LDAP_NOTE_RESULTS] : 0;
	struct ldap_message m;
	for (uint32_t at = ldap_begin(d, l); at <= off && ldap_read(l->data, at, &m); at = m.all.end)
		n += m.op == LDAP_SEARCH_ENTRY;
	return n;
}

/* "LDAPMessage searchResDone(2) success [1 result]" */
static void label_message(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	struct slice s = l->data;
	struct ldap_message m;
	uint32_t off = r->off - l->off;
	size_t start = b->len;
	if (!ldap_read(s, off, &m) || m.op == LDAP_NO_OP || m.op == LDAP_ABANDON_REQUEST) {
		buf_lit(b, "LDAPMessage");
		return;
	}
	if (m.op == LDAP_INTERMEDIATE_RESPONSE) {
		label_intermediate(b, s, &m);
		return;
	}
	buf_lit(b, "LDAPMessage ");
	ldap_summary(b, s, &m, true);
	cut_spaces(b, start);
	if (m.op == LDAP_SEARCH_ENTRY || m.op == LDAP_SEARCH_DONE)
		append_results(b, results_until(t->d, l, off));
	text_end_label(b, start);
}

const struct field ldap_fields[N_LDAP_ROWS] = {
	[LDAP] = F("ldap", "Lightweight Directory Access Protocol", FT_PROTOCOL, BASE_NONE),
	[SASL_LENGTH] = F("ldap.sasl_buffer_length", "SASL Buffer Length", FT_UINT32, BASE_DEC),
	[SASL_BUFFER] = F_TEXT("SASL Buffer"),
	[PAYLOAD] = F_TEXT("GSS-API payload", .label = label_payload),
	[ENCRYPTED_PAYLOAD] = F("ldap.gssapi_encrypted_payload", "GSS-API Encrypted payload", FT_BYTES, BASE_NONE),
	[RESPONSE_TO] = F("ldap.response_to", "Response To", FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED),
	[TIME] = F("ldap.time", "Time", FT_RELATIVE_TIME, BASE_NONE, .flags = F_GENERATED),
	[GUID] = F("ldap.guid", "GUID", FT_GUID, BASE_NONE, .flags = F_LITTLE),
	[MESSAGE] = F("ldap.LDAPMessage_element", "LDAPMessage", FT_NONE, BASE_NONE, .label = label_message),
	[OID] = F("ldap.oid", "OID", FT_STRING, BASE_NONE, .label = label_oid),
	[MESSAGE_ID] = F("ldap.messageID", "messageID", FT_UINT32, BASE_DEC),
	[PROTOCOL_OP] = F("ldap.protocolOp", "protocolOp", FT_UINT32, BASE_DEC, .label = label_op, .vals = &ldap_ops),
	[CONTROLS] = F("ldap.controls", "controls", FT_UINT32, BASE_DEC, .vals = &items),
	[BIND_REQUEST] = F("ldap.bindRequest_element", "bindRequest", FT_NONE, BASE_NONE),
	[BIND_RESPONSE] = F("ldap.bindResponse_element", "bindResponse", FT_NONE, BASE_NONE),
	[UNBIND_REQUEST] = F("ldap.unbindRequest_element", "unbindRequest", FT_NONE, BASE_NONE),
	[SEARCH_REQUEST] = F("ldap.searchRequest_element", "searchRequest", FT_NONE, BASE_NONE),
	[SEARCH_ENTRY] = F("ldap.searchResEntry_element", "searchResEntry", FT_NONE, BASE_NONE),
	[SEARCH_DONE] = F("ldap.searchResDone_element", "searchResDone", FT_NONE, BASE_NONE),
	[SEARCH_REFERENCE] = F("ldap.searchResRef", "searchResRef", FT_UINT32, BASE_DEC, .vals = &items),
	[MODIFY_REQUEST] = F("ldap.modifyRequest_element", "modifyRequest", FT_NONE, BASE_NONE),
	[MODIFY_RESPONSE] = F("ldap.modifyResponse_element", "modifyResponse", FT_NONE, BASE_NONE),
	[ADD_REQUEST] = F("ldap.addRequest_element", "addRequest", FT_NONE, BASE_NONE),
	[ADD_RESPONSE] = F("ldap.addResponse_element", "addResponse", FT_NONE, BASE_NONE),
	[DELETE_REQUEST] = F("ldap.delRequest", "delRequest", FT_STRING, BASE_NONE),
	[DELETE_RESPONSE] = F("ldap.delResponse_element", "delResponse", FT_NONE, BASE_NONE),
	[MODIFY_DN_REQUEST] = F("ldap.modDNRequest_element", "modDNRequest", FT_NONE, BASE_NONE),
	[MODIFY_DN_RESPONSE] = F("ldap.modDNResponse_element", "modDNResponse", FT_NONE, BASE_NONE),
	[COMPARE_REQUEST] = F("ldap.compareRequest_element", "compareRequest", FT_NONE, BASE_NONE),
	[COMPARE_RESPONSE] = F("ldap.compareResponse_element", "compareResponse", FT_NONE, BASE_NONE),
	[ABANDON_REQUEST] = F("ldap.abandonRequest", "abandonRequest", FT_UINT32, BASE_DEC),
	[EXTENDED_REQUEST] = F("ldap.extendedReq_element", "extendedReq", FT_NONE, BASE_NONE),
	[EXTENDED_RESPONSE] = F("ldap.extendedResp_element", "extendedResp", FT_NONE, BASE_NONE),
	[INTERMEDIATE_RESPONSE] = F("ldap.intermediateResponse_element", "intermediateResponse", FT_NONE, BASE_NONE),
	[ATTRIBUTE_DESCRIPTION] = F("ldap.AttributeDescription", "AttributeDescription", FT_STRING, BASE_NONE),
	[ATTRIBUTE_DESC] = F("ldap.attributeDesc", "attributeDesc", FT_STRING, BASE_NONE),
	[ASSERTION_VALUE] = F("ldap.assertionValue", "assertionValue", FT_STRING, BASE_NONE),
	[TYPE] = F("ldap.type", "type", FT_STRING, BASE_NONE),
	[VALS] = F("ldap.vals", "vals", FT_UINT32, BASE_DEC, .vals = &items),
	[ATTRIBUTE_VALUE] = F("ldap.AttributeValue", "AttributeValue", FT_BYTES, BASE_NONE, .label = label_value),
	[RESULT_CODE] = F("ldap.resultCode", "resultCode", FT_UINT32, BASE_DEC, .vals = &ldap_results),
	[MATCHED_DN] = F("ldap.matchedDN", "matchedDN", FT_STRING, BASE_NONE),
	[ERROR_MESSAGE] = F("ldap.errorMessage", "errorMessage", FT_STRING, BASE_NONE),
	[REFERRAL] = F("ldap.referral", "referral", FT_UINT32, BASE_DEC, .vals = &items),
	[URL] = F("ldap.LDAPURL", "LDAPURL", FT_STRING, BASE_NONE),
	[CONTROL] = F("ldap.Control_element", "Control", FT_NONE, BASE_NONE),
	[CONTROL_TYPE] = F("ldap.controlType", "controlType", FT_STRING, BASE_NONE, .label = label_oid),
	[CRITICALITY] = F("ldap.criticality", "criticality", FT_BOOLEAN, BASE_NONE, .vals = &bool_true),
	[CONTROL_VALUE] = F("ldap.controlValue", "controlValue", FT_BYTES, BASE_NONE),
	[VERSION] = F("ldap.version", "version", FT_UINT32, BASE_DEC),
	[NAME] = F("ldap.name", "name", FT_STRING, BASE_NONE),
	[AUTHENTICATION] = F("ldap.authentication", "authentication", FT_UINT32, BASE_DEC, .vals = &authentications),
	[SIMPLE] = F("ldap.simple", "simple", FT_STRING, BASE_NONE),
	[SASL] = F("ldap.sasl_element", "sasl", FT_NONE, BASE_NONE),
	[MECHANISM] = F("ldap.mechanism", "mechanism", FT_STRING, BASE_NONE),
	[CREDENTIALS] = F("ldap.credentials", "credentials", FT_BYTES, BASE_NONE),
	[SERVER_CREDENTIALS] = F("ldap.serverSaslCreds", "serverSaslCreds", FT_BYTES, BASE_NONE),
	[BASE_OBJECT] = F("ldap.baseObject", "baseObject", FT_STRING, BASE_NONE),
	[SCOPE] = F("ldap.scope", "scope", FT_UINT32, BASE_DEC, .vals = &ldap_scopes),
	[DEREF_ALIASES] = F("ldap.derefAliases", "derefAliases", FT_UINT32, BASE_DEC, .vals = &derefs),
	[SIZE_LIMIT] = F("ldap.sizeLimit", "sizeLimit", FT_UINT32, BASE_DEC),
	[TIME_LIMIT] = F("ldap.timeLimit", "timeLimit", FT_UINT32, BASE_DEC),
	[TYPES_ONLY] = F("ldap.typesOnly", "typesOnly", FT_BOOLEAN, BASE_NONE, .vals = &bool_true),
	[FILTER_TEXT] = F_TEXT("Filter"),
	[FILTER] = F("ldap.filter", "filter", FT_UINT32, BASE_DEC, .vals = &filters),
	[ATTRIBUTES] = F("ldap.attributes", "attributes", FT_UINT32, BASE_DEC, .vals = &items),
	[AND_TEXT] = F_TEXT("and"),
	[AND] = F("ldap.and", "and", FT_UINT32, BASE_DEC, .vals = &items),
	[AND_ITEM] = F("ldap.and_item", "and item", FT_UINT32, BASE_DEC, .vals = &filters),
	[OR_TEXT] = F_TEXT("or"),
	[OR] = F("ldap.or", "or", FT_UINT32, BASE_DEC, .vals = &items),
	[OR_ITEM] = F("ldap.or_item", "or item", FT_UINT32, BASE_DEC, .vals = &filters),
	[NOT] = F("ldap.not", "not", FT_UINT32, BASE_DEC, .vals = &filters),
	[EQUALITY_MATCH] = F("ldap.equalityMatch_element", "equalityMatch", FT_NONE, BASE_NONE),
	[SUBSTRING_TEXT] = F_TEXT("substring"),
	[SUBSTRINGS_NODE] = F("ldap.substrings_element", "substrings", FT_NONE, BASE_NONE, .label = label_substrings),
	[GREATER_OR_EQUAL] = F("ldap.greaterOrEqual_element", "greaterOrEqual", FT_NONE, BASE_NONE),
	[LESS_OR_EQUAL] = F("ldap.lessOrEqual_element", "lessOrEqual", FT_NONE, BASE_NONE),
	[PRESENT] = F("ldap.present", "present", FT_STRING, BASE_NONE),
	[APPROX_MATCH] = F("ldap.approxMatch_element", "approxMatch", FT_NONE, BASE_NONE),
	[EXTENSIBLE_MATCH] = F("ldap.extensibleMatch_element", "extensibleMatch", FT_NONE, BASE_NONE, .label = label_extensible),
	[SUBSTRINGS] = F("ldap.substrings", "substrings", FT_UINT32, BASE_DEC, .vals = &items),
	[SUBSTRINGS_ITEM] = F("ldap.substrings_item", "substrings item", FT_UINT32, BASE_DEC, .vals = &substrings),
	[INITIAL] = F("ldap.initial", "initial", FT_STRING, BASE_NONE),
	[ANY] = F("ldap.any", "any", FT_STRING, BASE_NONE),
	[FINAL] = F("ldap.final", "final", FT_STRING, BASE_NONE),
	[MATCHING_RULE] = F("ldap.matchingRule", "matchingRule", FT_STRING, BASE_NONE),
	[MATCH_VALUE] = F("ldap.matchValue", "matchValue", FT_STRING, BASE_NONE),
	[DN_ATTRIBUTES] = F("ldap.dnAttributes", "dnAttributes", FT_BOOLEAN, BASE_NONE, .vals = &bool_true),
	[OBJECT_NAME] = F("ldap.objectName", "objectName", FT_STRING, BASE_NONE),
	[PARTIAL_ITEM] = F("ldap.PartialAttributeList_item_element", "PartialAttributeList item", FT_NONE, BASE_NONE, .label = label_item),
	[OBJECT] = F("ldap.object", "object", FT_STRING, BASE_NONE),
	[MODIFICATIONS] = F("ldap.modification", "modification", FT_UINT32, BASE_DEC, .vals = &items),
	[MODIFICATION_ITEM] = F("ldap.modification_item_element", "modification item", FT_NONE, BASE_NONE),
	[OPERATION] = F("ldap.operation", "operation", FT_UINT32, BASE_DEC, .vals = &operations),
	[MODIFICATION] = F("ldap.modification_element", "modification", FT_NONE, BASE_NONE, .label = label_item),
	[ENTRY] = F("ldap.entry", "entry", FT_STRING, BASE_NONE),
	[LIST_ITEM] = F("ldap.AttributeList_item_element", "AttributeList item", FT_NONE, BASE_NONE, .label = label_item),
	[NEW_RDN] = F("ldap.newrdn", "newrdn", FT_STRING, BASE_NONE),
	[DELETE_OLD_RDN] = F("ldap.deleteoldrdn", "deleteoldrdn", FT_BOOLEAN, BASE_NONE, .vals = &bool_true),
	[NEW_SUPERIOR] = F("ldap.newSuperior", "newSuperior", FT_STRING, BASE_NONE),
	[AVA] = F("ldap.ava_element", "ava", FT_NONE, BASE_NONE),
	[REQUEST_NAME] = F("ldap.requestName", "requestName", FT_STRING, BASE_NONE, .label = label_oid),
	[REQUEST_VALUE] = F("ldap.requestValue", "requestValue", FT_BYTES, BASE_NONE),
	[RESPONSE_NAME] = F("ldap.responseName", "responseName", FT_STRING, BASE_NONE, .label = label_oid),
	[RESPONSE] = F("ldap.response", "response", FT_BYTES, BASE_NONE),
	[RESPONSE_VALUE] = F("ldap.responseValue", "responseValue", FT_BYTES, BASE_NONE),
	[SEARCH_CONTROL] = F("ldap.SearchControlValue_element", "SearchControlValue", FT_NONE, BASE_NONE),
	[SIZE] = F("ldap.size", "size", FT_INT32, BASE_DEC),
	[COOKIE] = F("ldap.cookie", "cookie", FT_BYTES, BASE_NONE),
	[SORT_KEYS] = F("ldap.SortKeyList", "SortKeyList", FT_UINT32, BASE_DEC, .vals = &items),
	[SORT_KEY] = F("ldap.SortKeyList_item_element", "SortKeyList item", FT_NONE, BASE_NONE),
	[ATTRIBUTE_TYPE] = F("ldap.attributeType", "attributeType", FT_STRING, BASE_NONE),
	[ORDERING_RULE] = F("ldap.orderingRule", "orderingRule", FT_STRING, BASE_NONE),
	[REVERSE_ORDER] = F("ldap.reverseOrder", "reverseOrder", FT_BOOLEAN, BASE_NONE, .vals = &bool_true),
	[SORT_RESULT_NODE] = F("ldap.SortResult_element", "SortResult", FT_NONE, BASE_NONE),
	[SORT_RESULT] = F("ldap.sortResult", "sortResult", FT_UINT32, BASE_DEC, .vals = &sort_results),
	[DIR_SYNC] = F("ldap.DirSyncControlValue_element", "DirSyncControlValue", FT_NONE, BASE_NONE),
	[DIR_SYNC_FLAGS] = F("ldap.flags", "flags", FT_UINT32, BASE_HEX),
	[OBJECT_SECURITY] = F("ldap.object_security_flag", "Flag Object_Security", FT_BOOLEAN, BASE_NONE, .vals = &bool_true, .size = 4, .mask = 0x1),
	[ANCESTOR_FIRST] = F("ldap.ancestor_first_flag", "Flag Ancestor_First", FT_BOOLEAN, BASE_NONE, .vals = &bool_true, .size = 4, .mask = 0x800),
	[PUBLIC_DATA_ONLY] = F("ldap.public_data_only_flag", "Flag Public_Data_Only", FT_BOOLEAN, BASE_NONE, .vals = &bool_true, .size = 4, .mask = 0x2000),
	[INCREMENTAL_VALUE] = F("ldap.incremental_value_flag", "Flag Incremental_Value", FT_BOOLEAN, BASE_NONE, .vals = &bool_true, .size = 4, .mask = 0x80000000),
	[MAX_BYTES] = F("ldap.maxBytes", "maxBytes", FT_INT32, BASE_DEC),
	[PASSWORD_MODIFY] = F("ldap.PasswdModifyRequestValue_element", "PasswdModifyRequestValue", FT_NONE, BASE_NONE),
	[USER_IDENTITY] = F("ldap.userIdentity", "userIdentity", FT_BYTES, BASE_NONE),
	[OLD_PASSWORD] = F("ldap.oldPasswd", "oldPasswd", FT_BYTES, BASE_NONE),
	[NEW_PASSWORD] = F("ldap.newPasswd", "newPasswd", FT_BYTES, BASE_NONE),
	[CANCEL_REQUEST] = F("ldap.CancelRequestValue_element", "CancelRequestValue", FT_NONE, BASE_NONE),
	[CANCEL_ID] = F("ldap.cancelID", "cancelID", FT_UINT32, BASE_DEC),
	[SYNC_REQUEST] = F("ldap.SyncRequestValue_element", "SyncRequestValue", FT_NONE, BASE_NONE),
	[MODE] = F("ldap.mode", "mode", FT_UINT32, BASE_DEC, .vals = &modes),
	[RELOAD_HINT] = F("ldap.reloadHint", "reloadHint", FT_BOOLEAN, BASE_NONE, .vals = &bool_true),
	[SYNC_STATE] = F("ldap.SyncStateValue_element", "SyncStateValue", FT_NONE, BASE_NONE),
	[STATE] = F("ldap.state", "state", FT_UINT32, BASE_DEC, .vals = &states),
	[ENTRY_UUID] = F("ldap.entryUUID", "entryUUID", FT_BYTES, BASE_NONE),
	[SYNC_DONE] = F("ldap.SyncDoneValue_element", "SyncDoneValue", FT_NONE, BASE_NONE),
	[REFRESH_DELETES] = F("ldap.refreshDeletes", "refreshDeletes", FT_BOOLEAN, BASE_NONE, .vals = &bool_true),
	[SYNC_INFO] = F("ldap.SyncInfoValue", "SyncInfoValue", FT_UINT32, BASE_DEC, .vals = &sync_infos),
	[NEW_COOKIE] = F("ldap.newcookie", "newcookie", FT_BYTES, BASE_NONE),
	[REFRESH_DELETE] = F("ldap.refreshDelete_element", "refreshDelete", FT_NONE, BASE_NONE),
	[REFRESH_DONE] = F("ldap.refreshDone", "refreshDone", FT_BOOLEAN, BASE_NONE, .vals = &bool_true),
	[REFRESH_PRESENT] = F("ldap.refreshPresent_element", "refreshPresent", FT_NONE, BASE_NONE),
	[SYNC_ID_SET] = F("ldap.syncIdSet_element", "syncIdSet", FT_NONE, BASE_NONE),
	[SYNC_UUIDS] = F("ldap.syncUUIDs", "syncUUIDs", FT_UINT32, BASE_DEC, .vals = &items),
	[SYNC_UUID] = F("ldap.SyncUUID", "SyncUUID", FT_BYTES, BASE_NONE),
	[PASSWORD_POLICY] = F("ldap.PasswordPolicyResponseValue_element", "PasswordPolicyResponseValue", FT_NONE, BASE_NONE),
	[WARNING] = F("ldap.warning", "warning", FT_UINT32, BASE_DEC, .vals = &warnings),
	[TIME_BEFORE_EXPIRATION] = F("ldap.timeBeforeExpiration", "timeBeforeExpiration", FT_UINT32, BASE_DEC),
	[GRACE_LOGINS] = F("ldap.graceAuthNsRemaining", "graceAuthNsRemaining", FT_UINT32, BASE_DEC),
	[ERROR] = F("ldap.error", "error", FT_UINT32, BASE_DEC, .vals = &policy_errors),
	[NTVER] = F("mscldap.ntver.flags", "Version Flags", FT_UINT32, BASE_HEX, .label = label_bits, .flags = F_LITTLE),
	[NTVER_V1] = F("mscldap.ntver.searchflags.v1", "V1", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x1, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("Client requested version 1 netlogon response", "Version 1 netlogon response not requested")),
	[NTVER_V5] = F("mscldap.ntver.searchflags.v5", "V5", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x2, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("Client requested version 5 netlogon response", "Version 5 netlogon response not requested")),
	[NTVER_V5EX] = F("mscldap.ntver.searchflags.v5ex", "V5EX", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x4, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("Client requested version 5 extended netlogon response", "Version 5 extended response not requested")),
	[NTVER_V5EP] = F("mscldap.ntver.searchflags.v5ep", "V5EP", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x8, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("Client has requested IP address of the server", "IP address of server not requested")),
	[NTVER_VCS] = F("mscldap.ntver.searchflags.vcs", "VCS", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x10, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("Client has asked for the closest site information", "Closest site information not requested")),
	[NTVER_VNT4] = F("mscldap.ntver.searchflags.vnt4", "VNT4", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x1000000, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("Client is requesting server to avoid NT4 emulation", "Only full AD DS requested")),
	[NTVER_VPDC] = F("mscldap.ntver.searchflags.vpdc", "VPDC", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x10000000, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("Client has requested the Primary Domain Controller", "Primary Domain Controller not requested")),
	[NTVER_VIP] = F("mscldap.ntver.searchflags.vip", "VIP", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x20000000, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("Client has requested IP details (obsolete)", "IP details not requested (obsolete)")),
	[NTVER_VL] = F("mscldap.ntver.searchflags.vl", "VL", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x40000000, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("Client indicated that it is the local machine", "Client is not the local machine")),
	[NTVER_VGC] = F("mscldap.ntver.searchflags.vgc", "VGC", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x80000000, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("Client has requested a Global Catalog server", "Global Catalog not requested")),
	[NETLOGON_FLAGS] = F("mscldap.netlogon.flags", "Flags", FT_UINT32, BASE_HEX, .label = label_bits, .flags = F_LITTLE),
	[DC_FORESTNC] = F("mscldap.netlogon.flags.forestnc", "FDC", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x80000000, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("The NC is the default forest NC(Windows 2008)", "The NC is not the default forest NC (Windows 2008)")),
	[DC_DEFAULTNC] = F("mscldap.netlogon.flags.defaultnc", "DNC", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x40000000, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("The NC is the default NC (Windows 2008)", "The NC is not the default NC (Windows 2008)")),
	[DC_DNSNAME] = F("mscldap.netlogon.flags.dnsname", "DNS", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x20000000, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("Server name is in DNS format (Windows 2008)", "Server name is not in DNS format (Windows 2008)")),
	[DC_WRITABLEDC] = F("mscldap.netlogon.flags.writabledc", "WDC", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x1000, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("Domain controller is a Windows 2008 writable NC", "Domain controller is not a Windows 2008 writable NC")),
	[DC_RODC] = F("mscldap.netlogon.flags.rodc", "RODC", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x800, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("Domain controller is a Windows 2008 RODC", "Domain controller is not a Windows 2008 RODC")),
	[DC_NDNC] = F("mscldap.netlogon.flags.ndnc", "NDNC", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x400, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("Domain is NON-DOMAIN NC serviced by ldap server", "Domain is NOT non-domain nc serviced by ldap server")),
	[DC_GOOD_TIMESERV] = F("mscldap.netlogon.flags.good_timeserv", "Good Time Serv", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x200, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("This dc has a GOOD TIME SERVICE (i.e. hardware clock)", "This dc does NOT have a good time service (i.e. no hardware clock)")),
	[DC_WRITABLE] = F("mscldap.netlogon.flags.writable", "Writable", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x100, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("This dc is WRITABLE", "This dc is NOT writable")),
	[DC_CLOSEST] = F("mscldap.netlogon.flags.closest", "Closest", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x80, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("This server is in the same site as the client", "This server is NOT in the same site as the client")),
	[DC_TIMESERV] = F("mscldap.netlogon.flags.timeserv", "Time Serv", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x40, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("This dc is running TIME SERVICES (ntp)", "This dc is NOT running time services (ntp)")),
	[DC_KDC] = F("mscldap.netlogon.flags.kdc", "KDC", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x20, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("This is a KDC (kerberos)", "This is NOT a kdc (kerberos)")),
	[DC_DS] = F("mscldap.netlogon.flags.ds", "DS", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x10, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("This dc supports DS", "This dc does NOT support ds")),
	[DC_LDAP] = F("mscldap.netlogon.flags.ldap", "LDAP", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x8, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("This is an LDAP server", "This is NOT an ldap server")),
	[DC_GC] = F("mscldap.netlogon.flags.gc", "GC", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x4, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("This is a GLOBAL CATALOGUE of forest", "This is NOT a global catalog of forest")),
	[DC_PDC] = F("mscldap.netlogon.flags.pdc", "PDC", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x1, .flags = F_LITTLE, .vals = &(const struct value_table)BOOL_NAMES("This is a PDC", "This is NOT a pdc")),
	[NETLOGON_OPCODE] = F("mscldap.netlogon.opcode", "Operation code", FT_UINT16, BASE_DEC, .vals = &netlogon_opcodes, .flags = F_LITTLE),
	[DOMAIN_GUID] = F("mscldap.domain.guid", "Domain GUID", FT_GUID, BASE_NONE, .flags = F_LITTLE),
	[FOREST] = F("mscldap.forest", "Forest", FT_STRING, BASE_NONE),
	[DOMAIN] = F("mscldap.domain", "Domain", FT_STRING, BASE_NONE),
	[HOSTNAME] = F("mscldap.hostname", "Hostname", FT_STRING, BASE_NONE),
	[NB_DOMAIN] = F("mscldap.nb_domain", "NetBIOS Domain", FT_STRINGZ, BASE_NONE),
	[NB_HOSTNAME] = F("mscldap.nb_hostname", "NetBIOS Hostname", FT_STRINGZ, BASE_NONE),
	[USERNAME] = F("mscldap.username", "Username", FT_STRINGZ, BASE_NONE),
	[SITE] = F("mscldap.sitename", "Server Site", FT_STRING, BASE_NONE),
	[CLIENT_SITE] = F("mscldap.clientsitename", "Client Site", FT_STRING, BASE_NONE),
	[IP_ADDRESS] = F("mscldap.netlogon.ipaddress", "IP Address", FT_IPv4, BASE_NONE),
	[IP_FAMILY] = F("mscldap.netlogon.ipaddress.family", "Family", FT_UINT16, BASE_DEC, .flags = F_LITTLE),
	[IP_PORT] = F("mscldap.netlogon.ipaddress.port", "Port", FT_UINT16, BASE_DEC, .flags = F_LITTLE),
	[IP_V4] = F("mscldap.netlogon.ipaddress.ipv4", "IPv4", FT_IPv4, BASE_NONE),
	[LM_TOKEN] = F("mscldap.netlogon.lm_token", "LM Token", FT_UINT16, BASE_HEX, .flags = F_LITTLE),
	[NT_TOKEN] = F("mscldap.netlogon.nt_token", "NT Token", FT_UINT16, BASE_HEX, .flags = F_LITTLE),
};
