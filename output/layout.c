/* layout.c: columns of the user's choice. */
#include "output/layout.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/fmt.h"
#include "dissect/registry.h"

#define NET_SRC "ip.src or ipv6.src"
#define NET_DST "ip.dst or ipv6.dst"
#define PORT_SRC "tcp.srcport or udp.srcport or sctp.srcport"
#define PORT_DST "tcp.dstport or udp.dstport or sctp.dstport"

/* tshark's tokens. Those that show fields name them; where neither is given, the column is empty. */
static const struct {
	const char *token, *about;
	enum column_kind kind;
	int time; /* enum time_format; -1: -t */
	const char *fields;
} tokens[] = {
	{ "%q", "802.1Q VLAN id", COLUMN_FIELDS, 0, "vlan.id" },
	{ "%Yt", "Absolute date, as YYYY-MM-DD, and time", COLUMN_TIME, TIME_ABSOLUTE_DATE, NULL },
	{ "%YDOYt", "Absolute date, as YYYY/DOY, and time", COLUMN_TIME, TIME_ABSOLUTE_YEAR_DAY, NULL },
	{ "%At", "Absolute time", COLUMN_TIME, TIME_ABSOLUTE, NULL },
	{ "%V", "Cisco VSAN", COLUMN_NONE, 0, NULL },
	{ "%B", "Cumulative Bytes", COLUMN_NONE, 0, NULL },
	{ "%Cus", "Custom", COLUMN_FIELDS, 0, NULL },
	{ "%y", "DCE/RPC call (cn_call_id / dg_seqnum)", COLUMN_NONE, 0, NULL },
	{ "%Tt", "Delta time", COLUMN_TIME, TIME_DELTA, NULL },
	{ "%Gt", "Delta time displayed", COLUMN_TIME, TIME_DELTA_DISPLAYED, NULL },
	{ "%rd", "Dest addr (resolved)", COLUMN_DESTINATION, 0, NULL },
	{ "%ud", "Dest addr (unresolved)", COLUMN_DESTINATION, 0, NULL },
	{ "%rD", "Dest port (resolved)", COLUMN_FIELDS, 0, PORT_DST },
	{ "%uD", "Dest port (unresolved)", COLUMN_FIELDS, 0, PORT_DST },
	{ "%d", "Destination address", COLUMN_DESTINATION, 0, NULL },
	{ "%D", "Destination port", COLUMN_FIELDS, 0, PORT_DST },
	{ "%a", "Expert Info Severity", COLUMN_NONE, 0, NULL },
	{ "%I", "FW-1 monitor if/direction", COLUMN_NONE, 0, NULL },
	{ "%F", "Frequency/Channel", COLUMN_NONE, 0, NULL },
	{ "%hd", "Hardware dest addr", COLUMN_FIELDS, 0, "eth.dst or wlan.da" },
	{ "%hs", "Hardware src addr", COLUMN_FIELDS, 0, "eth.src or wlan.sa" },
	{ "%rhd", "Hw dest addr (resolved)", COLUMN_FIELDS, 0, "eth.dst or wlan.da" },
	{ "%uhd", "Hw dest addr (unresolved)", COLUMN_FIELDS, 0, "eth.dst or wlan.da" },
	{ "%rhs", "Hw src addr (resolved)", COLUMN_FIELDS, 0, "eth.src or wlan.sa" },
	{ "%uhs", "Hw src addr (unresolved)", COLUMN_FIELDS, 0, "eth.src or wlan.sa" },
	{ "%e", "IEEE 802.11 RSSI", COLUMN_NONE, 0, NULL },
	{ "%x", "IEEE 802.11 TX rate", COLUMN_NONE, 0, NULL },
	{ "%f", "IP DSCP Value", COLUMN_FIELDS, 0, "ip.dsfield.dscp or ipv6.tclass.dscp" },
	{ "%i", "Information", COLUMN_INFO, 0, NULL },
	{ "%rnd", "Net dest addr (resolved)", COLUMN_FIELDS, 0, NET_DST },
	{ "%und", "Net dest addr (unresolved)", COLUMN_FIELDS, 0, NET_DST },
	{ "%rns", "Net src addr (resolved)", COLUMN_FIELDS, 0, NET_SRC },
	{ "%uns", "Net src addr (unresolved)", COLUMN_FIELDS, 0, NET_SRC },
	{ "%nd", "Network dest addr", COLUMN_FIELDS, 0, NET_DST },
	{ "%ns", "Network src addr", COLUMN_FIELDS, 0, NET_SRC },
	{ "%m", "Number", COLUMN_NUMBER, 0, NULL },
	{ "%L", "Packet length (bytes)", COLUMN_LENGTH, 0, NULL },
	{ "%p", "Protocol", COLUMN_PROTOCOL, 0, NULL },
	{ "%Rt", "Relative time", COLUMN_TIME, TIME_RELATIVE_FIRST, NULL },
	{ "%s", "Source address", COLUMN_SOURCE, 0, NULL },
	{ "%S", "Source port", COLUMN_FIELDS, 0, PORT_SRC },
	{ "%rs", "Src addr (resolved)", COLUMN_SOURCE, 0, NULL },
	{ "%us", "Src addr (unresolved)", COLUMN_SOURCE, 0, NULL },
	{ "%rS", "Src port (resolved)", COLUMN_FIELDS, 0, PORT_SRC },
	{ "%uS", "Src port (unresolved)", COLUMN_FIELDS, 0, PORT_SRC },
	{ "%E", "TEI", COLUMN_NONE, 0, NULL },
	{ "%Yut", "UTC date, as YYYY-MM-DD, and time", COLUMN_TIME, TIME_UTC_DATE, NULL },
	{ "%YDOYut", "UTC date, as YYYY/DOY, and time", COLUMN_TIME, TIME_UTC_YEAR_DAY, NULL },
	{ "%Aut", "UTC time", COLUMN_TIME, TIME_UTC_CLOCK, NULL },
	{ "%t", "Time (format as specified)", COLUMN_TIME, -1, NULL },
};

static const struct layout standard = {
	.n = SUMMARY_COLUMNS,
	.column = {
		{ .title = "No.", .kind = COLUMN_NUMBER },	     { .title = "Time", .kind = COLUMN_TIME },
		{ .title = "Source", .kind = COLUMN_SOURCE },	     { .title = "Destination", .kind = COLUMN_DESTINATION },
		{ .title = "Protocol", .kind = COLUMN_PROTOCOL },    { .title = "Length", .kind = COLUMN_LENGTH },
		{ .title = "Info", .kind = COLUMN_INFO },
	},
};

const struct layout *layout_default(void)
{
	return &standard;
}

/* The next item of the list, in place: quoted, or up to a comma. NULL: there is none. */
static char *next_item(char **at)
{
	char *s = *at + strspn(*at, " ,\t"), *out = s, *item = s;
	if (!*s)
		return NULL;
	char end = *s == '"' ? '"' : ',';
	for (s += end == '"'; *s && *s != end; s++) {
		if (*s == '\\' && s[1])
			s++;
		*out++ = *s;
	}
	*at = *s ? s + 1 : s;
	*out = 0;
	return item;
}

/* "a or b": each a field that may be there; those that peel does not know are left out. */
static void add_fields(struct layout_column *c, char *names, const struct registry *registry)
{
	struct buf unknown = { 0 };
	for (char *save, *w = strtok_r(names, " |", &save); w && c->n_fields < MAX_COLUMN_FIELDS;
	     w = strtok_r(NULL, " |", &save)) {
		const char *name = w;
		if (strcmp(w, "or") && !fields_resolve(&c->field[c->n_fields], &name, 1, registry, &unknown))
			c->n_fields++;
	}
	buf_free(&unknown);
}

/* "%Cus:fields:occurrence:R" */
static void parse_custom(struct layout_column *c, char *text, const struct registry *registry)
{
	char *occurrence = strchr(text, ':'), *how = occurrence ? strchr(occurrence + 1, ':') : NULL;
	c->kind = COLUMN_FIELDS;
	c->resolved = !how || how[1] != 'U';
	c->occurrence = occurrence ? (int)strtol(occurrence + 1, NULL, 10) : 0;
	if (occurrence)
		*occurrence = 0;
	add_fields(c, text, registry);
}

static bool parse_token(struct layout_column *c, char *token, const struct registry *registry)
{
	char names[64];
	if (!strncmp(token, "%Cus:", 5)) {
		parse_custom(c, token + 5, registry);
		return true;
	}
	for (unsigned i = 0; i < COUNT(tokens); i++) {
		if (strcmp(tokens[i].token, token))
			continue;
		c->kind = tokens[i].kind;
		c->own_time = c->kind == COLUMN_TIME && tokens[i].time >= 0;
		c->time = c->own_time ? (enum time_format)tokens[i].time : TIME_RELATIVE_FIRST;
		if (!tokens[i].fields)
			return true;
		c->occurrence = 1;
		c->first_field = true;
		snprintf(names, sizeof names, "%s", tokens[i].fields);
		add_fields(c, names, registry);
		for (unsigned k = 0; k < c->n_fields; k++)
			c->field[k].name = NULL; /* pointed into names */
		return true;
	}
	return false;
}

struct layout *layout_new(const char *format, const struct registry *registry, char *error, size_t error_size)
{
	struct layout *l = calloc(1, sizeof *l);
	char *at = l ? l->text = strdup(format) : NULL, *title, *token = NULL;
	if (!at) {
		free(l);
		snprintf(error, error_size, "out of memory");
		return NULL;
	}
	while (l->n < MAX_COLUMNS && (title = next_item(&at))) {
		struct layout_column *c = &l->column[l->n++];
		c->title = title;
		token = next_item(&at);
		if (token && parse_token(c, token, registry))
			continue;
		snprintf(error, error_size, "gui.column.format: \"%s\" is no column; peel -G column-formats lists them",
			 token ? token : title);
		layout_free(l);
		return NULL;
	}
	return l;
}

void layout_free(struct layout *l)
{
	if (!l)
		return;
	free(l->text);
	free(l);
}

bool layout_needs_tree(const struct layout *l)
{
	for (unsigned i = 0; l && i < l->n; i++)
		if (l->column[i].kind == COLUMN_FIELDS)
			return true;
	return false;
}

void layout_wanted(const struct layout *l, struct wanted *w)
{
	for (unsigned i = 0; l && i < l->n; i++)
		want_fields(w, l->column[i].field, l->column[i].n_fields);
}

static void field_text(struct buf *b, const struct layout_column *c, const struct view *v, const struct record *r)
{
	const char *name = c->resolved && r->f->vals && field_is_integer(r->f) ? value_text(r->f->vals, r->val) : NULL;
	if (r->f->type == FT_BOOLEAN && c->resolved)
		name = value_text(r->f->vals ? r->f->vals : &bool_true, r->val);
	if (r->f->type == FT_PROTOCOL || r->f->type == FT_NONE)
		buf_lit(b, "\xe2\x9c\x93"); /* U+2713 CHECK MARK: it is there */
	else if (name)
		buf_str(b, name);
	else
		print_plain_value(b, v->tree, r);
}

static unsigned count_records(const struct field_spec *f, const struct tree *t)
{
	unsigned n = 0;
	for (uint32_t i = 0; i < t->n; i++)
		n += field_spec_matches(f, &t->record[i]);
	return n;
}

static void fields_cell(struct buf *b, const struct layout_column *c, const struct view *v)
{
	bool any = false;
	for (unsigned k = 0; k < c->n_fields && v->tree && !(any && c->first_field); k++) {
		int total = (int)count_records(&c->field[k], v->tree), seen = 0;
		int want = c->occurrence < 0 ? total + 1 + c->occurrence : c->occurrence;
		for (uint32_t i = 0; i < v->tree->n; i++) {
			const struct record *r = &v->tree->record[i];
			if (!field_spec_matches(&c->field[k], r) || (++seen != want && want))
				continue;
			if (any)
				buf_char(b, ',');
			any = true;
			field_text(b, c, v, r);
		}
	}
}

void layout_cell(struct buf *b, const struct layout_column *c, const struct print_options *o, const struct view *v)
{
	if (c->kind == COLUMN_FIELDS) {
		fields_cell(b, c, v);
	} else if (c->own_time) {
		struct print_options own = *o;
		own.time = c->time;
		column_time(b, &own, v->d, 0);
	} else {
		column_text(b, c->kind, o, v);
	}
}

bool layout_is_source(const struct layout_column *c)
{
	return c->kind == COLUMN_SOURCE;
}

bool layout_is_destination(const struct layout_column *c)
{
	return c->kind == COLUMN_DESTINATION;
}

void layout_list(struct buf *b)
{
	for (unsigned i = 0; i < COUNT(tokens); i++) {
		buf_str(b, tokens[i].token);
		buf_char(b, '\t');
		buf_str(b, tokens[i].about);
		buf_char(b, '\n');
	}
}
