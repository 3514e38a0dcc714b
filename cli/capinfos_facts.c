/* capinfos_facts.c: what a report and a table of capture files have in common: quantities, words, moments. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/fmt.h"
#include "base/link_type.h"
#include "base/timefmt.h"
#include "cli/capinfos_impl.h"

enum { NANO = 1000000000 };

const char *const capinfos_hash_names[CAPINFOS_HASHES] = { "SHA256", "RIPEMD160", "SHA1" };

/* ---- numbers behind the lines ---- */

static double since_1970(const struct moment *m)
{
	return (double)m->sec + (double)m->nsec / NANO;
}

/* Rates have the roughness of this difference in capinfos, and so have they here. */
double info_seconds(const struct capinfos *c)
{
	return since_1970(&c->last) - since_1970(&c->first);
}

/* A rate over the capture's time; 0 when it has none. */
double info_per_second(const struct capinfos *c, double amount)
{
	double s = c->first.known ? info_seconds(c) : 0;
	return s > 0 ? amount / s : 0;
}

double info_mean(const struct capinfos *c)
{
	return c->packets ? (double)c->data / (double)c->packets : 0;
}

/* What all interfaces agree on; PER_PACKET: they do not; UNKNOWN: there is none. */
int info_common(const struct capinfos *c, int (*of)(const struct capture_interface *))
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

int info_link(const struct capture_interface *i)
{
	return i->link_type;
}

int info_digits(const struct capture_interface *i)
{
	return i->ts_digits;
}

const char *info_precision(int digits)
{
	static const char *const names[] = { "seconds", "deciseconds",  "centiseconds", "milliseconds", "unknown",
					     "unknown", "microseconds", "unknown",      "unknown",      "nanoseconds" };
	return digits == UNKNOWN ? "UNKNOWN" : digits < 0 ? "per-packet" : names[digits % 10];
}

/* pcapng says a limit for each interface, not for the file. */
uint32_t info_limit(const struct capinfos *c)
{
	const struct capture_interface *i = source_interface(c->source, 0);
	return i && !i->section ? i->snaplen : 0;
}

const char *info_order(const struct capinfos *c)
{
	return c->timeless ? "Unknown" : c->in_order ? "True" : "False";
}

const char *info_type(const struct capinfos *c)
{
	const char *f = source_about(c->source)->format;
	return f ? f : "unknown";
}

/* ---- pieces of text ---- */

void info_put(struct buf *b, const char *format, ...)
{
	char text[256];
	va_list args;
	va_start(args, format);
	int n = vsnprintf(text, sizeof text, format, args);
	va_end(args);
	buf_put(b, text, n < 0 ? 0 : (size_t)n < sizeof text ? (size_t)n : sizeof text - 1);
}

/* Text of the file, in one line. */
void info_said(struct buf *b, const char *text)
{
	struct buf line = { 0 };
	for (const char *p = text ? text : ""; *p; p++)
		buf_char(&line, (unsigned char)*p < ' ' ? ' ' : *p);
	fmt_text(b, line.p ? line.p : "", line.len);
	buf_free(&line);
}

void info_moment(struct buf *b, const struct moment *m, bool epoch)
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

void info_duration(struct buf *b, const struct capinfos *c)
{
	if (!c->first.known || c->timeless) {
		buf_lit(b, "n/a");
		return;
	}
	int64_t sec = sec_between(c->last.sec, c->first.sec), nsec = (int64_t)c->last.nsec - c->first.nsec;
	if (nsec < 0) {
		sec--;
		nsec += NANO;
	}
	fmt_secs(b, sec<0, (uint64_t)(sec < 0 ? -sec : sec), (uint64_t)nsec, c->first.digits> c->last.digits
			    ? c->first.digits
			    : c->last.digits);
}

const char *info_encap_word(int link)
{
	return link == UNKNOWN ? "unknown" : link < 0 ? "per-packet" : link_type_encap_word((uint16_t)link);
}

const char *info_encap_name(int link)
{
	return link == UNKNOWN ? "Unknown" : link < 0 ? "Per packet" : link_type_encap_name((uint16_t)link);
}
