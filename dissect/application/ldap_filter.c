/* ldap_filter.c: search filters (RFC 4511 4.5.1.7), their rows and their text (RFC 4515). */
#include "base/fmt.h"
#include "dissect/application/ldap_rows.h"

enum {
	AND_TAG = 0,
	OR_TAG,
	NOT_TAG,
	EQUALITY_TAG,
	SUBSTRINGS_TAG,
	GREATER_TAG,
	LESS_TAG,
	PRESENT_TAG,
	APPROX_TAG,
	EXTENSIBLE_TAG
};
/* Bytes of text that any label has room for; bytes of a value that are shown; filters in one; filters within filters. */
enum { TEXT_ENOUGH = 256, OCTETS_SHOWN = 24, GUID_BYTES = 16, VERSION_BYTES = 4, MAX_FILTERS = 256, MAX_NESTED = 16 };

#define CONTEXT(n) (BER_CONTEXT | (n))

/* --- the text --- */

static bool is_printable(struct slice s)
{
	for (uint32_t i = 0; i < s.len; i++)
		if (s.p[i] < ' ' || s.p[i] > '~')
			return false;
	return true;
}

/* A value as text where it is printable, else "c3:bc". */
static void append_value(struct buf *b, struct slice s)
{
	if (is_printable(s)) {
		buf_put(b, s.p, s.len);
		return;
	}
	for (uint32_t i = 0; i < s.len && i < OCTETS_SHOWN; i++) {
		if (i)
			buf_char(b, ':');
		fmt_hex(b, s.p[i], 2);
	}
	if (s.len > OCTETS_SHOWN)
		buf_lit(b, ":\xe2\x80\xa6");
}

static bool is_called(struct slice s, const char *name)
{
	return s.len == strlen(name) && !memcmp(s.p, name, s.len);
}

/* "03020100-0504-0706-0809-0a0b0c0d0e0f" */
static void append_guid(struct buf *b, struct slice s)
{
	static const uint8_t order[GUID_BYTES] = { 3, 2, 1, 0, 5, 4, 7, 6, 8, 9, 10, 11, 12, 13, 14, 15 };
	for (unsigned i = 0; i < GUID_BYTES; i++) {
		if (i == 4 || i == 6 || i == 8 || i == 10)
			buf_char(b, '-');
		fmt_hex(b, s.p[order[i]], 2);
	}
}

/* The value of an attribute that Active Directory is asked for; or as any other. */
static void append_typed_value(struct buf *b, struct slice type, struct slice s)
{
	if (is_called(type, "NtVer") && s.len == VERSION_BYTES) {
		buf_lit(b, "0x");
		fmt_hex(b, slice_uint(s, 0, VERSION_BYTES, true), 8);
	} else if (is_called(type, "DomainGuid") && s.len == GUID_BYTES) {
		append_guid(b, s);
	} else {
		append_value(b, s);
	}
}

static struct ber member(struct slice s, const struct ber *e, uint32_t *off)
{
	struct ber m;
	ber_read(s, *off, e->stop, &m);
	*off = m.end;
	return m;
}

static void put_bytes(struct buf *b, struct slice s)
{
	buf_put(b, s.p, s.len);
}

static void text_of_match(struct buf *b, struct slice s, const struct ber *e, const char *sign)
{
	uint32_t off = e->body;
	struct ber type = member(s, e, &off), value = member(s, e, &off);
	buf_char(b, '(');
	put_bytes(b, ber_content(s, &type));
	buf_str(b, sign);
	if (ber_len(&value))
		append_typed_value(b, ber_content(s, &type), ber_content(s, &value));
	else
		buf_lit(b, "[NULL]");
	buf_char(b, ')');
}

static void text_of_substrings(struct buf *b, struct slice s, const struct ber *e)
{
	uint32_t off = e->body;
	struct ber type = member(s, e, &off), list = member(s, e, &off), part = list;
	buf_char(b, '(');
	put_bytes(b, ber_content(s, &type));
	buf_char(b, '=');
	off = list.body;
	for (unsigned i = 0; i < MAX_FILTERS && b->len < TEXT_ENOUGH && ber_read(s, off, list.stop, &part);
	     i++, off = part.end) {
		if (part.tag != CONTEXT(0))
			buf_char(b, '*');
		put_bytes(b, ber_content(s, &part));
	}
	if (part.tag != CONTEXT(2))
		buf_char(b, '*');
	buf_char(b, ')');
}

/* "(cn:dn:2.4.6.8.10:=Dino)" */
static void text_of_extensible(struct buf *b, struct slice s, const struct ber *e)
{
	struct ber part[4] = { 0 };
	struct ber m;
	uint32_t off = e->body;
	for (unsigned i = 0; i < COUNT(part) && ber_read(s, off, e->stop, &m); i++, off = m.end)
		if (m.tag >= CONTEXT(1) && m.tag <= CONTEXT(4))
			part[m.tag - CONTEXT(1)] = m;
	buf_char(b, '(');
	put_bytes(b, ber_content(s, &part[1]));
	if (slice_u8(ber_content(s, &part[3]), 0))
		buf_lit(b, ":dn");
	if (part[0].end) {
		buf_char(b, ':');
		put_bytes(b, ber_content(s, &part[0]));
	}
	buf_lit(b, ":=");
	append_value(b, ber_content(s, &part[2]));
	buf_char(b, ')');
}

static void text_of(struct buf *b, struct slice s, const struct ber *e, unsigned depth);

/* Of more than two, the first two are one that stands with the third, and so on: "(&(&(a=*)(b=*))(c=*))". */
static void text_of_set(struct buf *b, struct slice s, const struct ber *e, char sign, unsigned depth)
{
	struct ber m;
	unsigned n = 0;
	uint32_t off = e->body;
	for (; n < MAX_FILTERS && ber_read(s, off, e->stop, &m); off = m.end)
		n++;
	for (unsigned i = 1; i < n; i++) {
		buf_char(b, '(');
		buf_char(b, sign);
	}
	off = e->body;
	for (unsigned i = 0; i < n && b->len < TEXT_ENOUGH && ber_read(s, off, e->stop, &m); i++, off = m.end) {
		text_of(b, s, &m, depth);
		if (i)
			buf_char(b, ')');
	}
}

static void text_of(struct buf *b, struct slice s, const struct ber *e, unsigned depth)
{
	struct ber inner;
	if (depth == MAX_NESTED || b->len >= TEXT_ENOUGH || (e->tag & ~BER_NUMBER) != BER_CONTEXT)
		return;
	switch (e->tag & BER_NUMBER) {
	case AND_TAG: text_of_set(b, s, e, '&', depth + 1); break;
	case OR_TAG: text_of_set(b, s, e, '|', depth + 1); break;
	case NOT_TAG:
		buf_lit(b, "(!");
		if (ber_read(s, e->body, e->stop, &inner))
			text_of(b, s, &inner, depth + 1);
		buf_char(b, ')');
		break;
	case EQUALITY_TAG: text_of_match(b, s, e, "="); break;
	case SUBSTRINGS_TAG: text_of_substrings(b, s, e); break;
	case GREATER_TAG: text_of_match(b, s, e, ">="); break;
	case LESS_TAG: text_of_match(b, s, e, "<="); break;
	case PRESENT_TAG:
		buf_char(b, '(');
		put_bytes(b, ber_content(s, e));
		buf_lit(b, "=*)");
		break;
	case APPROX_TAG: text_of_match(b, s, e, "~="); break;
	case EXTENSIBLE_TAG: text_of_extensible(b, s, e); break;
	default: break;
	}
}

/* A line "Filter: (cn=*)" with the text of e, over the bytes from off on. */
static void put_line(struct asn1 *w, unsigned row, const struct ber *e, uint32_t off)
{
	char room[2 * TEXT_ENOUGH];
	struct buf b = BUF_OVER(room, sizeof room);
	if (!asn1_use(w, LDAP_ROW(row)))
		return;
	buf_str(&b, w->t->rows[row].name);
	buf_lit(&b, ": ");
	if (tree_wants(w->t, row))
		text_of(&b, w->s, e, 0);
	put_label(w->t, row, off, e->end - off, b.p, (uint32_t)b.len);
}

/* --- the rows --- */

static const struct asn1_type value = { .kind = ASN1_VALUE };

/* AssertionValue: text where it is printable, and nothing where it is empty. */
static void put_assertion(struct asn1 *w, uint16_t row, const struct ber *e)
{
	char room[TEXT_ENOUGH];
	struct buf b = BUF_OVER(room, sizeof room);
	struct slice s = ber_content(w->s, e);
	if (is_called(w->oid, "NtVer") && ldap_put_version(w, e))
		return;
	if (is_called(w->oid, "DomainGuid") && s.len == GUID_BYTES) {
		asn1_put_value(w, LDAP_ROW(GUID), e);
		return;
	}
	if (!s.len || !asn1_use(w, row))
		return;
	if (is_printable(s)) {
		put(w->t, row & 0xff, e->body, ber_len(e));
		return;
	}
	append_value(&b, s);
	put_copy(w->t, row & 0xff, e->body, ber_len(e), b.p, (uint32_t)b.len);
}

/* The attribute, which says what its value is. */
static void put_description(struct asn1 *w, uint16_t row, const struct ber *e)
{
	w->oid = ber_content(w->s, e);
	asn1_put_value(w, row, e);
}

static const struct asn1_type description = { .kind = ASN1_HOOK, .hook = put_description };
static const struct asn1_type assertion_value = { .kind = ASN1_HOOK, .hook = put_assertion };
const struct asn1_type ldap_assertion = ASN1_PARTS(ASN1_SEQUENCE, { BER_OCTET_STRING, LDAP_ROW(ATTRIBUTE_DESC), 0, &description },
	{ BER_OCTET_STRING, LDAP_ROW(ASSERTION_VALUE), 0, &assertion_value });
static const struct asn1_type substring = ASN1_PARTS(ASN1_CHOICE, { CONTEXT(0), LDAP_ROW(INITIAL), ASN1_IMPLICIT, &value },
	{ CONTEXT(1), LDAP_ROW(ANY), ASN1_IMPLICIT, &value }, { CONTEXT(2), LDAP_ROW(FINAL), ASN1_IMPLICIT, &value });
static const struct asn1_type substring_list =
	ASN1_PARTS(ASN1_SEQUENCE_OF, { 0, LDAP_ROW(SUBSTRINGS_ITEM), ASN1_ANY, &substring });
static const struct asn1_type substrings = ASN1_PARTS(ASN1_SEQUENCE, { BER_OCTET_STRING, LDAP_ROW(TYPE), 0, &value },
	{ BER_SEQUENCE, LDAP_ROW(SUBSTRINGS), 0, &substring_list });
static const struct asn1_type extensible = ASN1_PARTS(ASN1_SEQUENCE,
	{ CONTEXT(1), LDAP_ROW(MATCHING_RULE), ASN1_IMPLICIT | ASN1_OPTIONAL, &value },
	{ CONTEXT(2), LDAP_ROW(TYPE), ASN1_IMPLICIT | ASN1_OPTIONAL, &value },
	{ CONTEXT(3), LDAP_ROW(MATCH_VALUE), ASN1_IMPLICIT, &assertion_value },
	{ CONTEXT(4), LDAP_ROW(DN_ATTRIBUTES), ASN1_IMPLICIT | ASN1_OPTIONAL, &value });

/* The filters of an AND or an OR: a line with the whole text, the list, and each of them. */
static void put_set(struct asn1 *w, const struct ber *e, unsigned line, unsigned list, unsigned item)
{
	struct ber m;
	unsigned n = 0;
	uint32_t off = e->body;
	for (; n < MAX_FILTERS && ber_read(w->s, off, e->stop, &m); off = m.end)
		n++;
	put_line(w, line, e, e->body);
	asn1_push(w);
	if (asn1_use(w, LDAP_ROW(list)))
		put_uint(w->t, list, e->body, ber_len(e), n);
	asn1_push(w);
	off = e->body;
	for (unsigned i = 0; i < n && !(w->t && tree_ended(w->t)) && ber_read(w->s, off, e->stop, &m); i++, off = m.end)
		ldap_put_filter(w, (uint16_t)LDAP_ROW(item), &m);
	asn1_pop(w);
	asn1_pop(w);
}

static void put_type(struct asn1 *w, const struct asn1_type *type, unsigned row, struct ber e)
{
	e.at = e.body;
	e.end = e.stop;
	asn1_put_type(w, type, LDAP_ROW(row), &e);
}

static void put_chosen(struct asn1 *w, const struct ber *e)
{
	struct ber inner;
	switch (e->tag & BER_NUMBER) {
	case AND_TAG: put_set(w, e, AND_TEXT, AND, AND_ITEM); break;
	case OR_TAG: put_set(w, e, OR_TEXT, OR, OR_ITEM); break;
	case NOT_TAG:
		if (ber_read(w->s, e->body, e->stop, &inner))
			ldap_put_filter(w, LDAP_ROW(NOT), &inner);
		break;
	case EQUALITY_TAG: put_type(w, &ldap_assertion, EQUALITY_MATCH, *e); break;
	case SUBSTRINGS_TAG:
		put_line(w, SUBSTRING_TEXT, e, e->body);
		asn1_push(w);
		put_type(w, &substrings, SUBSTRINGS_NODE, *e);
		asn1_pop(w);
		break;
	case GREATER_TAG: put_type(w, &ldap_assertion, GREATER_OR_EQUAL, *e); break;
	case LESS_TAG: put_type(w, &ldap_assertion, LESS_OR_EQUAL, *e); break;
	case PRESENT_TAG: put_type(w, &value, PRESENT, *e); break;
	case APPROX_TAG: put_type(w, &ldap_assertion, APPROX_MATCH, *e); break;
	case EXTENSIBLE_TAG: put_type(w, &extensible, EXTENSIBLE_MATCH, *e); break;
	default: break;
	}
}

void ldap_put_filter(struct asn1 *w, uint16_t row, const struct ber *e)
{
	unsigned number = e->tag & BER_NUMBER;
	put_line(w, FILTER_TEXT, e, e->at);
	if ((e->tag & ~BER_NUMBER) != BER_CONTEXT || number > EXTENSIBLE_TAG || w->depth == ASN1_MAX_DEPTH)
		return;
	w->depth++;
	asn1_push(w);
	if (asn1_use(w, row))
		put_uint(w->t, row & 0xff, e->body, ber_len(e), number);
	asn1_push(w);
	put_chosen(w, e);
	asn1_pop(w);
	asn1_pop(w);
	w->depth--;
}
