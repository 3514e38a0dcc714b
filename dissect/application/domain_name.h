/* domain_name.h: names of the Domain Name System, which DHCP's options have too. */
#ifndef PEEL_DISSECT_APPLICATION_DOMAIN_NAME_H
#define PEEL_DISSECT_APPLICATION_DOMAIN_NAME_H

#include "dissect/tree.h"

/* A name as people write it, without escapes: what is no text in it is for the output to make visible. */
struct domain_name {
	char text[256];
	uint32_t len;
	uint32_t size; /* bytes that it has where it stands, up to and with its first pointer */
	uint32_t stop; /* where reading went no further, when it is not whole */
};

/* The name at off of the layer's bytes; base is where its message begins, from which pointers count. False: it runs out of
 * the message or begins with what is no label; text says what there was. */
bool domain_name_read(struct slice layer, uint32_t base, uint32_t off, struct domain_name *);

/* A name's row; returns the bytes that it has. The tree ends when it is not whole. */
uint32_t domain_name_put(struct tree *t, unsigned row, uint32_t base, uint32_t off);

#endif
