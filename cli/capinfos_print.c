/* capinfos_print.c: what is known of a capture file, as a long report or as a row of a table, in the words of capinfos. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fmt.h"
#include "base/link_type.h"
#include "base/timefmt.h"
#include "cli/capinfos.h"
#include "dissect/field.h"

enum { LABEL_WIDTH = 21, NANO = 1000000000, MAX_ENCAP = 256 };

const char *const capinfos_hash_names[CAPINFOS_HASHES] = { "SHA256", "RIPEMD160", "SHA1" };

/* ---- numbers behind the lines ---- */

static double since_1970(const struct moment *m)
{
	return (double)m->sec + (double)m->nsec / NANO;
}

/* Rates have the roughness of this difference in capinfos, and so have they here. */
static double seconds(const struct capinfos *c)
{
	return since_1970(&c->last) - since_1970(&c->first);
}

/* A rate over the capture's time; 0 when it has none. */
static double per_second(const struct capinfos *c, double amount)
{
	double s = c->first.known ? seconds(c) : 0;
	return s > 0 ? amount / s : 0;
}

static double mean(const struct capinfos *c)
{
	return c->packets ? (double)c->data / (double)c->packets : 0;
}

/* What all interfaces agree on; PER_PACKET: they do not; UNKNOWN: there is none. */
static int common(const struct capinfos *c, int (*of)(const struct capture_interface *))
{
	int value = UNKNOWN;
	for (uint32_t i = 0; i < source_n_interfaces(c->source); i++) {
		int v = of(source_interface(c->source, i));
		if (i && v != value)
			return PER_PACKET;
		value = v;
	}
	return value;
}

static int link_of(const struct capture_interface *i)
{
	return i->link_type;
}

static int digits_of(const struct capture_interface *i)
{
	return i->ts_digits;
}

static const char *precision_name(int digits)
{
	static const char *const names[] = { "seconds", "deciseconds",  "centiseconds", "milliseconds", "unknown",
					     "unknown", "microseconds", "unknown",      "unknown",      "nanoseconds" };
	return digits == UNKNOWN ? "UNKNOWN" : digits < 0 ? "per-packet" : names[digits % 10];
}

/* pcapng says a limit for each interface, not for the file. */
static uint32_t limit(const struct capinfos *c)
{
	const struct capture_interface *i = source_interface(c->source, 0);
	return i && !i->section ? i->snaplen : 0;
}

static const char *order_word(const struct capinfos *c)
{
	return c->timeless ? "Unknown" : c->in_order ? "True" : "False";
}

static const char *type_title(const struct capinfos *c)
{
	const char *f = source_about(c->source)->format;
	return !f                       ? "unknown"
	       : !strcmp(f, "pcapng")   ? "Wireshark/... - pcapng"
	       : !strcmp(f, "nsecpcap") ? "Wireshark/tcpdump/... - nanosecond pcap"
					: "Wireshark/tcpdump/... - pcap";
}

static const char *type_name(const struct capinfos *c)
{
	const char *f = source_about(c->source)->format;
	return f ? f : "unknown";
}

/* ---- pieces of text ---- */

__attribute__((format(printf, 2, 3))) static void put(struct buf *b, const char *format, ...)
{
	char text[256];
	va_list args;
	va_start(args, format);
	int n = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	buf_put(b, text, n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1);
}

/* Text of the file, in one line. */
static void put_said(struct buf *b, const char *text)
{
	struct buf line = { 0 };
	for (const char *p = text ? text : ""; *p; p++)
		buf_char(&line, (unsigned char)*p < ' ' ? ' ' : *p);
	fmt_text(b, line.p ? line.p : "", line.len);
	buf_free(&line);
}

static void put_moment(struct buf *b, const struct moment *m, bool epoch)
{
	if (!m->known) {
		buf_lit(b, "n/a");
	} else if (epoch) {
		fmt_secs(b, m->sec < 0, (uint64_t)(m->sec < 0 ? -m->sec : m->sec), m->nsec, m->digits);
	} else {
		time_date(b, m->sec, false);
		buf_char(b, ' ');
		time_clock(b, m->sec, m->nsec, m->digits, false);
	}
}

static void put_duration(struct buf *b, const struct capinfos *c)
{
	if (!c->first.known || c->timeless) {
		buf_lit(b, "n/a");
		return;
	}
	int64_t sec = c->last.sec - c->first.sec, nsec = (int64_t)c->last.nsec - c->first.nsec;
	if (nsec < 0) {
		sec--;
		nsec += NANO;
	}
	fmt_secs(b, sec<0, (uint64_t)(sec < 0 ? -sec : sec), (uint64_t)nsec, c->first.digits> c->last.digits
			    ? c->first.digits
			    : c->last.digits);
}

/* "1917 bits/s", "239 kBps": whole numbers, cut, of up to four digits. */
static void put_scaled(struct buf *b, double value, const char *plain, const char *scaled)
{
	static const char prefixes[] = "kMGTP";
	unsigned n = 0;
	if (value < 10000) {
		put(b, *plain ? "%u %s" : "%u%s", (unsigned)value, plain);
		return;
	}
	while ((value /= 1000) >= 10000 && n < sizeof prefixes - 2)
		n++;
	put(b, "%u %c%s", (unsigned)value, prefixes[n], scaled);
}

/* ---- the long report ---- */

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
	put_said(b, text);
	buf_char(b, '\n');
}

static const char *encap_word(int link)
{
	return link == UNKNOWN ? "unknown" : link < 0 ? "per-packet" : link_type_encap_word((uint16_t)link);
}

static const char *encap_name(int link)
{
	return link == UNKNOWN ? "Unknown" : link < 0 ? "Per packet" : link_type_encap_name((uint16_t)link);
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
		put(b, "%*s%s (%llu)\n", LABEL_WIDTH, "", name, (unsigned long long)packets);
}

static void put_encap(struct buf *b, const struct capinfos_style *s, const struct capinfos *c)
{
	int link = common(c, link_of);
	line(b, "File encapsulation", s->machine ? encap_word(link) : encap_name(link));
	if (link != PER_PACKET)
		return;
	buf_lit(b, "Encapsulation in use by packets (# of pkts):\n");
	for (int encap = 0; encap < MAX_ENCAP; encap++)
		put_encap_packets(b, c, encap);
}

static void put_limit(struct buf *b, const struct capinfos *c)
{
	uint32_t bytes = limit(c);
	label(b, "Packet size limit");
	if (bytes)
		put(b, "file hdr: %u bytes\n", bytes);
	else
		buf_lit(b, "file hdr: (not set)\n");
	if (!c->cut)
		return;
	label(b, "Packet size limit");
	if (c->shortest == c->longest)
		put(b, "inferred: %u bytes\n", c->shortest);
	else
		put(b, "inferred: %u bytes - %u bytes (range)\n", c->shortest, c->longest);
}

static void put_bytes(struct buf *b, const struct capinfos_style *s, const char *name, uint64_t bytes)
{
	label(b, name);
	if (s->machine)
		put(b, "%llu bytes", (unsigned long long)bytes);
	else
		put_scaled(b, (double)bytes, "bytes", "B");
	buf_char(b, '\n');
}

static void put_rate(struct buf *b, const struct capinfos_style *s, const struct capinfos *c, const char *name,
		     double amount, const char *const unit[3])
{
	double rate = per_second(c, amount);
	if (c->timeless)
		return;
	label(b, name);
	if (!s->machine)
		put_scaled(b, rate, unit[0], unit[1]);
	else if (c->first.known && seconds(c) > 0)
		put(b, "%.2f %s", rate, unit[2]);
	else
		buf_lit(b, "n/a");
	buf_char(b, '\n');
}

static void put_times(struct buf *b, const struct capinfos_style *s, const struct capinfos *c)
{
	if (s->want & INFO_DURATION) {
		label(b, "Capture duration");
		put_duration(b, c);
		if (c->first.known)
			buf_str(b, seconds(c) == 1 ? " second" : " seconds");
		buf_char(b, '\n');
	}
	if (s->want & INFO_START) {
		label(b, "First packet time");
		put_moment(b, &c->first, s->epoch);
		buf_char(b, '\n');
	}
	if (s->want & INFO_END) {
		label(b, "Last packet time");
		put_moment(b, &c->last, s->epoch);
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
		put(b, "%.2f bytes\n", mean(c));
	}
	if (s->want & INFO_PACKET_RATE)
		put_rate(b, s, c, "Average packet rate", (double)c->packets, packets);
}

static void put_named(struct buf *b, const char *name, const char *text)
{
	if (!text)
		return;
	put(b, "%*s%s = ", LABEL_WIDTH, "", name);
	put_said(b, text);
	buf_char(b, '\n');
}

static void put_interface(struct buf *b, const struct capture_interface *i, uint64_t packets)
{
	unsigned long long ticks = 1;
	bool binary = i->ts_resolution_said && i->ts_resolution & 0x80;
	unsigned exponent = i->ts_resolution_said ? i->ts_resolution & 0x7f : i->ts_digits;
	for (unsigned n = 0; n < exponent && ticks < UINT64_MAX / 10; n++)
		ticks *= binary ? 2 : 10;
	put(b, "Interface #%u info:\n", i->index);
	put_named(b, "Name", i->name);
	put_named(b, "Description", i->description);
	put(b, "%*sEncapsulation = %s (%d - %s)\n", LABEL_WIDTH, "", link_type_encap_name(i->link_type),
	    link_type_encap(i->link_type), link_type_encap_word(i->link_type));
	put_named(b, "Hardware", i->hardware);
	if (i->speed)
		put(b, "%*sSpeed = %llu\n", LABEL_WIDTH, "", (unsigned long long)i->speed);
	put(b, "%*sCapture length = %u\n", LABEL_WIDTH, "", i->snaplen);
	put(b, "%*sTime precision = %s (%u)\n", LABEL_WIDTH, "", precision_name(i->ts_digits), i->ts_digits);
	put(b, "%*sTime ticks per second = %llu\n", LABEL_WIDTH, "", ticks);
	if (i->ts_resolution_said)
		put(b, "%*sTime resolution = 0x%.2x\n", LABEL_WIDTH, "", i->ts_resolution);
	put_named(b, "Filter string", i->filter);
	put_named(b, "Operating system", i->os);
	put(b, "%*sNumber of stat entries = %u\n", LABEL_WIDTH, "", i->n_statistics);
	put(b, "%*sNumber of packets = %llu\n", LABEL_WIDTH, "", (unsigned long long)packets);
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
		put(b, "Number of interfaces in file: %u\n", source_n_interfaces(c->source));
		for (uint32_t i = 0; i < source_n_interfaces(c->source); i++)
			put_interface(b, source_interface(c->source, i), i < c->n_interfaces ? c->by_interface[i] : 0);
	}
	if (s->want & INFO_NAMES && a->n_ipv4_names)
		put(b, "Number of resolved IPv4 addresses in file: %u\n", a->n_ipv4_names);
	if (s->want & INFO_NAMES && a->n_ipv6_names)
		put(b, "Number of resolved IPv6 addresses in file: %u\n", a->n_ipv6_names);
	if (s->want & INFO_SECRETS && a->n_secrets)
		put(b, "Number of decryption secrets in file: %u\n", a->n_secrets);
}

static void put_report(struct buf *b, const struct capinfos_style *s, const struct capinfos *c)
{
	int digits = common(c, digits_of);
	line(b, "File name", c->name);
	if (s->want & INFO_TYPE) {
		label(b, "File type");
		put(b, "%s%s\n", s->machine ? type_name(c) : type_title(c),
		    source_about(c->source)->gzipped ? " (gzip compressed)" : "");
	}
	if (s->want & INFO_ENCAP)
		put_encap(b, s, c);
	if (s->want & INFO_MORE)
		put(b, "File timestamp precision:  %s (%d)\n", precision_name(digits), digits);
	if (s->want & INFO_LIMIT)
		put_limit(b, c);
	if (s->want & INFO_PACKETS) {
		label(b, "Number of packets");
		if (s->machine)
			put(b, "%llu", (unsigned long long)c->packets);
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
		line(b, "Strict time order", order_word(c));
	put_sections(b, s, c);
}

/* ---- the table ---- */

struct row {
	struct buf *b;
	const struct capinfos_style *s;
	bool any;
};

/* Begins a cell; the text goes behind it, and end_cell after that. */
static struct buf *cell(struct row *r)
{
	if (r->any)
		buf_char(r->b, r->s->between);
	r->any = true;
	if (r->s->quote)
		buf_char(r->b, r->s->quote);
	return r->b;
}

static void end_cell(struct row *r)
{
	if (r->s->quote)
		buf_char(r->b, r->s->quote);
}

static void text_cell(struct row *r, uint32_t want, const char *text)
{
	if (want && !(r->s->want & want))
		return;
	put_said(cell(r), text);
	end_cell(r);
}

static void number_cell(struct row *r, uint32_t want, uint64_t n)
{
	if (!(r->s->want & want))
		return;
	fmt_uint(cell(r), n);
	end_cell(r);
}

/* A quantity that needs times. */
static void rate_cell(struct row *r, uint32_t want, const struct capinfos *c, double amount)
{
	if (!(r->s->want & want))
		return;
	if (c->timeless)
		buf_lit(cell(r), "n/a");
	else
		put(cell(r), "%.2f", per_second(c, amount));
	end_cell(r);
}

static void moment_cell(struct row *r, uint32_t want, const struct moment *m)
{
	if (!(r->s->want & want))
		return;
	put_moment(cell(r), m, r->s->epoch);
	end_cell(r);
}

static void limit_cells(struct row *r, const struct capinfos *c)
{
	if (!(r->s->want & INFO_LIMIT))
		return;
	if (limit(c))
		number_cell(r, INFO_LIMIT, limit(c));
	else
		text_cell(r, 0, "(not set)");
	for (unsigned i = 0; i < 2; i++)
		if (c->cut)
			number_cell(r, INFO_LIMIT, i ? c->longest : c->shortest);
		else
			text_cell(r, 0, "n/a");
}

static void put_row(struct buf *b, const struct capinfos_style *s, const struct capinfos *c)
{
	struct row r = { .b = b, .s = s };
	const struct source_about *a = source_about(c->source);
	const struct moment unknown = { .known = false };
	text_cell(&r, 0, c->name);
	text_cell(&r, INFO_TYPE, type_name(c));
	text_cell(&r, INFO_ENCAP, encap_word(common(c, link_of)));
	text_cell(&r, INFO_MORE, precision_name(common(c, digits_of)));
	limit_cells(&r, c);
	number_cell(&r, INFO_PACKETS, c->packets);
	number_cell(&r, INFO_SIZE, c->size);
	number_cell(&r, INFO_DATA, c->data);
	if (s->want & INFO_DURATION) {
		put_duration(cell(&r), c);
		end_cell(&r);
	}
	moment_cell(&r, INFO_START, c->timeless ? &unknown : &c->first);
	moment_cell(&r, INFO_END, c->timeless ? &unknown : &c->last);
	rate_cell(&r, INFO_BYTE_RATE, c, (double)c->data);
	rate_cell(&r, INFO_BIT_RATE, c, 8 * (double)c->data);
	if (s->want & INFO_MEAN_SIZE) {
		put(cell(&r), "%.2f", mean(c));
		end_cell(&r);
	}
	rate_cell(&r, INFO_PACKET_RATE, c, (double)c->packets);
	for (unsigned i = 0; i < CAPINFOS_HASHES; i++)
		text_cell(&r, INFO_HASHES, c->hash[i]);
	text_cell(&r, INFO_ORDER, order_word(c));
	text_cell(&r, INFO_MORE, a->hardware);
	text_cell(&r, INFO_MORE, a->os);
	text_cell(&r, INFO_MORE, a->application);
	text_cell(&r, INFO_COMMENT, a->comment);
	buf_char(b, '\n');
}

void capinfos_put_header(struct buf *b, const struct capinfos_style *s)
{
	static const struct {
		uint32_t want;
		const char *title;
	} columns[] = {
		{ 0, "File name" },
		{ INFO_TYPE, "File type" },
		{ INFO_ENCAP, "File encapsulation" },
		{ INFO_MORE, "File time precision" },
		{ INFO_LIMIT, "Packet size limit" },
		{ INFO_LIMIT, "Packet size limit min (inferred)" },
		{ INFO_LIMIT, "Packet size limit max (inferred)" },
		{ INFO_PACKETS, "Number of packets" },
		{ INFO_SIZE, "File size (bytes)" },
		{ INFO_DATA, "Data size (bytes)" },
		{ INFO_DURATION, "Capture duration (seconds)" },
		{ INFO_START, "Start time" },
		{ INFO_END, "End time" },
		{ INFO_BYTE_RATE, "Data byte rate (bytes/sec)" },
		{ INFO_BIT_RATE, "Data bit rate (bits/sec)" },
		{ INFO_MEAN_SIZE, "Average packet size (bytes)" },
		{ INFO_PACKET_RATE, "Average packet rate (packets/sec)" },
		{ INFO_HASHES, "SHA256" },
		{ INFO_HASHES, "RIPEMD160" },
		{ INFO_HASHES, "SHA1" },
		{ INFO_ORDER, "Strict time order" },
		{ INFO_MORE, "Capture hardware" },
		{ INFO_MORE, "Capture oper-sys" },
		{ INFO_MORE, "Capture application" },
		{ INFO_COMMENT, "Capture comment" },
	};
	struct row r = { .b = b, .s = s };
	for (unsigned i = 0; i < COUNT(columns); i++)
		text_cell(&r, columns[i].want, columns[i].title);
	buf_char(b, '\n');
}

void capinfos_put(struct buf *b, const struct capinfos_style *s, const struct capinfos *c)
{
	if (s->table)
		put_row(b, s, c);
	else
		put_report(b, s, c);
}
