/* ftp_impl.h: the lines of FTP's control connection, for the tree and for flow/. */
#ifndef PEEL_DISSECT_APPLICATION_FTP_IMPL_H
#define PEEL_DISSECT_APPLICATION_FTP_IMPL_H

#include "base/slice.h"

enum { FTP_PORT = 21, FTP_DATA_PORT = 20 };

/* The first line of a segment. */
struct ftp_line {
	uint32_t len, next;      /* without its end; where the next one begins */
	bool reply;              /* from the server */
	uint16_t code;           /* 0: none */
	uint32_t word, word_len; /* command */
	uint32_t arg, arg_len;
};
void ftp_line_read(struct slice s, bool reply, struct ftp_line *);
/* Is the command this one, written in upper case here? */
bool ftp_is(struct slice s, const struct ftp_line *, const char *command);

/* Where data connections go to: PORT and 227 (RFC 959), EPRT and 229 (RFC 2428). */
enum ftp_family { FTP_NO_ADDRESS, FTP_IPV4, FTP_IPV6, FTP_ANY };
struct ftp_place {
	uint8_t family; /* enum ftp_family; FTP_ANY: the other end's address */
	uint8_t addr[16];
	uint16_t port;
	uint32_t off, addr_len;          /* of the address as text */
	uint32_t family_off, family_len; /* EPRT's number */
	uint32_t port_off, port_len;
};
/* Six numbers with commas. */
bool ftp_host_port(struct slice s, const struct ftp_line *, struct ftp_place *);
/* |1|10.0.0.1|77| or, in a reply, (|||77|) */
bool ftp_extended(struct slice s, const struct ftp_line *, struct ftp_place *);

/* A path in quotes, two quotes for one. Returns its length; *n: bytes from the first quote to the last. 0: none. */
uint32_t ftp_quoted(struct slice s, const struct ftp_line *, char *out, uint32_t room);

/* What flow/ftp.c notes. Control connection: text is the working directory. Data: text is the command, then the directory. */
enum ftp_note { FTP_NOTE_SETUP, FTP_NOTE_COMMAND_FRAME, FTP_NOTE_METHOD, FTP_NOTE_COMMAND_LEN };
enum ftp_method { FTP_METHOD_NONE, FTP_METHOD_PASV, FTP_METHOD_EPASV, FTP_METHOD_PORT, FTP_METHOD_EPRT };
extern const char *const ftp_methods[];

#endif
