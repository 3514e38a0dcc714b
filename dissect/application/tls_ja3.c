/* tls_ja3.c: JA3 and JA3S, fingerprints of hellos: numbers in a row, and the MD5 of that text. */
#include "dissect/application/tls_impl.h"

#include "base/crypto.h"
#include "base/fmt.h"

enum { JA3_TEXT = 8192, NUMBER_ROOM = 32, MAX_EXTENSIONS = 1024 };
enum { EXT_GROUPS = 10, EXT_POINTS = 11 };

/* A number and the '-' before it, unless it is the first of its list. */
struct ja3 {
	struct buf text;
	bool first;
	bool full; /* no room: then there is no fingerprint */
};

static bool is_grease(unsigned v)
{
	return (v & 0x0f0f) == 0x0a0a && v >> 8 == (v & 0xff); /* RFC 8701 */
}

static void number(struct ja3 *j, unsigned v)
{
	if (j->text.cap - j->text.len < NUMBER_ROOM) {
		j->full = true;
		return;
	}
	if (!j->first)
		buf_char(&j->text, '-');
	fmt_uint(&j->text, v);
	j->first = false;
}

static void next_list(struct ja3 *j)
{
	if (j->text.cap - j->text.len < NUMBER_ROOM)
		j->full = true;
	else
		buf_char(&j->text, ',');
	j->first = true;
}

static void numbers(struct ja3 *j, struct slice s, uint32_t each)
{
	next_list(j);
	for (uint32_t i = 0; slice_has(s, i, each); i += each) {
		unsigned v = each == 2 ? slice_u16(s, i) : slice_u8(s, i);
		if (each == 1 || !is_grease(v))
			number(j, v);
	}
}

static void extensions(struct ja3 *j, struct slice all, struct slice *groups, struct slice *points)
{
	uint32_t at = 0;
	next_list(j);
	for (unsigned i = 0; i < MAX_EXTENSIONS && slice_has(all, at, 4); i++) {
		unsigned type = slice_u16(all, at), n = slice_u16(all, at + 2);
		if (!is_grease(type))
			number(j, type);
		if (type == EXT_GROUPS)
			*groups = slice_sub(slice_sub(all, at + 4, n), 2, slice_u16(all, at + 4));
		if (type == EXT_POINTS)
			*points = slice_sub(slice_sub(all, at + 4, n), 1, slice_u8(all, at + 4));
		at += 4 + n;
	}
}

void tls_put_ja3(struct tree *t, const struct layer *l, struct tls_hello hello, bool server)
{
	unsigned full_row = server ? JA3S_FULL : JA3_FULL, row = server ? JA3S : JA3;
	if (tree_ended(t) || !(tree_wants(t, full_row) || tree_wants(t, row)))
		return;
	char room[JA3_TEXT];
	struct ja3 j = { BUF_OVER(room, sizeof room), true, false };
	struct slice m = slice_first(l->data, hello.end);
	uint32_t at = slice_has(m, hello.extensions, 2) ? hello.extensions : 0, suites = hello.suites;
	struct slice none = slice_first(m, 0), groups = none, points = none;
	number(&j, slice_u16(m, hello.version));
	if (server) {
		next_list(&j);
		number(&j, slice_u16(m, suites));
	} else {
		numbers(&j, slice_sub(m, suites + 2, slice_u16(m, suites)), 2);
	}
	extensions(&j, at ? slice_sub(m, at + 2, slice_u16(m, at)) : none, &groups, &points);
	if (!server) {
		numbers(&j, groups, 2);
		numbers(&j, points, 1);
	}
	if (j.full)
		return;
	uint8_t md5[MD5_BYTES];
	char hex[4 * MD5_BYTES];
	struct buf b = BUF_OVER(hex, sizeof hex);
	put_copy(t, full_row, hello.extensions, 0, j.text.p, (uint32_t)j.text.len);
	if (!crypto_md5(md5, j.text.p, j.text.len))
		return;
	fmt_bytes(&b, md5, MD5_BYTES, 0);
	put_copy(t, row, hello.extensions, 0, b.p, (uint32_t)b.len);
}
