/* ocsp.c: the Online Certificate Status Protocol (RFC 6960), over HTTP and stapled to TLS's handshake. */
#include "base/fmt.h"
#include "dissect/application/certificate.h"
#include "dissect/application/certificate_status.h"
#include "dissect/application/x509_rows.h"
#include "dissect/column.h"
#include "dissect/text.h"

static const struct value_table versions = VALUES({ 0, "v1" });
static const struct value_table statuses = VALUES({ 0, "successful" }, { 1, "malformedRequest" }, { 2, "internalError" },
	{ 3, "tryLater" }, { 5, "sigRequired" }, { 6, "unauthorized" });
static const struct value_table responders = VALUES({ 1, "byName" }, { 2, "byKey" });
static const struct value_table cert_statuses = VALUES({ 0, "good" }, { 1, "revoked" }, { 2, "unknown" });
static const struct value_table reasons = VALUES({ 0, "unspecified" }, { 1, "keyCompromise" }, { 2, "cACompromise" },
	{ 3, "affiliationChanged" }, { 4, "superseded" }, { 5, "cessationOfOperation" }, { 6, "certificateHold" },
	{ 8, "removeFromCRL" }, { 9, "privilegeWithdrawn" }, { 10, "aaCompromise" });

/* Inside TLS the protocol's row has a title. */
static void label_title(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_string(t, r);
	if (r->flags & R_CSTR)
		fmt_text(b, s.p, s.len);
	else
		buf_str(b, r->f->name);
}

/* "Certificate (id-at-commonName=...)" */
static void label_certificate(struct buf *b, const struct tree *t, const struct record *r)
{
	enum { SUBJECT_ROOM = 1024 };
	char room[SUBJECT_ROOM + 1];
	struct buf subject = BUF_OVER(room, sizeof room);
	size_t start = b->len;
	buf_str(b, r->f->name);
	buf_lit(b, " (");
	certificate_subject(&subject, record_bytes(t->d, r), SUBJECT_ROOM);
	text_closing(b, start, &subject);
}

static const struct field ocsp_fields[] = {
	[OCSP_PROTO] = F("ocsp", "Online Certificate Status Protocol", FT_PROTOCOL, BASE_NONE, .label = label_title),
	[OCSP_TYPE] = F("ocsp.responseType.id", "ResponseType Id", FT_STRING, BASE_NONE, .label = x509_label_oid),
	[OCSP_BASIC] = F("ocsp.BasicOCSPResponse_element", "BasicOCSPResponse", FT_NONE, BASE_NONE),
	[OCSP_CUTOFF] = F("ocsp.ArchiveCutoff", "ArchiveCutoff", FT_ABSOLUTE_TIME, BASE_UTC),
	[OCSP_ACCEPTABLE] = F("ocsp.AcceptableResponses", "AcceptableResponses", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[OCSP_LOCATOR] = F("ocsp.ServiceLocator_element", "ServiceLocator", FT_NONE, BASE_NONE),
	[OCSP_CRL_ID] = F("ocsp.CrlID_element", "CrlID", FT_NONE, BASE_NONE),
	[OCSP_NONCE] = F("ocsp.ReOcspNonce", "ReOcspNonce", FT_BYTES, BASE_NONE),
	[OCSP_NULL] = F("ocsp.NULL_element", "NULL", FT_NONE, BASE_NONE),
	[OCSP_TBS_REQUEST] = F("ocsp.tbsRequest_element", "tbsRequest", FT_NONE, BASE_NONE),
	[OCSP_OPTIONAL_SIGNATURE] = F("ocsp.optionalSignature_element", "optionalSignature", FT_NONE, BASE_NONE),
	[OCSP_VERSION] = F("ocsp.version", "version", FT_INT32, BASE_DEC, .vals = &versions),
	[OCSP_REQUESTOR] = F("ocsp.requestorName", "requestorName", FT_UINT32, BASE_DEC),
	[OCSP_REQUESTS] = F("ocsp.requestList", "requestList", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[OCSP_REQUEST] = F("ocsp.Request_element", "Request", FT_NONE, BASE_NONE),
	[OCSP_REQUEST_EXTENSIONS] = F("ocsp.requestExtensions", "requestExtensions", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[OCSP_ALGORITHM] = F("ocsp.signatureAlgorithm_element", "signatureAlgorithm", FT_NONE, BASE_NONE, .label = x509_label_named),
	[OCSP_SIGNATURE] = F("ocsp.signature", "signature", FT_BYTES, BASE_NONE),
	[OCSP_CERTS] = F("ocsp.certs", "certs", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[OCSP_CERTIFICATE] = F("ocsp.Certificate_element", "Certificate", FT_NONE, BASE_NONE, .label = label_certificate),
	[OCSP_REQ_CERT] = F("ocsp.reqCert_element", "reqCert", FT_NONE, BASE_NONE),
	[OCSP_SINGLE_REQUEST_EXTENSIONS] = F("ocsp.singleRequestExtensions", "singleRequestExtensions", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[OCSP_HASH] = F("ocsp.hashAlgorithm_element", "hashAlgorithm", FT_NONE, BASE_NONE, .label = x509_label_named),
	[OCSP_NAME_HASH] = F("ocsp.issuerNameHash", "issuerNameHash", FT_BYTES, BASE_NONE),
	[OCSP_KEY_HASH] = F("ocsp.issuerKeyHash", "issuerKeyHash", FT_BYTES, BASE_NONE),
	[OCSP_SERIAL] = F("ocsp.serialNumber", "serialNumber", FT_BYTES, BASE_NONE, .label = x509_label_number),
	[OCSP_STATUS] = F("ocsp.responseStatus", "responseStatus", FT_UINT32, BASE_DEC, .vals = &statuses),
	[OCSP_RESPONSE_BYTES] = F("ocsp.responseBytes_element", "responseBytes", FT_NONE, BASE_NONE),
	[OCSP_TBS_RESPONSE] = F("ocsp.tbsResponseData_element", "tbsResponseData", FT_NONE, BASE_NONE),
	[OCSP_RESPONDER] = F("ocsp.responderID", "responderID", FT_UINT32, BASE_DEC, .vals = &responders),
	[OCSP_PRODUCED] = F("ocsp.producedAt", "producedAt", FT_ABSOLUTE_TIME, BASE_UTC),
	[OCSP_RESPONSES] = F("ocsp.responses", "responses", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[OCSP_SINGLE_RESPONSE] = F("ocsp.SingleResponse_element", "SingleResponse", FT_NONE, BASE_NONE),
	[OCSP_RESPONSE_EXTENSIONS] = F("ocsp.responseExtensions", "responseExtensions", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[OCSP_BY_NAME] = F("ocsp.byName", "byName", FT_UINT32, BASE_DEC),
	[OCSP_BY_KEY] = F("ocsp.byKey", "byKey", FT_BYTES, BASE_NONE),
	[OCSP_CERT_ID] = F("ocsp.certID_element", "certID", FT_NONE, BASE_NONE),
	[OCSP_CERT_STATUS] = F("ocsp.certStatus", "certStatus", FT_UINT32, BASE_DEC, .vals = &cert_statuses),
	[OCSP_THIS_UPDATE] = F("ocsp.thisUpdate", "thisUpdate", FT_ABSOLUTE_TIME, BASE_UTC),
	[OCSP_NEXT_UPDATE] = F("ocsp.nextUpdate", "nextUpdate", FT_ABSOLUTE_TIME, BASE_UTC),
	[OCSP_SINGLE_EXTENSIONS] = F("ocsp.singleExtensions", "singleExtensions", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[OCSP_GOOD] = F("ocsp.good_element", "good", FT_NONE, BASE_NONE),
	[OCSP_REVOKED] = F("ocsp.revoked_element", "revoked", FT_NONE, BASE_NONE),
	[OCSP_UNKNOWN] = F("ocsp.unknown_element", "unknown", FT_NONE, BASE_NONE),
	[OCSP_REVOCATION_TIME] = F("ocsp.revocationTime", "revocationTime", FT_ABSOLUTE_TIME, BASE_UTC),
	[OCSP_REVOCATION_REASON] = F("ocsp.revocationReason", "revocationReason", FT_UINT32, BASE_DEC, .vals = &reasons),
	[OCSP_ACCEPTABLE_ITEM] = F("ocsp.AcceptableResponses_item", "AcceptableResponses item", FT_OID, BASE_NONE),
	[OCSP_ISSUER] = F("ocsp.issuer", "issuer", FT_UINT32, BASE_DEC),
	[OCSP_LOCATOR_ACCESS] = F("ocsp.locator", "locator", FT_UINT32, BASE_DEC, .vals = &x509_items),
	[OCSP_CRL_URL] = F("ocsp.crlUrl", "crlUrl", FT_STRING, BASE_NONE),
	[OCSP_CRL_NUM] = F("ocsp.crlNum", "crlNum", FT_INT32, BASE_DEC),
	[OCSP_CRL_TIME] = F("ocsp.crlTime", "crlTime", FT_ABSOLUTE_TIME, BASE_UTC),
};

static const struct asn1_type open_octets = { .kind = ASN1_OPEN_OCTETS };
static const struct asn1_type cert_id = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_SEQUENCE, OCSP(HASH), 0, &x509_algorithm }, { BER_OCTET_STRING, OCSP(NAME_HASH), 0, &asn1_value },
	{ BER_OCTET_STRING, OCSP(KEY_HASH), 0, &asn1_value }, { BER_INTEGER, OCSP(SERIAL), 0, &asn1_value });
static const struct asn1_type certificates =
	ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, OCSP(CERTIFICATE), 0, &x509_certificate });

/* Requests (4.1.1). */
static const struct asn1_type request = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_SEQUENCE, OCSP(REQ_CERT), 0, &cert_id },
	{ CONTEXT(0), OCSP(SINGLE_REQUEST_EXTENSIONS), ASN1_EXPLICIT | ASN1_OPTIONAL, &x509_plain_extensions });
static const struct asn1_type requests = ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, OCSP(REQUEST), 0, &request });
static const struct asn1_type to_be_signed = ASN1_PARTS(ASN1_SEQUENCE,
	{ CONTEXT(0), OCSP(VERSION), ASN1_EXPLICIT | ASN1_OPTIONAL, &asn1_value },
	{ CONTEXT(1), OCSP(REQUESTOR), ASN1_EXPLICIT | ASN1_OPTIONAL, &x509_general_name },
	{ BER_SEQUENCE, OCSP(REQUESTS), 0, &requests },
	{ CONTEXT(2), OCSP(REQUEST_EXTENSIONS), ASN1_EXPLICIT | ASN1_OPTIONAL, &x509_plain_extensions });
static const struct asn1_type signature = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_SEQUENCE, OCSP(ALGORITHM), 0, &x509_algorithm }, { BER_BIT_STRING, OCSP(SIGNATURE), 0, &asn1_bits },
	{ CONTEXT(0), OCSP(CERTS), ASN1_EXPLICIT | ASN1_OPTIONAL, &certificates });
static const struct asn1_type whole_request = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_SEQUENCE, OCSP(TBS_REQUEST), 0, &to_be_signed },
	{ CONTEXT(0), OCSP(OPTIONAL_SIGNATURE), ASN1_EXPLICIT | ASN1_OPTIONAL, &signature });

/* Responses (4.2.1). */
static const struct asn1_type responder = ASN1_PARTS(ASN1_CHOICE,
	{ CONTEXT(0), ASN1_NO_ROW, ASN1_IMPLICIT, &asn1_null }, /* the first choice is number 1 */
	{ CONTEXT(1), OCSP(BY_NAME), ASN1_EXPLICIT, &x509_name },
	{ CONTEXT(2), OCSP(BY_KEY), ASN1_EXPLICIT, &asn1_value });
static const struct asn1_type revoked = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_GENERALIZED_TIME, OCSP(REVOCATION_TIME), 0, &asn1_value },
	{ CONTEXT(0), OCSP(REVOCATION_REASON), ASN1_EXPLICIT | ASN1_OPTIONAL, &asn1_value });
static const struct asn1_type status = ASN1_PARTS(ASN1_CHOICE,
	{ CONTEXT(0), OCSP(GOOD), ASN1_IMPLICIT, &asn1_value },
	{ CONTEXT(1), OCSP(REVOKED), ASN1_IMPLICIT, &revoked },
	{ CONTEXT(2), OCSP(UNKNOWN), ASN1_IMPLICIT, &asn1_value });
static const struct asn1_type single = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_SEQUENCE, OCSP(CERT_ID), 0, &cert_id }, { 0, OCSP(CERT_STATUS), ASN1_ANY, &status },
	{ BER_GENERALIZED_TIME, OCSP(THIS_UPDATE), 0, &asn1_value },
	{ CONTEXT(0), OCSP(NEXT_UPDATE), ASN1_EXPLICIT | ASN1_OPTIONAL, &asn1_value },
	{ CONTEXT(1), OCSP(SINGLE_EXTENSIONS), ASN1_EXPLICIT | ASN1_OPTIONAL, &x509_plain_extensions });
static const struct asn1_type responses =
	ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_SEQUENCE, OCSP(SINGLE_RESPONSE), 0, &single });
static const struct asn1_type response_data = ASN1_PARTS(ASN1_SEQUENCE,
	{ CONTEXT(0), OCSP(VERSION), ASN1_EXPLICIT | ASN1_OPTIONAL, &asn1_value },
	{ 0, OCSP(RESPONDER), ASN1_ANY, &responder },
	{ BER_GENERALIZED_TIME, OCSP(PRODUCED), 0, &asn1_value },
	{ BER_SEQUENCE, OCSP(RESPONSES), 0, &responses },
	{ CONTEXT(1), OCSP(RESPONSE_EXTENSIONS), ASN1_EXPLICIT | ASN1_OPTIONAL, &x509_plain_extensions });
const struct asn1_type x509_basic_response = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_SEQUENCE, OCSP(TBS_RESPONSE), 0, &response_data },
	{ BER_SEQUENCE, OCSP(ALGORITHM), 0, &x509_algorithm },
	{ BER_BIT_STRING, OCSP(SIGNATURE), 0, &asn1_bits },
	{ CONTEXT(0), OCSP(CERTS), ASN1_EXPLICIT | ASN1_OPTIONAL, &certificates });
static const struct asn1_type response_bytes = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_OID, OCSP(TYPE), 0, &x509_oid_text }, { BER_OCTET_STRING, ASN1_NO_ROW, 0, &open_octets });
static const struct asn1_type whole_response = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_ENUMERATED, OCSP(STATUS), 0, &asn1_value },
	{ CONTEXT(0), OCSP(RESPONSE_BYTES), ASN1_EXPLICIT | ASN1_OPTIONAL, &response_bytes });

/* Extensions (4.4). */
const struct asn1_type x509_crl_id = ASN1_PARTS(ASN1_SEQUENCE,
	{ CONTEXT(0), OCSP(CRL_URL), ASN1_EXPLICIT | ASN1_OPTIONAL, &asn1_value },
	{ CONTEXT(1), OCSP(CRL_NUM), ASN1_EXPLICIT | ASN1_OPTIONAL, &asn1_value },
	{ CONTEXT(2), OCSP(CRL_TIME), ASN1_EXPLICIT | ASN1_OPTIONAL, &asn1_value });
const struct asn1_type x509_acceptable =
	ASN1_PARTS(ASN1_SEQUENCE_OF, { BER_OID, OCSP(ACCEPTABLE_ITEM), 0, &asn1_value });
const struct asn1_type x509_locator = ASN1_PARTS(ASN1_SEQUENCE,
	{ BER_SEQUENCE, OCSP(ISSUER), 0, &x509_name },
	{ BER_SEQUENCE, OCSP(LOCATOR_ACCESS), ASN1_OPTIONAL, &x509_access_syntax });

static const struct asn1_part request_part = { BER_SEQUENCE, ASN1_NO_ROW, 0, &whole_request };
static const struct asn1_part response_part = { BER_SEQUENCE, ASN1_NO_ROW, 0, &whole_response };

static void put_part(struct tree *t, const struct asn1_part *part, uint32_t off, uint32_t end)
{
	struct asn1 w;
	asn1_begin(&w, &x509_module, t);
	asn1_put(&w, part, off, end);
	asn1_end(&w);
}

void certificate_status_put(struct tree *t, uint32_t off, uint32_t end)
{
	struct tree_rows host = tree_use(t, tree_rows_of(t, &protocol_ocsp));
	put_cstr(t, OCSP_PROTO, off, end - off, "OCSP Response");
	tree_push(t);
	put_part(t, &response_part, off, end);
	tree_pop(t);
	tree_use(t, host);
}

static void tell_part(struct buf *b, const struct asn1_part *part, struct slice s)
{
	struct asn1 w;
	asn1_begin_path(&w, &x509_module, s, b);
	asn1_put(&w, part, 0, s.len);
}

void certificate_status_path(struct buf *b, struct slice s)
{
	tell_part(b, &response_part, s);
}

/* --- over HTTP --- */

static bool is_request(const struct dissection *d, const struct layer *l)
{
	static const char both[] = "application/ocsp-re"; /* quest, sponse */
	return (slice_u8(layer_media(d, l), sizeof both - 1) & 0xdf) == 'Q';
}

static void ocsp_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	layer_header(l, l->data.len);
}

static void ocsp_tree(struct tree *t, const struct layer *l)
{
	put_part(t, is_request(t->d, l) ? &request_part : &response_part, 0, l->data.len);
}

static void ocsp_path(struct buf *b, const struct dissection *d, const struct layer *l)
{
	tell_part(b, is_request(d, l) ? &request_part : &response_part, l->data);
}

static void ocsp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	buf_str(&c->info, is_request(d, l) ? "Request" : "Response");
}

static const char *const ocsp_media[] = { "application/ocsp-request", "application/ocsp-response", NULL };

const struct protocol protocol_ocsp = {
	.name = "ocsp",
	.column = "OCSP",
	FIELDS(ocsp_fields),
	.media = ocsp_media,
	.shows = certificate_protocols,
	.told_early = true,
	.dissect = ocsp_dissect,
	.fields_of = ocsp_tree,
	.path_inside = ocsp_path,
	.info = ocsp_info,
};
