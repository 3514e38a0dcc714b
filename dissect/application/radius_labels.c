/* radius_labels.c: what stands behind an attribute's name in its line. */
#include "base/fmt.h"
#include "dissect/application/radius_impl.h"
#include "dissect/text.h"

enum { MAX_TAG = 0x1f, FRAMED_ADDRESS = 8, LOGIN_HOST = 14 };

const char *radius_fault(const struct radius_attribute *a, struct slice value)
{
	uint32_t n = value.wire;
	switch ((enum radius_kind)a->kind) {
	case KIND_OCTETS: return n ? NULL : "[wrong length]";
	case KIND_INTEGER:
	case KIND_TAGGED_INTEGER: return (n >= 1 && n <= 4) || n == 8 ? NULL : "[unhandled integer length(";
	case KIND_IPV4: return n == 4 ? NULL : "[wrong length for IP address]";
	case KIND_IPV6: return n == 16 ? NULL : "[wrong length for IPv6 address]";
	case KIND_PREFIX:
		return n < 2 || n > 18             ? "[wrong length for IPv6 prefix]"
		       : slice_u8(value, 0)        ? "[invalid reserved byte for IPv6 prefix]"
		       : slice_u8(value, 1) > 128u ? "[invalid IPv6 prefix length]"
						   : NULL;
	case KIND_TIME: return n == 4 ? NULL : "[wrong length for timestamp]";
	case KIND_IPX: return n == 4 ? NULL : "[wrong length for IPX network]";
	case KIND_CHAP: return n == 17 ? NULL : "[wrong length for CHAP-Password]";
	case KIND_VLAN_ID: return n == 4 ? NULL : "[wrong length for Egress-VLANID ]";
	case KIND_VLAN_NAME: return n >= 2 ? NULL : "[wrong length for Egress-VLAN-Name ]";
	default: return NULL;
	}
}

/* Addresses that are none (RFC 2865, 5.8 and 5.14). */
static const char *special_address(const struct field *f, uint32_t address)
{
	bool framed = f == &radius_fields[RA_FRAMED_IP_ADDRESS_A];
	if (!framed && f != &radius_fields[RA_LOGIN_IP_HOST_A])
		return NULL;
	if (address == 0xffffffff)
		return framed ? "Negotiated" : "User-selected";
	if (framed)
		return address == 0xfffffffe ? "Assigned" : NULL;
	return address ? NULL : "NAS-selected";
}

void radius_label_special(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = special_address(r->f, (uint32_t)r->val);
	(void)t;
	buf_put(b, r->f->name, r->f->name_len);
	buf_lit(b, ": ");
	if (name)
		buf_str(b, name);
	else
		fmt_ipv4_u32(b, (uint32_t)r->val);
}

static void integer_text(struct buf *b, const struct radius_attribute *a, struct slice value)
{
	const struct value_table *names = radius_fields[a->row].vals;
	uint64_t v = value.wire <= 8 ? slice_uint(value, 0, value.wire, false) : 0;
	if (radius_fault(a, value)) {
		buf_str(b, radius_fault(a, value));
		fmt_uint(b, value.wire);
		buf_lit(b, ")]");
	} else if (!names) {
		fmt_uint(b, v);
	} else {
		const char *name = value_text(names, v);
		buf_str(b, name ? name : "Unknown");
		buf_char(b, '(');
		fmt_uint(b, v);
		buf_char(b, ')');
	}
}

static void prefix_text(struct buf *b, struct slice value)
{
	uint8_t address[16] = { 0 };
	uint32_t n = value.len > 2 ? value.len - 2 : 0;
	if (n)
		memcpy(address, value.p + 2, n < sizeof address ? n : sizeof address);
	fmt_ipv6(b, address);
	buf_char(b, '/');
	fmt_uint(b, slice_u8(value, 1));
}

/* Of the years that 32 bits of seconds reach. */
static bool is_leap(uint32_t year)
{
	return year % 4 == 0 && year != 2100;
}

static void time_text(struct buf *b, struct slice value)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	uint32_t s = slice_u32(value, 0), days = s / 86400, year = 1970, month = 0;
	static const uint8_t lengths[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	for (uint32_t n; days >= (n = 365u + is_leap(year)); year++)
		days -= n;
	for (uint32_t n; days >= (n = (uint32_t)lengths[month] + (month == 1 && is_leap(year))); month++)
		days -= n;
	buf_put(b, months + 3u * month, 3);
	buf_char(b, ' ');
	fmt_uint_pad(b, days + 1, 2, ' ');
	buf_lit(b, ", ");
	fmt_uint(b, year);
	buf_char(b, ' ');
	fmt_uint_pad(b, s % 86400 / 3600, 2, '0');
	buf_char(b, ':');
	fmt_uint_pad(b, s % 3600 / 60, 2, '0');
	buf_char(b, ':');
	fmt_uint_pad(b, s % 60, 2, '0');
	buf_lit(b, ".000000000 UTC");
}

static void vlan_text(struct buf *b, const struct radius_attribute *a, struct slice value)
{
	unsigned tag = slice_u8(value, 0);
	buf_str(b, tag == 0x31 ? "Tagged, Vlan " : tag == 0x32 ? "Untagged, Vlan " : "Unknown, Vlan ");
	if (a->kind == KIND_VLAN_ID) {
		buf_lit(b, "ID: ");
		fmt_uint(b, slice_u32(value, 0) & 0xfff);
		return;
	}
	buf_lit(b, "Name: ");
	struct slice name = slice_from(value, 1);
	const void *end = name.len ? memchr(name.p, 0, name.len) : NULL;
	fmt_text(b, name.p, end ? (size_t)((const uint8_t *)end - name.p) : name.len);
}

static void plain_text(struct buf *b, const struct radius_attribute *a, struct slice value)
{
	const char *special, *fault = radius_fault(a, value);
	if (a->kind == KIND_INTEGER || a->kind == KIND_TAGGED_INTEGER) {
		integer_text(b, a, value);
		return;
	}
	if (fault) {
		buf_str(b, fault);
		return;
	}
	switch ((enum radius_kind)a->kind) {
	case KIND_TEXT:
	case KIND_TAGGED_TEXT: fmt_text(b, value.p, value.len); break;
	case KIND_IPV4:
		special = special_address(&radius_fields[a->row], slice_u32(value, 0));
		if (special)
			buf_str(b, special);
		else
			fmt_ipv4_u32(b, slice_u32(value, 0));
		break;
	case KIND_IPV6:
		if (value.len == 16)
			fmt_ipv6(b, value.p);
		break;
	case KIND_PREFIX: prefix_text(b, value); break;
	case KIND_TIME: time_text(b, value); break;
	case KIND_IPX:
		buf_lit(b, "0x");
		fmt_hex(b, slice_u32(value, 0), 8);
		break;
	case KIND_SECRET:
	case KIND_TAGGED_SECRET: buf_lit(b, "Encrypted"); break;
	case KIND_VLAN_ID:
	case KIND_VLAN_NAME: vlan_text(b, a, value); break;
	case KIND_SILENT: break;
	default: text_octets(b, value, 0);
	}
}

static bool is_tagged(const struct radius_attribute *a)
{
	return a->kind == KIND_TAGGED_TEXT || a->kind == KIND_TAGGED_INTEGER || a->kind == KIND_TAGGED_SECRET;
}

static void value_text_of(struct buf *b, const struct radius_attribute *a, struct slice value)
{
	uint32_t front = a->kind == KIND_EXTENDED ? 1 : a->kind == KIND_LONG_EXTENDED ? 2 : 0;
	if (is_tagged(a)) {
		if (!value.wire)
			return;
		if (slice_u8(value, 0) <= MAX_TAG) {
			buf_lit(b, " Tag=0x");
			fmt_hex(b, slice_u8(value, 0), 2);
			value = slice_from(value, 1);
		}
	}
	if (front && value.wire < front)
		return;
	buf_lit(b, " val=");
	if (front && value.wire == front)
		buf_lit(b, "[wrong length]");
	else
		plain_text(b, a, slice_from(value, front));
}

static void name_and_length(struct buf *b, const struct radius_attribute *a, struct slice s)
{
	static const char *const names[] = { [KIND_VLAN_ID] = "Egress-VLANID",
					     [KIND_VLAN_NAME] = "Egress-VLAN-Name",
					     [KIND_EAP] = "EAP-Message",
					     [KIND_VENDOR] = "Vendor-Specific" };
	const struct field *f = &radius_fields[a->row];
	bool hidden = a->kind == KIND_SECRET || a->kind == KIND_TAGGED_SECRET;
	buf_lit(b, "t=");
	if (a->kind < COUNT(names) && names[a->kind])
		buf_str(b, names[a->kind]);
	else
		buf_put(b, f->name, f->name_len - (hidden ? sizeof " (encrypted)" - 1 : 0));
	buf_char(b, '(');
	fmt_uint(b, slice_u8(s, 0));
	if (a->kind == KIND_EXTENDED || a->kind == KIND_LONG_EXTENDED) {
		buf_char(b, '.');
		fmt_uint(b, slice_u8(s, 2));
	}
	buf_lit(b, ") l=");
	fmt_uint(b, slice_u8(s, 1));
}

/* "AVP: t=User-Name(1) l=5 val=bob" */
void radius_label_avp(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r), value = slice_from(s, 2);
	unsigned type = slice_u8(s, 0);
	const struct radius_attribute *a = radius_attribute(0, type);
	buf_lit(b, "AVP: ");
	name_and_length(b, a, s);
	if (type == RADIUS_VENDOR_SPECIFIC) {
		const char *name = value_text(&radius_vendor_names, slice_u32(value, 0));
		if (value.wire < 4)
			return;
		buf_lit(b, " vnd=");
		buf_str(b, name ? name : "Unknown");
		buf_char(b, '(');
		fmt_uint(b, slice_u32(value, 0));
		buf_char(b, ')');
	} else if (type == RADIUS_EAP_MESSAGE && r->aux == RADIUS_EAP_STRAY) {
		buf_lit(b, " (non-consecutive)");
	} else if (type == RADIUS_EAP_MESSAGE) {
		buf_str(b, r->aux & 1 ? " Last Segment[" : " Segment[");
		fmt_uint(b, r->aux >> 1);
		buf_char(b, ']');
	} else {
		value_text_of(b, a, value);
	}
}

/* "VSA: t=Cisco-AVPair(1) l=5 val=abc"; the record's aux is the vendor. */
void radius_label_vsa(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	const struct radius_attribute *a = radius_attribute(r->aux, slice_u8(s, 0));
	buf_lit(b, "VSA: ");
	name_and_length(b, a, s);
	value_text_of(b, a, slice_from(s, 2));
}

void radius_label_id(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Packet identifier: ");
	fmt_0x(b, r->val, 1);
	buf_lit(b, " (");
	fmt_uint(b, r->val);
	buf_char(b, ')');
}

void radius_label_request(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "This is a response to a request in frame ");
	fmt_uint(b, r->val);
}
