/* ldap.h: reading LDAP messages (RFC 4511), for the dissector and for flow/. */
#ifndef PEEL_DISSECT_APPLICATION_LDAP_H
#define PEEL_DISSECT_APPLICATION_LDAP_H

#include "dissect/ber.h"
#include "dissect/protocol.h"

struct layer;

/* The tags of protocolOp. */
enum ldap_op {
	LDAP_BIND_REQUEST = 0,
	LDAP_BIND_RESPONSE = 1,
	LDAP_UNBIND_REQUEST = 2,
	LDAP_SEARCH_REQUEST = 3,
	LDAP_SEARCH_ENTRY = 4,
	LDAP_SEARCH_DONE = 5,
	LDAP_MODIFY_REQUEST = 6,
	LDAP_MODIFY_RESPONSE = 7,
	LDAP_ADD_REQUEST = 8,
	LDAP_ADD_RESPONSE = 9,
	LDAP_DELETE_REQUEST = 10,
	LDAP_DELETE_RESPONSE = 11,
	LDAP_MODIFY_DN_REQUEST = 12,
	LDAP_MODIFY_DN_RESPONSE = 13,
	LDAP_COMPARE_REQUEST = 14,
	LDAP_COMPARE_RESPONSE = 15,
	LDAP_ABANDON_REQUEST = 16,
	LDAP_SEARCH_REFERENCE = 19,
	LDAP_EXTENDED_REQUEST = 23,
	LDAP_EXTENDED_RESPONSE = 24,
	LDAP_INTERMEDIATE_RESPONSE = 25,
	LDAP_NO_OP = 255,
};

/* How a bind asks for authentication: the tags of AuthenticationChoice. */
enum ldap_authentication {
	LDAP_SIMPLE = 0,
	LDAP_SASL = 3,
	LDAP_NTLM_NEGOTIATE = 10,
	LDAP_NTLM_AUTH = 11,
	LDAP_NO_AUTHENTICATION = 255
};

/* What the SASL mechanism of a bind means for what follows it. */
enum ldap_mechanism { LDAP_MECHANISM_NONE, LDAP_MECHANISM_OTHER, LDAP_MECHANISM_GSSAPI, LDAP_MECHANISM_GSS_SPNEGO };

/* What is known of the layer that SASL put around messages (RFC 4513 5.2.1.6). */
enum ldap_security { LDAP_NOT_SECURE, LDAP_WRAPPED_SOMEHOW, LDAP_WRAPPED_BY_GSS_API };

struct ldap_message {
	struct ber all, id_at, body; /* LDAPMessage, messageID, protocolOp */
	uint32_t id;
	enum ldap_op op;
};

/* What the layer is. */
enum ldap_kind { LDAP_KIND_MESSAGES, LDAP_KIND_SASL, LDAP_KIND_NOTHING };
enum { LDAP_FACT_KIND };

/* What flow/ notes of a layer, in app_note.value; frame and elapsed are the request's that it answers. */
enum ldap_note {
	LDAP_NOTE_RESULTS,   /* entries that came in this conversation before it */
	LDAP_NOTE_MECHANISM, /* of the bind that it answers: enum ldap_mechanism */
	LDAP_NOTE_SECURITY,  /* of the connection: enum ldap_security */
	LDAP_NOTE_ID,        /* of the messages that answer */
};

/* Where the messages begin: behind the token, where they are not encrypted; at the end of the bytes, when there are none. */
uint32_t ldap_begin(const struct dissection *d, const struct layer *l);
uint32_t ldap_behind_token(const struct layer *l, enum ldap_security security);

/* The message at off; false: there is none. */
bool ldap_read(struct slice s, uint32_t off, struct ldap_message *m);
/* The element of the body with that number, from 0 on; false: it has no such. */
bool ldap_part(struct slice s, const struct ldap_message *m, unsigned number, struct ber *e);
/* The first element from the given number on whose tag it is. */
bool ldap_tagged(struct slice s, const struct ldap_message *m, unsigned from, uint16_t tag, struct ber *e);
enum ldap_authentication ldap_authentication(struct slice s, const struct ldap_message *m);
enum ldap_mechanism ldap_mechanism(struct slice s, const struct ldap_message *m);
/* Does it ask for TLS on this connection (RFC 4511 4.14)? */
bool ldap_starts_tls(struct slice s, const struct ldap_message *m);

extern const struct protocol protocol_ldap;
/* The hooks, for LDAP in datagrams as well. */
void ldap_datagram(struct dissection *d, struct layer *l);
void ldap_tree(struct tree *t, const struct layer *l);
void ldap_path(struct buf *b, const struct dissection *d, const struct layer *l);
void ldap_info(struct column *c, const struct dissection *d, const struct layer *l);

extern const struct value_table ldap_ops, ldap_results, ldap_scopes;

#endif
