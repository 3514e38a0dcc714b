/* units.c: numbers in reports as tshark writes them. */
#include "output/stats/units.h"

#include "base/fmt.h"

void text_bytes(struct buf *b, uint64_t bytes, unsigned width)
{
	static const char *const units[] = { " bytes", " kB", " MB", " GB", " TB" };
	size_t at = b->len;
	unsigned unit = 0;
	for (; bytes >= 10000 && unit < 4; unit++)
		bytes /= 1000;
	fmt_uint(b, bytes);
	buf_str(b, units[unit]);
	if (b->len - at < width)
		buf_fill(b, ' ', width - (b->len - at));
}
