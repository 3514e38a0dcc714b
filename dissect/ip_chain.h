/* ip_chain.h: the chain of headers behind an IPv6 header (RFC 8200, 4): for the extension headers that are protocols of
 * their own, such as AH. ipv6.c and ipv6_ext.c implement it. */
#ifndef PEEL_DISSECT_IP_CHAIN_H
#define PEEL_DISSECT_IP_CHAIN_H

#include "dissect/dissection.h"

/* Hands bytes to whoever follows an ipv6 or extension header by the number `next`; nobody follows 59. */
void ipv6_next(struct dissection *d, struct layer *l, unsigned next, struct slice bytes);
/* An extension header is whole; `next` follows. The ipv6 layer's node covers all of them once the last one is reached. */
void ipv6_ext_done(struct dissection *d, struct layer *l, unsigned next);
/* Is the layer an IPv6 header, or an extension header of one? */
bool ipv6_is_chained(const struct layer *l);

#endif
