/* security_token.h: what authentication protocols carry inside others: tokens of GSS-API and SPNEGO, messages of Kerberos. Who
 * shows them has these protocols as the lenders of its module, in this order, behind itself. */
#ifndef PEEL_DISSECT_APPLICATION_SECURITY_TOKEN_H
#define PEEL_DISSECT_APPLICATION_SECURITY_TOKEN_H

#include "dissect/application/encoding.h"
#include "dissect/asn1.h"

enum token_lender { LEND_HOST, LEND_KERBEROS, LEND_ENCODING };

extern const struct protocol protocol_kerberos;

#define TOKEN_PADDING ASN1_ROW(LEND_ENCODING, BER_PADDING)

/* A message of Kerberos, whatever it is (RFC 4120 5.10). */
extern const struct asn1_type kerberos_message;

#endif
