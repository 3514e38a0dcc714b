/* capinfos_print.c: what is known of a capture file as a long report, in the words of capinfos. */
#include <string.h>

#include "base/fmt.h"
#include "base/link_type.h"
#include "cli/capinfos_impl.h"

enum { LABEL_WIDTH = 21, MAX_ENCAP = 256 };

static const char *type_title(const struct capinfos *c)
{
	const char *f = source_about(c->source)->format;
	return !f                       ? "unknown"
	       : !strcmp(f, "pcapng")   ? "Wireshark/... - pcapng"
	       : !strcmp(f, "nsecpcap") ? "Wireshark/tcpdump/... - nanosecond pcap"
					: "Wireshark/tcpdump/... - pcap";
}

/* "1917 bits/s", "239 kBps": whole numbers, cut, of up to four digits. */
static void put_scaled(struct buf *b, double value, const char *plain, const char *scaled)
{
	static const char prefixes[] = "kMGTP";
	unsigned n = 0;
	if (value < 10000) {
		info_put(b, *plain ? "%u %s" : "%u%s", (unsigned)value, plain);
		return;
	}
	while ((value /= 1000) >= 10000 && n < sizeof prefixes - 2)
		n++;
	info_put(b, "%u %c%s", (unsigned)value, prefixes[n], scaled);
}

static void label(struct buf *b, const char *name)
{
	size_t n = strlen(name) + 1;
	buf_str(b, name);
	buf_char(b, ':');
	buf_fill(b, ' ', n < LABEL_WIDTH ? LABEL_WIDTH - n : 2);
}

static void line(struct buf *b, const char *name, const char *text)
{
	label(b, name);
	info_said(b, text);
	buf_char(b, '\n');
}

/* The packets of one encapsulation, by its number. Several link types may be one to tshark. */
static void put_encap_packets(struct buf *b, const struct capinfos *c, int encap)
{
	uint64_t packets = 0;
	const char *name = "";
	for (uint32_t i = 0; i < c->n_interfaces && i < source_n_interfaces(c->source); i++) {
		uint16_t type = source_interface(c->source, i)->link_type;
		if (link_type_encap(type) != encap)
			continue;
		packets += c->by_interface[i];
		name = link_type_encap_name(type);
	}
	if (packets)
		info_put(b, "%*s%s (%llu)\n", LABEL_WIDTH, "", name, (unsigned long long)packets);
}

static void put_encap(struct buf *b, const struct capinfos_style *s, const struct capinfos *c)
{
	int link = info_common(c, info_link);
	line(b, "File encapsulation", s->machine ? info_encap_word(link) : info_encap_name(link));
	if (link != PER_PACKET)
		return;
	buf_lit(b, "Encapsulation in use by packets (# of pkts):\n");
	for (int encap = 0; encap < MAX_ENCAP; encap++)
		put_encap_packets(b, c, encap);
}

static void put_limit(struct buf *b, const struct capinfos *c)
{
	uint32_t bytes = info_limit(c);
	label(b, "Packet size limit");
	if (bytes)
		info_put(b, "file hdr: %u bytes\n", bytes);
	else
		buf_lit(b, "file hdr: (not set)\n");
	if (!c->cut)
		return;
	label(b, "Packet size limit");
	if (c->shortest == c->longest)
		info_put(b, "inferred: %u bytes\n", c->shortest);
	else
		info_put(b, "inferred: %u bytes - %u bytes (range)\n", c->shortest, c->longest);
}

static void put_bytes(struct buf *b, const struct capinfos_style *s, const char *name, uint64_t bytes)
{
	label(b, name);
	if (s->machine)
		info_put(b, "%llu bytes", (unsigned long long)bytes);
	else
		put_scaled(b, (double)bytes, "bytes", "B");
	buf_char(b, '\n');
}

static void put_rate(struct buf *b, const struct capinfos_style *s, const struct capinfos *c, const char *name,
		     double amount, const char *const unit[3])
{
	double rate = info_per_second(c, amount);
	if (c->timeless)
		return;
	label(b, name);
	if (!s->machine)
		put_scaled(b, rate, unit[0], unit[1]);
	else if (c->first.known && info_seconds(c) > 0)
		info_put(b, "%.2f %s", rate, unit[2]);
	else
		buf_lit(b, "n/a");
	buf_char(b, '\n');
}

static void put_times(struct buf *b, const struct capinfos_style *s, const struct capinfos *c)
{
	if (s->want & INFO_DURATION) {
		label(b, "Capture duration");
		info_duration(b, c);
		if (c->first.known)
			buf_str(b, info_seconds(c) == 1 ? " second" : " seconds");
		buf_char(b, '\n');
	}
	if (s->want & INFO_START) {
		label(b, "First packet time");
		info_moment(b, &c->first, s->epoch);
		buf_char(b, '\n');
	}
	if (s->want & INFO_END) {
		label(b, "Last packet time");
		info_moment(b, &c->last, s->epoch);
		buf_char(b, '\n');
	}
}

static void put_rates(struct buf *b, const struct capinfos_style *s, const struct capinfos *c)
{
	static const char *const bytes[3] = { "bytes/s", "Bps", "bytes/sec" },
				 *const bits[3] = { "bits/s", "bps", "bits/sec" },
				 *const packets[3] = { "packets/s", "packets/s", "packets/sec" };
	if (s->want & INFO_BYTE_RATE)
		put_rate(b, s, c, "Data byte rate", (double)c->data, bytes);
	if (s->want & INFO_BIT_RATE)
		put_rate(b, s, c, "Data bit rate", 8 * (double)c->data, bits);
	if (s->want & INFO_MEAN_SIZE) {
		label(b, "Average packet size");
		info_put(b, "%.2f bytes\n", info_mean(c));
	}
	if (s->want & INFO_PACKET_RATE)
		put_rate(b, s, c, "Average packet rate", (double)c->packets, packets);
}

static void put_named(struct buf *b, const char *name, const char *text)
{
	if (!text)
		return;
	info_put(b, "%*s%s = ", LABEL_WIDTH, "", name);
	info_said(b, text);
	buf_char(b, '\n');
}

static void put_interface(struct buf *b, const struct capture_interface *i, uint64_t packets)
{
	unsigned long long ticks = 1;
	bool binary = i->ts_resolution_said && i->ts_resolution & 0x80;
	unsigned exponent = i->ts_resolution_said ? i->ts_resolution & 0x7f : i->ts_digits;
	for (unsigned n = 0; n < exponent && ticks < UINT64_MAX / 10; n++)
		ticks *= binary ? 2 : 10;
	info_put(b, "Interface #%u info:\n", i->index);
	put_named(b, "Name", i->name);
	put_named(b, "Description", i->description);
	info_put(b, "%*sEncapsulation = %s (%d - %s)\n", LABEL_WIDTH, "", link_type_encap_name(i->link_type),
		 link_type_encap(i->link_type), link_type_encap_word(i->link_type));
	put_named(b, "Hardware", i->hardware);
	if (i->speed)
		info_put(b, "%*sSpeed = %llu\n", LABEL_WIDTH, "", (unsigned long long)i->speed);
	info_put(b, "%*sCapture length = %u\n", LABEL_WIDTH, "", i->snaplen);
	info_put(b, "%*sTime precision = %s (%u)\n", LABEL_WIDTH, "", info_precision(i->ts_digits), i->ts_digits);
	info_put(b, "%*sTime ticks per second = %llu\n", LABEL_WIDTH, "", ticks);
	if (i->ts_resolution_said)
		info_put(b, "%*sTime resolution = 0x%.2x\n", LABEL_WIDTH, "", i->ts_resolution);
	put_named(b, "Filter string", i->filter);
	put_named(b, "Operating system", i->os);
	info_put(b, "%*sNumber of stat entries = %u\n", LABEL_WIDTH, "", i->n_statistics);
	info_put(b, "%*sNumber of packets = %llu\n", LABEL_WIDTH, "", (unsigned long long)packets);
}

/* What pcapng files say beside packets. */
static void put_sections(struct buf *b, const struct capinfos_style *s, const struct capinfos *c)
{
	const struct source_about *a = source_about(c->source);
	if (s->want & INFO_MORE && a->hardware)
		line(b, "Capture hardware", a->hardware);
	if (s->want & INFO_MORE && a->os)
		line(b, "Capture oper-sys", a->os);
	if (s->want & INFO_MORE && a->application)
		line(b, "Capture application", a->application);
	if (s->want & INFO_COMMENT && a->comment)
		line(b, "Capture comment", a->comment);
	if (s->want & INFO_INTERFACES && source_n_interfaces(c->source)) {
		info_put(b, "Number of interfaces in file: %u\n", source_n_interfaces(c->source));
		for (uint32_t i = 0; i < source_n_interfaces(c->source); i++)
			put_interface(b, source_interface(c->source, i), i < c->n_interfaces ? c->by_interface[i] : 0);
	}
	if (s->want & INFO_NAMES && a->n_ipv4_names)
		info_put(b, "Number of resolved IPv4 addresses in file: %u\n", a->n_ipv4_names);
	if (s->want & INFO_NAMES && a->n_ipv6_names)
		info_put(b, "Number of resolved IPv6 addresses in file: %u\n", a->n_ipv6_names);
	if (s->want & INFO_SECRETS && a->n_secrets)
		info_put(b, "Number of decryption secrets in file: %u\n", a->n_secrets);
}

static void put_report(struct buf *b, const struct capinfos_style *s, const struct capinfos *c)
{
	int digits = info_common(c, info_digits);
	line(b, "File name", c->name);
	if (s->want & INFO_TYPE) {
		label(b, "File type");
		info_put(b, "%s%s\n", s->machine ? info_type(c) : type_title(c),
			 source_about(c->source)->gzipped ? " (gzip compressed)" : "");
	}
	if (s->want & INFO_ENCAP)
		put_encap(b, s, c);
	if (s->want & INFO_MORE)
		info_put(b, "File timestamp precision:  %s (%d)\n", info_precision(digits), digits);
	if (s->want & INFO_LIMIT)
		put_limit(b, c);
	if (s->want & INFO_PACKETS) {
		label(b, "Number of packets");
		if (s->machine)
			info_put(b, "%llu", (unsigned long long)c->packets);
		else
			put_scaled(b, (double)c->packets, "", "");
		buf_char(b, '\n');
	}
	if (s->want & INFO_SIZE)
		put_bytes(b, s, "File size", c->size);
	if (s->want & INFO_DATA)
		put_bytes(b, s, "Data size", c->data);
	if (!c->timeless)
		put_times(b, s, c);
	put_rates(b, s, c);
	for (unsigned i = 0; s->want & INFO_HASHES && i < CAPINFOS_HASHES; i++)
		line(b, capinfos_hash_names[i], c->hash[i]);
	if (s->want & INFO_ORDER)
		line(b, "Strict time order", info_order(c));
	put_sections(b, s, c);
}

void capinfos_put(struct buf *b, const struct capinfos_style *s, const struct capinfos *c)
{
	if (s->table)
		capinfos_put_row(b, s, c);
	else
		put_report(b, s, c);
}
