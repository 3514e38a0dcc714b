/* ipmsg.c: IP Messenger ("IP Messenger communication protocol", draft 12 and later), which FeiQ and others speak as well:
 * finding the parts of a message, and its line. */
#include "base/fmt.h"
#include "base/gbk.h"
#include "dissect/application/ipmsg_impl.h"
#include "dissect/column.h"

/*  version : packet number : sender : host : command : extra
 *
 *  In ASCII but for names and extra; numbers are decimal. FeiQ puts more behind the version ("1_lbt4_33#128#..."). Extra is
 *  a message, a nickname, the number of another packet, as the command has it; NUL bytes end its parts. */
enum { IPMSG_PORT = 2425, LONGEST_PART = 512 };

static bool part_at(struct slice s, uint32_t *off, struct ipmsg_part *part)
{
	struct slice rest = slice_first(slice_from(s, *off), LONGEST_PART);
	const uint8_t *colon = rest.len ? memchr(rest.p, ':', rest.len) : NULL;
	if (!colon)
		return false;
	*part = (struct ipmsg_part){ *off, (uint32_t)(colon - rest.p) };
	*off += part->len + 1;
	return true;
}

static int digit(uint8_t c)
{
	return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : 99;
}

bool ipmsg_number(struct slice s, struct ipmsg_part part, unsigned base, uint64_t *value)
{
	uint64_t v = 0;
	if (!part.len || part.len > 16 || !slice_has(s, part.off, part.len))
		return false;
	if (part.off + part.len == s.len && s.wire > s.len) /* more digits may have been cut off */
		return false;
	for (uint32_t i = 0; i < part.len; i++) {
		unsigned d = (unsigned)digit(s.p[part.off + i]);
		if (d >= base)
			return false;
		v = v * base + d;
	}
	*value = v;
	return true;
}

bool ipmsg_split(struct slice s, struct ipmsg_head *h)
{
	uint32_t off = 0;
	uint64_t packet, command;
	if (digit(slice_u8(s, 0)) > 9 || !part_at(s, &off, &h->version) || !part_at(s, &off, &h->packet) ||
	    !part_at(s, &off, &h->sender) || !part_at(s, &off, &h->host))
		return false;
	/* The colon behind the command may lack when nothing follows. */
	h->number = (struct ipmsg_part){ off, 0 };
	while (h->number.len < 10 && digit(slice_u8(s, off + h->number.len)) <= 9)
		h->number.len++;
	off += h->number.len;
	if (!ipmsg_number(s, h->packet, 10, &packet) || !ipmsg_number(s, h->number, 10, &command) ||
	    command > UINT32_MAX || (slice_has(s, off, 1) && s.p[off] != ':' && s.p[off]))
		return false;
	h->command = (uint32_t)command;
	h->extra = slice_has(s, off, 1) ? off + 1 : off;
	return true;
}

struct ipmsg_part ipmsg_string(struct slice s, uint32_t off)
{
	uint32_t z = slice_zlen(s, off), rest = slice_from(s, off).len;
	return (struct ipmsg_part){ off, z ? z - 1 : rest };
}

void ipmsg_text(struct buf *b, struct slice s, bool utf8)
{
	if (utf8 || utf8_valid(s.p, s.len))
		buf_put(b, s.p, s.len);
	else
		gbk_to_utf8(b, s.p, s.len);
}

static void ipmsg_dissect(struct dissection *d, struct layer *l)
{
	struct ipmsg_head h;
	if (!ipmsg_split(l->data, &h)) {
		layer_is_data(d, l);
		return;
	}
	layer_header(l, l->data.len);
	l->payload = slice_from(l->data, l->data.wire);
}

/* A piece of text in the line, its characters made visible. */
static void say(struct buf *b, struct slice s, struct ipmsg_part part, bool utf8)
{
	enum { SHOWN = 300 };
	char room[SHOWN * 4];
	struct buf text = BUF_OVER(room, sizeof room);
	ipmsg_text(&text, slice_first(slice_sub(s, part.off, part.len), SHOWN), utf8);
	fmt_text(b, text.p, text.len);
}

/* "SENDMSG from alice@onion: good morning, 2 files" */
static void ipmsg_info(struct column *c, const struct dissection *d, const struct layer *l)
{
	struct ipmsg_head h;
	struct slice s = l->data;
	(void)d;
	if (!ipmsg_split(s, &h))
		return;
	bool utf8 = h.command & IPMSG_UTF8;
	const char *name = value_text(&ipmsg_commands, h.command & 0xff);
	if (name) {
		buf_str(&c->info, name);
	} else {
		buf_lit(&c->info, "Command ");
		fmt_0x(&c->info, h.command & 0xff, 2);
	}
	buf_lit(&c->info, " from ");
	say(&c->info, s, h.sender, utf8);
	buf_char(&c->info, '@');
	say(&c->info, s, h.host, utf8);
	struct ipmsg_part extra = ipmsg_string(s, h.extra);
	if (extra.len) {
		buf_lit(&c->info, ": ");
		say(&c->info, s, extra, utf8);
	}
	if ((h.command & 0xff) != IPMSG_SENDMSG || !(h.command & IPMSG_FILE_ATTACH))
		return;
	unsigned files = ipmsg_count_files(s, extra.off + extra.len + 1);
	buf_lit(&c->info, ", ");
	fmt_uint(&c->info, files);
	buf_str(&c->info, files == 1 ? " file" : " files");
}

static const struct next_link ipmsg_on[] = { { NEXT_UDP_PORT, IPMSG_PORT }, { NEXT_TCP_PORT, IPMSG_PORT } };

const struct protocol protocol_ipmsg = {
	.name = "ipmsg",
	.column = "IPMSG",
	FIELDS(ipmsg_fields),
	ON(ipmsg_on),
	.dissect = ipmsg_dissect,
	.fields_of = ipmsg_tree,
	.info = ipmsg_info,
};
