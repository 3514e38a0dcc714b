/* tftp.h: what the TFTP dissector and its tracker both need. */
#ifndef PEEL_DISSECT_TFTP_H
#define PEEL_DISSECT_TFTP_H

#include "dissect/dissection.h"

enum tftp_opcode { TFTP_READ = 1, TFTP_WRITE, TFTP_DATA, TFTP_ACK, TFTP_ERROR, TFTP_OPTION_ACK };
enum { TFTP_PORT = 69, TFTP_HEADER = 4, TFTP_BLOCK_SIZE = 512 /* RFC 1350, 2 */ };

/* app_note.value of a packet of a transfer; text is the file's name, frame that of the request. */
enum tftp_note { TFTP_NOTE_OPCODE, TFTP_NOTE_BLOCK, TFTP_NOTE_BLOCK_SIZE };

/* The option that begins at off (RFC 2347): two strings. Bytes of both, 0: not whole. *value: where the second begins. */
static inline uint32_t tftp_option(struct slice s, uint32_t off, uint32_t *value)
{
	uint32_t name = slice_zlen(s, off), n = name ? slice_zlen(s, off + name) : 0;
	*value = off + name;
	return n ? name + n : 0;
}

#endif
