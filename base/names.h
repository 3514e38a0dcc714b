/* names.h: what numbers are called by the files of this system: MAC vendors, hosts, services.
 *
 * Nothing is read until it is asked for. The vendor table is the exception to "only when asked for": eth.src.oui and its
 * like name the vendor whatever -n says, so those two functions need no struct names. */
#ifndef PEEL_BASE_NAMES_H
#define PEEL_BASE_NAMES_H

#include "base/buf.h"

/* The letters of -N. */
enum names_want {
	NAMES_MAC = 1,       /* m: vendors, well-known addresses, /etc/ethers */
	NAMES_NETWORK = 2,   /* n: /etc/hosts */
	NAMES_EXTERNAL = 4,  /* N: with n, ask the system's resolver too; each new address waits for its answer */
	NAMES_TRANSPORT = 8, /* t: services */
	NAMES_SEEN = 16,     /* d: from DNS replies in the capture; taken, not yet acted on */
	NAMES_VLAN = 32,     /* v: taken; no system file names VLANs */
};
enum names_transport { NAMES_TCP, NAMES_UDP, NAMES_SCTP, NAMES_N_TRANSPORTS };

struct names;

/* Adds the letters of -N to *want. NULL, or the first letter that is none. */
const char *names_letters(const char *letters, unsigned *want);
/* NULL when want is 0. The result may be read by several threads. Free with names_free. */
struct names *names_new(unsigned want);
void names_free(struct names *);
/* Were these asked for? Never with names NULL. */
bool names_want(const struct names *, unsigned want);

/* Each writes the name, or the address itself when it has none (or names were not asked for), and returns whether it was
 * a name. Addresses are bytes in network order. */
bool names_mac(const struct names *, struct buf *, const uint8_t mac[6]); /* "HonHaiPr_6e:8b:24", "Broadcast" */
bool names_ipv4(const struct names *, struct buf *, const uint8_t addr[4]);
bool names_ipv6(const struct names *, struct buf *, const uint8_t addr[16]);
/* The service on a port, or NULL. */
const char *names_port(const struct names *, enum names_transport, uint32_t port);

/* Whom the IEEE gave a 24-bit OUI to, NULL when that is not known: "HonHaiPr", "Hon Hai Precision Ind. Co.,Ltd.". The
 * strings last as long as the program. */
const char *names_vendor_short(uint32_t oui);
const char *names_vendor_long(uint32_t oui);

#endif
