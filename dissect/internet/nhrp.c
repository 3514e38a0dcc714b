/* nhrp.c: NBMA Next Hop Resolution Protocol (RFC 2332), over IP and GRE, with Cisco's extensions. */
#include "base/fmt.h"
#include "base/names.h"
#include "dissect/column.h"
#include "dissect/internet/checked_sum.h"
#include "dissect/internet/nhrp_rows.h"
#include "dissect/message.h"
#include "dissect/numbers.h"

/*   0        2          4             9      10       12         14           16       17     18         19
 *  +--------+----------+-------------+------+--------+----------+------------+---------+------+----------+-------------+
 *  | family | protocol | its SNAP    | hops | length | checksum | extensions | version | type | T&L of   | T&L of      |
 *  |        |          | header      |      |        |          | begin at   |         |      | address  | subaddress  |
 *  +--------+----------+-------------+------+--------+----------+------------+---------+------+----------+-------------+
 *  The mandatory part follows: lengths of both protocol addresses, flags, request ID, addresses, and client information
 *  entries. Extensions are of type, length and value (5.3). */
enum { FIXED_BYTES = 20, ENTRY_BYTES = 12, EXT_BYTES = 4, MAX_ENTRIES = 128, MAX_EXTENSIONS = 128, MAX_NESTED = 3 };
enum {
	AFN_IPV4 = 1,
	PROTOCOL_SNAP = 0x80,
	PROTOCOL_IP = 0xcc,
	ADDRESS_LEN = 0x3f,
	ADDRESS_TYPE = 0x40,
	LEAST_ETHERTYPE = 0x600
};
enum op {
	OP_RESOLUTION = 1,
	OP_RESOLUTION_REPLY,
	OP_REGISTRATION,
	OP_REGISTRATION_REPLY,
	OP_PURGE,
	OP_PURGE_REPLY,
	OP_ERROR,
	OP_TRAFFIC
};
enum ext { EXT_END = 0, EXT_RESPONDER = 3, EXT_FORWARD, EXT_REVERSE, EXT_AUTH = 7, EXT_VENDOR, EXT_NAT, EXT_MOBILE };

/* A packet inside the layer: where it is, and where its parts are. Places count from the layer's first byte. */
struct packet {
	struct slice s;
	uint32_t off, mandatory_end, extensions, end;
	unsigned op, address_len, subaddress_len;
	bool is_ipv4;
};

static struct packet packet_at(const struct layer *l, uint32_t off)
{
	struct packet p = { .s = l->data, .off = off };
	uint32_t size = slice_u16(p.s, off + 10), extensions = slice_u16(p.s, off + 14), rest = p.s.wire - off;
	p.op = slice_u8(p.s, off + 17);
	p.is_ipv4 = slice_u16(p.s, off) == AFN_IPV4;
	p.address_len = slice_u8(p.s, off + 18) & ADDRESS_LEN;
	p.subaddress_len = slice_u8(p.s, off + 19) & ADDRESS_LEN;
	p.extensions = extensions ? off + extensions : 0;
	p.end = off + (size < rest ? size : rest);
	p.mandatory_end = p.extensions && p.extensions < p.end ? p.extensions : p.end;
	return p;
}

/* Do the numbers of the header contradict each other? */
static bool is_bad(const struct packet *p)
{
	uint32_t size = slice_u16(p->s, p->off + 10), extensions = slice_u16(p->s, p->off + 14);
	return size < FIXED_BYTES || (extensions && (extensions < FIXED_BYTES || extensions > size));
}

static bool has_request(unsigned op)
{
	return op != OP_ERROR && op != OP_TRAFFIC;
}

static void op_text(struct buf *b, unsigned op)
{
	const char *name = value_text(&nhrp_ops, op);
	if (name) {
		buf_str(b, name);
		return;
	}
	buf_lit(b, "0x");
	fmt_hex(b, op, 2);
	buf_lit(b, " - unknown");
}

void nhrp_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	buf_lit(b, "Next Hop Resolution Protocol (");
	op_text(b, slice_u8(l->data, r->off - l->off + 17));
	buf_char(b, ')');
}

/* The protocol's number is an Ethernet type, or a network layer protocol identifier when it is small (5.2.1). */
void nhrp_label_type(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = r->val >= LEAST_ETHERTYPE ? value_text(&ethertype_names, r->val)
			   : r->val == PROTOCOL_SNAP ? "SNAP"
			   : r->val == PROTOCOL_IP   ? "IP"
						     : NULL;
	(void)t;
	buf_lit(b, "Protocol Type (short form): ");
	buf_str(b, name ? name : r->val >= LEAST_ETHERTYPE ? "Unknown Ethertype" : "Unknown NLPID");
	buf_lit(b, " (0x");
	fmt_hex(b, r->val, 4);
	buf_char(b, ')');
}

void nhrp_label_sum(struct buf *b, const struct tree *t, const struct record *r)
{
	buf_lit(b, "NHRP Packet ");
	sum_label(b, t, r);
}

/* "Source Address Type/Len: NSAP format/4" */
void nhrp_label_tl(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->f->name);
	buf_str(b, r->val & ADDRESS_TYPE ? ": Native E.164 format/" : ": NSAP format/");
	fmt_uint(b, r->val & ADDRESS_LEN);
}

/* The flags that a packet has, in their order; 0 ends the list. */
static const uint8_t *flags_of(unsigned op)
{
	static const uint8_t resolution[] = { FLAG_Q, FLAG_A, FLAG_D, FLAG_U, FLAG_S, FLAG_NAT, 0 },
			     registration[] = { FLAG_UNIQUE, FLAG_NAT, 0 }, purge[] = { FLAG_N, FLAG_NAT, 0 },
			     other[] = { FLAG_NAT, 0 };
	switch (op) {
	case OP_RESOLUTION:
	case OP_RESOLUTION_REPLY: return resolution;
	case OP_REGISTRATION:
	case OP_REGISTRATION_REPLY: return registration;
	case OP_PURGE:
	case OP_PURGE_REPLY: return purge;
	default: return other;
	}
}

/* "Flags: 0x8002, Uniqueness Bit, Cisco NAT Supported"; the type is five bytes in front. */
void nhrp_label_flags(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct layer *l = &t->d->layer[r->layer];
	buf_lit(b, "Flags: 0x");
	fmt_hex(b, r->val, 4);
	for (const uint8_t *flag = flags_of(slice_u8(l->data, r->off - l->off - 5)); *flag; flag++)
		if (r->val & nhrp_fields[*flag].mask) {
			buf_lit(b, ", ");
			buf_str(b, nhrp_fields[*flag].name);
		}
}

void nhrp_label_ext(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char *const names[] = { [EXT_END] = "End of Extension",
					     [EXT_RESPONDER] = "Responder Address Extension",
					     [EXT_FORWARD] = "Forward Transit NHS Record Extension",
					     [EXT_REVERSE] = "Reverse Transit NHS Record Extension",
					     [EXT_AUTH] = "NHRP Authentication Extension",
					     [EXT_VENDOR] = "NHRP Vendor Private Extension",
					     [EXT_NAT] = "Cisco NAT Address Extension",
					     [EXT_MOBILE] = "Mobile NHC Authentication Extension" };
	struct slice s = record_bytes(t->d, r);
	unsigned type = slice_u16(s, 0) & 0x3fff;
	if (type == EXT_NAT && slice_u16(s, 2) == 8) {
		buf_lit(b, "Device Capabilities Extension");
	} else if (type < COUNT(names) && names[type]) {
		buf_str(b, names[type]);
	} else {
		buf_lit(b, "Unknown (");
		fmt_uint(b, type);
		buf_char(b, ')');
	}
}

/* An address of n bytes at *off, moved on: `row` when it is an IPv4 address, else `bytes`. */
static void put_address(struct tree *t, unsigned row, unsigned bytes, bool is_ipv4, uint32_t *off, uint32_t n)
{
	if (n)
		put(t, is_ipv4 && n == 4 ? row : bytes, *off, n);
	*off += n;
}

static void put_tl(struct tree *t, unsigned row, uint32_t off)
{
	put(t, row, off, 1);
	tree_push(t);
	put(t, row + 1, off, 1);
	put(t, row + 2, off, 1);
	tree_pop(t);
}

/* Bytes of the entry at off. */
static uint32_t entry_bytes(struct slice s, uint32_t off)
{
	const unsigned address = slice_u8(s, off + 8) & ADDRESS_LEN, subaddress = slice_u8(s, off + 9) & ADDRESS_LEN;
	return ENTRY_BYTES + address + subaddress + slice_u8(s, off + 10);
}

static void put_entries(struct tree *t, const struct packet *p, uint32_t off, uint32_t end)
{
	for (unsigned i = 0; i < MAX_ENTRIES && off + ENTRY_BYTES <= end && !tree_ended(t); i++) {
		uint32_t n = entry_bytes(p->s, off), at = off + ENTRY_BYTES;
		if (!tree_need(t, off, n))
			return;
		put_node(t, ENTRY, off, n);
		tree_push(t);
		put(t, CODE, off, 1);
		put(t, PREFIX, off + 1, 1);
		put(t, UNUSED, off + 2, 2);
		put(t, MTU, off + 4, 2);
		put(t, HTIME, off + 6, 2);
		put_tl(t, CLI_ADDR_TL, off + 8);
		put_tl(t, CLI_SADDR_TL, off + 9);
		put(t, PROT_LEN, off + 10, 1);
		put(t, PREF, off + 11, 1);
		put_address(t, CLIENT_NBMA_ADDR, CLIENT_NBMA_ADDR_BYTES, p->is_ipv4, &at,
			    slice_u8(p->s, off + 8) & ADDRESS_LEN);
		put_address(t, CLIENT_NBMA_SADDR, CLIENT_NBMA_SADDR, false, &at, slice_u8(p->s, off + 9) & ADDRESS_LEN);
		put_address(t, CLIENT_PROT_ADDR, CLIENT_PROT_ADDR_BYTES, true, &at, slice_u8(p->s, off + 10));
		tree_pop(t);
		off += n;
	}
}

static void put_checksum(struct tree *t, const struct packet *p)
{
	uint32_t size = slice_u16(p->s, p->off + 10);
	struct checked_sum sum = { CHECKSUM_UNVERIFIED, 0, "" };
	if (size >= FIXED_BYTES && slice_has(p->s, p->off, size))
		sum = sum_check(slice_sub(p->s, p->off, size), 0, slice_u16(p->s, p->off + 12));
	put_sum(t, HDR_CHKSUM, p->off + 12, &sum);
}

/* "Version: 1 (NHRP - rfc2332)" */
void nhrp_label_version(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Version: ");
	fmt_uint(b, r->val);
	buf_str(b, r->val == 1 ? " (NHRP - rfc2332)" : " (Unknown)");
}

/* What is wrong with the row put last. */
static void put_wrong(struct tree *t, unsigned row, uint32_t off)
{
	tree_push(t);
	put_expert(t, row, off, 0, NULL);
	tree_pop(t);
}

static void put_fixed(struct tree *t, const struct packet *p)
{
	uint32_t off = p->off, size = slice_u16(p->s, off + 10);
	put_node(t, FIXED, off, slice_sub(p->s, off, size < FIXED_BYTES ? size : FIXED_BYTES).len);
	tree_push(t);
	put(t, HDR_AFN, off, 2);
	put(t, HDR_PRO_TYPE, off + 2, 2);
	put(t, PROTOCOL_TYPE, off + 4, 5);
	put(t, HDR_HOPCNT, off + 9, 1);
	put(t, HDR_PKTSZ, off + 10, 2);
	if (size < FIXED_BYTES) {
		put_wrong(t, HDR_PKTSZ_INVALID, off + 10);
		tree_pop(t);
		return;
	}
	put_checksum(t, p);
	put(t, HDR_EXTOFF, off + 14, 2);
	if (is_bad(p))
		put_wrong(t, HDR_EXTOFF_INVALID, off + 14);
	put(t, HDR_VERSION, off + 16, 1);
	put(t, HDR_OP_TYPE, off + 17, 1);
	put_tl(t, HDR_SHTL, off + 18);
	put_tl(t, HDR_SSTL, off + 19);
	tree_pop(t);
}

/* The protocol addresses of the mandatory part: where they end. */
static uint32_t addresses_end(const struct packet *p)
{
	uint32_t off = p->off + FIXED_BYTES;
	return off + 8 + p->address_len + p->subaddress_len + slice_u8(p->s, off) + slice_u8(p->s, off + 1);
}

/* The mandatory part; returns where the entries, or what caused the packet, begin. */
static uint32_t put_mandatory(struct tree *t, const struct packet *p)
{
	uint32_t off = p->off + FIXED_BYTES, source = slice_u8(p->s, off), target = slice_u8(p->s, off + 1),
		 at = off + 8;
	if (p->mandatory_end <= off || !tree_need(t, off, 1))
		return p->mandatory_end;
	put_node(t, MANDATORY, off, slice_sub(p->s, off, p->mandatory_end - off).len);
	tree_push(t);
	put(t, SRC_PROT_LEN, off, 1);
	put(t, DST_PROT_LEN, off + 1, 1);
	if (has_request(p->op)) {
		put(t, FLAGS, off + 2, 2);
		tree_push(t);
		for (const uint8_t *flag = flags_of(p->op); *flag; flag++)
			put(t, *flag, off + 2, 2);
		tree_pop(t);
		put(t, REQID, off + 4, 4);
	} else if (p->op == OP_ERROR) {
		put(t, ERR_CODE, off + 4, 2);
		put(t, ERR_OFFSET, off + 6, 2);
	}
	put_address(t, SRC_NBMA_ADDR, SRC_NBMA_ADDR_BYTES, p->is_ipv4, &at, p->address_len);
	put_address(t, SRC_NBMA_SADDR, SRC_NBMA_SADDR, false, &at, p->subaddress_len);
	put_address(t, SRC_PROT_ADDR, SRC_PROT_ADDR_BYTES, true, &at, source);
	put_address(t, DST_PROT_ADDR, DST_PROT_ADDR_BYETS, true, &at, target);
	if (has_request(p->op))
		put_entries(t, p, at, p->mandatory_end);
	tree_pop(t);
	return at;
}

static void put_auth(struct tree *t, const struct packet *p, uint32_t off, uint32_t n)
{
	uint32_t data = n - 4 > p->address_len ? n - 4 - p->address_len : 0;
	MESSAGE(text);
	if (n < 4 + p->address_len) {
		put_node(t, INCOMPLETE, off, n);
		tree_push(t);
		put_expert(t, EXT_MALFORMED, off, 0, NULL);
		tree_pop(t);
		return;
	}
	buf_lit(&text, "Extension Data: SPI=");
	fmt_uint(&text, slice_u16(p->s, off + 2));
	if (data) {
		struct slice bytes = slice_sub(p->s, off + n - data, data);
		buf_lit(&text, ": Data=");
		fmt_bytes(&text, bytes.p, bytes.len < 100 ? bytes.len : 100, 0);
	}
	put_label(t, EXT_DATA, off, slice_sub(p->s, off, n).len, text.p, (uint32_t)text.len);
	tree_push(t);
	put(t, AUTH_EXT_RESERVED, off, 2);
	put(t, AUTH_EXT_SPI, off + 2, 2);
	off += 4;
	put_address(t, AUTH_EXT_SRC_ADDR, AUTH_EXT_SRC_ADDR_BYTES, p->is_ipv4, &off, p->address_len);
	if (data)
		put(t, AUTH_EXT_DATA, off, data);
	tree_pop(t);
}

static void put_vendor(struct tree *t, const struct packet *p, uint32_t off, uint32_t n)
{
	const char *vendor = names_vendor_long(slice_u24(p->s, off));
	MESSAGE(text);
	if (n < 3 || !tree_need(t, off, n))
		return;
	buf_lit(&text, "Extension Data: Vendor ID=");
	buf_str(&text, vendor ? vendor : "Unknown");
	buf_str(&text, n > 3 ? ", Data=" : ", Data=<none>");
	if (n > 3)
		fmt_bytes(&text, p->s.p + off + 3, n - 3 < 100 ? n - 3 : 100, 0);
	put_label(t, EXT_DATA, off, n, text.p, (uint32_t)text.len);
	tree_push(t);
	put(t, VENDOR_EXT_ID, off, 3);
	if (n > 3)
		put(t, VENDOR_EXT_DATA, off + 3, n - 3);
	tree_pop(t);
}

static void put_capabilities(struct tree *t, const struct packet *p, uint32_t off)
{
	MESSAGE(text);
	buf_str(&text,
		slice_u32(p->s, off) & 1 ? "Extension Data: Src is VPN-aware" : "Extension Data: Src is non-VPN-aware");
	buf_str(&text, slice_u32(p->s, off + 4) & 1 ? "; Dst is VPN-aware" : "; Dst is non-VPN-aware");
	put_label(t, EXT_DATA, off, 8, text.p, (uint32_t)text.len);
	tree_push(t);
	put(t, DEVCAP_EXT_SRCCAP, off, 4);
	tree_push(t);
	put(t, DEVCAP_EXT_SRCCAP_V, off, 4);
	tree_pop(t);
	put(t, DEVCAP_EXT_DSTCAP, off + 4, 4);
	tree_push(t);
	put(t, DEVCAP_EXT_DSTCAP_V, off + 4, 4);
	tree_pop(t);
	tree_pop(t);
}

static void put_extension(struct tree *t, const struct packet *p, unsigned type, uint32_t off, uint32_t n)
{
	switch (type) {
	case EXT_RESPONDER:
	case EXT_FORWARD:
	case EXT_REVERSE: put_entries(t, p, off, off + n); break;
	case EXT_AUTH:
	case EXT_MOBILE: put_auth(t, p, off, n); break;
	case EXT_VENDOR: put_vendor(t, p, off, n); break;
	case EXT_NAT:
		if (n == 8)
			put_capabilities(t, p, off);
		else
			put_entries(t, p, off, off + n);
		break;
	default:
		if (n)
			put(t, UNKNOWN_EXT_VALUE, off, n);
	}
}

/* What stands behind the end of the extensions. */
static void put_extra(struct tree *t, uint32_t off, uint32_t n)
{
	MESSAGE(text);
	buf_lit(&text, "Unknown Data (");
	fmt_uint(&text, n);
	buf_lit(&text, " bytes)");
	put_label(t, EXT_DATA, off, n, text.p, (uint32_t)text.len);
	tree_push(t);
	put_expert(t, EXT_EXTRA, off, 0, message_text(&text));
	tree_pop(t);
}

static void put_extensions(struct tree *t, const struct packet *p)
{
	uint32_t off = p->extensions, end = p->s.wire;
	for (unsigned i = 0; i < MAX_EXTENSIONS && off + EXT_BYTES <= end && !tree_ended(t); i++) {
		unsigned type = slice_u16(p->s, off) & 0x3fff;
		uint32_t n = slice_u16(p->s, off + 2);
		if (!tree_need(t, off, EXT_BYTES))
			return;
		put_node(t, EXTENSION, off, slice_sub(p->s, off, EXT_BYTES + n).len);
		tree_push(t);
		put(t, EXT_C, off, 2);
		put(t, EXT_TYPE, off, 2);
		put(t, EXT_LEN, off + 2, 2);
		put_extension(t, p, type, off + EXT_BYTES, n);
		tree_pop(t);
		off += EXT_BYTES + n;
		if (type == EXT_END) {
			if (off < end)
				put_extra(t, off, end - off);
			return;
		}
	}
}

/* A packet, and in an error message the one that caused it. */
static void put_packet(struct tree *t, const struct layer *l, uint32_t off, unsigned depth)
{
	struct packet p = packet_at(l, off);
	if (!tree_need(t, off, FIXED_BYTES - 2))
		return;
	put_fixed(t, &p);
	if (is_bad(&p))
		return;
	uint32_t at = put_mandatory(t, &p);
	if (!has_request(p.op))
		put_node(t, CAUSE, at, 0);
	if (p.op == OP_ERROR) {
		tree_push(t);
		if (depth < MAX_NESTED && tree_need(t, at, FIXED_BYTES)) {
			put_node(t, NHRP, at, p.s.len - at);
			tree_push(t);
			put_packet(t, l, at, depth + 1);
			tree_pop(t);
		}
		tree_pop(t);
	}
	if (!p.extensions)
		return;
	if (p.op == OP_ERROR)
		put_expert(t, EXT_NOT_ALLOWED, 0, 0, NULL);
	put_extensions(t, &p);
}

static void nhrp_tree(struct tree *t, const struct layer *l)
{
	/* The type is looked at before anything is shown. */
	if (!slice_has(l->data, 0, FIXED_BYTES - 2))
		tree_drop(t);
	put_packet(t, l, 0, 0);
}

static void nhrp_dissect(struct dissection *d, struct layer *l)
{
	l->tree_len = l->data.len;
	if (!layer_header(l, FIXED_BYTES - 2))
		return;
	struct packet p = packet_at(l, 0);
	l->header_len = l->data.len;
	l->payload = slice_first(l->payload, 0);
	uint32_t need = is_bad(&p) ? FIXED_BYTES : p.end;
	bool ends = !is_bad(&p) && (slice_u16(l->data, 10) > l->data.wire ||
				    (p.op == OP_ERROR && addresses_end(&p) >= p.mandatory_end));
	if (!slice_has(l->data, 0, need) || ends) {
		layer_cut(l, l->data.len < l->data.wire ? l->data.wire : l->data.wire + 1);
		l->flags |= LAYER_TOLD;
	} else if (p.op == OP_TRAFFIC && !is_bad(&p)) {
		uint32_t at = addresses_end(&p);
		if (at < p.mandatory_end) {
			next_quoted(d, l, NEXT_ETHERTYPE, slice_u16(l->data, 2),
				    slice_sub(l->data, at, p.mandatory_end - at));
			next_inside(d, l, 2);
		}
	}
}

static void info_packet(struct buf *b, const struct layer *l, uint32_t off, unsigned depth)
{
	struct packet p = packet_at(l, off);
	uint32_t at = off + FIXED_BYTES;
	if (!depth)
		op_text(b, p.op);
	if (is_bad(&p) || !slice_has(p.s, at, 8))
		return;
	if (p.op == OP_ERROR) {
		const char *name = value_text(&nhrp_errors, slice_u16(p.s, at + 4));
		buf_lit(b, ", ");
		buf_str(b, name ? name : "Unknown Error (");
		if (!name) {
			fmt_uint(b, slice_u16(p.s, at + 4));
			buf_char(b, ')');
		}
		if (depth < MAX_NESTED && slice_has(p.s, addresses_end(&p), FIXED_BYTES))
			info_packet(b, l, addresses_end(&p), depth + 1);
	}
	if (!has_request(p.op))
		return;
	buf_lit(b, ", ID=");
	fmt_uint(b, slice_u32(p.s, at + 4));
	if (p.op == OP_RESOLUTION || p.op == OP_REGISTRATION || p.op == OP_PURGE)
		return;
	at = addresses_end(&p);
	for (unsigned i = 0;
	     i < MAX_ENTRIES && at + ENTRY_BYTES <= p.mandatory_end && slice_has(p.s, at, entry_bytes(p.s, at)); i++) {
		const char *code = value_text(&nhrp_codes, slice_u8(p.s, at));
		buf_lit(b, ", Code=");
		buf_str(b, code ? code : "Unknown (");
		if (!code) {
			fmt_uint(b, slice_u8(p.s, at));
			buf_char(b, ')');
		}
		at += entry_bytes(p.s, at);
	}
}

static void nhrp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	info_packet(&c->info, l, 0, 0);
}

static const struct next_link nhrp_on[] = { { NEXT_IP_PROTO, 54 } };

const struct protocol protocol_nhrp = {
	.name = "nhrp",
	.column = "NHRP",
	.fields = nhrp_fields,
	.n_fields = NHRP_ROWS,
	ON(nhrp_on),
	.dissect = nhrp_dissect,
	.fields_of = nhrp_tree,
	.info = nhrp_info,
};
