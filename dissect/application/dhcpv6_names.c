/* dhcpv6_names.c: domain names in DHCPv6's options (RFC 8415, 10): never compressed, and all that may be wrong with them. */
#include "dissect/application/dhcpv6_impl.h"

enum { MAX_LABEL = 63, MAX_ENCODED = 255 };

/* How a name ended, or why there was none. */
enum name_end {
	NAME_WHOLE,    /* several labels, and the root */
	NAME_TOP,      /* one label, and the root */
	NAME_ROOT,     /* nothing but the root */
	NAME_PART,     /* the field ended before the root */
	NAME_NO_LABEL, /* a length that no label has */
	NAME_TOO_LONG, /* a label that the field has no room for */
	NAME_CUT,      /* its bytes were not captured */
	NAME_HUGE,     /* more bytes than a name may have */
};

struct name {
	char text[MAX_ENCODED + MAX_LABEL + 1];
	uint32_t len, size;    /* of the text; of the name where it stands */
	uint32_t stop, length; /* where the bad label is, and its length byte */
	unsigned labels;
	enum name_end end;
};

static void add_label(struct name *m, const uint8_t *p, uint32_t n)
{
	if (m->labels++)
		m->text[m->len++] = '.';
	memcpy(m->text + m->len, p, n);
	m->len += n;
}

/* The name at off of a field that ends at `end`. */
static void read_name(struct slice s, uint32_t off, uint32_t end, struct name *m)
{
	uint32_t at = off;
	m->len = m->labels = 0;
	while (at < end) {
		uint32_t n = slice_u8(s, at);
		m->stop = at;
		m->length = n;
		m->size = at + 1 - off;
		if (!slice_has(s, at, 1)) {
			m->end = NAME_CUT;
			return;
		}
		if (!n) {
			m->end = !m->labels ? NAME_ROOT : m->labels == 1 ? NAME_TOP : NAME_WHOLE;
			m->text[m->len++] = '.';
			return;
		}
		m->end = n > MAX_LABEL ? NAME_NO_LABEL : n > end - at - 1 ? NAME_TOO_LONG : NAME_PART;
		if (m->end == NAME_PART && !slice_has(s, at + 1, n))
			m->end = NAME_CUT;
		if (m->end != NAME_PART)
			return;
		add_label(m, s.p + at + 1, n);
		at += 1 + n;
		m->size = at - off;
		if (m->size > MAX_ENCODED) {
			m->end = NAME_HUGE;
			return;
		}
	}
}

/* A text below the record put last, and an expert below the text. */
static void put_remark(struct tree *t, unsigned expert, uint32_t off, uint32_t n)
{
	const char *text = dhcpv6_rows[expert].name;
	tree_push(t);
	put_label(t, D6_TEXT, off, n, text, (uint32_t)strlen(text));
	tree_push(t);
	put_expert(t, expert, off, 0, NULL);
	tree_pop(t);
	tree_pop(t);
}

static void put_bad_label(struct tree *t, const struct name *m, uint32_t off, uint32_t n)
{
	if (m->end == NAME_CUT) {
		tree_need(t, m->stop, 2 + m->length);
	} else if (m->end == NAME_NO_LABEL) {
		put_uint(t, D6_BOGUS_LABEL_LENGTH, m->stop, 1, m->length);
		put_remark(t, D6_X_NAME_NOT_DNS_ENCODED, m->stop, 1);
	} else if (m->end == NAME_TOO_LONG) {
		put_uint(t, D6_DOMAIN_FIELD_LEN_EXCEEDED, m->stop, 1, m->length)->aux = off + n - m->stop - 1;
		put_remark(t, D6_X_DOMAIN_FIELD_LENGTH_EXCEEDED, off, n);
	} else {
		uint32_t start = m->stop + 1 + m->length - m->size;
		put_uint(t, D6_ENCODED_FQDN_GT_255, start, MAX_ENCODED, m->size);
		put_remark(t, D6_X_ENCODED_FQDN_GT_255, start, MAX_ENCODED);
	}
}

static void put_name(struct tree *t, unsigned row, const struct name *m, uint32_t off, bool first)
{
	switch (m->end) {
	case NAME_ROOT:
		put_copy(t, D6_ROOT_ONLY_DOMAIN_NAME, off, 1, "['.' (0)]", 9);
		put_remark(t, D6_X_ROOT_ONLY_DOMAIN_NAME, off, 1);
		break;
	case NAME_TOP:
		put_copy(t, D6_TLD, off, m->size, m->text, m->len);
		put_remark(t, D6_X_TLD_LOOKUP, off, m->size);
		break;
	case NAME_PART:
		if (first) {
			put_copy(t, row, off, m->size, m->text, m->len)->aux = m->labels;
			break;
		}
		put_copy(t, D6_PARTIAL_NAME_PRECEDED_BY_FQDN, off, m->size - 1, m->text, m->len);
		put_remark(t, D6_X_PARTIAL_NAME_PRECEDED_BY_FQDN, off, m->size - 1);
		break;
	default: put_copy(t, row, off, m->size, m->text, m->len)->aux = 0;
	}
}

void dhcpv6_put_names(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	struct name m;
	if (!n)
		put_uint(t, D6_DOMAIN_FIELD_LEN, off - 3, 2, 0);
	for (uint32_t at = off, end = off + n; at < end && !tree_ended(t); at += m.size) {
		read_name(t->l->data, at, end, &m);
		if (m.end > NAME_PART) {
			put_bad_label(t, &m, off, n);
			return;
		}
		put_name(t, row, &m, at, at == off);
		if (m.end == NAME_ROOT)
			return;
	}
}

const char *dhcpv6_names_remark(struct slice s, uint32_t off, uint32_t n)
{
	static const char *const remarks[] = {
		[NAME_ROOT] = " [ROOT-ONLY DOMAIN NAME]", [NAME_PART] = " [PROTOCOL VIOLATION]",
		[NAME_TOO_LONG] = " [DOMAIN FIELD LEN EXCEEDED]", [NAME_HUGE] = " [FQDN > 255]",
	};
	struct name m;
	for (uint32_t at = off, end = off + n; at < end; at += m.size) {
		read_name(s, at, end, &m);
		if (m.end > NAME_TOP)
			return m.end == NAME_PART && at == off ? NULL : remarks[m.end];
	}
	return NULL;
}

/* --- labels --- */

/* "DS-Lite AFTR Name: aftr.example.", "Partial domain name: aftr" */
void dhcpv6_name_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_string(t, r);
	buf_str(b, !r->aux       ? r->f->name
		   : r->aux == 1 ? "Partial domain name"
				 : "Multi-part partially qualified Domain Name");
	buf_lit(b, ": ");
	fmt_text(b, s.p, s.len);
}

void dhcpv6_tld_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_string(t, r);
	buf_lit(b, "Top Level Domain name (TLD): ");
	fmt_text(b, s.p, s.len);
}

void dhcpv6_root_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	(void)r;
	buf_lit(b, "Root only domain name: ['.' (0)]");
}

void dhcpv6_partial_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_string(t, r);
	buf_lit(b, "Partial name: ");
	fmt_text(b, s.p, s.len);
	buf_lit(b, "\nERROR: A single or multi-part partial name must be the only name in the domain field");
}

void dhcpv6_bogus_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Label Length: ");
	fmt_uint(b, r->val);
	buf_lit(b, "\nThis is not a DNS record encoded domain name. The value in the first octet of\n"
		   "a label is the length of the name that follows and must be 63 octets or less.\n"
		   "However, in this case it is ");
	fmt_uint(b, r->val);
	buf_lit(b, " which typically means the name is not DNS encoded.\n");
}

void dhcpv6_exceeded_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "ERROR: The length of this name, ");
	fmt_uint(b, r->val);
	buf_lit(b, ", exceeds the remaining length, ");
	fmt_uint(b, r->aux);
	buf_lit(b, ", in the\ndomain name field.\n");
}

void dhcpv6_long_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct record whole = *r;
	struct name m;
	whole.len = (uint32_t)r->val;
	struct slice s = record_bytes(t->d, &whole);
	buf_lit(b, "FQDN: ");
	read_name(s, 0, s.wire, &m);
	fmt_text(b, (const uint8_t *)m.text, m.len);
}

void dhcpv6_empty_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	(void)r;
	buf_lit(b, "Empty domain field: the client requests the server to provide a domain name");
}
