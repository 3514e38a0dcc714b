/* telnet.c: Telnet (RFC 854): lines of data, commands, options and their parameters. */
#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/message.h"
#include "dissect/tree.h"

/*  IAC (255)  command                          NOP, Are You There, ...
 *  IAC (255)  WILL, WON'T, DO, DON'T  option
 *  IAC (255)  SB  option  parameters  IAC SE   255 among the parameters or the data is doubled */
enum {
	TELNET, NODE, COMMAND, OPTION, PARAMETER_NAME, DATA, OPTION_DATA, STRING_VALUE, WIDTH, HEIGHT, FLOW, AUTH_COMMAND,
	AUTH_TYPE, AUTH_ENCRYPT, AUTH_FORWARD, AUTH_HOW, AUTH_WHO, AUTH_NAME, ENC_COMMAND, ENC_TYPE, ENC_DATA, ENC_KEY,
	TLS_FOLLOWS, LENGTH_BAD,
};
enum { PORT = 23 };
enum { SE = 240, SB = 250, WILL = 251, DONT = 254, IAC = 255 };
enum {
	OPT_TERMINAL_TYPE = 24, OPT_NAWS = 31, OPT_FLOW = 33, OPT_X_DISPLAY = 35, OPT_AUTH = 37, OPT_ENCRYPT = 38,
	OPT_STARTTLS = 46,
};

static const struct value_table commands = VALUES(
	{ 236, "End of File" }, { 237, "Suspend Current Process" }, { 238, "Abort Process" }, { 239, "End of Record" },
	{ 240, "Suboption End" }, { 241, "No Operation" }, { 242, "Data Mark" }, { 243, "Break" },
	{ 244, "Interrupt Process" }, { 245, "Abort Output" }, { 246, "Are You There?" }, { 247, "Escape Character" },
	{ 248, "Erase Line" }, { 249, "Go Ahead" }, { 250, "Suboption" }, { 251, "Will" }, { 252, "Won't" },
	{ 253, "Do" }, { 254, "Don't" });
static const struct value_table options = VALUES(
	{ 0, "Binary Transmission" }, { 1, "Echo" }, { 2, "Reconnection" }, { 3, "Suppress Go Ahead" },
	{ 4, "Approx Message Size Negotiation" }, { 5, "Status" }, { 6, "Timing Mark" },
	{ 7, "Remote Controlled Trans and Echo" }, { 8, "Output Line Width" }, { 9, "Output Page Size" },
	{ 10, "Output Carriage-Return Disposition" }, { 11, "Output Horizontal Tab Stops" },
	{ 12, "Output Horizontal Tab Disposition" }, { 13, "Output Formfeed Disposition" },
	{ 14, "Output Vertical Tabstops" }, { 15, "Output Vertical Tab Disposition" },
	{ 16, "Output Linefeed Disposition" }, { 17, "Extended ASCII" }, { 18, "Logout" }, { 19, "Byte Macro" },
	{ 20, "Data Entry Terminal" }, { 21, "SUPDUP" }, { 22, "SUPDUP Output" }, { 23, "Send Location" },
	{ 24, "Terminal Type" }, { 25, "End of Record" }, { 26, "TACACS User Identification" },
	{ 27, "Output Marking" }, { 28, "Terminal Location Number" }, { 29, "Telnet 3270 Regime" }, { 30, "X.3 PAD" },
	{ 31, "Negotiate About Window Size" }, { 32, "Terminal Speed" }, { 33, "Remote Flow Control" },
	{ 34, "Linemode" }, { 35, "X Display Location" }, { 36, "Environment Option" },
	{ 37, "Authentication Option" }, { 38, "Encryption Option" }, { 39, "New Environment Option" },
	{ 40, "TN3270E" }, { 41, "XAUTH" }, { 42, "CHARSET" }, { 43, "Remote Serial Port" },
	{ 44, "COM Port Control" }, { 45, "Suppress Local Echo" }, { 46, "Start TLS" }, { 47, "KERMIT" },
	{ 48, "SEND-URL" }, { 49, "FORWARD_X" });
static const struct value_table flow_commands =
	VALUES({ 0, "OFF" }, { 1, "ON" }, { 2, "RESTART-ANY" }, { 3, "RESTART-XON" });
static const struct value_table auth_commands = VALUES({ 0, "IS" }, { 1, "SEND" }, { 2, "REPLY" }, { 3, "NAME" });
static const struct value_table auth_types = VALUES(
	{ 0, "NULL" }, { 1, "Kerberos v4" }, { 2, "Kerberos v5" }, { 3, "SPX" }, { 4, "MINK" }, { 5, "SRP" }, { 6, "RSA" },
	{ 7, "SSL" }, { 10, "LOKI" }, { 11, "SSA" }, { 12, "KEA_SJ" }, { 13, "KEA_SJ_INTEG" }, { 14, "DSS" },
	{ 15, "NTLM" });
static const struct value_table auth_encrypts =
	VALUES({ 0, "Off" }, { 1, "Telnet Options" }, { 2, "After Exchange" }, { 4, "Reserved" });
static const struct value_table forwards =
	BOOL_NAMES("Client WILL forward auth creds", "Client will NOT forward auth creds");
static const struct value_table masks = BOOL_NAMES("Mask server to client", "Mask client to server");
static const struct value_table hows = BOOL_NAMES("MUTUAL authentication", "One Way authentication");
static const struct value_table enc_commands = VALUES(
	{ 0, "IS" }, { 1, "SUPPORT" }, { 2, "REPLY" }, { 3, "START" }, { 4, "END" }, { 5, "REQUEST-START" },
	{ 6, "REQUEST-END" }, { 7, "ENC_KEYID" }, { 8, "DEC_KEYID" });
static const struct value_table enc_types = VALUES(
	{ 0, "NULL" }, { 1, "DES_CFB64" }, { 2, "DES_OFB64" }, { 3, "DES3_CFB64" }, { 4, "DES3_OFB64" },
	{ 8, "CAST5_40_CFB64" }, { 9, "CAST5_40_OFB64" }, { 10, "CAST128_CFB64" }, { 11, "CAST128_OFB64" });

static const char *option_name(unsigned option)
{
	const char *name = value_text(&options, option);
	return name ? name : "<unknown option>";
}

static const char *command_name(unsigned command)
{
	const char *name = value_text(&commands, command);
	return name ? name : "<unknown command>";
}

static void option_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "Subcommand: ");
	buf_str(b, option_name((unsigned)r->val));
}

/* r->aux: the option that the parameter belongs to. */
static void parameter_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_str(b, r->val ? "Send your " : "Here's my ");
	buf_str(b, option_name(r->aux));
}

#define BITS(abbrev, name, type, bits, names) \
	F("telnet.auth.mod." abbrev, name, type, BASE_DEC, .mask = bits, .vals = &names)

static const struct field telnet_fields[] = {
	[TELNET] = F("telnet", "Telnet", FT_PROTOCOL, BASE_NONE),
	[NODE] = F_TEXT("Command header"),
	[COMMAND] = F("telnet.cmd", "Command", FT_UINT8, BASE_DEC, .vals = &commands),
	[OPTION] = F("telnet.subcmd", "Subcommand", FT_UINT8, BASE_DEC, .vals = &options, .label = option_label),
	[PARAMETER_NAME] = F("telnet.subcmd", "Subcommand", FT_UINT8, BASE_DEC, .label = parameter_label),
	[DATA] = F("telnet.data", "Data", FT_STRING, BASE_NONE),
	[OPTION_DATA] = F("telnet.option_data", "Option data", FT_BYTES, BASE_NONE),
	[STRING_VALUE] = F("telnet.string_subopt.value", "Value", FT_STRING, BASE_NONE),
	[WIDTH] = F("telnet.naws_subopt.width", "Width", FT_UINT16, BASE_DEC),
	[HEIGHT] = F("telnet.naws_subopt.height", "Height", FT_UINT16, BASE_DEC),
	[FLOW] = F("telnet.rfc_subopt.cmd", "Command", FT_UINT8, BASE_DEC, .vals = &flow_commands),
	[AUTH_COMMAND] = F("telnet.auth.cmd", "Auth Cmd", FT_UINT8, BASE_DEC, .vals = &auth_commands),
	[AUTH_TYPE] = F("telnet.auth.type", "Auth Type", FT_UINT8, BASE_DEC, .vals = &auth_types),
	[AUTH_ENCRYPT] = BITS("enc", "Encrypt", FT_UINT8, 0x14, auth_encrypts),
	[AUTH_FORWARD] = BITS("cred_fwd", "Cred Fwd", FT_BOOLEAN, 0x08, forwards),
	[AUTH_HOW] = BITS("how", "How", FT_BOOLEAN, 0x02, hows),
	[AUTH_WHO] = BITS("who", "Who", FT_BOOLEAN, 0x01, masks),
	[AUTH_NAME] = F("telnet.auth.name", "Name", FT_STRING, BASE_NONE),
	[ENC_COMMAND] = F("telnet.enc.cmd", "Enc Cmd", FT_UINT8, BASE_DEC, .vals = &enc_commands),
	[ENC_TYPE] = F("telnet.enc.type", "Enc Type", FT_UINT8, BASE_DEC, .vals = &enc_types),
	[ENC_DATA] = F("telnet.enc.type_data", "Type-specific data", FT_BYTES, BASE_NONE),
	[ENC_KEY] = F("telnet.enc.key_id", "Key ID", FT_BYTES, BASE_NONE),
	[TLS_FOLLOWS] = F("telnet.starttls", "Follows", FT_UINT8, BASE_DEC),
	[LENGTH_BAD] = F_EXPERT("telnet.suboption_length.invalid", "Bogus suboption data", PI_WARN, PI_PROTOCOL),
};

static void telnet_dissect(struct dissection *d, struct layer *l)
{
	(void)d;
	l->tree_len = l->header_len = l->data.len;
	l->payload = slice_from(l->data, l->data.wire);
}

/* Where the next IAC that is not doubled stands; the end when there is none. */
static uint32_t find_iac(struct slice s, uint32_t off)
{
	while (off < s.len) {
		const uint8_t *p = memchr(s.p + off, IAC, s.len - off);
		if (!p)
			break;
		off = (uint32_t)(p - s.p);
		if (slice_u8(s, off + 1) != IAC)
			return off;
		off += 2;
	}
	return s.len;
}

/* Data up to end, line by line. */
static void put_data(struct tree *t, struct slice s, uint32_t off, uint32_t end)
{
	while (off < end && !tree_ended(t)) {
		const uint8_t *lf = memchr(s.p + off, '\n', end - off);
		uint32_t next = lf ? (uint32_t)(lf - s.p) + 1 : end;
		put(t, DATA, off, next - off);
		off = next;
	}
}

static void put_window_size(struct tree *t, struct slice s, uint32_t off, uint32_t n)
{
	uint32_t at[5] = { off }, value[4];
	for (unsigned i = 0; i < 4; i++) {
		value[i] = slice_u8(s, at[i]);
		at[i + 1] = at[i] + 1 + (value[i] == IAC && at[i] + 1 < off + n && slice_u8(s, at[i] + 1) == IAC);
	}
	if (at[4] != off + n) {
		MESSAGE(m);
		buf_lit(&m, "Suboption parameter length is ");
		fmt_uint(&m, n);
		buf_lit(&m, ", should be 4");
		put_expert(t, LENGTH_BAD, off, n, message_text(&m));
		return;
	}
	put_uint(t, WIDTH, at[0], at[2] - at[0], value[0] << 8 | value[1]);
	put_uint(t, HEIGHT, at[2], at[4] - at[2], value[2] << 8 | value[3]);
}

/* RFC 2941: pairs of a type and how to use it, or one of them with data. */
static void put_pair(struct tree *t, uint32_t off)
{
	put(t, AUTH_TYPE, off, 1);
	put(t, AUTH_ENCRYPT, off + 1, 1)->val = slice_u8(t->l->data, off + 1) >> 2 & 5;
	put(t, AUTH_FORWARD, off + 1, 1);
	put(t, AUTH_HOW, off + 1, 1);
	put(t, AUTH_WHO, off + 1, 1);
}

static void put_authentication(struct tree *t, struct slice s, uint32_t off, uint32_t n)
{
	unsigned command = slice_u8(s, off);
	uint32_t end = off + n;
	put(t, AUTH_COMMAND, off, 1);
	if (command == 3) {
		put(t, AUTH_NAME, off + 1, n - 1);
	} else if (command == 1) {
		for (off++; off + 1 < end && !tree_ended(t); off += 2)
			put_pair(t, off);
	} else if (n >= 3) {
		put_pair(t, off + 1);
		if (n > 3)
			put(t, OPTION_DATA, off + 3, n - 3);
	}
}

static void put_encryption(struct tree *t, struct slice s, uint32_t off, uint32_t n)
{
	unsigned command = slice_u8(s, off);
	uint32_t end = off + n;
	put(t, ENC_COMMAND, off++, 1);
	if (command == 1) {
		for (; off < end && !tree_ended(t); off++)
			put(t, ENC_TYPE, off, 1);
	} else if (command == 0 || command == 2) {
		if (off < end)
			put(t, ENC_TYPE, off, 1);
		if (off + 1 < end)
			put(t, ENC_DATA, off + 1, end - off - 1);
	} else if (off < end) {
		put(t, ENC_KEY, off, end - off);
	}
}

static void put_parameters(struct tree *t, struct slice s, unsigned option, uint32_t off, uint32_t n)
{
	switch (option) {
	case OPT_TERMINAL_TYPE:
	case OPT_X_DISPLAY:
		put(t, PARAMETER_NAME, off, 1)->aux = option;
		if (n > 1)
			put(t, STRING_VALUE, off + 1, n - 1);
		break;
	case OPT_NAWS: put_window_size(t, s, off, n); break;
	case OPT_FLOW: put(t, FLOW, off, 1); break;
	case OPT_AUTH: put_authentication(t, s, off, n); break;
	case OPT_ENCRYPT: put_encryption(t, s, off, n); break;
	case OPT_STARTTLS: put(t, TLS_FOLLOWS, off, 1); break;
	default: put(t, OPTION_DATA, off, n);
	}
}

/* A command at off; returns where the next thing begins. */
static uint32_t put_command(struct tree *t, struct slice s, uint32_t off)
{
	unsigned command = slice_u8(s, off + 1), option = slice_u8(s, off + 2);
	bool has_option = command >= SB && command <= DONT;
	uint32_t len = has_option ? 3 : 2, end = off + len;
	if (!tree_need(t, off + 1, 1))
		return s.len;
	if (command == SB)
		end = find_iac(s, off + 3 < s.len ? off + 3 : s.len);
	const char *name = command_name(command);
	MESSAGE(m);
	buf_str(&m, has_option && !slice_has(s, off, 3) ? "Command header" : name);
	if (has_option && slice_has(s, off, 3)) {
		buf_char(&m, ' ');
		buf_str(&m, option_name(option));
	}
	put_label(t, NODE, off, end < s.len ? end - off : s.len - off, m.p, (uint32_t)m.len);
	tree_push(t);
	put(t, COMMAND, off + 1, 1);
	if (has_option)
		put(t, OPTION, off + 2, 1);
	tree_push(t);
	if (command == SB && end > off + 3)
		put_parameters(t, s, option, off + 3, end - off - 3);
	tree_pop(t);
	tree_pop(t);
	return end;
}

static void telnet_tree(struct tree *t, const struct layer *l)
{
	struct slice s = l->data;
	for (uint32_t off = 0; off < s.len && !tree_ended(t);) {
		uint32_t iac = find_iac(s, off);
		put_data(t, s, off, iac);
		off = iac < s.len ? put_command(t, s, iac) : s.len;
	}
}

static void telnet_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	(void)d;
	(void)l;
	buf_lit(&c->info, "Telnet Data ...");
}

static const struct next_link telnet_on[] = { { NEXT_TCP_PORT, PORT } };

const struct protocol protocol_telnet = {
	.name = "telnet",
	.column = "TELNET",
	FIELDS(telnet_fields),
	ON(telnet_on),
	.dissect = telnet_dissect,
	.fields_of = telnet_tree,
	.info = telnet_info,
};
