/* sct_list.h: signed certificate timestamps (RFC 6962 3.3), which TLS and certificates carry: shown with TLS's rows. */
#ifndef PEEL_DISSECT_APPLICATION_SCT_LIST_H
#define PEEL_DISSECT_APPLICATION_SCT_LIST_H

#include "dissect/tree.h"

extern const struct protocol protocol_tls;

/* The list between off and end of the layer's bytes; the rows in use are TLS's. */
void sct_list_put(struct tree *t, uint32_t off, uint32_t end);

#endif
