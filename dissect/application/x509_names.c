/* x509_names.c: names, numbers and object identifiers in certificates as labels. */
#include "base/fmt.h"
#include "dissect/application/certificate.h"
#include "dissect/application/x509_rows.h"
#include "dissect/oid.h"
#include "dissect/text.h"

enum { MAX_RDNS = 64, MAX_ATTRIBUTES = 16, LABEL_ROOM = 1024 };

/* The content of an element, if it has that tag; empty when not. */
static struct slice inside(struct slice s, uint32_t *off, uint16_t tag)
{
	struct ber e;
	if (!ber_read(s, *off, s.len, &e) || e.tag != tag)
		return slice_first(s, 0);
	*off = e.end;
	return ber_content(s, &e);
}

/* "id-at-commonName=www.example.org" of an AttributeTypeAndValue's content. Wide strings are shown as the text that they
 * are, where tshark has their bytes. */
static void put_attribute(struct buf *b, struct slice s, uint32_t room)
{
	struct ber value;
	uint32_t off = 0;
	struct slice oid = inside(s, &off, BER_OID);
	if (!oid.len || room <= OID_CALLED)
		return;
	oid_called(b, oid);
	buf_char(b, '=');
	if (ber_read(s, off, s.len, &value))
		ber_text(b, ber_content(s, &value), value.tag, room - OID_CALLED - 1);
}

/* The attributes of an RDN's content, with a '+' between. */
static void put_rdn(struct buf *b, struct slice s, uint32_t room)
{
	uint32_t off = 0;
	size_t start = b->len;
	for (unsigned i = 0; i < MAX_ATTRIBUTES && off < s.len; i++) {
		uint32_t before = off, used = (uint32_t)(b->len - start);
		struct slice attribute = inside(s, &off, BER_SEQUENCE);
		if (off == before || used >= room)
			return;
		if (i)
			buf_char(b, '+');
		put_attribute(b, attribute, room - used - 1);
	}
}

/* The RDNs of a name's content, the last one first. */
static void put_rdns(struct buf *b, struct slice s, uint32_t room)
{
	uint32_t at[MAX_RDNS], off = 0;
	unsigned n = 0;
	struct ber e;
	size_t start = b->len;
	for (; n < MAX_RDNS && ber_read(s, off, s.len, &e); off = e.end)
		at[n++] = off;
	for (unsigned i = n; i--;) {
		uint32_t used = (uint32_t)(b->len - start);
		if (used >= room)
			return;
		if (i != n - 1)
			buf_char(b, ',');
		put_rdn(b, inside(s, &at[i], BER_SET), room - used - 1);
	}
}

void certificate_name_text(struct buf *b, struct slice s, uint32_t room)
{
	put_rdns(b, s, room);
}

void certificate_subject(struct buf *b, struct slice s, uint32_t room)
{
	enum { BEFORE_SUBJECT = 4 }; /* serial, signature, issuer, validity */
	uint32_t off = 0;
	struct ber e;
	s = inside(s, &off, BER_SEQUENCE);
	off = 0;
	s = inside(s, &off, BER_SEQUENCE);
	off = 0;
	for (unsigned i = 0; i < BEFORE_SUBJECT && ber_read(s, off, s.len, &e); off = e.end)
		i += !(e.tag & BER_CONTEXT); /* the version may be missing */
	put_rdns(b, inside(s, &off, BER_SEQUENCE), room);
}

static void put_count(struct buf *b, const struct record *r)
{
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	fmt_uint(b, r->val);
	buf_str(b, r->val == 1 ? " item (" : " items (");
}

/* What the packet says may hold anything: written beside, then made visible. */
static void put_visible(struct buf *b, size_t start, void (*put_it)(struct buf *, struct slice, uint32_t room),
			struct slice s)
{
	char room[LABEL_ROOM + 1];
	struct buf text = BUF_OVER(room, sizeof room);
	put_it(&text, s, LABEL_ROOM);
	text_closing(b, start, &text);
}

void x509_label_name(struct buf *b, const struct tree *t, const struct record *r)
{
	size_t start = b->len;
	put_count(b, r);
	if (!r->val) {
		b->len -= 2; /* nothing to tell, so no parentheses */
		return;
	}
	put_visible(b, start, put_rdns, record_bytes(t->d, r));
}

void x509_label_rdn(struct buf *b, const struct tree *t, const struct record *r)
{
	size_t start = b->len;
	put_count(b, r);
	put_visible(b, start, put_rdn, record_bytes(t->d, r));
}

void x509_label_attribute(struct buf *b, const struct tree *t, const struct record *r)
{
	size_t start = b->len;
	buf_str(b, r->f->name);
	buf_lit(b, " (");
	put_visible(b, start, put_rdn, record_bytes(t->d, r));
}

void x509_label_oid(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	oid_dotted(b, s);
	buf_lit(b, " (");
	oid_called(b, s);
	buf_char(b, ')');
}

void x509_label_named(struct buf *b, const struct tree *t, const struct record *r)
{
	uint32_t off = 0;
	struct ber e;
	struct slice s = record_bytes(t->d, r), oid;
	buf_str(b, r->f->name);
	if (!ber_read(s, 0, s.len, &e)) /* whatever its tag is, it has an object identifier first */
		return;
	oid = inside(ber_content(s, &e), &off, BER_OID);
	if (!oid.len)
		return;
	buf_lit(b, " (");
	oid_called(b, oid);
	buf_char(b, ')');
}

void x509_label_number(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_str(b, r->f->name);
	buf_lit(b, ": 0x");
	text_octets(b, s, 0);
}
