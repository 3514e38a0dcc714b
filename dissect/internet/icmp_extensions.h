/* icmp_extensions.h: the extensions of RFC 4884, which ICMP and ICMPv6 have in common. */
#ifndef PEEL_DISSECT_INTERNET_ICMP_EXTENSIONS_H
#define PEEL_DISSECT_INTERNET_ICMP_EXTENSIONS_H

#include "dissect/tree.h"

/* The extension structure that begins at off and fills the rest of the layer. With ICMP's rows: ICMPv6 borrows them. */
void icmp_put_extensions(struct tree *t, const struct layer *l, uint32_t off);

#endif
