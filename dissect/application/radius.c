/* radius.c: Remote Authentication Dial In User Service, and its accounting (RFC 2865, 2866, 5176). */
#include "dissect/application/radius.h"

#include "base/fmt.h"
#include "dissect/application/radius_impl.h"
#include "dissect/column.h"
#include "dissect/dry_tree.h"
#include "dissect/message.h"

/*   0      1    2        4               20
 *  +------+----+--------+---------------+-----------------------------------------------
 *  | code | id | length | authenticator | attributes: type, length with both, value
 *  +------+----+--------+---------------+-----------------------------------------------
 *  A vendor's value begins with its number; its attributes follow, mostly in the same form. */
enum { MOST = 4096, AVP_HEADER = 2, VENDOR_ID = 4, MAX_TAG = 0x1f, FULL_PIECE = 253 /* bytes of EAP */ };

/* Who asks what, and who answers (RFC 2865, 2866, 2882, 5176). */
static const struct {
	uint8_t request, responses[3];
} exchanges[] = {
	{ 1, { 2, 3, 11 } }, { 4, { 5 } },	{ 7, { 8, 9 } },    { 21, { 22 } },	{ 23, { 24 } },
	{ 26, { 27 } },	     { 33, { 34 } },	{ 40, { 41, 42 } }, { 43, { 44, 45 } }, { 129, { 130, 131, 132 } },
};

bool radius_asks(unsigned code)
{
	for (unsigned i = 0; i < COUNT(exchanges); i++)
		if (exchanges[i].request == code)
			return true;
	return false;
}

unsigned radius_answers(unsigned code)
{
	for (unsigned i = 0; code && i < COUNT(exchanges); i++)
		for (unsigned k = 0; k < COUNT(exchanges[i].responses); k++)
			if (exchanges[i].responses[k] == code)
				return exchanges[i].request;
	return 0;
}

static uint32_t length_of(const struct layer *l)
{
	return slice_u16(l->data, 2);
}

static bool radius_refuses(struct slice s)
{
	uint32_t n = slice_u16(s, 2);
	return (slice_has(s, 0, 1) && !value_text(radius_fields[RA_CODE].vals, slice_u8(s, 0))) ||
	       (slice_has(s, 0, 4) && (n < RADIUS_HEADER || n > MOST));
}

static void radius_dissect(struct dissection *d, struct layer *l)
{
	if (radius_refuses(l->data)) {
		layer_is_data(d, l);
		return;
	}
	uint32_t n = length_of(l);
	layer_header(l, n < l->data.len ? n : l->data.len);
	l->payload = slice_from(l->data, l->data.wire);
	dry_tree(d, l);
}

/* A line that says what is wrong. */
static void put_fault(struct tree *t, uint32_t off, uint32_t n, const char *message)
{
	put_label(t, RA_TEXT, off, n, message, (uint32_t)strlen(message));
	tree_push(t);
	put_expert(t, RA_INVALID_LENGTH, off, n, message);
	tree_pop(t);
}

static void put_tagged(struct tree *t, const struct radius_attribute *a, uint32_t off, uint32_t n)
{
	if (!n) {
		put_fault(t, off - AVP_HEADER, AVP_HEADER, "AVP too short for tag");
		return;
	}
	if (slice_u8(t->l->data, off) <= MAX_TAG) {
		put(t, a->row + 1u, off, 1);
		off++;
		n--;
	}
	if (!radius_fault(a, slice_sub(t->l->data, off, n)))
		put(t, a->row, off, n);
}

static void put_chap(struct tree *t, uint32_t off, uint32_t n)
{
	put(t, RA_CHAP_PASSWORD, off, n);
	tree_push(t);
	put(t, RA_CHAP_IDENT, off, 1);
	put(t, RA_CHAP_STRING, off + 1, n - 1);
	tree_pop(t);
}

/* A type in front of the value, and of the long ones a flag that the value goes on in the next. */
static void put_extended(struct tree *t, const struct radius_attribute *a, uint32_t off, uint32_t n)
{
	uint32_t front = a->kind == KIND_LONG_EXTENDED ? 2 : 1;
	if (n)
		put(t, RA_AVP_EXTENDED_TYPE, off, 1);
	if (n > 1 && front == 2)
		put(t, RA_AVP_EXTENDED_MORE, off + 1, 1);
	if (n > front)
		put(t, a->row, off + front, n - front);
}

static void put_value(struct tree *t, const struct radius_attribute *a, uint32_t off, uint32_t n)
{
	if (a->kind == KIND_TAGGED_TEXT || a->kind == KIND_TAGGED_INTEGER || a->kind == KIND_TAGGED_SECRET) {
		put_tagged(t, a, off, n);
		return;
	}
	if (a->kind == KIND_EXTENDED || a->kind == KIND_LONG_EXTENDED) {
		put_extended(t, a, off, n);
		return;
	}
	if (radius_fault(a, slice_sub(t->l->data, off, n)))
		return;
	switch ((enum radius_kind)a->kind) {
	case KIND_SILENT: break;
	case KIND_CHAP: put_chap(t, off, n); break;
	case KIND_VLAN_ID:
		put(t, RA_EGRESS_VLANID_TAG, off, 4);
		put(t, RA_EGRESS_VLANID_PAD, off, 4);
		put(t, RA_EGRESS_VLANID, off, 4);
		break;
	case KIND_VLAN_NAME:
		put(t, RA_EGRESS_VLAN_NAME_TAG, off, 1);
		put(t, RA_EGRESS_VLAN_NAME, off + 1, n - 1);
		break;
	default: put(t, a->row, off, n);
	}
}

/* One attribute of a vendor's. False: there is none. */
static bool put_vendor_attribute(struct tree *t, uint32_t vendor, uint32_t off)
{
	uint32_t n = slice_u8(t->l->data, off + 1);
	if (!tree_need(t, off, AVP_HEADER))
		return false;
	if (n < AVP_HEADER) {
		tree_pop(t);
		put_fault(t, off, 1, "VSA too short");
		tree_push(t);
		return false;
	}
	if (!tree_need(t, off, n))
		return false;
	const struct radius_attribute *a = radius_attribute(vendor, slice_u8(t->l->data, off));
	put_node(t, RA_VSA, off, n)->aux = vendor;
	tree_push(t);
	put(t, RA_AVP_VENDOR_TYPE, off, 1);
	put(t, RA_AVP_VENDOR_LEN, off + 1, 1);
	put_value(t, a, off + AVP_HEADER, n - AVP_HEADER);
	tree_pop(t);
	return true;
}

/* Returns where tshark looks for the next attribute: behind the last of the vendor's, whose length may be a lie. */
static uint32_t put_vendor(struct tree *t, uint32_t off, uint32_t end)
{
	uint32_t vendor = slice_u32(t->l->data, off);
	put(t, RA_AVP_VENDOR_ID, off, VENDOR_ID);
	off += VENDOR_ID;
	while (off < end && !tree_ended(t)) {
		if (!put_vendor_attribute(t, vendor, off))
			return off + AVP_HEADER;
		off += slice_u8(t->l->data, off + 1);
	}
	return off;
}

/* Where an EAP message, which goes over as many attributes as it needs (RFC 3579, 3.1), has come to. */
struct eap {
	unsigned segments;
	bool over;
};

static void put_eap(struct tree *t, struct record *avp, struct eap *e, uint32_t off, uint32_t n, bool consecutive)
{
	if (e->segments && (e->over || !consecutive)) {
		avp->aux = RADIUS_EAP_STRAY;
	} else {
		e->segments++;
		e->over = n && n < FULL_PIECE;
		avp->aux = e->segments << 1 | e->over;
	}
	put(t, RA_EAP_FRAGMENT, off, n);
}

/* Returns where the next one begins. */
static uint32_t put_attribute(struct tree *t, uint32_t off, uint32_t n, struct eap *e, bool consecutive)
{
	uint32_t next = off + n;
	unsigned type = slice_u8(t->l->data, off);
	struct record *avp = put(t, RA_AVP, off, n);
	tree_push(t);
	if (type == RADIUS_VENDOR_SPECIFIC && n < AVP_HEADER + VENDOR_ID) {
		put_expert(t, RA_INVALID_LENGTH, 0, 0, "AVP too short; no room for vendor ID");
		tree_pop(t);
		return next;
	}
	put(t, RA_AVP_TYPE, off, 1);
	put(t, RA_AVP_LENGTH, off + 1, 1);
	if (type == RADIUS_VENDOR_SPECIFIC)
		next = put_vendor(t, off + AVP_HEADER, off + n);
	else if (type == RADIUS_EAP_MESSAGE)
		put_eap(t, avp, e, off + AVP_HEADER, n - AVP_HEADER, consecutive);
	else
		put_value(t, radius_attribute(0, type), off + AVP_HEADER, n - AVP_HEADER);
	tree_pop(t);
	return next;
}

/* Is there an attribute of n bytes in the `left` that the packet's length leaves? Says so if not. */
static bool has_room(struct tree *t, uint32_t n, uint32_t left)
{
	MESSAGE(m);
	if (left < AVP_HEADER)
		buf_lit(&m, "Not enough room in packet for AVP header");
	else if (n < AVP_HEADER) {
		buf_lit(&m, "AVP too short: length ");
		fmt_uint(&m, n);
		buf_lit(&m, " < 2");
	} else if (left < n)
		buf_lit(&m, "Not enough room in packet for AVP");
	else
		return true;
	put_fault(t, 0, 0, message_text(&m));
	return false;
}

static void put_attributes(struct tree *t, uint32_t end)
{
	static const char title[] = "Attribute Value Pairs";
	struct eap e = { 0, false };
	uint32_t off = RADIUS_HEADER, left = end - off;
	unsigned before = 0;
	put_label(t, RA_TEXT, off, left, title, sizeof title - 1);
	tree_push(t);
	while (left && (left < AVP_HEADER || tree_need(t, off, AVP_HEADER))) {
		uint32_t n = slice_u8(t->l->data, off + 1);
		unsigned type = slice_u8(t->l->data, off);
		if (!has_room(t, n, left))
			break;
		off = put_attribute(t, off, n, &e, before == RADIUS_EAP_MESSAGE);
		before = type;
		left -= n;
	}
	tree_pop(t);
}

static void put_exchange(struct tree *t, const struct layer *l)
{
	unsigned code = slice_u8(l->data, 0);
	const struct app_note *n = layer_app_note(t->d, l);
	bool asks = radius_asks(code);
	if (asks)
		put_uint(t, RA_REQ, 0, 0, 1);
	else if (radius_answers(code))
		put_uint(t, RA_RSP, 0, 0, 1);
	if (!n)
		return;
	if (n->frame) {
		put_uint(t, RA_REQFRAME, 0, 0, n->frame);
		put_ns(t, RA_TIME, 0, 0, n->elapsed);
	}
	if (!n->value[RADIUS_NOTE_DUPLICATE])
		return;
	put_uint(t, RA_DUP, 0, 0, slice_u8(l->data, 1));
	put_uint(t, asks ? RA_REQ_DUP : RA_RSP_DUP, 0, 0, n->value[RADIUS_NOTE_DUPLICATE]);
}

static void radius_tree(struct tree *t, const struct layer *l)
{
	uint32_t n = length_of(l);
	if (!slice_has(l->data, 0, 4))
		tree_drop(t);
	if (!tree_need(t, 0, 4))
		return;
	put(t, RA_CODE, 0, 1);
	put(t, RA_ID, 1, 1);
	put(t, RA_LENGTH, 2, 2);
	put(t, RA_AUTHENTICATOR, RADIUS_AUTHENTICATOR, RADIUS_AUTHENTICATOR_BYTES);
	if (tree_ended(t))
		return;
	put_exchange(t, l);
	if (n > RADIUS_HEADER && tree_need(t, 0, n))
		put_attributes(t, n);
}

/* tshark names EAP as well, whose message is whole. */
static void radius_path(struct buf *b, const struct dissection *d, const struct layer *l)
{
	uint32_t end = length_of(l), n;
	(void)d;
	for (uint32_t off = RADIUS_HEADER; slice_has(l->data, off, AVP_HEADER) && off < end; off += n) {
		n = slice_u8(l->data, off + 1);
		if (n < AVP_HEADER || !slice_has(l->data, off, n))
			return;
		if (slice_u8(l->data, off) == RADIUS_EAP_MESSAGE && n > AVP_HEADER && n < AVP_HEADER + FULL_PIECE) {
			buf_lit(b, ":eap");
			return;
		}
	}
}

static void radius_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	unsigned code = slice_u8(l->data, 0);
	const char *name = value_text(radius_fields[RA_CODE].vals, code);
	const struct app_note *n = layer_app_note(d, l);
	if (!slice_has(l->data, 0, 4)) {
		c->keep = true;
		return;
	}
	buf_str(&c->info, name ? name : "Unknown");
	buf_lit(&c->info, " id=");
	fmt_uint(&c->info, slice_u8(l->data, 1));
	if (n && n->value[RADIUS_NOTE_DUPLICATE])
		buf_str(&c->info, radius_asks(code) ? ", Duplicate Request" : ", Duplicate Response");
}

static const struct next_link radius_on[] = { { NEXT_UDP_PORT, 1645 }, { NEXT_UDP_PORT, 1646 }, { NEXT_UDP_PORT, 1700 },
					      { NEXT_UDP_PORT, 1812 }, { NEXT_UDP_PORT, 1813 }, { NEXT_UDP_PORT, 3799 } };

const struct protocol protocol_radius = {
	.name = "radius",
	.column = "RADIUS",
	.fields = radius_fields,
	.n_fields = RA_N_ROWS,
	ON(radius_on),
	.refuses = radius_refuses,
	.dissect = radius_dissect,
	.fields_of = radius_tree,
	.path_inside = radius_path,
	.info = radius_info,
};
