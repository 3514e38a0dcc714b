/* sip.c: the Session Initiation Protocol (RFC 3261): requests and responses, over UDP and TCP. */
#include "base/fmt.h"
#include "dissect/application/sip_impl.h"
#include "dissect/column.h"
#include "dissect/dry_tree.h"
#include "dissect/lines.h"
#include "dissect/message.h"

/*  METHOD uri SIP/2.0  or  SIP/2.0 status reason
 *  Name: value
 *  (empty line)
 *  body */
enum { PORT = 5060 };

static const char *const methods[] = { "ACK", "BYE", "CANCEL", "DO", "INFO", "INVITE", "MESSAGE", "NOTIFY", "OPTIONS", "PRACK",
				       "QAUTH", "REFER", "REGISTER", "SPRACK", "SUBSCRIBE", "UPDATE", "PUBLISH" };

static bool is_method(struct slice s, uint32_t n, const char *name)
{
	return slice_has(s, 0, n) && strlen(name) == n && !memcmp(s.p, name, n);
}

static bool is_known_method(struct slice s, uint32_t n)
{
	for (unsigned i = 0; i < COUNT(methods); i++)
		if (is_method(s, n, methods[i]))
			return true;
	return false;
}

static bool sip_refuses(struct slice s)
{
	struct sip_start start;
	return !sip_start(s, &start);
}

/* Looks first whether there is a word, for most bytes are none. */
static bool sip_guess(const struct layer *l, struct slice s)
{
	enum { LONGEST_WORD = 64 };
	struct sip_start start;
	uint32_t n = 0;
	(void)l;
	while (n < LONGEST_WORD && slice_u8(s, n) > ' ' && slice_u8(s, n) <= '~')
		n++;
	return n && slice_u8(s, n) == ' ' && sip_start(s, &start);
}

/* The header up to its empty line, and as much behind it as it says. */
static uint32_t sip_pdu(struct slice s, uint32_t hint)
{
	struct sip_start start;
	struct sip_head head;
	(void)hint;
	if (!memchr(s.p, '\n', s.len))
		return PDU_ONE_MORE;
	if (!sip_start(s, &start))
		return PDU_REST;
	sip_head(s, &start, &head);
	if (!head.closed)
		return PDU_ONE_MORE;
	return head.end + (head.length < PDU_UNTIL_FIN - head.end ? head.length : 0);
}

static struct slice body_of(struct slice s, const struct sip_head *head)
{
	struct slice rest = slice_from(s, head->end);
	return head->length == UINT32_MAX ? rest : slice_first(rest, head->length);
}

/* Is the body of the type, whatever parameters it has? */
static bool is_type(struct slice s, const struct sip_head *head, const char *type)
{
	uint32_t n = 0;
	while (n < head->type.n && s.p[head->type.off + n] != ';' && s.p[head->type.off + n] != ' ')
		n++;
	return text_is(s, head->type.off, n, type);
}

static bool is_xml(struct slice s, const struct sip_head *head)
{
	uint32_t n = 0;
	while (n < head->type.n && s.p[head->type.off + n] != ';' && s.p[head->type.off + n] != ' ')
		n++;
	return n > 4 &&
	       (text_is(s, head->type.off + n - 4, 4, "+xml") || text_is(s, head->type.off + n - 4, 4, "/xml"));
}

/* Empty lines between messages keep a connection alive (RFC 5626, 4.4.1). */
static bool is_blank(struct slice s)
{
	for (uint32_t i = 0; i < s.len; i++)
		if (s.p[i] != '\r' && s.p[i] != '\n')
			return false;
	return true;
}

/* Of the bodies only descriptions of sessions are taken apart. */
static void sip_dissect(struct dissection *d, struct layer *l)
{
	struct sip_start start;
	struct sip_head head;
	layer_header(l, l->data.len);
	l->tree_len = l->data.len;
	if (!sip_start(l->data, &start)) {
		if (!layer_is_tcp(layer_parent(d, l)) || is_blank(l->data))
			layer_is_data(d, l);
		return;
	}
	dry_tree(d, l);
	sip_head(l->data, &start, &head);
	struct slice body = body_of(l->data, &head);
	if (l->flags & LAYER_TOLD || !head.closed || !body.len || !is_type(l->data, &head, "application/sdp"))
		return;
	l->payload = body;
	next_named(d, l, "sdp", body);
	next_inside(d, l, 2);
}

static void put_start(struct tree *t, const struct layer *l, const struct sip_start *start)
{
	if (start->status) {
		put(t, SIP_STATUS_LINE, 0, start->len);
		tree_push(t);
		put_uint(t, SIP_STATUS_CODE, 8, 3, start->status);
	} else {
		put(t, SIP_REQUEST_LINE, 0, start->len);
		tree_push(t);
		put(t, SIP_METHOD, 0, start->method);
		sip_put_request_uri(t, start->uri, start->uri_end);
	}
	const struct app_note *n = layer_app_note(t->d, l);
	uint64_t original = n ? n->value[SIP_NOTE_ORIGINAL] : 0;
	if (!(l->flags & (LAYER_MALFORMED | LAYER_SHORT))) {
		put_uint(t, SIP_RESEND, 0, 0, original != 0);
		if (original)
			put_uint(t, SIP_RESEND_ORIGINAL, 0, 0, original);
		if (n && n->frame) {
			put_uint(t, SIP_RESPONSE_REQUEST, 0, 0, n->frame);
			put_uint(t, SIP_RESPONSE_TIME, 0, 0, (uint64_t)(n->elapsed / 1000000));
		}
	}
	tree_pop(t);
}

static void put_unknown_header(struct tree *t, struct slice s, const struct sip_line *line)
{
	char name[64];
	uint32_t n = line->name < sizeof name ? line->name : (uint32_t)sizeof name;
	MESSAGE(m);
	for (uint32_t i = 0; i < n; i++)
		name[i] = (char)(s.p[line->off + i] >= 'A' && s.p[line->off + i] <= 'Z' ? s.p[line->off + i] + 32
											: s.p[line->off + i]);
	buf_lit(&m, "Unrecognised SIP header (");
	fmt_text(&m, name, n);
	buf_char(&m, ')');
	put_label(t, SIP_TEXT, line->off, line->next - line->off, s.p + line->off, line->end - line->off);
	tree_push(t);
	put_expert(t, SIP_UNRECOGNISED, line->off, 0, message_text(&m));
	tree_pop(t);
}

/* A number, which a word that is none makes 0. */
static void put_number(struct tree *t, struct slice s, const struct sip_line *line, const struct sip_header *h)
{
	uint64_t v = 0;
	uint32_t i = line->value;
	for (; i < line->end && s.p[i] >= '0' && s.p[i] <= '9'; i++)
		v = v * 10 + s.p[i] - '0';
	bool good = i == line->end && i > line->value;
	put_uint(t, h->row, line->off, line->next - line->off, good ? v & 0xffffffff : 0);
	if (good || (h->row != SIP_H_CONTENT_LENGTH && h->row != SIP_H_RETRY_AFTER))
		return;
	tree_push(t);
	put_expert(t, h->row == SIP_H_CONTENT_LENGTH ? SIP_BAD_LENGTH : SIP_BAD_RETRY, line->off, 0, NULL);
	tree_pop(t);
}

/* Text of the packet ends before its first NUL. */
static void put_text(struct tree *t, unsigned row, uint32_t off, uint32_t n, struct slice text)
{
	const uint8_t *nul = text.len ? memchr(text.p, 0, text.len) : NULL;
	put_copy(t, row, off, n, text.p, nul ? (uint32_t)(nul - text.p) : text.len);
}

static void put_header(struct tree *t, struct slice s, const struct sip_line *line)
{
	const struct sip_header *h = line->name ? sip_header(s, line) : NULL;
	uint32_t all = line->next - line->off;
	if (!line->name) {
		put_expert(t, SIP_NO_COLON, line->off, 0, NULL);
		return;
	}
	if (!h) {
		put_unknown_header(t, s, line);
		return;
	}
	if (h->kind == SIP_KIND_NUMBER || h->kind == SIP_KIND_LENGTH) {
		put_number(t, s, line, h);
		return;
	}
	struct slice value = slice_sub(s, line->value, line->end - line->value);
	put_text(t, h->row, line->off, all, value);
	if (h->kind == SIP_KIND_CALL_ID) {
		put_text(t, SIP_CALL_ID_GENERATED, line->off, all, value);
		return;
	}
	tree_push(t);
	sip_put_value(t, line, h->kind);
	tree_pop(t);
	if (h->kind == SIP_KIND_AUTH)
		put_copy(t, SIP_AUTH, line->off, all, s.p + line->off, all)->flags |= R_HIDDEN;
}

static void put_headers(struct tree *t, const struct layer *l, const struct sip_start *start,
			const struct sip_head *head)
{
	struct slice s = l->data;
	struct sip_line line = { .next = start->next };
	if (start->next >= s.len)
		return;
	put_text(t, SIP_MSG_HDR, start->next, head->end - start->next, slice_from(s, start->next));
	tree_push(t);
	for (unsigned i = 0; i < SIP_MAX_LINES && sip_line(s, line.next, &line) && !tree_ended(t); i++) {
		put_header(t, s, &line);
		if (!line.ended)
			tree_need(t, line.end, s.wire - line.end + 1); /* tshark counts on a line's end */
	}
	if (!head->closed) {
		put_node(t, SIP_NOT_TERMINATED_TEXT, head->end - (head->end > 1 ? 2 : 0), 2);
		tree_push(t);
		put_expert(t, SIP_NOT_TERMINATED, head->end - (head->end > 1 ? 2 : 0), 0, NULL);
		tree_pop(t);
	}
	tree_pop(t);
}

static void put_body(struct tree *t, struct slice s, const struct sip_head *head)
{
	struct slice body = body_of(s, head);
	struct text_line line = { .next = 0 };
	if (!head->closed || !body.len)
		return;
	put_node(t, SIP_MSG_BODY, head->end, body.len);
	if (is_type(s, head, "application/sdp") || is_xml(s, head))
		return;
	tree_push(t);
	for (unsigned i = 0; i < SIP_MAX_LINES && line.next < body.len && !tree_ended(t); i++) {
		text_line(body, line.next, &line);
		put_label(t, SIP_TEXT, head->end + line.off, line.next - line.off, body.p + line.off, line.len);
	}
	tree_pop(t);
}

static void sip_tree(struct tree *t, const struct layer *l)
{
	struct sip_start start;
	struct sip_head head;
	if (!sip_start(l->data, &start))
		return;
	sip_head(l->data, &start, &head);
	put_start(t, l, &start);
	put_headers(t, l, &start, &head);
	put_body(t, l->data, &head);
}

static void bindings_info(struct buf *b, const struct sip_head *head, bool request)
{
	if (request && head->star && !head->contacts) {
		buf_lit(b, "  (remove all bindings)");
	} else if (request && !head->has_contact) {
		buf_lit(b, "  (fetch bindings)");
	} else {
		buf_lit(b, "  (");
		fmt_uint(b, head->contacts);
		buf_str(b, head->contacts == 1 ? " binding)" : " bindings)");
	}
}

static void sip_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct buf *b = &c->info;
	struct slice s = l->data;
	struct sip_start start;
	struct sip_head head;
	(void)d;
	if (!sip_start(s, &start)) {
		buf_lit(b, "Continuation");
		return;
	}
	sip_head(s, &start, &head);
	bool bad = l->flags & (LAYER_SHORT | LAYER_MALFORMED);
	if (start.status) {
		buf_lit(b, "Status: ");
		fmt_text(b, s.p + 8, start.len - 8);
	} else {
		buf_str(b, is_known_method(s, start.method) ? "Request: " : "Unknown request: ");
		fmt_text(b, s.p, start.uri_end);
	}
	if (bad)
		return;
	bool registers = start.status ? is_type(s, &(struct sip_head){ .type = head.method }, "register")
				      : is_method(s, start.method, "REGISTER");
	if (start.status == 200 && head.method.n) {
		buf_lit(b, " (");
		fmt_text(b, s.p + head.method.off, head.method.n);
		buf_char(b, ')');
	}
	if (registers && (!start.status || (start.status >= 200 && start.status < 300)))
		bindings_info(b, &head, !start.status);
	if (head.in_dialog && is_method(s, start.method, "INVITE"))
		buf_lit(b, ", in-dialog");
	buf_lit(b, " | ");
	if (!head.closed || !body_of(s, &head).len)
		return;
	if (is_type(s, &head, "application/sdp"))
		c->protocol = "SIP/SDP";
	else if (is_xml(s, &head))
		c->protocol = "SIP/XML";
	else if (is_type(s, &head, "text/plain"))
		buf_lit(b, " (text/plain)");
}

static const struct next_link sip_on[] = { { NEXT_UDP_PORT, PORT }, { NEXT_TCP_PORT, PORT } };

const struct protocol protocol_sip = {
	.name = "sip",
	.column = "SIP",
	.fields = sip_fields,
	.n_fields = SIP_N_ROWS,
	ON(sip_on),
	.pdu = sip_pdu,
	.refuses = sip_refuses,
	.stays = true,
	.info_each = true,
	.guess = sip_guess,
	.guess_on = { NEXT_UDP_PORT },
	.guess_first = { '!', '~' },
	.told_early = true,
	.dissect = sip_dissect,
	.fields_of = sip_tree,
	.info = sip_info,
};
