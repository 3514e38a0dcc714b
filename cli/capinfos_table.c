/* capinfos_table.c: what is known of capture files as a table, a row a file. */
#include "base/fmt.h"
#include "cli/capinfos_impl.h"
#include "dissect/field.h"

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
	info_said(cell(r), text);
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
		info_put(cell(r), "%.2f", info_per_second(c, amount));
	end_cell(r);
}

static void moment_cell(struct row *r, uint32_t want, const struct moment *m)
{
	if (!(r->s->want & want))
		return;
	info_moment(cell(r), m, r->s->epoch);
	end_cell(r);
}

static void limit_cells(struct row *r, const struct capinfos *c)
{
	if (!(r->s->want & INFO_LIMIT))
		return;
	if (info_limit(c))
		number_cell(r, INFO_LIMIT, info_limit(c));
	else
		text_cell(r, 0, "(not set)");
	for (unsigned i = 0; i < 2; i++)
		if (c->cut)
			number_cell(r, INFO_LIMIT, i ? c->longest : c->shortest);
		else
			text_cell(r, 0, "n/a");
}

void capinfos_put_row(struct buf *b, const struct capinfos_style *s, const struct capinfos *c)
{
	struct row r = { .b = b, .s = s };
	const struct source_about *a = source_about(c->source);
	const struct moment unknown = { .known = false };
	text_cell(&r, 0, c->name);
	text_cell(&r, INFO_TYPE, info_type(c));
	text_cell(&r, INFO_ENCAP, info_encap_word(info_common(c, info_link)));
	text_cell(&r, INFO_MORE, info_precision(info_common(c, info_digits)));
	limit_cells(&r, c);
	number_cell(&r, INFO_PACKETS, c->packets);
	number_cell(&r, INFO_SIZE, c->size);
	number_cell(&r, INFO_DATA, c->data);
	if (s->want & INFO_DURATION) {
		info_duration(cell(&r), c);
		end_cell(&r);
	}
	moment_cell(&r, INFO_START, c->timeless ? &unknown : &c->first);
	moment_cell(&r, INFO_END, c->timeless ? &unknown : &c->last);
	rate_cell(&r, INFO_BYTE_RATE, c, (double)c->data);
	rate_cell(&r, INFO_BIT_RATE, c, 8 * (double)c->data);
	if (s->want & INFO_MEAN_SIZE) {
		info_put(cell(&r), "%.2f", info_mean(c));
		end_cell(&r);
	}
	rate_cell(&r, INFO_PACKET_RATE, c, (double)c->packets);
	for (unsigned i = 0; i < CAPINFOS_HASHES; i++)
		text_cell(&r, INFO_HASHES, c->hash[i]);
	text_cell(&r, INFO_ORDER, info_order(c));
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
