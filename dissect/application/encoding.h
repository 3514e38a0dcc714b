/* encoding.h: the rows of ber.c, for protocols that are written in ASN.1. */
#ifndef PEEL_DISSECT_APPLICATION_ENCODING_H
#define PEEL_DISSECT_APPLICATION_ENCODING_H

#include "dissect/protocol.h"

enum { BER_PROTO, BER_TEXT, BER_PADDING, BER_NOT_IMPLEMENTED };

extern const struct protocol protocol_ber;

#endif
