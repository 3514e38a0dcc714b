/* names.c: what numbers are called: vendors, hosts, services. */
#include "base/names.h"

#include <netdb.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>

#include "base/fmt.h"
#include "base/names_files.h"

/* Answers of the resolver: a slot is the address's hash, a newer address takes it from an older one. */
enum { ANSWERS = 4096, ANSWER_BYTES = 254 /* RFC 1035 2.3.4: a name is at most 253 characters */, MAX_FAILURES = 3 };
struct answer {
	uint8_t addr[16];
	uint8_t len;             /* of the address; 0: the slot is empty */
	char name[ANSWER_BYTES]; /* "" when it has none */
};
struct resolver {
	pthread_mutex_t lock;
	unsigned failures; /* times in a row that no server answered; at MAX_FAILURES nobody is asked again */
	struct answer answer[ANSWERS];
};

struct names {
	unsigned want;
	struct mac_table ethers;
	struct host_table hosts;
	struct service_table services;
	struct resolver *resolver; /* NULL: not asked for */
};

/* ---- vendors: one table for the program, read at its first use and never changed after ---- */

static struct mac_table vendors, well_known;
static pthread_once_t vendors_once = PTHREAD_ONCE_INIT;

/* Wireshark's own files come first: it is their short names and their spelling that tshark shows. PEEL_MANUF names a file
 * to read in place of all of them, so that tests see the same everywhere. */
static void read_vendors(void)
{
	const char *only = secure_getenv("PEEL_MANUF");
	if (only) {
		mac_table_read(&vendors, only);
		mac_table_sort(&vendors);
		return;
	}
	if (!mac_table_read(&vendors, "/usr/share/wireshark/manuf") &&
	    !mac_table_read_ieee(&vendors, "/var/lib/ieee-data/oui.txt")) /* where its update puts the newest */
		mac_table_read_ieee(&vendors, "/usr/share/ieee-data/oui.txt");
	mac_table_sort(&vendors);
	mac_table_read(&well_known, "/usr/share/wireshark/wka");
	mac_table_sort(&well_known);
}

static const struct mac_name *vendor(uint32_t oui)
{
	pthread_once(&vendors_once, read_vendors);
	const struct mac_name *m = mac_table_find(&vendors, (uint64_t)oui << 24, OUI_BITS);
	return m ? m : mac_table_find(&well_known, (uint64_t)oui << 24, OUI_BITS);
}

const char *names_vendor_short(uint32_t oui)
{
	const struct mac_name *m = vendor(oui);
	return m ? m->short_name : NULL;
}

const char *names_vendor_long(uint32_t oui)
{
	const struct mac_name *m = vendor(oui);
	return m ? m->long_name : NULL;
}

/* ---- what -N asked for ---- */

const char *names_letters(const char *letters, unsigned *want)
{
	static const char known[] = "mnNtdv";
	static const unsigned bits[] = { NAMES_MAC,       NAMES_NETWORK, NAMES_EXTERNAL,
					 NAMES_TRANSPORT, NAMES_SEEN,    NAMES_VLAN };
	for (; *letters; letters++) {
		const char *k = strchr(known, *letters);
		if (!k)
			return letters;
		*want |= bits[k - known];
	}
	return NULL;
}

struct names *names_new(unsigned want)
{
	struct names *n = want ? calloc(1, sizeof *n) : NULL;
	if (!n)
		return NULL;
	n->want = want;
	if (want & NAMES_MAC) {
		mac_table_read(&n->ethers, "/etc/ethers");
		mac_table_sort(&n->ethers);
	}
	if (want & NAMES_NETWORK)
		host_table_read(&n->hosts, "/etc/hosts");
	if (want & NAMES_TRANSPORT) {
		service_table_read(&n->services, "/usr/share/wireshark/services");
		service_table_read(&n->services, "/etc/services");
	}
	if ((want & NAMES_NETWORK) && (want & NAMES_EXTERNAL) && (n->resolver = calloc(1, sizeof *n->resolver)))
		pthread_mutex_init(&n->resolver->lock, NULL);
	return n;
}

void names_free(struct names *n)
{
	if (!n)
		return;
	mac_table_free(&n->ethers);
	host_table_free(&n->hosts);
	service_table_free(&n->services);
	if (n->resolver)
		pthread_mutex_destroy(&n->resolver->lock);
	free(n->resolver);
	free(n);
}

bool names_want(const struct names *n, unsigned want)
{
	return n && (n->want & want) == want;
}

/* ---- MAC addresses ---- */

/* The owner's name, and what the owner's prefix leaves of the address without the zeros in front: "FCoE-group_05:00". */
static void prefix_and_rest(struct buf *b, const char *name, const uint8_t *mac, uint64_t bits48, unsigned bits)
{
	buf_str(b, name);
	if (bits == 48)
		return;
	uint64_t rest = bits48 & (~UINT64_C(0) >> (16 + bits));
	unsigned first = 5;
	while (first > bits / 8 && rest >> 8 * (6 - first))
		first--;
	buf_char(b, '_');
	fmt_hex(b, rest >> 8 * (5 - first) & 0xff, 2);
	if (first == 5)
		return;
	buf_char(b, ':');
	fmt_bytes(b, mac + first + 1, 5 - first, ':');
}

static bool vendor_and_rest(struct buf *b, uint32_t oui, const uint8_t *mac)
{
	const struct mac_name *m = vendor(oui);
	if (!m)
		return false;
	buf_str(b, m->short_name);
	buf_char(b, '_');
	fmt_bytes(b, mac + 3, 3, ':');
	return true;
}

/* Who has the longest prefix of `from` down to `to` bits. */
static bool prefix_name(struct buf *b, const uint8_t *mac, uint64_t bits48, unsigned from, unsigned to)
{
	for (unsigned bits = from; bits >= to; bits--) {
		const struct mac_name *m = mac_table_find(&well_known, bits48, bits);
		if (!m)
			m = mac_table_find(&vendors, bits48, bits);
		if (!m)
			continue;
		prefix_and_rest(b, m->short_name, mac, bits48, bits);
		return true;
	}
	return false;
}

/* The longest prefix wins. A group address whose OUI is nobody's is its owner's without the group bit. */
static bool mac_name(const struct names *n, struct buf *b, const uint8_t *mac)
{
	uint64_t v = 0;
	for (unsigned i = 0; i < 6; i++)
		v = v << 8 | mac[i];
	const struct mac_name *m = mac_table_find(&n->ethers, v, 48);
	if (m) {
		buf_str(b, m->short_name);
		return true;
	}
	pthread_once(&vendors_once, read_vendors);
	uint32_t oui = (uint32_t)(v >> 24);
	return prefix_name(b, mac, v, 48, 24) || vendor_and_rest(b, oui, mac) || prefix_name(b, mac, v, 23, 8) ||
	       vendor_and_rest(b, oui & ~0x010000u, mac);
}

bool names_mac(const struct names *n, struct buf *b, const uint8_t mac[6])
{
	if (names_want(n, NAMES_MAC) && mac_name(n, b, mac))
		return true;
	fmt_mac(b, mac);
	return false;
}

/* ---- hosts ---- */

static void ask(struct resolver *r, struct answer *a)
{
	union {
		struct sockaddr any;
		struct sockaddr_in v4;
		struct sockaddr_in6 v6;
	} sa;
	memset(&sa, 0, sizeof sa);
	if (a->len == 4) {
		sa.v4.sin_family = AF_INET;
		memcpy(&sa.v4.sin_addr, a->addr, 4);
	} else {
		sa.v6.sin6_family = AF_INET6;
		memcpy(&sa.v6.sin6_addr, a->addr, 16);
	}
	char name[NI_MAXHOST];
	socklen_t size = a->len == 4 ? sizeof sa.v4 : sizeof sa.v6;
	int rc = getnameinfo(&sa.any, size, name, sizeof name, NULL, 0, NI_NAMEREQD);
	r->failures = rc == EAI_AGAIN ? r->failures + 1 : 0;
	if (rc || strlen(name) >= sizeof a->name)
		return;
	memcpy(a->name, name, strlen(name) + 1);
	names_clean(a->name);
}

static bool resolved(struct resolver *r, struct buf *b, const uint8_t *addr, unsigned len)
{
	uint32_t hash = 2166136261u; /* FNV-1a */
	for (unsigned i = 0; i < len; i++)
		hash = (hash ^ addr[i]) * 16777619u;
	pthread_mutex_lock(&r->lock);
	struct answer *a = &r->answer[hash % ANSWERS];
	if (a->len != len || memcmp(a->addr, addr, len)) {
		a->len = (uint8_t)len;
		memcpy(a->addr, addr, len);
		a->name[0] = 0;
		if (r->failures < MAX_FAILURES)
			ask(r, a);
	}
	bool found = a->name[0];
	if (found)
		buf_str(b, a->name);
	pthread_mutex_unlock(&r->lock);
	return found;
}

static bool host_name(const struct names *n, struct buf *b, const uint8_t *addr, unsigned len)
{
	if (!names_want(n, NAMES_NETWORK))
		return false;
	const char *name = host_table_find(&n->hosts, addr, len);
	if (name)
		buf_str(b, name);
	return name || (n->resolver && resolved(n->resolver, b, addr, len));
}

bool names_ipv4(const struct names *n, struct buf *b, const uint8_t addr[4])
{
	if (host_name(n, b, addr, 4))
		return true;
	fmt_ipv4(b, addr);
	return false;
}

bool names_ipv6(const struct names *n, struct buf *b, const uint8_t addr[16])
{
	if (host_name(n, b, addr, 16))
		return true;
	fmt_ipv6(b, addr);
	return false;
}

/* ---- ports ---- */

const char *names_port(const struct names *n, enum names_transport transport, uint32_t port)
{
	if (!names_want(n, NAMES_TRANSPORT) || !n->services.name || port > 0xffff || transport >= NAMES_N_TRANSPORTS)
		return NULL;
	return n->services.name[transport * 65536u + port];
}
