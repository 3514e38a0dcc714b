/* mysql_server.c: what a MySQL server answers: OK and errors, the columns and rows of a result. */
#include "dissect/application/mysql_impl.h"

enum { SYSVARS, SCHEMA, STATE, GTIDS, TRAITS, TRANSACTION }; /* kinds of session state */

static uint32_t put_sized(struct tree *t, unsigned row, uint32_t off, uint64_t n)
{
	return mysql_put_text(t, row, off, n < UINT32_MAX ? (uint32_t)n : UINT32_MAX);
}

/* A number shown as a row of its own as well. */
static uint32_t put_length(struct tree *t, unsigned row, uint32_t off, struct mysql_number *n)
{
	off = mysql_put_number(t, off, n);
	if (!tree_ended(t))
		put_uint(t, row, off - n->size, n->size, n->value);
	return off;
}

/* One change of the session's state (WL#4797); returns where it ends. */
static uint32_t put_change(struct tree *t, uint32_t off)
{
	struct mysql_number whole, n;
	unsigned type = slice_u8(t->l->data, off);
	struct record *r = put_node(t, MYSQL_SESSION, off, 1);
	uint32_t begin = off, end;
	tree_push(t);
	put(t, MYSQL_SESSION_TYPE, off, 1);
	off = put_length(t, MYSQL_SESSION_LENGTH, off + 1, &whole);
	end = whole.value < UINT32_MAX - off ? off + (uint32_t)whole.value : UINT32_MAX;
	r->len = end - begin;
	if (type == SYSVARS) {
		off = put_length(t, MYSQL_SYSVAR_LENGTH, off, &n);
		off = put_sized(t, MYSQL_SYSVAR_NAME, off, n.value);
		off = put_length(t, MYSQL_SYSVAR_LENGTH, off, &n);
		put_sized(t, MYSQL_SYSVAR_VALUE, off, n.value);
	} else if (type == SCHEMA) {
		off = put_length(t, MYSQL_SCHEMA_LENGTH, off, &n);
		put_sized(t, MYSQL_SCHEMA_CHANGE, off, n.value);
	} else if (type == GTIDS) {
		put(t, MYSQL_GTIDS_ENCODING, off, 1);
		off = put_length(t, MYSQL_GTIDS_LENGTH, off + 1, &n);
		put_sized(t, MYSQL_GTIDS, off, n.value);
	} else if (type == TRAITS || type == TRANSACTION) {
		off = put_length(t, type == TRAITS ? MYSQL_TRAITS_LENGTH : MYSQL_TRANSACTION_LENGTH, off, &n);
		put_sized(t, type == TRAITS ? MYSQL_TRAITS : MYSQL_TRANSACTION, off, n.value);
	} else if (type == STATE) { /* of its string tshark shows the length, and goes on there */
		end = mysql_put_text(t, MYSQL_STATE_CHANGE, off, 1);
		r->len = end - begin;
	}
	tree_pop(t);
	return end;
}

static uint32_t put_session(struct tree *t, uint32_t off)
{
	struct mysql_number n;
	uint32_t at = off;
	off = mysql_put_number(t, off, &n);
	if (tree_ended(t))
		return off;
	uint32_t end = n.value < UINT32_MAX - off ? off + (uint32_t)n.value : UINT32_MAX;
	put_node(t, MYSQL_SESSION_DATA, at, end - at);
	tree_push(t);
	put_uint(t, MYSQL_SESSION_DATA_LENGTH, at, n.size, n.value);
	while (off < end && !tree_ended(t))
		off = put_change(t, off);
	tree_pop(t);
	return end;
}

static uint32_t put_ok(struct tree *t, uint32_t off)
{
	const struct slice s = t->l->data;
	const uint64_t caps = t->l->fact[MYSQL_FACT_CAPS];
	struct mysql_number n;
	off = put_length(t, MYSQL_AFFECTED, off, &n);
	off = mysql_put_number(t, off, &n);
	if (n.value && !tree_ended(t))
		put_uint(t, MYSQL_INSERT_ID, off - n.size, n.size, n.value);
	if (off >= s.wire || tree_ended(t))
		return off;
	unsigned status = (unsigned)slice_uint(s, off, 2, true);
	mysql_put_bits(t, MYSQL_STATUS, MYSQL_STATUS_FIRST, MYSQL_STATUS_LAST, off, 2);
	off += 2;
	if (caps & MYSQL_PROTOCOL_41) {
		put(t, MYSQL_WARNINGS, off, 2);
		off += 2;
	}
	if (off >= s.wire || tree_ended(t))
		return off;
	if (caps >> 16 & MYSQL_SESSION_TRACK) {
		off = mysql_put_number(t, off, &n);
		if (n.value)
			off = put_sized(t, MYSQL_R_MESSAGE, off, n.value);
		if (status & MYSQL_SESSION_CHANGED && off < s.wire && !tree_ended(t))
			off = put_session(t, off);
		return off;
	}
	uint32_t z = slice_zlen(s, off);
	return mysql_put_text(t, MYSQL_R_MESSAGE, off, z ? z - 1 : s.wire - off);
}

static uint32_t put_error(struct tree *t, uint32_t off)
{
	enum { STATE_BYTES = 5 };
	const struct slice s = t->l->data;
	put(t, MYSQL_ERROR_CODE, off, 2);
	off += 2;
	if (slice_u8(s, off) == '#')
		off = mysql_put_text(t, MYSQL_SQLSTATE, off + 1, STATE_BYTES);
	return mysql_put_text(t, MYSQL_ERROR_MESSAGE, off, off < s.wire ? s.wire - off : 0);
}

static uint32_t put_eof(struct tree *t, uint32_t off)
{
	put(t, MYSQL_EOF_MARKER, off, 1);
	put(t, MYSQL_WARNINGS, off + 1, 2);
	mysql_put_bits(t, MYSQL_STATUS, MYSQL_STATUS_FIRST, MYSQL_STATUS_LAST, off + 3, 2);
	return off + 5;
}

/* "Catalog", with its string below. */
static uint32_t put_part(struct tree *t, unsigned row, uint32_t off)
{
	const char *name = mysql_fields[row].name;
	struct mysql_number n = mysql_number(t->l->data, off);
	uint32_t most = t->l->data.wire > off ? t->l->data.wire - off : 0;
	uint64_t len = n.size + n.value;
	put_label(t, MYSQL_PART, off, len < most ? (uint32_t)len : most, name, (uint32_t)strlen(name));
	tree_push(t);
	off = mysql_put_string(t, row, off);
	tree_pop(t);
	return off;
}

static uint32_t put_field(struct tree *t, uint32_t off)
{
	const struct slice s = t->l->data;
	for (unsigned row = MYSQL_CATALOG; row <= MYSQL_ORG_NAME && !tree_ended(t); row++)
		off = put_part(t, row, off);
	if (t->l->fact[MYSQL_FACT_FLAGS] & MYSQL_EXTENDED_METADATA && !tree_ended(t)) {
		struct mysql_number n;
		uint32_t at = off;
		off = mysql_put_number(t, off, &n);
		put_node(t, MYSQL_EXTMETA, at, n.value < s.wire ? n.size + (uint32_t)n.value : s.wire);
		tree_push(t);
		put_uint(t, MYSQL_EXTMETA_LENGTH, at, n.size, n.value);
		tree_pop(t);
		off = n.value < s.wire ? off + (uint32_t)n.value : s.wire;
	}
	off++; /* the length of what follows: 12 */
	put(t, MYSQL_CHARSET_NUMBER, off, 2);
	put(t, MYSQL_LENGTH, off + 2, 4);
	put(t, MYSQL_TYPE, off + 6, 1);
	mysql_put_bits(t, MYSQL_FLAGS, MYSQL_FLAGS_FIRST, MYSQL_FLAGS_LAST, off + 7, 2);
	put(t, MYSQL_DECIMALS, off + 9, 1);
	off += 12;
	return off < s.wire && !tree_ended(t) ? put_part(t, MYSQL_DEFAULT, off) : off;
}

/* A date or a time: as many parts as its length has room for; returns where it ends. */
static uint32_t put_moment(struct tree *t, unsigned row, uint32_t off)
{
	static const struct {
		uint8_t row, size;
	} date[] = { { MYSQL_YEAR, 2 }, { MYSQL_MONTH, 1 }, { MYSQL_DAY, 1 } },
	  elapsed[] = { { MYSQL_TIME_SIGN, 1 }, { MYSQL_TIME_DAYS, 4 } },
	  hours[] = { { MYSQL_HOUR, 1 }, { MYSQL_MINUTE, 1 }, { MYSQL_SECOND, 1 }, { MYSQL_FRACTION, 4 } };
	uint32_t end = off + 1 + slice_u8(t->l->data, off);
	bool is_date = row == MYSQL_DATE_LENGTH;
	put(t, row, off++, 1);
	for (unsigned i = 0; i < (is_date ? COUNT(date) : COUNT(elapsed)) && off < end; i++) {
		put(t, is_date ? date[i].row : elapsed[i].row, off, is_date ? date[i].size : elapsed[i].size);
		off += is_date ? date[i].size : elapsed[i].size;
	}
	for (unsigned i = 0; i < COUNT(hours) && off < end; off += hours[i++].size)
		put(t, hours[i].row, off, hours[i].size);
	return end;
}

static uint32_t put_counted(struct tree *t, uint32_t off)
{
	struct mysql_number n = mysql_number(t->l->data, off);
	uint64_t len = n.size + n.value;
	if (!n.size || !tree_need(t, off, len < UINT32_MAX ? (uint32_t)len : UINT32_MAX)) {
		tree_need(t, t->l->data.len, 1);
		return off;
	}
	const uint8_t *text = n.value ? t->l->data.p + off + n.size : (const uint8_t *)"";
	put_ascii(t, MYSQL_V_STRING, off, (uint32_t)len, text, (uint32_t)n.value);
	return off + (uint32_t)len;
}

/* A value of a column's type; it ends where it begins when nobody knows the type. */
static uint32_t put_binary(struct tree *t, unsigned type, bool is_unsigned, uint32_t off)
{
	static const struct {
		uint8_t row, unsigned_row, size;
	} numbers[] = {
		[1] = { MYSQL_V_TINY, MYSQL_V_UTINY, 1 },          [2] = { MYSQL_V_SHORT, MYSQL_V_USHORT, 2 },
		[3] = { MYSQL_V_LONG, MYSQL_V_ULONG, 4 },          [4] = { MYSQL_V_FLOAT, MYSQL_V_FLOAT, 4 },
		[5] = { MYSQL_V_DOUBLE, MYSQL_V_DOUBLE, 8 },       [8] = { MYSQL_V_LONGLONG, MYSQL_V_ULONGLONG, 8 },
	};
	if (type < COUNT(numbers) && numbers[type].size) {
		put(t, is_unsigned ? numbers[type].unsigned_row : numbers[type].row, off, numbers[type].size);
		return off + numbers[type].size;
	}
	switch (type) {
	case 7: /* TIMESTAMP, DATE, DATETIME */
	case 10:
	case 12: return put_moment(t, MYSQL_DATE_LENGTH, off);
	case 11: return put_moment(t, MYSQL_TIME_LENGTH, off);
	case 246: /* NEWDECIMAL, BLOB, VAR_STRING, STRING */
	case 252:
	case 253:
	case 254: return put_counted(t, off);
	default: return off;
	}
}

/* Values in the form of their columns' types, behind a bit for each, from the third one on, that says whether it is NULL. Also
 * a row whose first column is an empty text begins so, and is taken for one of these, as in tshark. */
static uint32_t put_binary_row(struct tree *t, uint32_t off)
{
	const struct app_note *note = layer_app_note(t->d, t->l);
	unsigned n = note ? note->text_len / MYSQL_COLUMN_BYTES : 0;
	const uint8_t *columns = note ? (const uint8_t *)t->d->note_text + note->text : NULL;
	uint32_t nulls = off + 1;
	put(t, MYSQL_RESPONSE_CODE, off, 1);
	if (!n)
		return t->l->data.wire;
	put(t, MYSQL_NULLS, nulls, (n + 9) / 8);
	off = nulls + (n + 9) / 8;
	for (unsigned i = 0; i < n && !tree_ended(t); i++) {
		uint32_t begin = off;
		if (slice_u8(t->l->data, nulls + (i + 2) / 8) >> (i + 2) % 8 & 1) {
			put_node(t, MYSQL_V_NULL, off, 0);
			continue;
		}
		off = put_binary(t, columns[MYSQL_COLUMN_BYTES * i], columns[MYSQL_COLUMN_BYTES * i + 1], off);
		if (off == begin)
			break;
	}
	return off;
}

static uint32_t put_row(struct tree *t, uint32_t off)
{
	if (!slice_u8(t->l->data, off))
		return put_binary_row(t, off);
	while (off < t->l->data.wire && !tree_ended(t))
		off = put_part(t, MYSQL_TEXT, off);
	return off;
}

static uint32_t put_count(struct tree *t, uint32_t off)
{
	struct mysql_number n;
	off = put_length(t, MYSQL_N_FIELDS, off, &n);
	if (off >= t->l->data.wire || tree_ended(t))
		return off;
	if (t->l->fact[MYSQL_FACT_FLAGS] & MYSQL_CACHED_METADATA) {
		put(t, MYSQL_METADATA, off, 1);
		return off + 1;
	}
	return put_length(t, MYSQL_EXTRA, off, &n);
}

static uint32_t put_prepared(struct tree *t, uint32_t off)
{
	put(t, MYSQL_STATEMENT, off, 4);
	put(t, MYSQL_N_FIELDS, off + 4, 2);
	put(t, MYSQL_N_PARAMETERS, off + 6, 2);
	put(t, MYSQL_WARNINGS, off + 9, 2);
	return off + 11;
}

static uint32_t put_switch(struct tree *t, uint32_t off)
{
	const struct slice s = t->l->data;
	uint32_t n = slice_zlen(s, off);
	off = mysql_put_text(t, MYSQL_SWITCH_NAME, off, n || off > s.wire ? n : s.wire - off);
	put(t, MYSQL_SWITCH_DATA, off, off < s.wire ? s.wire - off : 0);
	return s.wire;
}

uint32_t mysql_put_response(struct tree *t, enum mysql_kind kind, uint32_t off)
{
	unsigned code = slice_u8(t->l->data, off);
	bool coded = kind == MYSQL_OK || kind == MYSQL_ERROR || kind == MYSQL_EOF || kind == MYSQL_EOF_BETWEEN ||
		     kind == MYSQL_PREPARED || (kind == MYSQL_AUTH_SWITCH && code == 0xfe);
	if (coded)
		put(t, MYSQL_RESPONSE_CODE, off, 1);
	if (coded && code == 0xfe && kind != MYSQL_EOF && kind != MYSQL_EOF_BETWEEN)
		put(t, MYSQL_EOF_MARKER, off, 1);
	switch (kind) {
	case MYSQL_OK: return put_ok(t, off + 1);
	case MYSQL_REFUSAL:
	case MYSQL_ERROR: return put_error(t, off + 1);
	case MYSQL_EOF:
	case MYSQL_EOF_BETWEEN: return put_eof(t, off);
	case MYSQL_FIELD_LIST:
	case MYSQL_FIELD:
	case MYSQL_PREPARED_PARAMETER:
	case MYSQL_PREPARED_FIELD: return put_field(t, off);
	case MYSQL_ROW: return put_row(t, off);
	case MYSQL_COUNT: return put_count(t, off);
	case MYSQL_PREPARED: return put_prepared(t, off + 1);
	case MYSQL_AUTH_SWITCH: return put_switch(t, code == 0xfe ? off + 1 : off);
	case MYSQL_MESSAGE: return mysql_put_text(t, MYSQL_R_MESSAGE, off, t->l->data.wire - off);
	default: return off;
	}
}
