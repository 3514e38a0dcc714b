/* ipmsg_impl.h: the parts of IP Messenger among themselves. */
#ifndef PEEL_DISSECT_APPLICATION_IPMSG_IMPL_H
#define PEEL_DISSECT_APPLICATION_IPMSG_IMPL_H

#include "base/buf.h"
#include "dissect/tree.h"

enum ipmsg_row {
	IPMSG, IPMSG_VERSION, IPMSG_PACKET, IPMSG_SENDER, IPMSG_HOST, IPMSG_NUMBER, IPMSG_COMMAND, IPMSG_OPTIONS_SHARED,
	IPMSG_OPTIONS_PRESENCE = IPMSG_OPTIONS_SHARED + 7, IPMSG_OPTIONS_MESSAGE = IPMSG_OPTIONS_PRESENCE + 2,
	IPMSG_MESSAGE = IPMSG_OPTIONS_MESSAGE + 11, IPMSG_NICKNAME, IPMSG_GROUP, IPMSG_ANSWERS, IPMSG_EXTRA, IPMSG_FILE,
	IPMSG_FILE_ID, IPMSG_FILE_NAME, IPMSG_FILE_SIZE, IPMSG_FILE_MTIME, IPMSG_FILE_ATTRIBUTES, IPMSG_FILE_TYPE,
	IPMSG_FILE_READ_ONLY, IPMSG_FILE_HIDDEN, IPMSG_FILE_SYSTEM, IPMSG_FILE_EXTENDED, IPMSG_FILE_PACKET, IPMSG_FILE_OFFSET,
	IPMSG_ROWS,
};

extern const struct field ipmsg_fields[IPMSG_ROWS];
extern const struct value_table ipmsg_commands;

enum ipmsg_command {
	IPMSG_BR_ENTRY = 0x01, IPMSG_BR_EXIT = 0x02, IPMSG_ANSENTRY = 0x03, IPMSG_BR_ABSENCE = 0x04, IPMSG_SENDMSG = 0x20,
	IPMSG_RECVMSG = 0x21, IPMSG_READMSG = 0x30, IPMSG_DELMSG = 0x31, IPMSG_ANSREADMSG = 0x32, IPMSG_GETFILEDATA = 0x60,
	IPMSG_RELEASEFILES = 0x61, IPMSG_GETDIRFILES = 0x62,
};
enum { IPMSG_FILE_ATTACH = 0x200000, IPMSG_UTF8 = 0x800000 }; /* options */

/* A part of the layer's bytes. */
struct ipmsg_part {
	uint32_t off, len;
};

/* The five parts in front, each ended by a colon; `extra` is where the rest begins. */
struct ipmsg_head {
	struct ipmsg_part version, packet, sender, host, number;
	uint32_t extra;
	uint32_t command; /* the number: command in the low 8 bits, options above */
};

/* False: this is no message. */
bool ipmsg_split(struct slice s, struct ipmsg_head *h);
/* The part's text as UTF-8: it is, or is taken for GBK. At most as many bytes as b has room for. */
void ipmsg_text(struct buf *b, struct slice s, bool utf8);
/* Text up to the first NUL from off on. */
struct ipmsg_part ipmsg_string(struct slice s, uint32_t off);
bool ipmsg_number(struct slice s, struct ipmsg_part part, unsigned base, uint64_t *value);

void ipmsg_tree(struct tree *t, const struct layer *l);
/* How many files the list at off names. */
unsigned ipmsg_count_files(struct slice s, uint32_t off);

#endif
