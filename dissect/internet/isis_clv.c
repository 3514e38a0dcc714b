/* isis_clv.c: type, length and value of IS-IS PDUs (ISO 10589), and the values that several kinds of PDU have. */
#include "base/fmt.h"
#include "dissect/internet/isis.h"
#include "dissect/message.h"

enum { CLV_HEADER = 2, MAX_CLVS = 1024, MAX_TEXT = 200 };

unsigned isis_type(const struct dissection *d, const struct layer *l)
{
	return slice_u8(layer_parent(d, l)->data, 4) & 0x1f;
}

const char *isis_type_name(const struct dissection *d, const struct layer *l)
{
	const char *name = value_text(&isis_types, isis_type(d, l));
	return name ? name : "";
}

void isis_id_text(struct buf *b, struct slice s, uint32_t off, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		if (i && (i < 6 ? i % 2 == 0 : true))
			buf_char(b, i == 7 ? '-' : '.');
		fmt_hex(b, slice_u8(s, off + i), 2);
	}
}

void isis_put_id(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	MESSAGE(text);
	if (!tree_need(t, off, n))
		return;
	isis_id_text(&text, t->l->data, off, n);
	put_copy(t, row, off, n, text.p, (uint32_t)text.len);
}

/* An area address: its length, its first byte, the rest in twos. */
void isis_label_area(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_lit(b, "Area address (");
	fmt_uint(b, slice_u8(s, 0));
	buf_lit(b, "): ");
	for (uint32_t i = 1; i < s.len; i++) {
		if (i > 1 && i % 2 == 0)
			buf_char(b, '.');
		fmt_hex(b, s.p[i], 2);
	}
}

/* A value that ends before what it says it has. */
static void put_short(struct tree *t, uint32_t off, uint32_t n, struct buf *text)
{
	put_label(t, CLV, off, n, text->p, (uint32_t)text->len);
	tree_push(t);
	put_expert(t, SHORT_CLV, off, 0, message_text(text));
	tree_pop(t);
}

void isis_put_areas(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	for (uint32_t end = off + n; off < end && !tree_ended(t);) {
		uint32_t size = slice_u8(t->l->data, off);
		if (size + 1 > end - off) {
			MESSAGE(text);
			buf_lit(&text, "short address, packet says ");
			fmt_uint(&text, size);
			buf_lit(&text, ", we have ");
			fmt_uint(&text, end - off - 1);
			buf_lit(&text, " left");
			put_short(t, off, t->l->data.len - off, &text);
			return;
		}
		put(t, row, off, size + 1);
		off += size + 1;
	}
}

static const struct value_table nlpids = VALUES({ 0x00, "NULL" }, { 0x01, "X.29" }, { 0x03, "X.633" }, { 0x08, "Q.931" },
	{ 0x09, "Q.2931" }, { 0x0c, "Q.2119" }, { 0x80, "SNAP" }, { 0x81, "CLNP" }, { 0x82, "ESIS" }, { 0x83, "ISIS" },
	{ 0x85, "IDRP" }, { 0x8a, "ESIS (X.25)" }, { 0x8c, "ISO 10030" }, { 0x8d, "ISO 11577" }, { 0x8e, "IPv6" },
	{ 0xb0, "Data compression protocol" }, { 0xc0, "TRILL" }, { 0xc1, "IEEE 802.1aq (SPB)" }, { 0xcc, "IP" }, { 0xcf, "PPP" });

void isis_put_nlpids(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	MESSAGE(text);
	if (!n || !tree_need(t, off, n))
		return;
	buf_str(&text, n == 1 ? "NLPID: " : "NLPIDs: ");
	for (uint32_t i = 0; i < n && text.len < MAX_TEXT; i++) {
		const char *name = value_text(&nlpids, slice_u8(t->l->data, off + i));
		if (i)
			buf_lit(&text, ", ");
		buf_str(&text, name ? name : "Unknown");
		buf_lit(&text, " (0x");
		fmt_hex(&text, slice_u8(t->l->data, off + i), 2);
		buf_char(&text, ')');
	}
	put_label(t, CLV_NOTE, off, n, text.p, (uint32_t)text.len);
	tree_push(t);
	isis_put_each(t, row, off, n, 1);
	tree_pop(t);
}

void isis_put_each(struct tree *t, unsigned row, uint32_t off, uint32_t n, uint32_t size)
{
	for (uint32_t i = 0; i + size <= n && !tree_ended(t); i += size)
		put(t, row, off + i, size);
}

void isis_put_instance(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	put(t, row, off, 2);
	if (n > 2)
		isis_put_each(t, row + 1, off + 2, n - 2, 2);
}

static const struct isis_clv *clv_of(const struct isis_clv *list, unsigned many, unsigned type)
{
	for (unsigned i = 0; i < many; i++)
		if (list[i].type == type)
			return &list[i];
	return NULL;
}

static void put_unknown(struct tree *t, unsigned type, uint32_t off, uint32_t n)
{
	MESSAGE(text);
	buf_lit(&text, "Dissector for IS-IS CLV (");
	fmt_uint(&text, type);
	buf_lit(&text, ") code not implemented, Contact Wireshark developers if you want this supported");
	put_label(t, CLV_NOTE, off, n, text.p, (uint32_t)text.len);
	tree_push(t);
	put_expert(t, CLV_UNKNOWN, off, 0, message_text(&text));
	tree_pop(t);
}

/* "Short CLV header (170 vs 164)" */
static void put_cut(struct tree *t, uint32_t off, uint32_t says, uint32_t has)
{
	MESSAGE(text);
	buf_lit(&text, "Short CLV header (");
	fmt_uint(&text, says);
	buf_lit(&text, " vs ");
	fmt_uint(&text, has);
	buf_char(&text, ')');
	put_short(t, off, t->l->data.len - off, &text);
}

void isis_put_clvs(struct tree *t, const struct isis_clv *list, unsigned many, uint32_t off, uint32_t end)
{
	for (unsigned i = 0; i < MAX_CLVS && off < end && !tree_ended(t); i++) {
		unsigned type = slice_u8(t->l->data, off), n = slice_u8(t->l->data, off + 1);
		const struct isis_clv *clv = clv_of(list, many, type);
		MESSAGE(text);
		if (!tree_need(t, off, CLV_HEADER))
			return;
		if (off + CLV_HEADER + n > end) {
			put_cut(t, off + CLV_HEADER, n, end > off + CLV_HEADER ? end - off - CLV_HEADER : 0);
			return;
		}
		buf_str(&text, clv ? clv->name : "Unknown code");
		buf_lit(&text, " (t=");
		fmt_uint(&text, type);
		buf_lit(&text, ", l=");
		fmt_uint(&text, n);
		buf_char(&text, ')');
		put_label(t, CLV, off, slice_sub(t->l->data, off, CLV_HEADER + n).len, text.p, (uint32_t)text.len);
		tree_push(t);
		put(t, CLV_TYPE, off, 1);
		put(t, CLV_LENGTH, off + 1, 1);
		if (!clv)
			put_unknown(t, type, off + CLV_HEADER, n);
		else if (clv->put)
			clv->put(t, off + CLV_HEADER, n);
		tree_pop(t);
		off += CLV_HEADER + n;
	}
}
