/* isakmp_labels.c: the labels of ISAKMP and IKE that are not a name and a value. */
#include "base/fmt.h"
#include "dissect/application/certificate.h"
#include "dissect/application/isakmp_impl.h"
#include "dissect/text.h"

static void put_name(struct buf *b, const struct value_table *names, uint64_t v)
{
	const char *name = value_text(names, v);
	buf_str(b, name ? name : "Unknown");
}

/* "Payload: Notify (41) - COOKIE" */
void ike_label_payload(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = slice_from(record_bytes(t->d, r), IKE_PAYLOAD_HEADER);
	const char *vendor;
	buf_lit(b, "Payload: ");
	put_name(b, &ike_names_typepayload, r->val);
	buf_lit(b, " (");
	fmt_uint(b, r->val);
	buf_char(b, ')');
	switch ((enum ike_suffix)r->aux) {
	case SUFFIX_NONE: break;
	case SUFFIX_NUMBER:
	case SUFFIX_SELECTORS:
		buf_lit(b, " # ");
		fmt_uint(b, slice_u8(s, 0));
		break;
	case SUFFIX_VENDOR:
		vendor = ike_vendor_name(s);
		buf_lit(b, " : ");
		buf_str(b, vendor ? vendor : "Unknown Vendor ID");
		if (vendor && !strcmp(vendor, "CISCO-UNITY") && slice_has(s, 0, IKE_UNITY + 2)) {
			buf_char(b, ' ');
			fmt_uint(b, slice_u8(s, IKE_UNITY));
			buf_char(b, '.');
			fmt_uint(b, slice_u8(s, IKE_UNITY + 1));
		}
		break;
	case SUFFIX_NOTIFY: buf_lit(b, " - "); put_name(b, &ike_names_notify_msgtype2, slice_u16(s, 2));
	}
}

void ike_label_version(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Version: ");
	fmt_uint(b, r->val >> 4);
	buf_char(b, '.');
	fmt_uint(b, r->val & 15);
}

/* Version 2 spells them out. */
void ike_label_flags(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	buf_lit(b, "Flags: 0x");
	fmt_hex(b, r->val, 2);
	if (slice_u8(l->data, 17) >> 4 != 2)
		return;
	buf_str(b, r->val & 0x08 ? " (Initiator, " : " (Responder, ");
	buf_str(b, r->val & 0x10 ? "A higher version enabled, " : "No higher version, ");
	buf_str(b, r->val & 0x20 ? "Response)" : "Request)");
}

void ike_label_length(struct buf *b, const struct tree *t, const struct record *r)
{
	bool bogus = r->val > 0x7fffffff;
	(void)t;
	buf_str(b, bogus ? "Length: (bogus, length is " : "Length: ");
	fmt_uint(b, r->val);
	if (bogus)
		buf_lit(b, ", which is too large)");
}

/* A protocol or port of 0 is none. */
void ike_label_unused(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_put(b, r->f->name, r->f->name_len);
	buf_lit(b, ": ");
	if (!r->val) {
		buf_lit(b, "Unused");
	} else if (!r->f->vals) {
		fmt_uint(b, r->val);
	} else {
		put_name(b, r->f->vals, r->val);
		buf_lit(b, " (");
		fmt_uint(b, r->val);
		buf_char(b, ')');
	}
}

static void put_address(struct buf *b, struct slice s, uint32_t off, uint32_t n)
{
	if (slice_has(s, off, n))
		n == 4 ? fmt_ipv4(b, s.p + off) : fmt_ipv6(b, s.p + off);
}

/* "Identification Data:10.0.0.0/255.255.255.0"; the record's aux is the type. */
void ike_label_identification(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	struct slice s =
		slice_from(l->data, r->off - l->off); /* addresses are read whatever the payload's length says */
	buf_lit(b, "Identification Data:");
	switch (r->aux) {
	case 1: put_address(b, s, 0, 4); break;
	case 5: put_address(b, s, 0, 16); break;
	case 4:
	case 7:
		put_address(b, s, 0, 4);
		buf_char(b, '/');
		put_address(b, s, 4, 4);
		break;
	case 6:
	case 8:
		put_address(b, s, 0, 16);
		buf_char(b, '/');
		put_address(b, s, 16, 16);
		break;
	case 2:
	case 3:
		s = slice_first(s, r->len);
		fmt_text(b, s.p, s.len);
		break;
	case 9:
	case 11: break;
	default: text_octets(b, slice_first(s, r->len), 0);
	}
}

/* "16 seconds (0 hour(s) 00 minute(s) 16 second(s))" */
void ike_label_lifetime(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Authentication Lifetime: ");
	fmt_uint(b, r->val);
	buf_lit(b, " seconds (");
	fmt_uint(b, r->val / 3600);
	buf_lit(b, " hour(s) ");
	fmt_uint_pad(b, r->val % 3600 / 60, 2, '0');
	buf_lit(b, " minute(s) ");
	fmt_uint_pad(b, r->val % 60, 2, '0');
	buf_lit(b, " second(s))");
}

void ike_label_selector(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "Traffic Selector: ");
	put_name(b, &ike_names_ts_type, slice_u8(record_bytes(t->d, r), 0));
}

/* "Certificate Data (id-at-commonName=www.example.org)" */
void ike_label_certificate(struct buf *b, const struct tree *t, const struct record *r)
{
	enum { SUBJECT_ROOM = 1024 };
	char room[SUBJECT_ROOM + 1];
	struct buf subject = BUF_OVER(room, sizeof room);
	size_t start = b->len;
	buf_put(b, r->f->name, r->f->name_len);
	certificate_subject(&subject, record_bytes(t->d, r), SUBJECT_ROOM);
	if (!subject.len)
		return;
	buf_lit(b, " (");
	text_closing(b, start, &subject);
}

void ike_label_encrypted(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Encrypted Data (");
	fmt_uint(b, r->len);
	buf_str(b, r->len == 1 ? " byte)" : " bytes)");
}
