/* mysql_client.c: the beginning of a MySQL connection, and what its client asks for. */
#include "dissect/application/mysql_impl.h"

/* One byte of the charset's number is enough for the greeting. */
uint32_t mysql_put_greeting(struct tree *t, uint32_t off)
{
	const struct slice s = t->l->data;
	if (t->l->fact[MYSQL_FACT_KIND] == MYSQL_REFUSAL)
		return mysql_put_response(t, MYSQL_REFUSAL, off);
	bool maria = t->l->fact[MYSQL_FACT_FLAGS] & MYSQL_MARIADB;
	put_node(t, MYSQL_R_GREETING, off, s.wire - off);
	tree_push(t);
	put(t, MYSQL_PROTOCOL, off, 1);
	off = mysql_put_z(t, MYSQL_VERSION, off + 1);
	put(t, MYSQL_THREAD, off, 4);
	off = mysql_put_z(t, MYSQL_SALT, off + 4);
	if (off < s.wire && !tree_ended(t)) {
		mysql_put_bits(t, MYSQL_CAPS_SERVER, MYSQL_CAPS_FIRST, MYSQL_CAPS_LAST, off, 2);
		put(t, maria ? MYSQL_MARIA_LANGUAGE : MYSQL_LANGUAGE, off + 2, 1);
		mysql_put_bits(t, MYSQL_STATUS, MYSQL_STATUS_FIRST, MYSQL_STATUS_LAST, off + 3, 2);
		mysql_put_bits(t, MYSQL_EXT_SERVER, MYSQL_EXT_FIRST, MYSQL_EXT_LAST, off + 5, 2);
		put(t, MYSQL_PLUGIN_LENGTH, off + 7, 1);
		put(t, MYSQL_UNUSED, off + 8, maria ? 6 : 10);
		if (maria)
			mysql_put_bits(t, MYSQL_MARIA_SERVER, MYSQL_MARIA_FIRST, MYSQL_MARIA_LAST, off + 14, 4);
		off = mysql_put_z(t, MYSQL_SALT2, off + 18);
		if (off < s.wire && !tree_ended(t))
			off = mysql_put_z(t, MYSQL_PLUGIN, off);
	}
	tree_pop(t);
	return off;
}

/* A string up to its NUL, or to the packet's end. */
static uint32_t put_open_z(struct tree *t, unsigned row, uint32_t off)
{
	const struct slice s = t->l->data;
	uint32_t n = slice_zlen(s, off);
	return mysql_put_text(t, row, off, n || off > s.wire ? n : s.wire - off);
}

static uint32_t put_open_bytes(struct tree *t, unsigned row, uint32_t off)
{
	const struct slice s = t->l->data;
	uint32_t n = slice_zlen(s, off);
	n = n || off > s.wire ? n : s.wire - off;
	put(t, row, off, n);
	return off + n;
}

/* "Connection Attribute - _os: Linux", and its parts below. */
static uint32_t put_attribute(struct tree *t, uint32_t off)
{
	const struct slice s = t->l->data;
	struct mysql_number name = mysql_number(s, off), value;
	uint64_t value_off = off + name.size + name.value, end;
	if (value_off > s.wire || !name.size) {
		tree_need(t, s.wire, 1);
		return off;
	}
	value = mysql_number(s, (uint32_t)value_off);
	end = value_off + value.size + value.value;
	put_node(t, MYSQL_ATTR, off, end < UINT32_MAX ? (uint32_t)end - off : UINT32_MAX - off);
	tree_push(t);
	off = mysql_put_number(t, off, &name);
	put_uint(t, MYSQL_ATTR_NAME_LENGTH, off - name.size, name.size, name.value);
	off = mysql_put_text(t, MYSQL_ATTR_NAME, off, (uint32_t)name.value);
	off = mysql_put_number(t, off, &value);
	put_uint(t, MYSQL_ATTR_VALUE_LENGTH, off - value.size, value.size, value.value);
	off = mysql_put_text(t, MYSQL_ATTR_VALUE, off, value.value < UINT32_MAX ? (uint32_t)value.value : UINT32_MAX);
	tree_pop(t);
	return off;
}

static uint32_t put_attributes(struct tree *t, uint32_t off)
{
	struct mysql_number all;
	uint32_t at = off;
	off = mysql_put_number(t, off, &all);
	uint32_t n = all.value < UINT32_MAX - off ? (uint32_t)all.value : UINT32_MAX - off, end = off + n;
	put_node(t, MYSQL_ATTRS, at, n);
	tree_push(t);
	put_uint(t, MYSQL_ATTRS_LENGTH, at, all.size, all.value);
	while (off < end && !tree_ended(t))
		off = put_attribute(t, off);
	tree_pop(t);
	return off;
}

static uint32_t put_old_head(struct tree *t, uint32_t off)
{
	put(t, MYSQL_MAX_PACKET, off, 3);
	return off + 3;
}

/* Since MySQL 4.1: more capabilities, the client's charset, and room for what MariaDB adds. */
static uint32_t put_head(struct tree *t, uint32_t off, unsigned caps)
{
	bool maria = t->l->fact[MYSQL_FACT_FLAGS] & MYSQL_MARIADB;
	bool extended = maria && !(caps & MYSQL_LONG_PASSWORD);
	mysql_put_bits(t, MYSQL_EXT_CLIENT, MYSQL_EXT_FIRST, MYSQL_EXT_LAST, off, 2);
	put(t, MYSQL_MAX_PACKET, off + 2, 4);
	put(t, maria ? MYSQL_MARIA_CHARSET : MYSQL_CHARSET, off + 6, 1);
	put(t, MYSQL_UNUSED, off + 7, extended ? 19 : 23);
	if (extended)
		mysql_put_bits(t, MYSQL_MARIA_CLIENT, MYSQL_MARIA_FIRST, MYSQL_MARIA_LAST, off + 26, 4);
	return off + 30;
}

static uint32_t put_password(struct tree *t, uint32_t off, unsigned caps)
{
	if (!(caps & MYSQL_SECURE_CONNECTION))
		return put_open_bytes(t, MYSQL_PASSWORD, off);
	uint32_t n = slice_u8(t->l->data, off);
	if (!tree_need(t, off, 1 + n))
		return off;
	if (n)
		put(t, MYSQL_PASSWORD, off + 1, n);
	return off + 1 + n;
}

uint32_t mysql_put_login(struct tree *t, uint32_t off)
{
	const struct slice s = t->l->data;
	unsigned caps = (unsigned)slice_uint(s, off, 2, true), more = 0;
	put_node(t, MYSQL_R_LOGIN, off, s.wire - off);
	tree_push(t);
	mysql_put_bits(t, MYSQL_CAPS_CLIENT, MYSQL_CAPS_FIRST, MYSQL_CAPS_LAST, off, 2);
	if (caps & MYSQL_PROTOCOL_41)
		more = (unsigned)slice_uint(s, off + 2, 2, true);
	off = caps & MYSQL_PROTOCOL_41 ? put_head(t, off + 2, caps) : put_old_head(t, off + 2);
	off = put_open_z(t, MYSQL_USER, off);
	if (off < s.wire && !tree_ended(t)) {
		off = put_password(t, off, caps);
		if (caps & MYSQL_CONNECT_WITH_DB)
			off = put_open_z(t, MYSQL_SCHEMA, off);
		if (more & MYSQL_PLUGIN_AUTH)
			off = put_open_z(t, MYSQL_CLIENT_PLUGIN, off);
		if (more & MYSQL_CONNECT_ATTRS && off < s.wire && !tree_ended(t))
			off = put_attributes(t, off);
		if (more & MYSQL_ZSTD && off < s.wire)
			put(t, MYSQL_ZSTD_LEVEL, off++, 1);
	}
	tree_pop(t);
	return off;
}

/* --- commands --- */

/* Attributes of a query (WL#12542): their types and names, and behind all of these their values. */
static uint32_t put_query_attributes(struct tree *t, uint32_t off)
{
	const struct slice s = t->l->data;
	unsigned n = slice_u8(s, off);
	put_node(t, MYSQL_QUERY_ATTRS, off, s.wire - off);
	tree_push(t);
	put(t, MYSQL_QUERY_ATTRS_COUNT, off, 1);
	off += 2; /* how many sets of parameters there are: one */
	if (n) {
		uint32_t nulls = (n + 7) / 8;
		put(t, MYSQL_UNUSED, off, nulls);
		off += nulls;
		put(t, MYSQL_SEND_TYPES, off++, 1);
		for (unsigned i = 0; i < n && !tree_ended(t); i++) {
			put(t, MYSQL_QUERY_ATTR_TYPE, off, 2);
			tree_push(t);
			off = mysql_put_string(t, MYSQL_QUERY_ATTR_NAME, off + 2);
			tree_pop(t);
		}
		tree_push(t);
		for (unsigned i = 0; i < n && !tree_ended(t); i++)
			off = mysql_put_string(t, MYSQL_QUERY_ATTR_VALUE, off);
		tree_pop(t);
	}
	tree_pop(t);
	return off;
}

static uint32_t put_rest_as(struct tree *t, unsigned row, uint32_t off)
{
	uint32_t end = t->l->data.wire;
	return mysql_put_text(t, row, off, end > off ? end - off : 0);
}

static uint32_t put_change_user(struct tree *t, uint32_t off, uint64_t caps)
{
	bool maria = t->l->fact[MYSQL_FACT_FLAGS] & MYSQL_MARIADB;
	off = mysql_put_z(t, MYSQL_USER, off);
	if (caps & MYSQL_SECURE_CONNECTION && slice_has(t->l->data, off, 1) && !slice_u8(t->l->data, off))
		put(t, MYSQL_PASSWORD, off + 1, 0);
	off = put_password(t, off, (unsigned)caps & 0xffff);
	off = mysql_put_z(t, MYSQL_SCHEMA, off);
	if (off < t->l->data.wire && !tree_ended(t)) {
		put(t, maria ? MYSQL_MARIA_CHARSET : MYSQL_CHARSET, off, 1);
		off += 2;
	}
	return caps >> 16 & MYSQL_PLUGIN_AUTH ? put_open_z(t, MYSQL_CLIENT_PLUGIN, off) : off;
}

static uint32_t put_binlog(struct tree *t, uint32_t off)
{
	put(t, MYSQL_BINLOG_POSITION, off, 4);
	put(t, MYSQL_BINLOG_FLAGS, off + 4, 2);
	put(t, MYSQL_BINLOG_SERVER, off + 6, 4);
	return put_rest_as(t, MYSQL_BINLOG_FILE, off + 10);
}

/* What parameters follow, only the answer to PREPARE tells. */
static uint32_t put_execute(struct tree *t, uint32_t off)
{
	put(t, MYSQL_STATEMENT, off, 4);
	put(t, MYSQL_EXEC_FLAGS, off + 4, 1);
	put(t, MYSQL_EXEC_ITERATIONS, off + 5, 4);
	return t->l->data.wire;
}

static uint32_t put_blob(struct tree *t, uint32_t off)
{
	const struct slice s = t->l->data;
	put(t, MYSQL_STATEMENT, off, 4);
	put(t, MYSQL_PARAMETER, off + 4, 2);
	if (off + 6 < s.wire)
		put(t, MYSQL_PAYLOAD, off + 6, s.wire - off - 6);
	return s.wire;
}

static uint32_t put_one(struct tree *t, unsigned row, uint32_t off, uint32_t n)
{
	put(t, row, off, n);
	return off + n;
}

static uint32_t put_command(struct tree *t, unsigned command, uint32_t off)
{
	const uint64_t caps = t->l->fact[MYSQL_FACT_CAPS];
	switch (command) {
	case MYSQL_QUIT:
	case MYSQL_STATISTICS:
	case MYSQL_PROCESSES:
	case MYSQL_DEBUG:
	case MYSQL_PING: return off;
	case MYSQL_USE:
	case MYSQL_CREATE:
	case MYSQL_DROP: return put_rest_as(t, MYSQL_SCHEMA, off);
	case MYSQL_QUERY:
		if (caps >> 16 & MYSQL_QUERY_ATTRIBUTES && caps >> 48 & MYSQL_QUERY_ATTRIBUTES)
			off = put_query_attributes(t, off);
		return put_rest_as(t, MYSQL_R_QUERY, off);
	case MYSQL_PREPARE: return put_rest_as(t, MYSQL_R_QUERY, off);
	case MYSQL_SHOW_FIELDS: return mysql_put_z(t, MYSQL_TABLE_NAME, off);
	case MYSQL_REFRESH:
		mysql_put_bits(t, MYSQL_R_REFRESH, MYSQL_REFRESH_FIRST, MYSQL_REFRESH_LAST, off, 1);
		return off + 1;
	case MYSQL_SHUTDOWN: return put_one(t, MYSQL_SHUTDOWN_LEVEL, off, 1);
	case MYSQL_KILL: return put_one(t, MYSQL_THREAD, off, 4);
	case MYSQL_CHANGE_USER: return put_change_user(t, off, caps);
	case MYSQL_SEND_BINLOG: return put_binlog(t, off);
	case MYSQL_EXECUTE: return put_execute(t, off);
	case MYSQL_SEND_BLOB: return put_blob(t, off);
	case MYSQL_CLOSE:
	case MYSQL_RESET: return put_one(t, MYSQL_STATEMENT, off, 4);
	case MYSQL_SET_OPTION: return put_one(t, MYSQL_OPTION, off, 2);
	case MYSQL_FETCH: off = put_one(t, MYSQL_STATEMENT, off, 4); return put_one(t, MYSQL_N_ROWS, off, 4);
	default:
		if (tree_need(t, off, 1))
			mysql_put_rest(t, off, MYSQL_COMMAND_INVALID);
		return t->l->data.wire;
	}
}

uint32_t mysql_put_request(struct tree *t, uint32_t off)
{
	const uint32_t begin = off;
	unsigned command = slice_u8(t->l->data, off);
	struct record *r = put_node(t, MYSQL_R_REQUEST, off, t->l->data.wire - off);
	tree_push(t);
	put(t, MYSQL_COMMAND, off, 1);
	off = put_command(t, command, off + 1);
	tree_pop(t);
	if (!tree_ended(t))
		r->len = off - begin;
	return off;
}
