/* fragment.h: what an IP header says of the fragment behind it, for those who put fragments together. */
#ifndef PEEL_DISSECT_INTERNET_FRAGMENT_H
#define PEEL_DISSECT_INTERNET_FRAGMENT_H

#include "dissect/dissection.h"

struct ip_fragment {
	uint32_t id, off; /* off: in bytes */
	bool more;
	uint8_t proto; /* whose bytes they are */
};

/* Is the payload of an IPv4 layer, or of the layer of an IPv6 fragment header, a fragment that can be joined with others: all
 * of it there, and nothing said against it? */
bool ipv4_fragment(const struct dissection *d, const struct layer *l, struct ip_fragment *f);
bool ipv6_fragment(const struct dissection *d, const struct layer *l, struct ip_fragment *f);
/* The datagram of an IPv6 fragment is complete. */
void ipv6_fragment_done(struct dissection *d, struct layer *l);

#endif
