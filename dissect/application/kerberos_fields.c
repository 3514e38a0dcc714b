/* kerberos_fields.c: the rows of Kerberos, and the labels that are more than "name: value". */
#include "base/fmt.h"
#include "dissect/application/kerberos_rows.h"
#include "dissect/application/netbios_services.h"
#include "dissect/text.h"

static const struct value_table items = UNIT(" item", " items");
static const struct value_table set_names = BOOL_NAMES("Set", "Not set");
static const struct value_table supported_names = BOOL_NAMES("Supported", "Not supported");

/* "name-type: kRB5-NT-PRINCIPAL (1)": numbers with a sign, also below zero. */
static void label_number(struct buf *b, const struct tree *t, const struct record *r)
{
	const char *name = value_text(r->f->vals, (uint32_t)r->val);
	(void)t;
	buf_str(b, r->f->name);
	buf_lit(b, ": ");
	buf_str(b, name ? name : "Unknown");
	buf_lit(b, " (");
	fmt_int(b, (int32_t)r->val);
	buf_char(b, ')');
}

/* "Record Mark: 230 bytes" */
static void label_mark(struct buf *b, const struct tree *t, const struct record *r)
{
	uint32_t n = slice_u32(record_bytes(t->d, r), 0) & 0x7fffffff;
	buf_lit(b, "Record Mark: ");
	fmt_uint(b, n);
	buf_str(b, n == 1 ? " byte" : " bytes");
}

/* "PA-DATA pA-ETYPE-INFO2" */
static void label_padata(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	struct ber e, type;
	buf_lit(b, "PA-DATA");
	if (!ber_read(s, 0, s.len, &e) || !ber_read(s, e.body, e.stop, &e) || !ber_read(s, e.body, e.stop, &type))
		return;
	const char *name = value_text(&kerberos_padata_types, (uint32_t)ber_integer(ber_content(s, &type)));
	buf_char(b, ' ');
	if (name) {
		buf_str(b, name);
		return;
	}
	buf_lit(b, "Unknown:");
	fmt_int(b, ber_integer(ber_content(s, &type)));
}

/* A name of 15 bytes, filled with blanks, and the service that the 16th stands for: "HOST<20>". */
static void put_netbios(struct buf *b, struct slice s)
{
	uint32_t n = s.len < KERBEROS_NETBIOS ? s.len : KERBEROS_NETBIOS - 1;
	while (n && s.p[n - 1] == ' ')
		n--;
	fmt_text(b, s.p, n);
	buf_char(b, '<');
	fmt_hex(b, slice_u8(s, KERBEROS_NETBIOS - 1), 2);
	buf_char(b, '>');
}

static void label_netbios(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	const char *service = value_text(&netbios_services, slice_u8(s, KERBEROS_NETBIOS - 1));
	buf_lit(b, "NetBIOS Name: ");
	put_netbios(b, s);
	buf_lit(b, " (");
	buf_str(b, service ? service : "Unknown");
	buf_char(b, ')');
}

/* " 131.151.32.21" of a HostAddress, whose content is between off and end. */
static void append_address(struct buf *b, const struct dissection *d, struct slice s, uint32_t off, uint32_t end)
{
	struct ber type, octets;
	if (!ber_read(s, off, end, &type))
		return;
	off = type.end;
	if (!ber_read(s, type.body, type.stop, &type) || !ber_read(s, off, end, &octets) ||
	    !ber_read(s, octets.body, octets.stop, &octets))
		return;
	int64_t kind = ber_integer(ber_content(s, &type));
	struct slice address = ber_content(s, &octets);
	if (kind == KERBEROS_IPV4 && address.len >= 4) {
		buf_char(b, ' ');
		text_ipv4(b, d, address.p);
	} else if (kind == KERBEROS_IPV6 && address.len >= 16) {
		buf_char(b, ' ');
		text_ipv6(b, d, address.p);
	} else if (kind == KERBEROS_NETBIOS_NAME && address.len >= KERBEROS_NETBIOS) {
		buf_char(b, ' ');
		put_netbios(b, address);
	}
}

/* "HostAddress 131.151.32.21" */
static void label_address(struct buf *b, const struct tree *t, const struct record *r)
{
	struct slice s = record_bytes(t->d, r);
	struct ber e;
	size_t start = b->len;
	buf_str(b, r->f->name);
	if (ber_read(s, 0, s.len, &e))
		append_address(b, t->d, s, e.body, e.stop);
	text_end_label(b, start);
}

/* "addresses: 1 item 131.151.32.21" */
static void label_addresses(struct buf *b, const struct tree *t, const struct record *r)
{
	enum { MOST = 16 };
	struct slice s = record_bytes(t->d, r);
	struct ber e;
	size_t start = b->len;
	uint32_t off = 0;
	buf_lit(b, "addresses: ");
	fmt_uint(b, r->val);
	buf_str(b, r->val == 1 ? " item" : " items");
	for (unsigned i = 0; i < MOST && ber_read(s, off, s.len, &e); i++, off = e.end)
		append_address(b, t->d, s, e.body, e.stop);
	text_end_label(b, start);
}

/* "safe-body 1.2.3.4": the sender's address, and the recipient's. */
static void label_safe_body(struct buf *b, const struct tree *t, const struct record *r)
{
	enum { MEMBERS = 8 };
	struct slice s = record_bytes(t->d, r);
	struct ber e, inner;
	size_t start = b->len;
	buf_str(b, r->f->name);
	if (!ber_read(s, 0, s.len, &e))
		return;
	uint32_t off = e.body, end = e.stop;
	for (unsigned i = 0; i < MEMBERS && ber_read(s, off, end, &e); i++, off = e.end)
		if ((e.tag == (BER_CONTEXT | 4) || e.tag == (BER_CONTEXT | 5)) && ber_read(s, e.body, e.stop, &inner))
			append_address(b, t->d, s, inner.body, inner.stop);
	text_end_label(b, start);
}

/* "SupportedEnctypes: 0x0000001f, des-cbc-crc, des-cbc-md5" */
static void label_enctypes(struct buf *b, const struct tree *t, const struct record *r)
{
	size_t start = b->len;
	(void)t;
	buf_lit(b, "SupportedEnctypes: 0x");
	fmt_hex(b, r->val, 8);
	for (unsigned i = SUPPORTED; i <= SUPPORTED_8; i++)
		if (r->val & kerberos_fields[i].mask) {
			buf_lit(b, ", ");
			buf_str(b, kerberos_fields[i].name);
		}
	text_end_label(b, start);
}

const struct field kerberos_fields[N_KERBEROS_ROWS] = {
	[KRB] = F("kerberos", "Kerberos", FT_PROTOCOL, BASE_NONE),
	[RECORD_MARK] = F_TEXT("Record Mark", .label = label_mark),
	[RM_RESERVED] = F("kerberos.rm.reserved", "Reserved", FT_BOOLEAN, BASE_NONE, .vals = &set_names, .off = 0, .size = 4, .mask = 0x80000000),
	[RM_LENGTH] = F("kerberos.rm.length", "Record Length", FT_UINT32, BASE_DEC, .off = 0, .size = 4, .mask = 0x7fffffff),
	[TICKET] = F("kerberos.ticket_element", "ticket", FT_NONE, BASE_NONE),
	[AUTHENTICATOR] = F("kerberos.authenticator_element", "authenticator", FT_NONE, BASE_NONE),
	[AS_REQ] = F("kerberos.as_req_element", "as-req", FT_NONE, BASE_NONE),
	[AS_REP] = F("kerberos.as_rep_element", "as-rep", FT_NONE, BASE_NONE),
	[TGS_REQ] = F("kerberos.tgs_req_element", "tgs-req", FT_NONE, BASE_NONE),
	[TGS_REP] = F("kerberos.tgs_rep_element", "tgs-rep", FT_NONE, BASE_NONE),
	[AP_REQ] = F("kerberos.ap_req_element", "ap-req", FT_NONE, BASE_NONE),
	[AP_REP] = F("kerberos.ap_rep_element", "ap-rep", FT_NONE, BASE_NONE),
	[KRB_SAFE] = F("kerberos.krb_safe_element", "krb-safe", FT_NONE, BASE_NONE),
	[KRB_PRIV] = F("kerberos.krb_priv_element", "krb-priv", FT_NONE, BASE_NONE),
	[KRB_ERROR] = F("kerberos.krb_error_element", "krb-error", FT_NONE, BASE_NONE),
	[NAME_TYPE] = F("kerberos.name_type", "name-type", FT_INT32, BASE_DEC, .label = label_number, .vals = &kerberos_name_types),
	[NAME_STRING] = F("kerberos.name_string", "name-string", FT_UINT32, BASE_DEC, .vals = &items),
	[KERBEROS_STRING] = F("kerberos.KerberosString", "KerberosString", FT_STRING, BASE_NONE),
	[CNAME_STRING] = F("kerberos.cname_string", "cname-string", FT_UINT32, BASE_DEC, .vals = &items),
	[CNAME_PART] = F("kerberos.CNameString", "CNameString", FT_STRING, BASE_NONE),
	[SNAME_STRING] = F("kerberos.sname_string", "sname-string", FT_UINT32, BASE_DEC, .vals = &items),
	[SNAME_PART] = F("kerberos.SNameString", "SNameString", FT_STRING, BASE_NONE),
	[ADDR_TYPE] = F("kerberos.addr_type", "addr-type", FT_INT32, BASE_DEC, .label = label_number, .vals = &kerberos_addr_types),
	[HOST_ADDRESS] = F("kerberos.HostAddress_element", "HostAddress", FT_NONE, BASE_NONE, .label = label_address),
	[HOST_IP] = F("kerberos.addr_ip", "IP Address", FT_IPv4, BASE_NONE),
	[HOST_IPV6] = F("kerberos.addr_ipv6", "IPv6 Address", FT_IPv6, BASE_NONE),
	[HOST_NETBIOS] = F("kerberos.addr_nb", "NetBIOS Address", FT_STRING, BASE_NONE, .label = label_netbios),
	[PADATA_TYPE] = F("kerberos.padata_type", "padata-type", FT_INT32, BASE_DEC, .label = label_number, .vals = &kerberos_padata_types),
	[PADATA_VALUE] = F("kerberos.padata_value", "padata-value", FT_BYTES, BASE_NONE),
	[PW_SALT] = F("kerberos.pw_salt", "pw-salt", FT_BYTES, BASE_NONE),
	[CKSUM_TYPE] = F("kerberos.cksumtype", "cksumtype", FT_INT32, BASE_DEC, .label = label_number, .vals = &kerberos_checksum_types),
	[CHECKSUM] = F("kerberos.checksum", "checksum", FT_BYTES, BASE_NONE),
	[ETYPE] = F("kerberos.etype", "etype", FT_INT32, BASE_DEC, .label = label_number, .vals = &kerberos_etypes),
	[KVNO] = F("kerberos.kvno", "kvno", FT_UINT32, BASE_DEC),
	[CIPHER] = F("kerberos.cipher", "cipher", FT_BYTES, BASE_NONE),
	[TKT_VNO] = F("kerberos.tkt_vno", "tkt-vno", FT_UINT32, BASE_DEC),
	[REALM] = F("kerberos.realm", "realm", FT_STRING, BASE_NONE),
	[SNAME] = F("kerberos.sname_element", "sname", FT_NONE, BASE_NONE),
	[ENC_PART] = F("kerberos.enc_part_element", "enc-part", FT_NONE, BASE_NONE),
	[FLAGS] = F("kerberos.flags", "flags", FT_BYTES, BASE_NONE),
	[CREALM] = F("kerberos.crealm", "crealm", FT_STRING, BASE_NONE),
	[CNAME] = F("kerberos.cname_element", "cname", FT_NONE, BASE_NONE),
	[PVNO] = F("kerberos.pvno", "pvno", FT_UINT32, BASE_DEC),
	[MSG_TYPE] = F("kerberos.msg_type", "msg-type", FT_INT32, BASE_DEC, .label = label_number, .vals = &kerberos_message_types),
	[PADATA] = F("kerberos.padata", "padata", FT_UINT32, BASE_DEC, .vals = &items),
	[PA_DATA] = F("kerberos.PA_DATA_element", "PA-DATA", FT_NONE, BASE_NONE, .label = label_padata),
	[REQ_BODY] = F("kerberos.req_body_element", "req-body", FT_NONE, BASE_NONE),
	[KDC_OPTIONS] = F("kerberos.kdc_options", "kdc-options", FT_BYTES, BASE_NONE),
	[FROM] = F("kerberos.from", "from", FT_ABSOLUTE_TIME, BASE_LOCAL),
	[TILL] = F("kerberos.till", "till", FT_ABSOLUTE_TIME, BASE_LOCAL),
	[RTIME] = F("kerberos.rtime", "rtime", FT_ABSOLUTE_TIME, BASE_LOCAL),
	[NONCE] = F("kerberos.nonce", "nonce", FT_UINT32, BASE_DEC),
	[BODY_ETYPE] = F("kerberos.kdc-req-body.etype", "etype", FT_UINT32, BASE_DEC, .vals = &items),
	[ENCTYPE] = F("kerberos.ENCTYPE", "ENCTYPE", FT_INT32, BASE_DEC, .label = label_number, .vals = &kerberos_etypes),
	[ADDRESSES] = F("kerberos.addresses", "addresses", FT_UINT32, BASE_DEC, .label = label_addresses),
	[ENC_AUTHORIZATION] = F("kerberos.enc_authorization_data_element", "enc-authorization-data", FT_NONE, BASE_NONE),
	[ADDITIONAL_TICKETS] = F("kerberos.additional_tickets", "additional-tickets", FT_UINT32, BASE_DEC, .vals = &items),
	[TICKET_ITEM] = F("kerberos.Ticket_element", "Ticket", FT_NONE, BASE_NONE),
	[AP_OPTIONS] = F("kerberos.ap_options", "ap-options", FT_BYTES, BASE_NONE),
	[AUTHENTICATOR_VNO] = F("kerberos.authenticator_vno", "authenticator-vno", FT_UINT32, BASE_DEC),
	[CKSUM] = F("kerberos.cksum_element", "cksum", FT_NONE, BASE_NONE),
	[CUSEC] = F("kerberos.cusec", "cusec", FT_UINT32, BASE_DEC),
	[CTIME] = F("kerberos.ctime", "ctime", FT_ABSOLUTE_TIME, BASE_LOCAL),
	[SEQ_NUMBER] = F("kerberos.seq_number", "seq-number", FT_UINT32, BASE_DEC),
	[SAFE_BODY] = F("kerberos.safe_body_element", "safe-body", FT_NONE, BASE_NONE, .label = label_safe_body),
	[USER_DATA] = F("kerberos.user_data", "user-data", FT_BYTES, BASE_NONE),
	[TIMESTAMP] = F("kerberos.timestamp", "timestamp", FT_ABSOLUTE_TIME, BASE_LOCAL),
	[USEC] = F("kerberos.usec", "usec", FT_UINT32, BASE_DEC),
	[S_ADDRESS] = F("kerberos.s_address_element", "s-address", FT_NONE, BASE_NONE, .label = label_address),
	[R_ADDRESS] = F("kerberos.r_address_element", "r-address", FT_NONE, BASE_NONE, .label = label_address),
	[STIME] = F("kerberos.stime", "stime", FT_ABSOLUTE_TIME, BASE_LOCAL),
	[SUSEC] = F("kerberos.susec", "susec", FT_UINT32, BASE_DEC),
	[ERROR_CODE] = F("kerberos.error_code", "error-code", FT_INT32, BASE_DEC, .label = label_number, .vals = &kerberos_error_codes),
	[E_TEXT] = F("kerberos.e_text", "e-text", FT_STRING, BASE_NONE),
	[E_DATA] = F("kerberos.e_data", "e-data", FT_BYTES, BASE_NONE),
	[INFO_SALT] = F("kerberos.info_salt", "salt", FT_BYTES, BASE_NONE),
	[ETYPE_INFO_ENTRY] = F("kerberos.ETYPE_INFO_ENTRY_element", "ETYPE-INFO-ENTRY", FT_NONE, BASE_NONE),
	[INFO2_SALT] = F("kerberos.info2_salt", "salt", FT_STRING, BASE_NONE),
	[S2KPARAMS] = F("kerberos.s2kparams", "s2kparams", FT_BYTES, BASE_NONE),
	[ETYPE_INFO2_ENTRY] = F("kerberos.ETYPE_INFO2_ENTRY_element", "ETYPE-INFO2-ENTRY", FT_NONE, BASE_NONE),
	[INCLUDE_PAC] = F("kerberos.include_pac", "include-pac", FT_BOOLEAN, BASE_NONE, .vals = &bool_true),
	[NAME] = F("kerberos.name_element", "name", FT_NONE, BASE_NONE),
	[AUTH] = F("kerberos.auth", "auth", FT_STRING, BASE_NONE),
	[SUPPORTED_ENCTYPES] = F("kerberos.supported_entypes", "SupportedEnctypes", FT_UINT32, BASE_HEX, .label = label_enctypes, .flags = F_LITTLE),
	[ARMORED_DATA] = F("kerberos.armored_data_element", "armored-data", FT_NONE, BASE_NONE),
	[ARMOR] = F("kerberos.armor_element", "armor", FT_NONE, BASE_NONE),
	[ARMOR_TYPE] = F("kerberos.armor_type", "armor-type", FT_INT32, BASE_DEC, .label = label_number, .vals = &kerberos_armor_types),
	[ARMOR_VALUE] = F("kerberos.armor_value", "armor-value", FT_BYTES, BASE_NONE),
	[REQ_CHECKSUM] = F("kerberos.req_checksum_element", "req-checksum", FT_NONE, BASE_NONE),
	[ENC_FAST_REQ] = F("kerberos.enc_fast_req_element", "enc-fast-req", FT_NONE, BASE_NONE),
	[ENC_FAST_REP] = F("kerberos.enc_fast_rep_element", "enc-fast-rep", FT_NONE, BASE_NONE),
	[UNKNOWN_ADDRESS_TEXT] = F_TEXT("KRB Address: I don't know how to parse this type of address yet"),
	[UNKNOWN_ADDRESS] = F_EXPERT("kerberos.address.unknown", "KRB Address: I don't know how to parse this type of address yet", PI_WARN, PI_UNDECODED),
	[AP_OPTION] = F("kerberos.APOptions.reserved", "reserved", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x80, .vals = &bool_true),
	[AP_OPTION_1] = F("kerberos.APOptions.use.session.key", "use-session-key", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x40, .vals = &bool_true),
	[AP_OPTION_2] = F("kerberos.APOptions.mutual.required", "mutual-required", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x20, .vals = &bool_true),
	[KDC_OPTION] = F("kerberos.KDCOptions.reserved", "reserved", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x80, .vals = &bool_true),
	[KDC_OPTION_1] = F("kerberos.KDCOptions.forwardable", "forwardable", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x40, .vals = &bool_true),
	[KDC_OPTION_2] = F("kerberos.KDCOptions.forwarded", "forwarded", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x20, .vals = &bool_true),
	[KDC_OPTION_3] = F("kerberos.KDCOptions.proxiable", "proxiable", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x10, .vals = &bool_true),
	[KDC_OPTION_4] = F("kerberos.KDCOptions.proxy", "proxy", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x8, .vals = &bool_true),
	[KDC_OPTION_5] = F("kerberos.KDCOptions.allow.postdate", "allow-postdate", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x4, .vals = &bool_true),
	[KDC_OPTION_6] = F("kerberos.KDCOptions.postdated", "postdated", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x2, .vals = &bool_true),
	[KDC_OPTION_7] = F("kerberos.KDCOptions.unused7", "unused7", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x1, .vals = &bool_true),
	[KDC_OPTION_8] = F("kerberos.KDCOptions.renewable", "renewable", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x80, .vals = &bool_true),
	[KDC_OPTION_9] = F("kerberos.KDCOptions.unused9", "unused9", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x40, .vals = &bool_true),
	[KDC_OPTION_10] = F("kerberos.KDCOptions.unused10", "unused10", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x20, .vals = &bool_true),
	[KDC_OPTION_11] = F("kerberos.KDCOptions.opt.hardware.auth", "opt-hardware-auth", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x10, .vals = &bool_true),
	[KDC_OPTION_12] = F("kerberos.KDCOptions.unused12", "unused12", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x8, .vals = &bool_true),
	[KDC_OPTION_13] = F("kerberos.KDCOptions.unused13", "unused13", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x4, .vals = &bool_true),
	[KDC_OPTION_14] = F("kerberos.KDCOptions.constrained.delegation", "constrained-delegation", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x2, .vals = &bool_true),
	[KDC_OPTION_15] = F("kerberos.KDCOptions.canonicalize", "canonicalize", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x1, .vals = &bool_true),
	[KDC_OPTION_16] = F("kerberos.KDCOptions.request.anonymous", "request-anonymous", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x80, .vals = &bool_true),
	[KDC_OPTION_17] = F("kerberos.KDCOptions.unused17", "unused17", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x40, .vals = &bool_true),
	[KDC_OPTION_18] = F("kerberos.KDCOptions.unused18", "unused18", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x20, .vals = &bool_true),
	[KDC_OPTION_19] = F("kerberos.KDCOptions.unused19", "unused19", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x10, .vals = &bool_true),
	[KDC_OPTION_20] = F("kerberos.KDCOptions.unused20", "unused20", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x8, .vals = &bool_true),
	[KDC_OPTION_21] = F("kerberos.KDCOptions.unused21", "unused21", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x4, .vals = &bool_true),
	[KDC_OPTION_22] = F("kerberos.KDCOptions.unused22", "unused22", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x2, .vals = &bool_true),
	[KDC_OPTION_23] = F("kerberos.KDCOptions.unused23", "unused23", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x1, .vals = &bool_true),
	[KDC_OPTION_24] = F("kerberos.KDCOptions.unused24", "unused24", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x80, .vals = &bool_true),
	[KDC_OPTION_25] = F("kerberos.KDCOptions.unused25", "unused25", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x40, .vals = &bool_true),
	[KDC_OPTION_26] = F("kerberos.KDCOptions.disable.transited.check", "disable-transited-check", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x20, .vals = &bool_true),
	[KDC_OPTION_27] = F("kerberos.KDCOptions.renewable.ok", "renewable-ok", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x10, .vals = &bool_true),
	[KDC_OPTION_28] = F("kerberos.KDCOptions.enc.tkt.in.skey", "enc-tkt-in-skey", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x8, .vals = &bool_true),
	[KDC_OPTION_29] = F("kerberos.KDCOptions.unused29", "unused29", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x4, .vals = &bool_true),
	[KDC_OPTION_30] = F("kerberos.KDCOptions.renew", "renew", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x2, .vals = &bool_true),
	[KDC_OPTION_31] = F("kerberos.KDCOptions.validate", "validate", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x1, .vals = &bool_true),
	[PAC_OPTION] = F("kerberos.PAC.OPTIONS.FLAGS.claims", "claims", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x80, .vals = &bool_true),
	[PAC_OPTION_1] = F("kerberos.PAC.OPTIONS.FLAGS.branch.aware", "branch-aware", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x40, .vals = &bool_true),
	[PAC_OPTION_2] = F("kerberos.PAC.OPTIONS.FLAGS.forward.to.full.dc", "forward-to-full-dc", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x20, .vals = &bool_true),
	[PAC_OPTION_3] = F("kerberos.PAC.OPTIONS.FLAGS.resource.based.constrained.delegation", "resource-based-constrained-delegation", FT_BOOLEAN, BASE_NONE, .size = 1, .mask = 0x10, .vals = &bool_true),
	[SUPPORTED] = F("kerberos.supported_entypes.des-cbc-crc", "des-cbc-crc", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x1, .vals = &supported_names, .flags = F_LITTLE),
	[SUPPORTED_1] = F("kerberos.supported_entypes.des-cbc-md5", "des-cbc-md5", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x2, .vals = &supported_names, .flags = F_LITTLE),
	[SUPPORTED_2] = F("kerberos.supported_entypes.rc4-hmac", "rc4-hmac", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x4, .vals = &supported_names, .flags = F_LITTLE),
	[SUPPORTED_3] = F("kerberos.supported_entypes.aes128-cts-hmac-sha1-96", "aes128-cts-hmac-sha1-96", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x8, .vals = &supported_names, .flags = F_LITTLE),
	[SUPPORTED_4] = F("kerberos.supported_entypes.aes256-cts-hmac-sha1-96", "aes256-cts-hmac-sha1-96", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x10, .vals = &supported_names, .flags = F_LITTLE),
	[SUPPORTED_5] = F("kerberos.supported_entypes.fast-supported", "fast-supported", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x10000, .vals = &supported_names, .flags = F_LITTLE),
	[SUPPORTED_6] = F("kerberos.supported_entypes.compound-identity-supported", "compound-identity-supported", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x20000, .vals = &supported_names, .flags = F_LITTLE),
	[SUPPORTED_7] = F("kerberos.supported_entypes.claims-supported", "claims-supported", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x40000, .vals = &supported_names, .flags = F_LITTLE),
	[SUPPORTED_8] = F("kerberos.supported_entypes.resource-sid-compression-disabled", "resource-sid-compression-disabled", FT_BOOLEAN, BASE_NONE, .size = 4, .mask = 0x80000, .vals = &supported_names, .flags = F_LITTLE),
};
