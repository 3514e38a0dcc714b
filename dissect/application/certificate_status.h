/* certificate_status.h: what a CA says of a certificate (OCSP, RFC 6960) inside another protocol (TLS), with OCSP's rows. */
#ifndef PEEL_DISSECT_APPLICATION_CERTIFICATE_STATUS_H
#define PEEL_DISSECT_APPLICATION_CERTIFICATE_STATUS_H

#include "dissect/tree.h"

/* The response between off and end of the layer's bytes. Who shows it lists certificate_protocols as shown. */
void certificate_status_put(struct tree *t, uint32_t off, uint32_t end);
/* What frame.protocols says of the response s. */
void certificate_status_path(struct buf *b, struct slice s);

#endif
