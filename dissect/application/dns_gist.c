/* dns_gist.c: what a resource record says in a few words, and the labels of rows that say more than a number. */
#include "base/timefmt.h"
#include "dissect/application/dns_impl.h"

/* Data as text: %4 %6 an address, %n a name, %h 16 bits, %s a counted string, %. skips 32 bits, %o is the owner. */
static const struct gist {
	uint16_t type;
	const char *column, *tree;
} gists[] = {
	{ 1, " %4", ", addr %4" },
	{ 2, " %n", ", ns %n" },
	{ 5, " %n", ", cname %n" },
	{ 6, " %n", ", mname %n" },
	{ 11, " %4", ", addr %4" },
	{ 12, " %n", ", %n" },
	{ 13, " %s %s", ", CPU %s, OS %s" },
	{ 15, " %h %n", ", preference %h, mx %n" },
	{ 28, " %6", ", addr %6" },
	{ 30, " %n", ", next domain name %n" },
	{ 33, " %h %h %h %n", ", priority %h, weight %h, port %h, target %n" },
	{ 35, " %h %h %s", ", order %h, preference %h, flags %s" },
	{ 36, " %h %n", ", preference %h, kx %n" },
	{ 38, " %x", ", addr %x" },
	{ 39, " %n", ", dname %n" },
	{ 47, " %n", ", next domain name %n" },
	{ 65282, "%.%.%. %n", "%.%.%., name result domain %n" },
	/* of these the column has the owner's name */
	{ 3, " %o", "" }, { 4, " %o", "" }, { 7, " %o", "" }, { 8, " %o", "" }, { 9, " %o", "" }, { 10, " %o", "" },
	{ 14, " %o", "" }, { 17, " %o", "" }, { 18, " %o", "" }, { 19, " %o", "" }, { 20, " %o", "" }, { 21, " %o", "" },
	{ 22, " %o", "" }, { 23, " %o", "" }, { 26, " %o", "" }, { 27, " %o", "" }, { 42, " %o", "" }, { 49, " %o", "" },
	{ 51, " %o", "" }, { 52, " %o", "" }, { 55, " %o", "" },
};

/* "64 ::1 host.example.net": prefix length, address suffix, prefix name (RFC 2874). */
static bool a6_text(struct buf *b, struct slice layer, const struct dns_record *r, uint32_t off)
{
	uint8_t address[16] = { 0 };
	unsigned prefix = slice_u8(layer, off), bytes = prefix <= 128 ? (128 - prefix + 7) / 8 : 0;
	struct domain_name n = { .len = 0 };
	if (!slice_has(layer, off + 1, bytes))
		return false;
	if (bytes)
		memcpy(address + 16 - bytes, layer.p + off + 1, bytes);
	if (prefix && !domain_name_read(layer, r->base, off + 1 + bytes, &n))
		return false;
	fmt_uint(b, prefix);
	buf_char(b, ' ');
	fmt_ipv6(b, address);
	buf_char(b, ' ');
	fmt_text(b, n.text, n.len);
	return true;
}

/* One item; returns its bytes, or UINT32_MAX when it is not all there. */
static uint32_t item_text(struct buf *b, char what, struct slice layer, const struct dns_record *r, uint32_t off)
{
	struct domain_name n;
	uint32_t size = what == '4' || what == '.' ? 4 : what == '6' ? 16 : what == 'h' ? 2 : what == 's' ? 1 : 0;
	if (what == 's')
		size += slice_u8(layer, off);
	if (!slice_has(layer, off, size))
		return UINT32_MAX;
	switch (what) {
	case '4': fmt_ipv4(b, layer.p + off); break;
	case '6': fmt_ipv6(b, layer.p + off); break;
	case 'h': fmt_uint(b, slice_u16(layer, off)); break;
	case 's': fmt_text(b, layer.p + off + 1, size - 1); break;
	case 'o': fmt_text(b, r->name.text, r->name.len); break;
	case 'x': return a6_text(b, layer, r, off) ? 0 : UINT32_MAX;
	case 'n':
		if (!domain_name_read(layer, r->base, off, &n))
			return UINT32_MAX;
		fmt_text(b, n.text, n.len);
		return n.size;
	default: break;
	}
	return size;
}

static const struct gist *gist_of(unsigned type)
{
	for (unsigned i = 0; i < COUNT(gists); i++)
		if (gists[i].type == type)
			return &gists[i];
	return NULL;
}

bool dns_gist(struct buf *b, struct slice layer, const struct dns_record *r, bool column)
{
	const struct gist *g = r->size ? gist_of(r->type) : NULL;
	uint32_t off = r->data;
	size_t start = b->len;
	for (const char *p = !g ? "" : column ? g->column : g->tree; *p; p++) {
		if (*p != '%') {
			buf_char(b, *p);
			continue;
		}
		uint32_t n = item_text(b, *++p, layer, r, off);
		if (n == UINT32_MAX) {
			b->len = start;
			return false;
		}
		off += n;
	}
	return true;
}

/* Names of types as zone files have them: the long names up to their explanation. */
void name_type_put(struct buf *b, unsigned type)
{
	const char *name = type == DNS_TYPE_NULL ? "NULL" : type == DNS_TYPE_ANY ? "ANY" : value_text(&dns_types, type);
	if (!name) {
		buf_lit(b, "Unknown (");
		fmt_uint(b, type);
		buf_char(b, ')');
		return;
	}
	const char *end = name;
	while (*end && (end[0] != ' ' || end[1] != '(')) /* the word, without what it stands for */
		end++;
	buf_put(b, name, (size_t)(end - name));
}

const char *dns_class_name(unsigned class)
{
	const char *name = value_text(&dns_classes, class);
	return name ? name : "Unknown";
}

/* "Time to live: 3600 (1 hour)" */
void dns_duration_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_uint(b, r->val);
	buf_lit(b, " (");
	time_span(b, r->val * 1000);
	buf_char(b, ')');
}

void dns_bitmap_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = value_text(&dns_types, r->val);
	(void)t;
	buf_lit(b, "RR type in bit map: ");
	if (name) {
		buf_str(b, name);
		return;
	}
	buf_lit(b, "Unknown (");
	fmt_uint(b, r->val);
	buf_char(b, ')');
}

/* "Bits: 0x40 (25)": the ports; r->aux is that of the byte's first bit. */
void dns_wks_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *between = " (";
	(void)t;
	buf_lit(b, "Bits: ");
	fmt_0x(b, r->val, 2);
	for (unsigned bit = 0; bit < 8; bit++) {
		if (!(r->val & 0x80u >> bit))
			continue;
		buf_str(b, between);
		fmt_uint(b, r->aux + bit);
		between = ", ";
	}
	buf_char(b, ')');
}

/* Centimetres as metres. */
static void metres(struct buf *b, bool negative, uint64_t cm)
{
	if (negative)
		buf_char(b, '-');
	fmt_uint(b, cm / 100);
	if (cm % 100) {
		buf_char(b, '.');
		fmt_uint_pad(b, cm % 10 ? cm % 100 : cm % 100 / 10, cm % 10 ? 2 : 1, '0');
	}
	buf_lit(b, " m)");
}

static void number_and(struct buf *b, const struct record *r)
{
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_uint(b, r->val);
	buf_lit(b, " (");
}

/* RFC 1876, 2: two digits, mantissa and power of ten, in centimetres. */
void dns_loc_size_label(struct buf *b, const struct tree *t, const struct record *r)
{
	uint64_t cm = r->val >> 4 & 15;
	(void)t;
	for (unsigned power = r->val & 15; power; power--)
		cm *= 10;
	number_and(b, r);
	metres(b, false, cm);
}

/* Thousandths of a second of arc, from 2^31 on. */
void dns_loc_angle_label(struct buf *b, const struct tree *t, const struct record *r)
{
	bool longitude = r->f == &dns_rows[DNS_LOC_LONGITUDE], low = r->val < 0x80000000;
	uint64_t ms = low ? 0x80000000 - r->val : r->val - 0x80000000;
	(void)t;
	number_and(b, r);
	fmt_uint(b, ms / 3600000);
	buf_lit(b, " deg ");
	fmt_uint(b, ms / 60000 % 60);
	buf_lit(b, " min ");
	fmt_uint(b, ms / 1000 % 60);
	buf_char(b, '.');
	fmt_uint_pad(b, ms % 1000, 3, '0');
	buf_lit(b, " sec ");
	buf_char(b, longitude ? (low ? 'W' : 'E') : low ? 'S' : 'N');
	buf_char(b, ')');
}

/* Centimetres from 100 km below the ellipsoid on. */
void dns_loc_altitude_label(struct buf *b, const struct tree *t, const struct record *r)
{
	enum { ZERO = 10000000 };
	(void)t;
	number_and(b, r);
	metres(b, r->val < ZERO, r->val < ZERO ? ZERO - r->val : r->val - ZERO);
}

void dns_eui64_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_lit(b, "EUI64 Address: ");
	fmt_bytes(b, s.p, s.len, ':');
	buf_lit(b, " (");
	fmt_bytes(b, s.p, s.len, ':');
	buf_char(b, ')');
}

void dns_tlv_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = value_text(&dns_tlv_names, slice_u16(record_bytes(t->d, r), 0));
	buf_lit(b, "DSO TLV: ");
	buf_str(b, name ? name : "Unknown");
}
