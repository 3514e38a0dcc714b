/* ldap_netlogon.c: how Active Directory's domain controllers are found by LDAP: versions asked for, and what a controller answers
 * ([MS-ADTS] 6.3.1, 6.3.3). */
#include "dissect/application/domain_name.h"
#include "dissect/application/ldap_rows.h"

enum { FLAG_BYTES = 4, OPCODE_RESPONSE_EX = 23, VERSION_5_WITH_IP = 8 };

static void put_flags(struct tree *t, unsigned first, unsigned last, uint32_t off)
{
	put(t, first, off, FLAG_BYTES);
	tree_push(t);
	for (unsigned i = first + 1; i <= last; i++)
		put(t, i, off, FLAG_BYTES);
	tree_pop(t);
}

bool ldap_put_version(struct asn1 *w, const struct ber *e)
{
	if (ber_len(e) != FLAG_BYTES)
		return false;
	if (asn1_use(w, LDAP_ROW(NTVER)))
		put_flags(w->t, NTVER, NTVER_VGC, e->body);
	return true;
}

/* An address as sockets have it: family, port, IPv4. */
static void put_address(struct tree *t, uint32_t off)
{
	put(t, IP_ADDRESS, off + 4, 4);
	tree_push(t);
	put(t, IP_FAMILY, off, 2);
	put(t, IP_PORT, off + 2, 2);
	put(t, IP_V4, off + 4, 4);
	tree_pop(t);
}

/* NETLOGON_SAM_LOGON_RESPONSE_EX, 6.3.1.9: names are compressed as in DNS, with pointers into this value. */
static void put_response(struct tree *t, const struct ber *e, uint32_t version)
{
	enum { AT_FLAGS = 4, AT_GUID = 8, AT_NAMES = 24 };
	uint32_t off = e->body + AT_NAMES;
	put_flags(t, NETLOGON_FLAGS, DC_PDC, e->body + AT_FLAGS);
	put(t, DOMAIN_GUID, e->body + AT_GUID, AT_NAMES - AT_GUID);
	for (unsigned i = FOREST; i <= CLIENT_SITE && !tree_ended(t) && off < e->stop; i++)
		off += domain_name_put(t, i, e->body, off);
	if (version & VERSION_5_WITH_IP && off < e->stop && slice_has(t->l->data, off, 9))
		put_address(t, off + 1);
}

bool ldap_put_netlogon(struct asn1 *w, const struct ber *e)
{
	enum { TAIL = 8, SHORTEST = 10, RESPONSE_EX_SHORTEST = 40 };
	uint32_t tail = e->stop - TAIL;
	if (ber_len(e) < SHORTEST)
		return false;
	if (!asn1_use(w, LDAP_ROW(NETLOGON_OPCODE)))
		return true;
	struct tree *t = w->t;
	put(t, NETLOGON_OPCODE, e->body, 2);
	if (slice_uint(w->s, e->body, 2, true) == OPCODE_RESPONSE_EX && ber_len(e) >= RESPONSE_EX_SHORTEST)
		put_response(t, e, (uint32_t)slice_uint(w->s, tail, FLAG_BYTES, true));
	put_flags(t, NTVER, NTVER_VGC, tail);
	put(t, LM_TOKEN, tail + 4, 2);
	put(t, NT_TOKEN, tail + 6, 2);
	return true;
}
