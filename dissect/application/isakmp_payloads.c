/* isakmp_payloads.c: the payloads of ISAKMP and IKE, but for notifications and attributes. */
#include "base/fmt.h"
#include "dissect/application/certificate.h"
#include "dissect/application/isakmp_impl.h"
#include "dissect/ber.h"
#include "dissect/message.h"

enum { DIGEST = 20, ENCRYPTION_IV = 4 }; /* tshark shows four bytes of the vector when it has no keys */

static uint32_t left(struct ike_part p)
{
	return p.end > p.off ? p.end - p.off : 0;
}

void ike_put_bogus(struct tree *t, uint32_t off, uint32_t n, const char *message)
{
	put_label(t, IK_BOGUS, off, n, message, (uint32_t)strlen(message));
	tree_push(t);
	put_expert(t, IK_PAYLOADLENGTH_INVALID, off, n, message);
	tree_pop(t);
}

void ike_put_rest(struct tree *t, struct ike_part p, unsigned row)
{
	put(t, row, p.off, left(p));
}

uint32_t ike_put_header(struct tree *t, struct ike_part p, struct record **row)
{
	bool inside = p.type == PL_PROPOSAL || p.type == PL_TRANSFORM;
	if (!tree_need(t, p.off, IKE_PAYLOAD_HEADER))
		return 0;
	uint32_t n = slice_u16(t->l->data, p.off + 2), there = slice_from(t->l->data, p.off).wire,
		 shown = n < there ? n : there;
	*row = put_uint(t, IK_TYPEPAYLOAD, p.off, shown, p.type);
	tree_push(t);
	put(t, IK_NEXTPAYLOAD, p.off, 1);
	if (p.version == 2 && !inside) {
		put(t, IK_CRITICALPAYLOAD, p.off + 1, 1);
		put(t, IK_RESERVED7, p.off + 1, 1);
	} else if (p.version == 1 || inside) {
		put(t, IK_RESERVED, p.off + 1, 1);
	}
	put(t, IK_PAYLOADLENGTH, p.off + 2, 2);
	return p.off + n;
}

/* A name in DER, whose only form has the number 0. */
static void put_name(struct tree *t, struct ike_part p, unsigned row)
{
	struct ber e;
	if (p.off >= p.end || !ber_read(t->l->data, p.off, p.end, &e) || e.tag != BER_SEQUENCE)
		return;
	put_uint(t, row, p.off, left(p), 0);
	certificate_put_whole_name(t, e.at, e.end);
}

static void put_identification(struct tree *t, struct ike_part p)
{
	static const struct {
		uint8_t type, n;
		uint16_t row, second;
	} forms[] = {
		{ 1, 4, IK_ID_DATA_IPV4_ADDR, 0 },
		{ 4, 4, IK_ID_DATA_IPV4_ADDR, IK_ID_DATA_IPV4_SUBNET },
		{ 5, 16, IK_ID_DATA_IPV6_ADDR, 0 },
		{ 6, 16, IK_ID_DATA_IPV6_ADDR, IK_ID_DATA_IPV6_SUBNET },
		{ 7, 4, IK_ID_DATA_IPV4_RANGE_START, IK_ID_DATA_IPV4_RANGE_END },
		{ 8, 16, IK_ID_DATA_IPV6_RANGE_START, IK_ID_DATA_IPV6_RANGE_END },
		{ 2, 0, IK_ID_DATA_FQDN, 0 },
		{ 3, 0, IK_ID_DATA_USER_FQDN, 0 },
		{ 11, 0, IK_ID_DATA_KEY_ID, 0 },
	};
	unsigned type = slice_u8(t->l->data, p.off);
	put(t, p.version == 1 ? IK_ID_TYPE_1 : IK_ID_TYPE_2, p.off, 1);
	if (p.version == 1) {
		put(t, IK_ID_PROTOID, p.off + 1, 1);
		put(t, IK_ID_PORT, p.off + 2, 2);
	} else {
		put(t, IK_RESERVED, p.off + 1, 3);
	}
	p.off += 4;
	put_node(t, IK_ID_DATA, p.off, left(p))->aux = type;
	tree_push(t);
	for (unsigned i = 0; i < COUNT(forms); i++) {
		if (forms[i].type != type)
			continue;
		put(t, forms[i].row, p.off, forms[i].n ? forms[i].n : left(p));
		if (forms[i].second)
			put(t, forms[i].second, p.off + forms[i].n, forms[i].n);
	}
	if (type == IKE_ID_NAME)
		put_name(t, p, IK_ID_DATA_DER_ASN1_DN);
	tree_pop(t);
}

static void put_key_exchange(struct tree *t, struct ike_part p)
{
	if (p.type == PL2_KE) {
		put(t, IK_KEY_EXCHANGE_DH_GROUP, p.off, 2);
		put(t, IK_RESERVED, p.off + 2, 2);
		p.off += 4;
	}
	ike_put_rest(t, p, IK_KEY_EXCHANGE_DATA);
}

static void put_certificate(struct tree *t, struct ike_part p)
{
	enum { HASH_AND_URL = 12 };
	put(t, p.version == 1 ? IK_CERT_ENCODING_1 : IK_CERT_ENCODING_2, p.off, 1);
	if (p.version == 2 && slice_u8(t->l->data, p.off) == HASH_AND_URL) {
		put(t, IK_CERT_X509_HASH, p.off + 1, DIGEST);
		p.off += 1 + DIGEST;
		ike_put_rest(t, p, IK_CERT_X509_URL);
		return;
	}
	p.off++;
	put_node(t, IK_CERT_DATA, p.off, left(p));
	if (left(p))
		certificate_put(t, p.off, p.end);
}

static void put_certificate_request(struct tree *t, struct ike_part p)
{
	enum { SIGNATURE = 4, HASH_AND_URL = 12, BUNDLE = 13 };
	unsigned type = slice_u8(t->l->data, p.off);
	put(t, p.version == 1 ? IK_CERTREQ_TYPE_1 : IK_CERTREQ_TYPE_2, p.off++, 1);
	if (p.version == 1 && type == SIGNATURE)
		put_name(t, p, IK_IKE_CERTREQ_AUTHORITY_SIG);
	if (p.version == 1 || (type != SIGNATURE && type != HASH_AND_URL && type != BUNDLE))
		return;
	for (; p.off < p.end && !tree_ended(t); p.off += DIGEST)
		put(t, IK_IKE_CERTREQ_AUTHORITY, p.off, DIGEST);
}

static void put_authentication(struct tree *t, struct ike_part p)
{
	enum { DIGITAL_SIGNATURE = 14 };
	unsigned method = slice_u8(t->l->data, p.off);
	put(t, IK_AUTH_METHOD, p.off, 1);
	put(t, IK_RESERVED, p.off + 1, 3);
	p.off += 4;
	ike_put_rest(t, p, IK_AUTH_DATA);
	if (method != DIGITAL_SIGNATURE)
		return;
	uint32_t n = slice_u8(t->l->data, p.off);
	tree_push(t);
	put(t, IK_AUTH_DATA_SIG_ASN1_LEN, p.off, 1);
	put(t, IK_AUTH_DATA_SIG_ASN1_DATA, p.off + 1, n);
	p.off += 1 + n;
	ike_put_rest(t, p, IK_AUTH_DATA_SIG_VALUE);
	tree_pop(t);
}

static void put_delete(struct tree *t, struct ike_part p)
{
	if (p.type == PL_DELETE) {
		put(t, IK_DELETE_DOI, p.off, 4);
		p.off += 4;
	}
	uint32_t size = slice_u8(t->l->data, p.off + 1), n = slice_u16(t->l->data, p.off + 2);
	put(t, p.version == 1 ? IK_DELETE_PROTOID_1 : IK_DELETE_PROTOID_2, p.off, 1);
	put(t, IK_SPISIZE, p.off + 1, 1);
	put(t, IK_SPINUM, p.off + 2, 2);
	p.off += 4;
	for (; n && size && p.off < p.end && !tree_ended(t); n--, p.off += size)
		put(t, IK_DELETE_SPI, p.off, size);
}

/* What the vendors tell of themselves behind their identifier. */
static void put_vendor(struct tree *t, struct ike_part p)
{
	enum { MICROSOFT = 16 };
	struct slice id = slice_sub(t->l->data, p.off, left(p));
	const char *name = ike_vendor_name(id);
	if (!name)
		name = "Unknown Vendor ID";
	ike_put_rest(t, p, IK_VID_BYTES);
	put_cstr(t, IK_VID_STRING, p.off, left(p), name);
	if (p.row)
		p.row->aux = SUFFIX_VENDOR;
	if (!strcmp(name, "CISCO-UNITY")) {
		put(t, IK_VID_CISCO_UNITY_MAJOR, p.off + IKE_UNITY, 1);
		put(t, IK_VID_CISCO_UNITY_MINOR, p.off + IKE_UNITY + 1, 1);
	} else if (!strcmp(name, "MS NT5 ISAKMPOAKLEY") && left(p) >= MICROSOFT + 4) {
		put(t, IK_VID_MS_NT5_ISAKMPOAKLEY, p.off + MICROSOFT, 4);
	}
}

static void put_nat_original(struct tree *t, struct ike_part p)
{
	enum { ID_IPV4 = 1, ID_IPV6 = 5 };
	unsigned type = slice_u8(t->l->data, p.off);
	put(t, IK_ID_TYPE_1, p.off, 1);
	if (type == ID_IPV4)
		put(t, IK_IKE_NAT_ORIGINAL_ADDRESS_IPV4, p.off + 4, 4);
	else if (type == ID_IPV6)
		put(t, IK_IKE_NAT_ORIGINAL_ADDRESS_IPV6, p.off + 4, 16);
}

/* RFC 7296, 3.13.1; Fibre Channel's are RFC 4595's. Returns how long it is, 0 when nobody knows. */
static uint32_t put_selector(struct tree *t, uint32_t off)
{
	enum { TS_IPV4 = 7, TS_IPV6 = 8, TS_FC = 9 };
	unsigned type = slice_u8(t->l->data, off);
	uint32_t n = slice_u16(t->l->data, off + 2), there = slice_from(t->l->data, off).wire;
	put_node(t, IK_TS_DATA, off, n < there ? n : there);
	tree_push(t);
	put(t, IK_TS_TYPE, off, 1);
	if (type == TS_IPV4 || type == TS_IPV6) {
		uint32_t size = type == TS_IPV4 ? 4 : 16;
		put(t, IK_TS_PROTOID, off + 1, 1);
		put(t, IK_TS_SELECTOR_LENGTH, off + 2, 2);
		put(t, IK_TS_START_PORT, off + 4, 2);
		put(t, IK_TS_END_PORT, off + 6, 2);
		put(t, type == TS_IPV4 ? IK_TS_START_IPV4 : IK_TS_START_IPV6, off + 8, size);
		put(t, type == TS_IPV4 ? IK_TS_END_IPV4 : IK_TS_END_IPV6, off + 8 + size, size);
	} else if (type == TS_FC) {
		put(t, IK_RESERVED, off + 1, 1);
		put(t, IK_TS_SELECTOR_LENGTH, off + 2, 2);
		put(t, IK_RESERVED, off + 4, 1);
		put(t, IK_TS_START_FC, off + 5, 3);
		put(t, IK_RESERVED, off + 8, 1);
		put(t, IK_TS_END_FC, off + 9, 3);
		put(t, IK_TS_START_R_CTL, off + 12, 1);
		put(t, IK_TS_END_R_CTL, off + 13, 1);
		put(t, IK_TS_START_TYPE, off + 14, 1);
		put(t, IK_TS_END_TYPE, off + 15, 1);
	}
	tree_pop(t);
	return type >= TS_IPV4 && type <= TS_FC ? n : 0;
}

static void put_selectors(struct tree *t, struct ike_part p)
{
	uint32_t n = slice_u8(t->l->data, p.off), size = 1;
	if (p.row)
		p.row->aux = SUFFIX_SELECTORS;
	put(t, IK_TS_NUMBER, p.off, 1);
	put(t, IK_RESERVED, p.off + 1, 3);
	for (p.off += 4; n && size && p.off < p.end && !tree_ended(t); n--, p.off += size)
		size = put_selector(t, p.off);
}

static void put_encrypted(struct tree *t, struct ike_part p)
{
	put(t, IK_ENC_IV, p.off, ENCRYPTION_IV);
	p.off += ENCRYPTION_IV;
	put_node(t, IK_ENC_DATA, p.off, left(p));
}

static void put_fragment(struct tree *t, struct ike_part p)
{
	if (p.type == PL2_FRAGMENT) {
		put(t, IK_FRAG_NUMBER, p.off, 2);
		put(t, IK_FRAG_TOTAL, p.off + 2, 2);
		return;
	}
	put(t, IK_FRAG_PACKETID, p.off, 2);
	put(t, IK_FRAG_SEQ, p.off + 2, 1);
	put(t, IK_FRAG_LAST, p.off + 3, 1);
}

static void put_configuration(struct tree *t, struct ike_part p)
{
	bool first = p.version == 1;
	put(t, first ? IK_CFG_TYPE_1 : IK_CFG_TYPE_2, p.off, 1);
	if (first) {
		put(t, IK_RESERVED, p.off + 1, 1);
		put(t, IK_CFG_IDENTIFIER, p.off + 2, 2);
	} else {
		put(t, IK_RESERVED, p.off + 1, 3);
	}
	ike_put_attributes(t, p.off + 4, p.end, first ? &ike_config1 : &ike_config2);
}

static void put_content(struct tree *t, struct ike_part p)
{
	switch (p.type) {
	case PL_SA:
	case PL2_SA: ike_put_security_association(t, p); break;
	case PL_PROPOSAL: ike_put_proposal(t, p); break;
	case PL_KE:
	case PL2_KE: put_key_exchange(t, p); break;
	case PL_ID:
	case PL2_ID_INITIATOR:
	case PL2_ID_RESPONDER: put_identification(t, p); break;
	case PL_CERT:
	case PL2_CERT: put_certificate(t, p); break;
	case PL_CERT_REQUEST:
	case PL2_CERT_REQUEST: put_certificate_request(t, p); break;
	case PL_HASH: ike_put_rest(t, p, IK_HASH); break;
	case PL_SIGNATURE: ike_put_rest(t, p, IK_SIG); break;
	case PL2_AUTH: put_authentication(t, p); break;
	case PL_NONCE:
	case PL2_NONCE: ike_put_rest(t, p, IK_NONCE); break;
	case PL_NOTIFICATION: ike_put_notification(t, p); break;
	case PL2_NOTIFY: ike_put_notify(t, p); break;
	case PL_DELETE:
	case PL2_DELETE: put_delete(t, p); break;
	case PL_VENDOR:
	case PL2_VENDOR: put_vendor(t, p); break;
	case PL_ATTRIBUTES:
	case PL2_CONFIGURATION: put_configuration(t, p); break;
	case PL_SA_KEK:
	case PL_SA_TEK:
	case PL_KEY_DOWNLOAD: ike_put_group_keys(t, p); break;
	case PL_SEQUENCE: put(t, IK_SEQ_SEQ, p.off, 4); break;
	case PL_NAT_D:
	case PL_NAT_D_DRAFT: ike_put_rest(t, p, IK_IKE_NAT_HASH); break;
	case PL_NAT_OA:
	case PL_NAT_OA_DRAFT: put_nat_original(t, p); break;
	case PL2_TS_INITIATOR:
	case PL2_TS_RESPONDER: put_selectors(t, p); break;
	case PL2_ENCRYPTED: put_encrypted(t, p); break;
	case PL2_EAP: ike_put_rest(t, p, IK_EAP_DATA); break;
	case PL2_GSPM: ike_put_rest(t, p, IK_GSPM_DATA); break;
	case PL2_FRAGMENT:
	case PL_CISCO_FRAGMENT: put_fragment(t, p); break;
	default: ike_put_rest(t, p, IK_DATAPAYLOAD);
	}
}

/* One payload; where the next one begins. */
static uint32_t put_payload(struct tree *t, struct ike_part p)
{
	MESSAGE(m);
	uint32_t end = ike_put_header(t, p, &p.row), n = end - p.off;
	if (tree_ended(t))
		return p.end;
	if (n < IKE_PAYLOAD_HEADER) {
		buf_lit(&m, "Payload (bogus, length is ");
		fmt_uint(&m, n);
		buf_lit(&m, ", must be at least 4)");
		ike_put_bogus(t, p.off, IKE_PAYLOAD_HEADER, message_text(&m));
		end = p.off + IKE_PAYLOAD_HEADER;
	} else if (tree_need(t, p.off, n)) {
		p.off += IKE_PAYLOAD_HEADER;
		p.end = end;
		put_content(t, p);
	}
	tree_pop(t);
	return end;
}

void ike_put_payloads(struct tree *t, struct ike_part p)
{
	static const char no_room[] = "Not enough room in payload for all transforms";
	if (p.nested > IKE_MAX_NESTED)
		tree_malformed(t);
	while (p.type && p.off < p.end && !tree_ended(t)) {
		unsigned next = slice_u8(t->l->data, p.off), was = p.type;
		if (p.end - p.off < IKE_PAYLOAD_HEADER) {
			ike_put_bogus(t, p.off, p.end - p.off, no_room);
			return;
		}
		p.off = put_payload(t, p);
		if (was == PL2_ENCRYPTED || was == PL2_FRAGMENT)
			return; /* the next payload is inside */
		p.type = next;
	}
	if (!p.type && p.off < p.end)
		put(t, IK_EXTRADATA, p.off, p.end - p.off);
}
