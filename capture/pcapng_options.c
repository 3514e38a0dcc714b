/* pcapng_options.c: reading of the options of packet, interface and section blocks. */
#include "capture/pcapng_impl.h"

#include <stdlib.h>

struct option {
	uint16_t code, len;
	const uint8_t *data;
};

struct option_walk {
	struct savefile *f;
	const uint8_t *p, *end;
	bool failed;
};

enum {
	CUSTOM_STRING_COPY = 2988,
	CUSTOM_BYTES_COPY = 2989,
	CUSTOM_STRING = 19372,
	CUSTOM_BYTES = 19373,
};

static bool is_custom(uint16_t code)
{
	return code == CUSTOM_STRING_COPY || code == CUSTOM_BYTES_COPY || code == CUSTOM_STRING || code == CUSTOM_BYTES;
}

/* The next option; false at the end or on damage, which sets the error and failed. */
static bool option_next(struct option_walk *w, struct option *o)
{
	bool swap = w->f->ng->swap;
	size_t left = (size_t)(w->end - w->p);

	if (left < 4)
		return false;
	*o = (struct option){ .code = load16(w->p, swap), .len = load16(w->p + 2, swap), .data = w->p + 4 };
	if (o->code == OPTION_END)
		return false;
	left -= 4;
	if (o->len > left) {
		savefile_damaged(w->f, "Not enough data to handle option of length %u", o->len);
		w->failed = true;
		return false;
	}
	if (is_custom(o->code) && o->len < 4) { /* the enterprise number */
		savefile_damaged(w->f, "option length (%u) too small for custom option", o->len);
		w->failed = true;
		return false;
	}
	size_t padded = (o->len + (size_t)3) & ~(size_t)3;
	w->p = o->data + (padded < left ? padded : left);
	return true;
}

static bool wrong_length(struct option_walk *w, const char *what, const struct option *o, unsigned right)
{
	savefile_damaged(w->f, "packet block %s option length %u is not %u", what, o->len, right);
	return false;
}

/* Text ends at a NUL, if some writer put one there. */
static uint32_t text_len(const struct option *o)
{
	const uint8_t *nul = memchr(o->data, 0, o->len);

	return nul ? (uint32_t)(nul - o->data) : o->len;
}

static bool packet_option(struct option_walk *w, const struct option *o, struct frame_options *to)
{
	bool swap = w->f->ng->swap;

	switch (o->code) {
	case OPTION_COMMENT:
		if (to->n_comments < FRAME_MAX_COMMENTS) {
			to->comment[to->n_comments].text = (const char *)o->data;
			to->comment[to->n_comments++].len = text_len(o);
		}
		return true;
	case OPTION_FLAGS:
		if (o->len != 4)
			return wrong_length(w, "flags", o, 4);
		to->has_flags = true;
		to->flags = load32(o->data, swap);
		return true;
	case OPTION_DROPS:
		if (o->len != 8)
			return wrong_length(w, "drop count", o, 8);
		to->has_drops = true;
		to->drops = load64(o->data, swap);
		return true;
	case OPTION_PACKET_ID:
		if (o->len != 8)
			return wrong_length(w, "packet id", o, 8);
		to->has_packet_id = true;
		to->packet_id = load64(o->data, swap);
		return true;
	case OPTION_QUEUE:
		if (o->len != 4)
			return wrong_length(w, "queue", o, 4);
		to->has_queue = true;
		to->queue = load32(o->data, swap);
		return true;
	case OPTION_VERDICT:
		if (o->len < 1)
			savefile_damaged(w->f, "packet block verdict option length %u is < 1", o->len);
		return o->len >= 1;
	default: return true;
	}
}

bool pcapng_packet_options(struct savefile *f, const uint8_t *p, const uint8_t *end, struct frame_options *o)
{
	struct option_walk w = { .f = f, .p = p, .end = end };
	struct option option;

	o->n_comments = 0;
	o->has_flags = o->has_drops = o->has_packet_id = o->has_queue = false;
	while (option_next(&w, &option))
		if (!packet_option(&w, &option, o))
			return false;
	return !w.failed;
}

/* The first of a kind counts, as in tshark. */
static void keep_text(char **to, const struct option *o)
{
	uint32_t len = text_len(o);

	if (*to)
		return;
	len = len < PCAPNG_MAX_STRING ? len : PCAPNG_MAX_STRING;
	*to = malloc(len + 1);
	if (!*to)
		return;
	memcpy(*to, o->data, len);
	(*to)[len] = 0;
}

bool pcapng_section_options(struct savefile *f, const uint8_t *p, const uint8_t *end)
{
	struct option_walk w = { .f = f, .p = p, .end = end };
	struct option option;

	struct source_about *about = &f->source.about;

	while (option_next(&w, &option)) {
		char **to = NULL;
		switch (option.code) {
		case OPTION_COMMENT: to = &about->comment; break;
		case OPTION_SECTION_HARDWARE: to = &about->hardware; break;
		case OPTION_SECTION_OS: to = &about->os; break;
		case OPTION_SECTION_APPLICATION: to = &about->application; break;
		default: break;
		}
		if (to && f->ng->section == 0) /* it is the first */
			keep_text(to, &option);
	}
	return !w.failed;
}

void pcapng_count_names(struct savefile *f, const uint8_t *p, const uint8_t *end)
{
	enum { NAME_END = 0, NAME_IPV4 = 1, NAME_IPV6 = 2 };

	while (end - p >= 4) {
		uint16_t type = load16(p, f->ng->swap), len = load16(p + 2, f->ng->swap);
		size_t padded = 4u + ((len + 3u) & ~3u);

		if (type == NAME_END || padded > (size_t)(end - p))
			return;
		f->source.about.n_ipv4_names += type == NAME_IPV4;
		f->source.about.n_ipv6_names += type == NAME_IPV6;
		p += padded;
	}
}

static uint64_t power_of_ten(unsigned exponent)
{
	uint64_t v = 1;

	while (exponent--)
		v *= 10;
	return v;
}

/* if_tsresol: the high bit says whether the rest is a power of two or of ten. */
static struct pcapng_clock clock_of(uint8_t resolution, int64_t offset)
{
	unsigned exponent = resolution & 0x7f;
	struct pcapng_clock c = { .offset = offset };

	if (resolution & 0x80) {
		c.kind = CLOCK_BINARY;
		c.shift = (uint8_t)exponent;
	} else if (exponent > 9) {
		c.kind = CLOCK_FINE;
		c.divisor = exponent - 9 <= 19 ? power_of_ten(exponent - 9) : 0;
	} else {
		c.kind = exponent == 6 ? CLOCK_MICRO : exponent == 9 ? CLOCK_NANO : CLOCK_COARSE;
		c.divisor = power_of_ten(exponent);
		c.unit = (uint32_t)power_of_ten(9 - exponent);
	}
	return c;
}

struct interface_texts {
	char *name, *description, *filter, *os, *hardware;
};

static void interface_text(struct interface_texts *t, const struct option *o)
{
	switch (o->code) {
	case OPTION_NAME: keep_text(&t->name, o); break;
	case OPTION_DESCRIPTION: keep_text(&t->description, o); break;
	case OPTION_FILTER: /* first byte 0: as text; otherwise BPF code, which is of no use to a person */
		if (o->len > 1 && o->data[0] == 0) {
			struct option text = { .code = o->code, .len = (uint16_t)(o->len - 1), .data = o->data + 1 };
			keep_text(&t->filter, &text);
		}
		break;
	case OPTION_OS: keep_text(&t->os, o); break;
	case OPTION_HARDWARE: keep_text(&t->hardware, o); break;
	default: break;
	}
}

static bool interface_add(struct savefile *f, const struct capture_interface *like, struct pcapng_clock clock)
{
	struct pcapng_state *ng = f->ng;

	if (ng->n_ifaces == ng->ifaces_cap) {
		uint32_t cap = ng->ifaces_cap ? 2 * ng->ifaces_cap : 8;
		struct pcapng_interface *grown = realloc(ng->ifaces, cap * sizeof *grown);
		if (!grown)
			return source_fail(&f->source, SOURCE_IO, "out of memory"), false;
		ng->ifaces = grown;
		ng->ifaces_cap = cap;
	}
	const struct capture_interface *added = source_add_interface(&f->source, like);
	if (!added)
		return false;
	ng->ifaces[ng->n_ifaces++] = (struct pcapng_interface){
		.iface = added,
		.clock = clock,
		.max_caplen = savefile_max_caplen(like->link_type),
	};
	return true;
}

bool pcapng_interface_take(struct savefile *f, const uint8_t *p, const uint8_t *end)
{
	bool swap = f->ng->swap, has_resolution = false;
	uint8_t resolution = 6;
	int64_t offset = 0;
	struct interface_texts texts = { 0 };
	struct capture_interface like = {
		.section = f->ng->section,
		.link_type = load16(p, swap),
		.fcs_len = 0xff,
		.snaplen = load32(p + 4, swap),
	};
	struct option_walk w = { .f = f, .p = p + 8, .end = end };
	struct option o;

	while (option_next(&w, &o)) {
		if (o.code == OPTION_SPEED && o.len == 8)
			like.speed = load64(o.data, swap);
		else if (o.code == OPTION_TSRESOL && o.len == 1 && !has_resolution)
			resolution = like.ts_resolution = o.data[0], has_resolution = like.ts_resolution_said = true;
		else if (o.code == OPTION_TSOFFSET && o.len == 8)
			offset = (int64_t)load64(o.data, swap);
		else if (o.code == OPTION_FCSLEN && o.len == 1)
			like.fcs_len = o.data[0];
		else
			interface_text(&texts, &o);
	}
	like.ts_digits = resolution <= 9 ? resolution : 9;
	like.name = texts.name;
	like.description = texts.description;
	like.filter = texts.filter;
	like.os = texts.os;
	like.hardware = texts.hardware;
	bool taken = !w.failed && interface_add(f, &like, clock_of(resolution, offset));
	free(texts.name);
	free(texts.description);
	free(texts.filter);
	free(texts.os);
	free(texts.hardware);
	return taken;
}
