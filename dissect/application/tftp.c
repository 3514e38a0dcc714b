/* tftp.c: Trivial File Transfer Protocol (RFC 1350) and its options (RFC 2347 to 2349, 7440). */
#include "dissect/application/tftp.h"

#include "base/fmt.h"
#include "dissect/column.h"
#include "dissect/dry_tree.h"
#include "dissect/message.h"
#include "dissect/tree.h"

/*   0        2
 *  +--------+----------------+---+--------+---+---------------+
 *  | opcode | file           | 0 | mode   | 0 | options ...   |  read and write requests
 *  +--------+----------------+---+--------+---+---------------+
 *  | opcode | block or error | data or message                |
 *  +--------+----------------+--------------------------------+ */
enum {
	TFTP, OPCODE, SOURCE_FILE, DESTINATION_FILE, REQUEST_FRAME, TYPE, BLOCK, BLOCK_FULL, ERROR_CODE, ERROR_MESSAGE,
	OPTION, OPTION_NAME, OPTION_VALUE, DATA, ERROR_EXPERT,
};

static const struct value_table opcodes =
	VALUES({ TFTP_READ, "Read Request" }, { TFTP_WRITE, "Write Request" }, { TFTP_DATA, "Data Packet" },
	       { TFTP_ACK, "Acknowledgement" }, { TFTP_ERROR, "Error Code" }, { TFTP_OPTION_ACK, "Option Acknowledgement" },
	       { 255, "Information (MSDP)" });
static const struct value_table error_codes =
	VALUES({ 0, "Not defined" }, { 1, "File not found" }, { 2, "Access violation" }, { 3, "Disk full or allocation exceeded" },
	       { 4, "Illegal TFTP Operation" }, { 5, "Unknown transfer ID" }, { 6, "File already exists" }, { 7, "No such user" },
	       { 8, "Option negotiation failed" });

static void request_label(struct buf *b, const struct tree *t, const struct record *r)
{
	const struct app_note *n = layer_app_note(t->d, &t->d->layer[r->layer]);
	buf_str(b,
		n && n->value[TFTP_NOTE_OPCODE] == TFTP_WRITE ? "Write Request in frame " : "Read Request in frame ");
	fmt_uint(b, r->val);
}

static const struct field tftp_fields[] = {
	[TFTP] = F("tftp", "Trivial File Transfer Protocol", FT_PROTOCOL, BASE_NONE),
	[OPCODE] = F("tftp.opcode", "Opcode", FT_UINT16, BASE_DEC, .off = 0, .size = 2, .vals = &opcodes),
	[SOURCE_FILE] = F("tftp.source_file", "Source File", FT_STRINGZ, BASE_NONE),
	[DESTINATION_FILE] = F("tftp.destination_file", "Destination File", FT_STRINGZ, BASE_NONE),
	[REQUEST_FRAME] = F("tftp.request_frame", "Request frame", FT_FRAMENUM, BASE_NONE, .flags = F_GENERATED,
			    .label = request_label),
	[TYPE] = F("tftp.type", "Type", FT_STRINGZ, BASE_NONE),
	[BLOCK] = F("tftp.block", "Block", FT_UINT16, BASE_DEC, .off = 2, .size = 2),
	[BLOCK_FULL] = F("tftp.block.full", "Full Block Number", FT_UINT32, BASE_DEC, .flags = F_GENERATED),
	[ERROR_CODE] = F("tftp.error.code", "Error code", FT_UINT16, BASE_DEC, .off = 2, .size = 2, .vals = &error_codes),
	[ERROR_MESSAGE] = F("tftp.error.message", "Error message", FT_STRINGZ, BASE_NONE),
	[OPTION] = F_TEXT("Option"),
	[OPTION_NAME] = F("tftp.option.name", "Option name", FT_STRINGZ, BASE_NONE),
	[OPTION_VALUE] = F("tftp.option.value", "Option value", FT_STRINGZ, BASE_NONE),
	[DATA] = F("tftp.data", "Data", FT_BYTES, BASE_NONE),
	[ERROR_EXPERT] = F_EXPERT("tftp.error", "TFTP ERROR packet", PI_WARN, PI_RESPONSE_CODE),
};

static bool is_request(unsigned opcode)
{
	return opcode == TFTP_READ || opcode == TFTP_WRITE;
}

static void tftp_dissect(struct dissection *d, struct layer *l)
{
	unsigned opcode = slice_u16(l->data, 0);
	l->tree_len = l->data.len;
	if (opcode != TFTP_DATA) {
		l->header_len = l->data.len;
		l->payload = slice_from(l->data, l->data.wire);
		if (is_request(opcode) || opcode == TFTP_ERROR || opcode == TFTP_OPTION_ACK)
			dry_tree(d, l);
		return;
	}
	if (!layer_header(l, TFTP_HEADER))
		return;
	l->tree_len = TFTP_HEADER;
	next_data(d, l, l->payload);
}

/* A string with its NUL. 0, and the tree ends, when the packet ends in it. */
static uint32_t put_zstring(struct tree *t, const struct layer *l, unsigned row, uint32_t off)
{
	uint32_t n = slice_zlen(l->data, off);
	put(t, row, off, n ? n : off < l->data.len ? l->data.len - off + 1 : 1);
	return n;
}

static void put_options(struct tree *t, const struct layer *l, uint32_t off)
{
	uint32_t n, value;
	for (; !tree_ended(t) && (n = tftp_option(l->data, off, &value)); off += n) {
		const char *p = (const char *)l->data.p;
		MESSAGE(label);
		buf_lit(&label, "Option: ");
		buf_put(&label, p + off, value - off - 1 < 100 ? value - off - 1 : 100);
		buf_lit(&label, " = ");
		buf_put(&label, p + value, off + n - value - 1 < 100 ? off + n - value - 1 : 100);
		put_label(t, OPTION, off, n, label.p, (uint32_t)label.len);
		tree_push(t);
		put(t, OPTION_NAME, off, value - off);
		put(t, OPTION_VALUE, value, off + n - value);
		tree_pop(t);
	}
	if (off < l->data.wire) /* a string that does not end */
		tree_need(t, off, l->data.len - off + 1);
}

static void put_request(struct tree *t, const struct layer *l, unsigned opcode)
{
	uint32_t file = put_zstring(t, l, opcode == TFTP_READ ? SOURCE_FILE : DESTINATION_FILE, 2);
	if (tree_ended(t))
		return;
	uint32_t type = put_zstring(t, l, TYPE, 2 + file);
	put_options(t, l, 2 + file + type);
}

static void tftp_tree(struct tree *t, const struct layer *l)
{
	unsigned opcode = slice_u16(l->data, 0);
	const struct app_note *n = layer_app_note(t->d, l);
	put_rows(t, OPCODE, OPCODE, 0);
	if (n) {
		put_copy(t, DESTINATION_FILE, 0, 0, t->d->note_text + n->text, n->text_len)->flags |= R_GENERATED;
		put_uint(t, REQUEST_FRAME, 0, 0, n->frame);
	}
	switch (opcode) {
	case TFTP_READ:
	case TFTP_WRITE: put_request(t, l, opcode); break;
	case TFTP_DATA:
	case TFTP_ACK:
		put_rows(t, BLOCK, BLOCK, 0);
		if (n)
			put_uint(t, BLOCK_FULL, 0, 0, n->value[TFTP_NOTE_BLOCK]);
		break;
	case TFTP_ERROR:
		put_rows(t, ERROR_CODE, ERROR_CODE, 0);
		put_zstring(t, l, ERROR_MESSAGE, TFTP_HEADER);
		put_expert(t, ERROR_EXPERT, 0, 0, NULL);
		break;
	case TFTP_OPTION_ACK: put_options(t, l, 2); break;
	default:
		if (l->data.len > 2)
			put(t, DATA, 2, l->data.len - 2);
	}
}

static void zstring_info(struct buf *b, struct slice s, uint32_t off)
{
	uint32_t n = slice_zlen(s, off);
	if (n)
		fmt_text(b, s.p + off, n - 1);
}

static void options_info(struct buf *b, struct slice s, uint32_t off)
{
	uint32_t n, value;
	for (; (n = tftp_option(s, off, &value)); off += n) {
		buf_lit(b, ", ");
		zstring_info(b, s, off);
		buf_char(b, '=');
		zstring_info(b, s, value);
	}
}

static void request_info(struct buf *b, struct slice s)
{
	uint32_t file = slice_zlen(s, 2), type = slice_zlen(s, 2 + file);
	if (!file)
		return;
	buf_lit(b, ", File: ");
	zstring_info(b, s, 2);
	if (!type)
		return;
	buf_lit(b, ", Transfer type: ");
	zstring_info(b, s, 2 + file);
	options_info(b, s, 2 + file + type);
}

static void tftp_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct buf *b = &c->info;
	unsigned opcode = slice_u16(l->data, 0), second = slice_u16(l->data, 2);
	const struct app_note *n = layer_app_note(d, l);
	const char *name = value_text(&opcodes, opcode), *error = value_text(&error_codes, second);
	buf_str(b, name ? name : "Unknown TFTP message type");
	if (is_request(opcode)) {
		request_info(b, l->data);
	} else if (opcode == TFTP_DATA || opcode == TFTP_ACK) {
		buf_lit(b, ", Block: ");
		fmt_uint(b, second);
		if (opcode == TFTP_DATA && l->payload.wire < (n ? n->value[TFTP_NOTE_BLOCK_SIZE] : TFTP_BLOCK_SIZE))
			buf_lit(b, " (last)");
	} else if (opcode == TFTP_ERROR && slice_has(l->data, 0, TFTP_HEADER)) {
		buf_lit(b, ", Code: ");
		buf_str(b, error ? error : "Unknown");
		if (!slice_zlen(l->data, TFTP_HEADER))
			return;
		buf_lit(b, ", Message: ");
		zstring_info(b, l->data, TFTP_HEADER);
	} else if (opcode == TFTP_OPTION_ACK) {
		options_info(b, l->data, 2);
	}
}

static const struct next_link tftp_on[] = { { NEXT_UDP_PORT, TFTP_PORT } };

const struct protocol protocol_tftp = {
	.name = "tftp",
	.column = "TFTP",
	FIELDS(tftp_fields),
	ON(tftp_on),
	.dissect = tftp_dissect,
	.fields_of = tftp_tree,
	.info = tftp_info,
};
