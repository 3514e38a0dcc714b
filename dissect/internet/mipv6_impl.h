/* mipv6_impl.h: what the files of Mobile IPv6 share. */
#ifndef PEEL_DISSECT_INTERNET_MIPV6_IMPL_H
#define PEEL_DISSECT_INTERNET_MIPV6_IMPL_H

#include "dissect/internet/mipv6_rows.h"
#include "dissect/tree.h"

extern const struct field mipv6_fields[];

/* The mobility options from off on (RFC 6275, 6.2). */
void mipv6_put_options(struct tree *t, uint32_t off, uint32_t end);

void mipv6_label_option(struct buf *, const struct tree *, const struct record *);
void mipv6_label_length(struct buf *, const struct tree *, const struct record *);
void mipv6_label_lifetime(struct buf *, const struct tree *, const struct record *);
void mipv6_label_seconds(struct buf *, const struct tree *, const struct record *);
void mipv6_label_prefix(struct buf *, const struct tree *, const struct record *);

#endif
