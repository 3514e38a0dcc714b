/* isakmp_proposals.c: security associations: proposals, and what they propose (RFC 2408, 3.4 to 3.6; RFC 7296, 3.3). */
#include "base/fmt.h"
#include "dissect/application/isakmp_impl.h"
#include "dissect/message.h"

enum { PROTO_ISAKMP = 1, PROTO_AH = 2, PROTO_ESP = 3, PROTO_IPCOMP = 4 };

void ike_put_security_association(struct tree *t, struct ike_part p)
{
	enum { DOI_IPSEC = 1, DOI_GDOI = 2 };
	if (p.type == PL_SA) {
		uint32_t doi = slice_u32(t->l->data, p.off);
		put(t, IK_SA_DOI, p.off, 4);
		p.off += 4;
		if (doi != DOI_IPSEC) {
			put(t, IK_SA_SITUATION, p.off, p.end > p.off ? p.end - p.off : 0);
			return;
		}
		put(t, IK_SA_SITUATION, p.off, 4);
		tree_push(t);
		put(t, IK_SA_SITUATION_IDENTITY_ONLY, p.off, 4);
		put(t, IK_SA_SITUATION_SECRECY, p.off, 4);
		put(t, IK_SA_SITUATION_INTEGRITY, p.off, 4);
		tree_pop(t);
		p.off += 4;
	}
	p.type = PL_PROPOSAL;
	p.nested++;
	ike_put_payloads(t, p);
}

static void put_transform_1(struct tree *t, struct ike_part p, unsigned protocol)
{
	static const uint16_t rows[] = { [PROTO_ISAKMP] = IK_TRANS_ID_ISAKMP,
					 [PROTO_AH] = IK_TRANS_ID_AH,
					 [PROTO_ESP] = IK_TRANS_ID_ESP,
					 [PROTO_IPCOMP] = IK_TRANS_ID_IPCOMP };
	bool known = protocol >= PROTO_ISAKMP && protocol <= PROTO_IPCOMP;
	p.row->aux = SUFFIX_NUMBER;
	put(t, IK_TRANS_NUMBER, p.off, 1);
	put(t, known ? rows[protocol] : IK_TRANS_ID, p.off + 1, 1);
	put(t, IK_RESERVED, p.off + 2, 2);
	ike_put_attributes(t, p.off + 4, p.end, protocol == PROTO_ISAKMP ? &ike_phase1 : &ike_phase2);
}

static void put_transform_2(struct tree *t, struct ike_part p)
{
	static const uint16_t rows[] = { IK_TF_ID,       IK_TF_ID_ENCR, IK_TF_ID_PRF,
					 IK_TF_ID_INTEG, IK_TF_ID_DH,   IK_TF_ID_ESN };
	unsigned type = slice_u8(t->l->data, p.off);
	put(t, IK_TF_TYPE, p.off, 1);
	put(t, IK_RESERVED, p.off + 1, 1);
	put(t, type < COUNT(rows) ? rows[type] : IK_TF_ID, p.off + 2, 2);
	ike_put_attributes(t, p.off + 4, p.end, &ike_transform);
}

/* One transform; where the next one begins. */
static uint32_t put_transform(struct tree *t, struct ike_part p, unsigned protocol)
{
	MESSAGE(m);
	uint32_t room = p.end - p.off, end = ike_put_header(t, p, &p.row), n = end - p.off;
	if (tree_ended(t))
		return p.end;
	if (n > room || n < IKE_PAYLOAD_HEADER) {
		tree_pop(t);
		buf_lit(&m, "Payload (bogus, length is ");
		fmt_uint(&m, n);
		if (n > room) {
			buf_lit(&m, ", greater than remaining length ");
			fmt_uint(&m, room);
		} else {
			buf_lit(&m, ", must be at least 4)");
		}
		ike_put_bogus(t, p.off, room < n ? room : IKE_PAYLOAD_HEADER, message_text(&m));
		tree_malformed(t);
		return p.end;
	}
	p.off += IKE_PAYLOAD_HEADER;
	p.end = end;
	if (p.version == 1)
		put_transform_1(t, p, protocol);
	else if (p.version == 2)
		put_transform_2(t, p);
	tree_pop(t);
	return end;
}

void ike_put_proposal(struct tree *t, struct ike_part p)
{
	unsigned protocol = slice_u8(t->l->data, p.off + 1), size = slice_u8(t->l->data, p.off + 2),
		 n = slice_u8(t->l->data, p.off + 3);
	p.row->aux = SUFFIX_NUMBER;
	put(t, IK_PROP_NUMBER, p.off, 1);
	put(t, p.version == 1 ? IK_PROP_PROTOID_1 : IK_PROP_PROTOID_2, p.off + 1, 1);
	put(t, IK_SPISIZE, p.off + 2, 1);
	put(t, IK_PROP_TRANSFORMS, p.off + 3, 1);
	p.off += 4;
	if (size) {
		put(t, IK_SPI, p.off, size);
		p.off += size;
	}
	p.type = PL_TRANSFORM;
	for (; n && !tree_ended(t); n--) {
		if (p.off > p.end || p.end - p.off < IKE_PAYLOAD_HEADER) {
			ike_put_bogus(t, p.off, p.end > p.off ? p.end - p.off : 0,
				      "Not enough room in payload for all transforms");
			tree_malformed(t);
			return;
		}
		p.off = put_transform(t, p, protocol);
	}
}

/* Keys of a group (RFC 3547, 5.3 to 5.5): what tshark shows of them, which takes the header of the payload inside for part of
 * the fields. */
void ike_put_group_keys(struct tree *t, struct ike_part p)
{
	static const uint16_t ids[2][4] = {
		{ IK_SAK_SRC_ID_TYPE, IK_SAK_SRC_ID_PORT, IK_SAK_SRC_ID_LENGTH, IK_SAK_SRC_ID_DATA },
		{ IK_SAK_DST_ID_TYPE, IK_SAK_DST_ID_PORT, IK_SAK_DST_ID_LENGTH, IK_SAK_DST_ID_DATA }
	};
	enum { SPI = 16 };
	if (p.type != PL_SA_KEK) {
		ike_put_rest(t, p, IK_DATAPAYLOAD);
		return;
	}
	put(t, IK_SAK_NEXTPAYLOAD, p.off, 1);
	put(t, IK_SAK_RESERVED, p.off + 1, 1);
	put(t, IK_SAK_PAYLOAD_LEN, p.off + 2, 2);
	put(t, IK_SAK_PROTOID, p.off + 4, 1);
	p.off += 5;
	for (unsigned i = 0; i < 2 && !tree_ended(t); i++) {
		uint32_t n = slice_u8(t->l->data, p.off + 3);
		put(t, ids[i][0], p.off, 1);
		put(t, ids[i][1], p.off + 1, 2);
		put(t, ids[i][2], p.off + 3, 1);
		put(t, ids[i][3], p.off + 4, n);
		p.off += 4 + n;
	}
	put(t, IK_SAK_SPI, p.off, SPI);
}
