/* interfaces.h: the devices to capture on: their list (-D, `peel interfaces`), link types (-L), what "-i x" means. */
#ifndef PEEL_CAPTURE_INTERFACES_H
#define PEEL_CAPTURE_INTERFACES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/socket.h>

#include "capture/source.h"

struct interface_address {
	int family;         /* AF_INET or AF_INET6 */
	uint8_t bytes[16];  /* network order; IPv4 in the first four */
	uint8_t mask[16];   /* the same way */
	uint8_t prefix_len; /* leading one bits of mask */
};

struct interface_info {
	char *name;        /* "eth0", as the system says it: may hold bytes that do not belong on a terminal */
	char *description; /* libpcap's words; NULL: none */
	bool loopback, wireless, up, running;
	bool carrier; /* cable plugged, peer there; pseudo devices: false */
	bool has_mac;
	bool is_netdev; /* false: a device of libpcap alone ("any", "nflog"): no address, MTU, state */
	uint8_t mac[6];
	uint32_t mtu;                        /* bytes; 0: unknown */
	struct interface_address *addresses; /* IPv4 first */
	size_t n_addresses;
};

struct interface_list {
	struct interface_info *items; /* in libpcap's order, which is tshark's: item 0 is "-i 1" */
	size_t n;
};

/* False: the system would not say; error tells. Devices are listed without any privilege. */
bool interfaces_list(struct interface_list *list, struct source_error *error);
void interfaces_free(struct interface_list *list);

/* The lines of `tshark -D`: "3. lo (Loopback)". */
void interfaces_print_numbered(FILE *out, const struct interface_list *list);
/* The lines of `dumpcap -D -M`, separated by tabs: number and name, description, what people call it, kind, addresses,
 * "loopback" or "network", and a place that stays empty. */
void interfaces_print_machine(FILE *out, const struct interface_list *list);
/* For a person: a table; for a program: a JSON array, one object an interface. False: out of memory or write error. */
void interfaces_print_table(FILE *out, const struct interface_list *list);
bool interfaces_print_json(FILE *out, const struct interface_list *list);

/* The lines of `tshark -L -i name`. Opens the device, so it may fail as a capture would. */
bool interfaces_print_link_types(FILE *out, const char *name, bool monitor, struct source_error *error);

/* Writes what -i means into name: a device ("eth0", "3", "Loopback") or a stream of capture data ("-", a named pipe)
 * that source_open_file reads. NULL, no -i at all: the first device that is not loopback, as in tshark.
 * A device that is in no list is passed on as it stands: opening it says what is wrong. */
enum interface_kind { INTERFACE_BAD, INTERFACE_DEVICE, INTERFACE_STREAM };
enum interface_kind interfaces_resolve(const char *arg, char *name, size_t size, struct source_error *error);

/* How tshark speaks of a device: "Loopback: lo", "eth0". Fit for a terminal. Returns text. */
const char *interfaces_display_name(const char *name, char *text, size_t size);

#endif
