/* isakmp_impl.h: what the files of ISAKMP and IKE share. */
#ifndef PEEL_DISSECT_APPLICATION_ISAKMP_IMPL_H
#define PEEL_DISSECT_APPLICATION_ISAKMP_IMPL_H

#include "dissect/application/isakmp_rows.h"
#include "dissect/tree.h"

enum {
	IKE_HEADER = 28,
	IKE_PAYLOAD_HEADER = 4, IKE_ID_NAME = 9 /* DER_ASN1_DN */,
	IKE_MAX_NESTED = 8,
	IKE_UNITY = 14 /* bytes of Cisco's identifier, before its version */
};

/* Payload types: those of version 1 (RFC 2408, 3.1; RFC 3547; RFC 3947), and from 33 on of version 2 (RFC 7296, 3.2). */
enum ike_payload {
	PL_NONE = 0,
	PL_SA = 1,
	PL_PROPOSAL = 2,
	PL_TRANSFORM = 3,
	PL_KE = 4,
	PL_ID = 5,
	PL_CERT = 6,
	PL_CERT_REQUEST = 7,
	PL_HASH = 8,
	PL_SIGNATURE = 9,
	PL_NONCE = 10,
	PL_NOTIFICATION = 11,
	PL_DELETE = 12,
	PL_VENDOR = 13,
	PL_ATTRIBUTES = 14,
	PL_SA_KEK = 15,
	PL_SA_TEK = 16,
	PL_KEY_DOWNLOAD = 17,
	PL_SEQUENCE = 18,
	PL_NAT_D = 20,
	PL_NAT_OA = 21,
	PL2_SA = 33,
	PL2_KE = 34,
	PL2_ID_INITIATOR = 35,
	PL2_ID_RESPONDER = 36,
	PL2_CERT = 37,
	PL2_CERT_REQUEST = 38,
	PL2_AUTH = 39,
	PL2_NONCE = 40,
	PL2_NOTIFY = 41,
	PL2_DELETE = 42,
	PL2_VENDOR = 43,
	PL2_TS_INITIATOR = 44,
	PL2_TS_RESPONDER = 45,
	PL2_ENCRYPTED = 46,
	PL2_CONFIGURATION = 47,
	PL2_EAP = 48,
	PL2_GSPM = 49,
	PL2_FRAGMENT = 53,
	PL_NAT_D_DRAFT = 130,
	PL_NAT_OA_DRAFT = 131,
	PL_CISCO_FRAGMENT = 132,
};

/* The record's aux of a payload's row: what stands behind the type in its label. */
enum ike_suffix { SUFFIX_NONE, SUFFIX_NUMBER, SUFFIX_VENDOR, SUFFIX_NOTIFY, SUFFIX_SELECTORS };

/* The content of a payload, behind its header. */
struct ike_part {
	uint32_t off, end;
	unsigned version; /* of the header: 1, 2 or one that nobody knows */
	unsigned type;    /* of the payload */
	unsigned nested;
	struct record *row;
};

extern const struct field isakmp_fields[];

/* The vendor whose identifier begins so; NULL: nobody knows. */
const char *ike_vendor_name(struct slice id);

/* A chain of payloads, the first of that type, between off and end. */
void ike_put_payloads(struct tree *t, struct ike_part chain);
void ike_put_security_association(struct tree *t, struct ike_part p);
void ike_put_proposal(struct tree *t, struct ike_part p);
void ike_put_notification(struct tree *t, struct ike_part p);
void ike_put_notify(struct tree *t, struct ike_part p);
void ike_put_group_keys(struct tree *t, struct ike_part p);
/* The header of a payload that begins at p.off and has at most to p.end: its row in *row. Where it says that it ends. */
uint32_t ike_put_header(struct tree *t, struct ike_part p, struct record **row);
/* A line of its own that says what is wrong, at the content. */
void ike_put_bogus(struct tree *t, uint32_t off, uint32_t n, const char *message);
/* Bytes as they are, be there none. */
void ike_put_rest(struct tree *t, struct ike_part p, unsigned row);

/* Attributes (RFC 2408, 3.3): which rows they are shown with. */
struct ike_attributes;
extern const struct ike_attributes ike_phase1, ike_phase2, ike_lifetime1, ike_lifetime2, ike_transform, ike_config1,
	ike_config2, ike_rohc;
void ike_put_attributes(struct tree *t, uint32_t off, uint32_t end, const struct ike_attributes *);
void ike_label_payload(struct buf *, const struct tree *, const struct record *);
void ike_label_version(struct buf *, const struct tree *, const struct record *);
void ike_label_flags(struct buf *, const struct tree *, const struct record *);
void ike_label_length(struct buf *, const struct tree *, const struct record *);
void ike_label_unused(struct buf *, const struct tree *, const struct record *);
void ike_label_identification(struct buf *, const struct tree *, const struct record *);
void ike_label_lifetime(struct buf *, const struct tree *, const struct record *);
void ike_label_selector(struct buf *, const struct tree *, const struct record *);
void ike_label_certificate(struct buf *, const struct tree *, const struct record *);
void ike_label_encrypted(struct buf *, const struct tree *, const struct record *);
void ike_label_phase1(struct buf *, const struct tree *, const struct record *);
void ike_label_phase2(struct buf *, const struct tree *, const struct record *);
void ike_label_lifetime1(struct buf *, const struct tree *, const struct record *);
void ike_label_lifetime2(struct buf *, const struct tree *, const struct record *);
void ike_label_transform(struct buf *, const struct tree *, const struct record *);
void ike_label_config1(struct buf *, const struct tree *, const struct record *);
void ike_label_config2(struct buf *, const struct tree *, const struct record *);
void ike_label_rohc(struct buf *, const struct tree *, const struct record *);

#endif
