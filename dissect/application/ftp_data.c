/* ftp_data.c: the data connections of FTP: which command they belong to, and text by its lines. */
#include "base/fmt.h"
#include "dissect/application/ftp_impl.h"
#include "dissect/column.h"
#include "dissect/tree.h"

enum { DATA, SETUP, METHOD, COMMAND, COMMAND_FRAME, DIRECTORY };
enum { LOOKED_AT = 512 }; /* bytes that tell text from other data */

static void data_label(struct buf *b, const struct tree *t, const struct record *r)
{
	(void)t;
	buf_lit(b, "FTP Data (");
	fmt_uint(b, r->len);
	buf_lit(b, " bytes data)");
}

static const struct field data_fields[] = {
	[DATA] = F("ftp-data", "FTP Data", FT_PROTOCOL, BASE_NONE, .label = data_label),
	[SETUP] = F("ftp-data.setup-frame", "Setup frame", FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED),
	[METHOD] = F("ftp-data.setup-method", "Setup method", FT_STRING, BASE_NONE, .flags = F_GENERATED),
	[COMMAND] = F("ftp-data.command", "Command", FT_STRING, BASE_NONE, .flags = F_GENERATED),
	[COMMAND_FRAME] = F("ftp-data.command-frame", "Command frame", FT_FRAMENUM, BASE_NONE),
	[DIRECTORY] = F("ftp-data.current-working-directory", "Current working directory", FT_STRING, BASE_NONE,
			.flags = F_GENERATED),
};

static bool is_text(struct slice s)
{
	for (uint32_t i = 0; i < s.len && i < LOOKED_AT; i++)
		if ((s.p[i] < ' ' && (s.p[i] < '\t' || s.p[i] > '\r')) || s.p[i] >= 0x7f)
			return false;
	return s.len;
}

static void data_dissect(struct dissection *d, struct layer *l)
{
	l->tree_len = l->data.len;
	if (!d->skip_data && is_text(l->data))
		next_named(d, l, "data-text-lines", l->data);
}

static void data_tree(struct tree *t, const struct layer *l)
{
	const struct app_note *n = layer_app_note(t->d, l);
	if (!n)
		return;
	const char *text = t->d->note_text + n->text;
	uint32_t command = (uint32_t)n->value[FTP_NOTE_COMMAND_LEN];
	if (command > n->text_len) /* cut: there was no room */
		command = n->text_len;
	tree_pop(t); /* beside the protocol, as in tshark */
	put_uint(t, SETUP, 0, 0, n->value[FTP_NOTE_SETUP]);
	if (n->value[FTP_NOTE_METHOD]) {
		put_cstr(t, METHOD, 0, 0, ftp_methods[n->value[FTP_NOTE_METHOD]]);
		if (n->value[FTP_NOTE_COMMAND_FRAME]) {
			put_copy(t, COMMAND, 0, 0, text, command);
			put_uint(t, COMMAND_FRAME, 0, 0, n->value[FTP_NOTE_COMMAND_FRAME]);
		}
		put_copy(t, DIRECTORY, 0, 0, text + command, n->text_len - command);
	}
	tree_push(t);
}

static void data_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	const struct app_note *n = layer_app_note(d, l);
	buf_lit(&c->info, "FTP Data: ");
	fmt_uint(&c->info, l->data.wire);
	buf_lit(&c->info, " bytes");
	if (!n || !n->value[FTP_NOTE_METHOD])
		return;
	buf_lit(&c->info, " (");
	buf_str(&c->info, ftp_methods[n->value[FTP_NOTE_METHOD]]);
	buf_char(&c->info, ')');
	if (!n->value[FTP_NOTE_COMMAND_FRAME])
		return;
	uint32_t command = (uint32_t)n->value[FTP_NOTE_COMMAND_LEN];
	buf_lit(&c->info, " (");
	fmt_text(&c->info, d->note_text + n->text, command < n->text_len ? command : n->text_len);
	buf_char(&c->info, ')');
}

static const struct next_link data_on[] = { { NEXT_TCP_PORT, FTP_DATA_PORT } };

const struct protocol protocol_ftp_data = {
	.name = "ftp-data",
	.column = "FTP-DATA",
	FIELDS(data_fields),
	ON(data_on),
	.dissect = data_dissect,
	.fields_of = data_tree,
	.info = data_info,
};
