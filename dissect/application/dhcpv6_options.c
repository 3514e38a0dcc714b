/* dhcpv6_options.c: DHCPv6's options (RFC 8415, 21, and IANA's registry), most of them by a table. */
#include "dissect/application/dhcpv6_impl.h"
#include "dissect/application/domain_name.h"

enum { ANY = 0xffff };

/* How a value is laid out. */
enum form {
	FORM_NOTHING,  /* nothing is said of it, but when its length is wrong */
	FORM_FIELD,    /* one field, all of the value */
	FORM_HALVES,   /* fields of 2 bytes, from row on */
	FORM_LIST,     /* addresses */
	FORM_NUMBERED, /* addresses with their numbers */
	FORM_CODES,    /* numbers of 2 bytes */
	FORM_FLAGS,    /* a number, and its bits in the rows behind it */
	FORM_DNS_NAME, /* one domain name */
	FORM_NAMES,    /* domain names */
	FORM_HOOK,
};

static const struct option {
	uint16_t code, row, least, most; /* bytes */
	uint8_t form;                    /* enum form */
	const char *who;                 /* in what is said of a wrong length */
	dhcpv6_put_fn *put;              /* of FORM_HOOK */
	const char *title;               /* of FORM_NAMES */
} options[] = {
	{ 1, 0, 2, ANY, FORM_HOOK, "DUID", dhcpv6_put_duid, NULL },
	{ 2, 0, 2, ANY, FORM_HOOK, "DUID", dhcpv6_put_duid, NULL },
	{ 3, 0, 12, ANY, FORM_HOOK, "IA_NA", dhcpv6_put_association, NULL },
	{ 4, 0, 4, ANY, FORM_HOOK, "IA_TA", dhcpv6_put_temporary, NULL },
	{ 5, 0, 24, ANY, FORM_HOOK, "IA_TA", dhcpv6_put_address, NULL },
	{ 6, D6_REQUESTED_OPTION_CODE, 0, ANY, FORM_CODES, NULL, NULL, NULL },
	{ 7, D6_OPTION_PREFERENCE, 1, 1, FORM_FIELD, "PREFERENCE", NULL, NULL },
	{ 8, 0, 2, 2, FORM_HOOK, "ELAPSED-TIME", dhcpv6_put_elapsed, NULL },
	{ 9, 0, 1, ANY, FORM_HOOK, "RELAY-MSG", dhcpv6_put_relayed, NULL },
	{ 11, 0, 11, ANY, FORM_HOOK, "AUTH", dhcpv6_put_authentication, NULL },
	{ 12, D6_UNICAST, 16, 16, FORM_FIELD, "UNICAST", NULL, NULL },
	{ 13, 0, 0, ANY, FORM_HOOK, NULL, dhcpv6_put_status, NULL },
	{ 15, 0, 0, ANY, FORM_HOOK, NULL, dhcpv6_put_user_class, NULL },
	{ 16, 0, 4, ANY, FORM_HOOK, "VENDOR_CLASS", dhcpv6_put_vendor_class, NULL },
	{ 17, 0, 4, ANY, FORM_HOOK, "VENDOR_OPTS", dhcpv6_put_vendor, NULL },
	{ 18, D6_INTERFACE_ID, 1, ANY, FORM_FIELD, "INTERFACE_ID", NULL, NULL },
	{ 19, D6_RECONF_MSG, 1, 1, FORM_FIELD, "RECONF_MSG", NULL, NULL },
	{ 20, 0, 0, 0, FORM_NOTHING, "RECONF_ACCEPT", NULL, NULL },
	{ 21, D6_SIP_SERVER_DOMAIN_SEARCH_FQDN, 0, ANY, FORM_NAMES, NULL, NULL, "SIP Servers Domain Search List" },
	{ 22, D6_SIP_SERVER_A, 0, ANY, FORM_LIST, "SIP servers address", NULL, NULL },
	{ 23, D6_DNS_SERVER, 0, ANY, FORM_NUMBERED, "DNS servers address", NULL, NULL },
	{ 24, D6_SEARCH_LIST_ENTRY, 0, ANY, FORM_NAMES, NULL, NULL, "Domain name suffix search list" },
	{ 25, 0, 12, ANY, FORM_HOOK, "IA_PD", dhcpv6_put_association, NULL },
	{ 26, 0, 25, ANY, FORM_HOOK, "IAPREFIX", dhcpv6_put_prefix, NULL },
	{ 27, D6_NIS_SERVER, 0, ANY, FORM_LIST, "NIS servers address", NULL, NULL },
	{ 28, D6_NISP_SERVER, 0, ANY, FORM_LIST, "NISP servers address", NULL, NULL },
	{ 29, D6_NIS_FQDN, 0, ANY, FORM_NAMES, NULL, NULL, "nis-domain-name" },
	{ 30, D6_NISP_FQDN, 0, ANY, FORM_NAMES, NULL, NULL, "nisp-domain-name" },
	{ 31, D6_SNTP_SERVER, 0, ANY, FORM_NUMBERED, "SNTP servers address", NULL, NULL },
	{ 32, D6_LIFETIME, 4, 4, FORM_FIELD, "LIFETIME", NULL, NULL },
	{ 33, D6_BCMCS_SERVER_FQDN, 0, ANY, FORM_NAMES, NULL, NULL, "BCMCS Servers Domain Search List" },
	{ 34, D6_BCMCS_SERVER_A, 0, ANY, FORM_LIST, "BCMCS servers address", NULL, NULL },
	{ 37, 0, 4, ANY, FORM_HOOK, "REMOTE_ID", dhcpv6_put_with_enterprise, NULL },
	{ 38, D6_SUBSCRIBER_ID, 1, ANY, FORM_FIELD, "SUBSCRIBER_ID", NULL, NULL },
	{ 39, 0, 1, ANY, FORM_HOOK, "FQDN", dhcpv6_put_fqdn, NULL },
	{ 40, D6_PANA_AGENT, 0, ANY, FORM_LIST, "PANA agent address", NULL, NULL },
	{ 41, D6_TIMEZONE, 0, ANY, FORM_FIELD, NULL, NULL, NULL },
	{ 42, D6_TZDB, 0, ANY, FORM_FIELD, NULL, NULL, NULL },
	{ 43, D6_REQUESTED_OPTION_CODE, 0, ANY, FORM_CODES, NULL, NULL, NULL },
	{ 44, 0, 17, ANY, FORM_HOOK, "LQ-QUERY", dhcpv6_put_query, NULL },
	{ 45, 0, 0, ANY, FORM_HOOK, NULL, dhcpv6_put_nothing, NULL },
	{ 46, D6_CLT_TIME, 4, 4, FORM_FIELD, "CLT_TIME", NULL, NULL },
	{ 47, 0, 16, ANY, FORM_HOOK, "LQ_RELAY_DATA", dhcpv6_put_relay_data, NULL },
	{ 48, D6_LQ_CLIENT_LINK, 0, ANY, FORM_LIST, "LQ client links address", NULL, NULL },
	{ 52, D6_CAPWAP_AC_V6, 0, ANY, FORM_LIST, "CAPWAP Access Controllers address", NULL, NULL },
	{ 53, 0, 2, ANY, FORM_HOOK, "DUID", dhcpv6_put_duid, NULL },
	{ 56, 0, 4, ANY, FORM_HOOK, "NTP Server", dhcpv6_put_time_servers, NULL },
	{ 64, D6_AFTR_NAME, 0, ANY, FORM_NAMES, NULL, NULL, NULL },
	{ 67, 0, 2, 17, FORM_HOOK, "PD_EXCLUDE", dhcpv6_put_exclude, NULL },
	{ 89, 0, 8, ANY, FORM_HOOK, "S46_RULE", dhcpv6_put_map_rule, NULL },
	{ 90, D6_S46_BR_ADDRESS, 16, 16, FORM_FIELD, "S46_BR", NULL, NULL },
	{ 91, 0, 1, ANY, FORM_HOOK, "S46_DMR", dhcpv6_put_map_default, NULL },
	{ 92, 0, 5, ANY, FORM_HOOK, "S46_V4V6BIND", dhcpv6_put_map_binding, NULL },
	{ 93, 0, 4, 4, FORM_HOOK, "S46_PORTPARAMS", dhcpv6_put_map_ports, NULL },
	{ 94, 0, 0, ANY, FORM_HOOK, NULL, dhcpv6_put_nothing, NULL },
	{ 95, 0, 0, ANY, FORM_HOOK, NULL, dhcpv6_put_nothing, NULL },
	{ 96, 0, 0, ANY, FORM_HOOK, NULL, dhcpv6_put_nothing, NULL },
	{ 103, D6_CAPTIVE_PORTAL, 0, ANY, FORM_FIELD, NULL, NULL, NULL },
	{ 111, D6_OPTION_CODE, 0, ANY, FORM_CODES, NULL, NULL, NULL },
	{ 112, D6_MUDURL, 0, ANY, FORM_FIELD, NULL, NULL, NULL },
	{ 114, D6_FAILOVER_BINDING_STATUS, 1, 1, FORM_FIELD, "Failover", NULL, NULL }, /* RFC 8156, 5.5, and those up to 134 */
	{ 115, D6_FAILOVER_CONNECT_FLAGS, 2, 2, FORM_FLAGS, "Failover", NULL, NULL },
	{ 117, D6_FAILOVER_DNS_HOSTNAME, 0, ANY, FORM_DNS_NAME, NULL, NULL, NULL },
	{ 118, D6_FAILOVER_DNS_ZONENAME, 0, ANY, FORM_DNS_NAME, NULL, NULL, NULL },
	{ 119, D6_FAILOVER_DNS_FLAGS, 2, 2, FORM_FLAGS, "Failover", NULL, NULL },
	{ 120, D6_FAILOVER_EXPIRATION_TIME, 4, 4, FORM_FIELD, "Failover", NULL, NULL },
	{ 121, D6_FAILOVER_MAX_UNACKED_BNDUPD, 4, 4, FORM_FIELD, "Failover", NULL, NULL },
	{ 122, D6_FAILOVER_MCLT, 4, 4, FORM_FIELD, "Failover", NULL, NULL },
	{ 123, D6_FAILOVER_PARTNER_LIFETIME, 4, 4, FORM_FIELD, "Failover", NULL, NULL },
	{ 124, D6_FAILOVER_PARTNER_LIFETIME_SENT, 4, 4, FORM_FIELD, "Failover", NULL, NULL },
	{ 125, D6_FAILOVER_PARTNER_DOWN_TIME, 4, 4, FORM_FIELD, "Failover", NULL, NULL },
	{ 126, D6_FAILOVER_PARTNER_RAW_CLT_TIME, 4, 4, FORM_FIELD, "Failover", NULL, NULL },
	{ 127, D6_FAILOVER_PROTOCOL_MAJOR_VERSION, 4, 4, FORM_HALVES, "Failover", NULL, NULL },
	{ 128, D6_FAILOVER_KEEPALIVE_TIME, 4, 4, FORM_FIELD, "Failover", NULL, NULL },
	{ 129, 0, 4, ANY, FORM_HOOK, "Failover", dhcpv6_put_key, NULL },
	{ 130, D6_FAILOVER_RELATIONSHIP_NAME, 0, ANY, FORM_FIELD, NULL, NULL, NULL },
	{ 131, D6_FAILOVER_SERVER_FLAGS, 1, 1, FORM_FLAGS, "Failover", NULL, NULL },
	{ 132, D6_FAILOVER_SERVER_STATE, 1, 1, FORM_FIELD, "Failover", NULL, NULL },
	{ 133, D6_FAILOVER_START_TIME_OF_STATE, 4, 4, FORM_FIELD, "Failover", NULL, NULL },
	{ 134, D6_FAILOVER_STATE_EXPIRATION_TIME, 4, 4, FORM_FIELD, "Failover", NULL, NULL },
	{ 135, D6_RELAY_PORT, 2, 2, FORM_FIELD, "Relay Port", NULL, NULL }, /* RFC 8357, 5.2 */
	{ 165, D6_MIP6_HOME_AGENT, 16, 16, FORM_FIELD, "MIP6_HA", NULL, NULL },
	{ 166, D6_MIP6_HOME_ADDRESS, 16, 16, FORM_FIELD, "MIP6_HOA", NULL, NULL },
	{ 167, 0, 4, ANY, FORM_HOOK, "NAI", dhcpv6_put_nai, NULL },
};

/* By halves: the table is in the order of the codes. */
static const struct option *find_option(unsigned code)
{
	for (unsigned low = 0, high = COUNT(options); low < high;) {
		unsigned middle = (low + high) / 2;
		if (options[middle].code == code)
			return &options[middle];
		if (options[middle].code < code)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

bool dhcpv6_container(unsigned code, uint32_t n, uint32_t *front)
{
	static const struct {
		uint8_t code, front;
	} containers[] = { { 3, 12 }, { 4, 4 }, { 5, 24 }, { 25, 12 }, { 26, 25 }, { 44, 17 }, { 45, 0 } };
	for (unsigned i = 0; i < COUNT(containers); i++)
		if (containers[i].code == code) {
			*front = containers[i].front;
			return n >= *front;
		}
	return false;
}

static void put_addresses(struct tree *t, const struct option *o, const struct dhcpv6_value *v)
{
	if (v->n % 16) {
		dhcpv6_put_malformed(t, v, o->who);
		return;
	}
	for (uint32_t at = 0; at < v->n && !tree_ended(t); at += 16)
		put(t, o->row, v->off + at, 16)->aux = at / 16 + 1;
}

/* tshark reads requested options by two bytes, whatever the length says. */
static void put_codes(struct tree *t, const struct option *o, const struct dhcpv6_value *v)
{
	for (uint32_t at = 0; at < v->n && !tree_ended(t); at += 2)
		if (at + 2 <= v->n || o->row == D6_REQUESTED_OPTION_CODE)
			put(t, o->row, v->off + at, 2);
}

static void put_flags(struct tree *t, const struct option *o, const struct dhcpv6_value *v)
{
	put(t, o->row, v->off, v->n);
	tree_push(t);
	for (unsigned i = o->row + 1u; dhcpv6_rows[i].type == FT_BOOLEAN; i++)
		put(t, i, v->off, v->n);
	tree_pop(t);
}

static void put_dns_name(struct tree *t, const struct option *o, const struct dhcpv6_value *v)
{
	struct domain_name name;
	bool whole = domain_name_read(slice_sub(t->l->data, v->off, v->n), 0, 0, &name);
	if (whole || name.len)
		put_copy(t, o->row, v->off, v->n, name.text, name.len);
	else
		tree_malformed(t);
}

static void put_names(struct tree *t, const struct option *o, const struct dhcpv6_value *v)
{
	if (!o->title) {
		dhcpv6_put_names(t, o->row, v->off, v->n);
	} else if (v->n) {
		dhcpv6_put_title(t, v->off, v->n, o->title);
		tree_push(t);
		dhcpv6_put_names(t, o->row, v->off, v->n);
		tree_pop(t);
	}
}

static void put_value(struct tree *t, const struct option *o, const struct dhcpv6_value *v)
{
	if (v->n < o->least || v->n > o->most) {
		dhcpv6_put_malformed(t, v, o->who);
		return;
	}
	switch ((enum form)o->form) {
	case FORM_NOTHING: break;
	case FORM_FIELD:
		if (v->n || o->row == D6_CAPTIVE_PORTAL || o->row == D6_FAILOVER_RELATIONSHIP_NAME)
			put(t, o->row, v->off, v->n);
		break;
	case FORM_HALVES:
		for (uint32_t at = 0; at < v->n; at += 2)
			put(t, o->row + at / 2, v->off + at, 2);
		break;
	case FORM_LIST:
	case FORM_NUMBERED: put_addresses(t, o, v); break;
	case FORM_CODES: put_codes(t, o, v); break;
	case FORM_FLAGS: put_flags(t, o, v); break;
	case FORM_DNS_NAME: put_dns_name(t, o, v); break;
	case FORM_NAMES: put_names(t, o, v); break;
	case FORM_HOOK: o->put(t, v); break;
	}
}

static void put_option_name(struct tree *t, unsigned code, uint32_t off, uint32_t n)
{
	const char *name = value_text(&dhcpv6_options, code);
	if (name) {
		put_cstr(t, D6_OPTION, off, n, name);
		return;
	}
	MESSAGE(m);
	buf_lit(&m, "DHCP option ");
	fmt_uint(&m, code);
	put_copy(t, D6_OPTION, off, n, m.p, (uint32_t)m.len);
}

void dhcpv6_put_options(struct tree *t, uint32_t off, uint32_t end, unsigned message, unsigned depth)
{
	while (depth < D6_MAX_DEPTH && off < end && end - off >= D6_OPTION_HEADER &&
	       tree_need(t, off, D6_OPTION_HEADER)) {
		unsigned code = slice_u16(t->l->data, off);
		uint32_t n = slice_u16(t->l->data, off + 2);
		const struct option *o = find_option(code);
		const struct dhcpv6_value v = { off + D6_OPTION_HEADER, n, off, (uint8_t)message, (uint8_t)depth };
		if (n > end - off - D6_OPTION_HEADER)
			return;
		put_option_name(t, code, off, D6_OPTION_HEADER + n);
		tree_push(t);
		put(t, D6_OPTION_TYPE, off, 2);
		put(t, D6_OPTION_LENGTH, off + 2, 2);
		if (o)
			put_value(t, o, &v);
		tree_pop(t);
		off += D6_OPTION_HEADER + n;
	}
}
