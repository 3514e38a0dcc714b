/* png.c: Portable Network Graphics (ISO/IEC 15948, W3C REC-PNG), chunk by chunk. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/dry_tree.h"
#include "dissect/text.h"

/*   0        4        8              8 + len    12 + len
 *  +--------+--------+--------------+----------+
 *  | length |  type  |     data     |   CRC    |   any number of these behind a signature of 8 bytes
 *  +--------+--------+--------------+----------+ */
enum {
	PNG, SIGNATURE, CHUNK, LEN, TYPE, ANCILLARY, PRIVATE, SAFE_TO_COPY, DATA, CRC, WIDTH, HEIGHT, BIT_DEPTH, COLOUR_TYPE,
	COMPRESSION, FILTER, INTERLACE, INTENT, KEYWORD, STRING, YEAR, MONTH, DAY, HOUR, MINUTE, SECOND, PER_UNIT_X, PER_UNIT_Y,
	UNIT_IS, PALETTE_INDEX, GREYSCALE, RED, GREEN, BLUE, WHITE_X, WHITE_Y, RED_X, RED_Y, GREEN_X, GREEN_Y, BLUE_X, BLUE_Y,
	GAMMA,
};
enum { SIGNATURE_LEN = 8, CHUNK_HEAD = 8, CRC_LEN = 4 };

static const uint8_t signature[SIGNATURE_LEN] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

static void put_background(struct tree *t, uint32_t off, uint32_t n);
static void put_text(struct tree *t, uint32_t off, uint32_t n);

/* The chunks that people know by a longer name. Rows first..last follow each other in the data, if there are any. */
static const struct chunk {
	char type[5];
	const char *name;
	uint8_t first, last;
	void (*put)(struct tree *, uint32_t off, uint32_t n);
} chunks[] = {
	{ "IHDR", "Image Header", WIDTH, INTERLACE, NULL },
	{ "bKGD", "Background colour", 0, 0, put_background },
	{ "gAMA", "Image gamma", GAMMA, GAMMA, NULL },
	{ "iCCP", "Embedded ICC profile", 0, 0, NULL },
	{ "pHYs", "Physical pixel dimensions", PER_UNIT_X, UNIT_IS, NULL },
	{ "iTXt", "International textual data", 0, 0, NULL },
	{ "tEXt", "Textual data", 0, 0, put_text },
	{ "sBIT", "Significant bits", 0, 0, NULL },
	{ "sRGB", "Standard RGB colour space", INTENT, INTENT, NULL },
	{ "tIME", "Image last-modification time", YEAR, SECOND, NULL },
	{ "IDAT", "Image data chunk", 0, 0, NULL },
	{ "IEND", "Image Trailer", 0, 0, NULL },
	{ "tRNS", "Transparency", 0, 0, NULL },
	{ "PLTE", "Palette", 0, 0, NULL },
	{ "cHRM", "Primary chromaticities and white point", WHITE_X, BLUE_Y, NULL },
};

static const struct chunk *chunk_at(struct slice s, uint32_t off)
{
	for (unsigned i = 0; i < COUNT(chunks); i++)
		if (slice_has(s, off, 4) && !memcmp(s.p + off, chunks[i].type, 4))
			return &chunks[i];
	return NULL;
}

/* "Image Header (IHDR)" */
static void chunk_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	const struct chunk *c = chunk_at(s, 4);
	buf_str(b, c ? c->name : "unknown");
	buf_lit(b, " (");
	if (slice_has(s, 4, 4))
		buf_put(b, (const char *)s.p + 4, 4);
	buf_char(b, ')');
}

static const struct value_table colour_types = VALUES({ 0, "Greyscale" }, { 2, "Truecolour" }, { 3, "Indexed-colour" },
						      { 4, "Greyscale with alpha" }, { 6, "Truecolour with alpha" });
static const struct value_table compressions = VALUES({ 0, "Deflate" });
static const struct value_table filters = VALUES({ 0, "Adaptive" });
static const struct value_table interlaces = VALUES({ 0, "No interlace" }, { 1, "Adam7" });
static const struct value_table intents = VALUES({ 0, "Perceptual" }, { 1, "Relative colorimetric" }, { 2, "Saturation" },
						 { 3, "Absolute colorimetric" });
static const struct value_table units = VALUES({ 0, "Unit is unknown" }, { 1, "Unit is METRE" });
static const struct value_table ancillary = BOOL_NAMES("This is an ANCILLARY chunk", "This is a CRITICAL chunk");
static const struct value_table private = BOOL_NAMES("This is a PRIVATE chunk", "This is a PUBLIC chunk");
static const struct value_table safe = BOOL_NAMES("This chunk is SAFE TO COPY", "This chunk is NOT safe to copy");

#define BYTE(abbrev, name, ...) F("png." abbrev, name, FT_UINT8, BASE_DEC, .size = 1, __VA_ARGS__)
#define WORD(abbrev, name, ...) F("png." abbrev, name, FT_UINT32, BASE_DEC, .size = 4, __VA_ARGS__)
#define REAL(abbrev, name) F("png." abbrev, name, FT_FLOAT, BASE_NONE, .size = 4)
#define FLAG(abbrev, name, bit, names) \
	F("png.chunk.flag." abbrev, name, FT_BOOLEAN, BASE_NONE, .size = 4, .mask = bit, .vals = &names)

static const struct field png_fields[] = {
	[PNG] = F("png", "Portable Network Graphics", FT_PROTOCOL, BASE_NONE),
	[SIGNATURE] = F("png.signature", "PNG Signature", FT_BYTES, BASE_NONE),
	[CHUNK] = F_TEXT("Chunk", .label = chunk_label),
	[LEN] = WORD("chunk.len", "Len", .off = 0),
	[TYPE] = F("png.chunk.type", "Chunk", FT_STRING, BASE_NONE),
	[ANCILLARY] = FLAG("ancillary", "Ancillary", 0x20000000, ancillary),
	[PRIVATE] = FLAG("private", "Private", 0x00200000, private),
	[SAFE_TO_COPY] = FLAG("stc", "Safe To Copy", 0x00000020, safe),
	[DATA] = F("png.chunk.data", "Data", FT_NONE, BASE_NONE),
	[CRC] = F("png.chunk.crc", "CRC", FT_UINT32, BASE_HEX),
	[WIDTH] = WORD("ihdr.width", "Width", .off = 0),
	[HEIGHT] = WORD("ihdr.height", "Height", .off = 4),
	[BIT_DEPTH] = BYTE("ihdr.bitdepth", "Bit Depth", .off = 8),
	[COLOUR_TYPE] = BYTE("ihdr.colour_type", "Colour Type", .off = 9, .vals = &colour_types),
	[COMPRESSION] = BYTE("ihdr.compression_method", "Compression Method", .off = 10, .vals = &compressions),
	[FILTER] = BYTE("ihdr.filter_method", "Filter Method", .off = 11, .vals = &filters),
	[INTERLACE] = BYTE("ihdr.interlace_method", "Interlace Method", .off = 12, .vals = &interlaces),
	[INTENT] = BYTE("srgb.intent", "Intent", .off = 0, .vals = &intents),
	[KEYWORD] = F("png.text.keyword", "Keyword", FT_STRING, BASE_NONE),
	[STRING] = F("png.text.string", "String", FT_STRING, BASE_NONE),
	[YEAR] = F("png.time.year", "Year", FT_UINT16, BASE_DEC, .off = 0, .size = 2),
	[MONTH] = BYTE("time.month", "Month", .off = 2),
	[DAY] = BYTE("time.day", "Day", .off = 3),
	[HOUR] = BYTE("time.hour", "Hour", .off = 4),
	[MINUTE] = BYTE("time.minute", "Minute", .off = 5),
	[SECOND] = BYTE("time.second", "Second", .off = 6),
	[PER_UNIT_X] = WORD("phys.horiz", "Horizontal pixels per unit", .off = 0),
	[PER_UNIT_Y] = WORD("phys.vert", "Vertical pixels per unit", .off = 4),
	[UNIT_IS] = BYTE("phys.unit", "Unit", .off = 8, .vals = &units),
	[PALETTE_INDEX] = BYTE("bkgd.palette_index", "Palette Index", .off = 0),
	[GREYSCALE] = F("png.bkgd.greyscale", "Greyscale", FT_UINT16, BASE_HEX, .off = 0, .size = 2),
	[RED] = F("png.bkgd.red", "Red", FT_UINT16, BASE_HEX, .off = 0, .size = 2),
	[GREEN] = F("png.bkgd.green", "Green", FT_UINT16, BASE_HEX, .off = 2, .size = 2),
	[BLUE] = F("png.bkgd.blue", "Blue", FT_UINT16, BASE_HEX, .off = 4, .size = 2),
	[WHITE_X] = REAL("chrm.white.x", "White X"),
	[WHITE_Y] = REAL("chrm.white.y", "White Y"),
	[RED_X] = REAL("chrm.red.x", "Red X"),
	[RED_Y] = REAL("chrm.red.y", "Red Y"),
	[GREEN_X] = REAL("chrm.green.x", "Green X"),
	[GREEN_Y] = REAL("chrm.green.y", "Green Y"),
	[BLUE_X] = REAL("chrm.blue.x", "Blue X"),
	[BLUE_Y] = REAL("chrm.blue.y", "Blue Y"),
	[GAMMA] = REAL("gama.gamma", "Gamma"),
};

/* It is one palette index, one grey, or three colours: by its length. */
static void put_background(struct tree *t, uint32_t off, uint32_t n)
{
	if (n == 1)
		put_rows(t, PALETTE_INDEX, PALETTE_INDEX, off);
	else if (n == 2)
		put_rows(t, GREYSCALE, GREYSCALE, off);
	else if (n == 6)
		put_rows(t, RED, BLUE, off);
}

/* Latin-1, up to the first NUL. */
static void put_latin(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	enum { PART = 256 };
	char room[2 * PART];
	struct record *r = put_copy(t, row, off, n, "", 0);
	uint32_t len = 0;
	for (uint32_t i = 0; i < n && t->l->data.p[off + i] && tree_wants(t, row); i++) {
		uint8_t c = t->l->data.p[off + i];
		if (c < 0x80) {
			room[len++] = (char)c;
		} else {
			room[len++] = (char)(0xc0 | c >> 6);
			room[len++] = (char)(0x80 | (c & 0x3f));
		}
		if (len < sizeof room - 1 && i + 1 < n && t->l->data.p[off + i + 1])
			continue;
		put_more(t, r, room, len);
		len = 0;
	}
}

/* A keyword, NUL, and the text. Without either, nothing is shown. */
static void put_text(struct tree *t, uint32_t off, uint32_t n)
{
	const uint8_t *s, *nul;
	if (!n || !tree_need(t, off, n))
		return;
	s = t->l->data.p + off;
	nul = memchr(s, 0, n);
	if (!nul || nul == s)
		return;
	uint32_t word = (uint32_t)(nul - s);
	put_latin(t, KEYWORD, off, word);
	if (word + 1 < n)
		put_latin(t, STRING, off + word + 1, n - word - 1);
}

/* Numbers that count hundred thousandths. */
static void put_real(struct tree *t, unsigned row, uint32_t off)
{
	float v = (float)slice_u32(t->l->data, off) / 100000.0f;
	uint32_t bits;
	memcpy(&bits, &v, sizeof bits);
	put_uint(t, row, off, 4, bits);
}

/* The rows of a chunk, which end with its data. */
static void put_fixed(struct tree *t, const struct chunk *c, uint32_t off, uint32_t n)
{
	uint32_t at = 0;
	for (unsigned row = c->first; row <= c->last; row++) {
		uint32_t size = t->rows[row].size;
		if (size > n - at) {
			tree_malformed(t);
			return;
		}
		if (row >= WHITE_X)
			put_real(t, row, off + at);
		else
			put(t, row, off + at, size);
		at += size;
	}
}

static void put_data(struct tree *t, const struct chunk *c, uint32_t off, uint32_t n)
{
	if (c && c->put)
		c->put(t, off, n);
	else if (c && c->first)
		put_fixed(t, c, off, n);
	else if (n)
		put_node(t, DATA, off, n);
}

static void png_tree(struct tree *t, const struct layer *l)
{
	put(t, SIGNATURE, 0, SIGNATURE_LEN);
	for (uint32_t off = SIGNATURE_LEN, n; off < l->data.wire && tree_need(t, off, CHUNK_HEAD); off += n) {
		uint32_t len = slice_u32(l->data, off);
		n = CHUNK_HEAD + len + CRC_LEN;
		if (len > INT32_MAX) {
			tree_malformed(t);
			return;
		}
		if (!tree_need(t, off, n))
			return;
		put_node(t, CHUNK, off, n);
		tree_push(t);
		put_rows(t, LEN, LEN, off);
		put(t, TYPE, off + 4, 4);
		put(t, ANCILLARY, off + 4, 4);
		put(t, PRIVATE, off + 4, 4);
		put(t, SAFE_TO_COPY, off + 4, 4);
		put_data(t, chunk_at(l->data, off + 4), off + CHUNK_HEAD, len);
		put(t, CRC, off + CHUNK_HEAD + len, CRC_LEN);
		tree_pop(t);
	}
}

static bool png_refuses(struct slice s)
{
	return s.wire <= SIGNATURE_LEN || !slice_has(s, 0, SIGNATURE_LEN) || memcmp(s.p, signature, SIGNATURE_LEN) != 0;
}

static bool png_guess(const struct layer *l, struct slice s)
{
	(void)l;
	return !png_refuses(s);
}

static void png_dissect(struct dissection *d, struct layer *l)
{
	l->tree_len = l->data.len;
	dry_tree(d, l);
}

static void png_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	(void)l;
	c->keep = true;
}

static void png_behind(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	buf_lit(&c->info, " (PNG)");
	column_ending(c, l);
}

static const char *const png_media[] = { "image/png", NULL };

const struct protocol protocol_png = {
	.name = "png",
	.column = "PNG",
	FIELDS(png_fields),
	.media = png_media,
	.guess = png_guess,
	.guess_on = { NEXT_MEDIA },
	.guess_first = { 0x89, 0x89 },
	.refuses = png_refuses,
	.told_early = true,
	.dissect = png_dissect,
	.fields_of = png_tree,
	.info = png_info,
	.behind = png_behind,
	.behind_reads = true,
};
