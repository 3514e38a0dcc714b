/* ftp_line.c: commands and replies of FTP, and the addresses in them. */
#include <arpa/inet.h>

#include "dissect/application/ftp_impl.h"
#include "dissect/lines.h"

enum { MAX_ADDRESS = 48 };

const char *const ftp_methods[] = { "", "PASV", "EPASV", "PORT", "EPRT" };

static bool is_digit(uint8_t c)
{
	return c >= '0' && c <= '9';
}

void ftp_line_read(struct slice s, bool reply, struct ftp_line *f)
{
	struct text_line line;
	uint32_t at = 0;
	text_line(s, 0, &line);
	*f = (struct ftp_line){ .reply = reply, .len = line.len, .next = line.next };
	if (reply) {
		int code = text_reply_code(s, &line);
		f->code = code < 0 ? 0 : (uint16_t)code;
		at = code < 0 ? 0 : f->len > 3 ? 4 : 3;
	} else {
		at = f->word_len = text_word(s, 0, f->len);
		if (!at && f->len) /* a space at the front */
			at = 1;
	}
	while (at && at < f->len && s.p[at] == ' ')
		at++;
	f->arg = at;
	f->arg_len = f->len - at;
}

bool ftp_is(struct slice s, const struct ftp_line *f, const char *command)
{
	if (f->reply || f->word_len != strlen(command))
		return false;
	for (uint32_t i = 0; i < f->word_len; i++)
		if ((s.p[i] & 0xdf) != (uint8_t)command[i])
			return false;
	return true;
}

/* A decimal number at *off, at most max; moves *off behind it. */
static bool number(struct slice s, uint32_t *off, uint32_t end, uint32_t max, uint32_t *value)
{
	uint32_t start = *off;
	*value = 0;
	while (*off < end && is_digit(s.p[*off]) && *off - start < 6)
		*value = *value * 10 + (s.p[(*off)++] - '0');
	return *off > start && *value <= max;
}

/* Six numbers at off. */
static bool six(struct slice s, uint32_t off, uint32_t end, struct ftp_place *p)
{
	uint32_t v[6], start = off;
	for (unsigned i = 0; i < 6; i++) {
		if (i == 4) {
			p->addr_len = off - 1 - start;
			p->port_off = off;
		}
		if (!number(s, &off, end, 255, &v[i]))
			return false;
		if (i < 5 && (off == end || s.p[off++] != ','))
			return false;
	}
	for (unsigned i = 0; i < 4; i++)
		p->addr[i] = (uint8_t)v[i];
	p->port = (uint16_t)(v[4] << 8 | v[5]);
	p->off = start;
	p->port_len = off - p->port_off;
	p->family = FTP_IPV4;
	return true;
}

bool ftp_host_port(struct slice s, const struct ftp_line *f, struct ftp_place *p)
{
	*p = (struct ftp_place){ 0 };
	for (uint32_t off = f->arg; off < f->len; off++) {
		if (is_digit(s.p[off]) && six(s, off, f->len, p))
			return true;
		if (!f->reply)
			break;
		while (off < f->len && is_digit(s.p[off]))
			off++;
	}
	return false;
}

/* The part up to the next delimiter; moves *off behind that. */
static bool part(struct slice s, uint32_t *off, uint32_t end, uint8_t mark, uint32_t *start, uint32_t *len)
{
	*start = *off;
	while (*off < end && s.p[*off] != mark)
		++*off;
	*len = *off - *start;
	return (*off)++ < end;
}

static bool address(struct slice s, struct ftp_place *p, uint32_t family)
{
	char text[MAX_ADDRESS];
	if (p->addr_len >= sizeof text)
		return false;
	memcpy(text, s.p + p->off, p->addr_len);
	text[p->addr_len] = 0;
	p->family = family == 1 ? FTP_IPV4 : FTP_IPV6;
	return (family == 1 || family == 2) && inet_pton(family == 1 ? AF_INET : AF_INET6, text, p->addr) == 1;
}

bool ftp_extended(struct slice s, const struct ftp_line *f, struct ftp_place *p)
{
	uint32_t off = f->arg, end = f->len, family, port;
	*p = (struct ftp_place){ 0 };
	while (f->reply && off < end && s.p[off] != '(')
		off++;
	off += f->reply;
	if (off >= end)
		return false;
	uint8_t mark = s.p[off++];
	if (!part(s, &off, end, mark, &p->family_off, &p->family_len) ||
	    !part(s, &off, end, mark, &p->off, &p->addr_len) || !part(s, &off, end, mark, &p->port_off, &p->port_len))
		return false;
	uint32_t at = p->port_off;
	if (!number(s, &at, p->port_off + p->port_len, 65535, &port))
		return false;
	p->port = (uint16_t)port;
	p->family = FTP_ANY;
	if (!p->family_len)
		return f->reply;
	at = p->family_off;
	return number(s, &at, p->family_off + p->family_len, 2, &family) && address(s, p, family);
}

uint32_t ftp_quoted(struct slice s, const struct ftp_line *f, char *out, uint32_t room)
{
	uint32_t at = f->arg, n = 0;
	while (at < f->len && s.p[at] != '"')
		at++;
	for (at++; at < f->len && n < room; at++) {
		if (s.p[at] == '"' && (at + 1 == f->len || s.p[++at] != '"'))
			return n;
		out[n++] = (char)s.p[at];
	}
	return 0;
}
