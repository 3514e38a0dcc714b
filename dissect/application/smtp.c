/* smtp.c: SMTP (RFC 5321): commands, replies, mail. Which bytes are mail, flow/smtp.c knows. */
#include "base/fmt.h"
#include "dissect/application/smtp_impl.h"
#include "dissect/column.h"
#include "dissect/joined.h"
#include "dissect/message.h"
#include "dissect/text.h"
#include "dissect/tree.h"

enum {
	SMTP, REQUEST, RESPONSE, COMMAND_LINE, COMMAND, PARAMETER, REPLY, CODE, REPLY_PARAMETER, USERNAME, PASSWORD, BOTH,
	NOT_DECODED, UNEXPECTED, END, PARTS, PART, PART_COUNT, WHOLE_LENGTH,
};
enum { PORT = 25, PORT_SUBMISSION = 587, COMMAND_LEN = 4 };

static const struct value_table codes = VALUES(
	{ 211, "System status, or system help reply" }, { 214, "Help message" }, { 220, "<domain> Service ready" },
	{ 221, "<domain> Service closing transmission channel" }, { 235, "Authentication successful" },
	{ 250, "Requested mail action okay, completed" }, { 251, "User not local; will forward to <forward-path>" },
	{ 252, "Cannot VRFY user, but will accept message and attempt delivery" }, { 334, "AUTH input" },
	{ 354, "Start mail input; end with <CRLF>.<CRLF>" },
	{ 421, "<domain> Service not available, closing transmission channel" },
	{ 432, "A password transition is needed" },
	{ 450, "Requested mail action not taken: mailbox unavailable" },
	{ 451, "Requested action aborted: local error in processing" },
	{ 452, "Requested action not taken: insufficient system storage" }, { 454, "Temporary authentication failed" },
	{ 500, "Syntax error, command unrecognized" }, { 501, "Syntax error in parameters or arguments" },
	{ 502, "Command not implemented" }, { 503, "Bad sequence of commands" },
	{ 504, "Command parameter not implemented" }, { 530, "Authentication required" },
	{ 534, "Authentication mechanism is too weak" }, { 535, "Authentication credentials invalid" },
	{ 538, "Encryption required for requested authentication mechanism" },
	{ 550, "Requested action not taken: mailbox unavailable" },
	{ 551, "User not local; please try <forward-path>" },
	{ 552, "Requested mail action aborted: exceeded storage allocation" },
	{ 553, "Requested action not taken: mailbox name not allowed" }, { 554, "Transaction failed" });

static const struct app_note *note_of(const struct dissection *d, const struct record *r)
{
	return layer_app_note(d, &d->layer[r->layer]);
}

/* Part i of the mail that ends here; its len is 0 when there is none. */
static struct smtp_part part_at(const struct dissection *d, const struct app_note *n, uint32_t i)
{
	struct smtp_part part = { 0, 0 };
	if ((i + 1) * sizeof part <= n->text_len)
		memcpy(&part, d->note_text + n->text + i * sizeof part, sizeof part);
	return part;
}

static void bytes_text(struct buf *b, uint64_t n)
{
	fmt_uint(b, n);
	buf_str(b, n == 1 ? " byte)" : " bytes)");
}

/* "2 DATA fragments (17 bytes): #6(16), #7(1)" */
static void parts_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct app_note *n = note_of(t->d, r);
	struct smtp_part part;
	size_t start = b->len;
	fmt_uint(b, n->value[SMTP_NOTE_PARTS]);
	buf_str(b, n->value[SMTP_NOTE_PARTS] == 1 ? " DATA fragment (" : " DATA fragments (");
	bytes_text(b, n->value[SMTP_NOTE_LENGTH]);
	for (uint32_t i = 0; (part = part_at(t->d, n, i)).frame; i++) {
		buf_str(b, i ? ", #" : ": #");
		fmt_uint(b, part.frame);
		buf_char(b, '(');
		fmt_uint(b, part.len);
		buf_char(b, ')');
	}
	text_end_label(b, start);
}

/* "Frame: 6, payload: 0-15 (16 bytes)"; r->aux says which. */
static void part_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct app_note *n = note_of(t->d, r);
	struct smtp_part part = part_at(t->d, n, r->aux);
	uint64_t start = 0;
	for (uint32_t i = 0; i < r->aux; i++)
		start += part_at(t->d, n, i).len;
	buf_lit(b, "Frame: ");
	fmt_uint(b, part.frame);
	buf_lit(b, ", payload: ");
	fmt_uint(b, start);
	buf_char(b, '-');
	fmt_uint(b, start + part.len - 1);
	buf_lit(b, " (");
	bytes_text(b, part.len);
}

#define STRING(abbrev, name) F("smtp." abbrev, name, FT_STRING, BASE_NONE)
#define TRUTH(abbrev, name) F("smtp." abbrev, name, FT_BOOLEAN, BASE_NONE, .flags = F_HIDDEN, .vals = &bool_true)
#define NOT_DECODED_TEXT "base64 decode failed or is not enabled (check SMTP preferences)"

static const struct field smtp_fields[] = {
	[SMTP] = F("smtp", "Simple Mail Transfer Protocol", FT_PROTOCOL, BASE_NONE),
	[REQUEST] = TRUTH("req", "Request"),
	[RESPONSE] = TRUTH("rsp", "Response"),
	[COMMAND_LINE] = STRING("command_line", "Command Line"),
	[COMMAND] = STRING("req.command", "Command"),
	[PARAMETER] = STRING("req.parameter", "Request parameter"),
	[REPLY] = STRING("response", "Response"),
	[CODE] = F("smtp.response.code", "Response code", FT_UINT32, BASE_DEC, .vals = &codes),
	[REPLY_PARAMETER] = STRING("rsp.parameter", "Response parameter"),
	[USERNAME] = STRING("auth.username", "Username"),
	[PASSWORD] = STRING("auth.password", "Password"),
	[BOTH] = STRING("auth.username_password", "Username/Password"),
	[NOT_DECODED] = F_EXPERT("smtp.base64_decode", NOT_DECODED_TEXT, PI_WARN, PI_PROTOCOL),
	[UNEXPECTED] = F_EXPERT("smtp.response.code.unexpected", "Unexpected response code in multiline response", PI_WARN,
				PI_PROTOCOL),
	[END] = F("smtp.eom", "C: .", FT_NONE, BASE_NONE),
	[PARTS] = F("smtp.data.fragments", "DATA fragments", FT_NONE, BASE_NONE, .flags = F_GENERATED, .label = parts_label),
	[PART] = F("smtp.data.fragment", "DATA fragment", FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED, .label = part_label),
	[PART_COUNT] = F("smtp.data.fragment.count", "DATA fragment count", FT_UINT32, BASE_DEC, .flags = F_GENERATED),
	[WHOLE_LENGTH] = F("smtp.data.reassembled.length", "Reassembled DATA length", FT_UINT32, BASE_DEC,
			   .flags = F_GENERATED),
};

/* Lines come whole; a mail's bytes as they come. */
static uint32_t smtp_pdu(struct slice s, uint32_t hint)
{
	bool whole = s.len < s.wire || !s.len || s.p[s.len - 1] == '\n';
	return hint == SMTP_HINT_BODY || whole ? PDU_REST : PDU_ONE_MORE;
}

static bool is_server(unsigned port)
{
	return port == PORT || port == PORT_SUBMISSION;
}

/* fact[0]: a server's. On other ports (-d) what begins with a reply's code is a server's. */
static void smtp_dissect(struct dissection *d, struct layer *l)
{
	struct slice tcp = layer_parent(d, l)->data;
	struct text_line line;
	l->tree_len = l->header_len = l->data.len;
	l->payload = slice_from(l->data, l->data.wire);
	if (is_server(slice_u16(tcp, 0)) || is_server(slice_u16(tcp, 2))) {
		l->fact[0] = !is_server(slice_u16(tcp, 2));
	} else {
		text_line(l->data, 0, &line);
		l->fact[0] = text_reply_code(l->data, &line) >= 0;
	}
}

static struct smtp_reading reading_of(const struct dissection *d, const struct layer *l)
{
	const struct app_note *n = layer_app_note(d, l);
	return n ? smtp_reading_unpack(n->value[SMTP_NOTE_READING], n->value[SMTP_NOTE_LEFT])
		 : (struct smtp_reading){ .mode = SMTP_COMMANDS };
}

/* A name or a password stays in base64, as in tshark unless it is told otherwise. */
static void put_not_decoded(struct tree *t, uint32_t off)
{
	tree_push(t);
	put_expert(t, NOT_DECODED, off, 0, NULL);
	tree_pop(t);
}

/* What comes with AUTH. */
static void put_initial(struct tree *t, const struct text_line *mechanism, const struct text_line *initial)
{
	struct slice s = t->l->data;
	bool plain = text_is(s, mechanism->off, mechanism->len, "plain");
	if (!initial->len || (!plain && !text_is(s, mechanism->off, mechanism->len, "login")))
		return;
	put(t, plain ? BOTH : USERNAME, initial->off, initial->len);
	put_not_decoded(t, initial->off);
}

static void put_command(struct tree *t, const struct text_line *line)
{
	struct text_line mechanism, initial;
	uint32_t command = line->len < COMMAND_LEN ? line->len : COMMAND_LEN;
	put(t, COMMAND_LINE, line->off, line->next - line->off);
	tree_push(t);
	put(t, COMMAND, line->off, command);
	if (line->len > COMMAND_LEN + 1)
		put(t, PARAMETER, line->off + COMMAND_LEN + 1, line->len - COMMAND_LEN - 1);
	if (smtp_auth(t->l->data, line, &mechanism, &initial))
		put_initial(t, &mechanism, &initial);
	tree_pop(t);
}

/* The place of a row is in the mail, when that was kept. */
static void in_mail(struct record *r, const struct joined *mail, uint32_t off, uint32_t n)
{
	if (!mail)
		return;
	r->off = off;
	r->len = n;
	r->buffer = mail->buffer;
}

static void put_parts(struct tree *t, const struct layer *l)
{
	const struct app_note *n = layer_app_note(t->d, l);
	struct smtp_part part;
	if (!n || !n->value[SMTP_NOTE_PARTS])
		return;
	const struct joined *mail = joined_of(t->d, l);
	uint32_t off = 0, length = (uint32_t)n->value[SMTP_NOTE_LENGTH];
	struct record *whole = put_node(t, PARTS, 0, 0);
	whole->len = mail ? length : 0;
	tree_push(t);
	for (uint32_t i = 0; (part = part_at(t->d, n, i)).frame && !tree_ended(t); i++, off += part.len) {
		struct record *r = put_uint(t, PART, 0, 0, part.frame);
		r->aux = i;
		in_mail(r, mail, off, part.len);
	}
	in_mail(put_uint(t, PART_COUNT, 0, 0, n->value[SMTP_NOTE_PARTS]), mail, 0, 0);
	in_mail(put_uint(t, WHOLE_LENGTH, 0, 0, length), mail, 0, 0);
	tree_pop(t);
}

static void put_client(struct tree *t, const struct layer *l)
{
	static const uint8_t rows[] = { [SMTP_USERNAME] = USERNAME, [SMTP_PASSWORD] = PASSWORD, [SMTP_BOTH] = BOTH };
	struct smtp_reading r = reading_of(t->d, l);
	struct smtp_piece p;
	for (uint32_t off = 0; off < l->data.len && !tree_ended(t); off = p.line.next) {
		smtp_piece(l->data, off, &r, &p);
		if (p.ends) { /* what follows the mail is not shown, as in tshark */
			put_node(t, END, 0, 1);
			put_parts(t, l);
			break;
		} else if (p.mode >= SMTP_USERNAME) {
			put_uint(t, REQUEST, 0, 0, 1);
			put(t, rows[p.mode], off, p.line.len);
			if (p.mode == SMTP_BOTH)
				put_not_decoded(t, off);
		} else if (p.mode == SMTP_COMMANDS) {
			put_uint(t, REQUEST, 0, 0, 1);
			put_command(t, &p.line);
		}
	}
}

static void put_unexpected(struct tree *t, uint32_t off, int code, int expected)
{
	MESSAGE(m);
	buf_lit(&m, "Unexpected response code ");
	fmt_uint(&m, (uint64_t)code);
	buf_lit(&m, " in multiline response. Expected ");
	fmt_uint(&m, (uint64_t)expected);
	tree_push(t);
	put_expert(t, UNEXPECTED, off, 0, message_text(&m));
	tree_pop(t);
}

/* Do the lines of a reply go on behind this one? */
static bool goes_on(struct slice s, const struct text_line *line)
{
	return line->len > 3 && s.p[line->off + 3] == '-';
}

/* The reply that begins with line, over its lines; returns where the next thing begins. */
static uint32_t put_reply(struct tree *t, struct slice s, const struct text_line *first, int code)
{
	struct text_line line = *first;
	put(t, REPLY, line.off, line.next - line.off);
	tree_push(t);
	put_uint(t, CODE, line.off, 3, (uint64_t)code);
	for (int other; (other = text_reply_code(s, &line)) >= 0;) {
		if (other != code)
			put_unexpected(t, line.off, other, code);
		if (line.len >= 4)
			put(t, REPLY_PARAMETER, line.off + 4, line.len - 4);
		if (!goes_on(s, &line) || line.next >= s.len || tree_ended(t))
			break;
		text_line(s, line.next, &line);
	}
	tree_pop(t);
	return line.next;
}

static void put_server(struct tree *t, const struct layer *l)
{
	struct text_line line;
	put_uint(t, RESPONSE, 0, 0, 1);
	for (uint32_t off = 0; off < l->data.len && !tree_ended(t);) {
		text_line(l->data, off, &line);
		int code = text_reply_code(l->data, &line);
		off = code < 0 ? line.next : put_reply(t, l->data, &line, code);
	}
}

static void smtp_tree(struct tree *t, const struct layer *l)
{
	if (l->fact[0])
		put_server(t, l);
	else
		put_client(t, l);
}

static void server_info(struct buf *b, struct slice s)
{
	struct text_line line;
	bool within = false;
	buf_lit(b, "S: ");
	for (uint32_t off = 0, n = 0; off < s.len; off = line.next) {
		text_line(s, off, &line);
		if (text_reply_code(s, &line) < 0)
			continue;
		uint32_t skip = !within ? 0 : line.len < 4 ? line.len : 4;
		buf_str(b, n++ ? " | " : "");
		fmt_text(b, s.p + off + skip, line.len - skip);
		within = goes_on(s, &line);
	}
}

static void piece_info(struct buf *b, struct slice s, const struct smtp_piece *p)
{
	struct text_line mechanism, initial;
	if (p->ends) {
		buf_char(b, '.');
	} else if (p->mode == SMTP_BODY || p->mode == SMTP_CHUNK) {
		buf_lit(b, "DATA fragment, ");
		fmt_uint(b, p->line.next - p->line.off);
		buf_lit(b, " bytes");
	} else if (smtp_auth(s, &p->line, &mechanism, &initial) && initial.len &&
		   text_is(s, mechanism.off, mechanism.len, "login")) {
		fmt_text(b, s.p + p->line.off, initial.off - p->line.off);
		buf_lit(b, "User: ");
		fmt_text(b, s.p + initial.off, initial.len);
	} else {
		buf_str(b, p->mode == SMTP_USERNAME ? "User: " : p->mode == SMTP_PASSWORD ? "Pass: " : "");
		fmt_text(b, s.p + p->line.off, p->line.len);
	}
}

static void smtp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct smtp_reading r = reading_of(d, l);
	struct smtp_piece p;
	if (l->fact[0]) {
		server_info(&c->info, l->data);
		return;
	}
	buf_lit(&c->info, "C: ");
	for (uint32_t off = 0; off < l->data.len; off = p.line.next) {
		smtp_piece(l->data, off, &r, &p);
		buf_str(&c->info, off ? " | " : "");
		piece_info(&c->info, l->data, &p);
	}
}

static const struct next_link smtp_on[] = { { NEXT_TCP_PORT, PORT }, { NEXT_TCP_PORT, PORT_SUBMISSION } };

const struct protocol protocol_smtp = {
	.name = "smtp",
	.column = "SMTP",
	FIELDS(smtp_fields),
	ON(smtp_on),
	.pdu = smtp_pdu,
	.dissect = smtp_dissect,
	.fields_of = smtp_tree,
	.info = smtp_info,
};
