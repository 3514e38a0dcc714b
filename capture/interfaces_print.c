/* interfaces_print.c: writes the list of devices (numbered, table, JSON) and the link types of one. */
#include "capture/interfaces.h"

#include <arpa/inet.h>
#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <jansson.h>
#include <pcap/pcap.h>

#include "capture/source_impl.h"

enum { TEXT_MAX = 256 };

/* A device's name may hold any byte but '/', ':' and white space: an escape sequence for the terminal too. */
static const char *text_clean(const char *text, char clean[TEXT_MAX])
{
	size_t n = 0;

	for (; n < TEXT_MAX - 1 && text[n]; n++)
		clean[n] = text[n] > 0x1f && text[n] < 0x7f ? text[n] : '?';
	clean[n] = '\0';
	return clean;
}

void interfaces_print_numbered(FILE *out, const struct interface_list *list)
{
	char clean[TEXT_MAX];

	for (size_t i = 0; i < list->n; i++)
		fprintf(out, "%zu. %s%s\n", i + 1, text_clean(list->items[i].name, clean),
			list->items[i].loopback ? " (Loopback)" : "");
}

void interfaces_print_machine(FILE *out, const struct interface_list *list)
{
	char clean[TEXT_MAX], text[INET6_ADDRSTRLEN];

	for (size_t i = 0; i < list->n; i++) {
		const struct interface_info *item = &list->items[i];

		/* kinds: 0 wired, 4 Bluetooth, 5 wireless */
		fprintf(out, "%zu. %s\t\t%s\t%d\t", i + 1, text_clean(item->name, clean),
			item->loopback ? "Loopback" : "",
			strncmp(item->name, "bluetooth", 9) == 0 ? 4
			: item->wireless                         ? 5
								 : 0);
		for (size_t a = 0; a < item->n_addresses; a++)
			if (inet_ntop(item->addresses[a].family, item->addresses[a].bytes, text, sizeof text))
				fprintf(out, "%s%s", a ? "," : "", text);
		fprintf(out, "\t%s\t\n", item->loopback ? "loopback" : "network");
	}
}

static const char *mac_text(const struct interface_info *item, char text[18])
{
	const uint8_t *m = item->mac;

	if (!item->has_mac)
		return "-";
	snprintf(text, 18, "%02x:%02x:%02x:%02x:%02x:%02x", m[0], m[1], m[2], m[3], m[4], m[5]);
	return text;
}

static const char *state_text(const struct interface_info *item)
{
	if (!item->is_netdev)
		return "-";
	if (!item->up)
		return "down";
	return item->carrier ? "up" : "no carrier";
}

static void print_address(FILE *out, const struct interface_address *a)
{
	char text[INET6_ADDRSTRLEN], mask[INET6_ADDRSTRLEN];

	if (!inet_ntop(a->family, a->bytes, text, sizeof text))
		return;
	if (a->family == AF_INET && inet_ntop(AF_INET, a->mask, mask, sizeof mask))
		fprintf(out, "%s/%u (%s)", text, a->prefix_len, mask);
	else
		fprintf(out, "%s/%u", text, a->prefix_len);
}

void interfaces_print_table(FILE *out, const struct interface_list *list)
{
	char clean[TEXT_MAX], mac[18], mtu[16];
	int width = 4; /* "Name" */

	for (size_t i = 0; i < list->n; i++)
		if ((int)strlen(list->items[i].name) > width && strlen(list->items[i].name) < 40)
			width = (int)strlen(list->items[i].name);

	int indent = fprintf(out, "%3s  %-*s  %-10s  %5s  %-17s  ", "No.", width, "Name", "State", "MTU", "MAC");
	fputs("Addresses\n", out);
	for (size_t i = 0; i < list->n; i++) {
		const struct interface_info *item = &list->items[i];

		snprintf(mtu, sizeof mtu, "%u", item->mtu);
		fprintf(out, "%3zu  %-*s  %-10s  %5s  %-17s  ", i + 1, width, text_clean(item->name, clean),
			state_text(item), item->mtu ? mtu : "-", mac_text(item, mac));
		for (size_t a = 0; a < item->n_addresses; a++) {
			if (a)
				fprintf(out, "\n%*s", indent, "");
			print_address(out, &item->addresses[a]);
		}
		if (!item->n_addresses)
			fputs(item->description ? text_clean(item->description, clean) : "-", out);
		fputc('\n', out);
	}
}

/* Bytes that are not UTF-8 would make jansson refuse: the cleaned text is better than none. */
static json_t *text_json(const char *text)
{
	char clean[TEXT_MAX];
	json_t *value = text ? json_string(text) : json_null();

	return value ? value : json_string(text_clean(text, clean));
}

static json_t *addresses_json(const struct interface_info *item, int family)
{
	char text[INET6_ADDRSTRLEN] = "", mask[INET6_ADDRSTRLEN] = "";
	json_t *array = json_array();

	for (size_t i = 0; i < item->n_addresses; i++) {
		const struct interface_address *a = &item->addresses[i];

		if (a->family != family)
			continue;
		inet_ntop(family, a->bytes, text, sizeof text);
		inet_ntop(family, a->mask, mask, sizeof mask);
		json_array_append_new(array, json_pack("{s:s, s:s, s:i}", "address", text, "netmask", mask,
						       "prefix_length", a->prefix_len));
	}
	return array;
}

/* Absent knowledge is null, so that every object has the same keys. */
static json_t *state_json(const struct interface_info *item, bool value)
{
	return item->is_netdev ? json_boolean(value) : json_null();
}

static json_t *interface_json(const struct interface_info *item, size_t number)
{
	char mac[18];

	return json_pack("{s:I, s:o, s:o, s:b, s:b, s:o, s:o, s:o, s:o, s:o, s:o, s:o}", "number", (json_int_t)number,
			 "name", text_json(item->name), "description", text_json(item->description), "loopback",
			 item->loopback, "wireless", item->wireless, "mac",
			 item->has_mac ? json_string(mac_text(item, mac)) : json_null(), "mtu",
			 item->mtu ? json_integer(item->mtu) : json_null(), "up", state_json(item, item->up), "running",
			 state_json(item, item->running), "carrier", state_json(item, item->carrier), "ipv4",
			 addresses_json(item, AF_INET), "ipv6", addresses_json(item, AF_INET6));
}

bool interfaces_print_json(FILE *out, const struct interface_list *list)
{
	json_t *array = json_array();
	bool good = array != NULL;

	for (size_t i = 0; i < list->n && good; i++)
		good = json_array_append_new(array, interface_json(&list->items[i], i + 1)) == 0;
	good = good && json_dumpf(array, out, JSON_INDENT(2)) == 0 && fputc('\n', out) != EOF;
	json_decref(array);
	return good;
}

/* Activated only for its list of link types: nothing is read from it. NULL: *error is set. */
static pcap_t *activate_for_list(const char *name, bool monitor, struct source_error *error)
{
	char reason[PCAP_ERRBUF_SIZE] = "";
	pcap_t *handle = pcap_create(name, reason);

	if (!handle) {
		source_error_set(error, SOURCE_NO_DEVICE,
				 "The capabilities of the capture device \"%s\" could not be obtained (%s)", name,
				 reason);
		return NULL;
	}
	if (monitor)
		pcap_set_rfmon(handle, 1);
	int status = pcap_activate(handle);
	if (status >= 0)
		return handle;
	source_error_set(error, status == PCAP_ERROR_PERM_DENIED ? SOURCE_NO_PERMISSION : SOURCE_NO_DEVICE,
			 "The capabilities of the capture device \"%s\" could not be obtained "
			 "(pcap_activate() failed: %s)",
			 name, pcap_statustostr(status));
	pcap_close(handle);
	return NULL;
}

bool interfaces_print_link_types(FILE *out, const char *name, bool monitor, struct source_error *error)
{
	char clean[TEXT_MAX];
	int *types = NULL;
	pcap_t *handle = activate_for_list(name, monitor, error);

	if (!handle)
		return false;
	int n = pcap_list_datalinks(handle, &types);
	if (n <= 0) {
		source_error_set(error, SOURCE_UNSUPPORTED, "The capture device \"%s\" has no data link types.", name);
		pcap_close(handle);
		return false;
	}
	fprintf(out, "Data link types of interface %s %s(use option -y to set):\n", text_clean(name, clean),
		monitor ? "when in monitor mode " : "");
	for (int i = 0; i < n; i++) {
		const char *type = pcap_datalink_val_to_name(types[i]);
		const char *words = pcap_datalink_val_to_description(types[i]);

		if (type && words)
			fprintf(out, "  %s (%s)\n", type, words);
		else if (type)
			fprintf(out, "  %s\n", type);
		else
			fprintf(out, "  DLT %d\n", types[i]);
	}
	pcap_free_datalinks(types);
	pcap_close(handle);
	return true;
}

const char *interfaces_display_name(const char *name, char *text, size_t size)
{
	struct ifreq request = { 0 };
	char clean[TEXT_MAX];
	bool loopback = false;
	int sock = strlen(name) < sizeof request.ifr_name ? socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0) : -1;

	if (sock >= 0) {
		memcpy(request.ifr_name, name, strlen(name) + 1);
		loopback = ioctl(sock, SIOCGIFFLAGS, &request) == 0 && request.ifr_flags & IFF_LOOPBACK;
		close(sock);
	}
	snprintf(text, size, "%s%s", loopback ? "Loopback: " : "", text_clean(name, clean));
	return text;
}
