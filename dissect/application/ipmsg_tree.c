/* ipmsg_tree.c: the fields of IP Messenger. */
#include "base/fmt.h"
#include "dissect/application/ipmsg_impl.h"

const struct value_table ipmsg_commands = VALUES(
	{ 0x00, "NOOPERATION" }, { 0x01, "BR_ENTRY" }, { 0x02, "BR_EXIT" }, { 0x03, "ANSENTRY" }, { 0x04, "BR_ABSENCE" },
	{ 0x10, "BR_ISGETLIST" }, { 0x11, "OKGETLIST" }, { 0x12, "GETLIST" }, { 0x13, "ANSLIST" }, { 0x18, "BR_ISGETLIST2" },
	{ 0x20, "SENDMSG" }, { 0x21, "RECVMSG" }, { 0x30, "READMSG" }, { 0x31, "DELMSG" }, { 0x32, "ANSREADMSG" },
	{ 0x40, "GETINFO" }, { 0x41, "SENDINFO" }, { 0x50, "GETABSENCEINFO" }, { 0x51, "SENDABSENCEINFO" },
	{ 0x60, "GETFILEDATA" }, { 0x61, "RELEASEFILES" }, { 0x62, "GETDIRFILES" }, { 0x72, "GETPUBKEY" }, { 0x73, "ANSPUBKEY" });
static const struct value_table file_types = VALUES(
	{ 1, "Regular file" }, { 2, "Directory" }, { 3, "Return to parent" }, { 4, "Symbolic link" }, { 5, "Character device" },
	{ 6, "Block device" }, { 7, "FIFO" }, { 0x10, "Resource fork" }, { 0x20, "Clipboard image" });

#define TEXT(abbrev, name) F("ipmsg." abbrev, name, FT_STRING, BASE_NONE)
#define OPTION(abbrev, name, bit) \
	F("ipmsg.option." abbrev, name, FT_BOOLEAN, BASE_NONE, .size = 4, .digits = NO_DIAGRAM, .mask = bit, .vals = &bool_set)
#define ATTRIBUTE(abbrev, name, bit) \
	F("ipmsg.file." abbrev, name, FT_BOOLEAN, BASE_NONE, .size = 4, .digits = NO_DIAGRAM, .mask = bit, .vals = &bool_yes)

const struct field ipmsg_fields[IPMSG_ROWS] = {
	[IPMSG] = F("ipmsg", "IP Messenger", FT_PROTOCOL, BASE_NONE),
	[IPMSG_VERSION] = TEXT("version", "Version"),
	[IPMSG_PACKET] = F("ipmsg.packet", "Packet number", FT_UINT64, BASE_DEC),
	[IPMSG_SENDER] = TEXT("sender", "Sender"),
	[IPMSG_HOST] = TEXT("host", "Host"),
	[IPMSG_NUMBER] = F("ipmsg.number", "Command and options", FT_UINT32, BASE_HEX),
	[IPMSG_COMMAND] = F("ipmsg.command", "Command", FT_UINT32, BASE_HEX, .size = 4, .digits = NO_DIAGRAM, .mask = 0xff, .vals = &ipmsg_commands),
	[IPMSG_OPTIONS_SHARED] = OPTION("dialup", "Dial-up", 0x10000),
	OPTION("file_attach", "Files attached", IPMSG_FILE_ATTACH),
	OPTION("encrypt", "Encrypted", 0x400000),
	OPTION("utf8", "UTF-8", IPMSG_UTF8),
	OPTION("cap_utf8", "Understands UTF-8", 0x1000000),
	OPTION("encrypt_files", "File list encrypted", 0x4000000),
	OPTION("clipboard", "Image of the clipboard", 0x8000000),
	[IPMSG_OPTIONS_PRESENCE] = OPTION("absence", "Absent", 0x100),
	OPTION("server", "Server", 0x200),
	[IPMSG_OPTIONS_MESSAGE] = OPTION("send_check", "Receipt asked for", 0x100),
	OPTION("secret", "Sealed", 0x200),
	OPTION("broadcast", "Broadcast", 0x400),
	OPTION("multicast", "To several", 0x800),
	OPTION("no_popup", "No window", 0x1000),
	OPTION("auto_reply", "Automatic reply", 0x2000),
	OPTION("retry", "Sent again", 0x4000),
	OPTION("password", "Locked", 0x8000),
	OPTION("no_log", "Not to be logged", 0x20000),
	OPTION("no_add_list", "Sender not to be listed", 0x80000),
	OPTION("read_check", "Opening to be reported", 0x100000),
	[IPMSG_MESSAGE] = TEXT("message", "Message"),
	[IPMSG_NICKNAME] = TEXT("nickname", "Nickname"),
	[IPMSG_GROUP] = TEXT("group", "Group"),
	[IPMSG_ANSWERS] = F("ipmsg.answers", "Answers packet", FT_UINT64, BASE_DEC),
	[IPMSG_EXTRA] = TEXT("extra", "Extra"),
	[IPMSG_FILE] = TEXT("file", "File"),
	[IPMSG_FILE_ID] = F("ipmsg.file.id", "Number", FT_UINT64, BASE_DEC),
	[IPMSG_FILE_NAME] = TEXT("file.name", "Name"),
	[IPMSG_FILE_SIZE] = F("ipmsg.file.size", "Size", FT_UINT64, BASE_DEC, .vals = &unit_bytes),
	[IPMSG_FILE_MTIME] = F("ipmsg.file.mtime", "Changed", FT_ABSOLUTE_TIME, BASE_LOCAL),
	[IPMSG_FILE_ATTRIBUTES] = F("ipmsg.file.attributes", "Attributes", FT_UINT32, BASE_HEX),
	[IPMSG_FILE_TYPE] = F("ipmsg.file.type", "Type", FT_UINT32, BASE_DEC, .size = 4, .digits = NO_DIAGRAM, .mask = 0xff, .vals = &file_types),
	[IPMSG_FILE_READ_ONLY] = ATTRIBUTE("read_only", "Read only", 0x100),
	[IPMSG_FILE_HIDDEN] = ATTRIBUTE("hidden", "Hidden", 0x1000),
	[IPMSG_FILE_SYSTEM] = ATTRIBUTE("system", "System", 0x8000),
	[IPMSG_FILE_EXTENDED] = TEXT("file.extended", "Extended attribute"),
	[IPMSG_FILE_PACKET] = F("ipmsg.file.packet", "Offered in packet", FT_UINT64, BASE_HEX_DEC),
	[IPMSG_FILE_OFFSET] = F("ipmsg.file.offset", "From byte", FT_UINT64, BASE_DEC),
};

/* What the parts of a message are decoded by. */
struct message {
	struct tree *t;
	struct slice s;
	bool utf8;
};

/* In names of files two colons are one. */
static void unescape(struct buf *b)
{
	size_t n = 0;
	for (size_t i = 0; i < b->len; i++) {
		b->p[n++] = b->p[i];
		i += i + 1 < b->len && b->p[i] == ':' && b->p[i + 1] == ':';
	}
	b->len = n;
}

/* Text in pieces that have room; a character of two bytes is not cut. */
static struct record *put_text(const struct message *m, unsigned row, struct ipmsg_part part)
{
	enum { PIECE = 1024 };
	char room[PIECE * 3];
	struct slice s = slice_sub(m->s, part.off, part.len);
	struct record *r = put_copy(m->t, row, part.off, part.len, "", 0);
	if (!tree_wants(m->t, row))
		return r;
	bool utf8 = m->utf8 || utf8_valid(s.p, s.len);
	for (uint32_t off = 0; off < s.len && !tree_ended(m->t);) {
		struct slice piece = slice_first(slice_from(s, off), PIECE);
		struct buf b = BUF_OVER(room, sizeof room);
		if (!utf8 && piece.len == PIECE) {
			uint32_t i = 0; /* the last whole character */
			while (i + 2 <= PIECE)
				i += piece.p[i] < 0x80 ? 1 : 2;
			piece.len = i;
		}
		ipmsg_text(&b, piece, utf8);
		if (row == IPMSG_FILE || row == IPMSG_FILE_NAME)
			unescape(&b);
		put_more(m->t, r, b.p, (uint32_t)b.len);
		off += piece.len;
	}
	return r;
}

static void put_number(const struct message *m, unsigned row, struct ipmsg_part part, unsigned base)
{
	uint64_t v;
	if (ipmsg_number(m->s, part, base, &v))
		put_uint(m->t, row, part.off, part.len, v);
}

/* The bits of a number that stands there in digits, below its row. */
static void put_bits(const struct message *m, unsigned first, unsigned n, struct ipmsg_part part, uint32_t v)
{
	for (unsigned row = first; row < first + n; row++) {
		uint64_t mask = ipmsg_fields[row].mask;
		put_uint(m->t, row, part.off, part.len, (v & mask) >> __builtin_ctzll(mask));
	}
}

static void put_command(const struct message *m, const struct ipmsg_head *h)
{
	unsigned command = h->command & 0xff;
	put_uint(m->t, IPMSG_NUMBER, h->number.off, h->number.len, h->command);
	tree_push(m->t);
	put_bits(m, IPMSG_COMMAND, 1, h->number, h->command);
	if (command >= IPMSG_BR_ENTRY && command <= IPMSG_BR_ABSENCE)
		put_bits(m, IPMSG_OPTIONS_PRESENCE, 2, h->number, h->command);
	if (command == IPMSG_SENDMSG)
		put_bits(m, IPMSG_OPTIONS_MESSAGE, 11, h->number, h->command);
	put_bits(m, IPMSG_OPTIONS_SHARED, 7, h->number, h->command);
	tree_pop(m->t);
}

/* Up to the next colon, two of which are one in a name; *off moves behind it. */
static struct ipmsg_part file_part(struct slice s, uint32_t *off, uint32_t end, bool name)
{
	uint32_t start = *off, i = start;
	while (i < end && (s.p[i] != ':' || (name && i + 1 < end && s.p[i + 1] == ':')))
		i += s.p[i] == ':' ? 2 : 1;
	i = i < end ? i : end;
	*off = i < end ? i + 1 : end;
	return (struct ipmsg_part){ start, i - start };
}

/* number:name:size:time:attributes[:extended=...]: with all numbers but the first in hexadecimal */
static void put_file(const struct message *m, uint32_t off, uint32_t end)
{
	uint64_t v;
	struct ipmsg_part all = { off, end - off }, id = file_part(m->s, &off, end, false),
			  name = file_part(m->s, &off, end, true), size = file_part(m->s, &off, end, false),
			  mtime = file_part(m->s, &off, end, false), attributes = file_part(m->s, &off, end, false);
	struct record *r = put_text(m, IPMSG_FILE, name);
	r->off -= name.off - all.off;
	r->len = all.len;
	tree_push(m->t);
	put_number(m, IPMSG_FILE_ID, id, 10);
	put_text(m, IPMSG_FILE_NAME, name);
	put_number(m, IPMSG_FILE_SIZE, size, 16);
	if (ipmsg_number(m->s, mtime, 16, &v))
		put_time(m->t, IPMSG_FILE_MTIME, mtime.off, mtime.len, (int64_t)(v & UINT32_MAX), 0);
	if (ipmsg_number(m->s, attributes, 16, &v)) {
		put_uint(m->t, IPMSG_FILE_ATTRIBUTES, attributes.off, attributes.len, (uint32_t)v);
		tree_push(m->t);
		put_bits(m, IPMSG_FILE_TYPE, 4, attributes, (uint32_t)v);
		tree_pop(m->t);
	}
	while (off < end && !tree_ended(m->t)) {
		struct ipmsg_part extended = file_part(m->s, &off, end, false);
		if (extended.len)
			put_text(m, IPMSG_FILE_EXTENDED, extended);
	}
	tree_pop(m->t);
}

/* A file's description ends with a bell; the list with a NUL or the message. Returns where the next one begins. */
static uint32_t file_end(struct slice s, uint32_t off, uint32_t end)
{
	while (off < end && s.p[off] != '\a')
		off++;
	return off;
}

unsigned ipmsg_count_files(struct slice s, uint32_t off)
{
	unsigned n = 0;
	struct ipmsg_part list = ipmsg_string(s, off);
	for (uint32_t end = list.off + list.len; off < end; n++) {
		off = file_end(s, off, end) + 1;
		while (off < end && s.p[off] == ':')
			off++;
	}
	return n;
}

static void put_files(const struct message *m, uint32_t off)
{
	struct ipmsg_part list = ipmsg_string(m->s, off);
	for (uint32_t end = list.off + list.len; off < end && !tree_ended(m->t);) {
		uint32_t bell = file_end(m->s, off, end);
		put_file(m, off, bell);
		off = bell + 1;
		while (off < end && m->s.p[off] == ':') /* some put another colon between two */
			off++;
	}
}

static void put_if_any(const struct message *m, unsigned row, struct ipmsg_part part)
{
	if (part.len)
		put_text(m, row, part);
}

/* What follows depends on the command. */
static void put_extra(const struct message *m, const struct ipmsg_head *h)
{
	struct ipmsg_part extra = ipmsg_string(m->s, h->extra);
	uint32_t behind = extra.off + extra.len + 1, off = h->extra, end = extra.off + extra.len;
	switch (h->command & 0xff) {
	case IPMSG_BR_ENTRY:
	case IPMSG_BR_EXIT:
	case IPMSG_ANSENTRY:
	case IPMSG_BR_ABSENCE:
		put_if_any(m, IPMSG_NICKNAME, extra);
		put_if_any(m, IPMSG_GROUP, ipmsg_string(m->s, behind));
		break;
	case IPMSG_SENDMSG:
		put_if_any(m, IPMSG_MESSAGE, extra);
		if (h->command & IPMSG_FILE_ATTACH)
			put_files(m, behind);
		break;
	case IPMSG_RECVMSG:
	case IPMSG_READMSG:
	case IPMSG_DELMSG:
	case IPMSG_ANSREADMSG:
	case IPMSG_RELEASEFILES: put_number(m, IPMSG_ANSWERS, extra, 10); break;
	case IPMSG_GETFILEDATA:
	case IPMSG_GETDIRFILES:
		put_number(m, IPMSG_FILE_PACKET, file_part(m->s, &off, end, false), 16);
		put_number(m, IPMSG_FILE_ID, file_part(m->s, &off, end, false), 16);
		put_number(m, IPMSG_FILE_OFFSET, file_part(m->s, &off, end, false), 16);
		break;
	default: put_if_any(m, IPMSG_EXTRA, extra);
	}
}

void ipmsg_tree(struct tree *t, const struct layer *l)
{
	struct ipmsg_head h;
	if (!ipmsg_split(l->data, &h))
		return;
	const struct message m = { t, l->data, h.command & IPMSG_UTF8 };
	put_text(&m, IPMSG_VERSION, h.version);
	put_number(&m, IPMSG_PACKET, h.packet, 10);
	put_text(&m, IPMSG_SENDER, h.sender);
	put_text(&m, IPMSG_HOST, h.host);
	put_command(&m, &h);
	put_extra(&m, &h);
}
