/* crypto_frame.h: handshake messages of TLS inside another protocol (QUIC's CRYPTO frames): shown with TLS's rows. */
#ifndef PEEL_DISSECT_APPLICATION_CRYPTO_FRAME_H
#define PEEL_DISSECT_APPLICATION_CRYPTO_FRAME_H

#include "dissect/tree.h"

/* From off to end of l's bytes; between tree_borrow and tree_give_back. server: who sends them. */
void crypto_frame_put(struct tree *t, const struct layer *l, uint32_t off, uint32_t end, bool server);

/* "Version: 1 (0x00000001)", by the row's name: the label of a number that is one of QUIC's versions, of which TLS carries
 * some (RFC 9368). */
void quic_version_label(struct buf *, const struct tree *, const struct record *);

#endif
