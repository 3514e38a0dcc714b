/* pcapng_file.c: the pcapng format: sections of either byte order, blocks, and packets of three kinds. */
#include "capture/pcapng_impl.h"

#include <stdlib.h>

#include "base/inline.h"

enum {
	/* The longest block that tshark takes: the largest packet and its options. */
	MAX_BLOCK = 134348832,
	MIN_BLOCK = 12,
	SECTION_MIN = 28,
	PACKET_FIXED = 20,                                       /* of the two packet blocks with a time */
	PACKET_DATA = PCAPNG_BLOCK_HEADER + PACKET_FIXED,
	PACKET_MIN = PACKET_DATA + 4,
	SIMPLE_DATA = PCAPNG_BLOCK_HEADER + 4,
	SIMPLE_MIN = SIMPLE_DATA + 4,
	NO_DROP_COUNT = 0xffff,
};

/* Blocks that are too short for their fixed part are damage; blocks that are not here are skipped. */
static const struct block_kind {
	uint32_t type, min;
	const char *name;
} block_kinds[] = {
	{ BLOCK_SECTION, SECTION_MIN, "an SHB" },
	{ BLOCK_INTERFACE, 20, "an IDB" },
	{ BLOCK_ENHANCED_PACKET, PACKET_MIN, "an EPB" },
	{ BLOCK_PACKET, PACKET_MIN, "a PB" },
	{ BLOCK_SIMPLE_PACKET, SIMPLE_MIN, "an SPB" },
	{ BLOCK_STATISTICS, 24, "an ISB" },
};

static const struct block_kind unknown_kind = { 0, MIN_BLOCK, "an unknown block type" };

static const struct block_kind *kind_of(uint32_t type)
{
	for (size_t i = 0; i < sizeof block_kinds / sizeof *block_kinds; i++)
		if (block_kinds[i].type == type)
			return &block_kinds[i];
	return &unknown_kind;
}

/* One whole block: [start, start + len), the trailing length included. */
struct block {
	const uint8_t *start;
	uint32_t type, len;
};

enum step { STEP_FRAME, STEP_SKIP, STEP_MORE, STEP_FULL, STEP_FAILED };

static inline uint32_t pad4(uint32_t n)
{
	return (n + 3) & ~3u;
}

static void clock_read(const struct pcapng_clock *c, uint64_t ticks, struct frame *frame)
{
	uint64_t sec = 0, nsec = 0;

	switch (c->kind) {
	case CLOCK_MICRO:
		sec = ticks / 1000000;
		nsec = ticks % 1000000 * 1000;
		break;
	case CLOCK_NANO:
		sec = ticks / 1000000000;
		nsec = ticks % 1000000000;
		break;
	case CLOCK_COARSE:
		sec = ticks / c->divisor;
		nsec = ticks % c->divisor * c->unit;
		break;
	case CLOCK_FINE:
		nsec = c->divisor ? ticks / c->divisor : 0;
		sec = nsec / 1000000000;
		nsec %= 1000000000;
		break;
	case CLOCK_BINARY:
		sec = c->shift < 64 ? ticks >> c->shift : 0;
		if (c->shift < 64)
			ticks &= (UINT64_C(1) << c->shift) - 1;
		nsec = (uint64_t)((unsigned __int128)ticks * 1000000000 >> c->shift);
		break;
	}
	frame->sec = (int64_t)(sec + (uint64_t)c->offset);
	frame->nsec = (uint32_t)nsec;
}

/* Checks that n captured bytes may be and do fit between the fixed part and the trailing length. */
static bool caplen_fits(struct savefile *f, const struct block *b, uint32_t fixed, uint32_t caplen, uint32_t max)
{
	uint32_t room = b->len - fixed - 4;

	if (caplen <= room && caplen <= max)
		return true;
	if (caplen > room)
		savefile_damaged(f, "total block length %u of %s is too small for %u bytes of packet data", b->len,
				 kind_of(b->type)->name, caplen);
	else
		savefile_damaged(f, "cap_len %u is larger than %u", caplen, max);
	return false;
}

static const struct pcapng_interface *interface_find(struct savefile *f, uint32_t id)
{
	if (id < f->ng->n_ifaces)
		return &f->ng->ifaces[id];
	savefile_damaged(f, "interface index %u is not less than section interface count %u", id, f->ng->n_ifaces);
	return NULL;
}

/* An enhanced packet block, or the obsolete one, which differs in its first word: interface and drop count. */
IN_LINE enum step take_packet(struct savefile *f, const struct block *b, struct frame *frame, bool swap)
{
	struct pcapng_state *ng = f->ng;
	const uint8_t *p = b->start + PCAPNG_BLOCK_HEADER;
	bool obsolete = b->type == BLOCK_PACKET;
	uint32_t id = obsolete ? load16(p, swap) : load32(p, swap);
	uint32_t drops = obsolete ? load16(p + 2, swap) : NO_DROP_COUNT;
	uint32_t caplen = load32(p + 12, swap), len = load32(p + 16, swap);

	const struct pcapng_interface *iface = interface_find(f, id);
	if (!iface || !caplen_fits(f, b, PACKET_DATA, caplen, iface->max_caplen))
		return STEP_FAILED;

	*frame = (struct frame){
		.caplen = caplen,
		.len = len <= INT32_MAX ? len : INT32_MAX,
		.data = p + PACKET_FIXED,
		.iface = iface->iface,
	};
	clock_read(&iface->clock, (uint64_t)load32(p + 4, swap) << 32 | load32(p + 8, swap), frame);

	const uint8_t *options = frame->data + pad4(caplen), *end = b->start + b->len - 4;
	if (options < end || drops != NO_DROP_COUNT) {
		if (ng->n_options == PCAPNG_OPTIONED_FRAMES)
			return STEP_FULL;
		struct frame_options *o = &ng->options[ng->options_at][ng->n_options++];
		if (!pcapng_packet_options(f, options, end, o))
			return STEP_FAILED;
		if (drops != NO_DROP_COUNT) {
			o->has_drops = true;
			o->drops = drops;
		}
		frame->options = o;
	}
	frame->number = ++f->source.n_frames;
	return STEP_FRAME;
}

/* A packet of the first interface, without a time; its captured length follows from the snapshot length. */
static enum step take_simple(struct savefile *f, const struct block *b, struct frame *frame)
{
	struct pcapng_state *ng = f->ng;
	uint32_t len = load32(b->start + PCAPNG_BLOCK_HEADER, ng->swap), caplen = len;

	if (ng->n_ifaces == 0)
		return savefile_damaged(f, "SPB appeared before any IDBs in the section"), STEP_FAILED;
	const struct pcapng_interface *iface = &ng->ifaces[0];
	if (iface->iface->snaplen && caplen > iface->iface->snaplen)
		caplen = iface->iface->snaplen;
	if (!caplen_fits(f, b, SIMPLE_DATA, caplen, iface->max_caplen))
		return STEP_FAILED;
	*frame = (struct frame){
		.number = ++f->source.n_frames,
		.caplen = caplen,
		.len = len <= INT32_MAX ? len : INT32_MAX,
		.no_time = true,
		.data = b->start + SIMPLE_DATA,
		.iface = iface->iface,
	};
	return STEP_FRAME;
}

/* A new section has its own byte order, known already, and its own interfaces. Its length field is not needed. */
static enum step take_section(struct savefile *f, const struct block *b)
{
	struct pcapng_state *ng = f->ng;
	uint16_t major = load16(b->start + 12, ng->swap), minor = load16(b->start + 14, ng->swap);

	if (major != 1 || (minor != 0 && minor != 2))
		return savefile_unsupported(f, "unknown SHB version %u.%u", major, minor), STEP_FAILED;
	if (!pcapng_section_options(f, b->start + 24, b->start + b->len - 4))
		return STEP_FAILED;
	ng->section++;
	ng->n_ifaces = 0;
	return STEP_SKIP;
}

static void count_statistics(struct savefile *f, const struct block *b)
{
	uint32_t id = load32(b->start + PCAPNG_BLOCK_HEADER, f->ng->swap);
	if (id < f->ng->n_ifaces)
		f->source.ifaces[f->ng->ifaces[id].iface->index]->n_statistics++;
}

static enum step take_block(struct savefile *f, const struct block *b, struct frame *frame)
{
	switch (b->type) {
	case BLOCK_ENHANCED_PACKET:
	case BLOCK_PACKET: return take_packet(f, b, frame, f->ng->swap);
	case BLOCK_SIMPLE_PACKET: return take_simple(f, b, frame);
	case BLOCK_INTERFACE:
		return pcapng_interface_take(f, b->start + PCAPNG_BLOCK_HEADER, b->start + b->len - 4) ? STEP_SKIP
												       : STEP_FAILED;
	case BLOCK_SECTION: return take_section(f, b);
	case BLOCK_STATISTICS: count_statistics(f, b); return STEP_SKIP;
	case BLOCK_NAMES:
		pcapng_count_names(f, b->start + PCAPNG_BLOCK_HEADER, b->start + b->len - 4);
		return STEP_SKIP;
	case BLOCK_SECRETS: f->source.about.n_secrets++; return STEP_SKIP;
	default: return STEP_SKIP;
	}
}

/* A section says its byte order itself, behind the length. */
static enum step section_order(struct savefile *f, const uint8_t *p, size_t left)
{
	if (left < 12)
		return STEP_MORE;
	uint32_t magic = load32(p + 8, false);
	if (magic != PCAPNG_BYTE_ORDER_MAGIC && magic != __builtin_bswap32(PCAPNG_BYTE_ORDER_MAGIC))
		return savefile_damaged(f, "unknown byte-order magic number 0x%08x", magic), STEP_FAILED;
	f->ng->swap = magic != PCAPNG_BYTE_ORDER_MAGIC;
	return STEP_SKIP;
}

/* The general way: any block, every check. Sets b->len to what the block takes when it was whole. */
static enum step step_block(struct savefile *f, const uint8_t *p, size_t left, struct block *b, struct frame *frame)
{
	if (left < PCAPNG_BLOCK_HEADER)
		return STEP_MORE;
	*b = (struct block){ .start = p, .type = load32(p, f->ng->swap) };
	if (load32(p, false) == BLOCK_SECTION) { /* the number is a palindrome of bytes */
		enum step step = section_order(f, p, left);
		if (step != STEP_SKIP)
			return step;
		b->type = BLOCK_SECTION;
	}

	/* Some writers forget the padding in the length but not in the block. */
	const struct block_kind *kind = kind_of(b->type);
	b->len = pad4(load32(p + 4, f->ng->swap));
	if (b->len < kind->min)
		return savefile_damaged(f, "total block length %u of %s is less than the minimum size %u", b->len,
					kind->name, kind->min),
		       STEP_FAILED;
	if (b->len > MAX_BLOCK)
		return savefile_damaged(f, "total block length %u is too large (> %u)", b->len, MAX_BLOCK), STEP_FAILED;
	if (left < b->len)
		return STEP_MORE;
	uint32_t again = pad4(load32(p + b->len - 4, f->ng->swap));
	if (again != b->len)
		return savefile_damaged(f, "total block lengths (first %u and second %u) don't match", b->len, again),
		       STEP_FAILED;
	return take_block(f, b, frame);
}

/* The fast way for what nearly all blocks are: a whole enhanced packet block in this machine's byte order. Anything
 * else, and anything wrong, is left to step_block. */
static inline bool is_plain_packet(const uint8_t *p, size_t left, struct block *b)
{
	if (left < PACKET_MIN || load32(p, false) != BLOCK_ENHANCED_PACKET)
		return false;
	*b = (struct block){ .start = p, .type = BLOCK_ENHANCED_PACKET, .len = load32(p + 4, false) };
	return b->len >= PACKET_MIN && b->len <= left && b->len % 4 == 0 && load32(p + b->len - 4, false) == b->len;
}

static int take_batch(struct savefile *f, struct frame *batch, int max)
{
	const uint8_t *p = f->in.buf + f->in.pos, *end = f->in.buf + f->in.end;
	int n = 0;

	f->ng->n_options = 0;
	while (n < max) {
		struct block b = { 0 };
		enum step step;
		size_t left = (size_t)(end - p);

		if (!f->ng->swap && is_plain_packet(p, left, &b))
			step = take_packet(f, &b, &batch[n], false);
		else
			step = step_block(f, p, left, &b, &batch[n]);
		if (step > STEP_SKIP)
			break;
		n += step == STEP_FRAME;
		p += b.len;
	}
	f->in.pos = (size_t)(p - f->in.buf);
	return n;
}

static int pcapng_read(struct source *s, struct frame *batch, int max)
{
	struct pcapng_state *ng = ((struct savefile *)s)->ng;

	if (s->keeps)
		ng->options_at = (ng->options_at + 1) % SOURCE_KEEPS;
	return savefile_read(s, batch, max, take_batch);
}

const struct source_ops pcapng_file_ops = {
	.name = "pcapng",
	.read = pcapng_read,
	.close = savefile_close,
	.stop = savefile_stop,
	.progress = savefile_progress,
};

/* Takes the first section header, so that what is no pcapng after all fails at the opening. */
bool pcapng_file_open(struct savefile *f)
{
	struct byte_stream *in = &f->in;
	struct block b = { 0 };
	enum step step;

	if (load32(in->buf + in->pos, false) != BLOCK_SECTION)
		return false;
	while (byte_stream_left(in) < 12)
		if (savefile_more(f) <= 0)
			return false;
	uint32_t magic = load32(in->buf + in->pos + 8, false);
	if (magic != PCAPNG_BYTE_ORDER_MAGIC && magic != __builtin_bswap32(PCAPNG_BYTE_ORDER_MAGIC))
		return false;
	f->ng = calloc(1, sizeof *f->ng);
	if (!f->ng)
		return source_fail(&f->source, SOURCE_IO, "out of memory"), false;
	f->source.ops = &pcapng_file_ops;
	f->source.about.format = "pcapng";
	f->source.about.gzipped = in->gz != NULL;
	while ((step = step_block(f, in->buf + in->pos, byte_stream_left(in), &b, NULL)) == STEP_MORE)
		if (savefile_more(f) <= 0)
			return false;
	in->pos += b.len;
	return step == STEP_SKIP;
}

void pcapng_file_close(struct savefile *f)
{
	if (f->ng)
		free(f->ng->ifaces);
	free(f->ng);
}
