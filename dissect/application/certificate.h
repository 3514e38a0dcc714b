/* certificate.h: X.509 certificates (RFC 5280) and names inside another protocol (TLS), shown with the rows of tshark's
 * protocols for them. Who shows them lists certificate_protocols as shown. */
#ifndef PEEL_DISSECT_APPLICATION_CERTIFICATE_H
#define PEEL_DISSECT_APPLICATION_CERTIFICATE_H

#include "dissect/tree.h"

extern const struct protocol *const certificate_protocols[];

/* The certificate between off and end of the layer's bytes, below the row put last. */
void certificate_put(struct tree *t, uint32_t off, uint32_t end);
/* The same for the content of a name (RFC 5280 4.1.2.4), behind its tag and length. */
void certificate_put_name(struct tree *t, uint32_t off, uint32_t end);
/* The same for a name with its tag and length, which has a row of its own. */
void certificate_put_whole_name(struct tree *t, uint32_t off, uint32_t end);
/* What frame.protocols says of the certificate s, or of a name. */
void certificate_path(struct buf *b, struct slice s);
void certificate_name_path(struct buf *b, struct slice s);
/* "id-at-commonName=www.example.org,id-at-countryName=US": whom the certificate s is for, up to `room` bytes. */
void certificate_subject(struct buf *b, struct slice s, uint32_t room);
/* The same of the content of a name. */
void certificate_name_text(struct buf *b, struct slice s, uint32_t room);

#endif
