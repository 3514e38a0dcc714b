/* dhcp_parts.c: values of options that consist of parts, one behind the other, or of suboptions. */
#include "dissect/application/dhcp_impl.h"
#include "dissect/application/domain_name.h"

struct part {
	uint16_t row; /* 0: no more parts */
	uint8_t n;    /* bytes; 0: all that is left */
	bool again;   /* as often as it fits */
};

static const struct value_parts {
	uint8_t code, least, most; /* bytes of the whole; most 0: any */
	uint16_t expert;
	const char *bad;
	struct part part[4];
} values[] = {
	{ 78, 1, 0, DHCP_BAD_LENGTH, "length isn't >= 1", /* RFC 2610, 3 */
	  { { DHCP_OPTION_SLP_DIRECTORY_AGENT_VALUE, 1, false }, { DHCP_OPTION_SLP_DIRECTORY_AGENT_ADDRESS, 4, true } } },
	{ 79, 0, 0, 0, NULL, /* RFC 2610, 4 */
	  { { DHCP_OPTION_SLP_SERVICE_SCOPE_VALUE, 1, false }, { DHCP_OPTION_SLP_SERVICE_SCOPE_STRING, 0, false } } },
	{ 137, 0, 0, 0, NULL, { { DHCP_OPTION_LOST_SERVER, 0, false } } }, /* RFC 5223, 3 */
	{ 151, 1, 0, DHCP_BAD_LENGTH, "length must >= 1", /* RFC 6926, 6.2.2 */
	  { { DHCP_OPTION_BULK_LEASE_STATUS_CODE, 1, false }, { DHCP_OPTION_BULK_LEASE_MESSAGE, 0, false } } },
	{ 152, 4, 4, DHCP_BAD_LENGTH, "length must be 4", { { DHCP_OPTION_BULK_LEASE_BASE_TIME, 4, false } } },
	{ 154, 4, 4, DHCP_BAD_LENGTH, "length must be 4", { { DHCP_OPTION_BULK_LEASE_QUERY_START, 4, false } } },
	{ 155, 4, 4, DHCP_BAD_LENGTH, "length must be 4", { { DHCP_OPTION_BULK_LEASE_QUERY_END, 4, false } } },
	{ 159, 4, 4, DHCP_BAD_LENGTH, "length must be 4", /* RFC 7618, 9 */
	  { { DHCP_OPTION_PORTPARAMS_OFFSET, 1, false },
	    { DHCP_OPTION_PORTPARAMS_PSID_LENGTH, 1, false },
	    { DHCP_OPTION_PORTPARAMS_PSID, 2, false } } },
	{ 161, 0, 0, 0, NULL, { { DHCP_OPTION_MUDURL, 0, false } } }, /* RFC 8520, 10 */
	{ 212, 22, 0, DHCP_OPTION_6RD_MALFORMED, NULL, /* RFC 5969, 7.1.1 */
	  { { DHCP_OPTION_6RD_MASK_LENGTH, 1, false },
	    { DHCP_OPTION_6RD_PREFIX_LENGTH, 1, false },
	    { DHCP_OPTION_6RD_PREFIX, 16, false },
	    { DHCP_OPTION_6RD_BORDER_RELAY, 4, true } } },
};

/* Seconds since 1900 or, when the highest bit is not set, since 2036 (RFC 4330, 3): so tshark reads the times of lease queries. */
static void put_part(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	enum { FROM_1900 = 2208988800u, FROM_2036 = 2085978496u };
	uint32_t v = slice_u32(t->l->data, off);
	if (dhcp_rows[row].type != FT_ABSOLUTE_TIME)
		put(t, row, off, n);
	else if (tree_need(t, off, n))
		put_time(t, row, off, n, v >> 31 ? (int64_t)v - FROM_1900 : (int64_t)v + FROM_2036, 0);
}

bool dhcp_put_parts(struct tree *t, unsigned code, const struct dhcp_value *v)
{
	const struct value_parts *p = values;
	uint32_t at = 0;
	while (p->code != code)
		p++;
	if (v->n < p->least || (p->most && v->n > p->most)) {
		put_expert(t, p->expert, v->option, 0, p->bad);
		return true;
	}
	for (unsigned i = 0; i < COUNT(p->part) && p->part[i].row; i++) {
		const struct part *part = &p->part[i];
		do {
			uint32_t n = part->n ? part->n : v->n - at;
			if (n > v->n - at || (at && !n))
				break;
			put_part(t, part->row, v->off + at, n);
			at += n;
		} while (part->again && at < v->n);
	}
	if (at < v->n)
		put_expert(t, DHCP_BAD_LENGTH, v->option, 0, "Option length isn't a multiple of 4");
	return true;
}

static const struct value_table name_services = VALUES({ 0, "Local naming information" }, { 6, "Domain Name Server Option" },
		       { 41, "Network Information Servers Option" }, { 44, "NetBIOS over TCP/IP Name Server Option" },
		       { 65, "Network Information Service+ Servers Option" });

/* RFC 2937: codes of the options that say where names are to be looked up, the first before all others. */
bool dhcp_put_name_services(struct tree *t, const struct dhcp_value *v)
{
	char room[128];
	if (v->n < 2)
		return dhcp_bad_length(t, v, "length isn't >= 2") || true;
	for (uint32_t at = 0; at + 2 <= v->n && tree_need(t, v->off + at, 2); at += 2) {
		unsigned code = slice_u16(t->l->data, v->off + at);
		const char *name = value_text(&name_services, code);
		struct buf b = BUF_OVER(room, sizeof room);
		buf_str(&b, name ? name : "Invalid Name Service");
		buf_lit(&b, " (");
		fmt_uint(&b, code);
		buf_char(&b, ')');
		if (name)
			put_copy(t, DHCP_OPTION_DHCP_NAME_SERVICE_SEARCH_OPTION, v->off + at, 2, b.p, (uint32_t)b.len);
		else
			put_expert(t, DHCP_NAME_SERVICE_INVALID, v->option, 0, NULL);
	}
	if (v->n % 2)
		put_expert(t, DHCP_BAD_LENGTH, v->option, 0, "Option length isn't a multiple of 2");
	return true;
}

/* RFC 3046 and those after it: suboptions of the relay agent. */
static const struct {
	uint8_t code, size; /* size 0: any */
	uint16_t row;
} agent_forms[] = {
	{ 1, 0, DHCP_OPTION_AGENT_INFORMATION_OPTION_AGENT_CIRCUIT_ID },
	{ 2, 0, DHCP_OPTION_AGENT_INFORMATION_OPTION_AGENT_REMOTE_ID },
	{ 3, 0, DHCP_AGENT_RESERVED },
	{ 4, 4, DHCP_OPTION_AGENT_INFORMATION_OPTION_DOCSIS_DEVICE_CLASS },
	{ 5, 4, DHCP_OPTION_AGENT_INFORMATION_OPTION_LINK_SELECTION },
	{ 6, 0, DHCP_OPTION_AGENT_INFORMATION_OPTION_SUBSCRIBER_ID },
	{ 7, 0, DHCP_AGENT_RADIUS },               /* RFC 4014 */
	{ 8, 0, DHCP_AGENT_AUTHENTICATION },       /* RFC 4030 */
	{ 10, 1, DHCP_AGENT_FLAGS },               /* RFC 5010 */
	{ 11, 4, DHCP_OPTION_AGENT_INFORMATION_OPTION_SERVER_ID_OVERRIDE },
	{ 12, 0, DHCP_AGENT_RELAY_ID },            /* RFC 6925 */
	{ 13, 1, DHCP_AGENT_ACCESS_TECHNOLOGY },   /* RFC 7839, this one and those up to 18 */
	{ 13, 2, DHCP_AGENT_ACCESS_TECHNOLOGY },
	{ 14, 0, DHCP_AGENT_NETWORK_NAME },
	{ 15, 0, DHCP_AGENT_ACCESS_POINT_NAME },
	{ 16, 6, DHCP_AGENT_ACCESS_POINT_BSSID },
	{ 17, 0, DHCP_AGENT_OPERATOR_ID },
	{ 18, 0, DHCP_AGENT_OPERATOR_REALM },
	{ 150, 4, DHCP_AGENT_LINK_SELECTION_CISCO },
	{ 152, 4, DHCP_AGENT_SERVER_ID_CISCO },
};

bool dhcp_put_agent(struct tree *t, const struct dhcp_value *v)
{
	for (uint32_t off = v->off, end = v->off + v->n; off < end && tree_need(t, off, 2);) {
		unsigned code = slice_u8(t->l->data, off), n = slice_u8(t->l->data, off + 1), row = 0;
		for (unsigned i = 0; i < COUNT(agent_forms); i++)
			if (agent_forms[i].code == code && (!agent_forms[i].size || agent_forms[i].size == n))
				row = agent_forms[i].row;
		put_uint(t, DHCP_OPTION_AGENT_INFORMATION_OPTION_SUBOPTION, off, 2 + n, code);
		tree_push(t);
		put(t, DHCP_OPTION_SUBOPTION_LENGTH, off + 1, 1);
		struct record *value = put(t, DHCP_OPTION_AGENT_INFORMATION_OPTION_VALUE, off + 2, n);
		if (row) {
			value->flags |= R_HIDDEN;
			put(t, row, off + 2, n);
		}
		tree_pop(t);
		off += 2 + n;
	}
	return true;
}

/* --- PacketCable (RFC 3495) --- */

enum ccc { CCC_PRIMARY = 1, CCC_SECONDARY, CCC_PROVISIONING, CCC_REALM_BACKOFF, CCC_PROV_BACKOFF, CCC_REALM_NAME,
	   CCC_TICKETS, CCC_TIMER, CCC_CONTROL };

/* Bytes that the suboption has to have; 0: any. */
static unsigned ccc_size(unsigned code)
{
	static const uint8_t sizes[] = {
		[CCC_REALM_BACKOFF] = 12, [CCC_PROV_BACKOFF] = 12, [CCC_TICKETS] = 1, [CCC_TIMER] = 1, [CCC_CONTROL] = 2
	};
	return code < COUNT(sizes) ? sizes[code] : 0;
}

static void put_ccc_rows(struct tree *t, unsigned code, uint32_t off)
{
	if (code == CCC_CONTROL) {
		put(t, DHCP_CCC_TICKET_SERVER, off, 2);
		put(t, DHCP_CCC_TICKET_ALL, off, 2);
	} else if (code == CCC_REALM_BACKOFF || code == CCC_PROV_BACKOFF) {
		unsigned first = code == CCC_REALM_BACKOFF ? DHCP_CCC_REALM_NOM_TIMEOUT : DHCP_CCC_PROV_NOM_TIMEOUT;
		for (unsigned i = 0; i < 3; i++)
			put(t, first + i, off + 4 * i, 4);
	}
}

bool dhcp_put_packetcable(struct tree *t, const struct dhcp_value *v)
{
	for (uint32_t off = v->off, end = v->off + v->n; off < end && tree_need(t, off, 1);) {
		if (end - off < 2)
			return dhcp_bad_length(t, v, "no room left in option for suboption length") || true;
		unsigned code = slice_u8(t->l->data, off), n = slice_u8(t->l->data, off + 1);
		bool whole = n <= end - off - 2 && (!ccc_size(code) || n == ccc_size(code));
		put_uint(t, DHCP_VENDOR_PC_IETF_CCC_SUBOPTION, off, 2 + n, code);
		tree_push(t);
		if (whole)
			put_ccc_rows(t, code, off + 2);
		else
			put_expert(t, DHCP_BAD_LENGTH, off, 0, "no room left in option for suboption value");
		tree_pop(t);
		if (!whole)
			return true;
		off += 2 + n;
	}
	return true;
}

static void bytes_in_brackets(struct buf *b, unsigned n, bool valid)
{
	buf_lit(b, "(");
	fmt_uint(b, n);
	buf_str(b, n == 1 ? " byte" : " bytes");
	buf_str(b, valid ? ")" : " [Invalid])");
}

static void put_name(struct buf *b, struct slice s, unsigned n)
{
	struct domain_name name;
	if (domain_name_read(s, 0, 0, &name))
		fmt_text(b, (const uint8_t *)name.text, name.len);
	buf_char(b, ' ');
	bytes_in_brackets(b, n, true);
}

static void put_address(struct buf *b, struct slice s, unsigned n, bool valid)
{
	if (slice_has(s, 0, 4))
		fmt_ipv4(b, s.p);
	buf_char(b, ' ');
	bytes_in_brackets(b, n, valid);
}

/* Whose server it is: a name or an address, by the first byte. */
static void put_server(struct buf *b, struct slice s, unsigned n)
{
	unsigned type = slice_u8(s, 0);
	if (type == 0) {
		put_name(b, slice_from(s, 1), n - 1);
	} else if (type == 1) {
		put_address(b, slice_from(s, 1), n, true);
	} else {
		buf_lit(b, "Invalid type: ");
		fmt_uint(b, type);
		buf_char(b, ' ');
		bytes_in_brackets(b, n, true);
	}
}

/* "Suboption: TSP's Primary DHCP Server (1): 10.0.0.1 (4 bytes)" */
void dhcp_packetcable_label(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice all = record_bytes(t->d, r), s = slice_from(all, 2);
	const char *name = value_text(r->f->vals, r->val);
	unsigned code = (unsigned)r->val, n = slice_u8(all, 1);
	buf_lit(b, "Suboption: ");
	buf_str(b, name ? name : "Unknown");
	buf_lit(b, " (");
	fmt_uint(b, code);
	buf_lit(b, "): ");
	if (!n || s.len < n || (ccc_size(code) && n != ccc_size(code)))
		return;
	switch (code) {
	case CCC_PRIMARY:
	case CCC_SECONDARY: put_address(b, s, n, n == 4); break;
	case CCC_PROVISIONING: put_server(b, s, n); break;
	case CCC_REALM_NAME: put_name(b, s, n); break;
	case CCC_TICKETS: buf_str(b, s.p[0] ? "Yes (1 byte)" : "No (1 byte)"); break;
	case CCC_TIMER:
		fmt_uint(b, s.p[0]);
		buf_lit(b, " (1 byte)");
		break;
	case CCC_CONTROL:
		fmt_0x(b, slice_u16(s, 0), 4);
		buf_lit(b, " (2 bytes)");
		break;
	case CCC_REALM_BACKOFF:
	case CCC_PROV_BACKOFF: bytes_in_brackets(b, n, true); break;
	default: break;
	}
}
