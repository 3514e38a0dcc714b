/* gbk.c: GBK by a table that iconv(3) fills once, at the first text that needs it, and that never changes after. Without
 * the system's table for GBK all its characters are U+FFFD. */
#include "base/gbk.h"

#include <iconv.h>
#include <pthread.h>

#include "base/fmt.h"

enum { FIRST_LEAD = 0x81, FIRST_TRAIL = 0x40, LAST = 0xfe, NOT_A_CHARACTER = 0xfffd };

static uint16_t table[LAST - FIRST_LEAD + 1][LAST - FIRST_TRAIL + 1]; /* 0: no character */
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void fill(void)
{
	iconv_t from_gbk = iconv_open("UTF-16BE", "GBK");
	if (from_gbk == (iconv_t)-1)
		return;
	for (unsigned lead = FIRST_LEAD; lead <= LAST; lead++)
		for (unsigned trail = FIRST_TRAIL; trail <= LAST; trail++) {
			char in[2] = { (char)lead, (char)trail };
			uint8_t out[4];
			char *from = in, *to = (char *)out;
			size_t left = sizeof in, room = sizeof out;
			iconv(from_gbk, NULL, NULL, NULL, NULL);
			if (iconv(from_gbk, &from, &left, &to, &room) != (size_t)-1 && room == 2)
				table[lead - FIRST_LEAD][trail - FIRST_TRAIL] = (uint16_t)(out[0] << 8 | out[1]);
		}
	iconv_close(from_gbk);
}

void gbk_to_utf8(struct buf *b, const uint8_t *p, uint32_t n)
{
	pthread_once(&once, fill);
	for (uint32_t i = 0; i < n; i++) {
		unsigned code = NOT_A_CHARACTER;
		if (p[i] < 0x80) {
			buf_char(b, (char)p[i]);
			continue;
		}
		bool pair =
			p[i] >= FIRST_LEAD && p[i] <= LAST && i + 1 < n && p[i + 1] >= FIRST_TRAIL && p[i + 1] <= LAST;
		if (pair)
			code = table[p[i] - FIRST_LEAD][p[i + 1] - FIRST_TRAIL];
		if (pair && code)
			i++;
		utf8_put(b, code ? code : NOT_A_CHARACTER);
	}
}
