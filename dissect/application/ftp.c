/* ftp.c: the control connection of FTP (RFC 959, 2428). A segment is shown as it is, its first line in detail. */
#include "base/fmt.h"
#include "dissect/application/ftp_impl.h"
#include "dissect/column.h"
#include "dissect/text.h"
#include "dissect/tree.h"

enum {
	FTP, REQUEST, RESPONSE, LINE, COMMAND, ARG, CODE, RESPONSE_ARG, PASSIVE_IP, PASSIVE_PORT, PASSIVE_NAT, ACTIVE_IP,
	ACTIVE_PORT, ACTIVE_NAT, EPRT_AF, EPRT_IP, EPRT_IPV6, EPRT_PORT, EPSV_IP, EPSV_IPV6, EPSV_PORT, EPRT_BAD,
	EPRT_BAD_TEXT, EPSV_BAD, EPSV_BAD_TEXT, PWD_BAD, DIRECTORY,
};

static const struct value_table codes = VALUES(
	{ 110, "Restart marker reply" }, { 120, "Service ready in nnn minutes" },
	{ 125, "Data connection already open; transfer starting" },
	{ 150, "File status okay; about to open data connection" }, { 200, "Command okay" },
	{ 202, "Command not implemented, superfluous at this site" }, { 211, "System status, or system help reply" },
	{ 212, "Directory status" }, { 213, "File status" }, { 214, "Help message" }, { 215, "NAME system type" },
	{ 220, "Service ready for new user" }, { 221, "Service closing control connection" },
	{ 225, "Data connection open; no transfer in progress" }, { 226, "Closing data connection" },
	{ 227, "Entering Passive Mode" }, { 229, "Entering Extended Passive Mode" }, { 230, "User logged in, proceed" },
	{ 232, "User logged in, authorized by security data exchange" }, { 234, "Security data exchange complete" },
	{ 235, "Security data exchange completed successfully" }, { 250, "Requested file action okay, completed" },
	{ 257, "PATHNAME created" }, { 331, "User name okay, need password" }, { 332, "Need account for login" },
	{ 334, "Requested security mechanism is ok" }, { 335, "Security data is acceptable, more is required" },
	{ 336, "Username okay, need password. Challenge is ..." },
	{ 350, "Requested file action pending further information" },
	{ 421, "Service not available, closing control connection" }, { 425, "Can't open data connection" },
	{ 426, "Connection closed; transfer aborted" }, { 431, "Need some unavailable resource to process security" },
	{ 450, "Requested file action not taken" }, { 451, "Requested action aborted: local error in processing" },
	{ 452, "Requested action not taken. Insufficient storage space in system" },
	{ 500, "Syntax error, command unrecognized" }, { 501, "Syntax error in parameters or arguments" },
	{ 502, "Command not implemented" }, { 503, "Bad sequence of commands" },
	{ 504, "Command not implemented for that parameter" }, { 522, "Network protocol not supported" },
	{ 530, "Not logged in" }, { 532, "Need account for storing files" },
	{ 533, "Command protection level denied for policy reasons" }, { 534, "Request denied for policy reasons" },
	{ 535, "Failed security check (hash, sequence, etc)" },
	{ 536, "Requested PROT level not supported by mechanism" },
	{ 537, "Command protection level not supported by security mechanism" },
	{ 550, "Requested action not taken: File unavailable" }, { 551, "Requested action aborted: page type unknown" },
	{ 552, "Requested file action aborted: Exceeded storage allocation" },
	{ 553, "Requested action not taken: File name not allowed" }, { 631, "Integrity protected reply" },
	{ 632, "Confidentiality and integrity protected reply" }, { 633, "Confidentiality protected reply" });
static const struct value_table families = VALUES({ 1, "IPv4" }, { 2, "IPv6" });

#define STRING(abbrev, name) F("ftp." abbrev, name, FT_STRING, BASE_NONE)
#define PORT(abbrev, name) F("ftp." abbrev, name, FT_UINT16, BASE_DEC)
#define TRUTH(abbrev, name, how) F("ftp." abbrev, name, FT_BOOLEAN, BASE_NONE, .flags = how, .vals = &bool_true)
#define EPRT_FORM "EPRT arguments must have the form: |<family>|<addr>|<port>|"
#define EPSV_FORM "EPSV arguments must have the form (|||<port>|)"

static const struct field ftp_fields[] = {
	[FTP] = F("ftp", "File Transfer Protocol (FTP)", FT_PROTOCOL, BASE_NONE),
	[REQUEST] = TRUTH("request", "Request", F_HIDDEN),
	[RESPONSE] = TRUTH("response", "Response", F_HIDDEN),
	[LINE] = F_TEXT("Line", .label = text_as_it_stands),
	[COMMAND] = STRING("request.command", "Request command"),
	[ARG] = STRING("request.arg", "Request arg"),
	[CODE] = F("ftp.response.code", "Response code", FT_UINT32, BASE_DEC, .vals = &codes),
	[RESPONSE_ARG] = STRING("response.arg", "Response arg"),
	[PASSIVE_IP] = F("ftp.passive.ip", "Passive IP address", FT_IPv4, BASE_NONE),
	[PASSIVE_PORT] = PORT("passive.port", "Passive port"),
	[PASSIVE_NAT] = TRUTH("passive.nat", "Passive IP NAT", 0),
	[ACTIVE_IP] = F("ftp.active.cip", "Active IP address", FT_IPv4, BASE_NONE),
	[ACTIVE_PORT] = PORT("active.port", "Active port"),
	[ACTIVE_NAT] = TRUTH("active.nat", "Active IP NAT", 0),
	[EPRT_AF] = F("ftp.eprt.af", "Extended active address family", FT_UINT8, BASE_DEC, .vals = &families),
	[EPRT_IP] = F("ftp.eprt.ip", "Extended active IP address", FT_IPv4, BASE_NONE),
	[EPRT_IPV6] = F("ftp.eprt.ipv6", "Extended active IPv6 address", FT_IPv6, BASE_NONE),
	[EPRT_PORT] = PORT("eprt.port", "Extended active port"),
	[EPSV_IP] = F("ftp.epsv.ip", "Extended passive IPv4 address", FT_IPv4, BASE_NONE, .flags = F_GENERATED),
	[EPSV_IPV6] = F("ftp.epsv.ipv6", "Extended passive IPv6 address", FT_IPv6, BASE_NONE, .flags = F_GENERATED),
	[EPSV_PORT] = PORT("epsv.port", "Extended passive port"),
	[EPRT_BAD] = F_EXPERT("ftp.eprt.args_invalid", EPRT_FORM, PI_WARN, PI_MALFORMED),
	[EPRT_BAD_TEXT] = F_TEXT(EPRT_FORM),
	[EPSV_BAD] = F_EXPERT("ftp.epsv.args_invalid", EPSV_FORM, PI_WARN, PI_MALFORMED),
	[EPSV_BAD_TEXT] = F_TEXT(EPSV_FORM),
	[PWD_BAD] = F_EXPERT("ftp.response.pwd.invalid", "Invalid PWD response", PI_ERROR, PI_MALFORMED),
	[DIRECTORY] = F("ftp.current-working-directory", "Current working directory", FT_STRING, BASE_NONE,
			.flags = F_GENERATED),
};

static void ftp_dissect(struct dissection *d, struct layer *l)
{
	l->tree_len = l->data.len;
	l->header_len = l->data.len;
	l->payload = slice_from(l->data, l->data.wire);
	l->fact[0] = slice_u16(layer_parent(d, l)->data, 2) != FTP_PORT; /* a reply */
}

static uint32_t ipv4_number(const uint8_t *p)
{
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
}

/* What comes from the other side of an address translator names an address that is not the packet's. */
static bool is_translated(const struct layer *l, const struct ftp_place *p)
{
	return l->src.type == ADDR_IPV4 && memcmp(l->src.p, p->addr, 4) != 0;
}

static void put_host_port(struct tree *t, const struct layer *l, const struct ftp_line *f)
{
	struct ftp_place p;
	unsigned row = f->reply ? PASSIVE_IP : ACTIVE_IP;
	if (!ftp_host_port(l->data, f, &p))
		return;
	put_uint(t, row, p.off, p.addr_len, ipv4_number(p.addr));
	put_uint(t, row + 1, p.port_off, p.port_len, p.port);
	if (is_translated(l, &p))
		put_uint(t, row + 2, p.off, p.addr_len, 1);
}

static void put_bad(struct tree *t, const struct ftp_line *f, unsigned expert)
{
	put_node(t, expert + 1, f->arg, f->arg_len);
	tree_push(t);
	put_expert(t, expert, f->arg, f->arg_len, NULL);
	tree_pop(t);
}

static void put_eprt(struct tree *t, const struct layer *l, const struct ftp_line *f)
{
	struct ftp_place p;
	if (!ftp_extended(l->data, f, &p)) {
		put_bad(t, f, EPRT_BAD);
		return;
	}
	put_uint(t, EPRT_AF, p.family_off, p.family_len, p.family);
	if (p.family == FTP_IPV4)
		put_uint(t, EPRT_IP, p.off, p.addr_len, ipv4_number(p.addr));
	else
		put_copy(t, EPRT_IPV6, p.off, p.addr_len, p.addr, 16);
	put_uint(t, EPRT_PORT, p.port_off, p.port_len, p.port);
}

static void put_epsv(struct tree *t, const struct layer *l, const struct ftp_line *f)
{
	struct ftp_place p;
	if (!ftp_extended(l->data, f, &p)) {
		if (l->data.len == l->data.wire) /* a cut line is not wrong */
			put_bad(t, f, EPSV_BAD);
		return;
	}
	if (l->src.type == ADDR_IPV4)
		put_uint(t, EPSV_IP, 0, 0, ipv4_number(l->src.p));
	else if (l->src.type == ADDR_IPV6)
		put_copy(t, EPSV_IPV6, 0, 0, l->src.p, 16);
	put_uint(t, EPSV_PORT, p.port_off, p.port_len, p.port);
}

static void put_reply(struct tree *t, const struct layer *l, const struct ftp_line *f)
{
	char path[256];
	if (f->code) {
		put_uint(t, CODE, 0, 3, f->code);
		if (f->code == 257 && !ftp_quoted(l->data, f, path, sizeof path)) {
			tree_push(t);
			put_expert(t, PWD_BAD, 0, 3, NULL);
			tree_pop(t);
		}
	}
	if (f->arg_len)
		put(t, RESPONSE_ARG, f->arg, f->arg_len);
	if (f->code == 227)
		put_host_port(t, l, f);
	else if (f->code == 229)
		put_epsv(t, l, f);
}

static void put_command(struct tree *t, const struct layer *l, const struct ftp_line *f)
{
	if (f->word_len)
		put(t, COMMAND, 0, f->word_len);
	if (f->arg_len)
		put(t, ARG, f->arg, f->arg_len);
	if (ftp_is(l->data, f, "PORT"))
		put_host_port(t, l, f);
	else if (ftp_is(l->data, f, "EPRT"))
		put_eprt(t, l, f);
}

static void ftp_tree(struct tree *t, const struct layer *l)
{
	const struct app_note *n = layer_app_note(t->d, l);
	struct ftp_line f, more;
	ftp_line_read(l->data, l->fact[0], &f);
	put_uint(t, REQUEST, 0, 0, !f.reply);
	put_uint(t, RESPONSE, 0, 0, f.reply);
	put_node(t, LINE, 0, f.next);
	tree_push(t);
	if (f.reply)
		put_reply(t, l, &f);
	else
		put_command(t, l, &f);
	tree_pop(t);
	for (uint32_t off = f.next; off < l->data.len && !tree_ended(t); off += more.next) {
		ftp_line_read(slice_from(l->data, off), f.reply, &more);
		put_node(t, LINE, off, more.next);
	}
	if (!n)
		return;
	tree_pop(t); /* beside the protocol, as in tshark */
	put_copy(t, DIRECTORY, 0, 0, t->d->note_text + n->text, n->text_len);
	tree_push(t);
}

static void ftp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct ftp_line f;
	(void)d;
	ftp_line_read(l->data, l->fact[0], &f);
	buf_str(&c->info, f.reply ? "Response: " : "Request: ");
	fmt_text(&c->info, l->data.p, f.len);
}

static const struct next_link ftp_on[] = { { NEXT_TCP_PORT, FTP_PORT } };

const struct protocol protocol_ftp = {
	.name = "ftp",
	.column = "FTP",
	FIELDS(ftp_fields),
	ON(ftp_on),
	.dissect = ftp_dissect,
	.fields_of = ftp_tree,
	.info = ftp_info,
};
