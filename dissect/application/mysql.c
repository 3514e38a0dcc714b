/* mysql.c: MySQL's and MariaDB's protocol (MySQL Internals, "Client/Server Protocol"): packets in the stream.
 *
 *   0            3        4
 *  +------------+--------+-----
 *  | length     | number | payload       little-endian; the length is the payload's
 *  +------------+--------+-----
 *
 * What a server's packet is does not stand in it: flow/mysql.c follows the conversation. */
#include "dissect/application/mysql_impl.h"

#include "base/fmt.h"
#include "dissect/column.h"

static uint32_t mysql_pdu(struct slice s, uint32_t hint)
{
	(void)hint;
	if (s.wire < MYSQL_HEADER)
		return PDU_ONE_MORE;
	return MYSQL_HEADER + (uint32_t)slice_uint(s, 0, 3, true);
}

/* Without those before it a packet is what its first byte says, if it says so; flow/ may know better. */
static void mysql_dissect(struct dissection *d, struct layer *l)
{
	bool client = slice_u16(layer_parent(d, l)->data, 2) == MYSQL_PORT;
	l->tree_len = l->header_len = l->data.len;
	l->payload = slice_from(l->data, l->data.wire);
	l->fact[MYSQL_FACT_FLAGS] = client ? MYSQL_FROM_CLIENT : 0;
	l->fact[MYSQL_FACT_KIND] = client ? MYSQL_REQUEST : MYSQL_UNKNOWN;
}

struct mysql_number mysql_number(struct slice s, uint32_t off)
{
	static const uint8_t sizes[] = { 1, 3, 4, 9, 9 };
	uint8_t first = slice_u8(s, off), size = first < 251 ? 1 : sizes[first - 251];
	struct mysql_number n = { .size = slice_has(s, off, size) ? size : 0, .null = first == 251 };
	n.value = size == 1 ? (n.null ? 0 : first) : slice_uint(s, off + 1, size - 1u, true);
	return n;
}

uint32_t mysql_put_number(struct tree *t, uint32_t off, struct mysql_number *n)
{
	*n = mysql_number(t->l->data, off);
	put(t, MYSQL_PREFIX, off, 1);
	if (!n->null && n->size)
		put_uint(t, MYSQL_NUMBER_LENGTH, n->size == 1 ? off : off + 1, n->size == 1 ? 1 : n->size - 1u,
			 n->value);
	else if (!n->size)
		tree_need(t, t->l->data.len, 1);
	return off + n->size;
}

uint32_t mysql_put_text(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	if (!tree_need(t, off, n))
		return off;
	put_ascii(t, row, off, n, n ? t->l->data.p + off : (const uint8_t *)"", n);
	return off + n;
}

uint32_t mysql_put_string(struct tree *t, unsigned row, uint32_t off)
{
	struct mysql_number n;
	off = mysql_put_number(t, off, &n);
	if (tree_ended(t))
		return off;
	if (n.null) {
		put_cstr(t, row, off, 0, "NULL");
		return off;
	}
	return mysql_put_text(t, row, off, n.value < UINT32_MAX ? (uint32_t)n.value : UINT32_MAX);
}

uint32_t mysql_put_z(struct tree *t, unsigned row, uint32_t off)
{
	uint32_t n = slice_zlen(t->l->data, off);
	if (!n) {
		tree_need(t, t->l->data.len, 1);
		return off;
	}
	return mysql_put_text(t, row, off, n);
}

void mysql_put_bits(struct tree *t, unsigned row, unsigned first, unsigned last, uint32_t off, uint32_t n)
{
	put(t, row, off, n);
	tree_push(t);
	for (unsigned i = first; i <= last; i++)
		put(t, i, off, n);
	tree_pop(t);
}

void mysql_put_rest(struct tree *t, uint32_t off, unsigned expert)
{
	if (tree_ended(t))
		return;
	put(t, MYSQL_PAYLOAD, off, t->l->data.wire > off ? t->l->data.wire - off : 0);
	tree_push(t);
	put_expert(t, expert, off, 0, NULL);
	tree_pop(t);
}

void mysql_title(struct buf *b, const struct tree *t, const struct record *r)
{
	static const char *const titles[MYSQL_KINDS] = {
		[MYSQL_OK] = "response OK",
		[MYSQL_ERROR] = "response ERROR",
		[MYSQL_EOF] = "response EOF",
		[MYSQL_EOF_BETWEEN] = "intermediate EOF",
		[MYSQL_FIELD_LIST] = "response to SHOW FIELDS",
		[MYSQL_FIELD] = "field packet",
		[MYSQL_ROW] = "row packet",
		[MYSQL_COUNT] = "column count",
		[MYSQL_PREPARED] = "response to PREPARE",
		[MYSQL_PREPARED_PARAMETER] = "parameters in response to PREPARE",
		[MYSQL_PREPARED_FIELD] = "fields in response to PREPARE",
		[MYSQL_AUTH_SWITCH] = "authentication switch request",
	};
	const struct layer *l = &t->d->layer[r->layer];
	const char *title = l->fact[MYSQL_FACT_KIND] < MYSQL_KINDS ? titles[l->fact[MYSQL_FACT_KIND]] : NULL;
	buf_lit(b, "MySQL Protocol");
	if (!title || l->data.len <= MYSQL_HEADER)
		return;
	buf_lit(b, " - ");
	buf_str(b, title);
}

static void mysql_tree(struct tree *t, const struct layer *l)
{
	uint32_t off = MYSQL_HEADER, end = l->data.wire;
	enum mysql_kind kind = (enum mysql_kind)l->fact[MYSQL_FACT_KIND];
	put(t, MYSQL_PACKET_LENGTH, 0, 3);
	put(t, MYSQL_PACKET_NUMBER, 3, 1);
	if (!tree_need(t, MYSQL_HEADER, kind == MYSQL_AUTH_RESPONSE ? 0 : 1))
		return;
	switch (kind) {
	case MYSQL_GREETING:
	case MYSQL_REFUSAL: off = mysql_put_greeting(t, off); break;
	case MYSQL_LOGIN: off = mysql_put_login(t, off); break;
	case MYSQL_REQUEST: off = mysql_put_request(t, off); break;
	case MYSQL_AUTH_RESPONSE:
		put(t, MYSQL_SWITCHED_DATA, off, end - off);
		off = end;
		break;
	default: off = mysql_put_response(t, kind, off); break;
	}
	if (off < end)
		mysql_put_rest(t, off, kind == MYSQL_UNKNOWN ? MYSQL_RESPONSE_UNKNOWN : MYSQL_INCOMPLETE);
}

/* --- the Info column --- */

/* What a packet writes goes when another one follows in the same piece of the stream, but for a few. */
static bool stays(const struct dissection *d, const struct layer *l)
{
	unsigned kind = (unsigned)l->fact[MYSQL_FACT_KIND];
	if (kind == MYSQL_OK || kind == MYSQL_COUNT)
		return true;
	for (const struct layer *e = l + 1; e < d->layer + d->n_layers; e++)
		if (e->parent == l->parent && e->proto == l->proto)
			return e->buffer != l->buffer;
	return true;
}

static void say_text(struct buf *b, struct slice s, uint32_t off)
{
	uint32_t n = slice_zlen(s, off), rest = s.len > off ? s.len - off : 0;
	fmt_text(b, s.p + (n || rest ? off : 0), n ? n - 1 : rest ? rest - 1 : 0);
}

static void say_greeting(struct buf *b, struct slice s)
{
	uint32_t off = MYSQL_HEADER + 1;
	buf_lit(b, "Server Greeting ");
	if (s.len <= MYSQL_HEADER)
		return;
	buf_lit(b, " proto=");
	fmt_uint(b, slice_u8(s, MYSQL_HEADER));
	uint32_t n = slice_zlen(s, off);
	if (!n)
		return;
	buf_lit(b, " version=");
	bool maria = n > 6 && !memcmp(s.p + off, "5.5.5-", 6);
	fmt_text(b, s.p + off + (maria ? 6 : 0), n - 1 - (maria ? 6 : 0));
	buf_char(b, ' ');
}

static void say_login(struct buf *b, const struct layer *l)
{
	const struct slice s = l->data;
	unsigned caps = (unsigned)slice_uint(s, MYSQL_HEADER, 2, true);
	bool modern = caps & MYSQL_PROTOCOL_41;
	uint32_t off = MYSQL_HEADER + (modern ? 32 : 5), n;
	buf_str(b, caps & MYSQL_TLS && s.len >= MYSQL_HEADER + 2 ? "Response: SSL Handshake" : "Login Request");
	if (off > s.len)
		return;
	buf_lit(b, " user=");
	say_text(b, s, off);
	buf_char(b, ' ');
	n = slice_zlen(s, off);
	off += n;
	if (!n || !(caps & MYSQL_CONNECT_WITH_DB))
		return;
	n = caps & MYSQL_SECURE_CONNECTION ? 1u + slice_u8(s, off) : slice_zlen(s, off);
	if (!slice_has(s, off, n))
		return;
	buf_lit(b, "db=");
	say_text(b, s, off + n);
	buf_char(b, ' ');
}

static void say_error(struct buf *b, struct slice s)
{
	if (!slice_has(s, MYSQL_HEADER + 1, 2))
		return;
	buf_lit(b, " Error ");
	fmt_uint(b, slice_uint(s, MYSQL_HEADER + 1, 2, true));
	buf_char(b, ' ');
}

static void mysql_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct buf *b = &c->info;
	unsigned command = slice_u8(l->data, MYSQL_HEADER);
	if (!stays(d, l))
		return;
	switch ((enum mysql_kind)l->fact[MYSQL_FACT_KIND]) {
	case MYSQL_GREETING: say_greeting(b, l->data); return;
	case MYSQL_REFUSAL:
		buf_lit(b, "Server Greeting ");
		say_error(b, l->data);
		return;
	case MYSQL_LOGIN: say_login(b, l); return;
	case MYSQL_AUTH_RESPONSE: buf_lit(b, "Auth Switch Response "); return;
	case MYSQL_AUTH_SWITCH: buf_lit(b, "Auth Switch Request "); return;
	case MYSQL_REQUEST:
		buf_lit(b, "Request");
		if (l->data.len <= MYSQL_HEADER)
			return;
		buf_char(b, ' ');
		mysql_command_text(b, command);
		if (!value_text(&mysql_commands, command))
			buf_char(b, ' ');
		return;
	default: break;
	}
	buf_lit(b, "Response ");
	switch ((enum mysql_kind)l->fact[MYSQL_FACT_KIND]) {
	case MYSQL_OK: buf_lit(b, " OK "); break;
	case MYSQL_COUNT: buf_lit(b, "TABULAR "); break;
	case MYSQL_ERROR: say_error(b, l->data); break;
	default: break;
	}
}

static const struct next_link mysql_on[] = { { NEXT_TCP_PORT, MYSQL_PORT } };

const struct protocol protocol_mysql = {
	.name = "mysql",
	.column = "MySQL",
	.fields = mysql_fields,
	.n_fields = MYSQL_ROWS,
	ON(mysql_on),
	.pdu = mysql_pdu,
	.pdu_shown = true,
	.info_each = true,
	.told_early = true,
	.dissect = mysql_dissect,
	.fields_of = mysql_tree,
	.info = mysql_info,
};
