/* text.h: records as text: the one place where a value becomes characters. */
#ifndef PEEL_DISSECT_TEXT_H
#define PEEL_DISSECT_TEXT_H

#include "base/buf.h"
#include "base/hex.h"
#include "dissect/tree.h"

/* The line of the tree, without brackets: ".1.. .... = Don't fragment: Set". Printable text. */
void record_label(struct buf *b, const struct tree *t, const struct record *r);
/* The same in line where it is a name and a plain number or time; NULL: it is something else. Room for LABEL_QUICK. */
enum { LABEL_MOST = 239, LABEL_QUICK = 255 + 64 }; /* bytes: tshark has room for no more than LABEL_MOST in a label */
IN_LINE char *record_label_quick(char *to, const struct record *r);
/* The value alone, as PDML's show and JSON have it. Strings come as they are in the packet: escape them for the
 * format that they go into. */
void record_value(struct buf *b, const struct tree *t, const struct record *r);
/* The same in line, where the value is a number or a time, as most are; NULL: it is something else. Room for RECORD_QUICK. */
enum { RECORD_QUICK = 64 };
IN_LINE char *record_put_quick(char *to, const struct record *r);
/* The bytes of a string or byte value, wherever they live; text ends before its first NUL. */
struct slice record_string(const struct tree *t, const struct record *r);
/* Is the value free of characters that a format may have to escape? */
static inline bool record_is_plain(const struct record *r)
{
	return r->f->type != FT_STRING && r->f->type != FT_STRINGZ;
}

/* How a type is written in line. */
enum value_form { FORM_OTHER, FORM_UNSIGNED, FORM_SIGNED, FORM_BOOLEAN, FORM_IPV4, FORM_ELAPSED };
extern const uint8_t value_forms[FT_N_TYPES];

IN_LINE char *record_put_quick(char *to, const struct record *r)
{
	const struct field *f = r->f;
	uint64_t v = r->val;
	uint8_t address[4] = { (uint8_t)(v >> 24), (uint8_t)(v >> 16), (uint8_t)(v >> 8), (uint8_t)v };
	switch ((enum value_form)value_forms[f->type]) {
	case FORM_SIGNED:
		if (f->base != BASE_HEX && f->base != BASE_HEX_DEC && (int64_t)v < 0) {
			*to++ = '-';
			v = 0 - v;
		} /* fall through */
	case FORM_UNSIGNED:
		if (f->base == BASE_HEX || f->base == BASE_HEX_DEC)
			return hex_put_0x(to, v, field_hex_digits(f));
		return digits_put(to, v);
	case FORM_BOOLEAN: *to++ = v ? '1' : '0'; return to; /* of several bits: any */
	case FORM_IPV4: return digits_put_ipv4(to, address);
	case FORM_ELAPSED: return (int64_t)v < 0 ? NULL : digits_put_secs(to, false, v, r->aux, 9, 0);
	default: return NULL;
	}
}

IN_LINE char *record_label_quick(char *to, const struct record *r)
{
	const struct field *f = r->f;
	enum value_form form = value_forms[f->type];
	bool number = (form == FORM_UNSIGNED || form == FORM_SIGNED) && f->base <= BASE_HEX;
	if (f->label || f->vals || f->mask || f->name_len > LABEL_MOST - RECORD_QUICK ||
	    !(number || form == FORM_ELAPSED))
		return NULL;
	to = copy_short(to, f->name, f->name_len);
	*to++ = ':';
	*to++ = ' ';
	to = record_put_quick(to, r);
	if (form == FORM_ELAPSED && to) {
		memcpy(to, " seconds", 8);
		to += 8;
	}
	return to;
}

/* --- for label and info hooks: addresses and ports as people are shown them --- */

/* "00:16:ce:6e:8b:24"; with -N m "HonHaiPr_6e:8b:24 (00:16:ce:6e:8b:24)". The bytes must be there. */
void text_mac(struct buf *b, const struct dissection *d, const uint8_t *p);
void text_ipv4(struct buf *b, const struct dissection *d, const uint8_t *p);
void text_ipv6(struct buf *b, const struct dissection *d, const uint8_t *p);
/* "80"; with -N t "http (80)". base: BASE_PORT_TCP and so on. */
void text_port(struct buf *b, const struct dissection *d, enum field_base base, uint32_t port);
/* Both for the Info column: "40000 → 80"; "40000 → http(80)" where a name is known. */
void text_ports_short(struct buf *b, const struct dissection *d, enum field_base base, uint32_t src, uint32_t dst);

/* For label hooks. Bytes in hexadecimal, as many as labels show. */
void text_octets(struct buf *b, struct slice s, char sep);
/* How many of n bytes of text are within `most`, whole characters alone. */
size_t text_within(const char *p, size_t n, size_t most);
/* Cuts the label from `start` on there, without a word, as tshark does with what it puts behind a label's beginning. */
void text_end_label(struct buf *b, size_t start);
/* What ends a label in parentheses that the hook opened: text that may hold anything, made visible. */
void text_closing(struct buf *b, size_t start, const struct buf *text);

/* A label hook for lines of text: the bytes themselves, made visible. */
void text_as_it_stands(struct buf *b, const struct tree *t, const struct record *r);

/* A label hook for the octet of RFC 2474 and 3168: "Traffic Class: 0x88 (DSCP: AF41, ECN: Not-ECT)". */
void text_traffic_class(struct buf *b, const struct tree *t, const struct record *r);

#endif
