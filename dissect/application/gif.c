/* gif.c: Compuserve's Graphics Interchange Format, versions 87a and 89a. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/dry_tree.h"
#include "dissect/text.h"

/*   0         6       8        10      11           12             13
 *  +---------+-------+--------+-------+------------+--------------+- - - - - - -+
 *  | version | width | height | flags | background | aspect ratio |  color map  |   then blocks, each behind its byte
 *  +---------+-------+--------+-------+------------+--------------+- - - - - - -+ */
enum {
	GIF, VERSION, WIDTH, HEIGHT, SETTINGS, MAP_PRESENT, COLOR_BITS, MAP_ORDERED, PIXEL_BITS, BACKGROUND, ASPECT, MAP, LEFT, TOP,
	IMAGE_WIDTH, IMAGE_HEIGHT, LOCAL_SETTINGS, LOCAL_PRESENT, LOCAL_COLOR_BITS, LOCAL_ORDERED, LOCAL_BITS, LOCAL_MAP,
	EXTENSION, EXTENSION_LABEL, IMAGE, CODE_SIZE, END, BLOCK, UNKNOWN, UNKNOWN_TEXT,
};
enum {
	VERSION_LEN = 6,
	FLAGS_AT = 10,
	ASPECT_AT = 12,
	HEADER_LEN = 13,
	SHORTEST = 20,
	IMAGE_LEN = 10,
	FLAG_MAP = 0x80,
	FLAG_BITS = 7
};
enum { BYTE_EXTENSION = '!', BYTE_IMAGE = ',', BYTE_END = ';' };

static const struct value_table extensions =
	VALUES({ 0x01, "Plain Text" }, { 0xf9, "Graphics Control" }, { 0xfe, "Comment" }, { 0xff, "Application" });
/* Numbers, unlike most truths. */
static const struct value_table truths = VALUES({ 0, "False" }, { 1, "True" });

static bool is_87a(struct slice s)
{
	return slice_has(s, 0, VERSION_LEN) && s.p[4] == '7';
}

/* "Compuserve GIF, Version: GIF89a" */
static void gif_label(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_str(b, is_87a(t->d->layer[r->layer].data) ? "Compuserve GIF, Version: GIF87a"
						      : "Compuserve GIF, Version: GIF89a");
}

static void bits(struct buf *b, unsigned n, const char *of)
{
	buf_lit(b, " (");
	fmt_uint(b, n);
	buf_str(b, n == 1 ? " bit per " : " bits per ");
	buf_str(b, of);
	buf_char(b, ')');
}

/* "Global settings: (Global color table present) (8 bits per color) (8 bits per pixel)". The lowest bit of a
 * color's bits does not count there, as in tshark. */
static void settings_label(struct buf *b, const struct tree *t, const struct record *r)
{
	uint8_t flags = slice_u8(record_bytes(t->d, r), 0);
	bool global = r->f->name[0] == 'G';
	buf_str(b, global ? "Global settings:" : "Local settings:");
	if (flags & FLAG_MAP)
		buf_str(b, global ? " (Global color table present)" : " (Local color table present)");
	bits(b, (flags >> 4 & 6) + 1, "color");
	bits(b, (flags & FLAG_BITS) + 1, "pixel");
}

static void aspect_label(struct buf *b, const struct tree *t, const struct record *r)
{
	uint64_t hundredths = ((r->val + 15) * 100 + 32) / 64;
	(void)t;
	fmt_uint(b, r->val);
	buf_lit(b, ", yields an aspect ratio of (15 + ");
	fmt_uint(b, r->val);
	buf_lit(b, ") / 64 = ");
	fmt_uint(b, hundredths / 100);
	buf_char(b, '.');
	fmt_uint_pad(b, hundredths % 100, 2, '0');
}

/* "Extension: Comment"; without the byte that says which, "Extension". */
static void extension_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Extension");
	if (!r->val)
		return;
	const char *name = value_text(&extensions, r->val - 1);
	buf_lit(b, ": ");
	if (name) {
		buf_str(b, name);
		return;
	}
	buf_lit(b, "<Warning: Unknown extension 0x");
	fmt_hex(b, r->val - 1, 2);
	buf_char(b, '>');
}

/* "Data block: 010000 (length = 3)" */
static void block_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_lit(b, "Data block: ");
	if (s.len > 1)
		text_octets(b, slice_from(s, 1), 0);
	else
		buf_lit(b, "<none>");
	buf_lit(b, " (length = ");
	fmt_uint(b, slice_u8(s, 0));
	buf_char(b, ')');
}

#define BYTE(abbrev, name, ...) F("image-gif." abbrev, name, FT_UINT8, BASE_DEC, __VA_ARGS__)
#define WORD(abbrev, name, at) F("image-gif." abbrev, name, FT_UINT16, BASE_DEC, .off = at, .size = 2, .flags = F_LITTLE)
#define FLAGS(abbrev, name, at, bits) BYTE(abbrev, name, .off = at, .size = 1, .mask = bits)
#define TRUTH(abbrev, name, at, bits) BYTE(abbrev, name, .off = at, .size = 1, .mask = bits, .vals = &truths)

static const struct field gif_fields[] = {
	[GIF] = F("image-gif", "Compuserve GIF", FT_PROTOCOL, BASE_NONE, .label = gif_label),
	[VERSION] = F("image-gif.version", "Version", FT_STRING, BASE_NONE, .off = 0, .size = 6),
	[WIDTH] = WORD("screen.width", "Screen width", 6),
	[HEIGHT] = WORD("screen.height", "Screen height", 8),
	[SETTINGS] = F_TEXT("Global settings", .label = settings_label),
	[MAP_PRESENT] = TRUTH("global.color_map.present", "Global color map is present", 10, 0x80),
	[COLOR_BITS] = FLAGS("global.color_bpp", "Bits per color minus 1", 10, 0x70),
	[MAP_ORDERED] = TRUTH("global.color_map.ordered", "Global color map is ordered", 10, 0x08),
	[PIXEL_BITS] = FLAGS("global.bpp", "Image bits per pixel minus 1", 10, 0x07),
	[BACKGROUND] = BYTE("image_background_index", "Background color index", .off = 11, .size = 1),
	[ASPECT] = BYTE("global.pixel_aspect_ratio", "Global pixel aspect ratio", .off = 12, .size = 1, .label = aspect_label),
	[MAP] = F("image-gif.global.color_map", "Global color map", FT_BYTES, BASE_NONE),
	[LEFT] = WORD("image.left", "Image left position", 1),
	[TOP] = WORD("image.top", "Image top position", 3),
	[IMAGE_WIDTH] = WORD("image.width", "Image width", 5),
	[IMAGE_HEIGHT] = WORD("image.height", "Image height", 7),
	[LOCAL_SETTINGS] = F_TEXT("Local settings", .label = settings_label),
	[LOCAL_PRESENT] = TRUTH("local.color_map.present", "Local color map is present", 9, 0x80),
	[LOCAL_COLOR_BITS] = FLAGS("local.color_bpp", "Bits per color minus 1", 9, 0x70),
	[LOCAL_ORDERED] = TRUTH("local.color_map.ordered", "Local color map is ordered", 9, 0x08),
	[LOCAL_BITS] = FLAGS("local.bpp", "Image bits per pixel minus 1", 9, 0x07),
	[LOCAL_MAP] = F("image-gif.local.color_map", "Local color map", FT_BYTES, BASE_NONE),
	[EXTENSION] = F("image-gif.extension", "Extension", FT_NONE, BASE_NONE, .label = extension_label),
	[EXTENSION_LABEL] = F("image-gif.extension.label", "Extension label", FT_UINT8, BASE_HEX, .vals = &extensions),
	[IMAGE] = F("image-gif.image", "Image", FT_NONE, BASE_NONE),
	[CODE_SIZE] = BYTE("image.code_size", "LZW minimum code size", .flags = 0),
	[END] = F("image-gif.end", "Trailer (End of the GIF stream)", FT_NONE, BASE_NONE),
	[BLOCK] = F("image-gif.data_block", "Data block", FT_BYTES, BASE_NONE, .label = block_label),
	[UNKNOWN] = F_EXPERT("gif.data_block_type.unknown", "Unknown GIF data block type", PI_WARN, PI_PROTOCOL),
	[UNKNOWN_TEXT] = F_TEXT("Unknown GIF data block type"),
};

/* Bytes of a color map: three for each color. */
static uint32_t map_len(uint8_t flags)
{
	return flags & FLAG_MAP ? 3u << ((flags & FLAG_BITS) + 1) : 0;
}

/* The blocks of data from off on, up to the empty one; returns what is behind it. */
static uint32_t put_blocks(struct tree *t, uint32_t off)
{
	struct slice s = t->l->data;
	while (tree_need(t, off, 1)) {
		uint8_t n = s.p[off];
		if (!tree_need(t, off, n + 1u))
			break;
		put_copy(t, BLOCK, off, n + 1u, s.p + off + 1, n); /* the value begins behind the length */
		off += n + 1u;
		if (!n)
			break;
	}
	return off;
}

static uint32_t put_extension(struct tree *t, uint32_t off)
{
	struct record *r = put_node(t, EXTENSION, off, 1);
	tree_push(t);
	put(t, EXTENSION_LABEL, off + 1, 1);
	if (!tree_ended(t))
		r->val = 1u + slice_u8(t->l->data, off + 1);
	uint32_t end = put_blocks(t, off + 2);
	tree_pop(t);
	if (!tree_ended(t))
		r->len = end - off;
	return end;
}

/* The byte of flags; in version 87a no map is ordered. */
static void put_settings(struct tree *t, unsigned row, const uint8_t rows[4], uint32_t off)
{
	put_node(t, row, off, 1);
	tree_push(t);
	for (unsigned i = 0; i < 4; i++)
		if (i != 2 || !is_87a(t->l->data))
			put(t, rows[i], off, 1);
	tree_pop(t);
}

static uint32_t put_image(struct tree *t, uint32_t off)
{
	static const uint8_t rows[4] = { LOCAL_PRESENT, LOCAL_COLOR_BITS, LOCAL_ORDERED,
					 PIXEL_BITS }; /* the last as in tshark */
	struct record *r = put_node(t, IMAGE, off, 1);
	uint32_t end = off + IMAGE_LEN, n = map_len(slice_u8(t->l->data, off + IMAGE_LEN - 1));
	tree_push(t);
	put_rows(t, LEFT, IMAGE_HEIGHT, off);
	put_settings(t, LOCAL_SETTINGS, rows, off + IMAGE_LEN - 1);
	if (n)
		put(t, LOCAL_MAP, end, n);
	put(t, CODE_SIZE, end + n, 1);
	end = put_blocks(t, end + n + 1);
	tree_pop(t);
	if (!tree_ended(t))
		r->len = end - off;
	return end;
}

static uint32_t put_unknown(struct tree *t, uint32_t off)
{
	put_node(t, UNKNOWN_TEXT, off, 1);
	tree_push(t);
	put_expert(t, UNKNOWN, off, 0, NULL);
	tree_pop(t);
	return off + 1;
}

static void put_header(struct tree *t, const struct layer *l)
{
	static const uint8_t rows[4] = { MAP_PRESENT, COLOR_BITS, MAP_ORDERED, PIXEL_BITS };
	put_rows(t, VERSION, HEIGHT, 0);
	put_settings(t, SETTINGS, rows, FLAGS_AT);
	put_rows(t, BACKGROUND, BACKGROUND, 0);
	if (slice_u8(l->data, ASPECT_AT) && !is_87a(l->data))
		put_rows(t, ASPECT, ASPECT, 0);
}

static void gif_tree(struct tree *t, const struct layer *l)
{
	uint32_t off = HEADER_LEN, n = map_len(slice_u8(l->data, FLAGS_AT));
	put_header(t, l);
	if (n)
		put(t, MAP, off, n);
	for (off += n; off < l->data.wire && !tree_ended(t) && tree_need(t, off, 1);) {
		switch (l->data.p[off]) {
		case BYTE_EXTENSION: off = put_extension(t, off); break;
		case BYTE_IMAGE: off = put_image(t, off); break;
		case BYTE_END: put_node(t, END, off, 1); return;
		default: off = put_unknown(t, off);
		}
	}
}

static bool gif_refuses(struct slice s)
{
	return s.wire < SHORTEST || !slice_has(s, 0, VERSION_LEN) ||
	       (memcmp(s.p, "GIF87a", VERSION_LEN) != 0 && memcmp(s.p, "GIF89a", VERSION_LEN) != 0);
}

static bool gif_guess(const struct layer *l, struct slice s)
{
	(void)l;
	return !gif_refuses(s);
}

static void gif_dissect(struct dissection *d, struct layer *l)
{
	l->tree_len = l->data.len;
	dry_tree(d, l);
}

static void gif_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	(void)l;
	c->keep = true;
}

static void gif_behind(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	buf_str(&c->info, is_87a(l->data) ? " (GIF87a)" : " (GIF89a)");
	column_ending(c, l);
}

static const char *const gif_media[] = { "image/gif", NULL };

const struct protocol protocol_gif = {
	.name = "image-gif",
	.column = "GIF image",
	FIELDS(gif_fields),
	.media = gif_media,
	.guess = gif_guess,
	.guess_on = { NEXT_MEDIA },
	.guess_first = { 'G', 'G' },
	.refuses = gif_refuses,
	.told_early = true,
	.dissect = gif_dissect,
	.fields_of = gif_tree,
	.info = gif_info,
	.behind = gif_behind,
	.behind_reads = true,
};
