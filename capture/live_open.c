/* live_open.c: opens one network device for a live source: options, filter, link type, and what to say if it fails. */
#include "capture/live_impl.h"

#include <net/if.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "capture/bpf.h"

static void fail_permission(const struct live_device *device, struct source_error *error)
{
	char self[160];
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);

	self[n > 0 ? n : 0] = '\0';
	source_error_set(error, SOURCE_NO_PERMISSION,
			 "You do not have permission to capture on device \"%.40s\". "
			 "Run it with sudo, or allow the program to: sudo setcap cap_net_raw,cap_net_admin=eip %s "
			 "(and keep it to a group by chgrp and chmod 750)",
			 device->name, n > 0 ? self : "PROGRAM");
}

/* status is what pcap_activate returned, negative. */
static void fail_activate(pcap_t *handle, int status, const struct live_device *device, struct source_error *error)
{
	const char *name = device->name, *reason = pcap_geterr(handle);

	switch (status) {
	case PCAP_ERROR_NO_SUCH_DEVICE:
		source_error_set(error, SOURCE_NO_DEVICE, "There is no device named \"%s\".", name);
		break;
	case PCAP_ERROR_PERM_DENIED: fail_permission(device, error); break;
	case PCAP_ERROR_PROMISC_PERM_DENIED:
		source_error_set(error, SOURCE_NO_PERMISSION,
				 "You do not have permission to capture in promiscuous mode on device \"%s\"; "
				 "-p does without",
				 name);
		break;
	case PCAP_ERROR_RFMON_NOTSUP:
		source_error_set(error, SOURCE_UNSUPPORTED,
				 "Capturing in monitor mode is not supported on device \"%s\".", name);
		break;
	case PCAP_ERROR_IFACE_NOT_UP:
		source_error_set(error, SOURCE_NO_DEVICE, "Device \"%s\" is not up.", name);
		break;
	default:
		source_error_set(error, SOURCE_IO, "The capture session could not be initiated on interface '%s' (%s).",
				 name, reason && *reason ? reason : pcap_statustostr(status));
	}
}

static void set_options(pcap_t *handle, const struct live_device *device, int block_ms)
{
	const uint32_t most = INT32_MAX >> 20; /* libpcap takes bytes in an int */
	uint32_t mib = device->buffer_mib ? device->buffer_mib : LIVE_BUFFER_MIB;
	uint32_t snaplen = device->snaplen && device->snaplen < LIVE_SNAPLEN ? device->snaplen : LIVE_SNAPLEN;

	pcap_set_snaplen(handle, (int)snaplen);
	pcap_set_promisc(handle, !device->not_promiscuous);
	pcap_set_timeout(handle, block_ms);
	pcap_set_buffer_size(handle, (int)((mib < most ? mib : most) << 20));
	if (device->monitor)
		pcap_set_rfmon(handle, 1);
	pcap_set_tstamp_precision(handle, PCAP_TSTAMP_PRECISION_NANO); /* or it stays at microseconds */
}

/* A device without that clock goes on with the host's, as tshark does; a word that is no clock is an error. */
static bool set_clock(struct live_port *port, const struct live_device *device, struct source_error *error)
{
	port->host_clock = true;
	if (!device->clock)
		return true;
	int type = pcap_tstamp_type_name_to_val(device->clock);
	if (type < 0) {
		source_error_set(error, SOURCE_UNSUPPORTED, "Invalid argument to option: --time-stamp-type=%s",
				 device->clock);
		return false;
	}
	if (pcap_set_tstamp_type(port->handle, type) == 0)
		port->host_clock = type == PCAP_TSTAMP_HOST || type == PCAP_TSTAMP_HOST_HIPREC;
	return true;
}

static bool set_link_type(pcap_t *handle, const struct live_device *device, struct source_error *error)
{
	if (!device->link_type)
		return true;
	int type = pcap_datalink_name_to_val(device->link_type);
	if (type < 0) {
		source_error_set(error, SOURCE_UNSUPPORTED, "The specified data link type \"%s\" isn't valid",
				 device->link_type);
		return false;
	}
	if (pcap_set_datalink(handle, type) == 0)
		return true;
	source_error_set(error, SOURCE_UNSUPPORTED, "Unable to set data link type on interface '%s' (%s).",
			 device->name, pcap_geterr(handle));
	return false;
}

static bool set_filter(pcap_t *handle, const struct live_device *device, struct source_error *error)
{
	struct bpf_program program;
	bpf_u_int32 network, mask;
	char reason[PCAP_ERRBUF_SIZE];

	if (!device->filter || !*device->filter)
		return true;
	if (pcap_lookupnet(device->name, &network, &mask, reason) != 0) /* "ip broadcast" needs it, little else */
		mask = PCAP_NETMASK_UNKNOWN;
	if (pcap_compile(handle, &program, device->filter, 1, mask) != 0) {
		bpf_error_word(error, device->filter, device->name, pcap_geterr(handle));
		return false;
	}
	bool good = pcap_setfilter(handle, &program) == 0;
	if (!good)
		bpf_error_word(error, device->filter, device->name, pcap_geterr(handle));
	pcap_freecode(&program);
	return good;
}

/* The LINKTYPE_ number of files for what libpcap calls the DLT_ of this handle. libpcap tells it only by writing a file
 * header, so it writes one to memory. -1: no file can hold this link type. */
static int file_link_type(pcap_t *handle)
{
	struct pcap_file_header header = { .linktype = UINT32_MAX };
	FILE *file = fmemopen(&header, sizeof header, "wb");

	if (!file)
		return -1;
	setvbuf(file, NULL, _IONBF, 0); /* fmemopen puts a NUL behind what it flushes: let it not be in the header */
	pcap_dumper_t *dumper = pcap_dump_fopen(handle, file);
	if (!dumper) {
		fclose(file);
		return -1;
	}
	pcap_dump_close(dumper);
	return header.linktype == UINT32_MAX ? -1 : (int)(header.linktype & 0xffff); /* above: FCS length */
}

/* The interface as the rest of peel sees it. Section 1 and `os` are what a pcapng file of this capture will say. */
static bool describe(struct live_port *port, const struct live_device *device, struct source_error *error)
{
	struct utsname sys;
	char os[sizeof sys.sysname + sizeof sys.release + 1] = "";
	int link_type = file_link_type(port->handle);

	if (link_type < 0) {
		source_error_set(error, SOURCE_UNSUPPORTED,
				 "The link type of device \"%s\" (DLT %d) has no number in files", device->name,
				 pcap_datalink(port->handle));
		return false;
	}
	if (uname(&sys) == 0)
		snprintf(os, sizeof os, "%s %s", sys.sysname, sys.release);
	struct capture_interface like = {
		.section = 1,
		.link_type = (uint16_t)link_type,
		.fcs_len = 0xff,
		.ts_digits = port->nsec_per_tick == 1 ? 9 : 6,
		.snaplen = port->snaplen,
		.name = device->name,
		.filter = device->filter && *device->filter ? device->filter : NULL,
		.os = *os ? os : NULL,
	};
	port->iface = source_add_interface(&port->owner->base, &like);
	if (!port->iface)
		*error = port->owner->base.error;
	return port->iface != NULL;
}

static bool start(struct live_port *port, const struct live_device *device, struct source_error *error)
{
	char reason[PCAP_ERRBUF_SIZE] = "";

	port->handle = pcap_create(device->name, reason);
	if (!port->handle) {
		source_error_set(error, SOURCE_NO_DEVICE, "There is no device named \"%s\". (%s)", device->name,
				 reason);
		return false;
	}
	set_options(port->handle, device, port->owner->block_ms);
	if (!set_clock(port, device, error))
		return false;
	int status = pcap_activate(port->handle);
	if (status < 0) {
		fail_activate(port->handle, status, device, error);
		return false;
	}
	if (!set_link_type(port->handle, device, error) || !set_filter(port->handle, device, error))
		return false;
	if (pcap_setnonblock(port->handle, 1, reason) != 0) {
		source_error_set(error, SOURCE_IO, "Device \"%s\": %s", device->name, reason);
		return false;
	}
	return true;
}

struct live_port *live_port_open(struct live *l, const struct live_device *device, struct source_error *error)
{
	struct live_port *port = calloc(1, sizeof *port);

	if (!port) {
		source_error_set(error, SOURCE_IO, "out of memory");
		return NULL;
	}
	port->owner = l;
	if (!start(port, device, error))
		goto fail;
	port->fd = pcap_get_selectable_fd(port->handle);
	port->is_netdev = if_nametoindex(device->name) != 0;
	port->ready = true;
	port->nsec_per_tick = pcap_get_tstamp_precision(port->handle) == PCAP_TSTAMP_PRECISION_NANO ? 1 : 1000;
	port->snaplen = (uint32_t)pcap_snapshot(port->handle);
	port->size = port->snaplen + LIVE_ARENA;
	port->arena = malloc(port->size);
	if (!port->arena) {
		source_error_set(error, SOURCE_IO, "out of memory");
		goto fail;
	}
	if (!describe(port, device, error))
		goto fail;
	return port;
fail:
	live_port_close(port);
	return NULL;
}

void live_port_close(struct live_port *port)
{
	if (!port)
		return;
	if (port->handle)
		pcap_close(port->handle);
	free(port->arena);
	free(port);
}
