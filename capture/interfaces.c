/* interfaces.c: finds the devices, from libpcap and the kernel, and says what "-i x" means. */
#include "capture/interfaces.h"

#include <ifaddrs.h>
#include <linux/if_packet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <pcap/pcap.h>

#include "capture/source_impl.h"

/* linux/if.h has it and cannot be included beside net/if.h. */
#define FLAG_LOWER_UP 0x10000u

static bool address_add(struct interface_info *item, const struct sockaddr *addr, const struct sockaddr *mask)
{
	struct interface_address a = { .family = addr->sa_family };
	size_t size = a.family == AF_INET ? 4 : 16;

	if (a.family == AF_INET) {
		memcpy(a.bytes, &((const struct sockaddr_in *)(const void *)addr)->sin_addr, 4);
		if (mask)
			memcpy(a.mask, &((const struct sockaddr_in *)(const void *)mask)->sin_addr, 4);
	} else {
		memcpy(a.bytes, &((const struct sockaddr_in6 *)(const void *)addr)->sin6_addr, 16);
		if (mask)
			memcpy(a.mask, &((const struct sockaddr_in6 *)(const void *)mask)->sin6_addr, 16);
	}
	while (a.prefix_len < 8 * size && a.mask[a.prefix_len / 8] & (0x80 >> a.prefix_len % 8))
		a.prefix_len++;

	struct interface_address *grown = realloc(item->addresses, (item->n_addresses + 1) * sizeof *grown);
	if (!grown)
		return false;
	item->addresses = grown;
	size_t at = item->n_addresses++; /* IPv4 goes behind the last IPv4, the rest to the end */
	while (a.family == AF_INET && at > 0 && grown[at - 1].family != AF_INET) {
		grown[at] = grown[at - 1];
		at--;
	}
	grown[at] = a;
	return true;
}

/* Link-layer address of sockaddr_ll; devices of other kinds (tunnels, InfiniBand) have none of six bytes. */
static void mac_set(struct interface_info *item, const struct sockaddr_ll *link)
{
	item->has_mac = link->sll_halen == sizeof item->mac;
	if (item->has_mac)
		memcpy(item->mac, link->sll_addr, sizeof item->mac);
}

static bool kernel_facts(struct interface_info *item, const struct ifaddrs *kernel)
{
	for (const struct ifaddrs *k = kernel; k; k = k->ifa_next) {
		if (strcmp(k->ifa_name, item->name) != 0)
			continue;
		item->is_netdev = true;
		item->up = k->ifa_flags & IFF_UP;
		item->running = k->ifa_flags & IFF_RUNNING;
		item->carrier = k->ifa_flags & FLAG_LOWER_UP;
		if (!k->ifa_addr)
			continue;
		if (k->ifa_addr->sa_family == AF_PACKET)
			mac_set(item, (const struct sockaddr_ll *)(const void *)k->ifa_addr);
		else if (k->ifa_addr->sa_family == AF_INET || k->ifa_addr->sa_family == AF_INET6)
			if (!address_add(item, k->ifa_addr, k->ifa_netmask))
				return false;
	}
	return true;
}

/* Asked by ioctl and not read from /sys, which may show another network namespace than ours. */
static uint32_t mtu_of(int sock, const char *name)
{
	struct ifreq request = { 0 };

	if (sock < 0 || strlen(name) >= sizeof request.ifr_name)
		return 0;
	memcpy(request.ifr_name, name, strlen(name) + 1);
	return ioctl(sock, SIOCGIFMTU, &request) == 0 && request.ifr_mtu > 0 ? (uint32_t)request.ifr_mtu : 0;
}

static bool item_fill(struct interface_info *item, const pcap_if_t *device, const struct ifaddrs *kernel, int sock)
{
	item->name = strdup(device->name);
	item->description = device->description ? strdup(device->description) : NULL;
	if (!item->name || (device->description && !item->description))
		return false;
	item->loopback = device->flags & PCAP_IF_LOOPBACK;
	item->wireless = device->flags & PCAP_IF_WIRELESS;
	if (!kernel_facts(item, kernel))
		return false;
	if (item->is_netdev)
		item->mtu = mtu_of(sock, item->name);
	else {
		item->up = device->flags & PCAP_IF_UP;
		item->running = device->flags & PCAP_IF_RUNNING;
	}
	return true;
}

static bool list_fill(struct interface_list *list, const pcap_if_t *devices, const struct ifaddrs *kernel)
{
	size_t n = 0;

	for (const pcap_if_t *d = devices; d; d = d->next)
		n++;
	list->items = calloc(n ? n : 1, sizeof *list->items);
	if (!list->items)
		return false;
	int sock = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	bool good = true;
	for (const pcap_if_t *d = devices; d && good; d = d->next)
		good = item_fill(&list->items[list->n++], d, kernel, sock);
	if (sock >= 0)
		close(sock);
	return good;
}

bool interfaces_list(struct interface_list *list, struct source_error *error)
{
	char reason[PCAP_ERRBUF_SIZE] = "";
	pcap_if_t *devices = NULL;
	struct ifaddrs *kernel = NULL;

	*list = (struct interface_list){ 0 };
	if (pcap_findalldevs(&devices, reason) != 0) {
		source_error_set(error, SOURCE_NO_DEVICE, "Can't get list of interfaces: %s", reason);
		return false;
	}
	(void)getifaddrs(&kernel); /* without it the names still stand */
	bool good = list_fill(list, devices, kernel);
	if (kernel)
		freeifaddrs(kernel);
	pcap_freealldevs(devices);
	if (!good) {
		interfaces_free(list);
		source_error_set(error, SOURCE_IO, "out of memory");
	}
	return good;
}

void interfaces_free(struct interface_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->items[i].name);
		free(list->items[i].description);
		free(list->items[i].addresses);
	}
	free(list->items);
	*list = (struct interface_list){ 0 };
}

static bool name_keep(char *name, size_t size, const char *found, struct source_error *error)
{
	if (strlen(found) < size) {
		memcpy(name, found, strlen(found) + 1);
		return true;
	}
	source_error_set(error, SOURCE_NO_DEVICE, "There is no device named \"%.60s...\".", found);
	return false;
}

/* A decimal number and nothing else, as "-i 3"; -1: it is a name. Empty counts as the number 0, as in tshark. */
static long index_of(const char *arg)
{
	long n = 0;

	for (const char *p = arg; *p; p++) {
		if (*p < '0' || *p > '9')
			return -1;
		n = n > 100000 ? n : 10 * n + (*p - '0');
	}
	return n;
}

/* The device that arg means among those listed; NULL: none of them, or *error is set for a number out of range. */
static const char *list_find(const struct interface_list *list, const char *arg, struct source_error *error)
{
	if (!arg) {
		for (size_t i = 0; i < list->n; i++)
			if (!list->items[i].loopback)
				return list->items[i].name;
		if (!list->n)
			source_error_set(error, SOURCE_NO_DEVICE,
					 "There are no interfaces on which a capture can be done");
		return list->n ? list->items[0].name : NULL;
	}
	long index = index_of(arg);
	if (index >= 0) {
		if (index >= 1 && (size_t)index <= list->n)
			return list->items[index - 1].name;
		source_error_set(error, SOURCE_NO_DEVICE, "There is no interface with that adapter index");
		return NULL;
	}
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->items[i].name, arg) == 0)
			return list->items[i].name;
	for (size_t i = 0; i < list->n; i++)
		if (list->items[i].loopback && strcasecmp(arg, "Loopback") == 0)
			return list->items[i].name;
	return NULL;
}

static bool is_stream(const char *arg)
{
	struct stat st;

	return strcmp(arg, "-") == 0 || (strchr(arg, '/') && stat(arg, &st) == 0 && S_ISFIFO(st.st_mode));
}

enum interface_kind interfaces_resolve(const char *arg, char *name, size_t size, struct source_error *error)
{
	struct source_error trouble = { .code = SOURCE_OK };
	struct interface_list list;

	if (arg && is_stream(arg))
		return name_keep(name, size, arg, error) ? INTERFACE_STREAM : INTERFACE_BAD;
	if (!interfaces_list(&list, error))
		return INTERFACE_BAD;
	const char *found = list_find(&list, arg, &trouble);
	bool good = trouble.code == SOURCE_OK && name_keep(name, size, found ? found : arg, &trouble);
	interfaces_free(&list);
	if (!good && error)
		*error = trouble;
	return good ? INTERFACE_DEVICE : INTERFACE_BAD;
}
