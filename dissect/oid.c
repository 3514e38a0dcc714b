/* oid.c: object identifiers as text. */
#include "dissect/oid.h"

#include <stdlib.h>

#include "base/fmt.h"

void oid_dotted(struct buf *b, struct slice s)
{
	uint64_t arc = 0;
	for (uint32_t i = 0, first = 1; i < s.len; i++) {
		arc = arc << 7 | (s.p[i] & 0x7f);
		if (s.p[i] & 0x80)
			continue;
		if (first) { /* the first two arcs stand in one number */
			unsigned top = arc < 40 ? 0 : arc < 80 ? 1 : 2;
			fmt_uint(b, top);
			arc -= top * 40;
			first = 0;
		}
		buf_char(b, '.');
		fmt_uint(b, arc);
		arc = 0;
	}
}

/* A byte has seven bits, three digits at most, and an arc's dot; the first has two dots. Writing a number wants more room
 * than it needs. */
enum { NUMBER_ROOM = 24, LONGEST = (OID_TEXT - NUMBER_ROOM) / 4 };

bool oid_key(char *text, struct slice s)
{
	struct buf b = BUF_OVER(text, OID_TEXT);
	if (!s.len || s.len > LONGEST)
		return false;
	oid_dotted(&b, s);
	*buf_room(&b, 1) = 0;
	return true;
}

static int compare(const void *key, const void *row)
{
	return strcmp(key, ((const struct oid_name *)row)->dotted);
}

const char *oid_name_of(const char *dotted)
{
	const struct oid_name *found = bsearch(dotted, oid_names, oid_names_count, sizeof *oid_names, compare);
	return found ? found->name : NULL;
}

/* Writes over the text for a while. */
static void append_called(struct buf *b, char *text)
{
	size_t end;
	const char *found = NULL;
	for (end = strlen(text); end; end--) {
		if (text[end] && text[end] != '.')
			continue;
		char saved = text[end];
		text[end] = 0;
		found = oid_name_of(text);
		text[end] = saved;
		if (found)
			break;
	}
	if (found)
		buf_str(b, found);
	buf_str(b, text + end);
}

void oid_called(struct buf *b, struct slice s)
{
	char text[OID_TEXT];
	if (oid_key(text, s))
		append_called(b, text);
	else
		oid_dotted(b, slice_first(s, LONGEST));
}

/* Numbers with dots between them, the first of which is 0, 1 or 2, and the second below 40 unless that is 2. */
static bool is_dotted(struct slice s)
{
	unsigned first = slice_u8(s, 0) - '0', second = 0, arcs = 0;
	for (uint32_t i = 0; i < s.len; i++) {
		bool digit = s.p[i] >= '0' && s.p[i] <= '9';
		if (!digit && (s.p[i] != '.' || !i || s.p[i - 1] == '.'))
			return false;
		arcs += !digit;
		if (arcs == 1 && digit && second < 40)
			second = second * 10 + s.p[i] - '0';
	}
	return arcs && s.p[s.len - 1] != '.' && s.p[1] == '.' && first <= 2 && (first == 2 || second < 40);
}

void oid_dotted_called(struct buf *b, struct slice s)
{
	char text[OID_TEXT];
	if (s.len >= sizeof text || !is_dotted(s)) {
		buf_lit(b, "*** Malformed OID ***");
		return;
	}
	memcpy(text, s.p, s.len);
	text[s.len] = 0;
	append_called(b, text);
}
