/* icmpv6_labels.c: how the fields of ICMPv6 read. */
#include "base/fmt.h"
#include "dissect/internet/icmpv6_impl.h"
#include "dissect/text.h"

static const struct value_table unreachable_codes =
	VALUES({ 0, "no route to destination" }, { 1, "Administratively prohibited" }, { 2, "Beyond scope of source address" },
	       { 3, "Address unreachable" }, { 4, "Port unreachable" }, { 5, "Source address failed ingress/egress policy" },
	       { 6, "Reject route to destination" }, { 7, "Error in Source Routing Header" });
static const struct value_table exceeded_codes = VALUES({ 0, "hop limit exceeded in transit" },
							{ 1, "fragment reassembly time exceeded" });
static const struct value_table parameter_codes =
	VALUES({ 0, "erroneous header field encountered" }, { 1, "unrecognized Next Header type encountered" },
	       { 2, "unrecognized IPv6 option encountered" },
	       { 3, "IPv6 First Fragment has incomplete IPv6 Header Chain" });
static const struct value_table renumbering_codes = VALUES({ 0, "Command" }, { 1, "Result" },
							   { 255, "Sequence number reset" });
static const struct value_table query_codes = VALUES({ 0, "Query subject = IPv6 addresses" },
						     { 1, "Query subject = DNS name or empty" },
						     { 2, "Query subject = IPv4 addresses" });
static const struct value_table reply_codes =
	VALUES({ 0, "Successful" }, { 1, "Refused" }, { 2, "Unknown query type" });
static const struct value_table rpl_codes = VALUES(
	{ 0, "DODAG Information Solicitation" }, { 1, "DODAG Information Object" }, { 2, "Destination Advertisement Object" },
	{ 3, "Destination Advertisement Object Acknowledgment" }, { 4, "P2P Discovery Reply Object" },
	{ 5, "P2P Discovery Reply Object Acknowledgement" }, { 128, "Secure DODAG Information Solicitation" },
	{ 129, "Secure DODAG Information Object" }, { 130, "Secure Destination Advertisement Object" },
	{ 131, "Secure Destination Advertisement Object Acknowledgment" }, { 132, "P2P Secure Discovery Reply Object" },
	{ 133, "P2P Secure Discovery Reply Object Acknowledgement" }, { 138, "Consistency Check" });
static const struct value_table probe_codes = VALUES({ 0, "No error" });
static const struct value_table probe_reply_codes =
	VALUES({ 0, "No error" }, { 1, "Malformed Query" }, { 2, "No Such Interface" }, { 3, "No Such Table Entry" },
	       { 4, "Multiple Interfaces Satisfy Query" });
static const struct value_table proxy_codes =
	VALUES({ 0, "MN should use AP-ID, AR-info tuple" }, { 1, "Network Initiated Handover trigger" },
	       { 2, "No new router information" }, { 3, "Limited new router information" }, { 4, "Unsolicited" });
static const struct value_table initiate_codes =
	VALUES({ 0, "FBU sent from previous link" }, { 1, "FBU sent from new link" });
static const struct value_table acknowledge_codes =
	VALUES({ 0, "Handover Accepted, NCoA valid" }, { 1, "Handover Accepted, NCoA not valid" },
	       { 2, "Handover Accepted, NCoA in use" }, { 3, "Handover Accepted, NCoA assigned" },
	       { 4, "Handover Accepted, NCoA not assigned" }, { 128, "Handover Not Accepted, reason unspecified" },
	       { 129, "Administratively prohibited" }, { 130, "Insufficient resources" });

static const struct value_table *codes_of(unsigned type, unsigned subtype)
{
	switch (type) {
	case MSG_UNREACHABLE: return &unreachable_codes;
	case MSG_TIME_EXCEEDED: return &exceeded_codes;
	case MSG_PARAMETER: return &parameter_codes;
	case MSG_RENUMBERING: return &renumbering_codes;
	case MSG_NI_QUERY: return &query_codes;
	case MSG_NI_REPLY: return &reply_codes;
	case MSG_RPL: return &rpl_codes;
	case MSG_EXTENDED_ECHO: return &probe_codes;
	case MSG_EXTENDED_ECHO_REPLY: return &probe_reply_codes;
	case MSG_EXPERIMENTAL_MOBILITY:
	case MSG_FMIPV6:
		return subtype == 3   ? &proxy_codes
		       : subtype == 4 ? &initiate_codes
		       : subtype == 5 ? &acknowledge_codes
				      : NULL;
	default: return NULL;
	}
}

const char *icmpv6_code_name(struct slice s, char room[static CODE_NAME_ROOM])
{
	unsigned type = slice_u8(s, 0), code = slice_u8(s, 1);
	const struct value_table *codes = codes_of(type, slice_u8(s, 4));
	bool mobility = type == MSG_FMIPV6 || type == MSG_EXPERIMENTAL_MOBILITY;
	if (!codes)
		return NULL;
	const char *name = value_text(codes, code);
	if (name)
		return name;
	if (type == MSG_UNREACHABLE)
		return "Unknown";
	struct buf b = BUF_OVER(room, CODE_NAME_ROOM);
	buf_str(&b, mobility ? "Unknown " : "Unknown (");
	fmt_uint(&b, code);
	if (!mobility)
		buf_char(&b, ')');
	buf_char(&b, 0);
	return room;
}

void icmpv6_code_label(struct buf *b, const struct tree *t, const struct record *r)
{
	char room[CODE_NAME_ROOM];
	const char *name = icmpv6_code_name(t->d->layer[r->layer].data, room);
	buf_lit(b, "Code: ");
	fmt_uint(b, r->val);
	if (!name)
		return;
	buf_lit(b, " (");
	buf_str(b, name);
	buf_char(b, ')');
}

void icmpv6_resp_time_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct match_note *n = layer_match_note(t->d, &t->d->layer[r->layer]);
	buf_lit(b, "Response Time: ");
	if (n) {
		int64_t us = (n->elapsed < 0 ? n->elapsed - 500 : n->elapsed + 500) / 1000;
		uint64_t size = (uint64_t)(us < 0 ? -us : us);
		fmt_secs(b, us < 0, size / 1000, size % 1000 * 1000000, 3);
	}
	buf_lit(b, " ms");
}

/* A byte or word of flags, and behind it the names of those that are set: the rows that follow are its bits. A bit field
 * with named values is always said. */
static void flag_list(struct buf *b, const struct record *r, const struct field *bits)
{
	buf_str(b, r->f->name);
	buf_lit(b, ": 0x");
	fmt_hex(b, r->val, 2 * r->len);
	for (const struct field *f = bits; f < icmpv6_fields + ICMPV6_N_ROWS && f->flags & F_CHILD; f++) {
		uint64_t v = (r->val & f->mask) >> __builtin_ctzll(f->mask);
		bool named = f->type != FT_BOOLEAN && f->vals;
		if (!named && (f->type != FT_BOOLEAN || !v))
			continue;
		buf_lit(b, ", ");
		buf_str(b, f->name);
		if (!named)
			continue;
		const char *name = value_text(f->vals, v);
		buf_lit(b, ": ");
		buf_str(b, name ? name : "Unknown");
	}
}

void icmpv6_flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	/* RPL's second flag byte has no bits with a meaning; aux says so. */
	flag_list(b, r, r->aux ? &icmpv6_fields[ICMPV6] : r->f + 1);
}

void icmpv6_raflags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	flag_list(b, r, &icmpv6_fields[RR_PCO_UP_FLAGMASK_L]);
}

void icmpv6_secure_flags_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	flag_list(b, r, r->aux ? &icmpv6_fields[ICMPV6] : r->f + 1);
}

static void eui64(struct buf *b, struct slice s)
{
	fmt_bytes(b, s.p, s.len, ':');
}

void icmpv6_eui64_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	eui64(b, s);
	buf_lit(b, " (");
	eui64(b, s);
	buf_char(b, ')');
}

void icmpv6_linkaddr_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	text_octets(b, s, s.len == 6 ? ':' : 0);
}

void icmpv6_name_type_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name =
		r->aux ? (r->val == 1 ? "X.509v3 Certificate" : NULL) : value_text(&icmpv6_opt_name_type_names, r->val);
	(void)t;
	buf_str(b, r->aux ? "Cert Type: " : "Name Type: ");
	buf_str(b, name ? name : "Unknown");
	buf_lit(b, " (");
	fmt_uint(b, r->val);
	buf_char(b, ')');
}

void icmpv6_option_length_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Length: ");
	fmt_uint(b, r->val);
	buf_lit(b, " (");
	fmt_uint(b, r->val * 8);
	buf_lit(b, " bytes)");
}

void icmpv6_padn_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Paddn (Length : ");
	fmt_uint(b, r->len);
	buf_lit(b, " bytes)");
}

void icmpv6_record_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	const char *name = value_text(icmpv6_fields[MLDR_MAR_RECORD_TYPE].vals, slice_u8(s, 0));
	buf_lit(b, "Multicast Address Record");
	if (s.len < 20)
		return;
	buf_char(b, ' ');
	if (name) {
		buf_str(b, name);
	} else {
		buf_lit(b, "Unknown Record Type (");
		fmt_uint(b, slice_u8(s, 0));
		buf_char(b, ')');
	}
	buf_lit(b, ": ");
	fmt_ipv6(b, s.p + 4);
}

void icmpv6_match_part_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	const char *name = value_text(icmpv6_fields[RR_PCO_MP_OPCODE].vals, slice_u8(s, 0));
	buf_lit(b, "Match-Prefix Part");
	if (s.len < 24)
		return;
	buf_lit(b, ": ");
	buf_str(b, name ? name : "Unknown");
	buf_char(b, ' ');
	fmt_ipv6(b, s.p + 8);
	buf_char(b, '/');
	fmt_uint(b, s.p[3]);
	buf_lit(b, " (");
	fmt_uint(b, s.p[4]);
	buf_char(b, '-');
	fmt_uint(b, s.p[5]);
	buf_char(b, ')');
}

void icmpv6_use_part_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_lit(b, "Use-Prefix Part");
	if (s.len < 32)
		return;
	buf_lit(b, ": ");
	fmt_ipv6(b, s.p + 16);
	buf_char(b, '/');
	fmt_uint(b, s.p[0]);
	buf_lit(b, " (keep ");
	fmt_uint(b, s.p[1]);
	buf_char(b, ')');
}

void icmpv6_result_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	buf_lit(b, "Result Message");
	if (s.len < 24)
		return;
	buf_lit(b, ": ");
	fmt_ipv6(b, s.p + 8);
	buf_char(b, '/');
	fmt_uint(b, s.p[3]);
	buf_lit(b, " (interface ");
	fmt_uint(b, slice_u32(s, 4));
	buf_char(b, ')');
}

void icmpv6_prefix(struct slice s, uint32_t off, uint32_t n, uint32_t bits, uint8_t out[static 16])
{
	memset(out, 0, 16);
	if (n > 16)
		n = 16;
	if (slice_has(s, off, n) && n)
		memcpy(out, s.p + off, n);
	for (uint32_t i = bits < 128 ? bits : 128; i < 128; i++)
		out[i / 8] &= (uint8_t) ~(0x80 >> i % 8);
}

static void prefix_text(struct buf *b, struct slice s, uint32_t off, uint32_t n, uint32_t bits)
{
	uint8_t prefix[16];
	icmpv6_prefix(s, off, n, bits, prefix);
	buf_char(b, ' ');
	fmt_ipv6(b, prefix);
	buf_char(b, '/');
	fmt_uint(b, bits);
}

/* The names of a search list (RFC 8106, 5.2), each with a space before it. */
static void domains_text(struct buf *b, struct slice s)
{
	bool start = true;
	for (uint32_t off = 8; off < s.len;) {
		uint32_t n = s.p[off++];
		if (!n && start)
			break;
		if (!n) {
			start = true;
			continue;
		}
		if (n > 63 || n > s.len - off)
			break;
		buf_char(b, start ? ' ' : '.');
		fmt_text(b, s.p + off, n);
		start = false;
		off += n;
	}
}

static void addresses_text(struct buf *b, struct slice s)
{
	for (uint32_t off = 8; slice_has(s, off, 16); off += 16) {
		buf_char(b, ' ');
		fmt_ipv6(b, s.p + off);
	}
}

static void route_text(struct buf *b, struct slice s)
{
	const char *pref =
		value_text(icmpv6_fields[OPT_ROUTE_INFO_FLAG_ROUTE_PREFERENCE].vals, slice_u8(s, 3) >> 3 & 3);
	buf_lit(b, " : ");
	buf_str(b, pref);
	if (s.len <= 24)
		prefix_text(b, s, 8, s.len - 8, slice_u8(s, 2));
}

static void border_router_text(struct buf *b, struct slice s)
{
	buf_lit(b, " : Version ");
	fmt_uint(b, slice_u16(s, 4));
	buf_char(b, '.');
	fmt_uint(b, slice_u16(s, 2));
	buf_lit(b, ", Valid Lifetime : ");
	fmt_uint(b, slice_u16(s, 6));
	buf_lit(b, ", 6LBR : ");
	fmt_ipv6(b, s.p + 8);
}

static void registration_text(struct buf *b, struct slice s)
{
	const char *status = value_text(icmpv6_fields[OPT_ARO_STATUS].vals, slice_u8(s, 2));
	buf_lit(b, " : Register ");
	fmt_bytes(b, s.p + 8, 8, ':');
	buf_char(b, ' ');
	buf_str(b, status ? status : "Unknown ");
	if (!status)
		fmt_uint(b, slice_u8(s, 2));
}

static void labelled_number(struct buf *b, uint64_t v)
{
	buf_lit(b, " : ");
	fmt_uint(b, v);
}

static void nd_option_text(struct buf *b, struct slice s, unsigned type)
{
	switch (type) {
	case 1:
	case 2:
		if (s.len == 8 || (s.len == 16 && !slice_uint(s, 10, 6, false))) {
			buf_lit(b, " : ");
			fmt_bytes(b, s.p + 2, s.len == 8 ? 6 : 8, ':');
		}
		break;
	case 3:
		buf_lit(b, " :");
		prefix_text(b, s, 16, 16, slice_u8(s, 2));
		break;
	case 5:
	case 7: labelled_number(b, slice_u32(s, 4)); break;
	case 6: labelled_number(b, slice_u8(s, 2)); break;
	case 9:
	case 10:
	case 25: addresses_text(b, s); break;
	case 17:
	case 18:
		buf_char(b, ' ');
		fmt_ipv6(b, s.p + 8);
		buf_char(b, '/');
		fmt_uint(b, slice_u8(s, 3));
		break;
	case 24: route_text(b, s); break;
	case 31: domains_text(b, s); break;
	case 33: registration_text(b, s); break;
	case 34: prefix_text(b, s, 8, s.len - 8, slice_u8(s, 2)); break;
	case 35: border_router_text(b, s); break;
	default: break;
	}
}

static void rpl_option_text(struct buf *b, struct slice s, unsigned type)
{
	uint32_t data = s.len > 2 ? s.len - 2 : 0;
	if (type == 3 && data >= 6 && data <= 22)
		prefix_text(b, s, 8, data - 6, slice_u8(s, 2));
	else if (type == 5 && data >= 2 && data <= 18 && (data - 2) * 8 >= slice_u8(s, 3))
		prefix_text(b, s, 4, data - 2, slice_u8(s, 3));
	else if (type == 8 && data >= 30)
		prefix_text(b, s, 16, 16, slice_u8(s, 2));
	else if (type == 6 && data >= 20) {
		buf_char(b, ' ');
		fmt_ipv6(b, s.p + 6);
	}
}

/* aux holds the option's type, for a node may be empty, and OPTION_OPEN. */
void icmpv6_option_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	const struct layer *l = &t->d->layer[r->layer];
	bool rpl = !(l->flags & LAYER_CONTINUED) && slice_u8(l->data, 0) == MSG_RPL;
	unsigned type = r->aux & 0xff;
	const char *name = value_text(icmpv6_fields[rpl ? RPL_OPT_TYPE : OPT_TYPE].vals, type);
	buf_str(b, rpl ? "ICMPv6 RPL Option (" : "ICMPv6 Option (");
	if (name) {
		buf_str(b, name);
	} else {
		buf_lit(b, "Unknown ");
		fmt_uint(b, type);
	}
	if (r->aux & OPTION_OPEN || !s.len)
		return;
	if (rpl)
		rpl_option_text(b, s, type);
	else
		nd_option_text(b, s, type);
	buf_char(b, ')');
}

void icmpv6_route_lifetime_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Lifetime: ");
	fmt_uint(b, r->val);
	buf_lit(b, " (");
	fmt_uint(b, 1u << 2 * (r->val & 3));
	buf_lit(b, " sec)");
}

void icmpv6_max_rank_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "MaxRank: ");
	fmt_uint(b, r->val);
	if (!r->val)
		buf_lit(b, " (Infinity)");
}

void icmpv6_address_vector_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Address Vector (");
	fmt_uint(b, r->aux);
	buf_str(b, r->aux == 1 ? " Address)" : " Addresses)");
}
