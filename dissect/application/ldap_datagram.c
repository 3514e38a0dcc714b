/* ldap_datagram.c: LDAP messages in datagrams, by which Active Directory's domain controllers are found ([MS-ADTS] 6.3.3). */
#include "dissect/application/ldap.h"
#include "dissect/application/security_token.h"
#include "dissect/dissection.h"

enum { CLDAP };
static const struct field cldap_fields[] = {
	[CLDAP] = F("cldap", "Connectionless Lightweight Directory Access Protocol", FT_PROTOCOL, BASE_NONE),
};
static const struct protocol *const shown[] = {
	&protocol_ldap, &protocol_kerberos, &protocol_ber, &protocol_gss_api, &protocol_spnego, NULL,
};
static const struct next_link cldap_on[] = { { NEXT_UDP_PORT, 389 } };

const struct protocol protocol_ldap_datagram = {
	.name = "cldap",
	.column = "CLDAP",
	FIELDS(cldap_fields),
	ON(cldap_on),
	.shows = shown,
	.dissect = ldap_datagram,
	.fields_of = ldap_tree,
	.path_inside = ldap_path,
	.info = ldap_info,
};
