/* names_files.h: the files that names come from, as sorted tables. Private to base/names*.c. */
#ifndef PEEL_BASE_NAMES_FILES_H
#define PEEL_BASE_NAMES_FILES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Files that are larger are not read: these tables are a few megabytes. */
enum { NAMES_MAX_FILE = 64 * 1024 * 1024, NAMES_MAX_TEXTS = 4 };
enum { OUI_BITS = 1 }; /* stands for 24 bits that a file gives as an OUI, not as "/24"; sorts before what is below it */
enum { MAX_VENDOR_NAME = 63 }; /* bytes: tshark cuts longer ones */

/* Makes a name fit for every output: what is not printable UTF-8, and what a
 * format would have to escape (" \ < >), becomes '?'. Returns s. */
char *names_clean(char *s);

/* A prefix of MAC addresses and its owner. Strings point into the text of the file. */
struct mac_name {
	uint64_t key; /* the prefix in the upper 48 bits, its length in bits (or OUI_BITS) in the lowest byte */
	const char *short_name, *long_name;
};
enum { MAC_SLOTS = 4096 }; /* of the upper 12 bits */
struct mac_table {
	struct mac_name *row; /* ascending; among equals the last of the file is the one that counts */
	uint32_t n, cap;
	uint64_t lengths;              /* bit n: some prefix has length n */
	uint32_t first[MAC_SLOTS + 1]; /* [n] the first row whose upper bits are n or more; made by mac_table_sort */
	char *text[NAMES_MAX_TEXTS];
	unsigned n_texts;
};

/* Adds the lines of a file; false when there is none. mac_table_sort comes after the last. */
bool mac_table_read(struct mac_table *, const char *path); /* manuf, wka, ethers: "00:16:CE HonHaiPr Hon Hai ..." */
bool mac_table_read_ieee(struct mac_table *, const char *path); /* oui.txt: "00-16-CE   (hex)		Hon Hai ..." */
void mac_table_sort(struct mac_table *);
void mac_table_free(struct mac_table *);
/* Who has the first `bits` bits of mac (48 bits, the first byte on top). */
const struct mac_name *mac_table_find(const struct mac_table *, uint64_t mac, unsigned bits);

struct host_name {
	uint8_t addr[16];
	uint8_t len; /* 4 or 16 */
	uint32_t order;
	const char *name;
};
struct host_table {
	struct host_name *row;
	uint32_t n, cap;
	char *text;
};
void host_table_read(struct host_table *, const char *path);
void host_table_free(struct host_table *);
/* The first name that the file has for the address. */
const char *host_table_find(const struct host_table *, const uint8_t *addr, unsigned len);

/* Names of ports: offsets into the text, 0 none. */
struct service_table {
	const char **name; /* [transport * 65536 + port] */
	char *text[2];
	unsigned n_texts;
};
/* Names already there stay. */
void service_table_read(struct service_table *, const char *path);
void service_table_free(struct service_table *);

#endif
