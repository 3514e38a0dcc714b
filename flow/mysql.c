/* mysql.c: where a MySQL conversation stands: what the packets of a server are follows from what was asked, and what came. */
#include "dissect/application/mysql_impl.h"
#include "dissect/dry_tree.h"
#include "dissect/registry.h"
#include "flow/tracker_impl.h"

/* What is expected next. */
enum standing {
	NOTHING,
	LOGIN,
	LOGIN_ANSWER,
	SWITCH_RESPONSE,
	TABLE,
	COLUMNS,
	ROWS,
	FIELD_LIST,
	PREPARED,
	PARAMETERS,
	FIELDS,
	TEXT
};

enum { EOF_BYTES = 5, MARIADB_EXTENDED = 8, MARIADB_CACHE = 16 };

struct mysql_state {
	uint8_t standing, flags;                                 /* enum standing, enum mysql_flags */
	uint8_t result;                                          /* counts results */
	uint16_t server, server_more, client, client_more;       /* capabilities */
	uint32_t server_maria, client_maria;                     /* MariaDB's */
	uint64_t columns, fields;                                /* still to come */
	uint16_t n_columns;                                      /* of the result at hand, as far as there is room */
	uint8_t column[MYSQL_MOST_COLUMNS * MYSQL_COLUMN_BYTES]; /* their types, and whether they are unsigned */
};

static bool no_eofs(const struct mysql_state *s)
{
	return s->server_more & s->client_more & MYSQL_DEPRECATE_EOF;
}

static enum mysql_kind greeting(struct mysql_state *s, struct slice data)
{
	uint32_t version = slice_zlen(data, MYSQL_HEADER + 1), off = MYSQL_HEADER + 1 + version + 4;
	if (slice_u8(data, MYSQL_HEADER) == 0xff)
		return MYSQL_REFUSAL;
	off += slice_zlen(data, off);
	s->standing = LOGIN;
	s->server = (uint16_t)slice_uint(data, off, 2, true);
	s->server_more = (uint16_t)slice_uint(data, off + 5, 2, true);
	bool named = version > 6 && !memcmp(data.p + MYSQL_HEADER + 1, "5.5.5-", 6);
	if (named || (slice_has(data, off, 2) && !(s->server & MYSQL_LONG_PASSWORD))) {
		s->flags |= MYSQL_MARIADB;
		s->server_maria = (uint32_t)slice_uint(data, off + 14, 4, true);
	}
	return MYSQL_GREETING;
}

static void login(struct tracker *k, struct dissection *d, struct layer *l, struct mysql_state *s)
{
	s->client = (uint16_t)slice_uint(l->data, MYSQL_HEADER, 2, true);
	if (s->client & MYSQL_PROTOCOL_41)
		s->client_more = (uint16_t)slice_uint(l->data, MYSQL_HEADER + 2, 2, true);
	if (s->flags & MYSQL_MARIADB && !(s->client & MYSQL_LONG_PASSWORD))
		s->client_maria = (uint32_t)slice_uint(l->data, MYSQL_HEADER + 28, 4, true);
	uint32_t both = s->server_maria & s->client_maria;
	s->flags |= both & MARIADB_EXTENDED ? MYSQL_EXTENDED_METADATA : 0;
	s->flags |= both & MARIADB_CACHE ? MYSQL_CACHED_METADATA : 0;
	s->standing = LOGIN_ANSWER;
	if (s->client & MYSQL_TLS && slice_has(l->data, MYSQL_HEADER, 2))
		tracker_hand_over(k, d, l, registry_find(d->registry, "tls"));
}

static void command(struct mysql_state *s, unsigned c)
{
	static const uint8_t then[256] = {
		[MYSQL_QUERY] = TABLE, [MYSQL_PROCESSES] = TABLE, [MYSQL_EXECUTE] = TABLE, [MYSQL_SHOW_FIELDS] = FIELD_LIST,
		[MYSQL_PREPARE] = PREPARED, [MYSQL_STATISTICS] = TEXT, [MYSQL_CHANGE_USER] = LOGIN_ANSWER,
	};
	s->standing = then[c];
}

/* 0xfe: where it is short, something ends; in the answer to a login it asks for another way to log in. */
static enum mysql_kind end(struct mysql_state *s, struct slice data)
{
	uint32_t n = data.wire - MYSQL_HEADER;
	unsigned standing = s->standing;
	if (standing == LOGIN_ANSWER) {
		s->standing = SWITCH_RESPONSE;
		return MYSQL_AUTH_SWITCH;
	}
	bool closes = n > EOF_BYTES;
	unsigned status = (unsigned)slice_uint(data, MYSQL_HEADER + 3, 2, true);
	s->standing = status & MYSQL_MORE_RESULTS ? TABLE : NOTHING;
	if (closes)
		return MYSQL_OK;
	if (standing == COLUMNS || (standing == PARAMETERS && s->fields)) {
		s->standing = standing == COLUMNS ? ROWS : FIELDS;
		return MYSQL_EOF_BETWEEN;
	}
	return MYSQL_EOF;
}

static enum mysql_kind ok(struct mysql_state *s, struct slice data)
{
	uint32_t off = MYSQL_HEADER + 1;
	off += mysql_number(data, off).size; /* rows affected */
	off += mysql_number(data, off).size; /* number inserted */
	unsigned status = (unsigned)slice_uint(data, off, 2, true);
	if (s->standing == PREPARED) {
		s->fields = slice_uint(data, MYSQL_HEADER + 5, 2, true);
		s->columns = slice_uint(data, MYSQL_HEADER + 7, 2, true);
		s->standing = s->columns ? PARAMETERS : s->fields ? FIELDS : NOTHING;
		return MYSQL_PREPARED;
	}
	s->standing = status & MYSQL_MORE_RESULTS ? TABLE : NOTHING;
	return MYSQL_OK;
}

/* Where packets of a kind are counted, and this was the last, the next kind comes; with an EOF between them it says so. */
static void one_less(struct mysql_state *s, uint64_t *left, unsigned then)
{
	if (*left)
		--*left;
	if (!*left && no_eofs(s))
		s->standing = (uint8_t)then;
}

/* What a column's values look like stands behind six strings and, with MariaDB, what it adds. */
static void keep_column(struct mysql_state *s, struct slice data)
{
	enum { STRINGS = 6, TYPE = 7, FLAGS = 8 };
	uint64_t off = MYSQL_HEADER;
	unsigned n = s->flags & MYSQL_EXTENDED_METADATA ? STRINGS + 1 : STRINGS;
	for (unsigned i = 0; i < n && off < data.len; i++) {
		struct mysql_number length = mysql_number(data, (uint32_t)off);
		off += length.size + length.value;
	}
	if (off >= data.len || s->n_columns == MYSQL_MOST_COLUMNS)
		return;
	uint8_t *to = s->column + MYSQL_COLUMN_BYTES * s->n_columns++;
	to[0] = slice_u8(data, (uint32_t)off + TYPE);
	to[1] = slice_u8(data, (uint32_t)off + FLAGS) & MYSQL_UNSIGNED;
}

/* The columns of a row, for the second pass; rows of one result in a frame share them. */
static void note_columns(struct tracker *k, struct dissection *d, struct layer *l, const struct mysql_state *s)
{
	for (const struct layer *e = l; e-- > d->layer;)
		if (e->parent == l->parent && e->proto == l->proto && e->note &&
		    layer_app_note(d, e)->value[MYSQL_NOTE_RESULT] == s->result) {
			l->note = e->note;
			return;
		}
	struct app_note *n = tracker_note(k, d, l);
	n->value[MYSQL_NOTE_RESULT] = s->result;
	tracker_note_text(d, n, s->column, MYSQL_COLUMN_BYTES * s->n_columns);
}

static enum mysql_kind by_standing(struct mysql_state *s, struct slice data)
{
	switch ((enum standing)s->standing) {
	case TABLE:
		s->columns = mysql_number(data, MYSQL_HEADER).value;
		s->n_columns = 0;
		s->result++;
		s->standing = s->columns ? COLUMNS : NOTHING;
		return MYSQL_COUNT;
	case COLUMNS:
		keep_column(s, data);
		one_less(s, &s->columns, ROWS);
		return MYSQL_FIELD;
	case ROWS: return MYSQL_ROW;
	case FIELD_LIST: return MYSQL_FIELD_LIST;
	case PARAMETERS: one_less(s, &s->columns, s->fields ? FIELDS : NOTHING); return MYSQL_PREPARED_PARAMETER;
	case FIELDS: one_less(s, &s->fields, NOTHING); return MYSQL_PREPARED_FIELD;
	case TEXT: s->standing = NOTHING; return MYSQL_MESSAGE;
	case LOGIN_ANSWER: s->standing = SWITCH_RESPONSE; return MYSQL_AUTH_SWITCH;
	default: s->standing = NOTHING; return MYSQL_UNKNOWN;
	}
}

static enum mysql_kind response(struct mysql_state *s, struct slice data)
{
	if (data.len <= MYSQL_HEADER)
		return s->standing == NOTHING && !slice_u8(data, 3) ? MYSQL_GREETING : MYSQL_UNKNOWN;
	if (s->standing == NOTHING && !slice_u8(data, 3))
		return greeting(s, data);
	switch (slice_u8(data, MYSQL_HEADER)) {
	case 0xff: s->standing = NOTHING; return MYSQL_ERROR;
	case 0xfe: return end(s, data);
	case 0: return s->standing == ROWS ? by_standing(s, data) : ok(s, data);
	default: return by_standing(s, data);
	}
}

static enum mysql_kind request(struct tracker *k, struct dissection *d, struct layer *l, struct mysql_state *s)
{
	unsigned standing = s->standing;
	if (standing == LOGIN && slice_u8(l->data, 3) == 1) {
		login(k, d, l, s);
		return MYSQL_LOGIN;
	}
	if (standing == SWITCH_RESPONSE) {
		s->standing = NOTHING;
		return MYSQL_AUTH_RESPONSE;
	}
	command(s, slice_u8(l->data, MYSQL_HEADER));
	return MYSQL_REQUEST;
}

void track_mysql(struct tracker *k, struct dissection *d, struct layer *l)
{
	unsigned side;
	struct mysql_state *s = l->flags & LAYER_QUOTED ? NULL : tracker_state(k, d, l, sizeof *s, &side);
	_Static_assert(sizeof *s <= APP_STATE_BYTES, "the state has room");
	if (s) {
		bool client = l->fact[MYSQL_FACT_FLAGS] & MYSQL_FROM_CLIENT;
		struct mysql_state before = *s;
		l->fact[MYSQL_FACT_KIND] = client ? request(k, d, l, s) : response(s, l->data);
		const struct mysql_state *now = l->fact[MYSQL_FACT_KIND] == MYSQL_GREETING ? s : &before;
		l->fact[MYSQL_FACT_FLAGS] |= now->flags;
		l->fact[MYSQL_FACT_CAPS] = now->client | (uint64_t)now->client_more << 16 |
					   (uint64_t)now->server << 32 | (uint64_t)now->server_more << 48;
	}
	if (s && l->fact[MYSQL_FACT_KIND] == MYSQL_ROW && !slice_u8(l->data, MYSQL_HEADER))
		note_columns(k, d, l, s);
	dry_tree(d, l);
}
