/* jfif.c: JPEG files (ITU-T T.81, annex B) in the form of JFIF (T.871) or with Exif's segments: marker by marker. */
#include "base/fmt.h"
#include "dissect/application/jfif_impl.h"
#include "dissect/column.h"
#include "dissect/dry_tree.h"

enum { SHORTEST = 20, PART = 3 };
enum marker {
	M_SOF_FIRST = 0xc0, M_DHT = 0xc4, M_DAC = 0xcc, M_SOF_LAST = 0xcf, M_RST = 0xd0, M_SOI = 0xd8, M_EOI = 0xd9, M_SOS = 0xda,
	M_DQT = 0xdb, M_APP0 = 0xe0, M_APP1 = 0xe1, M_APP2 = 0xe2, M_COMMENT = 0xfe,
};

static bool is_frame(uint8_t marker)
{
	return marker >= M_SOF_FIRST && marker <= M_SOF_LAST && marker != M_DHT && marker != M_DAC;
}

/* Nothing but the two bytes: T.81, table B.1. */
static bool stands_alone(uint8_t marker)
{
	return marker < M_SOF_FIRST || (marker >= M_RST && marker <= M_EOI);
}

bool jfif_within(struct tree *t, const struct jfif_segment *s, uint32_t off, uint32_t n)
{
	if (off <= s->end && n <= s->end - off)
		return !tree_ended(t);
	if (tree_need(t, s->off, s->end - s->off)) /* what is missing was captured */
		tree_malformed(t);
	return false;
}

static void put_in(struct tree *t, const struct jfif_segment *s, unsigned row, uint32_t off, uint32_t n)
{
	if (jfif_within(t, s, off, n))
		put(t, row, off, n);
}

/* What nobody knows, up to the segment's end. */
static void put_rest(struct tree *t, const struct jfif_segment *s, uint32_t off)
{
	uint32_t n = s->off + 2 + s->len - off, there = off < s->end ? s->end - off : 0;
	if (!there)
		jfif_within(t, s, off, 1);
	if (tree_ended(t))
		return;
	put(t, JFIF_REMAIN, off, there)->aux = n;
	jfif_within(t, s, off, n);
}

/* The word with its NUL at the front of an application's segment; returns where the rest begins, 0: the word has no end. */
static uint32_t put_identifier(struct tree *t, const struct jfif_segment *s, const char *const known[2])
{
	uint32_t off = s->off + 4, there = off < s->end ? s->end - off : 0;
	struct slice text = slice_sub(t->l->data, off, there);
	const uint8_t *nul = text.len ? memchr(text.p, 0, text.len) : NULL;
	if (!nul) {
		jfif_within(t, s, off, there + 1);
		return 0;
	}
	uint32_t n = (uint32_t)(nul - text.p) + 1;
	struct record *r = put(t, JFIF_IDENTIFIER, off, n);
	r->aux = true;
	for (unsigned i = 0; i < 2; i++)
		if (known[i] && !strcmp((const char *)text.p, known[i]))
			r->aux = false;
	if (s->first && strcmp((const char *)text.p, "JFIF") != 0) {
		tree_push(t);
		put_expert(t, JFIF_NOT_JFIF, off, 0, NULL);
		tree_pop(t);
	}
	return off + n;
}

static bool is_identifier(const struct tree *t, const struct jfif_segment *s, const char *word)
{
	uint32_t n = (uint32_t)strlen(word) + 1, off = s->off + 4;
	return off + n <= s->end && slice_has(t->l->data, off, n) && !memcmp(t->l->data.p + off, word, n);
}

static void put_jfif(struct tree *t, const struct jfif_segment *s, uint32_t off)
{
	uint32_t pixels = (uint32_t)slice_u8(t->l->data, off + 7) * slice_u8(t->l->data, off + 8);
	if (!jfif_within(t, s, off, 9))
		return;
	put_rows(t, JFIF_VERSION, JFIF_THUMB_Y, off);
	if (pixels)
		put_in(t, s, JFIF_RGB, off + 9, 3 * pixels);
}

static void put_app(struct tree *t, const struct jfif_segment *s)
{
	static const char *const known[3][2] = { { "JFIF", "JFXX" }, { "Exif", NULL }, { "FPXR", NULL } };
	uint32_t off = put_identifier(t, s, known[s->marker - M_APP0]);
	if (!off || tree_ended(t))
		return;
	if (s->marker == M_APP0 && is_identifier(t, s, "JFIF"))
		put_jfif(t, s, off);
	else if (s->marker == M_APP0 && is_identifier(t, s, "JFXX"))
		put_in(t, s, JFIF_EXTENSION, off, 1);
	else if (s->marker == M_APP1 && is_identifier(t, s, "Exif"))
		jfif_put_exif(t, s, off + 1);
	else if (s->marker != M_APP2 || !is_identifier(t, s, "FPXR"))
		put_rest(t, s, off);
}

/* T.81, B.2.2. */
static void put_frame(struct tree *t, const struct jfif_segment *s)
{
	uint32_t off = s->off + 4;
	put_in(t, s, JFIF_PRECISION, off, 1);
	put_in(t, s, JFIF_LINES, off + 1, 2);
	put_in(t, s, JFIF_SAMPLES, off + 3, 2);
	put_in(t, s, JFIF_COMPONENTS, off + 5, 1);
	unsigned n = slice_u8(t->l->data, off + 5);
	for (off += 6; n && !tree_ended(t); n--, off += 3) {
		put_in(t, s, JFIF_COMPONENT, off, 1);
		put_in(t, s, JFIF_SAMPLING_H, off + 1, 1);
		put_in(t, s, JFIF_SAMPLING_V, off + 1, 1);
		put_in(t, s, JFIF_QUANTIZATION, off + 2, 1);
	}
}

/* T.81, B.2.3. */
static void put_scan(struct tree *t, const struct jfif_segment *s)
{
	uint32_t off = s->off + 4;
	put_in(t, s, JFIF_SCAN_COMPONENTS, off, 1);
	unsigned n = slice_u8(t->l->data, off);
	for (off++; n && !tree_ended(t); n--, off += 2) {
		put_in(t, s, JFIF_SELECTOR, off, 1);
		put_in(t, s, JFIF_DC_TABLE, off + 1, 1);
		put_in(t, s, JFIF_AC_TABLE, off + 1, 1);
	}
	put_in(t, s, JFIF_SPECTRAL_START, off, 1);
	put_in(t, s, JFIF_SPECTRAL_END, off + 1, 1);
	put_in(t, s, JFIF_APPROXIMATION_HIGH, off + 2, 1);
	put_in(t, s, JFIF_APPROXIMATION_LOW, off + 2, 1);
}

static unsigned row_of(uint8_t marker)
{
	return is_frame(marker)      ? JFIF_FRAME
	       : marker == M_SOS     ? JFIF_SCAN
	       : marker == M_COMMENT ? JFIF_COMMENT_HEADER
				     : JFIF_SEGMENT;
}

static void put_inside(struct tree *t, const struct jfif_segment *s)
{
	if (is_frame(s->marker))
		put_frame(t, s);
	else if (s->marker == M_SOS)
		put_scan(t, s);
	else if (s->marker == M_COMMENT && s->len >= 2)
		put_in(t, s, JFIF_COMMENT, s->off + 4, s->len - 2);
	else if (s->marker >= M_APP0 && s->marker <= M_APP2)
		put_app(t, s);
	else
		put_rest(t, s, s->off + 4);
}

/* The segment at off; returns what is behind it. */
static uint32_t put_segment(struct tree *t, uint32_t off, bool first)
{
	struct jfif_segment s = { .off = off, .first = first, .marker = slice_u8(t->l->data, off + 1) };
	if (!tree_need(t, off, 4))
		return off;
	s.len = slice_u16(t->l->data, off + 2);
	s.end = off + 2 + s.len < t->l->data.wire ? off + 2 + s.len : t->l->data.wire;
	put_node(t, row_of(s.marker), off, s.end - off)->val = 0xff00u | s.marker;
	tree_push(t);
	put(t, JFIF_MARKER, off, 2);
	put_in(t, &s, JFIF_LENGTH, off + 2, 2);
	if (!tree_ended(t))
		put_inside(t, &s);
	tree_pop(t);
	if (s.marker == M_APP2 && is_identifier(t, &s, "FPXR"))
		put_node(t, JFIF_FLASHPIX, off, s.end - off);
	return s.end;
}

/* Coded data, up to the next marker: a byte of ones that is not followed by zeros (T.81, B.1.1.5). */
static uint32_t coded(struct slice s, uint32_t off)
{
	uint32_t n = 0;
	while (off + n < s.len) {
		const uint8_t *ones = memchr(s.p + off + n, 0xff, s.len - off - n);
		n = ones ? (uint32_t)(ones - s.p) - off : s.len - off;
		if (!ones || off + n + 1 >= s.len || ones[1])
			return n;
		n += 2;
	}
	return n;
}

static void jfif_tree(struct tree *t, const struct layer *l)
{
	bool first = true;
	for (uint32_t off = 0, n; off < l->data.wire && !tree_ended(t);) {
		n = coded(l->data, off);
		if (n)
			put(t, JFIF_CODED, off, n);
		off += n;
		for (n = 0; slice_u8(l->data, off + n) == 0xff && slice_u8(l->data, off + n + 1) == 0xff;)
			n++;
		if (n)
			put(t, JFIF_FILL, off, n);
		off += n;
		if (off >= l->data.wire || !tree_need(t, off, 2))
			break;
		if (stands_alone(l->data.p[off + 1])) {
			put(t, JFIF_MARKER, off, 2);
			off += 2;
		} else {
			off = put_segment(t, off, first);
			first = false;
		}
	}
}

static bool jfif_refuses(struct slice s)
{
	static const uint8_t soi[PART] = { 0xff, M_SOI, 0xff };
	if (s.wire < SHORTEST || !slice_has(s, 0, 11) || memcmp(s.p, soi, PART) != 0)
		return true;
	return !(s.p[3] == M_APP0 && !memcmp(s.p + 6, "JFIF", 5)) && !(s.p[3] == M_APP1 && !memcmp(s.p + 6, "Exif", 5));
}

static bool jfif_guess(const struct layer *l, struct slice s)
{
	(void)l;
	return !jfif_refuses(s);
}

static void jfif_dissect(struct dissection *d, struct layer *l)
{
	l->tree_len = l->data.len;
	dry_tree(d, l);
}

static void jfif_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	(void)l;
	c->keep = true;
}

static void jfif_behind(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	buf_lit(&c->info, " (JPEG JFIF image)");
	column_ending(c, l);
}

static const char *const jfif_media[] = { "image/jfif", "image/jpg", "image/jpeg", NULL };

const struct protocol protocol_jfif = {
	.name = "image-jfif",
	.column = "JFIF (JPEG) image",
	.fields = jfif_fields,
	.n_fields = JFIF_ROWS,
	.media = jfif_media,
	.guess = jfif_guess,
	.guess_on = { NEXT_MEDIA },
	.guess_first = { 0xff, 0xff },
	.refuses = jfif_refuses,
	.told_early = true,
	.dissect = jfif_dissect,
	.fields_of = jfif_tree,
	.info = jfif_info,
	.behind = jfif_behind,
	.behind_reads = true,
};
