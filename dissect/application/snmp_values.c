/* snmp_values.c: the parts of SNMP that have a shape of their own: variable bindings, and identifiers of engines. */
#include "base/fmt.h"
#include "dissect/application/snmp_rows.h"
#include "dissect/message.h"
#include "dissect/oid.h"
#include "dissect/text.h"

#include <stdlib.h>

enum { APPLICATION_IP = BER_APPLICATION, LABEL_ROOM = 2 * (OID_CALLED + OID_TEXT) + SNMP_SHOWN_TEXT };

/* How a value is shown, by its tag (RFC 2578 7.1, RFC 1902). */
static const struct {
	uint16_t tag, row;
} kinds[] = {
	{ BER_INTEGER, VALUE_INT }, { BER_OCTET_STRING, VALUE_OCTETS }, { BER_NULL, VALUE_NULL }, { BER_OID, VALUE_OID },
	{ APPLICATION_IP, VALUE_ADDRESS }, { BER_APPLICATION | 1, VALUE_COUNTER32 }, { BER_APPLICATION | 2, VALUE_GAUGE },
	{ BER_APPLICATION | 3, VALUE_TICKS }, { BER_APPLICATION | 4, VALUE_OPAQUE }, { BER_APPLICATION | 5, VALUE_NSAP },
	{ BER_APPLICATION | 6, VALUE_COUNTER64 }, { BER_APPLICATION | 7, VALUE_UNSIGNED },
	{ BER_CONTEXT, NO_SUCH_OBJECT }, { BER_CONTEXT | 1, NO_SUCH_INSTANCE }, { BER_CONTEXT | 2, END_OF_VIEW },
};

static unsigned row_of(const struct ber *value)
{
	unsigned row = VALUE_UNKNOWN;
	for (unsigned i = 0; i < COUNT(kinds); i++)
		if (kinds[i].tag == value->tag)
			row = kinds[i].row;
	if (row == VALUE_ADDRESS && ber_len(value) == 4)
		return VALUE_IPV4;
	return row == VALUE_ADDRESS && ber_len(value) == 16 ? VALUE_IPV6 : row;
}

/* tshark calls what stands under 1.0 and 1.3 by its numbers, unless it has a name of its own. */
static bool is_plain(struct slice oid, const char *key)
{
	enum { ISO_STANDARD = 0x28, ISO_ORG = 0x2b };
	return (slice_u8(oid, 0) == ISO_ORG || slice_u8(oid, 0) == ISO_STANDARD) && !oid_name_of(key);
}

void snmp_object(struct buf *b, struct slice oid)
{
	char key[OID_TEXT];
	if (!oid_key(key, oid) || is_plain(oid, key))
		oid_dotted(b, slice_first(oid, OID_TEXT / 4 - 2));
	else
		oid_called(b, oid);
}

/* "id-at-commonName (2.5.4.3): " */
static void put_object_label(struct buf *b, struct slice oid)
{
	char key[OID_TEXT];
	snmp_object(b, oid);
	if (oid_key(key, oid) && !is_plain(oid, key)) {
		buf_lit(b, " (");
		buf_str(b, key);
		buf_char(b, ')');
	}
	buf_lit(b, ": ");
}

void snmp_octets(struct buf *b, struct slice s)
{
	bool printable = s.len;
	for (uint32_t i = 0; i < s.len && printable; i++)
		printable = s.p[i] >= ' ' && s.p[i] < 0x7f;
	if (printable) {
		buf_char(b, '"');
		buf_put(b, s.p, s.len < SNMP_SHOWN_TEXT ? s.len : SNMP_SHOWN_TEXT);
		buf_char(b, '"');
		return;
	}
	text_octets(b, s, 0);
	if (!s.len)
		buf_lit(b, "<MISSING>");
}

/* A value behind its object's name. */
static void put_value_text(struct buf *b, unsigned row, struct slice s)
{
	const struct field *f = &snmp_fields[row];
	if (f->type == FT_NONE)
		buf_str(b, f->name);
	else if (f->type == FT_INT64)
		fmt_int(b, ber_integer(s));
	else if (f->type == FT_UINT64)
		fmt_uint(b, ber_unsigned(s));
	else if (f->type == FT_IPv4)
		fmt_ipv4(b, s.p);
	else if (f->type == FT_IPv6)
		fmt_ipv6(b, s.p);
	else if (f->type == FT_BYTES)
		snmp_octets(b, s);
	if (f->type != FT_OID)
		return;
	oid_dotted(b, slice_first(s, OID_TEXT / 4 - 2));
	buf_lit(b, " (");
	oid_called(b, s);
	buf_char(b, ')');
}

/* The expert that is due instead of a number; 0: none. Counters may have a zero before their 64 bits. */
static unsigned number_fault(unsigned row, struct slice s)
{
	unsigned type = snmp_fields[row].type;
	if (type != FT_INT64 && type != FT_UINT64)
		return 0;
	if (!s.wire)
		return INTEGER_EMPTY;
	if (type == FT_UINT64 && (s.wire > 9 || (s.wire == 9 && slice_u8(s, 0))))
		return UNSIGNED_LARGE;
	return type == FT_INT64 && s.wire > 8 ? INTEGER_LARGE : 0;
}

static void put_fault(struct asn1 *w, unsigned expert, const struct ber *value)
{
	const char *text = snmp_fields[expert].name;
	put_label(w->t, SNMP_TEXT, value->body, ber_len(value), text, (uint32_t)strlen(text));
	tree_push(w->t);
	put_expert(w->t, expert, value->body, 0, NULL);
	tree_pop(w->t);
}

/* sysDescr.0 and sysName.0 (RFC 3418), 1.3.6.1.2.1.1.1.0 and .5.0 */
static bool has_text(unsigned row, struct slice oid, struct slice value)
{
	static const uint8_t system[] = { 0x2b, 6, 1, 2, 1, 1 };
	if (!value.wire || (row >= NO_SUCH_OBJECT && row <= END_OF_VIEW))
		return false;
	return oid.len == sizeof system + 2 && !memcmp(oid.p, system, sizeof system) && !oid.p[7] &&
	       (oid.p[6] == 1 || oid.p[6] == 5);
}

/* What stands below the value's row: the response's fault, or the text of a value that is one. */
static void put_below(struct asn1 *w, unsigned row, struct slice oid, const struct ber *value)
{
	tree_push(w->t);
	if (row >= NO_SUCH_OBJECT && row <= END_OF_VIEW)
		put_expert(w->t, IN_RESPONSE, value->body, 0, snmp_fields[row].name);
	else if (has_text(row, oid, ber_content(w->s, value)))
		put(w->t, VALUE_TEXT, value->body, ber_len(value));
	tree_pop(w->t);
}

static void put_binding(struct asn1 *w, uint16_t row, const struct ber *e)
{
	char room[LABEL_ROOM];
	struct buf label = BUF_OVER(room, sizeof room);
	struct ber name, value;
	(void)row;
	if (!ber_read(w->s, e->body, e->stop, &name) || !ber_read(w->s, name.end, e->stop, &value))
		return;
	if (value.cut && w->t && !tree_need(w->t, value.body, value.len))
		return;
	struct slice oid = ber_content(w->s, &name), content = ber_content(w->s, &value);
	unsigned kind = row_of(&value), fault = number_fault(kind, content);
	if (!fault && has_text(kind, oid, content))
		asn1_tell_path(w, "snmp");
	if (!asn1_use(w, ASN1_ROW(0, SNMP_TEXT)))
		return;
	put_object_label(&label, oid);
	if (!fault)
		put_value_text(&label, kind, content);
	put_label(w->t, SNMP_TEXT, e->body, ber_len(e), label.p, (uint32_t)label.len);
	tree_push(w->t);
	put(w->t, NAME, name.body, ber_len(&name));
	if (fault) {
		put_fault(w, fault, &value);
	} else {
		value.at = value.body;
		value.end = value.stop;
		value.body += content.wire > 8 && snmp_fields[kind].type == FT_UINT64; /* a zero before 64 bits */
		asn1_put_value(w, ASN1_ROW(0, kind), &value);
		put_below(w, kind, oid, &value);
	}
	tree_pop(w->t);
}

/* --- identifiers of engines (RFC 3411 5, SnmpEngineID) --- */

static void put_nonconforming(struct asn1 *w, unsigned expert, uint32_t off, uint32_t n)
{
	const char *text = snmp_fields[expert].name;
	put_label(w->t, SNMP_TEXT, off, n, text, (uint32_t)strlen(text));
	tree_push(w->t);
	put_expert(w->t, expert, off, 0, NULL);
	tree_pop(w->t);
}

/* The part behind the format, which says what it is; net-snmp's own has a random number and when it was made. */
static void put_engine_data(struct asn1 *w, uint32_t off, uint32_t n, unsigned format, uint32_t enterprise)
{
	enum { NET_SNMP = 8072, RANDOM = 128 };
	static const struct {
		uint8_t format, len; /* 0: any */
		uint16_t row;
	} formats[] = { { 1, 4, ENGINE_IPV4 }, { 2, 16, ENGINE_IPV6 }, { 3, 6, ENGINE_MAC }, { 4, 0, ENGINE_TEXT } };
	if (!n)
		return;
	for (unsigned i = 0; i < COUNT(formats); i++) {
		if (formats[i].format != format)
			continue;
		if (formats[i].len && formats[i].len != n)
			put_nonconforming(w, NOT_RFC3411, off, n);
		else
			put(w->t, formats[i].row, off, n);
		return;
	}
	if (format == RANDOM && enterprise == NET_SNMP && n == 8) {
		put(w->t, ENGINE_DATA, off, 4);
		put(w->t, ENGINE_TIME, off + 4, 4);
	} else {
		put(w->t, ENGINE_DATA, off, n);
	}
}

static void put_engine(struct asn1 *w, uint16_t row, const struct ber *e)
{
	enum { OLD_LENGTH = 12 };
	uint32_t n = ber_len(e), off = e->body, enterprise = slice_u32(w->s, off) & 0x7fffffff;
	asn1_put_value(w, row, e);
	if (!w->t || !n)
		return;
	tree_push(w->t);
	put(w->t, CONFORM, off, 1);
	if (n < 4) {
		tree_pop(w->t);
		return;
	}
	put_uint(w->t, ENTERPRISE_ID, off, 4, enterprise);
	if (!(slice_u8(w->s, off) & 0x80)) {
		if (n == OLD_LENGTH)
			put(w->t, AGENT_TRAILER, off + 4, OLD_LENGTH - 4);
		else
			put_nonconforming(w, NOT_RFC1910, off + 4, n - 4);
	} else if (n > 4) {
		put(w->t, ENGINE_FORMAT, off + 4, 1);
		put_engine_data(w, off + 5, n - 5, slice_u8(w->s, off + 4), enterprise);
	}
	tree_pop(w->t);
}

const struct asn1_type snmp_binding = { .kind = ASN1_HOOK, .hook = put_binding };
const struct asn1_type snmp_engine = { .kind = ASN1_HOOK, .hook = put_engine };
