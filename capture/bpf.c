/* bpf.c: compiles capture filters for the link types of files, once each, and runs them on frames. */
#include "capture/bpf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <pcap/pcap.h>

#include "capture/source_impl.h"

/* A file with more link types than this (there are fewer than 300) is hostile: the rest is refused. */
enum { BPF_MAX_PROGRAMS = 64 };

/* As much of a packet as a filter may accept; what libpcap itself uses as its maximum. */
enum { BPF_SNAPLEN = 262144 };

struct bpf_entry {
	uint16_t link_type;
	bool usable; /* false: it did not compile; error says why */
	struct bpf_program program;
	struct source_error error;
};

struct bpf_set {
	char *text;
	struct bpf_entry *last; /* the one used for the previous frame: nearly always the next one too */
	struct source_error error;
	int n;
	struct bpf_entry *entries[BPF_MAX_PROGRAMS];
};

struct bpf_set *bpf_set_new(const char *text)
{
	struct bpf_set *set = calloc(1, sizeof *set);

	if (!set)
		return NULL;
	set->text = strdup(text);
	if (!set->text) {
		free(set);
		return NULL;
	}
	return set;
}

void bpf_error_word(struct source_error *error, const char *text, const char *name, const char *reason)
{
	/* 512 bytes of message have to hold the reason, which libpcap keeps below PCAP_ERRBUF_SIZE = 256. */
	enum { SHOWN = 120 };
	const char *dots = strlen(text) > SHOWN ? "..." : "";

	if (name)
		source_error_set(error, SOURCE_BAD_FILTER,
				 "Invalid capture filter \"%.*s%s\" for interface '%.40s'. "
				 "That string isn't a valid capture filter (%.255s).",
				 SHOWN, text, dots, name, reason);
	else
		source_error_set(error, SOURCE_BAD_FILTER,
				 "Invalid capture filter \"%.*s%s\". "
				 "That string isn't a valid capture filter (%.255s).",
				 SHOWN, text, dots, reason);
}

/* A handle that knows the link type as a savefile does. libpcap turns LINKTYPE_ into its own DLT_ number only while it
 * opens a file, so it gets an empty one from memory. pcap_open_dead would need the DLT_ number, and would also compile
 * `inbound` or `vlan` into loads that only a live Linux socket can answer. */
static pcap_t *handle_for(uint16_t link_type, char *reason)
{
	struct pcap_file_header header = {
		.magic = 0xa1b2c3d4,
		.version_major = PCAP_VERSION_MAJOR,
		.version_minor = PCAP_VERSION_MINOR,
		.snaplen = BPF_SNAPLEN,
		.linktype = link_type,
	};
	FILE *file = fmemopen(&header, sizeof header, "rb");

	if (!file) {
		snprintf(reason, PCAP_ERRBUF_SIZE, "out of memory");
		return NULL;
	}
	pcap_t *handle = pcap_fopen_offline(file, reason); /* reads the header at once, owns the FILE from now on */
	if (!handle)
		fclose(file);
	return handle;
}

static void entry_compile(struct bpf_entry *e, const char *text, const char *name)
{
	char reason[PCAP_ERRBUF_SIZE] = "";
	pcap_t *handle = handle_for(e->link_type, reason);

	if (handle) {
		e->usable = pcap_compile(handle, &e->program, text, 1, PCAP_NETMASK_UNKNOWN) == 0;
		if (!e->usable)
			snprintf(reason, sizeof reason, "%s", pcap_geterr(handle));
		pcap_close(handle);
	}
	if (!e->usable)
		bpf_error_word(&e->error, text, name, reason);
}

/* The entry of a link type, compiled on first sight; NULL: set->error says why there is none. */
static struct bpf_entry *entry_get(struct bpf_set *set, uint16_t link_type, const char *name)
{
	for (int i = 0; i < set->n; i++)
		if (set->entries[i]->link_type == link_type)
			return set->entries[i];
	if (set->n == BPF_MAX_PROGRAMS) {
		bpf_error_word(&set->error, set->text, name, "the file has too many link types");
		return NULL;
	}
	struct bpf_entry *e = calloc(1, sizeof *e);
	if (!e) {
		source_error_set(&set->error, SOURCE_IO, "out of memory");
		return NULL;
	}
	e->link_type = link_type;
	entry_compile(e, set->text, name);
	set->entries[set->n++] = e;
	return e;
}

bool bpf_set_compile(struct bpf_set *set, uint16_t link_type, const char *name, struct source_error *error)
{
	struct bpf_entry *e = entry_get(set, link_type, name);

	if (e && e->usable)
		return true;
	if (e)
		set->error = e->error;
	if (error)
		*error = set->error;
	return false;
}

int bpf_set_match(struct bpf_set *set, const struct frame *f)
{
	struct bpf_entry *e = set->last;

	if (!e || e->link_type != f->iface->link_type) {
		if (!bpf_set_compile(set, f->iface->link_type, f->iface->name, NULL))
			return -1;
		e = set->last = entry_get(set, f->iface->link_type, f->iface->name);
	}
	struct pcap_pkthdr header = { .caplen = f->caplen, .len = f->len };
	return pcap_offline_filter(&e->program, &header, f->data) != 0;
}

const struct source_error *bpf_set_error(const struct bpf_set *set)
{
	return &set->error;
}

void bpf_set_free(struct bpf_set *set)
{
	if (!set)
		return;
	for (int i = 0; i < set->n; i++) {
		if (set->entries[i]->usable)
			pcap_freecode(&set->entries[i]->program);
		free(set->entries[i]);
	}
	free(set->text);
	free(set);
}
