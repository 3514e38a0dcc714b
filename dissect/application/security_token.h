/* security_token.h: what authentication protocols carry inside others: tokens of GSS-API and SPNEGO, messages of Kerberos. Who
 * shows them lists these protocols as shown, and has them as the lenders of its module, in this order, behind itself. */
#ifndef PEEL_DISSECT_APPLICATION_SECURITY_TOKEN_H
#define PEEL_DISSECT_APPLICATION_SECURITY_TOKEN_H

#include "dissect/application/encoding.h"
#include "dissect/asn1.h"

enum token_lender { LEND_HOST, LEND_KERBEROS, LEND_ENCODING, LEND_GSS_API, LEND_SPNEGO };

extern const struct protocol protocol_kerberos, protocol_gss_api, protocol_spnego;

#define TOKEN_PADDING ASN1_ROW(LEND_ENCODING, BER_PADDING)

/* A message of Kerberos, whatever it is (RFC 4120 5.10). */
extern const struct asn1_type kerberos_message;

/* A token in front of a payload that it protects (RFC 1964 1.2, RFC 4121 4.2). */
struct wrap_token {
	uint32_t header;                   /* bytes in front of the payload */
	bool sealed;                       /* the payload is encrypted */
	bool is_kerberos;                  /* else NTLM's */
	uint32_t mechanism, mechanism_len; /* place of the object identifier, when there is one */
	uint32_t token;                    /* where Kerberos' token begins */
	uint32_t checksum, checksum_len;
};
/* The token at off, which reaches up to `end` with its payload. False: it is none. */
bool wrap_token_read(struct slice s, uint32_t off, uint32_t end, struct wrap_token *k);

/* Below the row put last: a token of GSS-API (RFC 2743 3.1), one of SPNEGO alone (RFC 4178 4.2), one of Kerberos (RFC 4121 4.1). */
void token_put_gss_api(struct asn1 *w, uint32_t off, uint32_t end);
void token_put_spnego(struct asn1 *w, uint32_t off, uint32_t end);
void token_put_kerberos(struct asn1 *w, uint32_t off, uint32_t end);
/* The token of a payload. */
void token_put_wrap(struct asn1 *w, uint32_t off, uint32_t end);
void token_put_wrap_kerberos(struct asn1 *w, uint32_t off, uint32_t end, const struct wrap_token *k);

#endif
