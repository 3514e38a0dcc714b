/* jfif_exif.c: Exif (CIPA DC-008): lists of tags (IFDs) in the form of TIFF 6.0. */
#include "dissect/application/jfif_impl.h"
#include "dissect/message.h"

/*   0            2      4                8
 *  +------------+------+----------------+     an IFD: how many fields, 2 bytes; the fields, 12 bytes each; where the
 *  | byte order |  42  | the first IFD  |     next IFD is, 4 bytes. Offsets count from the byte order.
 *  +------------+------+----------------+ */
enum { HEADER_LEN = 8, FIELD_LEN = 12, MAX_IFDS = 16, MAX_DEPTH = 3 };
enum kind { IMAGE, EXIF, GPS, INTEROP };
enum type { BYTE = 1, ASCII, SHORT, LONG, RATIONAL, UNDEFINED = 7, SLONG = 9, SRATIONAL };
enum { TAG_EXIF = 34665, TAG_GPS = 34853, TAG_INTEROP = 40965 };

static const uint8_t type_sizes[] = { [BYTE] = 1, [ASCII] = 1, [SHORT] = 2, [LONG] = 4,
				      [RATIONAL] = 8, [UNDEFINED] = 1, [SLONG] = 4, [SRATIONAL] = 8 };

struct tiff {
	struct tree *t;
	const struct jfif_segment *s;
	uint32_t base; /* of its header, in the layer */
	bool little;
	unsigned ifds; /* so far: they may point at each other */
};

/* A field of an IFD. */
struct field_at {
	uint32_t off, count;
	uint16_t tag, type;
	uint64_t bytes; /* of the value; 0: the type is not known */
};

static uint32_t number(const struct tiff *f, uint32_t off, uint32_t n)
{
	return (uint32_t)slice_uint(f->t->l->data, off, n, f->little);
}

static void put_number(struct tiff *f, unsigned row, uint32_t off, uint32_t n)
{
	uint64_t v = number(f, off, n);
	if (!jfif_within(f->t, f->s, off, n))
		return;
	if (f->t->rows[row].type == FT_INT32)
		v = (uint64_t)(int32_t)v;
	put_uint(f->t, row, off, n, v);
}

static void put_ratio(struct tiff *f, unsigned row, uint32_t off)
{
	if (!jfif_within(f->t, f->s, off, 8))
		return;
	put_node(f->t, row, off, 8)->val = (uint64_t)number(f, off, 4) << 32 | number(f, off + 4, 4);
	tree_push(f->t);
	put_number(f, row + 1, off, 4);
	put_number(f, row + 2, off + 4, 4);
	tree_pop(f->t);
}

static struct field_at field_at(const struct tiff *f, uint32_t off)
{
	struct field_at a = { off, number(f, off + 4, 4), (uint16_t)number(f, off, 2), (uint16_t)number(f, off + 2, 2),
			      0 };
	if (a.type < COUNT(type_sizes))
		a.bytes = (uint64_t)a.count * type_sizes[a.type];
	return a;
}

static bool is_inline(const struct field_at *a)
{
	return a->type < COUNT(type_sizes) && type_sizes[a->type] && a->bytes <= 4;
}

static void put_value(struct tiff *f, const struct field_at *a, uint32_t off)
{
	static const uint8_t rows[] = { [BYTE] = JFIF_BYTE,   [ASCII] = JFIF_ASCII,        [SHORT] = JFIF_SHORT,
					[LONG] = JFIF_LONG,   [RATIONAL] = JFIF_RATIONAL,  [UNDEFINED] = JFIF_UNDEFINED,
					[SLONG] = JFIF_SLONG, [SRATIONAL] = JFIF_SRATIONAL };
	unsigned row = rows[a->type], size = type_sizes[a->type];
	if (a->type == ASCII || a->type == UNDEFINED) {
		uint32_t n = a->bytes > UINT32_MAX / 2 ? UINT32_MAX / 2 : (uint32_t)a->bytes;
		if (jfif_within(f->t, f->s, off, n))
			put(f->t, row, off, n);
		return;
	}
	for (uint32_t i = 0; i < a->count && !tree_ended(f->t); i++, off += size) {
		if (size == 8)
			put_ratio(f, row, off);
		else
			put_number(f, row, off, size);
	}
}

static void put_bound(struct tree *t, unsigned row, uint32_t off, const char *words, uint32_t bound, const char *end)
{
	MESSAGE(m);
	buf_str(&m, words);
	fmt_uint(&m, bound);
	buf_str(&m, end);
	tree_push(t);
	put_expert(t, row, off, 0, message_text(&m));
	tree_pop(t);
}

static uint32_t tiff_length(const struct tiff *f)
{
	return f->s->end - f->base;
}

static void put_field(struct tiff *f, const struct field_at *a, enum kind kind)
{
	put_number(f, JFIF_TAG + kind, a->off, 2);
	put_number(f, JFIF_TYPE, a->off + 2, 2);
	put_number(f, JFIF_COUNT, a->off + 4, 4);
	if (is_inline(a)) {
		put_value(f, a, a->off + 8);
		return;
	}
	put_number(f, JFIF_OFFSET, a->off + 8, 4);
	if (number(f, a->off + 8, 4) >= tiff_length(f))
		put_bound(f->t, JFIF_BAD_OFFSET, a->off + 8, "bogus, should be < ", tiff_length(f), "");
}

static void put_chain(struct tiff *f, uint32_t at, enum kind kind, unsigned depth);

/* What stands elsewhere: the values that do not fit, and the IFDs that fields point at. */
static void put_elsewhere(struct tiff *f, uint32_t off, unsigned n, unsigned depth)
{
	for (unsigned i = 0; i < n && !tree_ended(f->t); i++) {
		struct field_at a = field_at(f, off + i * FIELD_LEN);
		uint32_t at = number(f, a.off + 8, 4);
		enum kind kind = a.tag == TAG_EXIF      ? EXIF
				 : a.tag == TAG_GPS     ? GPS
				 : a.tag == TAG_INTEROP ? INTEROP
							: IMAGE;
		if (!is_inline(&a) && a.bytes && at < tiff_length(f))
			put_value(f, &a, f->base + at);
		else if (kind != IMAGE && a.type == LONG && a.count == 1 && depth < MAX_DEPTH)
			put_chain(f, at, kind, depth + 1);
	}
}

/* The IFD at an offset from the header on, number `index` of its kind; returns where the next one is, 0: nowhere. */
static uint32_t put_ifd(struct tiff *f, uint32_t at, enum kind kind, unsigned index, unsigned depth)
{
	struct tree *t = f->t;
	uint32_t off = f->base + at, n = number(f, off, 2), len = 2 + n * FIELD_LEN + 4;
	if (at > tiff_length(f) || !jfif_within(t, f->s, off, 2) || !jfif_within(t, f->s, off, len)) {
		jfif_within(t, f->s, f->s->end, 1);
		return 0;
	}
	struct record *r = put_node(t, JFIF_IFD, off, len);
	r->val = kind;
	r->aux = index;
	tree_push(t);
	put_number(f, JFIF_N_TAGS, off, 2);
	for (unsigned i = 0; i < n && !tree_ended(t); i++) {
		struct field_at a = field_at(f, off + 2 + i * FIELD_LEN);
		put_field(f, &a, kind);
	}
	uint32_t next_at = off + len - 4, next = number(f, next_at, 4);
	put_number(f, JFIF_NEXT_IFD, next_at, 4);
	bool backwards = next && next < at + len;
	if (backwards)
		put_bound(t, JFIF_BAD_NEXT, next_at, " (bogus, should be >= ", at + len, ")");
	tree_pop(t);
	put_elsewhere(f, off + 2, n, depth);
	return backwards ? 0 : next;
}

static void put_chain(struct tiff *f, uint32_t at, enum kind kind, unsigned depth)
{
	for (unsigned i = 0; (at || !i) && f->ifds < MAX_IFDS && !tree_ended(f->t); i++) {
		f->ifds++;
		at = put_ifd(f, at, kind, i, depth);
	}
}

void jfif_put_exif(struct tree *t, const struct jfif_segment *s, uint32_t off)
{
	struct tiff f = { .t = t, .s = s, .base = off };
	if (!jfif_within(t, s, off, 2))
		return;
	unsigned order = slice_u16(t->l->data, off);
	put(t, JFIF_ENDIANNESS, off, 2);
	if (order != 0x4949 && order != 0x4d4d)
		return;
	f.little = order == 0x4949;
	put_number(&f, JFIF_START_IFD, off + 4, 4);
	uint32_t start = number(&f, off + 4, 4);
	if (start < HEADER_LEN)
		put_bound(t, JFIF_BAD_START, off + 4, " (bogus, should be >= ", HEADER_LEN, ")");
	else if (!tree_ended(t))
		put_chain(&f, start, IMAGE, 0);
}
