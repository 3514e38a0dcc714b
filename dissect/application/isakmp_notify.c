/* isakmp_notify.c: what one side tells the other (RFC 2408, 3.14; RFC 7296, 3.10, and the RFCs that each type is from). */
#include "dissect/application/isakmp_impl.h"

/* A type whose data is one value, and what follows it. */
struct notice {
	uint16_t type, row;
	uint8_t size;           /* bytes; 0: all there are */
	uint16_t second, third; /* 0: none */
	uint8_t more;
	bool repeats;
};

enum { REDIRECT = 16407, REDIRECTED_FROM = 16408, ROHC_SUPPORTED = 16416 };
enum { RESPONDER_LIFETIME = 24576, ARE_YOU_THERE = 36136, ARE_YOU_THERE_ACK = 36137, LOAD_BALANCE = 40501 };

static const struct notice notices_1[] = {
	{ ARE_YOU_THERE, IK_DATA_DPD_ARE_YOU_THERE, .size = 4 },
	{ ARE_YOU_THERE_ACK, IK_DATA_DPD_ARE_YOU_THERE_ACK, .size = 4 },
	{ LOAD_BALANCE, IK_DATA_UNITY_LOAD_BALANCE, .size = 4 },
};

static const struct notice notices_2[] = {
	{ 17, IK_DATA_ACCEPTED_DH_GROUP, .size = 2 },
	{ 16387, IK_DATA_IPCOMP_CPI, .size = 2, .second = IK_DATA_IPCOMP_TRANSFORM_ID, .more = 1 },
	{ 16403, IK_DATA_AUTH_LIFETIME, .size = 4 },
	{ 16409, IK_DATA_TICKET_OPAQUE_LIFETIME, .size = 4, .second = IK_DATA_TICKET_OPAQUE_DATA },
	{ 16413, .row = IK_DATA_TICKET_OPAQUE_DATA },
	{ 16419, .row = IK_DATA_QCD_TOKEN_SECRET_DATA },
	{ 16422, IK_DATA_HA_NONCE_DATA, .size = 4, .second = IK_DATA_HA_EXPECTED_SEND_REQ_MESSAGE_ID, .more = 4,
	  .third = IK_DATA_HA_EXPECTED_RECV_REQ_MESSAGE_ID },
	{ 16423, .row = IK_DATA_HA_INCOMING_IPSEC_SA_DELTA_VALUE },
	{ 16424, .row = IK_DATA_SECURE_PASSWORD_METHODS },
	{ 16431, IK_DATA_SIGNATURE_HASH_ALGORITHMS, .size = 2, .repeats = true },
};

static void put_notice(struct tree *t, struct ike_part p, const struct notice *n)
{
	uint32_t size = n->size ? n->size : p.end - p.off;
	do {
		put(t, n->row, p.off, size);
		p.off += size;
	} while (n->repeats && p.off < p.end && !tree_ended(t));
	if (!n->second || p.off >= p.end)
		return;
	size = n->more ? n->more : p.end - p.off;
	put(t, n->second, p.off, size);
	if (n->third)
		put(t, n->third, p.off + size, 4);
}

/* To whom, or from whom (RFC 5685, 6): a gateway by address or name; a redirection ends with the initiator's nonce. */
static void put_gateway(struct tree *t, struct ike_part p, bool from)
{
	enum { GW_IPV4 = 1, GW_IPV6 = 2, GW_FQDN = 3 };
	unsigned type = slice_u8(t->l->data, p.off);
	uint32_t n = slice_u8(t->l->data, p.off + 1);
	unsigned row = from              ? type == GW_IPV4    ? IK_DATA_REDIRECT_ORG_RESP_GW_IDENT_IPV4
					    : type == GW_IPV6 ? IK_DATA_REDIRECT_ORG_RESP_GW_IDENT_IPV6
							      : IK_DATA_REDIRECT_ORG_RESP_GW_IDENT_DATA
		       : type == GW_IPV4 ? IK_DATA_REDIRECT_NEW_RESP_GW_IDENT_IPV4
		       : type == GW_IPV6 ? IK_DATA_REDIRECT_NEW_RESP_GW_IDENT_IPV6
		       : type == GW_FQDN ? IK_DATA_REDIRECT_NEW_RESP_GW_IDENT_FQDN
					 : IK_DATA_REDIRECT_NEW_RESP_GW_IDENT_DATA;
	put(t, IK_DATA_REDIRECT_GW_IDENT_TYPE, p.off, 1);
	put(t, IK_DATA_REDIRECT_GW_IDENT_LEN, p.off + 1, 1);
	put(t, row, p.off + 2, type == GW_IPV4 ? 4 : type == GW_IPV6 ? 16 : n);
	p.off += 2 + n;
	if (!from && p.off < p.end)
		ike_put_rest(t, p, IK_DATA_REDIRECT_NONCE_DATA);
}

/* Protocol, size of the SPI, type, SPI: the same in both versions. Returns the type. */
static unsigned put_front(struct tree *t, struct ike_part *p, unsigned protocol_row, unsigned type_row)
{
	uint32_t size = slice_u8(t->l->data, p->off + 1);
	unsigned type = slice_u16(t->l->data, p->off + 2);
	put(t, protocol_row, p->off, 1);
	put(t, IK_SPISIZE, p->off + 1, 1);
	put(t, type_row, p->off + 2, 2);
	p->off += 4;
	if (size)
		put(t, IK_SPI, p->off, size);
	p->off += size;
	if (p->off > p->end)
		p->off = p->end;
	ike_put_rest(t, *p, IK_NOTIFY_DATA);
	return type;
}

static void put_known(struct tree *t, struct ike_part p, unsigned type, const struct notice *list, unsigned n)
{
	for (unsigned i = 0; i < n && p.off < p.end; i++)
		if (list[i].type == type)
			put_notice(t, p, &list[i]);
}

void ike_put_notification(struct tree *t, struct ike_part p)
{
	enum { ISAKMP = 1 };
	unsigned protocol = slice_u8(t->l->data, p.off + 4);
	put(t, IK_NOTIFY_DOI, p.off, 4);
	p.off += 4;
	unsigned type = put_front(t, &p, IK_NOTIFY_PROTOID_1, IK_NOTIFY_MSGTYPE_1);
	if (type == RESPONDER_LIFETIME)
		ike_put_attributes(t, p.off, p.end, protocol == ISAKMP ? &ike_lifetime1 : &ike_lifetime2);
	else
		put_known(t, p, type, notices_1, COUNT(notices_1));
}

void ike_put_notify(struct tree *t, struct ike_part p)
{
	if (p.row)
		p.row->aux = SUFFIX_NOTIFY;
	unsigned type = put_front(t, &p, IK_NOTIFY_PROTOID_2, IK_NOTIFY_MSGTYPE_2);
	if (p.off >= p.end)
		return;
	if (type == REDIRECT || type == REDIRECTED_FROM)
		put_gateway(t, p, type == REDIRECTED_FROM);
	else if (type == ROHC_SUPPORTED)
		ike_put_attributes(t, p.off, p.end, &ike_rohc);
	else
		put_known(t, p, type, notices_2, COUNT(notices_2));
}
